//! Arbitrary dates: values, words, and words that say something else than the value.

use super::maybe::maybe;
use super::words::{phrase, text};
use proptest::bool::weighted;
use proptest::prelude::*;
use proptest::sample::select;
use vitae_core::{Date, Dates, End, MonthStyle, Part, Season, Span, Words, format_span, languages};

/// What people type for a date, in several languages, understood or not.
#[rustfmt::skip]
const TYPED: &[&str] = &[
    "2016 – 2018", "May 2019 – Present", "Sept. 2016", "1st September 2016", "September 1, 2016", "2016-09-01",
    "Q3 2020", "H1 2021", "Summer 2009", "Fall 2023", "2018/19", "2005–06", "2010-11", "since 2015", "until 2012",
    "2012 –", "expected June 2026", "June 2026 (expected)", "c. 1999", "circa 1999", "1999?", "2017 – 2024 (part-time)",
    "May – June 2019", "03/2019 - 02/2021", "2013-12 - undefined", "03/04/2016", "the nineties", "Winter 2004/05",
    "März 2019 – heute", "seit 2015", "2019年3月 – 現在", "marzo de 2019 – actualidad", "مايو ٢٠١٩", "janv. 2020",
    "2019 · 2020", "present", "99", "-", "2020 *", "2016 | 2017",
];

/// Any date: of every precision, with every mark, in years near and far.
pub fn date() -> BoxedStrategy<Date> {
    let year = prop_oneof![12 => 1950..=2035_u16, 1 => select(&[0, 7, 99, 1899, 9999][..])];
    let part = prop_oneof![
        4 => Just(Part::Year),
        4 => (1..=12_u8).prop_map(Part::Month),
        2 => (1..=12_u8, 1..=28_u8).prop_map(|(month, day)| Part::Day(month, day)),
        1 => select(&[(1, 31), (2, 29), (12, 31), (4, 30)][..]).prop_map(|(month, day)| Part::Day(month, day)),
        1 => select(&Season::ALL[..]).prop_map(Part::Season),
        1 => (1..=4_u8).prop_map(Part::Quarter),
        1 => (1..=2_u8).prop_map(Part::Half),
    ];
    (year, part, weighted(0.08), weighted(0.08), weighted(0.08))
        .prop_map(|(year, part, circa, uncertain, expected)| {
            // The 29th of February of a common year does not exist; its year does.
            let mut date = super::sure(Date::new(year, part).or_else(|| Date::new(year, Part::Year)));
            (date.circa, date.uncertain, date.expected) = (circa, uncertain, expected);
            date
        })
        .boxed()
}

/// Any span: a date, or a range whose ends may be open or unknown, and may stand the wrong way round.
pub fn span() -> BoxedStrategy<Span> {
    let end = prop_oneof![3 => date().prop_map(End::On), 2 => Just(End::Present), 1 => Just(End::Unknown)];
    prop_oneof![
        3 => date().prop_map(Span::At),
        5 => (maybe(0.85, date()), end).prop_map(|(start, end)| Span::Range { start, end }),
    ]
    .boxed()
}

/// The words of a language that has a table.
pub fn any_words() -> BoxedStrategy<&'static Words> {
    select(languages().collect::<Vec<_>>()).boxed()
}

/// Any dates: a value, typed words, a value that its words show more coarsely or not at all, or words that are no date.
pub fn dates() -> BoxedStrategy<Dates> {
    let style = select(&[MonthStyle::Long, MonthStyle::Short][..]);
    let typed = select(TYPED).prop_map(phrase).boxed();
    let written =
        (span(), any_words(), style).prop_map(|(span, words, style)| phrase(&format_span(span, words, style)));
    let both =
        |words: BoxedStrategy<_>| (span(), words).prop_map(|(span, text)| Dates { span: Some(span), text: Some(text) });
    let coarse = (span(), any_words()).prop_map(|(span, words)| {
        let seen = phrase(&format_span(years_of(span), words, MonthStyle::Long));
        Dates { span: Some(span), text: Some(seen) }
    });
    prop_oneof![
        6 => span().prop_map(Dates::from),
        2 => typed.clone().prop_map(Dates::text),
        2 => written.prop_map(Dates::text),
        2 => coarse,
        1 => both(typed),
        1 => both(text()),
        1 => text().prop_map(Dates::text),
    ]
    .boxed()
}

/// The span as a reader sees it who is shown years alone.
fn years_of(span: Span) -> Span {
    let year = |date: Date| Date::new(date.year(), Part::Year).unwrap_or(date);
    match span {
        Span::At(date) => Span::At(year(date)),
        Span::Range { start, end: End::On(end) } => Span::Range { start: start.map(year), end: End::On(year(end)) },
        Span::Range { start, end } => Span::Range { start: start.map(year), end },
    }
}
