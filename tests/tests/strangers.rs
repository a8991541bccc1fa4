//! Word documents that nobody here made: odd, broken and malicious ones. They are not part of the repository, so this test looks for
//! them in `VITAE_CORPUS`, then in `../shared/corpus` beside the project, and says loudly where there are none.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "what helps a test may fail as loudly as the test"
)]

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use vitae::{Context, Error, Source};
use vitae_outline::Outline;

/// Nobody waits longer than this for a document.
const PATIENCE: Duration = Duration::from_secs(5);

fn corpus(folder: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    let named = std::env::var_os("VITAE_CORPUS").map(PathBuf::from);
    let found = named.into_iter().chain([beside]).map(|corpus| corpus.join(folder)).find(|folder| folder.is_dir());
    if found.is_none() {
        eprintln!("CORPUS MISSING: no {folder} (set VITAE_CORPUS): strangers' Word documents were not read");
    }
    found
}

fn parse(file: &Path) -> Result<Outline, Error> {
    let bytes = fs::read(file).unwrap();
    let begin = Instant::now();
    let read = vitae_docx::parse(&Source::new(&bytes), &mut Context::default());
    assert!(begin.elapsed() < PATIENCE, "{} took {:?}", file.display(), begin.elapsed());
    read
}

fn text(outline: &Outline) -> String {
    outline.blocks.iter().map(|block| block.text() + "\n").collect()
}

/// `file, format, class, expect, note`; a note says `+word` for what must be read, and `-word` for what must not.
#[test]
fn broken_and_malicious_documents_are_read_or_refused_as_expected() {
    let Some(folder) = corpus("hostile/gen") else { return };
    let expected = fs::read_to_string(folder.join("EXPECT.tsv")).unwrap();
    let mut seen = 0;
    for line in expected.lines().filter(|line| line.starts_with("docx/")) {
        let [file, _, _, expect, note] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        seen += 1;
        match (parse(&folder.join(file)), expect) {
            (Ok(outline), "ok" | "any") => {
                let text = text(&outline);
                for word in note.split(';').next().unwrap_or_default().split_whitespace() {
                    let (word, once) = word.strip_suffix("(once)").map_or((word, false), |word| (word, true));
                    match (word.strip_prefix('+'), word.strip_prefix('-')) {
                        (Some(word), _) => assert!(text.contains(word), "{file}: {word} is not in\n{text}"),
                        (_, Some(word)) if word.len() > 3 => {
                            assert!(!text.contains(word), "{file}: {word} is in\n{text}")
                        }
                        _ => {}
                    }
                    let word = word.trim_start_matches('+');
                    assert!(!once || text.matches(word).count() == 1, "{file}: {word} is read more than once");
                }
            }
            (Err(error), "error" | "any") => assert!(error.diagnostic.help.is_some(), "{file}: {error}: no help"),
            (read, expect) => panic!("{file}: expected {expect}, not {:?}", read.map(|outline| text(&outline))),
        }
    }
    assert!(seen > 20, "{seen} documents");
}

/// Files in which something is left out on purpose: what, and why.
const LEFT_OUT: &[(&str, &str)] = &[
    ("hidden.docx", "hidden text"),
    ("spec_vanish.docx", "hidden text"),
    ("page_num_in_header.docx", "the number of a page"),
    ("table_indent.docx", "the number of a page"),
];

/// Each letter that stands in a `w:t` which is not deleted and not said twice is read.
///
/// It is looked for by a reader that knows next to nothing of XML, so that it shares no mistake with ours.
#[test]
fn odd_documents_are_read_with_every_visible_letter() {
    for corpus in ["hostile/upstream", "resumes", "pairs"].into_iter().filter_map(corpus) {
        let mut files = Vec::new();
        documents(&corpus, &mut files);
        for file in &files {
            let name = file.file_name().unwrap().to_string_lossy();
            let outline = parse(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            let mut missing = letters(&visible(file));
            for (letter, count) in letters(&text(&outline)) {
                missing.entry(letter).and_modify(|left| *left = left.saturating_sub(count));
            }
            missing.retain(|_, count| *count > 0);
            let excused = LEFT_OUT.iter().any(|(known, _)| *known == name);
            assert!(missing.is_empty() || excused, "{}: these letters are lost: {missing:?}", file.display());
        }
        eprintln!("{} documents of {} were read with every visible letter", files.len(), corpus.display());
    }
}

fn documents(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            documents(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "docx") {
            found.push(path);
        }
    }
}

fn letters(text: &str) -> BTreeMap<char, usize> {
    text.chars().filter(|c| c.is_alphanumeric()).fold(BTreeMap::new(), |mut counts, c| {
        *counts.entry(c).or_default() += 1;
        counts
    })
}

/// What stands between `<w:t>` and `</w:t>` in the parts that a page shows.
fn visible(file: &Path) -> String {
    let bytes = fs::read(file).unwrap();
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return String::new() };
    let names: Vec<_> = archive.file_names().filter(|name| is_shown(name)).map(str::to_owned).collect();
    let mut text = String::new();
    let mut around = Vec::new();
    for name in names {
        let mut xml = String::new();
        // What is not UTF-8 is for another test.
        if archive.by_name(&name).unwrap().read_to_string(&mut xml).is_err() {
            continue;
        }
        for (begin, end) in
            [("<mc:Fallback", "</mc:Fallback>"), ("<w:moveFrom ", "</w:moveFrom>"), ("<w:sdtPr>", "</w:sdtPr>")]
        {
            xml = without(&xml, begin, end);
        }
        let said: String = xml
            .split("<w:t")
            .skip(1)
            .filter(|rest| rest.starts_with('>') || rest.starts_with(' '))
            .filter_map(|rest| rest.split_once('>')?.1.split_once("</w:t>"))
            .map(|(said, _)| said)
            .collect();
        // What several headers say is read once.
        if name == "word/document.xml" || !around.contains(&said) {
            text.push_str(&said);
            around.push(said);
        }
    }
    ["&#39;", "&#34;", "&amp;", "&lt;", "&gt;", "&quot;", "&apos;"]
        .iter()
        .fold(text, |text, entity| text.replace(entity, " "))
}

fn is_shown(name: &str) -> bool {
    let part = name.strip_prefix("word/").and_then(|part| part.strip_suffix(".xml")).unwrap_or_default();
    matches!(part.trim_end_matches(|c: char| c.is_ascii_digit()), "document" | "header" | "footer")
}

fn without(xml: &str, begin: &str, end: &str) -> String {
    let mut out = String::new();
    let mut rest = xml;
    while let Some((before, after)) = rest.split_once(begin) {
        out.push_str(before);
        rest = after.split_once(end).map_or("", |(_, after)| after);
    }
    out + rest
}
