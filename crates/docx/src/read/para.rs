//! A paragraph as it stands in a part, and how its letters look.

use super::properties::ParagraphProperties;
use super::symbols::Face;
use crate::names::Character;
use std::collections::BTreeMap;
use vitae_core::{Location, Style};
use vitae_outline::{Cell, Origin};

/// A paragraph as it stands in a part.
#[derive(Debug, Clone, Default)]
pub(super) struct Para {
    pub properties: ParagraphProperties,
    pub pieces: Vec<Piece>,
    /// How its letters look.
    pub letters: Letters,
    /// Our bookmarks that begin in it, each with the number of pieces before it.
    pub marks: Vec<(usize, String)>,
    /// It has a field for the number of a page.
    pub page: bool,
    /// It has a picture that is a line across the page.
    pub ruled: bool,
    pub at: Option<Location>,
    /// The innermost cell that it stands in, and whether it stands there alone on a ground.
    pub cell: Option<Cell>,
    pub on_ground: bool,
    pub origin: Origin,
    /// It is the first of a text box.
    pub begins_box: bool,
    /// What stands in text boxes that are anchored in it.
    pub after: Vec<Self>,
}

/// Text in one look.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub text: String,
    pub look: Look,
}

/// What a run is, and how it looks.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Look {
    /// What its author marked. Strong and emphasis are those that are set directly.
    pub style: Style,
    /// Its style, if we know it.
    pub name: Option<Character>,
    /// Bold and italics as they are seen: with those of its styles (ECMA-376 §17.7.3).
    pub seen: (bool, bool),
}

/// How the letters of a run look, where that makes no piece of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    /// In half points.
    pub size: u16,
    pub caps: bool,
    pub underlined: bool,
    pub face: Face,
}

/// How the letters and digits of a paragraph look: how many there are of each kind.
#[derive(Debug, Clone, Default)]
pub(super) struct Letters {
    sizes: BTreeMap<u16, usize>,
    all: usize,
    caps: usize,
    underlined: usize,
}

impl Letters {
    /// Counts those of a text that has a shape.
    pub(super) fn add(&mut self, text: &str, shape: Shape) {
        let count = text.chars().filter(|c| c.is_alphanumeric()).count();
        if count > 0 {
            *self.sizes.entry(shape.size).or_default() += count;
            self.all += count;
            self.caps += if shape.caps { count } else { 0 };
            self.underlined += if shape.underlined { count } else { 0 };
        }
    }

    /// Adds those of another paragraph.
    pub(super) fn append(&mut self, other: &Self) {
        for (size, count) in &other.sizes {
            *self.sizes.entry(*size).or_default() += count;
        }
        self.all += other.all;
        self.caps += other.caps;
        self.underlined += other.underlined;
    }

    /// The size of most of them, in half points; of several sizes, the largest.
    pub(super) fn size(&self) -> Option<u16> {
        self.sizes.iter().max_by_key(|(_, count)| **count).map(|(size, _)| *size)
    }

    /// Whether all are shown in capitals that nobody typed.
    pub(super) const fn is_caps(&self) -> bool {
        self.all > 0 && self.caps == self.all
    }

    /// Whether all are underlined.
    pub(super) const fn is_underlined(&self) -> bool {
        self.all > 0 && self.underlined == self.all
    }
}

impl Para {
    pub(super) fn shows(&self) -> bool {
        self.pieces.iter().any(|piece| !piece.text.trim().is_empty())
    }

    /// Without a list, and without text boxes.
    pub(super) fn is_plain(&self) -> bool {
        self.properties.list.is_none() && self.after.is_empty()
    }

    pub(super) fn length(&self) -> usize {
        self.pieces.iter().map(|piece| piece.text.len()).sum()
    }

    pub(super) fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }

    /// This paragraph and another one beside it, as one.
    pub(super) fn beside(mut self, other: Self) -> Self {
        self.pieces.push(Piece { text: "\t".into(), look: Look::default() });
        self.append(other);
        self
    }

    /// Goes on with what another one says.
    pub(super) fn append(&mut self, mut other: Self) {
        let before = self.pieces.len();
        self.marks.extend(other.marks.drain(..).map(|(at, name)| (at + before, name)));
        self.pieces.append(&mut other.pieces);
        self.letters.append(&other.letters);
        self.after.append(&mut other.after);
        self.page |= other.page;
        self.ruled |= other.ruled;
    }
}
