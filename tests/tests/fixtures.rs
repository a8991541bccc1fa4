//! The sound fixtures: what the program may remark about each, their normal form, and that they are written as people write.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use vitae::{
    Block, CellRef, Common, Contact, ContactKind, Context, Date, Dates, End, Entry, EntryKind, FieldSpec, Item, Line,
    Meta, NameParts, Number, Organization, Part, Person, Place, Position, Record, Resume, Section, SectionCommon,
    SectionKind, Source, Span, Value, What, Words, diff,
};

/// Every sound fixture, with what reading it remarks: `code field` for each remark, in order.
const FIXTURES: &[(&str, &[&str])] = &[
    ("academic", &["date-text-only sections[7].entries[0].dates", "date-text-only sections[7].entries[1].dates"]),
    ("arabic", &[]),
    ("direction", &["comment-not-carried -"]),
    ("engineer", &[]),
    ("french", &[]),
    ("full", &["date-text-only sections[6].entries[1].dates", "comment-not-carried -"]),
    ("german", &[]),
    ("japanese", &[]),
    ("jsonresume", &["comment-not-carried -"]),
    ("maintainer", &["comment-not-carried -"]),
    ("minimal", &[]),
    ("spanish", &[]),
    (
        "traps",
        &[
            "date-ambiguous sections[1].entries[1].dates",
            "date-text-only sections[1].entries[2].dates",
            "unknown-field-kept sections[1].entries[7].hightlights",
            "date-text-only sections[2].entries[0].dates",
            "unknown-field-kept country",
            "unknown-field-kept nickname",
            "unknown-field-kept build",
            "comment-not-carried -",
        ],
    ),
    ("us-nurse", &[]),
];

fn bytes(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/resumes");
    fs::read(folder.join(format!("{name}.yaml"))).unwrap()
}

fn read(bytes: &[u8]) -> (Resume, Vec<String>) {
    let mut cx = Context::default();
    let resume = vitae::formats().get("yaml").unwrap().read(&Source::new(bytes), &mut cx).unwrap();
    let remarks = cx.report.iter().map(|d| format!("{} {}", d.code, d.field.as_deref().unwrap_or("-"))).collect();
    (resume, remarks)
}

fn fixture(name: &str) -> Resume {
    read(&bytes(name)).0
}

fn write(resume: &Resume) -> String {
    let bytes = vitae::formats().get("yaml").unwrap().write(resume, &mut Context::default()).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn every_fixture_is_listed_here() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/resumes");
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let found: BTreeSet<String> = files.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    let listed: BTreeSet<String> = FIXTURES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(found, listed);
}

#[test]
fn reading_remarks_what_is_expected_and_no_more() {
    for (name, expected) in FIXTURES {
        assert_eq!(read(&bytes(name)).1, *expected, "{name}");
    }
}

#[test]
fn every_fixture_is_in_normal_form_once_read() {
    for (name, _) in FIXTURES {
        let resume = fixture(name);
        assert_eq!(resume.clone().normalize(), resume, "{name}");
    }
}

#[test]
fn written_once_a_fixture_comes_back_and_is_written_the_same_again() {
    for (name, _) in FIXTURES {
        let resume = fixture(name);
        let once = write(&resume);
        let (again, remarks) = read(once.as_bytes());
        let changes: Vec<String> = diff(&resume, &again).iter().map(|c| format!("{}: {c}", c.path)).collect();
        assert!(again == resume, "{name}: {changes:#?}\n{once}");
        assert_eq!(write(&again), once, "{name}");
        // What we write ourselves is remarked on less, never more.
        let (_, before) = read(&bytes(name));
        assert!(remarks.iter().all(|remark| before.contains(remark)), "{name}: {remarks:?}");
    }
}

/// Entries are written as `summary` and `highlights`; `text` is for sections, and for bodies that have another shape.
#[test]
fn fixtures_are_written_in_the_natural_form() {
    for (name, _) in FIXTURES {
        let written = write(&fixture(name));
        let sections = written.split_once("\nsections:").map_or("", |(_, sections)| sections);
        let deep: Vec<&str> = sections.lines().filter(|line| line.starts_with("      ") && is_text_key(line)).collect();
        // A place in words and by code, a bullet with a tag, a nested list, a numbered list beside preformatted text.
        let expected = if *name == "full" { 4 } else { 0 };
        assert_eq!(deep.len(), expected, "{name}: {deep:?}\n{written}");
    }
}

fn is_text_key(line: &str) -> bool {
    line.trim_start().trim_start_matches("- ").starts_with("text:")
}

// ── full.yaml ──

/// Which rows of the table a résumé fills, as `record.key`.
#[derive(Default)]
struct Filled(BTreeSet<String>);

impl Filled {
    fn resume(&mut self, resume: &Resume) {
        self.record("meta", &resume.meta);
        self.record("person", &resume.person);
        for section in &resume.sections {
            self.record("section", &section.common);
            for entry in entries(section) {
                self.record("common", &entry.common);
                self.record(entry.what.kind().as_str(), &entry.what);
            }
        }
    }

    fn record(&mut self, name: &str, record: &dyn Record) {
        for (spec, cell) in record.cells() {
            self.0.insert(format!("{name}.{}", spec.key));
            match cell {
                CellRef::Place(place) => self.record("place", place),
                CellRef::Organization(organization) => self.record("organization", organization),
                CellRef::NameParts(parts) => self.record("name", parts),
                CellRef::Positions(positions) => positions.iter().for_each(|p| self.record("position", p)),
                CellRef::Contacts(contacts) => contacts.iter().for_each(|contact| self.contact(contact)),
                _ => {}
            }
        }
        if record.ext().is_some_and(|ext| !ext.is_empty()) {
            self.0.insert(format!("{name}.ext"));
        }
    }

    fn contact(&mut self, contact: &Contact) {
        if let ContactKind::Place(place) = &contact.kind {
            self.record("place", place);
        }
        let beside =
            [("label", contact.label.is_some()), ("tags", !contact.tags.is_empty()), ("ext", !contact.ext.is_empty())];
        self.0.extend(beside.into_iter().filter(|(_, there)| *there).map(|(key, _)| format!("contact.{key}")));
    }
}

fn entries(section: &Section) -> impl Iterator<Item = &Entry> {
    section.content.iter().filter_map(|item| match item {
        Item::Entry(entry) => Some(&**entry),
        Item::Text(_) | Item::Heading(_) => None,
    })
}

#[test]
fn the_full_fixture_fills_every_row_of_the_table() {
    let mut filled = Filled::default();
    filled.resume(&fixture("full"));
    // A direction that is the usual one of the language is none; this one is not.
    filled.resume(&fixture("direction"));
    let mut rows: Vec<(&str, &[FieldSpec])> = vec![
        ("meta", Meta::FIELDS),
        ("person", Person::FIELDS),
        ("name", NameParts::FIELDS),
        ("place", Place::FIELDS),
        ("organization", Organization::FIELDS),
        ("section", SectionCommon::FIELDS),
        ("common", Common::FIELDS),
        ("position", Position::FIELDS),
    ];
    rows.extend(EntryKind::ALL.iter().map(|kind| (kind.as_str(), kind.fields())));
    let keys = rows.iter().flat_map(|(name, specs)| specs.iter().map(move |spec| format!("{name}.{}", spec.key)));
    let exts = ["meta", "person", "place", "organization", "section", "common", "position"].map(|n| format!("{n}.ext"));
    let beside = ["contact.label", "contact.tags", "contact.ext"].map(String::from);
    let missing: Vec<String> = keys.chain(exts).chain(beside).filter(|row| !filled.0.contains(row)).collect();
    assert!(missing.is_empty(), "nobody fills {missing:?}");
}

#[test]
fn the_full_fixture_has_every_kind_of_section_and_entry_and_contact() {
    let full = fixture("full");
    let sections: BTreeSet<SectionKind> = full.sections.iter().map(|section| section.kind).collect();
    assert_eq!(sections, SectionKind::ALL.iter().copied().collect());
    let kinds: BTreeSet<EntryKind> = full.sections.iter().flat_map(entries).map(|entry| entry.what.kind()).collect();
    assert_eq!(kinds, EntryKind::ALL.iter().copied().collect());
    let contacts: BTreeSet<String> = full.person.contacts.iter().map(|contact| variant(&contact.kind)).collect();
    let want = ["Email", "Fax", "Message", "Other", "Phone", "Place", "Profile", "Web"];
    assert_eq!(contacts.iter().map(String::as_str).collect::<Vec<_>>(), want);
}

/// The name of a variant, as `Debug` spells it.
fn variant(value: &impl std::fmt::Debug) -> String {
    format!("{value:?}").chars().take_while(char::is_ascii_alphanumeric).collect()
}

#[test]
fn the_full_fixture_has_dates_of_every_shape() {
    let mut shapes = BTreeSet::new();
    for entry in fixture("full").sections.iter().flat_map(entries) {
        note_dates(&entry.what, &mut shapes);
        if let What::Engagement(engagement) = &entry.what {
            engagement.positions.iter().for_each(|position| note_dates(position, &mut shapes));
        }
    }
    let want = [
        "At",
        "Day",
        "Half",
        "Month",
        "On",
        "Present",
        "Quarter",
        "Season",
        "Unknown",
        "Year",
        "circa",
        "expected",
        "no start",
        "only words",
        "uncertain",
        "words and value",
    ];
    let missing: Vec<_> = want.into_iter().filter(|shape| !shapes.contains(*shape)).collect();
    assert!(missing.is_empty(), "no date is {missing:?}");
}

fn note_dates(record: &dyn Record, shapes: &mut BTreeSet<&'static str>) {
    for (_, cell) in record.cells() {
        if let CellRef::Dates(dates) = cell {
            note(dates, shapes);
        }
    }
}

fn note(dates: &Dates, shapes: &mut BTreeSet<&'static str>) {
    match (&dates.span, &dates.text) {
        (None, Some(_)) => _ = shapes.insert("only words"),
        (Some(_), Some(_)) => _ = shapes.insert("words and value"),
        _ => {}
    }
    match dates.span {
        Some(Span::At(date)) => {
            shapes.insert("At");
            note_date(date, shapes);
        }
        Some(Span::Range { start, end }) => {
            match start {
                Some(date) => note_date(date, shapes),
                None => _ = shapes.insert("no start"),
            }
            match end {
                End::On(date) => {
                    shapes.insert("On");
                    note_date(date, shapes);
                }
                End::Present => _ = shapes.insert("Present"),
                End::Unknown => _ = shapes.insert("Unknown"),
            }
        }
        None => {}
    }
}

fn note_date(date: Date, shapes: &mut BTreeSet<&'static str>) {
    shapes.insert(match date.part() {
        Part::Year => "Year",
        Part::Month(_) => "Month",
        Part::Day(..) => "Day",
        Part::Season(_) => "Season",
        Part::Quarter(_) => "Quarter",
        Part::Half(_) => "Half",
    });
    for (flag, name) in [(date.circa, "circa"), (date.uncertain, "uncertain"), (date.expected, "expected")] {
        if flag {
            shapes.insert(name);
        }
    }
}

// ── what stands for something ──

/// The résumé that somebody keeps as a plain text file: nothing is invented for what it leaves out.
#[test]
fn the_maintainers_fixture_has_no_name_and_begins_with_untitled_text() {
    let resume = fixture("maintainer");
    assert_eq!(resume.person, Person::default());
    let [summary, work, own] = resume.sections.as_slice() else { panic!("three sections") };
    assert_eq!((summary.kind, &summary.title, summary.content.len()), (SectionKind::Summary, &None, 2));
    assert_eq!((work.kind, own.kind), (SectionKind::Work, SectionKind::Custom));
    assert!(matches!(work.content.last(), Some(Item::Text(_))), "a sentence stands after the last role");
    let stays: Vec<_> = entries(work)
        .map(|entry| match &entry.what {
            What::Engagement(stay) => (stay.organization.is_some(), stay.dates.is_some(), stay.positions.len()),
            other => panic!("{:?} in work", other.kind()),
        })
        .collect();
    let alone = (false, false, 1);
    assert_eq!(stays, [alone, alone, alone, alone, (true, false, 1), alone, (true, false, 3)]);
}

/// The keys of JSON Resume are short for sections, in their order.
#[test]
fn the_shape_of_json_resume_is_understood() {
    use SectionKind as S;
    let resume = fixture("jsonresume");
    let kinds: Vec<SectionKind> = resume.sections.iter().map(|section| section.kind).collect();
    let [summary, work, ..] = resume.sections.as_slice() else { panic!("sections") };
    let want = [
        S::Summary,
        S::Work,
        S::Volunteer,
        S::Education,
        S::Awards,
        S::Certificates,
        S::Publications,
        S::Skills,
        S::Languages,
        S::Interests,
        S::References,
        S::Projects,
    ];
    assert_eq!(kinds, want);
    assert_eq!((&summary.title, work.title.as_ref().map(Line::plain)), (&None, Some("Experience".into())));
    assert_eq!(resume.person.headline.as_ref().map(Line::plain).as_deref(), Some("Full-stack developer"));
    let Some(What::Engagement(first)) = entries(work).next().map(|entry| &entry.what) else { panic!("a job") };
    let employer = first.organization.as_ref().unwrap();
    assert_eq!(
        words(employer),
        [
            "name: Office for Civic Forms",
            "url: https://civicforms.example",
            "description: A public agency that puts paper forms on the Web",
        ]
    );
    assert_eq!(
        words(first)[1],
        "positions: position: Senior developer; dates: 1 April 2021 – present; place: Bristol; \
        body: …; keywords: TypeScript · Elixir · WCAG 2.2"
    );
    assert_eq!(resume.meta.modified.as_ref().unwrap().as_str(), "2025-06-01T09:30:00");
}

/// The fields of a record that hold words, as `key: words`.
fn words(record: &dyn Record) -> Vec<String> {
    let english = Words::english();
    let line = |line: &Line| line.plain();
    let shown = record.cells().into_iter().map(|(spec, cell)| {
        let value = match cell {
            CellRef::Text(text) => text.to_string(),
            CellRef::Line(value) => line(value),
            CellRef::Dates(dates) => dates.display(english),
            CellRef::Place(place) => place.display(""),
            CellRef::Organization(organization) => organization.name.iter().map(ToString::to_string).collect(),
            CellRef::Texts(texts) => texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(" · "),
            CellRef::Lines(lines) => lines.iter().map(line).collect::<Vec<_>>().join(" · "),
            CellRef::Positions(positions) => positions.iter().flat_map(|p| words(p)).collect::<Vec<_>>().join("; "),
            CellRef::Body(_) => String::from("…"),
            CellRef::Url(url) => url.to_string(),
            other => format!("{other:?}"),
        };
        format!("{}: {value}", spec.key)
    });
    shown.collect()
}

/// Everything in this fixture looks like something else. Here stands what it is.
#[test]
fn no_trap_springs() {
    let traps = fixture("traps");
    let section = |at: usize| &traps.sections[at];
    let entry = |at: usize, nth: usize| entries(section(at)).nth(nth).unwrap();
    let what = |at: usize, nth: usize| words(&entry(at, nth).what);

    // Texts that YAML would take for numbers, truth values or nothing.
    assert_eq!(traps.meta.version.as_ref().unwrap().as_str(), "3.10");
    assert_eq!(traps.person.name.as_ref().unwrap().as_str(), "Null Ó ’Brien-שלום");
    let contacts: Vec<&ContactKind> = traps.person.contacts.iter().map(|contact| &contact.kind).collect();
    let [ContactKind::Email(one), ContactKind::Email(two), ContactKind::Phone(phone), ContactKind::Place(place), ..] =
        contacts.as_slice()
    else {
        panic!("{contacts:?}")
    };
    assert_eq!((one, phone.as_str()), (two, "+61400000000"));
    assert_eq!(
        words(place),
        [
            "text: Remote · Berlin",
            "street: Line one · Line two: the second · 3",
            "postalCode: 01234",
            "city: Summer 2009",
            "countryCode: NO",
        ]
    );
    assert_eq!(what(5, 1), ["name: no", "fluency: true"]);
    assert_eq!(what(8, 0), ["title: NO", "dates: 2016"]);
    assert_eq!(what(8, 1), ["title: NULL", "awarder: Off", "dates: 1899"]);

    // Unknown fields: there numbers are numbers, digit by digit.
    let build = traps.ext.get("build").unwrap();
    let number = |digits| Value::Number(Number::new(digits).unwrap());
    let flags = [Value::Bool(true), "no".into(), Value::Null, "0x1F".into(), "01234".into(), "yes".into()];
    let want = [
        ("number", number("1.0")),
        ("size", number("1e3")),
        ("serial", number("12345678901234567890")),
        ("flags", Value::Array(flags.to_vec())),
    ];
    assert_eq!(*build, Value::Object(want.into_iter().collect()));
    assert_eq!(traps.ext.get("country"), Some(&"NO".into()));
    assert_eq!(traps.ext.get("nickname"), Some(&Value::Null));

    // Names that look like dates, labels or places.
    let job = |title: &str, rest: &str| format!("positions: position: {title}; {rest}");
    assert_eq!(
        what(1, 0),
        ["organization: 2016".into(), job("Director, Class of 2016", "dates: 2016-09-01; place: Summer 2009")]
    );
    assert_eq!(
        what(1, 1),
        ["organization: Keywords: a history".into(), job("Keywords", "team: May – June; dates: 2010-11")]
    );
    assert_eq!(
        what(1, 2),
        [
            "organization: May".into(),
            job("Engineer – Platform, 2016 – present", "dates: 03/04/2016; place: Remote · Berlin")
        ]
    );
    assert_eq!(what(1, 7), ["organization: Nobody in particular"]);

    // One employer twice, sections that share a title, one that is empty, one whose title is that of another kind.
    assert_eq!(entries(section(1)).count(), 8);
    let titles: Vec<_> = traps.sections.iter().map(|s| (s.kind, s.title.as_ref().map(Line::plain))).collect();
    let experience = || Some(String::from("Experience"));
    let custom = SectionKind::Custom;
    assert_eq!(titles[1..4], [(SectionKind::Work, experience()), (custom, experience()), (custom, experience())]);
    assert!(section(3).content.is_empty());
    assert_eq!(titles[4].1, None, "an empty title is none");
    assert_eq!((titles.last().unwrap().0, section(9).content.len()), (custom, 1));

    // Marks that are none.
    let Item::Text(Block::Para(line)) = &section(0).content[0] else { panic!("a paragraph") };
    assert!(
        line.plain()
            .starts_with("Literal asterisks *like these*, an under_score_name, a `tick, a < b, Vec<T>, &amp; as")
    );
    let Block::List(bullets) = &entry(1, 3).flat_position().unwrap().1.body[0] else { panic!("bullets") };
    let plain: Vec<String> = bullets.items.iter().map(|item| item.line.plain()).collect();
    assert_eq!(plain[0], "Paid 10\u{202f}000\u{a0}€, and 10\u{a0}000\u{a0}€ more.");
    assert_eq!(plain[6..], ["yes", "#hashtag first", "- dash first", "a word: and a colon", "trailing colon:"]);
    assert!(bullets.items.iter().all(|item| item.children.is_empty()));

    // Letters that look alike, or like nothing.
    assert_eq!(
        what(7, 0)[0],
        "title: 👩🏽\u{200d}💻 at sea, 🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f} ashore"
    );
    assert_eq!(
        what(7, 1)[..2],
        [
            "title: Soft\u{ad}hyphen, non\u{2011}breaking, zero\u{200b}width, \u{200f}mark\u{200e}",
            "subtitle: e\u{301} is not é, and 𠮷 is one letter",
        ]
    );
}
