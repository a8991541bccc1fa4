//! How long a step takes, on a machine that does other things too.

use std::time::{Duration, Instant};

/// What one run of `step` costs: the best of several batches, each long enough for the clock.
///
/// Time on the processor, where the system tells it: what others do meanwhile is not counted.
pub(crate) fn cost(mut step: impl FnMut()) -> Duration {
    step();
    let mut runs = 1;
    let first = loop {
        let spent = batch(&mut step, runs);
        if spent >= Duration::from_millis(50) {
            break spent / runs;
        }
        runs *= 2;
    };
    (0..4).map(|_| batch(&mut step, runs) / runs).fold(first, Duration::min)
}

fn batch(step: &mut impl FnMut(), runs: u32) -> Duration {
    let (wall, processor) = (Instant::now(), on_processor());
    for _ in 0..runs {
        step();
    }
    match (processor, on_processor()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => wall.elapsed(),
    }
}

/// How long this thread has been on a processor.
fn on_processor() -> Option<Duration> {
    let statistics = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    statistics.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}
