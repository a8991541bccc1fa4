//! The page of somebody else: what it says besides its words, by how it looks and by the names of its elements.

use super::Page;
use super::build::Building;
use super::element::Tag;
use super::fields::{goes_on, smooth};
use super::names::{self, Around, Entry};
use super::sheet::{Dress, Sheet, USUAL};
use super::stack::{Attributes, Open};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use vitae_core::{SectionKind, Words};
use vitae_outline::{Block, Cell, Kind, Look, Role, Run};

/// More columns than any table has.
const COLUMNS: usize = 1_000;

/// What is known of the page so far.
#[derive(Default)]
pub(super) struct Foreign {
    pub sheet: Sheet,
    css: String,
    /// Blocks of JSON-LD.
    pub data: Vec<String>,
    /// How the page as a whole is dressed.
    base: Dress,
    /// Somebody said how large letters are.
    sized: bool,
    /// How many columns each table has.
    tables: Vec<u16>,
    /// A blank line stands above the next block.
    pub gap: bool,
    /// A section or an entry has begun.
    past_head: bool,
    name_said: bool,
    /// An entry begins with the next block: always, or if there are several of this class.
    entering: Option<Option<String>>,
    /// Blocks that begin an entry if there are several of this class.
    marks: Vec<(usize, String)>,
    /// A span has just ended, and nothing came after it yet.
    ended: bool,
    /// What is shown of a date that has a value.
    dated: Option<String>,
    /// The dates that are meant in the block at hand, and whether it shows one of them in other words.
    meant: Vec<String>,
    unsaid: bool,
    /// How many of the open elements say something else than what is in them.
    pub muted: usize,
    /// Blocks in boxes that only paper, or only a small screen, shows.
    twins: Vec<Range<usize>>,
    pub icons: usize,
    pub pictures: usize,
    pub repeated: usize,
}

/// What an element says of what is in it.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub dress: Dress,
    /// The size of its letters, in half points.
    size: f32,
    section: Option<SectionKind>,
    /// It is the root of a microformat of version 1.
    classic: bool,
    /// The type of the thing that it describes, in microdata.
    scope: Option<String>,
    entry: bool,
    /// What is in it stands apart from what is beside it.
    apart: bool,
    /// Its text is not what it says.
    pub muted: bool,
    twin: bool,
    /// The date that is meant, for machines.
    value: Option<String>,
    grid: Option<Grid>,
    cell: Option<Cell>,
    /// How many blocks there were before it.
    from: usize,
}

/// Where in a table we are.
#[derive(Debug)]
struct Grid {
    table: usize,
    /// The rows that have begun.
    rows: u32,
    column: usize,
    /// For each column, how many more rows a cell above reaches into.
    reach: Vec<u32>,
}

/// How letters look.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Worn {
    size: u16,
    caps: bool,
    underlined: bool,
}

/// How most of the letters of a block look.
#[derive(Debug, Default)]
pub(super) struct Tally {
    letters: usize,
    caps: usize,
    underlined: usize,
    sizes: Vec<(u16, usize)>,
}

impl Tally {
    pub(super) fn count(&mut self, word: &str, worn: Worn) {
        let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
        self.letters += letters;
        self.caps += if worn.caps { letters } else { 0 };
        self.underlined += if worn.underlined { letters } else { 0 };
        if let Some((_, count)) = self.sizes.iter_mut().find(|(size, _)| *size == worn.size) {
            *count += letters;
        } else if self.sizes.len() < 8 {
            self.sizes.push((worn.size, letters));
        }
    }

    /// True if all letters so far are of another size.
    pub(super) fn is_all_but(&self, worn: Worn) -> bool {
        matches!(self.sizes.as_slice(), [(size, 1..)] if *size != worn.size)
    }

    fn settle(&self, look: &mut Look) {
        look.caps = self.letters > 0 && self.caps == self.letters;
        look.underlined = self.letters > 0 && self.underlined == self.letters;
        look.size = self.sizes.iter().max_by_key(|(_, count)| *count).map(|(size, _)| *size);
    }
}

impl Page<'_> {
    // ── what an element says ──

    /// How an element is dressed: by its tag, the style sheet, and itself.
    fn dress(&mut self, name: &str, attributes: &Attributes) -> Dress {
        let sheet = self.foreign.sheet.dress(name, &attributes.class, &attributes.id);
        let font = if name == "font" { Dress::of_font(&attributes.size) } else { Dress::default() };
        let align = attributes.align.trim().eq_ignore_ascii_case("center");
        let align = Dress { centered: align.then_some(true), ..font };
        let own = align.under(sheet).under(Dress::of(&attributes.style));
        self.foreign.sized |= own.size.is_some() || matches!(name, "big" | "small");
        Dress::of_tag(name).under(own)
    }

    /// What `html` and `body` say of how the page looks.
    pub(super) fn undressed(&mut self, name: &str, attributes: &Attributes) {
        let dress = self.dress(name, attributes);
        self.foreign.base = self.foreign.base.under(dress);
    }

    /// What an element says before its text comes, and what its text is. A style may hide it.
    pub(super) fn see(&mut self, name: &str, tag: Tag, attributes: &mut Attributes) -> (Seen, Option<Role>) {
        let dress = self.dress(name, attributes);
        attributes.hidden |= dress.hidden == Some(true);
        let around = self.stack.last().map_or_else(|| self.base_size(), |open| open.seen.size);
        let mut seen = Seen {
            dress,
            size: dress.size.map_or(around, |size| size.within(around)),
            from: self.blocks.len() + usize::from(self.building.is_some() && tag.is_block()),
            ..Seen::default()
        };
        if self.silent > 0 || attributes.hidden {
            return (seen, None);
        }
        if tag == Tag::Silent && name == "script" && attributes.is_data() {
            self.foreign.data.push(String::new());
        }
        if tag == Tag::Table {
            self.foreign.tables.push(0);
            let table = self.foreign.tables.len() - 1;
            seen.grid = Some(Grid { table, rows: 0, column: 0, reach: Vec::new() });
        }
        match tag {
            Tag::Row => self.row(),
            Tag::Cell => seen.cell = self.cell(attributes),
            _ => {}
        }
        self.see_names(tag, attributes, &mut seen);
        let role = self.role(name, tag, attributes, &seen);
        seen.apart = !tag.is_block()
            && (role.is_some()
                || attributes.class.split_ascii_whitespace().any(names::is_a_name)
                || (tag == Tag::Span && attributes.is_bare()));
        let dated = role == Some(Role::Dates);
        let value = [&attributes.datetime, &attributes.value, &attributes.title].into_iter().find(|v| !v.is_empty());
        if dated && name != "input" {
            seen.value = value.filter(|value| value.starts_with(|c: char| c.is_ascii_digit())).cloned();
        }
        if seen.value.is_some() {
            self.foreign.dated = Some(String::new());
        }
        (seen, role)
    }

    fn base_size(&self) -> f32 {
        self.foreign.base.size.map_or(USUAL, |size| size.within(USUAL))
    }

    /// The section, the entry and the thing that begin with an element.
    fn see_names(&mut self, tag: Tag, attributes: &Attributes, seen: &mut Seen) {
        let class = attributes.class.as_str();
        let has = |wanted: &[&str]| class.split_ascii_whitespace().any(|one| wanted.contains(&one));
        seen.classic = has(&["hresume", "vcard", "vevent", "hcard", "hcalendar"]);
        seen.twin = has(&[
            "visible-print",
            "visible-print-block",
            "print-only",
            "only-print",
            "d-print-block",
            "visible-xs",
            "visible-xs-block",
            "visible-sm",
            "visible-sm-block",
            "mobile-only",
            "d-md-none",
            "d-sm-none",
            "d-lg-none",
        ]);
        seen.scope =
            attributes.itemscope.then(|| attributes.itemtype.rsplit('/').next().unwrap_or_default().to_owned());
        if matches!(tag, Tag::Block | Tag::Section | Tag::Article | Tag::List | Tag::Terms | Tag::Table) {
            seen.section = names::section(&attributes.id, class, matches!(tag, Tag::Section | Tag::Article));
        }
        if matches!(tag, Tag::Block | Tag::Section | Tag::Article | Tag::Item | Tag::Paragraph) {
            let classic = seen.classic || self.stack.iter().any(|open| open.seen.classic);
            let scoped = attributes.itemscope.then(|| names::scoped_entry(&attributes.itemprop)).flatten();
            let said = scoped.map(|kind| Entry::Sure(Some(kind))).or_else(|| names::entry(class, classic));
            let article = tag == Tag::Article && self.stack.iter().any(|open| open.seen.section.is_some());
            match said {
                Some(Entry::Sure(kind)) => {
                    seen.section = seen.section.or(kind);
                    seen.entry = true;
                    self.foreign.entering = Some(None);
                }
                Some(Entry::IfRepeated) => self.foreign.entering = Some(Some(class.to_owned())),
                None if article => {
                    seen.entry = true;
                    self.foreign.entering = Some(None);
                }
                None => {}
            }
        }
        let heads = matches!(tag, Tag::Heading(2..))
            && !self.stack.iter().any(|open| open.name == "header")
            && !self.blocks.is_empty();
        self.foreign.past_head |= heads || seen.entry || seen.section.is_some_and(|kind| kind != SectionKind::Summary);
    }

    /// What the text of an element is, if its names say so without doubt.
    fn role(&mut self, name: &str, tag: Tag, attributes: &Attributes, seen: &Seen) -> Option<Role> {
        let class = attributes.class.as_str();
        if class.is_empty() && attributes.itemprop.is_empty() && name != "time" {
            return None;
        }
        let inside = |says: fn(&Seen) -> bool| says(seen) || self.stack.iter().any(|open| says(&open.seen));
        let around = Around {
            head: !self.foreign.past_head,
            classic: inside(|seen| seen.classic),
            entry: inside(|seen| seen.entry),
            section: seen.section.or_else(|| self.stack.iter().rev().find_map(|open| open.seen.section)),
        };
        let datetime = attributes.datetime.as_str();
        let timed = || (name == "time" && !datetime.starts_with(['P', 'p'])).then_some(Role::Dates);
        let lasting = name == "time" && datetime.starts_with(['P', 'p']);
        let role = names::role(class, around).filter(|_| !lasting);
        let role = role.or_else(|| self.of_property(attributes, around)).or_else(timed)?;
        let fits = match tag {
            Tag::Item => matches!(role, Role::Keyword | Role::Contact),
            Tag::Paragraph | Tag::Block | Tag::Heading(_) | Tag::Cell | Tag::Value => true,
            tag => !tag.is_block(),
        };
        if !fits {
            return None;
        }
        if role == Role::Name {
            // What is called so after the first is somebody else, or something.
            let first = self.foreign.name_said
                || self.blocks.iter().any(|block| block.kind == Kind::Heading(1)) && tag != Tag::Heading(1);
            self.foreign.name_said = true;
            return (!first).then_some(Role::Name);
        }
        Some(role)
    }

    /// What a property of microdata is.
    fn of_property(&self, attributes: &Attributes, around: Around) -> Option<Role> {
        if attributes.itemprop.is_empty() || attributes.itemscope {
            return None;
        }
        let scope = self.stack.iter().rev().find_map(|open| open.seen.scope.as_deref()).unwrap_or_default();
        let in_entry = around.entry;
        let mut found = attributes.itemprop.split_ascii_whitespace().filter_map(|property| {
            Some(match (property, scope) {
                ("name", "Person") if around.head => Role::Name,
                ("name" | "legalName", scope) if in_entry && names::is_organization(scope) => Role::Organization,
                ("jobTitle", "Person") if around.head => Role::Headline,
                ("jobTitle" | "roleName", _) if in_entry => Role::Title,
                ("startDate" | "endDate" | "foundingDate", _) => Role::Dates,
                ("telephone" | "email", _) => Role::Contact,
                ("url" | "sameAs", "Person") if around.head => Role::Contact,
                (
                    "addressLocality" | "addressRegion" | "addressCountry" | "streetAddress" | "postalCode" | "address",
                    _,
                ) => Role::Place,
                _ => return None,
            })
        });
        found.next()
    }

    /// A property that only machines see.
    pub(super) fn property(&mut self, attributes: &Attributes) {
        let scope = self.stack.iter().rev().find_map(|open| open.seen.scope.as_deref());
        let role = match (attributes.itemprop.as_str(), scope) {
            ("name", Some("Person")) => Role::Name,
            ("jobTitle", Some("Person")) => Role::Headline,
            ("email" | "telephone" | "url" | "sameAs", Some("Person")) => Role::Contact,
            _ => return,
        };
        let text = attributes.content.trim();
        if !text.is_empty() && self.silent == 0 {
            self.head.said.push(Run::role(text, role));
        }
    }

    // ── tables ──

    fn grid(&mut self) -> Option<&mut Grid> {
        self.stack.iter_mut().rev().find_map(|open| open.seen.grid.as_mut())
    }

    fn row(&mut self) {
        if let Some(grid) = self.grid() {
            grid.rows = grid.rows.saturating_add(1);
            grid.column = 0;
        }
    }

    /// The cell that begins, and where it stands.
    fn cell(&mut self, attributes: &Attributes) -> Option<Cell> {
        let grid = self.grid()?;
        // A cell without a row is in the first.
        grid.rows = grid.rows.max(1);
        while let Some(rows) = grid.reach.get_mut(grid.column).filter(|rows| **rows > 0) {
            *rows -= 1;
            grid.column += 1;
        }
        let columns = usize::from(attributes.colspan.clamp(1, 100));
        let column = grid.column.min(COLUMNS);
        let end = (column + columns).min(COLUMNS + 1);
        if grid.reach.len() < end {
            grid.reach.resize(end, 0);
        }
        for reach in grid.reach.iter_mut().take(end).skip(column) {
            *reach = attributes.rowspan.clamp(1, 1_000) - 1;
        }
        grid.column = end;
        let cell = Cell {
            table: u32::try_from(grid.table).ok()?,
            row: grid.rows - 1,
            column: u16::try_from(column).ok()?,
            columns: u16::try_from(columns).ok()?,
        };
        let table = grid.table;
        let widest = self.foreign.tables.get_mut(table)?;
        *widest = (*widest).max(u16::try_from(end).unwrap_or(u16::MAX));
        Some(cell)
    }

    // ── text ──

    /// How letters look here.
    pub(super) fn worn(&self) -> Worn {
        let base = self.foreign.base;
        let dressed = |says: fn(&Dress) -> Option<bool>| {
            self.stack.iter().rev().find_map(|open| says(&open.seen.dress)).or(says(&base)).unwrap_or(false)
        };
        let underlined =
            self.stack.iter().any(|open| open.seen.dress.underlined == Some(true) && open.tag != Tag::Link);
        let size = self.stack.last().map_or_else(|| self.base_size(), |open| open.seen.size);
        // A size is positive and bounded; fractions of a half point count for nothing.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the size is clamped to 1..=2000")]
        let size = size.round() as u16;
        Worn { size, caps: dressed(|dress| dress.caps), underlined }
    }

    /// Bold and italics by style; a heading is not bold because somebody made it so.
    pub(super) fn slant(&self) -> (bool, bool) {
        let inside = self.stack.iter().rev().take_while(|open| !matches!(open.tag, Tag::Heading(_)));
        let mut slant = (None, None);
        for open in inside {
            slant = (slant.0.or(open.seen.dress.bold), slant.1.or(open.seen.dress.italic));
        }
        (slant.0 == Some(true), slant.1 == Some(true))
    }

    /// True where a line in letters of another size begins: a name above an address is no part of it.
    pub(super) fn steps(&self, text: &str, worn: Worn) -> bool {
        self.foreign.sized
            && text.contains(char::is_alphanumeric)
            && self.building.as_ref().is_some_and(|building| building.begins_a_line_after(worn))
    }

    /// Something is read: what stood apart does so no more.
    pub(super) fn heard(&mut self, text: &str) {
        self.foreign.ended = false;
        if let Some(dated) = &mut self.foreign.dated {
            dated.push_str(text);
        }
    }

    /// A span begins: a tab tells it from the one that ended here.
    pub(super) fn set_apart(&mut self, open: &Open) {
        let glued = self.building.as_ref().and_then(Building::last).is_some_and(|last| !last.is_whitespace());
        if open.seen.apart && self.foreign.ended && glued {
            self.gap("\t", None);
        }
    }

    /// An element ends.
    pub(super) fn unsee(&mut self, open: &Open) {
        self.foreign.ended |= open.seen.apart;
        if open.seen.muted {
            self.foreign.muted = self.foreign.muted.saturating_sub(1);
        }
        if let Some(value) = &open.seen.value {
            let shown = self.foreign.dated.take().unwrap_or_default();
            self.say_date(&shown, value);
        }
        if open.seen.twin && open.seen.from < self.blocks.len() {
            self.foreign.twins.push(open.seen.from..self.blocks.len());
        }
        if open.seen.entry {
            self.foreign.entering = None;
        }
        if open.name == "style" {
            let css = std::mem::take(&mut self.foreign.css);
            self.foreign.sheet.read(&css);
        }
    }

    /// The date that is meant where the page shows none: in its place, or at the end of the block if words stand there.
    fn say_date(&mut self, shown: &str, value: &str) {
        let words = Words::of(self.head.lang.as_ref());
        let day = value.split(['T', ' ']).next().unwrap_or(value);
        if shown.trim().is_empty() {
            return self.say(day, Some(Role::Dates));
        }
        self.foreign.meant.push(day.to_owned());
        self.foreign.unsaid |= !shown.contains(|c: char| c.is_numeric()) && !goes_on(shown.trim(), words);
    }

    /// Adds the dates that are meant to a block that shows other words for one of them.
    fn say_dates(&mut self, block: &mut Block) {
        let meant = std::mem::take(&mut self.foreign.meant);
        if std::mem::take(&mut self.foreign.unsaid) {
            for run in &mut block.runs {
                run.role = run.role.filter(|role| *role != Role::Dates);
            }
            let meant = meant.iter().take(2).map(String::as_str).collect::<Vec<_>>().join(" – ");
            block.runs.extend([Run::plain(" ("), Run::role(meant, Role::Dates), Run::plain(")")]);
        }
    }

    /// Text of an element that is no text of the page: style sheets and data.
    pub(super) fn overhear(&mut self, text: &str) {
        match self.stack.last() {
            Some(Open { name, screen: true, .. }) if name == "style" => self.foreign.css.push_str(text),
            Some(Open { name, data: true, .. }) if name == "script" => {
                if let Some(data) = self.foreign.data.last_mut() {
                    data.push_str(text);
                }
            }
            _ => {}
        }
    }

    // ── blocks ──

    /// What is known of a block when it begins.
    pub(super) fn look(&mut self) -> (Look, Option<Option<String>>) {
        let blocks = || self.stack.iter().rev().filter(|open| open.tag.is_block());
        let centered = self.stack.iter().rev().find_map(|open| open.seen.dress.centered);
        let wall = self.stack.iter().rev().find(|open| open.tag.is_wall());
        let look = Look {
            centered: centered.or(self.foreign.base.centered).unwrap_or(false),
            ruled: blocks().next().is_some_and(|open| open.seen.dress.ruled == Some(true)),
            cell: wall.and_then(|open| open.seen.cell),
            section: self.stack.iter().rev().find_map(|open| open.seen.section),
            gap: std::mem::take(&mut self.foreign.gap),
            ..Look::default()
        };
        let entering = self.foreign.entering.take();
        (Look { entry: entering.is_some(), ..look }, entering)
    }

    /// Keeps a block, or takes back what it was to begin.
    pub(super) fn keep(&mut self, mut block: Block, tally: &Tally, entering: Option<Option<String>>) {
        self.foreign.ended = false;
        if block.runs.iter().all(|run| run.text.chars().all(char::is_whitespace)) {
            // A paragraph with a no-break space in it is a blank line.
            self.foreign.gap |= block.look.gap || block.runs.iter().any(|run| run.text.contains('\u{a0}'));
            self.foreign.entering = self.foreign.entering.take().or(entering);
            return;
        }
        tally.settle(&mut block.look);
        if block.kind != Kind::Pre {
            self.say_dates(&mut block);
            block.runs = smooth(std::mem::take(&mut block.runs), Words::of(self.head.lang.as_ref()));
        }
        if let Some(Some(class)) = entering {
            self.foreign.marks.push((self.blocks.len(), class));
        }
        self.blocks.push(block);
    }

    /// A bullet has a heading in it: somebody lists boxes, and what stood in it so far is no bullet.
    pub(super) fn unbullet(&mut self) {
        let Some(item) = self.stack.iter_mut().rev().find(|open| open.tag == Tag::Item) else { return };
        item.tag = Tag::Block;
        let from = item.seen.from;
        let mut boxed = self.blocks.iter_mut().skip(from).peekable();
        match boxed.peek_mut() {
            Some(first) => first.look.entry = true,
            None => self.foreign.entering = self.foreign.entering.take().or(Some(None)),
        }
        for block in boxed {
            block.kind =
                if matches!(block.kind, Kind::Item { .. }) && block.level <= 1 { Kind::Paragraph } else { block.kind };
            block.level = block.level.saturating_sub(1);
        }
    }

    /// What can only be known at the end.
    pub(super) fn settle_foreign(&mut self) {
        let mut classes: HashMap<&str, usize> = HashMap::new();
        for (_, class) in &self.foreign.marks {
            *classes.entry(class).or_default() += 1;
        }
        for (at, class) in &self.foreign.marks {
            if let (Some(block), Some(1)) = (self.blocks.get_mut(*at), classes.get(class.as_str())) {
                block.look.entry = false;
            }
        }
        for block in &mut self.blocks {
            let table = block.look.cell.and_then(|cell| usize::try_from(cell.table).ok());
            // A table with one column is none.
            if table.is_some_and(|table| self.foreign.tables.get(table).is_none_or(|columns| *columns < 2)) {
                block.look.cell = None;
            }
            if !self.foreign.sized {
                block.look.size = None;
            }
        }
        self.drop_twins();
    }

    /// Leaves out what is said once for the screen and once for paper.
    fn drop_twins(&mut self) {
        let twins = std::mem::take(&mut self.foreign.twins);
        let mut twin = vec![false; self.blocks.len()];
        for range in &twins {
            twin.iter_mut().take(range.end).skip(range.start).for_each(|twin| *twin = true);
        }
        let text = |block: &Block| block.text().split_whitespace().collect::<Vec<_>>().join(" ");
        let others: HashSet<String> =
            self.blocks.iter().zip(&twin).filter(|(_, twin)| !**twin).map(|(block, _)| text(block)).collect();
        let mut left_out = vec![false; self.blocks.len()];
        for range in twins {
            let boxed = self.blocks.get(range.clone()).unwrap_or_default();
            if boxed.iter().all(|block| others.contains(&text(block))) {
                self.foreign.repeated +=
                    boxed.iter().map(|block| block.text().split_whitespace().count()).sum::<usize>();
                left_out.iter_mut().take(range.end).skip(range.start).for_each(|out| *out = true);
            }
        }
        let mut left_out = left_out.into_iter();
        self.blocks.retain(|_| !left_out.next().unwrap_or(false));
    }
}
