//! Chance that can be had again: all of it comes from one number.

/// A small generator of numbers (splitmix64).
pub struct Dice(u64);

impl Dice {
    /// One for a step of a seed, which hangs on no step before it.
    pub fn new(seed: u64, step: u64) -> Self {
        let mut dice = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ step.rotate_left(40));
        dice.next();
        dice
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `count`, which is not 0.
    pub fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % count as u64).expect("small")
    }

    /// True in so many of a hundred cases.
    pub fn in_hundred(&mut self, cases: usize) -> bool {
        self.below(100) < cases
    }

    /// One of those that there are.
    pub fn one<'a, T: ?Sized + 'a, V: AsRef<T> + 'a>(&mut self, of: &'a [V]) -> &'a T {
        of[self.below(of.len())].as_ref()
    }
}
