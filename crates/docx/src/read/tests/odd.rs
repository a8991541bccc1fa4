//! What other programs and other people's habits bring along.

use super::{document, lines, p, package, part, read, read_with, reported, run, said, table};
use crate::read::parse;
use vitae_core::{Context, Source};
use vitae_outline::{Block, Kind, Run};

/// A run in a face.
fn in_face(font: &str, text: &str) -> String {
    format!(
        "<w:r><w:rPr><w:rFonts w:ascii=\"{font}\" w:hAnsi=\"{font}\"/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>"
    )
}

fn field(instruction: &str, result: &str) -> String {
    let char = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let instruction = format!("<w:r><w:instrText xml:space=\"preserve\"> {instruction} </w:instrText></w:r>");
    [char("begin"), instruction, char("separate"), run(result), char("end")].concat()
}

#[test]
fn signs_of_symbol_faces_are_the_characters_that_they_show() {
    assert_eq!(said(&[in_face("Wingdings", "\u{F028} "), run("0123")].concat()), "☎ 0123");
    assert_eq!(said(&[in_face("FontAwesome", "\u{F0E0}"), run("@")].concat()), "✉@");
    let styles = part(
        "styles",
        "<w:style w:type=\"character\" w:styleId=\"s\"><w:rPr><w:rFonts w:ascii=\"Webdings\" w:hAnsi=\"Webdings\"/></w:rPr></w:style>",
    );
    let by_style =
        "<w:p><w:r><w:rPr><w:rStyle w:val=\"s\"/></w:rPr><w:t>\u{F0C8}</w:t></w:r><w:r><w:t>1</w:t></w:r></w:p>";
    assert_eq!(lines(&read_with(by_style, &[("styles.xml", styles)])), ["☎1"]);
    let bullet = [in_face("Symbol", "\u{F0B7}"), "<w:r><w:tab/></w:r>".into(), run("Built it")].concat();
    assert_eq!(lines(&read(&format!("<w:p>{bullet}</w:p>"))), ["•\tBuilt it"]);
}

#[test]
fn a_sign_that_no_character_can_say_is_left_out_and_said() {
    let body = format!(
        "<w:p>{}<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FF\"/></w:r>{}</w:p>",
        in_face("Calibri", "\u{F8FE}"),
        run("a")
    );
    assert_eq!(lines(&read(&body)), ["a"]);
    assert_eq!(reported(&body), ["Lost symbol-omitted: 2 signs that only their fonts have left out"]);
}

#[test]
fn space_is_kept_as_it_is_typed() {
    assert_eq!(
        said("<w:r><w:t xml:space=\"preserve\">a     b\u{A0}\u{A0}c</w:t><w:tab/><w:tab/><w:t>d</w:t></w:r>"),
        "a     b\u{A0}\u{A0}c\t\td"
    );
    // The end of a page stands before the text and is not seen in it.
    assert_eq!(said("<w:r><w:br w:type=\"page\"/><w:t>a</w:t><w:br/><w:t>b</w:t><w:br/></w:r>"), "a\nb");
    let bold = "<w:r><w:rPr><w:b/></w:rPr><w:br/></w:r>";
    let outline = read(&format!("<w:p><w:r><w:br w:type=\"page\"/></w:r>{bold}{}{bold}</w:p>", run("a")));
    assert_eq!(outline.blocks[0].runs, [Run::plain("a")]);
}

#[test]
fn links_are_links_in_fields_of_every_kind() {
    let simple =
        format!("<w:fldSimple w:instr=' HYPERLINK \"mailto:a@a.example\" '>{}</w:fldSimple>", run("a@a.example"));
    let split = r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://b</w:instrText></w:r><w:r><w:instrText>.example"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>b.</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>example</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#;
    let outline = read(&format!("<w:p>{simple}{split}</w:p>"));
    let links = outline.blocks[0].runs.iter().map(|run| run.style.link.as_ref().map_or("", |url| url.as_str()));
    assert_eq!(links.collect::<Vec<_>>(), ["mailto:a@a.example", "https://b.example", "https://b.example"]);
}

#[test]
fn what_asks_for_text_in_a_field_is_a_placeholder() {
    let ask = r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> MACROBUTTON  DoFieldClick [Company Name]</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#;
    let with_result = field("MACROBUTTON DoFieldClick [Phone]", "[Phone]");
    assert_eq!(said(&[with_result, run("a")].concat()), "a");
    let body = format!("<w:p>{ask}{}</w:p>", run("a"));
    assert_eq!(lines(&read(&body)), ["a"]);
    assert_eq!(reported(&body), ["Note placeholder-omitted: a placeholder left out: only asks for text"]);
}

#[test]
fn a_cell_that_only_asks_for_text_keeps_its_column() {
    let asks = format!(
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:tc>{}</w:tc></w:sdtContent></w:sdt>",
        p("When?")
    );
    let outline = read(&format!("<w:tbl><w:tr>{asks}<w:tc>{}</w:tc></w:tr></w:tbl>", p("Engineer")));
    assert_eq!(lines(&outline), ["Engineer"]);
    assert_eq!(outline.blocks[0].look.cell.map(|cell| cell.column), Some(1));
}

#[test]
fn titles_are_known_in_other_languages_and_headings_whose_style_is_missing() {
    let styles = part(
        "styles",
        r#"<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Titel"/></w:style>
           <w:style w:type="paragraph" w:styleId="mine"><w:name w:val="Mine"/><w:basedOn w:val="Titel"/></w:style>
           <w:style w:type="paragraph" w:styleId="11"><w:name w:val="見出し 1"/></w:style>"#,
    );
    let styled = |id: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"{id}\"/></w:pPr>{}</w:p>", run("a"));
    let body: String = ["Titel", "mine", "11", "Heading2", "Nothing"].map(styled).concat();
    let kinds = |block: &Block| block.kind;
    let outline = read_with(&body, &[("styles.xml", styles)]);
    let heading = Kind::Heading;
    assert_eq!(
        outline.blocks.iter().map(kinds).collect::<Vec<_>>(),
        [heading(1), heading(1), heading(2), heading(3), Kind::Paragraph]
    );
}

#[test]
fn in_complex_scripts_bold_is_bold_of_theirs() {
    let run = |inner: &str| format!("<w:r><w:rPr>{inner}</w:rPr><w:t>{}</w:t></w:r>", inner.len());
    let inner = [run("<w:bCs/><w:szCs w:val=\"40\"/><w:rtl/>"), run("<w:bCs/><w:szCs w:val=\"40\"/>")];
    let outline = read(&format!("<w:p>{}</w:p>", inner.concat()));
    assert!(outline.blocks[0].runs[0].style.strong && !outline.blocks[0].runs[1].style.strong);
}

#[test]
fn lines_that_count_pages_are_furniture_and_other_lines_stay() {
    let section = "<w:sectPr><w:headerReference w:type=\"first\" r:id=\"header1.xml\"/><w:headerReference w:type=\"default\" r:id=\"header2.xml\"/><w:titlePg/></w:sectPr>";
    let page = |before: &str| {
        format!(
            "<w:p><w:r><w:t xml:space=\"preserve\">{before} </w:t></w:r>{}<w:r><w:t> de </w:t></w:r>{}</w:p>",
            field("PAGE", "2"),
            field("NUMPAGES", "3")
        )
    };
    let parts = [
        ("header1.xml", part("hdr", &p("Inés de la Vega"))),
        ("header2.xml", part("hdr", &[page("Inés de la Vega – Página"), page("Confidencial")].concat())),
    ];
    let outline = read_with(&[&p("body"), section].concat(), &parts);
    assert_eq!(lines(&outline), ["Inés de la Vega", "body", "Confidencial de"]);
}

#[test]
fn a_header_may_say_the_same_in_two_cells() {
    let section = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"header1.xml\"/><w:headerReference w:type=\"even\" r:id=\"header2.xml\"/></w:sectPr>";
    let header = || part("hdr", &table(&[&[p("|"), p("a"), p("|")]]));
    let outline = read_with(section, &[("header1.xml", header()), ("header2.xml", header())]);
    assert_eq!(lines(&outline), ["|", "a", "|"]);
}

#[test]
fn a_group_of_boxes_is_read_box_by_box_and_frames_are_paragraphs() {
    let shape =
        |text: &str| format!("<wps:wsp><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></wps:wsp>", p(text));
    let group = format!(
        "<w:r><mc:AlternateContent><mc:Choice xmlns:wpg=\"http://schemas.microsoft.com/office/word/2010/wordprocessingGroup\" Requires=\"wpg\"><w:drawing><wpg:wgp>{}{}</wpg:wgp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:group><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></v:group></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        shape("a"),
        shape("b"),
        p("a")
    );
    let frame = format!("<w:p><w:pPr><w:framePr w:w=\"2000\" w:hAnchor=\"page\"/></w:pPr>{}</w:p>", run("c"));
    assert_eq!(lines(&read(&format!("<w:p>{group}</w:p>{frame}"))), ["a", "b", "c"]);
}

#[test]
fn the_words_of_a_diagram_are_read_with_the_text() {
    let point =
        |text: &str| format!("<x:pt xmlns:x=\"urn:x\"><x:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></x:t></x:pt>");
    let data = part("data", &[point("Plan"), point("Build")].concat());
    let parts = [("word/document.xml", document(&p("a"))), ("diagramData1.xml", data)];
    let outline = parse(&Source::new(&package(&parts)), &mut Context::default()).unwrap();
    assert_eq!(lines(&outline), ["a", "Plan\nBuild"]);
}

#[test]
fn an_address_has_no_slash_that_a_program_put_behind_it() {
    let link = |url: &str, text: &str| {
        let body = format!("<w:p>{}</w:p>", field(&format!("HYPERLINK &quot;{url}&quot;"), text));
        read(&body).blocks[0].runs[0].style.link.as_ref().map(|url| url.as_str().to_owned()).unwrap()
    };
    assert_eq!(link("https://a.example/", "A.example"), "https://a.example");
    assert_eq!(link("https://a.example/", "https://a.example"), "https://a.example");
    assert_eq!(link("https://a.example/", "a.example/"), "https://a.example/");
    assert_eq!(link("https://a.example/", "My page"), "https://a.example/");
    assert_eq!(link("https://a.example/b/", "a.example/b"), "https://a.example/b/");
}
