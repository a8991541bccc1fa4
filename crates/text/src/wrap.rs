//! Lines of a width.

use vitae_outline::{columns, is_unspaced};

/// Japanese and Chinese punctuation that may not begin a line, and that may not end one.
const NOT_FIRST: &str = "、。，．・：；？！」』）】〕》〉｝］ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ";
const NOT_LAST: &str = "「『（【〔《〈｛［";

/// What a text is made of that stays on one line, and whether a space stands before it.
fn pieces(text: &str) -> Vec<(&str, bool)> {
    let mut pieces = Vec::new();
    let (mut begin, mut spaced) = (0, false);
    let mut before = '\0';
    for (at, c) in text.char_indices() {
        let breaks = match c {
            ' ' => {
                let after = text.get(at + 1..).unwrap_or_default();
                // Where a line breaks without a space, one that breaks at a space would lose it.
                !((is_unspaced(before) && after.starts_with(is_unspaced)) || begins_item(after))
            }
            _ => is_unspaced(before) && is_unspaced(c) && !NOT_FIRST.contains(c) && !NOT_LAST.contains(before),
        };
        if breaks && begin < at {
            pieces.push((text.get(begin..at).unwrap_or_default(), spaced));
            spaced = c == ' ';
            begin = at + usize::from(spaced);
        }
        before = c;
    }
    pieces.push((text.get(begin..).unwrap_or_default(), spaced));
    pieces
}

/// True if a line that began here would look like an item, or a rule.
fn begins_item(text: &str) -> bool {
    let word = text.split(' ').next().unwrap_or_default();
    let number = word.strip_suffix(['.', ')']);
    let is_number = number.is_some_and(|number| number.len() <= 2 && number.bytes().all(|b| b.is_ascii_digit()));
    is_number || !word.contains(char::is_alphanumeric)
}

/// The text in lines of at most so many columns, unless a word is longer.
pub(crate) fn wrapped(text: &str, room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut end) = (String::new(), 0);
    for (piece, spaced) in pieces(text) {
        let wide = columns(piece);
        let space = if spaced && !line.is_empty() { " " } else { "" };
        if !line.is_empty() && end + space.len() + wide > room {
            lines.push(std::mem::take(&mut line));
            (line, end) = (piece.to_owned(), wide);
        } else {
            line.extend([space, piece]);
            end += space.len() + wide;
        }
    }
    lines.push(line);
    lines
}

/// Fields side by side, as many on each line as have room.
pub(crate) fn packed(fields: &[String], room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for field in fields.iter().map(|field| field.trim()).filter(|field| !field.is_empty()) {
        match lines.last_mut() {
            Some(line) if columns(line) + 3 + columns(field) <= room => line.extend([" | ", field]),
            _ => lines.push(field.to_owned()),
        }
    }
    lines.iter().flat_map(|line| wrapped(line, room)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_as_long_as_there_is_room() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("one two three", usize::MAX), ["one two three"]);
        assert_eq!(wrapped("https://a.example/x y", 5), ["https://a.example/x", "y"]);
        assert_eq!(wrapped("", 5), [""]);
    }

    #[test]
    fn characters_of_two_columns_are_counted_as_two_and_part_where_they_may() {
        assert_eq!(wrapped("日本語です。", 7), ["日本語", "です。"]);
        assert_eq!(wrapped("「日本」と", 4), ["「日", "本」", "と"]);
        assert_eq!(wrapped("한국어 말", 6), ["한국어", "말"]);
    }

    #[test]
    fn no_line_begins_with_what_would_be_a_bullet() {
        assert_eq!(wrapped("ten - five", 5), ["ten -", "five"]);
        assert_eq!(wrapped("see 2. five", 4), ["see 2.", "five"]);
    }

    #[test]
    fn a_space_that_a_reader_would_lose_is_not_broken_at() {
        assert_eq!(wrapped("日本 語学", 4), ["日", "本 語", "学"]);
    }

    #[test]
    fn fields_are_packed() {
        let fields = ["mara@a.example", "a.example", "Perth"].map(str::to_owned);
        assert_eq!(packed(&fields, 26), ["mara@a.example | a.example", "Perth"]);
        assert_eq!(packed(&fields, 80), ["mara@a.example | a.example | Perth"]);
    }
}
