//! The laws of the exam, one function each, on an input that is given.
//!
//! [`Exam`](crate::Exam) asks them of many inputs; call one yourself to pin a case that once failed:
//!
//! ```
//! use vitae_core::{Context, Format, Resume, Result, Source, Text};
//! use vitae_testkit::laws;
//!
//! // The smallest format there is: a name, alone in a file.
//! fn read(source: &Source<'_>, _: &mut Context) -> Result<Resume> {
//!     let mut resume = Resume::default();
//!     resume.person.name = Text::new(source.text()?);
//!     Ok(resume)
//! }
//! fn write(resume: &Resume, _: &mut Context) -> Result<Vec<u8>> {
//!     Ok(resume.person.name.as_ref().map(|n| n.as_str().into()).unwrap_or_default())
//! }
//! let format = Format::new("name", "A name").reader(read).writer(write);
//!
//! let mut resume = Resume::default();
//! resume.person.name = Text::new("- x");
//! laws::round_trip(&format, &resume).unwrap();
//!
//! resume.person.headline = vitae_core::Line::text("Engineer");
//! let failure = laws::round_trip(&format, &resume).unwrap_err();
//! assert!(failure.contains(r#"basics.headline: "Engineer" is gone"#), "{failure}");
//! ```
//!
//! A law that needs a half which the format does not have fails: no law holds because nobody looked.

use crate::guard::{PATIENCE, guarded, timed};
use crate::show;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;
use vitae_core::{
    Confidence, Context, Diagnostic, Error, Format, Item, Kind, Location, Registry, Resume, Source, Value, diff,
    languages,
};
use vitae_outline::{Block, Composition, Kind as Shape, LABELS, compose, is_unspaced, visible};

/// Held, or what happened instead, for a person.
pub type Verdict = Result<(), String>;

/// Options as they are typed: pairs of name and value.
pub type Choices<'a> = [(&'a str, &'a str)];

/// Law 1: `read(write(r)) == r`. Of a format that is [guessed](Format::guessed), that no word is lost: see [`keeps_words`].
///
/// # Errors
/// The differences, and the bytes between.
pub fn round_trip(format: &Format, resume: &Resume) -> Verdict {
    round_trip_with(format, resume, &[])
}

fn round_trip_with(format: &Format, resume: &Resume, options: &Choices<'_>) -> Verdict {
    need(format, "round trip", true, true)?;
    let bytes = write(format, resume, options)?;
    if format.is_guessed() && bytes.iter().all(u8::is_ascii_whitespace) {
        // An empty page says nothing, and is no file of any format.
        return keeps_words(resume, &Resume::default());
    }
    let again = read(format, &bytes).map_err(|why| format!("{why}\nof its own output:\n{}", show::bytes(&bytes)))?;
    if format.is_guessed() {
        return keeps_words(resume, &again)
            .map_err(|why| format!("{why}\nthe bytes between:\n{}", show::bytes(&bytes)));
    }
    let resume = resume.clone().normalize();
    if resume == again {
        return Ok(());
    }
    let differences = show::difference(&resume, &again);
    Err(format!("what came back differs:\n{differences}the bytes between:\n{}", show::bytes(&bytes)))
}

/// What law 1 asks of a format that is [guessed](Format::guessed): every word on the page of `resume` is on the page of what was
/// `read` from it, as often.
///
/// Such a file does not say which words are the title of an entry and which its organisation, so that another résumé may come
/// back. What a person reads must not: words are compared as they stand on a page, with months and labels. Capitals are not
/// compared, since a title may be shown in them; where a script sets no spaces, each character is a word.
///
/// ```
/// use vitae_core::{Resume, Text, Line};
/// let (mut name, mut headline) = (Resume::default(), Resume::default());
/// name.person.name = Text::new("Mara Lindqvist");
/// headline.person.headline = Line::text("LINDQVIST, Mara");
/// assert!(vitae_testkit::laws::keeps_words(&name, &headline).is_ok());
/// assert!(vitae_testkit::laws::keeps_words(&name, &Resume::default()).is_err());
/// ```
///
/// # Errors
/// The words that are missing.
pub fn keeps_words(resume: &Resume, read: &Resume) -> Verdict {
    let mut there = words_in(read);
    let mut missing = Vec::new();
    // A date is its value (normal form N8): that a month is written out, or how "present" is said, is no loss.
    let of_dates: BTreeSet<String> = languages()
        .flat_map(|words| words.months.iter().chain(&words.months_short).chain(words.present))
        .flat_map(|word| word.split(|c: char| !c.is_alphanumeric()))
        .map(str::to_uppercase)
        .chain(["SEPT".to_owned()])
        .collect();
    for (word, count) in words_on_page(resume).into_iter().filter(|(word, _)| !of_dates.contains(word)) {
        let found = there.remove(&word).unwrap_or_default();
        if found < count {
            missing.push(format!("{word:?} {} times instead of {count}", found));
        }
    }
    if missing.is_empty() { Ok(()) } else { Err(format!("words are lost: {}", missing.join(", "))) }
}

/// The words of a résumé: those that a reader sees, numbers of lists and addresses behind what is seen, the title of the document, and
/// words that were read as structure.
fn words_in(resume: &Resume) -> BTreeMap<String, usize> {
    let page = compose(&visible(resume), Composition::default());
    let mut words = BTreeMap::new();
    for run in page.blocks.iter().flat_map(|block| &block.runs) {
        if let Some(link) = run.style.link.as_ref().filter(|link| !run.text.contains(link.visible())) {
            count(link.visible(), &mut words);
        }
    }
    for block in &page.blocks {
        if let Block { kind: Shape::Item { number: Some(number) }, .. } = block {
            count(&number.to_string(), &mut words);
        }
    }
    resume.meta.title.iter().for_each(|title| count(title.as_str(), &mut words));
    let entries = resume.sections.iter().flat_map(|section| &section.content);
    let entries = entries.filter_map(|item| if let Item::Entry(entry) = item { Some(&entry.common.ext) } else { None });
    for ext in entries.chain([&resume.ext]) {
        if let Some(Value::Array(labels)) = ext.get(LABELS) {
            let said = |label: &Value| if let Value::String(label) = label { Some(label.to_string()) } else { None };
            labels.iter().filter_map(said).for_each(|label| count(&label, &mut words));
        }
    }
    for (word, seen) in words_on_page(resume) {
        *words.entry(word).or_default() += seen;
    }
    words
}

/// The words that a reader sees of a résumé, and how often.
fn words_on_page(resume: &Resume) -> BTreeMap<String, usize> {
    let page = compose(&visible(resume), Composition::default());
    let mut words = BTreeMap::new();
    page.blocks.iter().for_each(|block| count(&block.text(), &mut words));
    words
}

/// Counts the words of a text.
fn count(text: &str, words: &mut BTreeMap<String, usize>) {
    let mut say = |word: &str| {
        // The scheme of an address says what it is, and is not shown when that is known.
        if !["", "MAILTO", "TEL", "HTTP", "HTTPS"].contains(&word) {
            *words.entry(word.to_owned()).or_default() += 1;
        }
    };
    for word in text.to_uppercase().split(|c: char| !c.is_alphanumeric()) {
        // "1st" and "1" are one word for a day (normal form N8).
        let day = ["ST", "ND", "RD", "TH"].iter().find_map(|ending| word.strip_suffix(ending));
        let mut rest = day.filter(|day| !day.is_empty() && day.bytes().all(|b| b.is_ascii_digit())).unwrap_or(word);
        while let Some(at) = rest.find(is_unspaced) {
            let (before, found) = rest.split_at(at);
            let (alone, after) = found.split_at(found.chars().next().map_or(0, char::len_utf8));
            say(before);
            say(alone);
            rest = after;
        }
        say(rest);
    }
}

/// Law 2: the same résumé gives the same bytes, and `write(read(write(r))) == write(r)`, byte for byte.
///
/// The second half is asked only of a format that can be read; of one that is [guessed](Format::guessed), whose files may be
/// read as another résumé, that reading is as repeatable as writing.
///
/// # Errors
/// Where the two outputs part.
pub fn same_bytes(format: &Format, resume: &Resume) -> Verdict {
    need(format, "same bytes", false, true)?;
    let first = write(format, resume, &[])?;
    let second = write(format, resume, &[])?;
    if first != second {
        return Err(format!("two outputs of one résumé differ in {}", show::parting(&first, &second)));
    }
    if format.is_guessed() {
        return reads_the_same(format, &first);
    }
    if format.reads() {
        let again = write(format, &read(format, &first)?, &[])?;
        if first != again {
            return Err(format!("what was read back is written differently in {}", show::parting(&first, &again)));
        }
    }
    Ok(())
}

/// The same bytes are the same résumé each time.
fn reads_the_same(format: &Format, bytes: &[u8]) -> Verdict {
    let outcome = || read(format, bytes);
    if outcome() == outcome() { Ok(()) } else { Err(format!("is read in two ways:\n{}", show::bytes(bytes))) }
}

/// Law 3: its own output is recognised among other formats, without a file name.
///
/// A format that is [guessed](Format::guessed) has no signature, and words may look like any other format: it is asked to
/// take its own output for possible, and to be found by the name of a file where no other format is surer of the content.
///
/// # Errors
/// What the registry took it for.
pub fn recognised(format: &Format, among: &Registry, resume: &Resume) -> Verdict {
    need(format, "recognised", true, true)?;
    let bytes = write(format, resume, &[])?;
    if format.is_guessed() {
        recognised_by_name(format, among, &bytes)
    } else {
        recognised_bytes(format.name(), among, &bytes)
    }
}

fn recognised_by_name(format: &Format, among: &Registry, bytes: &[u8]) -> Verdict {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        // An empty page says nothing, and is no file of any format.
        return Ok(());
    }
    if format.recognises(bytes) < Confidence::Possible {
        return Err(format!("{} does not take its own output for possible:\n{}", format.name(), show::bytes(bytes)));
    }
    let name = format!("resume.{}", format.file_extensions().first().copied().unwrap_or_default());
    let found = among.detect(&Source::named(bytes, Path::new(&name)));
    match found {
        Ok(found) if found.name() == format.name() || found.recognises(bytes) > Confidence::Possible => Ok(()),
        Ok(other) => Err(format!("{name} is taken for {}:\n{}", other.name(), show::bytes(bytes))),
        // Two others that are surer, and as sure as one another.
        Err(_) if among.iter().any(|other| other.recognises(bytes) > Confidence::Possible) => Ok(()),
        Err(error) => Err(format!("{name} is not recognised: {error}\n{}", show::bytes(bytes))),
    }
}

/// Law 3, for bytes that somebody else wrote.
///
/// # Errors
/// What the registry took them for.
pub fn recognised_bytes(name: &str, among: &Registry, bytes: &[u8]) -> Verdict {
    let found = timed(PATIENCE, || show::bytes(bytes), || among.detect(&Source::new(bytes)).map(Format::name))?;
    let taken_for = match found {
        Ok(found) if found == name => return Ok(()),
        Ok(other) => format!("taken for {other}"),
        Err(error) => format!("not recognised: {error}"),
    };
    let sure: Vec<_> = among.iter().map(|f| format!("{}: {:?}", f.name(), f.recognises(bytes))).collect();
    Err(format!("{name} is {taken_for} ({})\n{}", sure.join(", "), show::bytes(bytes)))
}

/// Law 4: whatever the bytes, no panic and no hang; and what is read can be written.
///
/// # Errors
/// The panic and its place, or the time that it took; and the bytes.
pub fn survives(format: &Format, bytes: &[u8]) -> Verdict {
    survives_within(format, bytes, PATIENCE)
}

/// Law 4, with less patience or more.
///
/// # Errors
/// As [`survives`].
pub fn survives_within(format: &Format, bytes: &[u8], patience: Duration) -> Verdict {
    need(format, "survives", true, false)?;
    let with_bytes = |why: String| format!("{why}\non this input:\n{}", show::bytes(bytes));
    let attempt = || {
        let _ = format.recognises(bytes);
        format.read(&Source::new(bytes), &mut Context::default())
    };
    let read = timed(patience, || show::bytes(bytes), attempt).map_err(|why| with_bytes(format!("reading: {why}")))?;
    if let Ok(resume) = read
        && format.writes()
    {
        let written = timed(patience, || show::bytes(bytes), || format.write(&resume, &mut Context::default()));
        let written = written.map_err(|why| with_bytes(format!("writing what was read: {why}")))?;
        written.map_err(|error| with_bytes(format!("what was read cannot be written: {error}")))?;
    }
    Ok(())
}

/// Law 5: every error has a kind, a code and a message, and in a text format a location inside the input; the same goes
/// for all that is reported, but that it may have no location.
///
/// # Errors
/// What is missing.
pub fn explained(format: &Format, bytes: &[u8]) -> Verdict {
    need(format, "explained", true, false)?;
    let mut cx = Context::default();
    let outcome = guarded(|| format.read(&Source::new(bytes), &mut cx))?;
    let with_bytes = |why: String| format!("{why}\non this input:\n{}", show::bytes(bytes));
    for said in &cx.report {
        sound(said, format, bytes).map_err(with_bytes)?;
    }
    let Err(Error { diagnostic, .. }) = outcome else { return Ok(()) };
    sound(&diagnostic, format, bytes).map_err(with_bytes)?;
    if diagnostic.kind < Kind::Invalid {
        return Err(with_bytes(format!("an error is no {:?}: {}", diagnostic.kind, show::diagnostic(&diagnostic))));
    }
    if !format.is_binary() && !matches!(diagnostic.at, Some(Location::Text { .. })) {
        return Err(with_bytes(format!(
            "an error in a text format needs a location: {}",
            show::diagnostic(&diagnostic)
        )));
    }
    Ok(())
}

/// A diagnostic that a person and a program can use.
fn sound(said: &Diagnostic, format: &Format, bytes: &[u8]) -> Verdict {
    let wrong = |what: &str| Err(format!("{what}: {}", show::diagnostic(said)));
    if said.message.trim().is_empty() {
        return wrong("a diagnostic without a message");
    }
    if said.code.is_empty() || !said.code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
        return wrong("a code is a name such as `unknown-field-kept`");
    }
    match &said.at {
        Some(at @ Location::Text { bytes: range, .. }) if !format.is_binary() => {
            // Offsets count from behind the mark; past the first byte that is not UTF-8 there are none.
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            let text = match std::str::from_utf8(bytes) {
                Ok(text) => text,
                Err(error) => {
                    bytes.get(..error.valid_up_to()).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default()
                }
            };
            if *at != Location::in_text(text, range.clone()) {
                return wrong(
                    "a location that is not inside the input, or whose line and column are not those of its bytes",
                );
            }
            Ok(())
        }
        Some(Location::Text { .. }) => wrong("a place in text, in a format that is none"),
        _ => Ok(()),
    }
}

/// Law 6: options change appearance, never content. Law 1 holds with them; the default, said aloud, changes not a byte.
///
/// Of a format that cannot be read, only that it writes, and the same bytes twice.
///
/// # Errors
/// As [`round_trip`], with the options.
pub fn options_keep_content(format: &Format, resume: &Resume, options: &Choices<'_>) -> Verdict {
    need(format, "options", false, true)?;
    let named = |why: String| format!("with {options:?}: {why}");
    let first = write(format, resume, options).map_err(named)?;
    if first != write(format, resume, options).map_err(named)? {
        return Err(named("two outputs differ".into()));
    }
    let is_default = |(name, value): &(&str, &str)| {
        format.option_specs().iter().any(|spec| spec.name == *name && spec.values.first() == Some(value))
    };
    if options.iter().all(is_default) {
        let unsaid = write(format, resume, &[])?;
        if unsaid != first {
            return Err(named(format!(
                "the first value is the default, but differs from saying nothing in {}",
                show::parting(&unsaid, &first)
            )));
        }
    }
    if format.reads() { round_trip_with(format, resume, options).map_err(named) } else { Ok(()) }
}

/// Law 9: the normal form of a résumé in normal form is itself, and it does not differ from itself.
///
/// # Errors
/// What normalising changed.
pub fn normal(resume: &Resume) -> Verdict {
    let once = guarded(|| resume.clone().normalize())?;
    if *resume != once {
        return Err(format!("not in normal form:\n{}", show::difference(resume, &once)));
    }
    let changes = diff(resume, resume);
    if changes.is_empty() { Ok(()) } else { Err(format!("differs from itself:\n{}", show::changes(&changes))) }
}

/// Writing neither fails nor panics. It is part of law 1; a format that is only written sits it alone.
///
/// # Errors
/// The error or the panic.
pub fn writes(format: &Format, resume: &Resume) -> Verdict {
    need(format, "writes", false, true)?;
    write(format, resume, &[]).map(drop)
}

fn need(format: &Format, law: &str, reads: bool, writes: bool) -> Verdict {
    let missing = match (reads && !format.reads(), writes && !format.writes()) {
        (false, false) => return Ok(()),
        (true, false) => "cannot be read",
        (false, true) => "cannot be written",
        (true, true) => "can neither be read nor written",
    };
    Err(format!("the law “{law}” cannot be asked of {}: it {missing}", format.name()))
}

pub(crate) fn write(format: &Format, resume: &Resume, options: &Choices<'_>) -> Result<Vec<u8>, String> {
    // What its owner hid is part of the résumé: a document is asked to take it along.
    let mut cx = Context { include_hidden: true, ..Context::with_options(options.iter().copied()) };
    let written = timed(PATIENCE, || show::brief(resume), || format.write(resume, &mut cx))
        .map_err(|why| format!("writing: {why}"))?;
    written.map_err(|error| format!("writing failed: {}", show::diagnostic(&error.diagnostic)))
}

pub(crate) fn read(format: &Format, bytes: &[u8]) -> Result<Resume, String> {
    let outcome = timed(PATIENCE, || show::bytes(bytes), || format.read(&Source::new(bytes), &mut Context::default()));
    let outcome = outcome.map_err(|why| format!("reading: {why}"))?;
    outcome.map_err(|error| format!("reading failed: {}", show::diagnostic(&error.diagnostic)))
}
