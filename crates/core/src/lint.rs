//! What in a résumé is probably not what its owner means, whatever the format it was read from.
//!
//! | code | says |
//! |---|---|
//! | `no-name` | the résumé names nobody |
//! | `no-contact` | nobody can be reached by it |
//! | `bad-email` | an e-mail address has no @ |
//! | `end-before-start` | something ends before it begins |
//! | `said-twice` | an entry stands twice |
//! | `nameless-entry` | an entry has neither a title nor an organisation |
//! | `empty-section` | a section has a heading and nothing under it |
//! | `unknown-field-kept` | a field is one that nobody shows |
//! | `date-text-only` | a date is only words: a note, since that is meant as often as not |
//!
//! Nothing here asks what day it is, or how a résumé should be written: gaps, order and length are its owner's affair.

use crate::date::{Date, Dates, End, Part, Span};
use crate::date_text::format_span;
use crate::diff::{Path, name};
use crate::entry::{Entry, EntryKind, Position, What};
use crate::fields::{CellRef, Record, Slot};
use crate::language::{MonthStyle, Words};
use crate::person::{Contact, ContactKind};
use crate::report::{Diagnostic, Kind, nearest};
use crate::resume::{Item, Resume, Section};
use crate::value::Ext;
use std::collections::HashMap;

/// The codes, the most doubtful first: the order in which doubts are said.
const ORDER: [&str; 9] = [
    "no-name",
    "no-contact",
    "bad-email",
    "end-before-start",
    "said-twice",
    "nameless-entry",
    "empty-section",
    "unknown-field-kept",
    "date-text-only",
];

/// What in a résumé is probably not meant, the most doubtful first.
///
/// ```
/// use vitae_core::{Resume, lint};
/// let codes: Vec<_> = lint(&Resume::default()).iter().map(|doubt| doubt.code).collect();
/// assert_eq!(codes, ["no-name", "no-contact"]);
/// ```
#[must_use]
pub fn lint(resume: &Resume) -> Vec<Diagnostic> {
    let resume = resume.clone().normalize();
    let mut eye = Eye::default();
    eye.resume(&resume);
    eye.doubts.sort_by_key(|doubt| ORDER.iter().position(|code| *code == doubt.code));
    eye.doubts
}

/// What looks at a résumé.
#[derive(Default)]
struct Eye {
    doubts: Vec<Diagnostic>,
    /// The entries seen so far, and where each stood.
    seen: HashMap<String, Path>,
}

impl Eye {
    fn doubt(&mut self, code: &'static str, path: &Path, message: impl Into<String>, help: &str) {
        self.doubts.push(Diagnostic::new(Kind::Doubtful, code, message).field(path.to_string()).help(help));
    }

    fn resume(&mut self, resume: &Resume) {
        let root = Path::default();
        self.person(resume, &root.key("basics"));
        self.record(&root.key("meta"), &resume.meta);
        self.unknown(&root, &resume.ext, &["meta", "basics", "sections"]);
        let sections = root.key("sections");
        for (at, section) in resume.sections.iter().enumerate() {
            self.section(&sections.index(at), section);
        }
    }

    fn person(&mut self, resume: &Resume, basics: &Path) {
        if resume.person.name.is_none() {
            self.doubt("no-name", &basics.key("name"), "the résumé names nobody", "give it a name");
        }
        let contacts = &resume.person.contacts;
        if !contacts.iter().any(|contact| !matches!(contact.kind, ContactKind::Place(_))) {
            let help = "add an e-mail address, a phone number or a page";
            self.doubt("no-contact", &basics.key("contacts"), "nobody can be reached by the résumé", help);
        }
        self.record(basics, &resume.person);
    }

    fn section(&mut self, path: &Path, section: &Section) {
        if section.content.is_empty() {
            self.doubt("empty-section", path, format!("{} is empty", name(section)), "fill it, or take it out");
        }
        self.record(path, &section.common);
        for (at, item) in section.content.iter().enumerate() {
            if let Item::Entry(entry) = item {
                let path = path.key("entries").index(at);
                self.entry(&path, entry, &name(item));
            }
        }
    }

    fn entry(&mut self, path: &Path, entry: &Entry, title: &str) {
        if let Some(first) = self.seen.get(&format!("{entry:?}")) {
            let message = format!("{title} stands here a second time; the first is {first}");
            self.doubt("said-twice", path, message, "keep one of the two");
            return;
        }
        self.seen.insert(format!("{entry:?}"), path.clone());
        if is_nameless(entry) {
            let message = format!("{title} has neither a title nor an organisation");
            self.doubt("nameless-entry", path, message, "say what it is, or make it a text");
        }
        match entry.flat_position() {
            Some((engagement, position)) => {
                self.record(path, engagement);
                self.record(path, position);
            }
            None => self.record(path, &entry.what),
        }
        // The unknown fields of an entry stand beside those of its kind, and of its only position.
        let mut known = vec!["summary", "highlights", "text"];
        known.extend(entry.what.fields().iter().map(|spec| spec.key));
        if matches!(entry.what, What::Engagement(_)) {
            known.extend(Position::FIELDS.iter().map(|spec| spec.key));
        }
        self.record_among(path, &entry.common, &known);
    }

    fn record(&mut self, path: &Path, record: &dyn Record) {
        self.record_among(path, record, &[]);
    }

    /// Looks at the fields of a record, and of the records in it, which nest no deeper than the table of fields does. `beside` are
    /// further keys that may stand where those of the record stand.
    fn record_among(&mut self, path: &Path, record: &dyn Record, beside: &[&str]) {
        for (spec, cell) in record.cells() {
            let path = path.key(spec.key);
            match cell {
                CellRef::Dates(dates) => self.dates(&path, dates),
                CellRef::Organization(organization) => self.record(&path, organization),
                CellRef::Place(place) => self.record(&path, place),
                CellRef::Contacts(contacts) => self.contacts(&path, contacts),
                CellRef::Positions(positions) if positions.len() > 1 => {
                    for (at, position) in positions.iter().enumerate() {
                        self.record(&path.index(at), position);
                    }
                }
                _ => {}
            }
        }
        if let Some(ext) = record.ext() {
            let known: Vec<_> = record.fields().iter().map(|spec| spec.key).chain(beside.iter().copied()).collect();
            self.unknown(path, ext, &known);
        }
    }

    fn contacts(&mut self, path: &Path, contacts: &[Contact]) {
        for (at, contact) in contacts.iter().enumerate() {
            let path = path.index(at);
            match &contact.kind {
                ContactKind::Email(mail) if !mail.as_str().contains('@') => {
                    self.doubt("bad-email", &path, format!("`{mail}` is no e-mail address"), "it needs an @");
                }
                ContactKind::Place(place) => self.record(&path, place),
                _ => {}
            }
            self.unknown(&path, &contact.ext, &["label", "tags"]);
        }
    }

    fn dates(&mut self, path: &Path, dates: &Dates) {
        if let Some(Span::Range { start: Some(start), end: End::On(end) }) = dates.span
            && let (Some(first), Some(last)) = (bounds(start), bounds(end))
            && last.1 < first.0
        {
            let shown = match &dates.text {
                Some(text) => text.to_string(),
                None => {
                    dates.span.map(|span| format_span(span, Words::english(), MonthStyle::Long)).unwrap_or_default()
                }
            };
            let message = format!("`{shown}` ends before it begins");
            self.doubt("end-before-start", path, message, "exchange the two dates, or correct one");
        }
        if let Dates { span: None, text: Some(text) } = dates {
            let message = format!("`{text}` is kept as words: it is no date that we understand");
            let note = Diagnostic::new(Kind::Note, "date-text-only", message).field(path.to_string());
            self.doubts.push(note.help("write `March 2019 – present` or `2016` if it is one"));
        }
    }

    /// Fields that nobody shows. One that begins with `x-` or `$` is meant.
    fn unknown(&mut self, path: &Path, ext: &Ext, known: &[&str]) {
        for (key, _) in ext.iter().filter(|(key, _)| !key.starts_with("x-") && !key.starts_with('$')) {
            let message = format!("`{key}` is no field here; it is kept as it is, and not shown");
            let help = match nearest(key, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "a name that begins with `x-` says that this is meant".to_owned(),
            };
            self.doubt("unknown-field-kept", &path.key(key), message, &help);
        }
    }
}

/// True if nothing says what an entry is. Keywords of a skill or an interest, and a text under no heading, speak for themselves.
fn is_nameless(entry: &Entry) -> bool {
    let names = |record: &dyn Record| {
        record.cells().iter().any(|(spec, _)| matches!(spec.slot, Slot::Title | Slot::Organization))
    };
    let positions = match &entry.what {
        What::Engagement(engagement) => engagement.positions.as_slice(),
        _ => &[],
    };
    if names(&entry.what) || positions.iter().any(|position| names(position)) {
        return false;
    }
    match entry.what.kind() {
        EntryKind::Skill | EntryKind::Interest => entry.common.keywords.is_empty(),
        EntryKind::Other => entry.common.body.is_empty() || !entry.what.is_blank(),
        _ => true,
    }
}

/// Year, month and day.
type Day = (u16, u8, u8);

/// The first and the last day that a date can mean; none of one that is only about right, or of a season, which may lie in
/// two years.
fn bounds(date: Date) -> Option<(Day, Day)> {
    if date.circa || date.uncertain {
        return None;
    }
    let (first, last) = match date.part() {
        Part::Year => ((1, 1), (12, 31)),
        Part::Month(month) => ((month, 1), (month, 31)),
        Part::Day(month, day) => ((month, day), (month, day)),
        Part::Season(_) => return None,
        Part::Quarter(quarter) => ((3 * quarter - 2, 1), (3 * quarter, 31)),
        Part::Half(half) => ((6 * half - 5, 1), (6 * half, 31)),
    };
    Some(((date.year(), first.0, first.1), (date.year(), last.0, last.1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Block, Engagement, Line, Meta, Other, SectionKind, Skill, Text};

    /// A résumé that nobody doubts, with these entries.
    fn with(entries: Vec<Entry>) -> Resume {
        let mut resume = Resume::default();
        resume.person.name = Text::new("Mara Lindqvist");
        resume.person.contacts.push(ContactKind::Email(Text::new("mara@lindqvist.example").unwrap()).into());
        let content = entries.into_iter().map(Item::from).collect();
        resume.sections.push(Section { title: Line::text("Work"), content, ..Section::new(SectionKind::Work) });
        resume
    }

    fn job(title: &str, dates: &str) -> Entry {
        let dates = Dates::parse(dates, Words::english());
        let position = Position { title: Line::text(title), dates, ..Position::default() };
        What::Engagement(Engagement { positions: vec![position], ..Engagement::default() }).into()
    }

    fn said(resume: &Resume) -> Vec<String> {
        lint(resume).iter().map(|d| format!("{} {}", d.code, d.field.as_deref().unwrap_or_default())).collect()
    }

    #[test]
    fn an_ordinary_resume_is_beyond_doubt() {
        assert!(said(&with(vec![job("Engineer", "2016 – present"), job("Engineer", "2010 – 2016")])).is_empty());
    }

    #[test]
    fn a_place_alone_reaches_nobody() {
        let mut resume = with(vec![job("Engineer", "2016")]);
        let place = crate::Place::text(Text::new("Oslo").unwrap());
        resume.person.contacts = vec![ContactKind::Place(place).into()];
        assert_eq!(said(&resume), ["no-contact basics.contacts"]);
    }

    #[test]
    fn an_address_needs_an_at_sign() {
        let mut resume = with(vec![job("Engineer", "2016")]);
        resume.person.contacts.push(ContactKind::Email(Text::new("mara.lindqvist.example").unwrap()).into());
        assert_eq!(said(&resume), ["bad-email basics.contacts[1]"]);
    }

    #[test]
    fn an_end_before_the_start_is_seen_as_far_as_it_is_sure() {
        let entry = "sections[0].entries[0].dates";
        for backwards in ["2016 – 2010", "May 2016 – April 2016", "Q3 2020 – Q1 2020"] {
            assert_eq!(said(&with(vec![job("x", backwards)])), [format!("end-before-start {entry}")], "{backwards}");
        }
        for sound in ["2016 – 2016", "May 2016 – 2016", "2016 – May 2016", "c. 2016 – 2010", "Winter 2016 – 2016"]
        {
            assert!(said(&with(vec![job("x", sound)])).is_empty(), "{sound}");
        }
        let said = lint(&with(vec![job("x", "2016 – 2010")]));
        assert_eq!(said[0].message, "`2016 – 2010` ends before it begins");
    }

    #[test]
    fn positions_are_looked_at_one_by_one() {
        let position = |title: &str, dates: &str| Position {
            title: Line::text(title),
            dates: Dates::parse(dates, Words::english()),
            ..Position::default()
        };
        let positions = vec![position("a", "2010"), position("b", "every summer")];
        let entry = What::Engagement(Engagement { positions, ..Engagement::default() }).into();
        let found = lint(&with(vec![entry]));
        assert_eq!(found[0].field.as_deref(), Some("sections[0].entries[0].positions[1].dates"));
        assert_eq!((found[0].code, found[0].kind), ("date-text-only", Kind::Note));
    }

    #[test]
    fn an_entry_that_stands_twice_is_named_with_both_places() {
        let found = lint(&with(vec![job("Engineer", "2016"), job("Engineer", "2016")]));
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].to_string(),
            "sections[0].entries[1]: the entry \"Engineer\" stands here a second time; the first is sections[0].entries[0]"
        );
    }

    #[test]
    fn an_entry_needs_a_title_or_an_organisation_unless_it_speaks_for_itself() {
        let dates = Dates::parse("2016", Words::english());
        let mut bare: Entry = What::Other(Other { dates, ..Other::default() }).into();
        assert_eq!(said(&with(vec![bare.clone()])), ["nameless-entry sections[0].entries[0]"]);
        bare.what = What::Other(Other::default());
        bare.common.body = vec![Block::Para(Line::text("I sail.").unwrap())];
        let mut skill: Entry = What::Skill(Skill::default()).into();
        skill.common.keywords = vec![Text::new("Rust").unwrap()];
        assert!(said(&with(vec![bare, skill])).is_empty());
    }

    #[test]
    fn an_unknown_field_may_be_a_slip_for_any_that_stands_there() {
        for (slip, meant) in [("hightlights", "highlights"), ("positon", "position"), ("orgnization", "organization")] {
            let mut entry = job("Engineer", "2016");
            entry.common.ext.insert(slip, crate::Value::Null);
            let help = lint(&with(vec![entry])).pop().and_then(|doubt| doubt.help);
            assert_eq!(help, Some(format!("did you mean `{meant}`?")));
        }
    }

    #[test]
    fn an_empty_section_and_unknown_fields_are_seen_and_the_worst_comes_first() {
        let mut resume = with(Vec::new());
        resume.person.name = None;
        resume.person.ext.insert("haedline", crate::Value::Null);
        resume.meta = Meta { ext: [("x-mine", crate::Value::Null)].into_iter().collect(), ..Meta::default() };
        resume.ext.insert("$schema", crate::Value::Null);
        assert_eq!(
            said(&resume),
            ["no-name basics.name", "empty-section sections[0]", "unknown-field-kept basics.haedline"]
        );
        let help = lint(&resume).pop().and_then(|doubt| doubt.help);
        assert_eq!(help.as_deref(), Some("did you mean `headline`?"));
    }
}
