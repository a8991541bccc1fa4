//! The writer: a résumé as JSON Resume, and what that cannot hold in additional fields and in `meta.vitae`.

mod basics;
mod items;
mod sections;

use crate::table::{META, Map, own};
use basics::Basics;
use sections::Sections;
use vitae_core::{Context, Ext, Record, Result, Resume, Value, Words};
use vitae_dialect::{Node, cell_to_value, foreign};

/// Writes a résumé.
pub(crate) fn write(resume: &Resume, cx: &mut Context) -> Result<Vec<u8>> {
    cx.check_options("JSON", crate::OPTIONS)?;
    let native = cx.options.get("shape").and_then(|shape| shape.as_str()) == Some("native");
    let value = if native { vitae_dialect::to_value(resume) } else { Value::Object(standard(resume)) };
    Ok(crate::print::print(&value).into_bytes())
}

/// The whole in the shape of the standard.
fn standard(resume: &Resume) -> Ext {
    let words = Words::of(resume.meta.language.as_ref());
    let sections = Sections::of(resume);
    let Basics { fields, order } = Basics::of(&resume.person, sections.summary, words);
    let mut residue = Ext::default();
    set_unless_empty(&mut residue, "contacts", Value::Array(order));
    set_unless_empty(&mut residue, "sections", Value::Array(sections.order));
    let mut out = Ext::default();
    set_unless_empty(&mut out, "basics", Value::Object(fields));
    for (list, items) in sections.lists {
        out.insert(list.key, Value::Array(items));
    }
    set_unless_empty(&mut out, "meta", Value::Object(meta(resume, residue, words)));
    add_unknown(&resume.ext, Map::Top, &mut out);
    with_our_look(out)
}

/// A file of little more than unknown fields may look like that of another program: `basics` says that it is not.
fn with_our_look(mut out: Ext) -> Ext {
    if out.get("basics").is_none() && foreign::recognise(&Node::from(&Value::Object(out.clone()))).is_some() {
        out.insert("basics", Value::Object(Ext::default()));
    }
    out
}

fn meta(resume: &Resume, residue: Ext, words: &'static Words) -> Ext {
    let mut out = Ext::default();
    for (spec, cell) in resume.meta.cells() {
        let key = META.iter().find(|(_, ours)| *ours == spec.key).map_or(spec.key, |(key, _)| key);
        out.insert(key, cell_to_value(cell, words));
    }
    set_unless_empty(&mut out, own::VITAE, Value::Object(residue));
    add_unknown(&resume.meta.ext, Map::Meta, &mut out);
    out
}

fn set_unless_empty(object: &mut Ext, key: &str, value: Value) {
    let empty = match &value {
        Value::Array(items) => items.is_empty(),
        Value::Object(inner) => inner.is_empty(),
        _ => false,
    };
    if !empty {
        object.insert(key, value);
    }
}

/// Unknown fields: each under its own name, or in `x-ext` where that name means something.
fn add_unknown(ext: &Ext, map: Map, object: &mut Ext) {
    // The standard says of this one unknown field what it is.
    let no_schema =
        |key: &str, value: &Value| map == Map::Top && key == "$schema" && !matches!(value, Value::String(_));
    add(ext, object, |key, value, object| {
        no_schema(key, value) || map.knows(key, value, |other| object.get(other).is_some())
    });
}

fn add(ext: &Ext, object: &mut Ext, means_something: impl Fn(&str, &Value, &Ext) -> bool) {
    let mut inside = Ext::default();
    for (key, value) in ext.iter() {
        let taken = object.get(key).is_some() || means_something(key, value, object);
        if taken {
            inside.insert(key, value.clone())
        } else {
            object.insert(key, value.clone())
        };
    }
    set_unless_empty(object, own::EXT, Value::Object(inside));
}

/// The object with the keys of the standard first, in its order.
fn in_order(object: Ext, standard: &[&str]) -> Ext {
    let place = |key: &str| standard.iter().position(|known| *known == key).unwrap_or(standard.len());
    let mut pairs: Vec<(String, Value)> = object.iter().map(|(key, value)| (key.to_owned(), value.clone())).collect();
    pairs.sort_by_key(|(key, _)| place(key));
    pairs.into_iter().collect()
}
