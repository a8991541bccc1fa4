//! Where links lead: addresses that are safe to click, each exactly as it is.
//!
//! Word calls a whole file corrupt for one relationship whose target is not a URI (ECMA-376 part 2 §9.3: `xsd:anyURI`), and opens
//! whatever a link names. So a link is one of four schemes; an address that is a URI as it stands is a relationship, one for all
//! its links; any other is the argument of a `HYPERLINK` field (§17.16.5.25), which takes any text. The text of a link that is
//! refused stays.

use std::collections::BTreeMap;
use vitae_core::{Diagnostic, Kind, Report, Url};
use vitae_outline::is_safe;

/// The addresses of a document, in the order of their first use.
#[derive(Debug, Default)]
pub(super) struct Links {
    ids: BTreeMap<String, usize>,
    /// Addresses that were refused.
    pub report: Report,
}

/// How a link leads to its address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Way {
    /// By the relationship with this id.
    Relationship(String),
    /// By the instruction of a field.
    Field(String),
}

impl Links {
    /// The way to an address; `None` if it must not be a link.
    pub(super) fn way(&mut self, url: &Url) -> Option<Way> {
        if !is_safe(url) {
            let message = format!("the link to `{url}` is not in the document, only its text: {REFUSED}");
            let known = self.report.iter().any(|said| said.message == message);
            if !known {
                self.report.push(Diagnostic::new(Kind::Lost, "link-refused", message).help(HELP));
            }
            return None;
        }
        if !is_uri(url.as_str()) {
            let address = url.as_str().replace('\\', "\\\\").replace('"', "\\\"");
            return Some(Way::Field(format!(" HYPERLINK \"{address}\" ")));
        }
        let next = self.ids.len() + 1;
        Some(Way::Relationship(relationship(*self.ids.entry(url.as_str().to_owned()).or_insert(next))))
    }

    /// Relationship ids and addresses, in order.
    pub(super) fn targets(&self) -> Vec<(String, &str)> {
        let mut targets: Vec<_> = self.ids.iter().map(|(target, id)| (*id, target.as_str())).collect();
        targets.sort_unstable();
        targets.into_iter().map(|(id, target)| (relationship(id), target)).collect()
    }
}

const REFUSED: &str = "a document links only to http, https, mailto and tel";
const HELP: &str = "give the address with its scheme, such as `https://…`";

fn relationship(id: usize) -> String {
    format!("link{id}")
}

/// Whether an address is a URI as it stands, as far as Word looks.
fn is_uri(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once(':') else { return false };
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => {
            let Some(rest) = rest.strip_prefix("//") else { return false };
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            rest.split_at_checked(end).is_some_and(|(authority, path)| is_authority(authority) && is_encoded(path))
        }
        "mailto" => {
            let address = rest.split('?').next().unwrap_or_default();
            address.split_once('@').is_some_and(|(user, host)| !user.is_empty() && is_host(host)) && is_encoded(rest)
        }
        "tel" => rest.chars().any(|c| c.is_ascii_digit()) && rest.chars().all(is_dialled),
        _ => false,
    }
}

fn is_dialled(c: char) -> bool {
    c.is_ascii_alphanumeric() || "+-.()*;=".contains(c)
}

/// A host with, perhaps, a port and a user.
fn is_authority(authority: &str) -> bool {
    let (user, host) = authority.split_once('@').unwrap_or(("", authority));
    let (host, port) = host.split_once(':').unwrap_or((host, ""));
    let sound = |c: char| is_unreserved(c) || ":!$&'()*+,;=".contains(c);
    user.chars().all(sound) && is_host(host) && port.len() <= 5 && port.bytes().all(|byte| byte.is_ascii_digit())
}

/// The name of a host. Letters of all scripts are taken as they are.
fn is_host(host: &str) -> bool {
    !host.is_empty() && !host.starts_with('.') && !host.contains("..") && host.chars().all(is_unreserved)
}

fn is_unreserved(c: char) -> bool {
    c.is_alphanumeric() || "-._~".contains(c)
}

/// Whether a URI reference can hold a text as it is (RFC 3986 §2), with letters of all scripts.
fn is_encoded(text: &str) -> bool {
    let mut fragment = false;
    text.char_indices().all(|(at, c)| match c {
        '%' => text.get(at + 1..at + 3).is_some_and(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit())),
        '#' => !std::mem::replace(&mut fragment, true),
        c => is_unreserved(c) || ":/?@!$&'()*+,;=".contains(c),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(url: &str) -> Option<Way> {
        Links::default().way(&Url::new(url).unwrap())
    }

    #[test]
    fn an_address_that_is_a_uri_is_a_relationship() {
        for url in [
            "https://a.example/x?y=%20#z",
            "HTTP://a.example:8080",
            "https://bücher.example/日本?x=ü",
            "mailto:m@a.example?subject=hi%20there",
            "tel:+61255500143",
        ] {
            assert_eq!(way(url), Some(Way::Relationship("link1".into())), "{url}");
        }
    }

    #[test]
    fn any_other_safe_address_is_a_field_and_stays_as_it_is() {
        for (url, instruction) in [
            ("https://a.example/a b", " HYPERLINK \"https://a.example/a b\" "),
            ("https://a.example/\"\\", " HYPERLINK \"https://a.example/\\\"\\\\\" "),
        ] {
            assert_eq!(way(url), Some(Way::Field(instruction.into())), "{url}");
        }
        for url in [
            "https://a.example/100%",
            "https://a.example/#a#b",
            "https://a.example/\u{a0}x",
            "https://",
            "https:/a.example",
            "https://a..example",
            "https://a.example:80:80",
            "https://u@v@a.example",
            "https://[::1]/",
            "mailto:",
            "mailto:nobody",
            "mailto:a@b@c",
            "tel:",
            "tel:+61 2",
            "tel:abc",
        ] {
            assert!(matches!(way(url), Some(Way::Field(_))), "{url}");
        }
    }

    #[test]
    fn addresses_that_must_not_be_clicked_are_refused_and_said_once() {
        let mut links = Links::default();
        for url in ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ftp://a.example", "www.a.example"]
        {
            assert_eq!(links.way(&Url::new(url).unwrap()), None, "{url}");
        }
        let said = links.report.iter().count();
        links.way(&Url::new("www.a.example").unwrap());
        assert_eq!(links.report.iter().count(), said);
    }

    #[test]
    fn an_address_is_one_relationship_and_ids_follow_the_order_of_use() {
        let mut links = Links::default();
        for (url, id) in
            [("https://b.example", "link1"), ("https://a.example", "link2"), ("https://b.example", "link1")]
        {
            assert_eq!(links.way(&Url::new(url).unwrap()), Some(Way::Relationship(id.into())));
        }
        let targets = links.targets();
        assert_eq!(targets, [("link1".into(), "https://b.example"), ("link2".into(), "https://a.example")]);
    }
}
