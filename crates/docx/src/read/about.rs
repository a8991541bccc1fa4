//! What is said about a document as a whole, outside its text: its properties, and the facts that cannot be seen.

use super::xml::{Element, Token, Xml};
use crate::marks;
use std::collections::HashMap;
use vitae_core::{Dir, Lang, Limits, Result, Text};

/// The properties of a document.
#[derive(Debug, Default)]
pub(super) struct About {
    /// It has the property that only we write.
    pub own: bool,
    pub direction: Option<Dir>,
    pub lang: Option<Lang>,
    pub title: Option<Text>,
    pub author: Option<Text>,
    pub subject: Option<Text>,
    /// The language that the usual properties give.
    pub core_lang: Option<Lang>,
    /// The program that saved it last.
    program: String,
}

impl About {
    /// Whether the program that saved it gives an address without a path one: of `https://a.example` it makes `https://a.example/`.
    pub(super) fn adds_slashes(&self) -> bool {
        ["LibreOffice", "OpenOffice", "Collabora"].iter().any(|name| self.program.starts_with(name))
    }

    /// Reads `docProps/app.xml`.
    pub(super) fn app(&mut self, text: &str, part: &str, limits: &Limits) -> Result<()> {
        let mut xml = Xml::new(text, part, limits);
        loop {
            match xml.next()? {
                Token::Open(tag) if tag.is_called(b"Application") => self.program = xml.text()?,
                Token::End => return Ok(()),
                _ => {}
            }
        }
    }

    /// Reads `docProps/core.xml`.
    pub(super) fn core(&mut self, text: &str, part: &str, limits: &Limits) -> Result<()> {
        let mut xml = Xml::new(text, part, limits);
        loop {
            match xml.next()? {
                Token::Open(tag) => match tag.element {
                    Element::CoreTitle => self.title = Text::new(&xml.text()?),
                    Element::CoreCreator => self.author = Text::new(&xml.text()?),
                    Element::CoreSubject => self.subject = Text::new(&xml.text()?),
                    Element::CoreLanguage => self.core_lang = Lang::new(&xml.text()?),
                    _ => {}
                },
                Token::End => return Ok(()),
                _ => {}
            }
        }
    }

    /// Reads `docProps/custom.xml`.
    pub(super) fn custom(&mut self, text: &str, part: &str, limits: &Limits) -> Result<()> {
        let mut xml = Xml::new(text, part, limits);
        loop {
            match xml.next()? {
                Token::Open(tag) if tag.element == Element::Property => {
                    let value = xml.text()?;
                    match tag.get("name").as_deref() {
                        Some(marks::FORMAT) => self.own = true,
                        Some(marks::LANGUAGE) => self.lang = Lang::new(&value),
                        Some(marks::DIRECTION) => {
                            self.direction = match value.trim() {
                                "rtl" => Some(Dir::Rtl),
                                "ltr" => Some(Dir::Ltr),
                                _ => None,
                            };
                        }
                        _ => {}
                    }
                }
                Token::End => return Ok(()),
                _ => {}
            }
        }
    }
}

/// The records of a part with facts, by what they are of; nothing if it is a part of somebody else.
pub(super) fn facts(text: &str, part: &str, limits: &Limits) -> Result<HashMap<String, String>> {
    let mut xml = Xml::new(text, part, limits);
    let mut facts = HashMap::new();
    loop {
        match xml.next()? {
            Token::Open(tag) if tag.element == Element::Fact => {
                let json = xml.text()?;
                facts.extend(tag.get("of").map(|of| (of, json)));
            }
            Token::End => return Ok(facts),
            _ => {}
        }
    }
}
