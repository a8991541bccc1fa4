//! The sound fixtures: what the program may remark about each, their normal form, and that they are written as people write.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use vitae::{
    CellRef, Common, Context, Date, Dates, End, Entry, EntryKind, FieldSpec, Item, Meta, NameParts, Organization, Part,
    Person, Place, Position, Record, Resume, Section, SectionCommon, SectionKind, Source, Span, What, diff,
};

/// Every sound fixture, with what reading it remarks: `code field` for each remark, in order.
const FIXTURES: &[(&str, &[&str])] = &[
    ("academic", &[]),
    ("arabic", &[]),
    ("direction", &[]),
    ("engineer", &[]),
    ("french", &[]),
    ("full", &[]),
    ("german", &[]),
    ("japanese", &[]),
    ("jsonresume", &[]),
    ("maintainer", &[]),
    ("minimal", &[]),
    ("spanish", &[]),
    ("traps", &[]),
    ("us-nurse", &[]),
];

/// Fixtures whose bodies have shapes that `summary` and `highlights` cannot say.
const WITH_FREE_BODIES: &[&str] = &["full", "traps"];

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

/// Entries are written as `summary` and `highlights`; `text` is for sections, and for bodies that need it.
#[test]
fn fixtures_are_written_in_the_natural_form() {
    for (name, _) in FIXTURES.iter().filter(|(name, _)| !WITH_FREE_BODIES.contains(name)) {
        let written = write(&fixture(name));
        let sections = written.split_once("\nsections:").map_or("", |(_, sections)| sections);
        let deep: Vec<&str> = sections.lines().filter(|line| line.starts_with("      ") && is_text_key(line)).collect();
        assert!(deep.is_empty(), "{name}: {deep:?}\n{written}");
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
                _ => {}
            }
        }
        if record.ext().is_some_and(|ext| !ext.is_empty()) {
            self.0.insert(format!("{name}.ext"));
        }
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
    let missing: Vec<String> = keys.chain(exts).filter(|row| !filled.0.contains(row)).collect();
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
        "At", "Day", "Half", "Month", "On", "Present", "Quarter", "Season", "Unknown", "Year", "circa", "expected",
        "no start", "only words", "uncertain", "words and value",
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
