//! What is not ours: kept as XML text among the unknown fields of the nearest record that has any.

use super::Reading;
use super::tree::{Attribute, Element, Name, Node};
use crate::names::XML;
use crate::print::{escape_text, escape_value, tag};
use std::rc::Rc;
use vitae_core::{Ext, Kind, Value};

/// A piece of XML under the key that it is kept by.
pub(super) struct Kept {
    key: String,
    xml: String,
}

/// How many keys a record's unknown fields have before the rest shares one. Finding a key takes longer the more there are.
const NAMES: usize = 256;

impl Reading<'_, '_> {
    /// Keeps an element as it is.
    pub(super) fn keep_element(&mut self, element: &Element<'_>) {
        let message =
            format!("`{}` is not known here; it is kept as XML text in the unknown fields", element.name.written());
        self.keep(format!("xml:{}", element.name.local), serialize(element), message, element);
    }

    /// Keeps an element of ours that the grammar allows and the model cannot hold.
    pub(super) fn keep_unsound(&mut self, element: &Element<'_>, why: &str) {
        let message = format!("`{}` {why}; it is kept as XML text in the unknown fields", element.name.written());
        self.keep(format!("xml:{}", element.name.local), serialize(element), message, element);
    }

    fn keep(&mut self, key: String, xml: String, message: String, element: &Element<'_>) {
        self.say(Kind::Note, "unknown-field-kept", message, &element.at);
        self.foreign.push(Kept { key, xml });
    }

    /// Keeps an attribute, on an empty copy of the element that it stands on.
    pub(super) fn keep_attribute(&mut self, element: &Element<'_>, attribute: &Attribute<'_>) {
        let name = &attribute.name;
        let message = format!("`{}` is not known here; it is kept as XML text in the unknown fields", name.written());
        self.say(Kind::Note, "unknown-field-kept", message, &attribute.at);
        let mut out = String::new();
        Scope::default().start(&mut out, &element.name, &[attribute], "/>");
        self.foreign.push(Kept { key: format!("xml:@{}", name.local), xml: out });
    }

    /// Puts what was kept since into a record's unknown fields.
    pub(super) fn settle(&mut self, ext: &mut Ext) {
        for Kept { key, xml } in self.foreign.drain(..) {
            let xml = Value::String(xml);
            let key = if ext.len() < NAMES || ext.get(&key).is_some() { key } else { "xml:more".to_owned() };
            let together = match ext.remove(&key) {
                None => xml,
                Some(Value::Array(mut several)) => {
                    several.push(xml);
                    Value::Array(several)
                }
                Some(one) => Value::Array(vec![one, xml]),
            };
            ext.insert(key, together);
        }
    }
}

/// An element as XML text that stands for itself: with every namespace that it needs.
fn serialize(element: &Element<'_>) -> String {
    let mut out = String::new();
    Scope::default().element(&mut out, element);
    out
}

/// The namespaces that are declared so far.
#[derive(Default)]
struct Scope {
    bound: Vec<(String, Rc<str>)>,
}

impl Scope {
    fn element(&mut self, out: &mut String, element: &Element<'_>) {
        let before = self.bound.len();
        let attributes: Vec<_> = element.attributes.iter().collect();
        let end = if element.nodes.is_empty() { "/>" } else { ">" };
        self.start(out, &element.name, &attributes, end);
        for node in &element.nodes {
            match node {
                Node::Text(text, _) => escape_text(out, text),
                Node::Element(inside) => self.element(out, inside),
            }
        }
        if !element.nodes.is_empty() {
            out.push_str("</");
            out.push_str(&element.name.written());
            out.push('>');
        }
        self.bound.truncate(before);
    }

    fn start(&mut self, out: &mut String, name: &Name<'_>, attributes: &[&Attribute<'_>], end: &str) {
        tag(out, &name.written(), &[], "");
        self.declare(out, name);
        for attribute in attributes.iter().filter(|attribute| !attribute.name.prefix.is_empty()) {
            self.declare(out, &attribute.name);
        }
        for attribute in attributes {
            out.push(' ');
            out.push_str(&attribute.name.written());
            out.push_str("=\"");
            escape_value(out, &attribute.value);
            out.push('"');
        }
        out.push_str(end);
    }

    fn declare(&mut self, out: &mut String, name: &Name<'_>) {
        let bound =
            self.bound.iter().rev().find(|(prefix, _)| prefix == name.prefix).map_or("", |(_, namespace)| namespace);
        if *bound == *name.namespace || name.is_in(XML) {
            return;
        }
        out.push_str(" xmlns");
        if !name.prefix.is_empty() {
            out.push(':');
            out.push_str(name.prefix);
        }
        out.push_str("=\"");
        escape_value(out, &name.namespace);
        out.push('"');
        self.bound.push((name.prefix.to_owned(), Rc::clone(&name.namespace)));
    }
}
