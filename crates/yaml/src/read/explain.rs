//! Errors of YAML's grammar, in the words of somebody who writes a résumé: what is wrong, where, and what would have worked.

use granit_parser::{ErrorKind as E, ScanError};
use vitae_core::{Error, Limits};
use vitae_dialect::{Place, SourceText};

/// What the grammar's error means. `bracket` is the innermost bracket that is still open.
pub(super) fn explain(error: &ScanError, bracket: Option<Place>, source: &SourceText<'_>, limits: &Limits) -> Error {
    let offset = error.marker().byte_offset().unwrap_or_default();
    let site = Site::new(source.text(), offset, bracket);
    if matches!(error.kind(), E::RecursionLimitExceeded)
        && let Err(limit) = limits.check_depth(usize::MAX)
    {
        return limit.at(source.location(Place { start: offset, end: offset }));
    }
    let found = site.explain(error.kind());
    let (start, end) = found.range;
    Error::invalid("yaml", found.message)
        .help(found.help)
        .at(source.location(Place { start, end }))
        .because(error.clone())
}

struct Found {
    message: String,
    help: String,
    range: (usize, usize),
}

/// The text around an error.
struct Site<'t> {
    text: &'t str,
    offset: usize,
    line_start: usize,
    line: &'t str,
    bracket: Option<usize>,
}

impl<'t> Site<'t> {
    fn new(text: &'t str, offset: usize, bracket: Option<Place>) -> Self {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        // Beyond the last line there is nothing to show: the line before is meant.
        if offset == text.len() {
            offset = text.trim_end_matches(['\n', '\r']).len();
        }
        let line_start = text.get(..offset).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let line = text.get(line_start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        Self { text, offset, line_start, line, bracket: bracket.map(|place| place.start) }
    }

    fn explain(&self, kind: &E) -> Found {
        match kind {
            E::UnknownAnchor | E::MissingAnchorOrAliasName => self.indicator(self.offset),
            E::UnexpectedCharacter { character } if character.is_control() => self.here(
                format!("the character U+{:04X} cannot stand here", u32::from(*character)),
                "delete it; it cannot be seen",
            ),
            E::UnexpectedCharacter { .. } | E::MappingKeyNotAllowed => self.indicator(self.offset),
            E::BomInsideDocument => self.here(
                "a byte order mark (U+FEFF), which cannot be seen, stands here",
                "delete it, or put the value in quotes",
            ),
            E::TabInBlockIndentation
            | E::TabInIndentation
            | E::TabInPlainScalar
            | E::TabNotAllowed
            | E::TabAtBlockScalarStart => self.tab(),
            E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar => self.unclosed_quote(),
            E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => self.after_quote(kind),
            E::MismatchedFlowCollectionEnd { open, close } => self.at_bracket(
                format!("the bracket `{open}` is closed by `{close}`"),
                "close it with its own kind, or put the text in quotes",
            ),
            E::MisplacedFlowCollectionEnd => {
                self.here("this bracket closes nothing", "remove it, or put the text in quotes")
            }
            E::UnclosedFlowCollection { .. }
            | E::UnexpectedEofFlowSequence
            | E::UnexpectedEofFlowMapping
            | E::UnexpectedEofImplicitFlowMapping => self.unclosed_bracket(),
            E::InvalidColonPlacement
            | E::ExpectedFlowSequenceSeparator
            | E::ExpectedFlowMappingSeparator
            | E::InvalidFlowScalarIndent
            | E::FlowMappingValueAdjacentCollection
            | E::BlockEntryInFlowCollection => self.in_brackets(),
            E::MappingValueNotAllowed | E::InvalidMappingValueWhitespace => self.colon(),
            E::BlockSequenceEntryNotAllowed => self.here(
                "a list cannot begin on the line of its key",
                "write its first item on the next line, or put the value in quotes if it is a text",
            ),
            E::ExpectedBlockSequenceEntry if !self.is_key() => {
                self.continuation("a list item begins with `- `, in the column of the items before it")
            }
            E::ExpectedBlockSequenceEntry
            | E::ExpectedBlockMappingKey
            | E::ExpectedDocumentStart
            | E::InvalidIndentation => self.continuation("the keys of one map begin in the same column"),
            E::SimpleKeyExpected | E::InvalidSimpleKey => self.whole_line(
                "this line is neither `key: value` nor a list item",
                "text of several lines stands behind `key: |`, on the lines below it, indented with spaces",
            ),
            E::InvalidBlockScalarHeader | E::ZeroBlockScalarIndent => self.here(
                "no text can stand on the line of `|` or `>`",
                "begin the text on the next line, or put the value in quotes",
            ),
            E::InvalidBlockScalarIndent | E::InvalidQuotedScalarIndent => self.whole_line(
                "this line is indented less than the text that it belongs to",
                "indent all lines of the text alike, with spaces",
            ),
            E::UnknownQuotedScalarEscape
            | E::InvalidQuotedScalarHexEscape
            | E::InvalidLowSurrogateHexEscape
            | E::InvalidLowSurrogate
            | E::MissingLowSurrogate
            | E::UnpairedLowSurrogate
            | E::InvalidUnicodeEscape => self.escape(kind),
            E::CommentInterceptedScalar | E::CommentNotSeparated => self.here(
                "a comment stands inside a value",
                "put the comment on a line of its own; put the value in quotes if `#` belongs to it",
            ),
            _ => self.here(format!("this is not YAML: {kind}"), "if it is a text, put the whole value in quotes"),
        }
    }

    fn found(message: impl Into<String>, help: impl Into<String>, range: (usize, usize)) -> Found {
        Found { message: message.into(), help: help.into(), range }
    }

    /// An error in what begins at the offset.
    fn here(&self, message: impl Into<String>, help: impl Into<String>) -> Found {
        let length = self
            .text
            .get(self.offset..)
            .and_then(|rest| rest.chars().next())
            .filter(|c| *c != '\n')
            .map_or(0, char::len_utf8);
        Self::found(message, help, (self.offset, self.offset + length))
    }

    fn whole_line(&self, message: impl Into<String>, help: impl Into<String>) -> Found {
        let start = self.line_start + (self.line.len() - self.line.trim_start().len());
        Self::found(message, help, (start, self.line_start + self.line.trim_end().len()))
    }

    /// A text that begins with a character that means something else in YAML.
    fn indicator(&self, at: usize) -> Found {
        let value = self.rest_of_line(at);
        let Some(first) = value.chars().next() else {
            return self.whole_line("this is not YAML", "if it is a text, put the whole value in quotes");
        };
        let meaning = match first {
            // `*director` may be a reference, mistyped; `**Bold** text` is nobody's reference.
            '*' if !value.contains(' ') && !value.ends_with('*') => {
                "begins with `*`, which refers to an anchor, and there is none of this name"
            }
            '&' => "begins with `&`, which makes an anchor, and has no name",
            '?' => "begins with `? `, which makes a key",
            _ => {
                let first = if first == '`' { "a backtick".to_owned() } else { format!("`{first}`") };
                return Self::found(
                    format!("a text cannot begin with {first} unless it is in quotes"),
                    put_in_quotes(value),
                    (at, at + value.len()),
                );
            }
        };
        Self::found(format!("this value {meaning}"), put_in_quotes(value), (at, at + value.len()))
    }

    fn tab(&self) -> Found {
        let from = self.offset.saturating_sub(1).max(self.line_start);
        let at = self.text.get(from..).and_then(|rest| rest.find('\t')).map_or(self.offset, |found| from + found);
        Self::found("a tab cannot indent", "indent with spaces", (at, at + 1))
    }

    fn unclosed_quote(&self) -> Found {
        let quote = self.text.get(self.offset..).and_then(|rest| rest.chars().next()).unwrap_or('"');
        self.here(
            format!("the quote `{quote}` that begins here is never closed"),
            format!("end the value with `{quote}`"),
        )
    }

    fn after_quote(&self, kind: &E) -> Found {
        let help = if matches!(kind, E::InvalidTrailingSingleQuotedScalar) {
            "put the whole value in quotes, and write `''` for an apostrophe inside single quotes"
        } else {
            "put the whole value in single quotes, or write `\\\"` for a quote inside double quotes"
        };
        self.here("text follows the closing quote", help)
    }

    /// The grammar's error points at the text; the escape that it means stands inside.
    fn escape(&self, kind: &E) -> Found {
        let help = "write `\\\\` for a backslash, or use single quotes, in which it means itself";
        let mut letters = self.text.get(self.offset..).unwrap_or_default().char_indices();
        while let (E::UnknownQuotedScalarEscape, Some((at, c))) = (kind, letters.next()) {
            if c == '\\'
                && let Some((_, escaped)) = letters.next()
                && !"0abtnvfre \t\"/\\N_LPxuU\n\r".contains(escaped)
            {
                let start = self.offset + at;
                let message = format!("`\\{escaped}` is no escape that YAML knows");
                return Self::found(message, help, (start, start + 1 + escaped.len_utf8()));
            }
        }
        self.here("a backslash in this text begins an escape that YAML does not know", help)
    }

    fn at_bracket(&self, message: impl Into<String>, help: impl Into<String>) -> Found {
        let at = self.bracket.unwrap_or(self.offset);
        Self::found(message, help, (at, at + 1))
    }

    fn unclosed_bracket(&self) -> Found {
        let at = self.bracket.unwrap_or(self.offset);
        let rest = self.rest_of_line(at);
        let open = rest.chars().next().unwrap_or('[');
        let close = if open == '{' { '}' } else { ']' };
        if let Some((_, comment)) = rest.split_once(" #") {
            let help =
                format!("put the text in quotes: what follows ` #` is a comment, here `#{}`", comment.trim_end());
            return Self::found(format!("the bracket `{open}` is never closed"), help, (at, at + 1));
        }
        let help = format!("close it with `{close}`, or put the value in quotes if it is a text");
        Self::found(format!("the bracket `{open}` is never closed"), help, (at, at + 1))
    }

    /// An error after an opening bracket: on its line something is out of place, further down the bracket was forgotten.
    fn in_brackets(&self) -> Found {
        match self.bracket {
            Some(at) if self.text.get(at..self.offset).is_some_and(|between| between.contains('\n')) => {
                self.unclosed_bracket()
            }
            _ => self.here(
                "something is out of place between brackets here",
                "write `[one, two]` or `{key: value, key: value}`, and put texts with `: ` or brackets in quotes",
            ),
        }
    }

    /// `a: b: c`, or a map that begins under a text.
    fn colon(&self) -> Found {
        let before = self.text.get(self.line_start..self.offset).unwrap_or_default();
        if let Some((_, value)) = before.trim_start_matches(['-', ' ']).split_once(": ") {
            let start = self.offset - value.len();
            let value = self.rest_of_line(start);
            return Self::found(
                "`: ` inside a text makes a key of what is before it",
                put_in_quotes(value),
                (start, start + value.len()),
            );
        }
        if let Some(at) = self.missing_space() {
            return Self::found(
                "there is no space after this colon, so the line is no key with a value",
                "write `key: value`",
                at,
            );
        }
        self.whole_line(
            "a key cannot begin here: the line above already is a text",
            "begin it in the column of the keys that it belongs with, or put the text above in quotes",
        )
    }

    /// `name:Mara` on a line above that should have been a key.
    fn missing_space(&self) -> Option<(usize, usize)> {
        let above = self.text.get(..self.line_start)?.trim_end();
        let line = above.rsplit('\n').next()?;
        let (key, value) = line.split_once(':')?;
        let sound = !key.trim().is_empty() && !value.starts_with([' ', '/']) && !value.is_empty();
        let at = above.len() - value.len() - 1;
        (sound && key.trim().chars().all(|c| c.is_alphanumeric())).then_some((at, at + 1))
    }

    /// A line that does not continue the list or map above. Often the value above or on it should have been in quotes.
    fn continuation(&self, rule: &str) -> Found {
        let content = self.line.trim_start().trim_start_matches("- ").trim_start();
        let value = content.split_once(": ").map_or(content, |(_, value)| value).trim_start();
        let inside = self.offset > self.line_start + (self.line.len() - content.len());
        let open = value.chars().next().filter(|c| matches!(c, '[' | '{' | '"' | '\''));
        if let (true, Some(open)) = (inside, open) {
            let start = self.line_start + (self.line.len() - value.len());
            let value = value.trim_end();
            let message = match open {
                '[' => "a value that begins with `[` is a list, and this one goes on after it",
                '{' => "a value that begins with `{` is a map, and this one goes on after it",
                _ => "text follows the closing quote",
            };
            return Self::found(message, put_in_quotes(value), (start, start + value.len()));
        }
        let tab = self.line.find('\t').filter(|at| self.line.get(..*at).is_some_and(|before| before.trim().is_empty()));
        if let Some(at) = tab {
            return Self::found(
                "a tab cannot indent",
                "indent with spaces",
                (self.line_start + at, self.line_start + at + 1),
            );
        }
        self.whole_line("this line does not continue what stands above it", format!("{rule}; indent with spaces"))
    }

    /// True on a line such as `dates: 2012`.
    fn is_key(&self) -> bool {
        let line = self.line.trim();
        !line.starts_with('-') && (line.contains(": ") || line.ends_with(':'))
    }

    fn rest_of_line(&self, at: usize) -> &'t str {
        self.text.get(at..).and_then(|rest| rest.lines().next()).unwrap_or_default().trim_end()
    }
}

/// The advice that most often helps, with the value as it should be.
pub(super) fn put_in_quotes(value: &str) -> String {
    if value.chars().count() > 60 || value.contains('\n') {
        return "put this value in quotes".to_owned();
    }
    if value.contains(['"', '\\']) {
        return format!("put this value in quotes: '{}'", value.replace('\'', "''"));
    }
    format!("put this value in quotes: \"{value}\"")
}
