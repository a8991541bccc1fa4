//! Pieces of a résumé as values, for places that have no notation of their own.

use super::shapes::cell;
use super::{body, contacts, entry, items};
use crate::out::Out;
use vitae_core::{CellRef, Item, Resume, Section, SectionKind, Value, Words};

/// A résumé as a value of the native shape.
///
/// ```
/// use vitae_core::{Resume, Text};
/// let mut resume = Resume::default();
/// resume.person.name = Text::new("Mara Lindqvist");
/// assert_eq!(vitae_dialect::to_value(&resume).to_json(), r#"{"vitae":1,"basics":{"name":"Mara Lindqvist"}}"#);
/// ```
#[must_use]
pub fn to_value(resume: &Resume) -> Value {
    Out::Map(super::write(resume)).into()
}

/// The value of a field, as a data format holds it under the key of the field: texts, lists and maps. A body is a map of
/// `summary` and `highlights`, or of `text`; contacts and positions are lists.
#[must_use]
pub fn cell_to_value(value: CellRef<'_>, words: &'static Words) -> Value {
    match value {
        CellRef::Body(blocks) => Out::Map(body::pairs(blocks)),
        CellRef::Contacts(all) => Out::Rows(all.iter().map(|contact| contacts::item(contact, words)).collect()),
        CellRef::Positions(all) => Out::Rows(all.iter().map(|position| entry::position(position, words)).collect()),
        other => cell(other, words),
    }
    .into()
}

/// An item of a section of this kind.
#[must_use]
pub fn item_to_value(item: &Item, kind: SectionKind, words: &'static Words) -> Value {
    items(std::slice::from_ref(item), kind, words).pop().map_or(Value::Null, Value::from)
}

/// A section.
#[must_use]
pub fn section_to_value(section: &Section, words: &'static Words) -> Value {
    super::section(section, words).into()
}
