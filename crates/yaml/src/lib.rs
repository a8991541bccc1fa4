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
//! Which keys there are, and what they mean, is said by [`vitae_dialect`]; JSON Resume is read too, as YAML or as JSON, and so are
//! the files of RenderCV, YAMLResume and other programs ([`vitae_dialect::foreign`]), which a note then says. Scalars are read by their source text, so `01234` and `+61 400 000 000` stay what they are, and `NO` is no truth value.
//!
//! Not carried, and said: comments, anchors, tags of YAML. Refused, with the place: a key that stands twice, several documents,
//! values of the wrong shape.
//!
//! | module | |
//! |---|---|
//! | `read::tree`, `read::explain` | events of the parser to a tree with places; errors of the grammar in plain words |
//! | `write::layout`, `write::scalar` | the tree of a résumé as a person would type it; which texts need quotes |
//! | `write::guesses` | comments above what a reader guessed, by the report of the conversion |

#[cfg(feature = "read")]
mod read;
mod sniff;
#[cfg(feature = "write")]
mod write;

pub use vitae_dialect::schema;

use vitae_core::{Format, OptionSpec};

/// The options of the format.
pub const OPTIONS: &[OptionSpec] = &[OptionSpec {
    name: "guesses",
    values: &["unmarked", "marked"],
    help: "marked: a comment above each thing that was guessed when the input was read, for whoever corrects the file.",
}];

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
        .options(OPTIONS)
        .schema(schema)
        .sniff(sniff::sniff);
    #[cfg(feature = "read")]
    let format = format.reader(read::read);
    #[cfg(feature = "write")]
    let format = format.writer(write::write);
    format
}
