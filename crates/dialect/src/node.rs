//! The tree that is read: every scalar by its source text, everything with its place.
//!
//! A library that resolves types has forgotten what a résumé needs: `01234` is a postal code and `+61 400 000 000` a telephone
//! number. So a format hands over texts, and the reader says what they mean.

use std::rc::Rc;
use vitae_core::{Number, Value};

/// A stretch of the text of a file, in bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

impl Place {
    /// From here to the end of another place.
    #[must_use]
    pub const fn until(self, other: Self) -> Self {
        Self { end: other.end, ..self }
    }
}

impl From<std::ops::Range<usize>> for Place {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

/// A piece of a file. Cheap to clone: what stands in several places is shared.
#[derive(Debug, Clone)]
pub struct Node {
    /// What it is.
    pub content: Content,
    /// Where it stands.
    pub at: Place,
}

/// What a [`Node`] is.
#[derive(Debug, Clone)]
pub enum Content {
    /// A scalar by its source text.
    Scalar {
        /// The text, without quotes and escapes.
        text: Rc<str>,
        /// True for a scalar without quotes, which may stand for nothing, a number or a truth value.
        plain: bool,
    },
    /// Items in order.
    List(Rc<[Node]>),
    /// Keys and values in order. No key stands twice.
    Map(Rc<[Pair]>),
}

/// A key and its value.
#[derive(Debug, Clone)]
pub struct Pair {
    /// The key.
    pub key: Rc<str>,
    /// Where the key stands.
    pub at: Place,
    /// The value.
    pub value: Node,
}

impl Node {
    /// A text, which is never anything else.
    #[must_use]
    pub fn text(text: impl Into<Rc<str>>, at: Place) -> Self {
        Self { content: Content::Scalar { text: text.into(), plain: false }, at }
    }

    /// A scalar without quotes: `2016`, `true`, `null`.
    #[must_use]
    pub fn plain(text: impl Into<Rc<str>>, at: Place) -> Self {
        Self { content: Content::Scalar { text: text.into(), plain: true }, at }
    }

    /// A list.
    #[must_use]
    pub fn list(items: Vec<Self>, at: Place) -> Self {
        Self { content: Content::List(items.into()), at }
    }

    /// A map.
    #[must_use]
    pub fn map(pairs: Vec<Pair>, at: Place) -> Self {
        Self { content: Content::Map(pairs.into()), at }
    }

    /// True for an empty value, `~` and `null`: the same as leaving the key out.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        matches!(&self.content, Content::Scalar { text, plain: true } if is_null(text))
    }

    /// What it is, in a sentence.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match &self.content {
            Content::Scalar { .. } if self.is_nothing() => "nothing",
            Content::Scalar { .. } => "a text",
            Content::List(_) => "a list",
            Content::Map(_) => "a map",
        }
    }

    /// The pairs of a map.
    #[must_use]
    pub fn as_map(&self) -> Option<&[Pair]> {
        if let Content::Map(pairs) = &self.content { Some(pairs) } else { None }
    }

    /// The items of a list.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Self]> {
        if let Content::List(items) = &self.content { Some(items) } else { None }
    }

    /// The value as JSON has it. Only here are truth values, numbers and null told from text.
    #[must_use]
    pub fn to_value(&self) -> Value {
        match &self.content {
            Content::List(items) => Value::Array(items.iter().map(Self::to_value).collect()),
            Content::Map(pairs) => {
                Value::Object(pairs.iter().map(|pair| (&*pair.key, pair.value.to_value())).collect())
            }
            Content::Scalar { text, plain: true } => match &**text {
                nothing if is_null(nothing) => Value::Null,
                "true" | "True" | "TRUE" => Value::Bool(true),
                "false" | "False" | "FALSE" => Value::Bool(false),
                text => Number::new(text).map_or_else(|| Value::String(text.to_owned()), Value::Number),
            },
            Content::Scalar { text, .. } => Value::String(text.to_string()),
        }
    }

    /// The text of a scalar.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        if let Content::Scalar { text, .. } = &self.content { Some(text) } else { None }
    }
}

impl Pair {
    /// A key and its value, where the key has no place of its own.
    #[must_use]
    pub fn new(key: impl Into<Rc<str>>, value: Node) -> Self {
        Self { key: key.into(), at: value.at, value }
    }
}

/// A value without places.
///
/// ```
/// use vitae_core::Value;
/// use vitae_dialect::Node;
/// assert_eq!(Node::from(&Value::from("Mara")).as_text(), Some("Mara"));
/// ```
impl From<&Value> for Node {
    fn from(value: &Value) -> Self {
        let nowhere = Place::default();
        match value {
            Value::Null => Self::plain("null", nowhere),
            Value::Bool(truth) => Self::plain(if *truth { "true" } else { "false" }, nowhere),
            Value::Number(number) => Self::plain(number.as_str(), nowhere),
            Value::String(text) => Self::text(text.as_str(), nowhere),
            Value::Array(items) => Self::list(items.iter().map(Self::from).collect(), nowhere),
            Value::Object(object) => {
                Self::map(object.iter().map(|(key, value)| Pair::new(key, value.into())).collect(), nowhere)
            }
        }
    }
}

fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}
