//! The acceptance list of reading strangers' documents: twenty-five demands that were written down before the interpreter was, a test
//! for each, in their order. Other tests go deeper into most of them; this file shows that none was forgotten.
//!
//! What a document must say is written as the résumé in YAML: each field that stands there must be there with this value, and each
//! list must be as long as it is there. What is not mentioned may be anything.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly, and so may what helps it"
)]

#[path = "acceptance/layouts.rs"]
mod layouts;
#[path = "acceptance/told.rs"]
mod told;
#[path = "acceptance/words.rs"]
mod words;
