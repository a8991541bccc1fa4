//! Section headings: did the reader see where each section begins, and what it is?
//!
//! Nobody noted the headings of a foreign document, but its truth says which sections it has. So:
//!
//! * *asked* is each section of the truth of which the document shows anything. A summary is asked only where a line stands above
//!   it that could be its heading: many documents put it under the name.
//! * *found* is one of these where a section of its kind has at least half of its visible words.
//! * *given* is each section that the reader made. It *belongs* to the section of the truth with most of its words, and is right
//!   when it is of that kind, and holds more of it than any other. What belongs to the contacts, or is a summary that nobody asked
//!   for, is neither given nor asked.
//!
//! So a heading that is no heading, such as an employer's name, counts against precision, and takes half the words of the true one.

use super::record::{Record, SECTIONS};
use super::words::{Bag, words};
use super::{Tally, record, seen, texts};
use serde_json::Value;

/// A section of the truth.
struct Asked {
    kind: &'static str,
    words: Bag,
    is_asked: bool,
}

/// The headings of a document that shows `text`; `native` is what was read of it, in our own dialect.
#[must_use]
pub fn headings(truth: &Value, native: &Value, text: &str) -> Tally {
    let truth = sections_of(&seen(&record(truth), text), text);
    let given = native.get("sections").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let given: Vec<_> =
        given.iter().map(|section| (kind_of(section), section.get("title").is_some(), words_of(section))).collect();
    let owner = |words: &Bag| {
        let share = |asked: &Asked| asked.words.common(words);
        let best = truth.iter().enumerate().max_by_key(|(i, asked)| (share(asked), usize::MAX - i));
        best.filter(|(_, asked)| share(asked) > 0).map(|(i, _)| i)
    };
    // For each section of the truth, the section of its kind that has most of it.
    let holder = |asked: &Asked| {
        let same = given.iter().enumerate().filter(|(_, (kind, ..))| *kind == asked.kind);
        let best = same.max_by_key(|(i, (.., words))| (asked.words.common(words), usize::MAX - i));
        best.map(|(i, (.., words))| (i, asked.words.common(words))).filter(|(_, common)| *common > 0)
    };
    let mut tally = Tally::default();
    for asked in truth.iter().filter(|asked| asked.is_asked) {
        tally.asked += 1.0;
        tally.found += f64::from(holder(asked).is_some_and(|(_, common)| 2 * common >= asked.words.len()));
    }
    for (i, (kind, has_title, words)) in given.iter().enumerate() {
        let of = owner(words).map(|at| &truth[at]);
        if of.is_some_and(|of| !of.is_asked) || of.is_none() && !has_title && *kind == "custom" {
            continue;
        }
        tally.given += 1.0;
        let is_right = |of: &Asked| of.kind == *kind && holder(of).is_some_and(|(holder, _)| holder == i);
        tally.right += f64::from(of.is_some_and(is_right));
    }
    tally
}

/// The sections of the truth that are seen, with their words; and who the person is, as one that is never asked.
fn sections_of(truth: &Record, text: &str) -> Vec<Asked> {
    let visible = |section: &str, fields: &dyn Fn(&str) -> bool| {
        let entries =
            truth.get(section).into_iter().flatten().flatten().filter(|(name, _)| fields(name) && **name != "degree");
        let items = entries.flat_map(|(_, items)| items).filter(|item| item.is_visible);
        // Skills and their groups are the same words.
        let texts = items.flat_map(|item| [item.group.as_deref(), Some(&item.text)]).flatten();
        Bag::of(texts)
    };
    let mut person = Bag::default();
    for bag in [visible("basics", &|field| field != "summary"), visible("profiles", &|_| true)] {
        bag.iter().for_each(|(word, count)| person.add(word.to_owned(), count));
    }
    let summary = visible("basics", &|field| field == "summary");
    let has_heading = has_heading(truth, text, &person);
    let mut all = vec![Asked { kind: "basics", words: person, is_asked: false }];
    if !summary.is_empty() {
        all.push(Asked { kind: "summary", words: summary, is_asked: has_heading });
    }
    for (section, ..) in SECTIONS.iter().filter(|(name, ..)| !matches!(*name, "basics" | "profiles")) {
        // What is a highlight is in the text as well.
        let words = visible(section, &|field| !matches!(field, "highlights" | "items"));
        let words = if *section == "skills" { visible(section, &|field| field == "items") } else { words };
        if !words.is_empty() {
            all.push(Asked { kind: section, words, is_asked: true });
        }
    }
    all
}

/// A line that could be a heading stands above the summary: short, and not about who the person is.
fn has_heading(truth: &Record, text: &str, person: &Bag) -> bool {
    const SHORT: usize = 5;
    let summary = truth["basics"].iter().flat_map(|entry| entry.get("summary")).flatten().next();
    let begin: Vec<_> = summary.map(|item| words(&item.text)).unwrap_or_default().into_iter().take(4).collect();
    let lines: Vec<_> = text.lines().map(words).filter(|words| !words.is_empty()).collect();
    let at = lines.iter().position(|line| line.starts_with(&begin));
    at.and_then(|at| lines.get(at.checked_sub(1)?))
        .is_some_and(|line| line.len() <= SHORT && !line.iter().any(|word| person.count(word) > 0))
}

/// The kind of a section, as JSON Resume divides them.
fn kind_of(section: &Value) -> &str {
    match section.get("kind").and_then(Value::as_str).unwrap_or("custom") {
        "objective" => "summary",
        "talks" | "patents" => "publications",
        kind => kind,
    }
}

/// All words of a section but its title.
fn words_of(section: &Value) -> Bag {
    let fields = section.as_object().into_iter().flatten().filter(|(key, _)| !matches!(key.as_str(), "kind" | "title"));
    let items: Vec<_> = fields.flat_map(|(_, value)| texts(value)).collect();
    Bag::of(items.iter().map(|item| item.text.as_str()))
}
