//! Elements as a tree of maps, lists and texts.
//!
//! | in XML | in the tree |
//! |---|---|
//! | an element with text alone | a text |
//! | an element with attributes, or elements inside | a map, with a key for each of their names; its own text under `#text` |
//! | elements of the same name | a list, where the first of them stood |
//! | text with elements in it, or elements that mark up text | HTML |

use super::Vocabulary;
use crate::names::{XML, XSI};
use crate::print::{escape_text, escape_value};
use crate::read::check::collapse;
use crate::read::tree::{Attribute, Element, Node as Part};
use std::collections::{HashMap, HashSet};
use vitae_dialect::{Node, Pair, Place};

pub(super) fn node(element: &Element<'_>, vocabulary: &Vocabulary) -> Node {
    let at = Place::from(element.at.clone());
    let attributes: Vec<&Attribute<'_>> = element.attributes.iter().filter(|attribute| speaks(attribute)).collect();
    let text = |inner: String| Node::text(inner, at);
    let is_text = element.elements().next().is_none();
    let is_marked = is_marked_up(element, vocabulary);
    if attributes.is_empty() && (is_text || is_marked) {
        return text(if is_text { words(element, vocabulary) } else { html(element, vocabulary) });
    }
    let mut pairs: Vec<Pair> = Vec::new();
    for attribute in attributes {
        let value = Node::text(attribute.value.as_str(), attribute.at.clone().into());
        pairs.push(Pair { key: attribute.name.local.into(), at: attribute.at.clone().into(), value });
    }
    if is_text || is_marked {
        let inner = if is_text { words(element, vocabulary) } else { html(element, vocabulary) };
        if !inner.is_empty() {
            pairs.push(Pair::new("#text", text(inner)));
        }
        return Node::map(pairs, at);
    }
    let mut keys: HashMap<&str, usize> = HashMap::new();
    let mut groups: Vec<(&Element<'_>, Vec<Node>)> = Vec::new();
    for inside in element.elements() {
        let index = *keys.entry(inside.name.local).or_insert(groups.len());
        let value = node(inside, vocabulary);
        match groups.get_mut(index) {
            Some((_, values)) => values.push(value),
            None => groups.push((inside, vec![value])),
        }
    }
    let attributes: HashSet<&str> = element.attributes.iter().map(|attribute| attribute.name.local).collect();
    for (first, mut values) in groups {
        let at = Place::from(first.at.clone());
        let value =
            if values.len() > 1 { Node::list(values, at) } else { values.pop().unwrap_or_else(|| text(String::new())) };
        let key = if attributes.contains(first.name.local) {
            format!("{}_", first.name.local)
        } else {
            first.name.local.to_owned()
        };
        pairs.push(Pair { key: key.into(), at, value });
    }
    Node::map(pairs, at)
}

/// True for an attribute that says something to anybody but a schema processor.
fn speaks(attribute: &Attribute<'_>) -> bool {
    !attribute.name.is_in(XSI)
}

fn mark<'v>(element: &Element<'_>, vocabulary: &'v Vocabulary) -> Option<&'v str> {
    vocabulary.marks.iter().find(|(name, _)| *name == element.name.local).map(|(_, tag)| *tag)
}

fn is_marked_up(element: &Element<'_>, vocabulary: &Vocabulary) -> bool {
    let mixed = element.nodes.iter().any(|part| matches!(part, Part::Text(text, _) if !text.trim().is_empty()));
    // An address alone in an element is a field of it.
    let marks = || element.elements().all(|inside| mark(inside, vocabulary).is_some());
    mixed || (element.elements().any(|inside| inside.name.local != "url") && marks())
}

/// The text of an element, in which the ends of lines are ends of lines or not.
fn words(element: &Element<'_>, vocabulary: &Vocabulary) -> String {
    let text = element.text();
    match vocabulary.wrapped {
        Some(but) if !but.contains(&element.name.local) => collapse(&text),
        _ => text.trim().to_owned(),
    }
}

fn html(element: &Element<'_>, vocabulary: &Vocabulary) -> String {
    let mut out = String::new();
    inner_html(element, vocabulary, &mut out);
    out.trim().to_owned()
}

fn inner_html(element: &Element<'_>, vocabulary: &Vocabulary, out: &mut String) {
    for part in &element.nodes {
        let inside = match part {
            Part::Text(text, _) => {
                escape_text(out, text);
                continue;
            }
            Part::Element(inside) => inside,
        };
        let tag = mark(inside, vocabulary);
        let href = match tag {
            Some("a") => {
                inside.attribute("", "href").map(|attribute| attribute.value.clone()).or_else(|| Some(inside.text()))
            }
            _ => None,
        };
        if let Some(tag) = tag {
            out.push('<');
            out.push_str(tag);
            if let Some(href) = &href {
                out.push_str(" href=\"");
                escape_value(out, href.trim());
                out.push('"');
            }
            out.push('>');
        }
        inner_html(inside, vocabulary, out);
        // What an element that marks up nothing said in attributes is still said.
        if tag.is_none() {
            for attribute in
                inside.attributes.iter().filter(|attribute| speaks(attribute) && !attribute.name.is_in(XML))
            {
                out.push(' ');
                escape_text(out, &attribute.value);
            }
        }
        if let Some(tag) = tag {
            out.push_str("</");
            out.push_str(tag);
            out.push('>');
        }
    }
}
