//! What the CommonMark parser is given: the text, less what no format can hold, with two things arranged for.
//!
//! * A link reference definition (`[a]: url`) would vanish from the text. It needs `]` and `:` side by side, so a guard goes
//!   between them.
//! * In a line there are no blocks. A lead goes before it, so that nothing stands at the start of a line, and its line feeds become
//!   spaces, those that break the line with a mark.
//!
//! Guard, lead and marks are made of characters that no value of the model can hold, or of white space at an edge. They are
//! gone as soon as text becomes a `Line` or a `Url`, without anybody having to remember them.

use std::borrow::Cow;

use vitae_core::is_allowed;

/// Keeps `]` and `:` apart. A character that is neither space nor punctuation to CommonMark, and forbidden in the model.
const GUARD: char = '\u{FFFF}';

/// Stands where a line breaks. Forbidden in the model too.
pub(crate) const BREAK: char = '\u{FFFE}';

/// Stands where a line breaks at a backslash.
const BACKSLASH_BREAK: &str = " \u{FFFE}\u{FFFE}";

/// Something that starts a paragraph, and then white space, so that the next mark finds the start of a line beside it.
const LEAD: &str = "\u{FFFF}\u{2003}";

/// The text without forbidden characters, with line feeds alone for line ends, and guarded.
pub(crate) fn prepared(text: &str) -> Cow<'_, str> {
    let sound = |c: char| c != '\r' && is_allowed(c);
    if text.chars().all(sound) && !text.contains("]:") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().filter(|&c| is_allowed(c)).peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push('\n');
            }
            ':' if out.ends_with(']') => out.extend([GUARD, ':']),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// The paragraphs of a text that is meant as one line, each led and on one line of its own.
pub(crate) fn lines(text: &str) -> Vec<String> {
    let text = prepared(text);
    let mut paragraphs = Vec::new();
    let mut open = false;
    for line in text.split('\n') {
        if line.trim_matches([' ', '\t']).is_empty() {
            open = false;
        } else if let Some(paragraph) = paragraphs.last_mut().filter(|_| open) {
            join(paragraph, line);
        } else {
            paragraphs.push(format!("{LEAD}{line}"));
            open = true;
        }
    }
    paragraphs
}

/// Appends the next line of a paragraph. A backslash or two spaces at the end of the one before break the line there.
fn join(paragraph: &mut String, next: &str) {
    let backslashes = paragraph.len() - paragraph.trim_end_matches('\\').len();
    if backslashes % 2 == 1 {
        paragraph.pop();
        paragraph.push_str(BACKSLASH_BREAK);
    } else if paragraph.ends_with("  ") {
        paragraph.push(BREAK);
    }
    paragraph.push(' ');
    paragraph.push_str(next);
}

/// A code span that a line break fell into: there the backslash was a backslash.
pub(crate) fn code_text(text: &str) -> Cow<'_, str> {
    if text.contains(BREAK) { Cow::Owned(text.replace(BACKSLASH_BREAK, "\\")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_is_given_as_it_is() {
        assert!(matches!(prepared("# a\n\n- [b](c): d"), Cow::Borrowed(_)));
    }

    #[test]
    fn line_ends_definitions_and_forbidden_characters() {
        assert_eq!(prepared("a\r\nb\rc\0\u{FFFF}"), "a\nb\nc");
        assert_eq!(prepared("[a]:b\n[c]\u{1}: d"), "[a]\u{FFFF}:b\n[c]\u{FFFF}: d");
    }

    #[test]
    fn a_line_has_no_line_feeds() {
        assert_eq!(lines(""), [""; 0]);
        assert_eq!(
            lines(" \n# a\n- b  \nc\\\nd\\\\\n1. e\n\n \nf"),
            ["\u{FFFF}\u{2003}# a - b  \u{FFFE} c \u{FFFE}\u{FFFE} d\\\\ 1. e", "\u{FFFF}\u{2003}f"]
        );
    }
}
