//! Pieces of a résumé from values without places: an item, a section, the value of one field.
//!
//! What a residue holds may have been edited by anybody, so these answer with nothing where a file would have got an error.

use super::{Reading, body::BodyParts};
use crate::node::{Content, Node, Pair};
use crate::notation::Nowhere;
use vitae_core::{
    Cell, Context, Ext, FieldSpec, Item, Limits, Report, Result, Resume, Section, SectionKind, Shape, Value, Words,
};

/// A résumé from a value of the native shape.
///
/// # Errors
/// As for [`read`](super::read), without places.
///
/// ```
/// use vitae_core::{Text, Value};
/// let value = Value::parse_json(r#"{"basics": {"name": "Mara Lindqvist"}}"#)?;
/// assert_eq!(vitae_dialect::from_value(&value)?.person.name, Text::new("Mara Lindqvist"));
/// # Ok::<(), vitae_core::Error>(())
/// ```
pub fn from_value(value: &Value) -> Result<Resume> {
    Ok(super::read_native(&value.into(), &Nowhere, &mut Context::default())?.normalize())
}

/// The value of a field; `None` if it has the wrong shape, or holds more than the field does. The inverse of `cell_to_value`.
#[must_use]
pub fn cell_from_value(spec: &FieldSpec, value: &Value, words: &'static Words) -> Option<Cell> {
    quietly(words, |reading| {
        let pair = Pair::new(spec.key, value.into());
        let mut rest = Ext::default();
        let cell = match (spec.shape, &pair.value.content) {
            (Shape::Body, Content::Map(pairs)) => {
                let mut parts = BodyParts::default();
                for pair in &**pairs {
                    if !reading.body_key(pair, &mut parts)? {
                        return Ok(None);
                    }
                }
                Some(Cell::Body(parts.finish()))
            }
            (Shape::Contacts, Content::List(_)) => {
                let mut contacts = Vec::new();
                reading.contacts_key(&Pair { key: "contacts".into(), ..pair }, &mut contacts)?;
                Some(Cell::Contacts(contacts))
            }
            (Shape::Body | Shape::Contacts, _) => None,
            _ => reading.cell(spec, &pair, &mut rest)?,
        };
        Ok(cell.filter(|_| rest.is_empty()))
    })
}

/// An item of a section of this kind; `None` if the value is not just one. The inverse of `item_to_value`.
#[must_use]
pub fn item_from_value(value: &Value, kind: SectionKind, words: &'static Words) -> Option<Item> {
    quietly(words, |reading| {
        let mut items = reading.item(kind, &value.into())?;
        Ok(if items.len() == 1 { items.pop() } else { None })
    })
}

/// A section; `None` if the value is none. The inverse of `section_to_value`.
#[must_use]
pub fn section_from_value(value: &Value, words: &'static Words) -> Option<Section> {
    quietly(words, |reading| reading.section(&Node::from(value)))
}

fn quietly<T>(words: &'static Words, read: impl FnOnce(&mut Reading<'_>) -> Result<Option<T>>) -> Option<T> {
    let mut report = Report::default();
    let mut reading = Reading::new(&Nowhere, &mut report, words, Limits::default());
    read(&mut reading).ok().flatten()
}
