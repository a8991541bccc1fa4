//! XML as a stream of the elements that mean something here, whatever their prefix.

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;
use std::borrow::Cow;
use vitae_core::{Error, Limits, Location, Result};

macro_rules! elements {
    ($($space:ident { $($name:literal => $element:ident,)* })*) => {
        /// An element that the reader knows. All others are [`Element::Other`]: transparent, and without meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Element { $($($element,)*)* Change, Other }

        impl Element {
            fn of(space: Space, name: &[u8]) -> Self {
                match (space, name) {
                    $($((Space::$space, $name) => Self::$element,)*)*
                    // What a property was before somebody changed it.
                    (Space::Word, name) if name.ends_with(b"Change") => Self::Change,
                    _ => Self::Other,
                }
            }
        }
    };
}

elements! {
    Word {
        b"document" => Document, b"p" => Paragraph, b"pPr" => ParagraphProperties, b"pStyle" => ParagraphStyle, b"numPr" => NumberingProperties,
        b"ilvl" => NumberingLevel, b"numId" => NumberingId, b"ind" => Indent, b"outlineLvl" => OutlineLevel,
        b"r" => Run, b"rPr" => RunProperties, b"rStyle" => RunStyle, b"b" => Bold, b"i" => Italic, b"vanish" => Hidden,
        b"vertAlign" => Height, b"rFonts" => Fonts, b"lang" => Language,
        b"bCs" => ComplexBold, b"iCs" => ComplexItalic, b"szCs" => ComplexSize, b"rtl" => RightToLeft, b"cs" => Complex,
        b"sz" => Size, b"caps" => Capitals, b"smallCaps" => SmallCapitals, b"u" => Underline,
        b"pBdr" => Borders, b"shd" => Shading, b"jc" => Alignment, b"spacing" => Spacing, b"contextualSpacing" => Close,
        b"t" => Text, b"tab" => Tab, b"ptab" => FarTab, b"br" => Break, b"cr" => Return, b"sym" => Symbol,
        b"noBreakHyphen" => NoBreakHyphen, b"softHyphen" => SoftHyphen,
        b"tbl" => Table, b"tr" => Row, b"trPr" => RowProperties, b"tc" => Cell,
        b"tcPr" => CellProperties, b"gridBefore" => GridBefore, b"gridSpan" => GridSpan,
        b"sectPr" => Section, b"headerReference" => HeaderReference, b"footerReference" => FooterReference,
        b"titlePg" => TitlePage,
        b"fldChar" => FieldChar, b"instrText" => Instruction, b"fldSimple" => SimpleField, b"hyperlink" => Link,
        b"bookmarkStart" => Bookmark, b"ins" => Inserted, b"moveTo" => MovedHere, b"del" => Deleted, b"moveFrom" => MovedAway,
        b"sdt" => Control, b"sdtPr" => ControlProperties, b"showingPlcHdr" => Placeholder,
        b"txbxContent" => TextBox, b"altChunk" => OtherDocument,
        b"footnoteReference" => FootnoteReference, b"endnoteReference" => EndnoteReference,
        b"commentReference" => CommentReference, b"footnote" => Footnote, b"endnote" => Endnote,
        b"rt" => Ruby, b"rubyBase" => RubyBase,
        b"styles" => Styles, b"style" => Style, b"name" => Name, b"basedOn" => BasedOn, b"docDefaults" => Defaults,
        b"abstractNum" => AbstractList, b"num" => List, b"abstractNumId" => AbstractListId, b"lvl" => Level,
        b"start" => Start, b"numFmt" => NumberFormat, b"lvlText" => LevelText, b"lvlOverride" => Override,
        b"startOverride" => StartOverride, b"numStyleLink" => ListStyleLink, b"styleLink" => ListStyle,
    }
    Compatibility { b"AlternateContent" => Alternatives, b"Choice" => Choice, b"Fallback" => Fallback, }
    Picture { b"docPr" => Drawing, b"extent" => Extent, }
    Vml { b"imagedata" => VmlImage, b"shape" => Shape, b"rect" => Rectangle, b"textpath" => TextPath, }
    Math { b"t" => MathText, }
    Drawing { b"t" => DrawingText, b"p" => DrawingParagraph, b"blip" => Image, }
    Relationships { b"Relationship" => Relationship, }
    Properties { b"property" => Property, }
    Dublin { b"title" => CoreTitle, b"creator" => CoreCreator, b"subject" => CoreSubject, b"language" => CoreLanguage, }
    Facts { b"fact" => Fact, }
}

/// A namespace that the reader knows, in its transitional or its strict form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Space {
    Word,
    Compatibility,
    Picture,
    Vml,
    Math,
    Drawing,
    Relationships,
    Properties,
    Dublin,
    Facts,
    Other,
}

impl Space {
    fn of(uri: &[u8]) -> Self {
        match uri {
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | b"http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::Word,
            b"http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Compatibility,
            b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
            | b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing" => Self::Picture,
            b"urn:schemas-microsoft-com:vml" => Self::Vml,
            b"http://schemas.openxmlformats.org/officeDocument/2006/math"
            | b"http://purl.oclc.org/ooxml/officeDocument/math" => Self::Math,
            b"http://schemas.openxmlformats.org/drawingml/2006/main" | b"http://purl.oclc.org/ooxml/drawingml/main" => {
                Self::Drawing
            }
            b"http://schemas.openxmlformats.org/package/2006/relationships" => Self::Relationships,
            b"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
            | b"http://purl.oclc.org/ooxml/officeDocument/customProperties" => Self::Properties,
            b"http://purl.org/dc/elements/1.1/" => Self::Dublin,
            uri if uri == crate::marks::FACTS.as_bytes() => Self::Facts,
            _ => Self::Other,
        }
    }
}

/// A piece of the stream.
pub(super) enum Token<'x> {
    /// An element begins.
    Open(Tag<'x>),
    /// The innermost open element ends.
    Close(Element),
    /// Character data.
    Text(Cow<'x, str>),
    /// The end of the part.
    End,
}

/// The begin of an element.
pub(super) struct Tag<'x> {
    pub element: Element,
    start: BytesStart<'x>,
}

impl Tag<'_> {
    /// The value of an attribute, by its name without a prefix.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        self.value(name, str::to_owned)
    }

    /// What somebody makes of the value of an attribute.
    fn value<T>(&self, name: &str, make: impl Fn(&str) -> T) -> Option<T> {
        let mut attributes = self.start.attributes();
        let mut sound = attributes.with_checks(false).filter_map(std::result::Result::ok);
        let found = sound.find(|attribute| attribute.key.local_name().as_ref() == name.as_bytes())?;
        let value = std::str::from_utf8(&found.value).ok()?;
        Some(if value.contains('&') {
            make(&quick_xml::escape::unescape(value).unwrap_or(value.into()))
        } else {
            make(value)
        })
    }

    /// The attribute that says most things in WordprocessingML.
    pub(super) fn val(&self) -> Option<String> {
        self.get("val")
    }

    /// A number in an attribute.
    pub(super) fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.value(name, |value| value.trim().parse().ok())?
    }

    /// An element that is on unless it says otherwise (ECMA-376 §17.17.4).
    pub(super) fn is_on(&self) -> bool {
        !self.value("val", |value| matches!(value, "0" | "false" | "off" | "none")).unwrap_or(false)
    }

    /// The name that the file gives it, without a prefix.
    pub(super) fn is_called(&self, name: &[u8]) -> bool {
        self.start.local_name().as_ref() == name
    }
}

/// How many namespaces an element declares.
fn bindings(start: &BytesStart<'_>) -> usize {
    let mut attributes = start.attributes();
    let sound = attributes.with_checks(false).filter_map(std::result::Result::ok);
    sound.filter(|attribute| attribute.key.as_namespace_binding().is_some()).count()
}

/// Bytes that were cut out of text at ASCII characters. The reader must not decode them: it would believe the declaration, which
/// may name an encoding that the part had before [`super::package`] decoded it.
fn utf8(bytes: Cow<'_, [u8]>) -> Cow<'_, str> {
    match bytes {
        Cow::Borrowed(bytes) => {
            std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
        }
        Cow::Owned(bytes) => String::from_utf8_lossy(&bytes).into_owned().into(),
    }
}

/// Elements may be this many times deeper than what they stand for: a text box in a table is twenty elements.
const ELEMENTS: usize = 16;
/// So many namespaces may be declared at one place. Each name is looked for in all of them. Word declares about forty, whatever the
/// document, so that this is no matter of its size and no limit to be raised.
const NAMESPACES: usize = 256;

const UNUSUAL: &str = "no résumé needs that; open the file in a word processor and save it again";

/// A part of the package, while it is read.
pub(super) struct Xml<'x> {
    reader: NsReader<&'x [u8]>,
    /// What is open, and how many namespaces are declared there.
    open: Vec<(Element, usize)>,
    part: &'x str,
    limits: Limits,
    /// How many elements have begun.
    tags: usize,
    /// How many paragraphs were read, for the place of a diagnostic.
    pub items: usize,
}

impl<'x> Xml<'x> {
    pub(super) fn new(text: &'x str, part: &'x str, limits: &Limits) -> Self {
        let mut reader = NsReader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, open: Vec::new(), part, limits: *limits, tags: 0, items: 0 }
    }

    /// Where the reader is.
    pub(super) fn place(&self) -> Location {
        Location::Part { part: self.part.to_owned(), item: self.items.saturating_sub(1) }
    }

    pub(super) fn next(&mut self) -> Result<Token<'x>> {
        loop {
            let (space, event) = match self.reader.read_resolved_event() {
                Ok((ResolveResult::Bound(namespace), event)) => (Space::of(namespace.as_ref()), event),
                Ok((_, event)) => (Space::Other, event),
                Err(error) => return Err(self.malformed(error)),
            };
            match event {
                Event::Start(start) => {
                    let element = Element::of(space, start.local_name().as_ref());
                    self.begin(element, &start)?;
                    return Ok(Token::Open(Tag { element, start }));
                }
                Event::End(_) => {
                    return Ok(Token::Close(self.open.pop().map_or(Element::Other, |(element, _)| element)));
                }
                Event::Text(text) => return Ok(Token::Text(utf8(text.into_inner()))),
                Event::CData(text) => return Ok(Token::Text(utf8(text.into_inner()))),
                Event::GeneralRef(reference) => {
                    let name = utf8(reference.into_inner());
                    let text = quick_xml::escape::unescape(&format!("&{name};"))
                        .map_err(|error| self.malformed(error))?
                        .into_owned();
                    return Ok(Token::Text(text.into()));
                }
                Event::Eof if !self.open.is_empty() => {
                    return Err(self.malformed("it ends in the middle of an element"));
                }
                Event::Eof => return Ok(Token::End),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
    }

    /// Counts an element that begins.
    fn begin(&mut self, element: Element, start: &BytesStart<'_>) -> Result<()> {
        let declared =
            if start.attributes_raw().windows(5).any(|bytes| bytes == b"xmlns") { bindings(start) } else { 0 };
        let declared = declared.saturating_add(self.open.last().map_or(0, |(_, declared)| *declared));
        self.open.push((element, declared));
        self.tags = self.tags.saturating_add(1);
        if declared > NAMESPACES {
            let message = format!("{} declares more than {NAMESPACES} namespaces at one place", self.part);
            return Err(Error::unsupported("limit", message).at(self.place()).help(UNUSUAL));
        }
        let levels = self.open.len().div_ceil(ELEMENTS);
        let checked = self.limits.check_depth(levels).and_then(|()| self.limits.check_tags(self.tags));
        // The longest attribute is no longer than its tag.
        let checked = checked.and_then(|()| self.limits.check_attribute(start.len()));
        checked.map_err(|error| error.at(self.place()))
    }

    /// Goes to the end of the innermost open element.
    pub(super) fn skip(&mut self) -> Result<()> {
        let outside = self.open.len().saturating_sub(1);
        while self.open.len() > outside {
            if let Token::End = self.next()? {
                break;
            }
        }
        Ok(())
    }

    /// The text of the innermost open element, and its end.
    pub(super) fn text(&mut self) -> Result<String> {
        let outside = self.open.len().saturating_sub(1);
        let mut text = String::new();
        while self.open.len() > outside {
            match self.next()? {
                Token::Text(more) => text.push_str(&more),
                Token::End => break,
                _ => {}
            }
        }
        Ok(text)
    }

    /// The next element in the innermost open one, at any depth; `None` at its end.
    pub(super) fn child(&mut self, outside: usize) -> Result<Option<Tag<'x>>> {
        loop {
            match self.next()? {
                Token::Open(tag) => return Ok(Some(tag)),
                Token::Close(_) if self.open.len() < outside => return Ok(None),
                Token::End => return Ok(None),
                _ => {}
            }
        }
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The element around the innermost open one.
    pub(super) fn parent(&self) -> Option<Element> {
        self.open.get(self.open.len().checked_sub(2)?).map(|(element, _)| *element)
    }

    /// The namespace of a prefix, as far as a reader of documents must know it.
    pub(super) fn knows(&self, prefixes: &str) -> bool {
        let known = |prefix: &str| {
            let name = format!("{prefix}:x");
            let (space, _) = self.reader.resolver().resolve(quick_xml::name::QName(name.as_bytes()), false);
            let ResolveResult::Bound(space) = space else { return false };
            [
                "http://schemas.microsoft.com/office/",
                "http://schemas.openxmlformats.org/",
                "http://purl.oclc.org/ooxml/",
                "urn:schemas-microsoft-com:",
            ]
            .iter()
            .any(|known| space.as_ref().starts_with(known.as_bytes()))
        };
        prefixes.split_whitespace().all(known)
    }

    fn malformed(&self, why: impl std::fmt::Display) -> Error {
        self.wrong(format!("it is not well-formed XML ({why})"))
    }

    /// An error about the part as a whole.
    pub(super) fn wrong(&self, why: impl std::fmt::Display) -> Error {
        Error::invalid("docx-damaged", format!("{} is damaged: {why}", self.part))
            .at(self.place())
            .help("open it in a word processor, let it repair the file, and save it again as .docx")
    }
}
