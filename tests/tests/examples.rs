//! The examples stay as small as the walk-through says that a format is.

#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

use std::fs;
use std::path::Path;

fn example(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples").join(file)).unwrap()
}

#[test]
fn a_writer_takes_less_than_150_lines() {
    let lines = example("asciidoc/src/lib.rs").lines().count();
    assert!(lines < 150, "{lines} lines");
}

#[test]
fn a_binary_with_a_format_of_ones_own_is_three_lines() {
    let main = example("toml/src/main.rs");
    let is_code = |line: &&str| !line.is_empty() && !line.starts_with("//") && !line.starts_with("use ");
    let code: Vec<_> = main.lines().filter(is_code).collect();
    assert_eq!(code.len(), 3, "{code:#?}");
}
