//! Lines of JSON: a résumé on each line, in and out, as data pipelines pass them on.

use std::io::{self, BufRead, Read};
use vitae::{Error, Limits};

/// The name that `--from` knows, and the file name extensions.
pub(crate) const NAMES: [&str; 2] = ["jsonl", "ndjson"];

/// Whether this is what lines of JSON are called.
pub(crate) fn is_called(name: &str) -> bool {
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// JSON on one line: without white space between its words.
///
/// Nothing else changes: keys keep their order and numbers their digits, which they would not if they were read and written again.
pub(crate) fn one_line(json: &[u8]) -> Vec<u8> {
    let (mut line, mut in_text, mut is_escaped) = (Vec::with_capacity(json.len()), false, false);
    for &byte in json {
        if in_text {
            in_text = is_escaped || byte != b'"';
            is_escaped = !is_escaped && byte == b'\\';
        } else if byte.is_ascii_whitespace() {
            continue;
        } else {
            in_text = byte == b'"';
        }
        line.push(byte);
    }
    line.push(b'\n');
    line
}

/// One line of an input.
#[derive(Debug)]
pub(crate) struct Line {
    /// Its number, counted from 1, with those that are empty.
    pub(crate) number: usize,
    /// How many bytes stand before it.
    pub(crate) offset: u64,
    pub(crate) bytes: Result<Vec<u8>, Error>,
}

/// The lines of a stream that are not empty, one at a time. One that passes the limit on the size of an input is passed over
/// without being kept; its error stands in its place. The stream itself has no limit.
pub(crate) struct Lines<R> {
    stream: R,
    most: usize,
    limits: Limits,
    number: usize,
    offset: u64,
    is_over: bool,
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn of(stream: R, limits: &Limits) -> Self {
        Self { stream, most: limits.input, limits: *limits, number: 0, offset: 0, is_over: false }
    }

    /// The bytes of the next line, with its end, and how many of the stream they were; none at its end.
    fn take(&mut self) -> io::Result<Option<(Vec<u8>, u64)>> {
        let mut bytes = Vec::new();
        // The longest line, its end, and one byte to see that it is too long.
        let most = u64::try_from(self.most).unwrap_or(u64::MAX).saturating_add(3);
        let mut length = to_u64((&mut self.stream).take(most).read_until(b'\n', &mut bytes)?);
        if length == 0 {
            return Ok(None);
        }
        if length >= most && !bytes.ends_with(b"\n") {
            length = length.saturating_add(skip_line(&mut self.stream)?);
        }
        Ok(Some((bytes, length)))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        while !self.is_over {
            let offset = self.offset;
            self.number = self.number.saturating_add(1);
            let number = self.number;
            match self.take() {
                Ok(Some((mut bytes, length))) => {
                    self.offset = offset.saturating_add(length);
                    bytes.truncate(bytes.trim_ascii_end().len());
                    if bytes.trim_ascii_start().is_empty() {
                        continue;
                    }
                    let bytes = self.limits.check_input(bytes.len()).map(|()| bytes);
                    return Some(Line { number, offset, bytes });
                }
                Ok(None) => self.is_over = true,
                Err(error) => {
                    self.is_over = true;
                    return Some(Line { number, offset, bytes: Err(crate::input::cannot_read(error)) });
                }
            }
        }
        None
    }
}

/// Reads to the end of a line, and keeps nothing of it. Says how much that was.
fn skip_line(stream: &mut impl BufRead) -> io::Result<u64> {
    let mut skipped = 0_u64;
    loop {
        let buffer = match stream.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let end = buffer.iter().position(|byte| *byte == b'\n').map(|at| at + 1);
        let length = end.unwrap_or(buffer.len());
        stream.consume(length);
        skipped = skipped.saturating_add(to_u64(length));
        if end.is_some() || length == 0 {
            return Ok(skipped);
        }
    }
}

fn to_u64(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::tests::limit;

    fn lines(text: &[u8], most: usize) -> Vec<(usize, u64, Option<String>)> {
        // A small buffer, so that lines lie across its ends.
        let lines = Lines::of(io::BufReader::with_capacity(3, text), &limit(most));
        lines.map(|line| (line.number, line.offset, line.bytes.ok().map(|b| String::from_utf8(b).unwrap()))).collect()
    }

    #[test]
    fn json_is_put_on_one_line_and_stays_as_it_is() {
        let json = "{\n  \"a\\\"\\\\\" : [ 1.50,\r\n\t-0 , \"b  c\\n\" ],\n  \"é\": {}\n}\n";
        assert_eq!(
            String::from_utf8(one_line(json.as_bytes())).unwrap(),
            "{\"a\\\"\\\\\":[1.50,-0,\"b  c\\n\"],\"é\":{}}\n"
        );
        let same = |text: &[u8]| serde_json::from_slice::<serde_json::Value>(text).unwrap();
        assert_eq!(same(&one_line(json.as_bytes())), same(json.as_bytes()));
    }

    #[test]
    fn lines_are_numbered_as_an_editor_does() {
        let text = |text: &str| Some(text.to_owned());
        let found = lines(b"{1}\r\n\n  \n{2}\n{3}", 100);
        assert_eq!(found, [(1, 0, text("{1}")), (4, 9, text("{2}")), (5, 13, text("{3}"))]);
        assert!(lines(b"", 100).is_empty());
        assert!(lines(b"\n\n", 100).is_empty());
    }

    #[test]
    fn a_line_beyond_the_limit_is_passed_over() {
        let text = |text: &str| Some(text.to_owned());
        let found = lines(b"{1}\n{234567890123456789}\n{3}\n{1234}", 5);
        assert_eq!(found, [(1, 0, text("{1}")), (2, 4, None), (3, 25, text("{3}")), (4, 29, None)]);
        assert_eq!(lines(b"12345\r\n1", 5), [(1, 0, text("12345")), (2, 7, text("1"))]);
    }

    /// A line without an end is left soon after the limit.
    #[test]
    fn memory_is_bounded_by_the_limit() {
        let endless = io::BufReader::new(io::repeat(b'x').take(50_000_000));
        let found: Vec<_> = Lines::of(endless, &limit(1_000)).collect();
        assert!(matches!(&found[..], [Line { number: 1, offset: 0, bytes: Err(_) }]));
    }
}
