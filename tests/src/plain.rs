//! The visible text of a document, taken without any reader of ours: a dumb way for each format, so that it shares no mistake with
//! them. Blocks are lines.

use std::io::{Cursor, Read};

/// The text of a document in the format of this extension.
#[must_use]
pub fn text(bytes: &[u8], extension: &str) -> String {
    let as_text = || String::from_utf8_lossy(bytes).into_owned();
    match extension {
        "docx" => docx(bytes),
        "html" | "htm" => markup(&as_text(), &html()),
        "md" => markdown(&as_text()),
        "json" => serde_json::from_slice(bytes).map_or_else(|_| as_text(), |json| strings(&json)),
        _ => as_text(),
    }
}

fn strings(json: &serde_json::Value) -> String {
    // Some keep text with tags.
    crate::score::texts(json).into_iter().map(|item| markup(&item.text, &html()) + "\n").collect()
}

/// What to do at the tags of a language.
struct Tags {
    /// Their content is not seen.
    unseen: &'static [&'static str],
    /// A line ends with them.
    lines: &'static [&'static str],
    /// A space stands for them.
    spaces: &'static [&'static str],
    /// Only what stands in these is seen; in all, if there are none.
    only: &'static [&'static str],
}

const fn html() -> Tags {
    Tags {
        unseen: &["head", "script", "style", "template", "noscript", "svg"],
        lines: &[
            "p",
            "div",
            "li",
            "ul",
            "ol",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "section",
            "article",
            "header",
            "footer",
            "aside",
            "main",
            "nav",
            "table",
            "tr",
            "td",
            "th",
            "dl",
            "dt",
            "dd",
            "br",
            "hr",
            "blockquote",
            "pre",
            "address",
        ],
        spaces: &[],
        only: &[],
    }
}

const WORD: Tags = Tags {
    unseen: &["mc:Fallback", "w:moveFrom", "w:sdtPr"],
    lines: &["w:p"],
    spaces: &["w:tab", "w:br", "w:cr"],
    only: &["w:t"],
};

/// The parts of a Word document that a page shows: headers first, each text once.
fn docx(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let is_shown = |name: &&str| {
        let part = name.strip_prefix("word/").and_then(|part| part.strip_suffix(".xml")).unwrap_or_default();
        let part = part.trim_end_matches(|c: char| c.is_ascii_digit());
        matches!(part, "document" | "header" | "footer" | "footnotes" | "endnotes")
    };
    let mut names: Vec<_> = archive.file_names().filter(is_shown).map(str::to_owned).collect();
    names.sort_by_key(|name| (!name.contains("header"), !name.contains("document"), name.clone()));
    let mut texts: Vec<String> = Vec::new();
    for name in names {
        let mut xml = String::new();
        archive.by_name(&name).unwrap().read_to_string(&mut xml).unwrap();
        let text = markup(&without_hidden_runs(&xml), &WORD);
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts.join("\n")
}

/// The part without runs that nobody sees.
fn without_hidden_runs(xml: &str) -> String {
    let seen = |rest: &str| {
        let begin = rest.rfind("<w:r>").max(rest.rfind("<w:r ")).unwrap_or(rest.len());
        let (before, run) = rest.split_at(begin);
        if run.contains("<w:vanish/>") { before.to_owned() } else { rest.to_owned() }
    };
    xml.split_inclusive("</w:r>").map(seen).collect()
}

/// What stands between tags.
fn markup(source: &str, tags: &Tags) -> String {
    let mut out = String::new();
    let mut rest = source;
    // Inside which element that is not seen, and inside how many that are.
    let mut unseen: Option<(String, usize)> = None;
    let mut inside = 0_usize;
    let mut was_tag = false;
    while let Some((text, after)) = rest.split_once('<') {
        let is_seen = unseen.is_none() && (tags.only.is_empty() || inside > 0);
        if is_seen {
            // Badges beside each other are words beside each other.
            if was_tag && text.is_empty() && after.starts_with(|c: char| c.is_alphabetic()) && tags.only.is_empty() {
                out.push(' ');
            }
            out.push_str(&decoded(text));
        }
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        rest = after;
        if is_seen && tags.only.is_empty() && tag.contains(['@', ':']) && !tag.contains(['=', ' ']) {
            // An address between angle brackets.
            out.push_str(tag);
            continue;
        }
        let is_end = tag.starts_with('/');
        let is_empty = tag.ends_with('/');
        let name = tag.trim_matches('/').split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
        let name = if tags.only.is_empty() { name.to_lowercase() } else { name.to_owned() };
        let is = |names: &[&str]| names.contains(&name.as_str());
        was_tag = is_end;
        match &mut unseen {
            Some((hider, depth)) if *hider == name => {
                *depth = if is_end { *depth - 1 } else { *depth + usize::from(!is_empty) };
                if *depth == 0 {
                    unseen = None;
                }
            }
            Some(_) => {}
            None if !is_end && !is_empty && (is(tags.unseen) || is_hidden(tag)) => unseen = Some((name, 1)),
            None if is(tags.only) => {
                inside = if is_end { inside.saturating_sub(1) } else { inside + usize::from(!is_empty) }
            }
            None if is(tags.lines) => out.push('\n'),
            None if is(tags.spaces) => out.push(' '),
            None => {}
        }
    }
    if tags.only.is_empty() && unseen.is_none() {
        out.push_str(&decoded(rest));
    }
    out.lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ") + "\n")
        .filter(|line| line.len() > 1)
        .collect()
}

fn is_hidden(tag: &str) -> bool {
    let plain = tag.replace(' ', "");
    plain.contains("display:none") || tag.split_whitespace().any(|attribute| attribute == "hidden")
}

/// Without entities.
fn decoded(text: &str) -> String {
    const NAMED: [(&str, &str); 17] = [
        ("lt", "<"),
        ("gt", ">"),
        ("quot", "\""),
        ("apos", "'"),
        ("amp", "&"),
        ("nbsp", " "),
        ("ndash", "–"),
        ("mdash", "—"),
        ("middot", "·"),
        ("bull", "•"),
        ("hellip", "…"),
        ("eacute", "é"),
        ("uuml", "ü"),
        ("copy", "©"),
        ("oslash", "ø"),
        ("lsquo", "‘"),
        ("rsquo", "’"),
    ];
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let known = after.split_once(';').and_then(|(name, after)| {
            let number = name.strip_prefix('#').and_then(|n| match n.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => n.parse().ok(),
            });
            let named = NAMED.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned());
            number.and_then(char::from_u32).map(String::from).or(named).map(|text| (text, after))
        });
        match known {
            Some((text, after)) => {
                out.push_str(&text);
                rest = after;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out + rest
}

/// Markdown without its marks, front matter and tags.
fn markdown(source: &str) -> String {
    let body = source.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---")).map_or(source, |(_, body)| body);
    let mut out = String::new();
    let mut number = 0_u64;
    for line in markup(body.replace("\n", "<br>").as_str(), &html()).lines() {
        // `## Skills {#skills}` has a name that nobody sees.
        let line = if line.starts_with('#') { line.split(" {#").next().unwrap_or_default() } else { line };
        let line = line.trim().trim_start_matches(|c: char| "#>*+-=".contains(c) || c.is_whitespace());
        // Of a list only the first number counts: the others follow it.
        let counted = line.split_once(". ").and_then(|(n, rest)| Some((n.parse::<u64>().ok()?, rest)));
        let line = match counted {
            Some((first, rest)) => {
                number = if number == 0 { first } else { number + 1 };
                format!("{number}. {rest}")
            }
            None => {
                number = if line.is_empty() { number } else { 0 };
                line.to_owned()
            }
        };
        out.push_str(&without_addresses(&line).replace("**", "").replace("__", "").replace('`', ""));
        out.push('\n');
    }
    out
}

/// `[text](address)` is its text.
fn without_addresses(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("](") {
        out.push_str(before);
        rest = after.split_once(')').map_or("", |(_, rest)| rest);
    }
    (out + rest).replace('[', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_entities_and_what_is_hidden_are_taken_out() {
        let page =
            "<head><title>T</title></head><p>A&nbsp;&amp; B<!-- no --><span>C</span><span>D</span></p><i hidden>no</i>";
        assert_eq!(text(page.as_bytes(), "html"), "A & BC D\n");
        assert_eq!(text(b"---\nx: 1\n---\n# **Mara** [me](https://a.example)\n", "md").trim(), "Mara me");
        assert_eq!(text(b"<me@a.example>", "md").trim(), "me@a.example");
        assert_eq!(text(b"# Skills {#skills}\n\n1. a\n1. b\n", "md"), "Skills\n1. a\n2. b\n");
    }
}
