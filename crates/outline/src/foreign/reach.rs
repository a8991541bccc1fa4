//! Ways to reach somebody, as strangers write them: found by their shape in any line, with the labels before them.

use super::lexicon::{Lexicon, PLACE, Reach, STATE};
use super::line::{Line, slice, trimmed, words};
use super::segment::label_length;
use crate::outline::{Role, Run};
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
    let mut out = Vec::new();
    let mut spaces: Option<Range<usize>> = None;
    for (at, c) in text.char_indices() {
        if matches!(c, '\t' | '|' | '｜' | '·' | '•' | '¦' | '∙' | '●' | '◆' | '★' | '❖' | '‖' | '⋅' | '\u{3000}')
        {
            out.push(at..at + c.len_utf8());
        } else if c.is_whitespace() {
            match &mut spaces {
                Some(range) if range.end == at => range.end = at + c.len_utf8(),
                _ => spaces = Some(at..at + c.len_utf8()),
            }
            if let Some(range) =
                spaces.clone().filter(|range| text.get(range.clone()).is_some_and(|gap| gap.chars().count() >= 2))
            {
                out.retain(|other| other.start != range.start);
                out.push(range);
            }
        }
    }
    out
}

/// A label alone stands before the piece that follows.
fn join_labels(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for mut piece in pieces {
        let before = out.last().filter(|last| last.what == What::Unknown && last.label.is_none());
        let text: Option<String> = before.map(|last| last.runs.iter().map(|run| run.text.as_str()).collect());
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
fn labelled(seen: What, reach: Option<Reach>, is_network: bool) -> What {
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
            let inner: String = value.iter().map(|run| run.text.as_str()).collect();
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

/// True for words that are a place or an address.
pub(super) fn is_place(text: &str) -> bool {
    const STREETS: &[&str] = &[
        "street",
        "st",
        "st.",
        "avenue",
        "ave",
        "ave.",
        "road",
        "rd",
        "rd.",
        "drive",
        "dr.",
        "lane",
        "ln",
        "boulevard",
        "blvd",
        "way",
        "court",
        "place",
        "square",
        "suite",
        "apt",
        "apt.",
        "p.o.",
        "po",
        "rue",
        "avenida",
        "calle",
        "via",
        "piazza",
        "ul.",
        "ulica",
        "ул.",
        "улица",
        "straat",
        "strasse",
        "weg",
        "platz",
        "allee",
        "gasse",
        "rua",
        "plaza",
        "вул.",
        "mahallesi",
        "sokak",
        "caddesi",
        "cad.",
        "sok.",
        "nagar",
        "colony",
        "marg",
    ];
    let count = words(text);
    if count == 0 || count > 16 || text.contains('@') {
        return false;
    }
    let classes = Lexicon::get().classes(text);
    let folded = super::lexicon::fold(text);
    let street = folded.split([' ', ',']).any(|word| {
        STREETS.contains(&word)
            || (word.len() > 6
                && ["strasse", "straat", "gasse", "platz", "allee"].iter().any(|end| word.ends_with(end)))
    });
    let digits = text.chars().any(|c| c.is_numeric());
    let cjk = text.chars().any(super::line::is_wide)
        && (text.contains(['市', '区', '省', '県', '都', '路', '号', '町', '區', '縣']) || classes.first & PLACE != 0);
    let korean = text.contains(['시', '구', '동']) && classes.has(PLACE);
    classes.whole & PLACE != 0
        || (classes.last & PLACE != 0
            && (text.contains(',') || count <= 3)
            && !classes.has(super::lexicon::TITLE | super::lexicon::ORGANIZATION))
        || (classes.last & STATE != 0 && text.contains(','))
        || (street && digits && count >= 2)
        || (digits && text.contains(',') && classes.has(PLACE | STATE))
        || (digits && count <= 6 && has_postcode(text) && !text.contains(['+', '(', '%']))
        || cjk
        || korean
}

/// Five digits beside a word, or the like: "04103 Leipzig", "WA 98052", "SW1A 1AA".
fn has_postcode(text: &str) -> bool {
    let letters = text.chars().any(char::is_alphabetic);
    letters
        && text.split([' ', ',']).any(|word| {
            let digits = word.bytes().filter(u8::is_ascii_digit).count();
            let others = word.bytes().filter(|b| !b.is_ascii_digit() && *b != b'-').count();
            others == 0
                && (4..=6).contains(&digits)
                && !(digits == 4 && (word.starts_with("19") || word.starts_with("20")))
                || others == 0 && digits == 9 && word.contains('-')
        })
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

/// A mail address in a word.
pub(super) fn mail_in(word: &str) -> Option<Range<usize>> {
    let at = word.find('@')?;
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%' | '\'' | '&');
    let before = word.get(..at)?;
    let start = before.char_indices().rev().take_while(|(_, c)| is_part(*c)).last().map(|(i, _)| i)?;
    let after = word.get(at + 1..)?;
    let length: usize =
        after.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '.' | '-')).map(char::len_utf8).sum();
    let host = after.get(..length)?.trim_end_matches(['.', '-']);
    (host.contains('.') && !host.starts_with('.')).then_some(start..at + 1 + host.len())
}

/// Endings of hosts that people write without a scheme.
const ENDINGS: &[&str] = &[
    "com",
    "org",
    "net",
    "io",
    "dev",
    "me",
    "info",
    "edu",
    "gov",
    "co",
    "ai",
    "app",
    "tech",
    "xyz",
    "site",
    "online",
    "blog",
    "page",
    "example",
    "eu",
    "de",
    "at",
    "ch",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "be",
    "pl",
    "ru",
    "ua",
    "tr",
    "cn",
    "tw",
    "jp",
    "kr",
    "in",
    "br",
    "mx",
    "ar",
    "uk",
    "us",
    "ca",
    "au",
    "nz",
    "se",
    "no",
    "dk",
    "fi",
    "ie",
    "cz",
    "sk",
    "hu",
    "ro",
    "bg",
    "gr",
    "il",
    "ae",
    "sa",
    "eg",
    "ly",
    "gl",
    "to",
    "tv",
    "fm",
    "name",
    "pro",
    "design",
    "cloud",
    "space",
    "works",
    "studio",
    "photography",
    "guru",
    "social",
    "test",
    "invalid",
    "localhost",
];

/// An address on the Web in a word.
fn address_in(word: &str) -> Option<Range<usize>> {
    let lower = word.to_ascii_lowercase();
    let start = match ["http:", "https:", "www."].iter().find_map(|scheme| lower.find(scheme)) {
        Some(start) => start,
        None => {
            let host = lower.trim_start_matches(|c: char| !c.is_alphanumeric()).split(['/', '?', '#', ':']).next()?;
            let (name, ending) = host.rsplit_once('.')?;
            let sound = name.contains(|c: char| c.is_alphabetic())
                && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
                && !lower.contains('@')
                && ENDINGS.contains(&ending.trim_end_matches(|c: char| !c.is_alphanumeric()))
                && (name.len() > 2 || lower.contains('/'));
            if !sound {
                return None;
            }
            lower.len() - lower.trim_start_matches(|c: char| !c.is_alphanumeric()).len()
        }
    };
    if word.get(..start)?.ends_with(char::is_alphanumeric) {
        return None;
    }
    let kept = word.get(start..)?.trim_end_matches(['.', ',', ';', ')', ']', '>', '"', '\'']);
    (kept.len() > 3).then_some(start..start + kept.len())
}

/// True for a telephone number and nothing else.
fn is_number(text: &str) -> bool {
    numbers(text).first().is_some_and(|range| range.len() == text.len())
}

/// True for an address on the Web and nothing else.
pub(super) fn is_address(text: &str) -> bool {
    address_in(text.trim()).is_some_and(|range| range.len() == text.trim().len())
}

/// Telephone numbers: seven to fifteen digits, with what people put between them.
fn numbers(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut begin: Option<usize> = None;
    let mut digits = 0;
    let mut last = 0;
    let mut previous = ' ';
    let mut finish = |begin: &mut Option<usize>, digits: &mut usize, last: usize| {
        let next = text.get(last..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
        if let Some(start) = begin.take()
            && (7..=15).contains(&*digits)
            && !next.is_alphanumeric()
        {
            let kept = text.get(start..last).unwrap_or_default();
            let parts: Vec<&str> = kept.split(['-', '–', ' ', '.']).filter(|part| !part.is_empty()).collect();
            let years = parts.len() == 2
                && parts.iter().all(|part| part.len() == 4 && (part.starts_with("19") || part.starts_with("20")));
            let postcode = parts.len() == 2
                && parts.first().is_some_and(|part| part.len() == 5)
                && parts.last().is_some_and(|part| part.len() == 4);
            if !years && !postcode {
                out.push(start..last);
            }
        }
        *digits = 0;
    };
    for (at, c) in text.char_indices() {
        if c.is_ascii_digit() || (matches!(c, '+' | '(') && digits == 0 && !previous.is_alphanumeric()) {
            if begin.is_none() && !previous.is_alphanumeric() {
                begin = Some(at);
            }
            if begin.is_some() {
                digits += usize::from(c.is_ascii_digit());
                last = at + 1;
            }
        } else if begin.is_some()
            && matches!(c, ' ' | '-' | '.' | '(' | ')' | '/' | '\u{a0}' | '\u{2011}' | '\u{2010}' | '–')
            && !(previous == ' ' && c == ' ')
        {
            if c == ')' && digits > 0 {
                last = at + 1;
            }
        } else {
            finish(&mut begin, &mut digits, last);
        }
        previous = c;
    }
    finish(&mut begin, &mut digits, last);
    out
}

/// The link that a click on an address would follow.
pub(super) fn with_link(mut runs: Vec<Run>, what: What) -> Vec<Run> {
    if what != What::Web || runs.iter().any(|run| run.style.link.is_some()) {
        return runs;
    }
    let text: String = runs.iter().map(|run| run.text.as_str()).collect();
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
