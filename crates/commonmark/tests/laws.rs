//! The laws of the dialect, on arbitrary lines, blocks and source texts. `VITAE_CASES` says how many.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what helps a test may fail as loudly as the test"
)]

mod support;

use proptest::prelude::*;
use support::{are_normal, blocks, config, is_normal, line, source, visible, visible_line};
use vitae_commonmark::{parse_blocks, parse_line, write_blocks, write_line};
use vitae_core::normal_blocks;

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_line_comes_back(line in line()) {
        let text = write_line(&line);
        prop_assert_eq!(&parse_line(&text), &line, "written as {:?}", text);
        prop_assert!(!text.contains('\n'), "one physical line: {:?}", text);
    }

    #[test]
    fn blocks_come_back(blocks in blocks()) {
        let text = write_blocks(&blocks);
        prop_assert_eq!(parse_blocks(&text), normal_blocks(blocks), "written as\n{}", text);
    }

    #[test]
    fn writing_again_gives_the_same_bytes(blocks in blocks()) {
        let text = write_blocks(&blocks);
        prop_assert_eq!(write_blocks(&parse_blocks(&text)), text);
    }

    #[test]
    fn deep_blocks_come_back_or_give_up_their_contents(blocks in blocks(), containers in 0..70_usize) {
        let blocks = normal_blocks(support::wrapped(blocks, containers));
        let text = write_blocks(&blocks);
        let back = parse_blocks(&text);
        prop_assert_eq!(write_blocks(&back), text);
        if support::depth(&blocks) <= 64 {
            prop_assert_eq!(back, blocks);
        } else {
            let words = |blocks: &[_]| -> String { visible(blocks).split_whitespace().collect() };
            prop_assert!(support::depth(&back) <= 64);
            prop_assert!(words(&back).len() >= words(&blocks).len());
        }
    }

    #[test]
    fn any_text_reads_as_a_line(text in source()) {
        let line = parse_line(&text);
        prop_assert!(is_normal(&line), "{:?}", line);
        prop_assert_eq!(parse_line(&write_line(&line)), line);
    }

    #[test]
    fn any_text_reads_as_blocks(text in source()) {
        let blocks = parse_blocks(&text);
        prop_assert!(are_normal(&blocks), "{:?}", blocks);
        prop_assert_eq!(parse_blocks(&write_blocks(&blocks)), blocks);
    }

    #[test]
    fn any_characters_read(text in any::<String>()) {
        prop_assert!(is_normal(&parse_line(&text)));
        prop_assert!(are_normal(&parse_blocks(&text)));
    }
}

/// Source with words in it that occur nowhere else: `qaaa`, `qaab` …
fn source_with_words() -> impl Strategy<Value = (String, Vec<String>)> {
    const AROUND: &[(&str, &str)] = &[
        ("", ""),
        ("", " "),
        (" ", ""),
        ("*", "*"),
        ("**", "**"),
        ("`", "`"),
        ("[", "](u)"),
        ("[x](", ")"),
        ("[", "]"),
        ("![", "](u)"),
        ("![x](", ")"),
        ("[", "]: u"),
        ("[x]: ", ""),
        ("[x](u \"", "\")"),
        ("![x](u '", "')"),
        ("<", ">"),
        ("</", ">"),
        ("<https://", ">"),
        ("<", "@a.example>"),
        ("<x:", ">"),
        ("<b>", "</b>"),
        ("<a href=\"", "\">x</a>"),
        ("<a href=\"u\">", "</a>"),
        ("<a href=\"", "\"></a>"),
        ("<div>", "</div>"),
        ("<!-- ", " -->"),
        ("<!-- tags: [\"", "\"] -->"),
        ("<?", "?>"),
        ("<b title=\"", "\">"),
        ("\n```", "\n"),
        ("\n```x\n", "\n```\n"),
        ("\n~~~ ", "\n~~~\n"),
        ("\n    ", ""),
        ("\n- ", ""),
        ("\n  - ", ""),
        ("\n1. ", ""),
        ("\n> ", ""),
        ("\n# ", " #"),
        ("\n", "\n---\n"),
        ("\n", "\n===\n"),
        ("\n[", "]: u 't'\n"),
        ("\n\n", ""),
        ("\n", ""),
        ("\\", ""),
        ("&", ";"),
        ("&#", ";"),
        ("[", "](<"),
        ("", ">)"),
        ("[![", "](u)](v)"),
        ("[![x](", ")](v)"),
        ("[![x](v)](", ")"),
        ("[<a href=\"", "\">x</a>](v)"),
        ("[](", ")"),
        ("![](", ")"),
        ("\n\t- ", ""),
        ("<br>", "<br/>"),
        ("<span lang=\"de\">", "</span>"),
    ];
    prop::collection::vec((0..AROUND.len(), prop::option::weighted(0.3, support::fragment())), 1..14).prop_map(
        |parts| {
            let mut text = String::new();
            let mut words = Vec::new();
            for (n, (around, fragment)) in parts.into_iter().enumerate() {
                let letter = |n: usize| char::from(b'a' + u8::try_from(n % 26).unwrap());
                let word: String = ['q', letter(n / 26), letter(n), 'z'].into_iter().collect();
                let (before, after) = AROUND[around];
                text.extend([before, &word, after]);
                text.extend(fragment);
                words.push(word);
            }
            (text, words)
        },
    )
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn words_are_conserved_in_a_line((text, words) in source_with_words()) {
        let mut seen = String::new();
        visible_line(&parse_line(&text), &mut seen);
        for word in words {
            prop_assert!(seen.contains(&word), "{} of {:?} is not in {:?}", word, text, seen);
        }
    }

    #[test]
    fn words_are_conserved_in_blocks((text, words) in source_with_words()) {
        let seen = visible(&parse_blocks(&text));
        for word in words {
            prop_assert!(seen.contains(&word), "{} of {:?} is not in {:?}", word, text, seen);
        }
    }
}
