//! Where in the input something stands.

use std::ops::Range;
use vitae_core::Location;

/// Counts lines and columns as it moves on, so that a page is counted once and not again for every block.
pub(super) struct Cursor<'s> {
    text: &'s str,
    at: usize,
    line: usize,
    column: usize,
}

impl<'s> Cursor<'s> {
    pub(super) const fn new(text: &'s str) -> Self {
        Self { text, at: 0, line: 1, column: 1 }
    }

    /// A cursor at the begin of the same text.
    pub(super) const fn rewound(&self) -> Self {
        Self::new(self.text)
    }

    /// The place of a range. Offsets inside a character move back to its begin.
    pub(super) fn locate(&mut self, bytes: Range<usize>) -> Location {
        let (start, end) = (self.floor(bytes.start), self.floor(bytes.end.max(bytes.start)));
        if start < self.at {
            *self = self.rewound();
        }
        for c in self.text.get(self.at..start).unwrap_or_default().chars() {
            (self.line, self.column) = if c == '\n' { (self.line + 1, 1) } else { (self.line, self.column + 1) };
        }
        self.at = start;
        Location::Text { bytes: start..end, line: self.line, column: self.column }
    }

    fn floor(&self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_that_a_full_count_gives() {
        let text = "a\nbäc\n\n日本 x";
        let mut cursor = Cursor::new(text);
        for start in [0, 2, 4, 7, 8, 9, 13, 3, 99] {
            assert_eq!(cursor.locate(start..start + 2), Location::in_text(text, start..start + 2));
        }
    }
}
