//! The normal form of blocks: no empty ones, one list where two read as one, and no deeper than every format can hold.

use super::{Block, Body, Line, List, ListItem, MAX_LIST_START, clean};

/// How many containers (items of lists, quotations) may stand in each other. The normal form takes the text of deeper ones out of
/// them: no page is wide enough for it, and whoever goes through blocks by recursion needs no more stack than this many steps.
pub const MAX_BLOCK_DEPTH: usize = 64;

/// The normal form of blocks (N1, N3, N6): empty ones vanish, neighbouring lists that are one list become one, and what stands in
/// more than [`MAX_BLOCK_DEPTH`] items and quotations is text in the innermost of these.
///
/// ```
/// use vitae_core::{Block, Line, normal_blocks};
/// let para = Block::Para(Line::text("One.").unwrap());
/// assert_eq!(normal_blocks(vec![Block::Quote(vec![]), para.clone()]), [para]);
/// ```
#[must_use]
pub fn normal_blocks(blocks: Vec<Block>) -> Body {
    normal(blocks, 0)
}

/// As [`normal_blocks`], inside so many containers.
fn normal(blocks: Vec<Block>, depth: usize) -> Body {
    let blocks = if depth < MAX_BLOCK_DEPTH { blocks } else { flat(blocks) };
    let mut out: Body = Vec::with_capacity(blocks.len());
    for block in blocks {
        let Some(block) = normal_block(block, depth + 1) else { continue };
        match (out.last_mut(), block) {
            (Some(Block::List(before)), Block::List(mut list)) if continues(before, &list) => {
                before.items.append(&mut list.items);
            }
            (_, block) => out.push(block),
        }
    }
    out
}

/// True when `list` reads as the continuation of `before`.
fn continues(before: &List, list: &List) -> bool {
    match (before.ordered, list.ordered) {
        (None, None) => true,
        (Some(start), Some(next)) => {
            u32::try_from(before.items.len()).is_ok_and(|n| start.checked_add(n) == Some(next))
        }
        _ => false,
    }
}

fn normal_block(block: Block, depth: usize) -> Option<Block> {
    match block {
        Block::Para(line) => (!line.is_empty()).then_some(Block::Para(line)),
        Block::List(list) => {
            let items: Vec<_> = list.items.into_iter().filter_map(|item| normal_item(item, depth)).collect();
            let ordered = list.ordered.map(|start| start.min(MAX_LIST_START));
            (!items.is_empty()).then_some(Block::List(List { ordered, items }))
        }
        Block::Quote(blocks) => {
            let blocks = normal(blocks, depth);
            (!blocks.is_empty()).then_some(Block::Quote(blocks))
        }
        Block::Pre(text) => {
            let text = clean(&text);
            let text = text.trim_end_matches('\n');
            (!text.trim().is_empty()).then(|| Block::Pre(text.to_owned()))
        }
    }
}

fn normal_item(item: ListItem, depth: usize) -> Option<ListItem> {
    let ListItem { mut line, children, tags } = item;
    let mut children = normal(children, depth);
    if line.is_empty()
        && let Some(Block::Para(_)) = children.first()
        && let Block::Para(first) = children.remove(0)
    {
        line = first;
    }
    (!line.is_empty() || !children.is_empty()).then_some(ListItem { line, children, tags })
}

/// The text in some blocks, in order, however deep it stands. Numbers and labels stay with it as text.
fn flat(blocks: Vec<Block>) -> Body {
    enum Piece {
        Block(Block),
        Item(Option<u32>, ListItem),
    }
    let mut out = Body::new();
    let para = |text: String| Line::text(&text).map(Block::Para);
    let mut waiting: Vec<_> = blocks.into_iter().rev().map(Piece::Block).collect();
    while let Some(piece) = waiting.pop() {
        match piece {
            Piece::Block(Block::Quote(inner)) => waiting.extend(inner.into_iter().rev().map(Piece::Block)),
            Piece::Block(Block::List(list)) => {
                let numbers = (0..).map(|n| list.ordered.map(|start| start.saturating_add(n).min(MAX_LIST_START)));
                let items: Vec<_> = numbers.zip(list.items).collect();
                waiting.extend(items.into_iter().rev().map(|(number, item)| Piece::Item(number, item)));
            }
            Piece::Block(leaf) => out.push(leaf),
            Piece::Item(number, item) => {
                out.extend(number.and_then(|number| para(format!("{number}."))));
                out.push(Block::Para(item.line));
                let tags: Vec<_> = item.tags.iter().map(|tag| tag.as_str()).collect();
                out.extend(para(tags.join(", ")));
                waiting.extend(item.children.into_iter().rev().map(Piece::Block));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    fn line(text: &str) -> Line {
        Line::text(text).unwrap()
    }

    #[test]
    fn lists_merge_when_they_read_as_one() {
        let item = |t: &str| ListItem::new(Line::text(t).unwrap());
        let list = |ordered, t: &str| Block::List(List { ordered, items: vec![item(t)] });
        let merged = normal_blocks(vec![
            list(None, "a"),
            list(None, "b"),
            list(Some(3), "c"),
            list(Some(4), "d"),
            list(Some(1), "e"),
        ]);
        let lengths: Vec<_> = merged
            .iter()
            .map(|b| if let Block::List(l) = b { (l.ordered, l.items.len()) } else { (None, 0) })
            .collect();
        assert_eq!(lengths, [(None, 2), (Some(3), 2), (Some(1), 1)]);
    }

    #[test]
    fn an_item_without_a_line_takes_its_first_paragraph() {
        let item = ListItem { children: vec![Block::Para(Line::text("x").unwrap())], ..ListItem::default() };
        let [Block::List(list)] = &normal_blocks(vec![Block::List(List { ordered: None, items: vec![item] })])[..]
        else {
            panic!("one list")
        };
        assert_eq!(list.items[0].line.plain(), "x");
        assert!(list.items[0].children.is_empty());
    }

    #[test]
    fn what_stands_too_deep_is_text_of_the_innermost() {
        let item = |text: &str, children| {
            let tags = [Text::new("long").unwrap()].into_iter().collect();
            Block::List(List { ordered: Some(7), items: vec![ListItem { line: line(text), children, tags }] })
        };
        let innermost = item("below", vec![Block::Pre("code".into())]);
        let deep = (0..3 * MAX_BLOCK_DEPTH).fold(innermost, |inside, _| Block::Quote(vec![inside]));
        let mut body = normal_blocks(vec![deep]);
        assert_eq!(normal_blocks(body.clone()), body);
        for _ in 0..MAX_BLOCK_DEPTH {
            let [Block::Quote(inside)] = &body[..] else { panic!("{body:?}") };
            body = inside.clone();
        }
        let para = |text: &str| Block::Para(line(text));
        assert_eq!(body, [para("7."), para("below"), para("long"), Block::Pre("code".into())]);
    }
}
