//! Hostile files that others collected. They are not ours to distribute, so they are looked for in the folder that `VITAE_CORPUS` names.
//! Without it that is said, and the trials are ignored: they never count as passed.

use crate::run::Bench;
use crate::{Folder, sound};
use libtest_mimic::Trial;
use std::collections::HashMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const FOLDERS: [&str; 2] = ["hostile/gen", "hostile/upstream"];

/// A trial for each folder and output.
pub(crate) fn trials(bench: &Arc<Bench>, unmeasured: bool) -> Vec<Trial> {
    let corpus = std::env::var_os("VITAE_CORPUS").map(PathBuf::from);
    if corpus.is_none() {
        eprintln!("CORPUS MISSING: set VITAE_CORPUS to a folder with {}: it was not tried", FOLDERS.join(" and "));
    }
    let pairs = FOLDERS.iter().flat_map(|folder| ["yaml", "docx", "html"].map(|to| (*folder, to)));
    let trial = |(folder, to): (&'static str, &'static str)| {
        let (bench, corpus) = (Arc::clone(bench), corpus.clone());
        let is_ignored = corpus.is_none() || unmeasured;
        let run = move || Ok(all(&bench, &corpus.ok_or("CORPUS MISSING")?.join(folder), to)?);
        Trial::test(format!("corpus/{folder}/to_{to}"), run).with_ignored_flag(is_ignored)
    };
    pairs.map(trial).collect()
}

/// Each file of a folder is refused or converted as its list expects; all that is wrong is said at once.
fn all(bench: &Bench, folder: &Path, to: &str) -> Result<(), String> {
    let expected = fs::read_to_string(folder.join("EXPECT.tsv")).unwrap_or_default();
    let expected: HashMap<&str, (&str, &str)> = expected
        .lines()
        .skip(1)
        .filter_map(|line| match line.split('\t').collect::<Vec<_>>()[..] {
            [file, _, _, expect, note, ..] => Some((file, (expect, note))),
            _ => None,
        })
        .collect();
    let mut files = Vec::new();
    list(folder, &mut files);
    files.sort();
    let name = |file: &Path| file.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
    let wrong: Vec<String> = files
        .iter()
        .filter(|file| !file.ends_with("EXPECT.tsv"))
        .filter_map(|file| {
            let (expect, note) = expected.get(&*name(file)).copied().unwrap_or(("any", ""));
            one(bench, file, to, expect, note).err().map(|why| format!("{}: {why}", name(file)))
        })
        .collect();
    if files.len() < 10 {
        return Err(format!("there are {} files in {}", files.len(), folder.display()));
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

fn one(bench: &Bench, file: &Path, to: &str, expect: &str, note: &str) -> Result<(), String> {
    let folder = Folder::new();
    let output = folder.0.join(format!("out.{to}"));
    let words: Vec<OsString> = vec!["convert".into(), file.into(), "-o".into(), output.clone().into()];
    let ran = bench.run(&words, &folder.0, 0)?;
    sound(&ran, bench)?;
    let text = ran.said.clone() + &String::from_utf8_lossy(&fs::read(&output).unwrap_or_default());
    match (ran.status, expect) {
        (0, "error") => return Err("it must be refused, and was converted".to_owned()),
        (1, "ok") => return Err(format!("it must be converted: {}", ran.said)),
        _ => {}
    }
    // What a Word document says cannot be read off its bytes.
    for word in
        note.split(';').next().unwrap_or_default().split_whitespace().filter(|_| to != "docx" && ran.status == 0)
    {
        let word = word.split('(').next().unwrap_or_default();
        if let Some(word) = word.strip_prefix('+').filter(|word| expect == "ok" && !text.contains(word)) {
            return Err(format!("{word} is not in the result"));
        }
        if let Some(word) = word.strip_prefix('-').filter(|word| word.len() > 3 && text.contains(word)) {
            return Err(format!("{word} is in the result"));
        }
    }
    Ok(())
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() { list(&path, files) } else { files.push(path) }
    }
}
