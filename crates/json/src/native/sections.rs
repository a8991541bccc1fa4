//! Sections: the lists of the standard, as `meta.vitae.sections` orders them and says what they cannot.
//!
//! An item of `meta.vitae.sections` is a section of the native dialect. With `ref` it is a list of the standard, or its summary:
//! then `entries` holds what stands between the entries of the list, and a number for so many of them.

use super::{Rewriting, find, is_blank, renamed};
use crate::table::List;
use vitae_dialect::{Node, Pair, Place};

/// The entries of a list that no section has taken yet, and the last section that took some.
struct Waiting {
    list: &'static List,
    entries: std::collections::VecDeque<Node>,
    last: Option<usize>,
}

impl Rewriting {
    /// Adds `sections` to the map of the résumé.
    pub(super) fn sections(
        &mut self,
        top: &[Pair],
        mut summary: Option<Node>,
        order: Option<&[Node]>,
        out: &mut Vec<Pair>,
        at: Place,
    ) {
        summary = summary.filter(|node| !is_blank(node));
        let mut waiting = Vec::new();
        for pair in top.iter().filter(|pair| !pair.value.is_nothing()) {
            let Some(list) = List::by_key(&pair.key) else { continue };
            match pair.value.as_list() {
                Some(items) => {
                    let items: Vec<Node> = items.iter().filter(|item| !is_to_fill_in(list, item)).cloned().collect();
                    waiting.push(Waiting { list, entries: self.entries(list, &items).into(), last: None });
                }
                // The reader of the dialect says what is wrong with it.
                None => out.push(pair.clone()),
            }
        }
        let mut sections: Vec<Vec<Pair>> = Vec::new();
        let mut odd = Vec::new();
        for node in order.unwrap_or_default() {
            let Some(pairs) = node.as_map() else {
                odd.push(node.clone());
                continue;
            };
            let Some(name) = find(pairs, "ref").and_then(|pair| pair.value.as_text()) else {
                sections.push(pairs.to_vec());
                continue;
            };
            let mut own: Vec<Pair> = pairs.iter().filter(|pair| &*pair.key != "ref").cloned().collect();
            if name == "summary" {
                if let Some(text) = summary.take() {
                    own.insert(0, Pair::new("text", text));
                    own.insert(0, kind("summary", node.at));
                    sections.push(own);
                }
                continue;
            }
            let Some(list) = waiting.iter_mut().find(|waiting| waiting.list.key == name) else { continue };
            if list.fill(&mut own, node.at) {
                own.insert(0, kind(list.list.section.as_str(), node.at));
                list.last = Some(sections.len());
                sections.push(own);
            }
        }
        for list in waiting.into_iter().filter(|waiting| !waiting.entries.is_empty()) {
            match list.last.and_then(|last| sections.get_mut(last)) {
                Some(section) => append(section, list.entries),
                None => sections.push(vec![
                    kind(list.list.section.as_str(), at),
                    Pair::new("entries", Node::list(list.entries.into(), at)),
                ]),
            }
        }
        if let Some(text) = summary {
            sections.insert(0, vec![kind("summary", at), Pair::new("text", text)]);
        }
        let mut nodes: Vec<Node> = sections.into_iter().map(|pairs| Node::map(pairs, at)).collect();
        nodes.extend(odd);
        if !nodes.is_empty() {
            out.push(Pair::new("sections", Node::list(nodes, at)));
        }
    }
}

impl Waiting {
    /// Puts entries where the section has numbers for them. False if there is nothing left of the section.
    fn fill(&mut self, section: &mut Vec<Pair>, at: Place) -> bool {
        let Some(own) = section.iter().position(|pair| &*pair.key == "entries") else {
            let found = !self.entries.is_empty();
            let entries = Node::list(std::mem::take(&mut self.entries).into(), at);
            let says_more = section.iter().any(|pair| &*pair.key == "text");
            section.push(Pair::new("entries", entries));
            return found || says_more;
        };
        let Some(pair) = section.get(own) else { return false };
        let mut entries = Vec::new();
        for node in pair.value.as_list().unwrap_or_default() {
            match node.to_value() {
                vitae_core::Value::Number(count) => {
                    let count = count.as_str().parse().unwrap_or(usize::MAX).min(self.entries.len());
                    entries.extend(self.entries.drain(..count));
                }
                _ => entries.push(node.clone()),
            }
        }
        let found = !entries.is_empty();
        let filled = renamed(pair, "entries", Node::list(entries, at));
        let says_more = section.iter().any(|pair| &*pair.key == "text");
        section.splice(own..=own, [filled]);
        found || says_more
    }
}

/// True for an item of a template: fields of the standard, and nothing in them.
fn is_to_fill_in(list: &List, item: &Node) -> bool {
    let standard = |key: &str| list.knows(key) || list.today(key).is_some();
    item.as_map()
        .map_or_else(|| is_blank(item), |pairs| pairs.iter().all(|pair| standard(&pair.key) && is_blank(&pair.value)))
}

fn kind(name: &str, at: Place) -> Pair {
    Pair::new("kind", Node::text(name, at))
}

fn append(section: &mut [Pair], more: impl IntoIterator<Item = Node>) {
    if let Some(pair) = section.iter_mut().find(|pair| &*pair.key == "entries") {
        let all = pair.value.as_list().unwrap_or_default().iter().cloned().chain(more).collect();
        pair.value = Node::list(all, pair.value.at);
    }
}
