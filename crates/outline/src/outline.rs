//! A résumé as a plain document: flat blocks of runs, as in a word processor.
//!
//! *Budget.* Five kinds of block, six attributes of a block, three of a run. A writer that needs more than this takes the
//! résumé itself. A reader of strangers' documents says besides how a block looked, as evidence: see [`Look`].
//!
//! *Facts* are what cannot be seen: ids, tags, unknown fields, a date that is more precise than its words. They ride on the
//! block that they are about, as one line of JSON that a codec carries along without looking inside, and die with it. Their
//! characters are printable ASCII without `<`, `>`, `&`, `'` and `` ` ``, and `--` does not occur, so that they can stand in a
//! comment, in an attribute between single quotes, or in the text of an element as they are. For an ordinary résumé there are none.

use vitae_core::{Dir, Ext, Lang, Location, SectionKind, Style, Text, Url, Words};

/// A document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outline {
    /// What is said about the document as a whole.
    pub head: Head,
    /// Its paragraphs, headings and bullets, in order.
    pub blocks: Vec<Block>,
}

/// What is said about a document as a whole, outside its text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Head {
    /// Its language.
    pub lang: Option<Lang>,
    /// Its direction, where it is not the usual one of the language.
    pub direction: Option<Dir>,
    /// Its title, for the title bar and the properties.
    pub title: Option<Text>,
    /// Who it is about.
    pub author: Option<Text>,
    /// What it is about: the headline.
    pub subject: Option<Text>,
    /// What a page is called, for a footer.
    pub page: &'static str,
    /// What the document says for machines about who it is about, whether a page shows it or not: its roles are
    /// [`Role::Name`], [`Role::Headline`] and [`Role::Contact`]. Evidence, as [`Look`] is.
    pub said: Vec<Run>,
    /// What else a stranger's document says of itself, as its front matter does: no field takes it, and the résumé keeps it by these
    /// names.
    pub kept: Ext,
    /// What cannot be seen of the document as a whole.
    pub facts: Option<Box<str>>,
}

impl Head {
    /// The direction that the document is written in.
    #[must_use]
    pub fn dir(&self) -> Dir {
        self.direction.or(self.lang.as_ref().map(Dir::of)).unwrap_or(Dir::Ltr)
    }
}

/// A paragraph, heading or bullet.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// What kind of paragraph it is.
    pub kind: Kind,
    /// How deep it stands in lists: 1 for a bullet at the margin, 0 outside lists. A paragraph with a level continues a bullet.
    pub level: u8,
    /// How deep it stands in quotations.
    pub quote: u8,
    /// What it is in a résumé, if that is known.
    pub part: Option<Part>,
    /// The section that begins here, for a marker that nobody sees.
    pub section: Option<SectionKind>,
    /// Its language, where it differs from the document's.
    pub lang: Option<Lang>,
    /// Its text.
    pub runs: Vec<Run>,
    /// What cannot be seen of the thing that begins here.
    pub facts: Option<Box<str>>,
    /// Where it stood in the input.
    pub at: Option<Location>,
    /// How it looked there: evidence for what it is, where it does not say so.
    pub look: Look,
}

/// How a block looked in a document that does not say what is what. Readers fill in what they can see; it is evidence, and no
/// writer shows it. Bold, italics and links are marks of the runs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Look {
    /// The size of most of its letters, in half points (CSS pixels count as 3/2).
    pub size: Option<u16>,
    /// It is shown in capitals or small capitals that nobody typed.
    pub caps: bool,
    /// All of it is underlined.
    pub underlined: bool,
    /// It has a border or a ground of its own.
    pub ruled: bool,
    /// It stands in the middle.
    pub centered: bool,
    /// A blank line stands above it, or as much space.
    pub gap: bool,
    /// The cell of a table that it stands in: of the innermost, if tables stand in tables.
    pub cell: Option<Cell>,
    /// Where on the page it stands.
    pub origin: Origin,
    /// Its markup says that it stands in a section of this kind.
    pub section: Option<SectionKind>,
    /// Its markup says that an entry begins here.
    pub entry: bool,
}

/// A cell of a table. Blocks come row by row, and in a row cell by cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cell {
    /// Which table of the document, in any numbering.
    pub table: u32,
    /// The row, from 0.
    pub row: u32,
    /// The first column that it covers, from 0.
    pub column: u16,
    /// How many columns it covers.
    pub columns: u16,
}

/// Where on the page a block stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Origin {
    /// In the text.
    #[default]
    Body,
    /// Above the pages.
    Header,
    /// Below the pages.
    Footer,
    /// In a box beside the text.
    TextBox,
    /// In a note.
    Note,
}

/// The kind of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A heading: 1 is the name, 2 a section, 3 an entry, 4 a position within it.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A bullet, or a number.
    Item {
        /// The number beside it; `None` for a bullet.
        number: Option<u32>,
    },
    /// Preformatted text, in one run.
    Pre,
    /// A break between thoughts, without text.
    Rule,
}

/// What a block is in a résumé.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The name of the person.
    Name,
    /// The line under it.
    Headline,
    /// Ways to reach the person.
    Contacts,
    /// The heading of a section.
    Section,
    /// A heading inside a section.
    Subheading,
    /// The heading of an entry: its title.
    Entry,
    /// The heading of an entry that is an organisation with several positions, or with text of its own.
    Organization,
    /// The heading of a position in such an entry.
    Position,
    /// The line under a heading: organisation, qualifier, place, dates.
    Meta,
    /// A label and its value.
    Labelled,
    /// An entry that is a line: a skill, a language, an interest.
    Line,
    /// The text of an entry.
    Body,
    /// Text of a section, between or instead of entries.
    Text,
}

/// A stretch of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The characters; a line feed is a forced line break (in [`Kind::Pre`], a line end).
    pub text: String,
    /// The marks that the author put. What a role looks like is the writer's business, and not here. A link is one that a click
    /// may follow ([`crate::is_safe`]); others travel as facts.
    pub style: Style,
    /// What it is in a résumé, if that is known.
    pub role: Option<Role>,
}

/// What a run is in a résumé.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The name of the person.
    Name,
    /// The line under it.
    Headline,
    /// One way to reach somebody.
    Contact,
    /// The title of a section.
    Section,
    /// The title of an entry.
    Title,
    /// An organisation. Marked by bold where the medium has no better way.
    Organization,
    /// A team, an area, a venue. Marked by italics where the medium has no better way.
    Qualifier,
    /// A place.
    Place,
    /// An address on the Web that belongs to the entry.
    Url,
    /// When.
    Dates,
    /// The label of a labelled line, with its colon.
    Label,
    /// How well.
    Level,
    /// A keyword.
    Keyword,
    /// What stands between the fields of a line.
    Separator,
}

impl Role {
    /// Each role with its class: the name that it has in HTML, and where Markdown has to name it. Those of microformats2 where
    /// there is one; those that begin with `r-` are ours.
    pub const CLASSES: &'static [(Self, &'static str)] = &[
        (Self::Name, "r-name"),
        (Self::Headline, "r-headline"),
        (Self::Contact, "r-contact"),
        (Self::Section, "r-section"),
        (Self::Title, "r-title"),
        (Self::Organization, "p-org"),
        (Self::Qualifier, "r-qualifier"),
        (Self::Place, "p-location"),
        (Self::Url, "r-url"),
        (Self::Dates, "r-dates"),
        (Self::Label, "r-label"),
        (Self::Level, "r-level"),
        (Self::Keyword, "p-category"),
        (Self::Separator, "r-separator"),
    ];

    /// Its class.
    ///
    /// ```
    /// use vitae_outline::Role;
    /// assert_eq!(Role::Organization.class(), "p-org");
    /// assert_eq!(Role::of_class("p-org"), Some(Role::Organization));
    /// ```
    #[must_use]
    pub fn class(self) -> &'static str {
        Self::CLASSES.iter().find(|(role, _)| *role == self).map_or("", |(_, class)| class)
    }

    /// The role of a class.
    #[must_use]
    pub fn of_class(class: &str) -> Option<Self> {
        Self::CLASSES.iter().find(|(_, known)| *known == class).map(|(role, _)| *role)
    }
}

impl Block {
    /// A block with nothing in it yet.
    ///
    /// ```
    /// use vitae_outline::{Block, Kind, Part, Role, Run};
    /// let mut heading = Block::new(Kind::Heading(1)).part(Part::Name);
    /// heading.runs.push(Run::role("Mara Lindqvist", Role::Name));
    /// assert_eq!(heading.text(), "Mara Lindqvist");
    /// ```
    #[must_use]
    pub const fn new(kind: Kind) -> Self {
        Self {
            kind,
            level: 0,
            quote: 0,
            part: None,
            section: None,
            lang: None,
            runs: Vec::new(),
            facts: None,
            at: None,
            look: Look {
                size: None,
                caps: false,
                underlined: false,
                ruled: false,
                centered: false,
                gap: false,
                cell: None,
                origin: Origin::Body,
                section: None,
                entry: false,
            },
        }
    }

    /// Says what it is.
    #[must_use]
    pub const fn part(mut self, part: Part) -> Self {
        self.part = Some(part);
        self
    }

    /// Its characters.
    #[must_use]
    pub fn text(&self) -> String {
        text_of(&self.runs)
    }
}

/// The characters of runs.
pub(crate) fn text_of(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

impl Run {
    /// Text of which nothing more is known.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), style: Style::default(), role: None }
    }

    /// Text that is something.
    #[must_use]
    pub fn role(text: impl Into<String>, role: Role) -> Self {
        Self { text: text.into(), style: Style::default(), role: Some(role) }
    }

    /// Gives it a style.
    #[must_use]
    pub fn styled(mut self, style: Style) -> Self {
        self.style = style;
        self
    }
}

impl Outline {
    /// One spelling for what means the same: empty runs and blocks vanish, neighbouring runs of one role and style are one,
    /// and places and looks in the input are forgotten.
    ///
    /// The law of a codec is `parse(render(outline)).normal() == outline.normal()`, but for what the head says twice (author,
    /// subject, the word for a page).
    ///
    /// ```
    /// use vitae_outline::{Block, Kind, Outline, Run};
    /// let block = Block { runs: vec![Run::plain("a"), Run::plain(""), Run::plain("b")], ..Block::new(Kind::Paragraph) };
    /// let outline = Outline { blocks: vec![block, Block::new(Kind::Paragraph)], ..Outline::default() }.normal();
    /// assert_eq!(outline.blocks.len(), 1);
    /// assert_eq!(outline.blocks[0].runs, [Run::plain("ab")]);
    /// ```
    #[must_use]
    pub fn normal(mut self) -> Self {
        for block in &mut self.blocks {
            block.at = None;
            block.look = Look::default();
            let mut runs: Vec<Run> = Vec::with_capacity(block.runs.len());
            for run in block.runs.drain(..).filter(|run| !run.text.is_empty()) {
                match runs.last_mut() {
                    Some(last) if last.role == run.role && last.style == run.style => last.text.push_str(&run.text),
                    _ => runs.push(run),
                }
            }
            block.runs = runs;
        }
        self.blocks.retain(|block| block.kind == Kind::Rule || !block.runs.is_empty());
        let Head { lang, direction, title, facts, .. } = self.head;
        self.head = Head { lang, direction, title, facts, ..Head::default() };
        self
    }

    /// The title that it has where its owner gave none: who it is about, and what it is.
    ///
    /// ```
    /// use vitae_outline::{Block, Kind, Outline, Part, Role, Run};
    /// let name = Block { runs: vec![Run::role("Mara", Role::Name)], ..Block::new(Kind::Heading(1)).part(Part::Name) };
    /// let outline = Outline { blocks: vec![name], ..Outline::default() };
    /// assert_eq!(outline.usual_title().unwrap().as_str(), "Mara – Résumé");
    /// ```
    #[must_use]
    pub fn usual_title(&self) -> Option<Text> {
        let name = self.blocks.iter().find(|block| block.part == Some(Part::Name));
        let name = name.and_then(|block| Text::new(&block.text()));
        crate::compose::usual_title(name.as_ref(), Words::of(self.head.lang.as_ref()))
    }

    /// Every word in it, in order.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        let texts = self.blocks.iter().map(Block::text);
        texts.flat_map(|text| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect()
    }
}

/// True for an address that a click may follow without harm: http, https, mailto, tel.
///
/// ```
/// use vitae_core::Url;
/// assert!(vitae_outline::is_safe(&Url::new("HTTPS://a.example").unwrap()));
/// assert!(!vitae_outline::is_safe(&Url::new("javascript:alert(1)").unwrap()));
/// ```
#[must_use]
pub fn is_safe(url: &Url) -> bool {
    let scheme = url.as_str().split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    scheme.is_some_and(|scheme| matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel"))
}
