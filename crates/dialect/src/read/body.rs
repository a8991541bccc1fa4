//! Free text: `summary` and `highlights`, or `text` in full. All are CommonMark.

use super::Reading;
use crate::node::{Node, Pair};
use vitae_commonmark::parse_blocks;
use vitae_core::{Block, Body, List, ListItem, Result};

/// The pieces of a body, as they are found under their keys.
#[derive(Default)]
pub(super) struct BodyParts {
    about: Body,
    text: Body,
    highlights: Vec<ListItem>,
}

impl BodyParts {
    /// The whole, in the order in which it is meant: description, summary, highlights.
    pub(super) fn finish(self) -> Body {
        let mut body = self.about;
        body.extend(self.text);
        if !self.highlights.is_empty() {
            body.push(Block::List(List { ordered: None, items: self.highlights }));
        }
        body
    }
}

impl Reading<'_> {
    /// Reads a key of a body. False if it is none.
    pub(super) fn body_key(&mut self, pair: &Pair, parts: &mut BodyParts) -> Result<bool> {
        let node = &pair.value;
        self.inside(&*pair.key, |reading| {
            match &*pair.key {
                "description" => parts.about.extend(reading.blocks(node)?),
                "summary" | "text" | "body" | "reference" => parts.text.extend(reading.blocks(node)?),
                "highlights" => parts.highlights.extend(reading.each(node, Self::highlight)?),
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    /// CommonMark blocks; a list of texts is one text after the other.
    pub(super) fn blocks(&mut self, node: &Node) -> Result<Body> {
        let blocks = self.each(node, |reading, item| Ok(reading.text(item)?.map(parse_blocks)))?;
        Ok(blocks.into_iter().flatten().collect())
    }

    /// A bullet: its text, or a map with its `text` and `tags`.
    fn highlight(&mut self, node: &Node) -> Result<Option<ListItem>> {
        let Some(pairs) = node.as_map() else {
            return Ok(self.line(node)?.map(ListItem::new));
        };
        if pairs.iter().any(|pair| !matches!(&*pair.key, "text" | "tags")) {
            return Err(self.wrong(node, "a text, or a map of `text` and `tags`"));
        }
        let mut item = ListItem::default();
        for pair in pairs {
            self.inside(&*pair.key, |reading| {
                match &*pair.key {
                    "text" => item.line = reading.line(&pair.value)?.unwrap_or_default(),
                    _ => item.tags = reading.tags(&pair.value)?,
                }
                Ok(())
            })?;
        }
        Ok((!item.line.is_empty()).then_some(item))
    }
}
