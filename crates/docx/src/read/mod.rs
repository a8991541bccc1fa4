//! The reader: package → stories → paragraphs → blocks.

mod about;
mod fields;
mod foreign;
mod numbering;
mod own;
mod package;
mod properties;
mod relationships;
mod story;
mod styles;
mod symbols;
mod tables;
mod tally;
mod xml;

#[cfg(test)]
mod tests;

use crate::marks;
use about::About;
use numbering::Numbering;
use own::Own;
use package::Package;
use properties::{Pages, Section};
use relationships::Relations;
use std::collections::{HashMap, HashSet};
use story::{Para, Shared, Story};
use styles::Styles;
use tally::Tally;
use vitae_core::{Context, Error, Limits, Result, Source, Url, Words};
use vitae_outline::{Block, Head, Outline};
use xml::Element;

/// Parses a document into an outline.
///
/// # Errors
/// When the bytes are no package, its main part is damaged, or it is larger than the limits allow.
///
/// ```
/// use vitae_core::{Context, Source};
/// use vitae_outline::{Block, Kind, Outline, Part, Role, Run};
///
/// let name = Block { runs: vec![Run::role("Mara Lindqvist", Role::Name)], ..Block::new(Kind::Heading(1)).part(Part::Name) };
/// let outline = Outline { blocks: vec![name], ..Outline::default() };
/// let docx = vitae_docx::render(&outline, &mut Context::default())?;
/// assert_eq!(vitae_docx::parse(&Source::new(&docx), &mut Context::default())?.normal(), outline);
/// # Ok::<(), vitae_core::Error>(())
/// ```
pub fn parse(source: &Source<'_>, cx: &mut Context) -> Result<Outline> {
    let mut document = Document::open(source.bytes(), &cx.limits)?;
    let styles = document.read("styles", Styles::read)?.unwrap_or_default();
    let numbering = document.read("numbering", Numbering::read)?.unwrap_or_default();
    let about = document.about()?;
    let mut facts = document.facts()?;
    let own = about.own || styles.own;
    let shared =
        Shared { styles: &styles, limits: cx.limits, tally: Tally::default(), notes: Vec::new(), sections: Vec::new() };
    let (paras, mut shared) = document.paragraphs(shared)?;
    shared.tally.report(&mut cx.report);
    let main_language =
        || shared.tally.main_language().or_else(|| styles.lang.clone()).or_else(|| about.core_lang.clone());
    let head = Head {
        lang: if own { about.lang.clone() } else { main_language() },
        direction: about.direction,
        title: about.title.clone(),
        author: about.author.clone(),
        subject: about.subject.clone(),
        facts: facts.remove(marks::DOCUMENT).map(Into::into),
        ..Head::default()
    };
    let paras = paras.into_iter().filter(|(around, para)| !(*around && para.page && is_furniture(para, &head)));
    let paras = paras.map(|(_, para)| para);
    let blocks = if own {
        let own = Own::new(&styles, numbering, facts, (&mut shared.tally, cx.limits));
        owned(paras, own, &about)?
    } else {
        guessed(paras, &styles, numbering)
    };
    Ok(Outline { head, blocks })
}

/// Whether bytes are a package whose main part is a document of Word, whatever the part is called; or a file that people take for
/// one, so that they are told what would work.
pub(crate) fn is_document(bytes: &[u8]) -> bool {
    let limits = Limits::default();
    let main = || -> Result<Option<String>> {
        let mut document = Document::open(bytes, &limits)?;
        document.package.part(&document.main)
    };
    matches!(main(), Ok(Some(text)) if text.get(..2000).unwrap_or(&text).contains("wordprocessingml"))
}

fn owned(mut paras: impl Iterator<Item = Para>, mut own: Own<'_>, about: &About) -> Result<Vec<Block>> {
    paras.try_for_each(|para| own.add(para))?;
    let mut blocks = own.finish();
    if about.adds_slashes() {
        let styles = blocks.iter_mut().flat_map(|block| &mut block.runs).map(|run| &mut run.style);
        styles.filter_map(|style| style.link.as_mut()).for_each(without_slash);
    }
    Ok(blocks)
}

/// Takes the path away that a program gave to an address which had none.
fn without_slash(url: &mut Url) {
    let bare =
        url.as_str().strip_suffix('/').filter(|bare| bare.matches('/').count() == 2 && !bare.contains(['?', '#']));
    if let Some(bare) = bare.and_then(Url::new) {
        *url = bare;
    }
}

fn guessed(paras: impl Iterator<Item = Para>, styles: &Styles, mut numbering: Numbering) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for para in paras {
        blocks.extend(foreign::block(para, styles, &mut numbering, blocks.last()));
    }
    foreign::level_headings(&mut blocks);
    blocks
}

/// Whether a line above or below the text only repeats the name and counts the pages.
fn is_furniture(para: &Para, head: &Head) -> bool {
    let text = para.text();
    let name = head.author.as_ref().map_or("", |name| name.as_str());
    let rest = text.replacen(name, "", 1);
    let page = Words::of(head.lang.as_ref()).phrases().page;
    let words = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let rest = words(&rest);
    rest.is_empty()
        || rest == words(page)
        || ["page", "pageof", "of", "seite", "seitevon", "von"].contains(&rest.as_str())
}

/// A package with its main part.
struct Document<'b> {
    package: Package<'b>,
    relations: Relations,
    main: String,
    root: Relations,
    limits: Limits,
}

impl<'b> Document<'b> {
    fn open(bytes: &'b [u8], limits: &Limits) -> Result<Self> {
        let mut package = Package::open(bytes, limits)?;
        let root = Relations::of("", &mut package, limits)?;
        let main = root.first("officeDocument").unwrap_or("word/document.xml").to_owned();
        let relations = Relations::of(&main, &mut package, limits)?;
        Ok(Self { package, relations, main, root, limits: *limits })
    }

    /// A part that the main part leads to.
    fn read<T>(&mut self, kind: &str, read: impl Fn(&str, &str, &Limits) -> Result<T>) -> Result<Option<T>> {
        let Some(name) = self.relations.first(kind) else { return Ok(None) };
        let text = self.package.part(name)?;
        text.map(|text| read(&text, name, &self.limits)).transpose()
    }

    fn about(&mut self) -> Result<About> {
        let mut about = About::default();
        for (kind, read) in [
            ("core-properties", About::core as fn(&mut About, &str, &str, &Limits) -> Result<()>),
            ("extended-properties", About::app),
            ("extendedProperties", About::app),
            ("custom-properties", About::custom),
            ("customProperties", About::custom),
        ] {
            if let Some(name) = self.root.first(kind)
                && let Some(text) = self.package.part(name)?
            {
                read(&mut about, &text, name, &self.limits)?;
            }
        }
        Ok(about)
    }

    fn facts(&mut self) -> Result<HashMap<String, String>> {
        let mut facts = HashMap::new();
        for name in self.relations.all("customXml") {
            if let Some(text) = self.package.part(name)?
                && text.contains(marks::FACTS)
            {
                facts.extend(about::facts(&text, name, &self.limits)?);
            }
        }
        Ok(facts)
    }

    /// All paragraphs in reading order: what stands above the first page, the body, notes, then what else stands above and below.
    /// `true` with those around the text.
    fn paragraphs<'d>(&mut self, mut shared: Shared<'d>) -> Result<(Vec<(bool, Para)>, Shared<'d>)> {
        let Some(text) = self.package.part(&self.main)? else {
            return Err(Error::invalid(
                "docx-no-document",
                format!("the archive has no document in it ({})", self.main),
            )
            .help("a .docx file has one; open the original in a word processor and save it as .docx"));
        };
        let body = Story::new(&text, &self.main, &self.relations, &mut shared).body()?;
        drop(text);
        let notes = self.notes(&mut shared)?;
        let sections = std::mem::take(&mut shared.sections);
        let (first, others) = around(&sections);
        let mut seen: HashSet<String> = HashSet::new();
        let mut above = Vec::new();
        for (ids, repeats) in [(first, false), (others, true)] {
            let mut paras = Vec::new();
            for id in ids {
                paras.extend(self.story(&id, &mut shared)?.into_iter().filter(|para| {
                    let text = para.text();
                    let new = !seen.contains(&text);
                    if new && para.shows() {
                        seen.insert(text);
                    }
                    new
                }));
            }
            above.push((repeats, paras));
        }
        let mut all = Vec::with_capacity(body.len() + 8);
        let mut parts = above.into_iter().map(|(_, paras)| paras);
        all.extend(parts.next().unwrap_or_default().into_iter().map(|para| (true, para)));
        all.extend(body.into_iter().chain(notes).map(|para| (false, para)));
        all.extend(parts.flatten().map(|para| (true, para)));
        Ok((all, shared))
    }

    /// The paragraphs of a part that a relationship leads to.
    fn story(&mut self, id: &str, shared: &mut Shared<'_>) -> Result<Vec<Para>> {
        let Some(name) = self.relations.get(id).map(|relation| relation.target.clone()) else { return Ok(Vec::new()) };
        let Some(text) = self.package.part(&name)? else { return Ok(Vec::new()) };
        let relations = Relations::of(&name, &mut self.package, &self.limits)?;
        Story::new(&text, &name, &relations, shared).read()
    }

    /// The notes that the text refers to, in the order of their parts.
    fn notes(&mut self, shared: &mut Shared<'_>) -> Result<Vec<Para>> {
        let mut paras = Vec::new();
        for (reference, kind, element) in [
            (Element::FootnoteReference, "footnotes", Element::Footnote),
            (Element::EndnoteReference, "endnotes", Element::Endnote),
        ] {
            let ids = shared.notes.iter().filter(|(of, _)| *of == reference).map(|(_, id)| id.clone());
            let ids: HashSet<_> = ids.collect();
            let name = self.relations.first(kind).filter(|_| !ids.is_empty()).map(str::to_owned);
            let Some(name) = name else { continue };
            let Some(text) = self.package.part(&name)? else { continue };
            let relations = Relations::of(&name, &mut self.package, &self.limits)?;
            paras.extend(Story::new(&text, &name, &relations, shared).only(element, &ids).read()?);
        }
        Ok(paras)
    }
}

/// The relationships of the headers on the first page, and of all other headers and footers, each once.
fn around(sections: &[Section]) -> (Vec<String>, Vec<String>) {
    let top = |section: &Section| {
        let pages = if section.title_page { Pages::First } else { Pages::Default };
        section.headers.iter().filter(move |(of, _)| *of == pages).map(|(_, id)| id.clone()).collect::<Vec<_>>()
    };
    let mut seen = HashSet::new();
    let mut first = sections.first().map(top).unwrap_or_default();
    first.retain(|id| seen.insert(id.clone()));
    let others = sections.iter().flat_map(|section| section.headers.iter().chain(&section.footers));
    let others = others.filter(|(_, id)| seen.insert(id.clone())).map(|(_, id)| id.clone()).collect();
    (first, others)
}
