//! Twice the text takes twice the time, whatever it is full of.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

use std::time::Duration;
use vitae_core::{Context, Source};
use vitae_testkit::spent;

/// Floods that some reader of Markdown, or some rule of the grammar, could be slow at.
const FLOODS: &[&str] = &[
    "*a ",
    "a*_",
    "[a](",
    "<b>",
    "<!-- vitae: {} -->\n",
    "<span class=\"p-org\">a</span> · ",
    "a · ",
    "x@y.example · ",
    "> ",
    "- ",
    "- a\n  - b\n",
    "7. a\n\n9) b\n\n",
    "### a\n\n**b** · 2010\n\n",
    "**a:**\n\n- b\n\n",
    "| a | b |\n|-|-|\n",
    "[a]: b\n",
];

/// How long a text takes, there and back, and to be understood.
fn time(text: &str) -> Duration {
    let start = spent();
    let mut cx = Context::default();
    // Some floods are more than is read by default; how their time grows is asked all the same.
    cx.limits.nodes = 1_000_000;
    let outline = vitae_markdown::parse(&Source::new(text.as_bytes()), &mut cx).unwrap();
    vitae_markdown::render(&outline, &mut cx).unwrap();
    let _resume = vitae_outline::understood(outline, &mut cx.report);
    spent() - start
}

#[test]
fn long_texts_take_no_longer_than_they_must() {
    for flood in FLOODS {
        let text = |bytes: usize| flood.repeat(bytes / flood.len());
        // Other programs may run beside this one: it is enough to be fast once.
        let linear = (0..3).any(|_| {
            let (short, long) = (time(&text(32_000)), time(&text(256_000)));
            long < Duration::from_millis(500) || long < short * 32
        });
        assert!(linear, "8 times as much {flood:?} takes more than 32 times as long");
    }
}

#[test]
fn floods_are_refused_where_they_pass_the_limit() {
    for (name, text) in [
        ("paragraphs", "a\n\n".repeat(1_000_000)),
        ("front matter", format!("---\n{}---\n", "a:\n".repeat(1_000_000))),
        ("comments on a line", "<!--a-->".repeat(300_000)),
        ("comments in a line", format!("b {}", "<!--a-->".repeat(300_000))),
        ("marks", "*a*b".repeat(300_000)),
        ("cells", format!("|{}\n|{}\n", "a|".repeat(300_000), "-|".repeat(300_000))),
        ("bullets in bullets", "+ ".repeat(300_000)),
    ] {
        let start = spent();
        let error = vitae_markdown::parse(&Source::new(text.as_bytes()), &mut Context::default()).expect_err(name);
        assert_eq!(error.diagnostic.code, "limit", "{name}");
        assert!(error.diagnostic.at.is_some(), "{name}: where?");
        let took = spent() - start;
        assert!(took < Duration::from_secs(20), "{name} took {took:?}");
    }
}
