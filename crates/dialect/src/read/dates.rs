//! Dates: words, a map of values, or the `startDate` and `endDate` of JSON Resume.
//!
//! | written | span | words kept |
//! |---|---|---|
//! | `dates: 2017 – present` | as the words say | as [`vitae_core::Dates`] decides |
//! | `dates: {start: 2017, end: present}`, `{at: 2016-09}`, `{end: expected 2026-06}` | the values | only those in `text` |
//! | `date: 2016-09`, `releaseDate: 2016` | the value | no |
//! | `startDate: 2017-03` alone | from then to the present, as JSON Resume means it | no |
//! | `startDate: 2017`, `endDate: 2017` | at that date | no |
//! | `endDate: 2017` alone | until then | no |
//! | `startDate: winter term`, `endDate: 2017` | none | `winter term – 2017` |

use super::Reading;
use crate::node::{Content, Node, Pair};
use vitae_core::{Date, Dates, Diagnostic, End, Ext, Kind, Result, Span, Text, Words, parse_span};

impl Reading<'_> {
    /// The value of a field of dates. Under the older names (`date`, `releaseDate`) a value is a value, and no words.
    pub(super) fn dates(&mut self, key: &str, node: &Node, rest: &mut Ext) -> Result<Option<Dates>> {
        if let Content::Map(pairs) = &node.content {
            return self.date_map(pairs, rest);
        }
        if matches!(node.content, Content::List(_)) {
            return Err(self
                .wrong(node, "a text or a map")
                .help("write `2016 – 2018`, or a map with `start` and `end`"));
        }
        let Some(text) = self.text(node)? else { return Ok(None) };
        if key != "dates"
            && let Some(date) = machine_date(text)
        {
            self.remark_time(text, node);
            return Ok(Some(date.into()));
        }
        Ok(self.words(text, node))
    }

    fn words(&mut self, text: &str, node: &Node) -> Option<Dates> {
        let dates = Dates::parse(text, self.words)?;
        let shown = text.trim();
        if dates.span.is_none() {
            let note = self.note(
                "date-text-only",
                format!("`{shown}` is kept as words: it is no date that we understand"),
                node.at,
            );
            self.report.push(note.help("write `March 2019 – present`, `2016`, or a map with `start` and `end`"));
        } else if parse_span(text, self.words).is_some_and(|parsed| parsed.ambiguous) {
            let note =
                self.note("date-ambiguous", format!("`{shown}` is read as a month, and may mean two years"), node.at);
            self.report.push(note.help("write `November 2010` or `2010 – 2011`"));
        }
        Some(dates)
    }

    /// Says that a time of day is not kept: a résumé knows days. Midnight is no loss.
    fn remark_time(&mut self, text: &str, node: &Node) {
        let Some((date, time)) = with_time(text).filter(|(_, time)| !is_midnight(time)) else { return };
        if Date::from_edtf(date).is_some() {
            let message =
                format!("`{date}` is kept without its time of day, `{}`", time.chars().take(20).collect::<String>());
            let note = self.note("time-omitted", message, node.at);
            self.report.push(Diagnostic { kind: Kind::Changed, ..note });
        }
    }

    fn date_map(&mut self, pairs: &[Pair], rest: &mut Ext) -> Result<Option<Dates>> {
        let (mut at, mut start, mut end, mut text, mut left) = (None, None, None, None, Vec::new());
        for pair in pairs.iter().filter(|pair| !pair.value.is_nothing()) {
            self.inside(&*pair.key, |reading| {
                match &*pair.key {
                    "at" | "date" => at = Some(reading.date(&pair.value)?),
                    "start" | "startDate" | "from" => start = Some(reading.date(&pair.value)?),
                    "end" | "endDate" | "to" => end = Some(reading.end(&pair.value)?),
                    "text" => text = reading.text(&pair.value)?.and_then(Text::new),
                    _ => left.push(pair),
                }
                Ok(())
            })?;
        }
        self.keep_under("dates", &left, &["start", "end", "at", "text"], rest)?;
        let span = match (at, start, end) {
            (Some(at), None, None) => Some(Span::At(at)),
            (None, None, None) => None,
            (None, start, end) => Some(Span::Range { start, end: end.unwrap_or(End::Present) }),
            (Some(_), ..) => {
                let place = pairs.first().map(|pair| pair.at).unwrap_or_default();
                return Err(self
                    .error("bad-value", "dates have either `at`, or `start` and `end`", place)
                    .help("remove one of them"));
            }
        };
        let span = span.and_then(Span::normal);
        Ok((span.is_some() || text.is_some()).then_some(Dates { span, text }))
    }

    fn end(&mut self, node: &Node) -> Result<End> {
        match self.text(node)?.map(str::trim) {
            Some("unknown") => Ok(End::Unknown),
            Some(text) if self.words.is_present(text) => Ok(End::Present),
            _ => self.date(node).map(End::On),
        }
    }

    /// One date: a value such as `2016-09`, with `expected` before it for what is planned, or in words.
    fn date(&mut self, node: &Node) -> Result<Date> {
        let text = self.text(node)?.unwrap_or_default().trim();
        self.remark_time(text.strip_prefix("expected ").unwrap_or(text), node);
        let date = text.strip_prefix("expected ").and_then(machine_date).map(|mut date| {
            date.expected = true;
            date
        });
        let date = date.or_else(|| machine_date(text)).or_else(|| in_words(text, self.words));
        date.ok_or_else(|| {
            self.bad_value(
                node,
                "a date such as `2016`, `2016-09` or `2016-09-01`",
                "put other words into `text`, beside it",
            )
        })
    }

    /// What `startDate` and `endDate` say together.
    pub(super) fn start_and_end(&mut self, start: Option<&Pair>, end: Option<&Pair>) -> Result<Option<Dates>> {
        let (from, to) = (self.date_text(start)?, self.date_text(end)?);
        let Some(pair) = start.or(end) else { return Ok(None) };
        let date = |text: &str| machine_date(text).or_else(|| in_words(text, self.words));
        let span = match (from, to) {
            ("", "") => return Ok(None),
            (from, "") => date(from).map(|start| Span::Range { start: Some(start), end: End::Present }),
            ("", to) if self.words.is_present(to) => Some(Span::Range { start: None, end: End::Present }),
            ("", to) => date(to).map(|end| Span::Range { start: None, end: End::On(end) }),
            (from, to) if self.words.is_present(to) => {
                date(from).map(|start| Span::Range { start: Some(start), end: End::Present })
            }
            (from, to) => {
                date(from).zip(date(to)).map(|(start, end)| Span::Range { start: Some(start), end: End::On(end) })
            }
        };
        if let Some(span) = span.and_then(Span::normal) {
            for (pair, text) in [(start, from), (end, to)] {
                if let Some(pair) = pair {
                    self.inside(&*pair.key, |reading| {
                        reading.remark_time(text, &pair.value);
                        Ok(())
                    })?;
                }
            }
            return Ok(Some(span.into()));
        }
        let present = self.words.present.first().copied().unwrap_or_default();
        let words = match (from, to) {
            (from, "") => format!("{from} – {present}"),
            ("", to) => self.words.until.replace("{}", to),
            (from, to) => format!("{from} – {to}"),
        };
        Ok(self.words(&words, &pair.value))
    }

    fn date_text<'n>(&self, pair: Option<&'n Pair>) -> Result<&'n str> {
        let Some(pair) = pair else { return Ok("") };
        match &pair.value.content {
            Content::Scalar { .. } => Ok(self.text(&pair.value)?.unwrap_or_default().trim()),
            _ => {
                let message = format!("`{}` must be a date, not {}", pair.key, pair.value.kind());
                Err(self
                    .error("wrong-type", message, pair.value.at)
                    .help("write a date such as `2016`, `2016-09` or `2016-09-01`"))
            }
        }
    }
}

/// A value in EDTF, without a time of day.
fn machine_date(text: &str) -> Option<Date> {
    let text = text.trim();
    Date::from_edtf(with_time(text).map_or(text, |(date, _)| date))
}

/// A whole date and the time of day behind it.
fn with_time(text: &str) -> Option<(&str, &str)> {
    let (date, time) = text.trim().split_once('T')?;
    (date.len() == 10 && time.starts_with(|c: char| c.is_ascii_digit())).then_some((date, time))
}

/// Midnight, in whatever zone: what software writes behind a date without being asked.
fn is_midnight(time: &str) -> bool {
    let clock = time.split(['Z', 'z', '+', '-']).next().unwrap_or_default();
    clock.chars().all(|c| matches!(c, '0' | ':' | '.'))
}

/// A date in words that say nothing but the date.
fn in_words(text: &str, words: &Words) -> Option<Date> {
    match parse_span(text, words)? {
        parsed if parsed.ambiguous => None,
        parsed if !parsed.canonical && !text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'/' | b'.')) => {
            None
        }
        parsed => match parsed.span {
            Span::At(date) => Some(date),
            Span::Range { .. } => None,
        },
    }
}
