//! Rich text: mixed content as runs, and blocks.

use super::check::collapse;
use super::tree::{Element, Node};
use super::{Reading, all_text};
use crate::names::NAMESPACE;
use vitae_core::{Block, Body, Kind, Line, List, ListItem, Location, Result, Run, Script, Style, Url};

impl Reading<'_, '_> {
    /// An element of mixed content as a line; `None` where it says nothing.
    pub(super) fn line(&mut self, element: &Element<'_>) -> Option<Line> {
        self.line_in(element, &Style::default())
    }

    fn line_in(&mut self, element: &Element<'_>, style: &Style) -> Option<Line> {
        let mut runs = Vec::new();
        let style = self.in_language(element, style);
        self.runs(element, &style, &mut runs);
        Line::new(runs)
    }

    /// The style inside an element that may name its language.
    fn in_language(&mut self, element: &Element<'_>, style: &Style) -> Style {
        let mut style = style.clone();
        if let Some(lang) = self.attributes(element, true) {
            style.lang = Some(lang);
        }
        style
    }

    fn runs(&mut self, element: &Element<'_>, style: &Style, runs: &mut Vec<Run>) {
        for node in &element.nodes {
            match node {
                Node::Text(text, _) => runs.push(Run::styled(text, style.clone())),
                Node::Element(inside) => self.mark(inside, style, runs),
            }
        }
    }

    /// A mark around words, or a break. The words in what is not ours stay where they stand.
    fn mark(&mut self, element: &Element<'_>, style: &Style, runs: &mut Vec<Run>) {
        if !element.name.is_in(NAMESPACE) {
            self.keep_element(element);
            let mut text = String::new();
            all_text(element, &mut text);
            runs.push(Run::styled(&text, style.clone()));
            return;
        }
        let mut style = self.in_language(element, style);
        match element.name.local {
            "br" => {
                self.children(element);
                runs.push(Run::Break);
                return;
            }
            "strong" => style.strong = true,
            "em" => style.emph = true,
            "code" => style.code = true,
            "sub" => self.script(element, &mut style, Script::Sub),
            "sup" => self.script(element, &mut style, Script::Sup),
            "a" => {
                let url = element.attribute("", "href").and_then(|href| Url::new(&href.value));
                if style.link.is_some() && style.link != url {
                    self.say(
                        Kind::Changed,
                        "nested-mark",
                        "a link stands in a link: the inner one counts",
                        &element.at,
                    );
                }
                style.link = url;
            }
            _ => {}
        }
        self.runs(element, &style, runs);
    }

    fn script(&mut self, element: &Element<'_>, style: &mut Style, script: Script) {
        if style.script != Script::Normal && style.script != script {
            self.say(
                Kind::Changed,
                "nested-mark",
                "raised and lowered text stand in each other: the inner mark counts",
                &element.at,
            );
        }
        style.script = script;
    }

    /// The blocks in an element whose attributes were looked at. `depth` is how many lists and quotations stand around them.
    pub(super) fn blocks(&mut self, element: &Element<'_>, style: &Style, depth: usize) -> Result<Body> {
        let children = self.children(element);
        children.into_iter().map(|child| self.block(child, style, depth)).collect()
    }

    pub(super) fn block(&mut self, element: &Element<'_>, style: &Style, depth: usize) -> Result<Block> {
        let name = element.name.local;
        match name {
            "p" => return Ok(Block::Para(self.line_in(element, style).unwrap_or_default())),
            "pre" => return Ok(Block::Pre(self.words(element))),
            _ => {}
        }
        let limited = self.cx.limits.check_depth(depth);
        limited.map_err(|error| error.at(Location::in_text(self.text, element.at.clone())))?;
        let style = self.in_language(element, style);
        if name == "quote" {
            return Ok(Block::Quote(self.blocks(element, &style, depth + 1)?));
        }
        let start = element.attribute("", "start").and_then(|start| collapse(&start.value).parse().ok());
        let ordered = (name == "ol").then(|| start.unwrap_or(1));
        let mut items = Vec::new();
        for child in self.children(element) {
            items.push(self.item(child, &style, depth + 1)?);
        }
        Ok(Block::List(List { ordered, items }))
    }

    /// An item: words up to the first block stand beside the bullet, words between blocks are paragraphs.
    fn item(&mut self, element: &Element<'_>, style: &Style, depth: usize) -> Result<ListItem> {
        let style = self.in_language(element, style);
        let mut item = ListItem::default();
        let mut runs = Vec::new();
        for node in &element.nodes {
            let inside = match node {
                Node::Text(text, _) => {
                    runs.push(Run::styled(text, style.clone()));
                    continue;
                }
                Node::Element(inside) => inside,
            };
            match inside.name.local {
                "tags" if inside.name.is_in(NAMESPACE) => item.tags.extend(self.texts(inside)),
                "p" | "ul" | "ol" | "quote" | "pre" if inside.name.is_in(NAMESPACE) => {
                    end_line(&mut item, &mut runs);
                    item.children.push(self.block(inside, &style, depth)?);
                }
                _ => self.mark(inside, &style, &mut runs),
            }
        }
        end_line(&mut item, &mut runs);
        Ok(item)
    }
}

/// Puts the words that were gathered beside the bullet, or below it.
fn end_line(item: &mut ListItem, runs: &mut Vec<Run>) {
    let Some(line) = Line::new(std::mem::take(runs)) else { return };
    if item.line.is_empty() && item.children.is_empty() {
        item.line = line;
    } else {
        item.children.push(Block::Para(line));
    }
}
