//! What libxml2 says about our schema, about everything that we write, and about what we refuse.
//!
//! The reader and the schema are made from one grammar, but a grammar does not know whether it says what was meant, and the values
//! (dates, tags, addresses) are checked twice, in Rust and by patterns. So `xmllint` is asked:
//!
//! | trial | asks |
//! |---|---|
//! | `schema` | does the schema compile, and does it refuse a damaged file |
//! | `samples` | are our own files valid that people wrote |
//! | `fixtures` | is what we write for the complete, the extreme and the real résumés valid |
//! | `arbitrary` | is what we write for arbitrary résumés valid |
//! | `values` | do both take and refuse the same values |
//! | `damaged` | do both take and refuse the same damaged files |
//!
//! Where `xmllint` is not installed, that is said on standard error and the trials are ignored; with `CI=true` they fail.
//! `VITAE_CASES` says how many arbitrary and damaged files there are (300 where it is not set), `VITAE_SEED` where they begin.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a test that fails loudly is what is wanted here, and without the harness clippy cannot know that this is one"
)]

mod damage;
mod tool;

use damage::Damage;
use libtest_mimic::{Arguments, Failed, Trial};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngSeed, TestRunner};
use std::process::ExitCode;
use tool::Judge;
use vitae_core::{Context, Resume, Source};

type Run = fn() -> Result<(), Failed>;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let trials: [(&str, Run); 6] = [
        ("schema", schema),
        ("samples", samples),
        ("fixtures", fixtures),
        ("arbitrary", arbitrary),
        ("values", values),
        ("damaged", damaged),
    ];
    let missing = !tool::installed();
    if missing {
        eprintln!(
            "JUDGE MISSING: xmllint: nobody but us looked at the schema and at what we write (package libxml2-utils)"
        );
    }
    let ignored = missing && std::env::var_os("CI").is_none();
    let trials = trials.into_iter().map(|(name, trial)| Trial::test(name, trial).with_ignored_flag(ignored)).collect();
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn cases() -> usize {
    std::env::var("VITAE_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(300)
}

fn runner() -> TestRunner {
    let seed = std::env::var("VITAE_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or_else(|| {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970");
        u64::from(now.subsec_nanos()) ^ now.as_secs()
    });
    eprintln!("VITAE_SEED={seed}");
    TestRunner::new(Config { rng_seed: RngSeed::Fixed(seed), failure_persistence: None, ..Config::default() })
}

/// One value of a strategy.
fn draw<S: Strategy>(runner: &mut TestRunner, strategy: &S) -> S::Value {
    strategy.new_tree(runner).expect("the strategies filter nothing").current()
}

fn written(resume: &Resume) -> Vec<u8> {
    vitae_xml::format().write(resume, &mut Context::default()).expect("writing never fails")
}

/// What our reader says: nothing, or its complaint.
fn ours(bytes: &[u8]) -> Option<String> {
    let error = vitae_xml::format().read(&Source::new(bytes), &mut Context::default()).err()?;
    let at = error.diagnostic.at.as_ref().map(ToString::to_string).unwrap_or_default();
    Some(format!("{at}: {error}"))
}

/// Everything in `files` is valid.
fn all_valid(name: &str, files: Vec<(String, Vec<u8>)>) -> Result<(), Failed> {
    let judge = Judge::new(name);
    let verdicts = judge.verdicts(files.iter().map(|(_, bytes)| bytes.as_slice()));
    eprintln!("{name}: {} files", files.len());
    for ((name, bytes), verdict) in files.iter().zip(verdicts) {
        if let Err(why) = verdict {
            return Err(format!("{name}:\n{why}\n{}", String::from_utf8_lossy(bytes)).into());
        }
        if let Some(why) = ours(bytes) {
            return Err(format!("{name}: libxml2 takes it, and our reader does not: {why}").into());
        }
    }
    Ok(())
}

fn schema() -> Result<(), Failed> {
    let judge = Judge::new("schema");
    let bad = b"<resume xmlns='urn:vitae:resume:1'><person><nam>Mara</nam></person></resume>".as_slice();
    let good = b"<resume xmlns='urn:vitae:resume:1'><person><name>Mara</name></person></resume>".as_slice();
    let verdicts = judge.verdicts([good, bad].into_iter());
    match verdicts.as_slice() {
        [Ok(()), Err(why)] if why.contains("nam") => Ok(()),
        other => Err(format!("{other:?}").into()),
    }
}

fn samples() -> Result<(), Failed> {
    all_valid("samples", vec![("by-hand.xml".into(), include_bytes!("../samples/by-hand.xml").to_vec())])
}

fn fixtures() -> Result<(), Failed> {
    let mut all = vec![("the complete résumé".to_owned(), vitae_testkit::full())];
    all.extend(vitae_testkit::fixtures());
    all.extend(vitae_testkit::extremes());
    all_valid("fixtures", all.into_iter().map(|(name, resume)| (name, written(&resume))).collect())
}

fn arbitrary() -> Result<(), Failed> {
    let (mut runner, resumes) = (runner(), vitae_testkit::arbitrary::resume());
    let files = (0..cases()).map(|n| (format!("case {n}"), written(&draw(&mut runner, &resumes)))).collect();
    all_valid("arbitrary", files)
}

/// Our verdict and libxml2's are the same for each.
fn agree(name: &str, files: &[Vec<u8>]) -> Result<(), Failed> {
    let judge = Judge::new(name);
    let verdicts = judge.verdicts(files.iter().map(Vec::as_slice));
    let mut refused = 0;
    for (bytes, theirs) in files.iter().zip(verdicts) {
        let mine = ours(bytes);
        refused += usize::from(mine.is_some());
        let text = || String::from_utf8_lossy(bytes).into_owned();
        match (mine, theirs) {
            (None, Err(why)) => return Err(format!("our reader takes it, libxml2 does not:\n{why}\n{}", text()).into()),
            (Some(why), Ok(())) => {
                return Err(format!("libxml2 takes it, our reader does not:\n{why}\n{}", text()).into());
            }
            _ => {}
        }
    }
    eprintln!("{name}: {} files, {refused} of them refused by both", files.len());
    if refused == 0 || refused == files.len() {
        return Err(format!("{refused} of {} files were refused: that says little", files.len()).into());
    }
    Ok(())
}

fn values() -> Result<(), Failed> {
    agree("values", &damage::values())
}

fn damaged() -> Result<(), Failed> {
    let (mut runner, resumes) = (runner(), vitae_testkit::arbitrary::resume());
    let mut sound = vec![include_str!("../samples/by-hand.xml").to_owned()];
    let text = |resume: &Resume| String::from_utf8(written(resume)).expect("it is UTF-8");
    sound.push(text(&vitae_testkit::full()));
    sound.extend((0..40).map(|_| text(&draw(&mut runner, &resumes))));
    let damage = Damage::new(sound);
    let files: Vec<Vec<u8>> = (0..cases()).map(|_| damage.one(&mut runner).into_bytes()).collect();
    agree("damaged", &files)
}
