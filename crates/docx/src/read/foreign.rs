//! Paragraphs of a document that somebody else made, as blocks of which only the kind is known, and how they looked.
//!
//! What they are in a résumé is left to [`vitae_outline`].

use super::gaps::gaps;
use super::numbering::Numbering;
use super::para::{Para, Piece};
use super::styles::{ParagraphStyle, Styles};
use crate::names::{Character, Paragraph};
use vitae_core::Url;
use vitae_outline::{Block, Kind, Look, Origin, Run};

/// The blocks of paragraphs.
pub(super) fn blocks(paras: Vec<Para>, styles: &Styles, mut numbering: Numbering) -> Vec<Block> {
    let gaps = gaps(&paras, styles);
    let mut blocks: Vec<Block> = Vec::with_capacity(paras.len());
    for (para, gap) in paras.into_iter().zip(gaps) {
        let block = block(para, gap, styles, &mut numbering, blocks.last());
        if block.kind == Kind::Rule || block.runs.iter().any(|run| !run.text.trim().is_empty()) {
            blocks.push(block);
        }
    }
    level_headings(&mut blocks);
    blocks
}

/// The block of a paragraph.
fn block(para: Para, gap: bool, styles: &Styles, numbering: &mut Numbering, before: Option<&Block>) -> Block {
    let style = styles.paragraph(para.properties.style.as_deref());
    let list = para.properties.list.or(style.list).filter(|list| *list != 0);
    let level = para.properties.level.or(style.level).unwrap_or_default();
    // A list counts on, even where an item is empty.
    let shown = list.and_then(|list| numbering.next(list, level));
    let look = Look { gap, ..look(&para, style) };
    let mut block = Block { at: para.at.clone(), look, ..Block::new(kind(&para, styles, shown)) };
    if is_rule(&para, &block) {
        return Block { at: block.at, ..Block::new(Kind::Rule) };
    }
    if let Kind::Item { .. } = block.kind {
        block.level = level.saturating_add(1);
    }
    if style.quote && block.kind == Kind::Paragraph {
        block.quote = 1;
    }
    if goes_on(style) && block.kind == Kind::Paragraph {
        block.level = before.map_or(0, |before| before.level);
    }
    let heading = matches!(block.kind, Kind::Heading(_)).then_some(style);
    block.runs = para.pieces.into_iter().map(|piece| run(piece, heading)).collect();
    trim_breaks(&mut block.runs);
    block.runs.chunk_by_mut(|run, next| run.style.link == next.style.link).for_each(as_typed);
    block
}

/// Programs put a slash behind the address of a link that has no path. Where the text shows it without, nobody typed it.
fn as_typed(runs: &mut [Run]) {
    let Some(url) = runs.first().and_then(|run| run.style.link.as_ref()) else { return };
    let Some(bare) = url.as_str().strip_suffix('/').filter(|bare| bare.matches('/').count() == 2) else { return };
    let text: String = runs.iter().map(|run| run.text.as_str()).collect();
    let host = |address: &str| address.split_once("://").map_or(address, |(_, host)| host).to_lowercase();
    if host(text.trim()) != host(bare) {
        return;
    }
    if let Some(url) = Url::new(bare) {
        runs.iter_mut().for_each(|run| run.style.link = Some(url.clone()));
    }
}

/// A line across the page: a paragraph with nothing in it but a border, or a picture of a line.
fn is_rule(para: &Para, block: &Block) -> bool {
    let is_bordered = block.look.ruled && !para.on_ground && block.kind == Kind::Paragraph;
    (para.ruled || is_bordered) && para.cell.is_none() && para.origin == Origin::Body && !para.shows()
}

/// Takes line breaks at the edges away: most are the end of a page.
fn trim_breaks(runs: &mut Vec<Run>) {
    let says = |run: &Run| run.text.contains(|c| c != '\n');
    runs.truncate(runs.iter().rposition(says).map_or(0, |last| last + 1));
    runs.drain(..runs.iter().position(says).unwrap_or(0));
    if let Some(last) = runs.last_mut() {
        last.text.truncate(last.text.trim_end_matches('\n').len());
    }
    if let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start_matches('\n').to_owned();
    }
}

/// How a paragraph looks, but for the gap above it.
fn look(para: &Para, style: &ParagraphStyle) -> Look {
    let look = para.properties.look.or(style.look);
    let is = |on: Option<bool>| on == Some(true);
    Look {
        size: para.letters.size(),
        caps: para.letters.is_caps(),
        underlined: para.letters.is_underlined(),
        ruled: is(look.bordered) || is(look.shaded) || para.on_ground,
        centered: is(look.centered),
        cell: para.cell,
        origin: para.origin,
        ..Look::default()
    }
}

fn kind(para: &Para, styles: &Styles, shown: Option<Option<u32>>) -> Kind {
    let id = para.properties.style.as_deref();
    let style = styles.paragraph(id);
    let by_style = style.heading.or_else(|| styles.unknown_heading(id));
    let outline = para.properties.outline.map_or(by_style, |outline| (outline < 9).then_some(outline + 1));
    match (style.name, outline, shown) {
        _ if style.title => Kind::Heading(1),
        (_, Some(level), _) => Kind::Heading(level.saturating_add(1)),
        (_, None, Some(number)) => Kind::Item { number },
        (Some(Paragraph::Pre), None, None) => Kind::Pre,
        _ => Kind::Paragraph,
    }
}

const fn goes_on(style: &ParagraphStyle) -> bool {
    matches!(style.name, Some(Paragraph::Continue1 | Paragraph::Continue2 | Paragraph::Continue3))
}

/// A run with its marks as they are seen. A heading is bold because it is one: that marks nothing in it.
fn run(piece: Piece, heading: Option<&ParagraphStyle>) -> Run {
    let Piece { text, mut look } = piece;
    let (bold, italic) = heading.map_or((false, false), |style| (style.bold, style.italic));
    (look.style.strong, look.style.emph) = (look.seen.0 && !bold, look.seen.1 && !italic);
    // The face alone makes no code: some people like it.
    look.style.code = look.name == Some(Character::Code);
    Run { text, style: look.style, role: None }
}

/// Sets the levels of headings: 1 is the name, 2 a section. Where there is no title and one `heading 1` stands above the others, that
/// is the name; else each `heading 1` is a section.
fn level_headings(blocks: &mut [Block]) {
    let level = |block: &Block| if let Kind::Heading(level) = block.kind { Some(level) } else { None };
    let headings: Vec<u8> = blocks.iter().filter_map(level).collect();
    let count = |level: u8| headings.iter().filter(|&&other| other == level).count();
    let opens = headings.len() > 1 || blocks.first().and_then(level).is_some();
    let name_first = count(1) == 0 && count(2) == 1 && headings.first() == Some(&2) && opens;
    let top = headings.iter().copied().filter(|&level| level > 1).min().unwrap_or(2);
    for block in blocks {
        if let Kind::Heading(level) = &mut block.kind {
            *level = match *level {
                1 => 1,
                _ if name_first => *level - 1,
                // A document may begin with `heading 2`.
                _ => *level - top + 2,
            };
        }
    }
}
