//! The person.

use super::{Rewriting, is_blank, push_ext, renamed};
use crate::table::{BASICS, LOCATION, Map, PROFILE, own, today};
use std::collections::VecDeque;
use vitae_core::Value;
use vitae_dialect::{Node, Pair, Place};

/// Contacts by the field of the standard that holds them, in the order of the fields.
type Fields = Vec<(&'static str, VecDeque<Node>)>;

impl Rewriting {
    pub(super) fn basics(
        &mut self,
        pairs: &[Pair],
        at: Place,
        order: Option<&[Node]>,
        summary: &mut Option<Node>,
    ) -> Node {
        let (mut out, mut ext) = (Vec::new(), Vec::new());
        let mut contacts = Fields::new();
        let has = |key: &str| pairs.iter().any(|pair| &*pair.key == key);
        for pair in pairs {
            let value = &pair.value;
            let older = today(&pair.key).filter(|new| !has(new) && value.as_text().is_some());
            let key = older.unwrap_or(&pair.key);
            let one_or_more = || value.as_list().map_or_else(|| vec![value.clone()], <[Node]>::to_vec);
            let mut add = |key, nodes: Vec<Node>| {
                contacts.push((key, nodes.into_iter().filter(|node| !is_blank(node)).collect()));
            };
            match key {
                "name" => out.push(pair.clone()),
                "label" => out.push(renamed(pair, "headline", value.clone())),
                "image" => out.push(renamed(pair, "photo", picture(value, alt(pairs)))),
                "summary" => *summary = Some(value.clone()),
                "email" => add("email", one_or_more().into_iter().map(|node| single("email", node)).collect()),
                "phone" => add("phone", one_or_more().into_iter().map(|node| single("phone", node)).collect()),
                "url" => add("url", one_or_more().into_iter().map(|node| single("url", node)).collect()),
                "location" => {
                    let places = one_or_more().into_iter().map(|node| single("place", self.location(&node)));
                    add("location", places.collect());
                }
                "profiles" => {
                    let profiles = one_or_more().iter().map(|node| self.profile(node)).collect();
                    add("profiles", profiles);
                }
                own::ALT if alt(pairs).is_some() => {}
                own::EXT if value.as_map().is_some() => ext.extend(value.as_map().into_iter().flatten().cloned()),
                key if Map::Basics.extra(key, &value.to_value()).is_some() => out.push(pair.clone()),
                _ => self.keep(pair, BASICS, &mut ext),
            }
        }
        let contacts = in_order(contacts, order);
        if !contacts.is_empty() {
            out.push(Pair::new("contacts", Node::list(contacts, at)));
        }
        push_ext(ext, &mut out);
        Node::map(out, at)
    }

    /// A place, from the parts of an address.
    pub(crate) fn location(&mut self, node: &Node) -> Node {
        let Some(pairs) = node.as_map() else { return node.clone() };
        let (mut out, mut ext) = (Vec::new(), Vec::new());
        let has = |key: &str| pairs.iter().any(|pair| &*pair.key == key);
        let in_city = has("city") && LOCATION.iter().filter(|key| has(key)).count() == 1;
        let is_text = |pair: &Pair| &*pair.key == own::TEXT && pair.value.to_value() == Value::Bool(true) && in_city;
        let city_is_text = pairs.iter().any(is_text);
        for pair in pairs {
            let value = pair.value.to_value();
            match &*pair.key {
                "city" if city_is_text => out.push(renamed(pair, "text", pair.value.clone())),
                key if LOCATION.contains(&key) => out.push(pair.clone()),
                own::TEXT if city_is_text => {}
                own::TEXT if matches!(value, Value::String(_)) => out.push(renamed(pair, "text", pair.value.clone())),
                own::EXT if pair.value.as_map().is_some() => {
                    ext.extend(pair.value.as_map().into_iter().flatten().cloned());
                }
                key if Map::Location.extra(key, &value).is_some() => out.push(pair.clone()),
                _ => self.keep(pair, LOCATION, &mut ext),
            }
        }
        push_ext(ext, &mut out);
        Node::map(out, node.at)
    }

    fn profile(&mut self, node: &Node) -> Node {
        let Some(pairs) = node.as_map() else { return node.clone() };
        let (mut out, mut ext) = (Vec::new(), Vec::new());
        for pair in pairs {
            match &*pair.key {
                key if PROFILE.contains(&key) => out.push(pair.clone()),
                own::EXT if pair.value.as_map().is_some() => {
                    ext.extend(pair.value.as_map().into_iter().flatten().cloned());
                }
                _ => self.keep(pair, PROFILE, &mut ext),
            }
        }
        push_ext(ext, &mut out);
        Node::map(out, node.at)
    }
}

/// A contact that is one value.
fn single(key: &str, value: Node) -> Node {
    let at = value.at;
    Node::map(vec![Pair::new(key, value)], at)
}

/// What is said about the picture, in words.
fn alt(pairs: &[Pair]) -> Option<&Node> {
    let pair = pairs.iter().find(|pair| &*pair.key == own::ALT)?;
    let beside = pairs.iter().any(|pair| &*pair.key == "image" && pair.value.as_text().is_some());
    (beside && matches!(pair.value.to_value(), Value::String(_))).then_some(&pair.value)
}

fn picture(image: &Node, alt: Option<&Node>) -> Node {
    let (Some(alt), Some(url)) = (alt, image.as_text()) else { return image.clone() };
    let embedded = url.strip_prefix("data:").and_then(|rest| rest.split_once(";base64,"));
    let text = |text: &str| Node::text(text, image.at);
    let mut pairs = match embedded {
        Some((media_type, data)) => vec![Pair::new("mediaType", text(media_type)), Pair::new("data", text(data))],
        None => vec![Pair::new("url", image.clone())],
    };
    pairs.push(Pair::new("alt", alt.clone()));
    Node::map(pairs, image.at)
}

/// All contacts: as `meta.vitae.contacts` orders them, and those that it does not know after them.
fn in_order(mut fields: Fields, order: Option<&[Node]>) -> Vec<Node> {
    let mut out = Vec::new();
    for node in order.unwrap_or_default() {
        let pairs = node.as_map().unwrap_or_default();
        let by_ref = pairs.iter().find(|pair| &*pair.key == "ref");
        let Some(name) = by_ref.map_or(node, |pair| &pair.value).as_text() else {
            out.push(node.clone());
            continue;
        };
        let field = fields.iter_mut().find(|(key, nodes)| *key == name && !nodes.is_empty());
        let Some(found) = field.and_then(|(_, nodes)| nodes.pop_front()) else { continue };
        let more = pairs.iter().filter(|pair| &*pair.key != "ref").cloned();
        let all = found.as_map().unwrap_or_default().iter().cloned().chain(more).collect();
        out.push(if found.as_map().is_some() { Node::map(all, found.at) } else { found });
    }
    out.extend(fields.into_iter().flat_map(|(_, nodes)| nodes));
    out
}
