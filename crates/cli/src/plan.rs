//! Which input goes where. Pure: what only the file system knows comes in as a value or a function.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf, is_separator};
use vitae::{Error, Format, Registry};

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

/// An input, before it is known where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) input: Input,
    /// Its name in a folder of results: the name of the file, or its path below the folder that it was found in.
    pub(crate) name: PathBuf,
    /// Whether it was found in a folder, rather than named.
    pub(crate) found: bool,
}

/// One conversion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Job {
    pub(crate) input: Input,
    pub(crate) output: Output,
    pub(crate) found: bool,
}

/// Where all results go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    Stdout,
    File(PathBuf),
    Folder(PathBuf),
}

/// Where the results go, by what stands after `-o` and how much there is to convert.
///
/// `existing` is what `output` already is, if it is anything.
pub(crate) fn target(
    output: Option<&Path>,
    existing: Option<Given>,
    inputs: &[(&Path, Given)],
    formats: &Registry,
) -> Result<Target, Error> {
    if inputs.iter().filter(|(_, given)| *given == Given::Stdin).count() > 1 {
        return Err(usage("`-` stands for standard input, which can be read only once"));
    }
    let one_result = matches!(inputs, [(_, Given::Stdin | Given::File)]);
    let Some(output) = output.filter(|output| *output != Path::new("-")) else {
        return if one_result { Ok(Target::Stdout) } else { Err(needs_folder(inputs)) };
    };
    if one_result && existing != Some(Given::Folder) && !ends_with_separator(output) {
        return Ok(Target::File(output.to_owned()));
    }
    if inputs.iter().any(|(_, given)| *given == Given::Stdin) {
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

fn needs_folder(inputs: &[(&Path, Given)]) -> Error {
    match inputs.iter().find(|(_, given)| *given == Given::Folder) {
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

/// The format to write: the one that is named, else the one that the name of the output stands for.
pub(crate) fn output_format<'a>(
    named: Option<&str>,
    target: &Target,
    formats: &'a Registry,
) -> Result<&'a Format, Error> {
    let can_write = || names(formats, Format::writes);
    let format = match (named, target) {
        (Some(name), _) => formats.get(name)?,
        (None, Target::File(path)) => match extension(path) {
            Some(ext) => formats.for_extension(ext).ok_or_else(|| {
                usage(format!("no format has the file name extension `{ext}`"))
                    .help(format!("choose another name, or say the format: --to {}", can_write()))
            })?,
            None => {
                return Err(usage(format!("the name `{}` does not tell a format", path.display()))
                    .help(format!("say it: --to {}", can_write())));
            }
        },
        (None, Target::Stdout) => {
            return Err(usage("it is not said which format to write")
                .help(format!("name a file with -o, or say the format: --to {}", can_write())));
        }
        (None, Target::Folder(folder)) => {
            return Err(usage(format!("it is not said in which format to write into `{}`", folder.display()))
                .help(format!("say it: --to {}", can_write())));
        }
    };
    if format.writes() {
        return Ok(format);
    }
    Err(usage(format!("`{}` can only be read", format.name()))
        .help(format!("these formats can be written: {}", can_write())))
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

/// Gives each candidate its place. One that is named twice is converted once.
pub(crate) fn jobs(candidates: Vec<Candidate>, target: &Target, to: &Format) -> Vec<Job> {
    let ending = to.file_extensions().first().copied().unwrap_or(to.name());
    let mut jobs = Vec::with_capacity(candidates.len());
    for Candidate { input, name, found } in candidates {
        let output = match target {
            Target::Stdout => Output::Stdout,
            Target::File(path) => Output::File(path.clone()),
            Target::Folder(folder) => Output::File(folder.join(name.with_extension(ending))),
        };
        jobs.push(Job { input, output, found });
    }
    let mut seen = BTreeSet::new();
    jobs.retain(|job| match (&job.input, &job.output) {
        (Input::File(from), Output::File(to)) => seen.insert((from.clone(), to.clone())),
        _ => true,
    });
    jobs
}

/// Refuses to write one file twice, or over an input.
///
/// `identity` gives one spelling to all names of a file. `counts` says whether an input that was only found in a folder is
/// in a known format; it is asked only where there would be a conflict, since it has to open the file.
pub(crate) fn check(
    jobs: &[Job],
    report: Option<&Path>,
    identity: impl Fn(&Path) -> PathBuf,
    counts: impl Fn(&Job) -> bool,
) -> Result<(), Error> {
    let mut inputs: BTreeMap<PathBuf, Vec<&Job>> = BTreeMap::new();
    let mut outputs: BTreeMap<PathBuf, Vec<&Job>> = BTreeMap::new();
    for job in jobs {
        if let Input::File(path) = &job.input {
            inputs.entry(identity(path)).or_default().push(job);
        }
        if let Output::File(path) = &job.output {
            outputs.entry(identity(path)).or_default().push(job);
        }
    }
    for (place, same) in &outputs {
        let mut real = same.iter().filter(|job| same.len() < 2 || counts(job));
        if let (Some(first), Some(second)) = (real.next(), real.next()) {
            let message =
                format!("`{}` would be written from both `{}` and `{}`", first.output, first.input, second.input);
            return Err(usage(message).help("convert them into different folders, or rename one; nothing was written"));
        }
        let input = inputs.get(place).into_iter().flatten().find(|job| counts(job));
        if let (Some(input), Some(writer)) = (input, same.first()) {
            return Err(usage(format!("`{}` would be written over the input `{}`", writer.output, input.input))
                .help("choose another name or folder after -o; nothing was written"));
        }
    }
    let Some(report) = report else { return Ok(()) };
    let place = identity(report);
    let is_input = inputs.get(&place).into_iter().flatten().any(|job| counts(job));
    if is_input || outputs.contains_key(&place) {
        return Err(usage(format!("the report `{}` would be written over an input or a result", report.display()))
            .help("choose another name after --report; nothing was written"));
    }
    Ok(())
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
        target(output.map(Path::new), existing, &inputs, &formats()).map_err(|e| e.to_string())
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
        output_format(named, target, &formats())
            .map(Format::name)
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

    fn candidate(input: &str, name: &str) -> Candidate {
        Candidate { input: Input::File(input.into()), name: name.into(), found: input != name }
    }

    fn planned(candidates: &[(&str, &str)], folder: &str) -> Vec<Job> {
        let candidates = candidates.iter().map(|(input, name)| candidate(input, name)).collect();
        jobs(candidates, &Target::Folder(folder.into()), formats().get("both").unwrap())
    }

    fn outputs(jobs: &[Job]) -> Vec<String> {
        jobs.iter().map(|job| job.output.to_string().replace('\\', "/")).collect()
    }

    #[test]
    fn results_mirror_the_tree_with_the_usual_extension() {
        let jobs = planned(&[("cvs/a.in", "a.in"), ("cvs/x/b.2024.in", "x/b.2024.in"), ("cvs/c", "c")], "out");
        assert_eq!(outputs(&jobs), ["out/a.bo", "out/x/b.2024.bo", "out/c.bo"]);
    }

    #[test]
    fn an_input_named_twice_is_converted_once() {
        assert_eq!(planned(&[("a.in", "a.in"), ("a.in", "a.in")], "out").len(), 1);
    }

    fn checked(jobs: &[Job], counts: impl Fn(&Job) -> bool) -> Result<(), String> {
        check(jobs, Some(Path::new("out/report")), Path::to_owned, counts).map_err(|e| e.to_string())
    }

    #[test]
    fn two_inputs_for_one_output_are_refused_by_name() {
        let jobs = planned(&[("x/cv.in", "cv.in"), ("y/cv.bo", "cv.bo")], "out");
        let refused = checked(&jobs, |_| true).unwrap_err().replace('\\', "/");
        assert_eq!(refused, "`out/cv.bo` would be written from both `x/cv.in` and `y/cv.bo`");
    }

    #[test]
    fn a_file_in_no_known_format_is_no_conflict() {
        let jobs = planned(&[("cvs/cv.in", "cv.in"), ("cvs/cv.jpg", "cv.jpg")], "out");
        assert_eq!(checked(&jobs, |job| job.input != Input::File("cvs/cv.jpg".into())), Ok(()));
    }

    #[test]
    fn an_output_over_an_input_is_refused() {
        let jobs = planned(&[("cvs/cv.bo", "cv.bo")], "cvs");
        assert!(checked(&jobs, |_| true).unwrap_err().contains("over the input"));
        let elsewhere = planned(&[("cvs/cv.bo", "cv.bo")], "out");
        assert_eq!(checked(&elsewhere, |_| true), Ok(()));
        // The result of an earlier run lies beside its source, in a format that is only written.
        let again = planned(&[("cvs/cv.in", "cv.in"), ("cvs/cv.bo", "cv.bo")], "cvs");
        assert_eq!(checked(&again, |job| job.input == Input::File("cvs/cv.in".into())), Ok(()));
    }

    #[test]
    fn a_report_over_a_result_is_refused() {
        let job = Job { input: Input::Stdin, output: Output::File("out/report".into()), found: false };
        assert!(checked(&[job], |_| true).unwrap_err().contains("the report"));
        // The report of an earlier run lies among the inputs.
        let job = Job { input: Input::File("out/report".into()), output: Output::File("x".into()), found: true };
        assert!(checked(std::slice::from_ref(&job), |_| true).unwrap_err().contains("the report"));
        assert_eq!(checked(&[job], |_| false), Ok(()));
    }
}
