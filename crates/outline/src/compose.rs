//! From a résumé to the outline of a document, in the résumé's own language.

use crate::body::{blocks_of, runs_of};
use crate::card::{Card, Hand, Labelled, Values};
use crate::contact::contact_line;
use crate::outline::{Block, Head, Kind, Outline, Part, Role, Run};
use std::ops::Range;
use vitae_core::{
    Block as Text, CellRef, Engagement, Entry, EntryKind, Ext, Item, Lang, MonthStyle, Person, Position, Record,
    Resume, Section, What, Words,
};

/// Choices in composing. They change appearance, never content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Composition {
    /// How long the names of months are.
    pub months: MonthStyle,
}

impl Composition {
    /// Month names of this length.
    #[must_use]
    pub const fn months(mut self, months: MonthStyle) -> Self {
        self.months = months;
        self
    }
}

/// The outline of a résumé.
///
/// Everything that a [`crate::visible`] résumé says is in it: see the table at the head of the crate.
///
/// ```
/// use vitae_core::{Dates, Engagement, Entry, Item, Line, Organization, Position, Resume, Section, SectionKind, Text, What, Words};
/// use vitae_outline::{Composition, compose};
/// let position = Position {
///     title: Line::text("Engineer"),
///     dates: Dates::parse("2010 – 2016", Words::english()),
///     ..Position::default()
/// };
/// let organization = Text::new("DropNet").map(Organization::named);
/// let job = What::Engagement(Engagement { organization, positions: vec![position], ..Engagement::default() });
/// let work = Section { content: vec![Item::from(Entry::from(job))], ..Section::new(SectionKind::Work) };
/// let outline = compose(&Resume { sections: vec![work], ..Resume::default() }, Composition::default());
/// let lines: Vec<_> = outline.blocks.iter().map(|block| block.text()).collect();
/// assert_eq!(lines, ["Engineer", "DropNet · 2010 – 2016"]);
/// ```
#[must_use]
pub fn compose(resume: &Resume, composition: Composition) -> Outline {
    composed(resume, composition).0
}

/// Where a section, its items and the positions in those stand among the blocks. What shows nothing stands nowhere.
#[derive(Debug, Default)]
pub(crate) struct Span {
    pub blocks: Range<usize>,
    pub parts: Vec<Span>,
}

/// The outline of a résumé, and where each section is in it.
pub(crate) fn composed(resume: &Resume, composition: Composition) -> (Outline, Vec<Span>) {
    let mut composer = Composer {
        blocks: Vec::new(),
        months: composition.months,
        words: Words::of(resume.meta.language.as_ref()),
        lang: None,
        spans: Vec::new(),
    };
    composer.person(&resume.person);
    let language = resume.meta.language.as_ref();
    let spans = resume.sections.iter().map(|section| composer.section(section, language)).collect();
    (Outline { head: head(resume), blocks: composer.blocks }, spans)
}

/// True for a title that a document has when its owner gave it none, whatever the name in it.
pub(crate) fn is_made_title(title: &vitae_core::Text, words: &Words) -> bool {
    title.as_str().strip_suffix(words.phrases().resume).is_some_and(|name| name.is_empty() || name.ends_with(" – "))
}

/// The title of a document whose owner gave it none.
pub(crate) fn usual_title(name: Option<&vitae_core::Text>, words: &Words) -> Option<vitae_core::Text> {
    let phrase = words.phrases().resume;
    vitae_core::Text::new(&name.map_or_else(|| phrase.to_owned(), |name| format!("{name} – {phrase}")))
}

fn head(resume: &Resume) -> Head {
    let words = Words::of(resume.meta.language.as_ref());
    let name = resume.person.name.clone();
    Head {
        lang: resume.meta.language.clone(),
        direction: resume.meta.direction,
        title: resume.meta.title.clone().or_else(|| usual_title(name.as_ref(), words)),
        author: name,
        subject: resume.person.headline.as_ref().and_then(|line| vitae_core::Text::new(&line.plain())),
        page: words.phrases().page,
        said: Vec::new(),
        kept: Ext::default(),
        facts: None,
    }
}

struct Composer {
    blocks: Vec<Block>,
    months: MonthStyle,
    words: &'static Words,
    /// The language of what is being composed, where it is not the document's.
    lang: Option<Lang>,
    /// Where the positions of the entry stand that is being composed.
    spans: Vec<Span>,
}

impl Composer {
    fn hand(&self) -> Hand<'static> {
        Hand { words: self.words, months: self.months }
    }

    /// Adds a block, unless there is nothing in it.
    fn push(&mut self, mut block: Block) {
        if block.runs.iter().any(|run| !run.text.is_empty()) {
            block.lang.clone_from(&self.lang);
            self.blocks.push(block);
        }
    }

    fn line(&mut self, kind: Kind, part: Part, runs: Vec<Run>) {
        self.push(Block { runs, ..Block::new(kind).part(part) });
    }

    fn person(&mut self, person: &Person) {
        if let Some(name) = &person.name {
            self.line(Kind::Heading(1), Part::Name, vec![Run::role(name.as_str(), Role::Name)]);
        }
        if let Some(headline) = &person.headline {
            let mut runs = runs_of(headline);
            runs.iter_mut().for_each(|run| run.role = Some(Role::Headline));
            self.line(Kind::Paragraph, Part::Headline, runs);
        }
        self.line(Kind::Paragraph, Part::Contacts, contact_line(&person.contacts, self.words));
        let mut card = Card::default();
        for (spec, cell) in person.cells() {
            if let CellRef::Details(_) = cell {
                self.hand().put(&mut card, spec, cell);
            }
        }
        self.labelled(card.labelled);
    }

    fn section(&mut self, section: &Section, outer: Option<&Lang>) -> Span {
        let lang = section.common.lang.as_ref();
        self.lang = lang.cloned();
        self.words = Words::of(lang.or(outer));
        let begin = self.blocks.len();
        match &section.title {
            Some(title) => {
                let mut runs = runs_of(title);
                runs.iter_mut().for_each(|run| run.role = Some(Role::Section));
                self.line(Kind::Heading(2), Part::Section, runs);
            }
            // Without a heading, only a break keeps it apart from the section before.
            None if self.blocks.iter().any(|block| block.section.is_some()) => self.blocks.push(Block::new(Kind::Rule)),
            None => {}
        }
        let mut parts = Vec::with_capacity(section.content.len());
        for item in &section.content {
            let begin = self.blocks.len();
            match item {
                Item::Heading(line) => self.line(Kind::Heading(3), Part::Subheading, runs_of(line)),
                Item::Text(text) => self.texts(std::slice::from_ref(text), Part::Text, 0),
                Item::Entry(entry) => self.entry(entry, section, outer),
            }
            parts.push(Span { blocks: begin..self.blocks.len(), parts: std::mem::take(&mut self.spans) });
        }
        if let Some(first) = self.blocks.get_mut(begin) {
            first.section = Some(section.kind);
        }
        (self.lang, self.words) = (None, Words::of(outer));
        Span { blocks: begin..self.blocks.len(), parts }
    }

    fn entry(&mut self, entry: &Entry, section: &Section, outer: Option<&Lang>) {
        let section_lang = section.common.lang.as_ref();
        let lang = entry.common.lang.as_ref().or(section_lang);
        self.lang = lang.cloned();
        self.words = Words::of(lang.or(outer));
        match (&entry.what, entry.flat_position()) {
            (_, Some((engagement, position))) => {
                let mut card = Card::default();
                self.hand().fill(&mut card, engagement);
                self.hand().fill(&mut card, position);
                self.hand().fill(&mut card, &entry.common);
                self.block_entry(card, Part::Entry, 3, false);
            }
            (What::Engagement(engagement), None) => self.nested(engagement, entry),
            (what, None) => {
                let mut card = Card::default();
                self.hand().fill(&mut card, what);
                self.hand().fill(&mut card, &entry.common);
                if is_line(what.kind()) {
                    self.line_entry(card);
                } else {
                    self.block_entry(card, Part::Entry, 3, what.kind() == EntryKind::Education);
                }
            }
        }
        self.lang = section_lang.cloned();
        self.words = Words::of(section_lang.or(outer));
    }

    /// An organisation, then its positions one level below.
    fn nested(&mut self, engagement: &Engagement, entry: &Entry) {
        let mut card = Card::default();
        self.hand().fill(&mut card, engagement);
        self.hand().fill(&mut card, &entry.common);
        self.block_entry(card, Part::Entry, 3, false);
        for position in &engagement.positions {
            let begin = self.blocks.len();
            self.position(position);
            self.spans.push(Span { blocks: begin..self.blocks.len(), parts: Vec::new() });
        }
    }

    fn position(&mut self, position: &Position) {
        let mut card = Card::default();
        self.hand().fill(&mut card, position);
        self.block_entry(card, Part::Position, 4, false);
    }

    /// Heading, meta line, labelled lines, text.
    fn block_entry(&mut self, mut card: Card, part: Part, level: u8, area_in_title: bool) {
        let mut heading = std::mem::take(&mut card.title);
        let part = match (heading.is_empty(), part) {
            // Without a title, the organisation heads the entry.
            (true, Part::Entry) => {
                heading = std::mem::take(&mut card.organization);
                Part::Organization
            }
            (_, part) => part,
        };
        if area_in_title && part == Part::Entry && !card.qualifier.is_empty() {
            heading.push(Run::role(", ", Role::Separator));
            heading.append(&mut card.qualifier);
        }
        self.line(Kind::Heading(level), part, heading);
        let meta = card.meta();
        self.line(Kind::Paragraph, Part::Meta, meta);
        self.line(Kind::Paragraph, Part::Contacts, std::mem::take(&mut card.contacts));
        self.rest(card, 0);
    }

    /// One bullet: name, levels in brackets, keywords after a colon.
    fn line_entry(&mut self, mut card: Card) {
        let mut line = std::mem::take(&mut card.title);
        if !card.levels.is_empty() {
            if !line.is_empty() {
                line.push(Run::role(" ", Role::Separator));
            }
            line.push(Run::role("(", Role::Separator));
            line.push(Run::role(card.levels.join(crate::contact::SEPARATOR), Role::Level));
            line.push(Run::role(")", Role::Separator));
            card.levels.clear();
        }
        if !card.keywords.is_empty() && !line.is_empty() {
            line.push(Run::role(format!("{} ", self.words.phrases().colon), Role::Separator));
        }
        line.append(&mut card.keywords);
        // Below a bullet that says nothing there is nothing to stand in.
        let level = u8::from(line.iter().any(|run| !run.text.is_empty()));
        self.push(Block { level: 1, runs: line, ..Block::new(Kind::Item { number: None }).part(Part::Line) });
        self.rest(card, level);
    }

    /// What every entry may have below its head.
    fn rest(&mut self, mut card: Card, level: u8) {
        if !card.levels.is_empty() {
            let levels = std::mem::take(&mut card.levels).join(crate::contact::SEPARATOR);
            self.line(Kind::Paragraph, Part::Meta, vec![Run::role(levels, Role::Level)]);
        }
        if !card.keywords.is_empty() {
            let label = format!("{}{}", self.words.label(vitae_core::Field::Keywords), self.words.phrases().colon);
            card.labelled.push(Labelled { label, values: Values::Line(std::mem::take(&mut card.keywords)) });
        }
        let begin = self.blocks.len();
        let body = std::mem::take(&mut card.body);
        let labelled = std::mem::take(&mut card.labelled);
        // What an entry says comes before the small print about it.
        self.texts(&body, Part::Body, level);
        self.labelled(labelled);
        for block in self.blocks.iter_mut().skip(begin).filter(|block| block.part == Some(Part::Labelled)) {
            block.level = block.level.max(level);
        }
    }

    fn labelled(&mut self, lines: Vec<Labelled>) {
        for Labelled { label, values } in lines {
            let label = Run::role(label, Role::Label);
            match values {
                Values::Line(value) => {
                    let runs = [label, Run::role(" ", Role::Separator)].into_iter().chain(value).collect();
                    self.line(Kind::Paragraph, Part::Labelled, runs);
                }
                Values::List(values) => {
                    self.line(Kind::Paragraph, Part::Labelled, vec![label]);
                    for value in values {
                        let item = Block::new(Kind::Item { number: None }).part(Part::Labelled);
                        self.push(Block { level: 1, runs: value, ..item });
                    }
                }
            }
        }
    }

    /// Blocks of text, in the list item of an entry that is a line (`level` 1) or by themselves.
    fn texts(&mut self, texts: &[Text], part: Part, level: u8) {
        for mut block in blocks_of(texts) {
            block.level = block.level.saturating_add(level);
            (block.part, block.lang) = (Some(part), self.lang.clone());
            self.blocks.push(block);
        }
    }
}

/// Kinds whose entries are a line each.
const fn is_line(kind: EntryKind) -> bool {
    matches!(kind, EntryKind::Skill | EntryKind::Language | EntryKind::Interest)
}
