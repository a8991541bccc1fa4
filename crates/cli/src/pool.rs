//! Work on all cores, in bounds, told in order.
//!
//! Whoever is free takes the next job: one queue for all is stealing enough, for jobs are independent of each other, and none makes
//! new ones. Halves of the queue for each thread, as rayon deals them, would end far from the order of the jobs, and what is done would
//! have to wait for what is not. Here only so many jobs are begun and not yet told of, however many there are; so neither the queue nor
//! the results grow with them.

use std::collections::BTreeMap;
use std::iter;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// How long one goes without looking at the clock.
const TICK: Duration = Duration::from_millis(100);
/// The main thread has as much in most systems, and a document is read by both alike. It is taken only as far as it is used.
const STACK: usize = 8 << 20;

/// How much is done at the same time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    pub(crate) threads: NonZeroUsize,
    /// How many jobs may be begun and not yet told of: so many that nobody waits for one that takes long, and no more than there is
    /// room for.
    pub(crate) ahead: usize,
}

/// Does all jobs on so many threads, and tells of them on this one, in the order of the jobs: of those that are done by now at once.
/// Of none, now and then, to have a look at the clock.
///
/// It ends early when `tell` breaks off, or `stop` says so; then no new job is begun, and those that have begun are told of.
pub(crate) fn run<J: Send, R: Send>(
    jobs: impl Iterator<Item = J> + Send,
    bounds: Bounds,
    work: impl Fn(J) -> R + Sync,
    stop: impl Fn() -> bool + Sync,
    mut tell: impl FnMut(Vec<R>) -> ControlFlow<()>,
) {
    let queue =
        Queue { jobs: Mutex::new(jobs.enumerate()), permits: Permits::new(bounds.ahead.max(bounds.threads.get())) };
    let (sender, receiver) = channel();
    let work_on = |sender: Sender<(usize, R)>| {
        let (queue, work, stop) = (&queue, &work, &stop);
        move || {
            while !stop()
                && let Some((at, job)) = queue.next()
            {
                if sender.send((at, work(job))).is_err() {
                    break;
                }
            }
        }
    };
    thread::scope(|scope| {
        let builder = || thread::Builder::new().stack_size(STACK);
        let begun = (0..bounds.threads.get())
            .filter(|_| builder().spawn_scoped(scope, work_on(sender.clone())).is_ok())
            .count();
        if begun == 0 {
            // A system that gives no threads has still this one.
            queue.permits.give(usize::MAX / 2);
            work_on(sender.clone())();
        }
        drop(sender);
        let (mut waiting, mut next) = (BTreeMap::new(), 0);
        loop {
            match receiver.recv_timeout(TICK) {
                Ok(done) => waiting.extend(iter::once(done).chain(receiver.try_iter())),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            let mut ready = Vec::new();
            while let Some(result) = waiting.remove(&next) {
                next += 1;
                ready.push(result);
            }
            let count = ready.len();
            if tell(ready).is_break() {
                queue.permits.close();
            }
            queue.permits.give(count);
        }
    });
}

struct Queue<I> {
    jobs: Mutex<I>,
    permits: Permits,
}

impl<J, I: Iterator<Item = (usize, J)>> Queue<I> {
    /// The next job, once there is room for it. A queue that is read from a pipe is waited for by one, and the others behind it.
    fn next(&self) -> Option<(usize, J)> {
        self.permits.take().then(|| lock(&self.jobs).next()).flatten()
    }
}

/// How many more jobs may be begun; none at all when there is nobody to tell of them.
struct Permits {
    left: Mutex<Option<usize>>,
    changed: Condvar,
}

impl Permits {
    fn new(count: usize) -> Self {
        Self { left: Mutex::new(Some(count)), changed: Condvar::new() }
    }

    /// Waits for one. False when there will be no more.
    fn take(&self) -> bool {
        let left = lock(&self.left);
        let mut left = self.changed.wait_while(left, |left| *left == Some(0)).unwrap_or_else(PoisonError::into_inner);
        match left.as_mut() {
            Some(count) => *count = count.saturating_sub(1),
            None => return false,
        }
        true
    }

    fn give(&self, count: usize) {
        if let Some(left) = lock(&self.left).as_mut() {
            *left = left.saturating_add(count);
        }
        self.changed.notify_all();
    }

    fn close(&self) {
        *lock(&self.left) = None;
        self.changed.notify_all();
    }
}

/// What a thread left behind that panicked is whole: nothing here is changed half.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn bounds(threads: usize, ahead: usize) -> Bounds {
        Bounds { threads: NonZeroUsize::new(threads).unwrap(), ahead }
    }

    /// Some jobs take longer than others.
    fn linger(job: usize) -> usize {
        thread::sleep(Duration::from_micros((job * 7919 % 13) as u64 * 50));
        job
    }

    #[test]
    fn all_is_told_in_order_on_any_number_of_threads() {
        for count in [1, 2, 7, 64] {
            let mut told = Vec::new();
            run(
                0..500,
                bounds(count, 99),
                linger,
                || false,
                |results| {
                    told.extend(results);
                    ControlFlow::Continue(())
                },
            );
            assert_eq!(told, (0..500).collect::<Vec<_>>());
        }
    }

    #[test]
    fn no_more_is_begun_than_can_be_told_of() {
        let (begun, most, told) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
        let slow_first = |job: usize| {
            let ahead = begun.fetch_add(1, Ordering::SeqCst) + 1 - told.load(Ordering::SeqCst);
            most.fetch_max(ahead, Ordering::SeqCst);
            thread::sleep(Duration::from_millis(if job == 0 { 200 } else { 0 }));
        };
        run(
            0..1_000,
            bounds(4, 50),
            slow_first,
            || false,
            |results| {
                told.fetch_add(results.len(), Ordering::SeqCst);
                ControlFlow::Continue(())
            },
        );
        let most = most.load(Ordering::SeqCst);
        assert!((4..=51).contains(&most), "{most}");
        assert_eq!(told.load(Ordering::SeqCst), 1_000);
    }

    #[test]
    fn what_has_begun_is_told_of_when_it_stops() {
        let (begun, mut told) = (AtomicUsize::new(0), 0);
        let count = |job: usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            linger(job)
        };
        run(
            0..100_000,
            bounds(3, 99),
            count,
            || begun.load(Ordering::SeqCst) > 50,
            |results| {
                told += results.len();
                ControlFlow::Continue(())
            },
        );
        assert_eq!(told, begun.load(Ordering::SeqCst));
        assert!((51..60).contains(&told), "{told}");
    }

    #[test]
    fn nothing_new_is_begun_when_nobody_listens() {
        let begun = AtomicUsize::new(0);
        run(
            0..100_000,
            bounds(2, 64),
            |_: usize| begun.fetch_add(1, Ordering::SeqCst),
            || false,
            |_| ControlFlow::Break(()),
        );
        assert!(begun.load(Ordering::SeqCst) <= 66, "{begun:?}");
    }

    #[test]
    fn it_ticks_while_a_job_takes_long() {
        let mut ticks = 0;
        run(
            0..1,
            bounds(1, 1),
            |_| thread::sleep(Duration::from_millis(350)),
            || false,
            |results| {
                ticks += usize::from(results.is_empty());
                ControlFlow::Continue(())
            },
        );
        assert!(ticks >= 2, "{ticks}");
    }
}
