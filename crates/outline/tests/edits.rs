//! What a person changes in a document is what differs afterwards, and nothing else.

#![allow(clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use std::collections::BTreeSet;
use std::ops::Range;
use vitae_core::{Context, Resume, diff};
use vitae_outline::{Block, Composition, Kind, Outline, Part, Role, Run, interpret, outline_of, recognise};

/// Every fixture as a document that carries all that it can.
fn documents() -> impl Iterator<Item = (String, Resume, Outline)> {
    vitae_testkit::fixtures().into_iter().map(|(name, resume)| {
        let resume = resume.without_hidden();
        let outline = outline_of(&resume, Composition::default(), &mut Context::default());
        (name, resume, outline)
    })
}

/// What changed, each with its path, its kind and its words.
fn changes(before: &Resume, outline: &Outline) -> Vec<(String, &'static str, String)> {
    let changes = diff(before, &interpret(outline));
    changes.iter().map(|change| (change.path.to_string(), change.what.name(), change.to_string())).collect()
}

/// Where the pieces stand that begin with such a block, each up to the next beginning.
fn pieces(outline: &Outline, begins: impl Fn(&Block) -> bool, ends: impl Fn(&Block) -> bool) -> Vec<Range<usize>> {
    let starts: Vec<usize> = (0..outline.blocks.len()).filter(|&i| begins(&outline.blocks[i])).collect();
    let end = |start: usize| {
        let rest = outline.blocks[start + 1..].iter().position(|block| begins(block) || ends(block));
        rest.map_or(outline.blocks.len(), |length| start + 1 + length)
    };
    starts.into_iter().map(|start| start..end(start)).collect()
}

fn entries(outline: &Outline) -> Vec<Range<usize>> {
    let begins = |block: &Block| matches!(block.part, Some(Part::Entry | Part::Organization | Part::Line));
    let ends = |block: &Block| {
        block.section.is_some() || matches!(block.part, Some(Part::Section | Part::Subheading | Part::Text))
    };
    pieces(outline, begins, ends)
}

#[test]
fn an_entry_that_is_deleted_is_gone() {
    let mut count = 0;
    for (name, resume, outline) in documents() {
        for range in entries(&outline) {
            if outline.blocks[range.start].section.is_some() {
                continue; // the section itself would go with it
            }
            let mut edited = outline.clone();
            let title = edited.blocks[range.start].text();
            edited.blocks.drain(range);
            let changes = changes(&resume, &edited);
            assert!(matches!(changes.as_slice(), [(_, "removed", _)]), "{name}, {title}: {changes:#?}");
            count += 1;
        }
    }
    assert!(count > 100, "{count} entries");
}

#[test]
fn a_date_that_is_changed_is_another() {
    let mut count = 0;
    for (name, resume, outline) in documents() {
        for (at, block) in outline.blocks.iter().enumerate() {
            for run in (0..block.runs.len()).filter(|&run| block.runs[run].role == Some(Role::Dates)) {
                let mut edited = outline.clone();
                edited.blocks[at].runs[run].text = "1901".into();
                let changes = changes(&resume, &edited);
                let only = matches!(changes.as_slice(), [(path, "changed", _)] if path.ends_with(".dates"));
                assert!(only, "{name}, {}: {changes:#?}", block.text());
                count += 1;
            }
        }
    }
    assert!(count > 100, "{count} dates");
}

#[test]
fn a_bullet_that_is_added_is_new() {
    let mut count = 0;
    for (name, resume, outline) in documents() {
        for (at, block) in outline.blocks.iter().enumerate() {
            let is_last = outline.blocks.get(at + 1).is_none_or(|next| next.level == 0);
            let is_bullet = block.kind == Kind::Item { number: None } && block.part == Some(Part::Body);
            if !is_bullet || !is_last || block.level != 1 || block.quote > 0 {
                continue;
            }
            let mut edited = outline.clone();
            // A word processor gives the new paragraph the style of the one above, and neither its bookmark nor its facts.
            let bullet = Block { runs: vec![Run::plain("Learned to sail.")], facts: None, ..block.clone() };
            edited.blocks.insert(at + 1, bullet);
            let changes = changes(&resume, &edited);
            let only = matches!(changes.as_slice(), [(_, "added", words)] if words.contains("Learned to sail."));
            assert!(only, "{name}, {}: {changes:#?}", block.text());
            count += 1;
        }
    }
    assert!(count > 25, "{count} lists");
}

#[test]
fn a_section_that_is_moved_has_moved() {
    let mut count = 0;
    for (name, resume, outline) in documents() {
        let sections = pieces(&outline, |block| block.part == Some(Part::Section), |block| block.section.is_some());
        let [.., one, other] = sections.as_slice() else { continue };
        let mut edited = outline.clone();
        let moved: Vec<Block> = edited.blocks.drain(other.clone()).collect();
        edited.blocks.splice(one.start..one.start, moved);
        let changes = changes(&resume, &edited);
        assert!(matches!(changes.as_slice(), [(_, "moved", _)]), "{name}: {changes:#?}");
        count += 1;
    }
    assert!(count > 8, "{count} documents");
}

#[test]
fn a_name_that_is_typed_over_is_the_name() {
    for (name, resume, outline) in documents() {
        let mut edited = outline.clone();
        let Some(block) = edited.blocks.iter_mut().find(|block| block.part == Some(Part::Name)) else { continue };
        block.runs[0].text = "Somebody Else".into();
        let mut changes = changes(&resume, &edited);
        // The parts of the old name are not those of the new one.
        changes.retain(|(path, what, _)| (path.as_str(), *what) != ("basics.nameParts", "removed"));
        let only = matches!(changes.as_slice(), [(path, "changed", _)] if path == "basics.name");
        assert!(only, "{name}: {changes:#?}");
    }
}

#[test]
fn a_title_an_employer_or_a_place_that_is_typed_over_is_the_new_one() {
    let mut count = 0;
    for (name, resume, outline) in documents() {
        for (at, block) in outline.blocks.iter().enumerate() {
            for (run, role) in block.runs.iter().enumerate().filter_map(|(at, run)| Some((at, run.role?))) {
                if !matches!(role, Role::Title | Role::Organization | Role::Place | Role::Keyword) {
                    continue;
                }
                let mut edited = outline.clone();
                edited.blocks[at].runs[run].text = "Tollund".into();
                let changes = changes(&resume, &edited);
                // An unknown field of an organisation, or the parts of a place, were said of another one.
                let about = |path: &str| {
                    path.contains("organization") || path.contains("place") || path.contains("institution")
                };
                let one = changes.iter().filter(|(path, ..)| !about(path)).count() <= 1;
                let said = changes.iter().any(|(.., words)| words.contains("Tollund"));
                let split = block.runs.iter().filter(|other| other.role == Some(role)).count() > 1;
                assert!(said && (one || split), "{name}, {}: {changes:#?}", block.text());
                count += 1;
            }
        }
    }
    assert!(count > 300, "{count} runs");
}

/// What somebody deletes stays deleted: no record brings a word of it back, and none keeps one.
#[test]
fn nothing_comes_back_from_the_grave() {
    for (name, _, outline) in documents() {
        for range in entries(&outline) {
            let mut edited = outline.clone();
            let gone: Vec<String> = edited.blocks.drain(range).flat_map(|block| words(&block.text())).collect();
            let left = edited.blocks.iter().flat_map(|block| words(&block.text())).collect::<Vec<_>>();
            let read = interpret(&edited).words().iter().flat_map(|word| words(word)).collect::<Vec<_>>();
            for word in gone.iter().filter(|word| !left.contains(word)) {
                assert!(!read.contains(word), "{name}: {word} is back");
            }
        }
    }
}

/// A fact repeats no words that can be seen: three in a row would be a copy.
#[test]
fn no_fact_is_a_copy_of_what_is_seen() {
    let copies = |outline: &Outline| -> Vec<String> {
        let seen: Vec<String> = outline.blocks.iter().flat_map(|block| words(&block.text())).collect();
        let stretches: BTreeSet<String> = seen.windows(3).map(|three| three.join(" ")).collect();
        let facts = outline.blocks.iter().map(|block| &block.facts).chain([&outline.head.facts]).flatten();
        let said = facts.flat_map(|facts| words(facts).windows(3).map(|three| three.join(" ")).collect::<Vec<_>>());
        said.filter(|three| stretches.contains(three) && !three.chars().all(|c| c.is_ascii_digit() || c == ' '))
            .collect()
    };
    for (name, _, outline) in documents() {
        assert_eq!(copies(&outline), Vec::<String>::new(), "{name}");
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn heading(level: u8, text: &str) -> Block {
    Block { runs: vec![Run::plain(text)], ..Block::new(Kind::Heading(level)) }
}

#[test]
fn a_line_above_the_name_leaves_the_name_a_name() {
    let stamp = Block { runs: vec![Run::plain("CONFIDENTIAL")], ..Block::new(Kind::Paragraph) };
    let blocks = vec![stamp, heading(1, "Mara Lindqvist"), heading(2, "Experience")];
    let resume = interpret(&recognise(Outline { blocks, ..Outline::default() }));
    assert_eq!(resume.person.name.map(|name| name.to_string()).as_deref(), Some("Mara Lindqvist"));
    assert_eq!(resume.sections.len(), 2);
}

/// Words that were typed over, typed behind or typed between win over what was there.
#[test]
fn what_is_typed_is_what_is_read() {
    let (_, resume, outline) = documents().find(|(name, ..)| name == "engineer").unwrap_or_else(|| panic!("a fixture"));
    let edit = |change: &dyn Fn(&mut Block)| {
        let mut edited = outline.clone();
        edited.blocks.iter_mut().for_each(change);
        changes(&resume, &edited)
            .into_iter()
            .map(|(path, what, words)| format!("{path} {what}: {words}"))
            .collect::<Vec<_>>()
    };
    let typed = |role: Role, old: &'static str, new: &'static str| {
        move |block: &mut Block| {
            for run in block.runs.iter_mut().filter(|run| run.role == Some(role) && run.text == old) {
                run.text = new.into();
            }
        }
    };
    let said = edit(&typed(Role::Url, "quietlog.example", "logs.new.example"));
    assert!(matches!(said.as_slice(), [one] if one.contains("logs.new.example")), "{said:#?}");
    let said = edit(&typed(Role::Contact, "noemie@achterberg.example", "new@mail.example"));
    assert!(said.iter().any(|one| one.contains("e-mail new@mail.example")), "{said:#?}");
    let said = edit(&typed(Role::Contact, "Edinburgh, Scotland", "Edinburgh, Scotland · 07700 900123"));
    assert!(matches!(said.as_slice(), [one] if one.contains("07700 900123") && one.contains("added")), "{said:#?}");
    let said = edit(&typed(Role::Label, "Keywords:", "Technologies:"));
    assert!(said.iter().any(|one| one.contains("Technologies")), "{said:#?}");
    let said = edit(&|block| {
        if block.runs.last().is_some_and(|run| run.role == Some(Role::Keyword) && run.text == "observability") {
            block.runs.push(Run::plain(", tracing"));
        }
    });
    assert!(matches!(said.as_slice(), [one] if one.contains("\"tracing\" was added")), "{said:#?}");
}

/// Fields of a meta line that somebody typed over lose their role, and get it back by their words.
#[test]
fn fields_without_a_role_are_named_by_their_words() {
    let meta = |runs: Vec<Run>| {
        let block = Block { runs, ..Block::new(Kind::Paragraph).part(Part::Meta) };
        let outline = recognise(Outline { blocks: vec![block], ..Outline::default() });
        let named = |run: &Run| run.role.map(|role| format!("{role:?} {}", run.text));
        outline.blocks[0].runs.iter().filter_map(named).filter(|run| !run.starts_with("Separator")).collect::<Vec<_>>()
    };
    assert_eq!(
        meta(vec![Run::plain("DropNet | Oslo\t2016 – 2018")]),
        ["Organization DropNet", "Place Oslo", "Dates 2016 – 2018"]
    );
    let dot = || Run::role(" · ", Role::Separator);
    assert_eq!(
        meta(vec![Run::plain("Oslo"), dot(), Run::role("DropNet", Role::Organization), Run::plain(" Ltd")]),
        ["Place Oslo", "Organization DropNet", "Organization  Ltd"]
    );
}
