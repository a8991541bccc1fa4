//! The figures of many documents as a table: what the goals name, by format.

use crate::pairs::{Document, Outcome};
use crate::score::{SECTIONS, Score};
use std::collections::BTreeMap;
use std::fmt::Write;

/// A column: its name, and its figure of one document, where there is one.
pub type Column = (&'static str, fn(&Outcome) -> Option<f64>);

/// What is shown of each group: the goals first, then whole sections.
pub const COLUMNS: &[Column] = &[
    ("total", |o| Some(o.score.total())),
    ("headings", |o| (o.headings.asked + o.headings.given > 0.0).then(|| o.headings.f1())),
    ("contact", |o| o.score.part("basics", &["name", "label", "email", "phone", "url", "location"])),
    ("work", |o| o.score.part("work", &["name", "position", "startDate", "endDate"])),
    ("educ", |o| o.score.section("education")),
    ("cover", |o| Some(o.coverage)),
    ("basics", |o| o.score.section("basics")),
    ("work:all", |o| o.score.section("work")),
    ("skills", |o| o.score.section("skills")),
    ("projects", |o| o.score.section("projects")),
    ("volunt", |o| o.score.section("volunteer")),
    ("certif", |o| o.score.section("certificates")),
    ("awards", |o| o.score.section("awards")),
    ("public", |o| o.score.section("publications")),
    ("langs", |o| o.score.section("languages")),
    ("inter", |o| o.score.section("interests")),
    ("refer", |o| o.score.section("references")),
    ("profil", |o| o.score.section("profiles")),
];

/// A group of documents, and the mean of each column over those that have it.
pub type Group = (String, usize, Vec<Option<f64>>);

/// The groups, and all documents as a last one.
#[must_use]
pub fn groups(judged: &[(&Document, &Outcome)], by: impl Fn(&Document) -> String) -> Vec<Group> {
    let mut groups: BTreeMap<String, Vec<&Outcome>> = BTreeMap::new();
    judged.iter().for_each(|(document, outcome)| groups.entry(by(document)).or_default().push(outcome));
    let all = ("all".to_owned(), judged.iter().map(|(_, outcome)| *outcome).collect());
    let means = |outcomes: &[&Outcome]| {
        let mean = |(_, figure): &Column| {
            let figures: Vec<f64> = outcomes.iter().filter_map(|outcome| figure(outcome)).collect();
            (!figures.is_empty()).then(|| figures.iter().sum::<f64>() / figures.len() as f64)
        };
        COLUMNS.iter().map(mean).collect::<Vec<_>>()
    };
    groups.into_iter().chain([all]).map(|(name, outcomes)| (name, outcomes.len(), means(&outcomes))).collect()
}

/// The table of some groups.
#[must_use]
pub fn table(groups: &[Group]) -> String {
    let width = groups.iter().map(|(name, ..)| name.chars().count()).max().unwrap_or(0);
    let mut out = format!("{:width$} {:>4}", "", "n");
    COLUMNS.iter().for_each(|(name, _)| write!(out, " {name:>8}").unwrap());
    for (name, count, means) in groups {
        write!(out, "\n{name:width$} {count:>4}").unwrap();
        for mean in means {
            match mean {
                Some(mean) => write!(out, " {mean:>8.4}").unwrap(),
                None => out.push_str("        –"),
            }
        }
    }
    out + "\n"
}

/// The documents that came out worst, with the fields that cost most.
#[must_use]
pub fn worst(judged: &[(&Document, &Outcome)], count: usize) -> String {
    let mut judged = judged.to_vec();
    judged.sort_by(|a, b| a.1.score.total().total_cmp(&b.1.score.total()).then_with(|| a.0.name.cmp(&b.0.name)));
    let mut out = String::new();
    for (document, outcome) in judged.into_iter().take(count) {
        let why = outcome.error.clone().unwrap_or_else(|| costs(&outcome.score, outcome.headings.f1()));
        writeln!(out, "{:.4} {}: {why}", outcome.score.total(), document.name).unwrap();
    }
    out
}

/// The fields that take most from the total, dearest first.
fn costs(score: &Score, headings: f64) -> String {
    let asked = |section: &'static str, field: &'static str| {
        score.fields.get(&(section, field)).filter(|tally| tally.asked > 0.0)
    };
    let whole: f64 =
        SECTIONS.iter().filter(|(name, ..)| score.section(name).is_some()).map(|(_, weight, _)| weight).sum();
    let mut costs = Vec::new();
    for (section, weight, rows) in SECTIONS {
        let rows: Vec<_> = rows.iter().filter_map(|(field, of, _)| Some((field, of, asked(section, field)?))).collect();
        let all: f64 = rows.iter().map(|(_, of, _)| **of).sum();
        costs.extend(rows.iter().map(|(field, of, tally)| {
            (weight / whole * **of / all * (1.0 - tally.f1()), format!("{section}.{field}"), tally.f1())
        }));
    }
    costs.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let dear = costs.iter().filter(|(cost, ..)| *cost > 0.005).take(6);
    let dear: Vec<_> = dear.map(|(cost, field, f1)| format!("{field} {f1:.2} (−{cost:.3})")).collect();
    format!("headings {headings:.2}; {}", dear.join(", "))
}
