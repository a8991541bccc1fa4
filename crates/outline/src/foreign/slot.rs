//! Which piece is the title, which the organisation, which the place.
//!
//! Pieces are weighed by their words and looks. One entry may be unclear where the next is not, so entries whose heads have the same
//! shape are weighed together: an unknown name stands where the clear ones have their organisations. Last, the order of title
//! and organisation that fits the whole section best is kept, at a cost for each entry that deviates.

use super::cut::Before;
use super::lexicon::{DEGREE, EMPLOYMENT, ORGANIZATION, PLACE, SCHOOL, STATE, TITLE};
use super::segment::Segment;
use crate::outline::Role;
use std::collections::HashMap;
use vitae_core::SectionKind;

/// Where the fields of an entry stand among its pieces.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Slots {
    pub title: Option<usize>,
    pub organization: Option<usize>,
    pub place: Option<usize>,
    pub area: Option<usize>,
    /// How much worse the next best way is.
    pub margin: i32,
}

impl Slots {
    /// The role of the piece at an index.
    pub(super) fn role(&self, at: usize) -> Option<Role> {
        let slots = [
            (self.title, Role::Title),
            (self.organization, Role::Organization),
            (self.place, Role::Place),
            (self.area, Role::Qualifier),
        ];
        slots.into_iter().find(|(slot, _)| *slot == Some(at)).map(|(_, role)| role)
    }
}

/// More pieces than this are not weighed: the rest stays text.
const MOST: usize = 8;

/// A shape: for each piece its line, what stands before it, and its looks.
type Shape = Vec<(usize, Before, bool, bool, Option<u8>)>;

/// The slots of the entries of a section. Pieces that are dates, or that a label or markup names, take no part.
pub(super) fn assign(entries: &[Vec<Segment>], kind: SectionKind) -> Vec<Slots> {
    let mut groups: HashMap<Shape, Vec<usize>> = HashMap::new();
    let mut order: Vec<Shape> = Vec::new();
    for (i, entry) in entries.iter().enumerate() {
        let shape: Shape = free(entry).map(|(_, s)| (s.line, s.before, s.bold, s.emph, s.heading)).collect();
        let group = groups.entry(shape.clone()).or_default();
        if group.is_empty() {
            order.push(shape);
        }
        group.push(i);
    }
    let weighed: Vec<(Vec<usize>, Weighed)> = order
        .iter()
        .filter_map(|shape| groups.remove(shape))
        .map(|members| {
            let weighed = weigh(&members.iter().filter_map(|i| entries.get(*i)).collect::<Vec<_>>(), kind);
            (members, weighed)
        })
        .collect();
    let deviation = |n: usize| 5 * i32::try_from(n).unwrap_or(1);
    let total = |title_first: bool| -> i32 {
        let of = |(members, w): &(Vec<usize>, Weighed)| {
            let (own, other) =
                if title_first { (w.title_first.0, w.title_last.0) } else { (w.title_last.0, w.title_first.0) };
            own.max(other.saturating_sub(deviation(members.len())))
        };
        weighed.iter().map(of).fold(0, i32::saturating_add)
    };
    let (first, last) = (total(true), total(false));
    let title_first = if first == last { kind != SectionKind::Education } else { first > last };
    let mut out = vec![Slots::default(); entries.len()];
    for (members, weighed) in weighed {
        let (own, other) = if title_first {
            (weighed.title_first, weighed.title_last)
        } else {
            (weighed.title_last, weighed.title_first)
        };
        let (best, second) =
            if own.0 >= other.0.saturating_sub(deviation(members.len())) { (own, other) } else { (other, own) };
        let margin = best.0.saturating_sub(second.0) / i32::try_from(members.len()).unwrap_or(1).max(1);
        for member in members {
            if let (Some(slots), Some(entry)) = (out.get_mut(member), entries.get(member)) {
                let places: Vec<usize> = free(entry).map(|(i, _)| i).collect();
                let of = |slot: Option<usize>| slot.and_then(|slot| places.get(slot).copied());
                *slots = Slots {
                    title: of(best.1.title),
                    organization: of(best.1.organization),
                    place: of(best.1.place),
                    area: of(best.1.area),
                    margin,
                };
            }
        }
    }
    out
}

/// The pieces that are to be weighed.
fn free(entry: &[Segment]) -> impl Iterator<Item = (usize, &Segment)> {
    let is_free = |s: &Segment| {
        let is_told = super::dates::is_duration(&s.text)
            || (s.classes.whole & EMPLOYMENT != 0 && (s.line > 0 || s.before != Before::Line))
            || is_score(&s.text)
            || super::shape::is_address(&s.text);
        !s.is_dates && s.label.is_none() && named(s).is_none() && !is_told
    };
    entry.iter().enumerate().filter(move |(_, s)| is_free(s)).take(MOST)
}

/// What markup says that a piece is.
pub(super) fn named(segment: &Segment) -> Option<Role> {
    segment.role.filter(|role| {
        matches!(
            role,
            Role::Title
                | Role::Organization
                | Role::Place
                | Role::Qualifier
                | Role::Dates
                | Role::Url
                | Role::Level
                | Role::Keyword
        )
    })
}

#[derive(Debug, Clone, Copy)]
struct Weighed {
    title_first: (i32, Slots),
    title_last: (i32, Slots),
}

fn weigh(entries: &[&Vec<Segment>], kind: SectionKind) -> Weighed {
    let count = entries.first().map(|entry| free(entry).count()).unwrap_or_default();
    let members = i32::try_from(entries.len()).unwrap_or(1);
    // Sums of weights: of each piece, for each slot.
    let mut sums = vec![[0_i32; 4]; count];
    let mut has = (false, false);
    for entry in entries {
        for (i, ((_, segment), sum)) in free(entry).zip(&mut sums).enumerate() {
            let weights = weights(segment, i == 0, kind);
            sum.iter_mut().zip(weights).for_each(|(sum, weight)| *sum = sum.saturating_add(weight));
        }
        has.0 |= entry
            .iter()
            .any(|s| named(s) == Some(Role::Title) || s.label.as_ref().is_some_and(|(l, _)| is_title_label(*l)));
        has.1 |= entry.iter().any(|s| {
            named(s) == Some(Role::Organization) || s.label.as_ref().is_some_and(|(l, _)| is_organization_label(*l))
        });
    }
    let mut best =
        Weighed { title_first: (i32::MIN / 4, Slots::default()), title_last: (i32::MIN / 4, Slots::default()) };
    let choices: Vec<Option<usize>> = std::iter::once(None).chain((0..count).map(Some)).collect();
    let none = [None];
    let weight = |slot: Option<usize>, which: usize, empty: i32| {
        slot.map_or(empty * members, |slot| sums.get(slot).and_then(|w| w.get(which)).copied().unwrap_or(0))
    };
    let (no_title, no_organization) = match kind {
        SectionKind::Work | SectionKind::Education | SectionKind::Volunteer => (-5, -5),
        _ => (-8, 0),
    };
    let with_area = kind == SectionKind::Education;
    for title in if has.0 { &none[..] } else { &choices } {
        for organization in if has.1 { &none[..] } else { &choices } {
            if title.is_some() && title == organization {
                continue;
            }
            for place in &choices {
                if place.is_some() && (place == title || place == organization) {
                    continue;
                }
                for area in if with_area { &choices } else { &none[..] } {
                    if area.is_some() && (area == title || area == organization || area == place) {
                        continue;
                    }
                    let used = [*title, *organization, *place, *area].into_iter().flatten().count();
                    let left = i32::try_from(count - used).unwrap_or(0);
                    let mut total = weight(*title, 0, if has.0 { 0 } else { no_title })
                        + weight(*organization, 1, if has.1 { 0 } else { no_organization })
                        + weight(*place, 2, 0)
                        + weight(*area, 3, 0)
                        - 4 * left * members;
                    if area.is_some() && title.is_none() && !has.0 {
                        total -= 3 * members;
                    }
                    let slots =
                        Slots { title: *title, organization: *organization, place: *place, area: *area, margin: 0 };
                    let known_order = title.zip(*organization).map(|(title, organization)| title < organization);
                    if known_order != Some(false) && total > best.title_first.0 {
                        best.title_first = (total, slots);
                    }
                    if known_order != Some(true) && total > best.title_last.0 {
                        best.title_last = (total, slots);
                    }
                }
            }
        }
    }
    best
}

pub(super) const fn is_title_label(label: super::lexicon::Label) -> bool {
    use super::lexicon::Label as L;
    matches!(label, L::Title | L::Degree | L::Project)
}

pub(super) const fn is_organization_label(label: super::lexicon::Label) -> bool {
    use super::lexicon::Label as L;
    matches!(label, L::Organization | L::Institution | L::Issuer)
}

/// How well a piece would be a title, an organisation, a place, an area of study.
fn weights(segment: &Segment, is_first: bool, kind: SectionKind) -> [i32; 4] {
    let c = &segment.classes;
    let has = |class, yes| if c.has(class) { yes } else { 0 };
    let whole = |class, yes| if c.whole & class != 0 { yes } else { 0 };
    let at_end = |class, yes| if (c.first | c.last) & class != 0 { yes } else { 0 };
    let long = c.count > 7;
    let first = i32::from(is_first);
    let linked = segment.runs.iter().any(|run| run.style.link.is_some());
    let place_like = whole(PLACE, 12)
        + if c.last & (PLACE | STATE) != 0
            && (segment.text.contains(',') || (c.first & PLACE != 0 && (2..=4).contains(&c.count)))
        {
            10
        } else {
            0
        }
        + if c.first & PLACE != 0 && c.count <= 4 { 3 } else { 0 };
    let place = -3
        + place_like
        + has(TITLE, -8)
        + has(ORGANIZATION, -5)
        + has(SCHOOL, -6)
        + has(DEGREE, -6)
        + if segment.before == Before::Bracket { 3 } else { 0 }
        + if long { -8 } else { 0 }
        + if segment.text.chars().any(|ch| ch.is_ascii_digit()) { -2 } else { 0 }
        + if starts_small(&segment.text) { -4 } else { 0 }
        - first
        + if segment.heading.is_some() { -2 } else { 0 };
    let employment = whole(EMPLOYMENT, -10);
    let score = if is_score(&segment.text) { -12 } else { 0 };
    let link = if linked { 2 } else { 0 };
    match kind {
        SectionKind::Education => {
            let degree = 1 + has(DEGREE, 7) + at_end(DEGREE, 2) + has(SCHOOL, -6) + has(ORGANIZATION, -2) - place_like
                + employment
                + score;
            let school = 1 + has(SCHOOL, 9) + has(ORGANIZATION, 4) + has(DEGREE, -5)
                - place_like / if c.has(SCHOOL) { 6 } else { 1 }
                + link
                + score;
            let area = has(DEGREE, -5) + has(SCHOOL, -7) + has(ORGANIZATION, -1) - place_like
                + score
                + if long { -4 } else { 0 };
            [degree, school, place, area]
        }
        SectionKind::Work | SectionKind::Volunteer => {
            let title = 1
                + has(TITLE, 6)
                + at_end(TITLE, 3)
                + if c.has(ORGANIZATION) && !c.has(TITLE) { -5 } else { 0 }
                + if c.last & ORGANIZATION != 0 && c.last & TITLE == 0 { -3 } else { 0 }
                - place_like
                + employment
                + if long { -2 } else { 0 }
                + if starts_small(&segment.text) { -1 } else { 0 };
            let organization = 1
                + has(ORGANIZATION, 5)
                + if c.last & ORGANIZATION != 0 { 3 } else { 0 }
                + has(SCHOOL, 3)
                + at_end(TITLE, -5)
                + has(TITLE, -2)
                - place_like / if c.has(ORGANIZATION | SCHOOL) { 6 } else { 1 }
                + link
                + employment
                + if long { -2 } else { 0 };
            [title, organization, place, 0]
        }
        _ => {
            let title = 3 + 3 * first + has(DEGREE, 1) - place_like / 2
                + if segment.bold || segment.heading.is_some() { 3 } else { 0 };
            // A dash or a comma may stand inside the name of a thing.
            let apart = matches!(segment.before, Before::Line | Before::Strong | Before::Word)
                || (kind == SectionKind::Awards && segment.before == Before::Comma);
            let organization =
                if apart { 0 } else { -5 } + has(ORGANIZATION, 5) + has(SCHOOL, 4) + if segment.emph { 2 } else { 0 }
                    - place_like / if c.has(ORGANIZATION | SCHOOL) { 6 } else { 1 }
                    - if c.count > 9 { 6 } else { 0 }
                    - 2 * first;
            // Few of these have a place: only what looks like one is.
            [title, organization, place - 4, 0]
        }
    }
}

fn starts_small(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}

/// "GPA 3.9/4.0", "85 %", "3.97/4.00", "First Class": how well somebody did.
pub(super) fn is_score(text: &str) -> bool {
    let folded = super::lexicon::fold(text);
    let number = || {
        let bare = folded.trim_matches(|c: char| c.is_alphabetic() || c == ' ' || c == ':' || c == '.');
        let figure = |part: &str| {
            part.contains(|c: char| c.is_ascii_digit())
                && part.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
        };
        match bare.split_once('/') {
            Some((a, b)) => figure(a.trim()) && figure(b.trim()) && a.len() <= 5,
            None => {
                bare.strip_suffix('%').is_some_and(|n| figure(n.trim()))
                    || (figure(bare) && bare.contains(['.', ',']) && bare.len() <= 4)
            }
        }
    };
    let named = [
        "gpa",
        "cgpa",
        "grade",
        "note ",
        "note:",
        "mention",
        "cum laude",
        "distinction",
        "first class",
        "summa",
        "magna",
        "nota ",
    ];
    (named.iter().any(|name| folded.contains(name)) && super::line::words(text) <= 8)
        || (number() && super::line::words(text) <= 3)
}
