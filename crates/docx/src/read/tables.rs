//! Tables, flattened: a grid row becomes a line, whatever else stands in cells is read cell after cell.

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
            } else {
                out.extend(row.cells.into_iter().flatten());
            }
        }
        out
    }
}

impl Row {
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
