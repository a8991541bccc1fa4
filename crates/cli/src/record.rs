//! The report for programs: one JSON object on a line for each input. And the summary of it for people.

use crate::render::{self, Name};
use crate::{input, output};
use serde::Serialize;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use vitae::{Diagnostic, Error, Kind};

/// How it ended with one input, or with one of its results. The worst of several is the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Outcome {
    /// It was found in a folder, and is in no known format.
    Skipped,
    /// There is a result that was made before of the same.
    Current,
    /// Its result was written.
    Converted,
    /// There is a result that was made of the same, and somebody has changed it since.
    Kept,
    /// It was checked, and there is nothing to say against it.
    Sound,
    /// It was checked, and something in it is probably not meant.
    Doubtful,
    /// Strict mode would not write its result.
    Refused,
    /// The last of its diagnostics says why.
    Failed,
}

/// What is to be said about one input.
#[derive(Debug, Serialize)]
pub(crate) struct Record {
    pub(crate) input: String,
    /// Which line of it, if it has a résumé on each.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) line: Option<usize>,
    /// How large it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bytes: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<&'static str>,
    /// What became of it; of a check, nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) outputs: Option<Vec<Written>>,
    #[serde(rename = "status")]
    pub(crate) outcome: Outcome,
    /// What was remarked when it was read.
    pub(crate) diagnostics: Vec<Diagnostic>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) milliseconds: Option<f64>,
}

/// What is to be said about one result.
#[derive(Debug, Serialize)]
pub(crate) struct Written {
    pub(crate) output: String,
    /// Which line of the output, if there are lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) line: Option<usize>,
    pub(crate) format: &'static str,
    #[serde(rename = "status")]
    pub(crate) outcome: Outcome,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bytes: Option<usize>,
    /// What was remarked when it was written.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Whether it took the place of a file of which nothing was known.
    #[serde(skip)]
    pub(crate) replaced: bool,
}

impl Record {
    /// A record of an input of which nothing is known yet.
    pub(crate) fn of(input: &str) -> Self {
        Self {
            input: input.to_owned(),
            line: None,
            bytes: None,
            from: None,
            outputs: None,
            outcome: Outcome::Sound,
            diagnostics: Vec::new(),
            milliseconds: None,
        }
    }

    /// What the input is called.
    pub(crate) fn name(&self) -> Name<'_> {
        Name { file: &self.input, line: self.line }
    }

    fn all_diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        let written = self.outputs.iter().flatten().flat_map(|written| &written.diagnostics);
        self.diagnostics.iter().chain(written)
    }

    /// Why it failed, each reason on a line.
    fn failures(&self) -> impl Iterator<Item = String> {
        let written = self.outputs.iter().flatten().filter(|written| written.outcome == Outcome::Failed);
        let reasons = written.filter_map(|written| written.diagnostics.last());
        let read = self.diagnostics.last().filter(|last| last.kind >= Kind::Invalid);
        read.into_iter().chain(reasons).map(|reason| render::failure(reason, self.name()))
    }
}

/// A report, while it is written: each record when it is there, so that what is broken off can be read as far as it came.
pub(crate) struct Reporter {
    file: File,
    failed: Option<Error>,
}

impl Reporter {
    /// Begins a report in this file.
    pub(crate) fn new(path: &Path) -> Result<Self, Error> {
        let begin = || {
            if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
                fs::create_dir_all(folder)?;
            }
            File::create(path)
        };
        let file = begin().map_err(|e| cannot_write(input::reason(&e), e))?;
        Ok(Self { file, failed: None })
    }

    pub(crate) fn add(&mut self, record: &Record) {
        if self.failed.is_none() {
            let line = line(record);
            let written = line
                .and_then(|line| self.file.write_all(line.as_bytes()).map_err(|e| cannot_write(input::reason(&e), e)));
            self.failed = written.err();
        }
    }

    /// Whether all is written.
    pub(crate) fn finish(self) -> Result<(), Error> {
        self.failed.map_or(Ok(()), Err)
    }
}

fn line(record: &Record) -> Result<String, Error> {
    serde_json::to_string(record).map(|line| line + "\n").map_err(|e| cannot_write(e.to_string(), e))
}

/// JSON lines.
pub(crate) fn lines(records: &[Record]) -> Result<String, Error> {
    records.iter().map(line).collect()
}

/// Writes the report to a file.
pub(crate) fn write(path: &Path, records: &[Record]) -> Result<(), Error> {
    output::replace(path, lines(records)?.as_bytes()).map_err(|e| cannot_write(input::reason(&e), e))
}

fn cannot_write(why: String, error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::unsupported("cannot-write", format!("the report cannot be written: {why}")).because(error)
}

/// What came out of many inputs, in numbers.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// How many ended in each way.
    counts: [usize; WORDS.len()],
    warned: usize,
    lossy: usize,
    guesses: usize,
    replaced: usize,
    /// Why the first of them failed.
    failures: Vec<String>,
}

const WORDS: [(Outcome, &str); 8] = [
    (Outcome::Converted, "converted"),
    (Outcome::Sound, "sound"),
    (Outcome::Doubtful, "doubtful"),
    (Outcome::Current, "up to date"),
    (Outcome::Kept, "kept"),
    (Outcome::Failed, "failed"),
    (Outcome::Refused, "refused"),
    (Outcome::Skipped, "skipped"),
];

/// How many failures are told of once more at the end.
const FAILURES: usize = 5;
/// How many inputs there must be for that: what was said about fewer can still be seen.
const MANY: usize = 20;

impl Tally {
    pub(crate) fn of(records: &[Record]) -> Self {
        let mut tally = Self::default();
        records.iter().for_each(|record| tally.add(record));
        tally
    }

    pub(crate) fn add(&mut self, record: &Record) {
        for (count, (outcome, _)) in self.counts.iter_mut().zip(WORDS) {
            *count += usize::from(outcome == record.outcome);
        }
        if record.outcome == Outcome::Converted {
            self.warned += usize::from(record.all_diagnostics().any(render::is_doubt));
            self.lossy += usize::from(record.all_diagnostics().any(|d| d.kind == Kind::Lost));
        }
        self.guesses += record.all_diagnostics().filter(|d| d.kind == Kind::Guessed).count();
        self.replaced += record.outputs.iter().flatten().filter(|written| written.replaced).count();
        if record.outcome == Outcome::Failed {
            let room = FAILURES.saturating_sub(self.failures.len());
            self.failures.extend(record.failures().take(room.min(1)));
        }
    }

    /// How many inputs ended in this way.
    pub(crate) fn count(&self, wanted: Outcome) -> usize {
        self.counts.iter().zip(WORDS).filter(|(_, (outcome, _))| *outcome == wanted).map(|(count, _)| count).sum()
    }

    /// How many inputs there were.
    pub(crate) fn total(&self) -> usize {
        self.counts.iter().sum()
    }

    /// One line about many inputs; after it, if they were very many, why the first of them failed.
    pub(crate) fn summary(&self) -> String {
        let some = |count: usize, words: &str| (count > 0).then(|| format!("{count} {words}"));
        let endings: Vec<_> =
            self.counts.iter().zip(WORDS).filter_map(|(count, (_, word))| some(*count, word)).collect();
        let details = if self.guesses == 1 { "detail guessed" } else { "details guessed" };
        let files = if self.replaced == 1 { "file replaced that was" } else { "files replaced that were" };
        let traits = [
            some(self.warned, "warned"),
            some(self.lossy, "lossy"),
            some(self.guesses, details),
            some(self.replaced, &format!("{files} not made by an earlier run")),
        ];
        let traits: Vec<_> = traits.into_iter().flatten().collect();
        let mut said = endings.join(", ");
        if !traits.is_empty() {
            said.push_str(&format!("; {}", traits.join(", ")));
        }
        if self.total() > MANY && !self.failures.is_empty() {
            said.push_str("\nthe first that failed:\n");
            said.extend(self.failures.iter().map(|failure| format!("  {failure}")));
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vitae::Location;

    #[test]
    fn a_record_is_one_line_that_other_programs_can_read() {
        let lost = Diagnostic::new(Kind::Lost, "photo-omitted", "gone\nfor good").at(Location::in_text("abc", 1..2));
        let written = Written {
            output: "cv.docx".into(),
            line: None,
            format: "docx",
            outcome: Outcome::Converted,
            bytes: Some(7),
            diagnostics: vec![lost],
            replaced: false,
        };
        let outputs = Some(vec![written]);
        let record = Record { from: Some("yaml"), outcome: Outcome::Converted, outputs, ..Record::of("cv.yaml") };
        let text = lines(&[record]).unwrap();
        assert_eq!(text.lines().count(), 1);
        let read: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read["status"], "converted");
        assert_eq!(read["outputs"][0]["diagnostics"][0]["kind"], "lost");
        assert_eq!(read["outputs"][0]["diagnostics"][0]["at"]["text"]["column"], 2);
    }

    #[test]
    fn a_summary_has_each_ending_once_and_the_first_failures_of_many() {
        let fail = |n: usize| {
            let wrong = Diagnostic::new(Kind::Invalid, "bad", format!("wrong {n}"));
            Record { outcome: Outcome::Failed, diagnostics: vec![wrong], ..Record::of(&format!("{n}.yaml")) }
        };
        let done = || Record { outcome: Outcome::Converted, ..Record::of("a.yaml") };
        assert_eq!(Tally::of(&[done(), fail(1)]).summary(), "1 converted, 1 failed");
        let many: Vec<_> = (0..30).map(fail).collect();
        let said = anstream::adapter::strip_str(&Tally::of(&many).summary()).to_string();
        let lines: Vec<_> = said.lines().collect();
        assert_eq!(lines[..3], ["30 failed", "the first that failed:", "  0.yaml: error: wrong 0"]);
        assert_eq!(lines.len(), 2 + FAILURES);
    }
}
