//! HTML: one self-contained page, readable on a screen, on paper, by a screen reader and by machines.
//!
//! HTML Living Standard; classes of [microformats2] `h-resume`. The page has no script, fetches nothing, and shows any text of the
//! résumé as text.
//!
//! | outline | element | class |
//! |---|---|---|
//!
//! [microformats2]: https://microformats.org/wiki/h-resume

#[cfg(feature = "write")]
mod dates;
#[cfg(feature = "write")]
mod flow;
#[cfg(feature = "write")]
mod head;
#[cfg(feature = "write")]
mod jsonld;
#[cfg(any(feature = "read", feature = "write"))]
mod marks;
#[cfg(feature = "write")]
mod page;
#[cfg(feature = "read")]
mod parse;
#[cfg(feature = "write")]
mod text;

#[cfg(feature = "write")]
pub use page::render;
#[cfg(feature = "read")]
pub use parse::parse;

use vitae_core::{Confidence, Format, OptionSpec};

/// The options of the format.
pub const OPTIONS: &[OptionSpec] = &[
    OptionSpec {
        name: "page",
        values: &["auto", "a4", "letter"],
        help: "The paper to print on; auto takes Letter for American languages.",
    },
    OptionSpec {
        name: "theme",
        values: &["auto", "light", "dark"],
        help: "Light or dark; auto asks the reader's system.",
    },
    OptionSpec { name: "months", values: &["long", "short"], help: "How long the names of months are." },
    OptionSpec {
        name: "jsonld",
        values: &["off", "on"],
        help: "Whether to say who this is once more for search engines, as schema.org in JSON-LD.",
    },
];

/// HTML, as a format.
///
/// ```
/// use vitae_core::{Context, Resume, Text};
/// let mut resume = Resume::default();
/// resume.person.name = Text::new("Mara <Lindqvist>");
/// let page = vitae_html::format().write(&resume, &mut Context::default())?;
/// assert!(String::from_utf8_lossy(&page).contains("<h1 class=\"p-name\">Mara &lt;Lindqvist&gt;</h1>"));
/// # Ok::<(), vitae_core::Error>(())
/// ```
#[must_use]
pub fn format() -> Format {
    let format =
        Format::new("html", "HTML").extensions(&["html", "htm"]).media_type("text/html").sniff(sniff).options(OPTIONS);
    let format = format.document(vitae_outline::visible);
    #[cfg(feature = "read")]
    let format = format.reader(vitae_outline::reader(parse));
    #[cfg(feature = "write")]
    let format = format.writer(vitae_outline::writer(page::composition, page::render));
    format
}

fn sniff(bytes: &[u8]) -> Confidence {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default().to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let head = head.trim_start_matches('\u{feff}').trim_start();
    match () {
        () if head.contains("name=\"vitae-format\"") => Confidence::Certain,
        () if head.starts_with("<!doctype html") || head.starts_with("<html") => Confidence::Likely,
        () if head.starts_with('<') && (head.contains("<body") || head.contains("<div")) => Confidence::Possible,
        () => Confidence::No,
    }
}
