//! Paragraphs of a document with our styles, as the blocks that they are.
//!
//! A style says what a paragraph or a run is, a hidden bookmark what no style can say, and the run structure where blocks that
//! share a paragraph come apart. What somebody typed between is kept: text in no style goes with the field before it.

use super::numbering::Numbering;
use super::para::{Para, Piece};
use super::styles::{ParagraphStyle, Styles};
use super::tally::Tally;
use crate::marks::{Course, Mark, PADDING, STEP};
use crate::meta::{DOT, is_dot, rank};
use crate::names::{Character, Paragraph};
use std::collections::HashMap;
use vitae_core::{Lang, Limits, Result};
use vitae_outline::{Block, Kind, Part, Role, Run};

/// Makes blocks of paragraphs, in order.
pub(super) struct Own<'d> {
    pub styles: &'d Styles,
    pub numbering: Numbering,
    pub tally: &'d mut Tally,
    pub limits: Limits,
    /// What cannot be seen, by the name of the bookmark of what it is about.
    pub facts: HashMap<String, String>,
    pub blocks: Vec<Block>,
    course: Course,
    /// Fields of a meta line that stand beside the title, until the rest of the line comes.
    beside: Option<Beside>,
}

struct Beside {
    block: Block,
    marks: Vec<String>,
}

impl<'d> Own<'d> {
    pub(super) fn new(
        styles: &'d Styles,
        numbering: Numbering,
        facts: HashMap<String, String>,
        (tally, limits): (&'d mut Tally, Limits),
    ) -> Self {
        let course = Course::default();
        Self { styles, numbering, tally, limits, facts, blocks: Vec::new(), course, beside: None }
    }

    /// The blocks, when there are no more paragraphs.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.flush();
        self.blocks
    }

    /// Adds a paragraph.
    ///
    /// # Errors
    /// When more blocks share it than the limits allow.
    pub(super) fn add(&mut self, para: Para) -> Result<()> {
        use Paragraph as P;
        let style = self.styles.paragraph(para.properties.style.as_deref());
        let name = style.name.or(style.heading.map(heading_style));
        if name != Some(P::Meta) {
            self.flush();
        }
        match name {
            Some(P::Title) => self.whole(para, Block::new(Kind::Heading(1)).part(Part::Name), Role::Name),
            Some(P::Subtitle) => {
                self.whole(para, Block::new(Kind::Paragraph).part(Part::Headline), Role::Headline);
            }
            Some(P::Heading1) => self.whole(para, Block::new(Kind::Heading(2)).part(Part::Section), Role::Section),
            Some(P::Heading2) => self.head(para, 3),
            Some(P::Heading3) => self.head(para, 4),
            Some(P::Meta) => self.meta(para),
            Some(P::Contact) => {
                let block = Block { runs: fielded(&para.pieces, Some(Role::Contact)), ..self.paragraph(&para) };
                self.push(block.part(Part::Contacts), para.names());
            }
            Some(P::Labelled) => self.shared(para, P::Labelled)?,
            Some(P::Line) => self.shared(para, P::Line)?,
            Some(P::Rule) => self.push(Block { kind: Kind::Rule, ..self.paragraph(&para) }, para.names()),
            _ => self.text(para, style, name),
        }
        Ok(())
    }

    /// A block without runs, with what is said of the paragraph as a whole.
    fn paragraph(&self, para: &Para) -> Block {
        Block { lang: said(para), at: para.at.clone(), ..Block::new(Kind::Paragraph) }
    }

    /// A paragraph whose every run is the same.
    fn whole(&mut self, para: Para, block: Block, role: Role) {
        let names = para.names();
        let (lang, at) = (said(&para), para.at.clone());
        let runs = para.pieces.into_iter().map(|piece| run(piece, Some(role))).collect();
        self.push(Block { runs, lang, at, ..block }, names);
    }

    /// The heading of an entry, and what stands beside it at the far edge.
    fn head(&mut self, mut para: Para, level: u8) {
        let Ends { line: title, edge: tail, tab } = at_edge(&para.pieces);
        let has = |name| title.iter().any(|piece| piece.look.name == Some(name));
        let part = match level {
            _ if has(Character::Subheading) => Part::Subheading,
            4 => Part::Position,
            _ if has(Character::Organization) && !has(Character::Title) => Part::Organization,
            _ => Part::Entry,
        };
        let runs = match part {
            Part::Subheading => title.into_iter().map(|piece| run(piece, None)).collect(),
            Part::Organization => fielded(&title, Some(Role::Organization)),
            _ => fielded(&title, Some(Role::Title)),
        };
        let beside = tail.map(|tail| Block { runs: fields(&tail), ..self.paragraph(&para) });
        let block = Block { kind: Kind::Heading(level), runs, ..self.paragraph(&para) }.part(part);
        let (own, of_tail): (Vec<_>, Vec<_>) =
            para.marks.drain(..).partition(|(at, _)| beside.is_none() || *at <= tab.saturating_sub(1));
        self.push(block, own.into_iter().map(|(_, name)| name).collect());
        self.beside = beside.map(|block| Beside {
            block: block.part(Part::Meta),
            marks: of_tail.into_iter().map(|(_, name)| name).collect(),
        });
    }

    /// The line under a heading, with what stood beside the heading: its fields in the order of a line.
    fn meta(&mut self, para: Para) {
        let Ends { line, edge: tail, .. } = at_edge(&para.pieces);
        let beside = self.beside.take();
        let mut names = para.names();
        let as_it_is = beside.is_none() && tail.is_none();
        let mut runs = fields(&line);
        if !as_it_is {
            let parts = [runs, fields(&tail.unwrap_or_default())];
            let beside = beside.map(|Beside { block, marks }| {
                names.extend(marks);
                block.runs
            });
            runs = in_order(parts.into_iter().chain(beside));
        }
        let block = Block { runs, ..self.paragraph(&para) }.part(Part::Meta);
        self.push(block, names);
    }

    /// What stood beside a heading, and had no line under it.
    fn flush(&mut self) {
        if let Some(Beside { mut block, marks }) = self.beside.take() {
            block.runs = in_order([std::mem::take(&mut block.runs)].into_iter());
            self.push(block, marks);
        }
    }

    /// Several blocks in one paragraph.
    fn shared(&mut self, mut para: Para, style: Paragraph) -> Result<()> {
        let (level, quote) = match style {
            Paragraph::Line => (1, 0),
            _ => depth(&para, self.styles, style, 0),
        };
        let lines = apart(&para.pieces, style, || self.tally.node(&self.limits))?;
        let ends: Vec<_> = lines.iter().skip(1).map(|(begin, _)| *begin).chain([usize::MAX]).collect();
        // Marks are in the order of the text, as the lines are.
        let mut marks = std::mem::take(&mut para.marks).into_iter().peekable();
        for ((_, runs), end) in lines.into_iter().zip(ends) {
            let names = std::iter::from_fn(|| marks.next_if(|(at, _)| *at < end)).map(|(_, name)| name).collect();
            let block = Block { runs, level, quote, ..self.paragraph(&para) };
            let block = match style {
                Paragraph::Line => Block { kind: Kind::Item { number: None }, ..block }.part(Part::Line),
                _ => block.part(Part::Labelled),
            };
            self.push(block, names);
        }
        Ok(())
    }

    /// Text: a paragraph, an item, a quotation, preformatted text.
    fn text(&mut self, mut para: Para, style: &ParagraphStyle, name: Option<Paragraph>) {
        use Paragraph as P;
        let mut block = self.paragraph(&para);
        let list = para.properties.list.or(style.list).filter(|_| style.heading.is_none());
        let list_level = para.properties.level.or(style.level).unwrap_or_default();
        let shown = list.and_then(|list| self.numbering.next(list, list_level));
        let typed = (list == Some(0) && is_number(name)).then(|| take_number(&mut para.pieces)).flatten();
        let item =
            shown.or(typed.map(Some)).or((list.is_none() && (is_bullet(name) || is_number(name))).then_some(None));
        block.kind = match (name, item) {
            (_, Some(number)) => Kind::Item { number },
            (Some(P::Pre), _) => Kind::Pre,
            _ => Kind::Paragraph,
        };
        let usual = if item.is_some() { list_level.saturating_add(1) } else { 0 };
        (block.level, block.quote) = depth(&para, self.styles, name.unwrap_or(P::Normal), usual);
        let values = para.pieces.iter().any(|piece| piece.look.name == Some(Character::Value));
        block.part = match name {
            _ if values && item.is_some() => Some(Part::Labelled),
            Some(P::Text) if item.is_none() => Some(Part::Text),
            Some(P::Normal) if item.is_none() => Some(Part::Body),
            _ => Some(self.course.text()),
        };
        let names = para.names();
        block.runs = para.pieces.into_iter().map(|piece| run(piece, None)).collect();
        self.push(block, names);
    }

    /// Adds a block with what its bookmarks say.
    fn push(&mut self, mut block: Block, names: Vec<String>) {
        for name in names {
            match Mark::of(&name) {
                Some(Mark::Section(kind)) => block.section = Some(kind),
                Some(Mark::Text(part)) if matches!(block.part, Some(Part::Body | Part::Text)) => {
                    block.part = Some(part)
                }
                Some(Mark::Depth(level, quote)) => (block.level, block.quote) = (level, quote),
                // LibreOffice writes the bookmarks of an empty paragraph twice.
                Some(Mark::Facts) => block.facts = block.facts.or(self.facts.remove(&name).map(Into::into)),
                _ => {}
            }
        }
        if matches!(block.kind, Kind::Item { .. }) {
            // Somebody moved it to the edge of the page: it is an item all the same.
            block.level = block.level.max(1);
        }
        let empty = block.runs.iter().all(|run| run.text.is_empty());
        if empty && block.section.is_some() && matches!(block.kind, Kind::Heading(_)) {
            // Somebody deleted the heading and left its line: the section has no title now.
            block = Block { kind: Kind::Rule, part: None, runs: Vec::new(), ..block };
        } else if empty && block.kind != Kind::Rule {
            self.course.pass(block.part);
            return;
        }
        self.course.pass(block.part);
        self.blocks.push(block);
    }
}

impl Para {
    fn names(&self) -> Vec<String> {
        self.marks.iter().map(|(_, name)| name.clone()).collect()
    }
}

fn said(para: &Para) -> Option<Lang> {
    para.properties.mark.said.clone()
}

fn heading_style(level: u8) -> Paragraph {
    match level {
        1 => Paragraph::Heading1,
        2 => Paragraph::Heading2,
        _ => Paragraph::Heading3,
    }
}

const fn is_bullet(name: Option<Paragraph>) -> bool {
    matches!(name, Some(Paragraph::Bullet1 | Paragraph::Bullet2 | Paragraph::Bullet3))
}

const fn is_number(name: Option<Paragraph>) -> bool {
    matches!(name, Some(Paragraph::Number1 | Paragraph::Number2 | Paragraph::Number3))
}

/// A number that no list can count to stands as text: `70000.` and a tab.
fn take_number(pieces: &mut [Piece]) -> Option<u32> {
    let first = pieces.first_mut()?;
    let (number, rest) = first.text.split_once(".\t")?;
    let number = number.trim().parse().ok()?;
    first.text = rest.to_owned();
    Some(number)
}

/// How deep a paragraph stands in lists and in quotations: by its indentation, or by its style.
fn depth(para: &Para, styles: &Styles, name: Paragraph, usual: u8) -> (u8, u8) {
    use Paragraph as P;
    let by_style = match name {
        P::Continue1 => (1, 0),
        P::Continue2 => (2, 0),
        P::Continue3 => (3, 0),
        P::Quote => (usual, 1),
        _ => (usual, 0),
    };
    let fixed = matches!(name, P::Normal | P::Text) && usual == 0;
    let style = styles.paragraph(para.properties.style.as_deref());
    match (para.properties.start, para.properties.end.or(style.end)) {
        (Some(start), end) if !fixed => {
            let end = end.unwrap_or_default();
            let inside = if name == P::Pre { PADDING } else { 0 };
            (steps(start.saturating_sub(end)), steps(end.saturating_sub(inside)))
        }
        _ => by_style,
    }
}

fn steps(length: i32) -> u8 {
    u8::try_from(length.saturating_add(STEP / 2).div_euclid(STEP).max(0)).unwrap_or(u8::MAX)
}

/// The role of a style.
fn role(name: Option<Character>) -> Option<Role> {
    Some(match name? {
        Character::Title => Role::Title,
        Character::Organization => Role::Organization,
        Character::Qualifier => Role::Qualifier,
        Character::Place => Role::Place,
        Character::Dates => Role::Dates,
        Character::Url => Role::Url,
        Character::Label => Role::Label,
        Character::Level => Role::Level,
        Character::Keyword => Role::Keyword,
        Character::Contact => Role::Contact,
        _ => return None,
    })
}

/// A run, with the role of its style or the one that is usual here.
fn run(piece: Piece, usual: Option<Role>) -> Run {
    let Piece { text, mut look } = piece;
    let role = role(look.name).or(usual);
    look.style.strong |= look.name == Some(Character::Strong);
    look.style.emph |= look.name == Some(Character::Emphasis);
    Run { text, style: look.style, role }
}

/// Runs of a line of fields. What is in no style separates them, if there is nothing in it to read; else it is more of the field
/// before it.
fn fielded(pieces: &[Piece], first: Option<Role>) -> Vec<Run> {
    let mut before = first;
    let mut runs: Vec<Run> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let named = role(piece.look.name);
        let separates = piece.look.name.is_none() && !piece.text.contains(char::is_alphanumeric);
        let usual = if separates { Some(Role::Separator) } else { before };
        runs.push(run(
            piece.clone(),
            if named.is_none() && piece.look.name == Some(Character::Value) { None } else { usual },
        ));
        before = named.or(before);
    }
    runs
}

/// What stands at the start of a line, and what at its far edge.
struct Ends {
    line: Vec<Piece>,
    edge: Option<Vec<Piece>>,
    /// The piece with the tab.
    tab: usize,
}

/// Takes a line apart at its tab. What was typed next to the tab belongs to the side on which it stands.
fn at_edge(pieces: &[Piece]) -> Ends {
    let found = pieces.iter().enumerate().find_map(|(at, piece)| {
        let (before, after) = piece.text.split_once('\t').filter(|_| piece.look.name.is_none())?;
        Some((at, piece, before.trim_end(), after.trim_start()))
    });
    let Some((tab, piece, before, after)) = found else {
        return Ends { line: pieces.to_vec(), edge: None, tab: pieces.len() };
    };
    let part = |text: &str| (!text.is_empty()).then(|| Piece { text: text.to_owned(), look: piece.look.clone() });
    let line: Vec<_> = pieces.iter().take(tab).cloned().chain(part(before)).collect();
    let edge: Vec<_> = part(after).into_iter().chain(pieces.iter().skip(tab + 1).cloned()).collect();
    Ends { line, edge: (!edge.is_empty()).then_some(edge), tab }
}

/// Runs of the fields of an entry. Words in no style go with the styled words of their field; a field that has nothing else, where
/// somebody typed over it, is for the grammar to name.
fn fields(pieces: &[Piece]) -> Vec<Run> {
    let mut after_url = false;
    let apart = pieces.iter().flat_map(|piece| {
        // An address is its link: words typed after it are a field of their own.
        let next = piece.look.name.is_none() && piece.text.contains(char::is_alphanumeric);
        let dot = (after_url && next && !piece.text.trim_start().starts_with('·'))
            .then(|| Piece { text: DOT.to_owned(), look: piece.look.clone() });
        after_url = piece.look.name == Some(Character::Url);
        dot.into_iter().chain(dots_apart(piece))
    });
    let pieces: Vec<_> = apart.collect();
    let dot = |piece: &Piece| piece.look.name.is_none() && piece.text.trim() == DOT.trim();
    let named = |stretch: &[Piece]| stretch.iter().find_map(|piece| role(piece.look.name));
    pieces.split_inclusive(dot).flat_map(|stretch| fielded(stretch, named(stretch))).collect()
}

/// A piece in no style, with the dots between fields as pieces of their own.
fn dots_apart(piece: &Piece) -> Vec<Piece> {
    let part = |text: &str| Piece { text: text.to_owned(), look: piece.look.clone() };
    if piece.look.name.is_some() || !piece.text.contains(char::is_alphanumeric) {
        return vec![piece.clone()];
    }
    let parts = piece.text.split(DOT).enumerate();
    let parts = parts.flat_map(|(i, text)| [(i > 0).then(|| part(DOT)), (!text.is_empty()).then(|| part(text))]);
    parts.flatten().collect()
}

/// The fields of several stretches, in the order that they have on one line.
fn in_order(parts: impl Iterator<Item = Vec<Run>>) -> Vec<Run> {
    let mut fields: Vec<(u8, Vec<Run>)> = Vec::new();
    for runs in parts {
        let mut last = 0;
        for field in runs.split(is_dot).filter(|field| !field.is_empty()) {
            last = rank(field).unwrap_or(last);
            fields.push((last, field.to_vec()));
        }
    }
    fields.sort_by_key(|(rank, _)| *rank);
    let mut line = Vec::new();
    for (_, field) in fields {
        if !line.is_empty() {
            line.push(Run::role(DOT, Role::Separator));
        }
        line.extend(field);
    }
    line
}

/// The lines that share a paragraph, each with the number of pieces before it.
///
/// A dot in no style stands between two entries that are a line each; between labelled lines, if a label comes after it.
/// `count` is asked for each line more, for a line may be as short as the dot before it.
fn apart(pieces: &[Piece], style: Paragraph, mut count: impl FnMut() -> Result<()>) -> Result<Vec<(usize, Vec<Run>)>> {
    let mut lines: Vec<(usize, Vec<Piece>)> = vec![(0, Vec::new())];
    for (at, piece) in pieces.iter().enumerate() {
        let before_label = || pieces.get(at + 1).is_some_and(|next| next.look.name == Some(Character::Label));
        let between = piece.look.name.is_none() && (style == Paragraph::Line || before_label());
        let part = |text: &str| Piece { text: text.to_owned(), look: piece.look.clone() };
        let mut rest = piece.text.as_str();
        while let Some((before, after)) = rest.split_once(DOT).filter(|_| between) {
            lines.last_mut().map(|(_, line)| line.push(part(before))).unwrap_or_default();
            count()?;
            lines.push((at + 1, Vec::new()));
            rest = after;
        }
        lines.last_mut().map(|(_, line)| line.push(part(rest))).unwrap_or_default();
    }
    Ok(lines.into_iter().map(|(begin, line)| (begin, fielded(&line, None))).collect())
}
