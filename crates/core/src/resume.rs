//! The résumé: a person, and sections in an order that is data.

use crate::entry::{Entry, EntryKind};
use crate::fields::records;
use crate::person::{Meta, Person};
use crate::rich::{Block, Line};
use crate::text::{Id, Lang, Tags};
use crate::value::Ext;

/// A whole résumé.
///
/// Two résumés are the same when their normal forms ([`Resume::normalize`]) are equal.
///
/// ```
/// use vitae_core::{Resume, Text};
/// let mut a = Resume::default();
/// a.person.name = Text::new("Mara  Lindqvist");
/// let b = a.clone().normalize();
/// assert!(vitae_core::diff(&a, &b).is_empty());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Resume {
    /// What is said about the résumé itself.
    pub meta: Meta,
    /// Who it is about.
    pub person: Person,
    /// What it says, in order.
    pub sections: Vec<Section>,
    /// Unknown fields.
    pub ext: Ext,
}

impl Resume {
    /// The résumé, in normal form, without the sections and entries that their owner keeps to themselves.
    ///
    /// ```
    /// use vitae_core::{Line, Resume, Section};
    /// let shown = Section { title: Line::text("Work"), ..Section::default() };
    /// let mut secret = Section { title: Line::text("Salary"), ..Section::default() };
    /// secret.common.hidden = true;
    /// let resume = Resume { sections: vec![secret, shown.clone()], ..Resume::default() };
    /// assert_eq!(resume.without_hidden().sections, [shown]);
    /// ```
    #[must_use]
    pub fn without_hidden(&self) -> Self {
        let mut rest = self.clone();
        rest.sections.retain(|section| !section.common.hidden);
        for section in &mut rest.sections {
            section.content.retain(|item| !item.is_hidden());
        }
        rest.normalize()
    }
}

records! {
    /// What a section may have beside its kind, its title and its content.
    SectionCommon {
        /// A name for other places to point at.
        id: Option<Id> = Id "id" [] Hidden,
        /// The language of the section, where it differs from the résumé's.
        lang: Option<Lang> = Lang "lang" [] Hidden,
        /// Labels for variants.
        tags: Tags = Tags "tags" [] Hidden,
        /// True for what its owner keeps to themselves.
        hidden: bool = Hidden "hidden" ["private"] Hidden,
    } ext;
}

/// A section of a résumé.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Section {
    /// What kind of things it lists.
    pub kind: SectionKind,
    /// Its heading, always explicit; `None` shows none.
    pub title: Option<Line>,
    /// Entries, text and sub-headings, in an order that is data.
    pub content: Vec<Item>,
    /// Id, language, tags, hidden, unknown fields.
    pub common: SectionCommon,
}

impl Section {
    /// A section of a kind, without a heading yet.
    #[must_use]
    pub fn new(kind: SectionKind) -> Self {
        Self { kind, ..Self::default() }
    }
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// An entry.
    Entry(Box<Entry>),
    /// Text between entries.
    Text(Block),
    /// A heading for the entries that follow.
    Heading(Line),
}

impl Item {
    /// True for an entry that its owner keeps to themselves.
    #[must_use]
    pub fn is_hidden(&self) -> bool {
        matches!(self, Self::Entry(entry) if entry.common.hidden)
    }
}

impl From<Entry> for Item {
    fn from(entry: Entry) -> Self {
        Self::Entry(Box::new(entry))
    }
}

macro_rules! section_kinds {
    ($($(#[$doc:meta])* $kind:ident $name:literal $entries:ident,)*) => {
        /// What a section lists.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        #[non_exhaustive]
        pub enum SectionKind {
            $($(#[$doc])* $kind,)*
            /// Something of its owner's own.
            #[default]
            Custom,
        }

        impl SectionKind {
            /// All kinds.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)* Self::Custom];

            /// Its name in data formats.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$kind => $name,)* Self::Custom => "custom" }
            }

            /// The kind of entry that it usually lists.
            ///
            /// ```
            /// use vitae_core::{EntryKind, SectionKind};
            /// assert_eq!(SectionKind::Talks.entry_kind(), EntryKind::Publication);
            /// ```
            #[must_use]
            pub const fn entry_kind(self) -> EntryKind {
                match self { $(Self::$kind => EntryKind::$entries,)* Self::Custom => EntryKind::Other }
            }
        }
    };
}

section_kinds! {
    /// Who the person is, in prose.
    Summary "summary" Other,
    /// What the person looks for, in prose.
    Objective "objective" Other,
    /// Paid work.
    Work "work" Engagement,
    /// Unpaid work.
    Volunteer "volunteer" Engagement,
    /// Memberships and offices.
    Affiliations "affiliations" Engagement,
    /// Schools.
    Education "education" Education,
    /// Projects.
    Projects "projects" Project,
    /// Skills.
    Skills "skills" Skill,
    /// Languages.
    Languages "languages" Language,
    /// Interests.
    Interests "interests" Interest,
    /// Awards.
    Awards "awards" Award,
    /// Certificates.
    Certificates "certificates" Certificate,
    /// Publications.
    Publications "publications" Publication,
    /// Talks.
    Talks "talks" Publication,
    /// Patents.
    Patents "patents" Publication,
    /// People who can be asked.
    References "references" Reference,
}

impl SectionKind {
    /// The kind of this name.
    ///
    /// ```
    /// assert_eq!(vitae_core::SectionKind::parse("work"), Some(vitae_core::SectionKind::Work));
    /// ```
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == name)
    }
}
