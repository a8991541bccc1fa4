//! Ways to reach somebody, told by their shape.

use crate::body::line_of;
use crate::outline::{Role, Run};
use vitae_core::{Contact, ContactKind, Place, Text, Url, Words};

/// Services in which people write to each other. A name anywhere else is an account in a network.
const MESSENGERS: &[&str] = &[
    "Discord",
    "IRC",
    "Jabber",
    "KakaoTalk",
    "Line",
    "Matrix",
    "Messenger",
    "QQ",
    "Signal",
    "Skype",
    "Slack",
    "Telegram",
    "Threema",
    "Viber",
    "WeChat",
    "WhatsApp",
    "XMPP",
    "Zalo",
    "Zoom",
    "微信",
];

/// What stands between the separators of a line of contacts.
pub(crate) fn parts(runs: &[Run]) -> Vec<Vec<Run>> {
    let parts = runs.split(|run| run.role == Some(Role::Separator));
    parts.filter(|part| line_of(part).is_some()).map(<[Run]>::to_vec).collect()
}

/// The contacts that such parts are.
pub(super) fn contacts(parts: &[Vec<Run>], words: &Words) -> Vec<Contact> {
    parts.iter().filter_map(|part| contact(part, words)).collect()
}

fn contact(runs: &[Run], words: &Words) -> Option<Contact> {
    let text: String = runs.iter().map(|run| run.text.as_str()).collect();
    let text = Text::new(&text)?;
    let link = runs.iter().find_map(|run| run.style.link.as_ref());
    // A label is a run of its own, with its colon; the value is another.
    if let [first, value @ ..] = runs
        && first.role == Some(Role::Label)
        && !value.is_empty()
        && let Some(label) = first.text.trim_end().strip_suffix(words.phrases().colon)
        && first.style.link.is_none()
    {
        let mut labelled = contact(value, words)?;
        labelled.label = Text::new(label);
        return Some(labelled);
    }
    Some(kind(text, link, runs, words)?.into())
}

fn kind(text: Text, link: Option<&Url>, runs: &[Run], words: &Words) -> Option<ContactKind> {
    let shown = text.as_str();
    let colon = words.phrases().colon;
    match link {
        Some(url) if url.as_str().strip_prefix("mailto:") == Some(shown) => return Some(ContactKind::Email(text)),
        Some(url) if url.as_str().starts_with("tel:") => return Some(ContactKind::Phone(text)),
        Some(url) => {
            if let Some((network, user)) = shown.split_once(&format!("{colon} ")) {
                let user = Text::new(user).filter(|user| user.as_str() != url.visible());
                return Some(ContactKind::Profile { network: Text::new(network)?, user, url: Some(url.clone()) });
            }
            let said = url.visible() == shown || url.as_str() == shown;
            return Some(ContactKind::Web { url: url.clone(), text: (!said).then_some(text) });
        }
        None => {}
    }
    if let Some(number) = shown.strip_prefix(&format!("Fax{colon} ")) {
        return Text::new(number).map(ContactKind::Fax);
    }
    if let Some((service, user)) = shown.split_once(&format!("{colon} ")) {
        let (name, user) = (Text::new(service)?, Text::new(user)?);
        let talks = MESSENGERS.iter().any(|known| service.trim().eq_ignore_ascii_case(known));
        return Some(if talks {
            ContactKind::Message { service: name, user }
        } else {
            ContactKind::Profile { network: name, user: Some(user), url: None }
        });
    }
    if shown.contains('@') && !shown.contains(char::is_whitespace) {
        return Some(ContactKind::Email(text));
    }
    let number = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+-.()/".contains(c);
    if shown.chars().all(number) && shown.chars().filter(char::is_ascii_digit).count() >= 4 {
        return Some(ContactKind::Phone(text));
    }
    let styled = runs.iter().any(|run| !run.style.is_plain() || run.text.contains('\n'));
    Some(if styled { ContactKind::Other(line_of(runs)?) } else { ContactKind::Place(Place::text(text)) })
}
