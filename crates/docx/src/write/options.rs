//! What a person may choose about the look of a document.

use serde::Deserialize;
use vitae_core::{Context, MonthStyle, OptionSpec, Result};

/// The options, as the command line lists them. The first value is the default.
pub(crate) const SPECS: &[OptionSpec] = &[
    OptionSpec {
        name: "page",
        values: &["auto", "a4", "letter"],
        help: "The size of the paper: that of the region in the language tag (`en-US` is Letter), or one of the two.",
    },
    OptionSpec {
        name: "font",
        values: &["calibri", "aptos", "arial", "cambria", "georgia"],
        help: "The typeface; other scripts get one that goes with it.",
    },
    OptionSpec {
        name: "accent",
        values: &["blue", "green", "red", "violet", "black"],
        help: "The colour of the name, of section headings, organisations and links.",
    },
    OptionSpec { name: "months", values: &["short", "long"], help: "How long the names of months are." },
];

/// The options as values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct DocxOptions {
    pub page: Page,
    pub font: Font,
    pub accent: Accent,
    pub months: Months,
}

impl DocxOptions {
    /// Takes them from the context, and refuses what is not among [`SPECS`].
    pub(super) fn of(cx: &Context) -> Result<Self> {
        cx.check_options("docx", SPECS)?;
        cx.options()
    }
}

/// The size of the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Page {
    #[default]
    Auto,
    A4,
    Letter,
}

/// The typeface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Font {
    #[default]
    Calibri,
    Aptos,
    Arial,
    Cambria,
    Georgia,
}

/// The one colour beside ink and grey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Accent {
    #[default]
    Blue,
    Green,
    Red,
    Violet,
    Black,
}

/// How long the names of months are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Months {
    #[default]
    Short,
    Long,
}

impl From<Months> for MonthStyle {
    fn from(months: Months) -> Self {
        match months {
            Months::Short => Self::Short,
            Months::Long => Self::Long,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: &str, value: &str) -> Result<DocxOptions> {
        DocxOptions::of(&Context::with_options([(name, value)]))
    }

    #[test]
    fn every_listed_value_is_taken_and_the_first_is_the_default() {
        for spec in SPECS {
            for (i, value) in spec.values.iter().enumerate() {
                let options = with(spec.name, value).unwrap();
                assert_eq!(options == DocxOptions::default(), i == 0, "{}={value}", spec.name);
            }
        }
    }

    #[test]
    fn anything_else_is_refused_with_what_would_have_worked() {
        let name = with("fonts", "arial").unwrap_err().diagnostic;
        assert_eq!((name.code, name.help.as_deref()), ("bad-option", Some("did you mean `font`?")));
        let value = with("page", "a5").unwrap_err().diagnostic;
        assert_eq!(value.help.as_deref(), Some("it can be: auto, a4, letter"));
    }
}
