//! Whatever a fuzzer found once stays found: the laws of `fuzz/harness.rs` on every file that we have, and on pieces of them.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says so")]

#[path = "../../fuzz/harness.rs"]
mod harness;

use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name)
}

/// Every file in a folder and in those below it, in a fixed order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Runs the harness; a broken law names the file.
fn run(path: &Path, what: &str, bytes: &[u8]) {
    let outcome = std::panic::catch_unwind(|| {
        harness::read_yaml(bytes);
        harness::convert_any(bytes);
    });
    assert!(outcome.is_ok(), "{}{what} breaks a law of fuzz/harness.rs, as said above", path.display());
}

fn run_all(name: &str) {
    let files = files(&folder(name));
    assert!(!files.is_empty(), "there is nothing in {name}");
    for path in files {
        run(&path, "", &std::fs::read(&path).expect("the file can be read"));
    }
}

#[test]
fn what_a_fuzzer_found_stays_found() {
    run_all("fuzz/regressions");
}

#[test]
fn every_fixture_keeps_the_laws() {
    run_all("fixtures");
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
            run(&path, &format!(", cut at byte {at},"), &bytes[..at]);
            let mut edited = bytes.clone();
            edited.insert(at, b"-:#{}[]|>&*!%@`'\",?\t\n\\\0\xff"[case % 24]);
            run(&path, &format!(", edited at byte {at},"), &edited);
        }
    }
}
