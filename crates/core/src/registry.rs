//! A set of formats: finding one by name, by file name, by content, and converting with two of them.

use crate::context::{Context, Source};
use crate::diff::diff;
use crate::format::{Confidence, Format};
use crate::omit::Places;
use crate::report::{Diagnostic, Error, Kind, Result, nearest};
use crate::resume::Resume;
use std::collections::BTreeSet;

/// The formats that a program knows. A plain value, never a global: two sets can live side by side.
///
/// ```
/// use vitae_core::{Format, Registry};
/// let formats = Registry::new().with(Format::new("a", "Format A").extensions(&["aa"]));
/// assert_eq!(formats.get("aa")?.name(), "a");
/// # Ok::<(), vitae_core::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct Registry(Vec<Format>);

impl Registry {
    /// An empty set.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a format. One of the same name is replaced, so that a program can bring its own in place of a built-in.
    #[must_use]
    pub fn with(mut self, format: Format) -> Self {
        match self.0.iter_mut().find(|f| f.name() == format.name()) {
            Some(same) => *same = format,
            None => self.0.push(format),
        }
        self
    }

    /// All formats, in the order in which they were added.
    pub fn iter(&self) -> std::slice::Iter<'_, Format> {
        self.0.iter()
    }

    /// The format of this name or file name extension, in any case.
    ///
    /// # Errors
    /// When there is none; names the nearest, or all.
    pub fn get(&self, name: &str) -> Result<&Format> {
        let by_name = self.0.iter().find(|f| f.name().eq_ignore_ascii_case(name));
        by_name.or_else(|| self.0.iter().find(|f| f.has_extension(name))).ok_or_else(|| {
            let names = self.0.iter().flat_map(|f| f.file_extensions().iter().copied().chain([f.name()]));
            let help = match nearest(name, names) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the formats are: {}", self.names(|_| true)),
            };
            Error::unsupported("unknown-format", format!("no format is called `{name}`")).help(help)
        })
    }

    /// The format that a file of this name is usually in.
    #[must_use]
    pub fn for_extension(&self, extension: &str) -> Option<&Format> {
        self.0.iter().find(|f| f.has_extension(extension))
    }

    /// The format of some input: the one most sure of the content; the extension of the name settles ties.
    ///
    /// A format that is [guessed](Format::guessed) takes what is left: what no other claims, if the input has no name, or one with
    /// its extension. A folder is full of text that is no résumé.
    ///
    /// # Errors
    /// When no readable format recognises it, or several do equally; names the candidates.
    pub fn detect(&self, source: &Source<'_>) -> Result<&Format> {
        let extension = source.extension().unwrap_or_default();
        let mut best: Vec<&Format> = Vec::new();
        let mut best_rank = (Confidence::No, false, false);
        let may_be = |f: &&Format| f.reads() && (!f.is_guessed() || !source.has_name() || f.has_extension(extension));
        for format in self.0.iter().filter(may_be) {
            let rank = (format.recognises(source.bytes()), format.has_extension(extension), !format.is_guessed());
            if rank > best_rank {
                best.clear();
                best_rank = rank;
            }
            if rank == best_rank && (rank.0, rank.1) > (Confidence::No, false) {
                best.push(format);
            }
        }
        match best.as_slice() {
            [one] => Ok(one),
            [] => Err(self.unrecognised(source)),
            several => {
                let names: Vec<_> = several.iter().map(|f| f.name()).collect();
                Err(Error::unsupported("ambiguous-format", format!("the input could be {}", names.join(" or ")))
                    .help("say which with --from"))
            }
        }
    }

    fn unrecognised(&self, source: &Source<'_>) -> Error {
        if source.bytes().iter().all(u8::is_ascii_whitespace) {
            return Error::invalid("empty-input", "the input is empty")
                .help("a résumé needs at least a name or a section");
        }
        let only_written = source.extension().and_then(|e| self.for_extension(e)).filter(|f| !f.reads());
        if let Some(format) = only_written {
            return Error::unsupported("not-readable", format!("{} can only be written", format.title()))
                .help(format!("these formats can be read: {}", self.names(Format::reads)));
        }
        Error::unsupported("unknown-format", "the format of the input could not be recognised")
            .help(format!("say which with --from; these formats can be read: {}", self.names(Format::reads)))
    }

    fn names(&self, which: impl Fn(&Format) -> bool) -> String {
        let names: Vec<_> = self.0.iter().filter(|f| which(f)).map(Format::name).collect();
        names.join(", ")
    }

    /// Reads `source` with the default options, and writes it as [`write_measured`](Self::write_measured) does, with those in `cx`.
    ///
    /// # Errors
    /// When reading or writing fails.
    pub fn convert(&self, source: &Source<'_>, from: &Format, to: &Format, cx: &mut Context) -> Result<Vec<u8>> {
        let for_writing = std::mem::take(&mut cx.options);
        let resume = from.read(source, cx);
        cx.options = for_writing;
        self.write_measured(&resume?, to, cx)
    }

    /// Writes `resume` as `to`, reads the bytes back, and reports as a loss whatever of that which the format was meant to carry
    /// is not there.
    ///
    /// What a document leaves out by intention is reported by [`Format::write`], as is everything that a format which cannot be
    /// read back, or only by guessing, does not show. No field is reported twice.
    ///
    /// # Errors
    /// When writing fails, or a format cannot read what it wrote.
    #[allow(
        clippy::unused_self,
        reason = "formats of one registry measure each other; a lone format has nobody to ask"
    )]
    pub fn write_measured(&self, resume: &Resume, to: &Format, cx: &mut Context) -> Result<Vec<u8>> {
        let said_before = cx.report.iter().count();
        let (bytes, carried) = to.write_carried(resume, cx)?;
        if !to.comes_back() {
            return Ok(bytes);
        }
        let mut back = Context { limits: cx.limits, ..Context::default() };
        let again = to.read(&Source::new(&bytes), &mut back).map_err(too_much_to_read_back)?;
        let changes = diff(&carried, &again);
        if changes.is_empty() {
            return Ok(bytes);
        }
        let places = to.is_document().then(|| Places::of(&resume.clone().normalize(), cx));
        let said: BTreeSet<_> = cx.report.iter().skip(said_before).filter_map(|said| said.field.clone()).collect();
        for change in changes {
            let path = change.before.as_ref().unwrap_or(&change.path);
            let field = places.as_ref().map_or_else(|| path.to_string(), |places| places.whole(path));
            if !said.contains(&field) {
                cx.report.push(Diagnostic::new(Kind::Lost, "not-representable", change.to_string()).field(field));
            }
        }
        Ok(bytes)
    }
}

/// A limit that only the result passes says so: the input may be far from it.
fn too_much_to_read_back(error: Error) -> Error {
    if error.diagnostic.code != "limit" {
        return error;
    }
    let message =
        format!("the result is too large to be read back, which tells what is lost: {}", error.diagnostic.message);
    let help = error.diagnostic.help.clone().unwrap_or_default();
    Error::unsupported("limit", message).help(help).because(error)
}

impl<'a> IntoIterator for &'a Registry {
    type Item = &'a Format;
    type IntoIter = std::slice::Iter<'a, Format>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Line, Mode, Section, Text};

    /// A page of headings. What is hidden stands behind a bar, out of sight; an exclamation mark is not to be had.
    fn page() -> Format {
        let read = |source: &Source<'_>, _: &mut Context| {
            let section = |line: &str| {
                let mut section = Section { title: Line::text(line.trim_start_matches('|')), ..Section::default() };
                section.common.hidden = line.starts_with('|');
                section
            };
            Ok(Resume { sections: source.text()?.lines().map(section).collect(), ..Resume::default() })
        };
        Format::new("page", "Page").document(seen).reader(read).writer(write)
    }

    fn write(resume: &Resume, _: &mut Context) -> Result<Vec<u8>> {
        let bar = |section: &Section| if section.common.hidden { "|" } else { "" };
        let title = |section: &Section| section.title.as_ref().map(Line::plain).unwrap_or_default().replace('!', "");
        Ok(resume.sections.iter().map(|s| format!("{}{}\n", bar(s), title(s))).collect::<String>().into_bytes())
    }

    /// A reader of the page sees no tags.
    fn seen(resume: &Resume) -> Resume {
        let mut seen = resume.clone();
        seen.sections.iter_mut().for_each(|section| section.common.tags.clear());
        seen
    }

    fn resume() -> Resume {
        let section = |title: &str| Section { title: Line::text(title), ..Section::default() };
        let (mut salary, mut work) = (section("Salary"), section("Work"));
        salary.common.hidden = true;
        work.common.tags.insert(Text::new("long").unwrap());
        Resume { sections: vec![salary, work, section("Fun!")], ..Resume::default() }
    }

    fn said(mut cx: Context) -> (String, Vec<String>) {
        let bytes = Registry::new().write_measured(&resume(), &page(), &mut cx).unwrap();
        let said = cx.report.iter().map(|d| format!("{:?} {} {d}", d.kind, d.code)).collect();
        (String::from_utf8(bytes).unwrap(), said)
    }

    #[test]
    fn each_difference_is_said_once_and_by_its_place_in_the_whole() {
        let (bytes, said) = said(Context::default());
        assert_eq!(bytes, "Work\nFun\n");
        assert_eq!(
            said,
            [
                r#"Note hidden-omitted sections[0]: the section "Salary" stays behind: its owner marked it as hidden"#,
                r#"Lost not-representable sections[1].tags: "long" is gone"#,
                r#"Lost not-representable sections[2].title: "Fun!" became "Fun""#,
            ]
        );
    }

    #[test]
    fn what_is_published_lacks_by_intention_what_is_not_seen() {
        let (bytes, said) = said(Context { mode: Mode::Publish, ..Context::default() });
        assert_eq!(bytes, "Work\nFun\n");
        assert_eq!(said[1], r#"Note not-shown sections[1].tags: "long" is gone: a document does not show it"#);
        assert_eq!(said[2], r#"Lost not-representable sections[2].title: "Fun!" became "Fun""#);
        assert_eq!(said.len(), 3);
    }

    #[test]
    fn what_is_hidden_comes_back_when_it_is_included() {
        let (bytes, said) = said(Context { include_hidden: true, ..Context::default() });
        assert_eq!(bytes, "|Salary\nWork\nFun\n");
        assert!(!said.iter().any(|said| said.contains("Salary")), "{said:?}");
    }

    /// Any text: what is written to it carries what is seen, and is read in one piece.
    fn any() -> Format {
        let read = |source: &Source<'_>, _: &mut Context| {
            let section = Section { title: Line::text(source.text()?), ..Section::default() };
            Ok(Resume { sections: vec![section], ..Resume::default() })
        };
        let sniff = |bytes: &[u8]| if bytes.contains(&0) { Confidence::No } else { Confidence::Possible };
        Format::new("any", "Any text")
            .extensions(&["txt"])
            .sniff(sniff)
            .document(seen)
            .guessed()
            .reader(read)
            .writer(write)
    }

    #[test]
    fn what_is_guessed_is_not_read_back_to_measure_it() {
        let mut cx = Context::default();
        let bytes = Registry::new().write_measured(&resume(), &any(), &mut cx).unwrap();
        let said: Vec<_> = cx.report.iter().map(|d| format!("{:?} {} {d}", d.kind, d.code)).collect();
        assert_eq!(bytes, b"Work\nFun\n");
        assert_eq!(said[1..], [r#"Lost not-shown sections[1].tags: "long" is gone: a document does not show it"#]);
    }

    #[test]
    fn what_is_guessed_takes_what_no_other_claims() {
        let sniff = |bytes: &[u8]| match bytes {
            [b'P', b'P', ..] => Confidence::Likely,
            [b'P', ..] => Confidence::Possible,
            _ => Confidence::No,
        };
        let formats = Registry::new().with(any()).with(page().extensions(&["page"]).sniff(sniff));
        let found = |name: &str, bytes: &[u8]| {
            let source =
                if name.is_empty() { Source::new(bytes) } else { Source::named(bytes, std::path::Path::new(name)) };
            formats.detect(&source).map_or("none", Format::name)
        };
        for (name, bytes, want) in [
            ("", "x", "any"),
            ("a.txt", "x", "any"),
            ("", "P", "page"),
            ("a.txt", "P", "any"),
            ("a.txt", "PP", "page"),
            ("a.page", "x", "page"),
            ("a.css", "x", "none"),
            ("a", "x", "none"),
            ("", "\0", "none"),
        ] {
            assert_eq!(found(name, bytes.as_bytes()), want, "{name:?} {bytes:?}");
        }
    }
}
