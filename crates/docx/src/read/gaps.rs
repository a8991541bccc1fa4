//! Blank lines: an empty paragraph, or as much space as one leaves.

use super::para::Para;
use super::styles::Styles;
use std::collections::HashMap;
use vitae_outline::Cell;

/// So much more space than between ordinary paragraphs is seen as a gap, in twentieths of a point.
const GAP: i32 = 120;

/// What stands above a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Above {
    /// Nothing in the same place.
    Nothing,
    Blank,
    /// So much space; and whether that is between ordinary paragraphs.
    Space(i32, bool),
}

/// A place on the page, and how far it is filled.
#[derive(Debug, Default)]
struct Place<'p> {
    cell: Option<Cell>,
    /// The last paragraph with text: of the cell, or above all cells.
    before: Option<&'p Para>,
    /// An empty paragraph stands after it.
    blank: bool,
    /// A blank line stands above the row of the table, so that it stands above each of its cells.
    blank_row: bool,
    /// The row has text.
    filled: bool,
}

/// For each paragraph, whether a gap is seen above it.
pub(super) fn gaps(paras: &[Para], styles: &Styles) -> Vec<bool> {
    let mut places: HashMap<_, Place<'_>> = HashMap::new();
    let above: Vec<_> = paras.iter().map(|para| places.entry(para.origin).or_default().pass(para, styles)).collect();
    let ordinary = |above: &Above| if let Above::Space(space, true) = above { Some(*space) } else { None };
    let mut spaces: Vec<i32> = above.iter().filter_map(ordinary).collect();
    spaces.sort_unstable();
    let usual = spaces.get(spaces.len().saturating_sub(1) / 2).copied().unwrap_or_default();
    let is_gap = |above| match above {
        Above::Nothing => false,
        Above::Blank => true,
        Above::Space(space, _) => space >= usual.saturating_add(GAP),
    };
    above.into_iter().map(is_gap).collect()
}

impl<'p> Place<'p> {
    /// What stands above the next paragraph.
    fn pass(&mut self, para: &'p Para, styles: &Styles) -> Above {
        self.enter(para.cell);
        // Boxes do not touch each other.
        self.blank |= para.begins_box;
        if !para.shows() {
            self.blank = true;
            return Above::Nothing;
        }
        let above = match self.before {
            _ if self.blank => Above::Blank,
            None => Above::Nothing,
            Some(before) => space_between(before, para, styles),
        };
        (self.before, self.blank, self.filled) = (Some(para), false, true);
        above
    }

    /// Goes to another cell, or out of the table.
    fn enter(&mut self, cell: Option<Cell>) {
        if cell == self.cell {
            return;
        }
        let row = |cell: Option<Cell>| cell.map(|cell| (cell.table, cell.row));
        if row(cell) != row(self.cell) {
            self.blank_row = if self.cell.is_some() { !self.filled } else { self.blank };
            self.filled = false;
        }
        // What stands below a table stands below its last cell.
        self.before = self.before.filter(|_| cell.is_none());
        (self.cell, self.blank) = (cell, self.blank_row);
    }
}

/// The space between two paragraphs: the larger of what each wants (ECMA-376 §17.3.1.33), and none between those of a style that wants
/// none (§17.3.1.9).
fn space_between(before: &Para, para: &Para, styles: &Styles) -> Above {
    let style = |para: &Para| styles.paragraph(para.properties.style.as_deref());
    let look = |para: &Para| para.properties.look.or(style(para).look);
    let alike = before.properties.style == para.properties.style;
    let wanted = |close: Option<bool>, space: Option<i32>| {
        if alike && close == Some(true) { 0 } else { space.unwrap_or_default() }
    };
    let (above, below) = (look(before), look(para));
    let is_text = |para: &Para| style(para).heading.is_none() && para.properties.outline.is_none();
    Above::Space(
        wanted(above.close, above.after).max(wanted(below.close, below.before)),
        is_text(before) && is_text(para),
    )
}
