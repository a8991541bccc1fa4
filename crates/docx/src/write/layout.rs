//! From the blocks of an outline to the paragraphs of a page.
//!
//! Most blocks are a paragraph each. Three things are set as a designer would set them:
//!
//! * *The head of an entry* is two lines: title and dates, then organisation, qualifier, address and place. Dates and place
//!   stand at the far edge, by a tab stop. What does not fit there goes on the next line, or stays in the line.
//! * *Short line entries* (`English (native)`, `French (B2)`) share a line, and so do labelled lines that fit on one.
//! * *What belongs together stays on one page*: no heading is left alone at the end of one.

use super::fields::{Fields, join};
use super::lists::{BULLETS, LEVELS, Lists, Marker};
use super::look::{BULLET, Look, PADDING, STEP, Twips, width};
use crate::marks::{Course, Mark};
use crate::meta::{DOT, is_dot};
use crate::names::{Character, Paragraph, at_depth};
use vitae_core::{Lang, Script, Style};
use vitae_outline::{Block, Kind, Outline, Part, Role, Run};

/// A paragraph of the page.
#[derive(Debug)]
pub(super) struct Para<'o> {
    pub style: Paragraph,
    pub marker: Option<Marker>,
    /// Where it stands, unless its style says so.
    pub indent: Option<Indent>,
    pub lang: Option<&'o Lang>,
    pub flow: Flow,
    pub pieces: Vec<Piece<'o>>,
}

/// A piece of a line.
#[derive(Debug, Clone, Copy)]
pub(super) enum Piece<'o> {
    /// Text with what its author marked, and the style that says what it is.
    Text { text: &'o str, marks: &'o Style, style: Option<Character> },
    /// To the far edge.
    Tab,
    /// A hidden bookmark begins.
    Begin(Bookmark),
    /// The bookmark with this id ends.
    End(usize),
}

/// How far a paragraph stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Indent {
    pub start: Twips,
    pub end: Twips,
    pub hanging: Twips,
}

/// A marker that nobody sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bookmark {
    pub id: usize,
    pub mark: Mark,
}

impl Bookmark {
    pub(super) fn name(self) -> String {
        self.mark.name(self.id)
    }
}

/// How a paragraph holds on to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    /// As its style says.
    Styled,
    /// It stays on the page of the next paragraph, though its style does not say so.
    Keep,
    /// It lets go, though its style would keep it.
    Release,
}

/// The page, less its paper.
#[derive(Debug, Default)]
pub(super) struct Layout<'o> {
    pub paras: Vec<Para<'o>>,
    pub lists: Lists,
    /// What cannot be seen, and the bookmark of what it is about.
    pub facts: Vec<(String, &'o str)>,
}

static PLAIN: Style = Style { strong: false, emph: false, code: false, script: Script::Normal, link: None, lang: None };

/// What stands between the fields of a line.
pub(super) const fn separator<'o>() -> Piece<'o> {
    Piece::Text { text: DOT, marks: &PLAIN, style: None }
}

/// Lays an outline out.
pub(super) fn lay_out<'o>(outline: &'o Outline, look: &'o Look) -> Layout<'o> {
    let mut setter = Setter { page: Layout::default(), bookmarks: 0, course: Course::default(), look };
    let mut blocks = outline.blocks.as_slice();
    while let [block, rest @ ..] = blocks {
        let taken = setter.set(block, rest);
        blocks = rest.get(taken..).unwrap_or_default();
    }
    keep_together(&mut setter.page.paras);
    setter.page
}

struct Setter<'o> {
    page: Layout<'o>,
    bookmarks: usize,
    course: Course,
    look: &'o Look,
}

impl<'o> Setter<'o> {
    /// Sets a block, and gives how many of the following it took along.
    fn set(&mut self, block: &'o Block, rest: &'o [Block]) -> usize {
        match (block.kind, block.part) {
            (Kind::Heading(3..), Some(Part::Entry | Part::Organization | Part::Position)) if is_free(block) => {
                self.head(block, rest)
            }
            (Kind::Paragraph, _) if is_meta(block) => {
                self.meta_alone(block, rest.first());
                0
            }
            (Kind::Paragraph, Some(Part::Labelled)) => self.labelled(block, rest),
            _ if is_line_entry(block) => self.line_entries(block, rest),
            _ => {
                self.plain(block);
                0
            }
        }
    }

    /// A block as a paragraph of its own.
    fn plain(&mut self, block: &'o Block) {
        let pieces = self.pieces(block);
        self.push(block, paragraph_style(block), pieces);
    }

    /// The pieces of a block, between its hidden bookmarks.
    fn pieces(&mut self, block: &'o Block) -> Vec<Piece<'o>> {
        let pieces = block.runs.iter().map(|run| Piece::within(run, block.part)).collect();
        self.marked(block, pieces)
    }

    /// Pieces between the hidden bookmarks of their block.
    fn marked(&mut self, block: &'o Block, pieces: Vec<Piece<'o>>) -> Vec<Piece<'o>> {
        let facts = block.facts.as_deref().filter(|_| block.kind == Kind::Rule || pieces.iter().any(Piece::shows));
        let marks: Vec<_> = [
            block.section.map(Mark::Section),
            self.told(block).map(Mark::Text),
            (block.level > DEEPEST.0 || block.quote > DEEPEST.1).then_some(Mark::Depth(block.level, block.quote)),
            facts.map(|_| Mark::Facts),
        ]
        .into_iter()
        .flatten()
        .map(|mark| {
            self.bookmarks += 1;
            Bookmark { id: self.bookmarks, mark }
        })
        .collect();
        if let (Some(bookmark), Some(facts)) = (marks.last(), facts) {
            self.page.facts.push((bookmark.name(), facts));
        }
        self.course.pass(block.part);
        if marks.is_empty() {
            return pieces;
        }
        let begin = marks.iter().copied().map(Piece::Begin);
        let end = marks.iter().map(|bookmark| Piece::End(bookmark.id));
        begin.chain(pieces).chain(end).collect()
    }

    /// Whether it is text of a section or of an entry, where neither style nor place says so.
    fn told(&self, block: &Block) -> Option<Part> {
        let styled = matches!(paragraph_style(block), Paragraph::Normal | Paragraph::Text);
        block.part.filter(|part| matches!(part, Part::Body | Part::Text) && !styled && *part != self.course.text())
    }

    /// The head of an entry or of a position: its heading, and the fields of its meta line.
    fn head(&mut self, heading: &'o Block, rest: &'o [Block]) -> usize {
        let title = self.pieces(heading);
        let meta = rest.first().filter(|next| is_meta(next) && next.section.is_none() && next.lang == heading.lang);
        let alone = !rest.get(1).is_some_and(is_meta);
        let Some((meta, mut fields)) = meta.filter(|_| alone).and_then(|meta| Some((meta, Fields::of(meta)?))) else {
            self.push(heading, paragraph_style(heading), title);
            return 0;
        };
        let (dates, place) = (fields.take(Role::Dates), fields.take(Role::Place));
        let mut line = fields.line();
        let (after_title, after_line) = if !self.fits(&title, &dates) {
            join(&mut line, place);
            (Vec::new(), dates)
        } else if !line.is_empty() {
            (dates, place)
        } else if !dates.is_empty() || !self.fits(&title, &place) {
            line = place;
            (dates, Vec::new())
        } else {
            (place, Vec::new())
        };
        if line.is_empty() && after_line.is_empty() {
            let after_title = self.marked(meta, after_title);
            self.push(heading, paragraph_style(heading), two_ended(title, after_title));
            return 1;
        }
        let beside = !after_title.is_empty();
        self.push(heading, paragraph_style(heading), two_ended(title, after_title));
        self.meta(meta, line, after_line, beside);
        1
    }

    /// A meta line without a heading above: its dates are at its own end.
    fn meta_alone(&mut self, meta: &'o Block, next: Option<&Block>) {
        let under_meta = self.page.paras.last().is_some_and(|para| para.style == Paragraph::Meta || para.has_edge());
        match Fields::of(meta).filter(|_| !under_meta && !next.is_some_and(is_meta)) {
            Some(mut fields) => {
                let dates = fields.take(Role::Dates);
                self.meta(meta, fields.line(), dates, false);
            }
            None => self.plain(meta),
        }
    }

    /// The line under a heading. Where nothing of it stands at an edge or beside the title, it stays as it is.
    fn meta(&mut self, meta: &'o Block, mut line: Vec<Piece<'o>>, at_edge: Vec<Piece<'o>>, beside: bool) {
        let at_edge = if line.is_empty() || !self.fits(&line, &at_edge) {
            join(&mut line, at_edge);
            Vec::new()
        } else {
            at_edge
        };
        if at_edge.is_empty() && !beside {
            return self.plain(meta);
        }
        let pieces = self.marked(meta, two_ended(line, at_edge));
        self.push(meta, Paragraph::Meta, pieces);
    }

    /// An entry that is a line, and with it those that follow, as long as all are short.
    fn line_entries(&mut self, block: &'o Block, rest: &'o [Block]) -> usize {
        let mut pieces = self.pieces(block);
        let goes_on = |next: Option<&Block>| next.is_some_and(|next| next.level > 0 && !is_line_entry(next));
        let mut taken = 0;
        if is_short(block) && !goes_on(rest.first()) {
            while let Some(next) = rest.get(taken)
                && is_line_entry(next)
                && is_short(next)
                && is_like(block, next)
                && !goes_on(rest.get(taken + 1))
            {
                join(&mut pieces, self.pieces(next));
                taken += 1;
            }
        }
        self.push(block, Paragraph::Line, pieces);
        taken
    }

    /// A labelled line, and with it those that follow, as long as all fit on one line.
    fn labelled(&mut self, block: &'o Block, rest: &'o [Block]) -> usize {
        let mut pieces = self.pieces(block);
        let above_list = |next: Option<&Block>| {
            next.is_some_and(|next| matches!(next.kind, Kind::Item { .. }) && next.part == block.part)
        };
        let mut taken = 0;
        if has_one_label(block) && !above_list(rest.first()) {
            while let Some(next) = rest.get(taken)
                && (next.kind, next.part) == (block.kind, block.part)
                && is_like(block, next)
                && has_one_label(next)
                && !above_list(rest.get(taken + 1))
            {
                let more: Vec<_> = next.runs.iter().map(|run| Piece::within(run, next.part)).collect();
                if !self.fits(&pieces, &more) {
                    break;
                }
                join(&mut pieces, self.marked(next, more));
                taken += 1;
            }
        }
        self.push(block, Paragraph::Labelled, pieces);
        taken
    }

    /// Adds a paragraph for a block, unless there would be nothing in it.
    fn push(&mut self, block: &'o Block, style: Paragraph, pieces: Vec<Piece<'o>>) {
        let marker = self.page.lists.marker(block).filter(|_| style != Paragraph::Line);
        let shows = marker.is_some() || style == Paragraph::Rule || pieces.iter().any(Piece::shows);
        if !shows && block.section.is_none() {
            return;
        }
        let indent = indent(block, style, marker);
        let lang = block.lang.as_ref();
        self.page.paras.push(Para { style, marker, indent, lang, flow: Flow::Styled, pieces });
    }

    /// Whether two texts fit on one line, with air between. What is not certain does not fit.
    fn fits(&self, start: &[Piece<'_>], end: &[Piece<'_>]) -> bool {
        let both = || start.iter().chain(end);
        let needed = both().map(|piece| width(piece.text(), &self.look.face)).fold(STEP, Twips::saturating_add);
        end.is_empty() || (needed <= self.look.text_width() && !both().any(|piece| piece.text().contains('\n')))
    }
}

impl Para<'_> {
    /// Whether something stands at its far edge.
    fn has_edge(&self) -> bool {
        self.pieces.iter().any(|piece| matches!(piece, Piece::Tab))
    }
}

impl<'o> Piece<'o> {
    pub(super) fn of(run: &'o Run) -> Self {
        Self::styled(run, Character::of_run(run))
    }

    /// Text in a block that is something: what has no role there may still be called something.
    fn within(run: &'o Run, part: Option<Part>) -> Self {
        let unnamed = match (run.role, part) {
            (None, Some(Part::Subheading)) => Some(Character::Subheading),
            (None, Some(Part::Labelled)) => Some(Character::Value),
            _ => None,
        };
        Self::styled(run, Character::of_run(run).or(unnamed))
    }

    const fn styled(run: &'o Run, style: Option<Character>) -> Self {
        Self::Text { text: run.text.as_str(), marks: &run.style, style }
    }

    pub(super) const fn text(&self) -> &'o str {
        match self {
            Self::Text { text, .. } => text,
            Self::Tab => "\t",
            Self::Begin(_) | Self::End(_) => "",
        }
    }

    const fn shows(&self) -> bool {
        matches!(self, Self::Text { text, .. } if !text.is_empty())
    }
}

fn two_ended<'o>(mut line: Vec<Piece<'o>>, at_edge: Vec<Piece<'o>>) -> Vec<Piece<'o>> {
    if !at_edge.is_empty() {
        line.push(Piece::Tab);
        line.extend(at_edge);
    }
    line
}

/// Outside lists and quotations.
const fn is_free(block: &Block) -> bool {
    block.level == 0 && block.quote == 0
}

fn is_meta(block: &Block) -> bool {
    block.kind == Kind::Paragraph && block.part == Some(Part::Meta) && is_free(block)
}

fn is_line_entry(block: &Block) -> bool {
    block.kind == Kind::Item { number: None } && block.part == Some(Part::Line) && block.level == 1 && block.quote == 0
}

/// In the same place, language and section.
fn is_like(block: &Block, next: &Block) -> bool {
    next.section.is_none() && (next.level, next.quote) == (block.level, block.quote) && next.lang == block.lang
}

/// A name and how well: nothing that needs a line of its own, or that a reader could take for two.
fn is_short(block: &Block) -> bool {
    let short = |run: &Run| matches!(run.role, Some(Role::Title | Role::Level | Role::Separator)) && !is_dot(run);
    block.runs.iter().all(|run| short(run) && !run.text.contains('\n'))
}

/// One label, at its begin, so that a reader sees where it begins.
fn has_one_label(block: &Block) -> bool {
    let labels: Vec<_> = block.runs.iter().map(|run| run.role == Some(Role::Label)).collect();
    matches!(labels.as_slice(), [true, rest @ ..] if !rest.contains(&true))
}

fn paragraph_style(block: &Block) -> Paragraph {
    match block.kind {
        Kind::Heading(0 | 1) => Paragraph::Title,
        Kind::Heading(2) => Paragraph::Heading1,
        Kind::Heading(3) => Paragraph::Heading2,
        Kind::Heading(_) => Paragraph::Heading3,
        Kind::Rule => Paragraph::Rule,
        Kind::Pre => Paragraph::Pre,
        Kind::Item { number: None } => {
            at_depth([Paragraph::Bullet1, Paragraph::Bullet2, Paragraph::Bullet3], block.level)
        }
        Kind::Item { number: Some(_) } => {
            at_depth([Paragraph::Number1, Paragraph::Number2, Paragraph::Number3], block.level)
        }
        Kind::Paragraph => match block.part {
            Some(Part::Headline) => Paragraph::Subtitle,
            Some(Part::Contacts) => Paragraph::Contact,
            Some(Part::Meta) => Paragraph::Meta,
            Some(Part::Labelled) => Paragraph::Labelled,
            _ if block.quote > 0 => Paragraph::Quote,
            _ if block.level > 0 => {
                at_depth([Paragraph::Continue1, Paragraph::Continue2, Paragraph::Continue3], block.level)
            }
            Some(Part::Text) => Paragraph::Text,
            _ => Paragraph::Normal,
        },
    }
}

/// How deep lists may stand in, and quotations on both sides, before nothing is left of the line.
const DEEPEST: (u8, u8) = (16, 6);

/// Where a block stands, if that is not where its style or its list would put it.
fn indent(block: &Block, style: Paragraph, marker: Option<Marker>) -> Option<Indent> {
    let usual = match (style, marker) {
        (_, Some(Marker::Listed { .. })) => block.quote == 0 && block.level <= LEVELS,
        (_, Some(Marker::Typed(_))) => false,
        (Paragraph::Continue1 | Paragraph::Continue2 | Paragraph::Continue3, None) => block.level <= 3,
        (Paragraph::Quote, None) => block.quote == 1 && block.level == 0,
        (Paragraph::Line, None) => true,
        _ => is_free(block),
    };
    if usual {
        return None;
    }
    let (levels, quotes) = (block.level.min(DEEPEST.0), block.quote.min(DEEPEST.1));
    let inside = if style == Paragraph::Pre { PADDING } else { 0 };
    let end = STEP * Twips::from(quotes) + inside;
    let hanging = match marker {
        None => 0,
        Some(Marker::Listed { list: BULLETS, .. }) => BULLET,
        Some(_) => STEP,
    };
    Some(Indent { start: STEP * Twips::from(levels) + end, end, hanging })
}

/// Sees to it that nothing is left alone on a page: a heading, the line under it, a label above its list, the small print.
///
/// The styles of headings hold on to what follows. A heading that nothing belongs to must let go, else a list of such entries
/// would be one block that no page has room for.
fn keep_together(paras: &mut [Para<'_>]) {
    use Paragraph::{Bullet1, Bullet2, Bullet3, Continue1, Heading1, Heading2, Heading3};
    use Paragraph::{Labelled, Line, Meta, Normal, Number1, Rule};
    let styles: Vec<_> = paras.iter().map(|para| (para.style, is_subheading(para))).collect();
    let following = styles.iter().skip(1).map(Some).chain([None]);
    for (para, next) in paras.iter_mut().zip(following) {
        let next = next.map(|(style, subheading)| (*style, *subheading));
        let ends = matches!(next, None | Some((Heading1 | Rule, _)));
        para.flow = match (para.style, next) {
            (Heading1 | Heading2 | Heading3, _) if ends => Flow::Release,
            (Heading2, Some((Heading2, subheading))) if subheading || !is_subheading(para) => Flow::Release,
            (Heading3, Some((Heading2 | Heading3, _))) => Flow::Release,
            (Meta, Some((Heading2, _))) => Flow::Styled,
            (Meta, _) if !ends => Flow::Keep,
            (Labelled, Some((Bullet1 | Number1, _))) | (Line, Some((Continue1, _))) => Flow::Keep,
            (Normal | Bullet1 | Bullet2 | Bullet3, Some((Labelled, _))) => Flow::Keep,
            _ => Flow::Styled,
        };
    }
}

fn is_subheading(para: &Para<'_>) -> bool {
    para.pieces.iter().any(|piece| matches!(piece, Piece::Text { style: Some(Character::Subheading), .. }))
}
