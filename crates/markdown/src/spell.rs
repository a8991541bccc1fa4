//! How the runs of a block are spelled: the first spelling that reads back as they are.

use crate::blocks::{self, Document};
use crate::class::Class;
use crate::said::Said;
use pulldown_cmark::{Event, Options, Parser};
use vitae_commonmark::{Inline, heading_spellings, paragraph_spellings};
use vitae_outline::{Block, Kind, Role, Run, line_of};

/// Text with marks; `None` if no spelling comes back as these runs.
pub(crate) fn natural(kind: Kind, runs: &[Run]) -> Option<String> {
    let line = line_of(runs)?;
    if let Some(text) = line.as_plain()
        && text.starts_with(char::is_alphabetic)
        && !text.contains(['\\', '*', '_', '`', '[', '<', '&', '~', '$', '#'])
    {
        return Some(text.to_owned());
    }
    let mut spellings: Box<dyn Iterator<Item = String>> = match kind {
        Kind::Heading(_) => Box::new(heading_spellings(&line).map(heading_end)),
        _ => Box::new(paragraph_spellings(&line)),
    };
    spellings.find_map(|text| Some(hardened(&text)).filter(|text| reads_back(kind, text, runs, false)))
}

/// Text in spans that say what it is.
pub(crate) fn explicit(kind: Kind, runs: &[Run]) -> String {
    let mut last = String::new();
    for rung in 0..RUNGS {
        last = spans(runs, rung);
        if reads_back(kind, &last, runs, true) {
            break;
        }
    }
    last
}

/// How many spellings there are.
const RUNGS: usize = 4;

fn spans(runs: &[Run], rung: usize) -> String {
    let mut out = String::new();
    let mut rest = runs;
    while let Some(first) = rest.first() {
        let length = rest.iter().take_while(|run| run.role == first.role).count().max(1);
        let (stretch, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        rest = after;
        let exact = matches!(first.role, Some(Role::Separator | Role::Label));
        let text: String = stretch.iter().map(|run| run.text.as_str()).collect();
        let core = line_of(stretch).and_then(|line| heading_spellings(&line).nth(rung));
        let core = hardened(&core.unwrap_or_default());
        let edge = |text: &str| if exact { text.to_owned() } else { String::new() };
        let before = edge(text.get(..text.len() - text.trim_start().len()).unwrap_or_default());
        let after = edge(text.get(text.trim_end().len()..).unwrap_or_default());
        if first.role == Some(Role::Separator) {
            out.extend([before, core, after]);
        } else {
            out.extend([Class::of(first).tag().as_str(), &before, &core, &after, "</span>"]);
        }
    }
    out
}

/// A final `#` would be taken for the end of a heading.
fn heading_end(text: String) -> String {
    match text.strip_suffix('#') {
        Some(rest) if !rest.ends_with('\\') => format!("{rest}\\#"),
        _ => text,
    }
}

/// Backslashes for what means nothing to our reader, and something to others: tags that a browser would swallow, and what GitHub
/// strikes through or sets as mathematics.
fn hardened(text: &str) -> String {
    if !text.contains(['<', '~', '$']) {
        return text.to_owned();
    }
    const LEAD: &str = "\u{FFFF}\u{2003}";
    let led = format!("{LEAD}{text}");
    let mut escapes: Vec<usize> = Vec::new();
    let mut others: Vec<(char, usize)> = Vec::new();
    for (event, range) in Parser::new_ext(&led, Options::empty()).into_offset_iter() {
        match event {
            Event::InlineHtml(raw) if !is_ours(&raw) => escapes.push(range.start),
            Event::Text(text) if led.get(range.clone()) == Some(&*text) => {
                let special = |(at, c): (usize, char)| "~$".contains(c).then_some((c, range.start + at));
                others.extend(text.char_indices().filter_map(special));
            }
            _ => {}
        }
    }
    for mark in ['~', '$'] {
        let found = others.iter().filter(|(c, _)| *c == mark);
        if found.clone().count() > 1 {
            escapes.extend(found.map(|(_, at)| at));
        }
    }
    escapes.sort_unstable();
    let mut out = String::with_capacity(text.len() + escapes.len());
    let mut done = LEAD.len();
    for at in escapes {
        out.push_str(led.get(done..at).unwrap_or_default());
        if !out.ends_with('\\') {
            out.push('\\');
        }
        done = at;
    }
    out.push_str(led.get(done..).unwrap_or_default());
    out
}

/// True for the tags that stand for marks: those of which the dialect makes no text.
fn is_ours(tag: &str) -> bool {
    if Class::read(tag).is_some() {
        return true;
    }
    let name: String = tag.trim_start_matches(['<', '/']).chars().take_while(char::is_ascii_alphanumeric).collect();
    let close = if name == "br" { String::new() } else { format!("</{name}>") };
    let open = if tag.starts_with("</") { format!("<{name}>") } else { tag.to_owned() };
    let probe = format!("y {open}x{close}");
    let mut inline = Inline::default();
    Parser::new(&probe).for_each(|event| drop(inline.event(event)));
    inline.runs().iter().all(|run| !matches!(run, vitae_core::Run::Text { text, .. } if text.contains('<')))
}

/// True if text reads as these runs where most can go wrong: beside a bullet, with another bullet right under it (an HTML block would
/// swallow that), and if it has several lines, also in a quote (whose `>` could end a `<!` of the line before).
fn reads_back(kind: Kind, text: &str, runs: &[Run], explicit: bool) -> bool {
    let want = normal(runs);
    let is = |found: &Document, kind: Kind, count: usize| {
        let mut blocks = found.blocks.iter().map(|(found, _)| found);
        blocks.len() == count
            && blocks.next().is_some_and(|first| {
                first.block.kind == kind
                    && normal(&first.block.runs) == want
                    && first.explicit == explicit
                    && first.said == Said::default()
            })
            && found.left_out.is_empty()
    };
    if let Kind::Heading(level) = kind {
        return is(&blocks::read(&format!("{} {text}", "#".repeat(level.into()))), kind, 1);
    }
    let item = Kind::Item { number: None };
    is(&blocks::read(&format!("- {}\n  - x", text.replace('\n', "\n  "))), item, 2)
        && (!text.contains('\n')
            || is(&blocks::read(&format!("> - {}\n>   - x", text.replace('\n', "\n>   "))), item, 2))
}

/// Runs of one role and style as one.
pub(crate) fn normal(runs: &[Run]) -> Vec<Run> {
    let block = Block { runs: runs.to_vec(), ..Block::new(Kind::Paragraph) };
    let outline = vitae_outline::Outline { blocks: vec![block], ..Default::default() };
    outline.normal().blocks.pop().map(|block| block.runs).unwrap_or_default()
}
