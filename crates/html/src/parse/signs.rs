//! What is no text and means some: addresses that are hidden from robots, pictures, and signs in fonts.

use super::names;
use vitae_core::Url;

/// The address that a content network hides from robots: two digits are the key, each further two a byte.
pub(super) fn revealed(hex: &str) -> Option<String> {
    let bytes: Vec<u8> = hex
        .as_bytes()
        .chunks(2)
        .map(|pair| std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok()))
        .collect::<Option<_>>()?;
    let (key, rest) = bytes.split_first()?;
    let address = String::from_utf8(rest.iter().map(|byte| byte ^ key).collect()).ok()?;
    (address.contains('@') && address.chars().all(|c| !c.is_control() && !c.is_whitespace())).then_some(address)
}

/// A link to where such an address is revealed.
pub(super) fn revealed_link(href: &str) -> Option<Url> {
    let (_, hex) = href.split_once("/cdn-cgi/l/email-protection#")?;
    Url::new(&format!("mailto:{}", revealed(hex)?))
}

/// True for the words of a picture that say no more than that it is one.
pub(super) fn is_portrait(alt: &str) -> bool {
    const PICTURES: &[&str] = &[
        "avatar",
        "photo",
        "picture",
        "pic",
        "image",
        "img",
        "portrait",
        "profile",
        "headshot",
        "logo",
        "icon",
        "thumbnail",
        "placeholder",
        "foto",
        "my",
        "me",
        "user",
    ];
    let words = names::words(alt);
    let size = |word: &str| word.split('x').all(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    !words.is_empty() && words.iter().all(|word| PICTURES.contains(&word.as_str()) || size(word))
}

/// True for an element whose text is the name of a sign in a font.
pub(super) fn is_ligature(class: &str) -> bool {
    class.split_ascii_whitespace().any(|one| one.starts_with("material-icons") || one.starts_with("material-symbols"))
}

/// True for a character that only a font for icons has.
pub(super) const fn is_icon(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10fffd}')
}
