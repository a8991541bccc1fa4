//! What a reader made of a document, to be held to what the document says; and Word files, made of paragraphs.

use serde_json::Value;
use std::fs;
use std::path::Path;
use vitae::{Context, Report, Resume, Source};
use vitae_tests::pairs::json;
use vitae_tests::rewrite::archive;

/// A document that was read.
pub(crate) struct Told {
    pub(crate) resume: Resume,
    report: Report,
    native: Value,
}

/// Reads a document that is called so.
pub(crate) fn read(bytes: &[u8], name: &str) -> Told {
    let (formats, mut cx) = (vitae::formats(), Context::default());
    let source = Source::named(bytes, Path::new(name));
    let resume = formats.detect(&source).and_then(|format| format.read(&source, &mut cx));
    let resume = resume.unwrap_or_else(|error| panic!("{name}: {error}"));
    Told { native: json(&resume, "native", &formats), resume, report: cx.report }
}

/// Reads a document of `fixtures/foreign`.
pub(crate) fn fixture(name: &str) -> Told {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/foreign").join(name);
    read(&fs::read(path).unwrap(), name)
}

pub(crate) fn markdown(text: &str) -> Told {
    read(text.as_bytes(), "cv.md")
}

pub(crate) fn html(body: &str) -> Told {
    read(
        format!("<!doctype html><html><head><meta charset=utf-8></head><body>{body}</body></html>").as_bytes(),
        "cv.html",
    )
}

/// Reads a Word file with this body.
pub(crate) fn word(body: &str) -> Told {
    read(&word_file(body), "cv.docx")
}

impl Told {
    /// Everything that stands in this YAML is in the résumé.
    #[track_caller]
    pub(crate) fn says(&self, yaml: &str) {
        let formats = vitae::formats();
        let meant = formats.get("yaml").unwrap().read(&Source::new(yaml.as_bytes()), &mut Context::default());
        let meant = json(&meant.unwrap_or_else(|error| panic!("{error}")), "native", &formats);
        if let Some(missing) = missing(&meant, &self.native, "") {
            panic!("{missing}, in\n{self}");
        }
    }

    /// True if something of this code was reported.
    pub(crate) fn reports(&self, code: &str) -> bool {
        self.report.iter().any(|said| said.code == code)
    }

    /// How often these words are in the résumé, or about it.
    pub(crate) fn count(&self, words: &str) -> usize {
        self.native.to_string().matches(words).count()
    }

    /// What the first of these is in the native form of the résumé: a path such as `/basics/name`.
    pub(crate) fn at(&self, path: &str) -> &Value {
        self.native.pointer(path).unwrap_or(&Value::Null)
    }
}

impl std::fmt::Display for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let yaml = vitae::formats();
        let yaml = yaml.get("yaml").unwrap().write(&self.resume, &mut Context::default()).unwrap();
        f.write_str(&String::from_utf8_lossy(&yaml))?;
        self.report.iter().try_for_each(|said| writeln!(f, "! {:?} {}: {said}", said.kind, said.code))
    }
}

/// The first thing of one value that the other has not.
fn missing(meant: &Value, told: &Value, path: &str) -> Option<String> {
    match (meant, told) {
        (Value::Object(meant), Value::Object(told)) => meant
            .iter()
            .find_map(|(key, value)| missing(value, told.get(key).unwrap_or(&Value::Null), &format!("{path}.{key}"))),
        (Value::Array(meant), Value::Array(told)) if meant.len() == told.len() => {
            let both = meant.iter().zip(told).enumerate();
            both.into_iter().find_map(|(i, (meant, told))| missing(meant, told, &format!("{path}[{i}]")))
        }
        _ if meant == told => None,
        _ => Some(format!("{path}: {meant} is meant, and {told} is told")),
    }
}

// ── Word files ──

pub(crate) const NAMES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:v=\"urn:schemas-microsoft-com:vml\"";

pub(crate) fn word_file(body: &str) -> Vec<u8> {
    let document = format!("<w:document {NAMES}><w:body>{body}<w:sectPr/></w:body></w:document>");
    archive(&[("document", "document.main", document)])
}

/// A run, with a tab or a soft break where the text has one.
pub(crate) fn run(text: &str, properties: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let text = text.replace('\t', "</w:t><w:tab/><w:t xml:space=\"preserve\">");
    let text = text.replace('\n', "</w:t><w:br/><w:t xml:space=\"preserve\">");
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A paragraph of plain text.
pub(crate) fn p(text: &str) -> String {
    format!("<w:p>{}</w:p>", run(text, ""))
}

/// Paragraphs, one from each line.
pub(crate) fn lines(text: &str) -> String {
    text.lines().map(p).collect()
}

/// The name of the person: large.
pub(crate) fn name(text: &str) -> String {
    format!("<w:p>{}</w:p>", run(text, "<w:b/><w:sz w:val=\"40\"/>"))
}

/// A heading in bold letters with a line below, as people make them who use no styles.
pub(crate) fn heading(text: &str) -> String {
    let line = "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"auto\"/></w:pBdr>";
    format!("<w:p><w:pPr>{line}</w:pPr>{}</w:p>", run(text, "<w:b/>"))
}

/// A table: rows of cells of paragraphs.
pub(crate) fn table(rows: &[&[String]]) -> String {
    let cell = |inner: &String| format!("<w:tc><w:tcPr/>{inner}</w:tc>");
    let row = |cells: &&[String]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    let columns = "<w:gridCol w:w=\"4500\"/>".repeat(rows.first().map_or(0, |row| row.len()));
    format!("<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}
