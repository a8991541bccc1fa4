//! From an argument to bytes in a known format: what is named, what is found in folders, and what each is.

use crate::plan::{self, Candidate, Given, Input};
use crate::select::{Listing, Selection};
use crate::{input, jsonl};
use std::io::Read;
use std::path::{Path, PathBuf};
use vitae::{Confidence, Context, Error, Format, Limits, Registry, Resume, Source};

/// What opens inputs.
pub(crate) struct Loader<'a> {
    formats: &'a Registry,
    /// The format that all inputs are said to be in.
    from: Option<&'a Format>,
    /// The format of a line, where an input has a résumé on each.
    json: Option<&'a Format>,
    /// Whether all inputs are said to have.
    from_lines: bool,
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
        let from = plan::input_format(from, formats)?;
        Ok(Self { formats, from, json: None, from_lines: false, limits: Limits::default() })
    }

    /// The same, and an input may have a résumé on each line.
    pub(crate) fn with_lines(formats: &'a Registry, from: Option<&str>) -> Result<Self, Error> {
        let json = formats.for_extension("json").filter(|format| format.reads());
        let from_lines =
            json.is_some() && from.is_some_and(|name| jsonl::is_called(name) && formats.get(name).is_err());
        let from = if from_lines { None } else { from };
        Ok(Self { json, from_lines, ..Self::new(formats, from)? })
    }

    /// Whether an input has a résumé on each line, by what is said of it or its name.
    pub(crate) fn has_lines(&self, input: &Input) -> bool {
        let extension = input.path().and_then(Path::extension).and_then(|e| e.to_str()).unwrap_or_default();
        let is_called = || jsonl::is_called(extension) && self.formats.for_extension(extension).is_none();
        self.json.is_some() && (self.from_lines || self.from.is_none() && is_called())
    }

    /// Whether a line is a résumé beyond doubt.
    pub(crate) fn is_resume(&self, line: &[u8]) -> bool {
        self.json.is_some_and(|json| json.recognises(line) == Confidence::Certain)
    }

    /// A line of an input, whose format is known.
    pub(crate) fn line(&self, bytes: Vec<u8>) -> Result<Opened<'a>, Miss> {
        let format = self.json.ok_or_else(|| Miss::Failed(plan::usage("no format is JSON")))?;
        Ok(Opened { bytes, format })
    }

    /// The same, with other limits.
    pub(crate) fn within(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// A context for reading, and for what follows.
    pub(crate) fn context(&self) -> Context {
        Context { limits: self.limits, ..Context::default() }
    }

    /// What the bytes of an input may cost.
    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Takes the bytes of an input and finds their format. A file that was only found in a folder may be of none.
    pub(crate) fn open(&self, input: &Input, found: bool, stdin: &mut dyn Read) -> Result<Opened<'a>, Miss> {
        let bytes = match input {
            Input::Stdin => input::read(stdin, &self.limits),
            Input::File(path) => input::read_file(path, &self.limits),
        };
        self.recognise(input, found, bytes)
    }

    /// Finds the format of bytes that were taken from an input.
    pub(crate) fn recognise(
        &self,
        input: &Input,
        found: bool,
        bytes: Result<Vec<u8>, Error>,
    ) -> Result<Opened<'a>, Miss> {
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
/// `is_lines` says which files hold a résumé on each line.
pub(crate) fn candidates(
    inputs: &[(&Path, Given)],
    selection: &Selection,
    except: &Path,
    is_lines: impl Fn(&Input) -> bool,
) -> (Vec<Candidate>, Listing) {
    let mut candidates = Vec::new();
    let mut aside = Listing::default();
    for (path, given) in inputs {
        match given {
            Given::Stdin => candidates.push(Candidate::stdin(is_lines(&Input::Stdin))),
            Given::File => candidates.push(Candidate::named(path, is_lines(&Input::File(path.to_path_buf())))),
            Given::Folder => {
                let listing = selection.list(path, except);
                for name in listing.files {
                    let is_lines = is_lines(&Input::File(name.clone()));
                    candidates.push(Candidate::found(path, &name, is_lines));
                }
                aside.skipped.extend(listing.skipped.into_iter().map(|(name, why)| (path.join(name), why)));
                aside.failed.extend(listing.failed.into_iter().map(|(name, why)| (path.join(name), why)));
            }
        }
    }
    (candidates, aside)
}

/// Adds the files of a list to candidates. They are named, and may lie anywhere; the results of each lie as the list says.
pub(crate) fn add_listed(
    listed: &[PathBuf],
    selection: &Selection,
    except: &Path,
    is_lines: impl Fn(&Input) -> bool,
    (candidates, aside): (&mut Vec<Candidate>, &mut Listing),
) {
    for path in listed {
        if path.is_dir() {
            let (found, passed) = self::candidates(&[(path, Given::Folder)], selection, except, &is_lines);
            candidates.extend(found);
            aside.skipped.extend(passed.skipped);
            aside.failed.extend(passed.failed);
        } else {
            candidates.push(Candidate::listed(path, is_lines(&Input::File(path.clone()))));
        }
    }
}
