//! Plain text: read by its layout, and written so that any program can read it.
//!
//! Text has no marks, so that what it says of itself is in its words and lines. It is read by guessing: what a reader makes of
//! a file is the interpreter's best guess, and never less than its words. What is written is what a person would paste into the
//! form of an employer:
//!
//! | outline | text |
//! |---|---|
//! | name, headline | a line each |
//! | contacts | between ` | `, on as many lines as they need |
//! | section | its title in capitals, where its script has such, below a blank line |
//! | entry, position | its title on a line, below a blank line |
//! | organisation, place, dates | the next line, between ` | ` |
//! | label and value | a line |
//! | paragraphs | parted by blank lines, wrapped |
//! | bullets, numbers | `- `, `1. `; further lines begin below the text |
//! | quotations, preformatted text | indented by four |
//! | a link | its text, then the address in brackets, if the text does not say it |
//! | bold, italics, code, raised, lowered | nothing: that they are lost is reported |
//!
//! Lines are wrapped at 80 columns, of which Chinese and Japanese characters take two, and at a space, or between two such
//! characters. A line that is nothing but a long address stays whole.
//!
//! | text that we do not write | read as |
//! |---|---|
//! | hard-wrapped prose | paragraphs, by the margin that the file itself shows |
//! | lines under headings or beside them, leaders, columns of spaces, centred lines, page numbers | evidence: see [`blocks_of_lines`](vitae_outline::blocks_of_lines) |
//! | a text with no sign of a résumé in it | text; `not-a-resume` says so |
//! | characters that no text has | an error: it is no text |

#[cfg(feature = "read")]
mod parse;
#[cfg(feature = "write")]
mod render;
#[cfg(feature = "write")]
mod wrap;

#[cfg(feature = "read")]
pub use parse::parse;
#[cfg(feature = "write")]
pub use render::render;

use vitae_core::{Confidence, Format, OptionSpec};

/// The options of the format.
pub const OPTIONS: &[OptionSpec] = &[OptionSpec {
    name: "width",
    values: &["80", "72", "100", "0"],
    help: "How many columns a line may have; 0 leaves paragraphs on one line, as forms on the Web want them.",
}];

/// Plain text, as a format.
///
/// ```
/// use vitae_core::{Context, Resume, Section, SectionKind, Line, Text};
/// let mut resume = Resume::default();
/// resume.person.name = Text::new("Mara Lindqvist");
/// resume.sections.push(Section { title: Line::text("Experience"), ..Section::new(SectionKind::Work) });
/// let text = vitae_text::format().write(&resume, &mut Context::default())?;
/// assert_eq!(text, b"Mara Lindqvist\n\nEXPERIENCE\n");
/// # Ok::<(), vitae_core::Error>(())
/// ```
#[must_use]
pub fn format() -> Format {
    let format = Format::new("text", "Plain text").extensions(&["txt"]).media_type("text/plain").sniff(sniff);
    let format = format.options(OPTIONS).document(vitae_outline::visible).guessed();
    #[cfg(feature = "read")]
    let format = format.reader(parse::read);
    #[cfg(feature = "write")]
    let format = format.writer(render::write);
    format
}

/// Any text may be one, but for what begins like another kind of file.
fn sniff(bytes: &[u8]) -> Confidence {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let is_other = [&b"%PDF-"[..], b"%!PS", b"{\\rtf"].iter().any(|begin| bytes.starts_with(begin));
    match std::str::from_utf8(bytes) {
        Ok(text) if !is_other && !text.contains('\0') && !text.trim().is_empty() => Confidence::Possible,
        _ => Confidence::No,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_is_possible_and_nothing_else_is() {
        for possible in ["Mara", "\u{feff}Mara", "- milk\n- eggs\n", "name: Mara\n", "a\u{c}b", "日本"] {
            assert_eq!(sniff(possible.as_bytes()), Confidence::Possible, "{possible:?}");
        }
        let others: [&[u8]; 8] =
            [b"", b" \n", b"\xEF\xBB\xBF", b"a\0b", b"caf\xE9", b"\xFF\xFEa\0", b"%PDF-1.7\n", b"{\\rtf1 Mara}"];
        for other in others {
            assert_eq!(sniff(other), Confidence::No, "{other:?}");
        }
    }
}
