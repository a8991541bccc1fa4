//! Markdown: what a person would have written, in plain CommonMark.
//!
//! | outline | Markdown |
//! |---|---|
//! | name, section, entry, position | `#`, `##`, `###`, `####` |
//! | paragraphs, bullets, quotations, preformatted text | as CommonMark has them |
//! | text after an entry | after `* * *` |
//! | language, direction, title of the document | front matter: a few `key: value` lines between `---` |
//! | everything else | the visible grammar: **bold** organisation, *italic* qualifier, ` · ` between fields |
//!
//! A writer climbs a ladder, block by block. It knows what its reader will make of a block, because the same code tells it:
//! the text is parsed, and given to a [`Recogniser`](vitae_outline::Recogniser) that has seen what stands above. The first rung
//! that comes back as it was is taken:
//!
//! | rung | for | looks like |
//! |---|---|---|
//! | natural | everything ordinary | `**DropNet** · 2010 – 2016` |
//! | said | a part, a section, a language that cannot be seen | the same, then a comment: `<!-- section: custom -->`, `<!-- vitae: part=body -->` |
//! | explicit | fields that look like something else | `<span class="p-org">DropNet</span> · <span class="r-dates">long ago</span>` |
//!
//! Facts about a block, which nobody sees, travel in the same comment, after what is said about it; those about the document stand in
//! a comment before the first block. An ordinary résumé has neither.
//!
//! | Markdown that we do not write | read as |
//! |---|---|
//! | setext headings, `*` and `+` bullets, indented code, references | what they mean |
//! | a table | a paragraph for each row, cells between ` · ` |
//! | HTML that is not ours | its own characters; a comment is left out, and reported |
//! | front matter with other keys | kept with the résumé as `x-front-matter`, and reported |
//!
//! Rich text inside a line or a paragraph is that of `vitae-commonmark`.

#[cfg(any(feature = "read", feature = "write"))]
mod blocks;
#[cfg(any(feature = "read", feature = "write"))]
mod class;
#[cfg(any(feature = "read", feature = "write"))]
mod foreign;
#[cfg(any(feature = "read", feature = "write"))]
mod front;
#[cfg(any(feature = "read", feature = "write"))]
mod left_out;
#[cfg(any(feature = "read", feature = "write"))]
mod line;
#[cfg(any(feature = "read", feature = "write"))]
mod ours;
#[cfg(feature = "read")]
mod parse;
#[cfg(feature = "write")]
mod render;
#[cfg(any(feature = "read", feature = "write"))]
mod said;
#[cfg(feature = "write")]
mod spell;
#[cfg(any(feature = "read", feature = "write"))]
mod state;

#[cfg(feature = "read")]
pub use parse::parse;
#[cfg(feature = "write")]
pub use render::render;

use vitae_core::{Confidence, Format};

/// How the front matter of a file of ours begins.
const OWN: &str = "---\nvitae: 1\n";

/// Markdown, as a format.
///
/// ```
/// use vitae_core::{Context, Source};
/// let format = vitae_markdown::format();
/// let mut cx = Context::default();
/// let source = Source::new(b"# Mara Lindqvist\n\n## Experience\n\n### Engineer\n\n**DropNet** \xc2\xb7 2010 \xe2\x80\x93 2016\n");
/// let resume = format.read(&source, &mut cx)?;
/// assert_eq!(format.write(&resume, &mut cx)?, source.bytes());
/// # Ok::<(), vitae_core::Error>(())
/// ```
#[must_use]
pub fn format() -> Format {
    let format =
        Format::new("markdown", "Markdown").extensions(&["md", "markdown"]).media_type("text/markdown").sniff(sniff);
    let format = format.document(vitae_outline::visible);
    #[cfg(feature = "read")]
    let format = format.reader(vitae_outline::reader(parse));
    #[cfg(feature = "write")]
    let format = format.writer(vitae_outline::writer(
        |cx| cx.check_options("markdown", &[]).map(|()| vitae_outline::Composition::default()),
        render,
    ));
    format
}

fn sniff(bytes: &[u8]) -> Confidence {
    let Ok(text) = std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)) else {
        return Confidence::No;
    };
    if text.starts_with(OWN) || text.starts_with("---\r\nvitae: 1\r\n") || text.starts_with("<!-- vitae: ") {
        return Confidence::Certain;
    }
    let heading = |line: &str| line.starts_with("# ") || line.starts_with("## ");
    match text.lines().filter(|line| heading(line)).take(2).count() {
        2 => Confidence::Likely,
        1 => Confidence::Possible,
        // Front matter has something below it. (Underlined titles are those of many a plain text too.)
        _ if has_front_matter(text) => Confidence::Possible,
        _ => Confidence::No,
    }
}

fn has_front_matter(text: &str) -> bool {
    text.starts_with("---") && text.lines().skip(1).any(|line| line.trim_end() == "---")
}
