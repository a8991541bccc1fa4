//! The exam that every format of vitae sits, ours and yours.
//!
//! A format crate takes this one as a dev-dependency, and its test file is three lines:
//!
//! ```toml
//! [dev-dependencies]
//! vitae-testkit = { git = "https://vitae.example/source" }
//! ```
//!
//! ```no_run
//! # mod my_format { pub fn format() -> vitae_core::Format { vitae_core::Format::new("mine", "Mine") } }
//! vitae_testkit::conformance!(my_format::format());
//! # fn main() {}
//! ```
//!
//! Now `cargo test` asks one law per test, so that a failure names its law:
//!
//! | law | says | test |
//! |---|---|---|
//! | | it reads and writes, as declared; exceptions have reasons | `halves_as_declared` |
//! | 1 | `read(write(r)) == r` | `law_1_round_trip` |
//! | 2 | same résumé, same bytes; `write(read(write(r))) == write(r)` | `law_2_same_bytes` |
//! | 3 | its own output is recognised without a file name | `law_3_recognised` |
//! | 4 | no bytes make it panic or hang, and what it reads it can write | `law_4_survives` |
//! | 5 | every error says what is wrong, and in a text format where | `law_5_explained` |
//! | 6 | options change appearance, never content; the first value is the default | `law_6_options` |
//! | 9 | résumés are in normal form, and normalising again changes nothing | `law_9_normal_form` |
//!
//! A format that is [guessed](vitae_core::Format::guessed), as plain text is, cannot keep laws 1 to 3 to the letter: its files do
//! not say what is what. Of such a format they ask what can be had, and all of it – see [`laws::round_trip`],
//! [`laws::same_bytes`] and [`laws::recognised`]: every word comes back, reading and writing are repeatable, and a file of its
//! name is taken for it. That is no exception, and needs no setting.
//!
//! Laws 7 and 8 are those of document formats: [`outlines!`] asks them of a codec, see [`codec`].
//!
//! # What is asked
//!
//! Each law is asked of [`full`] (every kind, every field), of [`extremes`] (too much of something), of the repository's
//! [`fixtures`] where they are at hand, and of arbitrary cases: [`arbitrary::resume`] for laws of résumés,
//! [`hostile::bytes`] for laws of bytes. A failure shows the differences with their paths, the bytes between, the
//! smallest case that was found, and the seed that finds it again.
//!
//! | variable | means | else |
//! |---|---|---|
//! | `VITAE_CASES` | arbitrary cases for each law | 128 |
//! | `VITAE_SEED` | the seed of the arbitrary cases | a new one each time |
//!
//! No file of failures is kept. A failure becomes a named test, with a call of the law itself: see [`laws`].
//!
//! # Settings
//!
//! ```no_run
//! # mod my_format { pub fn format() -> vitae_core::Format { vitae_core::Format::new("mine", "Mine") } }
//! # fn others() -> vitae_core::Registry { vitae_core::Registry::new() }
//! vitae_testkit::conformance!(
//!     my_format::format(),
//!     among = others(),                                         // law 3: recognised among these, say vitae::formats()
//!     samples = [b"mine 1\n"],                                  // laws 3, 4, 5: files that it does not write itself
//!     except = [SameBytes: "the file carries the time of day"], // a law that is not asked, and why (see `Law`)
//! );
//! # fn main() {}
//! ```
//!
//! Settings come in this order, and each may be left out. A format with one half says so after the format: `write_only`
//! (it is asked that writing never fails, 2, 6 and 9, less what would need reading), or `read_only` (3, 4, 5 and 9;
//! `samples` are needed). The wrong word fails `halves_as_declared`.
//!
//! # Only a part of it
//!
//! The strategies and the laws are of use alone: [`arbitrary`] for property tests of a codec's parts ([`check`] runs
//! them), [`laws`] for pinning a case, [`Exam`] for another selection than the macro's.

pub mod arbitrary;
pub mod codec;
mod exam;
mod full;
mod guard;
pub mod hostile;
pub mod laws;
mod samples;
mod show;

pub use exam::{Exam, Halves, Law, ask, check};
pub use full::full;
pub use guard::{PATIENCE, spent};
pub use proptest;
pub use samples::{Named, extremes, fixtures};

/// The exam of a format, one test per law. See the [crate's page](crate) for the laws and the settings.
///
/// ```no_run
/// # mod my_format { pub fn format() -> vitae_core::Format { vitae_core::Format::new("mine", "Mine") } }
/// vitae_testkit::conformance!(my_format::format());
/// # fn main() {}
/// ```
#[macro_export]
macro_rules! conformance {
    ($format:expr, write_only $($settings:tt)*) => {
        $crate::conformance! { @module WriteOnly ($format) {
            always_writes Writes, law_2_same_bytes SameBytes, law_6_options Options, law_9_normal_form Normal,
        } $($settings)* }
    };
    ($format:expr, read_only $($settings:tt)*) => {
        $crate::conformance! { @module ReadOnly ($format) {
            law_3_recognised Recognised, law_4_survives Survives, law_5_explained Explained, law_9_normal_form Normal,
        } $($settings)* }
    };
    (@module $halves:ident ($format:expr) { $($test:ident $law:ident,)* }
        $(, among = $among:expr)?
        $(, samples = [$($sample:expr),* $(,)?])?
        $(, except = [$($except:ident: $reason:literal),* $(,)?])?
        $(,)?
    ) => {
        /// The exam of the format: a test per law.
        #[cfg(test)]
        mod conformance {
            #[allow(unused_imports, reason = "the expressions of the call may name what stands around it")]
            use super::*;

            fn exam() -> $crate::Exam {
                $crate::Exam::new(|| $format).halves($crate::Halves::$halves)
                    $(.among(|| $among))? $($(.sample($sample))*)? $($(.except($crate::Law::$except, $reason))*)?
            }

            #[test]
            fn halves_as_declared() {
                exam().pass($crate::Law::Halves);
            }

            $(#[test]
            fn $test() {
                exam().pass($crate::Law::$law);
            })*
        }
    };
    ($format:expr $(, $($settings:tt)*)?) => {
        $crate::conformance! { @module Both ($format) {
            law_1_round_trip RoundTrip, law_2_same_bytes SameBytes, law_3_recognised Recognised, law_4_survives Survives,
            law_5_explained Explained, law_6_options Options, law_9_normal_form Normal,
        } $(, $($settings)*)? }
    };
}
