//! The front matter: a few lines about the document, before its text.
//!
//! It is ours to split: to a CommonMark parser it is a rule and a heading. Values are what YAML has for a phrase: as it is, between
//! quotes, or folded over several lines.

#[cfg(feature = "read")]
use crate::left_out::{LeftOut, Remarks};
#[cfg(feature = "read")]
use std::ops::Range;
#[cfg(feature = "read")]
use vitae_core::Lang;
use vitae_core::{Dir, Text};
#[cfg(feature = "write")]
use vitae_outline::Head;
#[cfg(feature = "read")]
use vitae_outline::{Role, Run};

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
    /// What it says of the person.
    pub said: Vec<Run>,
    /// Keys that are not ours, or whose value is none of theirs, and comments.
    pub left_out: Remarks,
    /// Where the text begins.
    pub end: usize,
}

/// Splits the front matter off. What only begins like one is text.
#[cfg(feature = "read")]
pub(crate) fn split(text: &str) -> Front {
    read(text).unwrap_or_default()
}

/// A key, its value, and where they stand.
#[cfg(feature = "read")]
type Entry<'t> = (&'t str, String, Range<usize>);

#[cfg(feature = "read")]
fn read(text: &str) -> Option<Front> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let mut at = first.len();
    let mut front = Front::default();
    let mut entry = None;
    for line in lines {
        let range = at..at + line.trim_end().len();
        at += line.len();
        let content = line.trim_end();
        if matches!(content, "---" | "...") {
            front.take(entry);
            front.end = at;
            return Some(front);
        }
        if content.starts_with('#') {
            front.left_out.push(LeftOut::Comment, range);
            continue;
        }
        if content.is_empty() {
            continue;
        }
        if line.starts_with([' ', '\t', '-', ']', '}']) {
            // The value of the key above goes on.
            let (_, value, whole): &mut Entry<'_> = entry.as_mut()?;
            value.push(' ');
            value.push_str(content.trim());
            whole.end = range.end;
            continue;
        }
        let (key, value) = content.split_once(':')?;
        if !(value.is_empty() || value.starts_with([' ', '\t'])) || key.contains(char::is_whitespace) {
            return None;
        }
        front.take(entry.replace((key, value.trim().to_owned(), range)));
    }
    None
}

/// Keys of others that say who a document is about.
#[cfg(feature = "read")]
const PERSON: &[(&str, Role)] = &[
    ("name", Role::Name),
    ("author", Role::Name),
    ("headline", Role::Headline),
    ("position", Role::Headline),
    ("jobtitle", Role::Headline),
    ("job_title", Role::Headline),
    ("tagline", Role::Headline),
    ("email", Role::Contact),
    ("e-mail", Role::Contact),
    ("mail", Role::Contact),
    ("phone", Role::Contact),
    ("tel", Role::Contact),
    ("mobile", Role::Contact),
    ("website", Role::Contact),
    ("homepage", Role::Contact),
    ("web", Role::Contact),
    ("url", Role::Contact),
];

/// What a key says, if that is one thing. An address is only believed if it is one.
#[cfg(feature = "read")]
fn said(role: Role, value: &str) -> Option<Run> {
    let is_list = value.starts_with(['[', '{', '-', '|', '>', '&', '*']);
    let leads = value.contains(['@', '.', '/']) || value.chars().filter(char::is_ascii_digit).count() >= 5;
    let sound = !value.is_empty() && !is_list && (role != Role::Contact || leads);
    sound.then(|| Run::role(value, role))
}

#[cfg(feature = "read")]
impl Front {
    /// Takes what a line says, if it is ours and the first to say it.
    fn take(&mut self, entry: Option<Entry<'_>>) {
        let Some((key, value, at)) = entry else { return };
        let plain = unquoted(&value);
        let known = match key {
            "vitae" => plain == "1",
            "language" | "lang" if self.lang.is_none() => {
                self.lang = Lang::new(&plain);
                self.lang.is_some()
            }
            "direction" | "dir" if self.direction.is_none() => {
                self.direction = [Dir::Ltr, Dir::Rtl].into_iter().find(|dir| dir.as_str() == plain);
                self.direction.is_some()
            }
            "title" if self.title.is_none() => {
                self.title = Some(Text::new(&plain));
                true
            }
            _ => false,
        };
        let person = PERSON.iter().find(|(name, _)| key.eq_ignore_ascii_case(name));
        if let Some((_, role)) = person
            && let Some(run) = said(*role, &plain)
        {
            self.said.push(run);
            self.left_out.push(LeftOut::Person(format!("{key}: {}", value.trim())), at);
        } else if !known {
            let words = format!("{key}: {}", value.trim()).trim_end().to_owned();
            // A list of languages is what somebody speaks.
            let is_ours = matches!(key, "vitae" | "language" | "lang" | "direction" | "dir" | "title")
                && !value.trim_start().starts_with(['-', '[', '{']);
            self.left_out.push(if is_ours { LeftOut::Line(words) } else { LeftOut::Kept(words) }, at);
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
