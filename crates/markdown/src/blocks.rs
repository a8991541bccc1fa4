//! From CommonMark to flat blocks, each with what comments say of it. Nothing here knows what a résumé is.

use crate::left_out::{LeftOut, Remarks};
use crate::line::{Stretches, row};
use crate::said::Said;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;
use vitae_commonmark::parse_line;
use vitae_core::is_allowed;
use vitae_outline::{Block, Kind, Run, runs_of};

/// A block as it stands in a document.
#[derive(Debug)]
pub(crate) struct Found {
    /// Its kind, depth and runs.
    pub block: Block,
    /// What comments say of it.
    pub said: Said,
    /// Spans say what its runs are.
    pub explicit: bool,
}

/// What a document holds.
#[derive(Debug, Default)]
pub(crate) struct Document {
    /// Its blocks, and where they stand.
    pub blocks: Vec<(Found, Range<usize>)>,
    /// What is said before the first of them.
    pub said: Said,
    /// What was seen and is not carried.
    pub left_out: Remarks,
    /// How many blocks, marks and remarks were counted, and where the count ended.
    pub nodes: usize,
    pub end: usize,
}

/// Reads a document without its front matter, up to where it has more than so many nodes.
pub(crate) fn read(text: &str, most: usize) -> Document {
    let mut reader = Reader { source: text, ..Reader::default() };
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        reader.done.end = range.start;
        reader.event(event, range);
        if reader.done.nodes > most {
            break;
        }
    }
    reader.end_leaf();
    reader.done
}

#[derive(Default)]
struct Reader<'a> {
    source: &'a str,
    done: Document,
    open: Vec<Container>,
    level: u8,
    quote: u8,
    leaf: Leaf<'a>,
    at: Range<usize>,
    /// The cells of the row that is open.
    cells: Vec<Vec<Run>>,
}

enum Container {
    Quote,
    List(Numbers),
    /// The number of an item that has not shown anything yet.
    Item(Option<Option<u32>>, Range<usize>),
}

/// How the items of a list are numbered.
#[derive(Default)]
pub(crate) struct Numbers {
    pub ordered: bool,
    /// The number in the source, and the one that it means.
    last: Option<(u32, u32)>,
}

/// The block that is open and holds text.
#[derive(Default)]
enum Leaf<'a> {
    #[default]
    None,
    Line(Option<u8>, Stretches<'a>),
    Cell(Stretches<'a>),
    Code(String),
    Html(String),
}

impl<'a> Reader<'a> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        self.done.nodes += usize::from(is_mark(&event));
        let left = match (&mut self.leaf, event) {
            (Leaf::Code(text), Event::Text(more)) => {
                text.push_str(&more);
                None
            }
            (Leaf::Html(text), Event::Html(more) | Event::Text(more)) => {
                text.push_str(&more);
                None
            }
            (Leaf::Line(_, line) | Leaf::Cell(line), event) => line.event(event),
            (_, event) => {
                // In a tight item, a paragraph starts with its first event.
                let mut line = Stretches::default();
                let left = line.event(event);
                if left.is_none() {
                    self.begin(Leaf::Line(None, line), range.clone());
                }
                left
            }
        };
        if let Some(event) = left {
            self.boundary(event, range);
        }
    }

    fn begin(&mut self, leaf: Leaf<'a>, range: Range<usize>) {
        (self.leaf, self.at) = (leaf, range);
    }

    /// An event that starts or ends a block.
    fn boundary(&mut self, event: Event<'a>, range: Range<usize>) {
        if !matches!(event, Event::End(TagEnd::TableCell)) {
            self.end_leaf();
        }
        match event {
            Event::Start(Tag::Paragraph) => self.begin(Leaf::Line(None, Stretches::default()), range),
            Event::Start(Tag::Heading { level, .. }) => {
                self.begin(Leaf::Line(Some(number(level)), Stretches::default()), range);
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                if matches!(kind, CodeBlockKind::Fenced(info) if !info.is_empty()) {
                    self.left_out(LeftOut::Info, range.clone());
                }
                self.begin(Leaf::Code(String::new()), range);
            }
            Event::Start(Tag::HtmlBlock) => self.begin(Leaf::Html(String::new()), range),
            Event::Start(Tag::BlockQuote(_)) => {
                self.show_item();
                self.quote = self.quote.saturating_add(1);
                self.open.push(Container::Quote);
            }
            Event::Start(Tag::List(start)) => {
                self.show_item();
                self.open.push(Container::List(Numbers::new(start.is_some())));
            }
            Event::Start(Tag::Item) => self.item(range),
            Event::End(TagEnd::Item) => {
                self.show_item();
                self.open.pop();
                self.level = self.level.saturating_sub(1);
            }
            Event::End(TagEnd::List(_)) => drop(self.open.pop()),
            Event::End(TagEnd::BlockQuote(_)) => {
                self.open.pop();
                self.quote = self.quote.saturating_sub(1);
            }
            Event::Start(Tag::Table(_)) => self.left_out(LeftOut::Table, range),
            Event::Start(Tag::TableHead | Tag::TableRow) => self.at = range,
            Event::Start(Tag::TableCell) => self.leaf = Leaf::Cell(Stretches::default()),
            Event::End(TagEnd::TableCell) => self.end_cell(),
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => {
                let runs = row(std::mem::take(&mut self.cells));
                self.text(Kind::Paragraph, runs, Said::default(), false);
            }
            Event::Rule if self.open.is_empty() => {
                self.at = range;
                self.push(Kind::Rule, Vec::new(), Said::default(), false);
            }
            _ => {}
        }
    }

    fn item(&mut self, range: Range<usize>) {
        let number = match self.open.last_mut() {
            Some(Container::List(numbers)) if numbers.ordered => {
                Some(numbers.next(self.source.get(range.clone()).unwrap_or_default()))
            }
            _ => None,
        };
        self.level = self.level.saturating_add(1);
        self.open.push(Container::Item(Some(number), range));
    }

    /// An item that begins with something else than a line of text is a block of its own, without any.
    fn show_item(&mut self) {
        if let Some((number, range)) = self.take_item() {
            let at = std::mem::replace(&mut self.at, range);
            self.push(Kind::Item { number }, Vec::new(), Said::default(), false);
            self.at = at;
        }
    }

    /// The number of the item that is open and has not shown anything.
    fn take_item(&mut self) -> Option<(Option<u32>, Range<usize>)> {
        match self.open.last_mut() {
            Some(Container::Item(number, range)) => number.take().map(|number| (number, range.clone())),
            _ => None,
        }
    }

    fn push(&mut self, kind: Kind, runs: Vec<Run>, said: Said, explicit: bool) {
        self.done.nodes += 1;
        let block = Block { level: self.level, quote: self.quote, runs, ..Block::new(kind) };
        self.done.blocks.push((Found { block, said, explicit }, self.at.clone()));
    }

    /// A block of text; in an item that has shown nothing yet, its line.
    fn text(&mut self, kind: Kind, runs: Vec<Run>, said: Said, explicit: bool) {
        if runs.is_empty() {
            return self.say(said);
        }
        match self.take_item() {
            Some((number, _)) => self.push(Kind::Item { number }, runs, said, explicit),
            None => self.push(kind, runs, said, explicit),
        }
    }

    /// Says something of the last block, or of the document.
    fn say(&mut self, said: Said) {
        match self.done.blocks.last_mut() {
            Some((found, _)) => found.said.add(said),
            None => self.done.said.add(said),
        }
    }

    fn end_cell(&mut self) {
        if let Leaf::Cell(cell) = std::mem::take(&mut self.leaf) {
            self.cells.push(cell.finish().0);
        }
    }

    fn end_leaf(&mut self) {
        match std::mem::take(&mut self.leaf) {
            Leaf::None => {}
            Leaf::Cell(cell) => self.cells.push(cell.finish().0),
            Leaf::Line(heading, mut line) => {
                for _ in 0..line.comments {
                    self.left_out(LeftOut::Comment, self.at.clone());
                }
                let said = std::mem::take(&mut line.said);
                let (mut runs, explicit) = line.finish();
                match heading {
                    Some(level) if self.open.is_empty() => self.text(Kind::Heading(level), runs, said, explicit),
                    heading => {
                        // A heading among bullets is a strong line.
                        runs.iter_mut().for_each(|run| run.style.strong |= heading.is_some());
                        self.text(Kind::Paragraph, runs, said, explicit);
                    }
                }
            }
            Leaf::Code(text) => {
                let text: String = text.chars().filter(|&c| is_allowed(c) && c != '\r').collect();
                let text = text.trim_end_matches('\n');
                if !text.trim().is_empty() {
                    self.show_item();
                    self.push(Kind::Pre, vec![Run::plain(text)], Said::default(), false);
                }
            }
            Leaf::Html(raw) => self.html(&raw),
        }
    }

    /// HTML on lines of its own: comments, and what else there is as text.
    fn html(&mut self, raw: &str) {
        let mut rest = raw.trim();
        while let Some(end) = rest.starts_with("<!--").then(|| rest.find("-->")).flatten() {
            let (comment, after) = rest.split_at_checked(end + 3).unwrap_or((rest, ""));
            rest = after.trim_start();
            match Said::read(comment) {
                Some(said) => {
                    self.show_item();
                    self.say(said);
                }
                None => self.left_out(LeftOut::Comment, self.at.clone()),
            }
        }
        if !rest.is_empty() {
            self.text(Kind::Paragraph, runs_of(&parse_line(rest)), Said::default(), false);
        }
    }

    fn left_out(&mut self, what: LeftOut, at: Range<usize>) {
        self.done.nodes += 1;
        self.done.left_out.push(what, at);
    }
}

/// True for what begins a run of its own in a line.
const fn is_mark(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Start(Tag::Strong | Tag::Emphasis | Tag::Link { .. } | Tag::Image { .. } | Tag::TableCell)
            | Event::Code(_)
            | Event::InlineHtml(_)
    )
}

impl Numbers {
    pub(crate) fn new(ordered: bool) -> Self {
        Self { ordered, last: None }
    }

    /// What the number of an item means. CommonMark counts for itself after the first; but who wrote `2016.` and `2018.` meant
    /// years. Only a number that goes on, or one that stays (`1.` `1.` `1.`), goes on counting.
    pub(crate) fn next(&mut self, item: &str) -> u32 {
        let item = item.trim_start_matches([' ', '\t']);
        let digits = item.bytes().take_while(u8::is_ascii_digit).count();
        let written = item.get(..digits).and_then(|digits| digits.parse().ok()).unwrap_or(1);
        let means = match self.last {
            Some((before, meant)) if written == before || written == before.saturating_add(1) => {
                meant.saturating_add(1)
            }
            _ => written,
        };
        self.last = Some((written, means));
        means
    }

    /// The number after the last, where none is written.
    pub(crate) fn after(&mut self) -> u32 {
        let means = self.last.map_or(1, |(_, means)| means.saturating_add(1));
        self.last = Some((means, means));
        means
    }
}

const fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
