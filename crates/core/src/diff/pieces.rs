//! The pieces of a résumé that stand in lists: what each is called, how alike two are, and how they differ inside.

use super::change::quoted as cropped;
use super::{Piece, Shown, Trail, Walk, What};
use crate::entry::{Entry, Position};
use crate::fields::{CellRef, Record};
use crate::language::MonthStyle;
use crate::person::{Contact, ContactKind, Detail, Photo, PhotoSource};
use crate::resume::{Item, Resume, Section};
use crate::rich::{Block, Line, List, ListItem, Run};
use crate::text::Text;
use crate::value::Value;
use crate::{Words, format_span};

/// How much of two pieces is looked at to see how alike they are: words of a text, items of a list.
const GLANCE: usize = 200;

/// How many words two texts share, from 0 to 100.
fn shared_words(a: &str, b: &str) -> u32 {
    shared(a.split_whitespace(), b.split_whitespace(), |word| word)
}

/// How much two sequences share, from 0 to 100, whatever the order.
fn shared<T, K: Ord>(a: impl Iterator<Item = T>, b: impl Iterator<Item = T>, key: impl Fn(T) -> K) -> u32 {
    let (mut a, mut b): (Vec<K>, Vec<K>) = (a.take(GLANCE).map(&key).collect(), b.take(GLANCE).map(&key).collect());
    a.sort();
    b.sort();
    let total = a.len() + b.len();
    let (mut a, mut b) = (a.into_iter().peekable(), b.into_iter().peekable());
    let mut both = 0;
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => drop(a.next()),
            std::cmp::Ordering::Greater => drop(b.next()),
            std::cmp::Ordering::Equal => {
                both += 1;
                a.next();
                b.next();
            }
        }
    }
    u32::try_from(200 * both / total.max(1)).unwrap_or(0)
}

fn quoted(text: &str) -> String {
    cropped(text, 0)
}

pub(super) fn json(value: &Value) -> Shown {
    Shown::value(serde_json::to_string(value).unwrap_or_default(), value.clone())
}

/// A line with its marks, in a CommonMark-like notation that is only for people.
fn marked(line: &Line) -> String {
    let mut out = String::new();
    for run in line.runs() {
        match run {
            Run::Break => out.push('⏎'),
            Run::Text { text, style } => {
                let marks = format!(
                    "{}{}{}",
                    if style.strong { "**" } else { "" },
                    if style.emph { "*" } else { "" },
                    if style.code { "`" } else { "" }
                );
                let back: String = marks.chars().rev().collect();
                match &style.link {
                    Some(url) => out.push_str(&format!("[{marks}{text}{back}]({url})")),
                    None => out.push_str(&format!("{marks}{text}{back}")),
                }
            }
        }
    }
    out
}

/// A value as a difference shows it.
pub(super) fn show(cell: CellRef<'_>) -> Shown {
    fn titles<P: Piece>(all: &[P]) -> Shown {
        Shown::list(all.iter().map(Piece::title))
    }
    match cell {
        CellRef::Text(t) => Shown::text(t.as_str()),
        CellRef::Line(l) => Shown::text(&marked(l)),
        CellRef::Url(u) => Shown::text(u.as_str()),
        CellRef::Lang(l) => Shown::text(l.as_str()),
        CellRef::Id(i) => Shown::text(i.as_str()),
        CellRef::Bool(b) | CellRef::Flag(b) => Shown::value(b.to_string(), Value::Bool(*b)),
        CellRef::Direction(d) => Shown::named(d.as_str()),
        CellRef::Dates(d) => {
            let span = d.span.map(|span| format_span(span, Words::english(), MonthStyle::Long));
            match (&d.text, span) {
                (Some(text), Some(span)) => Shown::named(format!("{} ({span})", quoted(text.as_str()))),
                (Some(text), None) => Shown::text(text.as_str()),
                (None, span) => Shown::text(&span.unwrap_or_default()),
            }
        }
        CellRef::Place(p) => Shown::text(&p.display("remote")),
        CellRef::Organization(o) => match &o.name {
            Some(name) => Shown::text(name.as_str()),
            None => Shown::named("an organisation without a name"),
        },
        CellRef::Photo(Photo { source: PhotoSource::Url(url), .. }) => Shown::text(url.as_str()),
        CellRef::Photo(Photo { source: PhotoSource::Embedded { media_type, bytes }, .. }) => {
            Shown::named(format!("a picture ({media_type}, {} bytes)", bytes.len()))
        }
        CellRef::NameParts(p) => Shown::list(p.cells().into_iter().map(|(_, cell)| show(cell))),
        CellRef::Rating(r) => Shown::named(r.to_string()),
        CellRef::Cefr(c) => {
            Shown::list(c.levels().map(|(skill, level)| Shown::named(format!("{skill} {}", level.as_str()))))
        }
        CellRef::Texts(all) => Shown::list(all.iter().map(|t| Shown::text(t.as_str()))),
        CellRef::Lines(all) => Shown::list(all.iter().map(|l| Shown::text(&marked(l)))),
        CellRef::Alternates(all) => Shown::list(all.iter().map(|(lang, url)| Shown::named(format!("{lang}: {url}")))),
        CellRef::Contacts(all) => titles(all),
        CellRef::Details(all) => titles(all),
        CellRef::Body(all) => titles(all),
        CellRef::Tags(all) => Shown::list(all.iter().map(|t| Shown::text(t.as_str()))),
        CellRef::Ids(all) => {
            Shown::list(all.iter().map(|(scheme, id)| Shown::named(format!("{} {id}", scheme.label()))))
        }
        CellRef::Positions(all) => titles(all),
    }
}

impl Piece for Section {
    fn title(&self) -> Shown {
        match &self.title {
            Some(title) => Shown::piece("the section", &title.plain()),
            None => Shown::named(format!("the untitled {} section", self.kind.as_str())),
        }
    }
    fn likeness(&self, other: &Self) -> u32 {
        let titles = match (&self.title, &other.title) {
            (Some(a), Some(b)) if a.plain() == b.plain() => 50,
            (None, None) => 50,
            _ => 0,
        };
        titles + if self.kind == other.kind { 40 } else { 0 }
    }
    fn compare(&self, other: &Self, trail: &Trail, walk: &mut Walk) {
        if self.kind != other.kind {
            let (from, to) = (Shown::named(self.kind.as_str()), Shown::named(other.kind.as_str()));
            walk.push(&trail.key("kind"), What::Changed { from, to });
        }
        walk.cells(
            &trail.key("title"),
            self.title.as_ref().map(CellRef::Line),
            other.title.as_ref().map(CellRef::Line),
        );
        walk.records(trail, &self.common, &other.common);
        walk.list(&trail.key("entries"), &self.content, &other.content);
    }
    fn is_place(&self) -> bool {
        true
    }
}

impl Piece for Item {
    fn title(&self) -> Shown {
        match self {
            Self::Entry(entry) => Shown::named(entry_title(entry)),
            Self::Heading(line) => Shown::piece("the heading", &marked(line)),
            Self::Text(block) => block.title(),
        }
    }
    fn likeness(&self, other: &Self) -> u32 {
        match (self, other) {
            (Self::Entry(a), Self::Entry(b)) => entry_likeness(a, b),
            (Self::Text(a), Self::Text(b)) => a.likeness(b),
            (Self::Heading(a), Self::Heading(b)) => shared_words(&a.plain(), &b.plain()),
            _ => 0,
        }
    }
    fn compare(&self, other: &Self, trail: &Trail, walk: &mut Walk) {
        match (self, other) {
            (Self::Entry(a), Self::Entry(b)) => compare_entries(a, b, trail, walk),
            (Self::Text(a), Self::Text(b)) => a.compare(b, trail, walk),
            (a, b) => walk.push(trail, What::Changed { from: a.title(), to: b.title() }),
        }
    }
    fn is_place(&self) -> bool {
        matches!(self, Self::Entry(_))
    }
}

fn entry_title(entry: &Entry) -> String {
    let position = entry.flat_position().map(|(_, position)| position as &dyn Record);
    let records = [Some(&entry.what as &dyn Record), position];
    let mut names: Vec<String> = Vec::new();
    for record in records.into_iter().flatten() {
        for (spec, cell) in record.cells() {
            if matches!(spec.slot, crate::Slot::Title | crate::Slot::Organization) {
                names.push(show(cell).to_string());
            }
        }
    }
    if names.is_empty() {
        format!("an entry ({})", entry.what.kind().as_str())
    } else {
        format!("the entry {}", names.join(", "))
    }
}

fn entry_words(entry: &Entry) -> String {
    let section = Section { content: vec![entry.clone().into()], ..Section::default() };
    Resume { sections: vec![section], ..Resume::default() }.words().join(" ")
}

fn entry_likeness(a: &Entry, b: &Entry) -> u32 {
    if a.common.id.is_some() && a.common.id == b.common.id {
        return 100;
    }
    let titles = if entry_title(a) == entry_title(b) { 40 } else { 0 };
    (titles + shared_words(&entry_words(a), &entry_words(b))).min(100)
}

fn compare_entries(a: &Entry, b: &Entry, trail: &Trail, walk: &mut Walk) {
    if a.what.kind() != b.what.kind() {
        let name = |entry: &Entry| Shown::named(format!("{} ({})", entry_title(entry), entry.what.kind().as_str()));
        walk.push(trail, What::Changed { from: name(a), to: name(b) });
        return;
    }
    match (a.flat_position(), b.flat_position()) {
        (Some((old, p)), Some((new, q))) => {
            let (old, new) = (old.organization.as_ref(), new.organization.as_ref());
            walk.cells(&trail.key("organization"), old.map(CellRef::Organization), new.map(CellRef::Organization));
            walk.records(trail, p, q);
        }
        _ => walk.records(trail, &a.what, &b.what),
    }
    walk.records(trail, &a.common, &b.common);
}

impl Piece for Position {
    fn title(&self) -> Shown {
        match &self.title {
            Some(title) => Shown::piece("the position", &title.plain()),
            None => Shown::named("the position without a title"),
        }
    }
    fn likeness(&self, other: &Self) -> u32 {
        let same_title = if self.title == other.title { 50 } else { 0 };
        same_title + if self.dates == other.dates { 30 } else { 0 } + if self.body == other.body { 20 } else { 0 }
    }
    fn compare(&self, other: &Self, trail: &Trail, walk: &mut Walk) {
        walk.records(trail, self, other);
    }
    fn is_place(&self) -> bool {
        true
    }
}

impl Piece for Contact {
    fn title(&self) -> Shown {
        let value = match &self.kind {
            ContactKind::Email(t) => format!("e-mail {t}"),
            ContactKind::Phone(t) => format!("phone {t}"),
            ContactKind::Fax(t) => format!("fax {t}"),
            ContactKind::Web { url, text } => match text {
                Some(text) => format!("site {text} ({url})"),
                None => format!("site {url}"),
            },
            ContactKind::Profile { network, user, url } => {
                let parts = [user.as_ref().map(Text::as_str), url.as_ref().map(crate::Url::as_str)];
                format!("profile {network} {}", parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
            }
            ContactKind::Message { service, user } => format!("{service} {user}"),
            ContactKind::Place(place) => format!("place {}", place.display("remote")),
            ContactKind::Other(line) => marked(line),
        };
        let label = self.label.as_ref().map(|label| format!(" ({label})")).unwrap_or_default();
        Shown::piece("the contact", &format!("{value}{label}"))
    }
    fn likeness(&self, other: &Self) -> u32 {
        if std::mem::discriminant(&self.kind) == std::mem::discriminant(&other.kind) { 50 } else { 0 }
    }
    fn compare(&self, other: &Self, trail: &Trail, walk: &mut Walk) {
        if let (ContactKind::Place(a), ContactKind::Place(b)) = (&self.kind, &other.kind) {
            walk.records(trail, a, b);
        } else if self.kind != other.kind {
            walk.push(trail, What::Changed { from: self.title(), to: other.title() });
        }
        walk.cells(
            &trail.key("label"),
            self.label.as_ref().map(CellRef::Text),
            other.label.as_ref().map(CellRef::Text),
        );
        let tags = |contact: &Self| (!contact.tags.is_empty()).then(|| show(CellRef::Tags(&contact.tags)));
        if self.tags != other.tags {
            walk.value(&trail.key("tags"), tags(self), tags(other));
        }
        walk.ext(trail, &self.ext, &other.ext);
    }
}

impl Piece for Detail {
    fn title(&self) -> Shown {
        Shown::text(&format!("{}: {}", self.label, marked(&self.value)))
    }
    fn likeness(&self, other: &Self) -> u32 {
        if self.label == other.label { 80 } else { shared_words(&self.value.plain(), &other.value.plain()) / 2 }
    }
    fn compare(&self, other: &Self, trail: &Trail, walk: &mut Walk) {
        walk.push(trail, What::Changed { from: self.title(), to: other.title() });
    }
}

impl Piece for Text {
    fn title(&self) -> Shown {
        Shown::text(self.as_str())
    }
    fn likeness(&self, other: &Self) -> u32 {
        shared_words(self.as_str(), other.as_str())
    }
    fn compare(&self, other: &Self, trail: &Trail, walk: &mut Walk) {
        walk.push(trail, What::Changed { from: self.title(), to: other.title() });
    }
}

impl Piece for Line {
    fn title(&self) -> Shown {
        Shown::text(&marked(self))
    }
    fn likeness(&self, other: &Self) -> u32 {
        shared_words(&self.plain(), &other.plain())
    }
    fn compare(&self, other: &Self, trail: &Trail, walk: &mut Walk) {
        walk.push(trail, What::Changed { from: self.title(), to: other.title() });
    }
}

impl Piece for Block {
    fn title(&self) -> Shown {
        match self {
            Self::Para(line) => Shown::piece("the paragraph", &marked(line)),
            Self::List(list) => {
                let first = list.items.first().map(|item| item.line.plain()).unwrap_or_default();
                Shown::named(format!("the list of {} beginning {}", list.items.len(), quoted(&first)))
            }
            Self::Quote(blocks) => {
                let first = blocks.first().map(|block| block.title().to_string()).unwrap_or_default();
                Shown::named(format!("the quotation of {first}"))
            }
            Self::Pre(text) => Shown::piece("the preformatted text", text),
        }
    }
    fn likeness(&self, other: &Self) -> u32 {
        match (self, other) {
            (Self::Para(a), Self::Para(b)) => a.likeness(b),
            (Self::List(a), Self::List(b)) => {
                40 + shared(a.items.iter(), b.items.iter(), |item| item.line.plain()) * 60 / 100
            }
            (Self::Pre(a), Self::Pre(b)) => shared_words(a, b),
            (Self::Quote(_), Self::Quote(_)) => 50,
            _ => 0,
        }
    }
    fn compare(&self, other: &Self, trail: &Trail, walk: &mut Walk) {
        match (self, other) {
            (Self::List(List { ordered: a, items: x }), Self::List(List { ordered: b, items: y })) => {
                if a != b {
                    let name = |start: &Option<u32>| match start {
                        Some(n) => Shown::named(format!("numbers from {n}")),
                        None => Shown::named("bullets"),
                    };
                    walk.push(trail, What::Changed { from: name(a), to: name(b) });
                }
                walk.list(trail, x, y);
            }
            (Self::Quote(a), Self::Quote(b)) => walk.list(trail, a, b),
            (a, b) => walk.push(trail, What::Changed { from: a.title(), to: b.title() }),
        }
    }
}

impl Piece for ListItem {
    fn title(&self) -> Shown {
        Shown::piece("the bullet", &marked(&self.line))
    }
    fn likeness(&self, other: &Self) -> u32 {
        self.line.likeness(&other.line)
    }
    fn compare(&self, other: &Self, trail: &Trail, walk: &mut Walk) {
        if self.line != other.line {
            walk.push(trail, What::Changed { from: self.title(), to: other.title() });
        }
        walk.list(trail, &self.children, &other.children);
        let tags = |item: &Self| (!item.tags.is_empty()).then(|| show(CellRef::Tags(&item.tags)));
        if self.tags != other.tags {
            walk.value(&trail.key("tags"), tags(self), tags(other));
        }
    }
}
