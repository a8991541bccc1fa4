//! From the outline of a document back to a résumé.
//!
//! What a piece is comes from its part and its roles ([`crate::recognise`] gives them to a document that has none), then from
//! the grammar. What no rule takes stays where it stood, as text: no word is lost. Facts come last: what cannot be seen, and what
//! a reader could not know. One that was said of a visible text is believed only while that text is still the same.

mod card;
mod contact;

use crate::body::{body_of, line_of};
use crate::compose::is_made_title;
use crate::facts::Facts;
use crate::outline::{Block, Kind, Outline, Part};
pub(crate) use card::Found;
pub(crate) use contact::{contacts, parts};
use std::borrow::Cow;
use vitae_core::{
    Engagement, Entry, Item, Lang, Line, Meta, Organization, Person, Position, Resume, Section, SectionKind, Text,
    What, Words,
};

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
    let blocks = linked(&outline.blocks);
    let facts = Facts::of(outline.head.facts.as_deref());
    let lang = outline.head.lang.as_ref();
    let blocks = name_first(blocks);
    let (head, mut rest) = blocks.split_at(blocks.iter().position(begins_section).unwrap_or(blocks.len()));
    let mut resume = Resume::default();
    (resume.meta, resume.person, resume.sections) = person(head, outline, &facts);
    while !rest.is_empty() {
        let length = 1 + rest.iter().skip(1).take_while(|block| !begins_section(block)).count();
        let (blocks, after) = rest.split_at(length);
        resume.sections.push(section(blocks, lang));
        rest = after;
    }
    facts.restore_sections(&mut resume.sections, Words::of(lang));
    resume.ext = facts.ext();
    resume.normalize()
}

/// The blocks with the links that no document may carry as links.
pub(crate) fn linked(blocks: &[Block]) -> Cow<'_, [Block]> {
    if !blocks.iter().any(|block| block.facts.as_deref().is_some_and(Facts::may_have_links)) {
        return Cow::Borrowed(blocks);
    }
    let restored = blocks.iter().map(|block| Facts::of(block.facts.as_deref()).restore_links(block));
    Cow::Owned(restored.collect())
}

/// The blocks with the name, and what stands below it, before a text that somebody put above.
fn name_first(blocks: Cow<'_, [Block]>) -> Cow<'_, [Block]> {
    let first = blocks.iter().position(begins_section).unwrap_or(blocks.len());
    let titled = blocks.iter().position(|block| block.part == Some(Part::Section)).unwrap_or(blocks.len());
    let Some(name) = blocks.iter().position(|block| block.part == Some(Part::Name)) else { return blocks };
    if name < first || name > titled {
        return blocks;
    }
    let end = blocks.iter().skip(name).position(begins_section).map_or(blocks.len(), |length| name + length);
    let mut all = blocks.into_owned();
    all.get_mut(first..end).unwrap_or_default().rotate_left(name - first);
    Cow::Owned(all)
}

fn begins_section(block: &Block) -> bool {
    block.section.is_some() || block.part == Some(Part::Section)
}

/// What stands before the first section: who the résumé is about, and text that has no heading.
pub(crate) fn person(blocks: &[Block], outline: &Outline, facts: &Facts) -> (Meta, Person, Vec<Section>) {
    let words = Words::of(outline.head.lang.as_ref());
    let (found, loose) = found_in_head(blocks, words);
    let name = crate::outline::text_of(&found.title);
    let name = Text::new(&name);
    let mut person = Person { name, headline: line_of(&found.qualifier), ..Person::default() };
    let shown = parts(&found.contacts);
    person.contacts = contacts(&shown, words);
    facts.correct_contacts(&mut person.contacts, &shown, words);
    person.details = found.details();
    facts.under("basics").correct(&mut person, &found, words);
    let head = &outline.head;
    // A title that is made from a name says nothing of its own, and the name may have been typed over since.
    let title = head.title.clone().filter(|title| !is_made_title(title, words));
    let mut meta = Meta { language: head.lang.clone(), direction: head.direction, title, ..Meta::default() };
    facts.under("meta").correct(&mut meta, &found, words);
    let content: Vec<Item> = body_of(&loose).into_iter().map(Item::Text).collect();
    let summary = (!content.is_empty()).then(|| Section { content, ..Section::new(SectionKind::Summary) });
    (meta, person, summary.into_iter().collect())
}

/// What stands in the head of a document, sorted, and what no rule takes.
pub(crate) fn found_in_head(blocks: &[Block], words: &Words) -> (Found, Vec<Block>) {
    let (mut found, mut loose) = (Found::default(), Vec::new());
    let mut rest = blocks.iter().peekable();
    while let Some(block) = rest.next() {
        match block.part {
            Some(Part::Name) if found.title.is_empty() => found.title.extend(block.runs.iter().cloned()),
            Some(Part::Headline) if found.qualifier.is_empty() => found.qualifier.extend(block.runs.iter().cloned()),
            Some(Part::Contacts) => found.take_contacts(block),
            Some(Part::Labelled) => found.take_labelled(block, &mut rest, words),
            _ => loose.push(block.clone()),
        }
    }
    (found, loose)
}

/// A section: its heading or break, and items until the next.
pub(crate) fn section(blocks: &[Block], outer: Option<&Lang>) -> Section {
    let Some(heading) = blocks.first() else { return Section::default() };
    let facts = Facts::of(heading.facts.as_deref()).under("section");
    let titled = is_titled(heading);
    let mut section = Section::new(heading.section.unwrap_or_default());
    section.common.lang = heading.lang.clone().filter(|own| titled && Some(own) != outer);
    if titled {
        section.title = line_of(&heading.runs);
    }
    facts.correct(&mut section.common, &Found::default(), Words::of(outer));
    let own = section.common.lang.clone();
    let lang = own.as_ref().or(outer);
    let below = below_title(blocks);
    let whole = facts.content(blocks, section.kind, Words::of(lang));
    section.content = whole.unwrap_or_else(|| items(below, section.kind, lang));
    facts.restore_items(&mut section.content, section.kind, Words::of(lang));
    section
}

fn items(blocks: &[Block], kind: SectionKind, lang: Option<&Lang>) -> Vec<Item> {
    let mut out = Vec::new();
    for piece in pieces(blocks) {
        match piece.first().and_then(|first| first.part) {
            Some(Part::Text) => out.extend(body_of(piece).into_iter().map(Item::Text)),
            Some(Part::Subheading) => out.extend(subheading(piece).map(Item::Heading)),
            _ => out.push(entry(piece, kind, lang).into()),
        }
    }
    out
}

fn subheading(piece: &[Block]) -> Option<Line> {
    line_of(&piece.first()?.runs)
}

/// The blocks of a section, cut where items begin. Texts that stand together are one piece.
fn pieces(blocks: &[Block]) -> impl Iterator<Item = &[Block]> {
    let mut rest = blocks;
    std::iter::from_fn(move || {
        let first = rest.first()?;
        let length = 1 + rest.iter().skip(1).take_while(|block| !begins_item(block, first)).count();
        let (piece, after) = rest.split_at_checked(length)?;
        rest = after;
        Some(piece)
    })
}

/// The pieces of a section, each with the place that its first item has among all items of the section.
pub(crate) fn placed_pieces(section: &[Block]) -> impl Iterator<Item = (usize, &[Block])> {
    pieces(below_title(section)).scan(0, |next, piece| {
        let place = *next;
        *next += match piece.first().and_then(|first| first.part) {
            Some(Part::Text) => body_of(piece).len(),
            Some(Part::Subheading) => usize::from(subheading(piece).is_some()),
            _ => 1,
        };
        Some((place, piece))
    })
}

fn is_titled(heading: &Block) -> bool {
    matches!(heading.kind, Kind::Heading(_)) && heading.part == Some(Part::Section)
}

/// What stands in a section, without its title or the break that begins it.
fn below_title(section: &[Block]) -> &[Block] {
    let skipped = section.first().is_some_and(|first| is_titled(first) || first.kind == Kind::Rule);
    section.get(usize::from(skipped)..).unwrap_or_default()
}

/// True when a block begins another item of a section than the one that `first` began.
fn begins_item(block: &Block, first: &Block) -> bool {
    match block.part {
        Some(Part::Text) => first.part != Some(Part::Text),
        Some(Part::Entry | Part::Organization | Part::Subheading | Part::Line) => true,
        _ => matches!(first.part, Some(Part::Text | Part::Subheading)) || Facts::of(block.facts.as_deref()).has("item"),
    }
}

/// An entry, from all its blocks.
pub(crate) fn entry(blocks: &[Block], section: SectionKind, lang: Option<&Lang>) -> Entry {
    let facts = Facts::of(blocks.first().and_then(|first| first.facts.as_deref())).under("item");
    let own = blocks.first().and_then(|first| first.lang.clone()).filter(|own| Some(own) != lang);
    let own = facts.lang().unwrap_or(own);
    let words = Words::of(own.as_ref().or(lang));
    if let Some(entry) = facts.entry(blocks, section, Words::of(lang)) {
        return entry;
    }
    let mut entry = Entry::from(What::new(facts.kind().unwrap_or(section.entry_kind())));
    // Only an engagement holds positions; elsewhere what stands there is text.
    let holds = matches!(entry.what, What::Engagement(_));
    let (above, held) = if holds { above_positions(blocks) } else { (blocks, [].as_slice()) };
    let (heading, below) = head_and_rest(above);
    let mut found = Found::of(heading, below, words);
    let seen = found.clone();
    entry.common.lang = own;
    match &mut entry.what {
        What::Engagement(engagement) => {
            let headed = heading.is_some_and(|block| block.part == Some(Part::Entry));
            if facts.is_flat().unwrap_or(headed || (held.is_empty() && found.is_a_position())) {
                engagement.organization = organization_of(&mut found, words);
                let mut position = Position::default();
                found.fill(&mut position, words);
                facts.under("position").correct(&mut position, &seen, words);
                engagement.positions.push(position);
            } else {
                found.fill(engagement, words);
            }
            engagement.positions.extend(positions(held, words));
        }
        what => found.fill(what, words),
    }
    if let What::Reference(reference) = &mut entry.what {
        facts.correct_contacts(&mut reference.contacts, &parts(&seen.contacts), words);
    }
    facts.under("fields").correct(&mut entry.what, &seen, words);
    found.fill(&mut entry.common, words);
    found.leave_rest(&mut entry.common.body, &mut entry.common.details);
    facts.under("common").correct(&mut entry.common, &seen, words);
    entry
}

pub(crate) fn begins_position(block: &Block) -> bool {
    block.part == Some(Part::Position) || Facts::of(block.facts.as_deref()).has("position")
}

/// The blocks of an entry before its positions, and those.
pub(crate) fn above_positions(blocks: &[Block]) -> (&[Block], &[Block]) {
    blocks.split_at(blocks.iter().position(begins_position).unwrap_or(blocks.len()))
}

/// True for a block that is the heading of an entry, whatever stands above it.
pub(crate) const fn is_head(block: &Block) -> bool {
    matches!(block.part, Some(Part::Entry | Part::Organization | Part::Line))
}

/// The heading of an entry, if it has one, and what stands below.
pub(crate) fn head_and_rest(blocks: &[Block]) -> (Option<&Block>, &[Block]) {
    match blocks.split_first() {
        Some((first, below)) if is_head(first) || first.part == Some(Part::Position) => (Some(first), below),
        _ => (None, blocks),
    }
}

/// The organisation alone: in the flat form everything else is the position's.
fn organization_of(found: &mut Found, words: &Words) -> Option<Organization> {
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

fn positions(blocks: &[Block], words: &'static Words) -> Vec<Position> {
    let (mut out, mut rest) = (Vec::new(), blocks);
    while !rest.is_empty() {
        let length = 1 + rest.iter().skip(1).take_while(|block| !begins_position(block)).count();
        let (blocks, after) = rest.split_at(length);
        out.push(position(blocks, words));
        rest = after;
    }
    out
}

pub(crate) fn position(blocks: &[Block], words: &'static Words) -> Position {
    let facts = Facts::of(blocks.first().and_then(|first| first.facts.as_deref()));
    let (heading, below) = head_and_rest(blocks);
    let mut found = Found::of(heading, below, words);
    let seen = found.clone();
    let mut position = Position::default();
    found.fill(&mut position, words);
    found.leave_rest(&mut position.body, &mut position.details);
    facts.under("position").correct(&mut position, &seen, words);
    position
}
