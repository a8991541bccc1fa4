//! The visible grammar without roles: how a medium that has only bold and italic says what is what, and how that is understood.
//!
//! [`mark`] turns roles into marks, for a writer that has nothing better; [`recognise`] turns marks back into roles, for a reader
//! that found none. Both follow one table:
//!
//! | what | written as | read as |
//! |---|---|---|
//! | headline | a paragraph in italics under the name | same |
//! | contacts | one paragraph, parts between ` · ` | the same, if one of its parts is an address, a number or a link |
//! | sub-heading | heading 3, all in italics | same |
//! | organisation with positions | heading 3, all bold | same |
//! | area of study | `, ` and italics at the end of heading 3 | same |
//! | meta line | **organisation**, *qualifier* · place · address · dates | paragraph below a heading, if it has this form and at least an organisation, a qualifier, an address or dates |
//! | label | bold, with its colon | bold at the begin of a paragraph, with a colon at its end |
//! | skill, language, interest | bullet: **name** (level): keywords | the same, in a section of that kind |
//! | text after an entry | after a break | same |
//!
//! Readers also take ` | ` and a tab for ` · `.

use crate::outline::{Block, Kind, Outline, Part, Role, Run};
use vitae_core::{EntryKind, SectionKind, Words, languages, parse_span};

/// The outline with marks in place of roles.
#[must_use]
pub fn mark(outline: &Outline) -> Outline {
    let mut blocks: Vec<Block> = Vec::with_capacity(outline.blocks.len());
    let mut in_entry = false;
    for block in &outline.blocks {
        match block.part {
            Some(Part::Text) if in_entry => {
                blocks.push(Block::new(Kind::Rule));
                in_entry = false;
            }
            Some(Part::Section) => in_entry = false,
            Some(Part::Entry | Part::Organization | Part::Line | Part::Meta) => in_entry = true,
            Some(Part::Subheading) => in_entry = false,
            _ => {}
        }
        blocks.push(marked(block));
    }
    Outline { head: outline.head.clone(), blocks }
}

fn marked(block: &Block) -> Block {
    let mut out = block.clone();
    let whole = match block.part {
        Some(Part::Headline | Part::Subheading) => Some(Role::Qualifier),
        Some(Part::Organization) => Some(Role::Organization),
        _ => None,
    };
    for run in &mut out.runs {
        match whole.or(run.role) {
            Some(Role::Organization | Role::Label) => run.style.strong = true,
            Some(Role::Title) if block.part == Some(Part::Line) => run.style.strong = true,
            Some(Role::Qualifier) => run.style.emph = true,
            _ => {}
        }
        run.role = None;
    }
    out.part = None;
    out
}

/// The outline with roles for what the grammar knows. Blocks that say what they are already are left alone.
#[must_use]
pub fn recognise(mut outline: Outline) -> Outline {
    let words = Words::of(outline.head.lang.as_ref());
    let mut reader = Recogniser { words, section: None, place: Where::Head, listing: false };
    for block in &mut outline.blocks {
        reader.block(block);
    }
    outline.blocks.retain(|block| block.kind != Kind::Rule || block.section.is_some());
    outline
}

/// Where in a résumé the reader is.
#[derive(Clone, Copy, PartialEq)]
enum Where {
    /// Before the first section.
    Head,
    /// Right below the name.
    Name,
    /// In a section, in no entry.
    Section,
    /// Right below the heading of an entry.
    Heading,
    /// In the text of an entry.
    Entry,
}

struct Recogniser {
    words: &'static Words,
    section: Option<SectionKind>,
    place: Where,
    /// A label without a value stands above: the bullets that follow are its values.
    listing: bool,
}

impl Recogniser {
    fn block(&mut self, block: &mut Block) {
        if block.part.is_some() {
            return;
        }
        self.listing &= matches!(block.kind, Kind::Item { .. });
        if self.listing {
            block.part = Some(Part::Labelled);
            return;
        }
        match block.kind {
            Kind::Heading(1) => {
                let part = if self.section.is_none() { Part::Name } else { Part::Section };
                self.set(block, part, Where::Name);
            }
            Kind::Heading(2) => {
                let kind = block.section.unwrap_or_else(|| section_kind(&block.text(), self.words));
                block.section = Some(kind);
                self.section = Some(kind);
                with_role(block, Role::Section);
                self.set(block, Part::Section, Where::Section);
            }
            Kind::Heading(3) => self.entry_heading(block),
            Kind::Heading(_) => {
                with_role(block, Role::Title);
                self.set(block, Part::Position, Where::Heading);
            }
            Kind::Rule => {
                if block.section.is_some() {
                    self.section = block.section;
                }
                self.place = Where::Section;
            }
            Kind::Paragraph => self.paragraph(block),
            Kind::Item { .. } | Kind::Pre => self.text(block),
        }
    }

    fn set(&mut self, block: &mut Block, part: Part, place: Where) {
        block.part = Some(part);
        self.place = place;
    }

    fn entry_heading(&mut self, block: &mut Block) {
        if all(&block.runs, |run| run.style.emph) {
            unmark(&mut block.runs, Role::Qualifier);
            block.runs.iter_mut().for_each(|run| run.role = None);
            return self.set(block, Part::Subheading, Where::Section);
        }
        if all(&block.runs, |run| run.style.strong) {
            unmark(&mut block.runs, Role::Organization);
            return self.set(block, Part::Organization, Where::Heading);
        }
        with_role(block, Role::Title);
        if self.section == Some(SectionKind::Education)
            && let Some(at) = block.runs.iter().position(|run| run.style.emph)
            && let (Some(before), Some(area)) = (at.checked_sub(1), block.runs.get(at..))
            && all(area, |run| run.style.emph)
            && let Some(title) = block.runs.get_mut(before)
            && let Some(bare) = title.text.strip_suffix(", ").map(str::to_owned)
        {
            title.text = bare;
            let mut area = block.runs.split_off(at);
            unmark(&mut area, Role::Qualifier);
            block.runs.push(Run::role(", ", Role::Separator));
            block.runs.append(&mut area);
        }
        self.set(block, Part::Entry, Where::Heading);
    }

    fn paragraph(&mut self, block: &mut Block) {
        if block.level == 0 && block.quote == 0 {
            if let Some(runs) = labelled(&block.runs) {
                self.listing = runs.iter().all(|run| run.role.is_some());
                block.runs = runs;
                block.part = Some(Part::Labelled);
                self.place = if self.place == Where::Heading { Where::Entry } else { self.place };
                return;
            }
            match self.place {
                Where::Name if all(&block.runs, |run| run.style.emph) => {
                    unmark(&mut block.runs, Role::Headline);
                    return self.set(block, Part::Headline, Where::Head);
                }
                Where::Head | Where::Name => {
                    if let Some(runs) = self.contacts(&block.runs) {
                        block.runs = runs;
                        return self.set(block, Part::Contacts, Where::Head);
                    }
                }
                Where::Heading => {
                    if let Some(runs) = self.meta(&block.runs) {
                        block.runs = runs;
                        return self.set(block, Part::Meta, Where::Entry);
                    }
                }
                Where::Entry | Where::Section => {}
            }
            if self.section == Some(SectionKind::References)
                && matches!(self.place, Where::Heading | Where::Entry)
                && let Some(runs) = self.contacts(&block.runs)
            {
                block.runs = runs;
                return self.set(block, Part::Contacts, Where::Entry);
            }
        }
        self.text(block);
    }

    fn text(&mut self, block: &mut Block) {
        let line_kind = self.section.map(SectionKind::entry_kind);
        let is_line = matches!(line_kind, Some(EntryKind::Skill | EntryKind::Language | EntryKind::Interest));
        if is_line
            && block.level == 1
            && block.quote == 0
            && matches!(block.kind, Kind::Item { number: None })
            && let Some(runs) = line_entry(&block.runs, self.words)
        {
            block.runs = runs;
            return self.set(block, Part::Line, Where::Entry);
        }
        let part = if matches!(self.place, Where::Heading | Where::Entry) { Part::Body } else { Part::Text };
        self.set(block, part, if part == Part::Body { Where::Entry } else { self.place });
    }

    /// Contacts: parts between separators, of which at least one has the shape of an address.
    fn contacts(&self, runs: &[Run]) -> Option<Vec<Run>> {
        let parts = split(runs);
        let reachable = |part: &Vec<Run>| {
            let text: String = part.iter().map(|run| run.text.as_str()).collect();
            let digits = text.chars().filter(char::is_ascii_digit).count();
            let number = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+-.()/".contains(c);
            let mail = text.contains('@') && !text.contains(char::is_whitespace);
            mail || (text.chars().all(number) && digits >= 6) || part.iter().any(|run| run.style.link.is_some())
        };
        parts.iter().any(reachable).then(|| {
            joined(parts, |part| part.into_iter().map(|run| Run { role: Some(Role::Contact), ..run }).collect())
        })
    }

    /// A meta line, if every part of it has its place in one.
    fn meta(&self, runs: &[Run]) -> Option<Vec<Run>> {
        let mut parts = split(runs).into_iter().peekable();
        let mut line: Vec<Vec<Run>> = Vec::new();
        let marked = |part: &Vec<Run>| part.first().is_some_and(|run| run.style.strong || run.style.emph);
        let mut sure = false;
        if let Some(head) = parts.next_if(marked) {
            line.push(organization(head)?);
            sure = true;
        }
        let mut rest: Vec<Vec<Run>> = parts.collect();
        let date = rest.pop_if(|part| {
            let text: String = part.iter().map(|run| run.text.as_str()).collect();
            all(part, |run| run.style.is_plain()) && parse_span(&text, self.words).is_some()
        });
        let url = rest.pop_if(|part| all(part, |run| run.style.link.is_some()));
        let place = rest.pop_if(|part| all(part, |run| run.style.is_plain()));
        sure |= date.is_some() || url.is_some();
        if !rest.is_empty() || !sure {
            return None;
        }
        for (part, role) in [(place, Role::Place), (url, Role::Url), (date, Role::Dates)] {
            line.extend(part.map(|part| part.into_iter().map(|run| Run { role: Some(role), ..run }).collect()));
        }
        Some(joined(line, |part| part))
    }
}

/// **Organisation**, *qualifier*: one of them or both, and nothing else.
fn organization(mut runs: Vec<Run>) -> Option<Vec<Run>> {
    let strong = runs.iter().take_while(|run| run.style.strong).count();
    let mut rest = runs.split_off(strong);
    unmark(&mut runs, Role::Organization);
    if rest.is_empty() {
        return Some(runs);
    }
    if strong > 0 {
        if rest.first().is_none_or(|run| run.text != ", " || !run.style.is_plain()) {
            return None;
        }
        rest.remove(0);
        runs.push(Run::role(", ", Role::Separator));
    }
    if rest.is_empty() || !all(&rest, |run| run.style.emph) {
        return None;
    }
    unmark(&mut rest, Role::Qualifier);
    runs.append(&mut rest);
    Some(runs)
}

/// A bold label with its colon, then the value.
fn labelled(runs: &[Run]) -> Option<Vec<Run>> {
    let (label, value) = runs.split_first()?;
    let ends = [":", "：", "\u{a0}:"].iter().any(|colon| label.text.trim_end().ends_with(colon));
    if !label.style.strong || label.style.emph || label.style.link.is_some() || !ends {
        return None;
    }
    let mut out = vec![Run::role(label.text.trim_end(), Role::Label), Run::role(" ", Role::Separator)];
    let mut value = value.to_vec();
    if let Some(first) = value.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    value.retain(|run| !run.text.is_empty());
    // What stands between commas is one value each; the reader of a single value joins them again.
    out.extend(value);
    Some(out)
}

/// **Name** (level): keywords.
fn line_entry(runs: &[Run], words: &Words) -> Option<Vec<Run>> {
    let bold = runs.iter().take_while(|run| run.style.strong).count();
    let (name, rest) = runs.split_at_checked(bold)?;
    let mut out = name.to_vec();
    unmark(&mut out, Role::Title);
    let [] = rest else {
        let [only] = rest else { return None };
        if !only.style.is_plain() {
            return None;
        }
        let mut text = only.text.as_str();
        if let Some((level, after)) = text.trim_start().strip_prefix('(').and_then(split_bracket) {
            if !out.is_empty() {
                out.push(Run::role(" ", Role::Separator));
            }
            out.extend([
                Run::role("(", Role::Separator),
                Run::role(level, Role::Level),
                Run::role(")", Role::Separator),
            ]);
            text = after;
        }
        if out.is_empty() && bold == 0 {
            return None;
        }
        if let Some(keywords) = text.strip_prefix(words.phrases().colon).or_else(|| text.strip_prefix(':')) {
            out.push(Run::role(format!("{} ", words.phrases().colon), Role::Separator));
            for (i, keyword) in keywords.trim_start().split(", ").enumerate() {
                if i > 0 {
                    out.push(Run::role(", ", Role::Separator));
                }
                out.push(Run::role(keyword, Role::Keyword));
            }
        } else if !text.trim().is_empty() {
            return None;
        }
        return Some(out);
    };
    (bold > 0).then_some(out)
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

/// The kind of section that a title stands for: the one that we would give it, in the language of the document or in any.
fn section_kind(title: &str, words: &Words) -> SectionKind {
    let title = title.trim().to_lowercase();
    let kind_in = |words: &Words| {
        SectionKind::ALL
            .iter()
            .copied()
            .find(|kind| words.section_title(*kind).is_some_and(|t| t.to_lowercase() == title))
    };
    kind_in(words).or_else(|| languages().find_map(kind_in)).unwrap_or_default()
}

fn all(runs: &[Run], is: impl Fn(&Run) -> bool) -> bool {
    !runs.is_empty() && runs.iter().all(is)
}

fn with_role(block: &mut Block, role: Role) {
    block.runs.iter_mut().for_each(|run| run.role = Some(role));
}

/// Takes the mark away that stood for a role.
fn unmark(runs: &mut [Run], role: Role) {
    for run in runs {
        match role {
            Role::Organization | Role::Title | Role::Label => run.style.strong = false,
            _ => run.style.emph = false,
        }
        run.role = Some(role);
    }
}

/// The parts of a line between separators, where those are plain.
fn split(runs: &[Run]) -> Vec<Vec<Run>> {
    let mut parts: Vec<Vec<Run>> = vec![Vec::new()];
    for run in runs {
        let mut rest = run.text.as_str();
        if run.style.is_plain() {
            while let Some((before, after)) = first_separator(rest) {
                push(&mut parts, before, run);
                parts.push(Vec::new());
                rest = after;
            }
        }
        push(&mut parts, rest, run);
    }
    parts
}

/// What stands before the first separator, and after it. Looks no further than that: a long line has many.
fn first_separator(text: &str) -> Option<(&str, &str)> {
    text.match_indices([' ', '\t']).find_map(|(at, _)| {
        let (before, rest) = text.split_at_checked(at)?;
        let after = [" · ", " | ", "\t"].iter().find_map(|separator| rest.strip_prefix(separator))?;
        Some((before, after))
    })
}

fn push(parts: &mut [Vec<Run>], text: &str, run: &Run) {
    if let (Some(part), false) = (parts.last_mut(), text.is_empty()) {
        part.push(Run { text: text.to_owned(), ..run.clone() });
    }
}

fn joined(parts: Vec<Vec<Run>>, each: impl Fn(Vec<Run>) -> Vec<Run>) -> Vec<Run> {
    let mut line: Vec<Run> = Vec::new();
    for part in parts {
        if !line.is_empty() {
            line.push(Run::role(crate::contact::SEPARATOR, Role::Separator));
        }
        line.extend(each(part));
    }
    line
}
