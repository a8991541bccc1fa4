//! `vitae convert`.
//!
//! First everything that can be wrong with the wish is found out, and nothing is written if anything is. Then the inputs
//! are converted one after the other; one that fails does not keep the others from being converted.

use crate::args::{self, FormatOption, Mode};
use crate::console::Console;
use crate::input::{self, Listing};
use crate::plan::{self, Candidate, Given, Input, Job, Output, Target};
use crate::record::{self, Outcome, Record};
use crate::render::{self, Origin};
use crate::{Status, output};
use std::path::{Path, PathBuf};
use vitae::{Context, Error, Format, Limits, Options, Registry, Report, Source};

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

/// Why an input is not converted.
enum Miss {
    /// It was found in a folder, and is something else.
    NotOurs(Error),
    Failed(Error),
}

/// What is to be done: it can be done, as far as can be known without trying.
struct Wish<'a> {
    args: &'a args::Convert,
    formats: &'a Registry,
    from: Option<&'a Format>,
    to: &'a Format,
    options: Options,
    limits: Limits,
    jobs: Vec<Job>,
    /// Files of folders that are not even tried, with the reason.
    skipped: Vec<(PathBuf, &'static str)>,
    /// Folders that could not be looked into.
    failed: Vec<(PathBuf, std::io::Error)>,
    /// Whether a summary at the end helps: there are several inputs, or there could have been.
    is_batch: bool,
}

impl<'a> Wish<'a> {
    fn new(args: &'a args::Convert, formats: &'a Registry, output_is_terminal: bool) -> Result<Self, Error> {
        let inputs: Vec<_> = args.inputs.iter().map(|path| (path.as_path(), input::given(path))).collect();
        let existing = args.output.as_deref().filter(|path| path.exists()).map(input::given);
        let target = plan::target(args.output.as_deref(), existing, &inputs, formats)?;
        let from = plan::input_format(args.from.as_deref(), formats)?;
        let to = plan::output_format(args.to.as_deref(), &target, formats)?;
        if target == Target::Stdout && plan::would_spray(to, output_is_terminal, args.output.is_some()) {
            return Err(plan::usage(format!("`{}` is not text, and standard output is a terminal", to.name()))
                .help("name a file with -o, or send the output to a file or program; -o - insists"));
        }
        let options = options_for(to, &args.options, formats)?;
        let (candidates, Listing { skipped, failed, .. }) = candidates(&inputs, &target);
        let is_batch = inputs.len() > 1 || inputs.iter().any(|(_, given)| *given == Given::Folder);
        let jobs = plan::jobs(candidates, &target, to);
        let limits = Limits::default();
        let wish = Self { args, formats, from, to, options, limits, jobs, skipped, failed, is_batch };
        plan::check(&wish.jobs, args.report.as_deref(), output::identity, |job| wish.is_known(job))?;
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
                console.say(&summary(&records));
            }
        }
        if let Some(path) = &self.args.report
            && let Err(error) = write_report(path, &records)
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
        let bytes = match &job.input {
            Input::Stdin => input::read(&mut *console.input, &self.limits),
            Input::File(path) => input::read_file(path, &self.limits),
        };
        let mut record = self.record(&name, Some(&job.output));
        match self.recognise(job, bytes) {
            Ok((bytes, from)) => {
                record.from = Some(from.name());
                return self.convert_bytes(job, &bytes, from, record, console);
            }
            Err(Miss::NotOurs(error)) => return self.skip(&name, &error.to_string(), console),
            Err(Miss::Failed(error)) => self.fail(&mut record, error, None, console),
        }
        record
    }

    /// Finds the format of what was read. A file that was only found in a folder may be of none.
    fn recognise(&self, job: &Job, bytes: Result<Vec<u8>, Error>) -> Result<(Vec<u8>, &'a Format), Miss> {
        let bytes = bytes.map_err(|error| {
            let is_film_among_resumes = job.found && error.diagnostic.code == "limit" && !self.has_known_name(job);
            if is_film_among_resumes { Miss::NotOurs(error) } else { Miss::Failed(error) }
        })?;
        match self.format_of(job, &bytes) {
            Ok(from) => Ok((bytes, from)),
            Err(error) if job.found => Err(Miss::NotOurs(error)),
            Err(error) => Err(Miss::Failed(error)),
        }
    }

    fn convert_bytes(
        &self,
        job: &Job,
        bytes: &[u8],
        from: &Format,
        mut record: Record,
        console: &mut Console<'_>,
    ) -> Record {
        let mut cx = Context { limits: self.limits, ..Context::default() };
        let resume = match from.read(&source(job, bytes), &mut cx) {
            Ok(resume) => resume,
            Err(error) => {
                let text = (!from.is_binary()).then(|| String::from_utf8_lossy(bytes));
                self.conclude(&mut record, &cx.report, console);
                self.fail(&mut record, error, text.as_deref(), console);
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
            Ok(()) if self.args.verbose => console.say(&format!("{} -> {}", job.input, job.output)),
            Ok(()) => {}
            Err(error) => self.fail(&mut record, error, None, console),
        }
        record
    }

    fn put(&self, output: &Output, bytes: &[u8], console: &mut Console<'_>) -> Result<(), Error> {
        match output {
            Output::Stdout => console.emit(bytes),
            Output::File(path) => output::replace(path, bytes).map_err(|e| cannot_write(path, e)),
        }
    }

    /// Records and says what a reader and a writer remarked.
    fn conclude(&self, record: &mut Record, report: &Report, console: &mut Console<'_>) {
        record.diagnostics.extend(report.iter().cloned());
        let will_be_refused = self.args.mode == Mode::Strict && report.losses().next().is_some();
        if !self.args.quiet && !will_be_refused {
            console.say(&render::remarks(report, &record.input, self.args.verbose));
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
            input: name.to_owned(),
            output: output.map(Output::to_string),
            from: None,
            to: self.to.name(),
            outcome: Outcome::Converted,
            diagnostics: Vec::new(),
        }
    }

    /// The format of an input. With `--from` it is given, but a file that was only found must look like it.
    fn format_of(&self, job: &Job, bytes: &[u8]) -> Result<&'a Format, Error> {
        let source = source(job, bytes);
        let Some(from) = self.from else { return self.formats.detect(&source) };
        let looks_like_it = || {
            source.extension().is_some_and(|e| from.has_extension(e))
                || self.formats.detect(&source).is_ok_and(|f| f.name() == from.name())
        };
        if !job.found || looks_like_it() {
            return Ok(from);
        }
        Err(Error::unsupported("unknown-format", format!("it does not look like `{}`", from.name())))
    }

    /// Whether a file is one to convert, or one to tell of when its turn comes.
    fn is_known(&self, job: &Job) -> bool {
        let Some(path) = job.input.path().filter(|_| job.found) else { return true };
        !matches!(self.recognise(job, input::read_file(path, &self.limits)), Err(Miss::NotOurs(_)))
    }

    fn has_known_name(&self, job: &Job) -> bool {
        let extension = job.input.path().and_then(Path::extension).and_then(|e| e.to_str());
        extension.and_then(|e| self.formats.for_extension(e)).is_some()
    }
}

fn source<'b>(job: &'b Job, bytes: &'b [u8]) -> Source<'b> {
    job.input.path().map_or(Source::new(bytes), |path| Source::named(bytes, path))
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

/// All files that are named or found, and what was passed over on the way.
fn candidates(inputs: &[(&Path, Given)], target: &Target) -> (Vec<Candidate>, Listing) {
    let results = match target {
        Target::Folder(folder) => output::identity(folder),
        Target::Stdout | Target::File(_) => PathBuf::new(),
    };
    let mut candidates = Vec::new();
    let mut aside = Listing::default();
    for (path, given) in inputs {
        match given {
            Given::Stdin => candidates.push(Candidate { input: Input::Stdin, name: PathBuf::new(), found: false }),
            Given::File => {
                let name = path.file_name().unwrap_or(path.as_os_str()).into();
                candidates.push(Candidate { input: Input::File(path.to_path_buf()), name, found: false });
            }
            Given::Folder => {
                let listing = input::list(path, &results);
                for name in listing.files {
                    candidates.push(Candidate { input: Input::File(path.join(&name)), name, found: true });
                }
                aside.skipped.extend(listing.skipped.into_iter().map(|(name, why)| (path.join(name), why)));
                aside.failed.extend(listing.failed.into_iter().map(|(name, why)| (path.join(name), why)));
            }
        }
    }
    (candidates, aside)
}

fn cannot_write(path: &Path, error: std::io::Error) -> Error {
    let message = format!("`{}` cannot be written: {}", path.display(), input::reason(&error));
    Error::unsupported("cannot-write", message).because(error)
}

fn write_report(path: &Path, records: &[Record]) -> Result<(), Error> {
    let lines = record::lines(records)
        .map_err(|e| Error::unsupported("cannot-write", format!("the report cannot be written: {e}")).because(e))?;
    output::replace(path, lines.as_bytes()).map_err(|e| {
        Error::unsupported("cannot-write", format!("the report cannot be written: {}", input::reason(&e))).because(e)
    })
}

fn status(outcome: Outcome) -> Status {
    match outcome {
        Outcome::Converted | Outcome::Skipped => Status::Done,
        Outcome::Refused => Status::Refused,
        Outcome::Failed => Status::Failed,
    }
}

/// One line about many conversions.
fn summary(records: &[Record]) -> String {
    let of = |outcome| records.iter().filter(|record| record.outcome == outcome).count();
    let mut said = format!("{} converted", of(Outcome::Converted));
    for (outcome, word) in [(Outcome::Failed, "failed"), (Outcome::Refused, "refused"), (Outcome::Skipped, "skipped")] {
        if of(outcome) > 0 {
            said.push_str(&format!(", {} {word}", of(outcome)));
        }
    }
    said
}
