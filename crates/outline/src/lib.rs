//! A résumé as a plain document: the visible grammar that all document formats share.
//!
//! ```text
//! Resume ── compose ──► Outline ── render (the format's own) ──► bytes
//! ```
//!
//! A document format knows nothing of résumés. It is given an [`Outline`] – headings, paragraphs and bullets, flat, as in a word
//! processor – whose runs say what they are by a [`Role`], and shows it as its medium likes. What stands where, in which words
//! and in which language is decided once, by [`compose()`]:
//!
//! | in the résumé | block | runs |
//! |---|---|---|
//! | name, headline | heading 1; paragraph | |
//! | contacts | one paragraph | each a [`Role::Contact`], between ` · ` |
//! | details | labelled lines | `Label:` value |
//! | section | heading 2 | its title |
//! | heading in a section | heading 3, [`Part::Subheading`] | |
//! | entry | heading 3, [`Part::Entry`] | title; after a degree `, ` and the area |
//! | organisation with several positions | heading 3, [`Part::Organization`]; heading 4, [`Part::Position`] for each | |
//! | meta line | paragraph, [`Part::Meta`] | organisation `, ` qualifier ` · ` place ` · ` url ` · ` dates |
//! | other fields | labelled lines | in the language of the résumé |
//! | skill, language, interest | bullet, [`Part::Line`] | name ` (level):` keywords |
//! | body | paragraphs, bullets, quotes, preformatted | |
//!
//! *Marks are markers*: where a medium has nothing better, [`Role::Organization`] is bold, [`Role::Qualifier`] is italic, and
//! title, place and dates are plain. What cannot be seen (ids, tags, unknown fields, parts of a name, what its owner hid) is left
//! out by [`visible`], and reported by [`writer`].

mod addresses;
mod body;
mod card;
mod compose;
mod contact;
mod facts;
mod foreign;
mod grammar;
mod interpret;
mod lines;
mod outline;
mod pointing;
mod residue;
mod visible;

pub use body::{blocks_of, body_of, line_of, runs_of};
pub use compose::{Composition, compose};
pub use foreign::{LABELS, evidence::follows_grammar};
pub use grammar::{Recogniser, mark, mark_block, recognise};
pub use interpret::interpret;
pub use lines::{blocks_of_lines, columns, is_unspaced};
pub use outline::{Block, Cell, Head, Kind, Look, Origin, Outline, Part, Role, Run, is_safe};
pub use visible::visible;

use compose::composed;
use vitae_core::{
    Context, Diagnostic, Error, Kind as Severity, Limit, Limits, Mode, Reader, Report, Result, Resume, Source, Writer,
};

/// The reader of a document format: parses an outline, gives roles to what has none, and interprets it.
///
/// ```
/// use vitae_core::{Context, Format, Result, Source};
/// use vitae_outline::{Block, Kind, Outline, Run, reader};
///
/// /// A line is a paragraph; the first is the name.
/// fn parse(source: &Source<'_>, _: &mut Context) -> Result<Outline> {
///     let block = |(i, line): (usize, &str)| {
///         let kind = if i == 0 { Kind::Heading(1) } else { Kind::Paragraph };
///         Block { runs: vec![Run::plain(line)], ..Block::new(kind) }
///     };
///     Ok(Outline { blocks: source.text()?.lines().enumerate().map(block).collect(), ..Outline::default() })
/// }
/// let format = Format::new("lines", "Lines").reader(reader(parse));
/// let resume = format.read(&Source::new(b"Mara Lindqvist\n"), &mut Context::default())?;
/// assert_eq!(resume.person.name.unwrap().as_str(), "Mara Lindqvist");
/// # Ok::<(), vitae_core::Error>(())
/// ```
pub fn reader(parse: impl Fn(&Source<'_>, &mut Context) -> Result<Outline> + Send + Sync) -> impl Reader {
    move |source: &Source<'_>, cx: &mut Context| {
        let outline = parse(source, cx)?;
        check(&outline, Limit::Nodes, &cx.limits, 0, pieces)?;
        let understood = Understood::of(outline, &cx.limits, &mut cx.report);
        let apart = held(understood.outline.head.facts.as_deref());
        check(&understood.outline, Limit::Entries, &cx.limits, apart, entries)?;
        Ok(understood.resume())
    }
}

/// How many pieces a block is: its runs, and what may turn out to stand between separators in one, which costs a quarter.
fn pieces(block: &Block) -> usize {
    const SEPARATORS: usize = 4;
    let inside: usize = block.runs.iter().map(|run| run.text.matches(['·', '|', '\t']).count()).sum();
    block.runs.len().max(1).saturating_add(inside.div_ceil(SEPARATORS))
}

/// Holds the sum over all blocks, and what there is apart from them, against a limit. The place of the error is that of the block that passes it.
fn check(
    outline: &Outline,
    limit: Limit,
    limits: &Limits,
    apart: usize,
    weight: impl Fn(&Block) -> usize,
) -> Result<()> {
    limits.check(limit, apart)?;
    let mut sum = apart;
    for block in &outline.blocks {
        sum = sum.saturating_add(weight(block));
        limits.check(limit, sum).map_err(|error| match block.at.clone() {
            Some(at) => error.at(at),
            None => error,
        })?;
    }
    Ok(())
}

/// A résumé has few pieces, and becomes many: each field of an entry has a line, a label and a separator.
fn too_large_to_write(error: Error) -> Error {
    if error.diagnostic.code != "limit" {
        return error;
    }
    let message = format!("the document would be too large to be read back: {}", error.diagnostic.message);
    Error::unsupported("limit", message).help(error.diagnostic.help.clone().unwrap_or_default()).because(error)
}

/// How many entries facts may hold: each has some brackets.
fn held(facts: Option<&str>) -> usize {
    const BRACKETS: usize = 4;
    facts.map_or(0, |facts| facts.matches('{').count() / BRACKETS)
}

/// How many entries, positions and sections begin with a block, at most: what is seen, and what its facts may hold.
fn entries(block: &Block) -> usize {
    let part = matches!(
        block.part,
        Some(Part::Section | Part::Entry | Part::Organization | Part::Position | Part::Line | Part::Subheading)
    );
    usize::from(part || block.section.is_some()).saturating_add(held(block.facts.as_deref()))
}

/// The résumé of an outline, whoever wrote it: by its names where it has some, by the visible grammar where it follows it, else
/// as a stranger's document. What had to be guessed is reported.
///
/// ```
/// use vitae_core::{Report, SectionKind};
/// use vitae_outline::{Block, Kind, Outline, Run, understood};
/// let line = |text| Block { runs: vec![Run::plain(text)], ..Block::new(Kind::Paragraph) };
/// let lines = ["MARA LINDQVIST", "mara@lindqvist.example", "EXPERIENCE", "Engineer | DropNet Ltd | 2010 – 2016"];
/// let outline = Outline { blocks: lines.map(line).into(), ..Outline::default() };
/// let resume = understood(outline, &mut Report::default());
/// assert_eq!(resume.person.name.unwrap().as_str(), "MARA LINDQVIST");
/// assert_eq!(resume.sections[0].kind, SectionKind::Work);
/// ```
#[must_use]
pub fn understood(outline: Outline, report: &mut Report) -> Resume {
    Understood::of(outline, &Limits::default(), report).resume()
}

/// An outline with parts and roles.
struct Understood {
    outline: Outline,
    /// True for a stranger's, whose parts were guessed.
    strange: bool,
}

impl Understood {
    fn of(mut outline: Outline, limits: &Limits, report: &mut Report) -> Self {
        let unlinked = addresses::take_off(&mut outline, limits.text, report);
        if follows_grammar(&outline) {
            foreign::keep_said(&mut outline, &unlinked);
            return Self { outline: recognise(outline), strange: false };
        }
        Self { outline: foreign::recognise(outline, unlinked, report), strange: true }
    }

    fn resume(self) -> Resume {
        let mut resume = interpret(&self.outline);
        if self.strange {
            foreign::finish(&mut resume);
            resume = resume.normalize();
        }
        resume
    }
}

/// The writer of a document format: composes the résumé, puts on the outline what cannot be seen in it, and renders it.
///
/// `composition` takes what it needs from the format's options. What the document is meant to carry is decided before: the format
/// is one [`document`](vitae_core::Format::document) that shows what is [`visible`]. With [`Mode::Publish`] nothing is left of the
/// facts but what kind of entry begins where.
///
/// ```
/// use vitae_core::{Context, Format, Resume, Result, Text};
/// use vitae_outline::{Composition, Outline, visible, writer};
///
/// fn render(outline: &Outline, _: &mut Context) -> Result<Vec<u8>> {
///     Ok(outline.blocks.iter().map(|block| block.text() + "\n").collect::<String>().into_bytes())
/// }
/// let format = Format::new("lines", "Lines").document(visible).writer(writer(|_| Ok(Composition::default()), render));
/// let mut resume = Resume::default();
/// resume.person.name = Text::new("Mara Lindqvist");
/// assert_eq!(format.write(&resume, &mut Context::default())?, b"Mara Lindqvist\n");
/// # Ok::<(), vitae_core::Error>(())
/// ```
pub fn writer(
    composition: impl Fn(&Context) -> Result<Composition> + Send + Sync,
    render: impl Fn(&Outline, &mut Context) -> Result<Vec<u8>> + Send + Sync,
) -> impl Writer {
    move |resume: &Resume, cx: &mut Context| {
        let composition = composition(cx)?;
        let outline = outline_of(resume, composition, cx);
        // What could not be read back is not rendered either: a document costs more than its outline.
        let checked = check(&outline, Limit::Nodes, &cx.limits, 0, |block| block.runs.len().max(1));
        checked.and_then(|()| render(&outline, cx)).map_err(too_large_to_write)
    }
}

/// The outline of a résumé as a document carries it, with what cannot be seen in it as facts: the first half of [`writer`].
///
/// `resume` is in normal form, and nothing of it is left out but in [`Mode::Publish`]: [`interpret`] gives it back.
///
/// ```
/// use vitae_core::{Context, Resume, Text};
/// use vitae_outline::{Composition, interpret, outline_of};
/// let mut resume = Resume::default();
/// resume.meta.version = Text::new("7");
/// let outline = outline_of(&resume, Composition::default(), &mut Context::default());
/// assert!(outline.blocks.is_empty());
/// assert_eq!(interpret(&outline), resume);
/// ```
#[must_use]
pub fn outline_of(resume: &Resume, composition: Composition, cx: &mut Context) -> Outline {
    let shown = resume.without_hidden();
    let (mut outline, spans) = composed(&shown, composition);
    residue::attach(&mut outline, &spans, &shown, resume);
    if cx.mode == Mode::Publish {
        residue::publish(&mut outline);
    }
    report_residue(&outline, &mut cx.report);
    outline
}

/// Says that a document carries something that nobody sees.
fn report_residue(outline: &Outline, report: &mut Report) {
    let blocks = outline.blocks.iter().map(|block| &block.facts);
    let places =
        blocks.chain([&outline.head.facts]).flatten().filter(|facts| facts::say_more_than_structure(facts)).count();
    if places > 0 {
        let noun = if places == 1 { "place" } else { "places" };
        let message = format!("the document carries what nobody sees in it, in {places} {noun}");
        report.push(Diagnostic::new(Severity::Note, "residue", message).help("--mode publish leaves it out"));
    }
}
