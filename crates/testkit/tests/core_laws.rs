//! The promises of the core, on arbitrary résumés.

#![allow(clippy::indexing_slicing, reason = "what helps a test may fail as loudly as the test")]

use std::collections::BTreeMap;
use vitae_core::{
    CellRef, Change, Contact, ContactKind, Dates, Engagement, Entry, Item, Line, MonthStyle, ParsedSpan, Person,
    Record, Resume, Span, Text, What, Words, diff, format_span, is_allowed, languages, normal_blocks, parse_span,
};
use vitae_testkit::proptest::prelude::*;
use vitae_testkit::{arbitrary, check};

fn lines(changes: &[Change]) -> String {
    changes.iter().map(|change| format!("{}: {change}\n", change.path)).collect()
}

#[test]
fn normalising_twice_is_normalising_once() {
    check(&arbitrary::raw_resume(), |raw| {
        let once = raw.clone().normalize();
        let twice = once.clone().normalize();
        if once == twice { Ok(()) } else { Err(lines(&diff(&once, &twice))) }
    });
}

#[test]
fn a_resume_does_not_differ_from_itself_nor_from_its_normal_form() {
    check(&arbitrary::raw_resume(), |raw| {
        let normal = raw.clone().normalize();
        let changes = [diff(raw, raw), diff(raw, &normal), diff(&normal, raw)].concat();
        if changes.is_empty() { Ok(()) } else { Err(lines(&changes)) }
    });
}

/// Two résumés that are alike, so that the difference is somewhere inside: the second has one field of the first filled
/// otherwise.
fn alike() -> BoxedStrategy<(Resume, Resume)> {
    let edits = vec_of_edits();
    (arbitrary::raw_resume(), edits)
        .prop_map(|(before, edits)| {
            let mut after = before.clone();
            edits.iter().for_each(|edit| edit.apply(&mut after));
            (before, after)
        })
        .boxed()
}

#[derive(Debug, Clone)]
enum Edit {
    Headline(Option<Line>),
    Swap(prop::sample::Index, prop::sample::Index),
    Remove(prop::sample::Index),
    Repeat(prop::sample::Index),
    Entry(prop::sample::Index, prop::sample::Index, Box<Entry>),
    Field(prop::sample::Index, prop::sample::Index, Box<Entry>),
    Ext(vitae_core::Ext),
    Contacts(Vec<Contact>),
}

fn vec_of_edits() -> BoxedStrategy<Vec<Edit>> {
    let at = any::<prop::sample::Index>;
    let edit = prop_oneof![
        prop::option::of(arbitrary::line()).prop_map(Edit::Headline),
        (at(), at()).prop_map(|(a, b)| Edit::Swap(a, b)),
        at().prop_map(Edit::Remove),
        at().prop_map(Edit::Repeat),
        (at(), at(), arbitrary::any_entry()).prop_map(|(section, item, entry)| Edit::Entry(
            section,
            item,
            Box::new(entry)
        )),
        (at(), at(), arbitrary::any_entry()).prop_map(|(section, item, entry)| Edit::Field(
            section,
            item,
            Box::new(entry)
        )),
        arbitrary::ext().prop_map(Edit::Ext),
        prop::collection::vec(arbitrary::contact(), 0..3).prop_map(Edit::Contacts),
    ];
    prop::collection::vec(edit, 0..3).boxed()
}

impl Edit {
    fn apply(&self, resume: &mut Resume) {
        let sections = resume.sections.len();
        match self {
            Self::Headline(line) => resume.person.headline = line.clone(),
            Self::Ext(ext) => resume.ext = ext.clone(),
            Self::Contacts(contacts) => resume.person.contacts = contacts.clone(),
            _ if sections == 0 => {}
            Self::Swap(a, b) => resume.sections.swap(a.index(sections), b.index(sections)),
            Self::Remove(at) => drop(resume.sections.remove(at.index(sections))),
            Self::Repeat(at) => resume.sections.push(resume.sections[at.index(sections)].clone()),
            Self::Entry(at, item, entry) => {
                let content = &mut resume.sections[at.index(sections)].content;
                content.insert(item.index(content.len() + 1), (**entry).clone().into());
            }
            Self::Field(at, item, other) => {
                let content = &mut resume.sections[at.index(sections)].content;
                let entries =
                    content.iter_mut().filter_map(|i| if let Item::Entry(entry) = i { Some(entry) } else { None });
                let mut entries: Vec<_> = entries.collect();
                if entries.is_empty() {
                    return;
                }
                let at = item.index(entries.len());
                let entry = &mut entries[at];
                if let Some((spec, cell)) = other.what.cells().first() {
                    let _ = entry.what.put(spec.field, cell.to_cell());
                }
                entry.common.hidden = !entry.common.hidden;
            }
        }
    }
}

#[test]
fn a_difference_is_found_exactly_where_normal_forms_differ() {
    let cases = prop_oneof![4 => alike(), 1 => (arbitrary::raw_resume(), arbitrary::raw_resume())];
    check(&cases, |(before, after)| {
        let differ = before.clone().normalize() != after.clone().normalize();
        let changes = diff(before, after);
        if changes.is_empty() == differ {
            return Err(format!(
                "the normal forms {}, but:\n{}",
                if differ { "differ" } else { "are equal" },
                lines(&changes)
            ));
        }
        // Every difference has a path and words of its own; the fallback of the walk is never needed.
        match changes.iter().find(|change| change.to_string().contains("has no name yet")) {
            Some(change) => Err(format!("{}: {change}", change.path)),
            None => Ok(()),
        }
    });
}

#[test]
fn the_order_of_two_resumes_changes_no_count() {
    check(&alike(), |(before, after)| {
        let (there, back) = (diff(before, after), diff(after, before));
        if there.is_empty() == back.is_empty() {
            Ok(())
        } else {
            Err(format!("{}---\n{}", lines(&there), lines(&back)))
        }
    });
}

/// How often each word is there, less the characters that no format can hold (N1).
fn count(words: &[String]) -> BTreeMap<String, usize> {
    let mut counted = BTreeMap::new();
    for word in words {
        let held: String = word.chars().filter(|&c| is_allowed(c)).collect();
        if !held.is_empty() {
            *counted.entry(held).or_default() += 1;
        }
    }
    counted
}

#[test]
fn words_are_stable_under_normalising() {
    check(&arbitrary::resume(), |resume| {
        let (before, after) = (resume.words(), resume.clone().normalize().words());
        if before == after { Ok(()) } else { Err(format!("{before:?}\n{after:?}")) }
    });
}

/// Normalising drops no word but those that its rules name: words of dates that the value says (N8), the label of a
/// detail that becomes a field (N10), schemes (N11), the words of a link that are its address, the address of an
/// identifier, a place said twice (N7).
#[test]
fn normalising_drops_no_word_but_by_a_rule() {
    check(&arbitrary::raw_resume(), |raw| {
        let (before, after) = (raw.words(), raw.clone().normalize().words());
        // Two controls are white space that no format can hold: without them two words are one (N1).
        let said = format!("{raw:?}");
        if [r"\u{b}", r"\u{c}"].iter().any(|control| said.contains(control)) {
            return Ok(());
        }
        let (before, after) = (count(&before), count(&after));
        let spared = spared_words(raw);
        let lost: Vec<_> = before
            .iter()
            .filter(|(word, n)| {
                after.get(word.as_str()).copied().unwrap_or_default() < **n && !spared.iter().any(|s| s == *word)
            })
            .collect();
        if lost.is_empty() { Ok(()) } else { Err(format!("lost: {lost:?}")) }
    });
}

/// The words of all values that a rule may drop.
fn spared_words(resume: &Resume) -> Vec<String> {
    let mut spared = String::new();
    let mut say = |text: &str| {
        spared.push(' ');
        spared.push_str(text);
    };
    resume.person.contacts.iter().for_each(|c| contact(c, &mut say));
    for entry in entries(resume) {
        let positions = match &entry.what {
            What::Engagement(Engagement { positions, .. }) => positions.as_slice(),
            _ => &[],
        };
        let records =
            [&entry.what as &dyn Record, &entry.common].into_iter().chain(positions.iter().map(|p| p as &dyn Record));
        for (_, cell) in records.flat_map(Record::cells) {
            match cell {
                CellRef::Dates(Dates { text: Some(text), .. }) => say(text.as_str()),
                CellRef::Details(details) => details.iter().for_each(|detail| say(detail.label.as_str())),
                CellRef::Place(place) => say(&place.display("")),
                CellRef::Url(url) => say(url.visible()),
                CellRef::Contacts(contacts) => contacts.iter().for_each(|c| contact(c, &mut say)),
                _ => {}
            }
        }
    }
    spared.split_whitespace().map(str::to_owned).collect()
}

fn contact(contact: &Contact, say: &mut impl FnMut(&str)) {
    match &contact.kind {
        ContactKind::Email(text) | ContactKind::Phone(text) | ContactKind::Fax(text) => say(text.as_str()),
        ContactKind::Web { text: Some(text), .. } => say(text.as_str()),
        _ => {}
    }
    // A contact without a value is none, whatever its label (N3).
    let person = Person { contacts: vec![contact.clone()], ..Person::default() };
    let alone = Resume { person, ..Resume::default() }.normalize();
    if alone.person.contacts.is_empty() {
        say(contact.label.as_ref().map_or("", Text::as_str));
    }
}

fn entries(resume: &Resume) -> impl Iterator<Item = &Entry> {
    let items = resume.sections.iter().flat_map(|section| &section.content);
    items.filter_map(|item| if let Item::Entry(entry) = item { Some(&**entry) } else { None })
}

#[test]
fn values_are_in_normal_form_by_construction() {
    check(
        &(arbitrary::string(), arbitrary::line(), prop::collection::vec(arbitrary::block(), 0..4)),
        |(string, line, blocks)| {
            if let Some(text) = Text::new(string)
                && Text::new(text.as_str()).as_ref() != Some(&text)
            {
                return Err(format!("{text:?} as a text"));
            }
            if vitae_core::Line::new(line.runs().to_vec()).as_ref() != Some(line) {
                return Err(format!("{line:?} as a line"));
            }
            let once = normal_blocks(blocks.clone());
            if normal_blocks(once.clone()) == once { Ok(()) } else { Err("blocks".into()) }
        },
    );
}

#[test]
fn a_span_comes_back_from_its_words_in_every_language() {
    let style = prop_oneof![Just(MonthStyle::Long), Just(MonthStyle::Short)];
    check(&(arbitrary::span(), style), |(span, style)| {
        let Some(span) = span.normal() else { return Ok(()) };
        for words in languages() {
            let text = format_span(span, words, *style);
            let want = Some(ParsedSpan { span, canonical: true, ambiguous: false });
            if parse_span(&text, words) != want {
                return Err(format!("{}: {text}: {:?}", words.tag, parse_span(&text, words)));
            }
        }
        Ok(())
    });
}

#[test]
fn dates_are_displayed_and_read_back_in_every_language() {
    check(&arbitrary::dates(), |dates| {
        for words in languages() {
            let Some(normal) = dates.clone().normal(words) else { continue };
            if normal.clone().normal(words).as_ref() != Some(&normal) {
                return Err(format!("{}: not idempotent: {normal:?}", words.tag));
            }
            let shown = normal.display(words);
            let read = Dates::parse(&shown, words);
            // What is shown gives the value back, unless the words say something else than it: those are kept beside it.
            let value_alone = normal.text.is_none();
            if value_alone && read.as_ref() != Some(&normal) {
                return Err(format!("{}: {shown:?} was read as {read:?}", words.tag));
            }
            if read.is_none()
                || (!value_alone
                    && read.as_ref().and_then(|r| r.text.as_ref()).is_none()
                    && read.as_ref().map(|r| r.span) == Some(normal.span))
            {
                return Err(format!("{}: {shown:?} is kept beside a value that says it", words.tag));
            }
        }
        Ok(())
    });
}

#[test]
fn any_words_are_read_as_dates_or_kept() {
    check(&(arbitrary::string(), arbitrary::any_words()), |(string, words): &(String, &'static Words)| {
        let Some(text) = Text::new(string) else { return Ok(()) };
        match Dates::parse(text.as_str(), words) {
            Some(Dates { text: Some(kept), .. }) if kept == text => Ok(()),
            Some(Dates { span: Some(span), text: None })
                if parse_span(&format_span(span, words, MonthStyle::Long), words).is_some() =>
            {
                Ok(())
            }
            other => Err(format!("{}: {text:?} was read as {other:?}", words.tag)),
        }
    });
}

#[test]
fn a_cell_put_back_is_the_cell_that_was_there() {
    check(&arbitrary::any_entry(), |entry| {
        let mut copy = What::new(entry.what.kind());
        for (spec, cell) in entry.what.cells() {
            if cell.to_cell().shape() != spec.shape {
                return Err(format!("{} holds another shape than it says", spec.key));
            }
            copy.put(spec.field, cell.to_cell()).map_err(|cell| format!("{} refuses {cell:?}", spec.key))?;
        }
        if copy == entry.what { Ok(()) } else { Err(format!("{copy:?}")) }
    });
}

#[test]
fn edtf_says_every_date() {
    check(&arbitrary::date(), |date| {
        let mut unmarked = *date;
        unmarked.expected = false;
        let read = vitae_core::Date::from_edtf(&date.to_edtf());
        if read == Some(unmarked) { Ok(()) } else { Err(format!("{}: {read:?}", date.to_edtf())) }
    });
}

#[test]
fn a_span_of_which_nothing_is_known_says_nothing() {
    let nothing = Span::Range { start: None, end: vitae_core::End::Unknown };
    assert!(
        nothing.normal().is_none() && languages().all(|words| format_span(nothing, words, MonthStyle::Long).is_empty())
    );
}
