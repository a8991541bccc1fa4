//! Where many places of one text are, without counting its lines again for each.

use crate::report::{Location, floor};
use std::cell::OnceCell;
use std::ops::Range;

/// How many bytes lie between two counts of characters: a text may be one long line.
const STEP: usize = 128;

/// Finds the line and column of places in a text, in any order. A file may have a hundred thousand of them, all on one line.
///
/// ```
/// use vitae_core::{Location, Places};
/// let text = "a\nbä!";
/// assert_eq!(Places::new(text).locate(5..6), Location::in_text(text, 5..6));
/// ```
#[derive(Debug, Clone)]
pub struct Places<'t> {
    text: &'t str,
    index: OnceCell<Index>,
}

#[derive(Debug, Clone)]
struct Index {
    /// Where lines begin.
    lines: Vec<usize>,
    /// How many characters begin before each multiple of [`STEP`].
    chars: Vec<usize>,
}

impl<'t> Places<'t> {
    /// Nothing is counted before the first place is asked for.
    #[must_use]
    pub const fn new(text: &'t str) -> Self {
        Self { text, index: OnceCell::new() }
    }

    /// The place of `bytes`. Offsets beyond the end, or inside a character, move back to the next valid place.
    #[must_use]
    pub fn locate(&self, bytes: Range<usize>) -> Location {
        let start = floor(self.text, bytes.start);
        let end = floor(self.text, bytes.end.max(bytes.start));
        let (line, column) = self.line_and_column(start);
        Location::Text { bytes: start..end, line, column }
    }

    /// The line and column of a byte at which a character begins, both counted from 1.
    #[must_use]
    pub fn line_and_column(&self, at: usize) -> (usize, usize) {
        let index = self.index.get_or_init(|| Index::of(self.text));
        let line = index.lines.partition_point(|start| *start <= at).max(1);
        let start = index.lines.get(line - 1).copied().unwrap_or_default();
        let before = |at: usize| {
            let step = at / STEP;
            let rest = self.text.as_bytes().get(step * STEP..at).map_or(0, begun);
            index.chars.get(step).copied().unwrap_or_default() + rest
        };
        (line, before(at) - before(start) + 1)
    }
}

impl Index {
    fn of(text: &str) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let mut chars = vec![0];
        for chunk in text.as_bytes().chunks(STEP) {
            chars.push(chars.last().copied().unwrap_or_default() + begun(chunk));
        }
        Self { lines, chars }
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
    fn places_are_those_that_a_full_count_gives() {
        let text = "x: [é, 日本語, 👩‍💻]\n".repeat(20) + &"äöü ".repeat(1000) + "\n\nlast";
        let places = Places::new(&text);
        for at in (0..text.len() + 3).rev() {
            assert_eq!(places.locate(at..at + 2), Location::in_text(&text, at..at + 2));
        }
    }
}
