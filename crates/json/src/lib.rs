//! JSON Resume: the format of <https://jsonresume.org>, versions 1.0.0 to 1.3, read and written.
//!
//! ```json
//! {
//!   "basics": {
//!     "name": "Mara Lindqvist",
//!     "email": "mara@lindqvist.example"
//!   },
//!   "work": [
//!     {
//!       "name": "Blockverse",
//!       "position": "Technical Director",
//!       "startDate": "2023",
//!       "highlights": ["Built *Vault Box*, an encrypted store for keys."]
//!     }
//!   ]
//! }
//! ```
//!
//! A tool that knows the standard finds everything where it expects it, and a theme shows it; a validator is content. What the
//! standard has no field for stands in additional fields of the same object, and in `meta.vitae`. An ordinary résumé needs neither.
//!
//! | in the résumé | in JSON | notes |
//! |---|---|---|
//! | name, headline, picture | `basics.name`, `.label`, `.image` | `x-imageAlt`; a picture's bytes as `data:` |
//! | the first mail address, phone, site, place; accounts, more sites | `basics.email`, `.phone`, `.url`, `.location`, `.profiles` | others, labels and another order: `meta.vitae.contacts` |
//! | a place in words | `basics.location.city` and `"x-text": true` | |
//! | the first summary with a title, or the first | `basics.summary` | |
//! | sections of a usual kind | `work`, `volunteer`, `education`, `awards`, `certificates`, `publications`, `skills`, `languages`, `interests`, `references`, `projects` | their order is the order of the keys |
//! | titles, loose text, other sections, hidden things | `meta.vitae.sections` | native sections, with `"ref": "work"` for what stands in a list |
//! | employer, school, awarder, issuer, publisher | `name`, `organization`, `institution`, `awarder`, `issuer`, `publisher`, `entity`, with `url` and `description` where the standard has them | the rest: `x-organization` |
//! | dates | `startDate`, `endDate`, `date`, `releaseDate`: the coarser true value | the value itself where it differs: `x-dates` |
//! | work in several positions | an item for each, with the same `name` | `x-engagement`: which belong together; `x-stay`: what is said of the whole |
//! | free text | `summary` (`description` of projects, `reference`), and `highlights` where the standard has them, as CommonMark | `x-highlightTags` |
//! | other fields of the one table | under their native key: `team`, `number`, `authors`, … | |
//! | unknown fields | where they stood; in `x-ext` where their name means something | |
//!
//! What is read: all of this; `company`, `website` and `picture` of older versions; and, where `vitae` stands at the top, the
//! native dialect as it is in YAML; and the files of FRESH, Reactive Resume and HR Open ([`vitae_dialect::foreign`]), which a note
//! then says. What stands beside the fields of the standard is believed as long as it fits them: an edited
//! `startDate` wins over `x-dates`, an item that was taken out of `work` is gone.
//!
//! JSON → résumé → JSON gives the same JSON, less white space, the order of keys, what is empty, Markdown that is spelled in another
//! way than we spell it, a list at the end of a summary (its items are highlights), and an account in no network where there is no
//! `url` (it is the site).
//!
//! | module | |
//! |---|---|
//! | `parse` | the text as a tree with places |
//! | `native` | a tree of JSON Resume as one of the native dialect |
//! | `write` | a résumé as JSON Resume; each entry is read back before it is believed |
//! | `table`, `dates` | the keys of both, side by side: the page that both halves share |

#![cfg_attr(
    not(all(feature = "read", feature = "write")),
    allow(dead_code, reason = "each half asks the other, so both are built; here one of them has no door")
)]

mod dates;
mod native;
mod parse;
mod print;
mod read;
mod schema;
mod sniff;
mod table;
mod write;

pub use schema::schema;

use vitae_core::{Format, OptionSpec};

const OPTIONS: &[OptionSpec] = &[OptionSpec {
    name: "shape",
    values: &["resume", "native"],
    help: "resume: JSON Resume. native: the keys of the YAML dialect, as JSON.",
}];

/// JSON Resume, as a format.
///
/// ```
/// use vitae_core::{Context, Source};
/// let json = vitae_json::format();
/// # #[cfg(all(feature = "read", feature = "write"))] {
/// let mut cx = Context::default();
/// let resume = json.read(&Source::new(br#"{"basics": {"name": "Mara Lindqvist"}}"#), &mut cx)?;
/// let written = json.write(&resume, &mut cx)?;
/// assert_eq!(written, b"{\n  \"basics\": {\n    \"name\": \"Mara Lindqvist\"\n  }\n}\n");
/// # }
/// # Ok::<(), vitae_core::Error>(())
/// ```
#[must_use]
pub fn format() -> Format {
    let format = Format::new("json", "JSON Resume")
        .extensions(&["json"])
        .media_type("application/json")
        .options(OPTIONS)
        .schema(schema)
        .sniff(sniff::sniff);
    #[cfg(feature = "read")]
    let format = format.reader(read::read);
    #[cfg(feature = "write")]
    let format = format.writer(write::write);
    format
}
