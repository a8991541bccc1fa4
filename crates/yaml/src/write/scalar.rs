//! Texts as scalars that every reader of YAML takes for the same text.
//!
//! Whether a text may stand without quotes is asked of `serde_yaml`, which knows what YAML 1.1 and YAML 1.2 would make of it
//! (`NO`, `2016`, `1:30`, `- x`); evident words are not asked about. Where it must be quoted, the quotes are those in which it
//! needs the fewest escapes.

/// True if the text may stand without quotes as a value, outside of brackets.
pub(super) fn is_plain(text: &str) -> bool {
    is_evident(text) || (is_printable(text) && !text.contains(['\n', '\t']) && library_writes_plain(text))
}

/// True if the text may stand without quotes between brackets.
pub(super) fn is_plain_in_brackets(text: &str) -> bool {
    // `?x` begins a key there for PyYAML, and `a:` before a comma one for others.
    !text.contains([',', '[', ']', '{', '}', '?']) && !colon_may_mislead(text) && is_plain(text)
}

/// True if the text may stand without quotes as a key.
pub(super) fn is_plain_key(text: &str) -> bool {
    !text.contains([':', '#', '?']) && is_plain_in_brackets(text)
}

fn colon_may_mislead(text: &str) -> bool {
    text.char_indices().any(|(at, c)| {
        let next = text.get(at + 1..).and_then(|rest| rest.chars().next());
        c == ':' && !next.is_some_and(|next| next.is_alphanumeric() || next == '/')
    })
}

/// Words of letters and digits after a letter, and no short word that could be a truth value: no need to ask.
fn is_evident(text: &str) -> bool {
    let bytes = text.as_bytes();
    let sound =
        |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b' ' | b'-' | b'.' | b'/' | b'_' | b'(' | b')' | b'@');
    text.len() > 5
        && bytes.first().is_some_and(u8::is_ascii_alphabetic)
        && bytes.last() != Some(&b' ')
        && bytes.iter().all(sound)
}

fn library_writes_plain(text: &str) -> bool {
    let options = serde_yaml::ser_options! { prefer_block_scalars: false };
    let written = serde_yaml::to_string_with_options(&text, options);
    written.is_ok_and(|written| written.strip_suffix('\n') == Some(text))
}

/// True if every character may stand in a file as it is. Line ends that only some readers know must be escaped.
pub(super) fn is_printable(text: &str) -> bool {
    text.chars().all(is_printable_char)
}

const fn is_printable_char(c: char) -> bool {
    match c {
        '\u{2028}' | '\u{2029}' | '\u{FEFF}' => false,
        '\t' | '\n' | ' '..='~' | '\u{A0}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'.. => true,
        _ => false,
    }
}

/// The text in quotes, on one line.
pub(super) fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) && is_printable(text) && !text.contains(['\n', '\t']) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if is_printable_char(c) => out.push(c),
            c => match u32::from(c) {
                code @ 0..=0xFF => out.push_str(&format!("\\x{code:02X}")),
                code @ 0..=0xFFFF => out.push_str(&format!("\\u{code:04X}")),
                code => out.push_str(&format!("\\U{code:08X}")),
            },
        }
    }
    out.push('"');
    out
}

/// The text on one line, in quotes if it must be.
pub(super) fn inline(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// The text as the content of a block scalar, if it can be: printable, and without white space that an editor would trim or
/// a reader would take for indentation.
pub(super) fn fits_a_block(text: &str) -> bool {
    let body = text.strip_suffix('\n').unwrap_or(text);
    let sound = |line: &str| !line.starts_with('\t') && !line.ends_with([' ', '\t']);
    is_printable(text)
        && !body.is_empty()
        && !body.starts_with([' ', '\n'])
        && !body.ends_with('\n')
        && body.split('\n').all(sound)
}

/// Breaks a text at single spaces into lines of at most `width` characters, where it can. No line begins with a character that
/// looks like a list, a comment or a key.
pub(super) fn fold(text: &str, first: usize, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let (mut line, mut length) = (String::new(), 0);
    for word in text.split(' ') {
        let limit = if lines.is_empty() { first } else { width };
        let more = word.chars().count();
        let breakable =
            word.chars().next().is_some_and(|c| c.is_alphanumeric() || matches!(c, '(' | '„' | '“' | '‘' | '«'));
        if length > 0 && length + 1 + more > limit && breakable {
            lines.push(std::mem::take(&mut line));
            length = 0;
        }
        if length > 0 {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += more;
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_would_be_misread_is_quoted() {
        for plain in [
            "Mara Lindqvist",
            "C#",
            "C++",
            "R&D",
            "Vec<T>",
            "it's",
            "2023 – present",
            "https://a.example/x?y",
            "a, b",
            "é",
        ] {
            assert_eq!(inline(plain), plain);
        }
        for (text, written) in [
            ("NO", "\"NO\""),
            ("y", "\"y\""),
            ("2016", "\"2016\""),
            ("01234", "\"01234\""),
            ("+61400000000", "\"+61400000000\""),
            ("3.10", "\"3.10\""),
            ("2016-09-01", "\"2016-09-01\""),
            ("1:30", "\"1:30\""),
            ("null", "\"null\""),
            ("~", "\"~\""),
            ("", "\"\""),
            ("Engineer: backend", "\"Engineer: backend\""),
            ("C # lang", "\"C # lang\""),
            ("**Bold** start", "\"**Bold** start\""),
            ("[link](u)", "\"[link](u)\""),
            ("@x", "\"@x\""),
            ("\"a\" b", "'\"a\" b'"),
            (r"*a\*'s*", r"'*a\*''s*'"),
            ("a\u{85}b\u{feff}\u{2028}", "\"a\\x85b\\uFEFF\\u2028\""),
            ("a\n\tb", "\"a\\n\\tb\""),
        ] {
            assert_eq!(inline(text), written);
        }
    }

    #[test]
    fn brackets_need_more_quotes() {
        assert!(is_plain_in_brackets("https://a.example:80/x") && is_plain_in_brackets("C#"));
        for text in ["a, b", "[x", "why?", "a:", "a:-b"] {
            assert!(!is_plain_in_brackets(text), "{text}");
        }
    }

    #[test]
    fn folding_keeps_every_word_and_starts_no_line_with_a_sign() {
        let text = "one two - three # four *five* six";
        let lines = fold(text, 8, 8);
        assert_eq!(lines, ["one two -", "three #", "four *five*", "six"]);
        assert_eq!(lines.join(" "), text);
    }
}
