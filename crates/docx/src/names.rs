//! The names of the styles: what a paragraph or a run *is*, for people, for screen readers, and for whoever reads the file back.
//!
//! Built-in names are spelled as Word stores them (`heading 1`), so that Word, LibreOffice and Google Docs know them in every
//! language.

#[cfg(feature = "write")]
use vitae_outline::{Role, Run};

/// Whether two names differ in nothing but capitals and spaces.
#[cfg(feature = "read")]
fn is_same(known: &str, name: &str) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = u8> {
        text.bytes().filter(|byte| *byte != b' ').map(|byte| byte.to_ascii_lowercase())
    }
    letters(known).eq(letters(name))
}

macro_rules! styles {
    ($(#[$about:meta])* $type:ident { $($(#[$doc:meta])* $style:ident = $id:literal $name:literal,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum $type { $($(#[$doc])* $style,)* }

        impl $type {
            /// Its id in the package.
            #[cfg(feature = "write")]
            pub(crate) const fn id(self) -> &'static str {
                match self { $(Self::$style => $id,)* }
            }

            /// Its name, as the gallery of styles shows it.
            #[cfg(feature = "write")]
            pub(crate) const fn name(self) -> &'static str {
                match self { $(Self::$style => $name,)* }
            }

            /// The style with a name or an id. Programs differ in capitals and spaces.
            #[cfg(feature = "read")]
            pub(crate) fn of_name(name: &str) -> Option<Self> {
                let name = name.split(',').next().unwrap_or_default();
                [$(($name, Self::$style)),*].into_iter().find(|(known, _)| is_same(known, name)).map(|(_, style)| style)
            }
        }
    };
}

styles! {
    /// A paragraph style.
    Paragraph {
        /// The text of an entry, and what all others are based on.
        Normal = "Normal" "Normal",
        /// The name of the person.
        Title = "Title" "Title",
        /// The line under it.
        Subtitle = "Subtitle" "Subtitle",
        /// Ways to reach somebody.
        Contact = "VitaeContact" "Vitae Contact",
        /// The heading of a section.
        Heading1 = "Heading1" "heading 1",
        /// The heading of an entry, or a heading inside a section.
        Heading2 = "Heading2" "heading 2",
        /// The heading of a position in an organisation.
        Heading3 = "Heading3" "heading 3",
        /// The line under a heading: organisation, qualifier, place.
        Meta = "VitaeMeta" "Vitae Meta",
        /// A label and its value.
        Labelled = "VitaeLabelLine" "Vitae Label Line",
        /// Entries that are a line: skills, languages, interests.
        Line = "VitaeLine" "Vitae Line",
        /// Text of a section, between or instead of entries.
        Text = "VitaeText" "Vitae Text",
        /// A break between thoughts.
        Rule = "VitaeRule" "Vitae Rule",
        /// A bullet.
        Bullet1 = "ListBullet" "List Bullet",
        /// A bullet in a bullet.
        Bullet2 = "ListBullet2" "List Bullet 2",
        /// The same, and whatever stands deeper.
        Bullet3 = "ListBullet3" "List Bullet 3",
        /// A numbered item.
        Number1 = "ListNumber" "List Number",
        /// A numbered item in an item.
        Number2 = "ListNumber2" "List Number 2",
        /// The same, and whatever stands deeper.
        Number3 = "ListNumber3" "List Number 3",
        /// A further paragraph of an item.
        Continue1 = "ListContinue" "List Continue",
        /// The same in an item of an item.
        Continue2 = "ListContinue2" "List Continue 2",
        /// The same, and whatever stands deeper.
        Continue3 = "ListContinue3" "List Continue 3",
        /// A quotation.
        Quote = "Quote" "Quote",
        /// Preformatted text.
        Pre = "HTMLPreformatted" "HTML Preformatted",
        /// The page number.
        Footer = "Footer" "footer",
    }
}

styles! {
    /// A character style.
    Character {
        /// The title of an entry or a position.
        Title = "VitaeTitle" "Vitae Title",
        /// A heading inside a section.
        Subheading = "VitaeSubheading" "Vitae Subheading",
        /// An organisation.
        Organization = "VitaeOrganization" "Vitae Organization",
        /// A team, an area, a venue.
        Qualifier = "VitaeQualifier" "Vitae Qualifier",
        /// A place.
        Place = "VitaePlace" "Vitae Place",
        /// When.
        Dates = "VitaeDates" "Vitae Dates",
        /// An address on the Web that belongs to the entry.
        Url = "VitaeUrl" "Vitae Url",
        /// The label of a labelled line.
        Label = "VitaeLabel" "Vitae Label",
        /// The value on a labelled line.
        Value = "VitaeValue" "Vitae Value",
        /// How well.
        Level = "VitaeLevel" "Vitae Level",
        /// A keyword.
        Keyword = "VitaeKeyword" "Vitae Keyword",
        /// One way to reach somebody.
        Contact = "VitaeContactItem" "Vitae Contact Item",
        /// Code or another literal.
        Code = "HTMLCode" "HTML Code",
        /// A link in running text.
        Link = "Hyperlink" "Hyperlink",
        /// For people who edit: what an author marked as strong is set directly.
        Strong = "Strong" "Strong",
        /// The same for emphasis.
        Emphasis = "Emphasis" "Emphasis",
    }
}

#[cfg(feature = "write")]
impl Character {
    /// The style of a run.
    pub(crate) fn of_run(run: &Run) -> Option<Self> {
        run.role.and_then(Self::of)
    }

    /// The style of a role. Name, headline and section are said by the paragraph, and a separator by having no style.
    const fn of(role: Role) -> Option<Self> {
        match role {
            Role::Title => Some(Self::Title),
            Role::Organization => Some(Self::Organization),
            Role::Qualifier => Some(Self::Qualifier),
            Role::Place => Some(Self::Place),
            Role::Dates => Some(Self::Dates),
            Role::Url => Some(Self::Url),
            Role::Label => Some(Self::Label),
            Role::Level => Some(Self::Level),
            Role::Keyword => Some(Self::Keyword),
            Role::Contact => Some(Self::Contact),
            Role::Name | Role::Headline | Role::Section | Role::Separator => None,
        }
    }
}

#[cfg(feature = "write")]
impl Character {
    /// Its text has the accent colour anyway, so that a link in it needs none.
    pub(crate) const fn is_accented(self) -> bool {
        matches!(self, Self::Organization | Self::Url | Self::Link)
    }
}

/// The style for a depth of lists, of three.
#[cfg(feature = "write")]
pub(crate) const fn at_depth(styles: [Paragraph; 3], depth: u8) -> Paragraph {
    let [first, second, deeper] = styles;
    match depth {
        0 | 1 => first,
        2 => second,
        _ => deeper,
    }
}
