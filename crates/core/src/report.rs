//! What is said about a conversion: diagnostics, where they point, and the error that stops one.

use serde::Serialize;
use std::fmt;
use std::ops::Range;

/// The result of everything that can fail here.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Where in the input something was seen.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Location {
    /// In a text format.
    Text {
        /// Offsets in bytes, from the first byte after any byte order mark.
        bytes: Range<usize>,
        /// The line of the first byte, counted from 1.
        line: usize,
        /// The column of the first byte in characters, counted from 1.
        column: usize,
    },
    /// In a format made of parts, such as a DOCX archive.
    Part {
        /// The name of the part.
        part: String,
        /// Which piece of it (for a document: which paragraph), counted from 0.
        item: usize,
    },
}

impl Location {
    /// The place of `bytes` in `text`; of many places in one text, ask [`Places`](crate::Places). Offsets beyond the end, or inside a character, move back to the next valid place.
    ///
    /// ```
    /// use vitae_core::Location;
    /// let Location::Text { line, column, .. } = Location::in_text("a\nbä!", 5..6) else { unreachable!() };
    /// assert_eq!((line, column), (2, 3));
    /// ```
    #[must_use]
    pub fn in_text(text: &str, bytes: Range<usize>) -> Self {
        let start = floor(text, bytes.start);
        let end = floor(text, bytes.end.max(bytes.start));
        let before = text.get(..start).unwrap_or_default();
        let line = before.bytes().filter(|&b| b == b'\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self::Text { bytes: start..end, line, column }
    }
}

/// The last place at or before an offset at which a character begins, or the text ends.
pub(crate) fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text { line, column, .. } => write!(f, "line {line}, column {column}"),
            Self::Part { part, item } => write!(f, "{part}, paragraph {}", item + 1),
        }
    }
}

/// What a diagnostic is about, mildest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Kind {
    /// Good to know; nothing is at stake.
    Note,
    /// What is said is probably not what is meant.
    Doubtful,
    /// A reader decided something that the source does not say.
    Guessed,
    /// The same content in another form.
    Changed,
    /// Content that the result does not have.
    Lost,
    /// The input is wrong.
    Invalid,
    /// The input or the wish is sound, and cannot be met.
    Unsupported,
}

/// One thing worth saying, with its place and what would have worked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// What it is about.
    pub kind: Kind,
    /// A stable name for programs, such as `unknown-field-kept`.
    pub code: &'static str,
    /// One sentence for a person, without a final stop.
    pub message: String,
    /// The field that it concerns, as [`crate::diff`] spells it: `sections[1].entries[3].dates`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Where in the input.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Location>,
    /// What would have worked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// How doubtful a guess is, in percent: 100 is as good as a coin.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doubt: Option<u8>,
}

impl Diagnostic {
    /// A diagnostic without a place.
    ///
    /// ```
    /// use vitae_core::{Diagnostic, Kind};
    /// let d = Diagnostic::new(Kind::Lost, "photo-omitted", "the photo is not in the document").field("basics.photo");
    /// assert_eq!(d.to_string(), "basics.photo: the photo is not in the document");
    /// ```
    #[must_use]
    pub fn new(kind: Kind, code: &'static str, message: impl Into<String>) -> Self {
        Self { kind, code, message: message.into(), field: None, at: None, help: None, doubt: None }
    }

    /// Names the field.
    #[must_use]
    pub fn field(mut self, path: impl Into<String>) -> Self {
        self.field = Some(path.into());
        self
    }

    /// Says how doubtful a guess is, in percent.
    ///
    /// ```
    /// use vitae_core::{Diagnostic, Kind};
    /// let guess = Diagnostic::new(Kind::Guessed, "entry-guessed", "which is the title was guessed").doubt(60);
    /// assert_eq!(guess.doubt, Some(60));
    /// ```
    #[must_use]
    pub const fn doubt(mut self, percent: u8) -> Self {
        self.doubt = Some(percent);
        self
    }

    /// Names the place in the input.
    #[must_use]
    pub fn at(mut self, at: Location) -> Self {
        self.at = Some(at);
        self
    }

    /// Says what would have worked.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(field) = &self.field {
            write!(f, "{field}: ")?;
        }
        f.write_str(&self.message)
    }
}

/// The diagnostic that stopped us.
///
/// ```
/// use vitae_core::Error;
/// let e = Error::unsupported("unknown-format", "no format is called `docz`").help("did you mean `docx`?");
/// assert_eq!(e.to_string(), "no format is called `docz`");
/// assert_eq!(e.diagnostic.help.as_deref(), Some("did you mean `docx`?"));
/// ```
#[derive(Debug)]
pub struct Error {
    /// What is wrong, and where.
    pub diagnostic: Box<Diagnostic>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// The input is wrong.
    pub fn invalid(code: &'static str, message: impl Into<String>) -> Self {
        Diagnostic::new(Kind::Invalid, code, message).into()
    }

    /// The input or the wish is sound, and cannot be met.
    pub fn unsupported(code: &'static str, message: impl Into<String>) -> Self {
        Diagnostic::new(Kind::Unsupported, code, message).into()
    }

    /// Names the place in the input.
    #[must_use]
    pub fn at(mut self, at: Location) -> Self {
        self.diagnostic.at = Some(at);
        self
    }

    /// Names the field.
    #[must_use]
    pub fn field(mut self, path: impl Into<String>) -> Self {
        self.diagnostic.field = Some(path.into());
        self
    }

    /// Says what would have worked.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.diagnostic.help = Some(help.into());
        self
    }

    /// Keeps the error of a library that was the cause.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }
}

impl From<Diagnostic> for Error {
    fn from(diagnostic: Diagnostic) -> Self {
        Self { diagnostic: Box::new(diagnostic), source: None }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.diagnostic.fmt(f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|e| e as _)
    }
}

/// Everything that was said during one conversion, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report(Vec<Diagnostic>);

impl Report {
    /// Adds a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// All diagnostics, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Those that mean a difference between what was read and what was written.
    pub fn losses(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter().filter(|d| matches!(d.kind, Kind::Changed | Kind::Lost))
    }

    /// True when nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> IntoIterator for &'a Report {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The candidate that `word` was probably meant to be: the nearest within a third of its length (at least one edit).
///
/// ```
/// use vitae_core::nearest;
/// assert_eq!(nearest("hightlights", ["highlights", "summary"]), Some("highlights"));
/// assert_eq!(nearest("colour", ["highlights", "summary"]), None);
/// ```
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (word.chars().count() / 3).max(1);
    let lower = word.to_lowercase();
    let scored = candidates.into_iter().filter(|c| *c != word).map(|c| (edits(&lower, &c.to_lowercase(), allowed), c));
    scored.filter(|(d, _)| *d <= allowed).min_by_key(|(d, _)| *d).map(|(_, c)| c)
}

/// Edit distance with neighbouring letters swapped as one edit (optimal string alignment); `limit + 1` when it is certainly larger.
fn edits(a: &str, b: &str, limit: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > limit || a.len().max(b.len()) > 64 {
        return limit + 1;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &y) in b.iter().enumerate() {
            let get = |v: &[usize], k: usize| v.get(k).copied().unwrap_or(usize::MAX / 2);
            let mut cost = (get(&last, j) + usize::from(x != y)).min(get(&last, j + 1) + 1).min(get(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(&y) && b.get(j - 1) == Some(&x);
            if swapped {
                cost = cost.min(get(&before, j - 1) + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(limit + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_found_across_swaps_and_case() {
        assert_eq!(nearest("emial", ["email", "phone"]), Some("email"));
        assert_eq!(nearest("Positon", ["position"]), Some("position"));
        assert_eq!(nearest("docz", ["docx", "yaml"]), Some("docx"));
        assert_eq!(nearest("xyz", ["docx", "yaml"]), None);
    }

    #[test]
    fn places_never_split_a_character() {
        let at = Location::in_text("aé", 2..99);
        assert_eq!(at, Location::Text { bytes: 1..3, line: 1, column: 2 });
    }
}
