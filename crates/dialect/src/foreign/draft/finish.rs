//! What was put together, as a map of the native dialect.

use super::{Draft, Level, items};
use crate::foreign::rows::is_blank;
use crate::foreign::when::words_of;
use crate::node::{Node, Pair, Place};
use std::collections::HashMap;
use std::rc::Rc;
use vitae_core::Shape;

impl Draft {
    /// The map of the native dialect.
    pub(in crate::foreign) fn finish(mut self, at: Place) -> Node {
        self.finish_name(at);
        self.finish_place(at);
        self.finish_organization(at);
        self.finish_dates(at);
        let mut out = std::mem::take(&mut self.pairs);
        if let [one] = &*self.positions
            && let Some(pairs) = one.as_map()
            && !pairs.iter().any(|pair| matches!(&*pair.key, "url" | "ext" | "details" | "keywords"))
            && self.details.is_empty()
            && self.keywords.is_empty()
            && self.body.is_empty()
            && self.bullets.is_empty()
            && !pairs.iter().any(|pair| out.iter().any(|known| known.key == pair.key))
        {
            out.extend(pairs.iter().cloned());
            self.positions.clear();
        }
        // What was said of a position beside the list of them is one more.
        if !self.positions.is_empty() {
            let is_positions = |pair: &Pair| matches!(&*pair.key, "position" | "team" | "employment" | "positionUrl");
            let (own, others): (Vec<_>, Vec<_>) = out.into_iter().partition(is_positions);
            out = others;
            if !own.is_empty() {
                self.positions.insert(0, Node::map(own, at));
            }
        }
        let mut push = |key: &str, items: Vec<Node>| {
            if !items.is_empty() {
                out.push(Pair::new(key, Node::list(items, at)));
            }
        };
        push("street", self.street);
        push("positions", self.positions);
        push("contacts", self.contacts);
        push("highlights", self.bullets);
        push("keywords", self.keywords);
        push("details", self.details);
        push("entries", self.entries);
        if !self.ids.is_empty() {
            out.push(Pair::new("ids", Node::map(self.ids, at)));
        }
        if !self.cefr.is_empty() {
            out.push(Pair::new("cefr", Node::map(self.cefr, at)));
        }
        let text = if self.level == Level::Section { "text" } else { "summary" };
        if !self.body.is_empty() {
            out.push(Pair::new(text, Node::text(self.body.join("\n\n"), at)));
        }
        push_ext(self.ext, &mut out);
        Node::map(out, at)
    }

    fn finish_name(&mut self, at: Place) {
        let Some(name) = self.name.take() else { return };
        let part = |key: &str| name.pairs.iter().find(|pair| &*pair.key == key).and_then(|pair| pair.value.as_text());
        let parts = ["prefix", "given", "additional", "family", "suffix"].map(part);
        let whole: Vec<&str> = parts.into_iter().flatten().map(str::trim).collect();
        if !self.has("name") {
            self.pairs.insert(0, Pair::new("name", Node::text(whole.join(" "), at)));
        }
        for pair in &name.ext {
            self.keep(pair);
        }
        if self.level == Level::Person {
            self.pairs.push(Pair::new("nameParts", Node::map(name.pairs, at)));
        }
    }

    fn finish_place(&mut self, at: Place) {
        let Some(place) = self.place.take() else { return };
        let key = if self.level == Level::Contact { Some("place") } else { self.key_of(Shape::Place) };
        let said = place.finish(at);
        let pair = Pair::new(key.unwrap_or("location"), said);
        if is_blank(&pair.value) {
            return;
        }
        match key {
            Some(key) => self.put_once(key, pair.value.clone(), &pair),
            // A kind of entry that is nowhere in particular.
            None => match display(&pair.value) {
                Some(text) => {
                    self.detail("Location", &Pair { value: Node::text(text, at), ..pair.clone() });
                    if pair.value.as_map().is_some_and(|pairs| pairs.iter().any(|pair| &*pair.key == "ext")) {
                        self.keep(&pair);
                    }
                }
                None => self.keep(&pair),
            },
        }
    }

    fn finish_organization(&mut self, at: Place) {
        let Some(organization) = self.organization.take() else { return };
        let name = organization.pairs.iter().find(|pair| &*pair.key == "name").cloned();
        let key = self.key_of(Shape::Organization);
        let alone = organization.pairs.len() == 1 && organization.place.is_none() && organization.ext.is_empty();
        let node = match (alone, name) {
            (true, Some(name)) => name.value,
            _ => organization.finish(at),
        };
        if is_blank(&node) {
            return;
        }
        let pair = Pair::new(key.unwrap_or("organization"), node);
        match (key, pair.value.as_map()) {
            (Some(key), _) => self.put_once(key, pair.value.clone(), &pair),
            (None, Some(pairs)) => {
                for pair in pairs {
                    self.unknown(pair);
                }
            }
            (None, None) => self.detail("Organization", &pair),
        }
    }

    fn finish_dates(&mut self, at: Place) {
        let when = std::mem::take(&mut self.when);
        let has = self.key_of(Shape::Dates).is_some();
        let (pairs, left) = when.finish(at);
        for pair in pairs {
            match (has, &*pair.key) {
                (true, "dates") => self.put_once("dates", pair.value.clone(), &pair),
                (true, "startDate") => self.put_once("startDate", pair.value.clone(), &pair),
                (true, _) => self.put_once("endDate", pair.value.clone(), &pair),
                (false, _) => {
                    let label = match &*pair.key {
                        "startDate" => "Start",
                        "endDate" => "End",
                        _ => "Date",
                    };
                    match display(&pair.value) {
                        Some(text) => self.detail(label, &Pair { value: Node::text(text, at), ..pair }),
                        None => self.keep(&pair),
                    }
                }
            }
        }
        for pair in left {
            self.unknown(&pair);
        }
    }
}

/// The words of a map of plain parts, in order.
fn display(node: &Node) -> Option<String> {
    let Some(pairs) = node.as_map() else { return words_of(node) };
    let parts = pairs.iter().filter(|pair| &*pair.key != "ext").filter_map(|pair| words_of(&pair.value));
    let text = parts.collect::<Vec<_>>().join(", ");
    (!text.is_empty()).then_some(text)
}

/// The map of unknown fields. What stands under one key several times is a list there.
pub(in crate::foreign) fn push_ext(ext: Vec<Pair>, out: &mut Vec<Pair>) {
    let Some(at) = ext.first().map(|pair| pair.value.at) else { return };
    let mut keys: HashMap<Rc<str>, usize> = HashMap::new();
    let mut kept: Vec<(Pair, Vec<Node>)> = Vec::new();
    for pair in ext {
        let index = *keys.entry(Rc::clone(&pair.key)).or_insert(kept.len());
        match kept.get_mut(index) {
            Some((_, more)) => more.extend(items(&pair.value).cloned()),
            None => kept.push((pair, Vec::new())),
        }
    }
    let pairs = kept.into_iter().map(|(pair, more)| {
        if more.is_empty() {
            return pair;
        }
        let all = items(&pair.value).cloned().chain(more).collect();
        Pair { value: Node::list(all, pair.value.at), ..pair }
    });
    out.push(Pair::new("ext", Node::map(pairs.collect(), at)));
}
