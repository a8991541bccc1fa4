//! From an outline to a page.

use crate::marks::Place;
use crate::text::{Line, collapses, escape, quoted};
use crate::{head, marks};
use serde::Deserialize;
use vitae_core::{Context, Lang, MonthStyle, Result, SectionKind, Words};
use vitae_outline::{Block, Composition, Kind, Outline, Part, Role, Run};

/// Options, as they were typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    pub page: String,
    pub theme: String,
    pub months: String,
    pub jsonld: String,
}

fn options(cx: &Context) -> Result<Options> {
    cx.check_options("html", crate::OPTIONS)?;
    cx.options()
}

pub(crate) fn composition(cx: &Context) -> Result<Composition> {
    let short = options(cx)?.months == "short";
    Ok(Composition::default().months(if short { MonthStyle::Short } else { MonthStyle::Long }))
}

/// The page of an outline.
///
/// # Errors
/// When an option is unknown, or has a value that it cannot have.
///
/// ```
/// use vitae_core::Context;
/// use vitae_outline::{Block, Kind, Outline, Part, Role, Run};
/// let name = Block { runs: vec![Run::role("Mara", Role::Name)], ..Block::new(Kind::Heading(1)).part(Part::Name) };
/// let page = vitae_html::render(&Outline { blocks: vec![name], ..Outline::default() }, &mut Context::default())?;
/// assert!(String::from_utf8_lossy(&page).contains("<h1 class=\"p-name\">Mara</h1>"));
/// # Ok::<(), vitae_core::Error>(())
/// ```
pub fn render(outline: &Outline, cx: &mut Context) -> Result<Vec<u8>> {
    let options = options(cx)?;
    let mut page = Page {
        out: String::with_capacity(16 * 1024),
        title: outline.head.title.as_ref().map_or("Résumé", |title| title.as_str()).to_owned(),
        words: Words::of(outline.head.lang.as_ref()),
        kind: None,
        employed: false,
        open: Vec::new(),
    };
    head::write(&mut page.out, outline, &options);
    page.body(&outline.blocks);
    page.out.push_str("</main>\n</body>\n</html>\n");
    Ok(page.out.into_bytes())
}

/// An element that was opened, and is closed when something of its rank or above begins.
pub(crate) struct Open {
    pub rank: Rank,
    pub end: &'static str,
    /// What a block inside is that says nothing itself.
    pub place: Place,
    /// The language inside, where it is not the document's.
    pub lang: Option<Lang>,
    pub shape: Shape,
}

/// How far out an element stands: a section holds entries, which hold positions, which hold text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    Section,
    Entry,
    Position,
    Content,
    Flow,
}

/// What an open element adds to the depth of what stands in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Box,
    /// A list: the number that comes next, if it is numbered.
    List(Option<u32>),
    Item,
    Quote,
}

pub(crate) struct Page {
    pub out: String,
    title: String,
    words: &'static Words,
    pub kind: Option<SectionKind>,
    /// The entry is an organisation, and the positions in it are its own.
    employed: bool,
    pub open: Vec<Open>,
}

impl Page {
    fn body(&mut self, blocks: &[Block]) {
        let blocks: Vec<&Block> = blocks.iter().filter(|block| block.kind == Kind::Rule || has_text(block)).collect();
        if !blocks.iter().any(|block| block.kind == Kind::Heading(1)) {
            self.label();
        }
        let mut rest = blocks.as_slice();
        if rest.first().is_some_and(|first| first.section.is_none()) {
            self.begin(Rank::Section, "<header class=\"p-contact h-card\">\n", "</header>\n", Place::Page);
        }
        while let Some(first) = rest.first() {
            if let Some(kind) = first.section {
                self.section(kind, first);
            }
            let length = self.piece(first, rest);
            rest = rest.get(length.max(1)..).unwrap_or_default();
        }
        self.close(Rank::Section);
    }

    /// A page without a name has a heading all the same, for those who hear it. It is a label: nobody wrote it.
    fn label(&mut self) {
        self.out.push_str("<div role=\"heading\" aria-level=\"1\" aria-label=\"");
        escape(&mut self.out, &self.title);
        self.out.push_str("\"></div>\n");
    }

    // ── elements around blocks ──

    /// Closes what is open at this rank and below.
    pub(crate) fn close(&mut self, rank: Rank) {
        while let Some(open) = self.open.pop_if(|open| open.rank >= rank) {
            self.out.push_str(open.end);
        }
    }

    pub(crate) fn begin(&mut self, rank: Rank, start: &str, end: &'static str, place: Place) {
        self.begin_as(rank, start, end, place, Shape::Box);
    }

    pub(crate) fn begin_as(&mut self, rank: Rank, start: &str, end: &'static str, place: Place, shape: Shape) {
        let lang = self.lang().cloned();
        self.out.push_str(start);
        self.open.push(Open { rank, end, place, lang, shape });
    }

    /// The language of what stands here.
    pub(crate) fn lang(&self) -> Option<&Lang> {
        self.open.last().and_then(|open| open.lang.as_ref())
    }

    pub(crate) fn place(&self) -> Place {
        self.open.last().map_or(Place::Page, |open| open.place)
    }

    fn is_open(&self, rank: Rank) -> bool {
        self.open.iter().any(|open| open.rank == rank)
    }

    fn section(&mut self, kind: SectionKind, first: &Block) {
        self.close(Rank::Section);
        self.kind = Some(kind);
        // To HTML a section is one that has a heading.
        let (tag, end) =
            if first.part == Some(Part::Section) { ("section", "</section>\n") } else { ("div", "</div>\n") };
        let start = format!("<{tag} data-kind=\"{}\"{}>\n", kind.as_str(), self.lang_of(first));
        self.begin(Rank::Section, &start, end, Place::Section);
        self.speak(first);
    }

    /// The entry that the blocks from here on belong to, unless it is open.
    fn article(&mut self, rest: &[&Block], anew: bool) {
        let Some(first) = rest.first().filter(|_| anew || !self.is_open(Rank::Entry)) else { return };
        self.close(Rank::Entry);
        if self.place() == Place::Page {
            return;
        }
        let positions = rest.iter().skip(1).take_while(|block| !begins_entry(block));
        let holds = first.part == Some(Part::Organization)
            && positions.into_iter().any(|block| block.part == Some(Part::Position));
        self.employed = holds;
        let start = format!("<article class=\"{}\"{}>\n", self.event(), self.lang_of(first));
        self.begin(Rank::Entry, &start, "</article>\n", Place::Entry);
        self.speak(first);
    }

    /// What microformats call an entry of this section.
    const fn event(&self) -> &'static str {
        match self.kind {
            Some(SectionKind::Work | SectionKind::Volunteer) => "p-experience h-event",
            Some(SectionKind::Education) => "p-education h-event",
            Some(SectionKind::Affiliations) => "p-affiliation h-card",
            Some(SectionKind::Publications | SectionKind::Talks | SectionKind::Patents) => "h-cite",
            _ => "r-entry",
        }
    }

    /// A position in an organisation: to machines an event within that of the entry, which says where. To say it here again
    /// would leave a copy that nobody sees, and that stays when the words are edited.
    fn position(&mut self) {
        self.close(Rank::Position);
        let class = self.event().rsplit(' ').next().filter(|_| self.employed).unwrap_or("r-entry");
        let start = format!("<section class=\"r-position {class}\">\n");
        self.begin(Rank::Position, &start, "</section>\n", Place::Entry);
    }

    /// From here on the language is that of a block.
    fn speak(&mut self, block: &Block) {
        if let Some(open) = self.open.last_mut() {
            open.lang.clone_from(&block.lang);
        }
    }

    /// The language of a block, if what stands around it is in another one.
    fn lang_of(&self, block: &Block) -> String {
        match &block.lang {
            lang if lang.as_ref() == self.lang() => String::new(),
            Some(lang) => format!(" lang=\"{lang}\""),
            None => " lang=\"\"".to_owned(),
        }
    }

    // ── blocks ──

    /// Writes the piece that begins here; says how many blocks it took.
    fn piece(&mut self, first: &Block, rest: &[&Block]) -> usize {
        let lists = |open: &Open| open.place == Place::Lines;
        let in_text = |open: &Open| matches!(open.rank, Rank::Section | Rank::Flow);
        if first.level == 0 && self.open.iter().any(lists) {
            self.close(Rank::Entry);
        }
        match first.part {
            Some(Part::Entry | Part::Organization) if is_heading(first) => {
                self.article(rest, true);
                return self.headed(rest);
            }
            Some(Part::Position) if is_heading(first) => {
                self.position();
                return self.headed(rest);
            }
            // A paragraph in the list of the one above stays there: a page of them must not open the list again for each.
            Some(Part::Text) if first.level > 0 && first.kind == Kind::Paragraph && self.open.iter().all(in_text) => {
                self.flow(first);
            }
            Some(Part::Name | Part::Headline | Part::Section | Part::Subheading | Part::Text) => {
                self.close(Rank::Entry);
                self.flow(first);
            }
            Some(Part::Contacts) => {
                self.close(Rank::Content);
                self.article(rest, false);
                self.contacts(first);
            }
            Some(Part::Meta) => {
                self.close(Rank::Content);
                self.article(rest, false);
                return self.headed(rest);
            }
            Some(Part::Labelled) => {
                self.article(rest, false);
                return self.labelled(rest);
            }
            Some(Part::Line) if first.level == 1 && first.quote == 0 && is_bullet(first) => self.line(first),
            Some(Part::Body) => {
                self.article(rest, false);
                if self.place() == Place::Entry && !self.is_open(Rank::Content) {
                    self.begin(Rank::Content, "<div class=\"e-content\">\n", "</div>\n", Place::Entry);
                }
                self.flow(first);
            }
            _ => {
                self.close(Rank::Content);
                self.flow(first);
            }
        }
        1
    }

    /// What a block says about itself: its classes, its language, and what cannot be seen of it.
    pub(crate) fn attributes(&self, block: &Block, class: &str) -> String {
        let mut out = String::new();
        let own = if block.part == marks::default_part(self.place(), block.kind) {
            ""
        } else {
            marks::part_class(block.part)
        };
        let classes = [own, class].into_iter().filter(|class| !class.is_empty()).collect::<Vec<_>>().join(" ");
        if !classes.is_empty() {
            out += &format!(" class=\"{classes}\"");
        }
        out += &self.lang_of(block);
        out + &facts(block)
    }

    pub(crate) fn runs(&mut self, part: Option<Part>, runs: &[Run]) {
        Line { runs, part, kind: self.kind, words: self.words }.write(&mut self.out);
    }

    /// A heading with its line of organisation, place and dates below, or that line alone. Takes both blocks.
    ///
    /// The line is one, in the order that it is read in. On a wide page the style sheet sets the dates beside the heading.
    fn headed(&mut self, rest: &[&Block]) -> usize {
        let is_meta = |block: &&&Block| block.part == Some(Part::Meta) && is_plain(block);
        let heading = rest.first().filter(|block| block.part != Some(Part::Meta));
        let meta = rest
            .get(usize::from(heading.is_some()))
            .filter(is_meta)
            .filter(|meta| meta.section.is_none() || heading.is_none());
        if heading.is_none() && meta.is_none() {
            if let Some(first) = rest.first() {
                self.flow(first);
            }
            return 1;
        }
        self.out.push_str("<header class=\"r-head\">\n");
        if let Some(heading) = heading {
            self.flow(heading);
        }
        if let Some(meta) = meta {
            self.meta(meta);
        }
        self.out.push_str("</header>\n");
        usize::from(heading.is_some()) + usize::from(meta.is_some())
    }

    fn meta(&mut self, block: &Block) {
        let attributes = self.attributes(block, "");
        self.out.push_str(&format!("<p{attributes}>"));
        let line = Line { runs: &block.runs, part: block.part, kind: self.kind, words: self.words };
        let split = block.runs.split_last().filter(|(last, _)| last.role == Some(Role::Dates));
        match split.and_then(|(dates, before)| Some((dates, before.split_last()?))) {
            Some((dates, (separator, before)))
                if *separator == Run::role(" · ", Role::Separator)
                    && !before.is_empty()
                    && !collapses('\n', &block.text(), '\n') =>
            {
                self.out.push_str("<span class=\"r-where\">");
                line.with(before).write(&mut self.out);
                self.out.push_str("</span><span class=\"r-separator\"> · </span>");
                line.with(std::slice::from_ref(dates)).write(&mut self.out);
            }
            _ => line.write(&mut self.out),
        }
        self.out.push_str("</p>\n");
    }

    /// Contacts are a list: a screen reader says how many there are.
    fn contacts(&mut self, block: &Block) {
        let separates = |run: &Run| run.role == Some(Role::Separator) && run.text == " · " && run.style.is_plain();
        let whole = |group: &[Run]| !group.is_empty() && !group.iter().all(|run| run.text.trim().is_empty());
        if !is_plain(block) || !block.runs.split(separates).all(whole) {
            return self.flow(block);
        }
        let attributes = self.attributes(block, "");
        self.out.push_str(&format!("<ul{attributes}>\n"));
        for group in block.runs.split(separates) {
            self.out.push_str("<li>");
            self.runs(block.part, group);
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ul>\n");
    }

    /// Labels and values, as a list of terms. A block that is no such thing goes its own way.
    fn labelled(&mut self, blocks: &[&Block]) -> usize {
        self.close(Rank::Content);
        let level = self.items();
        let is_term = |block: &Block| {
            block.part == Some(Part::Labelled)
                && block.kind == Kind::Paragraph
                && (usize::from(block.level), block.quote) == (level, 0)
                && term(&block.runs).is_some()
        };
        let Some(first) = blocks.first().filter(|block| is_term(block)) else {
            if let Some(first) = blocks.first() {
                self.flow(first);
            }
            return 1;
        };
        self.begin(Rank::Content, "<dl>\n", "</dl>\n", Place::Page);
        let mut taken = 0;
        let mut next = Some(first);
        while let Some(line) = next {
            let attributes = format!("{}{}", self.lang_of(line), facts(line));
            self.out.push_str(&format!("<div{attributes}>"));
            let (label, value) = term(&line.runs).unwrap_or_default();
            let lang = self.open.last().and_then(|open| open.lang.clone());
            self.speak(line);
            self.out.push_str("<dt>");
            let shown: Vec<Run> = label.iter().map(|run| Run { role: None, ..run.clone() }).collect();
            self.runs(Some(Part::Labelled), &shown);
            self.out.push_str("</dt>");
            if let Some(value) = value {
                self.out.push_str("<dd>");
                self.runs(Some(Part::Labelled), value);
                self.out.push_str("</dd>");
            }
            taken += 1;
            while let Some(item) = blocks.get(taken).filter(|block| is_listed(block)) {
                let attributes = format!("{}{}", self.lang_of(item), facts(item));
                self.out.push_str(&format!("<dd class=\"{}\"{attributes}>", marks::LISTED));
                self.runs(Some(Part::Labelled), &item.runs);
                self.out.push_str("</dd>");
                taken += 1;
            }
            if let Some(open) = self.open.last_mut() {
                open.lang = lang;
            }
            self.out.push_str("</div>\n");
            next = blocks.get(taken).filter(|block| block.section.is_none() && is_term(block));
        }
        self.close(Rank::Content);
        taken
    }

    /// An entry that is a line, with what belongs to it.
    fn line(&mut self, block: &Block) {
        if self.open.iter().any(|open| open.place == Place::Lines) {
            self.close(Rank::Position);
        } else {
            self.close(Rank::Entry);
            self.begin_as(Rank::Entry, "<ul class=\"r-lines\">\n", "</ul>\n", Place::Lines, Shape::List(None));
        }
        let start = format!("<li{}>", self.attributes(block, ""));
        self.begin_as(Rank::Position, &start, "</li>\n", Place::Entry, Shape::Item);
        self.speak(block);
        self.runs(block.part, &block.runs);
    }
}

/// True for a block that cannot belong to the entry before it.
fn begins_entry(block: &Block) -> bool {
    block.section.is_some()
        || matches!(
            block.part,
            Some(Part::Entry | Part::Organization | Part::Section | Part::Subheading | Part::Line | Part::Text)
        )
}

fn has_text(block: &Block) -> bool {
    block.runs.iter().any(|run| !run.text.is_empty())
}

const fn is_heading(block: &Block) -> bool {
    matches!(block.kind, Kind::Heading(_))
}

const fn is_bullet(block: &Block) -> bool {
    matches!(block.kind, Kind::Item { number: None })
}

/// A paragraph outside lists and quotations.
fn is_plain(block: &Block) -> bool {
    (block.kind, block.level, block.quote) == (Kind::Paragraph, 0, 0)
}

/// One of the values of a labelled line that has a list of them.
fn is_listed(block: &Block) -> bool {
    block.part == Some(Part::Labelled)
        && is_bullet(block)
        && (block.level, block.quote) == (1, 0)
        && block.section.is_none()
}

/// The label of a labelled line, and its value if it has one on the line.
fn term(runs: &[Run]) -> Option<(&[Run], Option<&[Run]>)> {
    let length = runs.iter().take_while(|run| run.role == Some(Role::Label)).count();
    let (label, value) = runs.split_at_checked(length).filter(|(label, _)| !label.is_empty())?;
    match value {
        [] => Some((label, None)),
        [space, value @ ..] if *space == Run::role(" ", Role::Separator) => Some((label, Some(value))),
        _ => None,
    }
}

/// What cannot be seen of a block.
fn facts(block: &Block) -> String {
    block.facts.as_ref().map(|facts| format!(" {}={}", marks::FACTS, quoted(facts))).unwrap_or_default()
}
