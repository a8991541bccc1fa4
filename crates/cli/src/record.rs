//! The report for programs: one JSON object on a line for each input.

use serde::Serialize;
use vitae::Diagnostic;

/// How the conversion of one input ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Outcome {
    /// Its result was written.
    Converted,
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
    pub(crate) to: &'static str,
    pub(crate) outcome: Outcome,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// JSON lines.
pub(crate) fn lines(records: &[Record]) -> Result<String, serde_json::Error> {
    records.iter().map(|record| serde_json::to_string(record).map(|line| line + "\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use vitae::{Kind, Location};

    #[test]
    fn a_record_is_one_line_that_other_programs_can_read() {
        let lost = Diagnostic::new(Kind::Lost, "photo-omitted", "gone\nfor good").at(Location::in_text("abc", 1..2));
        let record = Record {
            input: "cv.yaml".into(),
            output: Some("cv.docx".into()),
            from: Some("yaml"),
            to: "docx",
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
