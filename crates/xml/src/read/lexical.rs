//! The small grammar of XML 1.0: names, attributes, references, the declaration.
//!
//! The tokenizer beneath is lenient about all of these. A résumé that one program takes and the next refuses helps nobody, so what
//! XML forbids is refused here, with its place.

use super::check::WHITE;
use super::flaw::{Checked, Flaw};
use std::collections::BTreeSet;
use vitae_core::is_allowed;

/// An attribute as it stands in a tag.
#[derive(Debug)]
pub(super) struct Written<'a> {
    pub(super) name: &'a str,
    pub(super) value: String,
    /// Where the name begins.
    pub(super) at: usize,
}

const fn begins_name(c: char) -> bool {
    matches!(c, ':' | 'A'..='Z' | '_' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
        | '\u{10000}'..='\u{EFFFF}')
}

const fn continues_name(c: char) -> bool {
    begins_name(c) || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// True for a `Name` of XML 1.0 (fifth edition).
pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(begins_name) && text.chars().all(continues_name)
}

/// The prefix and the local part of a name.
pub(super) fn qualified(name: &str) -> Option<(&str, &str)> {
    let (prefix, local) = name.split_once(':').unwrap_or(("", name));
    let plain = |part: &str| is_name(part) && !part.contains(':');
    (plain(local) && (plain(prefix) || !name.contains(':'))).then_some((prefix, local))
}

/// What a name in a reference stands for, beside XML's own five.
pub(super) type Named = fn(&str) -> Option<char>;

/// The attributes in the part of a tag after its name. `offset` is where that part begins in the input.
pub(super) fn attributes(raw: &str, offset: usize, named: Named) -> Checked<Vec<Written<'_>>> {
    let mut out = Vec::new();
    let mut seen = BTreeSet::new();
    let mut rest = raw;
    loop {
        let at = |rest: &str| offset + raw.len() - rest.len();
        let trimmed = rest.trim_start_matches(WHITE);
        if trimmed.is_empty() {
            return Ok(out);
        }
        let start = at(trimmed);
        if trimmed.len() == rest.len() {
            return Err(Flaw::syntax(start..start + 1, "white space is missing before an attribute"));
        }
        let end = trimmed.find(|c| c == '=' || WHITE.contains(&c)).unwrap_or(trimmed.len());
        let (name, after) = trimmed.split_at_checked(end).unwrap_or((trimmed, ""));
        if qualified(name).is_none() {
            return Err(Flaw::syntax(
                start..start + name.len(),
                format!("`{name}` cannot be the name of an attribute"),
            ));
        }
        if !seen.insert(name) {
            return Err(Flaw::syntax(start..start + name.len(), format!("the attribute `{name}` stands twice"))
                .help("remove one"));
        }
        let value = after.trim_start_matches(WHITE).strip_prefix('=').map(|after| after.trim_start_matches(WHITE));
        let quoted = value.and_then(|value| {
            value.strip_prefix('"').map(|v| (v, '"')).or(value.strip_prefix('\'').map(|v| (v, '\'')))
        });
        let Some((value, after)) = quoted.and_then(|(value, quote)| value.split_once(quote)) else {
            let flaw =
                Flaw::syntax(start..start + name.len(), format!("the attribute `{name}` has no value in quotes"));
            return Err(flaw.help(format!("write `{name}=\"…\"`")));
        };
        let value_at = at(after) - 1 - value.len();
        if let Some(less) = value.find('<') {
            let place = value_at + less;
            return Err(
                Flaw::syntax(place..place + 1, "`<` cannot stand in the value of an attribute").help("write `&lt;`")
            );
        }
        out.push(Written { name, value: expand(value, value_at, true, named)?, at: start });
        rest = after;
    }
}

/// Text with its references replaced and its line ends normal. In the value of an attribute, white space becomes spaces.
pub(super) fn expand(raw: &str, offset: usize, in_attribute: bool, named: Named) -> Checked<String> {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(next) = rest.find(['&', '\r', '\n', '\t']) {
        let (plain, special) = rest.split_at_checked(next).unwrap_or((rest, ""));
        out.push_str(plain);
        let at = offset + raw.len() - special.len();
        if let Some(after) = special.strip_prefix('&') {
            let (c, after) = reference(after, at, named)?;
            out.push(c);
            rest = after;
            continue;
        }
        let line_end = special.strip_prefix("\r\n").or_else(|| special.strip_prefix(['\r', '\n']));
        let after = line_end.or_else(|| special.strip_prefix('\t')).unwrap_or_default();
        out.push(match (in_attribute, line_end) {
            (true, _) => ' ',
            (false, Some(_)) => '\n',
            (false, None) => '\t',
        });
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

/// The character that a reference stands for, and what follows it. `rest` begins after the `&`, which is at `at`.
fn reference(rest: &str, at: usize, named: Named) -> Checked<(char, &str)> {
    const ESCAPE: &str = "for the character itself, write `&amp;`";
    let Some((name, after)) = rest.split_once(';').filter(|(name, _)| is_name(name) || name.starts_with('#')) else {
        return Err(Flaw::syntax(at..at + 1, "`&` begins a reference, and none follows").help(ESCAPE));
    };
    let place = at..at + name.len() + 2;
    if let Some(number) = name.strip_prefix('#') {
        let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |hex| (hex, 16));
        let sound = !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix));
        let value = if sound { u32::from_str_radix(digits, radix).ok() } else { None };
        let c = value.and_then(char::from_u32).filter(|&c| is_allowed(c));
        return c.map(|c| (c, after)).ok_or_else(|| {
            Flaw::syntax(place, format!("`&{name};` is no character that XML can hold")).help("leave it out")
        });
    }
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        name => named(name).ok_or_else(|| {
            let flaw = Flaw::syntax(place, format!("the entity `&{name};` is not defined"));
            flaw.help("only amp, lt, gt, quot and apos are; write the character itself, or its number as in `&#233;`")
        })?,
    };
    Ok((c, after))
}

/// Checks the XML declaration, from `<?xml` to `?>`, at the very start of `text`.
pub(super) fn declaration(raw: &str, text: &str) -> Checked<()> {
    let place = 0..raw.len();
    let body = raw.strip_prefix("<?xml").and_then(|r| r.strip_suffix("?>")).unwrap_or_default();
    let all = attributes(body, "<?xml".len(), |_| None)?;
    let names: Vec<_> = all.iter().map(|a| a.name).collect();
    let order = matches!(
        names.as_slice(),
        ["version"] | ["version", "encoding" | "standalone"] | ["version", "encoding", "standalone"]
    );
    if !order {
        let flaw = Flaw::syntax(
            place,
            "the XML declaration must have a version, then perhaps an encoding, then perhaps standalone",
        );
        return Err(flaw.help("write `<?xml version=\"1.0\" encoding=\"UTF-8\"?>`"));
    }
    for attribute in &all {
        let value = attribute.value.as_str();
        let at = attribute.at..attribute.at + attribute.name.len();
        match attribute.name {
            "version" if value == "1.1" => {
                return Err(Flaw::syntax(at, "XML 1.1 is not read")
                    .help("nothing in a résumé needs it: write `version=\"1.0\"`"));
            }
            "version" => {
                let minor = value.strip_prefix("1.").unwrap_or_default();
                if minor.is_empty() || !minor.bytes().all(|b| b.is_ascii_digit()) {
                    return Err(
                        Flaw::syntax(at, format!("`{value}` is no version of XML")).help("write `version=\"1.0\"`")
                    );
                }
            }
            "standalone" if !matches!(value, "yes" | "no") => {
                return Err(Flaw::syntax(at, "standalone can be `yes` or `no`").help("leave it out"));
            }
            "encoding" => encoding(value, at, text)?,
            _ => {}
        }
    }
    Ok(())
}

/// The text is known to be UTF-8. Another name for its encoding is no harm while every character is ASCII.
fn encoding(name: &str, at: std::ops::Range<usize>, text: &str) -> Checked<()> {
    let name_like = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || !name.chars().all(name_like) {
        return Err(
            Flaw::syntax(at, format!("`{name}` cannot be the name of an encoding")).help("write `encoding=\"UTF-8\"`")
        );
    }
    let upper = name.to_ascii_uppercase();
    let one_byte = ["ISO-8859-", "ISO_8859-", "WINDOWS-125", "CP125", "US-ASCII", "ASCII", "LATIN1", "KOI8-"];
    let harmless = text.is_ascii() && one_byte.iter().any(|prefix| upper.starts_with(prefix));
    if matches!(upper.as_str(), "UTF-8" | "UTF8") || harmless {
        return Ok(());
    }
    let flaw = Flaw::new("encoding", at, format!("the file says that it is in {name}, and only UTF-8 is read"));
    Err(flaw.help("save it as UTF-8 and write `encoding=\"UTF-8\"`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_fifth_edition() {
        for good in ["a", "_a", "a-b.c1", "é", "x:y", "日本"] {
            assert!(qualified(good).is_some(), "{good}");
        }
        for bad in ["", "1a", "-a", ":a", "a:", "a:b:c", "a b", "a/b", "a\"", "x:1"] {
            assert!(qualified(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn attributes_are_read_strictly() {
        let all = attributes(" a='1'\n b = \"x&#x9;\t&amp;'\" ", 10, |_| None).unwrap();
        let all: Vec<_> = all.iter().map(|a| (a.name, a.value.as_str(), a.at)).collect();
        assert_eq!(all, [("a", "1", 11), ("b", "x\t &'", 18)]);
        for bad in ["a='1'", " a", " a=1", " a='1'b='2'", " a='<'", " 1='x'", " a='1' a='2'", " a='&b;'", " a='", " /"]
        {
            assert!(attributes(bad, 0, |_| None).is_err(), "{bad}");
        }
    }

    #[test]
    fn references_give_exactly_one_character() {
        assert_eq!(expand("a&lt;&#65;&#x1F600;\r\nb\rc\t", 0, false, |_| None).unwrap(), "a<A\u{1F600}\nb\nc\t");
        for bad in [
            "&",
            "& b;",
            "&eacute;",
            "&#0;",
            "&#x1;",
            "&#xD800;",
            "&#x110000;",
            "&#;",
            "&#x;",
            "&#X41;",
            "&#+65;",
            "&lt",
            "&#99999999999;",
        ] {
            assert!(expand(bad, 0, false, |_| None).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_declaration_has_an_order() {
        let check = |raw: &str| declaration(raw, raw).is_ok();
        assert!(check("<?xml version=\"1.0\"?>") && check("<?xml version='1.0' encoding='utf-8' standalone='no' ?>"));
        assert!(check("<?xml version='1.0' encoding='ISO-8859-1'?>"), "while all is ASCII");
        assert!(declaration("<?xml version='1.0' encoding='ISO-8859-1'?>", "é").is_err());
        for bad in [
            "<?xml?>",
            "<?xml encoding='UTF-8'?>",
            "<?xml version='1.1'?>",
            "<?xml version='2'?>",
            "<?xml version='1.0' x='y'?>",
            "<?xml version='1.0' encoding='UTF-16'?>",
        ] {
            assert!(!check(bad), "{bad}");
        }
    }
}
