//! What a document shows of a résumé.
//!
//! [`visible()`] takes away what no reader of a page could see. What it took is then *measured*, as the difference between the
//! two résumés, by [`vitae_core::Format::write`]: no list of losses is kept by hand.

use crate::contact::contact_line;
use vitae_core::{
    Contact, Dates, Education, Engagement, Entry, Ext, Item, Organization, Place, Rating, Resume, Section, Text, What,
    Words, parse_span,
};

/// The résumé as far as a reader of a page sees it.
///
/// Gone are: the title of the document, sections and entries that their owner hid, ids, tags, unknown fields, parts of names and of places (their words
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
    out.meta = vitae_core::Meta { language, direction, ..Default::default() };
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
    // That a part is in the language of what stands around it is not seen.
    common.lang.take_if(|own| resume.meta.language.as_ref() == Some(own));
    let lang = common.lang.clone().or_else(|| resume.meta.language.clone());
    section.content.retain(|item| !matches!(item, Item::Entry(entry) if entry.common.hidden));
    for item in &mut section.content {
        match item {
            Item::Entry(e) => {
                e.common.lang.take_if(|own| lang.as_ref() == Some(own));
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
        What::Skill(skill) if skill.rating.is_none() => {
            // "4/5" looks the same as a rating and as a level in words.
            skill.rating = skill.level.as_ref().and_then(|level| Rating::parse(level.as_str()));
            skill.level.take_if(|_| skill.rating.is_some());
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

/// A contact is seen as its words and its link; what it is, is read from those.
fn contacts(contacts: &mut Vec<Contact>, words: &Words) {
    let shown = std::mem::take(contacts);
    for contact in shown {
        let mut runs = contact_line(std::slice::from_ref(&contact), words);
        runs.iter_mut().for_each(|run| run.style.link = run.style.link.take().filter(crate::is_safe));
        contacts.extend(crate::interpret::contacts(&crate::interpret::parts(&runs), words));
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
