//! The reader: package → stories → paragraphs → blocks.

mod about;
mod fields;
mod foreign;
mod furniture;
mod gaps;
mod numbering;
mod own;
mod package;
mod para;
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
use para::Para;
use properties::{Pages, Section};
use relationships::Relations;
use std::collections::{HashMap, HashSet};
use story::{Shared, Story};
use styles::Styles;
use tally::Tally;
use vitae_core::{Context, Error, Limits, Result, Source, Url};
use vitae_outline::{Block, Head, Origin, Outline};
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
    let shared = Shared {
        styles: &styles,
        limits: cx.limits,
        tally: Tally::default(),
        notes: Vec::new(),
        sections: Vec::new(),
        tables: (!own).then_some(0),
    };
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
    let paras = furniture::without(paras, &head, own);
    let blocks = if own {
        let own = Own::new(&styles, numbering, facts, (&mut shared.tally, cx.limits));
        owned(paras, own, &about)?
    } else {
        foreign::blocks(paras, &styles, numbering)
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

fn owned(paras: Vec<Para>, mut own: Own<'_>, about: &About) -> Result<Vec<Block>> {
    paras.into_iter().try_for_each(|para| own.add(para))?;
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
    fn paragraphs<'d>(&mut self, mut shared: Shared<'d>) -> Result<(Vec<Para>, Shared<'d>)> {
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
        let diagrams = self.diagrams(&mut shared)?;
        let (first, others) = around(&std::mem::take(&mut shared.sections));
        let mut seen = HashSet::new();
        let mut all = self.once(first, &mut seen, &mut shared)?;
        all.extend(body.into_iter().chain(diagrams).chain(notes));
        all.extend(self.once(others, &mut seen, &mut shared)?);
        Ok((all, shared))
    }

    /// What stands above or below pages, but for the lines that another page has too.
    fn once(&mut self, parts: Vec<Around>, seen: &mut HashSet<String>, shared: &mut Shared<'_>) -> Result<Vec<Para>> {
        let mut all = Vec::new();
        for (origin, id) in parts {
            let mut paras = self.story(&id, shared)?;
            paras.retain(|para| !para.shows() || !seen.contains(&para.text()));
            seen.extend(paras.iter().map(Para::text));
            paras.iter_mut().for_each(|para| para.origin = origin);
            all.extend(paras);
        }
        Ok(all)
    }

    /// The paragraphs of a part that a relationship leads to.
    fn story(&mut self, id: &str, shared: &mut Shared<'_>) -> Result<Vec<Para>> {
        let Some(name) = self.relations.get(id).map(|relation| relation.target.clone()) else { return Ok(Vec::new()) };
        let Some(text) = self.package.part(&name)? else { return Ok(Vec::new()) };
        let relations = Relations::of(&name, &mut self.package, &self.limits)?;
        Story::new(&text, &name, &relations, shared).read()
    }

    /// The words in diagrams, which are parts of their own. Nobody puts one into a document that is ours.
    fn diagrams(&mut self, shared: &mut Shared<'_>) -> Result<Vec<Para>> {
        let mut paras = Vec::new();
        let is_foreign = shared.tables.is_some();
        let names: Vec<_> = self.relations.all("diagramData").filter(|_| is_foreign).map(str::to_owned).collect();
        for name in names {
            let Some(text) = self.package.part(&name)? else { continue };
            paras.extend(Story::new(&text, &name, &Relations::default(), shared).read()?);
        }
        paras.iter_mut().for_each(|para: &mut Para| para.origin = Origin::TextBox);
        Ok(paras)
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
        paras.iter_mut().for_each(|para: &mut Para| para.origin = Origin::Note);
        Ok(paras)
    }
}

/// A header or a footer, by its relationship.
type Around = (Origin, String);

/// The headers on the first page, and all other headers and footers, each once.
fn around(sections: &[Section]) -> (Vec<Around>, Vec<Around>) {
    let mut seen = HashSet::new();
    let mut new = |(origin, id): (Origin, &String)| seen.insert(id.clone()).then(|| (origin, id.clone()));
    let first = sections.first().into_iter().flat_map(|section| {
        let pages = if section.title_page { Pages::First } else { Pages::Default };
        section.headers.iter().filter(move |(of, _)| *of == pages)
    });
    let first = first.filter_map(|(_, id)| new((Origin::Header, id))).collect();
    let others = sections.iter().flat_map(|section| {
        let headers = section.headers.iter().map(|(_, id)| (Origin::Header, id));
        headers.chain(section.footers.iter().map(|(_, id)| (Origin::Footer, id)))
    });
    (first, others.filter_map(new).collect())
}
