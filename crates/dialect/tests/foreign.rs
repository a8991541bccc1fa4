//! Trees in the dialects of other programs, and trees that only look as if they were: whatever stands in them, nothing fails and
//! no word is lost.

#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

use proptest::prelude::*;
use vitae_core::{Context, Kind, Number, Resume, Value};
use vitae_dialect::{Node, Notation, foreign, read, to_value};

struct Plain;

impl Notation for Plain {}

fn tree(json: &str) -> Node {
    Node::from(&Value::parse_json(json).unwrap())
}

fn resume(json: &str) -> Resume {
    read(&tree(json), &Plain, &mut Context::default()).unwrap().normalize()
}

#[test]
fn a_dialect_is_told_by_the_shape_of_its_tree() {
    for (json, dialect) in [
        (r#"{"cv": {"name": "M"}}"#, Some("RenderCV")),
        (r#"{"content": {"basics": {"name": "M"}}}"#, Some("YAMLResume")),
        (r#"{"name": "M", "meta": {"format": "FRESH@0.6.0"}}"#, Some("FRESH")),
        (r#"{"name": "M", "employment": {"history": []}}"#, Some("FRESH")),
        (r#"{"basics": {"name": "M"}, "sections": {"work": {"items": []}}}"#, Some("Reactive Resume")),
        (r#"{"candidate": {"person": {"name": {"given": "M"}}, "profiles": [{"objective": "x"}]}}"#, Some("HR Open")),
        (r#"{"experience": [{"company": "A"}], "education": [{"school": "B"}]}"#, Some("its own")),
        // Ours, JSON Resume, and what nobody knows.
        (r#"{"vitae": 1, "cv": {"name": "M"}}"#, None),
        (r#"{"basics": {"name": "M"}, "sections": [{"title": "A"}]}"#, None),
        (r#"{"basics": {"name": "M"}, "sections": {"order": ["work"]}, "work": []}"#, None),
        (r#"{"work": [{"name": "A"}], "education": [{"institution": "B"}]}"#, None),
        (r#"{"skills": [{"name": "A"}], "languages": [{"language": "B"}]}"#, None),
        (r#"{"name": "package", "version": "1.0.0", "contact": {"email": "a@b.example"}}"#, None),
        (r#"{"basics": {"name": "M"}, "cv": {"name": "N"}, "content": {"work": [{}]}}"#, None),
        (r#"{"sections": [{"title": "A"}], "cv": {"name": "N"}}"#, None),
        (r#"{"cv": "a text"}"#, None),
        ("[1]", None),
    ] {
        assert_eq!(foreign::recognise(&tree(json)).map(|dialect| dialect.name), dialect, "{json}");
    }
}

#[test]
fn what_does_not_fit_its_field_is_kept() {
    let resume = resume(
        r#"{"cv": {"name": {"first": "M"}, "email": [1, {"odd": true}], "sections": {
            "experience": [{"company": ["A", "B"], "position": {"x": {"y": "deep"}}, "start_date": [2019], "highlights": "one"},
                {"company": "C", "start_date": "2019", "end_date": "no date", "date": "someday", "position": "P"}],
            "education": "a text", "odd": {"a": "map"}, "empty": []}}, "design": ["kept"]}"#,
    );
    let native = to_value(&resume).to_json();
    for word in ["M", "odd", "A", "B", "deep", "2019", "one", "C", "no date", "someday", "a text", "map", "kept"] {
        assert!(native.contains(word), "{word} is not in {native}");
    }
}

#[test]
fn what_is_guessed_is_said() {
    let json = r#"{"cv": {"name": "M", "sections": {
        "awards": [{"bullet": "Golden Anchor – Society of Fjords (2017)"}, {"bullet": "Plain"}],
        "education": [{"institution": "S", "highlights": ["GPA: 1.3", "Thesis: Sills"]}]}}}"#;
    let mut cx = Context::default();
    let resume = read(&tree(json), &Plain, &mut cx).unwrap().normalize();
    let guesses: Vec<_> =
        cx.report.iter().filter(|note| note.kind == Kind::Guessed).map(|note| &*note.message).collect();
    assert!(
        matches!(&*guesses, [award, grade] if award.contains("`Golden Anchor`") && grade.contains("`1.3`")),
        "{guesses:?}"
    );
    let native = to_value(&resume).to_json();
    for said in [r#""awarder":"Society of Fjords""#, r#""title":"Plain""#, r#""score":"1.3""#, "Thesis: Sills"] {
        assert!(native.contains(said), "{said} is not in {native}");
    }
}

#[test]
fn a_position_beside_a_list_of_positions_is_one_more() {
    let resume = resume(
        r#"{"candidate": {"person": {"name": {"given": "M"}}, "profiles": [{"employment": [
            {"title": "Chief", "organization": "A", "positionHistories": [{"title": "Clerk"}, {"title": "Page"}]}]}]}}"#,
    );
    let native = to_value(&resume).to_json();
    assert!(
        native.contains(r#""positions":[{"position":"Chief"},{"position":"Clerk"},{"position":"Page"}]"#),
        "{native}"
    );
}

#[test]
fn lists_of_any_length_cost_no_more_than_their_length() {
    let many = |item: &str| vec![item; 12_000].join(",");
    for json in [
        format!(r#"{{"cv": {{"name": "M", "sections": {{"a": [{}]}}}}}}"#, many(r#"{"bullet": "x"}"#)),
        format!(r#"{{"cv": {{"name": "M", "sections": {{"a": [{}]}}}}}}"#, many("[1]")),
        format!(r#"{{"cv": {{"name": "M", "email": [{}]}}}}"#, many(r#"{"odd": [1]}"#)),
        format!(
            r#"{{"candidate": {{"person": {{"communication": {{"address": {{"line": [{}]}}}}}}, "profiles": [{{}}]}}}}"#,
            many("\"x\"")
        ),
        format!(
            r#"{{"basics": {{"name": "M"}}, "sections": {{"summary": {{"content": "{}"}}}}}}"#,
            "<p<b<a ".repeat(20_000)
        ),
        format!(
            r#"{{"basics": {{"name": "M"}}, "sections": {{"summary": {{"content": "{}"}}}}}}"#,
            "<ul><li>".repeat(20_000)
        ),
    ] {
        let begin = vitae_testkit::spent();
        let _ = read(&tree(&json), &Plain, &mut Context::default());
        let took = vitae_testkit::spent() - begin;
        assert!(took.as_secs() < 20, "{} took {took:?}", json.get(..60).unwrap());
    }
}

/// Keys that mean something somewhere, and some that mean nothing.
const KEYS: &[&str] = &[
    "cv",
    "content",
    "meta",
    "format",
    "employment",
    "history",
    "basics",
    "sections",
    "items",
    "candidate",
    "person",
    "profiles",
    "name",
    "label",
    "email",
    "phone",
    "location",
    "address",
    "url",
    "website",
    "href",
    "social_networks",
    "customFields",
    "picture",
    "position",
    "company",
    "institution",
    "degree",
    "start_date",
    "end_date",
    "date",
    "current",
    "summary",
    "highlights",
    "keywords",
    "experience",
    "education",
    "skills",
    "languages",
    "level",
    "content",
    "title",
    "bullet",
    "details",
    "positionHistories",
    "positions",
    "qualifications",
    "score",
    "courses",
    "hidden",
    "visible",
    "photo",
    "x",
    "year",
    "month",
    "heading",
    "text",
    "kind",
    "ext",
    "entries",
    "id",
    "contact",
    "references",
    "communication",
];

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        (0u16..3000).prop_map(|number| Value::Number(Number::new(&number.to_string()).unwrap())),
        prop_oneof![
            Just("2019-03".to_owned()),
            Just("present".to_owned()),
            Just(String::new()),
            Just("<p>a <b>b</b></p>".to_owned()),
            Just("# a\n\n- b".to_owned()),
            Just("https://a.example".to_owned()),
            "[a-z*_\\[\\]()<>&#| \n]{0,12}",
        ]
        .prop_map(Value::String),
    ];
    leaf.prop_recursive(6, 80, 6, |inner| {
        let key = prop::sample::select(KEYS);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::Array),
            prop::collection::btree_map(key, inner, 0..7)
                .prop_map(|map| Value::Object(map.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())),
        ]
    })
}

/// The words of all texts in a value.
fn words(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::String(text) => {
            let plain = text.replace("<p>", " ").replace("</p>", " ").replace("<b>", " ").replace("</b>", " ");
            let letters = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            out.extend(letters.map(str::to_owned));
        }
        Value::Array(items) => items.iter().for_each(|item| words(item, out)),
        Value::Object(map) => map.iter().for_each(|(_, value)| words(value, out)),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::default())]

    /// Any tree whatever is read in any dialect, and its words are in what comes of it.
    #[test]
    fn any_tree_is_read_without_an_error(value in values(), root in prop::sample::select(&["cv", "content", "candidate", "basics"][..])) {
        let wrapped = match root {
            "basics" => format!(r#"{{"basics": {}, "sections": {{"a": {{"items": [{}]}}}}}}"#, r#"{"name": "M"}"#, value.to_json()),
            "cv" => format!(r#"{{"cv": {{"name": "M", "sections": {{"a": [{0}], "skills": {0}}}, "email": {0}}}}}"#, value.to_json()),
            "content" => format!(r#"{{"content": {{"basics": {{"name": "M", "photo": {0}}}, "work": [{0}], "skills": [{0}]}}}}"#, value.to_json()),
            _ => format!(r#"{{"candidate": {{"person": {{"communication": [{0}]}}, "profiles": [{{"employment": [{0}], "qualifications": {0}}}]}}}}"#, value.to_json()),
        };
        let tree = tree(&wrapped);
        prop_assume!(foreign::recognise(&tree).is_some());
        let resume = read(&tree, &Plain, &mut Context::default());
        prop_assert!(resume.is_ok(), "{wrapped}: {:?}", resume.err());
        let mut there = Vec::new();
        words(&value, &mut there);
        let native = to_value(&resume.unwrap().normalize()).to_json().to_lowercase();
        for word in there {
            prop_assert!(native.contains(&word.to_lowercase()) || word.len() < 3, "{word} of {wrapped} is not in {native}");
        }
    }
}
