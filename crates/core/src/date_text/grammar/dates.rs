//! One date: the year first, a small number first, or a name first.

use super::{Around, DayOrder, Found, Grammar, Read};
use crate::date::{Date, Part, Season};
use crate::date_text::lex::Kind;
use crate::language::lexicon::Sense;

impl Grammar<'_> {
    pub(super) fn date(&self, at: usize) -> Found<Read> {
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
        // "About 2000" may be anything; "early 2000" is a time.
        read.bare &= !(expected || about);
        Some((read, next))
    }

    fn core(&self, at: usize) -> Found<Read> {
        match self.tokens.kind(at)? {
            Kind::Number { digits: 4, .. } => self.year_first(at),
            Kind::Number { digits: 1 | 2, .. } => self.day_first(at),
            Kind::Number { digits: 8, value, .. } => self.compact(value, at),
            Kind::Number { digits: 3, value, .. } => self.republican(value, at),
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

    /// `19年3月`
    fn short_year_with_unit(&self, at: usize) -> Found<Read> {
        let (year, next) = self.two_digits(at)?;
        let (part, end) = self.is(next, Sense::Year).and_then(|next| self.with_units(next))?;
        let read = Read { ambiguous: true, ..Read::new(Some(year), part) };
        read.date().map(|_| (read, end))
    }

    /// `108年3月`: a year of three digits counts from 1912, as Taiwan does.
    fn republican(&self, value: u32, at: usize) -> Found<Read> {
        let year = u16::try_from(value).ok()?.checked_add(1911)?;
        let (part, end) = self.is(at + 1, Sense::Year).and_then(|next| self.with_units(next))?;
        let read = Read::new(Some(year).filter(|year| self.allows(*year)), part);
        read.date().map(|_| (read, end))
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
        // "2018–10 January 2020": the ten is a day.
        if self.month(at + 2).is_some() {
            return None;
        }
        // "2018. 4. 1." has gaps in Korean.
        let gaps = self.numbered && mark == '.';
        let joined = |at: usize| self.tokens.glued(at) && (gaps || self.tokens.glued(at + 1));
        if !joined(at) {
            // "2018 / 19" as typed; between other words the nineteen may be anything.
            let typed = at + 2 == self.tokens.len() && self.around == Around::Nothing && mark != '.' && digits == 2;
            let second = typed.then(|| second_year(year, value)).flatten()?;
            return Some((Read { second: Some(second), ..Read::new(Some(year), Part::Year) }, at + 2));
        }
        let small = u8::try_from(value).ok()?;
        let after = at + 2;
        if self.tokens.is_mark(after, mark) && joined(after) && (!gaps || self.small(after + 1).is_some()) {
            let (day, end) = self.small(after + 1)?;
            let end = if gaps { self.skip_if(end, |mark| mark == '.') } else { end };
            // "2019.4.1" is a version, where months are not numbers.
            let weak = mark == '.' && digits == 1 && !self.numbered;
            let read = Read { weak, ..Read::new(Some(year), Part::Day(small, day)) };
            return read.date().map(|_| (read, end));
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
            return self.with_year(part, next);
        }
        if let Some(found) = self.short_year_with_unit(at) {
            return Some(found);
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
        if self.tokens.is_mark(next, mark)
            && self.small(next + 1).or(self.four_digits(next + 1).map(|_| (0, 0))).is_some()
        {
            return self.three_numbers(first, second, mark, next);
        }
        let sure = match mark {
            '/' => self.tokens.glued(at + 1),
            // "3.75 – 4.00" is a grade.
            '.' => self.tokens.glued(at + 1) && self.two_digits(at - 1).is_some(),
            _ => false,
        };
        let (year, next) = sure.then(|| self.two_digits(at + 1)).flatten()?;
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
        if let Some((year, end)) = self.four_digits(self.skip_if(joint, |mark| mark == '\'')) {
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

    fn year_follows(&self, at: usize) -> bool {
        !self.tokens.is_mark(at, ',') && self.year_after(at).is_some_and(|(read, _)| !read.weak)
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

    // ── names ──

    fn month(&self, at: usize) -> Found<u8> {
        let month = |s| if let Sense::Month(m) = s { Some(m) } else { None };
        let (month, next) = self.sense(at, month).or_else(|| self.roman(at))?;
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
