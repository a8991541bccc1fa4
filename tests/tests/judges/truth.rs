//! What we claim about a résumé, for judges to hold against what they see.
//!
//! | claim | is |
//! |---|---|
//! | `title` `author` `language` | the properties of the document |
//! | `name` | its one title |
//! | `headings` | level and text, in order; a section is level 1 |
//! | `items` | the bullets and numbers of texts, in order |
//! | `links` | where links lead |
//! | `words` | the words of the résumé that its owner does not hide |
//! | `shown` | the words of its outline: also labels, dates, separators |
//! | `plain` | phrases that stand in YAML letter by letter |
//! | `typed` | what in YAML is not a string: numbers and flags |

use serde_json::{Value as Json, json};
use std::collections::BTreeSet;
use vitae::{CellRef, Contact, ContactKind, Ext, Item, MonthStyle, Organization, Place, Record, Resume, Value};
use vitae_outline::{Block, Composition, Kind, Part, compose, visible};

pub(crate) fn truth(resume: &Resume) -> Json {
    // Month names as the DOCX has them by default.
    let outline = compose(&visible(resume), Composition::default().months(MonthStyle::Short));
    let blocks = || outline.blocks.iter();
    let headings = blocks().filter_map(|block| match block.kind {
        Kind::Heading(level) if level > 1 => Some((level - 1, block.text())),
        _ => None,
    });
    // An entry that is a line has no bullet on paper: what it lists is its own.
    let is_item = |block: &&Block| matches!(block.kind, Kind::Item { .. }) && block.part != Some(Part::Line);
    let items = blocks().filter(is_item).map(Block::text);
    let links: BTreeSet<_> =
        blocks().flat_map(|block| &block.runs).filter_map(|run| run.style.link.as_ref().map(|l| l.as_str())).collect();
    let head = &outline.head;
    // The mark of the dialect.
    let mut yaml = Yaml { typed: vec!["1".to_owned()], ..Yaml::default() };
    yaml.resume(resume);
    json!({
        "title": head.title.as_ref().map(|t| t.as_str()),
        "author": head.author.as_ref().map(|t| t.as_str()),
        "language": head.lang.as_ref().map(|t| t.as_str()),
        "name": resume.person.name.as_ref().map(|n| n.as_str()),
        "headings": headings.collect::<Vec<_>>(),
        "items": items.collect::<Vec<_>>(),
        "links": links,
        "words": not_hidden(resume).words(),
        "shown": outline.words(),
        "plain": yaml.plain,
        "typed": yaml.typed,
    })
}

/// The résumé without what its owner hides; told apart here again, so that a mistake of the outline is seen.
fn not_hidden(resume: &Resume) -> Resume {
    let mut resume = resume.clone();
    resume.sections.retain(|section| !section.common.hidden);
    for section in &mut resume.sections {
        section.content.retain(|item| !matches!(item, Item::Entry(entry) if entry.common.hidden));
    }
    resume
}

/// What YAML must say of a résumé, whoever reads it.
#[derive(Debug, Default)]
struct Yaml {
    plain: BTreeSet<String>,
    typed: Vec<String>,
}

impl Yaml {
    fn resume(&mut self, resume: &Resume) {
        self.record(&resume.meta);
        self.record(&resume.person);
        self.ext(&resume.ext);
        for section in &resume.sections {
            self.record(&section.common);
            for item in &section.content {
                if let Item::Entry(entry) = item {
                    self.record(&entry.what);
                    self.record(&entry.common);
                }
            }
        }
    }

    fn record(&mut self, record: &dyn Record) {
        for (_, cell) in record.cells() {
            self.cell(cell);
        }
        if let Some(ext) = record.ext() {
            self.ext(ext);
        }
    }

    fn cell(&mut self, cell: CellRef<'_>) {
        match cell {
            CellRef::Text(text) => self.phrase(text.as_str()),
            CellRef::Texts(texts) => texts.iter().for_each(|text| self.phrase(text.as_str())),
            CellRef::Bool(flag) | CellRef::Flag(flag) => self.typed.push(flag.to_string()),
            CellRef::Organization(organization) => self.record(organization as &Organization),
            CellRef::Place(place) => self.record(place as &Place),
            CellRef::NameParts(parts) => self.record(parts),
            CellRef::Positions(positions) => positions.iter().for_each(|position| self.record(position)),
            CellRef::Contacts(contacts) => contacts.iter().for_each(|contact| self.contact(contact)),
            _ => {}
        }
    }

    fn contact(&mut self, contact: &Contact) {
        self.ext(&contact.ext);
        match &contact.kind {
            ContactKind::Email(text) | ContactKind::Phone(text) | ContactKind::Fax(text) => self.phrase(text.as_str()),
            ContactKind::Message { service, user } => {
                self.phrase(service.as_str());
                self.phrase(user.as_str());
            }
            ContactKind::Place(place) => self.record(place),
            _ => {}
        }
    }

    fn ext(&mut self, ext: &Ext) {
        ext.iter().for_each(|(_, value)| self.value(value));
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Null => self.typed.push("null".to_owned()),
            Value::Bool(flag) => self.typed.push(flag.to_string()),
            Value::Number(number) => self.typed.push(number.as_str().to_owned()),
            Value::String(text) => self.phrase(text),
            Value::Array(values) => values.iter().for_each(|value| self.value(value)),
            Value::Object(object) => self.ext(object),
        }
    }

    fn phrase(&mut self, text: &str) {
        self.plain.insert(text.to_owned());
    }
}
