//! What the page of somebody else says besides its words: how its blocks look, what their names mean, what is said for machines.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

use std::fmt::Write;
use vitae_core::{Context, SectionKind, Source};
use vitae_outline::{Block, Kind, Outline, Role, Run};

fn read(page: &str) -> (Outline, Context) {
    let mut cx = Context::default();
    (vitae_html::parse(&Source::new(page.as_bytes()), &mut cx).unwrap(), cx)
}

/// A line for each block: what kind it is, how it looks, and its runs with their roles.
fn lines(page: &str) -> Vec<String> {
    read(page).0.blocks.iter().map(line).collect()
}

fn line(block: &Block) -> String {
    let mut out = String::new();
    match block.kind {
        Kind::Heading(n) => write!(out, "h{n} "),
        Kind::Item { .. } => write!(out, "- "),
        Kind::Rule => write!(out, "rule "),
        _ => Ok(()),
    }
    .unwrap();
    let look = &block.look;
    if let Some(size) = look.size {
        write!(out, "{size} ").unwrap();
    }
    for (is, name) in [
        (look.gap, "gap"),
        (look.entry, "entry"),
        (look.caps, "caps"),
        (look.underlined, "underlined"),
        (look.ruled, "ruled"),
        (look.centered, "centered"),
    ] {
        if is {
            write!(out, "{name} ").unwrap();
        }
    }
    if let Some(cell) = look.cell {
        write!(out, "<{},{},{}+{}> ", cell.table, cell.row, cell.column, cell.columns).unwrap();
    }
    if let Some(section) = look.section {
        write!(out, "[{}] ", section.as_str()).unwrap();
    }
    let runs: Vec<String> = block.runs.iter().map(run).collect();
    (out + &runs.join(" ")).trim_end().to_owned()
}

fn run(run: &Run) -> String {
    let role = run.role.map_or(String::new(), |role| format!(":{role:?}"));
    format!("{}{}{:?}{role}", if run.style.strong { "*" } else { "" }, if run.style.emph { "_" } else { "" }, run.text)
}

fn codes(cx: &Context) -> Vec<&'static str> {
    cx.report.iter().map(|said| said.code).collect()
}

macro_rules! fixture {
    ($name:literal) => {
        (
            include_str!(concat!("../../../fixtures/foreign/html/", $name, ".html")),
            include_str!(concat!("../../../fixtures/foreign/html/", $name, ".txt")),
        )
    };
}

#[test]
fn pages_in_the_manner_of_others_say_what_is_expected_of_them() {
    for (page, expected) in [fixture!("blocks"), fixture!("table"), fixture!("hresume"), fixture!("linked-data")] {
        let (outline, cx) = read(page);
        let mut found: String = outline.blocks.iter().map(|block| line(block) + "\n").collect();
        outline.head.said.iter().for_each(|said| writeln!(found, "said {}", run(said)).unwrap());
        codes(&cx).iter().for_each(|code| writeln!(found, "report {code}").unwrap());
        assert_eq!(found, expected, "\n{found}");
    }
}

#[test]
fn spans_of_their_own_are_told_apart_and_marks_are_not() {
    assert_eq!(lines("<p><span class=badge>HTML</span><span class=badge>CSS</span>"), [r#""HTML\tCSS""#]);
    assert_eq!(lines("<p><span>Mara</span><span>Oslo</span>"), [r#""Mara\tOslo""#]);
    assert_eq!(lines("<p><b>foo</b>bar<i>baz</i>"), [r#"*"foo" "bar" _"baz""#]);
    assert_eq!(lines("<p><span class=x1>fo</span><span class=x2>o</span>"), [r#""foo""#]);
    assert_eq!(lines("<p><span class=SpellE>fo</span><span class=GramE>o</span>"), [r#""foo""#]);
    assert_eq!(lines("<p><span class=tag>a</span> <span class=tag>b</span>"), [r#""a b""#]);
    assert_eq!(lines("<p><span class=tag>a</span><span class=tag>, b</span>"), [r#""a, b""#]);
    assert_eq!(lines("<h3>DropNet<span class=date>2019</span></h3>"), [r#"h3 "DropNet" "\t" "2019":Dates"#]);
}

#[test]
fn marks_may_come_from_styles() {
    assert_eq!(
        lines(
            "<style>.b{font-weight:700}.i{font-style:italic}h2{font-weight:bold}</style><h2>t</h2><p class=b>x<b class=i>y</b>"
        ),
        [r#"h2 "t""#, r#"*"x" *_"y""#]
    );
    assert_eq!(lines("<b style='font-weight:normal'><p>x <b>y</b></b>"), [r#""x " *"y""#]);
}

#[test]
fn what_a_sheet_hides_is_not_read_unless_something_shows_it() {
    let (outline, cx) = read(
        "<style>.gone{display:none}.paper{display:none}@media print{.paper{display:block}}</style><p class=gone>a b<p class=paper>c",
    );
    assert_eq!(outline.words(), ["c"]);
    assert_eq!(codes(&cx), ["hidden-not-read"]);
    assert_eq!(
        lines("<p><span class=sr-only>Phone</span> <i class='fa fa-phone' aria-hidden=true>\u{f095}</i> 5"),
        [r#""Phone 5""#]
    );
}

#[test]
fn half_a_range_takes_its_open_end_along() {
    assert_eq!(
        lines("<p><time datetime=2009-01>Jan 2009</time> – Present (long)<p><time>2009</time> – Engineer"),
        [r#""Jan 2009 – Present":Dates " (long)""#, r#""2009":Dates " – Engineer""#]
    );
    assert_eq!(
        lines("<p><span class=startDate>06/2000</span> <span class=endDate>- 09/2002</span><p class=date>Awarded"),
        [r#""06/2000 - 09/2002":Dates"#, r#""Awarded""#]
    );
}

#[test]
fn a_list_of_boxes_is_no_list_from_its_first_line_on() {
    assert_eq!(
        lines("<ul id=education><li><div class=year>1993 1997</div><h3>Everglades</h3><ul><li>a</ul></ul>"),
        [r#"entry [education] "1993 1997":Dates"#, r#"h3 [education] "Everglades""#, r#"- [education] "a""#]
    );
}

#[test]
fn one_box_of_a_class_that_repeats_for_entries_is_none() {
    assert_eq!(lines("<div class=item><p>a</div><p>b"), [r#""a""#, r#""b""#]);
    assert_eq!(
        lines("<div class=item><p>a<p>b</div><div class=item>c</div>"),
        [r#"entry "a""#, r#""b""#, r#"entry "c""#]
    );
}

#[test]
fn addresses_that_are_hidden_from_robots_are_revealed() {
    // The key is 0x42.
    let hex = "422f2330230221 6c273a232f322e27".replace(' ', "");
    let (outline, _) = read(&format!(
        "<a href='/cdn-cgi/l/email-protection' class=__cf_email__ data-cfemail='{hex}'>[email&#160;protected]</a>"
    ));
    assert_eq!(outline.blocks[0].text(), "mara@c.example");
    assert_eq!(outline.blocks[0].runs[0].style.link.as_ref().unwrap().as_str(), "mailto:mara@c.example");
    let (outline, _) = read(&format!("<a href='/cdn-cgi/l/email-protection#{hex}'>write</a>"));
    assert_eq!(outline.blocks[0].runs[0].style.link.as_ref().unwrap().as_str(), "mailto:mara@c.example");
    assert_eq!(lines("<span data-cfemail='zz'>[x]</span>"), [r#""[x]""#], "what cannot be revealed is left as it is");
}

#[test]
fn what_stands_twice_for_another_medium_is_read_once() {
    let (outline, cx) = read("<p>Mara</p><p>Oslo</p><div class=visible-print><p>Mara</p><p>Oslo</p></div>");
    assert_eq!(outline.words(), ["Mara", "Oslo"]);
    assert_eq!(codes(&cx), ["duplicate-left-out"]);
    let (outline, cx) = read("<p>Mara</p><div class=visible-print><p>Mara</p><p>Rome</p></div>");
    assert_eq!(
        outline.words(),
        ["Mara", "Mara", "Rome"],
        "what only one of the two says is kept with all that is around it"
    );
    assert_eq!(codes(&cx), [""; 0]);
}

#[test]
fn a_page_that_only_a_script_would_fill_says_so() {
    let (outline, cx) = read("<body><div id=root></div><noscript>Enable it</noscript><script src=app.js></script>");
    assert!(outline.blocks.is_empty());
    assert_eq!(codes(&cx), ["page-needs-scripts", "script-not-run"]);
}

#[test]
fn a_page_that_shows_nothing_is_what_it_says_for_machines() {
    let (outline, cx) = read(
        r#"<html lang=en><script type="application/ld+json">{"@type":["Person"],"givenName":"Ada","familyName":"Quist",
        "hasOccupation":{"@type":"Role","startDate":"2019","hasOccupation":{"@type":"Occupation","name":"Smith"}}}</script>"#,
    );
    assert_eq!(
        outline.blocks.iter().map(line).collect::<Vec<_>>(),
        [
            r#"h1 "Ada Quist":Name"#,
            r#"h2 [work] "Experience":Section"#,
            r#"h3 entry [work] "Smith":Title"#,
            r#"[work] "2019":Dates"#
        ]
    );
    assert_eq!(codes(&cx), ["machine-data-read"]);
    assert_eq!(codes(&read("<script type='application/ld+json'>{</script><p>x").1), ["machine-data-unreadable"]);
}

#[test]
fn microdata_names_what_it_is_on() {
    let page = "<div itemscope itemtype='https://schema.org/Person'><h1 itemprop=name>Mara Quist</h1><p itemprop=jobTitle>Smith</p>\
        <span itemprop=telephone>+47 55 01 02 03</span><meta itemprop=email content=mara@quist.example>\
        <div itemprop=worksFor itemscope itemtype='https://schema.org/Organization'><span itemprop=name>Ironworks</span></div></div>";
    let (outline, _) = read(page);
    assert_eq!(
        outline.blocks.iter().map(line).collect::<Vec<_>>(),
        [
            r#"h1 "Mara Quist":Name"#,
            r#""Smith":Headline"#,
            r#""+47 55 01 02 03":Contact"#,
            r#"entry [work] "Ironworks":Organization"#
        ]
    );
    assert_eq!(outline.head.said, [Run::role("mara@quist.example", Role::Contact)]);
}

#[test]
fn portraits_are_no_words() {
    let (outline, cx) =
        read("<img alt=avatar src=x><img alt=profile-pic src=y><img alt='64x64'><p>a<img alt='Best of show, 2019'>");
    assert_eq!(outline.words().join(" "), "a Best of show, 2019");
    assert_eq!(codes(&cx), ["pictures-not-read"]);
}

#[test]
fn our_own_pages_say_nothing_of_looks() {
    let page = "<meta name=vitae-format content=1><style>p{font-size:20px}</style><center><p class=date>2019<br><br>x</center>\
        <table><tr><td>a<td>b</table>";
    let (outline, _) = read(page);
    assert!(outline.blocks.iter().all(|block| block.look == vitae_outline::Look::default()));
    assert_eq!(outline.blocks.len(), 2);
}

#[test]
fn sections_are_said_by_ids() {
    let (outline, _) =
        read("<section id=employment><h2>Where I have been</h2></section><div id=references><p>x</div><p>y");
    let sections: Vec<_> = outline.blocks.iter().map(|block| block.look.section).collect();
    assert_eq!(sections, [Some(SectionKind::Work), Some(SectionKind::References), None]);
}
