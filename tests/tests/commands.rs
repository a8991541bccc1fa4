//! The documents in `cmd/` are the manual of the command, and each command in them is run.
//!
//! A document works in the files of the folder beside it that ends in `.in`, and what it leaves behind is compared with the
//! folder that ends in `.out`, if there is one. `TRYCMD=overwrite cargo test -p vitae-tests --test commands` writes what
//! the program says now into the documents; read it as the person would to whom it is said, before you commit it.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn every_command_does_what_its_document_says() {
    trycmd::TestCases::new()
        .register_bin("vitae", Path::new(env!("CARGO_BIN_EXE_vitae-under-test")))
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .env("CLICOLOR_FORCE", "0")
        .case("cmd/*.md")
        .case("cmd/*.toml");
}

fn documents() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cmd");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut documents: Vec<_> = files.filter(|path| path.extension().is_some_and(|e| e == "md")).collect();
    documents.sort();
    documents
}

/// The blocks of a document that are the content of a file: those with a name behind their language, as in ` ```yaml cv.yaml `.
fn files_shown(document: &str) -> Vec<(String, String)> {
    let mut shown = Vec::new();
    let mut lines = document.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let content: String =
            lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
        if let Some((_, name)) = info.split_once(' ') {
            shown.push((name.to_owned(), content));
        }
    }
    shown
}

#[test]
fn a_file_that_is_shown_in_a_document_is_the_file_that_it_uses() {
    let mut seen = 0;
    for document in documents() {
        let text = fs::read_to_string(&document).unwrap().replace("\r\n", "\n");
        for (name, content) in files_shown(&text) {
            let places = [document.with_extension("in").join(&name), document.with_extension("out").join(&name)];
            let file = places.iter().find(|place| place.exists());
            let file = file.unwrap_or_else(|| panic!("{} shows {name}, which is not there", document.display()));
            let real = fs::read_to_string(file).unwrap().replace("\r\n", "\n");
            assert_eq!(content, real, "{} shows another {name}", document.display());
            seen += 1;
        }
    }
    assert!(seen > 3, "documents show their files");
}
