//! Archives as no honest program makes them: every number in them can be a lie.

use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// What a part says of itself, and what it is.
#[derive(Clone)]
pub(crate) struct Part {
    name: Vec<u8>,
    method: u16,
    flags: u16,
    crc: u32,
    /// What it says that it is inflated to.
    pub(crate) size: u64,
    data: Vec<u8>,
    /// The part whose bytes it shares, instead of having its own.
    shares: Option<usize>,
    /// Its sizes stand in an extra field of 64 bits.
    wide: bool,
}

impl Part {
    /// A part as it is.
    pub(crate) fn stored(name: &str, data: &[u8]) -> Self {
        Self {
            name: name.into(),
            method: 0,
            flags: 0,
            crc: crc(data),
            size: data.len() as u64,
            data: data.to_vec(),
            shares: None,
            wide: false,
        }
    }

    /// A part, deflated.
    pub(crate) fn deflated(name: &str, data: &[u8]) -> Self {
        Self { method: 8, data: deflate(data), ..Self::stored(name, data) }
    }

    pub(crate) fn method(self, method: u16) -> Self {
        Self { method, ..self }
    }

    pub(crate) fn encrypted(self) -> Self {
        Self { flags: 1, ..self }
    }

    pub(crate) fn damaged(self) -> Self {
        Self { crc: !self.crc, ..self }
    }

    pub(crate) fn claims(self, size: u64) -> Self {
        Self { size, ..self }
    }

    pub(crate) fn wide(self) -> Self {
        Self { wide: true, ..self }
    }

    /// Another name for the bytes of an earlier part.
    pub(crate) fn again(&self, name: &str, earlier: usize) -> Self {
        Self { name: name.into(), shares: Some(earlier), ..self.clone() }
    }

    /// The fields that both headers have.
    fn header(&self, out: &mut Vec<u8>) {
        let narrow = |n: u64| if self.wide { u32::MAX } else { u32::try_from(n).unwrap_or(u32::MAX) };
        [20, self.flags, self.method, 0, 0x21].iter().for_each(|n: &u16| out.extend(n.to_le_bytes()));
        out.extend(self.crc.to_le_bytes());
        out.extend(narrow(self.data.len() as u64).to_le_bytes());
        out.extend(narrow(self.size).to_le_bytes());
        let extra: u16 = if self.wide { 20 } else { 0 };
        [u16::try_from(self.name.len()).unwrap(), extra].iter().for_each(|n| out.extend(n.to_le_bytes()));
    }

    fn name_and_extra(&self, out: &mut Vec<u8>) {
        out.extend(&self.name);
        if self.wide {
            [1_u16, 16].iter().for_each(|n| out.extend(n.to_le_bytes()));
            [self.size, self.data.len() as u64].iter().for_each(|n| out.extend(n.to_le_bytes()));
        }
    }
}

/// An archive of parts.
pub(crate) fn archive(parts: &[Part]) -> Vec<u8> {
    let (mut out, mut list, mut places) = (Vec::new(), Vec::new(), Vec::new());
    for part in parts {
        let place = part.shares.map_or(out.len(), |earlier| places[earlier]);
        places.push(place);
        if part.shares.is_none() {
            out.extend(b"PK\x03\x04");
            part.header(&mut out);
            part.name_and_extra(&mut out);
            out.extend(&part.data);
        }
        list.extend(b"PK\x01\x02\x14\0");
        part.header(&mut list);
        list.extend([0; 10]);
        list.extend(u32::try_from(place).unwrap().to_le_bytes());
        part.name_and_extra(&mut list);
    }
    let (begin, length) = (out.len(), list.len());
    out.extend(list);
    let count = parts.len() as u64;
    if count >= 0xFFFF {
        wide_end(&mut out, count, begin as u64, length as u64);
    }
    let narrow = u16::try_from(count).unwrap_or(u16::MAX);
    out.extend(b"PK\x05\x06\0\0\0\0");
    [narrow, narrow].iter().for_each(|n| out.extend(n.to_le_bytes()));
    [length, begin].iter().for_each(|n| out.extend(u32::try_from(*n).unwrap().to_le_bytes()));
    out.extend([0, 0]);
    out
}

/// The end of an archive of more parts than sixteen bits count.
fn wide_end(out: &mut Vec<u8>, count: u64, begin: u64, length: u64) {
    let place = out.len() as u64;
    out.extend(b"PK\x06\x06");
    out.extend(44_u64.to_le_bytes());
    out.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    [count, count, length, begin].iter().for_each(|n| out.extend(n.to_le_bytes()));
    out.extend(b"PK\x06\x07\0\0\0\0");
    out.extend(place.to_le_bytes());
    out.extend(1_u32.to_le_bytes());
}

fn deflate(data: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("a", SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
    writer.write_all(data).unwrap();
    let mut reader = ZipArchive::new(writer.finish().unwrap()).unwrap();
    let mut out = Vec::new();
    reader.by_index_raw(0).unwrap().read_to_end(&mut out).unwrap();
    out
}

fn crc(data: &[u8]) -> u32 {
    let table: Vec<u32> =
        (0..256_u32).map(|n| (0..8).fold(n, |n, _| if n & 1 == 1 { 0xEDB8_8320 ^ (n >> 1) } else { n >> 1 })).collect();
    !data.iter().fold(u32::MAX, |crc, &byte| table[((crc ^ u32::from(byte)) & 0xFF) as usize] ^ (crc >> 8))
}

const TYPES: &str = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>\
    <Default Extension='xml' ContentType='application/xml'/><Override PartName='/word/document.xml' \
    ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The namespaces of a part.
pub(crate) const SPACES: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
    xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'";

/// Relationships: their kind, and where they lead.
pub(crate) fn relations(targets: &[(&str, String)]) -> String {
    let row = |(i, (kind, target)): (usize, &(&str, String))| {
        let mode = if target.contains(':') { " TargetMode='External'" } else { "" };
        format!("<Relationship Id='r{i}' Type='{OFFICE}/{kind}' Target='{target}'{mode}/>")
    };
    let rows: String = targets.iter().enumerate().map(row).collect();
    format!(
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{rows}</Relationships>"
    )
}

/// What every package begins with.
pub(crate) fn frame() -> Vec<Part> {
    let root = relations(&[("officeDocument", "word/document.xml".to_owned())]);
    vec![Part::stored("[Content_Types].xml", TYPES.as_bytes()), Part::stored("_rels/.rels", root.as_bytes())]
}

/// The main part with this in it.
pub(crate) fn document(body: &str) -> String {
    format!("<w:document {SPACES}><w:body>{body}</w:body></w:document>")
}

/// A paragraph.
pub(crate) fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A package with this main part, and others.
pub(crate) fn docx(main: Part, others: Vec<Part>) -> Vec<u8> {
    let mut parts = frame();
    parts.push(main);
    parts.extend(others);
    archive(&parts)
}

/// A package whose document has this in it.
pub(crate) fn of_body(body: &str) -> Vec<u8> {
    docx(Part::deflated("word/document.xml", document(body).as_bytes()), Vec::new())
}
