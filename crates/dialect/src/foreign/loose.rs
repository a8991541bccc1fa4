//! Files that belong to no dialect that has a name: people's own keys for sections, and for what stands in them.
//!
//! Templates for static pages and small generators are written so. Two sections under a name that people give them, and no key
//! of ours, and the file is one of these.

use super::draft::Draft;
use super::rows::{List, Rows, To, find, fold, label};
use super::tables::{CONTACT, ORGANIZATION, PLACE, REFERENCE};
use super::{Dialect, Markup, is_blank};
use crate::node::{Node, Pair};
use vitae_core::{SectionKind as Kind, languages};

pub(super) const LOOSE: Dialect = Dialect { name: "its own", markup: Markup::Markdown, rows: PERSON, rest: top };

pub(super) fn looks(pairs: &[Pair]) -> bool {
    let ours = ["basics", "sections", "work", "meta", "$schema"];
    let is_ours = pairs.iter().any(|pair| ours.contains(&&*pair.key));
    let holds = |pair: &&Pair| kind_of(&pair.key).is_some() && pair.value.as_text().is_none() && !is_blank(&pair.value);
    let foreign =
        |pair: &Pair| Kind::parse(&pair.key).is_none() && (kind_of(&pair.key).is_some() || find_person(&pair.key));
    !is_ours && pairs.iter().filter(holds).count() >= 2 && pairs.iter().any(foreign)
}

fn find_person(key: &str) -> bool {
    PERSON.iter().any(|(names, _)| names.split(' ').any(|name| name == fold(key)))
}

/// The kind of section that a name means, in any language that we write.
#[must_use]
pub fn kind_of(key: &str) -> Option<Kind> {
    const NAMES: &[(Kind, &str)] = &[
        (
            Kind::Summary,
            "summary profile about aboutme professionalsummary executivesummary careersummary bio overview",
        ),
        (Kind::Objective, "objective careerobjective"),
        (
            Kind::Work,
            "experience work workexperience professionalexperience employment employmenthistory workhistory career \
            jobs professionalbackground industryexperience relevantexperience researchexperience teachingexperience",
        ),
        (Kind::Volunteer, "volunteer volunteering volunteerexperience volunteerwork service communityservice"),
        (Kind::Affiliations, "affiliations memberships associations professionalmemberships organizations"),
        (Kind::Education, "education academics academicbackground educationandtraining studies"),
        (
            Kind::Projects,
            "projects personalprojects selectedprojects opensource opensourceprojects sideprojects portfolio",
        ),
        (
            Kind::Skills,
            "skills technicalskills technologies skillset coreskills keyskills competencies corecompetencies \
            softskills technicalproficiencies expertise",
        ),
        (Kind::Languages, "languages languageskills spokenlanguages"),
        (Kind::Interests, "interests hobbies hobbiesandinterests"),
        (
            Kind::Awards,
            "awards honors honours honorsandawards awardsandhonors selectedhonors achievements recognition recognitions \
            scholarships awardsandachievements",
        ),
        (Kind::Certificates, "certificates certifications licenses licensesandcertifications certification"),
        (Kind::Publications, "publications papers selectedpublications writing articles"),
        (Kind::Talks, "talks presentations invitedtalks speaking conferences"),
        (Kind::Patents, "patents"),
        (Kind::References, "references referees recommendations testimonials"),
    ];
    let key = fold(key);
    let named = NAMES.iter().find(|(_, names)| names.split_whitespace().any(|name| name == key)).map(|(kind, _)| *kind);
    named.or_else(|| {
        let written =
            |kind: &&Kind| languages().any(|words| words.section_title(**kind).is_some_and(|title| fold(title) == key));
        Kind::ALL.iter().find(written).copied()
    })
}

/// Who the résumé is about, under whatever roof.
const PERSON: Rows = &[
    ("name fullname", To::Field("name")),
    ("firstname givenname", To::NamePart("given")),
    ("lastname familyname surname", To::NamePart("family")),
    ("label headline title jobtitle tagline role", To::Field("headline")),
    ("photo image picture avatar", To::Field("photo")),
    ("email emails mail", To::Contacts("email", CONTACT)),
    ("phone phones telephone mobile tel cell", To::Contacts("phone", CONTACT)),
    ("fax", To::Contacts("fax", CONTACT)),
    ("www website url homepage site web", To::Contacts("url", CONTACT)),
    ("location address place", To::Place(PLACE)),
    ("profiles social socialnetworks sociallinks networks accounts", To::Contacts("profile", CONTACT)),
    ("summary about bio", To::Section(&List::new(Kind::Summary, &[], &[]))),
    ("contact contacts personal personalinfo personalinformation info person header", To::By(person)),
];

/// Keys of entries of any kind.
const ENTRY: Rows = &[
    (
        "company employer organization organisation institution university uni school college awarder issuer publisher \
        issuingorganization",
        To::Organization(ORGANIZATION),
    ),
    ("position role jobtitle", To::Field("position")),
    ("name title award certificate", To::By(headed)),
    ("degree studytype qualification", To::Field("degree")),
    ("area field major fieldofstudy", To::Field("area")),
    ("gpa grade score", To::Field("score")),
    ("courses coursework", To::Field("courses")),
    ("start startdate from", To::Start),
    ("end enddate to until", To::End),
    ("date dates year years period time duration", To::Dates),
    ("location address city place", To::Place(PLACE)),
    ("url website link", To::Field("url")),
    ("summary description text details about content", To::Body),
    ("highlights bullets responsibilities achievements accomplishments tasks", To::Bullets),
    ("keywords technologies skills items tags tech stack skilllist tools", To::Keywords),
    ("authors author", To::Field("authors")),
    ("journal venue conference event", To::Field("venue")),
    ("doi", To::Identifier("doi")),
    ("level proficiency", To::Field("level")),
    ("fluency", To::Field("fluency")),
    ("language type category group", To::By(named)),
];

fn person(draft: &mut Draft, pair: &Pair) {
    draft.put(To::Inside(PERSON), pair);
}

/// What an entry is called: an employer in a job that has one, else the entry itself.
fn headed(draft: &mut Draft, pair: &Pair) {
    match (draft.is_job(), &*fold(&pair.key)) {
        (true, "title") => draft.put(To::Field("position"), pair),
        (true, _) => draft.put(To::Organization(ORGANIZATION), pair),
        (false, _) => draft.put(To::Field("name"), pair),
    }
}

/// What sort of thing it is: among skills and languages, their name.
fn named(draft: &mut Draft, pair: &Pair) {
    if draft.is_line() { draft.put(To::Field("name"), pair) } else { draft.put(To::Field("genre"), pair) }
}

/// What stands at the top and is no piece of the person: a section, under a name that people give it.
fn top(draft: &mut Draft, pair: &Pair) {
    let list = kind_of(&pair.key).and_then(|kind| LISTS.iter().find(|list| list.kind == kind));
    match list {
        Some(list) => draft.section(list, &Pair { value: groups(list.kind, &pair.value), ..pair.clone() }),
        None => super::rest(draft, pair),
    }
}

/// `skills: {languages: [Rust, C], tools: [Git]}` are groups, each with its name.
fn groups(kind: Kind, node: &Node) -> Node {
    let Some(pairs) = node.as_map().filter(|_| crate::keys::fits_a_line(kind.entry_kind())) else {
        return node.clone();
    };
    if pairs.iter().any(|pair| pair.value.as_map().is_some() || find(ENTRY, &pair.key).is_some()) {
        return node.clone();
    }
    let group = |pair: &Pair| {
        let name = Pair::new("name", Node::text(label(&pair.key), pair.at));
        Node::map(vec![name, Pair { key: "keywords".into(), ..pair.clone() }], pair.at)
    };
    Node::list(pairs.iter().filter(|pair| !is_blank(&pair.value)).map(group).collect(), node.at)
}

const LISTS: &[List] = &[
    List::new(Kind::Summary, &[], &[]),
    List::new(Kind::Objective, &[], &[]),
    List::new(Kind::Work, &[], ENTRY),
    List::new(Kind::Volunteer, &[], ENTRY),
    List::new(Kind::Affiliations, &[], ENTRY),
    List::new(Kind::Education, &[], ENTRY),
    List::new(Kind::Projects, &[], ENTRY),
    List::new(Kind::Skills, &[], ENTRY),
    List::new(Kind::Languages, &[], ENTRY),
    List::new(Kind::Interests, &[], ENTRY),
    List::new(Kind::Awards, &[], ENTRY),
    List::new(Kind::Certificates, &[], ENTRY),
    List::new(Kind::Publications, &[], ENTRY),
    List::new(Kind::Talks, &[], ENTRY),
    List::new(Kind::Patents, &[], ENTRY),
    List::new(Kind::References, &[], REFERENCE),
];
