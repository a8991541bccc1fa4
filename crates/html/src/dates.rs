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

fn time(out: &mut String, text: &str, date: Date, class: &str) {
    let value = match date.part() {
        Part::Year => Some(format!("{:04}", date.year())),
        Part::Month(month) => Some(format!("{:04}-{month:02}", date.year())),
        Part::Day(month, day) => Some(format!("{:04}-{month:02}-{day:02}", date.year())),
        Part::Season(_) | Part::Quarter(_) | Part::Half(_) => None,
    };
    // The year 0 is no year in HTML.
    match value.filter(|_| date.year() > 0) {
        Some(value) => {
            out.push_str(&format!("<time class=\"{class}\" datetime=\"{value}\">"));
            escape(out, text);
            out.push_str("</time>");
        }
        None => {
            out.push_str(&format!("<span class=\"{class}\" data-edtf=\"{date}\">"));
            escape(out, text);
            out.push_str("</span>");
        }
    }
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
