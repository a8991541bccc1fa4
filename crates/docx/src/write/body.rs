//! The body of the document: paragraphs, runs, links, bookmarks, and the section with its paper.

use super::layout::{Bookmark, Flow, Para, Piece};
use super::links::Links;
use super::lists::Marker;
use super::look::{Look, MONO, SIDE, TOP};
use super::names::Character;
use super::package::{Extra, add_text, hyperlink, style_with};
use super::script::{self, Script};
use super::styles::is_tracked;
use docx_rs::{FooterReference, IndentLevel, NumberingId, PageMargin, PageSize, Paragraph, ParagraphChild};
use docx_rs::{Run, RunFonts, RunProperty, SectionProperty, SpecialIndentType, VertAlignType};
use vitae_core::{Dir, Lang, Script as Height, Style, Url};

/// Builds the body of one document.
pub(super) struct Body<'l> {
    pub look: &'l Look,
    pub links: Links,
}

impl Body<'_> {
    pub(super) fn paragraph(&mut self, para: &Para<'_>) -> Paragraph {
        let dir = para.lang.map_or(self.look.dir, Dir::of);
        let mut paragraph = self.properties(para, dir);
        if let Some(Bookmark { id, name }) = &para.bookmark {
            paragraph = paragraph.add_bookmark_start(*id, name);
        }
        if let Some(Marker::Typed(number)) = para.marker {
            paragraph = paragraph.add_run(add_text(Run::new(), &format!("{number}.\t")));
        }
        for child in self.children(para, dir) {
            paragraph.children.push(child);
        }
        match &para.bookmark {
            Some(Bookmark { id, .. }) => paragraph.add_bookmark_end(*id),
            None => paragraph,
        }
    }

    fn properties(&self, para: &Para<'_>, dir: Dir) -> Paragraph {
        let mut extras = Vec::new();
        if para.flow == Flow::Release {
            extras.push(Extra::Release);
        }
        if dir == Dir::Ltr && self.look.dir == Dir::Rtl {
            extras.push(Extra::LeftToRight);
        }
        let mut paragraph = Paragraph::new().style(&style_with(para.style.id(), &extras));
        let property = &mut paragraph.property;
        property.keep_next = (para.flow == Flow::Keep).then_some(true);
        property.bidi = (dir == Dir::Rtl && self.look.dir == Dir::Ltr).then_some(true);
        if let Some(lang) = para.lang {
            property.run_property = RunProperty::new().style(&style_with("", &[Extra::Lang(lang)]));
        }
        if let Some(indent) = para.indent {
            let hanging = (indent.hanging > 0).then_some(SpecialIndentType::Hanging(indent.hanging));
            paragraph = paragraph.indent(Some(indent.start), hanging, Some(indent.end), None);
        }
        let number = |list: u32, level: u8| (NumberingId::new(list as usize), IndentLevel::new(usize::from(level)));
        match para.marker {
            None => paragraph,
            Some(Marker::Listed { list, level }) => {
                let (list, level) = number(list, level);
                paragraph.numbering(list, level)
            }
            // List 0 is no list (ECMA-376 §17.9.18).
            Some(Marker::Typed(_)) => {
                let (list, level) = number(0, 0);
                paragraph.numbering(list, level)
            }
        }
    }

    /// The runs of a line; neighbours with one address are one link.
    fn children(&mut self, para: &Para<'_>, dir: Dir) -> Vec<ParagraphChild> {
        let texts: Vec<_> =
            para.pieces.iter().map(|piece| if let Piece::Tab = piece { "\t" } else { piece.text() }).collect();
        let mut children = Vec::new();
        let mut link: Option<(&Url, Option<String>)> = None;
        for (piece, parts) in para.pieces.iter().zip(script::split(&texts, dir)) {
            let Piece::Text { marks, style, .. } = piece else {
                children.push(ParagraphChild::Run(Box::new(add_text(Run::new(), "\t"))));
                link = None;
                continue;
            };
            let goes_on = matches!((&link, &marks.link), (Some((before, _)), Some(url)) if *before == url);
            if !goes_on {
                link = marks.link.as_ref().map(|url| (url, self.links.id(url)));
                if let Some((_, Some(id))) = &link {
                    children.push(ParagraphChild::Hyperlink(hyperlink(id.clone())));
                }
            }
            let linked = matches!(link, Some((_, Some(_))));
            let runs = parts.into_iter().map(|(text, script)| {
                let mut run = self.run(marks, *style, script, marks.lang.as_ref().or(para.lang), linked);
                if script != Script::Usual && is_tracked(para.style) {
                    run = run.character_spacing(0);
                }
                ParagraphChild::Run(Box::new(add_text(run, text)))
            });
            match children.last_mut() {
                Some(ParagraphChild::Hyperlink(link)) if linked => link.children.extend(runs),
                _ => children.extend(runs),
            }
        }
        children
    }

    /// A run without text yet. The style says what it is and how that looks; what its author marked is set directly, since
    /// bold in a style would turn bold off where the paragraph has it already (ECMA-376 §17.7.3).
    fn run(&self, marks: &Style, style: Option<Character>, script: Script, lang: Option<&Lang>, linked: bool) -> Run {
        let usual = match (linked, marks.code) {
            (true, _) => Some(Character::Link),
            (false, true) => Some(Character::Code),
            (false, false) => None,
        };
        let mut extras: Vec<_> = lang.map(Extra::Lang).into_iter().collect();
        match script {
            Script::Usual => {}
            Script::Rtl => extras.push(Extra::Rtl),
            Script::Complex => extras.push(Extra::Complex),
        }
        let mut run = Run::new();
        let id = style.or(usual).map_or("", Character::id);
        if !id.is_empty() || !extras.is_empty() {
            run = run.style(&style_with(id, &extras));
        }
        if marks.strong {
            run = run.bold();
        }
        if marks.emph {
            run = run.italic();
        }
        if marks.code && (style.is_some() || linked) {
            run = run.fonts(RunFonts::new().ascii(MONO.name).hi_ansi(MONO.name).cs(MONO.name));
        }
        if linked && style.is_some_and(|style| !style.is_accented()) {
            run = run.color(self.look.accent);
        }
        match marks.script {
            Height::Normal => run,
            Height::Sub => vertical(run, VertAlignType::SubScript),
            Height::Sup => vertical(run, VertAlignType::SuperScript),
        }
    }

    /// The paper, and the footer from the second page on.
    pub(super) fn section(&self, footer: &str) -> SectionProperty {
        let (width, height) = (self.look.width.unsigned_abs(), self.look.height.unsigned_abs());
        let margin = PageMargin { top: TOP, bottom: TOP, left: SIDE, right: SIDE, header: 510, footer: 510, gutter: 0 };
        let mut section =
            SectionProperty::new().page_size(PageSize::new().size(width, height)).page_margin(margin).title_pg();
        section.footer_reference = Some(FooterReference::new("default", footer));
        section
    }
}

fn vertical(mut run: Run, align: VertAlignType) -> Run {
    run.run_property = run.run_property.vert_align(align);
    run
}
