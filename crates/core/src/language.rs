//! The words that a résumé in some language is written with: months, "present", section titles, labels.
//!
//! The tables hold the words that *we* write, one form of each. The words of dates that are *read* are many more: they are data
//! (`language/dates.tsv`, see [`lexicon`]). Recognising the section titles of strangers is the business of the outline. A language that has no
//! table is written with the English one.

pub(crate) mod lexicon;
mod tables;

use crate::date_text::lex::Tokens;
use crate::fields::Field;
use crate::resume::SectionKind;
use crate::text::Lang;
use lexicon::{Lexicon, Sense};
use std::sync::OnceLock;

/// Which way a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dir {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Dir {
    /// The usual direction of a language (by its script subtag, else by its primary subtag).
    ///
    /// ```
    /// use vitae_core::{Dir, Lang};
    /// assert_eq!(Dir::of(&Lang::new("ar-EG").unwrap()), Dir::Rtl);
    /// assert_eq!(Dir::of(&Lang::new("az-Arab").unwrap()), Dir::Rtl);
    /// assert_eq!(Dir::of(&Lang::new("ja").unwrap()), Dir::Ltr);
    /// ```
    #[must_use]
    pub fn of(lang: &Lang) -> Self {
        let rtl = match lang.script() {
            Some(script) => matches!(script, "Arab" | "Hebr" | "Thaa" | "Syrc" | "Nkoo" | "Adlm" | "Rohg"),
            None => matches!(
                lang.primary(),
                "ar" | "fa" | "he" | "iw" | "ur" | "ps" | "sd" | "ug" | "yi" | "dv" | "ckb" | "arc" | "syr" | "nqo"
            ),
        };
        if rtl { Self::Rtl } else { Self::Ltr }
    }

    /// `ltr` or `rtl`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// How long the names of months are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum MonthStyle {
    /// `September 2016`.
    #[default]
    Long,
    /// `Sep 2016`.
    Short,
}

/// The words that one language is written with.
#[derive(Debug)]
pub struct Words {
    /// The primary language subtag, with the script where a language has two.
    pub tag: &'static str,
    /// Month names as they stand beside a year.
    pub months: [&'static str; 12],
    /// The same, short.
    pub months_short: [&'static str; 12],
    /// Month names as they stand beside a day and after "until", where that is another case.
    pub genitive: Option<&'static [&'static str; 12]>,
    /// Spring, summer, autumn, winter.
    pub seasons: [&'static str; 4],
    /// What stands for an end that is not there yet; the first is the one we write. See [`is_present`](Self::is_present) for all.
    pub present: &'static [&'static str],
    /// What stands before or after an end without a start, such as `until {}`.
    pub until: &'static str,
    /// What marks a date as approximate.
    pub circa: &'static str,
    /// What marks a date as expected.
    pub expected: &'static str,
    /// `{d}`, `{m}`, `{y}` in order: a day, a month, a season (`{m}`), a year.
    pub day: &'static str,
    /// See `day`.
    pub month: &'static str,
    /// See `day`.
    pub season: &'static str,
    /// See `day`.
    pub year: &'static str,
    titles: &'static [(SectionKind, &'static str)],
    labels: &'static [(Field, &'static str)],
    phrases: Phrases,
    /// The words that are read, compiled when they are first needed.
    lexicon: OnceLock<Lexicon>,
}

/// Words that stand for things other than a field.
#[derive(Debug, Clone, Copy)]
pub struct Phrases {
    /// What a résumé is called in the title of a document.
    pub resume: &'static str,
    /// Work that needs no place.
    pub remote: &'static str,
    /// A language that somebody grew up with.
    pub native: &'static str,
    /// What separates a label from its value.
    pub colon: &'static str,
    /// What a page is called in a footer.
    pub page: &'static str,
    /// The label of a year of experience in brackets, with `{}` for the number.
    pub years: &'static str,
    /// Listening, reading, interaction, production, writing: the skills of a language.
    pub cefr: [&'static str; 5],
}

/// The languages that have a table of their own.
///
/// ```
/// assert!(vitae_core::languages().any(|w| w.tag == "de"));
/// ```
pub fn languages() -> impl Iterator<Item = &'static Words> {
    tables::ALL.iter().copied()
}

impl Words {
    /// The words of a language; English where there are none.
    ///
    /// ```
    /// use vitae_core::{Lang, Words};
    /// assert_eq!(Words::of(Lang::new("de-AT").as_ref()).present[0], "heute");
    /// assert_eq!(Words::of(Lang::new("zh-TW").as_ref()).tag, "zh-Hant");
    /// assert_eq!(Words::of(None).present[0], "present");
    /// ```
    #[must_use]
    pub fn of(lang: Option<&Lang>) -> &'static Self {
        let Some(lang) = lang else { return &tables::EN };
        let traditional = match lang.script() {
            Some(script) => script == "Hant",
            None => matches!(lang.region(), Some("TW" | "HK" | "MO")),
        };
        let tag = if traditional && lang.primary() == "zh" { "zh-Hant" } else { lang.primary() };
        languages().find(|words| words.tag == tag).unwrap_or(&tables::EN)
    }

    /// The English words.
    #[must_use]
    pub fn english() -> &'static Self {
        &tables::EN
    }

    /// The title that a section of this kind has when its owner gave none. Summaries, objectives and custom sections have none.
    ///
    /// ```
    /// use vitae_core::{SectionKind, Words};
    /// assert_eq!(Words::english().section_title(SectionKind::Work), Some("Experience"));
    /// assert_eq!(Words::english().section_title(SectionKind::Summary), None);
    /// ```
    #[must_use]
    pub fn section_title(&self, kind: SectionKind) -> Option<&'static str> {
        self.titles.iter().find(|(k, _)| *k == kind).map(|(_, title)| *title)
    }

    /// What a field is called in front of its value. English where a table has a gap.
    #[must_use]
    pub fn label(&self, field: Field) -> &'static str {
        let find = |words: &Self| words.labels.iter().find(|(f, _)| *f == field).map(|(_, label)| *label);
        find(self).or_else(|| find(&tables::EN)).unwrap_or(field.key())
    }

    /// The field that a label stands for, in this language or in English. Case does not matter.
    ///
    /// ```
    /// use vitae_core::{Field, Words};
    /// assert_eq!(Words::english().field("Keywords"), Some(Field::Keywords));
    /// ```
    #[must_use]
    pub fn field(&self, label: &str) -> Option<Field> {
        let label = label.to_lowercase();
        let find = |words: &Self| words.labels.iter().find(|(_, l)| l.to_lowercase() == label).map(|(f, _)| *f);
        find(self).or_else(|| find(&tables::EN))
    }

    /// True when a text is a word for an end that is not there yet, in this language or in English.
    ///
    /// ```
    /// use vitae_core::{Lang, Words};
    /// let german = Words::of(Lang::new("de").as_ref());
    /// assert!(german.is_present("Bis heute") && german.is_present("ongoing") && !german.is_present("2019"));
    /// ```
    #[must_use]
    pub fn is_present(&self, text: &str) -> bool {
        let tokens = Tokens::new(text);
        let present = |sense| matches!(sense, Sense::Present | Sense::UntilNow).then_some(());
        let whole = |words| Lexicon::of(words).find(&tokens, 0, present).is_some_and(|((), next)| next == tokens.len());
        whole(self) || whole(&tables::EN)
    }

    /// Words that stand for things other than a field.
    #[must_use]
    pub const fn phrases(&self) -> &Phrases {
        &self.phrases
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_whole_and_without_doubles() {
        for words in languages() {
            let labels: Vec<_> = words.labels.iter().map(|(_, l)| l.to_lowercase()).collect();
            let mut unique = labels.clone();
            unique.sort();
            unique.dedup();
            assert_eq!(unique.len(), labels.len(), "{}: two fields share a label", words.tag);
            for (field, _) in tables::EN.labels {
                assert!(words.labels.iter().any(|(f, _)| f == field), "{}: no label for {field:?}", words.tag);
            }
            for (kind, _) in tables::EN.titles {
                assert!(words.section_title(*kind).is_some(), "{}: no title for {kind:?}", words.tag);
            }
            assert!(words.until.contains("{}") && !words.present.is_empty(), "{}", words.tag);
        }
    }
}
