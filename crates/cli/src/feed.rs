//! The queue of a conversion: each input in its turn, or each of its lines.
//!
//! It is asked for the next piece when there is somebody to work on it, so a stream of lines is read no faster than it is converted.

use crate::input;
use crate::jsonl::{Line, Lines};
use crate::load::{Loader, Miss};
use crate::plan::{Candidate, Input};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use vitae::Error;

/// One piece of work: an input, or one of its lines.
pub(crate) struct Work<'p> {
    pub(crate) candidate: &'p Candidate,
    /// The number of the line, and how many bytes stand before it.
    pub(crate) line: Option<(usize, u64)>,
    /// What it says, where that must be read in turn; a file is read by who works on it.
    pub(crate) bytes: Option<Result<Vec<u8>, Miss>>,
}

impl<'p> Work<'p> {
    fn line(candidate: &'p Candidate, line: Line) -> Self {
        Self { candidate, line: Some((line.number, line.offset)), bytes: Some(line.bytes.map_err(Miss::Failed)) }
    }
}

type Stream<'r> = Lines<Box<dyn BufRead + Send + 'r>>;

/// The queue.
pub(crate) struct Feed<'p, 'r> {
    candidates: std::slice::Iter<'p, Candidate>,
    loader: &'p Loader<'p>,
    stdin: Option<Box<dyn Read + Send + 'r>>,
    /// The input that is read line by line now. What comes next is not waited for: it may take long to be written.
    open: Option<(&'p Candidate, Stream<'r>)>,
}

impl<'p, 'r> Feed<'p, 'r> {
    pub(crate) fn new(candidates: &'p [Candidate], loader: &'p Loader<'p>, stdin: Box<dyn Read + Send + 'r>) -> Self {
        Self { candidates: candidates.iter(), loader, stdin: Some(stdin), open: None }
    }

    /// Opens an input that has a résumé on each line. One that was only found in a folder may have something else there.
    fn open(&mut self, candidate: &'p Candidate) -> Result<(Line, Stream<'r>), Miss> {
        let stream: Box<dyn BufRead + Send + 'r> = match (&candidate.input, self.stdin.take()) {
            (Input::Stdin, stdin) => Box::new(BufReader::new(stdin.unwrap_or(Box::new(std::io::empty())))),
            (Input::File(path), stdin) => {
                self.stdin = stdin;
                Box::new(BufReader::new(File::open(path).map_err(|e| Miss::Failed(input::cannot_open(path, e)))?))
            }
        };
        let mut lines = Lines::of(stream, self.loader.limits());
        let first = lines.next().ok_or_else(|| {
            let empty = Error::invalid("empty-input", "the input is empty").help("each line of it is a résumé in JSON");
            if candidate.found { Miss::NotOurs(empty) } else { Miss::Failed(empty) }
        })?;
        if candidate.found && !first.bytes.as_ref().is_ok_and(|line| self.loader.is_resume(line)) {
            return Err(Miss::NotOurs(Error::unsupported("unknown-format", "its lines are no résumés in JSON")));
        }
        Ok((first, lines))
    }
}

/// Whether an input that was found in a folder, and is called as lines of JSON are, has résumés on its lines.
pub(crate) fn has_resumes(candidate: &Candidate, loader: &Loader<'_>) -> bool {
    let mut feed = Feed::new(&[], loader, Box::new(std::io::empty()));
    !candidate.found || feed.open(candidate).is_ok()
}

impl<'p> Iterator for Feed<'p, '_> {
    type Item = Work<'p>;

    fn next(&mut self) -> Option<Work<'p>> {
        if let Some((candidate, mut lines)) = self.open.take()
            && let Some(line) = lines.next()
        {
            self.open = Some((candidate, lines));
            return Some(Work::line(candidate, line));
        }
        let candidate = self.candidates.next()?;
        if candidate.lines {
            return Some(match self.open(candidate) {
                Ok((first, rest)) => {
                    self.open = Some((candidate, rest));
                    Work::line(candidate, first)
                }
                Err(miss) => Work { candidate, line: None, bytes: Some(Err(miss)) },
            });
        }
        let bytes = match candidate.input {
            Input::Stdin => {
                let stdin = self.stdin.take().unwrap_or(Box::new(std::io::empty()));
                Some(input::read(stdin, self.loader.limits()).map_err(Miss::Failed))
            }
            Input::File(_) => None,
        };
        Some(Work { candidate, line: None, bytes })
    }
}
