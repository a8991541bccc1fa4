//! The writer: the tree of a résumé, laid out as a person would have typed it.

mod guesses;
mod layout;
mod prose;
mod scalar;

use serde::Deserialize;
use vitae_core::{Context, Result, Resume};

/// What the options say.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Options {
    guesses: Guesses,
}

/// What becomes of what a reader guessed, as far as the report tells.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Guesses {
    #[default]
    Unmarked,
    Marked,
}

/// Writes a résumé.
pub(crate) fn write(resume: &Resume, cx: &mut Context) -> Result<Vec<u8>> {
    cx.check_options("YAML", crate::OPTIONS)?;
    let Options { guesses } = cx.options()?;
    let tree = vitae_dialect::write(resume);
    let laid_out = layout::lay_out(&tree, |key| key != "language");
    let text = match guesses {
        Guesses::Unmarked => laid_out.text,
        Guesses::Marked => guesses::commented(laid_out, &tree, resume, &cx.report),
    };
    Ok(text.into_bytes())
}
