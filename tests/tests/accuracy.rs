//! How right our readers are on strangers' documents, as numbers that may only rise: `ratchets/accuracy.tsv` for the documents in
//! the repository, `ratchets/accuracy-corpus.tsv` for those in the folder that `VITAE_CORPUS` names. Without that folder it is said,
//! and its trial is ignored: it never counts as passed.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the table is for whoever runs the test, and without the harness clippy cannot know that this is one"
)]

use libtest_mimic::{Arguments, Failed, Trial};
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;
use vitae_tests::pairs::{corpus, documents, judge_all, ours};
use vitae_tests::ratchet::{self, Better};
use vitae_tests::table::{COLUMNS, groups, table, worst};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let corpus = corpus();
    if corpus.is_none() {
        eprintln!("CORPUS MISSING: set VITAE_CORPUS to a folder with pairs: strangers' résumés were not scored");
    }
    let is_missing = corpus.is_none();
    let trials = vec![
        Trial::test("our_own_documents_are_read_as_well_as_before", || judged(&ours(), "accuracy.tsv")),
        Trial::test("documents_of_the_corpus_are_read_as_well_as_before", move || {
            judged(&corpus.ok_or("CORPUS MISSING: VITAE_CORPUS is not set")?, "accuracy-corpus.tsv")
        })
        .with_ignored_flag(is_missing),
    ];
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// Scores the documents of a folder, shows the table, and holds it to what was reached before.
fn judged(folder: &Path, file: &str) -> Result<(), Failed> {
    let begin = Instant::now();
    let documents = documents(folder);
    let outcomes = judge_all(&documents);
    let judged: Vec<_> = documents.iter().zip(&outcomes).collect();
    let groups = groups(&judged, |document| document.format.clone());
    let readable: Vec<_> = judged.iter().copied().filter(|(_, outcome)| outcome.error.is_none()).collect();
    let seconds: f64 = outcomes.iter().map(|outcome| outcome.time.as_secs_f64()).sum();
    println!("{}\nThe worst:\n{}", table(&groups), worst(&readable, 10));
    println!(
        "{} documents in {:.1?}, {} of them unreadable; {:.0} a second are read on one core in this build",
        judged.len(),
        begin.elapsed(),
        judged.len() - readable.len(),
        judged.len() as f64 / seconds
    );
    let columns: Vec<_> = COLUMNS.iter().map(|(name, _)| (*name, Better::More)).collect();
    Ok(ratchet::check(file, &columns, &groups)?)
}
