//! Tables: a grid of facts, keys and values, periods, or only a way to put things beside each other.
//!
//! | table | is one when | becomes |
//! |---|---|---|
//! | grid | three columns or more, and the first row has two labels or more | a line for each row, each cell under the head of its column |
//! | side headings | two columns, and the left one has titles of sections | each title, then what stands beside it |
//! | periods | the first cell of most rows is a date | the cells of a row, one line after the other |
//! | keys and values | two columns, and the left one has labels, or the right one begins with colons | a line `label: value` for each row |
//! | layout | anything else | cell by cell in the order of reading: down the columns where a cell is long, else along the rows |

use super::lexicon::{Certainty, Lexicon, Topic};
use super::line::{Field, Line, slice, words};
use crate::outline::Run;
use std::collections::{BTreeMap, BTreeSet};
use vitae_core::Style;

/// The lines with all tables laid out.
pub(super) fn unfold(lines: Vec<Line>, languages: u32) -> Vec<Line> {
    if lines.iter().all(|line| line.look.cell.is_none()) {
        return lines;
    }
    let mut out = Vec::with_capacity(lines.len());
    let mut rest = lines.into_iter().peekable();
    while let Some(line) = rest.next() {
        let Some(cell) = line.look.cell else {
            out.push(line);
            continue;
        };
        let mut table = vec![line];
        while let Some(line) = rest.next_if(|line| line.look.cell.is_some_and(|other| other.table == cell.table)) {
            table.push(line);
        }
        Table::of(table).lines(&mut out, languages);
    }
    out
}

/// The lines of each cell, by row and column.
struct Table {
    rows: BTreeMap<u32, BTreeMap<u16, Vec<Line>>>,
    columns: BTreeSet<u16>,
    /// Rows with a colon between what is said and what it is said of.
    colons: BTreeSet<u32>,
}

impl Table {
    fn of(lines: Vec<Line>) -> Self {
        let mut table = Self { rows: BTreeMap::new(), columns: BTreeSet::new(), colons: BTreeSet::new() };
        for line in lines {
            let Some(cell) = line.look.cell else { continue };
            let follows = table.rows.get(&cell.row).is_some_and(|row| row.range(..cell.column).next().is_some());
            let Some(line) = (if follows { table.without_colon(line, cell.row) } else { Some(line) }) else { continue };
            table.columns.insert(cell.column);
            table.rows.entry(cell.row).or_default().entry(cell.column).or_default().push(line);
        }
        table
    }

    /// A line without the colon that it begins with; none if it is nothing but one.
    fn without_colon(&mut self, line: Line, row: u32) -> Option<Line> {
        let text = line.text.trim_start();
        let Some(bare) = text.strip_prefix([':', '：']) else { return Some(line) };
        self.colons.insert(row);
        let begin = line.text.len() - bare.trim_start().len();
        (begin < line.text.len()).then(|| line.with_runs(slice(&line.runs, begin..line.text.len())))
    }

    fn lines(self, out: &mut Vec<Line>, languages: u32) {
        let lexicon = Lexicon::get();
        if self.is_grid(lexicon) {
            return self.grid(out);
        }
        let left = self.columns.first().copied().unwrap_or_default();
        let firsts: Vec<&Line> = self.rows.values().filter_map(|row| row.get(&left)?.first()).collect();
        let beside = self.rows.values().filter(|row| row.len() > 1).count();
        let is_title = |line: &&&Line| is_title(line, lexicon, languages);
        let sides = firsts.iter().filter(is_title).count();
        let dated = firsts.iter().filter(|line| line.is_dated() && words(&line.without_dates()) <= 3).count();
        let short = |line: &&&Line| line.words() <= 5;
        let keys = firsts.iter().filter(short).filter(|line| is_label(line, lexicon)).count();
        if self.columns.len() == 2 && self.colons.len() * 2 > self.rows.len() {
            return self.keys_and_values(out, lexicon, languages);
        }
        if beside > 0 && sides > 0 && self.columns.len() <= 3 && sides * 2 >= firsts.len() {
            return self.row_by_row(out);
        }
        if dated > 0 && dated * 2 >= self.rows.len() {
            return self.periods(left, out);
        }
        if self.columns.len() == 2 && keys > 0 && keys * 2 >= firsts.len() {
            return self.keys_and_values(out, lexicon, languages);
        }
        self.layout(out, lexicon, languages);
    }

    fn is_grid(&self, lexicon: &Lexicon) -> bool {
        let Some(first) = self.rows.values().next() else { return false };
        let known = |cell: &Vec<Line>| {
            let text = words_of(cell);
            words(&text) <= 5 && !lexicon.labels(&text).is_empty()
        };
        let heads = first.values().filter(|cell| known(cell)).count();
        let short = first.values().all(|cell| words(&words_of(cell)) <= 6);
        self.rows.len() >= 2 && first.len() >= 3 && heads >= 2 && short
    }

    fn grid(self, out: &mut Vec<Line>) {
        let mut rows = self.rows.into_values();
        let Some(heads) = rows.next() else { return };
        let heads: BTreeMap<u16, String> = heads.into_iter().map(|(column, cell)| (column, words_of(&cell))).collect();
        let known = |head: &&String| !Lexicon::get().labels(head).is_empty();
        let mut said: Vec<String> = heads.values().filter(known).cloned().collect();
        for row in rows {
            let mut cells = Vec::new();
            let mut line: Option<Line> = None;
            for (column, cell) in row {
                let head = heads.range(..=column).next_back().map(|(_, head)| head.clone()).unwrap_or_default();
                let first = cell.first().cloned().unwrap_or_default();
                let mut runs: Vec<Run> = Vec::new();
                for part in cell {
                    if !runs.is_empty() {
                        runs.push(Run::plain(" "));
                    }
                    runs.extend(part.runs);
                }
                line.get_or_insert(first);
                cells.push(Field { head, runs });
            }
            if let Some(line) = line {
                let runs = cells.iter().flat_map(|cell| [vec![Run::plain("\t")], cell.runs.clone()].concat()).skip(1);
                let mut line = line.with_runs(runs.collect());
                line.item = None;
                line.cells = cells;
                line.said = std::mem::take(&mut said);
                out.push(line);
            }
        }
    }

    /// A row without a period is an entry too, if it begins as boldly as those that have one.
    fn periods(mut self, left: u16, out: &mut Vec<Line>) {
        let bold = |row: &BTreeMap<u16, Vec<Line>>| {
            let next = row.range(left.saturating_add(1)..).find_map(|(_, cell)| cell.first());
            next.is_some_and(|line| line.bold && !line.is_item())
        };
        let begins = |row: &BTreeMap<u16, Vec<Line>>| bold(row) && (row.contains_key(&left) || row.len() == 1);
        if self.rows.values().all(begins) && self.rows.values().any(|row| !row.contains_key(&left)) {
            let firsts = self.rows.values_mut().filter_map(|row| row.values_mut().next()?.first_mut());
            firsts.for_each(|line| line.look.entry = true);
        }
        self.row_by_row(out);
    }

    fn column_by_column(self, out: &mut Vec<Line>) {
        let mut columns: BTreeMap<u16, Vec<Line>> = BTreeMap::new();
        for (column, cell) in self.rows.into_values().flatten() {
            columns.entry(column).or_default().extend(cell);
        }
        stacked(columns.into_values(), out);
    }

    fn row_by_row(self, out: &mut Vec<Line>) {
        stacked(self.rows.into_values().map(|row| row.into_values().flatten().collect()), out);
    }

    fn keys_and_values(self, out: &mut Vec<Line>, lexicon: &Lexicon, languages: u32) {
        for (at, row) in self.rows {
            let colon = self.colons.contains(&at);
            let mut cells = row.into_values();
            let (Some(key), value) = (cells.next(), cells.next()) else { continue };
            let mut value = value.unwrap_or_default().into_iter().peekable();
            let is_key =
                |line: &Line| if colon { !is_section(line, lexicon, languages) } else { is_label(line, lexicon) };
            let known = key.first().is_some_and(|line| line.words() <= 5 && is_key(line));
            let (true, [only], Some(_)) = (known, key.as_slice(), value.peek()) else {
                out.extend(key.into_iter().chain(value));
                continue;
            };
            let Some(first) = value.next() else { continue };
            let label = only.text.trim().trim_end_matches([':', '：']).trim_end();
            let mut runs = vec![Run::plain(format!("{label}: ")).styled(Style::strong())];
            runs.extend(first.runs.iter().cloned());
            out.push(only.with_runs(runs));
            out.extend(value);
        }
    }

    fn layout(self, out: &mut Vec<Line>, lexicon: &Lexicon, languages: u32) {
        let cells = || self.rows.values().flat_map(BTreeMap::values);
        let long = cells().any(|cell| cell.len() >= 5)
            || cells().any(|cell| cell.len() > 1 && cell.iter().any(|line| is_title(line, lexicon, languages)));
        if long {
            return self.column_by_column(out);
        }
        for row in self.rows.into_values() {
            beside(row, out);
        }
    }
}

/// Columns or rows one below the other, each apart from the one before.
fn stacked(groups: impl Iterator<Item = Vec<Line>>, out: &mut Vec<Line>) {
    for group in groups {
        let mut first = true;
        for mut line in group {
            line.look.gap |= std::mem::take(&mut first);
            line.look.cell = None;
            out.push(line);
        }
    }
}

/// What stands beside each other in a row: the first lines of all cells are one line, and so on.
fn beside(row: BTreeMap<u16, Vec<Line>>, out: &mut Vec<Line>) {
    let height = row.values().map(Vec::len).max().unwrap_or_default();
    let items = row.values().flatten().any(Line::is_item);
    if items || height > 3 {
        out.extend(row.into_values().flatten().map(|mut line| {
            line.look.cell = None;
            line
        }));
        return;
    }
    for i in 0..height {
        let parts: Vec<&Line> = row.values().filter_map(|cell| cell.get(i)).collect();
        let Some(first) = parts.first() else { continue };
        let runs = parts.iter().flat_map(|line| [vec![Run::plain("\t")], line.runs.clone()].concat()).skip(1).collect();
        let mut line = first.with_runs(runs);
        line.look.cell = None;
        line.look.gap |= i == 0;
        out.push(line);
    }
}

fn words_of(cell: &[Line]) -> String {
    cell.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ")
}

fn is_title(line: &Line, lexicon: &Lexicon, languages: u32) -> bool {
    let title = lexicon.title(&line.text, languages);
    title.is_some_and(|title| title.certainty >= Certainty::Misspelt && title.topic != Topic::Inside)
}

/// "Languages known" beside a list of them.
fn is_section(line: &Line, lexicon: &Lexicon, languages: u32) -> bool {
    let title = lexicon.title(&line.text, languages);
    title.is_some_and(|title| title.certainty >= Certainty::Misspelt && matches!(title.topic, Topic::Section(_)))
}

fn is_label(line: &Line, lexicon: &Lexicon) -> bool {
    line.text.trim_end().ends_with([':', '：'])
        || !lexicon.labels(&line.text).is_empty()
        || lexicon.reach(&line.text).is_some()
}
