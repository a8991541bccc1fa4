//! Holds a tree to the grammar, so that everything after may take its structure for granted.

use super::check::{WHITE, collapse};
use super::flaw::{Checked, Flaw};
use super::tree::{Attribute, Element, Node};
use crate::grammar::{Child, Content, GRAMMAR, Part, ROOT, Times, Type};
use crate::names::{NAMESPACE, XSI};
use crate::values::Value;
use std::ops::Range;
use vitae_core::{EntryKind, nearest};

/// Checks the whole résumé.
pub(super) fn validate(root: &Element<'_>) -> Checked<()> {
    if !root.name.is_in(NAMESPACE) {
        return Err(wrong_namespace(root));
    }
    if root.name.local != ROOT {
        let flaw = Flaw::new(
            "wrong-root",
            root.at.clone(),
            format!("`{}` is the outer element, and not `resume`", root.name.written()),
        );
        return Err(flaw.help(format!("a résumé is one `<resume xmlns=\"{NAMESPACE}\">`")));
    }
    element(root, ROOT)
}

fn wrong_namespace(root: &Element<'_>) -> Flaw {
    let (name, namespace) = (root.name.written(), &root.name.namespace);
    if root.name.local != ROOT {
        let flaw =
            Flaw::new("wrong-root", root.at.clone(), format!("this is not a résumé: its outer element is `{name}`"));
        return flaw.help(format!("a résumé is one `<resume xmlns=\"{NAMESPACE}\">`"));
    }
    let message = if namespace.is_empty() {
        "`resume` is in no namespace".to_owned()
    } else {
        format!("`{name}` is in the namespace `{namespace}`, which is not known here")
    };
    Flaw::new("wrong-namespace", root.at.clone(), message).help(format!("write `<resume xmlns=\"{NAMESPACE}\">`"))
}

fn element(element: &Element<'_>, of: &str) -> Checked<()> {
    let Some(kind) = GRAMMAR.get(of) else { return Ok(()) };
    attributes(element, kind)?;
    match &kind.content {
        Content::Text(value) => plain(element, *value),
        Content::Mixed(children) => mixed(element, kind, children),
        Content::Parts(parts) => {
            no_text(element)?;
            let mut order = Order {
                parent: element,
                of: kind,
                before: None,
                rest: own(element).collect::<Vec<_>>().into_iter().peekable(),
            };
            order.sequence(parts)?;
            match order.rest.next() {
                Some(extra) => Err(order.unexpected(extra)),
                None => Ok(()),
            }
        }
        Content::Foreign => {
            no_text(element)?;
            match own(element).next() {
                Some(inside) => Err(unknown(inside, element, kind)),
                None => Ok(()),
            }
        }
    }
}

/// The elements in it that are ours, or in no namespace at all, where nothing may be.
fn own<'t, 'a>(element: &'t Element<'a>) -> impl Iterator<Item = &'t Element<'a>> {
    element.elements().filter(|inside| inside.name.is_in(NAMESPACE) || inside.name.is_in(""))
}

/// True for an element of ours, by this name.
fn is(element: &Element<'_>, child: &Child) -> bool {
    element.name.local == child.name && element.name.is_in(NAMESPACE)
}

fn attributes(element: &Element<'_>, kind: &Type) -> Checked<()> {
    for attribute in &element.attributes {
        let (name, namespace) = (&attribute.name, &*attribute.name.namespace);
        if namespace == XSI && matches!(name.local, "type" | "nil") {
            let flaw = Flaw::new(
                "unknown-attribute",
                attribute.at.clone(),
                format!("`{}` cannot be used here", name.written()),
            );
            return Err(flaw.help("remove it: every element has one type, and a missing value is a missing element"));
        }
        if !namespace.is_empty() && namespace != NAMESPACE {
            continue;
        }
        let known = kind.attributes.iter().find(|known| known.name == name.local && namespace.is_empty());
        let Some(known) = known else { return Err(unknown_attribute(attribute, element, kind)) };
        known.value.check(&attribute.value).map_err(|refusal| {
            let message = format!("`{}` is not {}", shown(&attribute.value), refusal.wanted);
            Flaw::new("bad-value", attribute.at.clone(), message).help(refusal.help)
        })?;
    }
    let missing = kind.attributes.iter().find(|known| known.required && element.attribute("", known.name).is_none());
    match missing {
        Some(missing) => {
            let flaw = Flaw::new(
                "missing-attribute",
                element.at.clone(),
                format!("`{}` has no `{}`", element.name.written(), missing.name),
            );
            Err(flaw.help(format!("write `<{} {}=\"…\">`", element.name.written(), missing.name)))
        }
        None => Ok(()),
    }
}

fn unknown_attribute(attribute: &Attribute<'_>, element: &Element<'_>, kind: &Type) -> Flaw {
    let name = attribute.name.written();
    let flaw = Flaw::new(
        "unknown-attribute",
        attribute.at.clone(),
        format!("`{}` has no attribute `{name}`", element.name.written()),
    );
    let local = attribute.name.local;
    let known: Vec<_> = kind.attributes.iter().map(|a| a.name).collect();
    if attribute.name.is_in(NAMESPACE) && known.contains(&local) {
        return flaw.help(format!("write it without a prefix: `{local}=\"…\"`"));
    }
    if local == "lang" {
        return flaw.help("write `xml:lang=\"…\"`");
    }
    if kind.children().iter().any(|child| child.name == local) {
        return flaw.help(format!("write it as an element: `<{local}>…</{local}>`"));
    }
    match nearest(local, known.iter().copied()) {
        Some(near) => flaw.help(format!("did you mean `{near}`?")),
        None => flaw.help("what is your own belongs into a namespace of its own, or into `<ext>`"),
    }
}

/// An element that holds text alone.
fn plain(element: &Element<'_>, value: Value) -> Checked<()> {
    if let Some(inside) = element.elements().next() {
        let message =
            format!("`{}` stands in `{}`, which holds text alone", inside.name.written(), element.name.written());
        let flaw = Flaw::new("misplaced-element", inside.at.clone(), message);
        return Err(flaw.help("write the text without marks; for a `<` that begins no tag, write `&lt;`"));
    }
    let text = element.text();
    value.check(&text).map_err(|refusal| {
        let at = element.nodes.first().map_or(&element.at, |node| match node {
            Node::Text(_, at) => at,
            Node::Element(inside) => &inside.at,
        });
        let name = element.name.written();
        let message = match text.trim_matches(WHITE) {
            "" => format!("`{name}` is empty, and should be {}", refusal.wanted),
            said => format!("`{}` is not {}, as `{name}` needs it", shown(said), refusal.wanted),
        };
        Flaw::new("bad-value", at.clone(), message).help(refusal.help)
    })
}

/// A value as a message can show it.
fn shown(text: &str) -> String {
    let text = collapse(text);
    if text.chars().count() <= 40 { text } else { text.chars().take(40).chain(['…']).collect() }
}

fn mixed(parent: &Element<'_>, kind: &Type, children: &[Child]) -> Checked<()> {
    for inside in own(parent) {
        match children.iter().find(|child| is(inside, child)) {
            Some(child) => element(inside, child.of)?,
            None => return Err(unknown(inside, parent, kind)),
        }
    }
    Ok(())
}

/// Only white space stands between the elements, and no CDATA section, which says that it is text.
fn no_text(element: &Element<'_>) -> Checked<()> {
    if let Some(at) = &element.cdata {
        let message =
            format!("a CDATA section stands directly in `{}`, which holds elements alone", element.name.written());
        return Err(Flaw::new("misplaced-text", at.clone(), message)
            .help("put it into the element that it belongs to, or remove it"));
    }
    for node in &element.nodes {
        let Node::Text(text, at) = node else { continue };
        let words = text.trim_matches(WHITE);
        if words.is_empty() {
            continue;
        }
        let message = format!(
            "text stands directly in `{}`, which holds elements alone: `{}`",
            element.name.written(),
            shown(words)
        );
        let flaw = Flaw::new("misplaced-text", at.clone(), message);
        return Err(match element.name.local {
            "section" | "body" | "quote" => flaw.help("put it into a paragraph: `<p>…</p>`"),
            "organization" => flaw.help("put it into a name: `<name>…</name>`"),
            "place" | "dates" => flaw.help("put it into words: `<text>…</text>`"),
            _ => flaw.help("put it into the element that it belongs to, or remove it"),
        });
    }
    Ok(())
}

/// A walk through elements that have an order.
struct Order<'t, 'a> {
    parent: &'t Element<'a>,
    of: &'t Type,
    before: Option<&'t str>,
    rest: std::iter::Peekable<std::vec::IntoIter<&'t Element<'a>>>,
}

impl<'t> Order<'t, '_> {
    fn sequence(&mut self, parts: &'t [Part]) -> Checked<()> {
        parts.iter().try_for_each(|part| self.part(part))
    }

    fn part(&mut self, part: &'t Part) -> Checked<()> {
        let times = match part {
            Part::Child(_, times) | Part::Choice(_, times) => *times,
            Part::Group(_, parts) => return self.sequence(parts),
        };
        let mut found = false;
        while self.one(part)? {
            found = true;
            if times != Times::Many {
                return Ok(());
            }
        }
        if found || times != Times::Once { Ok(()) } else { Err(self.missing(part)) }
    }

    /// Takes one of a part, if the next element begins it.
    fn one(&mut self, part: &'t Part) -> Checked<bool> {
        match part {
            Part::Child(child, _) => {
                let Some(next) = self.rest.next_if(|next| is(next, child)) else { return Ok(false) };
                self.before = Some(child.name);
                element(next, child.of)?;
                Ok(true)
            }
            Part::Choice(ways, _) => {
                for way in ways {
                    if way.first().is_some_and(|first| self.begins(first)) {
                        self.sequence(way)?;
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Part::Group(..) => Ok(false),
        }
    }

    fn begins(&mut self, part: &Part) -> bool {
        let Some(next) = self.rest.peek() else { return false };
        matches!(part, Part::Child(child, _) if is(next, child))
    }

    fn missing(&mut self, part: &Part) -> Flaw {
        let wanted: Vec<_> = firsts(part).iter().map(|name| format!("`{name}`")).collect();
        // What stands in its place is the better news, unless it may stand there later.
        if let Some(next) = self.rest.peek() {
            let later = self.of.children().iter().any(|child| is(next, child));
            if !later {
                return unknown(next, self.parent, self.of);
            }
        }
        let message = format!("`{}` has no {}", self.parent.name.written(), wanted.join(" or "));
        let names = self.of.children().iter().map(|child| child.name).collect::<Vec<_>>().join(", ");
        Flaw::new("missing-element", self.parent.at.clone(), message)
            .help(format!("what can stand in it, in this order: {names}"))
    }

    /// An element that stands where it cannot.
    fn unexpected(&self, extra: &Element<'_>) -> Flaw {
        let children = self.of.children();
        let name = extra.name.local;
        if !extra.name.is_in(NAMESPACE) || !children.iter().any(|child| child.name == name) {
            return unknown(extra, self.parent, self.of);
        }
        let parent = self.parent.name.written();
        let twice = own(self.parent)
            .take_while(|before| before.at.start < extra.at.start)
            .any(|before| before.name.local == name);
        let (message, help) = match (twice, self.before) {
            (true, _) => (
                format!("`{name}` stands in `{parent}` twice"),
                "one is enough; several values go into one element".to_owned(),
            ),
            (false, Some(before)) => {
                let order = children.iter().map(|child| child.name).collect::<Vec<_>>().join(", ");
                (format!("`{name}` cannot follow `{before}` in `{parent}`"), format!("the order is: {order}"))
            }
            (false, None) => (format!("`{name}` cannot stand here"), "look at the order in `resume.xsd`".to_owned()),
        };
        Flaw::new("misplaced-element", extra.at.clone(), message).help(help)
    }
}

/// The elements that a part may begin with.
fn firsts(part: &Part) -> Vec<&'static str> {
    match part {
        Part::Child(child, _) => vec![child.name],
        Part::Choice(ways, _) => ways.iter().filter_map(|way| way.first()).flat_map(firsts).collect(),
        Part::Group(_, parts) => parts.iter().flat_map(firsts).collect(),
    }
}

/// An element that nobody knows there.
fn unknown(inside: &Element<'_>, parent: &Element<'_>, of: &Type) -> Flaw {
    let at: Range<usize> = inside.at.clone();
    let (name, outer) = (inside.name.written(), parent.name.written());
    if inside.name.is_in("") {
        let flaw = Flaw::new("wrong-namespace", at, format!("`{name}` in `{outer}` is in no namespace"));
        return match parent.name.prefix {
            "" => {
                flaw.help("remove `xmlns=\"\"`; what is your own belongs into a namespace of its own, or into `<ext>`")
            }
            prefix => flaw.help(format!("write `{prefix}:{name}`, or declare the namespace without a prefix")),
        };
    }
    let (code, message) = if parent.name.local == "section" {
        ("unknown-entry-kind", format!("`{name}` is no kind of entry, and nothing else that a section holds"))
    } else {
        ("unknown-element", format!("`{name}` cannot stand in `{outer}`"))
    };
    let flaw = Flaw::new(code, at, message);
    let local = inside.name.local;
    if let Some((_, ours)) = of.elsewhere.iter().find(|(theirs, _)| *theirs == local) {
        return flaw.help(format!("it is called `{ours}` here"));
    }
    let names: Vec<_> = of.children().iter().map(|child| child.name).collect();
    match nearest(local, names.iter().copied()) {
        Some(near) => flaw.help(format!("did you mean `{near}`?")),
        None if parent.name.local == "section" => {
            let kinds: Vec<_> = EntryKind::ALL.iter().map(|kind| kind.as_str()).collect();
            flaw.help(format!("the kinds are: {}", kinds.join(", ")))
        }
        None if names.is_empty() => flaw.help("nothing can stand in it"),
        None => flaw.help(format!("what can stand in it: {}", names.join(", "))),
    }
}
