//! What this process has made, kept in memory: a product that is the same is not
//! set again even if there is something to tell of it.

use std::sync::{Arc, Mutex};

use rustc_hash::FxHashMap;

use super::cache::Kept;
use crate::diagnostic::Problem;
use crate::lock::lock;

/// A product as it was set, if it may be printed, and what there is to tell.
#[derive(Debug, Default)]
pub struct Set {
    /// None if it must not be printed.
    pub kept: Option<Kept>,
    /// What is told of it.
    pub told: Vec<Problem>,
}

/// Products by their key, of the last round and the one before it.
#[derive(Debug, Default)]
pub struct Made(Mutex<[FxHashMap<String, Arc<Set>>; 2]>);

impl Made {
    /// A product by its key.
    pub fn get(&self, key: &str) -> Option<Arc<Set>> {
        let mut made = lock(&self.0);
        let [now, before] = &mut *made;
        if let Some(set) = now.get(key) {
            return Some(set.clone());
        }
        let (key, set) = before.remove_entry(key)?;
        now.insert(key, set.clone());
        Some(set)
    }

    /// Keeps a product.
    pub fn keep(&self, key: &str, set: &Arc<Set>) {
        let mut made = lock(&self.0);
        made[0].insert(key.to_owned(), set.clone());
    }

    /// Forgets what was not asked for in the last round.
    pub fn end(&self) {
        let mut made = lock(&self.0);
        made[1] = std::mem::take(&mut made[0]);
    }
}
