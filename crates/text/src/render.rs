//! From an outline to text.

use crate::wrap::{packed, wrapped};
use vitae_core::{Context, Diagnostic, Kind as Severity, Lang, Result, Resume, Style, Url};
use vitae_outline::{Block, Composition, Kind, Outline, Part, Role, Run, compose};

/// The text of a résumé, of which all is seen that is to be carried.
pub(crate) fn write(resume: &Resume, cx: &mut Context) -> Result<Vec<u8>> {
    // No facts: there is no place for them.
    render(&compose(resume, Composition::default()), cx)
}

/// The text of an outline.
///
/// ```
/// use vitae_core::Context;
/// use vitae_outline::{Block, Kind, Outline, Run};
/// let bullet = Block { level: 1, runs: vec![Run::plain("= 1 + 1")], ..Block::new(Kind::Item { number: None }) };
/// let text = vitae_text::render(&Outline { blocks: vec![bullet], ..Outline::default() }, &mut Context::default())?;
/// assert_eq!(text, b"- = 1 + 1\n");
/// # Ok::<(), vitae_core::Error>(())
/// ```
///
/// # Errors
/// When an option is unknown, or has a value that it cannot have.
pub fn render(outline: &Outline, cx: &mut Context) -> Result<Vec<u8>> {
    cx.check_options("text", crate::OPTIONS)?;
    let width = cx.options.get("width").and_then(|width| width.as_str()?.parse().ok()).unwrap_or(80);
    let mut page = Page { width: if width == 0 { usize::MAX } else { width }, text: String::new() };
    let mut above: Option<&Block> = None;
    for block in outline.blocks.iter().filter(|block| !block.runs.is_empty()) {
        if above.is_some_and(|above| is_apart(above, block)) {
            page.text.push('\n');
        }
        page.block(block, block.lang.as_ref().or(outline.head.lang.as_ref()));
        above = Some(block);
    }
    let marked = outline.blocks.iter().flat_map(|block| &block.runs).filter(|run| is_marked(&run.style)).count();
    if marked > 0 {
        let places = if marked == 1 { "place" } else { "places" };
        let message = format!("bold, italics and other marks are gone, in {marked} {places}: plain text has none");
        cx.report.push(Diagnostic::new(Severity::Lost, "marks-lost", message));
    }
    Ok(page.text.into_bytes())
}

/// True for marks of which nothing is seen in a text.
fn is_marked(style: &Style) -> bool {
    !Style { link: None, lang: None, ..style.clone() }.is_plain()
}

/// True if a blank line stands between two blocks.
fn is_apart(above: &Block, block: &Block) -> bool {
    let is_prose = |block: &Block| matches!(block.part, Some(Part::Body | Part::Text) | None);
    let is_item = |block: &Block| matches!(block.kind, Kind::Item { .. });
    match block.part {
        Some(Part::Section) => true,
        // Its title is all that stands above what a section says.
        _ if above.part == Some(Part::Section) => false,
        // A section without a title.
        _ if block.section.is_some() => true,
        Some(Part::Position) => !matches!(above.part, Some(Part::Organization | Part::Meta)),
        Some(Part::Entry | Part::Organization | Part::Subheading) => true,
        _ if is_prose(block) != is_prose(above) => block.part == Some(Part::Text),
        _ if !is_prose(block) => false,
        _ => !is_item(block) || (above.quote, above.part) != (block.quote, block.part),
    }
}

/// The text so far.
struct Page {
    width: usize,
    text: String,
}

impl Page {
    fn block(&mut self, block: &Block, lang: Option<&Lang>) {
        let mark = match block.kind {
            Kind::Item { number: None } => "- ".to_owned(),
            Kind::Item { number: Some(number) } => format!("{number}. "),
            _ => String::new(),
        };
        let deep = usize::from(block.level).saturating_sub(usize::from(!mark.is_empty())) * 2;
        let indent = deep + 4 * (usize::from(block.quote) + usize::from(block.kind == Kind::Pre));
        // However deep something stands, half of the line is for its text.
        let indent = " ".repeat(indent.min(self.width / 2));
        let hanging = " ".repeat(mark.len());
        let room = self.width.saturating_sub(indent.len() + mark.len());
        let mut before = mark.as_str();
        for line in lines(block, lang, room) {
            if !line.is_empty() {
                self.text.extend([&indent, before, &line]);
                before = &hanging;
            }
            self.text.push('\n');
        }
    }
}

/// The lines of a block, as wide as there is room.
fn lines(block: &Block, lang: Option<&Lang>, room: usize) -> Vec<String> {
    let text = match block.part {
        _ if block.kind == Kind::Pre => return block.text().lines().map(|line| line.trim_end().to_owned()).collect(),
        Some(Part::Contacts | Part::Meta) => return packed(&fields(&block.runs), room),
        Some(Part::Section) => capitals(&spelled(&block.runs), lang),
        _ => spelled(&block.runs),
    };
    text.split('\n').filter(|line| !line.trim().is_empty()).flat_map(|line| wrapped(line.trim(), room)).collect()
}

/// What stands between the separators of a line.
fn fields(runs: &[Run]) -> Vec<String> {
    let fields = runs.split(|run| run.role == Some(Role::Separator) && run.text.contains('·'));
    fields.map(|field| spelled(field).replace('\n', " ")).collect()
}

/// The characters of runs, and the addresses of their links: each behind the word that its link ends in, or with.
fn spelled(runs: &[Run]) -> String {
    let (mut out, mut addresses) = (String::new(), String::new());
    for linked in runs.chunk_by(|a, b| a.style.link == b.style.link) {
        let text: String = linked.iter().map(words).collect();
        let (word, rest) = text.split_at(text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len()));
        out.push_str(word);
        if !rest.is_empty() {
            out.push_str(&std::mem::take(&mut addresses));
            out.push_str(rest);
        }
        let is_contact = linked.iter().any(|run| run.role == Some(Role::Contact));
        let link = linked.first().and_then(|run| run.style.link.as_ref());
        if let Some(address) = link.and_then(|link| unsaid(link, &text, is_contact)) {
            addresses.extend([" (", address, ")"]);
        }
    }
    out + &addresses
}

/// The characters of a run. Several levels stand between commas.
fn words(run: &Run) -> String {
    if run.role == Some(Role::Level) { run.text.replace(" · ", ", ") } else { run.text.clone() }
}

/// The address of a link, if its text does not say it.
fn unsaid<'u>(link: &'u Url, text: &str, is_contact: bool) -> Option<&'u str> {
    let text = text.trim();
    let is_number = link.as_str().starts_with("tel:");
    if is_number || link.is_said_by(text) || text.ends_with(link.visible()) || text.ends_with(link.as_str()) {
        return None;
    }
    Some(if is_contact { link.visible() } else { link.as_str() })
}

/// A title in capitals, where that takes no more than capital letters.
fn capitals(title: &str, lang: Option<&Lang>) -> String {
    // Turkish and its like tell two letters i apart, Greek capitals have no accents, Georgian ones are hardly known.
    let takes_more = |lang: &Lang| ["tr", "az", "lt", "el", "ka"].contains(&lang.primary());
    let is_special = |c: char| matches!(c, '\u{370}'..='\u{3FF}' | '\u{10A0}'..='\u{10FF}' | 'ı' | 'İ');
    if lang.is_some_and(takes_more) || title.contains(is_special) { title.to_owned() } else { title.to_uppercase() }
}
