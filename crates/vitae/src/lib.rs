//! All formats of vitae in one library.
//!
//! ```
//! use vitae::{Context, Source};
//!
//! let formats = vitae::formats();
//! let cv = Source::new(b"basics:\n  name: Mara Lindqvist\nsections:\n  - kind: work\n    entries: [{position: Engineer}]\n");
//! let mut cx = Context::default();
//! let docx = formats.convert(&cv, formats.detect(&cv)?, formats.get("docx")?, &mut cx)?;
//! assert!(docx.starts_with(b"PK"));
//! # Ok::<(), vitae::Error>(())
//! ```
//!
//! A format from elsewhere joins by one call: `vitae::formats().with(my_format::format())`.

pub use vitae_core::*;

/// The built-in formats, one for each cargo feature that is on.
#[must_use]
pub fn formats() -> Registry {
    let formats = Registry::new();
    #[cfg(feature = "yaml")]
    let formats = formats.with(vitae_yaml::format());
    #[cfg(feature = "json")]
    let formats = formats.with(vitae_json::format());
    #[cfg(feature = "xml")]
    let formats = formats.with(vitae_xml::format());
    #[cfg(feature = "markdown")]
    let formats = formats.with(vitae_markdown::format());
    #[cfg(feature = "html")]
    let formats = formats.with(vitae_html::format());
    #[cfg(feature = "docx")]
    let formats = formats.with(vitae_docx::format());
    #[cfg(feature = "text")]
    let formats = formats.with(vitae_text::format());
    formats
}
