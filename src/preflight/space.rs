//! Colour spaces and the ink that their colours lay on paper.

use std::fmt;

use lopdf::{Dictionary, Document, Object};

use super::objects::number;

/// How deep colour spaces may hang on each other: indexed ones on a base.
const DEPTH: usize = 4;

/// A colour space as the PDF names it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Space {
    /// DeviceGray: black ink alone.
    Gray,
    /// DeviceRGB.
    Rgb,
    /// DeviceCMYK.
    Cmyk,
    /// A calibrated gray, which a press makes of four inks.
    CalGray,
    /// A calibrated RGB.
    CalRgb,
    /// CIE L*a*b*.
    Lab,
    /// A gray with an ICC profile, which a press makes of four inks.
    IccGray,
    /// RGB with an ICC profile.
    IccRgb,
    /// CMYK with an ICC profile.
    IccCmyk,
    /// One ink by its name.
    Separation(String),
    /// Several inks by their names.
    DeviceN(Vec<String>),
    /// A table of colours of another space.
    Indexed(Box<Space>),
    /// A pattern that brings its own colours, which are reported by themselves.
    Pattern,
    /// One that is not known.
    Unknown,
}

impl Space {
    /// Reads a colour space; `named` are those of the resources.
    pub(super) fn read(document: &Document, object: &Object, named: Option<&Dictionary>) -> Self {
        read(document, object, named, DEPTH).unwrap_or(Self::Unknown)
    }

    /// Whether its colours are amounts of printing ink, none to be converted.
    #[must_use]
    pub fn is_ink(&self) -> bool {
        match self {
            Self::Gray
            | Self::Cmyk
            | Self::IccCmyk
            | Self::Separation(_)
            | Self::DeviceN(_)
            | Self::Pattern => true,
            Self::Indexed(base) => base.is_ink(),
            _ => false,
        }
    }

    /// How many numbers make a colour; none where that is not known.
    pub(super) fn components(&self) -> Option<usize> {
        match self {
            Self::Gray | Self::CalGray | Self::IccGray | Self::Separation(_) | Self::Indexed(_) => {
                Some(1)
            }
            Self::Rgb | Self::CalRgb | Self::Lab | Self::IccRgb => Some(3),
            Self::Cmyk | Self::IccCmyk => Some(4),
            Self::DeviceN(names) => Some(names.len()),
            Self::Pattern | Self::Unknown => None,
        }
    }

    /// The colour that holds until one is set.
    pub(super) fn initial(&self) -> Vec<f32> {
        match self {
            Self::Cmyk | Self::IccCmyk => vec![0.0, 0.0, 0.0, 1.0],
            Self::Separation(_) => vec![1.0],
            Self::DeviceN(names) => vec![1.0; names.len()],
            other => vec![0.0; other.components().unwrap_or(0)],
        }
    }

    /// The sum of the inks of a colour, in per cent; none where the space is not
    /// made of inks.
    pub(super) fn percent(&self, values: &[f32]) -> Option<f64> {
        if self.components() != Some(values.len()) {
            return None;
        }
        let sum: f64 = values
            .iter()
            .map(|value| f64::from(value.clamp(0.0, 1.0)))
            .sum();
        match self {
            Self::Gray => Some(100.0 * (1.0 - sum)),
            Self::Cmyk | Self::IccCmyk | Self::DeviceN(_) => Some(100.0 * sum),
            // The colour of crop marks stands on every plate.
            Self::Separation(name) if name == "All" => Some(400.0 * sum),
            Self::Separation(name) if name == "None" => Some(0.0),
            Self::Separation(_) => Some(100.0 * sum),
            _ => None,
        }
    }
}

impl fmt::Display for Space {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gray => f.write_str("DeviceGray"),
            Self::Rgb => f.write_str("DeviceRGB"),
            Self::Cmyk => f.write_str("DeviceCMYK"),
            Self::CalGray => f.write_str("CalGray"),
            Self::CalRgb => f.write_str("CalRGB"),
            Self::Lab => f.write_str("Lab"),
            Self::IccGray => f.write_str("ICC gray"),
            Self::IccRgb => f.write_str("ICC RGB"),
            Self::IccCmyk => f.write_str("ICC CMYK"),
            Self::Separation(name) => write!(f, "Separation {name}"),
            Self::DeviceN(names) => write!(f, "DeviceN {}", names.join(" ")),
            Self::Indexed(base) => write!(f, "Indexed {base}"),
            Self::Pattern => f.write_str("Pattern"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

fn read(
    document: &Document,
    object: &Object,
    named: Option<&Dictionary>,
    depth: usize,
) -> Option<Space> {
    let depth = depth.checked_sub(1)?;
    let (_, object) = document.dereference(object).ok()?;
    match object {
        Object::Name(name) => Some(match name.as_slice() {
            b"DeviceGray" | b"G" => Space::Gray,
            b"DeviceRGB" | b"RGB" => Space::Rgb,
            b"DeviceCMYK" | b"CMYK" => Space::Cmyk,
            b"Pattern" => Space::Pattern,
            name => read(document, named?.get(name).ok()?, None, depth)?,
        }),
        Object::Array(parts) => {
            let family = parts.first()?.as_name().ok()?;
            let second = |named| read(document, parts.get(1)?, named, depth);
            Some(match family {
                b"CalGray" => Space::CalGray,
                b"CalRGB" => Space::CalRgb,
                b"Lab" => Space::Lab,
                b"Pattern" => second(named).unwrap_or(Space::Pattern),
                b"Indexed" | b"I" => Space::Indexed(Box::new(second(named)?)),
                b"ICCBased" => icc(document, parts.get(1)?)?,
                b"Separation" => Space::Separation(name(document, parts.get(1)?)?),
                b"DeviceN" => {
                    let (_, names) = document.dereference(parts.get(1)?).ok()?;
                    let names = names.as_array().ok()?.iter();
                    Space::DeviceN(names.map(|n| name(document, n)).collect::<Option<_>>()?)
                }
                _ if parts.len() == 1 => read(document, parts.first()?, named, depth)?,
                _ => return None,
            })
        }
        _ => None,
    }
}

fn icc(document: &Document, profile: &Object) -> Option<Space> {
    let (_, profile) = document.dereference(profile).ok()?;
    let count = profile.as_stream().ok()?.dict.get(b"N").ok()?;
    match number(document, count)? as i64 {
        1 => Some(Space::IccGray),
        3 => Some(Space::IccRgb),
        4 => Some(Space::IccCmyk),
        _ => None,
    }
}

fn name(document: &Document, object: &Object) -> Option<String> {
    let (_, object) = document.dereference(object).ok()?;
    let name = object.as_name().ok()?;
    Some(String::from_utf8_lossy(name).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_are_told_apart() {
        let mut document = Document::new();
        let profile = document.add_object(lopdf::Stream::new(
            lopdf::dictionary! { "N" => 1 },
            Vec::new(),
        ));
        let luma = vec![Object::from("ICCBased"), profile.into()];
        let luma: Object = luma
            .into_iter()
            .map(|part| match part {
                Object::String(name, _) => Object::Name(name),
                other => other,
            })
            .collect::<Vec<_>>()
            .into();
        assert_eq!(Space::read(&document, &luma, None), Space::IccGray);
        let named = lopdf::dictionary! { "c0" => luma.clone() };
        let name = Object::Name(b"c0".to_vec());
        assert_eq!(Space::read(&document, &name, Some(&named)), Space::IccGray);
        assert_eq!(Space::read(&document, &name, None), Space::Unknown);
        let spot = Object::Array(vec![
            Object::Name(b"Separation".to_vec()),
            Object::Name(b"PANTONE 485 C".to_vec()),
        ]);
        let table = Object::Array(vec![Object::Name(b"Indexed".to_vec()), spot]);
        let space = Space::read(&document, &table, None);
        assert_eq!(space.to_string(), "Indexed Separation PANTONE 485 C");
        assert!(space.is_ink());
    }

    #[test]
    fn a_space_that_hangs_on_itself_is_unknown() {
        let mut document = Document::new();
        let id = document.new_object_id();
        let table = vec![Object::Name(b"Indexed".to_vec()), id.into()];
        document.objects.insert(id, table.into());
        let space = Space::read(&document, &id.into(), None);
        assert_eq!(space, Space::Unknown);
    }

    #[test]
    fn inks_add_up() {
        assert_eq!(Space::Cmyk.percent(&[0.0, 1.0, 1.0, 0.25]), Some(225.0));
        assert_eq!(Space::Gray.percent(&[0.25]), Some(75.0));
        assert_eq!(Space::Separation("All".into()).percent(&[1.0]), Some(400.0));
        assert_eq!(Space::Rgb.percent(&[0.0, 0.0, 0.0]), None);
        assert_eq!(Space::Cmyk.percent(&[1.0]), None);
    }
}
