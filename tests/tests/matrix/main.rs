//! Any format to any other, with nothing lost: the matrix of all formats, made from the registry.
//!
//! | trial | for every | asks |
//! |---|---|---|
//! | `pair::A->B` | ordered pair of formats that read and write | a résumé, written as A, read, written as B and read again, is the same |
//! | `chain::permutations` | order of all formats | the same, through all of them, each recognised by its content alone |
//! | `chain::walks` | random walk, up to four times as long | the same |
//! | `measured::A` | format that reads and writes | the report of a conversion into it says that nothing was lost |
//! | `hidden::A` | document that reads and writes | what is hidden stays behind, and all else comes back |
//! | `published::A` | document that reads and writes | all that is seen comes back; of arbitrary résumés, its words |
//! | `unseen::A` | document that writes | no byte of what is published depends on what is not seen, and no secret is in it |
//!
//! A format that is *guessed*, as plain text is, does not say what is what, so that another résumé may be read from it. Pairs with
//! it, `hidden` and `published` ask for every word; `measured`, that all which a page does not show is reported as lost; chains go
//! round it. That is what its exam asks of it, too: see `Format::guessed`.
//!
//! Each is asked of every fixture, of the complete résumé, and of arbitrary ones: 24 as a rule, `VITAE_CASES` of them if that
//! is set. A format takes part from the day on which it is registered. With `--nocapture` a table tells at the end how many
//! résumés went each way.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test that fails loudly is what is wanted here, and without the harness clippy cannot know that this is one"
)]

mod secrets;
mod ways;

use libtest_mimic::{Arguments, Failed, Trial};
use std::process::ExitCode;
use std::sync::Arc;
use vitae::{Format, Registry};
use ways::{Tally, Ways};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let ways = Arc::new(Ways::new());
    let tally = Arc::new(Tally::default());
    let formats = vitae::formats();
    let mut trials = pairs(&formats, &ways, &tally);
    trials.push(trial("chain::permutations", &ways, |ways| ways.permutations()));
    trials.push(trial("chain::walks", &ways, |ways| ways.walks()));
    for name in names(&formats, |f| f.reads() && f.writes()) {
        trials.push(trial(&format!("measured::{name}"), &ways, move |ways| ways.measured(name)));
    }
    for name in names(&formats, |f| f.is_document() && f.reads() && f.writes()) {
        trials.push(trial(&format!("hidden::{name}"), &ways, move |ways| ways.hidden(name)));
        trials.push(trial(&format!("published::{name}"), &ways, move |ways| ways.published(name)));
    }
    for name in names(&formats, |f| f.is_document() && f.writes()) {
        trials.push(trial(&format!("unseen::{name}"), &ways, move |ways| ways.unseen(name)));
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    if arguments.nocapture {
        println!("{tally}");
    }
    conclusion.exit_code()
}

/// The names of some formats. Trials run in threads, and look a format up where they need it.
fn names(formats: &Registry, which: impl Fn(&Format) -> bool) -> Vec<&'static str> {
    formats.iter().filter(|f| which(f)).map(Format::name).collect()
}

fn pairs(formats: &Registry, ways: &Arc<Ways>, tally: &Arc<Tally>) -> Vec<Trial> {
    let both = names(formats, |f| f.reads() && f.writes());
    let ordered = both.iter().flat_map(|from| both.iter().map(move |to| (*from, *to)));
    ordered
        .map(|(from, to)| {
            let tally = Arc::clone(tally);
            trial(&format!("pair::{from}->{to}"), ways, move |ways| {
                let count = ways.pair(from, to)?;
                tally.add(from, to, count);
                Ok(())
            })
        })
        .collect()
}

fn trial(name: &str, ways: &Arc<Ways>, ask: impl FnOnce(&Ways) -> Result<(), String> + Send + 'static) -> Trial {
    let ways = Arc::clone(ways);
    Trial::test(name.to_owned(), move || ask(&ways).map_err(Failed::from))
}
