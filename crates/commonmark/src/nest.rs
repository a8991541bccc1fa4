//! The order of marks: flat runs become marks that nest.
//!
//! The mark that lasts longest goes outside, but a link is never cut in two: a mark that would end inside one ends before it and
//! starts again within. White space moves out of every edge, because `** a**` is no emphasis; the normal form gives it its
//! marks back.

use vitae_core::{Lang, Line, Run, Script, Style, Url};

/// A mark that can hold others. Code is not one: a code span holds only text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark<'a> {
    Link(&'a Url),
    Lang(&'a Lang),
    Strong,
    Emph,
    Script(Script),
}

/// What a line is written from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    Text(String),
    Code(String),
    Open(Mark<'a>),
    Close(Mark<'a>),
    Break,
}

/// The tokens of a line.
pub(crate) fn tokens(line: &Line) -> Vec<Token<'_>> {
    let mut tokens = Tokens::default();
    let links = links(line.runs());
    tokens.nest(line.runs(), &links, &mut Vec::new());
    tokens.done
}

/// For each run, which link it is in: counted, so that a link is told from another to the same address. A break between two runs of
/// a link is in it.
fn links(runs: &[Run]) -> Vec<Option<usize>> {
    let mut links: Vec<Option<usize>> = Vec::with_capacity(runs.len());
    let mut before: Option<&Url> = None;
    let mut count = 0;
    for run in runs {
        let Run::Text { style, .. } = run else {
            links.push(None);
            continue;
        };
        let link = style.link.as_ref();
        if link != before {
            count += 1;
        } else if link.is_some()
            && let Some(gap @ None) = links.last_mut()
        {
            *gap = Some(count);
        }
        links.push(link.map(|_| count));
        before = link;
    }
    links
}

/// The marks of a style, in the order in which they stand around the same text.
fn marks(style: &Style) -> impl Iterator<Item = Mark<'_>> {
    let script = (style.script != Script::Normal).then_some(Mark::Script(style.script));
    style
        .link
        .as_ref()
        .map(Mark::Link)
        .into_iter()
        .chain(style.lang.as_ref().map(Mark::Lang))
        .chain(style.strong.then_some(Mark::Strong))
        .chain(style.emph.then_some(Mark::Emph))
        .chain(script)
}

fn has(run: &Run, mark: Mark<'_>) -> bool {
    match run {
        Run::Text { style, .. } => marks(style).any(|m| m == mark),
        Run::Break => false,
    }
}

/// How many runs, from the first, a mark lasts. A break between two runs that have it is in it.
fn extent(runs: &[Run], mark: Mark<'_>) -> usize {
    let mut length = 0;
    for (i, run) in runs.iter().enumerate() {
        match run {
            Run::Break => {}
            run if has(run, mark) => length = i + 1,
            Run::Text { .. } => break,
        }
    }
    length
}

#[derive(Default)]
struct Tokens<'a> {
    done: Vec<Token<'a>>,
    /// White space that waits for what comes next.
    space: String,
}

impl<'a> Tokens<'a> {
    /// Adds runs that stand in the marks of `open`.
    fn nest(&mut self, mut runs: &'a [Run], mut links: &[Option<usize>], open: &mut Vec<Mark<'a>>) {
        while let Some(first) = runs.first() {
            let length = match first {
                Run::Break => {
                    self.line_break();
                    1
                }
                // White space starts no mark: it would move out again, and could leave nothing behind.
                Run::Text { text, .. } if text.trim().is_empty() => {
                    self.space.push_str(text);
                    1
                }
                Run::Text { text, style } => match longest(runs, links, style, open) {
                    None => {
                        self.text(text, style.code);
                        1
                    }
                    Some((mark, length)) => {
                        self.done.push(Token::Open(mark));
                        open.push(mark);
                        self.nest(
                            runs.get(..length).unwrap_or_default(),
                            links.get(..length).unwrap_or_default(),
                            open,
                        );
                        open.pop();
                        self.done.push(Token::Close(mark));
                        length
                    }
                },
            };
            runs = runs.get(length..).unwrap_or_default();
            links = links.get(length..).unwrap_or_default();
        }
    }

    fn line_break(&mut self) {
        self.end_space();
        self.done.push(Token::Break);
    }

    fn text(&mut self, text: &str, code: bool) {
        let core = text.trim();
        let start = text.len() - text.trim_start().len();
        self.space.push_str(text.get(..start).unwrap_or_default());
        self.end_space();
        match self.done.last_mut() {
            Some(Token::Text(text)) if !code => text.push_str(core),
            _ if code => self.done.push(Token::Code(core.to_owned())),
            _ => self.done.push(Token::Text(core.to_owned())),
        }
        self.space.push_str(text.get(start + core.len()..).unwrap_or_default());
    }

    /// Puts white space where it belongs: before the marks that have just been opened, if any.
    fn end_space(&mut self) {
        if self.space.is_empty() {
            return;
        }
        let opened = self.done.iter().rev().take_while(|token| matches!(token, Token::Open(_))).count();
        let at = self.done.len() - opened;
        match at.checked_sub(1).and_then(|before| self.done.get_mut(before)) {
            Some(Token::Text(text)) => text.push_str(&self.space),
            _ => self.done.insert(at, Token::Text(self.space.clone())),
        }
        self.space.clear();
    }
}

/// The mark to open at the first run, and for how many runs; `None` if all its marks are open.
fn longest<'a>(
    runs: &'a [Run],
    links: &[Option<usize>],
    style: &'a Style,
    open: &[Mark<'a>],
) -> Option<(Mark<'a>, usize)> {
    let in_link = open.iter().any(|mark| matches!(mark, Mark::Link(_)));
    let mut best: Option<(Mark<'a>, usize)> = None;
    for mark in marks(style).filter(|mark| !open.contains(mark)) {
        let length = match mark {
            Mark::Link(_) => links.iter().take_while(|link| *link == links.first().unwrap_or(&None)).count(),
            _ if in_link => extent(runs, mark),
            _ => before_cut_link(runs, links, extent(runs, mark)),
        };
        if length > 0 && best.is_none_or(|(_, longest)| length > longest) {
            best = Some((mark, length));
        }
    }
    best
}

/// A length that cuts no link in two. Zero if a link that starts at the first run goes on longer.
fn before_cut_link(runs: &[Run], links: &[Option<usize>], length: usize) -> usize {
    let last = length.checked_sub(1).and_then(|last| links.get(last)).copied().flatten();
    let cut = last.is_some() && links.get(length).copied().flatten() == last;
    if !cut {
        return length;
    }
    let start = links.iter().position(|link| *link == last).unwrap_or(0);
    match start.checked_sub(1).and_then(|before| runs.get(before)) {
        Some(Run::Break) => start - 1,
        _ => start,
    }
}
