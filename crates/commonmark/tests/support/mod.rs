//! Arbitrary lines, blocks and source text, made from what breaks converters.
#![allow(dead_code, clippy::panic, reason = "each test file takes what it needs, and a test may fail loudly")]

use proptest::prelude::*;
use vitae_core::{Block, Lang, Line, List, ListItem, Run, Script, Style, Tags, Text, Url, normal_blocks};

/// As many cases as `VITAE_CASES` says, or 256.
pub(crate) fn config() -> ProptestConfig {
    let cases = std::env::var("VITAE_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(256);
    ProptestConfig {
        cases,
        failure_persistence: None,
        max_shrink_iters: 20_000,
        // Some lines turn out invisible; however many cases are asked for, those do not count.
        max_local_rejects: u32::MAX,
        ..ProptestConfig::default()
    }
}

/// Single characters that mean something to somebody.
const NASTY: &[&str] = &[
    "*",
    "_",
    "`",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "&",
    "\\",
    "#",
    "+",
    "-",
    "=",
    "~",
    "|",
    "!",
    ":",
    ";",
    "\"",
    "'",
    ".",
    ",",
    "/",
    "@",
    "^",
    "$",
    "%",
    "{",
    "}",
    "?",
    "**",
    "__",
    "``",
    "```",
    "***",
    "~~~",
    "--",
    "---",
    "===",
    "](",
    "![",
    "]:",
    "][",
    "\\\\",
    "\u{a0}",
    "\u{202f}",
    "\u{2003}",
    "\u{3000}",
    "\u{200b}",
    "\u{ad}",
    "\u{feff}",
    "\u{200d}",
    "\u{200f}",
    "\u{85}",
    "\u{2028}",
    "\u{7f}",
    "\u{301}",
    "。",
    "、",
    "「",
    "€",
    "·",
    "–",
    "…",
    "👩\u{200d}💻",
    "👍🏽",
    "🇩🇪",
    "é",
    "ß",
    "漢",
    "א",
    "ع",
    "१",
    "𝔘",
    "İ",
    " ",
    " ",
    " ",
    " ",
];

/// Strings that look like markup, and should not be taken for it.
const TRAPS: &[&str] = &[
    "1. x",
    "2016. Founded",
    "# x",
    "- x",
    "+ x",
    "* x",
    "> x",
    "1) x",
    "---",
    "***",
    "___",
    "- - -",
    "===",
    "```",
    "~~~ x",
    "Vec<T>",
    "vector<std::string>",
    "C++",
    "C#",
    "R&D",
    "AT&T",
    "&amp;",
    "&#42;",
    "&nbsp;",
    "&#xFFFE;",
    "&copy",
    "<b>",
    "</b>",
    "<b>x</b>",
    "<strong>",
    "</strong>",
    "<br>",
    "<br/>",
    "<code>",
    "</code>",
    "<em>",
    "</em>",
    "<sub>",
    "</sub>",
    "<span lang=\"de\">",
    "</span>",
    "<a href=\"u\">",
    "</a>",
    "<div>",
    "<pre>",
    "<!-- x -->",
    "<!-- tags: [\"a\"] -->",
    "<!--",
    "-->",
    "<?x?>",
    "<!important",
    "<?x",
    "<![CDATA[x",
    "<a b='",
    "<a b=\"",
    "?>",
    "]]>",
    "'>",
    "<![CDATA[x]]>",
    "<!X>",
    "[a](b)",
    "[a](b \"c\")",
    "![a](b)",
    "[a]: b",
    "[a][b]",
    "[x]",
    "[ ]",
    "<https://a.example>",
    "<m@a.example>",
    "https://a.example/a_b*c",
    "m@a.example",
    "**bold**",
    "*it*",
    "__x__",
    "_y_",
    "`code`",
    "``a`b``",
    "snake_case_words",
    "5 * 3 * 2",
    "a*b*c",
    "~/x",
    "!important",
    "foo**bar**",
    "**\"x\"**",
    "テスト。",
    "\\*",
    "a\\",
    "  ",
    "|a|b|",
    ":---:",
    "[^1]",
    "- [ ] x",
    "$x$",
    "H~2~O",
    "http://[::1]:80/",
    "4spaces",
    "\t",
    "\"",
    "'",
];

const WORDS: &[&str] = &["a", "b", "x", "word", "Team", "2016", "3", "is", "led"];

const URLS: &[&str] = &[
    "https://a.example",
    "https://a.example/b_c_d?e=1&f=2",
    "https://a.example/(x)",
    "https://a.example/((",
    "https://a.example/)",
    "a b",
    "a \"b\" c",
    "it's",
    "<x>",
    "x<y>z",
    "\\",
    "a\\*b",
    "a\\",
    "&amp;",
    "a&copy;b",
    "`",
    "a`b`",
    "*",
    "_x_",
    "[x]",
    "]",
    "](y)",
    "http://[::1]:80/",
    "mailto:m@a.example",
    "tel:+61 2 5550 0143",
    "#x",
    "\u{a0}x",
    "é\u{85}ü",
    "a\u{a0}b",
    "\u{7f}x",
    "-->",
    "x\u{2028}y",
    "((((((x))))))",
];

pub(crate) fn fragment() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(WORDS).prop_map(str::to_owned),
        3 => prop::sample::select(NASTY).prop_map(str::to_owned),
        2 => prop::sample::select(TRAPS).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ]
}

pub(crate) fn text() -> impl Strategy<Value = String> {
    prop::collection::vec((fragment(), prop::bool::weighted(0.3)), 1..6).prop_map(|parts| {
        parts.into_iter().map(|(part, space)| if space { format!("{part} ") } else { part }).collect()
    })
}

fn url() -> impl Strategy<Value = Url> {
    prop_oneof![
        4 => prop::sample::select(URLS).prop_map(str::to_owned),
        1 => text(),
    ]
    .prop_filter_map("a url", |url| Url::new(&url))
}

fn style() -> impl Strategy<Value = Style> {
    let script = prop_oneof![8 => Just(Script::Normal), 1 => Just(Script::Sub), 1 => Just(Script::Sup)];
    let lang = prop::option::weighted(0.1, prop::sample::select(&["de", "fr-CA"][..]));
    let marked = (
        prop::bool::weighted(0.4),
        prop::bool::weighted(0.4),
        prop::bool::weighted(0.2),
        script,
        prop::option::weighted(0.25, url()),
        lang,
    )
        .prop_map(|(strong, emph, code, script, link, lang)| Style {
            strong,
            emph,
            code,
            script,
            link,
            lang: lang.and_then(Lang::new),
        });
    prop_oneof![1 => Just(Style::plain()), 2 => marked]
}

fn run() -> impl Strategy<Value = Run> {
    prop_oneof![
        8 => (text(), style()).prop_map(|(text, style)| Run::styled(&text, style)),
        2 => Just(Run::Break),
        1 => style().prop_map(|style| Run::styled(" ", style)),
    ]
}

/// Runs, some of which share an address: a link around several styles, or two links side by side.
fn runs() -> impl Strategy<Value = Vec<Run>> {
    (prop::collection::vec(run(), 1..7), prop::option::weighted(0.3, (url(), 0..4_usize, 1..5_usize))).prop_map(
        |(mut runs, link)| {
            if let Some((url, from, length)) = link {
                for run in runs.iter_mut().skip(from).take(length) {
                    if let Run::Text { style, .. } = run {
                        style.link = Some(url.clone());
                    }
                }
            }
            runs
        },
    )
}

pub(crate) fn line() -> impl Strategy<Value = Line> {
    prop_oneof![
        1 => text().prop_map(|text| vec![Run::plain(&text)]),
        3 => runs(),
    ]
    .prop_filter_map("a visible line", Line::new)
}

fn tags() -> impl Strategy<Value = Tags> {
    prop_oneof![
        3 => Just(Tags::new()),
        1 => prop::collection::vec(text(), 1..3)
            .prop_map(|tags| tags.iter().filter_map(|tag| Text::new(tag)).collect()),
    ]
}

fn preformatted() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        3 => text(),
        1 => Just(String::new()),
        1 => prop::sample::select(&["  ", "    x", "\tx", " \t", "\t", "```", "~~~", "````", "   - y", "> z", "\u{a0}"][..])
            .prop_map(str::to_owned),
        1 => (prop::sample::select(&["  ", "    ", "\t", " \t "][..]), text()).prop_map(|(a, b)| format!("{a}{b}")),
    ];
    prop::collection::vec(line, 1..5).prop_map(|lines| lines.join("\n"))
}

/// Blocks as anybody might put them together: not yet in normal form.
pub(crate) fn blocks() -> impl Strategy<Value = Vec<Block>> {
    let leaf = prop_oneof![
        4 => line().prop_map(Block::Para),
        1 => preformatted().prop_map(Block::Pre),
    ];
    let block = leaf.prop_recursive(4, 24, 4, |inner| {
        let blocks = prop::collection::vec(inner.clone(), 0..4);
        let first = prop_oneof![3 => line(), 1 => Just(Line::default())];
        let item = (first, prop_oneof![2 => Just(vec![]), 1 => blocks.clone()], tags())
            .prop_map(|(line, children, tags)| ListItem { line, children, tags });
        let start = prop_oneof![
            3 => Just(None),
            1 => Just(Some(1)),
            1 => Just(Some(0)),
            1 => (2..12_u32).prop_map(Some),
            1 => Just(Some(2016)),
            1 => Just(Some(999_999_998)),
        ];
        let list = (start, prop::collection::vec(item, 0..4))
            .prop_map(|(ordered, items)| Block::List(List { ordered, items }));
        prop_oneof![2 => list, 1 => blocks.prop_map(Block::Quote)]
    });
    prop::collection::vec(block, 1..5)
}

/// Source text as anybody might type it: fragments, line feeds and indentation in any order.
pub(crate) fn source() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![
        5 => fragment(),
        2 => Just("\n".to_owned()),
        1 => prop::sample::select(&["\n\n", "\r\n", "\r", "\n    ", "\n  ", "\n> ", "\n- ", "\n1. ", "\n7. ", "  \n", "\\\n", "\n\t",
            "\n```", "\n# ", "\n<div>\n", "\n<b>\n", "\n---\n", "\0", "\u{ffff}"][..]).prop_map(str::to_owned),
        1 => Just(" ".to_owned()),
    ];
    prop::collection::vec(fragment, 0..24).prop_map(|parts| parts.concat())
}

/// Everything in blocks that a reader sees, and where it leads.
pub(crate) fn visible(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Para(line) => visible_line(line, &mut out),
            Block::Pre(text) => out.push_str(text),
            Block::Quote(blocks) => out.push_str(&visible(blocks)),
            Block::List(list) => {
                for item in &list.items {
                    visible_line(&item.line, &mut out);
                    out.push_str(&visible(&item.children));
                    out.extend(item.tags.iter().map(Text::as_str));
                }
            }
            _ => panic!("a block that the test does not know"),
        }
        out.push('\n');
    }
    out
}

pub(crate) fn visible_line(line: &Line, out: &mut String) {
    for run in line.runs() {
        match run {
            Run::Text { text, .. } => out.push_str(text),
            Run::Break => out.push('\n'),
        }
    }
    for run in line.runs() {
        if let Run::Text { style: Style { link: Some(url), .. }, .. } = run {
            out.push('\n');
            out.push_str(url.as_str());
        }
    }
    out.push('\n');
}

/// True if a line is what [`Line::new`] would make of it.
pub(crate) fn is_normal(line: &Line) -> bool {
    line.is_empty() || Line::new(line.runs().to_vec()).as_ref() == Some(line)
}

pub(crate) fn are_normal(blocks: &[Block]) -> bool {
    normal_blocks(blocks.to_vec()) == blocks
        && blocks.iter().all(|block| match block {
            Block::Para(line) => is_normal(line) && !line.is_empty(),
            Block::Quote(blocks) => are_normal(blocks),
            Block::List(list) => list.items.iter().all(|item| is_normal(&item.line) && are_normal(&item.children)),
            _ => true,
        })
}

/// Blocks in containers, so many deep.
pub(crate) fn wrapped(mut blocks: Vec<Block>, depth: usize) -> Vec<Block> {
    for n in 0..depth {
        let line = Line::text(&format!("level{n}")).unwrap_or_default();
        blocks = match n % 3 {
            0 => vec![Block::Quote(blocks)],
            1 => vec![Block::List(List {
                ordered: None,
                items: vec![ListItem { children: blocks, ..ListItem::new(line) }],
            })],
            _ => vec![Block::List(List {
                ordered: Some(7),
                items: vec![ListItem { children: blocks, ..ListItem::default() }],
            })],
        };
    }
    blocks
}

/// How many containers stand in each other.
pub(crate) fn depth(blocks: &[Block]) -> usize {
    let inside = |block: &Block| match block {
        Block::Quote(blocks) => 1 + depth(blocks),
        Block::List(list) => 1 + list.items.iter().map(|item| depth(&item.children)).max().unwrap_or(0),
        _ => 0,
    };
    blocks.iter().map(inside).max().unwrap_or(0)
}
