//! What is left of a document that LibreOffice opened and saved again.

use std::fs;
use std::path::Path;
use vitae::{Context, Source};
use vitae_outline::{Block, Outline};

/// What a file lost on its way, beside a `sound` one: nothing of what cannot be seen by saving it as DOCX, nothing of what can be
/// seen by saving it as ODT in between.
pub(crate) fn differences(folder: &Path, name: &str, sound: &str) -> Vec<String> {
    let compared = || {
        let before = outline(&folder.join(format!("{sound}.docx")))?;
        let again = outline(&folder.join(format!("again/{name}.docx")))?;
        let through_odt = outline(&folder.join(format!("through-odt/{name}.docx")))?;
        let mut found = parting("saved again", &before, &again);
        found.extend(parting("saved as ODT in between", &seen(before), &seen(through_odt)));
        Ok(found)
    };
    compared().unwrap_or_else(|why: String| vec![why])
}

fn outline(file: &Path) -> Result<Outline, String> {
    let bytes = fs::read(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let outline = vitae_docx::parse(&Source::new(&bytes), &mut Context::default());
    outline.map(Outline::normal).map_err(|e| format!("{}: {e}", file.display()))
}

/// Without what cannot be seen: ODT has no place for it.
fn seen(mut outline: Outline) -> Outline {
    outline.head.facts = None;
    outline.blocks.iter_mut().for_each(|block: &mut Block| block.facts = None);
    outline
}

fn parting(how: &str, before: &Outline, after: &Outline) -> Vec<String> {
    let mut found = Vec::new();
    if before.head != after.head {
        found.push(format!("{how}, the head is no longer {:?}, but {:?}", before.head, after.head));
    }
    let length = before.blocks.len().max(after.blocks.len());
    if let Some(at) = (0..length).find(|&at| before.blocks.get(at) != after.blocks.get(at)) {
        let (block, now) = (before.blocks.get(at), after.blocks.get(at));
        found.push(format!("{how}, block {at} of {length} is no longer {block:?}, but {now:?}"));
    }
    found
}
