//! Reading: the events of a parser become blocks.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};
use vitae_core::{Block, Body, Line, List, ListItem, MAX_BLOCK_DEPTH, Run, Style, Tags, Url};

use crate::inline::{Mark, Pieces};
use crate::{comment, tag};

/// Reads prepared text. The result is not yet in normal form.
pub(crate) fn read(text: &str) -> Body {
    let mut reader = Reader::new(text);
    for (event, range) in Parser::new_ext(text, Options::empty()).into_offset_iter() {
        reader.event(event, range);
    }
    reader.finish()
}

/// Reads one led line (see [`crate::source::lines`]): by its lead it is one paragraph.
pub(crate) fn read_line(text: &str) -> Vec<Run> {
    let mut pieces = Pieces::default();
    for event in Parser::new_ext(text, Options::empty()) {
        inline(&mut pieces, event);
    }
    pieces.runs()
}

/// Takes an event that belongs inside a paragraph; gives back any other.
pub(crate) fn inline<'a>(pieces: &mut Pieces<'a>, event: Event<'a>) -> Option<Event<'a>> {
    match event {
        Event::Text(text) => pieces.text(text),
        Event::Code(text) => pieces.code(text),
        Event::InlineHtml(raw) => pieces.html(raw),
        Event::SoftBreak => pieces.text(CowStr::Borrowed(" ")),
        Event::HardBreak => pieces.line_break(),
        Event::Start(Tag::Strong) => pieces.enter(Mark::Strong),
        Event::Start(Tag::Emphasis) => pieces.enter(Mark::Emph),
        Event::Start(Tag::Link { link_type: LinkType::Autolink, dest_url, .. }) => {
            pieces.enter_autolink(tag::is_address(&dest_url));
        }
        Event::Start(Tag::Link { link_type: LinkType::Email, .. }) => pieces.enter_autolink(true),
        Event::Start(Tag::Link { dest_url, title, .. }) => pieces.enter(link(&dest_url, &title, false)),
        Event::Start(Tag::Image { dest_url, title, .. }) => pieces.enter(link(&dest_url, &title, true)),
        Event::End(TagEnd::Link) => pieces.leave_link(),
        Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Image) => pieces.leave(),
        other => return Some(other),
    }
    None
}

fn link(url: &str, title: &str, image: bool) -> Mark {
    Mark::Link { url: Url::new(url), title: title.to_owned(), image }
}

/// Collects blocks. Paragraphs that CommonMark leaves implicit (in tight items) start with their first inline event.
struct Reader<'a> {
    source: &'a str,
    root: Body,
    open: Vec<Container>,
    /// Containers that are open beyond the deepest that may be.
    beyond: usize,
    leaf: Leaf<'a>,
}

/// A container that is open.
enum Container {
    Quote(Vec<Block>),
    List(Lists),
    Item { children: Vec<Block>, tags: Tags },
}

/// What one list of CommonMark becomes: one list, or more if its numbers leap.
#[derive(Default)]
struct Lists {
    done: Vec<List>,
    current: List,
    /// The number that the last item had in the source.
    number: Option<u32>,
}

/// The block that is open and holds text.
enum Leaf<'a> {
    None,
    Para(Pieces<'a>),
    Heading(Pieces<'a>),
    Code { info: Option<String>, text: String },
    Html(String),
}

impl<'a> Reader<'a> {
    fn new(source: &'a str) -> Self {
        Self { source, root: Body::new(), open: Vec::new(), beyond: 0, leaf: Leaf::None }
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        match (&mut self.leaf, event) {
            (Leaf::Code { text, .. }, Event::Text(more)) => text.push_str(&more),
            (Leaf::Html(text), Event::Html(more) | Event::Text(more)) => text.push_str(&more),
            (Leaf::Para(pieces) | Leaf::Heading(pieces), event) => {
                if let Some(event) = inline(pieces, event) {
                    self.boundary(event, range);
                }
            }
            (_, event) => {
                let mut pieces = Pieces::default();
                match inline(&mut pieces, event) {
                    None => self.leaf = Leaf::Para(pieces),
                    Some(event) => self.boundary(event, range),
                }
            }
        }
    }

    /// An event that starts or ends a block.
    fn boundary(&mut self, event: Event<'a>, range: Range<usize>) {
        self.end_leaf();
        match event {
            Event::Start(Tag::Paragraph) => self.leaf = Leaf::Para(Pieces::default()),
            Event::Start(Tag::Heading { .. }) => self.leaf = Leaf::Heading(Pieces::default()),
            Event::Start(Tag::CodeBlock(kind)) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => Some(info.to_string()),
                    CodeBlockKind::Indented => None,
                };
                self.leaf = Leaf::Code { info, text: String::new() };
            }
            Event::Start(Tag::HtmlBlock) => self.leaf = Leaf::Html(String::new()),
            Event::Start(Tag::BlockQuote(_)) => self.enter(Container::Quote(Vec::new())),
            Event::Start(Tag::List(start)) => {
                let ordered = start.and_then(|n| u32::try_from(n).ok());
                self.enter(Container::List(Lists { current: List { ordered, ..List::default() }, ..Lists::default() }));
            }
            Event::Start(Tag::Item) => self.enter_item(range),
            Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item) => self.leave(),
            Event::Rule => self.para(self.text_at(range)),
            _ => {}
        }
    }

    fn text_at(&self, range: Range<usize>) -> Option<Line> {
        self.source.get(range).and_then(Line::text)
    }

    /// Opens a container, unless too many are open already. A list takes no level of its own: its items do.
    fn enter(&mut self, container: Container) {
        let levels = self.open.iter().filter(|open| !matches!(open, Container::List(_))).count();
        if self.beyond > 0 || (levels >= MAX_BLOCK_DEPTH && !matches!(container, Container::Item { .. })) {
            self.beyond += 1;
        } else {
            self.open.push(container);
        }
    }

    fn enter_item(&mut self, range: Range<usize>) {
        let number = self.source.get(range).and_then(number);
        if self.beyond > 0 {
            // The item is going to be paragraphs, and its number with them.
            self.para(number.and_then(|number| Line::text(&format!("{number}."))));
        } else if let Some(Container::List(lists)) = self.open.last_mut() {
            lists.next(number);
        }
        self.enter(Container::Item { children: Vec::new(), tags: Tags::new() });
    }

    /// Closes the innermost container.
    fn leave(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        match self.open.pop() {
            Some(Container::Quote(blocks)) => self.push(Block::Quote(blocks)),
            Some(Container::Item { children, tags }) => {
                if let Some(Container::List(lists)) = self.open.last_mut() {
                    // Its first paragraph becomes its line in the normal form.
                    lists.current.items.push(ListItem { line: Line::default(), children, tags });
                }
            }
            Some(Container::List(lists)) => {
                for list in lists.done.into_iter().chain([lists.current]) {
                    self.push(Block::List(list));
                }
            }
            None => {}
        }
    }

    fn push(&mut self, block: Block) {
        match self.open.last_mut() {
            Some(Container::Quote(blocks) | Container::Item { children: blocks, .. }) => blocks.push(block),
            Some(Container::List(_)) | None => self.root.push(block),
        }
    }

    fn para(&mut self, line: Option<Line>) {
        if let Some(line) = line {
            self.push(Block::Para(line));
        }
    }

    fn end_leaf(&mut self) {
        match std::mem::replace(&mut self.leaf, Leaf::None) {
            Leaf::None => {}
            Leaf::Para(mut pieces) => {
                self.take_tags(|first| if first { pieces.take_tags() } else { None });
                self.para(Line::new(pieces.runs()));
            }
            Leaf::Heading(pieces) => self.para(Line::new(pieces.runs().into_iter().map(strong))),
            Leaf::Code { info, text } => {
                self.para(info.as_deref().and_then(Line::text));
                self.push(Block::Pre(text));
            }
            Leaf::Html(text) => self.html(&text),
        }
    }

    /// Asks for labels, where an item may have some; the answer depends on whether the item has nothing else yet.
    fn take_tags(&mut self, find: impl FnOnce(bool) -> Option<Tags>) -> bool {
        match self.open.last_mut() {
            Some(Container::Item { children, tags }) if self.beyond == 0 => {
                let found = find(children.is_empty());
                let any = found.is_some();
                tags.extend(found.into_iter().flatten());
                any
            }
            _ => false,
        }
    }

    /// HTML on lines of its own: labels of an item, or text. Where it starts with a tag of the dialect, it is a paragraph that
    /// CommonMark took for HTML because the tag stood alone on its line.
    fn html(&mut self, raw: &str) {
        if self.take_tags(|_| comment::read(raw)) {
            return;
        }
        let starts_with_tag = raw.trim_start().split_inclusive('>').next().is_some_and(|tag| tag::read(tag).is_some());
        let line = if starts_with_tag { Some(crate::parse_line(raw)) } else { Line::text(raw) };
        self.para(line.filter(|line| !line.is_empty()));
    }

    fn finish(mut self) -> Body {
        self.end_leaf();
        while !self.open.is_empty() {
            self.leave();
        }
        self.root
    }
}

impl Lists {
    /// Prepares for an item. CommonMark counts for itself after the first number; but who wrote `2016.` and `2018.` meant
    /// years. Only a number that goes on, or one that stays (`1.` `1.` `1.`), goes on counting.
    fn next(&mut self, number: Option<u32>) {
        if let (Some(before), Some(now)) = (self.number, number)
            && now != before
            && now != before + 1
        {
            let next = List { ordered: Some(now), ..List::default() };
            self.done.push(std::mem::replace(&mut self.current, next));
        }
        self.number = number;
    }
}

/// The number that a list item starts with.
fn number(item: &str) -> Option<u32> {
    let item = item.trim_start_matches([' ', '\t']);
    let digits = item.bytes().take_while(u8::is_ascii_digit).count();
    item.get(..digits)?.parse().ok()
}

fn strong(run: Run) -> Run {
    match run {
        Run::Text { text, style } => Run::Text { text, style: Style { strong: true, ..style } },
        Run::Break => Run::Break,
    }
}
