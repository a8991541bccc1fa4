//! From the outline of a document back to a résumé.
//!
//! The reader trusts a role where it finds one. (Documents without roles are the next step: the same path with fewer of them.)
//! What no rule takes stays where it stood, as text: no word is lost.

mod card;
mod contact;

use crate::body::{body_of, line_of};
use crate::outline::{Block, Kind, Outline, Part};
use card::Found;
use vitae_core::{Detail, Engagement, Entry, Item, Meta, Position, Resume, Section, SectionKind, Text, What, Words};

/// The résumé that an outline shows.
///
/// ```
/// use vitae_core::{Resume, Text};
/// use vitae_outline::{Composition, compose, interpret};
/// let mut resume = Resume::default();
/// resume.person.name = Text::new("Mara Lindqvist");
/// assert_eq!(interpret(&compose(&resume, Composition::default())), resume);
/// ```
#[must_use]
pub fn interpret(outline: &Outline) -> Resume {
    let mut resume = Resume {
        meta: Meta { language: outline.head.lang.clone(), direction: outline.head.direction, ..Meta::default() },
        ..Resume::default()
    };
    let words = Words::of(outline.head.lang.as_ref());
    let begins = |block: &Block| block.section.is_some() || block.part == Some(Part::Section);
    let blocks = outline.blocks.as_slice();
    let first = blocks.iter().position(begins).unwrap_or(blocks.len());
    let (head, mut rest) = blocks.split_at(first);
    person(&mut resume, head, words);
    while let Some((heading, _)) = rest.split_first() {
        let length = 1 + rest.iter().skip(1).take_while(|block| !begins(block)).count();
        let (blocks, after) = rest.split_at(length);
        resume.sections.push(section(heading, blocks, words));
        rest = after;
    }
    resume.normalize()
}

fn person(resume: &mut Resume, blocks: &[Block], words: &Words) {
    let mut loose: Vec<Block> = Vec::new();
    for block in blocks {
        match block.part {
            Some(Part::Name) => resume.person.name = Text::new(&block.text()),
            Some(Part::Headline) => resume.person.headline = line_of(&block.runs),
            Some(Part::Contacts) => resume.person.contacts.extend(contact::contacts(&block.runs, words)),
            Some(Part::Labelled) => {
                let mut found = Found::default();
                found.take_blocks(std::slice::from_ref(block), words);
                let details = found.labelled.into_iter().flat_map(|(label, values, _)| {
                    values.into_iter().map(move |value| Detail { label: label.clone(), value })
                });
                resume.person.details.extend(details);
            }
            _ => loose.push(block.clone()),
        }
    }
    let content: Vec<Item> = body_of(&loose).into_iter().map(Item::Text).collect();
    if !content.is_empty() {
        resume.sections.push(Section { content, ..Section::new(SectionKind::Summary) });
    }
}

fn section(heading: &Block, blocks: &[Block], outer: &Words) -> Section {
    let titled = matches!(heading.kind, Kind::Heading(_)) && heading.part == Some(Part::Section);
    let mut section = Section::new(heading.section.unwrap_or_default());
    let words = heading.lang.as_ref().map_or(outer, |lang| Words::of(Some(lang)));
    section.common.lang.clone_from(&heading.lang);
    let skip = usize::from(titled || heading.kind == Kind::Rule);
    if titled {
        section.title = line_of(&heading.runs);
    }
    let mut rest = blocks.get(skip..).unwrap_or_default();
    while let Some(first) = rest.first() {
        let length = 1 + rest.iter().skip(1).take_while(|block| !begins_item(block, first)).count();
        let (item, after) = rest.split_at(length.min(rest.len()));
        match first.part {
            Some(Part::Text) => section.content.extend(body_of(item).into_iter().map(Item::Text)),
            Some(Part::Subheading) => section.content.extend(line_of(&first.runs).map(Item::Heading)),
            _ => section.content.push(entry(item, section.kind, words).into()),
        }
        rest = after;
    }
    section
}

/// True when a block begins another item of a section than the one that `first` began.
fn begins_item(block: &Block, first: &Block) -> bool {
    match block.part {
        Some(Part::Text) => first.part != Some(Part::Text),
        Some(Part::Entry | Part::Organization | Part::Subheading | Part::Line) => true,
        _ => matches!(first.part, Some(Part::Text | Part::Subheading)),
    }
}

fn entry(blocks: &[Block], section: SectionKind, words: &Words) -> Entry {
    let positions = blocks.iter().position(|block| block.part == Some(Part::Position)).unwrap_or(blocks.len());
    let (own, mut held) = blocks.split_at(positions);
    let (heading, below) = match own.split_first() {
        Some((first, below)) if matches!(first.part, Some(Part::Entry | Part::Organization | Part::Line)) => {
            (Some(first), below)
        }
        _ => (None, own),
    };
    let mut found = Found::default();
    found.take_runs(heading.map(|block| block.runs.as_slice()).unwrap_or_default());
    found.take_blocks(below, words);
    let kind = section.entry_kind();
    let mut entry = Entry::from(What::new(kind));
    if let What::Engagement(engagement) = &mut entry.what {
        // In the flat form everything but the organisation is the position's.
        let flat = heading.is_some_and(|block| block.part == Some(Part::Entry));
        if flat {
            let mut position = Position::default();
            engagement.organization = organization_of(&mut found, words);
            found.fill(&mut position, words);
            engagement.positions.push(position);
        } else {
            found.fill(engagement, words);
        }
        while let Some((first, _)) = held.split_first() {
            let length = 1 + held.iter().skip(1).take_while(|block| block.part != Some(Part::Position)).count();
            let (blocks, after) = held.split_at(length);
            engagement.positions.push(position(first, blocks.get(1..).unwrap_or_default(), words));
            held = after;
        }
    } else {
        found.fill(&mut entry.what, words);
    }
    found.fill(&mut entry.common, words);
    found.leave_rest(&mut entry.common);
    entry
}

fn organization_of(found: &mut Found, words: &Words) -> Option<vitae_core::Organization> {
    let mut only = Engagement::default();
    let mut own = Found {
        organization: std::mem::take(&mut found.organization),
        labelled: std::mem::take(&mut found.labelled),
        ..Found::default()
    };
    own.fill(&mut only, words);
    found.labelled = own.labelled;
    only.organization
}

fn position(heading: &Block, blocks: &[Block], words: &Words) -> Position {
    let mut found = Found::default();
    found.take_runs(&heading.runs);
    found.take_blocks(blocks, words);
    let mut position = Position::default();
    found.fill(&mut position, words);
    position
}
