//! How blocks of such a document looked, and where they stood.

use super::{NAMES, lines, p, part, read, read_with, run, table};
use vitae_outline::{Block, Cell, Kind, Look, Origin};

const STYLES: &str = r#"<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
    <w:style w:type="paragraph" w:styleId="base"><w:name w:val="Base"/><w:pPr><w:jc w:val="center"/><w:pBdr><w:bottom w:val="single"/></w:pBdr></w:pPr>
      <w:rPr><w:sz w:val="30"/><w:caps/><w:u w:val="single"/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="derived"><w:name w:val="Derived"/><w:basedOn w:val="base"/></w:style>
    <w:style w:type="character" w:styleId="small"><w:name w:val="Small"/><w:rPr><w:sz w:val="16"/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="close"><w:name w:val="Close"/><w:pPr><w:spacing w:before="200" w:after="200"/><w:contextualSpacing/></w:pPr></w:style>"#;

/// Blocks of a document with these styles.
fn blocks(body: &str) -> Vec<Block> {
    read_with(body, &[("styles.xml", part("styles", STYLES))]).blocks
}

/// A paragraph with these properties.
fn with(properties: &str, inner: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>")
}

fn look(properties: &str, inner: &str) -> Look {
    blocks(&with(properties, inner)).remove(0).look
}

fn styled(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>")
}

const DERIVED: &str = "<w:pStyle w:val=\"derived\"/>";

#[test]
fn the_size_is_that_of_most_letters_through_all_styles() {
    assert_eq!(look("", &run("a")).size, Some(22));
    assert_eq!(look(DERIVED, &run("a")).size, Some(30));
    assert_eq!(look(DERIVED, &styled("<w:rStyle w:val=\"small\"/>", "a")).size, Some(16));
    assert_eq!(look(DERIVED, &styled("<w:rStyle w:val=\"small\"/><w:sz w:val=\"40\"/>", "a")).size, Some(40));
    assert_eq!(look("", &[styled("<w:sz w:val=\"40\"/>", "a • ••"), run("abc")].concat()).size, Some(22));
    // Without styles letters have ten points.
    assert_eq!(read(&p("a")).blocks[0].look.size, Some(20));
}

#[test]
fn capitals_are_those_that_nobody_typed_and_the_text_stays() {
    assert!(look(DERIVED, &run("a")).caps);
    assert!(look("", &styled("<w:smallCaps/>", "a")).caps);
    assert!(look("", &styled("<w:caps w:val=\"0\"/><w:smallCaps/>", "a")).caps);
    assert!(!look("", &run("ABC")).caps);
    assert!(!look(DERIVED, &styled("<w:caps w:val=\"0\"/>", "a")).caps);
    assert!(!look("", &[styled("<w:caps/>", "a"), run("b")].concat()).caps);
    assert_eq!(blocks(&with(DERIVED, &run("Profile")))[0].text(), "Profile");
}

#[test]
fn underlined_is_what_is_so_as_a_whole() {
    assert!(look(DERIVED, &run("a")).underlined);
    assert!(look("", &[styled("<w:u w:val=\"double\"/>", "a b"), run(":")].concat()).underlined);
    assert!(!look(DERIVED, &styled("<w:u w:val=\"none\"/>", "a")).underlined);
    assert!(!look("", &[styled("<w:u w:val=\"single\"/>", "a"), run("b")].concat()).underlined);
}

#[test]
fn ruled_is_what_has_a_line_or_a_ground() {
    let shading = |fill: &str| format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{fill}\"/>");
    assert!(look(DERIVED, &run("a")).ruled);
    assert!(look(&shading("D9D9D9"), &run("a")).ruled);
    assert!(look("<w:shd w:val=\"pct15\" w:fill=\"auto\"/>", &run("a")).ruled);
    assert!(!look(&shading("auto"), &run("a")).ruled && !look(&shading("ffffff"), &run("a")).ruled);
    assert!(!look("<w:pBdr><w:bottom w:val=\"nil\"/></w:pBdr>", &run("a")).ruled);
    assert!(!look("<w:pStyle w:val=\"derived\"/><w:pBdr><w:bottom w:val=\"none\"/></w:pBdr>", &run("a")).ruled);
    let filled = |properties: &str, inner: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>");
    let cell = |properties: &str| filled(properties, &p("a"));
    let row = blocks(&format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell(&shading("1F497D")), cell("")));
    assert_eq!(row.iter().map(|block| block.look.ruled).collect::<Vec<_>>(), [true, false]);
    // A ground below several paragraphs is that of a column, and of none of them.
    let column = filled(&shading("1F497D"), &[p("a"), p("b")].concat());
    assert!(blocks(&format!("<w:tbl><w:tr>{column}</w:tr></w:tbl>")).iter().all(|block| !block.look.ruled));
}

#[test]
fn centered_is_what_stands_in_the_middle() {
    assert!(look(DERIVED, &run("a")).centered);
    assert!(!look("<w:pStyle w:val=\"derived\"/><w:jc w:val=\"start\"/>", &run("a")).centered);
}

#[test]
fn a_gap_is_a_blank_line_or_more_space_than_usual() {
    let space =
        |before: u32, text: &str| with(&format!("<w:spacing w:before=\"{before}\" w:after=\"40\"/>"), &run(text));
    let gaps = |body: &str| blocks(body).iter().map(|block| block.look.gap).collect::<Vec<_>>();
    assert_eq!(gaps(&[p("a"), p("b"), "<w:p/>".into(), p("c")].concat()), [false, false, true]);
    assert_eq!(
        gaps(&[space(300, "a"), space(40, "b"), space(60, "c"), space(180, "d"), space(160, "e")].concat()),
        [false, false, false, true, false]
    );
    let auto = with("<w:spacing w:before=\"0\" w:beforeAutospacing=\"1\"/>", &run("d"));
    assert_eq!(gaps(&[p("a"), p("b"), p("c"), auto].concat()), [false, false, false, true]);
    let close = |text| with("<w:pStyle w:val=\"close\"/>", &run(text));
    let body = [p("x"), p("y"), p("z"), close("a"), close("b"), close("c"), p("d")].concat();
    assert_eq!(gaps(&body), [false, false, false, true, false, false, true]);
}

#[test]
fn blank_lines_in_cells_are_gaps_there_and_blank_rows_above_each_cell() {
    let empty = || "<w:p/>".to_owned();
    let body = [
        table(&[
            &[[p("a"), empty(), p("b")].concat(), p("c")],
            &[[p("d"), empty()].concat(), p("e")],
            &[empty(), empty()],
            &[p("f"), p("g")],
        ]),
        p("h"),
        empty(),
        table(&[&[p("i"), p("j")]]),
    ];
    let blocks = blocks(&body.concat());
    let gaps: String = blocks.iter().filter(|block| block.look.gap).map(Block::text).collect();
    assert_eq!(gaps, "bfgij");
}

#[test]
fn each_paragraph_of_a_table_knows_its_cell() {
    let cell = |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text));
    let span = "<w:gridSpan w:val=\"2\"/>";
    let rows = [
        ["<w:tr>".into(), cell("", "a"), cell(span, "b"), cell("<w:vMerge w:val=\"restart\"/>", "c")].concat(),
        ["<w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>".into(), cell(span, "d"), cell("<w:vMerge/>", "")]
            .concat(),
        ["<w:tr>".into(), cell(span, ""), cell("", "e"), cell("", "f")].concat(),
    ];
    let blocks = blocks(&format!("{}<w:tbl>{}</w:tr></w:tbl>", table(&[&[p("x")]]), rows.join("</w:tr>")));
    let cells: Vec<_> = blocks.iter().filter_map(|block| Some((block.text(), block.look.cell?))).collect();
    let is = |text: &str, table, row, column, columns| (text.to_owned(), Cell { table, row, column, columns });
    let want = [
        is("x", 0, 0, 0, 1),
        is("a", 1, 0, 0, 1),
        is("b", 1, 0, 1, 2),
        is("c", 1, 0, 3, 1),
        is("d", 1, 1, 1, 2),
        is("e", 1, 2, 2, 1),
        is("f", 1, 2, 3, 1),
    ];
    assert_eq!(cells, want);
}

#[test]
fn of_tables_in_tables_it_is_the_innermost_cell() {
    let inner = table(&[&[p("b"), p("c")]]);
    let blocks = blocks(&table(&[&[[p("a"), inner, p("d")].concat(), p("e")]]));
    let cells: Vec<_> =
        blocks.iter().filter_map(|block| block.look.cell).map(|cell| (cell.table, cell.column)).collect();
    assert_eq!(cells, [(0, 0), (1, 0), (1, 1), (0, 0), (0, 1)]);
}

#[test]
fn a_list_in_a_cell_is_a_list() {
    let numbering = r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;
    let item = with("<w:numPr><w:numId w:val=\"1\"/></w:numPr>", &run("a"));
    let outline = read_with(&table(&[&[p("x"), item]]), &[("numbering.xml", part("numbering", numbering))]);
    assert_eq!(outline.blocks[1].kind, Kind::Item { number: None });
    assert!(outline.blocks[1].look.cell.is_some());
}

#[test]
fn origins_are_told_apart() {
    let section = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"header1.xml\"/><w:footerReference w:type=\"default\" r:id=\"footer1.xml\"/></w:sectPr>";
    let text_box = |inner: &str| {
        format!(
            "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
        )
    };
    let note = "<w:r><w:footnoteReference w:id=\"2\"/></w:r>";
    let body = [text_box(&p("box")), format!("<w:p>{}{note}</w:p>", run("body")), section.to_owned()].concat();
    let parts = [
        ("header1.xml", part("hdr", &[p("above"), text_box(&p("box above"))].concat())),
        ("footer1.xml", part("ftr", &table(&[&[p("below")]]))),
        (
            "footnotes.xml",
            format!("<w:footnotes {NAMES}><w:footnote w:id=\"2\">{}</w:footnote></w:footnotes>", p("note"))
                .into_bytes(),
        ),
    ];
    let outline = read_with(&body, &parts);
    assert_eq!(lines(&outline), ["above", "box above", "box", "body", "note", "below"]);
    use Origin::{Body, Footer, Header, Note, TextBox};
    let origins: Vec<_> = outline.blocks.iter().map(|block| block.look.origin).collect();
    assert_eq!(origins, [Header, Header, TextBox, Body, Note, Footer]);
}

#[test]
fn a_line_across_the_page_is_a_rule_where_nothing_else_stands() {
    let picture = |inner: &str| format!("<w:p><w:r>{inner}</w:r></w:p>");
    let drawn = |width: u32, height: u32| {
        picture(&format!("<w:drawing><wp:inline><wp:extent cx=\"{width}\" cy=\"{height}\"/></wp:inline></w:drawing>"))
    };
    let rule = "<w:pict><v:rect xmlns:o=\"urn:schemas-microsoft-com:office:office\" o:hr=\"t\"/></w:pict>";
    let is_rule = |body: &str| {
        let kinds: Vec<Kind> = blocks(&[&p("a"), body, &p("b")].concat()).iter().map(|block| block.kind).collect();
        kinds == [Kind::Paragraph, Kind::Rule, Kind::Paragraph]
    };
    assert!(is_rule(&picture(rule)));
    assert!(is_rule(&drawn(5_943_600, 19_050)));
    assert!(is_rule(&with(DERIVED, "")));
    assert!(!is_rule(&drawn(900_000, 19_050)));
    assert!(!is_rule(&drawn(5_943_600, 900_000)));
    assert!(!is_rule(&with("", "")));
    assert!(!is_rule(&table(&[&[with(DERIVED, "")]])));
}
