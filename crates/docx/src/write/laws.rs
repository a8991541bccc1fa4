//! What holds for every outline, whatever is in it.

use super::testing::{Node, Opened};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeSet;
use vitae_core::{Dir, Script, SectionKind, Style, Url, is_allowed};
use vitae_outline::{Block, Head, Kind, Outline, Part, Role, Run};
use vitae_testkit::{arbitrary, check};

const PARTS: [Part; 12] = [
    Part::Name,
    Part::Headline,
    Part::Contacts,
    Part::Section,
    Part::Subheading,
    Part::Entry,
    Part::Organization,
    Part::Position,
    Part::Meta,
    Part::Labelled,
    Part::Line,
    Part::Body,
];

const ROLES: [Role; 14] = [
    Role::Name,
    Role::Headline,
    Role::Contact,
    Role::Section,
    Role::Title,
    Role::Organization,
    Role::Qualifier,
    Role::Place,
    Role::Url,
    Role::Dates,
    Role::Label,
    Role::Level,
    Role::Keyword,
    Role::Separator,
];

/// Text with everything that an XML writer or a layout could trip over.
fn some_text() -> BoxedStrategy<String> {
    let odd = select(vec![
        "\u{0}",
        "\u{1}",
        "\u{fffe}",
        "\u{ffff}",
        "\t",
        "\n",
        "\r\n",
        "\r",
        " ",
        "  ",
        "\u{a0}",
        "\u{2028}",
        "\u{85}",
        "\u{ad}",
        "\u{2011}",
        "·",
        " · ",
        "&",
        "<",
        ">",
        "\"",
        "'",
        "]]>",
        "&amp;",
        "</w:t>",
        "ש",
        "لغة",
        "١٢",
        "42",
        "ไทย",
        "日本",
        "👩🏽\u{200d}💻",
        "e\u{301}",
        "\u{200f}",
        "\u{200b}",
        "C#",
        "=rtl",
        "a",
    ]);
    prop_oneof![arbitrary::string(), vec(odd, 0..6).prop_map(|pieces| pieces.concat())].boxed()
}

fn some_style() -> BoxedStrategy<Style> {
    let plain = any::<(bool, bool, bool)>();
    let script = select(vec![Script::Normal, Script::Normal, Script::Sub, Script::Sup]);
    let odd = select(vec![
        "javascript:x",
        "https://a b",
        "http://a.example/\"<>&",
        "mailto:a@b.example",
        "tel:+1",
        "x",
        "https://é.example/%",
    ]);
    let url = prop_oneof![arbitrary::url(), odd.prop_map(|url| Url::new(url).unwrap())];
    let full = (plain, script, option::weighted(0.4, url), option::weighted(0.2, arbitrary::lang()));
    let full =
        full.prop_map(|((strong, emph, code), script, link, lang)| Style { strong, emph, code, script, link, lang });
    prop_oneof![2 => Just(Style::default()), 1 => full].boxed()
}

fn run() -> BoxedStrategy<Run> {
    let separator = Just(Run::role(" · ", Role::Separator));
    let any = (some_text(), some_style(), option::of(select(&ROLES[..])));
    prop_oneof![1 => separator, 3 => any.prop_map(|(text, style, role)| Run { text, style, role })].boxed()
}

fn some_block() -> BoxedStrategy<Block> {
    let kind = prop_oneof![
        4 => (0_u8..7).prop_map(Kind::Heading),
        6 => Just(Kind::Paragraph),
        3 => Just(Kind::Item { number: None }),
        2 => (0_u32..4).prop_map(|number| Kind::Item { number: Some(number) }),
        1 => prop_oneof![Just(u32::MAX), any::<u32>()].prop_map(|number| Kind::Item { number: Some(number) }),
        1 => Just(Kind::Pre),
        1 => Just(Kind::Rule),
    ];
    let depth = prop_oneof![8 => Just((0, 0)), 4 => (0_u8..4, 0_u8..2), 1 => any::<(u8, u8)>()];
    let part = option::weighted(0.9, select(&PARTS[..]));
    let section = option::weighted(0.1, select(SectionKind::ALL));
    let lang = option::weighted(0.1, arbitrary::lang());
    let block = (kind, depth, part, section, lang, vec(run(), 0..5)).prop_map(
        |(kind, (level, quote), part, section, lang, runs)| Block {
            level,
            quote,
            part,
            section,
            lang,
            runs,
            ..Block::new(kind)
        },
    );
    // The heads of entries, which the layout takes apart, are frequent.
    let entry = vec(run(), 0..3).prop_map(|runs| Block { runs, ..Block::new(Kind::Heading(3)).part(Part::Entry) });
    let roles = vec![Role::Organization, Role::Qualifier, Role::Place, Role::Url, Role::Dates, Role::Level];
    let field = (some_text(), select(roles)).prop_map(|(text, role)| vec![Run::role(text, role)]);
    let fields = vec(prop_oneof![3 => field, 1 => vec(run(), 0..3)], 0..5);
    let meta = fields.prop_map(|fields| {
        let runs = fields.into_iter().flat_map(|field| [field, vec![Run::role(" · ", Role::Separator)]].concat());
        Block { runs: runs.collect(), ..Block::new(Kind::Paragraph).part(Part::Meta) }
    });
    let line = vec(run(), 0..3).prop_map(|runs| Block {
        level: 1,
        runs,
        ..Block::new(Kind::Item { number: None }).part(Part::Line)
    });
    prop_oneof![3 => block, 2 => entry, 2 => meta, 1 => line].boxed()
}

fn some_outline() -> BoxedStrategy<Outline> {
    let direction = option::weighted(0.3, select(vec![Dir::Ltr, Dir::Rtl]));
    let head = (option::of(arbitrary::lang()), direction, option::of(arbitrary::text())).prop_map(
        |(lang, direction, text)| Head {
            lang,
            direction,
            title: text.clone(),
            author: text.clone(),
            subject: text,
            page: "R&D",
            ..Head::default()
        },
    );
    (head, vec(some_block(), 0..14)).prop_map(|(head, blocks)| Outline { head, blocks }).boxed()
}

/// The words of an outline as a page must show them: without dots between fields, with numbers that no list can count to.
fn words(lines: impl IntoIterator<Item = String>) -> Vec<String> {
    let clean = |line: String| line.chars().filter(|&c| is_allowed(c)).collect::<String>().replace('·', " ");
    lines.into_iter().flat_map(|line| clean(line).split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect()
}

fn expected(outline: &Outline) -> Vec<String> {
    let line = |block: &Block| match block.kind {
        Kind::Item { number: Some(number) } if number > 32_767 => format!("{number}. {}", block.text()),
        _ => block.text(),
    };
    words(outline.blocks.iter().map(line))
}

/// Everything that a document refers to is there.
fn refers_to_nothing_missing(opened: &Opened) -> Result<(), String> {
    let document = opened.node("word/document.xml");
    let values = |part: &Node, name: &str, attribute: &str| -> BTreeSet<String> {
        part.all(name).iter().map(|node| node.attribute(attribute).to_owned()).collect()
    };
    let styles = values(&opened.node("word/styles.xml"), "w:style", "w:styleId");
    let mut lists = values(&opened.node("word/numbering.xml"), "w:num", "w:numId");
    lists.insert("0".into());
    let links = values(&opened.node("word/_rels/document.xml.rels"), "Relationship", "Id");
    for (name, attribute, known) in [
        ("w:pStyle", "w:val", &styles),
        ("w:rStyle", "w:val", &styles),
        ("w:numId", "w:val", &lists),
        ("w:hyperlink", "r:id", &links),
        ("w:footerReference", "r:id", &links),
    ] {
        if let Some(missing) = values(&document, name, attribute).difference(known).next() {
            return Err(format!("{name} {missing:?} is nowhere"));
        }
    }
    let marks = document.all("w:bookmarkStart");
    let names: BTreeSet<_> = marks.iter().map(|mark| mark.attribute("w:name")).collect();
    if names.len() != marks.len() || names.iter().any(|name| name.len() > 40) {
        return Err(format!("bookmarks {names:?}"));
    }
    Ok(())
}

#[test]
fn every_outline_gives_a_sound_document_that_says_the_same() {
    check(&some_outline(), |outline| {
        let opened = Opened::rendered(outline, &[]);
        for (name, part) in &opened.0 {
            Node::parse(part).map_err(|why| format!("{name} is not well-formed: {why}\n{part}"))?;
        }
        refers_to_nothing_missing(&opened)?;
        let (mut want, mut got) = (expected(outline), words(opened.lines()));
        let moves = outline.blocks.iter().any(|block| block.part == Some(Part::Meta));
        if moves {
            want.sort();
            got.sort();
        }
        if want == got {
            Ok(())
        } else {
            Err(format!("the words are not the same:\n  outline  {want:?}\n  document {got:?}"))
        }
    });
}

#[test]
fn the_order_of_the_schema_is_kept() {
    check(&some_outline(), |outline| {
        let document = Opened::rendered(outline, &[]).node("word/document.xml");
        for name in ["w:pPr", "w:rPr", "w:numPr", "w:sectPr"] {
            let order = super::package::order(name.as_bytes()).unwrap();
            for node in document.all(name) {
                let places: Vec<_> =
                    node.children.iter().map(|child| order.iter().position(|known| *known == child.name)).collect();
                if places.is_empty() || places.contains(&None) || !places.is_sorted() {
                    return Err(format!("{node:?}"));
                }
            }
        }
        Ok(())
    });
}

#[test]
fn threads_write_the_same_bytes() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let outlines: Vec<_> = (0..24).map(|_| some_outline().new_tree(&mut runner).unwrap().current()).collect();
    let write = |outline: &Outline| super::render(outline, &mut vitae_core::Context::default()).unwrap();
    let want: Vec<_> = outlines.iter().map(write).collect();
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let (outlines, want) = (&outlines, &want);
            scope.spawn(move || {
                for round in 0..40 {
                    let at = (thread * 7 + round) % outlines.len();
                    assert!(write(&outlines[at]) == want[at], "thread {thread}, round {round}, outline {at}");
                }
            });
        }
    });
}
