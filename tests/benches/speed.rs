//! How long the steps of a conversion take, for each format and fixture: `cargo bench -p vitae-tests`.
//!
//! What is measured how, and what came out, is in `docs/performance.md`. For rates, stages and growth see `measure`.

#![allow(clippy::panic, reason = "a bench without its fixture has nothing to measure")]

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use std::fmt;
use std::path::Path;
use vitae::{Context, Format, Registry, Resume, Source};
use vitae_outline::{Composition, compose, interpret, outline_of, visible};

/// The smallest fixture, a usual one, and the one with every field.
const FIXTURES: [&str; 3] = ["minimal", "engineer", "full"];
/// How many files a batch has.
const BATCH: usize = 100;

fn main() {
    divan::main();
}

/// A format of the registry, and a fixture.
#[derive(Clone)]
struct Case {
    format: &'static str,
    fixture: &'static str,
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.format, self.fixture)
    }
}

fn cases() -> Vec<Case> {
    let formats = vitae::formats();
    let of = |format: &Format| FIXTURES.map(|fixture| Case { format: format.name(), fixture });
    formats.iter().flat_map(of).collect()
}

fn fixture(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../fixtures/resumes/{name}.yaml"));
    std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn format<'a>(formats: &'a Registry, name: &str) -> &'a Format {
    formats.get(name).unwrap_or_else(|e| panic!("{e}"))
}

fn resume(name: &str) -> Resume {
    let bytes = fixture(name);
    let read = format(&vitae::formats(), "yaml").read(&Source::new(&bytes), &mut Context::default());
    read.unwrap_or_else(|e| panic!("{e}"))
}

fn written(case: &Case) -> Vec<u8> {
    let formats = vitae::formats();
    let bytes = format(&formats, case.format).write(&resume(case.fixture), &mut Context::default());
    bytes.unwrap_or_else(|e| panic!("{e}"))
}

#[divan::bench(args = cases())]
fn read(bencher: Bencher<'_, '_>, case: &Case) {
    let (formats, bytes) = (vitae::formats(), written(case));
    let format = format(&formats, case.format);
    bencher
        .counter(BytesCount::of_slice(&bytes))
        .bench(|| format.read(&Source::new(black_box(&bytes)), &mut Context::default()));
}

#[divan::bench(args = cases())]
fn write(bencher: Bencher<'_, '_>, case: &Case) {
    let (formats, resume) = (vitae::formats(), resume(case.fixture));
    let format = format(&formats, case.format);
    bencher.bench(|| format.write(black_box(&resume), &mut Context::default()));
}

/// All of it, as the command does from YAML: recognise, read, write, and read back to measure what was lost.
#[divan::bench(args = cases())]
fn convert(bencher: Bencher<'_, '_>, case: &Case) {
    let (formats, bytes) = (vitae::formats(), fixture(case.fixture));
    let to = format(&formats, case.format);
    bencher.counter(BytesCount::of_slice(&bytes)).bench(|| {
        let source = Source::new(black_box(&bytes));
        formats.detect(&source).and_then(|from| formats.convert(&source, from, to, &mut Context::default()))
    });
}

/// All fixtures, over and over, in one process: what a folder costs without its files.
#[divan::bench(args = ["yaml", "html", "docx"])]
fn batch(bencher: Bencher<'_, '_>, to: &str) {
    let formats = vitae::formats();
    let to = format(&formats, to);
    let files: Vec<_> = FIXTURES.iter().cycle().take(BATCH).map(|name| fixture(name)).collect();
    bencher.counter(ItemsCount::new(BATCH)).bench(|| {
        for bytes in &files {
            let source = Source::new(bytes);
            let from = formats.detect(&source).unwrap_or_else(|e| panic!("{e}"));
            let _ = black_box(formats.convert(&source, from, to, &mut Context::default()));
        }
    });
}

#[divan::bench(args = FIXTURES)]
fn normalize_resume(bencher: Bencher<'_, '_>, name: &str) {
    let resume = resume(name);
    bencher.with_inputs(|| resume.clone()).bench_values(Resume::normalize);
}

/// The outline alone: what every document format starts from.
#[divan::bench(args = FIXTURES)]
fn compose_outline(bencher: Bencher<'_, '_>, name: &str) {
    let resume = resume(name);
    bencher.bench(|| compose(&visible(black_box(&resume)), Composition::default()));
}

/// The way back from an outline, which every document format ends with.
#[divan::bench(args = FIXTURES)]
fn interpret_outline(bencher: Bencher<'_, '_>, name: &str) {
    let outline = outline_of(&resume(name), Composition::default(), &mut Context::default());
    bencher.bench(|| interpret(black_box(&outline)));
}
