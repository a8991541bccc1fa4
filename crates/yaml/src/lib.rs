//! YAML.

use vitae_core::Format;

/// YAML, as a format.
#[must_use]
pub fn format() -> Format {
    Format::new("yaml", "YAML")
}
