//! Locks whose data stay whole if a thread panics while it holds them.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Waits for a lock. None of the data behind one can be left half changed, so it
/// does not matter whether a thread that held it panicked.
pub fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What a lock held, once nobody else has it.
pub fn unlock<T>(mutex: Mutex<T>) -> T {
    mutex.into_inner().unwrap_or_else(PoisonError::into_inner)
}
