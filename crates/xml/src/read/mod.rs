//! XML, read: a tree with places, held to the grammar, then turned into the model.

mod base64;
pub(crate) mod check;
pub(crate) mod flaw;
mod foreign;
mod json;
mod lexical;
mod records;
mod rich;
mod shapes;
pub(crate) mod tree;
mod validate;

use crate::names::{NAMESPACE, XML, XSI};
use foreign::Kept;
use std::ops::Range;
use tree::{Element, Node};
use vitae_core::{Context, Diagnostic, Kind, Lang, Location, Result, Resume, Source};

/// Reads a résumé.
///
/// # Errors
/// When the text is not well-formed XML, or the schema does not allow what it says; with its place, and what would have worked.
pub(crate) fn read(source: &Source<'_>, cx: &mut Context) -> Result<Resume> {
    cx.check_options("XML", &[])?;
    let text = source.text()?;
    let tree = tree::parse(text, &cx.limits)?;
    if let Some(dialect) = crate::foreign::recognise(&tree.root) {
        return crate::foreign::read(&tree, dialect, text, cx);
    }
    if let Some(at) = tree.doctype {
        return Err(tree::doctype(at).error(text));
    }
    crate::foreign::refuse(&tree.root).map_err(|flaw| flaw.error(text))?;
    validate::validate(&tree.root).map_err(|flaw| flaw.error(text))?;
    let mut reading = Reading { text, cx, foreign: Vec::new(), told: 0, entries: 0 };
    if let Some((at, count)) = tree.remarks {
        let message = match count {
            1 => "a comment or processing instruction is not carried over".to_owned(),
            _ => format!("{count} comments and processing instructions are not carried over"),
        };
        reading.say(Kind::Note, "comment-not-carried", message, &at);
    }
    let resume = reading.resume(&tree.root)?;
    reading.finish();
    Ok(resume)
}

/// How many diagnostics of one input carry a place. Finding a line costs as much as the input is long. A matter of what is said, and of
/// nothing that is read.
const TOLD: usize = 100;

/// A tree that holds to the grammar, on its way into the model.
struct Reading<'t, 'c> {
    text: &'t str,
    cx: &'c mut Context,
    /// What is not ours, and waits for the nearest record that can keep it.
    foreign: Vec<Kept>,
    /// How many diagnostics there were.
    told: usize,
    /// How many entries, positions and sections were read.
    entries: usize,
}

impl Reading<'_, '_> {
    fn say(&mut self, kind: Kind, code: &'static str, message: impl Into<String>, at: &Range<usize>) {
        self.told += 1;
        if self.told <= TOLD {
            let at = Location::in_text(self.text, at.clone());
            self.cx.report.push(Diagnostic::new(kind, code, message).at(at));
        }
    }

    /// Counts an entry, a position or a section that begins.
    fn count_entry(&mut self, element: &Element<'_>) -> Result<()> {
        self.entries = self.entries.saturating_add(1);
        let checked = self.cx.limits.check_entries(self.entries);
        checked.map_err(|error| error.at(Location::in_text(self.text, element.at.clone())))
    }

    fn finish(self) {
        if let Some(more @ 1..) = self.told.checked_sub(TOLD) {
            let message = format!("{more} more remarks like the last ones are left out");
            self.cx.report.push(Diagnostic::new(Kind::Note, "more", message));
        }
    }

    /// Looks through the attributes of an element: what is not ours is kept. The language is given back where the element takes one.
    fn attributes(&mut self, element: &Element<'_>, takes_lang: bool) -> Option<Lang> {
        let mut lang = None;
        for attribute in &element.attributes {
            let name = &attribute.name;
            if name.is_in("") || name.is_in(NAMESPACE) {
                continue;
            }
            if name.is_in(XSI) && matches!(name.local, "schemaLocation" | "noNamespaceSchemaLocation") {
                let message = format!("`{}` is not carried over: the schema goes by the namespace", name.written());
                self.say(Kind::Note, "schema-location-not-carried", message, &attribute.at);
                continue;
            }
            let tag =
                (takes_lang && name.is_in(XML) && name.local == "lang").then(|| Lang::new(&attribute.value)).flatten();
            match tag {
                Some(tag) => lang = Some(tag),
                None => self.keep_attribute(element, attribute),
            }
        }
        lang
    }

    /// The elements of ours in an element. Those of others are kept.
    fn children<'e, 'a>(&mut self, element: &'e Element<'a>) -> Vec<&'e Element<'a>> {
        let mut own = Vec::new();
        for inside in element.elements() {
            if inside.name.is_in(NAMESPACE) { own.push(inside) } else { self.keep_element(inside) }
        }
        own
    }

    /// The same for an element that takes no language.
    fn parts<'e, 'a>(&mut self, element: &'e Element<'a>) -> Vec<&'e Element<'a>> {
        self.attributes(element, false);
        self.children(element)
    }

    /// The text of an element that holds text alone.
    fn words(&mut self, element: &Element<'_>) -> String {
        self.attributes(element, false);
        element.text()
    }
}

/// All text inside, in whatever elements.
fn all_text(element: &Element<'_>, out: &mut String) {
    for node in &element.nodes {
        match node {
            Node::Text(text, _) => out.push_str(text),
            Node::Element(inside) => all_text(inside, out),
        }
    }
}
