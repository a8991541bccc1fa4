//! The grammar of dates in words, over tokens: one for what a person typed and for what stands inside a line.
//!
//! ```text
//! span   = [prefix] date [until now | separator (date | present)] [suffix] | present
//! date   = [mark…] (year-first | day-first | month-first | season | quarter | half | era) ["?"] [expected]
//! prefix = since | from | until      separator = dash | "to" | "/"
//! ```
//!
//! Every function takes the place of a token and gives what it found with the place after it. How far one looks ahead is bounded, so that
//! a line costs time in proportion to its length.

mod beside;
mod dates;

use super::lex::{Kind, Tokens};
use crate::date::{Date, End, Part, Span};
use crate::language::Words;
use crate::language::lexicon::{Sense, Senses};
use std::cell::Cell;

/// Which of `03/04/2016` is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum DayOrder {
    /// The third of April.
    #[default]
    DayFirst,
    /// The fourth of March.
    MonthFirst,
}

/// What surrounds a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Around {
    /// Nothing: the text is a date, whatever its year.
    Nothing,
    /// Other words, so that a number has to look like a year.
    Words,
}

/// A span that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) span: Span,
    /// Another reading is as likely.
    pub(super) ambiguous: bool,
    /// A year and nothing else.
    pub(super) bare: bool,
}

/// A date that was read, as far as it says itself.
#[derive(Debug, Clone, Copy)]
struct Read {
    /// `June` of `June – August 2018` has none.
    year: Option<u16>,
    part: Part,
    /// The second of two years: `2018/19`.
    second: Option<u16>,
    circa: bool,
    uncertain: bool,
    expected: bool,
    /// Only a range makes a date of it: `3/19`.
    weak: bool,
    ambiguous: bool,
    /// A year without any word or mark.
    bare: bool,
}

impl Read {
    const fn new(year: Option<u16>, part: Part) -> Self {
        let (circa, uncertain, expected, ambiguous, bare) = (false, false, false, false, false);
        Self { year, part, second: None, circa, uncertain, expected, weak: year.is_none(), ambiguous, bare }
    }

    fn date(&self) -> Option<Date> {
        self.date_in(self.year?)
    }

    fn date_in(&self, year: u16) -> Option<Date> {
        let mut date = Date::new(year, self.part)?;
        (date.circa, date.uncertain, date.expected) = (self.circa, self.uncertain, self.expected);
        Some(date)
    }

    /// The month, of a date that has one.
    const fn month(&self) -> Option<u8> {
        match self.part {
            Part::Month(m) | Part::Day(m, _) => Some(m),
            _ => None,
        }
    }
}

/// Something that was found, and the place after it.
type Found<T> = Option<(T, usize)>;

/// The first and last year that a number may mean inside other words.
const YEARS: std::ops::RangeInclusive<u16> = 1500..=2099;
/// The same, when nothing else says that it is a year.
const BARE_YEARS: std::ops::RangeInclusive<u16> = 1950..=2049;

/// The reader of one text.
pub(super) struct Grammar<'a> {
    tokens: &'a Tokens,
    senses: &'a Senses<'a>,
    around: Around,
    order: DayOrder,
    /// Set when the order of day and month mattered.
    order_mattered: Cell<bool>,
    /// Months are numbers here: `2019.3` is one.
    numbered: bool,
}

impl<'a> Grammar<'a> {
    pub(super) fn new(senses: &'a Senses<'a>, words: &Words, around: Around, order: DayOrder) -> Self {
        let numbered = words.months[0].starts_with('1');
        Self { tokens: senses.tokens(), senses, around, order, order_mattered: Cell::new(false), numbered }
    }

    /// True when a reading would be another one if day and month changed places. Asking forgets.
    pub(super) fn order_mattered(&self) -> bool {
        self.order_mattered.take()
    }

    /// The longest span at a place.
    pub(super) fn span(&self, at: usize) -> Found<Reading> {
        if let Some(found) = self.only_present(at) {
            return Some(found);
        }
        let (prefix, start) = self.prefix(at).map_or((None, at), |(sense, next)| (Some(sense), next));
        let (left, next) = self.date(start)?;
        let found = self.range(left, next).or_else(|| self.single(left, next, prefix))?;
        (start > at || self.may_start(start, found.0.bare)).then_some(found)
    }

    /// `Present`, when there is nothing else.
    fn only_present(&self, at: usize) -> Found<Reading> {
        let word = at == 0 && matches!(self.tokens.kind(0), Some(Kind::Word { .. }));
        let ((), next) = word.then(|| self.present(0)).flatten()?;
        let span = Span::Range { start: None, end: End::Present };
        (next == self.tokens.len()).then_some((Reading { span, ambiguous: false, bare: false }, next))
    }

    fn prefix(&self, at: usize) -> Found<Sense> {
        let found = self.sense(at, |s| matches!(s, Sense::Since | Sense::Until).then_some(s));
        found.or_else(|| self.sense(at, |s| (s == Sense::From).then_some(s)))
    }

    // ── ranges ──

    fn range(&self, left: Read, next: usize) -> Found<Reading> {
        let past_suffix = self.is(next, Sense::SinceAfter).unwrap_or(next);
        let open = left.date().map(|date| Reading { span: since(date), ambiguous: left.ambiguous, bare: false });
        for at in [next, past_suffix] {
            if let (Some(open), Some(end)) = (open, self.is(at, Sense::UntilNow)) {
                return Some((open, end));
            }
        }
        let [dash, word] = self.separator(next);
        let rights = [dash, word, (past_suffix > next).then_some(past_suffix)];
        if let Some(open) = open {
            let mut ends = rights.into_iter().flatten().filter_map(|right| self.present(right));
            if let Some(((), end)) = ends.find(|(_, end)| self.may_end(*end, false)) {
                return Some((open, end));
            }
        }
        rights.into_iter().flatten().find_map(|right| {
            let (right, next) = self.date(right)?;
            let next = self.is(next, Sense::UntilAfter).unwrap_or(next);
            let next = self.year_unit(next);
            self.may_end(next, false).then(|| self.both(left, right, next)).flatten().map(|reading| (reading, next))
        })
    }

    /// The range from one date to another. A year that is said once counts for both.
    fn both(&self, mut left: Read, right: Read, next: usize) -> Option<Reading> {
        let mut ambiguous = left.ambiguous || right.ambiguous;
        // "May 19 – Jun 20, 2019": a day, and not a short year.
        if let (true, Part::Month(month), Part::Day(..), Some(year)) = (left.weak, left.part, right.part, left.year) {
            let day = u8::try_from(year % 100).ok()?;
            left = Read { part: Part::Day(month, day), year: None, ..left };
            ambiguous = right.ambiguous;
        }
        let (first, second) = match (left.year, right.year) {
            (Some(a), Some(b)) => (a, right.second.filter(|_| right.part == Part::Year).unwrap_or(b)),
            (None, Some(b)) if right.part != Part::Year => {
                let turns = matches!((left.month(), right.month()), (Some(a), Some(b)) if a > b);
                ambiguous |= turns;
                (b.checked_sub(u16::from(turns))?, b)
            }
            // "2019年3月-6月"
            (Some(a), None) if left.month()? <= right.month()? && self.is_unit(next.checked_sub(1)?) => (a, a),
            _ => return None,
        };
        let bare = left.bare && right.bare && self.around == Around::Words;
        if bare && !(BARE_YEARS.contains(&first) && BARE_YEARS.contains(&second)) {
            return None;
        }
        let (start, end) = (left.date_in(first)?, right.date_in(second)?);
        let span = Span::Range { start: Some(start), end: End::On(end) };
        Some(Reading { span, ambiguous, bare: false })
    }

    /// `月`
    fn is_unit(&self, at: usize) -> bool {
        self.is(at, Sense::MonthUnit).or(self.is(at, Sense::DayUnit)).is_some()
    }

    /// What may stand between the ends of a range: a dash or a slash, and a word, with or without a dash.
    fn separator(&self, at: usize) -> [Option<usize>; 2] {
        const LONGEST: usize = 3;
        let run = |of: &[char]| {
            let is_of = |at: &usize| matches!(self.tokens.kind(*at), Some(Kind::Mark(c)) if of.contains(&c));
            (at..at + LONGEST).take_while(is_of).count()
        };
        let marks = match (run(&['-', '–', '—', '~', '→', '>', '…']), run(&['.']), run(&['/'])) {
            (0, dots @ 2.., _) => dots,
            (0, _, slashes) => slashes.min(1),
            (dashes, ..) => dashes,
        };
        [(marks > 0).then_some(at + marks), self.is(at + marks, Sense::To)]
    }

    // ── one date, with what may stand around it ──

    /// A date without another end, and what the words beside it make of it.
    fn single(&self, left: Read, next: usize, prefix: Option<Sense>) -> Found<Reading> {
        if left.weak && !matches!(prefix, Some(Sense::Since | Sense::Until)) {
            return None;
        }
        if let Some(second) = left.second {
            return self.two_years(left, second, next).filter(|_| prefix.is_none());
        }
        let date = left.date()?;
        let (span, next) = match prefix {
            None => self.with_suffix(date, next),
            Some(_) if self.number_follows(next) => return None,
            Some(Sense::Since) => (since(date), self.is(next, Sense::SinceAfter).unwrap_or(next)),
            Some(Sense::Until) => (until(date), self.is(next, Sense::UntilAfter).unwrap_or(next)),
            Some(_) => return None,
        };
        let bare = left.bare && prefix.is_none() && span == Span::At(date);
        let found = (Reading { span, ambiguous: left.ambiguous, bare }, next);
        let plausible = !bare || self.is_bare_year(date.year(), next);
        (plausible && self.may_end(next, bare)).then_some(found)
    }

    /// `2018/19`
    fn two_years(&self, left: Read, second: u16, next: usize) -> Found<Reading> {
        let (start, end) = (Date::new(left.year?, Part::Year), Date::new(second, Part::Year)?);
        let slash = next.checked_sub(2).is_some_and(|at| self.tokens.is_mark(at, '/'));
        let ambiguous = left.part != Part::Year && self.around == Around::Words && slash;
        let next = self.year_unit(next);
        let span = Span::Range { start, end: End::On(end) };
        self.may_end(next, false).then_some((Reading { span, ambiguous, bare: false }, next))
    }

    /// `2015から`, `2015まで`, `2012 –`.
    fn with_suffix(&self, date: Date, next: usize) -> (Span, usize) {
        let suffix = |sense| self.is(next, sense).filter(|&end| self.may_end(end, false));
        let since = suffix(Sense::SinceAfter).map(|end| (since(date), end));
        let until = || suffix(Sense::UntilAfter).map(|end| (until(date), end));
        let dangling = || {
            let span = Span::Range { start: Some(date), end: End::Unknown };
            self.dangling(next).map(|end| (span, end))
        };
        since.or_else(until).or_else(dangling).unwrap_or((Span::At(date), next))
    }

    /// "from 2000 to 5000 users"
    fn number_follows(&self, at: usize) -> bool {
        let number = |right: usize| matches!(self.tokens.kind(right), Some(Kind::Number { .. }));
        self.separator(at).into_iter().flatten().any(number)
    }

    /// `2012 –`, and nothing more.
    fn dangling(&self, at: usize) -> Option<usize> {
        let dash = matches!(self.tokens.kind(at), Some(Kind::Mark('-' | '–' | '—' | '~')));
        let ends = at + 1 == self.tokens.len() || matches!(self.tokens.kind(at + 1), Some(Kind::Mark(')' | '(' | ']')));
        (dash && ends).then_some(at + 1)
    }

    /// A word for an end that is not there yet.
    fn present(&self, at: usize) -> Found<()> {
        self.sense(at, |s| matches!(s, Sense::Present | Sense::UntilNow).then_some(()))
    }

    fn year_unit(&self, at: usize) -> usize {
        self.is(at, Sense::Year).unwrap_or(at)
    }

    fn is(&self, at: usize, sense: Sense) -> Option<usize> {
        self.sense(at, |s| (s == sense).then_some(())).map(|(_, next)| next)
    }

    fn sense<T>(&self, at: usize, want: impl Fn(Sense) -> Option<T>) -> Found<T> {
        self.senses.find(at, want)
    }

    // ── numbers and marks ──

    /// A year of four digits.
    fn four_digits(&self, at: usize) -> Found<u16> {
        let Kind::Number { value, digits: 4, .. } = self.tokens.kind(at)? else { return None };
        let year = u16::try_from(value).ok().filter(|year| self.allows(*year))?;
        Some((year, at + 1))
    }

    /// A year of two digits, in the hundred years that begin with 1950.
    fn two_digits(&self, at: usize) -> Found<u16> {
        let Kind::Number { value, digits: 2, .. } = self.tokens.kind(at)? else { return None };
        let value = u16::try_from(value).ok()?;
        Some((if value < 50 { 2000 + value } else { 1900 + value }, at + 1))
    }

    /// A number of one or two digits.
    fn small(&self, at: usize) -> Found<u8> {
        let Kind::Number { value, digits: 1..=2, .. } = self.tokens.kind(at)? else { return None };
        Some((u8::try_from(value).ok()?, at + 1))
    }

    fn past_ordinal(&self, at: usize) -> usize {
        let suffix = self.tokens.glued(at) && is_ordinal(self.tokens.spelling(at).unwrap_or_default());
        at + usize::from(suffix)
    }

    fn skip_if(&self, at: usize, mark: impl Fn(char) -> bool) -> usize {
        match self.tokens.kind(at) {
            Some(Kind::Mark(c)) if mark(c) => at + 1,
            _ => at,
        }
    }

    fn allows(&self, year: u16) -> bool {
        self.around == Around::Nothing || YEARS.contains(&year)
    }
}

fn since(start: Date) -> Span {
    Span::Range { start: Some(start), end: End::Present }
}

fn until(end: Date) -> Span {
    Span::Range { start: None, end: End::On(end) }
}

/// `1st`, `1er`, `1º`; in some languages a full stop.
pub(super) fn is_ordinal(suffix: &str) -> bool {
    matches!(suffix, "." | "st" | "nd" | "rd" | "th" | "er" | "ere" | "e" | "º" | "ª" | "°")
}
