//! What is named as input or output, and is no ordinary file; disks that are full, and folders that take nothing.

use crate::run::{Bench, Ran};
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

const RESUME: &str = "basics:\n  name: Mara Lindqvist\n";

/// A trial in a folder of its own; `Ok` with words if it cannot be made here, and why.
pub(crate) type Trial = fn(&Bench, &Path) -> Result<Option<String>, String>;

pub(crate) const TRIALS: &[(&str, Trial)] = &[
    ("devices_without_end", devices_without_end),
    ("a_device_without_content", |bench, folder| {
        says(&convert(bench, folder, &["/dev/null", "-o", "a.yaml"])?, "the input is empty")
    }),
    ("a_socket", a_socket),
    ("a_pipe_with_a_resume", |bench, folder| pipe(bench, folder, &format!("printf '{RESUME}'"), None)),
    ("a_pipe_without_end", |bench, folder| pipe(bench, folder, "cat /dev/zero", Some("`input`: more than 32 MiB"))),
    ("a_folder_named_as_a_file", a_folder_named_as_a_file),
    ("an_empty_folder", an_empty_folder),
    ("a_link_to_itself", a_link_to_itself),
    ("an_unreadable_file", an_unreadable_file),
    ("a_missing_file", |bench, folder| {
        says(&convert(bench, folder, &["b.yaml", "-o", "c.json"])?, "there is no such file")
    }),
    ("a_name_that_would_write_on_the_terminal", a_name_that_would_write_on_the_terminal),
    ("a_full_disk", a_full_disk),
    ("a_disk_that_fills_while_it_is_written", a_disk_that_fills),
    ("a_folder_that_takes_nothing", a_folder_that_takes_nothing),
    ("a_folder_that_is_a_file", |bench, folder| {
        ours(folder);
        says(&convert(bench, folder, &["a.yaml", "-o", "a.yaml/b.json"])?, "error")
    }),
    ("a_result_over_its_input", a_result_over_its_input),
];

fn convert(bench: &Bench, folder: &Path, words: &[&str]) -> Result<Ran, String> {
    let words: Vec<OsString> = std::iter::once("convert").chain(words.iter().copied()).map(Into::into).collect();
    bench.run(&words, folder, 0)
}

fn ours(folder: &Path) {
    fs::write(folder.join("a.yaml"), RESUME).unwrap();
}

fn says(ran: &Ran, words: &str) -> Result<Option<String>, String> {
    let fails = matches!(ran.status, 1 | 2) && ran.said.contains(words) && ran.said.contains("error");
    if fails && ran.mebibytes < 256.0 { Ok(None) } else { Err(format!("status {}: {}", ran.status, ran.said)) }
}

/// The names in a folder, but for what the trial itself has there.
fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let mut names: Vec<_> = names.filter(|name| name != ".cost").collect();
    names.sort();
    names
}

fn devices_without_end(bench: &Bench, folder: &Path) -> Result<Option<String>, String> {
    for device in ["/dev/zero", "/dev/urandom", "/dev/full"] {
        says(&convert(bench, folder, &[device, "-o", "a.yaml"])?, "`input`: more than 32 MiB")?;
    }
    if names(folder).is_empty() { Ok(None) } else { Err(format!("{:?} was written", names(folder))) }
}

fn a_socket(bench: &Bench, folder: &Path) -> Result<Option<String>, String> {
    let _listener = std::os::unix::net::UnixListener::bind(folder.join("a.yaml")).map_err(|e| e.to_string())?;
    says(&convert(bench, folder, &["a.yaml", "-o", "b.json"])?, "it cannot be read")
}

fn pipe(bench: &Bench, folder: &Path, writes: &str, error: Option<&str>) -> Result<Option<String>, String> {
    let made = Command::new("mkfifo").arg(folder.join("a.yaml")).status();
    if !made.is_ok_and(|made| made.success()) {
        return Ok(Some("named pipes cannot be made here".to_owned()));
    }
    let mut writer = Command::new("sh")
        .args(["-c", &format!("{writes} > a.yaml")])
        .current_dir(folder)
        .spawn()
        .map_err(|error| error.to_string())?;
    let ran = convert(bench, folder, &["a.yaml", "-o", "b.json"]);
    let _ = writer.kill();
    let _ = writer.wait();
    let ran = ran?;
    match error {
        Some(words) => says(&ran, words),
        None if ran.status == 0
            && fs::read_to_string(folder.join("b.json")).is_ok_and(|text| text.contains("Mara")) =>
        {
            Ok(None)
        }
        None => Err(ran.said),
    }
}

fn a_folder_named_as_a_file(bench: &Bench, folder: &Path) -> Result<Option<String>, String> {
    fs::create_dir(folder.join("a.yaml")).unwrap();
    says(&convert(bench, folder, &["a.yaml", "-o", "b.json"])?, "error")
}

fn an_empty_folder(bench: &Bench, folder: &Path) -> Result<Option<String>, String> {
    fs::create_dir(folder.join("cvs")).unwrap();
    let ran = convert(bench, folder, &["cvs", "-o", "out", "--to", "json"])?;
    if (0..=2).contains(&ran.status) { Ok(None) } else { Err(ran.said) }
}

fn a_link_to_itself(bench: &Bench, folder: &Path) -> Result<Option<String>, String> {
    std::os::unix::fs::symlink("a.yaml", folder.join("a.yaml")).unwrap();
    says(&convert(bench, folder, &["a.yaml", "-o", "b.json"])?, "it cannot be read")
}

/// The superuser may read anything: then there is nothing to see here.
fn an_unreadable_file(bench: &Bench, folder: &Path) -> Result<Option<String>, String> {
    use std::os::unix::fs::PermissionsExt;
    ours(folder);
    fs::set_permissions(folder.join("a.yaml"), fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(folder.join("a.yaml")).is_ok() {
        return Ok(Some("this user may read every file".to_owned()));
    }
    says(&convert(bench, folder, &["a.yaml", "-o", "b.json"])?, "permission denied")
}

fn a_name_that_would_write_on_the_terminal(bench: &Bench, folder: &Path) -> Result<Option<String>, String> {
    let name = "a\u{1b}[31m\u{7}\u{202e}.yaml";
    fs::write(folder.join(name), "name: [").unwrap();
    let ran = convert(bench, folder, &[name, "-o", "b.json"])?;
    if ran.said.contains(['\u{1b}', '\u{7}']) {
        return Err(format!("{:?}", ran.said));
    }
    says(&ran, "error")
}

fn a_full_disk(bench: &Bench, folder: &Path) -> Result<Option<String>, String> {
    ours(folder);
    if !Path::new("/dev/full").exists() {
        return Ok(Some("there is no /dev/full here".to_owned()));
    }
    says(&convert(bench, folder, &["a.yaml", "-o", "/dev/full", "--to", "json"])?, "the disk is full")
}

/// No file can be larger than a hundred bytes: the result, of more, stops half way. What stood in its place stays.
fn a_disk_that_fills(bench: &Bench, folder: &Path) -> Result<Option<String>, String> {
    ours(folder);
    fs::write(folder.join("b.docx"), "old").unwrap();
    let words: Vec<OsString> = ["convert", "a.yaml", "-o", "b.docx"].map(Into::into).to_vec();
    let ran = bench.run(&words, folder, 100)?;
    if fs::read(folder.join("b.docx")).unwrap() != b"old" || names(folder) != ["a.yaml", "b.docx"] {
        return Err(format!("{:?} is left; {}", names(folder), ran.said));
    }
    says(&ran, "error")
}

fn a_folder_that_takes_nothing(bench: &Bench, folder: &Path) -> Result<Option<String>, String> {
    use std::os::unix::fs::PermissionsExt;
    ours(folder);
    let out = folder.join("out");
    fs::create_dir(&out).unwrap();
    fs::set_permissions(&out, fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(out.join("probe"), "").is_ok() {
        // The superuser may write anywhere but where nobody can.
        return match Path::new("/proc/self").exists() {
            true => says(&convert(bench, folder, &["a.yaml", "-o", "/proc/a.json"])?, "error"),
            false => Ok(Some("this user may write everywhere".to_owned())),
        };
    }
    says(&convert(bench, folder, &["a.yaml", "-o", "out/b.json"])?, "permission denied")
}

fn a_result_over_its_input(bench: &Bench, folder: &Path) -> Result<Option<String>, String> {
    ours(folder);
    std::os::unix::fs::symlink("a.yaml", folder.join("link.yaml")).unwrap();
    for output in ["a.yaml", "./a.yaml", "link.yaml"] {
        says(&convert(bench, folder, &["a.yaml", "-o", output, "--to", "yaml"])?, "over the input")?;
        assert_eq!(fs::read_to_string(folder.join("a.yaml")).unwrap(), RESUME);
    }
    Ok(None)
}
