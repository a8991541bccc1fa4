//! Where a line of an entry's head is cut.
//!
//! | strength | separators |
//! |---|---|
//! | strong | another line, tab, two spaces or more, leaders, `\|`, `·`, `•`, an ideographic space |
//! | dash | ` – `, ` - `, ` @ `, ` / `, `;`, words such as ` at `: where a line has no strong one |
//! | weak | comma, brackets, where bold, italics or a link begin or end |

use super::lexicon::{Class, DEGREE, EMPLOYMENT, Lexicon, PLACE, SCHOOL, STATE, TITLE};
use super::line::Line;
use crate::outline::Run;
use std::ops::Range;

/// What stands before a piece, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Before {
    Line,
    Strong,
    Dash,
    Comma,
    Style,
    Bracket,
    /// A word that connects: "at".
    Word,
}

/// A place where a line is cut.
pub(super) struct Bound {
    /// What separates; empty where only the looks change.
    pub range: Range<usize>,
    /// What it is for the piece that follows.
    pub before: Before,
    /// A word that connects, and is no part of any piece.
    pub word: Option<String>,
}

impl Bound {
    const fn new(range: Range<usize>, before: Before) -> Self {
        Self { range, before, word: None }
    }

    fn word(range: Range<usize>, word: &str) -> Self {
        Self { range, before: Before::Word, word: Some(word.trim().to_owned()) }
    }
}

/// Where a stretch of a line is cut, in order.
pub(super) fn bounds(line: &Line, stretch: &Range<usize>, is_education: bool) -> Vec<Bound> {
    let text = line.text.get(stretch.clone()).unwrap_or_default();
    let mut bounds: Vec<Bound> = strong_cuts(text).into_iter().map(|range| Bound::new(range, Before::Strong)).collect();
    let is_edge = |c: char| c.is_whitespace() || matches!(c, '|' | '·' | '•' | '¦' | '｜');
    let has_strong = !strong_cuts(text.trim_matches(is_edge)).is_empty();
    bounds.extend(dashes(text, has_strong, is_education));
    if stretch.start == sentence_length(&line.text) && stretch.start > 0 {
        bounds.extend(words_of_a_sentence(text));
    }
    bounds.extend(commas(text).into_iter().map(|range| Bound::new(range, Before::Comma)));
    bounds.extend(brackets(text));
    for bound in &mut bounds {
        bound.range = bound.range.start + stretch.start..bound.range.end + stretch.start;
    }
    bounds.extend(switches(line, stretch).into_iter().map(|at| Bound::new(at..at, Before::Style)));
    bounds.sort_by_key(|bound| (bound.range.start, bound.before == Before::Style));
    bounds
}

/// How long "Working as " is at the begin of a text; 0 if it is not there.
pub(super) fn sentence_length(text: &str) -> usize {
    const BEGINS: &[&str] = &[
        "currently working as ",
        "presently working as ",
        "working as ",
        "worked as ",
        "employed as ",
        "i am working as ",
        "i worked as ",
    ];
    let lower = text.to_ascii_lowercase();
    let Some(length) = BEGINS.iter().find(|begin| lower.starts_with(**begin)).map(|begin| begin.len()) else {
        return 0;
    };
    let article = ["a ", "an ", "the "]
        .iter()
        .find(|article| lower.get(length..).is_some_and(|rest| rest.starts_with(**article)));
    length + article.map_or(0, |article| article.len())
}

/// "Working as Engineer in Ghent since …": in a sentence other words connect too.
fn words_of_a_sentence(text: &str) -> Vec<Bound> {
    let words = [" in ", " with ", " at ", " for ", " from ", " since "];
    let first = words.iter().filter_map(|word| text.find(word).map(|at| (at, word))).min();
    let mut out: Vec<Bound> = first.map(|(at, word)| Bound::word(at..at + word.len(), word)).into_iter().collect();
    let end = text.trim_end().len();
    let tail = [" from", " since", " during"].iter().find(|word| text.trim_end().ends_with(**word));
    out.extend(tail.map(|word| Bound::word(end - word.len()..end, word)));
    out
}

/// Where strong separators stand.
pub(super) fn strong_cuts(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut depth = 0_i32;
    while let Some((at, c)) = chars.next() {
        depth += nesting(c);
        if depth > 0 {
            continue;
        }
        let begin = at..at + c.len_utf8();
        if matches!(c, '\t' | '|' | '｜' | '·' | '•' | '¦' | '\u{3000}' | '∙' | '●' | '⋅' | '‧') {
            out.push(begin);
            continue;
        }
        let is_space = c.is_whitespace();
        if !is_space && !matches!(c, '.' | '-' | '_' | '…') {
            continue;
        }
        let goes_on = |next: char| if is_space { next.is_whitespace() } else { next == c };
        let (mut end, mut count) = (begin.end, 1);
        while let Some((next, same)) = chars.next_if(|(_, next)| goes_on(*next)) {
            end = next + same.len_utf8();
            count += 1;
        }
        if count >= if is_space { 2 } else { 4 } {
            out.push(at..end);
        }
    }
    out
}

/// How much deeper in round brackets a letter leads.
const fn nesting(c: char) -> i32 {
    match c {
        '(' | '（' => 1,
        ')' | '）' => -1,
        _ => 0,
    }
}

/// Dashes and words that connect, where they separate.
fn dashes(text: &str, has_strong: bool, is_education: bool) -> Vec<Bound> {
    let lexicon = Lexicon::get();
    let mut out = Vec::new();
    let mut depth = 0_i32;
    // What the words before are, as far as they were looked at.
    let mut seen: (usize, Class) = (0, 0);
    for (at, c) in text.char_indices() {
        depth += nesting(c);
        let rest = text.get(at..).unwrap_or_default();
        let Some(dash) = DASHES.iter().find(|dash| depth <= 0 && rest.starts_with(**dash)) else { continue };
        let range = at..at + dash.len();
        let clause =
            || text.get(..at).unwrap_or_default().rsplit([',', ';', '|', '\t']).next().unwrap_or_default().trim();
        if dash.contains([':', '：']) && (!is_education || !lexicon.labels(clause()).is_empty()) {
            continue;
        }
        if !dash.contains(|c: char| c.is_alphabetic() || c == '@') {
            out.extend((!has_strong).then(|| Bound::new(range, Before::Dash)));
            continue;
        }
        // "Engineer at Northwind", and not "University of Texas at Austin".
        seen = (at, seen.1 | lexicon.classes(text.get(seen.0..at).unwrap_or_default()).any);
        if seen.1 & (TITLE | DEGREE) != 0 && seen.1 & SCHOOL == 0 {
            out.push(Bound::word(range, dash));
        }
    }
    out
}

/// What separates where nothing stronger does. Words only between a title and an organisation.
const DASHES: &[&str] = &[
    " – ",
    " — ",
    " - ",
    " -- ",
    " @ ",
    " / ",
    "; ",
    " at ",
    " bei ",
    " chez ",
    " presso ",
    " bij ",
    " w firmie ",
    " в компании ",
    ": ",
    "：",
    " → ",
    " > ",
    " :: ",
    " // ",
    "】",
    "【",
];

/// Commas outside brackets and numbers.
fn commas(text: &str) -> Vec<Range<usize>> {
    let mut depth = 0_i32;
    let mut out = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' | '[' => depth += 1,
            ')' | '）' | ']' => depth -= 1,
            ',' | '，' | '،' | '、' if depth <= 0 => {
                let next = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
                if c != ',' || next.is_none_or(char::is_whitespace) {
                    out.push(at..at + c.len_utf8());
                }
            }
            _ => {}
        }
    }
    out
}

/// Where bold, italics, a link or a role begin or end between two words of a stretch.
fn switches(line: &Line, stretch: &Range<usize>) -> Vec<usize> {
    let mut out = Vec::new();
    let mut at = 0;
    for (one, two) in line.runs.iter().zip(line.runs.iter().skip(1)) {
        at += one.text.len();
        let looks = |run: &Run| (run.style.strong, run.style.emph, run.style.link.is_some(), run.role);
        let between =
            one.text.ends_with(|c: char| !c.is_alphanumeric()) || two.text.starts_with(|c: char| !c.is_alphanumeric());
        let differs = looks(one) != looks(two) && (between || one.role != two.role);
        if differs && stretch.contains(&at) && at > stretch.start {
            out.push(at);
        }
    }
    out
}

/// A bracket that says where, or how: it is a piece of its own.
fn brackets(text: &str) -> Vec<Bound> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(open) = text.get(from..).and_then(|rest| rest.find(['(', '['])).map(|at| at + from) {
        let Some(close) = text.get(open..).and_then(|rest| rest.find([')', ']'])).map(|at| at + open) else { break };
        let inner = text.get(open + 1..close).unwrap_or_default();
        let classes = Lexicon::get().classes(inner);
        let place =
            classes.whole & (PLACE | EMPLOYMENT) != 0 || (classes.last & (PLACE | STATE) != 0 && inner.contains(','));
        if place && text.get(..open).is_some_and(|before| !before.trim().is_empty()) {
            out.push(Bound::new(open..open + 1, Before::Bracket));
            out.push(Bound::new(close..close + 1, Before::Comma));
        }
        from = close + 1;
    }
    out
}
