//! Records: one routine for all, and one for each shape of a field.

use super::{Writing, base64};
use crate::names::{self, is_xml_lang};
use vitae_core::{CellRef, Contact, ContactKind, Date, Dates, End, Entry, FieldSpec, Item, Lang, Photo, PhotoSource};
use vitae_core::{Record, Result, Section, SectionKind, Span, Text, Url};

impl Writing<'_> {
    /// A record as an element.
    pub(super) fn record(&mut self, name: &'static str, record: &dyn Record) -> Result<()> {
        self.out.open(name, &[]);
        self.fields(record)?;
        if let Some(ext) = record.ext() {
            self.ext(ext)?;
        }
        self.out.close();
        Ok(())
    }

    fn fields(&mut self, record: &dyn Record) -> Result<()> {
        for (spec, cell) in record.cells() {
            if !is_xml_lang(spec) {
                self.field(spec, cell)?;
            }
        }
        Ok(())
    }

    pub(super) fn section(&mut self, section: &Section) -> Result<()> {
        let kind = (section.kind != SectionKind::Custom).then(|| ("kind", section.kind.as_str()));
        let attributes: Vec<_> = kind.into_iter().chain(lang(section.common.lang.as_ref())).collect();
        self.out.open("section", &attributes);
        if let Some(title) = &section.title {
            self.line("title", title);
        }
        self.fields(&section.common)?;
        for item in &section.content {
            match item {
                Item::Entry(entry) => self.entry(entry)?,
                Item::Heading(line) => self.line("heading", line),
                Item::Text(block) => self.block(block, 1)?,
            }
        }
        self.ext(&section.common.ext)?;
        self.out.close();
        Ok(())
    }

    fn entry(&mut self, entry: &Entry) -> Result<()> {
        let attributes: Vec<_> = lang(entry.common.lang.as_ref()).collect();
        self.out.open(entry.what.kind().as_str(), &attributes);
        self.fields(&entry.what)?;
        self.fields(&entry.common)?;
        self.ext(&entry.common.ext)?;
        self.out.close();
        Ok(())
    }

    fn field(&mut self, spec: &FieldSpec, cell: CellRef<'_>) -> Result<()> {
        let name = spec.field.key();
        let item = names::item(spec.field);
        match cell {
            CellRef::Text(text) => self.text(name, text.as_str()),
            CellRef::Line(line) => self.line(name, line),
            CellRef::Url(url) => self.text(name, url.as_str()),
            CellRef::Lang(lang) => self.text(name, lang.as_str()),
            CellRef::Id(id) => self.text(name, id.as_str()),
            CellRef::Bool(true) | CellRef::Flag(true) => self.out.empty(name, &[]),
            CellRef::Bool(false) | CellRef::Flag(false) => self.text(name, "false"),
            CellRef::Direction(dir) => self.text(name, dir.as_str()),
            CellRef::Dates(dates) => self.dates(name, dates),
            CellRef::Place(place) => self.record(name, place)?,
            CellRef::Organization(organization) => self.record(name, organization)?,
            CellRef::NameParts(parts) => self.record(name, parts)?,
            CellRef::Photo(photo) => self.photo(name, photo),
            CellRef::Rating(rating) => self.text(name, &rating.to_string()),
            CellRef::Cefr(cefr) => {
                self.out.open(name, &[]);
                for (skill, level) in cefr.levels() {
                    self.text(skill, level.as_str());
                }
                self.out.close();
            }
            CellRef::Texts(texts) => self.texts(name, item, texts),
            CellRef::Tags(tags) => self.texts(name, item, tags),
            CellRef::Lines(lines) => {
                self.out.open(name, &[]);
                lines.iter().for_each(|line| self.line(item, line));
                self.out.close();
            }
            CellRef::Alternates(alternates) => {
                let pairs = alternates.iter().map(|(lang, url)| (lang.as_str(), url.as_str()));
                self.pairs(name, item, ["language", "url"], pairs);
            }
            CellRef::Ids(ids) => {
                let pairs = ids.iter().map(|(scheme, value)| (scheme.key(), value.as_str()));
                self.pairs(name, item, ["scheme", "value"], pairs);
            }
            CellRef::Contacts(contacts) => {
                self.out.open(name, &[]);
                contacts.iter().try_for_each(|contact| self.contact(contact))?;
                self.out.close();
            }
            CellRef::Details(details) => {
                self.out.open(name, &[]);
                for detail in details {
                    self.out.open(item, &[]);
                    self.text("label", detail.label.as_str());
                    self.line("value", &detail.value);
                    self.out.close();
                }
                self.out.close();
            }
            CellRef::Body(blocks) => self.body(blocks)?,
            CellRef::Positions(positions) => {
                positions.iter().try_for_each(|position| self.record(item, position))?;
            }
            _ => self.not_written(&format!("the field `{name}`")),
        }
        Ok(())
    }

    fn text(&mut self, name: &'static str, text: &str) {
        self.out.leaf(name, &[], text);
    }

    fn maybe(&mut self, name: &'static str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }

    /// A list of elements with two texts each.
    fn pairs<'a>(
        &mut self,
        name: &'static str,
        item: &'static str,
        [first, second]: [&'static str; 2],
        pairs: impl Iterator<Item = (&'a str, &'a str)>,
    ) {
        self.out.open(name, &[]);
        for (a, b) in pairs {
            self.out.open(item, &[]);
            self.text(first, a);
            self.text(second, b);
            self.out.close();
        }
        self.out.close();
    }

    fn dates(&mut self, name: &'static str, dates: &Dates) {
        self.out.open(name, &[]);
        match dates.span {
            None => {}
            Some(Span::At(date)) => self.date("at", date),
            Some(Span::Range { start, end }) => {
                if let Some(start) = start {
                    self.date("start", start);
                }
                match end {
                    End::On(date) => self.date("end", date),
                    End::Present => self.out.empty("present", &[]),
                    End::Unknown => self.out.empty("unknown", &[]),
                }
            }
        }
        self.maybe("text", dates.text.as_ref().map(Text::as_str));
        self.out.close();
    }

    fn date(&mut self, name: &'static str, date: Date) {
        let expected = [("expected", "true")];
        let attributes = if date.expected { expected.as_slice() } else { &[] };
        self.out.leaf(name, attributes, &date.to_edtf());
    }

    fn photo(&mut self, name: &'static str, photo: &Photo) {
        self.out.open(name, &[]);
        match &photo.source {
            PhotoSource::Url(url) => self.text("url", url.as_str()),
            PhotoSource::Embedded { media_type, bytes } => {
                self.text("mediaType", media_type.as_str());
                self.out.lines("data", &base64::lines(bytes));
            }
        }
        self.maybe("alt", photo.alt.as_ref().map(Text::as_str));
        self.out.close();
    }

    /// A contact, bare where it has nothing but its value.
    fn contact(&mut self, contact: &Contact) -> Result<()> {
        let bare = contact.label.is_none() && contact.tags.is_empty() && contact.ext.is_empty();
        if bare {
            return self.contact_kind(&contact.kind);
        }
        self.out.open("contact", &[]);
        self.maybe("label", contact.label.as_ref().map(Text::as_str));
        self.contact_kind(&contact.kind)?;
        if !contact.tags.is_empty() {
            self.tags(&contact.tags);
        }
        self.ext(&contact.ext)?;
        self.out.close();
        Ok(())
    }

    fn contact_kind(&mut self, kind: &ContactKind) -> Result<()> {
        match kind {
            ContactKind::Email(mail) => self.text("email", mail.as_str()),
            ContactKind::Phone(number) => self.text("phone", number.as_str()),
            ContactKind::Fax(number) => self.text("fax", number.as_str()),
            ContactKind::Web { url, text } => {
                self.out.open("web", &[]);
                self.text("url", url.as_str());
                self.maybe("text", text.as_ref().map(Text::as_str));
                self.out.close();
            }
            ContactKind::Profile { network, user, url } => {
                self.out.open("profile", &[]);
                self.text("network", network.as_str());
                self.maybe("user", user.as_ref().map(Text::as_str));
                self.maybe("url", url.as_ref().map(Url::as_str));
                self.out.close();
            }
            ContactKind::Message { service, user } => {
                self.out.open("message", &[]);
                self.text("service", service.as_str());
                self.text("user", user.as_str());
                self.out.close();
            }
            ContactKind::Place(place) => self.record("place", place)?,
            ContactKind::Other(line) => self.line("other", line),
            _ => self.not_written("a contact of a new kind"),
        }
        Ok(())
    }
}

fn lang(lang: Option<&Lang>) -> impl Iterator<Item = (&'static str, &str)> {
    lang.into_iter().map(|lang| ("xml:lang", lang.as_str()))
}
