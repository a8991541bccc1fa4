//! From roles to marks.

use super::shape::link_of;
use crate::outline::{Block, Kind, Outline, Part, Role};

/// The outline with marks in place of roles.
#[must_use]
pub fn mark(outline: &Outline) -> Outline {
    let mut blocks: Vec<Block> = Vec::with_capacity(outline.blocks.len());
    let mut in_entry = false;
    for block in &outline.blocks {
        match block.part {
            Some(Part::Text) if in_entry => {
                blocks.push(Block::new(Kind::Rule));
                in_entry = false;
            }
            Some(Part::Section | Part::Subheading) => in_entry = false,
            Some(Part::Entry | Part::Organization | Part::Line | Part::Meta) => in_entry = true,
            _ => {}
        }
        blocks.push(mark_block(block));
    }
    Outline { head: outline.head.clone(), blocks }
}

/// A block with marks in place of its part and roles.
///
/// ```
/// use vitae_core::Style;
/// use vitae_outline::{Block, Kind, Part, Role, Run, mark_block};
/// let meta = Block { runs: vec![Run::role("DropNet", Role::Organization)], ..Block::new(Kind::Paragraph).part(Part::Meta) };
/// assert_eq!(mark_block(&meta).runs, [Run::plain("DropNet").styled(Style::strong())]);
/// ```
#[must_use]
pub fn mark_block(block: &Block) -> Block {
    let mut out = block.clone();
    let whole = match block.part {
        Some(Part::Headline | Part::Subheading) => Some(Role::Qualifier),
        Some(Part::Organization) => Some(Role::Organization),
        _ => None,
    };
    for run in &mut out.runs {
        match whole.or(run.role) {
            // In a line of contacts, a label is text like any other.
            Some(Role::Label) if block.part == Some(Part::Contacts) => {}
            Some(Role::Organization | Role::Label) => run.style.strong = true,
            Some(Role::Title) if block.part == Some(Part::Line) => run.style.strong = true,
            Some(Role::Qualifier) => run.style.emph = true,
            _ => {}
        }
        // An address says itself where it leads.
        if block.part == Some(Part::Contacts) && run.style.link.is_some() && run.style.link == link_of(&run.text) {
            run.style.link = None;
        }
        run.role = None;
    }
    out.part = None;
    out
}
