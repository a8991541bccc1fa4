//! Input that makes parsers slow or deep: every one of these is linear, and none recurses.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what helps a test may fail as loudly as the test"
)]

mod support;

use std::time::{Duration, Instant};

use support::wrapped;
use vitae_commonmark::{parse_blocks, parse_line, write_blocks, write_line};
use vitae_core::{Block, Line};

/// Each is repeated to thirty thousand bytes.
const REPEATED: &[&str] = &[
    "> ",
    ">",
    "- ",
    "* ",
    "1. ",
    "1) 2. ",
    "- > ",
    "- - -\n",
    "*",
    "_",
    "**a ",
    "*a_ ",
    "*a **a ",
    "a**b",
    "x ***a** b* ",
    "*_",
    "_a__b",
    "**`a*",
    "*`",
    "`",
    "[",
    "]",
    "](",
    "![",
    "[]",
    "[](",
    "[a](",
    "![a](",
    "[a](<b",
    "![[]()",
    "[a](b)",
    "[a](b 'c",
    "**[a](b)",
    "[x](((((",
    "(",
    "<",
    "a<b",
    "<b>",
    "</b>",
    "<b></i>",
    "<b><i>",
    "<a href=\"",
    "<a href='",
    "<a href=\"u\">",
    "<a b='c\" ",
    "<span lang=\"de\">a",
    "<sub>a</sup>",
    "<x:",
    "<a@",
    "a@",
    "&",
    "&a",
    "&#42;",
    "\\",
    "<!--",
    "<!-- -",
    "<?",
    "<![CDATA[",
    "<!A",
    "]:",
    "[a]: b\n",
    "[a]:",
    "1. a\n3. b\n",
    "~~~\n",
    "```\n",
    "# ",
    "<div>\n",
    "<b>\n",
    "a  \n",
    "a\\\n",
    "a\n",
    "\n",
    "- a\n\n",
    "> a\n\n",
    "\t",
    "    a\n",
    "- a <!-- tags: [\"a\"] -->\n",
    "\u{a0}",
];

/// Reads and writes a text within a time that only the quadratic exceeds; the text in small also comes back.
#[track_caller]
fn survives(name: &str, text: impl Fn(usize) -> String) {
    let large = text(30_000);
    let start = Instant::now();
    drop((write_line(&parse_line(&large)), write_blocks(&parse_blocks(&large))));
    // Without optimisation, most take a tenth of a second. Quadratic would be minutes.
    assert!(start.elapsed() < Duration::from_secs(10), "{name:?} took {:?}", start.elapsed());
    let small = text(1000);
    let (line, blocks) = (parse_line(&small), parse_blocks(&small));
    assert_eq!(parse_line(&write_line(&line)), line, "{name:?}");
    assert_eq!(parse_blocks(&write_blocks(&blocks)), blocks, "{name:?}");
}

#[test]
fn repeated_markup_is_linear() {
    for piece in REPEATED {
        survives(piece, |size| piece.repeat(size / piece.len()));
    }
}

#[test]
fn nested_markup_is_linear() {
    type Text = fn(usize) -> String;
    let nested: [(&str, Text); 8] = [
        ("emphasis", |n| format!("{}a{}", "*a **b ".repeat(n / 11), "** *".repeat(n / 11))),
        ("tags", |n| format!("{}a{}", "<b><i>".repeat(n / 14), "</i></b>".repeat(n / 14))),
        ("crossed tags", |n| format!("{}a{}", "<b><i>".repeat(n / 14), "</b></i>".repeat(n / 14))),
        ("links", |n| format!("{}a{}", "[![".repeat(n / 11), "](u)](v)".repeat(n / 11))),
        ("a link of many runs", |n| format!("[{}]({})", "a*b*".repeat(n / 8), "u".repeat(n / 2))),
        ("ticks", |n| (1..n.isqrt()).map(|n| format!("{}a", "`".repeat(n))).collect()),
        ("bullets", |n| (0..n.isqrt()).map(|n| format!("{}- a\n", "  ".repeat(n))).collect()),
        ("numbers", |n| (0..n.isqrt()).map(|n| format!("{}1. a\n", "   ".repeat(n))).collect()),
    ];
    for (name, text) in nested {
        survives(name, text);
    }
}

fn innermost() -> Vec<Block> {
    vec![Block::Para(Line::text("innermost").unwrap()), Block::Pre("\n  a\n\n\tb".into())]
}

#[test]
fn six_levels_of_lists() {
    let text = (0..6).map(|n| format!("{}- level {n}\n", "  ".repeat(n))).collect::<String>();
    assert_eq!(write_blocks(&parse_blocks(&text)), text.trim_end());
}

#[test]
fn sixty_four_containers_come_back() {
    for depth in [1, 6, 63, 64] {
        let blocks = vitae_core::normal_blocks(wrapped(innermost(), depth));
        assert_eq!(parse_blocks(&write_blocks(&blocks)), blocks, "{depth}");
    }
}

#[test]
fn deeper_containers_give_up_their_contents() {
    for depth in [65, 66, 70, 500] {
        let text = write_blocks(&wrapped(innermost(), depth));
        let blocks = parse_blocks(&text);
        assert_eq!(write_blocks(&blocks), text, "{depth}");
        assert!(text.contains("innermost"));
        for level in (0..depth).filter(|n| n % 3 == 1) {
            assert!(text.contains(&format!("level{level}")), "level{level} of {depth}");
        }
    }
}

#[test]
fn deeper_source_gives_up_its_contents() {
    let text = format!("{}one\n", "- 2. > ".repeat(5000));
    let blocks = parse_blocks(&text);
    let written = write_blocks(&blocks);
    assert!(written.contains("one"));
    assert_eq!(written.matches("2\\.").count() + written.matches("2. ").count(), 5000, "every number is kept");
    assert_eq!(parse_blocks(&written), blocks);
}

#[test]
fn labels_beyond_the_deepest_level_stay_in_sight() {
    let text = format!("{}- a <!-- tags: [\"t\"] -->\n", "> ".repeat(64));
    let mut blocks = parse_blocks(&text);
    while let [Block::Quote(inner)] = &blocks[..] {
        blocks = inner.clone();
    }
    assert_eq!(blocks, [Block::Para(Line::text("a <!-- tags: [\"t\"] -->").unwrap())]);
}
