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
//! | `machines` | what microformats say: name, addresses, jobs, schools, skills |
//! | `plain` | phrases that stand in YAML letter by letter |
//! | `typed` | what in YAML is not a string: numbers and flags |

use serde_json::{Value as Json, json};
use std::collections::BTreeSet;
use vitae::{
    CellRef, Contact, ContactKind, Dates, Entry, Ext, Item, Line, MonthStyle, Organization, Place, Position, Record,
    Resume, SectionKind, Span, Value, What,
};
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
        "title": resume.meta.title.as_ref().or(head.title.as_ref()).map(|t| t.as_str()),
        "author": head.author.as_ref().map(|t| t.as_str()),
        "language": head.lang.as_ref().map(|t| t.as_str()),
        "name": resume.person.name.as_ref().map(|n| n.as_str()),
        "headings": headings.collect::<Vec<_>>(),
        "items": items.collect::<Vec<_>>(),
        "links": links,
        "words": not_hidden(resume).words(),
        "shown": outline.words(),
        "machines": machines(resume),
        "plain": yaml.plain,
        "typed": yaml.typed,
    })
}

/// What a machine should find on a page that knows microformats.
fn machines(resume: &Resume) -> Json {
    let contacts = |choose: fn(&ContactKind) -> Option<String>| -> Vec<String> {
        resume.person.contacts.iter().filter_map(|contact| choose(&contact.kind)).collect()
    };
    let shown = not_hidden(resume);
    let entries = |kinds: &[SectionKind]| -> Vec<&Entry> {
        let sections = shown.sections.iter().filter(|section| kinds.contains(&section.kind));
        sections.flat_map(|section| &section.content).filter_map(entry_of).collect()
    };
    let mut skills = Vec::new();
    for entry in entries(&[SectionKind::Skills]) {
        if let What::Skill(skill) = &entry.what {
            skills.extend(skill.name.as_ref().map(Line::plain));
            skills.extend(entry.common.keywords.iter().map(ToString::to_string));
        }
    }
    json!({
        "name": resume.person.name.as_ref().map(|name| name.as_str()).into_iter().collect::<Vec<_>>(),
        "email": contacts(|kind| if let ContactKind::Email(mail) = kind { Some(mail.to_string()) } else { None }),
        "tel": contacts(|kind| if let ContactKind::Phone(number) = kind { Some(number.to_string()) } else { None }),
        "url": contacts(|kind| match kind {
            ContactKind::Web { url, .. } | ContactKind::Profile { url: Some(url), .. } => Some(url.to_string()),
            _ => None,
        }),
        "experience": entries(&[SectionKind::Work, SectionKind::Volunteer]).into_iter().flat_map(jobs).collect::<Vec<_>>(),
        "education": entries(&[SectionKind::Education]).into_iter().filter_map(school).collect::<Vec<_>>(),
        "skills": skills,
    })
}

fn entry_of(item: &Item) -> Option<&Entry> {
    if let Item::Entry(entry) = item { Some(entry) } else { None }
}

/// Name, organisation and first date of each position; the date where it is a value without words of its own.
fn jobs(entry: &Entry) -> Vec<Json> {
    let What::Engagement(engagement) = &entry.what else { return Vec::new() };
    let organization = engagement.organization.as_ref().and_then(|o| o.name.as_ref()).map(|name| name.as_str());
    if engagement.positions.is_empty() {
        return vec![json!([null, organization, first(engagement.dates.as_ref())])];
    }
    let event = |position: &Position| {
        json!([position.title.as_ref().map(Line::plain), organization, first(position.dates.as_ref())])
    };
    engagement.positions.iter().map(event).collect()
}

fn school(entry: &Entry) -> Option<Json> {
    let What::Education(education) = &entry.what else { return None };
    let title = [education.degree.as_ref().map(Line::plain), education.area.as_ref().map(ToString::to_string)];
    let title = title.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let school = education.institution.as_ref().and_then(|o| o.name.as_ref()).map(|name| name.as_str());
    Some(json!([title, school, first(education.dates.as_ref())]))
}

fn first(dates: Option<&Dates>) -> Option<String> {
    let dates = dates.filter(|dates| dates.text.is_none())?;
    let (Span::At(date) | Span::Range { start: Some(date), .. }) = dates.span? else { return None };
    // HTML has no value for a season or a quarter.
    matches!(date.part(), vitae::Part::Year | vitae::Part::Month(_) | vitae::Part::Day(..)).then(|| date.to_edtf())
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
