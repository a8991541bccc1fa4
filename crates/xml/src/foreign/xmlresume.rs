//! XML Résumé, the document type of the XML Résumé Library, versions 1.2 to 2.0.

use vitae_core::SectionKind as Kind;
use vitae_dialect::foreign::{CONTACT, Dialect, Draft, List, Markup, NAME, PLACE, Rows, To, rest};
use vitae_dialect::{Node, Pair};

pub(super) const XML_RESUME: Dialect = Dialect { name: "XML Résumé", markup: Markup::Html, rows: TOP, rest };

/// What a root of this dialect has inside.
pub(super) const SECTIONS: &[&str] = &[
    "header",
    "objective",
    "history",
    "academics",
    "skillarea",
    "skillareas",
    "pubs",
    "memberships",
    "misc",
    "referees",
];

/// Elements in texts, as HTML calls them.
pub(super) const MARKS: &[(&str, &str)] = &[
    ("para", "p"),
    ("emphasis", "em"),
    ("strong", "strong"),
    ("citation", "em"),
    ("link", "a"),
    ("url", "a"),
    ("value", "span"),
];

const TOP: Rows = &[
    ("header", To::Inside(HEADER)),
    ("objective", To::Section(&List::new(Kind::Objective, TEXT, &[]))),
    (
        "history",
        To::Section(&List::new(
            Kind::Work,
            &[("job", To::Entries), ("title", To::Field("title")), ("targets", To::By(targets))],
            JOB,
        )),
    ),
    ("academics", To::Section(&List::new(Kind::Education, ACADEMICS, DEGREE))),
    ("skillareas", To::Inside(&[("skillarea", To::By(skill_areas))])),
    ("skillarea", To::By(skill_areas)),
    (
        "pubs",
        To::Section(&List::new(
            Kind::Publications,
            &[("pub", To::Entries), ("title", To::Field("title")), ("targets", To::By(targets))],
            PUBLICATION,
        )),
    ),
    (
        "memberships",
        To::Section(&List::new(
            Kind::Affiliations,
            &[("membership", To::Entries), ("title", To::Field("title")), ("targets", To::By(targets))],
            MEMBERSHIP,
        )),
    ),
    (
        "awards",
        To::Section(&List::new(
            Kind::Awards,
            &[("award", To::Entries), ("title", To::Field("title")), ("targets", To::By(targets))],
            AWARD,
        )),
    ),
    (
        "clearances",
        To::Section(
            &List::new(
                Kind::Certificates,
                &[("clearance", To::Entries), ("title", To::Field("title")), ("targets", To::By(targets))],
                CLEARANCE,
            )
            .titled("Security clearances"),
        ),
    ),
    (
        "interests",
        To::Section(&List::new(
            Kind::Interests,
            &[("interest", To::Entries), ("title", To::Field("title")), ("targets", To::By(targets))],
            INTEREST,
        )),
    ),
    (
        "referees",
        To::Section(&List::new(
            Kind::References,
            &[
                ("referee", To::Entries),
                ("title", To::Field("title")),
                ("text", To::Body),
                ("targets", To::By(targets)),
            ],
            REFEREE,
        )),
    ),
    ("misc", To::Section(&List::new(Kind::Custom, TEXT, &[]))),
    ("lastmodified", To::By(|draft, pair| draft.modified(pair))),
    ("lang", To::Language),
    ("copyright keywords docbase targets id", To::KeepAtTop),
];

const HEADER: Rows = &[
    ("name", To::Inside(NAME)),
    ("birth", To::By(born)),
    ("address", To::Place(PLACE)),
    ("contact", To::Inside(REACH)),
    ("targets", To::Keep),
];

const REACH: Rows = &[
    ("phone", To::Contacts("phone", CONTACT)),
    ("fax", To::Contacts("fax", CONTACT)),
    ("email emailaddress", To::Contacts("email", CONTACT)),
    ("url", To::Contacts("url", CONTACT)),
    ("instantmessage", To::Contacts("message", MESSAGE)),
    ("pager", To::By(pager)),
    ("address", To::Place(PLACE)),
];

const MESSAGE: Rows =
    &[("text", To::Field("username")), ("service", To::Field("network")), ("location", To::Field("label"))];

/// A section of text alone.
const TEXT: Rows = &[("text para", To::Body), ("title", To::Field("title")), ("targets", To::By(targets))];

const JOB: Rows = &[
    ("jobtitle", To::Field("position")),
    ("employer", To::Organization(EMPLOYER)),
    ("location", To::Place(LOCATION)),
    ("period date", To::Dates),
    ("description", To::Body),
    ("projects", To::By(projects)),
    ("achievements", To::By(achievements)),
    ("targets", To::By(targets)),
    ("id", To::Keep),
];

const EMPLOYER: Rows = &[("text name", To::Field("name")), ("href url", To::Field("url"))];

const LOCATION: Rows = &[
    ("text", To::Field("text")),
    ("city", To::Field("city")),
    ("state province county", To::Field("region")),
    ("country", To::Field("country")),
];

const ACADEMICS: Rows = &[
    ("degrees", To::Inside(&[("degree", To::Entries), ("targets", To::By(targets))])),
    ("title", To::Field("title")),
    ("note", To::Body),
    ("targets", To::By(targets)),
];

const DEGREE: Rows = &[
    ("level", To::Field("degree")),
    ("major", To::Field("area")),
    ("minor", To::Detail("Minor")),
    ("institution", To::Organization(EMPLOYER)),
    ("location", To::Place(LOCATION)),
    ("date period", To::Dates),
    ("gpa", To::By(grade)),
    ("subjects", To::By(subjects)),
    ("advisors", To::Inside(&[("advisor", To::Detail("Advisor"))])),
    ("projects", To::By(projects)),
    ("achievements", To::By(achievements)),
    ("annotation description", To::Body),
    ("targets", To::By(targets)),
    ("id", To::Keep),
];

const SKILLS: List = List::new(
    Kind::Skills,
    &[("title", To::Field("title")), ("skillset", To::Entries), ("targets", To::By(targets))],
    SKILL_SET,
);

const SKILL_SET: Rows = &[
    ("title", To::Field("name")),
    ("skill", To::By(skills)),
    ("targets", To::By(targets)),
    ("name", To::Field("name")),
];

const PUBLICATION: Rows = &[
    ("arttitle", To::Field("title")),
    ("booktitle", To::By(book)),
    ("author", To::Field("authors")),
    ("editor", To::Detail("Editor")),
    ("publisher", To::Field("publisher")),
    ("pubdate date", To::Dates),
    ("pagenums", To::Field("pages")),
    ("url", To::Field("url")),
    ("text description para", To::Body),
    ("targets", To::By(targets)),
    ("id", To::Keep),
];

const MEMBERSHIP: Rows = &[
    ("title", To::Field("position")),
    ("organization", To::Organization(EMPLOYER)),
    ("location", To::Place(LOCATION)),
    ("period date", To::Dates),
    ("description", To::Body),
    ("targets", To::By(targets)),
    ("id", To::Keep),
];

const AWARD: Rows = &[
    ("title", To::Field("title")),
    ("organization", To::Organization(EMPLOYER)),
    ("period date", To::Dates),
    ("description", To::Body),
    ("targets", To::By(targets)),
    ("id", To::Keep),
];

const CLEARANCE: Rows = &[
    ("level title", To::Field("name")),
    ("organization", To::Organization(EMPLOYER)),
    ("period date", To::Dates),
    ("description", To::Body),
    ("targets", To::By(targets)),
    ("id", To::Keep),
];

const INTEREST: Rows =
    &[("title", To::Field("name")), ("description", To::Body), ("targets", To::By(targets)), ("id", To::Keep)];

const REFEREE: Rows = &[
    ("name", To::Inside(NAME)),
    ("title", To::Field("title")),
    ("organization", To::Organization(EMPLOYER)),
    ("address", To::Contacts("place", PLACE)),
    ("contact", To::Inside(REACH)),
    ("targets", To::By(targets)),
    ("id", To::Keep),
];

/// Whom a piece is meant for: `foodservice`, `java,sysadmin`, `sysadmin+foodservice`.
fn targets(draft: &mut Draft, pair: &Pair) {
    let tags = tags(pair.value.as_text().unwrap_or_default()).map(|tag| Node::text(tag, pair.value.at)).collect();
    draft.put(To::Field("tags"), &Pair { value: Node::list(tags, pair.value.at), ..pair.clone() });
}

fn tags(text: &str) -> impl Iterator<Item = &str> {
    // Two that only hold together are one label.
    text.split([',', ' ']).filter(|tag| !tag.is_empty())
}

fn born(draft: &mut Draft, pair: &Pair) {
    let inner = pair.value.as_map().and_then(|pairs| pairs.iter().find(|pair| &*pair.key == "date"));
    draft.day("Date of birth", inner.unwrap_or(pair));
    for other in pair.value.as_map().unwrap_or_default().iter().filter(|pair| &*pair.key != "date") {
        draft.labelled("Place of birth", other);
    }
}

fn pager(draft: &mut Draft, pair: &Pair) {
    for item in items(&pair.value) {
        let label = Pair::new("label", Node::text("Pager", item.at));
        let value = Pair::new("value", item.clone());
        draft.put(To::Contacts("phone", CONTACT), &Pair::new("pager", Node::map(vec![value, label], item.at)));
    }
}

fn items(node: &Node) -> Vec<&Node> {
    node.as_list().map_or_else(|| vec![node], |items| items.iter().collect())
}

/// The value of a key of a map.
fn part<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    node.as_map()?.iter().find(|pair| &*pair.key == key).map(|pair| &pair.value)
}

fn said<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    part(node, key).and_then(Node::as_text).map(str::trim).filter(|text| !text.is_empty())
}

/// Projects are highlights of the job: what each is called, and what was done in it.
fn projects(draft: &mut Draft, pair: &Pair) {
    lines(draft, pair, "project", |item| match (said(item, "title"), said(item, "#text")) {
        (Some(title), Some(text)) => Some(format!("{title}: {text}")),
        (title, text) => title.or(text).map(str::to_owned),
    });
}

fn achievements(draft: &mut Draft, pair: &Pair) {
    lines(draft, pair, "achievement", |item| said(item, "#text").map(str::to_owned));
}

/// The items of one name in a list, as highlights.
fn lines(draft: &mut Draft, pair: &Pair, name: &str, text: fn(&Node) -> Option<String>) {
    let Some(list) = part(&pair.value, name) else { return draft.put(To::Bullets, pair) };
    for item in items(list) {
        let words = item.as_text().map(str::to_owned).or_else(|| text(item));
        let tags = said(item, "targets").map(|targets| tags(targets).map(str::to_owned).collect()).unwrap_or_default();
        draft.highlight(words.as_deref().unwrap_or_default(), tags, item);
    }
    for other in pair.value.as_map().unwrap_or_default().iter().filter(|pair| &*pair.key != name) {
        draft.put(To::Keep, other);
    }
}

/// `3.5`, or a map of a score and of what is possible.
fn grade(draft: &mut Draft, pair: &Pair) {
    match (said(&pair.value, "score"), said(&pair.value, "possible")) {
        (Some(score), Some(of)) => {
            let text = Node::text(format!("{score}/{of}"), pair.value.at);
            draft.put(To::Field("score"), &Pair { value: text, ..pair.clone() });
        }
        (Some(_), None) => draft.put(To::Inside(&[("score", To::Field("score"))]), pair),
        _ => draft.put(To::Field("score"), pair),
    }
    let known = ["score", "possible"];
    for other in pair.value.as_map().unwrap_or_default().iter().filter(|pair| !known.contains(&&*pair.key)) {
        draft.put(To::Detail("GPA"), other);
    }
}

/// Subjects, each with its result.
fn subjects(draft: &mut Draft, pair: &Pair) {
    let Some(list) = part(&pair.value, "subject") else { return draft.put(To::Field("courses"), pair) };
    let course = |item: &Node| match (said(item, "title"), said(item, "result")) {
        (Some(title), Some(result)) => Node::text(format!("{title}: {result}"), item.at),
        (Some(title), None) => Node::text(title, item.at),
        _ => item.clone(),
    };
    let courses = items(list).into_iter().map(course).collect();
    draft.put(To::Field("courses"), &Pair { value: Node::list(courses, pair.value.at), ..pair.clone() });
}

/// The skills of a set: keywords under its title. One with a level says it in brackets.
fn skills(draft: &mut Draft, pair: &Pair) {
    let skill = |item: &Node| match (said(item, "#text"), said(item, "level")) {
        (Some(text), Some(level)) => Node::text(format!("{text} ({level})"), item.at),
        (Some(text), None) => Node::text(text, item.at),
        _ => item.clone(),
    };
    let words = items(&pair.value).into_iter().map(skill).collect();
    draft.put(To::Keywords, &Pair { value: Node::list(words, pair.value.at), ..pair.clone() });
    let targets: Vec<Node> = items(&pair.value).into_iter().filter_map(|item| part(item, "targets")).cloned().collect();
    if !targets.is_empty() {
        draft.put(To::Keep, &Pair::new("skill targets", Node::list(targets, pair.value.at)));
    }
}

/// Areas of skills, each a section. Where an area is one set without a title, the title of the area is that of the set.
fn skill_areas(draft: &mut Draft, pair: &Pair) {
    for area in items(&pair.value) {
        let sets = part(area, "skillset").map(items).unwrap_or_default();
        let untitled = matches!(&*sets, [set] if part(set, "title").is_none());
        let mut pairs = area.as_map().unwrap_or_default().to_vec();
        if let (true, Some(title)) = (untitled, part(area, "title").cloned()) {
            for pair in pairs.iter_mut().filter(|pair| &*pair.key == "skillset") {
                let mut set = vec![Pair::new("name", title.clone())];
                set.extend(pair.value.as_map().unwrap_or_default().iter().cloned());
                pair.value = Node::map(set, pair.value.at);
            }
            pairs.retain(|pair| &*pair.key != "title");
        }
        draft.put(To::Section(&SKILLS), &Pair { value: Node::map(pairs, area.at), ..pair.clone() });
    }
}

/// A book is what was published, unless an article in it was.
fn book(draft: &mut Draft, pair: &Pair) {
    let field = if draft.holds("title") { To::Field("venue") } else { To::Field("title") };
    draft.put(field, pair);
}
