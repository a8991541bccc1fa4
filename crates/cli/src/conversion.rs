//! The conversion of one input: from its bytes to its results in each format, what is to be said, and what is to be recorded.
//! The results wait beside their places until those of several inputs are put there.
//!
//! Nothing is printed here, for several are at work at the same time: what is to be said is handed over, and said in order.

use crate::args::{self, Mode};
use crate::feed::Work;
use crate::jsonl;
use crate::load::{Loader, Miss, Opened};
use crate::output::{Outputs, Prepared};
use crate::plan::{Input, Output, Results, Target};
use crate::record::{Outcome, Record, Written};
use crate::render::{self, Marks, Name, Origin};
use crate::state::{Ink, Made, Print, Standing, State};
use crate::{input, output, panics};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;
use vitae::{Context, Diagnostic, Error, Format, Location, Options, Registry, Report, Resume};

/// A format to write, with its options.
pub(crate) struct Goal<'a> {
    pub(crate) format: &'a Format,
    pub(crate) options: Options,
    pub(crate) marks: Marks,
}

/// What converts inputs, one at a time or several at the same time.
pub(crate) struct Converter<'a> {
    pub(crate) args: &'a args::Convert,
    pub(crate) formats: &'a Registry,
    pub(crate) loader: Loader<'a>,
    pub(crate) results: Results<'a>,
    pub(crate) goals: Vec<Goal<'a>>,
    /// Where results may go.
    pub(crate) outputs: Outputs,
    /// What is known of results that are there; nothing if it is not asked for.
    pub(crate) state: Option<State>,
}

/// What came out, to be told when its turn comes.
pub(crate) struct Told {
    pub(crate) record: Record,
    /// What need not be said when somebody wants it quiet.
    pub(crate) remarks: String,
    pub(crate) errors: String,
    /// What goes to standard output.
    pub(crate) emitted: Option<Vec<u8>>,
    /// Results that are to be put in their places.
    pub(crate) waiting: Vec<Waiting>,
    /// What need not be said either, and only when the results are out.
    pub(crate) done: String,
    /// What is to be remembered of the results that are.
    pub(crate) made: Vec<Made>,
}

/// A result that is written beside its place. Many are put there together, which costs less than one by one.
pub(crate) struct Waiting {
    /// Which of the outputs of the input it is.
    nth: usize,
    path: PathBuf,
    prepared: Prepared,
    made: Option<Made>,
}

impl Told {
    pub(crate) fn new(record: Record) -> Self {
        let (remarks, errors, done) = (String::new(), String::new(), String::new());
        Self { record, remarks, errors, emitted: None, waiting: Vec::new(), done, made: Vec::new() }
    }

    /// Says and records why an input failed.
    pub(crate) fn fail(&mut self, error: Error, text: Option<&str>) {
        self.errors.push_str(&render::error(&error, Some(Origin { name: self.record.name(), text })));
        self.record.outcome = Outcome::Failed;
        self.record.diagnostics.push(*error.diagnostic);
    }

    /// Says and records that an input is passed over.
    pub(crate) fn skip(&mut self, why: &str) {
        self.remarks.push_str(&render::skipped(self.record.name(), why));
        self.record.outcome = Outcome::Skipped;
    }
}

/// Puts the results of several inputs in their places, and notes down how that went.
pub(crate) fn settle(all: &mut [Told], verbose: bool) {
    let (mut prepared, mut rest) = (Vec::new(), Vec::new());
    for (at, told) in all.iter_mut().enumerate() {
        for Waiting { nth, path, prepared: one, made } in told.waiting.drain(..) {
            prepared.push(one);
            rest.push((at, nth, path, made));
        }
    }
    let outcomes = output::commit_all(prepared);
    for ((at, nth, path, made), outcome) in rest.into_iter().zip(outcomes) {
        let Some(told) = all.get_mut(at) else { continue };
        match outcome {
            Ok(()) => {
                told.made.extend(made);
                if verbose {
                    told.is_written(&path.display().to_string());
                }
            }
            Err(error) => told.is_not_written(nth, cannot_write(&path, error)),
        }
    }
}

impl Told {
    fn is_written(&mut self, output: &str) {
        let line = format!("{} -> {}\n", self.record.name(), render::clean(output));
        self.done.push_str(&line);
    }

    fn is_not_written(&mut self, nth: usize, error: Error) {
        self.errors.push_str(&render::error(&error, Some(Origin { name: self.record.name(), text: None })));
        self.record.outcome = Outcome::Failed;
        if let Some(written) = self.record.outputs.as_mut().and_then(|outputs| outputs.get_mut(nth)) {
            written.outcome = Outcome::Failed;
            written.replaced = false;
            written.diagnostics.push(*error.diagnostic);
        }
    }
}

/// One result that is wanted of an input.
struct Wanted<'c> {
    goal: &'c Goal<'c>,
    output: Output,
    /// The hash of all that it depends on, where that is asked for.
    of: Option<Print>,
    standing: Standing,
}

impl Wanted<'_> {
    fn is_due(&self) -> bool {
        matches!(self.standing, Standing::Due | Standing::Unknown)
    }

    fn written(&self, outcome: Outcome) -> Written {
        Written {
            output: self.output.to_string(),
            line: None,
            format: self.goal.format.name(),
            outcome,
            bytes: None,
            diagnostics: Vec::new(),
            replaced: false,
        }
    }
}

impl Converter<'_> {
    /// Converts one input. Whatever happens, there is something to tell of it.
    pub(crate) fn convert(&self, work: Work<'_>) -> Told {
        let begun = Instant::now();
        let (input, number) = (&work.candidate.input, work.line.map(|(number, _)| number));
        let before = work.line.map_or(0, |(_, offset)| offset);
        let mut told = panics::guard(|| self.convert_unguarded(work, Told::new(record(input, number))))
            .unwrap_or_else(|said| bug(record(input, number), &said));
        told.record.diagnostics.iter_mut().for_each(|found| shift(found, number, before));
        told.record.milliseconds = Some(milliseconds(begun));
        told
    }

    fn convert_unguarded(&self, work: Work<'_>, mut told: Told) -> Told {
        let Work { candidate, line, bytes } = work;
        let opened = match (bytes, line) {
            (Some(Ok(bytes)), Some(_)) => self.loader.line(bytes),
            (Some(Ok(bytes)), None) => self.loader.recognise(&candidate.input, candidate.found, Ok(bytes)),
            (Some(Err(miss)), _) => Err(miss),
            (None, _) => self.loader.open(&candidate.input, candidate.found, &mut std::io::empty()),
        };
        let opened = match opened {
            Ok(opened) => opened,
            Err(Miss::NotOurs(error)) => {
                told.skip(&error.to_string());
                return told;
            }
            Err(Miss::Failed(error)) => {
                told.fail(error, None);
                return told;
            }
        };
        told.record.from = Some(opened.format.name());
        told.record.bytes = Some(opened.bytes.len());
        let wanted =
            self.wanted(&opened, |goal| self.results.output(candidate, line.map(|(number, _)| number), goal.format));
        let mut all = Vec::with_capacity(wanted.len());
        if wanted.iter().any(Wanted::is_due) {
            match self.read(&candidate.input, &opened, &mut told, wanted.len() == 1) {
                Some((resume, report)) => {
                    let make = |(nth, wanted)| self.make(nth, wanted, &resume, &report, &mut told);
                    all.extend(wanted.iter().enumerate().map(make));
                }
                None => return told,
            }
        } else {
            all.extend(wanted.iter().map(|wanted| leave(wanted, &mut told)));
        }
        told.record.outcome = all.iter().map(|written| written.outcome).max().unwrap_or(Outcome::Converted);
        told.record.outputs = Some(all);
        told
    }

    /// How it stands with each result of an input.
    fn wanted(&self, opened: &Opened<'_>, output: impl Fn(&Goal<'_>) -> Output) -> Vec<Wanted<'_>> {
        let of_input =
            self.state.as_ref().map(|_| Ink::new().with(opened.format.name().as_bytes()).with(&opened.bytes));
        let wanted = |goal| {
            let output = output(goal);
            let of = of_input.as_ref().map(|ink| self.ink(goal, ink.clone()).print());
            let standing = match (&self.state, of, &output) {
                (Some(state), Some(of), Output::File(path)) if !self.args.force => {
                    state.standing(self.name_in_folder(path), path, of)
                }
                _ => Standing::Due,
            };
            Wanted { goal, output, of, standing }
        };
        self.goals.iter().map(wanted).collect()
    }

    /// All that a result depends on beside its input.
    fn ink(&self, goal: &Goal<'_>, ink: Ink) -> Ink {
        let options = serde_json::to_vec(&goal.options).unwrap_or_default();
        let mode = format!("{:?} {}", self.args.mode, self.args.include_hidden);
        let limits = format!("{:?}", self.loader.limits());
        [env!("CARGO_PKG_VERSION"), goal.format.name(), &mode, &limits]
            .iter()
            .fold(ink, |ink, piece| ink.with(piece.as_bytes()))
            .with(&options)
    }

    fn name_in_folder<'p>(&self, path: &'p Path) -> &'p Path {
        match &self.results.target {
            Target::Folder(folder) => path.strip_prefix(folder).unwrap_or(path),
            Target::Stdout | Target::File(_) => path,
        }
    }

    /// The résumé in an input, with what was remarked. That is said with the remarks of the result if there is to be one only.
    fn read(&self, input: &Input, opened: &Opened<'_>, told: &mut Told, is_single: bool) -> Option<(Resume, Report)> {
        let mut cx = self.loader.context();
        let read = opened.read(input, &mut cx);
        told.record.diagnostics.extend(cx.report.iter().cloned());
        let marks = self.goals.first().map_or(Marks::Impossible, |goal| goal.marks);
        if !is_single || read.is_err() {
            let will_be_refused = self.args.mode == Mode::Strict && read.is_ok() && cx.report.losses().next().is_some();
            if !will_be_refused {
                let remarks = render::remarks(&cx.report, told.record.name(), self.args.verbose, marks);
                told.remarks.push_str(&remarks);
            }
        }
        match read {
            Ok(resume) => Some((resume, cx.report)),
            Err(error) => {
                told.fail(error, opened.text().as_deref());
                None
            }
        }
    }

    /// Makes one result.
    fn make(&self, nth: usize, wanted: &Wanted<'_>, resume: &Resume, read: &Report, told: &mut Told) -> Written {
        if !wanted.is_due() {
            return leave(wanted, told);
        }
        // A writer may mark in the result what was guessed when it was read.
        let mut cx =
            Context { include_hidden: self.args.include_hidden, report: read.clone(), ..self.loader.context() };
        if self.args.mode == Mode::Publish {
            cx.mode = vitae::Mode::Publish;
        }
        cx.options = wanted.goal.options.clone();
        let bytes = self.formats.write_measured(resume, wanted.goal.format, &mut cx).map_err(|mut error| {
            // A place would be one in the result, which nobody has seen.
            error.diagnostic.at = None;
            error
        });
        let mut written = wanted.written(Outcome::Converted);
        written.diagnostics.extend(cx.report.iter().skip(read.iter().count()).cloned());
        let (name, report) = self.said_of(wanted, &cx.report, &written, &told.record);
        let name = Name { file: &name, line: told.record.line };
        if self.args.mode == Mode::Strict && bytes.is_ok() && cx.report.losses().next().is_some() {
            let losses = render::losses(&cx.report, name);
            told.remarks.push_str(&losses);
            told.errors.push_str(&refusal(name));
            written.outcome = Outcome::Refused;
            return written;
        }
        told.remarks.push_str(&render::remarks(&report, name, self.args.verbose, wanted.goal.marks));
        if let Err(error) = bytes.and_then(|bytes| self.put(nth, wanted, bytes, &mut written, told)) {
            told.errors.push_str(&render::error(&error, Some(Origin { name: told.record.name(), text: None })));
            written.outcome = Outcome::Failed;
            written.diagnostics.push(*error.diagnostic);
        }
        written
    }

    /// What remarks on a result are about. Of several results, each has its own name; what was read has been said before.
    fn said_of(&self, wanted: &Wanted<'_>, all: &Report, written: &Written, record: &Record) -> (String, Report) {
        if self.goals.len() == 1 {
            return (record.input.clone(), all.clone());
        }
        let mut report = Report::default();
        written.diagnostics.iter().for_each(|diagnostic| report.push(diagnostic.clone()));
        (format!("{} ({})", record.input, wanted.goal.format.name()), report)
    }

    /// Lays a result beside its place; it is put there with others.
    fn put(
        &self,
        nth: usize,
        wanted: &Wanted<'_>,
        bytes: Vec<u8>,
        written: &mut Written,
        told: &mut Told,
    ) -> Result<(), Error> {
        let bytes = if self.args.jsonl { jsonl::one_line(&bytes) } else { bytes };
        written.bytes = Some(bytes.len());
        let path = match &wanted.output {
            Output::Stdout => {
                told.emitted = Some(bytes);
                if self.args.verbose {
                    told.is_written(&Output::Stdout.to_string());
                }
                return Ok(());
            }
            Output::File(path) => path,
        };
        let made = wanted.of.and_then(|of| Made::new(self.name_in_folder(path), of, Print::of(&bytes)));
        let is_there = wanted.standing == Standing::Unknown;
        if is_there && fs::read(path).is_ok_and(|old| old == bytes) {
            written.outcome = Outcome::Current;
            told.made.extend(made);
            return Ok(());
        }
        let prepared = self.outputs.prepare(path, &bytes).map_err(|e| cannot_write(path, e))?;
        written.replaced = is_there;
        told.waiting.push(Waiting { nth, path: path.clone(), prepared, made });
        Ok(())
    }
}

/// A record of an input of which nothing is known yet.
pub(crate) fn record(input: &Input, line: Option<usize>) -> Record {
    Record { line, outcome: Outcome::Converted, outputs: Some(Vec::new()), ..Record::of(&input.to_string()) }
}

/// Leaves a result as it is, and says so if somebody else has made it what it is.
fn leave(wanted: &Wanted<'_>, told: &mut Told) -> Written {
    let path = &wanted.output;
    match wanted.standing {
        Standing::Edited => {
            let why = format!("`{path}` was changed by somebody since it was made; --force replaces it");
            told.remarks.push_str(&render::kept(told.record.name(), &why));
            wanted.written(Outcome::Kept)
        }
        Standing::Diverged => {
            let message = format!("`{path}` was changed by somebody since it was made, and so was what it is made of");
            let error = Error::unsupported("edited", message)
                .help("--force replaces it; or move it elsewhere, and it is made anew");
            told.errors.push_str(&render::error(&error, Some(Origin { name: told.record.name(), text: None })));
            Written { diagnostics: vec![*error.diagnostic], ..wanted.written(Outcome::Failed) }
        }
        Standing::Current | Standing::Due | Standing::Unknown => wanted.written(Outcome::Current),
    }
}

/// That we have a bug, and this input met it.
fn bug(record: Record, said: &str) -> Told {
    let mut told = Told::new(record);
    let error = Error::unsupported("bug", format!("vitae stopped at this input: {said}"))
        .help("that is a bug in vitae, whatever the input is; please tell us, with the input if you can");
    told.fail(error, None);
    told
}

fn refusal(name: Name<'_>) -> String {
    let refusal = Error::unsupported("strict", "the result would differ from this input, so it was not written")
        .help("without --mode strict it is written, less what is listed here");
    render::error(&refusal, Some(Origin { name, text: None }))
}

/// Of a line: tells its place in the file, and not in the line.
fn shift(found: &mut Diagnostic, number: Option<usize>, before: u64) {
    if let (Some(number), Some(Location::Text { bytes, line, .. })) = (number, &mut found.at) {
        let before = usize::try_from(before).unwrap_or(usize::MAX);
        *line = line.saturating_add(number).saturating_sub(1);
        *bytes = bytes.start.saturating_add(before)..bytes.end.saturating_add(before);
    }
}

fn cannot_write(path: &Path, error: std::io::Error) -> Error {
    let message = format!("`{}` cannot be written: {}", path.display(), input::reason(&error));
    Error::unsupported("cannot-write", message).because(error)
}

/// How long it took, to the microsecond.
fn milliseconds(begun: Instant) -> f64 {
    (begun.elapsed().as_secs_f64() * 1_000_000.0).round() / 1_000.0
}
