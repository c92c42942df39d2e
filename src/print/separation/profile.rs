//! The profile of a press: which colour a mixture of inks gives.

use std::array::from_fn;

use moxcms::{
    ColorProfile, DataColorSpace, LutDataType, LutMultidimensionalType, LutStore, LutType,
    LutWarehouse, Matrix3d, ToneReprCurve,
};
use thiserror::Error;

use super::curve::Curve;
use super::{Inks, Lab};

/// Why the profile of a press cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BadProfile {
    /// It is no ICC profile, or a broken one.
    #[error("not an ICC profile that can be read: {0}")]
    Unreadable(String),
    /// It is the profile of a screen, a camera or another thing.
    #[error("not the profile of a press with four inks (CMYK)")]
    NotFourInks,
    /// It has no table from inks to Lab (A2B0 or A2B1), or one of a kind that no
    /// press profile has.
    #[error("the profile has no table from four inks to Lab that can be used (A2B1 or A2B0)")]
    NoTable,
}

/// Points at which a curve given by a formula is taken.
const POINTS: usize = 1024;

/// From inks to a colour: a curve for each ink, a table of colours between which
/// is gone straight in all four directions, a curve for each part of the colour.
#[derive(Debug)]
pub(super) struct Profile {
    inks: [Curve; 4],
    /// How many nodes the table has for each ink; the last ink goes fastest.
    sides: [usize; 4],
    nodes: Vec<Node>,
    colour: [Curve; 3],
    /// What 0 and 1 of a part of the colour mean.
    ranges: [(f64, f64); 3],
}

/// The three parts of a colour, as they stand in the table; the fourth is empty,
/// since processors like four.
type Node = [f32; 4];

impl Profile {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, BadProfile> {
        let profile = ColorProfile::new_from_slice(bytes)
            .map_err(|error| BadProfile::Unreadable(error.to_string()))?;
        if profile.color_space != DataColorSpace::Cmyk || profile.pcs != DataColorSpace::Lab {
            return Err(BadProfile::NotFourInks);
        }
        let table = profile
            .lut_a_to_b_colorimetric
            .or(profile.lut_a_to_b_perceptual);
        match table {
            Some(LutWarehouse::Lut(table)) => Self::of_table(&table),
            Some(LutWarehouse::Multidimensional(table)) => Self::of_stages(&table),
            None => None,
        }
        .ok_or(BadProfile::NoTable)
    }

    /// Of `lut8Type` and `lut16Type`.
    fn of_table(table: &LutDataType) -> Option<Self> {
        if (table.num_input_channels, table.num_output_channels) != (4, 3) {
            return None;
        }
        let side = usize::from(table.num_clut_grid_points);
        // 16 bits reach a little beyond 100, so that 100 is a round number.
        let over = match table.lut_type {
            LutType::Lut16 => 65535.0 / 65280.0,
            _ => 1.0,
        };
        let inks = curves(&table.input_table, table.num_input_table_entries.into())?;
        let colour = curves(&table.output_table, table.num_output_table_entries.into())?;
        let ab = (-128.0, 255.0 * over - 128.0);
        Self::checked(
            inks,
            [side; 4],
            &table.clut_table,
            colour,
            [(0.0, 100.0 * over), ab, ab],
        )
    }

    /// Of `lutAToBType`, without a matrix, which would be of no use before Lab.
    fn of_stages(table: &LutMultidimensionalType) -> Option<Self> {
        let plain = table.matrix == Matrix3d::IDENTITY && table.bias.v == [0.0; 3];
        let channels = (table.num_input_channels, table.num_output_channels);
        if channels != (4, 3) || !plain {
            return None;
        }
        let [a, b, c, d, ..] = table.grid_points;
        let sides = [a, b, c, d].map(usize::from);
        let inks = (0..4).map(|ink| drawn(&[table.a_curves.get(ink)?]));
        let inks: Option<Vec<_>> = inks.collect();
        let colour: Option<Vec<_>> = (0..3)
            .map(|part| {
                let last = table.b_curves.get(part)?;
                match table.m_curves.get(part) {
                    Some(first) => drawn(&[first, last]),
                    None => drawn(&[last]),
                }
            })
            .collect();
        let ab = (-128.0, 127.0);
        Self::checked(
            inks?.try_into().ok()?,
            sides,
            table.clut.as_ref()?,
            colour?.try_into().ok()?,
            [(0.0, 100.0), ab, ab],
        )
    }

    fn checked(
        inks: [Curve; 4],
        sides: [usize; 4],
        nodes: &LutStore,
        colour: [Curve; 3],
        ranges: [(f64, f64); 3],
    ) -> Option<Self> {
        let nodes: Vec<Node> = parts_of_one(nodes)
            .chunks_exact(3)
            .map(|node| [node[0] as f32, node[1] as f32, node[2] as f32, 0.0])
            .collect();
        let fits =
            sides.iter().all(|&side| side >= 2) && nodes.len() == sides.iter().product::<usize>();
        fits.then_some(Self {
            inks,
            sides,
            nodes,
            colour,
            ranges,
        })
    }

    /// The colour that inks give.
    pub(super) fn lab(&self, inks: Inks) -> Lab {
        let (mut values, ways, _) = self.around(inks);
        for ink in (0..4).rev() {
            let half = 1 << ink;
            for near in 0..half {
                values[near] = between(values[near], values[near + half], ways[ink]);
            }
        }
        [0, 1, 2].map(|part| {
            let (low, high) = self.ranges[part];
            low + (high - low) * self.colour[part].at(values[0][part].into()).0
        })
    }

    /// The colour that inks give, and for each ink how the colour changes with it.
    pub(super) fn with_slopes(&self, inks: Inks) -> (Lab, [Lab; 4]) {
        let (mut values, ways, bends) = self.around(inks);
        // One direction after the other, the half that lies farther along an ink
        // is drawn into the nearer one.
        let mut slopes = [[[0.0; 4]; 4]; 8];
        for ink in (0..4).rev() {
            let half = 1 << ink;
            for near in 0..half {
                if ink < 3 {
                    let far = slopes[near + half];
                    for (slope, far) in slopes[near].iter_mut().zip(far).skip(ink + 1) {
                        *slope = between(*slope, far, ways[ink]);
                    }
                }
                let (from, to) = (values[near], values[near + half]);
                slopes[near][ink] = from_fn(|part| to[part] - from[part]);
                values[near] = between(from, to, ways[ink]);
            }
        }
        let mut lab = [0.0; 3];
        let mut out = [[0.0; 3]; 4];
        for part in 0..3 {
            let (value, bend) = self.colour[part].at(values[0][part].into());
            let (low, high) = self.ranges[part];
            lab[part] = low + (high - low) * value;
            for ink in 0..4 {
                let slope = f64::from(slopes[0][ink][part]);
                out[ink][part] = slope * bends[ink] * bend * (high - low);
            }
        }
        (lab, out)
    }

    /// The nodes around a mixture, those that lie farther along an ink with that
    /// ink's bit set in their number; for each ink how far it is along, of 1, and
    /// how fast that changes with the ink.
    fn around(&self, inks: Inks) -> ([Node; 16], [f32; 4], [f64; 4]) {
        let mut first = 0;
        let mut steps = [1; 4];
        let mut ways = [0.0; 4];
        let mut bends = [0.0; 4];
        let mut step = 1;
        for ink in (0..4).rev() {
            let last = self.sides[ink] - 1;
            let (value, slope) = self.inks[ink].at(inks[ink]);
            let place = value.clamp(0.0, 1.0) * last as f64;
            let node = (place as usize).min(last - 1);
            ways[ink] = (place - node as f64) as f32;
            bends[ink] = slope * last as f64;
            steps[ink] = step;
            first += node * step;
            step *= self.sides[ink];
        }
        let nodes = from_fn(|corner| {
            let away = |ink: usize| ((corner >> ink) & 1) * steps[ink];
            self.nodes[first + away(0) + away(1) + away(2) + away(3)]
        });
        (nodes, ways, bends)
    }
}

fn between(from: Node, to: Node, way: f32) -> Node {
    from_fn(|part| from[part] + (to[part] - from[part]) * way)
}

fn parts_of_one(store: &LutStore) -> Vec<f64> {
    match store {
        LutStore::Store8(values) => values.iter().map(|&v| f64::from(v) / 255.0).collect(),
        LutStore::Store16(values) => values.iter().map(|&v| f64::from(v) / 65535.0).collect(),
    }
}

/// Curves that lie one after the other, each of so many values.
fn curves<const N: usize>(store: &LutStore, entries: usize) -> Option<[Curve; N]> {
    let values = parts_of_one(store);
    let curves: Option<Vec<_>> = (0..N)
        .map(|n| Curve::through(values.get(n * entries..(n + 1) * entries)?.to_vec()))
        .collect();
    curves?.try_into().ok()
}

/// Curves by formula, one done after the other, as one.
fn drawn(curves: &[&ToneReprCurve]) -> Option<Curve> {
    let curves: Result<Vec<_>, _> = curves.iter().map(|c| c.make_linear_evaluator()).collect();
    let curves = curves.ok()?;
    let at = |x: f32| curves.iter().fold(x, |x, curve| curve.evaluate_value(x));
    let last = (POINTS - 1) as f32;
    Curve::through((0..POINTS).map(|n| at(n as f32 / last).into()).collect())
}
