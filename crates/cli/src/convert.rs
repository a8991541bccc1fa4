//! `vitae convert`.
//!
//! First everything that can be wrong with the wish is found out, and nothing is written if anything is. Then the inputs
//! are converted one after the other; one that fails does not keep the others from being converted.

use crate::Status;
use crate::args::{self, FormatOption, Mode};
use crate::console::Console;
use crate::input::{self, Listing};
use crate::load::{self, Loader, Miss, Opened};
use crate::output::{self, Outputs, Prepared};
use crate::plan::{self, Job, Output, Target};
use crate::record::{self, Outcome, Record};
use crate::render::{self, Marks, Origin};
use std::path::{Path, PathBuf};
use vitae::{Context, Error, Format, Options, Registry, Report};

/// The option of a format that holds marks for guesses, and its value that asks for them.
const GUESSES: &str = "guesses";
const MARKED: &str = "marked";

/// Converts what `args` name.
pub(crate) fn run(args: &args::Convert, formats: &Registry, console: &mut Console<'_>) -> Status {
    match Wish::new(args, formats, console.output_is_terminal) {
        Ok(wish) => wish.fulfil(console),
        Err(error) => {
            console.say(&render::error(&error, None));
            Status::Usage
        }
    }
}

/// What is to be done: it can be done, as far as can be known without trying.
struct Wish<'a> {
    args: &'a args::Convert,
    formats: &'a Registry,
    loader: Loader<'a>,
    to: &'a Format,
    options: Options,
    jobs: Vec<Job>,
    /// Files of folders that are not even tried, with the reason.
    skipped: Vec<(PathBuf, &'static str)>,
    /// Folders that could not be looked into.
    failed: Vec<(PathBuf, std::io::Error)>,
    /// Where results may go.
    outputs: Outputs,
    /// Whether a summary at the end helps: there are several inputs, or there could have been.
    is_batch: bool,
}

impl<'a> Wish<'a> {
    fn new(args: &'a args::Convert, formats: &'a Registry, output_is_terminal: bool) -> Result<Self, Error> {
        if args.mode == Mode::Publish && args.include_hidden {
            return Err(plan::usage("what is published carries nothing that is not seen, so nothing that is hidden")
                .help("leave out --include-hidden, or --mode publish"));
        }
        let inputs = load::given(&args.inputs);
        let existing = args.output.as_deref().filter(|path| path.exists()).map(input::given);
        let target = plan::target(args.output.as_deref(), existing, &inputs, formats)?;
        let loader = Loader::new(formats, args.from.as_deref())?;
        let to = plan::output_format(args.to.as_deref(), &target, formats)?;
        if target == Target::Stdout && plan::would_spray(to, output_is_terminal, args.output.is_some()) {
            return Err(plan::usage(format!("`{}` is not text, and standard output is a terminal", to.name()))
                .help("name a file with -o, or send the output to a file or program; -o - insists"));
        }
        let mut options = options_for(to, &args.options, formats)?;
        if args.mark_guesses {
            if !can_mark(to) {
                return Err(cannot_mark(to, formats));
            }
            options.insert(GUESSES.to_owned(), MARKED.into());
        }
        let (results, outputs) = match &target {
            Target::Folder(folder) => (output::identity(folder), Outputs::within(folder)),
            Target::Stdout | Target::File(_) => (PathBuf::new(), Outputs::named()),
        };
        let (candidates, Listing { skipped, failed, .. }) = load::candidates(&inputs, &results);
        let jobs = plan::jobs(candidates, &target, to);
        let is_batch = load::is_batch(&inputs);
        let wish = Self { args, formats, loader, to, options, jobs, skipped, failed, outputs, is_batch };
        let counts = |job: &Job| wish.loader.is_known(&job.input, job.found);
        plan::check(&wish.jobs, args.report.as_deref(), output::identity, counts)?;
        Ok(wish)
    }

    fn fulfil(&self, console: &mut Console<'_>) -> Status {
        let mut records = self.passed_over(console);
        records.extend(self.jobs.iter().map(|job| self.convert(job, console)));
        let mut status = records.iter().map(|record| status(record.outcome)).max().unwrap_or(Status::Done);
        if self.is_batch {
            if !records.iter().any(|record| record.outcome != Outcome::Skipped) {
                let nothing =
                    Error::unsupported("nothing-to-convert", "there is no résumé in a known format to convert");
                console.say(&render::error(&nothing, None));
                status = Status::Failed;
            } else if !self.args.quiet {
                console.say(&record::summary(&records));
            }
        }
        if let Some(path) = &self.args.report
            && let Err(error) = record::write(path, &records)
        {
            let name = path.display().to_string();
            console.say(&render::error(&error, Some(Origin { name: &name, text: None })));
            status = Status::Failed;
        }
        status
    }

    /// Says what was passed over or could not be looked at in folders.
    fn passed_over(&self, console: &mut Console<'_>) -> Vec<Record> {
        let mut records = Vec::new();
        for (path, why) in &self.skipped {
            records.push(self.skip(&path.display().to_string(), why, console));
        }
        for (path, error) in &self.failed {
            let message = format!("the folder cannot be looked into: {}", input::reason(error));
            let mut record = self.record(&path.display().to_string(), None);
            self.fail(&mut record, Error::unsupported("cannot-read", message), None, console);
            records.push(record);
        }
        records
    }

    /// Converts one input, says what is to be said, and records it.
    fn convert(&self, job: &Job, console: &mut Console<'_>) -> Record {
        let name = job.input.to_string();
        let mut record = self.record(&name, Some(&job.output));
        match self.loader.open(&job.input, job.found, console.input) {
            Ok(opened) => {
                record.from = Some(opened.format.name());
                return self.convert_opened(job, &opened, record, console);
            }
            Err(Miss::NotOurs(error)) => return self.skip(&name, &error.to_string(), console),
            Err(Miss::Failed(error)) => self.fail(&mut record, error, None, console),
        }
        record
    }

    fn convert_opened(&self, job: &Job, opened: &Opened<'_>, mut record: Record, console: &mut Console<'_>) -> Record {
        let mut cx = Context { include_hidden: self.args.include_hidden, ..self.loader.context() };
        if self.args.mode == Mode::Publish {
            cx.mode = vitae::Mode::Publish;
        }
        let resume = match opened.read(&job.input, &mut cx) {
            Ok(resume) => resume,
            Err(error) => {
                self.conclude(&mut record, &cx.report, console);
                self.fail(&mut record, error, opened.text().as_deref(), console);
                return record;
            }
        };
        cx.options = self.options.clone();
        let written = self.formats.write_measured(&resume, self.to, &mut cx).map_err(|mut error| {
            // A place would be one in the result, which nobody has seen.
            error.diagnostic.at = None;
            error
        });
        self.conclude(&mut record, &cx.report, console);
        let result = match written {
            Ok(_) if self.args.mode == Mode::Strict && cx.report.losses().next().is_some() => {
                self.refuse(&mut record, &cx.report, console);
                return record;
            }
            Ok(bytes) => self.put(&job.output, &bytes, console),
            Err(error) => Err(error),
        };
        match result {
            Ok(()) if self.args.verbose => {
                console.say(&render::clean(&format!("{} -> {}", job.input, job.output)));
            }
            Ok(()) => {}
            Err(error) => self.fail(&mut record, error, None, console),
        }
        record
    }

    fn put(&self, output: &Output, bytes: &[u8], console: &mut Console<'_>) -> Result<(), Error> {
        match output {
            Output::Stdout => console.emit(bytes),
            Output::File(path) => {
                let put = self.outputs.prepare(path, bytes).and_then(Prepared::commit);
                put.map_err(|e| cannot_write(path, e))
            }
        }
    }

    /// Records and says what a reader and a writer remarked.
    fn conclude(&self, record: &mut Record, report: &Report, console: &mut Console<'_>) {
        record.diagnostics.extend(report.iter().cloned());
        let will_be_refused = self.args.mode == Mode::Strict && report.losses().next().is_some();
        if !self.args.quiet && !will_be_refused {
            console.say(&render::remarks(report, &record.input, self.args.verbose, self.marks()));
        }
    }

    fn marks(&self) -> Marks {
        match self.options.get(GUESSES) {
            Some(value) if value == MARKED => Marks::Made,
            _ if can_mark(self.to) => Marks::Offered,
            _ => Marks::Impossible,
        }
    }

    fn refuse(&self, record: &mut Record, report: &Report, console: &mut Console<'_>) {
        record.outcome = Outcome::Refused;
        if !self.args.quiet {
            console.say(&render::losses(report, &record.input));
        }
        let refusal = Error::unsupported("strict", "the result would differ from this input, so it was not written")
            .help("without --mode strict it is written, less what is listed here");
        console.say(&render::error(&refusal, Some(Origin { name: &record.input, text: None })));
    }

    fn fail(&self, record: &mut Record, error: Error, text: Option<&str>, console: &mut Console<'_>) {
        console.say(&render::error(&error, Some(Origin { name: &record.input, text })));
        record.outcome = Outcome::Failed;
        record.diagnostics.push(*error.diagnostic);
    }

    fn skip(&self, name: &str, why: &str, console: &mut Console<'_>) -> Record {
        if !self.args.quiet {
            console.say(&render::skipped(name, why));
        }
        Record { outcome: Outcome::Skipped, ..self.record(name, None) }
    }

    fn record(&self, name: &str, output: Option<&Output>) -> Record {
        Record {
            output: output.map(Output::to_string),
            to: Some(self.to.name()),
            outcome: Outcome::Converted,
            ..Record::of(name)
        }
    }
}

/// The options for the format that is written.
fn options_for(to: &Format, typed: &[FormatOption], formats: &Registry) -> Result<Options, Error> {
    let mut options = Options::new();
    for FormatOption { format, key, value } in typed {
        if let Some(name) = format {
            let meant = formats.get(name)?;
            if meant.name() != to.name() {
                let message = format!("the option `{name}.{key}` is one for `{}`", meant.name());
                return Err(plan::usage(message).help(format!("this conversion writes `{}`", to.name())));
            }
        }
        options.insert(key.clone(), value.as_str().into());
    }
    let cx = Context { options, ..Context::default() };
    cx.check_options(to.name(), to.option_specs())?;
    Ok(cx.options)
}

/// Whether results in this format can say what was guessed.
fn can_mark(to: &Format) -> bool {
    to.option_specs().iter().any(|spec| spec.name == GUESSES && spec.values.contains(&MARKED))
}

fn cannot_mark(to: &Format, formats: &Registry) -> Error {
    let mut help = "--verbose shows what was guessed, whatever is written".to_owned();
    let able = plan::names(formats, |format| format.writes() && can_mark(format));
    if !able.is_empty() {
        help.push_str(&format!("; these formats hold marks: {able}"));
    }
    plan::usage(format!("--mark-guesses cannot mark anything in `{}`", to.name())).help(help)
}

fn cannot_write(path: &Path, error: std::io::Error) -> Error {
    let message = format!("`{}` cannot be written: {}", path.display(), input::reason(&error));
    Error::unsupported("cannot-write", message).because(error)
}

fn status(outcome: Outcome) -> Status {
    match outcome {
        Outcome::Refused => Status::Refused,
        Outcome::Failed => Status::Failed,
        _ => Status::Done,
    }
}
