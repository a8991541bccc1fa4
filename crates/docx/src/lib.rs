//! DOCX.

use vitae_core::Format;

/// DOCX, as a format.
#[must_use]
pub fn format() -> Format {
    Format::new("docx", "DOCX")
}
