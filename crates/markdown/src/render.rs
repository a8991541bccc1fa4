//! From an outline to Markdown.

use crate::front;
use vitae_commonmark::{write_blocks, write_line};
use vitae_outline::{Block, Kind, Outline, body_of, line_of, mark, recognise};

/// The document of an outline.
pub(crate) fn render(outline: &Outline) -> String {
    let marked = mark(outline);
    let mut out = front::write(&outline.head, None);
    let mut rest = marked.blocks.as_slice();
    while let Some(first) = rest.first() {
        let length = match first.kind {
            Kind::Heading(level) => {
                out.push_str(&heading(level, first));
                1
            }
            Kind::Rule => {
                out.push_str("* * *");
                1
            }
            _ => {
                let length =
                    rest.iter().take_while(|block| !matches!(block.kind, Kind::Heading(_) | Kind::Rule)).count();
                out.push_str(&write_blocks(&body_of(rest.get(..length).unwrap_or_default())));
                length
            }
        };
        out.push_str("\n\n");
        if let Some(kind) = first.section.filter(|_| !tells_its_kind(first, &outline.head)) {
            out.push_str(&format!("<!-- section: {} -->\n\n", kind.as_str()));
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    out.truncate(out.trim_end().len());
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// True if the kind of a section is what a reader would take it for.
fn tells_its_kind(heading: &Block, head: &vitae_outline::Head) -> bool {
    if heading.kind != Kind::Heading(2) {
        return heading.section == Some(vitae_core::SectionKind::Summary);
    }
    let bare = Block { section: None, part: None, ..heading.clone() };
    let alone = recognise(Outline { head: head.clone(), blocks: vec![bare] });
    alone.blocks.first().and_then(|block| block.section) == heading.section
}

fn heading(level: u8, block: &Block) -> String {
    let line = line_of(&block.runs).unwrap_or_default();
    let text = write_line(&line);
    // A final `#` would be taken for the end of the heading.
    let text = match text.strip_suffix('#') {
        Some(rest) if !rest.ends_with('\\') => format!("{rest}\\#"),
        _ => text,
    };
    format!("{} {text}", "#".repeat(usize::from(level)))
}
