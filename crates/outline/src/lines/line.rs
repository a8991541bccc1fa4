//! A line of a plain text: where it begins, how wide it is, and what it looks like.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How many columns a text takes in a typeface in which all letters are as wide as one another, or twice as wide.
///
/// ```
/// assert_eq!(vitae_outline::columns("Zoë 日本"), 8);
/// ```
#[must_use]
pub fn columns(text: &str) -> usize {
    text.width()
}

/// True for a character of a script that sets no spaces between words, so that a line may end before and after it: Chinese
/// and Japanese, with their punctuation.
///
/// ```
/// use vitae_outline::is_unspaced;
/// assert!(is_unspaced('語') && is_unspaced('ア') && is_unspaced('。'));
/// assert!(!is_unspaced('a') && !is_unspaced('한'));
/// ```
#[must_use]
pub const fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FFF}' | '\u{3001}'..='\u{30FF}' | '\u{31F0}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF01}'..='\u{FF9F}' | '\u{20000}'..='\u{3FFFF}')
}

/// A line, without the white space around it.
#[derive(Debug)]
pub(super) struct Line<'t> {
    pub text: &'t str,
    /// Where its text begins, in bytes of the whole.
    pub at: usize,
    /// The column in which its text begins.
    pub indent: usize,
    /// How many columns its text takes.
    pub columns: usize,
    pub shape: Shape,
    /// A new page begins with it.
    pub begins_page: bool,
}

/// What a line looks like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Shape {
    Blank,
    /// Nothing but dashes, of this kind.
    Rule(char),
    /// One of the three bullets that are taken for one, and text.
    Bullet {
        /// Where in the line its text begins, in bytes.
        begin: usize,
        /// The column in which its text begins.
        text: usize,
    },
    Text,
}

/// What lines are drawn of.
const DASHES: &[char] = &['-', '=', '_', '*', '~', '#', '+', '–', '—', '―', '─', '━', '═', '▬', '■'];

/// What may stand beside a heading; blanks of a form are drawn with others.
const BESIDE: &[char] = &['-', '=', '*', '~', '#', '+', '–', '—', '―', '─', '━', '═', '▬', '■'];

/// What leads the eye from one column to the next.
const LEADERS: &[char] = &['.', '-', '_', '·', '…', '—', '–', '─'];

/// The bullets that are taken away.
const BULLETS: &[char] = &['-', '*', '•'];

/// Other signs that stand before an item, and are left for whoever knows what they mean.
const SIGNS: &str = "-*•·‣⁃◦●○■□▪▫◆◇▶►▸➢➤❖✓✔★☆※・»>+–—→\u{f0b7}\u{f0a7}";

/// No heading is longer.
const SHORT: usize = 60;

/// The lines of a text.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let (mut at, mut end) = (0, '\n');
    for whole in text.split_inclusive(['\n', '\r', '\u{b}', '\u{c}']) {
        // A carriage return and a line feed are one end.
        if whole != "\n" || end != '\r' {
            lines.push(Line::new(whole, at, end == '\u{c}'));
        }
        at += whole.len();
        end = whole.chars().next_back().unwrap_or_default();
    }
    lines
}

/// White space, and what takes no room at all.
fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{feff}')
}

impl<'t> Line<'t> {
    fn new(whole: &'t str, at: usize, begins_page: bool) -> Self {
        let text = whole.trim_start_matches(is_space);
        let before = whole.len() - text.len();
        let indent = whole.get(..before).unwrap_or_default().chars().fold(0, |column: usize, c| match c {
            '\t' => (column + 8) / 8 * 8,
            _ => column + c.width().unwrap_or_default(),
        });
        let text = text.trim_end_matches(is_space);
        let shape = shape(text, indent);
        Self { text, at: at + before, indent, columns: columns(text), shape, begins_page }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.shape == Shape::Blank
    }

    /// The column behind its text.
    pub(super) fn end(&self) -> usize {
        self.indent + self.columns
    }

    /// Its text, without the bullet.
    pub(super) fn content(&self) -> &'t str {
        match self.shape {
            Shape::Bullet { begin, .. } => self.text.get(begin..).unwrap_or_default(),
            _ => self.text,
        }
    }

    /// The kind of dashes that it is made of.
    pub(super) fn dashes(&self) -> Option<char> {
        if let Shape::Rule(dashes) = self.shape { Some(dashes) } else { None }
    }

    pub(super) fn is_short(&self) -> bool {
        self.columns <= SHORT
    }

    pub(super) fn ends_sentence(&self) -> bool {
        self.text.ends_with(['.', '!', '?', '…', '。', '！', '？'])
    }

    /// True if it is set in columns, or in fields.
    pub(super) fn has_columns(&self) -> bool {
        let mut gap = 0;
        let is_gap = |c: char| {
            gap = if c.is_whitespace() { gap + c.width().unwrap_or_default() } else { 0 };
            gap > 2 || c == '\t'
        };
        self.text.contains(is_gap) || self.text.contains(" | ") || leader(self.text).is_some()
    }

    /// True if it begins with what people set before an item: a sign, a number or a label.
    pub(super) fn is_marked(&self) -> bool {
        if matches!(self.shape, Shape::Bullet { .. }) || self.is_labelled() {
            return true;
        }
        let Some((mark, _)) = self.text.split_once(char::is_whitespace) else { return false };
        let is_sign = mark.chars().count() == 1 && mark.contains(|c| SIGNS.contains(c));
        let number = mark.strip_suffix(['.', ')']).map(|mark| mark.trim_start_matches('('));
        is_sign || number.is_some_and(|n| n.len() <= 2 && !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    }

    fn is_labelled(&self) -> bool {
        let label = self.text.split_once(": ").or_else(|| self.text.split_once('：')).map(|(label, _)| label);
        self.begins_anew() && label.is_some_and(|label| label.split_whitespace().count() <= 3 && columns(label) <= 30)
    }

    /// True if it begins where the text of the bullet above it does.
    pub(super) fn hangs_below(&self, above: &Line<'_>) -> bool {
        matches!(above.shape, Shape::Bullet { text, .. } if text == self.indent)
    }

    /// True if it begins with a capital or no letter: a line of its own, more often than not.
    pub(super) fn begins_anew(&self) -> bool {
        !self.text.starts_with(|c: char| c.is_alphabetic() && !c.is_uppercase())
    }

    /// Its first word, if that is a word in small letters or in a script without capitals, and no address.
    pub(super) fn begins_within(&self) -> bool {
        let word = self.text.split_whitespace().next().unwrap_or_default();
        let word = word.trim_end_matches(|c: char| ".,;:!?)…".contains(c));
        !self.begins_anew() && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\'' | '/'))
    }

    /// What stood between two lines before they were parted.
    pub(super) fn space_after(&self, above: &Line<'_>) -> &'static str {
        if self.is_unspaced_after(above) { "" } else { " " }
    }

    pub(super) fn is_unspaced_after(&self, above: &Line<'_>) -> bool {
        above.text.ends_with(is_unspaced) && self.text.starts_with(is_unspaced)
    }

    /// How many columns its first word takes.
    pub(super) fn first_word(&self) -> usize {
        columns(self.text.split(' ').next().unwrap_or_default())
    }

    /// True for a number that stands alone, as that of a page does: `2`, `- 2 -`, `2/3`.
    pub(super) fn is_number_alone(&self) -> bool {
        let digits = self.text.chars().filter(|c| c.is_numeric()).count();
        (1..=6).contains(&digits) && !self.text.contains(char::is_alphabetic)
    }

    /// A heading that has its dashes beside it, and which: `SKILLS -----`, `=== Skills ===`, `## Skills`.
    pub(super) fn decorated(&self) -> Option<(&'t str, char)> {
        if self.shape != Shape::Text || self.has_inner_leader() {
            return None;
        }
        BESIDE.iter().find_map(|dash| {
            let behind = self.text.trim_end_matches(*dash);
            let inner = behind.trim_start_matches(*dash);
            let count = |longer: &str, shorter: &str| (longer.len() - shorter.len()) / dash.len_utf8();
            let (before, after) = (count(behind, inner), count(self.text, behind));
            let text = inner.trim();
            let beside = (before >= 2 && after >= 2)
                || (after >= 5 && before == 0 && inner.ends_with(' '))
                || (before >= 3 && after == 0 && inner.starts_with(' '));
            (beside && columns(text) <= SHORT && text.contains(char::is_alphanumeric)).then_some((text, *dash))
        })
    }

    fn has_inner_leader(&self) -> bool {
        leader(self.text).is_some()
    }

    /// Its text, with a tab for each run of leaders in it: `Engineer ........ 2016`.
    pub(super) fn with_tabs_for_leaders(&self) -> String {
        let (mut out, mut rest) = (String::new(), self.content());
        while let Some((before, after)) = leader(rest) {
            out.extend([before, "\t"]);
            rest = after;
        }
        out + rest
    }
}

fn shape(text: &str, indent: usize) -> Shape {
    let Some(first) = text.chars().next() else { return Shape::Blank };
    if is_rule(text, first) {
        return Shape::Rule(first);
    }
    let rest = text
        .strip_prefix(BULLETS)
        .filter(|rest| rest.starts_with(is_space))
        .map(|rest| rest.trim_start_matches(is_space));
    match rest {
        // A number between dashes is that of a page.
        Some(content) if !content.is_empty() && !content.ends_with(first) => {
            let begin = text.len() - content.len();
            Shape::Bullet { begin, text: indent + columns(text.get(..begin).unwrap_or_default()) }
        }
        _ => Shape::Text,
    }
}

/// Three dashes or more, all alike, with or without spaces between.
fn is_rule(text: &str, first: char) -> bool {
    DASHES.contains(&first)
        && text.chars().all(|c| c == first || c == ' ')
        && text.chars().filter(|c| *c == first).count() >= 3
}

/// What stands before and behind the first leader: four dots or dashes between words, or as many dots as a form has.
fn leader(text: &str) -> Option<(&str, &str)> {
    let mut run = (0, 0, '\0');
    for (at, c) in text.char_indices() {
        if c == run.2 {
            run.1 += 1;
            continue;
        }
        if LEADERS.contains(&run.2)
            && let Some(found) = leader_at(text, run.0..at, run.1)
        {
            return Some(found);
        }
        run = (at, 1, c);
    }
    None
}

fn leader_at(text: &str, at: std::ops::Range<usize>, count: usize) -> Option<(&str, &str)> {
    if count < 4 {
        return None;
    }
    let (before, after) = (text.get(..at.start)?, text.get(at.end..)?);
    // Inside a word dashes are part of it.
    let beside = before.ends_with(' ') || after.starts_with(' ') || text.get(at)?.starts_with(['.', '·', '…']);
    let (before, after) = (before.trim_end(), after.trim_start());
    (beside && !before.is_empty() && !after.is_empty()).then_some((before, after))
}
