//! Documents that say nothing about themselves: strangers' résumés, in whatever look.
//!
//! One interpreter for all readers. It is given blocks and how they looked, and gives them parts and roles: what [`crate::interpret()`]
//! makes a résumé of. Every word stays: what no rule takes is text where it stood. There are rules and tables, no models, and no line is looked at more
//! often than a few times.
//!
//! | step | module |
//! |---|---|
//! | is it a stranger's at all? | `evidence` |
//! | paragraphs become lines; typed bullets, forced breaks | `line`, `bullet` |
//! | tables are laid out, grids become entries | `table` |
//! | in which language is it? | `tongue` |
//! | titles of sections | `heading`, by the words of `lexicon` |
//! | name, headline, contacts | `head`, `reach`, by their `shape` |
//! | entries begin, and their heads | `entry` |
//! | heads are cut into pieces | `cut`, `segment` |
//! | pieces become fields, fields become blocks | `slot`, `fields`, `emit` |
//! | skills, languages, interests | `flat` |
//!
//! *What is decided is admitted.* Doubtful titles, entries and dates are diagnostics of the kind `Guessed`, with their place.
//!
//! *Words that were read as structure* – a label such as "Organization:", the "at" between title and employer – are kept with the entry, in the
//! unknown field [`LABELS`], and are not shown again.

mod bullet;
mod cut;
mod dates;
mod emit;
mod entry;
pub(crate) mod evidence;
mod fields;
mod flat;
mod fold;
mod head;
mod heading;
mod lexicon;
mod line;
mod reach;
mod segment;
mod shape;
mod slot;
mod table;
mod tongue;

use crate::facts;
use crate::interpret;
use crate::outline::{Block, Kind, Outline, Part, Role, Run};
use heading::Heading;
use lexicon::Topic;
use line::Line;
use std::collections::HashMap;
use vitae_core::{
    Contact, ContactKind, DayOrder, Diagnostic, Ext, Kind as Said, Location, Report, Resume, SectionKind, Text, Url,
    Value, Words,
};

/// The unknown field that keeps words which were read as structure.
pub const LABELS: &str = "x-labels";

/// What is known of the document while it is read.
struct Reading<'r> {
    words: &'static Words,
    report: &'r mut Report,
    /// What was decided and may be wrong, with its place in the input.
    guesses: Vec<Diagnostic>,
    /// Where the section at hand has its title.
    section_at: Option<Location>,
    /// Words that were read as structure, outside of entries.
    said: Vec<String>,
}

/// A section, as lines.
struct Section {
    title: Line,
    topic: Topic,
    lines: Vec<Line>,
}

/// Gives parts and roles to a document that has none; `said` are words of it that its blocks no longer have.
pub(crate) fn recognise(mut outline: Outline, said: Vec<String>, report: &mut Report) -> Outline {
    let mut lines = line::lines(std::mem::take(&mut outline.blocks));
    line::demote_headings(&mut lines);
    let tongue = tongue::of(&lines, outline.head.lang.as_ref());
    tongue.apply(&mut outline.head, report);
    let words = Words::of(outline.head.lang.as_ref());
    let mut reading = Reading { words, report, guesses: Vec::new(), section_at: None, said };
    let order = day_order(&lines, words);
    line::date(&mut lines, words, order);
    let mut lines = table::unfold(lines, tongue.languages);
    for line in &mut lines {
        if line.dates.is_empty() && line.cells.is_empty() {
            line.dates = dates::find_with(&line.text, words, order);
        }
    }
    let mut headings = heading::headings(&lines, tongue.languages);
    if let Some(at) = head::name_aside(&lines)
        && let (Some(line), Some(heading)) = (lines.get_mut(at), headings.get_mut(at))
    {
        line.aside = true;
        *heading = Some(Heading { topic: Topic::Section(SectionKind::Custom), doubtful: false });
    }
    report_headings(&lines, &headings, &mut reading);
    let (before, sections) = sections(lines, headings);
    if sections.is_empty() && !before.is_empty() {
        let message = "no section was found: the text was kept as it stands";
        reading.report.push(
            Diagnostic::new(Said::Guessed, "no-section", message)
                .doubt(90)
                .help("give its sections titles, such as “Experience”, on lines of their own"),
        );
    }
    let mut person = head::Person::default();
    let mut blocks = Vec::new();
    person.zone(before, &outline.head, true, &mut reading);
    let count = sections.len();
    for (i, section) in sections.into_iter().enumerate() {
        let Section { title, topic, mut lines } = section;
        if i + 1 == count
            && !person.is_reached()
            && !matches!(topic, Topic::Section(SectionKind::References))
            && let Some(below) = head::reached_below(&lines)
        {
            let rest = lines.split_off(below);
            person.zone(rest, &outline.head, false, &mut reading);
        }
        match topic {
            Topic::DocumentTitle => {
                person.document_title(&title, &mut reading);
                person.zone(lines, &outline.head, true, &mut reading);
            }
            Topic::Section(SectionKind::Summary) if head::only_reaches(&lines) => {
                reading.said.push(title.text.clone());
                person.zone(lines, &outline.head, false, &mut reading);
            }
            Topic::Contact | Topic::Profiles | Topic::Personal if !holds_text(&lines) => {
                reading.said.push(title.text.clone());
                person.zone(lines, &outline.head, false, &mut reading);
            }
            _ if person.is_name_heading(&title, topic, &lines) => {
                let mut all = vec![title];
                all.extend(lines);
                person.zone(all, &outline.head, true, &mut reading);
            }
            topic => {
                let lines = if matches!(topic, Topic::Section(SectionKind::Summary | SectionKind::Objective)) {
                    person.contacts_among(lines, &mut reading)
                } else {
                    lines
                };
                let kind = match topic {
                    Topic::Section(kind) => kind,
                    _ => SectionKind::Summary,
                };
                let kind =
                    if kind == SectionKind::Custom { told_by_content(&title, &lines, &mut reading) } else { kind };
                blocks.extend(of_section(title, kind, lines, &mut reading));
            }
        }
    }
    let said = std::mem::take(&mut reading.said);
    outline.blocks = person.blocks(&mut outline.head, &reading);
    outline.blocks.append(&mut blocks);
    keep_said(&mut outline, &said);
    reading.admit(&outline.blocks);
    outline
}

impl Reading<'_> {
    /// The number beside a line that does not stay in a list.
    fn say_number(&mut self, line: &Line) {
        self.said.extend(line.item.flatten().map(|number| number.to_string()));
    }

    /// Something was decided that the document does not say. `doubt` is in percent.
    fn guess(&mut self, code: &'static str, message: String, doubt: u8, at: Option<&Location>) {
        let mut guess = Diagnostic::new(Said::Guessed, code, message).doubt(doubt);
        guess.at = at.cloned();
        self.guesses.push(guess);
    }

    /// Reports the guesses, each with the path of what was made of its place.
    fn admit(&mut self, blocks: &[Block]) {
        let mut paths: Vec<(&Location, String)> = Vec::new();
        let untitled =
            blocks.iter().take_while(|block| block.section.is_none()).any(|block| block.part == Some(Part::Text));
        let mut sections = usize::from(untitled);
        for chunk in blocks.chunk_by(|_, block| block.section.is_none()) {
            let Some(first) = chunk.first().filter(|first| first.section.is_some()) else {
                let names = chunk.iter().filter(|block| block.part == Some(Part::Name));
                paths.extend(names.filter_map(|name| Some((name.at.as_ref()?, "basics.name".to_owned()))));
                continue;
            };
            let section = format!("sections[{sections}]");
            sections += 1;
            // Entries are counted as a difference counts them: among all that stands in the section.
            paths.extend(first.at.as_ref().map(|at| (at, section.clone())));
            for (place, piece) in interpret::placed_pieces(chunk) {
                let entry = format!("{section}.entries[{place}]");
                let mut positions = usize::from(piece.first().is_some_and(|head| head.part == Some(Part::Entry)));
                for block in piece {
                    let path = if interpret::begins_position(block) {
                        positions += 1;
                        format!("{entry}.positions[{}]", positions - 1)
                    } else if interpret::is_head(block) {
                        entry.clone()
                    } else {
                        continue;
                    };
                    paths.extend(block.at.as_ref().map(|at| (at, path)));
                }
            }
        }
        let mut by_place: HashMap<&Location, &str> = HashMap::with_capacity(paths.len());
        for (at, path) in &paths {
            by_place.entry(at).or_insert(path);
        }
        for mut guess in self.guesses.drain(..) {
            guess.field = guess.at.as_ref().and_then(|at| by_place.get(at)).map(|path| (*path).to_owned());
            self.report.push(guess);
        }
    }
}

/// Prose under a heading such as "Personal Profile" makes it a summary.
fn holds_text(lines: &[Line]) -> bool {
    let prose = lines.iter().filter(|line| line.is_prose() && segment::label_length(&line.text).is_none()).count();
    prose > 0 && prose * 2 >= lines.len()
}

/// Which of `03/04/2016` is the day: what the other dates of the document say.
fn day_order(lines: &[Line], words: &Words) -> DayOrder {
    let mut votes = (0, 0);
    for line in lines.iter().filter(|line| line.text.contains(['/', '.', '-'])) {
        for found in vitae_core::find_dates(&line.text, words) {
            match found.order {
                Some(DayOrder::DayFirst) => votes.0 += 1,
                Some(DayOrder::MonthFirst) => votes.1 += 1,
                None => {}
            }
        }
    }
    match votes {
        (day, month) if day > month => DayOrder::DayFirst,
        (day, month) if month > day => DayOrder::MonthFirst,
        _ => DayOrder::default(),
    }
}

fn report_headings(lines: &[Line], headings: &[Option<Heading>], reading: &mut Reading<'_>) {
    for (line, heading) in lines.iter().zip(headings) {
        if heading.is_some_and(|heading| heading.doubtful) {
            let message = format!("“{}” was taken for the title of a section", emit::shortened(&line.text));
            reading.guess("heading-guessed", message, 50, line.at.as_ref());
        }
    }
}

/// The lines before the first title, and the sections. Where markup says that a section of some kind begins, it begins without a
/// title too.
fn sections(lines: Vec<Line>, headings: Vec<Option<Heading>>) -> (Vec<Line>, Vec<Section>) {
    let mut before = Vec::new();
    let mut out: Vec<Section> = Vec::new();
    let mut marked: Option<SectionKind> = None;
    for (line, heading) in lines.into_iter().zip(headings) {
        let own = line.look.section;
        let begins = own.is_some() && own != marked && heading.is_none();
        let is_open = |section: &&mut Section| {
            own.is_some_and(|kind| section.topic == Topic::Section(kind) || section.lines.is_empty())
        };
        if begins
            && out.last_mut().filter(is_open).is_none()
            && let Some(kind) = own
        {
            out.push(Section { title: Line::default(), topic: Topic::Section(kind), lines: Vec::new() });
        }
        marked = own;
        match (heading, out.last_mut()) {
            (Some(heading), _) => {
                // What markup says of a title that nobody knows.
                let topic = match (heading.topic, own) {
                    (Topic::Section(SectionKind::Custom), Some(kind)) => Topic::Section(kind),
                    (topic, _) => topic,
                };
                out.push(Section { title: line, topic, lines: Vec::new() });
            }
            (None, Some(section)) => section.lines.push(line),
            (None, None) => before.push(line),
        }
    }
    (before, out)
}

/// The blocks of a section.
fn of_section(title: Line, kind: SectionKind, lines: Vec<Line>, reading: &mut Reading<'_>) -> Vec<Block> {
    let at = title.at.clone();
    reading.section_at.clone_from(&at);
    let mut runs = emit::plain(title.runs, Role::Section);
    runs.iter_mut().for_each(|run| run.style.link = None);
    // A colon after a title is no part of it.
    if let Some(last) = runs.last_mut() {
        last.text.truncate(last.text.trim_end_matches([':', '：', ' ']).len());
    }
    let mut block = Block { runs, at, lang: title.lang, ..Block::new(Kind::Heading(2)).part(Part::Section) };
    if block.runs.is_empty() {
        block = Block::new(Kind::Rule);
    }
    block.section = Some(kind);
    let mut out = vec![block];
    match kind {
        SectionKind::Summary | SectionKind::Objective => out.extend(texts(lines, reading)),
        SectionKind::Skills | SectionKind::Languages | SectionKind::Interests => {
            out.extend(flat::blocks(lines, kind, reading))
        }
        SectionKind::References => out.extend(flat::references(lines, reading)),
        SectionKind::Custom if !has_entries(&lines) => out.extend(texts(lines, reading)),
        _ => {
            let (before, entries) = entry::entries(lines, kind, reading.words);
            out.extend(texts(before, reading));
            out.extend(emit::entries(entries, kind, reading));
        }
    }
    out
}

/// What a section of unknown title is about, by what stands in it.
fn told_by_content(title: &Line, lines: &[Line], reading: &mut Reading<'_>) -> SectionKind {
    let lexicon = lexicon::Lexicon::get();
    if lexicon.title(&title.text, u32::MAX).is_some() || !has_entries(lines) {
        return SectionKind::Custom;
    }
    let heads = || lines.iter().filter(|line| !line.is_item() && !line.is_prose() && line.words() <= 14);
    let count = |class| heads().filter(|line| lexicon.classes(&line.text).has(class)).count();
    let (work, study) = (count(lexicon::TITLE), count(lexicon::SCHOOL | lexicon::DEGREE));
    let dated = heads().filter(|line| line.is_dated()).count();
    let kind = if study * 2 > dated && study > work {
        SectionKind::Education
    } else if work * 2 > dated && work > study {
        SectionKind::Work
    } else {
        return SectionKind::Custom;
    };
    let message = format!(
        "“{}” was taken for a section of the kind `{}` by what stands in it",
        emit::shortened(&title.text),
        kind.as_str()
    );
    reading.guess("section-kind-guessed", message, 40, title.at.as_ref());
    kind
}

/// Lines with dates that head something.
fn has_entries(lines: &[Line]) -> bool {
    let dated = lines.iter().filter(|line| line.is_dated() && !line.is_item() && line.words() <= 14).count();
    dated > 0 && !lines.iter().all(|line| line.is_prose())
}

/// Lines as the text of a section.
fn texts(lines: Vec<Line>, reading: &mut Reading<'_>) -> impl Iterator<Item = Block> {
    reading.said.extend(lines.iter().flat_map(|line| line.said.iter().cloned()));
    lines.into_iter().map(|line| emit::block_of(line, Part::Text))
}

/// A labelled line.
fn labelled_block(label: &str, value: Vec<Run>, words: &Words) -> Block {
    let mut block = Block::new(Kind::Paragraph).part(Part::Labelled);
    block.runs.push(Run::role(format!("{label}{}", words.phrases().colon), Role::Label));
    block.runs.push(Run::role(" ", Role::Separator));
    block.runs.extend(value.into_iter().map(|run| Run { role: None, ..run }));
    block
}

/// Keeps words with the document that none of its blocks has, and what it says of itself.
pub(crate) fn keep_said(outline: &mut Outline, said: &[String]) {
    let said: Vec<Value> =
        said.iter().map(|word| word.trim()).filter(|word| !word.is_empty()).map(Value::from).collect();
    let labels = (!said.is_empty()).then(|| (LABELS.to_owned(), Value::Array(said)));
    let kept = std::mem::take(&mut outline.head.kept);
    let ext: Ext = kept.iter().map(|(key, value)| (key.to_owned(), value.clone())).chain(labels).collect();
    if !ext.is_empty() {
        facts::add(&mut outline.head.facts, "ext", Value::Object(ext));
    }
}

/// What only the whole résumé tells: accounts by the hosts of their addresses.
pub(crate) fn finish(resume: &mut Resume) {
    for contact in &mut resume.person.contacts {
        account(contact);
    }
}

/// A page in a network is an account there.
fn account(contact: &mut Contact) {
    let ContactKind::Web { url, text } = &contact.kind else { return };
    if let Some(address) = url.as_str().strip_prefix("mailto:") {
        let address = text.clone().or_else(|| Text::new(address));
        contact.kind = address.map_or_else(|| contact.kind.clone(), ContactKind::Email);
        return;
    }
    let (url, text) = (url.clone(), text.clone());
    let alike = |a: &str, b: &str| a.trim_end_matches('/').eq_ignore_ascii_case(b.trim_end_matches('/'));
    let is_said = |text: &Text| {
        alike(text.as_str(), url.as_str())
            || alike(text.as_str(), url.visible())
            || alike(text.as_str(), url.visible().trim_start_matches("www."))
    };
    let (url, text) = match text {
        // The page shows the address, with or without what a browser adds to it.
        Some(text) if is_said(&text) => {
            let shown = Url::new(text.as_str()).filter(|shown| shown.as_str().contains("://"));
            let bare = Url::new(url.as_str().trim_end_matches('/'));
            (shown.or(bare).unwrap_or(url), None)
        }
        // "Website" is what the address is called.
        Some(text)
            if contact.label.is_none() && lexicon::Lexicon::get().reach(text.as_str()) == Some(lexicon::Reach::Url) =>
        {
            contact.label = Some(text);
            (url, None)
        }
        text => (url, text),
    };
    contact.kind = ContactKind::Web { url: url.clone(), text: text.clone() };
    let (url, text) = (&url, &text);
    let bare = url.visible().trim_start_matches("www.").to_lowercase();
    let host = bare.split(['/', '?', '#']).next().unwrap_or_default();
    let named = contact.label.as_ref().and_then(|label| reach::network(label.as_str()));
    let shown = text.as_ref().and_then(|text| reach::network(text.as_str()));
    let by_host =
        reach::NETWORKS.iter().find(|(_, of)| host == *of || host.ends_with(&format!(".{of}"))).map(|(name, _)| *name);
    let Some(network) = named.or(shown).or(by_host).and_then(Text::new) else { return };
    let url: Url = url.clone();
    // Who it is, is said where the page shows it: the address says it by itself.
    let user = match (text, shown) {
        (Some(text), None) if !text.as_str().contains(['/', ' ', '.']) => Some(text.clone()),
        (Some(_), Some(_)) => user_of(&url),
        _ => None,
    };
    let words = |text: &Text| text.as_str().to_owned();
    let told = text.as_ref().is_some_and(|text| {
        shown.is_none()
            && user.as_ref() != Some(text)
            && !url.as_str().contains(&words(text))
            && !url.visible().contains(&words(text))
    });
    if told {
        return;
    }
    contact.label.take_if(|label| label.as_str().eq_ignore_ascii_case(network.as_str()));
    contact.kind = ContactKind::Profile { network, user, url: Some(url) };
}

/// The last part of the path of an account's page.
fn user_of(url: &Url) -> Option<Text> {
    let path = url.as_str().split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let (_, user) = path.rsplit_once('/')?;
    Text::new(user.trim_start_matches('@'))
}
