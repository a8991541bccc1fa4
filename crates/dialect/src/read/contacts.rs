//! Ways to reach somebody: a key for each kind, or a list where order, labels or several of a kind matter.
//!
//! | key in `basics` | value | in the list `contacts` |
//! |---|---|---|
//! | `email`, `phone`, `fax` | text, or several | `email: …` |
//! | `url` (`website`) | address, or several; `{url, text}` | `url: …`, `text: …` |
//! | `location` (`place`, `address`) | text or map, or several | `place: …` |
//! | `profiles` | maps `{network, username, url}` | `network: …`, `username: …`, `url: …` |
//! | `messages` | maps `{service, username}` | `service: …`, `username: …` |
//! | | | `other: …`, or a plain text |
//!
//! In the list each may have `label`, `tags` and unknown fields.

use super::Reading;
use crate::keys::Level;
use crate::node::{Content, Node, Pair};
use vitae_core::{Contact, ContactKind, Ext, Line, Place, Result, Text, Url, nearest};

impl Reading<'_> {
    /// Reads a key of contacts. False if it is none.
    pub(super) fn contacts_key(&mut self, pair: &Pair, contacts: &mut Vec<Contact>) -> Result<bool> {
        let key = match &*pair.key {
            key @ ("email" | "phone" | "fax" | "url" | "website" | "location" | "place" | "address") => Some(key),
            "profiles" | "messages" | "contacts" => None,
            _ => return Ok(false),
        };
        let found = self.inside(&*pair.key, |reading| {
            reading.each(&pair.value, |reading, item| match (key, &item.content) {
                (Some("location" | "place" | "address"), _) => reading.address(&pair.key, item),
                (Some(key), Content::Scalar { .. }) => reading.simple(key, item),
                (None, Content::Scalar { .. }) if &*pair.key != "contacts" => match reading.text(item)? {
                    None | Some("") => Ok(None),
                    Some(_) => Err(reading.wrong(item, "a map such as `{network: …, username: …}`")),
                },
                (_, Content::Map(pairs)) => reading.contact(item, pairs),
                (_, Content::Scalar { .. }) => Ok(reading.line(item)?.map(|line| ContactKind::Other(line).into())),
                (_, Content::List(_)) => Err(reading.wrong(item, "a text or a map")),
            })
        })?;
        contacts.extend(found);
        Ok(true)
    }

    fn simple(&self, key: &str, node: &Node) -> Result<Option<Contact>> {
        let Some(text) = self.text(node)? else { return Ok(None) };
        let kind = match key {
            "url" | "website" => Url::new(text).map(|url| ContactKind::Web { url, text: None }),
            "phone" => Text::new(text).map(ContactKind::Phone),
            "fax" => Text::new(text).map(ContactKind::Fax),
            _ => Text::new(text).map(ContactKind::Email),
        };
        Ok(kind.map(Contact::from))
    }

    /// A place to write to. An `address` of several lines is a street.
    fn address(&mut self, key: &str, node: &Node) -> Result<Option<Contact>> {
        let lines: Vec<Text> = match node.as_text() {
            Some(text) if key == "address" && !node.is_nothing() => text.lines().filter_map(Text::new).collect(),
            _ => Vec::new(),
        };
        let place = if lines.len() > 1 { Some(Place { street: lines, ..Place::default() }) } else { self.place(node)? };
        Ok(place.map(|place| ContactKind::Place(place).into()))
    }

    /// A contact as a map: one kind, and what may stand beside it.
    fn contact(&mut self, node: &Node, pairs: &[Pair]) -> Result<Option<Contact>> {
        let mut draft = Draft::default();
        let mut left = Vec::new();
        for pair in pairs {
            if !self.contact_pair(pair, &mut draft)? {
                left.push(pair);
            }
        }
        // `text` belongs to a site; elsewhere it is nothing that we know.
        if draft.kind.is_some() || draft.network.is_some() || draft.service.is_some() {
            let text = pairs.iter().find(|pair| &*pair.key == "text" && draft.text.is_some());
            left.extend(text);
            draft.text = None;
        }
        let (label, tags) = (draft.label.take(), std::mem::take(&mut draft.tags));
        let Some(kind) = draft.finish().map_err(|Several| {
            self.error("bad-value", "a contact is one thing, and this one is several", node.at).help(format!(
                "make each an item of its own: `{}`, `{}`",
                self.notation.item("email", "…"),
                self.notation.item("phone", "…")
            ))
        })?
        else {
            let blank = |pair: &Pair| {
                pair.value.as_text().is_some_and(|text| pair.value.is_nothing() || text.trim().is_empty())
            };
            if pairs.iter().all(blank) {
                return Ok(None);
            }
            if pairs.iter().any(|pair| blank(pair) && Level::Contact.knows(&pair.key)) {
                let note = self.note("empty-contact", "this contact has no value, and is left out", node.at);
                self.report.push(note);
                return Ok(None);
            }
            const KINDS: [&str; 8] = ["email", "phone", "fax", "url", "network", "service", "place", "other"];
            let near = pairs.iter().find_map(|pair| nearest(&pair.key, KINDS));
            let all = || format!("it needs one of `{}`; what its owner calls it is its `label`", KINDS.join("`, `"));
            let error = self.error("bad-value", "this contact says neither what nor where it is", node.at);
            return Err(error.help(near.map_or_else(all, |near| format!("did you mean `{near}`?"))));
        };
        let mut ext = Ext::default();
        self.keep(left, Level::Contact, &mut ext)?;
        Ok(Some(Contact { kind, label, tags, ext }))
    }

    /// True if the pair was understood.
    fn contact_pair(&mut self, pair: &Pair, draft: &mut Draft) -> Result<bool> {
        let node = &pair.value;
        self.inside(&*pair.key, |reading| {
            match &*pair.key {
                "profile" | "message" if node.as_map().is_some() => {
                    let mut understood = true;
                    for inner in node.as_map().unwrap_or_default() {
                        understood &= reading.contact_pair(inner, draft)?;
                    }
                    return Ok(understood);
                }
                "label" => draft.label = reading.text(node)?.and_then(Text::new),
                "tags" => draft.tags = reading.tags(node)?,
                "text" => draft.text = reading.text(node)?.and_then(Text::new),
                "url" | "website" if draft.url.is_none() => draft.url = reading.text(node)?.and_then(Url::new),
                "network" => draft.network = reading.text(node)?.and_then(Text::new),
                "service" => draft.service = reading.text(node)?.and_then(Text::new),
                "username" | "user" if draft.user.is_none() => draft.user = reading.text(node)?.and_then(Text::new),
                "email" => draft.set(reading.text(node)?.and_then(Text::new).map(ContactKind::Email)),
                "phone" => draft.set(reading.text(node)?.and_then(Text::new).map(ContactKind::Phone)),
                "fax" => draft.set(reading.text(node)?.and_then(Text::new).map(ContactKind::Fax)),
                "other" => draft.set(reading.line(node)?.map(ContactKind::Other)),
                "place" | "location" | "address" => {
                    draft.set(reading.address(&pair.key, node)?.map(|contact| contact.kind))
                }
                _ => return Ok(false),
            }
            Ok(true)
        })
    }
}

/// A contact whose keys are being collected.
#[derive(Default)]
struct Draft {
    kind: Option<ContactKind>,
    several: bool,
    network: Option<Text>,
    service: Option<Text>,
    user: Option<Text>,
    url: Option<Url>,
    text: Option<Text>,
    label: Option<Text>,
    tags: vitae_core::Tags,
}

struct Several;

impl Draft {
    fn set(&mut self, kind: Option<ContactKind>) {
        self.several |= kind.is_some() && self.kind.is_some();
        self.kind = kind.or(self.kind.take());
    }

    fn finish(self) -> Result<Option<ContactKind>, Several> {
        let extra = self.network.is_some() || self.service.is_some() || self.user.is_some() || self.url.is_some();
        if self.several || (self.kind.is_some() && extra) || (self.network.is_some() && self.service.is_some()) {
            return Err(Several);
        }
        if self.kind.is_some() {
            return Ok(self.kind);
        }
        Ok(match (self.network, self.service, self.user, self.url) {
            (Some(network), _, user, url) => Some(ContactKind::Profile { network, user, url }),
            (_, Some(service), Some(user), None) => Some(ContactKind::Message { service, user }),
            (_, Some(_), _, Some(_)) => return Err(Several),
            // A service without a name, or a name without a network: still words that somebody wrote.
            (_, Some(word), None, None) | (_, None, Some(word), None) => Some(ContactKind::Other(Line::from(word))),
            (None, None, user, Some(url)) => Some(ContactKind::Web { url, text: self.text.or(user) }),
            (None, None, None, None) => None,
        })
    }
}
