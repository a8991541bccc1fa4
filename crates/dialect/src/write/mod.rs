//! The writer: a résumé as the tree that a person would have typed.

mod body;
mod contacts;
mod entry;
mod pieces;
mod shapes;

pub use pieces::{cell_to_value, item_to_value, section_to_value, to_value};

use crate::keys::{Level, fits_a_line};
use crate::out::{Out, Pairs};
use shapes::{cell, ext, record, rich};
use vitae_core::{Block, CellRef, Item, Line, Person, Record, Resume, Section, SectionKind, Words};

/// The map that a file is.
///
/// ```
/// use vitae_core::{Resume, Text};
/// let mut resume = Resume::default();
/// resume.person.name = Text::new("Mara Lindqvist");
/// let keys: Vec<_> = vitae_dialect::write(&resume).into_iter().map(|(key, _)| key).collect();
/// assert_eq!(keys, ["vitae", "basics"]);
/// ```
#[must_use]
pub fn write(resume: &Resume) -> Pairs {
    let words = Words::of(resume.meta.language.as_ref());
    let mut pairs: Pairs = vec![("vitae".to_owned(), Out::Raw("1".to_owned()))];
    let mut meta = record(&resume.meta, words);
    if meta.first().is_some_and(|(key, _)| key == "language") {
        pairs.push(meta.remove(0));
    }
    ext(&resume.meta.ext, Level::Meta, &mut meta);
    let sections: Vec<Out> = resume.sections.iter().map(|s| section(s, words)).collect();
    let groups = [
        ("meta", Out::Map(meta)),
        ("basics", Out::Map(basics(&resume.person, words))),
        ("sections", Out::Airy(sections)),
    ];
    pairs.extend(groups.into_iter().filter(|(_, group)| !group.is_empty()).map(|(key, group)| (key.to_owned(), group)));
    ext(&resume.ext, Level::Top, &mut pairs);
    pairs
}

fn basics(person: &Person, words: &'static Words) -> Pairs {
    let mut pairs = Pairs::new();
    for (spec, value) in person.cells() {
        match value {
            CellRef::Contacts(all) => pairs.extend(contacts::pairs(all, words)),
            value => pairs.push((spec.key.to_owned(), cell(value, words))),
        }
    }
    ext(&person.ext, Level::Basics, &mut pairs);
    pairs
}

fn section(section: &Section, outer: &'static Words) -> Out {
    let words = section.common.lang.as_ref().map_or(outer, |lang| Words::of(Some(lang)));
    let mut pairs = Pairs::new();
    if section.kind != SectionKind::Custom {
        pairs.push(("kind".to_owned(), Out::Raw(section.kind.as_str().to_owned())));
    }
    let usual = words.section_title(section.kind).and_then(Line::text);
    if section.title != usual {
        let title = section.title.as_ref().map_or_else(|| Out::Phrase(String::new()), rich);
        pairs.push(("title".to_owned(), title));
    }
    pairs.extend(record(&section.common, words));
    let runs: Vec<&[Item]> =
        section.content.chunk_by(|a, b| matches!((a, b), (Item::Text(_), Item::Text(_)))).collect();
    let (text, rest) = match runs.as_slice() {
        [first, rest @ ..] if matches!(first, [Item::Text(_), ..]) => (Some(loose(first)), rest),
        all => (None, all),
    };
    pairs.extend(text.map(|text| ("text".to_owned(), text)));
    if !rest.is_empty() {
        pairs.push((
            "entries".to_owned(),
            Out::Airy(rest.iter().flat_map(|run| items(run, section.kind, words)).collect()),
        ));
    }
    ext(&section.common.ext, Level::Section, &mut pairs);
    Out::Map(pairs)
}

/// Entries and headings one by one; texts that stand together as one.
fn items(run: &[Item], kind: SectionKind, words: &'static Words) -> Vec<Out> {
    match run {
        [Item::Text(_), ..] => {
            let text = loose(run);
            // Among skills a plain text would be the name of one.
            let named = fits_a_line(kind.entry_kind());
            vec![if named { Out::Map(vec![("text".to_owned(), text)]) } else { text }]
        }
        _ => run
            .iter()
            .map(|item| match item {
                Item::Entry(entry) => entry::entry(entry, kind.entry_kind(), words),
                Item::Heading(line) => Out::Map(vec![("heading".to_owned(), rich(line))]),
                Item::Text(block) => body::text(std::slice::from_ref(block)),
            })
            .collect(),
    }
}

fn loose(run: &[Item]) -> Out {
    let blocks: Vec<Block> =
        run.iter().filter_map(|item| if let Item::Text(block) = item { Some(block.clone()) } else { None }).collect();
    body::text(&blocks)
}
