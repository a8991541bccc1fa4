//! Dates in words: how a span is written in a language, and how it is read from what a person typed.
//!
//! | typed (English) | span | words kept |
//! |---|---|---|
//! | `Mar 2019 – Present`, `march 2019-present` | 2019-03 to present | no: only spelling differs |
//! | `2012 –` | 2012 to unknown | no |
//! | `Q3 2020`, `Summer 2009`, `c. 1999`, `expected June 2026` | as it says | no |
//! | `Fall 2023`, `since 2015`, `2018/19`, `June 2026 (expected)`, `03/2019`, `2019-03` | as it says | yes |
//! | `2010-11` | the month, by ISO 8601 | yes, and it is called ambiguous |
//! | `2017 – 2024 (part-time)` | 2017 to 2024 | yes |
//! | `03/04/2016`, `the nineties` | none: never guessed | yes |
//!
//! `parse(format(span)) == span`, with no words kept, for every span in every language: a test goes through all.

use crate::date::{Date, Dates, End, Part, Season, Span, digits};
use crate::language::{MonthStyle, Words};
use crate::text::Text;

/// A span found in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParsedSpan {
    /// The value.
    pub span: Span,
    /// True when the words say nothing but the value, in the language at hand: only dash, case, spacing, the length of a month
    /// name, an ordinal suffix or the word for "present" may differ from what we would write.
    pub canonical: bool,
    /// True when another reading is as likely (`2010-11`: November, or a school year).
    pub ambiguous: bool,
}

impl Dates {
    /// Reads what a person typed. Words that are not understood are kept as words; `None` only for white space.
    #[must_use]
    pub fn parse(text: &str, words: &Words) -> Option<Self> {
        let text = Text::new(text)?;
        Some(match parse_span(text.as_str(), words) {
            Some(ParsedSpan { span, canonical: true, .. }) => Self { span: Some(span), text: None },
            Some(ParsedSpan { span, .. }) => Self { span: Some(span), text: Some(text) },
            None => Self::text(text),
        })
    }

    /// What a reader of the résumé sees: the words of the source, else the value in words.
    #[must_use]
    pub fn display(&self, words: &Words) -> String {
        self.display_as(words, MonthStyle::Long)
    }

    /// As [`display`](Self::display), with month names of the wanted length.
    #[must_use]
    pub fn display_as(&self, words: &Words, style: MonthStyle) -> String {
        match (&self.text, &self.span) {
            (Some(text), _) => text.as_str().to_owned(),
            (None, Some(span)) => format_span(*span, words, style),
            (None, None) => String::new(),
        }
    }

    /// The normal form (N8): words that are understood give the value; words that add nothing to it go.
    #[must_use]
    pub fn normal(self, words: &Words) -> Option<Self> {
        let span = self.span.and_then(Span::normal);
        let Some(text) = self.text else { return span.map(Self::from) };
        let parsed = parse_span(text.as_str(), words);
        let span = span.or(parsed.map(|p| p.span));
        let redundant = parsed.is_some_and(|p| p.canonical && Some(p.span) == span);
        Some(Self { span, text: (!redundant).then_some(text) })
    }
}

/// A span in words.
///
/// ```
/// use vitae_core::{Date, End, MonthStyle, Part, Span, Words, format_span};
/// let start = Date::new(2019, Part::Month(3));
/// let span = Span::Range { start, end: End::Present };
/// assert_eq!(format_span(span, Words::english(), MonthStyle::Short), "Mar 2019 – present");
/// ```
#[must_use]
pub fn format_span(span: Span, words: &Words, style: MonthStyle) -> String {
    let date = |d: Date| format_date(d, words, style);
    let present = words.present.first().copied().unwrap_or_default();
    match span {
        Span::At(d) => date(d),
        Span::Range { start: Some(a), end: End::On(b) } => format!("{} – {}", date(a), date(b)),
        Span::Range { start: Some(a), end: End::Present } => format!("{} – {present}", date(a)),
        Span::Range { start: Some(a), end: End::Unknown } => format!("{} –", date(a)),
        Span::Range { start: None, end: End::On(b) } => words.until.replace("{}", &date(b)),
        Span::Range { start: None, end: End::Present } => present.to_owned(),
        Span::Range { start: None, end: End::Unknown } => String::new(),
    }
}

/// A date in words.
#[must_use]
pub fn format_date(date: Date, words: &Words, style: MonthStyle) -> String {
    let months = if style == MonthStyle::Short { &words.months_short } else { &words.months };
    let month = |m: u8| months.get(usize::from(m) - 1).copied().unwrap_or_default();
    let fill = |pattern: &str, name: &str, day: u8| {
        let year = format!("{:04}", date.year());
        pattern.replace("{d}", &day.to_string()).replace("{m}", name).replace("{y}", &year)
    };
    let core = match date.part() {
        Part::Year => fill(words.year, "", 0),
        Part::Month(m) => fill(words.month, month(m), 0),
        Part::Day(m, d) => fill(words.day, month(m), d),
        Part::Season(s) => fill(words.season, words.seasons.get(s as usize).copied().unwrap_or_default(), 0),
        Part::Quarter(q) => format!("Q{q} {:04}", date.year()),
        Part::Half(h) => format!("H{h} {:04}", date.year()),
    };
    let mut out = String::new();
    for (flag, word) in [(date.expected, words.expected), (date.circa, words.circa)] {
        if flag {
            out.push_str(word);
            out.push(' ');
        }
    }
    out.push_str(&core);
    if date.uncertain {
        out.push('?');
    }
    out
}

/// Reads a span from words, which must be nothing else. In the language given first, then in English.
///
/// ```
/// use vitae_core::{Words, parse_span};
/// assert!(parse_span("May – June 2019", Words::english()).is_some());
/// assert!(parse_span("Windows 2000", Words::english()).is_none());
/// ```
#[must_use]
pub fn parse_span(text: &str, words: &Words) -> Option<ParsedSpan> {
    // A date is short; this keeps long prose cheap.
    if text.len() > 120 {
        return None;
    }
    let text = text.trim();
    let read = |words| Reading { words }.span(text);
    read(words).or_else(|| {
        let english = read(Words::english())?;
        // Years and quarters read the same in both; English words in another language are words.
        Some(ParsedSpan { canonical: false, ..english })
    })
}

/// One attempt to read dates with the words of one language.
struct Reading<'w> {
    words: &'w Words,
}

/// What a part of the text turned out to be.
#[derive(Clone, Copy)]
struct Found<T> {
    value: T,
    canonical: bool,
}

const DASHES: [&str; 6] = [" – ", " — ", " - ", "–", "—", "-"];

impl Reading<'_> {
    fn span(&self, text: &str) -> Option<ParsedSpan> {
        let plain = |span: Span, canonical| {
            let span = span.normal()?;
            Some(ParsedSpan { span, canonical, ambiguous: false })
        };
        if self.is_present(text) {
            return plain(Span::Range { start: None, end: End::Present }, true);
        }
        if let Some(parsed) = self.school_year(text) {
            return Some(parsed);
        }
        if let Some(date) = self.date(text) {
            return plain(Span::At(date.value), date.canonical);
        }
        if let Some(date) = self.until(text) {
            return plain(Span::Range { start: None, end: End::On(date.value) }, date.canonical);
        }
        if let Some(date) = self.since(text) {
            return plain(Span::Range { start: Some(date), end: End::Present }, false);
        }
        if let Some(range) = self.range(text) {
            return plain(range.value, range.canonical);
        }
        if let Some(start) = text.strip_suffix(['–', '—', '-']).and_then(|start| self.date(start.trim_end())) {
            return plain(Span::Range { start: Some(start.value), end: End::Unknown }, start.canonical);
        }
        // "2017 – 2024 (part-time)": the remark stays in the words.
        let (before, remark) = text.split_once('(')?;
        let closed = remark.ends_with(')') && !remark.trim_end_matches(')').contains(['(', ')']);
        let inner = closed.then(|| self.span(before.trim_end())).flatten()?;
        Some(ParsedSpan { canonical: false, ..inner })
    }

    /// `2018/19`, `2005–06`: two years, the second cut short. `2010-11` is a month by ISO 8601, and ambiguous.
    fn school_year(&self, text: &str) -> Option<ParsedSpan> {
        let (first, second) = text.split_once(['/', '-', '–'])?;
        let year = digits(first.trim(), 4)?;
        let mut end = year / 100 * 100 + digits(second.trim(), 2)?;
        if let Some(month) = iso_date(text) {
            return Some(ParsedSpan { span: Span::At(month), canonical: false, ambiguous: end == year + 1 });
        }
        if end < year && end + 100 <= year + 10 {
            end += 100; // "1999/00"
        }
        if end <= year {
            return None;
        }
        let (start, end) = (Date::new(year, Part::Year), Date::new(end, Part::Year)?);
        Some(ParsedSpan { span: Span::Range { start, end: End::On(end) }, canonical: false, ambiguous: false })
    }

    fn range(&self, text: &str) -> Option<Found<Span>> {
        let between = DASHES.iter().copied().map(|dash| (dash, true));
        let between = between.chain(self.words.to.iter().copied().map(|word| (word, false))).chain([("/", false)]);
        for (separator, canonical) in between {
            for (at, _) in text.match_indices(separator) {
                let (Some(left), Some(right)) = (text.get(..at), text.get(at + separator.len()..)) else { continue };
                let found = self.ends(left.trim(), right.trim());
                if let Some(range) = found {
                    return Some(Found { value: range.value, canonical: range.canonical && canonical });
                }
            }
        }
        None
    }

    fn ends(&self, left: &str, right: &str) -> Option<Found<Span>> {
        let end = if self.is_present(right) {
            Found { value: End::Present, canonical: true }
        } else {
            let end = self.date(right)?;
            Found { value: End::On(end.value), canonical: end.canonical }
        };
        let start = self.date(left).or_else(|| {
            // "May – June 2019": the year is said once.
            let End::On(end) = end.value else { return None };
            let start = self.date(&format!("{left} {:04}", end.year()))?;
            Some(Found { canonical: false, ..start })
        })?;
        let value = Span::Range { start: Some(start.value), end: end.value };
        Some(Found { value, canonical: start.canonical && end.canonical })
    }

    fn is_present(&self, text: &str) -> bool {
        let lower = text.to_lowercase();
        self.words.present.iter().any(|word| word.to_lowercase() == lower)
    }

    fn until(&self, text: &str) -> Option<Found<Date>> {
        let (before, after) = self.words.until.split_once("{}")?;
        strip_word(text, before.trim(), after.trim()).and_then(|date| self.date(date))
    }

    fn since(&self, text: &str) -> Option<Date> {
        self.words.since.iter().find_map(|pattern| {
            let (before, after) = pattern.split_once("{}")?;
            let date = strip_word(text, before.trim(), after.trim())?;
            self.date(date).map(|found| found.value)
        })
    }

    /// One date with its marks.
    fn date(&self, text: &str) -> Option<Found<Date>> {
        let mut text = text.trim();
        let (mut circa, mut uncertain, mut expected, mut canonical) = (false, false, false, true);
        if let Some(rest) = strip_word(text, self.words.expected, "") {
            (text, expected) = (rest, true);
        } else if let Some(rest) = strip_word(text, "", &format!("({})", self.words.expected)) {
            (text, expected, canonical) = (rest, true, false);
        }
        if let Some(rest) = strip_word(text, self.words.circa, "") {
            (text, circa) = (rest, true);
        } else if let Some(rest) = ["circa", "ca.", "c.", "~"].iter().find_map(|word| strip_word(text, word, "")) {
            (text, circa, canonical) = (rest, true, false);
        }
        if let Some(rest) = text.strip_suffix('?') {
            (text, uncertain) = (rest.trim_end(), true);
        }
        let found = self.bare_date(text)?;
        let mut value = found.value;
        (value.circa, value.uncertain, value.expected) = (circa, uncertain, expected);
        Some(Found { value, canonical: canonical && found.canonical })
    }

    fn bare_date(&self, text: &str) -> Option<Found<Date>> {
        if text.is_empty() || text.len() > 60 {
            return None;
        }
        let found = |value, canonical| Some(Found { value, canonical });
        if let Some(year) = digits(text, 4) {
            return found(Date::new(year, Part::Year)?, self.words.year == "{y}");
        }
        if let Some(date) = iso_date(text) {
            return found(date, false);
        }
        if let Some(date) = numeric_date(text) {
            return found(date, false);
        }
        let tokens: Vec<&str> = tokens(text);
        for (pattern, whole) in
            [(self.words.day, 3), (self.words.month, 2), (self.words.season, 2), (self.words.year, 1)]
        {
            if let Some(date) = self.by_pattern(&tokens, pattern, whole) {
                return found(date, true);
            }
        }
        if let Some(date) = self.quarter_or_half(&tokens) {
            return found(date, true);
        }
        if let Some(date) = self.other_season(&tokens) {
            return found(date, false);
        }
        // The other orders that people use: "September 1, 2016", "2016 September". Not where months are numbers.
        if self.words.months.iter().any(|m| m.starts_with(|c: char| c.is_ascii_digit())) {
            return None;
        }
        let other = ["{m} {d} {y}", "{y} {m} {d}", "{y} {m}"].iter().find_map(|pattern| {
            let fields = pattern.matches('{').count();
            self.by_pattern(&tokens, pattern, fields)
        });
        found(other?, false)
    }

    /// "Fall 2023": the word differs from the one we write, so it is kept.
    fn other_season(&self, tokens: &[&str]) -> Option<Date> {
        let [name, year] = tokens else { return None };
        let lower = name.to_lowercase();
        let (_, season) = self.words.seasons_also.iter().find(|(word, _)| word.to_lowercase() == lower)?;
        Date::new(digits(year, 4)?, Part::Season(*season))
    }

    /// Matches tokens against a pattern such as `{d} de {m} de {y}`, word by word.
    fn by_pattern(&self, found: &[&str], pattern: &str, fields: usize) -> Option<Date> {
        let pattern = tokens(pattern);
        if pattern.len() != found.len() || pattern.iter().filter(|t| t.contains('{')).count() != fields {
            return None;
        }
        let (mut year, mut day, mut name) = (None, None, None);
        for (&want, &have) in pattern.iter().zip(found) {
            match want.trim_end_matches('.') {
                "{y}" => year = Some(digits(have, 4)?),
                "{d}" => day = Some(ordinal(have)?),
                "{m}" => name = Some(have),
                _ => (want.to_lowercase() == have.to_lowercase()).then_some(())?,
            }
        }
        let part = match (name, day) {
            (None, None) => Part::Year,
            (Some(name), None) => self.month(name).map(Part::Month).or_else(|| self.season(name).map(Part::Season))?,
            (Some(name), Some(day)) => Part::Day(self.month(name)?, day),
            (None, Some(_)) => return None,
        };
        Date::new(year?, part)
    }

    fn month(&self, word: &str) -> Option<u8> {
        let bare = |w: &str| w.trim_end_matches('.').to_lowercase();
        let wanted = bare(word);
        let position = |months: &[&str]| months.iter().position(|m| bare(m) == wanted);
        let index = position(&self.words.months).or_else(|| position(&self.words.months_short));
        let index = index.and_then(|i| u8::try_from(i + 1).ok());
        index.or_else(|| self.words.months_also.iter().find(|(w, _)| bare(w) == wanted).map(|(_, m)| *m))
    }

    fn season(&self, word: &str) -> Option<Season> {
        let lower = word.to_lowercase();
        let index = self.words.seasons.iter().position(|s| s.to_lowercase() == lower)?;
        Season::ALL.get(index).copied()
    }

    fn quarter_or_half(&self, tokens: &[&str]) -> Option<Date> {
        let [name, year] = tokens else { return None };
        let number =
            |letter: [char; 2]| name.strip_prefix(letter).and_then(|n| digits(n, 1)).and_then(|n| u8::try_from(n).ok());
        let part = number(['Q', 'q']).map(Part::Quarter).or_else(|| number(['H', 'h']).map(Part::Half))?;
        Date::new(digits(year, 4)?, part)
    }
}

/// `2016-09`, `2016-09-01`. Nobody types an EDTF season, and `2019-21` is two years.
fn iso_date(text: &str) -> Option<Date> {
    let date = Date::from_edtf(text).filter(|d| !d.circa && !d.uncertain)?;
    matches!(date.part(), Part::Month(_) | Part::Day(..)).then_some(date)
}

/// `03/2019`, `3.2019`; `01.10.2012`, where the dots say that the day is first. (With slashes nobody can say.)
fn numeric_date(text: &str) -> Option<Date> {
    if let [day, month, year] = text.split('.').map(str::trim).collect::<Vec<_>>().as_slice() {
        let number = |t: &str| digits(t, 1).or_else(|| digits(t, 2)).and_then(|n| u8::try_from(n).ok());
        return Date::new(digits(year, 4)?, Part::Day(number(month)?, number(day)?));
    }
    let (month, year) = text.split_once(['/', '.'])?;
    let month = digits(month, 1).or_else(|| digits(month, 2))?;
    Date::new(digits(year, 4)?, Part::Month(u8::try_from(month).ok()?))
}

/// `1`, `1.`, `1st`, `1er`.
fn ordinal(token: &str) -> Option<u8> {
    let number = token.trim_end_matches(|c: char| !c.is_ascii_digit());
    let suffix = token.strip_prefix(number)?;
    let known = matches!(suffix.to_lowercase().as_str(), "" | "." | "st" | "nd" | "rd" | "th" | "er" | "º" | "°");
    known.then(|| digits(number, 1).or_else(|| digits(number, 2))).flatten().and_then(|d| u8::try_from(d).ok())
}

/// Words, numbers and pattern fields. A number beside a CJK character is a token of its own (`2019年3月`).
fn tokens(text: &str) -> Vec<&str> {
    let is_cjk = |c: char| matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}');
    let mut out = Vec::new();
    for word in text.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty()) {
        let mut start = 0;
        let mut before: Option<char> = None;
        for (at, c) in word.char_indices() {
            if before.is_some_and(|b| is_cjk(b) != is_cjk(c)) {
                out.extend(word.get(start..at));
                start = at;
            }
            before = Some(c);
        }
        out.extend(word.get(start..));
    }
    out
}

/// What stands between two words at the edges, in any case; `None` if they are not there, or nothing is between.
fn strip_word<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    let starts = |t: &'t str, word: &str| -> Option<&'t str> {
        let head = t.get(..word.len())?;
        (head.to_lowercase() == word.to_lowercase()).then(|| t.get(word.len()..)).flatten()
    };
    let ends = |t: &'t str, word: &str| -> Option<&'t str> {
        let cut = t.len().checked_sub(word.len())?;
        (t.get(cut..)?.to_lowercase() == word.to_lowercase()).then(|| t.get(..cut)).flatten()
    };
    let inner = ends(starts(text, before)?, after)?;
    let spaced = |word: &str, gap: bool| word.is_empty() || gap || !word.chars().all(|c| c.is_ascii_alphabetic());
    let ok =
        spaced(before, inner.starts_with(char::is_whitespace)) && spaced(after, inner.ends_with(char::is_whitespace));
    let inner = inner.trim();
    (ok && !inner.is_empty()).then_some(inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::tests::every_date;
    use crate::language::languages;

    fn every_span() -> Vec<Span> {
        let dates = every_date();
        let mut spans: Vec<Span> = dates.iter().map(|&d| Span::At(d)).collect();
        spans.push(Span::Range { start: None, end: End::Present });
        for (i, &start) in dates.iter().enumerate() {
            let other = dates[(i * 7 + 3) % dates.len()];
            spans.push(Span::Range { start: Some(start), end: End::Present });
            spans.push(Span::Range { start: Some(start), end: End::Unknown });
            spans.push(Span::Range { start: None, end: End::On(start) });
            spans.push(Span::Range { start: Some(start), end: End::On(other) });
        }
        spans
    }

    #[test]
    fn what_we_write_in_any_language_reads_back_as_the_same_span() {
        for words in languages() {
            for span in every_span().into_iter().filter_map(Span::normal) {
                for style in [MonthStyle::Long, MonthStyle::Short] {
                    let text = format_span(span, words, style);
                    let parsed = parse_span(&text, words);
                    let want = ParsedSpan { span, canonical: true, ambiguous: false };
                    assert_eq!(parsed, Some(want), "{}: {text}", words.tag);
                }
            }
        }
    }

    fn read(text: &str, lang: &str) -> Option<(String, bool)> {
        let words = languages().find(|w| w.tag == lang).unwrap();
        let parsed = parse_span(text, words)?;
        let date = |d: Date| format!("{}{}", if d.expected { "expected " } else { "" }, d.to_edtf());
        let span = match parsed.span {
            Span::At(d) => date(d),
            Span::Range { start, end } => {
                let end = match end {
                    End::On(d) => date(d),
                    End::Present => "..".into(),
                    End::Unknown => String::new(),
                };
                format!("{}/{end}", start.map(date).unwrap_or_default())
            }
        };
        Some((span, parsed.canonical))
    }

    #[test]
    fn typed_dates_are_understood() {
        for (lang, typed, span, canonical) in [
            ("en", "May 2019 – Present", "2019-05/..", true),
            ("en", "may 2019-NOW", "2019-05/..", true),
            ("en", "Sept. 2016", "2016-09", true),
            ("en", "1st September 2016", "2016-09-01", true),
            ("en", "September 1, 2016", "2016-09-01", false),
            ("en", "2016-09-01", "2016-09-01", false),
            ("en", "Q3 2020", "2020-35", true),
            ("en", "H1 2021", "2021-40", true),
            ("en", "Summer 2009", "2009-22", true),
            ("en", "Fall 2023", "2023-23", false),
            ("en", "2018/19", "2018/2019", false),
            ("en", "2005–06", "2005/2006", false),
            ("en", "2010-11", "2010-11", false),
            ("en", "since 2015", "2015/..", false),
            ("en", "until 2012", "/2012", true),
            ("en", "2012 –", "2012/", true),
            ("en", "expected June 2026", "expected 2026-06", true),
            ("en", "June 2026 (expected)", "expected 2026-06", false),
            ("en", "c. 1999", "1999~", true),
            ("en", "circa 1999", "1999~", false),
            ("en", "1999?", "1999?", true),
            ("en", "2017 – 2024 (part-time)", "2017/2024", false),
            ("en", "May – June 2019", "2019-05/2019-06", false),
            ("en", "03/2019 - 02/2021", "2019-03/2021-02", false),
            ("en", "2019 – 2019", "2019", true),
            ("en", "2023 to present", "2023/..", false),
            ("de", "März 2019 – heute", "2019-03/..", true),
            ("de", "1. September 2016", "2016-09-01", true),
            ("de", "seit 2015", "2015/..", false),
            ("de", "01.10.2012 – 28.02.2015", "2012-10-01/2015-02-28", false),
            ("de", "March 2019 – present", "2019-03/..", false),
            ("ja", "2019年3月 – 現在", "2019-03/..", true),
            ("ja", "2019年", "2019", true),
            ("es", "marzo de 2019 – actualidad", "2019-03/..", true),
        ] {
            assert_eq!(read(typed, lang), Some((span.to_owned(), canonical)), "{lang}: {typed}");
        }
    }

    #[test]
    fn what_is_not_a_date_stays_words() {
        for text in [
            "03/04/2016",
            "the nineties",
            "2013-12 - undefined",
            "Windows 2000",
            "May",
            "Director, Class of 2016",
            "99",
            "–",
            "",
        ] {
            assert_eq!(read(text, "en"), None, "{text}");
        }
    }
}
