//! Who sits the exam, with what, and how each law is asked of many inputs.

use crate::laws::{self, Verdict};
use crate::{arbitrary, guard, hostile, samples, show};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestError, TestRunner};
use std::fmt::{self, Debug};
use vitae_core::{Format, Registry, Resume};

macro_rules! laws {
    ($($(#[$doc:meta])* $law:ident $title:literal,)*) => {
        /// The laws, and two things that go without saying.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Law { $($(#[$doc])* $law,)* }

        impl Law {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$law,)*];
        }

        impl fmt::Display for Law {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self { $(Self::$law => $title,)* })
            }
        }
    };
}

laws! {
    /// It has the halves that the exam was called with, and exceptions come with reasons.
    Halves "the halves are as declared",
    /// Writing neither fails nor panics.
    Writes "writing never fails",
    /// Law 1: `read(write(r)) == r`.
    RoundTrip "law 1 (round trip)",
    /// Law 2: same résumé, same bytes; `write(read(write(r))) == write(r)`.
    SameBytes "law 2 (same bytes)",
    /// Law 3: its own output is recognised without a file name.
    Recognised "law 3 (recognised)",
    /// Law 4: no bytes make it panic or hang.
    Survives "law 4 (survives anything)",
    /// Law 5: every error says what, and where.
    Explained "law 5 (errors explained)",
    /// Law 6: options change appearance, never content.
    Options "law 6 (options keep content)",
    /// Law 9: normalising is idempotent, and the identity on what was normalised.
    Normal "law 9 (normal form)",
}

/// Which halves a format says that it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Halves {
    /// It reads and writes.
    #[default]
    Both,
    /// It only reads.
    ReadOnly,
    /// It only writes.
    WriteOnly,
}

impl Halves {
    const fn of(reads: bool, writes: bool) -> Option<Self> {
        match (reads, writes) {
            (true, true) => Some(Self::Both),
            (true, false) => Some(Self::ReadOnly),
            (false, true) => Some(Self::WriteOnly),
            (false, false) => None,
        }
    }
}

/// One format at the exam. [`conformance!`](crate::conformance) makes one; make it yourself to ask a single law, or
/// another number of cases.
///
/// ```
/// use vitae_core::{Context, Format, Resume, Result, Source, Text};
/// use vitae_testkit::{Exam, Law};
///
/// // The smallest format there is, a name alone in a file, fails: a résumé is more than a name.
/// fn read(source: &Source<'_>, _: &mut Context) -> Result<Resume> {
///     let mut resume = Resume::default();
///     resume.person.name = Text::new(source.text()?);
///     Ok(resume)
/// }
/// fn write(resume: &Resume, _: &mut Context) -> Result<Vec<u8>> {
///     Ok(resume.person.name.as_ref().map(|n| n.as_str().into()).unwrap_or_default())
/// }
/// let exam = Exam::new(|| Format::new("name", "A name").reader(read).writer(write)).cases(16);
/// assert!(exam.sit(Law::Survives).is_ok());
/// assert!(exam.sit(Law::RoundTrip).is_err());
/// ```
pub struct Exam {
    make: fn() -> Format,
    format: Format,
    halves: Halves,
    among: fn() -> Registry,
    samples: Vec<Vec<u8>>,
    exceptions: Vec<(Law, &'static str)>,
    cases: u32,
    seed: Option<u64>,
}

impl Exam {
    /// A format that reads and writes, alone. The number of arbitrary cases is that of `VITAE_CASES`, else 128.
    #[must_use]
    pub fn new(make: fn() -> Format) -> Self {
        Self {
            make,
            format: make(),
            halves: Halves::Both,
            among: Registry::new,
            samples: Vec::new(),
            exceptions: Vec::new(),
            cases: from_environment("VITAE_CASES").unwrap_or(128),
            seed: from_environment("VITAE_SEED"),
        }
    }

    /// Declares which halves it has. An exam in the wrong halves fails [`Law::Halves`].
    #[must_use]
    pub const fn halves(mut self, halves: Halves) -> Self {
        self.halves = halves;
        self
    }

    /// The other formats among which its output must be recognised.
    #[must_use]
    pub const fn among(mut self, formats: fn() -> Registry) -> Self {
        self.among = formats;
        self
    }

    /// A file of the format, for laws 3, 4 and 5. What it writes itself need not be given.
    #[must_use]
    pub fn sample(mut self, bytes: &[u8]) -> Self {
        self.samples.push(bytes.to_vec());
        self
    }

    /// A law that is not asked, and why not.
    #[must_use]
    pub fn except(mut self, law: Law, reason: &'static str) -> Self {
        self.exceptions.push((law, reason));
        self
    }

    /// How many arbitrary cases a law is asked of.
    #[must_use]
    pub const fn cases(mut self, cases: u32) -> Self {
        self.cases = cases;
        self
    }

    /// The seed of the arbitrary cases, for the same ones each time. `VITAE_SEED` is the same from outside.
    #[must_use]
    pub const fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Sits one law, and fails the test with what went wrong.
    ///
    /// # Panics
    /// When the law does not hold: that is how a test fails.
    #[track_caller]
    pub fn pass(&self, law: Law) {
        if let Err(why) = self.sit(law) {
            fail(&format!("{} does not keep {law}: {why}", self.format.name()));
        }
    }

    /// Sits one law: on the complete sample, the extreme ones, the fixtures, and arbitrary cases.
    ///
    /// # Errors
    /// The first, or the smallest, input on which it does not hold, and what happened there.
    pub fn sit(&self, law: Law) -> Verdict {
        if let Some((_, reason)) = self.exceptions.iter().find(|(except, _)| *except == law && law != Law::Halves) {
            tell(&format!("{} is excepted from {law}: {reason}", self.format.name()));
            return Ok(());
        }
        let format = &self.format;
        match law {
            Law::Halves => self.halves_as_declared(),
            Law::Writes => self.every_resume(|resume| laws::writes(format, resume)),
            Law::RoundTrip => self.round_trip(),
            Law::SameBytes => self.every_resume(|resume| laws::same_bytes(format, resume)),
            Law::Recognised => self.recognised(),
            Law::Survives => self.every_input(|bytes| laws::survives(format, bytes)),
            Law::Explained => self.every_input(|bytes| laws::explained(format, bytes)),
            Law::Options => self.options_keep_content(),
            Law::Normal => self.every_resume(laws::normal),
        }
    }

    fn halves_as_declared(&self) -> Verdict {
        let found = Halves::of(self.format.reads(), self.format.writes());
        if found != Some(self.halves) {
            return Err(format!("the exam was called for {:?}, the format has {found:?}", self.halves));
        }
        let idle = self.exceptions.iter().find(|(law, reason)| *law == Law::Halves || reason.trim().is_empty());
        match idle {
            Some((law, _)) => Err(format!("an exception from {law} needs a law that can be excepted, and a reason")),
            None => Ok(()),
        }
    }

    fn round_trip(&self) -> Verdict {
        let format = &self.format;
        self.every_resume(|resume| laws::round_trip(format, resume))?;
        // What damaged files read as is arbitrary too, in ways that no generator thinks of.
        let inputs = self.files()?.into_iter().map(|(_, bytes)| bytes).collect();
        self.property(&hostile::bytes(inputs), |bytes| match laws::read(format, bytes) {
            Ok(resume) => laws::round_trip(format, &resume),
            Err(_) => Ok(()),
        })
    }

    fn recognised(&self) -> Verdict {
        let among = (self.among)().with((self.make)());
        for (index, bytes) in self.samples.iter().enumerate() {
            laws::recognised_bytes(self.format.name(), &among, bytes)
                .map_err(|why| format!("sample {index}: {why}"))?;
        }
        if self.format.writes() {
            return self.every_resume(|resume| laws::recognised(&self.format, &among, resume));
        }
        if self.samples.is_empty() { Err(NO_SAMPLES.into()) } else { Ok(()) }
    }

    fn options_keep_content(&self) -> Verdict {
        let format = &self.format;
        let specs: Vec<_> = format.option_specs().iter().filter(|spec| !spec.values.is_empty()).collect();
        for (name, resume) in samples::all() {
            for choice in specs.iter().flat_map(|spec| spec.values.iter().map(|value| (spec.name, *value))) {
                laws::options_keep_content(format, &resume, &[choice]).map_err(|why| format!("on {name}: {why}"))?;
            }
        }
        if specs.is_empty() {
            tell(&format!("{} takes no options", format.name()));
            return Ok(());
        }
        let each: Vec<_> = specs
            .iter()
            .map(|spec| {
                let name = spec.name;
                option::of(select(spec.values)).prop_map(move |value| value.map(|value| (name, value))).boxed()
            })
            .collect();
        self.property(&(arbitrary::resume(), each), |(resume, choices)| {
            let choices: Vec<_> = choices.iter().flatten().copied().collect();
            laws::options_keep_content(format, resume, &choices)
        })
    }

    fn every_resume(&self, law: impl Fn(&Resume) -> Verdict) -> Verdict {
        for (name, resume) in samples::all() {
            law(&resume).map_err(|why| format!("on {name}: {why}"))?;
        }
        self.property(&arbitrary::resume(), law)
    }

    fn every_input(&self, law: impl Fn(&[u8]) -> Verdict) -> Verdict {
        let files = self.files()?;
        // Cuts are many already: there is one such set for each file.
        let count = self.cases.min(1_000);
        for (name, bytes) in &files {
            for cut in hostile::cuts(bytes, usize::try_from(count).unwrap_or_default()) {
                law(cut).map_err(|why| format!("on {name}, cut after {} bytes: {why}", cut.len()))?;
            }
        }
        for bomb in hostile::bombs() {
            law(&bomb).map_err(|why| format!("on {} bytes of the same: {why}", bomb.len()))?;
        }
        let files = files.into_iter().map(|(_, bytes)| bytes).collect();
        self.property(&hostile::bytes(files), |bytes| law(bytes))
    }

    /// Sound files of the format: the samples, and what it writes itself.
    fn files(&self) -> Result<Vec<(String, Vec<u8>)>, String> {
        let named = |(index, bytes): (usize, &Vec<u8>)| (format!("sample {index}"), bytes.clone());
        let mut files: Vec<_> = self.samples.iter().enumerate().map(named).collect();
        if self.format.writes() {
            for (name, resume) in samples::ordinary() {
                files.push((name, laws::write(&self.format, &resume, &[])?));
            }
        }
        if files.is_empty() { Err(NO_SAMPLES.into()) } else { Ok(files) }
    }

    /// Asks arbitrary cases, and shrinks the first that fails.
    fn property<S: Strategy>(&self, cases: &S, law: impl Fn(&S::Value) -> Verdict) -> Verdict
    where
        S::Value: Debug,
    {
        property(self.cases, self.seed, cases, law)
    }
}

const NO_SAMPLES: &str =
    "a format that only reads needs files to read: conformance!(…, read_only, samples = [include_bytes!(…)])";

/// Asks a law of `VITAE_CASES` arbitrary cases (else 128), and fails the test with the smallest that breaks it.
///
/// ```
/// use vitae_testkit::{arbitrary, check};
/// check(&arbitrary::text(), |text| if text.as_str().is_empty() { Err("empty".into()) } else { Ok(()) });
/// ```
///
/// # Panics
/// When the law does not hold: that is how a test fails.
#[track_caller]
pub fn check<S: Strategy>(cases: &S, law: impl Fn(&S::Value) -> Verdict)
where
    S::Value: Debug,
{
    if let Err(why) = ask(128, cases, law) {
        fail(&why);
    }
}

/// Asks a law of `VITAE_CASES` arbitrary cases, else of so many as is usual.
///
/// ```
/// use vitae_testkit::{arbitrary, ask};
/// assert!(ask(8, &arbitrary::text(), |text| if text.as_str().is_empty() { Err("empty".into()) } else { Ok(()) }).is_ok());
/// ```
///
/// # Errors
/// The smallest case that breaks it, and what happened there.
pub fn ask<S: Strategy>(usual: u32, cases: &S, law: impl Fn(&S::Value) -> Verdict) -> Verdict
where
    S::Value: Debug,
{
    let count = from_environment("VITAE_CASES").unwrap_or(usual);
    property(count, from_environment("VITAE_SEED"), cases, law)
}

fn property<S: Strategy>(cases: u32, seed: Option<u64>, strategy: &S, law: impl Fn(&S::Value) -> Verdict) -> Verdict
where
    S::Value: Debug,
{
    // Chosen here, and not inside the runner, so that a failure can name it.
    let seed = seed.unwrap_or_else(random_seed);
    let config = Config {
        cases,
        rng_seed: RngSeed::Fixed(seed),
        failure_persistence: None,
        max_shrink_time: 60_000,
        max_shrink_iters: u32::MAX,
        ..Config::default()
    };
    let guarded = |value: &S::Value| guard::guarded(|| law(value)).and_then(|verdict| verdict);
    let outcome = TestRunner::new(config).run(strategy, |value| guarded(&value).map_err(TestCaseError::fail));
    match outcome {
        Ok(()) => Ok(()),
        Err(TestError::Abort(why)) => Err(format!("the cases ran out: {why}")),
        Err(TestError::Fail(why, smallest)) => {
            let shown = show::brief(&smallest);
            Err(format!(
                "on an arbitrary case (VITAE_SEED={seed} finds it again): {why}\nthe smallest that was found:\n{shown}"
            ))
        }
    }
}

fn random_seed() -> u64 {
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::default() });
    any::<u64>().new_tree(&mut runner).map(|tree| tree.current()).unwrap_or_default()
}

/// A number that the person who runs the tests chose. A wrong one is not overlooked.
fn from_environment<T: std::str::FromStr>(name: &str) -> Option<T> {
    let given = std::env::var(name).ok()?;
    Some(
        given
            .trim()
            .parse()
            .unwrap_or_else(|_| fail(&format!("{name}={given} is no number of the size that is wanted"))),
    )
}

#[track_caller]
#[allow(clippy::panic, reason = "this is how a test fails")]
pub(crate) fn fail(why: &str) -> ! {
    panic!("{why}")
}

#[allow(
    clippy::print_stderr,
    reason = "a kit for tests says on standard error what it left out; the harness shows it with --nocapture"
)]
pub(crate) fn tell(what: &str) {
    eprintln!("vitae-testkit: {what}");
}
