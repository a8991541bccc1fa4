//! What a document does not show is not asked of its reader: a theme left it out, or shows a year without its month.

use super::record::{Item, Kind, Record, SECTIONS};
use super::words::{Bag, address, date, digits, folded, month, words, year};
use std::collections::BTreeSet;

/// What is asked of a document, to look values up in.
struct Page {
    words: Bag,
    /// All words in order, between spaces.
    sequence: String,
    /// All characters but white space.
    letters: String,
    digits: String,
    years: BTreeSet<u16>,
    months: BTreeSet<(u16, u8)>,
}

impl Page {
    fn of(text: &str) -> Self {
        let all = words(text);
        let mut months = BTreeSet::new();
        let mut years = BTreeSet::new();
        for (i, year) in all.iter().enumerate().filter_map(|(i, word)| Some((i, year(word)?))) {
            years.insert(year);
            let near = [i.checked_sub(2), i.checked_sub(1), Some(i + 1), Some(i + 2)];
            let near = near.into_iter().flatten().filter_map(|i| all.get(i));
            months.extend(
                near.filter_map(|word| month(word).or_else(|| number_of_month(word))).map(|month| (year, month)),
            );
        }
        Self {
            words: Bag::of([text]),
            sequence: format!(" {} ", all.join(" ")),
            letters: folded(text).chars().filter(|c| !c.is_whitespace()).collect(),
            digits: digits(text),
            years,
            months,
        }
    }

    fn shows(&self, kind: Kind, value: &str) -> bool {
        match kind {
            Kind::Email => self.letters.contains(&folded(value).split_whitespace().collect::<String>()),
            Kind::Phone => Some(digits(value)).is_some_and(|number| number.len() >= 5 && self.digits.contains(&number)),
            Kind::Url => self.letters.contains(&address(value).replace(' ', "")),
            _ => {
                let all = words(value);
                match all.len() {
                    0 => false,
                    1..=4 => self.sequence.contains(&format!(" {} ", all.join(" "))),
                    // Most of a long text: themes shorten and typeset.
                    n => Bag::of([value]).common(&self.words) as f64 >= 0.85 * n as f64,
                }
            }
        }
    }

    /// The value as far as it is shown.
    fn seen(&self, kind: Kind, item: &Item) -> Item {
        let mut item = item.clone();
        if kind == Kind::Date {
            match date(&item.text) {
                Some((year, Some(month))) if self.months.contains(&(year, month)) => {}
                Some((year, _)) if self.years.contains(&year) => item.text = format!("{year:04}"),
                _ => item.is_visible = false,
            }
        } else {
            let group = item.group.iter().all(|group| self.shows(Kind::Text, group));
            let kind = if item.group.is_some() { Kind::Text } else { kind };
            item.is_visible = group && self.shows(kind, &item.text);
        }
        item
    }
}

fn number_of_month(word: &str) -> Option<u8> {
    word.parse().ok().filter(|month| word.len() <= 2 && (0..=12).contains(month))
}

/// Marks what the document shows, and shortens its dates to what it shows of them.
#[must_use]
pub fn seen(record: &Record, text: &str) -> Record {
    let page = Page::of(text);
    let mut seen = record.clone();
    for (section, _, rows) in SECTIONS {
        for entry in seen.get_mut(section).into_iter().flatten() {
            for (name, _, kind) in *rows {
                for item in entry.get_mut(name).into_iter().flatten() {
                    *item = page.seen(*kind, item);
                }
            }
        }
    }
    seen
}
