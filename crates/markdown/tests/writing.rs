//! The rungs of the ladder, and the page.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

use vitae_core::{Context, Lang, SectionKind, Source, Style, Text, Url};
use vitae_outline::{Block, Head, Kind, Outline, Part, Role, Run};

/// The Markdown of blocks, which must come back from it.
fn markdown(blocks: Vec<Block>) -> String {
    let front = "---\nvitae: 1\nlanguage: en\n---\n\n";
    let text = document(Outline {
        head: Head { lang: Lang::new("en"), title: Text::new("Résumé"), ..Head::default() },
        blocks,
    });
    text.strip_prefix(front).expect(&text).trim_end().to_owned()
}

fn document(outline: Outline) -> String {
    let text = vitae_markdown::render(&outline, &mut Context::default()).unwrap();
    let again = vitae_markdown::parse(&Source::new(&text), &mut Context::default()).unwrap();
    let text = String::from_utf8(text).unwrap();
    assert_eq!(again.normal(), outline.normal(), "{text}");
    text
}

fn block(kind: Kind, part: Part, runs: Vec<Run>) -> Block {
    Block { runs, ..Block::new(kind).part(part) }
}

fn para(part: Part, text: &str) -> Block {
    block(Kind::Paragraph, part, vec![Run::plain(text)])
}

fn item(part: Part, level: u8, number: Option<u32>, text: &str) -> Block {
    Block { level, ..block(Kind::Item { number }, part, vec![Run::plain(text)]) }
}

fn section(kind: SectionKind, title: &str) -> Block {
    Block { section: Some(kind), ..block(Kind::Heading(2), Part::Section, vec![Run::role(title, Role::Section)]) }
}

fn entry(title: &str) -> Block {
    block(Kind::Heading(3), Part::Entry, vec![Run::role(title, Role::Title)])
}

fn in_work(blocks: Vec<Block>) -> String {
    let all = [section(SectionKind::Work, "Experience"), entry("Engineer")].into_iter().chain(blocks).collect();
    markdown(all).strip_prefix("## Experience\n\n### Engineer\n\n").unwrap().to_owned()
}

fn meta(parts: &[(&str, Role)]) -> Block {
    let mut runs = Vec::new();
    for (text, role) in parts {
        if !runs.is_empty() {
            runs.push(Run::role(" · ", Role::Separator));
        }
        runs.push(Run::role(*text, *role));
    }
    block(Kind::Paragraph, Part::Meta, runs)
}

#[test]
fn natural() {
    let line = meta(&[("DropNet", Role::Organization), ("Perth", Role::Place), ("2010 – 2016", Role::Dates)]);
    assert_eq!(in_work(vec![line]), "**DropNet** · Perth · 2010 – 2016");
    let line = meta(&[("DropNet", Role::Organization), ("every summer since 2016", Role::Dates)]);
    assert_eq!(in_work(vec![line]), "**DropNet** · every summer since 2016");
}

#[test]
fn said() {
    assert_eq!(in_work(vec![para(Part::Body, "2016")]), "2016\n\n<!-- vitae: part=body -->");
    let note = block(Kind::Paragraph, Part::Body, vec![Run::plain("Note:").styled(Style::strong()), Run::plain(" x")]);
    assert_eq!(in_work(vec![note]), "**Note:** x\n\n<!-- vitae: part=body -->");
    assert_eq!(markdown(vec![section(SectionKind::Custom, "Experience")]), "## Experience\n\n<!-- section: custom -->");
    let untitled = Block { section: Some(SectionKind::Skills), ..Block::new(Kind::Rule) };
    assert_eq!(
        markdown(vec![section(SectionKind::Work, "Experience"), untitled]).lines().last(),
        Some("<!-- section: skills -->")
    );
}

#[test]
fn explicit() {
    assert_eq!(in_work(vec![meta(&[("Perth", Role::Place)])]), "<span class=\"p-location\">Perth</span>");
    let line = meta(&[("DropNet", Role::Organization), ("a · b", Role::Place), ("long ago", Role::Dates)]);
    let spans = "<span class=\"p-org\">DropNet</span> · <span class=\"p-location\">a · b</span> · <span class=\"r-dates\">long ago</span>";
    assert_eq!(in_work(vec![line]), spans);
    let title = entry("Engineer (2016)");
    assert_eq!(
        markdown(vec![section(SectionKind::Work, "Experience"), title]).lines().last(),
        Some("### <span class=\"r-title\">Engineer (2016)</span>")
    );
    let url = Url::new("https://a.example/a  b").unwrap();
    let spaces = Run::role("a.example/a  b", Role::Url).styled(Style::link(url));
    let shown = in_work(vec![block(Kind::Paragraph, Part::Meta, vec![spaces])]);
    assert_eq!(shown, "<span class=\"r-url\">[a.example/a &#32;b](<https://a.example/a  b>)</span>");
}

#[test]
fn text_after_an_entry_stands_behind_a_break() {
    let text = in_work(vec![para(Part::Body, "Did it."), para(Part::Text, "Ask me."), para(Part::Text, "Do.")]);
    assert_eq!(text, "Did it.\n\n* * *\n\nAsk me.\n\nDo.");
}

#[test]
fn a_language_holds_to_the_end_of_what_it_is_said_of() {
    let german = |block: Block| Block { lang: Lang::new("de"), ..block };
    let text = markdown(vec![
        section(SectionKind::Work, "Experience"),
        german(entry("Leiterin")),
        german(meta(&[("DropNet", Role::Organization), ("seit 2019", Role::Dates)])),
        german(para(Part::Body, "Gebaut.")),
        entry("Engineer"),
    ]);
    let want = "### Leiterin\n\n<!-- vitae: lang=de -->\n\n**DropNet** · seit 2019\n\nGebaut.\n\n### Engineer";
    assert_eq!(text.strip_prefix("## Experience\n\n").unwrap(), want);
}

#[test]
fn facts_stand_in_the_same_comment() {
    let facts = |block: Block| Block { facts: Some("{\"id\":\"a\"}".into()), ..block };
    let text = in_work(vec![
        facts(para(Part::Body, "One.")),
        facts(item(Part::Body, 1, None, "Two")),
        item(Part::Body, 2, None, "Three"),
    ]);
    assert_eq!(text, "One.\n\n<!-- vitae: {\"id\":\"a\"} -->\n\n- Two <!-- vitae: {\"id\":\"a\"} -->\n  - Three");
    let outline = Outline {
        head: Head { title: Text::new("Résumé"), facts: Some("{}".into()), ..Head::default() },
        blocks: vec![section(SectionKind::Work, "Experience")],
    };
    assert_eq!(document(outline), "<!-- vitae: {} -->\n\n## Experience\n");
}

#[test]
fn lists() {
    let bullets = |level, text| item(Part::Body, level, None, text);
    let text = in_work(vec![
        bullets(1, "a"),
        bullets(2, "b"),
        Block { level: 2, ..para(Part::Body, "c") },
        bullets(1, "d"),
        item(Part::Body, 1, Some(3), "e"),
        item(Part::Body, 1, Some(4), "f"),
        item(Part::Body, 1, Some(4), "g"),
        Block { level: 1, ..block(Kind::Pre, Part::Body, vec![Run::plain("h\n\n  i")]) },
        Block { quote: 1, ..item(Part::Body, 1, None, "j") },
        Block { quote: 1, ..para(Part::Body, "k") },
    ]);
    let want = "- a\n  - b\n\n    c\n\n- d\n\n3. e\n4. f\n\n4) g\n\n   ```\n   h\n\n     i\n   ```\n\n> - j\n>\n> k";
    assert_eq!(text, want);
}

#[test]
fn what_lost_its_bullet_is_still_as_deep() {
    let orphan = Block { level: 1, ..para(Part::Body, "a") };
    assert_eq!(in_work(vec![orphan]), "- a <!-- vitae: kind=paragraph -->");
    assert_eq!(in_work(vec![item(Part::Body, 2, None, "a")]), "- - a <!-- vitae: bare=1 -->");
    let code = Block { level: 1, ..block(Kind::Pre, Part::Body, vec![Run::plain("a")]) };
    assert_eq!(in_work(vec![code]), "- ```\n  a\n  ```\n\n  <!-- vitae: bare=1 -->");
}

#[test]
fn values_of_a_label_are_bullets_or_separated() {
    let label = |text| Run::role(text, Role::Label);
    let space = || Run::role(" ", Role::Separator);
    let text = in_work(vec![
        block(Kind::Paragraph, Part::Labelled, vec![label("Roles:")]),
        item(Part::Labelled, 1, None, "a, b"),
        item(Part::Labelled, 1, None, "c; d"),
        block(
            Kind::Paragraph,
            Part::Labelled,
            vec![
                label("Keywords:"),
                space(),
                Run::role("x", Role::Keyword),
                Run::role(", ", Role::Separator),
                Run::role("y", Role::Keyword),
            ],
        ),
        block(
            Kind::Paragraph,
            Part::Labelled,
            vec![label("Authors:"), space(), Run::plain("M. L.").styled(Style::strong())],
        ),
    ]);
    assert_eq!(text, "**Roles:**\n\n- a, b\n- c; d\n\n**Keywords:** x, y\n\n**Authors: M. L.**");
}

#[test]
fn contacts_are_bare_where_they_say_where_they_lead() {
    let contact = |text: &str, url: &str| Run::role(text, Role::Contact).styled(Style::link(Url::new(url).unwrap()));
    let dot = || Run::role(" · ", Role::Separator);
    let runs = vec![
        Run::role("work: ", Role::Label),
        contact("mara@a.example", "mailto:mara@a.example"),
        dot(),
        contact("+61 2 5550 0143", "tel:+61255500143"),
        dot(),
        contact("a.example", "https://a.example/"),
        dot(),
        Run::role("ORCID: 0000-0009-3127-0040", Role::Contact),
    ];
    let want = "work: mara@a.example · +61 2 5550 0143 · [a.example](https://a.example/) · ORCID: 0000-0009-3127-0040";
    assert_eq!(markdown(vec![block(Kind::Paragraph, Part::Contacts, runs)]), want);
}

/// What a browser would swallow, GitHub strike through, or any parser take for something else.
#[test]
fn text_is_text_everywhere() {
    for (text, want) in [
        ("a Vec<T> and </b> and <b>", "a Vec\\<T> and \\</b> and \\<b>"),
        ("<!-- no comment -->", "\\<!-- no comment -->"),
        ("a ~~b~~ c", "a \\~\\~b\\~\\~ c"),
        ("~5 to ~10", "~5 to ~10"),
        ("$180 of $400", "$180 of $400"),
        ("A$/B$", "A\\$/B\\$"),
        ("2016. Founded", "2016\\. Founded"),
        ("a | b", "a | b"),
        ("[a]: b", "\\[a\\]: b"),
        ("[x] done", "\\[x] done"),
        ("# #", "\\# #"),
    ] {
        let found = in_work(vec![item(Part::Body, 1, None, text)]);
        assert_eq!(found, format!("- {want}"));
    }
}

#[test]
fn what_does_not_look_like_markdown_says_that_it_is() {
    let text = |text: &str| {
        let summary = Block { section: Some(SectionKind::Summary), ..para(Part::Text, text) };
        document(Outline { head: Head { title: Text::new("Résumé"), ..Head::default() }, blocks: vec![summary] })
    };
    assert_eq!(text("Mara"), "---\nvitae: 1\n---\n\nMara\n");
    assert!(text("\u{feff}x").starts_with("---\n"));
    assert_eq!(
        document(Outline { head: Head { title: Text::new("Résumé"), ..Head::default() }, blocks: vec![] }),
        "---\nvitae: 1\n---\n"
    );
}

#[test]
fn a_title_that_is_not_the_usual_one_is_written() {
    for (title, line) in
        [("My life: a CV", "title: \"My life: a CV\""), ("My life", "title: My life"), ("", "title: \"\"")]
    {
        let head = Head { title: Text::new(title), ..Head::default() };
        let text = document(Outline { head, blocks: vec![section(SectionKind::Work, "Experience")] });
        assert_eq!(text.lines().nth(2), Some(line));
    }
}
