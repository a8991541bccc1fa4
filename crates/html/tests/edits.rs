//! Our page, edited by hand: the outline differs in what was edited, and in nothing else.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    reason = "a test may fail loudly"
)]

use vitae_core::{Context, SectionKind, Source};
use vitae_outline::{Block, Composition, Kind, Outline, Part, Role, Run, compose, visible};

fn page() -> (Outline, String) {
    let (_, resume) = vitae_testkit::fixtures().into_iter().find(|(name, _)| name == "engineer").unwrap();
    let outline = compose(&visible(&resume), Composition::default());
    let page = vitae_html::render(&outline, &mut Context::default()).unwrap();
    (outline.normal(), String::from_utf8(page).unwrap())
}

fn parse(page: &str) -> Outline {
    vitae_html::parse(&Source::new(page.as_bytes()), &mut Context::default()).unwrap().normal()
}

/// Replaces one place, which must be there once.
fn edited(page: &str, old: &str, new: &str) -> Outline {
    assert_eq!(page.matches(old).count(), 1, "{old}");
    parse(&page.replace(old, new))
}

/// The blocks that went and those that came.
fn difference(before: &Outline, after: &Outline) -> (Vec<Block>, Vec<Block>) {
    assert_eq!(before.head, after.head);
    let (old, new) = (&before.blocks, &after.blocks);
    let first = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let last = old.iter().skip(first).rev().zip(new.iter().skip(first).rev()).take_while(|(a, b)| a == b).count();
    let middle = |blocks: &[Block]| blocks.iter().skip(first).take(blocks.len() - first - last).cloned().collect();
    (middle(old), middle(new))
}

#[test]
fn a_date_that_was_changed() {
    let (before, page) = page();
    let after = edited(&page, "<time class=\"dt-start\" datetime=\"2016-01\">January 2016</time>", "2015");
    let (old, new) = difference(&before, &after);
    let (old, new) = (&old[0], &new[0]);
    assert_eq!(new.part, Some(Part::Meta));
    assert_eq!(old.runs.len(), new.runs.len());
    assert_eq!(*new.runs.last().unwrap(), Run::role("2015 – August 2019", Role::Dates));
    assert_eq!(old.runs.split_last().unwrap().1, new.runs.split_last().unwrap().1);
}

#[test]
fn a_bullet_that_was_added() {
    let (before, page) = page();
    let old = "<li>Cut search-to-price";
    let (gone, came) = difference(&before, &edited(&page, old, &format!("<li>Wrote <b>more</b>.</li>\n{old}")));
    assert_eq!(gone, []);
    let [bullet] = came.as_slice() else { panic!("{came:?}") };
    assert_eq!((bullet.kind, bullet.level, bullet.part), (Kind::Item { number: None }, 1, Some(Part::Body)));
    assert_eq!(bullet.text(), "Wrote more.");
    assert!(bullet.runs[1].style.strong);
}

#[test]
fn an_entry_that_was_deleted() {
    let (before, page) = page();
    let title = page.find("Graduate Engineer").unwrap();
    let start = page[..title].rfind("<article").unwrap();
    let end = title + page[title..].find("</article>").unwrap() + "</article>".len();
    let (gone, came) = difference(&before, &parse(&format!("{}{}", &page[..start], &page[end..])));
    assert_eq!(came, []);
    assert_eq!(
        gone.iter().map(|block| block.part.unwrap()).collect::<Vec<_>>(),
        [Part::Entry, Part::Meta, Part::Body, Part::Body]
    );
}

#[test]
fn a_section_that_was_moved() {
    let (before, page) = page();
    let start = page.find("<section data-kind=\"talks\"").unwrap();
    let end = start + page[start..].find("</section>").unwrap() + "</section>\n".len();
    let section = &page[start..end];
    let moved = page
        .replace(section, "")
        .replace("<section data-kind=\"work\"", &format!("{section}<section data-kind=\"work\""));
    let after = parse(&moved);
    let kinds = |outline: &Outline| outline.blocks.iter().filter_map(|block| block.section).collect::<Vec<_>>();
    let mut expected = kinds(&before);
    expected.retain(|kind| *kind != SectionKind::Talks);
    let work = expected.iter().position(|kind| *kind == SectionKind::Work).unwrap();
    expected.insert(work, SectionKind::Talks);
    assert_eq!(kinds(&after), expected);
    let mut sorted = [before.blocks, after.blocks].map(|blocks| blocks.iter().map(Block::text).collect::<Vec<_>>());
    sorted.iter_mut().for_each(|texts| texts.sort());
    assert_eq!(sorted[0], sorted[1]);
}

#[test]
fn words_that_were_typed_between_the_fields_stay_with_the_field_before_them() {
    let (before, page) = page();
    let old = "<span class=\"p-location\">Manchester</span>";
    let (_, came) = difference(&before, &edited(&page, old, &format!("{old}, then at sea")));
    assert_eq!(came[0].runs.iter().find(|run| run.text.contains("sea")).unwrap().role, Some(Role::Place));
}

#[test]
fn paragraphs_without_names_are_what_their_place_makes_them() {
    let (before, page) = page();
    let old = "<div class=\"e-content\">\n<p>Two hours on Saturdays";
    let (_, came) = difference(&before, &edited(&page, old, &old.replace("<p>Two", "<p>New.</p>\n<p>Two")));
    assert_eq!((came[0].part, came[0].text().as_str()), (Some(Part::Body), "New."));
    let old = "<h2>Talks</h2>\n";
    let (_, came) = difference(&before, &edited(&page, old, &format!("{old}<p>All recorded.</p>\n")));
    assert_eq!((came[0].part, came[0].text().as_str()), (Some(Part::Text), "All recorded."));
    let (_, came) = difference(&before, &edited(&page, old, &format!("{old}<article><h3>New talk</h3></article>\n")));
    assert_eq!((came[0].part, came[0].runs[0].role), (Some(Part::Entry), Some(Role::Title)));
}

#[test]
fn a_contact_a_skill_and_a_label_that_were_added() {
    let (before, page) = page();
    let old = "<li>Edinburgh, Scotland</li>";
    let (_, came) = difference(&before, &edited(&page, old, &format!("{old}<li>Leith</li>")));
    assert_eq!(came.len(), 1);
    let runs = &came[0].runs;
    let at = runs.iter().position(|run| run.text == "Leith").unwrap();
    assert_eq!(runs[at], Run::role("Leith", Role::Contact));
    assert_eq!(runs[at - 1], Run::role(" · ", Role::Separator));
    let old = "<span class=\"p-skill\">Rust</span>";
    let (_, came) = difference(&before, &edited(&page, old, &format!("{old}, <span class=\"p-skill\">C</span>")));
    assert!(came[0].runs.contains(&Run::role("C", Role::Keyword)));
    let old = "<div><dt>Score:</dt><dd>Distinction</dd></div>";
    let (_, came) = difference(&before, &edited(&page, old, &format!("{old}<div><dt>Rank:</dt><dd>3</dd></div>")));
    assert_eq!(came[0].part, Some(Part::Labelled));
    assert_eq!(came[0].runs, [Run::role("Rank:", Role::Label), Run::role(" ", Role::Separator), Run::plain("3")]);
}

#[test]
fn a_page_that_was_laid_out_anew_is_the_same() {
    let (before, page) = page();
    let mut anew = page.replace("\n<", "\n\t  <").replace("</dt><dd>", "</dt>\n    <dd>\n      ");
    for block in ["<p>", "<li>", "<h2>", "<dt>"] {
        anew = anew.replace(block, &format!("{block}\n        "));
    }
    for block in ["</p>", "</li>", "</h2>", "</h3>", "</dt>", "</dd>"] {
        anew = anew.replace(block, &format!("\n      {block}"));
    }
    assert_eq!(parse(&anew), before);
}

/// An editor that takes the names away leaves what is seen: the grammar of the page knows most of it again.
#[test]
fn without_names_the_page_says_what_it_said() {
    let (before, page) = page();
    let bare = page.replace("<meta name=\"vitae-format\" content=\"1\">\n", "");
    let after = parse(&bare);
    let texts = |outline: &Outline| outline.words();
    assert_eq!(texts(&after).join(" ").replace(" · ", " "), texts(&before).join(" ").replace(" · ", " "));
    let known = vitae_outline::recognise(after);
    let parts = |outline: &Outline, part| outline.blocks.iter().filter(|block| block.part == Some(part)).count();
    for part in [Part::Name, Part::Section, Part::Position, Part::Labelled] {
        assert_eq!(parts(&known, part), parts(&before, part), "{part:?}");
    }
}

/// A name that is taken off the page is off the page: nothing unseen says it again.
#[test]
fn no_word_of_the_page_is_repeated_where_nobody_sees_it() {
    for (name, resume) in vitae_testkit::fixtures() {
        let outline = compose(&visible(&resume), Composition::default());
        let page = String::from_utf8(vitae_html::render(&outline, &mut Context::default()).unwrap()).unwrap();
        for copy in ["<data", "name=\"author\"", "name=\"description\""] {
            assert!(!page.contains(copy), "{name}: {copy}");
        }
        for block in outline.blocks.iter().filter(|block| block.part == Some(Part::Organization)) {
            let mut text = String::new();
            block.runs.iter().for_each(|run| text.push_str(&run.text));
            assert!(!page.contains(&format!("=\"{text}\"")), "{name}: {text}");
        }
    }
}

/// The positions of an organisation are events in the event of the entry, which has its name.
#[test]
fn positions_are_events_within_that_of_their_organisation() {
    let (_, resume) = vitae_testkit::fixtures().into_iter().find(|(name, _)| name == "maintainer").unwrap();
    let page = String::from_utf8(vitae_html::format().write(&resume, &mut Context::default()).unwrap()).unwrap();
    let entry =
        "<article class=\"p-experience h-event\">\n<header class=\"r-head\">\n<h3 class=\"r-organization p-org\">";
    assert!(page.contains(entry));
    assert!(page.contains("<section class=\"r-position h-event\">\n<header class=\"r-head\">\n<h4 class=\"p-name\">"));
}

/// What cannot be seen goes with what it is about, and nothing brings it back.
#[test]
fn facts_die_with_their_block() {
    let (mut before, _) = page();
    let at = before.blocks.iter().position(|block| block.text() == "Graduate Engineer").unwrap();
    before.blocks[at].facts = Some(r#"{"id":"first"}"#.into());
    before.head.facts = Some(r#"{"version":"3"}"#.into());
    let page = String::from_utf8(vitae_html::render(&before, &mut Context::default()).unwrap()).unwrap();
    assert_eq!(parse(&page), before);
    let after = edited(&page, "<h3 class=\"p-name\" data-vitae='{\"id\":\"first\"}'>Graduate Engineer</h3>", "");
    assert!(after.blocks.iter().all(|block| block.facts.is_none()));
    let after = edited(&page, "data-vitae='{\"id\":\"first\"}'", "data-vitae='{\"id\":\"<b>\"}'");
    assert!(after.blocks.iter().all(|block| block.facts.is_none()), "facts have an alphabet");
    assert!(after.head.facts.is_some());
}
