//! What a conversion carries along: the source, options, and the report. What it may cost is in [`crate::Limits`].

use crate::limits::Limits;
use crate::report::{Error, Location, Report, Result, nearest};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::path::Path;

/// What a reader is given: the bytes, and what they are called. The name is a hint only; nothing is ever opened by it.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    bytes: &'a [u8],
    path: Option<&'a Path>,
}

impl<'a> Source<'a> {
    /// A source without a name.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, path: None }
    }

    /// A source with a name, whose extension helps to recognise the format.
    #[must_use]
    pub const fn named(bytes: &'a [u8], path: &'a Path) -> Self {
        Self { bytes, path: Some(path) }
    }

    /// All bytes.
    #[must_use]
    pub const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The extension of the name, without the dot.
    #[must_use]
    pub fn extension(&self) -> Option<&'a str> {
        self.path?.extension()?.to_str()
    }

    /// True if it has a name, with an extension or without.
    pub(crate) const fn has_name(&self) -> bool {
        self.path.is_some()
    }

    /// The bytes as text, without a byte order mark.
    ///
    /// # Errors
    /// When they are not UTF-8; the error says at which line and column.
    ///
    /// ```
    /// use vitae_core::Source;
    /// assert_eq!(Source::new(b"\xEF\xBB\xBFhi").text()?, "hi");
    /// assert!(Source::new(b"caf\xE9").text().is_err());
    /// # Ok::<(), vitae_core::Error>(())
    /// ```
    pub fn text(&self) -> Result<&'a str> {
        let bytes = self.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(self.bytes);
        std::str::from_utf8(bytes).map_err(|e| {
            let good = bytes.get(..e.valid_up_to()).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default();
            let help = if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
                "the file is UTF-16; save it as UTF-8"
            } else {
                "save the file as UTF-8; it may be in an older encoding such as Latin-1"
            };
            Error::invalid("not-utf8", "the input is not UTF-8 text")
                .at(Location::in_text(good, good.len()..good.len()))
                .help(help)
                .because(e)
        })
    }
}

/// One option of a format: what the command line lists, and what the exam tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OptionSpec {
    /// Its name, as it is typed.
    pub name: &'static str,
    /// The values it may have, the default first.
    pub values: &'static [&'static str],
    /// What it does, in one sentence.
    pub help: &'static str,
}

/// Options for one format, as they were typed.
pub type Options = Map<String, Value>;

/// What a document may carry beside what is seen in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// All that it takes to read the same résumé back.
    #[default]
    Lossless,
    /// Only what a reader sees, and what each piece of it is. The rest is left out, and reported.
    Publish,
}

/// What a conversion carries along.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// What was said so far.
    pub report: Report,
    /// What it may cost.
    pub limits: Limits,
    /// Options for the format at work. Options change appearance, never content.
    pub options: Options,
    /// What a document may carry beside what is seen in it. Data formats carry everything, whatever this says.
    pub mode: Mode,
    /// True if a document carries, out of sight, what its owner marked as hidden. Data formats always do, and what is made in
    /// [`Mode::Publish`] never does.
    pub include_hidden: bool,
}

impl Context {
    /// A context with options, given as pairs of name and value.
    ///
    /// ```
    /// use vitae_core::Context;
    /// let cx = Context::with_options([("page", "letter")]);
    /// assert_eq!(cx.options["page"], "letter");
    /// ```
    #[must_use]
    pub fn with_options<'a>(options: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let options = options.into_iter().map(|(name, value)| (name.to_owned(), Value::from(value))).collect();
        Self { options, ..Self::default() }
    }

    /// The options as the format's own type, which should refuse unknown fields.
    ///
    /// # Errors
    /// When an option is unknown or has a value that it cannot have; the error lists what would have worked.
    ///
    /// ```
    /// use vitae_core::Context;
    /// #[derive(serde::Deserialize, Default)]
    /// #[serde(default, deny_unknown_fields)]
    /// struct Mine { page: String }
    /// let cx = Context::with_options([("pgae", "a4")]);
    /// let error = cx.options::<Mine>().err().unwrap();
    /// assert_eq!(error.diagnostic.help.as_deref(), None);
    /// assert!(error.to_string().contains("unknown field `pgae`, expected `page`"), "{error}");
    /// ```
    pub fn options<T: DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_value(Value::Object(self.options.clone()))
            .map_err(|e| Error::invalid("bad-option", format!("this option cannot be used: {e}")))
    }

    /// Refuses options that a format does not have, or values that one cannot take.
    ///
    /// # Errors
    /// Lists what would have worked, the nearest first.
    pub fn check_options(&self, format: &str, specs: &[OptionSpec]) -> Result<()> {
        for (name, value) in &self.options {
            let Some(spec) = specs.iter().find(|spec| spec.name == name) else {
                let known: Vec<_> = specs.iter().map(|spec| spec.name).collect();
                let help = match (nearest(name, known.iter().copied()), known.is_empty()) {
                    (_, true) => format!("{format} takes no options"),
                    (Some(near), _) => format!("did you mean `{near}`?"),
                    (None, _) => format!("its options are: {}", known.join(", ")),
                };
                return Err(Error::invalid("bad-option", format!("{format} has no option `{name}`")).help(help));
            };
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            if !spec.values.is_empty() && !spec.values.contains(&value.as_str()) {
                let message = format!("the option `{name}` of {format} cannot be `{value}`");
                return Err(
                    Error::invalid("bad-option", message).help(format!("it can be: {}", spec.values.join(", ")))
                );
            }
        }
        Ok(())
    }
}
