//! Arbitrary records, driven by the one table of fields: a field added to the model is generated without a line here.

use super::dates::dates;
use super::entries::positions;
use super::maybe::{maybe, seldom};
use super::pieces::{
    alternates, cefr, contact, detail, ext, id, ids, lang, organization, photo, place, rating, tags, url,
};
use super::rich::{body, line};
use super::words::text;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use std::fmt::Debug;
use vitae_core::{Cell, Dir, Field, FieldSpec, NameParts, Record, Shape};

/// Values for some fields of a record.
pub(super) type Filling = Vec<Option<(Field, Cell)>>;

/// A record with any of its fields, and now and then with unknown ones. It may be blank.
pub fn record<R: Record + Default + Debug + 'static>() -> BoxedStrategy<R> {
    (filling(R::default().fields()), seldom(ext()))
        .prop_map(|(filling, ext)| {
            let mut record = R::default();
            fill(&mut record, filling);
            if let Some(own) = record.ext_mut() {
                *own = ext;
            }
            record
        })
        .boxed()
}

/// Sets the fields.
pub(super) fn fill(record: &mut dyn Record, filling: Filling) {
    for (field, cell) in filling.into_iter().flatten() {
        let taken = record.put(field, cell);
        debug_assert!(taken.is_ok(), "the table says that {field:?} takes this shape: {taken:?}");
    }
}

/// Values for fields: for a few as a rule, for most now and then.
pub(super) fn filling(fields: &'static [FieldSpec]) -> BoxedStrategy<Filling> {
    let values: Vec<_> = fields.iter().map(|spec| (spec.field, cell(spec.shape))).collect();
    let with = |density: f64| -> Vec<_> {
        let value = |(field, cell): &(Field, BoxedStrategy<Option<Cell>>)| {
            let field = *field;
            let likely = density * if is_rare(field) { 0.25 } else { 1.0 };
            let chosen = maybe(likely, cell.clone());
            chosen.prop_map(move |cell| cell.flatten().map(|cell| (field, cell))).boxed()
        };
        values.iter().map(value).collect()
    };
    prop_oneof![3 => with(0.35), 1 => with(0.85)].boxed()
}

/// What few entries have in real life, and what would bury the rest in a shrunk case.
fn is_rare(field: Field) -> bool {
    matches!(field, Field::Id | Field::Tags | Field::Lang | Field::Hidden | Field::Details | Field::Direction)
}

/// A value of a shape. `None` only for a shape that is newer than this function: the coverage test finds it.
fn cell(shape: Shape) -> BoxedStrategy<Option<Cell>> {
    let cell = match shape {
        Shape::Text => text().prop_map(Cell::Text).boxed(),
        Shape::Line => line().prop_map(Cell::Line).boxed(),
        Shape::Url => url().prop_map(Cell::Url).boxed(),
        Shape::Lang => lang().prop_map(Cell::Lang).boxed(),
        Shape::Id => id().prop_map(Cell::Id).boxed(),
        Shape::Bool => any::<bool>().prop_map(Cell::Bool).boxed(),
        Shape::Direction => select(&[Dir::Ltr, Dir::Rtl][..]).prop_map(Cell::Direction).boxed(),
        Shape::Dates => dates().prop_map(Cell::Dates).boxed(),
        Shape::Place => place().prop_map(Cell::Place).boxed(),
        Shape::Organization => organization().prop_map(Cell::Organization).boxed(),
        Shape::Photo => photo().prop_map(Cell::Photo).boxed(),
        Shape::NameParts => record::<NameParts>().prop_map(Cell::NameParts).boxed(),
        Shape::Rating => rating().prop_map(Cell::Rating).boxed(),
        Shape::Cefr => cefr().prop_map(Cell::Cefr).boxed(),
        Shape::Texts => vec(text(), 1..=4).prop_map(Cell::Texts).boxed(),
        Shape::Lines => vec(line(), 1..=3).prop_map(Cell::Lines).boxed(),
        Shape::Alternates => alternates().prop_map(Cell::Alternates).boxed(),
        Shape::Contacts => vec(contact(), 1..=4).prop_map(Cell::Contacts).boxed(),
        Shape::Details => vec(detail(), 1..=3).prop_map(Cell::Details).boxed(),
        Shape::Body => body().prop_map(Cell::Body).boxed(),
        Shape::Tags => tags().prop_map(Cell::Tags).boxed(),
        Shape::Flag => Just(Cell::Flag(true)).boxed(),
        Shape::Ids => ids().prop_map(Cell::Ids).boxed(),
        Shape::Positions => positions().prop_map(Cell::Positions).boxed(),
        _ => return Just(None).boxed(),
    };
    cell.prop_map(Some).boxed()
}
