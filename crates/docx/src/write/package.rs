//! What docx-rs cannot say or gets wrong, put right in one place. Nothing else here knows of it.
//!
//! docx-rs 0.4.22 builds the body of the document. Between it and the file stand these guards, each with a test:
//!
//! | docx-rs | so |
//! |---|---|
//! | writes properties in an order that the schema forbids, and empty ones (ECMA-376 §17.3.1.26, §17.3.2.28, §17.6.17) | [`document`] puts them in order, and leaves the empty ones out |
//! | numbers links by a counter that all threads share, without a lock | [`hyperlink`] takes our own relationship id |
//! | lists relationships and parts in the order of a hash map | [`pack`](super::archive::pack) sorts the parts, and [`super::parts`] writes the relationships |
//! | writes characters that XML cannot hold, and drops line feeds | [`add_text`] leaves the former out, and makes the latter breaks |
//! | knows no title or author, escapes no custom property, stores without compression | [`super::parts`] writes these, and [`pack`](super::archive::pack) compresses |
//! | numbers paragraphs by a counter of the thread, and declares names that nothing uses | [`document`] leaves both out |
//! | has no builder for `w:lang`, `w:rtl`, `w:cs`, and none that turns `w:keepNext` or `w:bidi` off | [`Extra`] rides on the id of the style, and [`document`] makes it an element |
//! | knows no simple field | [`hyperlink`] puts the instruction where the relationship stands, and [`document`] makes it a field |
//! | has no `w:softHyphen` and no `w:noBreakHyphen` | [`document`] makes them of the characters |

use super::links::Way;
use super::look::lang_slot;
use docx_rs::{Break, BreakType, Tab, Text};
use docx_rs::{BuildXML, Document, DocumentChild, Hyperlink, HyperlinkData, Paragraph, Run, RunChild, SectionProperty};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::QName;
use std::borrow::Cow;
use vitae_core::{Dir, Error, Lang, Result, is_allowed};

/// A property that docx-rs has no builder for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Extra<'a> {
    /// The language of a run, which it has from its paragraph.
    Lang(&'a Lang),
    /// A language that somebody gave to a run or to a paragraph. It is said for two kinds of script: Word says one for whatever
    /// is typed, since it knows which keyboard it was. It is said for all three if it names no region: LibreOffice gives each
    /// language one.
    Said(&'a Lang),
    /// A run from right to left.
    Rtl,
    /// A run in a complex script.
    Complex,
    /// A paragraph that does not stay on the page of the next, though its style says so.
    Release,
    /// A paragraph from left to right in a document that is not.
    LeftToRight,
}

/// The id of a style, with what must go along. No id has a space in it.
pub(super) fn style_with(id: &str, extras: &[Extra<'_>]) -> String {
    let mut value = id.to_owned();
    for extra in extras {
        value.push(' ');
        match extra {
            Extra::Lang(lang) => value.push_str(lang.as_str()),
            Extra::Said(lang) => {
                value.push('!');
                value.push_str(lang.as_str());
            }
            Extra::Rtl => value.push_str("=rtl"),
            Extra::Complex => value.push_str("=cs"),
            Extra::Release => value.push_str("=release"),
            Extra::LeftToRight => value.push_str("=ltr"),
        }
    }
    value
}

/// The element that an extra stands for.
fn element(extra: &str) -> Option<(&'static str, String)> {
    Some(match extra {
        "=rtl" => ("w:rtl", "<w:rtl/>".into()),
        "=cs" => ("w:cs", "<w:cs/>".into()),
        "=release" => ("w:keepNext", "<w:keepNext w:val=\"0\"/>".into()),
        "=ltr" => ("w:bidi", "<w:bidi w:val=\"0\"/>".into()),
        tag => {
            let lang = Lang::new(tag.trim_start_matches('!'))?;
            let slot = lang_slot(&lang);
            let slots: &[&str] = match (tag.starts_with('!'), slot) {
                (false, _) => &[slot],
                (true, _) if lang.primary() == lang.as_str() => &["w:val", "w:eastAsia", "w:bidi"],
                (true, "w:bidi") => &["w:val", "w:bidi"],
                (true, _) => &["w:val", "w:eastAsia"],
            };
            let said: String = slots.iter().map(|slot| format!(" {slot}=\"{lang}\"")).collect();
            ("w:lang", format!("<w:lang{said}/>"))
        }
    })
}

/// A link. The instruction of a field rides on the id of the relationship, in hexadecimal digits, since docx-rs escapes no ids.
pub(super) fn hyperlink(way: &Way) -> Hyperlink {
    let rid = match way {
        Way::Relationship(id) => id.clone(),
        Way::Field(instruction) => {
            instruction.bytes().fold(String::from(FIELD), |rid, byte| format!("{rid}{byte:02x}"))
        }
    };
    Hyperlink { link: HyperlinkData::External { rid, path: String::new() }, history: Some(1), children: Vec::new() }
}

/// What the id of a link begins with that is a field.
const FIELD: &str = "field-";

/// The begin of a field, if a link is one.
fn field(tag: &BytesStart<'_>) -> Option<String> {
    let id = tag.try_get_attribute("r:id").ok().flatten()?;
    let digits = id.value.strip_prefix(FIELD.as_bytes())?;
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let instruction: Option<Vec<u8>> = digits.chunks(2).map(byte).collect();
    let instruction = String::from_utf8(instruction?).ok()?;
    Some(format!("<w:fldSimple w:instr=\"{}\">", quick_xml::escape::escape(instruction)))
}

/// Appends text to a run: line feeds become breaks, tabs become tabs, and what XML cannot hold is left out.
pub(super) fn add_text(run: &mut Run, text: &str) {
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(['\n', '\r', '\t']).unwrap_or(rest.len());
        let (plain, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let plain = plain.replace(|c| !is_allowed(c), "");
        if !plain.is_empty() {
            run.children.push(RunChild::Text(Text::new(plain)));
        }
        let line_end = ["\r\n", "\n", "\r"].iter().find_map(|end| after.strip_prefix(end));
        rest = match (line_end, after.strip_prefix('\t')) {
            (Some(after), _) => {
                run.children.push(RunChild::Break(Break::new(BreakType::TextWrapping)));
                after
            }
            (None, Some(after)) => {
                run.children.push(RunChild::Tab(Tab::new()));
                after
            }
            (None, None) => "",
        };
    }
}

/// The main part, `word/document.xml`.
pub(super) fn document(
    paragraphs: impl Iterator<Item = Box<Paragraph>>,
    section: SectionProperty,
    dir: Dir,
) -> Result<Vec<u8>> {
    let children = paragraphs.map(DocumentChild::Paragraph).collect();
    let raw = Document { children, section_property: section, has_numbering: true }.build();
    let raw = String::from_utf8_lossy(&raw);
    let repaired = Repair { raw: &raw, reader: Reader::from_str(&raw), dir, in_field: false }.run();
    repaired
        .map(String::into_bytes)
        .map_err(|e| Error::unsupported("docx", "the document could not be built").because(e))
}

/// The elements whose children the schema wants in an order, and that order.
#[rustfmt::skip]
pub(super) fn order(element: &[u8]) -> Option<&'static [&'static str]> {
    match element {
        b"w:pPr" => Some(&[
            "w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:widowControl", "w:numPr", "w:pBdr", "w:shd",
            "w:tabs", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc",
            "w:textAlignment", "w:outlineLvl", "w:rPr", "w:sectPr",
        ]),
        b"w:rPr" => Some(&[
            "w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:caps", "w:strike", "w:dstrike", "w:vanish", "w:color",
            "w:spacing", "w:w", "w:sz", "w:szCs", "w:highlight", "w:u", "w:bdr", "w:shd", "w:vertAlign", "w:rtl", "w:cs",
            "w:lang",
        ]),
        b"w:numPr" => Some(&["w:ilvl", "w:numId"]),
        b"w:sectPr" => Some(&[
            "w:headerReference", "w:footerReference", "w:type", "w:pgSz", "w:pgMar", "w:pgNumType", "w:cols", "w:titlePg",
            "w:textDirection", "w:bidi", "w:docGrid",
        ]),
        _ => None,
    }
}

const ROOT: &str = "<w:document \
    xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">";

/// Reads what docx-rs wrote, and writes it as it should be.
struct Repair<'x> {
    raw: &'x str,
    reader: Reader<&'x [u8]>,
    dir: Dir,
    /// The link that is open is a field.
    in_field: bool,
}

/// Children of an element, each with its place in the order.
type Children<'x> = Vec<(usize, Cow<'x, str>)>;

impl<'x> Repair<'x> {
    fn run(mut self) -> quick_xml::Result<String> {
        let mut out = String::with_capacity(self.raw.len());
        loop {
            let from = self.at();
            match self.reader.read_event()? {
                Event::Eof => return Ok(out),
                Event::Start(tag) => match (tag.name().as_ref(), order(tag.name().as_ref())) {
                    (name, Some(order)) => out.push_str(&self.properties(tag.name(), name, order)?),
                    (b"w:document", _) => out.push_str(ROOT),
                    (b"w:p", _) => out.push_str("<w:p>"),
                    (b"w:t", _) => self.text(tag.name(), &mut out)?,
                    (b"w:hyperlink", _) => match field(&tag) {
                        Some(begin) => {
                            out.push_str(&begin);
                            self.in_field = true;
                        }
                        None => out.push_str(self.since(from)),
                    },
                    _ => out.push_str(self.since(from)),
                },
                Event::End(tag) if tag.name().as_ref() == b"w:hyperlink" && self.in_field => {
                    out.push_str("</w:fldSimple>");
                    self.in_field = false;
                }
                // Properties that say nothing.
                Event::Empty(tag) if order(tag.name().as_ref()).is_some() => {}
                Event::Empty(tag) if tag.name().as_ref() == b"w:p" => out.push_str("<w:p/>"),
                _ => out.push_str(self.since(from)),
            }
        }
    }

    fn at(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    fn since(&self, from: usize) -> &'x str {
        self.raw.get(from..self.at()).unwrap_or_default()
    }

    /// An element whose children have an order, and these in it; nothing if there are none.
    fn properties(&mut self, end: QName<'_>, name: &[u8], order: &[&str]) -> quick_xml::Result<String> {
        let mut children = Children::new();
        loop {
            let from = self.at();
            match self.reader.read_event()? {
                Event::Empty(tag) => self.child(&tag, from, order, &mut children),
                Event::Start(tag) => {
                    let child = match self::order(tag.name().as_ref()) {
                        Some(order) => Cow::Owned(self.properties(tag.name(), tag.name().as_ref(), order)?),
                        None => {
                            self.reader.read_to_end(tag.name())?;
                            Cow::Borrowed(self.since(from))
                        }
                    };
                    children.push((place(order, tag.name().as_ref()), child));
                }
                Event::End(tag) if tag.name() == end => break,
                Event::Eof => break,
                _ => {}
            }
        }
        if name == b"w:sectPr" && self.dir == Dir::Rtl {
            children.push((place(order, b"w:bidi"), Cow::Borrowed("<w:bidi/>")));
        }
        children.retain(|(_, child)| !child.is_empty());
        children.sort_by_key(|(place, _)| *place);
        if children.is_empty() {
            return Ok(String::new());
        }
        let name = String::from_utf8_lossy(name);
        let children: String = children.iter().map(|(_, child)| child.as_ref()).collect();
        Ok(format!("<{name}>{children}</{name}>"))
    }

    /// A child without content. A style gives its extras, which are elements of their own.
    fn child(&self, tag: &BytesStart<'_>, from: usize, order: &[&str], children: &mut Children<'x>) {
        if self::order(tag.name().as_ref()).is_some() {
            return;
        }
        let name = tag.name();
        let value =
            matches!(name.as_ref(), b"w:pStyle" | b"w:rStyle").then(|| tag.try_get_attribute("w:val").ok().flatten());
        let value = value.flatten().map(|value| String::from_utf8_lossy(&value.value).into_owned());
        let Some((id, extras)) = value.as_ref().and_then(|value| value.split_once(' ')) else {
            children.push((place(order, tag.name().as_ref()), Cow::Borrowed(self.since(from))));
            return;
        };
        if !id.is_empty() {
            let name = String::from_utf8_lossy(name.as_ref());
            children.push((place(order, tag.name().as_ref()), format!("<{name} w:val=\"{id}\"/>").into()));
        }
        for (name, element) in extras.split(' ').filter_map(element) {
            children.push((place(order, name.as_bytes()), element.into()));
        }
    }

    /// Text, with the hyphens that have an element of their own.
    fn text(&mut self, end: QName<'_>, out: &mut String) -> quick_xml::Result<()> {
        let from = self.at();
        self.reader.read_to_end(end)?;
        let text = self.since(from).strip_suffix("</w:t>").unwrap_or_default();
        for part in text.split_inclusive(['\u{AD}', '\u{2011}']) {
            let plain = part.trim_end_matches(['\u{AD}', '\u{2011}']);
            if !plain.is_empty() {
                out.push_str("<w:t xml:space=\"preserve\">");
                out.push_str(plain);
                out.push_str("</w:t>");
            }
            if part.ends_with('\u{AD}') {
                out.push_str("<w:softHyphen/>");
            } else if part.ends_with('\u{2011}') {
                out.push_str("<w:noBreakHyphen/>");
            }
        }
        Ok(())
    }
}

/// Where an element stands in an order; what is not known to it comes last.
fn place(order: &[&str], name: &[u8]) -> usize {
    order.iter().position(|known| known.as_bytes() == name).unwrap_or(order.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use docx_rs::{AlignmentType, FooterReference, IndentLevel, NumberingId, RunProperty};

    fn body(paragraph: Paragraph) -> String {
        let xml =
            String::from_utf8(document([Box::new(paragraph)].into_iter(), SectionProperty::new(), Dir::Ltr).unwrap())
                .unwrap();
        let (_, body) = xml.split_once("<w:body>").unwrap();
        body.split_once("<w:sectPr>").unwrap().0.to_owned()
    }

    fn run(text: &str) -> Run {
        let mut run = Run::new();
        add_text(&mut run, text);
        run
    }

    /// What docx-rs alone would have written. The day that a test finds it sound, a guard can go.
    fn alone(paragraph: &Paragraph) -> String {
        String::from_utf8(paragraph.build()).unwrap()
    }

    fn assert_in_order(xml: &str, names: &[&str]) {
        let places: Vec<_> = names.iter().map(|name| xml.find(&format!("<{name}")).unwrap()).collect();
        assert!(places.is_sorted(), "{names:?} in {xml}");
    }

    #[test]
    fn properties_are_in_the_order_of_the_schema() {
        let mut run = run("x").style("S").bold().size(20).color("FF0000");
        run.run_property = run.run_property.fonts(docx_rs::RunFonts::new().ascii("F"));
        let mut paragraph = Paragraph::new().style("P").keep_next(true).align(AlignmentType::Right).add_run(run);
        paragraph = paragraph.numbering(NumberingId::new(3), IndentLevel::new(1));
        paragraph.property.run_property = RunProperty::new().bold();
        let got = body(paragraph.clone());
        assert_in_order(&got, &["w:pStyle", "w:keepNext", "w:numPr", "w:ilvl", "w:numId", "w:jc", "w:rPr", "w:rStyle"]);
        assert_in_order(&got, &["w:rStyle", "w:rFonts", "w:color", "w:sz ", "w:szCs"]);
        let raw = alone(&paragraph);
        assert!(raw.find("<w:rPr").unwrap() < raw.find("<w:pStyle").unwrap(), "{raw}");
        assert!(raw.find("<w:numId").unwrap() < raw.find("<w:ilvl").unwrap(), "{raw}");

        let mut section = SectionProperty::new().title_pg();
        section.footer_reference = Some(FooterReference::new("default", "rId5"));
        let xml = String::from_utf8(document(std::iter::empty(), section, Dir::Rtl).unwrap()).unwrap();
        assert_in_order(&xml, &["w:footerReference", "w:pgSz", "w:pgMar", "w:cols", "w:titlePg", "w:bidi"]);
    }

    #[test]
    fn nothing_is_written_that_says_nothing() {
        let paragraph = Paragraph::new().add_run(run("x"));
        assert_eq!(body(paragraph.clone()), "<w:p><w:r><w:t xml:space=\"preserve\">x</w:t></w:r></w:p>");
        let raw = alone(&paragraph);
        assert!(raw.contains("w14:paraId") && raw.contains("<w:rPr />"), "{raw}");
        let xml = String::from_utf8(document(std::iter::empty(), SectionProperty::new(), Dir::Ltr).unwrap()).unwrap();
        assert_eq!(xml.matches("xmlns:").count(), 2);
    }

    #[test]
    fn a_link_has_the_relationship_that_it_is_given() {
        let link = || alone(&Paragraph::new().id("1").add_hyperlink(hyperlink(&Way::Relationship("link7".into()))));
        assert!(link().contains("r:id=\"link7\""));
        assert_eq!(link(), link());
        let counted = || Hyperlink::new("https://a.example", docx_rs::HyperlinkType::External).link;
        assert_ne!(counted(), counted());
    }

    #[test]
    fn only_characters_that_xml_can_hold_are_written() {
        let odd = "a\u{0}\u{1}\u{fffe}<&>\tb\r\nc\rd\ne";
        let got = body(Paragraph::new().add_run(run(odd)));
        let t = |text| format!("<w:t xml:space=\"preserve\">{text}</w:t>");
        let br = "<w:br w:type=\"textWrapping\" />";
        let want = format!("{}<w:tab />{}{br}{}{br}{}{br}{}", t("a&lt;&amp;&gt;"), t("b"), t("c"), t("d"), t("e"));
        assert_eq!(got, format!("<w:p><w:r>{want}</w:r></w:p>"));
        assert!(alone(&Paragraph::new().add_run(Run::new().add_text("\u{1}"))).contains('\u{1}'));
    }

    #[test]
    fn hyphens_that_have_an_element_get_it() {
        let got = body(Paragraph::new().add_run(run("\u{ad}co\u{ad}op \u{2011}\u{2011}&")));
        let want = "<w:softHyphen/><w:t xml:space=\"preserve\">co</w:t><w:softHyphen/>\
            <w:t xml:space=\"preserve\">op </w:t><w:noBreakHyphen/><w:noBreakHyphen/>\
            <w:t xml:space=\"preserve\">&amp;</w:t>";
        assert_eq!(got, format!("<w:p><w:r>{want}</w:r></w:p>"));
    }

    #[test]
    fn extras_become_elements_in_their_place() {
        let lang = Lang::new("ar-EG").unwrap();
        let run = Run::new().style(&style_with("S", &[Extra::Lang(&lang), Extra::Rtl])).bold();
        let mut paragraph = Paragraph::new().style(&style_with("P", &[Extra::Release, Extra::LeftToRight]));
        paragraph.property.run_property =
            RunProperty::new().style(&style_with("", &[Extra::Lang(&lang), Extra::Complex]));
        let got = body(paragraph.add_run(run));
        let want = "<w:p><w:pPr><w:pStyle w:val=\"P\"/><w:keepNext w:val=\"0\"/><w:bidi w:val=\"0\"/>\
            <w:rPr><w:cs/><w:lang w:bidi=\"ar-EG\"/></w:rPr></w:pPr>\
            <w:r><w:rPr><w:rStyle w:val=\"S\"/><w:b /><w:bCs /><w:rtl/><w:lang w:bidi=\"ar-EG\"/></w:rPr></w:r></w:p>";
        assert_eq!(got, want);
    }
}
