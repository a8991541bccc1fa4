//! Entries: the fields of their kind, then those of every entry.

use super::shapes::{cell, ext};
use super::{body, contacts};
use crate::keys::{Level, fits_a_line};
use crate::out::{Out, Pairs};
use vitae_core::{CellRef, Entry, EntryKind, Field, Position, Record, What, Words};

/// An entry in a section whose entries are usually of the kind `default`.
pub(super) fn entry(entry: &Entry, default: EntryKind, outer: &'static Words) -> Out {
    let words = entry.common.lang.as_ref().map_or(outer, |lang| Words::of(Some(lang)));
    let kind = entry.what.kind();
    let mut pairs = match entry.flat_position() {
        Some((engagement, position)) => flat(engagement, position, words),
        None => fields(&entry.what, words),
    };
    let positions = match &entry.what {
        What::Engagement(engagement) if entry.flat_position().is_none() => engagement.positions.as_slice(),
        _ => &[],
    };
    pairs.extend(fields(&entry.common, words));
    if !positions.is_empty() {
        pairs.push(("positions".to_owned(), Out::Rows(positions.iter().map(|p| self::position(p, words)).collect())));
    }
    if kind == default
        && fits_a_line(kind)
        && let [(key, Out::Phrase(_))] = pairs.as_slice()
        && key == "name"
        && entry.common.ext.is_empty()
        && let Some((_, name)) = pairs.pop()
    {
        return name;
    }
    if matches!(&entry.what, What::Language(skill) if skill.fluency_says_it_all()) {
        pairs.retain(|(key, _)| key != "cefr");
    }
    ext(&entry.common.ext, Level::Entry(kind), &mut pairs);
    // A map of `text` alone is a text between entries.
    let looks_loose = matches!(pairs.as_slice(), [(key, _)] if key == "text");
    if kind != default || looks_loose {
        pairs.insert(0, ("kind".to_owned(), Out::Raw(kind.as_str().to_owned())));
    }
    Out::Map(pairs)
}

/// The fields of a record; what stands under several keys is spread out.
fn fields(record: &dyn Record, words: &'static Words) -> Pairs {
    let mut pairs = Pairs::new();
    for (spec, value) in record.cells() {
        match value {
            CellRef::Body(blocks) => pairs.extend(body::pairs(blocks)),
            CellRef::Contacts(all) => pairs.extend(contacts::pairs(all, words)),
            CellRef::Positions(_) => {}
            value => pairs.push((spec.key.to_owned(), cell(value, words))),
        }
    }
    pairs
}

/// One position and its organisation in one map: the title first, then where that was.
fn flat(engagement: &dyn Record, position: &Position, words: &'static Words) -> Pairs {
    let mut pairs = fields(position, words);
    let head = |key: &str| {
        position.spec(Field::Title).is_some_and(|s| s.key == key)
            || position.spec(Field::Qualifier).is_some_and(|s| s.key == key)
    };
    let at = pairs.iter().take_while(|(key, _)| head(key)).count();
    pairs.splice(at..at, fields(engagement, words));
    pairs
}

pub(super) fn position(position: &Position, words: &'static Words) -> Out {
    let mut pairs = fields(position, words);
    ext(&position.ext, Level::Position, &mut pairs);
    Out::Map(pairs)
}
