//! How right a reader was: precision, recall and F1 of every field, from the truth about a document and what was read of it.
//!
//! *Entries* of a section are paired one to one so that the sum of their likeness is greatest, so their order is nobody's mistake.
//! *Fields* of a pair are compared by [`Kind`]; texts by the F1 of their words, where less than half alike counts nothing.
//! *What the document does not show* (`visible.rs`) is neither asked nor held against a reader that has it from elsewhere.
//! *A section* is the weighted mean of the F1 of its fields, *the total* the weighted mean of the sections that the truth has.

mod align;
mod headings;
mod record;
mod visible;
pub mod words;

pub use headings::headings;
pub use record::{Entry, Item, Kind, Record, Row, SECTIONS, Section, record, texts};
pub use visible::seen;

use serde_json::Value;
use std::collections::BTreeMap;
use words::{Bag, address, date, digits, folded, likeness, mark, month};

/// What was right, out of what was asked and what was given.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Tally {
    /// What was right of what was given.
    pub right: f64,
    /// What was found of what was asked.
    pub found: f64,
    /// How much was asked.
    pub asked: f64,
    /// How much was given.
    pub given: f64,
}

impl Tally {
    /// The share of what was given that is right.
    #[must_use]
    pub fn precision(&self) -> f64 {
        if self.given > 0.0 { self.right / self.given } else { f64::from(self.asked == 0.0) }
    }

    /// The share of what was asked that was found.
    #[must_use]
    pub fn recall(&self) -> f64 {
        if self.asked > 0.0 { self.found / self.asked } else { 1.0 }
    }

    /// The harmonic mean of both.
    #[must_use]
    pub fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
    }

    /// Adds another.
    pub fn add(&mut self, other: &Self) {
        self.right += other.right;
        self.found += other.found;
        self.asked += other.asked;
        self.given += other.given;
    }

    /// One value against another.
    fn scalar(&mut self, kind: Kind, truth: Option<&Item>, given: Option<&Item>) {
        self.asked += f64::from(truth.is_some_and(|truth| truth.is_visible));
        let Some(given) = given else { return };
        let alike = truth.map_or(0.0, |truth| alike(kind, &truth.text, &given.text));
        if truth.is_none_or(|truth| truth.is_visible) {
            self.given += 1.0;
            self.right += alike;
            self.found += alike;
        } else if alike < 0.5 {
            self.given += 1.0;
        }
    }

    /// All words of one field against all of another.
    fn bag(&mut self, truth: &[Item], given: &[Item]) {
        let words =
            |visible| Bag::of(truth.iter().filter(|item| item.is_visible == visible).map(|item| item.text.as_str()));
        let (visible, hidden) = (words(true), words(false));
        let given = Bag::of(given.iter().map(|item| item.text.as_str()));
        let common = visible.common(&given) as f64;
        let wrong = given.without(&visible).without(&hidden).len() as f64;
        if !visible.is_empty() {
            self.asked += 1.0;
            self.found += common / visible.len() as f64;
        }
        if common + wrong > 0.0 {
            self.given += 1.0;
            self.right += common / (common + wrong);
        }
    }

    /// The values of one field against those of another, paired.
    fn list(&mut self, truth: &[Item], given: &[Item]) {
        const HINT: f64 = 1e-6;
        const LONG: usize = 40_000;
        let worth = |truth: &Item, given: &Item| {
            let text = likeness(&truth.text, &given.text);
            let alike = match (&truth.group, &given.group) {
                (Some(a), Some(b)) => text.min(likeness(a, b)),
                _ => text,
            };
            // Of two that are alike, the one that is seen is meant.
            mark(alike) + if truth.is_visible && mark(alike) > 0.0 { HINT } else { 0.0 }
        };
        let worth: Vec<Vec<f64>> =
            truth.iter().map(|truth| given.iter().map(|given| worth(truth, given)).collect()).collect();
        self.asked += truth.iter().filter(|item| item.is_visible).count() as f64;
        self.given += given.len() as f64;
        let is_long = truth.len() * given.len() > LONG;
        for (i, j) in if is_long { align::greedy(&worth) } else { align::best(&worth) } {
            if truth[i].is_visible {
                self.right += worth[i][j].min(1.0);
                self.found += worth[i][j].min(1.0);
            } else {
                self.given -= 1.0;
            }
        }
    }
}

/// How alike two values are.
fn alike(kind: Kind, truth: &str, given: &str) -> f64 {
    let same = |yes: bool| f64::from(yes);
    match kind {
        Kind::Email => same(folded(truth).trim() == folded(given).trim()),
        Kind::Phone => {
            let (a, b) = (digits(truth), digits(given));
            let is_end = a.len().min(b.len()) >= 7 && (a.ends_with(&b) || b.ends_with(&a));
            if !a.is_empty() && a == b { 1.0 } else { 0.9 * same(is_end) }
        }
        Kind::Url => {
            let (a, b) = (address(truth), address(given));
            let is_part = !a.is_empty() && !b.is_empty() && (a.contains(&b) || b.contains(&a));
            if a == b { 1.0 } else { 0.5 * same(is_part) }
        }
        Kind::Date => match (date(truth), date(given)) {
            (Some(a), Some(b)) if a.0 != b.0 => 0.0,
            (Some((_, Some(a))), Some((_, Some(b)))) => {
                if a == b {
                    1.0
                } else {
                    0.5
                }
            }
            // A year where a month was asked.
            (Some((_, Some(_))), Some((_, None))) => 0.5,
            (Some(_), Some(_)) => 1.0,
            _ => same(folded(truth) == folded(given)),
        },
        _ => mark(likeness(truth, given)),
    }
}

/// The score of one document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Score {
    /// Each field that the truth or the reader has.
    pub fields: BTreeMap<(&'static str, &'static str), Tally>,
}

impl Score {
    /// The score of a section: `None` where nothing of it was asked.
    #[must_use]
    pub fn section(&self, section: &str) -> Option<f64> {
        self.of(section, |_| true)
    }

    /// The score of some fields of a section.
    #[must_use]
    pub fn part(&self, section: &str, fields: &[&str]) -> Option<f64> {
        self.of(section, |field| fields.contains(&field))
    }

    fn of(&self, section: &str, is_meant: impl Fn(&str) -> bool) -> Option<f64> {
        let (name, _, rows) = SECTIONS.iter().find(|(name, ..)| *name == section)?;
        let rows = rows.iter().filter(|(field, ..)| is_meant(field));
        let tally = |field| self.fields.get(&(*name, field)).filter(|tally| tally.asked > 0.0);
        mean(rows.filter_map(|(field, weight, _)| Some((*weight, tally(*field)?.f1()))))
    }

    /// The score of the whole.
    #[must_use]
    pub fn total(&self) -> f64 {
        mean(SECTIONS.iter().filter_map(|(name, weight, _)| Some((*weight, self.section(name)?)))).unwrap_or(0.0)
    }
}

/// A weighted mean.
fn mean(parts: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let (weight, sum) = parts.fold((0.0, 0.0), |(all, sum), (weight, value)| (all + weight, sum + weight * value));
    (weight > 0.0).then(|| sum / weight)
}

/// Scores what was read of a document that shows `text`.
#[must_use]
pub fn score(truth: &Value, given: &Value, text: &str) -> Score {
    let (truth, given) = (seen(&record(truth), text), record(given));
    let mut score = Score::default();
    for (section, _, rows) in SECTIONS {
        let (truth, given) = (&truth[section], &given[section]);
        if truth.iter().all(|entry| entry.values().all(Vec::is_empty)) {
            continue;
        }
        let nothing = Entry::new();
        for (truth, given) in paired(section, rows, truth, given, &nothing) {
            for (field, _, kind) in *rows {
                let tally = score.fields.entry((section, field)).or_default();
                let values = |entry: &'_ Entry| entry.get(field).cloned().unwrap_or_default();
                let (truth, given) = (values(truth), values(given));
                match kind {
                    Kind::Bag => tally.bag(&truth, &given),
                    Kind::List => tally.list(&truth, &given),
                    kind => tally.scalar(*kind, truth.first(), given.first()),
                }
            }
        }
    }
    score
}

/// The entries of a section beside each other; those that have no partner beside nothing.
fn paired<'a>(
    section: &str,
    rows: &[record::Row],
    truth: &'a [Entry],
    given: &'a [Entry],
    nothing: &'a Entry,
) -> Vec<(&'a Entry, &'a Entry)> {
    /// Entries that are less alike have nothing to do with each other.
    const LEAST: f64 = 0.15;
    let worth = |a: &Entry, b: &Entry| Some(closeness(rows, a, b)).filter(|worth| *worth >= LEAST).unwrap_or(0.0);
    let pairs = match section {
        "basics" | "skills" if given.is_empty() => Vec::new(),
        "basics" | "skills" => vec![(0, 0)],
        _ => align::best(&truth.iter().map(|a| given.iter().map(|b| worth(a, b)).collect()).collect::<Vec<_>>()),
    };
    let lonely_truth = (0..truth.len()).filter(|i| pairs.iter().all(|(a, _)| a != i)).map(|i| (&truth[i], nothing));
    let lonely_given = (0..given.len()).filter(|j| pairs.iter().all(|(_, b)| b != j)).map(|j| (nothing, &given[j]));
    pairs.iter().map(|(i, j)| (&truth[*i], &given[*j])).chain(lonely_truth).chain(lonely_given).collect()
}

/// How alike two entries are.
fn closeness(rows: &[record::Row], truth: &Entry, given: &Entry) -> f64 {
    let told_otherwise = ["studyType", "area", "highlights"];
    let rows = rows.iter().filter(|(name, ..)| !told_otherwise.contains(name));
    mean(rows.filter_map(|(name, weight, kind)| {
        let truth = truth.get(name).filter(|items| !items.is_empty())?;
        let all = |items: &[Item]| items.iter().map(|item| item.text.as_str()).collect::<Vec<_>>().join(" ");
        let alike = match (given.get(name), kind) {
            (Some(given), Kind::Bag | Kind::List | Kind::Text) => likeness(&all(truth), &all(given)),
            (Some(given), kind) => given.first().map_or(0.0, |given| alike(*kind, &truth[0].text, &given.text)),
            (None, _) => 0.0,
        };
        Some((*weight, alike))
    }))
    .unwrap_or(0.0)
}

/// The share of the words of a document that were read, wherever to. Months and days are left out: dates are values.
#[must_use]
pub fn coverage(given: &Value, text: &str) -> f64 {
    let plain = |text: &str| {
        let words = words::words(text).into_iter();
        let is_date =
            |word: &String| month(word).is_some() || (word.chars().count() <= 2 && word.chars().all(char::is_numeric));
        let words: Vec<_> = words.filter(|word| !is_date(word)).collect();
        Bag::of([words.join(" ").as_str()])
    };
    let document = plain(text);
    let mut leaves = Vec::new();
    strings(given, &mut leaves);
    let given = plain(&leaves.join("\n"));
    if document.is_empty() { 1.0 } else { document.common(&given) as f64 / document.len() as f64 }
}

fn strings(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            let shown =
                fields.iter().filter(|(key, _)| !matches!(key.as_str(), "$schema" | "meta") && !key.starts_with('@'));
            shown.for_each(|(_, value)| strings(value, out));
        }
        Value::Array(values) => values.iter().for_each(|value| strings(value, out)),
        Value::String(text) => out.push(text.clone()),
        Value::Number(number) => out.push(number.to_string()),
        _ => {}
    }
}
