//! Runs somebody's code so that whatever it does has a name: a panic, with its place, becomes a sentence; a slow input
//! is told; an input that never ends is shown, and the process ended.

use std::cell::{Cell, RefCell};
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::{LazyLock, Once, mpsc};
use std::time::{Duration, Instant};

/// What one input may take. Generous: the slowest honest reader needs a thousandth of it.
pub const PATIENCE: Duration = Duration::from_secs(5);

/// After this nobody waits any longer.
const FOR_EVER: Duration = Duration::from_secs(120);

thread_local! {
    /// True while a panic on this thread is caught by us.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    /// What the last such panic said, and where.
    static LAST_WORDS: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs `work`; a panic becomes the error, with the line of code that it came from.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    // Without a hook of our own each of a thousand shrinking steps would print its panic, and its place would be lost
    // to us.
    HOOK.call_once(|| {
        let usual = take_hook();
        set_hook(Box::new(move |panic| {
            if GUARDED.get() {
                LAST_WORDS.set(Some(panic.to_string()));
            } else {
                usual(panic);
            }
        }));
    });
    let outer = GUARDED.replace(true);
    let result = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(outer);
    result.map_err(|_| LAST_WORDS.take().unwrap_or_else(|| "panicked".into()))
}

/// As [`guarded`]; taking longer than `patience` is an error too.
///
/// `input` is asked for and shown if the work never ends. A thread cannot be stopped from outside, so the process ends with it.
pub(crate) fn timed<T>(
    patience: Duration,
    input: impl FnOnce() -> String + Send,
    work: impl FnOnce() -> T,
) -> Result<T, String> {
    let (done, watched) = mpsc::channel::<()>();
    let (result, elapsed) = std::thread::scope(|scope| {
        // It never sends: the channel closes when the work is done.
        scope.spawn(move || {
            if watched.recv_timeout(FOR_EVER) == Err(mpsc::RecvTimeoutError::Timeout) {
                give_up(&input());
            }
        });
        let start = spent();
        let result = guarded(work);
        drop(done);
        (result, spent().saturating_sub(start))
    });
    let result = result?;
    if elapsed > patience {
        return Err(format!("took {elapsed:.1?}, and {patience:?} is the limit"));
    }
    Ok(result)
}

/// The time that this thread was computing: on a busy machine the clock on the wall tells of others. Where the system does not say,
/// it is that clock all the same.
///
/// ```
/// let begin = vitae_testkit::spent();
/// let sum: u64 = (0..1_000).sum();
/// assert!(sum > 0 && vitae_testkit::spent() - begin < std::time::Duration::from_secs(5));
/// ```
#[must_use]
pub fn spent() -> Duration {
    static BEGIN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let said = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = said.and_then(|said| said.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| BEGIN.elapsed(), Duration::from_nanos)
}

/// Past the test harness, which would keep captured output to itself.
fn give_up(input: &str) {
    let _ = writeln!(std::io::stderr().lock(), "no end after {FOR_EVER:?} on this input:\n{input}");
    std::process::abort();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_sentence_with_its_place() {
        let error = guarded(|| [1, 2][std::hint::black_box(2)]).unwrap_err();
        assert!(error.contains("guard.rs") && error.contains("out of bounds"), "{error}");
        assert_eq!(guarded(|| 7), Ok(7));
    }

    #[test]
    fn what_takes_too_long_is_told() {
        let work = || {
            let begin = spent();
            while spent() - begin < Duration::from_millis(30) {}
        };
        assert!(timed(Duration::from_millis(5), String::new, work).unwrap_err().contains("limit"));
        assert_eq!(timed(PATIENCE, String::new, || 7), Ok(7));
    }
}
