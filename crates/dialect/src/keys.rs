//! The keys of the dialect, level by level: the fields of the one table, and what stands beside them.
//!
//! Reader and writer share this page. What is no key of a level is an unknown field there: the reader keeps it, and the writer
//! puts an unknown field whose name *is* a key into the map `ext`, where every name is taken literally.

use vitae_core::{
    Common, EntryKind, FieldSpec, Meta, Organization, Person, Place, Position, SectionCommon, SectionKind, Shape,
};

/// The map that holds unknown fields whose names mean something else beside it.
pub(crate) const EXT: &str = "ext";

/// A map of the dialect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    Top,
    Meta,
    Basics,
    Section,
    Entry(EntryKind),
    Position,
    Contact,
    Place,
    Organization,
}

const TOP: &[&str] = &["vitae", "language", "meta", "basics", "sections"];
const SECTION: &[&str] = &["kind", "title", "text", "entries"];
const BODY: &[&str] = &["summary", "highlights", "text", "description"];
const SPAN: &[&str] = &["startDate", "endDate"];
/// One key for each kind of contact, as a person writes it in `basics`; older names after it.
const CONTACTS: &[&str] =
    &["email", "phone", "fax", "url", "website", "location", "place", "address", "profiles", "messages"];
const CONTACT: &[&str] = &[
    "email", "phone", "fax", "url", "website", "text", "network", "username", "user", "service", "place", "location",
    "address", "profile", "message", "other", "label", "tags",
];

impl Level {
    /// The rows of the table whose fields may stand here.
    fn tables(self) -> [&'static [FieldSpec]; 3] {
        match self {
            Self::Top | Self::Contact => [&[], &[], &[]],
            Self::Meta => [Meta::FIELDS, &[], &[]],
            Self::Basics => [Person::FIELDS, &[], &[]],
            Self::Section => [SectionCommon::FIELDS, &[], &[]],
            Self::Entry(EntryKind::Engagement) => [EntryKind::Engagement.fields(), Position::FIELDS, Common::FIELDS],
            Self::Entry(kind) => [kind.fields(), Common::FIELDS, &[]],
            Self::Position => [Position::FIELDS, &[], &[]],
            Self::Place => [Place::FIELDS, &[], &[]],
            Self::Organization => [Organization::FIELDS, &[], &[]],
        }
    }

    /// The keys beside the table.
    fn others(self) -> [&'static [&'static str]; 4] {
        match self {
            Self::Top => [TOP, &[], &[], &[]],
            Self::Basics => [CONTACTS, &["summary"], &[], &[]],
            Self::Section => [SECTION, &[], &[], &[]],
            Self::Contact => [CONTACT, &[], &[], &[]],
            Self::Position => [BODY, SPAN, &["url", "website"], &[]],
            Self::Entry(kind) => {
                let span: &[&str] = if has(kind, Shape::Dates) { SPAN } else { &[] };
                let special: &[&str] = match kind {
                    EntryKind::Engagement | EntryKind::Education => &["kind", "heading", "url", "website"],
                    EntryKind::Reference => &["kind", "heading", "reference"],
                    _ => &["kind", "heading"],
                };
                [BODY, span, special, if has(kind, Shape::Contacts) { CONTACTS } else { &[] }]
            }
            Self::Meta | Self::Place | Self::Organization => [&[], &[], &[], &[]],
        }
    }

    /// All keys that mean something here, for a hint; older names are not offered.
    pub(crate) fn keys(self) -> impl Iterator<Item = &'static str> {
        let fields = self.tables().into_iter().flatten().map(|spec| spec.key).filter(|key| *key != "body");
        fields.chain(self.others().into_iter().flatten().copied()).chain(self.sections())
    }

    /// True when `key` means something here, so that no unknown field can be called so.
    pub(crate) fn knows(self, key: &str) -> bool {
        let older = || self.tables().into_iter().flatten().any(|spec| spec.key == key || spec.aliases.contains(&key));
        key == EXT || self.keys().any(|known| known == key) || older()
    }

    /// At the top, the name of a kind of section is short for one section of that kind, as in JSON Resume.
    fn sections(self) -> impl Iterator<Item = &'static str> {
        let top = self == Self::Top;
        SectionKind::ALL.iter().filter(move |kind| top && **kind != SectionKind::Custom).map(|kind| kind.as_str())
    }
}

fn has(kind: EntryKind, shape: Shape) -> bool {
    kind.fields().iter().any(|spec| spec.shape == shape)
}

/// True for the kinds of entry that fit on a line: a plain text among them is the name of one.
pub(crate) const fn fits_a_line(kind: EntryKind) -> bool {
    matches!(kind, EntryKind::Skill | EntryKind::Language | EntryKind::Interest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn older_names_are_known_and_not_offered() {
        let work = Level::Entry(EntryKind::Engagement);
        assert!(work.knows("company") && work.knows("position") && work.knows("endDate") && work.knows("body"));
        assert!(!work.keys().any(|key| key == "company" || key == "body"));
        assert!(!work.knows("degree") && !Level::Entry(EntryKind::Skill).knows("startDate"));
        assert!(Level::Top.knows("talks") && !Level::Top.knows("custom"));
    }
}
