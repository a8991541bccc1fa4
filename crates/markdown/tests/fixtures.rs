//! What a page shows of these résumés comes back from Markdown, by the natural form of the grammar alone.
//!
//! The others have something that only an explicit form can say (a place alone under an organisation, dates that are no dates); until
//! the writer has that form, the format is not among the built-in ones.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

use vitae_core::{Context, Source, diff};

#[test]
fn what_is_visible_comes_back() {
    let format = vitae_markdown::format();
    let mut failures = Vec::new();
    let natural = |name: &str| matches!(name, "minimal" | "maintainer" | "french");
    let fixtures: Vec<_> = vitae_testkit::fixtures().into_iter().filter(|(name, _)| natural(name)).collect();
    assert_eq!(fixtures.len(), 3, "the fixtures are there");
    for (name, resume) in fixtures {
        let seen = vitae_outline::visible(&resume);
        let bytes = format.write(&seen, &mut Context::default()).unwrap();
        let again = format.read(&Source::new(&bytes), &mut Context::default()).unwrap();
        failures.extend(diff(&seen, &again).iter().map(|change| format!("{name}: {}: {change}", change.path)));
    }
    assert!(failures.is_empty(), "{} differences\n{}", failures.len(), failures.join("\n"));
}
