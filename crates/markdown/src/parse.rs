//! From Markdown to an outline.

use crate::blocks::{self, Found};
use crate::front;
use crate::said::Said;
use crate::state::State;
use std::ops::Range;
use vitae_core::{Context, Location, Places, Result, Source};
use vitae_outline::{Head, Kind as Block, Outline, follows_grammar};

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
    check_lines(text, cx)?;
    let front = front::split(text);
    let found = blocks::read(text.get(front.end..).unwrap_or_default(), cx.limits.nodes);
    let end = front.end + found.end;
    cx.limits.check_nodes(found.nodes).map_err(|error| error.at(Location::in_text(text, end..end)))?;

    let places = Places::new(text);
    let blocks = if text.starts_with(crate::OWN) { Ok(found.blocks) } else { ours(found.blocks) };
    let found_blocks = match blocks {
        Ok(blocks) => blocks,
        Err(strangers) => return Ok(foreign(strangers, front, &places)),
    };
    for (what, at) in &front.left_out.first {
        cx.report.push(what.diagnostic().at(places.locate(at.clone())));
    }
    front.left_out.more().into_iter().for_each(|more| cx.report.push(more));
    let mut state = State::new(front.lang.as_ref());
    let mut outline = Outline {
        head: Head { lang: front.lang, direction: front.direction, facts: found.said.facts, ..Head::default() },
        blocks: Vec::with_capacity(found_blocks.len()),
    };
    let shifted = |at: Range<usize>| at.start + front.end..at.end + front.end;
    for (block, at) in found_blocks {
        // A block ends where its text does.
        let at = shifted(at);
        let length = text.get(at.clone()).unwrap_or_default().trim_end().len();
        let at = places.locate(at.start..at.start + length);
        for _ in 0..block.said.bare {
            outline.blocks.pop_if(|bullet| bullet.runs.is_empty() && matches!(bullet.kind, Block::Item { .. }));
        }
        if let Some(mut block) = state.read(block) {
            block.at = Some(at);
            outline.blocks.push(block);
        }
    }
    for (what, at) in &found.left_out.first {
        cx.report.push(what.diagnostic().at(places.locate(shifted(at.clone()))));
    }
    found.left_out.more().into_iter().for_each(|more| cx.report.push(more));
    outline.head.title = front.title.unwrap_or_else(|| outline.usual_title());
    Ok(outline)
}

/// The blocks, if comments, spans or the grammar say what they are; else those of a stranger.
fn ours(blocks: Vec<(Found, Range<usize>)>) -> Result<Vec<(Found, Range<usize>)>, Vec<(Found, Range<usize>)>> {
    if blocks.iter().any(|(found, _)| found.explicit || found.said != Said::default()) {
        return Ok(blocks);
    }
    let plain = blocks.iter().map(|(found, _)| found.block.clone()).collect();
    if follows_grammar(&Outline { blocks: plain, ..Outline::default() }) { Ok(blocks) } else { Err(blocks) }
}

/// A stranger's document, as it is.
fn foreign(blocks: Vec<(Found, Range<usize>)>, front: front::Front, places: &Places<'_>) -> Outline {
    let block = |(found, at): (Found, Range<usize>)| {
        let mut block = found.block;
        block.at = Some(places.locate(at.start + front.end..at.end + front.end));
        block
    };
    let blocks = blocks.into_iter().map(block).collect();
    let head = Head {
        lang: front.lang.clone(),
        direction: front.direction,
        title: front.title.clone().flatten(),
        ..Head::default()
    };
    Outline { head, blocks }
}

/// Refuses a text of more lines than it may have nodes, before the parser makes a tree of them.
fn check_lines(text: &str, cx: &Context) -> Result<()> {
    let lines = text.bytes().filter(|&b| b == b'\n').count();
    cx.limits.check_nodes(lines).map_err(|error| {
        let at = text.match_indices('\n').nth(cx.limits.nodes).map_or(0, |(at, _)| at);
        error.at(Location::in_text(text, at..at))
    })
}
