//! Heads of entries as people write them: each line of the table is read alone, with nothing around it that would help.

#![allow(
    clippy::unwrap_used,
    clippy::string_slice,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "what helps a test may fail as loudly as the test"
)]

use vitae_core::{Date, Dates, End, Engagement, Item, Lang, Part, Report, Resume, Span, Style, Url, What};
use vitae_outline::{Block, Head, Kind, Outline, Run, understood};

fn runs(text: &str) -> Vec<Run> {
    let mut out = Vec::new();
    let (mut strong, mut emph, mut code) = (false, false, false);
    let mut rest = text;
    let mut word = String::new();
    while let Some(c) = rest.chars().next() {
        let mark = ["**", "*", "`"].into_iter().find(|mark| rest.starts_with(mark));
        let link = rest
            .strip_prefix('[')
            .and_then(|rest| rest.split_once("]("))
            .filter(|(shown, _)| !shown.contains([' ', ']']));
        if (mark.is_some() || link.is_some()) && !word.is_empty() {
            out.push(Run::plain(std::mem::take(&mut word)).styled(Style { strong, emph, code, ..Style::default() }));
        }
        if let Some((shown, after)) = link {
            let (address, after) = after.split_once(')').unwrap();
            out.push(Run::plain(shown).styled(Style { strong, emph, link: Url::new(address), ..Style::default() }));
            rest = after;
            continue;
        }
        match mark {
            Some("**") => strong = !strong,
            Some("*") => emph = !emph,
            Some(_) => code = !code,
            None => word.push(c),
        }
        rest = &rest[mark.map_or(c.len_utf8(), str::len)..];
    }
    if !word.is_empty() {
        out.push(Run::plain(word).styled(Style { strong, emph, code, ..Style::default() }));
    }
    out
}

fn block(line: &str) -> Block {
    let hashes = line.bytes().take_while(|b| *b == b'#').count();
    let (kind, text) = match line.strip_prefix("- ") {
        Some(text) => (Kind::Item { number: None }, text),
        None if hashes > 0 => (Kind::Heading(u8::try_from(hashes).unwrap()), line[hashes..].trim()),
        None => (Kind::Paragraph, line),
    };
    Block { level: u8::from(matches!(kind, Kind::Item { .. })), runs: runs(text), ..Block::new(kind) }
}

fn read(lang: &str, section: &str, lines: &str) -> Resume {
    let lines = lines.replace('⇥', "\t").replace('␠', " ");
    let mut blocks = vec![
        block("Mara Lindqvist"),
        block("mara@lindqvist.example"),
        block(&format!("**{}**", section.to_uppercase())),
    ];
    if lines.starts_with('#') {
        blocks[0].kind = Kind::Heading(1);
        blocks[2] = block(&format!("# {section}"));
    }
    blocks.extend(lines.split('⏎').filter(|line| !line.is_empty()).map(block));
    let is_entry =
        matches!(section, "Experience" | "Education" | "Projects" | "Volunteering") && !lines.starts_with('-');
    blocks.extend(is_entry.then(|| block("- Kept everything running, day and night.")));
    let head = Head { lang: Lang::new(lang), ..Head::default() };
    understood(Outline { head, blocks }, &mut Report::default())
}

fn date(date: Date) -> String {
    match date.part() {
        Part::Month(m) => format!("{:04}-{m:02}", date.year()),
        Part::Day(m, d) => format!("{:04}-{m:02}-{d:02}", date.year()),
        _ => format!("{:04}", date.year()),
    }
}

fn ends(dates: Option<&Dates>) -> (String, String) {
    match dates.and_then(|dates| dates.span) {
        Some(Span::At(at)) => (date(at), date(at)),
        Some(Span::Range { start, end }) => {
            let end = match end {
                End::On(end) => date(end),
                End::Present => "present".to_owned(),
                End::Unknown => String::new(),
            };
            (start.map(date).unwrap_or_default(), end)
        }
        None => Default::default(),
    }
}

fn found(resume: &Resume) -> [String; 5] {
    let entry = resume
        .sections
        .iter()
        .flat_map(|section| &section.content)
        .find_map(|item| if let Item::Entry(entry) = item { Some(entry) } else { None });
    let Some(entry) = entry else { return Default::default() };
    let text = |text: Option<String>| text.unwrap_or_default();
    let (title, organization, place, dates) = match &entry.what {
        What::Engagement(Engagement { organization, positions, place, dates }) => {
            let position = positions.first();
            (
                position.and_then(|p| p.title.as_ref()).map(|line| line.plain()),
                organization.as_ref().and_then(|o| o.name.as_ref()).map(ToString::to_string),
                position.and_then(|p| p.place.as_ref()).or(place.as_ref()).map(|place| place.display("remote")),
                position.and_then(|p| p.dates.as_ref()).or(dates.as_ref()),
            )
        }
        What::Education(e) => {
            let title = [e.degree.as_ref().map(|d| d.plain()), e.area.as_ref().map(ToString::to_string)];
            let title = title.into_iter().flatten().collect::<Vec<_>>().join(" / ");
            let organization = e.institution.as_ref().and_then(|o| o.name.as_ref()).map(ToString::to_string);
            (Some(title), organization, e.place.as_ref().map(|place| place.display("remote")), e.dates.as_ref())
        }
        What::Project(p) => {
            let organization = p.organization.as_ref().and_then(|o| o.name.as_ref()).map(ToString::to_string);
            (p.name.as_ref().map(|n| n.plain()), organization, None, p.dates.as_ref())
        }
        What::Award(a) => {
            let organization = a.awarder.as_ref().and_then(|o| o.name.as_ref()).map(ToString::to_string);
            (a.title.as_ref().map(|n| n.plain()), organization, None, a.dates.as_ref())
        }
        What::Certificate(c) => {
            let organization = c.issuer.as_ref().and_then(|o| o.name.as_ref()).map(ToString::to_string);
            (c.name.as_ref().map(|n| n.plain()), organization, None, c.dates.as_ref())
        }
        _ => Default::default(),
    };
    let (start, end) = ends(dates);
    [text(title), text(organization), text(place), start, end]
}

#[test]
fn heads_are_read_as_people_write_them() {
    let mut wrong = Vec::new();
    let mut all = 0;
    for row in include_str!("heads.tsv").lines().filter(|line| !line.starts_with('#')) {
        let [lang, section, lines, expected @ ..] = &row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
        all += 1;
        let found = found(&read(lang, section, lines));
        if found != expected {
            wrong.push(format!("{lines}\n   want {expected:?}\n   have {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {all}:\n{}", wrong.len(), wrong.join("\n"));
}
