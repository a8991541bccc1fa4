//! Ways to reach somebody: by a key for each kind where that says it all, else as a list.

use super::shapes::{ext, place, rich};
use crate::keys::Level;
use crate::out::{Out, Pairs};
use vitae_core::{Contact, ContactKind, Ext, Tags, Words};

/// The pairs that say `contacts`, in their order.
pub(super) fn pairs(contacts: &[Contact], words: &Words) -> Pairs {
    simple(contacts, words).unwrap_or_else(|| {
        vec![("contacts".to_owned(), Out::Rows(contacts.iter().map(|contact| item(contact, words)).collect()))]
    })
}

/// A key for each kind, if contacts of a kind stand together and have nothing beside them.
fn simple(contacts: &[Contact], words: &Words) -> Option<Pairs> {
    let mut groups: Vec<(&str, Vec<Out>)> = Vec::new();
    for contact in contacts {
        let bare = contact.label.is_none() && contact.tags.is_empty() && contact.ext.is_empty();
        let (key, value) = match &contact.kind {
            ContactKind::Profile { .. } => ("profiles", item(contact, words)),
            ContactKind::Message { .. } => ("messages", item(contact, words)),
            _ if !bare => return None,
            ContactKind::Email(mail) => ("email", Out::Phrase(mail.to_string())),
            ContactKind::Phone(number) => ("phone", Out::Phrase(number.to_string())),
            ContactKind::Fax(number) => ("fax", Out::Phrase(number.to_string())),
            ContactKind::Web { url, text: None } => ("url", Out::Phrase(url.to_string())),
            ContactKind::Web { .. } => ("url", item(contact, words)),
            ContactKind::Place(somewhere) => ("location", place(somewhere, words)),
            _ => return None,
        };
        let known = groups.iter().any(|(other, _)| *other == key);
        match groups.last_mut() {
            Some((last, values)) if *last == key => values.push(value),
            _ if known => return None,
            _ => groups.push((key, vec![value])),
        }
    }
    let pairs = groups.into_iter().map(|(key, mut values)| {
        let one = values.len() == 1 && !matches!(key, "profiles" | "messages");
        let value = if one { values.pop() } else { None };
        (key.to_owned(), value.unwrap_or(Out::Side(values)))
    });
    Some(pairs.collect())
}

/// A contact as an item of a list.
pub(super) fn item(contact: &Contact, words: &Words) -> Out {
    let text = |key: &str, value: &dyn std::fmt::Display| (key.to_owned(), Out::Phrase(value.to_string()));
    let mut pairs = match &contact.kind {
        ContactKind::Email(mail) => vec![text("email", mail)],
        ContactKind::Phone(number) => vec![text("phone", number)],
        ContactKind::Fax(number) => vec![text("fax", number)],
        ContactKind::Web { url, text: shown } => {
            let mut pairs = vec![text("url", url)];
            pairs.extend(shown.iter().map(|shown| text("text", shown)));
            pairs
        }
        ContactKind::Profile { network, user, url } => {
            let mut pairs = vec![text("network", network)];
            pairs.extend(user.iter().map(|user| text("username", user)));
            pairs.extend(url.iter().map(|url| text("url", url)));
            pairs
        }
        ContactKind::Message { service, user } => vec![text("service", service), text("username", user)],
        ContactKind::Place(somewhere) => vec![("place".to_owned(), place(somewhere, words))],
        ContactKind::Other(line) => vec![("other".to_owned(), rich(line))],
        _ => Pairs::new(),
    };
    pairs.extend(contact.label.iter().map(|label| text("label", label)));
    if contact.tags != Tags::new() {
        pairs.push((
            "tags".to_owned(),
            Out::Side(contact.tags.iter().map(|tag| Out::Phrase(tag.to_string())).collect()),
        ));
    }
    if contact.ext != Ext::default() {
        ext(&contact.ext, Level::Contact, &mut pairs);
    }
    Out::Map(pairs)
}
