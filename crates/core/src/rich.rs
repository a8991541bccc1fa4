//! Rich text: a line of styled runs, and the blocks that lines make up.
//!
//! A line is flat. `strong(emph(a))` and `emph(strong(a))` are one thing to a reader, so they are one value here. Like the
//! plain values of [`crate::Text`], a [`Line`] is in normal form from the moment it exists:
//!
//! * ASCII white space collapses, also across runs; white space at the edges and around breaks is trimmed (N2);
//! * empty runs vanish, neighbours of equal style are one run, no break is first, last or doubled (N3, N4);
//! * white space between two runs has the marks that both share (N4);
//! * a link that only repeats its own address is plain text (N5).

mod runs;

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

/// The normal form of blocks (N1, N3, N6): empty ones vanish, neighbouring lists that are one list become one.
///
/// ```
/// use vitae_core::{Block, Line, normal_blocks};
/// let para = Block::Para(Line::text("One.").unwrap());
/// assert_eq!(normal_blocks(vec![Block::Quote(vec![]), para.clone()]), [para]);
/// ```
#[must_use]
pub fn normal_blocks(blocks: Vec<Block>) -> Body {
    let mut out: Body = Vec::with_capacity(blocks.len());
    for block in blocks {
        let Some(block) = normal_block(block) else { continue };
        match (out.last_mut(), block) {
            (Some(Block::List(before)), Block::List(mut list)) if continues(before, &list) => {
                before.items.append(&mut list.items);
            }
            (_, block) => out.push(block),
        }
    }
    out
}

/// True when `list` reads as the continuation of `before`.
fn continues(before: &List, list: &List) -> bool {
    match (before.ordered, list.ordered) {
        (None, None) => true,
        (Some(start), Some(next)) => {
            u32::try_from(before.items.len()).is_ok_and(|n| start.checked_add(n) == Some(next))
        }
        _ => false,
    }
}

fn normal_block(block: Block) -> Option<Block> {
    match block {
        Block::Para(line) => (!line.is_empty()).then_some(Block::Para(line)),
        Block::List(list) => {
            let items: Vec<_> = list.items.into_iter().filter_map(normal_item).collect();
            let ordered = list.ordered.map(|start| start.min(MAX_LIST_START));
            (!items.is_empty()).then_some(Block::List(List { ordered, items }))
        }
        Block::Quote(blocks) => {
            let blocks = normal_blocks(blocks);
            (!blocks.is_empty()).then_some(Block::Quote(blocks))
        }
        Block::Pre(text) => {
            let text = clean(&text);
            let text = text.trim_end_matches('\n');
            (!text.trim().is_empty()).then(|| Block::Pre(text.to_owned()))
        }
    }
}

fn normal_item(item: ListItem) -> Option<ListItem> {
    let ListItem { mut line, children, tags } = item;
    let mut children = normal_blocks(children);
    if line.is_empty()
        && let Some(Block::Para(_)) = children.first()
        && let Block::Para(first) = children.remove(0)
    {
        line = first;
    }
    (!line.is_empty() || !children.is_empty()).then_some(ListItem { line, children, tags })
}

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

    #[test]
    fn lists_merge_when_they_read_as_one() {
        let item = |t: &str| ListItem::new(Line::text(t).unwrap());
        let list = |ordered, t: &str| Block::List(List { ordered, items: vec![item(t)] });
        let merged = normal_blocks(vec![
            list(None, "a"),
            list(None, "b"),
            list(Some(3), "c"),
            list(Some(4), "d"),
            list(Some(1), "e"),
        ]);
        let lengths: Vec<_> = merged
            .iter()
            .map(|b| if let Block::List(l) = b { (l.ordered, l.items.len()) } else { (None, 0) })
            .collect();
        assert_eq!(lengths, [(None, 2), (Some(3), 2), (Some(1), 1)]);
    }

    #[test]
    fn an_item_without_a_line_takes_its_first_paragraph() {
        let item = ListItem { children: vec![Block::Para(Line::text("x").unwrap())], ..ListItem::default() };
        let [Block::List(list)] = &normal_blocks(vec![Block::List(List { ordered: None, items: vec![item] })])[..]
        else {
            panic!("one list")
        };
        assert_eq!(list.items[0].line.plain(), "x");
        assert!(list.items[0].children.is_empty());
    }
}
