//! JSON → résumé → JSON gives the same JSON: unknown fields, digits of numbers and all.
//!
//! What may differ is written here, and nowhere else: white space, the order of keys, what is empty, names of fields from before
//! version 1, dates that the standard refuses, and Markdown that says the same in another spelling.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr, reason = "a test fails loudly")]

use std::path::{Path, PathBuf};
use vitae_core::{Context, Source, Value};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The JSON files under a folder, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|ending| ending == "json") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The value without what may differ; `None` if it is empty.
fn essence(value: &Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::String(text) => {
            // Markdown that is read, and written in our spelling.
            let text = vitae_commonmark::write_blocks(&vitae_commonmark::parse_blocks(text.trim()));
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            (!text.is_empty()).then_some(Value::String(text))
        }
        Value::Array(items) => {
            let items: Vec<Value> = items.iter().filter_map(essence).collect();
            (!items.is_empty()).then_some(Value::Array(items))
        }
        Value::Object(object) => {
            let today = |key: &str| {
                match key {
                    "company" => "name",
                    "website" => "url",
                    "picture" => "image",
                    key => key,
                }
                .to_owned()
            };
            let fields: Vec<(String, Value)> =
                object.iter().filter_map(|(key, value)| Some((today(key), essence(value)?))).collect();
            (!fields.is_empty()).then(|| Value::Object(fields.into_iter().collect()))
        }
        other => Some(other.clone()),
    }
}

const DATES: [&str; 4] = ["startDate", "endDate", "date", "releaseDate"];

fn is_standard_date(value: &Value) -> bool {
    let Value::String(text) = value else { return false };
    let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
    let mut parts = text.split('-');
    parts.next().is_some_and(|year| digits(year, 4)) && parts.all(|part| digits(part, 2))
}

/// Where two values differ first, or nothing.
fn difference(path: &str, before: Option<&Value>, after: Option<&Value>) -> Vec<String> {
    match (before, after) {
        (Some(Value::Object(a)), Some(Value::Object(b))) => {
            let mut keys: std::collections::BTreeSet<&str> = a.iter().chain(b.iter()).map(|(key, _)| key).collect();
            // Dates that the standard refuses are written as it wants them.
            if DATES.iter().filter_map(|key| a.get(key)).any(|date| !is_standard_date(date)) {
                keys.retain(|key| !DATES.contains(key) && *key != "x-dates");
            }
            keys.into_iter().flat_map(|key| difference(&format!("{path}.{key}"), a.get(key), b.get(key))).collect()
        }
        (Some(Value::Array(a)), Some(Value::Array(b))) if a.len() == b.len() => a
            .iter()
            .zip(b)
            .enumerate()
            .flat_map(|(i, (a, b))| difference(&format!("{path}[{i}]"), Some(a), Some(b)))
            .collect(),
        (before, after) if before == after => Vec::new(),
        (before, after) => {
            let show = |value: Option<&Value>| value.map_or_else(|| "nothing".to_owned(), Value::to_json);
            vec![format!("{path}: {} became {}", show(before), show(after))]
        }
    }
}

/// What is not the same after the way through the model. An error says why there is no way.
fn changes(bytes: &[u8]) -> Result<Vec<String>, String> {
    let json = vitae_json::format();
    let mut cx = Context::default();
    let resume =
        json.read(&Source::new(bytes), &mut cx).map_err(|error| format!("{error} ({:?})", error.diagnostic.at))?;
    let written = json.write(&resume, &mut cx).map_err(|error| error.to_string())?;
    let value =
        |bytes: &[u8]| Value::parse_json(std::str::from_utf8(bytes).unwrap().trim_start_matches('\u{feff}')).unwrap();
    Ok(difference("", essence(&value(bytes)).as_ref(), essence(&value(&written)).as_ref()))
}

#[test]
fn the_fixtures() {
    let all = files(&root().join("fixtures/foreign/json"));
    assert!(all.len() >= 4, "the fixtures are there");
    for file in all {
        let changes = changes(&std::fs::read(&file).unwrap()).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
        assert!(changes.is_empty(), "{}:\n{}", file.display(), changes.join("\n"));
    }
}

/// Files that other projects publish. They are not ours to distribute.
#[test]
fn the_corpus() {
    let corpus = root().join("../shared/corpus");
    let mut all = files(&corpus.join("resumes/json"));
    all.extend(files(&corpus.join("pairs")).into_iter().filter(|path| path.ends_with("truth.json")));
    if all.is_empty() {
        eprintln!("CORPUS MISSING: {} is not there; no foreign file was tried", corpus.display());
        return;
    }
    let mut wrong = Vec::new();
    let (mut same, mut refused) = (0, Vec::new());
    for file in &all {
        let name = file.strip_prefix(&corpus).unwrap().display().to_string();
        match changes(&std::fs::read(file).unwrap()) {
            Ok(changes) if changes.is_empty() => same += 1,
            Ok(changes) => wrong.push(format!("{name}:\n  {}", changes.join("\n  "))),
            Err(why) => refused.push(format!("{name}: {why}")),
        }
    }
    eprintln!("{same} of {} come back the same; refused:\n{}", all.len(), refused.join("\n"));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
