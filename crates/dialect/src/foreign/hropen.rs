//! HR Open 3 and 4, in JSON and in XML, and what is made of it: the profile of Europass.
//!
//! | in JSON | in XML, and in Europass | becomes |
//! |---|---|---|
//! | `candidate.person` | `CandidatePerson` | the person |
//! | `communication.email[].address` | `Communication/URI` with a `ChannelCode` | contacts |
//! | `profiles[].executiveSummary` | `CandidateProfile/ExecutiveSummary` | a summary |
//! | `employment[].positionHistories[]` | `EmployerHistory/PositionHistory` | work, and its positions |
//! | `education[].educationDegrees[]` | `EducationOrganizationAttendance/EducationDegree` | education |
//! | `qualifications[]` | `PersonCompetency` | skills; those of the taxonomy `language`, languages |

use super::draft::{Draft, items};
use super::rows::{List, Rows, To, fold, is_blank, value};
use super::tables::{CONTACT, PLACE, REFERENCE};
use super::when::words_of;
use super::{Dialect, Markup};
use crate::node::{Node, Pair};
use vitae_core::SectionKind as Kind;

/// HR Open, in JSON or in XML.
pub const HR_OPEN: Dialect = Dialect { name: "HR Open", markup: Markup::Html, rows: TOP, rest: super::rest };

pub(super) fn looks(pairs: &[Pair]) -> bool {
    let has = |pairs: &[Pair], key: &str| value(pairs, key).is_some_and(|pair| pair.value.as_text().is_none());
    let inside = |key: &str| value(pairs, key).and_then(|pair| pair.value.as_map());
    let is_candidate =
        |pairs: &[Pair]| has(pairs, "person candidateperson") && has(pairs, "profiles profile candidateprofile");
    is_candidate(pairs) || inside("candidate").is_some_and(is_candidate) || has(pairs, "positionhistories")
}

const TOP: Rows = &[
    ("candidate", To::Inside(CANDIDATE)),
    ("person candidateperson", To::Inside(PERSON)),
    ("profiles profile candidateprofile", To::Inside(PROFILE)),
    ("languagecode", To::By(language_code)),
];

const CANDIDATE: Rows = &[
    ("person candidateperson", To::Inside(PERSON)),
    ("profiles profile candidateprofile", To::Inside(PROFILE)),
    (
        "candidatesupplier distributionguidelines documentid id schemalocation attachments attachment candidatestatus \
        renderinginformation",
        To::KeepAtTop,
    ),
    ("languagecode", To::By(language_code)),
];

const PERSON: Rows = &[
    ("name personname", To::Inside(NAME)),
    ("communication", To::By(communication)),
    ("birthdate dateofbirth", To::By(born)),
    ("gendercode gender", To::Detail("Gender")),
    ("nationalitycode nationality citizenship citizenshipcountrycode nationalities", To::Detail("Nationality")),
    ("residencecountrycode", To::Detail("Country of residence")),
    ("primarylanguagecode primarylanguages", To::By(mother_tongue)),
    ("profilepicture photo image", To::By(Draft::picture)),
    ("id", To::Keep),
];

/// The parts of a name.
pub const NAME: Rows = &[
    ("formatted formattedname fullname name", To::Field("name")),
    ("title prefix preferredsalutation honorificprefix legalprefix", To::NamePart("prefix")),
    ("given givenname firstname legalname", To::NamePart("given")),
    ("middle middlename middlenames", To::NamePart("additional")),
    ("family familyname lastname surname", To::NamePart("family")),
    ("suffix generation qualification affix", To::NamePart("suffix")),
];

const PROFILE: Rows = &[
    ("executivesummary summary", To::Section(&List::new(Kind::Summary, &[], &[]))),
    ("objective objectives", To::Section(&List::new(Kind::Objective, &[], &[]))),
    ("headline professionalheadline", To::Field("headline")),
    (
        "employment employmenthistory employmenthistories",
        To::Section(&List::new(Kind::Work, &[("employerhistory employerhistories", To::Entries)], EMPLOYER)),
    ),
    (
        "education educationhistory",
        To::Section(&List::new(Kind::Education, &[("educationorganizationattendance", To::Entries)], SCHOOL)),
    ),
    ("certifications", To::Section(&List::new(Kind::Certificates, &[("certification", To::Entries)], CERTIFICATE))),
    (
        "licenses",
        To::Section(&List::new(Kind::Certificates, &[("license", To::Entries)], CERTIFICATE).titled("Licences")),
    ),
    ("qualifications personqualifications personcompetencies competencies", To::By(competencies)),
    (
        "publications publicationhistory",
        To::Section(&List::new(Kind::Publications, &[("publication", To::Entries)], PUBLICATION)),
    ),
    ("patents patenthistory", To::Section(&List::new(Kind::Patents, &[("patent", To::Entries)], PUBLICATION))),
    (
        "speakingevents speakingeventshistory",
        To::Section(&List::new(Kind::Talks, &[("speakingevent", To::Entries)], PUBLICATION)),
    ),
    (
        "associations organizationaffiliations",
        To::Section(&List::new(
            Kind::Affiliations,
            &[("association organizationaffiliation", To::Entries)],
            ASSOCIATION,
        )),
    ),
    (
        "honors awards achievements",
        To::Section(&List::new(Kind::Awards, &[("honor award achievement", To::Entries)], AWARD)),
    ),
    (
        "references employmentreferences",
        To::Section(&List::new(Kind::References, &[("reference refereereference", To::Entries)], REFERENCE)),
    ),
    (
        "volunteering volunteeractivities",
        To::Section(&List::new(Kind::Volunteer, &[("volunteeractivity", To::Entries)], EMPLOYER)),
    ),
    ("projects", To::Section(&List::new(Kind::Projects, &[("project", To::Entries)], OTHER))),
    (
        "hobbiesandinterests hobbies interests",
        To::Section(&List::new(Kind::Interests, &[("hobby interest", To::Entries)], OTHER)),
    ),
    (
        "others other",
        To::Section(&List::new(
            Kind::Custom,
            &[("title", To::Field("title")), ("other", To::Entries), ("description", To::Body)],
            OTHER,
        )),
    ),
    ("languagecode", To::By(language_code)),
    ("id profilename renderinginformation attachments attachment positionpreferences", To::Keep),
];

const EMPLOYER: Rows = &[
    ("organization employer company organizationname name", To::Organization(ORGANIZATION)),
    ("organizationcontact organizationcontacts", To::By(organization_contact)),
    ("industry industrycode industrycodes", To::Detail("Industry")),
    ("positionhistories positionhistory positions", To::Positions(POSITION)),
    ("title positiontitle role", To::Field("position")),
    ("start startdate", To::Start),
    ("end enddate", To::End),
    ("current currentindicator", To::Current),
    ("employmentperiod", To::Dates),
    ("description jobdescription", To::Body),
    ("location place", To::Place(PLACE)),
    ("city", To::InPlace("city")),
    ("country countrycode", To::InPlace("country")),
    ("id", To::Keep),
];

/// An organisation.
const ORGANIZATION: Rows = &[
    ("name organizationname legalname", To::Field("name")),
    ("url website", To::Field("url")),
    ("description", To::Field("description")),
    ("location address place", To::Place(PLACE)),
    ("communication", To::By(communication_of_organization)),
];

const POSITION: Rows = &[
    ("title positiontitle name", To::Field("position")),
    ("organization organizationname organizationunitname department", To::Field("team")),
    ("start startdate", To::Start),
    ("end enddate", To::End),
    ("current currentindicator", To::Current),
    ("employmentperiod", To::Dates),
    ("description", To::Body),
    ("accomplishments highlights", To::Bullets),
    ("location place", To::Place(PLACE)),
    ("city", To::InPlace("city")),
    ("country countrycode", To::InPlace("country")),
    ("employmentmode employmentmodes schedule schedules employmenttype", To::Field("employment")),
    ("competencies skills", To::Keywords),
    ("id", To::Keep),
];

const SCHOOL: Rows = &[
    ("institution school organization organizationname name", To::Organization(ORGANIZATION)),
    ("organizationcontact", To::By(organization_contact)),
    ("programname program", To::Field("area")),
    ("attendanceperiod", To::Dates),
    ("attendancestart start startdate", To::Start),
    ("attendanceend end enddate", To::End),
    ("current currentindicator", To::Current),
    ("educationdegrees educationdegree degrees degree", To::Inside(DEGREE)),
    ("majors major specializations", To::Inside(MAJOR)),
    ("educationlevelcode educationlevelcodes educationlevel", To::Detail("Level")),
    ("description comment", To::Body),
    ("city", To::InPlace("city")),
    ("country countrycode", To::InPlace("country")),
    ("location", To::Place(PLACE)),
    ("url website", To::Field("url")),
    ("id", To::Keep),
];

const DEGREE: Rows = &[
    ("name degreename text", To::Field("degree")),
    ("date degreedate", To::By(graduated)),
    ("majors major specializations degreemajor", To::Inside(MAJOR)),
    ("minors minor degreeminor", To::Detail("Minor")),
    ("finalgrade grade gpa degreemeasure score", To::By(grade)),
    ("occupationalskillscovered description", To::Body),
    ("thesistitle thesis", To::Detail("Thesis")),
    ("codes code id", To::Keep),
];

const MAJOR: Rows = &[("name programname majorprogramname text", To::Field("area"))];

const CERTIFICATE: Rows = &[
    ("name certificationname licensename title", To::Field("name")),
    ("issuingauthority issuingauthorityname issuer", To::Organization(ORGANIZATION)),
    ("id number licensenumber", To::Field("number")),
    ("firstissued firstissueddate issuedate effectivedate validfrom start date effectiveperiod", To::Dates),
    ("expirationdate validto end", To::End),
    ("url website", To::Field("url")),
    ("description", To::Body),
];

const PUBLICATION: Rows = &[
    ("title name publicationtitle formattedpublicationdescription patenttitle eventname", To::Field("title")),
    ("publicationdate date year issueddate", To::Dates),
    ("authors author contributors inventors", To::Field("authors")),
    ("publisher publishername", To::Organization(ORGANIZATION)),
    ("venue journalname serialname", To::Field("venue")),
    ("url link reference", To::Field("url")),
    ("number patentnumber", To::Identifier("patent")),
    ("abstract description summary", To::Body),
    ("location", To::Place(PLACE)),
    ("id", To::Keep),
];

const ASSOCIATION: Rows = &[
    ("name organization organizationname", To::Organization(ORGANIZATION)),
    ("role title rolename", To::Field("position")),
    ("start startdate", To::Start),
    ("end enddate", To::End),
    ("current", To::Current),
    ("description", To::Body),
    ("id", To::Keep),
];

const AWARD: Rows = &[
    ("name title", To::Field("title")),
    ("issuer issuingauthority organization", To::Organization(ORGANIZATION)),
    ("date issueddate", To::Dates),
    ("description", To::Body),
    ("url", To::Field("url")),
];

const OTHER: Rows = &[
    ("title name", To::Field("name")),
    ("period date", To::Dates),
    ("start startdate", To::Start),
    ("end enddate", To::End),
    ("current", To::Current),
    ("url link", To::Field("url")),
    ("description summary", To::Body),
];

const SKILL: List = List::new(
    Kind::Skills,
    &[],
    &[
        ("name competencyname", To::Field("name")),
        ("level proficiencylevel proficiency", To::Field("level")),
        ("years yearsofexperience", To::Field("years")),
        ("description", To::Body),
        ("id competencyid taxonomyid competencytype hascompetency", To::Keep),
    ],
);

const LANGUAGE: List = List::new(
    Kind::Languages,
    &[],
    &[
        ("name competencyname competencyid language", To::By(language)),
        ("fluency level proficiencylevel", To::Field("fluency")),
        ("competencydimension competencydimensions", To::By(dimension)),
        ("taxonomyid competencytype hascompetency id", To::Keep),
    ],
);

/// A language, and whether it is a mother tongue.
fn language(draft: &mut Draft, pair: &Pair) {
    let scheme = pair.value.as_map().and_then(|pairs| value(pairs, "schemename")).and_then(|pair| pair.value.as_text());
    if scheme.is_some_and(|scheme| fold(scheme).starts_with("native")) {
        draft.put(To::Field("native"), &Pair { value: Node::plain("true", pair.value.at), ..pair.clone() });
    }
    draft.put(To::Field("name"), pair);
}

/// How well a language is known, skill by skill.
fn dimension(draft: &mut Draft, pair: &Pair) {
    const SKILLS: [(&str, &str); 6] = [
        ("listening", "listening"),
        ("reading", "reading"),
        ("writing", "writing"),
        ("interaction", "interaction"),
        ("production", "production"),
        ("speaking", "production"),
    ];
    for item in items(&pair.value) {
        let pairs = item.as_map().unwrap_or_default();
        let what =
            value(pairs, "competencydimensiontypecode typecode type name").and_then(|pair| words_of(&pair.value));
        let what = what.map(|what| fold(&what)).unwrap_or_default();
        let score = value(pairs, "score level value");
        let level = score.and_then(|score| {
            words_of(&score.value)
                .or_else(|| score.value.as_map().and_then(|pairs| pairs.first()).and_then(|pair| words_of(&pair.value)))
        });
        let skill = SKILLS.iter().find(|(word, _)| what.contains(word)).map(|(_, skill)| *skill);
        match (skill, level) {
            (Some(skill), Some(level)) => draft.level_of(skill, &level, item, pair),
            _ => draft.put(To::Keep, &Pair { value: item.clone(), ..pair.clone() }),
        }
    }
}

/// Competencies, the languages apart from the others.
fn competencies(draft: &mut Draft, pair: &Pair) {
    let inner = pair.value.as_map().and_then(|pairs| value(pairs, "personcompetency competency"));
    let node = inner.map_or(&pair.value, |pair| &pair.value);
    let is_language = |item: &&Node| {
        let taxonomy = item.as_map().and_then(|pairs| value(pairs, "taxonomyid competencytype type"));
        taxonomy.and_then(|pair| words_of(&pair.value)).is_some_and(|text| fold(&text).contains("language"))
    };
    let (languages, skills): (Vec<_>, Vec<_>) = items(node).partition(is_language);
    for (list, found) in [(&SKILL, skills), (&LANGUAGE, languages)] {
        if !found.is_empty() {
            let found = Node::list(found.into_iter().cloned().collect(), node.at);
            draft.section(list, &Pair { value: found, ..pair.clone() });
        }
    }
}

fn language_code(draft: &mut Draft, pair: &Pair) {
    match pair.value.as_text() {
        Some(text) if draft.language.is_none() && text.trim().len() == 2 => draft.put(To::Language, pair),
        _ => draft.put(To::KeepAtTop, pair),
    }
}

fn mother_tongue(draft: &mut Draft, pair: &Pair) {
    draft.put(To::Detail("Mother tongue"), pair);
}

fn born(draft: &mut Draft, pair: &Pair) {
    draft.day("Date of birth", pair);
}

fn graduated(draft: &mut Draft, pair: &Pair) {
    draft.given(pair);
}

/// A grade, out of whatever it is wrapped in.
fn grade(draft: &mut Draft, pair: &Pair) {
    match innermost(&pair.value) {
        Some(node) => draft.put(To::Field("score"), &Pair { value: node.clone(), ..pair.clone() }),
        None => draft.put(To::Keep, pair),
    }
}

/// The one text inside of wrappings.
fn innermost(node: &Node) -> Option<&Node> {
    let mut node = node;
    while let Some(pairs) = node.as_map() {
        let mut filled = pairs.iter().filter(|pair| !is_blank(&pair.value));
        match (filled.next(), filled.next()) {
            (Some(one), None) => node = &one.value,
            _ => return None,
        }
    }
    node.as_text().map(|_| node)
}

const REACH: Rows = &[
    ("email emails", To::Contacts("email", CONTACT)),
    ("phone phones telephone", To::By(phone)),
    ("fax", To::By(phone)),
    ("mobile", To::By(phone)),
    ("web websites", To::Contacts("url", SITE)),
    ("social", To::Contacts("profile", ACCOUNT)),
    ("address addresses", To::Place(PLACE)),
    ("instantmessage im", To::Contacts("message", ACCOUNT)),
];

const SITE: Rows =
    &[("url uri address value", To::Field("url")), ("name label title", To::Field("text")), ("use usecode", To::Keep)];

const ACCOUNT: Rows = &[
    ("name network service", To::Field("network")),
    ("uri url address", To::Field("url")),
    ("username user value id", To::Field("username")),
    ("use usecode", To::Keep),
];

/// Communication: lists by kind, or one channel after the other.
fn communication(draft: &mut Draft, pair: &Pair) {
    for item in items(&pair.value) {
        let Some(pairs) = item.as_map() else {
            draft.put(To::Contacts("other", CONTACT), &Pair { value: item.clone(), ..pair.clone() });
            continue;
        };
        let channel = value(pairs, "channelcode channel usecode").is_some();
        let address = value(pairs, "address").filter(|pair| pair.value.as_map().is_some());
        match (channel, address) {
            (_, Some(address)) if channel || pairs.len() == 1 => draft.put(To::Place(PLACE), address),
            (true, _) => draft.put(To::By(phone), &Pair { value: item.clone(), ..pair.clone() }),
            _ => draft.take(REACH, pairs),
        }
    }
}

/// A telephone: a number in one piece or in parts, or whatever other channel the value says that it is.
pub fn phone(draft: &mut Draft, pair: &Pair) {
    for item in items(&pair.value) {
        draft.put(To::Contacts("phone", CHANNEL), &Pair { value: number_joined(item), ..pair.clone() });
    }
}

const CHANNEL: Rows = &[
    ("value formattednumber number uri address", To::Value),
    ("channelcode channel", To::KindOrLabel),
    ("label usecode use type location teltype", To::Field("label")),
];

/// A telephone number that was in parts, in one piece: `+61 3 5550 4242`.
pub(super) fn number_joined(node: &Node) -> Node {
    const PARTS: [&str; 4] = [
        "countrydialing internationalcountrycode telintlcode intlcode prefix countrycode",
        "areadialing areacitycode telareacode areacode",
        "dialnumber subscribernumber telnumber number phonenumber",
        "extension telextension",
    ];
    let Some(pairs) = node.as_map() else { return node.clone() };
    if value(pairs, "formattednumber value uri").is_some() {
        return node.clone();
    }
    let found = PARTS.map(|names| value(pairs, names));
    let words = found.map(|pair| pair.and_then(|pair| words_of(&pair.value)));
    let [_, _, Some(_), _] = &words else { return node.clone() };
    let said: Vec<String> = words
        .into_iter()
        .enumerate()
        .filter_map(|(index, word)| {
            let word = word?;
            Some(match index {
                0 if !word.contains('+') => format!("+{word}"),
                3 => format!("ext. {word}"),
                _ => word,
            })
        })
        .collect();
    let at = node.at;
    let rest = pairs.iter().filter(|pair| !found.iter().flatten().any(|used| used.key == pair.key)).cloned();
    Node::map([Pair::new("value", Node::text(said.join(" "), at))].into_iter().chain(rest).collect(), at)
}

/// Where an organisation is, and how it is reached.
fn organization_contact(draft: &mut Draft, pair: &Pair) {
    draft.put(To::Organization(&[("communication", To::By(communication_of_organization))]), pair);
}

fn communication_of_organization(draft: &mut Draft, pair: &Pair) {
    for item in items(&pair.value) {
        let pairs = item.as_map().unwrap_or_default();
        let is_site =
            |pair: &&Pair| words_of(&pair.value).is_some_and(|text| text.contains("//") || text.starts_with("www."));
        match (value(pairs, "address"), value(pairs, "uri url").filter(is_site)) {
            (Some(address), _) if address.value.as_text().is_none() => {
                for place in items(&address.value) {
                    draft.put(To::Place(PLACE), &Pair { value: place.clone(), ..address.clone() });
                }
                let rest = pairs.iter().filter(|pair| pair.key != address.key && !is_blank(&pair.value));
                rest.for_each(|pair| draft.put(To::Keep, pair));
            }
            (_, Some(uri)) => draft.put(To::Field("url"), uri),
            _ => draft.put(To::Keep, &Pair { value: item.clone(), ..pair.clone() }),
        }
    }
}
