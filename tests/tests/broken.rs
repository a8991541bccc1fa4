//! Broken inputs, each beside the message that it must give, word for word: see `fixtures/README.md`.
//!
//! `VITAE_BLESS=1` rewrites the messages. Read each as the person would who made the mistake, before you commit it.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use vitae::{Context, Diagnostic, Location, Source};

/// The folders of broken inputs, one for each format.
fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/broken");
    let mut folders: Vec<_> = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}

/// The inputs of a folder: everything that is not an expectation.
fn inputs(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut inputs: Vec<_> = files.filter(|path| path.extension().is_none_or(|e| e != "expect")).collect();
    inputs.sort();
    inputs
}

/// What a format says about an input: the error that stops it, else everything that it remarks.
fn said(format: &str, bytes: &[u8]) -> String {
    let formats = vitae::formats();
    let mut cx = Context::default();
    match formats.get(format).unwrap().read(&Source::new(bytes), &mut cx) {
        Err(error) => show(&error.diagnostic),
        Ok(_) => cx.report.iter().map(show).collect::<Vec<_>>().join("\n"),
    }
}

fn show(diagnostic: &Diagnostic) -> String {
    let place = match &diagnostic.at {
        Some(Location::Text { line, column, .. }) => format!("{line}:{column}"),
        Some(place) => place.to_string(),
        None => String::from("nowhere"),
    };
    let kind = serde_json::to_value(diagnostic.kind).unwrap();
    let kind = kind.as_str().unwrap();
    let mut out = format!("{place} {kind}/{}\n{}\n", diagnostic.code, diagnostic.message);
    if let Some(help) = &diagnostic.help {
        writeln!(out, "help: {help}").unwrap();
    }
    out
}

#[test]
fn every_broken_input_gets_its_message() {
    let mut seen = 0;
    let mut wrong = String::new();
    for folder in folders() {
        let format = folder.file_name().unwrap().to_str().unwrap();
        for input in inputs(&folder) {
            seen += 1;
            let want = fs::read_to_string(input.with_extension("expect")).unwrap_or_default().replace("\r\n", "\n");
            let got = said(format, &fs::read(&input).unwrap());
            if got != want && std::env::var_os("VITAE_BLESS").is_some() {
                fs::write(input.with_extension("expect"), &got).unwrap();
            } else if got != want {
                let name = input.file_name().unwrap().to_str().unwrap();
                writeln!(wrong, "── {format}/{name}\nexpected:\n{want}said:\n{got}").unwrap();
            }
        }
    }
    assert!(seen >= 25, "only {seen} broken inputs were found");
    assert!(wrong.is_empty(), "{wrong}");
}

/// Every broken input is sound UTF-8 text up to the place that its error names, so that the place can be shown.
#[test]
fn every_place_is_inside_its_input() {
    let formats = vitae::formats();
    for folder in folders() {
        let format = folder.file_name().unwrap().to_str().unwrap();
        for input in inputs(&folder) {
            let bytes = fs::read(&input).unwrap();
            let mut cx = Context::default();
            let Err(error) = formats.get(format).unwrap().read(&Source::new(&bytes), &mut cx) else { continue };
            if let Some(Location::Text { bytes: range, .. }) = &error.diagnostic.at {
                assert!(range.end <= bytes.len() && range.start <= range.end, "{}: {range:?}", input.display());
            }
        }
    }
}
