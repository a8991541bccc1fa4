//! Lines, lists and quotations as the flat blocks of a document, and back.

use crate::facts::{self, Facts};
use crate::outline::{Block, Kind, Run};
use vitae_core::{Block as Text, Body, Line, List, ListItem, Run as Piece, Value, normal_blocks};

/// The line that runs make; a line feed in a run is a break.
///
/// ```
/// use vitae_outline::{Run, line_of};
/// assert_eq!(line_of(&[Run::plain("a"), Run::plain(" b")]).unwrap().plain(), "a b");
/// ```
#[must_use]
pub fn line_of(runs: &[Run]) -> Option<Line> {
    Line::new(runs.iter().flat_map(pieces))
}

fn pieces(run: &Run) -> Vec<Piece> {
    let mut out = Vec::new();
    for (i, part) in run.text.split('\n').enumerate() {
        if i > 0 {
            out.push(Piece::Break);
        }
        out.push(Piece::styled(part, run.style.clone()));
    }
    out
}

/// The runs of a line.
#[must_use]
pub fn runs_of(line: &Line) -> Vec<Run> {
    let run = |piece: &Piece| match piece {
        Piece::Text { text, style } => Run::plain(text.as_ref()).styled(style.clone()),
        Piece::Break => Run::plain("\n"),
    };
    line.runs().iter().map(run).collect()
}

/// Text as flat blocks: lists become levels and numbers, quotations a depth.
///
/// ```
/// use vitae_core::{Block, Line};
/// use vitae_outline::{blocks_of, body_of};
/// let body = vec![Block::Quote(vec![Block::Para(Line::text("Said.").unwrap())])];
/// let blocks = blocks_of(&body);
/// assert_eq!(blocks[0].quote, 1);
/// assert_eq!(body_of(&blocks), body);
/// ```
#[must_use]
pub fn blocks_of(body: &[Text]) -> Vec<Block> {
    let mut out = Vec::new();
    flatten(&mut out, body, 0, 0);
    out
}

fn flatten(out: &mut Vec<Block>, body: &[Text], level: u8, quote: u8) {
    let mut after_quote = false;
    for text in body {
        let is_quote = matches!(text, Text::Quote(_));
        let begin = out.len();
        match text {
            Text::Para(line) => out.push(Block { level, quote, runs: runs_of(line), ..Block::new(Kind::Paragraph) }),
            Text::Pre(code) => out.push(Block { level, quote, runs: vec![Run::plain(code)], ..Block::new(Kind::Pre) }),
            Text::Quote(inner) => flatten(out, inner, level, quote.saturating_add(1)),
            Text::List(list) => {
                let level = level.saturating_add(1);
                for (number, item) in (list.ordered.unwrap_or(1)..).zip(&list.items) {
                    let kind = Kind::Item { number: list.ordered.map(|_| number) };
                    let mut bullet = Block { level, quote, runs: runs_of(&item.line), ..Block::new(kind) };
                    // A bullet with nothing beside it shows nothing, and no format could keep it apart from its children.
                    if bullet.runs.is_empty() {
                        flatten(out, &item.children, level, quote);
                        continue;
                    }
                    if !item.tags.is_empty() {
                        let tags = item.tags.iter().map(|tag| Value::from(tag.as_str())).collect();
                        facts::add(&mut bullet.facts, "tags", Value::Array(tags));
                    }
                    out.push(bullet);
                    flatten(out, &item.children, level, quote);
                }
            }
            _ => {}
        }
        if let (true, true, Some(first)) = (after_quote, is_quote, out.get_mut(begin)) {
            facts::add(&mut first.facts, "apart", facts::of_number(usize::from(quote.saturating_add(1))));
        }
        after_quote = is_quote;
    }
}

/// Text from flat blocks: lists are rebuilt from levels and numbers, quotations from their depth. In normal form.
#[must_use]
pub fn body_of(blocks: &[Block]) -> Body {
    normal_blocks(nested(blocks, 0, 0))
}

fn nested(blocks: &[Block], level: u8, quote: u8) -> Body {
    let mut out = Body::new();
    let mut rest = blocks;
    while let Some(first) = rest.first() {
        let length = if is_bullet(first, level, quote) {
            let is_item = |block: &Block| matches!(block.kind, Kind::Item { .. });
            let inside = |block: &Block| block.level > first.level || (block.level == first.level && !is_item(block));
            let length = 1 + count(rest.get(1..), inside);
            let children = nested(rest.get(1..length).unwrap_or_default(), first.level, quote);
            let tags = Facts::of(first.facts.as_deref()).tags();
            let item = ListItem { line: line_of(&first.runs).unwrap_or_default(), children, tags };
            push_item(&mut out, first.kind, item);
            length
        } else if first.quote > quote {
            let inside = |block: &Block| block.quote > quote && !begins_quote(block, quote.saturating_add(1));
            let length = 1 + count(rest.get(1..), inside);
            out.push(Text::Quote(nested(rest.get(..length).unwrap_or_default(), level, quote.saturating_add(1))));
            length
        } else {
            out.extend(paragraph(first));
            1
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}

/// True for a block that begins another quotation than the one above it.
fn begins_quote(block: &Block, depth: u8) -> bool {
    block.facts.is_some() && Facts::of(block.facts.as_deref()).is_apart(depth)
}

/// A bullet deeper than this. One that no other holds, as after an edit, is a bullet all the same.
fn is_bullet(block: &Block, level: u8, quote: u8) -> bool {
    matches!(block.kind, Kind::Item { .. }) && block.level > level && block.quote == quote
}

fn count(blocks: Option<&[Block]>, belongs: impl Fn(&Block) -> bool) -> usize {
    blocks.unwrap_or_default().iter().take_while(|block| belongs(block)).count()
}

/// Adds a bullet to the list that it continues, or begins a new one.
fn push_item(out: &mut Body, kind: Kind, item: ListItem) {
    let number = if let Kind::Item { number } = kind { number } else { None };
    if let Some(Text::List(list)) = out.last_mut() {
        let next = list.ordered.and_then(|start| start.checked_add(u32::try_from(list.items.len()).ok()?));
        if list.ordered.is_none() == number.is_none() && next == number {
            list.items.push(item);
            return;
        }
    }
    out.push(Text::List(List { ordered: number, items: vec![item] }));
}

fn paragraph(block: &Block) -> Option<Text> {
    match block.kind {
        Kind::Pre => Some(Text::Pre(block.text())),
        _ => line_of(&block.runs).map(Text::Para),
    }
}
