//! The JSON Schema of the dialect, for editors: completion, and help on every key.
//!
//! It is made from the one table of fields, so it can never know less than the reader does. It is advice and not a judge: the
//! reader takes the older names too, and keeps keys that nobody knows.

use serde_json::{Map, Value, json};
use vitae_core::{
    CefrLevel, Common, EntryKind, FieldSpec, Meta, NameParts, Organization, Person, Place, Position, SectionCommon,
    SectionKind, Shape,
};

/// The schema, as JSON text (JSON Schema draft-07, which editors know best).
///
/// Point an editor at it by a first line in the résumé: `# yaml-language-server: $schema=vitae.schema.json`.
///
/// ```
/// let schema = vitae_dialect::schema();
/// assert!(schema.contains("\"employment\""));
/// ```
#[must_use]
pub fn schema() -> String {
    let section = section();
    let entries: Map<String, Value> =
        EntryKind::ALL.iter().map(|&kind| (kind.as_str().to_owned(), entry(kind))).collect();
    let mut definitions = entries;
    definitions.insert("place".into(), either(text("A place in words, as it is shown."), record(Place::FIELDS)));
    definitions.insert("organization".into(), either(text("A name."), record(Organization::FIELDS)));
    definitions.insert("contact".into(), contact());
    definitions.insert("dates".into(), dates());
    definitions.insert("section".into(), section);
    definitions.insert("position".into(), with_body(properties(Position::FIELDS)));
    let schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A résumé for vitae",
        "type": "object",
        "properties": {
            "vitae": { "description": "The version of this dialect.", "const": 1 },
            "language": shape(Shape::Lang, help(Meta::FIELDS, "language")),
            "meta": record(Meta::FIELDS),
            "basics": basics(),
            "sections": { "type": "array", "items": reference("section"), "description": "What the résumé says, in order." },
        },
        "definitions": definitions,
    });
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

fn help(fields: &[FieldSpec], key: &str) -> &'static str {
    fields.iter().find(|spec| spec.key == key).map_or("", |spec| spec.help)
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{name}") })
}

fn text(description: &str) -> Value {
    json!({ "type": ["string", "number"], "description": description })
}

fn either(a: Value, b: Value) -> Value {
    json!({ "anyOf": [a, b] })
}

/// One value, or a list of such values.
fn one_or_more(item: Value, description: &str) -> Value {
    json!({ "description": description, "anyOf": [item.clone(), { "type": "array", "items": item }] })
}

fn object(properties: Map<String, Value>) -> Value {
    json!({ "type": "object", "properties": properties })
}

fn record(fields: &[FieldSpec]) -> Value {
    object(properties(fields))
}

fn properties(fields: &[FieldSpec]) -> Map<String, Value> {
    fields.iter().map(|spec| (spec.key.to_owned(), shape(spec.shape, spec.help))).collect()
}

/// A body is written under three keys.
fn with_body(mut properties: Map<String, Value>) -> Value {
    properties.remove("body");
    properties.insert("summary".into(), text("Paragraphs, in CommonMark."));
    let bullet = either(text("A bullet, in CommonMark."), json!({ "type": "object" }));
    properties.insert(
        "highlights".into(),
        json!({ "type": "array", "items": bullet, "description": "Bullets after the summary." }),
    );
    properties.insert(
        "text".into(),
        text("Paragraphs, lists and quotations in CommonMark, in place of summary and highlights."),
    );
    object(properties)
}

fn shape(shape: Shape, description: &str) -> Value {
    let described = |mut value: Value| {
        if let Some(object) = value.as_object_mut() {
            object.insert("description".into(), description.into());
        }
        value
    };
    match shape {
        Shape::Bool | Shape::Flag => json!({ "type": "boolean", "description": description }),
        Shape::Direction => json!({ "enum": ["ltr", "rtl"], "description": description }),
        Shape::Lang => {
            json!({ "type": "string", "pattern": "^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*$", "description": description })
        }
        Shape::Id => json!({ "type": "string", "pattern": "^\\S+$", "description": description }),
        Shape::Dates => described(json!({ "anyOf": [reference("dates")] })),
        Shape::Place => described(json!({ "anyOf": [reference("place")] })),
        Shape::Organization => described(json!({ "anyOf": [reference("organization")] })),
        Shape::NameParts => described(record(NameParts::FIELDS)),
        Shape::Rating => json!({ "type": "string", "pattern": "^\\d+ */ *\\d+$", "description": description }),
        Shape::Cefr => {
            let levels = json!({ "enum": CefrLevel::ALL.map(CefrLevel::as_str) });
            let by_skill = vitae_core::Cefr::KEYS.into_iter().map(|skill| (skill.to_owned(), levels.clone())).collect();
            described(either(levels, object(by_skill)))
        }
        Shape::Texts | Shape::Lines | Shape::Tags => one_or_more(text(""), description),
        Shape::Alternates | Shape::Ids => {
            json!({ "type": "object", "additionalProperties": text(""), "description": description })
        }
        Shape::Details => {
            let map = json!({ "type": "object", "additionalProperties": text("") });
            described(either(map.clone(), json!({ "type": "array", "items": map })))
        }
        Shape::Contacts => json!({ "type": "array", "items": reference("contact"), "description": description }),
        Shape::Positions => json!({ "type": "array", "items": reference("position"), "description": description }),
        Shape::Photo => described(either(text(""), json!({ "type": "object" }))),
        _ => text(description),
    }
}

fn dates() -> Value {
    let words = text("When, in words: March 2019 – present, 2016, since 2015, Fall 2023.");
    let date = text("A date such as 2016, 2016-09 or 2016-09-01, with `expected` before it for what is planned.");
    let end = text("A date, `present` or `unknown`.");
    either(
        words,
        json!({ "type": "object", "properties": { "at": date, "start": date, "end": end, "text": text("The words, where they say something else.") } }),
    )
}

/// An item of `contacts`: one kind of contact, and what may stand beside it.
fn contact() -> Value {
    let keys = json!({
        "email": text("A mail address."),
        "phone": text("A telephone number."),
        "fax": text("A fax number."),
        "url": text("The address of a site, or of an account."),
        "text": text("What is shown instead of the address of a site."),
        "network": text("The network that an account is in."),
        "service": text("A message service."),
        "username": text("The name in a network or message service."),
        "place": reference("place"),
        "other": text("Anything else, in CommonMark."),
        "label": text("What its owner calls it: work, mobile."),
        "tags": shape(Shape::Tags, "Labels for variants."),
    });
    either(text("Anything else, in CommonMark."), json!({ "type": "object", "properties": keys }))
}

fn basics() -> Value {
    let mut properties = properties(Person::FIELDS);
    properties.insert("email".into(), one_or_more(text("A mail address."), "Mail addresses."));
    properties.insert("phone".into(), one_or_more(text("A telephone number."), "Telephone numbers."));
    properties.insert("fax".into(), one_or_more(text("A fax number."), "Fax numbers."));
    let site = either(text("A site."), object(properties_of(&["url", "text"])));
    properties.insert("url".into(), one_or_more(site, "Sites."));
    properties.insert("location".into(), one_or_more(reference("place"), "Where the person lives."));
    let profile = object(properties_of(&["network", "username", "url"]));
    properties.insert("profiles".into(), one_or_more(profile, "Accounts in networks."));
    let message = object(properties_of(&["service", "username"]));
    properties.insert("messages".into(), one_or_more(message, "Names in message services."));
    object(properties)
}

fn properties_of(keys: &[&str]) -> Map<String, Value> {
    keys.iter().map(|&key| (key.to_owned(), text(""))).collect()
}

/// The keys of an entry: of its kind, and those that every entry may have.
fn entry(kind: EntryKind) -> Value {
    let mut all = properties(kind.fields());
    if kind == EntryKind::Engagement {
        all.extend(properties(Position::FIELDS));
    }
    all.extend(properties(Common::FIELDS));
    all.insert("kind".into(), json!({ "enum": EntryKind::ALL.iter().map(|k| k.as_str()).collect::<Vec<_>>(), "description": "The kind of entry, where it is not the usual one of the section." }));
    with_body(all)
}

fn section() -> Value {
    let mut all = properties(SectionCommon::FIELDS);
    let kinds: Vec<_> = SectionKind::ALL.iter().map(|kind| kind.as_str()).collect();
    all.insert(
        "kind".into(),
        json!({ "enum": kinds, "description": "What the section lists. Left out: something of your own." }),
    );
    all.insert("title".into(), text("The heading. Left out: the usual one of the kind; \"\": none."));
    all.insert("text".into(), text("Paragraphs before the entries, in CommonMark."));
    let heading =
        json!({ "type": "object", "properties": { "heading": text("A heading for the entries that follow.") } });
    let loose = json!({ "anyOf": [text("Text between entries, in CommonMark."), heading, { "type": "object" }] });
    all.insert(
        "entries".into(),
        json!({ "type": "array", "items": loose, "description": "What the section lists, in order." }),
    );
    // Which keys an entry has follows from the kind of its section.
    let by_kind: Vec<Value> = SectionKind::ALL
        .iter()
        .map(|kind| {
            let items = json!({ "anyOf": [text(""), heading, reference(kind.entry_kind().as_str())] });
            let found = json!({ "properties": { "kind": { "const": kind.as_str() } }, "required": ["kind"] });
            json!({ "if": found, "then": { "properties": { "entries": { "items": items } } } })
        })
        .collect();
    json!({ "type": "object", "properties": all, "allOf": by_kind })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_the_table_is_in_the_schema() {
        let schema: Value = serde_json::from_str(&schema()).unwrap();
        for &kind in EntryKind::ALL {
            for spec in kind.fields().iter().chain(Common::FIELDS).filter(|spec| spec.key != "body") {
                let place = &schema["definitions"][kind.as_str()]["properties"][spec.key];
                assert!(place.is_object(), "{} has no {}", kind.as_str(), spec.key);
            }
        }
        for spec in Person::FIELDS {
            assert_eq!(schema["properties"]["basics"]["properties"][spec.key]["description"], spec.help);
        }
    }
}
