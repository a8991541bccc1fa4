//! Backslashes: which characters of a text need one.
//!
//! Three levels. The light one looks at the neighbours of a character, and at what else is in the line, to leave ordinary text
//! alone; it may be wrong in rare company, which is why its result is read back. The special one escapes whatever can mean
//! something inside a line, the last one all ASCII punctuation.

use crate::nest::{Mark, Token};
use crate::tag;

/// How much is escaped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    Light,
    Special,
    All,
}

/// The only characters that can start something inside a line of CommonMark: an escape, emphasis, code, a link or image, a tag or
/// autolink, a reference. (What ends something means nothing without its start, and a break needs a line feed.) A text without them
/// reads as itself.
pub(crate) const SPECIAL: [char; 7] = ['\\', '*', '_', '`', '[', '<', '&'];

/// What a whole line has to say about its characters.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Survey {
    /// Some `*` may pair with another.
    stars: bool,
    /// Some `_` may pair with another.
    underscores: bool,
    /// Some run of backticks may pair with another.
    ticks: bool,
    /// There is a `[`.
    brackets: bool,
    /// There is a closing tag.
    closing_tags: bool,
}

impl Survey {
    /// Reads a line. Wary of its delimiters: any `*` of the text may pair with one of them.
    pub(crate) fn of(tokens: &[Token<'_>], wary: bool) -> Self {
        let mut text = String::new();
        let mut spans = 0;
        let mut delimiters = false;
        for token in tokens {
            match token {
                Token::Text(more) => text.push_str(more),
                Token::Code(_) => {
                    text.push('|');
                    spans += 1;
                }
                Token::Break => text.push(' '),
                Token::Open(mark) | Token::Close(mark) => {
                    delimiters |= wary && matches!(mark, Mark::Strong | Mark::Emph);
                    text.push('|');
                }
            }
        }
        let ticks = runs(&text, '`').count();
        Self {
            stars: pair(&text, '*', delimiters),
            underscores: pair(&text, '_', false),
            ticks: ticks > 0 && ticks + spans > 1,
            brackets: text.contains('['),
            closing_tags: text.contains("</"),
        }
    }
}

/// The runs of a character: what stands before each, and after.
fn runs(text: &str, of: char) -> impl Iterator<Item = (char, char)> {
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    std::iter::from_fn(move || {
        loop {
            let c = chars.next()?;
            if c != of {
                before = c;
                continue;
            }
            while chars.next_if_eq(&of).is_some() {}
            return Some((before, chars.peek().copied().unwrap_or(' ')));
        }
    })
}

/// True if one run of delimiters can open, and a later one can close; or either, if the delimiters of marks count too.
fn pair(text: &str, delimiter: char, own: bool) -> bool {
    let mut opened = own;
    runs(text, delimiter).any(|(before, after)| {
        let closes = closes(delimiter, before, after);
        let opens = opens(delimiter, before, after);
        let pairs = (opened && closes) || (own && opens);
        opened |= opens;
        pairs
    })
}

/// Letters and digits; all else but white space is taken for punctuation. That is wrong for a few marks and symbols, and only
/// means that they are looked at more closely.
fn is_punctuation(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace()
}

/// True if a run of delimiters between two characters can open emphasis (CommonMark §6.2).
pub(crate) fn opens(delimiter: char, before: char, after: char) -> bool {
    let left = !after.is_whitespace() && (!is_punctuation(after) || !before.is_alphanumeric());
    left && (delimiter != '_' || !before.is_alphanumeric())
}

/// True if it can close emphasis.
pub(crate) fn closes(delimiter: char, before: char, after: char) -> bool {
    opens(delimiter, after, before)
}

/// Appends text that stands inside a line, and before `after`.
pub(crate) fn text(out: &mut String, text: &str, after: char, level: Level, survey: Survey) {
    let mut before = out.chars().next_back().unwrap_or(' ');
    let mut escaped = false;
    for (i, c) in text.char_indices() {
        let rest = text.get(i + c.len_utf8()..).unwrap_or_default();
        let next = rest.chars().next().unwrap_or(after);
        let goes_on = i > 0 && c == before && matches!(c, '*' | '_');
        escaped = match level {
            Level::All => c.is_ascii_punctuation(),
            Level::Special => SPECIAL.contains(&c) || c == ']' || (c == '!' && next == '['),
            Level::Light if goes_on => escaped,
            Level::Light => needs_escape(c, before, rest, after, survey),
        };
        if escaped {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
}

/// The light level: would this character mean something here?
fn needs_escape(c: char, before: char, rest: &str, after: char, survey: Survey) -> bool {
    let next = rest.chars().next().unwrap_or(after);
    let past_run = || rest.trim_start_matches(c).chars().next().unwrap_or(after);
    match c {
        '\\' => next.is_ascii_punctuation(),
        '*' => survey.stars && !(before.is_whitespace() && past_run().is_whitespace()),
        '_' => survey.underscores && (opens(c, before, past_run()) || closes(c, before, past_run())),
        '`' => survey.ticks,
        ']' => survey.brackets && next == '(',
        '!' => rest.is_empty() && after == '[',
        '<' => starts_tag(rest, survey),
        '&' => is_reference(rest),
        _ => false,
    }
}

/// True if `<` and this would be a tag of the dialect or an autolink.
fn starts_tag(rest: &str, survey: Survey) -> bool {
    let Some((inner, _)) = rest.find(['<', '>']).and_then(|end| rest.split_at_checked(end)) else { return false };
    match tag::read(&format!("<{inner}>")) {
        Some(tag::Tag::Break) => true,
        Some(_) => survey.closing_tags,
        None => tag::is_address(inner) || inner.contains('@'),
    }
}

/// True if `&` and this looks like a character reference.
pub(crate) fn is_reference(rest: &str) -> bool {
    let Some(end) = rest.bytes().take(40).position(|b| b == b';') else { return false };
    let name = rest.get(..end).unwrap_or_default();
    let name = name.strip_prefix('#').unwrap_or(name);
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// Escapes what would start a block where a line of a paragraph starts.
pub(crate) fn starts(paragraph: String) -> String {
    if paragraph.split('\n').enumerate().all(|(n, line)| block_start(line, n == 0).is_none()) {
        return paragraph;
    }
    let mut out = String::with_capacity(paragraph.len() + 4);
    for (n, line) in paragraph.split('\n').enumerate() {
        if n > 0 {
            out.push('\n');
        }
        match block_start(line, n == 0).and_then(|at| line.split_at_checked(at)) {
            Some((before, after)) => out.extend([before, "\\", after]),
            None => out.push_str(line),
        }
    }
    out
}

/// Where a backslash keeps a line from starting a block. Inside a paragraph fewer things start one.
fn block_start(line: &str, first: bool) -> Option<usize> {
    let c = line.chars().next()?;
    let count = line.chars().take_while(|&x| x == c).count();
    let rest = line.trim_start_matches(c);
    let alone = rest.is_empty() || rest.starts_with(' ');
    let rule = || line.chars().all(|x| x == c || x == ' ') && line.chars().filter(|&x| x == c).count() >= 3;
    let starts = match c {
        '#' => count <= 6 && alone,
        '>' => true,
        // Two are a rule already when they stand beside a bullet, and a heading when they stand under a line.
        '-' => (count == 1 && alone) || line.trim_matches(['-', ' ']).is_empty(),
        '+' => count == 1 && alone,
        '*' => (count == 1 && alone) || rule(),
        '_' => rule(),
        '=' => !first && rest.is_empty(),
        '`' => count >= 3 && !rest.contains('`'),
        '~' => count >= 3,
        '0'..='9' => return number_end(line, first),
        _ => false,
    };
    starts.then_some(0)
}

/// Where the number of a list item ends, if the line starts with one. Inside a paragraph only `1` starts a list.
fn number_end(line: &str, first: bool) -> Option<usize> {
    let end = line.bytes().take_while(u8::is_ascii_digit).count();
    let number: u32 = line.get(..end)?.parse().ok()?;
    let rest = line.get(end..)?.strip_prefix(['.', ')'])?;
    let starts = end <= 9 && (rest.is_empty() || rest.starts_with(' ')) && (first || number == 1);
    starts.then_some(end)
}
