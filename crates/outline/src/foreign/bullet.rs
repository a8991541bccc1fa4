//! Bullets and numbers that a person typed, where a program would have made a list.

/// Signs that are bullets at the start of a line.
const SIGNS: &[char] = &[
    '•', '●', '▪', '■', '▫', '◦', '‣', '⁃', '○', '□', '❑', '❒', '◆', '◇', '♦', '❖', '➢', '➣', '➤', '➔', '►', '▶', '▷',
    '▸', '▹', '✓', '✔', '☑', '✦', '✧', '✱', '★', '☆', '⦁', '⦿', '※', '∙', '·', '→', '\u{f0b7}', '\u{f0a7}', '\u{f0d8}',
    '\u{f076}', '\u{f0fc}',
];
/// Signs that are so before a space.
const SPACED: &[char] = &['-', '*', '–', '—', '+', '~', '›', '»'];
/// What is so before a tab, or as much space as one: what bullets become in a face that has none.
const TABBED: &[char] = &['o', '§', 'Ø', 'ü', 'v', 'q'];

/// A date that begins a line ends within so many letters.
const LONGEST_DATE: usize = 40;

/// How long a typed bullet or number is, with the space behind it; and the number.
pub(super) fn bullet(text: &str) -> Option<(usize, Option<u32>)> {
    let sign = text.chars().next()?;
    let rest = text.get(sign.len_utf8()..)?;
    let said = rest.trim_start();
    let space = rest.strip_suffix(said)?;
    let is_sign = SIGNS.contains(&sign)
        && (!space.is_empty() || said.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '“')));
    let is_bullet = is_sign
        || (SPACED.contains(&sign) && !space.is_empty())
        || (TABBED.contains(&sign) && (space.contains('\t') || space.chars().count() > 1));
    // Several signs in a row say how well somebody knows something.
    if is_bullet && !said.is_empty() && !said.starts_with(SIGNS) {
        return Some((text.len() - said.len(), None));
    }
    number(text)
}

/// "2. Built it", "3) Sold it".
fn number(text: &str) -> Option<(usize, Option<u32>)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let after = text.get(digits..)?.strip_prefix([')', '.', '、'])?;
    let is_number =
        (1..=2).contains(&digits) && after.starts_with(char::is_whitespace) && after.contains(char::is_alphabetic);
    let number = text.get(..digits)?.parse().ok()?;
    (is_number && !is_day(text, after)).then_some((text.len() - after.len(), Some(number)))
}

/// "4. Mai 1987": the number belongs to a date, in whatever language.
fn is_day(text: &str, after: &str) -> bool {
    let begin: String = text.chars().take(LONGEST_DATE).collect();
    let begins = |words| super::dates::find(&begin, words).first().is_some_and(|date| date.range.start == 0);
    after.trim_start().starts_with(char::is_alphabetic) && vitae_core::languages().any(begins)
}

#[cfg(test)]
mod tests {
    use super::bullet;

    #[test]
    fn a_sign_at_the_start_is_a_bullet() {
        for text in [
            "• Built it",
            "•\tBuilt it",
            "➢Built it",
            "·  Built it",
            "o\tBuilt it",
            "-\tBuilt it",
            "Ø  Built it",
            "- Built it",
        ] {
            let (length, number) = bullet(text).unwrap();
            assert_eq!((text.get(length..), number), (Some("Built it"), None), "{text}");
        }
        assert_eq!(bullet("12) Built it"), Some((3, Some(12))));
    }

    #[test]
    fn what_may_be_a_word_or_a_level_is_none() {
        for text in
            ["•", "o Built it", "●●●○○", "● ● ○", "§ 12", "v 2", "100 • 200", "2010. ", "3.5 points", "-5 degrees"]
        {
            assert_eq!(bullet(text), None, "{text}");
        }
    }
}
