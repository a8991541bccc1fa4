//! Documents that other programs made: `fixtures/foreign/docx/NAME.docx`, and what they say in `NAME.txt`, a line for each block.
//!
//! `VITAE_BLESS=1` writes the expectations anew; read the change before you commit it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what helps a test may fail as loudly as the test")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use vitae_core::{Context, Script, Source};
use vitae_outline::{Block, Kind, Outline, Run};

#[test]
fn strangers_documents_say_what_they_said() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/foreign/docx");
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "docx"));
    files.sort();
    assert!(files.len() >= 5, "there are {} documents", files.len());
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
    outline.blocks.iter().fold(head, |text, block| format!("{text}{}\n", line(block)))
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
