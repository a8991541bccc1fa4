//! AsciiDoc, written: a document format through the outline, which knows nothing of résumés.
//!
//! | in the outline | in AsciiDoc |
//! |---|---|
//! | heading 1, 2, 3 … | `=`, `==`, `===` … |
//! | bullet, number | `*`, `.`, as often as it is deep; `//-` between two lists |
//! | more of a bullet | `+` before it |
//! | quotation | between lines of `____` |
//! | preformatted text | between lines of `----` |
//! | break between thoughts, line break | `'''`, ` +` at the end of the line |
//! | strong, emphasis, code | `**a**`, `__a__`, two backticks |
//! | lowered, raised, link | `~a~`, `^a^`, `link:++address++[a]` |
//! | a character that would be a mark | `&#42;` |

use vitae_core::{Confidence, Context, Format, Result, Script};
use vitae_outline::{Block, Composition, Kind, Outline, Run, mark, visible, writer};

// region: format
/// AsciiDoc, as a format that can be written.
#[must_use]
pub fn format() -> Format {
    Format::new("asciidoc", "AsciiDoc")
        .extensions(&["adoc"])
        .media_type("text/asciidoc")
        .sniff(|_| Confidence::No)
        .document(visible)
        .writer(writer(composition, render))
}

fn composition(cx: &Context) -> Result<Composition> {
    cx.check_options("AsciiDoc", &[]).map(|()| Composition::default())
}
// endregion

// region: render
/// AsciiDoc has no way to say what a piece is, so roles become marks: bold for organisations, italics for what qualifies them.
fn render(outline: &Outline, _: &mut Context) -> Result<Vec<u8>> {
    let mut out = String::new();
    let mut before: Option<&Block> = None;
    let marked = mark(outline);
    for block in &marked.blocks {
        between(before, block, &mut out);
        write_block(block, &mut out);
        before = Some(block);
    }
    fence(before.map_or(0, |block| block.quote), 0, &mut out);
    Ok(out.into_bytes())
}
// endregion

/// What separates two blocks: a blank line as a rule.
fn between(before: Option<&Block>, block: &Block, out: &mut String) {
    let is_item = |block: &Block| matches!(block.kind, Kind::Item { .. });
    let quote = before.map_or(0, |before| before.quote);
    if let Some(before) = before.filter(|before| before.quote == block.quote) {
        let same_list = before.level != block.level || ordered(before) == ordered(block);
        out.push_str(match (is_item(before) || before.level > 0, is_item(block)) {
            (true, true) if same_list => "",
            (true, true) => "\n//-\n\n",
            (true, false) if block.level > 0 => "+\n",
            _ => "\n",
        });
    } else if before.is_some() {
        out.push('\n');
    }
    fence(quote, block.quote, out);
}

fn ordered(block: &Block) -> bool {
    matches!(block.kind, Kind::Item { number: Some(_) })
}

/// The lines that open and close quotations: one underscore more for each that is inside another.
fn fence(from: u8, to: u8, out: &mut String) {
    let mut line = |depth: u8| out.push_str(&format!("{}\n", "_".repeat(3 + usize::from(depth))));
    (to + 1..=from).rev().for_each(&mut line);
    (from + 1..=to).for_each(&mut line);
}

// region: block
fn write_block(block: &Block, out: &mut String) {
    let deep = usize::from(block.level.max(1));
    let mark = match block.kind {
        Kind::Heading(level) => format!("{} ", "=".repeat(level.into())),
        Kind::Item { number: None } => format!("{} ", "*".repeat(deep)),
        Kind::Item { number: Some(_) } => format!("{} ", ".".repeat(deep)),
        Kind::Rule => return out.push_str("'''\n"),
        Kind::Pre => {
            let text = block.text();
            let longest = text.lines().filter(|line| line.starts_with("----")).map(str::len).max().unwrap_or(3);
            let fence = "-".repeat(longest + 1);
            return out.push_str(&format!("{fence}\n{text}\n{fence}\n"));
        }
        Kind::Paragraph => String::new(),
    };
    out.push_str(&mark);
    let start = out.len();
    block.runs.iter().for_each(|run| write_run(run, out));
    // What would begin another kind of block: `.`, `-`, `/`, `:`, `1.`.
    let text = out.split_off(start);
    let (digits, rest) = text.split_at(text.bytes().take_while(u8::is_ascii_digit).count());
    let begins =
        |c: char| c.is_ascii_punctuation() && !matches!(c, '*' | '_' | '`' | '&') && (c == '.' || digits.is_empty());
    match rest.strip_prefix(begins) {
        Some(after) => {
            let c = rest.chars().next().map_or(0, u32::from);
            out.push_str(&format!("{digits}&#{c};{after}"));
        }
        None => out.push_str(&text),
    }
    out.push('\n');
}
// endregion

fn write_run(run: &Run, out: &mut String) {
    let style = &run.style;
    let marks = [
        (style.strong, "**"),
        (style.emph, "__"),
        (style.code, "``"),
        (style.script == Script::Sub, "~"),
        (style.script == Script::Sup, "^"),
    ];
    let marks: Vec<&str> = marks.into_iter().filter(|(on, _)| *on).map(|(_, mark)| mark).collect();
    let mut text = escaped(&run.text);
    for mark in marks.iter().rev() {
        text = format!("{mark}{text}{mark}");
    }
    match &style.link {
        Some(url) => out.push_str(&format!("link:++{}++[{text}]", url.as_str().replace("++", "+%2B"))),
        None => out.push_str(&text),
    }
}

/// Marks as character references, so that nobody takes them for marks.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push_str(" +\n"),
            ':' if out.ends_with(':') => out.push_str("&#58;"),
            '*' | '_' | '`' | '#' | '^' | '~' | '+' | '<' | '>' | '&' | '[' | ']' | '{' | '}' | '|' | '\\' => {
                out.push_str(&format!("&#{};", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out
}
