//! Documents that would be a trap: each is read, or refused with a reason, in a time that a person would wait.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::io::{Cursor, Write};
use std::time::Duration;
use vitae_core::{Context, Limits, Report, Result, Source};
use vitae_outline::{Outline, understood};
use vitae_testkit::spent;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// A style that only we write.
const OWN: &str = "<w:style w:styleId=\"VitaeMeta\"><w:name w:val=\"Vitae Meta\"/></w:style>\
    <w:style w:styleId=\"VitaeLine\"><w:name w:val=\"Vitae Line\"/></w:style>";

/// Reads a document with this body, these styles and these relationships, and what it says, within a generous time.
#[track_caller]
fn read(body: &str, styles: &str, relations: &str) -> Result<Outline> {
    read_within(Limits::default(), body, styles, relations)
}

fn read_within(limits: Limits, body: &str, styles: &str, relations: &str) -> Result<Outline> {
    let names = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"";
    let to = |kind: &str, target: &str| {
        format!("<Relationship Id=\"{kind}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // Not compressed: that many times the same would be refused for that alone.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in [
        (
            "_rels/.rels",
            format!("<Relationships {names}>{}</Relationships>", to("officeDocument", "word/document.xml")),
        ),
        (
            "word/_rels/document.xml.rels",
            format!("<Relationships {names}>{}{relations}</Relationships>", to("styles", "styles.xml")),
        ),
        ("word/styles.xml", format!("<w:styles xmlns:w=\"{W}\">{styles}</w:styles>")),
        (
            "word/document.xml",
            format!("<w:document xmlns:w=\"{W}\" xmlns:r=\"{OFFICE}\"><w:body>{body}</w:body></w:document>"),
        ),
    ] {
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    let began = spent();
    let outline = vitae_docx::parse(&Source::new(&bytes), &mut Context { limits, ..Context::default() });
    let _resume = outline.as_ref().ok().map(|outline| understood(outline.clone(), &mut Report::default()));
    let took = spent() - began;
    assert!(took < Duration::from_secs(60), "it took {took:?}");
    outline
}

fn refused(outline: Result<Outline>) -> bool {
    outline.is_err_and(|error| error.to_string().contains("more than") || error.to_string().contains("limit"))
}

#[test]
fn fields_that_are_never_ended() {
    let n = 50_000;
    let begin = "<w:fldChar w:fldCharType=\"begin\"/><w:fldChar w:fldCharType=\"separate\"/>".repeat(n);
    let outline =
        read(&format!("<w:p><w:r>{begin}<w:t>a</w:t>{}<w:t>b</w:t></w:r></w:p>", "<w:tab/>".repeat(n)), "", "");
    assert_eq!(outline.unwrap().blocks.len(), 1);
}

#[test]
fn a_long_address_in_as_many_pieces() {
    let address = "a".repeat(1 << 20);
    let begin = format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>HYPERLINK https://a.example/{address}</w:instrText>\
         <w:fldChar w:fldCharType=\"separate\"/></w:r>"
    );
    let pieces = "<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r>".repeat(20_000);
    assert!(refused(read(&format!("<w:p>{begin}{pieces}</w:p>"), "", "")));
}

#[test]
fn a_long_address_on_as_many_lines_with_bullets() {
    let address = "a".repeat(1 << 20);
    let link = format!("<w:fldSimple w:instr=\"HYPERLINK https://a.example/{address}\">");
    let lines = "<w:t>• a</w:t><w:br/>".repeat(20_000);
    let outline = read(&format!("<w:p>{link}<w:r>{lines}</w:r></w:fldSimple></w:p>"), "", "");
    assert_eq!(outline.unwrap().blocks.len(), 1);
    let outline = read(&format!("<w:p><w:r>{lines}</w:r></w:p>"), "", "");
    assert_eq!(outline.unwrap().blocks.len(), 1);
}

#[test]
fn letters_of_all_sizes_and_cells_of_all_widths() {
    let n = 60_000;
    let mut limits = Limits::default();
    limits.nodes = 1 << 18;
    let run = |i| format!("<w:r><w:rPr><w:sz w:val=\"{i}\"/><w:u w:val=\"{i}\"/></w:rPr><w:t>a</w:t></w:r>");
    let p = format!("<w:p>{}</w:p>", (0..n).map(run).collect::<String>());
    let cell = "<w:tc><w:tcPr><w:gridSpan w:val=\"65535\"/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>";
    let table = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell.repeat(n / 2));
    assert_eq!(read_within(limits, &(p + &table), "", "").unwrap().blocks.len(), 1 + n / 2);
}

#[test]
fn lines_that_share_a_paragraph() {
    let p = |n: usize| {
        let mark =
            "<w:bookmarkStart w:id=\"1\" w:name=\"_vitae_facts_1\"/><w:r><w:t xml:space=\"preserve\">a · </w:t></w:r>";
        format!("<w:p><w:pPr><w:pStyle w:val=\"VitaeLine\"/></w:pPr>{}</w:p>", mark.repeat(n))
    };
    assert_eq!(read(&p(30_000), OWN, "").unwrap().blocks.len(), 30_000);
    let many = "a · ".repeat(300_000);
    let p = format!("<w:p><w:pPr><w:pStyle w:val=\"VitaeLine\"/></w:pPr><w:r><w:t>{many}</w:t></w:r></w:p>");
    assert!(refused(read(&p, OWN, "")));
}

#[test]
fn references_to_headers() {
    let n = 30_000;
    let reference = |i| format!("<w:headerReference w:type=\"even\" r:id=\"h{i}\"/>");
    let relation = |i| format!("<Relationship Id=\"h{i}\" Type=\"{OFFICE}/header\" Target=\"header{i}.xml\"/>");
    let body =
        format!("<w:p><w:r><w:t>a</w:t></w:r></w:p><w:sectPr>{}</w:sectPr>", (0..n).map(reference).collect::<String>());
    assert_eq!(read(&body, "", &(0..n).map(relation).collect::<String>()).unwrap().blocks.len(), 1);
}

#[test]
fn tables_in_tables() {
    let (open, close) = ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>");
    let p = "<w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(5_000);
    let nested = |n: usize| format!("{}{p}{}", open.repeat(n), close.repeat(n));
    assert_eq!(read(&nested(40), "", "").unwrap().blocks.len(), 5_000);
    assert!(refused(read(&nested(300), "", "")));
}

#[test]
fn controls_in_controls() {
    let nested = |n: usize| {
        let open = "<w:sdt><w:sdtContent>".repeat(n);
        format!("{open}<w:p><w:r><w:t>a</w:t></w:r></w:p>{}", "</w:sdtContent></w:sdt>".repeat(n))
    };
    assert_eq!(read(&nested(300), "", "").unwrap().blocks.len(), 1);
    assert!(refused(read(&nested(100_000), "", "")));
}

#[test]
fn styles_that_are_based_on_each_other() {
    let style = |i: usize| {
        let name = if i == 0 { "x".repeat(1 << 20) } else { i.to_string() };
        format!("<w:style w:styleId=\"s{i}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"s{}\"/></w:style>", i / 8)
    };
    let styles: String = (0..5_000).map(style).collect();
    let body = "<w:p><w:pPr><w:pStyle w:val=\"s4999\"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>";
    assert_eq!(read(body, &styles, "").unwrap().blocks.len(), 1);
}

#[test]
fn namespaces_that_are_declared_again_and_again() {
    let declared: String = (0..200).map(|i| format!(" xmlns:n{i}=\"urn:x\"")).collect();
    let open = format!("<w:x{declared}>").repeat(200);
    let body = format!("{open}{}{}", "<w:y/>".repeat(100_000), "</w:x>".repeat(200));
    assert!(refused(read(&body, "", "")));
}

#[test]
fn more_elements_than_a_document_has() {
    assert!(refused(read(&"<w:y/>".repeat(4_100_000), "", "")));
}
