//! How the runs of a block are spelled: the first spelling that reads back as they are.

use crate::blocks::{self, Document};
use crate::class::Class;
use crate::line::Stretches;
use crate::said::Said;
use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag};
use vitae_commonmark::{heading_spellings, paragraph_spellings};
use vitae_core::Url;
use vitae_outline::{Block, Kind, Role, Run, line_of};

/// Text with marks; `None` if no spelling comes back as these runs, with a comment behind it if there is to be one.
pub(crate) fn natural(kind: Kind, runs: &[Run], comment: bool) -> Option<String> {
    let line = line_of(runs)?;
    if let Some(text) = line.as_plain()
        && text.starts_with(char::is_alphabetic)
        && !text.contains(['\\', '*', '_', '`', '[', '<', '&', '~', '$', '#', '{'])
    {
        return Some(text.to_owned());
    }
    let mut spellings: Box<dyn Iterator<Item = String>> = match kind {
        Kind::Heading(_) => Box::new(heading_spellings(&line).map(heading_end)),
        _ => Box::new(paragraph_spellings(&line)),
    };
    spellings.find_map(|text| Some(hardened(&text)).filter(|text| reads_back(kind, text, runs, false, comment)))
}

/// Text in spans that say what it is.
pub(crate) fn explicit(kind: Kind, runs: &[Run], comment: bool) -> String {
    let mut last = String::new();
    for rung in 0..RUNGS {
        last = spans(runs, rung);
        if reads_back(kind, &last, runs, true, comment) {
            break;
        }
    }
    last
}

/// How many spellings there are.
const RUNGS: usize = 4;

fn spans(runs: &[Run], rung: usize) -> String {
    let mut out = String::new();
    let mut rest = runs;
    while let Some(first) = rest.first() {
        let length = rest.iter().take_while(|run| run.role == first.role).count().max(1);
        let (stretch, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        let text: String = stretch.iter().map(|run| run.text.as_str()).collect();
        let (before, behind) = edges(&text);
        // White space at the end of a paragraph is none.
        let at_edge = (out.is_empty() && text.starts_with(' ')) || (after.is_empty() && text.ends_with(' '));
        match first.role {
            Some(Role::Separator) if !at_edge => out.extend([before, &spelled(stretch, rung), behind]),
            Some(Role::Label) => {
                let label = spelled(stretch, rung);
                out.extend([&Class::of(stretch).tag(), before, &label, behind, "</span>"]);
            }
            _ => out.extend([Class::of(stretch).tag().as_str(), &spelled_exactly(stretch, rung), "</span>"]),
        }
        rest = after;
    }
    out
}

fn spelled(stretch: &[Run], rung: usize) -> String {
    let spelling = line_of(stretch).and_then(|line| heading_spellings(&line).nth(rung));
    hardened(&spelling.unwrap_or_default())
}

/// A stretch that is one run may have white space that a line has not, at its edges or doubled (in the address of a link): that is
/// written as references.
fn spelled_exactly(stretch: &[Run], rung: usize) -> String {
    let [run] = stretch else { return spelled(stretch, rung) };
    let (before, after) = edges(&run.text);
    if before.is_empty() && after.is_empty() && !run.text.contains("  ") {
        return spelled(stretch, rung);
    }
    // A letter that is not in the text stands for a space while the text is spelled.
    let Some(letter) = ('\u{E000}'..='\u{F8FF}').find(|&letter| !run.text.contains(letter)) else {
        return spelled(stretch, rung);
    };
    let inner = before.len()..run.text.len() - after.len();
    let mut spaces: Vec<char> = Vec::new();
    let mut text = String::with_capacity(run.text.len());
    for (at, c) in run.text.char_indices() {
        if (c.is_whitespace() && !inner.contains(&at)) || (c == ' ' && text.ends_with(' ')) {
            spaces.push(c);
            text.push(letter);
        } else {
            text.push(c);
        }
    }
    let mut spaces = spaces.into_iter().map(|space| format!("&#{};", u32::from(space)));
    let spelling = spelled(&[Run { text, ..run.clone() }], rung);
    spelling.split(letter).flat_map(|part| [part.to_owned(), spaces.next().unwrap_or_default()]).collect()
}

/// The white space before and after a text.
fn edges(text: &str) -> (&str, &str) {
    let before = text.len() - text.trim_start().len();
    let after = text.trim_end().len().max(before);
    (text.get(..before).unwrap_or_default(), text.get(after..).unwrap_or_default())
}

/// A final `#` would be taken for the end of a heading, and a final `{…}` by others for its attributes.
fn heading_end(text: String) -> String {
    if let Some(rest) = text.strip_suffix('}').filter(|rest| !rest.ends_with('\\')) {
        return rest.replace("\\{", "{").replace('{', "\\{") + "\\}";
    }
    match text.strip_suffix('#') {
        Some(rest) if !rest.ends_with('\\') => format!("{rest}\\#"),
        _ => text,
    }
}

/// Backslashes for what means nothing to our reader, and something to others: tags that a browser would swallow, and what GitHub
/// strikes through, sets as mathematics, or ticks off.
fn hardened(text: &str) -> String {
    if ["[ ] ", "[x] ", "[X] "].iter().any(|task| text.starts_with(task)) {
        return format!("\\{}", hardened_inside(text));
    }
    hardened_inside(text)
}

fn hardened_inside(text: &str) -> String {
    if !text.contains(['<', '~', '$']) {
        return text.to_owned();
    }
    const LEAD: &str = "\u{FFFF}\u{2003}";
    let led = format!("{LEAD}{text}");
    let mut tags: Vec<(CowStr<'_>, usize)> = Vec::new();
    let mut others: Vec<(char, usize)> = Vec::new();
    let mut escapes: Vec<usize> = Vec::new();
    for (event, range) in Parser::new_ext(&led, Options::empty()).into_offset_iter() {
        match event {
            Event::InlineHtml(raw) => tags.push((raw, range.start)),
            // An address between `<` and `>`, of a scheme that leads nowhere good.
            Event::Start(Tag::Link { dest_url, link_type: LinkType::Autolink, .. })
                if Url::new(&dest_url).is_none_or(|url| !is_harmless(&url)) =>
            {
                escapes.push(range.start);
            }
            Event::Text(text) if led.get(range.clone()) == Some(&*text) => {
                let special = |(at, c): (usize, char)| "~$".contains(c).then_some((c, range.start + at));
                others.extend(text.char_indices().filter_map(special));
            }
            _ => {}
        }
    }
    escapes.extend(tags_that_are_text(tags));
    for mark in ['~', '$'] {
        let found: Vec<usize> = others.iter().filter(|(c, _)| *c == mark).map(|(_, at)| *at).collect();
        if may_pair(&led, &found) {
            escapes.extend(found);
        }
    }
    escapes.sort_unstable();
    let mut out = String::with_capacity(text.len() + escapes.len());
    let mut done = LEAD.len();
    for at in escapes {
        out.push_str(led.get(done..at).unwrap_or_default());
        if !out.ends_with('\\') {
            out.push('\\');
        }
        done = at;
    }
    out.push_str(led.get(done..).unwrap_or_default());
    out
}

/// True if one of these marks may open something, and a later one may close it: beside white space they do not.
fn may_pair(text: &str, marks: &[usize]) -> bool {
    let after = |at: usize| text.get(at + 1..).unwrap_or_default().chars().next().unwrap_or(' ');
    let before = |at: usize| text.get(..at).unwrap_or_default().chars().next_back().unwrap_or(' ');
    let opens = marks.iter().position(|at| !after(*at).is_whitespace());
    let closes = |at: &usize| !before(*at).is_whitespace() && !after(*at).is_ascii_digit();
    opens.is_some_and(|first| marks.iter().skip(first + 1).any(closes))
}

/// True for an address that does no more than lead somewhere.
fn is_harmless(url: &Url) -> bool {
    ["http:", "https:", "mailto:", "tel:"].iter().any(|scheme| url.as_str().starts_with(scheme))
}

/// Where tags begin that are text to our reader: all that do not stand for a mark, or have no partner. What stands in one of them, in
/// a value or a comment, would be a tag once the outer one is none.
fn tags_that_are_text(tags: Vec<(CowStr<'_>, usize)>) -> Vec<usize> {
    let mut text: Vec<usize> = Vec::new();
    let inner = |tag: &str, at: usize| tag.match_indices('<').skip(1).map(|(i, _)| at + i).collect::<Vec<_>>();
    let mut open: Vec<(String, usize)> = Vec::new();
    for (tag, at) in tags {
        let name: String = tag.trim_start_matches(['<', '/']).chars().take_while(char::is_ascii_alphanumeric).collect();
        if name == "br" {
            continue;
        }
        text.extend(inner(&tag, at));
        if !tag.starts_with("</") {
            if stands_for_a_mark(&tag, &name) { open.push((name, at)) } else { text.push(at) }
        } else if open.last().is_some_and(|(before, _)| *before == name) {
            open.pop();
        } else {
            text.push(at);
        }
    }
    text.extend(open.into_iter().map(|(_, at)| at));
    text
}

/// True if our reader makes a mark or a role of an opening tag, with its partner.
fn stands_for_a_mark(tag: &str, name: &str) -> bool {
    let probe = format!("y {tag}x</{name}>");
    let mut line = Stretches::default();
    Parser::new(&probe).for_each(|event| drop(line.event(event)));
    line.finish().0.iter().all(|run| !run.text.contains('<'))
}

/// True if text reads as these runs where most can go wrong: beside a bullet, with another bullet right under it (an HTML block would
/// swallow that), and if it has several lines, also in a quote (whose `>` could end a `<!` of the line before).
fn reads_back(kind: Kind, text: &str, runs: &[Run], explicit: bool, comment: bool) -> bool {
    let said = Said { facts: comment.then(|| "{}".into()), ..Said::default() };
    let text = [text.to_owned()].into_iter().chain(said.comment()).collect::<Vec<_>>().join(" ");
    let want = normal(runs);
    let is = |found: &Document, kind: Kind, count: usize| {
        let mut blocks = found.blocks.iter().map(|(found, _)| found);
        blocks.len() == count
            && blocks.next().is_some_and(|first| {
                first.block.kind == kind
                    && normal(&first.block.runs) == want
                    && first.explicit == explicit
                    && first.said == said
            })
            && found.left_out.first.is_empty()
    };
    if let Kind::Heading(level) = kind {
        return is(&blocks::read(&format!("{} {text}", "#".repeat(level.into())), usize::MAX), kind, 1);
    }
    let item = Kind::Item { number: None };
    is(&blocks::read(&format!("- {}\n  - x", text.replace('\n', "\n  ")), usize::MAX), item, 2)
        && (!text.contains('\n')
            || is(&blocks::read(&format!("> - {}\n>   - x", text.replace('\n', "\n>   ")), usize::MAX), item, 2))
}

/// Runs of one role and style as one.
pub(crate) fn normal(runs: &[Run]) -> Vec<Run> {
    let block = Block { runs: runs.to_vec(), ..Block::new(Kind::Paragraph) };
    let outline = vitae_outline::Outline { blocks: vec![block], ..Default::default() };
    outline.normal().blocks.pop().map(|block| block.runs).unwrap_or_default()
}
