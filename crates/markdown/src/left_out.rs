//! What a document says and an outline has no place for: the first of it, and how much more there is.

use std::ops::Range;
#[cfg(feature = "read")]
use vitae_core::Diagnostic;
use vitae_core::Kind;

/// How many remarks are kept: nobody reads more, and a flood of comments must not fill the memory.
const MOST: usize = 100;

/// Under which name the résumé keeps the front matter of others.
#[cfg(feature = "read")]
pub(crate) const FRONT: &str = "front-matter";

/// Something that an outline has no place for.
#[derive(Debug)]
pub(crate) enum LeftOut {
    /// A comment that is not ours.
    Comment,
    /// The language of code.
    Info,
    /// The columns of a table; the words are kept.
    Table,
    /// Tags and attributes of HTML that mean nothing here.
    Tags,
    /// A line for a program that makes pages.
    Template,
    /// Where a picture is, or a place in the document itself.
    #[cfg_attr(not(feature = "read"), allow(dead_code, reason = "only a reader says which"))]
    Address(String),
    /// A line of the front matter that says something of the person.
    #[cfg(feature = "read")]
    Person(String),
    /// The same, where it is listened to.
    #[cfg(feature = "read")]
    Heard(String),
    /// A line of the front matter whose key is ours and whose value is not, with its words.
    #[cfg(feature = "read")]
    Line(String),
    /// A line of the front matter that is kept with the résumé.
    #[cfg(feature = "read")]
    Kept(String),
}

impl LeftOut {
    const fn kind(&self) -> Kind {
        match self {
            Self::Comment | Self::Info | Self::Tags | Self::Template | Self::Address(_) => Kind::Note,
            Self::Table => Kind::Changed,
            #[cfg(feature = "read")]
            Self::Heard(_) | Self::Kept(_) => Kind::Note,
            #[cfg(feature = "read")]
            Self::Line(_) | Self::Person(_) => Kind::Lost,
        }
    }

    /// What is said of the person is heard where a stranger's document is read, else kept as any other line is.
    #[cfg(feature = "read")]
    pub(crate) fn settle(&mut self, is_strange: bool) {
        if let Self::Person(words) = self {
            let words = std::mem::take(words);
            *self = if is_strange { Self::Heard(words) } else { Self::Kept(words) };
        }
    }

    /// A line of the front matter.
    const fn is_said(&self) -> bool {
        #[cfg(feature = "read")]
        return matches!(self, Self::Person(_) | Self::Heard(_) | Self::Kept(_) | Self::Line(_));
        #[cfg(not(feature = "read"))]
        return false;
    }

    #[cfg(feature = "read")]
    pub(crate) fn diagnostic(&self) -> Diagnostic {
        let say = |code, message: &str| Diagnostic::new(self.kind(), code, message);
        match self {
            Self::Comment => say("comment-not-carried", "comments are not carried over"),
            Self::Info => say("code-language-not-carried", "the language of code is not carried over"),
            Self::Table => say("table-flattened", "a table became lines, its cells separated by “ · ”"),
            Self::Tags => say("tag-not-carried", "HTML that says nothing of a résumé was left out; its text was kept"),
            Self::Template => say("template-not-carried", "a line for a program that makes pages was left out"),
            Self::Address(address) => say(
                "picture-not-carried",
                &format!("the address `{address}` leads nowhere from here, and was left out"),
            ),
            Self::Heard(words) => {
                let message = format!("the front matter says `{words}`: that counts where the text does not say it");
                say("front-matter-heard", &message)
            }
            Self::Kept(words) => {
                let message = format!("the front matter says `{words}`: it is kept as it stands, as `x-{FRONT}`");
                say("front-matter-kept", &message).help("write it into the text, if it is to be seen")
            }
            Self::Line(words) | Self::Person(words) => {
                let message =
                    format!("the front matter says `{words}`, which a résumé has no place for: it was left out");
                say("front-matter-not-carried", &message).help(match words.split(':').next() {
                    Some("language" | "lang" | "direction" | "dir" | "title") => {
                        "say each once: `language` is a tag such as `pt-BR`, `direction` is `ltr` or `rtl`"
                    }
                    Some("vitae") => "this program knows `vitae: 1`",
                    _ => "write it into the text",
                })
            }
        }
    }
}

/// What was left out, in order.
#[derive(Debug, Default)]
pub(crate) struct Remarks {
    /// The first of it, and where it stands.
    pub first: Vec<(LeftOut, Range<usize>)>,
    /// How much more there is, and the worst of that.
    more: Option<(usize, Kind)>,
}

impl Remarks {
    pub(crate) fn push(&mut self, what: LeftOut, at: Range<usize>) {
        if self.first.len() < MOST {
            return self.first.push((what, at));
        }
        let (count, worst) = self.more.unwrap_or((0, Kind::Note));
        // What is not among the first is not kept either.
        let kind = if what.is_said() { Kind::Lost } else { what.kind() };
        self.more = Some((count + 1, worst.max(kind)));
    }

    /// What is said of those that are not kept.
    #[cfg(feature = "read")]
    pub(crate) fn more(&self) -> Option<Diagnostic> {
        let (count, worst) = self.more?;
        let message = match count {
            1 => "one more thing was left out".to_owned(),
            _ => format!("{count} more things were left out"),
        };
        Some(Diagnostic::new(worst, "more-left-out", message))
    }
}
