//! The elements that are open, and how one begins and ends.

use super::Page;
use super::element::Tag;
use super::foreign::Seen;
use super::signs;
use crate::marks::{self, Place, has_class};
use html5gum::Span;
use vitae_core::{Lang, SectionKind, Url};
use vitae_outline::{Part, Role};

/// The attributes that mean something here.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    seen: Vec<&'static str>,
    pub class: String,
    pub lang: Option<String>,
    pub dir: String,
    pub dir_said: bool,
    pub hidden: bool,
    href: Option<String>,
    pub alt: String,
    start: Option<u32>,
    pub value: String,
    pub name: String,
    pub content: String,
    kind: Option<String>,
    media: String,
    pub facts: String,
    // What only the pages of others are asked for.
    pub id: String,
    pub style: String,
    pub align: String,
    pub size: String,
    pub title: String,
    pub datetime: String,
    pub itemprop: String,
    pub itemtype: String,
    pub itemscope: bool,
    pub colspan: u16,
    pub rowspan: u32,
    pub email: String,
    medium: String,
}

const KNOWN: [&str; 27] = [
    "class",
    "lang",
    "dir",
    "data-dir",
    "hidden",
    "style",
    "href",
    "alt",
    "start",
    "value",
    "name",
    "content",
    "data-kind",
    "type",
    marks::FACTS,
    "id",
    "align",
    "size",
    "title",
    "datetime",
    "itemprop",
    "itemtype",
    "itemscope",
    "colspan",
    "rowspan",
    "data-cfemail",
    "media",
];

impl Attributes {
    /// An attribute begins, which may have a value or not: its name, if it means something. Of two with one name the first counts.
    pub(super) fn begin(&mut self, name: &str) -> Option<&'static str> {
        let known = KNOWN.into_iter().find(|known| *known == name)?;
        if self.seen.contains(&known) {
            return None;
        }
        self.seen.push(known);
        self.set(known, String::new());
        Some(known)
    }

    /// True for a script that is a program, and not data.
    fn runs(&self) -> bool {
        let media = self.media.trim().to_ascii_lowercase();
        media.is_empty() || media == "module" || media.contains("javascript")
    }

    /// True for a field that shows its value as it is.
    fn shows_value(&self) -> bool {
        let kind = self.media.trim().to_ascii_lowercase();
        !["hidden", "password", "checkbox", "radio", "file", "image", "range", "color"].contains(&kind.as_str())
    }

    /// True for data for machines.
    pub(super) fn is_data(&self) -> bool {
        self.media.trim().eq_ignore_ascii_case("application/ld+json")
    }

    /// True for a style sheet that is meant for screens, too.
    fn is_for_screens(&self) -> bool {
        let medium = self.medium.to_ascii_lowercase();
        medium.trim().is_empty() || medium.contains("all") || medium.contains("screen")
    }

    /// True without any attribute that means something.
    pub(super) fn is_bare(&self) -> bool {
        self.seen.is_empty()
    }

    /// Gives an attribute its value.
    pub(super) fn set(&mut self, name: &'static str, value: String) {
        match name {
            "class" => self.class = value,
            "lang" => self.lang = Some(value),
            "dir" => self.dir = value,
            "data-dir" => self.dir_said = true,
            "hidden" => self.hidden = true,
            "style" => {
                self.hidden |= hides(&value);
                self.style = value;
            }
            "href" => self.href = Some(value),
            "alt" => self.alt = value,
            "start" => self.start = value.trim().parse().ok(),
            "value" => self.value = value,
            "name" => self.name = value,
            "content" => self.content = value,
            "data-kind" => self.kind = Some(value),
            "type" => self.media = value,
            "id" => self.id = value,
            "align" => self.align = value,
            "size" => self.size = value,
            "title" => self.title = value,
            "datetime" => self.datetime = value,
            "itemprop" => self.itemprop = value,
            "itemtype" => self.itemtype = value,
            "itemscope" => self.itemscope = true,
            "colspan" => self.colspan = value.trim().parse().unwrap_or(1),
            "rowspan" => self.rowspan = value.trim().parse().unwrap_or(1),
            "data-cfemail" => self.email = value,
            "media" => self.medium = value,
            _ => self.facts = value,
        }
    }
}

/// True for a style that takes an element off the page.
fn hides(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    style.split(';').any(|rule| {
        let rule = rule.strip_suffix("!important").unwrap_or(rule);
        matches!(rule, "display:none" | "visibility:hidden" | "visibility:collapse")
    })
}

/// An open element.
#[derive(Debug)]
pub(super) struct Open {
    pub name: String,
    pub tag: Tag,
    /// Its text is not text of the page.
    silent: bool,
    /// A name for what a block or a run is, where the page is ours.
    pub part: Option<Option<Part>>,
    pub role: Option<Option<Role>>,
    pub place: Option<Place>,
    pub exact: bool,
    pub listed: bool,
    pub assumed: bool,
    /// Its language; `Some(None)` takes back what an element around it says.
    pub lang: Option<Option<Lang>>,
    pub link: Option<Url>,
    pub facts: Option<Box<str>>,
    /// In a numbered list, the next number; in a bullet, its own.
    pub number: Option<u32>,
    /// The bullet has its line: what else is in it stands below.
    pub begun: bool,
    /// A section begins here.
    begins: bool,
    /// A style sheet for screens, and data for machines.
    pub screen: bool,
    pub data: bool,
    /// What it says on the page of somebody else.
    pub seen: Seen,
}

impl Page<'_> {
    pub(super) fn start(&mut self, name: &str, mut attributes: Box<Attributes>, closed: bool, span: &Span<usize>) {
        let foreign = self.stack.iter().any(|open| matches!(open.name.as_str(), "svg" | "math"));
        let mut tag = match Tag::of(name) {
            Tag::Title if foreign => Tag::Silent,
            tag => tag,
        };
        // What is hidden has its structure all the same; what is no part of the page has none.
        if self.silent == 0 || self.stack.iter().all(|open| open.tag != Tag::Silent) {
            self.end_before(tag);
        }
        let mut named = (Seen::default(), None);
        if !self.own && !tag.is_void() {
            named = self.see(name, tag, &mut attributes);
        }
        match tag {
            Tag::Frame => return self.frame(name, &attributes),
            Tag::Meta => return self.meta(attributes),
            Tag::Break if self.silent == 0 => return self.line_break(),
            Tag::Rule if self.silent == 0 && !attributes.hidden => return self.rule(attributes, span),
            Tag::Image if !self.own && signs::is_portrait(&attributes.alt) => {
                return self.foreign.pictures += 1;
            }
            Tag::Image if self.silent == 0 && !attributes.hidden => return self.aside(&attributes.alt, span),
            Tag::Field if self.silent == 0 && !attributes.hidden && attributes.shows_value() => {
                return self.aside(&attributes.value, span);
            }
            Tag::Silent => self.unread.scripts += usize::from(name == "script" && attributes.runs()),
            _ => {}
        }
        if tag.is_void() {
            return;
        }
        if tag == Tag::Item && self.in_contacts() {
            tag = Tag::Piece;
        }
        let email = if self.own { None } else { signs::revealed(&attributes.email) };
        let ligature = !self.own && signs::is_ligature(&attributes.class);
        let mut open = self.open(name, tag, attributes, span);
        (open.seen, open.role) = if self.own { (open.seen, open.role) } else { (named.0, named.1.map(Some)) };
        self.silent += usize::from(open.silent);
        if self.silent == 0 {
            self.enter(&open);
        }
        self.stack.push(open);
        if self.silent == 0 && (email.is_some() || ligature) {
            self.mute(email);
        }
        if foreign && closed {
            self.close_from(self.stack.len().saturating_sub(1));
        }
    }

    /// What an element says, if it is trusted to.
    fn open(&mut self, name: &str, tag: Tag, attributes: Box<Attributes>, span: &Span<usize>) -> Open {
        let class = if self.own { attributes.class.as_str() } else { "" };
        let block = tag.is_block();
        let seen = self.own && self.silent == 0 && !attributes.hidden;
        let kind = attributes.kind.as_deref().filter(|_| seen && matches!(tag, Tag::Section | Tag::Block));
        if let Some(kind) = kind {
            self.flush();
            self.section = Some(SectionKind::parse(kind).unwrap_or_default());
        }
        let place = match tag {
            _ if !self.own => None,
            _ if kind.is_some() => Some(Place::Section),
            Tag::Section if has_class(class, "r-position") => Some(Place::Entry),
            Tag::Article => Some(Place::Entry),
            Tag::Block if has_class(class, "e-content") => Some(Place::Entry),
            Tag::List if has_class(class, "r-lines") => Some(Place::Lines),
            // What is below a line belongs to it.
            Tag::Item if self.place() == Place::Lines => Some(Place::Entry),
            _ => None,
        };
        let number = match tag {
            Tag::Numbered => Some(attributes.start.unwrap_or(1)),
            Tag::Item => self.next_number(attributes.value.trim().parse().ok()),
            _ => None,
        };
        let lang = attributes.lang.as_deref().map(Lang::new);
        Open {
            name: name.to_owned(),
            tag,
            silent: tag == Tag::Silent || attributes.hidden,
            part: if block && place != Some(Place::Lines) { marks::part_of(class) } else { None },
            role: if block { None } else { marks::role_of(class) },
            place,
            exact: has_class(class, marks::EXACT),
            listed: has_class(class, marks::LISTED),
            assumed: has_class(&attributes.class, marks::ASSUMED),
            screen: attributes.is_for_screens(),
            data: attributes.is_data(),
            seen: Seen::default(),
            lang,
            link: attributes.href.filter(|_| tag == Tag::Link).and_then(|href| self.link(&href, span)),
            facts: if self.own && block { self.facts(attributes.facts) } else { None },
            number,
            begun: has_class(class, marks::GAP),
            begins: kind.is_some(),
        }
    }

    /// Says what an element means instead of what is in it: an address, or nothing.
    fn mute(&mut self, email: Option<String>) {
        match email {
            Some(email) => {
                let link = Url::new(&format!("mailto:{email}"));
                if let Some(open) = self.stack.last_mut().filter(|open| open.tag == Tag::Link) {
                    open.link = link;
                }
                self.say(&email, None);
            }
            None => self.foreign.icons += 1,
        }
        if let Some(open) = self.stack.last_mut() {
            open.seen.muted = true;
            self.foreign.muted += 1;
        }
    }

    fn next_number(&mut self, value: Option<u32>) -> Option<u32> {
        let list = self.stack.iter_mut().rev().find(|open| matches!(open.tag, Tag::List | Tag::Numbered))?;
        let number = value.or(list.number).filter(|_| list.tag == Tag::Numbered)?;
        list.number = Some(number.saturating_add(1));
        Some(number)
    }

    /// True inside the list of ways to reach somebody.
    fn in_contacts(&self) -> bool {
        let list = self.stack.iter().rev().find(|open| open.tag.is_block());
        list.is_some_and(|list| list.tag == Tag::List && list.part == Some(Some(Part::Contacts)))
    }

    /// The innermost place that says what its blocks are.
    pub(super) fn place(&self) -> Place {
        self.stack.iter().rev().find_map(|open| open.place).unwrap_or(Place::Page)
    }

    /// Ends what an element that begins leaves behind.
    fn end_before(&mut self, tag: Tag) {
        if tag.ends_paragraph() {
            let inside = self.stack.iter().rev().take_while(|open| !open.tag.is_wall());
            if let Some(depth) = inside.enumerate().find_map(|(i, open)| (open.tag == Tag::Paragraph).then_some(i)) {
                self.close_from(self.stack.len() - 1 - depth);
            }
        }
        if matches!(tag, Tag::Heading(_)) && matches!(self.stack.last(), Some(Open { tag: Tag::Heading(_), .. })) {
            self.close_from(self.stack.len() - 1);
        }
        let ending = matches!(
            tag,
            Tag::Item
                | Tag::Term
                | Tag::Value
                | Tag::Select
                | Tag::Option
                | Tag::Cell
                | Tag::Row
                | Tag::Rows
                | Tag::Link
        );
        if ending {
            let mut outermost = None;
            for (i, open) in self.stack.iter().enumerate().rev() {
                match tag.ends(open.tag) {
                    Some(true) => outermost = Some(i),
                    Some(false) => {}
                    None => break,
                }
            }
            if let Some(i) = outermost {
                self.close_from(i);
            }
        }
        if tag.lives_on() && tag != Tag::Link {
            // Somebody never closes this mark: three of it say no more than one, and a page of them must not pile up.
            let inside = self.stack.iter().enumerate().rev().take_while(|(_, open)| !open.tag.is_wall());
            let same: Vec<usize> = inside.filter(|(_, open)| open.tag == tag && !open.silent).map(|(i, _)| i).collect();
            if let (true, Some(first)) = (same.len() >= 3, same.last()) {
                self.stack.remove(*first);
            }
        }
    }

    pub(super) fn end(&mut self, name: &str) {
        let tag = Tag::of(name);
        match tag {
            Tag::Frame if self.silent == 0 => return self.flush(),
            Tag::Break if self.silent == 0 => return self.line_break(),
            _ => {}
        }
        let mut found = None;
        for (i, open) in self.stack.iter().enumerate().rev() {
            let same = open.name == name || matches!((tag, open.tag), (Tag::Heading(_), Tag::Heading(_)));
            if same {
                found = Some(i);
                break;
            }
            let through = match (tag, open.tag) {
                (Tag::Table, _) | (Tag::Row | Tag::Rows, Tag::Cell) => true,
                (_, wall) if wall.is_wall() => false,
                (Tag::Item, Tag::List | Tag::Numbered) => false,
                (tag, open) => tag.is_block() || tag.lives_on() || tag == Tag::Silent || !open.is_block(),
            };
            if !through {
                break;
            }
        }
        match found {
            Some(i) if tag.lives_on() => {
                let open = self.stack.remove(i);
                self.leave(&open);
            }
            Some(i) => self.close_from(i),
            None if tag == Tag::Paragraph && self.silent == 0 => self.flush(),
            None => {}
        }
    }

    /// Ends an element and those in it; marks that were left open live on, but not out of a table cell.
    pub(super) fn close_from(&mut self, at: usize) {
        let mut ended = self.stack.split_off(at.min(self.stack.len()));
        let wall = ended.first().is_some_and(|first| first.tag.is_wall());
        let first = ended.drain(..ended.len().min(1)).next();
        let mut living = Vec::new();
        for open in ended.into_iter().rev() {
            if open.tag.lives_on() && !wall {
                living.push(open);
            } else {
                self.leave(&open);
            }
        }
        if let Some(first) = first {
            self.leave(&first);
        }
        self.stack.extend(living.into_iter().rev());
    }

    /// What ends with an element.
    fn leave(&mut self, open: &Open) {
        let heard = self.silent == 0;
        self.silent -= usize::from(open.silent);
        if open.begins {
            self.flush();
            self.section = None;
        }
        if heard {
            self.exit(open);
        }
        if !self.own {
            self.unsee(open);
        }
    }
}
