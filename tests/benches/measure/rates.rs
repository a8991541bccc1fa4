//! Conversions a second on one core.

use crate::clock::cost;
use crate::convert;
use crate::material::{STRANGER, USUAL, bytes, document_xml, fixture, longer_docx, read, write};
use std::path::Path;

/// The document XML of a stranger's résumé of two pages, as Word writes it.
const WORD: u64 = 60_000;

pub(crate) fn print(files: &[&str]) {
    println!("| from | to | bytes in | ms | a second | goal |\n|---|---|--:|--:|--:|--:|");
    let (formats, usual) = (vitae::formats(), fixture(USUAL));
    for (to, goal) in
        [("html", 2000), ("markdown", 2000), ("docx", 600), ("yaml", 0), ("json", 0), ("xml", 0), ("text", 0)]
    {
        row(USUAL, &usual, to, goal);
    }
    let resume = read(&formats, &usual, USUAL);
    for format in &formats {
        let goal = if format.name() == "docx" { 1000 } else { 0 };
        row(
            &format!("engineer.{}", format.file_extensions().first().unwrap_or(&"")),
            &write(&resume, format),
            "yaml",
            goal,
        );
    }
    let stranger = fixture(STRANGER);
    let times = WORD.div_ceil(document_xml(&stranger));
    row(STRANGER, &stranger, "yaml", 0);
    row(STRANGER, &longer_docx(&stranger, times as usize), "yaml", 1000);
    for file in files {
        row(file, &bytes(Path::new(file)), "yaml", 0);
    }
}

fn row(name: &str, bytes: &[u8], to: &str, goal: u32) {
    let formats = vitae::formats();
    let seconds = cost(|| drop(convert(&formats, bytes, name, to))).as_secs_f64();
    let goal = if goal == 0 { String::new() } else { goal.to_string() };
    println!("| {name} | {to} | {} | {:.3} | {:.0} | {goal} |", bytes.len(), seconds * 1e3, 1.0 / seconds);
}
