//! A tree of JSON Resume becomes a tree of the native dialect, every piece with the place where it stood.
//!
//! | module | |
//! |---|---|
//! | `items` | the items of a list: entries, and positions that belong together |
//! | `basics` | the person, and the order of contacts |
//! | `sections` | lists and what `meta.vitae.sections` says about them |

mod basics;
mod items;
mod sections;

use crate::table::{LISTS, META, Map, own};
use vitae_core::{Kind, Value, nearest};
use vitae_dialect::{Node, Pair, Place};

/// What rewriting notices.
#[derive(Debug)]
pub(crate) struct Note {
    pub(crate) kind: Kind,
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) help: String,
    pub(crate) at: Place,
}

/// Rewrites, and remembers what is to be said.
#[derive(Debug, Default)]
pub(crate) struct Rewriting {
    pub(crate) notes: Vec<Note>,
}

/// What `meta.vitae` holds.
#[derive(Default)]
struct Residue<'n> {
    contacts: Option<&'n [Node]>,
    sections: Option<&'n [Node]>,
}

impl Rewriting {
    /// The whole.
    pub(crate) fn resume(&mut self, top: &[Pair], at: Place) -> Node {
        let mut out = Vec::new();
        let mut residue = Residue::default();
        if let Some(meta) = find(top, "meta")
            && let Some(pairs) = meta.value.as_map()
        {
            out.push(renamed(meta, "meta", self.meta(pairs, meta.value.at, &mut residue)));
        }
        let mut summary = None;
        let basics = find(top, "basics");
        let odd = basics.filter(|pair| pair.value.as_map().is_none());
        let pairs = basics.and_then(|pair| pair.value.as_map()).unwrap_or_default();
        out.push(match odd {
            // The reader of the dialect says what is wrong with it.
            Some(pair) => pair.clone(),
            None => {
                let at = basics.map_or(at, |pair| pair.value.at);
                Pair::new("basics", self.basics(pairs, at, residue.contacts, &mut summary))
            }
        });
        let mut ext = Vec::new();
        self.sections(top, summary, residue.sections, &mut out, at);
        let top_keys: Vec<&str> = LISTS.iter().map(|list| list.key).chain(["basics", "meta"]).collect();
        for pair in top {
            let value = pair.value.to_value();
            match &*pair.key {
                "meta" if pair.value.as_map().is_some() || pair.value.is_nothing() => {}
                "meta" => self.keep(pair, &[], &mut ext),
                own::EXT if pair.value.as_map().is_some() => {
                    ext.extend(pair.value.as_map().into_iter().flatten().cloned())
                }
                key if Map::Top.knows(key, &value, |_| false) && key != own::EXT => {}
                _ => self.keep(pair, &top_keys, &mut ext),
            }
        }
        push_ext(ext, &mut out);
        Node::map(out, at)
    }

    fn meta<'n>(&mut self, pairs: &'n [Pair], at: Place, residue: &mut Residue<'n>) -> Node {
        let (mut out, mut ext) = (Vec::new(), Vec::new());
        for pair in pairs {
            let known = META.iter().find(|(key, _)| *key == &*pair.key);
            match (known, &*pair.key) {
                (Some((_, ours)), _) => out.push(renamed(pair, ours, pair.value.clone())),
                (_, own::VITAE) if pair.value.as_map().is_some() => {
                    let mut left = Vec::new();
                    for inner in pair.value.as_map().into_iter().flatten() {
                        match (&*inner.key, inner.value.as_list()) {
                            ("contacts", Some(list)) => residue.contacts = Some(list),
                            ("sections", Some(list)) => residue.sections = Some(list),
                            _ => left.push(inner.clone()),
                        }
                    }
                    if !left.is_empty() {
                        self.keep(&renamed(pair, own::VITAE, Node::map(left, pair.value.at)), &[], &mut ext);
                    }
                }
                (_, own::EXT) if pair.value.as_map().is_some() => {
                    ext.extend(pair.value.as_map().into_iter().flatten().cloned());
                }
                (_, key) if Map::Meta.extra(key, &pair.value.to_value()).is_some() => out.push(pair.clone()),
                _ => self.keep(pair, &META.map(|(key, _)| key), &mut ext),
            }
        }
        push_ext(ext, &mut out);
        Node::map(out, at)
    }

    /// Keeps an unknown field, and says so.
    fn keep(&mut self, pair: &Pair, known: &[&'static str], ext: &mut Vec<Pair>) {
        if !pair.key.starts_with("x-") && !pair.key.starts_with('$') {
            let message = format!("`{}` is no field of JSON Resume here; it is kept as it is, and not shown", pair.key);
            let help = match nearest(&pair.key, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "a name that begins with `x-` says that this is meant".to_owned(),
            };
            self.notes.push(Note { kind: Kind::Note, code: "unknown-field-kept", message, help, at: pair.at });
        }
        ext.push(pair.clone());
    }

    /// Leaves out what no longer belongs to the fields beside it.
    fn stale(&mut self, pair: &Pair) {
        let message = format!("`{}` no longer fits the fields beside it, and is left out", pair.key);
        let help = "the fields were edited since, and they win".to_owned();
        self.notes.push(Note { kind: Kind::Changed, code: "residue-stale", message, help, at: pair.at });
    }
}

fn find<'n>(pairs: &'n [Pair], key: &str) -> Option<&'n Pair> {
    pairs.iter().find(|pair| &*pair.key == key && !pair.value.is_nothing())
}

fn renamed(pair: &Pair, key: &str, value: Node) -> Pair {
    Pair { key: key.into(), at: pair.at, value }
}

fn push_ext(ext: Vec<Pair>, out: &mut Vec<Pair>) {
    if let Some(first) = ext.first() {
        let at = first.value.at;
        out.push(Pair::new("ext", Node::map(ext, at)));
    }
}

/// True for what a template leaves to be filled in. An unknown field is no such thing, whatever it holds.
fn is_blank(node: &Node) -> bool {
    match (node.as_map(), node.as_list()) {
        (Some(pairs), _) => pairs.iter().all(|pair| &*pair.key != "ext" && is_blank(&pair.value)),
        (_, Some(items)) => items.iter().all(is_blank),
        _ => node.is_nothing() || node.as_text().is_some_and(|text| text.trim().is_empty()),
    }
}

/// Lists of texts, one for each of `count` items.
fn is_lists_of_texts(value: &Value, count: usize) -> bool {
    let Value::Array(lists) = value else { return false };
    let sound = |list: &Value| match list {
        Value::Array(texts) => texts.iter().all(|text| matches!(text, Value::String(_))),
        _ => false,
    };
    lists.len() == count && lists.iter().all(sound)
}
