//! Arbitrary entries, of every kind.

use super::maybe::maybe;
use super::table::{fill, filling, record};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::Union;
use vitae_core::{Common, Entry, EntryKind, Position, What};

/// An entry of a kind, with any of its fields. It may be blank.
pub fn entry(kind: EntryKind) -> BoxedStrategy<Entry> {
    (filling(kind.fields()), record::<Common>())
        .prop_map(move |(filling, common)| {
            let mut what = What::new(kind);
            fill(&mut what, filling);
            Entry { what, common }
        })
        .boxed()
}

/// An entry of each kind, to choose from.
pub(super) fn every_kind() -> Vec<(EntryKind, BoxedStrategy<Entry>)> {
    EntryKind::ALL.iter().map(|&kind| (kind, entry(kind))).collect()
}

/// An entry of any kind.
pub fn any_entry() -> BoxedStrategy<Entry> {
    Union::new(every_kind().into_iter().map(|(_, entry)| entry)).boxed()
}

/// The positions of an engagement: one as a rule, else several.
pub fn positions() -> BoxedStrategy<Vec<Position>> {
    let position = record::<Position>();
    let several = maybe(0.4, vec(position.clone(), 1..=3));
    (maybe(0.9, position), several)
        .prop_map(|(one, more)| one.into_iter().chain(more.into_iter().flatten()).collect())
        .boxed()
}
