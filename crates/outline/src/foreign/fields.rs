//! The pieces of an entry's head, sorted into its fields.
//!
//! | a piece | goes to |
//! |---|---|
//! | behind a label | the field that the label names; a label that we would not write stays before its value |
//! | dates, "present" | the dates; a second time, what is left |
//! | that markup or the weighing names | that field; a second one is more of it |
//! | a duration, a score, a kind of employment, an address | beside the dates; labelled fields; the link of the organisation or the entry |
//! | behind a comma, a dash, in brackets | more of what stands before |
//! | anything else | what is left: text below the heading |

use super::cut::Before;
use super::labelled_block;
use super::lexicon::{DEGREE, EMPLOYMENT, Label, Lexicon};
use super::line::{LONGEST, Line, slice, trimmed, words};
use super::reach::{What, with_link};
use super::segment::{Segment, label_length};
use super::slot::{Slots, is_score, named};
use crate::outline::{Block, Role, Run, text_of};
use std::collections::HashSet;
use vitae_core::{Field, SectionKind, Words};

/// The fields of a head, each as runs.
#[derive(Default)]
pub(super) struct Fields {
    pub title: Vec<Run>,
    pub organization: Vec<Run>,
    pub qualifier: Vec<Run>,
    pub place: Vec<Run>,
    pub url: Vec<Run>,
    pub dates: Vec<Run>,
    pub labelled: Vec<Block>,
    /// What no field took, in order.
    pub rest: Vec<Vec<Run>>,
    /// Words that were read as structure: labels, and words that connect.
    pub said: Vec<String>,
}

/// A head while its pieces are sorted.
struct Sorter<'s> {
    kind: SectionKind,
    words: &'s Words,
    fields: Fields,
    /// The field that the piece before went to.
    last: Option<Role>,
    /// Labels that stay before their values: they are shown, and not read as structure.
    shown: HashSet<String>,
}

impl Fields {
    /// The field of a role, where pieces add to it.
    const fn slot(&mut self, role: Role) -> Option<&mut Vec<Run>> {
        match role {
            Role::Title => Some(&mut self.title),
            Role::Organization => Some(&mut self.organization),
            Role::Place => Some(&mut self.place),
            Role::Qualifier => Some(&mut self.qualifier),
            Role::Url => Some(&mut self.url),
            _ => None,
        }
    }

    /// The first dates are those of the entry.
    fn take_dates(&mut self, runs: Vec<Run>) {
        if self.dates.is_empty() {
            self.dates = runs;
        } else {
            self.rest.push(runs);
        }
    }
}

/// The fields of a head, from its pieces and the words that only connected them.
pub(super) fn sort(
    segments: Vec<Segment>,
    said: Vec<String>,
    slots: Slots,
    kind: SectionKind,
    words: &Words,
) -> Fields {
    let fields = Fields { said, ..Fields::default() };
    let mut sorter = Sorter { kind, words, fields, last: None, shown: HashSet::new() };
    let mut from: Option<Vec<Run>> = None;
    for (i, segment) in segments.into_iter().enumerate() {
        let Some((label, name)) = segment.label.clone() else {
            sorter.piece(segment, slots.role(i));
            continue;
        };
        sorter.last = None;
        match label {
            Label::From => from = Some(segment.runs),
            Label::To if from.is_some() => {
                let range = [from.take().unwrap_or_default(), vec![Run::plain(" – ")], segment.runs];
                add(&mut sorter.fields.dates, range.concat());
            }
            _ => sorter.labelled(label, name, segment),
        }
    }
    let Sorter { mut fields, shown, .. } = sorter;
    if let Some(from) = from {
        add(&mut fields.dates, from);
    }
    fields.said.retain(|said| !shown.contains(said));
    fields
}

fn add(slot: &mut Vec<Run>, runs: Vec<Run>) {
    if !slot.is_empty() {
        slot.push(Run::plain(" "));
    }
    slot.extend(runs);
}

impl Sorter<'_> {
    /// A piece without a label.
    fn piece(&mut self, segment: Segment, weighed: Option<Role>) {
        let role = named(&segment).or(weighed);
        if segment.is_dates || role == Some(Role::Dates) || self.words.is_present(&segment.text) {
            self.last = Some(Role::Dates);
            self.fields.take_dates(segment.runs);
            return;
        }
        let Some(role) = role else {
            self.last = self.left(segment);
            return;
        };
        let Some(slot) = self.fields.slot(role) else {
            self.fields.rest.push(segment.runs);
            self.last = None;
            return;
        };
        // A second piece of one role is more of it.
        if !slot.is_empty() {
            slot.push(Run::plain(", "));
        }
        slot.extend(segment.runs);
        self.last = Some(role);
    }

    /// A piece that no slot took: to which field it went.
    fn left(&mut self, segment: Segment) -> Option<Role> {
        let text = segment.text.trim();
        let is_education = self.kind == SectionKind::Education;
        let is_work = matches!(self.kind, SectionKind::Work | SectionKind::Volunteer);
        let fields = &mut self.fields;
        if super::dates::is_duration(text) && !fields.dates.is_empty() {
            let bare = text.trim_matches(['(', ')']);
            fields.dates.push(Run::plain(format!(" ({bare})")));
            return None;
        }
        if is_education && is_score(text) {
            let (value, said) = bare_score(text);
            fields.said.extend(said);
            self.add_labelled(Field::Score, vec![Run::plain(value)]);
            return None;
        }
        if is_work && segment.classes.whole & EMPLOYMENT != 0 && fields.labelled.is_empty() {
            self.add_labelled(Field::Employment, segment.runs);
            return None;
        }
        if is_address(&segment) {
            let unlinked = fields.organization.iter().all(|run| run.style.link.is_none());
            if (is_work || is_education) && !fields.organization.is_empty() && unlinked {
                // The employer's own page.
                let address = with_link(segment.runs, What::Web);
                let link = address.iter().find_map(|run| run.style.link.clone());
                fields.organization.iter_mut().for_each(|run| run.style.link.clone_from(&link));
                return None;
            }
            if fields.url.is_empty() && !is_education {
                fields.url = with_link(segment.runs, What::Web);
                return None;
            }
        }
        self.more_of_the_last(segment)
    }

    /// Behind a comma or a dash a piece is more of what stands before.
    fn more_of_the_last(&mut self, segment: Segment) -> Option<Role> {
        let last = self.last.filter(|last| *last != Role::Url);
        let Some(slot) = last.and_then(|last| self.fields.slot(last)) else {
            self.fields.rest.push(segment.runs);
            return None;
        };
        let (before, after) = match segment.before {
            Before::Comma | Before::Dash if !segment.glue.is_empty() => (segment.glue.as_str(), ""),
            Before::Comma => (", ", ""),
            Before::Style => (" ", ""),
            Before::Bracket => (" (", ")"),
            _ => {
                self.fields.rest.push(segment.runs);
                return None;
            }
        };
        slot.push(Run::plain(before));
        slot.extend(segment.runs);
        slot.extend((!after.is_empty()).then(|| Run::plain(after)));
        last
    }

    /// A piece behind a label.
    fn labelled(&mut self, label: Label, name: String, segment: Segment) {
        let is_education = self.kind == SectionKind::Education;
        let is_project = self.kind == SectionKind::Projects;
        let fields = &mut self.fields;
        let role = match label {
            _ if segment.is_dates => return fields.take_dates(segment.runs),
            Label::Score if is_education => return self.add_labelled(Field::Score, segment.runs),
            Label::Url if fields.url.is_empty() => {
                fields.url = with_link(segment.runs, What::Web);
                return;
            }
            Label::Title | Label::Degree => Some(Role::Title),
            Label::Project if is_project => Some(Role::Title),
            Label::Organization | Label::Institution | Label::Issuer => Some(Role::Organization),
            Label::Client if is_project => Some(Role::Organization),
            Label::Board if fields.organization.is_empty() => Some(Role::Organization),
            Label::Place => Some(Role::Place),
            Label::Team if !is_education => Some(Role::Qualifier),
            Label::Area if is_education => Some(Role::Qualifier),
            _ => None,
        };
        if let Some(slot) = role.and_then(|role| fields.slot(role)).filter(|slot| slot.is_empty()) {
            *slot = segment.runs;
            return;
        }
        let is_translated =
            self.words.field(&name).is_some_and(|field| !self.words.label(field).eq_ignore_ascii_case(&name));
        if role.is_none() && is_translated {
            // A label of another language would be translated.
            self.fields.rest.push([vec![Run::plain(format!("{name}: "))], segment.runs].concat());
        } else {
            self.fields.labelled.push(labelled_block(&name, segment.runs, self.words));
        }
        self.shown.insert(name);
    }

    fn add_labelled(&mut self, field: Field, value: Vec<Run>) {
        self.fields.labelled.push(labelled_block(self.words.label(field), value, self.words));
    }
}

/// True for a piece that is nothing but an address on the Web.
fn is_address(segment: &Segment) -> bool {
    let text = segment.text.trim();
    let link = segment.runs.iter().find_map(|run| run.style.link.as_ref());
    link.is_some_and(|url| url.visible() == text || url.as_str() == text) || super::shape::is_address(text)
}

/// The figure of a score, and the words around it: "GPA: 3.9/4.0".
fn bare_score(text: &str) -> (String, Vec<String>) {
    let label = label_length(text).and_then(|length| Some((text.get(..length)?, text.get(length..)?)));
    if let Some((label, value)) = label.filter(|(_, value)| value.contains(char::is_alphanumeric)) {
        return (value.trim().to_owned(), vec![label.trim_end_matches([':', '：']).trim().to_owned()]);
    }
    let first = text.split(' ').next().unwrap_or_default();
    let rest = text.get(first.len()..).unwrap_or_default().trim();
    if !Lexicon::get().labels(first).is_empty() && rest.starts_with(|c: char| c.is_ascii_digit()) {
        return (rest.to_owned(), vec![first.to_owned()]);
    }
    (text.to_owned(), Vec::new())
}

/// "Business (3.3)": how well somebody did, in brackets behind what was studied.
pub(super) fn split_score(head: &mut Fields, words: &Words) {
    let studied = if head.qualifier.is_empty() { &mut head.title } else { &mut head.qualifier };
    let text = text_of(studied);
    let Some(open) = text.trim_end().strip_suffix(')').and_then(|text| text.rfind('(')).filter(|open| *open > 0) else {
        return;
    };
    let inner = open + 1..text.trim_end().len() - 1;
    if !text.get(inner.clone()).is_some_and(is_score) {
        return;
    }
    let (value, said) = bare_score(text.get(inner).unwrap_or_default());
    *studied = trimmed(slice(studied, 0..open));
    head.said.extend(said);
    head.labelled.push(labelled_block(words.label(Field::Score), vec![Run::plain(value)], words));
}

/// "MS in", where the area of study stands in letters of another kind: the word connects them.
fn strip_connector(head: &mut Fields) {
    let text = text_of(&head.title);
    for word in ["in", "of", "en", "em"] {
        let Some(before) = text.strip_suffix(word).filter(|before| before.ends_with(' ')) else { continue };
        head.title = trimmed(slice(&head.title, 0..before.len()));
        head.said.push(word.to_owned());
        return;
    }
}

/// True for letters that a degree may be shortened to: "AA", "MSc".
fn is_abbreviation(text: &str) -> bool {
    (2..=5).contains(&text.len())
        && text.chars().all(char::is_alphabetic)
        && text.chars().filter(|c| c.is_uppercase()).count() > 1
}

/// "PhD in Physics", "Bachelor of Science in Industrial Engineering", "Business, Bachelor of Science".
pub(super) fn split_degree(head: &mut Fields) {
    if !head.qualifier.is_empty() {
        strip_connector(head);
        return;
    }
    let text = text_of(&head.title);
    if head.title.is_empty() || words(&text) > 24 || text.len() > LONGEST {
        return;
    }
    let lexicon = Lexicon::get();
    const OF_SCIENCE: &[&str] = &[
        "science",
        "arts",
        "engineering",
        "business",
        "education",
        "law",
        "laws",
        "fine",
        "applied",
        "philosophy",
        "technology",
        "commerce",
        "medicine",
        "computer",
        "public",
    ];
    const INTO: &[&str] = &[" in ", " en ", " em ", ": ", " – ", " - ", " w ", " по специальности ", " of ", ", ", " "];
    for connector in INTO {
        for (at, _) in text.match_indices(connector) {
            let before = text.get(..at).unwrap_or_default();
            let after = text.get(at + connector.len()..).unwrap_or_default();
            let (left, right) = (lexicon.classes(before), lexicon.classes(after));
            let of_science = OF_SCIENCE.contains(&super::lexicon::fold(after).split(' ').next().unwrap_or_default());
            let short = left.count == 1
                && left.whole & DEGREE != 0
                && (before.contains('.') || before.chars().filter(|c| c.is_uppercase()).count() > 1);
            let sound = match *connector {
                " of " => left.whole & DEGREE != 0 && short && !of_science,
                " " => {
                    let is_named = after.starts_with(char::is_uppercase) && !of_science && words(after) <= 4;
                    short && (before.contains('.') || is_named) && !after.contains(|c: char| c.is_ascii_digit())
                }
                " in " if is_abbreviation(before) => words(after) <= 8,
                ", " => left.has(DEGREE) != right.has(DEGREE) && words(before) <= 8,
                _ => left.has(DEGREE) && right.first & DEGREE == 0 && words(after) <= 8,
            };
            if !sound || after.is_empty() || words(before) == 0 {
                continue;
            }
            let (mut one, mut two) = (slice(&head.title, 0..at), slice(&head.title, at + connector.len()..text.len()));
            if *connector == ", " && right.has(DEGREE) {
                std::mem::swap(&mut one, &mut two);
            }
            let word = connector.trim();
            if word.contains(char::is_alphabetic) {
                head.said.push(word.to_owned());
            }
            (head.title, head.qualifier) = (trimmed(one), without_brackets(trimmed(two)));
            return;
        }
    }
}

/// "(Civil)": brackets around all of it only set it apart.
fn without_brackets(runs: Vec<Run>) -> Vec<Run> {
    let text = text_of(&runs);
    let inner =
        text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).filter(|text| !text.contains(['(', ')']));
    let range = inner.map(|inner| 1..1 + inner.len());
    range.map_or(runs.clone(), |range| slice(&runs, range))
}

/// A degree that stands in the text below, where the head has none.
pub(super) fn take_degree(head: &mut Fields, body: &mut Vec<Line>) {
    if !head.title.is_empty() {
        return;
    }
    let is_degree = |line: &Line| {
        let classes = Lexicon::get().classes(&line.text);
        line.words() <= 9 && !line.is_prose() && classes.first & DEGREE != 0 && label_length(&line.text).is_none()
    };
    if let Some(at) = body.iter().take(2).position(is_degree) {
        head.title = body.remove(at).runs;
    }
}

/// A title that is a link: the address is the entry's.
pub(super) fn unlink_title(head: &mut Fields) {
    let link = head.title.iter().find_map(|run| run.style.link.clone());
    if let (Some(link), true) = (link, head.url.is_empty() && head.title.iter().all(|run| run.style.link.is_some())) {
        head.title.iter_mut().for_each(|run| run.style.link = None);
        head.url = vec![Run::plain(link.visible()).styled(vitae_core::Style::link(link.clone()))];
    }
}
