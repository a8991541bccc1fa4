//! YAML: the dialect that a person types.
//!
//! ```yaml
//! vitae: 1
//! language: en
//!
//! basics:
//!   name: Mara Lindqvist
//!   email: mara@lindqvist.example
//!
//! sections:
//!   - kind: work
//!     entries:
//!       - position: Technical Director
//!         organization: Blockverse
//!         dates: 2023 – present
//!         highlights:
//!           - Built *Vault Box*, an encrypted store for keys.
//! ```
//!
//! The names of fields are those of the one table ([`vitae_core::Record::fields`]); its older names and those of JSON Resume are
//! read too, so a JSON Resume file, in YAML or as JSON, is a valid input. Beside the table stands:
//!
//! | in the résumé | in YAML | also read |
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
//! Not carried, and said: comments, anchors, tags of YAML. Refused, with the place: a key that stands twice, several documents,
//! values of the wrong shape.
//!
//! | module | |
//! |---|---|
//! | `read::tree`, `read::explain` | events of the parser to a tree with places; errors of the grammar in plain words |
//! | `read::*` | the tree to a résumé, one routine for each shape of value |
//! | `write::*`, `write::tree` | a résumé to a tree, and its layout |
//! | `keys` | which keys mean something where: the page that both halves share |

#[cfg(any(feature = "read", feature = "write"))]
mod base64;
#[cfg(any(feature = "read", feature = "write"))]
mod keys;
#[cfg(feature = "read")]
mod read;
mod schema;
mod sniff;
#[cfg(feature = "write")]
mod write;

pub use schema::schema;

use vitae_core::Format;

/// YAML, as a format.
///
/// ```
/// use vitae_core::{Context, Source};
/// let yaml = vitae_yaml::format();
/// # #[cfg(all(feature = "read", feature = "write"))] {
/// let mut cx = Context::default();
/// let resume = yaml.read(&Source::new(b"basics:\n  name: Mara Lindqvist\n  email: mara@lindqvist.example\n"), &mut cx)?;
/// let written = yaml.write(&resume, &mut cx)?;
/// assert_eq!(written, b"vitae: 1\n\nbasics:\n  name: Mara Lindqvist\n  email: mara@lindqvist.example\n");
/// # }
/// # Ok::<(), vitae_core::Error>(())
/// ```
#[must_use]
pub fn format() -> Format {
    let format = Format::new("yaml", "YAML")
        .extensions(&["yaml", "yml"])
        .media_type("application/yaml")
        .schema(schema)
        .sniff(sniff::sniff);
    #[cfg(feature = "read")]
    let format = format.reader(read::read);
    #[cfg(feature = "write")]
    let format = format.writer(write::write);
    format
}
