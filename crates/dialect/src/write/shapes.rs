//! One routine for each shape of value, as the reader has them.

use crate::base64;
use crate::keys::{EXT, Level};
use crate::out::{Out, Pairs};
use vitae_commonmark::write_line;
use vitae_core::{
    Cefr, CefrLevel, CellRef, Contact, Date, Dates, Detail, Dir, End, Ext, Line, Organization, Photo, PhotoSource,
    Place, Record, Span, Text, Value, Words,
};

/// The value of a field.
pub(super) fn cell(cell: CellRef<'_>, words: &Words) -> Out {
    match cell {
        CellRef::Text(text) => phrase(text),
        CellRef::Line(line) => rich(line),
        CellRef::Url(url) => Out::Exact(url.as_str().to_owned()),
        CellRef::Lang(lang) => phrase(lang),
        CellRef::Id(id) => phrase(id),
        CellRef::Bool(truth) | CellRef::Flag(truth) => Out::Raw(truth.to_string()),
        CellRef::Direction(direction) => Out::Raw(if *direction == Dir::Rtl { "rtl" } else { "ltr" }.to_owned()),
        CellRef::Dates(when) => dates(when, words),
        CellRef::Place(somewhere) => place(somewhere, words),
        CellRef::Organization(whose) => organization(whose, words),
        CellRef::Photo(picture) => photo(picture),
        CellRef::NameParts(parts) => Out::Map(record(parts, words)),
        CellRef::Rating(rating) => Out::Phrase(rating.to_string()),
        CellRef::Cefr(levels) => cefr(levels),
        CellRef::Texts(all) => Out::Side(all.iter().map(phrase).collect()),
        CellRef::Lines(all) => Out::Side(all.iter().map(rich).collect()),
        CellRef::Tags(all) => Out::Side(all.iter().map(phrase).collect()),
        CellRef::Alternates(all) => {
            Out::Map(all.iter().map(|(lang, url)| (lang.to_string(), Out::Exact(url.to_string()))).collect())
        }
        CellRef::Ids(all) => Out::Map(all.iter().map(|(scheme, id)| (scheme.key().to_owned(), phrase(id))).collect()),
        CellRef::Details(all) => details(all),
        CellRef::Contacts(all) => Out::Rows(all.iter().map(|contact| contact_map(contact, words)).collect()),
        // Bodies and positions are written by the records that have them.
        _ => Out::Map(Pairs::new()),
    }
}

fn phrase(text: impl AsRef<str>) -> Out {
    Out::Phrase(text.as_ref().to_owned())
}

pub(super) fn rich(line: &Line) -> Out {
    Out::Phrase(write_line(line))
}

/// The fields of a record, in the order of the table.
pub(super) fn record(record: &dyn Record, words: &Words) -> Pairs {
    record.cells().into_iter().map(|(spec, value)| (spec.key.to_owned(), cell(value, words))).collect()
}

/// A record that keeps unknown fields.
pub(super) fn record_with_ext(of: &dyn Record, level: Level, words: &Words) -> Pairs {
    let mut pairs = record(of, words);
    if let Some(own) = of.ext() {
        ext(own, level, &mut pairs);
    }
    pairs
}

/// Unknown fields: beside the others, or in the map `ext` where their names would mean something.
pub(super) fn ext(ext: &Ext, level: Level, pairs: &mut Pairs) {
    let (mut beside, mut inside) = (Pairs::new(), Pairs::new());
    for (key, own) in ext.iter() {
        let pair = (key.to_owned(), value(own));
        if level.knows(key) { inside.push(pair) } else { beside.push(pair) }
    }
    pairs.append(&mut beside);
    if !inside.is_empty() {
        pairs.push((EXT.to_owned(), Out::Map(inside)));
    }
}

fn value(of: &Value) -> Out {
    match of {
        Value::Null => Out::Raw("null".to_owned()),
        Value::Bool(truth) => Out::Raw(truth.to_string()),
        Value::Number(number) => Out::Raw(number.as_str().to_owned()),
        Value::String(text) => Out::Exact(text.clone()),
        Value::Array(items) => Out::Rows(items.iter().map(value).collect()),
        Value::Object(object) => Out::Map(object.iter().map(|(key, inner)| (key.to_owned(), value(inner))).collect()),
    }
}

/// Words, if they say it all; else a map of values.
fn dates(when: &Dates, words: &Words) -> Out {
    let shown = when.display(words);
    let read = Dates::parse(&shown, words).and_then(|dates| dates.normal(words));
    if read.as_ref() == Some(when) {
        return Out::Phrase(shown);
    }
    let date = |date: &Date| Out::Exact(format!("{}{}", if date.expected { "expected " } else { "" }, date.to_edtf()));
    let mut pairs = Pairs::new();
    match &when.span {
        Some(Span::At(at)) => pairs.push(("at".to_owned(), date(at))),
        Some(Span::Range { start, end }) => {
            pairs.extend(start.iter().map(|start| ("start".to_owned(), date(start))));
            let end = match end {
                End::On(end) => date(end),
                End::Present => Out::Phrase("present".to_owned()),
                End::Unknown => Out::Phrase("unknown".to_owned()),
            };
            pairs.push(("end".to_owned(), end));
        }
        None => {}
    }
    pairs.extend(when.text.iter().map(|text| ("text".to_owned(), phrase(text))));
    Out::Map(pairs)
}

pub(super) fn place(place: &Place, words: &Words) -> Out {
    match &place.text {
        Some(text) if *place == Place::text(text.clone()) => phrase(text),
        _ => Out::Map(record_with_ext(place, Level::Place, words)),
    }
}

fn organization(organization: &Organization, words: &Words) -> Out {
    match &organization.name {
        Some(name) if *organization == Organization::named(name.clone()) => phrase(name),
        _ => Out::Map(record_with_ext(organization, Level::Organization, words)),
    }
}

fn photo(photo: &Photo) -> Out {
    let mut pairs = match &photo.source {
        // A `data:` address by itself would be read as the picture that it holds.
        PhotoSource::Url(url) if photo.alt.is_none() && !url.as_str().starts_with("data:") => {
            return Out::Exact(url.to_string());
        }
        PhotoSource::Url(url) => vec![("url".to_owned(), Out::Exact(url.to_string()))],
        PhotoSource::Embedded { media_type, bytes } => {
            let digits = base64::encode(bytes);
            let lines: Vec<&str> =
                digits.as_bytes().chunks(76).filter_map(|line| std::str::from_utf8(line).ok()).collect();
            vec![("mediaType".to_owned(), phrase(media_type)), ("data".to_owned(), Out::Lines(lines.join("\n")))]
        }
    };
    pairs.extend(photo.alt.iter().map(|alt| ("alt".to_owned(), phrase(alt))));
    Out::Map(pairs)
}

fn cefr(levels: &Cefr) -> Out {
    let name = |level: CefrLevel| Out::Raw(level.as_str().to_owned());
    match levels.overall {
        Some(level) if *levels == Cefr::overall(level) => name(level),
        _ => Out::Map(levels.levels().map(|(skill, level)| (skill.to_owned(), name(level))).collect()),
    }
}

/// A map, or a list of maps where a label occurs twice.
fn details(details: &[Detail]) -> Out {
    let labels: std::collections::BTreeSet<&Text> = details.iter().map(|detail| &detail.label).collect();
    let mut pairs = details.iter().map(|detail| (detail.label.to_string(), rich(&detail.value)));
    if labels.len() == details.len() {
        return Out::Map(pairs.collect());
    }
    Out::Rows(pairs.by_ref().map(|pair| Out::Map(vec![pair])).collect())
}

/// A contact as an item of a list.
fn contact_map(contact: &Contact, words: &Words) -> Out {
    super::contacts::item(contact, words)
}
