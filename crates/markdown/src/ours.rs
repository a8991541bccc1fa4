//! Whether a document is one of ours: then the visible grammar says what its blocks are. A stranger's is read by what it looks like.
//!
//! The writer asks the same question of what it wrote, and puts front matter before what would be taken for a stranger's.

use crate::OWN;
use crate::blocks::Document;
use crate::foreign;
use crate::said::Said;
use vitae_outline::{Outline, follows_grammar};

/// The document as a stranger's; `None` if front matter, comments, spans or the grammar say what its blocks are.
pub(crate) fn strangers(text: &str, body: &str, found: &Document, most: usize) -> Option<foreign::Document> {
    if text.starts_with(OWN) || text.starts_with("---\r\nvitae: 1\r\n") || found.said != Said::default() {
        return None;
    }
    if found.blocks.iter().any(|(found, _)| found.explicit || found.said != Said::default()) {
        return None;
    }
    let strange = foreign::read(body, most);
    let plain = || found.blocks.iter().map(|(found, _)| found.block.clone()).collect();
    let is_ours = !strange.is_strange && follows_grammar(&Outline { blocks: plain(), ..Outline::default() });
    (!is_ours).then_some(strange)
}
