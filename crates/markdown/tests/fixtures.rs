//! The Markdown of real résumés is what a person would have written: no explicit form, and no comment but for what nobody can see.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

use vitae_core::{Context, Source, diff};
use vitae_outline::{Composition, compose, visible};

/// Comments that say what a page cannot show, and spans that say what a line does not, by fixture; each with its reason.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("direction", "<!-- vitae: part=contacts -->", "a place alone under a headline could be anything"),
    ("german", "<!-- section: custom -->", "a section without a title"),
    ("japanese", "<!-- section: skills -->", "a title that is in no dictionary"),
    ("us-nurse", "<!-- section: objective -->", "text without a title is a summary"),
    ("full", "<!-- vitae: lang=en -->", "an entry in another language"),
    ("full", "<span class=\"r-headline\">", "italics inside a headline"),
    ("full", "<span class=\"r-dates\">", "dates in words"),
    ("full", "<span class=\"r-qualifier\">", "italics inside a subtitle"),
    ("traps", "<!-- vitae: part=meta -->", "an organisation that looks like a label"),
    ("traps", "<!-- section: custom -->", "two sections whose titles are those of others"),
    ("traps", "<!-- section: skills -->", "a section without a title"),
    ("traps", "<span class=\"p-org\">", "a place with a separator in it"),
    ("traps", "<span class=\"r-dates\">", "dates in words"),
    ("traps", "<span class=\"r-title\">", "keywords with brackets and commas"),
];

/// Each fixture as a page shows it, without facts, in Markdown.
fn pages() -> Vec<(String, String)> {
    let page = |(name, resume)| {
        let mut outline = compose(&visible(&resume), Composition::default());
        outline.head.facts = None;
        outline.blocks.iter_mut().for_each(|block| block.facts = None);
        let text = vitae_markdown::render(&outline, &mut Context::default()).unwrap();
        (name, String::from_utf8(text).unwrap())
    };
    let pages: Vec<_> = vitae_testkit::fixtures().into_iter().map(page).collect();
    assert!(pages.len() >= 14, "the fixtures are there");
    pages
}

#[test]
fn nothing_is_said_that_can_be_seen() {
    let mut used = vec![false; EXCEPTIONS.len()];
    for (name, page) in pages() {
        for line in page.lines().filter(|line| line.contains("<!--") || line.contains("<span class")) {
            let known = EXCEPTIONS.iter().position(|(of, what, _)| *of == name && line.contains(what));
            let known = known.unwrap_or_else(|| panic!("{name}: {line}\nis not as a person would have written it"));
            used[known] = true;
        }
    }
    for (used, (name, what, why)) in used.into_iter().zip(EXCEPTIONS) {
        assert!(used, "{name} has no {what} ({why}): take it from the list");
    }
}

#[test]
fn the_front_matter_of_an_ordinary_resume_is_its_language() {
    for (name, page) in pages() {
        let front = page.strip_prefix("---\nvitae: 1\n").and_then(|rest| rest.split_once("---\n"));
        let front = front.map(|(front, _)| front).unwrap_or_default();
        let others: Vec<_> = front.lines().filter(|line| !line.starts_with("language: ")).collect();
        match name.as_str() {
            "direction" => assert_eq!(others, ["direction: rtl"]),
            _ => assert!(others.is_empty(), "{name}: {others:?}"),
        }
    }
}

#[test]
fn lines_end_where_their_text_ends() {
    for (name, page) in pages() {
        assert!(page.ends_with('\n') && !page.ends_with("\n\n"), "{name}");
        assert!(page.lines().all(|line| line.trim_end() == line), "{name}");
        assert!(!page.contains("\n\n\n"), "{name}");
    }
}

#[test]
fn what_is_visible_comes_back() {
    let format = vitae_markdown::format();
    let mut failures = Vec::new();
    for (name, resume) in vitae_testkit::fixtures() {
        let seen = visible(&resume);
        let bytes = format.write(&seen, &mut Context::default()).unwrap();
        let again = format.read(&Source::new(&bytes), &mut Context::default()).unwrap();
        failures.extend(diff(&seen, &again).iter().map(|change| format!("{name}: {}: {change}", change.path)));
    }
    assert!(failures.is_empty(), "{} differences\n{}", failures.len(), failures.join("\n"));
}
