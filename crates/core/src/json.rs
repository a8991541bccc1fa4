//! JSON as text (RFC 8259): its pieces in order, each with its place.
//!
//! One reader for everything that is JSON here: the values that documents carry along, and the format `json` with its places. It
//! keeps no stack but one bit for each open bracket, so that no input can make it recurse.
//!
//! | written | read as |
//! |---|---|
//! | a number | its digits |
//! | `\uD83D\uDE00` | the one character |
//! | `\uD83D` alone | an error: half a character is none |
//! | a key that stands twice in one object | an error of [`crate::Value::parse_json`] |
//! | a comment, a comma at the end, quotes of another kind, no quotes | an error that says what JSON wants |

use crate::report::{Error, Location, nearest};
use crate::value::Number;
use std::borrow::Cow;
use std::ops::Range;

/// A piece of JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JsonPiece<'t> {
    /// `{`
    BeginObject,
    /// `}`
    EndObject,
    /// `[`
    BeginArray,
    /// `]`
    EndArray,
    /// A string before a colon.
    Key(Cow<'t, str>),
    /// A string.
    String(Cow<'t, str>),
    /// A number, by its digits.
    Number(&'t str),
    /// `true` or `false`.
    Bool(bool),
    /// `null`.
    Null,
}

/// What is wrong with a JSON text, where, and what would have worked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonFlaw {
    /// What is wrong.
    pub message: String,
    /// What would have worked.
    pub help: String,
    /// Where, in bytes.
    pub at: Range<usize>,
}

/// The pieces of one JSON text, in order, each with its bytes. After a flaw there are no more.
///
/// ```
/// use vitae_core::{JsonPiece, json_pieces};
/// let pieces: Result<Vec<_>, _> = json_pieces(r#"{"a": 1.0}"#).collect();
/// assert_eq!(pieces.unwrap()[2], (JsonPiece::Number("1.0"), 6..9));
/// assert_eq!(json_pieces("[1,]").last().unwrap().unwrap_err().at, 2..3);
/// ```
#[must_use]
pub const fn json_pieces(text: &str) -> JsonPieces<'_> {
    JsonPieces { text, at: 0, open: Vec::new(), expects: Expects::Value }
}

/// See [`json_pieces`].
#[derive(Debug, Clone)]
pub struct JsonPieces<'t> {
    text: &'t str,
    at: usize,
    /// The brackets that are open: their places, and whether each is an object.
    open: Vec<(usize, bool)>,
    expects: Expects,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expects {
    Value,
    /// A value, or the end of the array that has just begun.
    ValueOrEnd,
    Key,
    /// A key, or the end of the object that has just begun.
    KeyOrEnd,
    CommaOrEnd,
    /// White space only.
    End,
    /// Nothing: the text is done, or has a flaw.
    Nothing,
}

type Found<'t> = std::result::Result<(JsonPiece<'t>, Range<usize>), JsonFlaw>;

impl<'t> Iterator for JsonPieces<'t> {
    type Item = Found<'t>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.expects == Expects::Nothing {
            return None;
        }
        let found = self.piece();
        if !matches!(found, Some(Ok(_))) {
            self.expects = Expects::Nothing;
        }
        found
    }
}

impl<'t> JsonPieces<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip_white(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    fn flaw<T>(&self, message: impl Into<String>, help: impl Into<String>) -> Option<std::result::Result<T, JsonFlaw>> {
        let length = self.rest().chars().next().map_or(0, char::len_utf8);
        Some(Err(JsonFlaw { message: message.into(), help: help.into(), at: self.at..self.at + length }))
    }

    fn piece(&mut self) -> Option<Found<'t>> {
        self.skip_white();
        let next = self.rest().bytes().next();
        let in_object = self.open.last().is_some_and(|(_, object)| *object);
        match (self.expects, next) {
            (Expects::Nothing, _) | (Expects::End, None) => None,
            (Expects::End, Some(_)) => {
                self.flaw("text follows the end of the value", "a file holds one value: remove the rest")
            }
            (_, None) => self.unfinished(),
            (Expects::KeyOrEnd | Expects::CommaOrEnd, Some(b'}')) if in_object => Some(Ok(self.close())),
            (Expects::ValueOrEnd | Expects::CommaOrEnd, Some(b']')) if !in_object => Some(Ok(self.close())),
            (Expects::CommaOrEnd, Some(b',')) => self.after_comma(in_object),
            (Expects::CommaOrEnd, Some(_)) => self.no_comma(in_object),
            (Expects::Key | Expects::KeyOrEnd, Some(b'"')) => self.key(),
            (Expects::Key | Expects::KeyOrEnd, Some(_)) => self.no_key(),
            (Expects::Value | Expects::ValueOrEnd, Some(byte)) => self.value(byte),
        }
    }

    fn unfinished(&self) -> Option<Found<'t>> {
        let Some((start, object)) = self.open.last() else {
            return self.flaw("the text says nothing", "a JSON text is one value, such as `{\"basics\": {}}`");
        };
        let (bracket, end) = if *object { ('{', '}') } else { ('[', ']') };
        let message = format!("the text ends, and this bracket `{bracket}` is still open");
        Some(Err(JsonFlaw { message, help: format!("close it with `{end}`"), at: *start..*start + 1 }))
    }

    fn close(&mut self) -> (JsonPiece<'t>, Range<usize>) {
        let object = self.open.pop().is_some_and(|(_, object)| object);
        self.at += 1;
        self.value_is_done();
        (if object { JsonPiece::EndObject } else { JsonPiece::EndArray }, self.at - 1..self.at)
    }

    const fn value_is_done(&mut self) {
        self.expects = if self.open.is_empty() { Expects::End } else { Expects::CommaOrEnd };
    }

    fn after_comma(&mut self, in_object: bool) -> Option<Found<'t>> {
        let comma = self.at;
        self.at += 1;
        self.skip_white();
        if self.rest().starts_with(['}', ']']) {
            self.at = comma;
            return self
                .flaw("a comma stands before the closing bracket", "remove it: a comma stands between two values");
        }
        self.expects = if in_object { Expects::Key } else { Expects::Value };
        self.piece()
    }

    fn no_comma(&self, in_object: bool) -> Option<Found<'t>> {
        match self.rest().chars().next() {
            Some('}' | ']') => {
                self.flaw("this bracket closes one of the other kind", "close `{` with `}`, and `[` with `]`")
            }
            Some('/' | '#') => self.comment(),
            Some(':') if !in_object => {
                self.flaw("a colon stands in a list", "a list holds values; keys stand between `{` and `}`")
            }
            _ => self.flaw("a comma is missing before this", "put `,` between two values"),
        }
    }

    fn comment(&self) -> Option<Found<'t>> {
        self.flaw("JSON has no comments", "remove it, or keep the words under a key of their own, such as `\"x-note\"`")
    }

    fn no_key(&self) -> Option<Found<'t>> {
        match self.rest().chars().next() {
            Some('\'' | '“' | '”' | '„' | '‘' | '’') => self.quotes(),
            Some('/' | '#') => self.comment(),
            Some(c) if c.is_alphabetic() || c == '_' || c == '$' => {
                let is_of_key = |c: &char| c.is_alphanumeric() || "_$-".contains(*c);
                // As much of it as a message can show.
                let word: String = self.rest().chars().take_while(is_of_key).take(40).collect();
                self.flaw("a key must stand in quotes", format!("write `\"{word}\"`"))
            }
            _ => self.flaw("a key must stand here", "write a text in double quotes, and `:` after it"),
        }
    }

    fn quotes(&self) -> Option<Found<'t>> {
        self.flaw("a text stands between double quotes", "write `\"` before and after it")
    }

    fn key(&mut self) -> Option<Found<'t>> {
        let start = self.at;
        let key = match self.string() {
            Ok(key) => key,
            Err(flaw) => return Some(Err(flaw)),
        };
        let end = self.at;
        self.skip_white();
        if !self.rest().starts_with(':') {
            return if self.rest().is_empty() {
                self.unfinished()
            } else {
                self.flaw("a colon is missing after the key", "write `:` between a key and its value")
            };
        }
        self.at += 1;
        self.expects = Expects::Value;
        Some(Ok((JsonPiece::Key(key), start..end)))
    }

    fn value(&mut self, byte: u8) -> Option<Found<'t>> {
        let start = self.at;
        let piece = match byte {
            b'{' | b'[' => {
                let object = byte == b'{';
                self.open.push((start, object));
                self.at += 1;
                self.expects = if object { Expects::KeyOrEnd } else { Expects::ValueOrEnd };
                let piece = if object { JsonPiece::BeginObject } else { JsonPiece::BeginArray };
                return Some(Ok((piece, start..self.at)));
            }
            b'"' => match self.string() {
                Ok(text) => JsonPiece::String(text),
                Err(flaw) => return Some(Err(flaw)),
            },
            _ => match self.word() {
                Some(piece) => piece,
                None => return self.no_value(),
            },
        };
        self.value_is_done();
        Some(Ok((piece, start..self.at)))
    }

    /// A number, a truth value or `null`.
    fn word(&mut self) -> Option<JsonPiece<'t>> {
        let rest = self.rest();
        let end =
            rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))).unwrap_or(rest.len());
        let word = rest.get(..end)?;
        let piece = match word {
            "null" => JsonPiece::Null,
            "true" => JsonPiece::Bool(true),
            "false" => JsonPiece::Bool(false),
            digits => Number::new(digits).map(|_| JsonPiece::Number(digits))?,
        };
        self.at += end;
        Some(piece)
    }

    fn no_value(&self) -> Option<Found<'t>> {
        let word: String = self
            .rest()
            .chars()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '+' | '-' | '.' | '_'))
            .take(40)
            .collect();
        let (message, help) = match self.rest().chars().next() {
            Some('\'' | '“' | '”' | '„' | '‘' | '’') => return self.quotes(),
            Some('/' | '#') => return self.comment(),
            Some('}' | ']' | ',' | ':') => {
                ("a value is missing here".to_owned(), "write a value, or remove what belongs to it".to_owned())
            }
            Some(c) if c.is_ascii_digit() || matches!(c, '-' | '+' | '.') => {
                (format!("`{word}` is no number in JSON"), format!("put it in quotes if it is a text: `\"{word}\"`"))
            }
            Some(_) if !word.is_empty() => {
                let (lower, words) = (word.to_lowercase(), ["true", "false", "null"]);
                let near = words.into_iter().find(|word| *word == lower).or_else(|| nearest(&lower, words));
                let quoted = || format!("put it in quotes: `\"{word}\"`");
                (
                    format!("`{word}` is no value in JSON"),
                    near.map_or_else(quoted, |near| format!("did you mean `{near}`?")),
                )
            }
            _ => ("this begins no value".to_owned(), "a text stands in double quotes".to_owned()),
        };
        let end = self.at + word.len().max(self.rest().chars().next().map_or(0, char::len_utf8));
        Some(Err(JsonFlaw { message, help, at: self.at..end }))
    }

    /// A string, from its opening quote.
    fn string(&mut self) -> std::result::Result<Cow<'t, str>, JsonFlaw> {
        let start = self.at;
        let flaw =
            |message: &str, help: &str, at: Range<usize>| JsonFlaw { message: message.into(), help: help.into(), at };
        let mut text = Cow::Borrowed("");
        self.at += 1;
        loop {
            let rest = self.rest();
            let end = rest.find(|c: char| matches!(c, '"' | '\\') || c < ' ').unwrap_or(rest.len());
            let plain = rest.get(..end).unwrap_or_default();
            if text.is_empty() {
                text = Cow::Borrowed(plain)
            } else {
                text.to_mut().push_str(plain)
            }
            self.at += end;
            match self.rest().bytes().next() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => {
                    let c = self.escape()?;
                    text.to_mut().push(c);
                }
                Some(b'\n' | b'\r') => {
                    let message = "this text is not closed on its line";
                    return Err(flaw(
                        message,
                        "close it with `\"`; a line end inside a text is written `\\n`",
                        start..self.at,
                    ));
                }
                Some(_) => {
                    let help = "write it as an escape: a tab is `\\t`";
                    return Err(flaw("a control character cannot stand in a text", help, self.at..self.at + 1));
                }
                None => return Err(flaw("this text is not closed", "close it with `\"`", start..start + 1)),
            }
        }
    }

    /// An escape, from its backslash.
    fn escape(&mut self) -> std::result::Result<char, JsonFlaw> {
        let start = self.at;
        let code = self.rest().chars().nth(1);
        let simple = match code {
            Some(c @ ('"' | '\\' | '/')) => Some(c),
            Some('b') => Some('\u{8}'),
            Some('f') => Some('\u{c}'),
            Some('n') => Some('\n'),
            Some('r') => Some('\r'),
            Some('t') => Some('\t'),
            _ => None,
        };
        if let Some(c) = simple {
            self.at += 2;
            return Ok(c);
        }
        let flaw = |message: &str, help: &str, length: usize| {
            Err(JsonFlaw { message: message.into(), help: help.into(), at: start..start + length })
        };
        if code != Some('u') {
            let length = 1 + code.map_or(0, char::len_utf8);
            return flaw("there is no such escape in JSON", "a backslash itself is written `\\\\`", length);
        }
        let Some(first) = self.four_digits() else {
            return flaw("`\\u` needs four digits from 0 to F", "write `\\u00E9`, or the character itself", 2);
        };
        if let Some(c) = char::from_u32(first) {
            return Ok(c);
        }
        let second = if self.rest().starts_with("\\u") { self.four_digits() } else { None };
        match (first, second) {
            (0xD800..=0xDBFF, Some(low @ 0xDC00..=0xDFFF)) => {
                Ok(char::from_u32(0x10000 + ((first - 0xD800) << 10) + (low - 0xDC00)).unwrap_or('\u{FFFD}'))
            }
            _ => flaw(
                "this escape is half of a character",
                "write both halves, such as `\\uD83D\\uDE00`, or the character itself",
                6,
            ),
        }
    }

    /// The number in `\u00E9`.
    fn four_digits(&mut self) -> Option<u32> {
        let digits = self.rest().get(2..6)?;
        let sound = digits.bytes().all(|b| b.is_ascii_hexdigit());
        let number = u32::from_str_radix(digits, 16).ok().filter(|_| sound)?;
        self.at += 6;
        Some(number)
    }
}

impl JsonFlaw {
    /// The error for a flaw in `text`.
    #[must_use]
    pub fn into_error(self, text: &str) -> Error {
        Error::invalid("json", self.message).help(self.help).at(Location::in_text(text, self.at))
    }
}

/// A text as JSON writes it: in quotes, with the escapes that it must have, and for what nobody could see.
///
/// ```
/// assert_eq!(vitae_core::json_string("\"é\"\n\u{7f}"), r#""\"é\"\n\u007f""#);
/// ```
#[must_use]
pub fn json_string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Value;

    fn flaw(text: &str) -> String {
        let error = Value::parse_json(text).unwrap_err();
        let help = error.diagnostic.help.clone().unwrap_or_default();
        let Some(Location::Text { line, column, .. }) = &error.diagnostic.at else { panic!("{error}") };
        format!("{line}:{column} {}; {help}", error.diagnostic.message)
    }

    #[test]
    fn what_json_holds_comes_back() {
        for text in [
            "null",
            "-0.50e+2",
            "12345678901234567890",
            "\"\"",
            "[]",
            "{}",
            "[[],{}]",
            r#"{"":{"a":[1,2.0,"x"]},"b":false}"#,
            r#""\u0001\u007f\u2028\ufeff""#,
        ] {
            assert_eq!(Value::parse_json(text).unwrap().to_json(), text);
        }
        let value = Value::parse_json(" { \"a\" : [ 1 , \"\\uD83D\\uDE00\\/\\b\\f\\r\" ] }\r\n").unwrap();
        assert_eq!(value.to_json(), r#"{"a":[1,"😀/\u0008\u000c\r"]}"#);
    }

    #[test]
    fn a_flaw_says_what_would_have_worked() {
        for (text, said) in [
            ("", "1:1 the text says nothing; a JSON text is one value, such as `{\"basics\": {}}`"),
            ("[1,]", "1:3 a comma stands before the closing bracket; remove it: a comma stands between two values"),
            ("[1 2]", "1:4 a comma is missing before this; put `,` between two values"),
            ("{a: 1}", "1:2 a key must stand in quotes; write `\"a\"`"),
            ("{'a': 1}", "1:2 a text stands between double quotes; write `\"` before and after it"),
            ("{\"a\" 1}", "1:6 a colon is missing after the key; write `:` between a key and its value"),
            ("{\"a\": }", "1:7 a value is missing here; write a value, or remove what belongs to it"),
            ("[01]", "1:2 `01` is no number in JSON; put it in quotes if it is a text: `\"01\"`"),
            ("[True]", "1:2 `True` is no value in JSON; did you mean `true`?"),
            ("[Mara]", "1:2 `Mara` is no value in JSON; put it in quotes: `\"Mara\"`"),
            ("[1] x", "1:5 text follows the end of the value; a file holds one value: remove the rest"),
            ("{\"a\": [1", "1:7 the text ends, and this bracket `[` is still open; close it with `]`"),
            ("[1}", "1:3 this bracket closes one of the other kind; close `{` with `}`, and `[` with `]`"),
            (
                "[1, // one\n2]",
                "1:5 JSON has no comments; remove it, or keep the words under a key of their own, such as `\"x-note\"`",
            ),
            (
                "[\"a\nb\"]",
                "1:2 this text is not closed on its line; close it with `\"`; a line end inside a text is written `\\n`",
            ),
            ("\"a\tb\"", "1:3 a control character cannot stand in a text; write it as an escape: a tab is `\\t`"),
            ("\"\\x\"", "1:2 there is no such escape in JSON; a backslash itself is written `\\\\`"),
            ("\"\\u12\"", "1:2 `\\u` needs four digits from 0 to F; write `\\u00E9`, or the character itself"),
            (
                "\"\\uD83D!\"",
                "1:2 this escape is half of a character; write both halves, such as `\\uD83D\\uDE00`, or the character itself",
            ),
            ("{\"a\":1,\"a\":2}", "1:8 the key `a` stands here a second time; keep one of the two"),
        ] {
            assert_eq!(flaw(text), said);
        }
        assert!(flaw(&"[".repeat(100_000)).contains("`depth`"));
        assert!(flaw(&format!("[{}1]", "1,".repeat(250_001))).contains("`nodes`"));
    }

    #[test]
    fn a_long_key_without_quotes_gives_a_short_help() {
        let shown = "k".repeat(40);
        assert_eq!(
            flaw(&format!("{{{}: 1}}", "k".repeat(10_000))),
            format!("1:2 a key must stand in quotes; write `\"{shown}\"`")
        );
    }
}
