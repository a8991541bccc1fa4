//! The contract that every format signs: a description of itself, a reader, a writer.

use crate::context::{Context, OptionSpec, Source};
use crate::omit::{Seen, omit};
use crate::report::{Diagnostic, Error, Kind, Result};
use crate::resume::Resume;
use crate::text::is_all_allowed;

/// How sure a format is that some bytes are its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// They are not.
    No,
    /// They might be: nothing speaks against it.
    Possible,
    /// Something speaks for it.
    Likely,
    /// They carry its signature.
    Certain,
}

/// Bytes in, a résumé out.
///
/// A plain function of the right shape is a reader.
pub trait Reader: Send + Sync {
    /// Reads a résumé. What the source says and the model cannot hold is kept in `ext` or reported in `cx`, never dropped.
    ///
    /// # Errors
    /// When the bytes are not of the format; the error says where, and what would have worked.
    fn read(&self, source: &Source<'_>, cx: &mut Context) -> Result<Resume>;
}

/// A résumé in, bytes out.
///
/// A plain function of the right shape is a writer. Same résumé and options, same bytes.
pub trait Writer: Send + Sync {
    /// Writes a résumé, which is in normal form. What the format cannot hold is reported in `cx`.
    ///
    /// # Errors
    /// When an option is wrong, or the result would pass a limit.
    fn write(&self, resume: &Resume, cx: &mut Context) -> Result<Vec<u8>>;
}

impl<F> Reader for F
where
    F: Fn(&Source<'_>, &mut Context) -> Result<Resume> + Send + Sync,
{
    fn read(&self, source: &Source<'_>, cx: &mut Context) -> Result<Resume> {
        self(source, cx)
    }
}

impl<F> Writer for F
where
    F: Fn(&Resume, &mut Context) -> Result<Vec<u8>> + Send + Sync,
{
    fn write(&self, resume: &Resume, cx: &mut Context) -> Result<Vec<u8>> {
        self(resume, cx)
    }
}

/// A file format: its names, how to recognise it, and the halves that it has.
///
/// ```
/// use vitae_core::{Context, Format, Resume, Result, Source, Text};
///
/// /// The smallest format there is: a name, alone in a file.
/// fn read(source: &Source<'_>, _: &mut Context) -> Result<Resume> {
///     let mut resume = Resume::default();
///     resume.person.name = Text::new(source.text()?);
///     Ok(resume)
/// }
/// fn write(resume: &Resume, _: &mut Context) -> Result<Vec<u8>> {
///     Ok(resume.person.name.as_ref().map(|n| n.as_str().into()).unwrap_or_default())
/// }
/// let format = Format::new("name", "A name").extensions(&["name"]).reader(read).writer(write);
/// let mut cx = Context::default();
/// let resume = format.read(&Source::new(b"Mara Lindqvist\n"), &mut cx)?;
/// assert_eq!(format.write(&resume, &mut cx)?, b"Mara Lindqvist");
/// # Ok::<(), vitae_core::Error>(())
/// ```
pub struct Format {
    name: &'static str,
    title: &'static str,
    extensions: &'static [&'static str],
    media_type: &'static str,
    binary: bool,
    sniff: fn(&[u8]) -> Confidence,
    options: &'static [OptionSpec],
    schema: Option<fn() -> String>,
    seen: Option<Seen>,
    guessed: bool,
    reader: Option<Box<dyn Reader>>,
    writer: Option<Box<dyn Writer>>,
}

impl Format {
    /// A format that can neither be read nor written yet. `name` is what a person types after `--to`.
    #[must_use]
    pub const fn new(name: &'static str, title: &'static str) -> Self {
        Self {
            name,
            title,
            extensions: &[],
            media_type: "application/octet-stream",
            binary: false,
            sniff: |_| Confidence::No,
            options: &[],
            schema: None,
            seen: None,
            guessed: false,
            reader: None,
            writer: None,
        }
    }

    /// File name extensions without the dot, in lower case, the usual one first.
    #[must_use]
    pub const fn extensions(mut self, extensions: &'static [&'static str]) -> Self {
        self.extensions = extensions;
        self
    }

    /// The Internet media type.
    #[must_use]
    pub const fn media_type(mut self, media_type: &'static str) -> Self {
        self.media_type = media_type;
        self
    }

    /// Marks a format that is not text: it is not decoded before reading, and not shown on a terminal.
    #[must_use]
    pub const fn binary(mut self) -> Self {
        self.binary = true;
        self
    }

    /// How to recognise its bytes. They are given whole, and may be anything.
    #[must_use]
    pub const fn sniff(mut self, sniff: fn(&[u8]) -> Confidence) -> Self {
        self.sniff = sniff;
        self
    }

    /// The options that its halves take.
    #[must_use]
    pub const fn options(mut self, options: &'static [OptionSpec]) -> Self {
        self.options = options;
        self
    }

    /// A schema of its files, for editors and validators.
    #[must_use]
    pub const fn schema(mut self, schema: fn() -> String) -> Self {
        self.schema = Some(schema);
        self
    }

    /// Marks a document: a format that shows a résumé to a reader, and says what such a reader sees of it.
    ///
    /// A document may carry more than is seen; what a conversion wants it to carry is decided here, and not by its writer: see
    /// [`carried`](Self::carried).
    #[must_use]
    pub const fn document(mut self, seen: fn(&Resume) -> Resume) -> Self {
        self.seen = Some(seen);
        self
    }

    /// Marks a document whose files do not say what is what, so that its reader guesses: plain text.
    ///
    /// What is read from it may be another résumé than was written, though of the same words. So it is written as a format that
    /// nobody can read back: it carries what is seen, and the rest is reported as lost. What was written is not read back to
    /// measure it; that would tell how well the reader guesses. And since any text may be of such a format, it takes an input
    /// only where no other does: see [`Registry::detect`](crate::Registry::detect).
    ///
    /// ```
    /// use vitae_core::{Format, Resume};
    /// assert!(Format::new("text", "Text").document(Resume::clone).guessed().is_guessed());
    /// ```
    #[must_use]
    pub const fn guessed(mut self) -> Self {
        self.guessed = true;
        self
    }

    /// Its reading half.
    #[must_use]
    pub fn reader(mut self, reader: impl Reader + 'static) -> Self {
        self.reader = Some(Box::new(reader));
        self
    }

    /// Its writing half.
    #[must_use]
    pub fn writer(mut self, writer: impl Writer + 'static) -> Self {
        self.writer = Some(Box::new(writer));
        self
    }

    /// What a person types after `--to`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What it is called in a sentence.
    #[must_use]
    pub const fn title(&self) -> &'static str {
        self.title
    }

    /// Its file name extensions, the usual one first.
    #[must_use]
    pub const fn file_extensions(&self) -> &'static [&'static str] {
        self.extensions
    }

    /// Its Internet media type.
    #[must_use]
    pub const fn media(&self) -> &'static str {
        self.media_type
    }

    /// True when its bytes are not text.
    #[must_use]
    pub const fn is_binary(&self) -> bool {
        self.binary
    }

    /// True when it shows a résumé to a reader, and false when it is data.
    #[must_use]
    pub const fn is_document(&self) -> bool {
        self.seen.is_some()
    }

    /// True when its reader guesses what is what: see [`guessed`](Self::guessed).
    #[must_use]
    pub const fn is_guessed(&self) -> bool {
        self.guessed
    }

    /// True when what it carries can be read back for what it was.
    pub(crate) const fn comes_back(&self) -> bool {
        self.reads() && !self.guessed
    }

    /// The options that it takes.
    #[must_use]
    pub const fn option_specs(&self) -> &'static [OptionSpec] {
        self.options
    }

    /// The schema of its files, if it has one.
    #[must_use]
    pub fn schema_text(&self) -> Option<String> {
        self.schema.map(|schema| schema())
    }

    /// True when it can be read.
    #[must_use]
    pub const fn reads(&self) -> bool {
        self.reader.is_some()
    }

    /// True when it can be written.
    #[must_use]
    pub const fn writes(&self) -> bool {
        self.writer.is_some()
    }

    /// How sure it is that `bytes` are its own.
    #[must_use]
    pub fn recognises(&self, bytes: &[u8]) -> Confidence {
        (self.sniff)(bytes)
    }

    /// True when a file with this extension (without the dot, any case) is usually of this format.
    #[must_use]
    pub fn has_extension(&self, extension: &str) -> bool {
        self.extensions.iter().any(|e| e.eq_ignore_ascii_case(extension))
    }

    /// Reads a résumé in normal form.
    ///
    /// What every format needs happens here, so that none can forget it: the limit on the input's size, and for text the
    /// check that it is UTF-8.
    ///
    /// # Errors
    /// When the format cannot be read, the input is too large or not UTF-8, or the reader fails.
    pub fn read(&self, source: &Source<'_>, cx: &mut Context) -> Result<Resume> {
        let Some(reader) = &self.reader else {
            return Err(Error::unsupported("not-readable", format!("{} can only be written", self.title)));
        };
        cx.limits.check_input(source.bytes().len())?;
        if !self.binary {
            let text = source.text()?;
            if !is_all_allowed(text) {
                let message = "control characters were removed: no format can hold them";
                cx.report.push(Diagnostic::new(Kind::Changed, "control-removed", message));
            }
        }
        Ok(reader.read(source, cx)?.normalize())
    }

    /// What of a résumé this format is meant to carry: everything, if it is data.
    ///
    /// A document leaves out what its owner keeps to themselves, unless [`Context::include_hidden`]. It leaves out everything
    /// that is not seen in [`Mode::Publish`](crate::Mode::Publish), and where it cannot be read back for what it was.
    ///
    /// ```
    /// use vitae_core::{Context, Format, Line, Resume, Section};
    /// let mut secret = Section { title: Line::text("Salary"), ..Section::default() };
    /// secret.common.hidden = true;
    /// let resume = Resume { sections: vec![secret], ..Resume::default() };
    /// let page = Format::new("page", "Page").document(Resume::clone);
    /// assert!(page.carried(&resume, &Context::default()).sections.is_empty());
    /// ```
    #[must_use]
    pub fn carried(&self, resume: &Resume, cx: &Context) -> Resume {
        let resume = resume.clone().normalize();
        match self.seen {
            Some(seen) => omit(resume, seen, self.comes_back(), cx).0,
            None => resume,
        }
    }

    /// Writes what it is meant to carry of a résumé, brought into normal form first, and reports what it leaves out.
    ///
    /// # Errors
    /// When the format cannot be written, or the writer fails.
    pub fn write(&self, resume: &Resume, cx: &mut Context) -> Result<Vec<u8>> {
        Ok(self.write_carried(resume, cx)?.0)
    }

    /// As [`write`](Self::write), with that which was carried.
    pub(crate) fn write_carried(&self, resume: &Resume, cx: &mut Context) -> Result<(Vec<u8>, Resume)> {
        let Some(writer) = &self.writer else {
            return Err(Error::unsupported("not-writable", format!("{} can only be read", self.title)));
        };
        let mut resume = resume.clone().normalize();
        if let Some(seen) = self.seen {
            let (carried, left_out) = omit(resume, seen, self.comes_back(), cx);
            left_out.iter().for_each(|said| cx.report.push(said.clone()));
            resume = carried;
        }
        Ok((writer.write(&resume, cx)?, resume))
    }
}

impl std::fmt::Debug for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Format")
            .field("name", &self.name)
            .field("reads", &self.reads())
            .field("writes", &self.writes())
            .finish_non_exhaustive()
    }
}
