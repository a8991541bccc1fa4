//! What is not seen travels as facts: interpreting an outline gives back the whole résumé, whatever it says.

#![allow(clippy::panic, clippy::expect_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use vitae_core::{Context, Mode, Resume, diff};
use vitae_outline::{Composition, Outline, interpret, outline_of, visible};
use vitae_testkit::{arbitrary, check, extremes, fixtures, full};

fn outline(resume: &Resume) -> Outline {
    outline_of(resume, Composition::default(), &mut Context::default())
}

fn same(wanted: &Resume, read: &Resume, outline: &Outline) -> Result<(), String> {
    if wanted == read {
        return Ok(());
    }
    let changes: Vec<String> = diff(wanted, read).iter().map(|change| format!("{}: {change}", change.path)).collect();
    let blocks: Vec<String> = outline
        .blocks
        .iter()
        .map(|b| format!("{:?} {:?} {:?} {:?} {:?}", b.kind, b.part, b.text(), b.lang, b.facts))
        .collect();
    Err(format!("{}\n{:?}\n{}", changes.join("\n"), outline.head, blocks.join("\n")))
}

#[test]
fn an_outline_says_the_whole_resume() {
    for (name, resume) in fixtures().into_iter().chain([("full".into(), full())]).chain(extremes()) {
        let outline = outline(&resume);
        same(&resume, &interpret(&outline), &outline).unwrap_or_else(|why| panic!("{name}: {why}"));
    }
    check(&arbitrary::resume(), |resume| {
        let outline = outline(resume);
        same(resume, &interpret(&outline), &outline)
    });
}

#[test]
fn what_is_published_has_no_facts() {
    let publish = || Context { mode: Mode::Publish, ..Context::default() };
    for (name, resume) in fixtures() {
        let outline = outline_of(&visible(&resume), Composition::default(), &mut publish());
        same(&visible(&resume), &interpret(&outline), &outline).unwrap_or_else(|why| panic!("{name}: {why}"));
    }
    check(&arbitrary::resume(), |resume| {
        let outline = outline_of(&visible(resume), Composition::default(), &mut publish());
        let facts = outline.blocks.iter().filter_map(|block| block.facts.as_deref()).collect::<String>();
        let words: String = facts
            .split('"')
            .filter(|word| word.chars().any(char::is_alphabetic))
            .fold(String::new(), |all, word| all + word + " ");
        let structure = ["item", "kind", "flat", "position", "apart", "true", "false"];
        let kinds = vitae_core::EntryKind::ALL.iter().map(|kind| kind.as_str());
        let known: Vec<&str> = kinds.chain(structure).collect();
        let strange: Vec<&str> =
            words.split([' ', ':', ',', '{', '}']).filter(|word| !word.is_empty() && !known.contains(word)).collect();
        if strange.is_empty() && outline.head.facts.is_none() { Ok(()) } else { Err(format!("{strange:?} in {facts}")) }
    });
}

#[test]
fn an_ordinary_resume_needs_no_facts() {
    // Theirs are what nobody sees: parts of an address, a picture, unknown fields, tags of languages.
    let with_facts = ["academic", "full", "german", "japanese", "jsonresume", "spanish", "traps"];
    for (name, resume) in fixtures() {
        let outline = outline(&resume);
        let facts: Vec<&str> = outline
            .blocks
            .iter()
            .map(|block| &block.facts)
            .chain([&outline.head.facts])
            .filter_map(|f| f.as_deref())
            .collect();
        assert_eq!(!facts.is_empty(), with_facts.contains(&name.as_str()), "{name}: {facts:#?}");
        let copies = facts.iter().find(|facts| facts.contains("\"is\":[") || facts.contains("\"content\":["));
        assert_eq!(copies, None, "{name}: an entry is kept as a whole");
    }
}

#[test]
fn what_was_said_of_a_text_is_forgotten_with_it() {
    let resume = fixtures().into_iter().find(|(name, _)| name == "full").map(|(_, resume)| resume).expect("a fixture");
    let mut edited = outline(&resume);
    let heading =
        edited.blocks.iter_mut().find(|block| block.text() == "Soundings Institute").expect("an organisation");
    heading.runs[0].text = "Soundings Trust".into();
    let changes: Vec<String> =
        diff(&resume, &interpret(&edited)).iter().map(|change| format!("{}: {change}", change.path)).collect();
    // The unknown field was said of an institute that is no longer here.
    assert_eq!(changes.len(), 2, "{changes:#?}");
    assert!(changes[0].contains("\"Soundings Institute\" became \"Soundings Trust\""), "{changes:#?}");
}

#[test]
fn facts_can_stand_anywhere() {
    check(&arbitrary::resume(), |resume| {
        let outline = outline(resume);
        for facts in outline.blocks.iter().map(|block| &block.facts).chain([&outline.head.facts]).flatten() {
            let safe = |c: char| (' '..='~').contains(&c) && !"<>&'`".contains(c);
            if !facts.chars().all(safe) || facts.contains("--") {
                return Err(format!("{facts:?} cannot stand in a comment or an attribute"));
            }
        }
        Ok(())
    });
}
