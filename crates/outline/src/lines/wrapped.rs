//! Whether a text was wrapped, and how wide its page is.
//!
//! A program that wraps takes a new line when the next word has no room. So each line that goes on below says where the margin is:
//! not before its own end, and not behind the end of the word that begins the next. If most lines that surely go on – below them
//! stands a word in small letters, or the rest of a bullet – agree on a margin, the text was wrapped there.
//!
//! Where paragraphs follow one another without a blank line, a sentence that ends near the margin may be the last of its paragraph:
//! there a capital begins another.

use super::line::{Line, Shape};

/// The margin of a text.
#[derive(Debug, Default)]
pub(super) struct Wrapped {
    /// The last column that a line may have, if the text was wrapped.
    margin: Option<usize>,
    /// Only few lines say so: then it is believed only of lines that say so themselves.
    weak: bool,
    /// Paragraphs follow one another without a blank line.
    dense: bool,
    /// How wide the page is, as its longest line shows.
    widest: usize,
}

/// No margin is nearer than this, or farther.
const NEAR: usize = 40;
const FAR: usize = 200;

/// What a line break may cost in a script without spaces: punctuation that may not begin a line takes its neighbour along.
const UNSPACED: usize = 4;

impl Wrapped {
    pub(super) fn of(lines: &[Line<'_>]) -> Self {
        let widest = lines.iter().filter(|line| line.shape != Shape::Blank).map(Line::end).filter(|end| *end <= 100);
        let mut found = Self { widest: widest.max().unwrap_or_default(), ..Self::default() };
        // How many more votes a column has than the one before it.
        let (mut steps, mut votes, mut clear) = ([0_i32; FAR + 2], 0, 0);
        let mut longest = [false; FAR + 1];
        for (above, line) in lines.iter().zip(lines.iter().skip(1)) {
            let Some((from, to)) = vote(above, line) else { continue };
            votes += 1;
            clear += usize::from(line.hangs_below(above) || line.text.starts_with(char::is_lowercase));
            let mut add = |at: usize, by: i32| steps.get_mut(at.min(FAR + 1)).map(|step| *step += by);
            add(from, 1);
            add(to + 1, -1);
            if let Some(end) = longest.get_mut(from) {
                *end = true;
            }
        }
        let mut sum = 0;
        let counts: Vec<i32> = steps
            .iter()
            .take(FAR + 1)
            .map(|step| {
                sum += step;
                sum
            })
            .collect();
        let most = counts.iter().copied().max().unwrap_or_default();
        let agree = usize::try_from(most).unwrap_or_default();
        // Scripts without capitals say so less clearly: of them, two must agree, and none say otherwise.
        let few = if clear == votes {
            1
        } else if agree == votes {
            2
        } else {
            3
        };
        if agree < few || agree * 2 < votes {
            return found;
        }
        let best = || counts.iter().enumerate().filter(|(_, count)| **count == most).map(|(at, _)| at);
        // Of all columns that they agree on, the end of the longest line.
        let margin = best().filter(|at| longest.get(*at) == Some(&true)).max().or_else(|| best().min());
        (found.margin, found.weak) = (margin, agree < 3);
        let pairs = lines.iter().zip(lines.iter().skip(1));
        let is_break = |(above, line): &(&Line<'_>, &Line<'_>)| {
            line.shape == Shape::Text
                && above.shape == Shape::Text
                && parts(above, line)
                && !found.has_no_room(above, line)
        };
        found.dense = pairs.filter(is_break).nth(1).is_some();
        found
    }

    /// True if a line had no room for the first word of the next.
    pub(super) fn has_no_room(&self, above: &Line<'_>, line: &Line<'_>) -> bool {
        let (from, to) = room(above, line);
        self.margin.is_some_and(|margin| (from..=to).contains(&margin))
    }

    /// True if a line goes on in the next.
    pub(super) fn continues(&self, above: &Line<'_>, line: &Line<'_>) -> bool {
        let says_so = !self.weak || line.begins_within() || line.is_unspaced_after(above);
        let is_new = self.dense && parts(above, line);
        says_so && !is_new && self.has_no_room(above, line) && !above.has_columns() && !line.has_columns()
    }

    /// True if a line stands in the middle of the page.
    pub(super) fn is_centered(&self, line: &Line<'_>) -> bool {
        let twice = 2 * line.indent + line.columns;
        let pages = [self.margin.unwrap_or(80), self.widest, 80, 72];
        line.indent >= 4 && pages.iter().any(|page| twice.abs_diff(*page) <= 2)
    }
}

/// True where a sentence ends, and another begins.
fn parts(above: &Line<'_>, line: &Line<'_>) -> bool {
    above.ends_sentence() && line.begins_anew()
}

/// Between which columns the margin is if a line goes on in the next.
fn room(above: &Line<'_>, line: &Line<'_>) -> (usize, usize) {
    let more = if line.is_unspaced_after(above) { UNSPACED } else { line.first_word() };
    (above.end(), above.end() + more)
}

/// The same, of lines that surely are one.
fn vote(above: &Line<'_>, line: &Line<'_>) -> Option<(usize, usize)> {
    let is_prose = |line: &Line<'_>| matches!(line.shape, Shape::Text | Shape::Bullet { .. }) && !line.has_columns();
    if !is_prose(above) || !is_prose(line) || line.is_marked() || line.begins_page {
        return None;
    }
    let sure = line.hangs_below(above) || line.begins_within() || line.is_unspaced_after(above);
    let (from, to) = room(above, line);
    (sure && (NEAR..=FAR).contains(&from) && above.columns >= NEAR / 2).then_some((from, to))
}
