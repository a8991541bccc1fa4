//! The names that say what a piece of the page is: written on one side, understood on the other, and left out by both where
//! the place of the piece says it already.

use vitae_outline::{Kind, Part, Role};

/// The name of the `meta` element by which a page of ours is known.
pub(crate) const FORMAT_NAME: &str = "vitae-format";
/// The format that such a page is in.
#[cfg(feature = "write")]
pub(crate) const FORMAT: &str = "1";
/// The name of the `meta` element for what cannot be seen of the whole.
pub(crate) const FACTS_NAME: &str = "vitae-facts";
/// The attribute for what cannot be seen of the thing that an element shows.
pub(crate) const FACTS: &str = "data-vitae";
/// A bullet without text of its own, there for what it holds.
pub(crate) const GAP: &str = "r-gap";
/// A value of a labelled line that has a list of them.
pub(crate) const LISTED: &str = "r-listed";
/// What a page must say, and its owner did not: the language, the title.
pub(crate) const ASSUMED: &str = "r-assumed";
/// Text whose every space counts.
pub(crate) const EXACT: &str = "r-exact";

/// What the elements around a block say it is, if it says nothing itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Nothing: the page, or its head with the name and the contacts.
    Page,
    /// In a section.
    Section,
    /// In an entry, a position, or the text of one.
    Entry,
    /// In a list of entries that are a line each.
    Lines,
}

/// What a block is that says nothing itself.
pub(crate) const fn default_part(place: Place, kind: Kind) -> Option<Part> {
    match (kind, place) {
        (Kind::Heading(1), _) => Some(Part::Name),
        (Kind::Heading(2), _) => Some(Part::Section),
        (Kind::Heading(3), _) => Some(Part::Entry),
        (Kind::Heading(_), _) => Some(Part::Position),
        (Kind::Rule, _) | (_, Place::Page) => None,
        (_, Place::Section) => Some(Part::Text),
        (Kind::Item { .. }, Place::Lines) => Some(Part::Line),
        (_, Place::Entry | Place::Lines) => Some(Part::Body),
    }
}

const PARTS: [(&str, Option<Part>); 14] = [
    ("r-name", Some(Part::Name)),
    ("r-headline", Some(Part::Headline)),
    ("r-contacts", Some(Part::Contacts)),
    ("r-section", Some(Part::Section)),
    ("r-subheading", Some(Part::Subheading)),
    ("r-entry", Some(Part::Entry)),
    ("r-organization", Some(Part::Organization)),
    ("r-position", Some(Part::Position)),
    ("r-meta", Some(Part::Meta)),
    ("r-labelled", Some(Part::Labelled)),
    ("r-line", Some(Part::Line)),
    ("r-body", Some(Part::Body)),
    ("r-text", Some(Part::Text)),
    ("r-loose", None),
];

/// The class of a block that is not what its place would make it.
#[cfg(feature = "write")]
pub(crate) fn part_class(part: Option<Part>) -> &'static str {
    PARTS.iter().find(|(_, named)| *named == part).map_or("", |(class, _)| class)
}

/// The part that the classes of a block name.
#[cfg(feature = "read")]
pub(crate) fn part_of(classes: &str) -> Option<Option<Part>> {
    named(&PARTS, classes)
}

/// What a run is that says nothing itself, by the block that it stands in.
pub(crate) fn default_role(part: Option<Part>, text: &str) -> Option<Role> {
    match part? {
        Part::Name => Some(Role::Name),
        Part::Headline => Some(Role::Headline),
        Part::Contacts => Some(Role::Contact),
        Part::Section => Some(Role::Section),
        Part::Entry | Part::Position => Some(Role::Title),
        Part::Organization => Some(Role::Organization),
        Part::Meta | Part::Line if !text.contains(char::is_alphanumeric) => Some(Role::Separator),
        Part::Meta | Part::Line | Part::Labelled | Part::Subheading | Part::Body | Part::Text => None,
    }
}

/// The class of text that is nothing in particular where its block would make it something.
const PLAIN: &str = "r-plain";
/// The class of a keyword after the name of a skill, which is one too.
#[cfg(feature = "read")]
const SKILL: &str = "p-skill";

/// The class of a run that is not what its block would make it.
#[cfg(feature = "write")]
pub(crate) fn role_class(role: Option<Role>) -> &'static str {
    role.map_or(PLAIN, Role::class)
}

/// The role that the classes of a run name.
#[cfg(feature = "read")]
pub(crate) fn role_of(classes: &str) -> Option<Option<Role>> {
    if classes.is_empty() {
        return None;
    }
    let known = Role::CLASSES.iter().find(|(_, class)| has_class(classes, class)).map(|(role, _)| Some(*role));
    known
        .or_else(|| has_class(classes, PLAIN).then_some(None))
        .or_else(|| has_class(classes, SKILL).then_some(Some(Role::Keyword)))
}

#[cfg(feature = "read")]
fn named<T: Copy>(names: &[(&str, T)], classes: &str) -> Option<T> {
    names.iter().find(|(name, _)| has_class(classes, name)).map(|(_, value)| *value)
}

/// True if one of the classes is this one.
#[cfg(feature = "read")]
pub(crate) fn has_class(classes: &str, class: &str) -> bool {
    classes.split_ascii_whitespace().any(|one| one == class)
}
