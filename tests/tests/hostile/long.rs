//! A curriculum vitae of three hundred pages, in each format: far below each limit.

use crate::case::prose;
use crate::run::Bench;
use std::ffi::OsString;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use vitae::{Context, Limit, Limits, Registry, Source};

/// So many words stand on a page that is full.
const WORDS_ON_A_PAGE: usize = 500;
const PAGES: usize = 300;

/// In the dialect that people type: forty posts with thirty bullets each, and publications for the rest of the pages.
fn yaml() -> String {
    let mut text = String::from("basics:\n  name: Mara Lindqvist\n  email: mara@lindqvist.example\nwork:\n");
    let words = prose(4_000_000);
    let mut words = words.split(' ').filter(|word| word.len() > 2);
    let mut phrase =
        |count: usize| words.by_ref().take(count).map(|word| word.trim_end_matches(',')).collect::<Vec<_>>().join(" ");
    for post in 0..40 {
        let year = 1980 + post;
        let _ = write!(
            text,
            "- name: {}\n  position: {}\n  startDate: {year}-02\n  endDate: {}-01\n  highlights:\n",
            phrase(3),
            phrase(4),
            year + 1
        );
        for bullet in 0..30 {
            let mark = if bullet % 3 == 0 { "**" } else { "" };
            let _ = writeln!(text, "  - '{mark}{}{mark} {}'", phrase(3), phrase(30));
        }
    }
    text.push_str("publications:\n");
    while text.split_whitespace().count() < PAGES * WORDS_ON_A_PAGE {
        for _ in 0..100 {
            let _ = write!(
                text,
                "- name: '{}'\n  authors: ['{}', 'M. Lindqvist']\n  publisher: '{}'\n  releaseDate: 2015-03\n  url: https://doi.example/10.1000/{}\n  summary: '{}'\n",
                phrase(12),
                phrase(2),
                phrase(4),
                text.len(),
                phrase(25)
            );
        }
    }
    text
}

/// The same in all formats that can be read, beside their extensions.
pub(crate) fn documents(formats: &Registry) -> Vec<(&str, Vec<u8>)> {
    let yaml = yaml();
    let read = formats.get("yaml").unwrap();
    let resume = read.read(&Source::new(yaml.as_bytes()), &mut Context::default()).unwrap();
    let both = formats.iter().filter(|format| format.reads() && format.writes());
    both.map(|format| (format.file_extensions()[0], format.write(&resume, &mut Context::default()).unwrap())).collect()
}

/// Converts one of them to YAML, and to Word, where each limit is half of what it usually is.
pub(crate) fn passes(bench: &Bench, folder: &Path, extension: &str, bytes: &[u8]) -> Result<(), String> {
    let input = format!("cv.{extension}");
    fs::write(folder.join(&input), bytes).unwrap();
    for to in ["yaml", "docx"] {
        let mut words: Vec<OsString> = ["convert", &input, "-o", &format!("out.{to}")].map(Into::into).to_vec();
        for limit in Limit::ALL {
            words.extend([
                "--limit".into(),
                format!("{}={}", limit.name(), limit.of_limits(&Limits::default()) / 2).into(),
            ]);
        }
        let ran = bench.run(&words, folder, 0)?;
        if ran.status != 0 || ran.mebibytes > 256.0 || ran.seconds > f64::from(bench.patience()) {
            return Err(format!(
                "to {to}: status {}, {:.1} s, {:.0} MiB: {}",
                ran.status, ran.seconds, ran.mebibytes, ran.said
            ));
        }
    }
    Ok(())
}
