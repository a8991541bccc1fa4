//! Entries as the blocks of our outline: their fields as roles, what stands below as parts.

use super::entry::Entry;
use super::fields::{Fields, sort, split_degree, split_score, take_degree, unlink_title};
use super::lexicon::{DEGREE, Lexicon};
use super::line::{Line, slice, trimmed};
use super::segment::{Segment, label_length};
use super::slot::{Slots, is_score};
use super::{Reading, labelled_block};
use crate::facts;
use crate::outline::{Block, Kind, Part, Role, Run};
use vitae_core::{Ext, Field, SectionKind, Value, Words};

/// The blocks of the entries of a section.
pub(super) fn entries(entries: Vec<Entry>, kind: SectionKind, reading: &mut Reading<'_>) -> Vec<Block> {
    let is_education = kind == SectionKind::Education;
    let mut heads: Vec<(Vec<Segment>, Vec<String>)> = Vec::with_capacity(entries.len());
    for entry in &entries {
        let list = !matches!(kind, SectionKind::Work | SectionKind::Education | SectionKind::Volunteer);
        heads.push(match entry.head.first() {
            Some(only) if list && entry.head.len() == 1 && only.is_prose() && !only.is_dated() => {
                (vec![super::segment::Segment::whole(only, 0)], Vec::new())
            }
            _ => super::segment::segments(&entry.head, is_education),
        });
    }
    let weighed: Vec<Vec<Segment>> = heads.iter().map(|(segments, _)| segments.clone()).collect();
    let slots = super::slot::assign(&weighed, kind);
    let mut out = Vec::new();
    for ((mut entry, (segments, mut said)), slots) in entries.into_iter().zip(heads).zip(slots) {
        said.extend(entry.head.iter().filter_map(|line| line.item.flatten()).map(|number| number.to_string()));
        report(&entry, &slots, kind, reading);
        let mut head = sort(segments, said, slots, kind, reading.words);
        if is_education {
            take_degree(&mut head, &mut entry.body);
            split_degree(&mut head);
            split_score(&mut head, reading.words);
        } else {
            unlink_title(&mut head);
        }
        of_entry(entry, head, kind, reading, &mut out);
    }
    out
}

fn report(entry: &Entry, slots: &Slots, kind: SectionKind, reading: &mut Reading<'_>) {
    let two = slots.title.is_some() && slots.organization.is_some();
    if slots.margin >= 4 || !two || !matches!(kind, SectionKind::Work | SectionKind::Education | SectionKind::Volunteer)
    {
        return;
    }
    let Some(first) = entry.head.first() else { return };
    let message =
        format!("which part of “{}” is the title and which the organisation was guessed", shortened(&first.text));
    let doubt = u8::try_from((100 - slots.margin.clamp(0, 4) * 15).clamp(0, 100)).unwrap_or(50);
    reading.guess("entry-guessed", message, doubt, first.at.as_ref());
}

/// A text for a message.
pub(super) fn shortened(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= 48 { text } else { text.chars().take(47).chain(['…']).collect() }
}

/// The blocks of an entry.
fn of_entry(entry: Entry, mut head: Fields, kind: SectionKind, reading: &mut Reading<'_>, out: &mut Vec<Block>) {
    let at = entry.head.first().and_then(|line| line.at.clone());
    if entry.positions.is_empty() {
        let mut block = heading(&mut head, Kind::Heading(3), Part::Entry);
        block.at = at;
        mark_said(&mut block, &head.said, "item");
        out.push(block);
        below(head, entry.body, kind, reading, out);
        return;
    }
    let mut of_organization = Fields { organization: std::mem::take(&mut head.organization), ..Fields::default() };
    let first = (!head.title.is_empty()).then(|| std::mem::take(&mut head));
    let labelled = match &first {
        Some(_) => Vec::new(),
        None => {
            of_organization.place = std::mem::take(&mut head.place);
            of_organization.dates = std::mem::take(&mut head.dates);
            of_organization.url = std::mem::take(&mut head.url);
            std::mem::take(&mut head.rest)
        }
    };
    let mut block = heading(&mut of_organization, Kind::Heading(3), Part::Organization);
    block.at = at;
    let mut said = std::mem::take(&mut head.said);
    if let Some(first) = &first {
        said.extend(first.said.iter().cloned());
    }
    mark_said(&mut block, &said, "item");
    out.push(block);
    out.extend(labelled.into_iter().map(body_of_runs));
    out.append(&mut head.labelled);
    let mut body = entry.body;
    if let Some(mut first) = first {
        out.push(heading(&mut first, Kind::Heading(4), Part::Position));
        below(first, std::mem::take(&mut body), kind, reading, out);
    } else {
        out.extend(body.into_iter().map(|line| block_of(line, Part::Body)));
    }
    let heads: Vec<(Vec<Segment>, Vec<String>)> =
        entry.positions.iter().map(|position| super::segment::segments(&position.head, false)).collect();
    let weighed: Vec<Vec<Segment>> = heads.iter().map(|(segments, _)| segments.clone()).collect();
    let slots = super::slot::assign(&weighed, SectionKind::Custom);
    for ((position, (segments, said)), slots) in entry.positions.into_iter().zip(heads).zip(slots) {
        let mut head = sort(segments, said, slots, SectionKind::Work, reading.words);
        if head.title.is_empty() {
            head.title = std::mem::take(&mut head.organization);
        } else if head.qualifier.is_empty() {
            head.qualifier = std::mem::take(&mut head.organization);
        }
        let mut block = heading(&mut head, Kind::Heading(4), Part::Position);
        mark_said(&mut block, &head.said, "position");
        out.push(block);
        below(head, position.body, kind, reading, out);
    }
}

/// The heading of an entry with all its fields.
fn heading(head: &mut Fields, kind: Kind, part: Part) -> Block {
    let mut block = Block::new(kind).part(part);
    let fields = [
        (&mut head.title, Role::Title),
        (&mut head.qualifier, Role::Qualifier),
        (&mut head.organization, Role::Organization),
        (&mut head.place, Role::Place),
        (&mut head.url, Role::Url),
        (&mut head.dates, Role::Dates),
    ];
    for (runs, role) in fields {
        let runs = plain(std::mem::take(runs), role);
        if runs.is_empty() {
            continue;
        }
        if !block.runs.is_empty() {
            block.runs.push(Run::role(crate::contact::SEPARATOR, Role::Separator));
        }
        block.runs.extend(runs);
    }
    block
}

/// Bold and italics of a whole field are its look, and none of its words.
pub(super) fn plain(runs: Vec<Run>, role: Role) -> Vec<Run> {
    let shown = || runs.iter().filter(|run| run.text.contains(char::is_alphanumeric));
    let bold = shown().all(|run| run.style.strong);
    let emph = shown().all(|run| run.style.emph);
    let runs = trimmed(runs);
    let bare = |mut run: Run| {
        run.style.strong &= !bold;
        run.style.emph &= !emph;
        if matches!(role, Role::Dates | Role::Place | Role::Level) {
            run.style.link = None;
        }
        run.style.code &= !matches!(role, Role::Dates);
        run.role = Some(role);
        run
    };
    runs.into_iter().map(bare).collect()
}

/// Keeps the words that were read as structure with the entry.
fn mark_said(block: &mut Block, said: &[String], under: &str) {
    let words: Vec<Value> =
        said.iter().map(|word| word.trim()).filter(|word| !word.is_empty()).map(Value::from).collect();
    if words.is_empty() {
        return;
    }
    let ext: Ext = [(super::LABELS.to_owned(), Value::Array(words))].into_iter().collect();
    let ext: Ext = [("ext".to_owned(), Value::Object(ext))].into_iter().collect();
    if under == "position" {
        facts::add(&mut block.facts, under, Value::Object(ext));
        return;
    }
    let common: Ext = [("common".to_owned(), Value::Object(ext))].into_iter().collect();
    facts::add(&mut block.facts, under, Value::Object(common));
}

/// What stands below the heading: labelled fields, pieces that no field took, text.
fn below(head: Fields, body: Vec<Line>, kind: SectionKind, reading: &mut Reading<'_>, out: &mut Vec<Block>) {
    out.extend(head.labelled);
    let mut later: Vec<Block> = head.rest.into_iter().map(body_of_runs).collect();
    let (courses, body) = if kind == SectionKind::Education { courses(body) } else { (Vec::new(), body) };
    out.extend(courses_block(courses, reading.words));
    let mut labels: Vec<String> = Vec::new();
    for line in body {
        match field_of_line(&line, kind, reading).filter(|block| is_new(block, &mut labels)) {
            Some(block) => out.push(block),
            None => later.push(block_of(line, Part::Body)),
        }
    }
    out.extend(later);
}

/// A label that comes twice is a field only once.
fn is_new(block: &Block, labels: &mut Vec<String>) -> bool {
    let label = block.runs.first().map(|run| run.text.clone()).unwrap_or_default();
    let is_new = !labels.contains(&label);
    if is_new {
        labels.push(label);
    }
    is_new
}

/// Short bullets below a study, of which none says anything: what was studied.
fn courses(body: Vec<Line>) -> (Vec<Line>, Vec<Line>) {
    let is_course = |line: &Line| {
        let text = line.text.as_str();
        line.is_item()
            && line.words() <= 6
            && line.level <= 1
            && !text.contains([':', '：', '@', '%', '.'])
            && !text.chars().any(char::is_numeric)
            && text.starts_with(|c: char| c.is_uppercase() || !c.is_ascii())
            && !is_score(text)
            && !Lexicon::get().classes(text).has(DEGREE | super::lexicon::TITLE)
    };
    let count = body.iter().filter(|line| is_course(line)).count();
    let others = body.iter().filter(|line| line.is_item() && label_length(&line.text).is_none()).count();
    if count < 2 || count < others || body.iter().any(|line| line.is_prose() && line.is_item()) {
        return (Vec::new(), body);
    }
    body.into_iter().partition(is_course)
}

/// Courses as a labelled list.
fn courses_block(courses: Vec<Line>, words: &Words) -> Vec<Block> {
    if courses.is_empty() {
        return Vec::new();
    }
    let mut label = labelled_block(words.label(Field::Courses), Vec::new(), words);
    label.runs.truncate(1);
    let item = |line: Line| {
        let block = block_of(line, Part::Labelled);
        Block { kind: Kind::Item { number: None }, level: 1, ..block }
    };
    std::iter::once(label).chain(courses.into_iter().map(item)).collect()
}

/// "GPA: 3.9", "Coursework: …" in the text of a study.
fn field_of_line(line: &Line, kind: SectionKind, reading: &mut Reading<'_>) -> Option<Block> {
    let length = label_length(&line.text)?;
    let label = line.text.get(..length)?.trim_end_matches([':', '：']).trim();
    if is_field(label, reading.words) && !line.is_item() {
        let value = trimmed(slice(&line.runs, length..line.text.len()));
        let known = reading
            .words
            .field(label)
            .filter(|field| matches!(field, Field::Keywords | Field::Courses | Field::Authors | Field::Roles));
        let value = if known.is_some() { super::flat::listed(&value, known == Some(Field::Keywords)) } else { value };
        return value
            .iter()
            .any(|run| run.text.contains(char::is_alphanumeric))
            .then(|| labelled_runs(label, value, reading.words));
    }
    if kind != SectionKind::Education {
        return None;
    }
    let field = Lexicon::get().labels(label).iter().find_map(|label| label.field())?;
    if !matches!(field, Field::Score | Field::Courses) {
        return None;
    }
    let value = trimmed(slice(&line.runs, length..line.text.len()));
    if !value.iter().any(|run| run.text.contains(char::is_alphanumeric)) {
        return None;
    }
    reading.said.push(label.to_owned());
    Some(labelled_block(reading.words.label(field), value, reading.words))
}

/// True for a label that we would write.
pub(super) fn is_field(label: &str, words: &Words) -> bool {
    let scheme = vitae_core::IdScheme::new(label);
    words.field(label).is_some_and(|field| words.label(field).eq_ignore_ascii_case(label))
        || scheme.is_some_and(|scheme| scheme.label() != scheme.key() && scheme.label().eq_ignore_ascii_case(label))
}

/// A labelled line whose values are runs of their own.
fn labelled_runs(label: &str, value: Vec<Run>, words: &Words) -> Block {
    let mut block = labelled_block(label, Vec::new(), words);
    block.runs.extend(value);
    block
}

fn body_of_runs(runs: Vec<Run>) -> Block {
    Block {
        runs: trimmed(runs).into_iter().map(|run| Run { role: None, ..run }).collect(),
        ..Block::new(Kind::Paragraph).part(Part::Body)
    }
}

/// A line as it stands.
pub(super) fn block_of(line: Line, part: Part) -> Block {
    let kind = match line.item {
        _ if line.pre => Kind::Pre,
        Some(number) => Kind::Item { number },
        None => Kind::Paragraph,
    };
    let level = if line.item.is_some() {
        line.level.max(1)
    } else if line.continues {
        line.level
    } else {
        0
    };
    let runs = line.runs.into_iter().map(|run| Run { role: None, ..run }).collect();
    Block { level, quote: line.quote, lang: line.lang, at: line.at, runs, ..Block::new(kind).part(part) }
}
