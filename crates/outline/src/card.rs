//! The card: the few shapes that every entry takes on paper.
//!
//! A card is filled by looping over the fields of a record: the [`Slot`] in the one table of fields says where each goes. No
//! kind of entry has code of its own here.

use crate::body::runs_of;
use crate::contact::{contact_line, web_link};
use crate::outline::{Role, Run};
use vitae_core::{
    Block as Text, Cefr, CefrLevel, CellRef, Contact, Detail, Field, FieldSpec, MonthStyle, Organization, Record,
    Shape, Slot, Style, Words,
};

/// An entry, or a position in one, as it stands on paper.
#[derive(Debug, Default)]
pub(crate) struct Card {
    /// What it is headed with.
    pub title: Vec<Run>,
    /// Bold, first in the meta line.
    pub organization: Vec<Run>,
    /// Italic, after that.
    pub qualifier: Vec<Run>,
    /// In the meta line.
    pub place: Vec<Run>,
    /// In the meta line.
    pub url: Vec<Run>,
    /// Last in the meta line.
    pub dates: Vec<Run>,
    /// In brackets after the name of a line entry.
    pub levels: Vec<String>,
    /// A line of its own.
    pub contacts: Vec<Run>,
    /// Labelled lines.
    pub labelled: Vec<Labelled>,
    /// After the name of a line entry, or on a labelled line.
    pub keywords: Vec<Run>,
    /// The text below.
    pub body: Vec<Text>,
}

/// A label and its value, or its values.
#[derive(Debug)]
pub(crate) struct Labelled {
    pub label: String,
    pub values: Values,
}

/// What follows a label.
#[derive(Debug)]
pub(crate) enum Values {
    /// On the same line.
    Line(Vec<Run>),
    /// One bullet each, where a comma inside a value would make a line ambiguous.
    List(Vec<Vec<Run>>),
}

/// How a card is filled.
#[derive(Clone, Copy)]
pub(crate) struct Hand<'w> {
    pub words: &'w Words,
    pub months: MonthStyle,
}

impl Hand<'_> {
    /// Adds the fields of a record.
    pub(crate) fn fill(&self, card: &mut Card, record: &dyn Record) {
        for (spec, cell) in record.cells() {
            self.put(card, spec, cell);
        }
    }

    /// Adds one field.
    pub(crate) fn put(&self, card: &mut Card, spec: &FieldSpec, cell: CellRef<'_>) {
        match (spec.field, cell) {
            (Field::Keywords, CellRef::Texts(keywords)) => {
                card.keywords =
                    joined(keywords.iter().map(|k| vec![Run::role(k.as_str(), Role::Keyword)]).collect(), ", ");
            }
            (Field::Details, CellRef::Details(details)) => card.labelled.extend(details.iter().map(|d| self.detail(d))),
            (Field::Contacts, CellRef::Contacts(contacts)) => card.contacts = self.contacts(contacts),
            (Field::Url, CellRef::Url(url)) => {
                let style = web_link(url).map(Style::link).unwrap_or_default();
                card.url = vec![Run::role(url.visible(), Role::Url).styled(style)];
            }
            (Field::Years, CellRef::Text(years)) => {
                let bare = years.as_str().bytes().all(|b| b.is_ascii_digit());
                card.levels.push(if bare {
                    self.words.phrases().years.replace("{}", years.as_str())
                } else {
                    years.as_str().into()
                });
            }
            (Field::Native, _) => card.levels.push(self.words.phrases().native.into()),
            (Field::Cefr, CellRef::Cefr(cefr)) => self.cefr(card, cefr),
            (Field::Ids, CellRef::Ids(ids)) => {
                for (scheme, id) in ids {
                    let style = (scheme.key() == "doi")
                        .then(|| vitae_core::Url::new(&format!("https://doi.org/{id}")))
                        .flatten();
                    let value = Run::plain(id.as_str()).styled(style.map(Style::link).unwrap_or_default());
                    card.labelled
                        .push(Labelled { label: self.label(scheme.label()), values: Values::Line(vec![value]) });
                }
            }
            (_, CellRef::Organization(organization)) => self.organization(card, organization),
            (_, CellRef::Place(place)) => {
                card.place = vec![Run::role(place.display(self.words.phrases().remote), Role::Place)];
            }
            (_, CellRef::Dates(dates)) => {
                card.dates = vec![Run::role(dates.display_as(self.words, self.months), Role::Dates)];
            }
            (_, CellRef::Body(body)) => card.body.extend(body.iter().cloned()),
            _ => self.by_slot(card, spec, cell),
        }
    }

    /// Text in the slot that the table gives it.
    fn by_slot(&self, card: &mut Card, spec: &FieldSpec, cell: CellRef<'_>) {
        let values = values(cell);
        match spec.slot {
            Slot::Title => card.title = with_role(values.into_iter().flatten().collect(), Role::Title),
            Slot::Qualifier => card.qualifier = with_role(values.into_iter().flatten().collect(), Role::Qualifier),
            Slot::Level => card.levels.extend(values.iter().map(|runs| runs.iter().map(|r| r.text.as_str()).collect())),
            Slot::Label => card
                .labelled
                .push(Labelled { label: self.label(self.words.label(spec.field)), values: listed(spec.shape, values) }),
            _ => {}
        }
    }

    fn label(&self, label: &str) -> String {
        format!("{label}{}", self.words.phrases().colon)
    }

    fn detail(&self, detail: &Detail) -> Labelled {
        Labelled { label: self.label(detail.label.as_str()), values: Values::Line(runs_of(&detail.value)) }
    }

    fn contacts(&self, contacts: &[Contact]) -> Vec<Run> {
        contact_line(contacts, self.words)
    }

    /// The name goes to the meta line, linked to the organisation's site; what else is known of it goes on labelled lines.
    fn organization(&self, card: &mut Card, organization: &Organization) {
        let link = organization.url.as_ref().and_then(web_link).map(Style::link).unwrap_or_default();
        let name = organization.name.as_ref().map(|name| name.as_str().to_owned());
        let shown = name.or_else(|| organization.url.as_ref().map(|url| url.visible().to_owned()));
        card.organization =
            shown.map(|name| vec![Run::role(name, Role::Organization).styled(link)]).unwrap_or_default();
        if let Some(about) = &organization.description {
            card.labelled.push(Labelled {
                label: self.label(self.words.label(Field::About)),
                values: Values::Line(runs_of(about)),
            });
        }
        let place = organization.place.as_ref().map(|place| place.display(self.words.phrases().remote));
        if let Some(place) = place.filter(|place| !place.is_empty()) {
            card.labelled.push(Labelled {
                label: self.label(self.words.label(Field::Place)),
                values: Values::Line(vec![Run::plain(place)]),
            });
        }
    }

    fn cefr(&self, card: &mut Card, cefr: &Cefr) {
        for (skill, level) in cefr.levels() {
            let level = level.as_str();
            let name = Cefr::KEYS.iter().position(|key| *key == skill).and_then(|i| i.checked_sub(1));
            let name = name.and_then(|i| self.words.phrases().cefr.get(i));
            match name {
                Some(name) => card.levels.push(format!("{name} {level}")),
                // "C1 (Goethe)" says the level already.
                None if card
                    .levels
                    .iter()
                    .any(|said| CefrLevel::leading(said).is_some_and(|l| l.as_str() == level)) => {}
                None => card.levels.push(level.into()),
            }
        }
    }
}

impl Card {
    /// The meta line: organisation, qualifier, place, address, dates.
    pub(crate) fn meta(&mut self) -> Vec<Run> {
        let mut line = std::mem::take(&mut self.organization);
        let qualifier = std::mem::take(&mut self.qualifier);
        if !line.is_empty() && !qualifier.is_empty() {
            line.push(Run::role(", ", Role::Separator));
        }
        line.extend(qualifier);
        for part in [&mut self.place, &mut self.url, &mut self.dates] {
            if part.iter().all(|run| run.text.is_empty()) {
                continue;
            }
            if !line.is_empty() {
                line.push(Run::role(crate::contact::SEPARATOR, Role::Separator));
            }
            line.append(part);
        }
        line
    }
}

/// The runs of each value of a field.
fn values(cell: CellRef<'_>) -> Vec<Vec<Run>> {
    match cell {
        CellRef::Text(text) => vec![vec![Run::plain(text.as_str())]],
        CellRef::Line(line) => vec![runs_of(line)],
        CellRef::Texts(all) => all.iter().map(|text| vec![Run::plain(text.as_str())]).collect(),
        CellRef::Lines(all) => all.iter().map(runs_of).collect(),
        CellRef::Rating(rating) => vec![vec![Run::plain(rating.to_string())]],
        _ => Vec::new(),
    }
}

/// Values on one line, between commas or semicolons, whichever a reader cannot take for a part of one; else a list.
fn listed(shape: Shape, values: Vec<Vec<Run>>) -> Values {
    if !matches!(shape, Shape::Texts | Shape::Lines) {
        return Values::Line(joined(values, ", "));
    }
    let inside = |separator: &str| {
        values.iter().any(|value| value.iter().map(|run| run.text.as_str()).collect::<String>().contains(separator))
    };
    match (inside(", "), inside("; ")) {
        (false, false) => Values::Line(joined(values, ", ")),
        (true, false) if values.len() > 1 => Values::Line(joined(values, "; ")),
        _ => Values::List(values),
    }
}

fn joined(values: Vec<Vec<Run>>, separator: &str) -> Vec<Run> {
    let mut line: Vec<Run> = Vec::new();
    for value in values {
        if !line.is_empty() {
            line.push(Run::role(separator, Role::Separator));
        }
        line.extend(value);
    }
    line
}

fn with_role(mut runs: Vec<Run>, role: Role) -> Vec<Run> {
    runs.iter_mut().for_each(|run| run.role = Some(role));
    runs
}
