//! What Word knows and does not show, counted, so that the report says it once.

use std::collections::HashMap;
use vitae_core::{Diagnostic, Kind, Lang, Limits, Report, Result};

/// The counts.
#[derive(Debug, Default)]
pub(super) struct Tally {
    nodes: usize,
    text: usize,
    /// How many bytes of addresses were copied to the text that is a link.
    addresses: usize,
    pub comments: usize,
    pub inserted: usize,
    pub deleted: usize,
    pub placeholders: usize,
    pub pictures: usize,
    pub described: usize,
    pub documents: usize,
    /// Signs that no character can say.
    pub signs: usize,
    hidden: String,
    languages: HashMap<Lang, usize>,
}

/// As much of hidden text as a message shows.
const SHOWN: usize = 60;

impl Tally {
    /// A paragraph, a run or a cell more.
    pub(super) fn node(&mut self, limits: &Limits) -> Result<()> {
        self.nodes = self.nodes.saturating_add(1);
        limits.check_nodes(self.nodes)
    }

    /// More text.
    pub(super) fn text(&mut self, text: &str, limits: &Limits) -> Result<()> {
        self.text = self.text.saturating_add(text.len());
        limits.check_text(self.text)
    }

    /// An address that one more piece of text leads to: a long one must not become as many as there are pieces.
    pub(super) fn address(&mut self, length: usize, limits: &Limits) -> Result<()> {
        self.addresses = self.addresses.saturating_add(length);
        limits.check_text(self.addresses)
    }

    /// Text that is hidden.
    pub(super) fn hide(&mut self, text: &str) {
        if self.hidden.len() < SHOWN {
            self.hidden.push_str(text);
        }
    }

    /// The language of a run.
    pub(super) fn language(&mut self, lang: Option<&Lang>) {
        if let Some(lang) = lang {
            match self.languages.get_mut(lang) {
                Some(count) => *count += 1,
                None => drop(self.languages.insert(lang.clone(), 1)),
            }
        }
    }

    /// The language of most runs.
    pub(super) fn main_language(&self) -> Option<Lang> {
        let most = self.languages.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)));
        most.map(|(lang, _)| lang.clone())
    }

    /// Says what was counted.
    pub(super) fn report(&self, report: &mut Report) {
        let mut say = |count: usize, kind, code, one: &str, many: &str, rest: &str| {
            if count > 0 {
                let what = if count == 1 { one.to_owned() } else { format!("{count} {many}") };
                report.push(Diagnostic::new(kind, code, format!("{what} {rest}")));
            }
        };
        let accepted = "taken as accepted";
        say(self.inserted, Kind::Note, "tracked-change-accepted", "an insertion", "insertions", accepted);
        say(self.deleted, Kind::Note, "tracked-change-accepted", "a deletion", "deletions", accepted);
        say(self.comments, Kind::Note, "comment-not-carried", "a comment", "comments", "left out");
        let asked = "left out: only asks for text";
        say(self.placeholders, Kind::Note, "placeholder-omitted", "a placeholder", "placeholders", asked);
        let told = "kept as the words that describe it";
        say(self.described, Kind::Changed, "image-to-alt", "a picture", "pictures", told);
        let bare = self.pictures.saturating_sub(self.described);
        say(bare, Kind::Lost, "image-omitted", "a picture", "pictures", "left out");
        let other = "left out: it is of another format";
        say(
            self.documents,
            Kind::Lost,
            "other-document",
            "a document inside the document",
            "documents inside it",
            other,
        );
        say(
            self.signs,
            Kind::Lost,
            "symbol-omitted",
            "a sign that only its font has",
            "signs that only their fonts have",
            "left out",
        );
        let shown: String = self.hidden.chars().take(SHOWN).collect();
        let hidden = shown.trim();
        if !hidden.is_empty() {
            let message = format!("hidden text is left out: “{hidden}”");
            report.push(Diagnostic::new(Kind::Lost, "hidden-omitted", message));
        }
    }
}
