//! Which list an item belongs to.
//!
//! An outline says how deep an item stands and which number is beside it; a Word document says which list it is in, and where
//! that list starts. All bullets are one list, since nothing of it is counted. Numbers are a list for each run of consecutive
//! ones, so that each item shows the number that it has.

use vitae_outline::{Block, Kind};

/// The list of all bullets.
pub(super) const BULLETS: u32 = 1;
/// The list of what a person numbers by the style alone.
pub(super) const NUMBERS: u32 = 2;
/// The first list of numbers of the outline.
const FIRST: u32 = 3;
/// The levels that a list in a Word document has.
pub(super) const LEVELS: u8 = 9;
/// The highest number that Word counts from.
const HIGHEST: u32 = 32_767;

/// What stands before an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    /// What the list says for this level, counted from 0.
    Listed { list: u32, level: u8 },
    /// A number that no list can count to.
    Typed(u32),
}

/// A list of numbers: its id, and the level and number that it starts with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numbered {
    pub id: u32,
    pub level: u8,
    pub start: u32,
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Lists {
    pub numbered: Vec<Numbered>,
    /// The lists that could go on, the deepest last.
    open: Vec<Open>,
}

#[derive(Debug)]
struct Open {
    level: u8,
    quote: u8,
    id: u32,
    next: u32,
}

impl Lists {
    /// What stands before a block, if it is an item. Called once for each block, in order.
    pub(super) fn marker(&mut self, block: &Block) -> Option<Marker> {
        // A paragraph at the depth of a list continues its item; what stands less deep ends it.
        self.open.retain(|open| open.level < block.level || (open.level == block.level && open.quote == block.quote));
        let Kind::Item { number } = block.kind else { return None };
        let level = block.level.clamp(1, LEVELS) - 1;
        let Some(number) = number else {
            self.open.retain(|open| open.level < block.level);
            return Some(Marker::Listed { list: BULLETS, level });
        };
        if number > HIGHEST {
            return Some(Marker::Typed(number));
        }
        let list = self.continued(block, number).unwrap_or_else(|| self.start(block, level, number));
        Some(Marker::Listed { list, level })
    }

    fn continued(&mut self, block: &Block, number: u32) -> Option<u32> {
        let open = self.open.last_mut().filter(|open| open.level == block.level && open.next == number)?;
        open.next += 1;
        Some(open.id)
    }

    fn start(&mut self, block: &Block, level: u8, number: u32) -> u32 {
        self.open.retain(|open| open.level < block.level);
        let id = u32::try_from(self.numbered.len()).unwrap_or(u32::MAX - FIRST) + FIRST;
        self.numbered.push(Numbered { id, level, start: number });
        self.open.push(Open { level: block.level, quote: block.quote, id, next: number + 1 });
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(level: u8, number: Option<u32>) -> Block {
        Block { level, ..Block::new(Kind::Item { number }) }
    }

    fn markers(blocks: &[Block]) -> (Vec<Option<Marker>>, Vec<Numbered>) {
        let mut lists = Lists::default();
        let markers = blocks.iter().map(|block| lists.marker(block)).collect();
        (markers, lists.numbered)
    }

    const fn listed(list: u32, level: u8) -> Option<Marker> {
        Some(Marker::Listed { list, level })
    }

    #[test]
    fn consecutive_numbers_are_a_list_across_what_stands_deeper() {
        let inside = Block { level: 1, ..Block::new(Kind::Paragraph) };
        let blocks = [item(1, Some(3)), inside, item(2, None), item(1, Some(4)), item(2, Some(1)), item(1, Some(5))];
        let (markers, lists) = markers(&blocks);
        assert_eq!(markers, [listed(3, 0), None, listed(1, 1), listed(3, 0), listed(4, 1), listed(3, 0)]);
        assert_eq!(lists, [Numbered { id: 3, level: 0, start: 3 }, Numbered { id: 4, level: 1, start: 1 }]);
    }

    #[test]
    fn a_gap_a_bullet_or_a_paragraph_outside_begins_a_new_list() {
        let outside = Block::new(Kind::Paragraph);
        let blocks = [item(1, Some(1)), item(1, Some(5)), outside, item(1, Some(6)), item(1, None), item(1, Some(7))];
        let (markers, lists) = markers(&blocks);
        assert_eq!(markers, [listed(3, 0), listed(4, 0), None, listed(5, 0), listed(1, 0), listed(6, 0)]);
        assert_eq!(lists.iter().map(|list| list.start).collect::<Vec<_>>(), [1, 5, 6, 7]);
    }

    #[test]
    fn what_word_cannot_count_is_typed_and_what_is_too_deep_stands_at_the_deepest_level() {
        let (markers, lists) = markers(&[item(1, Some(70_000)), item(40, None)]);
        assert_eq!(markers, [Some(Marker::Typed(70_000)), listed(1, 8)]);
        assert!(lists.is_empty());
    }
}
