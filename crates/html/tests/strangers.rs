//! Pages that nobody here made. They are not ours to distribute, so this test looks for them in the folder that `VITAE_CORPUS`
//! names. Without it that is said, and its trials are ignored: they never count as passed.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "what helps a test may fail as loudly as the test, and without the harness clippy cannot know that this is one"
)]

use libtest_mimic::{Arguments, Trial};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use vitae_core::{Context, Source};

const FOLDERS: [&str; 2] = ["pairs", "resumes/html"];

/// Pages with words that are not read: which, and why.
const LEFT_OUT: &[(&str, &str, &str)] = &[];

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let corpus = std::env::var_os("VITAE_CORPUS").map(PathBuf::from);
    if corpus.is_none() {
        eprintln!("CORPUS MISSING: set VITAE_CORPUS to a folder with {FOLDERS:?}: strangers' pages were not read");
    }
    let trials = FOLDERS.map(|folder| {
        let corpus = corpus.clone();
        let is_missing = corpus.is_none();
        let run = move || {
            let corpus = corpus.ok_or("CORPUS MISSING: VITAE_CORPUS is not set")?;
            with_every_visible_letter(&corpus.join(folder));
            Ok(())
        };
        Trial::test(format!("pages_are_read_with_every_visible_letter/{folder}"), run).with_ignored_flag(is_missing)
    });
    libtest_mimic::run(&arguments, trials.into()).exit_code()
}

/// Each letter that a page shows is read as often as it is shown.
fn with_every_visible_letter(folder: &Path) {
    let mut files = Vec::new();
    pages(folder, &mut files);
    assert!(!files.is_empty(), "there are no pages in {}", folder.display());
    for file in &files {
        let name = file.file_name().unwrap().to_string_lossy();
        let page = fs::read_to_string(file).unwrap();
        let outline = vitae_html::parse(&Source::new(page.as_bytes()), &mut Context::default())
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let read: String = outline.blocks.iter().map(|block| block.text() + "\n").collect();
        let excused = LEFT_OUT.iter().find(|(known, ..)| *known == name).map_or("", |(_, words, _)| words);
        let mut missing = letters(&visible(&page));
        for (letter, count) in letters(&(read + excused)) {
            missing.entry(letter).and_modify(|left| *left = left.saturating_sub(count));
        }
        missing.retain(|_, count| *count > 0);
        assert!(missing.is_empty(), "{}: these letters are lost: {missing:?}", file.display());
    }
    eprintln!("{} pages of {} were read with every visible letter", files.len(), folder.display());
}

fn pages(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            pages(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "html") {
            found.push(path);
        }
    }
}

fn letters(text: &str) -> BTreeMap<char, usize> {
    text.chars().filter(|c| c.is_alphanumeric()).fold(BTreeMap::new(), |mut counts, c| {
        *counts.entry(c).or_default() += 1;
        counts
    })
}

/// What stands between tags, by a reader that knows next to nothing of HTML, so that it shares no mistake with ours.
fn visible(page: &str) -> String {
    let mut page = without(page, "<!--", "-->");
    for element in ["head", "script", "style", "noscript", "template"] {
        page = without(&page, &format!("<{element}>"), &format!("</{element}>"));
        page = without(&page, &format!("<{element} "), &format!("</{element}>"));
    }
    let text = without(&page, "<", ">");
    entities(&text)
}

fn without(text: &str, begin: &str, end: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(begin) {
        out.push_str(before);
        out.push(' ');
        rest = after.split_once(end).map_or("", |(_, after)| after);
    }
    out + rest
}

/// Numbers as characters; names of characters as nothing.
fn entities(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let Some((name, behind)) = after.split_once(';').filter(|(name, _)| name.len() < 10 && !name.contains(' '))
        else {
            out.push('&');
            rest = after;
            continue;
        };
        if let Some(number) = name.strip_prefix('#') {
            let hex = number.strip_prefix(['x', 'X']).map(|hex| u32::from_str_radix(hex, 16));
            out.extend(hex.unwrap_or_else(|| number.parse()).ok().and_then(char::from_u32));
        }
        rest = behind;
    }
    out + rest
}
