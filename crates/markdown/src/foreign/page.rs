//! The page that a stranger's document makes: lists, quotes, tables and lines that are open, whether Markdown or HTML opened them.

use super::wrap::{self, Piece};
use crate::blocks::Numbers;
use crate::left_out::{LeftOut, Remarks};
use std::ops::Range;
use vitae_core::{Script, Style, Url, is_allowed};
use vitae_outline::{Block, Cell, Kind, Run, blocks_of_lines, is_safe};

/// How far up a closing tag may look for its partner.
const REACH: usize = 32;

/// How much may be spent on copies of one address.
const COPIES: usize = 64 * 1024;

/// What blocks stand in.
pub(super) enum Container {
    Quote,
    List(Numbers),
    Item,
}

/// What text is marked with.
pub(super) enum Mark {
    Strong,
    Emph,
    Code,
    Script(Script),
    Link(Link),
    /// A mark that the model has no name for.
    Plain,
}

/// A link that is open.
pub(super) struct Link {
    address: String,
    url: Option<Url>,
    title: String,
    is_image: bool,
    /// Where its text begins, among the pieces.
    begin: usize,
    copied: usize,
}

/// A table that is open.
pub(super) struct Grid {
    table: u32,
    /// The next row and column.
    row: u32,
    column: u16,
    cell: Option<Cell>,
    html: bool,
}

/// The page, as far as it is read.
#[derive(Default)]
pub(super) struct Page {
    pub blocks: Vec<(Block, Range<usize>)>,
    pub left_out: Remarks,
    pub nodes: usize,
    pub is_strange: bool,
    at: Range<usize>,
    open: Vec<(Container, bool)>,
    level: u8,
    quote: u8,
    /// The number of an item that has not shown anything yet.
    item: Option<Option<u32>>,
    grids: Vec<Grid>,
    tables: u32,
    /// The block tags that are open, and whether each puts its text in the middle.
    centers: Vec<(String, bool)>,
    heading: Option<u8>,
    ruled: bool,
    tags_left_out: bool,
    // The line that is open.
    pieces: Vec<Piece>,
    marks: Vec<Mark>,
    strong: usize,
    emph: usize,
    code: usize,
    /// A link begins here: its text is a piece of its own.
    begins_link: bool,
}

impl Container {
    pub(super) fn list(ordered: bool) -> Self {
        Self::List(Numbers::new(ordered))
    }
}

impl Page {
    // ── where ──

    pub(super) fn begins(&mut self, at: Range<usize>) {
        self.at = at;
    }

    pub(super) fn reaches(&mut self, at: &Range<usize>) {
        if self.pieces.is_empty() {
            self.at.start = at.start;
            self.at.end = at.end;
        }
        self.at.end = self.at.end.max(at.end);
    }

    pub(super) fn left_out(&mut self, what: LeftOut) {
        self.nodes += 1;
        self.left_out.push(what, self.at.clone());
    }

    /// Tags without a meaning are reported once.
    pub(super) fn tag_left_out(&mut self) {
        if !std::mem::replace(&mut self.tags_left_out, true) {
            self.left_out(LeftOut::Tags);
        }
    }

    // ── lines ──

    pub(super) fn text(&mut self, text: &str) {
        let text: String = text.chars().filter(|&c| is_allowed(c)).collect();
        if text.is_empty() {
            return;
        }
        let style = self.style();
        let begins_link = std::mem::take(&mut self.begins_link);
        match self.pieces.last_mut() {
            Some(Piece::Run(last)) if last.style == style && !begins_link => last.text.push_str(&text),
            _ => {
                self.nodes += 1;
                self.pieces.push(Piece::Run(Run::plain(text).styled(style)));
            }
        }
    }

    /// Text of HTML, in which all space is one space.
    pub(super) fn html_text(&mut self, text: &str) {
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            match is_space(c) {
                true if out.ends_with(' ') => {}
                true => out.push(' '),
                false => out.push(c),
            }
        }
        let open = match self.pieces.last() {
            Some(Piece::Run(run)) => !run.text.ends_with(' '),
            _ => false,
        };
        self.text(if open { &out } else { out.trim_start_matches(' ') });
    }

    pub(super) fn soft_break(&mut self) {
        self.nodes += 1;
        self.pieces.push(Piece::Soft(!self.marks.is_empty()));
    }

    pub(super) fn hard_break(&mut self) {
        self.nodes += 1;
        self.pieces.push(Piece::Hard);
    }

    fn style(&mut self) -> Style {
        let script = self.marks.iter().rev().take(REACH).find_map(|mark| match mark {
            Mark::Script(script) => Some(*script),
            _ => None,
        });
        let link = self.marks.iter_mut().rev().take(REACH).find_map(|mark| match mark {
            Mark::Link(link) if link.url.is_some() => Some(link),
            _ => None,
        });
        let link = link.and_then(|link| {
            let first = link.copied == 0;
            link.copied += link.address.len();
            link.url.clone().filter(|_| first || link.copied <= COPIES)
        });
        Style {
            strong: self.strong > 0,
            emph: self.emph > 0,
            code: self.code > 0,
            script: script.unwrap_or_default(),
            link,
            lang: None,
        }
    }

    pub(super) fn enter(&mut self, mark: Mark) {
        self.nodes += 1;
        self.count(&mark, 1);
        self.marks.push(mark);
    }

    fn count(&mut self, mark: &Mark, change: isize) {
        let count = match mark {
            Mark::Strong => &mut self.strong,
            Mark::Emph => &mut self.emph,
            Mark::Code => &mut self.code,
            _ => return,
        };
        *count = count.saturating_add_signed(change);
    }

    pub(super) fn enter_link(&mut self, address: &str, title: &str, is_image: bool) {
        let url = Url::new(address).filter(is_safe);
        let (address, title) = (address.trim().to_owned(), title.to_owned());
        self.begins_link = true;
        self.enter(Mark::Link(Link { address, url, title, is_image, begin: self.pieces.len(), copied: 0 }));
    }

    /// Closes the innermost such mark.
    pub(super) fn leave(&mut self, is: fn(&Mark) -> bool) {
        let near = self.marks.iter().rev().take(REACH).position(is);
        let Some(at) = near.and_then(|near| self.marks.len().checked_sub(near + 1)) else { return };
        let mark = self.marks.remove(at);
        self.count(&mark, -1);
        if let Mark::Link(link) = mark {
            self.leave_link(&link);
        }
    }

    /// After a link stands what its text does not say and a click cannot follow.
    fn leave_link(&mut self, link: &Link) {
        let text = |piece: &Piece| if let Piece::Run(run) = piece { run.text.clone() } else { String::new() };
        let own: String = self.pieces.get(link.begin..).unwrap_or_default().iter().map(text).collect();
        // What stood before may have been gone on with.
        let shows = !own.trim().is_empty() || link.copied > 0;
        if link.url.is_none() && !link.address.is_empty() {
            match () {
                () if own.contains(&link.address) => {}
                () if link.is_image || link.address.starts_with('#') => {
                    self.left_out(LeftOut::Address(link.address.clone()))
                }
                () if shows => self.text(&format!(" ({})", link.address)),
                () => self.text(&link.address),
            }
        } else if !shows && !link.address.is_empty() {
            if link.is_image {
                self.left_out(LeftOut::Address(link.address.clone()));
            } else {
                self.text(&link.address);
            }
        }
        if !link.title.trim().is_empty() && !own.contains(link.title.trim()) {
            self.text(&format!(" ({})", link.title.trim()));
        }
    }

    // ── blocks ──

    pub(super) fn heading(&mut self, level: u8) {
        self.heading = Some(level.clamp(1, 6));
    }

    /// Takes `{#id .class}` from the end of a heading.
    pub(super) fn strip_attributes(&mut self) {
        let Some(Piece::Run(run)) = self.pieces.last_mut() else { return };
        let Some(inside) = run.text.trim_end().strip_suffix('}') else { return };
        let Some((before, _)) = inside.rsplit_once('{').filter(|(_, inside)| inside.starts_with(['#', '.', ':']))
        else {
            return;
        };
        run.text = before.trim_end().to_owned();
        self.tag_left_out();
    }

    /// Ends the line that is open.
    pub(super) fn flush(&mut self) {
        let mut pieces = std::mem::take(&mut self.pieces);
        self.marks.clear();
        (self.strong, self.emph, self.code) = (0, 0, 0);
        let heading = self.heading.take();
        if self.item.is_some() {
            strip_fake_bullet(&mut pieces);
        }
        let wrap::Joined { mut runs, templates, breaks } = wrap::joined(pieces, heading.is_some());
        for _ in 0..templates {
            self.left_out(LeftOut::Template);
        }
        // What stands between our separators may have been wrapped by a tool.
        let is_wrapped = || runs.iter().any(|run| run.text.contains('·'));
        self.is_strange |= (breaks && !is_wrapped()) || templates > 0;
        trim(&mut runs);
        if runs.is_empty() {
            return;
        }
        let item = self.item.take();
        match (heading, item) {
            (Some(level), _) => self.push(Kind::Heading(level), runs),
            (None, Some(number)) => self.push(Kind::Item { number }, runs),
            (None, None) => self.push(Kind::Paragraph, runs),
        }
    }

    fn push(&mut self, kind: Kind, runs: Vec<Run>) {
        self.nodes += 1;
        let mut block = Block { level: self.level, quote: self.quote, runs, ..Block::new(kind) };
        if matches!(kind, Kind::Heading(_)) {
            block.level = 0;
        }
        block.look.cell = self.grids.last().and_then(|grid| grid.cell);
        block.look.centered = self.centers.last().is_some_and(|(_, centered)| *centered);
        block.look.gap = std::mem::replace(&mut self.ruled, kind == Kind::Rule) && kind != Kind::Rule;
        self.blocks.push((block, self.at.clone()));
    }

    pub(super) fn rule(&mut self) {
        self.flush();
        if self.grids.is_empty() && self.level == 0 {
            self.push(Kind::Rule, Vec::new());
        }
    }

    /// Preformatted text. What is only indented, in a résumé, was not meant to be code.
    pub(super) fn code(&mut self, text: &str, fenced: bool) {
        let text: String = text.chars().filter(|&c| is_allowed(c) && c != '\r').collect();
        let text = text.trim_end_matches('\n');
        if text.trim().is_empty() {
            return;
        }
        self.item = None;
        if fenced {
            return self.push(Kind::Pre, vec![Run::plain(text)]);
        }
        for line in blocks_of_lines(text) {
            self.push(line.kind, line.runs);
            if let Some((block, _)) = self.blocks.last_mut() {
                block.level = block.level.saturating_add(line.level);
                block.look.gap |= line.look.gap;
                block.look.ruled |= line.look.ruled;
            }
        }
    }

    // ── lists and quotes ──

    pub(super) fn open(&mut self, container: Container, html: bool) {
        match container {
            Container::Quote => self.quote = self.quote.saturating_add(1),
            Container::Item => self.level = self.level.saturating_add(1),
            Container::List(_) => {}
        }
        self.nodes += 1;
        self.open.push((container, html));
    }

    pub(super) fn item(&mut self, source: &str, html: bool) {
        let number = match self.open.last_mut() {
            Some((Container::List(numbers), _)) if numbers.ordered => Some(match html {
                true => numbers.after(),
                false => numbers.next(source),
            }),
            _ => None,
        };
        self.open(Container::Item, html);
        self.item = Some(number);
    }

    fn pop(&mut self) -> Option<bool> {
        let (container, html) = self.open.pop()?;
        match container {
            Container::Quote => self.quote = self.quote.saturating_sub(1),
            Container::Item => {
                self.level = self.level.saturating_sub(1);
                self.item = None;
            }
            Container::List(_) => {}
        }
        Some(html)
    }

    /// Closes what Markdown opened last, and what HTML left open in it.
    pub(super) fn close(&mut self) {
        while self.pop() == Some(true) {}
    }

    /// Closes the innermost such container that HTML opened; an item only if its list is not closed with it.
    pub(super) fn close_html(&mut self, is: fn(&Container) -> bool, only_here: bool) {
        let mut near = self.open.iter().rev().take(REACH).take_while(|(_, html)| *html);
        let found = near.position(|(container, _)| is(container));
        let list = self.open.iter().rev().position(|(container, _)| matches!(container, Container::List(_)));
        let Some(found) = found.filter(|found| !only_here || list.is_none_or(|list| *found < list)) else { return };
        for _ in 0..=found {
            self.pop();
        }
    }

    // ── tables ──

    pub(super) fn table(&mut self, html: bool) {
        let table = self.tables;
        self.is_strange = true;
        self.tables += 1;
        self.nodes += 1;
        self.grids.push(Grid { table, row: 0, column: 0, cell: None, html });
    }

    pub(super) fn row(&mut self) {
        if let Some(grid) = self.grids.last_mut() {
            grid.row += u32::from(grid.cell.is_some() || grid.column > 0);
            (grid.column, grid.cell) = (0, None);
        }
    }

    pub(super) fn cell(&mut self, columns: u16) {
        self.nodes += 1;
        if let Some(grid) = self.grids.last_mut() {
            grid.cell = Some(Cell { table: grid.table, row: grid.row, column: grid.column, columns: columns.max(1) });
            grid.column = grid.column.saturating_add(columns.max(1));
        }
    }

    /// The cell of a definition: a term may have several.
    pub(super) fn definition(&mut self) {
        if let Some(grid) = self.grids.last_mut() {
            grid.column = Grid::DEFINITION;
        }
        self.cell(1);
    }

    pub(super) fn end_cell(&mut self) {
        if let Some(grid) = self.grids.last_mut() {
            grid.cell = None;
        }
    }

    /// Closes the innermost table of Markdown, and those of HTML in it; or the innermost one, if HTML opened it.
    pub(super) fn end_table(&mut self, html: bool) {
        while let Some(grid) = self.grids.pop_if(|grid| grid.html || !html) {
            if html || !grid.html {
                break;
            }
        }
    }

    // ── the middle ──

    pub(super) fn center(&mut self, name: &str, centered: bool) {
        let above = self.centers.last().is_some_and(|(_, centered)| *centered);
        self.centers.push((name.to_owned(), centered || above));
    }

    pub(super) fn end_center(&mut self, name: &str) {
        let near = self.centers.iter().rev().take(REACH).position(|(open, _)| open == name);
        if let Some(at) = near.and_then(|near| self.centers.len().checked_sub(near + 1)) {
            self.centers.truncate(at);
        }
    }
}

/// A bullet in an item, typed as code so that it shows, is none of its words.
fn strip_fake_bullet(pieces: &mut Vec<Piece>) {
    let is_fake =
        |piece: &Piece| matches!(piece, Piece::Run(run) if run.style.code && !run.text.contains(char::is_alphanumeric));
    if pieces.first().is_some_and(is_fake) {
        pieces.remove(0);
    }
}

/// Takes the space around a line.
fn trim(runs: &mut Vec<Run>) {
    while let Some(last) = runs.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if !last.text.is_empty() {
            break;
        }
        runs.pop();
    }
    let blank = runs.iter().take_while(|run| run.text.trim().is_empty()).count();
    runs.drain(..blank);
    if let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
}
