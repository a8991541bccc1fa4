//! Whole documents, opened again.

use super::testing::{DOT, Node, Opened, block, lang, outline, text};
use vitae_core::{Context, Dir, Script, SectionKind, Style, Text, Url};
use vitae_outline::{Block, Head, Kind, Outline, Part, Role, Run};

fn opened(blocks: impl IntoIterator<Item = Block>) -> Opened {
    Opened::rendered(&outline(blocks), &[])
}

fn in_language(tag: &str, blocks: impl IntoIterator<Item = Block>) -> Opened {
    let head = Head { lang: lang(tag), ..Head::default() };
    Opened::rendered(&Outline { head, ..outline(blocks) }, &[])
}

fn title(text: &str) -> Block {
    block(Kind::Heading(3), Part::Entry, &[(text, Some(Role::Title))])
}

fn meta(runs: &[(&str, Option<Role>)]) -> Block {
    block(Kind::Paragraph, Part::Meta, runs)
}

fn line_entry(runs: &[(&str, Option<Role>)]) -> Block {
    Block { level: 1, ..block(Kind::Item { number: None }, Part::Line, runs) }
}

fn item(level: u8, number: Option<u32>, text: &str) -> Block {
    Block { level, ..block(Kind::Item { number }, Part::Body, &[(text, None)]) }
}

const ORGANIZATION: (&str, Option<Role>) = ("Harbour", Some(Role::Organization));
const COMMA: (&str, Option<Role>) = (", ", Some(Role::Separator));
const TEAM: (&str, Option<Role>) = ("Cranes", Some(Role::Qualifier));
const PLACE: (&str, Option<Role>) = ("Oban", Some(Role::Place));
const URL: (&str, Option<Role>) = ("harbour.example", Some(Role::Url));
const DATES: (&str, Option<Role>) = ("2010 – 2016", Some(Role::Dates));

// ── the head of an entry ──

#[test]
fn an_entry_is_headed_by_two_lines_with_a_style_for_each_field() {
    let opened = opened([title("Engineer"), meta(&[ORGANIZATION, COMMA, TEAM, DOT, PLACE, DOT, URL, DOT, DATES])]);
    let [heading, line] = &opened.paragraphs()[..] else { panic!("two lines") };
    assert_eq!((heading.paragraph_style(), line.paragraph_style()), ("Heading2", "VitaeMeta"));
    let runs = |runs: &[(&str, &str)]| runs.iter().map(|(a, b)| ((*a).into(), (*b).into())).collect::<Vec<_>>();
    assert_eq!(heading.runs(), runs(&[("VitaeTitle", "Engineer"), ("", "\t"), ("VitaeDates", "2010 – 2016")]));
    let want = [
        ("VitaeOrganization", "Harbour"),
        ("", ", "),
        ("VitaeQualifier", "Cranes"),
        ("", " · "),
        ("VitaeUrl", "harbour.example"),
        ("", "\t"),
        ("VitaePlace", "Oban"),
    ];
    assert_eq!(line.runs(), runs(&want));
}

#[test]
fn what_is_missing_leaves_no_gap() {
    for (fields, want) in [
        (&[DATES][..], &["Engineer\t2010 – 2016"][..]),
        (&[PLACE], &["Engineer\tOban"]),
        (&[PLACE, DOT, DATES], &["Engineer\t2010 – 2016", "Oban"]),
        (&[ORGANIZATION], &["Engineer", "Harbour"]),
        (&[ORGANIZATION, DOT, PLACE], &["Engineer", "Harbour\tOban"]),
        (&[], &["Engineer"]),
    ] {
        assert_eq!(opened([title("Engineer"), meta(fields)]).lines(), want);
    }
}

#[test]
fn a_meta_line_with_another_below_stays_as_it_is() {
    let level = meta(&[("full-time", Some(Role::Level))]);
    let opened = opened([title("Engineer"), meta(&[ORGANIZATION, DOT, DATES]), level]);
    assert_eq!(opened.lines(), ["Engineer", "Harbour · 2010 – 2016", "full-time"]);
}

#[test]
fn without_a_heading_the_dates_end_the_meta_line() {
    assert_eq!(opened([meta(&[ORGANIZATION, DOT, PLACE, DOT, DATES])]).lines(), ["Harbour · Oban\t2010 – 2016"]);
    assert_eq!(opened([meta(&[DATES])]).lines(), ["2010 – 2016"]);
}

#[test]
fn what_does_not_fit_beside_the_title_goes_to_the_next_line_or_stays_in_it() {
    let long = "Vice President of Engineering for Platform Reliability and Developer Experience in all Regions";
    let fields = [ORGANIZATION, DOT, PLACE, DOT, DATES];
    assert_eq!(opened([title(long), meta(&fields)]).lines(), [long, "Harbour · Oban\t2010 – 2016"]);
    let name = format!("{long} and Oceania");
    let wide = [(name.as_str(), Some(Role::Organization)), DOT, PLACE, DOT, DATES];
    assert_eq!(opened([title(long), meta(&wide)]).lines(), [long, &format!("{name} · Oban · 2010 – 2016")]);
    assert_eq!(opened([title("Engineer"), meta(&wide)]).lines(), ["Engineer\t2010 – 2016", &format!("{name} · Oban")]);
}

#[test]
fn the_tab_stop_is_at_the_edge_of_the_text() {
    for (page, width, edge) in [("a4", "11906", "9746"), ("letter", "12240", "10080")] {
        let opened = Opened::rendered(&outline([title("x")]), &[("page", page)]);
        for id in ["Heading2", "Heading3", "VitaeMeta", "Footer"] {
            let tab = opened.style(id).at(&["w:pPr", "w:tabs", "w:tab"]).unwrap().clone();
            assert_eq!((tab.attribute("w:val"), tab.attribute("w:pos")), ("right", edge), "{id}");
        }
        let size = opened.node("word/document.xml").all("w:pgSz").remove(0);
        assert_eq!(size.attribute("w:w"), width);
    }
}

// ── lines ──

#[test]
fn short_line_entries_share_a_line_and_long_ones_do_not() {
    let short = |name, level| {
        let bracket = |text| (text, Some(Role::Separator));
        line_entry(&[(name, Some(Role::Title)), bracket(" ("), (level, Some(Role::Level)), bracket(")")])
    };
    let long = line_entry(&[("Tools", Some(Role::Title)), (": ", Some(Role::Separator)), ("vi", Some(Role::Keyword))]);
    let about = Block { level: 1, ..text("Since 2010.") };
    let blocks = [short("A", "B2"), short("B", "C1"), long, short("C", "A1"), short("D", "A2"), about];
    let opened = opened(blocks);
    assert_eq!(opened.lines(), ["A (B2) · B (C1)", "Tools: vi", "C (A1)", "D (A2)", "Since 2010."]);
    let styles: Vec<_> = opened.paragraphs().iter().map(|p| p.paragraph_style().to_owned()).collect();
    assert_eq!(styles, ["VitaeLine", "VitaeLine", "VitaeLine", "VitaeLine", "ListContinue"]);
    assert_eq!(opened.paragraphs()[0].runs()[4..6], [(String::new(), " · ".into()), ("VitaeTitle".into(), "B".into())]);
}

#[test]
fn labelled_lines_share_a_line_as_long_as_they_fit_and_no_list_hangs_on_them() {
    let label = |label, value| block(Kind::Paragraph, Part::Labelled, &[(label, Some(Role::Label)), (value, None)]);
    let course = Block { level: 1, ..block(Kind::Item { number: None }, Part::Labelled, &[("Logic", None)]) };
    let long = "word ".repeat(20);
    let blocks =
        [label("A:", " 1"), label("B:", " 2"), label("C:", &long), label("D:", " 3"), label("Courses:", ""), course];
    let lines = opened(blocks).lines();
    assert_eq!(lines, ["A: 1 · B: 2", &format!("C:{long}"), "D: 3", "Courses:", "Logic"]);
}

// ── lists and text ──

/// The list and level of each item, as its paragraph says it.
fn numbers(opened: &Opened) -> Vec<(String, String, String)> {
    let number = |p: &Node| {
        let of = |name| p.val(&["w:pPr", "w:numPr", name]).unwrap_or_default().to_owned();
        (p.paragraph_style().to_owned(), of("w:numId"), of("w:ilvl"))
    };
    opened.paragraphs().iter().map(number).collect()
}

#[test]
fn items_are_real_items_of_real_lists() {
    let opened = opened([
        item(1, None, "a"),
        item(2, None, "b"),
        item(5, None, "c"),
        item(1, Some(7), "d"),
        item(1, Some(8), "e"),
    ]);
    let want = [
        ("ListBullet", "1", "0"),
        ("ListBullet2", "1", "1"),
        ("ListBullet3", "1", "4"),
        ("ListNumber", "3", "0"),
        ("ListNumber", "3", "0"),
    ];
    assert_eq!(numbers(&opened), want.map(|(a, b, c)| (a.into(), b.into(), c.into())));
    let lists = opened.node("word/numbering.xml");
    let list = lists.all("w:num").into_iter().find(|list| list.attribute("w:numId") == "3").unwrap();
    assert_eq!(list.val(&["w:abstractNumId"]), Some("1"));
    assert_eq!(list.at(&["w:lvlOverride"]).unwrap().attribute("w:ilvl"), "0");
    assert_eq!(list.val(&["w:lvlOverride", "w:startOverride"]), Some("7"));
    assert!(lists.all("w:abstractNum").iter().all(|kind| kind.all("w:lvl").len() == 9));
}

#[test]
fn a_number_that_no_list_can_count_to_is_typed() {
    let opened = opened([item(1, Some(40_000), "a")]);
    assert_eq!(opened.lines(), ["40000.\ta"]);
    assert_eq!(numbers(&opened), [("ListNumber".into(), "0".into(), "0".into())]);
}

/// How far each paragraph stands in, where its style does not say it.
fn indents(opened: &Opened) -> Vec<Option<(String, String)>> {
    let indent = |p: &Node| {
        let indent = p.at(&["w:pPr", "w:ind"])?;
        Some((indent.attribute("w:left").into(), indent.attribute("w:right").into()))
    };
    opened.paragraphs().iter().map(indent).collect()
}

#[test]
fn depth_is_shown_by_style_or_by_indentation() {
    let at = |level, quote, block: Block| Block { level, quote, ..block };
    let pre = block(Kind::Pre, Part::Body, &[("x", None)]);
    let opened = opened([
        at(1, 0, text("in an item")),
        at(4, 0, text("in an item, deep")),
        at(0, 1, text("quoted")),
        at(0, 2, text("quoted twice")),
        at(1, 1, item(1, None, "an item, quoted")),
        at(0, 0, pre.clone()),
        at(1, 1, pre),
    ]);
    let styles: Vec<_> = opened.paragraphs().iter().map(|p| p.paragraph_style().to_owned()).collect();
    let want =
        ["ListContinue", "ListContinue3", "Quote", "Quote", "ListBullet", "HTMLPreformatted", "HTMLPreformatted"];
    assert_eq!(styles, want);
    let at = |start: &str, end: &str| Some((start.to_owned(), end.to_owned()));
    let want = [None, at("1280", "0"), None, at("640", "640"), at("640", "320"), None, at("730", "410")];
    assert_eq!(indents(&opened), want);
}

#[test]
fn preformatted_text_keeps_its_lines_spaces_and_tabs() {
    let opened = opened([block(Kind::Pre, Part::Body, &[("a\tb\n  c", None)])]);
    assert_eq!(opened.lines(), ["a\tb\n  c"]);
    assert!(opened.0["word/document.xml"].contains("<w:t xml:space=\"preserve\">  c</w:t>"));
    let face = opened.style("HTMLPreformatted").at(&["w:rPr", "w:rFonts"]).unwrap().clone();
    assert_eq!(face.attribute("w:ascii"), "Consolas");
}

#[test]
fn no_paragraph_is_empty_but_a_break() {
    let empty = Block::new(Kind::Paragraph);
    let opened =
        opened([text("a"), empty, Block::new(Kind::Rule), Block::new(Kind::Heading(3)).part(Part::Entry), text("b")]);
    assert_eq!(opened.lines(), ["a", "", "b"]);
    assert_eq!(opened.paragraphs()[1].paragraph_style(), "VitaeRule");
}

// ── runs ──

fn one_run(style: Style, role: Option<Role>) -> Node {
    let run = Run { text: "x".into(), style, role };
    let opened = opened([Block { runs: vec![run], ..text("") }]);
    opened.node("word/document.xml").all("w:r").remove(0)
}

#[test]
fn what_an_author_marked_is_set_directly() {
    let marks = Style { strong: true, emph: true, script: Script::Sup, ..Style::default() };
    for role in [None, Some(Role::Title)] {
        let run = one_run(marks.clone(), role);
        for name in ["w:b", "w:bCs", "w:i", "w:iCs"] {
            assert!(run.at(&["w:rPr", name]).is_some(), "{name}");
        }
        assert_eq!(run.val(&["w:rPr", "w:vertAlign"]), Some("superscript"));
    }
    let code = Style { code: true, ..Style::default() };
    assert_eq!(one_run(code.clone(), None).val(&["w:rPr", "w:rStyle"]), Some("HTMLCode"));
    let title = one_run(code, Some(Role::Title));
    assert_eq!(title.val(&["w:rPr", "w:rStyle"]), Some("VitaeTitle"));
    assert_eq!(title.at(&["w:rPr", "w:rFonts"]).unwrap().attribute("w:hAnsi"), "Consolas");
}

fn linked(text: &str, url: &str, strong: bool) -> Run {
    Run::plain(text).styled(Style { strong, ..Style::link(Url::new(url).unwrap()) })
}

#[test]
fn neighbours_with_one_address_are_one_link_and_one_relationship() {
    let runs = vec![
        linked("a", "https://a.example", false),
        linked("b", "https://a.example", true),
        linked("c", "https://b.example/?x=1&y=2", false),
        Run::plain(" "),
        linked("d", "https://a.example", false),
    ];
    let opened = opened([Block { runs, ..text("") }]);
    let links = opened.node("word/document.xml").all("w:hyperlink");
    let links: Vec<_> = links.iter().map(|link| (link.attribute("r:id").to_owned(), link.said())).collect();
    let want = [("link1", "ab"), ("link2", "c"), ("link1", "d")].map(|(id, text)| (id.to_owned(), text.to_owned()));
    assert_eq!(links, want);
    let related = opened.node("word/_rels/document.xml.rels").all("Relationship");
    let targets: Vec<_> = related.iter().filter(|r| r.attribute("TargetMode") == "External").collect();
    let targets: Vec<_> = targets.iter().map(|r| (r.attribute("Id"), r.attribute("Target"))).collect();
    assert_eq!(targets, [("link1", "https://a.example"), ("link2", "https://b.example/?x=1&y=2")]);
}

#[test]
fn an_address_that_is_no_uri_is_a_field_with_the_address_as_it_is() {
    let opened = opened([Block { runs: vec![linked("a", "https://a.example/\"x\" y", true)], ..text("") }]);
    let field = opened.node("word/document.xml").all("w:fldSimple").remove(0);
    assert_eq!(field.attribute("w:instr"), r#" HYPERLINK "https://a.example/\"x\" y" "#);
    assert_eq!(field.said(), "a");
}

#[test]
fn a_refused_link_leaves_its_text_and_a_word_in_the_report() {
    let runs = vec![linked("a", "javascript:alert(1)", false), linked("b", "javascript:alert(1)", true)];
    let mut cx = Context::default();
    let bytes = super::render(&outline([Block { runs, ..text("") }]), &mut cx).unwrap();
    let opened = Opened::new(&bytes);
    assert_eq!(opened.lines(), ["ab"]);
    assert!(opened.node("word/document.xml").all("w:hyperlink").is_empty());
    assert!(!opened.0["word/_rels/document.xml.rels"].contains("javascript"));
    assert_eq!(cx.report.losses().map(|d| d.code).collect::<Vec<_>>(), ["link-refused"]);
}

#[test]
fn a_link_that_is_something_keeps_its_style_and_shows_that_it_is_a_link() {
    let run = |role| {
        let run = Run { role: Some(role), ..linked("x", "https://a.example", false) };
        opened([Block { runs: vec![run], ..text("") }]).node("word/document.xml").all("w:r").remove(0)
    };
    assert_eq!(run(Role::Title).val(&["w:rPr", "w:rStyle"]), Some("VitaeTitle"));
    assert_eq!(run(Role::Title).val(&["w:rPr", "w:color"]), Some("1F4E79"));
    assert_eq!(run(Role::Organization).val(&["w:rPr", "w:color"]), None);
}

// ── languages ──

#[test]
fn the_language_of_the_document_stands_where_readers_look_for_it() {
    let opened = in_language("de-AT", [text("x")]);
    let lang = ["w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang"];
    assert_eq!(opened.node("word/styles.xml").val(&lang), Some("de-AT"));
    assert_eq!(opened.node("docProps/core.xml").at(&["dc:language"]).unwrap().text, "de-AT");
    assert_eq!(opened.node("word/settings.xml").val(&["w:themeFontLang"]), Some("de-AT"));
    let japanese = in_language("ja", [text("x")]).node("word/styles.xml").at(&lang).unwrap().clone();
    assert_eq!((japanese.attribute("w:val"), japanese.attribute("w:eastAsia")), ("en-US", "ja"));
    let none = Opened::rendered(&outline([text("x")]), &[]);
    assert_eq!(none.node("word/styles.xml").at(&lang), None);
}

#[test]
fn another_language_is_said_of_the_paragraph_and_of_its_runs() {
    let french = Run::plain("deux").styled(Style { lang: lang("fr"), ..Style::default() });
    let block = Block { lang: lang("de"), runs: vec![Run::plain("eins "), french], ..text("") };
    let paragraph = in_language("en", [block]).paragraphs().remove(0);
    assert_eq!(paragraph.val(&["w:pPr", "w:rPr", "w:lang"]), Some("de"));
    let langs: Vec<_> =
        paragraph.all("w:r").iter().map(|run| run.val(&["w:rPr", "w:lang"]).unwrap().to_owned()).collect();
    assert_eq!(langs, ["de", "fr"]);
}

#[test]
fn a_document_from_right_to_left_says_so_everywhere() {
    let opened = in_language("ar", [title("مهندس"), meta(&[DATES]), text("لغة Rust")]);
    assert!(opened.style("Normal").at(&["w:pPr", "w:bidi"]).is_some());
    let document = opened.node("word/document.xml");
    assert!(document.at(&["w:body", "w:sectPr", "w:bidi"]).is_some());
    let rtl: Vec<_> = document.all("w:r").iter().map(|r| (r.said(), r.at(&["w:rPr", "w:rtl"]).is_some())).collect();
    let want = [("مهندس", true), ("\t", false), ("2010 – 2016", true), ("لغة ", true), ("Rust", false)];
    assert_eq!(rtl, want.map(|(text, rtl)| (text.to_owned(), rtl)));
    let latin = Opened::rendered(&outline([text("x")]), &[]);
    assert!(!latin.0["word/document.xml"].contains("w:bidi") && !latin.0["word/styles.xml"].contains("w:bidi/"));
}

#[test]
fn a_paragraph_of_the_other_direction_is_turned() {
    let bidi = |document: &str, paragraph| {
        let block = Block { lang: lang(paragraph), ..text("x") };
        let paragraph = in_language(document, [block]).paragraphs().remove(0);
        paragraph.at(&["w:pPr", "w:bidi"]).map(|bidi| bidi.attribute("w:val").to_owned())
    };
    assert_eq!(bidi("en", "he"), Some(String::new()));
    assert_eq!(bidi("he", "en"), Some("0".into()));
    assert_eq!(bidi("he", "ar"), None);
    let turned = Head { lang: lang("en"), direction: Some(Dir::Rtl), ..Head::default() };
    let opened = Opened::rendered(&Outline { head: turned, ..outline([text("x")]) }, &[]);
    assert!(opened.style("Normal").at(&["w:pPr", "w:bidi"]).is_some());
}

#[test]
fn there_is_a_face_for_every_script() {
    let faces = |opened: &Opened| {
        let fonts =
            opened.node("word/styles.xml").at(&["w:docDefaults", "w:rPrDefault", "w:rPr", "w:rFonts"]).unwrap().clone();
        ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"].map(|slot| fonts.attribute(slot).to_owned())
    };
    assert_eq!(faces(&in_language("ja", [])), ["Calibri", "Calibri", "Yu Gothic", "Arial"]);
    let opened = Opened::rendered(&outline([]), &[("font", "georgia")]);
    assert_eq!(faces(&opened), ["Georgia", "Georgia", "SimSun", "Times New Roman"]);
    let fonts = opened.node("word/fontTable.xml").all("w:font");
    let fonts: Vec<_> =
        fonts.iter().map(|font| (font.attribute("w:name"), font.val(&["w:altName"]).unwrap())).collect();
    assert!(fonts.contains(&("Georgia", "Gelasio")) && fonts.contains(&("SimSun", "Noto Serif CJK SC")), "{fonts:?}");
}

// ── styles, sections, flow ──

#[test]
fn lines_with_several_fields_get_their_weight_from_the_fields() {
    let opened = opened([text("x")]);
    let bold = |id| opened.style(id).at(&["w:rPr", "w:b"]).is_some();
    for id in ["Heading2", "Heading3", "VitaeMeta", "VitaeLine", "VitaeLabelLine", "VitaeDates", "VitaePlace"] {
        assert!(!bold(id), "bold in both would cancel out: {id}");
    }
    for id in ["Title", "Heading1", "VitaeTitle", "VitaeOrganization", "VitaeLabel"] {
        assert!(bold(id), "{id}");
    }
    assert!(opened.style("VitaeQualifier").at(&["w:rPr", "w:i"]).is_some());
}

#[test]
fn headings_are_headings_and_the_names_are_those_that_word_knows() {
    let opened = opened([text("x")]);
    for (id, name, outline) in [
        ("Title", "Title", None),
        ("Subtitle", "Subtitle", None),
        ("Heading1", "heading 1", Some("0")),
        ("Heading2", "heading 2", Some("1")),
        ("Heading3", "heading 3", Some("2")),
        ("ListBullet", "List Bullet", None),
        ("ListNumber2", "List Number 2", None),
        ("VitaeMeta", "Vitae Meta", None),
    ] {
        let style = opened.style(id);
        assert_eq!((style.val(&["w:name"]), style.val(&["w:pPr", "w:outlineLvl"])), (Some(name), outline));
        assert_eq!(style.attribute("w:customStyle"), if name.starts_with("Vitae") { "1" } else { "" });
    }
    let defaults: Vec<_> = opened.node("word/styles.xml").all("w:style");
    let defaults = defaults.iter().filter(|style| style.attribute("w:default") == "1");
    let defaults: Vec<_> = defaults.map(|style| style.attribute("w:styleId")).collect();
    assert_eq!(defaults, ["Normal", "DefaultParagraphFont", "TableNormal", "NoList"]);
}

#[test]
fn each_section_begins_with_a_hidden_bookmark() {
    let section = |kind, text| Block { section: Some(kind), ..block(Kind::Heading(2), Part::Section, &[(text, None)]) };
    let break_ = Block { section: Some(SectionKind::Custom), ..Block::new(Kind::Rule) };
    let opened = opened([section(SectionKind::Work, "A"), text("x"), section(SectionKind::Work, "B"), break_]);
    let marks = opened.node("word/document.xml").all("w:bookmarkStart");
    let names: Vec<_> = marks.iter().map(|mark| (mark.attribute("w:id"), mark.attribute("w:name"))).collect();
    assert_eq!(names, [("1", "_vitae_work_1"), ("2", "_vitae_work_2"), ("3", "_vitae_custom_3")]);
    assert_eq!(opened.paragraphs()[0].at(&["w:bookmarkEnd"]).unwrap().attribute("w:id"), "1");
}

/// For each paragraph: `true` where it must stay on the page of the next one.
fn kept(opened: &Opened) -> Vec<bool> {
    let on = |node: Option<&Node>| node.map(|node| node.attribute("w:val") != "0");
    let keeps = |p: &Node| {
        let style = opened.style(p.paragraph_style());
        on(p.at(&["w:pPr", "w:keepNext"])).or_else(|| on(style.at(&["w:pPr", "w:keepNext"]))).unwrap_or(false)
    };
    opened.paragraphs().iter().map(keeps).collect()
}

#[test]
fn no_heading_is_left_alone_and_no_chain_of_headings_is_longer_than_an_entry() {
    let section = block(Kind::Heading(2), Part::Section, &[("A", None)]);
    let sub = block(Kind::Heading(3), Part::Subheading, &[("Papers", None)]);
    let position = block(Kind::Heading(4), Part::Position, &[("P", Some(Role::Title))]);
    let with_meta = || [title("T"), meta(&[ORGANIZATION])];
    let mut blocks = vec![section.clone()];
    blocks.extend(with_meta());
    blocks.extend(with_meta());
    blocks.extend([item(1, None, "b"), title("U"), title("V"), sub, title("W"), position.clone(), position, section]);
    let opened = opened(blocks);
    let want = [
        ("A", true),
        ("T", true),
        ("Harbour", false),
        ("T", true),
        ("Harbour", true),
        ("b", false),
        ("U", false),
        ("V", false),
        ("Papers", true),
        ("W", true),
        ("P", false),
        ("P", false),
        ("A", false),
    ];
    let got: Vec<_> = opened.lines().into_iter().zip(kept(&opened)).collect();
    assert_eq!(got, want.map(|(text, keeps)| (text.to_owned(), keeps)));
}

// ── around the text ──

fn full_head() -> Outline {
    let text = |text| Text::new(text);
    let head = Head {
        lang: lang("en-GB"),
        title: text("Zoë & Co – Résumé"),
        author: text("Zoë <Ångström>"),
        subject: text("Engineer"),
        page: "Page",
        ..Head::default()
    };
    Outline { head, ..outline([self::text("x")]) }
}

#[test]
fn the_properties_are_those_of_the_document_and_copy_no_keywords() {
    let opened = Opened::rendered(&full_head(), &[]);
    let core = opened.node("docProps/core.xml");
    let properties: Vec<_> = core.children.iter().map(|node| (node.name.as_str(), node.text.as_str())).collect();
    assert_eq!(
        properties,
        [
            ("dc:title", "Zoë & Co – Résumé"),
            ("dc:subject", "Engineer"),
            ("dc:creator", "Zoë <Ångström>"),
            ("dc:language", "en-GB"),
        ]
    );
    let marker = opened.node("docProps/custom.xml").children.remove(0);
    assert_eq!((marker.attribute("name"), marker.children[0].text.as_str()), ("vitae.format", "1"));
    assert!(Opened::rendered(&outline([]), &[]).node("docProps/core.xml").children.is_empty());
}

#[test]
fn the_footer_is_on_every_page_but_the_first_and_says_name_and_page() {
    let opened = Opened::rendered(&full_head(), &[]);
    let footer = opened.node("word/footer.xml");
    assert_eq!(footer.said(), "Zoë <Ångström>\tPage 2");
    assert_eq!(footer.all("w:fldSimple")[0].attribute("w:instr"), " PAGE ");
    let section = opened.node("word/document.xml").all("w:sectPr").remove(0);
    assert!(section.at(&["w:titlePg"]).is_some());
    let references: Vec<_> = section.all("w:footerReference");
    assert_eq!(references.iter().map(|r| r.attribute("w:type")).collect::<Vec<_>>(), ["default"]);
}

#[test]
fn word_opens_it_in_its_current_mode() {
    let settings = Opened::rendered(&outline([]), &[]).node("word/settings.xml");
    let mode = settings.all("w:compatSetting").into_iter().find(|s| s.attribute("w:name") == "compatibilityMode");
    assert_eq!(mode.unwrap().attribute("w:val"), "15");
}

#[test]
fn every_part_has_a_type_and_a_way_to_it() {
    let opened = Opened::rendered(&full_head(), &[]);
    let types = opened.node("[Content_Types].xml").all("Override");
    let mut typed: Vec<_> = types.iter().map(|part| part.attribute("PartName").trim_start_matches('/')).collect();
    typed.sort_unstable();
    let parts: Vec<_> = opened.0.keys().filter(|name| !name.ends_with(".rels") && !name.starts_with('[')).collect();
    assert_eq!(typed, parts);
    let target = |rels: &str, folder: &str| {
        let related = opened.node(rels).all("Relationship");
        related.iter().map(|r| format!("{folder}{}", r.attribute("Target"))).collect::<Vec<_>>()
    };
    let mut related = target("_rels/.rels", "");
    related.extend(target("word/_rels/document.xml.rels", "word/"));
    related.sort_unstable();
    assert_eq!(related.iter().collect::<Vec<_>>(), parts);
}

#[test]
fn options_change_the_look_and_never_the_text() {
    let blocks = || [title("Engineer"), meta(&[ORGANIZATION, DOT, DATES]), item(1, Some(2), "one"), text("two")];
    let usual = opened(blocks());
    for spec in super::SPECS.iter().filter(|spec| spec.name != "months") {
        for (i, value) in spec.values.iter().enumerate() {
            let other = Opened::rendered(&outline(blocks()), &[(spec.name, value)]);
            assert_eq!(other.lines(), usual.lines());
            // A4 is what a document without a region gets anyway.
            assert_eq!(other.0 == usual.0, i == 0 || *value == "a4", "{}={value}", spec.name);
        }
    }
}
