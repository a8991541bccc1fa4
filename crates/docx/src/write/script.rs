//! Text, split by what Word must be told about its script.
//!
//! Word does not look at the characters: a run is set from right to left, and in the face for complex scripts, only where
//! `w:rtl` says so (ECMA-376 §17.3.2.30), and other complex scripts get their face by `w:cs` (§17.3.2.7). So a line is split
//! where its direction turns, by the rules of the Unicode bidirectional algorithm as far as they matter here: what has no
//! direction of its own (spaces, marks, digits) goes with its neighbours if they agree, else with the paragraph.

use vitae_core::Dir;

/// What Word must be told of a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    /// Nothing: Latin, Greek, Cyrillic, Chinese …
    Usual,
    /// It is written from right to left.
    Rtl,
    /// It is a complex script written from left to right.
    Complex,
}

/// A character's own say in the matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// It decides.
    Is(Script),
    /// A digit: it goes with a word before it.
    Digit,
    /// It has none.
    Neutral,
    /// It belongs to the character before it, if that has a say.
    Mark,
    /// It ends what went before.
    End,
}

/// The parts of each text of a line, and the script of each. Nothing stands between two texts but what `line` gives.
pub(super) fn split<'t>(line: &[&'t str], base: Dir) -> Vec<Vec<(&'t str, Script)>> {
    let special = |c: char| c >= '\u{590}' && matches!(class(c), Class::Is(Script::Rtl | Script::Complex));
    if base == Dir::Ltr && !line.iter().any(|text| text.contains(special)) {
        // By far the most frequent line.
        return line.iter().map(|text| vec![(*text, Script::Usual)]).collect();
    }
    let classes: Vec<_> = line.iter().flat_map(|text| text.chars().map(class)).collect();
    let mut scripts = resolve(&classes, base).into_iter();
    line.iter().map(|text| parts(text, &mut scripts)).collect()
}

/// The script of each character.
fn resolve(classes: &[Class], base: Dir) -> Vec<Script> {
    let base = if base == Dir::Rtl { Script::Rtl } else { Script::Usual };
    let mut scripts = Vec::with_capacity(classes.len());
    let mut before = base;
    // Characters without a say that wait for the next that has one.
    let mut waiting = 0;
    for class in classes {
        match class {
            Class::Is(script) => {
                settle(&mut scripts, &mut waiting, between(before, *script, base));
                scripts.push(*script);
                before = *script;
            }
            Class::Digit if before != Script::Rtl && base == Script::Rtl => {
                settle(&mut scripts, &mut waiting, between(before, before, base));
                scripts.push(before);
            }
            Class::Mark if waiting == 0 && !scripts.is_empty() => scripts.push(before),
            Class::End => {
                settle(&mut scripts, &mut waiting, between(before, base, base));
                scripts.push(base);
                before = base;
            }
            Class::Neutral | Class::Digit | Class::Mark => waiting += 1,
        }
    }
    settle(&mut scripts, &mut waiting, between(before, base, base));
    scripts
}

fn settle(scripts: &mut Vec<Script>, waiting: &mut usize, script: Script) {
    scripts.extend(std::iter::repeat_n(script, std::mem::take(waiting)));
}

/// The script of what stands between two others.
fn between(before: Script, after: Script, base: Script) -> Script {
    match (before == Script::Rtl, after == Script::Rtl) {
        _ if before == after => before,
        (false, false) => Script::Usual,
        _ => base,
    }
}

/// Cuts a text where its script changes; takes a script for each of its characters.
fn parts<'t>(text: &'t str, scripts: &mut impl Iterator<Item = Script>) -> Vec<(&'t str, Script)> {
    let mut parts = Vec::new();
    let (mut from, mut current) = (0, None);
    for ((at, _), script) in text.char_indices().zip(scripts) {
        if current.is_some_and(|current| current != script) {
            parts.push((text.get(from..at).unwrap_or_default(), current.unwrap_or(script)));
            from = at;
        }
        current = Some(script);
    }
    if let (Some(last), Some(script)) = (text.get(from..), current) {
        parts.push((last, script));
    }
    parts
}

fn class(c: char) -> Class {
    match c {
        '\n' | '\t' => Class::End,
        '0'..='9' => Class::Digit,
        // `C#` and `C++` are words.
        '#' | '+' | '\u{300}'..='\u{36F}' | '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' => Class::Mark,
        // Hebrew, Arabic, Syriac, Thaana, NKo and their neighbours; the marks of direction for them.
        '\u{590}'..='\u{8FF}' | '\u{200F}' | '\u{202B}' | '\u{202E}' | '\u{2067}' => Class::Is(Script::Rtl),
        '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}' => {
            Class::Is(Script::Rtl)
        }
        // The scripts of India, Sri Lanka, Thailand, Laos, Tibet, Myanmar, Cambodia.
        '\u{900}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' => Class::Is(Script::Complex),
        c if c.is_alphabetic() => Class::Is(Script::Usual),
        _ => Class::Neutral,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Script::{Complex, Rtl, Usual};

    fn one(text: &str, base: Dir) -> Vec<(&str, Script)> {
        split(&[text], base).remove(0)
    }

    #[test]
    fn latin_text_is_one_part() {
        assert_eq!(one("Zoë – 2017 “x”", Dir::Ltr), [("Zoë – 2017 “x”", Usual)]);
        assert_eq!(one("技術 2017", Dir::Ltr), [("技術 2017", Usual)]);
    }

    #[test]
    fn words_from_right_to_left_keep_what_stands_between_them() {
        assert_eq!(one("see שלום, עולם (2)", Dir::Ltr), [("see ", Usual), ("שלום, עולם", Rtl), (" (2)", Usual)]);
        assert_eq!(one("خبرة 2017 – 2023", Dir::Rtl), [("خبرة 2017 – 2023", Rtl)]);
        assert_eq!(one("2017 – 2023", Dir::Rtl), [("2017 – 2023", Rtl)]);
    }

    #[test]
    fn words_from_left_to_right_keep_their_digits_and_what_stands_between_them() {
        assert_eq!(one("لغة C1, C++ 2021 (جيد)", Dir::Rtl), [("لغة ", Rtl), ("C1, C++ 2021", Usual), (" (جيد)", Rtl)]);
    }

    #[test]
    fn the_context_goes_across_texts_and_ends_at_a_tab() {
        let line = split(&["שלום", " ", "עולם", "\t", "2017"], Dir::Ltr);
        let scripts: Vec<_> = line.iter().map(|parts| parts[0].1).collect();
        assert_eq!(scripts, [Rtl, Rtl, Rtl, Usual, Usual]);
        assert_eq!(one("שלום C#", Dir::Rtl), [("שלום ", Rtl), ("C#", Usual)]);
        assert_eq!(split(&["", "ש", ""], Dir::Ltr), [vec![], vec![("ש", Rtl)], vec![]]);
    }

    #[test]
    fn other_complex_scripts_and_marks_stay_whole() {
        assert_eq!(one("นักพัฒนา Go", Dir::Ltr), [("นักพัฒนา", Complex), (" Go", Usual)]);
        assert_eq!(one("שָׁ\u{200D}e\u{301}", Dir::Ltr), [("שָׁ\u{200D}", Rtl), ("e\u{301}", Usual)]);
    }

    #[test]
    fn nothing_is_lost() {
        for base in [Dir::Ltr, Dir::Rtl] {
            for text in ["", "a", "1", "א1a ก٣\t\u{301}\u{200d}👩\u{200d}💻 x\n–"] {
                let joined: String = one(text, base).iter().map(|(part, _)| *part).collect();
                assert_eq!(joined, text);
            }
        }
    }
}
