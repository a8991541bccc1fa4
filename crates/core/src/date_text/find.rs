//! Dates inside a line of text.

use super::grammar::{Around, DayOrder, Grammar};
use super::lex::Tokens;
use super::{is_as_we_write, lex};
use crate::date::Span;
use crate::language::Words;
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
    let asked = Grammar::new(&tokens, words, Around::Words, order);
    let turned = Grammar::new(&tokens, words, Around::Words, other);
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let mut found = asked.span(at);
        let (mut ambiguous, mut shown) = (false, None);
        if asked.order_mattered() {
            // Where both orders give a date, nobody can say; where one goes further, it is the right one.
            let again = turned.span(at);
            let reach = |found: &Option<(_, usize)>| found.as_ref().map_or(0, |(_, next)| *next);
            match reach(&found).cmp(&reach(&again)) {
                std::cmp::Ordering::Less => (found, shown) = (again, Some(other)),
                std::cmp::Ordering::Equal => ambiguous = found != again,
                std::cmp::Ordering::Greater => shown = Some(order),
            }
        }
        let Some((reading, next, span)) =
            found.and_then(|(reading, next)| Some((reading, next, reading.span.normal()?)))
        else {
            at += 1;
            continue;
        };
        let ends = |first: usize, last: usize| Some(tokens.get(first)?.range.start..tokens.get(last)?.range.end);
        if let Some(range) = ends(at, next.saturating_sub(1)) {
            let canonical =
                text.get(range.clone()).is_some_and(|t| is_as_we_write(&lex::Tokens::new(t), reading.span, words));
            let ambiguous = ambiguous || reading.ambiguous;
            out.push(FoundDates { range, span, canonical, ambiguous, bare: reading.bare, order: shown });
        }
        at = next.max(at + 1);
    }
    out
}
