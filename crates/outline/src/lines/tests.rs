//! Lines and what becomes of them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use super::*;
use vitae_core::Location;

fn texts(text: &str) -> Vec<String> {
    blocks_of_lines(text).iter().map(Block::text).collect()
}

fn kinds(text: &str) -> Vec<(Kind, String)> {
    blocks_of_lines(text).iter().map(|block| (block.kind, block.text())).collect()
}

#[test]
fn every_line_end_ends_a_line() {
    for text in ["a\nb\n\nc", "a\r\nb\r\n\r\nc\r\n", "a\rb\r\rc", "a\u{b}b\u{c}\u{c}c"] {
        let blocks = blocks_of_lines(text);
        let seen: Vec<_> = blocks.iter().map(|block| (block.text(), block.look.gap)).collect();
        assert_eq!(seen.last().unwrap(), &("c".to_owned(), true), "{text:?}");
        assert_eq!(seen.len(), 3, "{text:?}");
    }
    assert!(blocks_of_lines("\n \t\u{200b}\n\u{feff}").is_empty());
}

#[test]
fn blocks_know_where_they_stood() {
    let at: Vec<_> = blocks_of_lines("Zoë\n\n  - ä\n    b\n").into_iter().map(|block| block.at.unwrap()).collect();
    assert_eq!(at[0], Location::Text { bytes: 0..4, line: 1, column: 1 });
    assert_eq!(at[1], Location::Text { bytes: 8..18, line: 3, column: 3 });
}

#[test]
fn tabs_and_spaces_inside_a_line_stay() {
    assert_eq!(texts("\t Engineer\t2016  x \n"), ["Engineer\t2016  x"]);
}

#[test]
fn headings_have_dashes_below_or_beside() {
    let heading = |text: &str| {
        let blocks = blocks_of_lines(&format!("Mara\n\n{text}\nmore\n"));
        assert_eq!(blocks.len(), 3, "{text}: {blocks:?}");
        (blocks[1].kind, blocks[1].look.ruled, blocks[1].text())
    };
    for text in [
        "SKILLS\n------",
        "SKILLS\n==========",
        "SKILLS\n* * * *",
        "SKILLS -----",
        "== SKILLS ==",
        "### SKILLS",
        "──── SKILLS ────",
    ] {
        assert_eq!(heading(text), (Kind::Heading(2), true, "SKILLS".to_owned()), "{text}");
    }
}

#[test]
fn the_first_underline_is_of_sections_and_others_are_of_entries() {
    let text = "Mara\n====\n\nWork\n====\n\nEngineer\n--------\n\nSkills\n======\n";
    let levels: Vec<_> = blocks_of_lines(text).iter().map(|block| block.kind).collect();
    assert_eq!(levels, [1, 2, 3, 2].map(Kind::Heading));
}

#[test]
fn dashes_that_part_are_no_underline() {
    let line = "-".repeat(78);
    for text in ["Mara\nmara@a.example\n", "References on request.\n", "- rope\n", "Mara\n\n"] {
        let kinds = kinds(&format!("{text}{line}\nmore\n"));
        assert!(kinds.iter().any(|(kind, _)| *kind == Kind::Rule), "{text:?}: {kinds:?}");
    }
    // A line across the page below a title is one.
    assert_eq!(kinds(&format!("Mara\n\nWORK\n{line}\nx\n"))[1].0, Kind::Heading(2));
    // A blank of a form is none.
    assert_eq!(kinds("Mara\n\nName: __________\n")[1].0, Kind::Paragraph);
}

#[test]
fn leaders_are_tabs_and_dashes_in_words_are_not() {
    assert_eq!(
        texts("Engineer ........ 2016\nQuay....2017\na ---- b ____ c\n"),
        ["Engineer\t2016", "Quay\t2017", "a\tb\tc"]
    );
    for text in ["SE 0000001 x", "a----b", "x_____y", "and so on ...", "wait... what", "00000000 aaaaaa bb"] {
        assert_eq!(texts(text), [text]);
    }
}

#[test]
fn bullets_have_levels_by_indentation_and_other_signs_stay() {
    let blocks = blocks_of_lines("- a\n   * b\n     • c\n   * d\n - e\nf\n  - g\n");
    let levels: Vec<_> = blocks.iter().map(|block| (block.level, block.text())).collect();
    let want = [(1, "a"), (2, "b"), (3, "c"), (2, "d"), (1, "e"), (0, "f"), (1, "g")];
    assert_eq!(levels, want.map(|(level, text)| (level, text.to_owned())));
    assert_eq!(texts("-a\n-\n➢ b\n1. c\n– d\n"), ["-a", "-", "➢ b", "1. c", "– d"]);
}

#[test]
fn what_hangs_below_a_bullet_belongs_to_it() {
    assert_eq!(
        texts("- Built it\n  quickly.\n- Sailed\n  Fram Strait, 2016\n"),
        ["Built it quickly.", "Sailed\nFram Strait, 2016"]
    );
    // Behind a blank line it is another paragraph.
    let blocks = blocks_of_lines("- Built it\n\n  quickly.\n\nMara\n");
    assert_eq!(blocks.iter().map(|block| block.level).collect::<Vec<_>>(), [1, 1, 0]);
}

const PROSE: &str = "One sentence that is long enough to be wrapped by any program,\nand goes on here; for it has a\n";

#[test]
fn prose_is_joined_by_the_margin_that_it_shows() {
    let joined = "One sentence that is long enough to be wrapped by any program, and goes on here; for it has a";
    assert_eq!(texts(PROSE), [joined]);
    // Lines that had room for more are lines.
    assert_eq!(texts(&format!("{PROSE}\nDropNet\nengineer\n"))[1..], ["DropNet", "engineer"]);
    // So are items, labels, and lines in columns.
    for line in ["- item", "• item", "2) item", "Keywords: rope", "Perth      2016", "Perth | 2016"] {
        let found = texts(&PROSE.replace("and goes", &format!("{line}\nand goes")));
        assert_eq!(found[1], line.trim_start_matches(['-', '•']).trim_start(), "{line}");
    }
}

#[test]
fn lines_in_small_letters_are_not_joined_without_a_margin() {
    let text = "mara@lindqvist.example\nlindqvist.example\ngithub.example/mara\n";
    assert_eq!(texts(text).len(), 3);
}

#[test]
fn scripts_without_spaces_are_joined_without() {
    let line = "大学卒業後、出版社で校正者として六年間勤務し、その後は翻訳会社で品質管理を担当";
    assert_eq!(texts(&format!("{line}\n{line}\nしました。\n")), [format!("{line}{line}しました。")]);
}

#[test]
fn what_stands_in_the_middle_is_centered() {
    let centered = |text: &str| blocks_of_lines(text).iter().map(|block| block.look.centered).collect::<Vec<_>>();
    assert_eq!(
        centered("                                      Mara\n                                 mara@a.example\n"),
        [true, true]
    );
    assert_eq!(centered("    Mara\n        mara@a.example\n                      2016\n"), [false, false, false]);
}

#[test]
fn numbers_at_the_ends_of_pages_are_those_of_pages() {
    let origins = |text: &str| blocks_of_lines(text).iter().map(|block| block.look.origin).collect::<Vec<_>>();
    assert_eq!(origins("a\n\n1\n\u{c}b\n\n- 2 -\n"), [Origin::Body, Origin::Footer, Origin::Body, Origin::Footer]);
    assert_eq!(origins("a\n\u{c}2/3\nb\n"), [Origin::Body, Origin::Header, Origin::Body]);
    assert_eq!(origins("a\n\n2016\n"), [Origin::Body, Origin::Body], "a text without pages has no numbers of pages");
}

#[test]
fn time_is_linear() {
    for piece in
        ["- ", "\n", "-\n", "a\n---\n", "\t- a\n", ".... a ", "=", "a\n", "日\n", "x: ", "------\n", " - 1 -\n\u{c}"]
    {
        let begin = vitae_testkit::spent();
        let _ = blocks_of_lines(&piece.repeat(100_000 / piece.len()));
        let took = vitae_testkit::spent() - begin;
        assert!(took.as_secs() < 5, "{piece:?} took {took:?}");
    }
}
