//! Nothing that the model can say is missing from the samples and from what is generated.

#![allow(clippy::panic, clippy::unwrap_used, reason = "what helps a test may fail as loudly as the test")]

mod common;

use common::{Facts, every_fact, facts};
use std::collections::BTreeSet;
use vitae_core::{Field, Item, Resume};
use vitae_testkit::arbitrary::{self, NASTY, TRAPS};
use vitae_testkit::proptest::strategy::{Strategy, ValueTree};
use vitae_testkit::proptest::test_runner::{Config, RngSeed, TestCaseError, TestError, TestRunner};
use vitae_testkit::{extremes, fixtures, full};

const NOTHING: &[String] = &[];

fn missing(seen: &Facts, wanted: &Facts) -> Vec<String> {
    wanted.difference(seen).cloned().collect()
}

/// The same résumés on every run.
fn generated(count: usize) -> Vec<Resume> {
    let mut runner = TestRunner::deterministic();
    let strategy = arbitrary::resume();
    (0..count).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}

#[test]
fn everything_occurs_in_two_thousand_arbitrary_resumes() {
    let seen: Facts = generated(2_000).iter().flat_map(facts).collect();
    assert_eq!(missing(&seen, &every_fact()), NOTHING);
    assert_eq!(missing(&every_fact(), &seen), NOTHING, "the survey has no name for something");
}

#[test]
fn the_complete_sample_is_complete() {
    let seen = facts(&full());
    // One résumé has one photo, and a date that is only "until" or only "present" says little.
    let spared =
        ["photo: url", "span: to", "span: present", "date: half", "span: from unknown"].map(str::to_owned).into();
    let missing: Vec<_> =
        missing(&seen, &every_fact()).into_iter().filter(|fact| !Facts::contains(&spared, fact)).collect();
    assert_eq!(missing, NOTHING);
}

#[test]
fn no_meaning_of_a_field_is_left_out() {
    let surveyed: BTreeSet<Field> = common::records().flat_map(|(_, fields)| fields).map(|spec| spec.field).collect();
    assert_eq!(surveyed, Field::ALL.iter().copied().collect(), "a record is missing in the survey");
}

#[test]
fn samples_are_in_normal_form() {
    let mut all = extremes();
    all.extend(fixtures());
    all.push(("full".into(), full()));
    for (name, resume) in all {
        assert_eq!(resume.clone().normalize(), resume, "{name}");
    }
}

#[test]
fn plain_resumes_are_frequent_and_large_ones_occur() {
    let all = generated(1_000);
    let entries = |resume: &Resume| {
        resume.sections.iter().map(|s| s.content.iter().filter(|i| matches!(i, Item::Entry(_))).count()).sum()
    };
    let counts: Vec<usize> = all.iter().map(entries).collect();
    let share = |wanted: fn(usize) -> bool| counts.iter().filter(|n| wanted(**n)).count();
    assert!(share(|n| n <= 6) > 600, "small as a rule: {}", share(|n| n <= 6));
    assert!(share(|n| n > 12) > 20, "large now and then: {}", share(|n| n > 12));
}

#[test]
fn every_trap_and_every_nasty_piece_occurs() {
    let mut left: Vec<&str> = TRAPS.iter().chain(NASTY).copied().collect();
    let mut runner = TestRunner::deterministic();
    let strategy = arbitrary::string();
    for _ in 0..30_000 {
        let text = strategy.new_tree(&mut runner).unwrap().current();
        left.retain(|piece| !text.contains(piece));
    }
    assert_eq!(left, [""; 0]);
}

/// Shrinking is what makes a failure readable: the smallest résumé with a thing in it is little more than that thing.
#[test]
fn a_failure_shrinks_to_what_matters() {
    for wanted in ["mark: strong", "date: season", "block: quote", "contact: fax", "field: place.city"] {
        for seed in 0..4 {
            let smallest = shrunk(wanted, seed);
            assert!(facts(&smallest).len() <= 12, "{wanted}, seed {seed}: {:#?}", facts(&smallest));
        }
    }
}

/// The smallest résumé in which the fact occurs, as far as shrinking gets.
fn shrunk(wanted: &str, seed: u64) -> Resume {
    let config =
        Config { failure_persistence: None, cases: 2_000, rng_seed: RngSeed::Fixed(seed), ..Config::default() };
    let found = TestRunner::new(config).run(&arbitrary::resume(), |resume| match facts(&resume).contains(wanted) {
        true => Err(TestCaseError::fail("found")),
        false => Ok(()),
    });
    let Err(TestError::Fail(_, smallest)) = found else { panic!("{wanted} does not occur") };
    smallest
}
