//! Reactive Resume, versions 3 to 5: sections in a map, each with its items; texts in HTML.
//!
//! | version | a section | a period | an address |
//! |---|---|---|---|
//! | 3 | `work: {name, items}` | `date: {start, end}` | `url: "…"` |
//! | 4 | `experience: {name, visible, items}` | `date: "…"` | `url: {label, href}` |
//! | 5 | `experience: {title, hidden, items}` | `period: "…"` | `website: {label, url}` |

use super::draft::Draft;
use super::rows::{List, Rows, To, fold};
use super::tables::{CONTACT, ORGANIZATION, PLACE};
use super::{Dialect, Markup, map, value};
use crate::node::{Node, Pair};
use vitae_core::SectionKind as Kind;

pub(super) const REACTIVE: Dialect =
    Dialect { name: "Reactive Resume", markup: Markup::Html, rows: TOP, rest: super::rest };

pub(super) fn looks(pairs: &[Pair]) -> bool {
    let is_section = |pair: &Pair| matches!(&*pair.key, "items" | "content");
    let holds = |pair: &Pair| pair.value.as_map().is_some_and(|pairs| pairs.iter().any(is_section));
    map(pairs, "basics").is_some() && map(pairs, "sections").is_some_and(|sections| sections.iter().any(holds))
}

const TOP: Rows = &[
    ("basics", To::Inside(BASICS)),
    ("picture", To::By(Draft::picture)),
    ("summary", To::Section(&SUMMARY)),
    ("sections", To::By(sections)),
    ("customsections", To::By(custom_sections)),
    ("id shortid image title slug name public tags createdat updatedat version metadata", To::KeepAtTop),
];

const BASICS: Rows = &[
    ("name", To::Field("name")),
    ("headline", To::Field("headline")),
    ("email", To::Contacts("email", CONTACT)),
    ("phone", To::Contacts("phone", CONTACT)),
    ("url website", To::Contacts("url", SITE)),
    ("location", To::Place(PLACE)),
    ("profiles", To::Contacts("profile", PROFILE)),
    ("birthdate", To::Detail("Date of birth")),
    ("summary", To::Section(&SUMMARY)),
    ("picture photo", To::By(Draft::picture)),
    ("customfields", To::By(custom_fields)),
    ("id", To::Keep),
];

const SITE: Rows = &[
    ("href url", To::Field("url")),
    ("label", To::Field("text")),
    ("inlinelink", To::Keep),
    ("value text", To::Value),
];

const PROFILE: Rows = &[
    ("network", To::Field("network")),
    ("username", To::Field("username")),
    ("url website", To::Field("url")),
    ("id icon iconcolor visible hidden", To::Keep),
];

/// What each section is, by its name in the file.
const SECTIONS: &[(&str, &List)] = &[
    ("summary", &SUMMARY),
    ("experience work", &List::new(Kind::Work, OWN, ITEM)),
    ("education", &List::new(Kind::Education, OWN, ITEM)),
    ("volunteer", &List::new(Kind::Volunteer, OWN, ITEM)),
    ("projects", &List::new(Kind::Projects, OWN, ITEM)),
    ("skills", &List::new(Kind::Skills, OWN, ITEM)),
    ("languages", &List::new(Kind::Languages, OWN, LANGUAGE)),
    ("interests", &List::new(Kind::Interests, OWN, ITEM)),
    ("awards", &List::new(Kind::Awards, OWN, ITEM)),
    ("certifications certificates", &List::new(Kind::Certificates, OWN, ITEM)),
    ("publications", &List::new(Kind::Publications, OWN, ITEM)),
    ("references", &List::new(Kind::References, OWN, PERSON)),
];

const SUMMARY: List = List::new(Kind::Summary, OWN, &[]);
const CUSTOM: List = List::new(Kind::Custom, OWN, ITEM);

const OWN: Rows = &[
    ("name title", To::Field("title")),
    ("items", To::Entries),
    ("content body", To::Body),
    ("visible", To::Shown),
    ("hidden", To::Hidden),
    ("id columns separatelinks type icon", To::Keep),
];

/// An item of any section but languages and references: a key that its kind has no field for becomes a labelled line.
const ITEM: Rows = &[
    ("company organization institution school awarder issuer publisher", To::Organization(ORGANIZATION)),
    ("position", To::Field("position")),
    ("name title", To::By(headed)),
    ("degree studytype typeofdegree", To::Field("degree")),
    ("area areaofstudy", To::Field("area")),
    ("score grade gpa", To::Field("score")),
    ("courses", To::Field("courses")),
    ("date period releasedate", To::Dates),
    ("startdate", To::Start),
    ("enddate", To::End),
    ("location", To::Place(PLACE)),
    ("url website", To::Field("url")),
    ("subtitle", To::Field("subtitle")),
    ("description", To::By(described)),
    ("summary", To::Body),
    ("highlights", To::Bullets),
    ("keywords", To::Keywords),
    ("proficiency", To::Field("level")),
    ("level", To::Rating(5)),
    ("levelnum", To::Rating(10)),
    ("roles", To::Positions(ROLE)),
    ("visible", To::Shown),
    ("hidden", To::Hidden),
    ("id icon iconcolor options columns", To::Keep),
];

const ROLE: Rows = &[
    ("position title name", To::Field("position")),
    ("period date", To::Dates),
    ("location", To::Place(PLACE)),
    ("description summary", To::Body),
    ("id", To::Keep),
];

const LANGUAGE: Rows = &[
    ("name language", To::Field("name")),
    ("description fluency level", To::By(fluency)),
    ("visible", To::Shown),
    ("hidden", To::Hidden),
    ("levelnum id icon", To::Keep),
];

const PERSON: Rows = &[
    ("name", To::Field("name")),
    ("position", To::Field("title")),
    ("relationship", To::Field("relationship")),
    ("email", To::Contacts("email", CONTACT)),
    ("phone", To::Contacts("phone", CONTACT)),
    ("url website", To::Contacts("url", SITE)),
    ("description summary", To::Body),
    ("visible", To::Shown),
    ("hidden", To::Hidden),
    ("id", To::Keep),
];

/// What an item is called: an employer in a job, the item itself elsewhere.
fn headed(draft: &mut Draft, pair: &Pair) {
    if draft.is_job() { draft.put(To::Organization(ORGANIZATION), pair) } else { draft.put(To::Field("name"), pair) }
}

/// A description is a level among skills, a text elsewhere. In version 4 it is a line beside a `summary`.
fn described(draft: &mut Draft, pair: &Pair) {
    if draft.is_skill() { draft.put(To::Field("level"), pair) } else { draft.put(To::Body, pair) }
}

/// A number is no word for how well.
fn fluency(draft: &mut Draft, pair: &Pair) {
    let is_word = pair.value.as_text().is_some_and(|text| text.chars().any(char::is_alphabetic));
    if is_word { draft.put(To::Field("fluency"), pair) } else { draft.put(To::Keep, pair) }
}

fn custom_fields(draft: &mut Draft, pair: &Pair) {
    for item in pair.value.as_list().unwrap_or_default() {
        let pairs = item.as_map().unwrap_or_default();
        let name = value(pairs, "name label").and_then(|pair| pair.value.as_text());
        let known = ["value", "text", "name", "label"];
        let said = value(pairs, "value text");
        match (name, said) {
            (Some(name), Some(said)) => draft.labelled(name, said),
            (None, Some(said)) => draft.put(To::Contacts("other", CONTACT), said),
            (_, None) => draft.put(To::Keep, &Pair { value: item.clone(), ..pair.clone() }),
        }
        let rest: Vec<Pair> = pairs.iter().filter(|pair| !known.contains(&&*pair.key)).cloned().collect();
        if said.is_some() && rest.iter().any(|pair| !super::is_blank(&pair.value)) {
            draft.put(To::Keep, &Pair { value: Node::map(rest, item.at), ..pair.clone() });
        }
    }
}

fn sections(draft: &mut Draft, pair: &Pair) {
    for inner in pair.value.as_map().unwrap_or_default() {
        match &*fold(&inner.key) {
            // The accounts are shown in a section, and say how the person can be reached.
            "profiles" => {
                let items = inner.value.as_map().and_then(|pairs| value(pairs, "items"));
                if let Some(items) = items {
                    draft.put(To::Contacts("profile", PROFILE), items);
                }
                let own = inner.value.as_map().unwrap_or_default().iter().filter(|pair| &*pair.key != "items");
                let own = Node::map(own.cloned().collect(), inner.value.at);
                draft.put(To::Keep, &Pair { value: own, ..inner.clone() });
            }
            "custom" => {
                for custom in inner.value.as_map().unwrap_or_default() {
                    one_section(draft, custom);
                }
            }
            _ => one_section(draft, inner),
        }
    }
}

fn custom_sections(draft: &mut Draft, pair: &Pair) {
    for item in pair.value.as_list().unwrap_or_default() {
        one_section(draft, &Pair { value: item.clone(), ..pair.clone() });
    }
}

fn one_section(draft: &mut Draft, pair: &Pair) {
    let said = pair.value.as_map().and_then(|pairs| value(pairs, "type")).and_then(|pair| pair.value.as_text());
    let known = |key: &str| SECTIONS.iter().find(|(names, _)| names.split(' ').any(|name| name == fold(key)));
    let list = known(&pair.key).or_else(|| known(said.unwrap_or_default())).map_or(&CUSTOM, |(_, list)| list);
    draft.section(list, pair);
}
