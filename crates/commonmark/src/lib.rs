//! Rich text in data formats.

use vitae_core::{Body, Line};

/// Reads one line.
#[must_use]
pub fn parse_line(text: &str) -> Line {
    Line::text(text).unwrap_or_default()
}

/// Writes one line.
#[must_use]
pub fn write_line(line: &Line) -> String {
    line.plain()
}

/// Reads blocks.
#[must_use]
pub fn parse_blocks(_text: &str) -> Body {
    Body::new()
}

/// Writes blocks.
#[must_use]
pub fn write_blocks(_body: &[vitae_core::Block]) -> String {
    String::new()
}
