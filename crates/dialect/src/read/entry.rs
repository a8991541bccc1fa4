//! Entries: the fields of their kind, of every entry, and – for work in one position – of that position, in one map.

use super::body::BodyParts;
use super::{Reading, put_once};
use crate::keys::Level;
use crate::node::{Node, Pair};
use vitae_commonmark::parse_line;
use vitae_core::{
    Cell, Contact, Entry, EntryKind, Ext, Field, FieldSpec, Interest, LanguageSkill, Line, Organization, Position,
    Record, Result, Shape, Skill, Text, Url, What, Words, nearest,
};

/// An entry, or a position inside one, whose keys are being collected.
struct Draft {
    entry: Entry,
    /// The one position of an engagement that is written in one map with it.
    position: Option<Position>,
}

impl Draft {
    /// The row of the table for a key. In a flat engagement what both have is the position's, but for id and tags.
    fn field_for(&self, key: &str) -> Option<&'static FieldSpec> {
        let position =
            self.position.as_ref().and_then(|position| position.field_for(key)).filter(|spec| is_positions(spec.field));
        position.or_else(|| self.entry.what.field_for(key)).or_else(|| self.entry.common.field_for(key))
    }

    fn record(&mut self, field: Field) -> &mut dyn Record {
        match &mut self.position {
            Some(position) if is_positions(field) && position.spec(field).is_some() => position,
            _ if self.entry.what.spec(field).is_some() => &mut self.entry.what,
            _ => &mut self.entry.common,
        }
    }
}

const fn is_positions(field: Field) -> bool {
    !matches!(field, Field::Id | Field::Tags)
}

/// The pairs of one map that wait for the rest of it.
#[derive(Default)]
struct Waiting<'n> {
    start: Option<&'n Pair>,
    end: Option<&'n Pair>,
    body: BodyParts,
    contacts: Vec<Contact>,
    url: Option<(Url, &'n Pair)>,
    about: Option<(Line, &'n Pair)>,
    left: Vec<&'n Pair>,
}

impl Reading<'_> {
    /// An entry. `default` is the kind that its section lists.
    pub(super) fn entry(&mut self, pairs: &[Pair], default: EntryKind) -> Result<Entry> {
        self.count_entry(pairs.first().map(|pair| pair.at).unwrap_or_default())?;
        let (kind, unknown_kind) = self.entry_kind(pairs, default)?;
        let outer = self.words;
        if let Some(pair) = pairs.iter().find(|pair| &*pair.key == "lang") {
            let lang = self.inside("lang", |reading| reading.lang(&pair.value))?;
            self.words = lang.map_or(outer, |lang| Words::of(Some(&lang)));
        }
        let entry = self.entry_of(kind, pairs, unknown_kind);
        self.words = outer;
        entry
    }

    /// The kind that the entry names, if it names one.
    fn entry_kind(&self, pairs: &[Pair], default: EntryKind) -> Result<(EntryKind, bool)> {
        let Some(pair) = pairs.iter().find(|pair| &*pair.key == "kind" && !pair.value.is_nothing()) else {
            return Ok((default, false));
        };
        let name = pair.value.as_text().unwrap_or_default();
        if let Some(kind) = EntryKind::parse(name) {
            return Ok((kind, false));
        }
        if self.in_short_form() {
            return Ok((default, true)); // JSON Resume knows no kinds: this is a field of somebody's own
        }
        let names = || EntryKind::ALL.iter().map(|kind| kind.as_str());
        let help = match nearest(name, names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the kinds of entry are {}", names().collect::<Vec<_>>().join(", ")),
        };
        Err(self.error("bad-value", format!("no kind of entry is called `{name}`"), pair.value.at).help(help))
    }

    fn entry_of(&mut self, kind: EntryKind, pairs: &[Pair], unknown_kind: bool) -> Result<Entry> {
        let position = (kind == EntryKind::Engagement).then(|| self.flat(pairs)).transpose()?.flatten();
        let mut draft = Draft { entry: Entry::from(What::new(kind)), position };
        let mut rest = Ext::default();
        let mut waiting = Waiting::default();
        for pair in pairs.iter().filter(|pair| unknown_kind || &*pair.key != "kind") {
            self.entry_pair(pair, &mut draft, &mut waiting, &mut rest)?;
        }
        if let Some(dates) = self.start_and_end(waiting.start, waiting.end)?
            && !put_once(draft.record(Field::Dates), Field::Dates, Cell::Dates(dates))
        {
            waiting.left.extend(waiting.start.iter().chain(&waiting.end));
        }
        let body = waiting.body.finish();
        if !body.is_empty() {
            put_once(draft.record(Field::Body), Field::Body, Cell::Body(body));
        }
        if !waiting.contacts.is_empty() {
            put_once(draft.record(Field::Contacts), Field::Contacts, Cell::Contacts(waiting.contacts));
        }
        let Draft { mut entry, position } = draft;
        match &mut entry.what {
            What::Engagement(engagement) => engagement.positions.extend(position),
            // What the writer left out, since the fluency says it.
            What::Language(language) => language.set_level_by_fluency(),
            _ => {}
        }
        waiting.left.extend(about_organization(&mut entry.what, waiting.url, waiting.about));
        self.keep(waiting.left, Level::Entry(kind), &mut rest)?;
        entry.common.ext = rest;
        Ok(entry)
    }

    fn entry_pair<'n>(
        &mut self,
        pair: &'n Pair,
        draft: &mut Draft,
        waiting: &mut Waiting<'n>,
        rest: &mut Ext,
    ) -> Result<()> {
        let kind = draft.entry.what.kind();
        let has = |shape| kind.fields().iter().any(|spec| spec.shape == shape);
        match (&*pair.key, kind) {
            ("startDate", _) if has(Shape::Dates) => waiting.start = Some(pair),
            ("endDate", _) if has(Shape::Dates) => waiting.end = Some(pair),
            ("url" | "website", EntryKind::Engagement | EntryKind::Education) if waiting.url.is_none() => {
                let url = self.inside(&*pair.key, |reading| Ok(reading.text(&pair.value)?.and_then(Url::new)))?;
                waiting.url = url.map(|url| (url, pair));
            }
            ("description", EntryKind::Engagement) => {
                let about = self.inside("description", |reading| reading.line(&pair.value))?;
                waiting.about = about.map(|about| (about, pair));
            }
            ("reference", kind) if kind != EntryKind::Reference => waiting.left.push(pair),
            _ => {
                let spec =
                    draft.field_for(&pair.key).filter(|spec| !matches!(spec.shape, Shape::Body | Shape::Contacts));
                if let Some(spec) = spec {
                    let cell = self.inside(&*pair.key, |reading| reading.cell(spec, pair, rest))?;
                    if !cell.is_none_or(|cell| put_once(draft.record(spec.field), spec.field, cell)) {
                        waiting.left.push(pair);
                    }
                    return Ok(());
                }
                let read = self.body_key(pair, &mut waiting.body)?
                    || (has(Shape::Contacts) && self.contacts_key(pair, &mut waiting.contacts)?);
                if !read {
                    waiting.left.push(pair);
                }
            }
        }
        Ok(())
    }

    /// The position of an engagement that has none listed, but a key that only positions have.
    fn flat(&self, pairs: &[Pair]) -> Result<Option<Position>> {
        let position = Position::default();
        let own = |pair: &&Pair| {
            let spec = position.field_for(&pair.key);
            spec.is_some_and(|spec| {
                matches!(spec.field, Field::Title | Field::Qualifier | Field::Employment | Field::Url)
            }) && !pair.value.is_nothing()
        };
        let listed = pairs.iter().any(|pair| matches!(&*pair.key, "positions" | "roles") && !pair.value.is_nothing());
        match pairs.iter().find(own) {
            None => Ok(None),
            Some(_) if !listed => Ok(Some(position)),
            Some(pair) => Err(self
                .error("bad-value", format!("`{}` cannot stand beside a list of positions", pair.key), pair.at)
                .help("move it into the list, as a position of its own")),
        }
    }

    /// Positions in one organisation.
    pub(super) fn positions(&mut self, node: &Node) -> Result<Vec<Position>> {
        let items = self.list(node)?;
        let mut out = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            out.extend(self.inside(format!("[{index}]"), |reading| reading.position(item))?);
        }
        Ok(out)
    }

    fn position(&mut self, node: &Node) -> Result<Option<Position>> {
        if node.is_nothing() {
            return Ok(None);
        }
        self.count_entry(node.at)?;
        let mut position = Position::default();
        let Some(pairs) = node.as_map() else {
            position.title = self.text_or(node, "a text or a map")?.map(parse_line).filter(|line| !line.is_empty());
            return Ok(Some(position));
        };
        let mut rest = Ext::default();
        let mut waiting = Waiting::default();
        for pair in pairs {
            let spec = position.field_for(&pair.key).filter(|spec| spec.shape != Shape::Body);
            // Inside a position an address can only be its own.
            let spec =
                spec.or_else(|| matches!(&*pair.key, "url" | "website").then(|| position.spec(Field::Url)).flatten());
            match &*pair.key {
                "startDate" => waiting.start = Some(pair),
                "endDate" => waiting.end = Some(pair),
                _ => {
                    let done = if let Some(spec) = spec {
                        let cell = self.inside(&*pair.key, |reading| reading.cell(spec, pair, &mut rest))?;
                        cell.is_none_or(|cell| put_once(&mut position, spec.field, cell))
                    } else {
                        &*pair.key != "reference" && self.body_key(pair, &mut waiting.body)?
                    };
                    if !done {
                        waiting.left.push(pair);
                    }
                }
            }
        }
        if let Some(dates) = self.start_and_end(waiting.start, waiting.end)?
            && !put_once(&mut position, Field::Dates, Cell::Dates(dates))
        {
            waiting.left.extend(waiting.start.iter().chain(&waiting.end));
        }
        position.body = waiting.body.finish();
        self.keep(waiting.left, Level::Position, &mut rest)?;
        position.ext = rest;
        Ok(Some(position))
    }

    /// A plain text among entries that fit on a line is the name of one.
    pub(super) fn named_entry(&mut self, kind: EntryKind, node: &Node) -> Result<Option<Entry>> {
        let Some(text) = self.text(node)? else { return Ok(None) };
        self.count_entry(node.at)?;
        let line = || Some(parse_line(text)).filter(|line| !line.is_empty());
        let what = match kind {
            EntryKind::Skill => line().map(|name| What::Skill(Skill { name: Some(name), ..Skill::default() })),
            EntryKind::Interest => line().map(|name| What::Interest(Interest { name: Some(name) })),
            EntryKind::Language => Text::new(text)
                .map(|name| What::Language(LanguageSkill { name: Some(name), ..LanguageSkill::default() })),
            _ => None,
        };
        Ok(what.map(Entry::from))
    }
}

/// `url` and `description` beside a job are the employer's. Gives back the pairs for which there is no room.
fn about_organization<'n>(
    what: &mut What,
    url: Option<(Url, &'n Pair)>,
    about: Option<(Line, &'n Pair)>,
) -> Vec<&'n Pair> {
    let slot = match what {
        What::Engagement(engagement) => &mut engagement.organization,
        What::Education(education) => &mut education.institution,
        _ => return Vec::new(),
    };
    let mut left = Vec::new();
    if let Some((url, pair)) = url {
        let organization = slot.get_or_insert_with(Organization::default);
        if organization.url.get_or_insert_with(|| url.clone()) != &url {
            left.push(pair);
        }
    }
    if let Some((about, pair)) = about {
        let organization = slot.get_or_insert_with(Organization::default);
        if organization.description.get_or_insert_with(|| about.clone()) != &about {
            left.push(pair);
        }
    }
    left
}
