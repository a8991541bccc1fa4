//! Figures that may only get better: each stands in a table in the repository, and the test fails where one is worse.
//!
//! `VITAE_BLESS=1` writes down what got better. What got worse is written down by hand, by somebody who says why.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// Which way is up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// A share, a count of what is well.
    More,
    /// A count of what is not.
    Less,
}

/// A row: its name, of how many things it tells, and its figures.
pub type Row = (String, usize, Vec<Option<f64>>);

/// Differences below this are none: figures have four digits.
const CLOSE: f64 = 0.000_051;

/// The table of this name.
#[must_use]
pub fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("ratchets").join(name)
}

/// Holds the rows to what is written down.
///
/// # Errors
/// Names each figure that is worse, and each row that tells of other things than before.
pub fn check(name: &str, columns: &[(&str, Better)], rows: &[Row]) -> Result<(), String> {
    let file = file(name);
    let before = read(&file);
    let mut wrong = String::new();
    let mut next = Vec::new();
    for (row, count, figures) in rows {
        let known = before.get(row).filter(|(known, _)| known == count);
        let mut best = Vec::new();
        for ((column, better), now) in columns.iter().zip(figures) {
            let was = known.and_then(|(_, figures)| figures.get(*column).copied());
            let is_worse = match (was, now, better) {
                (Some(was), Some(now), Better::More) => *now < was - CLOSE,
                (Some(was), Some(now), Better::Less) => *now > was + CLOSE,
                (Some(_), None, _) => true,
                _ => false,
            };
            if let (true, Some(was)) = (is_worse, was) {
                writeln!(
                    wrong,
                    "{row} {column}: {} was {was}",
                    now.map_or("nothing".to_owned(), |now| now.to_string())
                )
                .unwrap();
            }
            best.push(if is_worse { was } else { *now });
        }
        if known.is_none() && !is_blessing() {
            writeln!(wrong, "{row}: it is not written down for {count}").unwrap();
        }
        next.push((row.clone(), *count, best));
    }
    if is_blessing() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, text(columns, &next)).unwrap();
    }
    let help = "VITAE_BLESS=1 writes down what is better or new; what is worse is changed by hand";
    if wrong.is_empty() { Ok(()) } else { Err(format!("worse than {name} says:\n{wrong}help: {help}")) }
}

fn is_blessing() -> bool {
    std::env::var_os("VITAE_BLESS").is_some()
}

fn text(columns: &[(&str, Better)], rows: &[Row]) -> String {
    let mut out = "group\tn".to_owned();
    columns.iter().for_each(|(name, _)| write!(out, "\t{name}").unwrap());
    for (row, count, figures) in rows {
        write!(out, "\n{row}\t{count}").unwrap();
        for figure in figures {
            match figure {
                Some(figure) if figure.fract() == 0.0 => write!(out, "\t{figure}").unwrap(),
                Some(figure) => write!(out, "\t{figure:.4}").unwrap(),
                None => out.push_str("\t–"),
            }
        }
    }
    out + "\n"
}

/// Row by row, how many things it tells of, and its figures by column.
fn read(file: &Path) -> BTreeMap<String, (usize, BTreeMap<String, f64>)> {
    let text = fs::read_to_string(file).unwrap_or_default();
    let mut lines = text.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let columns = lines.next().unwrap_or_default();
    let row = |cells: Vec<&str>| {
        let figures = columns.iter().zip(&cells).skip(2);
        let figures = figures.filter_map(|(column, cell)| Some(((*column).to_owned(), cell.parse().ok()?)));
        (cells[0].to_owned(), (cells[1].parse().unwrap(), figures.collect()))
    };
    lines.map(row).collect()
}
