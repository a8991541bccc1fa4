//! Whether a document without names is written in our visible grammar, or by a stranger.
//!
//! Ours has the name as its only heading 1, before all others, sections as heading 2, entries below them, dates on meta lines, contacts in
//! one paragraph. Whatever speaks against that makes it a stranger's. A writer whose output would be taken for one says that it is not.

use super::lexicon::{Certainty, Lexicon, Topic};
use super::{line, tongue};
use crate::grammar::Recogniser;
use crate::outline::{Block, Kind, Outline, Part, Role, text_of};
use vitae_core::{SectionKind, Words, parse_span};

/// True if an outline says what its blocks are, or follows the visible grammar as far as that can be seen; false for a stranger's.
///
/// ```
/// use vitae_outline::{Block, Kind, Outline, Run, follows_grammar};
/// let block = |kind, text| Block { runs: vec![Run::plain(text)], ..Block::new(kind) };
/// let ours = vec![block(Kind::Heading(1), "Mara"), block(Kind::Heading(2), "Skills"), block(Kind::Item { number: None }, "Rust")];
/// let mut outline = Outline { blocks: ours, ..Outline::default() };
/// assert!(follows_grammar(&outline));
/// outline.blocks[1].kind = Kind::Heading(1);
/// assert!(!follows_grammar(&outline));
/// ```
#[must_use]
pub fn follows_grammar(outline: &Outline) -> bool {
    if outline.head.facts.is_some() || outline.blocks.iter().any(|block| block.part.is_some() || block.facts.is_some())
    {
        return true;
    }
    if outline.blocks.iter().any(|block| block.look.cell.is_some() || block.runs.iter().any(|run| run.role.is_some())) {
        return false;
    }
    let low = |block: &&Block| matches!(block.kind, Kind::Heading(3..));
    has_our_headings(&outline.blocks)
        && !outline.blocks.iter().filter(low).any(is_title)
        && reads_through(outline)
        && !is_of_unsaid_language(outline)
}

/// The name first and once, then sections, and entries in them.
fn has_our_headings(blocks: &[Block]) -> bool {
    let levels = blocks.iter().filter_map(|block| if let Kind::Heading(n) = block.kind { Some(n) } else { None });
    let mut above = 0;
    let mut sections = 0;
    for (i, level) in levels.enumerate() {
        match level {
            1 if i > 0 => return false,
            2 => sections += 1,
            3 if above < 2 => return false,
            4 if above < 3 => return false,
            5.. => return false,
            _ => {}
        }
        above = level;
    }
    sections > 0 || !blocks.iter().any(is_title)
}

fn is_title(block: &Block) -> bool {
    let title = Lexicon::get().title(&block.text(), u32::MAX);
    title.is_some_and(|title| title.certainty >= Certainty::Composed && !matches!(title.topic, Topic::Inside))
}

/// True if the grammar understands what dates and addresses there are.
fn reads_through(outline: &Outline) -> bool {
    let words = Words::of(outline.head.lang.as_ref());
    let mut reader = Recogniser::new(outline.head.lang.as_ref());
    let (mut section, mut kind) = (None, None);
    let mut head = true;
    let mut listed = false;
    for block in &outline.blocks {
        let mut block = block.clone();
        let raw = block.text();
        reader.block(&mut block);
        if block.part == Some(Part::Section) {
            section = block.section;
            kind = section.filter(|kind| *kind != SectionKind::Custom).or_else(|| kind_of_title(&raw));
            head = false;
            continue;
        }
        let loose = matches!(block.part, Some(Part::Text | Part::Body));
        if head && loose && raw.contains('@') && raw.split_whitespace().count() <= 12 {
            return false;
        }
        if block.part == Some(Part::Contacts) && crowded(&block) {
            return false;
        }
        if head && loose && raw.split_whitespace().count() <= 8 && super::shape::is_place(&raw) {
            // We write it among the contacts.
            return false;
        }
        let reaches = raw.contains('@') && raw.split_whitespace().count() <= 6;
        if reaches && loose && section == Some(SectionKind::Custom) && matches!(block.kind, Kind::Item { .. }) {
            return false;
        }
        let is_dated_meta =
            block.part == Some(Part::Meta) && block.runs.iter().all(|run| run.role == Some(Role::Dates));
        if is_dated_meta && section == Some(SectionKind::Work) && listed {
            // We write the organisation here.
            return false;
        }
        listed = block.part == Some(Part::Entry) && raw.contains(", ");
        let is_dated_kind =
            matches!(section, Some(SectionKind::Work | SectionKind::Volunteer | SectionKind::Education));
        if is_dated_kind && block.part == Some(Part::Entry) && is_mixed(&block) {
            return false;
        }
        if matches!(block.kind, Kind::Heading(3 | 4)) && block.runs.iter().any(|run| run.role == Some(Role::Dates)) {
            // We write them below.
            return false;
        }
        let dated = matches!(
            kind,
            Some(SectionKind::Work | SectionKind::Education | SectionKind::Volunteer | SectionKind::Projects)
        );
        if !dated {
            continue;
        }
        match block.part {
            Some(Part::Entry | Part::Organization) => {
                let undated = !block.runs.iter().any(|run| run.role == Some(Role::Dates));
                if undated && has_dates_at_an_end(&raw, words) {
                    return false;
                }
            }
            Some(Part::Text) if matches!(block.kind, Kind::Item { .. }) => {}
            Some(Part::Text | Part::Body)
                if !matches!(block.kind, Kind::Item { .. }) && is_header_like(&raw, words) =>
            {
                return false;
            }
            _ => {}
        }
    }
    true
}

/// What a section is that strangers call so.
fn kind_of_title(text: &str) -> Option<SectionKind> {
    let title = Lexicon::get().title(text, u32::MAX).filter(|title| title.certainty >= Certainty::Composed)?;
    if let Topic::Section(kind) = title.topic { Some(kind) } else { None }
}

/// True if the grammar would read the sections of another language as English, since nobody says which it is: we do.
fn is_of_unsaid_language(outline: &Outline) -> bool {
    let has_sections = outline.blocks.iter().any(|block| block.kind == Kind::Heading(2));
    let found = || tongue::of(&line::lines(outline.blocks.clone()), None).lang();
    outline.head.lang.is_none() && has_sections && found().is_some_and(|lang| lang.primary() != "en")
}

/// A title that is marked in part, before a comma: title and organisation in one.
fn is_mixed(block: &Block) -> bool {
    let marked = |run: &crate::outline::Run| run.style.strong || run.style.emph;
    let (first, last) = (block.runs.first().is_some_and(marked), block.runs.last().is_some_and(marked));
    let titled = block.runs.iter().filter(|run| run.role == Some(Role::Title)).count();
    titled > 1 && first != last && block.text().contains([',', '|', '–', '—'])
}

/// Several ways to reach somebody in one part of a line.
fn crowded(block: &Block) -> bool {
    crate::interpret::parts(&block.runs).iter().any(|part| {
        let text = text_of(part);
        let bare = text.split_once(": ").map_or(text.as_str(), |(_, value)| value);
        bare.contains('@') && bare.trim().contains(' ')
    })
}

/// A short line that is a date, or ends or begins with one: it heads something. So does "Working as …".
fn is_header_like(text: &str, words: &Words) -> bool {
    has_dates_at_an_end(text, words) || super::cut::sentence_length(text) > 0
}

fn has_dates_at_an_end(text: &str, words: &Words) -> bool {
    if text.split_whitespace().count() > 14 {
        return false;
    }
    let found = super::dates::find(text, words);
    let at_end = |c: char| !c.is_alphanumeric();
    found.iter().any(|found| {
        let part = text.get(found.range.clone()).unwrap_or_default();
        let before = text.get(..found.range.start).unwrap_or_default();
        let after = text.get(found.range.end..).unwrap_or_default();
        parse_span(part, words).is_some() && (before.chars().all(at_end) || after.chars().all(at_end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::{Head, Run};
    use vitae_core::Lang;

    #[test]
    fn who_does_not_say_that_a_document_is_italian_is_a_stranger() {
        let block = |(kind, text)| Block { runs: vec![Run::plain(text)], ..Block::new(kind) };
        let item = Kind::Item { number: None };
        let texts = [
            (Kind::Heading(1), "Ginevra Colombo"),
            (Kind::Heading(2), "Competenze"),
            (item, "Doratura"),
            (Kind::Heading(2), "Lingue"),
            (item, "Inglese"),
        ];
        let said = |lang| Outline { head: Head { lang, ..Head::default() }, blocks: texts.map(block).into() };
        assert!(!follows_grammar(&said(None)));
        assert!(follows_grammar(&said(Lang::new("it"))));
    }
}
