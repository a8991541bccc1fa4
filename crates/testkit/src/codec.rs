//! The laws of a document format's codec: what stands between bytes and the outline of a document.
//!
//! | law | says | test |
//! |---|---|---|
//! | 7 | `parse(render(o)) == o`, in [normal form](vitae_outline::Outline::normal) | `law_7_outlines` |
//! | 8 | interpretation conserves words: each word of an outline is in the résumé | `law_8_words` |
//!
//! ```no_run
//! # mod my_format {
//! #     use vitae_core::{Context, Dates, Result, Source};
//! #     use vitae_outline::Outline;
//! #     pub fn parse(_: &Source<'_>, _: &mut Context) -> Result<Outline> { Ok(Outline::default()) }
//! #     pub fn render(_: &Outline, _: &mut Context) -> Result<Vec<u8>> { Ok(Vec::new()) }
//! # }
//! vitae_testkit::outlines!(my_format::parse, my_format::render);
//! # fn main() {}
//! ```

use crate::exam::{check, fail};
use crate::guard::{PATIENCE, timed};
use crate::laws::Verdict;
use crate::{arbitrary, samples, show};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use vitae_core::{Context, Result, Resume, Source, Words, languages, parse_span};
use vitae_outline::{Block, Composition, Outline, Part, Role, Run, compose, interpret, is_safe, visible};

/// Bytes to an outline.
pub type Parse = fn(&Source<'_>, &mut Context) -> Result<Outline>;
/// An outline to bytes.
pub type Render = fn(&Outline, &mut Context) -> Result<Vec<u8>>;

/// Asks laws 7 and 8 of a codec, a test each: `outlines!(parse, render)`.
#[macro_export]
macro_rules! outlines {
    ($parse:expr, $render:expr $(,)?) => {
        /// The laws of the codec.
        #[cfg(test)]
        mod outlines {
            #[allow(unused_imports, reason = "the expressions of the call may name what stands around it")]
            use super::*;

            #[test]
            fn law_7_outlines() {
                $crate::codec::law_7($parse, $render);
            }

            #[test]
            fn law_8_words() {
                $crate::codec::law_8($parse, $render);
            }
        }
    };
}

/// Facts as they may be: printable ASCII, none of `<>&'` and backticks, no two dashes in a row.
const FACTS: &[&str] = &[r#"{"id":"a"}"#, r#"{"tags":["x y","\u00e9\u002d-"],"ext":{"x-a":[1.0,null,true]}}"#, "{}"];

/// The outline of any résumé: as composed, or with blocks missing and facts on any of them, as after an edit.
pub fn outline() -> BoxedStrategy<Outline> {
    let changes = vec((any::<prop::sample::Index>(), 0..3_u8, select(FACTS)), 0..4);
    (arbitrary::resume(), changes, proptest::option::weighted(0.2, select(FACTS)))
        .prop_map(|(resume, changes, facts)| {
            let mut outline = of(&resume);
            outline.head.facts = facts.map(Into::into);
            for (at, change, facts) in changes {
                if outline.blocks.is_empty() {
                    break;
                }
                let at = at.index(outline.blocks.len());
                match (change, outline.blocks.get_mut(at)) {
                    (0, Some(block)) if block.section.is_none() => drop(outline.blocks.remove(at)),
                    (_, Some(block)) => block.facts = Some(facts.into()),
                    _ => {}
                }
            }
            outline
        })
        .boxed()
}

fn of(resume: &Resume) -> Outline {
    let mut outline = compose(&visible(resume), Composition::default());
    for run in outline.blocks.iter_mut().flat_map(|block: &mut Block| &mut block.runs) {
        run.style.link = run.style.link.take().filter(is_safe);
    }
    outline
}

/// Law 7 on one outline.
///
/// # Errors
/// Where the two outlines part.
pub fn round_trip(parse: Parse, render: Render, outline: &Outline) -> Verdict {
    let bytes = written(render, outline)?;
    let again = parsed(parse, &bytes)?.normal();
    let outline = outline.clone().normal();
    if again == outline {
        return Ok(());
    }
    let mut why = String::from("the outline that came back differs:\n");
    if again.head != outline.head {
        why += &format!("  head: {:?}\n    now: {:?}\n", outline.head, again.head);
    }
    let length = outline.blocks.len().max(again.blocks.len());
    let parting = (0..length).find(|&i| outline.blocks.get(i) != again.blocks.get(i));
    if let Some(at) = parting {
        let (before, after) = (outline.blocks.get(at), again.blocks.get(at));
        why += &format!("  block {at} of {length}: {}\n    now: {}\n", show::brief(&before), show::brief(&after));
    }
    Err(format!("{why}the bytes between:\n{}", show::bytes(&bytes)))
}

/// Law 8 on one outline: each word of what comes back is in the résumé that it is read as.
///
/// # Errors
/// The words that are missing.
pub fn words_kept(parse: Parse, render: Render, outline: &Outline) -> Verdict {
    let bytes = written(render, outline)?;
    let again = parsed(parse, &bytes)?;
    let resume = interpret(&again);
    let mut kept = std::collections::BTreeMap::<String, usize>::new();
    let letters = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let shown = compose(&resume, Composition::default());
    for word in shown.words().iter().flat_map(|word| letters(word)) {
        *kept.entry(word).or_default() += 1;
    }
    let mut missing = Vec::new();
    for word in said(&again).iter().flat_map(|word| letters(word)) {
        match kept.get_mut(&word) {
            Some(count) if *count > 0 => *count -= 1,
            _ => missing.push(word),
        }
    }
    if missing.is_empty() { Ok(()) } else { Err(format!("not in the résumé: {missing:?}\n{}", show::bytes(&bytes))) }
}

/// What an outline says. The label of a field is what the field is called, and not a word of the résumé; dates are values, and
/// the names of their months may be shorter or longer.
fn said(outline: &Outline) -> Vec<String> {
    let mut texts = Vec::new();
    for block in &outline.blocks {
        let words = Words::of(block.lang.as_ref().or(outline.head.lang.as_ref()));
        let is_value = |run: &&Run| {
            let label = run.text.trim_end().trim_end_matches(words.phrases().colon);
            match run.role {
                Some(Role::Label) => words.field(label).is_some(),
                Some(Role::Dates) => languages().any(|words| parse_span(&run.text, words).is_some()),
                _ => false,
            }
        };
        let text: String = block.runs.iter().filter(|run| !is_value(run)).map(|run| run.text.as_str()).collect();
        // An address is the same with its scheme and without (normal form N11).
        let text =
            if block.part == Some(Part::Contacts) { text.replace("mailto:", "").replace("tel:", "") } else { text };
        texts.push(text);
    }
    texts
}

fn written(render: Render, outline: &Outline) -> std::result::Result<Vec<u8>, String> {
    let bytes = timed(PATIENCE, || show::brief(outline), || render(outline, &mut Context::default()))?;
    bytes.map_err(|error| format!("rendering failed: {error}"))
}

fn parsed(parse: Parse, bytes: &[u8]) -> std::result::Result<Outline, String> {
    let outline = timed(PATIENCE, || show::bytes(bytes), || parse(&Source::new(bytes), &mut Context::default()))?;
    outline.map_err(|error| format!("parsing what was rendered failed: {error}\n{}", show::bytes(bytes)))
}

/// Asks law 7 of the samples and of arbitrary outlines.
///
/// # Panics
/// When it does not hold: that is how a test fails.
pub fn law_7(parse: Parse, render: Render) {
    each(|outline| round_trip(parse, render, outline));
}

/// Asks law 8 of the samples and of arbitrary outlines.
///
/// # Panics
/// When it does not hold: that is how a test fails.
pub fn law_8(parse: Parse, render: Render) {
    each(|outline| words_kept(parse, render, outline));
}

#[track_caller]
fn each(law: impl Fn(&Outline) -> Verdict) {
    for (name, resume) in samples::all() {
        if let Err(why) = law(&of(&resume)) {
            fail(&format!("on {name}: {why}"));
        }
    }
    check(&outline(), law);
}
