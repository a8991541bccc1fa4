//! From an entry on paper back to the fields of a record: the same slots as in composing, read the other way.

use super::contact::{contacts, parts};
use crate::body::{body_of, line_of, runs_of};
use crate::outline::{Block, Kind, Part, Role, Run};
use vitae_core::{
    Body, Cefr, CefrLevel, Cell, Dates, Detail, Field, FieldSpec, IdScheme, Line, Organization, Place, Rating, Record,
    Shape, Slot, Text, Url, Words,
};

/// What stood on paper, sorted by what it is.
#[derive(Debug, Default, Clone)]
pub(crate) struct Found {
    pub title: Vec<Run>,
    pub organization: Vec<Run>,
    pub qualifier: Vec<Run>,
    pub place: Vec<Run>,
    pub url: Vec<Run>,
    pub dates: Vec<Run>,
    pub levels: Vec<Run>,
    pub keywords: Vec<Run>,
    pub contacts: Vec<Run>,
    /// Labelled lines: the label, its values, and whether those stood in a list of their own.
    pub labelled: Vec<(Text, Vec<Line>, bool)>,
    pub body: Vec<Block>,
}

impl Found {
    /// What stands in a heading, and in the blocks below it.
    pub(crate) fn of(heading: Option<&Block>, below: &[Block], words: &Words) -> Self {
        let mut found = Self::default();
        found.take_runs(heading.map(|block| block.runs.as_slice()).unwrap_or_default());
        found.take_blocks(below, words);
        found.unindent_body();
        found
    }

    /// Sorts the runs of a heading, a meta line or a line entry by their roles. What another line said already is kept apart.
    fn take_runs(&mut self, runs: &[Run]) {
        let mut begun: Vec<Option<Role>> = Vec::new();
        for run in runs.iter().filter(|run| run.role != Some(Role::Separator)) {
            let slot = match run.role {
                Some(Role::Organization) => &mut self.organization,
                Some(Role::Qualifier) => &mut self.qualifier,
                Some(Role::Place) => &mut self.place,
                Some(Role::Url) => &mut self.url,
                Some(Role::Dates) => &mut self.dates,
                Some(Role::Level) => &mut self.levels,
                Some(Role::Keyword) => &mut self.keywords,
                _ => &mut self.title,
            };
            if !begun.contains(&run.role) {
                begun.push(run.role);
                if !slot.is_empty() && run.role != Some(Role::Keyword) {
                    slot.push(Run::plain(crate::contact::SEPARATOR));
                }
            }
            slot.push(run.clone());
        }
    }

    /// Sorts the blocks below a heading.
    fn take_blocks(&mut self, blocks: &[Block], words: &Words) {
        let mut rest = blocks.iter().peekable();
        while let Some(block) = rest.next() {
            match block.part {
                Some(Part::Meta) => self.take_runs(&block.runs),
                Some(Part::Contacts) => self.take_contacts(block),
                Some(Part::Labelled) => self.take_labelled(block, &mut rest, words),
                _ => self.body.push(block.clone()),
            }
        }
    }

    /// The text below a line entry stands in its bullet: one level deeper than text by itself.
    fn unindent_body(&mut self) {
        let outer = self
            .body
            .iter()
            .map(|block| block.level.saturating_sub(u8::from(is_bullet(block))))
            .min()
            .unwrap_or_default();
        self.body.iter_mut().for_each(|block| block.level = block.level.saturating_sub(outer));
    }

    pub(super) fn take_contacts(&mut self, block: &Block) {
        if !self.contacts.is_empty() {
            self.contacts.push(Run::role(crate::contact::SEPARATOR, Role::Separator));
        }
        self.contacts.extend(block.runs.iter().cloned());
    }

    /// A labelled line; where its values are a list, the bullets below it are taken too.
    pub(super) fn take_labelled<'b>(
        &mut self,
        block: &Block,
        rest: &mut std::iter::Peekable<impl Iterator<Item = &'b Block>>,
        words: &Words,
    ) {
        if block.runs.iter().all(|run| run.role != Some(Role::Label)) {
            // The bullets of a label that is no longer there are text.
            self.body.push(block.clone());
            return;
        }
        let mut values: Vec<Line> = Vec::new();
        let is_value = |next: &&Block| next.part == Some(Part::Labelled) && is_bullet(next);
        while let Some(item) = rest.next_if(is_value) {
            values.extend(line_of(&item.runs));
        }
        self.labelled_line(block, values, words);
    }

    /// True for what only a position can have, and no engagement.
    pub(super) fn is_a_position(&self) -> bool {
        !self.qualifier.is_empty() || !self.url.is_empty()
    }

    /// The labelled lines as they stand.
    pub(super) fn details(&self) -> Vec<Detail> {
        let labelled = self.labelled.iter();
        let each = |(label, values, _): &(Text, Vec<Line>, bool)| {
            let label = label.clone();
            values.clone().into_iter().map(move |value| Detail { label: label.clone(), value })
        };
        labelled.flat_map(each).collect()
    }

    /// The visible text that a field is made out of.
    pub(crate) fn text_behind(&self, spec: &FieldSpec, words: &Words) -> String {
        let lines = |wanted: Option<&str>| -> Vec<Run> {
            let of = self.labelled.iter().filter(|(label, ..)| wanted.is_none_or(|wanted| label.as_str() == wanted));
            let values = of.flat_map(|(label, values, _)| {
                let values = values.iter().flat_map(|value| [vec![Run::plain(" ")], runs_of(value)].concat());
                [Run::plain(format!("{label} "))].into_iter().chain(values)
            });
            values.collect()
        };
        let runs = match (spec.field, spec.slot) {
            (Field::Keywords, _) => self.keywords.clone(),
            (Field::Contacts, _) => self.contacts.clone(),
            (Field::Details | Field::Ids, _) => lines(None),
            (Field::Url, _) => self.url.clone(),
            (Field::Body, _) => return crate::facts::text_of_blocks(&self.body),
            (Field::NameParts, _) | (_, Slot::Title) => self.title.clone(),
            (_, Slot::Qualifier) => self.qualifier.clone(),
            (_, Slot::Organization) => {
                let about = [Field::About, Field::Place].map(|field| lines(Some(words.label(field))));
                [self.organization.clone(), about.concat()].concat()
            }
            (_, Slot::Place) => self.place.clone(),
            (_, Slot::Dates) => self.dates.clone(),
            (_, Slot::Level) => self.levels.clone(),
            _ => lines(Some(words.label(spec.field))),
        };
        crate::facts::text_of(&runs)
    }

    fn labelled_line(&mut self, block: &Block, mut values: Vec<Line>, words: &Words) {
        let label: String =
            block.runs.iter().filter(|run| run.role == Some(Role::Label)).map(|run| run.text.as_str()).collect();
        let label = label.trim_end().strip_suffix(words.phrases().colon).unwrap_or(&label);
        let Some(label) = Text::new(label) else {
            self.body.push(block.clone());
            return;
        };
        // A label that somebody typed over is another one, whatever stands after it.
        let is_keywords = block.runs.iter().any(|run| run.role == Some(Role::Keyword));
        if is_keywords
            && (words.field(label.as_str()) == Some(Field::Keywords) || label.as_str() == words.label(Field::Keywords))
        {
            self.take_keywords(&block.runs);
            return;
        }
        // Separators between values are runs of their own; where one stands alone, it separates nothing.
        let value: Vec<Run> = block.runs.iter().filter(|run| run.role != Some(Role::Label)).cloned().collect();
        let value = value.strip_prefix(&[Run::role(" ", Role::Separator)][..]).map(<[Run]>::to_vec).unwrap_or(value);
        let listed = !values.is_empty();
        values.extend(value.split(|run| run.role == Some(Role::Separator)).filter_map(line_of));
        self.labelled.push((label, values, listed));
    }

    /// Keywords, also those that somebody typed behind the last one.
    fn take_keywords(&mut self, runs: &[Run]) {
        for run in runs.iter().filter(|run| !matches!(run.role, Some(Role::Label | Role::Separator))) {
            if run.role == Some(Role::Keyword) {
                self.keywords.push(run.clone());
                continue;
            }
            let typed = run.text.split(", ").map(|word| word.trim_matches([' ', ',']));
            self.keywords.extend(typed.filter(|word| !word.is_empty()).map(|word| Run::role(word, Role::Keyword)));
        }
    }

    /// Gives a record what is its own. What stays has no field there.
    pub(super) fn fill(&mut self, record: &mut dyn Record, words: &Words) {
        for spec in record.fields() {
            let cell = self.cell(spec, words);
            if let Some(cell) = cell {
                // The shape is the one that the table asks for.
                let _ = record.put(spec.field, cell);
            }
        }
    }

    fn cell(&mut self, spec: &FieldSpec, words: &Words) -> Option<Cell> {
        match (spec.field, spec.slot) {
            (Field::Keywords, _) => {
                let keywords: Vec<Text> =
                    std::mem::take(&mut self.keywords).iter().filter_map(|run| Text::new(&run.text)).collect();
                (!keywords.is_empty()).then_some(Cell::Texts(keywords))
            }
            (Field::Body, _) => {
                let blocks = body_of(&std::mem::take(&mut self.body));
                (!blocks.is_empty()).then_some(Cell::Body(blocks))
            }
            (Field::Contacts, _) => {
                let found = contacts(&parts(&std::mem::take(&mut self.contacts)), words);
                (!found.is_empty()).then_some(Cell::Contacts(found))
            }
            (Field::Details, _) => {
                let details = self.details();
                self.labelled.clear();
                (!details.is_empty()).then_some(Cell::Details(details))
            }
            (Field::Ids, _) => self.ids(),
            (Field::Url, _) if !self.url.is_empty() => {
                // A second address, from another line, is not this one's.
                let end = self.url.iter().position(|run| run.role.is_none()).unwrap_or(self.url.len());
                let rest = self.url.split_off(end);
                url_of(&std::mem::replace(&mut self.url, rest)).map(Cell::Url)
            }
            (_, Slot::Organization) => self.organization(words).map(Cell::Organization),
            (_, Slot::Title) => shaped(spec.shape, &std::mem::take(&mut self.title)),
            (_, Slot::Qualifier) => shaped(spec.shape, &std::mem::take(&mut self.qualifier)),
            (_, Slot::Place) => text_of(&std::mem::take(&mut self.place)).map(|text| Cell::Place(Place::text(text))),
            (_, Slot::Dates) => {
                let text = text_of(&std::mem::take(&mut self.dates))?;
                Dates::parse(text.as_str(), words).map(Cell::Dates)
            }
            (_, Slot::Level) => self.level(spec, words),
            (_, Slot::Label) if matches!(spec.shape, Shape::Text | Shape::Texts | Shape::Line | Shape::Lines) => {
                let (mut values, listed) = self.labelled_as(words.label(spec.field))?;
                if let (Shape::Texts | Shape::Lines, [only], false) = (spec.shape, values.as_slice(), listed) {
                    values = only.values();
                }
                match spec.shape {
                    Shape::Text => {
                        let all: Vec<String> = values.iter().map(Line::plain).collect();
                        Text::new(&all.join("; ")).map(Cell::Text)
                    }
                    Shape::Texts => {
                        Some(Cell::Texts(values.iter().filter_map(|value| Text::new(&value.plain())).collect()))
                    }
                    Shape::Lines => Some(Cell::Lines(values)),
                    Shape::Line => {
                        let apart = |value: &Line| [runs_of(value), vec![Run::plain("; ")]].concat();
                        let mut runs = values.iter().flat_map(apart).collect::<Vec<_>>();
                        runs.pop();
                        line_of(&runs).map(Cell::Line)
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn labelled_as(&mut self, label: &str) -> Option<(Vec<Line>, bool)> {
        let at = self.labelled.iter().position(|(found, ..)| found.as_str() == label)?;
        let (_, values, listed) = self.labelled.remove(at);
        Some((values, listed))
    }

    fn organization(&mut self, words: &Words) -> Option<Organization> {
        let runs = std::mem::take(&mut self.organization);
        let url = runs.iter().find_map(|run| run.style.link.clone());
        let mut organization = Organization { name: text_of(&runs), ..Organization::default() };
        if let (Some(name), Some(url)) = (&organization.name, &url)
            && name.as_str() == url.visible()
        {
            organization.name = None;
        }
        organization.url = url;
        let one = |(values, _): (Vec<Line>, bool)| -> Option<Line> {
            line_of(
                &values.iter().flat_map(|value| [runs_of(value), vec![Run::plain(" ")]].concat()).collect::<Vec<_>>(),
            )
        };
        organization.description = self.labelled_as(words.label(Field::About)).and_then(one);
        let place = self.labelled_as(words.label(Field::Place)).and_then(one);
        organization.place = place.and_then(|line| Text::new(&line.plain())).map(Place::text);
        (!organization.is_blank()).then_some(organization)
    }

    fn ids(&mut self) -> Option<Cell> {
        let known = |label: &Text| IdScheme::new(label.as_str()).filter(|scheme| scheme.label() != scheme.key());
        let mut ids = std::collections::BTreeMap::new();
        self.labelled.retain(|(label, values, _)| {
            let Some((scheme, value)) = known(label).zip(values.first().and_then(|value| Text::new(&value.plain())))
            else {
                return true;
            };
            let is_second = ids.contains_key(&scheme);
            ids.entry(scheme).or_insert(value);
            is_second
        });
        (!ids.is_empty()).then_some(Cell::Ids(ids))
    }

    /// What stands in brackets after a name, in the order of the table; each field takes what has its form.
    fn level(&mut self, spec: &FieldSpec, words: &Words) -> Option<Cell> {
        let text: String = self.levels.iter().map(|run| run.text.as_str()).collect();
        let mut parts: Vec<String> =
            text.split(crate::contact::SEPARATOR).map(str::to_owned).filter(|part| !part.is_empty()).collect();
        let phrases = words.phrases();
        let years = |part: &str| {
            let (before, after) = phrases.years.split_once("{}")?;
            let number = part.strip_prefix(before)?.strip_suffix(after)?;
            (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())).then(|| number.to_owned())
        };
        let level_of = |part: &str| -> Option<(&'static str, CefrLevel)> {
            if let Some(level) = CefrLevel::parse(part) {
                return Some(("overall", level));
            }
            let (name, level) = part.rsplit_once(' ')?;
            let skill = phrases.cefr.iter().position(|skill| *skill == name)?;
            Some((Cefr::KEYS.get(skill + 1).copied()?, CefrLevel::parse(level)?))
        };
        let special = |part: &str| {
            part == phrases.native || years(part).is_some() || level_of(part).is_some() || Rating::parse(part).is_some()
        };
        let mut take = |is: &dyn Fn(&str) -> bool| parts.iter().position(|part| is(part)).map(|at| parts.remove(at));
        let cell = match (spec.field, spec.shape) {
            (Field::Native, _) => take(&|part| part == phrases.native).map(|_| Cell::Flag(true)),
            (Field::Years, _) => take(&|part| years(part).is_some())
                .and_then(|part| years(&part))
                .and_then(|y| Text::new(&y))
                .map(Cell::Text),
            (Field::Rating, _) => {
                take(&|part| Rating::parse(part).is_some()).and_then(|part| Rating::parse(&part)).map(Cell::Rating)
            }
            (Field::Cefr, _) => {
                let mut cefr = Cefr::default();
                parts.retain(|part| {
                    let level = level_of(part);
                    level.is_none_or(|(skill, level)| !cefr.set(skill, level))
                });
                cefr.levels().next().is_some().then_some(Cell::Cefr(cefr))
            }
            _ => take(&|part| !special(part)).and_then(|part| Text::new(&part)).map(Cell::Text),
        };
        self.levels = if parts.is_empty() {
            Vec::new()
        } else {
            vec![Run::role(parts.join(crate::contact::SEPARATOR), Role::Level)]
        };
        cell
    }

    /// What found no field goes where every entry can keep it, so that no word is lost.
    pub(super) fn leave_rest(self, body: &mut Body, details: &mut Vec<Detail>) {
        details.append(&mut self.details());
        let rest = [self.title, self.organization, self.qualifier, self.place, self.url, self.dates, self.levels];
        let rest = rest.into_iter().chain([self.keywords, self.contacts]);
        let mut paragraphs: Body = rest.filter_map(|runs| line_of(&runs)).map(vitae_core::Block::Para).collect();
        paragraphs.append(body);
        *body = paragraphs;
    }
}

const fn is_bullet(block: &Block) -> bool {
    matches!(block.kind, Kind::Item { .. })
}

fn text_of(runs: &[Run]) -> Option<Text> {
    line_of(runs).and_then(|line| Text::new(&line.plain()))
}

/// An address by its link, while its text still says the same; else by its text.
fn url_of(runs: &[Run]) -> Option<Url> {
    let link = runs.iter().find_map(|run| run.style.link.clone());
    let text = text_of(runs);
    let typed_over = match (&link, &text) {
        (Some(url), Some(text)) => {
            url.visible() != text.as_str() && url.as_str() != text.as_str() && looks_like_address(text.as_str())
        }
        _ => false,
    };
    link.filter(|_| !typed_over).or_else(|| text.and_then(|text| Url::new(text.as_str())))
}

fn looks_like_address(text: &str) -> bool {
    text.contains('.') && !text.contains(char::is_whitespace)
}

fn shaped(shape: Shape, runs: &[Run]) -> Option<Cell> {
    let line = line_of(runs)?;
    match shape {
        Shape::Text => Text::new(&line.plain()).map(Cell::Text),
        Shape::Line => Some(Cell::Line(line)),
        _ => None,
    }
}
