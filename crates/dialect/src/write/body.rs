//! Free text: `summary` and `highlights` where it has that shape, else `text`.

use super::shapes::rich;
use crate::out::{Out, Pairs};
use vitae_commonmark::write_blocks;
use vitae_core::{Block, List, ListItem};

/// The keys of a body: paragraphs are its summary, one flat list after them its highlights.
pub(super) fn pairs(body: &[Block]) -> Pairs {
    if body.is_empty() {
        return Pairs::new();
    }
    let (paragraphs, list) = match body {
        [paragraphs @ .., Block::List(list)] if is_flat(list) => (paragraphs, Some(list)),
        all => (all, None),
    };
    if !paragraphs.iter().all(|block| matches!(block, Block::Para(_))) {
        return vec![("text".to_owned(), text(body))];
    }
    let mut pairs = Pairs::new();
    if !paragraphs.is_empty() {
        pairs.push(("summary".to_owned(), text(paragraphs)));
    }
    pairs.extend(list.map(|list| ("highlights".to_owned(), Out::Rows(list.items.iter().map(highlight).collect()))));
    pairs
}

fn is_flat(list: &List) -> bool {
    list.ordered.is_none() && list.items.iter().all(|item| item.children.is_empty())
}

/// CommonMark, in which items keep their tags.
pub(super) fn text(blocks: &[Block]) -> Out {
    Out::Prose(write_blocks(blocks))
}

/// A bullet: its text, or a map where it has tags.
fn highlight(item: &ListItem) -> Out {
    if item.tags.is_empty() {
        return rich(&item.line);
    }
    let tags = item.tags.iter().map(|tag| Out::Phrase(tag.to_string())).collect();
    Out::Map(vec![("text".to_owned(), rich(&item.line)), ("tags".to_owned(), Out::Side(tags))])
}
