//! How much black a colour gets.

use super::profile::Profile;
use super::{Inks, Kind, Lab, light, solve};

/// Steps of the scale of black ink alone.
const STEPS: usize = 100;

/// Colours as near to white as this, and as little tinted, stay paper.
const PAPER: f64 = 99.8;
const UNTINTED: f64 = 0.3;

/// The chroma over which black is taken out of colours (a bell curve), and over
/// which a drawing's grey turns into a colour.
const COLOUR: f64 = 22.0;
const GREY: f64 = 6.0;

/// The share of a photograph's grey that is black ink: in the lights, where its
/// dots would look like grain, and from middle grey down.
const LIGHTS: f64 = 0.5;
const SHADOWS: f64 = 0.95;
const MIDDLE: f64 = 50.0;

/// Colours darker than this get black whatever their chroma, up to this share.
const DARK: f64 = 35.0;
const DARK_SHARE: f64 = 0.6;

/// What black ink does on this press.
#[derive(Debug)]
pub(super) struct Black {
    /// The colours of black ink alone, from none to full.
    scale: Vec<Lab>,
    /// How much light the darkest black of all inks throws back, of 1 for white.
    pub(super) darkest: f64,
}

/// What is wished of a colour.
pub(super) enum Wish {
    /// No ink.
    Paper,
    /// So much black and nothing else.
    Alone(f64),
    /// This colour, with about so much black.
    Mixed { lab: Lab, black: f64 },
}

impl Black {
    pub(super) fn of(profile: &Profile, limit: f64) -> Self {
        let alone = |step: usize| -> Inks { [0.0, 0.0, 0.0, step as f64 / STEPS as f64] };
        let scale = (0..=STEPS).map(|step| profile.lab(alone(step))).collect();
        let darkest = profile.lab(solve::inks(profile, [0.0; 3], 1.0, limit));
        Self {
            scale,
            darkest: light::of_lightness(darkest[0].max(0.0)),
        }
    }

    /// What is wished of a colour in a picture of this kind.
    pub(super) fn wish(&self, kind: Kind, lab: Lab) -> Wish {
        let [l, a, b] = lab;
        let chroma = a.hypot(b);
        if l > PAPER && chroma < UNTINTED {
            return Wish::Paper;
        }
        let (alone, looks) = self.alone(l);
        let coloured = bell(chroma / COLOUR);
        match kind {
            Kind::Photograph => {
                let dark = (1.0 - l / DARK).max(0.0) * DARK_SHARE;
                let deep = ((100.0 - l) / (100.0 - MIDDLE)).clamp(0.0, 1.0);
                let share = LIGHTS + (SHADOWS - LIGHTS) * deep;
                Wish::Mixed {
                    lab,
                    black: alone * (coloured * share).max(dark),
                }
            }
            Kind::Drawing if chroma < UNTINTED => Wish::Alone(alone),
            Kind::Drawing => {
                let grey = bell(chroma / GREY);
                let mut wanted = lab;
                for (part, looks) in wanted.iter_mut().zip(looks) {
                    *part += (looks - *part) * grey;
                }
                Wish::Mixed {
                    lab: wanted,
                    black: alone * coloured,
                }
            }
        }
    }

    /// How much black ink alone is as light as this, or full if none is as dark;
    /// and its colour.
    fn alone(&self, l: f64) -> (f64, Lab) {
        let after = self.scale.partition_point(|lab| lab[0] > l).clamp(1, STEPS);
        let (from, to) = (self.scale[after - 1], self.scale[after]);
        let way = match from[0] - to[0] {
            step if step > 0.0 => ((from[0] - l) / step).clamp(0.0, 1.0),
            _ => 0.0,
        };
        let looks = [0, 1, 2].map(|part| from[part] + (to[part] - from[part]) * way);
        (((after - 1) as f64 + way) / STEPS as f64, looks)
    }
}

fn bell(x: f64) -> f64 {
    (-x * x).exp()
}
