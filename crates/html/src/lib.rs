//! HTML: one self-contained page, readable on a screen, on paper, by a screen reader and by machines.
//!
//! HTML Living Standard; classes of [microformats2] `h-resume`. The page has no script, fetches nothing, and shows any text of the
//! résumé as text.
//!
//! | outline | element | class |
//! |---|---|---|
//! | document | `main` | `h-resume` |
//! | name, headline, contacts | `header` with `h1`, `p`, `ul` | `p-contact h-card`: `p-name`, `p-job-title`, `u-email` `p-tel` `u-url` |
//! | section | `section` with `h2` | `data-kind` says which |
//! | sub-heading | `h3` | `r-subheading` |
//! | entry | `article` with `h3` | `h-event`, `p-experience` or `p-education` |
//! | position | `section` with `h4` | `r-position` |
//! | organisation, qualifier, place | `span`, `a` | `p-org`, `r-qualifier`, `p-location` |
//! | dates | `time` where HTML can say them | `dt-start`, `dt-end`, in `r-dates` |
//! | labelled line | `dl` with `dt`, `dd` | `r-label` |
//! | skill, language, interest | `li` | `r-line`; name and keywords `p-skill` in skills |
//! | level | `span` | `r-level` |
//! | body | `p` `ul` `ol` `blockquote` `pre` | in `e-content` |
//!
//! Names that begin with `r-` are ours. Reading is not here yet.
//!
//! [microformats2]: https://microformats.org/wiki/h-resume

#[cfg(feature = "write")]
mod dates;
#[cfg(feature = "write")]
mod page;
#[cfg(feature = "write")]
mod text;

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
