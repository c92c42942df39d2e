//! A thread for one piece of Typst's work.

use std::any::Any;
use std::{io, thread};

use rayon::{ThreadPoolBuildError, ThreadPoolBuilder};
use thiserror::Error;

use super::Fault;

/// Room for content that lies deep in itself; taken only as far as it is used.
const STACK_BYTES: usize = 64 << 20;

/// Work that did not come to its end.
#[derive(Debug, Error)]
enum Stopped {
    /// A flaw in Typst or in what it builds on, not in the product.
    #[error("Typst stopped: {0}")]
    Panic(String),
    /// The system gave no thread.
    #[error("no thread to set the product on: {0}")]
    Thread(#[from] io::Error),
    /// The same, told by rayon.
    #[error("no thread to set the product on: {0}")]
    Pool(#[from] ThreadPoolBuildError),
}

/// Does work on a thread of its own, and waits for it.
///
/// Typst divides its work with rayon. Called from a rayon thread it would, while
/// it waits for a part, take up any other work of that pool: the next product,
/// within it the next, and so on until the stack is full and memory with it.
/// So the work gets a pool of one thread, in which nothing else is ever queued;
/// and the caller waits for a plain thread, since waiting for a pool from within
/// another would again mean taking up other work.
pub(super) fn alone<T: Send>(
    work: impl FnOnce() -> Result<T, Vec<Fault>> + Send,
) -> Result<T, Vec<Fault>> {
    guarded(work).unwrap_or_else(|stopped| Err(vec![Fault::general(stopped.to_string())]))
}

fn guarded<T: Send>(work: impl FnOnce() -> T + Send) -> Result<T, Stopped> {
    let pool = ThreadPoolBuilder::new()
        .num_threads(1)
        .stack_size(STACK_BYTES)
        .build()?;
    thread::scope(|scope| {
        // A panic within the pool comes out of `install`, and so of `join`.
        let waiting = thread::Builder::new().spawn_scoped(scope, || pool.install(work))?;
        waiting
            .join()
            .map_err(|payload| Stopped::Panic(reason(payload.as_ref())))
    })
}

/// The message of a panic.
fn reason(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| payload.downcast_ref::<&str>().copied());
    text.unwrap_or("unknown reason").to_owned()
}

#[cfg(test)]
mod tests {
    use rayon::prelude::*;

    use super::*;

    #[test]
    fn a_panic_is_a_fault() {
        let faults = alone::<()>(|| panic!("{} is broken", "it")).expect_err("a fault");
        assert_eq!(faults[0].message, "Typst stopped: it is broken");
    }

    #[test]
    fn work_from_rayon_is_not_nested() {
        let outer: Vec<_> = (0..64_u64)
            .into_par_iter()
            .map(|number| {
                alone(|| {
                    let inner = (0..1000_u64).into_par_iter().map(|n| n * number);
                    assert_eq!(rayon::current_num_threads(), 1);
                    Ok(inner.sum::<u64>())
                })
            })
            .collect();
        for (number, sum) in (0_u64..).zip(outer) {
            assert_eq!(sum, Ok(499_500 * number));
        }
    }
}
