//! Plain documents as Word files, from the bare elements of the standard.

use super::{BulletLook, ContactLook, HeadLook, HeadingLook, Look, Piece, Truth};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:v=\"urn:schemas-microsoft-com:vml\"";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const BULLET: &str = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>";
const RULE: &str = "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"auto\"/></w:pBdr>";
const TAB: &str = "<w:tabs><w:tab w:val=\"right\" w:pos=\"9000\"/></w:tabs>";

/// The document as an archive.
pub(super) fn document(truth: &Truth, look: &Look) -> Vec<u8> {
    let mut writer = Writer { look, noise: 0 };
    let is_above = look.contact == ContactLook::PageHeader;
    // Only the person stands above the pages, and not who else can be reached.
    let above = truth.pieces.iter().position(|piece| is_above && matches!(piece, Piece::Contacts(_)));
    let below = truth.pieces.iter().enumerate().filter(|(i, _)| above != Some(*i));
    let mut body: String = below.map(|(_, piece)| writer.piece(piece)).collect();
    if look.boxed {
        body = format!("{}{}", table(&[body]), writer.para("", ""));
    }
    let contacts = truth.pieces.iter().find(|piece| matches!(piece, Piece::Contacts(_)));
    let header = contacts
        .map(|contacts| Writer { look: &Look { contact: ContactLook::Line, ..*look }, noise: 0 }.piece(contacts));
    let section = if is_above {
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/></w:sectPr>"
    } else {
        "<w:sectPr/>"
    };
    let style = |id: &str, name: &str, level: u8, size: u8| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:pPr><w:outlineLvl w:val=\"{level}\"/></w:pPr><w:rPr><w:b/><w:sz w:val=\"{size}\"/></w:rPr></w:style>"
        )
    };
    let styles = style("Heading1", "heading 1", 0, 32);
    let numbering = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"•\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
    let mut parts = vec![
        ("document", "document.main", format!("<w:document {W}><w:body>{body}{section}</w:body></w:document>")),
        ("numbering", "numbering", format!("<w:numbering {W}>{numbering}</w:numbering>")),
        ("styles", "styles", format!("<w:styles {W}>{styles}</w:styles>")),
    ];
    if is_above {
        parts.push(("header", "header", format!("<w:hdr {W}>{}</w:hdr>", header.unwrap_or_default())));
    }
    archive(&parts)
}

/// A Word file with these parts, the document first: the name of each, the kind of its content, and its XML.
#[must_use]
pub fn archive(parts: &[(&str, &str, String)]) -> Vec<u8> {
    let kinds: String = parts
        .iter()
        .map(|(name, kind, _)| format!("<Override PartName=\"/word/{name}.xml\" ContentType=\"{WORD}.{kind}+xml\"/>"))
        .collect();
    let links: String = parts
        .iter()
        .enumerate()
        .skip(1)
        .map(|(i, (name, ..))| format!("<Relationship Id=\"rId{i}\" Type=\"{OFFICE}/{name}\" Target=\"{name}.xml\"/>"))
        .collect();
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, text: &str| {
        let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    add(
        "[Content_Types].xml",
        &format!(
            "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>{kinds}</Types>"
        ),
    );
    add(
        "_rels/.rels",
        &format!(
            "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
        ),
    );
    add(
        "word/_rels/document.xml.rels",
        &format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{links}</Relationships>"),
    );
    parts.iter().for_each(|(name, _, text)| add(&format!("word/{name}.xml"), text));
    zip.finish().unwrap().into_inner()
}

struct Writer<'a> {
    look: &'a Look,
    noise: usize,
}

impl Writer<'_> {
    fn piece(&mut self, piece: &Piece) -> String {
        let look = self.look;
        let text = |text: &String| (look.text)(text);
        let empty = if look.empty { "<w:p/><w:p/>" } else { "" };
        match piece {
            Piece::Name(name) => {
                let name = self.run(&text(name), "<w:b/><w:sz w:val=\"40\"/>");
                self.para(&name, "")
            }
            Piece::Headline(line) | Piece::Text(line) => self.lines(&[text(line)], empty),
            Piece::Contacts(all) => {
                let all: Vec<String> = all.iter().map(text).collect();
                match look.contact {
                    ContactLook::Paragraphs => self.lines(&all, empty),
                    ContactLook::List => all.iter().map(|contact| self.marked(contact, BULLET)).collect(),
                    ContactLook::TextBox => {
                        let line = self.lines(&[all.join(" | ")], "");
                        format!(
                            "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{line}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
                        )
                    }
                    ContactLook::Line | ContactLook::PageHeader => self.lines(&[all.join(" | ")], empty),
                }
            }
            Piece::Heading(title) => {
                let (properties, paragraph) = match look.heading {
                    HeadingLook::Styled => ("", "<w:pStyle w:val=\"Heading1\"/>"),
                    HeadingLook::Large => ("<w:sz w:val=\"32\"/>", ""),
                    HeadingLook::Ruled => ("<w:b/>", RULE),
                    HeadingLook::ShownCaps => ("<w:b/><w:caps/>", ""),
                    HeadingLook::Bold | HeadingLook::TypedCaps => ("<w:b/>", ""),
                    _ => ("<w:b/><w:sz w:val=\"28\"/>", ""),
                };
                let title = self.run(&look.title(title), properties);
                empty.to_owned() + &self.para(&title, paragraph)
            }
            Piece::Head(parts) => empty.to_owned() + &self.head(parts),
            Piece::Bullet(line) => match look.bullet {
                BulletLook::List => self.marked(&text(line), BULLET),
                BulletLook::Typed(sign) => self.lines(&[format!("{sign} {}", text(line))], ""),
            },
        }
    }

    fn head(&mut self, parts: &[String]) -> String {
        let all: Vec<String> = parts.iter().map(|part| (self.look.text)(part)).collect();
        match (self.look.head, self.look.parts(parts)) {
            (HeadLook::Tab, (rest, Some(dates))) => {
                let line = self.run(&rest, "") + "<w:r><w:tab/></w:r>" + &self.run(&dates, "");
                self.para(&line, TAB)
            }
            (HeadLook::Spaces, (rest, Some(dates))) => self.lines(&[format!("{rest}{:20}{dates}", "")], ""),
            (HeadLook::Table, (rest, Some(dates))) => table(&[self.lines(&[rest], ""), self.lines(&[dates], "")]),
            (HeadLook::Breaks, _) => {
                let runs: Vec<String> = all.iter().map(|part| self.run(part, "")).collect();
                self.para(&runs.join("<w:r><w:br/></w:r>"), "")
            }
            (HeadLook::Paragraphs, _) => self.lines(&all, ""),
            (HeadLook::BoldTitle, _) => {
                let rest: String = all[1..].iter().map(|part| format!(" | {part}")).collect();
                let line = self.run(&all[0], "<w:b/>") + &self.run(&rest, "");
                self.para(&line, "")
            }
            _ => self.lines(&[all.join(" | ")], ""),
        }
    }

    fn lines(&mut self, lines: &[String], between: &str) -> String {
        let lines: Vec<String> = lines.iter().map(|line| self.marked(line, "")).collect();
        lines.concat() + between
    }

    fn marked(&mut self, text: &str, properties: &str) -> String {
        let run = self.run(text, "");
        self.para(&run, properties)
    }

    fn para(&mut self, runs: &str, properties: &str) -> String {
        let properties = if properties.is_empty() { String::new() } else { format!("<w:pPr>{properties}</w:pPr>") };
        if !self.look.noise {
            return format!("<w:p>{properties}{runs}</w:p>");
        }
        self.noise += 1;
        let n = self.noise;
        format!(
            "<w:p w:rsidR=\"00A{n:05}\" w:rsidRDefault=\"00B{n:05}\">{properties}<w:bookmarkStart w:id=\"{n}\" w:name=\"_GoBack{n}\"/><w:bookmarkEnd w:id=\"{n}\"/>{runs}</w:p>"
        )
    }

    fn run(&mut self, text: &str, properties: &str) -> String {
        let properties = if properties.is_empty() { String::new() } else { format!("<w:rPr>{properties}</w:rPr>") };
        let letters: Vec<char> = text.chars().collect();
        let size = if self.look.split || self.look.noise { 5 } else { letters.len().max(1) };
        let mut runs = String::new();
        for some in letters.chunks(size) {
            let some: String = some.iter().collect();
            let some = some.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            let (noise, id) = if self.look.noise {
                self.noise += 1;
                ("<w:proofErr w:type=\"spellStart\"/>", format!(" w:rsidRPr=\"00C{:05}\"", self.noise))
            } else {
                ("", String::new())
            };
            runs += &format!("{noise}<w:r{id}>{properties}<w:t xml:space=\"preserve\">{some}</w:t></w:r>");
        }
        runs
    }
}

/// A table of one row.
fn table(cells: &[String]) -> String {
    let columns = "<w:gridCol w:w=\"4500\"/>".repeat(cells.len());
    let cells: String = cells.iter().map(|cell| format!("<w:tc><w:tcPr/>{cell}</w:tc>")).collect();
    format!("<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid><w:tr>{cells}</w:tr></w:tbl>")
}
