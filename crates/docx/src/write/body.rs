//! The body of the document: paragraphs, runs, links, bookmarks, and the section with its paper.
//!
//! The values of docx-rs are large, so they are filled where they are, and not handed through its builders.

use super::layout::{Flow, Para, Piece};
use super::links::{Links, Way};
use super::lists::Marker;
use super::look::{Look, MONO, SIDE, TOP};
use super::package::{Extra, add_text, hyperlink, style_with};
use super::script::{self, Script};
use super::styles::is_tracked;
use crate::names::{Character, Paragraph as Named};
use docx_rs::{Bold, BoldCs, CharacterSpacing, Color, Italic, ItalicCs, RunFonts, RunProperty, RunStyle, VertAlign};
use docx_rs::{BookmarkEnd, BookmarkStart, Paragraph, ParagraphChild, ParagraphStyle, Run, VertAlignType};
use docx_rs::{FooterReference, PageMargin, PageSize, SectionProperty};
use docx_rs::{Indent, IndentLevel, NumberingId, NumberingProperty, ParagraphProperty, SpecialIndentType};
use vitae_core::{Dir, Script as Height, Style, Url};

/// Builds the body of one document.
pub(super) struct Body<'l> {
    pub look: &'l Look,
    pub links: Links,
}

/// What a run is made with, beside its text.
struct Making<'a> {
    marks: &'a Style,
    style: Option<Character>,
    lang: Option<Extra<'a>>,
    linked: bool,
    /// The style of its paragraph.
    within: Named,
}

impl Body<'_> {
    pub(super) fn paragraph(&mut self, para: &Para<'_>) -> Box<Paragraph> {
        let dir = para.lang.map_or(self.look.dir, Dir::of);
        let mut paragraph = Box::new(Paragraph::new());
        self.properties(para, dir, &mut paragraph.property);
        let children = &mut paragraph.children;
        if let Some(Marker::Typed(number)) = para.marker {
            children.push(plain(&format!("{number}.\t")));
        }
        self.line(para, dir, children);
        paragraph
    }

    fn properties(&self, para: &Para<'_>, dir: Dir, property: &mut ParagraphProperty) {
        let mut extras = Vec::new();
        if para.flow == Flow::Release {
            extras.push(Extra::Release);
        }
        if dir == Dir::Ltr && self.look.dir == Dir::Rtl {
            extras.push(Extra::LeftToRight);
        }
        property.style = Some(ParagraphStyle::new(Some(style_with(para.style.id(), &extras))));
        property.keep_next = (para.flow == Flow::Keep).then_some(true);
        property.bidi = (dir == Dir::Rtl && self.look.dir == Dir::Ltr).then_some(true);
        if let Some(lang) = para.lang {
            property.run_property.style = Some(RunStyle::new(style_with("", &[Extra::Said(lang)])));
        }
        property.indent = para.indent.map(|indent| {
            let hanging = (indent.hanging > 0).then_some(SpecialIndentType::Hanging(indent.hanging));
            Indent::new(Some(indent.start), hanging, Some(indent.end), None)
        });
        property.numbering_property = para.marker.map(|marker| {
            let (list, level) = match marker {
                Marker::Listed { list, level } => (list, level),
                // List 0 is no list (ECMA-376 §17.9.18).
                Marker::Typed(_) => (0, 0),
            };
            NumberingProperty::new().add_num(NumberingId::new(list as usize), IndentLevel::new(usize::from(level)))
        });
    }

    /// The runs of a line; neighbours with one address are one link.
    fn line(&mut self, para: &Para<'_>, dir: Dir, children: &mut Vec<ParagraphChild>) {
        let texts: Vec<_> = para.pieces.iter().map(Piece::text).collect();
        let mut link: Option<(&Url, Option<Way>)> = None;
        for (piece, parts) in para.pieces.iter().zip(script::split(&texts, dir)) {
            let Piece::Text { marks, style, .. } = piece else {
                link = None;
                children.push(match *piece {
                    Piece::Begin(mark) => ParagraphChild::BookmarkStart(BookmarkStart::new(mark.id, mark.name())),
                    Piece::End(id) => ParagraphChild::BookmarkEnd(BookmarkEnd::new(id)),
                    _ => plain("\t"),
                });
                continue;
            };
            if parts.is_empty() {
                continue;
            }
            let goes_on = matches!((&link, &marks.link), (Some((before, _)), Some(url)) if *before == url);
            if !goes_on {
                link = marks.link.as_ref().map(|url| (url, self.links.way(url)));
                if let Some((_, Some(way))) = &link {
                    children.push(ParagraphChild::Hyperlink(hyperlink(way)));
                }
            }
            let linked = matches!(link, Some((_, Some(_))));
            // A language that the author gave is said of the run itself; else the run has that of its paragraph.
            let lang = marks.lang.as_ref().map(Extra::Said).or(para.lang.map(Extra::Lang));
            let making = Making { marks, style: *style, lang, linked, within: para.style };
            let runs = parts.into_iter().map(|(text, script)| {
                let mut run = Box::new(Run::new());
                self.mark(&making, script, &mut run.run_property);
                add_text(&mut run, text);
                ParagraphChild::Run(run)
            });
            match children.last_mut() {
                Some(ParagraphChild::Hyperlink(link)) if linked => link.children.extend(runs),
                _ => children.extend(runs),
            }
        }
    }

    /// How a run looks. The style says what it is and how that looks; what its author marked is set directly, since bold in a
    /// style would turn bold off where the paragraph has it already (ECMA-376 §17.7.3).
    fn mark(&self, making: &Making<'_>, script: Script, property: &mut RunProperty) {
        let Making { marks, style, linked, .. } = *making;
        let usual = match (linked, marks.code) {
            (true, _) => Some(Character::Link),
            (false, true) => Some(Character::Code),
            (false, false) => None,
        };
        let mut extras: Vec<_> = making.lang.into_iter().collect();
        match script {
            Script::Usual => {}
            Script::Rtl => extras.push(Extra::Rtl),
            Script::Complex => extras.push(Extra::Complex),
        }
        let id = style.or(usual).map_or("", Character::id);
        if !id.is_empty() || !extras.is_empty() {
            property.style = Some(RunStyle::new(style_with(id, &extras)));
        }
        if marks.strong {
            (property.bold, property.bold_cs) = (Some(Bold::new()), Some(BoldCs::new()));
        }
        if marks.emph {
            (property.italic, property.italic_cs) = (Some(Italic::new()), Some(ItalicCs::new()));
        }
        if marks.code && (style.is_some() || linked) {
            property.fonts = Some(RunFonts::new().ascii(MONO.name).hi_ansi(MONO.name).cs(MONO.name));
        }
        if linked && style.is_some_and(|style| !style.is_accented()) {
            property.color = Some(Color::new(self.look.accent));
        }
        if script != Script::Usual && is_tracked(making.within) {
            property.character_spacing = Some(CharacterSpacing::new(0));
        }
        property.vert_align = match marks.script {
            Height::Normal => None,
            Height::Sub => Some(VertAlign::new(VertAlignType::SubScript)),
            Height::Sup => Some(VertAlign::new(VertAlignType::SuperScript)),
        };
    }

    /// The paper, and the footer from the second page on.
    pub(super) fn section(&self, footer: &str) -> SectionProperty {
        let (width, height) = (self.look.width.unsigned_abs(), self.look.height.unsigned_abs());
        let margin = PageMargin { top: TOP, bottom: TOP, left: SIDE, right: SIDE, header: 510, footer: 510, gutter: 0 };
        let size = PageSize::new().size(width, height);
        let mut section = SectionProperty::new().page_size(size).page_margin(margin).title_pg();
        section.footer_reference = Some(FooterReference::new("default", footer));
        section
    }
}

/// A run that is nothing in particular.
fn plain(text: &str) -> ParagraphChild {
    let mut run = Box::new(Run::new());
    add_text(&mut run, text);
    ParagraphChild::Run(run)
}
