//! Bullets that a person typed, where a program would have made a list: each is taken away, and what stands after it is an item.

use super::para::Para;
use vitae_outline::{Block, Kind, Look, Run};

/// Signs that are bullets at the start of a line.
const SIGNS: &[char] = &[
    '•', '▪', '▫', '◦', '‣', '⁃', '●', '○', '■', '□', '❑', '❒', '◆', '◇', '♦', '❖', '➢', '➤', '➔', '►', '▶', '▸', '▹',
    '✓', '✔', '✦', '✧', '⦁', '⦿',
];
/// Signs that are so before a space.
const SPACED: &[char] = &['·', '∙', '›', '»', '→'];
/// What is so before a tab, or as much space as one: a dash, and what bullets become in a face that has none.
const TABBED: &[char] = &['-', '–', '—', '*', 'o', '§', 'Ø', 'ü', 'v', 'q'];
/// What is so before a space, where several lines begin so.
const DASHES: &[char] = &['-', '–', '—', '*'];

/// A link is copied to each line that it is on: no more bytes than these.
const COPIED: usize = 1 << 20;

/// Adds the blocks of a paragraph, without bullets. A paragraph may have several lines with bullets: each is an item, and a line
/// without one that does not stand in is a paragraph of its own.
///
/// Dashes are bullets where they are a habit: see [`has_dashes`].
pub(super) fn add(mut block: Block, dashes: bool, blocks: &mut Vec<Block>) {
    let bullet = |line: &str| bullet(line, dashes);
    let may_have = matches!(block.kind, Kind::Paragraph | Kind::Item { .. }) && copies(&block.runs) <= COPIED;
    if !may_have || block.text().split('\n').all(|line| bullet(line).is_none()) {
        blocks.push(block);
        return;
    }
    let lines = lines(std::mem::take(&mut block.runs));
    let begin = blocks.len();
    let (mut gap, mut typed) = (block.look.gap, false);
    for line in lines {
        let text: String = line.iter().map(|run| run.text.as_str()).collect();
        let goes_on = !gap && (!typed || text.starts_with(char::is_whitespace));
        let like =
            |kind, level, runs| Block { kind, level, runs, look: Look { gap, ..block.look.clone() }, ..block.clone() };
        let part = match (bullet(&text), blocks.get_mut(begin..).and_then(<[Block]>::last_mut)) {
            _ if text.trim().is_empty() => {
                gap = true;
                continue;
            }
            (Some(length), _) => {
                like(Kind::Item { number: None }, block.level.saturating_add(1), without(line, length))
            }
            (None, None) => like(block.kind, block.level, line),
            (None, Some(last)) if goes_on => {
                last.runs.push(Run::plain("\n"));
                last.runs.extend(line);
                continue;
            }
            (None, Some(_)) => like(Kind::Paragraph, 0, line),
        };
        (gap, typed) = (false, bullet(&text).is_some());
        blocks.push(part);
    }
}

/// Whether several lines begin with a dash and a letter: one alone may be anything.
pub(super) fn has_dashes(paras: &[Para]) -> bool {
    let texts = paras.iter().map(Para::text);
    let dashed = |line: &str| bullet(line, true).is_some() && bullet(line, false).is_none();
    texts.map(|text| text.split('\n').filter(|line| dashed(line)).count()).sum::<usize>() > 1
}

/// How many bytes of addresses the lines would have more than the text.
fn copies(runs: &[Run]) -> usize {
    let copies = |run: &Run| {
        let link = run.style.link.as_ref().map_or(0, |link| link.as_str().len());
        link.saturating_mul(run.text.bytes().filter(|byte| *byte == b'\n').count())
    };
    runs.iter().map(copies).fold(0, usize::saturating_add)
}

/// The runs of each line.
fn lines(runs: Vec<Run>) -> Vec<Vec<Run>> {
    let mut lines = vec![Vec::new()];
    for run in runs {
        for (at, text) in run.text.split('\n').enumerate() {
            if at > 0 {
                lines.push(Vec::new());
            }
            if let (false, Some(line)) = (text.is_empty(), lines.last_mut()) {
                line.push(Run { text: text.to_owned(), ..run.clone() });
            }
        }
    }
    lines
}

/// How many characters a bullet at the start of a line has, with the space around it.
fn bullet(line: &str, dashes: bool) -> Option<usize> {
    let mut chars = line.trim_start().chars();
    let sign = chars.next()?;
    let rest = chars.as_str();
    let text = rest.trim_start();
    let space = rest.strip_suffix(text)?;
    let is_bullet = (SIGNS.contains(&sign) && (!space.is_empty() || text.starts_with(char::is_alphanumeric)))
        || (SPACED.contains(&sign) && !space.is_empty())
        || (dashes && DASHES.contains(&sign) && !space.is_empty() && text.starts_with(char::is_alphabetic))
        || (TABBED.contains(&sign) && (space.contains('\t') || space.chars().count() > 1));
    // Several signs in a row say how well somebody knows something.
    let is_bullet = is_bullet && !text.is_empty() && !text.starts_with(SIGNS);
    is_bullet.then(|| line.chars().count().saturating_sub(text.chars().count()))
}

/// A line without its first characters.
fn without(line: Vec<Run>, mut length: usize) -> Vec<Run> {
    let rest = line.into_iter().map(|mut run| {
        let end = run.text.char_indices().map(|(at, _)| at).nth(length).unwrap_or(run.text.len());
        length -= run.text.drain(..end).as_str().chars().count();
        run
    });
    rest.filter(|run| !run.text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Kind (a dash for an item), level and text of what becomes of a paragraph.
    fn said(runs: &[&str]) -> Vec<String> {
        let runs = runs.iter().map(|text| Run::plain(*text)).collect();
        let mut blocks = Vec::new();
        add(Block { runs, ..Block::new(Kind::Paragraph) }, false, &mut blocks);
        let said = |block: &Block| match block.kind {
            Kind::Item { .. } => format!("{}- {}", block.level, block.text()),
            _ => block.text(),
        };
        blocks.iter().map(said).collect()
    }

    #[test]
    fn a_sign_at_the_start_is_a_bullet() {
        for text in
            ["• Built it", "•\tBuilt it", " ➢Built it", "·  Built it", "o\tBuilt it", "-\tBuilt it", "Ø  Built it"]
        {
            assert_eq!(said(&[text]), ["1- Built it"], "{text}");
        }
        assert_eq!(said(&["•", "\t", "Built ", "it"]), ["1- Built it"]);
    }

    #[test]
    fn what_may_be_a_word_or_a_level_is_none() {
        for text in ["•", "- Built it", "o Built it", "●●●○○", "● ● ○", "§ 12", "·Built", "v 2", "100 • 200"]
        {
            assert_eq!(said(&[text]), [text]);
        }
    }

    #[test]
    fn each_line_with_a_bullet_is_an_item() {
        assert_eq!(
            said(&["Engineer\n2019\n• Built", " it\n  and more\n\n• Sold it\nTeacher\n• Taught"]),
            ["Engineer\n2019", "1- Built it\n  and more", "1- Sold it", "Teacher", "1- Taught"]
        );
        assert_eq!(said(&["a\nb"]), ["a\nb"]);
    }
}
