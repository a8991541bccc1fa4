//! The person, and the parts that entries share with them: places, organisations, contacts, details.

use crate::fields::records;
use crate::language::Dir;
use crate::rich::Line;
use crate::text::{Lang, Tags, Text, Url};
use crate::value::Ext;

records! {
    /// What is said about the résumé itself.
    Meta {
        /// The language of the résumé (BCP 47). Labels, months and default titles are in it.
        language: Option<Lang> = Language "language" [] Hidden,
        /// The direction of writing, where it is not the usual one of the language.
        direction: Option<Dir> = Direction "direction" ["dir"] Hidden,
        /// The title of the document, where it is not made from the name.
        title: Option<Text> = Title "title" [] Hidden,
        /// A version label.
        version: Option<Text> = Version "version" [] Hidden,
        /// Where the original is published.
        canonical: Option<Url> = Canonical "canonical" [] Hidden,
        /// When it was last changed, as its owner wrote it.
        modified: Option<Text> = Modified "modified" ["lastModified"] Hidden,
        /// The same résumé in other languages: a map from language to address.
        alternates: Vec<(Lang, Url)> = Alternates "alternates" [] Hidden,
    } ext;

    /// Who the résumé is about.
    Person {
        /// The full name, as it is shown.
        name: Option<Text> = Name "name" [] Title,
        /// The name in parts, for machines; never shown.
        parts: Option<NameParts> = NameParts "nameParts" [] Hidden,
        /// The line under the name: a profession or a wish.
        headline: Option<Line> = Headline "headline" ["label"] Qualifier,
        /// A picture.
        photo: Option<Photo> = Photo "photo" ["image", "picture"] Special,
        /// Ways to reach the person, in the order in which they are shown.
        contacts: Vec<Contact> = Contacts "contacts" [] Special,
        /// Labelled lines such as date of birth, nationality, driving licence.
        details: Vec<Detail> = Details "details" [] Label,
    } ext;

    /// A name in parts.
    NameParts {
        /// A title before the name, such as Dr.
        prefix: Option<Text> = Prefix "prefix" [] Hidden,
        /// A first name.
        given: Option<Text> = Given "given" [] Hidden,
        /// Middle names.
        additional: Option<Text> = Additional "additional" [] Hidden,
        /// A family name.
        family: Option<Text> = Family "family" [] Hidden,
        /// A title after the name, such as PhD.
        suffix: Option<Text> = Suffix "suffix" [] Hidden,
    };

    /// Somewhere. The text wins for display, the parts are for machines.
    Place {
        /// The place in words, as it is shown.
        text: Option<Text> = Text "text" [] Place,
        /// Street lines.
        street: Vec<Text> = Street "street" ["address"] Hidden,
        /// A postal code.
        postal_code: Option<Text> = PostalCode "postalCode" ["postcode", "zip"] Hidden,
        /// A town.
        city: Option<Text> = City "city" [] Hidden,
        /// A state or province.
        region: Option<Text> = Region "region" ["state"] Hidden,
        /// A country by name.
        country: Option<Text> = Country "country" [] Hidden,
        /// A country by its ISO 3166 code.
        country_code: Option<Text> = CountryCode "countryCode" [] Hidden,
        /// True for work that can be done from anywhere.
        remote: Option<bool> = Remote "remote" [] Hidden,
    } ext;

    /// An employer, a school, a publisher, an issuer.
    Organization {
        /// Its name.
        name: Option<Text> = Name "name" [] Organization,
        /// Its site.
        url: Option<Url> = Url "url" ["website"] Hidden,
        /// What it does, in a phrase.
        description: Option<Line> = About "description" ["about"] Label,
        /// Where it is.
        place: Option<Place> = Place "place" ["location"] Label,
    } ext;
}

impl Place {
    /// A place in words.
    #[must_use]
    pub fn text(text: Text) -> Self {
        Self { text: Some(text), ..Self::default() }
    }

    /// What is shown: the words, else the parts in the order that most addresses share, else `remote` where that is all.
    ///
    /// ```
    /// use vitae_core::{Place, Text};
    /// let place = Place { city: Text::new("Berlin"), country: Text::new("Germany"), ..Place::default() };
    /// assert_eq!(place.display("Remote"), "Berlin, Germany");
    /// ```
    #[must_use]
    pub fn display(&self, remote: &str) -> String {
        if let Some(text) = &self.text {
            return text.as_str().to_owned();
        }
        let town: Vec<&str> = [&self.postal_code, &self.city].into_iter().flatten().map(Text::as_str).collect();
        let town = town.join(" ");
        let country = self.country.as_ref().or(self.country_code.as_ref());
        let mut parts: Vec<&str> = self.street.iter().map(Text::as_str).collect();
        parts.push(&town);
        parts.extend(self.region.iter().chain(country).map(Text::as_str));
        parts.retain(|part| !part.is_empty());
        if parts.is_empty() && self.remote == Some(true) {
            return remote.to_owned();
        }
        parts.join(", ")
    }
}

impl Organization {
    /// An organisation of which only the name is known.
    #[must_use]
    pub fn named(name: Text) -> Self {
        Self { name: Some(name), ..Self::default() }
    }
}

/// A way to reach somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// What it is.
    pub kind: ContactKind,
    /// What its owner calls it: work, mobile.
    pub label: Option<Text>,
    /// Variant labels.
    pub tags: Tags,
    /// Unknown fields.
    pub ext: Ext,
}

impl From<ContactKind> for Contact {
    fn from(kind: ContactKind) -> Self {
        Self { kind, label: None, tags: Tags::new(), ext: Ext::default() }
    }
}

/// What kind of contact, with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ContactKind {
    /// A mail address, without `mailto:`.
    Email(Text),
    /// A telephone number, as its owner writes it.
    Phone(Text),
    /// A fax number.
    Fax(Text),
    /// A site.
    Web {
        /// Its address.
        url: Url,
        /// What is shown instead of the address.
        text: Option<Text>,
    },
    /// An account in a network.
    Profile {
        /// The network's name.
        network: Text,
        /// The account's name there.
        user: Option<Text>,
        /// The account's address.
        url: Option<Url>,
    },
    /// A name in a message service.
    Message {
        /// The service's name.
        service: Text,
        /// The name there.
        user: Text,
    },
    /// A postal address, or just a town.
    Place(Place),
    /// Anything else.
    Other(Line),
}

/// A labelled line without a field of its own: `Driving licence: B`, `Team size: 12`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// What stands before the colon.
    pub label: Text,
    /// What stands after it.
    pub value: Line,
}

/// A picture of the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// Where it is.
    pub source: PhotoSource,
    /// What it shows, for those who cannot see it.
    pub alt: Option<Text>,
}

/// Where a picture is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhotoSource {
    /// Elsewhere.
    Url(Url),
    /// In the résumé.
    Embedded {
        /// Its Internet media type.
        media_type: Text,
        /// Its bytes.
        bytes: Vec<u8>,
    },
}

/// A rating on a scale: 4 of 5.
///
/// ```
/// use vitae_core::Rating;
/// assert_eq!(Rating::parse("4/5"), Some(Rating { value: 4, of: 5 }));
/// assert_eq!(Rating::parse("6/5"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rating {
    /// How many.
    pub value: u8,
    /// Of how many, at least 1.
    pub of: u8,
}

impl Rating {
    /// Reads `n/m`, with n ≤ m.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (value, of) = text.split_once('/')?;
        let number =
            |t: &str| (!t.is_empty() && t.bytes().all(|b| b.is_ascii_digit())).then(|| t.parse().ok()).flatten();
        let rating = Self { value: number(value.trim())?, of: number(of.trim())? };
        rating.is_valid().then_some(rating)
    }

    pub(crate) const fn is_valid(self) -> bool {
        self.of >= 1 && self.value <= self.of
    }
}

impl std::fmt::Display for Rating {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.value, self.of)
    }
}

/// A level of the Common European Framework of Reference for Languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the framework names them")]
pub enum CefrLevel {
    A1,
    A2,
    B1,
    B2,
    C1,
    C2,
}

impl CefrLevel {
    /// All six, lowest first.
    pub const ALL: [Self; 6] = [Self::A1, Self::A2, Self::B1, Self::B2, Self::C1, Self::C2];

    /// `A1` to `C2`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::A1 => "A1",
            Self::A2 => "A2",
            Self::B1 => "B1",
            Self::B2 => "B2",
            Self::C1 => "C1",
            Self::C2 => "C2",
        }
    }

    /// Reads a level, in any case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str().eq_ignore_ascii_case(text.trim()))
    }

    /// The level that a text begins with, as a word of its own.
    ///
    /// ```
    /// use vitae_core::CefrLevel;
    /// assert_eq!(CefrLevel::leading("C1 (Goethe)"), Some(CefrLevel::C1));
    /// ```
    #[must_use]
    pub fn leading(text: &str) -> Option<Self> {
        Self::parse(text.split(|c: char| !c.is_alphanumeric()).next()?)
    }
}

/// Levels of a language, as a whole or by skill.
///
/// ```
/// use vitae_core::{Cefr, CefrLevel};
/// assert_eq!(Cefr::overall(CefrLevel::B2).levels().count(), 1);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[allow(missing_docs, reason = "the framework names the skills")]
pub struct Cefr {
    pub overall: Option<CefrLevel>,
    pub listening: Option<CefrLevel>,
    pub reading: Option<CefrLevel>,
    pub interaction: Option<CefrLevel>,
    pub production: Option<CefrLevel>,
    pub writing: Option<CefrLevel>,
}

impl Cefr {
    /// The names of the skills, as data formats spell them.
    pub const KEYS: [&'static str; 6] = ["overall", "listening", "reading", "interaction", "production", "writing"];

    /// One level for everything.
    #[must_use]
    pub fn overall(level: CefrLevel) -> Self {
        Self { overall: Some(level), ..Self::default() }
    }

    /// The levels that are there, with the names of their skills.
    pub fn levels(&self) -> impl Iterator<Item = (&'static str, CefrLevel)> {
        let levels = [self.overall, self.listening, self.reading, self.interaction, self.production, self.writing];
        Self::KEYS.into_iter().zip(levels).filter_map(|(key, level)| Some((key, level?)))
    }

    /// Sets a level by the name of its skill. False if there is no such skill.
    pub fn set(&mut self, key: &str, level: CefrLevel) -> bool {
        let place = match key {
            "overall" => &mut self.overall,
            "listening" => &mut self.listening,
            "reading" => &mut self.reading,
            "interaction" => &mut self.interaction,
            "production" => &mut self.production,
            "writing" => &mut self.writing,
            _ => return false,
        };
        *place = Some(level);
        true
    }
}
