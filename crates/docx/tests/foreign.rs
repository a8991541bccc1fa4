//! Documents that other programs made: `fixtures/foreign/docx/NAME.docx`, and what they say in `NAME.txt`, a line for each block, with
//! how it looked in braces: the size, where it is not the usual one; `table.row.column`, with `+n` where the cell covers more.
//!
//! `VITAE_BLESS=1` writes the expectations anew; read the change before you commit it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what helps a test may fail as loudly as the test")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use vitae_core::{Context, Script, Source};
use vitae_outline::{Block, Cell, Kind, Look, Origin, Outline, Run};

#[test]
fn strangers_documents_say_what_they_said() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/foreign/docx");
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "docx"));
    files.sort();
    assert!(files.len() >= 14, "there are {} documents", files.len());
    for file in files {
        let bytes = fs::read(&file).unwrap();
        let mut cx = Context::default();
        let outline = vitae_docx::parse(&Source::new(&bytes), &mut cx).unwrap();
        let mut said = shown(&outline);
        for diagnostic in &cx.report {
            writeln!(said, "! {:?}: {}", diagnostic.kind, diagnostic.message).unwrap();
        }
        let expected = file.with_extension("txt");
        if std::env::var_os("VITAE_BLESS").is_some() {
            fs::write(&expected, &said).unwrap();
        }
        assert_eq!(said, fs::read_to_string(&expected).unwrap_or_default(), "{}", file.display());
    }
}

fn shown(outline: &Outline) -> String {
    let lang = outline.head.lang.as_ref().map_or("no language", |lang| lang.as_str());
    let head = format!("[{lang}] {}\n", outline.head.title.as_ref().map_or("", |title| title.as_str()));
    let usual = usual_size(outline);
    outline.blocks.iter().fold(head, |text, block| format!("{text}{}{}\n", line(block), look(&block.look, usual)))
}

/// The size of most blocks.
fn usual_size(outline: &Outline) -> Option<u16> {
    let mut counts = BTreeMap::new();
    for block in &outline.blocks {
        *counts.entry(block.look.size).or_insert(0) += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).and_then(|(size, _)| size)
}

fn look(look: &Look, usual: Option<u16>) -> String {
    let size = look.size.filter(|_| look.size != usual).map(|size| format!("{} pt", f32::from(size) / 2.0));
    let cell = look.cell.map(|Cell { table, row, column, columns }| match columns {
        1 => format!("{table}.{row}.{column}"),
        _ => format!("{table}.{row}.{column}+{}", columns - 1),
    });
    let origin = (look.origin != Origin::Body).then(|| format!("{:?}", look.origin).to_lowercase());
    let flags = [
        (look.caps, "caps"),
        (look.underlined, "underlined"),
        (look.ruled, "ruled"),
        (look.centered, "centered"),
        (look.gap, "gap"),
    ];
    let flags = flags.into_iter().filter(|(on, _)| *on).map(|(_, name)| name.to_owned());
    let all: Vec<_> = size.into_iter().chain(flags).chain(cell).chain(origin).collect();
    if all.is_empty() { String::new() } else { format!("  {{{}}}", all.join(", ")) }
}

fn line(block: &Block) -> String {
    let depth = "  ".repeat(usize::from(block.level.saturating_sub(1)));
    let begin = match block.kind {
        Kind::Heading(level) => "#".repeat(usize::from(level)) + " ",
        Kind::Item { number: Some(number) } => format!("{depth}{number}. "),
        Kind::Item { number: None } => format!("{depth}- "),
        Kind::Pre => "    ".into(),
        Kind::Rule => "---".into(),
        Kind::Paragraph => depth,
    };
    let text: String = block.runs.iter().map(run).collect();
    begin + &text.replace('\n', "\\n").replace('\t', "\\t")
}

fn run(run: &Run) -> String {
    let mut text = run.text.clone();
    for (on, mark) in [(run.style.code, "`"), (run.style.emph, "*"), (run.style.strong, "**")] {
        if on {
            text = format!("{mark}{text}{mark}");
        }
    }
    match run.style.script {
        Script::Normal => {}
        Script::Sub => text = format!("<sub>{text}</sub>"),
        Script::Sup => text = format!("<sup>{text}</sup>"),
    }
    run.style.link.as_ref().map_or(text.clone(), |link| format!("[{text}]({link})"))
}
