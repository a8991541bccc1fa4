//! The résumé model of vitae, and the contract that every format signs.
//!
//! | module | holds |
//! |---|---|
//! | [`Resume`], [`Section`], [`Entry`], [`Person`] | the model: everything that any format of ours can say |
//! | [`Text`], [`Line`], [`Block`], [`Dates`] | its values, in normal form by construction |
//! | [`Record`], [`FieldSpec`], [`Field`] | the one table of fields, and generic access by it |
//! | [`Resume::normalize`], [`diff`] | when two résumés are the same, and what differs when not |
//! | [`lint`] | what in a résumé is probably not meant |
//! | [`Words`] | the words that a résumé in some language is written with |
//! | [`Format`], [`Reader`], [`Writer`], [`Registry`] | the contract |
//! | [`Context`], [`Report`], [`Diagnostic`], [`Error`] | what a conversion carries along and says |
//!
//! Nothing here touches files, the clock, the environment or a terminal.
//!
//! ```
//! use vitae_core::{Resume, Section, SectionKind, Line, Text};
//!
//! let mut resume = Resume::default();
//! resume.person.name = Text::new("Mara Lindqvist");
//! resume.sections.push(Section { title: Line::text("Experience"), ..Section::new(SectionKind::Work) });
//! assert_eq!(resume.words(), ["Mara", "Lindqvist", "Experience"]);
//! ```

mod context;
mod date;
mod date_text;
mod diff;
mod entry;
mod fields;
mod format;
mod json;
mod language;
mod limits;
mod lint;
mod normal;
mod omit;
mod person;
mod places;
mod registry;
mod report;
mod resume;
mod rich;
mod text;
mod value;
mod words;

pub use context::{Context, Mode, OptionSpec, Options, Source};
pub use date::{Date, Dates, End, Part, Season, Span};
pub use date_text::{
    DayOrder, FoundDates, ParsedSpan, find_dates, find_dates_with, format_date, format_span, parse_span,
};
pub use diff::{Change, Inside, Path, Shown, What as Difference, diff};
pub use entry::{
    Award, Certificate, Common, Education, Engagement, Entry, EntryKind, IdScheme, Interest, LanguageSkill, Other,
    Position, Project, Publication, Reference, Skill, What,
};
pub use fields::{Cell, CellRef, Field, FieldSpec, Holds, Record, Shape, Slot};
pub use format::{Confidence, Format, Reader, Writer};
pub use json::{JsonFlaw, JsonPiece, JsonPieces, json_pieces, json_string};
pub use language::{Dir, MonthStyle, Phrases, Words, languages};
pub use limits::{Limit, Limits};
pub use lint::lint;
pub use person::{
    Cefr, CefrLevel, Contact, ContactKind, Detail, Meta, NameParts, Organization, Person, Photo, PhotoSource, Place,
    Rating,
};
pub use places::Places;
pub use registry::Registry;
pub use report::{Diagnostic, Error, Kind, Location, Report, Result, nearest};
pub use resume::{Item, Resume, Section, SectionCommon, SectionKind};
pub use rich::{Block, Body, Line, List, ListItem, MAX_BLOCK_DEPTH, MAX_LIST_START, Run, Script, Style, normal_blocks};
pub use text::{Id, Lang, Tags, Text, Url, is_allowed};
pub use value::{Ext, Number, Value};
