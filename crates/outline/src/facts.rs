//! Facts: what cannot be seen of a résumé, or not be told from what is seen, as a line of JSON on the block it is about.
//!
//! | on | key | holds |
//! |---|---|---|
//! | the head | `meta`, `basics` | fields, see below |
//! | | `contacts` | contacts that their words do not tell: `[[seen, contact], …]` |
//! | | `ext` | unknown fields of the résumé |
//! | | `sections` | sections of which nothing is seen: `[[place, section], …]` |
//! | the block that begins a section | `section` | fields; `items` of which nothing is seen, as `[[place, item], …]`; `content` as `[seen, items]` |
//! | the block that begins an entry | `item` | its `kind`; `flat`; `lang`; fields of its kind, of every entry (`common`), of its one position; `contacts`; the whole entry as `is` |
//! | the block that begins a position | `position` | fields |
//! | a bullet | `tags` | its labels |
//! | a block of a quotation | `apart` | the depth at which it begins another quotation than the one above it |
//! | any block | `links` | `[seen, [[start, length, address], …]]`: links that no document may carry as links, in characters |
//!
//! *Fields* are `{"set": {key: value}, "seen": {key: [seen, value]}, "ext": {…}}`: what nobody sees, what was made out of something
//! that is seen, and unknown fields. Values are those of the native dialect; `null` says that the field is empty.
//!
//! *Seen* is a hash of the visible text that a value belongs to. Once the text is another, the value is forgotten. Words of that
//! text are not repeated in the value: `{"@": [start, length]}` points at them, or `{"@": ["**", [start, length], "**"]}` where
//! they have marks, so that nothing stays behind of what its owner deletes. Of a map only the keys are said that differ.

use crate::interpret::Found;
use crate::outline::{Block, Run};
use crate::pointing::{Pointed, Pointing};
use std::collections::{BTreeMap, VecDeque};
use vitae_core::{
    Contact, Entry, EntryKind, Ext, Field, FieldSpec, Item, Lang, Number, Record, Section, SectionKind, Slot, Style,
    Url, Value, Words,
};
use vitae_dialect as native;

/// The facts of a block or of the head, read. Anything that is not what it should be is as if it were not there.
#[derive(Debug, Default, Clone)]
pub(crate) struct Facts(Ext);

/// The row of the table for a list of contacts, wherever it stands.
pub(crate) fn contacts_spec() -> Option<&'static FieldSpec> {
    vitae_core::Person::FIELDS.iter().find(|spec| spec.field == Field::Contacts)
}

impl Facts {
    pub(crate) fn of(text: Option<&str>) -> Self {
        match text.and_then(|text| Value::parse_json(text).ok()) {
            Some(Value::Object(facts)) => Self(facts),
            _ => Self::default(),
        }
    }

    pub(crate) fn is_any(&self) -> bool {
        !self.0.is_empty()
    }

    /// The facts that stand under a key.
    pub(crate) fn under(&self, key: &str) -> Self {
        match self.0.get(key) {
            Some(Value::Object(inner)) => Self(inner.clone()),
            _ => Self::default(),
        }
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.0.get(key).is_some()
    }

    fn text(&self, key: &str) -> Option<&str> {
        if let Some(Value::String(text)) = self.0.get(key) { Some(text) } else { None }
    }

    fn list(&self, key: &str) -> &[Value] {
        if let Some(Value::Array(items)) = self.0.get(key) { items } else { &[] }
    }

    /// What was made out of a text, if that text is still the same.
    pub(crate) fn guarded(&self, key: &str, text: &str) -> Option<Value> {
        believed(self.0.get(key)?, text)
    }

    pub(crate) fn kind(&self) -> Option<EntryKind> {
        self.text("kind").and_then(EntryKind::parse)
    }

    pub(crate) fn is_flat(&self) -> Option<bool> {
        if let Some(Value::Bool(flat)) = self.0.get("flat") { Some(*flat) } else { None }
    }

    /// The language: `None` where nothing is said of it, `Some(None)` where it is that of what stands around.
    pub(crate) fn lang(&self) -> Option<Option<Lang>> {
        self.has("lang").then(|| self.text("lang").and_then(Lang::new))
    }

    /// True for a block that begins another quotation of this depth than the one above it.
    pub(crate) fn is_apart(&self, depth: u8) -> bool {
        self.0.get("apart").and_then(number) == Some(usize::from(depth))
    }

    /// The labels of a bullet.
    pub(crate) fn tags(&self) -> vitae_core::Tags {
        let names =
            self.list("tags").iter().filter_map(|tag| if let Value::String(tag) = tag { Some(tag) } else { None });
        names.filter_map(|name| vitae_core::Text::new(name)).collect()
    }

    pub(crate) fn ext(&self) -> Ext {
        self.under("ext").0
    }

    /// Corrects the fields of a record.
    pub(crate) fn correct(&self, record: &mut dyn Record, seen: &Found, words: &'static Words) {
        if !self.is_any() {
            return;
        }
        for (key, value) in self.under("set").0.iter() {
            correct_field(record, key, value, words);
        }
        for (key, value) in self.under("seen").0.iter() {
            let Some(spec) = record.fields().iter().find(|spec| spec.key == key) else { continue };
            if let Some(value) = believed(value, &seen.text_behind(spec, words)) {
                let cells = record.cells();
                let have = cells.iter().find(|(other, _)| other.key == key);
                let have = have.map_or(Value::Null, |(_, cell)| native::cell_to_value(*cell, words));
                correct_field(record, key, &patched(have, value), words);
            }
        }
        if let (Some(ext), true) = (record.ext_mut(), self.has("ext")) {
            *ext = self.ext();
        }
    }

    /// Contacts that their words do not tell, each found by its words.
    pub(crate) fn correct_contacts(&self, contacts: &mut [Contact], shown: &[Vec<Run>], words: &'static Words) {
        let mut corrections = BTreeMap::<&str, VecDeque<&Value>>::new();
        for value in self.list("contacts") {
            if let Value::Array(parts) = value
                && let Some(Value::String(seen)) = parts.first()
            {
                corrections.entry(seen).or_default().push_back(value);
            }
        }
        if corrections.is_empty() {
            return;
        }
        for (contact, runs) in contacts.iter_mut().zip(shown) {
            let text = text_of(runs);
            let found = corrections.get_mut(hash(&text).as_str()).and_then(VecDeque::pop_front);
            let Some(value) = found.and_then(|value| believed(value, &text)) else { continue };
            let list = Value::Array(vec![value]);
            if let Some(vitae_core::Cell::Contacts(corrected)) =
                contacts_spec().and_then(|spec| native::cell_from_value(spec, &list, words))
                && let Some(corrected) = corrected.into_iter().next()
            {
                *contact = corrected;
            }
        }
    }

    /// Puts items of which nothing is seen where they stood.
    pub(crate) fn restore_items(&self, content: &mut Vec<Item>, kind: SectionKind, words: &'static Words) {
        let items =
            self.placed("items").filter_map(|(at, value)| Some((at, native::item_from_value(value, kind, words)?)));
        insert_all(content, items.collect());
    }

    /// Puts sections of which nothing is seen where they stood.
    pub(crate) fn restore_sections(&self, sections: &mut Vec<Section>, words: &'static Words) {
        let all =
            self.placed("sections").filter_map(|(at, value)| Some((at, native::section_from_value(value, words)?)));
        insert_all(sections, all.collect());
    }

    fn placed(&self, key: &str) -> impl Iterator<Item = (usize, &Value)> {
        self.list(key).iter().filter_map(|pair| match pair {
            Value::Array(pair) => match pair.as_slice() {
                [place, value] => Some((number(place)?, value)),
                _ => None,
            },
            _ => None,
        })
    }

    /// The content of a section as a whole.
    pub(crate) fn content(&self, blocks: &[Block], kind: SectionKind, words: &'static Words) -> Option<Vec<Item>> {
        self.has("content").then_some(())?;
        let Value::Array(items) = self.guarded("content", &text_of_blocks(blocks))? else { return None };
        items.iter().map(|item| native::item_from_value(item, kind, words)).collect()
    }

    /// An entry as a whole.
    pub(crate) fn entry(&self, blocks: &[Block], kind: SectionKind, words: &'static Words) -> Option<Entry> {
        self.has("is").then_some(())?;
        match native::item_from_value(&self.guarded("is", &text_of_blocks(blocks))?, kind, words)? {
            Item::Entry(entry) => Some(*entry),
            _ => None,
        }
    }

    /// A cheap look, before all blocks are copied.
    pub(crate) fn may_have_links(text: &str) -> bool {
        text.contains("\"links\"")
    }

    /// The block with the links that no document may carry.
    pub(crate) fn restore_links(&self, block: &Block) -> Block {
        let mut out = block.clone();
        let text = block.text();
        let Some(Value::Array(links)) = self.guarded("links", &text) else { return out };
        let mut all: Vec<(usize, usize, Url)> = links.iter().filter_map(link).collect();
        all.sort_by_key(|(start, ..)| *start);
        out.runs = relink(&out.runs, &all);
        out
    }
}

/// `[start, length, address]`.
fn link(value: &Value) -> Option<(usize, usize, Url)> {
    let Value::Array(parts) = value else { return None };
    let [start, length, Value::String(url)] = parts.as_slice() else { return None };
    Some((number(start)?, number(length)?, Url::new(url)?))
}

/// Puts pieces where they stood, each counted among all that there are then.
fn insert_all<T>(all: &mut Vec<T>, mut pieces: Vec<(usize, T)>) {
    if pieces.is_empty() {
        return;
    }
    pieces.sort_by_key(|(at, _)| *at);
    let mut pieces = pieces.into_iter().peekable();
    let mut out = Vec::with_capacity(all.len() + pieces.len());
    for piece in all.drain(..) {
        while let Some((_, before)) = pieces.next_if(|(at, _)| *at <= out.len()) {
            out.push(before);
        }
        out.push(piece);
    }
    out.extend(pieces.map(|(_, piece)| piece));
    *all = out;
}

/// Sets one field to a value of the native dialect, or empties it.
fn correct_field(record: &mut dyn Record, key: &str, value: &Value, words: &'static Words) {
    let Some(spec) = record.fields().iter().find(|spec| spec.key == key) else { return };
    match native::cell_from_value(spec, value, words) {
        Some(cell) => drop(record.put(spec.field, cell)),
        None => record.clear(spec.field),
    }
}

/// The runs with links on stretches of their characters, which stand in order.
fn relink(runs: &[Run], links: &[(usize, usize, Url)]) -> Vec<Run> {
    let (mut out, mut at) = (Vec::with_capacity(runs.len() + 2 * links.len()), 0);
    let mut links = links.iter().peekable();
    let mut push = |run: &Run, text: &mut String, link: Option<&Url>| {
        if !text.is_empty() {
            let link = link.cloned().or_else(|| run.style.link.clone());
            out.push(Run { text: std::mem::take(text), style: Style { link, ..run.style.clone() }, role: run.role });
        }
    };
    for run in runs {
        let mut text = String::new();
        let mut inside: Option<&Url> = None;
        for c in run.text.chars() {
            while links.next_if(|(start, length, _)| start.saturating_add(*length) <= at).is_some() {}
            let here = links.peek().filter(|(start, ..)| *start <= at).map(|(.., url)| url);
            if here != inside {
                push(run, &mut text, inside);
                inside = here;
            }
            text.push(c);
            at += 1;
        }
        push(run, &mut text, inside);
    }
    out
}

/// The links of a block that no document may carry, taken off it: `[start, length, address]` in characters.
pub(crate) fn unlink(block: &mut Block) -> Vec<Value> {
    let (mut links, mut at) = (Vec::new(), 0);
    for run in &mut block.runs {
        let length = run.text.chars().count();
        if let Some(url) = run.style.link.take_if(|url| !crate::is_safe(url)) {
            links.push(Value::Array(vec![of_number(at), of_number(length), Value::from(url.as_str())]));
        }
        at += length;
    }
    links
}

// ── seen ──

/// The text of runs, as it is hashed: white space is what an editor or a formatter changes.
pub(crate) fn text_of(runs: &[Run]) -> String {
    squeezed(runs.iter().map(|run| run.text.as_str()))
}

pub(crate) fn text_of_blocks(blocks: &[Block]) -> String {
    let texts: Vec<String> = blocks.iter().map(Block::text).collect();
    squeezed(texts.iter().flat_map(|text| [text.as_str(), " "]))
}

fn squeezed<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let all: String = texts.collect();
    all.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// FNV-1a with 64 bits: small, the same everywhere, and no secret rests on it.
fn hash(text: &str) -> String {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{hash:016x}")
}

/// A value with the hash of the text that it was made out of.
pub(crate) fn guard(value: Value, text: &str) -> Value {
    let seen = Value::String(hash(text));
    if mentions_at(&value) {
        // An unknown field is called as a pointer is: then nothing in the value is one.
        return Value::Array(vec![seen, value, Value::Bool(false)]);
    }
    Value::Array(vec![seen, point(value, &Pointing::at(text))])
}

/// The value, if the text is the one that it was made out of.
fn believed(guarded: &Value, text: &str) -> Option<Value> {
    let Value::Array(parts) = guarded else { return None };
    let (Some(Value::String(seen)), Some(value)) = (parts.first(), parts.get(1)) else { return None };
    (*seen == hash(text)).then_some(())?;
    if parts.len() > 2 { Some(value.clone()) } else { resolve(value, &mut Pointed::of(text)) }
}

const AT: &str = "@";

fn mentions_at(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(mentions_at),
        Value::Object(object) => object.get(AT).is_some() || object.iter().any(|(_, inner)| mentions_at(inner)),
        _ => false,
    }
}

/// The value with pointers in place of words that stand in the text.
fn point(value: Value, text: &Pointing<'_>) -> Value {
    match value {
        Value::String(said) => text.pointed(said),
        Value::Array(items) => Value::Array(items.into_iter().map(|item| point(item, text)).collect()),
        Value::Object(object) => {
            Value::Object(object.iter().map(|(key, inner)| (key.to_owned(), point(inner.clone(), text))).collect())
        }
        other => other,
    }
}

fn resolve(value: &Value, text: &mut Pointed<'_>) -> Option<Value> {
    Some(match value {
        Value::Object(object) => match object.get(AT) {
            Some(Value::Array(pointer)) => Value::String(text.resolved(pointer)?),
            Some(_) => return None,
            None => {
                let mut pairs = Ext::default();
                for (key, inner) in object.iter() {
                    pairs.insert(key, resolve(inner, text)?);
                }
                Value::Object(pairs)
            }
        },
        Value::Array(items) => Value::Array(items.iter().map(|item| resolve(item, text)).collect::<Option<_>>()?),
        other => other.clone(),
    })
}

pub(crate) fn number(value: &Value) -> Option<usize> {
    if let Value::Number(number) = value { number.as_str().parse().ok() } else { None }
}

pub(crate) fn of_number(number: usize) -> Value {
    Number::new(&number.to_string()).map_or(Value::Null, Value::Number)
}

// ── patches ──

/// What has to be said of a value to one who has another: of two maps, the keys that differ.
pub(crate) fn patch(have: &Value, want: Value) -> Value {
    match (as_map(have), want) {
        (Some(have), Value::Object(want)) if as_map(&Value::Object(want.clone())).is_some() => {
            let mut said = Ext::default();
            for (key, value) in want.iter() {
                match have.get(key) {
                    Some(same) if same == value => {}
                    Some(other) => drop(said.insert(key, patch(other, value.clone()))),
                    None => drop(said.insert(key, value.clone())),
                }
            }
            for (key, _) in have.iter().filter(|(key, _)| want.get(key).is_none()) {
                said.insert(key, Value::Null);
            }
            Value::Object(said)
        }
        (_, want) => want,
    }
}

/// The value that a patch makes of another.
fn patched(have: Value, said: Value) -> Value {
    match (as_map(&have), said) {
        (Some(mut have), Value::Object(said)) => {
            for (key, value) in said.iter() {
                match (have.remove(key), value) {
                    (_, Value::Null) => {}
                    (Some(old), new) => drop(have.insert(key, patched(old, new.clone()))),
                    (None, new) => drop(have.insert(key, new.clone())),
                }
            }
            Value::Object(have)
        }
        (_, said) => said,
    }
}

/// A map without unknown fields that are nothing, in which `null` can say that a key is not there.
fn as_map(value: &Value) -> Option<Ext> {
    match value {
        Value::Object(map) if map.iter().all(|(_, value)| *value != Value::Null) => Some(map.clone()),
        _ => None,
    }
}

// ── written ──

/// Adds a fact to those that there are.
pub(crate) fn add(facts: &mut Option<Box<str>>, key: &str, value: Value) {
    let mut all = Facts::of(facts.as_deref()).0;
    all.insert(key, value);
    *facts = written(all);
}

/// What facts say of the structure alone: which kind of entry begins here, in which form. No word of the résumé is in it.
pub(crate) fn structure(facts: &mut Option<Box<str>>) {
    keep(facts, &[]);
}

/// Facts without those of fields, for a section whose content is said as a whole.
pub(crate) fn forget_fields(facts: &mut Option<Box<str>>) {
    keep(facts, &["section", "links", "tags"]);
}

/// Keeps the structure, and what stands under these keys.
fn keep(facts: &mut Option<Box<str>>, keys: &[&str]) {
    if facts.is_none() {
        return;
    }
    let all = Facts::of(facts.as_deref());
    let mut kept: Ext = all
        .0
        .iter()
        .filter(|(key, _)| keys.contains(key))
        .map(|(key, value)| (key.to_owned(), value.clone()))
        .collect();
    if all.has("item") {
        let item = all.under("item").0;
        let item = item.iter().filter(|(key, _)| matches!(*key, "kind" | "flat"));
        kept.insert("item", Value::Object(item.map(|(key, value)| (key.to_owned(), value.clone())).collect()));
    }
    if all.has("position") {
        kept.insert("position", Value::Object(Ext::default()));
    }
    if let Some(depth) = all.0.get("apart") {
        kept.insert("apart", depth.clone());
    }
    *facts = written(kept);
}

/// True for facts in which there is more than which kind of entry begins here.
pub(crate) fn say_more_than_structure(facts: &str) -> bool {
    let mut left = Some(facts.into());
    structure(&mut left);
    left.as_deref() != Some(facts)
}

/// Facts as a line of JSON that can stand anywhere: in a comment, in an attribute, in the text of an element.
pub(crate) fn written(facts: Ext) -> Option<Box<str>> {
    if facts.is_empty() {
        return None;
    }
    let mut out = String::new();
    for c in Value::Object(facts).to_json().chars() {
        match c {
            '-' if out.ends_with('-') => escape(&mut out, c),
            ' '..='~' if !"<>&'`".contains(c) => out.push(c),
            c => escape(&mut out, c),
        }
    }
    Some(out.into())
}

fn escape(out: &mut String, c: char) {
    for unit in c.encode_utf16(&mut [0; 2]) {
        out.push_str(&format!("\\u{unit:04x}"));
    }
}

/// True for a field that nobody sees, so that no text can vouch for it.
pub(crate) fn is_unseen(spec: &FieldSpec) -> bool {
    // The parts of a name are made out of the name.
    spec.field == Field::Photo || (spec.slot == Slot::Hidden && spec.field != Field::NameParts)
}
