//! What the tests of reading strangers' résumés share: how right a reader was, as numbers, and which words it kept.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "what helps a test may fail as loudly as the test, and talks to whoever runs it"
)]

pub mod kept;
pub mod outside;
pub mod pairs;
pub mod plain;
pub mod ratchet;
pub mod rewrite;
pub mod score;
pub mod sown;
pub mod table;
