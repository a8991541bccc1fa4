//! DOCX.

#[cfg(feature = "write")]
mod write;

use vitae_core::{Confidence, Format};

/// DOCX, as a format.
#[must_use]
pub fn format() -> Format {
    let format = Format::new("docx", "Word document")
        .extensions(&["docx"])
        .media_type("application/vnd.openxmlformats-officedocument.wordprocessingml.document")
        .binary()
        .sniff(sniff);
    #[cfg(feature = "write")]
    let format = format.options(write::SPECS).writer(vitae_outline::writer(write::composition, write::render));
    format
}

/// A zip archive with the main part of a Word document, or a mention of its type.
fn sniff(bytes: &[u8]) -> Confidence {
    let has = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
    if bytes.starts_with(b"PK\x03\x04") && (has(b"word/document") || has(b"wordprocessingml")) {
        Confidence::Certain
    } else {
        Confidence::No
    }
}
