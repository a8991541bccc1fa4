//! What differs between two résumés, field by field, with paths that a person can follow.
//!
//! A path is spelt as the YAML dialect would: `basics.headline`, `sections[1].entries[3].dates`. Lists are aligned before they
//! are compared, so an entry that was taken out is one change, not a shift of everything after it; a piece that stands
//! elsewhere is one move.

use crate::entry::{Entry, Position};
use crate::fields::{CellRef, Record};
use crate::language::MonthStyle;
use crate::person::{Contact, ContactKind, Detail, Photo, PhotoSource};
use crate::resume::{Item, Resume, Section};
use crate::rich::{Block, Line, List, ListItem, Run};
use crate::text::Text;
use crate::value::{Ext, Value};
use crate::{Words, format_span};
use std::fmt;

/// A path to a field: `sections[1].entries[3].dates`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Path(String);

impl Path {
    fn key(&self, key: &str) -> Self {
        let sound = key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
        Self(match (self.0.is_empty(), sound) {
            (_, false) => format!("{}[{key:?}]", self.0),
            (true, true) => key.to_owned(),
            (false, true) => format!("{}.{key}", self.0),
        })
    }

    fn index(&self, index: usize) -> Self {
        Self(format!("{}[{index}]", self.0))
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "resume" } else { &self.0 })
    }
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where. In the second résumé where the piece is there, else in the first.
    pub path: Path,
    /// What happened.
    pub what: What,
}

/// What happened to a field or a piece. Values are in words, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It is new.
    Added(String),
    /// It is gone.
    Removed(String),
    /// It has another value.
    Changed {
        /// Before.
        from: String,
        /// After.
        to: String,
    },
    /// It stands elsewhere in its list, and is otherwise the same.
    Moved {
        /// Where it stood.
        from: Path,
        /// What it is.
        what: String,
    },
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.what {
            What::Added(value) => write!(f, "{value} was added"),
            What::Removed(value) => write!(f, "{value} is gone"),
            What::Changed { from, to } => write!(f, "{from} became {to}"),
            What::Moved { from, what } => write!(f, "{what} moved here from {from}"),
        }
    }
}

/// Everything that differs between the normal forms of two résumés. Empty means that they are the same.
///
/// ```
/// use vitae_core::{Resume, Text, diff};
/// let before = Resume::default();
/// let mut after = Resume::default();
/// after.person.name = Text::new("Mara Lindqvist");
/// let changes = diff(&before, &after);
/// assert_eq!(changes[0].path.to_string(), "basics.name");
/// assert_eq!(changes[0].to_string(), "\"Mara Lindqvist\" was added");
/// ```
#[must_use]
pub fn diff(before: &Resume, after: &Resume) -> Vec<Change> {
    let (before, after) = (before.clone().normalize(), after.clone().normalize());
    if before == after {
        return Vec::new();
    }
    let mut walk = Walk::default();
    let root = Path::default();
    walk.records(&root.key("meta"), &before.meta, &after.meta);
    walk.records(&root.key("basics"), &before.person, &after.person);
    walk.ext(&root, &before.ext, &after.ext);
    walk.list(&root.key("sections"), &before.sections, &after.sections);
    if walk.changes.is_empty() {
        // The walk knows every field; should it ever overlook one, the difference must still be seen.
        let what = What::Changed { from: "the résumé".into(), to: "another, in a way that has no name yet".into() };
        walk.changes.push(Change { path: root, what });
    }
    walk.changes
}

/// A piece of a list that can be told apart from its neighbours, and compared.
trait Piece: PartialEq {
    /// What it is, in a few words.
    fn title(&self) -> String;
    /// How alike two are, from 0 (nothing in common) to 100.
    fn likeness(&self, other: &Self) -> u32;
    /// The differences inside.
    fn compare(&self, other: &Self, path: &Path, walk: &mut Walk);
}

#[derive(Default)]
struct Walk {
    changes: Vec<Change>,
}

impl Walk {
    fn push(&mut self, path: &Path, what: What) {
        self.changes.push(Change { path: path.clone(), what });
    }

    fn value(&mut self, path: &Path, before: Option<String>, after: Option<String>) {
        match (before, after) {
            (Some(from), Some(to)) if from == to => {
                // Equal words over unequal values: say the difference in full rather than nothing.
                self.push(path, What::Changed { from, to: format!("{to} (a difference that words do not show)") });
            }
            (Some(from), Some(to)) => self.push(path, What::Changed { from, to }),
            (Some(from), None) => self.push(path, What::Removed(from)),
            (None, Some(to)) => self.push(path, What::Added(to)),
            (None, None) => {}
        }
    }

    fn records(&mut self, path: &Path, before: &dyn Record, after: &dyn Record) {
        let (olds, news) = (before.cells(), after.cells());
        for spec in after.fields() {
            let find = |cells: &[(&'static crate::FieldSpec, CellRef<'_>)]| {
                cells.iter().position(|(s, _)| s.field == spec.field)
            };
            let old = find(&olds).and_then(|i| olds.get(i)).map(|(_, cell)| *cell);
            let new = find(&news).and_then(|i| news.get(i)).map(|(_, cell)| *cell);
            self.cells(&path.key(spec.key), old, new);
        }
        let empty = Ext::default();
        self.ext(path, before.ext().unwrap_or(&empty), after.ext().unwrap_or(&empty));
    }

    fn cells(&mut self, path: &Path, before: Option<CellRef<'_>>, after: Option<CellRef<'_>>) {
        use CellRef as C;
        if before == after {
            return;
        }
        match (before, after) {
            (Some(C::Organization(a)), Some(C::Organization(b))) => self.records(path, a, b),
            (Some(C::Place(a)), Some(C::Place(b))) => self.records(path, a, b),
            (Some(C::NameParts(a)), Some(C::NameParts(b))) => self.records(path, a, b),
            (Some(C::Positions(a)), Some(C::Positions(b))) => self.list(path, a, b),
            (Some(C::Contacts(a)), Some(C::Contacts(b))) => self.list(path, a, b),
            (Some(C::Details(a)), Some(C::Details(b))) => self.list(path, a, b),
            (Some(C::Texts(a)), Some(C::Texts(b))) => self.list(path, a, b),
            (Some(C::Lines(a)), Some(C::Lines(b))) => self.list(path, a, b),
            (Some(C::Body(a)), Some(C::Body(b))) => self.list(path, a, b),
            (before, after) => self.value(path, before.map(show), after.map(show)),
        }
    }

    fn ext(&mut self, path: &Path, before: &Ext, after: &Ext) {
        for (key, old) in before.iter() {
            match after.get(key) {
                Some(new) if new == old => {}
                new => self.value(&path.key(key), Some(json(old)), new.map(json)),
            }
        }
        for (key, new) in after.iter().filter(|(key, _)| before.get(key).is_none()) {
            self.value(&path.key(key), None, Some(json(new)));
        }
    }

    fn list<P: Piece>(&mut self, path: &Path, before: &[P], after: &[P]) {
        let aligned = align(before, after);
        let mut gone: Vec<usize> = aligned.gone;
        for (at, old) in aligned.olds.iter().enumerate() {
            let (path, Some(new)) = (path.index(at), after.get(at)) else { continue };
            if let Some(old) = old.and_then(|old| before.get(old)) {
                if old != new {
                    old.compare(new, &path, self);
                }
                continue;
            }
            let moved = gone.iter().position(|&old| before.get(old) == Some(new));
            match moved {
                Some(index) => {
                    let from =
                        Path(path.0.trim_end_matches(|c| c != '[').to_owned() + &format!("{}]", gone.remove(index)));
                    self.push(&path, What::Moved { from, what: new.title() });
                }
                None => self.push(&path, What::Added(new.title())),
            }
        }
        for old in gone {
            if let Some(piece) = before.get(old) {
                self.push(&path.index(old), What::Removed(piece.title()));
            }
        }
    }
}

/// Which piece of the first list each piece of the second continues, and which pieces of the first are continued by none.
struct Aligned {
    olds: Vec<Option<usize>>,
    gone: Vec<usize>,
}

/// Aligns equal pieces by a longest common subsequence, then alike pieces inside the gaps.
fn align<P: Piece>(before: &[P], after: &[P]) -> Aligned {
    let mut olds: Vec<Option<usize>> = vec![None; after.len()];
    let equal = common_subsequence(before, after);
    for &(old, new) in &equal {
        if let Some(slot) = olds.get_mut(new) {
            *slot = Some(old);
        }
    }
    let mut start = (0, 0);
    for &(old, new) in equal.iter().chain([&(before.len(), after.len())]) {
        pair_alike(before, after, start.0..old, start.1..new, &mut olds);
        start = (old + 1, new + 1);
    }
    let taken: std::collections::BTreeSet<usize> = olds.iter().flatten().copied().collect();
    Aligned { olds, gone: (0..before.len()).filter(|i| !taken.contains(i)).collect() }
}

/// Pairs of equal pieces, in order in both lists. Long lists (beyond about 1,000 × 1,000) are only matched at their ends.
fn common_subsequence<P: Piece>(before: &[P], after: &[P]) -> Vec<(usize, usize)> {
    let head = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let rest = before.len().min(after.len()) - head;
    let tail = before.iter().rev().zip(after.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let mut pairs: Vec<_> = (0..head).map(|i| (i, i)).collect();
    let (rows, columns) = (before.len() - head - tail, after.len() - head - tail);
    if rows.saturating_mul(columns) <= 1_000_000 {
        // lengths[i][j]: the longest common subsequence of before[i..] and after[j..] of the middle.
        let width = columns + 1;
        let mut lengths = vec![0u32; (rows + 1) * width];
        let get = |lengths: &[u32], i: usize, j: usize| lengths.get(i * width + j).copied().unwrap_or(0);
        let same = |i: usize, j: usize| before.get(head + i) == after.get(head + j);
        for i in (0..rows).rev() {
            for j in (0..columns).rev() {
                let best = if same(i, j) {
                    get(&lengths, i + 1, j + 1) + 1
                } else {
                    get(&lengths, i + 1, j).max(get(&lengths, i, j + 1))
                };
                if let Some(cell) = lengths.get_mut(i * width + j) {
                    *cell = best;
                }
            }
        }
        let (mut i, mut j) = (0, 0);
        while i < rows && j < columns {
            if same(i, j) {
                pairs.push((head + i, head + j));
                (i, j) = (i + 1, j + 1);
            } else if get(&lengths, i + 1, j) >= get(&lengths, i, j + 1) {
                i += 1;
            } else {
                j += 1;
            }
        }
    }
    pairs.extend((0..tail).rev().map(|k| (before.len() - 1 - k, after.len() - 1 - k)));
    pairs
}

/// Inside a gap, each new piece continues the first old piece that is left and alike enough, in order. A piece that is equal
/// to one elsewhere is left alone: it moved.
fn pair_alike<P: Piece>(
    before: &[P],
    after: &[P],
    old_gap: std::ops::Range<usize>,
    new_gap: std::ops::Range<usize>,
    olds: &mut [Option<usize>],
) {
    if old_gap.len().saturating_mul(new_gap.len()) > 250_000 {
        return;
    }
    let alone = old_gap.len() == 1 && new_gap.len() == 1;
    let mut next = old_gap.start;
    for new in new_gap {
        let Some(piece) = after.get(new) else { continue };
        if before.iter().any(|old| old == piece) {
            continue;
        }
        let scored = (next..old_gap.end).filter_map(|old| {
            let candidate = before.get(old)?;
            let moved = after.iter().any(|other| other == candidate);
            (!moved).then(|| (candidate.likeness(piece), old))
        });
        let best = scored.max_by_key(|&(score, old)| (score, std::cmp::Reverse(old)));
        if let Some((score, old)) = best
            && (score >= 40 || alone)
            && let Some(slot) = olds.get_mut(new)
        {
            *slot = Some(old);
            next = old + 1;
        }
    }
}

/// How many words two texts share, from 0 to 100.
fn shared_words(a: &str, b: &str) -> u32 {
    let mut rest: Vec<&str> = b.split_whitespace().collect();
    let total = a.split_whitespace().count() + rest.len();
    let shared =
        a.split_whitespace().filter(|word| rest.iter().position(|w| w == word).map(|i| rest.swap_remove(i)).is_some());
    let shared = shared.count() * 200;
    u32::try_from(shared / total.max(1)).unwrap_or(0)
}

fn quoted(text: &str) -> String {
    let mut short: String = text.chars().take(80).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    format!("{short:?}")
}

fn json(value: &Value) -> String {
    serde_json::to_string(value).unwrap_or_default()
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

/// A value in words.
fn show(cell: CellRef<'_>) -> String {
    let list = |parts: Vec<String>| parts.join(", ");
    match cell {
        CellRef::Text(t) => quoted(t.as_str()),
        CellRef::Line(l) => quoted(&marked(l)),
        CellRef::Url(u) => quoted(u.as_str()),
        CellRef::Lang(l) => quoted(l.as_str()),
        CellRef::Id(i) => quoted(i.as_str()),
        CellRef::Bool(b) | CellRef::Flag(b) => b.to_string(),
        CellRef::Direction(d) => d.as_str().to_owned(),
        CellRef::Dates(d) => {
            let span = d.span.map(|span| format_span(span, Words::english(), MonthStyle::Long));
            match (&d.text, span) {
                (Some(text), Some(span)) => format!("{} ({span})", quoted(text.as_str())),
                (Some(text), None) => quoted(text.as_str()),
                (None, span) => quoted(&span.unwrap_or_default()),
            }
        }
        CellRef::Place(p) => quoted(&p.display("remote")),
        CellRef::Organization(o) => quoted(o.name.as_ref().map_or("an organisation without a name", Text::as_str)),
        CellRef::Photo(Photo { source: PhotoSource::Url(url), .. }) => quoted(url.as_str()),
        CellRef::Photo(Photo { source: PhotoSource::Embedded { media_type, bytes }, .. }) => {
            format!("a picture ({media_type}, {} bytes)", bytes.len())
        }
        CellRef::NameParts(p) => list(p.cells().into_iter().map(|(_, cell)| show(cell)).collect()),
        CellRef::Rating(r) => r.to_string(),
        CellRef::Cefr(c) => list(c.levels().map(|(skill, level)| format!("{skill} {}", level.as_str())).collect()),
        CellRef::Texts(all) => list(all.iter().map(|t| quoted(t.as_str())).collect()),
        CellRef::Lines(all) => list(all.iter().map(|l| quoted(&marked(l))).collect()),
        CellRef::Alternates(all) => list(all.iter().map(|(lang, url)| format!("{lang}: {url}")).collect()),
        CellRef::Contacts(all) => list(all.iter().map(Piece::title).collect()),
        CellRef::Details(all) => list(all.iter().map(Piece::title).collect()),
        CellRef::Body(all) => list(all.iter().map(Piece::title).collect()),
        CellRef::Tags(all) => list(all.iter().map(|t| quoted(t.as_str())).collect()),
        CellRef::Ids(all) => list(all.iter().map(|(scheme, id)| format!("{} {id}", scheme.label())).collect()),
        CellRef::Positions(all) => list(all.iter().map(Piece::title).collect()),
    }
}

impl Piece for Section {
    fn title(&self) -> String {
        match &self.title {
            Some(title) => format!("the section {}", quoted(&title.plain())),
            None => format!("the untitled {} section", self.kind.as_str()),
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
    fn compare(&self, other: &Self, path: &Path, walk: &mut Walk) {
        if self.kind != other.kind {
            let (from, to) = (self.kind.as_str().to_owned(), other.kind.as_str().to_owned());
            walk.push(&path.key("kind"), What::Changed { from, to });
        }
        walk.cells(&path.key("title"), self.title.as_ref().map(CellRef::Line), other.title.as_ref().map(CellRef::Line));
        walk.records(path, &self.common, &other.common);
        walk.list(&path.key("entries"), &self.content, &other.content);
    }
}

impl Piece for Item {
    fn title(&self) -> String {
        match self {
            Self::Entry(entry) => entry_title(entry),
            Self::Heading(line) => format!("the heading {}", quoted(&line.plain())),
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
    fn compare(&self, other: &Self, path: &Path, walk: &mut Walk) {
        match (self, other) {
            (Self::Entry(a), Self::Entry(b)) => compare_entries(a, b, path, walk),
            (Self::Text(a), Self::Text(b)) => a.compare(b, path, walk),
            (a, b) => walk.push(path, What::Changed { from: a.title(), to: b.title() }),
        }
    }
}

fn entry_title(entry: &Entry) -> String {
    let position = entry.flat_position().map(|(_, position)| position as &dyn Record);
    let records = [Some(&entry.what as &dyn Record), position];
    let mut names: Vec<String> = Vec::new();
    for record in records.into_iter().flatten() {
        for (spec, cell) in record.cells() {
            if matches!(spec.slot, crate::Slot::Title | crate::Slot::Organization) {
                names.push(show(cell));
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

fn compare_entries(a: &Entry, b: &Entry, path: &Path, walk: &mut Walk) {
    if a.what.kind() != b.what.kind() {
        let (from, to) = (entry_title(a), entry_title(b));
        walk.push(
            path,
            What::Changed {
                from: format!("{from} ({})", a.what.kind().as_str()),
                to: format!("{to} ({})", b.what.kind().as_str()),
            },
        );
        return;
    }
    match (a.flat_position(), b.flat_position()) {
        (Some((old, p)), Some((new, q))) => {
            let (old, new) = (old.organization.as_ref(), new.organization.as_ref());
            walk.cells(&path.key("organization"), old.map(CellRef::Organization), new.map(CellRef::Organization));
            walk.records(path, p, q);
        }
        _ => walk.records(path, &a.what, &b.what),
    }
    walk.records(path, &a.common, &b.common);
}

impl Piece for Position {
    fn title(&self) -> String {
        let name = self.title.as_ref().map(Line::plain);
        format!("the position {}", quoted(name.as_deref().unwrap_or("without a title")))
    }
    fn likeness(&self, other: &Self) -> u32 {
        let same_title = if self.title == other.title { 50 } else { 0 };
        same_title + if self.dates == other.dates { 30 } else { 0 } + if self.body == other.body { 20 } else { 0 }
    }
    fn compare(&self, other: &Self, path: &Path, walk: &mut Walk) {
        walk.records(path, self, other);
    }
}

impl Piece for Contact {
    fn title(&self) -> String {
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
        format!("the contact {}{label}", quoted(&value))
    }
    fn likeness(&self, other: &Self) -> u32 {
        if std::mem::discriminant(&self.kind) == std::mem::discriminant(&other.kind) { 50 } else { 0 }
    }
    fn compare(&self, other: &Self, path: &Path, walk: &mut Walk) {
        if let (ContactKind::Place(a), ContactKind::Place(b)) = (&self.kind, &other.kind) {
            walk.records(path, a, b);
        } else if self.kind != other.kind {
            walk.push(path, What::Changed { from: self.title(), to: other.title() });
        }
        walk.cells(&path.key("label"), self.label.as_ref().map(CellRef::Text), other.label.as_ref().map(CellRef::Text));
        let tags = |contact: &Self| (!contact.tags.is_empty()).then(|| show(CellRef::Tags(&contact.tags)));
        if self.tags != other.tags {
            walk.value(&path.key("tags"), tags(self), tags(other));
        }
        walk.ext(path, &self.ext, &other.ext);
    }
}

impl Piece for Detail {
    fn title(&self) -> String {
        quoted(&format!("{}: {}", self.label, marked(&self.value)))
    }
    fn likeness(&self, other: &Self) -> u32 {
        if self.label == other.label { 80 } else { shared_words(&self.value.plain(), &other.value.plain()) / 2 }
    }
    fn compare(&self, other: &Self, path: &Path, walk: &mut Walk) {
        walk.push(path, What::Changed { from: self.title(), to: other.title() });
    }
}

impl Piece for Text {
    fn title(&self) -> String {
        quoted(self.as_str())
    }
    fn likeness(&self, other: &Self) -> u32 {
        shared_words(self.as_str(), other.as_str())
    }
    fn compare(&self, other: &Self, path: &Path, walk: &mut Walk) {
        walk.push(path, What::Changed { from: self.title(), to: other.title() });
    }
}

impl Piece for Line {
    fn title(&self) -> String {
        quoted(&marked(self))
    }
    fn likeness(&self, other: &Self) -> u32 {
        shared_words(&self.plain(), &other.plain())
    }
    fn compare(&self, other: &Self, path: &Path, walk: &mut Walk) {
        walk.push(path, What::Changed { from: self.title(), to: other.title() });
    }
}

impl Piece for Block {
    fn title(&self) -> String {
        match self {
            Self::Para(line) => format!("the paragraph {}", quoted(&marked(line))),
            Self::List(list) => {
                let first = list.items.first().map(|item| item.line.plain()).unwrap_or_default();
                format!("the list of {} beginning {}", list.items.len(), quoted(&first))
            }
            Self::Quote(blocks) => format!("the quotation of {}", blocks.first().map(Piece::title).unwrap_or_default()),
            Self::Pre(text) => format!("the preformatted text {}", quoted(text)),
        }
    }
    fn likeness(&self, other: &Self) -> u32 {
        match (self, other) {
            (Self::Para(a), Self::Para(b)) => a.likeness(b),
            (Self::List(a), Self::List(b)) => {
                let shared = a.items.iter().filter(|item| b.items.contains(item)).count();
                40 + u32::try_from(60 * shared / a.items.len().max(b.items.len()).max(1)).unwrap_or(0)
            }
            (Self::Pre(a), Self::Pre(b)) => shared_words(a, b),
            (Self::Quote(_), Self::Quote(_)) => 50,
            _ => 0,
        }
    }
    fn compare(&self, other: &Self, path: &Path, walk: &mut Walk) {
        match (self, other) {
            (Self::List(List { ordered: a, items: x }), Self::List(List { ordered: b, items: y })) => {
                if a != b {
                    let name =
                        |start: &Option<u32>| start.map_or("bullets".to_owned(), |n| format!("numbers from {n}"));
                    walk.push(path, What::Changed { from: name(a), to: name(b) });
                }
                walk.list(path, x, y);
            }
            (Self::Quote(a), Self::Quote(b)) => walk.list(path, a, b),
            (a, b) => walk.push(path, What::Changed { from: a.title(), to: b.title() }),
        }
    }
}

impl Piece for ListItem {
    fn title(&self) -> String {
        format!("the bullet {}", quoted(&marked(&self.line)))
    }
    fn likeness(&self, other: &Self) -> u32 {
        self.line.likeness(&other.line)
    }
    fn compare(&self, other: &Self, path: &Path, walk: &mut Walk) {
        if self.line != other.line {
            walk.push(path, What::Changed { from: self.title(), to: other.title() });
        }
        walk.list(path, &self.children, &other.children);
        let tags = |item: &Self| (!item.tags.is_empty()).then(|| show(CellRef::Tags(&item.tags)));
        if self.tags != other.tags {
            walk.value(&path.key("tags"), tags(self), tags(other));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Dates, Engagement, Organization, SectionKind};

    fn job(title: &str, organization: &str, dates: &str, bullets: &[&str]) -> Item {
        let items = bullets.iter().map(|b| ListItem::new(Line::text(b).unwrap())).collect();
        let position = Position {
            title: Line::text(title),
            dates: Dates::parse(dates, Words::english()),
            body: vec![Block::List(List { ordered: None, items })],
            ..Position::default()
        };
        let organization = Text::new(organization).map(Organization::named);
        Entry::from(crate::What::Engagement(Engagement {
            organization,
            positions: vec![position],
            ..Engagement::default()
        }))
        .into()
    }

    fn resume() -> Resume {
        let work = Section {
            title: Line::text("Experience"),
            content: vec![
                job("Director", "Blockverse", "2023 – present", &["Led the team.", "Shipped the store."]),
                job("Engineer", "DropNet", "2010 – 2016", &["Made the site."]),
            ],
            ..Section::new(SectionKind::Work)
        };
        let skills = Section { title: Line::text("Skills"), ..Section::new(SectionKind::Skills) };
        Resume { sections: vec![work, skills], ..Resume::default() }
    }

    fn said(before: &Resume, after: &Resume) -> Vec<String> {
        diff(before, after).iter().map(|change| format!("{}: {change}", change.path)).collect()
    }

    #[test]
    fn a_changed_date_is_one_change() {
        let (before, mut after) = (resume(), resume());
        after.sections[0].content[1] = job("Engineer", "DropNet", "2010 – 2015", &["Made the site."]);
        assert_eq!(said(&before, &after), [r#"sections[0].entries[1].dates: "2010 – 2016" became "2010 – 2015""#]);
    }

    #[test]
    fn a_new_bullet_a_moved_section_and_a_deleted_entry_are_one_change_each() {
        let (before, mut after) = (resume(), resume());
        after.sections[0].content[0] =
            job("Director", "Blockverse", "2023 – present", &["Led the team.", "Hired four.", "Shipped the store."]);
        assert_eq!(said(&before, &after), [r#"sections[0].entries[0].body[0][1]: the bullet "Hired four." was added"#]);

        let mut after = resume();
        after.sections.reverse();
        assert_eq!(said(&before, &after), [r#"sections[1]: the section "Experience" moved here from sections[0]"#]);

        let mut after = resume();
        after.sections[0].content.remove(0);
        assert_eq!(said(&before, &after), [r#"sections[0].entries[0]: the entry "Blockverse", "Director" is gone"#]);
    }

    #[test]
    fn unknown_fields_are_compared() {
        let (before, mut after) = (resume(), resume());
        after.ext.insert("x-a b", Value::Bool(true));
        assert_eq!(said(&before, &after), [r#"["x-a b"]: true was added"#]);
    }
}
