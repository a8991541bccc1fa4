//! The visible grammar without roles: how a medium that has only bold and italic says what is what, and how that is understood.
//!
//! [`mark`] turns roles into marks, for a writer that has nothing better; [`recognise`] turns marks back into roles, for a reader
//! that found none. Both follow one table:
//!
//! | what | written as | read as |
//! |---|---|---|
//! | headline | a paragraph in italics under the name | same |
//! | contacts | one paragraph, parts between ` · ` | the same, if one of its parts is an address, a number or a link |
//! | text before the first section | paragraphs | an untitled summary |
//! | sub-heading | heading 3, all in italics | same |
//! | organisation with positions | heading 3, all bold | same |
//! | area of study | `, ` and italics at the end of heading 3 | same |
//! | meta line | **organisation**, *qualifier* · place · address · dates | paragraph below a heading, if it has this form and at least an organisation, a qualifier, an address or dates; below an organisation, a place will do |
//! | label | bold, with its colon | bold at the begin of a paragraph, with a colon at its end |
//! | skill, language, interest | bullet: **name** (level): keywords | the same, in a section of that kind |
//! | text after an entry | after a break | same |
//!
//! Readers also take ` | ` and a tab for ` · `, and know what people write who never saw this table: `### Engineer | 2016 – 2018`,
//! `### DropNet – Engineer (2016 – 2018)`, `- **Tools:** git, make`, `- Tools: git, make`, `- Spanish (basic)`, other titles of
//! sections. A writer that wants to know what a reader will make of its next block asks a [`Recogniser`] that has seen the blocks
//! before.

mod mark;
mod shape;
mod titles;

pub use mark::{mark, mark_block};

use crate::outline::{Block, Kind, Outline, Part, Role, Run};
use shape::{all, unmarked, with_role};
use titles::section_kind;
use vitae_core::{EntryKind, Lang, SectionKind, Words};

/// The outline with roles for what the grammar knows. Blocks that say what they are already are left alone, but for fields of a
/// meta line that somebody typed over: what they are is read from their words.
#[must_use]
pub fn recognise(mut outline: Outline) -> Outline {
    let mut reader = Recogniser::new(outline.head.lang.as_ref());
    for block in &mut outline.blocks {
        match block.part {
            Some(part) => {
                if part == Part::Meta {
                    let words = Words::of(block.lang.as_ref().or(outline.head.lang.as_ref()));
                    shape::name_fields(&mut block.runs, words);
                }
                reader.follow(block);
            }
            None => reader.block(block),
        }
    }
    outline.blocks.retain(|block| block.kind != Kind::Rule || block.section.is_some());
    outline
}

/// Where in a résumé the reader is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Where {
    /// At the very beginning, or right below the name.
    Name,
    /// Before the first section.
    Head,
    /// In a section, in no entry.
    Section,
    /// Right below the heading of an entry.
    Heading,
    /// In the text of an entry.
    Entry,
}

/// Goes through a document block by block, and gives each its part and its roles by the visible grammar.
///
/// ```
/// use vitae_core::Style;
/// use vitae_outline::{Block, Kind, Part, Recogniser, Role, Run};
/// let mut reader = Recogniser::new(None);
/// let mut read = |kind, runs| {
///     let mut block = Block { runs, ..Block::new(kind) };
///     reader.block(&mut block);
///     block
/// };
/// let heading = read(Kind::Heading(3), vec![Run::plain("Engineer")]);
/// assert_eq!(heading.runs, [Run::role("Engineer", Role::Title)]);
/// let meta = read(Kind::Paragraph, vec![Run::plain("DropNet").styled(Style::strong()), Run::plain(" · 2016")]);
/// assert_eq!((meta.part, meta.runs[0].role), (Some(Part::Meta), Some(Role::Organization)));
/// ```
#[derive(Debug, Clone)]
pub struct Recogniser {
    words: &'static Words,
    section: Option<SectionKind>,
    place: Where,
    /// A label without a value stands above: the bullets that follow are its values.
    listing: bool,
    /// The entry is a bullet.
    line: bool,
    /// The heading right above is an organisation.
    organization: bool,
    /// The name has been read, or a heading of a section.
    begun: bool,
}

impl Recogniser {
    /// At the beginning of a document in a language.
    #[must_use]
    pub fn new(lang: Option<&Lang>) -> Self {
        let words = Words::of(lang);
        Self {
            words,
            section: None,
            place: Where::Name,
            listing: false,
            line: false,
            organization: false,
            begun: false,
        }
    }

    /// Says in which language the next blocks are.
    pub fn speaks(&mut self, lang: Option<&Lang>) {
        self.words = Words::of(lang);
    }

    /// Gives a block its part and roles. A part that is known already is taken for what it is, and only its runs get roles.
    pub fn block(&mut self, block: &mut Block) {
        if let Some(kind) = block.section
            && !matches!(block.kind, Kind::Heading(_) | Kind::Rule)
        {
            (self.section, self.place) = (Some(kind), Where::Section);
        }
        match block.part {
            Some(part) => {
                if let Some(runs) = self.shape(block, part) {
                    block.runs = runs;
                }
            }
            None => self.natural(block),
        }
        self.pass(block);
    }

    /// Goes past a block whose part and roles are known; a heading of a section gets its kind from its title, if it has none.
    pub fn pass(&mut self, block: &mut Block) {
        if block.part == Some(Part::Section) && block.section.is_none() {
            block.section = Some(section_kind(&block.text(), self.words));
        }
        self.follow(block);
    }

    /// The first part that the block may be, and whose form it has.
    fn natural(&self, block: &mut Block) {
        let parts: &[Part] = match block.kind {
            // A line above the name, such as a stamp, does not make a section of it.
            Kind::Heading(1) if !self.begun => &[Part::Name],
            Kind::Heading(1 | 2) => &[Part::Section],
            Kind::Heading(3) => &[Part::Subheading, Part::Organization, Part::Entry],
            Kind::Heading(_) => &[Part::Position],
            Kind::Rule => return,
            Kind::Item { .. } if self.listing && block.level == 1 => &[Part::Labelled],
            Kind::Item { number: None } if block.level == 1 && block.quote == 0 && self.lists_entries() => {
                &[Part::Line]
            }
            Kind::Paragraph if block.quote == 0 => self.paragraphs(block),
            Kind::Item { .. } | Kind::Paragraph | Kind::Pre => &[],
        };
        for part in parts {
            if let Some(runs) = self.shape(block, *part) {
                (block.part, block.runs) = (Some(*part), runs);
                return;
            }
        }
        let in_entry = matches!(self.place, Where::Heading | Where::Entry);
        block.part = Some(if in_entry { Part::Body } else { Part::Text });
        if self.section.is_none() && !in_entry && !block.runs.is_empty() {
            block.section = Some(SectionKind::Summary);
        }
    }

    /// What a paragraph may be here.
    fn paragraphs(&self, block: &Block) -> &'static [Part] {
        if block.level > 0 {
            return if block.level == 1 && self.line { &[Part::Labelled] } else { &[] };
        }
        let reaches = || shape::split(&block.runs).iter().any(|part| shape::is_reachable(part));
        match self.place {
            Where::Name if reaches() => &[Part::Headline, Part::Labelled, Part::Contacts],
            Where::Name => &[Part::Headline, Part::Labelled],
            Where::Head if self.section.is_none() && reaches() => &[Part::Labelled, Part::Contacts],
            Where::Heading if self.section == Some(SectionKind::References) && reaches() => {
                &[Part::Labelled, Part::Meta, Part::Contacts]
            }
            Where::Heading => &[Part::Labelled, Part::Meta],
            Where::Entry if self.section == Some(SectionKind::References) && reaches() => {
                &[Part::Labelled, Part::Contacts]
            }
            Where::Head | Where::Entry | Where::Section => &[Part::Labelled],
        }
    }

    /// True in a section whose entries are a bullet each.
    fn lists_entries(&self) -> bool {
        let kind = self.section.map(SectionKind::entry_kind);
        matches!(kind, Some(EntryKind::Skill | EntryKind::Language | EntryKind::Interest))
    }

    /// The runs of a block with the roles that they have in this part; `None` if they do not have its form.
    fn shape(&self, block: &Block, part: Part) -> Option<Vec<Run>> {
        let runs = &block.runs;
        if runs.is_empty() {
            return None;
        }
        match part {
            Part::Name => Some(with_role(runs, Role::Name)),
            Part::Section => Some(with_role(runs, Role::Section)),
            Part::Position => Some(shape::dated(with_role(runs, Role::Title), self.words)),
            Part::Headline => all(runs, |run| run.style.emph).then(|| unmarked(runs, Role::Headline)),
            Part::Subheading => all(runs, |run| run.style.emph).then(|| {
                let bare = |run| Run { role: None, ..run };
                unmarked(runs, Role::Qualifier).into_iter().map(bare).collect()
            }),
            Part::Organization => {
                all(runs, |run| run.style.strong || run.text == "\n").then(|| unmarked(runs, Role::Organization))
            }
            Part::Entry => {
                Some(shape::dated(shape::title(runs, self.section == Some(SectionKind::Education)), self.words))
            }
            Part::Contacts => Some(shape::contacts(runs, self.words)),
            Part::Meta => shape::meta(runs, self.words, self.organization),
            Part::Labelled if matches!(block.kind, Kind::Item { .. }) => Some(runs.clone()),
            Part::Labelled => shape::labelled(runs, self.words),
            Part::Line => {
                let told = block.part.is_some();
                let marked = shape::line_entry(runs, self.words, told);
                marked.or_else(|| if told { None } else { shape::plain_line_entry(runs) })
            }
            Part::Body | Part::Text => Some(runs.clone()),
        }
    }

    /// Keeps in mind what the block means for the next.
    fn follow(&mut self, block: &Block) {
        if let Some(kind) = block.section {
            (self.section, self.place) = (Some(kind), Where::Section);
        }
        if block.kind == Kind::Rule {
            self.place = if self.section.is_none() { Where::Head } else { Where::Section };
            (self.listing, self.line) = (false, false);
            return;
        }
        let (Some(part), false) = (block.part, block.runs.is_empty()) else { return };
        let is_item = matches!(block.kind, Kind::Item { .. });
        let label_alone = !is_item && all(&block.runs, |run| run.role == Some(Role::Label));
        self.listing = part == Part::Labelled && (label_alone || (is_item && self.listing));
        self.organization = part == Part::Organization;
        self.begun |= matches!(part, Part::Name | Part::Section);
        if part == Part::Name {
            self.section = None;
        }
        if !matches!(part, Part::Body | Part::Labelled) {
            self.line = part == Part::Line;
        }
        self.place = match (part, self.place) {
            (Part::Name, _) => Where::Name,
            (Part::Headline | Part::Contacts, _) if self.section.is_none() => Where::Head,
            (Part::Labelled, Where::Name | Where::Head) => Where::Head,
            (Part::Section | Part::Subheading | Part::Text, _) => Where::Section,
            (Part::Entry | Part::Organization | Part::Position, _) => Where::Heading,
            _ => Where::Entry,
        };
    }
}
