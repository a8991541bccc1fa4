//! Entries: the eleven kinds of thing that a section lists.

use crate::date::Dates;
use crate::fields::{Cell, CellRef, Field, FieldSpec, Record, records};
use crate::person::{Cefr, CefrLevel, Contact, Detail, Organization, Place, Rating};
use crate::rich::{Body, Line};
use crate::text::{Id, Lang, Tags, Text, Url};
use std::collections::BTreeMap;

records! {
    /// One stay with one organisation. No organisation means that the source names none.
    Engagement {
        /// The employer or association: a name, or a map with name, url, description and place.
        organization: Option<Organization> = Organization "organization" ["company", "employer", "name"] Organization,
        /// When, as a whole. With a single position the dates stand there.
        dates: Option<Dates> = Dates "dates" [] Dates,
        /// Where, as a whole. With a single position the place stands there.
        place: Option<Place> = Place "place" ["location"] Place,
        /// What one was there, latest first as a rule. The order is kept.
        positions: Vec<Position> = Positions "positions" ["roles"] Special,
    };

    /// One position in an engagement.
    Position {
        /// What one was.
        title: Option<Line> = Title "position" ["title", "role"] Title,
        /// A team or department.
        team: Option<Text> = Qualifier "team" ["department"] Qualifier,
        /// When.
        dates: Option<Dates> = Dates "dates" [] Dates,
        /// Where.
        place: Option<Place> = Place "place" ["location"] Place,
        /// Full-time, contract, internship.
        employment: Option<Text> = Employment "employment" ["employmentType"] Label,
        /// A page about the position. (`url` in a work entry is the organisation's.)
        url: Option<Url> = Url "positionUrl" [] Label,
        /// What one did: `summary` and `highlights`, or `text`.
        body: Body = Body "body" [] Body,
        /// Keywords.
        keywords: Vec<Text> = Keywords "keywords" ["technologies"] Label,
        /// Labelled lines without a field of their own.
        details: Vec<Detail> = Details "details" [] Label,
        /// A name for other places to point at.
        id: Option<Id> = Id "id" [] Hidden,
        /// Labels for variants.
        tags: Tags = Tags "tags" [] Hidden,
    } ext;

    /// A stay at a school.
    Education {
        /// What one left with.
        degree: Option<Line> = Title "degree" ["studyType"] Title,
        /// What was studied.
        area: Option<Text> = Qualifier "area" ["field"] Qualifier,
        /// The school: a name, or a map.
        institution: Option<Organization> = Organization "institution" ["school", "university", "organization"] Organization,
        /// When.
        dates: Option<Dates> = Dates "dates" [] Dates,
        /// Where.
        place: Option<Place> = Place "place" ["location"] Place,
        /// A grade.
        score: Option<Text> = Score "score" ["gpa", "grade"] Label,
        /// What was taught.
        courses: Vec<Line> = Courses "courses" [] Label,
    };

    /// A project.
    Project {
        /// Its name.
        name: Option<Line> = Title "name" ["title"] Title,
        /// Whose project it was: a name, or a map.
        organization: Option<Organization> = Organization "organization" ["entity", "company"] Organization,
        /// What one was in it.
        roles: Vec<Text> = Roles "roles" ["role"] Label,
        /// What sort of project.
        genre: Option<Text> = Genre "genre" ["type"] Label,
        /// When.
        dates: Option<Dates> = Dates "dates" [] Dates,
        /// Its page.
        url: Option<Url> = Url "url" ["website"] Label,
    };

    /// An award.
    Award {
        /// What it is called.
        title: Option<Line> = Title "title" ["name"] Title,
        /// Who gave it: a name, or a map.
        awarder: Option<Organization> = Organization "awarder" ["organization", "issuer"] Organization,
        /// When.
        dates: Option<Dates> = Dates "dates" ["date"] Dates,
        /// Its page.
        url: Option<Url> = Url "url" ["website"] Label,
    };

    /// A certificate.
    Certificate {
        /// What it is called.
        name: Option<Line> = Title "name" ["title"] Title,
        /// Who gave it: a name, or a map.
        issuer: Option<Organization> = Organization "issuer" ["organization"] Organization,
        /// When it was given, and how long it holds.
        dates: Option<Dates> = Dates "dates" ["date"] Dates,
        /// Its number or licence.
        number: Option<Text> = Number "number" [] Label,
        /// Its page.
        url: Option<Url> = Url "url" ["website"] Label,
    };

    /// A publication, a talk or a patent.
    Publication {
        /// What it is called.
        title: Option<Line> = Title "title" ["name"] Title,
        /// Who wrote it, in order. One's own name may be bold.
        authors: Vec<Line> = Authors "authors" ["author"] Label,
        /// The journal, conference or book.
        venue: Option<Line> = Qualifier "venue" ["journal", "conference"] Qualifier,
        /// Who published it: a name, or a map.
        publisher: Option<Organization> = Organization "publisher" ["organization"] Organization,
        /// When.
        dates: Option<Dates> = Dates "dates" ["date", "releaseDate"] Dates,
        /// Where.
        place: Option<Place> = Place "place" ["location"] Place,
        /// What sort of publication.
        genre: Option<Text> = Genre "genre" ["type"] Label,
        /// Pages in a larger work.
        pages: Option<Text> = Pages "pages" [] Label,
        /// Identifiers: a map from scheme (doi, isbn, issn, arxiv, pmid, patent, …) to value.
        ids: BTreeMap<IdScheme, Text> = Ids "ids" [] Label,
        /// Its page.
        url: Option<Url> = Url "url" ["website"] Label,
    };

    /// A skill, or a group of skills with keywords.
    Skill {
        /// What it is called.
        name: Option<Line> = Title "name" ["title"] Title,
        /// How well.
        level: Option<Text> = Level "level" [] Level,
        /// How well on a scale, such as 4/5.
        rating: Option<Rating> = Rating "rating" [] Level,
        /// For how many years.
        years: Option<Text> = Years "years" [] Level,
    };

    /// A language that somebody speaks.
    LanguageSkill {
        /// What it is called.
        name: Option<Text> = Title "name" ["language", "title"] Title,
        /// Its BCP 47 tag.
        tag: Option<Lang> = LanguageTag "tag" [] Hidden,
        /// How well, in words.
        fluency: Option<Text> = Level "fluency" ["level"] Level,
        /// True for a mother tongue.
        native: bool = Native "native" [] Level,
        /// How well, by the Common European Framework: one level, or a map by skill.
        cefr: Option<Cefr> = Cefr "cefr" [] Level,
    };

    /// An interest.
    Interest {
        /// What it is called.
        name: Option<Line> = Title "name" ["title"] Title,
    };

    /// Somebody who can be asked.
    Reference {
        /// Who.
        name: Option<Text> = Title "name" [] Title,
        /// What they are.
        title: Option<Line> = Qualifier "title" ["position"] Qualifier,
        /// Where they are: a name, or a map.
        organization: Option<Organization> = Organization "organization" ["company"] Organization,
        /// How they know the person.
        relationship: Option<Text> = Relationship "relationship" [] Label,
        /// Ways to reach them.
        contacts: Vec<Contact> = Contacts "contacts" [] Special,
    };

    /// An entry of no particular kind.
    Other {
        /// What it is headed with.
        title: Option<Line> = Title "title" ["name"] Title,
        /// What stands under that.
        subtitle: Option<Line> = Qualifier "subtitle" [] Qualifier,
        /// An organisation: a name, or a map.
        organization: Option<Organization> = Organization "organization" ["company"] Organization,
        /// When.
        dates: Option<Dates> = Dates "dates" ["date"] Dates,
        /// Where.
        place: Option<Place> = Place "place" ["location"] Place,
        /// Its page.
        url: Option<Url> = Url "url" ["website"] Label,
    };

    /// What every entry may have beside the fields of its kind.
    Common {
        /// What there is to say: `summary` and `highlights`, or `text`.
        body: Body = Body "body" [] Body,
        /// Keywords.
        keywords: Vec<Text> = Keywords "keywords" ["technologies"] Label,
        /// Labelled lines without a field of their own.
        details: Vec<Detail> = Details "details" [] Label,
        /// A name for other places to point at.
        id: Option<Id> = Id "id" [] Hidden,
        /// The language of the entry, where it differs from the résumé's.
        lang: Option<Lang> = Lang "lang" [] Hidden,
        /// Labels for variants.
        tags: Tags = Tags "tags" [] Hidden,
        /// True for what its owner keeps to themselves.
        hidden: bool = Hidden "hidden" ["private"] Hidden,
    } ext;
}

/// A scheme of identifiers.
///
/// ```
/// use vitae_core::IdScheme;
/// assert_eq!(IdScheme::new("DOI").unwrap().label(), "DOI");
/// assert_eq!(IdScheme::new("handle").unwrap().key(), "handle");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdScheme(Box<str>);

impl IdScheme {
    /// The schemes that have a usual spelling: (key, label).
    const USUAL: [(&'static str, &'static str); 10] = [
        ("doi", "DOI"),
        ("isbn", "ISBN"),
        ("issn", "ISSN"),
        ("arxiv", "arXiv"),
        ("pmid", "PMID"),
        ("pmcid", "PMCID"),
        ("orcid", "ORCID"),
        ("urn", "URN"),
        ("handle", "Handle"),
        ("patent", "Patent"),
    ];

    /// A scheme by its name. Usual ones are recognised in any case; others are kept as they are.
    #[must_use]
    pub fn new(name: &str) -> Option<Self> {
        let text = Text::new(name)?;
        let usual = Self::USUAL.iter().find(|(key, _)| key.eq_ignore_ascii_case(text.as_str()));
        Some(Self(usual.map_or(text.as_str(), |(key, _)| key).into()))
    }

    /// Its name in data formats.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.0
    }

    /// Its name for people.
    #[must_use]
    pub fn label(&self) -> &str {
        Self::USUAL.iter().find(|(key, _)| *key == &*self.0).map_or(&self.0, |(_, label)| label)
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident($record:ty) $name:literal,)*) => {
        /// The kind of an entry.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum EntryKind { $($(#[$doc])* $kind,)* }

        /// What an entry is about, with the fields of its kind.
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum What { $($(#[$doc])* $kind($record),)* }

        impl EntryKind {
            /// All kinds.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)*];

            /// Its name in data formats.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$kind => $name,)* }
            }

            /// The kind of this name.
            #[must_use]
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.as_str() == name)
            }

            /// The rows of the field table for this kind.
            #[must_use]
            pub const fn fields(self) -> &'static [FieldSpec] {
                match self { $(Self::$kind => <$record>::FIELDS,)* }
            }
        }

        impl What {
            /// An entry of this kind of which nothing is known yet.
            #[must_use]
            pub fn new(kind: EntryKind) -> Self {
                match kind { $(EntryKind::$kind => Self::$kind(<$record>::default()),)* }
            }

            /// The kind.
            #[must_use]
            pub const fn kind(&self) -> EntryKind {
                match self { $(Self::$kind(_) => EntryKind::$kind,)* }
            }

            fn record(&self) -> &dyn Record {
                match self { $(Self::$kind(record) => record,)* }
            }

            fn record_mut(&mut self) -> &mut dyn Record {
                match self { $(Self::$kind(record) => record,)* }
            }
        }
    };
}

kinds! {
    /// Work, voluntary work, an affiliation.
    Engagement(Engagement) "engagement",
    /// A stay at a school.
    Education(Education) "education",
    /// A project.
    Project(Project) "project",
    /// An award.
    Award(Award) "award",
    /// A certificate.
    Certificate(Certificate) "certificate",
    /// A publication, a talk, a patent.
    Publication(Publication) "publication",
    /// A skill.
    Skill(Skill) "skill",
    /// A language.
    Language(LanguageSkill) "language",
    /// An interest.
    Interest(Interest) "interest",
    /// A referee.
    Reference(Reference) "reference",
    /// Anything else.
    Other(Other) "other",
}

impl Record for What {
    fn fields(&self) -> &'static [FieldSpec] {
        self.kind().fields()
    }
    fn cells(&self) -> Vec<(&'static FieldSpec, CellRef<'_>)> {
        self.record().cells()
    }
    fn put(&mut self, field: Field, cell: Cell) -> Result<(), Box<Cell>> {
        self.record_mut().put(field, cell)
    }
    fn clear(&mut self, field: Field) {
        self.record_mut().clear(field);
    }
}

/// One thing that a section lists.
///
/// ```
/// use vitae_core::{Education, Entry, Line, What};
/// let study = Education { degree: Line::text("MSc"), ..Education::default() };
/// let entry = Entry::from(What::Education(study));
/// assert!(entry.common.body.is_empty());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is about, with the fields of its kind.
    pub what: What,
    /// What every entry may have.
    pub common: Common,
}

impl From<What> for Entry {
    fn from(what: What) -> Self {
        Self { what, common: Common::default() }
    }
}

impl LanguageSkill {
    /// True when the levels are no more than what the fluency begins with, so that a format need not write them (N13).
    #[must_use]
    pub fn fluency_says_it_all(&self) -> bool {
        self.level_of_fluency().is_some_and(|level| self.cefr == Some(Cefr::overall(level)))
    }

    /// Sets the overall level that the fluency begins with, where none is set (N13).
    ///
    /// ```
    /// use vitae_core::{CefrLevel, LanguageSkill, Text};
    /// let mut german = LanguageSkill { fluency: Text::new("C1 (Goethe)"), ..LanguageSkill::default() };
    /// german.set_level_by_fluency();
    /// assert_eq!(german.cefr.and_then(|cefr| cefr.overall), Some(CefrLevel::C1));
    /// ```
    pub fn set_level_by_fluency(&mut self) {
        let overall = self.cefr.and_then(|cefr| cefr.overall).or_else(|| self.level_of_fluency());
        if overall.is_some() {
            self.cefr = Some(Cefr { overall, ..self.cefr.unwrap_or_default() });
        }
    }

    fn level_of_fluency(&self) -> Option<CefrLevel> {
        self.fluency.as_ref().and_then(|fluency| CefrLevel::leading(fluency.as_str()))
    }
}

impl Entry {
    /// The single position of an engagement that needs no level of its own for it: the entry is one heading, one meta line,
    /// one text. `None` for other entries, and for an engagement whose organisation has something to say for itself.
    ///
    /// This is the form in which data formats write the fields of both in one map.
    #[must_use]
    pub fn flat_position(&self) -> Option<(&Engagement, &Position)> {
        let What::Engagement(engagement) = &self.what else { return None };
        let [position] = engagement.positions.as_slice() else { return None };
        let own = &self.common;
        let entry_silent = own.body.is_empty() && own.keywords.is_empty() && own.details.is_empty();
        let stay_silent = engagement.dates.is_none() && engagement.place.is_none();
        let position_plain = position.id.is_none() && position.tags.is_empty() && position.ext.is_empty();
        (entry_silent && stay_silent && position_plain).then_some((engagement, position))
    }
}
