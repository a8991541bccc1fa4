//! Prints the blocks that a reader delivers: how each looks, and its runs with their marks and roles.
//!
//! `cargo run -p vitae-tests --example dump -- their.docx` tells what the interpreter of strangers' documents has to go by.

#![allow(clippy::print_stdout, reason = "printing is what it is for")]

use std::error::Error;
use std::path::Path;
use vitae::{Context, Source};
use vitae_outline::{Block, Kind, Origin, Outline, Run};

fn main() -> Result<(), Box<dyn Error>> {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let outline = parse(&path, &bytes)?;
        println!("{path}: {:?}, {:?}, {:?}", outline.head.lang, outline.head.title, outline.head.said);
        outline.blocks.iter().for_each(|block| println!("{}", shown(block)));
    }
    Ok(())
}

fn parse(path: &str, bytes: &[u8]) -> Result<Outline, vitae::Error> {
    let (source, mut cx) = (Source::new(bytes), Context::default());
    match Path::new(path).extension().and_then(|ending| ending.to_str()) {
        Some("docx") => vitae_docx::parse(&source, &mut cx),
        Some("html") => vitae_html::parse(&source, &mut cx),
        Some("txt") => vitae_text::parse(&source, &mut cx),
        _ => vitae_markdown::parse(&source, &mut cx),
    }
}

fn shown(block: &Block) -> String {
    let kind = match block.kind {
        Kind::Heading(level) => format!("H{level}"),
        Kind::Paragraph => "P".to_owned(),
        Kind::Item { number } => format!("I{}{}", block.level, number.map(|n| format!("#{n}")).unwrap_or_default()),
        Kind::Pre => "PRE".to_owned(),
        Kind::Rule => "RULE".to_owned(),
    };
    let runs: String = block.runs.iter().map(of_run).collect();
    format!("{kind:4} {}| {runs}", look(block))
}

fn look(block: &Block) -> String {
    let look = &block.look;
    let mut words: Vec<String> = look.size.map(|size| format!("s{size}")).into_iter().collect();
    let flags = [
        (look.caps, "caps"),
        (look.underlined, "underlined"),
        (look.ruled, "ruled"),
        (look.centered, "centered"),
        (look.gap, "gap"),
        (look.entry, "ENTRY"),
    ];
    words.extend(flags.iter().filter(|(is, _)| *is).map(|(_, word)| (*word).to_owned()));
    words.extend(look.cell.map(|cell| format!("t{}r{}c{}+{}", cell.table, cell.row, cell.column, cell.columns)));
    words.extend(look.section.map(|section| format!("<{}>", section.as_str())));
    words.extend((look.origin != Origin::Body).then(|| format!("{:?}", look.origin)));
    words.iter().map(|word| format!("{word} ")).collect()
}

fn of_run(run: &Run) -> String {
    let text = run.text.replace('\n', "⏎").replace('\t', "⇥");
    let marks = [(run.style.strong, "b"), (run.style.emph, "i"), (run.style.link.is_some(), "@")];
    let marks: String = marks.iter().filter(|(is, _)| *is).map(|(_, mark)| *mark).collect();
    let role = run.role.map(|role| format!(":{}", role.class())).unwrap_or_default();
    if marks.is_empty() && role.is_empty() { text } else { format!("⟨{marks}{role} {text}⟩") }
}
