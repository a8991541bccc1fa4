//! The simple values: what text an element or an attribute may hold, for the reader and for the schema alike.
//!
//! Each is there twice: facets of XML Schema here, and a check in Rust in `read/check.rs`. They must agree; `tests/xmllint` asks
//! libxml2 whether they do.

use vitae_core::{CefrLevel, Dir, SectionKind};

/// A sort of simple value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Value {
    /// Any words, or none.
    Text,
    /// Words that may not be missing.
    Phrase,
    /// Characters whose white space counts.
    Exact,
    /// A name without white space.
    Id,
    /// A BCP 47 tag.
    Lang,
    /// A date in EDTF.
    Date,
    /// True where the element is empty.
    Flag,
    /// `true` or `false`.
    Truth,
    /// `ltr` or `rtl`.
    Direction,
    /// What a section lists.
    Kind,
    /// A level of the Common European Framework.
    Level,
    /// How many of how many.
    Rating,
    /// The first number of a list.
    Start,
    /// Bytes.
    Base64,
    /// The version of the vocabulary.
    Version,
}

/// A restriction of XML Schema: the name of a facet and its value.
pub(crate) type Facet = (&'static str, String);

/// Unicode's white space, as far as XML can hold it, inside a character class of a pattern. `\s` there is XML's own.
const SPACES: &str = "\\s\u{85}\u{A0}\u{1680}\u{2000}-\u{200A}\u{2028}\u{2029}\u{202F}\u{205F}\u{3000}";

/// Dates as `Date::from_edtf` takes them: no month or day that does not exist.
const DATE: &str = concat!(
    "([0-9]{4}(-(0[1-9]|1[0-2]|2[1-4]|3[3-6]|4[01]",
    "|(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])",
    "|(0[469]|11)-(0[1-9]|[12][0-9]|30)",
    "|02-(0[1-9]|1[0-9]|2[0-8])))?",
    "|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)[~?%]?",
);

/// What `xs:base64Binary` says already; not every processor looks.
const BASE64: &str = concat!(
    "([A-Za-z0-9+/] ?[A-Za-z0-9+/] ?[A-Za-z0-9+/] ?[A-Za-z0-9+/] ?)*",
    "([A-Za-z0-9+/] ?[AQgw] ?= ?=|[A-Za-z0-9+/] ?[A-Za-z0-9+/] ?[AEIMQUYcgkosw048] ?=)?",
);

impl Value {
    pub(crate) const ALL: &'static [Self] = &[
        Self::Text,
        Self::Phrase,
        Self::Exact,
        Self::Id,
        Self::Lang,
        Self::Date,
        Self::Flag,
        Self::Truth,
        Self::Direction,
        Self::Kind,
        Self::Level,
        Self::Rating,
        Self::Start,
        Self::Base64,
        Self::Version,
    ];

    /// Its name in the schema.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Text => "textValue",
            Self::Phrase => "phraseValue",
            Self::Exact => "exactValue",
            Self::Id => "idValue",
            Self::Lang => "languageValue",
            Self::Date => "dateValue",
            Self::Flag => "flagValue",
            Self::Truth => "truthValue",
            Self::Direction => "directionValue",
            Self::Kind => "kindValue",
            Self::Level => "levelValue",
            Self::Rating => "ratingValue",
            Self::Start => "startValue",
            Self::Base64 => "bytesValue",
            Self::Version => "versionValue",
        }
    }

    /// What it is, for the schema.
    pub(crate) const fn about(self) -> &'static str {
        match self {
            Self::Text => "Words. White space collapses; none at all is the same as no element.",
            Self::Phrase => "Words that may not be missing.",
            Self::Exact => "Characters, each of which counts.",
            Self::Id => "A name without white space inside.",
            Self::Lang => "A language tag (BCP 47): en, de-AT, zh-Hant.",
            Self::Date => {
                "A date as far as it is known, in EDTF (ISO 8601-2:2019): 2016, 2016-09, 2016-09-01; seasons 2016-21 to 2016-24, \
                 quarters 2016-33 to 2016-36, halves 2016-40 and 2016-41; then ~ for about, ? for perhaps, % for both."
            }
            Self::Flag => "True; an empty element says so too.",
            Self::Truth => "True or false.",
            Self::Direction => "Left to right, or right to left.",
            Self::Kind => "What a section lists.",
            Self::Level => "A level of the Common European Framework of Reference for Languages.",
            Self::Rating => "So many of so many: 4/5.",
            Self::Start => "The first number of a list, 0 to 999999999.",
            Self::Base64 => "Bytes in base64.",
            Self::Version => "The version of the vocabulary.",
        }
    }

    /// The type of XML Schema that it restricts, and how.
    pub(crate) fn facets(self) -> (&'static str, Vec<Facet>) {
        let pattern = |text: String| vec![("xs:pattern", text)];
        let one_of = |names: Vec<&str>| names.into_iter().map(|name| ("xs:enumeration", name.to_owned())).collect();
        match self {
            Self::Text | Self::Exact => ("xs:string", Vec::new()),
            Self::Phrase => ("xs:token", pattern(format!(".*[^{SPACES}].*"))),
            Self::Id => ("xs:token", pattern(format!("[{SPACES}]*[^{SPACES}]+[{SPACES}]*"))),
            Self::Lang => ("xs:token", pattern("[A-Za-z]{2,8}([\\-_][A-Za-z0-9]{1,8})*".into())),
            Self::Date => ("xs:token", pattern(DATE.into())),
            Self::Flag => ("xs:token", one_of(vec!["", "true", "false", "1", "0"])),
            Self::Truth => ("xs:token", one_of(vec!["true", "false", "1", "0"])),
            Self::Direction => ("xs:token", one_of(vec![Dir::Ltr.as_str(), Dir::Rtl.as_str()])),
            Self::Kind => ("xs:token", one_of(SectionKind::ALL.iter().map(|kind| kind.as_str()).collect())),
            Self::Level => ("xs:token", one_of(CefrLevel::ALL.iter().map(|level| level.as_str()).collect())),
            Self::Rating => ("xs:token", pattern("[0-9]{1,3} ?/ ?[0-9]{1,3}".into())),
            Self::Start => ("xs:token", pattern("[0-9]{1,9}".into())),
            Self::Base64 => ("xs:base64Binary", vec![("xs:minLength", "1".into()), ("xs:pattern", BASE64.into())]),
            Self::Version => ("xs:token", one_of(vec!["1"])),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = Value::ALL.iter().map(|value| value.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Value::ALL.len());
    }
}
