//! What is written is valid: of every arbitrary résumé, by the facts of the standard that `vitae schema json` prints.
//!
//! The judge that its makers publish is asked about the fixtures, in `tests/tests/judges`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails loudly")]

use vitae_core::{Context, Number, Resume, Source, Value};
use vitae_testkit::{arbitrary, check};

/// The words of JSON Schema that our schema uses, and no more.
fn flaws(path: &str, schema: &Value, value: &Value, out: &mut Vec<String>) {
    let Value::Object(rules) = schema else { return };
    for (rule, wanted) in rules.iter() {
        match (rule, wanted, value) {
            ("type", Value::String(kind), value) => {
                let is = match value {
                    Value::String(_) => "string",
                    Value::Array(_) => "array",
                    Value::Object(_) => "object",
                    _ => "something else",
                };
                if is != kind {
                    out.push(format!("{path} should be of type {kind}, and is {is}"));
                }
            }
            ("pattern", _, Value::String(date)) if !is_date(date) => out.push(format!("{path}: {date} is no date")),
            ("properties", Value::Object(properties), Value::Object(object)) => {
                for (key, inner) in properties.iter() {
                    if let Some(value) = object.get(key) {
                        flaws(&format!("{path}.{key}"), inner, value, out);
                    }
                }
            }
            ("items", inner, Value::Array(items)) => items.iter().for_each(|item| flaws(path, inner, item, out)),
            _ => {}
        }
    }
}

fn is_date(text: &str) -> bool {
    let digits = |part: &str, n: usize, most: char| {
        part.len() == n && part.bytes().all(|b| b.is_ascii_digit()) && part.starts_with(|c| c <= most)
    };
    match text.split('-').collect::<Vec<_>>()[..] {
        [year] => digits(year, 4, '2') && !text.starts_with('0'),
        [year, month] => is_date(year) && digits(month, 2, '1'),
        [year, month, day] => is_date(year) && digits(month, 2, '1') && digits(day, 2, '3'),
        _ => false,
    }
}

#[test]
fn what_is_written_is_valid() {
    let schema = Value::parse_json(&vitae_json::schema()).unwrap();
    let json = vitae_json::format();
    check(&arbitrary::resume(), |resume| {
        let bytes = json.write(resume, &mut Context::default()).map_err(|error| error.to_string())?;
        let value = Value::parse_json(&String::from_utf8_lossy(&bytes)).map_err(|error| error.to_string())?;
        let mut found = Vec::new();
        flaws("", &schema, &value, &mut found);
        if found.is_empty() { Ok(()) } else { Err(found.join("\n")) }
    });
}

#[test]
fn a_schema_that_is_no_address_stands_among_the_unknown_fields() {
    let mut resume = Resume::default();
    resume.ext.insert("$schema", Value::Number(Number::new("0").unwrap()));
    let json = vitae_json::format();
    let bytes = json.write(&resume, &mut Context::default()).unwrap();
    let value = Value::parse_json(&String::from_utf8_lossy(&bytes)).unwrap();
    let mut found = Vec::new();
    flaws("", &Value::parse_json(&vitae_json::schema()).unwrap(), &value, &mut found);
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(json.read(&Source::new(&bytes), &mut Context::default()).unwrap(), resume);
}

/// Every field of the standard that the page of fields promises is in the schema.
#[test]
fn the_schema_knows_every_list() {
    let schema = vitae_json::schema();
    for key in ["work", "volunteer", "certificates", "studyType", "releaseDate", "profiles", "countryCode", "x-dates"] {
        assert!(schema.contains(&format!("\"{key}\"")), "{key}");
    }
}
