//! Named cases: what once went wrong somewhere, each with the text that it is written as.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what helps a test may fail as loudly as the test"
)]

use vitae_commonmark::{parse_blocks, parse_line, write_blocks, write_line};
use vitae_core::{Block, Lang, Line, List, ListItem, Run, Script, Style, Tags, Text, Url, normal_blocks};

fn link(url: &str) -> Style {
    Style::link(Url::new(url).unwrap())
}

fn line(runs: Vec<Run>) -> Line {
    Line::new(runs).unwrap()
}

fn para(text: &str) -> Block {
    Block::Para(Line::text(text).unwrap())
}

fn item(text: &str) -> ListItem {
    ListItem::new(Line::text(text).unwrap())
}

fn bullets(items: Vec<ListItem>) -> Block {
    Block::List(List { ordered: None, items })
}

fn numbered(start: u32, items: Vec<ListItem>) -> Block {
    Block::List(List { ordered: Some(start), items })
}

fn tags(names: &[&str]) -> Tags {
    names.iter().filter_map(|name| Text::new(name)).collect()
}

/// A plain line, alone and as a paragraph.
#[track_caller]
fn plain(text: &str, as_line: &str, as_paragraph: &str) {
    marked(vec![Run::plain(text)], as_line, as_paragraph);
}

#[track_caller]
fn marked(runs: Vec<Run>, as_line: &str, as_paragraph: &str) {
    let line = line(runs);
    assert_eq!(write_line(&line), as_line);
    assert_eq!(parse_line(as_line), line);
    blocks(vec![Block::Para(line)], as_paragraph);
}

#[track_caller]
fn blocks(blocks: Vec<Block>, text: &str) {
    assert_eq!(write_blocks(&blocks), text);
    assert_eq!(parse_blocks(text), normal_blocks(blocks));
}

// ── literal characters ──

#[test]
fn generics_and_other_tags_are_never_swallowed() {
    plain("Vec<T>", "Vec<T>", "Vec<T>");
    plain("<T> T::new()", "<T> T::new()", "<T> T::new()");
    plain("<T>", "<T>", "\\<T>");
    plain("<std::string>", "<std::string>", "<std::string>");
    plain("<div> and </div>", "<div> and </div>", "\\<div> and \\</div>");
    plain("<pre>", "<pre>", "\\<pre>");
    plain("<!-- note -->", "<!-- note -->", "<!-- note -->");
    plain("<!-- open", "<!-- open", "\\<!-- open");
}

#[test]
fn tags_of_the_dialect_are_escaped_only_in_pairs() {
    plain("<b>x</b>", "\\<b>x\\</b>", "\\<b>x\\</b>");
    plain("the <b> tag", "the <b> tag", "the <b> tag");
    plain("the <b></b> pair", "the \\<b>\\</b> pair", "the \\<b>\\</b> pair");
    plain("a <br> b", "a \\<br> b", "a \\<br> b");
    plain("<br>", "\\<br>", "\\<br>");
}

#[test]
fn references_are_five_literal_characters() {
    plain("&amp;", "\\&amp;", "\\&amp;");
    plain("&#42; &#x2a; &nbsp;", "\\&#42; \\&#x2a; \\&nbsp;", "\\&#42; \\&#x2a; \\&nbsp;");
    plain("AT&T; R&D;", "AT\\&T; R\\&D;", "AT\\&T; R\\&D;");
    plain("&copy 2020", "&copy 2020", "&copy 2020");
}

#[test]
fn a_year_at_the_start_is_no_list() {
    plain("2016. Founded", "2016. Founded", "2016\\. Founded");
    plain("1) first", "1) first", "1\\) first");
    plain("1.", "1.", "1\\.");
    plain("1234567890. x", "1234567890. x", "1234567890. x");
    plain("1.5 x", "1.5 x", "1.5 x");
}

#[test]
fn block_markers_at_the_start() {
    for text in
        ["# x", "###### x", "#", "- x", "-", "+ x", "* x", "> x", ">x", "---", "***", "___", "- - -", "--", "_ _ _"]
    {
        plain(text, text, &format!("\\{text}"));
    }
    for text in ["~~~", "~~~ x", "```", "``` x"] {
        plain(text, text, &format!("\\{text}"));
    }
    for text in ["####### x", "#x", "-x", "+x", "=", "===", "~~", "-- x"] {
        plain(text, text, text);
    }
}

#[test]
fn block_markers_after_a_break() {
    let cases = [
        ("# x", "\\# x"),
        ("- x", "\\- x"),
        ("1. x", "1\\. x"),
        ("2. x", "2. x"),
        ("===", "\\==="),
        ("--", "\\--"),
        ("> x", "\\> x"),
        ("```", "\\```"),
        ("x", "x"),
    ];
    for (after, escaped) in cases {
        let runs = vec![Run::plain("a"), Run::Break, Run::plain(after)];
        marked(runs, &format!("a<br>{after}"), &format!("a\\\n{escaped}"));
    }
}

#[test]
fn literal_punctuation() {
    plain("*", "*", "\\*");
    plain("*x*", "\\*x\\*", "\\*x\\*");
    plain("3*4*5", "3\\*4\\*5", "3\\*4\\*5");
    plain("_x_", "\\_x\\_", "\\_x\\_");
    plain("__init__", "\\_\\_init\\_\\_", "\\_\\_init\\_\\_");
    plain("`x`", "\\`x\\`", "\\`x\\`");
    plain("a | b", "a | b", "a | b");
    plain("a < b", "a < b", "a < b");
    plain("\\", "\\", "\\");
    plain("\\\\", "\\\\\\", "\\\\\\");
    plain("\\*", "\\\\*", "\\\\*");
    plain("a\\b", "a\\b", "a\\b");
    plain("[a](b)", "[a\\](b)", "[a\\](b)");
    plain("![a](b)", "![a\\](b)", "![a\\](b)");
    plain("<https://a.example>", "\\<https://a.example>", "\\<https://a.example>");
    plain("Mara <m@a.example>", "Mara \\<m@a.example>", "Mara \\<m@a.example>");
    plain("[a]: b", "[a]: b", "[a]: b");
}

#[test]
fn a_backslash_before_a_break() {
    let runs = vec![Run::plain("a\\"), Run::Break, Run::plain("b")];
    marked(runs, "a\\\\<br>b", "a\\\\\\\nb");
}

#[test]
fn characters_that_nobody_sees() {
    for text in [
        "👩\u{200d}💻",
        "J.\u{a0}P. M",
        "Do\u{ad}nau",
        "a\u{200b}b",
        "\u{feff}a",
        "\u{200f}א",
        "a\u{2028}b",
        "a\u{85}b",
    ] {
        plain(text, text, text);
    }
}

// ── marks ──

#[test]
fn bold_across_a_word_boundary() {
    let bold = |t: &str| Run::styled(t, Style::strong());
    marked(vec![Run::plain("foo"), bold("bar")], "foo**bar**", "foo**bar**");
    marked(vec![Run::plain("f"), bold("oo b"), Run::plain("ar")], "f**oo b**ar", "f**oo b**ar");
    let quoted = "a<strong>\"b\"</strong>c";
    marked(vec![Run::plain("a"), bold("\"b\""), Run::plain("c")], quoted, quoted);
}

#[test]
fn bold_before_a_full_stop_of_chinese_or_japanese() {
    let runs = vec![Run::styled("テスト。", Style::strong()), Run::plain("テスト")];
    marked(runs, "<strong>テスト。</strong>テスト", "<strong>テスト。</strong>テスト");
}

#[test]
fn bold_with_no_break_spaces_at_its_edge() {
    let runs = vec![Run::plain("a"), Run::styled("\u{a0}b\u{a0}", Style::strong()), Run::plain("c")];
    marked(runs, "a\u{a0}**b**\u{a0}c", "a\u{a0}**b**\u{a0}c");
}

#[test]
fn bold_and_italic_overlap() {
    let both = Style { emph: true, ..Style::strong() };
    let runs =
        vec![Run::styled("a b", Style::strong()), Run::styled(" c ", both.clone()), Run::styled("d", Style::emph())];
    marked(runs, "**a b *c*** *d*", "**a b *c*** *d*");
    let touching = vec![Run::styled("a", Style::strong()), Run::styled("b", both), Run::styled("c", Style::emph())];
    let line = line(touching);
    assert_eq!(parse_line(&write_line(&line)), line);
}

#[test]
fn stars_beside_bold() {
    let runs = vec![Run::plain("f"), Run::styled("*args", Style::strong())];
    marked(runs, "f<strong>\\*args</strong>", "f<strong>\\*args</strong>");
}

#[test]
fn code_with_backticks_spaces_and_marks() {
    let code = Style { code: true, ..Style::default() };
    let runs = |t: &str| vec![Run::plain("x "), Run::styled(t, code.clone()), Run::plain(" y")];
    marked(runs("a`b"), "x ``a`b`` y", "x ``a`b`` y");
    marked(runs("`"), "x `` ` `` y", "x `` ` `` y");
    marked(runs("``a`"), "x ``` ``a` ``` y", "x ``` ``a` ``` y");
    marked(runs("a*b*<c>\\"), "x `a*b*<c>\\` y", "x `a*b*<c>\\` y");
    let bold = Style { strong: true, ..code.clone() };
    let mixed = vec![Run::styled("a ", code.clone()), Run::styled("b", bold), Run::styled("c", code)];
    marked(mixed, "`a` **`b`**`c`", "`a` **`b`**`c`");
}

#[test]
fn two_links_side_by_side() {
    let runs = vec![Run::styled("a", link("u")), Run::styled("b", link("v"))];
    marked(runs, "[a](u)[b](v)", "[a](u)[b](v)");
}

#[test]
fn links_to_any_address() {
    let written = [
        ("https://a.example/x_y*z", "[t](https://a.example/x_y*z)"),
        ("a b", "[t](<a b>)"),
        ("a (b)", "[t](<a (b)>)"),
        ("https://a.example/(b)", "[t](https://a.example/(b))"),
        ("a)", "[t](<a)>)"),
        ("a \"b\"", "[t](<a \"b\">)"),
        ("a'b", "[t](a'b)"),
        ("<a>", "[t](<\\<a\\>>)"),
        ("a\\", "[t](a\\\\)"),
        ("a\\b", "[t](a\\b)"),
        ("x?a=1&amp;b", "[t](x?a=1\\&amp;b)"),
        ("`a`", "[t](\\`a\\`)"),
        ("http://[::1]:80/", "[t](http://[::1]:80/)"),
        ("mailto:m@a.example", "[t](mailto:m@a.example)"),
        ("é\u{a0}", "[t](é)"),
    ];
    for (url, text) in written {
        marked(vec![Run::styled("t", link(url))], text, text);
    }
}

#[test]
fn a_link_over_its_own_address_is_plain() {
    for text in ["[https://a.example](https://a.example)", "<https://a.example>", "https://a.example"] {
        assert_eq!(parse_line(text).as_plain(), Some("https://a.example"), "{text}");
    }
    for text in ["[m@a.example](mailto:m@a.example)", "<m@a.example>"] {
        assert_eq!(parse_line(text).as_plain(), Some("m@a.example"), "{text}");
    }
}

#[test]
fn a_link_text_with_brackets_and_an_exclamation_mark_before() {
    marked(vec![Run::styled("a [1]", link("u"))], "[a [1]](u)", "[a [1]](u)");
    marked(vec![Run::styled("a]", link("u"))], "[a\\]](u)", "[a\\]](u)");
    marked(vec![Run::plain("Hi!"), Run::styled("a", link("u"))], "Hi\\![a](u)", "Hi\\![a](u)");
}

#[test]
fn a_link_is_never_cut_in_two() {
    let bold_link = Style { strong: true, ..link("u") };
    let runs = vec![
        Run::styled("see ", Style::strong()),
        Run::styled("the", bold_link.clone()),
        Run::Break,
        Run::styled("site", link("u")),
    ];
    marked(runs, "**see** [**the**<br>site](u)", "**see** [**the**\\\nsite](u)");
    let whole =
        vec![Run::styled("see ", Style::strong()), Run::styled("it", bold_link), Run::styled(" now", Style::strong())];
    marked(whole, "**see [it](u) now**", "**see [it](u) now**");
}

#[test]
fn white_space_that_only_marks_share() {
    // Between the two stands a space that is bold and nothing else.
    let runs = vec![
        Run::styled("a", Style { lang: Lang::new("de"), emph: true, ..Style::default() }),
        Run::styled(" b", Style { emph: true, ..link("u") }),
        Run::styled("c", link("u")),
    ];
    let line = line(runs);
    assert_eq!(parse_line(&write_line(&line)), line);
    assert!(!write_line(&line).contains("<em>"), "{}", write_line(&line));
}

#[test]
fn scripts_and_languages() {
    let script = |script| Style { script, ..Style::default() };
    let runs = vec![
        Run::plain("H"),
        Run::styled("2", script(Script::Sub)),
        Run::plain("O, 1"),
        Run::styled("st", script(Script::Sup)),
    ];
    marked(runs, "H<sub>2</sub>O, 1<sup>st</sup>", "H<sub>2</sub>O, 1<sup>st</sup>");
    let german = Style { lang: Lang::new("de-AT"), ..Style::emph() };
    marked(
        vec![Run::styled("Grüß Gott", german)],
        "<span lang=\"de-AT\">*Grüß Gott*</span>",
        "<span lang=\"de-AT\">*Grüß Gott*</span>",
    );
}

// ── blocks ──

#[test]
fn lists_three_deep_and_a_number_to_start_from() {
    let deep = ListItem { children: vec![bullets(vec![item("c")])], ..item("b") };
    let top = ListItem { children: vec![bullets(vec![deep])], ..item("a") };
    blocks(
        vec![bullets(vec![top]), para("between"), bullets(vec![item("d")]), numbered(3, vec![item("e"), item("f")])],
        "- a\n  - b\n    - c\n\nbetween\n\n- d\n\n3. e\n4. f",
    );
}

#[test]
fn numbered_lists_that_meet_stay_apart() {
    blocks(
        vec![
            numbered(1, vec![item("a")]),
            numbered(1, vec![item("b")]),
            numbered(7, vec![item("c")]),
            bullets(vec![item("d")]),
        ],
        "1. a\n\n1) b\n\n7. c\n\n- d",
    );
}

#[test]
fn numbers_that_go_on_are_one_list() {
    blocks(vec![numbered(1, vec![item("a"), item("b")]), numbered(3, vec![item("c")])], "1. a\n2. b\n3. c");
}

#[test]
fn the_largest_number() {
    blocks(
        vec![numbered(999_999_998, vec![item("a"), item("b"), item("c")])],
        "999999998. a\n999999999. b\n999999999. c",
    );
}

#[test]
fn years_as_numbers_keep_their_value() {
    let years = parse_blocks("2016. Founded\n2018. Sold\n2019. Retired\n");
    assert_eq!(years, [numbered(2016, vec![item("Founded")]), numbered(2018, vec![item("Sold"), item("Retired")])]);
    assert_eq!(write_blocks(&years), "2016. Founded\n\n2018) Sold\n2019) Retired");
    assert_eq!(parse_blocks("1. a\n1. b\n1. c"), [numbered(1, vec![item("a"), item("b"), item("c")])]);
    assert_eq!(parse_blocks("3. a\n2. b"), [numbered(3, vec![item("a")]), numbered(2, vec![item("b")])]);
}

#[test]
fn an_item_that_begins_without_a_line() {
    let list = |children: Vec<Block>, tags: Tags| bullets(vec![ListItem { line: Line::default(), children, tags }]);
    let none = Tags::new;
    blocks(vec![list(vec![Block::Pre("a\n\n  b".into())], none())], "- ```\n  a\n\n    b\n  ```");
    blocks(vec![list(vec![Block::Quote(vec![para("a")])], none())], "- > a");
    blocks(vec![list(vec![bullets(vec![item("a")])], none())], "- - a");
    blocks(vec![list(vec![numbered(3, vec![item("a")])], none())], "- 3. a");
    let labelled = list(vec![numbered(3, vec![item("a")])], tags(&["t"]));
    blocks(vec![labelled], "- <!-- tags: [\"t\"] -->\n\n  3. a");
}

#[test]
fn labels_of_items() {
    let labelled = ListItem { tags: tags(&["b", "a", "x--y`"]), ..item("Led") };
    blocks(vec![bullets(vec![labelled])], "- Led <!-- tags: [\"a\",\"b\",\"x-\\u002dy\\u0060\"] -->");
    // The same as text, where it is no label and where it would be one.
    blocks(vec![para("x <!-- tags: [\"a\"] -->")], "x \\<!-- tags: \\[\"a\"\\] -->");
    blocks(vec![bullets(vec![item("x <!-- tags: [\"a\"] -->")])], "- x \\<!-- tags: \\[\"a\"\\] -->");
    let line = Line::text("x <!-- tags: [\"a\"] -->").unwrap();
    assert_eq!(write_line(&line), line.plain());
}

#[test]
fn labels_may_stand_alone_in_the_item() {
    let labelled = ListItem { tags: tags(&["t"]), children: vec![bullets(vec![item("b")])], ..item("a") };
    let want = [bullets(vec![labelled])];
    for text in [
        "- a <!-- tags: [\"t\"] -->\n  - b",
        "- a\n  <!-- tags: [\"t\"] -->\n  - b",
        "- a\n  - b\n\n  <!-- tags: [\"t\"] -->",
        "- a\n\n  <!--tags:[\"t\"]-->\n  - b",
    ] {
        assert_eq!(parse_blocks(text), want, "{text}");
    }
}

#[test]
fn preformatted_text_is_exact() {
    let pre = |text: &str| Block::Pre(text.to_owned());
    blocks(vec![pre("\n  a\t\n\n\n\tb  \n   ")], "```\n\n  a\t\n\n\n\tb  \n   \n```");
    blocks(vec![pre("```\na\n````")], "`````\n```\na\n````\n`````");
    let inside = ListItem { children: vec![pre("\ta\n\n \tb")], ..item("x") };
    blocks(vec![bullets(vec![inside])], "- x\n\n  ```\n  \ta\n\n   \tb\n  ```");
    blocks(vec![Block::Quote(vec![pre("a\n\n\tb")])], "> ```\n> a\n>\n> \tb\n> ```");
}

#[test]
fn an_open_html_block_does_not_swallow_what_follows() {
    // Each of these would run on to the end of the document, or to the next blank line.
    for open in ["<pre>", "<script>", "<!-- x", "<?php", "<!DOCTYPE", "<div>", "</table>"] {
        blocks(vec![para(open), para("b")], &format!("\\{open}\n\nb"));
        blocks(vec![bullets(vec![item(open), item("b")])], &format!("- \\{open}\n- b"));
    }
    blocks(vec![para("<![CDATA["), para("b")], "\\<\\!\\[CDATA\\[\n\nb");
}

#[test]
fn the_mark_of_a_quote_does_not_end_a_declaration() {
    let line = line(vec![Run::plain("a<!important"), Run::Break, Run::plain("b")]);
    blocks(vec![Block::Quote(vec![Block::Para(line)])], "> a\\<!important\\\n> b");
}

#[test]
fn quotes_in_a_row_stay_apart() {
    blocks(
        vec![Block::Quote(vec![para("a")]), Block::Quote(vec![para("b"), para("c")]), para("d")],
        "> a\n\n> b\n>\n> c\n\nd",
    );
}

#[test]
fn nothing_is_nothing() {
    assert_eq!(write_line(&Line::default()), "");
    assert!(parse_line("").is_empty() && parse_line(" \n\t\u{a0}").is_empty());
    assert_eq!(write_blocks(&[]), "");
    assert_eq!(write_blocks(&[Block::Quote(vec![])]), "");
    assert_eq!(parse_blocks(" \n\t\n"), []);
}
