//! How right the readers of strangers' documents are, at once: a table for whoever works on them.
//!
//! ```text
//! VITAE_CORPUS=… cargo run -p vitae-tests --example score -- [--format docx] [--by file] [--worst 10] [--only SUBSTRING] [--show] [--json FOLDER]
//! ```
//!
//! `--by` groups by `format`, `file` (the program that made it) or `person`; `--only` takes documents whose name has these
//! letters; `--show` prints each of them field by field with what was read; `--json` writes what was read into a folder.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a tool of developers")]

use serde_json::json;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;
use vitae_tests::pairs::{Document, corpus, documents, judge_all, ours};
use vitae_tests::score::SECTIONS;
use vitae_tests::table::{groups, table, worst};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let after = |name: &str| arguments.iter().skip_while(|argument| *argument != name).nth(1).map(String::as_str);
    let has = |name: &str| arguments.iter().any(|argument| argument == name);
    let mut all: Vec<Document> =
        [Some(ours()), corpus()].iter().flatten().flat_map(|folder| documents(folder)).collect();
    all.retain(|document| after("--format").is_none_or(|format| document.format == format));
    all.retain(|document| after("--only").is_none_or(|part| document.name.contains(part)));
    let begin = Instant::now();
    let outcomes = judge_all(&all);
    let time = begin.elapsed();
    let judged: Vec<_> = all.iter().zip(&outcomes).collect();
    if let Some(folder) = after("--json").map(PathBuf::from) {
        std::fs::create_dir_all(&folder).unwrap();
        for (document, outcome) in &judged {
            let file = folder.join(document.name.replace('/', "+") + ".json");
            std::fs::write(file, serde_json::to_string_pretty(&outcome.json).unwrap()).unwrap();
        }
    }
    if has("--show") {
        for (document, outcome) in &judged {
            println!("── {} ──\n{}", document.name, serde_json::to_string_pretty(&outcome.json).unwrap());
            for ((section, field), tally) in &outcome.score.fields {
                let (p, r, f1) = (tally.precision(), tally.recall(), tally.f1());
                println!(
                    "{section}.{field}: P {p:.4} R {r:.4} F1 {f1:.4} ({} asked, {} given)",
                    tally.asked, tally.given
                );
            }
            println!("headings: {:?}", outcome.headings);
            let sections =
                SECTIONS.iter().filter_map(|(name, ..)| Some((name.to_string(), outcome.score.section(name)?)));
            let sections: BTreeMap<_, _> = sections.collect();
            println!(
                "score: {}",
                json!({ "total": outcome.score.total(), "sections": sections, "coverage": outcome.coverage })
            );
        }
    }
    let by = after("--by").unwrap_or("format").to_owned();
    let group = |document: &Document| match (by.as_str(), document.name.split_once('/')) {
        ("file", Some((_, file))) => file.to_owned(),
        ("person", Some((person, _))) => person.to_owned(),
        _ => document.format.clone(),
    };
    println!("{}", table(&groups(&judged, group)));
    let count = after("--worst").and_then(|count| count.parse().ok()).unwrap_or(10);
    println!("{}", worst(&judged, count));
    let reading: f64 = outcomes.iter().map(|outcome| outcome.time.as_secs_f64()).sum();
    println!("{} documents in {time:.1?}; {:.0} a second are read on one core", all.len(), all.len() as f64 / reading);
}
