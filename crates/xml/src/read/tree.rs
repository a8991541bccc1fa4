//! The input as a tree of elements and text, with namespaces resolved and every place kept.
//!
//! quick-xml finds where tags, text, comments and the rest begin and end, and that end tags match. Everything inside of them is
//! read here, strictly.

use super::check::WHITE;
use super::flaw::{Checked, Flaw};
use super::lexical::{Named, attributes, declaration, expand, is_name, qualified};
use crate::foreign;
use crate::names::XML;
use quick_xml::errors::{Error as Cause, IllFormedError};
use quick_xml::events::Event;
use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;
use vitae_core::{Error, Limits, Location, Result, is_allowed};

/// A name in a namespace; the namespace is empty where there is none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name<'a> {
    pub(crate) namespace: Rc<str>,
    pub(crate) local: &'a str,
    pub(crate) prefix: &'a str,
}

impl Name<'_> {
    /// True in this namespace.
    pub(crate) fn is_in(&self, namespace: &str) -> bool {
        *self.namespace == *namespace
    }

    /// The name as it is written.
    pub(crate) fn written(&self) -> String {
        if self.prefix.is_empty() { self.local.to_owned() } else { format!("{}:{}", self.prefix, self.local) }
    }
}

#[derive(Debug)]
pub(crate) struct Attribute<'a> {
    pub(crate) name: Name<'a>,
    pub(crate) value: String,
    pub(crate) at: Range<usize>,
}

#[derive(Debug)]
pub(crate) struct Element<'a> {
    pub(crate) name: Name<'a>,
    pub(crate) attributes: Vec<Attribute<'a>>,
    pub(crate) nodes: Vec<Node<'a>>,
    /// Where its start tag stands.
    pub(crate) at: Range<usize>,
    /// Where its first CDATA section stands: that counts as text even when it is blank.
    pub(crate) cdata: Option<Range<usize>>,
}

#[derive(Debug)]
pub(crate) enum Node<'a> {
    Element(Element<'a>),
    Text(String, Range<usize>),
}

impl<'a> Element<'a> {
    /// The elements in it.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(..) => None,
        })
    }

    /// The text in it that is in no element inside.
    pub(crate) fn text(&self) -> String {
        let text = self.nodes.iter().filter_map(|node| match node {
            Node::Text(text, _) => Some(text.as_str()),
            Node::Element(_) => None,
        });
        text.collect()
    }

    /// The value of an attribute in a namespace, or in none.
    pub(crate) fn attribute(&self, namespace: &str, local: &str) -> Option<&Attribute<'a>> {
        self.attributes.iter().find(|a| a.name.local == local && a.name.is_in(namespace))
    }
}

/// A whole document.
#[derive(Debug)]
pub(crate) struct Tree<'a> {
    pub(crate) root: Element<'a>,
    /// The first comment or processing instruction, and how many there are.
    pub(crate) remarks: Option<(Range<usize>, usize)>,
    /// A document type declaration that was passed over unread: only a dialect that always has one may have it.
    pub(crate) doctype: Option<Range<usize>>,
}

/// The error for a document type declaration.
pub(crate) fn doctype(at: Range<usize>) -> Flaw {
    let message = "a document type declaration (`<!DOCTYPE`) is not read";
    let help = "remove it, and write what its entities stand for; no entity or external file is ever resolved";
    Flaw::new("doctype", at, message).help(help)
}

/// Elements that stand around what nests freely: a list in a list is two elements for one level of the model. A matter of our grammar,
/// and of no input.
const FRAME: usize = 32;

/// How many namespaces can be in scope. Each name is looked for in all of them; no document of any dialect has more than a dozen, so that
/// this is no limit to be raised.
const SCOPE: usize = 256;

/// Reads a document.
pub(crate) fn parse<'a>(text: &'a str, limits: &Limits) -> Result<Tree<'a>> {
    whole(text).map_err(|flaw| flaw.error(text))?;
    let mut reader = quick_xml::Reader::from_str(text);
    let mut builder = Builder::new(text, limits);
    let mut start = 0;
    loop {
        let event = reader.read_event();
        let error_at = usize::try_from(reader.error_position()).unwrap_or(text.len());
        let event = event.map_err(|cause| token(cause, error_at).error(text))?;
        let end = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
        if matches!(event, Event::Eof) {
            break;
        }
        builder.take(&event, start..end)?;
        start = end;
    }
    builder.finish().map_err(|flaw| flaw.error(text))
}

/// What can be said before anything is parsed.
fn whole(text: &str) -> Checked<()> {
    if text.starts_with('\u{feff}') {
        return Err(Flaw::syntax(0..3, "a second byte order mark stands before the document").help("remove it"));
    }
    let Some((at, c)) = text.char_indices().find(|(_, c)| !is_allowed(*c)) else { return Ok(()) };
    let help = match c {
        '\0' => "remove it; if there are many, the file is UTF-16: save it as UTF-8",
        _ => "remove it: no version of XML 1.0 can hold it, not even as a reference",
    };
    Err(Flaw::syntax(at..at + c.len_utf8(), format!("the character U+{:04X} cannot stand in XML", u32::from(c)))
        .help(help))
}

/// What the tokenizer refused.
fn token(cause: Cause, at: usize) -> Flaw {
    let place = at..at + 1;
    match cause {
        Cause::IllFormed(IllFormedError::MismatchedEndTag { expected, found }) => {
            Flaw::syntax(place, format!("`</{found}>` stands where `</{expected}>` must"))
                .help("close elements in reverse order")
        }
        Cause::IllFormed(IllFormedError::UnmatchedEndTag(found)) => {
            Flaw::syntax(place, format!("`</{found}>` closes nothing"))
        }
        Cause::IllFormed(IllFormedError::UnclosedReference) => {
            let flaw = Flaw::syntax(place, "`&` begins a reference, and none follows");
            flaw.help("for the character itself, write `&amp;`")
        }
        cause => Flaw::syntax(place, cause.to_string()).help("XML writes `<` as `&lt;` where it begins no tag"),
    }
}

struct Builder<'a, 'l> {
    text: &'a str,
    limits: &'l Limits,
    scope: Vec<(&'a str, Rc<str>)>,
    /// Elements that are open, with the number of namespaces that were in scope before each.
    open: Vec<(Element<'a>, usize)>,
    root: Option<Element<'a>>,
    remarks: Option<(Range<usize>, usize)>,
    doctype: Option<Range<usize>>,
    named: Named,
    nodes: usize,
    /// How much text was taken, in bytes.
    words: usize,
}

impl<'a, 'l> Builder<'a, 'l> {
    fn new(text: &'a str, limits: &'l Limits) -> Self {
        let scope = vec![("", "".into()), ("xml", XML.into())];
        Self {
            text,
            limits,
            scope,
            open: Vec::new(),
            root: None,
            remarks: None,
            doctype: None,
            named: |_| None,
            nodes: 0,
            words: 0,
        }
    }

    fn slice(&self, at: Range<usize>) -> &'a str {
        self.text.get(at).unwrap_or_default()
    }

    fn take(&mut self, event: &Event<'_>, at: Range<usize>) -> Result<()> {
        let text = self.text;
        let flaw = |flaw: Flaw| flaw.error(text);
        if matches!(event, Event::Text(_) | Event::GeneralRef(_) | Event::CData(_)) {
            self.words = self.words.saturating_add(at.len());
            self.limits.check_text(self.words).map_err(|error| error.at(Location::in_text(text, at.clone())))?;
        }
        match event {
            Event::Start(_) => self.start(&at, ">"),
            Event::Empty(_) => self.start(&at, "/>").map(|()| self.end()),
            Event::End(_) => {
                self.end();
                Ok(())
            }
            Event::Text(_) | Event::GeneralRef(_) => self.words(at).map_err(flaw),
            Event::CData(_) => self.cdata(at).map_err(flaw),
            Event::Comment(_) => self.comment(at).map_err(flaw),
            Event::PI(_) => self.instruction(at).map_err(flaw),
            Event::Decl(_) if at.start == 0 => declaration(self.slice(at), text).map_err(flaw),
            Event::Decl(_) => {
                let message = "an XML declaration can only stand at the very beginning of the file";
                Err(flaw(Flaw::syntax(at, message).help("remove what stands before it, or remove it")))
            }
            // Nothing of it is read, and nothing that it names is fetched.
            Event::DocType(_)
                if self.doctype.is_none() && self.root.is_none() && foreign::passes(self.slice(at.clone())) =>
            {
                self.named = foreign::named;
                self.doctype = Some(at);
                Ok(())
            }
            Event::DocType(_) => Err(flaw(doctype(at))),
            Event::Eof => Ok(()),
        }
    }

    fn start(&mut self, at: &Range<usize>, end: &str) -> Result<()> {
        let text = self.text;
        let before = self.scope.len();
        // Nothing in a tag is longer than the tag, and it has no more attributes than it has signs of equality.
        let tag = self.slice(at.clone());
        let attributes = tag.bytes().filter(|&b| b == b'=').count();
        let limited = self.limits.check_attribute(tag.len());
        let limited = limited.and_then(|()| self.limits.check_nodes(self.nodes.saturating_add(attributes)));
        limited.map_err(|error| error.at(Location::in_text(text, at.clone())))?;
        let element = self.element(at, end).map_err(|flaw| flaw.error(text))?;
        if self.scope.len() > SCOPE {
            let message = format!("the input passes the limit on namespaces: more than {SCOPE} at one place");
            return Err(Error::unsupported("limit", message).at(Location::in_text(text, at.clone())));
        }
        self.nodes = self.nodes.saturating_add(1).saturating_add(element.attributes.len());
        self.open.push((element, before));
        let levels = self.open.len().saturating_sub(FRAME).div_ceil(2);
        let limited = self.limits.check_nodes(self.nodes).and_then(|()| self.limits.check_depth(levels));
        limited.map_err(|error| error.at(Location::in_text(text, at.clone())))
    }

    /// The element that a start tag begins.
    fn element(&mut self, at: &Range<usize>, end: &str) -> Checked<Element<'a>> {
        if self.open.is_empty() && self.root.is_some() {
            let flaw = Flaw::syntax(at.clone(), "a second root stands after the first");
            return Err(flaw.help("a file holds one résumé: everything belongs inside its one outer element"));
        }
        let inside = self.slice(at.start + 1..at.end.saturating_sub(end.len()));
        let name_end = inside.find(WHITE).unwrap_or(inside.len());
        let (name, rest) = inside.split_at_checked(name_end).unwrap_or((inside, ""));
        let Some((prefix, local)) = qualified(name) else {
            let flaw = Flaw::syntax(at.clone(), format!("`{name}` cannot be the name of an element"));
            return Err(flaw.help("for a `<` that begins no tag, write `&lt;`"));
        };
        let written = attributes(rest, at.start + 1 + name_end, self.named)?;
        let mut plain = Vec::new();
        for attribute in written {
            let place = attribute.at..attribute.at + attribute.name.len();
            match qualified(attribute.name) {
                Some(("", "xmlns")) => self.declare("", &attribute.value, place)?,
                Some(("xmlns", prefix)) => self.declare(prefix, &attribute.value, place)?,
                Some((prefix, local)) => plain.push((prefix, local, attribute.value, place)),
                None => {}
            }
        }
        let namespace = self.resolve(prefix, at)?;
        let mut attributes = Vec::with_capacity(plain.len());
        let mut seen = BTreeSet::new();
        for (prefix, local, value, at) in plain {
            let namespace = if prefix.is_empty() { "".into() } else { self.resolve(prefix, &at)? };
            if !seen.insert((Rc::clone(&namespace), local)) {
                return Err(Flaw::syntax(at, format!("the attribute `{local}` stands twice")).help("remove one"));
            }
            attributes.push(Attribute { name: Name { namespace, local, prefix }, value, at });
        }
        Ok(Element {
            name: Name { namespace, local, prefix },
            attributes,
            nodes: Vec::new(),
            at: at.clone(),
            cdata: None,
        })
    }

    /// Binds a prefix.
    fn declare(&mut self, prefix: &'a str, namespace: &str, at: Range<usize>) -> Checked<()> {
        const XMLNS: &str = "http://www.w3.org/2000/xmlns/";
        let reserved = prefix == "xmlns" || namespace == XMLNS || (prefix == "xml") != (namespace == XML);
        if reserved {
            return Err(Flaw::syntax(
                at,
                "the prefixes xml and xmlns, and their namespaces, cannot be bound to others",
            ));
        }
        if !prefix.is_empty() && namespace.is_empty() {
            return Err(Flaw::syntax(at, format!("the prefix `{prefix}` is bound to no namespace"))
                .help("remove the declaration"));
        }
        self.scope.push((prefix, namespace.into()));
        Ok(())
    }

    fn resolve(&self, prefix: &str, at: &Range<usize>) -> Checked<Rc<str>> {
        let bound = self.scope.iter().rev().find(|(p, _)| *p == prefix).map(|(_, namespace)| Rc::clone(namespace));
        bound.ok_or_else(|| {
            let flaw = Flaw::syntax(at.clone(), format!("the prefix `{prefix}` is bound to no namespace"));
            flaw.help(format!("declare it: `xmlns:{prefix}=\"…\"`"))
        })
    }

    fn end(&mut self) {
        let Some((element, scope)) = self.open.pop() else { return };
        self.scope.truncate(scope);
        match self.open.last_mut() {
            Some((parent, _)) => parent.nodes.push(Node::Element(element)),
            None => self.root = Some(element),
        }
    }

    /// Text between tags, or a reference in it.
    fn words(&mut self, at: Range<usize>) -> Checked<()> {
        let raw = self.slice(at.clone());
        if let Some(end) = raw.find("]]>") {
            let place = at.start + end;
            return Err(Flaw::syntax(place..place + 3, "`]]>` cannot stand in text").help("write `]]&gt;`"));
        }
        let text = expand(raw, at.start, false, self.named)?;
        if self.open.is_empty() && raw.trim_matches(WHITE).is_empty() {
            return Ok(());
        }
        self.push(text, at)
    }

    fn cdata(&mut self, at: Range<usize>) -> Checked<()> {
        let raw = self.slice(at.clone());
        let inner = raw.strip_prefix("<![CDATA[").and_then(|r| r.strip_suffix("]]>")).unwrap_or_default();
        self.push(inner.replace("\r\n", "\n").replace('\r', "\n"), at.clone())?;
        if let Some((parent, _)) = self.open.last_mut() {
            parent.cdata.get_or_insert(at);
        }
        Ok(())
    }

    fn push(&mut self, text: String, at: Range<usize>) -> Checked<()> {
        let Some((parent, _)) = self.open.last_mut() else {
            let start = at.start + self.slice(at.clone()).find(|c| !WHITE.contains(&c)).unwrap_or_default();
            let flaw = Flaw::syntax(start..at.end, "text stands outside the one outer element");
            return Err(flaw.help("an XML résumé is one `<resume>` with everything inside"));
        };
        match parent.nodes.last_mut() {
            Some(Node::Text(before, place)) => {
                before.push_str(&text);
                place.end = at.end;
            }
            _ => parent.nodes.push(Node::Text(text, at)),
        }
        Ok(())
    }

    fn comment(&mut self, at: Range<usize>) -> Checked<()> {
        let inner = self.slice(at.start + 4..at.end.saturating_sub(3).max(at.start + 4));
        if at.len() < 7 || inner.contains("--") || inner.ends_with('-') {
            return Err(
                Flaw::syntax(at, "`--` cannot stand in a comment").help("use single dashes, and a space before `-->`")
            );
        }
        self.remark(at);
        Ok(())
    }

    fn instruction(&mut self, at: Range<usize>) -> Checked<()> {
        let inner = self.slice(at.start + 2..at.end.saturating_sub(2).max(at.start + 2));
        let target = inner.split(WHITE).next().unwrap_or_default();
        if !is_name(target) || target.eq_ignore_ascii_case("xml") {
            return Err(Flaw::syntax(at, format!("`{target}` cannot be the name of a processing instruction")));
        }
        self.remark(at);
        Ok(())
    }

    fn remark(&mut self, at: Range<usize>) {
        match &mut self.remarks {
            Some((_, count)) => *count += 1,
            None => self.remarks = Some((at, 1)),
        }
    }

    fn finish(self) -> Checked<Tree<'a>> {
        if let Some((element, _)) = self.open.last() {
            let name = element.name.written();
            return Err(Flaw::syntax(element.at.clone(), format!("`<{name}>` is never closed"))
                .help(format!("write `</{name}>`")));
        }
        let Some(root) = self.root else {
            let end = self.text.len();
            let flaw = Flaw::syntax(end..end, "there is no element in the file");
            return Err(flaw.help("an XML résumé is one `<resume xmlns=\"urn:vitae:resume:1\">`"));
        };
        Ok(Tree { root, remarks: self.remarks, doctype: self.doctype })
    }
}
