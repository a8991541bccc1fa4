//! Which words of a document its reader kept, and which it doubled.
//!
//! *Kept* is a word that the résumé has: in some value, wherever that is, or in what a document of it would show, titles and labels
//! included. A month, a day and the present are kept by a date that has them, in whatever words. *Said* is a word that the report
//! names: a label that became a field has nothing else to be kept in. *Doubled* is a word that a document of the résumé would show
//! more often than the document did; titles, labels, dates and addresses are not counted there, since they may stand for what was
//! not text, or in other words.

use crate::score::words::{Bag, date, month, words};
use serde_json::Value;
use vitae::{Context, Report, Resume};
use vitae_outline::{Composition, Outline, Role, outline_of};

/// Diagnostics that carry words which were read as what they mean; the words stand between backticks.
const SAY_WORDS: &[&str] = &["label-read"];

/// The words of a document that are elsewhere now.
#[derive(Debug, Default)]
pub struct Kept {
    /// How many words the document has.
    pub words: usize,
    /// Those that the résumé has not.
    pub lost: Bag,
    /// Those of them that the report does not name either.
    pub unsaid: Bag,
    /// Those that the résumé would show more often.
    pub doubled: Bag,
}

/// The words of a text as they are compared: signs that nobody sees join what they stand between.
#[must_use]
pub fn bag(text: &str) -> Bag {
    let is_unseen =
        |c: char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}');
    let mut bag = Bag::default();
    for word in words(&text.chars().filter(|c| !is_unseen(*c)).collect::<String>()) {
        // How an address begins is not seen.
        if matches!(word.as_str(), "mailto" | "http" | "https" | "tel") {
            continue;
        }
        // `01` and `1` are the same day.
        let bare = Some(word.trim_start_matches('0')).filter(|bare| word.len() == 2 && bare.len() == 1);
        bag.add(bare.map(str::to_owned).unwrap_or(word), 1);
    }
    bag
}

/// Compares the text of a document with what was read of it; `native` is the résumé in our own
/// dialect, and `left_out` what is nobody's loss.
#[must_use]
pub fn kept(text: &str, left_out: &str, resume: &Resume, native: &Value, report: &Report) -> Kept {
    let document = bag(text).without(&bag(left_out));
    let outline = outline_of(resume, Composition::default(), &mut Context::default());
    let mut all = Vec::new();
    strings(native, &mut all);
    let values = all.iter().filter(|text| text.starts_with(|c: char| c.is_ascii_digit())).filter_map(|text| date(text));
    let named = outline.blocks.iter().flat_map(|block| &block.runs).filter(|run| run.role == Some(Role::Dates));
    let named = named.flat_map(|run| words(&run.text)).filter_map(|word| month(&word));
    let mut dates: Vec<u8> = values.filter_map(|(_, month)| month).chain(named).collect();
    let lost = document.without(&bag(&all.join("\n"))).without(&bag(&shown(&outline, |_| true)));
    let mut unkept = Bag::default();
    for (word, count) in lost.iter() {
        let by_date = (0..count).filter(|_| takes(&mut dates, word)).count();
        if count > by_date {
            unkept.add(word.to_owned(), count - by_date);
        }
    }
    let shown_dates = outline.blocks.iter().flat_map(|block| &block.runs).filter(|run| run.role == Some(Role::Dates));
    let texts = shown_dates.map(|run| run.text.as_str()).chain(all.iter().map(String::as_str));
    (0..texts.filter(|text| is_open(text)).count()).for_each(|_| unkept = without_present(&unkept));
    let is_counted =
        |role| !matches!(role, Some(Role::Label | Role::Section | Role::Url | Role::Contact | Role::Dates));
    Kept {
        words: document.len(),
        unsaid: unkept.without(&bag(&said(report))),
        lost: unkept,
        doubled: bag(&shown(&outline, is_counted)).without(&document),
    }
}

/// Words for an end that has not come, longer ones first.
const PRESENT: &[&str] = &[
    "настоящее время",
    "по настоящее время",
    "bis heute",
    "à ce jour",
    "en cours",
    "in corso",
    "hasta la fecha",
    "to date",
    "till date",
    "do chwili obecnej",
    "حتى الآن",
    "aujourd'hui",
    "aujourd’hui",
    "présent",
    "presente",
    "actualidad",
    "atualidade",
    "heute",
    "obecnie",
    "oggi",
    "attuale",
    "heden",
    "halen",
    "günümüz",
    "至今",
    "現在",
    "현재",
    "الحاضر",
    "الآن",
    "वर्तमान",
    "present",
    "current",
    "now",
    "today",
    "ongoing",
    "н.в.",
];

/// Says that something goes on.
fn is_open(text: &str) -> bool {
    const SHORT: usize = 60;
    let lower = text.to_lowercase();
    text.len() < SHORT && text.contains(char::is_numeric) && PRESENT.iter().any(|word| lower.contains(word))
}

/// Without one of these words, in whatever language.
fn without_present(lost: &Bag) -> Bag {
    let known = PRESENT.iter().map(|word| bag(word)).find(|word| word.common(lost) == word.len());
    known.map_or_else(|| lost.clone(), |word| lost.without(&word))
}

/// Takes a month that a word names, in letters or digits, out of those that the dates have.
fn takes(months: &mut Vec<u8>, word: &str) -> bool {
    let named = month(word).or_else(|| word.parse().ok().filter(|_| word.len() <= 2));
    let at = named.and_then(|named| months.iter().position(|month| *month == named));
    at.map(|at| months.swap_remove(at)).is_some()
}

fn shown(outline: &Outline, is_counted: impl Fn(Option<Role>) -> bool) -> String {
    let block = |block: &vitae_outline::Block| -> String {
        let runs = block.runs.iter().filter(|run| is_counted(run.role));
        runs.map(|run| run.text.as_str()).chain(["\n"]).collect()
    };
    outline.blocks.iter().map(block).collect()
}

/// What the report has between backticks where it tells of words.
fn said(report: &Report) -> String {
    let told = report.iter().filter(|told| SAY_WORDS.contains(&told.code));
    let quoted = |message: &str| message.split('`').skip(1).step_by(2).collect::<Vec<_>>().join("\n");
    told.map(|told| quoted(&told.message) + "\n").collect()
}

/// Every text in a value; the keys of what has keys of its owner's own are text as well.
fn strings(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| {
            if matches!(key.as_str(), "details" | "ext") || key.starts_with("x-") {
                value.as_object().into_iter().flatten().for_each(|(key, _)| out.push(key.clone()));
            }
            strings(value, out);
        }),
        Value::Array(values) => values.iter().for_each(|value| strings(value, out)),
        Value::String(text) => out.push(text.clone()),
        Value::Number(number) => out.push(number.to_string()),
        _ => {}
    }
}

/// A few words, for a person to see.
#[must_use]
pub fn some(bag: &Bag) -> String {
    let all: Vec<_> =
        bag.iter().map(|(word, count)| if count > 1 { format!("{word}×{count}") } else { word.to_owned() }).collect();
    let more = if all.len() > 12 { " …" } else { "" };
    all.iter().take(12).map(String::as_str).collect::<Vec<_>>().join(" ") + more
}

#[cfg(test)]
mod tests {
    use super::*;
    use vitae::{Diagnostic, Kind, Text};

    #[test]
    fn what_is_lost_said_and_doubled_is_told() {
        let mut resume = Resume::default();
        resume.person.name = Text::new("Mara Mara Lindqvist");
        let native = serde_json::json!({ "basics": { "name": "Mara Mara Lindqvist" }, "dates": "2019-05 – present" });
        let mut report = Report::default();
        report.push(Diagnostic::new(Kind::Note, "label-read", "`Duration:` was read as the label of dates"));
        let kept = kept("no Mara Lind\u{ad}qvist Duration Mai 2019 heute lost", "no", &resume, &native, &report);
        assert_eq!(some(&kept.lost), "duration lost");
        assert_eq!(some(&kept.unsaid), "lost");
        assert_eq!(some(&kept.doubled), "mara");
    }
}
