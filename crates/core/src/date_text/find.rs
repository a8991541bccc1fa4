//! Dates inside a line of text.

use super::grammar::{Around, DayOrder, Grammar, Reading};
use super::is_as_we_write;
use super::lex::Tokens;
use crate::date::Span;
use crate::language::Words;
use crate::language::lexicon::Senses;
use std::cmp::Ordering;
use std::ops::Range;

/// A date or a range of dates that stands inside a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundDates {
    /// Where it stands, in bytes, with a word such as `since` and without brackets.
    pub range: Range<usize>,
    /// The value.
    pub span: Span,
    /// True when the words say nothing but the value, in the language at hand.
    pub canonical: bool,
    /// True when another reading is as likely: `2010-11`, `03/04/2016`, `3/19 – 2/21`.
    pub ambiguous: bool,
    /// True for a year and nothing else, which may be anything: `Windows 2000`.
    pub bare: bool,
    /// The order of day and month, where a number above twelve shows it.
    pub order: Option<DayOrder>,
}

/// All dates that stand inside a line of text, from left to right. In the language given first, then in English; the names of
/// months in any language whose word for them can be nothing else.
///
/// ```
/// use vitae_core::{Words, find_dates};
/// let line = "Engineer, Mar 2019 – Present (before: 2016–2018)";
/// let found: Vec<_> = find_dates(line, Words::english()).into_iter().map(|f| &line[f.range]).collect();
/// assert_eq!(found, ["Mar 2019 – Present", "2016–2018"]);
/// ```
#[must_use]
pub fn find_dates(text: &str, words: &Words) -> Vec<FoundDates> {
    find_dates_with(text, words, DayOrder::default())
}

/// As [`find_dates`], where the document says which of `03/04/2016` is the day. Such a date stays ambiguous.
///
/// ```
/// use vitae_core::{DayOrder, Words, find_dates_with};
/// let found = &find_dates_with("born 03/04/1986", Words::english(), DayOrder::MonthFirst)[0];
/// assert!(found.ambiguous);
/// ```
#[must_use]
pub fn find_dates_with(text: &str, words: &Words, order: DayOrder) -> Vec<FoundDates> {
    let tokens = Tokens::new(text);
    let other = match order {
        DayOrder::DayFirst => DayOrder::MonthFirst,
        DayOrder::MonthFirst => DayOrder::DayFirst,
    };
    let senses = Senses::new(&tokens, words);
    let asked = Grammar::new(&senses, words, Around::Words, order);
    let turned = Grammar::new(&senses, words, Around::Words, other);
    let read = |at: usize| {
        let found = asked.span(at);
        if !asked.order_mattered() {
            return found.map(|(reading, next)| (reading, next, None));
        }
        let again = turned.span(at);
        let reach = |found: &Option<(Reading, usize)>| found.as_ref().map_or(0, |(_, next)| *next);
        // Where both orders give a date, nobody can say; where one goes further, it is the right one.
        let (found, shown) = match reach(&found).cmp(&reach(&again)) {
            Ordering::Less => (again, Some(other)),
            Ordering::Greater => (found, Some(order)),
            Ordering::Equal => {
                let unsure = found != again;
                let mark = |(reading, next): (Reading, usize)| {
                    (Reading { ambiguous: reading.ambiguous || unsure, ..reading }, next)
                };
                (found.map(mark), None)
            }
        };
        found.map(|(reading, next)| (reading, next, shown))
    };
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((reading, next, order)) = read(at) else {
            at += 1;
            continue;
        };
        let range = tokens.get(at).zip(tokens.get(next - 1)).map(|(first, last)| first.range.start..last.range.end);
        if let Some((range, span)) = range.zip(reading.span.normal()) {
            let alone = text.get(range.clone());
            let canonical = alone.is_some_and(|text| is_as_we_write(text, &Tokens::new(text), reading.span, words));
            let Reading { ambiguous, bare, .. } = reading;
            out.push(FoundDates { range, span, canonical, ambiguous, bare, order });
        }
        at = next.max(at + 1);
    }
    out
}
