//! Whatever a fuzzer found once stays found: the laws of `fuzz/harness` on every file that we have, and on pieces of them.
//!
//! | variable | |
//! |---|---|
//! | `VITAE_FUZZ_FILES` | a file or folder of one's own, whose files are run too: `fuzz/artifacts`, say, or a corpus |
//! | `VITAE_CASES` | so many pieces of fixtures, else 200 |

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says so")]

#[path = "../../fuzz/harness/mod.rs"]
mod harness;

use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name)
}

/// Every file in a folder and in those below it, in a fixed order; a file is its only one.
fn files(folder: &Path) -> Vec<PathBuf> {
    if folder.is_file() {
        return vec![folder.to_owned()];
    }
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
        found.extend(files(&entry.expect("the folder can be read").path()));
    }
    found.sort();
    found
}

/// Runs some targets of the harness; a broken law names the file and the target.
fn run(path: &Path, what: &str, bytes: &[u8], targets: &[&str]) {
    for (name, target) in harness::TARGETS.iter().filter(|(name, _)| targets.contains(name)) {
        let outcome = std::panic::catch_unwind(|| target(bytes));
        assert!(outcome.is_ok(), "{}{what} breaks a law of fuzz/harness in {name}, as said above", path.display());
    }
}

/// What covers all others: each format reads the bytes, and the one that they look like is written in every format.
const BOTH: &[&str] = &["read_any", "convert_any"];

/// The target that a file was found by, if it lies in a folder of its name; else all of them.
fn targets(path: &Path) -> Vec<&'static str> {
    let named = |name: &&str| path.parent().is_some_and(|folder| folder.ends_with(name));
    let all = || harness::TARGETS.iter().map(|(name, _)| *name);
    let one: Vec<_> = all().filter(named).collect();
    if one.is_empty() { all().collect() } else { one }
}

fn run_all(folder: &Path) {
    let files = files(folder);
    assert!(!files.is_empty(), "there is nothing in {}", folder.display());
    for path in files {
        run(&path, "", &std::fs::read(&path).expect("the file can be read"), &targets(&path));
    }
}

#[test]
fn what_a_fuzzer_found_stays_found() {
    run_all(&folder("fuzz/regressions"));
}

#[test]
fn files_of_ones_own_keep_the_laws() {
    if let Some(files) = std::env::var_os("VITAE_FUZZ_FILES") {
        run_all(Path::new(&files));
    }
}

#[test]
fn every_fixture_keeps_the_laws() {
    for path in files(&folder("fixtures")) {
        run(&path, "", &std::fs::read(&path).expect("the file can be read"), BOTH);
    }
}

/// A poor man's fuzzer, the same on every run: files cut short, and files with a byte of punctuation put in.
#[test]
fn pieces_of_fixtures_keep_the_laws() {
    // Long runs: VITAE_CASES=10000.
    let cases = std::env::var("VITAE_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(200_usize);
    let files = files(&folder("fixtures"));
    let each = cases.div_ceil(files.len());
    for path in files {
        let bytes = std::fs::read(&path).expect("the file can be read");
        for case in 0..each.min(bytes.len()) {
            // A large prime as the step: places all over the file, none twice.
            let at = case * 7919 % bytes.len();
            run(&path, &format!(", cut at byte {at},"), &bytes[..at], BOTH);
            let mut edited = bytes.clone();
            edited.insert(at, b"-:#{}[]|>&*!%@`'\",?\t\n\\\0\xff"[case % 24]);
            run(&path, &format!(", edited at byte {at},"), &edited, BOTH);
        }
    }
}

/// What is typed as text for an engine says what it is meant to say.
#[test]
fn documents_and_outlines_can_be_typed() {
    let package = harness::parts::package(
        b"<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
          <w:body><w:p><w:r><w:t>Mara Lindqvist</w:t></w:r></w:p></w:body></w:document>",
    );
    let formats = vitae::formats();
    let docx = formats.get("docx").expect("Word is built in");
    let resume = docx.read(&vitae::Source::new(&package), &mut vitae::Context::default());
    let resume = resume.expect("the package is sound");
    assert_eq!(resume.words(), ["Mara", "Lindqvist"]);
    let parts = harness::parts::text(&package).expect("the package is sound");
    assert_eq!(harness::parts::package(&parts), package, "parts are the same when they are typed");

    let typed = "1@A\t\u{1}Mara Lindqvist\u{f}\nt.d:hC\t\u{10}Berlin\u{10}, 2016\n=i+\tx\n";
    let outline = harness::outlines::outline(typed.as_bytes());
    assert_eq!(harness::outlines::outline(harness::outlines::text(&outline).as_bytes()), {
        let mut with_a_line_more = outline.clone();
        with_a_line_more.blocks.extend(harness::outlines::outline(b"").blocks);
        with_a_line_more
    });
}

/// Pieces of testkit make a résumé, and words can be put in.
#[test]
fn resumes_can_be_typed() {
    let (resume, only) = harness::resumes::resume(b"@7\n+7\n+8\nA line.\n0=Zo\xC3\xAB Rowan\n>docx\n");
    assert_eq!(only.as_deref(), Some("docx"));
    assert!(resume.sections.len() >= 2, "{resume:#?}");
    assert!(resume.words().contains(&"line.".to_owned()));
    assert_eq!(resume, harness::resumes::resume(b"@7\n+7\n+8\nA line.\n0=Zo\xC3\xAB Rowan\n").0);
}
