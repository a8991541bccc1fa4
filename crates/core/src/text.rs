//! Small text values: a plain phrase, a URL, a language tag, an id, a set of tags.
//!
//! Each is in normal form from the moment it exists: the only way to make one cleans its input, so two values that look the
//! same are equal, and no format has to remember the rules.
//!
//! | type | holds | cleaned how |
//! |---|---|---|
//! | [`Text`] | a plain phrase | characters that XML cannot hold removed, ASCII white space collapsed, edges trimmed, never empty |
//! | [`Url`] | an address, byte for byte | characters that XML cannot hold, tabs and line ends removed, edges trimmed, never empty |
//! | [`Lang`] | a BCP 47 language tag | canonical case, `_` read as `-` |
//! | [`Id`] | a name given by the owner | as `Text`, without white space |

use std::collections::BTreeSet;
use std::fmt;

/// True for a character that XML 1.0 can hold, and that is therefore kept in every format.
///
/// Forbidden are the C0 controls but tab, line feed and carriage return, and U+FFFE and U+FFFF
/// (XML 1.0, production `Char`).
#[must_use]
pub const fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// True when every character of a text [is allowed](is_allowed). By its bytes, since it is asked of all that is read.
pub(crate) fn is_all_allowed(text: &str) -> bool {
    let mut controls = false;
    let mut noncharacters = false;
    for &byte in text.as_bytes() {
        controls |= byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r');
        noncharacters |= byte == 0xEF;
    }
    !(controls || noncharacters && text.contains(['\u{FFFE}', '\u{FFFF}']))
}

/// Removes forbidden characters, and makes every line end a line feed.
pub(crate) fn clean(text: &str) -> String {
    if !text.contains('\r') && is_all_allowed(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().filter(|&c| is_allowed(c)).peekable();
    while let Some(c) = chars.next() {
        if c == '\r' {
            if chars.peek() == Some(&'\n') {
                chars.next();
            }
            out.push('\n');
        } else {
            out.push(c);
        }
    }
    out
}

/// A plain phrase: no control characters, ASCII white space collapsed, edges trimmed, never empty.
///
/// White space beyond ASCII (no-break space, thin space) is kept inside and trimmed at the edges. Nothing else is touched;
/// in particular there is no Unicode normalisation.
///
/// ```
/// use vitae_core::Text;
/// let name = Text::new("  Zoë\n Ångström ").unwrap();
/// assert_eq!(name.as_str(), "Zoë Ångström");
/// assert_eq!(Text::new(" \t "), None);
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(Box<str>);

impl Text {
    /// Cleans `text`; `None` if nothing is left.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        if is_collapsed(text) {
            let trimmed = text.trim();
            return (!trimmed.is_empty()).then(|| Self(trimmed.into()));
        }
        let mut out = String::with_capacity(text.len());
        for c in text.chars().filter(|&c| is_allowed(c)) {
            let c = if is_collapsible(c) { ' ' } else { c };
            if c != ' ' || !out.ends_with(' ') {
                out.push(c);
            }
        }
        let trimmed = out.trim();
        if trimmed.is_empty() {
            return None;
        }
        Some(Self(if trimmed.len() == out.len() { out.into() } else { trimmed.into() }))
    }

    /// The phrase.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// True when nothing in a text is forbidden, and its ASCII white space is single spaces: by far the most frequent.
pub(crate) fn is_collapsed(text: &str) -> bool {
    let mut before = 0;
    let collapsed = text.bytes().all(|byte| {
        let single = byte > b' ' || (byte == b' ' && before != b' ');
        before = byte;
        single
    });
    collapsed && is_all_allowed(text)
}

/// The white space that collapses (normal form N2): space, tab, line feed, carriage return.
pub(crate) const fn is_collapsible(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// The address of something: kept byte for byte, never interpreted.
///
/// ```
/// use vitae_core::Url;
/// assert_eq!(Url::new(" https://a.example/x?y=%20 ").unwrap().as_str(), "https://a.example/x?y=%20");
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Url(Box<str>);

impl Url {
    /// Cleans `url`; `None` if nothing is left. Any string is taken: a converter does not judge links.
    #[must_use]
    pub fn new(url: &str) -> Option<Self> {
        let kept: String = url.chars().filter(|&c| is_allowed(c) && !matches!(c, '\t' | '\n' | '\r')).collect();
        let kept = kept.trim();
        (!kept.is_empty()).then(|| Self(kept.into()))
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address as a person would read it aloud: without `https://`, `http://`, `mailto:` or `tel:`, and without a final `/`.
    ///
    /// ```
    /// use vitae_core::Url;
    /// assert_eq!(Url::new("https://mara.example/").unwrap().visible(), "mara.example");
    /// ```
    #[must_use]
    pub fn visible(&self) -> &str {
        let bare = ["https://", "http://", "mailto:", "tel:"].iter().find_map(|scheme| self.0.strip_prefix(scheme));
        let bare = bare.unwrap_or(&self.0);
        let short = bare.strip_suffix('/').unwrap_or(bare);
        if short.is_empty() { &self.0 } else { short }
    }

    /// True when `text` says the same as this address, so that a link would add nothing (normal form N5).
    #[must_use]
    pub fn is_said_by(&self, text: &str) -> bool {
        &*self.0 == text || self.0.strip_prefix("mailto:") == Some(text)
    }
}

/// A BCP 47 language tag in canonical case (RFC 5646 §2.1.1): `en`, `de-AT`, `zh-Hant-TW`.
///
/// ```
/// use vitae_core::Lang;
/// assert_eq!(Lang::new("ZH_hant_tw").unwrap().as_str(), "zh-Hant-TW");
/// assert_eq!(Lang::new("en-GB").unwrap().primary(), "en");
/// assert_eq!(Lang::new("not a tag"), None);
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(Box<str>);

impl Lang {
    /// Reads a tag; `None` unless it has the form of one. The registry of languages is not consulted.
    #[must_use]
    pub fn new(tag: &str) -> Option<Self> {
        let mut canonical = String::with_capacity(tag.len());
        let mut after_singleton = false;
        for (i, part) in tag.trim().split(['-', '_']).enumerate() {
            let well_formed = (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
            let primary = (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic());
            if !well_formed || (i == 0 && !primary) {
                return None;
            }
            if i > 0 {
                canonical.push('-');
            }
            let letters = part.bytes().all(|b| b.is_ascii_alphabetic());
            let mut part = part.to_ascii_lowercase();
            match (i, part.len()) {
                (0, _) => {}
                _ if after_singleton => {}
                (_, 1) => after_singleton = true,
                (_, 2) => part.make_ascii_uppercase(),
                (_, 4) if letters => {
                    if let Some(first) = part.get_mut(..1) {
                        first.make_ascii_uppercase();
                    }
                }
                _ => {}
            }
            canonical.push_str(&part);
        }
        Some(Self(canonical.into()))
    }

    /// The whole tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language alone: `zh` of `zh-Hant-TW`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// The region, if the tag names one: `TW` of `zh-Hant-TW`.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        let parts = self.0.split('-').skip(1).take_while(|part| part.len() > 1);
        parts.into_iter().find(|part| {
            (part.len() == 2 && part.bytes().all(|b| b.is_ascii_uppercase()))
                || (part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit()))
        })
    }

    /// The script, if the tag names one: `Hant` of `zh-Hant-TW`.
    #[must_use]
    pub fn script(&self) -> Option<&str> {
        self.0.split('-').nth(1).filter(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_alphabetic()))
    }
}

/// A name that the owner gave to a section, an entry or a position, so that other places can point at it.
///
/// ```
/// use vitae_core::Id;
/// assert!(Id::new("first-job").is_some());
/// assert!(Id::new("first job").is_none());
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Box<str>);

impl Id {
    /// Reads an id; `None` if it is empty or has white space inside.
    #[must_use]
    pub fn new(id: &str) -> Option<Self> {
        let text = Text::new(id)?;
        (!text.as_str().contains(char::is_whitespace)).then_some(Self(text.0))
    }

    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Labels for choosing a variant of a résumé. A set: order means nothing.
pub type Tags = BTreeSet<Text>;

macro_rules! string_like {
    ($($type:ident),*) => {$(
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }
        impl AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
    )*};
}
string_like!(Text, Url, Lang, Id);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_keeps_what_is_visible_and_drops_what_xml_cannot_hold() {
        assert_eq!(Text::new("a\u{0}\u{1}b\u{fffe}").unwrap().as_str(), "ab");
        assert_eq!(
            Text::new("\u{a0}J.\u{a0}P. \u{200b}M\u{ad}\u{2003}").unwrap().as_str(),
            "J.\u{a0}P. \u{200b}M\u{ad}"
        );
        assert_eq!(Text::new("a \r\n\t b").unwrap().as_str(), "a b");
        assert_eq!(Text::new("a \u{1} b").unwrap().as_str(), "a b", "a removed control leaves no double space");
        assert_eq!(Text::new("\u{a0}"), None);
    }

    #[test]
    fn line_ends_become_line_feeds() {
        assert_eq!(clean("a\r\nb\rc\n"), "a\nb\nc\n");
    }

    #[test]
    fn tags_of_languages_take_their_canonical_case() {
        for (given, want) in [("EN", "en"), ("de_at", "de-AT"), ("zh-hant-tw", "zh-Hant-TW"), ("es-419", "es-419")] {
            assert_eq!(Lang::new(given).unwrap().as_str(), want);
        }
        assert_eq!(Lang::new("es-419").unwrap().region(), Some("419"));
        assert_eq!(Lang::new("en-x-AB").unwrap().as_str(), "en-x-ab");
        for bad in ["", "e", "en--GB", "en GB", "1a", "abcdefghi"] {
            assert_eq!(Lang::new(bad), None, "{bad}");
        }
    }
}
