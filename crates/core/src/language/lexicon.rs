//! What the words of dates mean: `dates.tsv`, a language at a time.
//!
//! The data file holds every spelling that is read; [`Words`](super::Words) holds the one that is written. A language is
//! compiled when it is first needed, which takes some ten microseconds for each; a table that is generated and checked in would save less
//! than it costs in care.

use super::Words;
use crate::date::Season;
use crate::date_text::lex::{Kind, Tokens};
use std::collections::HashMap;
use std::sync::OnceLock;

const DATA: &str = include_str!("dates.tsv");

/// What a word or phrase says beside a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Sense {
    /// A month, 1 to 12.
    Month(u8),
    Season(Season),
    /// What is followed, or led, by the number of a quarter.
    Quarter,
    /// What is followed, or led, by the number of a half.
    Half,
    /// A half that has a name: `上半年`.
    NamedHalf(u8),
    /// An era: its year is added to this.
    Era(u16),
    /// An end that is not there yet: `today`.
    Present,
    /// The same with its preposition: `to date`.
    UntilNow,
    /// Before a date: what began then goes on.
    Since,
    /// After a date: what began then goes on.
    SinceAfter,
    /// Before the start of a range, and only there.
    From,
    Until,
    UntilAfter,
    /// Between the ends of a range.
    To,
    Circa,
    /// `early`, `mid`: less than the year says, and more than the value can hold.
    About,
    Expected,
    ExpectedAfter,
    /// After a season: `semester`.
    Term,
    /// Between a month and its year: `de`.
    Of,
    /// After a year, a month, a day: `年`, `г.`
    Year,
    MonthUnit,
    DayUnit,
}

impl Sense {
    fn new(kind: &str, value: &str) -> Option<Self> {
        let number = value.parse::<u16>();
        let small = value.parse::<u8>();
        Some(match kind {
            "month" => Self::Month(small.ok()?),
            "season" => Self::Season(*Season::ALL.get(usize::from(small.ok()?.checked_sub(1)?))?),
            "quarter" => Self::Quarter,
            "half" => small.map_or(Self::Half, Self::NamedHalf),
            "era" => Self::Era(number.ok()?),
            "present" => Self::Present,
            "until_now" => Self::UntilNow,
            "since" => Self::Since,
            "since_after" => Self::SinceAfter,
            "from" => Self::From,
            "until" => Self::Until,
            "until_after" => Self::UntilAfter,
            "to" => Self::To,
            "circa" => Self::Circa,
            "about" => Self::About,
            "expected" => Self::Expected,
            "expected_after" => Self::ExpectedAfter,
            "term" => Self::Term,
            "of" => Self::Of,
            "year" => Self::Year,
            "month_unit" => Self::MonthUnit,
            "day_unit" => Self::DayUnit,
            _ => return None,
        })
    }
}

/// A row of the data file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    pub(crate) lang: &'static str,
    pub(crate) text: &'static str,
    pub(crate) sense: Sense,
}

/// All rows of the data file.
pub(crate) fn rows() -> impl Iterator<Item = Row> {
    DATA.lines().skip(1).filter_map(|line| {
        let mut cells = line.split('\t');
        let (lang, kind, text) = (cells.next()?, cells.next()?, cells.next()?);
        Some(Row { lang, text, sense: Sense::new(kind, cells.next().unwrap_or_default())? })
    })
}

/// The phrases of one language, found by their first word, the longest first.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    phrases: HashMap<String, Vec<Phrase>>,
}

#[derive(Debug)]
struct Phrase {
    /// The words after the first.
    rest: Vec<String>,
    sense: Sense,
    /// It ends in a full stop, which may be there or not.
    stop: bool,
}

impl Lexicon {
    /// The words of a language.
    pub(crate) fn of(words: &Words) -> &Self {
        words.lexicon.get_or_init(|| Self::new(rows().filter(|row| row.lang == words.tag)))
    }

    /// What no language has for itself.
    pub(crate) fn common() -> &'static Self {
        static COMMON: OnceLock<Lexicon> = OnceLock::new();
        COMMON.get_or_init(|| Self::new(rows().filter(|row| row.lang == "und")))
    }

    /// The months of all languages, where the word can be nothing else.
    pub(crate) fn months() -> &'static Self {
        /// Words that are more than a month somewhere: a planet, a place, a mark.
        const OTHERWISE: [&str; 6] = ["mars", "mart", "mayo", "marca", "list", "listopada"];
        const SURE: usize = 4;
        static MONTHS: OnceLock<Lexicon> = OnceLock::new();
        MONTHS.get_or_init(|| {
            let sure = |text: &str| !text.is_ascii() || text.len() >= SURE;
            Self::new(rows().filter(|row| {
                matches!(row.sense, Sense::Month(_))
                    && sure(row.text)
                    && !OTHERWISE.contains(&row.text.to_lowercase().as_str())
            }))
        })
    }

    fn new(rows: impl Iterator<Item = Row>) -> Self {
        let mut phrases: HashMap<String, Vec<Phrase>> = HashMap::new();
        for row in rows {
            let tokens = Tokens::new(row.text);
            let stop = tokens.len() > 1 && tokens.is_mark(tokens.len() - 1, '.');
            let length = tokens.len() - usize::from(stop);
            let mut words = (0..length).filter_map(|at| tokens.spelling(at)).map(str::to_owned);
            let Some(first) = words.next() else { continue };
            phrases.entry(first).or_default().push(Phrase { rest: words.collect(), sense: row.sense, stop });
        }
        for alike in phrases.values_mut() {
            alike.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        Self { phrases }
    }

    /// The longest phrase at a token that is what somebody wants, and the token after it.
    pub(crate) fn find<T>(&self, tokens: &Tokens, at: usize, want: impl Fn(Sense) -> Option<T>) -> Option<(T, usize)> {
        self.phrases.get(tokens.spelling(at)?)?.iter().find_map(|phrase| {
            let mut next = at + 1;
            for word in &phrase.rest {
                (tokens.spelling(next)? == word).then_some(())?;
                next += 1;
            }
            let found = want(phrase.sense)?;
            let stop = phrase.stop && tokens.glued(next) && tokens.kind(next) == Some(Kind::Mark('.'));
            Some((found, next + usize::from(stop)))
        })
    }
}
