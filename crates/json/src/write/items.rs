//! An entry as an item of a list, or several: one for each position.

use super::{add, in_order, set_unless_empty};
use crate::dates;
use crate::native::Rewriting;
use crate::table::{Level, List, When, own};
use vitae_core::{
    Block, CellRef, Dates, Engagement, Entry, Ext, Field, FieldSpec, Item, Lang, Number, Organization, Place, Position,
    Record, Resume, Section, Value, What, Words,
};
use vitae_dialect::{Node, cell_to_value, item_from_value, item_to_value};

/// Values of fields, with their rows of the table.
type Cells<'e> = Vec<(&'static FieldSpec, CellRef<'e>)>;

/// What it takes to write the entries of one list.
pub(super) struct Writer<'l> {
    pub(super) list: &'static List,
    pub(super) lang: Option<&'l Lang>,
    /// How many engagements with several positions were written.
    pub(super) engagements: usize,
}

impl Writer<'_> {
    /// The items for an entry; `None` if it would not be read as the same entry. What its owner keeps to themselves is not
    /// written where a theme would show it.
    pub(super) fn items(&mut self, entry: &Entry) -> Option<Vec<Value>> {
        if entry.common.hidden || entry.what.kind() != self.list.kind() {
            return None;
        }
        let items = match &entry.what {
            What::Engagement(engagement) => match entry.flat_position() {
                Some((_, position)) => vec![self.flat(entry, engagement.cells(), position.cells())],
                None if engagement.positions.is_empty() => vec![self.flat(entry, engagement.cells(), Cells::new())],
                None => self.positions(entry, engagement),
            },
            What::Language(skill) => {
                let mut cells = skill.cells();
                if skill.fluency_says_it_all() {
                    cells.retain(|(spec, _)| spec.field != Field::Cefr);
                }
                vec![self.flat(entry, cells, Cells::new())]
            }
            what => vec![self.flat(entry, what.cells(), Cells::new())],
        };
        let items: Vec<Value> =
            items.into_iter().map(|item| Value::Object(in_order(item, self.list.standard))).collect();
        self.reads_back(&items, entry).then_some(items)
    }

    fn words(&self, entry: &Entry) -> &'static Words {
        Words::of(entry.common.lang.as_ref().or(self.lang))
    }

    /// An entry that is one item.
    fn flat(&self, entry: &Entry, own: Cells<'_>, position: Cells<'_>) -> Ext {
        let cells = own.into_iter().chain(position).chain(entry.common.cells()).collect();
        self.object(cells, &entry.common.ext, Level::Entry, self.words(entry))
    }

    /// An engagement of several positions, or with something to say for itself: an item for each position, under one number.
    fn positions(&mut self, entry: &Entry, engagement: &Engagement) -> Vec<Ext> {
        self.engagements += 1;
        let number = Number::new(&self.engagements.to_string()).map_or(Value::Null, Value::Number);
        let words = self.words(entry);
        let mut items: Vec<Ext> = engagement.positions.iter().map(|p| self.position(p, &number, words)).collect();
        for (index, item) in items.iter_mut().enumerate() {
            if let Some(organization) = &engagement.organization {
                self.organization(organization, index == 0, words, item);
            }
        }
        // The rest of the entry is an engagement without organisation and positions.
        let rest = Engagement { organization: None, positions: Vec::new(), ..engagement.clone() };
        let stay = Entry { what: What::Engagement(rest), common: entry.common.clone() };
        if let Some(first) = items.first_mut() {
            let outer = Words::of(self.lang);
            set_unless_empty(first, own::STAY, item_to_value(&Item::from(stay), self.list.section, outer));
        }
        items
    }

    fn position(&self, position: &Position, number: &Value, words: &'static Words) -> Ext {
        let mut item = self.object(position.cells(), &position.ext, Level::Position, words);
        item.insert(own::ENGAGEMENT, number.clone());
        item
    }

    fn object(&self, cells: Cells<'_>, ext: &Ext, level: Level, words: &'static Words) -> Ext {
        let mut item = Ext::default();
        for (spec, cell) in cells {
            match cell {
                CellRef::Organization(whose) if spec.key == self.list.organization.0 => {
                    self.organization(whose, true, words, &mut item);
                }
                CellRef::Dates(when) if self.list.dates != When::Never => self.dates(when, &mut item),
                CellRef::Body(body) => self.body(body, words, &mut item),
                CellRef::Positions(_) => {}
                CellRef::Place(place) if self.list.name_of(spec.key).is_some() && !is_words(place) => {
                    item.insert(spec.key, cell_to_value(cell, words));
                }
                cell => {
                    item.insert(self.list.name_of(spec.key).unwrap_or(spec.key), cell_to_value(cell, words));
                }
            }
        }
        add(ext, &mut item, |key, value, item| {
            let older = self.list.today(key).is_some_and(|new| item.get(new).is_none());
            let whose = level == Level::Position && self.list.organization.1.iter().any(|(name, _)| *name == key);
            self.list.knows(key)
                || (older || whose || own::IN_ITEMS.contains(&key))
                || self.list.extra(level, key, value).is_some()
        });
        item
    }

    /// What the standard has fields for, and with `all` the rest beside them.
    fn organization(&self, whose: &Organization, all: bool, words: &'static Words, item: &mut Ext) {
        let mut left = match cell_to_value(CellRef::Organization(whose), words) {
            Value::Object(map) => map,
            name => [("name", name)].into_iter().collect(),
        };
        for (index, (key, part)) in self.list.organization.1.iter().enumerate() {
            let value = left.remove(part);
            if let Some(value) = value.filter(|_| all || index == 0) {
                item.insert(*key, value);
            }
        }
        if all {
            set_unless_empty(item, own::ORGANIZATION, Value::Object(left));
        }
    }

    fn dates(&self, when: &Dates, item: &mut Ext) {
        let (start, end, day) = match self.list.dates {
            When::Day(day) => (day, "", true),
            _ => ("startDate", "endDate", false),
        };
        let fields = dates::fields(when, day);
        for (key, value) in [(start, fields.start), (end, fields.end)] {
            if let Some(value) = value {
                item.insert(key, Value::String(value));
            }
        }
        if let Some(residue) = dates::residue(when, day) {
            item.insert(own::DATES, residue);
        }
    }

    /// Free text under the one key that themes show, and highlights where the standard has them.
    fn body(&self, body: &[Block], words: &'static Words, item: &mut Ext) {
        let body = body.to_vec();
        let Value::Object(parts) = cell_to_value(CellRef::Body(&body), words) else { return };
        let highlights = parts.get("highlights").filter(|_| self.list.has_highlights());
        let Some(Value::Array(bullets)) = highlights else {
            let text = if parts.get("highlights").is_some() {
                vitae_commonmark::write_blocks(&body)
            } else {
                only_text(&parts)
            };
            item.insert(self.list.body, Value::String(text));
            return;
        };
        if let Some(summary) = parts.get("summary") {
            item.insert(self.list.body, summary.clone());
        }
        let (texts, tags): (Vec<Value>, Vec<Value>) = bullets.iter().map(text_and_tags).unzip();
        item.insert("highlights", Value::Array(texts));
        if tags.iter().any(|tags| *tags != Value::Array(Vec::new())) {
            item.insert(own::HIGHLIGHT_TAGS, Value::Array(tags));
        }
    }

    /// True if the items are read as the entry that they were written for.
    fn reads_back(&self, items: &[Value], entry: &Entry) -> bool {
        let nodes: Vec<Node> = items.iter().map(Node::from).collect();
        let [read] = &*Rewriting::default().entries(self.list, &nodes) else { return false };
        let read = item_from_value(&read.to_value(), self.list.section, Words::of(self.lang));
        read.is_some_and(|read| {
            matches!(&read, Item::Entry(same) if **same == *entry)
                || self.normal(read) == self.normal(Item::from(entry.clone()))
        })
    }

    fn normal(&self, item: Item) -> Resume {
        let section = Section { content: vec![item], ..Section::new(self.list.section) };
        let mut resume = Resume { sections: vec![section], ..Resume::default() };
        resume.meta.language = self.lang.cloned();
        resume.normalize()
    }
}

fn is_words(place: &Place) -> bool {
    place.text.as_ref().is_some_and(|text| *place == Place::text(text.clone()))
}

fn only_text(parts: &Ext) -> String {
    match parts.get("summary").or_else(|| parts.get("text")) {
        Some(Value::String(text)) => text.clone(),
        _ => String::new(),
    }
}

/// A highlight of the dialect, which is a map if it has tags.
fn text_and_tags(bullet: &Value) -> (Value, Value) {
    let nothing = || Value::Array(Vec::new());
    match bullet {
        Value::Object(map) => {
            let part = |key: &str| map.get(key).cloned();
            (part("text").unwrap_or_else(|| Value::from("")), part("tags").unwrap_or_else(nothing))
        }
        text => (text.clone(), nothing()),
    }
}
