//! The ladder: ever safer ways to write the same line, from what a person would have typed to what no reader can mistake. The
//! first that reads back equal is taken.
//!
//! | rung | bold, italic | escaped | code, links |
//! |---|---|---|---|
//! | 1 | `**`, `*` | what needs it ([`Level::Light`]) | `` ` ``, `[a](url)` |
//! | 2 | tags where `**` would not count, by the letters around it | also `*` that could pair with a mark | as above |
//! | 3 | as above | whatever can mean something | as above |
//! | 4 | tags | all ASCII punctuation | tags |
//!
//! The last rung leaves nothing to judgement: no delimiter, no bracket, no backtick that means anything. It alone would do for
//! every line, which is tested; of lines made to break it, nine in ten need the first only.
//!
//! Text without marks and without any of [`escape::SPECIAL`] takes no climbing: nothing in it could start anything.

use vitae_core::{Block, Line, List, ListItem, Tags, Url};

use crate::escape::{self, Level, Survey};
use crate::nest::{self, Mark, Token};
use crate::{comment, parse_blocks, parse_line, tag};

struct Rung {
    delimiters: Delimiters,
    level: Level,
    /// Code and links as tags.
    tags: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Delimiters {
    Always,
    WhereTheyCount,
    Never,
}

const LADDER: [Rung; 4] = [
    Rung { delimiters: Delimiters::Always, level: Level::Light, tags: false },
    Rung { delimiters: Delimiters::WhereTheyCount, level: Level::Light, tags: false },
    Rung { delimiters: Delimiters::WhereTheyCount, level: Level::Special, tags: false },
    Rung { delimiters: Delimiters::Never, level: Level::All, tags: true },
];

/// A line on its own.
pub(crate) fn line(line: &Line) -> String {
    match line.as_plain() {
        Some(text) if !text.contains(escape::SPECIAL) => text.to_owned(),
        _ => climb(line, |rung, tokens| rung.write(tokens, "<br>"), |text| parse_line(text) == *line),
    }
}

/// A paragraph among blocks, with the labels of the item that it is the line of. Its breaks are line feeds, still without the indentation
/// of the item or quote that it may stand in.
pub(crate) fn paragraph(line: &Line, tags: &Tags) -> String {
    let comment = comment::write(tags).map(|comment| format!(" {comment}")).unwrap_or_default();
    match line.as_plain() {
        // A letter starts no block.
        Some(text) if !text.contains(escape::SPECIAL) && text.starts_with(char::is_alphabetic) => {
            format!("{text}{comment}")
        }
        _ => climb(
            line,
            |rung, tokens| escape::starts(rung.write(tokens, "\\\n")) + &comment,
            |text| reads_as_item(text, line, tags),
        ),
    }
}

/// Every rung's spelling of a line, safest last; breaks are written as `line_break`.
pub(crate) fn spellings(line: &Line, line_break: &'static str) -> impl Iterator<Item = String> {
    let tokens = nest::tokens(line);
    LADDER.iter().map(move |rung| rung.write(&tokens, line_break))
}

fn climb(line: &Line, write: impl Fn(&Rung, &[Token<'_>]) -> String, reads_back: impl Fn(&str) -> bool) -> String {
    let tokens = nest::tokens(line);
    let mut text = String::new();
    for rung in &LADDER {
        let next = write(rung, &tokens);
        if next != text && reads_back(&next) {
            return next;
        }
        text = next;
    }
    text
}

/// True if text reads as this line with these labels where most can go wrong: beside a bullet, with another list right under it
/// (an HTML block would swallow that), and if it has several lines, also in a quote (whose `>` could end a `<!` of the line before).
/// What holds there holds everywhere.
fn reads_as_item(text: &str, line: &Line, tags: &Tags) -> bool {
    let reads = |blocks: &[Block]| match only_item(blocks) {
        Some(ListItem { line: found, children, tags: labels }) => {
            found == line && labels == tags && only_item(children).is_some_and(|item| item.line.as_plain() == Some("x"))
        }
        None => false,
    };
    let bare = parse_blocks(&format!("- {}\n  - x", text.replace('\n', "\n  ")));
    let quoted = || parse_blocks(&format!("> - {}\n>   - x", text.replace('\n', "\n>   ")));
    reads(&bare) && (!text.contains('\n') || matches!(quoted().as_slice(), [Block::Quote(blocks)] if reads(blocks)))
}

/// The item of blocks that are one bullet.
fn only_item(blocks: &[Block]) -> Option<&ListItem> {
    match blocks {
        [Block::List(List { ordered: None, items })] => match items.as_slice() {
            [item] => Some(item),
            _ => None,
        },
        _ => None,
    }
}

impl Rung {
    fn write(&self, tokens: &[Token<'_>], line_break: &str) -> String {
        let survey = Survey::of(tokens, self.delimiters != Delimiters::Always);
        let counts = self.delimiters(tokens);
        let mut out = String::new();
        for (i, token) in tokens.iter().enumerate() {
            let delimiter = counts.get(i).copied().unwrap_or_default();
            match token {
                Token::Text(text) => {
                    let after = self.first_char(tokens.get(i + 1));
                    escape::text(&mut out, text, after, self.level, survey);
                }
                Token::Code(text) if self.tags => {
                    out.push_str("<code>");
                    escape::text(&mut out, text, '<', self.level, survey);
                    out.push_str("</code>");
                }
                Token::Code(text) => out.push_str(&code_span(text)),
                Token::Break => out.push_str(line_break),
                Token::Open(mark) => self.open(&mut out, *mark, delimiter),
                Token::Close(mark) => self.close(&mut out, *mark, delimiter),
            }
        }
        out
    }

    fn open(&self, out: &mut String, mark: Mark<'_>, delimiter: bool) {
        match mark {
            Mark::Strong => out.push_str(if delimiter { "**" } else { "<strong>" }),
            Mark::Emph => out.push_str(if delimiter { "*" } else { "<em>" }),
            Mark::Lang(lang) => out.extend(["<span lang=\"", lang.as_str(), "\">"]),
            Mark::Script(script) => out.push_str(script_tags(script).0),
            Mark::Link(url) if self.tags => {
                out.extend(["<a href=\"", &tag::attribute_value(url.as_str()), "\">"]);
            }
            Mark::Link(_) => out.push('['),
        }
    }

    fn close(&self, out: &mut String, mark: Mark<'_>, delimiter: bool) {
        match mark {
            Mark::Strong => out.push_str(if delimiter { "**" } else { "</strong>" }),
            Mark::Emph => out.push_str(if delimiter { "*" } else { "</em>" }),
            Mark::Lang(_) => out.push_str("</span>"),
            Mark::Script(script) => out.push_str(script_tags(script).1),
            Mark::Link(_) if self.tags => out.push_str("</a>"),
            Mark::Link(url) => out.extend(["](", &destination(url), ")"]),
        }
    }

    /// The first character that a token is going to be written with.
    fn first_char(&self, token: Option<&Token<'_>>) -> char {
        match token {
            None => ' ',
            Some(Token::Text(text)) => text.chars().next().unwrap_or(' '),
            Some(Token::Open(Mark::Link(_))) if !self.tags => '[',
            Some(Token::Close(Mark::Link(_))) if !self.tags => ']',
            Some(Token::Open(Mark::Strong | Mark::Emph) | Token::Close(Mark::Strong | Mark::Emph)) => '*',
            Some(Token::Code(_)) => '`',
            Some(Token::Open(_) | Token::Close(_) | Token::Break) => '<',
        }
    }

    /// For each token, whether it is written as a delimiter: an opening and its closing one are of a kind.
    fn delimiters(&self, tokens: &[Token<'_>]) -> Vec<bool> {
        let mut counts = vec![self.delimiters == Delimiters::Always; tokens.len()];
        if self.delimiters != Delimiters::WhereTheyCount {
            return counts;
        }
        let mut open = Vec::new();
        for (i, token) in tokens.iter().enumerate() {
            match token {
                Token::Open(Mark::Strong | Mark::Emph) => open.push(i),
                Token::Close(Mark::Strong | Mark::Emph) => {
                    let Some(from) = open.pop() else { continue };
                    let both = self.opens(tokens, from) && self.closes(tokens, i);
                    for at in [from, i] {
                        if let Some(counts) = counts.get_mut(at) {
                            *counts = both;
                        }
                    }
                }
                _ => {}
            }
        }
        counts
    }

    /// True if a delimiter here would open, and is not mistaken for the end of its neighbour.
    fn opens(&self, tokens: &[Token<'_>], at: usize) -> bool {
        let (before, after) = tokens.split_at(at);
        let meets_end = matches!(before.last(), Some(Token::Close(Mark::Strong | Mark::Emph)));
        !meets_end && escape::opens('*', self.char_before(before), self.char_after(after))
    }

    /// True if a delimiter here would close.
    fn closes(&self, tokens: &[Token<'_>], at: usize) -> bool {
        let (before, after) = tokens.split_at(at);
        escape::closes('*', self.char_before(before), self.char_after(after))
    }

    /// The character before a row of delimiters.
    fn char_before(&self, tokens: &[Token<'_>]) -> char {
        match tokens.iter().rev().find(|token| !is_delimiter(token)) {
            Some(Token::Text(text)) => text.chars().next_back().unwrap_or(' '),
            // Whatever else there is ends in punctuation.
            Some(Token::Code(_) | Token::Open(_) | Token::Close(_)) => '>',
            Some(Token::Break) | None => ' ',
        }
    }

    /// The character after a row of delimiters.
    fn char_after(&self, tokens: &[Token<'_>]) -> char {
        self.first_char(tokens.iter().find(|token| !is_delimiter(token)))
    }
}

fn is_delimiter(token: &Token<'_>) -> bool {
    matches!(token, Token::Open(Mark::Strong | Mark::Emph) | Token::Close(Mark::Strong | Mark::Emph))
}

fn script_tags(script: vitae_core::Script) -> (&'static str, &'static str) {
    match script {
        vitae_core::Script::Normal => ("", ""),
        vitae_core::Script::Sub => ("<sub>", "</sub>"),
        vitae_core::Script::Sup => ("<sup>", "</sup>"),
    }
}

/// Code between the shortest rows of backticks that do not occur in it.
fn code_span(text: &str) -> String {
    let mut lengths: Vec<usize> = text.split(|c| c != '`').map(str::len).filter(|&length| length > 0).collect();
    lengths.sort_unstable();
    lengths.dedup();
    let length = (1..).zip(&lengths).find(|(n, length)| n != *length).map_or(lengths.len() + 1, |(n, _)| n);
    let fence = "`".repeat(length);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// The address of a link between its parentheses.
fn destination(url: &Url) -> String {
    let url = url.as_str();
    let bare = !url.starts_with('<') && !url.contains(|c: char| c == ' ' || c.is_control()) && parentheses_match(url);
    let mut out = String::with_capacity(url.len() + 2);
    if !bare {
        out.push('<');
    }
    for (i, c) in url.char_indices() {
        let rest = url.get(i + c.len_utf8()..).unwrap_or_default();
        let escaped = match c {
            '<' | '>' | '`' => true,
            '\\' => rest.starts_with(|c: char| c.is_ascii_punctuation()) || rest.is_empty(),
            '&' => escape::is_reference(rest),
            _ => false,
        };
        if escaped {
            out.push('\\');
        }
        out.push(c);
    }
    if !bare {
        out.push('>');
    }
    out
}

/// True if parentheses come in pairs, not too deep for any reader.
fn parentheses_match(url: &str) -> bool {
    let mut depth = 0_i32;
    url.chars().all(|c| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        (0..=3).contains(&depth)
    }) && depth == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support;
    use proptest::prelude::*;
    use vitae_core::{Run, Style};

    /// The lowest rung that reads back.
    fn rung_of(runs: Vec<Run>) -> usize {
        let line = Line::new(runs).unwrap();
        let tokens = nest::tokens(&line);
        1 + LADDER.iter().position(|rung| parse_line(&rung.write(&tokens, "<br>")) == line).unwrap()
    }

    #[test]
    fn every_rung_is_for_something() {
        let both = Style { emph: true, ..Style::strong() };
        let link = Style::link(Url::new("u").unwrap());
        assert_eq!(rung_of(vec![Run::plain("*a* "), Run::styled("b", both.clone())]), 1);
        assert_eq!(rung_of(vec![Run::plain("a"), Run::styled("(b)", Style::strong()), Run::plain("c")]), 2);
        assert_eq!(rung_of(vec![Run::styled("]", link)]), 3);
        assert_eq!(rung_of(vec![Run::styled("'", both), Run::plain("\u{301}")]), 4);
    }

    proptest! {
        #![proptest_config(support::config())]

        /// The ladder never ends in the air.
        #[test]
        fn the_last_rung_holds_every_line(line in support::line()) {
            let tokens = nest::tokens(&line);
            let last = &LADDER[LADDER.len() - 1];
            let alone = last.write(&tokens, "<br>");
            prop_assert_eq!(&parse_line(&alone), &line, "{:?}", alone);
            let paragraph = escape::starts(last.write(&tokens, "\\\n"));
            prop_assert!(reads_as_item(&paragraph, &line, &Tags::new()), "{:?}", paragraph);
        }

        /// Why text without special characters takes no climbing.
        #[test]
        fn text_without_special_characters_reads_as_itself(line in support::line()) {
            let plain: String = line.plain().replace(escape::SPECIAL, "");
            let Some(line) = Line::text(&plain) else { return Ok(()) };
            let text = line.plain();
            prop_assert_eq!(&parse_line(&text), &line);
            let lettered = Line::text(&format!("é{text}")).unwrap();
            prop_assert!(reads_as_item(&lettered.plain(), &lettered, &Tags::new()));
        }
    }
}
