//! Colours for the press: what a screen shows, parted into four inks.
//!
//! A profile says which colour a mixture of inks gives on paper. The way back,
//! from a colour to inks, is reckoned here, for a profile holds at best one that
//! knows neither our limit of ink nor what black is for:
//!
//! - Greys are made of black for the most part, so that a press that lays a little
//!   too much of one ink does not tint them. In drawings they are black alone, so
//!   that their edges stay sharp when the inks do not meet.
//! - A colour that the press cannot print becomes the one nearest to it (ΔE 1976).
//! - The darkest black stands for black on the screen, so that shadows keep what
//!   is to be seen in them (black point compensation).
//!
//! Colours are CIE Lab, illuminant D50, white the paper: `[L, a, b]`, L from 0 to
//! 100. Inks are cyan, magenta, yellow and black, 0 none and 1 full, or 0 to 255
//! in pictures.

mod black;
mod curve;
mod light;
mod profile;
mod screen;
mod solve;
mod table;

use std::sync::OnceLock;

use moxcms::ColorProfile;

pub use profile::BadProfile;

use black::{Black, Wish};
use profile::Profile;
use table::Table;

/// A colour, and how much of each ink.
type Lab = [f64; 3];
type Inks = [f64; 4];

/// Nodes along each side of a table: for all pictures without a profile of their
/// own, and for one picture that has one.
const NODES: usize = 25;
const NODES_FOR_ONE: usize = 17;

/// Colours less than this apart, in ΔE, are the same space.
const SAME: f64 = 0.5;

/// How much ink, in parts of one, is kept free under the limit: the compression
/// of a JPEG adds a little here and there.
const SPARE: f64 = 0.03;

/// What a picture shows, which decides what its greys are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Greys mostly of black, the darkest of all four inks.
    Photograph,
    /// Greys of black alone.
    Drawing,
}

/// How colours become the inks of one press, and back. Reading the profile takes
/// well under a millisecond; the tables that pictures need are made when the first
/// picture comes.
#[derive(Debug)]
pub struct Separation {
    profile: Profile,
    black: Black,
    /// The most ink that lies on one spot, 1 for an ink in full.
    limit: f64,
    photographs: OnceLock<Table>,
    drawings: OnceLock<Table>,
}

impl Separation {
    /// Reads the ICC profile of a press, of which only the way from inks to
    /// colours is used. `ink_limit` is the most ink on one spot in per cent, such
    /// as 300.
    ///
    /// # Errors
    ///
    /// A profile that cannot be used, and why.
    pub fn from_profile(bytes: &[u8], ink_limit: f64) -> Result<Self, BadProfile> {
        let profile = Profile::read(bytes)?;
        let limit = (ink_limit / 100.0).clamp(1.0 + SPARE, 4.0 + SPARE) - SPARE;
        Ok(Self {
            black: Black::of(&profile, limit),
            profile,
            limit,
            photographs: OnceLock::new(),
            drawings: OnceLock::new(),
        })
    }

    /// Pixels of red, green and blue as inks, four bytes a pixel. `own` is the ICC
    /// profile that came with the picture; without one that can be read the
    /// pixels are sRGB.
    pub(super) fn inks(&self, pixels: &[u8], kind: Kind, own: Option<&[u8]>) -> Vec<u8> {
        let made;
        let table = match own.and_then(|own| self.own_table(kind, own)) {
            Some(table) => {
                made = table;
                &made
            }
            None => self.table(kind),
        };
        table.inks(pixels)
    }

    /// Inks, four bytes a pixel, as sRGB, three bytes a pixel. `own` is the ICC
    /// profile that came with the picture, if it was made for another press.
    pub(super) fn on_screen(&self, inks: &[u8], own: Option<&[u8]>) -> Vec<u8> {
        let other = own.and_then(|own| Self::from_profile(own, 400.0).ok());
        let from = other.as_ref().unwrap_or(self);
        screen::srgb(inks, |inks| from.seen(inks))
    }

    /// The colour that a screen shows for inks.
    fn seen(&self, inks: Inks) -> Lab {
        light::expanded(self.profile.lab(inks), self.black.darkest)
    }

    fn table(&self, kind: Kind) -> &Table {
        let place = match kind {
            Kind::Photograph => &self.photographs,
            Kind::Drawing => &self.drawings,
        };
        place.get_or_init(|| {
            let srgb = screen::nodes(&ColorProfile::new_srgb(), NODES);
            self.made(kind, NODES, &srgb.unwrap_or_default())
        })
    }

    /// A table for the colour space of one picture; none if that is sRGB, or not
    /// known.
    fn own_table(&self, kind: Kind, own: &[u8]) -> Option<Table> {
        /// Nodes enough to tell one space from another.
        const FEW: usize = 5;
        let own = ColorProfile::new_from_slice(own).ok()?;
        let few = screen::nodes(&own, FEW)?;
        let srgb = screen::nodes(&ColorProfile::new_srgb(), FEW)?;
        let same = few.iter().zip(&srgb).all(|(a, b)| apart(*a, *b) < SAME);
        if same {
            return None;
        }
        let nodes = screen::nodes(&own, NODES_FOR_ONE)?;
        Some(self.made(kind, NODES_FOR_ONE, &nodes))
    }

    fn made(&self, kind: Kind, side: usize, colours: &[Lab]) -> Table {
        Table::new(side, colours.iter().map(|&lab| self.mixed(kind, lab)))
    }

    /// The inks for a colour.
    fn mixed(&self, kind: Kind, lab: Lab) -> Inks {
        let lab = light::compressed(lab, self.black.darkest);
        match self.black.wish(kind, lab) {
            Wish::Paper => [0.0; 4],
            Wish::Alone(black) => [0.0, 0.0, 0.0, black],
            Wish::Mixed { lab, black } => solve::inks(&self.profile, lab, black, self.limit),
        }
    }
}

/// How far two colours lie apart: ΔE 1976.
fn apart(a: Lab, b: Lab) -> f64 {
    let parts = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
    parts.iter().map(|d| d * d).sum::<f64>().sqrt()
}

#[cfg(test)]
mod tests;
