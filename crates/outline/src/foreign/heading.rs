//! Which lines are titles of sections.
//!
//! A line is scored by how it looks, by what its words are, and by where it stands; weights are likelihoods in half bits that were counted
//! in real documents. Then the document votes: lines that look like those which are titles for sure are titles too, whatever
//! their words.

use super::lexicon::{Certainty, Lexicon, Title, Topic};
use super::line::Line;
use std::collections::HashMap;
use vitae_core::SectionKind;

/// The title of a section.
#[derive(Debug, Clone, Copy)]
pub(super) struct Heading {
    pub topic: Topic,
    /// True if another reader might have seen it differently.
    pub doubtful: bool,
}

/// How a line looks, as far as titles look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Signature {
    heading: Option<u8>,
    bold: bool,
    capitals: bool,
    underlined: bool,
    ruled: bool,
    larger: bool,
    centered: bool,
    item: bool,
}

/// The headings among lines: for each line, the title that it is.
pub(super) fn headings(lines: &[Line], languages: u32) -> Vec<Option<Heading>> {
    let lexicon = Lexicon::get();
    let body = body_size(lines);
    let titles: Vec<Option<Title>> =
        lines.iter().map(|line| lexicon.title(title_of(line), languages).filter(|_| may_be_title(line))).collect();
    let level = section_level(lines, &titles);
    let scores: Vec<i32> =
        (0..lines.len()).map(|i| score(lines, i, titles.get(i).copied().flatten(), body, level)).collect();
    let votes = votes(lines, &titles, &scores, body);
    let mut out: Vec<Option<Heading>> = Vec::with_capacity(lines.len());
    let mut zone = Zone::default();
    for (i, line) in lines.iter().enumerate() {
        let title = titles.get(i).copied().flatten();
        let mut score = scores.get(i).copied().unwrap_or(i32::MIN);
        if may_be_title(line) {
            score += votes.of(&signature(line, body), title.is_some());
        }
        let known = title.filter(|title| title.topic != Topic::Inside);
        let heading = (score > 0 && may_be_title(line)).then_some(()).and_then(|()| match known {
            Some(title) => Some(title.topic),
            None if title.is_some() => None,
            None => zone.takes_unknown(lines, i, level).then_some(Topic::Section(SectionKind::Custom)),
        });
        out.push(heading.map(|topic| Heading { topic, doubtful: score < 3 }));
        zone.pass(line, heading);
    }
    out
}

/// Where among the sections the reader is.
#[derive(Default)]
struct Zone {
    /// The kind of section at hand, once there was one.
    section: Option<Topic>,
    /// In a section of entries: a line with dates was seen before any heading of an entry.
    dated_without_heading: bool,
    seen_heading: bool,
}

impl Zone {
    fn pass(&mut self, line: &Line, heading: Option<Topic>) {
        if heading.is_some() {
            *self = Self { section: heading, ..Self::default() };
            return;
        }
        self.seen_heading |= line.heading.is_some();
        self.dated_without_heading |= line.is_dated() && !line.is_item() && !self.seen_heading;
    }

    /// True if a line of unknown words begins a section here, and no entry of the one at hand.
    fn takes_unknown(&self, lines: &[Line], at: usize, level: Option<Level>) -> bool {
        let Some(line) = lines.get(at) else { return false };
        if line.is_dated() || line.text.contains('@') {
            return false;
        }
        let holds_entries = matches!(self.section, Some(Topic::Section(kind)) if !matches!(kind, SectionKind::Summary | SectionKind::Objective | SectionKind::Languages | SectionKind::Interests));
        // The first lines are who it is about.
        if self.section.is_none() && at < 3 {
            return false;
        }
        if !holds_entries || self.dated_without_heading {
            return self.section.is_some()
                || line.heading.is_some_and(|own| level.is_some_and(|level| own == level.level));
        }
        // A heading with dates close below is that of an entry.
        let below = lines.get(at + 1..).unwrap_or_default();
        let near = below
            .iter()
            .take(3)
            .take_while(|line| line.heading.is_none_or(|own| level.is_none_or(|level| own != level.level)));
        let mut near = near.filter(|line| !line.is_item());
        !near.any(|line| line.is_dated() && line.words() <= 14)
            && line.heading.is_none_or(|own| level.is_none_or(|level| own <= level.level))
    }
}

fn may_be_title(line: &Line) -> bool {
    let count = line.words();
    count > 0
        && count <= 9
        && line.length() <= 70
        && line.quote == 0
        && line.cells.is_empty()
        && !(line.is_item() && line.heading.is_none() && !line.bold)
        && !line.text.contains('\t')
        && !line.text.contains("   ")
}

/// A title without how long all that is below it took: "Опыт работы — 8 лет 3 месяца".
fn title_of(line: &Line) -> &str {
    let dash = [" — ", " – ", " - "].iter().find_map(|dash| line.text.split_once(dash));
    dash.filter(|(_, rest)| super::dates::is_duration(rest)).map_or(&line.text, |(title, _)| title)
}

/// The size of most letters.
fn body_size(lines: &[Line]) -> Option<u16> {
    let mut sizes: HashMap<u16, usize> = HashMap::new();
    for line in lines {
        if let Some(size) = line.look.size {
            *sizes.entry(size).or_default() += line.text.len();
        }
    }
    sizes.into_iter().max_by_key(|(size, letters)| (*letters, std::cmp::Reverse(*size))).map(|(size, _)| size)
}

/// The level of heading that the titles of sections have.
#[derive(Debug, Clone, Copy)]
struct Level {
    level: u8,
    /// So many titles have it that a title without is unlikely.
    is_sure: bool,
    /// Levels below it on which most headings are no titles that anybody knows: entries and groups stand there, and one of them may
    /// be called "Languages".
    inner: [bool; LEVELS],
}

/// Levels of headings, and one for the level that is none.
const LEVELS: usize = 10;

impl Level {
    fn is_inner(&self, level: u8) -> bool {
        self.inner.get(usize::from(level)).copied().unwrap_or(false)
    }
}

/// The level of heading that most titles of sections have.
fn section_level(lines: &[Line], titles: &[Option<Title>]) -> Option<Level> {
    let mut hits = [0_usize; LEVELS];
    let mut all = [0_usize; LEVELS];
    for (line, title) in lines.iter().zip(titles) {
        let sure = title.is_some_and(|title| {
            title.certainty >= Certainty::Misspelt && !matches!(title.topic, Topic::Inside | Topic::DocumentTitle)
        });
        let Some(level) = line.heading.map(usize::from) else { continue };
        for counts in [Some(&mut all), sure.then_some(&mut hits)].into_iter().flatten() {
            counts.get_mut(level).into_iter().for_each(|count| *count += 1);
        }
    }
    let most = hits.iter().max().copied().filter(|most| *most > 0);
    if let Some(most) = most {
        let level = hits.iter().position(|count| *count == most).and_then(|level| u8::try_from(level).ok());
        let is_sure = most >= 3;
        return level.map(|level| {
            let mut inner = [false; LEVELS];
            for (own, (is_inner, (all, hits))) in inner.iter_mut().zip(all.iter().zip(&hits)).enumerate() {
                *is_inner = is_sure && own > usize::from(level) && hits * 2 < *all;
            }
            Level { level, is_sure, inner }
        });
    }
    // No title is known: the level of the second heading kind, or of the only one that stands more than once.
    let again = |level: &u8| lines.iter().filter(|line| line.heading == Some(*level)).nth(1).is_some();
    (1..=9).find(again).map(|level| Level { level, is_sure: false, inner: [false; LEVELS] })
}

fn signature(line: &Line, body: Option<u16>) -> Signature {
    Signature {
        heading: line.heading,
        bold: line.bold,
        capitals: line.look.caps || is_capitals(&line.text),
        underlined: line.look.underlined,
        ruled: line.look.ruled,
        larger: is_larger(line, body),
        centered: line.look.centered,
        item: line.is_item(),
    }
}

fn is_larger(line: &Line, body: Option<u16>) -> bool {
    line.look.size.zip(body).is_some_and(|(size, body)| u32::from(size) * 10 >= u32::from(body) * 11)
}

pub(super) fn is_capitals(text: &str) -> bool {
    let mut upper = 0;
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        if c.is_lowercase() {
            return false;
        }
        upper += usize::from(c.is_uppercase());
    }
    upper >= 2
}

/// In half bits.
fn score(lines: &[Line], at: usize, title: Option<Title>, body: Option<u16>, level: Option<Level>) -> i32 {
    let Some(line) = lines.get(at) else { return i32::MIN };
    if !may_be_title(line) {
        return i32::MIN;
    }
    let next = lines.get(at + 1);
    let has = |is: bool, yes: i32, no: i32| if is { yes } else { no };
    let text = line.text.trim();
    let mut score = -6;
    score += has(line.bold, 3, -3);
    score += has(line.look.caps || is_capitals(text), 3, -1);
    score += match (line.heading, level) {
        (Some(own), Some(level)) if own == level.level => 12,
        (Some(own), Some(level)) if own < level.level => {
            if at > 2 {
                20
            } else {
                6
            }
        }
        (Some(own), Some(level)) if level.is_inner(own) => -16,
        (Some(own), Some(level)) if level.is_sure && own > level.level => -8,
        (Some(_), _) => 2,
        (None, Some(level)) => {
            if level.is_sure {
                -24
            } else {
                -4
            }
        }
        (None, None) => 0,
    };
    score += has(line.look.ruled, 5, 0) + has(line.look.underlined, 5, 0);
    score += has(text.ends_with([':', '：']), 4, -1);
    score += has(is_larger(line, body), 3, 0);
    score += has(line.look.gap, 3, -2);
    score += has(next.is_some_and(Line::is_item), 4, 0);
    score += has(next.is_some_and(|next| next.words() > 12), 3, 0);
    score += has(line.item.is_some(), -4, 0);
    score += match title.map(|title| (title.topic, title.certainty)) {
        Some((Topic::Inside, _)) => -10,
        Some((Topic::DocumentTitle, _)) => 8,
        Some((_, Certainty::Exact)) => 14,
        Some((_, Certainty::Composed)) => 12,
        Some((_, Certainty::Misspelt)) => 10,
        Some((_, Certainty::Part)) => 5,
        Some((_, Certainty::Ending)) => 3,
        None if line.heading.is_some_and(|own| level.is_some_and(|level| own == level.level)) => -3,
        None => -7,
    };
    let label = text.trim_end_matches([':', '：']);
    score += has(label.contains([':', '：']), -12, 0);
    score += has(title_of(line).chars().any(char::is_numeric), -10, 0);
    score += has(title.is_none() && text.contains(','), -6, 0);
    score += has(text.ends_with('.') && title.is_none(), -8, 0);
    score += has(text.contains('@') || text.contains("://"), -18, 0);
    score +=
        has(line.runs.iter().any(|run| run.role.is_some_and(|role| role != crate::outline::Role::Section)), -12, 0);
    score += has(line.look.entry, -8, 0);
    score += has(title.is_none() && at < 6 && level.is_none(), -12, 0);
    if line.look.section.is_some() && title.is_some() {
        score += 4;
    }
    score
}

/// How lines look that are titles for sure, and how often lines that look so are.
struct Votes {
    by_look: HashMap<Signature, (usize, usize)>,
    most: Option<(Signature, usize, usize)>,
}

fn votes(lines: &[Line], titles: &[Option<Title>], scores: &[i32], body: Option<u16>) -> Votes {
    let mut by_look: HashMap<Signature, (usize, usize)> = HashMap::new();
    let mut sure = 0;
    for ((line, title), score) in lines.iter().zip(titles).zip(scores) {
        if !may_be_title(line) {
            continue;
        }
        let known = title.is_some_and(|title| title.certainty >= Certainty::Misspelt && title.topic != Topic::Inside);
        let count = by_look.entry(signature(line, body)).or_default();
        count.1 += 1;
        if known && *score > 0 {
            count.0 += 1;
            sure += 1;
        }
    }
    let most = by_look.iter().map(|(look, (sure, _))| (*look, *sure)).max_by_key(|(look, sure)| (*sure, look.heading));
    Votes { most: most.filter(|(_, count)| *count > 1).map(|(look, count)| (look, count, sure)), by_look }
}

impl Votes {
    fn of(&self, look: &Signature, known: bool) -> i32 {
        let Some((most, count, sure)) = &self.most else { return 0 };
        let (own, all) = self.by_look.get(look).copied().unwrap_or_default();
        let plain =
            !(look.bold || look.capitals || look.ruled || look.underlined || look.larger || look.heading.is_some());
        if own >= 2 && !plain {
            // Of lines that look like this one, so many are titles for sure.
            return if own * 2 >= all {
                8
            } else if own * 4 >= all {
                3
            } else {
                0
            };
        }
        let clear = *count * 10 >= *sure * 7 && *count >= 3;
        if clear && look != most { if known { -2 } else { -4 } } else { 0 }
    }
}
