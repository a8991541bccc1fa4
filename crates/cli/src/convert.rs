//! `vitae convert`.
//!
//! First everything that can be wrong with the wish is found out, and nothing is written if anything is. Then the inputs
//! are converted on all cores, and told of in their order; one that fails does not keep the others from being converted.

use crate::args::{self, FormatOption, Mode};
use crate::console::Console;
use crate::conversion::{Converter, Goal};
use crate::identity::Identities;
use crate::load::{self, Loader};
use crate::output::{self, Outputs};
use crate::plan::{self, Candidate, Given, Input, Results, Shape, Target};
use crate::pool::{self, Bounds};
use crate::record::Reporter;
use crate::render::{self, Marks, Origin};
use crate::select::{Listing, Selection};
use crate::state::{Journal, State};
use crate::teller::Teller;
use crate::{Status, conflict, feed, input};
use feed::Feed;
use std::io::Read;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use vitae::{Context, Error, Format, Options, Registry};

/// The option of a format that holds marks for guesses, and its value that asks for them.
const GUESSES: &str = "guesses";
const MARKED: &str = "marked";

/// How many inputs may be begun and not yet told of, for each thread.
const AHEAD: usize = 32;
/// How many threads are of use, on whatever machine.
const MOST: usize = 512;
/// How many results may wait for their places.
const OPEN_FILES: usize = 256;

/// Converts what `args` name.
pub(crate) fn run(args: &args::Convert, formats: &Registry, console: &mut Console<'_>) -> Status {
    match Wish::new(args, formats, console) {
        Ok(wish) => wish.fulfil(console),
        Err(error) => {
            console.say(&render::error(&error, None));
            Status::Usage
        }
    }
}

/// What is to be done: it can be done, as far as can be known without trying.
struct Wish<'a> {
    converter: Converter<'a>,
    candidates: Vec<Candidate>,
    /// What was passed over in folders.
    aside: Listing,
    /// Whether a summary at the end helps: there are several inputs, or there could have been.
    is_batch: bool,
    /// Whether files of folders may have been left out that somebody misses.
    leaves_out: bool,
}

impl<'a> Wish<'a> {
    fn new(args: &'a args::Convert, formats: &'a Registry, console: &mut Console<'_>) -> Result<Self, Error> {
        if args.mode == Mode::Publish && args.include_hidden {
            return Err(plan::usage("what is published carries nothing that is not seen, so nothing that is hidden")
                .help("leave out --include-hidden, or --mode publish"));
        }
        let loader = Loader::with_lines(formats, args.from.as_deref())?.within(args.within.limits());
        let inputs = load::given(&args.inputs);
        let lines_at = |input: &Input| loader.has_lines(input);
        let has_lines = inputs.iter().any(|(path, given)| match given {
            Given::Stdin => lines_at(&Input::Stdin),
            Given::File => lines_at(&Input::File(path.to_path_buf())),
            Given::Folder => false,
        });
        let shape = Shape {
            formats: args.to.len(),
            to_lines: args.jsonl,
            from_many: has_lines || args.files_from.is_some(),
            stdin_has_lines: lines_at(&Input::Stdin),
        };
        let existing = args.output.as_deref().filter(|path| path.exists()).map(input::given);
        let target = plan::target(args.output.as_deref(), existing, &inputs, shape, formats)?;
        let to = output_formats(args, &target, formats)?;
        refuse_to_spray(&to, &target, args, console)?;
        let goals = goals(&to, args, formats)?;

        let selection = Selection::new(&args.select)?;
        let (except, outputs) = match &target {
            Target::Folder(folder) => (output::identity(folder), Outputs::within(folder)),
            Target::Stdout | Target::File(_) => (PathBuf::new(), Outputs::named()),
        };
        let (mut candidates, mut aside) = load::candidates(&inputs, &selection, &except, lines_at);
        if let Some(list) = &args.files_from {
            let listed = listed(list, &inputs, console)?;
            load::add_listed(&listed, &selection, &except, lines_at, (&mut candidates, &mut aside));
        }
        let candidates = plan::without_repetitions(candidates);
        let results = Results { target, formats: to };
        let counts = |candidate: &Candidate| match candidate.lines {
            true => feed::has_resumes(candidate, &loader),
            false => loader.is_known(&candidate.input, candidate.found),
        };
        let identities = Identities::default();
        conflict::check(&candidates, &results, args.report.as_deref(), |path| identities.of(path), counts)?;
        let is_batch = load::is_batch(&inputs) || shape.from_many;
        let leaves_out = selection.leaves_out();
        let converter = Converter { args, formats, loader, results, goals, outputs, state: None };
        Ok(Self { converter, candidates, aside, is_batch, leaves_out })
    }

    /// The folder of results whose state is kept, if any is.
    fn folder(&self) -> Option<PathBuf> {
        match &self.converter.results.target {
            Target::Folder(folder) if self.is_batch => Some(folder.clone()),
            _ => None,
        }
    }

    fn fulfil(mut self, console: &mut Console<'_>) -> Status {
        let args = self.converter.args;
        let reporter = match args.report.as_deref().map(Reporter::new).transpose() {
            Ok(reporter) => reporter,
            Err(error) => return failed_report(&error, args, console),
        };
        let folder = self.folder();
        if let Some(folder) = &folder {
            self.recall(folder, console);
        }
        let stdin = console.take_input();
        let total = if self.candidates.iter().any(|one| one.lines) { None } else { Some(self.candidates.len()) };
        let interrupt = console.interrupt.clone();
        let journal = folder.as_deref().map(Journal::in_folder);
        let mut teller = Teller::new(args, console, reporter, journal, total);
        teller.tell_aside(&self.aside);
        let mut feed = Feed::new(&self.candidates, &self.converter.loader, stdin);
        let convert = |work| self.converter.convert(work);
        if self.is_batch {
            interrupt.listen();
            pool::run(feed, self.bounds(), convert, || interrupt.is_wanted(), |told| teller.tell(told));
        } else if let Some(work) = feed.next() {
            let _ = teller.tell(vec![convert(work)]);
        }
        teller.finish(self.is_batch, self.leaves_out)
    }

    /// Looks up what was made before in the folder of results.
    fn recall(&mut self, folder: &Path, console: &mut Console<'_>) {
        let (state, damage) = State::of_folder(folder);
        if let Some(damage) = damage.filter(|_| !self.converter.args.quiet) {
            let path = folder.join(crate::state::NAME);
            console.say(&format!(
                "{}: {damage}; what it does not tell is made anew",
                render::clean(&path.display().to_string())
            ));
        }
        self.converter.state = Some(state);
    }

    fn bounds(&self) -> Bounds {
        let cores = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        let of_use = if self.candidates.iter().any(|one| one.lines) { MOST } else { self.candidates.len().min(MOST) };
        let of_use = NonZeroUsize::new(of_use).unwrap_or(NonZeroUsize::MIN);
        let threads = self.converter.args.jobs.unwrap_or(cores).min(of_use);
        // Each result keeps a file open until it is put in its place, and a system gives some hundreds.
        let room = OPEN_FILES.checked_div(self.converter.goals.len()).unwrap_or(OPEN_FILES);
        Bounds { threads, ahead: threads.get().saturating_mul(AHEAD).min(room) }
    }
}

/// What a list names. It may be long: each of its paths is an input.
fn listed(list: &Path, inputs: &[(&Path, Given)], console: &mut Console<'_>) -> Result<Vec<PathBuf>, Error> {
    let bytes = if list != Path::new("-") {
        std::fs::read(list).map_err(|error| input::cannot_open(list, error))
    } else if inputs.iter().any(|(_, given)| *given == Given::Stdin) {
        return Err(plan::usage("`-` stands for standard input, which can be read only once"));
    } else {
        let mut bytes = Vec::new();
        console.take_input().read_to_end(&mut bytes).map(|_| bytes).map_err(input::cannot_read)
    };
    let bytes = bytes.map_err(|error| plan::usage(format!("the list `{}`: {error}", list.display())))?;
    input::listed(&bytes)
}

fn output_formats<'a>(args: &args::Convert, target: &Target, formats: &'a Registry) -> Result<Vec<&'a Format>, Error> {
    let json = |format: &Format| format.has_extension("json");
    if args.jsonl && args.to.is_empty() {
        let name = formats.iter().find(|format| json(format) && format.writes()).map(Format::name);
        return plan::output_formats(&[name.unwrap_or("json").to_owned()], target, formats);
    }
    let to = plan::output_formats(&args.to, target, formats)?;
    match to.iter().find(|format| args.jsonl && !json(format)) {
        Some(other) => Err(plan::usage(format!("`{}` is not written in lines of JSON", other.name()))
            .help("leave out --jsonl, or write --to json")),
        None if args.jsonl && to.len() > 1 => Err(plan::usage("lines of JSON are of one format")),
        None => Ok(to),
    }
}

fn refuse_to_spray(to: &[&Format], target: &Target, args: &args::Convert, console: &Console<'_>) -> Result<(), Error> {
    let spray = |format: &&&Format| plan::would_spray(format, console.output_is_terminal, args.output.is_some());
    match to.iter().find(spray).filter(|_| *target == Target::Stdout) {
        Some(to) => Err(plan::usage(format!("`{}` is not text, and standard output is a terminal", to.name()))
            .help("name a file with -o, or send the output to a file or program; -o - insists")),
        None => Ok(()),
    }
}

/// The formats that are written, each with its options.
fn goals<'a>(to: &[&'a Format], args: &args::Convert, formats: &Registry) -> Result<Vec<Goal<'a>>, Error> {
    let mut options: Vec<_> = to.iter().map(|_| Options::new()).collect();
    for option in &args.options {
        let which = meant(option, to, formats)?;
        for (options, _) in options.iter_mut().zip(which).filter(|(_, is_meant)| *is_meant) {
            options.insert(option.key.clone(), option.value.as_str().into());
        }
    }
    if args.mark_guesses && !to.iter().any(|format| can_mark(format)) {
        return Err(cannot_mark(to, formats));
    }
    let goal = |(format, options): (&&'a Format, Options)| {
        let mut cx = Context { options, ..Context::default() };
        cx.check_options(format.name(), format.option_specs())?;
        if args.mark_guesses && can_mark(format) {
            cx.options.insert(GUESSES.to_owned(), MARKED.into());
        }
        let marks = match cx.options.get(GUESSES) {
            Some(value) if value == MARKED => Marks::Made,
            _ if can_mark(format) => Marks::Offered,
            _ => Marks::Impossible,
        };
        Ok(Goal { format, options: cx.options, marks })
    };
    to.iter().zip(options).map(goal).collect()
}

/// Which of the formats an option is for: the one that it names, else all that have it.
fn meant(option: &FormatOption, to: &[&Format], formats: &Registry) -> Result<Vec<bool>, Error> {
    let FormatOption { format, key, .. } = option;
    let written = || to.iter().map(|format| format!("`{}`", format.name())).collect::<Vec<_>>().join(" and ");
    if let Some(name) = format {
        let meant = formats.get(name)?.name();
        if !to.iter().any(|format| format.name() == meant) {
            let message = format!("the option `{name}.{key}` is one for `{meant}`");
            return Err(plan::usage(message).help(format!("this conversion writes {}", written())));
        }
        return Ok(to.iter().map(|format| format.name() == meant).collect());
    }
    let has = |format: &&Format| format.option_specs().iter().any(|spec| spec.name == key);
    match to.iter().any(has) || to.len() == 1 {
        // The only format says best itself what is wrong with it.
        true => Ok(to.iter().map(|format| to.len() == 1 || has(format)).collect()),
        false => Err(plan::usage(format!("neither {} has an option `{key}`", written().replace(" and ", " nor ")))
            .help("`vitae formats FORMAT` lists the options of a format")),
    }
}

/// Whether results in this format can say what was guessed.
fn can_mark(to: &Format) -> bool {
    to.option_specs().iter().any(|spec| spec.name == GUESSES && spec.values.contains(&MARKED))
}

fn cannot_mark(to: &[&Format], formats: &Registry) -> Error {
    let mut help = "--verbose shows what was guessed, whatever is written".to_owned();
    let able = plan::names(formats, |format| format.writes() && can_mark(format));
    if !able.is_empty() {
        help.push_str(&format!("; these formats hold marks: {able}"));
    }
    let names: Vec<_> = to.iter().map(|format| format!("`{}`", format.name())).collect();
    plan::usage(format!("--mark-guesses cannot mark anything in {}", names.join(" or "))).help(help)
}

/// That a report cannot be written. Before anything is converted, nothing is then.
pub(crate) fn failed_report(error: &Error, args: &args::Convert, console: &mut Console<'_>) -> Status {
    let name = args.report.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
    console.say(&render::error(error, Some(Origin { name: (&name).into(), text: None })));
    Status::Failed
}
