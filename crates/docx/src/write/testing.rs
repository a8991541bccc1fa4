//! For tests: a document that is opened again, by a reader that shares no code with the writer.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use vitae_core::{Context, Lang};
use vitae_outline::{Block, Kind, Outline, Part, Role, Run};

/// The parts of a package, as text.
pub(super) struct Opened(pub BTreeMap<String, String>);

/// An element: its name, attributes, children and text. Text among children is a child named `#text`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Node {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    pub children: Vec<Node>,
    pub text: String,
}

impl Opened {
    pub(super) fn new(bytes: &[u8]) -> Self {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let names: Vec<_> = archive.file_names().map(str::to_owned).collect();
        let read = |name: String| {
            let mut text = String::new();
            archive.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
            (name, text)
        };
        Self(names.into_iter().map(read).collect())
    }

    /// What a writer with these options makes of an outline.
    pub(super) fn rendered(outline: &Outline, options: &[(&str, &str)]) -> Self {
        let mut cx = Context::with_options(options.iter().copied());
        Self::new(&super::render(outline, &mut cx).unwrap())
    }

    pub(super) fn node(&self, part: &str) -> Node {
        Node::parse(&self.0[part]).unwrap_or_else(|why| panic!("{part}: {why}\n{}", self.0[part]))
    }

    /// The paragraphs of the body.
    pub(super) fn paragraphs(&self) -> Vec<Node> {
        self.node("word/document.xml").all("w:p")
    }

    /// The text of each paragraph.
    pub(super) fn lines(&self) -> Vec<String> {
        self.paragraphs().iter().map(Node::said).collect()
    }

    /// A style, by its id.
    pub(super) fn style(&self, id: &str) -> Node {
        let styles = self.node("word/styles.xml").all("w:style");
        styles.into_iter().find(|style| style.attributes["w:styleId"] == id).unwrap_or_else(|| panic!("no style {id}"))
    }
}

impl Node {
    /// Reads a part; an error says why it is not well-formed.
    pub(super) fn parse(xml: &str) -> Result<Self, String> {
        if let Some(c) = xml.chars().find(|&c| !vitae_core::is_allowed(c)) {
            return Err(format!("the character {c:?}"));
        }
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = true;
        let mut open = vec![Self::default()];
        loop {
            let top = open.len() - 1;
            match reader.read_event().map_err(|e| e.to_string())? {
                Event::Start(tag) => open.push(Self::of(&tag)?),
                Event::Empty(tag) => {
                    let node = Self::of(&tag)?;
                    open[top].children.push(node);
                }
                Event::End(_) => {
                    let node = open.pop().unwrap();
                    open.last_mut().ok_or("an end too many")?.children.push(node);
                }
                Event::Text(text) => open[top].text.push_str(&text.decode().map_err(|e| e.to_string())?),
                Event::GeneralRef(reference) => {
                    let name = reference.decode().map_err(|e| e.to_string())?;
                    let known =
                        quick_xml::escape::unescape(&format!("&{name};")).map_err(|e| e.to_string())?.into_owned();
                    open[top].text.push_str(&known);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        let [root] = open.as_slice() else { return Err("an element is not closed".into()) };
        let [root] = root.children.as_slice() else { return Err("not one root".into()) };
        Ok(root.clone())
    }

    fn of(tag: &BytesStart<'_>) -> Result<Self, String> {
        let mut attributes = BTreeMap::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|e| e.to_string())?;
            let name = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
            let value = String::from_utf8_lossy(&attribute.value);
            let value = quick_xml::escape::unescape(&value).map_err(|e| e.to_string())?.into_owned();
            attributes.insert(name, value);
        }
        let name = String::from_utf8_lossy(tag.name().as_ref()).into_owned();
        Ok(Self { name, attributes, ..Self::default() })
    }

    /// All elements of a name in it, in order.
    pub(super) fn all(&self, name: &str) -> Vec<Self> {
        let below = self.children.iter().flat_map(|child| child.all(name));
        (self.name == name).then(|| self.clone()).into_iter().chain(below).collect()
    }

    /// The first element on a path of names.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Self> {
        let Some((first, rest)) = path.split_first() else { return Some(self) };
        self.children.iter().filter(|child| child.name == *first).find_map(|child| child.at(rest))
    }

    /// The `w:val` of the first element on a path.
    pub(super) fn val(&self, path: &[&str]) -> Option<&str> {
        self.at(path)?.attributes.get("w:val").map(String::as_str)
    }

    pub(super) fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    /// The text of a paragraph or of a run, with the characters that some elements stand for.
    pub(super) fn said(&self) -> String {
        match self.name.as_str() {
            "w:t" => self.text.clone(),
            "w:tab" if self.attributes.is_empty() => "\t".into(),
            "w:br" => "\n".into(),
            "w:softHyphen" => "\u{AD}".into(),
            "w:noBreakHyphen" => "\u{2011}".into(),
            _ => self.children.iter().map(Self::said).collect(),
        }
    }

    /// Style and text of each run of a paragraph.
    pub(super) fn runs(&self) -> Vec<(String, String)> {
        let style = |run: &Self| run.val(&["w:rPr", "w:rStyle"]).unwrap_or_default().to_owned();
        self.all("w:r").iter().map(|run| (style(run), run.said())).collect()
    }

    pub(super) fn paragraph_style(&self) -> &str {
        self.val(&["w:pPr", "w:pStyle"]).unwrap_or_default()
    }
}

/// A block with runs.
pub(super) fn block(kind: Kind, part: Part, runs: &[(&str, Option<Role>)]) -> Block {
    let runs = runs.iter().map(|(text, role)| Run { role: *role, ..Run::plain(*text) }).collect();
    Block { runs, ..Block::new(kind).part(part) }
}

/// A paragraph of plain text.
pub(super) fn text(text: &str) -> Block {
    block(Kind::Paragraph, Part::Text, &[(text, None)])
}

pub(super) fn lang(tag: &str) -> Option<Lang> {
    Some(Lang::new(tag).unwrap())
}

pub(super) fn outline(blocks: impl IntoIterator<Item = Block>) -> Outline {
    Outline { blocks: blocks.into_iter().collect(), ..Outline::default() }
}

/// The dot between fields.
pub(super) const DOT: (&str, Option<Role>) = (" · ", Some(Role::Separator));
