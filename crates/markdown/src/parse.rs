//! From Markdown to an outline.

use crate::front;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;
use vitae_commonmark::{parse_blocks, parse_line};
use vitae_core::{Context, Location, Result, Resume, SectionKind, Source};
use vitae_outline::{Block, Kind, Outline, blocks_of, interpret, recognise, runs_of};

pub(crate) fn read(source: &Source<'_>, _: &mut Context) -> Result<Resume> {
    Ok(interpret(&recognise(parse(source.text()?))))
}

/// The outline of a document.
pub(crate) fn parse(text: &str) -> Outline {
    let (head, text_after) = front::split(text);
    let offset = text.len() - text_after.len();
    let mut blocks: Vec<Block> = Vec::new();
    let mut done = 0;
    for piece in pieces(text_after) {
        blocks.extend(blocks_of(&parse_blocks(text_after.get(done..piece.at.start).unwrap_or_default())));
        done = piece.at.end;
        let at = Location::in_text(text, piece.at.start + offset..piece.at.end + offset);
        match piece.what {
            What::Heading(level, content) => {
                let line = parse_line(text_after.get(content).unwrap_or_default());
                blocks.push(Block { runs: runs_of(&line), at: Some(at), ..Block::new(Kind::Heading(level)) });
            }
            What::Rule => blocks.push(Block { at: Some(at), ..Block::new(Kind::Rule) }),
            What::Section(kind) => {
                if let Some(last) = blocks.last_mut() {
                    last.section = Some(kind);
                }
            }
        }
    }
    blocks.extend(blocks_of(&parse_blocks(text_after.get(done..).unwrap_or_default())));
    Outline { head, blocks }
}

/// What divides a document at its top level.
struct Piece {
    at: Range<usize>,
    what: What,
}

enum What {
    Heading(u8, Range<usize>),
    Rule,
    Section(SectionKind),
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut depth = 0usize;
    let mut heading: Option<(u8, Range<usize>, Option<Range<usize>>)> = None;
    for (event, range) in Parser::new_ext(text, Options::empty()).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level, .. }) if depth == 0 => heading = Some((number(level), range, None)),
            Event::End(TagEnd::Heading(_)) if depth == 0 => {
                if let Some((level, at, content)) = heading.take() {
                    let content = content.unwrap_or(at.end..at.end);
                    pieces.push(Piece { at, what: What::Heading(level, content) });
                }
            }
            Event::Start(Tag::BlockQuote(_) | Tag::List(_) | Tag::Item) => depth += 1,
            Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item) => depth = depth.saturating_sub(1),
            Event::Rule if depth == 0 => pieces.push(Piece { at: range, what: What::Rule }),
            Event::Html(html) if depth == 0 => {
                if let Some(kind) = section_comment(&html) {
                    pieces.push(Piece { at: range, what: What::Section(kind) });
                }
            }
            _ => {
                if let Some((_, _, content)) = &mut heading {
                    let joined = content
                        .take()
                        .map_or(range.clone(), |before| before.start.min(range.start)..before.end.max(range.end));
                    *content = Some(joined);
                }
            }
        }
    }
    pieces
}

fn section_comment(html: &str) -> Option<SectionKind> {
    SectionKind::parse(html.trim().strip_prefix("<!-- section:")?.strip_suffix("-->")?.trim())
}

const fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
