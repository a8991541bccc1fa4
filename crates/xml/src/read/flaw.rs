//! What is wrong with an input, and where.

use std::ops::Range;
use vitae_core::{Error, Location};

/// A mistake in the input, on its way to becoming the error that stops the reader.
#[derive(Debug)]
pub(crate) struct Flaw {
    code: &'static str,
    at: Range<usize>,
    message: String,
    help: Option<String>,
}

/// What can fail at a place.
pub(crate) type Checked<T> = Result<T, Flaw>;

impl Flaw {
    pub(crate) fn new(code: &'static str, at: Range<usize>, message: impl Into<String>) -> Self {
        Self { code, at, message: message.into(), help: None }
    }

    /// A breach of XML itself.
    pub(crate) fn syntax(at: Range<usize>, message: impl Into<String>) -> Self {
        Self::new("not-well-formed", at, message)
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The error, with line and column.
    pub(crate) fn error(self, text: &str) -> Error {
        let error = Error::invalid(self.code, self.message).at(Location::in_text(text, self.at));
        match self.help {
            Some(help) => error.help(help),
            None => error,
        }
    }
}
