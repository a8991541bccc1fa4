//! The native dialect as a tree: what YAML, JSON and any other notation of maps, lists and texts have in common.
//!
//! A data format is its notation, and no more. Its reader makes a [`Node`] of a file and hands it to [`read()`]; its writer lays
//! out the [`Out`] that [`write()`] makes of a résumé. Which keys there are, which older names they have, what may be left out and
//! what a message says, stands here once.
//!
//! ```text
//!  text ─► Node ─► read ─► Resume ─► write ─► Out ─► text
//!                             ▲                  │
//!                         from_value  ◄──  Value ◄┘   to_value
//! ```
//!
//! The names of fields are those of the one table ([`vitae_core::Record::fields`]); its older names and those of JSON Resume are
//! read too. Beside the table stands:
//!
//! | in the résumé | in the tree | also read |
//! |---|---|---|
//! | language, the rest of what is said about it | `language`, `meta` | `meta.language` |
//! | the person | `basics` | |
//! | contacts | `email`, `phone`, `url`, `location`, `profiles` …; where order, labels or tags ask for it a list `contacts` | |
//! | a section | an item of `sections`; `kind` left out is a section of one's own | `work: […]` at the top |
//! | its title | `title`; left out is the usual one of the kind, in the language; `""` is none | |
//! | text before its entries | `text` | `basics.summary` |
//! | an entry | a map in `entries`, with `kind` where it is not the usual kind of the section | |
//! | text between entries | a text in `entries`; among skills, languages and interests `{text: …}` | |
//! | a skill, language or interest that is only a name | a text in `entries` | |
//! | a heading between entries | `{heading: …}` | |
//! | work in one position | the fields of organisation and position in one map | |
//! | work in several | `positions` | |
//! | a body | `summary` and `highlights`, else `text` | `description`, `reference` |
//! | tags of a highlight | `{text: …, tags: […]}` | |
//! | an organisation, a place | its name, or a map | `url`, `description` beside a job |
//! | dates | words in the language of the entry; where they do not say it all `{start, end, at, text}` in EDTF | `startDate`, `endDate` |
//! | details | a map from label to value; a list of maps where a label occurs twice | |
//! | a picture | an address; `{url, alt}`; `{mediaType, data, alt}` in base64 | a `data:` address |
//! | unknown fields | any other key; in a map `ext` if its name means something | |
//!
//! Titles, texts, highlights and other rich fields hold CommonMark; plain fields are literal. Scalars are read by their source
//! text, so `01234` and `+61 400 000 000` stay what they are, and `NO` is no truth value.
//!
//! # Dialects of others
//!
//! A tree in the dialect of another program is recognised by its shape, and becomes one of ours before it is read: [`foreign`].
//!
//! # Only a piece
//!
//! The value of one field, an item or a section travel alone as a [`Value`](vitae_core::Value), for formats that carry what they
//! cannot show: [`cell_to_value`] and [`cell_from_value`], [`item_to_value`], [`section_to_value`] and their inverses. What comes
//! back is what went in, for everything in normal form.

#[cfg(any(feature = "read", feature = "write"))]
mod base64;
#[cfg(feature = "read")]
pub mod foreign;
#[cfg(any(feature = "read", feature = "write"))]
mod keys;
mod node;
mod notation;
mod out;
#[cfg(feature = "read")]
mod read;
mod schema;
mod source;
#[cfg(feature = "write")]
mod write;

pub use node::{Content, Node, Pair, Place};
pub use notation::{Notation, Wanted};
pub use out::{Out, Pairs};
#[cfg(feature = "read")]
pub use read::{cell_from_value, from_value, item_from_value, read, section_from_value};
pub use schema::schema;
pub use source::SourceText;
#[cfg(feature = "write")]
pub use write::{cell_to_value, item_to_value, section_to_value, to_value, write};
