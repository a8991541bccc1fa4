//! Pointing at words of a text instead of repeating them.
//!
//! A value that is kept out of sight must not keep what is deleted in sight. So words of it that stand in the visible text are
//! named by their place there: `[start, length]` in characters if that is all of the value, else a list of such places and of
//! what stands between them, such as marks.

use crate::facts::{number, of_number};
use std::collections::HashMap;
use std::ops::Range;
use vitae_core::Value;

/// How many places of one word are tried for the longest stretch.
const TRIED: usize = 8;

/// A text that is pointed at.
pub(crate) struct Pointing<'t> {
    text: &'t str,
    words: Vec<Range<usize>>,
    /// For each word, which of the words it is.
    places: HashMap<&'t str, Vec<usize>>,
}

impl<'t> Pointing<'t> {
    pub(crate) fn at(text: &'t str) -> Self {
        let words = words(text);
        let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, word) in words.iter().enumerate() {
            let all = places.entry(text.get(word.clone()).unwrap_or_default()).or_default();
            if all.len() < TRIED {
                all.push(index);
            }
        }
        Self { text, words, places }
    }

    /// The value with places instead of words.
    pub(crate) fn pointed(&self, said: String) -> Value {
        let own = words(&said);
        let (mut pieces, mut done, mut at) = (Vec::new(), 0, 0);
        while let Some(word) = own.get(at) {
            match self.longest(&said, &own, at) {
                Some((length, place)) => {
                    let end = own.get(at + length - 1).map_or(word.end, |last| last.end);
                    pieces.extend(literal(said.get(done..word.start)));
                    let start = self.text.get(..place.start).unwrap_or_default().chars().count();
                    let length_in_text = self.text.get(place).unwrap_or_default().chars().count();
                    pieces.push(Value::Array(vec![of_number(start), of_number(length_in_text)]));
                    (done, at) = (end, at + length);
                }
                None => at += 1,
            }
        }
        if pieces.is_empty() {
            return Value::String(said);
        }
        pieces.extend(literal(said.get(done..)));
        let pointer = match pieces.as_slice() {
            [only @ Value::Array(_)] => only.clone(),
            _ => Value::Array(pieces),
        };
        Value::Object([("@", pointer)].into_iter().collect())
    }

    /// The longest stretch of words from here that stands in the text: how many words, and where.
    fn longest(&self, said: &str, own: &[Range<usize>], at: usize) -> Option<(usize, Range<usize>)> {
        let first = said.get(own.get(at)?.clone())?;
        let places = self.places.get(first)?;
        let best =
            places.iter().map(|&place| (self.shared(said, own, at, place), place)).max_by_key(|(length, _)| *length);
        let (length, place) = best?;
        let (start, end) = (self.words.get(place)?.start, self.words.get(place + length - 1)?.end);
        Some((length, start..end))
    }

    /// How many words are the same in both, with the same between them.
    fn shared(&self, said: &str, own: &[Range<usize>], at: usize, place: usize) -> usize {
        let stretch = |text: &str, words: &[Range<usize>], from: usize, length: usize| -> Option<String> {
            let begin = if length == 0 { words.get(from)?.start } else { words.get(from + length - 1)?.end };
            text.get(begin..words.get(from + length)?.end).map(str::to_owned)
        };
        let same = |length: &usize| {
            let ours = stretch(said, own, at, *length);
            ours.is_some() && ours == stretch(self.text, &self.words, place, *length)
        };
        (0..).take_while(same).count()
    }
}

/// A text whose places are looked up.
pub(crate) struct Pointed<'t> {
    text: &'t str,
    /// Where each character begins, and where the text ends.
    starts: Vec<usize>,
    /// How many bytes may still be taken out: a few pointers must not make a book of a line.
    left: usize,
}

impl<'t> Pointed<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Self { text, starts, left: (64 << 10) + 8 * text.len() }
    }

    /// The string that places and pieces make; `None` for what is no pointer, or takes too much.
    pub(crate) fn resolved(&mut self, pointer: &[Value]) -> Option<String> {
        if let [start @ Value::Number(_), length] = pointer {
            return self.stretch(start, length).map(str::to_owned);
        }
        let mut out = String::new();
        for piece in pointer {
            match piece {
                Value::String(text) => out.push_str(text),
                Value::Array(place) => match place.as_slice() {
                    [start, length] => out.push_str(self.stretch(start, length)?),
                    _ => return None,
                },
                _ => return None,
            }
        }
        Some(out)
    }

    fn stretch(&mut self, start: &Value, length: &Value) -> Option<&'t str> {
        let start = number(start)?;
        let end = start.checked_add(number(length)?)?;
        let stretch = self.text.get(*self.starts.get(start)?..*self.starts.get(end)?)?;
        self.left = self.left.checked_sub(stretch.len())?;
        Some(stretch)
    }
}

fn literal(text: Option<&str>) -> Option<Value> {
    text.filter(|text| !text.is_empty()).map(Value::from)
}

/// Where the words are: stretches of letters and digits.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        let end = at + c.len_utf8();
        match out.last_mut() {
            Some(last) if last.end == at => last.end = end,
            _ => out.push(at..end),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn there_and_back(said: &str, text: &str) -> String {
        let value = Pointing::at(text).pointed(said.to_owned());
        let shown = value.to_json();
        let back = match value {
            Value::Object(object) => match object.get("@") {
                Some(Value::Array(pointer)) => Pointed::of(text).resolved(pointer).unwrap(),
                other => panic!("{other:?}"),
            },
            Value::String(text) => text,
            other => panic!("{other:?}"),
        };
        assert_eq!(back, said);
        shown
    }

    #[test]
    fn a_few_pointers_make_no_book() {
        let text = "word ".repeat(10_000);
        let all = Value::Array(vec![of_number(0), of_number(50_000)]);
        assert!(Pointed::of(&text).resolved(&vec![all.clone(); 4]).is_some());
        assert_eq!(Pointed::of(&text).resolved(&vec![all; 1_000]), None);
    }

    #[test]
    fn words_of_the_text_are_pointed_at_with_marks_between() {
        assert_eq!(there_and_back("DropNet Pty", "About DropNet Pty Ltd"), r#"{"@":[6,11]}"#);
        assert_eq!(
            there_and_back("The **leading** shop", "The leading shop"),
            r#"{"@":[[0,3]," **",[4,7],"** ",[12,4]]}"#
        );
        assert_eq!(there_and_back("nothing of it", "Größe"), r#""nothing of it""#);
        assert_eq!(there_and_back("ü", "zürich ü"), r#"{"@":[7,1]}"#);
        assert_eq!(there_and_back("", "x"), r#""""#);
    }
}
