//! Unknown fields: W3C's vocabulary for JSON (XPath and XQuery Functions 3.1 §17.5).

use super::check::{WHITE, truth};
use super::tree::{Element, Node};
use crate::names::JSON;
use vitae_core::{Ext, Number, Value};

/// The map that an `ext` holds; `None` unless it holds just one, and it is sound.
pub(super) fn map(element: &Element<'_>) -> Option<Ext> {
    let inside = only_elements(element)?;
    let [map] = inside.as_slice() else { return None };
    match value(map, false)? {
        Value::Object(ext) => Some(ext),
        _ => None,
    }
}

/// How deep values nest.
pub(super) fn depth(ext: &Ext) -> usize {
    fn of(value: &Value) -> usize {
        match value {
            Value::Array(items) => 1 + items.iter().map(of).max().unwrap_or_default(),
            Value::Object(object) => 1 + depth(object),
            _ => 0,
        }
    }
    ext.iter().map(|(_, value)| of(value)).max().unwrap_or_default()
}

/// The elements in an element that holds nothing else.
fn only_elements<'e, 'a>(element: &'e Element<'a>) -> Option<Vec<&'e Element<'a>>> {
    let blank = |node: &Node<'_>| !matches!(node, Node::Text(text, _) if !text.trim_matches(WHITE).is_empty());
    element.nodes.iter().all(blank).then(|| element.elements().collect())
}

/// The text of an element that holds nothing else.
fn only_text(element: &Element<'_>) -> Option<String> {
    element.elements().next().is_none().then(|| element.text())
}

fn value(element: &Element<'_>, in_map: bool) -> Option<Value> {
    if !element.name.is_in(JSON) {
        return None;
    }
    let known = |name: &str| match name {
        "key" | "escaped-key" => in_map,
        "escaped" => element.name.local == "string",
        _ => false,
    };
    if !element.attributes.iter().all(|a| a.name.is_in("") && known(a.name.local)) {
        return None;
    }
    match element.name.local {
        "null" => (only_elements(element)?.is_empty()).then_some(Value::Null),
        "boolean" => {
            let text = only_text(element)?;
            let text = text.trim_matches(WHITE);
            matches!(text, "true" | "false" | "1" | "0").then(|| Value::Bool(truth(text)))
        }
        "number" => Number::new(only_text(element)?.trim_matches(WHITE)).map(Value::Number),
        "string" => unescape(element, "escaped", only_text(element)?).map(Value::String),
        "array" => {
            let items: Option<Vec<_>> = only_elements(element)?.into_iter().map(|item| value(item, false)).collect();
            items.map(Value::Array)
        }
        "map" => object(element).map(Value::Object),
        _ => None,
    }
}

fn object(element: &Element<'_>) -> Option<Ext> {
    let mut out = Ext::default();
    for inside in only_elements(element)? {
        let key = inside.attribute("", "key")?.value.clone();
        let key = unescape(inside, "escaped-key", key)?;
        // A key that stands twice has no one value.
        if out.insert(key, value(inside, true)?).is_some() {
            return None;
        }
    }
    Some(out)
}

/// Text whose JSON escapes count, if the element says that they do.
fn unescape(element: &Element<'_>, flag: &str, text: String) -> Option<String> {
    match element.attribute("", flag).map(|a| a.value.trim_matches(WHITE)) {
        None | Some("false" | "0") => Some(text),
        Some("true" | "1") => serde_json::from_str(&as_json(&text)).ok(),
        Some(_) => None,
    }
}

/// A text with JSON escapes as a whole JSON string: what the escapes leave bare and JSON does not take bare is escaped too.
fn as_json(text: &str) -> String {
    let mut out = String::from("\"");
    let mut escaped = false;
    for c in text.chars() {
        match c {
            '"' if !escaped => out.push_str("\\\""),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c => out.push(c),
        }
        escaped = c == '\\' && !escaped;
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_in_strings_are_those_of_json() {
        let read = |text: &str| serde_json::from_str::<String>(&as_json(text)).ok();
        assert_eq!(read(r#"a\"b\"c\\"d\u00e9\n"#).as_deref(), Some("a\"b\"c\\\"d\u{e9}\n"));
        assert_eq!(read("two\nlines").as_deref(), Some("two\nlines"));
        assert_eq!(read("\\x"), None);
    }
}
