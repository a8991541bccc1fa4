//! Word documents: archives that lie or burst, and what is in them.

use crate::archive::{Part, SPACES, archive, document, docx, frame, of_body, p, relations};
use crate::case::{Case, MIB, filled, prose, wide};

fn main_part(body: &str) -> Part {
    Part::deflated("word/document.xml", document(body).as_bytes())
}

fn sound() -> Part {
    main_part(&p("Mara Lindqvist"))
}

fn spaces(mebibytes: usize) -> Part {
    main_part(&p(&" ".repeat(mebibytes * MIB)))
}

/// A document of which ever more is inflated, part by part: all headers are one.
fn overlapping() -> Vec<u8> {
    let count = 60;
    let header = format!("<w:hdr {SPACES}><!--{}--></w:hdr>", prose(MIB));
    let refer =
        |i| format!("<w:p><w:pPr><w:sectPr><w:headerReference w:type='default' r:id='r{i}'/></w:sectPr></w:pPr></w:p>");
    let body: String = (0..count).map(refer).collect();
    let targets: Vec<_> = (0..count).map(|i| ("header", format!("h{i}.xml"))).collect();
    let first = Part::deflated("word/h0.xml", header.as_bytes());
    let mut others = vec![Part::stored("word/_rels/document.xml.rels", relations(&targets).as_bytes()), first.clone()];
    others.extend((1..count).map(|i| first.again(&format!("word/h{i}.xml"), 4)));
    docx(main_part(&body), others)
}

fn with_dtd(declared: &str, text: &str) -> Vec<u8> {
    let xml = format!("<!DOCTYPE d [{declared}]>{}", document(&p(text)));
    docx(Part::deflated("word/document.xml", xml.as_bytes()), Vec::new())
}

fn leading_to(target: &str) -> Vec<u8> {
    let root = relations(&[("officeDocument", target.to_owned())]);
    let mut parts = frame();
    parts[1] = Part::stored("_rels/.rels", root.as_bytes());
    parts.push(sound());
    archive(&parts)
}

pub(crate) const CASES: &[Case] = &[
    Case::new("zip: deflate ratio", "zip_bomb_in_one_part", "a.docx", || docx(spaces(30), vec![])).says("`ratio`"),
    Case::new("zip: unpacked size", "zip_bomb_of_honest_ratio", "a.docx", || {
        docx(Part::stored("word/document.xml", document(&format!("<!--{}-->", prose(33 * MIB))).as_bytes()), vec![])
    })
    .says("the input passes the limit `input`: more than 32 MiB"),
    Case::new("zip: unpacked size", "zip_bomb_by_overlapping_parts", "a.docx", overlapping).says("`unpacked`"),
    Case::new("zip: many entries", "six_thousand_parts", "a.docx", || {
        docx(sound(), (0..6_000).map(|i| Part::stored(&format!("a{i}"), b"")).collect())
    })
    .says("`parts`: more than 5000"),
    Case::new("zip: many entries", "parts_beyond_sixteen_bits", "a.docx", || {
        docx(sound(), (0..70_000).map(|i| Part::stored(&format!("a{i}"), b"")).collect())
    })
    .says("`parts`"),
    Case::new("zip: lying headers", "a_bomb_that_claims_to_be_small", "a.docx", || docx(spaces(200).claims(5), vec![]))
        .says("word/document.xml"),
    Case::new("zip: lying headers", "a_part_that_claims_four_gigabytes", "a.docx", || {
        docx(sound().claims(0xFFFF_FFFE), vec![])
    })
    .with("Mara"),
    Case::new("zip: lying headers", "a_part_that_claims_all_there_is", "a.docx", || {
        docx(sound().claims(u64::MAX).wide(), vec![])
    })
    .with("Mara"),
    Case::new("zip: zip64", "a_sound_archive_with_sizes_of_64_bits", "a.docx", || docx(sound().wide(), vec![]))
        .with("Mara"),
    Case::new("zip: encryption", "an_encrypted_part", "a.docx", || docx(sound().encrypted(), vec![]))
        .says("word/document.xml is protected by a password"),
    Case::new("zip: encryption", "a_document_with_a_password", "a.docx", || {
        let name: Vec<u8> = "EncryptedPackage".bytes().flat_map(|b| [b, 0]).collect();
        [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), vec![0; 600], name].concat()
    })
    .says("the document is protected by a password"),
    Case::new("zip: wrong checksum", "a_part_with_a_wrong_checksum", "a.docx", || docx(sound().damaged(), vec![]))
        .says("word/document.xml is damaged"),
    Case::new("zip: unknown compression", "compressed_as_lzma", "a.docx", || docx(sound().method(14), vec![]))
        .says("word/document.xml"),
    Case::new("zip: unknown compression", "compressed_as_nothing_known", "a.docx", || docx(sound().method(999), vec![]))
        .says("word/document.xml"),
    Case::new("zip: names that lead out", "names_that_lead_out", "a.docx", || {
        let names = ["../../escaped", "/tmp/escaped", "C:\\escaped", "..\\..\\escaped", "word/../../../escaped", "\0"];
        docx(sound(), names.iter().map(|name| Part::stored(name, b"gone")).collect())
    })
    .with("Mara"),
    Case::new("zip: names that lead out", "a_main_part_that_leads_out", "a.docx", || leading_to("../../../../etc/passwd"))
        .says("the archive has no document in it (etc/passwd)"),
    Case::new("zip: names that lead out", "a_main_part_on_the_web", "a.docx", || leading_to("https://a.example/d.xml"))
        .says("the archive has no document in it"),
    Case::new("zip: duplicate parts", "two_main_parts", "a.docx", || {
        docx(sound(), vec![main_part(&p("Second Lindqvist"))])
    })
    .with("Second"),
    Case::new("zip: damage", "cut_off", "a.docx", || {
        let whole = of_body(&p("Mara"));
        whole[..whole.len() - 30].to_vec()
    })
    .says("damaged archive"),
    Case::new("zip: damage", "begins_of_archives_and_nothing_else", "a.docx", || {
        [b"PK\x03\x04word/document".to_vec(), b"PK\x05\x06".repeat(4 * MIB)].concat()
    })
    .says("damaged archive"),
    Case::new("zip: damage", "a_list_without_parts", "a.docx", || {
        [b"PK\x03\x04word/document".to_vec(), b"PK\x01\x02".repeat(4 * MIB)].concat()
    })
    .says("`parts`"),
    Case::new("docx: billion laughs", "laughs_in_word", "a.docx", || {
        with_dtd("<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>", "&b;")
    })
    .says("word/document.xml is damaged: it is not well-formed XML"),
    Case::new("docx: external entities", "a_file_in_word", "a.docx", || {
        with_dtd("<!ENTITY a SYSTEM 'file:///etc/passwd'>", "&a;")
    })
    .says("word/document.xml is damaged: it is not well-formed XML"),
    Case::new("docx: deep nesting", "tables_in_tables", "a.docx", || {
        of_body(&"<w:tbl><w:tr><w:tc>".repeat(100_000))
    })
    .says("`depth`"),
    Case::new("docx: deep nesting", "controls_in_controls", "a.docx", || of_body(&"<w:sdt>".repeat(500_000)))
        .says("`depth`"),
    Case::new("docx: many elements", "empty_elements", "a.docx", || of_body(&"<w:x/>".repeat(1_600_000)))
        .says("`tags`"),
    Case::new("docx: many elements", "empty_paragraphs", "a.docx", || of_body(&"<w:p/>".repeat(200_000)))
        .says("`nodes`"),
    Case::new("docx: huge attributes", "an_attribute_of_twenty_megabytes", "a.docx", || {
        of_body(&format!("<w:p w:x='{}'/>", prose(20 * MIB)))
    })
    .says("`attribute`: more than 4 MiB"),
    Case::new("docx: huge text", "a_text_of_twenty_megabytes", "a.docx", || of_body(&p(&prose(20 * MIB)))).says("`text`"),
    Case::new("docx: huge numbers", "spans_and_indents_beyond_all_pages", "a.docx", || {
        let cell = "<w:tc><w:tcPr><w:gridSpan w:val='2147483647'/></w:tcPr>";
        let para = "<w:p><w:pPr><w:ind w:left='99999999999999999999'/><w:numPr><w:ilvl w:val='255'/><w:numId w:val='4294967295'/></w:numPr></w:pPr><w:r><w:t>Mara</w:t></w:r></w:p>";
        of_body(&format!("<w:tbl><w:tr>{cell}{para}</w:tc>{cell}{para}</w:tc></w:tr></w:tbl>"))
    })
    .with("Mara"),
    Case::new("docx: styles", "styles_that_are_based_on_each_other", "a.docx", || {
        let style = |i| format!("<w:style w:type='paragraph' w:styleId='s{i}'><w:name w:val='s{i}'/><w:basedOn w:val='s{}'/></w:style>", (i + 1) % 50_000);
        let styles: String = (0..50_000).map(style).collect();
        let para = "<w:p><w:pPr><w:pStyle w:val='s1'/></w:pPr><w:r><w:t>Mara</w:t></w:r></w:p>";
        docx(
            main_part(&para.repeat(20_000)),
            vec![
                Part::stored("word/_rels/document.xml.rels", relations(&[("styles", "styles.xml".into())]).as_bytes()),
                Part::deflated("word/styles.xml", format!("<w:styles {SPACES}>{styles}</w:styles>").as_bytes()),
            ],
        )
    })
    .says("defines more than 10000 styles"),
    Case::new("docx: links", "one_long_address_on_each_word", "a.docx", || {
        let link = "<w:p><w:hyperlink r:id='r0'><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>";
        let address = format!("https://a.example/{}", filled("a", MIB));
        let rels = relations(&[("hyperlink", address)]);
        docx(main_part(&link.repeat(5_000)), vec![Part::stored("word/_rels/document.xml.rels", rels.as_bytes())])
    })
    .says("`text`"),
    Case::new("docx: encodings", "a_part_in_utf_16", "a.docx", || {
        docx(Part::stored("word/document.xml", &wide(&document(&p("Mara Lindqvist")), true)), vec![])
    })
    .with("Mara"),
    Case::new("docx: encodings", "a_part_in_no_encoding", "a.docx", || {
        let bytes = document(&p("Mara")).replace("Mara", "\u{1}").replace('\u{1}', "#").into_bytes();
        let bytes = bytes.into_iter().map(|b| if b == b'#' { 0xFF } else { b }).collect::<Vec<_>>();
        docx(Part::stored("word/document.xml", &bytes), vec![])
    })
    .says("word/document.xml is neither UTF-8 nor UTF-16"),
    Case::new("docx: as much as allowed", "as_many_paragraphs_as_allowed", "a.docx", || {
        of_body(&p("Engineer at Acme, 2019 – 2020").repeat(37_000))
    })
    .everywhere()
    .heavy(),
    Case::new("docx: as much as allowed", "as_much_text_as_allowed", "a.docx", || of_body(&p(&prose(6 * MIB - 10))))
        .everywhere()
        .heavy(),
];
