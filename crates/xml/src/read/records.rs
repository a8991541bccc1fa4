//! Records: the résumé, its sections and entries, and everything that the table of fields lists.

use super::check::collapse;
use super::tree::Element;
use super::{Reading, json};
use vitae_core::{Cell, Contact, ContactKind, Detail, Entry, EntryKind, Ext, Item, Kind, Line, Location, Position};
use vitae_core::{Record, Result, Resume, Section, SectionCommon, SectionKind, Shape, Text, Url, What};

impl Reading<'_, '_> {
    pub(super) fn resume(&mut self, root: &Element<'_>) -> Result<Resume> {
        let mut resume = Resume::default();
        let language = self.attributes(root, true);
        for child in self.children(root) {
            match child.name.local {
                "meta" => self.record(&mut resume.meta, child)?,
                "person" => self.record(&mut resume.person, child)?,
                "section" => resume.sections.push(self.section(child)?),
                _ => self.ext(&mut resume.ext, child)?,
            }
        }
        resume.meta.language = language;
        self.settle(&mut resume.ext);
        Ok(resume)
    }

    /// Any record. What is foreign in it stays with it, if it has unknown fields, and else goes to the record around it.
    pub(super) fn record(&mut self, record: &mut dyn Record, element: &Element<'_>) -> Result<()> {
        let outer = record.ext().is_some().then(|| std::mem::take(&mut self.foreign));
        let children = self.parts(element);
        self.fields(&mut [&mut *record], &children)?;
        if let (Some(outer), Some(ext)) = (outer, record.ext_mut()) {
            self.settle(ext);
            self.foreign = outer;
        }
        Ok(())
    }

    /// Puts elements into the fields of the first record that has such a field.
    fn fields(&mut self, records: &mut [&mut dyn Record], children: &[&Element<'_>]) -> Result<()> {
        let mut positions = Vec::new();
        for child in children {
            match child.name.local {
                "ext" => {
                    for record in records.iter_mut() {
                        if let Some(ext) = record.ext_mut() {
                            self.ext(ext, child)?;
                        }
                    }
                }
                "position" => {
                    self.count_entry(child)?;
                    let mut position = Position::default();
                    self.record(&mut position, child)?;
                    positions.push(position);
                }
                name => {
                    let rows = records.iter_mut().find_map(|record| {
                        let spec = record.fields().iter().find(|spec| spec.field.key() == name)?;
                        Some((record, spec))
                    });
                    let Some((record, spec)) = rows else { continue };
                    if let Some(cell) = self.cell(spec.shape, child)? {
                        self.put(*record, spec.field, cell, child);
                    }
                }
            }
        }
        if positions.is_empty() {
            return Ok(());
        }
        for record in records.iter_mut() {
            if let Some(spec) = record.fields().iter().find(|spec| spec.shape == Shape::Positions) {
                let _ = record.put(spec.field, Cell::Positions(positions));
                return Ok(());
            }
        }
        Ok(())
    }

    /// The table says which shape a field has, so this cannot fail; should it, the element is kept.
    fn put(&mut self, record: &mut dyn Record, field: vitae_core::Field, cell: Cell, element: &Element<'_>) {
        if record.put(field, cell).is_err() {
            self.keep_unsound(element, "has no place here");
        }
    }

    /// Unknown fields. What is no sound map is kept as text.
    fn ext(&mut self, ext: &mut Ext, element: &Element<'_>) -> Result<()> {
        let Some(map) = json::map(element) else {
            if element.elements().next().is_some() || !element.attributes.is_empty() {
                self.keep_unsound(element, "holds no single map of unknown fields");
            }
            return Ok(());
        };
        let deep = self.cx.limits.check_depth(json::depth(&map));
        deep.map_err(|error| error.at(Location::in_text(self.text, element.at.clone())))?;
        self.attributes(element, false);
        // Most records have none yet.
        if ext.is_empty() {
            *ext = map;
        } else {
            for (key, value) in map.iter() {
                ext.insert(key, value.clone());
            }
        }
        Ok(())
    }

    fn section(&mut self, element: &Element<'_>) -> Result<Section> {
        self.count_entry(element)?;
        let outer = std::mem::take(&mut self.foreign);
        let mut common = SectionCommon { lang: self.attributes(element, true), ..SectionCommon::default() };
        let kind = element.attribute("", "kind").and_then(|kind| SectionKind::parse(&collapse(&kind.value)));
        let mut section = Section::new(kind.unwrap_or_default());
        for child in self.children(element) {
            let name = child.name.local;
            if name == "title" {
                section.title = self.line(child);
            } else if name == "heading" {
                section.content.extend(self.line(child).map(Item::Heading));
            } else if let Some(kind) = EntryKind::parse(name) {
                section.content.push(self.entry(kind, child)?.into());
            } else if name == "ext" || SectionCommon::FIELDS.iter().any(|spec| spec.field.key() == name) {
                self.fields(&mut [&mut common], &[child])?;
            } else {
                let block = self.block(child, &vitae_core::Style::default(), 1)?;
                section.content.push(Item::Text(block));
            }
        }
        if section.title.is_none() && section.content.is_empty() {
            // The normal form has no place for it; what others put there stays with the résumé.
            if !common.is_blank() {
                self.say(
                    Kind::Lost,
                    "section-left-out",
                    "a section without a title and without content is left out",
                    &element.at,
                );
            }
            self.foreign.splice(0..0, outer);
        } else {
            self.settle(&mut common.ext);
            self.foreign = outer;
        }
        section.common = common;
        Ok(section)
    }

    fn entry(&mut self, kind: EntryKind, element: &Element<'_>) -> Result<Entry> {
        self.count_entry(element)?;
        let outer = std::mem::take(&mut self.foreign);
        let mut entry = Entry::from(What::new(kind));
        entry.common.lang = self.attributes(element, true);
        let children = self.children(element);
        self.fields(&mut [&mut entry.what, &mut entry.common], &children)?;
        self.settle(&mut entry.common.ext);
        self.foreign = outer;
        Ok(entry)
    }

    pub(super) fn contacts(&mut self, element: &Element<'_>) -> Result<Vec<Contact>> {
        let mut out = Vec::new();
        for child in self.parts(element) {
            out.extend(self.contact(child)?);
        }
        Ok(out)
    }

    /// A contact: bare, or inside an element with its label, tags and unknown fields.
    fn contact(&mut self, element: &Element<'_>) -> Result<Option<Contact>> {
        let outer = std::mem::take(&mut self.foreign);
        let (mut kind, mut label, mut tags, mut ext) = (None, None, vitae_core::Tags::new(), Ext::default());
        if element.name.local == "contact" {
            for child in self.parts(element) {
                match child.name.local {
                    "label" => label = Text::new(&self.words(child)),
                    "tags" => tags = self.texts(child).into_iter().collect(),
                    "ext" => self.ext(&mut ext, child)?,
                    _ => kind = self.contact_kind(child)?,
                }
            }
        } else {
            kind = self.contact_kind(element)?;
        }
        let Some(kind) = kind else {
            if label.is_some() || !tags.is_empty() || !ext.is_empty() {
                self.say(
                    Kind::Lost,
                    "empty-contact",
                    "a contact without a value is left out, with its label and tags",
                    &element.at,
                );
            }
            self.foreign.splice(0..0, outer);
            return Ok(None);
        };
        self.settle(&mut ext);
        self.foreign = outer;
        Ok(Some(Contact { kind, label, tags, ext }))
    }

    fn contact_kind(&mut self, element: &Element<'_>) -> Result<Option<ContactKind>> {
        Ok(match element.name.local {
            "email" => Text::new(&self.words(element)).map(ContactKind::Email),
            "phone" => Text::new(&self.words(element)).map(ContactKind::Phone),
            "fax" => Text::new(&self.words(element)).map(ContactKind::Fax),
            "web" => {
                let [url, text] = self.some(element, ["url", "text"]);
                let text = text.as_deref().and_then(Text::new);
                url.as_deref().and_then(Url::new).map(|url| ContactKind::Web { url, text })
            }
            "profile" => {
                let [network, user, url] = self.some(element, ["network", "user", "url"]);
                let (user, url) = (user.as_deref().and_then(Text::new), url.as_deref().and_then(Url::new));
                network.as_deref().and_then(Text::new).map(|network| ContactKind::Profile { network, user, url })
            }
            "message" => {
                let [service, user] = self.some(element, ["service", "user"]);
                let service = service.as_deref().and_then(Text::new);
                service
                    .zip(user.as_deref().and_then(Text::new))
                    .map(|(service, user)| ContactKind::Message { service, user })
            }
            "place" => Some(self.place(element)?).filter(|place| !place.is_blank()).map(ContactKind::Place),
            _ => self.line(element).map(ContactKind::Other),
        })
    }

    /// The texts of the elements by these names.
    pub(super) fn some<const N: usize>(&mut self, element: &Element<'_>, names: [&str; N]) -> [Option<String>; N] {
        let mut out = [const { None }; N];
        for child in self.parts(element) {
            let at = names.iter().position(|name| *name == child.name.local);
            if let Some(place) = at.and_then(|at| out.get_mut(at)) {
                *place = Some(self.words(child));
            }
        }
        out
    }

    pub(super) fn details(&mut self, element: &Element<'_>) -> Vec<Detail> {
        let mut out = Vec::new();
        for child in self.parts(element) {
            let (mut label, mut value) = (None, Line::default());
            for part in self.parts(child) {
                match part.name.local {
                    "label" => label = Text::new(&self.words(part)),
                    _ => value = self.line(part).unwrap_or_default(),
                }
            }
            let Some(label) = label else { continue };
            if value.is_empty() {
                let message = format!("the detail `{label}` has no value, and is left out");
                self.say(Kind::Lost, "empty-detail", message, &child.at);
            }
            out.push(Detail { label, value });
        }
        out
    }
}
