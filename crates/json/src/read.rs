//! The reader: the text as a tree, that tree in the native dialect, and a résumé of it.

use crate::native::Rewriting;
use crate::parse::parse;
use crate::table::own;
use vitae_core::{Context, Diagnostic, Location, Result, Resume, Source};
use vitae_dialect::{Notation, Place, SourceText, foreign};

/// Reads a résumé. A file that says `vitae` at its top is in the native dialect, some are in dialects of other programs; any other
/// is JSON Resume.
pub(crate) fn read(source: &Source<'_>, cx: &mut Context) -> Result<Resume> {
    cx.check_options("JSON", crate::OPTIONS)?;
    let source = SourceText::new(source.text()?);
    let tree = parse(&source, cx)?;
    let notation = Json(&source);
    if let Some(dialect) = foreign::recognise(&tree) {
        return foreign::read(&tree, dialect, &notation, cx);
    }
    let Some(pairs) = tree.as_map().filter(|pairs| !pairs.iter().any(|pair| &*pair.key == own::VITAE)) else {
        return vitae_dialect::read(&tree, &notation, cx);
    };
    let mut rewriting = Rewriting::default();
    let native = rewriting.resume(pairs, tree.at);
    for note in rewriting.notes {
        let said = Diagnostic::new(note.kind, note.code, note.message).help(note.help);
        cx.report.push(said.at(source.location(note.at)));
    }
    vitae_dialect::read(&native, &notation, cx)
}

/// How JSON is written, for messages.
struct Json<'a>(&'a SourceText<'a>);

impl Notation for Json<'_> {
    fn name(&self) -> &'static str {
        "JSON"
    }

    fn location(&self, at: Place) -> Option<Location> {
        Some(self.0.location(at))
    }
}
