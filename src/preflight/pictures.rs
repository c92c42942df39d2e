//! Forms and pictures that are placed on a page.

use lopdf::{Dictionary, Document, Object};

use super::geometry::Bounds;
use super::notes::Picture;
use super::objects::{dictionary, entry};
use super::report::{ImageReport, Painted, Through, Transparency};
use super::space::Space;
use super::walk::{Run, Stop};

/// The largest picture, in pixels: far more than any sheet can show.
const PIXELS: u64 = 400_000_000;

impl<'a> Run<'_, 'a> {
    /// Follows `Do`.
    pub(super) fn draw(&mut self, operands: &[Object]) -> Result<(), Stop> {
        let Some(Object::Stream(stream)) = self.resource(b"XObject", operands) else {
            return Ok(());
        };
        let document = self.walk.document;
        match entry(document, &stream.dict, b"Subtype").map(Object::as_name) {
            Some(Ok(b"Form")) => self.inside(stream, self.state.clone(), self.uncoloured),
            Some(Ok(b"Image")) => {
                let name = operands.last().and_then(|name| name.as_name().ok());
                let name = String::from_utf8_lossy(name.unwrap_or_default());
                let id = self.resources.and_then(|resources| {
                    let named = dictionary(document, resources, b"XObject")?;
                    named.get(name.as_bytes()).ok()?.as_reference().ok()
                });
                if let Some(report) = self.picture(name.into_owned(), &stream.dict)? {
                    self.walk.notes.pictures.push(Picture {
                        report,
                        stream: id.map(|id| (id, &stream.dict)),
                    });
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Follows `BI`, whose picture stands in the content itself.
    pub(super) fn inline_picture(&mut self, operands: &[Object]) -> Result<(), Stop> {
        if let Some(Object::Stream(stream)) = operands.last()
            && let Some(report) = self.picture(String::new(), &stream.dict)?
        {
            let stream = None;
            self.walk.notes.pictures.push(Picture { report, stream });
        }
        Ok(())
    }

    /// Notes a picture; none if it has no size.
    fn picture(&mut self, name: String, of: &Dictionary) -> Result<Option<ImageReport>, Stop> {
        let document = self.walk.document;
        // The short keys are those of pictures within the content.
        let get = |long: &[u8], short: &[u8]| {
            entry(document, of, long).or_else(|| entry(document, of, short))
        };
        let Some((width_px, height_px)) = pixels(document, of)? else {
            return Ok(None);
        };
        let mask = entry(document, of, b"SMask").and_then(|mask| mask.as_stream().ok());
        for mask in [
            mask,
            entry(document, of, b"Mask").and_then(|mask| mask.as_stream().ok()),
        ] {
            mask.map_or(Ok(None), |mask| pixels(document, &mask.dict))?;
        }
        let state = &self.state;
        let bounds = {
            let mut unit = Bounds::point(0.0, 0.0);
            unit.add(1.0, 1.0);
            unit.through(state.map)
        };
        let at = bounds.place();
        let stencil = matches!(get(b"ImageMask", b"IM"), Some(Object::Boolean(true)));
        let space = if stencil {
            self.walk.notes.painted(state, Painted::Stencil, at);
            state.fill.space.clone()
        } else {
            let named = self
                .resources
                .and_then(|resources| dictionary(document, resources, b"ColorSpace"));
            get(b"ColorSpace", b"CS")
                .map_or(Space::Unknown, |space| Space::read(document, space, named))
        };
        self.walk.notes.shines_through(state, false, at);
        if mask.is_some() && self.walk.notes.transparency.is_none() {
            let how = Through::Mask;
            self.walk.notes.transparency = Some(Transparency { how, at });
        }
        let (width, height) = state.map.scales();
        let dpi = |pixels: u32, mm: f64| f64::from(pixels) / mm.max(1e-6) * 25.4;
        Ok(Some(ImageReport {
            name,
            width_px,
            height_px,
            placed: bounds.area(),
            printed_mm: (width, height),
            dpi: dpi(width_px, width).min(dpi(height_px, height)),
            space,
            ink_max: None,
        }))
    }
}

/// The width and height of a picture; none if it has none.
fn pixels(document: &Document, of: &Dictionary) -> Result<Option<(u32, u32)>, Stop> {
    let side = |long: &[u8], short: &[u8]| {
        let side = entry(document, of, long).or_else(|| entry(document, of, short))?;
        u32::try_from(side.as_i64().ok()?).ok()
    };
    let (Some(width), Some(height)) = (side(b"Width", b"W"), side(b"Height", b"H")) else {
        return Ok(None);
    };
    if u64::from(width) * u64::from(height) > PIXELS {
        return Err(Stop::TooLarge);
    }
    Ok(Some((width, height)))
}
