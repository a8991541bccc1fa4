//! Documents that somebody else made, a trait at a time.

mod look;
mod odd;

use super::parse;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use vitae_core::{Context, Lang, Script, Source};
use vitae_outline::{Block, Kind, Outline};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const NAMES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" xmlns:v=\"urn:schemas-microsoft-com:vml\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A package with these parts beside what leads to them. The first is the main part.
fn package(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, bytes: &[u8]| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    };
    let relationships = |inner: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inner}</Relationships>"
        )
    };
    let to = |id: &str, kind: &str, target: &str| {
        let outside = if target.contains(':') { " TargetMode=\"External\"" } else { "" };
        format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"{outside}/>")
    };
    let main = parts[0].0;
    add("_rels/.rels", relationships(&to("r1", "officeDocument", main)).as_bytes());
    let mut own = to("link", "hyperlink", "https://a.example/x");
    for (name, _) in parts.iter().skip(1) {
        let kind = name.trim_end_matches(".xml").trim_end_matches(|c: char| c.is_ascii_digit());
        own += &to(name, kind, name);
    }
    add(&format!("word/_rels/{}.rels", main.trim_start_matches("word/")), relationships(&own).as_bytes());
    for (i, (name, bytes)) in parts.iter().enumerate() {
        add(&if i == 0 { (*name).to_owned() } else { format!("word/{name}") }, bytes);
    }
    zip.finish().unwrap().into_inner()
}

fn document(body: &str) -> Vec<u8> {
    format!("<?xml version=\"1.0\"?><w:document {NAMES}><w:body>{body}</w:body></w:document>").into_bytes()
}

fn part(root: &str, inner: &str) -> Vec<u8> {
    format!("<w:{root} {NAMES}>{inner}</w:{root}>").into_bytes()
}

fn read(body: &str) -> Outline {
    read_with(body, &[])
}

fn read_with(body: &str, parts: &[(&str, Vec<u8>)]) -> Outline {
    let all: Vec<_> = [("word/document.xml", document(body))].into_iter().chain(parts.iter().cloned()).collect();
    parse(&Source::new(&package(&all)), &mut Context::default()).unwrap()
}

fn lines(outline: &Outline) -> Vec<String> {
    outline.blocks.iter().map(Block::text).collect()
}

/// What a paragraph with these contents says.
fn said(inner: &str) -> String {
    lines(&read(&format!("<w:p>{inner}</w:p>"))).join("|")
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

fn p(text: &str) -> String {
    format!("<w:p>{}</w:p>", run(text))
}

/// What was reported: kind and code.
fn reported(body: &str) -> Vec<String> {
    let mut cx = Context::default();
    parse(&Source::new(&package(&[("word/document.xml", document(body))])), &mut cx).unwrap();
    cx.report.iter().map(|said| format!("{:?} {}: {}", said.kind, said.code, said.message)).collect()
}

// ── text ──

#[test]
fn characters_that_are_elements() {
    let inner = r#"<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t><w:tab/><w:t>d</w:t><w:br/><w:t>e</w:t><w:cr/><w:t>f</w:t><w:ptab w:alignment="right"/><w:sym w:font="Wingdings" w:char="F028"/></w:r>"#;
    assert_eq!(said(inner), "a\u{2011}b\u{AD}c\td\ne\nf\t☎");
}

#[test]
fn white_space_at_the_edge_of_text_counts_only_where_it_is_preserved() {
    let inner = r#"<w:r><w:t> a </w:t><w:t xml:space="preserve"> b </w:t></w:r><w:r><w:t>R&amp;D &#x41;<![CDATA[<]]></w:t></w:r>"#;
    assert_eq!(said(inner), "a b R&D A<");
}

#[test]
fn changes_are_taken_as_accepted() {
    let inner = r#"<w:r><w:t>a</w:t></w:r><w:ins w:id="1"><w:r><w:t>b</w:t></w:r><w:del w:id="2"><w:r><w:delText>c</w:delText></w:r></w:del></w:ins><w:del w:id="3"><w:r><w:delText>d</w:delText></w:r></w:del><w:moveFrom w:id="4"><w:r><w:t>e</w:t></w:r></w:moveFrom><w:moveTo w:id="5"><w:r><w:t>f</w:t></w:r></w:moveTo><w:r><w:rPr><w:b w:val="0"/><w:rPrChange w:id="6"><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr><w:t>g</w:t></w:r>"#;
    assert_eq!(said(inner), "abfg");
    let report = reported(&format!("<w:p>{inner}</w:p>"));
    assert_eq!(
        report,
        [
            "Note tracked-change-accepted: 2 insertions taken as accepted",
            "Note tracked-change-accepted: 3 deletions taken as accepted",
        ]
    );
}

#[test]
fn a_paragraph_whose_end_is_deleted_goes_on_with_the_next() {
    let body = format!("<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr>{}</w:p>{}{}", run("a"), p("b"), p("c"));
    assert_eq!(lines(&read(&body)), ["ab", "c"]);
}

#[test]
fn comments_are_left_out_and_said() {
    let body = format!("<w:p>{}<w:r><w:commentReference w:id=\"0\"/></w:r></w:p>", run("a"));
    assert_eq!(lines(&read(&body)), ["a"]);
    assert_eq!(reported(&body), ["Note comment-not-carried: a comment left out"]);
}

#[test]
fn hidden_text_is_left_out_and_said_also_where_a_style_hides_it() {
    let styles = part("styles", "<w:style w:type=\"character\" w:styleId=\"h\"><w:rPr><w:vanish/></w:rPr></w:style>");
    let hidden = |inner: &str| format!("<w:r><w:rPr>{inner}</w:rPr><w:t>x</w:t></w:r>");
    let inner = [hidden("<w:vanish/>"), hidden("<w:vanish w:val=\"0\"/>"), hidden("<w:rStyle w:val=\"h\"/>"), run("a")];
    let body = format!("<w:p>{}</w:p>", inner.concat());
    assert_eq!(lines(&read_with(&body, &[("styles.xml", styles)])), ["xa"]);
    assert_eq!(reported(&body), ["Lost hidden-omitted: hidden text is left out: “x”"]);
}

#[test]
fn fields_are_read_by_their_result() {
    let field = |instruction: &str, result: &str| {
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {instruction} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>"#
        )
    };
    assert_eq!(said(&field("DATE", &run("today"))), "today");
    assert_eq!(said(&field("IF", &field("HYPERLINK \"https://b.example\"", &run("b")))), "b");
    let nested = format!(
        r#"<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>IF </w:instrText></w:r>{}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
        field("DATE", &run("no")),
        run("yes")
    );
    assert_eq!(said(&nested), "yes");
    let linked =
        read(&format!("<w:p>{}{}</w:p>", field("HYPERLINK \"https://b.example\" \\o \"tip\"", &run("b")), run("c")));
    let links: Vec<_> =
        linked.blocks[0].runs.iter().map(|run| run.style.link.as_ref().map(|url| url.as_str())).collect();
    assert_eq!(links, [Some("https://b.example"), None]);
    assert_eq!(said(r#"<w:fldSimple w:instr=" AUTHOR "><w:r><w:t>Mara</w:t></w:r></w:fldSimple>"#), "Mara");
    // A field that is never ended hides nothing.
    assert_eq!(said(&format!("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>{}", run("a"))), "a");
}

#[test]
fn links_lead_where_their_relationship_does() {
    let outline = read(&format!(
        "<w:p><w:hyperlink r:id=\"link\">{}</w:hyperlink><w:hyperlink r:id=\"link\" w:anchor=\"z\">{}</w:hyperlink><w:hyperlink w:anchor=\"z\">{}</w:hyperlink></w:p>",
        run("a"),
        run("b"),
        run("c")
    ));
    let links: Vec<_> =
        outline.blocks[0].runs.iter().map(|run| run.style.link.as_ref().map(|url| url.as_str())).collect();
    assert_eq!(links, [Some("https://a.example/x"), Some("https://a.example/x#z"), None]);
}

#[test]
fn wrappers_of_all_kinds_are_transparent() {
    let sdt = |inner: &str| {
        format!("<w:sdt><w:sdtPr><w:rPr><w:b/></w:rPr></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>")
    };
    let inline = format!(
        "<w:smartTag>{}</w:smartTag><w:customXml>{}</w:customXml><w:bdo w:val=\"rtl\">{}</w:bdo><w:dir>{}</w:dir>{}",
        run("a"),
        run("b"),
        run("c"),
        run("d"),
        sdt(&run("e"))
    );
    assert_eq!(said(&inline), "abcde");
    let row = format!("<w:tr>{}</w:tr>", sdt(&format!("<w:tc>{}</w:tc>", p("y"))));
    let body = [sdt(&p("x")), format!("<w:tbl>{}</w:tbl>", sdt(&row))].concat();
    assert_eq!(lines(&read(&body)), ["x", "y"]);
}

#[test]
fn a_placeholder_is_no_text() {
    let body = format!(
        "<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>{}</w:p>",
        run("Click here"),
        run("a")
    );
    assert_eq!(lines(&read(&body)), ["a"]);
    assert_eq!(reported(&body), ["Note placeholder-omitted: a placeholder left out: only asks for text"]);
}

#[test]
fn text_boxes_are_read_once_after_the_paragraph_that_they_are_anchored_in() {
    let text = format!("<w:txbxContent>{}{}</w:txbxContent>", p("b"), p("c"));
    let modern = format!("<wps:txbx>{text}</wps:txbx>");
    let old = format!("<w:pict><v:shape><v:textbox>{text}</v:textbox></v:shape></w:pict>");
    let both = format!(
        "<mc:AlternateContent><mc:Choice Requires=\"wps\">{modern}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    );
    let unknown = format!(
        "<mc:AlternateContent xmlns:q=\"urn:q\"><mc:Choice Requires=\"q\">{modern}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    );
    for (name, box_) in [("modern", &modern), ("old", &old), ("both", &both), ("unknown", &unknown)] {
        let body = format!("<w:p>{}<w:r>{box_}</w:r>{}</w:p>{}", run("a"), run("z"), p("d"));
        assert_eq!(lines(&read(&body)), ["az", "b", "c", "d"], "{name}");
    }
}

#[test]
fn formulas_ruby_and_pictures_have_words() {
    assert_eq!(said("<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"), "x+1");
    let ruby = format!(
        "<w:r><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>",
        run("とうきょう"),
        run("東京")
    );
    assert_eq!(said(&ruby), "東京(とうきょう)");
    let picture = "<w:r><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"x\" descr=\"A harbour\"/><a:blip/></wp:inline></w:drawing></w:r>";
    let body = format!("<w:p>{}{picture}{}</w:p>", run("a"), run("b"));
    assert_eq!(lines(&read(&body)), ["a A harbour b"]);
    assert_eq!(reported(&body), ["Changed image-to-alt: a picture kept as the words that describe it"]);
    assert_eq!(said(&picture.replace("A harbour", "C:\\\\img.png")), "");
}

// ── around the text ──

#[test]
fn headers_stand_first_footers_last_and_what_repeats_is_read_once() {
    let section = "<w:sectPr><w:headerReference w:type=\"first\" r:id=\"header1.xml\"/><w:headerReference w:type=\"default\" r:id=\"header2.xml\"/><w:footerReference w:type=\"default\" r:id=\"footer1.xml\"/><w:titlePg/></w:sectPr>";
    let page = "<w:p><w:r><w:t xml:space=\"preserve\">Page </w:t></w:r><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>3</w:t></w:r></w:fldSimple></w:p>";
    let parts = [
        ("header1.xml", part("hdr", &p("mara@a.example"))),
        ("header2.xml", part("hdr", &[p("mara@a.example"), p("Curriculum vitae")].concat())),
        ("footer1.xml", part("ftr", &[page, &p("Confidential")].concat())),
    ];
    let outline = read_with(&[&p("body"), section].concat(), &parts);
    assert_eq!(lines(&outline), ["mara@a.example", "body", "Curriculum vitae", "Confidential"]);
}

#[test]
fn notes_stand_at_the_end_and_only_those_that_the_text_refers_to() {
    let body = format!("<w:p>{}<w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>{}", run("a"), p("b"));
    let note = |id: &str, text: &str| format!("<w:footnote w:id=\"{id}\">{}</w:footnote>", p(text));
    let notes = part("footnotes", &[note("-1", "separator"), note("2", "see there"), note("3", "left over")].concat());
    assert_eq!(lines(&read_with(&body, &[("footnotes.xml", notes)])), ["a", "b", "see there"]);
}

// ── tables ──

fn table(rows: &[&[String]]) -> String {
    rows.iter().fold(String::from("<w:tbl>"), |mut table, cells| {
        let cells: String = cells.iter().map(|cell| format!("<w:tc>{cell}</w:tc>")).collect();
        let _ = write!(table, "<w:tr>{cells}</w:tr>");
        table
    }) + "</w:tbl>"
}

#[test]
fn in_a_document_of_ours_a_grid_row_is_a_line_and_other_cells_are_read_one_after_the_other() {
    let ours = part("styles", r#"<w:style w:styleId="VitaeMeta"><w:name w:val="Vitae Meta"/></w:style>"#);
    let said = |body: &str| lines(&read_with(body, &[("styles.xml", ours.clone())]));
    let grid = table(&[&[p("2010"), p("MSc"), p("")], &[p("2008"), p("BSc"), p("First")]]);
    assert_eq!(said(&grid), ["2010\tMSc", "2008\tBSc\tFirst"]);
    let period = table(&[&[p("2010"), [p("Engineer"), p("Oban")].concat()]]);
    assert_eq!(said(&period), ["2010\tEngineer", "Oban"]);
    let layout = table(&[&[[p("a"), p("b")].concat(), [p("c"), table(&[&[p("d"), p("e")]]), p("f")].concat()]]);
    assert_eq!(said(&layout), ["a", "b", "c", "d\te", "f"]);
}

#[test]
fn a_row_that_was_deleted_is_none() {
    let row = |more: &str, text: &str| format!("<w:tr>{more}<w:tc>{}</w:tc></w:tr>", p(text));
    let deleted = row("<w:trPr><w:del w:id=\"1\"/></w:trPr>", "a");
    let outline = read(&format!("<w:tbl>{deleted}{}</w:tbl>", row("", "b")));
    assert_eq!(lines(&outline), ["b"]);
    assert_eq!(outline.blocks[0].look.cell.map(|cell| cell.row), Some(0));
}

// ── what paragraphs are ──

#[test]
fn headings_are_known_by_style_by_outline_level_and_by_names_in_other_languages() {
    let styles = part(
        "styles",
        r#"<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>
           <w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style>
           <w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="Überschrift 2"/></w:style>"#,
    );
    let styled = |id: &str, text: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"{id}\"/></w:pPr>{}</w:p>", run(text));
    let level = "<w:p><w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr><w:r><w:t>d</w:t></w:r></w:p>";
    let body = [styled("t", "a"), styled("h1", "b"), styled("berschrift2", "c"), level.to_owned(), p("e")].concat();
    let outline = read_with(&body, &[("styles.xml", styles)]);
    let kinds: Vec<_> = outline.blocks.iter().map(|block| block.kind).collect();
    let headings = [1, 2, 3, 4].map(Kind::Heading);
    assert_eq!(kinds, [&headings[..], &[Kind::Paragraph]].concat());
    // Bold by the style of the heading is how it looks, and marks nothing.
    assert!(outline.blocks[1].runs[0].style.is_plain());
    assert!(outline.blocks.iter().all(|block| block.part.is_none()));
}

#[test]
fn where_there_is_no_title_a_lone_first_heading_above_the_others_is_the_name() {
    let heading =
        |level: u8, text: &str| format!("<w:p><w:pPr><w:outlineLvl w:val=\"{level}\"/></w:pPr>{}</w:p>", run(text));
    let levels = |body: String| {
        read(&body)
            .blocks
            .iter()
            .map(|block| if let Kind::Heading(level) = block.kind { level } else { 0 })
            .collect::<Vec<_>>()
    };
    assert_eq!(levels([heading(0, "Mara"), heading(1, "Work"), heading(2, "Engineer")].concat()), [1, 2, 3]);
    assert_eq!(levels([heading(0, "Work"), heading(1, "Engineer"), heading(0, "Education")].concat()), [2, 3, 2]);
    assert_eq!(levels([heading(1, "Work"), heading(2, "Engineer")].concat()), [2, 3]);
}

#[test]
fn items_have_their_level_and_the_number_that_is_shown() {
    let numbering = part(
        "numbering",
        r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>"#,
    );
    let styles = part(
        "styles",
        r#"<w:style w:type="paragraph" w:styleId="l"><w:name w:val="Mine"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="5"/></w:numPr></w:pPr></w:style>"#,
    );
    let item = |level: u8| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"5\"/></w:numPr></w:pPr>{}</w:p>",
            run("x")
        )
    };
    let by_style = format!("<w:p><w:pPr><w:pStyle w:val=\"l\"/></w:pPr>{}</w:p>", run("x"));
    let none = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"l\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr>{}</w:p>",
        run("x")
    );
    let body = [item(0), item(1), by_style, item(0), none].concat();
    let outline = read_with(&body, &[("numbering.xml", numbering), ("styles.xml", styles)]);
    let got: Vec<_> = outline.blocks.iter().map(|block| (block.kind, block.level)).collect();
    let (number, bullet) = (|n| Kind::Item { number: Some(n) }, Kind::Item { number: None });
    assert_eq!(got, [(number(3), 1), (bullet, 2), (bullet, 2), (number(4), 1), (Kind::Paragraph, 0)]);
}

/// The interpreter of all strangers' documents knows what bullets people type.
#[test]
fn a_typed_bullet_is_delivered_as_it_stands() {
    let block = read("<w:p><w:r><w:t>•</w:t><w:tab/><w:t>Built it</w:t></w:r></w:p>").blocks.remove(0);
    assert_eq!((block.kind, block.text()), (Kind::Paragraph, "•\tBuilt it".into()));
}

#[test]
fn marks_are_those_that_are_seen() {
    let styles = part(
        "styles",
        r#"<w:style w:type="paragraph" w:styleId="p"><w:name w:val="Loud"/><w:rPr><w:b/></w:rPr></w:style>
           <w:style w:type="character" w:styleId="c"><w:name w:val="Louder"/><w:rPr><w:b/><w:i/><w:vertAlign w:val="superscript"/></w:rPr></w:style>"#,
    );
    let run = |inner: &str| format!("<w:r><w:rPr>{inner}</w:rPr><w:t>{}</w:t></w:r>", inner.len());
    let body = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"p\"/></w:pPr>{}{}{}</w:p>",
        run(""),
        run("<w:rStyle w:val=\"c\"/>"),
        run("<w:rStyle w:val=\"c\"/><w:b/><w:i w:val=\"false\"/>")
    );
    let outline = read_with(&body, &[("styles.xml", styles)]);
    let marks: Vec<_> =
        outline.blocks[0].runs.iter().map(|run| (run.style.strong, run.style.emph, run.style.script)).collect();
    // Bold in the style of the paragraph and in that of the run cancel out (ECMA-376 §17.7.3).
    assert_eq!(marks, [(true, false, Script::Normal), (false, true, Script::Sup), (true, false, Script::Sup)]);
}

#[test]
fn the_language_is_that_of_most_runs() {
    let run = |lang: &str| format!("<w:p><w:r><w:rPr><w:lang w:val=\"{lang}\"/></w:rPr><w:t>x</w:t></w:r></w:p>");
    let outline = read(&[run("en-US"), run("de-AT"), run("de-AT")].concat());
    assert_eq!(outline.head.lang, Lang::new("de-AT"));
    assert!(outline.blocks.iter().all(|block| block.runs.iter().all(|run| run.style.is_plain())));
}

// ── the package ──

#[test]
fn names_of_parts_prefixes_encodings_and_the_strict_namespace_make_no_difference() {
    let text = |prefix: &str, space: &str| {
        let colon = if prefix.is_empty() { "" } else { ":" };
        let name = if prefix.is_empty() { "xmlns".to_owned() } else { format!("xmlns:{prefix}") };
        let tag = |tag: &str| format!("{prefix}{colon}{tag}");
        format!(
            "<{0} {name}=\"{space}\"><{1}><{2}><{3}><{4}>Zoë</{4}></{3}></{2}></{1}></{0}>",
            tag("document"),
            tag("body"),
            tag("p"),
            tag("r"),
            tag("t")
        )
    };
    let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    let usual = text("w", W);
    let wide = |order: fn(u16) -> [u8; 2], text: &str| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let declared = format!("<?xml version=\"1.0\" encoding=\"UTF-16\"?>{usual}");
    let latin = format!("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>{usual}");
    for (name, bytes) in [
        ("usual", usual.clone().into_bytes()),
        ("other prefix", text("x", W).into_bytes()),
        ("no prefix", text("", W).into_bytes()),
        ("strict", text("w", strict).into_bytes()),
        ("marked", [b"\xEF\xBB\xBF", usual.as_bytes()].concat()),
        ("little", wide(u16::to_le_bytes, &format!("\u{FEFF}{declared}"))),
        ("big", wide(u16::to_be_bytes, &format!("\u{FEFF}{declared}"))),
        ("unmarked", wide(u16::to_le_bytes, &declared)),
        ("latin", latin.chars().map(|c| c as u8).collect()),
    ] {
        let bytes = package(&[("word/elsewhere.xml", bytes)]);
        let outline = parse(&Source::new(&bytes), &mut Context::default()).unwrap();
        assert_eq!(lines(&outline), ["Zoë"], "{name}");
        assert!(super::is_document(&bytes), "{name}");
    }
}

#[test]
fn errors_say_what_is_wrong_and_what_would_work() {
    let failure = |bytes: &[u8]| {
        let error = parse(&Source::new(bytes), &mut Context::default()).unwrap_err().diagnostic;
        assert!(error.help.is_some(), "{error}");
        (error.code, error.message)
    };
    let sound = package(&[("word/document.xml", document(&p("a")))]);
    let is = |bytes: &[u8], code: &str, words: &str| {
        let (found, message) = failure(bytes);
        assert!(found == code && message.contains(words), "{found}: {message}");
    };
    is(b"", "docx-archive", "the file is empty");
    is(b"hello", "docx-archive", "not an archive");
    is(&sound[..sound.len() - 30], "docx-archive", "damaged archive");
    is(b"{\\rtf1 x}", "docx-rtf", "Rich Text");
    is(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "docx-legacy", "Word 2003 or older");
    is(&package(&[("word/document.xml", b"<w:document".to_vec())]), "docx-damaged", "word/document.xml");
    is(&package(&[("word/document.xml", b"<html/>".to_vec())]), "docx-damaged", "not a document of Word");
    is(&package(&[("word/document.xml", document("<w:p><w:r><w:t>&nbsp;</w:t></w:r></w:p>"))]), "docx-damaged", "nbsp");
    is(&package(&[("word/document.xml", vec![b'<', 0xFF, 0xFF])]), "docx-encoding", "neither UTF-8 nor UTF-16");
    is(&package(&[("word/document.xml", document(&"<w:sdt>".repeat(5000)))]), "limit", "`depth`");
    is(&package(&[("word/document.xml", document(&"<w:p/>".repeat(300_000)))]), "limit", "paragraphs");
    let bomb = document(&p(&" ".repeat(40 << 20)));
    is(&package(&[("word/document.xml", bomb)]), "limit", "`ratio`");
}
