//! The text of other dialects as CommonMark: literal text, or the small HTML of editors in web pages.

use vitae_commonmark::{parse_blocks, parse_line, write_blocks, write_line};
use vitae_core::{Block, Body, Line, List, ListItem, Run, Script, Style, Url};

/// How a dialect marks up its texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Markup {
    /// CommonMark, as we do.
    Markdown,
    /// Literal text, or HTML where a tag stands in it.
    Html,
}

/// How deep lists may stand in lists; what is deeper joins the list that it stands in.
const DEPTH: usize = 16;

impl Markup {
    /// A phrase, as CommonMark.
    pub(super) fn line(self, text: &str) -> String {
        match self {
            Self::Markdown => text.to_owned(),
            Self::Html => phrase(&blocks(text)).map(|line| write_line(&line)).unwrap_or_default(),
        }
    }

    /// Paragraphs and lists, as CommonMark.
    pub(super) fn body(self, text: &str) -> String {
        match self {
            Self::Markdown => text.to_owned(),
            Self::Html => write_blocks(&blocks(text)),
        }
    }

    /// A phrase without any marks. Text with a link stays as it is, so that its address is not lost.
    pub(super) fn plain(self, text: &str) -> String {
        let line = match self {
            Self::Markdown if text.contains(['*', '_', '`']) => Some(parse_line(text)),
            Self::Markdown => None,
            Self::Html => phrase(&blocks(text)),
        };
        let is_linked = |run: &Run| matches!(run, Run::Text { style, .. } if style.link.is_some());
        match line {
            Some(line) if !line.runs().iter().any(is_linked) => line.plain(),
            _ => text.to_owned(),
        }
    }

    /// The items of a text that is one list; the text itself where it is more.
    pub(super) fn items(self, text: &str) -> Vec<String> {
        let blocks = match self {
            Self::Markdown => parse_blocks(text),
            Self::Html => blocks(text),
        };
        let items = |block: &Block| match block {
            Block::List(list) if list.ordered.is_none() && list.items.iter().all(|item| item.children.is_empty()) => {
                Some(list.items.iter().map(|item| write_line(&item.line)).collect::<Vec<_>>())
            }
            Block::Para(line) => Some(vec![write_line(line)]),
            _ => None,
        };
        let all: Option<Vec<_>> = blocks.iter().map(items).collect();
        all.map_or_else(|| vec![self.line(text)], |all| all.into_iter().flatten().collect())
    }
}

/// The one address and text of a phrase that is a link and nothing else.
pub(super) fn only_link(text: &str) -> Option<(String, String)> {
    match parse_line(text).runs() {
        [Run::Text { text, style: Style { link: Some(url), .. } }] => Some((text.to_string(), url.as_str().to_owned())),
        _ => None,
    }
}

fn phrase(blocks: &[Block]) -> Option<Line> {
    let mut runs = Vec::new();
    for block in blocks {
        if !runs.is_empty() {
            runs.push(Run::Break);
        }
        match block {
            Block::Para(line) => runs.extend(line.runs().iter().cloned()),
            Block::List(list) => {
                for item in &list.items {
                    runs.extend(item.line.runs().iter().cloned().chain([Run::Break]));
                    runs.extend(phrase(&item.children).iter().flat_map(|line| line.runs().to_vec()));
                    runs.push(Run::Break);
                }
            }
            Block::Quote(inner) => runs.extend(phrase(inner).iter().flat_map(|line| line.runs().to_vec())),
            Block::Pre(text) => runs.push(Run::plain(text)),
            _ => {}
        }
    }
    Line::new(runs)
}

/// Blocks of a text: HTML if it has a tag of HTML, else its lines.
fn blocks(text: &str) -> Body {
    if has_tag(text) { Page::read(text) } else { lines(text) }
}

/// Literal text. A line that ends a sentence ends a paragraph; one that breaks off goes on; typed bullets are a list.
fn lines(text: &str) -> Body {
    const BULLETS: [&str; 6] = ["• ", "- ", "* ", "· ", "▪ ", "– "];
    let mut out: Body = Vec::new();
    let mut open: Option<String> = None;
    let close = |open: &mut Option<String>, out: &mut Body| {
        out.extend(open.take().and_then(|text| Line::text(&text)).map(Block::Para));
    };
    for line in text.lines().map(str::trim) {
        let bullet = BULLETS.iter().find_map(|bullet| line.strip_prefix(bullet));
        if let Some(item) = bullet.and_then(Line::text) {
            close(&mut open, &mut out);
            match out.last_mut() {
                Some(Block::List(list)) => list.items.push(ListItem::new(item)),
                _ => out.push(Block::List(List { ordered: None, items: vec![ListItem::new(item)] })),
            }
            continue;
        }
        if line.is_empty() {
            close(&mut open, &mut out);
            continue;
        }
        let so_far = open.get_or_insert_default();
        if !so_far.is_empty() {
            so_far.push(' ');
        }
        so_far.push_str(line);
        if line.ends_with(['.', ':', '!', '?', ';', '。']) {
            close(&mut open, &mut out);
        }
    }
    close(&mut open, &mut out);
    out
}

/// The tags that text of people is written with. Anything else in angle brackets is text.
const TAGS: [&str; 31] = [
    "p",
    "br",
    "ul",
    "ol",
    "li",
    "strong",
    "b",
    "em",
    "i",
    "u",
    "s",
    "a",
    "span",
    "div",
    "code",
    "sub",
    "sup",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "hr",
    "mark",
    "small",
    "del",
    "ins",
    "font",
];

/// A tag at the start of a text: its name, whether it ends an element, its attributes, and what follows it.
fn tag(text: &str) -> Option<(String, bool, &str, &str)> {
    let inner = text.strip_prefix('<')?;
    // The next mark decides, so that many that lead nowhere cost no more than their length.
    let end = inner.find(['<', '>']).filter(|end| inner.get(*end..).is_some_and(|rest| rest.starts_with('>')))?;
    let (inner, rest) = (inner.get(..end)?, inner.get(end + 1..)?);
    let (inner, end) = inner.strip_prefix('/').map_or((inner, false), |inner| (inner, true));
    let cut = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let (name, attributes) = inner.split_at_checked(cut)?;
    let name = name.to_ascii_lowercase();
    TAGS.contains(&name.as_str()).then_some((name, end, attributes, rest))
}

fn has_tag(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| text.get(at..).is_some_and(|rest| tag(rest).is_some()))
}

/// HTML on its way to blocks.
#[derive(Default)]
struct Page {
    out: Body,
    /// Lists that are open: whether they count, and their items.
    lists: Vec<List>,
    runs: Vec<Run>,
    strong: usize,
    emph: usize,
    code: usize,
    script: Script,
    link: Option<Url>,
}

impl Page {
    fn read(text: &str) -> Body {
        let mut page = Self::default();
        let mut rest = text;
        while !rest.is_empty() {
            if let Some((name, end, attributes, after)) = tag(rest) {
                page.tag(&name, end, attributes);
                rest = after;
                continue;
            }
            let skip = usize::from(rest.starts_with('<'));
            let next = rest.get(skip..).and_then(|more| more.find('<')).map_or(rest.len(), |at| at + skip);
            let (words, after) = rest.split_at_checked(next).unwrap_or((rest, ""));
            page.words(&entities(words));
            rest = after;
        }
        page.paragraph();
        while !page.lists.is_empty() {
            page.end_list();
        }
        page.out
    }

    fn words(&mut self, text: &str) {
        let style = Style {
            strong: self.strong > 0,
            emph: self.emph > 0,
            code: self.code > 0,
            script: self.script,
            link: self.link.clone(),
            lang: None,
        };
        self.runs.push(Run::styled(text, style));
    }

    fn tag(&mut self, name: &str, end: bool, attributes: &str) {
        let count = |count: &mut usize| *count = if end { count.saturating_sub(1) } else { *count + 1 };
        match name {
            "strong" | "b" => count(&mut self.strong),
            "em" | "i" => count(&mut self.emph),
            "code" => count(&mut self.code),
            "sub" => self.script = if end { Script::Normal } else { Script::Sub },
            "sup" => self.script = if end { Script::Normal } else { Script::Sup },
            "a" => self.link = if end { None } else { attribute(attributes, "href").as_deref().and_then(Url::new) },
            "br" => self.runs.push(Run::Break),
            "ul" | "ol" if end => {
                self.paragraph();
                self.end_list();
            }
            "ul" | "ol" if self.lists.len() < DEPTH => {
                self.paragraph();
                self.lists.push(List { ordered: (name == "ol").then_some(1), items: Vec::new() });
            }
            "li" => {
                self.paragraph();
                if let (false, Some(list)) = (end, self.lists.last_mut()) {
                    list.items.push(ListItem::default());
                }
            }
            "u" | "s" | "span" | "mark" | "small" | "del" | "ins" | "font" => {}
            _ => self.paragraph(),
        }
    }

    fn paragraph(&mut self) {
        let Some(line) = Line::new(std::mem::take(&mut self.runs)) else { return };
        match self.lists.last_mut() {
            None => self.out.push(Block::Para(line)),
            Some(list) => match list.items.last_mut() {
                Some(item) if item.line.is_empty() => item.line = line,
                Some(item) => item.children.push(Block::Para(line)),
                None => list.items.push(ListItem::new(line)),
            },
        }
    }

    fn end_list(&mut self) {
        let Some(mut list) = self.lists.pop() else { return };
        list.items.retain(|item| !item.line.is_empty() || !item.children.is_empty());
        if list.items.is_empty() {
            return;
        }
        match self.lists.last_mut().map(|outer| &mut outer.items) {
            None => self.out.push(Block::List(list)),
            Some(items) => match items.last_mut() {
                Some(item) => item.children.push(Block::List(list)),
                None => items.push(ListItem { children: vec![Block::List(list)], ..ListItem::default() }),
            },
        }
    }
}

fn attribute(attributes: &str, name: &str) -> Option<String> {
    let (_, value) = attributes.split_once(&format!("{name}="))?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (value, _) = value.get(1..)?.split_once(quote)?;
    Some(entities(value))
}

/// The character references that editors write.
fn entities(text: &str) -> String {
    const NAMES: [(&str, &str); 12] = [
        ("amp", "&"),
        ("lt", "<"),
        ("gt", ">"),
        ("quot", "\""),
        ("apos", "'"),
        ("nbsp", "\u{a0}"),
        ("ndash", "–"),
        ("mdash", "—"),
        ("rsquo", "’"),
        ("lsquo", "‘"),
        ("hellip", "…"),
        ("bull", "•"),
    ];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let end = after.char_indices().take(10).find(|(_, c)| *c == ';').map(|(at, _)| at);
        let name = end.and_then(|end| after.get(..end)).unwrap_or_default();
        let number = name.strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => digits.parse().ok(),
        });
        let known = NAMES.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned());
        let found = known.or_else(|| number.and_then(char::from_u32).map(String::from));
        match found {
            Some(found) => {
                out.push_str(&found);
                rest = after.get(name.len() + 1..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_of_editors_becomes_commonmark() {
        for (html, want) in [
            ("<p>One <strong>two</strong></p><p>three</p>", "One **two**\n\nthree\n"),
            ("<ul><li><p>a</p></li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n  - c\n"),
            ("<a href=\"https://a.example\">A &amp; B</a>", "[A & B](https://a.example)\n"),
            ("a <b & c*d*", "a \\<b & c\\*d\\*\n"),
            ("R&D: x < y", "R&D: x < y\n"),
            ("First sentence.\nSecond one\ngoes on.\n- a\n- b", "First sentence.\n\nSecond one goes on.\n\n- a\n- b\n"),
        ] {
            let got = Markup::Html.body(html);
            assert_eq!(parse_blocks(&got), parse_blocks(want), "{html}: {got}");
        }
        assert_eq!(Markup::Html.plain("<b>ETH</b> Zürich"), "ETH Zürich");
        assert_eq!(Markup::Markdown.plain("**ETH** Zürich"), "ETH Zürich");
        assert_eq!(Markup::Html.items("<ul><li>a</li><li>b</li></ul>"), ["a", "b"]);
    }

    #[test]
    fn no_html_is_too_broken() {
        for html in ["<ul>", "</ul></li>", "<li>a", "<a href=>x</a>", "<", "<p", "&", "&#x110000;", "<ul><ul><li>a"] {
            let _ = Markup::Html.body(html);
        }
        let deep = "<ul><li>a".repeat(2000);
        assert!(Markup::Html.body(&deep).contains('a'));
    }
}
