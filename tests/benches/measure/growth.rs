//! What a longer résumé costs. Cost should grow as the work does: a résumé 100 times as long costs at most 110 times as much.

use crate::clock::cost;
use crate::material::{Length, STRANGER, USUAL, fixture, longer, longer_docx, read, write};
use std::path::Path;
use std::process::ExitCode;
use vitae::{Context, Format, Resume, Source};

const TIMES: [usize; 3] = [1, 10, 100];
/// How many times as much the longest may cost as the shortest.
const AT_MOST: f64 = 110.0;

pub(crate) fn print(only: &[&str]) -> ExitCode {
    println!(
        "| format | step | longer in | ×1 µs | ×10 | ×100 | of words | exponent |\n|---|---|---|--:|--:|--:|--:|--:|"
    );
    let formats = vitae::formats();
    let usual = read(&formats, &fixture(USUAL), USUAL);
    let mut linear = true;
    for length in Length::ALL {
        let resumes = TIMES.map(|times| longer(&usual, length, times));
        let work = resumes.each_ref().map(words);
        for format in formats.iter().filter(|format| only.is_empty() || only.contains(&format.name())) {
            let files = resumes.each_ref().map(|resume| write(resume, format));
            let writing = resumes.each_ref().map(|resume| cost(|| drop(write(resume, format))).as_secs_f64());
            linear &= row(format.name(), "write", &format!("{length:?}"), writing, work);
            let reading = files.each_ref().map(|file| reading(format, file));
            linear &= row(format.name(), "read", &format!("{length:?}"), reading, work);
            let both = resumes.each_ref().map(|resume| {
                let measured = || formats.write_measured(resume, format, &mut Context::default());
                cost(|| drop(measured())).as_secs_f64()
            });
            linear &= row(format.name(), "write and read back", &format!("{length:?}"), both, work);
        }
    }
    if only.is_empty() || only.contains(&"docx") {
        let stranger = fixture(STRANGER);
        let files = TIMES.map(|times| longer_docx(&stranger, times));
        let docx = formats.get("docx").unwrap_or_else(|e| panic!("{e}"));
        linear &= row("docx", "read a stranger's", "all", files.each_ref().map(|file| reading(docx, file)), TIMES);
    }
    if linear { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn reading(format: &Format, file: &[u8]) -> f64 {
    let source = Source::named(file, Path::new(""));
    let read = || format.read(&source, &mut Context::default()).unwrap_or_else(|e| panic!("{}: {e}", format.name()));
    cost(|| drop(read())).as_secs_f64()
}

/// One line, and whether it may be as it is. The work is counted in words: what stands once in a résumé does not grow with it.
fn row(format: &str, step: &str, length: &str, costs: [f64; 3], work: [usize; 3]) -> bool {
    let [first, middle, last] = costs;
    let times = work[2] as f64 / work[0] as f64;
    let may = last / first <= AT_MOST;
    println!(
        "| {format} | {step} | {length} | {:.0} | {:.1} | {:.1} | {times:.0} | {:.2}{} |",
        first * 1e6,
        middle / first,
        last / first,
        (last / first).ln() / times.ln(),
        if may { "" } else { " **too much**" },
    );
    may
}

fn words(resume: &Resume) -> usize {
    resume.words().iter().map(|piece| piece.split_whitespace().count()).sum()
}
