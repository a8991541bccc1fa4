//! Places in the input, and the text that the parser is given.

use granit_parser::{Marker, Span};
use std::borrow::Cow;
use vitae_core::{Location, is_allowed};

/// A stretch of the parsed text, with the line and column of its start as the parser counted them: a résumé of thousands of
/// unknown keys must not be searched from its first line for each.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    pub(super) start: usize,
    pub(super) end: usize,
    line: usize,
    column: usize,
}

impl Place {
    pub(super) fn of(span: Span) -> Self {
        Self { end: offset(&span.end), ..Self::at(&span.start) }
    }

    pub(super) fn at(mark: &Marker) -> Self {
        let start = offset(mark);
        Self { start, end: start, line: mark.line().max(1), column: mark.col() + 1 }
    }

    /// The place of a range of `text`, counted from its first line. For the one error that ends reading.
    pub(super) fn find(text: &str, start: usize, end: usize) -> Self {
        let before = text.get(..start).unwrap_or_default();
        let line = before.bytes().filter(|&b| b == b'\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self { start, end: end.max(start), line, column }
    }

    /// From here to the end of another place.
    pub(super) const fn until(self, other: Self) -> Self {
        Self { end: other.end, ..self }
    }

    pub(super) const fn line(self) -> usize {
        self.line
    }
}

fn offset(mark: &Marker) -> usize {
    mark.byte_offset().unwrap_or_default()
}

/// The text without the control characters that no format can hold, and where they stood.
pub(super) struct Source<'t> {
    pub(super) text: Cow<'t, str>,
    removed: Vec<Removed>,
}

/// A character that was taken out.
struct Removed {
    /// Where, in what is left.
    at: usize,
    line: usize,
    /// How many bytes were taken out up to here, this one included.
    bytes: usize,
}

impl<'t> Source<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        if text.chars().all(is_allowed) {
            return Self { text: Cow::Borrowed(text), removed: Vec::new() };
        }
        let (mut kept, mut removed, mut line, mut bytes) = (String::with_capacity(text.len()), Vec::new(), 1, 0);
        for c in text.chars() {
            if is_allowed(c) {
                kept.push(c);
                line += usize::from(c == '\n');
            } else {
                bytes += c.len_utf8();
                removed.push(Removed { at: kept.len(), line, bytes });
            }
        }
        Self { text: Cow::Owned(kept), removed }
    }

    /// Where a place is in the text as it was given.
    pub(super) fn location(&self, place: Place) -> Location {
        let before = |at: usize| self.removed.partition_point(|removed| removed.at <= at);
        let shift = |at: usize| {
            let at = at.min(self.text.len());
            at + before(at).checked_sub(1).and_then(|i| self.removed.get(i)).map_or(0, |removed| removed.bytes)
        };
        let on_earlier_lines = self.removed.partition_point(|removed| removed.line < place.line);
        let on_line = before(place.start).saturating_sub(on_earlier_lines);
        let start = shift(place.start);
        Location::Text {
            bytes: start..shift(place.end).max(start),
            line: place.line.max(1),
            column: place.column.max(1) + on_line,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removed_characters_count_in_places() {
        let text = "a: \u{1}b\nc: \u{1}\u{fffe}d\n";
        let source = Source::new(text);
        assert_eq!(source.text, "a: b\nc: d\n");
        let place = Place::find(&source.text, 8, 9);
        let location = source.location(place);
        assert_eq!(location, Location::Text { bytes: 13..14, line: 2, column: 6 });
        assert_eq!(text.get(13..14), Some("d"));
    }
}
