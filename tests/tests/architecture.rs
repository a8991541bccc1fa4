//! The architecture, as `docs/architecture.md` draws it, asserted from what cargo and the sources say.
//!
//! ```text
//!                  core ◄─────────── testkit ◄┄┄ dev-dependency of every format
//!                   ▲
//!               commonmark
//!                   ▲
//!                dialect ◄──── outline
//!                   ▲             ▲
//!             data formats   document formats
//!                   └──► vitae ◄──┘      the facade: the only one that names formats
//!                          ▲
//!                         cli            the only one that touches the outside world
//! ```
//!
//! The formats are not listed here: they are what the facade depends on. A new format is judged from its first day.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test that cannot go on says so")]

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

const CORE: &str = "vitae-core";
const OUTLINE: &str = "vitae-outline";
const COMMONMARK: &str = "vitae-commonmark";
const DIALECT: &str = "vitae-dialect";
const FACADE: &str = "vitae";
const CLI: &str = "vitae-cli";
const EXAM: &str = "vitae-testkit";
const TESTS: &str = "vitae-tests";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests live in the workspace").to_owned()
}

/// A crate of the workspace.
struct Crate {
    folder: PathBuf,
    license: String,
    /// What it is built with, by name.
    needs: BTreeSet<String>,
    /// What only its tests are built with.
    tests_need: BTreeSet<String>,
}

impl Crate {
    fn manifest(&self) -> String {
        read(&self.folder.join("Cargo.toml"))
    }
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The crates of the workspace by name, as cargo sees them.
fn workspace() -> BTreeMap<String, Crate> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["metadata", "--format-version=1", "--no-deps", "--offline"]).current_dir(root());
    let output = command.output().expect("cargo runs");
    assert!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo speaks JSON");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let mut crates = BTreeMap::new();
    for package in list(&metadata["packages"]) {
        let manifest = PathBuf::from(text(&package["manifest_path"]));
        let needs = |dev: bool| {
            let all = list(&package["dependencies"]);
            let of_kind = all.iter().filter(|d| (d["kind"] == "dev") == dev);
            of_kind.map(|d| text(&d["name"])).collect()
        };
        let one = Crate {
            folder: manifest.parent().expect("a manifest is in a folder").to_owned(),
            license: text(&package["license"]),
            needs: needs(false),
            tests_need: needs(true),
        };
        crates.insert(text(&package["name"]), one);
    }
    for name in [CORE, OUTLINE, COMMONMARK, DIALECT, FACADE, CLI, EXAM, TESTS] {
        assert!(crates.contains_key(name), "{name} is no longer in the workspace; change this test with it");
    }
    crates
}

/// What a crate is built with, of this workspace.
fn ours<'a>(crates: &'a BTreeMap<String, Crate>, name: &str) -> BTreeSet<&'a str> {
    let needs = |n: &&'a String| crates[name].needs.contains(n.as_str());
    crates.keys().filter(needs).map(String::as_str).collect()
}

/// The formats: what the facade brings together, beside the core.
fn formats(crates: &BTreeMap<String, Crate>) -> BTreeSet<&str> {
    let mut formats = ours(crates, FACADE);
    formats.remove(CORE);
    assert!(formats.len() >= 2, "the facade names no formats: {formats:?}");
    formats
}

fn assert_only(crates: &BTreeMap<String, Crate>, name: &str, allowed: &[&str], rule: &str) {
    let needs = ours(crates, name);
    let more: Vec<_> = needs.iter().filter(|n| !allowed.contains(n)).collect();
    assert!(more.is_empty(), "{rule}; {name} depends on {more:?}");
}

#[test]
fn the_core_depends_on_nobody_here() {
    let crates = workspace();
    assert_only(&crates, CORE, &[], "the core depends on no crate of the workspace");
    let in_tests: Vec<_> = crates[CORE].tests_need.iter().filter(|name| crates.contains_key(*name)).collect();
    assert!(in_tests.is_empty(), "the core is tested without the crates above it; its tests depend on {in_tests:?}");
}

#[test]
fn the_layers_between_core_and_formats_depend_on_those_below_only() {
    let crates = workspace();
    for (layer, below) in
        [(COMMONMARK, &[CORE][..]), (DIALECT, &[CORE, COMMONMARK]), (OUTLINE, &[CORE, COMMONMARK, DIALECT])]
    {
        assert_only(&crates, layer, below, &format!("{layer} depends on {below:?} only"));
    }
}

#[test]
fn a_format_never_depends_on_another_format() {
    let crates = workspace();
    for format in formats(&crates) {
        assert_only(
            &crates,
            format,
            &[CORE, OUTLINE, COMMONMARK, DIALECT],
            "a format depends on the core, and on the layers made for formats, never on another format or on what stands above",
        );
        assert!(
            !crates[format].tests_need.iter().any(|name| formats(&crates).contains(name.as_str())),
            "a format is tested without other formats; {format} is not"
        );
        assert!(
            crates[format].tests_need.contains(EXAM),
            "every format sits the exam; {format} does not depend on {EXAM}"
        );
    }
}

#[test]
fn only_the_facade_names_formats() {
    let crates = workspace();
    let formats = formats(&crates);
    for name in crates.keys().filter(|name| ![FACADE, TESTS].contains(&name.as_str())) {
        let named: Vec<_> = ours(&crates, name).intersection(&formats).copied().collect();
        // The exam reads the fixtures, and a person writes those in YAML.
        let allowed: &[&str] = if name == EXAM { &["vitae-yaml"] } else { &[] };
        assert!(named.iter().all(|n| allowed.contains(n)), "only the facade names formats; {name} names {named:?}");
    }
    assert_only(&crates, CLI, &[FACADE], "the command line knows formats through the facade only");
}

#[test]
fn the_exam_and_the_tests_are_in_no_product() {
    let crates = workspace();
    for (name, one) in &crates {
        assert!(!one.needs.contains(EXAM) || name == TESTS, "{EXAM} is for tests; {name} is built with it");
        assert!(!one.needs.contains(TESTS), "nothing is built with the tests; {name} is");
    }
}

#[test]
fn only_the_command_line_is_built_for_a_terminal() {
    for (name, one) in workspace() {
        for tool in ["clap", "tempfile", "annotate-snippets", "anstream", "ignore", "signal-hook", "terminal_size"] {
            let has = one.needs.contains(tool);
            assert!(
                !has || name == CLI,
                "only {CLI} depends on {tool}, since only it has a terminal and files; so does {name}"
            );
        }
    }
}

/// What reaches outside of the program, as it is spelled in source. Words in comments and in tests do not count.
const OUTSIDE: [&str; 10] = [
    "std::fs",
    "std::env",
    "std::time",
    "std::thread",
    "std::net",
    "std::process",
    "std::io::std",
    "println!",
    "print!(",
    "dbg!",
];

#[test]
fn only_the_command_line_touches_files_clock_environment_and_terminal() {
    for (name, one) in workspace() {
        // The exam is the other exception: it reads fixtures and bounds time and memory, and only ever runs in tests.
        if [CLI, EXAM, TESTS].contains(&name.as_str()) {
            continue;
        }
        for file in rust_files(&one.folder.join("src")) {
            for (number, line) in code_lines(&read(&file)) {
                // The status that a program ends with is the word of the command line, passed on.
                let found = OUTSIDE.iter().find(|word| line.contains(*word) && line != "use std::process::ExitCode;");
                assert!(
                    found.is_none(),
                    "only {CLI} touches the outside world, so that the same input and options give the same bytes everywhere; \
                     {}:{number} has {}",
                    file.display(),
                    found.unwrap_or(&"")
                );
            }
        }
    }
}

/// The source files of a library, without those that are modules of its tests.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut tests = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            let is_root = ["lib", "main", "mod"].iter().any(|name| path.file_stem() == Some(name.as_ref()));
            let home = if is_root { folder.to_owned() } else { path.with_extension("") };
            tests.extend(test_modules(&read(&path)).map(|name| home.join(name)));
            files.push(path);
        }
    }
    files.retain(|file| !tests.iter().any(|test| file.starts_with(test) || *file == test.with_extension("rs")));
    files
}

const ONLY_IN_TESTS: &str = "#[cfg(test)]";

/// The modules in files of their own that are there only in tests.
fn test_modules(source: &str) -> impl Iterator<Item = &str> {
    let pairs = source.lines().zip(source.lines().skip(1)).filter(|(line, _)| *line == ONLY_IN_TESTS);
    pairs.filter_map(|(_, line)| line.strip_prefix("mod ")?.strip_suffix(';'))
}

/// The lines of a source file that are code of the library: without comments, and up to the unit tests at its end.
fn code_lines(source: &str) -> impl Iterator<Item = (usize, &str)> {
    let library = source.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    library
        .lines()
        .zip(1..)
        .map(|(line, number)| (number, line.trim_start()))
        .filter(|(_, line)| !line.starts_with("//"))
}

#[test]
fn comments_and_tests_are_not_code_of_the_library() {
    let source = "//! std::fs\n#[cfg(test)]\nmod laws;\nuse std::fs;\n    // println!\n\n#[cfg(test)]\nmod tests { use std::env; }\n";
    let lines: Vec<_> = code_lines(source).map(|(number, _)| number).collect();
    assert_eq!(lines, [2, 3, 4]);
    assert_eq!(test_modules(source).collect::<Vec<_>>(), ["laws"]);
}

#[test]
fn every_crate_inherits_the_lints_and_the_licence() {
    let license = "MIT OR Apache-2.0";
    for (name, one) in workspace() {
        let manifest = one.manifest();
        assert!(
            manifest.contains("[lints]\nworkspace = true"),
            "the lints stand in one place; {name} does not inherit them"
        );
        assert!(
            manifest.contains("license.workspace = true"),
            "the licence stands in one place; {name} does not inherit it"
        );
        assert_eq!(one.license, license, "the licence of {name}");
        for inherited in ["version", "edition", "rust-version"] {
            assert!(
                manifest.contains(&format!("{inherited}.workspace = true")),
                "versions stand in one place; {name} does not inherit its {inherited}"
            );
        }
    }
    for (file, words) in
        [("LICENSE-MIT", "Permission is hereby granted"), ("LICENSE-APACHE", "Version 2.0, January 2004")]
    {
        assert!(read(&root().join(file)).contains(words), "{file} is the licence that Cargo.toml names");
    }
}

#[test]
fn folders_are_named_without_the_prefix() {
    for (name, one) in workspace() {
        let folder = one.folder.file_name().and_then(|f| f.to_str()).unwrap_or_default();
        let short = name.strip_prefix("vitae-").unwrap_or(&name);
        assert_eq!(folder, short, "package names carry the prefix, folders do not");
        let home = if name == TESTS { root() } else { root().join("crates") };
        let is_home = one.folder.parent() == Some(&home) || one.folder.parent() == Some(&root().join("examples"));
        assert!(is_home, "crates live in crates/, examples in examples/; {name} is in {}", one.folder.display());
    }
}

/// What the top of the tree may hold. More belongs somewhere below.
#[rustfmt::skip]
const TOP: [&str; 17] = [
    "CHANGELOG.md", "CONTRIBUTING.md", "Cargo.lock", "Cargo.toml", "LICENSE-APACHE", "LICENSE-MIT", "README.md",
    "clippy.toml", "crates", "deny.toml", "docs", "examples", "fixtures", "fuzz", "rustfmt.toml", "target", "tests",
];

/// What stands at the top: as git has it, for who tries the program makes files there; where there is no git, as the folder has it,
/// but for documents, which the commands of the README make.
fn top() -> BTreeSet<String> {
    let tracked = Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output();
    match tracked.ok().filter(|output| output.status.success() && !output.stdout.is_empty()) {
        Some(output) => {
            let files = String::from_utf8_lossy(&output.stdout).into_owned();
            files.split('\0').filter_map(|file| Some(file.split('/').next()?.to_owned())).collect()
        }
        None => {
            let entries = std::fs::read_dir(root()).expect("the tree can be read");
            let names = entries.map(|entry| entry.expect("the tree can be read").file_name());
            names.map(|name| name.to_string_lossy().into_owned()).filter(|name| !name.ends_with(".docx")).collect()
        }
    }
}

#[test]
fn the_top_of_the_tree_stays_small() {
    // A dot in front marks what belongs to a tool: version control, CI, an editor.
    for name in top().into_iter().filter(|name| !name.is_empty() && !name.starts_with('.')) {
        assert!(
            TOP.contains(&name.as_str()),
            "the top holds only what a visitor looks for first; {name} belongs below"
        );
    }
}
