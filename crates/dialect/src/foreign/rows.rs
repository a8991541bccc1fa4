//! The tables that dialects are made of: a key, and what becomes of its value.

use crate::node::Pair;
use vitae_core::{EntryKind, SectionKind};

use super::draft::Draft;

/// The keys of one map of a dialect, and what becomes of their values.
///
/// Several spellings of a key stand in one text, with spaces between. Case, `_`, `-`, `.` and other marks do not count:
/// `startdate` is `startDate`, `start_date` and `Start-Date`.
pub type Rows = &'static [(&'static str, To)];

/// What becomes of the value of a key.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum To {
    /// The native field of this key, in the shape that it has there.
    Field(&'static str),
    /// The first day, or what is known of it.
    Start,
    /// The last day, or what is known of it.
    End,
    /// A date or a period: words, a value, or a map of either.
    Dates,
    /// True for what has not ended.
    Current,
    /// Free text: paragraphs and lists.
    Body,
    /// Free text of which every item, or the whole, is a highlight.
    Bullets,
    /// Keywords: a list, or a text with commas.
    Keywords,
    /// A labelled line.
    Detail(&'static str),
    /// Where: words, or a map of parts.
    Place(Rows),
    /// One part of where it was.
    InPlace(&'static str),
    /// The organisation: its name, or a map.
    Organization(Rows),
    /// One field of the organisation.
    InOrganization(&'static str),
    /// One part of where the organisation is.
    InOrganizationPlace(&'static str),
    /// One part of the name of a person.
    NamePart(&'static str),
    /// An identifier of this scheme.
    Identifier(&'static str),
    /// A rating of so many.
    Rating(u8),
    /// Ways to reach somebody, of this kind where they do not say another: values, or maps.
    Contacts(&'static str, Rows),
    /// In a contact: its value.
    Value,
    /// In a contact: what kind it is, if that is a word for a kind; else what its owner calls it.
    KindOrLabel,
    /// Positions in one organisation.
    Positions(Rows),
    /// A section.
    Section(&'static List),
    /// In a section: its entries.
    Entries,
    /// The language of the whole.
    Language,
    /// More keys of the same thing, a level deeper.
    Inside(Rows),
    /// True for what its owner keeps to themselves.
    Hidden,
    /// False for what its owner keeps to themselves.
    Shown,
    /// Nothing for a reader: kept in the unknown fields.
    Keep,
    /// Nothing for a reader, about the whole: kept in the unknown fields of the résumé.
    KeepAtTop,
    /// What no row can say.
    By(fn(&mut Draft, &Pair)),
}

/// How a dialect writes a section.
#[derive(Debug)]
pub struct List {
    /// What it lists.
    pub kind: SectionKind,
    /// The kind of its entries, where it is not the usual one.
    pub entries: Option<EntryKind>,
    /// Its title, where it is not the usual one.
    pub title: Option<&'static str>,
    /// The keys beside the entries. Where it has none, a map is an entry.
    pub own: Rows,
    /// The keys of an entry.
    pub entry: Rows,
}

impl List {
    /// A list of entries of the usual kind, under the usual title.
    #[must_use]
    pub const fn new(kind: SectionKind, own: Rows, entry: Rows) -> Self {
        Self { kind, entries: None, title: None, own, entry }
    }

    /// The same under another title.
    #[must_use]
    pub const fn titled(self, title: &'static str) -> Self {
        Self { title: Some(title), ..self }
    }

    /// The same with entries of another kind.
    #[must_use]
    pub const fn of(self, entries: EntryKind) -> Self {
        Self { entries: Some(entries), ..self }
    }
}

/// A key without case and marks.
pub(super) fn fold(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The row of a key.
pub(super) fn find(rows: Rows, key: &str) -> Option<To> {
    let key = fold(key);
    rows.iter().find(|(names, _)| names.split(' ').any(|name| name == key)).map(|(_, to)| *to)
}

/// The value of the first of these keys that a map has.
pub(super) fn value<'n>(pairs: &'n [Pair], names: &str) -> Option<&'n Pair> {
    names.split(' ').find_map(|name| pairs.iter().find(|pair| fold(&pair.key) == name && !is_blank(&pair.value)))
}

/// True for what says nothing: empty texts, lists and maps.
pub(super) fn is_blank(node: &crate::node::Node) -> bool {
    match (node.as_map(), node.as_list()) {
        (Some(pairs), _) => pairs.iter().all(|pair| is_blank(&pair.value)),
        (_, Some(items)) => items.iter().all(is_blank),
        _ => node.is_nothing() || node.as_text().is_some_and(|text| text.trim().is_empty()),
    }
}

/// A key as a person would write it before a colon: `thesis_supervisor` is `Thesis supervisor`.
pub(super) fn label(key: &str) -> String {
    let mut out = String::with_capacity(key.len() + 4);
    let mut lower = false;
    for c in key.chars() {
        match c {
            '_' | '-' | '.' | ':' | '@' | '#' | ' ' => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
                lower = false;
                continue;
            }
            c if out.is_empty() => out.extend(c.to_uppercase()),
            c if c.is_uppercase() && lower => {
                out.push(' ');
                out.extend(c.to_lowercase());
            }
            c => out.push(c),
        }
        lower = c.is_lowercase();
    }
    out.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_becomes_a_label() {
        for (key, want) in
            [("thesis_supervisor", "Thesis supervisor"), ("functionCategory", "Function category"), ("GPA", "GPA")]
        {
            assert_eq!(label(key), want);
        }
        assert_eq!(fold("Emp.Start-Date"), "empstartdate");
    }
}
