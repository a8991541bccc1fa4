//! The text of a file as a parser is given it, and where its places are in the file.

use crate::node::Place;
use std::borrow::Cow;
use std::cell::OnceCell;
use vitae_core::{Location, is_allowed};

/// The text without the control characters that no format can hold, and where they stood.
///
/// ```
/// use vitae_dialect::{Place, SourceText};
/// let source = SourceText::new("name:\u{1} Mara");
/// assert_eq!(source.text(), "name: Mara");
/// assert_eq!(source.location(Place { start: 6, end: 10 }).to_string(), "line 1, column 8");
/// ```
pub struct SourceText<'t> {
    text: Cow<'t, str>,
    given: &'t str,
    removed: Vec<Removed>,
    index: OnceCell<Index>,
}

/// A character that was taken out.
struct Removed {
    /// Where, in what is left.
    at: usize,
    /// How many bytes were taken out up to here, this one included.
    bytes: usize,
}

impl<'t> SourceText<'t> {
    /// Takes the text of a file.
    #[must_use]
    pub fn new(given: &'t str) -> Self {
        let (text, removed) = if given.chars().all(is_allowed) {
            (Cow::Borrowed(given), Vec::new())
        } else {
            let (kept, removed) = without_controls(given);
            (Cow::Owned(kept), removed)
        };
        Self { text, given, removed, index: OnceCell::new() }
    }

    /// What a parser is given. Places are counted in it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a place is in the text as it was given.
    #[must_use]
    pub fn location(&self, place: Place) -> Location {
        let (start, end) = (self.offset(place.start), self.offset(place.end));
        let (line, column) = self.line_and_column(start);
        Location::Text { bytes: start..end.max(start), line, column }
    }

    /// The line of a place, counted from 1.
    #[must_use]
    pub fn line(&self, place: Place) -> usize {
        self.line_and_column(self.offset(place.start)).0
    }

    fn offset(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let before = self.removed.partition_point(|removed| removed.at <= at);
        at + before.checked_sub(1).and_then(|i| self.removed.get(i)).map_or(0, |removed| removed.bytes)
    }

    fn line_and_column(&self, offset: usize) -> (usize, usize) {
        self.index.get_or_init(|| Index::of(self.given)).find(self.given, offset)
    }
}

fn without_controls(given: &str) -> (String, Vec<Removed>) {
    let (mut kept, mut removed, mut bytes) = (String::with_capacity(given.len()), Vec::new(), 0);
    for c in given.chars() {
        if is_allowed(c) {
            kept.push(c);
        } else {
            bytes += c.len_utf8();
            removed.push(Removed { at: kept.len(), bytes });
        }
    }
    (kept, removed)
}

/// Lines and columns without a search from the first line: a file may have thousands of unknown keys, all on one line.
struct Index {
    /// Where lines begin.
    lines: Vec<usize>,
    /// How many characters begin before each multiple of [`STEP`].
    chars: Vec<usize>,
}

const STEP: usize = 1024;

impl Index {
    fn of(text: &str) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let mut chars = vec![0];
        for chunk in text.as_bytes().chunks(STEP) {
            chars.push(chars.last().copied().unwrap_or_default() + begun(chunk));
        }
        Self { lines, chars }
    }

    fn find(&self, text: &str, offset: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|start| *start <= offset).max(1);
        let start = self.lines.get(line - 1).copied().unwrap_or_default();
        let before = |at: usize| {
            let step = at / STEP;
            self.chars.get(step).copied().unwrap_or_default() + text.as_bytes().get(step * STEP..at).map_or(0, begun)
        };
        (line, before(offset) - before(start) + 1)
    }
}

/// How many characters begin in a stretch of UTF-8.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| !matches!(byte, 0x80..=0xBF)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_text_as_given() {
        let text = "a: \u{1}b\nc: \u{1}\u{fffe}d\r e\n";
        let source = SourceText::new(text);
        assert_eq!(source.text(), "a: b\nc: d\r e\n");
        assert_eq!(source.location(Place { start: 8, end: 9 }), Location::in_text(text, 13..14));
        assert_eq!(text.get(13..14), Some("d"));
        assert_eq!(source.location(Place { start: 11, end: 99 }), Location::in_text(text, 16..99));
    }

    #[test]
    fn every_place_of_a_long_text_is_found() {
        let text = "x: [é, 日本語, 👩‍💻]\n".repeat(20) + &"äöü ".repeat(1000) + "\n\nlast";
        let source = SourceText::new(&text);
        for (at, c) in text.char_indices() {
            let place = Place { start: at, end: at + c.len_utf8() };
            assert_eq!(source.location(place), Location::in_text(&text, place.start..place.end));
        }
    }
}
