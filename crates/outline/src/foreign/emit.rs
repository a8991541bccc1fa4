//! An entry, sorted, as the blocks of our outline: parts and roles.

use super::entry::Entry;
use super::lexicon::{DEGREE, EMPLOYMENT, Label, Lexicon};
use super::line::{Line, trimmed, words};
use super::segment::{Before, Segment, label_length};
use super::slot::{Slots, is_score, named};
use super::{Reading, labelled_block};
use crate::facts;
use crate::outline::{Block, Kind, Part, Role, Run};
use vitae_core::{Ext, Field, SectionKind, Value, Words};

/// The fields of a head, each as runs.
#[derive(Default)]
struct Head {
    title: Vec<Run>,
    organization: Vec<Run>,
    qualifier: Vec<Run>,
    place: Vec<Run>,
    url: Vec<Run>,
    dates: Vec<Run>,
    labelled: Vec<Block>,
    /// What no field took, in order.
    rest: Vec<Vec<Run>>,
    /// Words that were read as structure: labels, and words that connect.
    said: Vec<String>,
}

/// The blocks of the entries of a section.
pub(super) fn entries(entries: Vec<Entry>, kind: SectionKind, reading: &mut Reading<'_>) -> Vec<Block> {
    let is_education = kind == SectionKind::Education;
    let mut heads: Vec<(Vec<Segment>, Vec<String>)> = Vec::with_capacity(entries.len());
    for entry in &entries {
        let list = !matches!(kind, SectionKind::Work | SectionKind::Education | SectionKind::Volunteer);
        heads.push(match entry.head.first() {
            Some(only) if list && entry.head.len() == 1 && only.is_prose() && !only.is_dated() => {
                (whole(only), Vec::new())
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
        } else {
            unlink_title(&mut head);
        }
        of_entry(entry, head, kind, reading, &mut out);
    }
    out
}

fn whole(line: &Line) -> Vec<Segment> {
    let (mut segments, _) = super::segment::segments(std::slice::from_ref(&line.with_runs(line.runs.clone())), false);
    let Some(mut first) = segments.drain(..).next() else { return Vec::new() };
    first.runs = line.runs.clone();
    first.text = line.text.clone();
    vec![first]
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

/// Sorts the pieces of a head into fields.
fn sort(segments: Vec<Segment>, said: Vec<String>, slots: Slots, kind: SectionKind, doc: &Words) -> Head {
    let mut head = Head { said, ..Head::default() };
    let mut last: Option<Role> = None;
    let mut from: Option<Vec<Run>> = None;
    for (i, segment) in segments.into_iter().enumerate() {
        let runs = segment.runs.clone();
        let at = Some(i);
        if let Some((label, name)) = segment.label.clone() {
            last = None;
            match label {
                Label::From => from = Some(runs),
                Label::To if from.is_some() => {
                    let mut dates = from.take().unwrap_or_default();
                    dates.push(Run::plain(" – "));
                    dates.extend(runs);
                    add(&mut head.dates, dates);
                }
                _ => take_label(&mut head, label, &name, &segment, kind, doc),
            }
            continue;
        }
        let is_present = || {
            doc.present
                .iter()
                .chain(Words::english().present)
                .any(|word| word.eq_ignore_ascii_case(segment.text.trim()))
        };
        if segment.is_dates || named(&segment) == Some(Role::Dates) || is_present() {
            last = Some(Role::Dates);
            if head.dates.is_empty() {
                add(&mut head.dates, runs)
            } else {
                head.rest.push(runs)
            }
            continue;
        }
        let role = match named(&segment) {
            Some(role) => Some(role),
            None if slots.title == at => Some(Role::Title),
            None if slots.organization == at => Some(Role::Organization),
            None if slots.place == at => Some(Role::Place),
            None if slots.area == at => Some(Role::Qualifier),
            None => None,
        };
        if let Some(role) = role {
            let slot = match role {
                Role::Title => &mut head.title,
                Role::Organization => &mut head.organization,
                Role::Place => &mut head.place,
                Role::Qualifier => &mut head.qualifier,
                Role::Url => &mut head.url,
                _ => {
                    head.rest.push(runs);
                    last = None;
                    continue;
                }
            };
            // A second piece of one role is more of it.
            if !slot.is_empty() {
                slot.push(Run::plain(", "));
            }
            slot.extend(runs);
            last = Some(role);
            continue;
        }
        last = leave(&mut head, segment, last, kind, doc);
    }
    if let Some(from) = from {
        add(&mut head.dates, from);
    }
    head
}

/// A piece that no slot took.
fn leave(head: &mut Head, segment: Segment, last: Option<Role>, kind: SectionKind, doc: &Words) -> Option<Role> {
    let text = segment.text.trim();
    if super::dates::is_duration(text) && !head.dates.is_empty() {
        let bare = text.trim_matches(['(', ')']);
        head.dates.push(Run::plain(format!(" ({bare})")));
        return None;
    }
    if kind == SectionKind::Education && is_score(text) {
        let (value, words) = bare_score(text);
        head.said.extend(words);
        head.labelled.push(labelled_block(doc.label(Field::Score), vec![Run::plain(value)], doc));
        return None;
    }
    if segment.classes.whole & EMPLOYMENT != 0
        && head.labelled.is_empty()
        && matches!(kind, SectionKind::Work | SectionKind::Volunteer)
    {
        head.said.push(String::new());
        head.labelled.push(labelled_block(doc.label(Field::Employment), segment.runs, doc));
        return None;
    }
    let link = segment.runs.iter().find_map(|run| run.style.link.as_ref());
    let is_address =
        link.is_some_and(|url| url.visible() == text || url.as_str() == text) || super::reach::is_address(text);
    let of_employer = matches!(kind, SectionKind::Work | SectionKind::Volunteer | SectionKind::Education);
    if is_address
        && of_employer
        && !head.organization.is_empty()
        && head.organization.iter().all(|run| run.style.link.is_none())
    {
        // The employer's own page.
        let address = super::reach::with_link(segment.runs, super::reach::What::Web);
        let link = address.iter().find_map(|run| run.style.link.clone());
        head.organization.iter_mut().for_each(|run| run.style.link.clone_from(&link));
        return None;
    }
    if is_address && head.url.is_empty() && kind != SectionKind::Education {
        head.url = super::reach::with_link(segment.runs, super::reach::What::Web);
        return None;
    }
    // Behind a comma or a dash it is more of what stands before.
    let slot = match last {
        Some(Role::Title) => Some(&mut head.title),
        Some(Role::Organization) => Some(&mut head.organization),
        Some(Role::Place) => Some(&mut head.place),
        Some(Role::Qualifier) => Some(&mut head.qualifier),
        _ => None,
    };
    match (slot, segment.before) {
        (Some(slot), Before::Comma | Before::Dash) if !segment.glue.is_empty() => {
            slot.push(Run::plain(segment.glue.as_str()));
        }
        (Some(slot), Before::Comma) => slot.push(Run::plain(", ")),
        (Some(slot), Before::Style) => slot.push(Run::plain(" ")),
        (Some(slot), Before::Bracket) => {
            slot.push(Run::plain(" ("));
            slot.extend(segment.runs);
            slot.push(Run::plain(")"));
            return last;
        }
        (Some(_), _) | (None, _) => {
            head.rest.push(segment.runs);
            return None;
        }
    }
    let slot = match last {
        Some(Role::Title) => &mut head.title,
        Some(Role::Organization) => &mut head.organization,
        Some(Role::Place) => &mut head.place,
        _ => &mut head.qualifier,
    };
    slot.extend(segment.runs);
    last
}

fn add(slot: &mut Vec<Run>, runs: Vec<Run>) {
    if !slot.is_empty() {
        slot.push(Run::plain(" "));
    }
    slot.extend(runs);
}

fn take_label(head: &mut Head, label: Label, name: &str, segment: &Segment, kind: SectionKind, doc: &Words) {
    let runs = segment.runs.clone();
    if segment.is_dates {
        if head.dates.is_empty() {
            add(&mut head.dates, runs)
        } else {
            head.rest.push(runs)
        }
        return;
    }
    let is_education = kind == SectionKind::Education;
    let slot = match label {
        Label::Title | Label::Degree => &mut head.title,
        Label::Project if kind == SectionKind::Projects => &mut head.title,
        Label::Organization | Label::Institution | Label::Issuer => &mut head.organization,
        Label::Client if kind == SectionKind::Projects => &mut head.organization,
        Label::Board if head.organization.is_empty() => &mut head.organization,
        Label::Place => &mut head.place,
        Label::Team if !is_education => &mut head.qualifier,
        Label::Area if is_education => &mut head.qualifier,
        Label::Url if head.url.is_empty() => {
            head.url = super::reach::with_link(runs, super::reach::What::Web);
            return;
        }
        Label::Score if is_education => {
            head.labelled.push(labelled_block(doc.label(Field::Score), runs, doc));
            return;
        }
        _ => {
            head.said.retain(|said| said != name);
            if doc.field(name).is_some_and(|field| !doc.label(field).eq_ignore_ascii_case(name)) {
                // A label of another language would be translated.
                head.rest.push([vec![Run::plain(format!("{name}: "))], runs].concat());
            } else {
                head.labelled.push(labelled_block(name, runs, doc));
            }
            return;
        }
    };
    if slot.is_empty() {
        *slot = runs;
    } else {
        head.said.retain(|said| said != name);
        head.labelled.push(labelled_block(name, runs, doc));
    }
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

/// "PhD in Physics", "Bachelor of Science in Industrial Engineering", "Business, Bachelor of Science".
fn split_degree(head: &mut Head) {
    if !head.qualifier.is_empty() || head.title.is_empty() {
        return;
    }
    let text: String = head.title.iter().map(|run| run.text.as_str()).collect();
    let lexicon = Lexicon::get();
    const INTO: &[&str] = &[" in ", " en ", " em ", ": ", " – ", " - ", " w ", " по специальности ", " of ", ", ", " "];
    for connector in INTO {
        for (at, _) in text.match_indices(connector) {
            let before = text.get(..at).unwrap_or_default();
            let after = text.get(at + connector.len()..).unwrap_or_default();
            let (left, right) = (lexicon.classes(before), lexicon.classes(after));
            let of_science = [
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
            ]
            .contains(&super::lexicon::fold(after).split(' ').next().unwrap_or_default());
            let short = left.count == 1
                && left.whole & DEGREE != 0
                && (before.contains('.') || before.chars().filter(|c| c.is_uppercase()).count() > 1);
            let sound = match *connector {
                " of " => left.whole & DEGREE != 0 && short && !of_science,
                " " => short && before.contains('.') && !after.contains(|c: char| c.is_ascii_digit()),
                ", " => left.has(DEGREE) != right.has(DEGREE) && words(before) <= 8,
                _ => left.has(DEGREE) && !right.first & DEGREE != 0 && words(after) <= 8,
            };
            if !sound || after.is_empty() || words(before) == 0 {
                continue;
            }
            let (mut one, mut two) = (
                super::line::slice(&head.title, 0..at),
                super::line::slice(&head.title, at + connector.len()..text.len()),
            );
            if *connector == ", " && right.has(DEGREE) {
                std::mem::swap(&mut one, &mut two);
            }
            let word = connector.trim();
            if word.contains(char::is_alphabetic) {
                head.said.push(word.to_owned());
            }
            (head.title, head.qualifier) = (trimmed(one), trimmed(two));
            return;
        }
    }
}

/// A degree that stands in the text below, where the head has none.
fn take_degree(head: &mut Head, body: &mut Vec<Line>) {
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
fn unlink_title(head: &mut Head) {
    let link = head.title.iter().find_map(|run| run.style.link.clone());
    if let (Some(link), true) = (link, head.url.is_empty() && head.title.iter().all(|run| run.style.link.is_some())) {
        head.title.iter_mut().for_each(|run| run.style.link = None);
        head.url = vec![Run::plain(link.visible()).styled(vitae_core::Style::link(link.clone()))];
    }
}

/// The blocks of an entry.
fn of_entry(entry: Entry, mut head: Head, kind: SectionKind, reading: &mut Reading<'_>, out: &mut Vec<Block>) {
    let at = entry.head.first().and_then(|line| line.at.clone());
    if entry.positions.is_empty() {
        let mut block = heading(&mut head, Kind::Heading(3), Part::Entry);
        block.at = at;
        mark_said(&mut block, &head.said, "item");
        out.push(block);
        below(head, entry.body, kind, reading, out);
        return;
    }
    let mut of_organization = Head { organization: std::mem::take(&mut head.organization), ..Head::default() };
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
fn heading(head: &mut Head, kind: Kind, part: Part) -> Block {
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
fn below(head: Head, body: Vec<Line>, kind: SectionKind, reading: &mut Reading<'_>, out: &mut Vec<Block>) {
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
    labels.push(label);
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
        let value = trimmed(super::line::slice(&line.runs, length..line.text.len()));
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
    let value = trimmed(super::line::slice(&line.runs, length..line.text.len()));
    if !value.iter().any(|run| run.text.contains(char::is_alphanumeric)) {
        return None;
    }
    reading.said.push(label.to_owned());
    let own = reading.words.label(field);
    let text: String = value.iter().map(|run| run.text.as_str()).collect();
    if field == Field::Score && (words(&text) > 4 || text.contains(',')) {
        // "3.97/4.00, Valedictorian": the figure, and the rest of the line as more of it.
        return Some(labelled_block(own, value, reading.words));
    }
    Some(labelled_block(own, value, reading.words))
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
