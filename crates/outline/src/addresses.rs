//! Addresses that would be copied more often than anybody can hold.
//!
//! Each piece of a linked text leads where the whole does. A text of a megabyte with an address of a megabyte is a document of two, and a
//! résumé of terabytes. So many copies that no honest document has are not made: the address is taken off its text, kept among the
//! words of the document, and reported.

use crate::outline::Outline;
use vitae_core::{Diagnostic, Kind, Report};

/// Takes addresses off their texts, from where their copies would come to more than so many bytes.
pub(crate) fn take_off(outline: &mut Outline, most: usize, report: &mut Report) -> Vec<String> {
    let mut copied = 0_usize;
    let mut taken: Vec<String> = Vec::new();
    for run in outline.blocks.iter_mut().flat_map(|block| &mut block.runs) {
        let length = run.style.link.as_ref().map_or(0, |link| link.as_str().len());
        let pieces = run.text.chars().filter(|c| !c.is_alphanumeric()).count();
        copied = copied.saturating_add(length.saturating_mul(pieces));
        if copied > most && pieces > 0 {
            taken.extend(run.style.link.take().map(|link| link.as_str().to_owned()));
        }
    }
    if let Some(first) = taken.first() {
        let message = format!("{} long addresses were taken off their texts, and kept apart", taken.len());
        let help = format!("the first begins with `{}`", first.chars().take(60).collect::<String>());
        report.push(Diagnostic::new(Kind::Changed, "address-apart", message).help(help));
    }
    taken
}
