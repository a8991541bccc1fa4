//! Where the entries of a section begin, and what of each is its head.
//!
//! | in the section | entries begin at |
//! |---|---|
//! | rows of a grid | each row |
//! | markup that says so | each such line |
//! | headings below that of the section | each of the highest level, or the date right above it |
//! | blocks of labels | each time that the first label comes again |
//! | lines with dates, and text between them | the head that a date is in: a head is as high as others of the section |
//! | bullets with dates, or a list of works | each bullet, or each paragraph |
//! | nothing of these | each bold line after text |

use super::lexicon::{Lexicon, Topic};
use super::line::Line;
use super::segment::label_length;
use vitae_core::{SectionKind, Words};

/// An entry, as lines.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub head: Vec<Line>,
    pub body: Vec<Line>,
    /// Positions in it, where it is an organisation with several.
    pub positions: Vec<Entry>,
}

/// What a line may be in an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Is {
    /// A line of a head, with dates.
    Dated,
    /// One that may stand in a head.
    Head,
    Body,
}

/// The lines before the first entry, and the entries.
pub(super) fn entries(lines: Vec<Line>, kind: SectionKind, words: &Words) -> (Vec<Line>, Vec<Entry>) {
    let mut lines = lines;
    let is_field = |line: &Line| {
        let label = label_length(&line.text).and_then(|length| line.text.get(..length));
        label.is_some_and(|label| super::emit::is_field(label.trim_end_matches([':', '：']).trim(), words))
            && Lexicon::get().labels(&line.text).is_empty()
    };
    lines.iter_mut().for_each(|line| line.labelled = !line.is_item() && line.heading.is_none() && is_field(line));
    let is: Vec<Is> = lines.iter().map(what).collect();
    let (starts, is_list) = starts(&lines, &is, kind);
    let mut lines = lines.into_iter();
    let before: Vec<Line> = lines.by_ref().take(starts.first().copied().unwrap_or(usize::MAX)).collect();
    let mut out = Vec::new();
    for (i, start) in starts.iter().enumerate() {
        let length = starts.get(i + 1).map_or(usize::MAX, |next| next - start);
        let own: Vec<Line> = lines.by_ref().take(length).collect();
        out.push(if is_list { of_list(own) } else { of_lines(own, kind) });
    }
    (before, out)
}

/// An entry of a list of works: its first line, and what stands below it.
fn of_list(lines: Vec<Line>) -> Entry {
    let mut lines = lines.into_iter();
    let mut head: Vec<Line> = lines.next().into_iter().collect();
    let mut body: Vec<Line> = Vec::new();
    for line in lines {
        let in_head = body.is_empty()
            && !line.labelled
            && head.len() < 4
            && !line.is_item()
            && !line.is_prose()
            && !is_inside(&line);
        if in_head { head.push(line) } else { body.push(line) }
    }
    Entry { head, body, positions: Vec::new() }
}

fn what(line: &Line) -> Is {
    if !line.cells.is_empty() {
        return Is::Dated;
    }
    let text = line.text.trim_end();
    if line.is_endless() {
        return Is::Body;
    }
    if line.is_dated() && super::cut::sentence_length(text) > 0 && line.words() <= 24 {
        return Is::Dated;
    }
    let headed = line.heading.is_some();
    if line.labelled || line.pre || line.quote > 0 || (line.is_prose() && !headed) || is_inside(line) {
        return Is::Body;
    }
    let long = line.words() > 16 || line.length() > 120;
    let is_alone = line.is_dated() && super::line::words(&line.without_dates()) == 0;
    if line.is_item() && !headed && !is_alone {
        return Is::Body;
    }
    if line.is_dated() && !long && has_own_dates(line) {
        return Is::Dated;
    }
    if headed {
        return Is::Head;
    }
    let ends = text.ends_with(['.', '!', '?', '。', '।', ';'])
        && line.words() > 2
        && !line.bold
        && !text.ends_with("Inc.")
        && !text.ends_with("Ltd.")
        && !text.ends_with("Co.");
    if long || ends || (line.words() > 10 && !line.bold && !(starts_bold(line) && line.words() <= 16)) {
        return Is::Body;
    }
    Is::Head
}

/// Dates that are more than a year in the middle of a sentence.
fn has_own_dates(line: &Line) -> bool {
    let rest = line.without_dates();
    let first = line.dates.first().map_or(0, |found| found.range.start);
    let last = line.dates.last().map_or(0, |found| found.range.end);
    let is_edge = |text: &str| !text.contains(char::is_alphanumeric);
    let edges =
        is_edge(line.text.get(..first).unwrap_or_default()) || is_edge(line.text.get(last..).unwrap_or_default());
    edges || line.dates.iter().any(|found| !found.bare) || super::line::words(&rest) <= 8
}

/// "Responsibilities:", "Tech stack: …": a heading inside an entry.
fn is_inside(line: &Line) -> bool {
    let text = line.text.trim();
    if line.heading.is_some() {
        use super::lexicon::Label as L;
        let of_entry = |label: &L| matches!(label, L::Courses | L::Keywords | L::Score | L::Thesis);
        return Lexicon::get().labels(text).iter().any(of_entry)
            || Lexicon::get().title(text, u32::MAX).is_some_and(|title| title.topic == Topic::Inside);
    }
    let label = label_length(text).and_then(|length| text.get(..length)).unwrap_or(text);
    let lexicon = Lexicon::get();
    let inside = lexicon.title(label, u32::MAX).is_some_and(|title| title.topic == Topic::Inside);
    let ends = text.ends_with([':', '：']) && lexicon.labels(text).is_empty();
    (inside && !line.is_dated()) || (ends && !line.is_dated() && !line.bold)
}

/// Where entries begin; `true` if each is an item of a list.
fn starts(lines: &[Line], is: &[Is], kind: SectionKind) -> (Vec<usize>, bool) {
    let at = |test: &dyn Fn(usize, &Line) -> bool| -> Vec<usize> {
        lines.iter().enumerate().filter(|(i, line)| test(*i, line)).map(|(i, _)| i).collect()
    };
    if lines.iter().any(|line| !line.cells.is_empty()) {
        return (at(&|_, line| !line.cells.is_empty()), false);
    }
    let marked = at(&|_, line| line.look.entry);
    // Markup may say it of the title only, and a heading or dates stand above.
    let headed = |i: usize| {
        let above = lines.get(i.saturating_sub(2)..i).unwrap_or_default();
        let heads = above.iter().rev().take_while(|line| !line.is_item() && !line.is_prose());
        heads.into_iter().any(|line| line.heading.is_some() && !line.look.entry)
    };
    if !marked.is_empty() && !marked.iter().all(|i| headed(*i)) {
        return (marked, false);
    }
    if let Some(found) = by_headings(lines, is) {
        return (found, false);
    }
    if let Some(found) = by_labels(lines) {
        return (found, false);
    }
    let is_works = matches!(
        kind,
        SectionKind::Awards
            | SectionKind::Certificates
            | SectionKind::Publications
            | SectionKind::Talks
            | SectionKind::Patents
            | SectionKind::Affiliations
    );
    let dated = is.iter().filter(|is| **is == Is::Dated).count();
    if is_works {
        return of_works(lines, is);
    }
    if dated > 0 {
        return (by_dates(lines, is), false);
    }
    let dated_items = at(&|_, line| line.is_item() && line.level <= 1 && line.is_dated());
    if dated_items.len() * 2 > at(&|_, line| line.is_item() && line.level <= 1).len() {
        return (at(&|_, line| line.is_item() && line.level <= 1), true);
    }
    if kind == SectionKind::Custom {
        return (Vec::new(), false);
    }
    (undated(lines, is, kind), false)
}

/// Each heading of the highest level, or the date right above it.
fn by_headings(lines: &[Line], is: &[Is]) -> Option<Vec<usize>> {
    let level = lines.iter().filter(|line| !is_inside(line)).filter_map(|line| line.heading).min()?;
    let begins = |line: &Line| line.heading == Some(level) && !is_inside(line);
    let first = lines.iter().position(begins)?;
    // Dated heads before the first heading: headings do not begin entries here.
    let before = is.get(..first).unwrap_or_default();
    let only_dates = |i: usize| {
        lines.get(i).is_some_and(|line| {
            line.heading.is_none() && line.is_dated() && super::line::words(&line.without_dates()) == 0
        })
    };
    let dates_above = first > 0 && only_dates(first - 1);
    if before.iter().filter(|is| **is == Is::Dated).count() > usize::from(dates_above) {
        return None;
    }
    let of_level = (0..lines.len()).filter(|i| lines.get(*i).is_some_and(begins));
    let starts: Vec<usize> = of_level
        .filter(|i| {
            *i == 0
                || lines.get(i - 1).is_none_or(|above| above.heading != Some(level))
                || lines.get(*i).is_some_and(|line| line.look.gap || is_head_alone(lines, *i))
        })
        .map(|i| if dates_above && i > 0 && only_dates(i - 1) { i - 1 } else { i })
        .collect();
    Some(starts)
}

/// Two headings of one level in a row are two entries, unless only the second has dates.
fn is_head_alone(lines: &[Line], at: usize) -> bool {
    let above = at.checked_sub(1).and_then(|i| lines.get(i));
    above.is_some_and(Line::is_dated) || !lines.get(at).is_some_and(Line::is_dated)
}

/// Each time that the first label comes again.
fn by_labels(lines: &[Line]) -> Option<Vec<usize>> {
    let lexicon = Lexicon::get();
    let label = |line: &Line| {
        let length = label_length(&line.text)?;
        let labels = lexicon.labels(line.text.get(..length)?);
        let own = labels.first().copied()?;
        (!matches!(
            own,
            super::lexicon::Label::Keywords
                | super::lexicon::Label::Score
                | super::lexicon::Label::Courses
                | super::lexicon::Label::Thesis
                | super::lexicon::Label::Url
        ))
        .then_some(own)
    };
    let found: Vec<(usize, super::lexicon::Label)> =
        lines.iter().enumerate().filter_map(|(i, line)| Some((i, label(line)?))).collect();
    let (first, own) = found.first().copied()?;
    let kinds: std::collections::HashSet<_> = found.iter().map(|(_, label)| *label).collect();
    // Dated heads without labels mean that the labels stand in their entries.
    let dated_before = lines.get(..first).unwrap_or_default().iter().any(|line| line.is_dated() && !line.is_item());
    if kinds.len() < 2 || dated_before || (found.len() < 3 && lines.len() > 6) {
        return None;
    }
    let again: Vec<usize> = found.iter().filter(|(_, label)| *label == own).map(|(i, _)| *i).collect();
    let unlabelled_dates =
        lines.iter().filter(|line| line.is_dated() && !line.is_item() && label_length(&line.text).is_none()).count();
    if unlabelled_dates > again.len() {
        return None;
    }
    // A title may stand above each block.
    let above = |i: usize| {
        i.checked_sub(1).filter(|above| {
            lines.get(*above).is_some_and(|line| line.bold && label_length(&line.text).is_none() && !line.is_item())
        })
    };
    Some(again.into_iter().map(|i| above(i).unwrap_or(i)).collect())
}

/// The heads that dates are in.
fn by_dates(lines: &[Line], is: &[Is]) -> Vec<usize> {
    let mut starts: Vec<usize> = Vec::new();
    let mut i = 0;
    let vote = offset_vote(lines, is);
    while i < is.len() {
        if is.get(i) == Some(&Is::Body) {
            i += 1;
            continue;
        }
        let end = (i..is.len()).find(|j| is.get(*j) == Some(&Is::Body)).unwrap_or(is.len());
        let anchors: Vec<usize> = (i..end).filter(|j| is.get(*j) == Some(&Is::Dated)).collect();
        let anchors = joined(lines, &anchors);
        starts.extend(group(lines, i, &anchors, vote, starts.is_empty()));
        if anchors.is_empty() && !starts.is_empty() {
            starts.extend(undated_head(lines, i, end, &starts));
        }
        i = end;
    }
    starts
}

/// Dates in two lines one after the other, of which one has nothing else, are those of one entry: begin and end, or when and how long.
fn joined(lines: &[Line], anchors: &[usize]) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    for anchor in anchors {
        let alone = |i: usize| lines.get(i).is_some_and(|line| super::line::words(&line.without_dates()) == 0);
        let follows = out.last().is_some_and(|last| last + 1 == *anchor && alone(*last) && alone(*anchor));
        if !follows {
            out.push(*anchor);
        }
    }
    out
}

/// How many lines of the head stand above the date, in the heads that have one date: what most have.
fn offset_vote(lines: &[Line], is: &[Is]) -> Option<usize> {
    let mut counts: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
    let mut i = 0;
    let mut first = true;
    while i < is.len() {
        if is.get(i) == Some(&Is::Body) {
            i += 1;
            continue;
        }
        let end = (i..is.len()).find(|j| is.get(*j) == Some(&Is::Body)).unwrap_or(is.len());
        let anchors: Vec<usize> = (i..end).filter(|j| is.get(*j) == Some(&Is::Dated)).collect();
        let alone = |i: usize| lines.get(i).is_some_and(|line| super::line::words(&line.without_dates()) == 0);
        if first && anchors.first() == Some(&i) && alone(i) {
            // The section begins with dates alone: so do its entries.
            return Some(0);
        }
        if let ([only], false) = (joined(lines, &anchors).as_slice(), first) {
            *counts.entry(only - i).or_default() += 1;
        }
        first = false;
        i = end;
    }
    counts.into_iter().max_by_key(|(offset, count)| (*count, std::cmp::Reverse(*offset))).map(|(offset, _)| offset)
}

/// Where the entries of a run of head lines begin.
fn group(lines: &[Line], begin: usize, anchors: &[usize], vote: Option<usize>, is_first: bool) -> Vec<usize> {
    let mut out = Vec::new();
    let gap_after =
        |from: usize, to: usize| (from..=to).rev().find(|j| lines.get(*j).is_some_and(|line| line.look.gap));
    let first_offset = anchors.first().map_or(0, |anchor| anchor - begin);
    let mut floor = begin;
    for (n, anchor) in anchors.iter().enumerate() {
        let above = anchor - floor;
        let bold_above = (floor..=*anchor)
            .rev()
            .take_while(|j| *j == *anchor || lines.get(*j).is_some_and(|line| line.bold || line.heading.is_some()))
            .last();
        let start = if n == 0 {
            let gap = gap_after(begin, *anchor).filter(|gap| *gap > begin);
            match gap {
                _ if !is_first && vote == Some(0) => *anchor,
                // The head of the first entry may stand above a blank line; later, what stands above one belongs to the entry before.
                Some(gap) if !is_first && above > 1 => gap,
                _ if above > 3 => gap.or(bold_above).unwrap_or(anchor - 2),
                _ => match vote {
                    Some(vote) if !is_first && above > vote + 1 => anchor - vote,
                    _ => begin,
                },
            }
        } else {
            let wanted = anchor
                - above.min(first_offset.max(if first_offset == 0 {
                    0
                } else {
                    vote.unwrap_or(first_offset).min(first_offset)
                }));
            match gap_after(floor, *anchor) {
                Some(gap) if gap > floor || lines.get(floor).is_some_and(|line| line.look.gap) => gap,
                _ => wanted,
            }
        };
        out.push(start.max(floor));
        floor = anchor + 1;
    }
    out
}

/// A head without a date among heads with dates: if it looks like theirs.
fn undated_head(lines: &[Line], begin: usize, end: usize, starts: &[usize]) -> Option<usize> {
    let first = lines.get(begin)?;
    let looks = |line: &Line| (line.bold, line.heading, line.look.size);
    // As the nearest ones look: more of them would say nothing new.
    let same =
        starts.iter().rev().take(16).filter_map(|start| lines.get(*start)).all(|start| looks(start) == looks(first));
    let body_below = lines.get(end).is_some_and(|line| line.is_item() || line.is_prose());
    (same && first.bold && body_below && first.words() <= 8).then_some(begin)
}

/// Lists of works: each bullet, each heading, each paragraph.
fn of_works(lines: &[Line], is: &[Is]) -> (Vec<usize>, bool) {
    let all = |test: &dyn Fn(&Line) -> bool| -> Vec<usize> {
        lines.iter().enumerate().filter(|(_, line)| test(line)).map(|(i, _)| i).collect()
    };
    let items = all(&|line| line.is_item() && line.level <= 1);
    let plain = all(&|line| !line.is_item() && !line.labelled);
    let dated = |of: &[usize]| of.iter().filter(|i| lines.get(**i).is_some_and(Line::is_dated)).count();
    if plain.first() < items.first() && !plain.is_empty() && !items.is_empty() && dated(&plain) > dated(&items) {
        return (all(&|line| !line.is_item() && line.is_dated()), true);
    }
    if !items.is_empty() && items.len() >= plain.len() {
        return (items, true);
    }
    let bold = all(&|line| line.bold && !line.is_item());
    if !bold.is_empty() && bold.len() < plain.len() && bold.first() == plain.first() {
        return (bold, true);
    }
    let alone = |line: &Line| line.is_dated() && super::line::words(&line.without_dates()) == 0;
    let looks = |line: &Line| line.look.caps || line.look.centered || line.look.underlined;
    let marked = all(&|line| looks(line) && !line.is_item() && !alone(line));
    if !marked.is_empty() && marked.len() < plain.len() && marked.first() == plain.first() {
        return (marked, true);
    }
    let gaps = all(&|line| line.look.gap && !line.is_item());
    if gaps.len() > 1 && gaps.len() < plain.len() && is.len() > gaps.len() {
        let first = plain.first().copied();
        let mut starts = gaps;
        if let Some(first) = first.filter(|first| !starts.contains(first)) {
            starts.insert(0, first);
        }
        return (starts, true);
    }
    // A date alone belongs to the line above it.
    (all(&|line| !line.is_item() && !line.labelled && !line.continues && !alone(line)), true)
}

/// No dates at all: bold lines after text, or groups between blank lines.
fn undated(lines: &[Line], is: &[Is], kind: SectionKind) -> Vec<usize> {
    let heads = || (0..lines.len()).filter(|i| is.get(*i) == Some(&Is::Head));
    let line = |i: usize| lines.get(i);
    let bold: Vec<usize> = heads().filter(|i| line(*i).is_some_and(|line| line.bold)).collect();
    if !bold.is_empty() && bold.len() < lines.len() {
        let follows = |i: usize| i.checked_sub(1).is_some_and(|above| bold.binary_search(&above).is_ok());
        return bold.iter().copied().filter(|i| !follows(*i)).collect();
    }
    let items = lines.iter().filter(|line| line.is_item()).count();
    if items == lines.len() && matches!(kind, SectionKind::Education | SectionKind::Projects | SectionKind::Volunteer) {
        return (0..lines.len()).filter(|i| line(*i).is_some_and(|line| line.level <= 1)).collect();
    }
    let gaps: Vec<usize> = heads().filter(|i| *i == 0 || line(*i).is_some_and(|line| line.look.gap)).collect();
    let with_body = heads().any(|i| is.get(i + 1) == Some(&Is::Body));
    if gaps.len() > 1 || (with_body && !gaps.is_empty()) {
        return gaps;
    }
    let known = |i: &usize| {
        line(*i).is_some_and(|line| {
            Lexicon::get().classes(&line.text).has(
                super::lexicon::SCHOOL | super::lexicon::DEGREE | super::lexicon::ORGANIZATION | super::lexicon::TITLE,
            )
        })
    };
    if heads().count() == lines.len() && heads().next().is_some_and(|first| known(&first)) {
        return if lines.len() <= 3 { vec![0] } else { (0..lines.len()).collect() };
    }
    Vec::new()
}

/// An entry with its head, its text, and positions in it.
fn of_lines(lines: Vec<Line>, kind: SectionKind) -> Entry {
    let is: Vec<Is> = lines.iter().map(what).collect();
    let height = height(&lines, &is, kind);
    let mut lines = lines;
    let mut body = lines.split_off(height.min(lines.len()));
    let positions = if kind == SectionKind::Work || kind == SectionKind::Volunteer {
        positions(&lines, &mut body, kind)
    } else {
        Vec::new()
    };
    Entry { head: lines, body, positions }
}

/// How many lines the head has.
fn height(lines: &[Line], is: &[Is], kind: SectionKind) -> usize {
    let mut dated = false;
    let mut pieces = 0;
    for (i, line) in lines.iter().enumerate() {
        let own = is.get(i).copied().unwrap_or(Is::Body);
        let known_label = label_length(&line.text)
            .and_then(|length| line.text.get(..length))
            .is_some_and(|label| !Lexicon::get().labels(label).is_empty());
        let fits = match own {
            _ if i == 0 => true,
            _ if known_label && !line.is_item() && !line.is_prose() => true,
            Is::Body => super::slot::is_score(&line.text) && kind == SectionKind::Education && !line.is_item(),
            Is::Dated => {
                let first = lines.first().is_some_and(|first| first.is_dated() && first.heading.is_some());
                let alone = super::line::words(&line.without_dates()) == 0;
                !dated || alone || (first && pieces < 2)
            }
            Is::Head => {
                let nested =
                    line.heading.is_some() && i > 0 && lines.get(i + 1).is_some_and(|next| dated && next.is_dated());
                let classes = Lexicon::get().classes(&line.text);
                let place = classes.whole & super::lexicon::PLACE != 0
                    || super::shape::is_place(&line.text)
                    || super::dates::is_duration(&line.text);
                let telling = classes.has(
                    super::lexicon::TITLE
                        | super::lexicon::ORGANIZATION
                        | super::lexicon::SCHOOL
                        | super::lexicon::DEGREE,
                );
                let marked =
                    line.bold || line.emph || line.heading.is_some() || line.runs.iter().any(|run| run.role.is_some());
                // A school, a degree, and what was studied.
                let studies = kind == SectionKind::Education
                    && line.words() <= 5
                    && !line.look.gap
                    && !line.text.contains(|c: char| c.is_ascii_digit());
                // Below the dates of a work or an award, many words with nothing known among them say more than a name does.
                let named = matches!(kind, SectionKind::Work | SectionKind::Volunteer | SectionKind::Education);
                let sentence = dated && !named && !marked && !telling && !place && line.words() > 7;
                // What stands above the dates belongs to them.
                let ahead =
                    |n: usize| is.get(i + n) == Some(&Is::Dated) && (1..n).all(|n| is.get(i + n) == Some(&Is::Head));
                let above_dates = !dated && i < 4 && (ahead(1) || ahead(2));
                // After the dates and two pieces only what looks like one more is taken.
                !nested
                    && !sentence
                    && (pieces < 2
                        || (pieces < 3 && studies)
                        || above_dates
                        || (pieces < 5 && (place || marked || (telling && pieces < 4))))
                    && !(line.look.gap && dated && pieces >= 2 && !place && !marked)
            }
        };
        if !fits {
            return i;
        }
        dated |= line.is_dated() || (own == Is::Dated);
        let aside = super::shape::is_place(&line.text) || super::dates::is_duration(&line.text);
        pieces += usize::from(!aside && (own != Is::Dated || super::line::words(&line.without_dates()) > 0));
        // What only sets the dates apart is between no pieces; a title and its organisation may be in one.
        let rest = line.without_dates();
        let rest = rest.trim_matches(|c: char| !c.is_alphanumeric());
        let titled = || rest.contains(", ") && Lexicon::get().classes(rest).has(super::lexicon::TITLE);
        let several = rest.contains(['|', '\t']) || (line.text.contains('\t') && titled());
        pieces += usize::from(own == Is::Dated && several);
    }
    lines.len()
}

/// Positions: heads with dates below that of an organisation which has none of its own, or has headings for them.
fn positions(head: &[Line], body: &mut Vec<Line>, kind: SectionKind) -> Vec<Entry> {
    let Some(first) = head.first().filter(|first| first.heading.is_some() || first.bold) else { return Vec::new() };
    let level = first.heading;
    let is: Vec<Is> = body.iter().map(what).collect();
    let nested: Vec<usize> = (0..body.len())
        .filter(|i| {
            let Some(line) = body.get(*i) else { return false };
            match (level, line.heading) {
                (Some(outer), Some(own)) => {
                    own > outer && (line.is_dated() || body.get(i + 1).is_some_and(Line::is_dated))
                }
                (_, None) => is.get(*i) == Some(&Is::Dated) && (line.bold || line.emph || starts_bold(line)),
                _ => false,
            }
        })
        .collect();
    let Some(start) = nested.first().copied() else { return Vec::new() };
    let rest = body.split_off(start);
    let mut out: Vec<Entry> = Vec::new();
    let mut rest = rest.into_iter();
    for (n, at) in nested.iter().enumerate() {
        let length = nested.get(n + 1).map_or(usize::MAX, |next| next - at);
        let own: Vec<Line> = rest.by_ref().take(length).collect();
        let is: Vec<Is> = own.iter().map(what).collect();
        let height = height(&own, &is, kind).min(3);
        let mut own = own;
        let body = own.split_off(height.min(own.len()));
        out.push(Entry { head: own, body, positions: Vec::new() });
    }
    out
}

fn starts_bold(line: &Line) -> bool {
    line.runs.first().is_some_and(|run| run.style.strong)
}
