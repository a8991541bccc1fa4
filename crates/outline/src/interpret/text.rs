//! From the flat blocks of a document back to lines, lists and quotations.

use crate::outline::{Block, Kind, Run};
use vitae_core::{Block as Text, Body, Line, List, ListItem, Run as Piece, normal_blocks};

/// The line that runs make.
pub(super) fn line(runs: &[Run]) -> Option<Line> {
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

/// Blocks of text: lists are rebuilt from levels and numbers, quotations from their depth.
pub(super) fn body(blocks: &[Block]) -> Body {
    normal_blocks(nested(blocks, 0, 0))
}

fn nested(blocks: &[Block], level: u8, quote: u8) -> Body {
    let mut out = Body::new();
    let mut rest = blocks;
    while let Some(first) = rest.first() {
        let length = if is_bullet(first, level.saturating_add(1), quote) {
            let deeper =
                |block: &Block| (block.level > level || block.quote > quote) && !is_bullet(block, first.level, quote);
            let length = 1 + count(rest.get(1..), deeper);
            let children = nested(rest.get(1..length).unwrap_or_default(), first.level, quote);
            let item = ListItem { line: line(&first.runs).unwrap_or_default(), children, ..ListItem::default() };
            push_item(&mut out, first.kind, item);
            length
        } else if first.quote > quote {
            let length = count(Some(rest), |block| block.quote > quote);
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

fn is_bullet(block: &Block, level: u8, quote: u8) -> bool {
    matches!(block.kind, Kind::Item { .. }) && block.level == level && block.quote == quote
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
        _ => line(&block.runs).map(Text::Para),
    }
}
