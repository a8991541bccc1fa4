//! What a reader knows when it comes to a block: the grammar's state, and which language it is in.

use crate::blocks::Found;
use crate::class::part_by_roles;
use vitae_core::Lang;
use vitae_outline::{Block, Kind, Part, Recogniser};

/// The state of a reader, the same in reading and in writing.
#[derive(Debug, Clone)]
pub(crate) struct State {
    grammar: Recogniser,
    document: Option<Lang>,
    section: Option<Lang>,
    entry: Option<Lang>,
}

impl State {
    /// At the beginning of a document in a language.
    pub(crate) fn new(document: Option<&Lang>) -> Self {
        Self { grammar: Recogniser::new(document), document: document.cloned(), section: None, entry: None }
    }

    /// What a block is, by what is said of it, by its spans, and by the grammar; `None` for a break that only ends an entry.
    pub(crate) fn read(&mut self, found: Found) -> Option<Block> {
        let Found { mut block, said, explicit } = found;
        let lang = said.lang.as_ref().unwrap_or(&self.entry);
        self.grammar.speaks(lang.as_ref().or(self.document.as_ref()));
        if said.continues {
            block.kind = Kind::Paragraph;
        }
        if let (Some(number), Kind::Item { .. }) = (said.number, block.kind) {
            block.kind = Kind::Item { number: Some(number) };
        }
        block.section = said.section;
        block.part = said.part.or_else(|| part_by_roles(&block).filter(|_| explicit));
        match (explicit, block.part) {
            (true, Some(_)) => self.grammar.pass(&mut block),
            (true, None) => {
                let runs = block.runs.clone();
                self.grammar.block(&mut block);
                block.runs = runs;
            }
            (false, _) => self.grammar.block(&mut block),
        }
        if block.kind == Kind::Rule && block.section.is_none() && said == crate::said::Said::default() {
            self.entry.clone_from(&self.section);
            return None;
        }
        if !block.runs.is_empty() || block.kind == Kind::Rule {
            self.language(&block, said.lang);
        }
        block.lang.clone_from(&self.entry);
        block.facts = said.facts;
        Some(block)
    }

    /// A language that is said holds to the end of the section, if the section begins there, or of the entry.
    fn language(&mut self, block: &Block, said: Option<Option<Lang>>) {
        match block.part {
            _ if block.section.is_some() => {
                self.section = said.unwrap_or_default();
                self.entry.clone_from(&self.section);
            }
            Some(Part::Entry | Part::Organization | Part::Subheading | Part::Line | Part::Text) => {
                self.entry = said.unwrap_or_else(|| self.section.clone());
            }
            _ => self.entry = said.unwrap_or_else(|| self.entry.take()),
        }
    }
}
