//! The words of a résumé: what a reader must have kept of a document, and a document shows of a résumé.

use crate::date::Dates;
use crate::entry::{Entry, Position, What};
use crate::fields::{CellRef, Record};
use crate::person::{CefrLevel, Contact, ContactKind, Detail, Place};
use crate::resume::{Item, Resume};
use crate::rich::{Block, Line};
use crate::text::Text;

impl Resume {
    /// Every word that a person could see, in the order of the model; values without words of their own (a span, a language
    /// tag, a flag) give none. Hidden sections and entries are included.
    ///
    /// ```
    /// use vitae_core::{Resume, Text};
    /// let mut resume = Resume::default();
    /// resume.person.name = Text::new("Mara Lindqvist");
    /// assert_eq!(resume.words(), ["Mara", "Lindqvist"]);
    /// ```
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        let mut out = Vec::new();
        let mut say = |text: &str| out.extend(text.split_whitespace().map(str::to_owned));
        record(&self.person, &mut say);
        for section in &self.sections {
            if let Some(title) = &section.title {
                line(title, &mut say);
            }
            for item in &section.content {
                match item {
                    Item::Heading(heading) => line(heading, &mut say),
                    Item::Text(text) => block(text, &mut say),
                    Item::Entry(e) => entry(e, &mut say),
                }
            }
        }
        out
    }
}

type Say<'a> = dyn FnMut(&str) + 'a;

fn entry(entry: &Entry, say: &mut Say<'_>) {
    match &entry.what {
        // A level that the fluency says already (normal form N13) is not said twice.
        What::Language(language) if language.fluency.is_some() && language.cefr.is_some() => {
            let mut once = language.clone();
            let said = language.fluency.as_ref().and_then(|fluency| CefrLevel::leading(fluency.as_str()));
            if let Some(cefr) = &mut once.cefr
                && cefr.overall == said
            {
                cefr.overall = None;
            }
            record(&once, say);
        }
        what => record(what, say),
    }
    record(&entry.common, say);
}

fn record(record: &dyn Record, say: &mut Say<'_>) {
    for (spec, cell) in record.cells() {
        // What is for machines only has no words; a place is the exception, since its parts stand in for missing words.
        if spec.slot != crate::fields::Slot::Hidden {
            cell_words(cell, say);
        }
    }
}

fn cell_words(cell: CellRef<'_>, say: &mut Say<'_>) {
    match cell {
        CellRef::Text(t) => say(t.as_str()),
        CellRef::Line(l) => line(l, say),
        CellRef::Texts(all) => all.iter().for_each(|t| say(t.as_str())),
        CellRef::Lines(all) => all.iter().for_each(|l| line(l, say)),
        CellRef::Dates(Dates { text: Some(text), .. }) => say(text.as_str()),
        CellRef::Place(p) => place(p, say),
        CellRef::Organization(o) => record(o, say),
        CellRef::Url(u) => say(u.visible()),
        CellRef::Contacts(all) => all.iter().for_each(|c| contact(c, say)),
        CellRef::Details(all) => all.iter().for_each(|d| detail(d, say)),
        CellRef::Body(blocks) => blocks.iter().for_each(|b| block(b, say)),
        CellRef::Ids(ids) => ids.values().for_each(|v| say(v.as_str())),
        CellRef::Positions(all) => all.iter().for_each(|p: &Position| record(p, say)),
        CellRef::Rating(r) => say(&r.to_string()),
        CellRef::Cefr(c) => c.levels().for_each(|(_, level)| say(level.as_str())),
        _ => {}
    }
}

fn line(line: &Line, say: &mut Say<'_>) {
    say(&line.plain());
}

fn place(place: &Place, say: &mut Say<'_>) {
    say(&place.display(""));
}

fn detail(detail: &Detail, say: &mut Say<'_>) {
    say(detail.label.as_str());
    line(&detail.value, say);
}

fn contact(contact: &Contact, say: &mut Say<'_>) {
    let label = contact.label.iter();
    label.for_each(|l| say(l.as_str()));
    match &contact.kind {
        ContactKind::Email(t) | ContactKind::Phone(t) | ContactKind::Fax(t) => say(t.as_str()),
        ContactKind::Web { url, text } => say(text.as_ref().map_or(url.visible(), Text::as_str)),
        ContactKind::Profile { network, user, url } => {
            say(network.as_str());
            match (user, url) {
                (Some(user), _) => say(user.as_str()),
                (None, Some(url)) => say(url.visible()),
                (None, None) => {}
            }
        }
        ContactKind::Message { service, user } => {
            say(service.as_str());
            say(user.as_str());
        }
        ContactKind::Place(p) => place(p, say),
        ContactKind::Other(l) => line(l, say),
    }
}

fn block(b: &Block, say: &mut Say<'_>) {
    match b {
        Block::Para(l) => line(l, say),
        Block::Pre(text) => say(text),
        Block::Quote(blocks) => blocks.iter().for_each(|b| block(b, say)),
        Block::List(list) => {
            for item in &list.items {
                line(&item.line, say);
                item.children.iter().for_each(|b| block(b, say));
            }
        }
    }
}
