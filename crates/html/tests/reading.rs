//! Pages of other people: what is seen is read, and nothing else; words neither glue together nor split.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

use vitae_core::{Context, Dir, Lang, Location, Script, Source};
use vitae_outline::{Block, Kind, Outline, Run};

fn parse(page: &str) -> Outline {
    vitae_html::parse(&Source::new(page.as_bytes()), &mut Context::default()).unwrap()
}

/// A line for each block: how it begins in Markdown, and its text.
fn lines(page: &str) -> Vec<String> {
    parse(page).blocks.iter().map(line).collect()
}

fn line(block: &Block) -> String {
    let indent = "> ".repeat(block.quote.into()) + &"  ".repeat(block.level.saturating_sub(1).into());
    let mark = match block.kind {
        Kind::Heading(n) => "#".repeat(n.into()) + " ",
        Kind::Paragraph if block.level > 0 => "  ".into(),
        Kind::Paragraph => String::new(),
        Kind::Item { number: None } => "- ".into(),
        Kind::Item { number: Some(n) } => format!("{n}. "),
        Kind::Pre => "| ".into(),
        Kind::Rule => "* * *".into(),
    };
    format!("{indent}{mark}{}", block.runs.iter().map(marked).collect::<String>())
}

fn marked(run: &Run) -> String {
    let style = &run.style;
    let mut text = run.text.replace('\n', "⏎");
    for (is, mark) in [(style.code, "`"), (style.emph, "_"), (style.strong, "*")] {
        if is {
            text = format!("{mark}{text}{mark}");
        }
    }
    text = match style.script {
        Script::Normal => text,
        Script::Sub => format!("~{text}~"),
        Script::Sup => format!("^{text}^"),
    };
    match (&style.link, &style.lang) {
        (Some(url), _) => format!("[{text}]({url})"),
        (None, Some(lang)) => format!("[{text}]{{{lang}}}"),
        (None, None) => text,
    }
}

#[test]
fn blocks_end_words_and_marks_do_not() {
    assert_eq!(
        lines("<p>in<b>side</b> a w<i>or</i>d<div>next</div>line<br>two"),
        ["in*side* a w_or_d", "next", "line⏎two"]
    );
    assert_eq!(lines("<div>a<div>b</div>c</div>"), ["a", "b", "c"]);
    assert_eq!(lines("<p> a \n\t b <span> c</span> </p> \n d"), ["a b c", "d"]);
}

#[test]
fn inline_elements_become_marks() {
    assert_eq!(
        lines(
            "<p><strong>s</strong> <em>e</em> <code>c</code> H<sub>2</sub>O 1<sup>st</sup> <a href='https://a.example'>a</a>"
        ),
        ["*s* _e_ `c` H~2~O 1^st^ [a](https://a.example)"]
    );
    assert_eq!(lines("<b>x<em>y</em></b>"), ["*x**_y_*"]);
    assert_eq!(
        lines("<a href='https://a.example'><div>block <b>link</b></div></a>"),
        ["[block ](https://a.example)[*link*](https://a.example)"]
    );
    assert_eq!(lines("<p>say <q>yes</q> and <span lang=de>doch</span>"), ["say “yes” and [doch]{de}"]);
}

#[test]
fn of_two_attributes_with_one_name_the_first_counts() {
    assert_eq!(lines("<a href='https://a.example' href='https://b.example'>x"), ["[x](https://a.example)"]);
}

#[test]
fn lists_have_levels_and_numbers() {
    assert_eq!(
        lines(
            "<ul><li>a<ul><li>b</li></ul>after</li><li><p>c</p><p>d</p></li></ul><ol start=3><li>e<li value=7>f<li>g</ol>"
        ),
        ["- a", "  - b", "  after", "- c", "  d", "3. e", "7. f", "8. g"]
    );
    assert_eq!(lines("<blockquote>q<ul><li>i</ul><blockquote>r</blockquote></blockquote>"), ["> q", "> - i", "> > r"]);
    assert_eq!(lines("<li>alone<li>and another"), ["- alone", "- and another"]);
}

#[test]
fn a_list_of_boxes_is_no_list() {
    assert_eq!(
        lines("<ul class=jobs><li><h3>Engineer</h3><p>DropNet</p><ul><li>did it</ul></li></ul>"),
        ["### Engineer", "DropNet", "- did it"]
    );
}

#[test]
fn tables_are_read_row_by_row() {
    assert_eq!(
        lines(
            "<table><tr><th>Year<th>Place<tr><td>2019<td> Oslo </td><td><br></td></tr><tr><td><b>2020</b></td><td>Rome</td></table>"
        ),
        ["Year", "Place", "2019", "Oslo", "*2020*", "Rome"]
    );
    // A table that lays the page out: what is in its cells stands in order.
    assert_eq!(
        lines("<table><tr><td><h1>Mara</h1><p>Engineer</p></td><td><p>Oslo</p><p>Rome</p></td></tr></table>"),
        ["# Mara", "Engineer", "Oslo", "Rome"]
    );
    assert_eq!(lines("<table><caption>Jobs</caption>stray<tr><td>a<td>b"), ["Jobs", "stray", "a", "b"]);
}

#[test]
fn terms_are_labelled_lines() {
    assert_eq!(
        lines("<dl>\n <dt>Licence</dt>\n <dd>B</dd>\n <dt>Born:<dd>1990</dl><dl><dt>Tools<dd>awk<dd>sed</dl>"),
        ["*Licence:* B", "*Born:* 1990", "*Tools:* awk, sed"]
    );
    assert_eq!(lines("<dl><dt>2019</dt><dd><p>Oslo</p><p>Rome</p></dd></dl>"), ["*2019:*", "Oslo", "Rome"]);
    assert_eq!(lines("<p>no label</p>at all<dd>but a value"), ["no label", "at all", "but a value"]);
}

#[test]
fn preformatted_text_is_exact() {
    let outline = parse("<pre>\n\n a\tb\n  <b>c</b>&lt;</pre>");
    assert_eq!(outline.blocks[0].kind, Kind::Pre);
    assert_eq!(outline.blocks[0].runs, [Run::plain("\n a\tb\n  c<")]);
}

#[test]
fn what_is_not_seen_is_not_read_and_that_is_said() {
    let page = "<head><title>CV</title><style>p{}</style><script>var a = '<p>no</p>'</script></head>\
        <p>yes<p hidden>one two<div style='color: red; display : none'><p>three</p></div>\
        <p hidden>four</p><template><p>no</template><noscript><p>no</noscript><!-- five -->\
        <svg><title>Mail</title><text>seen</text></svg><p style='visibility:hidden'>six";
    let mut cx = Context::default();
    let outline = vitae_html::parse(&Source::new(page.as_bytes()), &mut cx).unwrap();
    assert_eq!(outline.blocks.iter().map(Block::text).collect::<Vec<_>>(), ["yes", "seen"]);
    assert_eq!(outline.head.title.unwrap().as_str(), "CV");
    let said: Vec<_> = cx.report.iter().map(|said| said.code).collect();
    assert_eq!(said, ["hidden-not-read", "script-not-run", "comment-not-carried"]);
    assert!(cx.report.iter().next().unwrap().message.starts_with("5 words"), "{:?}", cx.report);
}

#[test]
fn what_only_a_screen_reader_skips_is_seen() {
    assert_eq!(lines("<p aria-hidden=\"true\">seen<p>a <span aria-hidden=true>–</span> b"), ["seen", "a – b"]);
}

#[test]
fn a_field_shows_its_value() {
    assert_eq!(
        lines("<p>Name:<input value='Mara &amp; Co'>!<input type=EMAIL value=m@x.example>"),
        ["Name: Mara & Co ! m@x.example"]
    );
    assert_eq!(lines("<input value=alone>"), ["alone"]);
    for kind in ["hidden", "password", "checkbox", "radio", "file", "color", "text hidden"] {
        assert_eq!(lines(&format!("a<input value=no type={kind}>b")), ["ab"], "{kind}");
    }
}

#[test]
fn pictures_are_their_words() {
    assert_eq!(lines("<p>a<img src=x alt='the logo'>b<img src=y>c"), ["a the logo b c"]);
}

#[test]
fn broken_pages_are_read_as_a_browser_reads_them() {
    // A paragraph ends where the next one begins; a mark that was left open goes on.
    assert_eq!(lines("<p>a<b>b<p>c</b>d"), ["a*b*", "*c*d"]);
    assert_eq!(lines("<b>1<i>2</b>3</i>4"), ["*1**_2_*_3_4"]);
    assert_eq!(lines("</p></div></li>a</b>c"), ["ac"]);
    assert_eq!(lines("<h1>a<h2>b</h1>c"), ["# a", "## b", "c"]);
    assert_eq!(lines("<ul><li>a<p>b<li>c</ul>"), ["- a", "  b", "- c"]);
    assert_eq!(lines("<td>a<td>b<tr>c"), ["a", "b", "c"]);
    assert_eq!(lines("<P>A&amp;B&nbsp;C &copy &#x41; &unknown; < 3 &lt;p&gt;"), ["A&B\u{a0}C © A &unknown; < 3 <p>"]);
    assert_eq!(lines("no markup at all"), ["no markup at all"]);
}

#[test]
fn marks_that_nobody_closes_do_not_pile_up() {
    let page = "<p><font size=2><b>word ".repeat(5_000);
    assert_eq!(parse(&page).blocks.len(), 5_000);
}

#[test]
fn language_and_direction_are_taken() {
    let outline = parse("<html lang=ar dir=rtl><body><p>a<section lang=en><p>b<p lang=fr>c</section>");
    assert_eq!(outline.head.lang, Lang::new("ar"));
    assert_eq!(outline.head.direction, None, "it is the usual one");
    let langs: Vec<_> = outline.blocks.iter().map(|block| block.lang.as_ref().map(Lang::as_str)).collect();
    assert_eq!(langs, [None, Some("en"), Some("fr")]);
    assert_eq!(parse("<html lang=en dir=rtl>").head.direction, Some(Dir::Rtl));
}

#[test]
fn links_that_lead_nowhere_keep_their_text() {
    let mut cx = Context::default();
    let page = "<p>a\n<a href='/cv.pdf'>b</a> <a href='javascript:alert(1)'>c</a> <a href='#top'>d</a> <a>e</a>";
    let outline = vitae_html::parse(&Source::new(page.as_bytes()), &mut cx).unwrap();
    assert_eq!(outline.blocks[0].runs, [Run::plain("a b c d e")]);
    let said: Vec<_> = cx.report.iter().collect();
    assert_eq!(
        said[0].message,
        "a link to `/cv.pdf`, and 1 more like it, works only on its own site; its text was kept"
    );
    assert!(matches!(said[0].at, Some(Location::Text { line: 2, column: 1, .. })), "{:?}", said[0].at);
}

#[test]
fn blocks_know_where_they_stood() {
    let outline = parse("<h1>Mära</h1>\n  <p>\n  Engineer</p>");
    let at = |block: &Block| match block.at {
        Some(Location::Text { line, column, .. }) => (line, column),
        _ => panic!("a place"),
    };
    assert_eq!(outline.blocks.iter().map(at).collect::<Vec<_>>(), [(1, 5), (3, 3)]);
}

#[test]
fn a_block_that_begins_with_a_quotation_mark_stands_where_its_element_does() {
    let outline = parse("<p>a</p>\n<p><q>b</q></p>\n<q><p>c</p></q>");
    let at = |block: &Block| match block.at {
        Some(Location::Text { line, column, .. }) => (line, column),
        _ => panic!("a place"),
    };
    assert_eq!(outline.blocks.iter().map(Block::text).collect::<Vec<_>>(), ["a", "“b”", "“", "c", "”"]);
    assert_eq!(outline.blocks.iter().map(at).collect::<Vec<_>>(), [(1, 4), (2, 4), (3, 1), (3, 7), (3, 12)]);
}

#[test]
fn names_of_ours_mean_nothing_on_the_page_of_somebody_else() {
    let outline = parse("<section data-kind=work><article><h3 class=p-name>x</h3><p class=r-meta data-vitae='{}'>y");
    assert!(
        outline.blocks.iter().all(|block| block.part.is_none() && block.section.is_none() && block.facts.is_none())
    );
}
