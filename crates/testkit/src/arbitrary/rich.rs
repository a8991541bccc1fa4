//! Arbitrary rich text: styles, lines, blocks.

use super::maybe::{maybe, seldom, some};
use super::pieces::{lang, tags, url};
use super::words::{string, unmarked};
use proptest::bool::weighted;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use vitae_core::{Block, Body, Line, List, ListItem, MAX_LIST_START, Run, Script, Style};

/// Any set of marks, often none.
pub fn style() -> BoxedStrategy<Style> {
    let script = prop_oneof![8 => Just(Script::Normal), 1 => Just(Script::Sub), 1 => Just(Script::Sup)];
    let link = maybe(0.15, url());
    let foreign = maybe(0.08, lang());
    (weighted(0.3), weighted(0.3), weighted(0.12), script, link, foreign)
        .prop_map(|(strong, emph, code, script, link, lang)| Style { strong, emph, code, script, link, lang })
        .boxed()
}

/// A rich phrase: plain most often, else runs that may begin and end inside words, with breaks and links.
pub fn line() -> BoxedStrategy<Line> {
    let marked =
        (string(), select(&["", " "][..]), style()).prop_map(|(text, gap, style)| Run::styled(&(text + gap), style));
    // Normal form N5: a link that says its own address is no link.
    let said = url().prop_map(|url| {
        let bare = url.as_str().strip_prefix("mailto:").unwrap_or(url.as_str()).to_owned();
        Run::styled(&bare, Style::link(url))
    });
    let run = prop_oneof![10 => marked, 1 => said, 2 => Just(Run::Break)];
    prop_oneof![
        6 => string().prop_map(|text| unmarked(&text)),
        4 => vec(run, 1..=5).prop_map(|runs| Line::new(runs).unwrap_or_else(|| unmarked("Mara"))),
    ]
    .boxed()
}

/// Preformatted text, whose white space is exact.
pub fn pre() -> BoxedStrategy<String> {
    #[rustfmt::skip]
    const LINES: &[&str] = &[
        "fn main() {", "    indented", "\ttab\tinside", "", "   ", "trailing  ", "```", "~~~~", "</pre>", "]]>", "- x",
        "# h", "a: |", "`", "> ", "---", "\\", "&lt;",
    ];
    let row = prop_oneof![4 => select(LINES).prop_map(str::to_owned), 1 => string()];
    let end = select(&["\n", "\n", "\r\n"][..]);
    vec((row, end), 1..=4).prop_map(|rows| rows.into_iter().map(|(row, end)| row + end).collect()).boxed()
}

/// Any block: paragraphs, lists in lists, quotations, preformatted text.
pub fn block() -> BoxedStrategy<Block> {
    let leaf = prop_oneof![5 => line().prop_map(Block::Para), 1 => pre().prop_map(Block::Pre)];
    leaf.prop_recursive(4, 10, 3, |inner| {
        prop_oneof![
            4 => list(inner.clone()).prop_map(Block::List),
            1 => vec(inner, 1..=3).prop_map(Block::Quote),
        ]
    })
    .boxed()
}

fn list(inner: BoxedStrategy<Block>) -> BoxedStrategy<List> {
    let start = prop_oneof![
        5 => Just(None),
        2 => Just(Some(1)),
        1 => select(&[0, 2, 3, 7, 10, 2016, MAX_LIST_START, u32::MAX][..]).prop_map(Some),
    ];
    let children = maybe(0.4, vec(inner, 1..=2)).prop_map(Option::unwrap_or_default);
    let beside = prop_oneof![9 => line(), 1 => Just(Line::default())];
    let item = (beside, children, seldom(tags())).prop_map(|(line, children, tags)| ListItem { line, children, tags });
    (start, vec(item, 1..=3)).prop_map(|(ordered, items)| List { ordered, items }).boxed()
}

/// What an entry says: paragraphs and then bullets as a rule, else any blocks.
pub fn body() -> BoxedStrategy<Body> {
    let bullets = vec(line().prop_map(ListItem::new), 0..=3);
    let usual = (vec(line().prop_map(Block::Para), 0..=2), bullets).prop_map(|(mut blocks, items)| {
        blocks.push(Block::List(List { ordered: None, items }));
        blocks
    });
    prop_oneof![3 => usual, 2 => some(block(), 2, 4)].boxed()
}
