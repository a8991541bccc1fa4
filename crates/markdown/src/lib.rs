//! Markdown: what a person would have written, in plain CommonMark.
//!
//! | outline | Markdown |
//! |---|---|
//! | name, section, entry, position | `#`, `##`, `###`, `####` |
//! | paragraphs, bullets, quotations, preformatted text | as CommonMark has them |
//! | text after an entry | after `* * *` |
//! | language, direction, title of the document | front matter: a few `key: value` lines between `---` |
//! | kind of a section that its title does not tell | a comment under the heading: `<!-- section: custom -->` |
//! | everything else | the visible grammar: **bold** organisation, *italic* qualifier, ` · ` between fields |
//!
//! Rich text inside a line or a paragraph is that of `vitae-commonmark`. The front matter is ours to split: a parser would take
//! any rule for one.

#[cfg(any(feature = "read", feature = "write"))]
mod front;
#[cfg(feature = "read")]
mod parse;
#[cfg(feature = "write")]
mod render;

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
    #[cfg(feature = "read")]
    let format = format.reader(parse::read);
    #[cfg(feature = "write")]
    let format = format.writer(vitae_outline::writer(
        |cx| cx.check_options("markdown", &[]).map(|()| vitae_outline::Composition::default()),
        |outline, _| Ok(render::render(outline).into_bytes()),
    ));
    format
}

fn sniff(bytes: &[u8]) -> Confidence {
    let Ok(text) = std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)) else {
        return Confidence::No;
    };
    if text.starts_with(OWN) {
        return Confidence::Certain;
    }
    let heading = |line: &str| line.starts_with("# ") || line.starts_with("## ");
    match text.lines().filter(|line| heading(line)).take(2).count() {
        2 => Confidence::Likely,
        1 => Confidence::Possible,
        _ => Confidence::No,
    }
}
