//! A stranger's Markdown, as it looks on a page: blocks without names, and what HTML stands in them taken for what it means.
//!
//! | source | block |
//! |---|---|
//! | heading, even inside an item | heading |
//! | paragraph | paragraph; which line ends count is for `wrap` to say |
//! | item; `` - ` ` `` | item; nothing |
//! | table, definition list | paragraphs in cells |
//! | rule | rule; what follows has a gap |
//! | fence that holds most of the document, indented code | a paragraph for each line |
//! | HTML | what it means; tags that mean nothing here are reported once |
//! | line of a template, `@import`, attributes | left out, and reported |

mod page;
mod tag;
mod wrap;

use crate::left_out::{LeftOut, Remarks};
use page::{Container, Grid, Mark, Page};
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};
use std::ops::Range;
use tag::Token;
use vitae_core::Script;
use vitae_outline::{Block, Kind, blocks_of_lines};

/// What a stranger's document holds.
#[derive(Debug, Default)]
#[cfg_attr(not(feature = "read"), allow(dead_code, reason = "a writer only asks whether a document is a stranger's"))]
pub(crate) struct Document {
    /// Its blocks, and where they stand.
    pub blocks: Vec<(Block, Range<usize>)>,
    /// It has what no writer of ours writes: tables, tags that make a page, templates, line ends that count.
    pub is_strange: bool,
    /// What was seen and is not carried.
    pub left_out: Remarks,
    /// How many blocks, marks and remarks were counted, and where the count ended.
    pub nodes: usize,
    pub end: usize,
}

/// Reads a document without its front matter, up to where it has more than so many nodes.
pub(crate) fn read(text: &str, most: usize) -> Document {
    let mut reader = Reader { source: text, page: Page::default(), code: None, html: None };
    let mut end = 0;
    let options = Options::ENABLE_TABLES | Options::ENABLE_DEFINITION_LIST | Options::ENABLE_STRIKETHROUGH;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        end = range.start;
        reader.event(event, range);
        if reader.page.nodes > most {
            break;
        }
    }
    reader.page.flush();
    let Page { blocks, left_out, mut is_strange, mut nodes, .. } = reader.page;
    // Nobody but a stranger has nothing outside of fences.
    is_strange |= !blocks.is_empty() && blocks.iter().all(|(block, _)| block.kind == Kind::Pre);
    let blocks = unfenced(blocks);
    nodes = nodes.max(blocks.len());
    Document { blocks, is_strange, left_out, nodes, end }
}

struct Reader<'a> {
    source: &'a str,
    page: Page,
    /// Code that is open; true if fences stand around it.
    code: Option<(String, bool)>,
    /// HTML on lines of its own.
    html: Option<String>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match (&mut self.code, &mut self.html, &event) {
            (Some((text, _)), _, Event::Text(more)) => return text.push_str(more),
            (_, Some(text), Event::Html(more) | Event::Text(more)) => return text.push_str(more),
            _ => {}
        }
        self.page.reaches(&range);
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.page.text(&text),
            Event::Code(text) => {
                self.page.enter(Mark::Code);
                self.page.text(&text);
                self.page.leave(|mark| matches!(mark, Mark::Code));
            }
            Event::InlineHtml(raw) | Event::Html(raw) => self.tags(&raw),
            Event::SoftBreak => self.page.soft_break(),
            Event::HardBreak => self.page.hard_break(),
            Event::Rule => self.page.rule(),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Strong => return self.page.enter(Mark::Strong),
            Tag::Emphasis => return self.page.enter(Mark::Emph),
            Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => return self.page.enter(Mark::Plain),
            Tag::Link { dest_url, title, .. } => return self.page.enter_link(&dest_url, &title, false),
            Tag::Image { dest_url, title, .. } => return self.page.enter_link(&dest_url, &title, true),
            Tag::Strikethrough => return self.page.enter(Mark::Plain),
            _ => self.page.flush(),
        }
        self.page.begins(range.clone());
        match tag {
            Tag::Heading { level, .. } => self.page.heading(level as u8),
            Tag::BlockQuote(_) => self.page.open(Container::Quote, false),
            Tag::List(start) => self.page.open(Container::list(start.is_some()), false),
            Tag::Item => self.page.item(self.source.get(range).unwrap_or_default(), false),
            Tag::CodeBlock(kind) => {
                let fenced = matches!(kind, CodeBlockKind::Fenced(_));
                if matches!(&kind, CodeBlockKind::Fenced(info) if !matches!(&**info, "" | "text" | "txt")) {
                    self.page.left_out(LeftOut::Info);
                }
                self.code = Some((String::new(), fenced));
            }
            Tag::HtmlBlock => self.html = Some(String::new()),
            Tag::Table(_) | Tag::DefinitionList => self.page.table(false),
            Tag::TableHead | Tag::TableRow | Tag::DefinitionListTitle => {
                self.page.row();
                if matches!(tag, Tag::DefinitionListTitle) {
                    self.page.cell(1);
                }
            }
            Tag::TableCell => self.page.cell(1),
            Tag::DefinitionListDefinition => self.page.definition(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => return self.page.leave(|mark| matches!(mark, Mark::Strong)),
            TagEnd::Emphasis => return self.page.leave(|mark| matches!(mark, Mark::Emph)),
            TagEnd::Link | TagEnd::Image => return self.page.leave(|mark| matches!(mark, Mark::Link(_) | Mark::Plain)),
            TagEnd::Strikethrough => return self.page.leave(|mark| matches!(mark, Mark::Plain)),
            TagEnd::Heading(_) => self.page.strip_attributes(),
            _ => {}
        }
        self.page.flush();
        match tag {
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => self.page.close(),
            TagEnd::CodeBlock => {
                if let Some((text, fenced)) = self.code.take() {
                    self.page.code(&text, fenced);
                }
            }
            TagEnd::HtmlBlock => {
                if let Some(text) = self.html.take() {
                    self.tags(&text);
                    self.page.flush();
                }
            }
            TagEnd::Table | TagEnd::DefinitionList => self.page.end_table(false),
            _ => {}
        }
    }

    // ── HTML ──

    fn tags(&mut self, raw: &str) {
        for token in tag::tokens(raw) {
            match token {
                Token::Text(text) => self.page.html_text(&tag::decoded(text)),
                Token::Comment => self.page.left_out(LeftOut::Comment),
                Token::Skipped => self.page.tag_left_out(),
                Token::Open(name, attributes) => self.open_tag(&name, attributes),
                Token::Close(name) => self.close_tag(&name),
            }
        }
    }

    fn open_tag(&mut self, name: &str, attributes: &str) {
        let page = &mut self.page;
        page.nodes += 1;
        match name {
            "br" => return page.hard_break(),
            "b" | "strong" => return page.enter(Mark::Strong),
            "i" | "em" | "cite" | "dfn" | "var" => return page.enter(Mark::Emph),
            "code" | "kbd" | "samp" | "tt" => return page.enter(Mark::Code),
            "sup" => return page.enter(Mark::Script(Script::Sup)),
            "sub" => return page.enter(Mark::Script(Script::Sub)),
            "a" => {
                let href = tag::attribute(attributes, "href").unwrap_or_default();
                return page.enter_link(&href, &tag::attribute(attributes, "title").unwrap_or_default(), false);
            }
            "img" => {
                page.enter_link(
                    &tag::attribute(attributes, "src").unwrap_or_default(),
                    &tag::attribute(attributes, "title").unwrap_or_default(),
                    true,
                );
                page.text(&tag::attribute(attributes, "alt").unwrap_or_default());
                return page.leave(|mark| matches!(mark, Mark::Link(_)));
            }
            "hr" => return page.rule(),
            _ if tag::is_inline(name) => return,
            _ if !tag::is_block(name) => return page.tag_left_out(),
            _ => page.flush(),
        }
        page.is_strange = true;
        let align = tag::attribute(attributes, "align").unwrap_or_default();
        let style = tag::attribute(attributes, "style").unwrap_or_default().replace(' ', "");
        page.center(
            name,
            name == "center" || align.eq_ignore_ascii_case("center") || style.contains("text-align:center"),
        );
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                page.heading(name.bytes().last().map_or(1, |digit| digit.saturating_sub(b'0')));
            }
            "blockquote" => page.open(Container::Quote, true),
            "ul" | "ol" => page.open(Container::list(name == "ol"), true),
            "li" => {
                page.close_html(|container| matches!(container, Container::Item), true);
                page.item("", true);
            }
            "table" | "dl" => page.table(true),
            "tr" => page.row(),
            "dt" => {
                page.row();
                page.cell(1);
            }
            "td" | "th" => page.cell(tag::attribute(attributes, "colspan").and_then(|n| n.parse().ok()).unwrap_or(1)),
            "dd" => page.definition(),
            _ => {}
        }
    }

    fn close_tag(&mut self, name: &str) {
        let page = &mut self.page;
        match name {
            "b" | "strong" => return page.leave(|mark| matches!(mark, Mark::Strong)),
            "i" | "em" | "cite" | "dfn" | "var" => return page.leave(|mark| matches!(mark, Mark::Emph)),
            "code" | "kbd" | "samp" | "tt" => return page.leave(|mark| matches!(mark, Mark::Code)),
            "sup" | "sub" => return page.leave(|mark| matches!(mark, Mark::Script(_))),
            "a" => return page.leave(|mark| matches!(mark, Mark::Link(_))),
            _ if !tag::is_block(name) => return,
            _ => page.flush(),
        }
        page.end_center(name);
        match name {
            "blockquote" => page.close_html(|container| matches!(container, Container::Quote), false),
            "ul" | "ol" => page.close_html(|container| matches!(container, Container::List(_)), false),
            "li" => page.close_html(|container| matches!(container, Container::Item), true),
            "table" | "dl" => page.end_table(true),
            "td" | "th" => page.end_cell(),
            _ => {}
        }
    }
}

impl Grid {
    /// The column of what a term is said to be.
    const DEFINITION: u16 = 1;
}

/// A whole résumé between fences, for the look of it, is lines; so is text that only happens to be indented.
fn unfenced(blocks: Vec<(Block, Range<usize>)>) -> Vec<(Block, Range<usize>)> {
    let letters = |(block, _): &&(Block, Range<usize>)| {
        block.runs.iter().map(|run| run.text.chars().filter(|c| c.is_alphanumeric()).count()).sum::<usize>()
    };
    let all: usize = blocks.iter().map(|block| letters(&block)).sum();
    let fenced: usize = blocks.iter().filter(|(block, _)| block.kind == Kind::Pre).map(|block| letters(&block)).sum();
    if fenced * 2 <= all {
        return blocks;
    }
    let lines = |(block, at): (Block, Range<usize>)| match block.kind {
        Kind::Pre => blocks_of_lines(&block.text()).into_iter().map(|line| (line, at.clone())).collect(),
        _ => vec![(block, at)],
    };
    blocks.into_iter().flat_map(lines).collect()
}
