//! What is typed and holds less than it seems to: it is an error, or remarked, and never dropped without a word.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails loudly")]

use vitae_core::{Context, Detail, Error, Kind, Line, Resume, Text, Value};
use vitae_dialect::{Node, Notation, read};

struct Plain;

impl Notation for Plain {}

/// The résumé of a person with these details, and the codes of what is remarked.
fn details(json: &str) -> Result<(Resume, Vec<&'static str>), Error> {
    let value = Value::parse_json(&format!(r#"{{"basics": {{"name": "Mara", "details": {json}}}}}"#)).unwrap();
    let mut cx = Context::default();
    let resume = read(&Node::from(&value), &Plain, &mut cx)?;
    assert!(cx.report.iter().all(|note| note.kind == Kind::Note), "{:?}", cx.report);
    Ok((resume, cx.report.iter().map(|note| note.code).collect()))
}

#[test]
fn a_detail_without_label_or_value_is_an_error() {
    for (json, field) in [
        (r#"[": lost value"]"#, "details[0]"),
        (r#"["Nationality: Finnish", "Driving licence:"]"#, "details[1]"),
        (r#"["Driving licence: "]"#, "details[0]"),
        (r#"{"": "lost value"}"#, "a detail needs a label"),
        (r#"{"": null}"#, "a detail needs a label"),
        (r#"{"Driving licence": ""}"#, "Driving licence"),
        (r#"[{"Driving licence": " "}]"#, "Driving licence"),
        (r#"{"Driving licence": ["B", ""]}"#, "Driving licence[1]"),
    ] {
        let error = details(json).map(|_| ()).unwrap_err();
        assert_eq!(error.diagnostic.code, "bad-value", "{json}: {error}");
        assert!(error.to_string().contains(field) && error.diagnostic.help.is_some(), "{json}: {error}");
    }
}

#[test]
fn a_label_whose_value_is_still_to_come_is_remarked() {
    for json in [
        r#"{"Driving licence": null, "Nationality": "Finnish"}"#,
        r#"[{"Driving licence": []}, "Nationality: Finnish"]"#,
    ] {
        let (resume, notes) = details(json).unwrap();
        assert_eq!(notes, ["empty-detail"], "{json}");
        let (label, value) = (Text::new("Nationality").unwrap(), Line::text("Finnish").unwrap());
        assert_eq!(resume.person.details, [Detail { label, value }], "{json}");
    }
}

#[test]
fn a_list_in_a_phrase_is_remarked_and_its_words_stay() {
    let read = |highlight: &str| {
        let json = format!(
            r#"{{"sections": [{{"kind": "work", "entries": [{{"position": "x", "highlights": ["{highlight}"]}}]}}]}}"#
        );
        let mut cx = Context::default();
        let resume = self::read(&Node::from(&Value::parse_json(&json).unwrap()), &Plain, &mut cx).unwrap();
        let said: Vec<_> =
            cx.report.iter().map(|note| (note.kind, note.code, note.field.clone().unwrap_or_default())).collect();
        (resume.words().join(" "), said)
    };
    let (words, said) = read(r"Led:\n\n- one\n- two");
    assert!(words.ends_with("Led: - one - two"), "{words}");
    assert_eq!(said, [(Kind::Changed, "blocks-flattened", "sections[0].entries[0].highlights[0]".to_owned())]);
    assert!(read(r"One line\nand its rest").1.is_empty());
}
