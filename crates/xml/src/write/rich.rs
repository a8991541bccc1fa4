//! Rich text: runs as nested marks on one line, and blocks.

use super::Writing;
use vitae_core::{Block, Line, List, ListItem, Result, Run, Script, Style, Tags, Text};

/// A mark around words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark<'a> {
    Link(&'a str),
    Lang(&'a str),
    Plain(&'static str),
}

impl Mark<'_> {
    const fn name(self) -> &'static str {
        match self {
            Self::Link(_) => "a",
            Self::Lang(_) => "span",
            Self::Plain(name) => name,
        }
    }
}

/// The marks of a style, outermost first: link ▸ language ▸ strong ▸ emph ▸ code ▸ script.
fn marks(style: &Style) -> Vec<Mark<'_>> {
    let mut marks = Vec::new();
    marks.extend(style.link.as_ref().map(|url| Mark::Link(url.as_str())));
    marks.extend(style.lang.as_ref().map(|lang| Mark::Lang(lang.as_str())));
    marks.extend(style.strong.then_some(Mark::Plain("strong")));
    marks.extend(style.emph.then_some(Mark::Plain("em")));
    marks.extend(style.code.then_some(Mark::Plain("code")));
    match style.script {
        Script::Normal => {}
        Script::Sub => marks.push(Mark::Plain("sub")),
        Script::Sup => marks.push(Mark::Plain("sup")),
    }
    marks
}

impl Writing<'_> {
    /// An element of mixed content.
    pub(super) fn line(&mut self, name: &'static str, line: &Line) {
        self.out.begin(name, &[]);
        self.runs(line);
        self.out.end();
    }

    fn runs(&mut self, line: &Line) {
        let mut open: Vec<Mark<'_>> = Vec::new();
        let mut rest = line.runs().iter().peekable();
        while let Some(run) = rest.next() {
            match run {
                Run::Text { text, style } => {
                    self.change(&mut open, &marks(style));
                    self.out.text(text);
                }
                Run::Break => {
                    // A break stands inside the marks that go on after it.
                    let next = match rest.peek() {
                        Some(Run::Text { style, .. }) => marks(style),
                        _ => Vec::new(),
                    };
                    let shared = shared(&open, &next);
                    self.change(&mut open, next.get(..shared).unwrap_or_default());
                    self.out.inside_empty("br");
                }
            }
        }
        self.change(&mut open, &[]);
    }

    /// Closes the marks that end here, and opens those that begin.
    fn change<'a>(&mut self, open: &mut Vec<Mark<'a>>, wanted: &[Mark<'a>]) {
        let shared = shared(open, wanted);
        for mark in open.drain(shared..).rev() {
            self.out.inside_end(mark.name());
        }
        for mark in wanted.iter().skip(shared) {
            match mark {
                Mark::Link(url) => self.out.inside_start("a", &[("href", url)]),
                Mark::Lang(lang) => self.out.inside_start("span", &[("xml:lang", lang)]),
                Mark::Plain(name) => self.out.inside_start(name, &[]),
            }
            open.push(*mark);
        }
    }

    pub(super) fn body(&mut self, blocks: &[Block]) -> Result<()> {
        self.out.open("body", &[]);
        self.blocks(blocks, 1)?;
        self.out.close();
        Ok(())
    }

    fn blocks(&mut self, blocks: &[Block], depth: usize) -> Result<()> {
        blocks.iter().try_for_each(|block| self.block(block, depth))
    }

    /// A block, inside `depth - 1` lists and quotations.
    pub(super) fn block(&mut self, block: &Block, depth: usize) -> Result<()> {
        match block {
            Block::Para(line) => self.line("p", line),
            Block::Pre(text) => self.out.leaf("pre", &[], text),
            Block::Quote(blocks) => {
                self.cx.limits.check_depth(depth)?;
                self.out.open("quote", &[]);
                self.blocks(blocks, depth + 1)?;
                self.out.close();
            }
            Block::List(list) => self.list(list, depth)?,
            _ => self.not_written("a block of a new kind"),
        }
        Ok(())
    }

    fn list(&mut self, list: &List, depth: usize) -> Result<()> {
        self.cx.limits.check_depth(depth)?;
        match list.ordered {
            None => self.out.open("ul", &[]),
            Some(1) => self.out.open("ol", &[]),
            Some(start) => self.out.open("ol", &[("start", &start.to_string())]),
        }
        for item in &list.items {
            self.item(item, depth + 1)?;
        }
        self.out.close();
        Ok(())
    }

    fn item(&mut self, item: &ListItem, depth: usize) -> Result<()> {
        self.out.begin("li", &[]);
        self.runs(&item.line);
        if item.tags.is_empty() && item.children.is_empty() {
            self.out.end();
            return Ok(());
        }
        self.out.break_line();
        if !item.tags.is_empty() {
            self.tags(&item.tags);
        }
        self.blocks(&item.children, depth)?;
        self.out.close();
        Ok(())
    }

    pub(super) fn tags(&mut self, tags: &Tags) {
        self.texts("tags", "tag", tags);
    }

    /// Plain texts, one in each child.
    pub(super) fn texts<'a>(
        &mut self,
        name: &'static str,
        item: &'static str,
        texts: impl IntoIterator<Item = &'a Text>,
    ) {
        self.out.open(name, &[]);
        for text in texts {
            self.out.leaf(item, &[], text.as_str());
        }
        self.out.close();
    }
}

/// How many of the outermost marks are the same.
fn shared(a: &[Mark<'_>], b: &[Mark<'_>]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}
