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

/// A span with long names of months and with short ones, where they differ.
fn written(span: Span, words: &Words) -> Vec<String> {
    let mut all = [MonthStyle::Long, MonthStyle::Short].map(|style| format_span(span, words, style)).to_vec();
    all.dedup();
    all
}

#[test]
fn what_we_write_in_any_language_reads_back_as_the_same_span() {
    for words in languages() {
        for span in every_span().into_iter().filter_map(Span::normal) {
            for text in written(span, words) {
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
        ("en", "2000 – 10 January 1950", "2000/1950-01-10", true),
        ("en", "2000–10 January 2010", "2000/2010-01-10", true),
        ("en", "2018 / 19", "2018/2019", false),
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
        "3/19 – 2/21",
        "Mar-19",
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
        let inside = found(&typed, words).replace(" bare", "");
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
            for text in written(span, words) {
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

#[test]
fn what_is_no_date_is_not_found() {
    for line in [
        "2016000 rows",
        "call 555-2019-1",
        "Tel. 2019 4455",
        "+1 555 2019",
        "10115 Berlin",
        "Managed a budget of $2000",
        "saved 2000 € a week, 2000€, EUR 2000, 2000 USD",
        "2048-bit keys",
        "up by 2000 %, 2000%",
        "2,019 users",
        "v2019, IE2019, ES2015a",
        "Unity 2019.4.1",
        "doi:10.1234/iclr.2021.3456",
        "https://example.org/2019/03/post",
        "john1985@example.org",
        "2000人のユーザー",
        "GPA 3.92/4.00, 3.75 – 4.00",
        "You may lead, and the mars probe set out",
        "Present your work now",
        "May",
        "1776, 2077",
        "sold out in 3 of 12 stores",
        "Q3 goals",
        "31.02.2019",
        "...",
    ] {
        assert_eq!(found(line, Words::english()), "", "{line}");
    }
}

#[test]
fn dates_are_found_inside_other_words() {
    let mut wrong = Vec::new();
    for (lang, line, want) in [
        ("en", "Engineer (2016 – 2018, 2020)", "2016/2018; 2020 bare"),
        ("en", "from June 2015 to till date at DropNet", "2015-06/.."),
        ("en", "Cornell University2005 — 2008", "2005/2008"),
        ("en", "Award2014-11", "2014-11"),
        ("en", "2019-06-15Z 2017-12-24T15:53:00", "2019-06-15; 2017-12-24"),
        ("en", "__2001-2004__ **2019**", "2001/2004; 2019 bare"),
        ("en", "10/12/2019 – 25/12/2019", "2019-12-10/2019-12-25"),
        ("en", "12/25/2019", "2019-12-25"),
        ("en", "05/05/2019", "2019-05-05"),
        ("en", "Dec – Feb 2019", "2018-12/2019-02 ambiguous"),
        ("en", "May 19 – Jun 20, 2019", "2019-05-19/2019-06-20"),
        ("en", "2019 - Senior Engineer", "2019 bare"),
        ("en", "2015-Bachelor of Science", "2015 bare"),
        ("en", "2017,2018", "2017 bare; 2018 bare"),
        ("en", "Mar 2019 –", "2019-03/"),
        ("en", "Graduated in 2019?", "2019? bare"),
        ("en", "about 2000 users", "2000~ bare"),
        ("en", "grew from 2000 to 5000 users", "2000 bare"),
        ("de", "2015 und 2018", "2015 bare; 2018 bare"),
        ("en", "mid-2019 to early 2021", "2019/2021"),
        ("en", "2023 - 2019", "2023/2019"),
        ("en", "2019 – heute, março 2019 – presente", "2019/..; 2019-03/.."),
        ("en", "２０１９年３月～２０２１年２月", "2019-03/2021-02"),
        ("en", "с марта 2019 по настоящее время", "2019-03/.."),
        ("de", "WS 2018/19", "2018-24"),
        ("de", "3. Quartal 2019, 1. Halbjahr 2020", "2019-35; 2020-40"),
        ("fr", "1er janvier 2019 – aujourd'hui", "2019-01-01/.."),
        ("fr", "FEVRIER 2019 - AOUT 2020", "2019-02/2020-08"),
        ("es", "1 de marzo de 2019 a la fecha", "2019-03-01/.."),
        ("pt", "set 2018 – out 2019", "2018-09/2019-10"),
        ("pl", "1 marca 2019 r. – nadal", "2019-03-01/.."),
        ("ru", "с 1 марта 2019 г. по 30 июня 2020 г.", "2019-03-01/2020-06-30"),
        ("ru", "в 2019 году", "2019"),
        ("tr", "ARALIK 2019 – KASIM 2020, Aralik 2021", "2019-12/2020-11; 2021-12"),
        ("tr", "2015'ten beri", "2015/.."),
        ("zh", "2019年3月-6月", "2019-03/2019-06"),
        ("zh", "自2019年3月起", "2019-03/.."),
        ("zh", "二〇一九年十二月二十三日", "2019-12-23"),
        ("zh", "2020年第三季度、2021年上半年", "2020-35; 2021-40"),
        ("zh", "11月 1996 – 5月 2000", "1996-11/2000-05"),
        ("ja", "2015年4月から2019年3月まで", "2015-04/2019-03"),
        ("ja", "令和元年5月1日", "2019-05-01"),
        ("ja", "2024年3月 卒業見込み", "expected 2024-03"),
        ("ko", "2019년 3월부터 현재까지", "2019-03/.."),
        ("ar", "من مارس ٢٠١٩ إلى كانون الأول ٢٠٢١", "2019-03/2021-12"),
        ("hi", "मार्च २०१९ से अब तक", "2019-03/.."),
    ] {
        let got = found(line, words(lang));
        if got != want {
            wrong.push(format!("{lang}: {line}: {got:?}, not {want:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_document_says_which_number_is_the_day() {
    let read = |order| {
        let found = find_dates_with("03/04/2016", Words::english(), order);
        found.iter().map(|f| (shown(f.span), f.ambiguous, f.order)).collect::<Vec<_>>()
    };
    assert_eq!(read(DayOrder::DayFirst), [("2016-04-03".to_owned(), true, None)]);
    assert_eq!(read(DayOrder::MonthFirst), [("2016-03-04".to_owned(), true, None)]);
    let sure = find_dates("12/25/2019", Words::english());
    assert_eq!(sure[0].order, Some(DayOrder::MonthFirst));
}

#[test]
fn what_is_found_alone_is_read_alone() {
    for row in include_str!("forms.tsv").lines().skip(1) {
        let (lang, text) = row.split_once('\t').unwrap();
        let text = text.split('\t').next().unwrap();
        for f in find_dates(text, words(lang)).iter().filter(|f| !f.ambiguous) {
            let part = text.get(f.range.clone()).unwrap();
            let read = parse_span(part, words(lang)).map(|p| (p.span, p.canonical));
            assert_eq!(read, Some((f.span, f.canonical)), "{lang}: {part}");
        }
    }
}

#[test]
fn digits_of_another_script_are_kept_as_words() {
    let dates = Dates::parse("٢٠١٩ – ٢٠٢١", words("ar")).unwrap();
    assert_eq!(dates.span.map(shown).as_deref(), Some("2019/2021"));
    assert_eq!(dates.text.map(|t| t.as_str().to_owned()).as_deref(), Some("٢٠١٩ – ٢٠٢١"));
}

#[test]
fn a_long_line_is_read_without_going_back_and_forth() {
    for piece in
        ["2019 ", "May ", "2019-", "1/", "since from until ", "(", "Mar 2019 – ", "年月", "c. ~ ", "'1", "一二"]
    {
        let line = piece.repeat(60_000 / piece.len());
        let start = std::time::Instant::now();
        let _ = find_dates(&line, Words::english());
        assert!(start.elapsed().as_secs() < 10, "{piece}: {:?}", start.elapsed());
    }
}

mod any_text {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_stand_in_order_on_the_edges_of_characters(
            pieces in proptest::collection::vec(prop_oneof![
                any::<char>().prop_map(String::from),
                proptest::sample::select(vec!["2019", "19", "3", "-", "/", ".", "–", " ", "Mar", "since", "年", "月", "'", "present", "令和", "(", ")"])
                    .prop_map(str::to_owned),
                (0..1200usize).prop_map(|n| rows().nth(n).map_or("", |row| row.text).to_owned()),
            ], 0..24),
            lang in 0..17usize,
        ) {
            let text = pieces.concat();
            let words = languages().nth(lang).unwrap();
            let mut last = 0;
            for f in find_dates(&text, words) {
                prop_assert!(f.range.start >= last && f.range.start < f.range.end);
                prop_assert!(text.get(f.range.clone()).is_some());
                last = f.range.end;
            }
            let _ = parse_span(&text, words);
        }
    }
}
