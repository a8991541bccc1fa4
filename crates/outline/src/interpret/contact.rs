//! Ways to reach somebody, told by their shape.

use crate::body::line_of;
use crate::contact::SEPARATOR;
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

/// What stands between the separators of a line of contacts. One that somebody typed separates too.
pub(crate) fn parts(runs: &[Run]) -> Vec<Vec<Run>> {
    let mut parts: Vec<Vec<Run>> = vec![Vec::new()];
    for run in runs {
        if run.role == Some(Role::Separator) {
            parts.push(Vec::new());
            continue;
        }
        let text = run.text.replace(" | ", SEPARATOR).replace('\t', SEPARATOR);
        for (index, text) in text.split(SEPARATOR).enumerate() {
            if index > 0 {
                parts.push(Vec::new());
            }
            if let (Some(part), false) = (parts.last_mut(), text.is_empty()) {
                part.push(Run { text: text.to_owned(), ..run.clone() });
            }
        }
    }
    parts.retain(|part| line_of(part).is_some());
    parts
}

/// The contacts that such parts are.
pub(crate) fn contacts(parts: &[Vec<Run>], words: &Words) -> Vec<Contact> {
    parts.iter().filter_map(|part| contact(part, words)).collect()
}

fn contact(runs: &[Run], words: &Words) -> Option<Contact> {
    let (label, runs) = match labelled(runs, words) {
        Some((label, value)) => (Text::new(label), value),
        None => (None, runs),
    };
    let text = Text::new(&crate::outline::text_of(runs))?;
    let link = runs.iter().find_map(|run| run.style.link.as_ref());
    Some(Contact { label, ..kind(text, link, runs, words).into() })
}

/// A label, which is a run of its own with its colon, and its value.
fn labelled<'r>(runs: &'r [Run], words: &Words) -> Option<(&'r str, &'r [Run])> {
    let (first, value) = runs.split_first()?;
    let is_label = first.role == Some(Role::Label) && first.style.link.is_none() && !value.is_empty();
    Some((first.text.trim_end().strip_suffix(words.phrases().colon).filter(|_| is_label)?, value))
}

/// What kind of contact words are, by their link, else by their shape. Whatever it is, it is kept.
fn kind(text: Text, link: Option<&Url>, runs: &[Run], words: &Words) -> ContactKind {
    let shown = text.as_str();
    let named = shown.split_once(&format!("{} ", words.phrases().colon));
    let named = named.and_then(|(name, value)| Some((Text::new(name)?, Text::new(value)?)));
    match (link, named) {
        // The words on the page win over where a click leads: somebody typed a new address over the old one.
        (Some(url), _) if url.as_str().starts_with("mailto:") && is_mail(shown) => ContactKind::Email(text),
        (Some(url), _) if url.as_str().starts_with("tel:") => ContactKind::Phone(text),
        (Some(url), Some((network, user))) => {
            let user = Some(user).filter(|user| user.as_str() != url.visible());
            ContactKind::Profile { network, user, url: Some(url.clone()) }
        }
        (Some(url), None) => {
            let said = url.visible() == shown || url.as_str() == shown;
            ContactKind::Web { url: url.clone(), text: (!said).then_some(text) }
        }
        (None, Some((name, number))) if name.as_str() == "Fax" => ContactKind::Fax(number),
        (None, Some((name, user))) if MESSENGERS.iter().any(|known| name.as_str().eq_ignore_ascii_case(known)) => {
            ContactKind::Message { service: name, user }
        }
        (None, Some((network, user))) => ContactKind::Profile { network, user: Some(user), url: None },
        (None, None) if is_mail(shown) => ContactKind::Email(text),
        (None, None) if is_number(shown) => ContactKind::Phone(text),
        (None, None) => {
            let is_styled = runs.iter().any(|run| !run.style.is_plain() || run.text.contains('\n'));
            match line_of(runs).filter(|_| is_styled) {
                Some(line) => ContactKind::Other(line),
                None => ContactKind::Place(Place::text(text)),
            }
        }
    }
}

fn is_mail(text: &str) -> bool {
    text.contains('@') && !text.contains(char::is_whitespace)
}

fn is_number(text: &str) -> bool {
    let known = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+-.()/".contains(c);
    text.chars().all(known) && text.chars().filter(char::is_ascii_digit).count() >= 4
}
