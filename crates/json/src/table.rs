//! The keys of JSON Resume and of the native dialect, side by side: the page that both halves share.

use vitae_core::{Common, EntryKind, FieldSpec, Meta, Person, Place, Position, SectionKind, Shape, Value, Words};
use vitae_dialect::{cell_from_value, cell_to_value};

/// A list of JSON Resume, and how its items say what an entry of ours says.
#[derive(Debug)]
pub(crate) struct List {
    /// Its key at the top.
    pub(crate) key: &'static str,
    /// The section that it is.
    pub(crate) section: SectionKind,
    /// The keys of an item that the standard knows, in its order.
    pub(crate) standard: &'static [&'static str],
    /// Keys of the standard, and ours for the same value.
    pub(crate) names: &'static [(&'static str, &'static str)],
    /// Our key of the organisation; keys of the standard, and what of the organisation each says.
    pub(crate) organization: (&'static str, &'static [(&'static str, &'static str)]),
    /// How the standard says when.
    pub(crate) dates: When,
    /// The key that holds free text.
    pub(crate) body: &'static str,
}

/// How the items of a list say when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// `startDate` and `endDate`.
    Span,
    /// One date under this key.
    Day(&'static str),
    /// Not at all.
    Never,
}

/// The lists of JSON Resume, in its order.
#[rustfmt::skip]
pub(crate) const LISTS: &[List] = &[
    List {
        key: "work", section: SectionKind::Work,
        standard: &["name", "position", "location", "description", "url", "startDate", "endDate", "summary", "highlights"],
        names: &[("position", "position"), ("location", "place")],
        organization: ("organization", &[("name", "name"), ("url", "url"), ("description", "description")]),
        dates: When::Span, body: "summary",
    },
    List {
        key: "volunteer", section: SectionKind::Volunteer,
        standard: &["organization", "position", "url", "startDate", "endDate", "summary", "highlights"],
        names: &[("position", "position"), ("location", "place")],
        organization: ("organization", &[("organization", "name"), ("url", "url")]),
        dates: When::Span, body: "summary",
    },
    List {
        key: "education", section: SectionKind::Education,
        standard: &["institution", "url", "area", "studyType", "startDate", "endDate", "score", "courses"],
        names: &[("area", "area"), ("studyType", "degree"), ("score", "score"), ("courses", "courses")],
        organization: ("institution", &[("institution", "name"), ("url", "url")]),
        dates: When::Span, body: "summary",
    },
    List {
        key: "awards", section: SectionKind::Awards,
        standard: &["title", "date", "awarder", "summary"],
        names: &[("title", "title")],
        organization: ("awarder", &[("awarder", "name")]),
        dates: When::Day("date"), body: "summary",
    },
    List {
        key: "certificates", section: SectionKind::Certificates,
        standard: &["name", "date", "url", "issuer"],
        names: &[("name", "name"), ("url", "url")],
        organization: ("issuer", &[("issuer", "name")]),
        dates: When::Day("date"), body: "summary",
    },
    List {
        key: "publications", section: SectionKind::Publications,
        standard: &["name", "publisher", "releaseDate", "url", "summary"],
        names: &[("name", "title"), ("url", "url")],
        organization: ("publisher", &[("publisher", "name")]),
        dates: When::Day("releaseDate"), body: "summary",
    },
    List {
        key: "skills", section: SectionKind::Skills,
        standard: &["name", "level", "keywords"],
        names: &[("name", "name"), ("level", "level"), ("keywords", "keywords")],
        organization: ("", &[]), dates: When::Never, body: "summary",
    },
    List {
        key: "languages", section: SectionKind::Languages,
        standard: &["language", "fluency"],
        names: &[("language", "name"), ("fluency", "fluency")],
        organization: ("", &[]), dates: When::Never, body: "summary",
    },
    List {
        key: "interests", section: SectionKind::Interests,
        standard: &["name", "keywords"],
        names: &[("name", "name"), ("keywords", "keywords")],
        organization: ("", &[]), dates: When::Never, body: "summary",
    },
    List {
        key: "references", section: SectionKind::References,
        standard: &["name", "reference"],
        names: &[("name", "name")],
        organization: ("", &[]), dates: When::Never, body: "reference",
    },
    List {
        key: "projects", section: SectionKind::Projects,
        standard: &["name", "description", "highlights", "keywords", "startDate", "endDate", "url", "roles", "entity", "type"],
        names: &[("name", "name"), ("keywords", "keywords"), ("url", "url"), ("roles", "roles"), ("type", "genre")],
        organization: ("organization", &[("entity", "name")]),
        dates: When::Span, body: "description",
    },
];

/// Keys of older versions, and today's.
const OLDER: &[(&str, &str)] = &[("company", "name"), ("website", "url"), ("picture", "image")];

/// The keys of `basics` that the standard knows, in its order.
pub(crate) const BASICS: &[&str] =
    &["name", "label", "image", "email", "phone", "url", "summary", "location", "profiles"];
/// Those of `basics.location`.
pub(crate) const LOCATION: &[&str] = &["address", "postalCode", "city", "countryCode", "region"];
/// Those of an item of `basics.profiles`.
pub(crate) const PROFILE: &[&str] = &["network", "username", "url"];
/// Those of `meta`, and ours.
pub(crate) const META: [(&str, &str); 3] =
    [("canonical", "canonical"), ("version", "version"), ("lastModified", "modified")];

/// Our own keys beside those of the standard.
pub(crate) mod own {
    /// What a date says beyond the fields of the standard: a map of `start`, `end`, `at` and `text`.
    pub(crate) const DATES: &str = "x-dates";
    /// What an organisation says beyond the fields of the standard.
    pub(crate) const ORGANIZATION: &str = "x-organization";
    /// Items with the same number and the same name are positions in one engagement.
    pub(crate) const ENGAGEMENT: &str = "x-engagement";
    /// What is said about such an engagement as a whole.
    pub(crate) const STAY: &str = "x-stay";
    /// Tags of highlights, one list for each.
    pub(crate) const HIGHLIGHT_TAGS: &str = "x-highlightTags";
    /// The words of a place as a whole; `true` where they stand in `city`.
    pub(crate) const TEXT: &str = "x-text";
    /// What a picture shows.
    pub(crate) const ALT: &str = "x-imageAlt";
    /// Unknown fields whose names mean something here.
    pub(crate) const EXT: &str = "x-ext";
    /// The section in `meta` that holds what has no place in the standard.
    pub(crate) const VITAE: &str = "vitae";
    /// All of them that may stand in an item.
    pub(crate) const IN_ITEMS: &[&str] = &[DATES, ORGANIZATION, ENGAGEMENT, STAY, HIGHLIGHT_TAGS, EXT];
}

/// What the fields of a map may be, in our words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// An item that is an entry.
    Entry,
    /// An item that is one position of an engagement.
    Position,
}

impl List {
    pub(crate) fn by_key(key: &str) -> Option<&'static Self> {
        LISTS.iter().find(|list| list.key == key)
    }

    pub(crate) fn of(kind: SectionKind) -> Option<&'static Self> {
        LISTS.iter().find(|list| list.section == kind)
    }

    pub(crate) fn kind(&self) -> EntryKind {
        self.section.entry_kind()
    }

    /// The key of the standard for one of ours.
    pub(crate) fn name_of(&self, native: &str) -> Option<&'static str> {
        self.names.iter().find(|(_, ours)| *ours == native).map(|(key, _)| *key)
    }

    /// True where highlights stand beside the free text.
    pub(crate) fn has_highlights(&self) -> bool {
        self.dates == When::Span
    }

    /// True for a key that says something to us by its name alone.
    pub(crate) fn knows(&self, key: &str) -> bool {
        let when = match self.dates {
            When::Span => ["startDate", "endDate"].contains(&key),
            When::Day(day) => day == key,
            When::Never => false,
        };
        let of_body = key == self.body || (self.has_highlights() && key == "highlights");
        when || of_body
            || self.names.iter().any(|(name, _)| *name == key)
            || self.organization.1.iter().any(|(name, _)| *name == key)
    }

    /// Today's key for an older one.
    pub(crate) fn today(&self, key: &str) -> Option<&'static str> {
        today(key).filter(|new| self.knows(new) && !self.knows(key))
    }

    /// The field of ours that stands beside those of the standard under this key, if the value is one that we would write there.
    /// So a foreign key of the same name is nobody's loss: it is written again as it was.
    pub(crate) fn extra(&self, level: Level, key: &str, value: &Value) -> Option<&'static FieldSpec> {
        let kind = self.kind();
        let tables: [&[FieldSpec]; 3] = match (level, kind) {
            (Level::Position, _) => [Position::FIELDS, &[], &[]],
            (Level::Entry, EntryKind::Engagement) => [Position::FIELDS, kind.fields(), Common::FIELDS],
            (Level::Entry, _) => [kind.fields(), Common::FIELDS, &[]],
        };
        let spec = tables.into_iter().flatten().find(|spec| spec.key == key)?;
        let elsewhere = match spec.shape {
            // A hidden entry never stands where a theme would show it.
            Shape::Body | Shape::Positions | Shape::Flag if spec.key != "native" => true,
            Shape::Dates => self.dates != When::Never,
            Shape::Organization => spec.key == self.organization.0,
            Shape::Place => self.name_of(key).is_some() && matches!(value, Value::String(_)),
            _ => self.name_of(key).is_some(),
        };
        (!elsewhere && !self.knows(key) && is_written(spec, value)).then_some(spec)
    }
}

pub(crate) fn today(key: &str) -> Option<&'static str> {
    OLDER.iter().find(|(old, _)| *old == key).map(|(_, new)| *new)
}

/// True if the value is just as we write this field.
pub(crate) fn is_written(spec: &FieldSpec, value: &Value) -> bool {
    let words = Words::english();
    cell_from_value(spec, value, words).is_some_and(|cell| cell_to_value(cell.as_ref(), words) == *value)
}

/// The maps beside the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Map {
    Top,
    Meta,
    Basics,
    Location,
    Profile,
}

impl Map {
    /// The keys of the standard.
    fn standard(self) -> &'static [&'static str] {
        match self {
            Self::Top => &["basics", "meta", own::VITAE],
            Self::Meta => &["canonical", "version", "lastModified", own::VITAE],
            Self::Basics => BASICS,
            Self::Location => LOCATION,
            Self::Profile => PROFILE,
        }
    }

    /// Our own keys.
    fn own(self) -> &'static [&'static str] {
        match self {
            Self::Basics => &[own::ALT, own::EXT],
            Self::Location => &[own::TEXT, own::EXT],
            Self::Top | Self::Meta | Self::Profile => &[own::EXT],
        }
    }

    /// The field of ours that stands under this key, if the value is one that we would write there.
    pub(crate) fn extra(self, key: &str, value: &Value) -> Option<&'static FieldSpec> {
        let (table, keys): (&[FieldSpec], &[&str]) = match self {
            Self::Top | Self::Profile => return None,
            Self::Meta => (Meta::FIELDS, &["language", "direction", "title", "alternates"]),
            Self::Basics => (Person::FIELDS, &["nameParts", "details", "photo"]),
            Self::Location => (Place::FIELDS, &["country", "remote"]),
        };
        let spec = table.iter().find(|spec| spec.key == key && keys.contains(&key))?;
        is_written(spec, value).then_some(spec)
    }

    /// True if an unknown field cannot stand here under its own name. `has` tells which keys there are.
    pub(crate) fn knows(self, key: &str, value: &Value, has: impl Fn(&str) -> bool) -> bool {
        let list = self == Self::Top && List::by_key(key).is_some();
        let text = matches!(value, Value::String(_) | Value::Number(_) | Value::Bool(_) | Value::Null);
        let older = self == Self::Basics && text && today(key).is_some_and(|new| BASICS.contains(&new) && !has(new));
        list || older || self.standard().contains(&key) || self.own().contains(&key) || self.extra(key, value).is_some()
    }
}
