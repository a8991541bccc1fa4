//! Ways to reach somebody, as strangers write them: found by their shape in any line, with the labels before them.

use super::lexicon::{Lexicon, Reach};
use super::line::{Line, slice, trimmed, words};
use super::segment::label_length;
use super::shape::{address_in, is_number, is_place, mail_in, numbers};
use crate::outline::{Role, Run, text_of};
use std::ops::Range;
use vitae_core::Url;

/// A piece of a line of contacts.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub label: Option<String>,
    pub runs: Vec<Run>,
    pub what: What,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Email,
    Phone,
    Fax,
    Web,
    Place,
    Name,
    Headline,
    /// A label and a value, about the person.
    Detail,
    /// An account that is named and has no address.
    Account,
    Unknown,
}

/// Networks and services, with the host of their addresses.
pub(super) const NETWORKS: &[(&str, &str)] = &[
    ("LinkedIn", "linkedin.com"),
    ("GitHub", "github.com"),
    ("GitLab", "gitlab.com"),
    ("Twitter", "twitter.com"),
    ("X", "x.com"),
    ("Facebook", "facebook.com"),
    ("Instagram", "instagram.com"),
    ("Stack Overflow", "stackoverflow.com"),
    ("StackOverflow", "stackoverflow.com"),
    ("Stack Exchange", "stackexchange.com"),
    ("Medium", "medium.com"),
    ("YouTube", "youtube.com"),
    ("Vimeo", "vimeo.com"),
    ("Behance", "behance.net"),
    ("Dribbble", "dribbble.com"),
    ("Xing", "xing.com"),
    ("ORCID", "orcid.org"),
    ("ResearchGate", "researchgate.net"),
    ("Google Scholar", "scholar.google.com"),
    ("Mastodon", "mastodon.social"),
    ("Bitbucket", "bitbucket.org"),
    ("Kaggle", "kaggle.com"),
    ("LeetCode", "leetcode.com"),
    ("Dev.to", "dev.to"),
    ("CodePen", "codepen.io"),
    ("Hacker News", "news.ycombinator.com"),
    ("Reddit", "reddit.com"),
    ("Pinterest", "pinterest.com"),
    ("Tumblr", "tumblr.com"),
    ("SoundCloud", "soundcloud.com"),
    ("Telegram", "t.me"),
    ("WhatsApp", "wa.me"),
    ("WeChat", "weixin.qq.com"),
    ("VK", "vk.com"),
    ("Skype", "skype.com"),
    ("Zhihu", "zhihu.com"),
    ("Weibo", "weibo.com"),
    ("Gitee", "gitee.com"),
    ("Qiita", "qiita.com"),
    ("IMDb", "imdb.com"),
    ("Bluesky", "bsky.app"),
    ("AngelList", "angel.co"),
    ("Keybase", "keybase.io"),
    ("Goodreads", "goodreads.com"),
];

/// A network by its name.
pub(super) fn network(text: &str) -> Option<&'static str> {
    let bare = text.trim().trim_end_matches([':', '：']).trim_end();
    NETWORKS.iter().find(|(name, _)| name.eq_ignore_ascii_case(bare)).map(|(name, _)| *name)
}

/// The pieces of a line.
pub(super) fn pieces(line: &Line) -> Vec<Piece> {
    if line.is_endless() {
        return vec![Piece { label: None, runs: line.runs.clone(), what: What::Unknown }];
    }
    let mut out = Vec::new();
    let mut begin = 0;
    let text = line.text.as_str();
    let mut bounds: Vec<Range<usize>> = strong(text);
    bounds.push(text.len()..text.len());
    for bound in bounds {
        if bound.start > begin {
            part(line, begin..bound.start, &mut out);
        }
        begin = bound.end;
    }
    join_labels(out)
}

/// What separates contacts: tabs, wide spaces, bars, dots.
fn strong(text: &str) -> Vec<Range<usize>> {
    let is_mark =
        |c| matches!(c, '\t' | '|' | '｜' | '·' | '•' | '¦' | '∙' | '●' | '◆' | '★' | '❖' | '‖' | '⋅' | '\u{3000}');
    let is_space = |c: char| c.is_whitespace() && !is_mark(c);
    let mut out = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let mut end = at + c.len_utf8();
        let mut is_wide = is_mark(c);
        while let (true, Some((next, space))) = (is_space(c), chars.next_if(|(_, next)| is_space(*next))) {
            end = next + space.len_utf8();
            is_wide = true;
        }
        out.extend(is_wide.then_some(at..end));
    }
    out
}

/// A label alone stands before the piece that follows.
fn join_labels(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for mut piece in pieces {
        let before = out.last().filter(|last| last.what == What::Unknown && last.label.is_none());
        let text = before.map(|last| text_of(&last.runs));
        let label = text.filter(|text| Lexicon::get().reach(text).is_some() || network(text).is_some());
        if let (Some(label), true) = (label, piece.label.is_none()) {
            let reach = Lexicon::get().reach(&label);
            if piece.what != What::Unknown || reach.is_some() || network(&label).is_some() {
                out.pop();
                let bare = label.trim().trim_end_matches([':', '：']).trim_end().to_owned();
                piece.what = labelled(piece.what, reach, network(&label).is_some());
                piece.label = Some(bare);
            }
        }
        out.push(piece);
    }
    out
}

/// What a value is behind a label.
pub(super) fn labelled(seen: What, reach: Option<Reach>, is_network: bool) -> What {
    match (seen, reach) {
        (What::Unknown | What::Phone, Some(Reach::Fax)) => What::Fax,
        (What::Unknown, Some(Reach::Name)) => What::Name,
        (What::Unknown, Some(Reach::Email)) => What::Email,
        (What::Unknown, Some(Reach::Phone)) => What::Phone,
        (What::Unknown | What::Place, Some(Reach::Place)) => What::Place,
        (What::Unknown, Some(Reach::Headline)) => What::Headline,
        (What::Unknown, Some(Reach::Url)) => What::Web,
        (_, Some(Reach::Detail)) => What::Detail,
        (What::Unknown, None) if is_network => What::Account,
        (seen, _) => seen,
    }
}

/// The pieces of what stands between separators.
fn part(line: &Line, range: Range<usize>, out: &mut Vec<Piece>) {
    let text = line.text.get(range.clone()).unwrap_or_default();
    if !text.contains(char::is_alphanumeric) {
        return;
    }
    let spans = spans(line, &range);
    // One label and one value that has no shape of its own.
    if let (Some(length), true) = (label_length(text), spans.len() <= 1) {
        let head = text.get(..length).unwrap_or_default();
        let (reach, is_network) = (Lexicon::get().reach(head), network(head).is_some());
        let value = trimmed(slice(&line.runs, range.start + length..range.end));
        let shown = value.iter().any(|run| run.text.contains(char::is_alphanumeric));
        let seen = spans.first().map_or(What::Unknown, |(_, what)| *what);
        let bold = slice(&line.runs, range.start..range.start + length)
            .iter()
            .all(|run| run.style.strong || run.text.trim().is_empty());
        if shown && (reach.is_some() || is_network || seen != What::Unknown || bold) {
            let inner = text_of(&value);
            let what = match labelled(seen, reach, is_network) {
                What::Unknown => What::Detail,
                // "Contact: 12 Elm Street, 555 0100" is more than a number.
                What::Phone
                    if inner.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count() > 3 =>
                {
                    What::Unknown
                }
                what => what,
            };
            let label = head.trim().trim_end_matches([':', '：']).trim_end().to_owned();
            if what == What::Phone && seen == What::Unknown && !inner.chars().any(|c| c.is_ascii_digit()) {
                out.push(Piece { label: Some(label), runs: value, what: What::Unknown });
            } else {
                out.push(Piece { label: Some(label), runs: value, what });
            }
            return;
        }
    }
    let mut begin = range.start;
    let mut label: Option<String> = None;
    for (span, what) in spans {
        let between = line.text.get(begin..span.start).unwrap_or_default();
        let bare = between.trim_matches(|c: char| !c.is_alphanumeric() && c != '(' && c != ')');
        let is_label = !bare.is_empty()
            && (Lexicon::get().reach(bare).is_some()
                || network(bare).is_some()
                || (between.trim_end().ends_with([':', '：']) && words(bare) <= 3));
        if is_label {
            label = Some(bare.to_owned());
        } else if between.contains(char::is_alphanumeric) {
            loose(line, begin..span.start, out);
        }
        let reach = label.as_deref().and_then(|label| Lexicon::get().reach(label));
        let what = if matches!(reach, Some(Reach::Fax)) && what == What::Phone { What::Fax } else { what };
        out.push(Piece { label: label.take(), runs: trimmed(slice(&line.runs, span.clone())), what });
        begin = span.end;
    }
    loose(line, begin..range.end, out);
}

/// What has no shape of its own.
fn loose(line: &Line, range: Range<usize>, out: &mut Vec<Piece>) {
    let text = line.text.get(range.clone()).unwrap_or_default();
    let is_mark = |c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')' | '+' | '#' | '"' | '“' | '”' | '.');
    let leading = text.len() - text.trim_start_matches(is_mark).len();
    let kept = text.trim_matches(is_mark);
    if !kept.contains(char::is_alphanumeric) {
        return;
    }
    let start = range.start + leading;
    let runs = slice(&line.runs, start..start + kept.len());
    let what = match super::line::role_of(&runs) {
        Some(Role::Place) => What::Place,
        Some(Role::Name) => What::Name,
        Some(Role::Headline | Role::Title) => What::Headline,
        _ if is_place(kept) => What::Place,
        _ => What::Unknown,
    };
    out.push(Piece { label: None, runs, what });
}

/// Stretches of a line that are an address or a number, in order.
fn spans(line: &Line, within: &Range<usize>) -> Vec<(Range<usize>, What)> {
    let mut out: Vec<(Range<usize>, What)> = Vec::new();
    let mut at = 0;
    for run in &line.runs {
        let range = at..at + run.text.len();
        at = range.end;
        let (Some(link), true) = (&run.style.link, within.start <= range.start && range.end <= within.end) else {
            continue;
        };
        let text = run.text.trim();
        if !text.contains(char::is_alphanumeric) {
            continue;
        }
        let what = match link.as_str() {
            _ if mail_in(text).is_some() => What::Email,
            link if link.starts_with("tel:") || is_number(text) => What::Phone,
            link if link.starts_with("mailto:") => What::Email,
            _ => What::Web,
        };
        match out.last_mut() {
            Some((last, kind)) if last.end == range.start && *kind == what => last.end = range.end,
            _ => out.push((range, what)),
        }
    }
    let linked = out.clone();
    let text = line.text.get(within.clone()).unwrap_or_default();
    let mut tokens = Vec::new();
    let mut begin = 0;
    for (i, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>' | '，' | '；' | '、') {
            if i > begin {
                tokens.push(within.start + begin..within.start + i);
            }
            begin = i + c.len_utf8();
        }
    }
    let free =
        |range: &Range<usize>| !linked.iter().any(|(other, _)| other.start < range.end && range.start < other.end);
    for token in tokens.iter().filter(|token| free(token)) {
        let word = line.text.get((*token).clone()).unwrap_or_default();
        let found = mail_in(word).map(|r| (r, What::Email)).or_else(|| address_in(word).map(|r| (r, What::Web)));
        if let Some((inner, what)) = found {
            out.push((token.start + inner.start..token.start + inner.end, what));
        }
    }
    let taken = out.clone();
    for number in numbers(text) {
        let range = within.start + number.start..within.start + number.end;
        if !taken.iter().any(|(other, _)| other.start < range.end && range.start < other.end) && !is_date(line, &range)
        {
            out.push((range, What::Phone));
        }
    }
    out.sort_by_key(|(range, _)| range.start);
    out
}

fn is_date(line: &Line, range: &Range<usize>) -> bool {
    line.dates.iter().any(|found| !found.bare && found.range.start < range.end && range.start < found.range.end)
}

/// The link that a click on an address would follow.
pub(super) fn with_link(mut runs: Vec<Run>, what: What) -> Vec<Run> {
    if what != What::Web || runs.iter().any(|run| run.style.link.is_some()) {
        return runs;
    }
    let text = text_of(&runs);
    if let Some(link) = Url::new(text.trim()).and_then(|url| crate::contact::web_link(&url)) {
        runs.iter_mut().for_each(|run| run.style.link = Some(link.clone()));
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<(Option<String>, String, What)> {
        let mut line = Line { runs: vec![Run::plain(text)], ..Line::default() };
        line.measure();
        let text = |piece: &Piece| piece.runs.iter().map(|run| run.text.as_str()).collect();
        pieces(&line).iter().map(|piece| (piece.label.clone(), text(piece), piece.what)).collect()
    }

    #[test]
    fn contacts_are_told_by_their_shape() {
        let of = |text: &str| seen(text).into_iter().map(|(_, text, what)| (text, what)).collect::<Vec<_>>();
        assert_eq!(
            of("sarah@a.example | (555) 010-6543 | linkedin.com/in/sarah"),
            [
                ("sarah@a.example".into(), What::Email),
                ("(555) 010-6543".into(), What::Phone),
                ("linkedin.com/in/sarah".into(), What::Web)
            ]
        );
        assert_eq!(of("Portland, OR"), [("Portland, OR".into(), What::Place)]);
        assert_eq!(of("2010 – 2016"), [("2010 – 2016".into(), What::Unknown)]);
    }

    #[test]
    fn labels_stand_before_what_they_name() {
        let found = seen("Email: s@a.example Tel: 12-345678 Web: http://a.example");
        let labels: Vec<_> = found.iter().map(|(label, ..)| label.as_deref().unwrap_or_default()).collect();
        assert_eq!(labels, ["Email", "Tel", "Web"]);
    }
}
