//! Folders of hundreds with the program itself: as many threads as one likes give the same bytes, Ctrl-C ends in order, a pipe that is
//! closed ends quietly, and memory does not grow with the number of files.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder of our own, gone at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("batch-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// All files below, with their content, by their path.
    fn tree(&self, folder: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        let (mut tree, mut folders) = (BTreeMap::new(), vec![self.0.join(folder)]);
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    tree.insert(path.strip_prefix(&self.0).unwrap().to_owned(), fs::read(&path).unwrap());
                }
            }
        }
        tree
    }

    fn vitae(&self, words: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vitae-under-test"));
        command.current_dir(&self.0).args(words.split_whitespace()).env("NO_COLOR", "1").env("COLUMNS", "100");
        command.stdin(Stdio::null());
        command
    }

    fn run(&self, words: &str) -> Output {
        self.vitae(words).output().unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn resume(n: usize) -> String {
    format!(
        "basics:\n  name: Mara Lindqvist {n}\n  email: mara{n}@lindqvist.example\nsections:\n  - kind: work\n    entries:\n      \
         - organization: DropNet\n        position: Engineer\n        dates: 20{:02} – 2024\n        tags: [long]\n        \
         highlights:\n          - Number **{n}**.\n",
        n % 24
    )
}

/// Résumés in several formats and folders, and among them what cannot be read.
fn crowd(folder: &Folder, count: usize) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let word = fs::read(root.join("tests/goldens/engineer.docx")).unwrap();
    for n in 0..count {
        let home = format!("cvs/{}/{}", n % 5, n % 3);
        let (ending, bytes) = match n % 12 {
            3 => ("json", b"{\"basics\": {\"name\": ".to_vec()),
            5 => ("yaml", b"sections: [{kind: wrok}]\n".to_vec()),
            7 => ("docx", word[..word.len() / 2].to_vec()),
            8 => ("docx", word.clone()),
            9 => ("jpg", b"\xFF\xD8\xFF\0\0".to_vec()),
            10 => (
                "md",
                format!("# Mara {n}\n\nmara{n}@lindqvist.example\n\n## Work\n\nEngineer, DropNet, 2019\n").into(),
            ),
            11 => ("yaml", Vec::new()),
            _ => ("yaml", resume(n).into_bytes()),
        };
        folder.put(&format!("{home}/{n}.{ending}"), &bytes);
    }
}

fn report(folder: &Folder, name: &str) -> Vec<Value> {
    let text = fs::read_to_string(folder.0.join(name)).unwrap();
    let without_time = |line: &str| {
        let mut record: Value = serde_json::from_str(line).unwrap();
        assert!(record.as_object_mut().unwrap().remove("milliseconds").is_some_and(|time| time.is_number()));
        record
    };
    text.lines().map(without_time).collect()
}

#[test]
fn the_number_of_threads_changes_nothing_but_the_time() {
    let folder = Folder::new("threads");
    crowd(&folder, 120);
    let run = |jobs: usize| {
        let _ = fs::remove_dir_all(folder.0.join("out"));
        let ran =
            folder.run(&format!("convert cvs -o out --to docx,html,json --report r.jsonl --verbose --jobs {jobs}"));
        assert_eq!(ran.status.code(), Some(1), "some are broken");
        (said(&ran), folder.tree("out"), report(&folder, "r.jsonl"))
    };
    let one = run(1);
    let many = run(7);
    assert_eq!(one.0, many.0);
    assert!(one == many, "the results or the report are others");
    let count = |status: &str| one.2.iter().filter(|record| record["status"] == status).count();
    assert_eq!((count("converted"), count("failed"), count("skipped")), (70, 40, 10), "{}", one.0);
    assert_eq!(one.1.len(), 70 * 3 + 1, "each in each format, and the state of the folder");
    let inputs: Vec<_> = one.2.iter().map(|record| record["input"].as_str().unwrap()).collect();
    assert!(inputs.is_sorted_by_key(|input| Path::new(*input)), "the report is in the order of the inputs");
    let again = folder.run("convert cvs -o out --to docx,html,json --jobs 2");
    assert!(said(&again).contains("\n70 up to date, 40 failed, 10 skipped\n"), "{}", said(&again));
}

#[cfg(unix)]
#[test]
fn ctrl_c_finishes_what_has_begun_and_the_same_command_goes_on() {
    const COUNT: usize = 500;
    let folder = Folder::new("interrupt");
    (0..COUNT).for_each(|n| folder.put(&format!("cvs/{n:04}.yaml"), resume(n).as_bytes()));
    let command = "convert cvs -o out --to docx --report r.jsonl --verbose --jobs 2";
    let mut child = folder.vitae(command).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
    assert!(lines.any(|line| line.contains(" -> ")), "it is at work");
    let killed = Command::new("kill").args(["-s", "INT", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    let rest: Vec<_> = lines.collect();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let end = rest.last().unwrap();
    assert!(
        end.starts_with("interrupted after ") && end.ends_with("; the same command goes on where it stopped"),
        "{end}"
    );

    // What it told of is whole, and nothing else is there: no half files, none that nobody knows of.
    let written = folder.tree("out");
    let done = report(&folder, "r.jsonl").len();
    assert!((1..COUNT).contains(&done), "it was at work: {done}");
    assert_eq!(written.len(), done + 1, "{:?}", written.keys().rev().take(3).collect::<Vec<_>>());
    assert!(end.contains(&format!("after {done} of {COUNT};")), "{end}");

    let ran = folder.run("convert cvs -o out --to docx --resume --quiet --report r.jsonl");
    assert_eq!(ran.status.code(), Some(0), "{}", said(&ran));
    let records = report(&folder, "r.jsonl");
    let current = records.iter().filter(|record| record["status"] == "current").count();
    assert_eq!((records.len(), current), (COUNT, done), "only the rest is made");
    assert!(
        written
            .iter()
            .filter(|(path, _)| path.ends_with("docx"))
            .all(|(path, bytes)| fs::read(folder.0.join(path)).unwrap() == *bytes)
    );
}

/// What a program with a bug, or a power cut, leaves behind: it is killed while it works, and nothing is half there.
#[cfg(unix)]
#[test]
fn what_was_killed_is_gone_on_with() {
    let folder = Folder::new("killed");
    (0..400).for_each(|n| folder.put(&format!("cvs/{n:03}.yaml"), resume(n).as_bytes()));
    let mut child = folder.vitae("convert cvs -o out --to docx --verbose").stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
    assert!(lines.by_ref().filter(|line| line.contains(" -> ")).nth(20).is_some());
    child.kill().unwrap();
    child.wait().unwrap();
    let ran = folder.run("convert cvs -o out --to docx");
    let said = said(&ran);
    let summary = said.lines().find(|line| line.contains("up to date")).unwrap_or_else(|| panic!("{said}"));
    let known: usize =
        summary.split(", ").find_map(|part| part.strip_suffix(" up to date")?.split(' ').next()?.parse().ok()).unwrap();
    assert!((20..400).contains(&known), "{summary}");
    assert!(!said.contains("kept"), "nothing of ours is taken for somebody's: {said}");
}

#[test]
fn a_pipe_that_is_closed_ends_it_quietly() {
    let folder = Folder::new("pipe");
    (0..200).for_each(|n| folder.put(&format!("cvs/{n:03}.yaml"), resume(n).as_bytes()));
    let mut command = folder.vitae("convert cvs --to json --jsonl");
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    BufReader::with_capacity(64, child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&first).unwrap()["basics"]["name"], "Mara Lindqvist 0");
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(child.wait().unwrap().success(), "{said}");
    assert!(!said.contains("error"), "{said}");
}

/// A line goes out before the next comes in: a pipe may be a conversation.
#[test]
fn lines_are_answered_one_by_one() {
    let folder = Folder::new("lines");
    let mut command = folder.vitae("convert - --from jsonl --to json --jsonl --quiet");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    for n in 0..5 {
        writeln!(input, "{{\"basics\": {{ \"name\": \"Ada {n}\"}}}}").unwrap();
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        assert_eq!(line, format!("{{\"basics\":{{\"name\":\"Ada {n}\"}}}}\n"));
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn what_a_folder_says_in_lines_comes_back_in_lines() {
    let folder = Folder::new("there-and-back");
    crowd(&folder, 60);
    let lines = folder.run("convert cvs --to json --jsonl --quiet").stdout;
    folder.put("all.jsonl", &lines);
    let again = folder.run("convert all.jsonl --to json --jsonl --quiet");
    assert!(again.status.success(), "{}", said(&again));
    assert!(lines == again.stdout, "a line of ours is read and written as it was");
    assert_eq!(String::from_utf8(lines).unwrap().lines().count(), 35);
}

/// How much memory the program took at most, in kilobytes, as Linux counts it.
#[cfg(target_os = "linux")]
fn peak(folder: &Folder, words: &str) -> u64 {
    let mut child = folder.vitae(words).stderr(Stdio::null()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
        peak = peak.max(line.trim().trim_end_matches(" kB").parse().unwrap_or(0));
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    peak
}

/// The documents of a hundred files are forty times those that are in work at once. What is kept of each file is its path.
#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_documents() {
    let folder = Folder::new("memory");
    let long = |n: usize| resume(n) + &"          - A sentence that makes the file as long as it is.\n".repeat(800);
    (0..200).for_each(|n| folder.put(&format!("cvs/{n}.yaml"), long(n).as_bytes()));
    (0..4).for_each(|n| folder.put(&format!("few/{n}.yaml"), long(n).as_bytes()));
    let few = peak(&folder, "convert few -o few-out --to text --jobs 2");
    let many = peak(&folder, "convert cvs -o out --to text --jobs 2 --report r.jsonl");
    assert!(few > 0 && many < few + 12_000, "{few} kB for 4 files, {many} kB for 200");
}

/// The blocks of `docs/batch.md` that say `run`.
fn examples() -> Vec<String> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/batch.md");
    let page = fs::read_to_string(page).unwrap().replace("\r\n", "\n");
    page.split("\n```sh run\n").skip(1).map(|rest| rest.split("\n```\n").next().unwrap().to_owned()).collect()
}

#[cfg(unix)]
#[test]
fn the_pipelines_of_the_documentation_run() {
    let has_jq = Command::new("jq").arg("--version").output().is_ok_and(|output| output.status.success());
    assert!(has_jq || std::env::var_os("CI").is_none(), "JUDGE MISSING: jq, which the examples of docs/batch.md use");
    let examples = examples();
    assert!(examples.len() >= 5, "the page has examples");
    for example in examples.iter().filter(|example| has_jq || !example.contains("jq ")) {
        let folder = Folder::new("documentation");
        folder.put("last", b"");
        (0..6).for_each(|n| folder.put(&format!("cvs/{}/{n}.yaml", n % 2), resume(n).as_bytes()));
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_vitae-under-test"), folder.0.join("vitae")).unwrap();
        let path = format!("{}:{}", folder.0.display(), std::env::var("PATH").unwrap());
        let script = format!("set -e\n{example}\n");
        let ran = Command::new("sh").args(["-c", &script]).current_dir(&folder.0).env("PATH", path).output().unwrap();
        assert!(ran.status.success(), "{example}\n{}", said(&ran));
        let said = said(&ran);
        assert!(
            !said.contains("error")
                && (ran.stdout.len() > 20 || folder.0.join("out").exists() || folder.0.join("engineers").exists()),
            "{example}\n{said}"
        );
    }
}

/// The page tells of each field that a report has.
#[test]
fn the_documentation_tells_of_each_field_of_the_report() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/batch.md")).unwrap();
    let tables = page.split("<!-- fields -->").nth(1).unwrap().split("<!-- /fields -->").next().unwrap();
    let told: Vec<_> = tables.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    let folder = Folder::new("fields");
    crowd(&folder, 24);
    let strangers = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("cmd/foreign.in/their.docx")).unwrap();
    folder.put("cvs/their.docx", &strangers);
    folder.put("cvs/lines.jsonl", b"{\"basics\": {\"name\": \"Ada\"}}\n{\"basics\"\n");
    folder.run("convert cvs --to json --jsonl --report lines.jsonl");
    folder.run("convert cvs -o out --to text --report files.jsonl");
    let mut seen = std::collections::BTreeSet::new();
    for record in report(&folder, "lines.jsonl").into_iter().chain(report(&folder, "files.jsonl")) {
        let outputs = record["outputs"].as_array().unwrap().clone();
        for part in outputs.iter().chain([&record]) {
            seen.extend(part.as_object().unwrap().keys().cloned());
            for found in part["diagnostics"].as_array().unwrap() {
                seen.extend(found.as_object().unwrap().keys().cloned());
            }
        }
    }
    seen.insert("milliseconds".into());
    for field in &seen {
        assert!(told.contains(&field.as_str()), "docs/batch.md does not tell of `{field}`");
    }
    for field in told {
        assert!(seen.contains(field), "docs/batch.md tells of `{field}`, which no report has");
    }
}
