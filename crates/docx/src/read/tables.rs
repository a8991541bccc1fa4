//! Tables, flattened: a grid row becomes a line, a date goes with what stands beside it, and whatever else stands in cells is read
//! cell after cell.

use super::story::Para;

/// A table that is open, or that ended.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Default)]
pub(super) struct Row {
    cells: Vec<Vec<Para>>,
    /// Somebody deleted it, and nobody has agreed yet.
    pub deleted: bool,
}

/// A cell with more text than this is no cell of a grid.
const CELL: usize = 160;
/// A cell with more text than this is no date.
const PERIOD: usize = 40;

impl Table {
    pub(super) fn row(&mut self) {
        self.rows.push(Row::default());
    }

    pub(super) fn last_row(&mut self) -> Option<&mut Row> {
        self.rows.last_mut()
    }

    pub(super) fn cell(&mut self, paragraphs: Vec<Para>) {
        match self.rows.last_mut() {
            Some(row) => row.cells.push(paragraphs),
            None => self.rows.push(Row { cells: vec![paragraphs], deleted: false }),
        }
    }

    /// The paragraphs of all cells in reading order, the cells of a grid row joined by tabs.
    pub(super) fn flatten(self) -> Vec<Para> {
        let mut out = Vec::new();
        for row in self.rows.into_iter().filter(|row| !row.deleted) {
            if row.is_grid() {
                let cells = row.cells.into_iter().map(|cell| cell.into_iter().find(Para::shows));
                out.extend(cells.flatten().reduce(Para::beside));
            } else if row.is_period() {
                let mut cells = row.cells.into_iter().flatten().filter(Para::shows);
                out.extend(cells.next().into_iter().chain(cells.next()).reduce(Para::beside));
                out.extend(cells);
            } else {
                out.extend(row.cells.into_iter().flatten());
            }
        }
        out
    }
}

impl Row {
    /// Whether it is a date and what was then: the date goes with the first line of it.
    fn is_period(&self) -> bool {
        let mut cells = self.cells.iter().filter(|cell| cell.iter().any(Para::shows));
        let (Some(first), Some(second), None) = (cells.next(), cells.next(), cells.next()) else { return false };
        let mut lines = first.iter().filter(|para| para.shows());
        let (Some(date), None) = (lines.next(), lines.next()) else { return false };
        let beside = second.iter().find(|para| para.shows());
        let short = |para: &Para, length: usize| para.is_plain() && para.length() <= length;
        short(date, PERIOD)
            && date.text().contains(|c: char| c.is_ascii_digit())
            && beside.is_some_and(|line| short(line, CELL))
    }

    /// Whether each cell is a short line, and there is more than one.
    fn is_grid(&self) -> bool {
        let mut filled = 0;
        for cell in &self.cells {
            let mut shown = cell.iter().filter(|para| para.shows());
            match (shown.next(), shown.next()) {
                (None, _) => {}
                (Some(line), None) if line.is_plain() && line.length() <= CELL => filled += 1,
                _ => return false,
            }
        }
        filled > 1
    }
}
