//! The table of inks that pictures go through.

use super::Inks;

/// An ink in full: 255 with eight bits after the point.
const FULL: f64 = 65280.0;

/// Inks for red, green and blue at even steps, blue the fastest. Between nodes
/// the cube is parted into six tetrahedra that share its grey diagonal, so that
/// what stands between two greys is a grey.
#[derive(Debug)]
pub(super) struct Table {
    side: usize,
    nodes: Vec<[u32; 4]>,
    /// For each value of a channel the node under it, and how far it is to the
    /// next, of 255.
    places: Vec<(usize, u32)>,
}

impl Table {
    /// A table of so many nodes along each side, at least two; nodes that are
    /// missing are without ink.
    pub(super) fn new(side: usize, inks: impl Iterator<Item = Inks>) -> Self {
        let mut nodes: Vec<[u32; 4]> = inks
            .map(|inks| inks.map(|ink| (ink * FULL).round() as u32))
            .collect();
        nodes.resize(side * side * side, [0; 4]);
        let places = (0..=255).map(|value| {
            let place = value * (side - 1);
            let node = (place / 255).min(side - 2);
            (node, (place - node * 255) as u32)
        });
        Self {
            side,
            nodes,
            places: places.collect(),
        }
    }

    /// Pixels of three bytes as inks of four.
    pub(super) fn inks(&self, pixels: &[u8]) -> Vec<u8> {
        let mut inks = Vec::with_capacity(pixels.len() / 3 * 4);
        for pixel in pixels.chunks_exact(3) {
            inks.extend_from_slice(&self.mixed([pixel[0], pixel[1], pixel[2]]));
        }
        inks
    }

    fn mixed(&self, rgb: [u8; 3]) -> [u8; 4] {
        let [r, g, b] = rgb.map(|value| self.places[usize::from(value)]);
        let (side, square) = (self.side, self.side * self.side);
        // The way goes along the channel that is farthest on first.
        let mut ways = [(r.1, square), (g.1, side), (b.1, 1)];
        for (left, right) in [(0, 1), (1, 2), (0, 1)] {
            if ways[left].0 < ways[right].0 {
                ways.swap(left, right);
            }
        }
        let [(far, one), (middle, two), (near, three)] = ways;
        let first = r.0 * square + g.0 * side + b.0;
        let corners = [
            (255 - far, &self.nodes[first]),
            (far - middle, &self.nodes[first + one]),
            (middle - near, &self.nodes[first + one + two]),
            (near, &self.nodes[first + one + two + three]),
        ];
        [0, 1, 2, 3].map(|ink| {
            let sum: u32 = corners
                .iter()
                .map(|(weight, node)| weight * node[ink])
                .sum();
            ((sum + 255 * 128) / (255 * 256)) as u8
        })
    }
}
