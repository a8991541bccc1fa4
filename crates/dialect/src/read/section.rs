//! Sections, and what they list.

use super::Reading;
use crate::keys::{Level, fits_a_line};
use crate::node::{Content, Node, Pair, Place};
use vitae_core::{Ext, Item, Line, Result, Section, SectionKind, Words, nearest};

impl Reading<'_> {
    /// The sections of a native file.
    pub(super) fn sections(&mut self, node: &Node) -> Result<Vec<Section>> {
        let mut out = Vec::new();
        for (index, item) in self.list(node)?.iter().enumerate() {
            out.extend(self.inside(format!("[{index}]"), |reading| reading.section(item))?);
        }
        Ok(out)
    }

    pub(super) fn section(&mut self, node: &Node) -> Result<Option<Section>> {
        if node.is_nothing() {
            return Ok(None);
        }
        self.count_entry(node.at)?;
        let pairs = self.map(node)?;
        let outer = self.words;
        if let Some(pair) = pairs.iter().find(|pair| &*pair.key == "lang") {
            let lang = self.inside("lang", |reading| reading.lang(&pair.value))?;
            self.words = lang.map_or(outer, |lang| Words::of(Some(&lang)));
        }
        let section = self.section_of(pairs, node.at);
        self.words = outer;
        section.map(Some)
    }

    fn section_of(&mut self, pairs: &[Pair], at: Place) -> Result<Section> {
        let mut section = Section::new(self.section_kind(pairs)?);
        section.title = self.default_title(section.kind);
        let (mut text, mut entries, mut left) = (Vec::new(), Vec::new(), Vec::new());
        let mut ext = Ext::default();
        for pair in pairs {
            match &*pair.key {
                "kind" => {}
                "title" if pair.value.is_nothing() => {}
                // Empty quotes say that there is no heading.
                "title" => section.title = self.inside("title", |reading| reading.line(&pair.value))?,
                "text" => text = self.inside("text", |reading| reading.blocks(&pair.value))?,
                "entries" => entries = self.inside("entries", |reading| reading.items(section.kind, &pair.value))?,
                _ => left.extend(self.fill(&mut section.common, std::slice::from_ref(pair), &mut ext)?),
            }
        }
        self.keep(left, Level::Section, &mut ext)?;
        section.common.ext = ext;
        section.content = text.into_iter().map(Item::Text).chain(entries).collect();
        if section.title.is_none() && section.content.is_empty() {
            let message = "this section has neither a title nor content, and is left out";
            let note = self.note("section-left-out", message, at);
            self.report.push(note);
        }
        Ok(section)
    }

    /// The title of a section whose owner gave none.
    pub(super) fn default_title(&self, kind: SectionKind) -> Option<Line> {
        self.words.section_title(kind).and_then(Line::text)
    }

    fn section_kind(&self, pairs: &[Pair]) -> Result<SectionKind> {
        let Some(pair) = pairs.iter().find(|pair| &*pair.key == "kind" && !pair.value.is_nothing()) else {
            return Ok(SectionKind::Custom);
        };
        let name = pair.value.as_text().unwrap_or_default();
        let names = || SectionKind::ALL.iter().map(|kind| kind.as_str());
        SectionKind::parse(name).ok_or_else(|| {
            let all = || format!("the kinds of section are {}", names().collect::<Vec<_>>().join(", "));
            let help = nearest(name, names()).map_or_else(all, |near| format!("did you mean `{near}`?"));
            self.error("bad-value", format!("no kind of section is called `{name}`"), pair.value.at).help(help)
        })
    }

    /// What a section lists: entries, texts, headings.
    pub(super) fn items(&mut self, kind: SectionKind, node: &Node) -> Result<Vec<Item>> {
        let mut out = Vec::new();
        for (index, item) in self.list(node)?.iter().enumerate() {
            out.extend(self.inside(format!("[{index}]"), |reading| reading.item(kind, item))?);
        }
        Ok(out)
    }

    pub(super) fn item(&mut self, kind: SectionKind, node: &Node) -> Result<Vec<Item>> {
        let texts = |blocks: Vec<_>| blocks.into_iter().map(Item::Text).collect();
        match &node.content {
            Content::Scalar { .. } if fits_a_line(kind.entry_kind()) => {
                Ok(self.named_entry(kind.entry_kind(), node)?.map(Item::from).into_iter().collect())
            }
            Content::Scalar { .. } => self.blocks(node).map(texts),
            Content::List(_) => Err(self.wrong(node, "a map of fields, or a text")),
            Content::Map(pairs) => match &**pairs {
                [Pair { key, value, .. }] if &**key == "heading" => {
                    Ok(self.inside("heading", |reading| reading.line(value))?.map(Item::Heading).into_iter().collect())
                }
                [Pair { key, value, .. }] if &**key == "text" => {
                    self.inside("text", |reading| reading.blocks(value)).map(texts)
                }
                pairs => Ok(vec![self.entry(pairs, kind.entry_kind())?.into()]),
            },
        }
    }
}
