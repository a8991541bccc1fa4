//! A résumé with other words in it: every text of every field of every kind, so that a test can look where they come out.

use vitae::{
    Block, Body, Cell, Contact, ContactKind, Dates, Detail, Ext, FieldSpec, IdScheme, Item, Line, List, ListItem,
    Organization, Photo, PhotoSource, Place, Record, Resume, Run, Style, Text, Url, Value,
};

/// Where a text stands: whether a reader of a page sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// On the page.
    Shown,
    /// Nowhere, but for machines.
    Hidden,
    /// Where a link leads.
    Address,
}

/// What gives the words for each place.
pub type Words<'a> = &'a mut dyn FnMut(Seen) -> String;

/// The résumé with these words in all places.
#[must_use]
pub fn with_words(mut resume: Resume, words: Words<'_>) -> Resume {
    record(&mut resume.meta, words);
    record(&mut resume.person, words);
    resume.ext = ext(words);
    for section in &mut resume.sections {
        record(&mut section.common, words);
        section.common.hidden = false;
        section.title = Some(line(words));
        for item in &mut section.content {
            match item {
                Item::Heading(heading) => *heading = line(words),
                Item::Text(block) => *block = self::block(block, words),
                Item::Entry(entry) => {
                    record(&mut entry.common, words);
                    record(&mut entry.what, words);
                    // What is hidden is asked about elsewhere.
                    entry.common.hidden = false;
                }
            }
        }
    }
    resume.normalize()
}

fn record(record: &mut dyn Record, words: Words<'_>) {
    let filled: Vec<(&'static FieldSpec, Cell)> =
        record.cells().into_iter().map(|(spec, cell)| (spec, cell.to_cell())).collect();
    for (spec, cell) in filled {
        let seen = if spec.slot == vitae::Slot::Hidden { Seen::Hidden } else { Seen::Shown };
        record.put(spec.field, self::cell(cell, seen, words)).unwrap();
    }
    if let Some(unknown) = record.ext_mut() {
        *unknown = ext(words);
    }
}

fn cell(cell: Cell, seen: Seen, words: Words<'_>) -> Cell {
    match cell {
        Cell::Text(_) => Cell::Text(text(&words(seen))),
        Cell::Line(_) => Cell::Line(line(words)),
        Cell::Url(_) => Cell::Url(url(words)),
        Cell::Dates(Dates { span, .. }) => Cell::Dates(Dates { span, text: Some(text(&words(Seen::Shown))) }),
        Cell::Place(_) => Cell::Place(place(words)),
        Cell::Organization(_) => Cell::Organization(Organization {
            name: Some(text(&words(Seen::Shown))),
            url: Some(url(words)),
            description: Some(line(words)),
            place: Some(place(words)),
            ext: ext(words),
        }),
        Cell::Photo(photo) => Cell::Photo(Photo {
            source: match photo.source {
                PhotoSource::Url(_) => PhotoSource::Url(url(words)),
                PhotoSource::Embedded { bytes, .. } => {
                    PhotoSource::Embedded { media_type: text(&words(Seen::Hidden)), bytes }
                }
            },
            alt: Some(text(&words(Seen::Hidden))),
        }),
        Cell::NameParts(mut parts) => {
            record(&mut parts, words);
            Cell::NameParts(parts)
        }
        Cell::Texts(all) => Cell::Texts(all.iter().map(|_| text(&words(seen))).collect()),
        Cell::Lines(all) => Cell::Lines(all.iter().map(|_| line(words)).collect()),
        Cell::Alternates(all) => Cell::Alternates(all.into_iter().map(|(lang, _)| (lang, url(words))).collect()),
        Cell::Contacts(all) => Cell::Contacts(all.into_iter().map(|one| contact(one, words)).collect()),
        Cell::Details(all) => {
            Cell::Details(all.iter().map(|_| Detail { label: text(&words(Seen::Shown)), value: line(words) }).collect())
        }
        Cell::Body(blocks) => Cell::Body(body(&blocks, words)),
        Cell::Tags(_) => Cell::Tags([text(&words(Seen::Hidden))].into()),
        Cell::Ids(_) => Cell::Ids([(IdScheme::new(&words(Seen::Shown)).unwrap(), text(&words(Seen::Shown)))].into()),
        Cell::Positions(mut positions) => {
            for position in &mut positions {
                record(position, words);
            }
            Cell::Positions(positions)
        }
        Cell::Id(id) => Cell::Id(vitae::Id::new(&words(Seen::Hidden).replace(char::is_whitespace, "-")).unwrap_or(id)),
        other => other,
    }
}

fn contact(contact: Contact, words: Words<'_>) -> Contact {
    let kind = match contact.kind {
        ContactKind::Email(_) => ContactKind::Email(text(&words(Seen::Shown))),
        ContactKind::Phone(_) => ContactKind::Phone(text(&words(Seen::Shown))),
        ContactKind::Fax(_) => ContactKind::Fax(text(&words(Seen::Shown))),
        ContactKind::Web { .. } => ContactKind::Web { url: url(words), text: Some(text(&words(Seen::Shown))) },
        ContactKind::Profile { .. } => ContactKind::Profile {
            network: text(&words(Seen::Shown)),
            user: Some(text(&words(Seen::Shown))),
            url: Some(url(words)),
        },
        ContactKind::Message { .. } => {
            ContactKind::Message { service: text(&words(Seen::Shown)), user: text(&words(Seen::Shown)) }
        }
        ContactKind::Place(_) => ContactKind::Place(place(words)),
        _ => ContactKind::Other(line(words)),
    };
    let (label, tags) = (text(&words(Seen::Shown)), [text(&words(Seen::Hidden))].into());
    Contact { kind, label: Some(label), tags, ext: ext(words) }
}

fn place(words: Words<'_>) -> Place {
    let mut place =
        Place { text: Some(text(&words(Seen::Shown))), city: Some(text(&words(Seen::Hidden))), ..Place::default() };
    place.street = vec![text(&words(Seen::Hidden))];
    place.ext = ext(words);
    place
}

fn body(blocks: &[Block], words: Words<'_>) -> Body {
    blocks.iter().map(|block| self::block(block, words)).collect()
}

fn block(block: &Block, words: Words<'_>) -> Block {
    match block {
        Block::Para(_) => Block::Para(line(words)),
        Block::Quote(inside) => Block::Quote(body(inside, words)),
        Block::List(list) => Block::List(List {
            ordered: list.ordered,
            items: list
                .items
                .iter()
                .map(|item| ListItem {
                    line: line(words),
                    children: body(&item.children, words),
                    tags: [text(&words(Seen::Hidden))].into(),
                })
                .collect(),
        }),
        _ => Block::Pre(words(Seen::Shown)),
    }
}

/// Plain, in each mark, as a link's text, and as its address.
fn line(words: Words<'_>) -> Line {
    let link = Style::link(url(words));
    let mut say = |style: Style| [Run::styled(&words(Seen::Shown), style), Run::plain(" ")];
    let code = Style { code: true, ..Style::default() };
    Line::new([say(Style::plain()), say(Style::strong()), say(Style::emph()), say(code), say(link)].concat()).unwrap()
}

fn text(words: &str) -> Text {
    Text::new(words).unwrap_or_else(|| Text::new("x").unwrap())
}

fn url(words: Words<'_>) -> Url {
    Url::new(&words(Seen::Address)).unwrap_or_else(|| Url::new("x").unwrap())
}

fn ext(words: Words<'_>) -> Ext {
    let inside: Ext = [(words(Seen::Hidden), Value::String(words(Seen::Hidden)))].into_iter().collect();
    [(format!("x-{}", words(Seen::Hidden)), Value::Array(vec![Value::Object(inside)]))].into_iter().collect()
}
