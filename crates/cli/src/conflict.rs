//! What must not be written: one file from two inputs, or a file over an input. It is found out before anything is written.
//!
//! Of each file no more is kept than a hash of its path and its number, so that tens of thousands can be held against each other.
//! Where two hashes are equal, the paths are compared.

use crate::plan::{Candidate, Input, Results, usage};
use std::ffi::OsStr;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use vitae::Error;

/// Refuses to write one file twice, or over an input.
///
/// `identity` gives one spelling to all names of a file. `counts` says whether an input that was only found in a folder is
/// in a known format; it is asked only where there would be a conflict, since it has to open the file.
pub(crate) fn check(
    candidates: &[Candidate],
    results: &Results<'_>,
    report: Option<&Path>,
    identity: impl Fn(&Path) -> PathBuf,
    counts: impl Fn(&Candidate) -> bool,
) -> Result<(), Error> {
    let plan = Plan { candidates, results, identity, counts };
    let inputs = Index::of(candidates.iter().enumerate().filter_map(|(at, candidate)| {
        let path = candidate.input.path()?;
        Some((hash(&(plan.identity)(path)), at, 0))
    }));
    let outputs = Index::of(candidates.iter().enumerate().flat_map(|(at, candidate)| {
        let places = results.places(candidate).into_iter().enumerate();
        places.map(|(place, path)| (hash(&(plan.identity)(&path)), at, place)).collect::<Vec<_>>()
    }));
    let mut refused = candidates.iter().enumerate().flat_map(|(at, candidate)| {
        let places = results.places(candidate);
        let (plan, inputs, outputs) = (&plan, &inputs, &outputs);
        let of_places = places.into_iter().enumerate().flat_map(move |(place, path)| {
            [plan.refuse_second(outputs, (at, place), &path), plan.refuse_over_input(inputs, candidate, &path)]
        });
        of_places.chain([plan.refuse_among_lines(outputs, candidate)]).filter_map(Result::err)
    });
    if let Some(first) = refused.next() {
        return Err(with_count(first, refused.count()));
    }
    report.map_or(Ok(()), |report| plan.refuse_report(&inputs, &outputs, report))
}

/// Says that the first conflict is not the only one, so that nobody removes them one by one.
fn with_count(mut first: Error, more: usize) -> Error {
    if let (Some(help), 1..) = (&mut first.diagnostic.help, more) {
        help.push_str(&format!(
            " ({more} more {} of this kind)",
            if more == 1 { "conflict is" } else { "conflicts are" }
        ));
    }
    first
}

struct Plan<'a, I, C> {
    candidates: &'a [Candidate],
    results: &'a Results<'a>,
    identity: I,
    counts: C,
}

impl<I: Fn(&Path) -> PathBuf, C: Fn(&Candidate) -> bool> Plan<'_, I, C> {
    /// Refuses a place that is written from two inputs. Asked of the first of them, once.
    fn refuse_second(&self, outputs: &Index, this: (usize, usize), path: &Path) -> Result<(), Error> {
        let rivals = outputs.same(hash(&(self.identity)(path)));
        if rivals.len() < 2 || rivals.first().is_some_and(|first| (first.1, first.2) != this) {
            return Ok(());
        }
        let place = (self.identity)(path);
        let is_there = |at: usize, nth: usize| {
            let candidate = self.candidates.get(at)?;
            let other = self.results.places(candidate).into_iter().nth(nth)?;
            ((self.identity)(&other) == place && (self.counts)(candidate)).then_some(candidate)
        };
        let mut real = rivals.iter().filter_map(|(_, at, nth)| is_there(*at, *nth));
        match (real.next(), real.next()) {
            (Some(first), Some(second)) => Err(usage(format!(
                "`{}` would be written from both `{}` and `{}`",
                self.shown(first, path),
                first.input,
                second.input
            ))
            .help(
                "convert them into different folders, rename one, or leave one out with --exclude; nothing was written",
            )),
            _ => Ok(()),
        }
    }

    fn refuse_over_input(&self, inputs: &Index, writer: &Candidate, path: &Path) -> Result<(), Error> {
        match self.input_at(inputs, path) {
            Some(input) => Err(over_input(path, input, writer)),
            None => Ok(()),
        }
    }

    /// The results of lines are in a folder, with numbers for names: nothing else that has such a name may be there.
    fn refuse_among_lines(&self, outputs: &Index, candidate: &Candidate) -> Result<(), Error> {
        let writers = |path: &Path| {
            let home = if is_numbered(path) { path.parent()? } else { return None };
            let place = (self.identity)(home);
            let writers = outputs.same(hash(&place)).iter().filter_map(|(_, at, _)| self.candidates.get(*at));
            let is_there = |writer: &&Candidate| {
                writer.lines && self.results.places(writer).iter().any(|folder| (self.identity)(folder) == place)
            };
            writers.filter(is_there).find(|writer| (self.counts)(writer))
        };
        if let Some(path) = candidate.input.path()
            && let Some(writer) = writers(path)
            && (self.counts)(candidate)
        {
            return Err(over_input(path, candidate, writer));
        }
        for path in self.results.places(candidate).iter().filter(|_| !candidate.lines) {
            if let Some(writer) = writers(path) {
                let (path, home) = (path.display(), path.parent().unwrap_or(path).display());
                let message = format!(
                    "`{path}` would be written from `{}`, and `{home}` is for the lines of `{}`",
                    candidate.input, writer.input
                );
                return Err(
                    usage(message).help("convert them into different folders, rename one, or leave one out with --exclude; nothing was written")
                );
            }
        }
        Ok(())
    }

    fn refuse_report(&self, inputs: &Index, outputs: &Index, report: &Path) -> Result<(), Error> {
        let place = (self.identity)(report);
        let is_output = outputs.same(hash(&place)).iter().any(|(_, at, nth)| {
            let places = self.candidates.get(*at).map(|candidate| self.results.places(candidate));
            places.and_then(|places| places.into_iter().nth(*nth)).is_some_and(|path| (self.identity)(&path) == place)
        });
        if !is_output && self.input_at(inputs, report).is_none() {
            return Ok(());
        }
        Err(usage(format!("the report `{}` would be written over an input or a result", report.display()))
            .help("choose another name after --report; nothing was written"))
    }

    /// The input that is the file at `path`.
    fn input_at(&self, inputs: &Index, path: &Path) -> Option<&Candidate> {
        let place = (self.identity)(path);
        let is_it = |candidate: &&Candidate| {
            candidate.input.path().is_some_and(|path| (self.identity)(path) == place) && (self.counts)(candidate)
        };
        inputs.same(hash(&place)).iter().filter_map(|(_, at, _)| self.candidates.get(*at)).find(is_it)
    }

    fn shown(&self, candidate: &Candidate, path: &Path) -> String {
        let ending = if candidate.lines { MAIN_SEPARATOR.to_string() } else { String::new() };
        format!("{}{ending}", path.display())
    }
}

fn over_input(path: &Path, input: &Candidate, writer: &Candidate) -> Error {
    let from = match &writer.input {
        Input::File(_) if writer.lines => format!(" by a line of `{}`", writer.input),
        _ => String::new(),
    };
    usage(format!("`{}` would be written over the input `{}`{from}", path.display(), input.input))
        .help("choose another name or folder after -o; nothing was written")
}

/// Whether a file has a name as the result of a line has it.
fn is_numbered(path: &Path) -> bool {
    let name = path.file_stem().and_then(OsStr::to_str).unwrap_or_default();
    name.len() >= crate::plan::DIGITS && name.bytes().all(|byte| byte.is_ascii_digit())
}

/// Hashes of paths, each with the number of its input and the number of its place among those of this input, in their order.
struct Index(Vec<(u64, usize, usize)>);

impl Index {
    fn of(entries: impl Iterator<Item = (u64, usize, usize)>) -> Self {
        let mut entries: Vec<_> = entries.collect();
        entries.sort_unstable();
        Self(entries)
    }

    fn same(&self, hash: u64) -> &[(u64, usize, usize)] {
        let begin = self.0.partition_point(|entry| entry.0 < hash);
        let rest = self.0.get(begin..).unwrap_or_default();
        rest.get(..rest.partition_point(|entry| entry.0 == hash)).unwrap_or_default()
    }
}

fn hash(path: &Path) -> u64 {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Target;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};
    use vitae::{Context, Format, Registry, Resume};

    fn formats() -> Registry {
        let write = |_: &Resume, _: &mut Context| Ok(Vec::new());
        Registry::new()
            .with(Format::new("both", "Both").extensions(&["bo"]).writer(write))
            .with(Format::new("out", "Outward").extensions(&["out"]).writer(write))
    }

    fn found(root: &str, name: &str) -> Candidate {
        Candidate::found(Path::new(root), Path::new(name), name.ends_with(".jsonl"))
    }

    fn checked(
        candidates: &[Candidate],
        folder: &str,
        to: &[&str],
        counts: impl Fn(&Candidate) -> bool,
    ) -> Result<(), String> {
        let formats = formats();
        let to = to.iter().map(|name| formats.get(name).unwrap()).collect();
        let results = Results { target: Target::Folder(folder.into()), formats: to };
        check(candidates, &results, Some(Path::new("out/report")), Path::to_owned, counts)
            .map_err(|e| e.to_string().replace('\\', "/"))
    }

    fn is(name: &'static str) -> impl Fn(&Candidate) -> bool {
        move |candidate| candidate.input.path() == Some(Path::new(name))
    }

    #[test]
    fn two_inputs_for_one_output_are_refused_by_name() {
        let both = [found("x", "cv.in"), found("y", "cv.bo")];
        let refused = checked(&both, "out", &["both"], |_| true).unwrap_err();
        assert_eq!(refused, "`out/cv.bo` would be written from both `x/cv.in` and `y/cv.bo`");
        assert_eq!(checked(&both, "out", &["both"], is("x/cv.in")), Ok(()), "a picture is no conflict");
    }

    #[test]
    fn who_has_many_conflicts_is_told_at_once() {
        let names = ["a.in", "a.bo", "b.in", "b.bo", "c.in", "c.bo"];
        let all: Vec<_> = names.iter().map(|name| found("x", name)).collect();
        let formats = formats();
        let results = Results { target: Target::Folder("out".into()), formats: vec![formats.get("both").unwrap()] };
        let refused = check(&all, &results, None, Path::to_owned, |_| true).unwrap_err();
        assert!(refused.to_string().starts_with("`out/a.bo` would be"), "{refused}");
        assert!(refused.diagnostic.help.unwrap().ends_with("nothing was written (2 more conflicts are of this kind)"));
    }

    #[test]
    fn an_output_over_an_input_is_refused() {
        let one = [found("cvs", "cv.bo")];
        assert!(checked(&one, "cvs", &["out", "both"], |_| true).unwrap_err().contains("over the input `cvs/cv.bo`"));
        assert_eq!(checked(&one, "out", &["both"], |_| true), Ok(()));
        // The result of an earlier run lies beside its source, in a format that is only written.
        let again = [found("cvs", "cv.in"), found("cvs", "cv.bo")];
        assert_eq!(checked(&again, "cvs", &["both"], is("cvs/cv.in")), Ok(()));
    }

    #[test]
    fn the_folder_for_lines_is_theirs() {
        let lines = found("x", "all.jsonl");
        for (other, want) in [
            (found("y", "all.jsonl"), "`out/all/` would be written from both `x/all.jsonl` and `y/all.jsonl`"),
            (
                found("y", "all/000017.in"),
                "`out/all/000017.bo` would be written from `y/all/000017.in`, and `out/all` is for the lines of `x/all.jsonl`",
            ),
        ] {
            assert_eq!(checked(&[lines.clone(), other], "out", &["both"], |_| true).unwrap_err(), want);
        }
        let input = Candidate::found(Path::new("out"), Path::new("all/000017.in"), false);
        let refused = checked(&[lines.clone(), input], "out", &["both"], |_| true).unwrap_err();
        assert!(refused.ends_with("by a line of `x/all.jsonl`"), "{refused}");
        assert_eq!(checked(&[lines, found("y", "all/17.in")], "out", &["both"], |_| true), Ok(()));
    }

    #[test]
    fn a_report_over_a_result_or_input_is_refused() {
        let results = [Candidate::found(Path::new("x"), Path::new("report"), false)];
        let format =
            || Registry::new().with(Format::new("bare", "Bare").writer(|_: &Resume, _: &mut Context| Ok(vec![])));
        let (formats, report) = (format(), Path::new("out/report.bare"));
        let plan = Results { target: Target::Folder("out".into()), formats: vec![formats.get("bare").unwrap()] };
        let refused = check(&results, &plan, Some(report), Path::to_owned, |_| true).unwrap_err();
        assert!(refused.to_string().contains("the report"));
        // The report of an earlier run lies among the inputs.
        let inputs = [Candidate::found(Path::new("out"), Path::new("report"), true)];
        assert!(checked(&inputs, "x", &["both"], |_| true).unwrap_err().contains("the report"));
        assert_eq!(checked(&inputs, "x", &["both"], |_| false), Ok(()));
    }

    fn cases() -> ProptestConfig {
        let cases = std::env::var("VITAE_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(512);
        ProptestConfig { cases, failure_persistence: None, ..Default::default() }
    }

    proptest! {
        #![proptest_config(cases())]

        /// What is not refused writes each file once and none over an input; and only that is refused.
        #[test]
        fn a_plan_is_refused_just_when_it_would_write_twice_or_over_an_input(
            names in prop::collection::vec("[ab]/[ab]\\.(in|bo|out)", 0..6),
            folder in "[ab]|o",
            two in any::<bool>(),
            unknown in prop::collection::btree_set("[ab]/[ab]\\.(in|bo|out)", 0..3),
        ) {
            let to: &[&str] = if two { &["both", "out"] } else { &["both"] };
            let candidates: Vec<_> = names.iter().collect::<BTreeSet<_>>().into_iter().map(|name| {
                let (root, name) = name.split_once('/').unwrap();
                found(root, name)
            }).collect();
            let counts = |candidate: &Candidate| !unknown.contains(&candidate.input.to_string());
            let refused = checked(&candidates, &folder, to, counts);
            let known: Vec<_> = candidates.iter().filter(|candidate| counts(candidate)).collect();
            let mut written: BTreeMap<String, usize> = BTreeMap::new();
            for candidate in &candidates {
                for ending in if two { &["bo", "out"][..] } else { &["bo"] } {
                    let output = Path::new(&folder).join(candidate.name().with_extension(ending));
                    *written.entry(output.display().to_string()).or_default() += usize::from(counts(candidate));
                }
            }
            let twice = written.values().any(|count| *count > 1);
            let over = known.iter().any(|candidate| written.contains_key(&candidate.input.to_string()));
            prop_assert_eq!(refused.is_err(), twice || over, "{:?}: {:?}", written, refused);
        }
    }
}
