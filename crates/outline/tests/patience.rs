//! No outline takes long, whatever is in it: what a stranger's document is made of is read in time that grows with its size.

#![allow(clippy::unwrap_used, reason = "what helps a test may fail as loudly as the test")]

use std::time::Duration;
use vitae_core::{Report, Style, Url};
use vitae_outline::{Block, Cell, Head, Kind, Look, Outline, Role, Run, understood};
use vitae_testkit::spent;

fn paragraph(text: &str) -> Block {
    runs(vec![Run::plain(text)])
}

fn runs(runs: Vec<Run>) -> Block {
    Block { runs, ..Block::new(Kind::Paragraph) }
}

fn heading(level: u8, text: &str) -> Block {
    Block { runs: vec![Run::plain(text)], ..Block::new(Kind::Heading(level)) }
}

fn item(text: &str) -> Block {
    Block { level: 1, runs: vec![Run::plain(text)], ..Block::new(Kind::Item { number: None }) }
}

fn bold(text: &str) -> Run {
    Run::plain(text).styled(Style::strong())
}

fn many<T>(n: usize, make: impl FnMut(usize) -> T) -> Vec<T> {
    (0..n).map(make).collect()
}

/// A person, and one section.
fn section(title: &str, blocks: Vec<Block>) -> Vec<Block> {
    let head = [heading(1, "Mara Lindqvist"), paragraph("mara@lindqvist.example"), heading(2, title)];
    head.into_iter().chain(blocks).collect()
}

/// A line of text in a cell of the first table.
fn cell(row: usize, column: usize, text: &str) -> Block {
    let (row, column) = (u32::try_from(row).unwrap(), u16::try_from(column % 60_000).unwrap());
    let cell = Cell { table: 0, row, column, columns: 1 };
    Block { look: Look { cell: Some(cell), ..Look::default() }, ..paragraph(text) }
}

/// Runs that differ, with something between them.
fn patchwork(n: usize, one: &str, two: &str) -> Block {
    runs(many(n, |i| if i % 2 == 0 { bold(one) } else { Run::plain(two) }))
}

#[test]
fn no_outline_takes_long() {
    let outlines: Vec<(&str, Vec<Block>)> = vec![
        ("a title of many words", section("Education", vec![heading(3, &"BSc in Law of Arts, ".repeat(40_000))])),
        ("a name of many words", vec![heading(1, &"Resume of Mara ".repeat(60_000))]),
        (
            "many dashes in a head",
            section("Experience", vec![heading(3, &"Engineer at Northwind: 2010 – ".repeat(30_000))]),
        ),
        ("many dates in a head", section("Experience", vec![heading(3, &"2010-2011, ".repeat(60_000))])),
        (
            "many runs in a head",
            section("Experience", vec![Block { kind: Kind::Heading(3), ..patchwork(200_000, "Engineer", ", ") }]),
        ),
        ("many keywords in runs", section("Skills", vec![patchwork(200_000, "Rust", ", ")])),
        (
            "keywords behind a label",
            section("Skills", vec![runs(vec![bold("Languages: "), Run::plain("Rust, ".repeat(100_000))])]),
        ),
        ("many languages in a line", section("Languages", vec![paragraph(&"English (fluent), ".repeat(60_000))])),
        ("a language and many words", section("Languages", vec![paragraph(&"very fluent ".repeat(60_000))])),
        ("spaces in contacts", vec![heading(1, "Mara"), paragraph(&format!("a@a.example{}x", " ".repeat(500_000)))]),
        ("bars in contacts", vec![heading(1, "Mara"), paragraph(&"a@a.example | ".repeat(60_000))]),
        (
            "links in contacts",
            vec![
                heading(1, "Mara"),
                runs(many(100_000, |i| {
                    let link = Url::new(&format!("https://a.example/{i}"));
                    Run::plain(format!("page{i} ")).styled(Style { link, ..Style::default() })
                })),
            ],
        ),
        (
            "lines of contacts",
            vec![heading(1, "Mara")]
                .into_iter()
                .chain(many(20_000, |i| paragraph(&format!("http://a.example/{i}"))))
                .collect(),
        ),
        (
            "labels of contacts",
            vec![heading(1, "Mara")]
                .into_iter()
                .chain(many(20_000, |i| paragraph(&format!("Phone: 555-0100-{:04}", i % 10_000))))
                .collect(),
        ),
        ("blank runs", section("Experience", vec![runs(many(300_000, |_| Run::plain(" ")))])),
        ("blank lines in a paragraph", section("Experience", vec![runs(many(300_000, |_| Run::plain("\n ")))])),
        ("brackets that begin lines", section("職歴", vec![patchwork(100_000, "【期間】", "営業 ")])),
        ("closing brackets", section("職歴", vec![heading(3, &"】【：".repeat(100_000))])),
        ("headings", many(20_000, |i| heading(1 + u8::try_from(i % 6).unwrap(), "Whatever it was"))),
        ("sections", many(60_000, |i| heading(2, if i % 2 == 0 { "Experience" } else { "Skills" }))),
        (
            "bold heads without dates",
            section(
                "Experience",
                many(60_000, |i| if i % 2 == 0 { runs(vec![bold("Engineer")]) } else { item("Did it.") }),
            ),
        ),
        (
            "bold lines",
            section("Experience", many(60_000, |i| if i == 0 { item("x") } else { runs(vec![bold("Engineer")]) })),
        ),
        ("heads with dates", section("Experience", many(10_000, |_| paragraph("Engineer, Northwind, 2010 – 2012")))),
        ("one label again and again", section("Experience", many(60_000, |_| paragraph("Client: Northwind")))),
        (
            "many labels in an entry",
            section("Experience", many(60_000, |i| paragraph(["Client: A", "Title: B", "Team: C"][i % 3]))),
        ),
        (
            "fields of a study",
            section("Education", many(60_000, |i| paragraph(if i < 30_000 { "GPA: 3.9" } else { "Thesis: Tides" }))),
        ),
        (
            "referees",
            section(
                "References",
                many(60_000, |i| if i % 2 == 0 { paragraph("Ada Byron") } else { paragraph("ada@byron.example") }),
            ),
        ),
        (
            "a sparse table",
            section("Experience", many(10_000, |i| cell(i, i, "Northwind at the harbour of the old town"))),
        ),
        ("a wide table", section("Experience", many(30_000, |i| cell(i / 100, i % 100, "2010")))),
        ("a grid", section("Education", many(30_000, |i| cell(i / 3, i % 3, ["Degree", "Year", "School"][i % 3])))),
        ("lines of a cell", section("Experience", many(30_000, |i| cell(0, i % 2, "Northwind")))),
        ("one word", section("Experience", vec![heading(3, &"x".repeat(3_000_000))])),
        ("numbers", section("Experience", vec![paragraph(&"+1 555 0100 ".repeat(60_000))])),
        ("addresses", vec![heading(1, "Mara"), paragraph(&"a.example,".repeat(60_000))]),
    ];
    for (name, blocks) in outlines {
        within(name, Outline { head: Head::default(), blocks });
    }
}

/// A document of a few megabytes that would be read as terabytes: each piece of a linked text has the link.
#[test]
fn a_long_address_is_not_copied_to_each_piece_of_its_text() {
    let link = Url::new(&format!("https://a.example/{}", "a".repeat(1 << 20)));
    for piece in ["• a\n", "a, ", "a | "] {
        let run = Run::plain(piece.repeat(20_000)).styled(Style { link: link.clone(), ..Style::default() });
        let mut report = Report::default();
        let blocks = section("Skills", vec![runs(vec![run])]);
        let resume = understood(Outline { head: Head::default(), blocks }, &mut report);
        assert!(report.iter().any(|said| said.code == "address-apart"), "{piece}");
        let words = resume.words().concat();
        assert!(words.len() < 1 << 22 && format!("{resume:?}").contains(link.as_ref().unwrap().as_str()), "{piece}");
    }
}

#[test]
fn what_is_said_for_machines_takes_no_longer() {
    let said = |i: usize| Run::role(format!("person{i}@a.example"), Role::Contact);
    let head = Head { said: many(60_000, said), ..Head::default() };
    within("contacts", Outline { head, blocks: vec![heading(1, "Mara")] });
}

/// Enough for a debug build; what is quadratic takes minutes.
fn within(name: &str, outline: Outline) {
    let begin = spent();
    let _resume = understood(outline, &mut Report::default());
    let took = spent() - begin;
    assert!(took < Duration::from_secs(20), "{name} took {took:?}");
}
