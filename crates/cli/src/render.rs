//! Diagnostics as text: an error with an excerpt of its source, a report as one line for each remark.
//!
//! Everything here is styled; the stream that prints it takes the styles out where they are not wanted. What comes from a
//! file is cleaned first, so that a file cannot send commands to a terminal.

use annotate_snippets::renderer::{
    DEFAULT_EMPHASIS_STYLE, DEFAULT_ERROR_STYLE, DEFAULT_HELP_STYLE, DEFAULT_INFO_STYLE, DEFAULT_LINE_NUM_STYLE,
    DEFAULT_NOTE_STYLE, DEFAULT_WARNING_STYLE, Style,
};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str};
use std::cmp::Reverse;
use std::fmt::{self, Write};
use std::ops::Range;
use vitae::{Diagnostic, Error, Kind, Location, Report};

/// How wide an excerpt may be, in columns. A longer line is cropped around what is marked.
const WIDTH: usize = 100;
/// How much of a line is looked at on either side of what is marked: more than can be shown, so that it is seen to be cropped.
const REACH: usize = 4 * WIDTH;
/// How many probable slips of the pen are shown unasked.
const HINTS: usize = 5;
/// The code of a field that a reader did not know, and kept.
const UNKNOWN: &str = "unknown-field-kept";
/// The code of the remark that a document carries something that is not seen.
const RESIDUE: &str = "residue";
/// What stays behind by intention: its code, and what it is called.
const LEFT_OUT: [(&str, &str); 2] = [("hidden-omitted", " hidden piece"), ("not-shown", " unseen detail")];
/// The code of a date that stays as words, which is meant as often as not.
const WORDS: &str = "date-text-only";

/// What an input is called: a file, or one line of it where each holds a résumé.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Name<'a> {
    pub(crate) file: &'a str,
    pub(crate) line: Option<usize>,
}

impl<'a> From<&'a str> for Name<'a> {
    fn from(file: &'a str) -> Self {
        Self { file, line: None }
    }
}

impl<'a> From<&'a String> for Name<'a> {
    fn from(file: &'a String) -> Self {
        Self { file, line: None }
    }
}

impl Name<'_> {
    /// The number of a line in the file, where it is counted from the beginning of what is named.
    fn number(self, line: usize) -> usize {
        self.line.map_or(line, |first| first.saturating_add(line).saturating_sub(1))
    }
}

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&clean(self.file))?;
        self.line.map_or(Ok(()), |line| write!(f, ":{line}"))
    }
}

/// What a diagnostic points into: the name of an input, and its text when it is text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Origin<'a> {
    pub(crate) name: Name<'a>,
    pub(crate) text: Option<&'a str>,
}

/// An error, as compilers show it.
pub(crate) fn error(error: &Error, origin: Option<Origin<'_>>) -> String {
    let diagnostic = &error.diagnostic;
    let mut shown = format!(
        "{DEFAULT_ERROR_STYLE}error{DEFAULT_ERROR_STYLE:#}{DEFAULT_EMPHASIS_STYLE}: {}{DEFAULT_EMPHASIS_STYLE:#}\n",
        clean(&message(diagnostic))
    );
    if let Some(Origin { name, text }) = origin {
        let gutter = match &diagnostic.at {
            Some(Location::Text { line, .. }) => name.number(*line).to_string().len(),
            _ => 1,
        };
        let place = place(name, diagnostic.at.as_ref());
        let _ = writeln!(shown, "{:gutter$}{DEFAULT_LINE_NUM_STYLE}-->{DEFAULT_LINE_NUM_STYLE:#} {place}", "");
        if let (Some(text), Some(Location::Text { bytes, line, .. })) = (text, &diagnostic.at) {
            shown.push_str(&excerpt(text, bytes, name.number(*line)).unwrap_or_default());
        }
    }
    if let Some(help) = &diagnostic.help {
        let _ = writeln!(shown, "{DEFAULT_HELP_STYLE}help{DEFAULT_HELP_STYLE:#}: {}", clean(help));
    }
    shown
}

/// Whether a result says itself what was guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Marks {
    Made,
    Offered,
    Impossible,
}

/// What deserves to be said about a conversion that succeeded.
///
/// Unasked that is: what is probably a slip of the pen, that a document carries something which is not seen, how much was
/// guessed and where to see it, and how much else was changed, lost, left out, or kept without being understood. When
/// `verbose`, everything, and of the guesses the most doubtful first.
pub(crate) fn remarks(report: &Report, name: Name<'_>, verbose: bool, marks: Marks) -> String {
    let (mut shown, rest): (Vec<_>, Vec<_>) = report.iter().partition(|d| verbose || is_hint(d));
    shown.sort_by_key(|d| (d.kind == Kind::Guessed).then_some(Reverse(d.doubt)));
    let limit = if verbose { usize::MAX } else { HINTS };
    let mut said = String::new();
    for diagnostic in shown.iter().take(limit) {
        said.push_str(&line(diagnostic, name));
    }
    if shown.len() > limit {
        let _ = writeln!(said, "{}: … and {} more like these (--verbose shows them)", name, shown.len() - limit);
    }
    said.extend(rest.iter().filter(|d| d.code == RESIDUE).map(|d| line(d, name)));
    said.extend(guesses(&rest, marks).map(|guesses| format!("{}: {guesses}\n", name)));
    if let Some(counts) = counts(&rest) {
        let _ = writeln!(said, "{}: {counts} (--verbose shows what)", name);
    }
    said
}

/// How much was guessed, and what to do about it.
fn guesses(diagnostics: &[&Diagnostic], marks: Marks) -> Option<String> {
    let count = diagnostics.iter().filter(|d| d.kind == Kind::Guessed).count();
    let were = if count == 1 { "detail was" } else { "details were" };
    let action = match marks {
        Marks::Made => "a comment in the result marks each",
        Marks::Offered => "--mark-guesses marks them in the result, `vitae check` and --verbose list them",
        Marks::Impossible => "`vitae check` and --verbose list them",
    };
    (count > 0).then(|| format!("{count} {were} guessed, and should be looked at: {action}"))
}

/// The differences between input and result, for a person who asked that there be none.
pub(crate) fn losses(report: &Report, name: Name<'_>) -> String {
    report.losses().map(|diagnostic| line(diagnostic, name)).collect()
}

/// What a check found, with its code for those who want to look it up.
pub(crate) fn finding(diagnostic: &Diagnostic, name: Name<'_>) -> String {
    line_of(diagnostic, name, &format!("[{}]", diagnostic.code))
}

/// Why an input failed, on one line.
pub(crate) fn failure(diagnostic: &Diagnostic, name: Name<'_>) -> String {
    line(diagnostic, name)
}

/// That a file was passed over.
pub(crate) fn skipped(name: Name<'_>, why: &str) -> String {
    aside(name, "skipped", why)
}

/// That a result is left as somebody has made it.
pub(crate) fn kept(name: Name<'_>, why: &str) -> String {
    aside(name, "kept", why)
}

fn aside(name: Name<'_>, what: &str, why: &str) -> String {
    format!("{}: {DEFAULT_NOTE_STYLE}{what}{DEFAULT_NOTE_STYLE:#}: {}\n", name, clean(why))
}

/// A diagnostic on one line, in the shape that editors know: `cv.yaml:12:5: note: …`.
fn line(diagnostic: &Diagnostic, name: Name<'_>) -> String {
    line_of(diagnostic, name, "")
}

fn line_of(diagnostic: &Diagnostic, name: Name<'_>, code: &str) -> String {
    let (word, style) = word(diagnostic.kind);
    let place = place(name, diagnostic.at.as_ref());
    let doubt = diagnostic.doubt.map(|doubt| format!(" (doubt {doubt} %)")).unwrap_or_default();
    let help = diagnostic.help.as_ref().map(|help| format!("; {}", clean(help))).unwrap_or_default();
    format!("{place}: {style}{word}{code}{style:#}{doubt}: {}{help}\n", clean(&message(diagnostic)))
}

/// The message, with the field before it unless a line and column say better where it is. A guess is about what became of it.
fn message(diagnostic: &Diagnostic) -> String {
    match diagnostic.at {
        Some(Location::Text { .. }) if diagnostic.kind != Kind::Guessed => diagnostic.message.clone(),
        _ => diagnostic.to_string(),
    }
}

fn word(kind: Kind) -> (&'static str, Style) {
    match kind {
        Kind::Note => ("note", DEFAULT_NOTE_STYLE),
        Kind::Doubtful => ("doubtful", DEFAULT_WARNING_STYLE),
        Kind::Guessed => ("guessed", DEFAULT_INFO_STYLE),
        Kind::Changed => ("changed", DEFAULT_WARNING_STYLE),
        Kind::Lost => ("lost", DEFAULT_WARNING_STYLE),
        _ => ("error", DEFAULT_ERROR_STYLE),
    }
}

fn place(name: Name<'_>, at: Option<&Location>) -> String {
    match at {
        Some(Location::Text { line, column, .. }) => {
            format!("{}:{}:{column}", clean(name.file), name.number(*line))
        }
        Some(elsewhere) => format!("{} ({})", name, clean(&elsewhere.to_string())),
        None => name.to_string(),
    }
}

/// Something that is probably not meant.
pub(crate) fn is_doubt(diagnostic: &Diagnostic) -> bool {
    diagnostic.kind == Kind::Doubtful || is_hint(diagnostic)
}

/// How doubtful something is, in percent: of a finding without a number, as much as can be; of a note that only informs, not at
/// all.
pub(crate) fn doubt(diagnostic: &Diagnostic) -> u8 {
    match (diagnostic.doubt, diagnostic.kind) {
        (Some(doubt), _) => doubt,
        (None, Kind::Guessed) => 50,
        (None, Kind::Note) if !is_hint(diagnostic) => 0,
        (None, _) => 100,
    }
}

/// How much there is to look at, and of what kinds; also where the rest is, if only the first so many are shown.
pub(crate) fn findings(diagnostics: &[&Diagnostic], shown: usize, name: Name<'_>) -> String {
    let counts: Vec<_> = [Kind::Lost, Kind::Changed, Kind::Doubtful, Kind::Guessed, Kind::Note]
        .iter()
        .map(|kind| (diagnostics.iter().filter(|d| d.kind == *kind).count(), *kind))
        .filter(|(count, _)| *count > 0)
        .map(|(count, kind)| match kind {
            Kind::Note => format!("{count}{}", plural(count, " note")),
            kind => format!("{count} {}", word(kind).0),
        })
        .collect();
    let things = plural(diagnostics.len(), "thing");
    let rest = match diagnostics.len().saturating_sub(shown) {
        0 => String::new(),
        more => format!("; --verbose shows the other {more}"),
    };
    format!("{}: {} {things} to look at: {}{rest}\n", name, diagnostics.len(), counts.join(", "))
}

/// Something to do something about: not a note that only informs.
pub(crate) fn is_of_use(diagnostic: &Diagnostic) -> bool {
    diagnostic.kind != Kind::Note || diagnostic.help.is_some()
}

/// A note that says what might have been meant instead: a key that nobody knows, a comment that looks like text.
fn is_hint(diagnostic: &Diagnostic) -> bool {
    let is_no_slip = [WORDS, RESIDUE].contains(&diagnostic.code);
    diagnostic.kind == Kind::Note && diagnostic.help.is_some() && !is_no_slip
}

fn counts(diagnostics: &[&Diagnostic]) -> Option<String> {
    let mut said = Vec::new();
    for kind in [Kind::Changed, Kind::Lost] {
        let count = diagnostics.iter().filter(|d| d.kind == kind).count();
        let noun = if said.is_empty() { plural(count, " detail") } else { String::new() };
        if count > 0 {
            said.push(format!("{count}{noun} {}", word(kind).0));
        }
    }
    let left_out = LEFT_OUT.map(|(code, noun)| {
        let count = diagnostics.iter().filter(|d| d.kind == Kind::Note && d.code == code).count();
        (count > 0).then(|| format!("{count}{}", plural(count, noun)))
    });
    let left_out: Vec<_> = left_out.into_iter().flatten().collect();
    if !left_out.is_empty() {
        said.push(format!("{} left out", left_out.join(" and ")));
    }
    let unknown = diagnostics.iter().filter(|d| d.code == UNKNOWN).count();
    if unknown > 0 {
        said.push(format!("{unknown}{} kept", plural(unknown, " unknown field")));
    }
    (!said.is_empty()).then(|| said.join(", "))
}

fn plural(count: usize, noun: &str) -> String {
    format!("{noun}{}", if count == 1 { "" } else { "s" })
}

/// The line that `bytes` begin on, with a mark under them as far as the line goes.
fn excerpt(text: &str, bytes: &Range<usize>, number: usize) -> Option<String> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let before = text.get(..bytes.start)?.rsplit('\n').next()?;
    let after = text.get(bytes.start..)?.split('\n').next()?.trim_end_matches('\r');
    let (marked, rest) = after.split_at_checked(bytes.len()).unwrap_or((after, ""));
    let before = clean(last_chars(before, REACH));
    let marked = clean(first_chars(marked, REACH));
    let span = before.len()..before.len() + marked.len();
    let source = format!("{before}{marked}{}", clean(first_chars(rest, REACH)));
    let snippet = Snippet::source(source).line_start(number).annotation(AnnotationKind::Primary.span(span));
    let group = Group::with_level(Level::ERROR).element(snippet);
    Some(Renderer::styled().term_width(WIDTH).render(&[group]) + "\n")
}

fn first_chars(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

fn last_chars(text: &str, count: usize) -> &str {
    text.char_indices().rev().nth(count).and_then(|(start, c)| text.get(start + c.len_utf8()..)).unwrap_or(text)
}

/// Makes control characters visible, those that turn the direction of text among them, and keeps the text on its line.
pub(crate) fn clean(text: &str) -> String {
    normalize_untrusted_str(&text.replace('\n', " ")).replace(char::is_control, "\u{FFFD}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text that a stream without colours shows.
    fn plain(styled: &str) -> String {
        anstream::adapter::strip_str(styled).to_string()
    }

    fn shown(text: &str, bytes: Range<usize>) -> String {
        let error_at = Error::invalid("bad", "this is wrong").at(Location::in_text(text, bytes)).help("make it right");
        plain(&error(&error_at, Some(Origin { name: "cv.yaml".into(), text: Some(text) })))
    }

    #[test]
    fn an_error_shows_its_line_and_what_would_have_worked() {
        let expected = "\
error: this is wrong
 --> cv.yaml:2:6
  |
2 |   b: wrong # here
  |      ^^^^^
help: make it right
";
        assert_eq!(shown("a: 1\n  b: wrong # here\nc: 2\n", 10..15), expected);
    }

    #[test]
    fn the_arrow_stands_above_the_line_numbers() {
        let text = "a: 1\n".repeat(120);
        let shown = shown(&text, 5 * 99..5 * 99 + 1);
        assert!(shown.contains("\n   --> cv.yaml:100:1\n    |\n100 | a: 1\n    | ^\n"), "{shown}");
    }

    #[test]
    fn tabs_emoji_and_wide_letters_are_marked_where_they_stand() {
        let text = "\t日本 😀: wrong\n";
        let shown = shown(text, 14..19);
        // A tab is shown as four columns; the two letters and the emoji take two each.
        assert!(shown.contains(":1:8\n"), "columns are counted in characters: {shown}");
        assert!(shown.contains("1 |     日本 😀: wrong\n  |              ^^^^^\n"), "{shown}");
    }

    #[test]
    fn a_long_line_is_cropped_around_the_mark() {
        let text = format!("{} WRONG {}\n", "x".repeat(5_000), "y".repeat(5_000));
        let shown = shown(&text, 5_001..5_006);
        assert!(shown.contains(":1:5002\n"), "{shown}");
        assert!(shown.contains("1 | ...xxx") && shown.contains(" WRONG ") && shown.contains("yyy...\n"), "{shown}");
        assert!(shown.lines().all(|line| line.chars().count() <= WIDTH + 10), "{shown}");
    }

    #[test]
    fn a_mark_over_several_lines_ends_with_the_first() {
        assert!(shown("a: |\r\n  b\r\n  c\r\n", 3..12).contains("1 | a: |\n  |    ^\n"));
    }

    #[test]
    fn the_end_of_the_input_can_be_marked() {
        assert!(shown("a: [\n", 5..5).contains(" --> cv.yaml:2:1\n  |\n2 |\n  | ^\n"), "{}", shown("a: [\n", 5..5));
        assert!(shown("", 0..0).contains(" --> cv.yaml:1:1\n"));
    }

    #[test]
    fn places_outside_of_the_text_cost_only_the_excerpt() {
        let at = Location::Text { bytes: 90..99, line: 9, column: 1 };
        let error_at = Error::invalid("bad", "wrong").at(at);
        let shown = plain(&error(&error_at, Some(Origin { name: "cv.yaml".into(), text: Some("é") })));
        assert_eq!(shown, "error: wrong\n --> cv.yaml:9:1\n");
    }

    #[test]
    fn an_error_without_a_place_names_the_file() {
        let gone = Error::unsupported("cannot-read", "there is no such file");
        let shown = plain(&error(&gone, Some(Origin { name: "cv.yaml".into(), text: None })));
        assert_eq!(shown, "error: there is no such file\n --> cv.yaml\n");
    }

    #[test]
    fn an_error_in_a_part_names_it() {
        let at = Location::Part { part: "word/document.xml".into(), item: 2 };
        let shown =
            plain(&error(&Error::invalid("bad", "wrong").at(at), Some(Origin { name: "cv.docx".into(), text: None })));
        assert!(shown.contains(" --> cv.docx (word/document.xml, paragraph 3)\n"), "{shown}");
    }

    #[test]
    fn nothing_from_a_file_commands_the_terminal() {
        let text = "a: \u{1b}]0;title\u{7}\u{9b}31m\u{202e}x\n";
        let hostile = Error::invalid("bad", format!("unknown `{text}`"))
            .at(Location::in_text(text, 0..text.len()))
            .help(text.to_owned());
        let styled = error(&hostile, Some(Origin { name: "\u{1b}c.yaml".into(), text: Some(text) }));
        let shown = plain(&styled);
        assert!(!shown.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}'), "{shown:?}");
        assert!(styled.matches('\u{1b}').count() > 2, "only our own styles are left");
    }

    fn unknown(n: usize) -> Diagnostic {
        let text = "sections:\n".repeat(n + 1);
        Diagnostic::new(Kind::Note, UNKNOWN, "the field `hightlights` is not known, and kept")
            .at(Location::in_text(&text, 10 * n..10 * n + 3))
            .field("sections[0].hightlights")
            .help("did you mean `highlights`?")
    }

    fn report(diagnostics: impl IntoIterator<Item = Diagnostic>) -> Report {
        let mut report = Report::default();
        diagnostics.into_iter().for_each(|d| report.push(d));
        report
    }

    #[test]
    fn a_clean_report_says_nothing() {
        assert_eq!(remarks(&Report::default(), "cv.yaml".into(), false, Marks::Offered), "");
        let note = report([Diagnostic::new(Kind::Note, "fyi", "good to know")]);
        assert_eq!(remarks(&note, "cv.yaml".into(), false, Marks::Offered), "");
        assert_eq!(plain(&remarks(&note, "cv.yaml".into(), true, Marks::Offered)), "cv.yaml: note: good to know\n");
    }

    #[test]
    fn probable_typing_errors_are_shown_unasked_up_to_a_limit() {
        let said = plain(&remarks(&report((0..8).map(unknown)), "cv.yaml".into(), false, Marks::Offered));
        let lines: Vec<_> = said.lines().collect();
        assert_eq!(
            lines[0],
            "cv.yaml:1:1: note: the field `hightlights` is not known, and kept; did you mean `highlights`?"
        );
        assert_eq!(lines.len(), HINTS + 1, "{said}");
        assert_eq!(lines[HINTS], "cv.yaml: … and 3 more like these (--verbose shows them)");
        assert_eq!(remarks(&report((0..8).map(unknown)), "cv.yaml".into(), true, Marks::Offered).lines().count(), 8);
    }

    #[test]
    fn dates_in_words_are_no_slip_of_the_pen() {
        let words = Diagnostic::new(Kind::Note, WORDS, "`every summer` is kept as words").help("write `2016`");
        assert_eq!(remarks(&report([words.clone()]), "cv.yaml".into(), false, Marks::Offered), "");
        assert_eq!(remarks(&report([words]), "cv.yaml".into(), true, Marks::Offered).lines().count(), 1);
    }

    #[test]
    fn everything_else_is_counted_on_one_line() {
        let changed = |n| report((0..n).map(|_| Diagnostic::new(Kind::Changed, "x", "is another")));
        assert_eq!(
            remarks(&changed(1), "cv.yaml".into(), false, Marks::Offered),
            "cv.yaml: 1 detail changed (--verbose shows what)\n"
        );
        assert_eq!(
            remarks(&changed(2), "cv.yaml".into(), false, Marks::Offered),
            "cv.yaml: 2 details changed (--verbose shows what)\n"
        );
        let plain_unknown = Diagnostic::new(Kind::Note, UNKNOWN, "the field `x` is not known, and kept");
        let lost = Diagnostic::new(Kind::Lost, "not-representable", "is gone").field("basics.photo");
        let guessed = Diagnostic::new(Kind::Guessed, "guess", "taken for a date");
        let all = report([lost.clone(), plain_unknown, guessed, lost]);
        let said = plain(&remarks(&all, "cv.yaml".into(), false, Marks::Offered));
        assert_eq!(
            said,
            "cv.yaml: 1 detail was guessed, and should be looked at: --mark-guesses marks them in the result, `vitae check` \
             and --verbose list them\ncv.yaml: 2 details lost, 1 unknown field kept (--verbose shows what)\n"
        );
        assert!(
            plain(&remarks(&all, "cv.yaml".into(), true, Marks::Offered))
                .contains("cv.yaml: lost: basics.photo: is gone\n")
        );
        assert_eq!(losses(&all, "cv.yaml".into()).lines().count(), 2);
    }

    #[test]
    fn a_guess_is_to_be_looked_at_and_alone_no_doubt() {
        let guess = Diagnostic::new(Kind::Guessed, "guess", "taken for a date").field("basics.name");
        assert!(is_of_use(&guess) && !is_doubt(&guess));
        assert_eq!((doubt(&guess), doubt(&guess.clone().doubt(70)), doubt(&unknown(0))), (50, 70, 100));
        let said = |marks| plain(&remarks(&report([guess.clone()]), "cv.yaml".into(), false, marks));
        let one = "cv.yaml: 1 detail was guessed, and should be looked at: ";
        assert_eq!(said(Marks::Made), format!("{one}a comment in the result marks each\n"));
        assert_eq!(said(Marks::Impossible), format!("{one}`vitae check` and --verbose list them\n"));
    }

    #[test]
    fn what_is_left_out_is_counted_and_what_a_document_carries_unseen_is_said() {
        let hidden = Diagnostic::new(Kind::Note, "hidden-omitted", "stays behind").field("sections[0]");
        let unseen = Diagnostic::new(Kind::Note, "not-shown", "is gone").field("sections[1].tags");
        let residue = Diagnostic::new(Kind::Note, "residue", "the document carries 3 details that are not seen");
        let said = |all: Vec<Diagnostic>| plain(&remarks(&report(all), "cv.yaml".into(), false, Marks::Offered));
        assert_eq!(said(vec![hidden.clone()]), "cv.yaml: 1 hidden piece left out (--verbose shows what)\n");
        assert_eq!(
            said(vec![hidden.clone(), unseen, hidden]),
            "cv.yaml: 2 hidden pieces and 1 unseen detail left out (--verbose shows what)\n"
        );
        assert_eq!(said(vec![residue]), "cv.yaml: note: the document carries 3 details that are not seen\n");
    }

    /// Characters that are wide, narrow, nothing, joined, turned round, or commands.
    const NASTY: &str = "[ a:\\t\\r\\n\u{0}\u{7}\u{1b}\u{7f}\u{9b}\u{a0}\u{ad}e\u{301}日ﬁ\u{200b}\u{200d}\u{202e}\u{2028}\u{2067}\u{feff}\u{ffff}😀👩\u{1f3fd}🇩🇪]{0,400}";

    fn cases() -> proptest::prelude::ProptestConfig {
        let cases = std::env::var("VITAE_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(256);
        proptest::prelude::ProptestConfig { cases, failure_persistence: None, ..Default::default() }
    }

    proptest::proptest! {
        #![proptest_config(cases())]

        #[test]
        fn any_text_can_be_shown_at_any_place(text in NASTY, name in NASTY, start in 0..1_500_usize, length in 0..1_500_usize) {
            // Offsets as a careless format could give them, and as `Location` gives them.
            let careless = Location::Text { bytes: start..start + length, line: start, column: length };
            for at in [careless, Location::in_text(&text, start..start + length)] {
                let wrong = Error::invalid("bad", text.clone()).at(at).help(text.clone());
                let shown = plain(&error(&wrong, Some(Origin { name: (&name).into(), text: Some(&text) })));
                proptest::prop_assert!(shown.starts_with("error: "));
                proptest::prop_assert!(!shown.contains(|c: char| c.is_control() && c != '\n'), "{shown:?}");
                proptest::prop_assert!(shown.lines().count() <= 7, "{shown}");
            }
        }
    }
}
