//! Recognising YAML by its top-level keys.

use vitae_core::{Confidence, SectionKind};

/// How sure we are that some bytes are a résumé in YAML.
pub(crate) fn sniff(bytes: &[u8]) -> Confidence {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let Ok(text) = std::str::from_utf8(bytes) else { return Confidence::No };
    if text.contains('\0') {
        return Confidence::No;
    }
    let page = Page::of(text);
    let (Some(first), false) = (page.first, page.is_list) else { return Confidence::No };
    if first.starts_with('<') {
        return Confidence::No;
    }
    let in_braces = first.starts_with('{');
    let keys = &page.keys;
    let has = |names: &[&str]| keys.iter().any(|key| names.contains(key));
    let section = |key: &&str| SectionKind::parse(key).is_some_and(|kind| kind != SectionKind::Custom);
    match () {
        // Front matter, or several documents: at best a piece of it is ours.
        () if page.documents > 1 && page.prose > 0 && !page.first_is_key => Confidence::No,
        () if page.documents > 1 => Confidence::Possible,
        // JSON is YAML too, and has a format of its own.
        () if in_braces => Confidence::Possible,
        () if has(&["vitae"]) => Confidence::Certain,
        () if has(&["vitae", "basics", "sections"]) => Confidence::Likely,
        () if page.prose == 0 && keys.iter().any(section) => Confidence::Likely,
        // Dialects of other programs: `cv` of RenderCV, `content` of YAMLResume, `employment` of FRESH, keys of nobody's.
        () if page.prose == 0 && has(&FOREIGN) => Confidence::Likely,
        () if page.first_is_key && page.prose == 0 => Confidence::Possible,
        () => Confidence::No,
    }
}

/// Keys at the top of files in dialects of other programs.
const FOREIGN: [&str; 6] = ["cv", "content", "employment", "experience", "contact", "info"];

/// What the lines say that begin in the first column.
#[derive(Default)]
struct Page<'t> {
    first: Option<&'t str>,
    first_is_key: bool,
    is_list: bool,
    keys: Vec<&'t str>,
    /// Lines that are no key, no comment and no mark of YAML.
    prose: usize,
    documents: usize,
}

impl<'t> Page<'t> {
    fn of(text: &'t str) -> Self {
        let mut page = Self { documents: 1, ..Self::default() };
        for line in text.lines() {
            let content = line.trim_end();
            if content.is_empty() || content.starts_with('#') || (page.first.is_none() && content.starts_with('%')) {
                continue;
            }
            if content == "---" {
                page.documents += usize::from(page.first.is_some());
                continue;
            }
            let key = key(content);
            if page.first.is_none() {
                page.first = Some(content.trim_start());
                page.first_is_key = key.is_some();
                page.is_list = content.starts_with("- ");
            }
            match key {
                Some(key) => page.keys.push(key),
                None if content.starts_with([' ', '\t', '-', ']', '}', '"', '\'', '.']) => {}
                None => page.prose += 1,
            }
        }
        page
    }
}

/// The key of `key: value` in the first column.
fn key(line: &str) -> Option<&str> {
    let (key, rest) = line.split_once(':')?;
    let key = key.trim_end().trim_matches(['"', '\'']);
    let word = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '$'));
    (word && (rest.is_empty() || rest.starts_with(' '))).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Confidence::{Certain, Likely, No, Possible};

    #[test]
    fn confidence_follows_the_keys() {
        for (text, sure) in [
            ("vitae: 1\nbasics:\n  name: M\n", Certain),
            ("# a comment\n---\nvitae: 1\n", Certain),
            ("%YAML 1.2\n---\nvitae: 1\n", Certain),
            ("basics:\n  name: M\n", Likely),
            ("sections:\n- title: A\n", Likely),
            ("work: []\n", Likely),
            ("# A CV\n\ncv:\n  name: M\n  sections:\n    a:\n    - b\n", Likely),
            ("{\n  \"basics\": {\"name\": \"M\"}\n}", Possible),
            ("{vitae: 1, basics: {name: M}}", Possible),
            ("name: M\nother: x\n", Possible),
            // Markdown with front matter: YAML's share in it is small.
            ("---\nvitae: 1\n---\n\n# Mara\n", Possible),
            ("- a\n- b\n", No),
            ("Mara Lindqvist\nEmail: m@a.example\n", No),
            ("education:\nI went to school.\n", No),
            ("# Mara Lindqvist\n\n*Director*\n", No),
            ("<html>", No),
            ("<?xml version=\"1.0\"?>\n<resume/>", No),
            ("", No),
            ("PK\u{3}\u{4}\0\0", No),
        ] {
            assert_eq!(sniff(text.as_bytes()), sure, "{text}");
        }
        assert_eq!(sniff(b"name: caf\xE9"), No);
    }
}
