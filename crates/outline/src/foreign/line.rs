//! Lines: what a reader of the page would call one, whatever it is in the file.
//!
//! A paragraph with forced breaks is several; a bullet that somebody typed is one; letters set wide apart, leaders and runs of
//! spaces are what they look like. The text itself is left as it is: only what shows no word goes.

use super::lexicon::fold;
use crate::outline::{Block, Kind, Look, Role, Run, text_of};
use std::ops::Range;
use vitae_core::{Lang, Location, Words};

/// A line.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub runs: Vec<Run>,
    pub text: String,
    pub heading: Option<u8>,
    pub item: Option<Option<u32>>,
    pub level: u8,
    pub quote: u8,
    pub pre: bool,
    pub look: Look,
    pub at: Option<Location>,
    pub lang: Option<Lang>,
    /// All of it is bold, or in italics.
    pub bold: bool,
    pub emph: bool,
    /// A rule stands above it.
    pub ruled: bool,
    /// It is not the first line of its paragraph.
    pub continues: bool,
    pub dates: Vec<Found>,
    /// It is the row of a grid: each cell under the head of its column.
    pub cells: Vec<Field>,
    /// It is the name, and stands beside other things.
    pub aside: bool,
    /// It is a labelled field of an entry, as we would write it.
    pub labelled: bool,
    /// Words of its table that name columns.
    pub said: Vec<String>,
}

/// A cell of a grid.
#[derive(Debug, Clone)]
pub(super) struct Field {
    pub head: String,
    pub runs: Vec<Run>,
}

/// Dates in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub range: Range<usize>,
    /// A year alone, which may be a number.
    pub bare: bool,
    pub ambiguous: bool,
}

/// A line of more bytes is text: no name, no title, no head of an entry, no contacts. What is looked at piece by piece is not longer.
pub(super) const LONGEST: usize = 1_000;

impl Line {
    pub(super) fn words(&self) -> usize {
        words(&self.text)
    }

    pub(super) const fn is_item(&self) -> bool {
        self.item.is_some()
    }

    /// How long it is in letters; those of scripts without spaces count double.
    pub(super) fn length(&self) -> usize {
        self.text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
    }

    /// Longer than anything but text.
    pub(super) const fn is_endless(&self) -> bool {
        self.text.len() > LONGEST
    }

    /// A sentence, or several: nothing that heads anything.
    pub(super) fn is_prose(&self) -> bool {
        if self.is_endless() {
            return true;
        }
        let text = self.text.trim_end();
        let count = self.words();
        let ends = text.ends_with(['.', '!', '?', '。', '।', '؟', ';']) && !ends_abbreviated(text);
        (ends && (count >= 6 || text.ends_with('。') && self.length() > 24))
            || count >= 18
            || self.length() > 130
            || (count > 8 && inner_stop(text))
    }

    /// A line that has the same looks, and other words.
    pub(super) fn with_runs(&self, runs: Vec<Run>) -> Self {
        let mut line = Self { runs, cells: Vec::new(), dates: Vec::new(), ..self.clone() };
        line.measure();
        line
    }

    /// Its text without the dates in it.
    pub(super) fn without_dates(&self) -> String {
        let mut out = String::new();
        let mut at = 0;
        for found in &self.dates {
            out.push_str(self.text.get(at..found.range.start).unwrap_or_default());
            out.push(' ');
            at = found.range.end;
        }
        out.push_str(self.text.get(at..).unwrap_or_default());
        out
    }

    /// What follows from its runs.
    pub(super) fn measure(&mut self) {
        self.text = text_of(&self.runs);
        let shows = |run: &&Run| run.text.contains(char::is_alphanumeric);
        self.bold =
            self.runs.iter().filter(shows).all(|run| run.style.strong) && self.runs.iter().any(|run| shows(&run));
        self.emph = self.runs.iter().filter(shows).all(|run| run.style.emph) && self.runs.iter().any(|run| shows(&run));
    }

    /// True if it has a date that is no bare number.
    pub(super) fn is_dated(&self) -> bool {
        !self.dates.is_empty()
    }
}

/// Words between spaces; letters of scripts without spaces count two to a word.
pub(super) fn words(text: &str) -> usize {
    let of = |word: &str| {
        let wide = word.chars().filter(|c| is_wide(*c)).count();
        if wide > 1 { wide.div_ceil(2) } else { usize::from(word.contains(char::is_alphanumeric)) }
    };
    text.split_whitespace().map(of).sum()
}

pub(super) const fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

fn ends_abbreviated(text: &str) -> bool {
    const SHORT: &[&str] = &[
        "inc.", "ltd.", "co.", "corp.", "llc.", "pvt.", "s.a.", "s.l.", "s.r.l.", "e.v.", "etc.", "jr.", "sr.", "d.c.",
        "u.s.", "u.k.", "p.a.", "b.v.",
    ];
    let last = fold(text.rsplit(' ').next().unwrap_or_default());
    SHORT.contains(&last.as_str()) || (last.len() <= 5 && last.matches('.').count() > 1)
}

/// A full stop between two sentences.
fn inner_stop(text: &str) -> bool {
    text.match_indices(". ").any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        let word = before.rsplit(' ').next().unwrap_or_default();
        word.chars().count() > 4 && text.get(at + 2..).is_some_and(|rest| rest.starts_with(char::is_uppercase))
    })
}

/// The lines of a document, in order.
pub(super) fn lines(blocks: Vec<Block>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::with_capacity(blocks.len());
    let mut ruled = false;
    for block in blocks {
        if block.kind == Kind::Rule {
            ruled = true;
            continue;
        }
        let before = out.len();
        push(&mut out, block);
        if let Some(first) = out.get_mut(before) {
            first.ruled = std::mem::take(&mut ruled);
            first.look.gap |= first.ruled;
        }
    }
    out
}

/// Some programs make headings of paragraphs. A level in which whole sentences stand is none.
pub(super) fn demote_headings(lines: &mut [Line]) {
    for level in 1..=9 {
        let of_level = || lines.iter().filter(|line| line.heading == Some(level));
        let prose = of_level().filter(|line| line.is_prose() && line.length() > 100).count();
        if prose > 0 && prose * 5 >= of_level().count() {
            // The first one may still be the name.
            let mut seen = false;
            for line in lines.iter_mut().filter(|line| line.heading == Some(level)) {
                if std::mem::replace(&mut seen, true) || line.is_prose() {
                    line.heading = None;
                }
            }
        }
    }
}

/// A space that may not break is one where it stands beside a mark or aligns something, and anywhere in a short line, whose words are
/// looked up; in a sentence it stays what it is.
fn plain_spaces(text: &str, is_short: bool) -> String {
    let is_mark = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || ":：|·•–—-,;()/".contains(c));
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut before = None;
    while let Some(c) = chars.next() {
        let is_plain = c == '\u{a0}' && (is_short || is_mark(before) || is_mark(chars.peek().copied()));
        out.push(if is_plain { ' ' } else { c });
        before = Some(c);
    }
    out
}

/// As many bytes as a line has that heads something, at most.
const SHORT: usize = 160;

fn push(out: &mut Vec<Line>, mut block: Block) {
    let is_short = block.runs.iter().map(|run| run.text.len()).sum::<usize>() <= SHORT;
    for run in block.runs.iter_mut().filter(|run| run.text.contains('\u{a0}')) {
        run.text = plain_spaces(&run.text, is_short);
    }
    let Block { kind, level, quote, lang, runs, at, look, .. } = block;
    let mut parts: Vec<Vec<Run>> = vec![Vec::new()];
    let mut gaps = vec![false];
    for run in runs {
        for (i, text) in run.text.split('\n').enumerate() {
            if i > 0 {
                // Two breaks are a blank line.
                if parts.last().is_some_and(|part| is_blank(part)) && parts.len() > 1 {
                    if let (Some(part), Some(gap)) = (parts.last_mut(), gaps.last_mut()) {
                        part.clear();
                        *gap = true;
                    }
                    continue;
                }
                parts.push(Vec::new());
                gaps.push(false);
            }
            if let (Some(part), false) = (parts.last_mut(), text.is_empty()) {
                part.push(Run { text: text.to_owned(), ..run.clone() });
            }
        }
    }
    let (parts, gaps) = at_brackets(parts, gaps);
    let mut continues = false;
    let mut typed = false;
    for (runs, gap) in parts.into_iter().zip(gaps).filter(|(part, _)| !is_blank(part)) {
        let stands_in = runs.first().is_some_and(|run| run.text.starts_with(char::is_whitespace));
        if let (true, Some(last)) = (typed && stands_in && !gap, out.last_mut()) {
            // Below a typed bullet, what stands in goes on with it.
            last.runs.push(Run::plain("\n"));
            last.runs.extend(trimmed(runs));
            last.measure();
            continue;
        }
        let mut line = Line {
            runs: trimmed(runs),
            heading: if let Kind::Heading(n) = kind { Some(n) } else { None },
            item: if let Kind::Item { number } = kind { (!continues).then_some(number) } else { None },
            level,
            quote,
            pre: kind == Kind::Pre,
            look: look.clone(),
            at: at.clone(),
            lang: lang.clone(),
            continues,
            ..Line::default()
        };
        line.look.gap = gap || (!continues && look.gap);
        line.look.entry &= !continues;
        if line.item.is_none() && line.heading.is_none() {
            strip_bullet(&mut line);
            typed = line.item.is_some();
        }
        line.measure();
        continues = true;
        out.push(line);
    }
}

/// 【期間】…【会社名】…: each label begins a line.
fn at_brackets(parts: Vec<Vec<Run>>, gaps: Vec<bool>) -> (Vec<Vec<Run>>, Vec<bool>) {
    let (mut out, mut out_gaps) = (Vec::with_capacity(parts.len()), Vec::with_capacity(parts.len()));
    for (part, gap) in parts.into_iter().zip(gaps) {
        let text = text_of(&part);
        let mut starts: Vec<usize> = text.match_indices('【').map(|(at, _)| at).collect();
        if starts.len() < 2 || !text.trim_start().starts_with('【') {
            out.push(part);
            out_gaps.push(gap);
            continue;
        }
        starts.push(text.len());
        let ranges: Vec<Range<usize>> = starts.iter().zip(starts.iter().skip(1)).map(|(a, b)| *a..*b).collect();
        out_gaps.extend((0..ranges.len()).map(|i| gap && i == 0));
        out.extend(slices(&part, &ranges));
    }
    (out, out_gaps)
}

fn is_blank(runs: &[Run]) -> bool {
    !runs.iter().any(|run| run.text.contains(|c: char| !c.is_whitespace()))
}

/// Without space around it.
pub(super) fn trimmed(mut runs: Vec<Run>) -> Vec<Run> {
    let shown = |run: &Run| run.text.contains(|c: char| !c.is_whitespace());
    runs.drain(..runs.iter().position(shown).unwrap_or(runs.len()));
    if let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    while let Some(last) = runs.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if last.text.is_empty() {
            runs.pop();
        } else {
            break;
        }
    }
    runs
}

/// Takes a typed bullet or number away, and says that it was there.
fn strip_bullet(line: &mut Line) {
    let text = text_of(&line.runs);
    let Some((length, number)) = super::bullet::bullet(&text) else { return };
    let rest = slice(&line.runs, length..text.len());
    if is_blank(&rest) {
        return;
    }
    line.runs = trimmed(rest);
    line.item = Some(number);
    line.level = line.level.saturating_add(1);
}

/// The runs of a stretch of their text.
pub(super) fn slice(runs: &[Run], range: Range<usize>) -> Vec<Run> {
    slices(runs, &[range]).pop().unwrap_or_default()
}

/// The runs of several stretches of their text, each behind the one before: in one pass, however many they are.
pub(super) fn slices(runs: &[Run], ranges: &[Range<usize>]) -> Vec<Vec<Run>> {
    let mut out = Vec::with_capacity(ranges.len());
    let mut rest = runs.iter().scan(0, |at, run| {
        let begin = *at;
        *at += run.text.len();
        Some((begin, run))
    });
    let mut open = rest.next();
    for range in ranges {
        let mut own = Vec::new();
        while let Some((begin, run)) = open {
            let end = begin + run.text.len();
            let (from, to) = (range.start.clamp(begin, end) - begin, range.end.clamp(begin, end) - begin);
            if let Some(text) = run.text.get(from..to).filter(|text| !text.is_empty()) {
                own.push(Run { text: text.to_owned(), ..run.clone() });
            }
            if end > range.end {
                break;
            }
            open = rest.next();
        }
        out.push(own);
    }
    out
}

/// The role that all of a text has, if it has one.
pub(super) fn role_of(runs: &[Run]) -> Option<Role> {
    let mut shown = runs.iter().filter(|run| run.text.contains(char::is_alphanumeric));
    let first = shown.next()?.role?;
    shown.all(|run| run.role == Some(first)).then_some(first)
}

/// Finds the dates of all lines.
pub(super) fn date(lines: &mut [Line], words: &Words, order: vitae_core::DayOrder) {
    for line in lines {
        line.dates = super::dates::find_with(&line.text, words, order);
    }
}
