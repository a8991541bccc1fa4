//! For a format that is a whole document of CommonMark: the inside of its paragraphs, read event by event, and spelled ever more
//! safely until its own reader is content.

use pulldown_cmark::Event;
use vitae_core::{Line, Run};

use crate::block;
use crate::inline::Pieces;
use crate::{escape, ladder};

/// Collects the events inside one paragraph, heading or cell.
///
/// ```
/// use pulldown_cmark::{Event, Parser};
/// use vitae_commonmark::Inline;
/// use vitae_core::{Run, Style};
///
/// let mut inline = Inline::default();
/// let others = Parser::new("a **b**").filter_map(|event| inline.event(event)).count();
/// assert_eq!(others, 2, "the paragraph begins and ends");
/// assert_eq!(inline.runs(), [Run::plain("a "), Run::styled("b", Style::strong())]);
/// ```
#[derive(Default)]
pub struct Inline<'a>(Pieces<'a>);

impl<'a> Inline<'a> {
    /// Takes an event that belongs inside a paragraph; gives back any other.
    pub fn event(&mut self, event: Event<'a>) -> Option<Event<'a>> {
        block::inline(&mut self.0, event)
    }

    /// The runs, not yet in the normal form of a [`Line`].
    #[must_use]
    pub fn runs(self) -> Vec<Run> {
        self.0.runs()
    }
}

/// The spellings of a line that stands on one physical line, safest last.
pub fn heading_spellings(line: &Line) -> impl Iterator<Item = String> {
    ladder::spellings(line, "<br>")
}

/// The spellings of a paragraph, safest last. Breaks are a backslash and a line feed, still without any indentation.
///
/// ```
/// use vitae_commonmark::paragraph_spellings;
/// use vitae_core::Line;
///
/// let line = Line::text("1. *a").unwrap();
/// let all: Vec<_> = paragraph_spellings(&line).collect();
/// assert_eq!(all.first().unwrap(), r"1\. *a");
/// assert_eq!(all.last().unwrap(), r"1\. \*a");
/// ```
pub fn paragraph_spellings(line: &Line) -> impl Iterator<Item = String> {
    ladder::spellings(line, "\\\n").map(escape::starts)
}
