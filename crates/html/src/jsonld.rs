//! What the page says of a person, once more for search engines: schema.org in JSON-LD.
//!
//! It is made from what is seen on the page and from nothing else, and is never read back: the page is the truth.

use crate::dates::value;
use serde_json::{Map, Value, json};
use vitae_core::{
    ContactKind, Dates, Education, End, Engagement, Item, Line, Organization, Person, Resume, SectionKind, Span, Text,
    Url, What,
};
use vitae_outline::{Outline, interpret, is_safe};

/// A block of data in the head. A `<` in it is spelled as JSON can, so that no text ends the element.
pub(crate) fn write(out: &mut String, outline: &Outline) {
    let mut seen = outline.clone();
    seen.head.facts = None;
    seen.blocks.iter_mut().for_each(|block| block.facts = None);
    let data = Value::Object(person(&interpret(&seen))).to_string().replace('<', "\\u003c");
    out.push_str(&format!("<script type=\"application/ld+json\">{data}</script>\n"));
}

/// A node of schema.org; what is empty is left out.
#[derive(Default)]
struct Node(Map<String, Value>);

impl Node {
    fn of(kind: &str) -> Self {
        Self::default().with("@type", Some(kind))
    }

    fn with<V: Into<Value>>(mut self, key: &str, value: Option<V>) -> Self {
        if let Some(value) = value {
            self.0.insert(key.to_owned(), value.into());
        }
        self
    }

    fn all(self, key: &str, values: Vec<Value>) -> Self {
        let values = (!values.is_empty()).then_some(Value::Array(values));
        self.with(key, values)
    }
}

fn person(resume: &Resume) -> Map<String, Value> {
    let Person { name, headline, contacts, .. } = &resume.person;
    let every = |choose: &dyn Fn(&ContactKind) -> Option<String>| -> Vec<Value> {
        contacts.iter().filter_map(|contact| choose(&contact.kind).map(Value::String)).collect()
    };
    let found = Found::new(resume);
    Node::default()
        .with("@context", Some("https://schema.org"))
        .with("@type", Some("Person"))
        .with("name", name.as_ref().map(Text::as_str))
        .with("jobTitle", headline.as_ref().map(Line::plain))
        .all("email", every(&|kind| if let ContactKind::Email(mail) = kind { Some(mail.to_string()) } else { None }))
        .all(
            "telephone",
            every(&|kind| if let ContactKind::Phone(number) = kind { Some(number.to_string()) } else { None }),
        )
        .all("url", every(&|kind| if let ContactKind::Web { url, .. } = kind { address(url) } else { None }))
        .all(
            "sameAs",
            every(&|kind| {
                if let ContactKind::Profile { url: Some(url), .. } = kind { address(url) } else { None }
            }),
        )
        .all(
            "address",
            every(&|kind| if let ContactKind::Place(place) = kind { Some(place.display("")) } else { None }),
        )
        .all("worksFor", found.works_for)
        .all("alumniOf", found.alumni_of)
        .all("memberOf", found.member_of)
        .all("hasCredential", found.credentials)
        .all("award", found.awards)
        .all("knowsAbout", found.knows_about)
        .all("knowsLanguage", found.knows_language)
        .0
}

/// What the entries say, by what schema.org calls it.
#[derive(Default)]
struct Found {
    works_for: Vec<Value>,
    alumni_of: Vec<Value>,
    member_of: Vec<Value>,
    credentials: Vec<Value>,
    awards: Vec<Value>,
    knows_about: Vec<Value>,
    knows_language: Vec<Value>,
}

impl Found {
    fn new(resume: &Resume) -> Self {
        let mut found = Self::default();
        for section in &resume.sections {
            for item in &section.content {
                if let Item::Entry(entry) = item {
                    found.entry(section.kind, &entry.what, &entry.common.keywords);
                }
            }
        }
        found
    }

    fn entry(&mut self, section: SectionKind, what: &What, keywords: &[Text]) {
        match what {
            What::Engagement(engagement) => self.engagement(section, engagement),
            What::Education(education) => self.education(education),
            What::Award(award) => self.awards.extend(plain(award.title.as_ref())),
            What::Certificate(certificate) => {
                let issuer = certificate.issuer.as_ref().map(|issuer| organization("Organization", issuer));
                self.credential(certificate.name.as_ref(), issuer);
            }
            What::Skill(skill) => {
                // The name of a group of skills is a heading for them; a skill alone is one itself.
                self.knows_about.extend(plain(skill.name.as_ref()).filter(|_| keywords.is_empty()));
                self.knows_about.extend(keywords.iter().map(|keyword| json!(keyword.as_str())));
            }
            What::Language(language) => {
                self.knows_language.extend(language.name.as_ref().map(|name| json!(name.as_str())));
            }
            _ => {}
        }
    }

    /// A job that goes on is one that the person works for; one that ended made them an alumnus.
    fn engagement(&mut self, section: SectionKind, engagement: &Engagement) {
        let Some(employer) = engagement.organization.as_ref().map(|known| organization("Organization", known)) else {
            return;
        };
        let mut add = |title: Option<&Line>, dates: Option<&Dates>| {
            let (start, end, goes_on) = ends(dates);
            let (key, list) = match section {
                SectionKind::Work if goes_on => ("worksFor", &mut self.works_for),
                SectionKind::Work => ("alumniOf", &mut self.alumni_of),
                _ => ("memberOf", &mut self.member_of),
            };
            let role = Node::of("OrganizationRole")
                .with("roleName", title.map(Line::plain))
                .with("startDate", start)
                .with("endDate", end)
                .with(key, Some(employer.clone()));
            list.push(Value::Object(role.0));
        };
        if engagement.positions.is_empty() {
            add(None, engagement.dates.as_ref());
        }
        for position in &engagement.positions {
            add(position.title.as_ref(), position.dates.as_ref().or(engagement.dates.as_ref()));
        }
    }

    fn education(&mut self, education: &Education) {
        let school = education.institution.as_ref().map(|school| organization("EducationalOrganization", school));
        if let Some(school) = &school {
            let (start, end, _) = ends(education.dates.as_ref());
            let role = Node::of("OrganizationRole")
                .with("startDate", start)
                .with("endDate", end)
                .with("alumniOf", Some(school.clone()));
            self.alumni_of.push(Value::Object(role.0));
        }
        self.credential(education.degree.as_ref(), school);
    }

    fn credential(&mut self, name: Option<&Line>, by: Option<Value>) {
        if let Some(name) = name {
            let credential =
                Node::of("EducationalOccupationalCredential").with("name", Some(name.plain())).with("recognizedBy", by);
            self.credentials.push(Value::Object(credential.0));
        }
    }
}

fn organization(kind: &str, known: &Organization) -> Value {
    let node = Node::of(kind)
        .with("name", known.name.as_ref().map(Text::as_str))
        .with("url", known.url.as_ref().and_then(address));
    Value::Object(node.0)
}

fn address(url: &Url) -> Option<String> {
    is_safe(url).then(|| url.to_string())
}

fn plain(line: Option<&Line>) -> Option<Value> {
    line.map(|line| Value::String(line.plain()))
}

/// The first and the last date as far as they are known, and whether it goes on.
fn ends(dates: Option<&Dates>) -> (Option<String>, Option<String>, bool) {
    match dates.and_then(|dates| dates.span) {
        Some(Span::At(date)) => (value(date), value(date), false),
        Some(Span::Range { start, end }) => {
            let last = if let End::On(date) = end { value(date) } else { None };
            (start.and_then(value), last, end == End::Present)
        }
        None => (None, None, false),
    }
}
