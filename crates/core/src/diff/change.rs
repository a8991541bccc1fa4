//! What a difference is: where, what happened, and how it is said to people and to programs.

use crate::value::Value;
use serde::{Serialize, Serializer, ser::SerializeMap};
use std::fmt;

/// How much of a text is said, in characters.
const SHORT: usize = 80;
/// How much of a long text is said before the place where it differs.
const LEAD: usize = 24;

/// A path to a field: `sections[1].entries[3].dates`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Path(String);

impl Path {
    /// The path of a field in this record.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        let sound = key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
        Self(match (self.0.is_empty(), sound) {
            (_, false) => format!("{}[{key:?}]", self.0),
            (true, true) => key.to_owned(),
            (false, true) => format!("{}.{key}", self.0),
        })
    }

    /// The path of a piece in this list, counted from 0.
    ///
    /// ```
    /// use vitae_core::Path;
    /// assert_eq!(Path::default().key("sections").index(1).key("title").to_string(), "sections[1].title");
    /// ```
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self(format!("{}[{index}]", self.0))
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "resume" } else { &self.0 })
    }
}

/// One difference.
///
/// For programs it is an object with `path`, `kind` (`added`, `removed`, `changed` or `moved`), the values `before` and `after`
/// as far as there are any, and `from`, the path in the first résumé where that is another. Text is a string, a flag `true` or
/// `false`, a list an array; a piece of a list, such as an entry, is the words that name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where: in the second résumé if the piece is there, else in the first.
    pub path: Path,
    /// Where in the first résumé, if the piece was there.
    pub before: Option<Path>,
    /// The section, entry or position that it lies in.
    pub inside: Option<Inside>,
    /// What happened.
    pub what: What,
}

impl Change {
    /// The path from the section, entry or position that it lies in, or from `meta` or `basics`.
    #[must_use]
    pub fn place(&self) -> &str {
        let Some(inside) = &self.inside else {
            let field = self.path.0.split_once('.').filter(|(record, _)| ["meta", "basics"].contains(record));
            return field.map_or(&self.path.0, |(_, field)| field);
        };
        let outer = if matches!(self.what, What::Removed(_)) { &inside.before } else { &inside.path };
        let rest = self.path.0.strip_prefix(outer.0.as_str()).unwrap_or(&self.path.0);
        rest.strip_prefix('.').unwrap_or(rest)
    }
}

/// A section, entry or position that differences lie in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inside {
    /// Its path in the second résumé.
    pub path: Path,
    /// Its path in the first.
    pub before: Path,
    /// What it is, in a few words.
    pub title: String,
}

/// What happened to a field or a piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It is new.
    Added(Shown),
    /// It is gone.
    Removed(Shown),
    /// It has another value.
    Changed {
        /// Before.
        from: Shown,
        /// After.
        to: Shown,
    },
    /// It stands elsewhere in its list. What else is other about it is said beside.
    Moved(Shown),
}

impl What {
    /// Its name for programs.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Added(_) => "added",
            Self::Removed(_) => "removed",
            Self::Changed { .. } => "changed",
            Self::Moved(_) => "moved",
        }
    }
}

/// A value as a difference shows it: short and in words for people, whole for programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    said: Said,
    value: Value,
}

/// How a value is said.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Said {
    /// As it is: the name of a piece, a list, a number.
    Words(String),
    /// A text, in quotes and as far as it is short, after the word for what it is.
    Text(&'static str, String),
}

impl Shown {
    /// A text.
    pub(super) fn text(text: &str) -> Self {
        Self::piece("", text)
    }

    /// A piece that is a text, and what such a piece is called.
    pub(super) fn piece(noun: &'static str, text: &str) -> Self {
        Self { said: Said::Text(noun, text.to_owned()), value: Value::String(text.to_owned()) }
    }

    /// Something that has a name.
    pub(super) fn named(words: impl Into<String>) -> Self {
        let words = words.into();
        Self { value: Value::String(words.clone()), said: Said::Words(words) }
    }

    /// A value of its own.
    pub(super) fn value(words: impl Into<String>, value: Value) -> Self {
        Self { said: Said::Words(words.into()), value }
    }

    /// Several.
    pub(super) fn list(all: impl IntoIterator<Item = Self>) -> Self {
        let (mut words, mut values) = (Vec::new(), Vec::new());
        for one in all {
            words.push(one.to_string());
            values.push(one.value);
        }
        Self { said: Said::Words(words.join(", ")), value: Value::Array(values) }
    }

    /// The whole value.
    ///
    /// ```
    /// use vitae_core::{Difference, Resume, Text, Value, diff};
    /// let mut after = Resume::default();
    /// after.person.name = Text::new("Mara Lindqvist");
    /// let changes = diff(&Resume::default(), &after);
    /// let Difference::Added(name) = &changes[0].what else { panic!("it is new") };
    /// assert_eq!(name.as_value(), &Value::from("Mara Lindqvist"));
    /// ```
    #[must_use]
    pub const fn as_value(&self) -> &Value {
        &self.value
    }

    /// Two values beside each other: of two long texts, the part where they begin to differ.
    #[must_use]
    pub fn beside(&self, other: &Self) -> (String, String) {
        let (Said::Text(noun, a), Said::Text(other_noun, b)) = (&self.said, &other.said) else {
            return (self.to_string(), other.to_string());
        };
        let same = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
        let skipped = if same > SHORT / 2 { same - LEAD } else { 0 };
        let again = if noun == other_noun { "" } else { other_noun };
        (named(noun, quoted(a, skipped)), named(again, quoted(b, skipped)))
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.said {
            Said::Words(words) => f.write_str(words),
            Said::Text(noun, text) => f.write_str(&named(noun, quoted(text, 0))),
        }
    }
}

fn named(noun: &str, text: String) -> String {
    if noun.is_empty() { text } else { format!("{noun} {text}") }
}

/// A text in quotes, from a character on, as far as it is short.
pub(super) fn quoted(text: &str, from: usize) -> String {
    let mut rest = text.chars().skip(from);
    let mut short: String = if from > 0 { "…".into() } else { String::new() };
    short.extend(rest.by_ref().take(SHORT));
    if rest.next().is_some() {
        short.push('…');
    }
    format!("{short:?}")
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.what {
            What::Added(value) => write!(f, "{value} was added"),
            What::Removed(value) => write!(f, "{value} is gone"),
            What::Changed { from, to } => {
                let (from, to) = from.beside(to);
                write!(f, "{from} became {to}")
            }
            What::Moved(piece) => match &self.before {
                Some(from) => write!(f, "{piece} moved here from {from}"),
                None => write!(f, "{piece} moved here"),
            },
        }
    }
}

impl Serialize for Change {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (before, after) = match &self.what {
            What::Added(value) => (None, Some(value)),
            What::Removed(value) => (Some(value), None),
            What::Changed { from, to } => (Some(from), Some(to)),
            What::Moved(piece) => (Some(piece), Some(piece)),
        };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("path", &self.path.to_string())?;
        map.serialize_entry("kind", self.what.name())?;
        if let Some(from) = self.before.as_ref().filter(|before| **before != self.path) {
            map.serialize_entry("from", &from.to_string())?;
        }
        for (key, shown) in [("before", before), ("after", after)] {
            if let Some(shown) = shown {
                map.serialize_entry(key, &shown.value)?;
            }
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(from: &str, to: &str) -> Change {
        let what = What::Changed { from: Shown::text(from), to: Shown::text(to) };
        Change { path: Path::default().key("basics").key("name"), before: None, inside: None, what }
    }

    #[test]
    fn of_long_texts_the_part_that_differs_is_said() {
        let long = "the same words again and again, ".repeat(5);
        let said = changed(&format!("{long}but here"), &format!("{long}and here, {long}")).to_string();
        assert!(
            said.starts_with("\"… words again and again, but here\" became \"… words again and again, and here"),
            "{said}"
        );
        assert!(said.ends_with("…\""), "{said}");
        assert_eq!(changed("a", "b").to_string(), r#""a" became "b""#);
    }

    #[test]
    fn programs_get_whole_values() {
        let long = "long ".repeat(100);
        let value = serde_json::to_value(changed(&long, "short")).unwrap();
        assert_eq!(
            value,
            serde_json::json!({"path": "basics.name", "kind": "changed", "before": long, "after": "short"})
        );
    }
}
