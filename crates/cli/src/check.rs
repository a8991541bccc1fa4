//! `vitae check`: reads, and says what is wrong, and what is probably not meant.

use crate::args;
use crate::console::Console;
use crate::input;
use crate::load::{self, Loader, Miss, Opened};
use crate::plan::{self, Candidate, Given, Input};
use crate::record::{self, Outcome, Record, Tally};
use crate::render::{self, Origin};
use crate::select::{Listing, Selection};
use crate::{Status, output};
use std::cmp::Reverse;
use std::path::{Path, PathBuf};
use vitae::{Diagnostic, Error, Kind, Registry, lint};

/// How many findings of one input are shown unasked.
const MOST: usize = 10;

/// What to do about a guess that does not say so itself, by its code.
const ADVICE: [(&str, &str); 5] = [
    ("entry-guessed", "exchange the two if they are the wrong way round"),
    ("heading-guessed", "if it is no title, make it text of the section above"),
    ("section-kind-guessed", "give it another `kind` if it is of one"),
    ("keywords-guessed", "part or join keywords that are not what they were"),
    ("language-guessed", "give another `language` if it is one"),
];

/// Checks what `args` name.
pub(crate) fn run(args: &args::Check, formats: &Registry, console: &mut Console<'_>) -> Status {
    match Checker::new(args, formats) {
        Ok(checker) => checker.check_all(console),
        Err(error) => {
            console.say(&render::error(&error, None));
            Status::Usage
        }
    }
}

/// What is to be checked, once it is known that the wish can be met.
struct Checker<'a> {
    args: &'a args::Check,
    loader: Loader<'a>,
    candidates: Vec<Candidate>,
    /// What was passed over in folders.
    aside: Listing,
    is_batch: bool,
}

impl<'a> Checker<'a> {
    fn new(args: &'a args::Check, formats: &'a Registry) -> Result<Self, Error> {
        let inputs = load::given(&args.inputs);
        if inputs.iter().filter(|(_, given)| *given == Given::Stdin).count() > 1 {
            return Err(plan::usage("`-` stands for standard input, which can be read only once"));
        }
        let loader = Loader::new(formats, args.from.as_deref())?.within(args.within.limits());
        let selection = Selection::new(&args.select)?;
        let (candidates, aside) = load::candidates(&inputs, &selection, Path::new(""), |_| false);
        let checker = Self { args, loader, candidates, aside, is_batch: load::is_batch(&inputs) };
        checker.refuse_report_over_input()?;
        Ok(checker)
    }

    fn refuse_report_over_input(&self) -> Result<(), Error> {
        let Some(report) = &self.args.report else { return Ok(()) };
        let place = output::identity(report);
        let is_there = |Candidate { input, found, .. }: &Candidate| {
            input.path().is_some_and(|path| output::identity(path) == place) && self.loader.is_known(input, *found)
        };
        if !self.candidates.iter().any(is_there) {
            return Ok(());
        }
        Err(plan::usage(format!("the report `{}` would be written over an input", report.display()))
            .help("choose another name after --report; nothing was written"))
    }

    fn check_all(&self, console: &mut Console<'_>) -> Status {
        let mut records: Vec<_> = Vec::new();
        records
            .extend(self.aside.skipped.iter().map(|(path, why)| self.skip(&path.display().to_string(), why, console)));
        records.extend(self.aside.failed.iter().map(|failed| self.cannot_list(failed, console)));
        records.extend(self.candidates.iter().map(|candidate| self.check(candidate, console)));
        let mut status = records.iter().map(|record| self.status(record.outcome)).max().unwrap_or(Status::Done);
        if self.is_batch {
            if !records.iter().any(|record| record.outcome != Outcome::Skipped) {
                let nothing = Error::unsupported("nothing-to-check", "there is no résumé in a known format to check");
                console.say(&render::error(&nothing, None));
                status = Status::Failed;
            } else if self.speaks() {
                console.say(&Tally::of(&records).summary());
            }
        }
        if let Err(status) = self.report(&records, console) {
            return status;
        }
        status
    }

    /// Whether anything but errors is said to a person.
    fn speaks(&self) -> bool {
        !self.args.quiet && !self.args.json
    }

    fn report(&self, records: &[Record], console: &mut Console<'_>) -> Result<(), Status> {
        let mut write = || {
            if self.args.json {
                let _ = console.emit(record::lines(records)?.as_bytes())?;
            }
            self.args.report.as_ref().map_or(Ok(()), |path| record::write(path, records))
        };
        write().map_err(|error| {
            let name = self.args.report.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
            console.say(&render::error(&error, Some(Origin { name: (&name).into(), text: None })));
            Status::Failed
        })
    }

    fn check(&self, candidate: &Candidate, console: &mut Console<'_>) -> Record {
        let name = candidate.input.to_string();
        match self.loader.open(&candidate.input, candidate.found, console.input.as_mut()) {
            Ok(opened) => self.check_opened(&candidate.input, &opened, console),
            Err(Miss::NotOurs(error)) => self.skip(&name, &error.to_string(), console),
            Err(Miss::Failed(error)) => self.fail(Record::of(&name), error, None, console),
        }
    }

    fn check_opened(&self, input: &Input, opened: &Opened<'_>, console: &mut Console<'_>) -> Record {
        let mut cx = self.loader.context();
        let read = opened.read(input, &mut cx);
        let mut record = Record { from: Some(opened.format.name()), ..Record::of(&input.to_string()) };
        record.diagnostics.extend(cx.report.iter().cloned());
        let resume = match read {
            Ok(resume) => resume,
            Err(error) => {
                self.say_all(&record, console);
                return self.fail(record, error, opened.text().as_deref(), console);
            }
        };
        // What a reader remarks has a place in the file: where it looks for something, it is not said again without one.
        let doubts = lint(&resume).into_iter();
        let new: Vec<_> = doubts.filter(|doubt| !record.diagnostics.iter().any(|said| is_same(said, doubt))).collect();
        record.diagnostics.extend(new);
        record.diagnostics.iter_mut().for_each(advise);
        // What is wrong comes before what may be right.
        record.diagnostics.sort_by_key(|found| (Reverse(render::doubt(found)), found.kind == Kind::Guessed));
        record.outcome =
            if record.diagnostics.iter().any(render::is_doubt) { Outcome::Doubtful } else { Outcome::Sound };
        self.say_all(&record, console);
        let is_clean = !record.diagnostics.iter().any(render::is_of_use);
        if self.args.verbose && is_clean {
            console.say(&format!("{}: sound", render::clean(&record.input)));
        }
        record
    }

    /// Says what was found, as far as it fits under the eyes of a person who did not ask for all, and how much there is.
    fn say_all(&self, record: &Record, console: &mut Console<'_>) {
        if !self.speaks() {
            return;
        }
        let (of_use, notes): (Vec<_>, Vec<_>) = record.diagnostics.iter().partition(|d| render::is_of_use(d));
        let limit = if self.args.verbose { of_use.len() } else { MOST.min(of_use.len()) };
        let notes = notes.iter().filter(|_| self.args.verbose);
        let shown = of_use.iter().take(limit).chain(notes);
        let mut said: String = shown.map(|d| render::finding(d, record.name())).collect();
        if of_use.len() > 1 {
            said.push_str(&render::findings(&of_use, limit, record.name()));
        }
        console.say(&said);
    }

    fn cannot_list(&self, (path, error): &(PathBuf, std::io::Error), console: &mut Console<'_>) -> Record {
        let message = format!("the folder cannot be looked into: {}", input::reason(error));
        let error = Error::unsupported("cannot-read", message);
        self.fail(Record::of(&path.display().to_string()), error, None, console)
    }

    fn fail(&self, mut record: Record, error: Error, text: Option<&str>, console: &mut Console<'_>) -> Record {
        if !self.args.json {
            console.say(&render::error(&error, Some(Origin { name: record.name(), text })));
        }
        record.outcome = Outcome::Failed;
        record.diagnostics.push(*error.diagnostic);
        record
    }

    fn skip(&self, name: &str, why: &str, console: &mut Console<'_>) -> Record {
        if self.speaks() {
            console.say(&render::skipped(name.into(), why));
        }
        Record { outcome: Outcome::Skipped, ..Record::of(name) }
    }

    fn status(&self, outcome: Outcome) -> Status {
        match outcome {
            Outcome::Failed => Status::Failed,
            Outcome::Doubtful if self.args.strict => Status::Failed,
            _ => Status::Done,
        }
    }
}

/// Adds what to do.
fn advise(found: &mut Diagnostic) {
    if let Some((_, help)) = ADVICE.iter().find(|(code, _)| *code == found.code) {
        found.help.get_or_insert_with(|| (*help).to_owned());
    }
}

/// Whether a reader has remarked what a lint doubts: the same of the same field.
fn is_same(said: &Diagnostic, doubt: &Diagnostic) -> bool {
    if said.code != doubt.code {
        return false;
    }
    let doubted = doubt.field.as_deref().unwrap_or_default();
    match said.field.as_deref() {
        // A notation with a spelling of its own for the way to a field agrees about the key.
        Some(field) => field == doubted || (!field.starts_with("sections") && key(field) == key(doubted)),
        None => said.message.contains(&format!("{}`", key(doubted))),
    }
}

/// The key at the end of the way to a field; of an element or attribute of XML that is kept, its name.
fn key(field: &str) -> &str {
    let field = field.strip_suffix("\"]").unwrap_or(field);
    field.rsplit(['.', ':', '@', '"']).next().unwrap_or(field)
}
