//! The inside of a paragraph: events and tags are collected as pieces, and the pieces become runs.
//!
//! Marks of CommonMark nest by themselves. A tag counts only if its partner stands in the same mark and something visible stands
//! between them; otherwise it is text. Nothing here recurses: a hundred thousand marks in each other are just a long list.

use std::borrow::Cow;
use std::mem;

use pulldown_cmark::CowStr;
use vitae_core::{Lang, Run, Script, Style, Tags, Url};

use crate::tag::{self, Name, Tag};
use crate::{comment, source};

/// What a stretch of text is marked with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Mark {
    Strong,
    Emph,
    Code,
    Script(Script),
    Lang(Lang),
    Link {
        url: Option<Url>,
        /// The text that shows when a mouse rests on the link.
        title: String,
        /// An image gives way to the link that it stands in.
        image: bool,
    },
}

impl Mark {
    /// A link without a title.
    pub(crate) fn link(url: Url) -> Self {
        Self::Link { url: Some(url), title: String::new(), image: false }
    }
}

/// A piece of a paragraph, in the order of the source.
enum Piece<'a> {
    Text(CowStr<'a>),
    Code(CowStr<'a>),
    Html(CowStr<'a>),
    Break,
    Enter(Mark),
    Leave,
}

/// Collects the pieces of one paragraph.
#[derive(Default)]
pub(crate) struct Pieces<'a> {
    pieces: Vec<Piece<'a>>,
    /// Tags that wait for their partner, innermost last.
    waiting: Vec<Waiting>,
    /// The marks of CommonMark that are open, and around them the paragraph itself.
    scopes: Vec<Scope>,
    outer: Scope,
    /// The last piece that shows something.
    visible: usize,
    /// Inside an autolink, what ends it.
    autolink: Option<&'static str>,
}

/// An opening tag: a piece of text until its partner comes.
struct Waiting {
    name: Name,
    mark: Mark,
    at: usize,
}

/// Where tags may find each other.
#[derive(Default)]
struct Scope {
    /// How many tags wait outside.
    base: usize,
    /// How many wait inside, by name: no search for a partner that is not there.
    waiting: [u32; Name::COUNT],
}

impl<'a> Pieces<'a> {
    pub(crate) fn text(&mut self, text: CowStr<'a>) {
        if !is_blank(&text) {
            self.visible = self.pieces.len();
        }
        self.pieces.push(Piece::Text(text));
    }

    pub(crate) fn code(&mut self, text: CowStr<'a>) {
        if !is_blank(&text) {
            self.visible = self.pieces.len();
        }
        self.pieces.push(Piece::Code(text));
    }

    pub(crate) fn line_break(&mut self) {
        self.pieces.push(Piece::Break);
    }

    /// Opens a mark of CommonMark.
    pub(crate) fn enter(&mut self, mark: Mark) {
        if matches!(mark, Mark::Link { url: Some(_), .. }) {
            // A link shows at least its address.
            self.visible = self.pieces.len();
        }
        self.pieces.push(Piece::Enter(mark));
        let scope = Scope { base: self.waiting.len(), ..Scope::default() };
        self.scopes.push(mem::replace(&mut self.outer, scope));
    }

    /// Opens an autolink. Its text is its address, so the link adds nothing (N5); one that leads nowhere keeps its brackets.
    pub(crate) fn enter_autolink(&mut self, leads: bool) {
        let (before, after) = if leads { ("", "") } else { ("<", ">") };
        self.text(CowStr::Borrowed(before));
        self.autolink = Some(after);
    }

    /// Closes a link.
    pub(crate) fn leave_link(&mut self) {
        match self.autolink.take() {
            Some(after) => self.text(CowStr::Borrowed(after)),
            None => self.leave(),
        }
    }

    /// Closes a mark of CommonMark.
    pub(crate) fn leave(&mut self) {
        if let Some(outer) = self.scopes.pop() {
            self.give_up(self.outer.base);
            self.outer = outer;
            self.pieces.push(Piece::Leave);
        }
    }

    /// A tag, a comment, or whatever else CommonMark takes for HTML.
    pub(crate) fn html(&mut self, raw: CowStr<'a>) {
        let at = self.pieces.len();
        match tag::read(&raw) {
            Some(Tag::Break) => self.pieces.push(Piece::Break),
            Some(Tag::Open(name, mark)) => {
                self.waiting.push(Waiting { name, mark, at });
                self.count(name, 1);
                self.pieces.push(Piece::Html(raw));
            }
            Some(Tag::Close(name)) if self.close(name) => self.pieces.push(Piece::Leave),
            Some(Tag::Close(_)) | None => {
                self.visible = at;
                self.pieces.push(Piece::Html(raw));
            }
        }
    }

    /// Finds the partner of a closing tag. False if there is none, or if the two would mark nothing visible.
    fn close(&mut self, name: Name) -> bool {
        if self.outer.waiting.get(name as usize).is_none_or(|&n| n == 0) {
            return false;
        }
        let inside = self.waiting.get(self.outer.base..).unwrap_or_default();
        let Some(found) = inside.iter().rposition(|tag| tag.name == name) else { return false };
        let found = self.outer.base + found;
        self.give_up(found + 1);
        let Some(open) = self.waiting.pop() else { return false };
        self.count(name, -1);
        let marks_something = self.visible > open.at;
        if marks_something && let Some(piece) = self.pieces.get_mut(open.at) {
            *piece = Piece::Enter(open.mark);
        }
        marks_something
    }

    /// Tags from here on have no partner: they are text.
    fn give_up(&mut self, from: usize) {
        while self.waiting.len() > from
            && let Some(tag) = self.waiting.pop()
        {
            self.visible = self.visible.max(tag.at);
            self.count(tag.name, -1);
        }
    }

    fn count(&mut self, name: Name, change: i32) {
        if let Some(n) = self.outer.waiting.get_mut(name as usize) {
            *n = n.saturating_add_signed(change);
        }
    }

    /// Takes the labels of an item from the end of its line.
    pub(crate) fn take_tags(&mut self) -> Option<Tags> {
        let last = self.pieces.iter().rposition(|piece| !matches!(piece, Piece::Text(text) if is_blank(text)))?;
        let Some(Piece::Html(raw)) = self.pieces.get(last) else { return None };
        let tags = comment::read(raw)?;
        self.pieces.truncate(last);
        Some(tags)
    }

    /// The runs, not yet in normal form.
    pub(crate) fn runs(self) -> Vec<Run> {
        let mut runs = Runs::default();
        for piece in self.pieces {
            match piece {
                Piece::Text(text) | Piece::Html(text) => runs.text(&text),
                Piece::Code(text) => runs.code(&text),
                Piece::Break => runs.line_break(),
                Piece::Enter(mark) => runs.enter(mark),
                Piece::Leave => runs.leave(),
            }
        }
        runs.finish()
    }
}

/// True if a reader sees nothing.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || !vitae_core::is_allowed(c))
}

/// How much may be spent on copies of one address. Each run of a link carries its own: a long address around a thousand runs
/// would cost a thousand times the source. Past this, runs go without; the first one always has it.
const COPIES: usize = 64 * 1024;

/// Makes runs of pieces.
#[derive(Default)]
struct Runs {
    done: Vec<Run>,
    text: String,
    /// The marks of `text`.
    strong: usize,
    emph: usize,
    code: usize,
    scripts: Vec<Script>,
    langs: Vec<Lang>,
    links: Vec<Link>,
    /// The marks that are open, as they nest.
    open: Vec<Open>,
}

/// An open mark, as far as leaving it needs to know.
enum Open {
    Strong,
    Emph,
    Code,
    Script,
    Lang,
    Link,
}

/// An open link.
struct Link {
    url: Option<Url>,
    title: String,
    /// The link that text in here leads to: this one, or one around it.
    leads: Option<usize>,
    /// True once text carries the address.
    carried: bool,
    /// True once anything shows.
    shows: bool,
    copied: usize,
}

impl Runs {
    fn text(&mut self, text: &str) {
        for (i, part) in text.split(source::BREAK).enumerate() {
            if i > 0 {
                self.line_break();
            }
            self.push(part);
        }
    }

    fn code(&mut self, text: &str) {
        let text: Cow<'_, str> = source::code_text(text);
        self.enter(Mark::Code);
        self.push(&text);
        self.leave();
    }

    fn push(&mut self, text: &str) {
        if !is_blank(text) {
            let leads = self.links.last().and_then(|link| link.leads);
            if let Some(link) = self.links.last_mut() {
                link.shows = true;
            }
            if let Some(link) = leads.and_then(|at| self.links.get_mut(at)) {
                link.carried = true;
            }
        }
        self.text.push_str(text);
    }

    fn line_break(&mut self) {
        self.end_run();
        self.done.push(Run::Break);
    }

    fn enter(&mut self, mark: Mark) {
        self.end_run();
        self.open.push(match mark {
            Mark::Strong => {
                self.strong += 1;
                Open::Strong
            }
            Mark::Emph => {
                self.emph += 1;
                Open::Emph
            }
            Mark::Code => {
                self.code += 1;
                Open::Code
            }
            Mark::Script(script) => {
                self.scripts.push(script);
                Open::Script
            }
            Mark::Lang(lang) => {
                self.langs.push(lang);
                Open::Lang
            }
            Mark::Link { url, title, image } => {
                let around = self.links.last().and_then(|link| link.leads);
                let gives_way = url.is_none() || (image && around.is_some());
                let leads = if gives_way { around } else { Some(self.links.len()) };
                self.links.push(Link { url, title, leads, carried: false, shows: false, copied: 0 });
                Open::Link
            }
        });
    }

    fn leave(&mut self) {
        self.end_run();
        match self.open.pop() {
            Some(Open::Strong) => self.strong -= 1,
            Some(Open::Emph) => self.emph -= 1,
            Some(Open::Code) => self.code -= 1,
            Some(Open::Script) => drop(self.scripts.pop()),
            Some(Open::Lang) => drop(self.langs.pop()),
            Some(Open::Link) => self.leave_link(),
            None => {}
        }
    }

    /// After a link stands what none of its text could carry: its title, and its address if something inside took its place.
    fn leave_link(&mut self) {
        let Some(link) = self.links.pop() else { return };
        if let Some(around) = self.links.last_mut() {
            around.shows |= link.shows;
        }
        if let Some(url) = link.url.filter(|_| !link.carried) {
            let text = if link.shows { format!(" ({url})") } else { url.to_string() };
            self.push(&text);
        }
        if !is_blank(&link.title) {
            self.push(&format!(" ({})", link.title));
        }
    }

    fn end_run(&mut self) {
        if !self.text.is_empty() {
            let style = self.style();
            self.done.push(Run::styled(&self.text, style));
            self.text.clear();
        }
    }

    fn style(&mut self) -> Style {
        let leads = self.links.last().and_then(|link| link.leads);
        let link = leads.and_then(|at| self.links.get_mut(at)).and_then(|link| {
            let url = link.url.as_ref()?;
            link.copied += url.as_str().len();
            (link.copied <= COPIES || link.copied == url.as_str().len()).then(|| url.clone())
        });
        Style {
            strong: self.strong > 0,
            emph: self.emph > 0,
            code: self.code > 0,
            script: self.scripts.last().copied().unwrap_or_default(),
            link,
            lang: self.langs.last().cloned(),
        }
    }

    fn finish(mut self) -> Vec<Run> {
        self.end_run();
        self.done
    }
}
