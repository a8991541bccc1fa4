//! The check of simple values: the same in Rust that the facets in [`crate::values`] are in the schema.

use super::base64;
use crate::values::Value;
use vitae_core::{Date, Id, Lang, Text, nearest};

/// The white space of XML.
pub(crate) const WHITE: &[char] = &[' ', '\t', '\n', '\r'];

/// A value that cannot be.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// What it should be.
    pub(crate) wanted: String,
    /// What would work.
    pub(crate) help: String,
}

impl Value {
    /// Takes or refuses a text.
    pub(crate) fn check(self, text: &str) -> Result<(), Refusal> {
        let text = collapse(text);
        let names = || -> Vec<String> { self.facets().1.into_iter().map(|(_, value)| value).collect() };
        let (sound, wanted, help): (bool, &str, &str) = match self {
            Self::Text | Self::Exact => return Ok(()),
            Self::Phrase => (Text::new(&text).is_some(), "words", "write them, or leave the whole piece out"),
            Self::Id => (Id::new(&text).is_some(), "a name without white space", "write it as one word: `first-job`"),
            Self::Lang => {
                (text.is_ascii() && Lang::new(&text).is_some(), "a language tag", "write `en`, `de-AT`, `zh-Hant`")
            }
            Self::Date => (
                Date::from_edtf(&text).is_some(),
                "a date in EDTF",
                "write 2016, 2016-09, 2016-09-01, or 2016-22 for a summer; words go into `<text>`",
            ),
            Self::Rating => {
                (is_rating(&text), "a rating", "write how many of how many: `4/5`; words go into `<level>`")
            }
            Self::Start => (
                (1..=9).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()),
                "a number from 0 to 999999999",
                "write digits alone",
            ),
            Self::Base64 => {
                let bytes = base64::decode(&text);
                (bytes.is_some_and(|bytes| !bytes.is_empty()), "bytes in base64", "encode them again, with padding")
            }
            Self::Flag | Self::Truth | Self::Direction | Self::Kind | Self::Level | Self::Version => {
                let names = names();
                if names.contains(&text) {
                    return Ok(());
                }
                return Err(self.not_one_of(&text, &names));
            }
        };
        if sound { Ok(()) } else { Err(Refusal { wanted: wanted.into(), help: help.into() }) }
    }

    fn not_one_of(self, text: &str, names: &[String]) -> Refusal {
        let listed: Vec<_> = names.iter().filter(|name| !name.is_empty()).map(|name| format!("`{name}`")).collect();
        let help = match nearest(text, names.iter().map(String::as_str)) {
            _ if self == Self::Version => "this program knows version 1; a newer one may read it".into(),
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("it can be {}", listed.join(", ")),
        };
        let wanted = match self {
            Self::Kind => "a kind of section",
            Self::Level => "a level of the Common European Framework",
            Self::Direction => "a direction of writing",
            Self::Version => "a version of this vocabulary that is known here",
            _ => "`true` or `false`",
        };
        Refusal { wanted: wanted.into(), help }
    }
}

/// `n/m` with one to three digits each, and at most one space around the stroke.
fn is_rating(text: &str) -> bool {
    let Some((value, of)) = text.split_once('/') else { return false };
    let number = |t: &str| (1..=3).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_digit());
    number(value.strip_suffix(' ').unwrap_or(value)) && number(of.strip_prefix(' ').unwrap_or(of))
}

/// The text with its white space as XML Schema's `xs:token` has it.
pub(crate) fn collapse(text: &str) -> String {
    let mut words = text.split(WHITE).filter(|word| !word.is_empty());
    let mut out = words.next().unwrap_or_default().to_owned();
    for word in words {
        out.push(' ');
        out.push_str(word);
    }
    out
}

/// What a flag says. Checked before.
pub(crate) fn truth(text: &str) -> bool {
    !matches!(collapse(text).as_str(), "false" | "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn takes(value: Value, text: &str) -> bool {
        value.check(text).is_ok()
    }

    #[test]
    fn values_are_taken_and_refused() {
        assert!(takes(Value::Phrase, " x\n") && !takes(Value::Phrase, " \u{a0}\n"));
        assert!(takes(Value::Id, " first-job ") && !takes(Value::Id, "first job") && !takes(Value::Id, ""));
        assert!(takes(Value::Lang, "zh-Hant") && !takes(Value::Lang, "e") && !takes(Value::Lang, "\u{a0}en"));
        assert!(takes(Value::Date, " 2016-09\n") && !takes(Value::Date, "2016-13") && !takes(Value::Date, "2016 -09"));
        assert!(takes(Value::Flag, "") && takes(Value::Flag, " false ") && !takes(Value::Flag, "no"));
        assert!(takes(Value::Truth, "1") && !takes(Value::Truth, ""));
        assert!(takes(Value::Rating, "4 / 5") && takes(Value::Rating, "4/5") && !takes(Value::Rating, "4"));
        assert!(takes(Value::Start, "0") && !takes(Value::Start, "-1") && !takes(Value::Start, "1234567890"));
        assert!(takes(Value::Base64, "Zm9v") && !takes(Value::Base64, "") && !takes(Value::Base64, "Zm9"));
        assert!(takes(Value::Level, "B2") && !takes(Value::Level, "b2"));
    }

    #[test]
    fn a_refusal_says_what_would_have_worked() {
        let refusal = Value::Kind.check("wrk").unwrap_err();
        assert_eq!(refusal.help, "did you mean `work`?");
        assert!(Value::Version.check("2").unwrap_err().help.contains("newer"));
    }
}
