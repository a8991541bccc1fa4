//! Sections whose entries are words rather than lines: skills, languages, interests; and references.

use super::Reading;
use super::emit::{block_of, plain};
use super::lexicon::{FLUENCY, Lexicon};
use super::line::{Line, slice, slices, trimmed, words};
use super::reach::{self, What};
use super::segment::label_length;
use crate::outline::{Block, Kind, Part, Role, Run, text_of};
use std::ops::Range;
use vitae_core::SectionKind;

/// How well somebody does something is said in no more bytes.
const LONGEST_LEVEL: usize = 160;

/// A name with how well, and keywords.
#[derive(Default)]
struct Group {
    name: Vec<Run>,
    level: Vec<Run>,
    keywords: Vec<Vec<Run>>,
}

/// The blocks of a section of words.
pub(super) fn blocks(lines: Vec<Line>, kind: SectionKind, reading: &mut Reading<'_>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut open: Option<Group> = None;
    let headed = lines.iter().any(|line| line.heading.is_some());
    let lines = if is_spaced(&lines) { spaced(lines, reading) } else { lines };
    let mut lines = lines.into_iter().peekable();
    while let Some(line) = lines.next() {
        reading.say_number(&line);
        if line.cells.len() > 2 {
            close(&mut open, &mut out, reading);
            reading.said.extend(line.said.iter().cloned());
            out.push(block_of(line, Part::Text));
            continue;
        }
        if kind == SectionKind::Languages && line.cells.is_empty() {
            language(&line, &mut open, &mut out, reading);
            continue;
        }
        if line.is_prose() && label_length(&line.text).is_none() && !is_list(&line) {
            close(&mut open, &mut out, reading);
            out.push(block_of(line, Part::Text));
            continue;
        }
        if !line.cells.is_empty() {
            close(&mut open, &mut out, reading);
            of_cells(&line, &mut out, reading);
            continue;
        }
        let told_below = lines
            .peek()
            .is_some_and(|next| !next.is_item() && next.runs.iter().any(|run| run.role == Some(Role::Keyword)));
        let heads = line.heading.is_some() || (line.bold && (!line.is_item() || told_below)) || is_label_alone(&line);
        let next_is_plain = lines.peek().is_some_and(|next| next.heading.is_none() && (next.is_item() || !next.bold));
        if heads
            && next_is_plain
            && (headed == line.heading.is_some() || !headed || is_label_alone(&line))
            && !is_list(&line)
        {
            close(&mut open, &mut out, reading);
            open = Some(Group { name: without_colon(line.runs), ..Group::default() });
            continue;
        }
        let group = group_of(&line);
        match (&mut open, group) {
            // Lines below a name are its keywords.
            (Some(own), group) if group.name.is_empty() || (group.keywords.is_empty() && !heads) => {
                if !group.name.is_empty() {
                    let level = (!group.level.is_empty())
                        .then(|| [vec![Run::plain(" (")], group.level, vec![Run::plain(")")]].concat());
                    let is_level = own.keywords.is_empty()
                        && own.level.is_empty()
                        && Lexicon::get().classes(&text_of(&group.name)).whole & FLUENCY != 0;
                    if is_level {
                        own.level = group.name;
                    } else {
                        own.keywords.push([group.name, level.unwrap_or_default()].concat());
                    }
                }
                own.keywords.extend(group.keywords);
            }
            (_, group) => {
                close(&mut open, &mut out, reading);
                push(group, kind, &mut out, reading);
            }
        }
    }
    close(&mut open, &mut out, reading);
    out
}

/// Where the keywords of a line begin: behind its label, or at the begin of a line below a name.
fn keywords_at(lines: &[Line], at: usize) -> Option<usize> {
    let line = lines.get(at)?;
    if let Some(length) = label_length(&line.text) {
        return line.text.get(length..).is_some_and(|rest| rest.contains(char::is_alphanumeric)).then_some(length + 1);
    }
    let named =
        at.checked_sub(1).and_then(|above| lines.get(above)).is_some_and(|above| above.bold || above.heading.is_some());
    (named && !line.bold && line.heading.is_none() && line.runs.iter().all(|run| run.role.is_none())).then_some(0)
}

/// Several lists of keywords, and in none of them anything that separates: spaces may be all that is between the keywords.
fn is_spaced(lines: &[Line]) -> bool {
    let value = |i: usize| Some(lines.get(i)?.text.get(keywords_at(lines, i)?..)?.trim().to_owned());
    let values: Vec<String> = (0..lines.len()).filter_map(value).filter(|value| !value.is_empty()).collect();
    let apart = |value: &String| {
        value.contains([',', ';', '|', '/', '·', '•', '\t', '(', '、', '，'])
            || value.ends_with('.')
            || value.contains("  ")
    };
    let upper = |value: &String| {
        let words: Vec<&str> = value.split(' ').collect();
        words.iter().filter(|word| !word.starts_with(char::is_lowercase)).count() * 10 >= words.len() * 6
    };
    let names = (0..lines.len()).filter(|i| keywords_at(lines, *i).is_none());
    let only_names = names.into_iter().filter_map(|i| lines.get(i)).all(|line| line.bold || line.heading.is_some());
    let long = values.iter().filter(|value| value.split(' ').count() >= 3 && upper(value)).count();
    let clear = || values.iter().filter(|value| value.contains(' ')).all(upper);
    values.len() >= 2 && only_names && !values.iter().any(apart) && (long >= 2 || (long == 1 && clear()))
}

/// Puts tabs where a keyword seems to begin.
fn spaced(mut lines: Vec<Line>, reading: &mut Reading<'_>) -> Vec<Line> {
    let begins: Vec<Option<usize>> = (0..lines.len()).map(|i| keywords_at(&lines, i)).collect();
    for (line, begin) in lines.iter_mut().zip(begins) {
        let Some(begin) = begin else { continue };
        let mut at = 0;
        for run in &mut line.runs {
            let mut out = String::with_capacity(run.text.len());
            let mut chars = run.text.chars().peekable();
            while let Some(c) = chars.next() {
                let begins =
                    at > begin && c == ' ' && chars.peek().is_some_and(|next| !next.is_lowercase() && *next != ' ');
                out.push(if begins { '\t' } else { c });
                at += c.len_utf8();
            }
            run.text = out;
        }
        line.measure();
    }
    let at = reading.section_at.clone();
    reading.guess(
        "keywords-guessed",
        "where one keyword ends and the next begins was guessed by capitals".to_owned(),
        60,
        at.as_ref(),
    );
    lines
}

fn close(open: &mut Option<Group>, out: &mut Vec<Block>, reading: &Reading<'_>) {
    if let Some(group) = open.take() {
        push(group, SectionKind::Skills, out, reading);
    }
}

fn is_label_alone(line: &Line) -> bool {
    let text = line.text.trim_end();
    text.ends_with([':', '：']) && line.words() <= 6
}

fn without_colon(mut runs: Vec<Run>) -> Vec<Run> {
    if let Some(last) = runs.last_mut() {
        last.text.truncate(last.text.trim_end().trim_end_matches([':', '：']).trim_end().len());
    }
    runs
}

/// Short things between commas.
fn is_list(line: &Line) -> bool {
    let parts = split(&line.text);
    parts.len() >= 3 && parts.iter().all(|part| line.text.get(part.clone()).is_some_and(|part| words(part) <= 6))
}

/// A line as a name with keywords, as keywords, or as a name.
fn group_of(line: &Line) -> Group {
    if line.runs.iter().any(|run| run.role == Some(Role::Keyword)) {
        return told(line);
    }
    let text = line.text.as_str();
    let lead = line
        .runs
        .iter()
        .take_while(|run| run.style.strong || run.text.trim().is_empty())
        .map(|run| run.text.len())
        .sum::<usize>();
    let labelled = label_length(text)
        .filter(|length| text.get(*length..).is_some_and(|rest| rest.contains(char::is_alphanumeric)));
    let bold =
        (lead > 0 && lead < text.len() && text.get(lead..).is_some_and(|rest| rest.contains(char::is_alphanumeric)))
            .then_some(lead);
    if let Some(length) = labelled.or(bold) {
        let name = without_colon(trimmed(slice(&line.runs, 0..length)));
        let rest = line.with_runs(trimmed(slice(&line.runs, length..text.len())));
        let rest = strip_dash(rest);
        let is_level = Lexicon::get().classes(&rest.text).whole & FLUENCY != 0 || is_rating(&rest.text);
        if is_level {
            return Group { name, level: rest.runs, keywords: Vec::new() };
        }
        return Group { name, level: Vec::new(), keywords: parts(&rest) };
    }
    let parts = parts(line);
    if parts.len() > 1 {
        return Group { keywords: parts, ..Group::default() };
    }
    let (name, level) = name_and_level(&line.runs, text);
    Group { name, level, keywords: Vec::new() }
}

/// What markup says: each keyword is a run of its own.
fn told(line: &Line) -> Group {
    let mut group = Group::default();
    for run in line.runs.iter().filter(|run| run.text.contains(char::is_alphanumeric)) {
        match run.role {
            Some(Role::Keyword) => group.keywords.push(vec![run.clone()]),
            Some(Role::Level) => group.level.push(run.clone()),
            _ => group.name.push(run.clone()),
        }
    }
    group.name = without_colon(trimmed(group.name));
    group
}

fn strip_dash(line: Line) -> Line {
    let bare =
        line.text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | '：' | '|'));
    let cut = line.text.len() - bare.len();
    if cut == 0 { line } else { line.with_runs(slice(&line.runs, cut..line.text.len())) }
}

/// What stands between separators.
fn parts(line: &Line) -> Vec<Vec<Run>> {
    let each = slices(&line.runs, &split(&line.text)).into_iter().map(trimmed);
    each.filter(|runs| runs.iter().any(|run| run.text.contains(|c: char| !c.is_whitespace()))).collect()
}

/// Cuts a list at its strongest separators.
fn split(text: &str) -> Vec<Range<usize>> {
    let mut bounds = super::cut::strong_cuts(text);
    let mut depth = 0_i32;
    let slashed = text.matches(" / ").count() > 1;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '（' => depth += 1,
            ')' | ']' | '）' => depth -= 1,
            ',' | ';' | '，' | '；' | '、' | '،' | '؛' if depth <= 0 => {
                let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
                let between = digit(text.get(..at).and_then(|t| t.chars().next_back()))
                    && digit(text.get(at + 1..).and_then(|t| t.chars().next()));
                if !between {
                    bounds.push(at..at + c.len_utf8());
                }
            }
            '/' if depth <= 0
                && slashed
                && text.get(..at).is_some_and(|t| t.ends_with(' '))
                && text.get(at + 1..).is_some_and(|t| t.starts_with(' ')) =>
            {
                bounds.push(at..at + 1);
            }
            _ => {}
        }
    }
    bounds.sort_by_key(|range| range.start);
    let mut out = Vec::new();
    let mut begin = 0;
    for bound in bounds {
        if bound.start >= begin {
            out.push(begin..bound.start);
            begin = bound.end;
        }
    }
    out.push(begin..text.len());
    out.retain(|range| text.get(range.clone()).is_some_and(|part| part.contains(|c: char| c.is_alphanumeric())));
    // A full stop ends the list, and is no part of its last word.
    if out.len() > 2
        && let Some(last) = out.last_mut()
        && text.get(last.clone()).is_some_and(|part| part.ends_with('.') && !part.ends_with(".."))
    {
        last.end -= 1;
    }
    out
}

/// "Python (expert)", "Python – 80 %", "Python ●●●○".
fn name_and_level(runs: &[Run], text: &str) -> (Vec<Run>, Vec<Run>) {
    let lexicon = Lexicon::get();
    let is_level = |part: &str| {
        let classes = lexicon.classes(part);
        classes.whole & FLUENCY != 0 || is_rating(part) || (classes.has(FLUENCY) && words(part) <= 5)
    };
    if let Some(open) = text.find(['(', '（'])
        && text.trim_end().ends_with([')', '）'])
    {
        let bracket = text.get(open..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        let end = text.trim_end().char_indices().next_back().map_or(text.len(), |(at, _)| at);
        let inner = text.get(open + bracket..end).unwrap_or_default();
        if is_level(inner)
            && !inner.contains([')', '）'])
            && text.get(..open).is_some_and(|name| name.contains(char::is_alphanumeric))
        {
            return (trimmed(slice(runs, 0..open)), trimmed(slice(runs, open + bracket..end)));
        }
    }
    // How well somebody does something is told in a few words at the end.
    let near_end = |at: &usize| text.len() - at <= LONGEST_LEVEL;
    for separator in [": ", "：", " – ", " — ", " - ", "\t", " | ", ", ", "  ", " "] {
        for at in text.match_indices(separator).map(|(at, _)| at).filter(near_end) {
            let rest = text.get(at + separator.len()..).unwrap_or_default();
            let whole = lexicon.classes(rest).whole & FLUENCY != 0 || is_rating(rest);
            let sound = if separator == " " { whole && at > 1 } else { is_level(rest) };
            if sound && text.get(..at).is_some_and(|name| name.contains(char::is_alphabetic)) {
                return (trimmed(slice(runs, 0..at)), trimmed(slice(runs, at + separator.len()..text.len())));
            }
        }
    }
    (runs.to_vec(), Vec::new())
}

/// The values of a label, between separators.
pub(super) fn listed(runs: &[Run], as_keywords: bool) -> Vec<Run> {
    let mut line = Line { runs: runs.to_vec(), ..Line::default() };
    line.measure();
    let mut out = Vec::new();
    for part in parts(&line) {
        if !out.is_empty() {
            out.push(Run::role(", ", Role::Separator));
        }
        if as_keywords {
            out.push(Run::role(text_of(&part).trim(), Role::Keyword));
        } else {
            out.extend(part.into_iter().map(|run| Run { role: None, ..run }));
        }
    }
    out
}

/// Dots, stars, percents, four of five.
fn is_rating(text: &str) -> bool {
    let text = text.trim();
    let marks =
        text.chars().all(|c| matches!(c, '●' | '○' | '★' | '☆' | '■' | '□' | '◆' | '◇' | '▮' | '▯' | '•' | '*' | ' '));
    let percent = text.strip_suffix('%').is_some_and(|n| n.trim().parse::<u8>().is_ok());
    let of =
        text.split_once('/').is_some_and(|(a, b)| a.trim().parse::<u8>().is_ok() && b.trim().parse::<u8>().is_ok());
    !text.is_empty() && (marks || percent || of)
}

fn push(group: Group, kind: SectionKind, out: &mut Vec<Block>, reading: &Reading<'_>) {
    // Words of a list are interests each.
    if kind == SectionKind::Interests && group.name.is_empty() {
        for keyword in group.keywords {
            out.push(line_block(Group { name: keyword, ..Group::default() }, reading));
        }
        return;
    }
    if group.name.is_empty() && group.keywords.is_empty() {
        return;
    }
    out.push(line_block(group, reading));
}

fn line_block(group: Group, reading: &Reading<'_>) -> Block {
    let mut block = Block { level: 1, ..Block::new(Kind::Item { number: None }).part(Part::Line) };
    block.runs = plain(group.name, Role::Title);
    let level = plain(group.level, Role::Level);
    if !level.is_empty() {
        block.runs.push(Run::role(" (", Role::Separator));
        block.runs.extend(level);
        block.runs.push(Run::role(")", Role::Separator));
    }
    for (i, keyword) in group.keywords.into_iter().enumerate() {
        let separator = if i > 0 { ", ".to_owned() } else { format!("{} ", reading.words.phrases().colon) };
        if i > 0 || !block.runs.is_empty() {
            block.runs.push(Run::role(separator, Role::Separator));
        }
        // A keyword is words: several runs of it are one.
        block.runs.push(Run::role(text_of(&keyword).trim(), Role::Keyword));
    }
    block
}

fn of_cells(line: &Line, out: &mut Vec<Block>, reading: &mut Reading<'_>) {
    reading.said.extend(line.said.iter().cloned());
    let mut cells = line.cells.iter().map(|cell| cell.runs.clone());
    let name = cells.next().unwrap_or_default();
    let rest: Vec<Vec<Run>> = cells.filter(|runs| !text_of(runs).trim().is_empty()).collect();
    let one = match rest.as_slice() {
        [only] => Group { name, level: only.clone(), ..Group::default() },
        _ => Group { name, keywords: rest, ..Group::default() },
    };
    out.push(line_block(one, reading));
}

/// A line of languages: one or several, each with how well.
fn language(line: &Line, open: &mut Option<Group>, out: &mut Vec<Block>, reading: &Reading<'_>) {
    let lexicon = Lexicon::get();
    if line.is_prose() && !is_list(line) {
        close(open, out, reading);
        out.push(block_of(line.clone(), Part::Text));
        return;
    }
    // How well, below the name.
    if (lexicon.classes(&line.text).whole & FLUENCY != 0 || is_rating(&line.text))
        && let Some(group) = open.as_mut().filter(|group| group.level.is_empty())
    {
        group.level = line.runs.clone();
        return;
    }
    let (name, level) = name_and_level(&line.runs, &line.text);
    let mut groups: Vec<Group> = Vec::new();
    if level.is_empty() || text_of(&name).contains([',', '|', '\t', ';', '、', '·']) {
        for part in parts(line) {
            let (name, level) = name_and_level(&part, &text_of(&part));
            let only_level = lexicon.classes(&text_of(&name)).whole & FLUENCY != 0 || is_rating(&text_of(&name));
            match groups.last_mut().filter(|last| last.level.is_empty()) {
                Some(last) if only_level => {
                    last.level = name;
                    if !level.is_empty() {
                        last.level.extend([vec![Run::plain(" (")], level, vec![Run::plain(")")]].concat());
                    }
                }
                _ => groups.push(Group { name, level, keywords: Vec::new() }),
            }
        }
    } else {
        groups.push(Group { name, level, keywords: Vec::new() });
    }
    for mut group in groups {
        if group.level.is_empty()
            && let Some(length) = label_length(&text_of(&group.name))
        {
            let whole = text_of(&group.name);
            if whole.get(length..).is_some_and(|rest| rest.contains(char::is_alphanumeric)) {
                group.level = trimmed(slice(&group.name, length..whole.len()));
                group.name = without_colon(trimmed(slice(&group.name, 0..length)));
            }
        }
        close(open, out, reading);
        *open = Some(group);
    }
}

/// Referees: a name, what they are, how to reach them, and what they say.
pub(super) fn references(lines: Vec<Line>, reading: &mut Reading<'_>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let named = |line: &Line| !line.is_prose() && !line.is_item() && line.words() <= 8 && !line.text.contains('@');
    let heads = |line: &Line| named(line) && (line.heading.is_some() || line.bold);
    let any_heads = lines.iter().any(heads);
    let mut in_entry = false;
    let mut quotes: Vec<Line> = Vec::new();
    for line in lines {
        if !line.is_prose() {
            reading.say_number(&line);
        }
        let begins = heads(&line)
            || line.look.entry
            || (!any_heads
                && named(&line)
                && (line.look.gap || !in_entry || !quotes.is_empty())
                && !is_request(&line.text));
        if begins {
            let mut block = Block { at: line.at.clone(), ..Block::new(Kind::Heading(3)).part(Part::Entry) };
            let name = line.text.trim_start_matches(|c: char| !c.is_alphanumeric());
            let cut = line.text.len() - name.len();
            block.runs = plain(slice(&line.runs, cut..line.text.len()), Role::Title);
            out.push(block);
            out.extend(quotes.drain(..).map(|quote| block_of(quote, Part::Body)));
            in_entry = true;
            continue;
        }
        if !in_entry {
            // What is said may stand above who says it.
            if line.is_prose() && !any_heads && !is_request(&line.text) {
                quotes.push(line);
            } else {
                out.push(block_of(line, Part::Text));
            }
            continue;
        }
        let pieces = reach::pieces(&line);
        if !line.is_prose() && pieces.iter().any(|piece| matches!(piece.what, What::Email | What::Phone)) {
            let known = pieces.iter().all(|piece| piece.what != What::Unknown);
            if known {
                let runs = super::head::contact_line(pieces, reading);
                out.push(Block { runs, ..Block::new(Kind::Paragraph).part(Part::Contacts) });
                continue;
            }
        }
        if line.is_prose() && !any_heads && line.look.gap {
            in_entry = false;
            quotes.push(line);
            continue;
        }
        out.push(block_of(line, Part::Body));
    }
    out.extend(quotes.into_iter().map(|quote| block_of(quote, Part::Text)));
    out
}

/// "Available on request".
fn is_request(text: &str) -> bool {
    let folded = super::lexicon::fold(text);
    [
        "request",
        "anfrage",
        "demande",
        "solicit",
        "pedido",
        "richiesta",
        "aanvraag",
        "zyczenie",
        "запрос",
        "istek",
        "talep",
    ]
    .iter()
    .any(|word| folded.contains(word))
}
