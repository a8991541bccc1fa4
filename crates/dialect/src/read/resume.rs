//! The whole: what is said about the résumé, who it is about, and sections – native, or in the short form of JSON Resume.

use super::Reading;
use crate::keys::Level;
use crate::node::{Content, Node, Pair};
use crate::notation::Wanted;
use vitae_core::{Ext, Item, Person, Record, Result, Resume, Section, SectionKind, Words};

impl Reading<'_> {
    pub(super) fn resume(&mut self, root: &Node) -> Result<Resume> {
        let Some(pairs) = root.as_map() else {
            let message = format!("a résumé is a map with keys such as `basics` and `sections`, not {}", root.kind());
            return Err(self.error("wrong-type", message, root.at).help(self.notation.advice(Wanted::Resume, root)));
        };
        let mut resume = Resume::default();
        let mut left = Vec::new();
        self.language_and_meta(pairs, &mut resume, &mut left)?;
        self.words = Words::of(resume.meta.language.as_ref());
        for pair in pairs {
            match &*pair.key {
                "vitae" => self.version(pair)?,
                "language" | "meta" => {}
                "basics" if pair.value.is_nothing() => {}
                "basics" => {
                    let summary = self.inside("basics", |reading| reading.basics(&pair.value, &mut resume.person))?;
                    resume.sections.splice(0..0, summary);
                }
                "sections" => {
                    let sections = self.inside("sections", |reading| reading.sections(&pair.value))?;
                    resume.sections.extend(sections);
                }
                key => match SectionKind::parse(key).filter(|kind| *kind != SectionKind::Custom) {
                    Some(kind) => {
                        let section = self.inside(key, |reading| reading.short_section(kind, &pair.value))?;
                        resume.sections.extend(section);
                    }
                    None => left.push(pair),
                },
            }
        }
        self.keep(left, Level::Top, &mut resume.ext)?;
        if resume.person.is_blank() && resume.sections.is_empty() {
            let message =
                "nothing of this file can be shown: it has neither a person (`basics`) nor sections (`sections`)";
            let note = self.note("nothing-to-show", message, root.at);
            self.report.push(note.help(format!(
                "if it is a résumé in another dialect of {}, its keys have to be renamed",
                self.notation.name()
            )));
        }
        Ok(resume)
    }

    /// A file of a later version is read as far as it is known.
    fn version(&mut self, pair: &Pair) -> Result<()> {
        self.inside("vitae", |reading| {
            let version = reading.text(&pair.value)?.unwrap_or("1").trim();
            if version != "1" {
                let message = format!("this file is of version {version} of the dialect; it is read as version 1");
                let note = reading.note("newer-version", message, pair.value.at);
                reading.report.push(note.help("what is new in it is kept as unknown fields"));
            }
            Ok(())
        })
    }

    /// `language` stands at the top, or in `meta`.
    fn language_and_meta<'n>(
        &mut self,
        pairs: &'n [Pair],
        resume: &mut Resume,
        left: &mut Vec<&'n Pair>,
    ) -> Result<()> {
        let find = |key: &str| pairs.iter().find(|pair| &*pair.key == key && !pair.value.is_nothing());
        if let Some(pair) = find("language") {
            resume.meta.language = self.inside("language", |reading| reading.lang(&pair.value))?;
        }
        let Some(pair) = find("meta") else { return Ok(()) };
        let Content::Map(inner) = &pair.value.content else {
            left.push(pair);
            return Ok(());
        };
        // The language at the top is set already, and wins.
        self.inside("meta", |reading| reading.fill_all(&mut resume.meta, Level::Meta, inner))
    }

    /// The person. `summary` is JSON Resume's place for a text before all sections.
    fn basics(&mut self, node: &Node, person: &mut Person) -> Result<Option<Section>> {
        let mut summary = None;
        let (mut rest, mut left) = (Ext::default(), Vec::new());
        for pair in self.map(node)? {
            if &*pair.key == "summary" {
                let blocks = self.inside("summary", |reading| reading.blocks(&pair.value))?;
                let content: Vec<Item> = blocks.into_iter().map(Item::Text).collect();
                summary = (!content.is_empty()).then(|| Section { content, ..Section::new(SectionKind::Summary) });
                continue;
            }
            if self.contacts_key(pair, &mut person.contacts)? {
                continue;
            }
            left.extend(self.fill(person, std::slice::from_ref(pair), &mut rest)?);
        }
        self.keep(left, Level::Basics, &mut rest)?;
        person.ext = rest;
        Ok(summary)
    }

    /// `work: […]` at the top: a section of that kind under its usual title.
    fn short_section(&mut self, kind: SectionKind, node: &Node) -> Result<Option<Section>> {
        let content: Vec<Item> = match &node.content {
            Content::Scalar { .. } => self.blocks(node)?.into_iter().map(Item::Text).collect(),
            _ => self.items(kind, node)?,
        };
        let title = self.default_title(kind);
        Ok((!content.is_empty()).then(|| Section { title, content, ..Section::new(kind) }))
    }

    /// True while an entry of such a short section is read.
    pub(super) fn in_short_form(&self) -> bool {
        self.path.first().is_some_and(|first| first != "sections")
    }
}
