//! What is said of a run, of a paragraph and of a section (ECMA-376 §17.3, §17.6).

use super::xml::{Element, Tag, Xml};
use vitae_core::{Lang, Result, Script};

/// Properties of a run, set directly or by a style. `None` is what is not said.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct RunProperties {
    pub style: Option<String>,
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub hidden: Option<bool>,
    pub height: Option<Script>,
    pub font: Option<String>,
    /// The language that Word takes it to be in.
    pub lang: Option<Lang>,
    /// The language that somebody gave it: see `Extra::Said` of the writer.
    pub said: Option<Lang>,
    /// The mark of a paragraph is deleted: the paragraph goes on with the next.
    pub deleted: bool,
}

/// Properties of a paragraph, set directly or by a style.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct ParagraphProperties {
    pub style: Option<String>,
    pub list: Option<u32>,
    pub level: Option<u8>,
    pub start: Option<i32>,
    pub end: Option<i32>,
    pub outline: Option<u8>,
    /// Of the mark at its end.
    pub mark: RunProperties,
    /// The section that ends with it.
    pub section: Option<Section>,
}

/// What a section of pages has above and below its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Section {
    /// Which pages, and the relationship.
    pub headers: Vec<(Pages, String)>,
    pub footers: Vec<(Pages, String)>,
    /// The first page has its own.
    pub title_page: bool,
}

/// The pages that a header is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pages {
    First,
    Even,
    Default,
}

impl RunProperties {
    /// Reads to the end of the element that is open.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self> {
        let outside = xml.depth();
        let mut properties = Self::default();
        while let Some(tag) = xml.child(outside)? {
            match tag.element {
                Element::RunStyle => properties.style = tag.val(),
                Element::Bold => properties.bold = Some(tag.is_on()),
                Element::Italic => properties.italic = Some(tag.is_on()),
                Element::Hidden => properties.hidden = Some(tag.is_on()),
                Element::Fonts => properties.font = tag.get("ascii"),
                Element::Height => {
                    properties.height = Some(match tag.val().as_deref() {
                        Some("superscript") => Script::Sup,
                        Some("subscript") => Script::Sub,
                        _ => Script::Normal,
                    });
                }
                Element::Language => (properties.lang, properties.said) = languages(&tag),
                Element::Deleted | Element::MovedAway => properties.deleted = true,
                Element::Change => xml.skip()?,
                _ => {}
            }
        }
        Ok(properties)
    }
}

/// The language of a run, and that which somebody gave it: the one that is said for two kinds of script. Said for all three, it
/// names no region, though a program may have given it one.
pub(super) fn languages(tag: &Tag<'_>) -> (Option<Lang>, Option<Lang>) {
    let slots = ["val", "eastAsia", "bidi"].map(|slot| tag.get(slot));
    let said = match &slots {
        [Some(a), Some(b), Some(c)] if a == b && b == c => Lang::new(a).and_then(|lang| Lang::new(lang.primary())),
        [Some(a), Some(b), None] | [Some(a), None, Some(b)] if a == b => Lang::new(a),
        _ => None,
    };
    let any = slots.into_iter().flatten().find_map(|tag| Lang::new(&tag));
    (any, said)
}

impl ParagraphProperties {
    /// Reads to the end of the element that is open.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self> {
        let outside = xml.depth();
        let mut properties = Self::default();
        while let Some(tag) = xml.child(outside)? {
            match tag.element {
                Element::ParagraphStyle => properties.style = tag.val(),
                Element::NumberingLevel => properties.level = tag.number("val"),
                Element::NumberingId => properties.list = tag.number("val"),
                Element::Indent => {
                    properties.start = tag.number("left").or_else(|| tag.number("start"));
                    properties.end = tag.number("right").or_else(|| tag.number("end"));
                }
                Element::OutlineLevel => properties.outline = tag.number("val"),
                Element::RunProperties => properties.mark = RunProperties::read(xml)?,
                Element::Section => properties.section = Some(Section::read(xml)?),
                Element::Change => xml.skip()?,
                _ => {}
            }
        }
        Ok(properties)
    }
}

impl Section {
    /// Reads to the end of the element that is open.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self> {
        let outside = xml.depth();
        let mut section = Self::default();
        while let Some(tag) = xml.child(outside)? {
            let reference = || {
                let pages = match tag.get("type").as_deref() {
                    Some("first") => Pages::First,
                    Some("even") => Pages::Even,
                    _ => Pages::Default,
                };
                Some((pages, tag.get("id")?))
            };
            match tag.element {
                Element::HeaderReference => section.headers.extend(reference()),
                Element::FooterReference => section.footers.extend(reference()),
                Element::TitlePage => section.title_page = tag.is_on(),
                Element::Change => xml.skip()?,
                _ => {}
            }
        }
        Ok(section)
    }
}
