//! How it is shown that long work goes on: a bar on a terminal, now and then a line elsewhere.
//!
//! ```text
//! [=========>          ] 1,234 of 20,000, 812/s, 23 s left, 3 failed
//! ```

use std::time::Duration;

/// How progress is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Show {
    Nothing,
    /// A line every now and then, for logs.
    Lines,
    /// A bar that stands below everything else.
    Bar,
}

/// Short work needs no bar.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the bar is drawn anew.
const FRAME: Duration = Duration::from_millis(100);
/// How often a line is written where there is no terminal.
const INTERVAL: Duration = Duration::from_secs(30);
/// How wide a bar is at most, in columns.
const BAR: usize = 30;

/// How far it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Progress {
    show: Show,
    /// How much there is to do, if that is known.
    total: Option<usize>,
    /// When something was shown last.
    shown: Duration,
    /// A while ago, and how much was done then: rates are those of now, not of the whole.
    mark: (Duration, usize),
    /// How many are done in a second, as was found at the last mark.
    rate: f64,
}

/// What is to be shown.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Frame {
    Line(String),
    Bar(String),
}

impl Progress {
    pub(crate) fn new(show: Show, total: Option<usize>) -> Self {
        Self { show, total, shown: Duration::ZERO, mark: (Duration::ZERO, 0), rate: 0.0 }
    }

    /// Says how much there is to do, when that is known later.
    pub(crate) fn set_total(&mut self, total: Option<usize>) {
        self.total = total;
    }

    /// What is to be shown now, if it is time, on so many columns.
    pub(crate) fn frame(&mut self, now: Duration, done: usize, failed: usize, columns: usize) -> Option<Frame> {
        let pause = match self.show {
            Show::Nothing => return None,
            Show::Lines => INTERVAL,
            Show::Bar if self.shown.is_zero() => PATIENCE,
            Show::Bar => FRAME,
        };
        if now.saturating_sub(self.shown) < pause {
            return None;
        }
        self.shown = now;
        self.measure(now, done);
        let facts = self.facts(done, failed);
        Some(match self.show {
            Show::Bar => Frame::Bar(self.bar(&facts, done, columns)),
            _ => Frame::Line(facts),
        })
    }

    /// Finds the rate of the last seconds.
    fn measure(&mut self, now: Duration, done: usize) {
        let (then, before) = self.mark;
        let seconds = now.saturating_sub(then).as_secs_f64();
        if seconds >= 2.0 || self.rate == 0.0 {
            #[allow(clippy::cast_precision_loss, reason = "nobody counts so many files")]
            let rate = done.saturating_sub(before) as f64 / seconds.max(0.001);
            // Half of the old one stays in, or the remaining time would jump.
            self.rate = if self.rate == 0.0 { rate } else { f64::midpoint(self.rate, rate) };
            self.mark = (now, done);
        }
    }

    fn facts(&self, done: usize, failed: usize) -> String {
        let mut facts = match self.total {
            Some(total) => format!("{} of {}", grouped(done), grouped(total)),
            None => format!("{} done", grouped(done)),
        };
        if self.rate > 0.0 {
            facts.push_str(&format!(
                ", {}/s",
                if self.rate < 10.0 { format!("{:.1}", self.rate) } else { format!("{:.0}", self.rate) }
            ));
            if let Some(total) = self.total {
                #[allow(clippy::cast_precision_loss, reason = "nobody counts so many files")]
                let seconds = total.saturating_sub(done) as f64 / self.rate;
                facts.push_str(&format!(", {} left", in_words(seconds)));
            }
        }
        if failed > 0 {
            facts.push_str(&format!(", {} failed", grouped(failed)));
        }
        facts
    }

    /// The facts, with a bar before them if there is room.
    fn bar(&self, facts: &str, done: usize, columns: usize) -> String {
        // The last column stays free: a terminal may go to the next line behind it.
        let columns = columns.saturating_sub(1);
        let room = columns.saturating_sub(facts.len() + 3).min(BAR);
        match self.total {
            Some(total) if room >= 5 => {
                let full = (room * done.min(total)).checked_div(total).unwrap_or(0);
                let tip = if full < room { ">" } else { "" };
                format!("[{:=<full$}{tip}{:rest$}] {facts}", "", "", rest = room.saturating_sub(full + tip.len()))
            }
            _ => facts.chars().take(columns).collect(),
        }
    }
}

/// A number with its thousands apart.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

fn in_words(seconds: f64) -> String {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a cast of a float ends at the largest number"
    )]
    let seconds = seconds.ceil().max(0.0) as u64;
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3_600 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => format!("{} h {} min", seconds / 3_600, seconds / 60 % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn ms(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }

    fn bar(frame: Option<Frame>) -> String {
        match frame {
            Some(Frame::Bar(bar)) => bar,
            other => panic!("it is no bar: {other:?}"),
        }
    }

    #[test]
    fn a_bar_has_the_rate_the_rest_and_the_failures() {
        let mut progress = Progress::new(Show::Bar, Some(20_000));
        assert_eq!(progress.frame(ms(400), 100, 0, 100), None, "short work needs none");
        assert_eq!(
            bar(progress.frame(ms(1_000), 5_000, 0, 100)),
            "[=======>                      ] 5,000 of 20,000, 5000/s, 3 s left"
        );
        assert_eq!(progress.frame(ms(1_050), 5_100, 0, 100), None);
        let later = bar(progress.frame(ms(11_000), 10_000, 3, 100));
        assert_eq!(later, "[===============>              ] 10,000 of 20,000, 2750/s, 4 s left, 3 failed");
        let whole = bar(progress.frame(ms(12_000), 20_000, 3, 100));
        assert!(whole.starts_with("[==============================] 20,000 of 20,000"), "{whole}");
    }

    #[test]
    fn a_bar_is_narrower_than_its_terminal() {
        for columns in 0..120 {
            for total in [None, Some(0), Some(3), Some(20_000)] {
                let mut progress = Progress::new(Show::Bar, total);
                let bar = bar(progress.frame(ms(1_000), 3, 1, columns));
                assert!(bar.len() <= columns.saturating_sub(1), "{columns}: {bar}");
            }
        }
    }

    #[test]
    fn where_there_is_no_terminal_a_line_is_written_now_and_then() {
        let mut progress = Progress::new(Show::Lines, None);
        assert_eq!(progress.frame(ms(29_000), 100, 0, 80), None);
        assert_eq!(progress.frame(ms(30_000), 150, 1, 80), Some(Frame::Line("150 done, 5.0/s, 1 failed".into())));
        assert_eq!(progress.frame(ms(59_000), 200, 1, 80), None);
        assert_eq!(Progress::new(Show::Nothing, None).frame(ms(99_000), 1, 0, 80), None);
    }

    #[test]
    fn numbers_are_for_people() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!([0.2, 61.0, 7_260.0].map(in_words), ["1 s", "1 min 1 s", "2 h 1 min"]);
        assert!(in_words(f64::INFINITY).ends_with(" min"));
    }
}
