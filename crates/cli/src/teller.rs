//! What is told while inputs are converted, in their order: to the person, to the report, and to the state of the folder of results.

use crate::args;
use crate::console::Console;
use crate::conversion::{self, Told, record};
use crate::convert::failed_report;
use crate::plan::Input;
use crate::progress::{Frame, Progress, grouped};
use crate::record::{Outcome, Reporter, Tally};
use crate::render;
use crate::select::Listing;
use crate::state::Journal;
use crate::{Status, input};
use std::ops::ControlFlow;
use std::time::Instant;
use vitae::Error;

/// Of how many inputs remarks are said unasked. Whoever converts thousands reads a summary.
const REMARKED: usize = 20;

/// Who tells.
pub(crate) struct Teller<'a, 'c> {
    args: &'a args::Convert,
    console: &'a mut Console<'c>,
    reporter: Option<Reporter>,
    journal: Option<Journal>,
    tally: Tally,
    progress: Progress,
    begun: Instant,
    /// How many inputs there are, where it is known.
    total: Option<usize>,
    /// How many inputs had remarks.
    remarked: usize,
    /// How many lines went to standard output.
    emitted: usize,
    end: End,
}

/// Why no more is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// All is done.
    Done,
    Interrupted,
    /// Whoever read the output has gone away.
    Left,
    /// The output takes no more.
    Stuck,
}

impl<'a, 'c> Teller<'a, 'c> {
    pub(crate) fn new(
        args: &'a args::Convert,
        console: &'a mut Console<'c>,
        reporter: Option<Reporter>,
        journal: Option<Journal>,
        total: Option<usize>,
    ) -> Self {
        let progress = Progress::new(if args.quiet { crate::progress::Show::Nothing } else { console.show }, total);
        Self {
            args,
            console,
            reporter,
            journal,
            tally: Tally::default(),
            progress,
            begun: Instant::now(),
            total,
            remarked: 0,
            emitted: 0,
            end: End::Done,
        }
    }

    /// Tells what was passed over or could not be looked at in folders.
    pub(crate) fn tell_aside(&mut self, aside: &Listing) {
        for (path, why) in &aside.skipped {
            let mut told = Told::new(record(&Input::File(path.clone()), None));
            told.skip(why);
            let _ = self.tell(vec![told]);
        }
        for (path, error) in &aside.failed {
            let mut told = Told::new(record(&Input::File(path.clone()), None));
            let message = format!("the folder cannot be looked into: {}", input::reason(error));
            told.fail(Error::unsupported("cannot-read", message), None);
            let _ = self.tell(vec![told]);
        }
        self.total = self.total.map(|total| total + self.tally.total());
        self.progress.set_total(self.total);
    }

    /// Puts the results of inputs in their places, and tells of each; or looks whether there is something to be said in between.
    pub(crate) fn tell(&mut self, mut all: Vec<Told>) -> ControlFlow<()> {
        if self.console.interrupt.is_wanted() && self.end == End::Done {
            self.end = End::Interrupted;
            if !self.args.quiet {
                self.console.say("what has begun is finished; Ctrl-C once more ends it at once");
            }
        }
        conversion::settle(&mut all, self.args.verbose);
        let flow = all.into_iter().try_for_each(|told| self.take(told));
        self.show_progress();
        flow
    }

    fn take(&mut self, mut told: Told) -> ControlFlow<()> {
        if !told.remarks.is_empty() {
            self.remarked += 1;
        }
        if !self.args.quiet && (self.args.verbose || self.remarked <= REMARKED) {
            told.errors.insert_str(0, &told.remarks);
        }
        self.console.say(&told.errors);
        if let Some(bytes) = &told.emitted {
            self.emitted += 1;
            let line = self.args.jsonl.then_some(self.emitted);
            told.record.outputs.iter_mut().flatten().for_each(|written| written.line = line);
            if let Err(end) = self.emit(bytes) {
                self.end = end;
                return ControlFlow::Break(());
            }
        }
        self.console.say(&told.done);
        self.remember(&told);
        self.tally.add(&told.record);
        if let Some(reporter) = &mut self.reporter {
            reporter.add(&told.record);
        }
        ControlFlow::Continue(())
    }

    fn emit(&mut self, bytes: &[u8]) -> Result<(), End> {
        match self.console.emit(bytes) {
            Ok(ControlFlow::Continue(())) => Ok(()),
            Ok(ControlFlow::Break(())) => Err(End::Left),
            Err(error) => {
                self.console.say(&render::error(&error, None));
                Err(End::Stuck)
            }
        }
    }

    /// Notes down what was made. Where that fails, only time is lost, the next time.
    fn remember(&mut self, told: &Told) {
        let Some(journal) = &mut self.journal else { return };
        if let Err(error) = journal.add(&told.made) {
            let why = input::reason(&error);
            let said = format!("{} takes nothing ({why}): next time, all is made anew", crate::state::NAME);
            self.journal = None;
            if !self.args.quiet {
                self.console.say(&said);
            }
        }
    }

    fn show_progress(&mut self) {
        let columns = columns();
        let failed = self.tally.count(Outcome::Failed);
        match self.progress.frame(self.begun.elapsed(), self.tally.total(), failed, columns) {
            Some(Frame::Bar(bar)) => self.console.sketch(&bar, bar.len()),
            Some(Frame::Line(line)) => self.console.say(&line),
            None => {}
        }
    }

    /// Says what came out. `is_batch` says whether a summary helps.
    pub(crate) fn finish(mut self, is_batch: bool, leaves_out: bool) -> Status {
        if self.console.interrupt.is_wanted() && self.end == End::Done {
            self.end = End::Interrupted;
        }
        // Who pressed Ctrl-C at the last input has all the same what was wanted.
        if self.end == End::Interrupted && self.total == Some(self.tally.total()) {
            self.end = End::Done;
        }
        let mut status = self.status();
        self.console.wipe();
        if is_batch && self.end != End::Left {
            if self.tally.total() == self.tally.count(Outcome::Skipped) && self.end == End::Done {
                self.console.say(&render::error(&nothing(leaves_out), None));
                status = Status::Failed;
            } else if !self.args.quiet {
                self.say_summary();
            }
        }
        if let Some(Err(error)) = self.reporter.take().map(Reporter::finish) {
            status = status.max(failed_report(&error, self.args, self.console));
        }
        status
    }

    fn status(&self) -> Status {
        match self.end {
            End::Interrupted => Status::Interrupted,
            End::Stuck => Status::Failed,
            _ if self.tally.count(Outcome::Failed) > 0 => Status::Failed,
            _ if self.tally.count(Outcome::Refused) > 0 => Status::Refused,
            _ => Status::Done,
        }
    }

    fn say_summary(&mut self) {
        let held = self.remarked.saturating_sub(REMARKED);
        if held > 0 && !self.args.verbose {
            let inputs = if held == 1 { "input" } else { "inputs" };
            let said = format!(
                "remarks on {} more {inputs} are not shown; --verbose shows them, --report FILE has them all",
                grouped(held)
            );
            self.console.say(&said);
        }
        let summary = self.tally.summary();
        self.console.say(&summary);
        if self.end == End::Interrupted {
            let of = self.total.map(|total| format!(" of {}", grouped(total))).unwrap_or_default();
            let done = grouped(self.tally.total());
            let next = match self.journal {
                Some(_) => "; the same command goes on where it stopped",
                None => "",
            };
            self.console.say(&format!("interrupted after {done}{of}{next}"));
        }
    }
}

fn nothing(leaves_out: bool) -> Error {
    let nothing = Error::unsupported("nothing-to-convert", "there is no résumé in a known format to convert");
    match leaves_out {
        true => nothing
            .help("--include, --exclude and ignore files may have left out some; --no-ignore takes what the latter do"),
        false => nothing,
    }
}

/// How wide the terminal is.
fn columns() -> usize {
    terminal_size::terminal_size_of(std::io::stderr()).map_or(80, |(columns, _)| columns.0.into())
}
