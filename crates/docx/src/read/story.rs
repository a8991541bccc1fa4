//! A story – the body, a header, the notes – as its paragraphs, in reading order, with the text that Word shows in the end.
//!
//! One pass, without recursion: what is open stands on stacks. What Word knows and does not show is counted in a [`Tally`].

use super::fields::Fields;
use super::para::{Look, Para, Piece, Shape};
use super::properties::{CellProperties, ParagraphProperties, RowProperties, RunProperties, Section};
use super::relationships::Relations;
use super::styles::{Styles, USUAL_SIZE};
use super::symbols::{self, Face};
use super::tables::Table;
use super::tally::Tally;
use super::xml::{Element, Tag, Token, Xml};
use crate::marks::Mark;
use crate::names::Character;
use std::borrow::Cow;
use std::collections::HashSet;
use vitae_core::{Limits, Result, Script, Style, Url};
use vitae_outline::Origin;

/// What all stories of a document share.
pub(super) struct Shared<'d> {
    pub styles: &'d Styles,
    pub limits: Limits,
    pub tally: Tally,
    /// Notes that the text refers to, in order: at the end of the page or of the document, and which.
    pub notes: Vec<(Element, String)>,
    pub sections: Vec<Section>,
    /// How many tables there were, unless the document is ours: then a row of a table that somebody put into it becomes a line.
    pub tables: Option<u32>,
}

/// A story while it is read.
pub(super) struct Story<'s, 'd, 'x> {
    xml: Xml<'x>,
    shared: &'s mut Shared<'d>,
    relations: &'s Relations,
    /// Only the notes with these ids are read.
    wanted: Option<(Element, &'s HashSet<String>)>,
    /// Where paragraphs go: the story, then what is open in it: cells and text boxes.
    out: Vec<Vec<Para>>,
    tables: Vec<Table>,
    /// The paragraph that is open, and those around the text boxes that it is in.
    para: Option<Para>,
    around: Vec<Option<Para>>,
    /// A paragraph whose end was deleted.
    carried: Option<Para>,
    /// Bookmarks between paragraphs.
    pending: Vec<String>,
    run: RunProperties,
    /// The look of the run that is open, once it is known.
    look: Option<(Look, Shape)>,
    /// The next text is a piece of its own.
    apart: bool,
    /// A picture stands before the next text.
    after_picture: bool,
    links: Vec<Option<Url>>,
    fields: Fields,
    /// For each set of alternatives: whether one was taken.
    alternatives: Vec<bool>,
    ruby: Option<String>,
}

impl<'s, 'd, 'x> Story<'s, 'd, 'x> {
    pub(super) fn new(text: &'x str, part: &'x str, relations: &'s Relations, shared: &'s mut Shared<'d>) -> Self {
        Self {
            xml: Xml::new(text, part, &shared.limits),
            shared,
            relations,
            wanted: None,
            out: vec![Vec::new()],
            tables: Vec::new(),
            para: None,
            around: Vec::new(),
            carried: None,
            pending: Vec::new(),
            run: RunProperties::default(),
            look: None,
            apart: false,
            after_picture: false,
            links: Vec::new(),
            fields: Fields::default(),
            alternatives: Vec::new(),
            ruby: None,
        }
    }

    /// Reads only notes of a kind with these ids.
    pub(super) fn only(mut self, kind: Element, ids: &'s HashSet<String>) -> Self {
        self.wanted = Some((kind, ids));
        self
    }

    /// The paragraphs of the main part, in order.
    pub(super) fn body(mut self) -> Result<Vec<Para>> {
        loop {
            match self.xml.next()? {
                Token::Text(_) => {}
                Token::Open(tag) if tag.element == Element::Document => return self.read(),
                _ => return Err(self.xml.wrong("it is not a document of Word")),
            }
        }
    }

    /// The paragraphs, in order.
    pub(super) fn read(mut self) -> Result<Vec<Para>> {
        loop {
            match self.xml.next()? {
                Token::Open(tag) => self.open(&tag)?,
                Token::Close(element) => self.close(element)?,
                Token::Text(_) => {}
                Token::End => break,
            }
        }
        if let Some(carried) = self.carried.take() {
            self.para.get_or_insert_default().append(carried);
        }
        self.end_paragraph();
        Ok(self.out.into_iter().flatten().collect())
    }

    fn open(&mut self, tag: &Tag<'x>) -> Result<()> {
        match tag.element {
            Element::Paragraph => self.begin_paragraph()?,
            Element::ParagraphProperties => {
                let properties = ParagraphProperties::read(&mut self.xml)?;
                self.shared.sections.extend(properties.section.clone());
                if let Some(para) = &mut self.para {
                    para.properties = properties;
                }
            }
            Element::Run => {
                self.shared.tally.node(&self.shared.limits)?;
                self.run = RunProperties::default();
                self.look = None;
            }
            Element::RunProperties if self.xml.parent() == Some(Element::Run) => {
                self.run = RunProperties::read(&mut self.xml)?;
            }
            Element::RunProperties | Element::ControlProperties => self.properties(tag.element)?,
            Element::Text => {
                let exact = tag.get("space").is_some_and(|space| space == "preserve");
                let text = self.xml.text()?;
                let text = if exact { &text } else { text.trim_matches([' ', '\t', '\n', '\r']) };
                let text = self.shown(text, self.shape_of_run().face);
                self.say(&text)?;
            }
            Element::MathText | Element::DrawingText => {
                let text = self.xml.text()?;
                self.say(&text)?;
            }
            Element::Tab | Element::FarTab => self.say("\t")?,
            Element::Break | Element::Return => self.say("\n")?,
            Element::DrawingParagraph if self.para.as_ref().is_some_and(Para::shows) => self.say("\n")?,
            Element::NoBreakHyphen => self.say("\u{2011}")?,
            Element::SoftHyphen => self.say("\u{AD}")?,
            Element::Symbol => self.symbol(tag)?,
            Element::Table => self.begin_table(),
            Element::Row => self.tables.last_mut().map(Table::row).unwrap_or_default(),
            Element::RowProperties => self.row_properties()?,
            Element::Cell => {
                self.shared.tally.node(&self.shared.limits)?;
                self.tables.last_mut().map(Table::cell).unwrap_or_default();
                self.begin_inner()?;
            }
            Element::CellProperties => {
                let properties = CellProperties::read(&mut self.xml)?;
                self.tables.last_mut().map(|table| table.say(properties)).unwrap_or_default();
            }
            Element::TextBox => {
                self.around.push(self.para.take());
                self.begin_inner()?;
            }
            Element::Section => {
                let section = Section::read(&mut self.xml)?;
                self.shared.sections.push(section);
            }
            Element::FieldChar => self.field(tag),
            Element::Instruction => {
                let text = self.xml.text()?;
                self.fields.instruct(&text);
            }
            Element::SimpleField => {
                self.fields.simple(&tag.get("instr").unwrap_or_default());
                self.note_page();
            }
            Element::Link => self.link(tag)?,
            Element::Bookmark => self.bookmark(tag),
            Element::Alternatives => self.alternatives.push(false),
            Element::Choice | Element::Fallback => self.alternative(tag)?,
            Element::Ruby => self.ruby = Some(self.xml.text()?),
            Element::FootnoteReference | Element::EndnoteReference => {
                self.shared.notes.extend(tag.get("id").map(|id| (tag.element, id)));
            }
            Element::Footnote | Element::Endnote => self.note(tag)?,
            Element::Drawing => self.describe(tag.get("descr"))?,
            Element::Shape => self.describe(tag.get("alt"))?,
            Element::Rectangle if tag.get("hr").is_some_and(|on| on != "f") => self.rule(),
            Element::Extent if is_line(tag) => self.rule(),
            Element::Image | Element::VmlImage => self.shared.tally.pictures += 1,
            Element::TextPath => self.say(&tag.get("string").unwrap_or_default())?,
            Element::Inserted | Element::MovedHere => self.shared.tally.inserted += 1,
            Element::Deleted | Element::MovedAway => {
                self.shared.tally.deleted += 1;
                self.xml.skip()?;
            }
            Element::CommentReference => self.shared.tally.comments += 1,
            Element::OtherDocument => self.shared.tally.documents += 1,
            Element::Change => self.xml.skip()?,
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, element: Element) -> Result<()> {
        match element {
            Element::Paragraph => self.end_paragraph(),
            Element::Cell => {
                let paragraphs = self.end_inner();
                match self.tables.last_mut() {
                    Some(table) => table.fill(paragraphs),
                    None => self.out.last_mut().map(|out| out.extend(paragraphs)).unwrap_or_default(),
                }
            }
            Element::Table => {
                let paragraphs = self.tables.pop().map(Table::end).unwrap_or_default();
                self.out.last_mut().map(|out| out.extend(paragraphs)).unwrap_or_default();
            }
            Element::TextBox => {
                let mut paragraphs = self.end_inner();
                paragraphs.iter_mut().for_each(|para| para.origin = Origin::TextBox);
                paragraphs.first_mut().into_iter().for_each(|para| para.begins_box = true);
                self.para = self.around.pop().flatten();
                match &mut self.para {
                    Some(para) => para.after.extend(paragraphs),
                    None => self.out.last_mut().map(|out| out.extend(paragraphs)).unwrap_or_default(),
                }
            }
            Element::SimpleField => {
                self.fields.end();
                self.look = None;
            }
            Element::Link => {
                self.links.pop();
                self.look = None;
            }
            Element::RubyBase => {
                if let Some(ruby) = self.ruby.take() {
                    self.say(&format!("({})", ruby.trim()))?;
                }
            }
            Element::Alternatives => drop(self.alternatives.pop()),
            _ => {}
        }
        Ok(())
    }

    fn begin_paragraph(&mut self) -> Result<()> {
        self.shared.tally.node(&self.shared.limits)?;
        // A paragraph in a paragraph is not one that any program writes.
        self.end_paragraph();
        self.xml.items += 1;
        let carried = self.carried.take().unwrap_or_default();
        let mut para = Para { properties: ParagraphProperties::default(), ..carried };
        para.at = Some(self.xml.place());
        let here = para.pieces.len();
        para.marks.extend(self.pending.drain(..).map(|name| (here, name)));
        self.para = Some(para);
        (self.apart, self.after_picture) = (true, false);
        self.run = RunProperties::default();
        self.look = None;
        Ok(())
    }

    fn end_paragraph(&mut self) {
        let Some(mut para) = self.para.take() else { return };
        if para.properties.mark.deleted {
            self.carried = Some(para);
            return;
        }
        let after = std::mem::take(&mut para.after);
        if let Some(out) = self.out.last_mut() {
            out.push(para);
            out.extend(after);
        }
    }

    fn begin_table(&mut self) {
        let id = self.shared.tables;
        self.shared.tables = id.map(|count| count.saturating_add(1));
        self.tables.push(Table::new(id));
    }

    /// Begins a cell or a text box. Its paragraphs move outwards at its end, so that the depth is also how often they do.
    fn begin_inner(&mut self) -> Result<()> {
        self.shared.limits.check_depth(self.out.len())?;
        self.out.push(Vec::new());
        Ok(())
    }

    /// Ends a cell or a text box: what stood in it.
    fn end_inner(&mut self) -> Vec<Para> {
        self.end_paragraph();
        if self.out.len() > 1 { self.out.pop().unwrap_or_default() } else { Vec::new() }
    }

    /// A sign of a face. In a document that is ours it may be any character.
    fn symbol(&mut self, tag: &Tag<'_>) -> Result<()> {
        let face = Face::of(&tag.get("font").unwrap_or_default());
        let code = tag.get("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        let Some(sign) = code.and_then(|code| symbols::of(face, code)) else { return Ok(()) };
        let mut bytes = [0; 4];
        let text = self.shown(sign.encode_utf8(&mut bytes), face);
        self.say(&text)
    }

    /// A text as its face shows it.
    fn shown<'t>(&mut self, text: &'t str, face: Face) -> Cow<'t, str> {
        if self.shared.tables.is_none() {
            return Cow::Borrowed(text);
        }
        let (text, lost) = symbols::shown(text, face);
        self.shared.tally.signs += lost;
        text
    }

    /// Text of the run that is open.
    fn say(&mut self, text: &str) -> Result<()> {
        if text.is_empty() || !self.fields.shows() {
            return Ok(());
        }
        self.shared.tally.text(text, &self.shared.limits)?;
        let (look, shape) = match self.look.take() {
            Some(look) => look,
            None => (self.look_of_run()?, self.shape_of_run()),
        };
        let gap = std::mem::take(&mut self.after_picture) && !text.starts_with(char::is_whitespace);
        if self.is_hidden() {
            self.shared.tally.hide(text);
        } else {
            let para = self.para.get_or_insert_default();
            para.letters.add(text, shape);
            match para.pieces.last_mut() {
                Some(piece) if !self.apart && piece.look == look => piece.text.push_str(text),
                _ => para.pieces.push(Piece { text: text.to_owned(), look: look.clone() }),
            }
            self.apart = false;
            if let (true, Some(piece)) = (gap, para.pieces.last_mut()) {
                piece.text.insert(piece.text.len() - text.len(), ' ');
            }
        }
        self.look = Some((look, shape));
        Ok(())
    }

    fn paragraph_style(&self) -> &'d super::styles::ParagraphStyle {
        let style = self.para.as_ref().and_then(|para| para.properties.style.as_deref());
        self.shared.styles.paragraph(style)
    }

    fn is_hidden(&self) -> bool {
        let style = self.run.style.as_deref().and_then(|id| self.shared.styles.character(id));
        self.run.hidden.unwrap_or_else(|| style.is_some_and(|style| style.hidden) != self.paragraph_style().hidden)
    }

    fn look_of_run(&mut self) -> Result<Look> {
        let run = &self.run;
        let style = run.style.as_deref().and_then(|id| self.shared.styles.character(id));
        let around = self.paragraph_style();
        let by_style = style.map_or((false, false), |style| (style.bold, style.italic));
        let seen = |direct: Option<bool>, by_style: bool, around: bool| direct.unwrap_or(by_style != around);
        let link = self.links.last().and_then(Option::as_ref).or_else(|| self.fields.link()).cloned();
        self.shared.tally.address(link.as_ref().map_or(0, |url| url.as_str().len()), &self.shared.limits)?;
        let name = style.and_then(|style| style.name);
        let mono = run.font.as_deref().is_some_and(|font| font == crate::marks::MONO);
        self.shared.tally.language(run.lang.as_ref());
        Ok(Look {
            style: Style {
                strong: run.bold == Some(true),
                emph: run.italic == Some(true),
                code: name == Some(Character::Code) || mono,
                script: run.height.or(style.and_then(|style| style.height)).unwrap_or(Script::Normal),
                link,
                lang: run.said.clone(),
            },
            name,
            seen: (seen(run.seen.0, by_style.0, around.bold), seen(run.seen.1, by_style.1, around.italic)),
        })
    }

    fn shape_of_run(&self) -> Shape {
        let style = self.run.style.as_deref().and_then(|id| self.shared.styles.character(id));
        let style = style.map(|style| style.text).unwrap_or_default();
        let around = self.paragraph_style().text;
        let seen = self.run.text.or(style).or(around);
        let caps = style.caps.unwrap_or(false) != around.caps.unwrap_or(false);
        Shape {
            size: seen.size.unwrap_or(USUAL_SIZE),
            caps: self.run.text.caps.unwrap_or(caps),
            underlined: seen.underlined.unwrap_or(false),
            face: seen.face.unwrap_or(Face::Usual),
        }
    }

    fn field(&mut self, tag: &Tag<'_>) {
        match tag.get("fldCharType").as_deref() {
            Some("begin") => self.fields.begin(),
            Some("separate") => self.fields.separate(),
            Some("end") => self.shared.tally.placeholders += usize::from(self.fields.end()),
            _ => {}
        }
        self.note_page();
        self.look = None;
    }

    fn note_page(&mut self) {
        if let (true, Some(para)) = (self.fields.is_page(), &mut self.para) {
            para.page = true;
        }
    }

    fn link(&mut self, tag: &Tag<'_>) -> Result<()> {
        let relation = tag.get("id").and_then(|id| self.relations.get(&id));
        let anchor = tag.get("anchor").filter(|_| relation.is_some_and(|relation| !relation.target.contains('#')));
        let url = relation.and_then(|relation| match anchor {
            Some(anchor) => Url::new(&format!("{}#{anchor}", relation.target)),
            None => Url::new(&relation.target),
        });
        // A link that leads nowhere is in the one around it.
        let url = url.or_else(|| self.links.last().cloned().flatten());
        self.shared.tally.address(url.as_ref().map_or(0, |url| url.as_str().len()), &self.shared.limits)?;
        self.links.push(url);
        self.look = None;
        Ok(())
    }

    fn bookmark(&mut self, tag: &Tag<'_>) {
        let Some(name) = tag.get("name").filter(|name| Mark::of(name).is_some()) else { return };
        match &mut self.para {
            Some(para) => {
                para.marks.push((para.pieces.len(), name));
                self.apart = true;
            }
            None => self.pending.push(name),
        }
    }

    /// One of several ways to say the same: the first that we understand.
    fn alternative(&mut self, tag: &Tag<'_>) -> Result<()> {
        let understood = tag.element == Element::Fallback || self.xml.knows(&tag.get("Requires").unwrap_or_default());
        let taken = self.alternatives.last().copied().unwrap_or(false);
        if taken || !understood {
            return self.xml.skip();
        }
        if let Some(last) = self.alternatives.last_mut() {
            *last = true;
        }
        Ok(())
    }

    /// Properties that are not those of a run: of a content control, of its end, of a formula.
    fn properties(&mut self, element: Element) -> Result<()> {
        let outside = self.xml.depth();
        let mut placeholder = false;
        while let Some(tag) = self.xml.child(outside)? {
            placeholder |= tag.element == Element::Placeholder && tag.is_on();
        }
        // What asks to be replaced is not what somebody wrote: the whole control is left out, but for the place of a cell.
        if placeholder && element == Element::ControlProperties {
            self.shared.tally.placeholders += 1;
            if let (Some(Element::Row), Some(table)) = (self.xml.parent(), self.tables.last_mut()) {
                table.cell();
            }
            self.xml.skip()?;
        }
        Ok(())
    }

    fn row_properties(&mut self) -> Result<()> {
        let properties = RowProperties::read(&mut self.xml)?;
        if let Some(row) = self.tables.last_mut().and_then(Table::last_row) {
            row.say(&properties);
            self.shared.tally.deleted += usize::from(properties.deleted);
        }
        Ok(())
    }

    /// A note, unless nothing refers to it: then it is what separates notes, or left over.
    fn note(&mut self, tag: &Tag<'_>) -> Result<()> {
        let id = tag.get("id").unwrap_or_default();
        let wanted = self.wanted.is_some_and(|(kind, ids)| kind == tag.element && ids.contains(&id));
        if wanted { Ok(()) } else { self.xml.skip() }
    }

    fn rule(&mut self) {
        self.para.iter_mut().for_each(|para| para.ruled = true);
    }

    /// A picture or a drawing: what is said about it stands for it.
    fn describe(&mut self, about: Option<String>) -> Result<()> {
        let Some(about) = about.filter(|about| !about.trim().is_empty() && !is_file_name(about)) else { return Ok(()) };
        self.shared.tally.described += 1;
        self.apart = true;
        let gap = self.para.as_ref().is_some_and(Para::shows);
        self.say(&format!("{}{}", if gap { " " } else { "" }, about.trim()))?;
        (self.apart, self.after_picture) = (true, true);
        Ok(())
    }
}

/// A picture that is as flat as a line, and long: a point has 12,700 units (§20.4.2.7).
fn is_line(extent: &Tag<'_>) -> bool {
    let size = |name| extent.number::<u64>(name).unwrap_or_default();
    size("cy") <= 3 * 12_700 && size("cx") >= 144 * 12_700
}

/// Programs put the name of a file where a person would have said what is in it.
fn is_file_name(text: &str) -> bool {
    let lower = text.trim().to_ascii_lowercase();
    let endings = [".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf", ".tif", ".tiff", ".svg"];
    endings.iter().any(|ending| lower.ends_with(ending)) || lower.contains(":\\") || lower.starts_with("http")
}
