//! How ways to reach somebody are shown.

use crate::outline::{Role, Run};
use vitae_core::{Contact, ContactKind, Run as Piece, Style, Url, Words};

/// What stands between the fields of a line.
pub(crate) const SEPARATOR: &str = " · ";

/// Contacts on one line: each a [`Role::Contact`], separators between them.
pub(crate) fn contact_line(contacts: &[Contact], words: &Words) -> Vec<Run> {
    let mut runs = Vec::new();
    for contact in contacts {
        let shown = contact_runs(contact, words);
        if shown.is_empty() {
            continue;
        }
        if !runs.is_empty() {
            runs.push(Run::role(SEPARATOR, Role::Separator));
        }
        runs.extend(shown);
    }
    runs
}

/// One contact: `label: ` where its owner gave one, then the value, linked where a click makes sense.
fn contact_runs(contact: &Contact, words: &Words) -> Vec<Run> {
    let mut runs = Vec::new();
    let colon = words.phrases().colon;
    if let Some(label) = &contact.label {
        runs.push(Run::role(format!("{label}{colon} "), Role::Label));
    }
    let linked = |text: &str, url: Option<Url>| {
        let style = url.map(Style::link).unwrap_or_default();
        Run::role(text, Role::Contact).styled(style)
    };
    match &contact.kind {
        ContactKind::Email(mail) => runs.push(linked(mail.as_str(), mail_link(mail.as_str()))),
        ContactKind::Phone(number) => runs.push(linked(number.as_str(), phone_link(number.as_str()))),
        ContactKind::Fax(number) => runs.push(linked(&format!("Fax{colon} {number}"), None)),
        ContactKind::Web { url, text: Some(text) } => runs.push(linked(text.as_str(), web_link(url))),
        ContactKind::Web { url, text: None } => runs.push(linked(url.visible(), web_link(url))),
        ContactKind::Profile { network, user, url } => {
            let name = match (user, url) {
                (Some(user), _) => format!("{network}{colon} {user}"),
                (None, Some(url)) => format!("{network}{colon} {}", url.visible()),
                (None, None) => network.as_str().to_owned(),
            };
            runs.push(linked(&name, url.as_ref().and_then(web_link)));
        }
        ContactKind::Message { service, user } => runs.push(linked(&format!("{service}{colon} {user}"), None)),
        ContactKind::Place(place) => {
            let shown = place.display(words.phrases().remote);
            if !shown.is_empty() {
                runs.push(linked(&shown, None));
            }
        }
        ContactKind::Other(line) => runs.extend(line.runs().iter().map(|piece| match piece {
            Piece::Text { text, style } => Run::role(text.as_ref(), Role::Contact).styled(style.clone()),
            Piece::Break => Run::role("\n", Role::Contact),
        })),
        _ => {}
    }
    runs
}

/// A mail address is linked only if it looks like one: the text is the owner's, a link is ours.
pub(crate) fn mail_link(mail: &str) -> Option<Url> {
    let (user, host) = mail.split_once('@')?;
    let sound =
        |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || "<>\"?&%#,;:\\@".contains(c));
    (sound(user) && sound(host)).then(|| Url::new(&format!("mailto:{mail}"))).flatten()
}

/// A telephone number is linked by its digits (RFC 3966), if it is nothing but a number.
pub(crate) fn phone_link(number: &str) -> Option<Url> {
    let known = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+-.()/\u{2010}\u{2011}".contains(c);
    let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let count = digits.bytes().filter(u8::is_ascii_digit).count();
    // "(0)" is dialled in the country and left out from abroad: no link can say both.
    let sound = number.chars().all(known)
        && count >= 4
        && digits.rfind('+').is_none_or(|at| at == 0)
        && !number.contains("(0)");
    sound.then(|| Url::new(&format!("tel:{digits}"))).flatten()
}

/// A site is linked as it is; one without a scheme gets the usual one.
pub(crate) fn web_link(url: &Url) -> Option<Url> {
    let text = url.as_str();
    let scheme = text.split_once(':').map(|(scheme, _)| scheme);
    let has_scheme = scheme.is_some_and(|s| {
        s.starts_with(|c: char| c.is_ascii_alphabetic())
            && s.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-".contains(&b))
    });
    if has_scheme {
        return Some(url.clone());
    }
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    let looks_like_host = host.contains('.') && !host.contains(char::is_whitespace) && !host.starts_with('.');
    looks_like_host.then(|| Url::new(&format!("https://{text}"))).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_looks_like_an_address_is_linked() {
        assert_eq!(mail_link("mara@a.example").unwrap().as_str(), "mailto:mara@a.example");
        assert_eq!(mail_link("mara at a.example"), None);
        assert_eq!(phone_link("+61 2 5550 0143").unwrap().as_str(), "tel:+61255500143");
        assert_eq!(phone_link("ask my agent"), None);
        assert_eq!(phone_link("+44 (0)20 7946 0958"), None);
        assert_eq!(web_link(&Url::new("a.example/x").unwrap()).unwrap().as_str(), "https://a.example/x");
        assert_eq!(web_link(&Url::new("my page").unwrap()), None);
    }
}
