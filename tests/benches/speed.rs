//! How long the steps of a conversion take: `cargo bench -p vitae-tests`. What is measured how, and what came out, is in
//! `docs/performance.md`.

#![allow(clippy::panic, reason = "a bench without its fixture has nothing to measure")]

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use std::path::Path;
use vitae::{Context, Format, Registry, Resume, Source};
use vitae_outline::{Composition, compose, visible};

/// The smallest fixture, a usual one, and the one with every field.
const FIXTURES: [&str; 3] = ["minimal", "engineer", "full"];

fn main() {
    divan::main();
}

fn fixture(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../fixtures/resumes/{name}.yaml"));
    std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn format<'a>(formats: &'a Registry, name: &str) -> &'a Format {
    formats.get(name).unwrap_or_else(|e| panic!("{e}"))
}

fn read(formats: &Registry, bytes: &[u8]) -> Resume {
    format(formats, "yaml").read(&Source::new(bytes), &mut Context::default()).unwrap_or_else(|e| panic!("{e}"))
}

#[divan::bench(args = FIXTURES)]
fn read_yaml(bencher: Bencher<'_, '_>, name: &str) {
    let (formats, bytes) = (vitae::formats(), fixture(name));
    bencher.counter(BytesCount::of_slice(&bytes)).bench(|| read(&formats, black_box(&bytes)));
}

#[divan::bench(args = FIXTURES)]
fn normalize(bencher: Bencher<'_, '_>, name: &str) {
    let resume = read(&vitae::formats(), &fixture(name));
    bencher.with_inputs(|| resume.clone()).bench_values(Resume::normalize);
}

#[divan::bench(args = FIXTURES)]
fn write_yaml(bencher: Bencher<'_, '_>, name: &str) {
    write(bencher, name, "yaml");
}

/// The outline alone: what every document format starts from.
#[divan::bench(args = FIXTURES)]
fn compose_outline(bencher: Bencher<'_, '_>, name: &str) {
    let resume = read(&vitae::formats(), &fixture(name));
    bencher.bench(|| compose(&visible(black_box(&resume)), Composition::default()));
}

#[divan::bench(args = FIXTURES)]
fn write_docx(bencher: Bencher<'_, '_>, name: &str) {
    write(bencher, name, "docx");
}

fn write(bencher: Bencher<'_, '_>, name: &str, to: &str) {
    let formats = vitae::formats();
    let (resume, to) = (read(&formats, &fixture(name)), format(&formats, to));
    bencher.bench(|| to.write(black_box(&resume), &mut Context::default()));
}

/// All of it, as the command does: recognise, read, write, and measure what was lost.
#[divan::bench(args = FIXTURES)]
fn convert_yaml_to_docx(bencher: Bencher<'_, '_>, name: &str) {
    convert(bencher, name, "docx");
}

#[divan::bench(args = FIXTURES)]
fn convert_yaml_to_yaml(bencher: Bencher<'_, '_>, name: &str) {
    convert(bencher, name, "yaml");
}

fn convert(bencher: Bencher<'_, '_>, name: &str, to: &str) {
    let (formats, bytes) = (vitae::formats(), fixture(name));
    let to = format(&formats, to);
    bencher.counter(BytesCount::of_slice(&bytes)).bench(|| {
        let source = Source::new(black_box(&bytes));
        formats.detect(&source).and_then(|from| formats.convert(&source, from, to, &mut Context::default()))
    });
}
