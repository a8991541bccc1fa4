//! The text of a file as a parser is given it, and where its places are in the file.

use crate::node::Place;
use std::borrow::Cow;
use vitae_core::{Location, Places, is_allowed};

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
    places: Places<'t>,
    removed: Vec<Removed>,
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
        Self { text, places: Places::new(given), removed }
    }

    /// What a parser is given. Places are counted in it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a place is in the text as it was given.
    #[must_use]
    pub fn location(&self, place: Place) -> Location {
        self.places.locate(self.offset(place.start)..self.offset(place.end))
    }

    /// The line of a place, counted from 1.
    #[must_use]
    pub fn line(&self, place: Place) -> usize {
        self.places.line_and_column(self.offset(place.start)).0
    }

    fn offset(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let before = self.removed.partition_point(|removed| removed.at <= at);
        at + before.checked_sub(1).and_then(|i| self.removed.get(i)).map_or(0, |removed| removed.bytes)
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
}
