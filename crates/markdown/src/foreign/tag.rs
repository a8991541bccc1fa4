//! HTML inside Markdown, cut into tags and text. It need not be well formed.

use pulldown_cmark::{Event, Parser};
use std::borrow::Cow;

/// A piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// Text, with its character references.
    Text(&'t str),
    /// An opening tag: its name in small letters, and what stands behind it.
    Open(String, &'t str),
    /// A closing tag.
    Close(String),
    Comment,
    /// A declaration, or an element that is no text.
    Skipped,
}

const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Tags whose text is just text.
const INLINE: &[&str] =
    &["span", "small", "big", "u", "s", "del", "ins", "font", "mark", "time", "abbr", "q", "label", "wbr"];

/// Elements whose text nobody sees.
const UNSEEN: &[&str] = &["script", "style", "title", "template"];

pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

pub(super) fn is_inline(name: &str) -> bool {
    INLINE.contains(&name)
}

/// Cuts HTML into its pieces, in one go: a tag without an end is text, and so is all behind it.
pub(super) fn tokens(raw: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut rest = raw;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at_checked(at).unwrap_or((rest, ""));
        if !text.is_empty() {
            out.push(Token::Text(text));
        }
        let Some((token, after)) = tag_of(tag) else {
            out.push(Token::Text(tag));
            return out;
        };
        rest = after;
        if let Token::Open(name, _) = &token
            && UNSEEN.contains(&name.as_str())
        {
            rest = behind(rest, name);
            out.push(Token::Skipped);
            continue;
        }
        out.push(token);
    }
    if !rest.is_empty() {
        out.push(Token::Text(rest));
    }
    out
}

/// The tag that a text begins with, and what follows; `None` if none ends.
fn tag_of(text: &str) -> Option<(Token<'_>, &str)> {
    if let Some(inside) = text.strip_prefix("<!--") {
        return Some((Token::Comment, inside.split_once("-->").map_or("", |(_, after)| after)));
    }
    let inside = text.strip_prefix('<')?;
    if inside.starts_with(['!', '?']) {
        return inside.split_once('>').map(|(_, after)| (Token::Skipped, after));
    }
    let closes = inside.starts_with('/');
    let inside = inside.trim_start_matches('/');
    if !inside.starts_with(|c: char| c.is_ascii_alphabetic()) {
        let (sign, after) = text.split_at_checked(1)?;
        return Some((Token::Text(sign), after));
    }
    let end = end_of(inside)?;
    let (tag, after) = inside.split_at_checked(end)?;
    let after = after.strip_prefix('>')?;
    let name = tag.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(tag.len());
    let (name, attributes) = tag.split_at_checked(name)?;
    let name = name.to_ascii_lowercase();
    Some((if closes { Token::Close(name) } else { Token::Open(name, attributes) }, after))
}

/// Where a tag ends: at the first `>` outside of quotes.
fn end_of(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

/// What follows the end of an element.
fn behind<'t>(text: &'t str, name: &str) -> &'t str {
    let closes = |at: usize| {
        let tag = text.get(at + 2..at + 2 + name.len());
        tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name))
    };
    let Some((at, _)) = text.match_indices("</").find(|(at, _)| closes(*at)) else { return "" };
    text.get(at..).and_then(|rest| rest.split_once('>')).map_or("", |(_, after)| after)
}

/// The value of an attribute.
pub(super) fn attribute(attributes: &str, wanted: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        let (name, after) = rest.split_at_checked(end).filter(|_| !rest.is_empty())?;
        let Some(value) = after.trim_start().strip_prefix('=') else {
            if after.is_empty() {
                return None;
            }
            rest = after;
            continue;
        };
        let value = value.trim_start();
        let quoted = ['"', '\''].into_iter().find_map(|quote| value.strip_prefix(quote)?.split_once(quote));
        let (value, after) = quoted.unwrap_or_else(|| {
            value.split_at_checked(value.find(char::is_whitespace).unwrap_or(value.len())).unwrap_or((value, ""))
        });
        if name.eq_ignore_ascii_case(wanted) {
            return Some(decoded(value).into_owned());
        }
        rest = after;
    }
}

/// Text with its character references resolved.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    /// The longest name that a character has.
    const LONGEST: usize = 33;
    if !text.contains('&') {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let end = from.bytes().take(LONGEST).position(|b| b == b';').map_or(1, |end| end + 1);
        let (reference, after) = from.split_at_checked(end).unwrap_or((from, ""));
        let is_name = reference.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'&' | b'#' | b';'));
        // The parser knows all names.
        let known = is_name.then(|| Parser::new(reference).find_map(text_of)).flatten();
        out.push_str(known.as_deref().unwrap_or(reference));
        rest = after;
    }
    out.push_str(rest);
    out.into()
}

fn text_of(event: Event<'_>) -> Option<String> {
    if let Event::Text(text) = event { Some(text.into_string()) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces() {
        let open = |name: &str, rest| Token::Open(name.to_owned(), rest);
        assert_eq!(
            tokens("a<B class='>'>b</b><!-- c --><style>p > a {}</style>1 < 2 <x"),
            [
                Token::Text("a"),
                open("b", " class='>'"),
                Token::Text("b"),
                Token::Close("b".to_owned()),
                Token::Comment,
                Token::Skipped,
                Token::Text("1 "),
                Token::Text("<"),
                Token::Text(" 2 "),
                Token::Text("<x"),
            ]
        );
    }

    #[test]
    fn attributes() {
        let tag = " a  b=c d = 'e f' HREF=\"x&amp;y\" /";
        let all: Vec<_> = ["a", "b", "d", "href", "x"].iter().map(|name| attribute(tag, name)).collect();
        let is = |value: &str| Some(value.to_owned());
        assert_eq!(all, [None, is("c"), is("e f"), is("x&y"), None]);
    }

    #[test]
    fn references() {
        assert_eq!(decoded("a&nbsp;b &eacute;&#233; &nothing; R&D &"), "a\u{a0}b éé &nothing; R&D &");
    }
}
