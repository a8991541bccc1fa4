//! XML, written: stable order, two spaces a level, one line where white space would count.

mod base64;
mod json;
mod records;
mod rich;

use crate::names::NAMESPACE;
use crate::print::Printer;
use vitae_core::{Context, Diagnostic, Kind, Record, Result, Resume};

/// Writes a résumé.
///
/// # Errors
/// When an option is given, or text nests deeper than a reader would take.
pub(crate) fn write(resume: &Resume, cx: &mut Context) -> Result<Vec<u8>> {
    cx.check_options("XML", &[])?;
    let mut writing = Writing { out: Printer::new(), cx };
    writing.resume(resume)?;
    Ok(writing.out.finish().into_bytes())
}

/// A document in the making.
struct Writing<'c> {
    out: Printer,
    cx: &'c mut Context,
}

impl Writing<'_> {
    fn resume(&mut self, resume: &Resume) -> Result<()> {
        let mut attributes = vec![("xmlns", NAMESPACE), ("version", "1")];
        attributes.extend(resume.meta.language.as_ref().map(|lang| ("xml:lang", lang.as_str())));
        self.out.open("resume", &attributes);
        let said = |spec: &vitae_core::FieldSpec| !crate::names::is_xml_lang(spec);
        if resume.meta.cells().iter().any(|(spec, _)| said(spec)) || !resume.meta.ext.is_empty() {
            self.record("meta", &resume.meta)?;
        }
        if !resume.person.is_blank() {
            self.record("person", &resume.person)?;
        }
        for section in &resume.sections {
            self.section(section)?;
        }
        self.ext(&resume.ext)?;
        self.out.close();
        Ok(())
    }

    /// What the model has since this was written. Nothing goes silently.
    fn not_written(&mut self, what: &str) {
        let message = format!("{what} cannot be written as XML yet");
        self.cx.report.push(Diagnostic::new(Kind::Lost, "not-representable", message));
    }
}
