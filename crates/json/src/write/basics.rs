//! The person: the fields of the standard, and the order of contacts where the fields do not show it.

use super::sections::keep_apart;
use super::{add_unknown, in_order, set_unless_empty};
use crate::native::Rewriting;
use crate::table::{BASICS, LOCATION, Map, own};
use vitae_core::{CellRef, Contact, ContactKind, Ext, Field, Person, Photo, PhotoSource, Place, Record, Value, Words};
use vitae_dialect::{Node, cell_from_value, cell_to_value};

/// What a person is written as.
pub(super) struct Basics {
    /// `basics`.
    pub(super) fields: Ext,
    /// `meta.vitae.contacts`: nothing where the fields by themselves are read as these contacts.
    pub(super) order: Vec<Value>,
}

impl Basics {
    pub(super) fn of(person: &Person, summary: Option<Value>, words: &'static Words) -> Self {
        let mut fields = Ext::default();
        for (spec, cell) in person.cells() {
            match cell {
                CellRef::Contacts(_) => {}
                CellRef::Photo(photo) => picture(photo, spec.key, words, &mut fields),
                _ => {
                    let key = if spec.field == Field::Headline { "label" } else { spec.key };
                    fields.insert(key, cell_to_value(cell, words));
                }
            }
        }
        let mut contacts = Contacts::default();
        person.contacts.iter().for_each(|contact| contacts.add(contact, words));
        let order = if contacts.is_usual() { Vec::new() } else { contacts.order };
        let order_shows = order.is_empty();
        let keys: Vec<&str> = contacts.fields.iter().map(|(key, _)| *key).collect();
        for (key, value) in contacts.fields {
            fields.insert(key, value);
        }
        if let Some(summary) = summary {
            fields.insert("summary", summary);
        }
        // The order of the fields is the order of the contacts, unless that is said elsewhere.
        let mut standard: Vec<&str> = BASICS.to_vec();
        if order_shows && !follows(&keys, BASICS) {
            standard.retain(|key| !keys.contains(key));
            standard.extend(keys);
        }
        let mut fields = in_order(fields, &standard);
        add_unknown(&person.ext, Map::Basics, &mut fields);
        Self { fields, order }
    }
}

/// True if the keys come in this order.
fn follows(keys: &[&str], order: &[&str]) -> bool {
    let places = keys.iter().map(|key| order.iter().position(|known| known == key));
    places.is_sorted()
}

/// The fields that hold contacts, and the list that orders them.
#[derive(Default)]
struct Contacts {
    fields: Vec<(&'static str, Value)>,
    order: Vec<Value>,
}

impl Contacts {
    fn add(&mut self, contact: &Contact, words: &'static Words) {
        // Unknown fields of an account stand in it, those of other contacts beside its name in the list.
        let is_profile = matches!(contact.kind, ContactKind::Profile { .. });
        let ext = if is_profile { Ext::default() } else { contact.ext.clone() };
        let all = vec![Contact { ext, ..contact.clone() }];
        let native = match cell_to_value(CellRef::Contacts(&all), words) {
            Value::Array(mut items) => items.pop(),
            _ => None,
        };
        let Some(Value::Object(mut map)) = native else { return };
        keep_apart(&mut map);
        let has = |fields: &[(&str, Value)], key: &str| fields.iter().any(|(other, _)| *other == key);
        let mut take = |keys: &[&str]| keys.iter().filter_map(|key| Some((*key, map.remove(key)?))).collect::<Ext>();
        let (key, value) = match &contact.kind {
            ContactKind::Email(mail) if !has(&self.fields, "email") => {
                take(&["email"]);
                ("email", Value::from(mail.as_str()))
            }
            ContactKind::Phone(number) if !has(&self.fields, "phone") => {
                take(&["phone"]);
                ("phone", Value::from(number.as_str()))
            }
            ContactKind::Web { url, text: None } if !has(&self.fields, "url") => {
                take(&["url"]);
                ("url", Value::from(url.as_str()))
            }
            ContactKind::Place(place) if !has(&self.fields, "location") => match location(place, words) {
                Some(location) => {
                    take(&["place"]);
                    ("location", location)
                }
                None => return self.order.push(Value::Object(map)),
            },
            ContactKind::Profile { .. } => {
                let mut profile = take(&["network", "username", "url"]);
                add_unknown(&contact.ext, Map::Profile, &mut profile);
                ("profiles", Value::Object(profile))
            }
            // One more site: an account in no network.
            ContactKind::Web { url, text } => {
                take(&["url", "text"]);
                let user = text.iter().map(|user| ("username", Value::from(user.as_str())));
                let profile: Ext = user.chain([("url", Value::from(url.as_str()))]).collect();
                ("profiles", Value::Object(profile))
            }
            _ => return self.order.push(Value::Object(map)),
        };
        self.order.push(if map.is_empty() {
            Value::from(key)
        } else {
            map.insert("ref", Value::from(key));
            Value::Object(map)
        });
        match self.fields.iter_mut().find(|(other, _)| *other == key) {
            Some((_, Value::Array(items))) => items.push(value),
            _ if key == "profiles" => self.fields.push((key, Value::Array(vec![value]))),
            _ => self.fields.push((key, value)),
        }
    }

    /// True if the fields, one after the other, hold the contacts in their order.
    fn is_usual(&self) -> bool {
        let names: Vec<Option<&Value>> =
            self.order.iter().map(|item| Some(item).filter(|item| matches!(item, Value::String(_)))).collect();
        let mut runs: Vec<&Value> = names.iter().flatten().copied().collect();
        runs.dedup();
        names.iter().all(Option::is_some) && runs.len() == self.fields.len()
    }
}

/// An address in the fields of the standard; `None` if it would not be read as the same place.
fn location(place: &Place, words: &'static Words) -> Option<Value> {
    let mut out = Ext::default();
    if let Some(text) = place.text.as_ref().filter(|text| *place == Place::text((*text).clone())) {
        out.insert("city", Value::from(text.as_str()));
        out.insert(own::TEXT, Value::Bool(true));
    } else {
        for (spec, cell) in place.cells() {
            match (spec.field, cell) {
                (Field::Street, CellRef::Texts(lines)) => {
                    let lines: Vec<&str> = lines.iter().map(|line| line.as_str()).collect();
                    out.insert("address", Value::String(lines.join("\n")));
                }
                (Field::Text, cell) => drop(out.insert(own::TEXT, cell_to_value(cell, words))),
                (_, cell) => drop(out.insert(spec.key, cell_to_value(cell, words))),
            }
        }
        add_unknown(&place.ext, Map::Location, &mut out);
    }
    let value = Value::Object(in_order(out, LOCATION));
    let read = Rewriting::default().location(&Node::from(&value)).to_value();
    let spec = vitae_core::Other::FIELDS.iter().find(|spec| spec.field == Field::Place)?;
    let same = cell_from_value(spec, &read, words).is_some_and(|cell| cell.as_ref() == CellRef::Place(place));
    same.then_some(value)
}

/// A picture: its address or its bytes in `image`, where that says it all or nearly so.
fn picture(photo: &Photo, key: &'static str, words: &'static Words, fields: &mut Ext) {
    let native = cell_to_value(CellRef::Photo(photo), words);
    let image = match (&photo.source, &native) {
        (PhotoSource::Url(url), _) if !url.as_str().starts_with("data:") => Some(url.as_str().to_owned()),
        (PhotoSource::Embedded { media_type, .. }, Value::Object(map)) => match map.get("data") {
            Some(Value::String(data)) => Some(format!("data:{media_type};base64,{}", data.replace('\n', ""))),
            _ => None,
        },
        _ => None,
    };
    let read = |image: &str| {
        let spec = Person::FIELDS.iter().find(|spec| spec.key == key)?;
        cell_from_value(spec, &Value::from(image), words)
    };
    let bare = Photo { alt: None, ..photo.clone() };
    match image.filter(|image| read(image).is_some_and(|cell| cell.as_ref() == CellRef::Photo(&bare))) {
        Some(image) => {
            fields.insert("image", Value::String(image));
            if let Some(alt) = &photo.alt {
                fields.insert(own::ALT, Value::from(alt.as_str()));
            }
        }
        None => set_unless_empty(fields, key, native),
    }
}
