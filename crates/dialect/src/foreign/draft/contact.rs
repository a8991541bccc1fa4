//! Ways to reach somebody: values and maps of any dialect as the one shape that ours takes.

use super::{Draft, Level, items, link_of, push_ext};
use crate::foreign::rows::{Rows, fold, is_blank};
use crate::foreign::when::words_of;
use crate::node::{Node, Pair, Place};

impl Draft {
    /// Ways to reach somebody.
    pub(super) fn contact(&mut self, kind: &'static str, rows: Rows, node: &Node) {
        for item in items(node) {
            let mut draft = Self::new(Level::Contact, self.markup);
            if kind == "place" {
                const LABELS: &str = "label type use usecode addrtype";
                let is_label = |pair: &Pair| LABELS.split(' ').any(|label| label == fold(&pair.key));
                let (labels, parts): (Vec<_>, Vec<_>) =
                    item.as_map().unwrap_or_default().iter().cloned().partition(is_label);
                let place = if item.as_map().is_some() { Node::map(parts, item.at) } else { item.clone() };
                for pair in labels.iter().filter(|pair| !is_blank(&pair.value)) {
                    draft.field("label", pair);
                }
                draft.place(rows, &Pair { key: "place".into(), at: item.at, value: place });
            } else {
                match item.as_map() {
                    Some(pairs) => draft.take(rows, pairs),
                    None => draft.pairs.push(Pair::new("value", item.clone())),
                }
            }
            self.contacts.extend(draft.finish_contact(kind, item.at));
        }
    }

    pub(super) fn kind_or_label(&mut self, pair: &Pair) {
        const KINDS: [(&str, &str); 7] = [
            ("email", "email emailaddress mail internetemailaddress"),
            ("phone", "phone telephone mobile cell mobilephone voice landline"),
            ("fax", "fax telefax"),
            ("url", "web website url homepage blog portfolio"),
            ("message", "im instantmessaging messenger"),
            ("profile", "social socialmedia"),
            ("place", "address location"),
        ];
        let said = words_of(&pair.value).map(|text| fold(&text)).unwrap_or_default();
        match KINDS.iter().find(|(_, words)| words.split(' ').any(|word| word == said)) {
            Some((kind, _)) if !self.has("kind") => {
                self.pairs.push(Pair::new("kind", Node::text(*kind, pair.value.at)));
                if !matches!(
                    &*said,
                    "email" | "phone" | "telephone" | "fax" | "web" | "website" | "url" | "social" | "address" | "mail"
                ) {
                    self.field("label", pair);
                }
            }
            _ => self.field("label", pair),
        }
    }

    /// The contact, as the native dialect writes it: one kind, and what may stand beside it.
    fn finish_contact(mut self, usual: &'static str, at: Place) -> Option<Node> {
        const KINDS: [&str; 7] = ["email", "phone", "fax", "url", "message", "profile", "place"];
        let all: Vec<String> = self.pairs.iter().filter_map(|pair| words_of(&pair.value)).collect();
        let mut take = |key: &str| {
            let at = self.pairs.iter().position(|pair| &*pair.key == key)?;
            Some(self.pairs.remove(at).value)
        };
        let said = take("kind").and_then(|kind| KINDS.into_iter().find(|known| Some(*known) == kind.as_text()));
        let mut kind = said.unwrap_or(usual);
        let value = take("value");
        let (label, network, user, url, text) =
            (take("label"), take("network"), take("username"), take("url"), take("text"));
        let mut out = Vec::new();
        let mut left = std::mem::take(&mut self.pairs);
        if let Some(place) = self.place.take().map(|place| place.finish(at)) {
            kind = "place";
            out.push(Pair::new("place", place));
        }
        let mut push = |key: &str, node: Option<Node>| {
            out.extend(node.filter(|node| !is_blank(node)).map(|node| Pair::new(key, node)));
        };
        let words = |node: &Node| words_of(node).map(|text| Node::text(text, node.at));
        match kind {
            "profile" | "message" => {
                // An account of which nothing but the address is known is a site.
                let said = value.as_ref().and_then(words);
                let (user, url) = match said {
                    Some(said) if url.is_none() && said.as_text().is_some_and(|text| text.contains("://")) => {
                        (user, Some(said))
                    }
                    said => (user.or(said), url),
                };
                let network = network.or_else(|| if user.is_some() { label.clone() } else { None });
                if kind == "message" && user.is_some() && url.is_none() {
                    push("service", network);
                } else {
                    push("network", network);
                }
                push("username", user);
                push("url", url.as_ref().and_then(link_of).map(|(url, _)| Node::text(url, at)));
            }
            "url" => {
                let link = url.or(value).as_ref().and_then(link_of);
                if let Some((link, rest)) = link {
                    push("url", Some(Node::text(link, at)));
                    push("text", text.or(user));
                    left.extend(rest.into_iter().filter(|pair| !is_blank(&pair.value)));
                }
                left.extend(network.map(|node| Pair::new("network", node)));
            }
            "place" => {
                left.extend(
                    [("value", value), ("network", network), ("username", user), ("url", url), ("text", text)]
                        .into_iter()
                        .filter_map(|(key, node)| Some(Pair::new(key, node?))),
                );
            }
            kind => {
                let said = value.as_ref().or(text.as_ref()).and_then(words);
                push(kind, said);
                left.extend(
                    [("network", network), ("username", user), ("url", url)]
                        .into_iter()
                        .filter_map(|(key, node)| Some(Pair::new(key, node?))),
                );
            }
        }
        if out.is_empty() {
            // Nothing that could be reached: what was said of it is still said.
            let all =
                if all.is_empty() { self.ext.iter().filter_map(|pair| words_of(&pair.value)).collect() } else { all };
            let mut other = vec![Pair::new("other", Node::text(all.join(" "), at))];
            push_ext(self.ext, &mut other);
            return (!all.is_empty()).then(|| Node::map(other, at));
        }
        let is_said = |label: &Node| out.iter().any(|pair| pair.value.as_text() == label.as_text());
        let label = label.filter(|label| label.as_text().is_some() && !is_said(label));
        out.extend(label.map(|label| Pair::new("label", label)));
        for pair in left {
            self.keep(&pair);
        }
        push_ext(self.ext, &mut out);
        Some(Node::map(out, at))
    }
}
