//! A map of the native dialect, while it is made of the keys of another.
//!
//! Everything that is put here ends up in a shape that the native reader takes: what does not fit its field becomes a labelled
//! line, and what is no words for a reader goes to the unknown fields.

mod contact;
mod finish;
mod sections;
mod special;

pub(super) use finish::push_ext;
pub(super) use sections::{entry, section};

use super::markup::{Markup, only_link};
use super::rows::{List, Rows, To, find, fold, is_blank, label, value};
use super::when::{When, beside, words_of};
use crate::node::{Node, Pair, Place};
use vitae_commonmark::parse_line;
use vitae_core::{
    CefrLevel, Common, EntryKind, FieldSpec, Lang, Organization, Person, Place as Where, Position, Rating,
    SectionCommon, Shape, Url, Value,
};

/// What is being made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Person,
    Section,
    Entry(EntryKind),
    Position,
    Contact,
    Place,
    Organization,
    Name,
}

/// A map on its way.
#[derive(Debug)]
pub struct Draft {
    pub(super) level: Level,
    pub(super) markup: Markup,
    pub(super) pairs: Vec<Pair>,
    pub(super) when: When,
    pub(super) body: Vec<String>,
    pub(super) bullets: Vec<Node>,
    street: Vec<Node>,
    keywords: Vec<Node>,
    details: Vec<Node>,
    contacts: Vec<Node>,
    pub(super) positions: Vec<Node>,
    ids: Vec<Pair>,
    cefr: Vec<Pair>,
    place: Option<Box<Draft>>,
    organization: Option<Box<Draft>>,
    name: Option<Box<Draft>>,
    /// In a person: the sections, the language, and what is kept beside them.
    pub(super) sections: Vec<Node>,
    pub(super) language: Option<Node>,
    pub(super) top: Vec<Pair>,
    pub(super) modified: Option<Node>,
    /// What was guessed, and where.
    pub(super) guesses: Vec<(Place, String)>,
    /// In a section: its entries, and how they are read.
    entries: Vec<Node>,
    list: Option<&'static List>,
    pub(super) ext: Vec<Pair>,
}

impl Draft {
    pub(super) fn new(level: Level, markup: Markup) -> Self {
        Self {
            level,
            markup,
            pairs: Vec::new(),
            when: When::default(),
            body: Vec::new(),
            bullets: Vec::new(),
            street: Vec::new(),
            keywords: Vec::new(),
            details: Vec::new(),
            contacts: Vec::new(),
            positions: Vec::new(),
            ids: Vec::new(),
            cefr: Vec::new(),
            place: None,
            organization: None,
            name: None,
            sections: Vec::new(),
            language: None,
            top: Vec::new(),
            modified: None,
            guesses: Vec::new(),
            entries: Vec::new(),
            list: None,
            ext: Vec::new(),
        }
    }

    /// Takes all pairs of a map.
    pub fn take(&mut self, rows: Rows, pairs: &[Pair]) {
        for pair in pairs.iter().filter(|pair| !is_blank(&pair.value)) {
            match find(rows, &pair.key) {
                Some(to) => self.put(to, pair),
                None => self.unknown(pair),
            }
        }
    }

    /// Takes one pair.
    pub fn put(&mut self, to: To, pair: &Pair) {
        let node = &pair.value;
        match to {
            To::Field(key) => self.field(key, pair),
            To::Start => self.when.start(node),
            To::End => self.when.end(node),
            To::Dates => self.when.all(node),
            To::Current => self.when.current(node),
            To::Body => self.texts(node, pair),
            To::Bullets => self.highlights(node, pair),
            To::Keywords => self.keyword(node, pair),
            To::Detail(label) => self.detail(label, pair),
            To::Place(rows) => self.place(rows, pair),
            To::InPlace(key) => self.place_draft().field(key, pair),
            To::Organization(rows) => self.organization(rows, pair),
            To::InOrganization(key) => self.organization_draft().field(key, pair),
            To::InOrganizationPlace(key) => self.organization_draft().place_draft().field(key, pair),
            To::NamePart(key) => self.sub(Level::Name, |draft| &mut draft.name).field(key, pair),
            To::Identifier(scheme) => match self.said(node, pair) {
                Some(text) if !self.ids.iter().any(|known| &*known.key == scheme) => {
                    self.ids.push(Pair { key: scheme.into(), at: pair.at, value: Node::text(text, node.at) });
                }
                _ => self.unknown(pair),
            },
            To::Rating(of) => match node.as_text().and_then(|text| Rating::parse(&format!("{}/{of}", text.trim()))) {
                Some(rating) if rating.value > 0 => {
                    self.put_once("rating", Node::text(rating.to_string(), node.at), pair);
                }
                _ if node.as_text().is_some_and(|text| text.chars().any(char::is_alphabetic)) => {
                    self.field("level", pair);
                }
                _ => self.keep(pair),
            },
            To::Contacts(kind, rows) => self.contact(kind, rows, node),
            To::Value => self.put_once("value", node.clone(), pair),
            To::KindOrLabel => self.kind_or_label(pair),
            To::Positions(rows) => {
                for item in items(node) {
                    match item.as_map() {
                        Some(pairs) => {
                            let mut position = Self::new(Level::Position, self.markup);
                            position.take(rows, pairs);
                            self.positions.push(position.finish(item.at));
                        }
                        None => self.unknown(&Pair { value: item.clone(), ..pair.clone() }),
                    }
                }
            }
            To::Section(list) => self.section(list, pair),
            To::Entries => {
                let Some(list) = self.list else { return self.unknown(pair) };
                self.entries.extend(items(node).flat_map(|item| entry(list, self.markup, item)));
            }
            To::Language => match node.as_text().and_then(Lang::new) {
                Some(_) if self.language.is_none() => self.language = Some(node.clone()),
                _ => self.top.push(pair.clone()),
            },
            To::Inside(rows) => {
                for item in items(node) {
                    match item.as_map() {
                        Some(pairs) => self.take(rows, pairs),
                        // A text where a map could stand is what the map would be called by.
                        None => self.take(rows, &[Pair { key: "text".into(), at: pair.at, value: item.clone() }]),
                    }
                }
            }
            To::Hidden | To::Shown => match truth(node) {
                Some(truth) if truth == matches!(to, To::Hidden) => {
                    let flag = Node::plain("true", node.at);
                    self.put_once("hidden", flag, pair);
                }
                Some(_) => {}
                None => self.keep(pair),
            },
            To::Keep => self.keep(pair),
            To::KeepAtTop => self.top.push(pair.clone()),
            To::By(take) => take(self, pair),
        }
    }

    /// A section; what has nothing to show, such as the empty one of a template, is kept beside the others.
    pub(super) fn section(&mut self, list: &'static List, pair: &Pair) {
        match section(list, self.markup, &pair.value) {
            Some(made) => self.sections.push(made),
            None => self.top.push(pair.clone()),
        }
    }

    /// Kept as it is, for machines.
    pub(super) fn keep(&mut self, pair: &Pair) {
        self.ext.push(pair.clone());
    }

    /// The words of a value; what a map says besides is kept.
    fn said(&mut self, node: &Node, pair: &Pair) -> Option<String> {
        let text = words_of(node)?;
        let same = |value: &Node| value.as_text().is_some_and(|value| fold(value) == fold(&text));
        let rest = beside(node.as_map().unwrap_or_default()).filter(|pair| !same(&pair.value));
        let rest: Vec<Pair> = rest.cloned().collect();
        if !rest.is_empty() {
            self.keep(&Pair { value: Node::map(rest, node.at), ..pair.clone() });
        }
        Some(text)
    }

    /// A key that the dialect does not have: words are shown behind the name of the key, the rest is kept.
    pub(super) fn unknown(&mut self, pair: &Pair) {
        let is_words = |node: &Node| matches!(node.to_value(), Value::String(text) if !is_name(&text));
        let shown = matches!(self.level, Level::Person | Level::Entry(_) | Level::Position)
            && items(&pair.value).all(is_words)
            && !matches!(&*fold(&pair.key), "id" | "uuid" | "icon" | "lang");
        if shown { self.detail(&label(&pair.key), pair) } else { self.keep(pair) }
    }

    fn spec(&self, key: &str) -> Option<&'static FieldSpec> {
        let find = |rows: &'static [FieldSpec]| {
            let by_key = rows.iter().find(|spec| spec.key == key);
            by_key.or_else(|| rows.iter().find(|spec| spec.aliases.contains(&key)))
        };
        match self.level {
            Level::Person => find(Person::FIELDS),
            Level::Section => find(SectionCommon::FIELDS),
            Level::Entry(EntryKind::Engagement) => find(Position::FIELDS)
                .filter(|spec| !matches!(spec.shape, Shape::Dates | Shape::Place))
                .or_else(|| find(EntryKind::Engagement.fields()))
                .or_else(|| find(Common::FIELDS)),
            Level::Entry(kind) => find(kind.fields()).or_else(|| find(Common::FIELDS)),
            Level::Position => find(Position::FIELDS),
            Level::Place => find(Where::FIELDS),
            Level::Organization => find(Organization::FIELDS),
            Level::Contact | Level::Name => None,
        }
    }

    /// The key of the field of this shape that this kind of entry has.
    fn key_of(&self, shape: Shape) -> Option<&'static str> {
        let rows = match self.level {
            Level::Entry(kind) => kind.fields(),
            Level::Position => Position::FIELDS,
            Level::Organization => Organization::FIELDS,
            _ => return None,
        };
        rows.iter().find(|spec| spec.shape == shape).map(|spec| spec.key)
    }

    /// Sets a native field, or says in a labelled line what it would have held.
    pub(super) fn field(&mut self, key: &'static str, pair: &Pair) {
        if matches!(self.level, Level::Contact | Level::Name) {
            if let (Level::Contact, "url", Some(pairs)) = (self.level, key, pair.value.as_map())
                && value(pairs, LINKS).is_some()
            {
                return self.put_once(key, pair.value.clone(), pair);
            }
            return match self.said(&pair.value, pair) {
                Some(text) => self.put_once(key, Node::text(text, pair.value.at), pair),
                None => self.keep(pair),
            };
        }
        if key == "url" && matches!(self.level, Level::Entry(EntryKind::Engagement | EntryKind::Education)) {
            return self.organization_draft().link(pair);
        }
        if (self.level, key) == (Level::Section, "title") {
            return match words_of(&pair.value).and_then(|text| self.line(&text)) {
                Some(text) => self.put_once("title", Node::text(text, pair.value.at), pair),
                None => self.keep(pair),
            };
        }
        if (self.level, key) == (Level::Place, "street") {
            return self.street(pair);
        }
        let Some(spec) = self.spec(key) else { return self.detail(&label(&pair.key), pair) };
        match spec.shape {
            Shape::Url => self.link(pair),
            Shape::Organization => self.organization(super::ORGANIZATION, pair),
            Shape::Place => self.place(super::PLACE, pair),
            Shape::Dates => self.when.all(&pair.value),
            Shape::Body => self.texts(&pair.value, pair),
            shape => match self.coerce(shape, single(&pair.value)) {
                Some((value, rest)) => {
                    self.put_once(spec.key, value, pair);
                    if !rest.is_empty() {
                        self.keep(&Pair { value: Node::map(rest, pair.value.at), ..pair.clone() });
                    }
                }
                None => self.unknown(pair),
            },
        }
    }

    /// One more line of a street.
    fn street(&mut self, pair: &Pair) {
        let lines: Option<Vec<Node>> =
            items(&pair.value).map(|item| words_of(item).map(|text| Node::text(text, item.at))).collect();
        let Some(lines) = lines else { return self.keep(pair) };
        self.street.extend(lines);
    }

    /// The value in the shape of a field, and what it says besides.
    fn coerce(&self, shape: Shape, node: &Node) -> Option<(Node, Vec<Pair>)> {
        let mut rest = Vec::new();
        let text = || words_of(node).filter(|text| !text.trim().is_empty());
        let value = match shape {
            Shape::Text => Node::text(self.markup.plain(&text()?), node.at),
            Shape::Line => Node::text(self.line(&text()?)?, node.at),
            Shape::Lines | Shape::Texts => {
                let plain = shape == Shape::Texts;
                let text = |item: &Node| {
                    let text = words_of(item)?;
                    let text = if plain { Some(self.markup.plain(&text)) } else { self.line(&text) }?;
                    Some(Node::text(text, item.at))
                };
                Node::list(items(node).map(text).collect::<Option<Vec<_>>>()?, node.at)
            }
            Shape::Tags => Node::list(
                items(node).map(|item| item.as_text().map(|_| item.clone())).collect::<Option<_>>()?,
                node.at,
            ),
            Shape::Photo => Node::text(link_of(node)?.0, node.at),
            Shape::Lang => node.as_text().and_then(Lang::new).map(|_| node.clone())?,
            Shape::Bool | Shape::Flag => Node::plain(if truth(node)? { "true" } else { "false" }, node.at),
            Shape::Rating => node.as_text().and_then(Rating::parse).map(|_| node.clone())?,
            Shape::Cefr => node.as_text().and_then(CefrLevel::parse).map(|_| node.clone())?,
            _ => return None,
        };
        if let Some(pairs) = node.as_map() {
            rest.extend(beside(pairs).cloned());
        }
        Some((value, rest))
    }

    fn line(&self, text: &str) -> Option<String> {
        Some(self.markup.line(text)).filter(|line| !parse_line(line).is_empty())
    }

    /// Sets a key that is not set yet. The same value again says nothing; another is a labelled line.
    pub(super) fn put_once(&mut self, key: &'static str, value: Node, pair: &Pair) {
        match self.pairs.iter().find(|known| &*known.key == key) {
            None => self.pairs.push(Pair { key: key.into(), at: pair.at, value }),
            Some(known) if known.value.to_value() == value.to_value() => {}
            Some(_) => self.unknown(pair),
        }
    }

    /// True once this native key holds something.
    pub(super) fn has(&self, key: &str) -> bool {
        self.pairs.iter().any(|pair| &*pair.key == key)
    }

    fn link(&mut self, pair: &Pair) {
        let url = link_of(&pair.value).filter(|(url, _)| Url::new(url).is_some());
        match (url, self.spec("url")) {
            (Some((url, rest)), Some(spec)) => {
                self.put_once(spec.key, Node::text(url, pair.value.at), pair);
                for pair in rest {
                    self.unknown(&pair);
                }
            }
            (Some((url, rest)), None) => {
                let pair = Pair { value: Node::text(url, pair.value.at), ..pair.clone() };
                self.detail(&label(&pair.key), &pair);
                for pair in rest {
                    self.unknown(&pair);
                }
            }
            (None, _) => self.unknown(pair),
        }
    }

    fn texts(&mut self, node: &Node, pair: &Pair) {
        for item in items(node) {
            match self.said(item, pair).map(|text| self.markup.body(&text)).filter(|text| !text.trim().is_empty()) {
                Some(text) => self.body.push(text),
                None => self.unknown(&Pair { value: item.clone(), ..pair.clone() }),
            }
        }
    }

    fn highlights(&mut self, node: &Node, pair: &Pair) {
        for item in items(node) {
            let Some(text) = self.said(item, pair) else {
                self.unknown(&Pair { value: item.clone(), ..pair.clone() });
                continue;
            };
            let texts = if node.as_list().is_some() {
                self.line(&text).into_iter().collect()
            } else {
                self.markup.items(&text)
            };
            self.bullets.extend(texts.into_iter().map(|text| Node::text(text, item.at)));
        }
    }

    fn keyword(&mut self, node: &Node, pair: &Pair) {
        for item in items(node) {
            match self.said(item, pair) {
                Some(text) if node.as_list().is_some() => {
                    self.keywords.push(Node::text(self.markup.plain(&text), item.at));
                }
                Some(text) => {
                    self.keywords.extend(split(&self.markup.plain(&text)).map(|word| Node::text(word, item.at)));
                }
                None => self.unknown(&Pair { value: item.clone(), ..pair.clone() }),
            }
        }
    }

    /// A labelled line; where no such can stand, or the value is no line, an unknown field.
    pub(super) fn detail(&mut self, label: &str, pair: &Pair) {
        if !matches!(self.level, Level::Person | Level::Entry(_) | Level::Position) || label.is_empty() {
            return self.keep(pair);
        }
        for item in items(&pair.value) {
            match self.said(item, pair).and_then(|text| self.line(&text)) {
                Some(text) => {
                    let pair = Pair { key: label.into(), at: pair.at, value: Node::text(text, item.at) };
                    self.details.push(Node::map(vec![pair], item.at));
                }
                None => self.keep(&Pair { value: item.clone(), ..pair.clone() }),
            }
        }
    }

    fn sub(&mut self, level: Level, slot: fn(&mut Self) -> &mut Option<Box<Self>>) -> &mut Self {
        let markup = self.markup;
        slot(self).get_or_insert_with(|| Box::new(Self::new(level, markup)))
    }

    pub(super) fn place_draft(&mut self) -> &mut Self {
        self.sub(Level::Place, |draft| &mut draft.place)
    }

    pub(super) fn organization_draft(&mut self) -> &mut Self {
        self.sub(Level::Organization, |draft| &mut draft.organization)
    }

    fn place(&mut self, rows: Rows, pair: &Pair) {
        if self.level == Level::Person {
            return self.contact("place", rows, &pair.value);
        }
        match pair.value.as_map() {
            Some(pairs) => self.place_draft().take(rows, pairs),
            // An address of several lines is a street.
            None if pair.value.as_text().is_some_and(|text| text.trim().contains('\n')) => {
                self.place_draft().field("street", pair);
            }
            None => self.place_draft().field("text", pair),
        }
    }

    fn organization(&mut self, rows: Rows, pair: &Pair) {
        let draft = self.organization_draft();
        match (pair.value.as_map(), pair.value.as_text()) {
            (Some(pairs), _) => draft.take(rows, pairs),
            (_, Some(text)) if draft.markup == Markup::Markdown => match only_link(text) {
                Some((name, url)) => {
                    draft.field("name", &Pair { value: Node::text(name, pair.value.at), ..pair.clone() });
                    draft.field("url", &Pair { value: Node::text(url, pair.value.at), ..pair.clone() });
                }
                None => draft.field("name", pair),
            },
            _ => draft.field("name", pair),
        }
    }
}

/// The one item of a list of one.
fn single(node: &Node) -> &Node {
    match node.as_list() {
        Some([one]) => one,
        _ => node,
    }
}

/// The items of a list, or the one value that stands for a list of one.
pub(super) fn items(node: &Node) -> impl Iterator<Item = &Node> {
    let many = node.as_list();
    let one = if many.is_none() { Some(node) } else { None };
    many.unwrap_or_default().iter().chain(one).filter(|node| !is_blank(node))
}

/// Words between commas, unless one is in brackets.
pub(super) fn split(text: &str) -> impl Iterator<Item = String> {
    let (mut out, mut depth) = (vec![String::new()], 0usize);
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        match (c, out.last_mut()) {
            (',' | ';' | '、' | '，' | '\n', _) if depth == 0 => out.push(String::new()),
            (c, Some(word)) => word.push(c),
            _ => {}
        }
    }
    out.into_iter().map(|word| word.trim().to_owned()).filter(|word| !word.is_empty())
}

/// The keys of a map under which an address stands.
const LINKS: &str = "href url uri link address value contact text";

/// The address that a value gives: itself, or one of the keys of its map; and what else the map says.
fn link_of(node: &Node) -> Option<(String, Vec<Pair>)> {
    let Some(pairs) = node.as_map() else {
        return node.as_text().map(|text| (text.trim().to_owned(), Vec::new()));
    };
    let found = value(pairs, LINKS)?;
    let url = found.value.as_text()?.trim().to_owned();
    let rest = pairs.iter().filter(|pair| pair.key != found.key && !is_blank(&pair.value)).cloned().collect();
    Some((url, rest))
}

pub(super) fn truth(node: &Node) -> Option<bool> {
    match &*node.as_text()?.trim().to_ascii_lowercase() {
        "true" | "yes" | "on" | "1" => Some(true),
        "false" | "no" | "off" | "0" => Some(false),
        _ => None,
    }
}

/// True for a name that software gave: long, and without a word in it.
fn is_name(text: &str) -> bool {
    let text = text.trim();
    text.len() >= 20
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && text.bytes().any(|b| b.is_ascii_digit())
}
