//! Dates: what `startDate`, `endDate` and `date` can say, and `x-dates` for the rest.
//!
//! The fields of the standard hold a year, a month or a day. What is less certain or less precise than that is written as the
//! coarser true value (`Q3 2020` as `2020`, never as `2020-07`), so that a theme shows no lie; the value itself is `x-dates`, and is
//! believed only as long as the fields beside it are those that it would have been written with.

use vitae_core::{Date, Dates, End, Ext, Part, Span, Text, Value};

/// What the fields of the standard hold.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Fields {
    pub(crate) start: Option<String>,
    pub(crate) end: Option<String>,
}

/// The fields for dates; with `day` there is one only, and it is `start`.
pub(crate) fn fields(dates: &Dates, day: bool) -> Fields {
    let (start, end) = match dates.span {
        None => (None, None),
        Some(Span::At(date)) => (coarse(date), coarse(date)),
        Some(Span::Range { start, end: End::On(end) }) => (start.and_then(coarse), coarse(end)),
        Some(Span::Range { start, .. }) => (start.and_then(coarse), None),
    };
    if day { Fields { start: start.or(end), end: None } } else { Fields { start, end } }
}

/// A date as the pattern of the standard has it: as precise as it is, and not more.
fn coarse(date: Date) -> Option<String> {
    let part = match date.part() {
        part @ (Part::Year | Part::Month(_) | Part::Day(..)) => part,
        Part::Season(_) | Part::Quarter(_) | Part::Half(_) => Part::Year,
    };
    Date::new(date.year(), part).filter(|date| (1000..3000).contains(&date.year())).map(|date| date.to_edtf())
}

/// What a reader makes of the fields alone.
fn meaning(fields: &Fields, day: bool) -> Option<Dates> {
    let date = |text: &Option<String>| text.as_deref().and_then(Date::from_edtf);
    let (start, end) = (date(&fields.start), date(&fields.end));
    let span = match (start, end) {
        (None, None) => return None,
        (Some(start), None) if day => Span::At(start),
        (start, end) => Span::Range { start, end: end.map_or(End::Present, End::On) },
    };
    span.normal().map(Dates::from)
}

/// `x-dates`, where the fields do not say it all.
pub(crate) fn residue(dates: &Dates, day: bool) -> Option<Value> {
    if meaning(&fields(dates, day), day).as_ref() == Some(dates) {
        return None;
    }
    let text = |text: String| Value::String(text);
    let date = |date: &Date| text(format!("{}{}", if date.expected { "expected " } else { "" }, date.to_edtf()));
    let mut map = Ext::default();
    match &dates.span {
        Some(Span::At(at)) => drop(map.insert("at", date(at))),
        Some(Span::Range { start, end }) => {
            if let Some(start) = start {
                map.insert("start", date(start));
            }
            let end = match end {
                End::On(end) => date(end),
                End::Present => text("present".to_owned()),
                End::Unknown => text("unknown".to_owned()),
            };
            map.insert("end", end);
        }
        None => {}
    }
    if let Some(words) = &dates.text {
        map.insert("text", text(words.to_string()));
    }
    Some(Value::Object(map))
}

/// The dates that `x-dates` holds; `None` if it is none of ours.
pub(crate) fn parse(value: &Value) -> Option<Dates> {
    let Value::Object(map) = value else { return None };
    let text = |key: &str| match map.get(key) {
        Some(Value::String(text)) => Some(Some(text.as_str())),
        Some(_) => None,
        None => Some(None),
    };
    let date = |text: &str| {
        let bare = text.strip_prefix("expected ");
        let mut date = Date::from_edtf(bare.unwrap_or(text))?;
        date.expected = bare.is_some();
        Some(date)
    };
    let maybe = |text: Option<&str>| text.map_or(Some(None), |text| date(text).map(Some));
    let (at, start, words) = (maybe(text("at")?)?, maybe(text("start")?)?, text("text")?.and_then(Text::new));
    let end = match text("end")? {
        None => None,
        Some("present") => Some(End::Present),
        Some("unknown") => Some(End::Unknown),
        Some(text) => Some(End::On(date(text)?)),
    };
    let span = match (at, start, end) {
        (None, None, None) => None,
        (Some(at), None, None) => Some(Span::At(at)),
        (None, start, Some(end)) => Some(Span::Range { start, end }),
        _ => return None,
    };
    let known = map.iter().all(|(key, _)| ["at", "start", "end", "text"].contains(&key));
    (known && (span.is_some() || words.is_some())).then_some(Dates { span, text: words })
}

#[cfg(test)]
mod tests {
    use super::*;
    use vitae_core::Words;

    #[test]
    fn the_fields_hold_what_is_true_and_the_rest_stands_beside_them() {
        for (words, start, end, more) in [
            ("March 2019 – present", Some("2019-03"), None, None),
            ("2016", Some("2016"), Some("2016"), None),
            ("1 September 2016 – 2018", Some("2016-09-01"), Some("2018"), None),
            ("Q3 2020", Some("2020"), Some("2020"), Some(r#"{"at":"2020-35"}"#)),
            ("c. 1999", Some("1999"), Some("1999"), Some(r#"{"at":"1999~"}"#)),
            ("expected June 2026", Some("2026-06"), Some("2026-06"), Some(r#"{"at":"expected 2026-06"}"#)),
            ("2012 –", Some("2012"), None, Some(r#"{"start":"2012","end":"unknown"}"#)),
            ("the nineties", None, None, Some(r#"{"text":"the nineties"}"#)),
            ("Fall 2023", Some("2023"), Some("2023"), Some(r#"{"at":"2023-23","text":"Fall 2023"}"#)),
        ] {
            let dates = Dates::parse(words, Words::english()).unwrap();
            let found = fields(&dates, false);
            assert_eq!((found.start.as_deref(), found.end.as_deref()), (start, end), "{words}");
            let residue = residue(&dates, false);
            assert_eq!(residue.as_ref().map(Value::to_json).as_deref(), more, "{words}");
            assert!(residue.is_none_or(|residue| parse(&residue) == Some(dates)), "{words}");
        }
    }

    #[test]
    fn a_year_that_the_pattern_cannot_hold_stands_beside_the_fields() {
        let dates = Dates::from(Date::new(99, Part::Year).unwrap());
        assert_eq!(fields(&dates, true), Fields::default());
        assert_eq!(parse(&residue(&dates, true).unwrap()), Some(dates));
    }
}
