//! A run that is killed leaves each file as it was, or as it was to be: never a part of one.
//!
//! The program is started and killed some hundred times, each time a little later in its work, from its first moment to its
//! last. `VITAE_CASES` says how often.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may fail loudly, and says what it counted"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// What a run remembers in a folder of results.
const MEMORY: &str = ".vitae-state";

fn vitae(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vitae-under-test"));
    command.current_dir(folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn times() -> u32 {
    std::env::var("VITAE_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(150)
}

fn resume(name: &str, small: bool) -> String {
    format!(
        "name: {name}\nsections:\n  - kind: custom\n    text: |\n{}",
        "      word after word\n\n".repeat(if small { 200 } else { 2_000 })
    )
}

/// What a run of this command found in its places when it was killed so and so long after its start.
fn kill_after(command: &mut Command, wait: Duration) {
    let mut child = command.spawn().unwrap();
    std::thread::sleep(wait);
    let _ = child.kill();
    child.wait().unwrap();
}

#[derive(Debug, Default)]
struct Counts {
    old: usize,
    new: usize,
}

/// Runs a command to its end, then again and again with all places as they were, and kills it. Each place holds the old or the new.
fn is_never_half_done(folder: &Path, places: &[PathBuf], command: &dyn Fn() -> Command) -> Counts {
    let old = b"old, and whole".to_vec();
    let restore = || {
        // With what a run remembers of the last one, there would be nothing to do.
        let _ = fs::remove_file(folder.join(MEMORY));
        places.iter().for_each(|place| fs::write(place, &old).unwrap());
    };
    restore();
    let start = Instant::now();
    assert!(command().status().unwrap().success());
    let whole = start.elapsed();
    let new: Vec<Vec<u8>> = places.iter().map(|place| fs::read(place).unwrap()).collect();
    assert!(new.iter().all(|new| *new != old));
    let mut counts = Counts::default();
    for time in 0..times() {
        restore();
        kill_after(&mut command(), whole * time * 5 / (times() * 4));
        for (place, new) in places.iter().zip(&new) {
            let found = fs::read(place).unwrap();
            match () {
                () if found == old => counts.old += 1,
                () if found == *new => counts.new += 1,
                () => panic!("{} has {} bytes, which are neither the old nor the new", place.display(), found.len()),
            }
        }
    }
    let strays = left_in(folder);
    println!(
        "{} kills, {} files looked at: {counts:?}; {strays} unfinished files beside them",
        times(),
        counts.old + counts.new
    );
    counts
}

fn left_in(folder: &Path) -> usize {
    fs::read_dir(folder)
        .unwrap()
        .filter(|file| file.as_ref().unwrap().file_name().to_string_lossy().ends_with(".tmp"))
        .count()
}

#[test]
fn a_file_is_replaced_as_a_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("cv.yaml"), resume("Mara", false)).unwrap();
    let counts = is_never_half_done(folder.path(), &[folder.path().join("cv.html")], &|| {
        let mut command = vitae(folder.path());
        command.args(["convert", "cv.yaml", "-o", "cv.html"]);
        command
    });
    assert!(counts.old > 0 && counts.new > 0, "it was killed before and after: {counts:?}");
}

#[test]
fn a_folder_of_results_has_whole_files_only() {
    let folder = tempfile::tempdir().unwrap();
    let (cvs, out) = (folder.path().join("cvs"), folder.path().join("out"));
    fs::create_dir(&cvs).unwrap();
    fs::create_dir(&out).unwrap();
    let names: Vec<_> = (0..8).map(|at| format!("cv{at}")).collect();
    for name in &names {
        fs::write(cvs.join(name).with_extension("yaml"), resume(name, true)).unwrap();
    }
    let places: Vec<_> = names.iter().map(|name| out.join(name).with_extension("html")).collect();
    let counts = is_never_half_done(&out, &places, &|| {
        let mut command = vitae(folder.path());
        command.args(["convert", "cvs", "-o", "out", "--to", "html"]);
        command
    });
    assert!(counts.old > 0 && counts.new > 0, "it was killed before and after: {counts:?}");
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_disk_that_takes_no_more_leaves_the_old_file() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("cv.yaml"), resume("Mara", false)).unwrap();
    fs::write(folder.path().join("cv.html"), "old").unwrap();
    let run = "trap '' XFSZ; ulimit -f 1; exec \"$0\" convert cv.yaml -o cv.html";
    let program = env!("CARGO_BIN_EXE_vitae-under-test");
    let output = Command::new("sh").args(["-c", run, program]).current_dir(folder.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(
        said(&output).contains("`cv.html` cannot be written: it would be larger than a file may be here"),
        "{}",
        said(&output)
    );
    assert_eq!(fs::read(folder.path().join("cv.html")).unwrap(), b"old");
    assert_eq!(left_in(folder.path()), 0);
}

/// What a document says about itself is never where its result goes.
#[test]
fn names_in_a_document_are_no_paths() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("in/out");
    fs::create_dir_all(folder.path().join("in/cvs")).unwrap();
    let nasty = "../../escaped";
    let text = format!(
        "name: {nasty}\nmeta: {{title: {nasty}, canonical: {nasty}}}\nx-file: {nasty}\nphoto: {nasty}.png\nsections:\n  - title: {nasty}\n    id: {nasty}\n    entries: [{{title: {nasty}, url: {nasty}}}]\n"
    );
    fs::write(folder.path().join("in/cvs/cv.yaml"), text).unwrap();
    for format in ["yaml", "json", "xml", "markdown", "html", "docx", "text"] {
        let output = vitae(folder.path())
            .args(["convert", "in/cvs", "-o", "in/out", "--to", format])
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", said(&output));
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is made beside the folder");
    assert_eq!(fs::read_dir(folder.path().join("in")).unwrap().count(), 2);
    let names: Vec<_> = fs::read_dir(out).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert!(
        names.len() >= 6 && names.iter().all(|name| name.to_string_lossy().starts_with("cv.") || name == MEMORY),
        "{names:?}"
    );
}
