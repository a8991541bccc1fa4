//! Files that somebody malicious might send, and what comes of each: its message, its time, its memory, and nothing else.
//!
//! All are made here, byte for byte the same each time. Each is given to the command in a process of its own. Whatever it is, no run may end
//! by a signal or a panic, use more than 256 MiB, or write anything beside its result; and the time is bounded, by five seconds in the build
//! that people get:
//!
//! ```console
//! $ cargo test --release -p vitae-tests --test hostile
//! ```
//!
//! In a build that is not optimised, what goes as far as the limits allow is ignored, and says so. `VITAE_BIN` names another binary to try.
//! `VITAE_COSTS` names a file for the table of what each case cost, as `docs/limits.md` has it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stderr,
    reason = "what helps a test may fail as loudly as the test, and without the harness clippy cannot know that this is one"
)]

#[path = "hostile/archive.rs"]
mod archive;
#[path = "hostile/case.rs"]
mod case;
#[path = "hostile/corpus.rs"]
mod corpus;
#[path = "hostile/data.rs"]
mod data;
#[path = "hostile/long.rs"]
mod long;
#[path = "hostile/packages.rs"]
mod packages;
#[path = "hostile/pages.rs"]
mod pages;
#[path = "hostile/places.rs"]
mod places;
#[path = "hostile/run.rs"]
mod run;

use case::{Case, Ends};
use libtest_mimic::{Arguments, Trial};
use run::{Bench, Ran};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use vitae_tests::outside;

/// What no run may use more of, in MiB.
const MEMORY: f64 = 256.0;

/// Something that is tried in a folder of its own.
type Try = Box<dyn FnOnce(&Bench, &Path) -> Result<(), String> + Send>;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let bench = Arc::new(Bench::new());
    let missing = outside::missing("python3", "nothing measures what a hostile file costs");
    if missing.is_some() && !outside::is_excused() {
        return ExitCode::FAILURE;
    }
    if !bench.optimised {
        eprintln!("NOT OPTIMISED: inputs as large as the limits allow are not tried (use --release, or VITAE_BIN)");
    }
    let costs = Arc::new(Mutex::new(Vec::new()));
    let trial = |name: String, heavy: bool, test: Try| {
        let bench = Arc::clone(&bench);
        let is_ignored = missing.is_some() || (heavy && !bench.optimised);
        let run = move || {
            let folder = Folder::new();
            test(&bench, &folder.0).map_err(Into::into)
        };
        Trial::test(name, run).with_ignored_flag(is_ignored)
    };
    let mut trials = Vec::new();
    for (at, case) in cases().enumerate() {
        let costs = Arc::clone(&costs);
        let name = format!("{}/{}", case.class.replace(": ", "/").replace(' ', "_"), case.name);
        let test = move |bench: &Bench, folder: &Path| {
            let cost = judge(case, bench, folder)?;
            costs.lock().unwrap().push((at, cost));
            Ok(())
        };
        trials.push(trial(name, case.heavy, Box::new(test)));
    }
    for (name, test) in places::TRIALS {
        let test = move |bench: &Bench, folder: &Path| {
            if let Some(why) = test(bench, folder)? {
                eprintln!("NOT TRIED: {name}: {why}");
            }
            Ok(())
        };
        trials.push(trial(format!("places/{name}"), false, Box::new(test)));
    }
    for format in vitae::formats().iter().filter(|format| format.reads() && format.writes()) {
        let extension = format.file_extensions()[0];
        let test = move |bench: &Bench, folder: &Path| {
            let formats = vitae::formats();
            let documents = long::documents(&formats);
            let (_, bytes) = documents.iter().find(|(known, _)| *known == extension).ok_or("it is not made")?;
            long::passes(bench, folder, extension, bytes)
        };
        trials.push(trial(format!("three_hundred_pages/{}", format.name()), true, Box::new(test)));
    }
    trials.push(Trial::test("docs/each_case_has_a_row", || Ok(rows_of_docs()?)));
    trials.extend(corpus::trials(&bench, missing.is_some()));
    let conclusion = libtest_mimic::run(&arguments, trials);
    if let Some(to) = std::env::var_os("VITAE_COSTS") {
        let mut costs = costs.lock().unwrap();
        costs.sort_by_key(|(at, _)| *at);
        let rows: String = costs.iter().map(|(_, row)| row.as_str()).collect();
        let head = "| what | how | size | what comes of it | s | MiB |\n|---|---|---|---|---|---|\n";
        fs::write(to, format!("{head}{rows}")).unwrap();
    }
    conclusion.exit_code()
}

/// All cases.
fn cases() -> impl Iterator<Item = &'static Case> {
    [packages::CASES, data::XML, data::YAML, data::JSON, pages::MARKDOWN, pages::HTML, pages::TEXT]
        .into_iter()
        .flatten()
}

/// The page of limits has a row for each case, and none for another.
fn rows_of_docs() -> Result<(), String> {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/limits.md")).unwrap();
    let costs = page.split("<!-- costs -->").nth(1).ok_or("the page has no costs")?;
    let found: Vec<_> = costs.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| what")).collect();
    let missing: Vec<_> = cases()
        .map(|case| format!("| {} | {} |", case.class, case.name.replace('_', " ")))
        .filter(|row| !found.iter().any(|line| line.starts_with(row.as_str())))
        .collect();
    if missing.is_empty() && found.len() == cases().count() {
        return Ok(());
    }
    Err(format!("{} rows for {} cases; there is none for\n{}", found.len(), cases().count(), missing.join("\n")))
}

/// Runs a case to each of its formats; gives back the row of the table.
fn judge(case: &Case, bench: &Bench, folder: &Path) -> Result<String, String> {
    let bytes = (case.make)();
    fs::write(folder.join(case.file), &bytes).unwrap();
    let (mut seconds, mut mebibytes, mut said) = (0.0_f64, 0.0_f64, String::new());
    for to in case.to {
        let output = format!("out.{to}");
        let words: Vec<OsString> = ["convert", case.file, "-o", &output].map(Into::into).to_vec();
        let ran = bench.run(&words, folder, 0)?;
        sound(&ran, bench).map_err(|why| format!("to {to}: {why}"))?;
        ended(case.ends, &ran, &folder.join(&output)).map_err(|why| format!("to {to}: {why}"))?;
        (seconds, mebibytes) = (seconds.max(ran.seconds), mebibytes.max(ran.mebibytes));
        said = message(&ran);
        let _ = fs::remove_file(folder.join(&output));
    }
    let left: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    let ours = |name: &OsString| name == ".cost" || name.to_str() == Some(case.file);
    if let Some(stranger) = left.iter().find(|name| !ours(name)) {
        return Err(format!("{} was written", stranger.display()));
    }
    for escaped in ["/tmp/escaped", "/escaped"] {
        if Path::new(escaped).exists() {
            return Err(format!("{escaped} was written"));
        }
    }
    let (class, name, size) = (case.class, case.name.replace('_', " "), size(bytes.len()));
    Ok(format!("| {class} | {name} | {size} | {said} | {seconds:.2} | {mebibytes:.0} |\n"))
}

/// Whether a run did what none may do.
fn sound(ran: &Ran, bench: &Bench) -> Result<(), String> {
    let cost = format!("status {}, {:.1} s, {:.0} MiB: {}", ran.status, ran.seconds, ran.mebibytes, ran.said);
    if !(0..=1).contains(&ran.status) || ran.said.contains("panicked") {
        return Err(format!("it ended badly: {cost}"));
    }
    if ran.mebibytes > MEMORY {
        return Err(format!("it used too much memory: {cost}"));
    }
    if ran.seconds > f64::from(bench.patience()) {
        return Err(format!("it took too long: {cost}"));
    }
    Ok(())
}

fn ended(ends: Ends, ran: &Ran, output: &Path) -> Result<(), String> {
    let is_there = output.exists();
    let written = || String::from_utf8_lossy(&fs::read(output).unwrap_or_default()).into_owned();
    match ends {
        Ends::Either if ran.status == 0 && is_there => Ok(()),
        Ends::Either if ran.status == 1 && !is_there && ran.said.contains("passes the limit `") => Ok(()),
        Ends::Well if ran.status == 0 && is_there => Ok(()),
        Ends::With(words) if ran.status == 0 && written().contains(words) => Ok(()),
        Ends::Saying(words)
            if ran.status == 1 && !is_there && ran.said.contains("error") && ran.said.contains(words) =>
        {
            Ok(())
        }
        _ => Err(format!("status {}, a result: {is_there}: {}", ran.status, ran.said)),
    }
}

/// What was said first of what went wrong.
fn message(ran: &Ran) -> String {
    let error = ran.said.lines().find_map(|line| line.split_once("error: ").map(|(_, message)| message));
    if ran.status == 0 { "it is converted".to_owned() } else { error.unwrap_or("?").replace('|', "\\|") }
}

fn size(bytes: usize) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} K", bytes >> 10),
        _ => format!("{} M", bytes >> 20),
    }
}

/// A folder that goes again.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        use std::sync::atomic::{AtomicUsize, Ordering};
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("hostile-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
