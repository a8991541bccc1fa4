//! The same résumé in another look is the same résumé: thirty truths, each rewritten in more than twenty ways and all formats that
//! have such a thing, read as the plain document of the same format reads.
//!
//! `ratchets/metamorphic.tsv` has how many are equal, for each rewriter and format. The first row is how many of the plain documents
//! give every job its title and its organisation, and the second how many say the same as in Word.

#![allow(
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test may fail loudly, and shows what it counts"
)]

use serde_json::Value;
use std::path::Path;
use vitae::{Context, Registry, Source};
use vitae_tests::pairs::{json, on_all_cores};
use vitae_tests::ratchet::{self, Better};
use vitae_tests::rewrite::{REWRITERS, Truth, difference, document, essence, plain, plain_text, truths};

const FORMATS: [&str; 4] = ["docx", "html", "md", "txt"];

/// What was read of a document; nothing where it could not be.
fn read(bytes: &[u8], format: &str, formats: &Registry) -> Value {
    let name = format!("resume.{format}");
    let source = Source::named(bytes, Path::new(&name));
    let reader = formats.for_extension(format).filter(|format| format.reads());
    let resume = reader.and_then(|reader| reader.read(&source, &mut Context::default()).ok());
    resume.map_or(Value::Null, |resume| json(&resume, "native", formats))
}

/// What came of one truth: for each rewriter, and each format that has it, whether it is equal, and what is not.
type Told = Vec<[Option<Result<(), String>>; 4]>;

fn tell(truth: &Truth, formats: &Registry) -> Told {
    let plain = FORMATS.map(|format| read(&plain(truth, format), format, formats));
    let is_read = plain.each_ref().map(|plain| !plain.is_null());
    let mut told = vec![[const { None }; 4], [const { None }; 4]];
    let essences = plain.each_ref().map(|plain| essence(plain, truth));
    for i in (0..4).filter(|i| is_read[*i]) {
        told[0][i] = Some(jobs_are_right(truth, &plain[i]));
        told[1][i] = (i > 0).then(|| same(&essences[0], &essences[i]));
    }
    for (_, look, of) in REWRITERS {
        let mut row = [const { None }; 4];
        for (i, format) in
            FORMATS.iter().enumerate().filter(|(i, format)| is_read[*i] && of.split(' ').any(|of| of == **format))
        {
            let rewritten = read(&document(truth, look, format), format, formats);
            row[i] = Some(same(&essences[i], &essence(&rewritten, truth)));
        }
        told.push(row);
    }
    told
}

fn same(a: &Value, b: &Value) -> Result<(), String> {
    difference(a, b, "").map_or(Ok(()), Err)
}

/// Each job has its title and its organisation.
fn jobs_are_right(truth: &Truth, native: &Value) -> Result<(), String> {
    let native = essence(native, truth);
    let meant = |text: &str| Value::from(plain_text(text));
    let mut all = Vec::new();
    for entry in native["sections"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|section| section["entries"].as_array().into_iter().flatten())
    {
        let organization = &entry["organization"];
        let organization = if organization.is_object() { &organization["name"] } else { organization };
        let positions = entry["positions"].as_array().into_iter().flatten();
        all.extend(
            positions.map(|position| (&position["position"], organization)).chain([(&entry["position"], organization)]),
        );
    }
    let missing = truth.jobs.iter().find(|(title, org)| !all.contains(&(&meant(title), &meant(org))));
    missing.map_or(Ok(()), |(title, org)| Err(format!("no job {title} at {org}")))
}

#[test]
fn a_resume_in_another_look_is_the_same_resume() {
    let truths = truths(&vitae::formats(), vitae_testkit::fixtures());
    assert!(truths.len() >= 30, "{} truths", truths.len());
    let told = on_all_cores(&truths, tell);
    let names: Vec<&str> = ["plain: jobs are right", "plain: as in Word"]
        .into_iter()
        .chain(REWRITERS.iter().map(|(name, ..)| *name))
        .collect();
    let mut rows = Vec::new();
    println!("{:30} {}", format!("{} truths", truths.len()), FORMATS.map(|format| format!("{format:>6}")).concat());
    for (r, name) in names.iter().enumerate() {
        let counts: Vec<Option<f64>> = (0..4)
            .map(|f| {
                let results: Vec<_> = told.iter().filter_map(|told| told[r][f].as_ref()).collect();
                (!results.is_empty()).then(|| results.iter().filter(|result| result.is_ok()).count() as f64)
            })
            .collect();
        let cells: String =
            counts.iter().map(|count| count.map_or("     –".to_owned(), |count| format!("{count:>6}"))).collect();
        println!("{name:30} {cells}");
        rows.push(((*name).to_owned(), truths.len(), counts));
        for f in 0..4 {
            let failures = truths
                .iter()
                .zip(&told)
                .filter_map(|(truth, told)| Some((truth, told[r][f].as_ref()?.as_ref().err()?)));
            for (truth, why) in failures.take(shown()) {
                println!("    {} {}: {why}", FORMATS[f], truth.name);
            }
        }
    }
    let columns = FORMATS.map(|format| (format, Better::More));
    ratchet::check("metamorphic.tsv", &columns, &rows).unwrap_or_else(|why| panic!("{why}"));
}

/// How many differences of each kind are shown: as many as `VITAE_SHOW` says.
fn shown() -> usize {
    std::env::var("VITAE_SHOW").ok().and_then(|count| count.parse().ok()).unwrap_or(0)
}
