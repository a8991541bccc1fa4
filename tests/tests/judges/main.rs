//! What programs that nobody here wrote say about our files.
//!
//! Every résumé in `fixtures/resumes` is written as DOCX, as HTML, as YAML and as JSON, and each judge below looks at all of them:
//!
//! | judge | asks | about |
//! |---|---|---|
//! | `schema` | the schemas of ECMA-376 (lxml) | every part of the DOCX, and the package as a whole |
//! | `well-formed` | xmllint | every XML part |
//! | `libreoffice` | LibreOffice | does it open without repair, and print |
//! | `resaved` | LibreOffice, saving as DOCX and by way of ODT | do we read the same outline back |
//! | `python-docx` | python-docx, LibreOffice's plain text | title, outline, properties, styles, the order of words |
//! | `paper` | poppler, fontconfig | all words on paper, fonts that have them, no heading left behind at the foot of a page |
//! | `pandoc` | pandoc | headings, list items, links |
//! | `yaml` | PyYAML (YAML 1.1), ruamel.yaml (YAML 1.2) | the same tree, strings that stay strings |
//! | `html` | html-validate | that a page is HTML as the standard has it |
//! | `microformats` | mf2py | who it is, how to reach them, jobs, schools, skills |
//! | `browser` | Chromium, axe, poppler | light and dark, wide and narrow: nothing to object to, nothing fetched; well printed |
//! | `json-resume` | the schema that JSON Resume publishes (jsonschema) | that what we write is JSON Resume |
//!
//! The judges are the scripts in `tests/judges`; `tests/judges/install` installs what they need. A judge is given files and
//! answers with findings, and a trial passes when there is none. That a judge can find something at all is a trial too: it is
//! given a damaged file.
//!
//! A judge that is not installed is said on stderr, and its trials are ignored – where `CI=true`, they fail. The exception are
//! the schemas, which no package registry has: they are looked for in `VITAE_OOXML_SCHEMAS`, and where they are missing that is
//! said, and no more.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a test that fails loudly is what is wanted here, and without the harness clippy cannot know that this is one"
)]

mod cases;
mod judge;
mod resaved;
mod tools;
mod truth;

use cases::Cases;
use judge::{Court, JUDGES};
use libtest_mimic::{Arguments, Failed, Trial};
use std::process::ExitCode;
use std::sync::Arc;
use tools::Tools;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let tools = Tools::find();
    let missing: Vec<_> = JUDGES.iter().map(|judge| tools.missing(judge.needs)).collect();
    let cases = Cases::new();
    let folder = cases.folder.clone();

    let mut trials: Vec<Trial> = cases.failed.iter().map(|(name, why)| failed(name, why)).collect();
    let names = cases.names.clone();
    let court = Arc::new(Court::new(tools, cases));
    for (judge, missing) in JUDGES.iter().zip(missing) {
        if let Some(missing) = missing {
            eprintln!("JUDGE MISSING: {missing}: `{}` did not run on any file (see tests/judges/install)", judge.name);
        }
        let sound = names.iter().map(|name| (name.clone(), None));
        let damaged = judge.notices.iter().map(|&(damage, words)| (damage.to_owned(), Some(words)));
        for (name, expected) in sound.chain(damaged) {
            let verb = if expected.is_some() { "notices" } else { "accepts" };
            let title = format!("{}/{verb}/{name}", judge.name);
            let court = Arc::clone(&court);
            trials.push(match missing {
                None => Trial::test(title, move || court.verdict(judge, &name, expected)),
                Some(missing) => {
                    let excused = !is_ci() || !missing.is_installable();
                    Trial::test(title, move || Err(format!("JUDGE MISSING: {missing}").into()))
                        .with_ignored_flag(excused)
                }
            });
        }
    }

    let conclusion = libtest_mimic::run(&arguments, trials);
    if conclusion.has_failed() {
        eprintln!("the files that were judged are in {}", folder.display());
    } else {
        // What cannot be removed is found by the next `cargo clean`.
        let _ = std::fs::remove_dir_all(&folder);
    }
    conclusion.exit_code()
}

/// Where the judges are part of the deal: an absent one is a failure, not an excuse.
fn is_ci() -> bool {
    std::env::var("CI").is_ok_and(|ci| ci == "true" || ci == "1")
}

fn failed(name: &str, why: &str) -> Trial {
    let why = why.to_owned();
    Trial::test(format!("written/{name}"), move || Err(Failed::from(why)))
}
