//! Which line ends of a paragraph its author meant. On a page of CommonMark all are spaces; in the source of many résumés they are
//! not: a contact block, an address, a line for each bold label.

use vitae_core::Style;
use vitae_outline::Run;

/// A piece of a paragraph.
#[derive(Debug)]
pub(super) enum Piece {
    Run(Run),
    /// A line end in the source; true if a mark is open over it.
    Soft(bool),
    /// A line end on the page.
    Hard,
}

/// What is short for a line.
const SHORT: usize = 60;

/// A line of the source.
#[derive(Default)]
struct Line {
    runs: Vec<Run>,
    /// How it ends.
    end: End,
}

#[derive(Default, Clone, Copy, PartialEq)]
enum End {
    Soft {
        inside: bool,
    },
    #[default]
    Hard,
}

/// A paragraph.
pub(super) struct Joined {
    /// Its runs, with line feeds where lines end.
    pub runs: Vec<Run>,
    /// How many lines were of a template.
    pub templates: usize,
    /// Line ends of the source count.
    pub breaks: bool,
}

/// Joins the pieces of a paragraph.
pub(super) fn joined(pieces: Vec<Piece>, is_heading: bool) -> Joined {
    let mut lines = lines(pieces);
    let before = lines.len();
    lines.retain(|line| !is_of_template(&line.text()));
    let templates = before - lines.len();
    let ends = if is_heading { vec![false; lines.len()] } else { meant(&lines) };
    let soft = |(line, ends): (&Line, &bool)| *ends && line.end != End::Hard;
    let breaks = lines.iter().zip(&ends).any(soft);
    let mut out: Vec<Run> = Vec::new();
    let count = lines.len();
    for (i, (line, ends)) in lines.into_iter().zip(ends).enumerate() {
        let end = line.end;
        line.runs.into_iter().for_each(|run| push(&mut out, run));
        if i + 1 < count {
            let breaks = ends || (end == End::Hard);
            push(&mut out, Run::plain(if breaks { "\n" } else { " " }));
        }
    }
    Joined { runs: out, templates, breaks }
}

/// Adds a run; one that looks like the last goes on with it.
pub(super) fn push(out: &mut Vec<Run>, run: Run) {
    let blank = run.text.trim().is_empty();
    match out.last_mut() {
        Some(last) if last.style == run.style || (blank && last.style.link.is_none() && !last.style.code) => {
            last.text.push_str(&run.text);
        }
        _ => out.push(run),
    }
}

fn lines(pieces: Vec<Piece>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut line = Line::default();
    for piece in pieces {
        match piece {
            Piece::Run(run) => line.runs.push(run),
            Piece::Soft(inside) => {
                line.end = End::Soft { inside };
                lines.push(std::mem::take(&mut line));
            }
            Piece::Hard => lines.push(std::mem::take(&mut line)),
        }
    }
    lines.push(line);
    lines
}

/// For each line, whether its author meant it to end there.
fn meant(lines: &[Line]) -> Vec<bool> {
    let short = lines.len() > 1 && are_short(lines);
    let marked = lines.iter().filter(|line| line.begins_marked()).count();
    let list = marked > 1 || lines.iter().any(|line| line.is_marked() && line.ends_outside());
    let next = lines.iter().skip(1).map(Some).chain([None]);
    let ends = lines.iter().zip(next).map(|(line, next)| {
        let Some(next) = next else { return false };
        short || (list && line.ends_outside() && (line.is_marked() || next.begins_marked()))
    });
    ends.collect()
}

/// True for lines that all are short, and none of which goes on with the sentence before.
fn are_short(lines: &[Line]) -> bool {
    let texts: Vec<String> = lines.iter().map(|line| line.text().trim().to_owned()).collect();
    let lengths = || texts.iter().map(|text| text.chars().count());
    let longest = lengths().max().unwrap_or(0);
    // Who wraps prose fills each line before the next begins.
    let unforced = texts.windows(2).any(|pair| {
        let [line, next] = pair else { return false };
        let word = next.split_whitespace().next().unwrap_or_default();
        line.chars().count() + 1 + word.chars().count() <= longest
    });
    let goes_on = |pair: &[String]| {
        let [line, next] = pair else { return false };
        let address = next.contains(['@', '/'])
            || !next.contains(char::is_whitespace) && next.trim_end_matches('.').contains('.');
        let small = next.starts_with(char::is_lowercase) && !address;
        small || line.ends_with(['.', ';', '!', '?']) && line.split_whitespace().count() > 5
    };
    longest <= SHORT && (unforced || longest <= SHORT / 2 || lines.len() == 2) && !texts.windows(2).any(goes_on)
}

impl Line {
    fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    const fn ends_outside(&self) -> bool {
        matches!(self.end, End::Hard | End::Soft { inside: false })
    }

    fn shown(&self) -> impl Iterator<Item = &Run> {
        self.runs.iter().filter(|run| !run.text.trim().is_empty())
    }

    /// All of it is bold, or in italics, or code.
    fn is_marked(&self) -> bool {
        let all = |is: fn(&Style) -> bool| self.shown().all(|run| is(&run.style));
        self.shown().next().is_some()
            && (all(|style| style.strong) || all(|style| style.emph) || all(|style| style.code))
    }

    /// It begins with bold or code, or with a label, or is marked as a whole.
    fn begins_marked(&self) -> bool {
        self.shown().next().is_some_and(|run| run.style.strong || run.style.code)
            || self.is_marked()
            || is_labelled(&self.text())
    }
}

/// `Label: value`, the label of a few words.
fn is_labelled(text: &str) -> bool {
    let Some((label, value)) = text.split_once([':', '：']) else { return false };
    let label = label.trim();
    let words = label.split_whitespace().count();
    label.starts_with(char::is_alphabetic)
        && !label.starts_with(char::is_lowercase)
        && label.chars().count() <= 32
        && (1..=4).contains(&words)
        && (value.is_empty() || value.starts_with(char::is_whitespace) || text.contains('：'))
}

/// A line that is for a program which makes pages.
fn is_of_template(text: &str) -> bool {
    let text = text.trim();
    (text.starts_with("{%") && text.ends_with("%}"))
        || (text.starts_with("{{") && text.ends_with("}}"))
        || (text.starts_with("{:") && text.ends_with('}'))
        || (text.starts_with("@import ") && text.contains(['"', '\'', '(']))
}
