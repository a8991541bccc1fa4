//! What is said once about a whole file: comments, anchors and tags are read, and not carried.

use vitae_core::{Diagnostic, Kind, Report};
use vitae_dialect::{Place, SourceText};

/// What a file holds that a résumé does not.
#[derive(Default)]
pub(super) struct Notes {
    comments: Option<Place>,
    /// Comments that look like text whose author did not know that `#` begins a comment.
    swallowed: Vec<(Place, String)>,
    anchors: Option<Place>,
    tags: Option<Place>,
}

/// How many swallowed texts are shown one by one.
const SHOWN: usize = 20;

impl Notes {
    pub(super) fn comment(&mut self, text: &str, at: Place, in_brackets: bool, file: &str) {
        if text.trim_start().starts_with("yaml-language-server:") {
            return; // said to an editor, and not by a person
        }
        if looks_swallowed(text, at, in_brackets, file) && self.swallowed.len() < SHOWN {
            let shown: String = text.trim_end().chars().take(40).collect();
            self.swallowed.push((at, format!("#{shown}")));
        } else {
            self.comments.get_or_insert(at);
        }
    }

    pub(super) fn anchor(&mut self, at: Place) {
        self.anchors.get_or_insert(at);
    }

    pub(super) fn tag(&mut self, at: Place) {
        self.tags.get_or_insert(at);
    }

    pub(super) fn report(self, source: &SourceText<'_>, report: &mut Report) {
        let mut say = |at: Place, code, message: String, help: Option<&str>| {
            let note = Diagnostic::new(Kind::Note, code, message).at(source.location(at));
            report.push(if let Some(help) = help { note.help(help) } else { note });
        };
        for (at, text) in self.swallowed {
            let message = format!("`{text}` is read as a comment, and is no part of the text before it");
            say(at, "comment-not-carried", message, Some("if it belongs to the text, put the whole value in quotes"));
        }
        if let Some(at) = self.comments {
            say(at, "comment-not-carried", "comments stay in this file: no other format carries them".into(), None);
        }
        if let Some(at) = self.anchors {
            say(at, "anchor-not-carried", "what anchors share is written out in each place".into(), None);
        }
        if let Some(at) = self.tags {
            let message = "a tag that begins with `!` says nothing here, and is not carried";
            say(
                at,
                "tag-not-carried",
                message.into(),
                Some("if it belongs to the text, put the whole value in quotes"),
            );
        }
    }
}

/// `C # language`, `[F #, C #]`, `C# and #rust`: a comment right behind a plain text, and not set apart as comments are.
fn looks_swallowed(text: &str, at: Place, in_brackets: bool, file: &str) -> bool {
    let line = file.get(..at.start).and_then(|before| before.rsplit('\n').next()).unwrap_or_default();
    let before = line.trim_end();
    let gap = line.len() - before.len();
    let after_text = before
        .chars()
        .last()
        .is_some_and(|c| !matches!(c, '"' | '\'' | ':' | '|' | '>' | '-' | ',' | '[' | '{' | ']' | '}'));
    let set_apart = gap >= 2 && text.starts_with(' ');
    after_text && (in_brackets || !set_apart)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_that_is_set_apart_is_one() {
        for (file, swallowed) in [
            ("a: C # lang", true),
            ("a: C# and #tag", true),
            ("a: C    #tag", true),
            ("a: b  # meant", false),
            ("# alone", false),
            ("a: # before the value", false),
            ("a: \"b\" # after quotes", false),
            ("a: [b, c] # after brackets", false),
            ("a: | # head", false),
        ] {
            let start = file.rfind(" #").map_or(0, |at| at + 1);
            let text = file.get(start + 1..).unwrap();
            assert_eq!(looks_swallowed(text, Place { start, end: file.len() }, false, file), swallowed, "{file}");
        }
    }
}
