//! XML résumés: a vocabulary of its own, an XSD that is made from the same grammar as the reader, and nothing lost.
//!
//! ```xml
//! <resume xmlns="urn:vitae:resume:1" version="1" xml:lang="en">
//!   <person>
//!     <name>Mara Lindqvist</name>
//!     <contacts>
//!       <email>mara@lindqvist.example</email>
//!     </contacts>
//!   </person>
//!   <section kind="work">
//!     <title>Experience</title>
//!     <engagement>
//!       <organization>
//!         <name>Parallax Systems</name>
//!       </organization>
//!       <position>
//!         <title>Architect</title>
//!         <dates>
//!           <start>2006</start>
//!           <end>2008</end>
//!         </dates>
//!       </position>
//!     </engagement>
//!     <p>Prior experience available on <em>request</em>.</p>
//!   </section>
//! </resume>
//! ```
//!
//! | the model | XML |
//! |---|---|
//! | a field of the one table | an element named by its meaning ([`Field::key`](vitae_core::Field::key)), in the order of the table, at most once |
//! | several values | one child each: `<keywords><keyword>…` |
//! | an entry | an element named after its kind, directly in `section`; its positions are `<position>`, directly in it |
//! | text between entries, a sub-heading | `p`, `ul`, `ol`, `quote`, `pre`, and `heading`, directly in `section` |
//! | rich text | words and `strong em code sub sup a br span` in any nesting; written as link ▸ language ▸ strong ▸ emph ▸ code ▸ script |
//! | a body | `<body>` with `p`, `ul`, `ol start="3"`, `li`, `quote`, `pre` |
//! | dates | `<at>`, or `<start>` and `<end>`, `<present/>` or `<unknown/>`, in EDTF; `expected="true"`; `<text>` for words that say more |
//! | contacts | in order: `email phone fax web profile message place other`; with a label or tags inside a `<contact>` |
//! | the language of a résumé, a section, an entry, a run | `xml:lang` |
//! | true and false | an empty element or `true`; `false` |
//! | unknown fields | `<ext>` with a map in the vocabulary of W3C's *XPath and XQuery Functions* 3.1 §17.5, digits and strings exact |
//!
//! Free text never stands in an attribute, whose white space a parser may change.
//!
//! **What the reader takes** is what the schema (`resume.xsd` beside this crate's manifest) allows: both are made from one
//! grammar. Elements and attributes of other namespaces may stand in every element that is not plain text; they are kept as XML
//! text under `xml:NAME` in the unknown fields of the nearest record that has any (attributes under `xml:@NAME`), and reported.
//! Their words stay where they stand in rich text. Comments and processing instructions are not carried, which one note says. A
//! later version of the vocabulary that only adds will add in a namespace of its own; one that changes something takes another
//! namespace, and is refused by name.
//!
//! **Vocabularies of others** are read, and a note says which: Europass, HR-XML and HR Open, XML Résumé (`src/foreign`). Their
//! elements become a tree, and the tree a résumé; what no field takes is kept.
//!
//! **What the reader refuses** besides: a DOCTYPE, so that no entity or external file is ever resolved; entities other than
//! XML's own five; encodings other than UTF-8; documents of Word in one file of XML, which are to be saved as `.docx`. The DOCTYPE
//! of XML Résumé is passed over unread as long as it declares nothing itself, and the names of Latin letters that it stands for
//! (`&eacute;`) are known.

#[cfg(feature = "read")]
mod foreign;
mod grammar;
mod names;
mod print;
#[cfg(feature = "read")]
mod read;
mod schema;
mod sniff;
mod values;
#[cfg(feature = "write")]
mod write;

pub use names::NAMESPACE;
pub use schema::schema;

use vitae_core::Format;

/// XML, as a format.
///
/// ```
/// use vitae_core::{Context, Source};
/// let xml = br#"<resume xmlns="urn:vitae:resume:1"><person><name>Mara Lindqvist</name></person></resume>"#;
/// let mut cx = Context::default();
/// let format = vitae_xml::format();
/// let resume = format.read(&Source::new(xml), &mut cx)?;
/// assert_eq!(resume.person.name.as_ref().unwrap().as_str(), "Mara Lindqvist");
/// let again = format.write(&resume, &mut cx)?;
/// assert!(again.starts_with(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<resume "));
/// # Ok::<(), vitae_core::Error>(())
/// ```
#[must_use]
pub fn format() -> Format {
    let format =
        Format::new("xml", "XML").extensions(&["xml"]).media_type("application/xml").schema(schema).sniff(sniff::sniff);
    #[cfg(feature = "read")]
    let format = format.reader(read::read);
    #[cfg(feature = "write")]
    let format = format.writer(write::write);
    format
}
