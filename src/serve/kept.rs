//! Pages as they were while they were right, with the pictures of their printed
//! products: shown below a mistake until it is mended.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use super::generation::Reading;
use super::mark::Mark;

use crate::lock::lock;

/// How many pages are kept: those asked for lately.
const MOST: usize = 64;

/// A page while it was right.
#[derive(Debug, Clone)]
pub struct Good {
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// The content file behind it.
    pub source: Option<Arc<str>>,
    /// Why the public does not see it, if it does not.
    pub mark: Option<Mark>,
}

/// The pages asked for lately, by the path asked for.
#[derive(Debug, Default)]
pub struct Kept(Mutex<Pages>);

#[derive(Debug, Default)]
struct Pages {
    pages: BTreeMap<(Reading, String), (u64, Good)>,
    tick: u64,
}

impl Kept {
    /// Keeps a page; the one not asked for longest goes where there are many.
    pub fn keep(&self, reading: &Reading, path: &str, good: Good) {
        let mut kept = lock(&self.0);
        kept.tick += 1;
        let tick = kept.tick;
        let key = (reading.clone(), path.to_owned());
        kept.pages.insert(key, (tick, good));
        if kept.pages.len() > MOST {
            let oldest = kept.pages.iter().min_by_key(|(_, (tick, _))| *tick);
            if let Some(key) = oldest.map(|(key, _)| key.clone()) {
                kept.pages.remove(&key);
            }
        }
    }

    /// The page as it was.
    pub fn get(&self, reading: &Reading, path: &str) -> Option<Good> {
        let kept = lock(&self.0);
        let key = (reading.clone(), path.to_owned());
        kept.pages.get(&key).map(|(_, good)| good.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pages_asked_for_lately_are_kept() {
        let kept = Kept::default();
        let reading = Reading::default();
        let good = Good {
            bytes: Arc::from(*b"x"),
            source: None,
            mark: None,
        };
        for number in 0..=MOST {
            kept.keep(&reading, &number.to_string(), good.clone());
        }
        assert!(kept.get(&reading, "0").is_none());
        assert!(kept.get(&reading, "1").is_some());
    }
}
