//! Values: one routine for each shape of the table.

use super::check::{collapse, truth};
use super::tree::Element;
use super::{Reading, base64};
use crate::names::NAMESPACE;
use std::collections::{BTreeMap, BTreeSet};
use vitae_core::{Cefr, CefrLevel, Cell, Date, Dates, Dir, End, Id, IdScheme, Lang, NameParts, Organization, Photo};
use vitae_core::{PhotoSource, Place, Rating, Result, Shape, Span, Style, Text, Url};

impl Reading<'_, '_> {
    /// The value of a field; nothing where the element says nothing.
    pub(super) fn cell(&mut self, shape: Shape, element: &Element<'_>) -> Result<Option<Cell>> {
        Ok(match shape {
            Shape::Text => Text::new(&self.words(element)).map(Cell::Text),
            Shape::Line => self.line(element).map(Cell::Line),
            Shape::Url => Url::new(&self.words(element)).map(Cell::Url),
            Shape::Lang => Lang::new(&self.words(element)).map(Cell::Lang),
            Shape::Id => Id::new(&self.words(element)).map(Cell::Id),
            Shape::Bool => Some(Cell::Bool(truth(&self.words(element)))),
            Shape::Flag => Some(Cell::Flag(truth(&self.words(element)))),
            Shape::Direction => {
                let word = collapse(&self.words(element));
                [Dir::Ltr, Dir::Rtl].into_iter().find(|dir| dir.as_str() == word).map(Cell::Direction)
            }
            Shape::Dates => self.dates(element).map(Cell::Dates),
            Shape::Place => Some(Cell::Place(self.place(element)?)),
            Shape::Organization => {
                let mut organization = Organization::default();
                self.record(&mut organization, element)?;
                Some(Cell::Organization(organization))
            }
            Shape::NameParts => {
                let mut parts = NameParts::default();
                self.record(&mut parts, element)?;
                Some(Cell::NameParts(parts))
            }
            Shape::Photo => self.photo(element).map(Cell::Photo),
            Shape::Rating => self.rating(element).map(Cell::Rating),
            Shape::Cefr => Some(Cell::Cefr(self.cefr(element))),
            Shape::Texts => Some(Cell::Texts(self.texts(element))),
            Shape::Tags => Some(Cell::Tags(self.texts(element).into_iter().collect())),
            Shape::Lines => {
                let mut lines = Vec::new();
                for child in self.parts(element) {
                    lines.extend(self.line(child));
                }
                Some(Cell::Lines(lines))
            }
            Shape::Alternates => Some(Cell::Alternates(self.alternates(element))),
            Shape::Contacts => Some(Cell::Contacts(self.contacts(element)?)),
            Shape::Details => Some(Cell::Details(self.details(element))),
            Shape::Body => {
                let plain = self.attributes(element, true);
                let style = Style { lang: plain, ..Style::default() };
                Some(Cell::Body(self.blocks(element, &style, 1)?))
            }
            Shape::Ids => Some(Cell::Ids(self.ids(element))),
            _ => {
                self.keep_unsound(element, "has a shape that is not known here");
                None
            }
        })
    }

    pub(super) fn place(&mut self, element: &Element<'_>) -> Result<Place> {
        let mut place = Place::default();
        self.record(&mut place, element)?;
        Ok(place)
    }

    /// Plain texts, one in each child.
    pub(super) fn texts(&mut self, element: &Element<'_>) -> Vec<Text> {
        let mut out = Vec::new();
        for child in self.parts(element) {
            out.extend(Text::new(&self.words(child)));
        }
        out
    }

    fn date(&mut self, element: &Element<'_>) -> Option<Date> {
        let mut date = Date::from_edtf(&collapse(&self.words(element)))?;
        date.expected = element.attribute("", "expected").is_some_and(|value| truth(&value.value));
        Some(date)
    }

    fn dates(&mut self, element: &Element<'_>) -> Option<Dates> {
        let (mut at, mut start, mut end, mut text) = (None, None, None, None);
        for child in self.parts(element) {
            match child.name.local {
                "at" => at = self.date(child).map(Span::At),
                "start" => start = self.date(child),
                "end" => end = self.date(child).map(End::On),
                "text" => text = Text::new(&self.words(child)),
                name => {
                    self.parts(child);
                    end = Some(if name == "present" { End::Present } else { End::Unknown });
                }
            }
        }
        let range = (start.is_some() || end.is_some()).then(|| Span::Range { start, end: end.unwrap_or(End::Unknown) });
        let span = at.or(range);
        (span.is_some() || text.is_some()).then_some(Dates { span, text })
    }

    fn photo(&mut self, element: &Element<'_>) -> Option<Photo> {
        let [url, media_type, data, alt] = self.some(element, ["url", "mediaType", "data", "alt"]);
        let embedded = media_type.as_deref().and_then(Text::new).zip(data.as_deref().and_then(base64::decode));
        let source = match url.as_deref().and_then(Url::new) {
            Some(url) => PhotoSource::Url(url),
            None => embedded.map(|(media_type, bytes)| PhotoSource::Embedded { media_type, bytes })?,
        };
        Some(Photo { source, alt: alt.as_deref().and_then(Text::new) })
    }

    /// A schema cannot count: more of fewer (6/5) passes it, and is kept as it is.
    fn rating(&mut self, element: &Element<'_>) -> Option<Rating> {
        let rating = Rating::parse(&element.text());
        match rating {
            Some(_) => drop(self.words(element)),
            None => self.keep_unsound(element, "is no rating on a scale"),
        }
        rating
    }

    fn cefr(&mut self, element: &Element<'_>) -> Cefr {
        let mut cefr = Cefr::default();
        for child in self.parts(element) {
            if let Some(level) = CefrLevel::parse(&collapse(&self.words(child))) {
                cefr.set(child.name.local, level);
            }
        }
        cefr
    }

    /// A language that stands twice has one value; the second is kept as it is.
    fn alternates(&mut self, element: &Element<'_>) -> Vec<(Lang, Url)> {
        let mut out: Vec<(Lang, Url)> = Vec::new();
        let mut seen = BTreeSet::new();
        for child in self.parts(element) {
            let [language, url] = ["language", "url"].map(|name| said(child, name));
            match Lang::new(&language).zip(Url::new(&url)) {
                Some((lang, url)) if seen.insert(lang.clone()) => {
                    let _: [_; 2] = self.some(child, ["language", "url"]);
                    out.push((lang, url));
                }
                _ => self.keep_unsound(child, "is the second for its language"),
            }
        }
        out
    }

    /// The same for identifiers of one scheme.
    fn ids(&mut self, element: &Element<'_>) -> BTreeMap<IdScheme, Text> {
        let mut out = BTreeMap::new();
        for child in self.parts(element) {
            let [scheme, value] = ["scheme", "value"].map(|name| said(child, name));
            match IdScheme::new(&scheme).zip(Text::new(&value)) {
                Some((scheme, value)) if !out.contains_key(&scheme) => {
                    let _: [_; 2] = self.some(child, ["scheme", "value"]);
                    out.insert(scheme, value);
                }
                _ => self.keep_unsound(child, "is the second of its scheme"),
            }
        }
        out
    }
}

/// The text of the element of ours by this name, without taking it.
fn said(element: &Element<'_>, name: &str) -> String {
    let own = element.elements().find(|inside| inside.name.local == name && inside.name.is_in(NAMESPACE));
    own.map(Element::text).unwrap_or_default()
}
