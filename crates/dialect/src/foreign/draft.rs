//! A map of the native dialect, while it is made of the keys of another.
//!
//! Everything that is put here ends up in a shape that the native reader takes: what does not fit its field becomes a labelled
//! line, and what is no words for a reader goes to the unknown fields.

use super::markup::{Markup, only_link};
use super::rows::{List, Rows, To, find, fold, is_blank, label, value};
use super::when::{When, says, words_of};
use crate::node::{Node, Pair, Place};
use std::collections::HashMap;
use std::rc::Rc;
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
            To::Section(list) => self.sections.extend(section(list, self.markup, node)),
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

    /// Kept as it is, for machines.
    pub(super) fn keep(&mut self, pair: &Pair) {
        self.ext.push(pair.clone());
    }

    /// The words of a value; what a map says besides is kept.
    fn said(&mut self, node: &Node, pair: &Pair) -> Option<String> {
        let text = words_of(node)?;
        let same = |value: &Node| value.as_text().is_some_and(|value| fold(value) == fold(&text));
        let pairs = node.as_map().unwrap_or_default();
        let rest = pairs.iter().filter(|pair| !is_blank(&pair.value) && !says(pair, pairs) && !same(&pair.value));
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
            if let (Level::Contact, "url", Some(pairs)) = (self.level, key, pair.value.as_map()) {
                if value(pairs, LINKS).is_some() {
                    return self.put_once(key, pair.value.clone(), pair);
                }
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
        match self.pairs.iter_mut().find(|known| &*known.key == "street") {
            Some(known) => {
                let all = items(&known.value).cloned().chain(lines).collect();
                known.value = Node::list(all, known.value.at);
            }
            None => self.pairs.push(Pair { key: "street".into(), at: pair.at, value: Node::list(lines, pair.value.at) }),
        }
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
            Shape::Tags => Node::list(items(node).map(|item| item.as_text().map(|_| item.clone())).collect::<Option<_>>()?, node.at),
            Shape::Photo => Node::text(link_of(node)?.0, node.at),
            Shape::Lang => node.as_text().and_then(Lang::new).map(|_| node.clone())?,
            Shape::Bool | Shape::Flag => Node::plain(if truth(node)? { "true" } else { "false" }, node.at),
            Shape::Rating => node.as_text().and_then(Rating::parse).map(|_| node.clone())?,
            Shape::Cefr => node.as_text().and_then(CefrLevel::parse).map(|_| node.clone())?,
            _ => return None,
        };
        if let Some(pairs) = node.as_map() {
            rest.extend(pairs.iter().filter(|pair| !is_blank(&pair.value) && !says(pair, pairs)).cloned());
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
            let texts = if node.as_list().is_some() { self.line(&text).into_iter().collect() } else { self.markup.items(&text) };
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

    /// Ways to reach somebody.
    fn contact(&mut self, kind: &'static str, rows: Rows, node: &Node) {
        for item in items(node) {
            let mut draft = Self::new(Level::Contact, self.markup);
            if kind == "place" {
                const LABELS: &str = "label type use usecode addrtype";
                let is_label = |pair: &Pair| LABELS.split(' ').any(|label| label == fold(&pair.key));
                let (labels, parts): (Vec<_>, Vec<_>) =
                    item.as_map().unwrap_or_default().iter().cloned().partition(is_label);
                let place = if item.as_map().is_some() { Node::map(parts, item.at) } else { item.clone() };
                for pair in labels.iter().filter(|pair| !is_blank(&pair.value)) {
                    draft.field("label", pair);
                }
                draft.place(rows, &Pair { key: "place".into(), at: item.at, value: place });
            } else {
                match item.as_map() {
                    Some(pairs) => draft.take(rows, pairs),
                    None => draft.pairs.push(Pair::new("value", item.clone())),
                }
            }
            self.contacts.extend(draft.finish_contact(kind, item.at));
        }
    }

    fn kind_or_label(&mut self, pair: &Pair) {
        const KINDS: [(&str, &str); 7] = [
            ("email", "email emailaddress mail internetemailaddress"),
            ("phone", "phone telephone mobile cell mobilephone voice landline"),
            ("fax", "fax telefax"),
            ("url", "web website url homepage blog portfolio"),
            ("message", "im instantmessaging messenger"),
            ("profile", "social socialmedia"),
            ("place", "address location"),
        ];
        let said = words_of(&pair.value).map(|text| fold(&text)).unwrap_or_default();
        match KINDS.iter().find(|(_, words)| words.split(' ').any(|word| word == said)) {
            Some((kind, _)) if !self.has("kind") => {
                self.pairs.push(Pair::new("kind", Node::text(*kind, pair.value.at)));
                if !matches!(&*said, "email" | "phone" | "telephone" | "fax" | "web" | "website" | "url" | "social" | "address" | "mail") {
                    self.field("label", pair);
                }
            }
            _ => self.field("label", pair),
        }
    }

    /// The contact, as the native dialect writes it: one kind, and what may stand beside it.
    fn finish_contact(mut self, usual: &'static str, at: Place) -> Option<Node> {
        const KINDS: [&str; 7] = ["email", "phone", "fax", "url", "message", "profile", "place"];
        let all: Vec<String> = self.pairs.iter().filter_map(|pair| words_of(&pair.value)).collect();
        let mut take = |key: &str| {
            let at = self.pairs.iter().position(|pair| &*pair.key == key)?;
            Some(self.pairs.remove(at).value)
        };
        let said = take("kind").and_then(|kind| KINDS.into_iter().find(|known| Some(*known) == kind.as_text()));
        let mut kind = said.unwrap_or(usual);
        let value = take("value");
        let (label, network, user, url, text) =
            (take("label"), take("network"), take("username"), take("url"), take("text"));
        let mut out = Vec::new();
        let mut left = std::mem::take(&mut self.pairs);
        if let Some(place) = self.place.take().map(|place| place.finish(at)) {
            kind = "place";
            out.push(Pair::new("place", place));
        }
        let mut push = |key: &str, node: Option<Node>| {
            out.extend(node.filter(|node| !is_blank(node)).map(|node| Pair::new(key, node)));
        };
        let words = |node: &Node| words_of(node).map(|text| Node::text(text, node.at));
        match kind {
            "profile" | "message" => {
                // An account of which nothing but the address is known is a site.
                let said = value.as_ref().and_then(words);
                let (user, url) = match said {
                    Some(said) if url.is_none() && said.as_text().is_some_and(|text| text.contains("://")) => {
                        (user, Some(said))
                    }
                    said => (user.or(said), url),
                };
                let network = network.or_else(|| if user.is_some() { label.clone() } else { None });
                if kind == "message" && user.is_some() && url.is_none() {
                    push("service", network);
                } else {
                    push("network", network);
                }
                push("username", user);
                push("url", url.as_ref().and_then(|url| link_of(url)).map(|(url, _)| Node::text(url, at)));
            }
            "url" => {
                let link = url.or(value).as_ref().and_then(link_of);
                if let Some((link, rest)) = link {
                    push("url", Some(Node::text(link, at)));
                    push("text", text.or(user));
                    left.extend(rest.into_iter().filter(|pair| !is_blank(&pair.value)));
                }
                left.extend(network.map(|node| Pair::new("network", node)));
            }
            "place" => {
                left.extend([("value", value), ("network", network), ("username", user), ("url", url), ("text", text)]
                    .into_iter()
                    .filter_map(|(key, node)| Some(Pair::new(key, node?))));
            }
            kind => {
                let said = value.as_ref().or(text.as_ref()).and_then(words);
                push(kind, said);
                left.extend([("network", network), ("username", user), ("url", url)]
                    .into_iter()
                    .filter_map(|(key, node)| Some(Pair::new(key, node?))));
            }
        }
        if out.is_empty() {
            // Nothing that could be reached: what was said of it is still said.
            let all = if all.is_empty() { self.ext.iter().filter_map(|pair| words_of(&pair.value)).collect() } else { all };
            let mut other = vec![Pair::new("other", Node::text(all.join(" "), at))];
            push_ext(self.ext, &mut other);
            return (!all.is_empty()).then(|| Node::map(other, at));
        }
        let is_said = |label: &Node| out.iter().any(|pair| pair.value.as_text() == label.as_text());
        let label = label.filter(|label| label.as_text().is_some() && !is_said(label));
        out.extend(label.map(|label| Pair::new("label", label)));
        for pair in left {
            self.keep(&pair);
        }
        push_ext(self.ext, &mut out);
        Some(Node::map(out, at))
    }

    /// The map of the native dialect.
    pub(super) fn finish(mut self, at: Place) -> Node {
        self.finish_name(at);
        self.finish_place(at);
        self.finish_organization(at);
        self.finish_dates(at);
        let mut out = std::mem::take(&mut self.pairs);
        if let [one] = &*self.positions
            && let Some(pairs) = one.as_map()
            && !pairs.iter().any(|pair| matches!(&*pair.key, "url" | "ext" | "details" | "keywords"))
            && self.details.is_empty() && self.keywords.is_empty() && self.body.is_empty() && self.bullets.is_empty()
            && !pairs.iter().any(|pair| out.iter().any(|known| known.key == pair.key))
        {
            out.extend(pairs.iter().cloned());
            self.positions.clear();
        }
        let mut push = |key: &str, items: Vec<Node>| {
            if !items.is_empty() {
                out.push(Pair::new(key, Node::list(items, at)));
            }
        };
        push("positions", self.positions);
        push("contacts", self.contacts);
        push("highlights", self.bullets);
        push("keywords", self.keywords);
        push("details", self.details);
        push("entries", self.entries);
        if !self.ids.is_empty() {
            out.push(Pair::new("ids", Node::map(self.ids, at)));
        }
        if !self.cefr.is_empty() {
            out.push(Pair::new("cefr", Node::map(self.cefr, at)));
        }
        let text = if self.level == Level::Section { "text" } else { "summary" };
        if !self.body.is_empty() {
            out.push(Pair::new(text, Node::text(self.body.join("\n\n"), at)));
        }
        push_ext(self.ext, &mut out);
        Node::map(out, at)
    }

    fn finish_name(&mut self, at: Place) {
        let Some(name) = self.name.take() else { return };
        let part = |key: &str| name.pairs.iter().find(|pair| &*pair.key == key).and_then(|pair| pair.value.as_text());
        let parts = ["prefix", "given", "additional", "family", "suffix"].map(part);
        let whole: Vec<&str> = parts.into_iter().flatten().map(str::trim).collect();
        if !self.has("name") {
            self.pairs.insert(0, Pair::new("name", Node::text(whole.join(" "), at)));
        }
        for pair in &name.ext {
            self.keep(pair);
        }
        match self.level {
            Level::Person => self.pairs.push(Pair::new("nameParts", Node::map(name.pairs, at))),
            _ => {}
        }
    }

    fn finish_place(&mut self, at: Place) {
        let Some(place) = self.place.take() else { return };
        let key = if self.level == Level::Contact { Some("place") } else { self.key_of(Shape::Place) };
        let said = place.finish(at);
        let pair = Pair::new(key.unwrap_or("location"), said);
        if is_blank(&pair.value) {
            return;
        }
        match key {
            Some(key) => self.put_once(key, pair.value.clone(), &pair),
            // A kind of entry that is nowhere in particular.
            None => match display(&pair.value) {
                Some(text) => {
                    self.detail("Location", &Pair { value: Node::text(text, at), ..pair.clone() });
                    if pair.value.as_map().is_some_and(|pairs| pairs.iter().any(|pair| &*pair.key == "ext")) {
                        self.keep(&pair);
                    }
                }
                None => self.keep(&pair),
            },
        }
    }

    fn finish_organization(&mut self, at: Place) {
        let Some(organization) = self.organization.take() else { return };
        let name = organization.pairs.iter().find(|pair| &*pair.key == "name").cloned();
        let key = self.key_of(Shape::Organization);
        let alone = organization.pairs.len() == 1 && organization.place.is_none() && organization.ext.is_empty();
        let node = match (alone, name) {
            (true, Some(name)) => name.value,
            _ => organization.finish(at),
        };
        if is_blank(&node) {
            return;
        }
        let pair = Pair::new(key.unwrap_or("organization"), node);
        match (key, pair.value.as_map()) {
            (Some(key), _) => self.put_once(key, pair.value.clone(), &pair),
            (None, Some(pairs)) => {
                for pair in pairs.to_vec() {
                    self.unknown(&pair);
                }
            }
            (None, None) => self.detail("Organization", &pair),
        }
    }

    fn finish_dates(&mut self, at: Place) {
        let when = std::mem::take(&mut self.when);
        let has = self.key_of(Shape::Dates).is_some();
        let (pairs, left) = when.finish(at);
        for pair in pairs {
            match (has, &*pair.key) {
                (true, "dates") => self.put_once("dates", pair.value.clone(), &pair),
                (true, "startDate") => self.put_once("startDate", pair.value.clone(), &pair),
                (true, _) => self.put_once("endDate", pair.value.clone(), &pair),
                (false, _) => {
                    let label = match &*pair.key {
                        "startDate" => "Start",
                        "endDate" => "End",
                        _ => "Date",
                    };
                    match display(&pair.value) {
                        Some(text) => self.detail(label, &Pair { value: Node::text(text, at), ..pair }),
                        None => self.keep(&pair),
                    }
                }
            }
        }
        for pair in left {
            self.unknown(&pair);
        }
    }
}

/// What the functions of dialects put, beside what a row can say.
impl Draft {
    /// True for a job or a membership.
    pub(super) fn is_job(&self) -> bool {
        self.level == Level::Entry(EntryKind::Engagement)
    }

    /// True for a skill.
    pub(super) fn is_skill(&self) -> bool {
        self.level == Level::Entry(EntryKind::Skill)
    }

    /// True for what fits on a line.
    pub(super) fn is_line(&self) -> bool {
        matches!(self.level, Level::Entry(kind) if crate::keys::fits_a_line(kind))
    }

    /// A labelled line with a label of the person's own.
    pub fn labelled(&mut self, label: &str, pair: &Pair) {
        self.detail(label, pair);
    }

    /// A day on a labelled line, whatever it is wrapped in.
    pub fn day(&mut self, label: &str, pair: &Pair) {
        match super::when::date(&pair.value) {
            Some(text) => self.detail(label, &Pair { value: Node::text(text, pair.value.at), ..pair.clone() }),
            None => self.detail(label, pair),
        }
    }

    /// The day on which a degree was given: the end of the time before it, unless that says another.
    pub fn given(&mut self, pair: &Pair) {
        self.when.given(&pair.value);
    }

    /// When the file was last changed.
    pub fn modified(&mut self, pair: &Pair) {
        match super::when::date(&pair.value) {
            Some(text) if self.modified.is_none() => self.modified = Some(Node::text(text, pair.value.at)),
            _ => self.top.push(pair.clone()),
        }
    }

    /// True for a kind of entry that has this field itself.
    pub(super) fn can_hold(&self, key: &str) -> bool {
        self.spec(key).is_some()
    }

    /// True once this native key holds something.
    #[must_use]
    pub fn holds(&self, key: &str) -> bool {
        self.has(key)
    }

    /// A highlight with labels for variants.
    pub fn highlight(&mut self, text: &str, tags: Vec<String>, item: &Node) {
        let Some(text) = self.line(text) else { return };
        let text = Node::text(text, item.at);
        self.bullets.push(if tags.is_empty() {
            text
        } else {
            let tags = tags.into_iter().map(|tag| Node::text(tag, item.at)).collect();
            Node::map(vec![Pair::new("text", text), Pair::new("tags", Node::list(tags, item.at))], item.at)
        });
    }

    /// The level of one skill in a language.
    pub fn level(&mut self, skill: &'static str, pair: &Pair) {
        match words_of(&pair.value) {
            Some(level) => self.level_of(skill, &level, &pair.value, pair),
            None => self.keep(pair),
        }
    }

    /// A picture: its address or its bytes, and how it shall look.
    pub fn picture(&mut self, pair: &Pair) {
        let Some(pairs) = pair.value.as_map() else { return self.field("photo", pair) };
        let bytes = value(pairs, "data").filter(|data| {
            data.value.as_text().is_some_and(|text| crate::base64::decode(text).is_some_and(|bytes| !bytes.is_empty()))
        });
        let kind = value(pairs, "mimetype mediatype");
        let (url, mut rest): (Vec<_>, Vec<_>) = pairs.iter().cloned().partition(|pair| fold(&pair.key) == "url");
        for pair in url.iter().filter(|pair| !is_blank(&pair.value)) {
            self.field("photo", pair);
        }
        if let Some(bytes) = bytes {
            let mut photo = vec![Pair { key: "data".into(), ..bytes.clone() }];
            photo.extend(kind.map(|kind| Pair { key: "mediaType".into(), ..kind.clone() }));
            rest.retain(|pair| pair.key != bytes.key && kind.is_none_or(|kind| pair.key != kind.key));
            self.put_once("photo", Node::map(photo, pair.value.at), pair);
        }
        if !rest.is_empty() {
            self.keep(&Pair { value: Node::map(rest, pair.value.at), ..pair.clone() });
        }
    }

    /// The level of one skill in a language.
    pub fn level_of(&mut self, skill: &'static str, level: &str, item: &Node, pair: &Pair) {
        if CefrLevel::parse(level).is_some() && !self.cefr.iter().any(|known| &*known.key == skill) {
            self.cefr.push(Pair::new(skill, Node::text(level.trim(), item.at)));
        } else {
            self.keep(&Pair { value: item.clone(), ..pair.clone() });
        }
    }

    /// Takes the grade out of highlights such as `GPA: 3.8`.
    pub(super) fn grade(&mut self) {
        let grade = |node: &Node| {
            let (label, grade) = node.as_text()?.split_once(": ")?;
            let known = matches!(&*fold(label), "gpa" | "cgpa" | "score" | "grade");
            (known && !grade.contains(['[', '*', '`'])).then(|| Node::text(grade.trim(), node.at))
        };
        let found = self.bullets.iter().enumerate().find_map(|(index, node)| Some((index, grade(node)?)));
        if let (Some((index, score)), false) = (found, self.has("score")) {
            self.bullets.remove(index);
            self.pairs.push(Pair::new("score", score));
        }
    }
}

/// A section of the native dialect, if there is anything in it.
pub(super) fn section(list: &'static List, markup: Markup, node: &Node) -> Option<Node> {
    let mut draft = Draft::new(Level::Section, markup);
    draft.list = Some(list);
    let whole = Pair::new("text", node.clone());
    match node.as_map() {
        Some(pairs) if !list.own.is_empty() => draft.take(list.own, pairs),
        None if node.as_list().is_none() => draft.texts(node, &whole),
        _ => draft.put(To::Entries, &Pair::new("entries", node.clone())),
    }
    let titled = draft.has("title");
    let node = draft.finish(node.at);
    let says = |pair: &Pair| matches!(&*pair.key, "entries" | "text" | "ext");
    let mut pairs = node.as_map().filter(|pairs| pairs.iter().any(says))?.to_vec();
    pairs.insert(0, Pair::new("kind", Node::text(list.kind.as_str(), node.at)));
    if let (false, Some(title)) = (titled, list.title) {
        pairs.push(Pair::new("title", Node::text(title, node.at)));
    }
    Some(Node::map(pairs, node.at))
}

/// What a section lists: an entry, or a text among entries.
pub(super) fn entry(list: &'static List, markup: Markup, node: &Node) -> Option<Node> {
    if is_blank(node) {
        return None;
    }
    let usual = list.kind.entry_kind();
    let kind = list.entries.unwrap_or(usual);
    let mut draft = Draft::new(Level::Entry(kind), markup);
    match node.as_map() {
        Some(pairs) => draft.take(list.entry, pairs),
        None if crate::keys::fits_a_line(kind) => draft.put(To::Field("name"), &Pair::new("name", node.clone())),
        None => match (find(list.entry, "text"), words_of(node)) {
            (Some(to), _) => draft.put(to, &Pair::new("text", node.clone())),
            (None, Some(text)) => {
                return Some(Node::map(vec![Pair::new("text", Node::text(markup.body(&text), node.at))], node.at));
            }
            (None, None) => draft.keep(&Pair::new("text", node.clone())),
        },
    }
    let made = draft.finish(node.at);
    let mut pairs = made.as_map()?.to_vec();
    // One key alone would be read as a text or a heading.
    if let [pair] = &*pairs
        && matches!(&*pair.key, "text" | "heading")
    {
        return Some(made);
    }
    if kind != usual {
        pairs.insert(0, Pair::new("kind", Node::text(kind.as_str(), node.at)));
    }
    Some(Node::map(pairs, node.at))
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

/// The words of a map of plain parts, in order.
fn display(node: &Node) -> Option<String> {
    let Some(pairs) = node.as_map() else { return words_of(node) };
    let parts = pairs.iter().filter(|pair| &*pair.key != "ext").filter_map(|pair| words_of(&pair.value));
    let text = parts.collect::<Vec<_>>().join(", ");
    (!text.is_empty()).then_some(text)
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
    text.len() >= 20 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') && text.bytes().any(|b| b.is_ascii_digit())
}

/// The map of unknown fields. What stands under one key several times is a list there.
pub(super) fn push_ext(ext: Vec<Pair>, out: &mut Vec<Pair>) {
    let Some(at) = ext.first().map(|pair| pair.value.at) else { return };
    let mut keys: HashMap<Rc<str>, usize> = HashMap::new();
    let mut kept: Vec<(Pair, Vec<Node>)> = Vec::new();
    for pair in ext {
        let index = *keys.entry(Rc::clone(&pair.key)).or_insert(kept.len());
        match kept.get_mut(index) {
            Some((_, more)) => more.extend(items(&pair.value).cloned()),
            None => kept.push((pair, Vec::new())),
        }
    }
    let pairs = kept.into_iter().map(|(pair, more)| {
        if more.is_empty() {
            return pair;
        }
        let all = items(&pair.value).cloned().chain(more).collect();
        Pair { value: Node::list(all, pair.value.at), ..pair }
    });
    out.push(Pair::new("ext", Node::map(pairs.collect(), at)));
}
