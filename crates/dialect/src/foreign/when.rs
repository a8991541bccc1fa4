//! Dates of other dialects: values and words, in one text or in a map of parts.
//!
//! | written | becomes |
//! |---|---|
//! | `2000-06-01Z`, `2016/9` | `2000-06-01`, `2016-09` |
//! | `{year: 1943, month: August}`, `{year: 1974, month: --09, day: ---05}` | `August 1943`, `1974-09-05` |
//! | `{from: …, to: …}`, `{start: …, end: …, current: true}` | a beginning and an end |
//! | `{AnyDate: …}`, `{FormattedDateTime: …}` and other wrappings | what is inside |

use super::draft::{items, truth};
use super::rows::{fold, is_blank, value};
use crate::node::{Node, Pair, Place};
use vitae_core::{Date, ParsedSpan, Part, Span, Words, parse_span};

/// When something was, as its parts are found.
#[derive(Debug, Default)]
pub(super) struct When {
    start: Option<Node>,
    end: Option<Node>,
    all: Option<Node>,
    current: Option<bool>,
    /// The day of a degree: when it ended, where nothing else says so.
    given: Option<Node>,
    left: Vec<Pair>,
}

const STARTS: &str = "start startdate from since begin attendancestart validfrom";
const ENDS: &str = "end enddate to until finish attendanceend validto";
const CURRENTS: &str = "current currentindicator present ongoing iscurrent";

impl When {
    pub(super) fn start(&mut self, node: &Node) {
        let said = date(node);
        put(&mut self.start, said, "start", node, &mut self.left);
    }

    pub(super) fn end(&mut self, node: &Node) {
        if node
            .as_map()
            .is_some_and(|pairs| value(pairs, CURRENTS).is_some_and(|pair| truth(&pair.value) == Some(true)))
        {
            self.current = Some(true);
        } else {
            put(&mut self.end, date(node), "end", node, &mut self.left);
        }
    }

    /// The day on which something was given at its end.
    pub(super) fn given(&mut self, node: &Node) {
        let said = date(node);
        put(&mut self.given, said, "date", node, &mut self.left);
    }

    pub(super) fn current(&mut self, node: &Node) {
        match truth(node) {
            Some(truth) => self.current = Some(truth),
            None => self.left.push(Pair::new("current", node.clone())),
        }
    }

    /// A date, or a map of a beginning and an end.
    pub(super) fn all(&mut self, node: &Node) {
        let Some(pairs) = node.as_map() else {
            return put(&mut self.all, date(node), "date", node, &mut self.left);
        };
        let found = [STARTS, ENDS, CURRENTS].map(|names| value(pairs, names));
        let [start, end, current] = found;
        if start.is_none() && end.is_none() && current.is_none() {
            return put(&mut self.all, date(node), "date", node, &mut self.left);
        }
        if let Some(pair) = start {
            self.start(&pair.value);
        }
        match end {
            // `<to><present/></to>`
            Some(pair) if date(&pair.value).is_some_and(|text| fold(&text) == "present") => self.current = Some(true),
            Some(pair) => self.end(&pair.value),
            None => {}
        }
        if let Some(pair) = current {
            self.current(&pair.value);
        }
        let known = |pair: &&Pair| !found.iter().flatten().any(|found| found.key == pair.key) && !is_blank(&pair.value);
        self.left.extend(pairs.iter().filter(known).cloned());
    }

    /// The pairs of the native dialect, and what is left over.
    pub(super) fn finish(mut self, at: Place) -> (Vec<Pair>, Vec<Pair>) {
        let mut out = Vec::new();
        if self.current == Some(true) && self.start.is_none() && self.end.is_none() && self.all.is_none() {
            self.left.push(Pair::new("current", Node::plain("true", at)));
        }
        match (self.given, &self.start, &self.end, &self.all) {
            (Some(given), Some(_), None, None) if self.current.is_none() => self.end = Some(given),
            (Some(given), None, None, None) => self.all = Some(given),
            (Some(given), _, end, _) if end.as_ref().and_then(Node::as_text) != given.as_text() => {
                self.left.push(Pair::new("date", given));
            }
            _ => {}
        }
        match (self.start, self.end, self.all) {
            (None, None, None) => {}
            (None, None, Some(all)) => out.push(Pair::new("dates", whole(all))),
            // What was given on one day, and holds until another.
            (None, Some(end), Some(all)) => {
                out.push(Pair::new("startDate", all));
                out.push(Pair::new("endDate", end));
            }
            (start, end, all) => {
                let present = || Node::text("present", at);
                let end = match (end, self.current) {
                    (Some(end), Some(true)) => {
                        if !end.as_text().is_some_and(|text| matches!(&*fold(text), "current" | "present" | "now")) {
                            self.left.push(Pair::new("end", end));
                        }
                        Some(present())
                    }
                    (None, Some(true)) => Some(present()),
                    (end, _) => end,
                };
                // What has ended, and nobody says when.
                let start_date = start.as_ref().and_then(Node::as_text).and_then(Date::from_edtf);
                match (start, end, start_date) {
                    (Some(start), None, Some(_)) if self.current == Some(false) => {
                        let end = Pair::new("end", Node::text("unknown", at));
                        out.push(Pair::new("dates", Node::map(vec![Pair::new("start", start), end], at)));
                    }
                    (start, end, _) => {
                        out.extend(start.map(|start| Pair::new("startDate", start)));
                        out.extend(end.map(|end| Pair::new("endDate", end)));
                    }
                }
                self.left.extend(all.map(|all| Pair::new("date", all)));
            }
        }
        (out, self.left)
    }
}

fn put(slot: &mut Option<Node>, said: Option<String>, key: &str, node: &Node, left: &mut Vec<Pair>) {
    match said {
        Some(text) if slot.is_none() => *slot = Some(Node::text(text, node.at)),
        _ => left.push(Pair::new(key, node.clone())),
    }
}

/// A value is a value, and words are words.
fn whole(node: Node) -> Node {
    match node.as_text().and_then(Date::from_edtf) {
        Some(_) => Node::map(vec![Pair::new("at", node.clone())], node.at),
        None => node,
    }
}

/// One date, as a value where it is one.
pub(super) fn date(node: &Node) -> Option<String> {
    if let Some(text) = node.as_text() {
        return Some(value_of(text)).filter(|text| !text.is_empty());
    }
    let pairs = node.as_map()?;
    let part = |names: &str| {
        let text = value(pairs, names)?.value.as_text()?.trim().trim_start_matches('-').to_owned();
        (!text.is_empty()).then_some(text)
    };
    if let Some(year) = part("year") {
        let number = |text: &String| text.parse::<u8>().ok();
        return Some(match (part("month"), part("day dayofmonth")) {
            (None, _) => year,
            (Some(month), day) => match (number(&month), day) {
                (Some(month), None) => format!("{year}-{month:02}"),
                (Some(month), Some(day)) => match number(&day) {
                    Some(day) => format!("{year}-{month:02}-{day:02}"),
                    None => format!("{day} {month} {year}"),
                },
                (None, None) => format!("{month} {year}"),
                (None, Some(day)) => format!("{day} {month} {year}"),
            },
        });
    }
    // A wrapping around one date.
    let mut inside = pairs.iter().filter(|pair| !is_blank(&pair.value));
    match (inside.next(), inside.next()) {
        (Some(one), None) => date(&one.value),
        _ => None,
    }
}

/// A value as EDTF writes it, where software writes it in another way.
fn value_of(text: &str) -> String {
    let text = text.trim();
    let zone = text.get(10..).is_some_and(|zone| zone == "Z" || (zone.len() == 6 && zone.starts_with(['+', '-'])));
    if let (true, Some(day)) = (zone, text.get(..10).filter(|day| Date::from_edtf(day).is_some())) {
        return day.to_owned();
    }
    // `Mar 1, 1998`, which our words do not take.
    if let [month, day, year] = *text.split(' ').collect::<Vec<_>>()
        && let Some(day) = day.strip_suffix(',')
        && let Some(ParsedSpan { span: Span::At(date), ambiguous: false, .. }) =
            parse_span(&format!("{day} {month} {year}"), Words::english())
        && matches!(date.part(), Part::Day(..))
    {
        return date.to_edtf();
    }
    let parts: Vec<&str> = text.split(['/', '-']).collect();
    let digits = |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    match &*parts {
        [year, rest @ ..]
            if year.len() == 4
                && (1..=2).contains(&rest.len())
                && parts.iter().all(digits)
                && rest.iter().all(|part| part.len() < 3) =>
        {
            let padded = rest.iter().fold((*year).to_owned(), |text, part| format!("{text}-{part:0>2}"));
            if Date::from_edtf(&padded).is_some() { padded } else { text.to_owned() }
        }
        _ => text.to_owned(),
    }
}

/// The keys of a map that stand for the whole of it, first those that are meant for people.
const SAID: &str = "label text formatted formattedname name value title stringvalue scoretext description code";

/// The words of a value: its text, or what its map is called; the items of a list with commas between.
pub(super) fn words_of(node: &Node) -> Option<String> {
    if let Some(text) = node.as_text() {
        return (!node.is_nothing()).then(|| text.trim().to_owned()).filter(|text| !text.is_empty());
    }
    if let Some(pairs) = node.as_map() {
        return value(pairs, SAID)?.value.as_text().map(|text| text.trim().to_owned());
    }
    let words: Option<Vec<String>> =
        items(node).map(|item| item.as_text().map(|text| text.trim().to_owned())).collect();
    words.filter(|words| !words.is_empty()).map(|words| words.join(", "))
}

/// What a map says beside the words that [`words_of`] finds in it.
pub(super) fn beside(pairs: &[Pair]) -> impl Iterator<Item = &Pair> {
    let said = value(pairs, SAID).map(|pair| &pair.key);
    pairs.iter().filter(move |pair| !is_blank(&pair.value) && Some(&pair.key) != said)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(pairs: &[(&str, &str)]) -> Node {
        let at = Place::default();
        Node::map(pairs.iter().map(|(key, text)| Pair::new(*key, Node::text(*text, at))).collect(), at)
    }

    #[test]
    fn dates_are_found_in_any_wrapping() {
        for (node, want) in [
            (map(&[("year", "1943"), ("month", "August")]), "August 1943"),
            (map(&[("year", "1974"), ("month", "--09"), ("day", "---05")]), "1974-09-05"),
            (map(&[("AnyDate", "2000-06-01Z")]), "2000-06-01"),
            (Node::text("2016/9", Place::default()), "2016-09"),
            (Node::text("Mar 1, 1998", Place::default()), "1998-03-01"),
            (Node::text("2016/17", Place::default()), "2016/17"),
            (Node::text("Fall 2023", Place::default()), "Fall 2023"),
        ] {
            assert_eq!(date(&node).as_deref(), Some(want), "{node:?}");
        }
    }

    #[test]
    fn what_has_ended_nobody_knows_when_is_not_still_going_on() {
        let mut when = When::default();
        when.all(&map(&[("from", "2001"), ("current", "false")]));
        let (pairs, left) = when.finish(Place::default());
        assert_eq!(
            pairs.first().map(|pair| pair.value.to_value().to_json()),
            Some("{\"start\":\"2001\",\"end\":\"unknown\"}".to_owned())
        );
        assert!(left.is_empty());
    }
}
