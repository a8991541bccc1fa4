//! What occurs in a résumé, as a set of facts, and all the facts that there are.

use std::collections::BTreeSet;
use vitae_core::{
    Block, Body, CellRef, Common, Contact, ContactKind, Dates, Detail, End, Engagement, Entry, EntryKind, FieldSpec,
    Item, Line, Meta, NameParts, Organization, Part, Person, PhotoSource, Place, Position, Record, Resume, Run, Script,
    SectionCommon, SectionKind, Shape, Span, Value, What,
};

pub(crate) type Facts = BTreeSet<String>;

/// Every record that has rows in the table, with a name.
const RECORDS: [(&str, &[FieldSpec]); 8] = [
    ("meta", Meta::FIELDS),
    ("person", Person::FIELDS),
    ("name parts", NameParts::FIELDS),
    ("place", Place::FIELDS),
    ("organization", Organization::FIELDS),
    ("position", Position::FIELDS),
    ("common", Common::FIELDS),
    ("section", SectionCommon::FIELDS),
];

/// These and the kinds of entries.
pub(crate) fn records() -> impl Iterator<Item = (&'static str, &'static [FieldSpec])> {
    let kinds = EntryKind::ALL.iter().map(|kind| (kind.as_str(), kind.fields()));
    RECORDS.into_iter().chain(kinds)
}

/// What has to occur.
pub(crate) fn every_fact() -> Facts {
    let mut all = Facts::new();
    let mut expect = |what: &str, names: &[&str]| all.extend(names.iter().map(|name| format!("{what}: {name}")));
    let sections: Vec<_> = SectionKind::ALL.iter().map(|kind| kind.as_str()).collect();
    expect("section kind", &sections);
    let entries: Vec<_> = EntryKind::ALL.iter().map(|kind| kind.as_str()).collect();
    expect("entry kind", &entries);
    expect("contact", &["email", "fax", "message", "other", "phone", "place", "profile", "web"]);
    expect("mark", &["strong", "emph", "code", "sub", "sup", "link", "lang", "break", "inside a word", "overlapping"]);
    expect(
        "block",
        &["para", "bullets", "numbered", "quote", "pre", "list in list", "item without a line", "item with tags"],
    );
    expect("span", &["at", "from to", "from present", "from unknown", "to", "present", "words alone", "words beside"]);
    expect("date", &["year", "month", "day", "season", "quarter", "half", "circa", "uncertain", "expected"]);
    expect("photo", &["url", "embedded"]);
    expect("value", &["null", "bool", "number", "string", "array", "object"]);
    expect("item", &["entry", "text", "heading", "entry of another kind", "untitled section"]);
    expect("positions", &["none", "one", "several"]);
    expect("unknown fields of", &["resume", "contact"]);
    for (record, fields) in records() {
        for spec in fields {
            all.insert(field(record, spec));
            all.insert(shape(spec.shape));
        }
    }
    for record in ["meta", "person", "place", "organization", "position", "common", "section"] {
        all.insert(format!("unknown fields of: {record}"));
    }
    all
}

fn field(record: &str, spec: &FieldSpec) -> String {
    format!("field: {record}.{}", spec.key)
}

fn shape(shape: Shape) -> String {
    format!("shape: {shape:?}")
}

/// What occurs in a résumé.
pub(crate) fn facts(resume: &Resume) -> Facts {
    let mut seen = Survey::default();
    seen.record("meta", &resume.meta);
    seen.record("person", &resume.person);
    seen.ext("resume", &resume.ext);
    for section in &resume.sections {
        seen.fact("section kind", section.kind.as_str());
        seen.record("section", &section.common);
        match &section.title {
            Some(title) => seen.line(title),
            None => seen.fact("item", "untitled section"),
        }
        for item in &section.content {
            match item {
                Item::Heading(heading) => {
                    seen.fact("item", "heading");
                    seen.line(heading);
                }
                Item::Text(block) => {
                    seen.fact("item", "text");
                    seen.block(block, false);
                }
                Item::Entry(entry) => {
                    seen.fact(
                        "item",
                        if entry.what.kind() == section.kind.entry_kind() { "entry" } else { "entry of another kind" },
                    );
                    seen.entry(entry);
                }
            }
        }
    }
    seen.0
}

#[derive(Default)]
struct Survey(Facts);

impl Survey {
    fn fact(&mut self, what: &str, name: &str) {
        self.0.insert(format!("{what}: {name}"));
    }

    fn entry(&mut self, entry: &Entry) {
        let kind = entry.what.kind();
        self.fact("entry kind", kind.as_str());
        self.record(kind.as_str(), &entry.what);
        self.record("common", &entry.common);
        if let What::Engagement(Engagement { positions, .. }) = &entry.what {
            let several = match positions.len() {
                0 => "none",
                1 => "one",
                _ => "several",
            };
            self.fact("positions", several);
        }
    }

    fn record(&mut self, name: &str, record: &dyn Record) {
        for (spec, cell) in record.cells() {
            self.0.insert(field(name, spec));
            self.0.insert(shape(spec.shape));
            self.cell(cell);
        }
        if let Some(ext) = record.ext() {
            self.ext(name, ext);
        }
    }

    fn cell(&mut self, cell: CellRef<'_>) {
        match cell {
            CellRef::Line(line) => self.line(line),
            CellRef::Lines(lines) => lines.iter().for_each(|line| self.line(line)),
            CellRef::Dates(dates) => self.dates(dates),
            CellRef::Place(place) => self.record("place", place),
            CellRef::Organization(organization) => self.record("organization", organization),
            CellRef::NameParts(parts) => self.record("name parts", parts),
            CellRef::Photo(photo) => match photo.source {
                PhotoSource::Url(_) => self.fact("photo", "url"),
                PhotoSource::Embedded { .. } => self.fact("photo", "embedded"),
            },
            CellRef::Contacts(contacts) => contacts.iter().for_each(|contact| self.contact(contact)),
            CellRef::Details(details) => details.iter().for_each(|Detail { value, .. }| self.line(value)),
            CellRef::Body(body) => self.blocks(body, false),
            CellRef::Positions(positions) => positions.iter().for_each(|position| self.record("position", position)),
            _ => {}
        }
    }

    fn contact(&mut self, contact: &Contact) {
        let name = match &contact.kind {
            ContactKind::Email(_) => "email",
            ContactKind::Phone(_) => "phone",
            ContactKind::Fax(_) => "fax",
            ContactKind::Web { .. } => "web",
            ContactKind::Profile { .. } => "profile",
            ContactKind::Message { .. } => "message",
            ContactKind::Place(place) => {
                self.record("place", place);
                "place"
            }
            ContactKind::Other(line) => {
                self.line(line);
                "other"
            }
            _ => "a kind that the survey does not know",
        };
        self.fact("contact", name);
        self.ext("contact", &contact.ext);
    }

    fn dates(&mut self, dates: &Dates) {
        match (&dates.span, &dates.text) {
            (None, _) => self.fact("span", "words alone"),
            (Some(_), Some(_)) => self.fact("span", "words beside"),
            (Some(_), None) => {}
        }
        let Some(span) = dates.span else { return };
        let (name, ends) = match span {
            Span::At(date) => ("at", vec![date]),
            Span::Range { start: Some(a), end: End::On(b) } => ("from to", vec![a, b]),
            Span::Range { start: Some(a), end: End::Present } => ("from present", vec![a]),
            Span::Range { start: Some(a), end: End::Unknown } => ("from unknown", vec![a]),
            Span::Range { start: None, end: End::On(b) } => ("to", vec![b]),
            Span::Range { start: None, end: End::Present } => ("present", vec![]),
            Span::Range { start: None, end: End::Unknown } => ("nothing at all", vec![]),
        };
        self.fact("span", name);
        for date in ends {
            let part = match date.part() {
                Part::Year => "year",
                Part::Month(_) => "month",
                Part::Day(..) => "day",
                Part::Season(_) => "season",
                Part::Quarter(_) => "quarter",
                Part::Half(_) => "half",
            };
            self.fact("date", part);
            for (mark, name) in [(date.circa, "circa"), (date.uncertain, "uncertain"), (date.expected, "expected")] {
                if mark {
                    self.fact("date", name);
                }
            }
        }
    }

    fn line(&mut self, line: &Line) {
        for run in line.runs() {
            let Run::Text { style, .. } = run else {
                self.fact("mark", "break");
                continue;
            };
            let marks = [
                (style.strong, "strong"),
                (style.emph, "emph"),
                (style.code, "code"),
                (style.script == Script::Sub, "sub"),
                (style.script == Script::Sup, "sup"),
                (style.link.is_some(), "link"),
                (style.lang.is_some(), "lang"),
            ];
            marks.iter().filter(|(on, _)| *on).for_each(|(_, name)| self.fact("mark", name));
            if marks.iter().filter(|(on, _)| *on).count() > 1 {
                self.fact("mark", "overlapping");
            }
        }
        for pair in line.runs().windows(2) {
            let [Run::Text { text: a, .. }, Run::Text { text: b, .. }] = pair else { continue };
            if a.ends_with(char::is_alphanumeric) && b.starts_with(char::is_alphanumeric) {
                self.fact("mark", "inside a word");
            }
        }
    }

    fn blocks(&mut self, blocks: &Body, in_list: bool) {
        blocks.iter().for_each(|block| self.block(block, in_list));
    }

    fn block(&mut self, block: &Block, in_list: bool) {
        match block {
            Block::Para(line) => {
                self.fact("block", "para");
                self.line(line);
            }
            Block::Pre(_) => self.fact("block", "pre"),
            Block::Quote(blocks) => {
                self.fact("block", "quote");
                self.blocks(blocks, false);
            }
            Block::List(list) => {
                self.fact("block", if list.ordered.is_some() { "numbered" } else { "bullets" });
                if in_list {
                    self.fact("block", "list in list");
                }
                for item in &list.items {
                    if item.line.is_empty() {
                        self.fact("block", "item without a line");
                    }
                    if !item.tags.is_empty() {
                        self.fact("block", "item with tags");
                    }
                    self.line(&item.line);
                    self.blocks(&item.children, true);
                }
            }
            _ => self.fact("block", "a kind that the survey does not know"),
        }
    }

    fn ext(&mut self, record: &str, ext: &vitae_core::Ext) {
        if !ext.is_empty() {
            self.fact("unknown fields of", record);
        }
        ext.iter().for_each(|(_, value)| self.value(value));
    }

    fn value(&mut self, value: &Value) {
        let name = match value {
            Value::Null => "null",
            Value::Bool(_) => "bool",
            Value::Number(_) => "number",
            Value::String(_) => "string",
            Value::Array(items) => {
                items.iter().for_each(|item| self.value(item));
                "array"
            }
            Value::Object(object) => {
                object.iter().for_each(|(_, value)| self.value(value));
                "object"
            }
        };
        self.fact("value", name);
    }
}
