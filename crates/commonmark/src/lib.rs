//! Rich text inside data formats: a [`Line`] or a [`Body`] as CommonMark, and back.
//!
//! Two laws hold for everything that the model can say, up to 64 containers deep:
//!
//! * `parse_line(&write_line(&line)) == line`
//! * `parse_blocks(&write_blocks(&blocks)) == normal_blocks(blocks)`
//!
//! and one for everything that a person can type: reading never fails, and never drops what is visible.
//!
//! # The dialect
//!
//! Plain CommonMark, without extensions: no tables, no smart punctuation, no bare addresses that turn into links.
//!
//! | model | written | also read |
//! |---|---|---|
//! | strong, emphasis | `**a**`, `*a*` | `__a__`, `_a_`, `<strong>` `<b>`, `<em>` `<i>` |
//! | code | `` `a` `` | `<code>` |
//! | lowered, raised | `<sub>a</sub>`, `<sup>a</sup>` | |
//! | link | `[a](url)` | `<a href="url">` |
//! | language | `<span lang="de">a</span>` | |
//! | break | `<br>` in a line, backslash and line feed in blocks | `<br/>`, two spaces and line feed |
//! | paragraph | text, never wrapped | |
//! | bullets, numbers | `-`, `1.` (`1)` where two numbered lists meet) | `*`, `+` |
//! | labels of an item | `<!-- tags: ["a"] -->` after its line | the same, alone in the item |
//! | quote, preformatted text | `> a`, a fence | indented code, `~~~` |
//!
//! What CommonMark knows and the model does not stays in sight:
//!
//! | source | read as |
//! |---|---|
//! | any other tag, comment or HTML block (`Vec<T>`) | its own characters |
//! | `<https://a.example>` | the bare address (normal form N5); `<std::string>` leads nowhere and stays as it is |
//! | heading | a paragraph, strong |
//! | thematic break | a paragraph with its own characters |
//! | link reference `[a]: url`, and `[a]` | its own characters |
//! | info string of a fence | a paragraph before the text |
//! | title of a link | text in parentheses after it |
//! | image | its description, linked to its address |
//! | a link around nothing, an image inside a link | the address as text, if no other text carries it |
//! | a number that leaps (`2016. a`, `2018. b`) | the start of a new list |
//! | containers deeper than 64 | paragraphs, in order |
//! | a link of so many runs that copies of its address would take more than 64 KiB | linked that far, text after that |
//!
//! # Writing
//!
//! A writer climbs a ladder, from what a person would have typed to what no reader can mistake, and takes the first form that
//! reads back equal ([`write_line`]).

mod block;
mod comment;
mod document;
mod escape;
mod inline;
mod ladder;
mod nest;
mod source;
mod tag;
mod write;

pub use document::{Inline, heading_spellings, paragraph_spellings};

#[cfg(test)]
#[path = "../tests/support/mod.rs"]
mod support;

use vitae_core::{Block, Body, Line, Run, normal_blocks};

/// Where something may begin, end or be escaped, in bytes: marks, line ends, markers of items and quotations.
///
/// A text has no more pieces than it has of these. The parser needs a hundred bytes for each, so who reads a stranger's text counts them
/// before.
///
/// ```
/// assert_eq!(vitae_commonmark::marks("**C** & [D](e)").count(), 7);
/// assert_eq!(vitae_commonmark::marks("- 1. > x-ray v1.0").collect::<Vec<_>>(), [0, 3, 5, 15]);
/// ```
pub fn marks(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let at = |at: Option<usize>| at.and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
    bytes.iter().enumerate().filter_map(move |(i, byte)| {
        let is_mark = match byte {
            b'*' | b'_' | b'`' | b'[' | b']' | b'!' | b'<' | b'>' | b'&' | b'\\' | b'|' | b'~' | b'\n' | b'\r' => true,
            b'-' | b'+' => at(i.checked_add(1)).is_ascii_whitespace(),
            b'.' | b')' => at(i.checked_sub(1)).is_ascii_digit(),
            _ => false,
        };
        is_mark.then_some(i)
    })
}

/// Reads one line of rich text. What would start a block at the start of a line (`1. x`, `# x`, `---`) is text here. Paragraphs
/// become one line with breaks. Empty if nothing is visible.
///
/// ```
/// use vitae_commonmark::parse_line;
/// use vitae_core::{Run, Style};
///
/// let line = parse_line("1. Ported **all** of it to C# &amp; Vec<T>");
/// assert_eq!(line.plain(), "1. Ported all of it to C# & Vec<T>");
/// assert_eq!(line.runs()[1], Run::styled("all", Style::strong()));
/// ```
#[must_use]
pub fn parse_line(text: &str) -> Line {
    // Most lines are plain, and a parser takes a hundred times as long to find that out.
    if !text.contains(['\\', '`', '*', '_', '[', '<', '&', '\n', '\r']) {
        return Line::text(text).unwrap_or_default();
    }
    read_line(text)
}

/// A line that may have marks.
fn read_line(text: &str) -> Line {
    let mut runs: Vec<Run> = Vec::new();
    for paragraph in source::lines(text) {
        runs.push(Run::Break);
        runs.extend(block::read_line(&paragraph));
    }
    Line::new(runs).unwrap_or_default()
}

/// Writes one line of rich text, as one physical line.
///
/// ```
/// use vitae_commonmark::write_line;
/// use vitae_core::{Line, Run, Style};
///
/// let line = Line::new([Run::plain("5 * 3, "), Run::styled("snake_case", Style::strong()), Run::plain(", <b> & `")]).unwrap();
/// assert_eq!(write_line(&line), "5 * 3, **snake_case**, <b> & `");
/// assert_eq!(write_line(&Line::text("*not* emphasis").unwrap()), r"\*not\* emphasis");
/// ```
#[must_use]
pub fn write_line(line: &Line) -> String {
    ladder::line(line)
}

/// Reads blocks of rich text, in normal form.
///
/// ```
/// use vitae_commonmark::parse_blocks;
/// use vitae_core::Block;
///
/// let body = parse_blocks("Took over in a bad year.\n\n- Grew the team\n- Closed the books <!-- tags: [\"finance\"] -->\n");
/// assert!(matches!(&body[..], [Block::Para(_), Block::List(list)] if list.items.len() == 2));
/// ```
#[must_use]
pub fn parse_blocks(text: &str) -> Body {
    normal_blocks(block::read(&source::prepared(text)))
}

/// Writes blocks of rich text: paragraphs unwrapped, no line feed at the end.
///
/// ```
/// use vitae_commonmark::{parse_blocks, write_blocks};
///
/// let text = "2016\\. Founded the company.\n\n- Grew it\n  - to *ten*\n- Sold it";
/// assert_eq!(write_blocks(&parse_blocks(text)), text);
/// ```
#[must_use]
pub fn write_blocks(blocks: &[Block]) -> String {
    write::blocks(blocks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_line_without_marks_is_what_a_parser_finds(text in "[a-c .,;:!#>\\]()+=\\-0-9\t\u{a0}\u{1}é~|$^\"'{}/?]{0,16}") {
            prop_assert_eq!(parse_line(&text), read_line(&text));
        }
    }
}
