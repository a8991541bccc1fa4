//! Markdown that people write, and what their formatters make of ours.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

use vitae_core::{Context, Location, Report, Source};
use vitae_outline::{Kind, Outline, Part, Role};

fn parse(text: &str) -> (Outline, Report) {
    let mut cx = Context::default();
    let outline = vitae_markdown::parse(&Source::new(text.as_bytes()), &mut cx).unwrap();
    (outline, cx.report)
}

/// One line for each block: its part, and its runs with the role of each that has one.
fn show(text: &str) -> Vec<String> {
    let run = |run: &vitae_outline::Run| match run.role {
        None | Some(Role::Separator) => run.text.clone(),
        Some(role) => format!("{{{role:?} {}}}", run.text),
    };
    let block = |block: &vitae_outline::Block| {
        let part = block.part.map(|part| format!("{part:?}")).unwrap_or_default();
        format!("{part}: {}", block.runs.iter().map(run).collect::<String>())
    };
    parse(text).0.blocks.iter().map(block).collect()
}

fn codes(text: &str) -> Vec<&'static str> {
    parse(text).1.iter().map(|said| said.code).collect()
}

#[test]
fn titles_with_dates_and_employers() {
    let work = |heading: &str| {
        show(&format!("---\nvitae: 1\n---\n## Work experience\n\n### {heading}\n\ndid things\n")).remove(1)
    };
    assert_eq!(work("Engineer | Jan 2016 - Mar 2018"), "Entry: {Title Engineer} | {Dates Jan 2016 - Mar 2018}");
    assert_eq!(
        work("DropNet — Senior Engineer (2019 – 2021)"),
        "Entry: {Organization DropNet} — {Title Senior Engineer} ({Dates 2019 – 2021})"
    );
    assert_eq!(
        work("Engineer at DropNet (2019 – present)"),
        "Entry: {Title Engineer} at {Organization DropNet} ({Dates 2019 – present})"
    );
    assert_eq!(work("This — That (2019)"), "Entry: {Title This — That} ({Dates 2019})");
    assert_eq!(work("Director, Class of 2016"), "Entry: {Title Director, Class of 2016}");
}

#[test]
fn what_other_tools_have_beside_the_company() {
    let text =
        "---\nvitae: 1\n---\n## Experience\n\n### Engineer | 2016\n\n**DropNet** | Austin, TX\n\n#### Lead | 2015\n";
    let want = [
        "Section: {Section Experience}",
        "Entry: {Title Engineer} | {Dates 2016}",
        "Meta: {Organization DropNet} · {Place Austin, TX}",
        "Position: {Title Lead} | {Dates 2015}",
    ];
    assert_eq!(show(text), want);
}

#[test]
fn skills_without_bold_or_with_the_colon_in_it() {
    let text =
        "## Technical Skills\n\n* Languages: Rust, SQL\n* **Tools:** git\n* **Rust** (expert)\n* I like to learn.\n";
    let want = [
        "Section: {Section Technical Skills}",
        "Line: {Title Languages}: {Keyword Rust}, {Keyword SQL}",
        "Line: {Title Tools}: {Keyword git}",
        "Line: {Title Rust} ({Level expert})",
        "Body: I like to learn.",
    ];
    assert_eq!(show(text), want);
}

#[test]
fn other_spellings_of_the_same_blocks() {
    let ours = "# A\n\n## Experience\n\n### B\n\n- c\n  - d\n- *e*\n\n* * *\n\nf\n\n```\ng\n```\n";
    let other = "A\n=\n\nExperience\n----------\n\n### B ###\n\n+   c\n    * d\n+   _e_\n\n---\nf\n\n~~~ \ng\n~~~\n";
    assert_eq!(parse(ours).0.normal(), parse(other).0.normal());
}

#[test]
fn lines_may_be_wrapped_and_end_as_they_like() {
    let ours = "---\nvitae: 1\nlanguage: de\n---\n\n# Mara Lindqvist\n\nIch baue Werkzeuge für\nandere.\n";
    let want = parse(ours).0.normal();
    assert_eq!(want.blocks[1].text(), "Ich baue Werkzeuge für andere.");
    assert_eq!(parse(&ours.replace('\n', "\r\n")).0.normal(), want);
    assert_eq!(parse(&format!("\u{feff}{ours}")).0.normal(), want);
}

#[test]
fn every_word_of_a_table_in_our_own_stays() {
    let text = "---\nvitae: 1\n---\n## Skills\n\n| Skill | Level |\n|:--|--:|\n| Rust | **high** |\n| SQL | |\n";
    assert_eq!(show(text)[1..], ["Text: Skill · Level", "Text: Rust · high", "Text: SQL"]);
    assert_eq!(codes(text), ["table-flattened"]);
}

#[test]
fn html_in_our_own_that_is_not_ours_is_text_and_comments_are_said_to_be_gone() {
    let text = "---\nvitae: 1\n---\n<div align=\"center\">\n\nVec<T> <span class=\"x\">y</span> <!-- hm -->z\n\n<!-- todo: more -->\n\nend\n";
    assert_eq!(show(text), ["Text: <div align=\"center\">", "Text: Vec<T> <span class=\"x\">y</span> z", "Text: end"]);
    assert_eq!(codes(text), ["comment-not-carried", "comment-not-carried"]);
}

#[test]
fn references_lead_where_they_say() {
    let (outline, _) = parse("See [it][1].\n\n[1]: https://a.example\n");
    assert_eq!(outline.blocks[0].runs[1].style.link.as_ref().unwrap().as_str(), "https://a.example");
}

#[test]
fn headings_among_bullets_are_strong_lines() {
    let (outline, _) = parse("- # a\n\n  ## b\n\n> # c\n");
    let kinds: Vec<_> = outline.blocks.iter().map(|block| (block.kind, block.level, block.quote)).collect();
    assert_eq!(kinds, [(Kind::Item { number: None }, 1, 0), (Kind::Paragraph, 1, 0), (Kind::Paragraph, 0, 1)]);
    assert!(outline.blocks.iter().all(|block| block.runs[0].style.strong));
}

#[test]
fn years_in_a_list_are_not_counted() {
    let numbers = |text| {
        let number = |block: &vitae_outline::Block| if let Kind::Item { number } = block.kind { number } else { None };
        parse(text).0.blocks.iter().filter_map(number).collect::<Vec<_>>()
    };
    assert_eq!(numbers("2016. a\n2018. b\n"), [2016, 2018]);
    assert_eq!(numbers("1. a\n1. b\n1. c\n"), [1, 2, 3]);
}

#[test]
fn front_matter_of_others_is_kept_and_reported() {
    let text = "---\nlayout: page\ntitle: \"Mara: a CV\"\ntags:\n  - cv\n  - work\nlang: de\n---\n# Mara\n";
    let (outline, report) = parse(text);
    assert_eq!(outline.head.title.unwrap().as_str(), "Mara: a CV");
    assert_eq!(outline.head.lang.unwrap().as_str(), "de");
    let said: Vec<_> = report.iter().map(|d| (d.code, d.at.clone().unwrap())).collect();
    let at = |line, bytes| Location::Text { bytes, line, column: 1 };
    assert_eq!(said, [("front-matter-kept", at(2, 4..16)), ("front-matter-kept", at(4, 37..58))]);
    let kept = vitae_core::Value::from("layout: page\ntags:\n  - cv\n  - work");
    assert_eq!(outline.head.kept.get("front-matter"), Some(&kept));
}

#[test]
fn what_the_front_matter_says_twice_is_lost_and_the_rest_is_kept() {
    let text =
        "---\nauthor: Jane Doe\nemail: jane@x.example\n# mine\nlang: de\nlang: fr\nlinks:\n  - a\n  - b\n---\n# Jane\n";
    let (outline, report) = parse(text);
    assert_eq!(outline.head.lang.unwrap().as_str(), "de", "the first counts");
    let lost: Vec<_> = report.losses().map(|said| said.message.as_str()).collect();
    assert!(lost.len() == 1 && lost[0].contains("`lang: fr`"), "{report:?}");
    let kept: Vec<_> = report.iter().filter(|said| said.code == "front-matter-kept").collect();
    for (said, words) in kept.iter().zip(["author: Jane Doe", "email: jane@x.example", "links: - a - b"]) {
        assert!(said.message.contains(&format!("`{words}`")), "{}", said.message);
    }
    assert_eq!(kept[0].at, Some(Location::Text { bytes: 4..20, line: 2, column: 1 }));
    let kept = vitae_core::Value::from("author: Jane Doe\nemail: jane@x.example\nlinks:\n  - a\n  - b");
    assert_eq!(outline.head.kept.get("front-matter"), Some(&kept));
    assert!(report.iter().any(|said| said.code == "comment-not-carried"));
}

#[test]
fn of_many_remarks_the_first_are_kept_and_the_others_counted() {
    let (_, report) = parse(&format!("---\n{}---\n{}", "a: b\n".repeat(250), "<!--a-->".repeat(1_000)));
    let said: Vec<_> = report.iter().filter(|said| said.code == "more-left-out").collect();
    assert_eq!(report.iter().count(), 202);
    assert_eq!((said[0].message.as_str(), said[0].kind), ("150 more things were left out", vitae_core::Kind::Lost));
    assert_eq!((said[1].message.as_str(), said[1].kind), ("900 more things were left out", vitae_core::Kind::Note));
}

#[test]
fn what_only_begins_like_front_matter_is_text() {
    for text in ["---\n\nMara\n", "---\nMara\n---\n", "---\na: b\n"] {
        assert!(parse(text).0.blocks.iter().any(|block| !block.runs.is_empty()), "{text:?}");
    }
}

#[test]
fn folded_and_quoted_values_are_one_phrase() {
    for title in ["'Mara''s\n  r\u{e9}sum\u{e9}'", "\"Mara's\n  r\\u00e9sum\u{e9}\"", "Mara's\n  r\u{e9}sum\u{e9}"] {
        let (outline, _) = parse(&format!("---\nvitae: 1\ntitle: {title}\n---\n"));
        assert_eq!(outline.head.title.unwrap().as_str(), "Mara's résumé", "{title}");
    }
}

#[test]
fn blocks_know_where_they_stood() {
    let (outline, _) = parse("---\nvitae: 1\n---\n\n# Zoë\n\n- ä\n  - b\n");
    let at: Vec<_> = outline.blocks.iter().map(|block| block.at.clone().unwrap()).collect();
    let text = |bytes, line, column| Location::Text { bytes, line, column };
    assert_eq!(at, [text(18..24, 5, 1), text(28..30, 7, 3), text(35..36, 8, 5)]);
}

#[test]
fn an_edited_span_keeps_what_was_typed() {
    let text = "### a\n\n<span class=\"p-org\">May</span> and June · <span class=\"r-dates\">long ago</span>\n";
    assert_eq!(show(text)[1], "Meta: {Organization May} and June · {Dates long ago}");
}

#[test]
fn spans_have_the_names_that_a_page_has() {
    let text = "# <span class=\"r-name\">A</span>\n\n### <span class=\"r-title\">B</span>\n\n- <span class=\"r-title\">C</span> <span class=\"r-plain\">d</span>\n";
    assert_eq!(show(text), ["Name: {Name A}", "Entry: {Title B}", "Line: {Title C} d"]);
}

#[test]
fn a_comment_is_about_the_block_before_it() {
    let (outline, _) =
        parse("<!-- vitae: {\"a\":1} -->\n\n# A\n<!-- vitae: {\"b\":2} -->\n\n## B\n\n<!-- section: work -->\n");
    assert_eq!(outline.head.facts.as_deref(), Some("{\"a\":1}"));
    assert_eq!(outline.blocks[0].facts.as_deref(), Some("{\"b\":2}"));
    assert_eq!(outline.blocks[1].section, Some(vitae_core::SectionKind::Work));
    assert_eq!(outline.blocks[1].part, Some(Part::Section));
}
