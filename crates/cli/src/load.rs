//! From an argument to bytes in a known format: what is named, what is found in folders, and what each is.

use crate::input::{self, Listing};
use crate::plan::{self, Candidate, Given, Input};
use std::io::Read;
use std::path::{Path, PathBuf};
use vitae::{Context, Error, Format, Limits, Registry, Resume, Source};

/// What opens inputs.
pub(crate) struct Loader<'a> {
    formats: &'a Registry,
    /// The format that all inputs are said to be in.
    from: Option<&'a Format>,
    limits: Limits,
}

/// Why an input is not read.
pub(crate) enum Miss {
    /// It was found in a folder, and is something else.
    NotOurs(Error),
    Failed(Error),
}

impl From<Miss> for Error {
    fn from(miss: Miss) -> Self {
        match miss {
            Miss::NotOurs(error) | Miss::Failed(error) => error,
        }
    }
}

/// An input that is in a known format.
pub(crate) struct Opened<'a> {
    pub(crate) bytes: Vec<u8>,
    pub(crate) format: &'a Format,
}

impl Opened<'_> {
    /// The résumé in it.
    pub(crate) fn read(&self, input: &Input, cx: &mut Context) -> Result<Resume, Error> {
        self.format.read(&source(input, &self.bytes), cx)
    }

    /// Its text, to show places in.
    pub(crate) fn text(&self) -> Option<std::borrow::Cow<'_, str>> {
        (!self.format.is_binary()).then(|| String::from_utf8_lossy(&self.bytes))
    }
}

impl<'a> Loader<'a> {
    /// Reads inputs in the format that is named, or in that which each turns out to be in.
    pub(crate) fn new(formats: &'a Registry, from: Option<&str>) -> Result<Self, Error> {
        Ok(Self { formats, from: plan::input_format(from, formats)?, limits: Limits::default() })
    }

    /// A context for reading, and for what follows.
    pub(crate) fn context(&self) -> Context {
        Context { limits: self.limits, ..Context::default() }
    }

    /// Takes the bytes of an input and finds their format. A file that was only found in a folder may be of none.
    pub(crate) fn open(&self, input: &Input, found: bool, stdin: &mut dyn Read) -> Result<Opened<'a>, Miss> {
        let bytes = match input {
            Input::Stdin => input::read(stdin, &self.limits),
            Input::File(path) => input::read_file(path, &self.limits),
        };
        let bytes = bytes.map_err(|error| {
            let is_film_among_resumes = found && error.diagnostic.code == "limit" && !self.has_known_name(input);
            if is_film_among_resumes { Miss::NotOurs(error) } else { Miss::Failed(error) }
        })?;
        match self.format_of(input, found, &bytes) {
            Ok(format) => Ok(Opened { bytes, format }),
            Err(error) if found => Err(Miss::NotOurs(error)),
            Err(error) => Err(Miss::Failed(error)),
        }
    }

    /// Whether a file is one to read, or one to tell of when its turn comes.
    pub(crate) fn is_known(&self, input: &Input, found: bool) -> bool {
        !found || !matches!(self.open(input, found, &mut std::io::empty()), Err(Miss::NotOurs(_)))
    }

    /// The format of an input. Where it is said, a file that was only found must still look like it.
    fn format_of(&self, input: &Input, found: bool, bytes: &[u8]) -> Result<&'a Format, Error> {
        let source = source(input, bytes);
        let Some(from) = self.from else { return self.formats.detect(&source) };
        let looks_like_it = || {
            source.extension().is_some_and(|e| from.has_extension(e))
                || self.formats.detect(&source).is_ok_and(|f| f.name() == from.name())
        };
        if !found || looks_like_it() {
            return Ok(from);
        }
        Err(Error::unsupported("unknown-format", format!("it does not look like `{}`", from.name())))
    }

    fn has_known_name(&self, input: &Input) -> bool {
        let extension = input.path().and_then(Path::extension).and_then(|e| e.to_str());
        extension.and_then(|e| self.formats.for_extension(e)).is_some()
    }
}

fn source<'b>(input: &'b Input, bytes: &'b [u8]) -> Source<'b> {
    input.path().map_or(Source::new(bytes), |path| Source::named(bytes, path))
}

/// What each argument is.
pub(crate) fn given(inputs: &[PathBuf]) -> Vec<(&Path, Given)> {
    inputs.iter().map(|path| (path.as_path(), input::given(path))).collect()
}

/// Whether a summary at the end helps: there are several inputs, or there could have been.
pub(crate) fn is_batch(inputs: &[(&Path, Given)]) -> bool {
    inputs.len() > 1 || inputs.iter().any(|(_, given)| *given == Given::Folder)
}

/// All files that are named or found, and what was passed over on the way. `except` is a folder to leave out: that of the results.
pub(crate) fn candidates(inputs: &[(&Path, Given)], except: &Path) -> (Vec<Candidate>, Listing) {
    let mut candidates = Vec::new();
    let mut aside = Listing::default();
    for (path, given) in inputs {
        match given {
            Given::Stdin => candidates.push(Candidate { input: Input::Stdin, name: PathBuf::new(), found: false }),
            Given::File => {
                let name = path.file_name().unwrap_or(path.as_os_str()).into();
                candidates.push(Candidate { input: Input::File(path.to_path_buf()), name, found: false });
            }
            Given::Folder => {
                let listing = input::list(path, except);
                for name in listing.files {
                    candidates.push(Candidate { input: Input::File(path.join(&name)), name, found: true });
                }
                aside.skipped.extend(listing.skipped.into_iter().map(|(name, why)| (path.join(name), why)));
                aside.failed.extend(listing.failed.into_iter().map(|(name, why)| (path.join(name), why)));
            }
        }
    }
    (candidates, aside)
}
