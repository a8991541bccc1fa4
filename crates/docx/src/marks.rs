//! What nobody sees: hidden bookmarks, and the names of what says that a document is ours. Both halves share them.
//!
//! A bookmark whose name begins with `_` is not listed by any office program, moves and dies with its text, and survives all of
//! them (ECMA-376 §17.13.6). Its name has at most 40 characters: `_vitae_<what>_<n>`.

use vitae_core::SectionKind;
use vitae_outline::Part;

/// The property of a document that says whose markers it has. It survives every office program.
pub(crate) const FORMAT: &str = "vitae.format";
/// The property that says the direction, where it was chosen.
pub(crate) const DIRECTION: &str = "vitae.direction";
/// The property that says the language, as it was given.
pub(crate) const LANGUAGE: &str = "vitae.language";
/// The namespace of the part with facts.
pub(crate) const FACTS: &str = "urn:vitae:docx:facts:1";
/// What the facts about the document as a whole are of: no bookmark has this name.
pub(crate) const DOCUMENT: &str = "document";

/// How far a level of a list, or of a quotation, stands in: 5.6 mm, in twentieths of a point.
pub(crate) const STEP: i32 = 320;
/// Between preformatted text and the edge of its ground.
pub(crate) const PADDING: i32 = 90;
/// The name of the face of code.
pub(crate) const MONO: &str = "Consolas";

/// What a hidden bookmark says of the text in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// A section begins here.
    Section(SectionKind),
    /// It is text of a section or of an entry, where what stands above would tell otherwise.
    Text(Part),
    /// How deep it stands in lists and in quotations, where that is more than a page has room for.
    Depth(u8, u8),
    /// There are facts about it.
    Facts,
}

impl Mark {
    /// The name of the `n`th bookmark.
    #[cfg(feature = "write")]
    pub(crate) fn name(self, n: usize) -> String {
        match self {
            Self::Section(kind) => format!("_vitae_{}_{n}", kind.as_str()),
            Self::Text(Part::Body) => format!("_vitae_body_{n}"),
            Self::Text(_) => format!("_vitae_text_{n}"),
            Self::Depth(level, quote) => format!("_vitae_depth_{level}_{quote}_{n}"),
            Self::Facts => format!("_vitae_facts_{n}"),
        }
    }

    /// What a name says, if it is one of ours.
    #[cfg(feature = "read")]
    pub(crate) fn of(name: &str) -> Option<Self> {
        let what = name.strip_prefix("_vitae_")?.rsplit_once('_')?.0;
        Some(match what {
            "body" => Self::Text(Part::Body),
            "text" => Self::Text(Part::Text),
            "facts" => Self::Facts,
            _ => match what.strip_prefix("depth_").and_then(|depths| depths.split_once('_')) {
                Some((level, quote)) => Self::Depth(level.parse().ok()?, quote.parse().ok()?),
                None => Self::Section(SectionKind::ALL.iter().copied().find(|kind| kind.as_str() == what)?),
            },
        })
    }
}

/// What text is by what stands above it: that of an entry, or that of a section.
///
/// Both halves follow it through a document, so that only what differs needs a mark.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Course {
    in_entry: bool,
}

impl Course {
    /// What text would be here.
    pub(crate) const fn text(self) -> Part {
        if self.in_entry { Part::Body } else { Part::Text }
    }

    /// Goes on behind a block.
    pub(crate) const fn pass(&mut self, part: Option<Part>) {
        match part {
            Some(Part::Entry | Part::Organization | Part::Position | Part::Meta | Part::Line | Part::Body) => {
                self.in_entry = true;
            }
            Some(Part::Labelled | Part::Contacts) => {}
            _ => self.in_entry = false,
        }
    }
}

#[cfg(all(test, feature = "read", feature = "write"))]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_it_was_made_of_and_is_short_enough_for_word() {
        let marks = [Mark::Text(Part::Body), Mark::Text(Part::Text), Mark::Depth(255, 255), Mark::Facts];
        for mark in SectionKind::ALL.iter().map(|kind| Mark::Section(*kind)).chain(marks) {
            let name = mark.name(999_999);
            assert_eq!(Mark::of(&name), Some(mark), "{name}");
            assert!(name.len() <= 40, "{name}");
        }
        for other in ["_vitae_", "_vitae_work", "_Toc_1", "_vitae_nothing_1", "_vitae_depth_1_1", "_vitae_work_x_1"] {
            assert_eq!(Mark::of(other), None, "{other}");
        }
    }
}
