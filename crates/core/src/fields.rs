//! The one table of fields.
//!
//! Each record of the model ([`crate::Person`], [`crate::Education`], …) is declared once, by [`records!`](macro@crate::records):
//! a row says the name of the field in Rust, its meaning ([`Field`]), the key that data formats use, the older names that a
//! reader accepts, and the [`Slot`] that a document gives it. From the rows come the struct, its list of [`FieldSpec`]s, and
//! generic access by [`Record::cells`] and [`Record::put`]. Formats, the diff, the schema and the documentation loop over
//! them; a field added here appears everywhere.

use crate::date::Dates;
use crate::entry::{IdScheme, Position};
use crate::language::Dir;
use crate::person::{Cefr, Contact, Detail, NameParts, Organization, Photo, Place, Rating};
use crate::rich::{Block, Line};
use crate::text::{Id, Lang, Tags, Text, Url};
use crate::value::Ext;
use std::collections::BTreeMap;

macro_rules! fields {
    ($($(#[$doc:meta])* $field:ident $key:literal,)*) => {
        /// What a field means, the same in every record and format.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Field { $($(#[$doc])* $field,)* }

        impl Field {
            /// All fields.
            pub const ALL: &'static [Self] = &[$(Self::$field,)*];

            /// Its name where a record does not use a special one.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$field => $key,)* }
            }
        }
    };
}

fields! {
    /// What the entry is headed with: a job title, a degree, a name.
    Title "title",
    /// What qualifies the title or the organisation: a team, an area of study, a venue, a subtitle.
    Qualifier "qualifier",
    /// The organisation: employer, school, publisher, issuer.
    Organization "organization",
    /// When.
    Dates "dates",
    /// Where.
    Place "place",
    /// An address on the Web.
    Url "url",
    /// How well: a level or a fluency.
    Level "level",
    /// Kind of employment: full-time, contract.
    Employment "employment",
    /// A grade.
    Score "score",
    /// What was taught.
    Courses "courses",
    /// What one was in a project.
    Roles "roles",
    /// What sort of project or publication it is.
    Genre "genre",
    /// Who wrote it.
    Authors "authors",
    /// A number or licence.
    Number "number",
    /// DOI, ISBN and other identifiers.
    Ids "ids",
    /// Pages in a larger work.
    Pages "pages",
    /// Years of experience.
    Years "years",
    /// A rating such as 4 of 5.
    Rating "rating",
    /// How a referee knows the person.
    Relationship "relationship",
    /// Ways to reach somebody.
    Contacts "contacts",
    /// The tag of a language that somebody speaks.
    LanguageTag "tag",
    /// True for a mother tongue.
    Native "native",
    /// Levels of the Common European Framework.
    Cefr "cefr",
    /// Positions held in one organisation.
    Positions "positions",
    /// Free text: paragraphs and lists.
    Body "body",
    /// Keywords.
    Keywords "keywords",
    /// Labelled lines without a field of their own.
    Details "details",
    /// A name for other places to point at.
    Id "id",
    /// The language of a part, where it differs.
    Lang "lang",
    /// Labels for variants.
    Tags "tags",
    /// True for what its owner keeps to themselves.
    Hidden "hidden",
    /// The name of a person or organisation.
    Name "name",
    /// Parts of a name, for machines.
    NameParts "nameParts",
    /// The line under the name.
    Headline "headline",
    /// A picture.
    Photo "photo",
    /// The language of the résumé.
    Language "language",
    /// The direction of writing, where it is not the usual one of the language.
    Direction "direction",
    /// A version label.
    Version "version",
    /// Where the original is published.
    Canonical "canonical",
    /// When it was last changed, as its owner wrote it.
    Modified "modified",
    /// The same résumé in other languages.
    Alternates "alternates",
    /// What an organisation does.
    About "about",
    /// Words that stand for a place or another thing as a whole.
    Text "text",
    /// Street lines.
    Street "street",
    /// A postal code.
    PostalCode "postalCode",
    /// A town.
    City "city",
    /// A state or province.
    Region "region",
    /// A country by name.
    Country "country",
    /// A country by its ISO 3166 code.
    CountryCode "countryCode",
    /// True for work that can be done from anywhere.
    Remote "remote",
    /// A title before the name.
    Prefix "prefix",
    /// A first name.
    Given "given",
    /// Middle names.
    Additional "additional",
    /// A family name.
    Family "family",
    /// A title after the name.
    Suffix "suffix",
}

/// Where a document shows a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Slot {
    /// In the heading of the entry.
    Title,
    /// In italics: after the organisation, or after the title where the kind says so.
    Qualifier,
    /// Bold, first in the meta line.
    Organization,
    /// In the meta line.
    Place,
    /// Last in the meta line.
    Dates,
    /// In brackets after the name of a line entry.
    Level,
    /// On a labelled line.
    Label,
    /// As the text below.
    Body,
    /// Nowhere: for machines.
    Hidden,
    /// In a way of its own.
    Special,
}

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldSpec {
    /// What it means.
    pub field: Field,
    /// Its key in data formats, and in paths.
    pub key: &'static str,
    /// Other keys that a reader takes for it.
    pub aliases: &'static [&'static str],
    /// The shape of its value.
    pub shape: Shape,
    /// Where a document shows it.
    pub slot: Slot,
    /// What it holds, in a sentence or two for people.
    pub help: &'static str,
}

/// A value that is there or not, as a field holds it.
pub trait Holds {
    /// The shape of the value.
    const SHAPE: Shape;
    /// The value, unless it is blank.
    fn cell(&self) -> Option<CellRef<'_>>;
    /// Takes a value of the right shape, and gives back any other.
    ///
    /// # Errors
    /// The value, if its shape is not [`SHAPE`](Self::SHAPE).
    fn fill(&mut self, cell: Cell) -> Result<(), Box<Cell>>;
}

trait Blank {
    fn is_blank(&self) -> bool;
}
impl<T> Blank for Vec<T> {
    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}
impl Blank for Tags {
    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}
impl<K, V> Blank for BTreeMap<K, V> {
    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}
impl Blank for bool {
    fn is_blank(&self) -> bool {
        !self
    }
}

macro_rules! shapes {
    (optional { $($one:ident($one_type:ty),)* } plain { $($many:ident($many_type:ty),)* }) => {
        /// The shape of a field's value. A data format has one way to write each.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "each is named after its type")]
        #[non_exhaustive]
        pub enum Shape { $($one,)* $($many,)* }

        /// A field's value, owned.
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each is named after its type")]
        #[non_exhaustive]
        pub enum Cell { $($one($one_type),)* $($many($many_type),)* }

        /// A field's value, borrowed.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each is named after its type")]
        #[non_exhaustive]
        pub enum CellRef<'a> { $($one(&'a $one_type),)* $($many(&'a $many_type),)* }

        impl Cell {
            /// The value, borrowed.
            #[must_use]
            pub const fn as_ref(&self) -> CellRef<'_> {
                match self { $(Self::$one(v) => CellRef::$one(v),)* $(Self::$many(v) => CellRef::$many(v),)* }
            }

            /// The shape of the value.
            #[must_use]
            pub const fn shape(&self) -> Shape {
                match self { $(Self::$one(_) => Shape::$one,)* $(Self::$many(_) => Shape::$many,)* }
            }
        }

        impl CellRef<'_> {
            /// A copy that owns its value.
            #[must_use]
            pub fn to_cell(self) -> Cell {
                match self { $(Self::$one(v) => Cell::$one(v.clone()),)* $(Self::$many(v) => Cell::$many(v.clone()),)* }
            }
        }

        $(impl Holds for Option<$one_type> {
            const SHAPE: Shape = Shape::$one;
            fn cell(&self) -> Option<CellRef<'_>> {
                self.as_ref().map(CellRef::$one)
            }
            fn fill(&mut self, cell: Cell) -> Result<(), Box<Cell>> {
                match cell { Cell::$one(value) => *self = Some(value), other => return Err(Box::new(other)) }
                Ok(())
            }
        })*

        $(impl Holds for $many_type {
            const SHAPE: Shape = Shape::$many;
            fn cell(&self) -> Option<CellRef<'_>> {
                (!self.is_blank()).then_some(CellRef::$many(self))
            }
            fn fill(&mut self, cell: Cell) -> Result<(), Box<Cell>> {
                match cell { Cell::$many(value) => *self = value, other => return Err(Box::new(other)) }
                Ok(())
            }
        })*
    };
}

shapes! {
    optional {
        Text(Text), Line(Line), Url(Url), Lang(Lang), Id(Id), Bool(bool), Direction(Dir), Dates(Dates), Place(Place),
        Organization(Organization), Photo(Photo), NameParts(NameParts), Rating(Rating), Cefr(Cefr),
    }
    plain {
        Texts(Vec<Text>), Lines(Vec<Line>), Alternates(Vec<(Lang, Url)>), Contacts(Vec<Contact>), Details(Vec<Detail>),
        Body(Vec<Block>), Tags(Tags), Flag(bool), Ids(BTreeMap<IdScheme, Text>), Positions(Vec<Position>),
    }
}

/// Generic access to the fields of a record.
///
/// ```
/// use vitae_core::{Cell, Education, Field, Line, Record};
/// let mut study = Education::default();
/// study.put(Field::Title, Cell::Line(Line::text("MSc").unwrap())).unwrap();
/// let cells: Vec<_> = study.cells().into_iter().map(|(spec, _)| spec.key).collect();
/// assert_eq!(cells, ["degree"]);
/// ```
pub trait Record {
    /// The rows of the table for this record, in the order in which they are written.
    fn fields(&self) -> &'static [FieldSpec];
    /// The fields that hold something, in the order of the table.
    fn cells(&self) -> Vec<(&'static FieldSpec, CellRef<'_>)>;
    /// Sets a field.
    ///
    /// # Errors
    /// Gives the value back if there is no such field here, or it holds another shape.
    fn put(&mut self, field: Field, cell: Cell) -> Result<(), Box<Cell>>;
    /// Empties a field.
    fn clear(&mut self, field: Field);
    /// The unknown fields, where the record keeps any.
    fn ext(&self) -> Option<&Ext> {
        None
    }
    /// The unknown fields, to add to.
    fn ext_mut(&mut self) -> Option<&mut Ext> {
        None
    }
    /// The row for a key or one of its aliases.
    fn field_for(&self, key: &str) -> Option<&'static FieldSpec> {
        let by_key = self.fields().iter().find(|spec| spec.key == key);
        by_key.or_else(|| self.fields().iter().find(|spec| spec.aliases.contains(&key)))
    }
    /// The row for a field.
    fn spec(&self, field: Field) -> Option<&'static FieldSpec> {
        self.fields().iter().find(|spec| spec.field == field)
    }
    /// True when no field holds anything.
    fn is_blank(&self) -> bool {
        self.cells().is_empty() && self.ext().is_none_or(Ext::is_empty)
    }
}

/// Declares records of the model: the struct and its rows of the one table.
macro_rules! records {
    ($(
        $(#[$meta:meta])*
        $name:ident {
            $( #[doc = $help:literal] $field:ident: $type:ty = $meaning:ident $key:literal [$($alias:literal),*] $slot:ident, )*
        } $( $ext:ident )? ;
    )*) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Default)]
        pub struct $name {
            $( #[doc = $help] pub $field: $type, )*
            $(
                #[doc = "Unknown fields."]
                pub $ext: $crate::value::Ext,
            )?
        }

        impl $name {
            /// The rows of the field table for this record.
            pub const FIELDS: &'static [$crate::fields::FieldSpec] = &[
                $( $crate::fields::FieldSpec {
                    field: $crate::fields::Field::$meaning,
                    key: $key,
                    aliases: &[$($alias),*],
                    shape: <$type as $crate::fields::Holds>::SHAPE,
                    slot: $crate::fields::Slot::$slot,
                    help: $help.trim_ascii(),
                }, )*
            ];
        }

        impl $crate::fields::Record for $name {
            fn fields(&self) -> &'static [$crate::fields::FieldSpec] {
                Self::FIELDS
            }
            fn cells(&self) -> Vec<(&'static $crate::fields::FieldSpec, $crate::fields::CellRef<'_>)> {
                let cells = [ $( $crate::fields::Holds::cell(&self.$field), )* ];
                Self::FIELDS.iter().zip(cells).filter_map(|(spec, cell)| Some((spec, cell?))).collect()
            }
            fn put(&mut self, field: $crate::fields::Field, cell: $crate::fields::Cell) -> Result<(), Box<$crate::fields::Cell>> {
                match field {
                    $( $crate::fields::Field::$meaning => $crate::fields::Holds::fill(&mut self.$field, cell), )*
                    _ => Err(Box::new(cell)),
                }
            }
            fn clear(&mut self, field: $crate::fields::Field) {
                match field {
                    $( $crate::fields::Field::$meaning => self.$field = Default::default(), )*
                    _ => {}
                }
            }
            $(
                fn ext(&self) -> Option<&$crate::value::Ext> {
                    Some(&self.$ext)
                }
                fn ext_mut(&mut self) -> Option<&mut $crate::value::Ext> {
                    Some(&mut self.$ext)
                }
            )?
        }
    )*};
}
pub(crate) use records;
