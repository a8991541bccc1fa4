//! Headings, paragraphs, lists and quotations: elements that nest, from blocks that are flat.

use crate::marks::{GAP, Place};
use crate::page::{Open, Page, Rank, Shape};
use crate::text::escape;
use vitae_core::SectionKind;
use vitae_outline::{Block, Kind, Part};

impl Page {
    /// How many bullets are open around here.
    pub(crate) fn items(&self) -> usize {
        self.open.iter().filter(|open| open.shape == Shape::Item).count()
    }

    fn quotes(&self) -> usize {
        self.open.iter().filter(|open| open.shape == Shape::Quote).count()
    }

    /// Writes a block as deep in lists and quotations as it stands.
    pub(crate) fn flow(&mut self, block: &Block) {
        let number = if let Kind::Item { number } = block.kind { Some(number) } else { None };
        let (level, quote) = (usize::from(block.level), usize::from(block.quote));
        let around = if number.is_some() { level.saturating_sub(1) } else { level };
        while self.items() > around || self.quotes() > quote {
            self.pop();
        }
        let fits = self.items() == around && self.quotes() == quote;
        let continues =
            number.is_some_and(|number| fits && self.open.last().is_some_and(|open| continues(open, number)));
        if !continues && matches!(self.open.last(), Some(Open { shape: Shape::List(_), .. })) {
            self.pop();
        }
        while self.quotes() < quote {
            self.start("<blockquote>\n", "</blockquote>\n", Shape::Quote);
        }
        while self.items() < around {
            self.start("<ul>\n", "</ul>\n", Shape::List(None));
            self.start(&format!("<li class=\"{GAP}\">"), "</li>\n", Shape::Item);
        }
        match number {
            Some(number) => {
                if !continues {
                    self.list(number);
                }
                self.item(block);
            }
            None => self.element(block),
        }
    }

    fn pop(&mut self) {
        if let Some(open) = self.open.pop() {
            self.out.push_str(open.end);
        }
    }

    fn start(&mut self, start: &str, end: &'static str, shape: Shape) {
        if self.out.ends_with(|c| c != '\n') {
            self.out.push('\n');
        }
        let place = if self.place() == Place::Lines { Place::Entry } else { self.place() };
        self.begin_as(Rank::Flow, start, end, place, shape);
    }

    fn list(&mut self, number: Option<u32>) {
        let (start, end) = match number {
            None => ("<ul>\n".to_owned(), "</ul>\n"),
            Some(1) => ("<ol>\n".to_owned(), "</ol>\n"),
            Some(n) => (format!("<ol start=\"{n}\">\n"), "</ol>\n"),
        };
        self.start(&start, end, Shape::List(number));
    }

    /// A bullet, left open for what belongs to it.
    fn item(&mut self, block: &Block) {
        if let Some(Open { shape: Shape::List(next), .. }) = self.open.last_mut() {
            *next = next.and_then(|n| n.checked_add(1));
        }
        let start = format!("<li{}>", self.attributes(block, ""));
        self.start(&start, "</li>\n", Shape::Item);
        if let Some(open) = self.open.last_mut() {
            open.lang.clone_from(&block.lang);
        }
        self.runs(block.part, &block.runs);
    }

    fn element(&mut self, block: &Block) {
        if self.out.ends_with(|c| c != '\n') {
            self.out.push('\n');
        }
        // The names that microformats have for it, beside ours.
        let class = match block.part {
            Some(Part::Name | Part::Entry | Part::Position) => "p-name",
            Some(Part::Headline) => "p-job-title",
            Some(Part::Organization) => "p-org",
            Some(Part::Text) if self.kind == Some(SectionKind::Summary) => "p-summary",
            _ => "",
        };
        let attributes = self.attributes(block, class);
        let tag = match block.kind {
            Kind::Heading(n) => format!("h{}", n.clamp(1, 6)),
            Kind::Rule => return self.out.push_str(&format!("<hr{attributes}>\n")),
            Kind::Pre => {
                // The line feed after the tag is not part of the text.
                self.out.push_str(&format!("<pre{attributes}>\n"));
                escape(&mut self.out, &block.text());
                return self.out.push_str("</pre>\n");
            }
            _ => "p".to_owned(),
        };
        self.out.push_str(&format!("<{tag}{attributes}>"));
        self.runs(block.part, &block.runs);
        self.out.push_str(&format!("</{tag}>\n"));
    }
}

/// True if a bullet with this number comes next in a list.
fn continues(open: &Open, number: Option<u32>) -> bool {
    open.shape == Shape::List(number)
}
