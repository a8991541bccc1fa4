//! Tables, cell after cell: each paragraph knows its cell. In a document that is ours, where a table is something that somebody put
//! there, a grid row becomes a line, and a date goes with what stands beside it.

use super::para::Para;
use super::properties::{CellProperties, RowProperties};
use vitae_outline::Cell;

/// A table that is open, or that ended.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// Its number; none in a document that is ours.
    id: Option<u32>,
    rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Default)]
pub(super) struct Row {
    cells: Vec<Filled>,
    /// How many columns of the grid it leaves out at its start.
    before: u16,
    /// Somebody deleted it, and nobody has agreed yet.
    deleted: bool,
}

/// A cell, and what stands in it.
#[derive(Debug, Default)]
struct Filled {
    properties: CellProperties,
    paragraphs: Vec<Para>,
}

/// A cell with more text than this is no cell of a grid.
const CELL: usize = 160;
/// A cell with more text than this is no date.
const PERIOD: usize = 40;

impl Table {
    pub(super) const fn new(id: Option<u32>) -> Self {
        Self { id, rows: Vec::new() }
    }

    pub(super) fn row(&mut self) {
        self.rows.push(Row::default());
    }

    pub(super) fn last_row(&mut self) -> Option<&mut Row> {
        self.rows.last_mut()
    }

    /// A cell begins.
    pub(super) fn cell(&mut self) {
        if self.rows.is_empty() {
            self.row();
        }
        self.rows.last_mut().map(|row| row.cells.push(Filled::default())).unwrap_or_default();
    }

    /// What is said of the cell that began last.
    pub(super) fn say(&mut self, properties: CellProperties) {
        if let Some(cell) = self.last_cell() {
            cell.properties = properties;
        }
    }

    /// What stands in the cell that began last.
    pub(super) fn fill(&mut self, paragraphs: Vec<Para>) {
        if let Some(cell) = self.last_cell() {
            cell.paragraphs.extend(paragraphs);
        }
    }

    fn last_cell(&mut self) -> Option<&mut Filled> {
        self.rows.last_mut().and_then(|row| row.cells.last_mut())
    }

    /// The paragraphs of all cells in reading order.
    pub(super) fn end(self) -> Vec<Para> {
        let rows = self.rows.into_iter().filter(|row| !row.deleted);
        match self.id {
            Some(table) => (0..).zip(rows).flat_map(|(at, row)| row.placed(table, at)).collect(),
            None => rows.flat_map(Row::flatten).collect(),
        }
    }
}

impl Row {
    /// What is said of it.
    pub(super) const fn say(&mut self, properties: &RowProperties) {
        (self.before, self.deleted) = (properties.before, properties.deleted);
    }

    /// Its paragraphs, each with the cell that it stands in, unless that is one of a table in this.
    fn placed(self, table: u32, row: u32) -> impl Iterator<Item = Para> {
        let mut column = self.before;
        self.cells.into_iter().flat_map(move |Filled { properties, mut paragraphs }| {
            let columns = properties.columns.unwrap_or(1).max(1);
            let cell = Cell { table, row, column, columns };
            // The ground of a whole column is not that of its paragraphs.
            let on_ground = properties.shaded && paragraphs.iter().filter(|para| para.shows()).count() == 1;
            for para in paragraphs.iter_mut().filter(|para| para.cell.is_none()) {
                (para.cell, para.on_ground) = (Some(cell), on_ground);
            }
            column = column.saturating_add(columns);
            paragraphs
        })
    }

    /// Its paragraphs, the cells of a grid row joined by tabs.
    fn flatten(self) -> Vec<Para> {
        let (is_grid, is_period) = (self.is_grid(), self.is_period());
        let cells = self.cells.into_iter().map(|cell| cell.paragraphs.into_iter());
        if is_grid {
            let lines = cells.filter_map(|mut cell| cell.find(Para::shows));
            lines.reduce(Para::beside).into_iter().collect()
        } else if is_period {
            let mut cells = cells.flatten().filter(Para::shows);
            let line = cells.next().into_iter().chain(cells.next()).reduce(Para::beside);
            line.into_iter().chain(cells).collect()
        } else {
            cells.flatten().collect()
        }
    }

    /// Whether it is a date and what was then: the date goes with the first line of it.
    fn is_period(&self) -> bool {
        let mut cells = self.cells.iter().map(|cell| &cell.paragraphs).filter(|cell| cell.iter().any(Para::shows));
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
            let mut shown = cell.paragraphs.iter().filter(|para| para.shows());
            match (shown.next(), shown.next()) {
                (None, _) => {}
                (Some(line), None) if line.is_plain() && line.length() <= CELL => filled += 1,
                _ => return false,
            }
        }
        filled > 1
    }
}
