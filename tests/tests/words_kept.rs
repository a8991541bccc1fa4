//! No word of a foreign document is lost, and none is doubled: its visible words, taken by an extractor that shares no code with our
//! readers, are words of the résumé.
//!
//! What is reached stands in `ratchets/words-kept.tsv` for the documents in the repository, and in `ratchets/words-kept-corpus.tsv`
//! for those in the folder that `VITAE_CORPUS` names. Without that folder it is said, and its trial is ignored.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the table is for whoever runs the test, and without the harness clippy cannot know that this is one"
)]

use libtest_mimic::{Arguments, Failed, Trial};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use vitae::{Registry, Report, Resume};
use vitae_tests::kept::{Kept, kept, some};
use vitae_tests::pairs::{entries, format, json, on_all_cores, read};
use vitae_tests::plain;
use vitae_tests::ratchet::{self, Better};

/// What is counted for each format.
const COLUMNS: [(&str, Better); 5] = [
    ("whole", Better::More),
    ("whole+said", Better::More),
    ("lost", Better::Less),
    ("unsaid", Better::Less),
    ("doubled", Better::Less),
];

/// Words that are not there for their reader, or not for a page: the file, the words, and why.
const LEFT_OUT: [(&str, &str, &str); 12] = [
    ("haddad/atx.md", "حتى", "“until now” is the present"),
    ("haddad/theme.html", "حتى", "“until now” is the present"),
    ("jsonresume-hendriks/rendercv.html", "aug", "a range that begins and ends in one month is that month"),
    ("jsonresume-hendriks/rendercv.md", "aug", "a range that begins and ends in one month is that month"),
    ("html/blocks.html", "Draft do not print sailing", "what a style hides, and the name of a sign in its font"),
    ("muster-de/native.md", "title", "the key of the title in front matter"),
    ("manuelottlik__pandoc-input_job-application-example.md", "title", "the key of the title in front matter"),
    ("manuelottlik__pandoc-input_job-application-empty.md", "title", "the key of the title in front matter"),
    ("docx/sidebar.docx", "Page 1", "the number of a page"),
    ("docx/page-header.docx", "Página 2 2", "the number of a page, and of pages"),
    ("docx/typed-bullets.docx", "o ø", "letters that are bullets in their font"),
    ("docx/template-half-filled.docx", "Write a short summary of your career here dates", "what a template asks for"),
];

/// A document that nobody can read without knowing much: UTF-16, and parts of unusual names.
const UNUSUAL: &str = "unusual.docx";

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let corpus = std::env::var_os("VITAE_CORPUS").map(PathBuf::from);
    if corpus.is_none() {
        eprintln!(
            "CORPUS MISSING: set VITAE_CORPUS to a folder with pairs: the words of strangers' résumés were not counted"
        );
    }
    let is_missing = corpus.is_none();
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/foreign");
    let trials = vec![
        Trial::test("the_words_of_our_own_documents_are_kept", move || words_are_kept(&[ours], "words-kept.tsv")),
        Trial::test("the_words_of_the_corpus_are_kept", move || {
            let corpus = corpus.ok_or("CORPUS MISSING: VITAE_CORPUS is not set")?;
            words_are_kept(&[corpus.join("pairs"), corpus.join("resumes")], "words-kept-corpus.tsv")
        })
        .with_ignored_flag(is_missing),
    ];
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// Counts the words of every document in some folders, and holds the counts to what was reached before.
fn words_are_kept(folders: &[PathBuf], file: &str) -> Result<(), Failed> {
    let mut documents = Vec::new();
    folders.iter().for_each(|folder| find(folder, &mut documents));
    let counted = on_all_cores(&documents, count);
    let mut rows: BTreeMap<String, (usize, [usize; 5])> = BTreeMap::new();
    let mut worst = Vec::new();
    for (path, (kept, is_read)) in documents.iter().zip(&counted) {
        let (lost, unsaid, doubled) = (kept.lost.len(), kept.unsaid.len(), kept.doubled.len());
        let figures = [usize::from(lost == 0), usize::from(unsaid == 0), lost, unsaid, doubled];
        for group in [format(path), "all".to_owned()] {
            let (count, sums) = rows.entry(group).or_default();
            *count += 1;
            sums.iter_mut().zip(figures).for_each(|(sum, figure)| *sum += figure);
        }
        if lost + doubled > 0 && *is_read {
            let folder = path.parent().map(name).unwrap_or_default();
            worst.push((lost + doubled, format!("{folder}/{}", name(path)), kept));
        }
    }
    println!("{:8} {:>5} {:>10} {:>10} {:>7} {:>7} {:>7}", "", "n", "whole", "whole+said", "lost", "unsaid", "doubled");
    for (group, (count, [whole, said, lost, unsaid, doubled])) in &rows {
        println!("{group:8} {count:>5} {whole:>10} {said:>10} {lost:>7} {unsaid:>7} {doubled:>7}");
    }
    let unread = counted.iter().filter(|(_, is_read)| !is_read).count();
    println!("{unread} of {} documents could not be read; the worst of the others:", documents.len());
    worst.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    for (_, name, Kept { words, lost, unsaid, doubled }) in worst.iter().take(shown()) {
        println!(
            "{name}: of {words} words, {} lost ({} unsaid): {}; {} doubled: {}",
            lost.len(),
            unsaid.len(),
            some(lost),
            doubled.len(),
            some(doubled)
        );
    }
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(group, (count, sums))| (group, count, sums.map(|sum| Some(sum as f64)).to_vec()))
        .collect();
    Ok(ratchet::check(file, &COLUMNS, &rows)?)
}

/// Every document in a folder whose visible words are known: beside it, in `_text`, or because its format is simple.
fn find(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in entries(folder) {
        if path.is_dir() {
            if !path.ends_with("_text") {
                find(&path, found);
            }
        } else if !path.ends_with("truth.json") && (beside(&path).is_file() || is_simple(&path)) {
            found.push(path);
        }
    }
}

fn is_simple(path: &Path) -> bool {
    // What is beside a Word document says what is expected of it.
    let is_told = path.with_extension("docx").is_file() && path.extension().is_some_and(|ending| ending == "txt");
    matches!(format(path).as_str(), "docx" | "html" | "md" | "txt" | "json")
        && !is_told
        && !path.ends_with(UNUSUAL)
        && !path.to_string_lossy().contains("broken")
}

/// Where an independent tool has put the text of a document.
fn beside(path: &Path) -> PathBuf {
    path.with_file_name("_text").join(name(path) + ".txt")
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// What was kept of a document, and whether it was read at all.
fn count(path: &PathBuf, formats: &Registry) -> (Kept, bool) {
    let bytes = fs::read(path).unwrap();
    let text = fs::read(beside(path))
        .map_or_else(|_| plain::text(&bytes, &format(path)), |text| String::from_utf8_lossy(&text).into_owned());
    let read = read(&bytes, path, formats);
    let is_read = read.is_ok();
    let (resume, report) = read.unwrap_or_else(|_| (Resume::default(), Report::default()));
    let left_out = LEFT_OUT.iter().find(|(file, ..)| path.ends_with(file)).map_or("", |(_, words, _)| words);
    (kept(&text, left_out, &resume, &json(&resume, "native", formats), &report), is_read)
}

/// How many documents are shown: as many as `VITAE_SHOW` says.
fn shown() -> usize {
    std::env::var("VITAE_SHOW").ok().and_then(|count| count.parse().ok()).unwrap_or(10)
}
