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

mod body;
mod card;
mod compose;
mod contact;
mod grammar;
mod interpret;
mod outline;
mod visible;

pub use body::{blocks_of, body_of, line_of, runs_of};
pub use compose::{Composition, compose};
pub use grammar::{Recogniser, mark, mark_block, recognise};
pub use interpret::interpret;
pub use outline::{Block, Head, Kind, Outline, Part, Role, Run, is_safe};
pub use visible::{report_invisible, visible};

use vitae_core::{Context, Reader, Result, Resume, Source, Writer};

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
    move |source: &Source<'_>, cx: &mut Context| Ok(interpret(&recognise(parse(source, cx)?)))
}

/// The writer of a document format: composes the résumé, renders the outline, and reports what cannot be seen in it.
///
/// `composition` takes what it needs from the format's options.
///
/// ```
/// use vitae_core::{Context, Format, Resume, Result, Text};
/// use vitae_outline::{Composition, Outline, writer};
///
/// fn render(outline: &Outline, _: &mut Context) -> Result<Vec<u8>> {
///     Ok(outline.blocks.iter().map(|block| block.text() + "\n").collect::<String>().into_bytes())
/// }
/// let format = Format::new("lines", "Lines").writer(writer(|_| Ok(Composition::default()), render));
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
        report_invisible(resume, &mut cx.report);
        render(&compose(&visible(resume), composition), cx)
    }
}
