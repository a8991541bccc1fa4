//! The grammar as an XSD 1.0, in one file that needs no other.
//!
//! Foreign elements may stand after any of ours. So that a validator needs no second look, every optional element of an order
//! brings along what may follow it: `(foreign*, (title, foreign*)?, (dates, foreign*)?, …)`.

use crate::grammar::{Attribute, Child, Content, GRAMMAR, Part, ROOT, Times, Type};
use crate::names::NAMESPACE;
use crate::print::Printer;
use crate::values::Value;
use std::collections::BTreeMap;

const ABOUT: &str = "A résumé in the vocabulary of vitae. This schema is made from the grammar that the reader holds every file to: what \
    it allows, the reader takes. Elements and attributes of other namespaces are kept. xml:lang may stand on a résumé, a section, an \
    entry, and on everything in rich text.";

/// The schema, as an XSD 1.0.
///
/// ```
/// let schema = vitae_xml::schema();
/// assert!(schema.contains("targetNamespace=\"urn:vitae:resume:1\""));
/// ```
#[must_use]
pub fn schema() -> String {
    let mut out = Printer::new();
    out.open(
        "xs:schema",
        &[
            ("xmlns:xs", "http://www.w3.org/2001/XMLSchema"),
            ("xmlns", NAMESPACE),
            ("targetNamespace", NAMESPACE),
            ("elementFormDefault", "qualified"),
        ],
    );
    about(&mut out, ABOUT);
    out.empty("xs:element", &[("name", ROOT), ("type", ROOT)]);
    foreign(&mut out);
    for (name, parts) in groups() {
        out.open("xs:group", &[("name", name)]);
        out.open("xs:sequence", &[]);
        parts.iter().for_each(|part| self::part(&mut out, part));
        out.close();
        out.close();
    }
    for (name, of) in GRAMMAR.iter() {
        complex(&mut out, name, of);
    }
    for value in Value::ALL {
        simple(&mut out, *value);
    }
    out.close();
    out.finish()
}

fn about(out: &mut Printer, text: &str) {
    if text.is_empty() {
        return;
    }
    out.begin("xs:annotation", &[]);
    out.inside_start("xs:documentation", &[]);
    out.text(text);
    out.inside_end("xs:documentation");
    out.end();
}

/// The sequences that types share.
fn groups() -> BTreeMap<&'static str, &'static [Part]> {
    let parts =
        GRAMMAR.values().filter_map(|of| if let Content::Parts(parts) = &of.content { Some(parts) } else { None });
    let groups = parts.flatten().filter_map(|part| match part {
        Part::Group(name, parts) => Some((*name, parts.as_slice())),
        _ => None,
    });
    groups.collect()
}

/// What stands in our elements and is not ours.
fn foreign(out: &mut Printer) {
    out.open("xs:group", &[("name", "foreign")]);
    out.open("xs:sequence", &[]);
    any(out, &[("minOccurs", "0"), ("maxOccurs", "unbounded")]);
    out.close();
    out.close();
}

fn any(out: &mut Printer, times: &[(&str, &str)]) {
    let mut attributes = vec![("namespace", "##other"), ("processContents", "skip")];
    attributes.extend(times);
    out.empty("xs:any", &attributes);
}

fn followed_by_foreign(out: &mut Printer) {
    out.empty("xs:group", &[("ref", "foreign")]);
}

fn complex(out: &mut Printer, name: &str, of: &Type) {
    let mixed = matches!(of.content, Content::Mixed(_));
    let attributes = [("name", name), ("mixed", "true")];
    out.open("xs:complexType", attributes.get(..1 + usize::from(mixed)).unwrap_or_default());
    about(out, of.about);
    match &of.content {
        Content::Text(value) => {
            out.open("xs:simpleContent", &[]);
            out.open("xs:extension", &[("base", value.name())]);
            all_attributes(out, &of.attributes);
            out.close();
            out.close();
        }
        Content::Parts(parts) => {
            out.open("xs:sequence", &[]);
            followed_by_foreign(out);
            parts.iter().for_each(|part| self::part(out, part));
            out.close();
            all_attributes(out, &of.attributes);
        }
        Content::Mixed(children) => {
            out.open("xs:choice", &[("minOccurs", "0"), ("maxOccurs", "unbounded")]);
            children.iter().for_each(|child| element(out, child));
            any(out, &[]);
            out.close();
            all_attributes(out, &of.attributes);
        }
        Content::Foreign => {
            out.open("xs:sequence", &[]);
            followed_by_foreign(out);
            out.close();
            all_attributes(out, &of.attributes);
        }
    }
    out.close();
}

/// How often, as attributes.
const fn occurs(times: Times) -> &'static [(&'static str, &'static str)] {
    match times {
        Times::Once => &[],
        Times::Optional => &[("minOccurs", "0")],
        Times::Many => &[("minOccurs", "0"), ("maxOccurs", "unbounded")],
    }
}

fn part(out: &mut Printer, part: &Part) {
    match part {
        Part::Child(child, Times::Once) => {
            element(out, child);
            followed_by_foreign(out);
        }
        Part::Child(child, times) => {
            out.open("xs:sequence", occurs(*times));
            element(out, child);
            followed_by_foreign(out);
            out.close();
        }
        Part::Choice(ways, times) => choice(out, ways, *times),
        Part::Group(name, _) => out.empty("xs:group", &[("ref", name)]),
    }
}

fn choice(out: &mut Printer, ways: &[Vec<Part>], times: Times) {
    let single: Vec<&Child> = ways.iter().filter_map(|way| only_child(way)).collect();
    if single.len() == ways.len() {
        out.open("xs:sequence", occurs(times));
        out.open("xs:choice", &[]);
        single.into_iter().for_each(|child| element(out, child));
        out.close();
        followed_by_foreign(out);
        out.close();
        return;
    }
    out.open("xs:choice", occurs(times));
    for way in ways {
        out.open("xs:sequence", &[]);
        way.iter().for_each(|part| self::part(out, part));
        out.close();
    }
    out.close();
}

fn only_child(way: &[Part]) -> Option<&Child> {
    match way {
        [Part::Child(child, Times::Once)] => Some(child),
        _ => None,
    }
}

fn element(out: &mut Printer, child: &Child) {
    let attributes = [("name", child.name), ("type", child.of)];
    if child.about.is_empty() {
        return out.empty("xs:element", &attributes);
    }
    out.open("xs:element", &attributes);
    about(out, &child.about);
    out.close();
}

fn all_attributes(out: &mut Printer, attributes: &[Attribute]) {
    for attribute in attributes {
        let required = if attribute.required { "required" } else { "optional" };
        out.open("xs:attribute", &[("name", attribute.name), ("type", attribute.value.name()), ("use", required)]);
        about(out, attribute.about);
        out.close();
    }
    out.empty("xs:anyAttribute", &[("namespace", "##other"), ("processContents", "skip")]);
}

fn simple(out: &mut Printer, value: Value) {
    out.open("xs:simpleType", &[("name", value.name())]);
    about(out, value.about());
    let (base, facets) = value.facets();
    if facets.is_empty() {
        out.empty("xs:restriction", &[("base", base)]);
    } else {
        out.open("xs:restriction", &[("base", base)]);
        for (facet, value) in facets {
            out.empty(facet, &[("value", &value)]);
        }
        out.close();
    }
    out.close();
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The committed file is what people and validators see. `VITAE_BLESS=1` writes it anew.
    #[test]
    fn the_committed_file_is_the_generated_one() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/resume.xsd");
        if std::env::var_os("VITAE_BLESS").is_some() {
            std::fs::write(path, schema()).unwrap();
        }
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            committed == schema(),
            "resume.xsd is not what the grammar says; look at the difference after VITAE_BLESS=1 cargo test"
        );
    }
}
