//! FRESH, the format of FluentCV and HackMyResume.

use super::rows::{List, Rows, To};
use super::tables::{CONTACT, ORGANIZATION, PLACE, REFERENCE};
use super::{Dialect, Markup, map};
use crate::node::Pair;
use vitae_core::{EntryKind, SectionKind as Kind};

pub(super) const FRESH: Dialect = Dialect { name: "FRESH", markup: Markup::Markdown, rows: TOP, rest: super::rest };

pub(super) fn looks(pairs: &[Pair]) -> bool {
    let format = map(pairs, "meta").and_then(|meta| meta.iter().find(|pair| &*pair.key == "format"));
    let says = format.and_then(|pair| pair.value.as_text()).is_some_and(|text| text.starts_with("FRESH"));
    let has_history = |key: &str| map(pairs, key).is_some_and(|inner| inner.iter().any(|pair| &*pair.key == "history"));
    says || has_history("employment") || has_history("education")
}

const TOP: Rows = &[
    ("name", To::Field("name")),
    ("meta", To::Inside(META)),
    ("info", To::Inside(INFO)),
    ("contact", To::Inside(REACH)),
    ("location", To::Place(PLACE)),
    ("social", To::Contacts("profile", CONTACT)),
    ("disposition", To::Inside(&[])),
    ("employment", To::Section(&List::new(Kind::Work, OWN, JOB))),
    ("projects", To::Section(&List::new(Kind::Projects, &[], PROJECT))),
    ("skills", To::Section(&List::new(Kind::Skills, OWN, SKILL))),
    ("service", To::Section(&List::new(Kind::Volunteer, OWN, JOB))),
    ("education", To::Section(&List::new(Kind::Education, OWN, SCHOOL))),
    ("affiliation", To::Section(&List::new(Kind::Affiliations, OWN, JOB))),
    ("governance", To::Section(&List::new(Kind::Affiliations, &[], JOB).titled("Governance"))),
    ("samples", To::Section(&List::new(Kind::Projects, &[], PROJECT).titled("Samples"))),
    ("writing", To::Section(&List::new(Kind::Publications, &[], WORK))),
    ("reading", To::Section(&List::new(Kind::Custom, &[], WORK).of(EntryKind::Publication).titled("Reading"))),
    ("speaking", To::Section(&List::new(Kind::Talks, &[], WORK))),
    ("recognition", To::Section(&List::new(Kind::Awards, &[], AWARD))),
    ("extracurricular", To::Section(&List::new(Kind::Custom, &[], ACTIVITY).titled("Extracurricular"))),
    ("languages", To::Section(&List::new(Kind::Languages, &[], LANGUAGE))),
    ("interests", To::Section(&List::new(Kind::Interests, &[], INTEREST))),
    ("references", To::Section(&List::new(Kind::References, &[], REFERENCE))),
    ("testimonials", To::Section(&List::new(Kind::References, &[], REFERENCE).titled("Testimonials"))),
];

const META: Rows = &[("language", To::Language), ("format version", To::KeepAtTop)];

const INFO: Rows = &[
    ("label", To::Field("headline")),
    ("brief", To::Section(&List::new(Kind::Summary, &[], &[]))),
    ("image", To::Field("photo")),
    ("class characterclass", To::Keep),
];

const REACH: Rows = &[
    ("email", To::Contacts("email", CONTACT)),
    ("phone", To::Contacts("phone", CONTACT)),
    ("fax", To::Contacts("fax", CONTACT)),
    ("website url blog", To::Contacts("url", CONTACT)),
    ("other", To::Contacts("other", CONTACT)),
];

const OWN: Rows = &[("history sets list", To::Entries), ("summary", To::Body), ("level degree", To::Keep)];

const JOB: Rows = &[
    ("employer organization", To::Organization(ORGANIZATION)),
    ("position role title", To::Field("position")),
    ("url website", To::InOrganization("url")),
    ("start from", To::Start),
    ("end to", To::End),
    ("current", To::Current),
    ("location", To::Place(PLACE)),
    ("summary description", To::Body),
    ("highlights", To::Bullets),
    ("keywords", To::Keywords),
    ("private ignore", To::Hidden),
    ("flavor", To::Keep),
];

const SCHOOL: Rows = &[
    ("institution school", To::Organization(ORGANIZATION)),
    ("title degree studytype", To::Field("degree")),
    ("area field", To::Field("area")),
    ("url website", To::InOrganization("url")),
    ("start from", To::Start),
    ("end to date", To::End),
    ("current", To::Current),
    ("location", To::Place(PLACE)),
    ("grade gpa score", To::Field("score")),
    ("curriculum courses", To::Field("courses")),
    ("summary description", To::Body),
    ("highlights", To::Bullets),
    ("keywords", To::Keywords),
    ("private ignore", To::Hidden),
];

const PROJECT: Rows = &[
    ("title name", To::Field("name")),
    ("category flavor", To::Field("genre")),
    ("role", To::Field("roles")),
    ("url", To::Field("url")),
    ("repo", To::Detail("Repository")),
    ("start", To::Start),
    ("end", To::End),
    ("date", To::Dates),
    ("description summary", To::Body),
    ("highlights", To::Bullets),
    ("keywords", To::Keywords),
    ("private ignore", To::Hidden),
];

/// Something written, said or read.
const WORK: Rows = &[
    ("title name", To::Field("title")),
    ("flavor", To::Field("genre")),
    ("date", To::Dates),
    ("author authors", To::Field("authors")),
    ("event venue", To::Field("venue")),
    ("location", To::Place(PLACE)),
    ("publisher", To::Organization(ORGANIZATION)),
    ("url", To::Field("url")),
    ("summary description", To::Body),
    ("highlights", To::Bullets),
    ("keywords", To::Keywords),
    ("private ignore", To::Hidden),
];

const AWARD: Rows = &[
    ("title name", To::Field("title")),
    ("from", To::Organization(ORGANIZATION)),
    ("flavor", To::Keep),
    ("date", To::Dates),
    ("url", To::Field("url")),
    ("summary description", To::Body),
    ("private ignore", To::Hidden),
];

const ACTIVITY: Rows = &[
    ("title", To::Field("title")),
    ("activity", To::Field("subtitle")),
    ("location", To::Place(PLACE)),
    ("start", To::Start),
    ("end", To::End),
    ("summary description", To::Body),
    ("highlights", To::Bullets),
    ("keywords", To::Keywords),
    ("private ignore", To::Hidden),
];

const SKILL: Rows = &[
    ("name", To::Field("name")),
    ("level", To::Field("level")),
    ("years", To::Field("years")),
    ("skills keywords", To::Keywords),
    ("summary", To::Body),
    ("id", To::Keep),
];

const LANGUAGE: Rows =
    &[("language name", To::Field("name")), ("level fluency", To::Field("fluency")), ("summary", To::Body)];

const INTEREST: Rows = &[("name", To::Field("name")), ("keywords", To::Keywords), ("summary", To::Body)];
