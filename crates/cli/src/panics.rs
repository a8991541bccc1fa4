//! A panic while one input is at work is a bug of ours; the other inputs are converted all the same.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    /// What the guarded work of this thread said when it panicked, if it did; nothing where no work is guarded.
    static GUARDED: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Does the work. If it panics, the error says how and where, and nothing is printed.
///
/// What the work was about to change is gone with it: it must own what it changes.
pub(crate) fn guard<R>(work: impl FnOnce() -> R) -> Result<R, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(listen);
    let _ = GUARDED.try_with(|said| said.replace(Some(String::new())));
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    let said = GUARDED.try_with(RefCell::take).ok().flatten().unwrap_or_default();
    result.map_err(|payload| format!("{}{said}", message(payload.as_ref())))
}

/// From now on the panics of guarded work are noted down instead of printed; all others are printed as ever.
fn listen() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |about| {
        let place = about.location().map(|place| format!(" ({}:{})", place.file(), place.line())).unwrap_or_default();
        let is_guarded = GUARDED.try_with(|said| {
            let mut said = said.try_borrow_mut().ok()?;
            said.is_some().then(|| *said = Some(place.clone()))
        });
        if !matches!(is_guarded, Ok(Some(()))) {
            usual(about);
        }
    }));
}

fn message(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("it panicked")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_that_says_where() {
        assert_eq!(guard(|| 7), Ok(7));
        let said = guard(|| panic!("number {}", 7)).unwrap_err();
        assert!(said.starts_with("number 7 (") && said.contains("panics.rs:"), "{said}");
        assert_eq!(guard(|| 7), Ok(7), "and the thread goes on");
    }

    #[test]
    fn panics_of_others_are_theirs() {
        let _ = guard(|| ());
        assert!(std::thread::spawn(|| panic!("printed as ever")).join().is_err());
    }
}
