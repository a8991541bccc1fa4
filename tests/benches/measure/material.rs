//! What is measured: the fixtures, and résumés as long as one likes.

use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use vitae::{Block, Body, Context, Entry, Format, Item, Line, Registry, Resume, Section, Source, What};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// The résumé that ratios are told of: of usual length, with a bit of everything.
pub(crate) const USUAL: &str = "resumes/engineer.yaml";
/// A document as Word writes one by hand: no names for its pieces, styles of its own.
pub(crate) const STRANGER: &str = "foreign/docx/direct-formatting.docx";

pub(crate) fn fixture(name: &str) -> Vec<u8> {
    bytes(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures").join(name))
}

pub(crate) fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

pub(crate) fn read(formats: &Registry, bytes: &[u8], name: &str) -> Resume {
    let (name, mut cx) = (PathBuf::from(name), Context::default());
    let source = Source::named(bytes, &name);
    formats.detect(&source).and_then(|format| format.read(&source, &mut cx)).unwrap_or_else(|e| panic!("{e}"))
}

pub(crate) fn write(resume: &Resume, to: &Format) -> Vec<u8> {
    to.write(resume, &mut Context::default()).unwrap_or_else(|e| panic!("{e}"))
}

/// In what a résumé can be long.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Length {
    /// Each section lists more.
    Entries,
    /// More sections.
    Sections,
    /// Each entry has more to say: paragraphs and bullets.
    Bullets,
    /// Each paragraph has more words.
    Words,
}

impl Length {
    pub(crate) const ALL: [Self; 4] = [Self::Entries, Self::Sections, Self::Bullets, Self::Words];
}

/// `resume`, so many times as long.
pub(crate) fn longer(resume: &Resume, length: Length, times: usize) -> Resume {
    let mut long = resume.clone();
    match length {
        Length::Sections => long.sections = repeated(&resume.sections, times, numbered_section),
        Length::Entries => {
            long.sections
                .iter_mut()
                .for_each(|section| section.content = repeated(&section.content, times, numbered_item));
        }
        Length::Bullets => bodies(&mut long).for_each(|body| *body = repeated(body, times, |_, _| ())),
        Length::Words => bodies(&mut long).flat_map(|body| body.iter_mut()).for_each(|block| lengthen(block, times)),
    }
    long.normalize()
}

fn repeated<T: Clone>(all: &[T], times: usize, number: impl Fn(&mut T, usize)) -> Vec<T> {
    let one = |copy| all.iter().cloned().map(move |piece| (piece, copy));
    let numbered = |(mut piece, copy)| {
        number(&mut piece, copy);
        piece
    };
    (1..=times).flat_map(one).map(numbered).collect()
}

fn numbered_section(section: &mut Section, number: usize) {
    numbered(&mut section.title, number);
}

fn numbered_item(item: &mut Item, number: usize) {
    let Item::Entry(entry) = item else { return };
    let Entry { what, .. } = &mut **entry;
    match what {
        What::Engagement(engagement) => {
            engagement.positions.iter_mut().for_each(|position| numbered(&mut position.title, number));
        }
        What::Education(education) => numbered(&mut education.degree, number),
        What::Project(project) => numbered(&mut project.name, number),
        What::Award(award) => numbered(&mut award.title, number),
        What::Certificate(certificate) => numbered(&mut certificate.name, number),
        What::Publication(publication) => numbered(&mut publication.title, number),
        What::Skill(skill) => numbered(&mut skill.name, number),
        What::Interest(interest) => numbered(&mut interest.name, number),
        _ => {}
    }
}

fn numbered(line: &mut Option<Line>, number: usize) {
    *line = line.as_ref().and_then(|line| Line::text(&format!("{} {number}", line.plain())));
}

fn bodies(resume: &mut Resume) -> impl Iterator<Item = &mut Body> {
    resume.sections.iter_mut().flat_map(|section| &mut section.content).flat_map(|item| match item {
        Item::Entry(entry) => match &mut entry.what {
            What::Engagement(engagement) => engagement.positions.iter_mut().map(|p| &mut p.body).collect(),
            _ => vec![&mut entry.common.body],
        },
        _ => Vec::new(),
    })
}

fn lengthen(block: &mut Block, times: usize) {
    let lengthen = |line: &mut Line| {
        let runs = std::iter::repeat_n(line.runs().to_vec(), times);
        let spaced = runs.flat_map(|runs| runs.into_iter().chain([vitae::Run::plain(" ")]));
        *line = Line::new(spaced).unwrap_or_default();
    };
    match block {
        Block::Para(line) => lengthen(line),
        Block::List(list) => list.items.iter_mut().for_each(|item| lengthen(&mut item.line)),
        _ => {}
    }
}

/// A stranger's Word document with its text so many times.
pub(crate) fn longer_docx(docx: &[u8], times: usize) -> Vec<u8> {
    let mut parts = ZipArchive::new(Cursor::new(docx)).unwrap_or_else(|e| panic!("{e}"));
    let mut long = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..parts.len() {
        let mut part = parts.by_index(index).unwrap_or_else(|e| panic!("{e}"));
        let (name, mut bytes) = (part.name().to_owned(), Vec::new());
        part.read_to_end(&mut bytes).unwrap_or_else(|e| panic!("{e}"));
        if name == "word/document.xml" {
            bytes = longer_body(&String::from_utf8_lossy(&bytes), times).into_bytes();
        }
        long.start_file(name, SimpleFileOptions::default()).unwrap_or_else(|e| panic!("{e}"));
        long.write_all(&bytes).unwrap_or_else(|e| panic!("{e}"));
    }
    long.finish().unwrap_or_else(|e| panic!("{e}")).into_inner()
}

fn longer_body(xml: &str, times: usize) -> String {
    let (before, rest) = xml.split_once("<w:body>").unwrap_or_else(|| panic!("no body"));
    let end = rest.rfind("<w:sectPr").or_else(|| rest.rfind("</w:body>")).unwrap_or(rest.len());
    let (text, after) = rest.split_at(end);
    format!("{before}<w:body>{}{after}", text.repeat(times))
}

/// How large the text of a Word document is, unpacked.
pub(crate) fn document_xml(docx: &[u8]) -> u64 {
    let part = |mut zip: ZipArchive<_>| zip.by_name("word/document.xml").map(|part| part.size()).ok();
    ZipArchive::new(Cursor::new(docx)).ok().and_then(part).unwrap_or_default()
}
