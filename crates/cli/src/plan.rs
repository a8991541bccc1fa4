//! Which input goes where. Pure: what only the file system knows comes in as a value or a function.

use std::fmt;
use std::path::{Component, Path, PathBuf, is_separator};
use vitae::{Error, Format, Registry};

/// How many digits the name of a result has that is made of one line of its input.
pub(crate) const DIGITS: usize = 6;

/// Where bytes come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    Stdin,
    File(PathBuf),
}

/// Where bytes go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Output {
    Stdout,
    File(PathBuf),
}

impl Input {
    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Self::Stdin => None,
            Self::File(path) => Some(path),
        }
    }
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stdin => f.write_str("<stdin>"),
            Self::File(path) => path.display().fmt(f),
        }
    }
}

impl fmt::Display for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stdout => f.write_str("<stdout>"),
            Self::File(path) => path.display().fmt(f),
        }
    }
}

/// What an argument turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Given {
    Stdin,
    /// Also what does not exist, which is found out when it is read.
    File,
    Folder,
}

/// An input: a file, or standard input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) input: Input,
    /// How many parts at the beginning of its path do not belong to its name in a folder of results.
    above: usize,
    /// Whether it was found in a folder, rather than named.
    pub(crate) found: bool,
    /// Whether it holds a résumé on each line.
    pub(crate) lines: bool,
}

impl Candidate {
    pub(crate) fn stdin(lines: bool) -> Self {
        Self { input: Input::Stdin, above: 0, found: false, lines }
    }

    /// A file that was named: its result has its name.
    pub(crate) fn named(path: &Path, lines: bool) -> Self {
        let above = path.components().count().saturating_sub(1);
        Self { input: Input::File(path.to_owned()), above, found: false, lines }
    }

    /// A file of a folder: its result lies as deep in the folder of results.
    pub(crate) fn found(root: &Path, name: &Path, lines: bool) -> Self {
        let above = root.components().count();
        Self { input: Input::File(root.join(name)), above, found: true, lines }
    }

    /// A file of a list: its result has the same path in the folder of results, as far as that does not lead out of it.
    pub(crate) fn listed(path: &Path, lines: bool) -> Self {
        let above = path.components().collect::<Vec<_>>();
        let above = above.iter().rposition(|part| !matches!(part, Component::Normal(_))).map_or(0, |last| last + 1);
        Self { input: Input::File(path.to_owned()), above, found: false, lines }
    }

    /// Its name in a folder of results: the name of the file, or its path below the folder that it was found in.
    pub(crate) fn name(&self) -> &Path {
        let mut parts = self.input.path().unwrap_or(Path::new("")).components();
        for _ in 0..self.above {
            parts.next();
        }
        parts.as_path()
    }
}

/// Where all results go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    Stdout,
    File(PathBuf),
    Folder(PathBuf),
}

/// What is wanted, as far as it decides where the results can go.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Shape {
    /// How many formats are named to write.
    pub(crate) formats: usize,
    /// Whether the results are lines of JSON.
    pub(crate) to_lines: bool,
    /// Whether an input holds several résumés, or is a list of inputs.
    pub(crate) from_many: bool,
    /// Whether standard input has a résumé on each line, whose results have numbers for names.
    pub(crate) stdin_has_lines: bool,
}

/// Where the results go, by what stands after `-o` and how much there is to convert.
///
/// `existing` is what `output` already is, if it is anything.
pub(crate) fn target(
    output: Option<&Path>,
    existing: Option<Given>,
    inputs: &[(&Path, Given)],
    shape: Shape,
    formats: &Registry,
) -> Result<Target, Error> {
    if inputs.iter().filter(|(_, given)| *given == Given::Stdin).count() > 1 {
        return Err(usage("`-` stands for standard input, which can be read only once"));
    }
    let one_input = matches!(inputs, [(_, Given::Stdin | Given::File)]) && !shape.from_many;
    let one_result = one_input && shape.formats <= 1;
    let Some(output) = output.filter(|output| *output != Path::new("-")) else {
        return if one_result || shape.to_lines { Ok(Target::Stdout) } else { Err(needs_folder(inputs, one_input)) };
    };
    if shape.to_lines {
        return Err(
            usage("lines of JSON go to standard output").help("leave out -o, and send them on: > FILE, or | PROGRAM")
        );
    }
    if one_result && existing != Some(Given::Folder) && !ends_with_separator(output) {
        return Ok(Target::File(output.to_owned()));
    }
    if inputs.iter().any(|(_, given)| *given == Given::Stdin) && !shape.stdin_has_lines {
        return Err(usage("standard input has no name that its result could have in a folder")
            .help("convert it alone, with a file after -o, or without -o"));
    }
    let is_meant_as_file = extension(output).is_some_and(|e| formats.for_extension(e).is_some());
    if existing == Some(Given::File) || existing.is_none() && is_meant_as_file && !ends_with_separator(output) {
        let message = format!("`{}` is one file, and there may be several results", output.display());
        return Err(usage(message).help("name a folder after -o; each input becomes a file in it"));
    }
    Ok(Target::Folder(output.to_owned()))
}

fn needs_folder(inputs: &[(&Path, Given)], one_input: bool) -> Error {
    match inputs.iter().find(|(_, given)| *given == Given::Folder) {
        None if one_input => usage("several formats need a folder for their results"),
        Some((folder, _)) => usage(format!("`{}` is a folder, whose results need a folder too", folder.display())),
        None => usage("several inputs need a folder for their results"),
    }
    .help("name one, which is made if need be, and the format: -o DIR --to FORMAT")
}

fn ends_with_separator(path: &Path) -> bool {
    path.to_string_lossy().ends_with(is_separator)
}

fn extension(path: &Path) -> Option<&str> {
    path.extension()?.to_str()
}

/// The formats to write: those that are named, else the one that the name of the output stands for.
pub(crate) fn output_formats<'a>(
    named: &[String],
    target: &Target,
    formats: &'a Registry,
) -> Result<Vec<&'a Format>, Error> {
    let mut wanted: Vec<&Format> = Vec::new();
    for name in named {
        let format = writable(formats.get(name)?, formats)?;
        if !wanted.iter().any(|same| same.name() == format.name()) {
            wanted.push(format);
        }
    }
    if wanted.is_empty() {
        wanted.push(writable(implied_format(target, formats)?, formats)?);
    }
    Ok(wanted)
}

fn implied_format<'a>(target: &Target, formats: &'a Registry) -> Result<&'a Format, Error> {
    let can_write = || names(formats, Format::writes);
    let (message, help) = match target {
        Target::File(path) => match extension(path) {
            Some(ext) => match formats.for_extension(ext) {
                Some(format) => return Ok(format),
                None => (
                    format!("no format has the file name extension `{ext}`"),
                    "choose another name, or say the format: --to",
                ),
            },
            None => (format!("the name `{}` does not tell a format", path.display()), "say it: --to"),
        },
        Target::Stdout => {
            ("it is not said which format to write".to_owned(), "name a file with -o, or say the format: --to")
        }
        Target::Folder(folder) => {
            (format!("it is not said in which format to write into `{}`", folder.display()), "say it: --to")
        }
    };
    Err(usage(message).help(format!("{help} {}", can_write())))
}

fn writable<'a>(format: &'a Format, formats: &Registry) -> Result<&'a Format, Error> {
    if format.writes() {
        return Ok(format);
    }
    Err(usage(format!("`{}` can only be read", format.name()))
        .help(format!("these formats can be written: {}", names(formats, Format::writes))))
}

/// The format of the inputs, if it is named.
pub(crate) fn input_format<'a>(named: Option<&str>, formats: &'a Registry) -> Result<Option<&'a Format>, Error> {
    let Some(format) = named.map(|name| formats.get(name)).transpose()? else { return Ok(None) };
    if format.reads() {
        return Ok(Some(format));
    }
    Err(usage(format!("`{}` can only be written", format.name()))
        .help(format!("these formats can be read: {}", names(formats, Format::reads))))
}

/// The names of some formats.
pub(crate) fn names(formats: &Registry, which: impl Fn(&Format) -> bool) -> String {
    let names: Vec<_> = formats.iter().filter(|f| which(f)).map(Format::name).collect();
    names.join(", ")
}

/// Whether to refuse showing bytes that are not text to a person who did not insist with `-o -`.
pub(crate) fn would_spray(format: &Format, output_is_terminal: bool, insisted: bool) -> bool {
    format.is_binary() && output_is_terminal && !insisted
}

/// Where the results of each input go.
#[derive(Debug)]
pub(crate) struct Results<'a> {
    pub(crate) target: Target,
    pub(crate) formats: Vec<&'a Format>,
}

impl Results<'_> {
    /// Where an input goes, or one of its lines, in one of the formats.
    pub(crate) fn output(&self, candidate: &Candidate, line: Option<usize>, format: &Format) -> Output {
        let ending = format.file_extensions().first().copied().unwrap_or(format.name());
        match (&self.target, line) {
            (Target::Stdout, _) => Output::Stdout,
            (Target::File(path), _) => Output::File(path.clone()),
            (Target::Folder(folder), None) => Output::File(folder.join(candidate.name().with_extension(ending))),
            (Target::Folder(folder), Some(line)) => {
                let home = folder.join(candidate.name().with_extension(""));
                Output::File(home.join(format!("{line:0DIGITS$}.{ending}")))
            }
        }
    }

    /// What is written for an input: a file in each format, or a folder of files for its lines.
    pub(crate) fn places(&self, candidate: &Candidate) -> Vec<PathBuf> {
        let Target::Folder(folder) = &self.target else {
            return if let Target::File(path) = &self.target { vec![path.clone()] } else { Vec::new() };
        };
        if candidate.lines {
            return vec![folder.join(candidate.name().with_extension(""))];
        }
        let output = |format: &&Format| match self.output(candidate, None, format) {
            Output::File(path) => Some(path),
            Output::Stdout => None,
        };
        self.formats.iter().filter_map(output).collect()
    }
}

/// Of candidates that are the same, all but the first go.
pub(crate) fn without_repetitions(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    let key = |at: &usize| candidates.get(*at).map(|one| (one.input.path(), one.above));
    let mut order: Vec<_> = (0..candidates.len()).collect();
    order.sort_by_key(|at| (key(at), *at));
    let mut repeated: Vec<_> = (order.iter().zip(order.iter().skip(1)))
        .filter(|(first, second)| key(first) == key(second))
        .map(|(_, second)| *second)
        .collect();
    repeated.sort_unstable();
    let mut at = 0;
    candidates.retain(|_| {
        at += 1;
        repeated.binary_search(&(at - 1)).is_err()
    });
    candidates
}

/// The command line asks for something that cannot be.
pub(crate) fn usage(message: impl Into<String>) -> Error {
    Error::unsupported("usage", message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use vitae::{Context, Resume, Source};

    fn formats() -> Registry {
        let read = |_: &Source<'_>, _: &mut Context| Ok(Resume::default());
        let write = |_: &Resume, _: &mut Context| Ok(Vec::new());
        Registry::new()
            .with(Format::new("both", "Both").extensions(&["bo", "both"]).reader(read).writer(write))
            .with(Format::new("in", "Inward").extensions(&["in"]).reader(read))
            .with(Format::new("out", "Outward").extensions(&["out"]).binary().writer(write))
    }

    fn target_of(output: Option<&str>, existing: Option<Given>, inputs: &[(&str, Given)]) -> Result<Target, String> {
        let inputs: Vec<_> = inputs.iter().map(|(path, given)| (Path::new(*path), *given)).collect();
        target(output.map(Path::new), existing, &inputs, Shape::default(), &formats()).map_err(|e| e.to_string())
    }

    const ONE: &[(&str, Given)] = &[("cv.bo", Given::File)];
    const TWO: &[(&str, Given)] = &[("a.bo", Given::File), ("b.bo", Given::File)];
    const FOLDER: &[(&str, Given)] = &[("cvs", Given::Folder)];
    const STDIN: &[(&str, Given)] = &[("-", Given::Stdin)];

    #[test]
    fn one_input_goes_to_standard_output_or_a_file() {
        for one in [ONE, STDIN] {
            assert_eq!(target_of(None, None, one), Ok(Target::Stdout));
            assert_eq!(target_of(Some("-"), None, one), Ok(Target::Stdout));
            assert_eq!(target_of(Some("x.out"), None, one), Ok(Target::File("x.out".into())));
            assert_eq!(target_of(Some("x.out"), Some(Given::File), one), Ok(Target::File("x.out".into())));
        }
    }

    #[test]
    fn one_input_goes_into_a_folder_that_is_there_or_ends_like_one() {
        assert_eq!(target_of(Some("out"), Some(Given::Folder), ONE), Ok(Target::Folder("out".into())));
        assert_eq!(target_of(Some("new/"), None, ONE), Ok(Target::Folder("new/".into())));
        assert!(target_of(Some("out"), Some(Given::Folder), STDIN).unwrap_err().contains("no name"));
    }

    #[test]
    fn several_inputs_or_a_folder_go_into_a_folder() {
        for many in [TWO, FOLDER] {
            assert_eq!(target_of(Some("out"), None, many), Ok(Target::Folder("out".into())));
            assert_eq!(target_of(Some("v1.out/"), None, many), Ok(Target::Folder("v1.out/".into())));
            assert_eq!(target_of(Some("v1.out"), Some(Given::Folder), many), Ok(Target::Folder("v1.out".into())));
            assert!(target_of(None, None, many).unwrap_err().contains("folder"));
            assert!(target_of(Some("-"), None, many).unwrap_err().contains("folder"));
            assert!(target_of(Some("x.out"), None, many).unwrap_err().contains("is one file"));
            assert!(target_of(Some("x"), Some(Given::File), many).unwrap_err().contains("is one file"));
        }
    }

    #[test]
    fn standard_input_is_read_once_and_alone() {
        let twice = [("-", Given::Stdin), ("-", Given::Stdin)];
        assert!(target_of(Some("out"), None, &twice).unwrap_err().contains("only once"));
        let beside = [("-", Given::Stdin), ("a.bo", Given::File)];
        assert!(target_of(Some("out"), None, &beside).unwrap_err().contains("no name"));
    }

    fn output_of(named: Option<&str>, target: &Target) -> Result<&'static str, (String, String)> {
        let named: Vec<_> = named.map(str::to_owned).into_iter().collect();
        output_formats(&named, target, &formats())
            .map(|to| to[0].name())
            .map_err(|e| (e.to_string(), e.diagnostic.help.unwrap_or_default()))
    }

    #[test]
    fn the_output_format_is_the_named_one_else_that_of_the_extension() {
        assert_eq!(output_of(None, &Target::File("x.OUT".into())), Ok("out"));
        assert_eq!(output_of(Some("both"), &Target::File("x.out".into())), Ok("both"));
        assert_eq!(output_of(Some("bo"), &Target::Stdout), Ok("both"));
    }

    #[test]
    fn an_unclear_output_format_is_answered_with_those_that_can_be_written() {
        for target in
            [Target::Stdout, Target::File("x".into()), Target::File("x.pdf".into()), Target::Folder("o".into())]
        {
            let (message, help) = output_of(None, &target).unwrap_err();
            assert!(help.ends_with("--to both, out"), "{message}: {help}");
        }
        assert_eq!(output_of(Some("otu"), &Target::Stdout).unwrap_err().1, "did you mean `out`?");
    }

    #[test]
    fn formats_with_one_half_are_told_apart() {
        let (message, help) = output_of(None, &Target::File("x.in".into())).unwrap_err();
        assert_eq!((&*message, &*help), ("`in` can only be read", "these formats can be written: both, out"));
        let formats = formats();
        let error = input_format(Some("out"), &formats).err().unwrap();
        assert_eq!(error.to_string(), "`out` can only be written");
        assert_eq!(error.diagnostic.help.as_deref(), Some("these formats can be read: both, in"));
        assert!(input_format(None, &formats).unwrap().is_none());
    }

    #[test]
    fn bytes_are_not_sprayed_onto_a_terminal_unless_insisted() {
        let formats = formats();
        let (text, binary) = (formats.get("both").unwrap(), formats.get("out").unwrap());
        assert!(would_spray(binary, true, false));
        assert!(!would_spray(binary, true, true));
        assert!(!would_spray(binary, false, false));
        assert!(!would_spray(text, true, false));
    }

    fn wanted(shape: Shape, output: Option<&str>, inputs: &[(&str, Given)]) -> Result<Target, String> {
        let inputs: Vec<_> = inputs.iter().map(|(path, given)| (Path::new(*path), *given)).collect();
        target(output.map(Path::new), None, &inputs, shape, &formats()).map_err(|e| e.to_string())
    }

    #[test]
    fn several_formats_go_into_a_folder() {
        let shape = Shape { formats: 2, ..Shape::default() };
        assert_eq!(wanted(shape, Some("out"), ONE), Ok(Target::Folder("out".into())));
        assert!(wanted(shape, None, ONE).unwrap_err().contains("several formats need a folder"));
        assert!(wanted(shape, Some("x.out"), ONE).unwrap_err().contains("is one file"));
        assert!(wanted(shape, Some("out"), STDIN).unwrap_err().contains("no name"));
    }

    #[test]
    fn lines_come_from_anywhere_and_go_to_standard_output() {
        let to_lines = Shape { to_lines: true, ..Shape::default() };
        for inputs in [ONE, TWO, FOLDER, STDIN] {
            assert_eq!(wanted(to_lines, None, inputs), Ok(Target::Stdout));
            assert_eq!(wanted(to_lines, Some("-"), inputs), Ok(Target::Stdout));
            assert!(wanted(to_lines, Some("out"), inputs).unwrap_err().contains("standard output"));
        }
        let from_many = Shape { from_many: true, ..Shape::default() };
        let from_stdin = Shape { stdin_has_lines: true, ..from_many };
        assert_eq!(wanted(from_stdin, Some("out"), STDIN), Ok(Target::Folder("out".into())));
        assert!(wanted(from_many, Some("out"), STDIN).unwrap_err().contains("no name"));
        assert!(wanted(from_many, Some("x.out"), ONE).unwrap_err().contains("is one file"));
        assert!(wanted(from_many, None, ONE).is_err());
    }

    #[test]
    fn a_format_that_is_named_twice_is_written_once() {
        let named = ["both", "bo", "out", "both"].map(str::to_owned);
        let to: Vec<_> =
            output_formats(&named, &Target::Stdout, &formats()).unwrap().iter().map(|f| f.name()).collect();
        assert_eq!(to, ["both", "out"]);
    }

    fn outputs(candidate: &Candidate, line: Option<usize>) -> Vec<String> {
        let formats = formats();
        let to = vec![formats.get("both").unwrap(), formats.get("out").unwrap()];
        let results = Results { target: Target::Folder("out".into()), formats: to };
        let output = |format: &&Format| results.output(candidate, line, format).to_string().replace('\\', "/");
        results.formats.iter().map(output).collect()
    }

    #[test]
    fn results_mirror_the_tree_with_the_usual_extension() {
        let found = |root: &str, name: &str| Candidate::found(Path::new(root), Path::new(name), false);
        for (candidate, want) in [
            (found("cvs", "a.in"), ["out/a.bo", "out/a.out"]),
            (found("./cvs/", "x/b.2024.in"), ["out/x/b.2024.bo", "out/x/b.2024.out"]),
            (found("..", "c"), ["out/c.bo", "out/c.out"]),
            (found("/", "x/c.in"), ["out/x/c.bo", "out/x/c.out"]),
            (Candidate::named(Path::new("x/y/c.in"), false), ["out/c.bo", "out/c.out"]),
            (Candidate::listed(Path::new("x/y/c.in"), false), ["out/x/y/c.bo", "out/x/y/c.out"]),
            (Candidate::listed(Path::new("/x/c.in"), false), ["out/x/c.bo", "out/x/c.out"]),
            (Candidate::listed(Path::new("../x/../y/c.in"), false), ["out/y/c.bo", "out/y/c.out"]),
        ] {
            assert_eq!(outputs(&candidate, None), want);
        }
    }

    #[test]
    fn the_result_of_a_line_has_its_number() {
        let candidate = Candidate::found(Path::new("cvs"), Path::new("x/all.jsonl"), true);
        assert_eq!(outputs(&candidate, Some(17)), ["out/x/all/000017.bo", "out/x/all/000017.out"]);
        assert_eq!(outputs(&Candidate::stdin(true), Some(1_234_567))[0], "out/1234567.bo");
    }

    #[test]
    fn an_input_named_twice_is_converted_once_where_it_stood_first() {
        let named = |name: &str| Candidate::named(Path::new(name), false);
        let one = without_repetitions(vec![named("b.in"), named("a.in"), named("b.in"), named("c.in"), named("a.in")]);
        assert_eq!(one, [named("b.in"), named("a.in"), named("c.in")]);
    }
}
