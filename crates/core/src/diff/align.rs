//! Which piece of one list each piece of another continues.
//!
//! Equal pieces first, in the order of both lists; then, in the gaps between them, pieces that are alike; then pieces that are
//! equal, or much alike, and stand elsewhere. Pieces are told apart by fingerprints, so that long lists cost no more than they
//! must; what is only alike is looked for where there are few.

use super::Piece;
use std::collections::hash_map::DefaultHasher;
use std::collections::{HashMap, HashSet, VecDeque};
use std::fmt::{self, Debug, Write};
use std::hash::Hasher;
use std::ops::Range;

/// How many pairs of pieces are compared to find the longest sequence that two lists share; beyond that, any long one will do.
const PAIRS: usize = 1_000_000;
/// How many pairs of pieces are weighed for likeness in a gap.
const WEIGHED: usize = 10_000;
/// How alike a piece must be to one that stood in the same gap, to be what became of it.
const ALIKE: u32 = 40;
/// How alike it must be to one that stood elsewhere.
const MUCH_ALIKE: u32 = 70;

/// The piece of the first list that a piece of the second continues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// It stands in the same order as its neighbours.
    Here(usize),
    /// It stood elsewhere.
    Elsewhere(usize),
}

/// What each piece of the second list continues, and which pieces of the first are continued by none.
pub(super) struct Aligned {
    pub(super) origins: Vec<Option<Origin>>,
    pub(super) gone: Vec<usize>,
}

/// Aligns two lists.
pub(super) fn align<P: Piece>(before: &[P], after: &[P]) -> Aligned {
    let mut lists = Lists {
        before,
        after,
        olds: before.iter().map(fingerprint).collect(),
        news: after.iter().map(fingerprint).collect(),
        origins: vec![None; after.len()],
    };
    let equal = lists.in_order();
    for &(old, new) in &equal {
        lists.set(new, Origin::Here(old));
    }
    let elsewhere = lists.elsewhere();
    let mut start = (0, 0);
    for &(old, new) in equal.iter().chain([&(before.len(), after.len())]) {
        lists.pair_alike(start.0..old, start.1..new, &elsewhere);
        start = (old + 1, new + 1);
    }
    lists.find_moved()
}

struct Lists<'a, P> {
    before: &'a [P],
    after: &'a [P],
    /// The fingerprints of the pieces.
    olds: Vec<u64>,
    news: Vec<u64>,
    origins: Vec<Option<Origin>>,
}

impl<P: Piece> Lists<'_, P> {
    fn set(&mut self, new: usize, origin: Origin) {
        if let Some(slot) = self.origins.get_mut(new) {
            *slot = Some(origin);
        }
    }

    /// Pairs of equal pieces, in the order of both lists.
    fn in_order(&self) -> Vec<(usize, usize)> {
        let (olds, news) = (&self.olds, &self.news);
        let head = olds.iter().zip(news).take_while(|(a, b)| a == b).count();
        let rest = olds.len().min(news.len()) - head;
        let tail = olds.iter().rev().zip(news.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
        let (olds_end, news_end) = (olds.len() - tail, news.len() - tail);
        let mut pairs: Vec<_> = (0..head).map(|i| (i, i)).collect();
        let old_middle = olds.get(head..olds_end).unwrap_or_default();
        let new_middle = news.get(head..news_end).unwrap_or_default();
        let middle = if old_middle.len().saturating_mul(new_middle.len()) <= PAIRS {
            longest_common(old_middle, new_middle)
        } else {
            long_common(old_middle, new_middle)
        };
        pairs.extend(middle.into_iter().map(|(old, new)| (head + old, head + new)));
        pairs.extend((0..tail).map(|k| (olds_end + k, news_end + k)));
        pairs
    }

    /// Fingerprints that are in both lists: what is equal to a piece elsewhere is no other piece's successor.
    fn elsewhere(&self) -> HashSet<u64> {
        let olds: HashSet<u64> = self.olds.iter().copied().collect();
        self.news.iter().copied().filter(|print| olds.contains(print)).collect()
    }

    /// Inside a gap, each new piece continues the old piece most like it that is left, in order.
    fn pair_alike(&mut self, old_gap: Range<usize>, new_gap: Range<usize>, elsewhere: &HashSet<u64>) {
        if old_gap.len().saturating_mul(new_gap.len()) > WEIGHED {
            return;
        }
        let is_left = |prints: &[u64], at: usize| prints.get(at).is_some_and(|print| !elsewhere.contains(print));
        let alone = old_gap.len() == 1 && new_gap.len() == 1;
        let mut next = old_gap.start;
        for new in new_gap.filter(|&new| is_left(&self.news, new)).collect::<Vec<_>>() {
            let left = (next..old_gap.end).filter(|&old| is_left(&self.olds, old));
            if let Some((score, old)) = self.most_like(new, left)
                && (score >= ALIKE || alone)
            {
                self.set(new, Origin::Here(old));
                next = old + 1;
            }
        }
    }

    /// The old piece that is most like a new one, the first of several.
    fn most_like(&self, new: usize, olds: impl Iterator<Item = usize>) -> Option<(u32, usize)> {
        let piece = self.after.get(new)?;
        let scored = olds.filter_map(|old| Some((self.before.get(old)?.likeness(piece), old)));
        scored.max_by_key(|&(score, old)| (score, std::cmp::Reverse(old)))
    }

    /// What is left of the new pieces may be left of the old ones.
    fn find_moved(mut self) -> Aligned {
        let taken: HashSet<usize> =
            self.origins.iter().flatten().map(|(Origin::Here(old) | Origin::Elsewhere(old))| *old).collect();
        let mut gone: Vec<usize> = (0..self.before.len()).filter(|old| !taken.contains(old)).collect();
        let mut places: HashMap<u64, VecDeque<usize>> = HashMap::new();
        for &old in &gone {
            places.entry(self.olds.get(old).copied().unwrap_or_default()).or_default().push_back(old);
        }
        let mut found: HashSet<usize> = HashSet::new();
        for new in 0..self.after.len() {
            let print = self.news.get(new).filter(|_| self.origins.get(new) == Some(&None));
            if let Some(old) = print.and_then(|print| places.get_mut(print)).and_then(VecDeque::pop_front) {
                self.set(new, Origin::Elsewhere(old));
                found.insert(old);
            }
        }
        gone.retain(|old| !found.contains(old));
        let fresh: Vec<usize> = (0..self.after.len()).filter(|&new| self.origins.get(new) == Some(&None)).collect();
        if gone.len().saturating_mul(fresh.len()) <= WEIGHED {
            for new in fresh {
                if let Some((score, old)) = self.most_like(new, gone.iter().copied())
                    && score >= MUCH_ALIKE
                {
                    self.set(new, Origin::Elsewhere(old));
                    gone.retain(|other| *other != old);
                }
            }
        }
        Aligned { origins: self.origins, gone }
    }
}

/// What a piece is told from others by.
fn fingerprint(piece: &impl Debug) -> u64 {
    struct Print(DefaultHasher);
    impl Write for Print {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            self.0.write(text.as_bytes());
            Ok(())
        }
    }
    let mut print = Print(DefaultHasher::new());
    // Hashing cannot fail, and a value that cannot be shown is as good as another of its kind: equality has the last word.
    let _ = write!(print, "{piece:?}");
    print.0.finish()
}

/// The longest sequence that two lists share.
fn longest_common(olds: &[u64], news: &[u64]) -> Vec<(usize, usize)> {
    // lengths[i][j]: how long it is for olds[i..] and news[j..].
    let width = news.len() + 1;
    let mut lengths = vec![0u32; (olds.len() + 1) * width];
    let get = |lengths: &[u32], i: usize, j: usize| lengths.get(i * width + j).copied().unwrap_or(0);
    for (i, old) in olds.iter().enumerate().rev() {
        for (j, new) in news.iter().enumerate().rev() {
            let best = if old == new {
                get(&lengths, i + 1, j + 1) + 1
            } else {
                get(&lengths, i + 1, j).max(get(&lengths, i, j + 1))
            };
            if let Some(cell) = lengths.get_mut(i * width + j) {
                *cell = best;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while let (Some(old), Some(new)) = (olds.get(i), news.get(j)) {
        if old == new {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if get(&lengths, i + 1, j) >= get(&lengths, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// A long sequence that two lists share, found in one pass: each new piece takes the next equal old one.
fn long_common(olds: &[u64], news: &[u64]) -> Vec<(usize, usize)> {
    let mut places: HashMap<u64, VecDeque<usize>> = HashMap::new();
    for (at, print) in olds.iter().enumerate() {
        places.entry(*print).or_default().push_back(at);
    }
    let (mut next, mut pairs) = (0, Vec::new());
    for (new, print) in news.iter().enumerate() {
        let Some(queue) = places.get_mut(print) else { continue };
        while queue.front().is_some_and(|old| *old < next) {
            queue.pop_front();
        }
        if let Some(old) = queue.pop_front() {
            pairs.push((old, new));
            next = old + 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Text;

    fn texts(words: &[&str]) -> Vec<Text> {
        words.iter().filter_map(|word| Text::new(word)).collect()
    }

    #[test]
    fn equal_pieces_keep_their_order_and_the_rest_is_new_gone_or_moved() {
        let Aligned { origins, gone } = align(&texts(&["a", "b", "c", "d"]), &texts(&["a", "c", "x", "b"]));
        assert_eq!(origins, [Some(Origin::Here(0)), Some(Origin::Here(2)), None, Some(Origin::Elsewhere(1))]);
        assert_eq!(gone, [3]);
    }

    #[test]
    fn a_long_list_is_aligned_without_comparing_all_with_all() {
        let numbered = |range: Range<usize>| range.filter_map(|n| Text::new(&n.to_string())).collect::<Vec<_>>();
        let before = numbered(0..50_000);
        let mut after = numbered(10..50_000);
        after.insert(20_000, Text::new("new").unwrap());
        after.push(Text::new("last").unwrap());
        let Aligned { origins, gone } = align(&before, &after);
        assert_eq!(gone, (0..10).collect::<Vec<_>>());
        assert_eq!(origins.iter().filter(|origin| matches!(origin, Some(Origin::Here(_)))).count(), 49_990);
        assert_eq!((origins[20_000], origins[49_991]), (None, None));
    }

    #[test]
    fn two_long_lists_that_share_nothing_are_told_apart_at_once() {
        let numbered = |range: Range<usize>| range.filter_map(|n| Text::new(&n.to_string())).collect::<Vec<_>>();
        let Aligned { origins, gone } = align(&numbered(0..50_000), &numbered(50_000..100_000));
        assert!(origins.iter().all(Option::is_none));
        assert_eq!(gone.len(), 50_000);
    }
}
