//! The items of a list.

use super::{Rewriting, find, is_lists_of_texts, push_ext, renamed};
use crate::dates::{self, Fields};
use crate::table::{Level, List, When, is_written, own};
use vitae_core::{EntryKind, Shape, Value, Words};
use vitae_dialect::{Node, Pair, item_from_value};

impl Rewriting {
    /// The entries that the items of a list are.
    pub(crate) fn entries(&mut self, list: &List, items: &[Node]) -> Vec<Node> {
        let mut out = Vec::new();
        let mut rest = items;
        while let [first, others @ ..] = rest {
            let Some(pairs) = first.as_map() else {
                out.push(first.clone());
                rest = others;
                continue;
            };
            let more = engagement(list, pairs).map_or(0, |(number, name)| {
                others.iter().take_while(|item| continues(list, item, number, name)).count()
            });
            let is_group = engagement(list, pairs).is_some();
            out.push(if is_group {
                self.engagement(list, pairs, rest.get(..=more).unwrap_or_default())
            } else {
                Node::map(self.fields(list, pairs, Level::Entry), first.at)
            });
            rest = others.get(more..).unwrap_or_default();
        }
        out
    }

    /// Positions in one engagement, from items that belong together.
    fn engagement(&mut self, list: &List, first: &[Pair], items: &[Node]) -> Node {
        let (mut out, mut ext) = (Vec::new(), Vec::new());
        out.extend(self.organization(list, first, &mut ext));
        if let Some(stay) = first.iter().find(|pair| &*pair.key == own::STAY) {
            match stay.value.as_map() {
                Some(pairs) if item_from_value(&stay.value.to_value(), list.section, Words::english()).is_some() => {
                    out.extend(pairs.iter().filter(|pair| !is_position_key(&pair.key)).cloned());
                }
                _ => self.keep(stay, &[], &mut ext),
            }
        }
        let positions = items.iter().filter_map(|item| {
            let fields = self.fields(list, item.as_map()?, Level::Position);
            Some(Node::map(fields, item.at))
        });
        let at = items.first().map(|item| item.at).unwrap_or_default();
        let positions = Node::list(positions.collect(), at);
        out.push(Pair::new("positions", positions));
        push_ext(ext, &mut out);
        Node::map(out, at)
    }

    /// Our fields for those of an item. A position leaves the organisation to its engagement.
    fn fields(&mut self, list: &List, pairs: &[Pair], level: Level) -> Vec<Pair> {
        let (mut out, mut ext) = (Vec::new(), Vec::new());
        if level == Level::Entry {
            out.extend(self.organization(list, pairs, &mut ext));
        }
        self.dates(list, pairs, &mut out, &mut ext);
        self.highlights(list, pairs, &mut out, &mut ext);
        for pair in pairs {
            let key = today(list, pairs, &pair.key);
            let take = |key: &str| renamed(pair, key, pair.value.clone());
            let name = list.names.iter().find(|(name, _)| *name == key);
            match (name, key) {
                (Some((_, ours)), _) => out.push(take(ours)),
                (_, key) if key == list.body => out.push(take("summary")),
                (_, own::EXT) if pair.value.as_map().is_some() => {
                    ext.extend(pair.value.as_map().into_iter().flatten().cloned());
                }
                (_, own::ORGANIZATION | own::DATES | own::HIGHLIGHT_TAGS) => {}
                (_, own::ENGAGEMENT | own::STAY) if level == Level::Position => {}
                (_, key) if list.knows(key) => {}
                (_, key) if list.extra(level, key, &pair.value.to_value()).is_some() => out.push(pair.clone()),
                _ => self.keep(pair, list.standard, &mut ext),
            }
        }
        push_ext(ext, &mut out);
        out
    }

    /// The organisation that an item names: what the standard says of it, and what stands in `x-organization`.
    fn organization(&mut self, list: &List, pairs: &[Pair], ext: &mut Vec<Pair>) -> Option<Pair> {
        let (ours, names) = list.organization;
        let mut parts: Vec<Pair> = Vec::new();
        for pair in pairs.iter().filter(|pair| !pair.value.is_nothing()) {
            let key = today(list, pairs, &pair.key);
            if let Some((_, part)) = names.iter().find(|(name, _)| *name == key) {
                parts.push(renamed(pair, part, pair.value.clone()));
            }
        }
        if let Some(more) = pairs.iter().find(|pair| &*pair.key == own::ORGANIZATION) {
            let spec = list.kind().fields().iter().find(|spec| spec.shape == Shape::Organization && spec.key == ours);
            let disjoint = |inner: &[Pair]| !inner.iter().any(|pair| names.iter().any(|(_, part)| *part == &*pair.key));
            match more.value.as_map() {
                Some(inner) if disjoint(inner) && spec.is_some_and(|spec| is_written(spec, &more.value.to_value())) => {
                    parts.extend_from_slice(inner);
                }
                _ => self.keep(more, &[], ext),
            }
        }
        let first = parts.first()?;
        let at = first.at;
        let only_named = parts.len() == 1 && &*first.key == "name";
        let value = if only_named { first.value.clone() } else { Node::map(parts, at) };
        Some(Pair { key: ours.into(), at, value })
    }

    /// The dates of an item, by its fields or by what stands beside them.
    fn dates(&mut self, list: &List, pairs: &[Pair], out: &mut Vec<Pair>, ext: &mut Vec<Pair>) {
        let own = pairs.iter().find(|pair| &*pair.key == own::DATES);
        let text = |key: &str| find(pairs, key).and_then(|pair| pair.value.as_text()).map(str::trim).map(str::to_owned);
        let text = |key: &str| text(key).filter(|text| !text.is_empty());
        let (fields, keys): (Fields, &[(&str, &str)]) = match list.dates {
            When::Span => {
                let fields = Fields { start: text("startDate"), end: text("endDate") };
                (fields, &[("startDate", "startDate"), ("endDate", "endDate")])
            }
            When::Day(day) => (Fields { start: text(day), end: None }, &[("date", "date"), ("releaseDate", "date")]),
            When::Never => (Fields::default(), &[]),
        };
        if let Some(pair) = own {
            let day = matches!(list.dates, When::Day(_));
            match dates::parse(&pair.value.to_value()).filter(|_| list.dates != When::Never) {
                Some(dates) if dates::fields(&dates, day) == fields => {
                    out.push(renamed(pair, "dates", pair.value.clone()));
                    return;
                }
                Some(_) => self.stale(pair),
                None => self.keep(pair, &[], ext),
            }
        }
        for pair in pairs {
            let known = keys.iter().find(|(key, _)| *key == &*pair.key && list.knows(key));
            out.extend(known.map(|(_, ours)| renamed(pair, ours, pair.value.clone())));
        }
    }

    /// Highlights, with their tags.
    fn highlights(&mut self, list: &List, pairs: &[Pair], out: &mut Vec<Pair>, ext: &mut Vec<Pair>) {
        let found = find(pairs, "highlights").filter(|_| list.has_highlights());
        let tags = pairs.iter().find(|pair| &*pair.key == own::HIGHLIGHT_TAGS);
        let items = found.and_then(|pair| pair.value.as_list()).unwrap_or_default();
        if let (Some(pair), Some(tags)) = (found, tags) {
            if is_lists_of_texts(&tags.value.to_value(), items.len()) {
                let lists = tags.value.as_list().unwrap_or_default();
                let tagged = items.iter().zip(lists).map(|(item, tags)| match tags.as_list() {
                    Some([_, ..]) if item.as_text().is_some() => {
                        Node::map(vec![Pair::new("text", item.clone()), Pair::new("tags", tags.clone())], item.at)
                    }
                    _ => item.clone(),
                });
                out.push(renamed(pair, "highlights", Node::list(tagged.collect(), pair.value.at)));
                return;
            }
            self.stale(tags);
        } else if let Some(tags) = tags {
            self.keep(tags, &[], ext);
        }
        out.extend(found.cloned());
    }
}

/// Today's key for a key of an item.
fn today<'n>(list: &List, pairs: &[Pair], key: &'n str) -> &'n str {
    match list.today(key) {
        Some(new) if !pairs.iter().any(|pair| &*pair.key == new) => new,
        _ => key,
    }
}

/// The number and the name of the engagement that an item is a position in.
fn engagement<'n>(list: &List, pairs: &'n [Pair]) -> Option<(&'n str, Option<&'n str>)> {
    if list.kind() != EntryKind::Engagement {
        return None;
    }
    let number = find(pairs, own::ENGAGEMENT).filter(|pair| matches!(pair.value.to_value(), Value::Number(_)))?;
    let (name, _) = list.organization.1.first()?;
    Some((number.value.as_text()?, find(pairs, name).and_then(|pair| pair.value.as_text())))
}

/// True if an item is one more position in the engagement of the items before it.
fn continues(list: &List, item: &Node, number: &str, name: Option<&str>) -> bool {
    let Some(pairs) = item.as_map() else { return false };
    let says_more = list.organization.1.iter().skip(1).any(|(key, _)| find(pairs, key).is_some())
        || pairs.iter().any(|pair| matches!(&*pair.key, own::ORGANIZATION | own::STAY));
    engagement(list, pairs) == Some((number, name)) && !says_more
}

fn is_position_key(key: &str) -> bool {
    matches!(key, "positions" | "organization")
}
