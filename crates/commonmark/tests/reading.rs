//! What people type, and what is read: nothing that they could see is lost.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what helps a test may fail as loudly as the test"
)]

use vitae_commonmark::{parse_blocks, parse_line, write_blocks};
use vitae_core::{Block, Run, Style, Url};

/// A line in short: each run with its marks before it.
fn short(runs: &[Run]) -> String {
    let mut out = String::new();
    for run in runs {
        match run {
            Run::Break => out.push('⏎'),
            Run::Text { text, style } => {
                let marks = [(style.strong, "s"), (style.emph, "e"), (style.code, "c")];
                let marks: String = marks.iter().filter(|(on, _)| *on).map(|(_, mark)| *mark).collect();
                let link = style.link.as_ref().map(|url| format!("→{url}")).unwrap_or_default();
                if style.is_plain() {
                    out.push_str(text);
                } else {
                    out.push_str(&format!("{{{marks}{link} {text}}}"));
                }
            }
        }
    }
    out
}

#[track_caller]
fn line(text: &str, want: &str) {
    assert_eq!(short(parse_line(text).runs()), want, "{text:?}");
}

/// Blocks in short: paragraphs, items and quotes, one to a line.
fn outline(blocks: &[Block], depth: usize, out: &mut Vec<String>) {
    let indent = "  ".repeat(depth);
    for block in blocks {
        match block {
            Block::Para(line) => out.push(format!("{indent}¶ {}", short(line.runs()))),
            Block::Pre(text) => out.push(format!("{indent}pre {text:?}")),
            Block::Quote(blocks) => {
                out.push(format!("{indent}quote"));
                outline(blocks, depth + 1, out);
            }
            Block::List(list) => {
                for (n, item) in list.items.iter().enumerate() {
                    let marker = list.ordered.map_or("-".to_owned(), |start| format!("{}.", start as usize + n));
                    out.push(format!("{indent}{marker} {}", short(item.line.runs())));
                    outline(&item.children, depth + 1, out);
                }
            }
            _ => panic!("a block that the test does not know"),
        }
    }
}

#[track_caller]
fn blocks(text: &str, want: &[&str]) {
    let mut out = Vec::new();
    outline(&parse_blocks(text), 0, &mut out);
    assert_eq!(out, want, "{text:?}");
}

#[test]
fn marks_in_all_their_spellings() {
    line("**a**, __b__, <strong>c</strong>, <B>d</B>", "{s a}, {s b}, {s c}, {s d}");
    line("*a*, _b_, <em>c</em>, <i>d</i>", "{e a}, {e b}, {e c}, {e d}");
    line("`a`, <code>b *c*</code>", "{c a}, {c b }{ec c}");
    line("[a](u) <a href='v'>b</a>", "{→u a} {→v b}");
    line("a<br>b<br/>c<BR />d", "a⏎b⏎c⏎d");
}

#[test]
fn a_line_has_no_blocks() {
    for text in ["1. x", "# x", "- x", "> x", "    x", "---", "```", "=== ", "<div>", "| a | b |", "[a]: b"] {
        line(text, text.trim());
    }
    line("a\n---", "a ---");
    line("- a\n- b\n# c", "- a - b # c");
    line("*a\nb*", "{e a b}");
}

#[test]
fn breaks_and_paragraphs_in_a_line() {
    line("a\nb", "a b");
    line("a\\\nb  \nc", "a⏎b⏎c");
    line("a\\\\\nb", "a\\ b");
    line("a\r\n\r\n  \nb", "a⏎b");
    line("**a\n\nb**", "**a⏎b**");
    line("`a\\\nb  \nc`", "{c a\\ b c}");
    line("a\\", "a\\");
}

#[test]
fn tags_without_a_partner_are_text() {
    line("<b>a", "<b>a");
    line("a</b>", "a</b>");
    line("<b>a</strong>", "<b>a</strong>");
    line("<b><i>a</b></i>", "{s <i>a}</i>");
    line("**<b>a**</b>", "{s <b>a}</b>");
    line("<b>a **c</b> d**", "<b>a {s c</b> d}");
    line("<b></b> <i> </i>", "<b></b> <i> </i>");
    line("<b class=\"x\">a</b>", "<b class=\"x\">a</b>");
    line("<b><b>a</b></b>", "{s a}");
    line("<span lang=\"?\">a</span>", "<span lang=\"?\">a</span>");
}

#[test]
fn other_html_is_text() {
    line("Vec<T> a<!-- b -->c <?d?> <![CDATA[e]]>", "Vec<T> a<!-- b -->c <?d?> <![CDATA[e]]>");
    line("<std::string> <x:y> <https://a.example> <tel:1>", "<std::string> <x:y> https://a.example tel:1");
    line("a <!-- tags: [\"b\"] -->", "a <!-- tags: [\"b\"] -->");
    blocks("<div>\n*a*\n</div>\n\n*b*", &["¶ <div> *a* </div>", "¶ {e b}"]);
    blocks("a\n<!-- b -->\nc", &["¶ a", "¶ <!-- b -->", "¶ c"]);
    blocks("<b>\na\n</b>", &["¶ {s a}"]);
    blocks("<T>\na", &["¶ <T> a"]);
    blocks("<!-- tags: [\"a\"] -->", &["¶ <!-- tags: [\"a\"] -->"]);
}

#[test]
fn links_that_carry_more_than_text() {
    line("[a](u \"b\")", "{→u a} (b)");
    line("[](u)", "u");
    line("[a]()", "a");
    line("[ ](u)", "u");
    line("<a href=\"u\"></a>", "<a href=\"u\"></a>");
    line("<a href=\"u\">[a](v)</a>", "{→v a} (u)");
    line("[<a href=\"u\">a</a> b](v)", "{→u a} {→v b}");
}

#[test]
fn images_are_their_description() {
    line("![a *b*](u)", "{→u a }{e→u b}");
    line("![](u)", "u");
    line("![a](u \"t\")", "{→u a} (t)");
    line("[![a](u)](v)", "{→v a (u)}");
    line("[![](u)](v)", "{→v u}");
    line("![[a](v)](u)", "{→v a} (u)");
}

#[test]
fn link_references_stay_in_sight() {
    blocks("[a]: /u \"t\"\n\n[a] and [b][a]", &["¶ [a]: /u \"t\"", "¶ [a] and [b][a]"]);
    blocks("> [a]: u\n\n- [b]:\n  v", &["quote", "  ¶ [a]: u", "- [b]: v"]);
    blocks("[a]\u{1}: u\n[a]: v", &["¶ [a]: u [a]: v"]);
    blocks("```\n[a]: u\n```", &["pre \"[a]: u\""]);
    line("[t](http://[::1]:80/) `[a]: b`", "{→http://[::1]:80/ t} {c [a]: b}");
}

#[test]
fn headings_and_rules() {
    blocks("# a *b*\n\nc\n---\n\nd\n\n* * *", &["¶ {s a }{se b}", "¶ {s c}", "¶ d", "¶ * * *"]);
    assert_eq!(write_blocks(&parse_blocks("# a\n\n---")), "**a**\n\n\\---");
    blocks("- # a\n- * * *\n- b", &["- {s a}", "- * * *", "- b"]);
}

#[test]
fn code_blocks() {
    blocks("```rust no_run\nfn a() {}\n```", &["¶ rust no_run", "pre \"fn a() {}\""]);
    blocks("~~~\na\n\n\n~~~\n", &["pre \"a\""]);
    blocks("    a\n\n      b\n\nc", &["pre \"a\\n\\n  b\"", "¶ c"]);
    blocks("```x\n```", &["¶ x"]);
    blocks("- ```x\n  a", &["- x", "  pre \"a\""]);
}

#[test]
fn tables_are_paragraphs() {
    blocks("| a | b |\n|---|---|\n| c | d |", &["¶ | a | b | |---|---| | c | d |"]);
}

#[test]
fn lists_of_any_make() {
    blocks("* a\n+ b\n- c", &["- a", "- b", "- c"]);
    blocks("- a\n\n- b\n  continued\nlazily\n\n  para", &["- a", "- b continued lazily", "  ¶ para"]);
    blocks("1) a\n2) b\n\n3. c", &["1. a", "2. b", "3. c"]);
    blocks("-\n- a\n-", &["- a"]);
    blocks("0. a\n1. b", &["0. a", "1. b"]);
    blocks("- [ ] a\n- [x] b", &["- [ ] a", "- [x] b"]);
}

#[test]
fn a_link_with_a_huge_address_is_not_copied_for_ever() {
    let url = "u".repeat(50_000);
    let text = format!("[{}]({url})", "a*b*".repeat(1000));
    let line = parse_line(&text);
    let carried = |run: &Run| matches!(run, Run::Text { style: Style { link: Some(link), .. }, .. } if *link == Url::new(&url).unwrap());
    assert!(carried(&line.runs()[0]));
    assert!(line.runs().iter().filter(|run| carried(run)).count() < 4);
    assert_eq!(line.plain(), "ab".repeat(1000));
}
