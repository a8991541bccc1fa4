//! The only code that prints.

use crate::Status;
use crate::input::reason;
use std::io::{ErrorKind, Read, Write};
use vitae::Error;

/// Where a run reads from and speaks to. Tests bring their own.
pub(crate) struct Console<'a> {
    /// Standard input.
    pub(crate) input: &'a mut dyn Read,
    /// Standard output: results, byte for byte.
    pub(crate) output: &'a mut dyn Write,
    /// Standard error: what is said to a person. The stream takes colours out where they are not wanted.
    pub(crate) messages: &'a mut dyn Write,
    /// Whether a person would see the bytes of a result.
    pub(crate) output_is_terminal: bool,
}

impl Console<'_> {
    /// Says something, in one write, so that lines of several processes do not mix. Ends with a line break if it is anything.
    pub(crate) fn say(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let line_break = if text.ends_with('\n') { "" } else { "\n" };
        // Nobody is left to tell when this fails.
        let _ = self.messages.write_all(format!("{text}{line_break}").as_bytes());
    }

    /// Writes a result to standard output.
    ///
    /// A reader that has gone away, as `head` does, has what it wanted: that is no error.
    pub(crate) fn emit(&mut self, bytes: &[u8]) -> Result<(), Error> {
        match self.output.write_all(bytes).and_then(|()| self.output.flush()) {
            Err(e) if e.kind() != ErrorKind::BrokenPipe => {
                Err(Error::unsupported("cannot-write", format!("standard output takes no more: {}", reason(&e)))
                    .because(e))
            }
            _ => Ok(()),
        }
    }

    /// Writes text for a person to standard output.
    pub(crate) fn show(&mut self, text: &str) -> Status {
        match self.emit(text.as_bytes()) {
            Ok(()) => Status::Done,
            Err(error) => {
                self.say(&crate::render::error(&error, None));
                Status::Failed
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A pipe that fails in one way.
    struct Broken(ErrorKind);

    impl Write for Broken {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(self.0.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    fn show_to(kind: ErrorKind) -> (Status, String) {
        let (mut input, mut output, mut messages) = (std::io::empty(), Broken(kind), Vec::new());
        let mut console =
            Console { input: &mut input, output: &mut output, messages: &mut messages, output_is_terminal: false };
        let status = console.show("text");
        (status, String::from_utf8(messages).unwrap())
    }

    #[test]
    fn a_reader_that_goes_away_is_no_error() {
        assert_eq!(show_to(ErrorKind::BrokenPipe), (Status::Done, String::new()));
    }

    #[test]
    fn a_full_disk_behind_standard_output_is_one() {
        let (status, said) = show_to(ErrorKind::StorageFull);
        assert_eq!(status, Status::Failed);
        assert!(said.starts_with("\u{1b}["), "styled; the stream takes it out: {said:?}");
        assert!(said.contains("standard output takes no more"), "{said}");
    }
}
