//! Sections, and the entries in them.

use super::{Draft, Level};
use crate::foreign::markup::Markup;
use crate::foreign::rows::{List, To, find, is_blank};
use crate::foreign::when::words_of;
use crate::node::{Node, Pair};

/// A section of the native dialect, if there is anything in it to be shown.
pub(in crate::foreign) fn section(list: &'static List, markup: Markup, node: &Node) -> Option<Node> {
    let mut draft = Draft::new(Level::Section, markup);
    draft.list = Some(list);
    let whole = Pair::new("text", node.clone());
    match node.as_map() {
        Some(pairs) if !list.own.is_empty() => draft.take(list.own, pairs),
        None if node.as_list().is_none() => draft.texts(node, &whole),
        _ => draft.put(To::Entries, &Pair::new("entries", node.clone())),
    }
    let titled = draft.has("title");
    let node = draft.finish(node.at);
    let says = |pair: &Pair| matches!(&*pair.key, "entries" | "text");
    let mut pairs = node.as_map().filter(|pairs| pairs.iter().any(says))?.to_vec();
    pairs.insert(0, Pair::new("kind", Node::text(list.kind.as_str(), node.at)));
    if let (false, Some(title)) = (titled, list.title) {
        pairs.push(Pair::new("title", Node::text(title, node.at)));
    }
    Some(Node::map(pairs, node.at))
}

/// What a section lists: an entry, or a text among entries.
pub(in crate::foreign) fn entry(list: &'static List, markup: Markup, node: &Node) -> Option<Node> {
    if is_blank(node) {
        return None;
    }
    let usual = list.kind.entry_kind();
    let kind = list.entries.unwrap_or(usual);
    let mut draft = Draft::new(Level::Entry(kind), markup);
    match node.as_map() {
        Some(pairs) => draft.take(list.entry, pairs),
        None if crate::keys::fits_a_line(kind) => draft.put(To::Field("name"), &Pair::new("name", node.clone())),
        None => match (find(list.entry, "text"), words_of(node)) {
            (Some(to), _) => draft.put(to, &Pair::new("text", node.clone())),
            (None, Some(text)) => {
                return Some(Node::map(vec![Pair::new("text", Node::text(markup.body(&text), node.at))], node.at));
            }
            (None, None) => draft.keep(&Pair::new("text", node.clone())),
        },
    }
    let made = draft.finish(node.at);
    let mut pairs = made.as_map()?.to_vec();
    // One key alone would be read as a text or a heading.
    if let [pair] = &*pairs
        && matches!(&*pair.key, "text" | "heading")
    {
        return Some(made);
    }
    if kind != usual {
        pairs.insert(0, Pair::new("kind", Node::text(kind.as_str(), node.at)));
    }
    Some(Node::map(pairs, node.at))
}
