//! A guess names what became of its place: where the entry stands among all that its section holds.

#![allow(clippy::unwrap_used, reason = "a test fails loudly, in its helpers too")]

use std::fs;
use std::path::{Path, PathBuf};
use vitae::{Context, Diagnostic, Item, Kind, Resume, Source};

const TEXTS_BETWEEN: &str = "\
# Noor van Dijkhuizen

noor@dijkhuizen.example

## Werkervaring

Ik heb met veel plezier op twee molens gewerkt, en daar vertel ik in deze tekst graag meer over.

Daarna volgt nog een tweede alinea, die een eigen tekst is en ook niet erg kort, dat is de bedoeling.

- Met een punt.
- En nog een.

Tamboer, Quillon, Zaandam 2015 – heden

- Maalt twaalf ton per week.

Merrow, Oakum, Ede 2013 – 2015

- Zakken dragen.
";

/// The résumé, and what was guessed of entries; nothing of what cannot be read.
fn read(bytes: &[u8], path: &Path) -> Option<(Resume, Vec<Diagnostic>)> {
    let (formats, mut cx) = (vitae::formats(), Context::default());
    let source = Source::named(bytes, path);
    let resume = formats.detect(&source).ok()?.read(&source, &mut cx).ok()?;
    let guesses = cx.report.iter().filter(|said| said.kind == Kind::Guessed && said.code == "entry-guessed");
    Some((resume, guesses.cloned().collect()))
}

/// The place of a section and of an item in it, as a path says them.
fn place(path: &str) -> Option<(usize, usize)> {
    let (section, rest) = path.strip_prefix("sections[")?.split_once("].entries[")?;
    let (item, _) = rest.split_once(']')?;
    Some((section.parse().ok()?, item.parse().ok()?))
}

/// Holds each guess to its entry: the first word that it quotes stands there.
fn names_its_entry(resume: &Resume, guess: &Diagnostic) -> Result<(), String> {
    let field = guess.field.as_deref().ok_or_else(|| format!("no field for: {}", guess.message))?;
    let (section, item) = place(field).ok_or_else(|| format!("{field} is no entry"))?;
    let item = resume.sections.get(section).and_then(|section| section.content.get(item));
    let Some(Item::Entry(entry)) = item else { return Err(format!("{field} is no entry, but {item:?}")) };
    let quoted = guess.message.split(['“', '”']).nth(1).unwrap_or_default();
    let first = quoted.split([' ', ',', '…']).next().unwrap_or_default();
    let all = format!("{entry:?}");
    if all.contains(first) { Ok(()) } else { Err(format!("{field} holds no {first:?}: {all}")) }
}

#[test]
fn texts_before_entries_are_counted() {
    let (resume, guesses) = read(TEXTS_BETWEEN.as_bytes(), Path::new("cv.md")).unwrap();
    assert!(
        resume.sections.iter().any(|section| matches!(section.content.as_slice(), [Item::Text(_), .., Item::Entry(_)]))
    );
    assert_eq!(guesses.len(), 2, "{guesses:?}");
    for guess in &guesses {
        assert_eq!(names_its_entry(&resume, guess), Ok(()));
    }
}

fn documents(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            documents(&path, into);
        } else if path.extension().is_some_and(|e| ["docx", "html", "md"].iter().any(|known| e == *known)) {
            into.push(path);
        }
    }
}

#[test]
fn each_guess_about_an_entry_of_the_fixtures_names_it() {
    let mut paths = Vec::new();
    documents(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/foreign"), &mut paths);
    let (mut seen, mut wrong) = (0, Vec::new());
    for path in &paths {
        let Some((resume, guesses)) = read(&fs::read(path).unwrap(), path) else { continue };
        seen += guesses.len();
        wrong.extend(guesses.iter().filter_map(|guess| names_its_entry(&resume, guess).err()));
    }
    assert!(seen > 3, "{} documents, {seen} guesses", paths.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}
