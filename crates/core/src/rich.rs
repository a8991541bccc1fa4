//! Rich text: a line of styled runs, and the blocks that lines make up.
//!
//! A line is flat. `strong(emph(a))` and `emph(strong(a))` are one thing to a reader, so they are one value here. Like the
//! plain values of [`crate::Text`], a [`Line`] is in normal form from the moment it exists:
//!
//! * ASCII white space collapses, also across runs; white space at the edges and around breaks is trimmed (N2);
//! * empty runs vanish, neighbours of equal style are one run, no break is first, last or doubled (N3, N4);
//! * white space between two runs has the marks that both share (N4);
//! * a link that only repeats its own address is plain text (N5).

mod blocks;
mod runs;

pub use blocks::{MAX_BLOCK_DEPTH, normal_blocks};

use crate::text::{Lang, Tags, Text, Url, clean};
use runs::normal_runs;

/// How a run of text looks, or what it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Style {
    /// Strong importance, shown bold.
    pub strong: bool,
    /// Emphasis, shown italic.
    pub emph: bool,
    /// Code or another literal, shown in a fixed-width face.
    pub code: bool,
    /// Raised or lowered.
    pub script: Script,
    /// Where a click leads.
    pub link: Option<Url>,
    /// The language of the run, where it differs from the text around it.
    pub lang: Option<Lang>,
}

/// The height of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Script {
    /// On the base line.
    #[default]
    Normal,
    /// Below it, as in H₂O.
    Sub,
    /// Above it, as in 1ˢᵗ.
    Sup,
}

impl Style {
    /// No marks at all.
    ///
    /// ```
    /// use vitae_core::Style;
    /// assert_eq!(Style::plain(), Style::default());
    /// ```
    #[must_use]
    pub fn plain() -> Self {
        Self::default()
    }

    /// Bold.
    #[must_use]
    pub fn strong() -> Self {
        Self { strong: true, ..Self::default() }
    }

    /// Italic.
    #[must_use]
    pub fn emph() -> Self {
        Self { emph: true, ..Self::default() }
    }

    /// A link.
    #[must_use]
    pub fn link(url: Url) -> Self {
        Self { link: Some(url), ..Self::default() }
    }

    /// True when there is no mark.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }

    /// The marks that both have.
    fn shared(&self, other: &Self) -> Self {
        let script = if self.script == other.script { self.script } else { Script::Normal };
        let same = |a: &Option<Url>, b: &Option<Url>| (a == b).then(|| a.clone()).flatten();
        Self {
            strong: self.strong && other.strong,
            emph: self.emph && other.emph,
            code: self.code && other.code,
            script,
            link: same(&self.link, &other.link),
            lang: if self.lang == other.lang { self.lang.clone() } else { None },
        }
    }
}

/// A stretch of text in one style, or a forced line break.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Run {
    /// Text, never empty inside a [`Line`].
    Text {
        /// The characters.
        text: Box<str>,
        /// Their marks.
        style: Style,
    },
    /// A line break that the author wanted.
    Break,
}

impl Run {
    /// Unmarked text.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self::styled(text, Style::default())
    }

    /// Text in a style.
    #[must_use]
    pub fn styled(text: &str, style: Style) -> Self {
        Self::Text { text: text.into(), style }
    }
}

/// A rich phrase or paragraph: flat runs in normal form. May be empty only as the line of a [`ListItem`].
///
/// ```
/// use vitae_core::{Line, Run, Style};
/// let line = Line::new([Run::plain("works "), Run::styled(" well ", Style::strong()), Run::plain("here")]).unwrap();
/// assert_eq!(line.plain(), "works well here");
/// assert_eq!(line.runs()[1], Run::styled("well", Style::strong())); // the space lost its mark
/// assert_eq!(Line::new([Run::plain("  ")]), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Line(Vec<Run>);

impl Line {
    /// Brings runs into normal form; `None` if nothing visible is left.
    #[must_use]
    pub fn new(runs: impl IntoIterator<Item = Run>) -> Option<Self> {
        let runs = normal_runs(runs.into_iter().collect());
        (!runs.is_empty()).then_some(Self(runs))
    }

    /// A line without marks.
    #[must_use]
    pub fn text(text: &str) -> Option<Self> {
        Self::new([Run::plain(text)])
    }

    /// The runs, in order.
    #[must_use]
    pub fn runs(&self) -> &[Run] {
        &self.0
    }

    /// True when there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The characters without their marks; a break becomes a line feed.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut out = String::new();
        for run in &self.0 {
            match run {
                Run::Text { text, .. } => out.push_str(text),
                Run::Break => out.push('\n'),
            }
        }
        out
    }

    /// The lines between the places where `separator` stands, marks kept. Empty ones are left out.
    ///
    /// ```
    /// use vitae_core::{Line, Run, Style};
    /// let line = Line::new([Run::plain("a, "), Run::styled("b", Style::strong())]).unwrap();
    /// assert_eq!(line.split(", ").len(), 2);
    /// ```
    #[must_use]
    pub fn split(&self, separator: &str) -> Vec<Self> {
        let mut lines = Vec::new();
        let mut current = Vec::new();
        for run in &self.0 {
            let Run::Text { text, style } = run else {
                current.push(Run::Break);
                continue;
            };
            for (i, part) in text.split(separator).enumerate() {
                if i > 0 {
                    lines.extend(Self::new(std::mem::take(&mut current)));
                }
                current.push(Run::styled(part, style.clone()));
            }
        }
        lines.extend(Self::new(current));
        lines
    }

    /// The values that a person lists on a line: between semicolons if there are any, else between commas.
    ///
    /// ```
    /// use vitae_core::Line;
    /// let count = |text: &str| Line::text(text).unwrap().values().len();
    /// assert_eq!((count("a, b"), count("N. Mwinyi, Jr.; T. Skaar")), (2, 2));
    /// ```
    #[must_use]
    pub fn values(&self) -> Vec<Self> {
        self.split(if self.plain().contains("; ") { "; " } else { ", " })
    }

    /// The line as a plain phrase, if it has neither marks nor breaks.
    #[must_use]
    pub fn as_plain(&self) -> Option<&str> {
        match self.0.as_slice() {
            [Run::Text { text, style }] if style.is_plain() => Some(text),
            _ => None,
        }
    }
}

impl From<Text> for Line {
    fn from(text: Text) -> Self {
        Self(vec![Run::plain(text.as_str())])
    }
}

/// A paragraph-level piece of a body.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Block {
    /// A paragraph.
    Para(Line),
    /// A list.
    List(List),
    /// Quoted blocks.
    Quote(Vec<Block>),
    /// Preformatted text: white space is kept exactly, but for line ends and blank lines at the end.
    Pre(String),
}

/// A bulleted or numbered list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct List {
    /// The first number of a numbered list (0 to 999,999,999); `None` for bullets.
    pub ordered: Option<u32>,
    /// Its items.
    pub items: Vec<ListItem>,
}

/// One bullet.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct ListItem {
    /// What stands beside the bullet. Empty only when the item begins with something that is not a paragraph.
    pub line: Line,
    /// What follows inside the item.
    pub children: Vec<Block>,
    /// Variant labels.
    pub tags: Tags,
}

impl ListItem {
    /// An item with a line alone.
    #[must_use]
    pub fn new(line: Line) -> Self {
        Self { line, ..Self::default() }
    }
}

/// What an entry or a section says at length.
pub type Body = Vec<Block>;

/// The largest number that a list may start with: CommonMark reads no more than nine digits.
pub const MAX_LIST_START: u32 = 999_999_999;

#[cfg(test)]
mod tests {
    use super::*;

    fn url(u: &str) -> Url {
        Url::new(u).unwrap()
    }

    #[test]
    fn white_space_collapses_across_runs_and_shares_marks() {
        let line = Line::new([
            Run::styled(" a ", Style::strong()),
            Run::styled(" b ", Style { emph: true, ..Style::strong() }),
            Run::Break,
            Run::Break,
            Run::plain("  "),
            Run::plain("c"),
            Run::Break,
        ])
        .unwrap();
        assert_eq!(line.plain(), "a b\nc");
        assert_eq!(line.runs()[0], Run::styled("a ", Style::strong()));
    }

    #[test]
    fn a_link_that_repeats_its_address_is_plain() {
        let line = Line::new([
            Run::plain("see "),
            Run::styled("https://a.example", Style::link(url("https://a.example"))),
            Run::plain(" or "),
            Run::styled("m@a.example", Style::link(url("mailto:m@a.example"))),
        ])
        .unwrap();
        assert_eq!(line.as_plain(), Some("see https://a.example or m@a.example"));
        let kept = Line::new([Run::styled("site", Style::link(url("https://a.example")))]).unwrap();
        assert!(kept.as_plain().is_none());
    }
}
