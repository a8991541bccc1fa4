//! What `vitae check` doubts: in the fixtures, only what they are there for; and in no résumé, however odd, does it go astray.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may fail loudly")]

use vitae::{Kind, lint};
use vitae_testkit::{arbitrary, check, extremes, fixtures};

/// The fixtures that somebody would doubt, and the codes of the doubts.
const DOUBTED: &[(&str, &[&str])] = &[
    ("direction", &["no-contact"]),
    ("maintainer", &["no-name", "no-contact"]),
    ("minimal", &["no-contact"]),
    ("traps", &["end-before-start", "empty-section", "unknown-field-kept"]),
];

#[test]
fn an_honest_resume_is_not_nagged() {
    for (name, resume) in fixtures() {
        let mut codes: Vec<_> =
            lint(&resume).into_iter().filter(|doubt| doubt.kind == Kind::Doubtful).map(|doubt| doubt.code).collect();
        codes.dedup();
        let expected = DOUBTED.iter().find(|(doubted, _)| *doubted == name).map_or(&[][..], |(_, codes)| *codes);
        assert_eq!(codes, expected, "{name}");
    }
}

/// Each doubt has a place that is there, and what would be better.
fn sound(resume: &vitae::Resume) -> Result<(), String> {
    for doubt in lint(resume) {
        let complete = doubt.field.is_some() && doubt.help.is_some() && !doubt.message.is_empty();
        let mild = matches!(doubt.kind, Kind::Note | Kind::Doubtful);
        if !complete || !mild {
            return Err(format!("a doubt without a place or help, or one that is no doubt: {doubt:?}"));
        }
    }
    Ok(())
}

#[test]
fn every_doubt_has_a_place_and_help() {
    for (name, resume) in extremes().into_iter().chain(fixtures()) {
        sound(&resume).unwrap_or_else(|why| panic!("{name}: {why}"));
    }
    check(&arbitrary::resume(), sound);
}
