//! The forms that lines have: what is told apart by marks and separators.

use crate::contact::{SEPARATOR, mail_link, phone_link};
use crate::outline::{Role, Run, text_of};
use vitae_core::{Field, Style, Url, Words, parse_span};

/// The title of an entry; at the end of one in education, the area after a comma.
pub(super) fn title(runs: &[Run], education: bool) -> Vec<Run> {
    let mut title = with_role(runs, Role::Title);
    if education
        && let Some(at) = title.iter().position(|run| run.style.emph)
        && let Some(area) = title.get(at..).filter(|area| all(area, |run| run.style.emph))
        && let area = unmarked(area, Role::Qualifier)
        && let Some(bare) = at.checked_sub(1).and_then(|before| title.get(before)?.text.strip_suffix(", "))
    {
        let bare = bare.to_owned();
        title.truncate(at);
        if let Some(last) = title.last_mut() {
            last.text = bare;
        }
        title.push(Run::role(", ", Role::Separator));
        title.extend(area);
    }
    title
}

/// Splits off what people put behind a title: `Engineer | 2016 – 2018`, `Engineer at DropNet (2016 – 2018)`.
pub(super) fn dated(title: Vec<Run>, words: &Words) -> Vec<Run> {
    let Some((last, before)) = title.split_last().filter(|(last, _)| last.style.is_plain()) else { return title };
    let is_span = |text: &str| parse_span(text, words).is_some();
    let separated = [SEPARATOR, " | ", "\t"].into_iter().find_map(|separator| {
        let (rest, dates) = last.text.rsplit_once(separator)?;
        is_span(dates).then_some((rest, separator, dates, ""))
    });
    let bracketed = || {
        let (rest, dates) = last.text.strip_suffix(')')?.rsplit_once(" (")?;
        is_span(dates).then_some((rest, " (", dates, ")"))
    };
    let Some((rest, open, dates, close)) = separated.or_else(bracketed) else { return title };
    if rest.is_empty() && before.is_empty() {
        return title;
    }
    let mut out = before.to_vec();
    out.extend(if before.is_empty() { employed(rest) } else { vec![Run::role(rest, Role::Title)] });
    out.push(Run::role(open, Role::Separator));
    out.push(Run::role(dates, Role::Dates));
    out.push(Run::role(close, Role::Separator));
    out.retain(|run| !run.text.is_empty());
    out
}

/// Words that a position has and an organisation has not.
const POSITIONS: &str = "engineer developer programmer architect manager director lead head chief officer cto ceo founder \
    intern analyst consultant designer scientist researcher assistant associate professor teacher nurse technician \
    specialist administrator coordinator editor writer entwickler entwicklerin ingenieur ingenieurin leiter leiterin \
    berater beraterin développeur développeuse ingénieur ingénieure directeur directrice desarrollador desarrolladora \
    ingeniero ingeniera director directora gerente";

/// A position and who gave it, if a word says which is which.
fn employed(text: &str) -> Vec<Run> {
    let role = |text: &str, is: bool| Run::role(text, if is { Role::Title } else { Role::Organization });
    let pair = |first: &str, separator: &str, second: &str, title_first: bool| {
        vec![role(first, title_first), Run::role(separator, Role::Separator), role(second, !title_first)]
    };
    for separator in [" @ ", " at "] {
        if let Some((title, name)) = text.split_once(separator) {
            return pair(title, separator, name, true);
        }
    }
    let is_position = |text: &str| {
        let words = text.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
        words.into_iter().any(|word| POSITIONS.split_whitespace().any(|known| known == word))
    };
    for separator in [" — ", " – ", " - "] {
        if let Some((first, second)) = text.split_once(separator)
            && is_position(first) != is_position(second)
        {
            return pair(first, separator, second, is_position(first));
        }
    }
    vec![role(text, true)]
}

/// True if a part of a line leads to somebody: a mail address, a number, a link.
pub(super) fn is_reachable(part: &[Run]) -> bool {
    let text = text_of(part);
    let value = text.rsplit(": ").next().unwrap_or_default();
    mail_link(value).is_some()
        || (phone_link(value).is_some() && (6..=LONGEST_NUMBER).contains(&digits(value)))
        || is_address(value)
        || part.iter().any(|run| run.style.link.is_some())
}

/// Contacts between separators, each with the link that its text stands for.
pub(super) fn contacts(runs: &[Run], words: &Words) -> Vec<Run> {
    joined(split(runs).into_iter().map(|part| contact(part, words)).collect())
}

fn contact(part: Vec<Run>, words: &Words) -> Vec<Run> {
    let colon = format!("{} ", words.phrases().colon);
    match part.as_slice() {
        [only] if only.style.is_plain() => {
            if let Some((label, value)) = only.text.split_once(&colon)
                && label != "Fax"
                && let link = link_of(value).filter(|_| digits(value) <= LONGEST_NUMBER)
                && (link.is_some() || value.starts_with(&format!("Fax{colon}")))
            {
                let value = Run::role(value, Role::Contact).styled(link.map(Style::link).unwrap_or_default());
                return vec![Run::role(format!("{label}{colon}"), Role::Label), value];
            }
            let style = link_of(&only.text).map(Style::link).unwrap_or_default();
            vec![Run::role(only.text.as_str(), Role::Contact).styled(style)]
        }
        [label, value @ ..] if label.style.is_plain() && label.text.ends_with(&colon) && !value.is_empty() => {
            let label = Run::role(label.text.as_str(), Role::Label);
            std::iter::once(label).chain(with_role(value, Role::Contact)).collect()
        }
        _ => with_role(&part, Role::Contact),
    }
}

/// How many digits a telephone number has at most (E.164). What has more is the number of something else.
const LONGEST_NUMBER: usize = 15;

fn digits(text: &str) -> usize {
    text.chars().filter(char::is_ascii_digit).count()
}

/// Where text leads that is an address itself.
pub(super) fn link_of(text: &str) -> Option<Url> {
    mail_link(text).or_else(|| phone_link(text)).or_else(|| Url::new(text).filter(|_| is_address(text)))
}

fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.contains('.') && !rest.contains(char::is_whitespace))
}

/// A meta line, if every part of it has its place in one. A place alone is enough where `place_alone` says so.
pub(super) fn meta(runs: &[Run], words: &Words, place_alone: bool) -> Option<Vec<Run>> {
    let mut parts = split(runs).into_iter().peekable();
    let mut line: Vec<Vec<Run>> = Vec::new();
    let marked = |part: &Vec<Run>| part.first().is_some_and(|run| run.style.strong || run.style.emph);
    let mut sure = false;
    if let Some(head) = parts.next_if(marked) {
        line.push(organization(&head)?);
        sure = true;
    }
    let mut rest: Vec<Vec<Run>> = parts.collect();
    let plain = |part: &[Run]| all(part, |run| run.style.is_plain() && !run.text.contains('\n'));
    let dates = rest.pop_if(|part| {
        let text = text_of(part);
        // Beside an organisation, what names a year and is no sentence is when, in whatever words.
        plain(part) && (parse_span(&text, words).is_some() || (sure && is_short(&text) && names_a_year(&text)))
    });
    let url = rest.pop_if(|part| all(part, |run| run.style.link.is_some()) || is_address(&text_of(part)));
    let place = rest.pop_if(|part| plain(part));
    sure |= dates.is_some() || url.is_some();
    sure |= place_alone && place.as_deref().is_some_and(|place| is_short(&text_of(place)));
    if !rest.is_empty() || !sure {
        return None;
    }
    let url = url.map(|mut url| {
        if let [only] = url.as_mut_slice()
            && only.style.is_plain()
        {
            only.style.link = Url::new(&only.text);
        }
        url
    });
    for (part, role) in [(place, Role::Place), (url, Role::Url), (dates, Role::Dates)] {
        line.extend(part.map(|part| with_role(&part, role)));
    }
    Some(joined(line))
}

/// Names the fields of a meta line that have no role: dates by their words, the first that is none an organisation if the line has
/// no other, any further a place. Words beside a field that has a role are more of it.
pub(super) fn name_fields(runs: &mut Vec<Run>, words: &Words) {
    if runs.iter().all(|run| run.role.is_some()) {
        return;
    }
    let mut has_organization = runs.iter().any(|run| run.role == Some(Role::Organization));
    let mut fields: Vec<Vec<Run>> = Vec::new();
    for field in runs.split(|run| run.role == Some(Role::Separator) && run.text.contains(SEPARATOR.trim())) {
        let known = field.iter().find_map(|run| run.role.filter(|role| *role != Role::Separator));
        match known {
            Some(known) => {
                fields.push(field.iter().map(|run| Run { role: run.role.or(Some(known)), ..run.clone() }).collect())
            }
            None => {
                fields.extend(split(field).into_iter().filter(|part| !text_of(part).trim().is_empty()).map(|part| {
                    let role = match parse_span(text_of(&part).trim(), words) {
                        Some(_) => Role::Dates,
                        None if !has_organization => Role::Organization,
                        None => Role::Place,
                    };
                    has_organization |= role == Role::Organization;
                    with_role(&part, role)
                }))
            }
        }
    }
    fields.retain(|field| !field.is_empty());
    *runs = joined(fields);
}

/// True if four digits stand together, of this century or the last in our digits, or in others.
fn names_a_year(text: &str) -> bool {
    text.split(|c: char| !c.is_numeric()).any(|number| {
        number.chars().count() == 4
            && (number.starts_with("19") || number.starts_with("20") || !number.contains(|c: char| c.is_ascii()))
    })
}

/// True for what may be a place and is no sentence.
fn is_short(text: &str) -> bool {
    text.split_whitespace().count() <= 5 && !text.ends_with(['.', '!', '?', ':', '…', '。'])
}

/// **Organisation**, *qualifier*: one of them or both, and nothing else.
fn organization(runs: &[Run]) -> Option<Vec<Run>> {
    let strong = runs.iter().take_while(|run| run.style.strong).count();
    let (name, rest) = runs.split_at_checked(strong)?;
    let mut out = unmarked(name, Role::Organization);
    let qualifier = match rest {
        [] => return Some(out),
        [comma, qualifier @ ..] if strong > 0 => {
            if comma.text != ", " || !comma.style.is_plain() {
                return None;
            }
            out.push(Run::role(", ", Role::Separator));
            qualifier
        }
        _ => rest,
    };
    out.extend(all(qualifier, |run| run.style.emph).then(|| unmarked(qualifier, Role::Qualifier))?);
    Some(out)
}

/// A bold label with its colon, then the value, or the values that its field has.
pub(super) fn labelled(runs: &[Run], words: &Words) -> Option<Vec<Run>> {
    let (first, rest) = runs.split_first()?;
    if first.style != Style::strong() {
        return None;
    }
    // The value may be bold too, at its begin.
    let colons = [words.phrases().colon, "：", ":"];
    let ends = |colon: &str| {
        let inner = first.text.split_once(&format!("{colon} ")).map(|(bare, value)| (bare, colon.to_owned(), value));
        inner.or_else(|| Some((first.text.trim_end().strip_suffix(colon)?, colon.to_owned(), "")))
    };
    let (bare, colon, bold) = colons.iter().find_map(|colon| ends(colon))?;
    if bare.is_empty() || bare.contains('\n') {
        return None;
    }
    let mut out = vec![Run::role(format!("{bare}{colon}"), Role::Label)];
    let mut value = vec![Run::plain(bold).styled(Style::strong())];
    value.extend(rest.iter().cloned());
    value.retain(|run| !run.text.is_empty());
    if let Some(first) = value.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    value.retain(|run| !run.text.is_empty());
    if value.is_empty() {
        return Some(out);
    }
    out.push(Run::role(" ", Role::Separator));
    out.extend(match words.field(bare) {
        Some(Field::Keywords) => listed(&value, ", ", Some(Role::Keyword)),
        Some(Field::Courses | Field::Roles | Field::Authors) => {
            listed(&value, if text_of(&value).contains("; ") { "; " } else { ", " }, None)
        }
        _ => value,
    });
    Some(out)
}

/// Values between separators.
fn listed(runs: &[Run], separator: &str, role: Option<Role>) -> Vec<Run> {
    let mut out = Vec::new();
    for run in runs {
        if !run.style.is_plain() {
            out.push(Run { role, ..run.clone() });
            continue;
        }
        for (i, part) in run.text.split(separator).enumerate() {
            if i > 0 {
                out.push(Run::role(separator, Role::Separator));
            }
            if !part.is_empty() {
                out.push(Run { role, ..Run::plain(part) });
            }
        }
    }
    out
}

/// **Name** (level): keywords. A reader that was `told` so takes a line without a name for keywords.
pub(super) fn line_entry(runs: &[Run], words: &Words, told: bool) -> Option<Vec<Run>> {
    let colon = words.phrases().colon;
    let bold = runs.iter().take_while(|run| run.style.strong).count();
    let (name, rest) = runs.split_at_checked(bold)?;
    let mut out = unmarked(name, Role::Title);
    let mut text = match rest {
        [] => return (bold > 0).then_some(out),
        [only] if only.style.is_plain() && !only.text.contains('\n') => only.text.clone(),
        _ => return None,
    };
    // People also put the colon between the asterisks, or leave these out.
    if let Some(bare) = out.last_mut().and_then(|last| Some((last.text.strip_suffix(colon)?.to_owned(), last))) {
        bare.1.text = bare.0;
        text = format!("{colon}{text}");
    } else if out.is_empty()
        && let Some((name, keywords)) = text.split_once(&format!("{colon} "))
        && !name.contains(['(', '.', ','])
        && name.split_whitespace().count() <= 4
    {
        out.push(Run::role(name, Role::Title));
        text = format!("{colon} {keywords}");
    }
    let text = text.as_str();
    let bracket = if out.is_empty() { "(" } else { " (" };
    let after = match text.strip_prefix(bracket).and_then(split_bracket) {
        Some((level, after)) => {
            out.extend([Run::role(bracket, Role::Separator), Run::role(level, Role::Level)]);
            out.push(Run::role(")", Role::Separator));
            after
        }
        None => text,
    };
    if after.is_empty() {
        return Some(out);
    }
    let keywords = if out.is_empty() {
        told.then_some(after)?
    } else {
        let keywords = after.strip_prefix(colon).or_else(|| after.strip_prefix(':'))?;
        out.push(Run::role(format!("{colon} "), Role::Separator));
        keywords.strip_prefix(' ').unwrap_or(keywords)
    };
    out.extend(listed(&[Run::plain(keywords)], ", ", Some(Role::Keyword)));
    Some(out)
}

/// A bullet in a section whose entries are bullets, as most people write them: a name without marks, perhaps a level in brackets.
pub(super) fn plain_line_entry(runs: &[Run]) -> Option<Vec<Run>> {
    let text = text_of(runs);
    // A sentence is what somebody says about the entry above.
    if text.split_whitespace().count() > 6 || text.ends_with(['.', '!', '?', ':', '：', '。']) || text.contains('\n')
    {
        return None;
    }
    let (name, level) = match text.strip_suffix(')').and_then(|text| text.split_once(" (")) {
        Some((name, level)) if runs.len() == 1 && !level.contains(['(', ')']) => (name, Some(level)),
        _ => return Some(with_role(runs, Role::Title)),
    };
    let mut out = with_role(runs, Role::Title);
    if let Some(first) = out.first_mut() {
        first.text = name.to_owned();
    }
    out.extend([Run::role(" (", Role::Separator), Run::role(level?, Role::Level), Run::role(")", Role::Separator)]);
    Some(out)
}

/// What stands before the bracket that closes, and after it.
fn split_bracket(text: &str) -> Option<(&str, &str)> {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((text.get(..at)?, text.get(at + 1..)?));
        }
    }
    None
}

pub(super) fn all(runs: &[Run], is: impl Fn(&Run) -> bool) -> bool {
    !runs.is_empty() && runs.iter().all(is)
}

pub(super) fn with_role(runs: &[Run], role: Role) -> Vec<Run> {
    runs.iter().map(|run| Run { role: Some(role), ..run.clone() }).collect()
}

/// Without the mark that stood for a role.
pub(super) fn unmarked(runs: &[Run], role: Role) -> Vec<Run> {
    let mut runs = with_role(runs, role);
    for run in &mut runs {
        match role {
            Role::Organization | Role::Title | Role::Label => run.style.strong = false,
            _ => run.style.emph = false,
        }
    }
    runs
}

/// The parts of a line between separators, where those are plain.
pub(super) fn split(runs: &[Run]) -> Vec<Vec<Run>> {
    let mut parts: Vec<Vec<Run>> = vec![Vec::new()];
    for run in runs {
        let mut rest = run.text.as_str();
        if run.style.is_plain() {
            while let Some((at, separator)) = next_separator(rest) {
                push(&mut parts, rest.get(..at).unwrap_or_default(), run);
                parts.push(Vec::new());
                rest = rest.get(at + separator.len()..).unwrap_or_default();
            }
        }
        push(&mut parts, rest, run);
    }
    parts
}

/// The first separator, and where it is. One pass: text may be full of one separator and have none of another.
fn next_separator(text: &str) -> Option<(usize, &'static str)> {
    text.char_indices().find_map(|(at, _)| {
        let rest = text.get(at..)?;
        [SEPARATOR, " | ", "\t"].into_iter().find(|separator| rest.starts_with(separator)).map(|found| (at, found))
    })
}

fn push(parts: &mut [Vec<Run>], text: &str, run: &Run) {
    if let (Some(part), false) = (parts.last_mut(), text.is_empty()) {
        part.push(Run { text: text.to_owned(), style: run.style.clone(), role: run.role });
    }
}

fn joined(parts: Vec<Vec<Run>>) -> Vec<Run> {
    let mut line: Vec<Run> = Vec::new();
    for part in parts {
        if !line.is_empty() {
            line.push(Run::role(SEPARATOR, Role::Separator));
        }
        line.extend(part);
    }
    line
}
