//! Unknown fields: JSON-shaped values, kept at the level where they stood.
//!
//! Numbers keep their digits (`1.0`, `1e3`, `12345678901234567890`), keys keep their order for writing, and equality ignores
//! that order.

use crate::json::{JsonPiece, json_pieces, json_string};
use crate::limits::Limits;
use crate::report::{Error, Location, Result};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::ops::Range;

/// A JSON value whose numbers keep their digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string, exact but for characters that XML cannot hold and for line ends.
    String(String),
    /// A list.
    Array(Vec<Value>),
    /// An object.
    Object(Ext),
}

/// A number by its digits, in the grammar of JSON (RFC 8259 §6).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Number(Box<str>);

impl Number {
    /// Reads a number; `None` if JSON would not.
    ///
    /// ```
    /// use vitae_core::Number;
    /// assert_eq!(Number::new("3.10").unwrap().as_str(), "3.10");
    /// assert!(Number::new("01234").is_none() && Number::new("+61").is_none());
    /// ```
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((m, e)) => (m, Some(e.strip_prefix(['+', '-']).unwrap_or(e))),
            None => (unsigned, None),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((w, f)) => (w, Some(f)),
            None => (mantissa, None),
        };
        let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
        let sound = digits(whole) && (whole == "0" || !whole.starts_with('0'));
        (sound && fraction.is_none_or(digits) && exponent.is_none_or(digits)).then(|| Self(text.into()))
    }

    /// The digits, as they were given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Unknown fields of one object, in the order in which they stood. Equality ignores the order.
///
/// ```
/// use vitae_core::{Ext, Value};
/// let mut a = Ext::default();
/// a.insert("x", Value::Bool(true));
/// a.insert("y", Value::Null);
/// let b: Ext = [("y", Value::Null), ("x", Value::Bool(true))].into_iter().collect();
/// assert_eq!(a, b);
/// ```
#[derive(Clone, Default, Eq)]
pub struct Ext {
    pairs: Vec<(String, Value)>,
    /// Where each key stands, once there are many: a file of a hundred thousand keys must not take minutes.
    index: Option<HashMap<String, usize>>,
}

/// With how many fields looking through all of them is slower than an index.
const MANY: usize = 32;

impl Ext {
    fn position(&self, key: &str) -> Option<usize> {
        match &self.index {
            Some(index) => index.get(key).copied(),
            None => self.pairs.iter().position(|(k, _)| k == key),
        }
    }

    /// Fields of which nobody stands twice.
    pub(crate) fn distinct(pairs: Vec<(String, Value)>) -> Self {
        let mut ext = Self { pairs, index: None };
        ext.reindex();
        ext
    }

    fn reindex(&mut self) {
        let is_long = self.pairs.len() > MANY;
        let all = || self.pairs.iter().enumerate().map(|(at, (key, _))| (key.clone(), at)).collect();
        self.index = is_long.then(all);
    }

    /// Sets a field; returns what stood there before.
    pub fn insert(&mut self, key: impl Into<String>, value: Value) -> Option<Value> {
        let key = key.into();
        if let Some((_, old)) = self.position(&key).and_then(|at| self.pairs.get_mut(at)) {
            return Some(std::mem::replace(old, value));
        }
        if let Some(index) = &mut self.index {
            index.insert(key.clone(), self.pairs.len());
        }
        self.pairs.push((key, value));
        if self.index.is_none() && self.pairs.len() > MANY {
            self.reindex();
        }
        None
    }

    /// The value of a field.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.position(key).and_then(|at| self.pairs.get(at)).map(|(_, value)| value)
    }

    /// Takes a field out.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        let at = self.position(key)?;
        let (_, value) = self.pairs.remove(at);
        self.reindex();
        Some(value)
    }

    /// All fields, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.pairs.iter().map(|(k, v)| (k.as_str(), v))
    }

    /// True when there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// The normal form: strings and keys hold only what XML can hold, and what nests deeper than [`Value::MAX_DEPTH`] is its JSON,
    /// as a string.
    #[must_use]
    pub fn normal(self) -> Self {
        self.normal_at(0)
    }

    fn normal_at(self, depth: usize) -> Self {
        let mut out = Self::default();
        for (key, value) in self.pairs {
            out.insert(crate::text::clean(&key), value.normal_at(depth));
        }
        out
    }
}

impl Value {
    /// How many lists and objects may stand in each other. Every format must be able to hold a value wherever it stands, inside of
    /// what the format itself puts around it; and whoever goes through values by recursion needs no more stack than this many steps.
    pub const MAX_DEPTH: usize = 32;

    fn normal_at(self, depth: usize) -> Self {
        match self {
            Self::String(s) => Self::String(crate::text::clean(&s)),
            Self::Array(_) | Self::Object(_) if depth >= Self::MAX_DEPTH => {
                Self::String(crate::text::clean(&self.to_json()))
            }
            Self::Array(items) => Self::Array(items.into_iter().map(|item| item.normal_at(depth + 1)).collect()),
            Self::Object(object) => Self::Object(object.normal_at(depth + 1)),
            other => other,
        }
    }

    /// How many lists and objects stand in each other: 0 for a value that is none.
    ///
    /// ```
    /// use vitae_core::Value;
    /// assert_eq!(Value::parse_json(r#"[{"a": 1}, []]"#)?.depth(), 2);
    /// # Ok::<(), vitae_core::Error>(())
    /// ```
    #[must_use]
    pub fn depth(&self) -> usize {
        match self {
            Self::Array(items) => 1 + items.iter().map(Self::depth).max().unwrap_or_default(),
            Self::Object(object) => 1 + object.iter().map(|(_, value)| value.depth()).max().unwrap_or_default(),
            _ => 0,
        }
    }
}

impl fmt::Debug for Ext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

/// A list or object whose end is not reached yet.
enum Open {
    Array(Vec<Value>),
    Object { pairs: Vec<(String, Value)>, keys: HashSet<String>, key: Option<String> },
}

impl Value {
    /// Reads JSON. Numbers keep their digits; nesting and size are bounded by the usual [`Limits`].
    ///
    /// # Errors
    /// When the text is no JSON, has a key twice in one object, or passes a limit; the error says where.
    ///
    /// ```
    /// use vitae_core::Value;
    /// let text = r#"{"x-grade":1.0,"y":[true,null,"é\n"]}"#;
    /// assert_eq!(Value::parse_json(text)?.to_json(), text);
    /// assert!(Value::parse_json(r#"{"a":1,"a":2}"#).is_err());
    /// # Ok::<(), vitae_core::Error>(())
    /// ```
    pub fn parse_json(text: &str) -> Result<Self> {
        let limits = Limits::default();
        let at = |error: Error, at: Range<usize>| error.at(Location::in_text(text, at));
        let mut open: Vec<Open> = Vec::new();
        let mut done = Self::Null;
        for (number, found) in json_pieces(text).enumerate() {
            let (piece, place) = found.map_err(|flaw| flaw.into_error(text))?;
            let checked = limits.check_nodes(number).and_then(|()| limits.check_depth(open.len()));
            checked.map_err(|error| at(error, place.clone()))?;
            let value = match piece {
                JsonPiece::BeginArray => {
                    open.push(Open::Array(Vec::new()));
                    continue;
                }
                JsonPiece::BeginObject => {
                    open.push(Open::Object { pairs: Vec::new(), keys: HashSet::new(), key: None });
                    continue;
                }
                JsonPiece::Key(new) => {
                    if let Some(Open::Object { keys, key, .. }) = open.last_mut() {
                        if !keys.insert(new.to_string()) {
                            let message = format!("the key `{new}` stands here a second time");
                            return Err(at(
                                Error::invalid("duplicate-key", message).help("keep one of the two"),
                                place,
                            ));
                        }
                        *key = Some(new.into_owned());
                        limits.check_keys(keys.len()).map_err(|error| at(error, place))?;
                    }
                    continue;
                }
                JsonPiece::EndArray | JsonPiece::EndObject => match open.pop() {
                    Some(Open::Array(items)) => Self::Array(items),
                    Some(Open::Object { pairs, .. }) => Self::Object(Ext::distinct(pairs)),
                    None => Self::Null,
                },
                JsonPiece::String(text) => Self::String(text.into_owned()),
                JsonPiece::Number(digits) => Number::new(digits).map_or(Self::Null, Self::Number),
                JsonPiece::Bool(truth) => Self::Bool(truth),
                JsonPiece::Null => Self::Null,
            };
            match open.last_mut() {
                None => done = value,
                Some(Open::Array(items)) => items.push(value),
                Some(Open::Object { pairs, key, .. }) => pairs.extend(key.take().map(|key| (key, value))),
            }
        }
        Ok(done)
    }

    /// JSON without white space, all on one line.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut out = String::new();
        self.write_json(&mut out);
        out
    }

    fn write_json(&self, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(truth) => out.push_str(if *truth { "true" } else { "false" }),
            Self::Number(number) => out.push_str(number.as_str()),
            Self::String(text) => out.push_str(&json_string(text)),
            Self::Array(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    item.write_json(out);
                }
                out.push(']');
            }
            Self::Object(object) => {
                out.push('{');
                for (index, (key, value)) in object.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    out.push_str(&json_string(key));
                    out.push(':');
                    value.write_json(out);
                }
                out.push('}');
            }
        }
    }
}

impl PartialEq for Ext {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().all(|(k, v)| other.get(k) == Some(v))
    }
}

impl<K: Into<String>> FromIterator<(K, Value)> for Ext {
    fn from_iter<I: IntoIterator<Item = (K, Value)>>(pairs: I) -> Self {
        let mut ext = Self::default();
        for (key, value) in pairs {
            ext.insert(key, value);
        }
        ext
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl Serialize for Value {
    /// For machine-readable reports. A number that no machine type holds exactly is written as a string.
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(b) => serializer.serialize_bool(*b),
            Self::Number(n) => match (n.as_str().parse::<i64>(), n.as_str().parse::<f64>()) {
                (Ok(i), _) => serializer.serialize_i64(i),
                (_, Ok(f)) if f.to_string() == n.as_str() => serializer.serialize_f64(f),
                _ => serializer.serialize_str(n.as_str()),
            },
            Self::String(s) => serializer.serialize_str(s),
            Self::Array(items) => {
                let mut seq = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    seq.serialize_element(item)?;
                }
                seq.end()
            }
            Self::Object(object) => object.serialize(serializer),
        }
    }
}

impl Serialize for Ext {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (key, value) in self.iter() {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_fields_are_found_as_few_are() {
        let mut ext: Ext = (0..1000).map(|i| (format!("k{i}"), Value::Bool(i % 2 == 0))).collect();
        assert_eq!(ext.get("k999"), Some(&Value::Bool(false)));
        assert_eq!(ext.insert("k7", Value::Null), Some(Value::Bool(false)));
        assert_eq!(ext.remove("k3"), Some(Value::Bool(false)));
        assert_eq!((ext.get("k3"), ext.get("k4"), ext.len()), (None, Some(&Value::Bool(true)), 999));
        assert_eq!(ext.iter().nth(3).map(|(key, _)| key), Some("k4"));
    }

    #[test]
    fn only_json_numbers_are_numbers() {
        for good in ["0", "-1", "1.0", "1e3", "12345678901234567890", "3.10", "1E-7", "-0.5e+2"] {
            assert!(Number::new(good).is_some(), "{good}");
        }
        for bad in ["", "-", "01", "+1", ".5", "1.", "1e", "0x1F", "1_000", "NaN", "1:30"] {
            assert!(Number::new(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn what_nests_too_deep_is_its_json() {
        let nested = |depth: usize| "[".repeat(depth) + "1" + &"]".repeat(depth);
        let normal = |depth: usize| {
            let ext: Ext = [("x-a", Value::parse_json(&nested(depth)).unwrap())].into_iter().collect();
            ext.normal()
        };
        assert_eq!(normal(32).get("x-a").unwrap().to_json(), nested(32));
        assert_eq!(
            normal(34).get("x-a").unwrap().to_json(),
            format!("{0}\"[[1]]\"{1}", "[".repeat(32), "]".repeat(32))
        );
        assert_eq!(normal(60).normal(), normal(60));
        assert_eq!(normal(60).get("x-a").unwrap().depth(), Value::MAX_DEPTH);
    }
}
