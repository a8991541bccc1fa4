//! What was made in a folder of results, and from what: so that the same need not be made twice.
//!
//! The file `.vitae-state` in the folder has a line for each result:
//!
//! ```json
//! {"result":"old/bo.docx","of":"1f…","is":"9c…"}
//! ```
//!
//! `of` is the hash of all that the result depends on: the content of the input, the formats, the options, the version of the program. `is`
//! is the hash of the result. A line is added when its result is complete, so that work that is broken off in any way is known as far as
//! it came; the last line about a result counts. It only ever saves time: what is missing, damaged or deleted is made anew.

use crate::{input, output};
use serde::{Deserialize, Serialize};
use siphasher::sip128::{Hasher128, SipHasher24};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fs::{self, File, OpenOptions};
use std::hash::Hasher;
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::path::{Component, Path, PathBuf};

/// The name of the file.
pub(crate) const NAME: &str = ".vitae-state";
/// A line of ours is shorter: the longest paths of any system, and two hashes.
const LONGEST: u64 = 64 << 10;

/// A hash of content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Print(u128);

/// What a hash is made from, piece by piece.
#[derive(Clone)]
pub(crate) struct Ink(SipHasher24);

impl Ink {
    pub(crate) fn new() -> Self {
        Self(SipHasher24::new())
    }

    /// Adds a piece. Where it ends is a part of it: "ab", "c" is not "a", "bc".
    #[must_use]
    pub(crate) fn with(mut self, piece: &[u8]) -> Self {
        self.0.write(&u64::try_from(piece.len()).unwrap_or(u64::MAX).to_le_bytes());
        self.0.write(piece);
        self
    }

    pub(crate) fn print(&self) -> Print {
        Print(self.0.finish128().as_u128())
    }
}

impl Print {
    /// The hash of some bytes.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Ink::new().with(bytes).print()
    }
}

/// A line of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Made {
    result: String,
    of: String,
    is: String,
}

impl Made {
    /// What is to be remembered of a result; nothing if its path is no text.
    pub(crate) fn new(name: &Path, of: Print, is: Print) -> Option<Self> {
        Some(Self { result: spelled(name)?, of: format!("{:032x}", of.0), is: format!("{:032x}", is.0) })
    }

    fn prints(&self) -> Option<(Print, (Print, Print))> {
        let number = |text: &str| u128::from_str_radix(text, 16).ok().map(Print);
        Some((Print::of(self.result.as_bytes()), (number(&self.of)?, number(&self.is)?)))
    }
}

/// A path below the folder, spelled the same on every system.
fn spelled(name: &Path) -> Option<String> {
    let part = |part: Component<'_>| match part {
        Component::Normal(part) => part.to_str().map(str::to_owned),
        _ => None,
    };
    Some(name.components().map(part).collect::<Option<Vec<_>>>()?.join("/"))
}

/// How it stands with a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It is to be made: it is not there, or its input has changed since.
    Due,
    /// It is there, and nothing tells whether it was made here.
    Unknown,
    /// It is what would be made.
    Current,
    /// Somebody has changed it since it was made, and its input is the same.
    Edited,
    /// Somebody has changed it since it was made, and its input has changed too.
    Diverged,
}

/// What is known of the results in a folder. Of each, three hashes are kept.
#[derive(Debug, Default)]
pub(crate) struct State(HashMap<Print, (Print, Print)>);

impl State {
    /// What the file in this folder says. The second value says what is wrong with the file, if anything is.
    pub(crate) fn of_folder(folder: &Path) -> (Self, Option<String>) {
        let path = folder.join(NAME);
        let mut state = Self::default();
        let counts = match open(&path).and_then(|file| state.read(file)) {
            Ok(counts) => counts,
            Err(error) if error.kind() == ErrorKind::NotFound => return (state, None),
            Err(error) => return (Self::default(), Some(input::reason(&error))),
        };
        if counts.lines > 2 * state.0.len() + 100 {
            // Where it cannot be made shorter it stays long.
            let _ = state.shorten(&path);
        }
        let damage = (counts.damaged > 0).then(|| format!("{} of its lines cannot be understood", counts.damaged));
        (state, damage)
    }

    fn read(&mut self, file: impl Read) -> io::Result<Counts> {
        let mut counts = Counts::default();
        for_each_line(file, |line| {
            counts.lines += 1;
            match parse(line) {
                Some((_, (name, prints))) => {
                    self.0.insert(name, prints);
                }
                None => counts.damaged += 1,
            }
        })?;
        Ok(counts)
    }

    /// Leaves out the lines that later ones have made void.
    fn shorten(&self, path: &Path) -> io::Result<()> {
        let (mut kept, mut left) = (Vec::new(), self.0.clone());
        for_each_line(open(path)?, |line| {
            if let Some((_, (name, prints))) = parse(line)
                && let Entry::Occupied(entry) = left.entry(name)
                && *entry.get() == prints
            {
                entry.remove();
                kept.extend_from_slice(line);
                kept.push(b'\n');
            }
        })?;
        output::replace(path, &kept)
    }

    /// How it stands with the result of this name, which lies at `path` and would now be made `of` this.
    pub(crate) fn standing(&self, name: &Path, path: &Path, of: Print) -> Standing {
        let Ok(bytes) = fs::read(path) else { return Standing::Due };
        let known = spelled(name).and_then(|name| self.0.get(&Print::of(name.as_bytes())));
        match known {
            None => Standing::Unknown,
            Some((made_of, is)) => match (Print::of(&bytes) == *is, *made_of == of) {
                (true, true) => Standing::Current,
                (true, false) => Standing::Due,
                (false, true) => Standing::Edited,
                (false, false) => Standing::Diverged,
            },
        }
    }
}

#[derive(Debug, Default)]
struct Counts {
    lines: usize,
    damaged: usize,
}

type Known = (Print, (Print, Print));

fn parse(line: &[u8]) -> Option<(Made, Known)> {
    let made: Made = serde_json::from_slice(line).ok()?;
    let prints = made.prints()?;
    Some((made, prints))
}

/// Only a file proper is opened: a link could lead anywhere.
fn open(path: &Path) -> io::Result<File> {
    if !fs::symlink_metadata(path)?.is_file() {
        return Err(io::Error::other("it is not a file"));
    }
    File::open(path)
}

/// Calls with each line, as far as it is not longer than any of ours.
fn for_each_line(file: impl Read, mut take: impl FnMut(&[u8])) -> io::Result<()> {
    let mut reader = BufReader::new(file);
    let mut line = Vec::new();
    loop {
        line.clear();
        if reader.by_ref().take(LONGEST).read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        take(line.strip_suffix(b"\n").unwrap_or(&line));
    }
}

/// The file, while lines are added to it.
#[derive(Debug)]
pub(crate) struct Journal {
    path: PathBuf,
    file: Option<File>,
}

impl Journal {
    pub(crate) fn in_folder(folder: &Path) -> Self {
        Self { path: folder.join(NAME), file: None }
    }

    /// Remembers results that are complete.
    pub(crate) fn add(&mut self, made: &[Made]) -> io::Result<()> {
        if made.is_empty() {
            return Ok(());
        }
        let mut lines = String::new();
        for one in made {
            lines.push_str(&serde_json::to_string(one)?);
            lines.push('\n');
        }
        let file = match &mut self.file {
            Some(file) => file,
            None => self.file.insert(begin(&self.path)?),
        };
        // One write for each input, so that two programs at work in one folder do not cut into each other's lines.
        file.write_all(lines.as_bytes())
    }
}

/// Opens the file to add to it. After a line that was cut off, a new one begins.
fn begin(path: &Path) -> io::Result<File> {
    let is_cut = match open(path) {
        Ok(file) => !ends_a_line(file)?,
        Err(error) if error.kind() == ErrorKind::NotFound => false,
        Err(error) => return Err(error),
    };
    let mut file = OpenOptions::new().append(true).create(true).open(path)?;
    if is_cut {
        file.write_all(b"\n")?;
    }
    Ok(file)
}

fn ends_a_line(mut file: File) -> io::Result<bool> {
    use std::io::{Seek, SeekFrom};
    if file.metadata()?.len() == 0 {
        return Ok(true);
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Print {
        Print::of(text.as_bytes())
    }

    /// A folder with `a.txt` made of "input", and what is known of it.
    fn made() -> (tempfile::TempDir, State) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), "result").unwrap();
        let made = Made::new(Path::new("a.txt"), of("input"), of("result")).unwrap();
        Journal::in_folder(folder.path()).add(&[made]).unwrap();
        let (state, damage) = State::of_folder(folder.path());
        assert_eq!(damage, None);
        (folder, state)
    }

    fn standing(folder: &tempfile::TempDir, state: &State, input: &str) -> Standing {
        state.standing(Path::new("a.txt"), &folder.path().join("a.txt"), of(input))
    }

    #[test]
    fn a_result_is_current_as_long_as_neither_it_nor_its_input_changes() {
        let (folder, state) = made();
        assert_eq!(standing(&folder, &state, "input"), Standing::Current);
        assert_eq!(standing(&folder, &state, "other input"), Standing::Due);
        assert_eq!(standing(&folder, &State::default(), "input"), Standing::Unknown);
        fs::write(folder.path().join("a.txt"), "edited").unwrap();
        assert_eq!(standing(&folder, &state, "input"), Standing::Edited);
        assert_eq!(standing(&folder, &state, "other input"), Standing::Diverged);
        fs::remove_file(folder.path().join("a.txt")).unwrap();
        assert_eq!(standing(&folder, &state, "input"), Standing::Due);
    }

    #[test]
    fn the_last_line_about_a_result_counts_and_the_rest_goes_in_time() {
        let (folder, _) = made();
        let name = Path::new("a.txt");
        let mut journal = Journal::in_folder(folder.path());
        for round in 0..150 {
            journal.add(&[Made::new(name, of(&format!("{round}")), of("result")).unwrap()]).unwrap();
        }
        for _ in 0..2 {
            let (state, damage) = State::of_folder(folder.path());
            assert_eq!(damage, None);
            assert_eq!(standing(&folder, &state, "149"), Standing::Current);
            assert_eq!(fs::read_to_string(folder.path().join(NAME)).unwrap().lines().count(), 1);
        }
    }

    #[test]
    fn a_damaged_file_costs_only_what_it_said() {
        let (folder, _) = made();
        let path = folder.path().join(NAME);
        let line = fs::read(&path).unwrap();
        for damaged in [
            &b"\xFF\0{}"[..],
            b"{\"result\":",
            b"",
            &[b'x'; 100_000],
            b"{\"result\":\"a.txt\",\"of\":\"-\",\"is\":\"\"}",
        ] {
            fs::write(&path, damaged).unwrap();
            let mut journal = Journal::in_folder(folder.path());
            journal.add(&[Made::new(Path::new("a.txt"), of("input"), of("result")).unwrap()]).unwrap();
            let (state, damage) = State::of_folder(folder.path());
            assert_eq!(damage.is_some(), !damaged.is_empty());
            assert_eq!(standing(&folder, &state, "input"), Standing::Current, "the line after the damage is read");
        }
        // Cut off anywhere, it is as if it had not been written.
        for cut in 0..line.len() - 1 {
            fs::write(&path, &line[..cut]).unwrap();
            let expected = if cut < line.len() - 1 { Standing::Unknown } else { Standing::Current };
            assert_eq!(standing(&folder, &State::of_folder(folder.path()).0, "input"), expected);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_its_place_is_not_followed() {
        let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(outside.path().join("precious"), "text\n").unwrap();
        std::os::unix::fs::symlink(outside.path().join("precious"), folder.path().join(NAME)).unwrap();
        assert!(State::of_folder(folder.path()).1.is_some());
        let made = Made::new(Path::new("a"), of(""), of("")).unwrap();
        assert!(Journal::in_folder(folder.path()).add(&[made]).is_err());
        assert_eq!(fs::read(outside.path().join("precious")).unwrap(), b"text\n");
    }

    #[test]
    fn pieces_do_not_run_into_each_other() {
        assert_ne!(Ink::new().with(b"ab").with(b"c").print(), Ink::new().with(b"a").with(b"bc").print());
        assert_eq!(spelled(Path::new("a/b.docx")).as_deref(), Some("a/b.docx"));
        assert_eq!(spelled(Path::new("../b.docx")), None);
    }

    /// The hash is the same on every system and in every release.
    #[test]
    fn a_print_never_changes() {
        assert_eq!(format!("{:032x}", of("Mara Lindqvist").0), "75805c6fe727d4e23d83a6b712358d2b");
    }
}
