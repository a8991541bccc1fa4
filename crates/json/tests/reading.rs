//! What JSON Resume means, and what happens when somebody edits what we wrote.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

use vitae_core::{
    ContactKind, Context, Dates, Entry, Item, Kind, Line, Resume, SectionKind, Source, Text, What, Words,
};

fn read_with_notes(text: &str) -> (Resume, Vec<String>) {
    let mut cx = Context::default();
    let resume = vitae_json::format().read(&Source::new(text.as_bytes()), &mut cx);
    let resume = resume.unwrap_or_else(|error| panic!("{error} {:?}\n{text}", error.diagnostic.at));
    (resume, cx.report.iter().map(|note| format!("{}: {note}", note.code)).collect())
}

fn read(text: &str) -> Resume {
    let (resume, notes) = read_with_notes(text);
    assert_eq!(notes, [""; 0]);
    resume
}

fn write(resume: &Resume) -> String {
    String::from_utf8(vitae_json::format().write(resume, &mut Context::default()).unwrap()).unwrap()
}

fn entries(resume: &Resume, section: usize) -> Vec<&Entry> {
    let content = &resume.sections[section].content;
    content.iter().filter_map(|item| if let Item::Entry(entry) = item { Some(&**entry) } else { None }).collect()
}

#[test]
fn an_ordinary_file_means_what_it_says() {
    let resume = read(
        r#"{
            "basics": {"name": "Mara", "label": "Engineer", "email": "m@a.example", "location": {"city": "Bonn"}, "summary": "I work."},
            "work": [{"name": "Rowan", "position": "Lead", "location": "Bonn", "startDate": "2019-03", "highlights": ["Built *it*"]}],
            "education": [{"institution": "Rowan U", "studyType": "MSc", "area": "CS", "startDate": "2004", "endDate": "2004"}]
        }"#,
    );
    assert_eq!((&resume.person.name, &resume.person.headline), (&Text::new("Mara"), &Line::text("Engineer")));
    assert!(matches!(&resume.person.contacts[1].kind, ContactKind::Place(place) if place.city == Text::new("Bonn")));
    let kinds: Vec<_> = resume.sections.iter().map(|section| section.kind).collect();
    assert_eq!(kinds, [SectionKind::Summary, SectionKind::Work, SectionKind::Education]);
    let (engagement, position) = entries(&resume, 1)[0].flat_position().unwrap();
    assert_eq!(engagement.organization.as_ref().unwrap().name, Text::new("Rowan"));
    assert_eq!(position.dates, Dates::parse("March 2019 – present", Words::english()));
    let What::Education(study) = &entries(&resume, 2)[0].what else { panic!() };
    assert_eq!((&study.degree, &study.dates), (&Line::text("MSc"), &Dates::parse("2004", Words::english())));
}

/// A foreign key that happens to be one of ours is taken for ours only if we would have written it so.
#[test]
fn a_foreign_key_with_our_name_stays_what_it_was() {
    let text = r#"{"work": [{"name": "A", "team": {"size": 3}, "hidden": true, "kind": "x"}], "meta": {"language": "English!"}}"#;
    let (resume, notes) = read_with_notes(text);
    assert_eq!(notes.len(), 4, "{notes:?}");
    let entry = entries(&resume, 0)[0];
    assert!(!entry.common.hidden && entry.common.ext.len() == 3 && resume.meta.language.is_none());
}

fn several_roles() -> String {
    let work = r#"{"basics": {}, "work": [
        {"name": "Rowan", "position": "Lead", "startDate": "2019", "x-engagement": 1, "x-stay": {"place": "Bonn"}},
        {"name": "Rowan", "position": "Engineer", "startDate": "2016", "endDate": "2019", "x-engagement": 1}
    ]}"#;
    let resume = read(work);
    let What::Engagement(engagement) = &entries(&resume, 0)[0].what else { panic!() };
    assert_eq!((engagement.positions.len(), engagement.place.is_some()), (2, true));
    write(&resume)
}

#[test]
fn items_with_one_number_and_name_are_positions_in_one_engagement() {
    let renamed = several_roles().replacen("\"Rowan\"", "\"Rowan & Sons\"", 1);
    assert_eq!(entries(&read(&renamed), 0).len(), 2);
}

#[test]
fn an_edited_date_wins() {
    let resume =
        read(r#"{"work": [{"name": "A", "startDate": "2020", "endDate": "2020", "x-dates": {"at": "2020-35"}}]}"#);
    let written = write(&resume);
    assert!(written.contains("2020-35"));
    let (edited, notes) = read_with_notes(&written.replace("\"endDate\": \"2020\"", "\"endDate\": \"2021\""));
    let What::Engagement(engagement) = &entries(&edited, 0)[0].what else { panic!() };
    assert_eq!(engagement.dates, Dates::parse("2020 – 2021", Words::english()));
    assert_eq!(notes, ["residue-stale: `x-dates` no longer fits the fields beside it, and is left out"]);
}

/// What was taken out of a list, or put into it, in another program.
#[test]
fn sections_follow_their_lists() {
    let with = |work: &str| {
        format!(
            r#"{{"basics": {{"email": "new@a.example"}}, "work": [{work}], "meta": {{"vitae": {{
                "contacts": ["phone", {{"ref": "email", "label": "home"}}],
                "sections": [{{"title": "Mine", "text": "x"}}, {{"ref": "work", "title": "Jobs", "entries": [1, "loose", 1]}}]}}}}}}"#
        )
    };
    let titles = |resume: &Resume| -> Vec<String> {
        resume.sections.iter().map(|s| s.title.as_ref().map(Line::plain).unwrap_or_default()).collect()
    };
    let job = |name: &str| format!(r#"{{"name": "{name}"}}"#);
    let more = read(&with(&[job("A"), job("B"), job("C")].join(",")));
    assert_eq!(
        (titles(&more), entries(&more, 1).len(), more.sections[1].content.len()),
        (vec!["Mine".into(), "Jobs".into()], 3, 4)
    );
    let fewer = read(&with(&job("A")));
    assert_eq!((entries(&fewer, 1).len(), fewer.sections[1].content.len()), (1, 2));
    let contact = &more.person.contacts[0];
    assert_eq!((more.person.contacts.len(), &contact.label), (1, &Text::new("home")));
}

/// Nothing that its owner keeps to themselves stands where a theme would show it.
#[test]
fn hidden_things_are_not_in_the_lists() {
    let native = r#"{"vitae": 1, "sections": [
        {"kind": "work", "entries": [{"position": "Seen"}, {"position": "Secret", "hidden": true}]},
        {"kind": "awards", "hidden": true, "entries": [{"title": "Secret"}]}
    ]}"#;
    let resume = read(native);
    let written = write(&resume);
    let (lists, residue) = written.split_once("\"meta\"").unwrap();
    assert!(lists.contains("Seen") && !lists.contains("Secret") && residue.matches("Secret").count() == 2, "{written}");
    assert_eq!(read(&written), resume);
}

#[test]
fn escapes_are_read_and_what_no_format_can_hold_is_said() {
    let (resume, notes) = read_with_notes(r#"{"basics": {"name": "\ud83d\ude00 \u00e9\u0001"}}"#);
    assert_eq!(resume.person.name, Text::new("😀 é"));
    assert_eq!(notes, ["control-removed: control characters were removed: no format can hold them"]);
}

/// The forms that a template leaves to be filled in are no entries; an unknown field is one, even if it is empty.
#[test]
fn a_template_says_nothing_and_an_unknown_field_does() {
    assert!(
        read(r#"{"basics": {"name": "M", "profiles": [{"network": ""}]}, "work": [{"name": "", "highlights": [""]}]}"#)
            .sections
            .is_empty()
    );
    let text = "{\n  \"projects\": [\n    {\n      \"x-color\": {}\n    }\n  ]\n}\n";
    assert_eq!(write(&read(text)), text);
    let text = r#"{"basics": {"location": {"x-color": []}}}"#;
    assert_eq!(read(text).person.contacts.len(), 1);
}

#[test]
fn limits_have_a_place() {
    let said = |text: &str| {
        let error = vitae_json::format().read(&Source::new(text.as_bytes()), &mut Context::default()).unwrap_err();
        format!("{} {}", error.diagnostic.at.as_ref().unwrap(), error.diagnostic.message)
    };
    let deep = format!("{{\"x\": {}{}}}", "[".repeat(80), "]".repeat(80));
    assert!(said(&deep).starts_with("line 1, column 71 the input passes the limit `depth`"), "{}", said(&deep));
    assert!(said(&"[".repeat(100_000)).contains("`depth`"));
    let keys: String = (0..3000).map(|i| format!("\"k{i}\": 1,\n")).collect();
    assert!(said(&format!("{{{keys}}}")).starts_with("line 2001, column 1 the input passes the limit `keys`"));
    assert!(said(&format!("[{}1]", "1,".repeat(250_001))).contains("`nodes`"));
}

/// A time of day is no part of a résumé; midnight is what software writes without being asked.
#[test]
fn a_time_of_day_is_not_dropped_without_a_word() {
    let read = |date: &str| {
        let text =
            format!(r#"{{"work": [{{"name": "A", "position": "P", "startDate": "{date}", "endDate": "2018"}}]}}"#);
        let mut cx = Context::default();
        let resume = vitae_json::format().read(&Source::new(text.as_bytes()), &mut cx).unwrap();
        let dates = entries(&resume, 0)[0].flat_position().unwrap().1.dates.clone();
        let notes: Vec<_> = cx.report.iter().cloned().collect();
        (dates, notes)
    };
    let (plain, none) = read("2017-03-01");
    assert_eq!(none, []);
    for midnight in ["T00:00:00", "T00:00:00.000Z", "T00:00+02:00"] {
        assert_eq!(read(&format!("2017-03-01{midnight}")), (plain.clone(), vec![]), "{midnight}");
    }
    for time in ["T10:00", "T00:00:01Z"] {
        let (dates, notes) = read(&format!("2017-03-01{time}"));
        assert_eq!(dates, plain);
        let [note] = &notes[..] else { panic!("{notes:?}") };
        assert_eq!((note.code, note.kind), ("time-omitted", Kind::Changed));
        assert!(note.at.is_some() && note.message.contains(time.trim_start_matches('T')), "{note:?}");
        assert!(note.field.as_deref().is_some_and(|field| field.ends_with("startDate")), "{note:?}");
    }
}
