//! Résumés that every format meets before the arbitrary ones: complete, extreme, and real.

use crate::arbitrary::sure;
use crate::exam::{fail, tell};
use crate::full::full;
use std::path::{Path, PathBuf};
use vitae_core::{
    Block, Context, Dates, Engagement, Entry, Ext, Item, Line, List, ListItem, Organization, Position, Resume, Section,
    SectionKind, Source, Text, Value, What, Words,
};

/// A résumé and what it is called in a failure.
pub type Named = (String, Resume);

/// The canonical résumés of this repository (`fixtures/resumes/*.yaml`), by file name.
///
/// Outside the repository there are none; that is said on standard error, and [`full`] and the arbitrary résumés remain.
///
/// # Panics
/// When a fixture cannot be read: an exam with a broken question is no exam.
#[must_use]
pub fn fixtures() -> Vec<Named> {
    let Some(folder) = folder(Path::new(env!("CARGO_MANIFEST_DIR"))) else {
        tell("no folder fixtures/resumes here: the exam goes on without the repository's own résumés");
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = match std::fs::read_dir(&folder) {
        Ok(entries) => entries.filter_map(|entry| Some(entry.ok()?.path())).collect(),
        Err(error) => fail(&format!("{}: {error}", folder.display())),
    };
    files.retain(|file| file.extension().is_some_and(|extension| extension == "yaml"));
    files.sort();
    if files.is_empty() {
        tell(&format!("{} has no résumés", folder.display()));
    }
    files.iter().map(|file| read(file)).collect()
}

fn folder(start: &Path) -> Option<PathBuf> {
    start.ancestors().map(|folder| folder.join("fixtures/resumes")).find(|folder| folder.is_dir())
}

fn read(file: &Path) -> Named {
    let bytes = std::fs::read(file).unwrap_or_else(|error| fail(&format!("{}: {error}", file.display())));
    let resume = vitae_yaml::format().read(&Source::named(&bytes, file), &mut Context::default());
    let resume = resume.unwrap_or_else(|error| {
        let at = error.diagnostic.at.as_ref().map(|at| format!("{at}: ")).unwrap_or_default();
        fail(&format!("{}: {at}{error}", file.display()))
    });
    (file.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(), resume)
}

/// Résumés that are too much of something: two hundred positions, a paragraph of 50 kB, lists twelve deep, and a flood
/// of each mark that some syntax waits to see closed. All are in normal form.
#[must_use]
pub fn extremes() -> Vec<Named> {
    #[rustfmt::skip]
    const MARKS: &[&str] = &[
        "*", "_", "`", "~", "[", "]", "(", "<", ">", "&", "\\", "|", "#", "-", ":", "\"", "'", "{", "![", "](", "*a ",
        "<a ", "&amp;", "· ", "a*_", "\u{301}", "\u{202e}",
    ];
    let mut all = vec![
        ("the empty résumé".to_owned(), Resume::default()),
        ("the résumé with a name alone".to_owned(), named()),
        ("two hundred positions".to_owned(), of(vec![many_positions(200)])),
        (
            "a paragraph of 50 kB".to_owned(),
            of(vec![Item::Text(Block::Para(line(&"plain words of a long life ".repeat(1_900))))]),
        ),
        ("lists twelve deep".to_owned(), of(vec![Item::Text(nested(12))])),
        ("unknown fields twenty deep".to_owned(), unknown(20)),
    ];
    all.extend(MARKS.iter().map(|mark| (format!("a flood of {mark:?}"), flooded(mark))));
    all.into_iter().map(|(name, resume)| (name, resume.normalize())).collect()
}

fn line(text: &str) -> Line {
    sure(Line::text(text))
}

fn of(content: Vec<Item>) -> Resume {
    let section = Section { title: Line::text("Experience"), content, ..Section::new(SectionKind::Work) };
    Resume { sections: vec![section], ..Resume::default() }
}

fn named() -> Resume {
    let mut resume = Resume::default();
    resume.person.name = Text::new("Mara Lindqvist");
    resume
}

fn many_positions(count: usize) -> Item {
    let position = |number: usize| Position {
        title: Line::text(&format!("Engineer {number}")),
        dates: Dates::parse("2016 – 2018", Words::english()),
        ..Position::default()
    };
    let organization = Text::new("Rowan").map(Organization::named);
    let positions = (0..count).map(position).collect();
    Entry::from(What::Engagement(Engagement { organization, positions, ..Engagement::default() })).into()
}

fn nested(depth: usize) -> Block {
    let children = if depth > 1 { vec![nested(depth - 1)] } else { Vec::new() };
    let ordered = depth.is_multiple_of(3).then_some(7);
    Block::List(List { ordered, items: vec![ListItem { line: line("deeper"), children, ..ListItem::default() }] })
}

fn unknown(depth: usize) -> Resume {
    let inner = |value: Value, level: usize| match level % 2 {
        0 => Value::Array(vec![value]),
        _ => Value::Object([("x", value)].into_iter().collect()),
    };
    let ext: Ext = [("x-deep", (0..depth).fold(Value::Null, inner))].into_iter().collect();
    Resume { ext, ..named() }
}

fn flooded(mark: &str) -> Resume {
    let flood = format!("a{}", mark.repeat(2_000));
    let mut resume = of(vec![Item::Text(Block::Para(line(&flood))), Item::Heading(line(&flood))]);
    resume.person.name = Text::new(&flood);
    resume
}

/// The complete résumé and the real ones.
pub(crate) fn ordinary() -> Vec<Named> {
    let mut all = vec![("the complete résumé".to_owned(), full())];
    all.extend(fixtures().into_iter().map(|(name, resume)| (format!("the fixture {name}"), resume)));
    all
}

/// The ordinary ones and the extreme.
pub(crate) fn all() -> Vec<Named> {
    let mut all = ordinary();
    all.extend(extremes());
    all
}
