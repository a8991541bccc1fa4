//! The writer: outline → layout → body and parts → package.

mod archive;
mod body;
mod fields;
mod layout;
mod links;
mod lists;
mod look;
mod numbering;
mod options;
mod package;
mod parts;
mod script;
mod styles;
mod xml;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub(crate) use options::SPECS;

use crate::marks;
use body::Body;
use layout::lay_out;
use links::Links;
use look::Look;
use options::DocxOptions;
use vitae_core::{Context, Result};
use vitae_outline::{Composition, Outline};

/// What an outline is composed with.
pub(crate) fn composition(cx: &Context) -> Result<Composition> {
    Ok(Composition::default().months(DocxOptions::of(cx)?.months.into()))
}

/// Renders an outline.
pub fn render(outline: &Outline, cx: &mut Context) -> Result<Vec<u8>> {
    // As the reader counts them: what it would refuse is not laid out.
    let pieces = outline.blocks.iter().map(|block| block.runs.len().saturating_add(1)).fold(0, usize::saturating_add);
    cx.limits.check_nodes(pieces)?;
    let look = Look::new(DocxOptions::of(cx)?, &outline.head);
    let page = lay_out(outline, &look);
    let mut body = Body { look: &look, links: Links::default() };
    let section = body.section(parts::FOOTER);
    let paragraphs = page.paras.iter().map(|para| body.paragraph(para));
    let document = package::document(paragraphs, section, look.dir)?;
    body.links.report.iter().for_each(|refused| cx.report.push(refused.clone()));
    let whole = outline.head.facts.as_deref().map(|facts| (marks::DOCUMENT, facts));
    let facts: Vec<_> = whole.into_iter().chain(page.facts.iter().map(|(of, facts)| (of.as_str(), *facts))).collect();
    let mut all = vec![
        ("[Content_Types].xml", parts::content_types(!facts.is_empty())),
        ("_rels/.rels", parts::package_relationships()),
        ("docProps/app.xml", parts::app()),
        ("docProps/core.xml", parts::core(&outline.head)),
        ("docProps/custom.xml", parts::custom(&outline.head)),
        ("word/_rels/document.xml.rels", parts::document_relationships(&body.links, !facts.is_empty())),
        ("word/document.xml", document),
        ("word/fontTable.xml", parts::fonts(&look)),
        ("word/footer.xml", parts::footer(&outline.head, &look)),
        ("word/numbering.xml", numbering::numbering(&look, &page.lists.numbered)),
        ("word/settings.xml", parts::settings(&look)),
        ("word/styles.xml", styles::styles(&look)),
    ];
    if !facts.is_empty() {
        all.extend([
            ("customXml/_rels/item1.xml.rels", parts::facts_relationships()),
            ("customXml/item1.xml", parts::facts(facts.into_iter())),
            ("customXml/itemProps1.xml", parts::facts_properties()),
        ]);
    }
    archive::pack(all)
}
