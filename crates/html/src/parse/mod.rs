//! From a page to an outline: ours by its names, anybody's by what is seen.
//!
//! The page is read as a stream of tags and text, as WHATWG's tokenizer says they are, with a list of the elements that are
//! open. There is no tree: an outline is flat, and so is the way to it. What a tree would do for broken pages is done on the
//! list – an element that begins ends the paragraph, the item or the cell before it, and marks that were left open live on – so
//! that each tag costs no more than the depth of the page, which is limited.

mod build;
mod element;
mod fields;
mod foreign;
mod machine;
mod names;
mod sheet;
mod signs;
mod stack;

use crate::marks;
use build::Building;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Span, Tokenizer};
use stack::{Attributes, Open};
use std::borrow::Cow;
use std::ops::Range;
use vitae_core::{
    Context, Diagnostic, Dir, Error, Kind as Said, Lang, Limits, Places, Result, SectionKind, Source, Text, Url,
};
use vitae_outline::{Block, Head, Outline, Role, is_safe};

/// How many elements may be open for one level of structure: pages put boxes into boxes.
const BOXES: usize = 8;

/// A page with scripts and fewer words than this is a shell that they would fill.
const SHELL: usize = 2;

/// The outline of a page.
///
/// # Errors
/// When the input is not UTF-8, or passes a limit. Nothing else is an error: every text is a page.
///
/// ```
/// use vitae_core::{Context, Source};
/// use vitae_outline::{Kind, Run};
/// let outline = vitae_html::parse(&Source::new(b"<h1>Mara<p>Engineer &amp; more"), &mut Context::default())?;
/// assert_eq!(outline.blocks[0].kind, Kind::Heading(1));
/// assert_eq!(outline.blocks[1].runs, [Run::plain("Engineer & more")]);
/// # Ok::<(), vitae_core::Error>(())
/// ```
pub fn parse(source: &Source<'_>, cx: &mut Context) -> Result<Outline> {
    let text = source.text()?;
    let mut page = Page::new(text, cx.limits);
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| page.event(event, span).err());
    let mut tokens = Tokenizer::new_with_emitter(text, Unjudged(emitter));
    // The emitter switches to raw text in scripts and the like; what comes out of the tokenizer are errors, and the first ends it.
    if let Some(Ok(error)) = tokens.next() {
        return Err(error);
    }
    drop(tokens);
    page.flush();
    if !page.own {
        page.settle_foreign();
    }
    page.report(cx);
    if !page.own {
        page.hear_machines().into_iter().for_each(|said| cx.report.push(said));
    }
    Ok(Outline { head: page.head, blocks: page.blocks })
}

/// What a page does wrong is of no interest here, and to look for it takes as long as to read it: each character is judged.
struct Unjudged<E>(E);

impl<E: Emitter> ForwardingEmitter for Unjudged<E> {
    type Token = E::Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = E::Token> {
        &mut self.0
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }
}

/// Bytes that were cut out of text at ASCII characters.
fn utf8(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// A page that is being read.
struct Page<'s> {
    places: Places<'s>,
    /// Where the tag or the text stands that is being read.
    here: Range<usize>,
    limits: Limits,
    spent: Spent,
    head: Head,
    /// True if it says that it is ours: only then names are trusted.
    own: bool,
    /// The tag that is being read, what it says, and where it begins.
    tag: (String, Option<Box<Attributes>>, usize),
    /// The attribute that is being read, if it means something.
    attribute: Option<&'static str>,
    stack: Vec<Open>,
    /// How many of the open elements are not text of the page, and how many are hidden.
    silent: usize,
    /// The section whose first block is yet to come.
    section: Option<SectionKind>,
    building: Option<Building>,
    blocks: Vec<Block>,
    /// The line feed right after `<pre>` is not part of the text.
    after_pre: bool,
    unread: Unread,
    /// What is being said that is no text of the page.
    saying: Option<Role>,
    /// What is seen on the page of somebody else.
    foreign: foreign::Foreign,
}

/// What was taken from the page so far.
#[derive(Default)]
struct Spent {
    tags: usize,
    /// Pieces of text that are seen.
    nodes: usize,
    /// Their letters, and the addresses that they carry: each piece has a copy of its own.
    text: usize,
}

/// What was seen and is not in the outline.
#[derive(Default)]
struct Unread {
    hidden: usize,
    comments: usize,
    scripts: usize,
    damaged: usize,
    /// How many links lead nowhere outside the page, and the first of them.
    links: (usize, Option<(String, Range<usize>)>),
}

impl<'s> Page<'s> {
    fn new(text: &'s str, limits: Limits) -> Self {
        Self {
            places: Places::new(text),
            here: 0..0,
            limits,
            spent: Spent::default(),
            head: Head::default(),
            own: false,
            tag: Default::default(),
            attribute: None,
            stack: Vec::new(),
            silent: 0,
            section: None,
            building: None,
            blocks: Vec::new(),
            after_pre: false,
            unread: Unread::default(),
            saying: None,
            foreign: foreign::Foreign::default(),
        }
    }

    fn event(&mut self, event: CallbackEvent<'_>, span: Span<usize>) -> Result<()> {
        self.here = span.start..span.end;
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = (utf8(name).into_owned(), None, span.start);
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute = self.tag.1.get_or_insert_default().begin(&utf8(name));
            }
            CallbackEvent::AttributeValue { value } => {
                self.limits.check_attribute(value.len()).map_err(|error| self.located(error, &span))?;
                if let (Some(name), Some(attributes)) = (self.attribute.take(), &mut self.tag.1) {
                    attributes.set(name, utf8(value).into_owned());
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                self.count_tag(&span)?;
                let (name, attributes, start) = std::mem::take(&mut self.tag);
                let span = Span { start, end: span.end };
                self.here = start..span.end;
                self.start(&name, attributes.unwrap_or_default(), self_closing, &span);
                self.check(&span)?;
                let levels = self.stack.len().div_ceil(BOXES);
                self.limits.check_depth(levels).map_err(|error| self.located(error, &span))?;
            }
            CallbackEvent::EndTag { name } => {
                self.count_tag(&span)?;
                self.end(&utf8(name));
            }
            CallbackEvent::String { value } => {
                self.text(&utf8(value), &span);
                self.check(&span)?;
            }
            CallbackEvent::Comment { value } => self.unread.comments += usize::from(!value.is_empty()),
            CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
        Ok(())
    }

    fn count_tag(&mut self, span: &Span<usize>) -> Result<()> {
        self.spent.tags += 1;
        self.limits.check_tags(self.spent.tags).map_err(|error| self.located(error, span))
    }

    /// Counts a piece of text that is seen, with the address that it carries.
    fn spend(&mut self, text: &str, link: Option<&Url>) {
        self.spent.nodes += usize::from(!text.trim().is_empty());
        self.spent.text = self.spent.text.saturating_add(text.len() + link.map_or(0, |link| link.as_str().len()));
    }

    /// Holds what was spent against the limits.
    fn check(&mut self, span: &Span<usize>) -> Result<()> {
        let checked = self.limits.check_nodes(self.spent.nodes.max(self.blocks.len()));
        let checked = checked.and_then(|()| self.limits.check_text(self.spent.text));
        checked.map_err(|error| self.located(error, span))
    }

    fn located(&mut self, error: Error, span: &Span<usize>) -> Error {
        error.at(self.places.locate(span.start..span.end))
    }

    // ── the head ──

    /// What `html` and `body` say of the document.
    fn frame(&mut self, name: &str, attributes: &Attributes) {
        if !self.own {
            self.undressed(name, attributes);
        }
        let assumed = name == "html" && marks::has_class(&attributes.class, marks::ASSUMED);
        if self.head.lang.is_none() && !assumed {
            self.head.lang = attributes.lang.as_deref().and_then(Lang::new);
        }
        let usual = self.head.lang.as_ref().map_or(Dir::Ltr, Dir::of);
        let said = match attributes.dir.to_ascii_lowercase().as_str() {
            "rtl" => Some(Dir::Rtl),
            "ltr" => Some(Dir::Ltr),
            _ => None,
        };
        self.head.direction = self.head.direction.or(said.filter(|said| *said != usual || attributes.dir_said));
    }

    fn meta(&mut self, attributes: Box<Attributes>) {
        if attributes.name == marks::FORMAT_NAME && self.blocks.is_empty() && self.building.is_none() {
            self.own = true;
        } else if attributes.name == marks::FACTS_NAME && self.own {
            self.head.facts = self.facts(attributes.content);
        } else if attributes.name.eq_ignore_ascii_case("author") && !self.own {
            self.head.author = Text::new(attributes.content.trim());
        } else if !attributes.itemprop.is_empty() && !self.own {
            self.property(&attributes);
        }
    }

    fn title(&mut self, text: &str) {
        if self.head.title.is_none() && !self.stack.iter().any(|open| open.assumed) {
            self.head.title = Text::new(text);
        }
    }

    /// Facts in their alphabet. In any other somebody tampered with them.
    fn facts(&mut self, facts: String) -> Option<Box<str>> {
        let safe = |b: u8| (b' '..=b'~').contains(&b) && !b"<>&'`".contains(&b);
        if facts.is_empty() {
            return None;
        }
        if facts.bytes().all(safe) && !facts.contains("--") {
            return Some(facts.into());
        }
        self.unread.damaged += 1;
        None
    }

    /// The address of a link, if a click may follow it from anywhere.
    fn link(&mut self, href: &str, span: &Span<usize>) -> Option<Url> {
        if let Some(url) = signs::revealed_link(href).filter(|_| !self.own) {
            return Some(url);
        }
        let url = Url::new(href)?;
        if is_safe(&url) {
            return Some(url);
        }
        if self.silent == 0 && !href.trim_start().starts_with('#') {
            self.unread.links.0 += 1;
            self.unread.links.1.get_or_insert((url.as_str().to_owned(), span.start..span.end));
        }
        None
    }

    // ── the report ──

    fn report(&self, cx: &mut Context) {
        let mut say = |count: usize, kind: Said, code: &'static str, message: String| {
            if count > 0 {
                cx.report.push(Diagnostic::new(kind, code, message));
            }
        };
        let unread = &self.unread;
        say(
            unread.hidden,
            Said::Note,
            "hidden-not-read",
            format!("{} that the page does not show were not read", words(unread.hidden)),
        );
        if !self.own {
            let foreign = &self.foreign;
            let shown: usize = self.blocks.iter().map(|block| block.text().split_whitespace().count()).sum();
            let needs_scripts = usize::from(unread.scripts > 0 && shown < SHELL);
            say(
                needs_scripts,
                Said::Note,
                "page-needs-scripts",
                "the page shows next to nothing until a script has run, and none was: open it in a browser and save what is shown"
                    .to_owned(),
            );
            say(
                foreign.repeated,
                Said::Note,
                "duplicate-left-out",
                format!(
                    "{} that the page has twice, for another medium or screen, were read once",
                    words(foreign.repeated)
                ),
            );
            say(
                foreign.icons,
                Said::Note,
                "icons-left-out",
                "signs from fonts for icons are no text and were left out".to_owned(),
            );
            say(
                foreign.pictures,
                Said::Note,
                "pictures-not-read",
                "pictures whose words say no more than that they are pictures were left out".to_owned(),
            );
            say(
                unread.scripts,
                Said::Note,
                "script-not-run",
                "the scripts of the page were not run: what only they would show is not here".to_owned(),
            );
        }
        say(
            unread.comments,
            Said::Note,
            "comment-not-carried",
            "comments stay in this file: no other format carries them".to_owned(),
        );
        say(
            unread.damaged,
            Said::Lost,
            "facts-damaged",
            format!("what cannot be seen was damaged in {} and left out", elements(unread.damaged)),
        );
        if let (count, Some((first, range))) = &unread.links {
            let more = if *count > 1 { format!(", and {} more like it,", count - 1) } else { String::new() };
            let message = format!("a link to `{first}`{more} works only on its own site; its text was kept");
            cx.report.push(Diagnostic::new(Said::Lost, "link-not-kept", message).at(self.places.locate(range.clone())));
        }
    }
}

fn words(count: usize) -> String {
    if count == 1 { "a word".to_owned() } else { format!("{count} words") }
}

fn elements(count: usize) -> String {
    if count == 1 { "one element".to_owned() } else { format!("{count} elements") }
}
