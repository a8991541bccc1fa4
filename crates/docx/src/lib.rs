//! Word documents: a DOCX that a designer and an applicant tracking system both accept.
//!
//! A document format: it knows nothing of résumés, and renders and parses a [`vitae_outline::Outline`]. What a piece of the
//! outline *is* becomes the name of a style, so that a person restyles the whole document by editing one, a screen reader finds
//! its way, and the document can be read back; no copy of the source is hidden in it.
//!
//! | outline | WordprocessingML (ECMA-376 part 1) | read back by |
//! |---|---|---|
//! | heading 1, headline, contacts | *Title*, *Subtitle*, *Vitae Contact* | style |
//! | heading 2: a section | *heading 1*, and a hidden bookmark `_vitae_<kind>_<n>` (§17.13.6) | style, bookmark |
//! | heading 3: an entry, an organisation, a subheading | *heading 2* | style, and that of its runs |
//! | heading 4: a position | *heading 3* | style |
//! | the line under it | *Vitae Meta* | style; fields go back to the order of a line |
//! | skill, language, interest | *Vitae Line*; neighbours that are only a name and a level share one | style; they part at ` · ` in no style |
//! | labelled line | *Vitae Label Line*; neighbours share one as long as they fit | style; they part at ` · ` before a label |
//! | text of an entry; of a section | *Normal*; *Vitae Text* | style |
//! | the same, in lists and quotations | nothing: it is what stands above; else a hidden bookmark `_vitae_body_<n>`, `_vitae_text_<n>` | what stands above, bookmark |
//! | bullet, number, and further paragraphs of it | *List Bullet*, *List Number*, *List Continue* (to 3), `w:numPr` (§17.9) | the list, counted |
//! | quotation, preformatted text, break | *Quote*, *HTML Preformatted*, *Vitae Rule* | style |
//! | deeper than a style says | `w:ind`: lists stand in at the start, quotations on both sides (§17.3.1.12) | indentation |
//! | deeper than a page is wide | a hidden bookmark `_vitae_depth_<level>_<quote>_<n>` | bookmark |
//! | role of a run | a character style: *Vitae Title*, *Vitae Organization*, *Vitae Dates* … | style; text in none goes with the field before it |
//! | value on a labelled line | *Vitae Value* | style |
//! | separator | a run in no style; a tab where the field after it stands at the far edge (§17.3.1.37) | no letter, no digit |
//! | strong, emphasis, sub, sup | `w:b`, `w:i`, `w:vertAlign`, set directly | same; by others, as it is seen (§17.7.3) |
//! | code | *HTML Code*; in a run that has another style, its face | style, face |
//! | link: http, https, mailto, tel | `w:hyperlink` (§17.16.22) and one relationship for each address; a field, if it is no URI (§17.16.5.25) | both |
//! | language of a block, of a run | `w:lang` of the paragraph mark and of the run (§17.3.2.20), `w:bidi` (§17.3.1.6) | `w:lang` that says one language for two kinds of script: all else is a keyboard's |
//! | line feed, tab, U+00AD, U+2011 | `w:br`, `w:tab`, `w:softHyphen`, `w:noBreakHyphen` | same |
//! | head | `docProps/core.xml`, `docProps/custom.xml`, `w:lang` of the defaults, `w:bidi` of *Normal* and of the section | the properties |
//! | facts | `customXml/item1.xml`, each with a hidden bookmark `_vitae_facts_<n>`; no facts, no part | bookmark: what is deleted takes its facts along |
//!
//! *The head of an entry* is set in two lines, title and dates, then organisation and place: the fields of the meta line move to
//! where a reader looks for them, and each keeps its style. Nothing that a person reads stands in a table, a text box or a header;
//! the footer repeats the name, with the page, from the second page on, and is not read back.
//!
//! *Ours* is a document with the property `vitae.format`, or with our styles. A document of *somebody else* is read as what Word shows in
//! the end: changes accepted, fields by their results, text boxes where they are anchored, headers first and footers last, each
//! line once. Its paragraphs become blocks of which only the kind is known; what each is in a résumé is for others to say, who find
//! here what a person sees:
//!
//! | evidence | WordprocessingML |
//! |---|---|
//! | heading | *Title*, *heading 1* … in any language, by name, id and what a style is based on; `w:outlineLvl` |
//! | item | `w:numPr`, also of a style (§17.9) |
//! | quotation, line | *Quote*, *Intense Quote*, *Block Text*, *Quotations*; an empty paragraph with a border, or a picture of a line |
//! | bold, italics | as they are seen (§17.7.3); in complex scripts by `w:bCs`, `w:iCs` |
//! | size, capitals, underline | `w:sz`, `w:caps`, `w:smallCaps`, `w:u` of most or all letters: of the run, its styles, the defaults |
//! | line, ground | `w:pBdr`, `w:shd` of the paragraph or its styles; `w:shd` of a cell that has no other paragraph |
//! | centred | `w:jc` |
//! | gap | an empty paragraph or row above; space (`w:spacing`) that is 6 points more than usual |
//! | cell | `w:tbl`, innermost; its column in the grid by `w:gridBefore`, `w:gridSpan` (§17.4) |
//! | place | header, footer, note, text box (`w:txbxContent`, diagrams) |
//! | a sign | `w:sym`, and text in a face of signs: Wingdings, Webdings, Symbol, Font Awesome |
//!
//! What Word knows and does not show – comments, deletions, hidden text, prompts – is counted in the report.
//!
//! Nothing in a package is believed: sizes are counted while inflating, nesting and length are limited
//! ([`vitae_core::Limits`]), and the reader goes through a part once, without recursion.
//!
//! What a document does not show is left out and reported by [`vitae_outline::writer`]. This crate itself reports links that it
//! must not make, whose text stays.

#[cfg(any(feature = "read", feature = "write"))]
mod marks;
#[cfg(any(feature = "read", feature = "write"))]
mod meta;
#[cfg(any(feature = "read", feature = "write"))]
mod names;
#[cfg(feature = "read")]
mod read;
#[cfg(feature = "write")]
mod write;

#[cfg(feature = "read")]
pub use read::parse;
#[cfg(feature = "write")]
pub use write::render;

use vitae_core::{Confidence, Format};

/// DOCX, as a format.
///
/// ```
/// use vitae_core::{Context, Resume, Text};
///
/// let mut resume = Resume::default();
/// resume.person.name = Text::new("Mara Lindqvist");
/// let mut cx = Context::with_options([("page", "letter"), ("accent", "green")]);
/// let docx = vitae_docx::format().write(&resume, &mut cx)?;
/// assert!(docx.starts_with(b"PK"));
/// # Ok::<(), vitae_core::Error>(())
/// ```
#[must_use]
pub fn format() -> Format {
    let format = Format::new("docx", "Word document")
        .extensions(&["docx"])
        .media_type("application/vnd.openxmlformats-officedocument.wordprocessingml.document")
        .binary()
        .sniff(sniff);
    #[cfg(feature = "read")]
    let format = format.reader(vitae_outline::reader(parse));
    #[cfg(feature = "write")]
    let format = format
        .document(vitae_outline::visible)
        .options(write::SPECS)
        .writer(vitae_outline::writer(write::composition, write::render));
    format
}

/// An archive with the main part of a Word document, or a mention of its type. Names in an archive are never compressed.
///
/// A document of older Word, one with a password and Rich Text are likely to be meant for this format: its error says what to do.
fn sniff(bytes: &[u8]) -> Confidence {
    let has = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
    if bytes.starts_with(b"PK\x03\x04") {
        let known = has(b"word/document") || has(b"wordprocessingml");
        #[cfg(feature = "read")]
        let known = known || (has(b"[Content_Types].xml") && read::is_document(bytes));
        return if known { Confidence::Certain } else { Confidence::No };
    }
    let wide = |name: &str| name.bytes().flat_map(|byte| [byte, 0]).collect::<Vec<_>>();
    let older =
        bytes.starts_with(b"\xD0\xCF\x11\xE0") && (has(&wide("WordDocument")) || has(&wide("EncryptedPackage")));
    if older || bytes.starts_with(b"{\\rtf") { Confidence::Likely } else { Confidence::No }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_what_it_is() {
        let format = format();
        assert_eq!((format.name(), format.file_extensions(), format.is_binary()), ("docx", &["docx"][..], true));
    }

    #[test]
    fn an_archive_is_a_word_document_by_what_is_in_it() {
        assert_eq!(sniff(b"PK\x03\x04........word/document.xml..."), Confidence::Certain);
        assert_eq!(sniff(b"PK\x03\x04...word/document2.xml"), Confidence::Certain);
        assert_eq!(
            sniff(b"PK\x03\x04...application/vnd.openxmlformats-officedocument.wordprocessingml.main"),
            Confidence::Certain
        );
        assert_eq!(sniff(b"PK\x03\x04...xl/workbook.xml"), Confidence::No);
        assert_eq!(sniff(b"see word/document.xml"), Confidence::No);
        assert_eq!(sniff(b""), Confidence::No);
        assert_eq!(sniff(b"{\\rtf1 Mara}"), Confidence::Likely);
        let old = [&b"\xD0\xCF\x11\xE0 W"[..], b"\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"].concat();
        assert_eq!(sniff(&old), Confidence::Likely);
    }
}
