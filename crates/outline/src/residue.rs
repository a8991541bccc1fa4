//! What an outline does not say of its résumé, put on it as facts.
//!
//! Nothing here knows what a reader can tell: each section is interpreted as a reader will do it, and what differs becomes facts
//! – field by field on the entry or position that it concerns; the whole entry, or the content of the section, only where that
//! is not enough. For an ordinary résumé nothing differs.

use crate::compose::Span;
use crate::facts::{self, Facts, guard, is_unseen, patch, text_of, text_of_blocks};
use crate::interpret::{self, Found, parts};
use crate::outline::{Block, Outline};
use std::collections::BTreeMap;
use vitae_core::{
    CellRef, Contact, Entry, Ext, FieldSpec, Item, Lang, Position, Record, Resume, Section, SectionKind, Shape, Value,
    What, Words,
};
use vitae_dialect as native;

/// Puts facts on the outline of `shown`, so that interpreting it gives `whole`. The sections and entries of `whole` that
/// `shown` does not have are those that their owner hid.
pub(crate) fn attach(outline: &mut Outline, spans: &[Span], shown: &Resume, whole: &Resume) {
    unlink(&mut outline.blocks);
    let lang = shown.meta.language.as_ref();
    let mut spans = spans.iter();
    let mut unseen = Vec::new();
    for (place, section) in whole.sections.iter().enumerate() {
        let span = if is_shown(section) { spans.next() } else { None };
        match span.filter(|span| !span.blocks.is_empty()) {
            Some(span) => Attached { blocks: &mut outline.blocks, section, lang }.section(span),
            None => unseen.push(placed(place, native::section_to_value(section, Words::of(lang)))),
        }
    }
    head(outline, shown, unseen);
}

/// True if anything of a section is left when what its owner hid is taken away.
fn is_shown(section: &Section) -> bool {
    let all_hidden = section.content.iter().all(Item::is_hidden);
    !section.common.hidden && (section.title.is_some() || !all_hidden)
}

/// Takes the links off that no document may carry.
pub(crate) fn unlink(blocks: &mut [Block]) {
    for block in blocks {
        let links = facts::unlink(block);
        if !links.is_empty() {
            let guarded = guard(Value::Array(links), &block.text());
            facts::add(&mut block.facts, "links", guarded);
        }
    }
}

/// Takes off what nobody sees, but for the structure.
pub(crate) fn publish(outline: &mut Outline) {
    outline.head.facts = None;
    outline.blocks.iter_mut().for_each(|block| facts::structure(&mut block.facts));
}

/// Meta, person, and sections of which nothing is seen.
fn head(outline: &mut Outline, shown: &Resume, unseen: Vec<Value>) {
    let words = Words::of(shown.meta.language.as_ref());
    let first = outline.blocks.iter().position(|block| block.section.is_some()).unwrap_or(outline.blocks.len());
    let blocks = interpret::linked(outline.blocks.get(..first).unwrap_or_default()).into_owned();
    let (meta, person, _) = interpret::person(&blocks, outline, &Facts::default());
    let (found, _) = interpret::found_in_head(&blocks, words);
    let mut all = Ext::default();
    insert(&mut all, "meta", fields(&shown.meta, &meta, &found, words));
    let mut read = person;
    let contacts = contacts(&shown.person.contacts, &read.contacts, &found, words);
    if let Some(contacts) = contacts {
        all.insert("contacts", contacts);
        read.contacts.clone_from(&shown.person.contacts);
    }
    insert(&mut all, "basics", fields(&shown.person, &read, &found, words));
    insert(&mut all, "ext", shown.ext.clone());
    if !unseen.is_empty() {
        all.insert("sections", Value::Array(unseen));
    }
    outline.head.facts = facts::written(all);
}

/// A section, while facts are put on its blocks.
struct Attached<'a> {
    blocks: &'a mut [Block],
    section: &'a Section,
    lang: Option<&'a Lang>,
}

impl Attached<'_> {
    fn section(&mut self, span: &Span) {
        if self.reads_back(span) {
            return;
        }
        let words = Words::of(self.lang);
        let heading = interpret::section(self.of(span).get(..1).unwrap_or_default(), self.lang);
        let mut all = fields(&self.section.common, &heading.common, &Found::default(), words);
        let own = self.section.common.lang.as_ref().or(self.lang);
        let unseen = self.items(span, own);
        if !unseen.is_empty() {
            all.insert("items", Value::Array(unseen));
        }
        self.add(span, "section", all.clone());
        if !self.reads_back(span) {
            all.remove("items");
            self.forget_fields(span);
            let items = self.section.content.iter();
            let content = items.map(|item| native::item_to_value(item, self.section.kind, Words::of(own))).collect();
            all.insert("content", guard(Value::Array(content), &text_of_blocks(self.of(span))));
            self.add(span, "section", all);
        }
    }

    /// Facts on the entries; gives back those that show nothing, with their places.
    fn items(&mut self, span: &Span, lang: Option<&Lang>) -> Vec<Value> {
        let mut unseen = Vec::new();
        let mut parts = span.parts.iter();
        let mut after_entry = false;
        for (place, item) in self.section.content.iter().enumerate() {
            let part = if item.is_hidden() { None } else { parts.next() };
            match (part.filter(|part| !part.blocks.is_empty()), item) {
                (Some(part), Item::Entry(entry)) => {
                    self.entry(part, entry, lang, after_entry);
                    after_entry = true;
                }
                (Some(_), _) => after_entry = false,
                (None, item) => {
                    unseen.push(placed(place, native::item_to_value(item, self.section.kind, Words::of(lang))))
                }
            }
        }
        unseen
    }

    fn entry(&mut self, span: &Span, entry: &Entry, lang: Option<&Lang>, after_entry: bool) {
        let kind = self.section.kind;
        let mut all = Ext::default();
        // Nothing else tells that an entry without a heading is another one than that above.
        let needs_begin = after_entry && self.of(span).first().is_some_and(|first| !interpret::is_head(first));
        if read_entry(self.of(span), kind, lang) != *entry {
            entry_facts(&mut all, self.of(span), kind, entry, lang);
            self.positions(span, entry, lang);
        }
        if needs_begin || !all.is_empty() {
            self.add_always(span, "item", all.clone());
        }
        if read_entry(self.of(span), kind, lang) != *entry {
            let whole = native::item_to_value(&Item::from(entry.clone()), kind, Words::of(lang));
            let guarded = guard(whole, &text_of_blocks(self.of(span)));
            self.forget_fields(span);
            self.add_always(span, "item", [("is", guarded)].into_iter().collect());
        }
    }

    fn positions(&mut self, span: &Span, entry: &Entry, lang: Option<&Lang>) {
        let What::Engagement(engagement) = &entry.what else { return };
        let words = Words::of(entry.common.lang.as_ref().or(lang));
        for (span, position) in span.parts.iter().zip(&engagement.positions) {
            let read = interpret::position(&interpret::linked(self.of(span)), words);
            let (heading, below) = interpret::head_and_rest(self.of(span));
            let found = Found::of(heading, below, words);
            let all = fields(position, &read, &found, words);
            let needs_begin = self.of(span).first().is_some_and(|first| !interpret::begins_position(first));
            if needs_begin || !all.is_empty() {
                self.add_always(span, "position", all);
            }
        }
    }

    fn of(&self, span: &Span) -> &[Block] {
        self.blocks.get(span.blocks.clone()).unwrap_or_default()
    }

    fn add(&mut self, span: &Span, key: &str, facts: Ext) {
        if !facts.is_empty() {
            self.add_always(span, key, facts);
        }
    }

    fn add_always(&mut self, span: &Span, key: &str, facts: Ext) {
        if let Some(first) = self.blocks.get_mut(span.blocks.start).filter(|_| !span.blocks.is_empty()) {
            facts::add(&mut first.facts, key, Value::Object(facts));
        }
    }

    /// What is said as a whole is not said in pieces too.
    fn forget_fields(&mut self, span: &Span) {
        let blocks = self.blocks.get_mut(span.blocks.clone()).unwrap_or_default();
        blocks.iter_mut().for_each(|block| facts::forget_fields(&mut block.facts));
    }

    fn reads_back(&self, span: &Span) -> bool {
        let linked = interpret::linked(self.of(span));
        let read = interpret::section(&linked, self.lang);
        normal(read, self.lang) == *self.section
    }
}

/// What tells an entry from what a reader makes of its blocks.
fn entry_facts(all: &mut Ext, blocks: &[Block], kind: SectionKind, entry: &Entry, lang: Option<&Lang>) {
    let own = entry.what.kind();
    if own != kind.entry_kind() {
        all.insert("kind", Value::from(own.as_str()));
    }
    let first = blocks.first().and_then(|first| first.lang.as_ref());
    if first.or(lang) != entry.common.lang.as_ref().or(lang)
        || (entry.common.lang.is_some() && entry.common.lang.as_ref() == lang)
    {
        let own = entry.common.lang.as_ref().map_or(Value::Null, |lang| Value::from(lang.as_str()));
        all.insert("lang", own);
    }
    let words = Words::of(entry.common.lang.as_ref().or(lang));
    let (above, _) = interpret::above_positions(blocks);
    let (heading, below) = interpret::head_and_rest(above);
    let found = Found::of(heading, below, words);
    let flat = entry.flat_position();
    let with = |all: &Ext| {
        let mut blocks = blocks.to_vec();
        if let Some(first) = blocks.first_mut() {
            facts::add(&mut first.facts, "item", Value::Object(all.clone()));
        }
        interpret::entry(&interpret::linked(&blocks), kind, lang)
    };
    let mut read = with(all);
    if matches!(&read.what, What::Engagement(_)) && read.flat_position().is_some() != flat.is_some() {
        all.insert("flat", Value::Bool(flat.is_some()));
        read = with(all);
    }
    if let (What::Reference(reference), What::Reference(other)) = (&entry.what, &mut read.what)
        && let Some(contacts) = contacts(&reference.contacts, &other.contacts, &found, words)
    {
        all.insert("contacts", contacts);
        other.contacts.clone_from(&reference.contacts);
    }
    if read.what.kind() == own {
        insert(all, "fields", fields(&entry.what, &read.what, &found, words));
    }
    if let (Some((_, position)), What::Engagement(other)) = (flat, &read.what) {
        let none = Position::default();
        let other = other.positions.first().unwrap_or(&none);
        insert(all, "position", fields(position, other, &found, words));
    }
    read.common.lang.clone_from(&entry.common.lang);
    insert(all, "common", fields(&entry.common, &read.common, &found, words));
}

/// An entry as a reader will have it.
fn read_entry(blocks: &[Block], kind: SectionKind, lang: Option<&Lang>) -> Entry {
    let entry = interpret::entry(&interpret::linked(blocks), kind, lang);
    let section = Section { content: vec![entry.clone().into()], ..Section::new(kind) };
    match normal(section, lang).content.pop() {
        Some(Item::Entry(entry)) => *entry,
        _ => entry,
    }
}

/// A section in normal form, in a résumé of this language.
fn normal(section: Section, lang: Option<&Lang>) -> Section {
    let mut resume = Resume { sections: vec![section], ..Resume::default() };
    resume.meta.language = lang.cloned();
    resume.normalize().sections.pop().unwrap_or_default()
}

/// The fields that differ, as facts.
fn fields(wanted: &dyn Record, read: &dyn Record, seen: &Found, words: &'static Words) -> Ext {
    let (mut set, mut made, mut all) = (Ext::default(), Ext::default(), Ext::default());
    let (have, want) = (read.cells(), wanted.cells());
    let value = |cell: Option<CellRef<'_>>| cell.map_or(Value::Null, |cell| native::cell_to_value(cell, words));
    for spec in wanted.fields().iter().filter(|spec| spec.shape != Shape::Positions) {
        let of = |cells: &[(&FieldSpec, _)]| {
            cells.iter().find(|(other, _)| other.field == spec.field).map(|(_, cell)| *cell)
        };
        let (have, want) = (of(&have), of(&want));
        if have == want {
            continue;
        }
        if is_unseen(spec) {
            set.insert(spec.key, value(want));
        } else {
            made.insert(spec.key, guard(patch(&value(have), value(want)), &seen.text_behind(spec, words)));
        }
    }
    insert(&mut all, "set", set);
    insert(&mut all, "seen", made);
    if wanted.ext() != read.ext()
        && let Some(ext) = wanted.ext()
    {
        all.insert("ext", Value::Object(ext.clone()));
    }
    all
}

/// Contacts that their words do not tell; `None` where there are none, or as many are not seen at all.
fn contacts(wanted: &[Contact], read: &[Contact], found: &Found, words: &'static Words) -> Option<Value> {
    let shown = parts(&found.contacts);
    if wanted == read || wanted.len() != read.len() || shown.len() != wanted.len() {
        return None;
    }
    let texts: Vec<String> = shown.iter().map(|runs| text_of(runs)).collect();
    let mut counts = BTreeMap::<&str, usize>::new();
    texts.iter().for_each(|text| *counts.entry(text).or_default() += 1);
    let mut all = Vec::new();
    for ((want, have), text) in wanted.iter().zip(read).zip(&texts) {
        // Facts are found by the words: two contacts of the same words need facts both, or none.
        let has_twin = counts.get(text.as_str()).is_some_and(|count| *count > 1);
        if want == have && !has_twin {
            continue;
        }
        let list = vec![want.clone()];
        if let Value::Array(mut one) = native::cell_to_value(CellRef::Contacts(&list), words) {
            all.extend(one.pop().map(|contact| guard(contact, text)));
        }
    }
    (!all.is_empty()).then_some(Value::Array(all))
}

fn placed(place: usize, value: Value) -> Value {
    Value::Array(vec![facts::of_number(place), value])
}

fn insert(all: &mut Ext, key: &str, facts: Ext) {
    if !facts.is_empty() {
        all.insert(key, Value::Object(facts));
    }
}
