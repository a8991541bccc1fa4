//! JSON → résumé → JSON gives the same JSON: unknown fields, digits of numbers and all.
//!
//! What may differ is written here, and nowhere else: white space, the order of keys, what is empty, names of fields from before
//! version 1, dates that the standard refuses, and Markdown that says the same in another spelling.
//!
//! Files that other projects publish are not ours to distribute: they are looked for in the folder that `VITAE_CORPUS` names.
//! Without it that is said, and the trial is ignored: it never counts as passed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr, reason = "a test fails loudly")]

use libtest_mimic::{Arguments, Trial};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use vitae_core::{Context, Source, Value};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let corpus = std::env::var_os("VITAE_CORPUS").map(PathBuf::from);
    if corpus.is_none() {
        eprintln!("CORPUS MISSING: set VITAE_CORPUS to a folder with resumes/json: no foreign JSON was tried");
    }
    let is_missing = corpus.is_none();
    let foreign = move || {
        the_corpus(&corpus.ok_or("CORPUS MISSING: VITAE_CORPUS is not set")?);
        Ok(())
    };
    let trials = vec![
        Trial::test("the_fixtures", || {
            the_fixtures();
            Ok(())
        }),
        Trial::test("the_corpus", foreign).with_ignored_flag(is_missing),
    ];
    libtest_mimic::run(&arguments, trials).exit_code()
}

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

fn the_fixtures() {
    let mut all = files(&root().join("fixtures/foreign/json"));
    // What is in another dialect becomes JSON Resume, and stands beside what it becomes.
    all.retain(|file| !file.with_extension("native.yaml").exists());
    assert!(all.len() >= 4, "the fixtures are there");
    for file in all {
        let changes = changes(&std::fs::read(&file).unwrap()).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
        assert!(changes.is_empty(), "{}:\n{}", file.display(), changes.join("\n"));
    }
}

/// Whether a text is in a dialect.
type IsIn = fn(&str) -> bool;

/// The dialects of JSON that become JSON Resume: what a file in one of them has, and no JSON Resume.
const OTHER_DIALECTS: [(&str, IsIn); 2] = [
    ("FRESH", |text| text.contains("\"format\": \"FRESH@")),
    ("Reactive Resume", |text| {
        let has = |map: &Value, key: &str| matches!(map, Value::Object(map) if map.get(key).is_some());
        Value::parse_json(text).is_ok_and(|file| has(&file, "sections") && has(&file, "metadata"))
    }),
];

/// Files that other projects publish.
fn the_corpus(corpus: &Path) {
    let of_resumes = files(&corpus.join("resumes/json"));
    let mut of_pairs = files(&corpus.join("pairs"));
    of_pairs.retain(|path| path.ends_with("truth.json"));
    let (mut wrong, mut foreign) = (Vec::new(), BTreeMap::<_, usize>::new());
    for (folder, all) in [("resumes/json", of_resumes), ("pairs", of_pairs)] {
        let mut same = 0;
        for file in &all {
            let name = file.strip_prefix(corpus).unwrap().display().to_string();
            let bytes = std::fs::read(file).unwrap();
            let text = String::from_utf8_lossy(&bytes);
            let dialect = OTHER_DIALECTS.iter().find(|(_, is_in)| is_in(&text)).map(|(dialect, _)| *dialect);
            match (changes(&bytes), dialect) {
                (Ok(_), Some(dialect)) => *foreign.entry(dialect).or_default() += 1,
                (Ok(changes), None) if changes.is_empty() => same += 1,
                (Ok(changes), None) => wrong.push(format!("{name}:\n  {}", changes.join("\n  "))),
                // A file with a flaw is refused in any dialect.
                (Err(_), Some(_)) if Value::parse_json(&text).is_err() => {}
                (Err(why), _) => wrong.push(format!("{name} is refused: {why}")),
            }
        }
        assert!(same > 0, "none of {} files in {folder} comes back the same\n{}", all.len(), wrong.join("\n"));
        eprintln!("{same} of {} files in {folder} come back the same", all.len());
    }
    for (dialect, count) in foreign {
        eprintln!("{count} files in the dialect of {dialect} were read");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
