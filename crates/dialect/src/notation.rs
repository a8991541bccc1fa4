//! What a format tells the reader of its tree: where places are, and how it spells what a message advises.

use crate::node::{Content, Node, Place};
use vitae_core::Location;

/// What should have stood where a value of the wrong shape stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// A text.
    Text,
    /// A list.
    List,
    /// A map.
    Map,
    /// A whole résumé.
    Resume,
}

/// The notation that a tree was read from. Every answer has a default, which suits notations with brackets and quotes.
pub trait Notation {
    /// What the format is called.
    fn name(&self) -> &'static str {
        "this format"
    }

    /// Where a place of the tree is in the file.
    fn location(&self, _at: Place) -> Option<Location> {
        None
    }

    /// `key: value`, as a person types it.
    fn pair(&self, key: &str, value: &str) -> String {
        format!("\"{key}\": \"{value}\"")
    }

    /// The map of one such pair, as an item of a list.
    fn item(&self, key: &str, value: &str) -> String {
        format!("{{{}}}", self.pair(key, value))
    }

    /// What may have made the value what it is, to follow "not a map".
    fn reason(&self, _wanted: Wanted, _found: &Node) -> &'static str {
        ""
    }

    /// What to write instead of a value of the wrong shape.
    fn advice(&self, wanted: Wanted, found: &Node) -> String {
        let advice = match (wanted, &found.content) {
            (Wanted::Resume, _) => "begin with `{\"basics\": {\"name\": …}}`",
            (Wanted::List, _) => "put its items between `[` and `]`",
            (Wanted::Map, Content::Scalar { .. }) => "put its fields between `{` and `}`",
            (_, Content::List(_)) => "write it without brackets",
            _ => "write one value",
        };
        advice.to_owned()
    }
}

/// No file at all: a value from elsewhere.
#[cfg(feature = "read")]
pub(crate) struct Nowhere;

#[cfg(feature = "read")]
impl Notation for Nowhere {}
