//! Documents that nobody here made: odd, broken and malicious ones, in Word and in plain text. They are not ours to distribute, so this test looks for
//! them in the folder that `VITAE_CORPUS` names. Without it that is said, and its trials are ignored: they never count as passed.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "what helps a test may fail as loudly as the test, and without the harness clippy cannot know that this is one"
)]

use libtest_mimic::{Arguments, Trial};
use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};
use vitae::{Context, Error, Source};
use vitae_outline::Outline;

/// Nobody waits longer than this for a document.
const PATIENCE: Duration = Duration::from_secs(5);

/// Broken and malicious documents, and what is expected of each.
const HOSTILE: &str = "hostile/gen";

/// Odd documents, all of which can be read.
const ODD: [&str; 3] = ["hostile/upstream", "resumes", "pairs"];

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let corpus = std::env::var_os("VITAE_CORPUS").map(PathBuf::from);
    if corpus.is_none() {
        eprintln!("CORPUS MISSING: set VITAE_CORPUS to a folder with {HOSTILE}: strangers' documents were not read");
    }
    let trial = |name: String, folder: &'static str, test: fn(&Path)| {
        let corpus = corpus.clone();
        let is_missing = corpus.is_none();
        let run = move || {
            let corpus = corpus.ok_or("CORPUS MISSING: VITAE_CORPUS is not set")?;
            test(&corpus.join(folder));
            Ok(())
        };
        Trial::test(name, run).with_ignored_flag(is_missing)
    };
    let broken = "broken_and_malicious_documents_are_read_or_refused_as_expected";
    let odd = "odd_documents_are_read_with_every_visible_letter";
    let mut trials = vec![trial(broken.to_owned(), HOSTILE, as_expected)];
    trials.extend(ODD.map(|folder| trial(format!("{odd}/{folder}"), folder, with_every_visible_letter)));
    let texts = "texts_are_read_with_every_letter".to_owned();
    trials.push(trial(texts, "", texts_with_every_letter));
    libtest_mimic::run(&arguments, trials).exit_code()
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
fn as_expected(folder: &Path) {
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

/// Files in which something is left out on purpose: the words, and why.
const LEFT_OUT: &[(&str, &str, &str)] = &[
    ("hidden.docx", "Hidden", "hidden text"),
    ("spec_vanish.docx", "ii 4", "the numbers of pages"),
    ("page_num_in_header.docx", "1", "the number of a page"),
    ("table_indent.docx", "23 23", "the number of a page, and of pages"),
];

/// Each letter that stands in a `w:t` which is not deleted and not said twice is read.
///
/// It is looked for by a reader that knows next to nothing of XML, so that it shares no mistake with ours.
fn with_every_visible_letter(folder: &Path) {
    let mut files = Vec::new();
    documents(folder, "docx", &mut files);
    assert!(!files.is_empty(), "there are no Word documents in {}", folder.display());
    for file in &files {
        let name = file.file_name().unwrap().to_string_lossy();
        let outline = parse(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let excused = LEFT_OUT.iter().find(|(known, ..)| *known == name).map_or("", |(_, words, _)| words);
        let mut missing = letters(&visible(file));
        for (letter, count) in letters(&(text(&outline) + excused)) {
            missing.entry(letter).and_modify(|left| *left = left.saturating_sub(count));
        }
        missing.retain(|_, count| *count > 0);
        assert!(missing.is_empty(), "{}: these letters are lost: {missing:?}", file.display());
    }
    eprintln!("{} documents of {} were read with every visible letter", files.len(), folder.display());
}

fn documents(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            documents(&path, ending, found);
        } else if path.extension().is_some_and(|found| found == ending) {
            found.push(path);
        }
    }
}

/// Each letter of a text is on the page of the résumé that it is read as. What is no text is refused with a reason.
fn texts_with_every_letter(folder: &Path) {
    let mut files = Vec::new();
    documents(folder, "txt", &mut files);
    let (mut read, mut refused) = (0, 0);
    for file in &files {
        let bytes = fs::read(file).unwrap();
        let begin = Instant::now();
        // What becomes of the words is judged by `words_kept`.
        match vitae_text::parse(&Source::named(&bytes, file), &mut Context::default()) {
            Ok(outline) => {
                let shown = letters(&self::text(&outline).to_uppercase());
                let said = String::from_utf8(bytes).unwrap();
                let mut missing = letters(&said.to_uppercase());
                missing.retain(|letter, count| shown.get(letter).is_none_or(|found| found < count));
                assert!(missing.is_empty(), "{}: these letters are lost: {missing:?}", file.display());
                read += 1;
            }
            Err(error) => {
                assert!(error.diagnostic.help.is_some(), "{}: {error}: no help", file.display());
                let is_text =
                    std::str::from_utf8(&bytes).is_ok_and(|text| !text.contains('\0') && !text.trim().is_empty());
                assert!(!is_text, "{}: {error}", file.display());
                refused += 1;
            }
        }
        assert!(begin.elapsed() < PATIENCE, "{} took {:?}", file.display(), begin.elapsed());
    }
    assert!(read > 20, "{read} texts in {}", folder.display());
    eprintln!("{read} texts were read with every letter, {refused} were refused");
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
