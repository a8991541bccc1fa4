//! Ctrl-C during long work: what has begun is finished, and then it ends. A second Ctrl-C ends it at once.

use crate::INTERRUPTED;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether somebody wants the work to end.
#[derive(Debug, Clone, Default)]
pub(crate) struct Interrupt {
    wanted: Arc<AtomicBool>,
    /// Whether signals are for us: in a test they are for whoever runs it.
    of_process: bool,
}

impl Interrupt {
    /// That of this process, which is not listened to before [`listen`](Self::listen).
    pub(crate) fn of_process() -> Self {
        Self { wanted: Arc::default(), of_process: true }
    }

    /// From now on a first signal is a wish, and the second an order.
    ///
    /// Where the system does not let us, signals do what they always do, and end the program: no file is half written then.
    pub(crate) fn listen(&self) {
        if !self.of_process {
            return;
        }
        for signal in [SIGINT, SIGTERM] {
            // The order matters: the second of two signals finds the flag that the first has set.
            let ordered = flag::register_conditional_shutdown(signal, INTERRUPTED.into(), Arc::clone(&self.wanted));
            if ordered.is_ok() {
                let _ = flag::register(signal, Arc::clone(&self.wanted));
            }
        }
    }

    /// Whether the work should end.
    pub(crate) fn is_wanted(&self) -> bool {
        self.wanted.load(Ordering::Relaxed)
    }

    /// As if somebody had pressed Ctrl-C.
    #[cfg(test)]
    pub(crate) fn press(&self) {
        self.wanted.store(true, Ordering::Relaxed);
    }
}
