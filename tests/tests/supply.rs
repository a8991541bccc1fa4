//! How much of other people's code is in the program. It may only become less: whoever needs more writes the new number here, beside
//! the reason for the dependency in the root's `Cargo.toml`.
//!
//! `deny.toml` says what may come in at all.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test that cannot go on says so, and the count is for whoever runs it"
)]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// So many crates that are not of this workspace are linked into the program on Linux, those that run in the compiler included.
const CRATES: usize = 85;

/// So many steps below the program stands the deepest of them.
const DEPTH: usize = 7;

#[test]
fn the_program_takes_in_no_more_than_it_did() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests live in the workspace");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["tree", "--package=vitae-cli", "--edges=normal", "--prefix=depth", "--locked", "--offline"]);
    command.args(["--target=x86_64-unknown-linux-gnu", "--format= {p}"]).current_dir(root);
    let output = command.output().expect("cargo runs");
    assert!(output.status.success(), "cargo tree: {}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).expect("cargo speaks UTF-8");
    let mut crates = BTreeSet::new();
    let mut deepest = 0;
    for line in tree.lines() {
        let mut words = line.split(' ');
        let depth = words.next().and_then(|depth| depth.parse::<usize>().ok()).expect("a line begins with its depth");
        let (name, version) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        if !(name == "vitae" || name.starts_with("vitae-")) {
            crates.insert(format!("{name} {version}"));
        }
        deepest = deepest.max(depth);
    }
    println!("{} crates of others are in the program, the deepest {deepest} steps below it", crates.len());
    assert!(crates.len() <= CRATES, "the program takes in {} crates, and took in {CRATES}: {crates:#?}", crates.len());
    assert!(deepest <= DEPTH, "crates stand {deepest} steps below the program, and stood {DEPTH}");
}
