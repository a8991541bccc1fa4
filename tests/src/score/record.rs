//! JSON Resume as what is compared: sections of entries, entries of fields. The one table of what counts how much.

use super::words::date;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// How the values of a field are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// By its words.
    Text,
    /// By year and month.
    Date,
    /// By its digits.
    Phone,
    /// As an address on the Web.
    Url,
    /// Letter by letter.
    Email,
    /// All words of all its values, in any order.
    Bag,
    /// Value by value, in any order.
    List,
}

/// A field: its name, what it weighs in its section, how it is compared.
pub type Row = (&'static str, f64, Kind);

/// A section: its name, what it weighs in the whole, its fields. The first is the one that a bare text would be.
pub type Section = (&'static str, f64, &'static [Row]);

use Kind::{Bag, Date, Email, List, Phone, Text, Url};

/// All that is compared. `text` is all free text of an entry, `degree` the study type and the area together.
pub const SECTIONS: &[Section] = &[
    (
        "basics",
        25.0,
        &[
            ("name", 6.0, Text),
            ("label", 3.0, Text),
            ("email", 4.0, Email),
            ("phone", 4.0, Phone),
            ("url", 2.0, Url),
            ("location", 3.0, Bag),
            ("summary", 3.0, Bag),
        ],
    ),
    (
        "work",
        35.0,
        &[
            ("name", 4.0, Text),
            ("position", 4.0, Text),
            ("startDate", 3.0, Date),
            ("endDate", 3.0, Date),
            ("location", 1.0, Bag),
            ("url", 0.5, Url),
            ("text", 4.0, Bag),
            ("highlights", 3.0, List),
        ],
    ),
    (
        "volunteer",
        2.0,
        &[
            ("organization", 4.0, Text),
            ("position", 3.0, Text),
            ("startDate", 2.0, Date),
            ("endDate", 2.0, Date),
            ("url", 0.5, Url),
            ("text", 3.0, Bag),
            ("highlights", 2.0, List),
        ],
    ),
    (
        "education",
        15.0,
        &[
            ("institution", 4.0, Text),
            ("degree", 4.0, Bag),
            ("studyType", 1.0, Text),
            ("area", 1.0, Text),
            ("startDate", 2.0, Date),
            ("endDate", 3.0, Date),
            ("score", 1.0, Text),
            ("url", 0.5, Url),
            ("courses", 2.0, Bag),
        ],
    ),
    (
        "projects",
        4.0,
        &[
            ("name", 4.0, Text),
            ("startDate", 1.0, Date),
            ("endDate", 1.0, Date),
            ("url", 1.0, Url),
            ("text", 3.0, Bag),
            ("highlights", 2.0, List),
        ],
    ),
    ("awards", 2.0, &[("title", 4.0, Text), ("date", 1.0, Date), ("awarder", 2.0, Text), ("summary", 1.0, Bag)]),
    ("certificates", 3.0, &[("name", 4.0, Text), ("date", 1.0, Date), ("issuer", 2.0, Text), ("url", 0.5, Url)]),
    (
        "publications",
        2.0,
        &[
            ("name", 4.0, Text),
            ("publisher", 2.0, Text),
            ("releaseDate", 1.0, Date),
            ("url", 1.0, Url),
            ("summary", 1.0, Bag),
        ],
    ),
    ("languages", 3.0, &[("language", 3.0, Text), ("fluency", 2.0, Text)]),
    ("interests", 1.0, &[("name", 3.0, Text), ("keywords", 1.0, Bag)]),
    ("references", 1.0, &[("name", 2.0, Text), ("reference", 2.0, Bag)]),
    ("profiles", 3.0, &[("network", 2.0, Text), ("username", 1.0, Text), ("url", 2.0, Url)]),
    ("skills", 12.0, &[("items", 4.0, List), ("groups", 2.0, List)]),
];

/// What fields were called in older files, or are compared as.
const ALIASES: &[(&str, &str, &str)] = &[
    ("work", "company", "name"),
    ("work", "website", "url"),
    ("work", "description", "text"),
    ("work", "summary", "text"),
    ("volunteer", "website", "url"),
    ("volunteer", "summary", "text"),
    ("projects", "description", "text"),
    ("projects", "summary", "text"),
    ("education", "gpa", "score"),
    ("publications", "website", "url"),
    ("basics", "website", "url"),
    ("certificates", "title", "name"),
];

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its text.
    pub text: String,
    /// The group that it stands in, where the two are compared as a pair.
    pub group: Option<String>,
    /// The document shows it.
    pub is_visible: bool,
}

impl Item {
    /// A value that is seen.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), group: None, is_visible: true }
    }
}

/// The fields of an entry. Only bags and lists have more than one value.
pub type Entry = BTreeMap<&'static str, Vec<Item>>;

/// A résumé as what is compared.
pub type Record = BTreeMap<&'static str, Vec<Entry>>;

/// What is compared of some JSON Resume. What is not of the expected shape is not there.
#[must_use]
pub fn record(json: &Value) -> Record {
    let nothing = Value::Null;
    let basics = json.get("basics").unwrap_or(&nothing);
    let mut record = Record::from([("basics", vec![basics_of(basics)])]);
    for (section, _, rows) in SECTIONS {
        let source = match *section {
            "basics" | "skills" => continue,
            "profiles" => basics.get("profiles"),
            section => json.get(section),
        };
        let entries = list(source).filter_map(|item| match item {
            Value::String(text) => Some(Entry::from([(rows[0].0, vec![Item::new(text)])])),
            Value::Object(fields) => entry(section, rows, fields),
            _ => None,
        });
        record.insert(section, entries.collect());
    }
    record.insert("skills", skills(json));
    record
}

fn basics_of(basics: &Value) -> Entry {
    let mut entry = Entry::new();
    let rows = SECTIONS[0].2;
    for (key, value) in basics.as_object().into_iter().flatten() {
        let Some((name, _, kind)) = rows.iter().find(|(name, ..)| *name == alias("basics", key)) else { continue };
        match value {
            _ if *kind == Bag => _ = entry.insert(name, texts(value)),
            Value::String(text) if !text.trim().is_empty() => {
                entry.entry(name).or_insert_with(|| vec![Item::new(text)]);
            }
            _ => {}
        }
    }
    entry
}

/// The fields of an entry; `None` where it is empty.
fn entry(section: &str, rows: &[Row], fields: &Map<String, Value>) -> Option<Entry> {
    let mut entry = Entry::new();
    let mut has_something = false;
    for (key, value) in fields {
        let values = texts(value);
        has_something |= !values.is_empty();
        let key = alias(section, key);
        if key == "highlights" {
            add(&mut entry, rows, "text", &values);
        }
        let Some((name, _, kind)) = rows.iter().find(|(name, ..)| *name == key && *name != "degree") else { continue };
        match kind {
            _ if values.is_empty() => {}
            Bag | List => add(&mut entry, rows, name, &values),
            Date if is_still_going_on(&joined(&values)) => {}
            _ => _ = entry.insert(name, vec![Item::new(joined(&values))]),
        }
    }
    if section == "education" {
        let parts = ["studyType", "area"].iter().filter_map(|part| entry.get(part));
        let parts: Vec<_> = parts.flatten().cloned().collect();
        add(&mut entry, rows, "degree", &parts);
    }
    has_something.then_some(entry)
}

fn add(entry: &mut Entry, rows: &[Row], field: &str, values: &[Item]) {
    if let Some((name, ..)) = rows.iter().find(|(name, ..)| *name == field).filter(|_| !values.is_empty()) {
        entry.entry(name).or_default().extend(values.iter().cloned());
    }
}

/// Words for an end that has not come.
fn is_still_going_on(text: &str) -> bool {
    const WORDS: [&str; 9] = ["present", "current", "now", "ongoing", "heute", "actual", "aujourd", "至今", "現在"];
    let lower = text.to_lowercase();
    date(text).is_none() && (WORDS.iter().any(|word| lower.contains(word)) || lower.contains("настоящ"))
}

/// All skills, with and without their groups.
fn skills(json: &Value) -> Vec<Entry> {
    let (mut items, mut groups) = (Vec::new(), Vec::new());
    for skill in list(json.get("skills")) {
        let keywords = skill.get("keywords").map(texts).unwrap_or_default();
        let name = if skill.is_string() { skill.as_str() } else { skill.get("name").and_then(Value::as_str) };
        let name = name.filter(|name| !name.trim().is_empty());
        if keywords.is_empty() {
            items.extend(name.map(Item::new));
        } else if let Some(name) = name {
            groups.extend(keywords.iter().map(|word| Item { group: Some(name.to_owned()), ..word.clone() }));
        }
        items.extend(keywords);
    }
    if items.is_empty() { Vec::new() } else { vec![Entry::from([("items", items), ("groups", groups)])] }
}

fn alias<'a>(section: &str, key: &'a str) -> &'a str {
    ALIASES.iter().find(|(of, old, _)| *of == section && *old == key).map_or(key, |(.., new)| new)
}

fn list(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    value.and_then(Value::as_array).into_iter().flatten()
}

/// Every text and number in a value.
#[must_use]
pub fn texts(value: &Value) -> Vec<Item> {
    match value {
        Value::String(text) if !text.trim().is_empty() => vec![Item::new(text)],
        Value::Number(number) => vec![Item::new(number.to_string())],
        Value::Array(values) => values.iter().flat_map(texts).collect(),
        Value::Object(fields) => {
            fields.iter().filter(|(key, _)| !key.starts_with('@')).flat_map(|(_, value)| texts(value)).collect()
        }
        _ => Vec::new(),
    }
}

fn joined(items: &[Item]) -> String {
    items.iter().map(|item| item.text.as_str()).collect::<Vec<_>>().join(" ")
}
