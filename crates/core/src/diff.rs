//! What differs between two résumés, field by field, with paths that a person can follow.
//!
//! A path is spelt as the YAML dialect would: `basics.headline`, `sections[1].entries[3].dates`. Lists are aligned before they
//! are compared, so an entry that was taken out is one change, not a shift of everything after it; a piece that stands
//! elsewhere is one move.

mod change;
mod pieces;

pub use change::{Change, Inside, Path, Shown, What};

use crate::fields::{CellRef, Record};
use crate::resume::Resume;
use crate::value::Ext;
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
pub(crate) trait Piece: PartialEq {
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
        let Aligned { olds, mut gone } = align(before, after);
        for (at, (new, old)) in after.iter().zip(olds).enumerate() {
            if let Some((index, old)) = old.and_then(|index| Some((index, before.get(index)?))) {
                if old != new {
                    old.compare(new, &trail.index(index, at).into(new), self);
                }
                continue;
            }
            let Some(old) = moved(before, &mut gone, new) else {
                self.push(&trail.index(at, at), What::Added(new.title()));
                continue;
            };
            let trail = trail.index(old, at);
            self.push(&trail, What::Moved(new.title()));
            if let Some(old) = before.get(old).filter(|old| *old != new) {
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

/// Takes from what is gone the piece that stands elsewhere now: the same one, or else the one most like it if it is much alike.
fn moved<P: Piece>(before: &[P], gone: &mut Vec<usize>, new: &P) -> Option<usize> {
    let same = gone.iter().position(|&old| before.get(old) == Some(new));
    let alike = || {
        if gone.len() > 100 {
            return None;
        }
        let scored = gone.iter().enumerate().filter_map(|(at, &old)| Some((before.get(old)?.likeness(new), at)));
        let best = scored.max_by_key(|&(score, at)| (score, std::cmp::Reverse(at)))?;
        (best.0 >= 70).then_some(best.1)
    };
    let at = same.or_else(alike)?;
    Some(gone.remove(at))
}

/// Which piece of the first list each piece of the second continues, and which pieces of the first are continued by none.
struct Aligned {
    olds: Vec<Option<usize>>,
    gone: Vec<usize>,
}

/// Aligns equal pieces by a longest common subsequence, then alike pieces inside the gaps.
fn align<P: Piece>(before: &[P], after: &[P]) -> Aligned {
    let mut olds: Vec<Option<usize>> = vec![None; after.len()];
    let equal = common_subsequence(before, after);
    for &(old, new) in &equal {
        if let Some(slot) = olds.get_mut(new) {
            *slot = Some(old);
        }
    }
    let mut start = (0, 0);
    for &(old, new) in equal.iter().chain([&(before.len(), after.len())]) {
        pair_alike(before, after, start.0..old, start.1..new, &mut olds);
        start = (old + 1, new + 1);
    }
    let taken: std::collections::BTreeSet<usize> = olds.iter().flatten().copied().collect();
    Aligned { olds, gone: (0..before.len()).filter(|i| !taken.contains(i)).collect() }
}

/// Pairs of equal pieces, in order in both lists. Long lists (beyond about 1,000 × 1,000) are only matched at their ends.
fn common_subsequence<P: Piece>(before: &[P], after: &[P]) -> Vec<(usize, usize)> {
    let head = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let rest = before.len().min(after.len()) - head;
    let tail = before.iter().rev().zip(after.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let mut pairs: Vec<_> = (0..head).map(|i| (i, i)).collect();
    let (rows, columns) = (before.len() - head - tail, after.len() - head - tail);
    if rows.saturating_mul(columns) <= 1_000_000 {
        // lengths[i][j]: the longest common subsequence of before[i..] and after[j..] of the middle.
        let width = columns + 1;
        let mut lengths = vec![0u32; (rows + 1) * width];
        let get = |lengths: &[u32], i: usize, j: usize| lengths.get(i * width + j).copied().unwrap_or(0);
        let same = |i: usize, j: usize| before.get(head + i) == after.get(head + j);
        for i in (0..rows).rev() {
            for j in (0..columns).rev() {
                let best = if same(i, j) {
                    get(&lengths, i + 1, j + 1) + 1
                } else {
                    get(&lengths, i + 1, j).max(get(&lengths, i, j + 1))
                };
                if let Some(cell) = lengths.get_mut(i * width + j) {
                    *cell = best;
                }
            }
        }
        let (mut i, mut j) = (0, 0);
        while i < rows && j < columns {
            if same(i, j) {
                pairs.push((head + i, head + j));
                (i, j) = (i + 1, j + 1);
            } else if get(&lengths, i + 1, j) >= get(&lengths, i, j + 1) {
                i += 1;
            } else {
                j += 1;
            }
        }
    }
    pairs.extend((0..tail).rev().map(|k| (before.len() - 1 - k, after.len() - 1 - k)));
    pairs
}

/// Inside a gap, each new piece continues the first old piece that is left and alike enough, in order. A piece that is equal
/// to one elsewhere is left alone: it moved.
fn pair_alike<P: Piece>(
    before: &[P],
    after: &[P],
    old_gap: std::ops::Range<usize>,
    new_gap: std::ops::Range<usize>,
    olds: &mut [Option<usize>],
) {
    if old_gap.len().saturating_mul(new_gap.len()) > 250_000 {
        return;
    }
    let alone = old_gap.len() == 1 && new_gap.len() == 1;
    let mut next = old_gap.start;
    for new in new_gap {
        let Some(piece) = after.get(new) else { continue };
        if before.iter().any(|old| old == piece) {
            continue;
        }
        let scored = (next..old_gap.end).filter_map(|old| {
            let candidate = before.get(old)?;
            let moved = after.iter().any(|other| other == candidate);
            (!moved).then(|| (candidate.likeness(piece), old))
        });
        let best = scored.max_by_key(|&(score, old)| (score, std::cmp::Reverse(old)));
        if let Some((score, old)) = best
            && (score >= 40 || alone)
            && let Some(slot) = olds.get_mut(new)
        {
            *slot = Some(old);
            next = old + 1;
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
