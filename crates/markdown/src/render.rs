//! From an outline to Markdown.

use crate::blocks::{self, Found};
use crate::front;
use crate::ours::strangers;
use crate::said::Said;
use crate::spell::{self, normal};
use crate::state::State;
use vitae_core::{Confidence, Context, MAX_LIST_START, Result};
use vitae_outline::{Block, Kind, Outline, Part, Run, line_of, mark_block, runs_of};

/// The document of an outline.
///
/// ```
/// use vitae_core::Context;
/// use vitae_outline::{Block, Kind, Outline, Part, Role, Run};
/// let meta = |runs| Block { runs, ..Block::new(Kind::Paragraph).part(Part::Meta) };
/// let place = meta(vec![Run::role("2009", Role::Place)]);
/// let outline = Outline { blocks: vec![place], ..Outline::default() };
/// let text = vitae_markdown::render(&outline, &mut Context::default())?;
/// let text = String::from_utf8(text).unwrap();
/// assert!(text.ends_with("<span class=\"p-location\">2009</span>\n"), "{text}");
/// # Ok::<(), vitae_core::Error>(())
/// ```
///
/// # Errors
/// None: every outline can be written.
pub fn render(outline: &Outline, _: &mut Context) -> Result<Vec<u8>> {
    let mut writer = Writer::new(outline);
    if let Some(facts) = &outline.head.facts {
        let said = Said { facts: Some(facts.clone()), ..Said::default() };
        writer.out.extend(said.comment());
    }
    outline.blocks.iter().for_each(|block| writer.block(block));
    let mut text = writer.out;
    text.truncate(text.trim_end().len());
    if !text.is_empty() {
        text.push('\n');
    }
    let title = (outline.head.title != outline.usual_title()).then_some(outline.head.title.as_ref());
    let lines = front::lines(&outline.head, title);
    // What does not look like Markdown, or not like ours, says so, and so does what begins with a character that is taken for a mark of byte order.
    let looks_ours = || {
        crate::sniff(text.as_bytes()) >= Confidence::Likely
            && strangers(&text, &text, &blocks::read(&text, usize::MAX), usize::MAX).is_none()
    };
    if !lines.is_empty() || text.starts_with('\u{feff}') || !looks_ours() {
        text = format!("{}{lines}---\n{}{text}", crate::OWN, if text.is_empty() { "" } else { "\n" });
    }
    Ok(text.into_bytes())
}

/// What a line is indented by.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Container {
    Quote,
    Item(Marker),
}

/// What stands before an item.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Marker {
    number: Option<u32>,
    /// Of two numbered lists that meet, the second takes the other delimiter, or they would be one.
    parenthesis: bool,
}

struct Writer {
    out: String,
    state: State,
    /// What the last block stands in.
    open: Vec<Container>,
    /// The last block is a bullet with text.
    after_item: bool,
    /// A bullet without text has just been written: what is in it stands beside it.
    beside: bool,
}

/// The form of a block.
struct Form {
    /// Its text; `None` for a bullet without any.
    text: Option<String>,
    said: Said,
    /// A break stands before it.
    after_break: bool,
    /// The state of the reader behind it.
    state: State,
}

impl Writer {
    fn new(outline: &Outline) -> Self {
        let state = State::new(outline.head.lang.as_ref());
        Self { out: String::new(), state, open: Vec::new(), after_item: false, beside: false }
    }

    fn block(&mut self, block: &Block) {
        let want = Block { runs: normal(&block.runs), at: None, ..block.clone() };
        if want.runs.is_empty() && !matches!(want.kind, Kind::Rule | Kind::Item { .. }) {
            return;
        }
        let form = self.form(&want, &self.room(&want));
        self.state = form.state;
        if form.after_break {
            self.place(&Block::new(Kind::Rule));
            self.out.push_str("* * *");
        }
        self.place(&want);
        match (want.kind, form.text) {
            (Kind::Rule, _) => self.out.push_str("* * *"),
            (Kind::Heading(level), Some(text)) => self.out.extend(["#".repeat(level.into()).as_str(), " ", &text]),
            (Kind::Pre, Some(text)) => self.fenced(&text),
            (_, Some(text)) => self.lines(&text),
            (_, None) => self.beside = true,
        }
        if let Some(comment) = form.said.comment() {
            match want.kind {
                Kind::Item { .. } if self.beside => {}
                Kind::Item { .. } => self.out.push(' '),
                _ if form.said.continues => self.out.push(' '),
                _ => self.blank_line(),
            }
            self.out.push_str(&comment);
            self.beside = false;
        }
        self.after_item = matches!(want.kind, Kind::Item { .. }) && !self.beside;
    }

    // ── the ladder ──

    /// Climbs until a form reads back as the block.
    fn form(&self, want: &Block, room: &Room) -> Form {
        let marked = mark_block(want).runs;
        let marked =
            if want.kind == Kind::Pre { marked } else { line_of(&marked).as_ref().map(runs_of).unwrap_or_default() };
        let is_item = matches!(want.kind, Kind::Item { .. });
        let beside = |said: &Said| (is_item || said.continues) && said.comment().is_some();
        let spell = |runs: &[Run], said: &Said| match want.kind {
            Kind::Pre => Some(Some(want.text())),
            _ if runs.is_empty() => Some(None),
            kind => spell::natural(kind, runs, beside(said)).map(Some),
        };
        for (after_break, more) in [(false, false), (true, false), (false, true)] {
            if after_break && (want.part != Some(Part::Text) || self.out.is_empty()) {
                continue;
            }
            let mut state = self.state.clone();
            if after_break {
                state.read(Found { block: Block::new(Kind::Rule), said: Said::default(), explicit: false });
            }
            // Behind a break there is no bullet to continue.
            let (continues, bare) = if after_break { self.alone(want) } else { room.bare() };
            let attempt = Attempt { state: &state, runs: &marked, want, continues, bare, explicit: false };
            if let (said, state, true) = attempt.read(more)
                && let Some(text) = spell(&marked, &said)
            {
                return Form { text, said, after_break, state };
            }
        }
        let (continues, bare) = room.bare();
        let attempt = Attempt { state: &self.state, runs: &want.runs, want, continues, bare, explicit: true };
        let (mut said, mut state, same) = attempt.read(false);
        if !same {
            (said, state, _) = attempt.read(true);
        }
        let text = (!want.runs.is_empty()).then(|| spell::explicit(want.kind, &want.runs, beside(&said)));
        Form { text, said, after_break: false, state }
    }

    /// How a block stands that has nothing above it to stand in.
    fn alone(&self, block: &Block) -> (bool, u8) {
        let nothing =
            Self { out: String::new(), state: self.state.clone(), open: Vec::new(), after_item: false, beside: false };
        nothing.room(block).bare()
    }

    // ── the page ──

    /// How a block finds its place in what is open.
    fn room(&self, block: &Block) -> Room {
        let is_item = matches!(block.kind, Kind::Item { .. });
        let (mut items, mut quotes) = (block.level.saturating_sub(is_item.into()), block.quote);
        let fits = |container: &Container| {
            let left = if matches!(container, Container::Quote) { &mut quotes } else { &mut items };
            *left = left.checked_sub(1)?;
            Some(())
        };
        let kept = self.open.iter().map_while(fits).count();
        let beside = self.beside && kept == self.open.len();
        let is_bullet = block.kind == Kind::Paragraph && (items > 0 || (beside && quotes == 0));
        Room { kept, quotes, items, beside, is_bullet }
    }

    /// Leaves what the block does not stand in, and enters what it does.
    fn place(&mut self, block: &Block) {
        let Room { kept, quotes, items, beside, .. } = self.room(block);
        let before = self.open.get(kept).copied().filter(|_| quotes == 0 && items == 0);
        let own = match block.kind {
            Kind::Item { number } => Some(Marker::after(before, number)),
            _ => None,
        };
        let goes_on = match (own, before) {
            (Some(own), Some(Container::Item(before))) => own.continues(before),
            // A list may follow the line of its item without a blank line, if CommonMark lets it interrupt a paragraph.
            (Some(own), None) => kept == self.open.len() && kept > 0 && matches!(own.number, None | Some(1)),
            _ => false,
        };
        let close = goes_on && self.after_item && quotes == 0 && items == 0;
        self.open.truncate(kept);
        if self.beside && !beside {
            self.out.truncate(self.out.trim_end_matches(' ').len());
        }
        match () {
            () if self.out.is_empty() || beside => {}
            () if close => self.new_line(),
            () => self.blank_line(),
        }
        let bullet = Marker { number: None, parenthesis: false };
        let entered = (0..quotes).map(|_| Container::Quote).chain((0..items).map(|_| Container::Item(bullet)));
        for container in entered.chain(own.map(Container::Item)) {
            self.out.push_str(&container.first());
            self.open.push(container);
        }
        (self.beside, self.after_item) = (false, false);
    }

    fn indent(&self) -> String {
        self.open.iter().map(|container| container.others()).collect()
    }

    fn new_line(&mut self) {
        let indent = self.indent();
        self.out.extend(["\n", &indent]);
    }

    fn blank_line(&mut self) {
        let indent = self.indent();
        self.out.extend(["\n", indent.trim_end(), "\n", &indent]);
    }

    fn lines(&mut self, text: &str) {
        for (i, line) in text.split('\n').enumerate() {
            if i > 0 {
                self.new_line();
            }
            self.out.push_str(line);
        }
    }

    /// Preformatted text between fences that are longer than any in it.
    fn fenced(&mut self, text: &str) {
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(3.max(longest + 1));
        let indent = self.indent();
        self.out.push_str(&fence);
        for line in text.split('\n') {
            let indent = if line.is_empty() { indent.trim_end() } else { &indent };
            self.out.extend(["\n", indent, line]);
        }
        self.out.extend(["\n", &indent, &fence]);
    }
}

/// How a block finds its place in what is open.
struct Room {
    /// How many containers it shares with the block before.
    kept: usize,
    /// How many quotes it is deeper than these.
    quotes: u8,
    /// How many items it is deeper than these, its own not counted.
    items: u8,
    /// It stands beside a bullet that has no text.
    beside: bool,
    /// It is a paragraph, and will stand beside a bullet.
    is_bullet: bool,
}

impl Room {
    /// Whether it looks like a bullet, and how many bullets stand before it that are not there.
    fn bare(&self) -> (bool, u8) {
        (self.is_bullet, self.items.saturating_sub(u8::from(self.is_bullet)))
    }
}

impl Container {
    /// What its first line begins with.
    fn first(self) -> String {
        match self {
            Self::Quote => "> ".to_owned(),
            Self::Item(Marker { number: None, .. }) => "- ".to_owned(),
            Self::Item(Marker { number: Some(number), parenthesis }) => {
                // CommonMark reads no more than nine digits, and counts for itself.
                format!("{}{} ", number.min(MAX_LIST_START), if parenthesis { ')' } else { '.' })
            }
        }
    }

    /// What its other lines begin with.
    fn others(self) -> String {
        match self {
            Self::Quote => self.first(),
            Self::Item(_) => " ".repeat(self.first().len()),
        }
    }
}

impl Marker {
    /// The marker of an item that stands right after this container.
    fn after(before: Option<Container>, number: Option<u32>) -> Self {
        let marker = Self { number, parenthesis: false };
        match before {
            Some(Container::Item(before)) if number.is_some() && before.number.is_some() => {
                let goes_on = Self { parenthesis: before.parenthesis, ..marker };
                if goes_on.continues(before) { goes_on } else { Self { parenthesis: !before.parenthesis, ..marker } }
            }
            _ => marker,
        }
    }

    /// True if an item with this marker is the next of the same list.
    fn continues(self, before: Self) -> bool {
        match (before.number, self.number) {
            (None, None) => true,
            (Some(before), Some(number)) => before.checked_add(1) == Some(number),
            _ => false,
        }
    }
}

/// A form, before its reader.
struct Attempt<'a> {
    state: &'a State,
    runs: &'a [Run],
    want: &'a Block,
    continues: bool,
    bare: u8,
    explicit: bool,
}

impl Attempt<'_> {
    /// What has to be said of the block so that the reader takes it for what it is; its state then; and whether that is enough. What
    /// the reader cannot guess of part and section is said only if `more` may be.
    fn read(&self, more: bool) -> (Said, State, bool) {
        let want = self.want;
        let number = if let Kind::Item { number } = want.kind { number } else { None };
        let number = number.filter(|number| *number > MAX_LIST_START);
        let mut said =
            Said { continues: self.continues, bare: self.bare, number, facts: want.facts.clone(), ..Said::default() };
        let (mut state, mut got) = self.with(&said);
        let differs =
            |got: &Option<Block>, is: fn(&Block, &Block) -> bool| got.as_ref().is_none_or(|got| !is(got, want));
        // A part that is said may change what is guessed of the section.
        for _ in 0..if more { 2 } else { 0 } {
            if differs(&got, |got, want| got.section == want.section) {
                said.section = want.section;
                (state, got) = self.with(&said);
            }
            if differs(&got, |got, want| got.part == want.part) {
                said.part = want.part;
                (state, got) = self.with(&said);
            }
        }
        if differs(&got, |got, want| got.lang == want.lang) && (more || got.is_some()) {
            said.lang = Some(want.lang.clone());
            (state, got) = self.with(&said);
        }
        let same = got.is_some_and(|got| Block { runs: normal(&got.runs), ..got } == *want);
        (said, state, same)
    }

    fn with(&self, said: &Said) -> (State, Option<Block>) {
        let mut state = self.state.clone();
        let Block { kind, level, quote, .. } = *self.want;
        let block = Block { level, quote, runs: self.runs.to_vec(), ..Block::new(kind) };
        let got = state.read(Found { block, said: said.clone(), explicit: self.explicit });
        (state, got)
    }
}
