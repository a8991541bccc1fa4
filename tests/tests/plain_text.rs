//! Plain text that other people typed: what its layout is taken for, and that it is read to the last letter.
//!
//! `fixtures/foreign/text/NAME.txt` stands beside `NAME.outline`, a line for each block. `VITAE_BLESS=1 cargo test -p vitae-tests
//! --test plain_text` writes them; read them before you commit them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

use std::fs;
use std::path::{Path, PathBuf};
use vitae::{Context, Source};
use vitae_outline::{Block, Kind, Origin, blocks_of_lines};
use vitae_testkit::laws::keeps_words;

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/foreign/text");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    assert!(files.len() >= 8, "the fixtures are there");
    files
}

/// A block on a line: what it is, how it looked, what it says.
fn shown(block: &Block) -> String {
    let kind = match block.kind {
        Kind::Heading(level) => format!("heading {level}"),
        Kind::Paragraph if block.level > 0 => format!("text in item {}", block.level),
        Kind::Paragraph => "text".into(),
        Kind::Item { .. } => format!("item {}", block.level),
        Kind::Pre => "pre".into(),
        Kind::Rule => "rule".into(),
    };
    let look = &block.look;
    let origin = if look.origin == Origin::Body { String::new() } else { format!("{:?}", look.origin).to_lowercase() };
    let seen = [(look.gap, "gap"), (look.ruled, "ruled"), (look.centered, "centered"), (!origin.is_empty(), &origin)];
    let seen: Vec<_> = seen.iter().filter(|(is, _)| *is).map(|(_, name)| *name).collect();
    let head = if seen.is_empty() { kind } else { format!("{kind} ({})", seen.join(", ")) };
    let text = block.text().replace('\n', "⏎").replace('\t', "⇥");
    if text.is_empty() { head + "\n" } else { format!("{head}: {text}\n") }
}

#[test]
fn layout_is_evidence() {
    let mut differences = Vec::new();
    for file in fixtures() {
        let text = fs::read_to_string(&file).unwrap();
        let found: String = blocks_of_lines(&text).iter().map(shown).collect();
        let expected = file.with_extension("outline");
        if fs::read_to_string(&expected).unwrap_or_default().replace("\r\n", "\n") == found {
            continue;
        }
        if std::env::var_os("VITAE_BLESS").is_some() {
            fs::write(expected, found).unwrap();
        } else {
            differences.push(format!("{}:\n{found}", expected.display()));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// The same words, whether an editor wrapped them or not.
#[test]
fn a_text_that_was_wrapped_says_the_same() {
    let blocks = |name: &str| {
        let file = fixtures().into_iter().find(|file| file.file_stem().is_some_and(|stem| stem == name)).unwrap();
        let blocks = blocks_of_lines(&fs::read_to_string(file).unwrap());
        blocks.iter().map(shown).collect::<Vec<_>>()
    };
    assert_eq!(blocks("wrapped"), blocks("unwrapped"));
}

#[test]
fn each_is_recognised_and_read_to_the_last_letter() {
    let formats = vitae::formats();
    for file in fixtures() {
        let bytes = fs::read(&file).unwrap();
        for source in [Source::new(&bytes), Source::named(&bytes, &file)] {
            assert_eq!(formats.detect(&source).unwrap().name(), "text", "{}", file.display());
        }
        let mut cx = Context::default();
        let resume = formats.get("text").unwrap().read(&Source::new(&bytes), &mut cx).unwrap();
        assert!(!cx.report.iter().any(|said| said.code == "not-a-resume"), "{}", file.display());
        // Months are written out, and labels kept apart: each is looked for in the whole résumé.
        let page = vitae_outline::compose(&vitae_outline::visible(&resume), vitae_outline::Composition::default());
        let page: String = page.blocks.iter().map(|block| block.text() + "\n").collect();
        let page = format!("{page}{resume:?}").to_lowercase();
        for word in String::from_utf8(bytes).unwrap().split(|c: char| !c.is_alphanumeric()) {
            let word = word.to_lowercase();
            assert!(page.contains(&word), "{}: {word} is not in\n{page}", file.display());
        }
    }
}

/// Once a text has been read, and written in our way, each word is read again, and what was read twice is written the same twice.
#[test]
fn what_was_read_once_is_read_again_word_by_word() {
    let text = vitae::formats();
    let text = text.get("text").unwrap();
    let resumes = vitae_testkit::fixtures().into_iter().chain(fixtures().into_iter().map(|file| {
        let resume = text.read(&Source::new(&fs::read(&file).unwrap()), &mut Context::default()).unwrap();
        (file.display().to_string(), resume)
    }));
    for (name, resume) in resumes {
        let write = |resume| text.write(resume, &mut Context::default()).unwrap();
        let read = |bytes: &[u8]| text.read(&Source::new(bytes), &mut Context::default()).unwrap();
        let back = read(&write(&resume));
        keeps_words(&resume, &back).unwrap_or_else(|why| panic!("{name}: {why}"));
        let once = write(&back);
        let again = read(&once);
        keeps_words(&back, &again).unwrap_or_else(|why| panic!("{name}, a second time: {why}"));
        assert_eq!(read(&once), again, "{name}");
    }
}

/// What looks like text to nobody stays refused, and no other format loses a file to plain text.
#[test]
fn only_what_is_called_text_or_has_no_name_is_taken_for_it() {
    let formats = vitae::formats();
    let found = |name: Option<&str>, bytes: &[u8]| {
        let source = name.map_or(Source::new(bytes), |name| Source::named(bytes, Path::new(name)));
        formats.detect(&source).map_or("none", vitae::Format::name)
    };
    assert_eq!(found(None, b"milk, eggs"), "text");
    assert_eq!(found(Some("shopping.txt"), b"milk, eggs"), "text");
    assert_eq!(found(Some("CV.TXT"), b"name: Mara\n"), "text");
    for name in ["Makefile", "style.css", "photo.jpg", "cv"] {
        assert_eq!(found(Some(name), b"milk, eggs"), "none", "{name}");
    }
    assert_eq!(found(Some("list.yaml"), b"- milk\n- eggs\n"), "yaml");
    assert_eq!(found(None, b"name: Mara\n"), "yaml");
    assert_eq!(found(Some("cv.txt"), b"{\"basics\": {}}"), "json");
    assert_eq!(found(Some("cv.txt"), b"<!doctype html><p>Mara"), "html");
    for binary in [&b"PK\x03\x04\0\0"[..], b"\x7FELF\0", b"caf\xE9", b"%PDF-1.7\n", b"{\\rtf1", b"", b" \n"] {
        assert_ne!(found(None, binary), "text", "{binary:?}");
    }
    let text = formats.get("text").unwrap();
    for (binary, code) in
        [(&b"a\0b"[..], "not-text"), (b"caf\xE9", "not-utf8"), (b"\xFF\xFEa\0", "not-utf8"), (b"", "empty-input")]
    {
        let error = text.read(&Source::new(binary), &mut Context::default()).unwrap_err();
        assert_eq!(error.diagnostic.code, code, "{binary:?}");
        assert!(error.diagnostic.at.is_some() && error.diagnostic.help.is_some(), "{binary:?}");
    }
}

#[test]
fn a_text_without_a_sign_of_a_resume_is_read_and_doubted() {
    let text = vitae::formats();
    let said = |words: &str| {
        let mut cx = Context::default();
        text.get("text").unwrap().read(&Source::new(words.as_bytes()), &mut cx).unwrap();
        cx.report.iter().map(|said| said.code).collect::<Vec<_>>()
    };
    assert_eq!(said("milk\n2 eggs\n"), ["not-a-resume"]);
    assert!(said("Mara\n\nEngineer, 2016\n").is_empty());
    assert!(said("Skills\n======\nrope work\n\nTools\n-----\nrope\n").is_empty());
}
