//! The normal form: one spelling for everything that means the same.
//!
//! | rule | what | where |
//! |---|---|---|
//! | N1, N2 | characters, white space | [`crate::Text`], [`crate::Line`], by construction |
//! | N3 | empty pieces vanish; a titled section stays, an untitled empty one goes | here |
//! | N4, N5 | runs, redundant links | [`crate::Line`], by construction |
//! | N6 | neighbouring lists merge | [`crate::normal_blocks`] |
//! | N7 | an engagement with one position carries dates and place on the position; a position that says nothing of its own is none | here |
//! | N8 | words of dates go when they add nothing to the value | [`crate::Dates::normal`] |
//! | N9 | section titles are explicit; kinds are never changed | nothing to do |
//! | N10 | a detail whose label is the word for an empty field of its entry becomes that field | here |
//! | N11 | `mailto:` and `tel:` go from contact values | here |
//! | N12 | language tags in canonical case, numbers by their digits | [`crate::Lang`], [`crate::Number`] |
//! | N13 | a fluency that begins with a level of the Common European Framework sets that level | here |

use crate::date::{Dates, nearer};
use crate::entry::{Common, Engagement, Entry, Position, Publication, What};
use crate::fields::{Cell, Record, Shape, Slot};
use crate::language::Words;
use crate::person::{Contact, ContactKind, Detail, Organization, Person, PhotoSource, Place};
use crate::resume::{Item, Resume, Section};
use crate::rich::{Block, Body, Line, normal_blocks};
use crate::text::{Lang, Text, Url};

impl Resume {
    /// The normal form. Idempotent; every reader returns it, and every writer starts from it.
    #[must_use]
    pub fn normalize(mut self) -> Self {
        let lang = self.meta.language.clone();
        self.meta.ext = self.meta.ext.normal();
        if self.meta.direction.is_some() && self.meta.direction == lang.as_ref().map(crate::Dir::of) {
            self.meta.direction = None;
        }
        let mut seen = std::collections::BTreeSet::new();
        self.meta.alternates.retain(|(lang, _)| seen.insert(lang.clone()));
        self.person = person(self.person);
        self.sections = self.sections.into_iter().filter_map(|s| section(s, lang.as_ref())).collect();
        self.ext = self.ext.normal();
        self
    }
}

fn person(mut person: Person) -> Person {
    person.parts = person.parts.filter(|parts| !parts.is_blank());
    person.headline = visible(person.headline);
    person.photo = person.photo.filter(|photo| match &photo.source {
        PhotoSource::Embedded { bytes, .. } => !bytes.is_empty(),
        PhotoSource::Url(_) => true,
    });
    person.contacts = contacts(person.contacts);
    person.details = details(person.details);
    person.ext = person.ext.normal();
    person
}

/// A line may be empty only beside a bullet.
fn visible(line: Option<Line>) -> Option<Line> {
    line.filter(|line| !line.is_empty())
}

fn details(details: Vec<Detail>) -> Vec<Detail> {
    details.into_iter().filter(|detail| !detail.value.is_empty()).collect()
}

fn contacts(contacts: Vec<Contact>) -> Vec<Contact> {
    contacts.into_iter().filter_map(contact).collect()
}

fn contact(mut contact: Contact) -> Option<Contact> {
    // Again and again: what is left of `mailto:mailto:` must be in normal form too.
    let bare = |text: Text, scheme: &str| {
        let mut rest = text.as_str();
        while let Some(inner) = rest.strip_prefix(scheme) {
            rest = inner.trim_start();
        }
        Text::new(rest)
    };
    contact.kind = match contact.kind {
        ContactKind::Email(mail) => ContactKind::Email(bare(mail, "mailto:")?),
        ContactKind::Phone(number) => ContactKind::Phone(bare(number, "tel:")?),
        ContactKind::Fax(number) => ContactKind::Fax(bare(number, "tel:")?),
        ContactKind::Web { url, text } => {
            let text = text.filter(|text| text.as_str() != url.as_str());
            ContactKind::Web { url, text }
        }
        ContactKind::Place(somewhere) => ContactKind::Place(place(somewhere)?),
        ContactKind::Other(line) => ContactKind::Other(visible(Some(line))?),
        kind @ (ContactKind::Profile { .. } | ContactKind::Message { .. }) => kind,
    };
    contact.ext = contact.ext.normal();
    Some(contact)
}

fn place(mut place: Place) -> Option<Place> {
    place.ext = place.ext.normal();
    (!place.is_blank()).then_some(place)
}

fn organization(mut organization: Organization) -> Option<Organization> {
    organization.description = visible(organization.description);
    organization.place = organization.place.and_then(place);
    organization.ext = organization.ext.normal();
    (!organization.is_blank()).then_some(organization)
}

fn section(mut section: Section, lang: Option<&Lang>) -> Option<Section> {
    section.title = visible(section.title);
    section.common.ext = section.common.ext.normal();
    let lang = nearer(section.common.lang.as_ref(), lang);
    let mut content: Vec<Item> = Vec::with_capacity(section.content.len());
    for item in section.content {
        match item {
            Item::Entry(e) => content.extend(entry(*e, lang).map(Item::from)),
            Item::Heading(line) => content.extend(visible(Some(line)).map(Item::Heading)),
            Item::Text(block) => push_text(&mut content, block),
        }
    }
    section.content = content;
    (section.title.is_some() || !section.content.is_empty()).then_some(section)
}

/// Neighbouring texts are one text: their lists merge as inside a body.
fn push_text(content: &mut Vec<Item>, block: Block) {
    let mut blocks = match content.last() {
        Some(Item::Text(Block::List(_))) => match content.pop() {
            Some(Item::Text(before)) => vec![before],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    };
    blocks.push(block);
    content.extend(normal_blocks(blocks).into_iter().map(Item::Text));
}

fn entry(mut entry: Entry, lang: Option<&Lang>) -> Option<Entry> {
    let words = Words::of(nearer(entry.common.lang.as_ref(), lang));
    common(&mut entry.common);
    fill_from_details(&mut entry.what, &mut entry.common.details, words);
    entry.what = what(entry.what, &mut entry.common, words);
    let blank = match &entry.what {
        What::Engagement(engagement) => engagement.is_blank(),
        other => other.is_blank(),
    };
    // An entry that is nothing but tags or an unknown field stays: somebody put it there.
    (!blank || !entry.common.is_blank()).then_some(entry)
}

fn common(common: &mut Common) {
    common.body = body(std::mem::take(&mut common.body));
    common.details = details(std::mem::take(&mut common.details));
    common.ext = std::mem::take(&mut common.ext).normal();
}

fn body(body: Body) -> Body {
    normal_blocks(body)
}

/// N10: "Score: 1.3" is the score, if the entry has a field for one and it is empty. Fields of several values take what stands
/// between commas.
fn fill_from_details(record: &mut dyn Record, details: &mut Vec<Detail>, words: &Words) {
    details.retain(|detail| {
        let Some(spec) = words.field(detail.label.as_str()).and_then(|field| record.spec(field)) else { return true };
        let taken = record.cells().iter().any(|(s, _)| s.field == spec.field);
        let value = if taken || spec.slot != Slot::Label { None } else { labelled_value(spec.shape, &detail.value) };
        value.is_none_or(|value| record.put(spec.field, value).is_err())
    });
}

/// What a line says after a label, in the shape of a field; `None` if it does not fit.
fn labelled_value(shape: Shape, line: &Line) -> Option<Cell> {
    let values = || {
        let values = line.values();
        // Nothing may be left out between two separators.
        let length: usize = values.iter().map(|value| value.plain().len()).sum();
        (length + 2 * (values.len().saturating_sub(1)) == line.plain().len()).then_some(values)
    };
    match shape {
        Shape::Text => Some(Cell::Text(Text::new(line.as_plain()?)?)),
        Shape::Texts if line.as_plain().is_some() => {
            Some(Cell::Texts(values()?.iter().filter_map(|value| Text::new(&value.plain())).collect()))
        }
        Shape::Lines => Some(Cell::Lines(values()?)),
        _ => None,
    }
}

fn what(what: What, own: &mut Common, words: &Words) -> What {
    let when = |dates: Option<Dates>| dates.and_then(|dates| dates.normal(words));
    let whose = |org: Option<Organization>| org.and_then(organization);
    let lines = |lines: Vec<Line>| -> Vec<Line> { lines.into_iter().filter(|line| !line.is_empty()).collect() };
    match what {
        What::Engagement(e) => What::Engagement(engagement(e, own, words)),
        What::Education(mut e) => {
            e.degree = visible(e.degree);
            e.institution = whose(e.institution);
            e.dates = when(e.dates);
            e.place = e.place.and_then(place);
            e.courses = lines(e.courses);
            What::Education(e)
        }
        What::Project(mut p) => {
            p.name = visible(p.name);
            p.organization = whose(p.organization);
            p.dates = when(p.dates);
            What::Project(p)
        }
        What::Award(mut a) => {
            a.title = visible(a.title);
            a.awarder = whose(a.awarder);
            a.dates = when(a.dates);
            What::Award(a)
        }
        What::Certificate(mut c) => {
            c.name = visible(c.name);
            c.issuer = whose(c.issuer);
            c.dates = when(c.dates);
            What::Certificate(c)
        }
        What::Publication(p) => What::Publication(publication(p, words)),
        What::Skill(mut s) => {
            s.name = visible(s.name);
            s.rating = s.rating.filter(|rating| rating.is_valid());
            What::Skill(s)
        }
        What::Language(mut l) => {
            l.cefr = l.cefr.filter(|cefr| cefr.levels().next().is_some());
            l.set_level_by_fluency();
            What::Language(l)
        }
        What::Interest(mut i) => {
            i.name = visible(i.name);
            What::Interest(i)
        }
        What::Reference(mut r) => {
            r.title = visible(r.title);
            r.organization = whose(r.organization);
            r.contacts = contacts(r.contacts);
            What::Reference(r)
        }
        What::Other(mut o) => {
            o.title = visible(o.title);
            o.subtitle = visible(o.subtitle);
            o.organization = whose(o.organization);
            o.dates = when(o.dates);
            o.place = o.place.and_then(place);
            What::Other(o)
        }
    }
}

fn publication(mut p: Publication, words: &Words) -> Publication {
    p.title = visible(p.title);
    p.venue = visible(p.venue);
    p.authors.retain(|author| !author.is_empty());
    p.publisher = p.publisher.and_then(organization);
    p.dates = p.dates.and_then(|dates| dates.normal(words));
    p.place = p.place.and_then(place);
    // N5 for identifiers: the address of a DOI is the DOI.
    p.url = p.url.filter(|url| {
        let doi = p.ids.iter().find(|(scheme, _)| scheme.key() == "doi").map(|(_, value)| value.as_str());
        doi.is_none_or(|doi| Url::as_str(url) != format!("https://doi.org/{doi}"))
    });
    p
}

fn engagement(mut e: Engagement, own: &mut Common, words: &Words) -> Engagement {
    e.organization = e.organization.and_then(organization);
    e.dates = e.dates.and_then(|dates| dates.normal(words));
    e.place = e.place.and_then(place);
    e.positions = e.positions.into_iter().filter_map(|p| position(p, words)).collect();
    if let [only] = e.positions.as_mut_slice() {
        if only.dates.is_none() || only.dates == e.dates {
            only.dates = e.dates.take().or(only.dates.take());
        }
        if only.place.is_none() || only.place == e.place {
            only.place = e.place.take().or(only.place.take());
        }
    }
    // A lone position that says nothing of its own is the organisation's entry itself.
    if e.positions.first().is_some_and(|only| e.positions.len() == 1 && only.says_nothing_of_its_own())
        && (e.dates.is_none() && e.place.is_none())
        && (own.body.is_empty() && own.keywords.is_empty() && own.details.is_empty())
        && let Some(only) = e.positions.pop()
    {
        e.dates = only.dates;
        e.place = only.place;
        own.body = only.body;
        own.keywords = only.keywords;
        own.details = only.details;
    }
    e
}

impl Position {
    /// True when it has neither a title nor anything else that only a position has.
    fn says_nothing_of_its_own(&self) -> bool {
        let heading = self.title.is_none() && self.team.is_none() && self.employment.is_none() && self.url.is_none();
        heading && self.id.is_none() && self.tags.is_empty() && self.ext.is_empty()
    }
}

fn position(mut p: Position, words: &Words) -> Option<Position> {
    p.title = visible(p.title);
    p.dates = p.dates.and_then(|dates| dates.normal(words));
    p.place = p.place.and_then(place);
    p.body = body(p.body);
    p.details = details(p.details);
    let mut found = std::mem::take(&mut p.details);
    fill_from_details(&mut p, &mut found, words);
    p.details = found;
    p.ext = p.ext.normal();
    (!p.is_blank()).then_some(p)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resume::SectionKind;

    fn work(engagement: Engagement, common: Common) -> Resume {
        let entry = Entry { what: What::Engagement(engagement), common };
        let section = Section { content: vec![entry.into()], ..Section::new(SectionKind::Work) };
        Resume { sections: vec![section], ..Resume::default() }
    }

    fn only_entry(resume: &Resume) -> &Entry {
        let [Item::Entry(entry)] = resume.sections[0].content.as_slice() else { panic!("one entry") };
        entry
    }

    fn dates(text: &str) -> Option<Dates> {
        Dates::parse(text, Words::english())
    }

    #[test]
    fn one_position_carries_the_dates() {
        let position = Position { title: Line::text("Engineer"), ..Position::default() };
        let stay = Engagement { dates: dates("2010 – 2012"), positions: vec![position], ..Engagement::default() };
        let resume = work(stay, Common::default()).normalize();
        let (engagement, position) = only_entry(&resume).flat_position().expect("flat");
        assert_eq!((engagement.dates.as_ref(), position.dates.clone()), (None, dates("2010 – 2012")));
    }

    #[test]
    fn a_position_without_a_title_is_the_organisations_own_entry() {
        let position =
            Position { dates: dates("2010"), keywords: vec![Text::new("k").unwrap()], ..Position::default() };
        let organization = Text::new("Rowan").map(Organization::named);
        let stay = Engagement { organization, positions: vec![position], ..Engagement::default() };
        let resume = work(stay, Common::default()).normalize();
        let entry = only_entry(&resume);
        let What::Engagement(engagement) = &entry.what else { panic!("engagement") };
        assert!(engagement.positions.is_empty() && engagement.dates.is_some());
        assert_eq!(entry.common.keywords.len(), 1);
    }

    #[test]
    fn a_detail_with_the_label_of_an_empty_field_becomes_it() {
        let detail =
            |label: &str, value: &str| Detail { label: Text::new(label).unwrap(), value: Line::text(value).unwrap() };
        let common = Common {
            details: vec![detail("Score", "1.3"), detail("courses", "Optics, Waves"), detail("Size", "12")],
            ..Common::default()
        };
        let section = Section {
            content: vec![Entry { what: What::new(crate::EntryKind::Education), common }.into()],
            ..Section::new(SectionKind::Education)
        };
        let resume = Resume { sections: vec![section], ..Resume::default() }.normalize();
        let entry = only_entry(&resume);
        let What::Education(study) = &entry.what else { panic!("education") };
        assert_eq!(study.score.as_ref().map(Text::as_str), Some("1.3"));
        let courses: Vec<_> = study.courses.iter().map(Line::plain).collect();
        assert_eq!(courses, ["Optics", "Waves"]);
        assert_eq!(entry.common.details.len(), 1);
    }

    #[test]
    fn a_fluency_that_begins_with_a_level_sets_it() {
        use crate::CefrLevel;
        let cefr = |fluency: &str| {
            let language = crate::LanguageSkill { fluency: Text::new(fluency), ..Default::default() };
            let What::Language(l) = what(What::Language(language), &mut Common::default(), Words::english()) else {
                panic!("a language")
            };
            l.cefr.and_then(|cefr| cefr.overall)
        };
        assert_eq!(cefr("C1 (Goethe)"), Some(CefrLevel::C1));
        assert_eq!(cefr("b2"), Some(CefrLevel::B2));
        assert_eq!((cefr("B2B sales"), cefr("fluent"), cefr("about B2")), (None, None, None));
    }

    #[test]
    fn a_scheme_said_twice_goes_at_once() {
        let mail = Contact::from(ContactKind::Email(Text::new("mailto: mailto:m@a.example").unwrap()));
        let person = Person { contacts: vec![mail], ..Person::default() };
        let once = Resume { person, ..Resume::default() }.normalize();
        assert_eq!(once.words(), ["m@a.example"]);
        assert_eq!(once.clone().normalize(), once);
    }

    #[test]
    fn empty_untitled_sections_vanish_and_titled_ones_stay() {
        let titled = Section { title: Line::text("Patents"), ..Section::new(SectionKind::Patents) };
        let resume = Resume { sections: vec![Section::default(), titled.clone()], ..Resume::default() }.normalize();
        assert_eq!(resume.sections, [titled]);
    }
}
