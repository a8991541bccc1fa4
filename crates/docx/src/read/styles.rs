//! What a style means: its own name or that of a style that it is based on, and what it says of its text (ECMA-376 §17.7).

use super::properties::{ParagraphLook, ParagraphProperties, RunProperties, TextProperties};
use super::xml::{Element, Token, Xml};
use crate::names::{Character, Paragraph};
use std::collections::HashMap;
use vitae_core::{Error, Lang, Limits, Result, Script};

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    paragraphs: HashMap<String, ParagraphStyle>,
    characters: HashMap<String, CharacterStyle>,
    /// The style of a paragraph that names none.
    usual: ParagraphStyle,
    /// The language that text has unless it says otherwise.
    pub lang: Option<Lang>,
    /// True if some style is one that only we write.
    pub own: bool,
}

/// A paragraph style, with what it has from those that it is based on.
#[derive(Debug, Clone, Default)]
pub(super) struct ParagraphStyle {
    pub name: Option<Paragraph>,
    /// It is called a title, in any language.
    pub title: bool,
    /// It is that of quotations, whatever they are called.
    pub quote: bool,
    /// The level of a heading: 1 for `heading 1` or the highest outline level.
    pub heading: Option<u8>,
    pub list: Option<u32>,
    pub level: Option<u8>,
    pub start: Option<i32>,
    pub end: Option<i32>,
    pub bold: bool,
    pub italic: bool,
    pub hidden: bool,
    pub text: TextProperties,
    pub look: ParagraphLook,
}

/// A character style, with what it has from those that it is based on.
#[derive(Debug, Clone, Default)]
pub(super) struct CharacterStyle {
    pub name: Option<Character>,
    pub bold: bool,
    pub italic: bool,
    pub hidden: bool,
    pub height: Option<Script>,
    pub text: TextProperties,
}

/// A style as it stands in the file.
#[derive(Debug, Default)]
struct Raw {
    kind: String,
    name: String,
    based_on: Option<String>,
    paragraph: ParagraphProperties,
    run: RunProperties,
}

/// The size of letters of which nothing is said, in half points (§17.3.2.38).
pub(super) const USUAL_SIZE: u16 = 20;
/// How long a chain of styles is followed: no style sheet that a person made has a longer one.
const CHAIN: usize = 32;
/// A name or an id of a style that is longer means nothing to us: Word allows 253 characters.
const NAME: usize = 256;
/// So many styles may be defined. Word takes 4,079 of them, so that this is no matter of how long a document is, and no limit to be raised.
const MOST: usize = 10_000;

impl Styles {
    pub(super) fn read(text: &str, part: &str, limits: &Limits) -> Result<Self> {
        let mut xml = Xml::new(text, part, limits);
        let mut raw: HashMap<String, Raw> = HashMap::new();
        let mut styles = Self::default();
        let (mut usual, mut defaults) = (None, Raw::default());
        loop {
            match xml.next()? {
                Token::Open(tag) if tag.element == Element::Style => {
                    let id = tag.get("styleId").filter(|id| id.len() <= NAME).unwrap_or_default();
                    let kind = tag.get("type").unwrap_or_else(|| "paragraph".into());
                    let is_usual = tag.get("default").is_some_and(|on| !matches!(on.as_str(), "0" | "false" | "off"));
                    // Only one may be it; of several it is the first.
                    if is_usual && kind == "paragraph" && usual.is_none() {
                        usual = Some(id.clone());
                    }
                    raw.insert(id, Raw { kind, ..Raw::read(&mut xml)? });
                    if raw.len() > MOST {
                        let message = format!("{part} defines more than {MOST} styles");
                        return Err(Error::unsupported("limit", message)
                            .at(xml.place())
                            .help("open the document in Word, which takes fewer, and save it again"));
                    }
                }
                Token::Open(tag) if tag.element == Element::RunProperties => {
                    defaults.run = RunProperties::read(&mut xml)?
                }
                Token::Open(tag) if tag.element == Element::ParagraphProperties => {
                    defaults.paragraph = ParagraphProperties::read(&mut xml)?;
                }
                Token::End => break,
                _ => {}
            }
        }
        styles.lang.clone_from(&defaults.run.lang);
        styles.usual = ParagraphStyle { text: defaults.run.text, look: defaults.paragraph.look, ..Default::default() };
        for (id, style) in &raw {
            match style.kind.as_str() {
                "paragraph" => {
                    let resolved = paragraph(&raw, id, style, &styles.usual);
                    styles.own |= resolved.name == Some(Paragraph::Meta);
                    styles.paragraphs.insert(id.clone(), resolved);
                }
                "character" => {
                    styles.characters.insert(id.clone(), character(&raw, id, style));
                }
                _ => {}
            }
        }
        if let Some(style) = usual.and_then(|id| styles.paragraphs.get(&id)) {
            styles.usual = style.clone();
        }
        Ok(styles)
    }

    /// A paragraph style, by its id.
    pub(super) fn paragraph(&self, id: Option<&str>) -> &ParagraphStyle {
        id.and_then(|id| self.paragraphs.get(id)).unwrap_or(&self.usual)
    }

    /// The level of a heading whose style is not in the document: its id may say so.
    pub(super) fn unknown_heading(&self, id: Option<&str>) -> Option<u8> {
        id.filter(|id| !self.paragraphs.contains_key(*id)).and_then(heading)
    }

    /// A character style, by its id.
    pub(super) fn character(&self, id: &str) -> Option<&CharacterStyle> {
        self.characters.get(id)
    }
}

impl Raw {
    fn read(xml: &mut Xml<'_>) -> Result<Self> {
        let outside = xml.depth();
        let mut style = Self::default();
        while let Some(tag) = xml.child(outside)? {
            match tag.element {
                // A longer name is none that means anything, and each style that is based on this one looks at it.
                Element::Name => style.name = tag.val().filter(|name| name.len() <= NAME).unwrap_or_default(),
                Element::BasedOn => style.based_on = tag.val(),
                Element::ParagraphProperties => style.paragraph = ParagraphProperties::read(xml)?,
                Element::RunProperties => style.run = RunProperties::read(xml)?,
                // The properties of tables, which are not for their text alone.
                Element::Other if tag.is_called(b"tblStylePr") => xml.skip()?,
                _ => {}
            }
        }
        Ok(style)
    }
}

/// A style and those that it is based on, the nearest first.
fn chain<'r>(raw: &'r HashMap<String, Raw>, id: &'r str, style: &'r Raw) -> impl Iterator<Item = (&'r str, &'r Raw)> {
    let base = |(_, style): &(&'r str, &'r Raw)| {
        let (id, style) = raw.get_key_value(style.based_on.as_deref()?)?;
        Some((id.as_str(), style))
    };
    std::iter::successors(Some((id, style)), base).take(CHAIN)
}

fn paragraph(raw: &HashMap<String, Raw>, id: &str, style: &Raw, defaults: &ParagraphStyle) -> ParagraphStyle {
    let mut out = ParagraphStyle::default();
    let (mut bold, mut italic, mut hidden) = (None, None, None);
    let mut outline = None;
    for (id, Raw { name, paragraph, run, .. }) in chain(raw, id, style) {
        let known = Paragraph::of_name(name).or_else(|| Paragraph::of_name(id));
        // A subtitle may be based on a title.
        out.title |= out.name.is_none() && (is_title(name) || is_title(id));
        out.quote |= out.name.is_none() && (is_quote(name) || is_quote(id));
        out.heading = out.heading.or_else(|| heading(name)).or_else(|| heading(id).filter(|_| name.is_empty()));
        out.name = out.name.or(known);
        outline = outline.or(paragraph.outline);
        // A list is set to none by the number 0, and so is one that a style below would have.
        if out.list.is_none() {
            (out.list, out.level) = (paragraph.list, out.level.or(paragraph.level));
        }
        (out.start, out.end) = (out.start.or(paragraph.start), out.end.or(paragraph.end));
        (bold, italic, hidden) = (bold.or(run.bold), italic.or(run.italic), hidden.or(run.hidden));
        (out.text, out.look) = (out.text.or(run.text), out.look.or(paragraph.look));
    }
    (out.text, out.look) = (out.text.or(defaults.text), out.look.or(defaults.look));
    // The level 9 is that of text (§17.3.1.20).
    out.heading = outline.map_or(out.heading, |outline| (outline < 9).then_some(outline + 1));
    (out.bold, out.italic, out.hidden) = (bold == Some(true), italic == Some(true), hidden == Some(true));
    out
}

fn character(raw: &HashMap<String, Raw>, id: &str, style: &Raw) -> CharacterStyle {
    let mut out = CharacterStyle::default();
    let (mut bold, mut italic, mut hidden) = (None, None, None);
    for (id, Raw { name, run, .. }) in chain(raw, id, style) {
        out.name = out.name.or_else(|| Character::of_name(name)).or_else(|| Character::of_name(id));
        out.height = out.height.or(run.height);
        (bold, italic, hidden) = (bold.or(run.bold), italic.or(run.italic), hidden.or(run.hidden));
        out.text = out.text.or(run.text);
    }
    (out.bold, out.italic, out.hidden) = (bold == Some(true), italic == Some(true), hidden == Some(true));
    out
}

/// What headings are called, and their ids, from which Word leaves out what is not ASCII.
const HEADINGS: &[&str] = &[
    "heading",
    "überschrift",
    "berschrift",
    "titre",
    "título",
    "ttulo",
    "titolo",
    "títol",
    "ttol",
    "titlu",
    "kop",
    "rubrik",
    "overskrift",
    "otsikko",
    "nagłówek",
    "nagwek",
    "nadpis",
    "címsor",
    "cmsor",
    "başlık",
    "balk",
    "επικεφαλίδα",
    "заголовок",
    "عنوان",
    "כותרת",
    "标题",
    "標題",
    "見出し",
    "제목",
];
/// What the title of a document is called.
const TITLES: &[&str] = &[
    "title",
    "titel",
    "titre",
    "título",
    "ttulo",
    "titolo",
    "títol",
    "titlu",
    "tittel",
    "rubrik",
    "otsikko",
    "tytuł",
    "název",
    "názov",
    "cím",
    "konu başlığı",
    "τίτλος",
    "название",
    "назва",
    "العنوان",
    "כותרת טקסט",
    "标题",
    "標題",
    "表題",
    "제목",
];

/// The level in a name such as `heading 2`, in the languages in which people meet it as the id of a style.
fn heading(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    let name = name.trim();
    let level = name.trim_start_matches(|c: char| !c.is_ascii_digit());
    let word = name.strip_suffix(level)?.trim_end();
    let level: u8 = level.parse().ok()?;
    (HEADINGS.contains(&word) && (1..=9).contains(&level)).then_some(level)
}

/// Whether a style is that of titles.
fn is_title(name: &str) -> bool {
    TITLES.contains(&name.trim().to_lowercase().as_str())
}

/// Whether a style is that of quotations: Word's own two, what pandoc takes for them, and LibreOffice.
fn is_quote(name: &str) -> bool {
    ["quote", "intense quote", "block text", "quotations"].contains(&name.trim().to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

    fn styles(inner: &str) -> Styles {
        Styles::read(&format!("<w:styles {W}>{inner}</w:styles>"), "word/styles.xml", &Limits::default()).unwrap()
    }

    #[test]
    fn a_style_has_what_those_have_that_it_is_based_on() {
        let styles = styles(
            r#"<w:style w:styleId="a"><w:name w:val="Heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
               <w:style w:styleId="b"><w:name w:val="Mine"/><w:basedOn w:val="a"/></w:style>
               <w:style w:styleId="c"><w:name w:val="Text"/><w:basedOn w:val="b"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr><w:rPr><w:b w:val="0"/></w:rPr></w:style>
               <w:style w:styleId="berschrift3"><w:name w:val=""/></w:style>"#,
        );
        let of = |id| styles.paragraph(Some(id)).clone();
        assert_eq!((of("b").heading, of("b").bold, of("b").name), (Some(2), true, Some(Paragraph::Heading2)));
        assert_eq!((of("c").heading, of("c").bold), (None, false));
        assert_eq!(of("berschrift3").heading, Some(3));
    }

    #[test]
    fn a_subtitle_that_is_based_on_a_title_is_none() {
        let styles = styles(
            r#"<w:style w:styleId="Title"><w:name w:val="Title"/></w:style>
               <w:style w:styleId="Subtitle"><w:name w:val="Subtitle"/><w:basedOn w:val="Title"/></w:style>
               <w:style w:styleId="mine"><w:name w:val="Mine"/><w:basedOn w:val="Title"/></w:style>"#,
        );
        let titles = ["Title", "Subtitle", "mine"].map(|id| styles.paragraph(Some(id)).title);
        assert_eq!(titles, [true, false, true]);
    }

    #[test]
    fn quotations_have_several_names() {
        let styles = styles(
            r#"<w:style w:styleId="BlockText"><w:name w:val="Block Text"/></w:style>
               <w:style w:styleId="q"><w:name w:val="Quotations"/></w:style>
               <w:style w:styleId="mine"><w:name w:val="Mine"/><w:basedOn w:val="q"/></w:style>
               <w:style w:styleId="BodyText"><w:name w:val="Body Text"/></w:style>"#,
        );
        let quotes = ["BlockText", "q", "mine", "BodyText"].map(|id| styles.paragraph(Some(id)).quote);
        assert_eq!(quotes, [true, true, true, false]);
    }

    #[test]
    fn of_several_usual_styles_it_is_the_first_each_time() {
        let style = |id| format!(r#"<w:style w:styleId="{id}" w:default="1"><w:name w:val="{id}"/></w:style>"#);
        let heading = r#"<w:style w:styleId="z" w:default="1"><w:name w:val="heading 2"/></w:style>"#;
        let others: String = ('a'..='y').map(style).collect();
        // Each table of hashes has its own order.
        for _ in 0..16 {
            assert_eq!(styles(&format!("{heading}{others}")).paragraph(None).heading, Some(2));
        }
    }

    #[test]
    fn a_ring_of_styles_ends() {
        let styles = styles(
            r#"<w:style w:styleId="a"><w:name w:val="x"/><w:basedOn w:val="b"/></w:style>
               <w:style w:styleId="b"><w:name w:val="y"/><w:basedOn w:val="a"/><w:rPr><w:i/></w:rPr></w:style>"#,
        );
        assert!(styles.paragraph(Some("a")).italic);
    }
}
