//! Shapes: what of a text is a mail address, an address on the Web, a telephone number, a place.

use super::lexicon::{Lexicon, PLACE, STATE};
use super::line::words;
use std::ops::Range;

/// True for words that are a place or an address.
pub(super) fn is_place(text: &str) -> bool {
    const STREETS: &[&str] = &[
        "street",
        "st",
        "st.",
        "avenue",
        "ave",
        "ave.",
        "road",
        "rd",
        "rd.",
        "drive",
        "dr.",
        "lane",
        "ln",
        "boulevard",
        "blvd",
        "way",
        "court",
        "place",
        "square",
        "suite",
        "apt",
        "apt.",
        "p.o.",
        "po",
        "rue",
        "avenida",
        "calle",
        "via",
        "piazza",
        "ul.",
        "ulica",
        "ул.",
        "улица",
        "straat",
        "strasse",
        "weg",
        "platz",
        "allee",
        "gasse",
        "rua",
        "plaza",
        "вул.",
        "mahallesi",
        "sokak",
        "caddesi",
        "cad.",
        "sok.",
        "nagar",
        "colony",
        "marg",
    ];
    let count = words(text);
    if count == 0 || count > 16 || text.contains('@') {
        return false;
    }
    let classes = Lexicon::get().classes(text);
    let folded = super::lexicon::fold(text);
    let street = folded.split([' ', ',']).any(|word| {
        STREETS.contains(&word)
            || (word.len() > 6
                && ["strasse", "straat", "gasse", "platz", "allee"].iter().any(|end| word.ends_with(end)))
    });
    let digits = text.chars().any(|c| c.is_numeric());
    let cjk = text.chars().any(super::line::is_wide)
        && (text.contains(['市', '区', '省', '県', '都', '路', '号', '町', '區', '縣']) || classes.first & PLACE != 0);
    let korean = text.contains(['시', '구', '동']) && classes.has(PLACE);
    classes.whole & PLACE != 0
        || (classes.last & PLACE != 0
            && (text.contains(',') || count <= 3)
            && !classes.has(super::lexicon::TITLE | super::lexicon::ORGANIZATION))
        || (classes.last & STATE != 0 && text.contains(','))
        || (street && digits && count >= 2)
        || (digits && text.contains(',') && classes.has(PLACE | STATE))
        || (digits && count <= 6 && has_postcode(text) && !text.contains(['+', '(', '%']))
        || cjk
        || korean
}

/// Five digits beside a word, or the like: "04103 Leipzig", "WA 98052", "SW1A 1AA".
fn has_postcode(text: &str) -> bool {
    let letters = text.chars().any(char::is_alphabetic);
    letters
        && text.split([' ', ',']).any(|word| {
            let digits = word.bytes().filter(u8::is_ascii_digit).count();
            let others = word.bytes().filter(|b| !b.is_ascii_digit() && *b != b'-').count();
            others == 0
                && (4..=6).contains(&digits)
                && !(digits == 4 && (word.starts_with("19") || word.starts_with("20")))
                || others == 0 && digits == 9 && word.contains('-')
        })
}

/// A mail address in a word.
pub(super) fn mail_in(word: &str) -> Option<Range<usize>> {
    let at = word.find('@')?;
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%' | '\'' | '&');
    let before = word.get(..at)?;
    let start = before.char_indices().rev().take_while(|(_, c)| is_part(*c)).last().map(|(i, _)| i)?;
    let after = word.get(at + 1..)?;
    let length: usize =
        after.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '.' | '-')).map(char::len_utf8).sum();
    let host = after.get(..length)?.trim_end_matches(['.', '-']);
    (host.contains('.') && !host.starts_with('.')).then_some(start..at + 1 + host.len())
}

/// Endings of hosts that people write without a scheme.
const ENDINGS: &[&str] = &[
    "com",
    "org",
    "net",
    "io",
    "dev",
    "me",
    "info",
    "edu",
    "gov",
    "co",
    "ai",
    "app",
    "tech",
    "xyz",
    "site",
    "online",
    "blog",
    "page",
    "example",
    "eu",
    "de",
    "at",
    "ch",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "be",
    "pl",
    "ru",
    "ua",
    "tr",
    "cn",
    "tw",
    "jp",
    "kr",
    "in",
    "br",
    "mx",
    "ar",
    "uk",
    "us",
    "ca",
    "au",
    "nz",
    "se",
    "no",
    "dk",
    "fi",
    "ie",
    "cz",
    "sk",
    "hu",
    "ro",
    "bg",
    "gr",
    "il",
    "ae",
    "sa",
    "eg",
    "ly",
    "gl",
    "to",
    "tv",
    "fm",
    "name",
    "pro",
    "design",
    "cloud",
    "space",
    "works",
    "studio",
    "photography",
    "guru",
    "social",
    "test",
    "invalid",
    "localhost",
];

/// An address on the Web in a word.
pub(super) fn address_in(word: &str) -> Option<Range<usize>> {
    let lower = word.to_ascii_lowercase();
    let start = match ["http:", "https:", "www."].iter().find_map(|scheme| lower.find(scheme)) {
        Some(start) => start,
        None => {
            let host = lower.trim_start_matches(|c: char| !c.is_alphanumeric()).split(['/', '?', '#', ':']).next()?;
            let (name, ending) = host.rsplit_once('.')?;
            let sound = name.contains(|c: char| c.is_alphabetic())
                && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
                && !lower.contains('@')
                && ENDINGS.contains(&ending.trim_end_matches(|c: char| !c.is_alphanumeric()))
                && (name.len() > 2 || lower.contains('/'));
            if !sound {
                return None;
            }
            lower.len() - lower.trim_start_matches(|c: char| !c.is_alphanumeric()).len()
        }
    };
    if word.get(..start)?.ends_with(char::is_alphanumeric) {
        return None;
    }
    let kept = word.get(start..)?.trim_end_matches(['.', ',', ';', ')', ']', '>', '"', '\'']);
    (kept.len() > 3).then_some(start..start + kept.len())
}

/// True for a telephone number and nothing else.
pub(super) fn is_number(text: &str) -> bool {
    numbers(text).first().is_some_and(|range| range.len() == text.len())
}

/// True for an address on the Web and nothing else.
pub(super) fn is_address(text: &str) -> bool {
    address_in(text.trim()).is_some_and(|range| range.len() == text.trim().len())
}

/// Telephone numbers: seven to fifteen digits, with what people put between them.
pub(super) fn numbers(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut begin: Option<usize> = None;
    let mut digits = 0;
    let mut last = 0;
    let mut previous = ' ';
    let mut finish = |begin: &mut Option<usize>, digits: &mut usize, last: usize| {
        let next = text.get(last..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
        if let Some(start) = begin.take()
            && (7..=15).contains(&*digits)
            && !next.is_alphanumeric()
        {
            let kept = text.get(start..last).unwrap_or_default();
            let parts: Vec<&str> = kept.split(['-', '–', ' ', '.']).filter(|part| !part.is_empty()).collect();
            let years = parts.len() == 2
                && parts.iter().all(|part| part.len() == 4 && (part.starts_with("19") || part.starts_with("20")));
            let postcode = parts.len() == 2
                && parts.first().is_some_and(|part| part.len() == 5)
                && parts.last().is_some_and(|part| part.len() == 4);
            if !years && !postcode {
                out.push(start..last);
            }
        }
        *digits = 0;
    };
    for (at, c) in text.char_indices() {
        if c.is_ascii_digit() || (matches!(c, '+' | '(') && digits == 0 && !previous.is_alphanumeric()) {
            if begin.is_none() && !previous.is_alphanumeric() {
                begin = Some(at);
            }
            if begin.is_some() {
                digits += usize::from(c.is_ascii_digit());
                last = at + 1;
            }
        } else if begin.is_some()
            && matches!(c, ' ' | '-' | '.' | '(' | ')' | '/' | '\u{a0}' | '\u{2011}' | '\u{2010}' | '–')
            && !(previous == ' ' && c == ' ')
        {
            if c == ')' && digits > 0 {
                last = at + 1;
            }
        } else {
            finish(&mut begin, &mut digits, last);
        }
        previous = c;
    }
    finish(&mut begin, &mut digits, last);
    out
}
