//! The only code that prints.

use crate::Status;
use crate::input::reason;
use crate::interrupt::Interrupt;
use crate::progress::Show;
use std::io::{ErrorKind, Read, Write};
use std::ops::ControlFlow;
use vitae::Error;

/// Where a run reads from and speaks to. Tests bring their own.
pub(crate) struct Console<'a> {
    /// Standard input.
    pub(crate) input: Box<dyn Read + Send + 'a>,
    /// Standard output: results, byte for byte.
    pub(crate) output: &'a mut dyn Write,
    /// Standard error: what is said to a person. The stream takes colours out where they are not wanted.
    pub(crate) messages: &'a mut dyn Write,
    /// Whether a person would see the bytes of a result.
    pub(crate) output_is_terminal: bool,
    /// How it is shown that long work goes on.
    pub(crate) show: Show,
    /// Whether somebody wants it to end.
    pub(crate) interrupt: Interrupt,
    /// How many columns of the last line are taken by what [`sketch`](Self::sketch) wrote.
    pub(crate) sketched: usize,
}

impl<'a> Console<'a> {
    /// Takes standard input out, for a reader that goes its own ways. What is left is at its end.
    pub(crate) fn take_input(&mut self) -> Box<dyn Read + Send + 'a> {
        std::mem::replace(&mut self.input, Box::new(std::io::empty()))
    }

    /// Says something, in one write, so that lines of several processes do not mix. Ends with a line break if it is anything.
    pub(crate) fn say(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let line_break = if text.ends_with('\n') { "" } else { "\n" };
        let wiped = self.wiped();
        // Nobody is left to tell when this fails.
        let _ = self.messages.write_all(format!("{wiped}{text}{line_break}").as_bytes());
    }

    /// Writes what stands until something else is said, on a line of its own, over what was sketched before. It must be narrower
    /// than the terminal.
    pub(crate) fn sketch(&mut self, text: &str, columns: usize) {
        let rest = self.sketched.saturating_sub(columns);
        self.sketched = columns;
        let _ = self.messages.write_all(format!("\r{text}{:rest$}", "").as_bytes());
        let _ = self.messages.flush();
    }

    /// Takes the last sketch away.
    pub(crate) fn wipe(&mut self) {
        let wiped = self.wiped();
        let _ = self.messages.write_all(wiped.as_bytes());
    }

    /// What takes the last sketch away. Spaces do it on every terminal, and without styles.
    fn wiped(&mut self) -> String {
        match std::mem::take(&mut self.sketched) {
            0 => String::new(),
            columns => format!("\r{:columns$}\r", ""),
        }
    }

    /// Writes a result to standard output, and says whether there is somebody to write more for.
    ///
    /// A reader that has gone away, as `head` does, has what it wanted: that is no error.
    pub(crate) fn emit(&mut self, bytes: &[u8]) -> Result<ControlFlow<()>, Error> {
        match self.output.write_all(bytes).and_then(|()| self.output.flush()) {
            Ok(()) => Ok(ControlFlow::Continue(())),
            Err(e) if e.kind() == ErrorKind::BrokenPipe => Ok(ControlFlow::Break(())),
            Err(e) => {
                Err(Error::unsupported("cannot-write", format!("standard output takes no more: {}", reason(&e)))
                    .because(e))
            }
        }
    }

    /// Writes text for a person to standard output.
    pub(crate) fn show(&mut self, text: &str) -> Status {
        match self.emit(text.as_bytes()) {
            Ok(_) => Status::Done,
            Err(error) => {
                self.say(&crate::render::error(&error, None));
                Status::Failed
            }
        }
    }
}

#[cfg(test)]
impl<'a> Console<'a> {
    /// A console of a test: no terminal, nobody in a hurry.
    pub(crate) fn plain(input: impl Read + Send + 'a, output: &'a mut dyn Write, messages: &'a mut dyn Write) -> Self {
        let (show, interrupt) = (Show::Nothing, Interrupt::default());
        Self { input: Box::new(input), output, messages, output_is_terminal: false, show, interrupt, sketched: 0 }
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
        let (mut output, mut messages) = (Broken(kind), Vec::new());
        let mut console = Console::plain(std::io::empty(), &mut output, &mut messages);
        let status = console.show("text");
        drop(console);
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

    #[test]
    fn what_is_said_takes_the_place_of_what_was_sketched() {
        let (mut output, mut messages) = (Vec::new(), Vec::new());
        let mut console = Console::plain(std::io::empty(), &mut output, &mut messages);
        console.sketch("1 of 20, 9 s", 12);
        console.sketch("2 of 20", 7);
        console.say("error");
        console.say("more");
        drop(console);
        assert_eq!(String::from_utf8(messages).unwrap(), "\r1 of 20, 9 s\r2 of 20     \r       \rerror\nmore\n");
    }
}
