//! Résumés in XML that are in vocabularies of others: their elements become a tree, and a table says what becomes of it.
//!
//! | dialect | root |
//! |---|---|
//! | XML Résumé | `resume` in no namespace or its own, with a `header` or another of its sections |
//! | Europass | `SkillsPassport`; `LearnerInfo` |
//! | Europass profile, HR Open 3 and 4 | `Candidate` with a `CandidatePerson` or a `CandidateProfile` |
//! | HR-XML 2 | `StructuredXMLResume`, in a `Resume` and perhaps a `Candidate` |
//! | AdventureWorks | `Resume` with an `Employment` |
//!
//! Namespaces do not count: the same words came in a new one with every version. A document type declaration is passed over where
//! a dialect always has one; nothing of it is read, and one that declares anything itself is refused.

mod adventureworks;
mod europass;
mod hrxml;
mod tree;
mod xmlresume;

use crate::read::flaw::{Checked, Flaw};
use crate::read::tree::{Element, Tree};
use vitae_core::{Context, Diagnostic, Kind, Location, Result, Resume};
use vitae_dialect::foreign::{Dialect, HR_OPEN};
use vitae_dialect::{Notation, Place};

/// A vocabulary, and how its elements become a tree.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    dialect: &'static Dialect,
    /// Elements that mark up text, and the tag of HTML that says the same.
    marks: &'static [(&'static str, &'static str)],
    /// Lines are no lines, but how the file was wrapped; all but in these elements.
    wrapped: Option<&'static [&'static str]>,
}

/// Whether an element is the root of a vocabulary.
type IsRoot = fn(&Element<'_>) -> bool;

const VOCABULARIES: &[(Vocabulary, IsRoot)] = &[
    (Vocabulary { dialect: &xmlresume::XML_RESUME, marks: xmlresume::MARKS, wrapped: Some(&["address"]) }, |root| {
        let known = root.name.is_in("") || root.name.namespace.starts_with("http://xmlresume.sourceforge.net/");
        root.name.local == "resume" && known && has(root, xmlresume::SECTIONS)
    }),
    (Vocabulary { dialect: &europass::EUROPASS, marks: &[], wrapped: None }, |root| {
        matches!(root.name.local, "SkillsPassport" | "LearnerInfo")
    }),
    (Vocabulary { dialect: &HR_OPEN, marks: &[], wrapped: None }, |root| {
        root.name.local == "Candidate" && has(root, &["CandidatePerson", "CandidateProfile"])
    }),
    (Vocabulary { dialect: &hrxml::HR_XML, marks: &[], wrapped: None }, |root| {
        let inside = |root: &Element<'_>| has(root, &["StructuredXMLResume", "NonXMLResume"]);
        match root.name.local {
            "StructuredXMLResume" => true,
            "Resume" => inside(root),
            "Candidate" => root.elements().any(inside),
            _ => false,
        }
    }),
    (Vocabulary { dialect: &adventureworks::ADVENTURE_WORKS, marks: &[], wrapped: None }, |root| {
        root.name.local == "Resume" && has(root, &["Employment", "Name"])
    }),
];

fn has(element: &Element<'_>, names: &[&str]) -> bool {
    element.elements().any(|inside| names.contains(&inside.name.local))
}

/// The vocabulary that a root belongs to; `None` for ours, and for what nobody knows.
pub(crate) fn recognise(root: &Element<'_>) -> Option<&'static Vocabulary> {
    if root.name.is_in(crate::names::NAMESPACE) {
        return None;
    }
    VOCABULARIES.iter().find(|(_, is)| is(root)).map(|(vocabulary, _)| vocabulary)
}

/// Reads a document in such a vocabulary.
///
/// # Errors
/// As for a tree of any other notation.
pub(crate) fn read(tree: &Tree<'_>, vocabulary: &Vocabulary, text: &str, cx: &mut Context) -> Result<Resume> {
    let resume = vitae_dialect::foreign::read(&tree::node(&tree.root, vocabulary), vocabulary.dialect, &Xml(text), cx)?;
    if let Some((at, count)) = &tree.remarks {
        let message = match count {
            1 => "a comment or processing instruction is not carried over".to_owned(),
            count => format!("{count} comments and processing instructions are not carried over"),
        };
        let note = Diagnostic::new(Kind::Note, "comment-not-carried", message);
        cx.report.push(note.at(Location::in_text(text, at.clone())));
    }
    Ok(resume)
}

/// A document of a word processor is no data: it is refused, with what would work.
pub(crate) fn refuse(root: &Element<'_>) -> Checked<()> {
    const WORD: [(&str, &str); 2] = [
        ("http://schemas.microsoft.com/office/word/2003/wordml", "wordDocument"),
        ("http://schemas.microsoft.com/office/2006/xmlPackage", "package"),
    ];
    if !WORD.iter().any(|(namespace, local)| root.name.is_in(namespace) && root.name.local == *local) {
        return Ok(());
    }
    let message = "this is a document of Word, saved as one file of XML, and not a résumé as data";
    Err(Flaw::new("word-xml", root.at.clone(), message).help("open it in Word or LibreOffice, and save it as .docx"))
}

/// True for a document type declaration that names a dialect known to have one, and declares nothing itself.
pub(crate) fn passes(declaration: &str) -> bool {
    let known = ["xmlresume", "//DTD Resume", "//DTD resume"];
    !declaration.contains('[') && known.iter().any(|name| declaration.contains(name))
}

/// The characters that XHTML names: the document types of dialects bring these names along.
pub(crate) fn named(name: &str) -> Option<char> {
    const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 \
        acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig \
        Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave \
        Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave \
        iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";
    const OTHERS: [(&str, char); 17] = [
        ("ndash", '–'),
        ("mdash", '—'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("bdquo", '„'),
        ("sbquo", '‚'),
        ("hellip", '…'),
        ("bull", '•'),
        ("euro", '€'),
        ("trade", '™'),
        ("OElig", 'Œ'),
        ("oelig", 'œ'),
        ("Scaron", 'Š'),
        ("scaron", 'š'),
        ("Yuml", 'Ÿ'),
    ];
    let other = || OTHERS.iter().find(|(known, _)| *known == name).map(|(_, c)| *c);
    LATIN.split_whitespace().zip('\u{A0}'..='\u{FF}').find(|(known, _)| *known == name).map(|(_, c)| c).or_else(other)
}

/// How XML is written, for messages.
struct Xml<'t>(&'t str);

impl Notation for Xml<'_> {
    fn name(&self) -> &'static str {
        "XML"
    }

    fn location(&self, at: Place) -> Option<Location> {
        Some(Location::in_text(self.0, at.start..at.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_characters_are_those_of_xhtml() {
        for (name, want) in [("nbsp", '\u{A0}'), ("eacute", 'é'), ("szlig", 'ß'), ("yuml", 'ÿ'), ("mdash", '—')] {
            assert_eq!(named(name), Some(want), "{name}");
        }
        assert_eq!(named("lol"), None);
    }

    #[test]
    fn a_declaration_that_declares_is_never_passed_over() {
        assert!(passes(
            "<!DOCTYPE resume PUBLIC \"-//Sean Kelly//DTD Resume 1.5.1//EN\" \"http://xmlresume.example/r.dtd\">"
        ));
        assert!(!passes("<!DOCTYPE resume [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"));
        assert!(!passes("<!DOCTYPE html>"));
    }
}
