//! The tree that is written: what each piece of a résumé is, so that a notation can lay it out as a person would.

use vitae_core::{Number, Value};

/// Keys and values of a map, in order.
pub type Pairs = Vec<(String, Out)>;

/// A piece of what is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Out {
    /// A number, a truth value, `null`, or a word of the dialect: it needs no quotes.
    Raw(String),
    /// A phrase in which white space collapses: it may be broken at any space.
    Phrase(String),
    /// CommonMark blocks: a long paragraph may be broken, and must read the same.
    Prose(String),
    /// A text whose every character counts.
    Exact(String),
    /// Lines to be kept as they are.
    Lines(String),
    /// Items, each on its own line.
    Rows(Vec<Out>),
    /// Items with blank lines between them, if any is long.
    Airy(Vec<Out>),
    /// Items side by side if they fit.
    Side(Vec<Out>),
    /// Keys and values.
    Map(Pairs),
}

impl Out {
    /// True for a list or map that holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Map(pairs) => pairs.is_empty(),
            Self::Rows(items) | Self::Airy(items) | Self::Side(items) => items.is_empty(),
            _ => false,
        }
    }
}

/// What a notation without any layout holds.
impl From<Out> for Value {
    fn from(out: Out) -> Self {
        match out {
            Out::Raw(text) => match text.as_str() {
                "null" => Self::Null,
                "true" => Self::Bool(true),
                "false" => Self::Bool(false),
                digits => Number::new(digits).map_or_else(|| Self::String(text), Self::Number),
            },
            Out::Phrase(text) | Out::Prose(text) | Out::Exact(text) | Out::Lines(text) => Self::String(text),
            Out::Rows(items) | Out::Airy(items) | Out::Side(items) => {
                Self::Array(items.into_iter().map(Self::from).collect())
            }
            Out::Map(pairs) => Self::Object(pairs.into_iter().map(|(key, value)| (key, value.into())).collect()),
        }
    }
}
