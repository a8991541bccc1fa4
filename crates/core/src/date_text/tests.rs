//! What is written is read; what is typed is understood.

use super::*;
use crate::date::Part;
use crate::date::Season;
use crate::date::tests::every_date;
use crate::language::languages;
use crate::language::lexicon::rows;

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

/// A sentence of each language with a gap for dates.
const SENTENCES: [(&str, &str); 17] = [
    ("en", "Engineer at DropNet (Perth), {}; led a team of 12."),
    ("de", "Ingenieurin bei der DropNet GmbH, {}, mit einem Team von 12 Leuten"),
    ("fr", "Ingénieure chez DropNet ({}), une équipe de 12 personnes"),
    ("es", "Ingeniera en DropNet | {} | con un equipo de 12 personas"),
    ("ar", "مهندسة في شركة دروب نت، {}، مع فريق من 12 شخصًا"),
    ("ja", "ドロップネット株式会社　{}　チームリーダー"),
    ("pt", "Engenheira na DropNet, {}, com uma equipe de 12 pessoas"),
    ("it", "Ingegnera presso DropNet, {}, con un gruppo di 12 persone"),
    ("nl", "Ingenieur bij DropNet, {}, met een team van 12 mensen"),
    ("pl", "Inżynierka w DropNet, {}, zespół 12 osób"),
    ("ru", "Инженер в ООО «ДропНет», {}, команда из 12 человек"),
    ("uk", "Інженерка в ТОВ «ДропНет», {}, команда з 12 осіб"),
    ("tr", "DropNet şirketinde mühendis, {}, 12 kişilik ekip"),
    ("zh", "某某网络公司　{}　工程师，带领12人"),
    ("zh-Hant", "某某網路公司　{}　工程師，帶領12人"),
    ("ko", "드롭넷 주식회사, {}, 12명 팀장"),
    ("hi", "ड्रॉपनेट में अभियंता, {}, 12 लोगों की टीम"),
];

/// What a year and its neighbours need in this language, around a name.
fn with_year(words: &Words, name: &str) -> String {
    let pattern = if matches!(words.tag, "zh" | "zh-Hant" | "ja" | "ko") { words.season } else { "{m} {y}" };
    pattern.replace("{m}", name).replace("{y}", "2019")
}

#[test]
fn every_spelling_of_the_data_file_is_read_as_its_value() {
    let mut wrong = Vec::new();
    for row in rows() {
        let text = row.text;
        let words = words(if row.lang == "und" { "en" } else { row.lang });
        let (typed, want) = match row.sense {
            Sense::Month(m) => (format!("{text} 2019"), format!("2019-{m:02}")),
            Sense::Season(s) => (with_year(words, text), format!("2019-{}", 21 + s as u8)),
            Sense::Quarter => (format!("{text}3 2019"), "2019-35".into()),
            Sense::Half => (format!("{text}2 2019"), "2019-41".into()),
            Sense::NamedHalf(h) => (with_year(words, text), format!("2019-{}", 39 + h)),
            Sense::Era(base) => (format!("{text}8.3"), format!("{}-03", base + 8)),
            Sense::Present => (format!("2019 – {text}"), "2019/..".into()),
            Sense::UntilNow => (format!("2019 {text}"), "2019/..".into()),
            Sense::Since => (format!("{text} 2019"), "2019/..".into()),
            Sense::SinceAfter => (format!("2019{text}"), "2019/..".into()),
            Sense::From => (format!("{text} 2019 – 2021"), "2019/2021".into()),
            Sense::Until => (format!("{text} 2019"), "/2019".into()),
            Sense::UntilAfter => (format!("2019{text}"), "/2019".into()),
            Sense::To => (format!("2019 {text} 2021"), "2019/2021".into()),
            Sense::Circa => (format!("{text} 2019"), "2019~".into()),
            Sense::About => (format!("{text} 2019"), "2019".into()),
            Sense::Expected => (format!("{text} 2019"), "expected 2019".into()),
            Sense::ExpectedAfter => (format!("2019 ({text})"), "expected 2019".into()),
            Sense::Term => (format!("Summer {text} 2019"), "2019-22".into()),
            Sense::Of => (format!("{} {text} 2019", words.months[2]), "2019-03".into()),
            Sense::Year => (format!("2019{text}"), "2019".into()),
            Sense::MonthUnit => (format!("2019年3{text}"), "2019-03".into()),
            Sense::DayUnit => (format!("2019年3月1{text}"), "2019-03-01".into()),
        };
        let typed = if row.lang == "ko" { typed.replace('年', "년").replace('月', "월") } else { typed };
        let strict = parse_span(&typed, words).map(|p| shown(p.span)).unwrap_or_default();
        let inside = found(&typed, words);
        if strict != want || inside != want {
            wrong.push(format!("{} {:?}: {typed:?}: {strict:?} / {inside:?}, not {want:?}", row.lang, row.sense));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Spans as résumés have them: every day of a year, every month, season, quarter and half, and ranges of them.
fn usual_spans() -> Vec<Span> {
    let date = |year, part| Date::new(year, part);
    let days = (1..=12).flat_map(|m| (1..=31).map(move |d| Part::Day(m, d)));
    let months = (1..=12).map(Part::Month);
    let others = Season::ALL
        .map(Part::Season)
        .into_iter()
        .chain((1..=4).map(Part::Quarter))
        .chain([Part::Half(1), Part::Half(2)]);
    let parts: Vec<Part> = days.chain(months).chain(others).chain([Part::Year]).collect();
    let mut spans = Vec::new();
    for (i, &part) in parts.iter().enumerate() {
        let Some(start) = date(2016, part) else { continue };
        spans.push(Span::At(start));
        spans.push(Span::Range { start: Some(start), end: End::Present });
        spans.push(Span::Range { start: None, end: End::On(start) });
        let end = parts.get((i * 5 + 7) % parts.len()).and_then(|&part| date(2021, part));
        spans.extend(end.map(|end| Span::Range { start: Some(start), end: End::On(end) }));
    }
    spans
}

#[test]
fn what_we_write_is_found_inside_a_sentence_of_the_language() {
    let spans = usual_spans();
    assert_eq!(SENTENCES.map(|(lang, _)| lang).to_vec(), languages().map(|w| w.tag).collect::<Vec<_>>());
    for (lang, sentence) in SENTENCES {
        let words = words(lang);
        for &span in &spans {
            for style in [MonthStyle::Long, MonthStyle::Short] {
                let text = format_span(span, words, style);
                let parsed = parse_span(&text, words);
                assert_eq!(parsed, Some(ParsedSpan { span, canonical: true, ambiguous: false }), "{lang}: {text}");
                let line = sentence.replace("{}", &text);
                let at = sentence.find('{').unwrap();
                let all = find_dates(&line, words);
                let one = all.first().filter(|_| all.len() == 1);
                let got = one.map(|f| (f.range.clone(), f.span, f.canonical, f.ambiguous));
                assert_eq!(got, Some((at..at + text.len(), span, true, false)), "{lang}: {line}: {all:?}");
            }
        }
    }
}
