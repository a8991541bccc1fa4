//! Arbitrary résumés, as proptest strategies.
//!
//! [`resume`] builds whole résumés in normal form; the others build pieces, which a résumé brings into normal form.
//! Every section kind, entry kind, field, shape, contact, mark and span occurs: a test counts them. What is generated
//! is driven by the model's own table of fields, so a new field is generated from the day it exists.
//!
//! ```
//! use proptest::prelude::*;
//! use vitae_testkit::{arbitrary, proptest};
//!
//! proptest!(|(resume in arbitrary::resume())| {
//!     prop_assert_eq!(resume.clone().normalize(), resume);
//! });
//! ```

mod dates;
mod entries;
mod maybe;
mod pieces;
mod resumes;
mod rich;
mod table;
mod words;

pub use dates::{any_words, date, dates, span};
pub use entries::{any_entry, entry, positions};
pub use maybe::{Maybe, maybe};
pub use pieces::{
    alternates, cefr, contact, detail, ext, id, ids, lang, organization, photo, place, rating, tags, url,
};
pub use resumes::{raw_resume, resume, section};
pub use rich::{block, body, line, pre, style};
pub use table::record;
pub use words::{NASTY, TRAPS, WORDS, string, text, token, word, words};

/// A value that was built from constants which a test has seen to be sound.
#[allow(
    clippy::expect_used,
    reason = "the tables in this module are constants; every one of them is built in the coverage test"
)]
pub(crate) fn sure<T>(value: Option<T>) -> T {
    value.expect("a constant of the kit is sound")
}
