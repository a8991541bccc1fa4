//! What differs between two résumés, field by field, with paths that a person can follow.
//!
//! A path is spelt as the YAML dialect would: `basics.headline`, `sections[1].entries[3].dates`. Lists are aligned before they
//! are compared, so an entry that was taken out is one change, not a shift of everything after it; a piece that stands
//! elsewhere is one move.

mod align;
mod change;
mod pieces;

pub use change::{Change, Inside, Path, Shown, What};

use crate::fields::{CellRef, Record};
use crate::resume::Resume;
use crate::value::Ext;
use align::{Aligned, Origin, align};
use pieces::{json, show};

/// Everything that differs between the normal forms of two résumés. Empty means that they are the same.
///
/// ```
/// use vitae_core::{Resume, Text, diff};
/// let before = Resume::default();
/// let mut after = Resume::default();
/// after.person.name = Text::new("Mara Lindqvist");
/// let changes = diff(&before, &after);
/// assert_eq!(changes[0].path.to_string(), "basics.name");
/// assert_eq!(changes[0].to_string(), "\"Mara Lindqvist\" was added");
/// ```
#[must_use]
pub fn diff(before: &Resume, after: &Resume) -> Vec<Change> {
    // Most often there is no difference, and most often both are in normal form already.
    if before == after {
        return Vec::new();
    }
    let (before, after) = (before.clone().normalize(), after.clone().normalize());
    if before == after {
        return Vec::new();
    }
    let mut walk = Walk::default();
    let root = Trail::default();
    walk.records(&root.key("meta"), &before.meta, &after.meta);
    walk.records(&root.key("basics"), &before.person, &after.person);
    walk.ext(&root, &before.ext, &after.ext);
    walk.list(&root.key("sections"), &before.sections, &after.sections);
    if walk.changes.is_empty() {
        // The walk knows every field; should it ever overlook one, the difference must still be seen.
        let (from, to) = (Shown::named("the résumé"), Shown::named("another, in a way that has no name yet"));
        walk.push(&root, What::Changed { from, to });
    }
    walk.changes
}

/// A piece of a list that can be told apart from its neighbours, and compared.
pub(crate) trait Piece: PartialEq + std::fmt::Debug {
    /// What it is, in a few words.
    fn title(&self) -> Shown;
    /// How alike two are, from 0 (nothing in common) to 100.
    fn likeness(&self, other: &Self) -> u32;
    /// The differences inside.
    fn compare(&self, other: &Self, trail: &Trail, walk: &mut Walk);
    /// True for what a person would call the place of a difference: a section, an entry, a position.
    fn is_place(&self) -> bool {
        false
    }
}

/// The way to a place, in both résumés.
#[derive(Clone, Default)]
pub(crate) struct Trail {
    before: Path,
    after: Path,
    inside: Option<Inside>,
}

impl Trail {
    fn key(&self, key: &str) -> Self {
        Self { before: self.before.key(key), after: self.after.key(key), inside: self.inside.clone() }
    }

    fn index(&self, before: usize, after: usize) -> Self {
        Self { before: self.before.index(before), after: self.after.index(after), inside: self.inside.clone() }
    }

    /// The way into a piece.
    fn into(mut self, piece: &impl Piece) -> Self {
        if piece.is_place() {
            let (path, before) = (self.after.clone(), self.before.clone());
            self.inside = Some(Inside { path, before, title: name(piece) });
        }
        self
    }
}

/// What a piece is, in a few words.
pub(crate) fn name(piece: &impl Piece) -> String {
    piece.title().to_string()
}

#[derive(Default)]
pub(crate) struct Walk {
    changes: Vec<Change>,
}

impl Walk {
    fn push(&mut self, Trail { before, after, inside }: &Trail, what: What) {
        let (path, before) = match &what {
            What::Added(_) => (after.clone(), None),
            What::Removed(_) => (before.clone(), Some(before.clone())),
            What::Changed { .. } | What::Moved(_) => (after.clone(), Some(before.clone())),
        };
        self.changes.push(Change { path, before, inside: inside.clone(), what });
    }

    fn value(&mut self, trail: &Trail, before: Option<Shown>, after: Option<Shown>) {
        match (before, after) {
            (Some(from), Some(to)) if from == to => {
                // Equal words over unequal values: say the difference in full rather than nothing.
                let to = Shown::named(format!("{to} (a difference that words do not show)"));
                self.push(trail, What::Changed { from, to });
            }
            (Some(from), Some(to)) => self.push(trail, What::Changed { from, to }),
            (Some(from), None) => self.push(trail, What::Removed(from)),
            (None, Some(to)) => self.push(trail, What::Added(to)),
            (None, None) => {}
        }
    }

    fn records(&mut self, trail: &Trail, before: &dyn Record, after: &dyn Record) {
        let (olds, news) = (before.cells(), after.cells());
        for spec in after.fields() {
            let find = |cells: &[(&'static crate::FieldSpec, CellRef<'_>)]| {
                cells.iter().position(|(s, _)| s.field == spec.field)
            };
            let old = find(&olds).and_then(|i| olds.get(i)).map(|(_, cell)| *cell);
            let new = find(&news).and_then(|i| news.get(i)).map(|(_, cell)| *cell);
            self.cells(&trail.key(spec.key), old, new);
        }
        let empty = Ext::default();
        self.ext(trail, before.ext().unwrap_or(&empty), after.ext().unwrap_or(&empty));
    }

    fn cells(&mut self, trail: &Trail, before: Option<CellRef<'_>>, after: Option<CellRef<'_>>) {
        use CellRef as C;
        if before == after {
            return;
        }
        match (before, after) {
            (Some(C::Organization(a)), Some(C::Organization(b))) => self.records(trail, a, b),
            (Some(C::Place(a)), Some(C::Place(b))) => self.records(trail, a, b),
            (Some(C::NameParts(a)), Some(C::NameParts(b))) => self.records(trail, a, b),
            (Some(C::Positions(a)), Some(C::Positions(b))) => self.list(trail, a, b),
            (Some(C::Contacts(a)), Some(C::Contacts(b))) => self.list(trail, a, b),
            (Some(C::Details(a)), Some(C::Details(b))) => self.list(trail, a, b),
            (Some(C::Texts(a)), Some(C::Texts(b))) => self.list(trail, a, b),
            (Some(C::Lines(a)), Some(C::Lines(b))) => self.list(trail, a, b),
            (Some(C::Body(a)), Some(C::Body(b))) => self.list(trail, a, b),
            (before, after) => self.value(trail, before.map(show), after.map(show)),
        }
    }

    fn ext(&mut self, trail: &Trail, before: &Ext, after: &Ext) {
        for (key, old) in before.iter() {
            match after.get(key) {
                Some(new) if new == old => {}
                new => self.value(&trail.key(key), Some(json(old)), new.map(json)),
            }
        }
        for (key, new) in after.iter().filter(|(key, _)| before.get(key).is_none()) {
            self.value(&trail.key(key), None, Some(json(new)));
        }
    }

    fn list<P: Piece>(&mut self, trail: &Trail, before: &[P], after: &[P]) {
        let Aligned { origins, gone } = align(before, after);
        for (at, (new, origin)) in after.iter().zip(origins).enumerate() {
            let Some(Origin::Here(index) | Origin::Elsewhere(index)) = origin else {
                self.push(&trail.index(at, at), What::Added(new.title()));
                continue;
            };
            let trail = trail.index(index, at);
            if matches!(origin, Some(Origin::Elsewhere(_))) {
                self.push(&trail, What::Moved(new.title()));
            }
            if let Some(old) = before.get(index).filter(|old| *old != new) {
                old.compare(new, &trail.into(new), self);
            }
        }
        for old in gone {
            if let Some(piece) = before.get(old) {
                self.push(&trail.index(old, old), What::Removed(piece.title()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Block, Dates, Engagement, Entry, Item, Line, List, ListItem, Organization, Position, Section, SectionKind,
        Text, Words,
    };

    fn job(title: &str, organization: &str, dates: &str, bullets: &[&str]) -> Item {
        let items = bullets.iter().map(|b| ListItem::new(Line::text(b).unwrap())).collect();
        let position = Position {
            title: Line::text(title),
            dates: Dates::parse(dates, Words::english()),
            body: vec![Block::List(List { ordered: None, items })],
            ..Position::default()
        };
        let organization = Text::new(organization).map(Organization::named);
        Entry::from(crate::What::Engagement(Engagement {
            organization,
            positions: vec![position],
            ..Engagement::default()
        }))
        .into()
    }

    fn resume() -> Resume {
        let work = Section {
            title: Line::text("Experience"),
            content: vec![
                job("Director", "Blockverse", "2023 – present", &["Led the team.", "Shipped the store."]),
                job("Engineer", "DropNet", "2010 – 2016", &["Made the site."]),
            ],
            ..Section::new(SectionKind::Work)
        };
        let skills = Section { title: Line::text("Skills"), ..Section::new(SectionKind::Skills) };
        Resume { sections: vec![work, skills], ..Resume::default() }
    }

    fn said(before: &Resume, after: &Resume) -> Vec<String> {
        diff(before, after).iter().map(|change| format!("{}: {change}", change.path)).collect()
    }

    #[test]
    fn a_changed_date_is_one_change() {
        let (before, mut after) = (resume(), resume());
        after.sections[0].content[1] = job("Engineer", "DropNet", "2010 – 2015", &["Made the site."]);
        assert_eq!(said(&before, &after), [r#"sections[0].entries[1].dates: "2010 – 2016" became "2010 – 2015""#]);
    }

    #[test]
    fn a_new_bullet_a_moved_section_and_a_deleted_entry_are_one_change_each() {
        let (before, mut after) = (resume(), resume());
        after.sections[0].content[0] =
            job("Director", "Blockverse", "2023 – present", &["Led the team.", "Hired four.", "Shipped the store."]);
        assert_eq!(said(&before, &after), [r#"sections[0].entries[0].body[0][1]: the bullet "Hired four." was added"#]);

        let mut after = resume();
        after.sections.reverse();
        assert_eq!(said(&before, &after), [r#"sections[1]: the section "Experience" moved here from sections[0]"#]);

        // The path of what is gone is the one in the first résumé, also in a section that stands elsewhere.
        after.sections[1].content[0] = job("Director", "Blockverse", "2023 – 2025", &["Led the team."]);
        let moved = diff(&before, &after);
        assert_eq!(
            moved.iter().map(|change| format!("{}: {change}", change.path)).collect::<Vec<_>>(),
            [
                r#"sections[1]: the section "Experience" moved here from sections[0]"#,
                r#"sections[1].entries[0].dates: "2023 – present" became "2023 – 2025""#,
                r#"sections[0].entries[0].body[0][1]: the bullet "Shipped the store." is gone"#,
            ]
        );
        assert_eq!(moved[2].place(), "body[0][1]");
        assert_eq!(moved[1].before.as_ref().map(ToString::to_string).unwrap(), "sections[0].entries[0].dates");

        let mut after = resume();
        after.sections[0].content.remove(0);
        assert_eq!(said(&before, &after), [r#"sections[0].entries[0]: the entry "Blockverse", "Director" is gone"#]);
    }

    #[test]
    fn unknown_fields_are_compared() {
        let (before, mut after) = (resume(), resume());
        after.ext.insert("x-a b", crate::Value::Bool(true));
        assert_eq!(said(&before, &after), [r#"["x-a b"]: true was added"#]);
    }
}
