//! HTML: one self-contained page, readable on a screen, on paper, by a screen reader and by machines.
//!
//! HTML Living Standard; classes of [microformats2] `h-resume`. The page has no script, fetches nothing, and shows any text of the
//! résumé as text.
//!
//! | outline | element | its name |
//! |---|---|---|
//! | document | `main` | `h-resume`; a page of ours is known by `<meta name="vitae-format">` |
//! | its language, direction, title | `html`, `title` | `r-assumed` where nobody gave one |
//! | name, headline | `h1`, `p` in the `header` `p-contact h-card` | `p-name`, `r-headline` |
//! | contacts | `ul` with an `li` each | `r-contacts`; `u-email`, `p-tel`, `u-url` |
//! | section | `section` with `h2`; `div`, with `hr` from the second on, where it has no title | `data-kind` |
//! | sub-heading | `h3` | `r-subheading` |
//! | entry, or an organisation with positions | `article` with `h3` | `p-experience`, `p-education`: `h-event` |
//! | position | `section` with `h4` | `r-position`; an `h-event` in that of its organisation |
//! | meta line | `p`, in one `header` with its heading | `r-meta` |
//! | organisation, label | `b`; label and value are `dl` with `dt`, `dd` | `p-org`, `r-label` |
//! | qualifier | `i` | `r-qualifier` |
//! | place, address, level | `span`, `a` | `p-location`, `r-url`, `r-level` |
//! | dates | `span` with `time` for what HTML has a value for | `r-dates`; `dt-start`, `dt-end` |
//! | skill, language, interest | `li` in an `ul` | `r-lines`; the name `r-title`, keywords `p-skill` or `p-category` |
//! | text of an entry, of a section | `p` `ul` `ol` `blockquote` `pre`; in an entry in an `e-content` | |
//! | marks | `strong` `em` `code` `sub` `sup` `a`, `br`, `lang` | |
//! | facts | on the element that they are about; of the whole, a `meta` | `data-vitae`, `vitae-facts` |
//!
//! Names that begin with `r-` are ours. A piece that is what its place makes it has none: text in an `article` is the text of its
//! entry, text between the fields of a meta line is a separator. So what somebody adds by hand is understood, too. Where a block
//! is something else than its place says, or white space would collapse, `r-body`, `r-exact` and the like say so (`marks.rs`).
//!
//! **The page of somebody else** is read as it is seen: headings, paragraphs, lists, quotations and marks; the paragraphs of a cell
//! say which cell they stand in; `dt` and `dd` are a label and its values; `alt` is the text of a picture. How it looks (flat rules
//! of its style sheets, inline styles, old tags) and what its names say (microformats, microdata, JSON-LD, names of fields) is
//! evidence. What is hidden, and what only a script would show, is not read; that is said. Our own names mean nothing there.
//! Pages are UTF-8.
//!
//! **Derived, and never read back**: schema.org in JSON-LD (option `jsonld`). Without it, and but for the `title`, no word that is
//! seen stands on the page a second time, unseen.
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
    let head = after_prolog(head.trim_start_matches('\u{feff}'));
    match () {
        () if head.contains("name=\"vitae-format\"") => Confidence::Certain,
        () if head.starts_with("<!doctype html") || head.starts_with("<html") => Confidence::Likely,
        () if head.starts_with('<') && ["<body", "<div", "<p>"].iter().any(|tag| head.contains(tag)) => {
            Confidence::Possible
        }
        () => Confidence::No,
    }
}

/// What stands behind white space, comments and the declaration of XML.
fn after_prolog(text: &str) -> &str {
    let text = text.trim_start();
    let rest = [("<!--", "-->"), ("<?xml", "?>")]
        .iter()
        .find_map(|(start, end)| text.strip_prefix(start)?.split_once(end).map(|(_, rest)| rest));
    rest.map_or(text, after_prolog)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_known_by_how_they_begin() {
        for (page, confidence) in [
            ("\u{feff} <!-- saved -->\n<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">", Confidence::Likely),
            ("<?xml version=\"1.0\"?><!-- x --><html xmlns=\"http://www.w3.org/1999/xhtml\">", Confidence::Likely),
            ("<!DOCTYPE html><head><meta name=\"vitae-format\" content=\"1\">", Confidence::Certain),
            ("<h1>Mara</h1><p>Engineer", Confidence::Possible),
            ("<?xml version=\"1.0\"?><resume xmlns=\"urn:vitae:resume:1\"/>", Confidence::No),
            ("Mara <mara@a.example>", Confidence::No),
            ("<!-- <html", Confidence::No),
        ] {
            assert_eq!(sniff(page.as_bytes()), confidence, "{page}");
        }
    }
}
