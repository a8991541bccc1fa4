//! From an outline to a page.

use crate::dates::dates;
use crate::text::{escape, run};
use serde::Deserialize;
use vitae_core::{Context, Dir, Lang, MonthStyle, Result, SectionKind, Words};
use vitae_outline::{Block, Composition, Kind, Outline, Part, Role, Run};

const STYLE: &str = include_str!("style.css");

/// Options, as they were typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Options {
    page: String,
    theme: String,
    months: String,
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
pub(crate) fn render(outline: &Outline, cx: &mut Context) -> Result<Vec<u8>> {
    let options = options(cx)?;
    let mut page = Page {
        out: String::with_capacity(16 * 1024),
        words: Words::of(outline.head.lang.as_ref()),
        kind: None,
        open: Vec::new(),
    };
    page.head(outline, &options);
    page.body(&outline.blocks);
    page.out.push_str("</main>\n</body>\n</html>\n");
    Ok(page.out.into_bytes())
}

/// An element that was opened and is closed when something of its rank or above begins.
struct Open {
    rank: u8,
    end: &'static str,
}

/// How far out an element stands: a section holds entries, which hold positions, which hold text, which holds lists.
const SECTION: u8 = 0;
const ENTRY: u8 = 1;
const POSITION: u8 = 2;
const CONTENT: u8 = 3;

struct Page {
    out: String,
    words: &'static Words,
    kind: Option<SectionKind>,
    open: Vec<Open>,
}

impl Page {
    fn head(&mut self, outline: &Outline, options: &Options) {
        let head = &outline.head;
        let lang = head.lang.as_ref().map_or("en", Lang::as_str);
        self.out.push_str("<!DOCTYPE html>\n<html lang=\"");
        escape(&mut self.out, lang);
        self.out.push('"');
        if head.dir() == Dir::Rtl || head.direction.is_some() {
            self.out.push_str(&format!(" dir=\"{}\"", head.dir().as_str()));
        }
        self.out.push_str(">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        self.out.push_str("<meta name=\"vitae-format\" content=\"1\">\n<title>");
        escape(&mut self.out, head.title.as_ref().map_or("Résumé", |title| title.as_str()));
        self.out.push_str("</title>\n");
        for (name, value) in [("author", &head.author), ("description", &head.subject)] {
            if let Some(value) = value {
                self.out.push_str(&format!("<meta name=\"{name}\" content=\""));
                escape(&mut self.out, value.as_str());
                self.out.push_str("\">\n");
            }
        }
        self.out.push_str("<style>\n");
        self.out.push_str(&match options.theme.as_str() {
            "light" => STYLE.replace("light dark", "light").replace("(prefers-color-scheme: dark)", "not all"),
            "dark" => STYLE.replace("light dark", "dark").replace("(prefers-color-scheme: dark)", "screen"),
            _ => STYLE.to_owned(),
        });
        let american = head
            .lang
            .as_ref()
            .and_then(Lang::region)
            .is_some_and(|region| matches!(region, "US" | "CA" | "MX" | "PH" | "CL" | "CO" | "VE"));
        let paper = match (options.page.as_str(), american) {
            ("letter", _) | ("" | "auto", true) => "letter",
            _ => "A4",
        };
        self.out.push_str(&format!(
            "@page {{ size: {paper}; margin: 16mm 19mm; }}\n</style>\n</head>\n<body>\n<main class=\"h-resume\">\n"
        ));
    }

    fn body(&mut self, blocks: &[Block]) {
        let masthead = blocks.iter().take_while(|block| block.section.is_none()).count();
        let (head, sections) = blocks.split_at(masthead);
        if !head.is_empty() {
            self.out.push_str("<header class=\"p-contact h-card\">\n");
            self.blocks(head);
            self.close(SECTION);
            self.out.push_str("</header>\n");
        }
        self.blocks(sections);
        self.close(SECTION);
    }

    /// Closes what is open at this rank and below.
    fn close(&mut self, rank: u8) {
        while let Some(open) = self.open.pop_if(|open| open.rank >= rank) {
            self.out.push_str(open.end);
        }
    }

    fn begin(&mut self, rank: u8, start: &str, end: &'static str) {
        self.out.push_str(start);
        self.open.push(Open { rank, end });
    }

    fn blocks(&mut self, blocks: &[Block]) {
        let mut rest = blocks;
        while let Some(first) = rest.first() {
            if let Some(kind) = first.section {
                self.close(SECTION);
                self.kind = Some(kind);
                self.begin(
                    SECTION,
                    &format!("<section data-kind=\"{}\"{}>\n", kind.as_str(), lang(first)),
                    "</section>\n",
                );
            }
            let length = self.piece(first, rest);
            rest = rest.get(length.max(1)..).unwrap_or_default();
        }
    }

    /// Writes the piece that begins here; says how many blocks it took.
    fn piece(&mut self, first: &Block, rest: &[Block]) -> usize {
        match first.part {
            Some(Part::Name) => self.element("h1", "p-name", &first.runs),
            Some(Part::Headline) => self.element("p", "p-job-title r-headline", &first.runs),
            Some(Part::Contacts) => self.contacts(&first.runs),
            Some(Part::Section) => self.element("h2", "", &first.runs),
            Some(Part::Subheading) => {
                self.close(ENTRY);
                self.element("h3", "r-subheading", &first.runs);
            }
            Some(Part::Entry | Part::Organization) => return self.entry(first, rest),
            Some(Part::Position) => return self.position(first, rest),
            Some(Part::Meta) => {
                // An entry without a heading.
                self.close(ENTRY);
                let start = self.article(first);
                self.begin(ENTRY, &start, "</article>\n");
                self.meta(&first.runs);
            }
            Some(Part::Labelled) => return self.labelled(rest),
            Some(Part::Line) => return self.lines(rest),
            Some(Part::Text) => {
                self.close(ENTRY);
                return self.text(rest, Part::Text);
            }
            _ if first.kind == Kind::Rule => self.out.push_str("<hr>\n"),
            _ => return self.content(rest),
        }
        1
    }

    fn element(&mut self, tag: &str, class: &str, runs: &[Run]) {
        self.out.push_str(&format!("<{tag}"));
        if !class.is_empty() {
            self.out.push_str(&format!(" class=\"{class}\""));
        }
        self.out.push('>');
        self.runs(runs);
        self.out.push_str(&format!("</{tag}>\n"));
    }

    /// Contacts are a list: a screen reader says how many there are.
    fn contacts(&mut self, runs: &[Run]) {
        self.out.push_str("<ul class=\"r-contacts\">\n");
        for part in runs.split(|run| run.role == Some(Role::Separator)) {
            self.out.push_str("<li>");
            for piece in part {
                let link = piece.style.link.as_ref().map(|url| url.as_str());
                let class = match link {
                    Some(url) if url.starts_with("mailto:") => "u-email",
                    Some(url) if url.starts_with("tel:") => "p-tel",
                    Some(_) => "u-url",
                    None => "r-contact",
                };
                run(&mut self.out, piece, class);
            }
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ul>\n");
    }

    fn article(&self, block: &Block) -> String {
        let class = match self.kind {
            Some(SectionKind::Work | SectionKind::Volunteer) => "p-experience h-event",
            Some(SectionKind::Education) => "p-education h-event",
            Some(SectionKind::Affiliations) => "p-affiliation h-card",
            _ => "r-entry",
        };
        format!("<article class=\"{class}\"{}>\n", lang(block))
    }

    /// Heading with its dates, then the meta line. Takes both blocks.
    fn entry(&mut self, first: &Block, rest: &[Block]) -> usize {
        self.close(ENTRY);
        let start = self.article(first);
        self.begin(ENTRY, &start, "</article>\n");
        self.headed("h3", first, rest)
    }

    fn position(&mut self, first: &Block, rest: &[Block]) -> usize {
        self.close(POSITION);
        self.begin(POSITION, "<section class=\"r-position\">\n", "</section>\n");
        self.headed("h4", first, rest)
    }

    fn headed(&mut self, tag: &str, heading: &Block, rest: &[Block]) -> usize {
        let meta = rest.get(1).filter(|next| next.part == Some(Part::Meta));
        let dates: Vec<&Run> =
            meta.iter().flat_map(|block| &block.runs).filter(|run| run.role == Some(Role::Dates)).collect();
        self.out.push_str("<div class=\"r-head\">\n");
        self.element(tag, "", &heading.runs);
        for run in dates {
            self.run(run);
            self.out.push('\n');
        }
        self.out.push_str("</div>\n");
        let Some(meta) = meta else { return 1 };
        let mut others: Vec<Run> = meta.runs.clone();
        // The dates stand above; the separator that led to them has nothing to separate.
        if let Some(at) = others.iter().position(|run| run.role == Some(Role::Dates)) {
            others.truncate(at);
            others.pop_if(|run| run.role == Some(Role::Separator));
        }
        if !others.is_empty() {
            self.meta(&others);
        }
        2
    }

    fn meta(&mut self, runs: &[Run]) {
        self.element("p", "r-meta", runs);
    }

    /// Labels and values, as one list of terms.
    fn labelled(&mut self, blocks: &[Block]) -> usize {
        let length = blocks.iter().take_while(|block| block.part == Some(Part::Labelled)).count();
        self.close(CONTENT);
        self.out.push_str("<dl>\n");
        let mut rest = blocks.get(..length).unwrap_or_default().iter().peekable();
        while let Some(line) = rest.next() {
            let label = line.runs.iter().filter(|run| run.role == Some(Role::Label));
            self.out.push_str("<div><dt class=\"r-label\">");
            for piece in label {
                run(&mut self.out, piece, "");
            }
            self.out.push_str("</dt>");
            let value: Vec<Run> = line
                .runs
                .iter()
                .skip_while(|run| matches!(run.role, Some(Role::Label)) || run.text == " ")
                .cloned()
                .collect();
            if !value.is_empty() {
                self.out.push_str("<dd>");
                self.runs(&value);
                self.out.push_str("</dd>");
            }
            while let Some(item) = rest.next_if(|next| matches!(next.kind, Kind::Item { .. })) {
                self.out.push_str("<dd>");
                self.runs(&item.runs);
                self.out.push_str("</dd>");
            }
            self.out.push_str("</div>\n");
        }
        self.out.push_str("</dl>\n");
        length
    }

    /// Entries that are a line each, with what belongs to them.
    fn lines(&mut self, blocks: &[Block]) -> usize {
        self.close(ENTRY);
        self.out.push_str("<ul class=\"r-lines\">\n");
        let mut taken = 0;
        while let Some(line) =
            blocks.get(taken).filter(|block| block.part == Some(Part::Line) && (taken == 0 || block.section.is_none()))
        {
            self.out.push_str(&format!("<li class=\"r-line\"{}>", lang(line)));
            self.runs(&line.runs);
            let below = blocks.get(taken + 1..).unwrap_or_default();
            let own = below
                .iter()
                .take_while(|block| {
                    block.section.is_none() && matches!(block.part, Some(Part::Body | Part::Labelled | Part::Meta))
                })
                .count();
            if own > 0 {
                self.out.push('\n');
                let mut rest = below.get(..own).unwrap_or_default();
                while let Some(first) = rest.first() {
                    let length = match first.part {
                        Some(Part::Labelled) => self.labelled(rest),
                        _ => self.content(rest),
                    };
                    rest = rest.get(length.max(1)..).unwrap_or_default();
                }
                self.close(CONTENT);
            }
            self.out.push_str("</li>\n");
            taken += 1 + own;
        }
        self.out.push_str("</ul>\n");
        taken
    }

    /// The text of an entry, in an element of its own.
    fn content(&mut self, blocks: &[Block]) -> usize {
        self.begin(CONTENT, "<div class=\"e-content\">\n", "</div>\n");
        let part = blocks.first().and_then(|block| block.part);
        let length = blocks
            .iter()
            .take_while(|block| block.part == part && block.kind != Kind::Rule && block.section.is_none())
            .count()
            .max(1);
        self.nested(blocks.get(..length).unwrap_or_default(), blocks.first().map_or(0, least_level), 0);
        self.close(CONTENT);
        length
    }

    fn text(&mut self, blocks: &[Block], part: Part) -> usize {
        let inside = |(i, block): &(usize, &Block)| block.part == Some(part) && (*i == 0 || block.section.is_none());
        let length = blocks.iter().enumerate().take_while(inside).count();
        self.nested(blocks.get(..length).unwrap_or_default(), 0, 0);
        length
    }

    /// Paragraphs, lists and quotations from flat blocks.
    fn nested(&mut self, blocks: &[Block], level: u8, quote: u8) {
        let mut rest = blocks;
        while let Some(first) = rest.first() {
            let length = if first.quote > quote && !is_item(first, level, quote) {
                let length = rest.iter().take_while(|block| block.quote > quote).count();
                self.out.push_str("<blockquote>\n");
                self.nested(rest.get(..length).unwrap_or_default(), level, quote.saturating_add(1));
                self.out.push_str("</blockquote>\n");
                length
            } else if is_item(first, level, quote) {
                self.list(rest, level, quote)
            } else {
                match first.kind {
                    Kind::Pre => {
                        // A line feed right after the tag would be swallowed.
                        self.out.push_str("<pre>\n");
                        escape(&mut self.out, &first.text());
                        self.out.push_str("</pre>\n");
                    }
                    _ => self.element("p", "", &first.runs),
                }
                1
            };
            rest = rest.get(length..).unwrap_or_default();
        }
    }

    /// One list: items of this depth whose numbers go on.
    fn list(&mut self, blocks: &[Block], level: u8, quote: u8) -> usize {
        let number_of = |block: &Block| if let Kind::Item { number } = block.kind { number } else { None };
        let start = blocks.first().and_then(number_of);
        let end = match start {
            Some(1) => {
                self.out.push_str("<ol>\n");
                "</ol>\n"
            }
            Some(n) => {
                self.out.push_str(&format!("<ol start=\"{n}\">\n"));
                "</ol>\n"
            }
            None => {
                self.out.push_str("<ul>\n");
                "</ul>\n"
            }
        };
        let (mut taken, mut next) = (0, start);
        while let Some(item) =
            blocks.get(taken).filter(|block| is_item(block, level, quote) && number_of(block) == next)
        {
            self.out.push_str("<li>");
            self.runs(&item.runs);
            let below = blocks.get(taken + 1..).unwrap_or_default();
            let own = below
                .iter()
                .take_while(|block| (block.level > level || block.quote > quote) && !is_item(block, level, quote))
                .count();
            if own > 0 {
                self.out.push('\n');
                self.nested(below.get(..own).unwrap_or_default(), level.saturating_add(1), quote);
            }
            self.out.push_str("</li>\n");
            taken += 1 + own;
            next = next.map(|n| n.saturating_add(1));
        }
        self.out.push_str(end);
        taken.max(1)
    }

    fn runs(&mut self, runs: &[Run]) {
        runs.iter().for_each(|piece| self.run(piece));
    }

    fn run(&mut self, piece: &Run) {
        let skills = self.kind == Some(SectionKind::Skills);
        let class = match piece.role {
            Some(Role::Dates) => return dates(&mut self.out, &piece.text, self.words),
            Some(Role::Title) if skills => "r-name p-skill",
            Some(Role::Title) => "r-name p-name",
            Some(Role::Organization) => "p-org",
            Some(Role::Qualifier) => "r-qualifier",
            Some(Role::Place) => "p-location",
            Some(Role::Url) => "u-url",
            Some(Role::Level) => "r-level",
            Some(Role::Keyword) if skills => "p-skill",
            Some(Role::Keyword) => "p-category",
            Some(Role::Label | Role::Name | Role::Headline | Role::Section | Role::Contact | Role::Separator)
            | None => "",
        };
        run(&mut self.out, piece, class);
    }
}

/// True for a bullet one step deeper than a level.
fn is_item(block: &Block, level: u8, quote: u8) -> bool {
    matches!(block.kind, Kind::Item { .. }) && block.level == level.saturating_add(1) && block.quote == quote
}

/// The level that a text begins at: bullets stand one deeper than what they are bullets of.
fn least_level(block: &Block) -> u8 {
    if matches!(block.kind, Kind::Item { .. }) { block.level.saturating_sub(1) } else { block.level }
}

fn lang(block: &Block) -> String {
    block.lang.as_ref().map(|lang| format!(" lang=\"{lang}\"")).unwrap_or_default()
}
