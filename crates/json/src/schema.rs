//! The JSON Schema of what is written: the fields of JSON Resume by the table, and ours beside them.
//!
//! It is advice for editors. What is valid JSON Resume is said by the schema that its makers publish, and the judges in `tests`
//! ask that one.

use crate::table::{BASICS, LISTS, LOCATION, List, PROFILE, own};
use vitae_core::{Ext, FieldSpec, Value};

/// The schema, as JSON text (JSON Schema draft-07, which editors know best).
///
/// ```
/// assert!(vitae_json::schema().contains("\"studyType\""));
/// ```
#[must_use]
pub fn schema() -> String {
    let text = |key: &&'static str| (*key, object([("type", Value::from("string"))]));
    let location = properties(LOCATION.iter().map(text));
    let profile = properties(PROFILE.iter().map(text));
    let basics = BASICS.iter().map(|key| match *key {
        "location" => ("location", location.clone()),
        "profiles" => ("profiles", array(profile.clone())),
        _ => text(key),
    });
    let meta = ["canonical", "version", "lastModified"];
    let residue = properties([("contacts", array(Value::Bool(true))), ("sections", array(Value::Bool(true)))]);
    let meta = properties(meta.iter().map(text).chain([(own::VITAE, residue)]));
    let lists = LISTS.iter().map(|list| (list.key, array(item(list))));
    let all = [("$schema", text(&"$schema").1), ("basics", properties(basics)), ("meta", meta)];
    let Value::Object(body) = properties(all.into_iter().chain(lists)) else { return String::new() };
    let mut out = Ext::default();
    out.insert("$schema", Value::from("http://json-schema.org/draft-07/schema#"));
    out.insert("title", Value::from("JSON Resume, and what vitae writes beside it"));
    for (key, value) in body.iter() {
        out.insert(key, value.clone());
    }
    crate::print::print(&Value::Object(out))
}

fn item(list: &List) -> Value {
    let field = |key: &'static str| {
        let date = matches!(key, "startDate" | "endDate" | "date" | "releaseDate");
        let texts = matches!(key, "highlights" | "keywords" | "courses" | "roles");
        let mut value = if texts {
            array(object([("type", Value::from("string"))]))
        } else {
            object([("type", Value::from("string"))])
        };
        if let Value::Object(map) = &mut value {
            if date {
                map.insert("pattern", Value::from("^[12][0-9]{3}(-[01][0-9](-[0-3][0-9])?)?$"));
            }
            if let Some(spec) = spec(list, key) {
                map.insert("description", Value::from(spec.help));
            }
        }
        (key, value)
    };
    let beside = [own::DATES, own::ORGANIZATION, own::STAY, own::EXT]
        .map(|key| (key, object([("type", Value::from("object"))])));
    properties(list.standard.iter().copied().map(field).chain(beside))
}

/// The row of the one table that a key of the standard stands for.
fn spec(list: &List, key: &str) -> Option<&'static FieldSpec> {
    let (_, ours) = list.names.iter().find(|(name, _)| *name == key)?;
    let tables = [list.kind().fields(), vitae_core::Position::FIELDS, vitae_core::Common::FIELDS];
    tables.into_iter().flatten().find(|spec| spec.key == *ours)
}

fn object<'k>(fields: impl IntoIterator<Item = (&'k str, Value)>) -> Value {
    Value::Object(fields.into_iter().collect())
}

fn properties<'k>(fields: impl IntoIterator<Item = (&'k str, Value)>) -> Value {
    object([("type", Value::from("object")), ("properties", object(fields))])
}

fn array(items: Value) -> Value {
    object([("type", Value::from("array")), ("items", items)])
}
