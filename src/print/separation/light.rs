//! Lightness between black on the screen and the darkest that paper gets.
//!
//! All is reckoned in light (XYZ, white 1), where a shadow on paper is that on the
//! screen with the light added that the darkest print still throws back.

use super::Lab;

/// A colour of the screen as paper shows it, whose darkest black throws back so
/// much light, of 1 for white.
pub(super) fn compressed(lab: Lab, darkest: f64) -> Lab {
    lab_of(light_of(lab).map(|light| darkest + (1.0 - darkest) * light))
}

/// The way back; what is darker than the darkest becomes black.
pub(super) fn expanded(lab: Lab, darkest: f64) -> Lab {
    lab_of(light_of(lab).map(|light| ((light - darkest) / (1.0 - darkest)).max(0.0)))
}

/// How much light, of 1 for white, a grey of this lightness throws back.
pub(super) fn of_lightness(l: f64) -> f64 {
    light_of([l, 0.0, 0.0])[1]
}

/// The bend of the curve: from cube root to straight line.
const BEND: f64 = 24.0 / 116.0;
const STRAIGHT: f64 = 108.0 / 841.0;

pub(super) fn light_of([l, a, b]: Lab) -> [f64; 3] {
    let y = (l + 16.0) / 116.0;
    [y + a / 500.0, y, y - b / 200.0].map(|f| match f > BEND {
        true => f * f * f,
        false => STRAIGHT * (f - 16.0 / 116.0),
    })
}

pub(super) fn lab_of(light: [f64; 3]) -> Lab {
    let [x, y, z] = light.map(|light| match light > BEND * BEND * BEND {
        true => light.cbrt(),
        false => light / STRAIGHT + 16.0 / 116.0,
    });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}
