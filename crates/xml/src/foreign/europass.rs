//! Europass, the CV of the European Union until 2020: `SkillsPassport`, versions 3 to 3.4. Its texts are HTML.
//!
//! What a coded value means for people stands in its `Label`; the code is kept beside it.

use vitae_core::SectionKind as Kind;
use vitae_dialect::foreign::{CONTACT, Dialect, Draft, List, Markup, NAME, Rows, To, kind_of, rest};
use vitae_dialect::{Node, Pair};

pub(super) const EUROPASS: Dialect = Dialect { name: "Europass", markup: Markup::Html, rows: TOP, rest };

const TOP: Rows = &[
    ("locale", To::Language),
    ("learnerinfo", To::Inside(LEARNER)),
    ("documentinfo", To::By(document)),
    ("printingpreferences attachmentlist cover", To::KeepAtTop),
    (
        "identification headline workexperiencelist educationlist skills achievementlist",
        To::By(|draft, pair| draft.take(LEARNER, std::slice::from_ref(pair))),
    ),
];

const SUMMARY: List = List::new(Kind::Summary, &[], &[]);

const LEARNER: Rows = &[
    ("identification", To::Inside(IDENTIFICATION)),
    ("headline", To::By(headline)),
    ("workexperiencelist", To::Section(&List::new(Kind::Work, &[("workexperience", To::Entries)], JOB))),
    ("educationlist", To::Section(&List::new(Kind::Education, &[("education", To::Entries)], SCHOOL))),
    ("skills", To::By(skills)),
    ("achievementlist", To::By(achievements)),
    ("referencetolist referencelist attachmentlist", To::KeepAtTop),
];

const IDENTIFICATION: Rows = &[
    ("personname", To::Inside(NAME)),
    ("contactinfo", To::Inside(REACH)),
    ("demographics", To::Inside(DEMOGRAPHICS)),
    ("photo", To::By(Draft::picture)),
    ("signature", To::Keep),
];

const REACH: Rows = &[
    ("address", To::Inside(&[("contact", To::Place(ADDRESS)), ("use", To::Keep)])),
    ("email", To::Contacts("email", CONTACT)),
    ("emaillist", To::Inside(&[("email", To::Contacts("email", CONTACT))])),
    ("telephonelist", To::Inside(&[("telephone", To::Contacts("phone", CONTACT))])),
    ("websitelist", To::Inside(&[("website", To::Contacts("url", CONTACT))])),
    ("website", To::Contacts("url", CONTACT)),
    ("instantmessaginglist", To::Inside(&[("instantmessaging", To::Contacts("message", ACCOUNT))])),
];

const ACCOUNT: Rows = &[("contact", To::Field("username")), ("use", To::Field("network"))];

/// An address. A country is a code and its name.
const ADDRESS: Rows = &[
    ("addressline addressline2", To::Field("street")),
    ("postalcode", To::Field("postalCode")),
    ("municipality", To::Field("city")),
    ("region", To::Field("region")),
    ("country", To::Inside(&[("label text", To::Field("country")), ("code", To::Field("countryCode"))])),
];

const DEMOGRAPHICS: Rows = &[
    ("birthdate", To::By(|draft, pair| draft.day("Date of birth", pair))),
    ("gender", To::Detail("Gender")),
    ("nationalitylist", To::Inside(&[("nationality", To::Detail("Nationality"))])),
    ("nationality", To::Detail("Nationality")),
];

const JOB: Rows = &[
    ("period", To::Dates),
    ("position", To::Field("position")),
    ("activities", To::Body),
    ("employer", To::Inside(EMPLOYER)),
    ("documentation referenceto", To::Keep),
];

const EMPLOYER: Rows = &[
    ("name", To::Field("organization")),
    ("contactinfo", To::Inside(ORGANIZATION_REACH)),
    ("sector", To::Detail("Sector")),
];

const ORGANIZATION_REACH: Rows = &[
    ("address", To::Inside(&[("contact", To::Place(ADDRESS))])),
    ("website", To::Inside(&[("contact text", To::InOrganization("url")), ("use", To::Keep)])),
    ("telephone email", To::Keep),
];

const SCHOOL: Rows = &[
    ("period", To::Dates),
    ("title", To::Field("degree")),
    ("activities", To::Body),
    (
        "organisation organization",
        To::Inside(&[("name", To::Field("institution")), ("contactinfo", To::Inside(ORGANIZATION_REACH))]),
    ),
    ("level", To::Detail("Level")),
    ("field", To::Field("area")),
    ("documentation referenceto", To::Keep),
];

const LANGUAGE: List = List::new(
    Kind::Languages,
    &[],
    &[
        ("description", To::Field("name")),
        ("native", To::Field("native")),
        ("proficiencylevel", To::Inside(LEVELS)),
        ("acquiredduring verifiedby documentation", To::Keep),
    ],
);

const LEVELS: Rows = &[
    ("listening", To::By(|draft, pair| draft.level("listening", pair))),
    ("reading", To::By(|draft, pair| draft.level("reading", pair))),
    ("spokeninteraction", To::By(|draft, pair| draft.level("interaction", pair))),
    ("spokenproduction", To::By(|draft, pair| draft.level("production", pair))),
    ("writing", To::By(|draft, pair| draft.level("writing", pair))),
];

const SKILL: List = List::new(
    Kind::Skills,
    &[],
    &[
        ("name", To::Field("name")),
        ("description", To::Body),
        ("proficiencylevel", To::Inside(&[])),
        ("verifiedby documentation", To::Keep),
    ],
);

/// What the parts of the skills are called, where the file leaves their names to its form.
const SKILLS: &[(&str, &str)] = &[
    ("Communication", "Communication skills"),
    ("Organisational", "Organisational and managerial skills"),
    ("JobRelated", "Job-related skills"),
    ("Computer", "Digital skills"),
    ("Other", "Other skills"),
];

fn items(node: &Node) -> Vec<&Node> {
    node.as_list().map_or_else(|| vec![node], |items| items.iter().collect())
}

fn part<'n>(node: &'n Node, key: &str) -> Option<&'n Pair> {
    node.as_map()?.iter().find(|pair| &*pair.key == key)
}

fn document(draft: &mut Draft, pair: &Pair) {
    if let Some(updated) = part(&pair.value, "LastUpdateDate") {
        draft.modified(updated);
    }
    draft.put(To::KeepAtTop, pair);
}

/// A wish or a profession under the name; a statement is a text.
fn headline(draft: &mut Draft, pair: &Pair) {
    let kind =
        part(&pair.value, "Type").and_then(|kind| part(&kind.value, "Code")).and_then(|code| code.value.as_text());
    let is_text = kind == Some("personal_statement");
    for pair in pair.value.as_map().unwrap_or_default() {
        match &*pair.key {
            "Description" if is_text => {
                let label = part(&pair.value, "Label").unwrap_or(pair);
                draft.put(To::Section(&SUMMARY), label);
            }
            "Description" => draft.put(To::Field("headline"), pair),
            _ => draft.put(To::Keep, pair),
        }
    }
}

/// Languages, other skills by their groups, and the driving licence.
fn skills(draft: &mut Draft, pair: &Pair) {
    let mut groups = Vec::new();
    for part in pair.value.as_map().unwrap_or_default() {
        match &*part.key {
            "Linguistic" => languages(draft, &part.value),
            "Driving" => draft.put(To::Inside(&[("description", To::Inside(LICENCE))]), part),
            key => match SKILLS.iter().find(|(known, _)| *known == key) {
                Some((_, name)) => {
                    let mut pairs = vec![Pair::new("name", Node::text(*name, part.value.at))];
                    match part.value.as_map() {
                        Some(inner) => pairs.extend(inner.iter().cloned()),
                        None => pairs.push(Pair { key: "description".into(), ..part.clone() }),
                    }
                    groups.push(Node::map(pairs, part.value.at));
                }
                None => draft.put(To::Keep, part),
            },
        }
    }
    if !groups.is_empty() {
        draft.put(To::Section(&SKILL), &Pair { value: Node::list(groups, pair.value.at), ..pair.clone() });
    }
}

const LICENCE: Rows = &[("licence license text", To::Detail("Driving licence"))];

fn languages(draft: &mut Draft, node: &Node) {
    let mut all = Vec::new();
    for (list, name, native) in
        [("MotherTongueList", "MotherTongue", true), ("ForeignLanguageList", "ForeignLanguage", false)]
    {
        let inner = part(node, list).and_then(|pair| part(&pair.value, name));
        for item in inner.map(|pair| items(&pair.value)).unwrap_or_default() {
            let mut pairs = item.as_map().unwrap_or_default().to_vec();
            if native {
                pairs.push(Pair::new("native", Node::plain("true", item.at)));
            }
            all.push(Node::map(pairs, item.at));
        }
    }
    if !all.is_empty() {
        draft.put(To::Section(&LANGUAGE), &Pair::new("languages", Node::list(all, node.at)));
    }
}

/// Whatever else there is: a section each, of the kind that its title means.
fn achievements(draft: &mut Draft, pair: &Pair) {
    let list = part(&pair.value, "Achievement");
    for item in list.map(|pair| items(&pair.value)).unwrap_or_default() {
        let title = part(item, "Title").and_then(|title| match title.value.as_map() {
            Some(_) => {
                part(&title.value, "Label").or_else(|| part(&title.value, "Code")).and_then(|pair| pair.value.as_text())
            }
            None => title.value.as_text(),
        });
        let kind = title.and_then(kind_of).unwrap_or_default();
        let Some(list) = ACHIEVEMENTS.iter().find(|list| list.kind == kind).or(ACHIEVEMENTS.first()) else { continue };
        draft.put(To::Section(list), &Pair { value: item.clone(), ..pair.clone() });
    }
}

const ACHIEVEMENTS: &[List] = &[
    List::new(Kind::Custom, ACHIEVEMENT, &[]),
    List::new(Kind::Projects, ACHIEVEMENT, &[]),
    List::new(Kind::Awards, ACHIEVEMENT, &[]),
    List::new(Kind::Publications, ACHIEVEMENT, &[]),
    List::new(Kind::Talks, ACHIEVEMENT, &[]),
    List::new(Kind::Affiliations, ACHIEVEMENT, &[]),
    List::new(Kind::Certificates, ACHIEVEMENT, &[]),
    List::new(Kind::References, ACHIEVEMENT, &[]),
    List::new(Kind::Interests, ACHIEVEMENT, &[]),
];

const ACHIEVEMENT: Rows =
    &[("title", To::Field("title")), ("description", To::Body), ("referenceto documentation", To::Keep)];
