//! One spelling for what looks alike: what every table is looked up by.

use unicode_normalization::UnicodeNormalization as _;

/// One spelling for what looks alike.
pub(super) fn fold(text: &str) -> String {
    let mut folded = Folded { out: String::with_capacity(text.len()), space: false };
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let settled = is_settled(first);
        let end = rest.find(|c| is_settled(c) != settled).unwrap_or(rest.len());
        let (alike, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        if settled {
            alike.chars().for_each(|c| folded.push(c))
        } else {
            alike.nfkd().for_each(|c| folded.push(c))
        }
        rest = after;
    }
    let out = folded.out;
    // Syllables that were taken apart are put together again, so that a part of one matches nothing.
    if out.chars().all(is_settled) { out } else { out.nfc().collect() }
}

/// Letters that are never taken apart nor put together, and that no mark moves across: the tables of Unicode need not be asked.
const fn is_settled(c: char) -> bool {
    matches!(c, '\0'..='\u{7f}' | 'А'..='И' | 'К'..='и' | 'к'..='я' | '\u{5d0}'..='\u{5ea}' | '\u{4e00}'..='\u{9fff}')
}

/// A text in the one spelling, while it is made.
struct Folded {
    out: String,
    /// White space was seen since the last letter.
    space: bool,
}

impl Folded {
    fn push(&mut self, c: char) {
        let c = match c {
            'a'..='z' | 'A'..='Z' => c,
            '\u{300}'..='\u{36f}'
            | '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
            | '\u{fe0f}'
            | '\u{640}'
            | '\u{64b}'..='\u{65f}'
            | '\u{e000}'..='\u{f8ff}' => return,
            '‐'..='―' | '−' => '-',
            '‘' | '’' | '‛' | '`' | '´' => '\'',
            '“' | '”' | '„' | '«' | '»' => '"',
            'أ' | 'إ' | 'آ' => 'ا',
            'ة' => 'ه',
            'ى' => 'ي',
            'ı' => 'i',
            'ł' | 'Ł' => 'l',
            'ø' | 'Ø' => 'o',
            'đ' | 'Đ' => 'd',
            'ё' | 'Ё' => 'е',
            '：' => ':',
            '，' | '、' => ',',
            c => c,
        };
        if c.is_whitespace() {
            self.space = !self.out.is_empty();
            return;
        }
        if std::mem::take(&mut self.space) {
            self.out.push(' ');
        }
        match c {
            'ß' => self.out.push_str("ss"),
            _ if c.is_ascii() => self.out.push(c.to_ascii_lowercase()),
            _ => self.out.extend(c.to_lowercase().filter(|c| !('\u{300}'..='\u{36f}').contains(c))),
        }
    }
}

/// A title or a label: folded, without what stands around it.
pub(super) fn fold_title(text: &str) -> String {
    let folded = fold(text);
    let around = |c: char| !c.is_alphanumeric() && !matches!(c, '%' | '(' | ')' | '#' | '+') && !is_mark(c);
    folded.trim_matches(around).to_owned()
}

/// Vowel signs are not letters, and belong to words all the same.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{dff}' | '\u{e00}'..='\u{e7f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settled_letters_are_what_the_tables_of_unicode_say_they_are() {
        for c in ('\0'..='\u{ffff}').filter(|&c| is_settled(c)) {
            assert!(c.nfkd().eq([c]) && c.nfc().eq([c]), "{c:?} is taken apart");
            assert_eq!(unicode_normalization::char::canonical_combining_class(c), 0, "{c:?} moves");
        }
    }
}
