//! What every fixture becomes, kept as files that a reviewer can open: `tests/goldens/*.docx`, `*.yaml`, `*.json` and so on;
//! `*.text.txt` is the plain text, and `*.txt` the outline that all documents share.
//!
//! `VITAE_BLESS=1 cargo test -p vitae-tests --test goldens` rewrites them; open them before you commit them. Documents are
//! compared part by part, unpacked: how well they are packed is not what they say.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail loudly"
)]

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use vitae::{Context, Resume};
use vitae_outline::{Block, Composition, Kind, compose, visible};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("goldens")
}

fn fixtures() -> Vec<(String, Resume)> {
    let fixtures = vitae_testkit::fixtures();
    assert!(fixtures.len() >= 8, "the fixtures are there");
    fixtures
}

fn check(file: &str, bytes: &[u8], differs: impl Fn(&[u8], &[u8]) -> Option<String>) -> Option<String> {
    let path = folder().join(file);
    let before = std::fs::read(&path).unwrap_or_default();
    let difference = differs(&before, bytes)?;
    if std::env::var_os("VITAE_BLESS").is_some() {
        std::fs::write(&path, bytes).expect("goldens can be written");
        return None;
    }
    Some(format!("{file}: {difference}"))
}

/// The first line that differs.
fn text_difference(before: &[u8], after: &[u8]) -> Option<String> {
    let (before, after) = (String::from_utf8_lossy(before).replace("\r\n", "\n"), String::from_utf8_lossy(after));
    if before == after {
        return None;
    }
    let mut olds = before.lines();
    for (number, new) in after.lines().enumerate() {
        let old = olds.next();
        if old != Some(new) {
            return Some(format!("line {}: was {old:?}, is {new:?}", number + 1));
        }
    }
    Some("lines are missing at the end".into())
}

fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut parts = BTreeMap::new();
    let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else { return parts };
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part of our own document");
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("a part of our own document");
        parts.insert(part.name().to_owned(), content);
    }
    parts
}

fn document_difference(before: &[u8], after: &[u8]) -> Option<String> {
    let (before, after) = (parts(before), parts(after));
    let names: std::collections::BTreeSet<_> = before.keys().chain(after.keys()).collect();
    names.into_iter().find_map(|name| match (before.get(name), after.get(name)) {
        (Some(a), Some(b)) if a == b => None,
        (Some(a), Some(b)) => {
            let at = a.iter().zip(b).take_while(|(x, y)| x == y).count();
            let around = |bytes: &[u8]| {
                String::from_utf8_lossy(&bytes[at.saturating_sub(60)..(at + 60).min(bytes.len())]).into_owned()
            };
            Some(format!("{name} differs at byte {at}:\n  was …{}…\n  is  …{}…", around(a), around(b)))
        }
        (None, _) => Some(format!("{name} is new")),
        (_, None) => Some(format!("{name} is gone")),
    })
}

fn write(resume: &Resume, format: &str) -> Vec<u8> {
    let formats = vitae::formats();
    formats.get(format).and_then(|f| f.write(resume, &mut Context::default())).expect("a fixture can be written")
}

/// Compares what every fixture becomes with the files kept.
fn assert_goldens(ending: &str, make: impl Fn(&Resume) -> Vec<u8>, differs: impl Fn(&[u8], &[u8]) -> Option<String>) {
    let all = fixtures();
    let differences =
        all.iter().filter_map(|(name, resume)| check(&format!("{name}.{ending}"), &make(resume), &differs));
    let differences: Vec<_> = differences.collect();
    assert!(
        differences.is_empty(),
        "{}\nIf this is what should be, run with VITAE_BLESS=1 and open the files.",
        differences.join("\n")
    );
}

#[test]
fn documents_are_what_they_were() {
    assert_goldens("docx", |resume| write(resume, "docx"), document_difference);
}

#[test]
fn json_is_what_it_was() {
    assert_goldens("json", |resume| write(resume, "json"), text_difference);
}

#[test]
fn markdown_is_what_it_was() {
    assert_goldens("md", |resume| write(resume, "markdown"), text_difference);
}

#[test]
fn html_is_what_it_was() {
    assert_goldens("html", |resume| write(resume, "html"), text_difference);
}

#[test]
fn xml_is_what_it_was() {
    assert_goldens("xml", |resume| write(resume, "xml"), text_difference);
}

#[test]
fn text_is_what_it_was() {
    assert_goldens("text.txt", |resume| write(resume, "text"), text_difference);
}

#[test]
fn yaml_is_what_it_was() {
    assert_goldens("yaml", |resume| write(resume, "yaml"), text_difference);
}

/// The outline as plain text: what stands on the page, in order, whatever the medium.
fn page(resume: &Resume) -> String {
    let line = |block: &Block| {
        let indent = "  ".repeat(usize::from(block.level.saturating_sub(1)) + 2 * usize::from(block.quote));
        let mark = match block.kind {
            Kind::Heading(n) => format!("\n{} ", "#".repeat(n.into())),
            Kind::Paragraph if block.level > 0 => "  ".into(),
            Kind::Paragraph => String::new(),
            Kind::Item { number: None } => "- ".into(),
            Kind::Item { number: Some(n) } => format!("{n}. "),
            Kind::Pre => "| ".into(),
            Kind::Rule => "\n* * *".into(),
        };
        format!("{indent}{mark}{}", block.text().replace('\n', " / ")).trim_end().to_owned() + "\n"
    };
    compose(&visible(resume), Composition::default()).blocks.iter().map(line).collect()
}

#[test]
fn pages_say_what_they_said() {
    assert_goldens("txt", |resume| page(resume).into_bytes(), text_difference);
}

/// Nothing that a person could see is missing on the page.
#[test]
fn every_visible_word_is_on_the_page() {
    for (name, resume) in fixtures() {
        let seen = visible(&resume);
        let mut page: BTreeMap<String, usize> = BTreeMap::new();
        let outline = compose(&seen, Composition::default());
        for word in outline.words() {
            *page.entry(bare(&word)).or_default() += 1;
        }
        // Japanese sets no spaces: "6" years are shown as "6年".
        let spaceless = resume.meta.language.as_ref().is_some_and(|lang| lang.primary() == "ja");
        for word in seen.words() {
            if spaceless && outline.words().iter().any(|shown| shown.contains(&word)) {
                continue;
            }
            let left = page.get_mut(&bare(&word)).unwrap_or_else(|| panic!("{name}: {word:?} is not on the page"));
            assert!(*left > 0, "{name}: {word:?} is not on the page often enough");
            *left -= 1;
        }
    }
}

/// A word without the punctuation that composing sets around it.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| ",;:()：".contains(c)).to_owned()
}
