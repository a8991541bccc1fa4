//! What stands between `<` and `>`: the few HTML tags that the dialect knows, and addresses. Everything else is text.

use vitae_core::{Lang, Script, Url};

use crate::inline::Mark;

/// A tag of the dialect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Tag {
    Open(Name, Mark),
    Close(Name),
    Break,
}

/// The name of a tag that comes in pairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Name {
    Strong,
    B,
    Em,
    I,
    Code,
    Sub,
    Sup,
    Span,
    A,
}

impl Name {
    /// How many names there are.
    pub(crate) const COUNT: usize = 9;

    fn of(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "strong" => Self::Strong,
            "b" => Self::B,
            "em" => Self::Em,
            "i" => Self::I,
            "code" => Self::Code,
            "sub" => Self::Sub,
            "sup" => Self::Sup,
            "span" => Self::Span,
            "a" => Self::A,
            _ => return None,
        })
    }

    /// The mark of the tag without attributes, if it may stand without them.
    fn mark(self) -> Option<Mark> {
        match self {
            Self::Strong | Self::B => Some(Mark::Strong),
            Self::Em | Self::I => Some(Mark::Emph),
            Self::Code => Some(Mark::Code),
            Self::Sub => Some(Mark::Script(Script::Sub)),
            Self::Sup => Some(Mark::Script(Script::Sup)),
            Self::Span | Self::A => None,
        }
    }
}

/// Reads a whole tag, `<` to `>`. `None` if it is not of the dialect: an attribute more, and it is text.
pub(crate) fn read(raw: &str) -> Option<Tag> {
    let inner = raw.strip_prefix('<')?.strip_suffix('>')?;
    if let Some(name) = inner.strip_prefix('/') {
        return Name::of(name.trim_end_matches(is_space)).map(Tag::Close);
    }
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let (name, rest) = inner.split_at_checked(end)?;
    let rest = rest.trim_matches(is_space);
    if name.eq_ignore_ascii_case("br") {
        return matches!(rest, "" | "/").then_some(Tag::Break);
    }
    let name = Name::of(name)?;
    if rest.is_empty() {
        return name.mark().map(|mark| Tag::Open(name, mark));
    }
    let (attribute, value) = attribute(rest)?;
    let mark = match name {
        Name::A if attribute.eq_ignore_ascii_case("href") => Mark::link(Url::new(&value)?),
        Name::Span if attribute.eq_ignore_ascii_case("lang") => Mark::Lang(Lang::new(&value)?),
        _ => return None,
    };
    Some(Tag::Open(name, mark))
}

/// White space inside a tag.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n')
}

/// The only attribute of a tag, and its value.
fn attribute(text: &str) -> Option<(&str, String)> {
    let (name, value) = text.split_once('=')?;
    let value = value.trim_start_matches(is_space);
    let bare = match value.chars().next()? {
        quote @ ('"' | '\'') => value.strip_prefix(quote)?.strip_suffix(quote).filter(|bare| !bare.contains(quote))?,
        _ => Some(value).filter(|bare| !bare.contains(is_space))?,
    };
    Some((name.trim_end_matches(is_space), unescaped(bare)))
}

/// An attribute value without character references. A reference that it does not know is text.
fn unescaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        // No reference that we know is longer; the limit keeps a value full of `&` from being searched again and again.
        let end = after.bytes().take(10).position(|b| b == b';');
        let known = end.and_then(|end| Some((reference(after.get(..end)?)?, after.get(end + 1..)?)));
        out.push(known.map_or('&', |(c, _)| c));
        rest = known.map_or(after, |(_, after)| after);
    }
    out.push_str(rest);
    out
}

/// The character that a reference names, between `&` and `;`.
fn reference(name: &str) -> Option<char> {
    let number = |digits: &str, radix| {
        let sound = !digits.is_empty() && digits.len() < 8 && digits.chars().all(|c| c.is_digit(radix));
        u32::from_str_radix(digits, radix).ok().filter(|_| sound).and_then(char::from_u32)
    };
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let digits = name.strip_prefix('#')?;
            match digits.strip_prefix(['x', 'X']) {
                Some(hex) => number(hex, 16),
                None => number(digits, 10),
            }
        }
    }
}

/// True if what stands between `<` and `>` leads somewhere; false for `std::string`, which CommonMark would take for an address.
pub(crate) fn is_address(inner: &str) -> bool {
    let scheme = inner.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    inner.contains("://") || matches!(scheme.as_deref(), Some("mailto" | "tel"))
}

/// A value as it stands between the quotes of an attribute, safe from HTML and from CommonMark.
pub(crate) fn attribute_value(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '`' => out.push_str("&#96;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_the_dialect() {
        assert_eq!(read("<b>"), Some(Tag::Open(Name::B, Mark::Strong)));
        assert_eq!(read("</STRONG >"), Some(Tag::Close(Name::Strong)));
        for br in ["<br>", "<BR/>", "<br />"] {
            assert_eq!(read(br), Some(Tag::Break), "{br}");
        }
        let link = |u: &str| Some(Tag::Open(Name::A, Mark::link(Url::new(u).unwrap())));
        assert_eq!(read("<a href=\"x?a=1&amp;b=&#34;&nope;&\">"), link("x?a=1&b=\"&nope;&"));
        assert_eq!(read("<A\nHREF = 'x y'>"), link("x y"));
        assert_eq!(read("<a href=x>"), link("x"));
        assert_eq!(read("<span lang=\"de_at\">"), Some(Tag::Open(Name::Span, Mark::Lang(Lang::new("de-AT").unwrap()))));
    }

    #[test]
    fn other_tags_are_text() {
        let other = [
            "<T>",
            "<b class=\"x\">",
            "<br clear=\"all\">",
            "<a>",
            "<a name=\"x\">",
            "<a href=\"x\" title=\"y\">",
            "<a href=\"\">",
            "<span>",
            "<span lang=\"not a tag\">",
            "<b/>",
            "<!-- b -->",
            "</br>",
        ];
        for raw in other {
            assert_eq!(read(raw), None, "{raw}");
        }
    }

    #[test]
    fn attribute_values_come_back() {
        for value in ["a&b", "&amp;", "\"'<>`", "&#34;", "a]:b"] {
            assert_eq!(unescaped(&attribute_value(value)), value);
        }
    }
}
