//! YAMLResume: the fields of JSON Resume in a map of their own, beside what a page shall look like.

use super::rows::{List, Rows, To};
use super::tables::{CONTACT, ORGANIZATION, PLACE, REFERENCE};
use super::{Dialect, Markup, has_maps, map};
use crate::node::Pair;
use vitae_core::SectionKind as Kind;

pub(super) const YAMLRESUME: Dialect =
    Dialect { name: "YAMLResume", markup: Markup::Markdown, rows: TOP, rest: super::rest };

pub(super) fn looks(pairs: &[Pair]) -> bool {
    map(pairs, "content").is_some_and(|content| has_maps(content, "basics work education"))
}

const TOP: Rows = &[
    ("content", To::Inside(CONTENT)),
    ("locale", To::Inside(&[("language", To::Language)])),
    ("layout layouts", To::KeepAtTop),
];

pub(super) const CONTENT: Rows = &[
    ("basics", To::Inside(BASICS)),
    ("location", To::Place(PLACE)),
    ("profiles", To::Contacts("profile", CONTACT)),
    ("work", To::Section(&List::new(Kind::Work, &[], JOB))),
    ("volunteer", To::Section(&List::new(Kind::Volunteer, &[], JOB))),
    ("education", To::Section(&List::new(Kind::Education, &[], SCHOOL))),
    ("languages", To::Section(&List::new(Kind::Languages, &[], LANGUAGE))),
    ("skills", To::Section(&List::new(Kind::Skills, &[], SKILL))),
    ("awards", To::Section(&List::new(Kind::Awards, &[], AWARD))),
    ("certificates", To::Section(&List::new(Kind::Certificates, &[], CERTIFICATE))),
    ("publications", To::Section(&List::new(Kind::Publications, &[], PUBLICATION))),
    ("references", To::Section(&List::new(Kind::References, &[], REFERENCE))),
    ("projects", To::Section(&List::new(Kind::Projects, &[], PROJECT))),
    ("interests", To::Section(&List::new(Kind::Interests, &[], INTEREST))),
];

const BASICS: Rows = &[
    ("name", To::Field("name")),
    ("headline label", To::Field("headline")),
    ("image photo", To::Field("photo")),
    ("email", To::Contacts("email", CONTACT)),
    ("phone", To::Contacts("phone", CONTACT)),
    ("url", To::Contacts("url", CONTACT)),
    ("summary", To::Section(&List::new(Kind::Summary, &[], &[]))),
    ("location", To::Place(PLACE)),
    ("profiles", To::Contacts("profile", CONTACT)),
];

const JOB: Rows = &[
    ("name organization company", To::Organization(ORGANIZATION)),
    ("position", To::Field("position")),
    ("startdate", To::Start),
    ("enddate", To::End),
    ("location", To::Place(PLACE)),
    ("url website", To::InOrganization("url")),
    ("description", To::InOrganization("description")),
    ("summary", To::Body),
    ("highlights", To::Bullets),
    ("keywords", To::Keywords),
];

const SCHOOL: Rows = &[
    ("institution", To::Organization(ORGANIZATION)),
    ("degree studytype", To::Field("degree")),
    ("area", To::Field("area")),
    ("startdate", To::Start),
    ("enddate", To::End),
    ("location", To::Place(PLACE)),
    ("score", To::Field("score")),
    ("courses", To::Field("courses")),
    ("url website", To::InOrganization("url")),
    ("summary", To::Body),
    ("highlights", To::Bullets),
    ("keywords", To::Keywords),
];

const LANGUAGE: Rows =
    &[("language name", To::Field("name")), ("fluency", To::Field("fluency")), ("keywords", To::Keywords)];

const SKILL: Rows = &[("name", To::Field("name")), ("level", To::Field("level")), ("keywords", To::Keywords)];

const AWARD: Rows = &[
    ("title", To::Field("title")),
    ("awarder", To::Organization(ORGANIZATION)),
    ("date", To::Dates),
    ("url", To::Field("url")),
    ("summary", To::Body),
];

const CERTIFICATE: Rows = &[
    ("name", To::Field("name")),
    ("issuer", To::Organization(ORGANIZATION)),
    ("date", To::Dates),
    ("url", To::Field("url")),
    ("summary", To::Body),
];

const PUBLICATION: Rows = &[
    ("name", To::Field("title")),
    ("publisher", To::Organization(ORGANIZATION)),
    ("releasedate", To::Dates),
    ("url", To::Field("url")),
    ("summary", To::Body),
];

const PROJECT: Rows = &[
    ("name", To::Field("name")),
    ("description summary", To::Body),
    ("startdate", To::Start),
    ("enddate", To::End),
    ("url", To::Field("url")),
    ("roles role", To::Field("roles")),
    ("highlights", To::Bullets),
    ("keywords", To::Keywords),
];

const INTEREST: Rows = &[("name", To::Field("name")), ("keywords", To::Keywords)];
