//! How a tree is laid out as a person would type it.

use super::prose;
use super::scalar::{fits_a_block, fold, inline, is_plain, is_plain_in_brackets, is_plain_key, is_printable, quoted};
use vitae_dialect::Out;

/// How long the lines of a broken text are.
pub(super) const WIDTH: usize = 100;
/// How long a line may be before it is broken: nobody breaks a line for its last word.
const LONGEST: usize = 110;
/// A key longer than this stands on lines of its own, behind `?`: some readers look no further for its colon.
const LONG_KEY: usize = 400;
/// A list whose items are no longer than this needs no air between them.
const TIGHT: usize = 4;

/// A file, and where in it each node begins, in bytes: keys and items, one that holds others before those.
pub(super) struct LaidOut {
    pub(super) text: String,
    pub(super) starts: Vec<usize>,
}

/// Lays out the map that a file is. A blank line stands before each group, as `spaced` tells by the key.
pub(super) fn lay_out(pairs: &[(String, Out)], spaced: impl Fn(&str) -> bool) -> LaidOut {
    let mut printer = Printer::default();
    for (index, (key, value)) in pairs.iter().enumerate() {
        if index > 0 {
            printer.out.push('\n');
            if spaced(key) {
                printer.out.push('\n');
            }
        }
        printer.pair(key, value, 0);
    }
    printer.out.push('\n');
    LaidOut { text: printer.out, starts: printer.starts }
}

#[derive(Default)]
struct Printer {
    out: String,
    starts: Vec<usize>,
}

impl Printer {
    fn new_line(&mut self, indent: usize) {
        self.out.push('\n');
        self.indent(indent);
    }

    fn indent(&mut self, indent: usize) {
        self.out.extend(std::iter::repeat_n(' ', indent));
    }

    fn column(&self) -> usize {
        self.out.rsplit('\n').next().unwrap_or_default().chars().count()
    }

    /// `key: value`, where the key begins in column `indent`.
    fn pair(&mut self, key: &str, value: &Out, indent: usize) {
        self.starts.push(self.out.len());
        let written = if is_plain_key(key) { key.to_owned() } else { quoted(key) };
        if written.chars().count() > LONG_KEY {
            self.out.push_str("? ");
            self.out.push_str(&written);
            self.new_line(indent);
        } else {
            self.out.push_str(&written);
        }
        self.out.push(':');
        match value {
            Out::Map(pairs) if !pairs.is_empty() => {
                self.new_line(indent + 2);
                self.map(pairs, indent + 2);
            }
            Out::Rows(items) | Out::Airy(items) | Out::Side(items) if !items.is_empty() => {
                if matches!(value, Out::Side(_)) && self.side(items) {
                    return;
                }
                self.new_line(indent + 2);
                self.rows(items, indent + 2, matches!(value, Out::Airy(_)));
            }
            value => self.leaf(value, indent),
        }
    }

    /// Pairs of a map; the cursor is where the first key goes.
    fn map(&mut self, pairs: &[(String, Out)], indent: usize) {
        for (index, (key, value)) in pairs.iter().enumerate() {
            if index > 0 {
                self.new_line(indent);
            }
            self.pair(key, value, indent);
        }
    }

    /// Items of a list; the cursor is where the first dash goes.
    fn rows(&mut self, items: &[Out], indent: usize, airy: bool) {
        let rows: Vec<Printer> = items.iter().map(|item| row(item, indent)).collect();
        let airy = airy && rows.iter().any(|row| row.out.lines().count() > TIGHT);
        for (index, row) in rows.iter().enumerate() {
            if index > 0 {
                if airy {
                    self.out.push('\n');
                }
                self.new_line(indent);
            }
            self.starts.extend(row.starts.iter().map(|start| self.out.len() + start));
            self.out.push_str(&row.out);
        }
    }

    /// `[one, two]`, if it fits on the line. False, and nothing written, if not.
    fn side(&mut self, items: &[Out]) -> bool {
        let mut line = String::from(" [");
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                line.push_str(", ");
            }
            match item {
                Out::Phrase(text) if is_plain_in_brackets(text) => line.push_str(text),
                Out::Phrase(text) => line.push_str(&quoted(text)),
                _ => return false,
            }
        }
        line.push(']');
        let fits = self.column() + line.chars().count() <= WIDTH;
        if fits {
            self.starts.extend(items.iter().map(|_| self.out.len()));
            self.out.push_str(&line);
        }
        fits
    }

    /// A value that begins on the line of its key or dash, which begins in column `indent`.
    fn leaf(&mut self, value: &Out, indent: usize) {
        match value {
            Out::Map(_) => self.out.push_str(" {}"),
            Out::Rows(_) | Out::Airy(_) | Out::Side(_) => self.out.push_str(" []"),
            Out::Raw(text) => {
                self.out.push(' ');
                self.out.push_str(text);
            }
            Out::Lines(text) if text.contains('\n') => self.block("|", text, indent),
            Out::Exact(text) if text.contains('\n') && fits_a_block(text) => {
                self.block(if text.ends_with('\n') { "|" } else { "|-" }, text, indent);
            }
            Out::Exact(text) | Out::Lines(text) => self.line(&inline(text)),
            Out::Phrase(text) => self.phrase(text, indent),
            Out::Prose(text) => self.prose(text, indent),
        }
    }

    fn line(&mut self, text: &str) {
        self.out.push(' ');
        self.out.push_str(text);
    }

    /// A block scalar: its mark, and its lines.
    fn block(&mut self, mark: &str, text: &str, indent: usize) {
        self.line(mark);
        for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
            self.out.push('\n');
            if !line.is_empty() {
                self.indent(indent + 2);
                self.out.push_str(line);
            }
        }
    }

    fn fits(&self, text: &str) -> bool {
        self.column() + 1 + text.chars().count() <= LONGEST
    }

    fn phrase(&mut self, text: &str, indent: usize) {
        if text.contains('\n') {
            return if fits_a_block(text) { self.block("|-", text, indent) } else { self.line(&quoted(text)) };
        }
        let foldable =
            is_printable(text) && !text.contains(['\t']) && !text.contains("  ") && text.trim_matches(' ') == text;
        if self.fits(text) || !foldable {
            return self.line(&inline(text));
        }
        let width = WIDTH.saturating_sub(indent + 2).max(40);
        if is_plain(text) {
            let first = WIDTH.saturating_sub(self.column() + 1).max(20);
            let lines = fold(text, first, width);
            let glue = format!("\n{}", " ".repeat(indent + 2));
            return self.line(&lines.join(&glue));
        }
        let lines = fold(text, width, width);
        if lines.len() == 1 { self.line(&inline(text)) } else { self.block(">-", &lines.join("\n"), indent) }
    }

    fn prose(&mut self, text: &str, indent: usize) {
        let text = text.trim_end_matches('\n');
        if !text.contains('\n') && self.fits(text) || !fits_a_block(text) {
            return self.line(&inline(text));
        }
        let wrapped = prose::wrap(text, WIDTH.saturating_sub(indent + 2).max(40));
        if fits_a_block(&wrapped) && (wrapped.contains('\n') || !is_plain(text)) {
            self.block("|", &wrapped, indent);
        } else {
            self.line(&inline(text));
        }
    }
}

/// One item of a list, from its dash.
fn row(item: &Out, indent: usize) -> Printer {
    let mut printer = Printer::default();
    // The indentation counts for the width of the first line, and is taken off again.
    printer.indent(indent);
    printer.starts.push(indent);
    printer.out.push('-');
    match item {
        Out::Map(pairs) if !pairs.is_empty() => {
            printer.out.push(' ');
            printer.map(pairs, indent + 2);
        }
        Out::Rows(items) | Out::Airy(items) if !items.is_empty() => {
            printer.out.push(' ');
            printer.rows(items, indent + 2, false);
        }
        Out::Side(items) if !items.is_empty() => {
            if !printer.side(items) {
                printer.out.push(' ');
                printer.rows(items, indent + 2, false);
            }
        }
        value => printer.leaf(value, indent),
    }
    let starts = printer.starts.iter().map(|start| start.saturating_sub(indent)).collect();
    Printer { out: printer.out.split_off(indent), starts }
}
