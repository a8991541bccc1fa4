//! Dates in a line, and how long something lasted.

use super::line::Found;
use vitae_core::{DayOrder, Words, find_dates_with};

/// The dates that stand in a line.
pub(super) fn find(text: &str, words: &Words) -> Vec<Found> {
    find_with(text, words, DayOrder::default())
}

/// The same, in a document that says which of `03/04/2016` is the day.
pub(super) fn find_with(text: &str, words: &Words, order: DayOrder) -> Vec<Found> {
    // Most lines have no digit, and no other number.
    if !text.contains(char::is_numeric) {
        return Vec::new();
    }
    let found = find_dates_with(text, words, order);
    // What is glued to a word is part of it, but where a script has no spaces.
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !crate::is_unspaced(c));
    let alone = |range: &std::ops::Range<usize>| {
        let before = text.get(..range.start).and_then(|before| before.chars().next_back());
        let after = text.get(range.end..).and_then(|after| after.chars().next());
        !joins(before) && !joins(after)
    };
    found
        .into_iter()
        .filter(|found| alone(&found.range))
        .map(|found| Found { range: found.range, bare: found.bare, ambiguous: found.ambiguous })
        .collect()
}

/// "23 years 1 month", "(1년)", "2 ans et 3 mois": how long, and not when.
pub(super) fn is_duration(text: &str) -> bool {
    const UNITS: &[&str] = &[
        "y",
        "yr",
        "yrs",
        "year",
        "years",
        "mo",
        "mos",
        "mth",
        "mths",
        "month",
        "months",
        "jahr",
        "jahre",
        "jahren",
        "monat",
        "monate",
        "monaten",
        "an",
        "ans",
        "annee",
        "annees",
        "mois",
        "ano",
        "anos",
        "mes",
        "meses",
        "anno",
        "anni",
        "mese",
        "mesi",
        "jaar",
        "maand",
        "maanden",
        "rok",
        "lata",
        "lat",
        "miesiac",
        "miesiace",
        "miesiecy",
        "год",
        "года",
        "лет",
        "месяц",
        "месяца",
        "месяцев",
        "рік",
        "роки",
        "років",
        "місяць",
        "місяці",
        "місяців",
        "yil",
        "ay",
        "年",
        "个月",
        "個月",
        "ヶ月",
        "か月",
        "カ月",
        "년",
        "개월",
        "سنة",
        "سنوات",
        "شهر",
        "اشهر",
        "वर्ष",
        "साल",
        "महीने",
        "महीना",
        "week",
        "weeks",
        "woche",
        "wochen",
    ];
    let folded = super::lexicon::fold(text);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let mut numbers = 0;
    let mut units = 0;
    let mut word = String::new();
    let mut digits = String::new();
    let mut all = true;
    let mut end = |word: &mut String, digits: &mut String| {
        if !digits.is_empty() {
            numbers += 1;
            all &= digits.len() <= 2;
            digits.clear();
        }
        if !word.is_empty() {
            if UNITS.contains(&word.as_str()) {
                units += 1;
            } else {
                all &= matches!(word.as_str(), "and" | "und" | "et" | "y" | "e" | "en" | "i" | "и" | "about" | "ca");
            }
            word.clear();
        }
    };
    for c in bare.chars() {
        if c.is_numeric() {
            if !word.is_empty() {
                end(&mut word, &mut digits);
            }
            digits.push(c);
        } else if c.is_alphabetic() || matches!(c, '\u{900}'..='\u{97f}') {
            if !digits.is_empty() {
                end(&mut word, &mut digits);
            }
            word.push(c);
        } else {
            end(&mut word, &mut digits);
        }
    }
    end(&mut word, &mut digits);
    all && numbers > 0 && units > 0
}
