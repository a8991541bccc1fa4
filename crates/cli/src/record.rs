//! The report for programs: one JSON object on a line for each input.

use crate::{input, output};
use serde::Serialize;
use std::path::Path;
use vitae::{Diagnostic, Error, Kind};

/// How it ended with one input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Outcome {
    /// Its result was written.
    Converted,
    /// It was checked, and there is nothing to say against it.
    Sound,
    /// It was checked, and something in it is probably not meant.
    Doubtful,
    /// It was found in a folder, and is in no known format.
    Skipped,
    /// Strict mode would not write its result.
    Refused,
    /// The last of its diagnostics says why.
    Failed,
}

/// What is to be said about one input.
#[derive(Debug, Serialize)]
pub(crate) struct Record {
    pub(crate) input: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) output: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) to: Option<&'static str>,
    pub(crate) outcome: Outcome,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Record {
    /// A record of an input of which nothing is known yet.
    pub(crate) fn of(input: &str) -> Self {
        Self {
            input: input.to_owned(),
            output: None,
            from: None,
            to: None,
            outcome: Outcome::Sound,
            diagnostics: Vec::new(),
        }
    }
}

/// JSON lines.
pub(crate) fn lines(records: &[Record]) -> Result<String, Error> {
    let lines = records.iter().map(|record| serde_json::to_string(record).map(|line| line + "\n"));
    lines.collect::<Result<_, _>>().map_err(|e| cannot_write(e.to_string(), e))
}

/// Writes the report to a file.
pub(crate) fn write(path: &Path, records: &[Record]) -> Result<(), Error> {
    output::replace(path, lines(records)?.as_bytes()).map_err(|e| cannot_write(input::reason(&e), e))
}

fn cannot_write(why: String, error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::unsupported("cannot-write", format!("the report cannot be written: {why}")).because(error)
}

/// One line about many inputs.
pub(crate) fn summary(records: &[Record]) -> String {
    const ALL: [(Outcome, &str); 6] = [
        (Outcome::Converted, "converted"),
        (Outcome::Sound, "sound"),
        (Outcome::Doubtful, "doubtful"),
        (Outcome::Failed, "failed"),
        (Outcome::Refused, "refused"),
        (Outcome::Skipped, "skipped"),
    ];
    let counts = ALL.map(|(outcome, word)| (records.iter().filter(|record| record.outcome == outcome).count(), word));
    let mut counts: Vec<_> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    let guesses = records.iter().flat_map(|record| &record.diagnostics).filter(|d| d.kind == Kind::Guessed).count();
    if guesses > 0 {
        counts.push(format!("{guesses} {} guessed", if guesses == 1 { "detail" } else { "details" }));
    }
    counts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use vitae::Location;

    #[test]
    fn a_record_is_one_line_that_other_programs_can_read() {
        let lost = Diagnostic::new(Kind::Lost, "photo-omitted", "gone\nfor good").at(Location::in_text("abc", 1..2));
        let record = Record {
            input: "cv.yaml".into(),
            output: Some("cv.docx".into()),
            from: Some("yaml"),
            to: Some("docx"),
            outcome: Outcome::Converted,
            diagnostics: vec![lost],
        };
        let text = lines(&[record]).unwrap();
        assert_eq!(text.lines().count(), 1);
        let read: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read["outcome"], "converted");
        assert_eq!(read["diagnostics"][0]["kind"], "lost");
        assert_eq!(read["diagnostics"][0]["at"]["text"]["column"], 2);
    }
}
