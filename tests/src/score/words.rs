//! Words, dates and addresses as two documents are compared by them: without case, width, punctuation and markup.

use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// How often each word occurs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bag(BTreeMap<String, usize>);

impl Bag {
    /// The words of several texts.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut bag = Self::default();
        texts.into_iter().flat_map(words).for_each(|word| bag.add(word, 1));
        bag
    }

    /// Adds a word.
    pub fn add(&mut self, word: String, count: usize) {
        *self.0.entry(word).or_default() += count;
    }

    /// How many words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.values().sum()
    }

    /// True where there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many words both have.
    #[must_use]
    pub fn common(&self, other: &Self) -> usize {
        self.0.iter().map(|(word, count)| (*count).min(other.count(word))).sum()
    }

    /// How often a word is in it.
    #[must_use]
    pub fn count(&self, word: &str) -> usize {
        self.0.get(word).copied().unwrap_or_default()
    }

    /// What is left when the words of the other are taken out.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        let left = self.0.iter().map(|(word, count)| (word.clone(), count.saturating_sub(other.count(word))));
        Self(left.filter(|(_, count)| *count > 0).collect())
    }

    /// Each word once, with its count, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, usize)> {
        self.0.iter().map(|(word, count)| (word.as_str(), *count))
    }
}

/// Compatibility form, without case.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkc().flat_map(char::to_lowercase) {
        match c {
            'ß' => out.push_str("ss"),
            'ς' => out.push('σ'),
            _ => out.push(c),
        }
    }
    out
}

/// A letter or digit; a sign that combines with one is neither.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() && !is_combining_mark(c)
}

/// Scripts that put no spaces between words: there a character is a word.
const fn is_dense(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{e00}'..='\u{e7f}')
}

/// The words of a text: stretches of letters and digits, with the signs of `C++` and `C#`.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let folded = folded(text);
    let mut words = Vec::new();
    let mut rest = folded.as_str();
    while let Some(begin) = rest.find(is_word) {
        rest = rest.split_at(begin).1;
        let letters = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let signs = rest.split_at(letters).1.find(|c| c != '+' && c != '#').unwrap_or(rest.len() - letters);
        let (word, after) = rest.split_at(letters + signs);
        if word.chars().any(is_dense) {
            words.extend(word.chars().filter(|c| canonical_combining_class(*c) == 0).map(String::from));
        } else {
            words.push(word.to_owned());
        }
        rest = after;
    }
    words
}

/// How alike the words of two texts are, from 0 to 1.
#[must_use]
pub fn likeness(a: &str, b: &str) -> f64 {
    let (a, b) = (Bag::of([a]), Bag::of([b]));
    if a.is_empty() || b.is_empty() {
        return f64::from(a == b);
    }
    2.0 * a.common(&b) as f64 / (a.len() + b.len()) as f64
}

/// Likeness as a mark: less than half is nothing, nearly all is all.
#[must_use]
pub const fn mark(likeness: f64) -> f64 {
    match likeness {
        ..0.5 => 0.0,
        0.95.. => 1.0,
        _ => likeness,
    }
}

/// The digits of a text.
#[must_use]
pub fn digits(text: &str) -> String {
    folded(text).chars().filter_map(digit).map(|digit| char::from(b'0' + digit)).collect()
}

/// The value of a digit of any script.
fn digit(c: char) -> Option<u8> {
    const ZEROS: [char; 6] = ['0', '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{e50}'];
    ZEROS.iter().find_map(|zero| (c as u32).checked_sub(*zero as u32).filter(|d| *d < 10)).map(|d| d as u8)
}

/// An address without what is usually left out of it.
#[must_use]
pub fn address(text: &str) -> String {
    let text = folded(text);
    let text = without_scheme(text.trim());
    let bare = ["https://", "http://", "//", "mailto:", "www."].iter().find_map(|begin| text.strip_prefix(begin));
    bare.unwrap_or(text).trim_end_matches('/').to_owned()
}

fn without_scheme(text: &str) -> &str {
    ["https://", "http://", "//"].iter().find_map(|begin| text.strip_prefix(begin)).unwrap_or(text)
}

/// A year, and a month where one is said.
pub type Date = (u16, Option<u8>);

/// The months by the words that the corpus has for them.
const MONTHS: [&str; 12] = [
    "jan january januar janvier enero gennaio janv ene gen января",
    "feb february februar février fevrier febrero febbraio févr fév",
    "mar march märz maerz mars marzo mrz",
    "apr april avril abril aprile avr abr",
    "may mai mayo maggio mag",
    "jun june juni juin junio giugno giu",
    "jul july juli juillet julio luglio juil lug",
    "aug august août aout agosto ago",
    "sep sept september septembre septiembre settembre set",
    "oct october oktober octobre octubre ottobre okt ott",
    "nov november novembre noviembre",
    "dec december dezember décembre diciembre dicembre dez déc dic",
];

/// The month that a word names.
#[must_use]
pub fn month(word: &str) -> Option<u8> {
    let known = |names: &&str| names.split(' ').any(|name| name == word);
    MONTHS.iter().position(known).and_then(|i| u8::try_from(i + 1).ok())
}

/// A year from 1500 to 2099, in four digits.
#[must_use]
pub fn year(word: &str) -> Option<u16> {
    let year = word.parse().ok().filter(|_| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()))?;
    (1500..2100).contains(&year).then_some(year)
}

/// The date that a text says first.
#[must_use]
pub fn date(text: &str) -> Option<Date> {
    let text = folded(text);
    let text = text.trim();
    iso(text).or_else(|| {
        let year_of = |word: &str| year(word);
        let alone = text.split(|c: char| !is_word(c) && c != '_').find_map(year_of);
        let named = words(text).iter().find_map(|word| month(word));
        let numbers = text.split_once(['.', '/']).filter(|(month, _)| matches!(month.len(), 1 | 2));
        let numbers = numbers.and_then(|(month, year)| Some((year.parse().ok()?, month.parse().ok()?, year.len())));
        match numbers {
            Some((year, month, 4)) => Some((year, Some(month))),
            _ => alone.map(|year| (year, named)),
        }
    })
}

/// `2019`, `2019-03`, and what follows.
fn iso(text: &str) -> Option<Date> {
    let mut digits = text.chars().map(digit);
    let mut year = 0;
    for _ in 0..4 {
        year = year * 10 + u16::from(digits.next()??);
    }
    let month = text.chars().nth(4).filter(|c| *c == '-').and_then(|_| {
        let first = digits.nth(1)??;
        Some(digits.next().flatten().map_or(first, |second| first * 10 + second))
    });
    Some((year, month))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_no_case_and_no_width() {
        assert_eq!(words("C++ and Ｆ＃, “Straße”_x"), ["c++", "and", "f#", "strasse", "x"]);
        assert_eq!(words("株式会社A1"), ["株", "式", "会", "社", "a", "1"]);
    }

    #[test]
    fn dates_are_read_as_far_as_they_go() {
        assert_eq!(date("2019-03-01"), Some((2019, Some(3))));
        assert_eq!(date("2019"), Some((2019, None)));
        assert_eq!(date("Mai 2019"), Some((2019, Some(5))));
        assert_eq!(date("03/2019"), Some((2019, Some(3))));
        assert_eq!(date("soon"), None);
    }

    #[test]
    fn addresses_are_the_same_with_and_without_scheme() {
        assert_eq!(address("https://www.mara.example/"), address("mara.example"));
        assert_eq!(digits("+44 (0)20 ٣"), "440203");
    }
}
