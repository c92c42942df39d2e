//! The colours of screens.

use moxcms::{ColorProfile, DataColorSpace};

use super::{Inks, Lab, light};

/// The colours of a space of red, green and blue at even steps of all three, so
/// many along each side; blue goes fastest. None for another kind of space, and
/// for one that is described by tables, as those of some scanners are.
pub(super) fn nodes(space: &ColorProfile, side: usize) -> Option<Vec<Lab>> {
    if space.color_space != DataColorSpace::Rgb || !space.is_matrix_shaper() {
        return None;
    }
    let last = (side - 1) as f32;
    let mut bent = Vec::new();
    for curve in [&space.red_trc, &space.green_trc, &space.blue_trc] {
        let curve = curve.as_ref()?.make_linear_evaluator().ok()?;
        let value = |step: usize| f64::from(curve.evaluate_value(step as f32 / last));
        bent.push((0..side).map(value).collect::<Vec<f64>>());
    }
    let primaries = [
        space.red_colorant,
        space.green_colorant,
        space.blue_colorant,
    ];
    let light = |amounts: [f64; 3]| {
        let mut light = [0.0; 3];
        for (amount, primary) in amounts.into_iter().zip(primaries) {
            light[0] += amount * primary.x;
            light[1] += amount * primary.y;
            light[2] += amount * primary.z;
        }
        light
    };
    let white = light([1.0; 3]);
    if white.iter().any(|&light| light <= 0.0) {
        return None;
    }
    let colour = |node: usize| {
        let [r, g, b] = [node / (side * side), node / side % side, node % side];
        let light = light([bent[0][r], bent[1][g], bent[2][b]]);
        light::lab_of([0, 1, 2].map(|part| light[part] / white[part]))
    };
    Some((0..side * side * side).map(colour).collect())
}

/// Light of the paper's white (1 each) to that of an sRGB screen: the white point
/// D50 with the matrix to sRGB adapted after Bradford.
const TO_SRGB: [[f64; 3]; 3] = [
    [3.021_73, -1.616_87, -0.404_86],
    [-0.943_75, 1.916_14, 0.027_61],
    [0.069_37, -0.228_99, 1.159_62],
];

/// Inks, four bytes a pixel, as sRGB, three bytes a pixel.
pub(super) fn srgb(inks: &[u8], seen: impl Fn(Inks) -> Lab) -> Vec<u8> {
    // Light from which on a channel has a value: half way from the value before.
    let from: Vec<f64> = (1..=255).map(|value| straight(value.into())).collect();
    let pixels = inks.chunks_exact(4).flat_map(|pixel| {
        let ink = |n: usize| f64::from(pixel[n]) / 255.0;
        let light = light::light_of(seen([ink(0), ink(1), ink(2), ink(3)]));
        TO_SRGB.map(|[x, y, z]| {
            let light = x * light[0] + y * light[1] + z * light[2];
            from.partition_point(|&from| from <= light) as u8
        })
    });
    pixels.collect()
}

/// The light half a step under a value of an sRGB channel.
fn straight(value: f64) -> f64 {
    let value = (value - 0.5) / 255.0;
    match value > 0.040_45 {
        true => ((value + 0.055) / 1.055).powf(2.4),
        false => value / 12.92,
    }
}
