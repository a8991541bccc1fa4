//! The grammar of the vocabulary: which element may hold what, in which order.
//!
//! It is made from the one table of fields, and stands here once. [`crate::schema`] prints it as an XSD, and the reader holds every
//! file to it, so the two cannot disagree on structure.

use crate::names;
use crate::values::Value;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use vitae_core::{Cefr, Common, EntryKind, Field, FieldSpec, Meta, NameParts, Organization, Person, Place, Position};
use vitae_core::{SectionCommon, Shape};

/// What an element holds.
#[derive(Debug)]
pub(crate) enum Content {
    /// Text of a sort.
    Text(Value),
    /// Elements in an order. Foreign ones may stand between them.
    Parts(Vec<Part>),
    /// Words, and any of these elements in any order, and foreign ones.
    Mixed(Vec<Child>),
    /// Elements of other namespaces alone: the unknown fields.
    Foreign,
}

/// A piece of an ordered content.
#[derive(Debug)]
pub(crate) enum Part {
    /// An element.
    Child(Child, Times),
    /// One of several sequences, each of which begins with an element of its own.
    Choice(Vec<Vec<Self>>, Times),
    /// A sequence that several types share, by name.
    Group(&'static str, Vec<Self>),
}

/// An element in the place where it may stand.
#[derive(Debug)]
pub(crate) struct Child {
    /// What it is called there.
    pub(crate) name: &'static str,
    /// The type that says what it holds.
    pub(crate) of: &'static str,
    /// What it means there.
    pub(crate) about: String,
}

/// How often a piece may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Times {
    Optional,
    Once,
    Many,
}

/// An attribute.
#[derive(Debug)]
pub(crate) struct Attribute {
    pub(crate) name: &'static str,
    pub(crate) value: Value,
    pub(crate) required: bool,
    pub(crate) about: &'static str,
}

/// What elements of a sort hold.
#[derive(Debug)]
pub(crate) struct Type {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) content: Content,
    /// What the elements are, in a sentence. Empty where the element says it.
    pub(crate) about: &'static str,
    /// The names that other formats have for its elements: (theirs, ours).
    pub(crate) elsewhere: Vec<(&'static str, &'static str)>,
}

/// All types by name.
pub(crate) type Grammar = BTreeMap<&'static str, Type>;

/// The type of the root.
pub(crate) const ROOT: &str = "resume";

/// The grammar. It never changes while the program runs.
pub(crate) static GRAMMAR: LazyLock<Grammar> = LazyLock::new(grammar);

impl Type {
    fn new(content: Content) -> Self {
        Self { attributes: Vec::new(), content, about: "", elsewhere: Vec::new() }
    }

    const fn about(mut self, about: &'static str) -> Self {
        self.about = about;
        self
    }

    fn attribute(mut self, name: &'static str, value: Value, required: bool, about: &'static str) -> Self {
        self.attributes.push(Attribute { name, value, required, about });
        self
    }

    fn elsewhere<'a>(mut self, fields: impl IntoIterator<Item = &'a FieldSpec>) -> Self {
        for spec in fields {
            let names = spec.aliases.iter().copied().chain([spec.key]).filter(|name| *name != element_of(spec));
            self.elsewhere.extend(names.map(|name| (name, element_of(spec))));
        }
        self
    }

    /// The elements that may stand in it, in order.
    #[cfg(any(feature = "read", test))]
    pub(crate) fn children(&self) -> Vec<&Child> {
        fn collect<'a>(parts: &'a [Part], out: &mut Vec<&'a Child>) {
            for part in parts {
                match part {
                    Part::Child(child, _) => out.push(child),
                    Part::Choice(ways, _) => ways.iter().for_each(|way| collect(way, out)),
                    Part::Group(_, parts) => collect(parts, out),
                }
            }
        }
        let mut out = Vec::new();
        match &self.content {
            Content::Parts(parts) => collect(parts, &mut out),
            Content::Mixed(children) => out.extend(children),
            Content::Text(_) | Content::Foreign => {}
        }
        out
    }
}

fn child(name: &'static str, of: &'static str, about: &str) -> Child {
    Child { name, of, about: about.to_owned() }
}

fn optional(name: &'static str, of: &'static str, about: &str) -> Part {
    Part::Child(child(name, of, about), Times::Optional)
}

fn once(name: &'static str, of: &'static str, about: &str) -> Part {
    Part::Child(child(name, of, about), Times::Once)
}

fn many(name: &'static str, of: &'static str, about: &str) -> Part {
    Part::Child(child(name, of, about), Times::Many)
}

/// One of several elements.
fn any_of(children: Vec<Child>, times: Times) -> Part {
    Part::Choice(children.into_iter().map(|child| vec![Part::Child(child, Times::Once)]).collect(), times)
}

fn text(value: Value, about: &'static str) -> Type {
    Type::new(Content::Text(value)).about(about)
}

fn parts(parts: Vec<Part>, about: &'static str) -> Type {
    Type::new(Content::Parts(parts)).about(about)
}

/// A row of the table as an element. The positions of an engagement need no element around them.
fn field(spec: &FieldSpec) -> Part {
    let about = about(spec);
    match spec.shape {
        Shape::Positions => {
            many(names::item(spec.field), "position", "One position in the engagement. The order is kept.")
        }
        _ => optional(spec.field.key(), of(spec), &about),
    }
}

const fn element_of(spec: &FieldSpec) -> &'static str {
    match spec.shape {
        Shape::Positions => names::item(spec.field),
        _ => spec.field.key(),
    }
}

/// What a field is. The table's help also says how YAML spells it, which is left out here.
fn about(spec: &FieldSpec) -> String {
    let help = spec.help;
    let end = match spec.shape {
        Shape::Organization | Shape::Body | Shape::Ids | Shape::Alternates | Shape::Cefr => help.find(": "),
        _ => help.find(" (`"),
    };
    match end.and_then(|end| help.get(..end)) {
        Some(short) => format!("{}.", short.trim_end_matches('.')),
        None => help.to_owned(),
    }
}

/// The type of the element for a field.
pub(crate) const fn of(spec: &FieldSpec) -> &'static str {
    match spec.shape {
        Shape::Line => "line",
        Shape::Url => "address",
        Shape::Lang => "languageTag",
        Shape::Id => "id",
        Shape::Bool | Shape::Flag => "flag",
        Shape::Direction => "direction",
        Shape::Dates => "dates",
        Shape::Place => "place",
        Shape::Organization => "organization",
        Shape::Photo => "photo",
        Shape::NameParts => "nameParts",
        Shape::Rating => "rating",
        Shape::Cefr => "cefr",
        Shape::Body => "body",
        Shape::Texts
        | Shape::Lines
        | Shape::Tags
        | Shape::Alternates
        | Shape::Contacts
        | Shape::Details
        | Shape::Ids => spec.field.key(),
        _ => "text",
    }
}

fn record(fields: &[FieldSpec]) -> Vec<Part> {
    fields.iter().filter(|spec| !names::is_xml_lang(spec)).map(field).collect()
}

/// The unknown fields, which come last.
fn ext() -> Part {
    optional("ext", "ext", "Unknown fields.")
}

fn with_ext(mut parts: Vec<Part>) -> Vec<Part> {
    parts.push(ext());
    parts
}

fn marks() -> Vec<Child> {
    vec![
        child("strong", "line", "Strong importance, shown bold."),
        child("em", "line", "Emphasis, shown italic."),
        child("code", "line", "Code or another literal."),
        child("sub", "line", "Lowered, as in H₂O."),
        child("sup", "line", "Raised, as in 1ˢᵗ."),
        child("a", "link", "A link."),
        child("span", "line", "Words in another language, which xml:lang names."),
        child("br", "nothing", "A line break that the author wanted."),
    ]
}

fn blocks() -> Vec<Child> {
    vec![
        child("p", "line", "A paragraph."),
        child("ul", "bullets", "A list with bullets."),
        child("ol", "numbers", "A numbered list."),
        child("quote", "quote", "Quoted paragraphs and lists."),
        child("pre", "pre", "Preformatted text, whose white space is exact."),
    ]
}

/// What an entry of a kind holds: the fields of its kind, those of every entry, unknown ones.
fn entry(kind: EntryKind) -> Type {
    let mut all = record(kind.fields());
    all.push(Part::Group("common", with_ext(record(Common::FIELDS))));
    parts(all, "").elsewhere(kind.fields().iter().chain(Common::FIELDS))
}

const fn entry_about(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Engagement => "One stay with one organisation: work, voluntary work, an affiliation.",
        EntryKind::Education => "A stay at a school.",
        EntryKind::Project => "A project.",
        EntryKind::Award => "An award.",
        EntryKind::Certificate => "A certificate.",
        EntryKind::Publication => "A publication, a talk or a patent.",
        EntryKind::Skill => "A skill, or a group of skills with keywords.",
        EntryKind::Language => "A language that somebody speaks.",
        EntryKind::Interest => "An interest.",
        EntryKind::Reference => "Somebody who can be asked.",
        _ => "An entry of no particular kind.",
    }
}

fn section() -> Type {
    let mut all = vec![optional("title", "line", "The heading. None is shown where there is none here.")];
    all.extend(record(SectionCommon::FIELDS));
    let mut items: Vec<Child> =
        EntryKind::ALL.iter().map(|&kind| child(kind.as_str(), kind.as_str(), entry_about(kind))).collect();
    items.push(child("heading", "line", "A heading for the entries that follow."));
    items.extend(blocks());
    all.push(any_of(items, Times::Many));
    parts(with_ext(all), "A section of the résumé. xml:lang names its language, where it differs.")
        .attribute("kind", Value::Kind, false, "What it lists. Left out: something of its owner's own.")
        .elsewhere(SectionCommon::FIELDS)
}

fn dates() -> Type {
    let open = any_of(
        vec![
            child("end", "date", "The last date."),
            child("present", "nothing", "It goes on."),
            child("unknown", "nothing", "Nobody says when it ended."),
        ],
        Times::Optional,
    );
    let ways = vec![
        vec![once("at", "date", "One date.")],
        vec![once("start", "date", "The first date."), open],
        vec![once("end", "date", "The last date, of an unknown first.")],
        vec![once("present", "nothing", "It goes on, since nobody says when.")],
    ];
    let words = optional("text", "text", "The words of the owner, where they say more than the value.");
    parts(vec![Part::Choice(ways, Times::Optional), words], "When something was: a value, words, or both.")
}

fn contact_kinds() -> Vec<Child> {
    vec![
        child("email", "phrase", "A mail address."),
        child("phone", "phrase", "A telephone number, as its owner writes it."),
        child("fax", "phrase", "A fax number."),
        child("web", "web", "A site."),
        child("profile", "profile", "An account in a network."),
        child("message", "message", "A name in a message service."),
        child("place", "place", "A postal address, or just a town."),
        child("other", "line", "Anything else."),
    ]
}

/// The lists that fields of several values are: (the field's element, the type of one value).
fn lists() -> Vec<(Field, &'static str)> {
    let mut out = vec![(Field::Details, "detail"), (Field::Alternates, "alternate"), (Field::Ids, "identifier")];
    let kinds = EntryKind::ALL.iter().flat_map(|kind| kind.fields());
    let others = [Meta::FIELDS, Person::FIELDS, Place::FIELDS, Position::FIELDS, Common::FIELDS, SectionCommon::FIELDS];
    for spec in kinds.chain(others.into_iter().flatten()) {
        match spec.shape {
            Shape::Texts | Shape::Tags => out.push((spec.field, "text")),
            Shape::Lines => out.push((spec.field, "line")),
            _ => {}
        }
    }
    out
}

fn grammar() -> Grammar {
    let mut all: Grammar = EntryKind::ALL.iter().map(|&kind| (kind.as_str(), entry(kind))).collect();
    for (field, of) in lists() {
        all.insert(
            field.key(),
            parts(vec![many(names::item(field), of, "")], "Several values, in an order that counts."),
        );
    }
    all.insert("tags", parts(vec![many("tag", "text", "")], "Labels for variants. Their order means nothing."));
    all.extend(whole());
    all.extend(records());
    all.extend(rich());
    all.extend(simple());
    all
}

/// The résumé and its largest parts.
fn whole() -> Vec<(&'static str, Type)> {
    let root = vec![
        optional("meta", "meta", "What is said about the résumé itself."),
        optional("person", "person", "Who the résumé is about."),
        many("section", "section", "What the résumé says, in order."),
    ];
    let root = parts(with_ext(root), "A résumé. xml:lang names its language.").attribute(
        "version",
        Value::Version,
        false,
        "The version of the vocabulary.",
    );
    let ext = Type::new(Content::Foreign).about(
        "Unknown fields: one map in the vocabulary of XPath and XQuery Functions 3.1 §17.5 (http://www.w3.org/2005/xpath-functions).",
    );
    vec![(ROOT, root), ("section", section()), ("ext", ext)]
}

fn records() -> Vec<(&'static str, Type)> {
    let record_of = |fields: &'static [FieldSpec]| parts(with_ext(record(fields)), "").elsewhere(fields);
    let contact = with_ext(vec![
        optional("label", "text", "What its owner calls it: work, mobile."),
        any_of(contact_kinds(), Times::Once),
        optional("tags", "tags", "Labels for variants."),
    ]);
    let mut contacts = contact_kinds();
    contacts.push(child("contact", "contact", "A way to reach somebody with a label, tags or unknown fields."));
    let photo = vec![
        vec![once("url", "neededAddress", "Where it is.")],
        vec![once("mediaType", "phrase", "Its Internet media type."), once("data", "bytes", "Its bytes.")],
    ];
    let photo =
        vec![Part::Choice(photo, Times::Once), optional("alt", "text", "What it shows, for those who cannot see it.")];
    let levels = Cefr::KEYS.into_iter().map(|key| optional(key, "level", "")).collect();
    vec![
        ("meta", record_of(Meta::FIELDS)),
        ("person", record_of(Person::FIELDS)),
        ("place", record_of(Place::FIELDS).about("Somewhere. The text wins for display, the parts are for machines.")),
        ("organization", record_of(Organization::FIELDS).about("An employer, a school, a publisher, an issuer.")),
        ("position", record_of(Position::FIELDS).about("One position in an engagement.")),
        ("nameParts", parts(record(NameParts::FIELDS), "A name in parts.").elsewhere(NameParts::FIELDS)),
        ("contact", parts(contact, "")),
        (
            "contacts",
            parts(vec![any_of(contacts, Times::Many)], "Ways to reach somebody, in the order in which they are shown."),
        ),
        (
            "web",
            parts(
                vec![once("url", "neededAddress", "Its address."), optional("text", "text", "What is shown instead.")],
                "",
            ),
        ),
        ("profile", {
            let user = optional("user", "text", "The account's name there.");
            parts(
                vec![
                    once("network", "phrase", "The network's name."),
                    user,
                    optional("url", "address", "The account's address."),
                ],
                "",
            )
        }),
        (
            "message",
            parts(
                vec![once("service", "phrase", "The service's name."), once("user", "phrase", "The name there.")],
                "",
            ),
        ),
        (
            "detail",
            parts(
                vec![
                    once("label", "phrase", "What stands before the colon."),
                    once("value", "line", "What stands after it."),
                ],
                "A labelled line without a field of its own.",
            ),
        ),
        (
            "alternate",
            parts(
                vec![once("language", "languageTag", "In which language."), once("url", "neededAddress", "Where.")],
                "",
            ),
        ),
        (
            "identifier",
            parts(
                vec![
                    once("scheme", "phrase", "doi, isbn, issn, arxiv, pmid, patent or another."),
                    once("value", "phrase", ""),
                ],
                "",
            ),
        ),
        ("photo", parts(photo, "A picture.")),
        ("dates", dates()),
        ("cefr", parts(levels, "Levels of the Common European Framework, as a whole or by skill.")),
    ]
}

fn rich() -> Vec<(&'static str, Type)> {
    let item = vec![child("tags", "tags", "Labels for variants.")];
    let item: Vec<_> = marks().into_iter().chain(item).chain(blocks()).collect();
    let list = || vec![many("li", "item", "")];
    let link = Type::new(Content::Mixed(marks())).about("Words that lead somewhere.");
    vec![
        (
            "line",
            Type::new(Content::Mixed(marks())).about("Rich text: words, some of them marked. White space collapses."),
        ),
        ("link", link.attribute("href", Value::Phrase, true, "The address.")),
        (
            "item",
            Type::new(Content::Mixed(item))
                .about("What stands beside the bullet, then paragraphs and lists inside the item."),
        ),
        ("nothing", parts(Vec::new(), "")),
        ("bullets", parts(list(), "")),
        ("numbers", parts(list(), "").attribute("start", Value::Start, false, "The first number, where it is not 1.")),
        ("quote", parts(vec![any_of(blocks(), Times::Many)], "")),
        ("body", parts(vec![any_of(blocks(), Times::Many)], "What there is to say at length.")),
    ]
}

fn simple() -> Vec<(&'static str, Type)> {
    vec![
        ("text", text(Value::Text, "Words.")),
        ("phrase", text(Value::Phrase, "Words that may not be missing.")),
        ("address", text(Value::Text, "An address on the Web.")),
        ("neededAddress", text(Value::Phrase, "An address that may not be missing.")),
        ("id", text(Value::Id, "A name for other places to point at.")),
        ("languageTag", text(Value::Lang, "")),
        ("date", text(Value::Date, "").attribute("expected", Value::Truth, false, "True for what is planned.")),
        ("flag", text(Value::Flag, "")),
        ("direction", text(Value::Direction, "")),
        ("level", text(Value::Level, "")),
        ("rating", text(Value::Rating, "")),
        ("bytes", text(Value::Base64, "")),
        ("pre", text(Value::Exact, "")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_exists_and_is_reached() {
        let mut reached = std::collections::BTreeSet::from([ROOT]);
        let mut todo = vec![ROOT];
        while let Some(name) = todo.pop() {
            let of = GRAMMAR.get(name).unwrap_or_else(|| panic!("no type {name}"));
            todo.extend(of.children().into_iter().map(|child| child.of).filter(|of| reached.insert(of)));
        }
        let unused: Vec<_> = GRAMMAR.keys().filter(|name| !reached.contains(*name)).collect();
        assert!(unused.is_empty(), "{unused:?}");
    }

    #[test]
    fn every_field_of_the_table_is_an_element_of_its_own() {
        let kinds = EntryKind::ALL.iter().map(|kind| (kind.as_str(), kind.fields()));
        let common = EntryKind::ALL.iter().map(|kind| (kind.as_str(), Common::FIELDS));
        let records = [
            ("meta", Meta::FIELDS),
            ("person", Person::FIELDS),
            ("nameParts", NameParts::FIELDS),
            ("place", Place::FIELDS),
            ("organization", Organization::FIELDS),
            ("position", Position::FIELDS),
            ("section", SectionCommon::FIELDS),
        ];
        for (name, fields) in kinds.chain(common).chain(records) {
            let children = GRAMMAR[name].children();
            for spec in fields.iter().filter(|spec| !names::is_xml_lang(spec)) {
                let here = children.iter().filter(|child| child.name == element_of(spec)).count();
                assert_eq!(here, 1, "{} in {name}", spec.key);
                let plain = of(spec) == "text" && spec.shape != Shape::Text && spec.shape != Shape::Positions;
                assert!(!plain, "the shape {:?} has no type here", spec.shape);
            }
        }
    }

    #[test]
    fn lists_have_names_for_their_values() {
        for (field, _) in lists() {
            assert_ne!(names::item(field), "item", "{field:?}");
        }
    }

    #[test]
    fn sequences_can_be_read_with_one_element_of_foresight() {
        fn first(part: &Part) -> Vec<&'static str> {
            match part {
                Part::Child(child, _) => vec![child.name],
                Part::Choice(ways, _) => {
                    ways.iter().flat_map(|way| way.first().map(first).unwrap_or_default()).collect()
                }
                Part::Group(_, parts) => parts.iter().flat_map(first).collect(),
            }
        }
        for (name, of) in GRAMMAR.iter() {
            let Content::Parts(parts) = &of.content else { continue };
            let mut names: Vec<_> = parts.iter().flat_map(first).collect();
            let count = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), count, "{name}");
        }
    }
}
