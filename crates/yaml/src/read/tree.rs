//! The file as a tree: every scalar by its source text, everything with its place.
//!
//! A YAML library that resolves types has forgotten what a résumé needs: `01234` is a postal code and `+61 400 000 000` a
//! telephone number. So nothing is resolved here but structure: aliases, merge keys, and limits on all of it.

use super::explain::explain;
use super::notes::Notes;
use granit_parser::{Event, Parser, ScalarStyle, Span, Tag};
use std::collections::HashMap;
use std::rc::Rc;
use vitae_core::{Error, Limits, Result};
use vitae_dialect::{Content, Node, Pair, Place, SourceText};

/// Reads the one document of a file. `None` when there is none.
pub(super) fn parse(source: &SourceText<'_>, limits: &Limits, notes: &mut Notes) -> Result<Option<Node>> {
    let options = granit_parser::options! {
        // The limit on the input's size bounds these too.
        max_buffered_comment_events: usize::MAX,
        // PyYAML and ruamel.yaml add no line feed that the file does not have.
        block_scalar_eof_without_line_feed: true,
    };
    let mut tree =
        Tree { source, limits, notes, open: Vec::new(), done: None, anchors: HashMap::new(), nodes: 0, bytes: 0 };
    for event in Parser::new_from_str_with_options(source.text(), options) {
        match event {
            Ok((event, span)) => tree.event(event, place(span))?,
            Err(error) => {
                let brackets = tree.open.iter().rev().find(|open| open.in_brackets).map(|open| open.at);
                return Err(explain(&error, brackets, source, limits));
            }
        }
    }
    Ok(tree.done)
}

/// Where the parser saw something.
fn place(span: Span) -> Place {
    let offset = |mark: granit_parser::Marker| mark.byte_offset().unwrap_or_default();
    Place { start: offset(span.start), end: offset(span.end) }
}

struct Tree<'a, 't> {
    source: &'a SourceText<'t>,
    limits: &'a Limits,
    notes: &'a mut Notes,
    open: Vec<Open>,
    done: Option<Node>,
    anchors: HashMap<usize, (Node, Weight)>,
    nodes: usize,
    bytes: usize,
}

/// A list or map whose end is not reached yet.
struct Open {
    at: Place,
    in_brackets: bool,
    anchor: usize,
    inside: Inside,
}

enum Inside {
    List(Vec<Node>),
    Map(OpenMap),
}

#[derive(Default)]
struct OpenMap {
    pairs: Vec<Pair>,
    seen: HashMap<Rc<str>, Place>,
    key: Option<(Rc<str>, Place, bool)>,
    merged: Vec<Node>,
}

/// What a node costs each time an alias repeats it.
#[derive(Clone, Copy, Default)]
struct Weight {
    nodes: usize,
    bytes: usize,
    height: usize,
}

impl Tree<'_, '_> {
    fn event(&mut self, event: Event<'_>, at: Place) -> Result<()> {
        match event {
            Event::Comment(text, _) => {
                let in_brackets = self.open.last().is_some_and(|open| open.in_brackets);
                self.notes.comment(&text, at, in_brackets, self.source.text());
            }
            Event::DocumentStart(..) if self.done.is_some() => {
                return Err(self.error("several-documents", "a second document begins here", at).help(
                    "one file holds one résumé: remove the line `---` or `...`, or put the rest in another file",
                ));
            }
            Event::Scalar(text, style, anchor, tag) => {
                let plain = style == ScalarStyle::Plain && !self.is_str(tag.as_deref(), at);
                self.spend(Weight { nodes: 1, bytes: text.len(), height: 0 }, at)?;
                let node = Node { content: Content::Scalar { text: text.into(), plain }, at };
                self.finish(node, anchor)?;
            }
            Event::SequenceStart(_, anchor, tag) => self.begin(Inside::List(Vec::new()), anchor, tag.as_deref(), at)?,
            Event::MappingStart(_, anchor, tag) => {
                self.begin(Inside::Map(OpenMap::default()), anchor, tag.as_deref(), at)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(at)?,
            Event::Alias(id) => {
                let Some((node, weight)) = self.anchors.get(&id).cloned() else {
                    return Err(self
                        .error("alias-in-itself", "this reference stands inside the value that it refers to", at)
                        .help("write the value out, or put it in quotes if it is a text"));
                };
                self.notes.anchor(at);
                self.spend(weight, at)?;
                self.finish(node, 0)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn error(&self, code: &'static str, message: impl Into<String>, at: Place) -> Error {
        Error::invalid(code, message).at(self.source.location(at))
    }

    /// True for a scalar that is tagged as a string, and so never anything else.
    fn is_str(&mut self, tag: Option<&Tag>, at: Place) -> bool {
        let Some(tag) = tag else { return false };
        match tag.core_suffix() {
            Some("str") => true,
            Some(_) => false,
            None if tag.handle().is_empty() && tag.suffix() == "!" => true,
            None => {
                self.notes.tag(at);
                false
            }
        }
    }

    /// Counts what an event or an alias adds against the limits.
    fn spend(&mut self, weight: Weight, at: Place) -> Result<()> {
        self.nodes = self.nodes.saturating_add(weight.nodes);
        self.bytes = self.bytes.saturating_add(weight.bytes);
        let limits = self.limits;
        let checked = limits
            .check_nodes(self.nodes)
            .and_then(|()| limits.check_text(self.bytes))
            .and_then(|()| limits.check_depth(self.open.len() + weight.height));
        checked.map_err(|error| error.at(self.source.location(at)))
    }

    fn begin(&mut self, inside: Inside, anchor: usize, tag: Option<&Tag>, at: Place) -> Result<()> {
        let in_brackets = matches!(self.source.text().as_bytes().get(at.start), Some(b'[' | b'{')) && at.end > at.start;
        self.is_str(tag, at);
        self.open.push(Open { at, in_brackets, anchor, inside });
        self.spend(Weight { nodes: 1, bytes: 0, height: 0 }, at)
    }

    fn end(&mut self, at: Place) -> Result<()> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let content = match open.inside {
            Inside::List(items) => Content::List(items.into()),
            Inside::Map(map) => Content::Map(self.merge(map)?.into()),
        };
        let at = if open.in_brackets { open.at.until(at) } else { open.at };
        self.finish(Node { content, at }, open.anchor)
    }

    /// Hands a whole node to what it stands in.
    fn finish(&mut self, node: Node, anchor: usize) -> Result<()> {
        if anchor > 0 {
            self.notes.anchor(node.at);
            let weight = weigh(&node);
            self.anchors.insert(anchor, (node.clone(), weight));
        }
        match self.open.last_mut().map(|open| &mut open.inside) {
            None => self.done = Some(node),
            Some(Inside::List(items)) => items.push(node),
            Some(Inside::Map(map)) => match map.key.take() {
                None => return self.key(node),
                Some((_, _, true)) => map.merged.push(node),
                Some((key, at, false)) => map.pairs.push(Pair { key, at, value: node }),
            },
        }
        Ok(())
    }

    fn key(&mut self, node: Node) -> Result<()> {
        let Content::Scalar { text, plain } = &node.content else {
            return Err(self
                .error("bad-key", format!("a key must be a word, not {}", node.kind()), node.at)
                .help("put this value in quotes: what begins with `[` or `{` is a list or a map"));
        };
        let text = if node.is_nothing() && node.at.start == node.at.end { Rc::from("") } else { Rc::clone(text) };
        let merges = *plain && &*text == "<<";
        let Some(Open { inside: Inside::Map(map), .. }) = self.open.last_mut() else { return Ok(()) };
        if !merges && let Some(first) = map.seen.insert(Rc::clone(&text), node.at) {
            let message =
                format!("the key `{text}` stands here a second time; the first is on line {}", self.source.line(first));
            return Err(self
                .error("duplicate-key", message, node.at)
                .help("keep one of the two, or make both values items of one list"));
        }
        let length = text.len();
        map.key = Some((text, node.at, merges));
        let keys = map.seen.len();
        self.limits.check_attribute(length).map_err(|error| error.at(self.source.location(node.at)))?;
        self.check_keys(keys, node.at)
    }

    fn check_keys(&self, keys: usize, at: Place) -> Result<()> {
        self.limits.check_keys(keys).map_err(|error| error.at(self.source.location(at)))
    }

    /// Adds what the merge key `<<` brings: pairs whose keys are not there yet.
    fn merge(&self, mut map: OpenMap) -> Result<Vec<Pair>> {
        for merged in std::mem::take(&mut map.merged) {
            let sources: &[Node] =
                if let Content::List(items) = &merged.content { items } else { std::slice::from_ref(&merged) };
            for source in sources {
                let Some(pairs) = source.as_map() else {
                    return Err(self
                        .error(
                            "bad-merge",
                            format!("`<<` merges a map into this one, and found {}", source.kind()),
                            source.at,
                        )
                        .help("write `<<: *name`, where `&name` stands before a map; or put `\"<<\"` in quotes"));
                };
                for pair in pairs {
                    if map.seen.insert(Rc::clone(&pair.key), pair.at).is_none() {
                        map.pairs.push(pair.clone());
                    }
                }
                self.check_keys(map.pairs.len(), source.at)?;
            }
        }
        Ok(map.pairs)
    }
}

fn weigh(node: &Node) -> Weight {
    let mut total = Weight { nodes: 1, bytes: 0, height: 1 };
    let mut add = |inner: Weight, key: usize| {
        total.nodes = total.nodes.saturating_add(inner.nodes);
        total.bytes = total.bytes.saturating_add(inner.bytes).saturating_add(key);
        total.height = total.height.max(inner.height + 1);
    };
    match &node.content {
        Content::Scalar { text, .. } => total = Weight { nodes: 1, bytes: text.len(), height: 0 },
        Content::List(items) => items.iter().for_each(|item| add(weigh(item), 0)),
        Content::Map(pairs) => pairs.iter().for_each(|pair| add(weigh(&pair.value), pair.key.len())),
    }
    total
}
