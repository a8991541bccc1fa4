//! The writer: the tree of a résumé, laid out as a person would have typed it.

mod layout;
mod prose;
mod scalar;

use vitae_core::{Context, Result, Resume};

/// Writes a résumé.
pub(crate) fn write(resume: &Resume, cx: &mut Context) -> Result<Vec<u8>> {
    cx.check_options("YAML", &[])?;
    Ok(layout::lay_out(&vitae_dialect::write(resume), |key| key != "language").into_bytes())
}
