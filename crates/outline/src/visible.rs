//! What a document shows of a résumé.
//!
//! [`visible()`] takes away what no reader of a page could see. What it took is then *measured*, as the difference between the
//! two résumés, by [`vitae_core::Format::write`]: no list of losses is kept by hand.

use vitae_core::{
    Contact, ContactKind, Dates, Education, Engagement, Entry, Ext, Item, Organization, Place, Resume, Section, Text,
    What, Words, parse_span,
};

/// The résumé as far as a reader of a page sees it.
///
/// Gone are: sections and entries that their owner hid, ids, tags, unknown fields, parts of names and of places (their words
/// stay), language tags of skills, the photo, and dates that are more precise than their words.
///
/// ```
/// use vitae_core::{Resume, Section, SectionKind, Text, Line};
/// let mut secret = Section { title: Line::text("Salary"), ..Section::default() };
/// secret.common.hidden = true;
/// let resume = Resume { sections: vec![secret], ..Resume::default() };
/// assert!(vitae_outline::visible(&resume).sections.is_empty());
/// ```
#[must_use]
pub fn visible(resume: &Resume) -> Resume {
    let mut out = resume.clone().normalize();
    out.ext = Ext::default();
    let language = out.meta.language.clone();
    let direction = out.meta.direction;
    let title = out.meta.title.take();
    out.meta = vitae_core::Meta { language, direction, title, ..Default::default() };
    out.person.parts = None;
    out.person.photo = None;
    out.person.ext = Ext::default();
    contacts(&mut out.person.contacts, Words::of(out.meta.language.as_ref()));
    out.sections.retain(|section| !section.common.hidden);
    out.sections.iter_mut().for_each(|s| section(s, resume));
    out.normalize()
}

fn section(section: &mut Section, resume: &Resume) {
    let common = &mut section.common;
    (common.id, common.ext) = (None, Ext::default());
    common.tags.clear();
    let lang = common.lang.clone().or_else(|| resume.meta.language.clone());
    section.content.retain(|item| !matches!(item, Item::Entry(entry) if entry.common.hidden));
    for item in &mut section.content {
        match item {
            Item::Entry(e) => {
                let words = Words::of(e.common.lang.as_ref().or(lang.as_ref()));
                entry(e, words);
            }
            Item::Text(block) => untag(std::slice::from_mut(block)),
            Item::Heading(_) => {}
        }
    }
}

fn entry(entry: &mut Entry, words: &Words) {
    entry.common.id = None;
    entry.common.ext = Ext::default();
    entry.common.tags.clear();
    untag(&mut entry.common.body);
    match &mut entry.what {
        What::Engagement(Engagement { organization: o, dates: d, place: p, positions }) => {
            organization(o, words);
            dates(d, words);
            place(p, words);
            for position in positions {
                position.id = None;
                position.ext = Ext::default();
                position.tags.clear();
                untag(&mut position.body);
                dates(&mut position.dates, words);
                place(&mut position.place, words);
            }
        }
        What::Education(Education { institution, dates: d, place: p, .. }) => {
            organization(institution, words);
            dates(d, words);
            place(p, words);
        }
        What::Project(project) => {
            organization(&mut project.organization, words);
            dates(&mut project.dates, words);
        }
        What::Award(award) => {
            organization(&mut award.awarder, words);
            dates(&mut award.dates, words);
        }
        What::Certificate(certificate) => {
            organization(&mut certificate.issuer, words);
            dates(&mut certificate.dates, words);
        }
        What::Publication(publication) => {
            organization(&mut publication.publisher, words);
            dates(&mut publication.dates, words);
            place(&mut publication.place, words);
        }
        What::Reference(reference) => {
            organization(&mut reference.organization, words);
            contacts(&mut reference.contacts, words);
        }
        What::Other(other) => {
            organization(&mut other.organization, words);
            dates(&mut other.dates, words);
            place(&mut other.place, words);
        }
        What::Language(language) => {
            language.tag = None;
            // A level is seen once, and not whether it was meant as words too.
            let level = language.cefr.and_then(|cefr| cefr.overall);
            language.fluency.take_if(|fluency| level.is_some_and(|level| level.as_str() == fluency.as_str()));
        }
        _ => {}
    }
}

fn organization(organization: &mut Option<Organization>, words: &Words) {
    if let Some(o) = organization {
        o.ext = Ext::default();
        place(&mut o.place, words);
    }
}

/// A place is seen as words; which of them are its parts is not.
fn place(place: &mut Option<Place>, words: &Words) {
    if let Some(p) = place {
        *place = Text::new(&p.display(words.phrases().remote)).map(Place::text);
    }
}

fn contacts(contacts: &mut [Contact], words: &Words) {
    for contact in contacts {
        contact.tags.clear();
        contact.ext = Ext::default();
        if let ContactKind::Place(somewhere) = &mut contact.kind {
            let mut held = Some(std::mem::take(somewhere));
            place(&mut held, words);
            *somewhere = held.unwrap_or_default();
        }
    }
}

/// Where dates have words, only what the words say is seen.
fn dates(dates: &mut Option<Dates>, words: &Words) {
    if let Some(Dates { span, text: Some(text) }) = dates {
        *span = parse_span(text.as_str(), words).map(|parsed| parsed.span);
    }
}

fn untag(blocks: &mut [vitae_core::Block]) {
    for block in blocks {
        match block {
            vitae_core::Block::Quote(blocks) => untag(blocks),
            vitae_core::Block::List(list) => {
                for item in &mut list.items {
                    item.tags.clear();
                    untag(&mut item.children);
                }
            }
            _ => {}
        }
    }
}
