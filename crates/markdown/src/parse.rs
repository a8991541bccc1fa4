//! From Markdown to an outline.

use crate::blocks;
use crate::foreign::Document;
use crate::front::{self, Front};
use crate::left_out::{FRONT, LeftOut, Remarks};
use crate::ours::strangers;
use crate::state::State;
use std::ops::Range;
use vitae_core::{Context, Ext, Location, Places, Result, Source, Value};
use vitae_outline::{Block, Head, Kind, Outline};

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
/// When the source is not UTF-8, or has more lines, or more blocks and marks, than `cx.limits` allows.
pub fn parse(source: &Source<'_>, cx: &mut Context) -> Result<Outline> {
    let text = source.text()?;
    cx.limits.check_text(text.len())?;
    check_marks(text, cx)?;
    let mut front = front::split(text);
    let body = text.get(front.end..).unwrap_or_default();
    let found = blocks::read(body, cx.limits.nodes);
    let end = front.end + found.end;
    cx.limits.check_nodes(found.nodes).map_err(|error| error.at(Location::in_text(text, end..end)))?;
    let places = Places::new(text);
    if let Some(strange) = strangers(text, body, &found, cx.limits.nodes) {
        return foreign(text, front, strange, &places, cx);
    }
    let kept = kept(text, &mut front.left_out, false);
    report(&front.left_out, 0, &places, cx);
    let mut state = State::new(front.lang.as_ref());
    let mut outline = Outline {
        head: Head { lang: front.lang, direction: front.direction, facts: found.said.facts, kept, ..Head::default() },
        blocks: Vec::with_capacity(found.blocks.len()),
    };
    let shifted = |at: Range<usize>| at.start + front.end..at.end + front.end;
    for (block, at) in found.blocks {
        let at = places.locate(ended(text, shifted(at)));
        for _ in 0..block.said.bare {
            outline.blocks.pop_if(|bullet| bullet.runs.is_empty() && matches!(bullet.kind, Kind::Item { .. }));
        }
        if let Some(mut block) = state.read(block) {
            block.at = Some(at);
            outline.blocks.push(block);
        }
    }
    report(&found.left_out, front.end, &places, cx);
    outline.head.title = front.title.unwrap_or_else(|| outline.usual_title());
    Ok(outline)
}

/// A stranger's document: how it looks, and what its front matter says of the person.
fn foreign(text: &str, front: Front, found: Document, places: &Places<'_>, cx: &mut Context) -> Result<Outline> {
    let end = front.end + found.end;
    cx.limits.check_nodes(found.nodes).map_err(|error| error.at(Location::in_text(text, end..end)))?;
    let Front { lang, direction, title, mut left_out, end, said } = front;
    let kept = kept(text, &mut left_out, true);
    report(&left_out, 0, places, cx);
    report(&found.left_out, end, places, cx);
    let block = |(block, at): (Block, Range<usize>)| {
        let at = ended(text, at.start + end..at.end + end);
        Block { at: Some(places.locate(at)), ..block }
    };
    let head = Head { lang, direction, title: title.flatten(), said, kept, ..Head::default() };
    Ok(Outline { head, blocks: found.blocks.into_iter().map(block).collect() })
}

/// What the résumé keeps of a front matter.
fn kept(text: &str, left_out: &mut Remarks, is_strange: bool) -> Ext {
    left_out.first.iter_mut().for_each(|(what, _)| what.settle(is_strange));
    let kept = left_out.first.iter().filter(|(what, _)| matches!(what, LeftOut::Kept(_)));
    let lines: Vec<&str> = kept.filter_map(|(_, at)| text.get(at.clone())).collect();
    let front = (!lines.is_empty()).then(|| (FRONT.to_owned(), Value::from(lines.join("\n").as_str())));
    front.into_iter().collect()
}

/// Says what was left out of a stretch of the text that begins there.
fn report(left_out: &Remarks, begin: usize, places: &Places<'_>, cx: &mut Context) {
    for (what, at) in &left_out.first {
        cx.report.push(what.diagnostic().at(places.locate(at.start + begin..at.end + begin)));
    }
    left_out.more().into_iter().for_each(|more| cx.report.push(more));
}

/// A block ends where its text does.
fn ended(text: &str, at: Range<usize>) -> Range<usize> {
    let length = text.get(at.clone()).unwrap_or_default().trim_end().len();
    at.start..at.start + length
}

/// The parser makes a tree of all marks before it says anything, and few marks of a document become pieces of it: tables have more bars
/// than cells, and a rule of dashes is one.
const MARKS: usize = 4;

/// Refuses a text of more lines and marks than the pieces that it may have need, before the parser makes a tree of them.
fn check_marks(text: &str, cx: &Context) -> Result<()> {
    let most = cx.limits.nodes.saturating_mul(MARKS);
    match vitae_commonmark::marks(text).nth(most) {
        None => Ok(()),
        Some(at) => {
            let passed = cx.limits.check_nodes(cx.limits.nodes.saturating_add(1));
            passed.map_err(|error| error.at(Location::in_text(text, at..at + 1)))
        }
    }
}
