//! What is written, and how it is laid out.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails loudly, in its helpers too"
)]

use vitae_commonmark::parse_blocks;
use vitae_core::{
    Block, Cefr, CefrLevel, Common, Contact, ContactKind, Context, Date, Dates, Detail, End, Engagement, Entry, Ext,
    Id, Item, LanguageSkill, Line, List, ListItem, Number, Organization, Photo, PhotoSource, Place, Position, Resume,
    Section, SectionKind, Source, Span, Text, Url, Value, What,
};

/// What is written, which must read back the same.
fn write(resume: &Resume) -> String {
    let yaml = vitae_yaml::format();
    let bytes = yaml.write(resume, &mut Context::default()).expect("written");
    let again = yaml.read(&Source::new(&bytes), &mut Context::default()).expect("read back");
    let written = String::from_utf8(bytes).expect("text");
    assert_eq!(again, resume.clone().normalize(), "\n{written}");
    written
}

fn text(text: &str) -> Text {
    Text::new(text).unwrap()
}

fn line(text: &str) -> Option<Line> {
    Line::text(text)
}

fn section(kind: SectionKind, title: &str, content: Vec<Item>) -> Resume {
    let section = Section { title: line(title), content, ..Section::new(kind) };
    Resume { sections: vec![section], ..Resume::default() }
}

fn work(what: Engagement, common: Common) -> Resume {
    section(SectionKind::Work, "Experience", vec![Entry { what: What::Engagement(what), common }.into()])
}

/// What is written of a section, without what stands before every section.
fn body(resume: &Resume) -> String {
    let written = write(resume);
    written.strip_prefix("vitae: 1\n\nsections:\n").unwrap_or_else(|| panic!("{written}")).to_owned()
}

fn prose(words: usize) -> String {
    (0..words).map(|i| format!("word{i}")).collect::<Vec<_>>().join(" ")
}

#[test]
fn nothing_is_written_of_nothing() {
    assert_eq!(write(&Resume::default()), "vitae: 1\n");
}

#[test]
fn the_sample_comes_back_as_it_was_typed() {
    let sample = include_str!("sample.yaml");
    let resume = vitae_yaml::format().read(&Source::new(sample.as_bytes()), &mut Context::default()).unwrap();
    assert_eq!(write(&resume), include_str!("sample.written.yaml"));
}

#[test]
fn titles_are_left_out_where_they_are_usual() {
    assert_eq!(body(&section(SectionKind::Work, "Experience", vec![])), "  - kind: work\n");
    assert_eq!(body(&section(SectionKind::Work, "Jobs", vec![])), "  - kind: work\n    title: Jobs\n");
    let untitled = vec![Item::Heading(line("A").unwrap())];
    assert_eq!(
        body(&section(SectionKind::Work, "", untitled)),
        "  - kind: work\n    title: \"\"\n    entries:\n      - heading: A\n"
    );
    assert_eq!(body(&section(SectionKind::Custom, "Notes", vec![])), "  - title: Notes\n");
    let mut german = section(SectionKind::Work, "Berufserfahrung", vec![]);
    german.meta.language = vitae_core::Lang::new("de");
    assert_eq!(write(&german), "vitae: 1\nlanguage: de\n\nsections:\n  - kind: work\n");
}

#[test]
fn prose_is_broken_into_lines_and_short_text_is_not() {
    let paragraph = |words| vec![Item::Text(Block::Para(line(&prose(words)).unwrap()))];
    assert_eq!(body(&section(SectionKind::Custom, "", paragraph(3))), "  - text: word0 word1 word2\n");
    let long = body(&section(SectionKind::Custom, "", paragraph(60)));
    assert!(long.starts_with("  - text: |\n      word0 word1 "), "{long}");
    assert!(long.lines().all(|line| line.len() <= 100) && long.lines().count() == 6, "{long}");
}

#[test]
fn two_paragraphs_stand_behind_a_bar() {
    let blocks = parse_blocks("One: *a*.\n\nTwo.");
    let resume = section(SectionKind::Summary, "", blocks.into_iter().map(Item::Text).collect());
    assert_eq!(body(&resume), "  - kind: summary\n    text: |\n      One: *a*.\n\n      Two.\n");
}

#[test]
fn a_body_is_summary_and_highlights_where_it_can_be() {
    let of = |markdown: &str| {
        let position = Position { title: line("P"), body: parse_blocks(markdown), ..Position::default() };
        let written = body(&work(Engagement { positions: vec![position], ..Engagement::default() }, Common::default()));
        written.strip_prefix("  - kind: work\n    entries:\n      - position: P\n").unwrap().to_owned()
    };
    assert_eq!(of("One."), "        summary: One.\n");
    assert_eq!(of("- a\n- b: c"), "        highlights:\n          - a\n          - \"b: c\"\n");
    assert_eq!(of("One.\n\n- a"), "        summary: One.\n        highlights:\n          - a\n");
    assert_eq!(of("- a\n\nOne."), "        text: |\n          - a\n\n          One.\n");
    assert_eq!(of("1. a"), "        text: 1. a\n");
}

#[test]
fn a_long_highlight_continues_under_itself() {
    let item = |text: &str| ListItem::new(line(text).unwrap());
    let (plain, colon) = (prose(30), format!("a: {}", prose(30)));
    let list = Block::List(List { ordered: None, items: vec![item(&plain), item(&colon)] });
    let common = Common { body: vec![list], ..Common::default() };
    let written = body(&work(Engagement::default(), common));
    assert!(written.contains("\n          - word0 word1"), "{written}");
    assert!(written.contains("\n            word"), "{written}");
    assert!(written.contains("\n          - >-\n            a: word0 word1"), "{written}");
    assert!(written.lines().all(|line| line.len() <= 100), "{written}");
}

#[test]
fn a_highlight_with_tags_is_a_map() {
    let tags = [text("short"), text("long")].into_iter().collect();
    let item = ListItem { tags, ..ListItem::new(line("a").unwrap()) };
    let common = Common { body: vec![Block::List(List { ordered: None, items: vec![item] })], ..Common::default() };
    assert_eq!(
        body(&work(Engagement::default(), common)),
        "  - kind: work\n    entries:\n      - highlights:\n          - text: a\n            tags: [long, short]\n"
    );
}

#[test]
fn one_position_is_flat_and_several_are_listed() {
    let position = |title: &str| Position { title: line(title), team: Some(text("T")), ..Position::default() };
    let organization = || Some(Organization::named(text("Rowan")));
    let stay = |positions| Engagement { organization: organization(), positions, ..Engagement::default() };
    assert_eq!(
        body(&work(stay(vec![position("A")]), Common::default())),
        "  - kind: work\n    entries:\n      - position: A\n        team: T\n        organization: Rowan\n"
    );
    let common = Common { body: parse_blocks("Both."), ..Common::default() };
    assert_eq!(
        body(&work(stay(vec![position("A"), position("B")]), common)),
        "  - kind: work\n    entries:\n      - organization: Rowan\n        summary: Both.\n        positions:\n          - position: A\n            team: T\n          - position: B\n            team: T\n"
    );
}

#[test]
fn dates_are_words_unless_words_do_not_say_it() {
    let when = |dates: Dates| {
        let position = Position { title: line("P"), dates: Some(dates), ..Position::default() };
        let written = body(&work(Engagement { positions: vec![position], ..Engagement::default() }, Common::default()));
        written.strip_prefix("  - kind: work\n    entries:\n      - position: P\n        dates: ").map(str::to_owned)
    };
    let range = |end| Span::Range { start: Date::from_edtf("2019-03"), end };
    assert_eq!(when(range(End::Present).into()).as_deref(), Some("March 2019 – present\n"));
    assert_eq!(when(Date::from_edtf("2016").unwrap().into()).as_deref(), Some("\"2016\"\n"));
    assert_eq!(when(Dates::text(text("the nineties"))).as_deref(), Some("the nineties\n"));
    let told = Dates { span: Some(range(End::Unknown)), text: Some(text("for a while")) };
    let position = Position { title: line("P"), dates: Some(told), ..Position::default() };
    let written = body(&work(Engagement { positions: vec![position], ..Engagement::default() }, Common::default()));
    assert!(
        written.ends_with(
            "        dates:\n          start: 2019-03\n          end: unknown\n          text: for a while\n"
        ),
        "{written}"
    );
}

#[test]
fn contacts_are_keys_until_order_or_labels_matter() {
    let of = |contacts: Vec<Contact>| {
        let mut resume = Resume::default();
        resume.person.contacts = contacts;
        write(&resume).strip_prefix("vitae: 1\n\nbasics:\n").unwrap().to_owned()
    };
    let email = |t: &str| Contact::from(ContactKind::Email(text(t)));
    let phone = |t: &str| Contact::from(ContactKind::Phone(text(t)));
    assert_eq!(
        of(vec![phone("+61400000000"), email("a@b"), email("c@d")]),
        "  phone: \"+61400000000\"\n  email: [a@b, c@d]\n"
    );
    assert_eq!(
        of(vec![email("a@b"), phone("1 2"), email("c@d")]),
        "  contacts:\n    - email: a@b\n    - phone: 1 2\n    - email: c@d\n"
    );
    let labelled = Contact { label: Some(text("work")), ..email("a@b") };
    assert_eq!(of(vec![labelled]), "  contacts:\n    - email: a@b\n      label: work\n");
    let profile = ContactKind::Profile { network: text("GitHub"), user: Some(text("m")), url: None };
    assert_eq!(of(vec![profile.into()]), "  profiles:\n    - network: GitHub\n      username: m\n");
    let place = Place { city: Some(text("Sydney")), ..Place::default() };
    assert_eq!(of(vec![ContactKind::Place(place).into()]), "  location:\n    city: Sydney\n");
}

#[test]
fn keywords_stand_side_by_side_while_they_fit() {
    let of = |keywords: Vec<Text>| body(&work(Engagement::default(), Common { keywords, ..Common::default() }));
    let short = of(["C#", "a, b", "NO", "why?"].map(text).to_vec());
    assert!(short.ends_with("      - keywords: [C#, \"a, b\", \"NO\", \"why?\"]\n"), "{short}");
    let long = of((0..30).map(|i| text(&format!("keyword{i}"))).collect());
    assert!(long.contains("      - keywords:\n          - keyword0\n          - keyword1\n"), "{long}");
}

#[test]
fn details_are_a_map_or_a_list() {
    let detail = |label: &str, value: &str| Detail { label: text(label), value: line(value).unwrap() };
    let of = |details| {
        let mut resume = Resume::default();
        resume.person.details = details;
        write(&resume).strip_prefix("vitae: 1\n\nbasics:\n  details:\n").unwrap().to_owned()
    };
    assert_eq!(of(vec![detail("Size", "12"), detail("a: b", "x")]), "    Size: \"12\"\n    \"a: b\": x\n");
    assert_eq!(of(vec![detail("Size", "s"), detail("Size", "t")]), "    - Size: s\n    - Size: t\n");
}

#[test]
fn unknown_fields_keep_their_digits_and_their_names() {
    let number = |digits: &str| Value::Number(Number::new(digits).unwrap());
    let inner: Ext = [("title", Value::from("x")), ("b", Value::Null)].into_iter().collect();
    let ext = [
        ("basics", Value::Bool(true)),
        (
            "a",
            Value::Array(vec![number("1.0"), number("12345678901234567890"), Value::from("1.0"), Value::Array(vec![])]),
        ),
        ("<<", Value::from("two\nlines\n")),
        ("", Value::from(" x ")),
        ("o", Value::Object(inner)),
        ("e", Value::Object(Ext::default())),
    ]
    .into_iter()
    .collect();
    let resume = Resume { ext, ..Resume::default() };
    assert_eq!(
        write(&resume),
        "vitae: 1\n\na:\n  - 1.0\n  - 12345678901234567890\n  - \"1.0\"\n  - []\n\n\"<<\": |\n  two\n  lines\n\n\"\": \" x \"\n\no:\n  title: x\n  b: null\n\ne: {}\n\next:\n  basics: true\n"
    );
}

#[test]
fn a_key_of_any_length_is_a_key() {
    let mut resume = Resume::default();
    resume.ext.insert("k".repeat(3000), Value::Array(vec![Value::from("x")]));
    resume.ext.insert("a\nb", Value::from("y"));
    assert!(write(&resume).contains("\n? kkk"));
}

#[test]
fn an_entry_is_never_taken_for_a_text() {
    let common = Common { body: parse_blocks("1. a"), ..Common::default() };
    let other = Entry { what: What::new(vitae_core::EntryKind::Other), common };
    let written = body(&section(SectionKind::Custom, "", vec![other.into()]));
    assert_eq!(written, "  - entries:\n      - kind: other\n        text: 1. a\n");
}

#[test]
fn names_of_skills_are_texts_and_texts_among_skills_are_maps() {
    let skill = vitae_core::Skill { name: line("Rust"), ..vitae_core::Skill::default() };
    let content = vec![Entry::from(What::Skill(skill)).into(), Item::Text(Block::Para(line("More.").unwrap()))];
    assert_eq!(
        body(&section(SectionKind::Skills, "Skills", content)),
        "  - kind: skills\n    entries:\n      - Rust\n      - text: More.\n"
    );
}

#[test]
fn a_level_that_the_fluency_names_is_not_said_twice() {
    let of = |cefr| {
        let skill = LanguageSkill {
            name: Some(text("German")),
            fluency: Some(text("C1 (Goethe)")),
            cefr,
            ..LanguageSkill::default()
        };
        body(&section(SectionKind::Languages, "Languages", vec![Entry::from(What::Language(skill)).into()]))
    };
    assert!(!of(Some(Cefr::overall(CefrLevel::C1))).contains("cefr"));
    assert!(of(Some(Cefr::overall(CefrLevel::B2))).ends_with("        cefr: B2\n"));
}

#[test]
fn pictures_are_written_in_lines() {
    let mut resume = Resume::default();
    let source = PhotoSource::Embedded { media_type: text("image/png"), bytes: vec![0; 90] };
    resume.person.photo = Some(Photo { source, alt: None });
    let written = write(&resume);
    assert!(written.contains("    data: |\n      AAAA") && written.lines().all(|line| line.len() < 90), "{written}");
    let url = Url::new("data:image/png;base64,Zm9v").unwrap();
    resume.person.photo = Some(Photo { source: PhotoSource::Url(url), alt: None });
    assert!(write(&resume).contains("  photo:\n    url: data:image/png;base64,Zm9v\n"));
}

#[test]
fn air_stands_between_long_entries_only() {
    let project = |name: &str, paragraphs: usize| {
        let what = What::Project(vitae_core::Project { name: line(name), ..vitae_core::Project::default() });
        let common = Common { body: parse_blocks(&"x\n\n".repeat(paragraphs)), id: Id::new(name), ..Common::default() };
        Item::from(Entry { what, common })
    };
    let short = body(&section(SectionKind::Projects, "Projects", vec![project("A", 1), project("B", 1)]));
    assert!(!short.contains("\n\n"), "{short}");
    let long = body(&section(SectionKind::Projects, "Projects", vec![project("A", 1), project("B", 3)]));
    assert!(long.contains("id: A\n\n      - name: B\n"), "{long}");
}
