//! Résumés in the dialects of other programs: each beside the native YAML that it becomes, with every word of it.
//!
//! `VITAE_BLESS=1` rewrites the native YAML. Read it as the person would whose résumé it is, before you commit it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use vitae::{Confidence, Context, Kind, Resume, Source, Value, diff};

/// The fixtures, and the dialect that each is in.
const FIXTURES: &[(&str, &str)] = &[
    ("yaml/rendercv.yaml", "RenderCV"),
    ("yaml/yamlresume.yaml", "YAMLResume"),
    ("yaml/fresh.yaml", "FRESH"),
    ("yaml/own-keys.yaml", "its own"),
    ("json/fresh.json", "FRESH"),
    ("json/reactive-3.json", "Reactive Resume"),
    ("json/reactive-4.json", "Reactive Resume"),
    ("json/reactive-5.json", "Reactive Resume"),
    ("json/hr-open.json", "HR Open"),
    ("xml/xmlresume.xml", "XML Résumé"),
    ("xml/europass.xml", "Europass"),
    ("xml/europass-profile.xml", "HR Open"),
    ("xml/hr-xml.xml", "HR-XML"),
    ("xml/adventureworks.xml", "AdventureWorks"),
];

/// Words that are no words of the person: a value of another kind says the same, or the form of the file needs them.
const STRUCTURAL: &[(&str, &str)] = &[
    ("json/fresh.json", "true private phone email"),
    ("json/reactive-3.json", "false 00 000z 01t00"),
    ("json/reactive-4.json", "true false p strong em ul li a href amp"),
    ("json/reactive-5.json", "true false p u ul li"),
    ("json/hr-open.json", "true false language"),
    ("yaml/rendercv.yaml", "gpa tel"),
    ("xml/europass.xml", "true false p strong ul li lt gt amp --07 ---21 --08 ---01 --10 --06 07 08 21 01 10 06"),
    ("xml/europass-profile.xml", "true p em ul li lt gt telephone web cef understanding production"),
    ("xml/hr-xml.xml", "current true 02 05 06 07 30"),
    ("xml/adventureworks.xml", "01z 02z 15z 31z"),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/foreign")
}

fn read(name: &str) -> (Resume, Context) {
    let path = folder().join(name);
    let bytes = fs::read(&path).unwrap();
    let formats = vitae::formats();
    let mut cx = Context::default();
    let format = formats.detect(&Source::new(&bytes)).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(name.starts_with(format.name()), "{name} is taken for {}", format.name());
    let resume = format.read(&Source::named(&bytes, &path), &mut cx).unwrap_or_else(|error| panic!("{name}: {error}"));
    (resume, cx)
}

#[test]
fn each_becomes_its_native_yaml() {
    let yaml = vitae::formats();
    let yaml = yaml.get("yaml").unwrap();
    let mut wrong = String::new();
    for (name, dialect) in FIXTURES {
        let (resume, cx) = read(name);
        let said = cx.report.iter().find(|note| note.code == "foreign-dialect").unwrap_or_else(|| panic!("{name}"));
        assert!(said.message.contains(dialect) && said.kind == Kind::Note, "{name}: {}", said.message);
        assert!(cx.report.losses().next().is_none(), "{name}: {:?}", cx.report);
        let native = folder().join(name).with_extension("native.yaml");
        let written = yaml.write(&resume, &mut Context::default()).unwrap();
        if std::env::var_os("VITAE_BLESS").is_some() {
            fs::write(&native, &written).unwrap();
            continue;
        }
        let want = fs::read(&native).unwrap_or_default();
        let read = yaml.read(&Source::new(&want), &mut Context::default()).unwrap();
        for change in diff(&read, &resume) {
            writeln!(wrong, "{name}: {change:?}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// How often each word is said. Marks of any kind are between words.
fn words(text: &str, counts: &mut BTreeMap<String, usize>) {
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
}

fn leaves(value: &Value, out: &mut String) {
    match value {
        Value::String(text) => writeln!(out, "{text}").unwrap(),
        Value::Number(number) => writeln!(out, "{}", number.as_str()).unwrap(),
        Value::Array(items) => items.iter().for_each(|item| leaves(item, out)),
        Value::Object(map) => map.iter().for_each(|(_, value)| leaves(value, out)),
        _ => {}
    }
}

/// The texts of a file, by a reader that knows next to nothing of its format.
fn texts(name: &str) -> String {
    let text = fs::read_to_string(folder().join(name)).unwrap();
    let mut out = String::new();
    match name.split('/').next().unwrap() {
        "json" => leaves(&Value::parse_json(&text).unwrap(), &mut out),
        "yaml" => {
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                let line = line.trim_start().trim_start_matches("- ");
                let is_key = |key: &str| !key.is_empty() && !key.contains(' ') && !key.starts_with(['\'', '"']);
                let value = match line.split_once(':') {
                    Some((key, value)) if is_key(key) && !value.starts_with("//") => value,
                    _ if line.starts_with("Référence libre") => "Référence libre",
                    _ => line,
                };
                writeln!(out, "{value}").unwrap();
            }
        }
        _ => {
            for piece in text.split('<').skip(1).filter(|piece| !piece.starts_with(['?', '!'])) {
                let (tag, words) = piece.split_once('>').unwrap();
                writeln!(out, "{words}").unwrap();
                let attributes = tag.split('"').skip(1).step_by(2).zip(tag.split('"').step_by(2));
                for (value, name) in attributes.filter(|(_, name)| !name.contains("xmlns") && !name.contains("xsi:")) {
                    let _ = name;
                    writeln!(out, "{value}").unwrap();
                }
            }
        }
    }
    for (entity, said) in [("&eacute;", "é"), ("&mdash;", "—"), ("&amp;", " "), ("&lt;", "<"), ("&gt;", "> ")] {
        out = out.replace(entity, said);
    }
    out
}

#[test]
fn every_word_arrives() {
    let mut missing = String::new();
    for (name, _) in FIXTURES {
        let (resume, _) = read(name);
        let mut kept = BTreeMap::new();
        // Everything that a résumé holds is in its native form, dates as they are spelled there.
        let native = vitae::formats().get("yaml").unwrap().write(&resume, &mut Context::default()).unwrap();
        words(&String::from_utf8(native).unwrap(), &mut kept);
        resume.words().iter().for_each(|word| words(word, &mut kept));
        let structural = STRUCTURAL.iter().find(|(known, _)| known == name).map_or("", |(_, words)| words);
        let mut there = BTreeMap::new();
        words(&texts(name), &mut there);
        for word in there.keys().filter(|word| !kept.contains_key(*word) && !structural.split(' ').any(|s| s == **word))
        {
            if !is_part_of_a_date(word, &kept) {
                writeln!(missing, "{name}: {word}").unwrap();
            }
        }
    }
    assert!(missing.is_empty(), "{missing}");
}

/// Months and days of values are words in a native file: `2016-09` is `September 2016`.
fn is_part_of_a_date(word: &str, kept: &BTreeMap<String, usize>) -> bool {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let short = |month: &&str| word.len() == 3 && month.starts_with(word) && kept.contains_key(*month);
    let number = word.parse::<usize>().ok();
    let month = number.filter(|_| word.len() <= 2).and_then(|number| MONTHS.get(number.wrapping_sub(1)));
    let day = || word.len() == 2 && word.starts_with('0') && kept.contains_key(word.trim_start_matches('0'));
    MONTHS.iter().any(short) || month.is_some_and(|month| kept.contains_key(*month)) || day()
}

#[test]
fn each_is_recognised_by_its_content_alone() {
    for (name, _) in FIXTURES {
        let bytes = fs::read(folder().join(name)).unwrap();
        let formats = vitae::formats();
        let format = formats.detect(&Source::new(&bytes)).unwrap();
        assert!(name.starts_with(format.name()) && format.recognises(&bytes) >= Confidence::Possible, "{name}");
    }
}
