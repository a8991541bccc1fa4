//! Dates in words: how a span is written in a language, and how it is read from what a person typed.
//!
//! | typed (English) | span | words kept |
//! |---|---|---|
//! | `Mar 2019 – Present`, `march 2019-present` | 2019-03 to present | no: only spelling differs |
//! | `2012 –` | 2012 to unknown | no |
//! | `Q3 2020`, `Summer 2009`, `c. 1999`, `expected June 2026` | as it says | no |
//! | `Fall 2023`, `since 2015`, `2018/19`, `June 2026 (expected)`, `03/2019`, `2019-03`, `Mar'19 – Feb'21` | as it says | yes |
//! | `٢٠١٩ – ٢٠٢١`, `平成27年4月`, `WS 2018/19`, words of another language | as it says | yes |
//! | `2010-11` | the month, by ISO 8601 | yes, and it is called ambiguous |
//! | `2017 – 2024 (part-time)` | 2017 to 2024 | yes |
//! | `03/04/2016`, `3/19 – 2/21`, `the nineties` | none: never guessed | yes |
//!
//! `parse(format(span)) == span`, with no words kept, for every span in every language: a test goes through all.
//!
//! [`find_dates`] finds the same inside a line of text, by the same grammar: [`grammar`] over the tokens of [`lex`], with the words of
//! `language/dates.tsv`. There the ambiguous is found and says so, since a line is kept whatever becomes of its dates.

mod find;
mod grammar;
pub(crate) mod lex;

use crate::date::{Date, Dates, End, Part, Span};
use crate::language::lexicon::{Lexicon, Sense, Senses};
use crate::language::{MonthStyle, Words};
use crate::text::Text;
use grammar::{Around, Grammar};
use lex::{Kind, Tokens};

pub use find::{FoundDates, find_dates, find_dates_with};
pub use grammar::DayOrder;

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
        Span::Range { start: None, end: End::On(b) } => {
            words.until.replace("{}", &in_case(b, words, style, Case::Genitive))
        }
        Span::Range { start: None, end: End::Present } => present.to_owned(),
        Span::Range { start: None, end: End::Unknown } => String::new(),
    }
}

/// A date in words.
#[must_use]
pub fn format_date(date: Date, words: &Words, style: MonthStyle) -> String {
    in_case(date, words, style, if matches!(date.part(), Part::Day(..)) { Case::Genitive } else { Case::Nominative })
}

/// The case of the name of a month, in languages that have one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Nominative,
    Genitive,
}

fn in_case(date: Date, words: &Words, style: MonthStyle, case: Case) -> String {
    let month = |m: u8| {
        let of = |months: &[&'static str; 12]| months.get(usize::from(m) - 1).copied().unwrap_or_default();
        let (long, short) = (of(&words.months), of(&words.months_short));
        match words.genitive {
            // A short name has no case, unless it is the whole name.
            _ if style == MonthStyle::Short && short != long => short,
            Some(genitive) if case == Case::Genitive => of(genitive),
            _ => long,
        }
    };
    let fill = |pattern: &str, name: &str, day: u8| filled(pattern, name, day, date.year());
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

/// A pattern with its `{d}`, `{m}` and `{y}` filled in.
fn filled(pattern: &str, month: &str, day: u8, year: u16) -> String {
    let mut out = String::with_capacity(pattern.len() + month.len() + 4);
    let mut pieces = pattern.split('{');
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        match piece.split_once('}') {
            Some(("d", rest)) => out.push_str(&(day.to_string() + rest)),
            Some(("m", rest)) => out.extend([month, rest]),
            Some(("y", rest)) => out.push_str(&format!("{year:04}{rest}")),
            _ => out.extend(["{", piece]),
        }
    }
    out
}

/// Reads a span from words, which must be nothing else but perhaps a remark in brackets. In the language given first, then in English.
///
/// ```
/// use vitae_core::{Words, parse_span};
/// assert!(parse_span("May – June 2019", Words::english()).is_some());
/// assert!(parse_span("Windows 2000", Words::english()).is_none());
/// ```
#[must_use]
pub fn parse_span(text: &str, words: &Words) -> Option<ParsedSpan> {
    // A date is short; this keeps long prose cheap.
    if text.len() > 200 {
        return None;
    }
    let tokens = Tokens::new(text);
    let senses = Senses::new(&tokens, words);
    let read = |order| {
        let grammar = Grammar::new(&senses, words, Around::Nothing, order);
        let (reading, next) = grammar.span(0)?;
        let whole = next == tokens.len() || is_remark(&tokens, next);
        whole.then(|| (reading, grammar.order_mattered()))
    };
    let day_first = read(DayOrder::DayFirst);
    let mattered = day_first.is_none_or(|(_, mattered)| mattered);
    let month_first = if mattered { read(DayOrder::MonthFirst) } else { None };
    let (reading, _) = match (day_first, month_first) {
        // Nobody can say which number is the day: never guessed.
        (Some(_), Some(_)) => return None,
        (one, other) => one.or(other)?,
    };
    // A year of two digits may be a day: not guessed either. A month by ISO 8601 is one by rule.
    let by_rule = matches!(tokens.kind(0), Some(Kind::Number { digits: 4, .. })) && matches!(reading.span, Span::At(_));
    if reading.ambiguous && !by_rule {
        return None;
    }
    let canonical = is_as_we_write(text, &tokens, reading.span, words);
    Some(ParsedSpan { span: reading.span.normal()?, canonical, ambiguous: reading.ambiguous })
}

/// "2017 – 2024 (part-time)": the remark stays in the words.
fn is_remark(tokens: &Tokens, at: usize) -> bool {
    let last = tokens.len().saturating_sub(1);
    let bracket = |at: &usize| tokens.is_mark(*at, '(') || tokens.is_mark(*at, ')');
    tokens.is_mark(at, '(') && tokens.is_mark(last, ')') && (at..=last).filter(bracket).count() == 2
}

/// What a token says, in the language at hand: two texts that say the same differ in nothing but spelling.
#[derive(PartialEq, Eq)]
enum Said<'t> {
    Month(u8),
    Present,
    Dash,
    Number(u32, bool),
    Other(&'t str),
}

fn is_as_we_write(text: &str, tokens: &Tokens, span: Span, words: &Words) -> bool {
    let ours = format_span(span, words, MonthStyle::Long);
    // The comparison is for other spellings: what we write is as we write.
    let is_ours = ours == text || format_span(span, words, MonthStyle::Short) == text;
    is_ours || said(tokens, words) == said(&Tokens::new(&ours), words)
}

fn said<'t>(tokens: &'t Tokens, words: &Words) -> Vec<Said<'t>> {
    let lexicon = Lexicon::of(words);
    let (mut out, mut at) = (Vec::new(), 0);
    while let Some(kind) = tokens.kind(at) {
        let name = lexicon.find(tokens, at, |sense| match sense {
            Sense::Month(m) => Some(Said::Month(m)),
            Sense::Present | Sense::UntilNow => Some(Said::Present),
            _ => None,
        });
        if let Some((name, next)) = name {
            out.push(name);
            at = next;
            continue;
        }
        let after_number = at > 0 && matches!(tokens.kind(at - 1), Some(Kind::Number { .. })) && tokens.glued(at);
        let spelling = tokens.spelling(at).unwrap_or_default();
        match kind {
            Kind::Number { value, digits, ascii: true } => out.push(Said::Number(value, digits > 2)),
            Kind::Mark('-' | '–' | '—') => out.push(Said::Dash),
            Kind::Mark('.' | ',') => {}
            _ if after_number && grammar::is_ordinal(spelling) => {}
            _ => out.push(Said::Other(spelling)),
        }
        at += 1;
    }
    out
}

#[cfg(test)]
mod tests;
