//! The front matter: a few lines about the document, before its text.

use vitae_core::{Dir, Lang, Text};
use vitae_outline::Head;

/// The front matter of a document; empty where there is nothing to say.
#[cfg(feature = "write")]
pub(crate) fn write(head: &Head, title: Option<&Text>) -> String {
    let mut lines = String::new();
    for (key, value) in [
        ("language", head.lang.as_ref().map(Lang::as_str)),
        ("direction", head.direction.map(Dir::as_str)),
        ("title", title.map(Text::as_str)),
    ] {
        if let Some(value) = value {
            lines.push_str(&format!("{key}: {value}\n"));
        }
    }
    if lines.is_empty() { String::new() } else { format!("{}{lines}---\n\n", crate::OWN) }
}

/// Splits the front matter off; the offset is where the text begins.
#[cfg(feature = "read")]
pub(crate) fn split(text: &str) -> (Head, &str) {
    let mut head = Head::default();
    let whole = (head.clone(), text);
    let Some(rest) = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n")) else { return whole };
    let mut at = text.len() - rest.len();
    for line in rest.split_inclusive('\n') {
        at += line.len();
        let line = line.trim_end();
        if line == "---" {
            return (head, text.get(at..).unwrap_or_default());
        }
        let Some((key, value)) = line.split_once(':') else { return whole };
        match key {
            "language" | "lang" => head.lang = Lang::new(value),
            "direction" | "dir" => {
                head.direction = [Dir::Ltr, Dir::Rtl].into_iter().find(|dir| dir.as_str() == value.trim());
            }
            "title" => head.title = Text::new(value),
            _ => {}
        }
    }
    whole
}
