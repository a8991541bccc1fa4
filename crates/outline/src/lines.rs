//! Lines of plain text as blocks: what layout says where there is no markup.
//!
//! | on the page | block |
//! |---|---|
//! | a line | a paragraph; its text as it stands, less its indentation |
//! | a blank line above it, or a new page | [`Look::gap`] |
//! | `- `, `* ` or `• ` at its begin | a bullet, its level by indentation |
//! | another sign or a number there | left in the text |
//! | a line of dashes under a short line, or beside it: `SKILLS -----`, `=== Skills ===` | a heading, [`Look::ruled`] |
//! | such a line elsewhere | a rule |
//! | leaders: `Engineer ........ 2016` | a tab |
//! | a line in the middle of the page | [`Look::centered`] |
//! | a line that had no room for the first word of the next, in a text that was wrapped | both are one paragraph |
//! | a line below a bullet that begins where the text of the bullet does | more of the bullet |
//! | a number alone, at the end of a page or its begin | [`Look::origin`] |
//!
//! No word is interpreted, and none is left out: what is dropped is white space, rules, leaders and the three bullets.
//!
//! [`Look::gap`]: crate::Look::gap
//! [`Look::ruled`]: crate::Look::ruled
//! [`Look::centered`]: crate::Look::centered
//! [`Look::origin`]: crate::Look::origin

mod line;
mod wrapped;

pub use line::{columns, is_unspaced};

use crate::outline::{Block, Kind, Origin, Run};
use line::{Line, Shape, lines};
use vitae_core::Places;
use wrapped::Wrapped;

/// The blocks of a plain text, with what its layout says as evidence: a text file, or a preformatted block that holds a résumé.
///
/// Each block knows where in `text` it stands. Time and space are linear in the text.
///
/// ```
/// use vitae_outline::{Kind, blocks_of_lines};
/// let blocks = blocks_of_lines("Mara\n\nWORK\n----\nEngineer      2010 - 2016\n  - Built it\n    from nothing.\n");
/// assert_eq!((blocks[1].kind, blocks[1].look.ruled), (Kind::Heading(2), true));
/// assert_eq!(blocks[2].text(), "Engineer      2010 - 2016");
/// assert_eq!((blocks[3].kind, blocks[3].level), (Kind::Item { number: None }, 1));
/// assert_eq!(blocks[3].text(), "Built it from nothing.");
/// ```
#[must_use]
pub fn blocks_of_lines(text: &str) -> Vec<Block> {
    let lines = lines(text);
    let mut page = Page::new(text, &lines);
    let mut rest = lines.as_slice();
    while let Some((line, below)) = rest.split_first() {
        let underline = below.first().filter(|below| page.is_underline(line, below));
        page.line(line, underline, below);
        rest = below.get(usize::from(underline.is_some())..).unwrap_or_default();
    }
    page.blocks
}

/// The page so far.
struct Page<'t> {
    places: Places<'t>,
    blocks: Vec<Block>,
    wrapped: Wrapped,
    /// The line right above, if a paragraph or a bullet may go on below it; whether that began there.
    above: Option<(&'t Line<'t>, bool)>,
    /// The columns of the bullets that are open and of their texts, outermost first.
    bullets: Vec<(usize, usize)>,
    /// The line above is blank.
    gap: bool,
    /// The line right above is text, whatever became of it.
    crowded: bool,
    /// The text is set in pages.
    has_pages: bool,
    /// There has been text.
    begun: bool,
    /// The dashes that underline headings, in the order in which they came: those of sections before those of entries.
    underlines: Vec<char>,
}

/// Bullets that are deeper than this are no deeper.
const DEEPEST: usize = 16;

impl<'t> Page<'t> {
    fn new(text: &'t str, lines: &'t [Line<'t>]) -> Self {
        Self {
            places: Places::new(text),
            blocks: Vec::new(),
            wrapped: Wrapped::of(lines),
            above: None,
            bullets: Vec::new(),
            gap: false,
            crowded: false,
            has_pages: lines.iter().any(|line| line.begins_page),
            begun: false,
            underlines: Vec::new(),
        }
    }

    fn line(&mut self, line: &'t Line<'t>, underline: Option<&Line<'t>>, below: &[Line<'t>]) {
        if line.begins_page {
            (self.above, self.gap, self.crowded) = (None, !self.blocks.is_empty(), false);
        }
        match line.shape {
            Shape::Blank => {
                (self.above, self.crowded) = (None, false);
                self.gap |= !self.blocks.is_empty();
                return;
            }
            Shape::Rule(_) => {
                self.push(line, Block::new(Kind::Rule));
                (self.above, self.crowded) = (None, false);
                return;
            }
            Shape::Bullet { text, .. } => self.bullet(line, text),
            Shape::Text => self.text(line, underline, below),
        }
        self.begun = true;
        self.crowded = underline.is_none();
    }

    fn bullet(&mut self, line: &'t Line<'t>, text: usize) {
        // A column more or less is a slip of the hand, and no other level.
        while self.bullets.pop_if(|(outer, _)| line.indent < *outer).is_some() {}
        if self.bullets.len() < DEEPEST && self.bullets.last().is_none_or(|(outer, _)| line.indent > outer + 1) {
            self.bullets.push((line.indent, text));
        } else if let Some(last) = self.bullets.last_mut() {
            last.1 = text;
        }
        let level = u8::try_from(self.bullets.len()).unwrap_or(u8::MAX);
        let runs = vec![Run::plain(line.with_tabs_for_leaders())];
        self.push(line, Block { level, runs, ..Block::new(Kind::Item { number: None }) });
        self.above = Some((line, true));
    }

    fn text(&mut self, line: &'t Line<'t>, underline: Option<&Line<'t>>, below: &[Line<'t>]) {
        let dashes = underline.and_then(Line::dashes);
        if let Some((heading, style)) = dashes.map(|dashes| (line.text, dashes)).or_else(|| line.decorated()) {
            return self.heading(line, heading, style);
        }
        if let Some((above, began)) = self.above
            && let Some(glue) = self.glue(above, began, line)
        {
            return self.go_on(line, glue);
        }
        let inside = self.bullets.last().is_some_and(|(_, text)| line.indent.abs_diff(*text) <= 1);
        let mut block = Block::new(Kind::Paragraph);
        if inside {
            block.level = u8::try_from(self.bullets.len()).unwrap_or(u8::MAX);
        } else if self.bullets.first().is_none_or(|(outermost, _)| line.indent <= *outermost) {
            self.bullets.clear();
        }
        block.runs.push(Run::plain(line.with_tabs_for_leaders()));
        block.look.centered = !inside && self.wrapped.is_centered(line);
        block.look.origin = self.origin(line, below);
        self.push(line, block);
        self.above = Some((line, true));
    }

    /// Where on its page a line stands, if it may be the number of the page.
    fn origin(&self, line: &Line<'_>, below: &[Line<'_>]) -> Origin {
        if !self.has_pages || !line.is_number_alone() {
            return Origin::Body;
        }
        let next = below.iter().find(|below| !below.is_blank());
        match () {
            () if next.is_none_or(|next| next.begins_page) => Origin::Footer,
            () if line.begins_page => Origin::Header,
            () => Origin::Body,
        }
    }

    fn heading(&mut self, line: &'t Line<'t>, text: &str, style: char) {
        // The first line of all says who it is about, however it is underlined.
        let level = if self.begun {
            let known = self.underlines.iter().position(|known| *known == style);
            let rank = known.unwrap_or_else(|| {
                self.underlines.push(style);
                self.underlines.len() - 1
            });
            2 + u8::from(rank > 0)
        } else {
            1
        };
        let mut block = Block { runs: vec![Run::plain(text)], ..Block::new(Kind::Heading(level)) };
        (block.look.ruled, block.look.centered) = (true, self.wrapped.is_centered(line));
        self.push(line, block);
        (self.above, self.bullets) = (None, Vec::new());
    }

    fn push(&mut self, line: &Line<'_>, mut block: Block) {
        block.look.gap = std::mem::take(&mut self.gap);
        block.at = Some(self.places.locate(line.at..line.at + line.text.len()));
        self.blocks.push(block);
    }

    /// What stands between a line and the one above that it continues; `None` if it is another paragraph.
    fn glue(&self, above: &Line<'_>, began: bool, line: &Line<'_>) -> Option<&'static str> {
        if line.is_marked() {
            return None;
        }
        let (fits, word) = (self.wrapped.continues(above, line), line.space_after(above));
        let hangs = |(column, text): &(usize, usize)| line.indent > *column && line.indent.abs_diff(*text) <= 1;
        let is_item = self.blocks.last().is_some_and(|last| matches!(last.kind, Kind::Item { .. }));
        if is_item && self.bullets.last().is_some_and(hangs) {
            // Whoever broke the line where there was room for more meant to.
            let meant = line.begins_anew() && !self.wrapped.has_no_room(above, line);
            let meant = meant || above.has_columns() || line.has_columns();
            return Some(if meant { "\n" } else { word });
        }
        (fits && (began || above.indent == line.indent)).then_some(word)
    }

    fn go_on(&mut self, line: &'t Line<'t>, glue: &str) {
        if let Some(block) = self.blocks.last_mut() {
            if let Some(run) = block.runs.last_mut() {
                run.text.extend([glue, &line.with_tabs_for_leaders()]);
            }
            if let Some(vitae_core::Location::Text { bytes, .. }) = &mut block.at {
                bytes.end = line.at + line.text.len();
            }
        }
        self.above = Some((line, false));
    }

    /// True for dashes that underline a line, and do not part what is above from what is below.
    fn is_underline(&self, line: &Line<'_>, below: &Line<'_>) -> bool {
        let is_dashes = below.dashes().is_some() && !below.begins_page;
        if !is_dashes || line.shape != Shape::Text || !line.is_short() {
            return false;
        }
        let (text, dashes) = (line.columns, below.columns);
        let as_long = text.abs_diff(dashes) <= 2.max(text / 5);
        // Dashes across the page underline a line that stands alone, and no sentence.
        as_long || (!self.crowded && !line.ends_sentence() && dashes > text)
    }
}

#[cfg(test)]
mod tests;
