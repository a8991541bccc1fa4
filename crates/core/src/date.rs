//! Partial dates: a year, a month, a season – never more precise than what is known – and spans of them.
//!
//! Two spellings exist. **EDTF** (ISO 8601-2:2019 level 1, with quarters and halves from level 2) is the value, for machines:
//! `2016-09`, `2009-22`, `1999~`. **Words** are for people, in the language of the résumé: `September 2016`. Words live in
//! [`crate::date_text`]; what stands here is language-free.

use crate::text::{Lang, Text};
use std::fmt;

/// How precise a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The year alone.
    Year,
    /// A month, 1 to 12.
    Month(u8),
    /// A month, 1 to 12, and a day, 1 to 31.
    Day(u8, u8),
    /// A season of the year.
    Season(Season),
    /// A quarter, 1 to 4.
    Quarter(u8),
    /// A half, 1 or 2.
    Half(u8),
}

/// A season, as the northern half of the world counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Season {
    /// EDTF 21.
    Spring,
    /// EDTF 22.
    Summer,
    /// EDTF 23.
    Autumn,
    /// EDTF 24.
    Winter,
}

impl Season {
    /// All four, in order.
    pub const ALL: [Self; 4] = [Self::Spring, Self::Summer, Self::Autumn, Self::Winter];
}

/// A date as far as it is known.
///
/// ```
/// use vitae_core::{Date, Part};
/// let date = Date::new(2016, Part::Month(9)).unwrap();
/// assert_eq!(date.to_edtf(), "2016-09");
/// assert_eq!(Date::new(2016, Part::Month(13)), None);
/// assert_eq!(Date::from_edtf("2009-22"), Date::new(2009, Part::Season(vitae_core::Season::Summer)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    part: Part,
    /// About then.
    pub circa: bool,
    /// Perhaps then.
    pub uncertain: bool,
    /// Not yet: planned for then.
    pub expected: bool,
}

impl Date {
    /// A date; `None` if the year is above 9999, or there is no such month, day, quarter or half.
    #[must_use]
    pub fn new(year: u16, part: Part) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = |month: u8| match month {
            2 => 28 + u8::from(leap),
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        let exists = match part {
            Part::Year | Part::Season(_) => true,
            Part::Month(m) => (1..=12).contains(&m),
            Part::Day(m, d) => (1..=12).contains(&m) && (1..=days(m)).contains(&d),
            Part::Quarter(q) => (1..=4).contains(&q),
            Part::Half(h) => (1..=2).contains(&h),
        };
        (exists && year <= 9999).then_some(Self { year, part, circa: false, uncertain: false, expected: false })
    }

    /// The year, 0 to 9999.
    #[must_use]
    pub const fn year(&self) -> u16 {
        self.year
    }

    /// How precise it is.
    #[must_use]
    pub const fn part(&self) -> Part {
        self.part
    }

    /// The value in EDTF. A date that is expected has a plain value: EDTF has no mark for it.
    #[must_use]
    pub fn to_edtf(&self) -> String {
        let mut out = format!("{:04}", self.year);
        let tail = match self.part {
            Part::Year => String::new(),
            Part::Month(m) => format!("-{m:02}"),
            Part::Day(m, d) => format!("-{m:02}-{d:02}"),
            Part::Season(s) => format!("-{}", 21 + s as u8),
            Part::Quarter(q) => format!("-{}", 32 + q),
            Part::Half(h) => format!("-{}", 39 + h),
        };
        out.push_str(&tail);
        match (self.circa, self.uncertain) {
            (true, true) => out.push('%'),
            (true, false) => out.push('~'),
            (false, true) => out.push('?'),
            (false, false) => {}
        }
        out
    }

    /// Reads EDTF; `None` if it is not one date of the forms that [`to_edtf`](Self::to_edtf) writes.
    #[must_use]
    pub fn from_edtf(text: &str) -> Option<Self> {
        let bare = text.trim_end_matches(['~', '?', '%']);
        let (circa, uncertain) = match text.strip_prefix(bare)? {
            "" => (false, false),
            "~" => (true, false),
            "?" => (false, true),
            "%" => (true, true),
            _ => return None,
        };
        let mut parts = bare.split('-');
        let year = digits(parts.next()?, 4)?;
        let part = match (parts.next(), parts.next(), parts.next()) {
            (None, None, None) => Part::Year,
            (Some(m), None, None) => match u8::try_from(digits(m, 2)?).ok()? {
                s @ 21..=24 => Part::Season(*Season::ALL.get(usize::from(s - 21))?),
                q @ 33..=36 => Part::Quarter(q - 32),
                h @ 40..=41 => Part::Half(h - 39),
                m => Part::Month(m),
            },
            (Some(m), Some(d), None) => Part::Day(u8::try_from(digits(m, 2)?).ok()?, u8::try_from(digits(d, 2)?).ok()?),
            _ => return None,
        };
        Some(Self { circa, uncertain, ..Self::new(year, part)? })
    }
}

/// A number of exactly `n` ASCII digits.
pub(crate) fn digits(text: &str, n: usize) -> Option<u16> {
    (text.len() == n && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// A point or a stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Span {
    /// One date.
    At(Date),
    /// From a start to an end, either of which may be missing.
    Range {
        /// The first date, if it is known.
        start: Option<Date>,
        /// The end.
        end: End,
    },
}

/// How a range ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum End {
    /// On a date.
    On(Date),
    /// It goes on.
    Present,
    /// Nobody says.
    Unknown,
}

impl Span {
    /// The normal form: a range from a date to the same date is that date; a range of which nothing is known is none.
    #[must_use]
    pub fn normal(self) -> Option<Self> {
        match self {
            Self::Range { start: Some(a), end: End::On(b) } if a == b => Some(Self::At(a)),
            Self::Range { start: None, end: End::Unknown } => None,
            span => Some(span),
        }
    }
}

/// When something was: a value, the words of the source, or both.
///
/// The words are kept only when they carry what the value does not (`2018/19`, `Fall 2023`, `since 2015`): see normal form N8.
///
/// ```
/// use vitae_core::{Dates, Words};
/// let words = Words::english();
/// let dates = Dates::parse("Mar 2019 - Present", words).unwrap();
/// assert_eq!(dates.text, None); // only spelling differs from what we would write
/// assert_eq!(dates.display(words), "March 2019 – present");
/// let dates = Dates::parse("since 2015", words).unwrap();
/// assert!(dates.span.is_some());
/// assert_eq!(dates.text.unwrap().as_str(), "since 2015");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Dates {
    /// The value, as far as it is understood.
    pub span: Option<Span>,
    /// The words, where they say more than the value.
    pub text: Option<Text>,
}

impl From<Span> for Dates {
    fn from(span: Span) -> Self {
        Self { span: Some(span), text: None }
    }
}

impl From<Date> for Dates {
    fn from(date: Date) -> Self {
        Span::At(date).into()
    }
}

impl Dates {
    /// Words alone. Normalising reads them.
    #[must_use]
    pub fn text(text: Text) -> Self {
        Self { span: None, text: Some(text) }
    }
}

/// The language of something that may say its own, inside something that may.
pub(crate) fn nearer<'a>(own: Option<&'a Lang>, outer: Option<&'a Lang>) -> Option<&'a Lang> {
    own.or(outer)
}

impl fmt::Display for Date {
    /// The value in EDTF.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_edtf())
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    #[test]
    fn every_value_comes_back_from_edtf() {
        for date in every_date() {
            assert_eq!(Date::from_edtf(&date.to_edtf()), Some(Date { expected: false, ..date }), "{date:?}");
        }
        for bad in ["", "16", "2016-00", "2016-13", "2016-02-30", "2016-9", "2016-09-1", "2016~~", "20160901"] {
            assert_eq!(Date::from_edtf(bad), None, "{bad}");
        }
    }

    /// Every precision, with every mark, in years of every number of digits.
    pub(crate) fn every_date() -> Vec<Date> {
        let mut parts = vec![Part::Year, Part::Quarter(1), Part::Quarter(4), Part::Half(1), Part::Half(2)];
        parts.extend((1..=12).flat_map(|m| [Part::Month(m), Part::Day(m, 1), Part::Day(m, 28)]));
        parts.extend(Season::ALL.map(Part::Season));
        let mut all = Vec::new();
        for year in [0, 99, 1899, 1999, 2000, 2024, 9999] {
            for &part in &parts {
                for marks in 0..8u8 {
                    let date = Date::new(year, part).unwrap();
                    let (circa, uncertain, expected) = (marks & 1 > 0, marks & 2 > 0, marks & 4 > 0);
                    all.push(Date { circa, uncertain, expected, ..date });
                }
            }
        }
        all
    }
}
