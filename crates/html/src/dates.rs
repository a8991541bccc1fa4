//! Dates: the words as they stand, and a value for machines where HTML can say it.

use crate::text::{escape, lines};
use vitae_core::{Date, End, Part, Span, Words, parse_span};

/// A span in words, with `time` around each end that HTML has a value for: a year, a month or a day, never a made-up month.
pub(crate) fn dates(out: &mut String, text: &str, words: &Words) {
    match ends(text, words) {
        Some((start, end)) => {
            time(out, start.0, start.1, "dt-start");
            if let Some((between, shown, date)) = end {
                escape(out, between);
                match date {
                    Some(date) => time(out, shown, date, "dt-end"),
                    None => escape(out, shown),
                }
            }
        }
        None => lines(out, text),
    }
}

type Start<'t> = (&'t str, Date);
type Finish<'t> = (&'t str, &'t str, Option<Date>);

/// The words of the start and of the end, if each stands for itself.
fn ends<'t>(text: &'t str, words: &Words) -> Option<(Start<'t>, Option<Finish<'t>>)> {
    let at = |text: &str| match parse_span(text, words)?.span {
        Span::At(date) => Some(date),
        Span::Range { .. } => None,
    };
    if let Some(date) = at(text) {
        return Some(((text, date), None));
    }
    let (start, end) = text.split_once(" – ")?;
    let date = match parse_span(text, words)?.span {
        Span::Range { start: Some(_), end: End::On(date) } => Some(date),
        Span::Range { start: Some(_), end: End::Present } => None,
        _ => return None,
    };
    Some(((start, at(start)?), Some((" – ", end, date))))
}

/// A date as HTML and schema.org write it: a year, a month or a day. They know no seasons, and no year 0.
pub(crate) fn value(date: Date) -> Option<String> {
    let year = date.year();
    match date.part() {
        _ if year == 0 => None,
        Part::Year => Some(format!("{year:04}")),
        Part::Month(month) => Some(format!("{year:04}-{month:02}")),
        Part::Day(month, day) => Some(format!("{year:04}-{month:02}-{day:02}")),
        Part::Season(_) | Part::Quarter(_) | Part::Half(_) => None,
    }
}

fn time(out: &mut String, text: &str, date: Date, class: &str) {
    let (start, end) = match value(date) {
        Some(value) => (format!("<time class=\"{class}\" datetime=\"{value}\">"), "</time>"),
        None => (format!("<span class=\"{class}\" data-edtf=\"{date}\">"), "</span>"),
    };
    out.push_str(&start);
    escape(out, text);
    out.push_str(end);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> String {
        let mut out = String::new();
        dates(&mut out, text, Words::english());
        out
    }

    #[test]
    fn a_value_is_given_where_there_is_one() {
        assert_eq!(
            html("March 2019 – present"),
            "<time class=\"dt-start\" datetime=\"2019-03\">March 2019</time> – present"
        );
        assert_eq!(html("Q3 2020"), "<span class=\"dt-start\" data-edtf=\"2020-35\">Q3 2020</span>");
        assert_eq!(html("the <nineties>"), "the &lt;nineties&gt;");
    }
}
