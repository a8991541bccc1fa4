//! Who the document is about: name, headline, ways to reach the person, and what else is said.

use super::emit::{block_of, plain};
use super::lexicon::{Lexicon, ORGANIZATION, PLACE, TITLE, Topic, fold};
use super::line::{Line, role_of, slice, trimmed, words};
use super::reach::{self, Piece, What};
use super::{Reading, labelled_block};
use crate::outline::{Block, Head, Kind, Part, Role, Run, text_of};
use std::collections::HashSet;
use vitae_core::{SectionKind, Text, Url};

/// What was found so far.
#[derive(Default)]
pub(super) struct Person {
    name: Vec<Run>,
    name_at: Option<vitae_core::Location>,
    headline: Vec<Run>,
    contacts: Vec<Piece>,
    /// Among the contacts there is a mail address or a number.
    is_reached: bool,
    /// Among the contacts there is a place.
    has_place: bool,
    details: Vec<Block>,
    texts: Vec<Block>,
    title: Option<Text>,
}

impl Person {
    /// Reads lines that are about the person. In a zone at the top a name is looked for.
    pub(super) fn zone(&mut self, mut lines: Vec<Line>, head: &Head, at_top: bool, reading: &mut Reading<'_>) {
        let mut after_name = usize::MAX;
        if at_top
            && self.name.is_empty()
            && let Some(at) = name_line(&lines, head)
        {
            self.take_name(&mut lines, at, reading);
            after_name = at;
        }
        let mut label: Option<String> = None;
        for (i, line) in lines.into_iter().enumerate() {
            reading.say_number(&line);
            if i < after_name && self.is_document_title(&line) {
                self.document_title(&line, reading);
                continue;
            }
            if let Some(own) = label_alone(&line) {
                if let Some(before) = label.replace(own) {
                    reading.said.push(before);
                }
                continue;
            }
            self.line(line, label.take(), at_top, i.wrapping_sub(after_name) < 2, reading);
        }
        if let Some(label) = label {
            reading.said.push(label);
        }
    }

    fn take_name(&mut self, lines: &mut Vec<Line>, at: usize, reading: &mut Reading<'_>) {
        let line = lines.remove(at);
        self.name_at.clone_from(&line.at);
        let mut bounds = super::cut::strong_cuts(&line.text);
        let dash =
            [" – ", " — ", " - ", ", "].iter().find_map(|dash| line.text.find(dash).map(|at| at..at + dash.len()));
        let rest_is_title = |range: &std::ops::Range<usize>| {
            let rest = line.text.get(range.end..).unwrap_or_default();
            Lexicon::get().classes(rest).has(TITLE)
                || Lexicon::get().title(rest, u32::MAX).is_some_and(|title| title.topic == Topic::DocumentTitle)
        };
        if bounds.is_empty()
            && let Some(dash) = dash.filter(rest_is_title)
        {
            bounds.push(dash);
        }
        let end = bounds.first().map_or(line.text.len(), |first| first.start);
        if let Some(first) = bounds.first() {
            let rest = line.with_runs(trimmed(slice(&line.runs, first.end..line.text.len())));
            if rest.text.contains(char::is_alphanumeric) {
                lines.insert(at, rest);
            }
        }
        let runs = trimmed(slice(&line.runs, 0..end));
        let (runs, said) = without_document_title(runs);
        reading.said.extend(said);
        self.name = runs;
    }

    fn is_document_title(&self, line: &Line) -> bool {
        line.words() <= 6
            && Lexicon::get().title(&line.text, u32::MAX).is_some_and(|title| title.topic == Topic::DocumentTitle)
    }

    /// "Curriculum Vitae": what the document is called.
    pub(super) fn document_title(&mut self, line: &Line, reading: &mut Reading<'_>) {
        match Text::new(&line.text) {
            Some(title) if self.title.is_none() && !crate::compose::is_made_title(&title, reading.words) => {
                self.title = Some(title);
            }
            _ => reading.said.push(line.text.clone()),
        }
    }

    /// Takes lines out of a text that only say how to reach the person.
    pub(super) fn contacts_among(&mut self, lines: Vec<Line>, reading: &mut Reading<'_>) -> Vec<Line> {
        let sure = |piece: &Piece| {
            matches!(piece.what, What::Email | What::Phone | What::Fax)
                || (piece.what == What::Web && piece.label.is_some())
        };
        let reaches = |pieces: &[Piece]| pieces.iter().any(sure);
        // Beside one of them, a town and an address on the Web are ways to reach the person too.
        let among = lines.iter().any(|line| !line.is_prose() && reaches(&reach::pieces(line)));
        let mut rest = Vec::with_capacity(lines.len());
        for line in lines {
            let pieces = reach::pieces(&line);
            let short = among && line.words() <= 8;
            let known = pieces.iter().all(|piece| !matches!(piece.what, What::Unknown));
            if !line.is_prose() && known && !pieces.is_empty() && (short || reaches(&pieces)) {
                pieces.into_iter().for_each(|piece| self.piece(piece, false, &line, reading));
            } else {
                rest.push(line);
            }
        }
        rest
    }

    /// A heading that names the person, further down.
    pub(super) fn is_name_heading(&self, line: &Line, topic: Topic, below: &[Line]) -> bool {
        let top = line.heading == Some(1) || line.aside || line.runs.iter().any(|run| run.role == Some(Role::Name));
        self.name.is_empty()
            && top
            && topic == Topic::Section(SectionKind::Custom)
            && (1..=6).contains(&line.words())
            && below.len() < 12
            && !line.text.contains(|c: char| c.is_ascii_digit())
    }

    fn line(&mut self, line: Line, label: Option<String>, at_top: bool, near_name: bool, reading: &mut Reading<'_>) {
        if line.is_prose() && label.is_none() && !is_mostly_reachable(&line) {
            self.texts.push(block_of(line, Part::Text));
            return;
        }
        let mut pieces = reach::pieces(&line);
        if let Some(label) = label {
            if let Some(first) = pieces.first_mut().filter(|first| first.label.is_none()) {
                let reach = Lexicon::get().reach(&label);
                first.what = reach::labelled(first.what, reach, reach::network(&label).is_some());
                first.label = Some(label);
            } else {
                reading.said.push(label);
            }
        }
        let known = pieces.iter().any(|piece| piece.what != What::Unknown);
        let headline = role_of(&line.runs).is_some_and(|role| matches!(role, Role::Headline | Role::Title));
        if !known || headline {
            return self.unknown(line, at_top, near_name || headline, reading);
        }
        for piece in pieces {
            self.piece(piece, at_top, &line, reading);
        }
    }

    /// A line without any address: what the person is, or text.
    fn unknown(&mut self, line: Line, at_top: bool, near_name: bool, reading: &mut Reading<'_>) {
        let name = text_of(&self.name);
        if !name.is_empty() && fold(&name) == fold(&line.text) {
            // The name once more.
            reading.said.push(line.text);
            return;
        }
        let brief = line.words() <= 14 && line.length() <= 110 && !line.is_prose();
        let is_title = Lexicon::get().classes(&line.text).has(TITLE);
        let short = brief && (is_title || !line.text.contains(|c: char| c.is_ascii_digit()));
        // "profile-pic" is what a picture is called.
        let short =
            short && (line.text.contains(' ') || !line.text.starts_with(|c: char| c.is_lowercase() || c.is_numeric()));
        if self.headline.is_empty()
            && at_top
            && short
            && !line.is_item()
            && (near_name || (is_title && !self.name.is_empty()))
        {
            self.headline = line.runs;
            return;
        }
        if (!at_top || !near_name) && short && self.wants_place(&line.text) {
            self.reach(Piece { label: None, runs: line.runs, what: What::Place });
            return;
        }
        let after_place = self.contacts.last().is_some_and(|last| last.what == What::Place);
        let digits = line.text.contains(|c: char| c.is_ascii_digit());
        let street = digits && line.dates.is_empty() && (after_place || line.text.contains([',', ' ']));
        if !at_top && brief && !line.is_item() && (street || (short && after_place && line.text.contains(','))) {
            self.reach(Piece { label: None, runs: line.runs, what: What::Place });
            return;
        }
        self.texts.push(block_of(line, Part::Text));
    }

    fn piece(&mut self, piece: Piece, at_top: bool, line: &Line, reading: &mut Reading<'_>) {
        let text = text_of(&piece.runs);
        match piece.what {
            What::Name if self.name.is_empty() => {
                self.name_at.clone_from(&line.at);
                reading.said.extend(piece.label);
                self.name = piece.runs;
            }
            What::Headline if self.headline.is_empty() => {
                reading.said.extend(piece.label);
                self.headline = piece.runs;
            }
            What::Detail | What::Name | What::Headline => match piece.label {
                Some(label) => self.details.push(labelled_block(&label, piece.runs, reading.words)),
                None => self.texts.push(block_of(line.with_runs(piece.runs), Part::Text)),
            },
            What::Unknown
                if self.headline.is_empty()
                    && at_top
                    && words(&text) <= 8
                    && Lexicon::get().classes(&text).has(TITLE) =>
            {
                reading.said.extend(piece.label);
                self.headline = piece.runs;
            }
            // A name among contacts, and no place yet: it is one.
            What::Unknown if piece.label.is_none() && self.wants_place(&text) => {
                self.reach(Piece { what: What::Place, ..piece });
            }
            What::Unknown => match piece.label {
                Some(label) => self.details.push(labelled_block(&label, piece.runs, reading.words)),
                None => self.texts.push(block_of(line.with_runs(piece.runs), Part::Text)),
            },
            What::Place if text.contains([':', '：']) || text.len() > 160 => match piece.label {
                Some(label) => self.details.push(labelled_block(&label, piece.runs, reading.words)),
                None => self.texts.push(block_of(line.with_runs(piece.runs), Part::Text)),
            },
            _ => self.reach(piece),
        }
    }

    /// True for a word or two that may be a town, where ways to reach the person are known and no place is.
    fn wants_place(&self, text: &str) -> bool {
        self.is_reached
            && !self.has_place
            && (1..=3).contains(&words(text))
            && !text.chars().any(|c| c.is_numeric() || matches!(c, ':' | '/' | '.'))
            && text.chars().next().is_some_and(|c| !c.is_lowercase())
            && !Lexicon::get().classes(text).has(TITLE | ORGANIZATION)
    }

    /// True if a way to reach the person was found.
    pub(super) const fn is_reached(&self) -> bool {
        self.is_reached
    }

    fn reach(&mut self, contact: Piece) {
        self.is_reached |= matches!(contact.what, What::Email | What::Phone);
        self.has_place |= contact.what == What::Place;
        self.contacts.push(contact);
    }

    /// The head of the document.
    pub(super) fn blocks(mut self, head: &mut Head, reading: &Reading<'_>) -> Vec<Block> {
        let mut out = Vec::new();
        self.hear(head);
        if !self.name.is_empty() {
            let mut block = Block::new(Kind::Heading(1)).part(Part::Name);
            block.runs = plain(self.name, Role::Name);
            block.runs.iter_mut().for_each(|run| run.style = vitae_core::Style::default());
            block.at = self.name_at;
            out.push(block);
        }
        if !self.headline.is_empty() {
            out.push(Block {
                runs: plain(self.headline, Role::Headline),
                ..Block::new(Kind::Paragraph).part(Part::Headline)
            });
        }
        let runs = contact_line(self.contacts, reading);
        if !runs.is_empty() {
            out.push(Block { runs, ..Block::new(Kind::Paragraph).part(Part::Contacts) });
        }
        out.extend(self.details);
        out.extend(self.texts);
        if let Some(title) = self.title {
            head.title = Some(title);
        }
        out
    }

    /// What the document says for machines, where nothing on the page says it.
    fn hear(&mut self, head: &Head) {
        let mut shown = Shown::of(&self.contacts);
        for said in &head.said {
            let runs = vec![Run { role: None, ..said.clone() }];
            match said.role {
                Some(Role::Name) if self.name.is_empty() => self.name = runs,
                Some(Role::Headline) if self.headline.is_empty() => self.headline = runs,
                Some(Role::Contact) if !shown.has(said) => {
                    let mut line = Line { runs, ..Line::default() };
                    line.measure();
                    let known = reach::pieces(&line).into_iter().filter(|piece| piece.what != What::Unknown);
                    for piece in known {
                        shown.add(&piece);
                        self.reach(piece);
                    }
                }
                _ => {}
            }
        }
    }
}

/// The contacts that the page shows: their words, and what their links lead to.
#[derive(Default)]
struct Shown {
    texts: HashSet<String>,
    /// The first ones once more: a contact may be shown as part of another.
    longer: Vec<String>,
}

impl Shown {
    /// So many are searched for a part.
    const SEARCHED: usize = 64;

    fn of(contacts: &[Piece]) -> Self {
        let mut shown = Self::default();
        contacts.iter().for_each(|contact| shown.add(contact));
        shown
    }

    fn add(&mut self, contact: &Piece) {
        let text = fold(&text_of(&contact.runs));
        if self.longer.len() < Self::SEARCHED {
            self.longer.push(text.clone());
        }
        self.texts.insert(text);
        let links = contact.runs.iter().filter_map(|run| run.style.link.as_ref());
        self.texts.extend(links.map(|link| fold(link.visible())));
    }

    fn has(&self, said: &Run) -> bool {
        let link = said.style.link.as_ref().map(|link| fold(link.visible()));
        let mut ways = std::iter::once(fold(&said.text)).chain(link);
        ways.any(|way| self.texts.contains(&way) || self.longer.iter().any(|text| text.contains(&way)))
    }
}

/// Contacts as our outline has them: each with its label and its link, between separators. Places one after the other are one.
pub(super) fn contact_line(pieces: Vec<Piece>, reading: &Reading<'_>) -> Vec<Run> {
    let colon = reading.words.phrases().colon;
    let mut out: Vec<Run> = Vec::new();
    let mut last: Option<What> = None;
    for piece in pieces {
        let continues = last == Some(What::Place) && piece.what == What::Place && piece.label.is_none();
        if continues {
            out.push(Run::role(", ", Role::Contact));
        } else if !out.is_empty() {
            out.push(Run::role(crate::contact::SEPARATOR, Role::Separator));
        }
        last = Some(piece.what);
        let text = text_of(&piece.runs);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ").replace(" · ", ", ").replace(" | ", ", ");
        match (&piece.label, piece.what) {
            (Some(label), What::Fax) => {
                out.push(Run::role(format!("{label}{colon} "), Role::Label));
                out.push(Run::role(format!("Fax{colon} {text}"), Role::Contact));
                continue;
            }
            (Some(label), What::Account) => {
                out.push(Run::role(format!("{label}{colon} {text}"), Role::Contact));
                continue;
            }
            (Some(label), _) => out.push(Run::role(format!("{label}{colon} "), Role::Label)),
            (None, _) => {}
        }
        let link = piece.runs.iter().find_map(|run| run.style.link.clone());
        let link = match piece.what {
            What::Email => crate::contact::mail_link(&text).or(link),
            What::Phone => phone(&text),
            What::Web => link.or_else(|| {
                reach::with_link(vec![Run::plain(text.as_str())], What::Web).into_iter().find_map(|run| run.style.link)
            }),
            _ => None,
        };
        let mut run = Run::role(text, Role::Contact);
        run.style.link = link;
        out.push(run);
    }
    out
}

fn phone(text: &str) -> Option<Url> {
    let digits: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    (digits.len() >= 3).then(|| Url::new(&format!("tel:{digits}"))).flatten()
}

/// True for lines that say nothing but how to reach somebody.
pub(super) fn only_reaches(lines: &[Line]) -> bool {
    !lines.is_empty()
        && lines.iter().all(|line| {
            let known = || reach::pieces(line).iter().all(|piece| !matches!(piece.what, What::Unknown | What::Detail));
            !line.is_prose() && (known() || label_alone(line).is_some())
        })
}

/// Where the ways to reach the person begin that stand at the end of a document.
pub(super) fn reached_below(lines: &[Line]) -> Option<usize> {
    let reaches = |line: &Line| {
        !line.is_prose() && reach::pieces(line).iter().any(|piece| matches!(piece.what, What::Email | What::Phone))
    };
    let begin = lines.iter().position(reaches)?;
    let rest = lines.get(begin..)?;
    let short =
        rest.iter().all(|line| !line.is_prose() && line.words() <= 10 && line.heading.is_none() && !line.is_dated());
    (short && rest.len() <= 12 && (begin == 0 || rest.len() > 1 || rest.first().is_some_and(|line| line.ruled)))
        .then_some(begin)
}

/// The line of a name that does not stand at the top, as in a column beside another: the only one of the largest letters.
pub(super) fn name_aside(lines: &[Line]) -> Option<usize> {
    let largest = lines.iter().filter_map(|line| line.look.size).max()?;
    let mut of_size = lines.iter().enumerate().filter(|(_, line)| line.look.size == Some(largest));
    let (at, line) = of_size.next()?;
    let is_name = (2..=5).contains(&line.words())
        && !line.text.chars().any(|c| c.is_numeric() || matches!(c, '@' | ':' | '/'))
        && Lexicon::get().title(&line.text, u32::MAX).is_none()
        && !line.is_dated();
    (at > 2 && largest >= 28 && of_size.next().is_none() && is_name).then_some(at)
}

/// A line that is nothing but a label.
fn label_alone(line: &Line) -> Option<String> {
    let text = line.text.trim();
    let known = Lexicon::get().reach(text).is_some() || reach::network(text).is_some();
    let bare = text.trim_end_matches([':', '：']).trim_end();
    let linked = line.runs.iter().any(|run| run.style.link.is_some());
    (known && !linked && line.words() <= 4).then(|| bare.to_owned())
}

/// Prose that only says how to reach somebody.
fn is_mostly_reachable(line: &Line) -> bool {
    let found: usize = reach::pieces(line)
        .iter()
        .filter(|piece| piece.what != What::Unknown)
        .map(|piece| piece.runs.iter().map(|run| run.text.len()).sum::<usize>())
        .sum();
    found * 2 > line.text.len()
}

/// The line that is the name.
fn name_line(lines: &[Line], head: &Head) -> Option<usize> {
    let told = |line: &Line| {
        let label = super::segment::label_length(&line.text).and_then(|length| line.text.get(..length));
        label.is_some_and(|label| Lexicon::get().reach(label) == Some(super::lexicon::Reach::Name))
    };
    if lines.iter().take(10).any(told) {
        // A label says which it is.
        return None;
    }
    let largest = lines.iter().take(10).filter_map(|line| line.look.size).max();
    let top = lines.iter().filter_map(|line| line.heading).min();
    let said: Vec<String> =
        head.said.iter().filter(|run| run.role == Some(Role::Name)).map(|run| fold(&run.text)).collect();
    let hints: Vec<String> = head.title.iter().chain(&head.author).map(|text| fold(text.as_str())).collect();
    let score = |i: usize, line: &Line| -> i32 {
        let text = name_part(&line.text);
        let count = words(text);
        let classes = Lexicon::get().classes(text);
        let folded = fold(text);
        let mut score = 0;
        score += if line.heading.is_some() && line.heading == top { 6 } else { 0 };
        score += if line.look.size.is_some() && line.look.size == largest { 5 } else { 0 };
        score += i32::from(line.bold) * 2
            + i32::from(line.look.centered)
            + if i == 0 {
                4
            } else if i < 3 {
                2
            } else {
                0
            };
        score += match count {
            2..=4 => 4,
            1 | 5 | 6 => 1,
            _ => -8,
        };
        score += if text.chars().any(|c| c.is_numeric()) { -10 } else { 0 };
        score += if text.contains(['@', '/', ':']) { -8 } else { 0 };
        score += match Lexicon::get().title(text, u32::MAX).map(|title| title.topic) {
            Some(Topic::DocumentTitle) => -16,
            Some(_) => -8,
            None => 0,
        };
        score += if classes.has(TITLE) { -5 } else { 0 } + if classes.last & ORGANIZATION != 0 { -3 } else { 0 };
        score += if classes.whole & PLACE != 0 || (text.contains(',') && classes.last & PLACE != 0) { -8 } else { 0 };
        score += if line.is_endless() { -40 } else { 0 };
        score += if line.is_prose() || line.is_item() { -8 } else { 0 };
        score += if text.chars().next().is_some_and(char::is_lowercase) { -4 } else { 0 };
        score += if line.runs.iter().any(|run| run.role == Some(Role::Name)) { 20 } else { 0 };
        score += if line.runs.iter().any(|run| matches!(run.role, Some(Role::Headline | Role::Contact | Role::Place))) {
            -10
        } else {
            0
        };
        score += if !folded.is_empty() && said.contains(&folded) { 12 } else { 0 };
        score += if folded.len() > 3 && hints.iter().any(|hint| hint.contains(&folded)) { 5 } else { 0 };
        score
    };
    let scored = lines.iter().take(10).enumerate().map(|(i, line)| (i, score(i, line)));
    scored.max_by_key(|(i, score)| (*score, std::cmp::Reverse(*i))).filter(|(_, score)| *score >= 4).map(|(i, _)| i)
}

/// What of a line may be a name: what stands before a wide gap, a bar, or a title.
fn name_part(text: &str) -> &str {
    let end = super::cut::strong_cuts(text).first().map_or(text.len(), |cut| cut.start);
    let first = text.get(..end).unwrap_or_default();
    let before_title = [" – ", " — ", " - ", ", "].iter().find_map(|dash| {
        let (before, rest) = first.split_once(dash)?;
        Lexicon::get().classes(rest).has(TITLE).then_some(before)
    });
    before_title.unwrap_or(first).trim()
}

/// A name without what the document is called: "Mara Lindqvist's CV", "Resume of Mara Lindqvist".
fn without_document_title(runs: Vec<Run>) -> (Vec<Run>, Vec<String>) {
    let text = text_of(&runs);
    let is_title = |part: &str| {
        Lexicon::get().title(part, u32::MAX).is_some_and(|title| {
            title.topic == Topic::DocumentTitle && title.certainty == super::lexicon::Certainty::Exact
        })
    };
    if words(&text) > 12 {
        return (runs, Vec::new());
    }
    const BETWEEN: &[&str] =
        &["'s ", "’s ", " – ", " — ", " - ", ": ", " of ", " for ", " von ", " de ", " di ", " van ", ", ", " "];
    for between in BETWEEN {
        for (at, _) in text.match_indices(between) {
            let (before, after) =
                (text.get(..at).unwrap_or_default(), text.get(at + between.len()..).unwrap_or_default());
            if words(before) == 0 || words(after) == 0 {
                continue;
            }
            let word = between.trim().trim_matches(|c: char| !c.is_alphabetic());
            let mut said: Vec<String> = Vec::new();
            let kept = if is_title(after) {
                said.extend((!word.is_empty()).then(|| word.to_owned()));
                said.push(after.to_owned());
                0..at
            } else if is_title(before) {
                said.push(before.to_owned());
                said.extend((!word.is_empty()).then(|| word.to_owned()));
                at + between.len()..text.len()
            } else {
                continue;
            };
            return (trimmed(slice(&runs, kept)), said);
        }
    }
    (runs, Vec::new())
}
