//! What is said of a run, of a paragraph and of a section (ECMA-376 §17.3, §17.6).

use super::symbols::Face;
use super::xml::{Element, Tag, Xml};
use vitae_core::{Lang, Result, Script};

/// Properties of a run, set directly or by a style. `None` is what is not said.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct RunProperties {
    pub style: Option<String>,
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    /// Bold and italics as they are seen: complex scripts have their own (§17.3.2.1).
    pub seen: (Option<bool>, Option<bool>),
    pub hidden: Option<bool>,
    pub height: Option<Script>,
    pub font: Option<String>,
    pub text: TextProperties,
    /// The language that Word takes it to be in.
    pub lang: Option<Lang>,
    /// The language that somebody gave it: see `Extra::Said` of the writer.
    pub said: Option<Lang>,
    /// The mark of a paragraph is deleted: the paragraph goes on with the next.
    pub deleted: bool,
}

/// How letters look, as far as it is no mark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct TextProperties {
    /// In half points.
    pub size: Option<u16>,
    /// In capitals or small capitals that nobody typed.
    pub caps: Option<bool>,
    pub underlined: Option<bool>,
    pub face: Option<Face>,
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
    pub look: ParagraphLook,
    /// Of the mark at its end.
    pub mark: RunProperties,
    /// The section that ends with it.
    pub section: Option<Section>,
}

/// How a paragraph looks, apart from its letters. Lengths are twentieths of a point.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct ParagraphLook {
    pub bordered: Option<bool>,
    pub shaded: Option<bool>,
    pub centered: Option<bool>,
    /// The space above and below.
    pub before: Option<i32>,
    pub after: Option<i32>,
    /// No space between paragraphs of the same style.
    pub close: Option<bool>,
}

/// What is said of a row of a table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct RowProperties {
    /// How many columns of the grid it leaves out at its start.
    pub before: u16,
    /// Somebody deleted it, and nobody has agreed yet.
    pub deleted: bool,
}

/// What is said of a cell of a table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct CellProperties {
    /// How many columns of the grid it covers.
    pub columns: Option<u16>,
    pub shaded: bool,
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
        let (mut is_complex, mut bold, mut italic, mut size) = (false, None, None, None);
        while let Some(tag) = xml.child(outside)? {
            match tag.element {
                Element::RunStyle => properties.style = tag.val(),
                Element::RightToLeft | Element::Complex => is_complex |= tag.is_on(),
                Element::ComplexBold => bold = Some(tag.is_on()),
                Element::ComplexItalic => italic = Some(tag.is_on()),
                Element::ComplexSize => size = tag.number("val"),
                Element::Bold => properties.bold = Some(tag.is_on()),
                Element::Italic => properties.italic = Some(tag.is_on()),
                Element::Hidden => properties.hidden = Some(tag.is_on()),
                Element::Fonts => {
                    properties.font = tag.get("ascii");
                    properties.text.face = tag.get("hAnsi").or_else(|| tag.get("ascii")).map(|font| Face::of(&font));
                }
                Element::Size => properties.text.size = tag.number("val"),
                // Capitals and small capitals are two properties: one may be off beside the other.
                Element::Capitals | Element::SmallCapitals => {
                    properties.text.caps = Some(tag.is_on() || properties.text.caps == Some(true))
                }
                Element::Underline => properties.text.underlined = Some(tag.is_on()),
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
        let complex = |value| if is_complex { value } else { None };
        properties.seen = (complex(bold).or(properties.bold), complex(italic).or(properties.italic));
        properties.text.size = if is_complex { size } else { None }.or(properties.text.size);
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
                Element::Borders => properties.look.bordered = Some(has_border(xml)?),
                Element::Shading => properties.look.shaded = Some(is_ground(&tag)),
                Element::Alignment => properties.look.centered = Some(tag.val().as_deref() == Some("center")),
                Element::Close => properties.look.close = Some(tag.is_on()),
                Element::Spacing => properties.look.space(&tag),
                Element::RunProperties => properties.mark = RunProperties::read(xml)?,
                Element::Section => properties.section = Some(Section::read(xml)?),
                Element::Change => xml.skip()?,
                _ => {}
            }
        }
        Ok(properties)
    }
}

impl TextProperties {
    /// What is said here, and of what is not, what is said there.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            size: self.size.or(other.size),
            caps: self.caps.or(other.caps),
            underlined: self.underlined.or(other.underlined),
            face: self.face.or(other.face),
        }
    }
}

impl ParagraphLook {
    /// What is said here, and of what is not, what is said there.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            bordered: self.bordered.or(other.bordered),
            shaded: self.shaded.or(other.shaded),
            centered: self.centered.or(other.centered),
            before: self.before.or(other.before),
            after: self.after.or(other.after),
            close: self.close.or(other.close),
        }
    }

    /// The space around it. What HTML would leave is 14 points (§17.3.1.33).
    fn space(&mut self, tag: &Tag<'_>) {
        const AS_HTML: i32 = 280;
        let of = |side: &str| {
            let auto =
                tag.get(&format!("{side}Autospacing")).is_some_and(|on| !matches!(on.as_str(), "0" | "false" | "off"));
            if auto { Some(AS_HTML) } else { tag.number(side) }
        };
        (self.before, self.after) = (of("before").or(self.before), of("after").or(self.after));
    }
}

/// Whether a paragraph has a line at one of its sides; to the end of the element that is open.
fn has_border(xml: &mut Xml<'_>) -> Result<bool> {
    let outside = xml.depth();
    let mut bordered = false;
    while let Some(tag) = xml.child(outside)? {
        let side =
            [&b"top"[..], b"bottom", b"left", b"right", b"start", b"end"].into_iter().any(|side| tag.is_called(side));
        bordered |= side && !matches!(tag.val().as_deref(), None | Some("none" | "nil"));
    }
    Ok(bordered)
}

/// Whether a shading is seen on white paper.
fn is_ground(tag: &Tag<'_>) -> bool {
    let pattern = tag.val().is_some_and(|val| !matches!(val.as_str(), "clear" | "nil"));
    let fill = tag.get("fill").is_some_and(|fill| !matches!(fill.to_ascii_uppercase().as_str(), "AUTO" | "FFFFFF"));
    pattern || fill
}

impl RowProperties {
    /// Reads to the end of the element that is open.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self> {
        let outside = xml.depth();
        let mut properties = Self::default();
        while let Some(tag) = xml.child(outside)? {
            match tag.element {
                Element::GridBefore => properties.before = tag.number("val").unwrap_or_default(),
                Element::Deleted => properties.deleted = true,
                Element::Change => xml.skip()?,
                _ => {}
            }
        }
        Ok(properties)
    }
}

impl CellProperties {
    /// Reads to the end of the element that is open.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self> {
        let outside = xml.depth();
        let mut properties = Self::default();
        while let Some(tag) = xml.child(outside)? {
            match tag.element {
                Element::GridSpan => properties.columns = tag.number("val"),
                Element::Shading => properties.shaded = is_ground(&tag),
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
