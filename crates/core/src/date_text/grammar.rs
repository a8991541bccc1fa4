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

use super::lex::{Kind, Tokens};
use crate::date::{Date, End, Part, Season, Span};
use crate::language::Words;
use crate::language::lexicon::{Lexicon, Sense};
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
const YEARS: std::ops::RangeInclusive<u16> = 1900..=2099;
/// The same, when nothing else says that it is a year.
const BARE_YEARS: std::ops::RangeInclusive<u16> = 1950..=2049;

/// The reader of one text.
pub(super) struct Grammar<'a> {
    tokens: &'a Tokens,
    lexicons: [&'a Lexicon; 3],
    around: Around,
    order: DayOrder,
    /// Set when the order of day and month mattered.
    order_mattered: Cell<bool>,
    /// Months are numbers here: `2019.3` is one.
    numbered: bool,
}

impl<'a> Grammar<'a> {
    pub(super) fn new(tokens: &'a Tokens, words: &'a Words, around: Around, order: DayOrder) -> Self {
        let lexicons = [Lexicon::of(words), Lexicon::of(Words::english()), Lexicon::common()];
        let numbered = words.months[0].starts_with('1');
        Self { tokens, lexicons, around, order, order_mattered: Cell::new(false), numbered }
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
        if !self.may_start(start, prefix.is_some()) {
            return None;
        }
        let (left, next) = self.date(start)?;
        if let Some(found) = self.range(left, next) {
            return Some(found);
        }
        self.single(left, next, prefix)
    }

    /// `Present`, when there is nothing else.
    fn only_present(&self, at: usize) -> Found<Reading> {
        let ((), next) = (at == 0).then(|| self.present(0)).flatten()?;
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
        let start = left.date();
        for at in [next, past_suffix] {
            if let (Some(start), Some((_, end))) = (start, self.sense(at, |s| (s == Sense::UntilNow).then_some(()))) {
                return Some((open(start, left), end));
            }
        }
        let [dash, word] = self.separator(next);
        let rights = [dash, word, (past_suffix > next).then_some(past_suffix)];
        if let Some(start) = start {
            let mut ends = rights.into_iter().flatten().filter_map(|right| self.present(right));
            if let Some(((), end)) = ends.find(|(_, end)| self.may_end(*end)) {
                return Some((open(start, left), end));
            }
        }
        rights.into_iter().flatten().find_map(|right| {
            let (right, next) = self.date(right)?;
            let next = self.is(next, Sense::UntilAfter).unwrap_or(next);
            let next = self.year_unit(next);
            self.may_end(next).then(|| self.both(left, right)).flatten().map(|reading| (reading, next))
        })
    }

    /// The range from one date to another. A year that is said once counts for both.
    fn both(&self, mut left: Read, mut right: Read) -> Option<Reading> {
        let mut ambiguous = left.ambiguous || right.ambiguous;
        // "May 19 – Jun 20, 2019": a day, and not a short year.
        if let (true, Part::Month(month), Part::Day(..), Some(year)) = (left.weak, left.part, right.part, left.year) {
            let day = u8::try_from(year % 100).ok()?;
            left = Read { part: Part::Day(month, day), year: None, ..left };
        }
        let (first, second) = match (left.year, right.year) {
            (Some(a), Some(b)) => (a, right.second.filter(|_| right.part == Part::Year).unwrap_or(b)),
            (None, Some(b)) if right.part != Part::Year => {
                let turns = matches!((left.month(), right.month()), (Some(a), Some(b)) if a > b);
                ambiguous |= turns;
                (b.checked_sub(u16::from(turns))?, b)
            }
            // "2019年3月-6月"
            (Some(a), None) if left.month()? <= right.month()? && self.numbered => (a, a),
            _ => return None,
        };
        if self.around == Around::Words && left.part == Part::Year && right.part == Part::Year && first > second {
            return None;
        }
        right.second = None;
        let (start, end) = (left.date_in(first)?, right.date_in(second)?);
        let span = Span::Range { start: Some(start), end: End::On(end) };
        Some(Reading { span, ambiguous, bare: false })
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

    fn single(&self, left: Read, next: usize, prefix: Option<Sense>) -> Found<Reading> {
        let ambiguous = left.ambiguous;
        let mut reading = Reading { span: Span::At(left.date()?), ambiguous, bare: false };
        if left.weak {
            return None;
        }
        if let Some(second) = left.second {
            let plain = Date::new(left.year?, Part::Year);
            let span = Span::Range { start: plain, end: End::On(Date::new(second, Part::Year)?) };
            let ambiguous = left.part != Part::Year;
            let next = self.year_unit(next);
            return (self.may_end(next) && prefix.is_none())
                .then_some((Reading { span, ambiguous, bare: false }, next));
        }
        let start = left.date();
        let suffix = |sense| self.is(next, sense).filter(|&end| self.may_end(end));
        let since = if prefix == Some(Sense::Since) { Some(next) } else { suffix(Sense::SinceAfter) };
        let until = if prefix == Some(Sense::Until) {
            self.is(next, Sense::UntilAfter).or(Some(next))
        } else {
            suffix(Sense::UntilAfter)
        };
        let next = match (since, until) {
            (Some(next), _) => {
                reading.span = Span::Range { start, end: End::Present };
                self.is(next, Sense::SinceAfter).unwrap_or(next)
            }
            (None, Some(next)) => {
                reading.span = Span::Range { start: None, end: End::On(left.date()?) };
                next
            }
            (None, None) if prefix.is_some() => return None,
            (None, None) => match self.dangling(next) {
                Some(next) => {
                    reading.span = Span::Range { start, end: End::Unknown };
                    next
                }
                None => {
                    reading.bare = left.bare;
                    next
                }
            },
        };
        let plausible = !reading.bare || self.is_bare_year(left.year?, next);
        (plausible && self.may_end(next)).then_some((reading, next))
    }

    /// `2012 –`, and nothing more.
    fn dangling(&self, at: usize) -> Option<usize> {
        let dash = matches!(self.tokens.kind(at), Some(Kind::Mark('-' | '–' | '—' | '~')));
        let ends = at + 1 == self.tokens.len() || matches!(self.tokens.kind(at + 1), Some(Kind::Mark(')' | '(' | ']')));
        (dash && ends).then_some(at + 1)
    }

    fn date(&self, at: usize) -> Found<Read> {
        const MARKS: usize = 3;
        let (mut circa, mut expected, mut about, mut at) = (false, false, false, at);
        for _ in 0..MARKS {
            let mark = |s| matches!(s, Sense::Circa | Sense::Expected | Sense::About).then_some(s);
            let Some((sense, next)) = self.sense(at, mark) else { break };
            circa |= sense == Sense::Circa;
            expected |= sense == Sense::Expected;
            about |= sense == Sense::About;
            at = self.skip_if(next, |mark| matches!(mark, '.' | '-'));
        }
        let (mut read, mut next) = self.core(at)?;
        if self.tokens.is_mark(next, '?') {
            (read.uncertain, next) = (true, next + 1);
        }
        if let Some(end) = self.is(next, Sense::ExpectedAfter) {
            (expected, next) = (true, end);
        } else if self.tokens.is_mark(next, '(')
            && let Some(end) = self.is(next + 1, Sense::ExpectedAfter).filter(|end| self.tokens.is_mark(*end, ')'))
        {
            (expected, next) = (true, end + 1);
        }
        (read.circa, read.expected) = (circa, expected);
        read.bare &= !(circa || expected || about || read.uncertain);
        Some((read, next))
    }

    fn core(&self, at: usize) -> Found<Read> {
        match self.tokens.kind(at)? {
            Kind::Number { digits: 4, .. } => self.year_first(at),
            Kind::Number { digits: 1 | 2, .. } => self.day_first(at),
            Kind::Number { digits: 8, value, .. } => self.compact(value, at),
            Kind::Number { .. } => None,
            Kind::Mark('\'') => self.short_year_first(at),
            Kind::Mark(_) => None,
            Kind::Word { .. } => self
                .month_first(at)
                .or_else(|| self.season_first(at))
                .or_else(|| self.quarter_first(at))
                .or_else(|| self.era(at)),
        }
    }

    /// `20190301`
    fn compact(&self, value: u32, at: usize) -> Found<Read> {
        let year = u16::try_from(value / 10_000).ok()?;
        let part = Part::Day(u8::try_from(value / 100 % 100).ok()?, u8::try_from(value % 100).ok()?);
        Date::new(year, part)?;
        self.allows(year).then_some((Read { weak: true, ..Read::new(Some(year), part) }, at + 1))
    }

    // ── the year first ──

    fn year_first(&self, at: usize) -> Found<Read> {
        let (year, plain) = self.four_digits(at)?;
        let next = self.year_unit(plain);
        let has_unit = next > plain;
        self.after_year(year, next, has_unit).or_else(|| {
            let bare = !has_unit;
            Some((Read { bare, ..Read::new(Some(year), Part::Year) }, next))
        })
    }

    /// `'19.03`
    fn short_year_first(&self, at: usize) -> Found<Read> {
        let (year, next) = self.two_digits(at + 1).filter(|_| self.tokens.glued(at + 1))?;
        let month = self.tokens.is_mark(next, '.').then(|| self.after_year(year, next, false)).flatten();
        month.or(Some((Read { weak: true, ..Read::new(Some(year), Part::Year) }, next)))
    }

    /// What follows a year: the month and day as numbers, or a name.
    fn after_year(&self, year: u16, next: usize, has_unit: bool) -> Found<Read> {
        let read = |part| Some(Read::new(Some(year), part)).filter(|read| read.date().is_some());
        if let Some((part, end)) = self.with_units(next) {
            return Some((read(part)?, end));
        }
        if let Some(found) = self.numbers_after_year(year, next) {
            return Some(found);
        }
        if let Some((half, end)) = self.sense(next, |s| if let Sense::NamedHalf(h) = s { Some(h) } else { None }) {
            return Some((read(Part::Half(half))?, end));
        }
        let next =
            if self.tokens.glued(next) { self.skip_if(next, |mark| matches!(mark, '-' | '/' | '.')) } else { next };
        let next = self.is(next, Sense::Of).filter(|_| has_unit).unwrap_or(next);
        if let Some((month, end)) = self.month(next) {
            let day = self.small(self.skip_if(end, |mark| mark == '-')).filter(|_| !self.year_follows(end));
            let day = day.filter(|(_, end)| !self.year_follows(*end) && !self.tokens.glued(*end));
            if let Some((read, end)) = day.and_then(|(day, end)| Some((read(Part::Day(month, day))?, end))) {
                return Some((read, end));
            }
            return (!self.year_follows(end)).then(|| read(Part::Month(month))).flatten().map(|read| (read, end));
        }
        if let Some((season, end)) = self.season(next) {
            let end = self.is(end, Sense::Term).unwrap_or(end);
            return (!self.year_follows(end)).then(|| read(Part::Season(season))).flatten().map(|read| (read, end));
        }
        let (part, end) = self.quarter(next)?;
        (!self.year_follows(end)).then(|| read(part)).flatten().map(|read| (read, end))
    }

    /// `3月`, `3월 1일`
    fn with_units(&self, at: usize) -> Found<Part> {
        let (month, next) = self.small(at)?;
        let next = self.is(next, Sense::MonthUnit)?;
        let day = self.small(next).and_then(|(day, next)| Some((day, self.is(next, Sense::DayUnit)?)));
        Some(day.map_or((Part::Month(month), next), |(day, next)| (Part::Day(month, day), next)))
    }

    /// `-03`, `/03/01`, `.3`, `/20` after a year.
    fn numbers_after_year(&self, year: u16, at: usize) -> Found<Read> {
        let Kind::Mark(mark @ ('-' | '/' | '.' | '–' | '—')) = self.tokens.kind(at)? else { return None };
        let Kind::Number { value, digits: digits @ 1..=2, .. } = self.tokens.kind(at + 1)? else { return None };
        if !self.tokens.glued(at) || !self.tokens.glued(at + 1) {
            // "2018 / 19" as typed; between other words the nineteen may be anything.
            let typed = self.around == Around::Nothing && mark != '.' && digits == 2;
            let second = typed.then(|| second_year(year, value)).flatten()?;
            return Some((Read { second: Some(second), ..Read::new(Some(year), Part::Year) }, at + 2));
        }
        let small = u8::try_from(value).ok()?;
        let after = at + 2;
        if self.tokens.is_mark(after, mark) && self.tokens.glued(after) && self.tokens.glued(after + 1) {
            let day = self.small(after + 1).map(|(day, end)| (Read::new(Some(year), Part::Day(small, day)), end));
            if let Some(found) = day.filter(|(read, _)| read.date().is_some()) {
                return Some(found);
            }
        }
        let second = (digits == 2 && mark != '.').then(|| second_year(year, value)).flatten();
        let month = Read::new(Some(year), Part::Month(small));
        if month.date().is_none() {
            return Some((Read { second: Some(second?), ..Read::new(Some(year), Part::Year) }, after));
        }
        match mark {
            // By ISO 8601 it is a month, however likely the school year.
            '-' => {
                let ambiguous = second == Some(year + 1);
                (digits == 2).then_some((Read { ambiguous, ..month }, after))
            }
            '.' => Some((Read { weak: digits == 1 && !self.numbered, ..month }, after)),
            _ => (digits == 2 || self.numbered).then_some((Read { second, ..month }, after)),
        }
    }

    // ── a small number first ──

    fn day_first(&self, at: usize) -> Found<Read> {
        if let Some((part, next)) = self.with_units(at) {
            return Some((Read::new(None, part), next));
        }
        let (number, plain) = self.small(at)?;
        let next = self.past_ordinal(plain);
        if let Some(found) = self.quarter_of(number, next) {
            return self.with_year(found.0, found.1);
        }
        if let Some(found) = self.day_and_month(number, next) {
            return Some(found);
        }
        self.numeric(number, plain)
    }

    /// `1st April 2018`, `1 de marzo de 2019`, `01-Apr-2018`, `1 April` (whose year is elsewhere).
    fn day_and_month(&self, day: u8, at: usize) -> Found<Read> {
        let at = if self.tokens.glued(at) { self.skip_if(at, |mark| matches!(mark, '-' | '/' | '.')) } else { at };
        let at = self.is(at, Sense::Of).unwrap_or(at);
        let (month, next) = self.month(at)?;
        Date::new(2000, Part::Day(month, day))?;
        self.with_year(Part::Day(month, day), next)
    }

    /// `03/2019`, `01.04.2018`, `3/19`.
    fn numeric(&self, first: u8, at: usize) -> Found<Read> {
        let Kind::Mark(mark @ ('-' | '/' | '.')) = self.tokens.kind(at)? else { return None };
        let loose = match mark {
            '/' => self.tokens.glued(at) == self.tokens.glued(at + 1),
            '.' => self.tokens.glued(at),
            _ => self.tokens.glued(at) && self.tokens.glued(at + 1),
        };
        if !loose {
            return None;
        }
        if let Some((year, next)) = self.four_digits(at + 1).filter(|_| mark != '.' || self.tokens.glued(at + 1)) {
            let read = Read::new(Some(year), Part::Month(first));
            return read.date().map(|_| (read, self.year_unit(next)));
        }
        let (second, next) = self.small(at + 1)?;
        if let Some(found) = self.three_numbers(first, second, mark, next) {
            return Some(found);
        }
        let (year, next) = self.two_digits(at + 1).filter(|_| mark != '-' && self.tokens.glued(at + 1))?;
        let read = Read { weak: true, ambiguous: true, ..Read::new(Some(year), Part::Month(first)) };
        read.date().map(|_| (read, next))
    }

    fn three_numbers(&self, first: u8, second: u8, mark: char, at: usize) -> Found<Read> {
        let glued = self.tokens.glued(at) && (mark == '.' || self.tokens.glued(at + 1));
        if !self.tokens.is_mark(at, mark) || !(glued || mark == '/') {
            return None;
        }
        let short = |found: (u16, usize)| (found.0, found.1, true);
        let year = self.four_digits(at + 1).map(|(year, next)| (year, next, false));
        let (year, next, ambiguous) = year.or_else(|| self.two_digits(at + 1).map(short))?;
        // With dots the day is first; otherwise nobody can say.
        if mark != '.' && first != second {
            self.order_mattered.set(true);
        }
        let day_first = mark == '.' || self.order == DayOrder::DayFirst;
        let part = if day_first { Part::Day(second, first) } else { Part::Day(first, second) };
        let read = Read { ambiguous, ..Read::new(Some(year), part) };
        read.date().map(|_| (read, self.year_unit(next)))
    }

    // ── a name first ──

    fn month_first(&self, at: usize) -> Found<Read> {
        let (month, next) = self.month(at)?;
        let day = self.small(next).map(|(day, next)| (day, self.past_ordinal(next)));
        if let Some((day, next)) = day {
            let next = self.skip_if(next, |mark| mark == ',');
            let year =
                self.four_digits(next).filter(|_| !self.tokens.glued(next) || self.tokens.is_mark(next - 1, ','));
            if let Some((year, next)) = year {
                let read = Read::new(Some(year), Part::Day(month, day));
                return read.date().map(|_| (read, next));
            }
        }
        self.with_year(Part::Month(month), next)
    }

    fn season_first(&self, at: usize) -> Found<Read> {
        let (season, next) = self.season(at)?;
        let next = self.is(next, Sense::Term).unwrap_or(next);
        let (read, next) = self.with_year(Part::Season(season), next)?;
        // "Winter 2004/05" began in 2004.
        let second = self.tokens.is_mark(next, '/') && self.tokens.glued(next) && self.tokens.glued(next + 1);
        let second = second.then(|| self.two_digits(next + 1)).flatten();
        Some((read, second.map_or(next, |(_, next)| next)))
    }

    fn quarter_first(&self, at: usize) -> Found<Read> {
        let (part, next) = self.quarter(at)?;
        self.with_year(part, next)
    }

    /// What was named, with the year that follows it, if one does.
    fn with_year(&self, part: Part, at: usize) -> Found<Read> {
        let (read, next) = self.year_after(at).unwrap_or((Read::new(None, Part::Year), at));
        let read = Read { part, bare: false, ..read };
        match read.year {
            Some(_) => read.date().map(|_| (read, next)),
            None => Some((read, at)),
        }
    }

    /// The year after a month: `2019`, `, 2019`, `de 2019`, `'19`, `-19`, ` 19`.
    fn year_after(&self, at: usize) -> Found<Read> {
        let mut next = self.skip_if(at, |mark| mark == ',');
        next = self.is(next, Sense::Of).unwrap_or(next);
        let joined = self.tokens.glued(next) && self.tokens.glued(next + 1);
        let joint = self.skip_if(next, |mark| joined && matches!(mark, '-' | '/' | '.' | '–'));
        if let Some((year, end)) = self.four_digits(joint) {
            return Some((Read::new(Some(year), Part::Year), self.year_unit(end)));
        }
        if self.tokens.is_mark(joint, '\'') && self.tokens.glued(joint + 1) {
            let (year, end) = self.two_digits(joint + 1)?;
            return Some((Read::new(Some(year), Part::Year), end));
        }
        let (year, end) = self.two_digits(joint)?;
        let weak = joint == next;
        Some((Read { weak, ambiguous: true, ..Read::new(Some(year), Part::Year) }, end))
    }

    /// `令和元年5月`, `H27.4`, `民國108年3月`.
    fn era(&self, at: usize) -> Found<Read> {
        let (base, next) = self.sense(at, |s| if let Sense::Era(base) = s { Some(base) } else { None })?;
        let first = match self.tokens.kind(next)? {
            Kind::Number { value, digits: 1..=3, .. } => u16::try_from(value).ok()?,
            _ if self.tokens.spelling(next) == Some("元") => 1,
            _ => return None,
        };
        let year = base.checked_add(first)?;
        let after = self.year_unit(next + 1);
        let has_unit = after > next + 1;
        // A letter alone is an era only with a capital, and before a month or the word for year.
        if let Kind::Word { spaced: true, upper } = self.tokens.kind(at)?
            && !(upper && self.tokens.glued(next) && (has_unit || self.tokens.is_mark(after, '.')))
        {
            return None;
        }
        self.after_year(year, after, has_unit)
            .map(|(read, end)| (Read { weak: false, ..read }, end))
            .or(Some((Read::new(Some(year), Part::Year), after)))
    }

    // ── words ──

    fn month(&self, at: usize) -> Found<u8> {
        let month = |s| if let Sense::Month(m) = s { Some(m) } else { None };
        let found = self.sense(at, month).or_else(|| Lexicon::months().find(self.tokens, at, month));
        let (month, next) = found.or_else(|| self.roman(at))?;
        let stop = self.tokens.is_mark(next, '.') && self.tokens.glued(next) && !self.tokens.is_mark(next + 1, '.');
        Some((month, next + usize::from(stop)))
    }

    /// `X 2014`: a month in Roman numbers, in capitals, right before a year.
    fn roman(&self, at: usize) -> Found<u8> {
        const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
        let Kind::Word { upper: true, .. } = self.tokens.kind(at)? else { return None };
        let word = self.tokens.spelling(at)?;
        let month = ROMAN.iter().position(|roman| *roman == word).and_then(|i| u8::try_from(i + 1).ok())?;
        let year = self.skip_if(at + 1, |mark| matches!(mark, '.' | '/'));
        self.four_digits(year).map(|_| (month, at + 1))
    }

    fn season(&self, at: usize) -> Found<Season> {
        self.sense(at, |s| if let Sense::Season(season) = s { Some(season) } else { None })
    }

    /// `Q3`, `H1`, `第3四半期`, `3. Quartal`
    fn quarter(&self, at: usize) -> Found<Part> {
        let at = if self.tokens.spelling(at) == Some("第") { at + 1 } else { at };
        if let Some((number, next)) = self.small(at) {
            return self.quarter_of(number, self.past_ordinal(next));
        }
        let (sense, next) = self.quarter_word(at)?;
        let (number, next) = self.small(next)?;
        Some((quarter_part(sense, number)?, next))
    }

    fn quarter_of(&self, number: u8, at: usize) -> Found<Part> {
        let (sense, next) = self.quarter_word(at)?;
        Some((quarter_part(sense, number)?, next))
    }

    fn quarter_word(&self, at: usize) -> Found<Sense> {
        self.sense(at, |s| matches!(s, Sense::Quarter | Sense::Half).then_some(s))
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
        self.lexicons.iter().find_map(|lexicon| lexicon.find(self.tokens, at, &want))
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

    fn year_follows(&self, at: usize) -> bool {
        self.year_after(at).is_some_and(|(read, _)| !read.weak)
    }

    // ── what may stand beside a date inside other words ──

    /// A number may not go on to the left: `555-2019`, `v2019`, `$2000`.
    fn may_start(&self, at: usize, prefixed: bool) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|at| self.tokens.kind(at)) else { return true };
        if prefixed || !self.tokens.glued(at) {
            return !matches!(before, Kind::Mark(c) if is_money(c) || c == '#');
        }
        let number_before = |back: usize| {
            let number = at.checked_sub(back).and_then(|at| self.tokens.kind(at));
            matches!(number, Some(Kind::Number { .. } | Kind::Word { spaced: true, .. }))
                && self.tokens.glued(at + 1 - back)
        };
        match before {
            Kind::Number { .. } => matches!(self.tokens.kind(at), Some(Kind::Word { spaced: true, .. })),
            Kind::Word { spaced, .. } => !spaced,
            Kind::Mark('/' | '@' | '#' | '_' | '+' | '=' | '&' | '~' | '\\') => {
                !number_before(2)
                    && before != Kind::Mark('#')
                    && before != Kind::Mark('@')
                    && before != Kind::Mark('_')
                    && before != Kind::Mark('+')
            }
            Kind::Mark('.' | ',' | '-' | '–' | '—' | '\'') => {
                !matches!(at.checked_sub(2).and_then(|at| self.tokens.kind(at)), Some(Kind::Number { .. }))
                    || !self.tokens.glued(at - 1)
            }
            Kind::Mark(c) => !is_money(c),
        }
    }

    /// Nor to the right: `2048-bit`, `2000 %`, `2019.5`.
    fn may_end(&self, next: usize) -> bool {
        let ends_in_number =
            matches!(next.checked_sub(1).and_then(|at| self.tokens.kind(at)), Some(Kind::Number { .. }));
        let Some(kind) = self.tokens.kind(next) else { return true };
        if !ends_in_number {
            return !(self.tokens.glued(next)
                && matches!(kind, Kind::Word { spaced: true, .. })
                && matches!(
                    next.checked_sub(1).and_then(|at| self.tokens.kind(at)),
                    Some(Kind::Word { spaced: true, .. })
                ));
        }
        if !self.tokens.glued(next) {
            return !matches!(kind, Kind::Mark(c) if is_money(c) || c == '%');
        }
        let then = self.tokens.kind(next + 1).filter(|_| self.tokens.glued(next + 1));
        match (kind, then) {
            (Kind::Mark(c), _) if is_money(c) || matches!(c, '%' | '@' | '_' | '°' | '+') => false,
            (Kind::Mark('.' | '/' | '-' | ':'), Some(Kind::Number { .. })) => false,
            (Kind::Mark(','), Some(Kind::Number { digits, .. })) => digits == 4,
            (Kind::Mark('-'), Some(Kind::Word { spaced: true, upper })) => upper,
            (Kind::Mark(_), _) => true,
            (Kind::Number { .. }, _) => false,
            (Kind::Word { spaced, .. }, _) => !spaced,
        }
    }

    /// True when a number that stands alone can be a year: not in a group of numbers, not before a counted thing.
    fn is_bare_year(&self, year: u16, next: usize) -> bool {
        if self.around == Around::Nothing {
            return true;
        }
        let is_number = |at: usize| matches!(self.tokens.kind(at), Some(Kind::Number { value, digits, .. }) if digits > 2 && !(digits == 4 && (1950..=2049).contains(&value)));
        let counted =
            matches!(self.tokens.kind(next), Some(Kind::Word { spaced: false, .. })) && self.tokens.glued(next);
        let grouped = is_number(next)
            || next.checked_sub(2).is_some_and(|before| is_number(before) && !self.tokens.glued(before + 1));
        BARE_YEARS.contains(&year) && !counted && !grouped
    }
}

fn open(start: Date, left: Read) -> Reading {
    Reading { span: Span::Range { start: Some(start), end: End::Present }, ambiguous: left.ambiguous, bare: false }
}

/// `19` after `2018/`; `00` after `1999/`.
fn second_year(first: u16, second: u32) -> Option<u16> {
    let end = first / 100 * 100 + u16::try_from(second).ok()?;
    let end = if end < first && end + 100 <= first + 10 { end + 100 } else { end };
    (end > first).then_some(end)
}

fn quarter_part(sense: Sense, number: u8) -> Option<Part> {
    let part = if sense == Sense::Quarter { Part::Quarter(number) } else { Part::Half(number) };
    Date::new(2000, part).map(|_| part)
}

/// `1st`, `1er`, `1º`; in some languages a full stop.
pub(super) fn is_ordinal(suffix: &str) -> bool {
    matches!(suffix, "." | "st" | "nd" | "rd" | "th" | "er" | "ere" | "e" | "º" | "ª" | "°")
}

fn is_money(c: char) -> bool {
    matches!(c, '$' | '¢' | '£' | '¤' | '¥' | '￥' | '\u{20A0}'..='\u{20CF}')
}
