//! Shows what a failure needs to be understood: bytes, differences, the résumé.

use std::fmt::{Debug, Write};
use vitae_core::{Change, Diagnostic, Resume, diff};

/// How much of anything is shown.
const LINES: usize = 80;

/// Text as text, with line numbers; anything else by its first bytes.
pub(crate) fn bytes(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => numbered(text),
        _ => {
            let head: Vec<String> = bytes.iter().take(64).map(|byte| format!("{byte:02x}")).collect();
            format!("{} bytes, beginning {}", bytes.len(), head.join(" "))
        }
    }
}

fn numbered(text: &str) -> String {
    let mut out = String::new();
    for (number, line) in (1..).zip(text.split('\n')).take(LINES) {
        let shown: String = line.chars().take(400).collect();
        let _ = writeln!(out, "{number:4} | {shown}");
    }
    let left = text.split('\n').count().saturating_sub(LINES);
    if left > 0 {
        let _ = writeln!(out, "     … {left} more lines");
    }
    out
}

/// Each difference on a line, with its path.
pub(crate) fn changes(changes: &[Change]) -> String {
    let mut out = String::new();
    for change in changes.iter().take(LINES) {
        let _ = writeln!(out, "  {}: {change}", change.path);
    }
    let left = changes.len().saturating_sub(LINES);
    if left > 0 {
        let _ = writeln!(out, "  … {left} more differences");
    }
    out
}

/// The differences, also where the normal forms are equal and only the values are not.
pub(crate) fn difference(before: &Resume, after: &Resume) -> String {
    let found = diff(before, after);
    if found.is_empty() {
        return "  their normal forms are equal, but one of the two is not in normal form\n".into();
    }
    changes(&found)
}

/// A value as `{:#?}` shows it, less the lines that say that something is not there.
pub(crate) fn brief(value: &impl Debug) -> String {
    const BLANK: [&str; 5] = [": None,", ": [],", ": {},", ": false,", ": Normal,"];
    let mut kept: Vec<String> = Vec::new();
    for line in format!("{value:#?}").lines() {
        if BLANK.iter().any(|blank| line.ends_with(blank)) {
            continue;
        }
        // What has nothing left inside is nothing: `meta: Meta {` and `},`, `ext: Ext(`, `[],` and `),`.
        let opened = kept.last().is_some_and(|last| last.contains(": ") && last.ends_with(['{', '(', '[']));
        if opened && matches!(line.trim(), "}," | ")," | "],") {
            kept.pop();
        } else if !(opened && line.trim() == "[],") {
            kept.push(line.to_owned());
        }
    }
    kept.join("\n")
}

/// A diagnostic with everything that it says.
pub(crate) fn diagnostic(said: &Diagnostic) -> String {
    format!("[{}] {said} (at {:?})", said.code, said.at)
}

/// The first place where two outputs part.
pub(crate) fn parting(first: &[u8], second: &[u8]) -> String {
    let at = first.iter().zip(second).take_while(|(a, b)| a == b).count();
    let (Ok(a), Ok(b)) = (std::str::from_utf8(first), std::str::from_utf8(second)) else {
        return format!("byte {at} ({} and {} bytes)\n", first.len(), second.len());
    };
    let (a, b): (Vec<&str>, Vec<&str>) = (a.lines().collect(), b.lines().collect());
    let parted = (0..a.len().max(b.len())).find(|&line| a.get(line) != b.get(line));
    let Some(line) = parted else { return format!("byte {at}, in the line ends\n") };
    let shown = |lines: &[&str]| lines.get(line).copied().unwrap_or("(end)").to_owned();
    format!("line {}:\n  first:  {}\n  second: {}\n", line + 1, shown(&a), shown(&b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use vitae_core::Text;

    #[test]
    fn what_is_shown_of_a_resume_is_what_is_there() {
        let mut resume = Resume::default();
        resume.person.name = Text::new("ends with: None,");
        assert_eq!(
            brief(&resume),
            "Resume {\n    person: Person {\n        name: Some(\n            \"ends with: None,\",\n        ),\n    },\n}"
        );
    }

    #[test]
    fn bytes_that_are_no_text_are_shown_by_their_first() {
        assert_eq!(bytes(b"PK\x03\x04\xff"), "5 bytes, beginning 50 4b 03 04 ff");
        assert_eq!(bytes("a\nb".as_bytes()), "   1 | a\n   2 | b\n");
    }

    #[test]
    fn two_outputs_part_in_a_line() {
        assert_eq!(parting(b"a\nb\n", b"a\nc\n"), "line 2:\n  first:  b\n  second: c\n");
        assert_eq!(parting(b"a\n", b"a"), "byte 1, in the line ends\n");
        assert_eq!(parting(b"\xff\x00", b"\xff\x01\x02"), "byte 1 (2 and 3 bytes)\n");
    }
}
