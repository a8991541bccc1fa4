//! Somebody edits a document of ours in a word processor, and it comes back: exactly the edits are in it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "what helps a test may fail as loudly as the test"
)]

use std::io::{Cursor, Read, Write};
use vitae_core::{Context, Resume, Source, diff};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A document that lies open: its paragraphs as XML, in order.
struct Open {
    parts: Vec<(String, Vec<u8>)>,
    before: String,
    paragraphs: Vec<String>,
    after: String,
}

const MAIN: &str = "word/document.xml";

impl Open {
    fn new(bytes: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut open = Self { parts: Vec::new(), before: String::new(), paragraphs: Vec::new(), after: String::new() };
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            open.parts.push((file.name().to_owned(), bytes));
        }
        let main = open.parts.iter().find(|(name, _)| name == MAIN).unwrap();
        let xml = String::from_utf8(main.1.clone()).unwrap();
        let (before, rest) = xml.split_once("<w:p>").unwrap();
        let (body, after) = rest.split_once("<w:sectPr>").unwrap();
        open.before = before.to_owned();
        open.paragraphs = body.split("<w:p>").map(|inner| format!("<w:p>{inner}")).collect();
        open.after = format!("<w:sectPr>{after}");
        open
    }

    fn saved(&self) -> Vec<u8> {
        let xml = [&self.before, &self.paragraphs.concat(), &self.after].map(String::as_str).concat();
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in &self.parts {
            archive.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            archive.write_all(if name == MAIN { xml.as_bytes() } else { bytes }).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    /// The paragraph that says something.
    fn at(&self, text: &str) -> usize {
        self.paragraphs.iter().position(|p| said(p).contains(text)).unwrap_or_else(|| panic!("nothing says {text}"))
    }

    /// Types over words.
    fn replace(&mut self, paragraph: &str, from: &str, to: &str) {
        let at = self.at(paragraph);
        assert!(self.paragraphs[at].contains(from), "{}", self.paragraphs[at]);
        self.paragraphs[at] = self.paragraphs[at].replacen(from, to, 1);
    }

    /// Takes paragraphs out, from one to before another.
    fn cut(&mut self, from: &str, to: &str) -> Vec<String> {
        let (from, to) = (self.at(from), self.at(to));
        self.paragraphs.drain(from..to).collect()
    }

    /// Puts paragraphs in, above another.
    fn paste(&mut self, above: &str, paragraphs: Vec<String>) {
        let at = self.at(above);
        self.paragraphs.splice(at..at, paragraphs);
    }
}

/// The text of a paragraph.
fn said(paragraph: &str) -> String {
    paragraph.split("<w:t xml:space=\"preserve\">").skip(1).filter_map(|rest| rest.split("</w:t>").next()).collect()
}

fn fixture(name: &str) -> Resume {
    let mut all = vitae_testkit::fixtures().into_iter();
    all.find(|(file, _)| file.contains(name)).unwrap_or_else(|| panic!("no fixture {name}")).1
}

fn written(resume: &Resume) -> Open {
    Open::new(&vitae_docx::format().write(resume, &mut Context::default()).unwrap())
}

fn read(open: &Open) -> Resume {
    vitae_docx::format().read(&Source::new(&open.saved()), &mut Context::default()).unwrap()
}

/// What `vitae diff` says after an edit of a fixture.
#[track_caller]
fn after(name: &str, edit: impl Fn(&mut Open), want: &[&str]) {
    let mut open = written(&fixture(name));
    let resume = read(&open);
    edit(&mut open);
    let changes = |open: &Open| {
        diff(&resume, &read(open)).iter().map(|change| format!("{}: {change}", change.path)).collect::<Vec<_>>()
    };
    assert_eq!(changes(&open), want);
    // It makes no difference that Word puts its own marks into all that it saves.
    open.paragraphs.iter_mut().for_each(|paragraph| *paragraph = as_word_saves(paragraph));
    assert_eq!(changes(&open), want, "after Word saved it");
}

/// A paragraph with what Word adds when it saves: revision ids, proofing marks, runs that are split, the language of the keyboard.
fn as_word_saves(paragraph: &str) -> String {
    let with_ids = "<w:p w:rsidR=\"00AB12CD\" w:rsidRDefault=\"00AB12CD\">";
    let mut out = String::new();
    for (i, run) in paragraph.replacen("<w:p>", with_ids, 1).split("<w:r>").enumerate() {
        if i == 0 {
            out.push_str(run);
            continue;
        }
        let (properties, rest) = run.split_once("</w:rPr>").unwrap_or(("<w:rPr>", run));
        let lang = if properties.contains("<w:lang") { "" } else { "<w:lang w:val=\"en-US\"/>" };
        let properties = format!("{properties}{lang}</w:rPr>");
        let begin = format!("<w:r w:rsidRPr=\"00EF34AB\">{properties}");
        let text = rest.strip_prefix("<w:t xml:space=\"preserve\">").and_then(|rest| rest.split_once("</w:t>"));
        match text.and_then(|(text, after)| Some((text.split_once(' ')?, after))) {
            Some(((first, second), after)) => out.push_str(&format!(
                "{begin}<w:lastRenderedPageBreak/><w:t xml:space=\"preserve\">{first} </w:t></w:r>\
                 <w:proofErr w:type=\"spellStart\"/>{begin}<w:t xml:space=\"preserve\">{second}</w:t>{after}"
            )),
            None => out.push_str(&format!("{begin}{rest}")),
        }
    }
    out
}

#[test]
fn an_item_at_the_edge_of_the_page_stays_an_item() {
    let mut edited = 0;
    for (name, _) in vitae_testkit::fixtures() {
        let mut open = written(&fixture(&name));
        let Some(at) = open.paragraphs.iter().position(|p| p.contains("w:val=\"ListBullet\"")) else {
            continue;
        };
        edited += 1;
        let resume = read(&open);
        let edge = "<w:ind w:left=\"0\" w:firstLine=\"0\"/>";
        open.paragraphs[at] = open.paragraphs[at].replacen("</w:pPr>", &format!("{edge}</w:pPr>"), 1);
        assert_eq!(diff(&resume, &read(&open)), [], "{name}");
    }
    assert!(edited > 5, "only {edited} fixtures have a bullet");
}

#[test]
fn nothing_changes_by_saving_alone() {
    for name in ["engineer", "full", "arabic", "academic", "traps"] {
        after(name, |_| {}, &[]);
    }
}

#[test]
fn a_date_is_changed() {
    let edit = |open: &mut Open| open.replace("Graduate Engineer", "Dec 2015", "Oct 2015");
    after(
        "engineer",
        edit,
        &["sections[1].entries[2].dates: \"September 2013 – December 2015\" became \"September 2013 – October 2015\""],
    );
}

#[test]
fn a_bullet_is_added_and_has_the_style_of_the_one_above() {
    let edit = |open: &mut Open| {
        let at = open.at("Cut search-to-price");
        let words = said(&open.paragraphs[at]);
        let new = open.paragraphs[at].replace(&words, "Taught the ledger to round as banks do.");
        open.paragraphs.insert(at + 1, new);
    };
    after(
        "engineer",
        edit,
        &["sections[1].entries[1].body[0][2]: the bullet \"Taught the ledger to round as banks do.\" was added"],
    );
}

#[test]
fn a_section_is_moved() {
    let edit = |open: &mut Open| {
        let section = open.cut("Talks", "Volunteering");
        open.paste("Experience", section);
    };
    after("engineer", edit, &["sections[1]: the section \"Talks\" moved here from sections[7]"]);
}

#[test]
fn an_entry_is_deleted() {
    let edit = |open: &mut Open| drop(open.cut("Software Engineer", "Graduate Engineer"));
    after(
        "engineer",
        edit,
        &["sections[1].entries[1]: the entry \"Copperleaf Travel\", \"Software Engineer\" is gone"],
    );
}

#[test]
fn the_name_is_typed_over() {
    let edit = |open: &mut Open| open.replace("Noémie Achterberg", "Noémie Achterberg", "Noémie Achterberg-Leslie");
    after("engineer", edit, &["basics.name: \"Noémie Achterberg\" became \"Noémie Achterberg-Leslie\""]);
}

#[test]
fn words_are_typed_into_a_run() {
    let edit = |open: &mut Open| open.replace("Two hours on Saturdays", "one robot", "one “clever” robot");
    after(
        "engineer",
        edit,
        &[
            "sections[8].entries[0].body[0]: the paragraph \"…h a dozen children, one robot, and no slides.\" became \"…h a dozen children, one “clever” robot, and no slides.\"",
        ],
    );
}

#[test]
fn a_skill_is_typed_at_the_end_of_its_line() {
    let edit = |open: &mut Open| open.replace("Languages: Rust", "Bash", "Bash, Zig");
    after("engineer", edit, &["sections[4].entries[0].keywords[5]: \"Bash\" became \"Bash, Zig\""]);
}

#[test]
fn a_language_is_deleted_from_the_line_that_it_shares() {
    let edit = |open: &mut Open| {
        let at = open.at("Dutch");
        let paragraph = &open.paragraphs[at];
        let (from, to) = (paragraph.find("Dutch").unwrap(), paragraph.find("French").unwrap());
        let run = |at: usize| paragraph[..at].rfind("<w:r>").unwrap();
        open.paragraphs[at] = format!("{}{}", &paragraph[..run(from)], &paragraph[run(to)..]);
    };
    after("engineer", edit, &["sections[5].entries[1]: the entry \"Dutch\" is gone"]);
}

#[test]
fn a_change_is_tracked_and_not_accepted_yet() {
    let edit = |open: &mut Open| {
        let at = open.at("Graduate Engineer");
        let paragraph = open.paragraphs[at].clone();
        let begin = paragraph.rfind("<w:r>").unwrap();
        let end = paragraph.rfind("</w:r>").unwrap() + "</w:r>".len();
        let run = &paragraph[begin..end];
        let deleted = run.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>");
        let inserted = run.replace("Sep 2013", "Jul 2013");
        let both = format!(
            "<w:del w:id=\"900\" w:author=\"R\">{deleted}</w:del><w:ins w:id=\"901\" w:author=\"R\">{inserted}</w:ins>"
        );
        open.paragraphs[at] = format!("{}{both}{}", &paragraph[..begin], &paragraph[end..]);
    };
    after(
        "engineer",
        edit,
        &["sections[1].entries[2].dates: \"September 2013 – December 2015\" became \"July 2013 – December 2015\""],
    );
}

/// What a document carries out of sight.
fn facts(open: &Open) -> String {
    let part = open.parts.iter().find(|(name, _)| name == "customXml/item1.xml");
    String::from_utf8(part.unwrap().1.clone()).unwrap()
}

#[test]
fn what_cannot_be_seen_dies_with_what_it_is_about_and_moves_with_it() {
    let mut open = written(&fixture("full"));
    assert!(facts(&open).contains("x-pension") && facts(&open).contains("x-grade"));
    let before = read(&open);
    // The organisation and its first position go; the record of each lies in the file, and nothing leads to it.
    let from = open.at("Soundings Institute");
    let to = (from + 1..open.paragraphs.len()).find(|&at| open.paragraphs[at].contains("\"Heading2\"")).unwrap();
    open.paragraphs.drain(from..to);
    assert!(facts(&open).contains("x-pension"));
    let after = read(&open);
    let changes: Vec<_> = diff(&before, &after).iter().map(|change| format!("{}: {change}", change.path)).collect();
    assert_eq!(changes.len(), 1, "{changes:#?}");
    assert!(changes[0].contains("is gone"), "{changes:?}");
    let again = facts(&written(&after));
    assert!(!again.contains("x-pension") && !again.contains("x-grade"), "{again}");
}

/// A run in no style.
fn plain(text: &str) -> String {
    let texts = text.split('\t').map(|text| format!("<w:t xml:space=\"preserve\">{text}</w:t>"));
    format!("<w:r>{}</w:r>", texts.collect::<Vec<_>>().join("<w:tab/>"))
}

/// A paragraph with only its properties, and plain runs instead of all that it said.
fn over(paragraph: &str, text: &str) -> String {
    let (begin, _) = paragraph.split_once("</w:pPr>").unwrap();
    format!("{begin}</w:pPr>{}</w:p>", plain(text))
}

/// Where the runs of a paragraph begin.
fn runs(paragraph: &str) -> Vec<usize> {
    paragraph.match_indices("<w:r>").map(|(at, _)| at).collect()
}

/// Where the run with the tab begins.
fn tab(paragraph: &str) -> usize {
    let tab = paragraph.find("<w:tab />").unwrap();
    paragraph[..tab].rfind("<w:r>").unwrap()
}

#[test]
fn dates_are_typed_anew_in_no_style() {
    let edit = |open: &mut Open| {
        let at = open.at("Graduate Engineer");
        let paragraph = &open.paragraphs[at];
        let end = tab(paragraph) + paragraph[tab(paragraph)..].find("</w:r>").unwrap() + "</w:r>".len();
        open.paragraphs[at] = format!("{}{}</w:p>", &paragraph[..end], plain("2014 – 2015"));
    };
    after(
        "engineer",
        edit,
        &["sections[1].entries[2].dates: \"September 2013 – December 2015\" became \"2014 – 2015\""],
    );
}

#[test]
fn dates_are_retyped_in_the_language_of_the_document() {
    let edit = |open: &mut Open| {
        let at = open.at("Tragwerksplanerin");
        let paragraph = &open.paragraphs[at];
        let end = tab(paragraph) + paragraph[tab(paragraph)..].find("</w:r>").unwrap() + "</w:r>".len();
        open.paragraphs[at] = format!("{}{}</w:p>", &paragraph[..end], plain("März 2015 – heute"));
    };
    // A difference is said in English, whatever the résumé speaks.
    let want =
        "sections[1].entries[0].positions[1].dates: \"March 2015 – December 2018\" became \"March 2015 – present\"";
    after("german", edit, &[want]);
}

#[test]
fn a_title_and_an_organisation_are_typed_on_before_the_tab() {
    let edit = |open: &mut Open| {
        for (paragraph, words) in [("Graduate Engineer", " (interim)"), ("Saltmarsh Maps", " Ltd")] {
            let at = open.at(paragraph);
            let paragraph = &open.paragraphs[at];
            let site = if paragraph.contains("<w:tab />") { tab(paragraph) } else { runs(paragraph)[1] };
            open.paragraphs[at].insert_str(site, &plain(words));
        }
    };
    after(
        "engineer",
        edit,
        &[
            "sections[1].entries[2].organization.name: \"Saltmarsh Maps\" became \"Saltmarsh Maps Ltd\"",
            "sections[1].entries[2].position: \"Graduate Engineer\" became \"Graduate Engineer (interim)\"",
        ],
    );
}

#[test]
fn an_entry_is_typed_in_no_style() {
    let edit = |open: &mut Open| {
        let like = open.paragraphs[open.at("Graduate Engineer")].clone();
        open.paste("Graduate Engineer", vec!["<w:p><w:pPr><w:pStyle w:val=\"Heading2\"/></w:pPr></w:p>".to_owned()]);
        let at = open.at("Graduate Engineer") - 1;
        assert!(like.contains("\"Heading2\""));
        open.paragraphs[at] = over(&open.paragraphs[at], "Baker\t2008 – 2009");
    };
    after("engineer", edit, &["sections[1].entries[2]: the entry \"Baker\" was added"]);
    let mut open = written(&fixture("engineer"));
    edit(&mut open);
    let before = read(&open);
    open.replace("Baker", "2009", "2010");
    let changes: Vec<_> =
        diff(&before, &read(&open)).iter().map(|change| format!("{}: {change}", change.path)).collect();
    assert_eq!(changes, ["sections[1].entries[2].dates: \"2008 – 2009\" became \"2008 – 2010\""]);
}

#[test]
fn a_heading_is_typed_over_in_no_style() {
    let edit = |open: &mut Open| {
        let at = open.at("Graduate Engineer");
        open.paragraphs[at] = over(&open.paragraphs[at], "Junior Engineer\t2013 – 2015");
    };
    after(
        "engineer",
        edit,
        &[
            "sections[1].entries[2].position: \"Graduate Engineer\" became \"Junior Engineer\"",
            "sections[1].entries[2].dates: \"September 2013 – December 2015\" became \"2013 – 2015\"",
        ],
    );
}

#[test]
fn an_employer_is_typed_over_in_no_style() {
    let edit = |open: &mut Open| {
        let at = open.at("Saltmarsh Maps");
        open.paragraphs[at] = over(&open.paragraphs[at], "Saltmarsh Charts\tBath");
    };
    after(
        "engineer",
        edit,
        &[
            "sections[1].entries[2].organization.name: \"Saltmarsh Maps\" became \"Saltmarsh Charts\"",
            "sections[1].entries[2].place.text: \"Bristol\" became \"Bath\"",
        ],
    );
}

#[test]
fn no_word_is_lost_wherever_it_is_typed() {
    let mut lost = Vec::new();
    for name in ["engineer", "full"] {
        let mut open = written(&fixture(name));
        for at in 0..open.paragraphs.len() {
            let paragraph = open.paragraphs[at].clone();
            let Some(end) = paragraph.find("</w:p>") else { continue };
            let inside = paragraph.match_indices("<w:tab />").flat_map(|(at, tab)| {
                let text = "<w:t xml:space=\"preserve\"> XYZZY</w:t>";
                [(at, text.to_owned()), (at + tab.len(), text.to_owned())]
            });
            let between = runs(&paragraph).into_iter().chain([end]).map(|at| (at, plain(" XYZZY")));
            for (site, typed) in between.chain(inside) {
                open.paragraphs[at].insert_str(site, &typed);
                let words = read(&open).words();
                if !words.iter().any(|word| word.contains("XYZZY")) {
                    lost.push(format!("{name}: {}", open.paragraphs[at]));
                }
                open.paragraphs[at].clone_from(&paragraph);
            }
        }
    }
    assert!(lost.is_empty(), "{lost:#?}");
}
