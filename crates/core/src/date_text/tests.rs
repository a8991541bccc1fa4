//! What is written is read; what is typed is understood.

use super::*;
use crate::date::Part;
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

/// The words of a language, also of one that has only a vocabulary.
fn words(lang: &str) -> &'static Words {
    languages().find(|w| w.tag == lang).unwrap_or_else(Words::english)
}

fn shown(span: Span) -> String {
    let date = |d: Date| format!("{}{}", if d.expected { "expected " } else { "" }, d.to_edtf());
    match span {
        Span::At(d) => date(d),
        Span::Range { start, end } => {
            let end = match end {
                End::On(d) => date(d),
                End::Present => "..".into(),
                End::Unknown => String::new(),
            };
            format!("{}/{end}", start.map(date).unwrap_or_default())
        }
    }
}

fn found(text: &str, words: &Words) -> String {
    let show = |f: FoundDates| {
        let flags = [(f.ambiguous, " ambiguous"), (f.bare, " bare")];
        let flags: String = flags.into_iter().filter(|(on, _)| *on).map(|(_, flag)| flag).collect();
        shown(f.span) + &flags
    };
    find_dates(text, words).into_iter().map(show).collect::<Vec<_>>().join("; ")
}

#[test]
fn every_form_of_a_date_is_found() {
    let mut wrong = Vec::new();
    for row in include_str!("forms.tsv").lines().skip(1) {
        let mut cells = row.split('\t');
        let (lang, text) = (cells.next().unwrap(), cells.next().unwrap());
        let want = cells.next().unwrap_or_default();
        let got = found(text, words(lang));
        if got != want {
            wrong.push(format!("{lang}: {text}: {got:?}, not {want:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
