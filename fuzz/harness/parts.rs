//! The parts of a Word document as one text, so that an engine sees inside: behind deflate and checksums it sees nothing.
//!
//! ```text
//! === word/document.xml
//! <w:document …>
//! === word/styles.xml
//! <w:styles …>
//! ```
//!
//! What stands before the first name is the document itself. The two parts without which there is no package are added where
//! they are not given.

use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const MAIN: &str = "word/document.xml";
const MARK: &[u8] = b"=== ";

/// What every package has.
const USUAL: [(&str, &str); 2] = [
    (
        "[Content_Types].xml",
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#,
    ),
    (
        "_rels/.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#,
    ),
];

/// The archive of the parts, not compressed.
pub fn package(text: &[u8]) -> Vec<u8> {
    let mut parts: Vec<(String, Vec<u8>)> = vec![(MAIN.to_owned(), Vec::new())];
    for line in text.split_inclusive(|&byte| byte == b'\n') {
        if let Some(name) = line.strip_prefix(MARK) {
            end(parts.last_mut());
            parts.push((String::from_utf8_lossy(name).trim().to_owned(), Vec::new()));
        } else if let Some((_, body)) = parts.last_mut() {
            body.extend_from_slice(line);
        }
    }
    end(parts.last_mut());
    parts.retain(|(name, body)| name != MAIN || !body.is_empty());
    for (name, body) in USUAL {
        if parts.iter().all(|(known, _)| known != name) {
            parts.push((name.to_owned(), body.as_bytes().to_vec()));
        }
    }
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, body) in &parts {
        // A name that stands twice, or is too long for an archive, has no part.
        if archive.start_file(name.as_str(), stored).is_ok() {
            archive.write_all(body).expect("memory takes everything");
        }
    }
    archive.finish().expect("memory takes everything").into_inner()
}

/// The line end that closes a part is not of it.
fn end(part: Option<&mut (String, Vec<u8>)>) {
    if let Some((_, body)) = part {
        body.pop_if(|last| *last == b'\n');
    }
}

/// The parts of an archive as text; pictures are left out.
pub fn text(package: &[u8]) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(package)).ok()?;
    let mut text = Vec::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).ok()?;
        let name = file.name().to_owned();
        if !(name.ends_with(".xml") || name.ends_with(".rels")) {
            continue;
        }
        text.extend_from_slice(format!("=== {name}\n").as_bytes());
        file.read_to_end(&mut text).ok()?;
        text.push(b'\n');
    }
    Some(text)
}
