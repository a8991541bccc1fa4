//! What the words of dates mean: `dates.tsv`, a language at a time.
//!
//! The data file holds every spelling that is read; [`Words`](super::Words) holds the one that is written. A language is compiled when
//! it is first needed, in a tenth of a millisecond. A table that is generated and checked in would save that, and cost a second copy of
//! the same facts.

use super::Words;
use crate::date::Season;
use crate::date_text::lex::{Kind, Tokens};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
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
    phrases: HashMap<String, Vec<Phrase>, BuildHasherDefault<WordHasher>>,
}

/// FNV-1a: fast for short words. No stranger chooses the keys, which are those of the data file, so nobody can make them collide.
#[derive(Debug)]
struct WordHasher(u64);

impl Default for WordHasher {
    fn default() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x100_0000_01B3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
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

    /// The words of all languages that can be nothing else: long names of months, long words for the present, and whatever is written
    /// in a script of its own.
    pub(crate) fn elsewhere() -> &'static Self {
        /// Words that are more than a month somewhere: a planet, a place, a mark.
        const OTHERWISE: [&str; 5] = ["mars", "mart", "mayo", "marca", "list"];
        const LONG: usize = 4;
        static ELSEWHERE: OnceLock<Lexicon> = OnceLock::new();
        ELSEWHERE.get_or_init(|| {
            Self::new(rows().filter(|row| {
                let latin = row.text.chars().any(|c| c.is_alphabetic() && c < '\u{370}');
                let long = row.text.chars().count() >= LONG && !OTHERWISE.contains(&row.text.to_lowercase().as_str());
                !latin || (long && matches!(row.sense, Sense::Month(_) | Sense::Present | Sense::UntilNow))
            }))
        })
    }

    fn new(rows: impl Iterator<Item = Row>) -> Self {
        let mut phrases: HashMap<String, Vec<Phrase>, _> = HashMap::default();
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

    /// The phrases that begin with the word of a token.
    fn phrases(&self, tokens: &Tokens, at: usize) -> &[Phrase] {
        tokens.spelling(at).and_then(|word| self.phrases.get(word)).map_or(&[], Vec::as_slice)
    }

    /// The longest phrase at a token that is what somebody wants, and the token after it.
    pub(crate) fn find<T>(&self, tokens: &Tokens, at: usize, want: impl Fn(Sense) -> Option<T>) -> Option<(T, usize)> {
        self.phrases(tokens, at).iter().find_map(|phrase| phrase.read(tokens, at, &want))
    }
}

impl Phrase {
    fn read<T>(&self, tokens: &Tokens, at: usize, want: impl Fn(Sense) -> Option<T>) -> Option<(T, usize)> {
        let found = want(self.sense)?;
        let mut next = at + 1;
        for word in &self.rest {
            (tokens.spelling(next)? == word).then_some(())?;
            next += 1;
        }
        let stop = self.stop && tokens.glued(next) && tokens.is_mark(next, '.');
        Some((found, next + usize::from(stop)))
    }
}

/// What the tokens of a text may mean: in the language given first, then in English, then anywhere.
#[derive(Debug)]
pub(crate) struct Senses<'a> {
    tokens: &'a Tokens,
    /// Looked up once for each token, however often the grammar asks.
    phrases: Vec<[&'a [Phrase]; 4]>,
}

impl<'a> Senses<'a> {
    pub(crate) fn new(tokens: &'a Tokens, words: &'a Words) -> Self {
        let near = [Lexicon::of(words), Lexicon::of(Words::english()), Lexicon::common()];
        let has_numbers = (0..tokens.len()).any(|at| matches!(tokens.kind(at), Some(Kind::Number { .. })));
        let phrases = (0..tokens.len()).map(|at| {
            if matches!(tokens.kind(at), Some(Kind::Number { .. })) {
                return [&[] as &[Phrase]; 4];
            }
            let [own, english, common] = near.map(|lexicon| lexicon.phrases(tokens, at));
            // The other languages are asked last, so that a document in one never pays for them.
            let is_word = matches!(tokens.kind(at), Some(Kind::Word { .. }));
            let unknown = own.is_empty() && english.is_empty() && common.is_empty();
            let other = if is_word && has_numbers && unknown { Lexicon::elsewhere().phrases(tokens, at) } else { &[] };
            [own, english, common, other]
        });
        Self { tokens, phrases: phrases.collect() }
    }

    pub(crate) fn tokens(&self) -> &'a Tokens {
        self.tokens
    }

    /// The longest phrase at a token, in the first language that has one, that is what somebody wants; and the token after it.
    pub(crate) fn find<T>(&self, at: usize, want: impl Fn(Sense) -> Option<T>) -> Option<(T, usize)> {
        let known = self.phrases.get(at)?.iter().copied().flatten();
        known.into_iter().find_map(|phrase| phrase.read(self.tokens, at, &want))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::languages;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn every_row_is_read_once_and_belongs_to_a_language_with_a_table() {
        assert_eq!(rows().count(), DATA.lines().count() - 1, "a row has a type or a value that nobody knows");
        let tags: BTreeSet<&str> = languages().map(|words| words.tag).chain(["und"]).collect();
        let mut seen = BTreeSet::new();
        for row in rows() {
            assert!(tags.contains(row.lang), "{row:?}");
            assert!(seen.insert((row.lang, format!("{:?}", row.sense), row.text.to_lowercase())), "twice: {row:?}");
        }
    }

    #[test]
    fn no_month_of_one_language_is_another_month_elsewhere() {
        let mut months: BTreeMap<String, u8> = BTreeMap::new();
        for row in rows() {
            if let Sense::Month(month) = row.sense {
                let tokens = Tokens::new(row.text);
                let key = (0..tokens.len()).filter_map(|at| tokens.spelling(at)).collect::<Vec<_>>().join(" ");
                assert_eq!(*months.entry(key).or_insert(month), month, "{row:?}");
            }
        }
    }
}
