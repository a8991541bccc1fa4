//! Long paragraphs of CommonMark, broken into lines as a person would.

use vitae_commonmark::parse_blocks;

/// The same text in lines of at most `width` characters, if it still reads the same; else as it is.
///
/// In CommonMark a line end inside a paragraph is a space. Whether a line may begin with the word at hand is not reasoned about
/// (`- `, `1.`, `#`, `>`, `===` may not): the result is read, and compared.
pub(super) fn wrap(text: &str, width: usize) -> String {
    if text.lines().all(|line| line.chars().count() <= width) {
        return text.to_owned();
    }
    let wrapped = wrap_lines(text, width);
    let meant = parse_blocks(text);
    if parse_blocks(&wrapped) == meant {
        return wrapped;
    }
    // One paragraph must not cost all others their lines.
    let pieces: Vec<String> = text
        .split("\n\n")
        .map(|piece| {
            let wrapped = wrap_lines(piece, width);
            if parse_blocks(&wrapped) == parse_blocks(piece) { wrapped } else { piece.to_owned() }
        })
        .collect();
    let wrapped = pieces.join("\n\n");
    if parse_blocks(&wrapped) == meant { wrapped } else { text.to_owned() }
}

fn wrap_lines(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push('\n');
        }
        wrap_line(line, width, &mut out);
    }
    out
}

/// Breaks one line. What follows stands where its own text began: under the text of a bullet, behind the mark of a quotation.
fn wrap_line(line: &str, width: usize, out: &mut String) {
    let content = after_markers(line);
    let head = line.get(..line.len() - content.len()).unwrap_or_default();
    let hang: String = head.chars().map(|c| if c == '>' { '>' } else { ' ' }).collect();
    let indent = head.chars().count();
    out.push_str(head);
    let mut length = indent;
    for (index, word) in content.split(' ').enumerate() {
        let more = word.chars().count();
        // A break before a sign could make a list, a heading or a rule of it.
        let may_break = word.chars().next().is_some_and(|c| {
            c.is_alphabetic() || matches!(c, '*' | '_' | '[' | '`' | '(' | '"' | '“' | '„' | '‘' | '«')
        });
        if index > 0 {
            if length + 1 + more > width && length > indent && may_break {
                out.push('\n');
                out.push_str(&hang);
                length = indent;
            } else {
                out.push(' ');
                length += 1;
            }
        }
        out.push_str(word);
        length += more;
    }
}

/// What a line holds after indentation, quotation marks and the marker of a list item.
fn after_markers(line: &str) -> &str {
    let mut rest = line;
    loop {
        let trimmed = rest.trim_start_matches(' ');
        let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
        let marker = ["> ", "- ", "* ", "+ "].iter().find_map(|marker| trimmed.strip_prefix(marker));
        let number = trimmed
            .get(digits..)
            .filter(|_| digits > 0)
            .and_then(|rest| rest.strip_prefix(". ").or(rest.strip_prefix(") ")));
        match marker.or(number) {
            Some(after) => rest = after,
            None => return trimmed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_hang_under_their_text() {
        assert_eq!(wrap("- one two three four\n", 9), "- one two\n  three\n  four\n");
        assert_eq!(wrap("> one two three", 9), "> one two\n> three");
        assert_eq!(wrap("1. one two", 6), "1. one\n   two");
    }

    #[test]
    fn short_texts_stay_as_they_are() {
        assert_eq!(wrap("one\n\ntwo", 80), "one\n\ntwo");
    }

    #[test]
    fn no_line_begins_with_what_would_be_a_marker() {
        let text = "aaa bbb - ccc 1. ddd # eee > fff === ggg + hhh";
        let wrapped = wrap(text, 6);
        assert!(wrapped.contains('\n'));
        assert_eq!(parse_blocks(&wrapped), parse_blocks(text));
    }
}
