//! Blocks, from the text between tags.

use super::Page;
use super::element::Tag;
use super::foreign::{Tally, Worn};
use super::stack::{Attributes, Open};
use crate::marks::{Place, default_part, default_role};
use html5gum::Span;
use std::ops::Range;
use vitae_core::{Lang, Script, Style, is_allowed};
use vitae_outline::{Block, Kind, Part, Role, Run};

/// A block that text is added to.
pub(super) struct Building {
    block: Block,
    chunks: Vec<Chunk>,
    /// The last character is a space that may turn out to be at the end of a line.
    soft: bool,
    /// What comes before the next word, if there is one: it begins another cell, or another value.
    gap: Option<Chunk>,
    /// It begins with a label.
    term: bool,
    /// How its letters look, and the entry that begins with it, on the page of somebody else.
    tally: Tally,
    entering: Option<Option<String>>,
}

/// A run in the making.
struct Chunk {
    text: String,
    style: Style,
    /// What it says it is, if it says anything.
    role: Option<Option<Role>>,
}

impl Building {
    fn push(&mut self, text: &str, style: &Style, role: Option<Option<Role>>) {
        match self.chunks.last_mut() {
            Some(last) if last.role == role && last.style == *style => last.text.push_str(text),
            _ => self.chunks.push(Chunk { text: text.to_owned(), style: style.clone(), role }),
        }
    }

    /// Takes back a space that turned out to be at the end of a line.
    fn trim(&mut self) {
        if std::mem::take(&mut self.soft)
            && let Some(last) = self.chunks.last_mut()
        {
            last.text.pop();
            self.chunks.pop_if(|last| last.text.is_empty());
        }
    }

    /// True at the begin of a line of a paragraph whose letters are of another size so far.
    pub(super) fn begins_a_line_after(&self, worn: Worn) -> bool {
        self.block.kind == Kind::Paragraph && self.last() == Some('\n') && self.tally.is_all_but(worn)
    }

    pub(super) fn last(&self) -> Option<char> {
        self.chunks.last().and_then(|chunk| chunk.text.chars().next_back())
    }
}

/// How the text at some place is marked.
struct Hand {
    style: Style,
    role: Option<Option<Role>>,
    exact: bool,
}

impl Page<'_> {
    // ── what tags do to blocks ──

    pub(super) fn enter(&mut self, open: &Open) {
        match open.tag {
            Tag::Cell if self.own => self.gap(" · ", None),
            Tag::Piece => self.gap(" · ", Some(Some(Role::Separator))),
            Tag::Value => self.value(open.listed),
            Tag::Inline => self.space(),
            Tag::Quoted => self.words("“", None),
            tag if tag.is_block() => self.flush(),
            _ => {}
        }
        if matches!(open.tag, Tag::Heading(_)) && !self.own {
            self.unbullet();
        }
        if !self.own {
            self.set_apart(open);
        }
        self.after_pre = open.tag == Tag::Pre;
    }

    pub(super) fn exit(&mut self, open: &Open) {
        match open.tag {
            Tag::Inline => self.space(),
            Tag::Quoted => self.words("”", None),
            Tag::Cell if self.own => {}
            Tag::Piece | Tag::Term | Tag::Value => {}
            tag if tag.is_block() => self.flush(),
            _ => {}
        }
    }

    /// Something else begins on the same line, if anything stands there already.
    pub(super) fn gap(&mut self, text: &str, role: Option<Option<Role>>) {
        if let Some(building) = &mut self.building {
            building.gap = Some(Chunk { text: text.to_owned(), style: Style::default(), role });
        }
    }

    /// The value of a label begins: the first on the line of the label, one of several behind a comma.
    fn value(&mut self, listed: bool) {
        let separator = self.own.then_some(Some(Role::Separator));
        let own = self.own;
        let Some(building) = self.building.as_mut().filter(|building| building.term && !listed) else {
            return self.flush();
        };
        building.trim();
        if !building.chunks.iter().all(|chunk| is_label(chunk, own)) {
            return self.gap(", ", separator);
        }
        if own {
            building.push(" ", &Style::default(), separator);
        } else {
            if !building.last().is_some_and(|c| ":：".contains(c)) {
                building.push(":", &Style::strong(), None);
            }
            building.push(" ", &Style::default(), None);
            building.soft = true;
        }
    }

    pub(super) fn line_break(&mut self) {
        if !self.own && self.is_blank_line() {
            return;
        }
        let hand = self.hand();
        // At the begin of a block, or of a cell, there is no line to break.
        if let Some(building) = self.building.as_mut().filter(|building| building.gap.is_none()) {
            if !hand.exact {
                building.trim();
            }
            building.soft = false;
            building.push("\n", &hand.style, hand.role);
        }
    }

    /// A line break that ends no line but leaves one blank: a paragraph ends there.
    fn is_blank_line(&mut self) -> bool {
        let Some(building) = &mut self.building else {
            self.foreign.gap = true;
            return true;
        };
        building.trim();
        if building.last() != Some('\n') || matches!(building.block.kind, Kind::Heading(_) | Kind::Pre) {
            return false;
        }
        self.flush();
        self.foreign.gap = true;
        true
    }

    pub(super) fn rule(&mut self, attributes: Box<Attributes>, span: &Span<usize>) {
        self.flush();
        let part = if self.own { crate::marks::part_of(&attributes.class).flatten() } else { None };
        let lang = attributes.lang.as_deref().map(Lang::new).or_else(|| self.block_lang());
        let facts = if self.own { self.facts(attributes.facts) } else { None };
        self.blocks.push(Block {
            part,
            section: self.section.take(),
            lang: lang.flatten(),
            facts,
            at: Some(self.places.locate(span.start..span.end)),
            ..Block::new(Kind::Rule)
        });
        self.foreign.gap = true;
    }

    /// The words of a picture, or of a field.
    pub(super) fn aside(&mut self, text: &str, span: &Span<usize>) {
        self.space();
        self.words(text, Some(span));
        self.space();
    }

    // ── text ──

    pub(super) fn text(&mut self, text: &str, span: &Span<usize>) {
        let text = match text.strip_prefix('\n') {
            Some(rest) if self.after_pre => rest,
            _ => text,
        };
        self.after_pre = false;
        if let Some(Open { tag: Tag::Title, .. }) = self.stack.last() {
            return self.title(text);
        }
        if !self.own {
            self.overhear(text);
        }
        if self.silent > 0 {
            let unread = self.stack.iter().all(|open| open.tag != Tag::Silent);
            self.unread.hidden += if unread { text.split_whitespace().count() } else { 0 };
            return;
        }
        if self.foreign.muted == 0 {
            self.words(text, Some(span));
        }
    }

    /// Says what the page means and does not show.
    pub(super) fn say(&mut self, text: &str, role: Option<Role>) {
        self.saying = role;
        self.words(text, None);
        self.saying = None;
    }

    fn space(&mut self) {
        self.words(" ", None);
    }

    /// Adds text to the block at hand; the first word begins one.
    fn words(&mut self, text: &str, span: Option<&Span<usize>>) {
        let mut hand = self.hand();
        self.spend(text, hand.style.link.as_ref());
        if let Some(role) = self.saying {
            hand.role = Some(Some(role));
        }
        let own = self.own;
        let worn = if own { Worn::default() } else { self.worn() };
        if !own {
            if self.steps(text, worn) {
                self.flush();
            }
            self.heard(text);
        }
        if self.building.is_none() {
            let Some(first) = text.find(|c: char| hand.exact || !is_space(c)) else { return };
            let start = span.map_or_else(|| self.here.clone(), |span| span.start + first..span.end);
            self.begin(start);
        }
        let Some(building) = &mut self.building else { return };
        let mut word = String::new();
        for c in text.chars().filter(|&c| is_allowed(c)) {
            if !own && super::signs::is_icon(c) {
                self.foreign.icons += 1;
                continue;
            }
            if hand.exact || !is_space(c) {
                // Punctuation needs no tab before it.
                if let Some(gap) = building.gap.take().filter(|gap| gap.text != "\t" || !",;.:!?)]|/·•".contains(c))
                {
                    building.trim();
                    building.push(&gap.text, &gap.style, gap.role);
                }
                building.soft = false;
                word.push(c);
                continue;
            }
            // A space counts between two words, and tells them apart as well as a tab.
            building.gap.take_if(|gap| gap.text == "\t");
            let last = word.chars().next_back().or_else(|| building.last());
            if !building.soft && building.gap.is_none() && last.is_some_and(|last| last != '\n' && last != ' ') {
                word.push(' ');
                building.soft = true;
            }
        }
        if !word.is_empty() {
            building.tally.count(&word, worn);
            building.push(&word, &hand.style, hand.role);
        }
    }

    /// How text is marked here, by the elements around it.
    fn hand(&self) -> Hand {
        let mut hand = Hand { style: Style::default(), role: None, exact: false };
        if !self.own {
            (hand.style.strong, hand.style.emph) = self.slant();
        }
        let mut inside = true;
        let mut language = true;
        for open in self.stack.iter().rev().take_while(|open| !open.tag.is_wall()) {
            // On the page of somebody else the innermost block may say what its text is.
            if inside && !self.own {
                hand.role = hand.role.or(open.role);
            }
            inside &= !open.tag.is_block();
            let style = &mut hand.style;
            // What looks bold because of what it is has not been made bold by anybody.
            let marked = open.role.is_none() || !self.own;
            match open.tag {
                // `font-weight: normal` on a `b` is what copying from some editors leaves around everything.
                Tag::Strong => style.strong |= marked && open.seen.dress.bold != Some(false),
                Tag::Emphasis => style.emph |= marked,
                Tag::Code => style.code = true,
                Tag::Sub if style.script == Script::Normal => style.script = Script::Sub,
                Tag::Sup if style.script == Script::Normal => style.script = Script::Sup,
                Tag::Link if style.link.is_none() => style.link.clone_from(&open.link),
                _ => {}
            }
            if inside {
                hand.role = hand.role.or(open.role);
                hand.exact |= open.exact;
                if let (Some(lang), true) = (&open.lang, language) {
                    style.lang.clone_from(lang);
                    language = false;
                }
            }
        }
        match self.innermost() {
            Some(Open { tag: Tag::Term, .. }) if self.own => hand.role = hand.role.or(Some(Some(Role::Label))),
            Some(Open { tag: Tag::Term, .. }) => hand.style.strong = true,
            Some(Open { tag: Tag::Pre, .. }) => hand = Hand { style: Style::default(), role: None, exact: true },
            _ => {}
        }
        hand
    }

    /// The innermost element that text does not run through.
    fn innermost(&self) -> Option<&Open> {
        self.stack.iter().rev().find(|open| open.tag.is_block())
    }

    // ── blocks ──

    fn begin(&mut self, bytes: Range<usize>) {
        let count =
            |tag: Tag| u8::try_from(self.stack.iter().filter(|open| open.tag == tag).count()).unwrap_or(u8::MAX);
        let (kind, owner) = self.kind();
        let listed = matches!(self.innermost(), Some(Open { tag: Tag::Value, listed: true, .. }));
        let term = matches!(self.innermost(), Some(Open { tag: Tag::Term, .. }));
        let place = self.place_of(owner);
        let mut block = Block {
            level: if listed { 1 } else { count(Tag::Item) },
            quote: count(Tag::Quote),
            section: self.section.take(),
            lang: self.block_lang().flatten(),
            at: Some(self.places.locate(bytes)),
            ..Block::new(kind)
        };
        let owner = owner.and_then(|i| self.stack.get_mut(i));
        let named = owner.and_then(|owner| {
            owner.begun = true;
            block.facts = owner.facts.take();
            owner.part
        });
        if self.own {
            let usual = if listed || term { Some(Part::Labelled) } else { default_part(place, kind) };
            block.part = named.unwrap_or(usual);
        }
        let mut entering = None;
        if !self.own {
            (block.look, entering) = self.look();
        }
        let tally = Tally::default();
        self.building = Some(Building { block, chunks: Vec::new(), soft: false, gap: None, term, tally, entering });
    }

    /// What begins here, and which element is its own.
    fn kind(&self) -> (Kind, Option<usize>) {
        let mut nearest = None;
        for (i, open) in self.stack.iter().enumerate().rev().filter(|(_, open)| open.tag.is_block()) {
            match open.tag {
                Tag::Heading(n) => return (Kind::Heading(n), Some(i)),
                Tag::Pre => return (Kind::Pre, Some(i)),
                Tag::Value if open.listed => return (Kind::Item { number: None }, Some(i)),
                Tag::Item if !open.begun => return (Kind::Item { number: open.number }, Some(i)),
                // The first paragraph in a bullet is its line; what is in the box of a term belongs to it.
                Tag::Paragraph | Tag::Block | Tag::Term | Tag::Piece if open.part.is_none() => {
                    nearest = match (nearest, open.tag) {
                        (Some(term), Tag::Block) if self.is_term(term) => return (Kind::Paragraph, Some(i)),
                        (nearest, _) => nearest.or(Some(i)),
                    };
                }
                Tag::List if nearest.is_some_and(|i| self.is_piece(i)) => return (Kind::Paragraph, Some(i)),
                _ => return (Kind::Paragraph, nearest.or(Some(i))),
            }
        }
        (Kind::Paragraph, nearest)
    }

    fn is_term(&self, at: usize) -> bool {
        self.stack.get(at).is_some_and(|open| open.tag == Tag::Term)
    }

    fn is_piece(&self, at: usize) -> bool {
        self.stack.get(at).is_some_and(|open| open.tag == Tag::Piece)
    }

    /// What the elements around a block say of it. A bullet says it of what is below it only.
    fn place_of(&self, owner: Option<usize>) -> Place {
        let around = self.stack.iter().enumerate().rev();
        let says = |(i, open): (usize, &Open)| open.place.filter(|_| owner != Some(i) || open.tag != Tag::Item);
        around.filter(|(i, _)| owner.is_none_or(|owner| *i <= owner)).find_map(says).unwrap_or(Place::Page)
    }

    /// What the innermost block that has a language says.
    fn block_lang(&self) -> Option<Option<Lang>> {
        self.stack.iter().rev().filter(|open| open.tag.is_block()).find_map(|open| open.lang.clone())
    }

    /// Ends the block at hand.
    pub(super) fn flush(&mut self) {
        let Some(mut building) = self.building.take() else { return };
        building.trim();
        let Building { mut block, mut chunks, tally, entering, .. } = building;
        if let (Some(last), false) = (chunks.last_mut(), self.own || block.kind == Kind::Pre) {
            last.text.truncate(last.text.trim_end_matches('\n').len());
        }
        block.runs = if self.own { settle(block.part, chunks) } else { chunks.into_iter().map(bare).collect() };
        if !self.own {
            block.runs.retain(|run| !run.text.is_empty());
        }
        if !self.own {
            self.keep(block, &tally, entering);
        } else if block.runs.iter().any(|run| !run.text.is_empty()) {
            self.blocks.push(block);
        } else {
            // Nothing came: the section still waits for its first block.
            self.section = self.section.or(block.section);
        }
    }
}

/// White space as HTML collapses it.
const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

fn is_label(chunk: &Chunk, own: bool) -> bool {
    if own { chunk.role == Some(Some(Role::Label)) } else { chunk.style.strong }
}

fn bare(chunk: Chunk) -> Run {
    Run { text: chunk.text, style: chunk.style, role: chunk.role.flatten() }
}

/// Runs with their roles: what a run says, else what its block says.
///
/// Words that somebody typed between the fields of a line belong to the field before them.
fn settle(part: Option<Part>, chunks: Vec<Chunk>) -> Vec<Run> {
    let mut before = None;
    let mut runs = Vec::with_capacity(chunks.len());
    for Chunk { text, style, role } in chunks {
        let role = match role {
            Some(role) => role,
            None => match default_role(part, &text) {
                None if matches!(part, Some(Part::Meta | Part::Line)) => before,
                usual => usual,
            },
        };
        if role != Some(Role::Separator) {
            before = role;
        }
        runs.push(Run { text, style, role });
    }
    runs
}
