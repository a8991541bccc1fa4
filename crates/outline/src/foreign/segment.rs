//! The lines of an entry's head as pieces: labels and their values, dates, and what stands between the cuts of `cut`.

use super::cut::{Before, bounds, sentence_length};
use super::lexicon::{Classes, Label, Lexicon, ORGANIZATION, PLACE, STATE, TITLE};
use super::line::{Line, role_of, slice, trimmed, words};
use crate::outline::{Role, Run, text_of};
use std::ops::Range;

/// A piece of the head of an entry.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    pub runs: Vec<Run>,
    pub text: String,
    /// Which line of the head it is in.
    pub line: usize,
    pub before: Before,
    pub is_dates: bool,
    pub bold: bool,
    pub emph: bool,
    pub heading: Option<u8>,
    pub role: Option<Role>,
    pub label: Option<(Label, String)>,
    pub classes: Classes,
    /// What stands between the piece before and this one.
    pub glue: String,
    /// Where it ends in its line.
    end: usize,
}

/// The pieces of the head of an entry, and the words that only connected them.
pub(super) fn segments(lines: &[Line], is_education: bool) -> (Vec<Segment>, Vec<String>) {
    let mut out = Vec::new();
    let mut said = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if line.is_endless() {
            out.push(Segment::whole(line, at));
        } else if line.cells.is_empty() {
            of_line(line, at, is_education, &mut out, &mut said);
        } else {
            of_grid(line, at, &mut out, &mut said);
        }
    }
    merge_places(&mut out);
    (out, said)
}

fn of_grid(line: &Line, at: usize, out: &mut Vec<Segment>, said: &mut Vec<String>) {
    said.extend(line.said.iter().cloned());
    for cell in &line.cells {
        let labels = Lexicon::get().labels(&cell.head);
        let text = text_of(&cell.runs);
        if text.trim().is_empty() {
            continue;
        }
        let mut segment = Segment::new(trimmed(cell.runs.clone()), at, Before::Strong, line);
        let label = labels.first().copied();
        segment.is_dates = matches!(label, Some(Label::Dates | Label::Graduation | Label::From | Label::To));
        let dates = super::dates::find(&segment.text, vitae_core::Words::english());
        let only_dates = dates.first().is_some_and(|found| found.range.len() == segment.text.trim().len());
        if label.is_none() && only_dates {
            segment.is_dates = true;
            said.push(cell.head.clone());
            out.push(segment);
            continue;
        }
        segment.label = label.map(|label| (label, cell.head.clone()));
        if label.is_none() && !cell.head.trim().is_empty() {
            // Nobody knows what this column is: its head stays with each value.
            segment.runs.insert(0, Run::plain(format!("{}: ", cell.head.trim())));
            segment.text = format!("{}: {}", cell.head.trim(), segment.text);
        }
        out.push(segment);
    }
}

impl Segment {
    /// A line as one piece.
    pub(super) fn whole(line: &Line, at: usize) -> Self {
        Self::new(line.runs.clone(), at, Before::Line, line)
    }

    fn new(runs: Vec<Run>, line: usize, before: Before, from: &Line) -> Self {
        let text = text_of(&runs);
        let shown = || runs.iter().filter(|run| run.text.contains(char::is_alphanumeric));
        Self {
            line,
            before,
            is_dates: false,
            bold: shown().all(|run| run.style.strong),
            emph: shown().all(|run| run.style.emph),
            heading: from.heading,
            role: role_of(&runs),
            label: None,
            glue: String::new(),
            end: 0,
            classes: Lexicon::get().classes(&text),
            text,
            runs,
        }
    }

    /// Puts another piece behind this one, with what stood between them.
    pub(super) fn join(&mut self, between: &str, other: Self) {
        self.end = other.end;
        if !between.is_empty() {
            self.runs.push(Run { text: between.to_owned(), ..Run::plain("") });
        }
        self.runs.extend(other.runs);
        self.text = format!("{}{between}{}", self.text, other.text);
        self.classes = Lexicon::get().classes(&self.text);
        self.role = role_of(&self.runs);
    }
}

/// A label at the begin of a line, with its colon: how long it is.
pub(super) fn label_length(text: &str) -> Option<usize> {
    if text.starts_with('【') {
        return text.find('】').map(|at| at + '】'.len_utf8());
    }
    let at = text.find([':', '：'])?;
    let label = text.get(..at)?;
    let colon = text.get(at..)?.chars().next()?.len_utf8();
    let fits = words(label) <= 6 && label.chars().count() <= 42 && label.contains(char::is_alphabetic);
    let after = text.get(at + colon..)?;
    // "12:30", "http://"
    (fits && !after.starts_with("//") && !label.ends_with(char::is_numeric)).then_some(at + colon)
}

fn of_line(line: &Line, at: usize, is_education: bool, out: &mut Vec<Segment>, said: &mut Vec<String>) {
    let text = line.text.as_str();
    if let Some(length) = label_length(text) {
        let head = text.get(..length).unwrap_or_default();
        let value = slice(&line.runs, length..text.len());
        let labels = Lexicon::get().labels(head);
        let blank = !value.iter().any(|run| run.text.contains(char::is_alphanumeric));
        if let (Some(label), false) = (pick(labels, is_education), blank) {
            let bare = head.trim_matches([':', '：', ' ', '\u{a0}', '【', '】']);
            let mut segment = Segment::new(trimmed(value), at, Before::Line, line);
            let dates = super::dates::find(&segment.text, vitae_core::Words::english());
            segment.is_dates = matches!(label, Label::Dates | Label::Graduation | Label::From | Label::To)
                || (label == Label::Title
                    && dates.first().is_some_and(|found| found.range.len() == segment.text.len()));
            segment.label = Some((label, bare.to_owned()));
            said.push(bare.to_owned());
            out.push(segment);
            return;
        }
    }
    let place = Place { line, at, is_education };
    let mut begin = told_in_a_sentence(text, said);
    let mut before = Before::Line;
    for found in dates_of_head(line) {
        let stretch = begin..found.start;
        let gap = text.get(stretch.clone()).unwrap_or_default();
        let last_dates = out.last_mut().filter(|last| last.is_dates && last.line == at && begin > 0);
        if let (Some(last), true) = (last_dates, is_between(gap)) {
            // Two dates with nothing but a dash between them are a range.
            let date = Segment::new(slice(&line.runs, found.clone()), at, before, line);
            let has_range = last.text.contains('–') || last.text.contains('—') || last.text.contains(" - ");
            last.join(if has_range { ", " } else { " – " }, date);
            last.is_dates = true;
            begin = found.end;
            continue;
        }
        place.pieces(stretch, before, out, said);
        let mut segment = Segment::new(slice(&line.runs, found.clone()), at, Before::Strong, line);
        segment.is_dates = true;
        out.push(segment);
        begin = found.end;
        before = Before::Strong;
    }
    place.pieces(begin..text.len(), before, out, said);
}

/// "Working as Site Engineer in …": how long the begin of the sentence is.
fn told_in_a_sentence(text: &str, said: &mut Vec<String>) -> usize {
    let begin = sentence_length(text);
    said.extend(text.get(..begin).map(|words| words.trim().to_owned()));
    begin
}

fn pick(labels: &[Label], is_education: bool) -> Option<Label> {
    let of_study = |label: &&Label| {
        matches!(label, Label::Degree | Label::Area | Label::Institution | Label::Score | Label::Graduation)
    };
    let preferred = labels.iter().find(|label| of_study(label) == is_education);
    preferred.or(labels.first()).copied()
}

/// The dates that are those of the entry: not a year in the middle of its title.
fn dates_of_head(line: &Line) -> Vec<Range<usize>> {
    let text = line.text.as_str();
    let is_edge = |c: char| !c.is_alphanumeric();
    let alone = |range: &Range<usize>| {
        let before = text.get(..range.start).unwrap_or_default();
        let after = text.get(range.end..).unwrap_or_default();
        let bare_before = before.chars().all(is_edge);
        let bare_after = after.chars().all(is_edge);
        let cut = |c: Option<char>| {
            c.is_none_or(|c| {
                matches!(
                    c,
                    ',' | '('
                        | '['
                        | '|'
                        | '\t'
                        | '·'
                        | '•'
                        | ':'
                        | ';'
                        | '-'
                        | '–'
                        | '—'
                        | '/'
                        | ')'
                        | ']'
                        | '：'
                        | '，'
                        | '\u{3000}'
                        | '.'
                )
            })
        };
        let apart = before.ends_with("  ") || before.ends_with('\t');
        bare_before
            || bare_after
            || (cut(before.trim_end().chars().next_back()) && cut(after.trim_start().chars().next()))
            || apart
    };
    let ranges = line.dates.iter().filter(|found| !found.bare || alone(&found.range)).map(|found| found.range.clone());
    ranges.collect()
}

fn is_between(gap: &str) -> bool {
    let gap = gap.trim();
    gap.is_empty() || matches!(gap, "-" | "–" | "—" | "," | "/" | "|" | "~" | "to" | "→")
}

/// A line of a head.
#[derive(Clone, Copy)]
struct Place<'l> {
    line: &'l Line,
    /// Which of the lines it is.
    at: usize,
    is_education: bool,
}

impl Place<'_> {
    /// The pieces of a stretch of the line.
    fn pieces(self, stretch: Range<usize>, first: Before, out: &mut Vec<Segment>, said: &mut Vec<String>) {
        let mut begin = stretch.start;
        let mut before = first;
        for bound in bounds(self.line, &stretch, self.is_education) {
            if bound.range.start < begin {
                continue;
            }
            let pushed = push(self.line, self.at, begin..bound.range.start, before, out);
            said.extend(bound.word);
            say_label(out, pushed, said);
            if pushed || !bound.range.is_empty() {
                before = if pushed { bound.before } else { before.min(bound.before) };
            }
            begin = bound.range.end;
        }
        let pushed = push(self.line, self.at, begin..stretch.end, before, out);
        say_label(out, pushed, said);
    }
}

/// A label that stood in the middle of a line was read as structure.
fn say_label(out: &[Segment], pushed: bool, said: &mut Vec<String>) {
    let label = out.last().filter(|_| pushed).and_then(|segment| segment.label.as_ref());
    said.extend(label.map(|(_, name)| name.clone()));
}

/// Adds a piece, unless nothing is left of it but marks.
fn push(line: &Line, at: usize, range: Range<usize>, before: Before, out: &mut Vec<Segment>) -> bool {
    let text = line.text.get(range.clone()).unwrap_or_default();
    let is_mark = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ',' | ';'
                    | ':'
                    | '|'
                    | '·'
                    | '•'
                    | '-'
                    | '–'
                    | '—'
                    | '('
                    | ')'
                    | '['
                    | ']'
                    | '：'
                    | '，'
                    | '、'
                    | '/'
                    | '~'
                    | '_'
                    | '¦'
                    | '@'
                    | '．'
                    | '。'
            )
    };
    let leading = text.len() - text.trim_start_matches(is_mark).len();
    let kept = text.trim_matches(is_mark);
    if !kept.contains(char::is_alphanumeric) {
        return false;
    }
    // A bracket that opens in the piece closes in it.
    let tail = text.get(leading + kept.len()..).unwrap_or_default();
    let closes = kept.contains('(') && !kept.contains(')') && tail.starts_with(')');
    let opens =
        kept.contains(')') && !kept.contains('(') && text.get(..leading).is_some_and(|head| head.ends_with('('));
    let stop = tail.starts_with('.') && !closes;
    let start = range.start + leading - usize::from(opens);
    let end = range.start + leading + kept.len() + usize::from(closes || stop);
    let mut segment = Segment::new(slice(&line.runs, start..end), at, before, line);
    let label = label_length(kept).and_then(|length| Some((kept.get(..length)?, length)));
    let known = label.and_then(|(head, length)| Some((Lexicon::get().labels(head).first().copied()?, head, length)));
    let has_value = |length: usize| kept.get(length..).is_some_and(|value| value.contains(char::is_alphanumeric));
    if let Some((label, head, length)) = known.filter(|(_, _, length)| has_value(*length)) {
        segment = Segment::new(trimmed(slice(&line.runs, start + length..end)), at, before, line);
        segment.label = Some((label, head.trim_end_matches([':', '：']).trim().to_owned()));
    }
    let last = out.last().filter(|last| last.line == at && last.end > 0 && last.end <= start);
    segment.glue = last.and_then(|last| line.text.get(last.end..start)).unwrap_or_default().to_owned();
    segment.end = end;
    out.push(segment);
    true
}

/// "Portland" and "OR", "Northwind" and "Inc.": one piece.
fn merge_places(segments: &mut Vec<Segment>) {
    let mut out: Vec<Segment> = Vec::with_capacity(segments.len());
    for segment in segments.drain(..) {
        let weak =
            segment.before == Before::Comma && segment.role.is_none() && !segment.is_dates && segment.label.is_none();
        let same_line =
            |last: &Segment| last.line == segment.line && !last.is_dates && last.label.is_none() && last.role.is_none();
        if let (true, Some(last)) = (weak, out.last_mut().filter(|last| same_line(last))) {
            let classes = &segment.classes;
            let of_place =
                classes.whole & (PLACE | STATE) != 0 && !(last.classes.has(TITLE) && last.classes.whole & PLACE == 0);
            let postcode =
                segment.text.split(' ').any(|word| word.len() >= 4 && word.bytes().all(|b| b.is_ascii_digit()))
                    && classes.count <= 3;
            let state_first = classes.first & STATE != 0 && postcode;
            let could_be_town =
                !last.classes.has(TITLE | ORGANIZATION | super::lexicon::SCHOOL | super::lexicon::DEGREE)
                    && last.classes.count <= 4;
            if (could_be_town && (of_place || state_first)) || is_suffix(&segment.text) {
                last.join(", ", segment);
                continue;
            }
        }
        out.push(segment);
    }
    *segments = whole_places(out);
}

/// "Martigues" before "Bouches-du-Rhône, France" is part of the place.
fn whole_places(segments: Vec<Segment>) -> Vec<Segment> {
    let mut out: Vec<Segment> = Vec::with_capacity(segments.len());
    for segment in segments {
        let is_place = segment.before == Before::Comma
            && segment.text.contains(',')
            && segment.classes.last & (PLACE | STATE) != 0;
        let is_town = |last: &Segment| {
            last.line == segment.line
                && last.before == Before::Line
                && last.line > 0
                && !last.is_dates
                && last.label.is_none()
                && last.classes.count <= 4
                && !last.classes.has(TITLE | ORGANIZATION | super::lexicon::SCHOOL | super::lexicon::DEGREE)
        };
        match out.last_mut().filter(|last| is_place && is_town(last)) {
            Some(town) => town.join(", ", segment),
            None => out.push(segment),
        }
    }
    out
}

fn is_suffix(text: &str) -> bool {
    const SUFFIXES: &[&str] = &[
        "inc", "inc.", "llc", "llc.", "l.l.c.", "ltd", "ltd.", "limited", "corp", "corp.", "co.", "gmbh", "ag", "s.a.",
        "sa", "sas", "plc", "llp", "jr.", "jr", "phd", "ph.d.", "md", "m.d.", "esq.", "cpa", "mba", "s.l.", "s.r.l.",
        "b.v.", "n.v.", "pte ltd", "pty ltd",
    ];
    SUFFIXES.contains(&text.trim().to_lowercase().as_str())
}
