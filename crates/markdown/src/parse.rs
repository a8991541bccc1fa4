//! From Markdown to an outline.

use crate::blocks::{self, LeftOut};
use crate::front::{self, usual_title};
use crate::state::State;
use std::ops::Range;
use vitae_core::{Context, Diagnostic, Kind, Location, Result, Source};
use vitae_outline::{Head, Kind as Block, Outline};

/// The outline of a document. Any text is Markdown: there are no errors but those of encoding and size.
///
/// ```
/// use vitae_core::{Context, Source};
/// use vitae_outline::{Part, Role};
/// let text = "# Mara Lindqvist\n\n## Experience\n\n### Engineer\n\n**DropNet** | 2010 - 2016\n";
/// let outline = vitae_markdown::parse(&Source::new(text.as_bytes()), &mut Context::default())?;
/// let meta = &outline.blocks[3];
/// assert_eq!(meta.part, Some(Part::Meta));
/// assert_eq!(meta.runs[0].role, Some(Role::Organization));
/// # Ok::<(), vitae_core::Error>(())
/// ```
///
/// # Errors
/// When the source is not UTF-8, or has more blocks than `cx.limits` allows.
pub fn parse(source: &Source<'_>, cx: &mut Context) -> Result<Outline> {
    let text = source.text()?;
    let front = front::split(text);
    let found = blocks::read(text.get(front.end..).unwrap_or_default());
    let nodes = cx.limits.check_nodes(found.blocks.len());
    nodes.map_err(|error| error.at(Location::in_text(text, 0..0)))?;

    let mut places = Places::new(text);
    for (key, at) in &front.unknown {
        let message = format!("the front matter says `{key}`, which a résumé has no place for: it was left out");
        let note = Diagnostic::new(Kind::Note, "front-matter-not-carried", message);
        cx.report.push(note.at(places.of(at.clone())));
    }
    let mut state = State::new(front.lang.as_ref());
    let mut outline = Outline {
        head: Head { lang: front.lang, direction: front.direction, facts: found.said.facts, ..Head::default() },
        blocks: Vec::with_capacity(found.blocks.len()),
    };
    let shifted = |at: Range<usize>| at.start + front.end..at.end + front.end;
    for (block, at) in found.blocks {
        let at = places.of(shifted(at));
        for _ in 0..block.said.bare {
            outline.blocks.pop_if(|bullet| bullet.runs.is_empty() && matches!(bullet.kind, Block::Item { .. }));
        }
        if let Some(mut block) = state.read(block) {
            block.at = Some(at);
            outline.blocks.push(block);
        }
    }
    let mut places = Places::new(text);
    for (what, at) in found.left_out {
        cx.report.push(left_out(what).at(places.of(shifted(at))));
    }
    outline.head.title = front.title.unwrap_or_else(|| usual_title(&outline));
    Ok(outline)
}

fn left_out(what: LeftOut) -> Diagnostic {
    let (kind, code, message) = match what {
        LeftOut::Comment => (Kind::Note, "comment-not-carried", "comments are not carried over"),
        LeftOut::Info => (Kind::Note, "code-language-not-carried", "the language of code is not carried over"),
        LeftOut::Table => (Kind::Changed, "table-flattened", "a table became lines, its cells separated by “ · ”"),
    };
    Diagnostic::new(kind, code, message)
}

/// Finds lines and columns of places that come in order, in one pass over the text.
struct Places<'t> {
    text: &'t str,
    at: usize,
    line: usize,
    column: usize,
}

impl<'t> Places<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, at: 0, line: 1, column: 1 }
    }

    fn of(&mut self, bytes: Range<usize>) -> Location {
        if bytes.start < self.at {
            *self = Self::new(self.text);
        }
        let passed = self.text.get(self.at..bytes.start).unwrap_or_default();
        for c in passed.chars() {
            (self.line, self.column) = if c == '\n' { (self.line + 1, 1) } else { (self.line, self.column + 1) };
        }
        self.at += passed.len();
        // A block ends where its text does.
        let end = bytes.start + self.text.get(bytes.clone()).unwrap_or_default().trim_end().len();
        Location::Text { bytes: bytes.start..end, line: self.line, column: self.column }
    }
}
