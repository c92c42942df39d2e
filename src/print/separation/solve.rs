//! The inks for a colour.

use super::profile::Profile;
use super::{Inks, Lab};

/// Rounds of the search; most colours need four to eight.
const ROUNDS: usize = 24;

/// What an ink's amount in full beside the black that is wished, or over the limit, weighs
/// as ΔE. The first is small: it chooses among mixtures of the same colour.
const WISH: f64 = 3.0;
const OVER: f64 = 400.0;

/// A gain of this part of the cost is none.
const NO_GAIN: f64 = 1e-3;

/// A step smaller than this, of 1 for an ink in full, is no step.
const STILL: f64 = 2e-5;

/// The mixture of at most `limit` ink that comes nearest to a colour, and among
/// those that come as near the one with about so much black (least squares after
/// Levenberg and Marquardt, amounts kept between 0 and 1).
pub(super) fn inks(profile: &Profile, lab: Lab, black: f64, limit: f64) -> Inks {
    let mut inks = start(lab, black);
    let mut now = Miss::of(profile, lab, black, limit, inks);
    let mut care = 1.0;
    for _ in 0..ROUNDS {
        let next = now.next(inks, care);
        let step = (0..4)
            .map(|ink| (next[ink] - inks[ink]).abs())
            .fold(0.0, f64::max);
        if step < STILL {
            break;
        }
        let then = Miss::of(profile, lab, black, limit, next);
        if then.cost < now.cost {
            let gain = now.cost - then.cost;
            (inks, now) = (next, then);
            if gain < NO_GAIN * now.cost {
                break;
            }
            care *= 0.2;
        } else {
            care *= 8.0;
        }
    }
    within(inks, limit)
}

/// Somewhere near: complementary colours, black taken out.
fn start([l, a, b]: Lab, black: f64) -> Inks {
    let grey = (1.0 - l / 100.0 - 0.6 * black).max(0.05);
    let cyan = grey - a / 160.0 - b / 400.0;
    let magenta = grey + a / 120.0 - b / 400.0;
    let yellow = grey + b / 110.0;
    [cyan, magenta, yellow, black].map(|ink: f64| ink.clamp(0.02, 0.98))
}

/// Black stays, the coloured inks give way.
fn within(mut inks: Inks, limit: f64) -> Inks {
    let coloured: f64 = inks[..3].iter().sum();
    let room = limit - inks[3];
    if coloured > room {
        inks[..3].iter_mut().for_each(|ink| *ink *= room / coloured);
    }
    inks
}

/// How far a mixture misses what is wished, squared and summed, and what leads
/// nearer.
struct Miss {
    cost: f64,
    /// Half the slope of the cost for each ink, and how that bends.
    slope: [f64; 4],
    bend: [[f64; 4]; 4],
}

impl Miss {
    fn of(profile: &Profile, lab: Lab, black: f64, limit: f64, inks: Inks) -> Self {
        let (found, slopes) = profile.with_slopes(inks);
        let mut miss = Self {
            cost: 0.0,
            slope: [0.0; 4],
            bend: [[0.0; 4]; 4],
        };
        for part in 0..3 {
            miss.add(found[part] - lab[part], slopes.map(|slope| slope[part]));
        }
        miss.add(WISH * (inks[3] - black), [0.0, 0.0, 0.0, WISH]);
        let over = inks.iter().sum::<f64>() - limit;
        if over > 0.0 {
            miss.add(OVER * over, [OVER; 4]);
        }
        miss
    }

    fn add(&mut self, miss: f64, slopes: [f64; 4]) {
        self.cost += miss * miss;
        for (row, slope) in slopes.into_iter().enumerate() {
            self.slope[row] += miss * slope;
            for (bend, other) in self.bend[row].iter_mut().zip(slopes) {
                *bend += slope * other;
            }
        }
    }

    /// The next mixture to try, the nearer the more care. Inks at an end of their
    /// range that would leave it stay where they are.
    fn next(&self, inks: Inks, care: f64) -> Inks {
        let stays = |ink: usize| {
            (inks[ink] <= 0.0 && self.slope[ink] > 0.0)
                || (inks[ink] >= 1.0 && self.slope[ink] < 0.0)
        };
        let mut bend = self.bend;
        let mut slope = self.slope;
        for ink in 0..4 {
            bend[ink][ink] += care;
            if stays(ink) {
                bend.iter_mut().for_each(|row| row[ink] = 0.0);
                bend[ink] = [0.0; 4];
                bend[ink][ink] = 1.0;
                slope[ink] = 0.0;
            }
        }
        let step = solved(bend, slope);
        [0, 1, 2, 3].map(|ink| (inks[ink] - step[ink]).clamp(0.0, 1.0))
    }
}

/// Solves four equations whose matrix is symmetric and positive definite.
fn solved(mut matrix: [[f64; 4]; 4], mut right: [f64; 4]) -> [f64; 4] {
    for row in 0..4 {
        for below in row + 1..4 {
            let above = matrix[row];
            let times = matrix[below][row] / above[row];
            for (value, above) in matrix[below].iter_mut().zip(above) {
                *value -= times * above;
            }
            right[below] -= times * right[row];
        }
    }
    for row in (0..4).rev() {
        let known: f64 = (row + 1..4)
            .map(|column| matrix[row][column] * right[column])
            .sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    right
}
