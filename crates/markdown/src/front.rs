//! The front matter: a few lines about the document, before its text.
//!
//! It is ours to split: to a CommonMark parser it is a rule and a heading. Values are what YAML has for a phrase: as it is, between
//! quotes, or folded over several lines.

#[cfg(feature = "read")]
use std::ops::Range;
#[cfg(feature = "read")]
use vitae_core::Lang;
use vitae_core::{Dir, Text};
#[cfg(feature = "write")]
use vitae_outline::Head;
use vitae_outline::Outline;

/// The title that a document has if nothing else is said: who it is about, and what it is.
pub(crate) fn usual_title(outline: &Outline) -> Option<Text> {
    let words = vitae_core::Words::of(outline.head.lang.as_ref());
    let name = outline.blocks.iter().find(|block| block.part == Some(vitae_outline::Part::Name));
    let name = name.and_then(|block| Text::new(&block.text()));
    let phrase = words.phrases().resume;
    Text::new(&name.map_or_else(|| phrase.to_owned(), |name| format!("{name} – {phrase}")))
}

/// The lines between the fences; empty where there is nothing to say. The title is given if it is not the usual one.
#[cfg(feature = "write")]
pub(crate) fn lines(head: &Head, title: Option<Option<&Text>>) -> String {
    let mut lines = String::new();
    for (key, value) in [
        ("language", head.lang.as_ref().map(|lang| lang.as_str().to_owned())),
        ("direction", head.direction.map(|dir| Dir::as_str(dir).to_owned())),
        ("title", title.map(|title| phrase(title.map(Text::as_str).unwrap_or_default()))),
    ] {
        if let Some(value) = value {
            lines.push_str(&format!("{key}: {value}\n"));
        }
    }
    lines
}

/// A phrase as YAML has it: bare if it is made of words, else between quotes.
#[cfg(feature = "write")]
fn phrase(text: &str) -> String {
    let word = |c: char| c.is_alphanumeric() || " –-_.,()/'’".contains(c);
    let bare =
        text.starts_with(char::is_alphabetic) && text.chars().all(word) && (text.contains(' ') || !text.is_ascii());
    if bare { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}

/// What the front matter says.
#[cfg(feature = "read")]
#[derive(Debug, Default)]
pub(crate) struct Front {
    /// The language.
    pub lang: Option<Lang>,
    /// The direction.
    pub direction: Option<Dir>,
    /// The title, if there is one; `Some(None)` says that there is none.
    pub title: Option<Option<Text>>,
    /// Keys that are not ours, or whose value is none of theirs, and where they stand.
    pub unknown: Vec<(String, Range<usize>)>,
    /// Where the text begins.
    pub end: usize,
}

/// Splits the front matter off. What only begins like one is text.
#[cfg(feature = "read")]
pub(crate) fn split(text: &str) -> Front {
    read(text).unwrap_or_default()
}

#[cfg(feature = "read")]
fn read(text: &str) -> Option<Front> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let mut at = first.len();
    let mut entries: Vec<(&str, String, Range<usize>)> = Vec::new();
    for line in lines {
        let range = at..at + line.trim_end().len();
        at += line.len();
        let content = line.trim_end();
        if matches!(content, "---" | "...") {
            let mut front = Front { end: at, ..Front::default() };
            entries.into_iter().for_each(|(key, value, range)| front.take(key, &value, range));
            return Some(front);
        }
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        if line.starts_with([' ', '\t', '-', ']', '}']) {
            // The value of the key above goes on.
            let (_, value, whole) = entries.last_mut()?;
            value.push(' ');
            value.push_str(content.trim());
            whole.end = range.end;
            continue;
        }
        let (key, value) = content.split_once(':')?;
        if !(value.is_empty() || value.starts_with([' ', '\t'])) || key.contains(char::is_whitespace) {
            return None;
        }
        entries.push((key, value.trim().to_owned(), range));
    }
    None
}

#[cfg(feature = "read")]
impl Front {
    fn take(&mut self, key: &str, value: &str, at: Range<usize>) {
        let value = unquoted(value);
        let known = match key {
            "vitae" => value == "1",
            "language" | "lang" => {
                self.lang = Lang::new(&value);
                self.lang.is_some()
            }
            "direction" | "dir" => {
                self.direction = [Dir::Ltr, Dir::Rtl].into_iter().find(|dir| dir.as_str() == value);
                self.direction.is_some()
            }
            "title" => {
                self.title = Some(Text::new(&value));
                true
            }
            _ => false,
        };
        if !known {
            self.unknown.push((key.to_owned(), at));
        }
    }
}

/// A value without its quotes.
#[cfg(feature = "read")]
fn unquoted(value: &str) -> String {
    if let Some(inner) = value.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        return inner.replace("''", "'");
    }
    serde_json::from_str::<String>(value).unwrap_or_else(|_| value.to_owned())
}
