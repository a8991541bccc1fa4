//! Where links lead: one relationship for each address, and only addresses that are safe to click and that Word accepts.
//!
//! Word calls a whole file corrupt for one address that is not a URI (ECMA-376 part 2 §9.3: `xsd:anyURI`), and opens whatever
//! a link names. So a link is one of four schemes, and what a URI cannot hold is percent-encoded (RFC 3986 §2.1). The text of
//! a link that is refused stays.

use std::collections::BTreeMap;
use vitae_core::{Diagnostic, Kind, Report, Url};

/// The addresses of a document, in the order of their first use.
#[derive(Debug, Default)]
pub(super) struct Links {
    ids: BTreeMap<String, usize>,
    /// Addresses that were refused.
    pub report: Report,
}

impl Links {
    /// The relationship to an address; `None` if it must not be a link.
    pub(super) fn id(&mut self, url: &Url) -> Option<String> {
        let Some(target) = target(url.as_str()) else {
            let message = format!("the link to `{url}` is not in the document, only its text: {REFUSED}");
            let known = self.report.iter().any(|said| said.message == message);
            if !known {
                self.report.push(Diagnostic::new(Kind::Lost, "link-refused", message).help(HELP));
            }
            return None;
        };
        let next = self.ids.len() + 1;
        Some(relationship(*self.ids.entry(target).or_insert(next)))
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

/// The address as a URI, if it may be a link.
fn target(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once(':')?;
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => {
            let rest = rest.strip_prefix("//")?;
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            let (authority, path) = (rest.get(..end)?, rest.get(end..)?);
            is_authority(authority).then(|| format!("{scheme}://{authority}{}", encoded(path)))
        }
        "mailto" => {
            let address = rest.split('?').next().unwrap_or_default();
            let (user, host) = address.split_once('@')?;
            (!user.is_empty() && is_host(host)).then(|| format!("{scheme}:{}", encoded(rest)))
        }
        "tel" => {
            let number = rest.chars().any(|c| c.is_ascii_digit())
                && rest.chars().all(|c| c.is_ascii_alphanumeric() || "+-.()*#;=".contains(c));
            number.then(|| format!("{scheme}:{}", encoded(rest)))
        }
        _ => None,
    }
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

/// Percent-encodes what a URI reference cannot hold, and nothing else: an encoded address stays as it is.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut fragment = false;
    for (at, c) in text.char_indices() {
        let kept = match c {
            '%' => text.get(at + 1..at + 3).is_some_and(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit())),
            '#' => !std::mem::replace(&mut fragment, true),
            c => is_unreserved(c) || ":/?@!$&'()*+,;=".contains(c),
        };
        if kept {
            out.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_may_be_clicked_become_uris() {
        for (url, want) in [
            ("https://a.example/x?y=%20#z", "https://a.example/x?y=%20#z"),
            ("HTTP://a.example:8080", "HTTP://a.example:8080"),
            ("https://a.example/a b\"<>\\^`{|}[1]", "https://a.example/a%20b%22%3C%3E%5C%5E%60%7B%7C%7D%5B1%5D"),
            ("https://a.example/100%", "https://a.example/100%25"),
            ("https://a.example/#a#b", "https://a.example/#a%23b"),
            ("https://bücher.example/日本?x=ü", "https://bücher.example/日本?x=ü"),
            ("https://a.example/\u{a0}\u{200e}", "https://a.example/%C2%A0%E2%80%8E"),
            ("mailto:m@a.example?subject=hi there", "mailto:m@a.example?subject=hi%20there"),
            ("tel:+61255500143", "tel:+61255500143"),
        ] {
            assert_eq!(target(url).as_deref(), Some(want), "{url}");
        }
    }

    #[test]
    fn addresses_that_must_not_be_clicked_are_refused_and_said_once() {
        let mut links = Links::default();
        for url in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "data:text/html,x",
            "ftp://a.example",
            "www.a.example",
            "#top",
            "https://",
            "https:/a.example",
            "https://a b.example",
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
            assert_eq!(links.id(&Url::new(url).unwrap()), None, "{url}");
        }
        let said = links.report.iter().count();
        links.id(&Url::new("#top").unwrap());
        assert_eq!(links.report.iter().count(), said);
    }

    #[test]
    fn an_address_is_one_relationship_and_ids_follow_the_order_of_use() {
        let mut links = Links::default();
        let mut id = |url: &str| links.id(&Url::new(url).unwrap()).unwrap();
        assert_eq!(
            [id("https://b.example"), id("https://a.example"), id("https://b.example")],
            ["link1", "link2", "link1"]
        );
        let targets = links.targets();
        assert_eq!(targets, [("link1".into(), "https://b.example"), ("link2".into(), "https://a.example")]);
    }
}
