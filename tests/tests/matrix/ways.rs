//! The ways that a résumé goes, and how it is seen that it arrived.

use crate::secrets;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use vitae::{Context, Format, Kind, Mode, Registry, Resume, Source, diff};
use vitae_outline::{Composition, compose};
use vitae_testkit::laws::keeps_words;
use vitae_testkit::proptest::prelude::*;
use vitae_testkit::proptest::{collection::vec, sample::Index};
use vitae_testkit::{arbitrary, ask};

type Verdict = Result<(), String>;

/// How many arbitrary résumés go each way, unless `VITAE_CASES` says so.
const USUAL: u32 = 24;

/// The formats, and the résumés that are sent on their way.
pub(crate) struct Ways {
    formats: Registry,
    known: Vec<(String, Resume)>,
}

impl Ways {
    pub(crate) fn new() -> Self {
        let mut known = vitae_testkit::fixtures();
        assert!(known.len() >= 8, "the fixtures are there");
        known.push(("the complete résumé".into(), vitae_testkit::full()));
        Self { formats: vitae::formats(), known }
    }

    fn get(&self, name: &str) -> &Format {
        self.formats.get(name).expect("it was listed a moment ago")
    }

    /// Asks something of every known résumé and of arbitrary ones, and counts them.
    fn every(&self, law: impl Fn(&Resume) -> Verdict) -> Result<usize, String> {
        self.every_known(&law)?;
        let count = AtomicUsize::new(self.known.len());
        ask(USUAL, &arbitrary::resume(), |resume| {
            count.fetch_add(1, Ordering::Relaxed);
            law(resume)
        })?;
        Ok(count.into_inner())
    }

    fn every_known(&self, law: impl Fn(&Resume) -> Verdict) -> Verdict {
        self.known.iter().try_for_each(|(name, resume)| law(resume).map_err(|why| format!("{name}: {why}")))
    }

    /// From one format to another. What goes through one that is guessed arrives word by word.
    pub(crate) fn pair(&self, from: &str, to: &str) -> Result<usize, String> {
        let (from, to) = (self.get(from), self.get(to));
        if from.is_guessed() || to.is_guessed() {
            return self.every(|resume| words_arrive(resume, &[from, to]));
        }
        self.every(|resume| arrives(resume, &[from, to], |_, _| Ok(())))
    }

    /// Through all formats, in any order.
    pub(crate) fn permutations(&self) -> Verdict {
        self.chain(|length| Just((0..length).collect::<Vec<_>>()).prop_shuffle().boxed())
    }

    /// Through any formats, again and again.
    pub(crate) fn walks(&self) -> Verdict {
        self.chain(|length| {
            let steps = vec(any::<Index>(), length..=4 * length);
            steps.prop_map(move |steps| steps.iter().map(|step| step.index(length)).collect()).boxed()
        })
    }

    /// Sends résumés along chains of formats; each must be recognised by its content alone. One that is guessed would make another
    /// résumé of it on the way.
    fn chain(&self, orders: impl Fn(usize) -> BoxedStrategy<Vec<usize>>) -> Verdict {
        let both: Vec<&Format> = self.formats.iter().filter(|f| f.reads() && f.writes() && !f.is_guessed()).collect();
        let known = (0..self.known.len()).prop_map(|at| self.known.get(at).expect("it is in the range").1.clone());
        let resumes = prop_oneof![1 => known, 3 => arbitrary::resume()];
        ask(USUAL, &(resumes, orders(both.len())), |(resume, order)| {
            let chain: Vec<_> = order.iter().filter_map(|&at| both.get(at).copied()).collect();
            arrives(resume, &chain, |bytes, format| match self.formats.detect(&Source::new(bytes)) {
                Ok(found) if found.name() == format.name() => Ok(()),
                Ok(found) => Err(format!("{} is taken for {}", format.name(), found.name())),
                Err(error) => Err(format!("{} is not recognised: {error}", format.name())),
            })
        })
    }

    /// The report says the same: nothing was lost. Into a format that is guessed, what is seen and no more is carried, and each
    /// thing beside it is reported, once; and so are marks, which a text has none of.
    pub(crate) fn measured(&self, name: &str) -> Verdict {
        let format = self.get(name);
        let law = |resume: &Resume| {
            let mut cx = whole();
            self.formats.write_measured(resume, format, &mut cx).map_err(|e| e.to_string())?;
            let mut lost: Vec<_> = cx.report.losses().map(ToString::to_string).collect();
            if format.is_guessed() {
                let unseen = diff(resume, &vitae_outline::visible(resume)).len();
                lost = cx.report.losses().filter(|said| said.code != "marks-lost").map(ToString::to_string).collect();
                return if lost.len() == unseen { Ok(()) } else { Err(format!("{unseen} unseen, but {lost:?}")) };
            }
            if lost.is_empty() { Ok(()) } else { Err(format!("reported as lost: {}", lost.join("\n"))) }
        };
        self.every(law).map(drop)
    }

    /// What its owner hid stays behind, and nothing else.
    pub(crate) fn hidden(&self, name: &str) -> Verdict {
        let format = self.get(name);
        let law = |resume: &Resume| {
            let mut cx = Context::default();
            let back = back(format, &write(format, resume, &mut cx)?)?;
            if format.is_guessed() {
                keeps_words(&resume.without_hidden(), &back)?;
            } else {
                same(&resume.without_hidden(), &back)?;
            }
            let named = cx.report.iter().filter(|said| said.code == "hidden-omitted").count();
            if named == hidden_pieces(resume) { Ok(()) } else { Err(format!("{named} hidden pieces are named")) }
        };
        self.every(law).map(drop)
    }

    /// All that a reader sees comes back from what is published, and every other field is named.
    ///
    /// Without anything out of sight, an arbitrary résumé can be ambiguous – an organisation called “2016”, a bullet with nothing
    /// beside it – as it is for a person who reads the page. Of those, every word that is seen must come back.
    pub(crate) fn published(&self, name: &str) -> Verdict {
        let format = self.get(name);
        let publish = |resume: &Resume| {
            let mut cx = published();
            let back = back(format, &write(format, resume, &mut cx)?)?;
            let seen = vitae_outline::visible(&resume.without_hidden());
            let named = cx.report.iter().filter(|said| said.kind == Kind::Note && said.code == "not-shown").count();
            let expected = diff(&resume.without_hidden(), &seen).len();
            if named == expected {
                Ok((seen, back))
            } else {
                Err(format!("{named} of {expected} unseen details are named"))
            }
        };
        if format.is_guessed() {
            return self.every(|resume| publish(resume).and_then(|(seen, back)| keeps_words(&seen, &back))).map(drop);
        }
        self.every_known(|resume| publish(resume).and_then(|(seen, back)| same(&seen, &back)))?;
        ask(USUAL, &arbitrary::resume(), |resume| publish(resume).and_then(|(seen, back)| has_words_of(&seen, &back)))
    }

    /// What is published is the same whatever is not seen, and no secret is in it.
    pub(crate) fn unseen(&self, name: &str) -> Verdict {
        let format = self.get(name);
        let law = |resume: &Resume| {
            let secretive = secrets::plant(resume.clone());
            let bytes = write(format, &secretive, &mut published())?;
            secrets::none_in(&bytes)?;
            let seen = vitae_outline::visible(&secretive.without_hidden());
            if bytes == write(format, &seen, &mut published())? {
                Ok(())
            } else {
                Err("what is published differs by what is not seen".into())
            }
        };
        self.every(law).map(drop)
    }
}

/// Writes everything, also what is hidden.
fn whole() -> Context {
    Context { include_hidden: true, ..Context::default() }
}

fn published() -> Context {
    Context { mode: Mode::Publish, ..Context::default() }
}

fn write(format: &Format, resume: &Resume, cx: &mut Context) -> Result<Vec<u8>, String> {
    format.write(resume, cx).map_err(|e| format!("{} cannot be written: {e}", format.name()))
}

fn read(format: &Format, bytes: &[u8]) -> Result<Resume, String> {
    let read = format.read(&Source::new(bytes), &mut Context::default());
    read.map_err(|e| format!("{} cannot read what it wrote: {e}\n{}", format.name(), String::from_utf8_lossy(bytes)))
}

/// A résumé that goes through these formats, one after the other, and what came of it.
fn arrives(resume: &Resume, chain: &[&Format], look: impl Fn(&[u8], &Format) -> Verdict) -> Verdict {
    let mut current = resume.clone();
    for (step, format) in chain.iter().enumerate() {
        let names = || chain.iter().take(step + 1).map(|f| f.name()).collect::<Vec<_>>().join(" -> ");
        let bytes = write(format, &current, &mut whole())?;
        look(&bytes, format).map_err(|why| format!("after {}: {why}", names()))?;
        let back = read(format, &bytes).map_err(|why| format!("after {}: {why}", names()))?;
        same(resume, &back).map_err(|why| format!("after {}: {why}", names()))?;
        current = back;
    }
    Ok(())
}

/// What is read of what was written. Of an empty page that nothing says what it is, nothing.
fn back(format: &Format, bytes: &[u8]) -> Result<Resume, String> {
    let is_empty = format.is_guessed() && bytes.iter().all(u8::is_ascii_whitespace);
    if is_empty { Ok(Resume::default()) } else { read(format, bytes) }
}

/// A résumé that goes through these formats, at least one of which is guessed: on each leg all its words come through, and what a
/// reader has once made of them stays as it is in the formats that follow and are not guessed. (A word that was read as structure, such
/// as a label, is no longer seen on a page, and a text carries what is seen: so the legs are judged one by one.)
fn words_arrive(resume: &Resume, chain: &[&Format]) -> Verdict {
    let mut current = resume.without_hidden();
    for format in chain {
        let found = back(format, &write(format, &current, &mut whole())?)?;
        if format.is_guessed() {
            keeps_words(&current, &found)?;
        } else {
            same(&current, &found)?;
        }
        current = found;
    }
    Ok(())
}

fn same(expected: &Resume, back: &Resume) -> Verdict {
    if expected == back {
        return Ok(());
    }
    let changes = diff(expected, back);
    let said: Vec<_> = changes.iter().map(|change| format!("  {}: {change}", change.path)).collect();
    Err(format!("it is another résumé:\n{}", said.join("\n")))
}

/// Every word on the page of one résumé is on the page of another, as often.
fn has_words_of(seen: &Resume, back: &Resume) -> Verdict {
    let counted = |resume: &Resume| {
        let mut words: BTreeMap<String, usize> = BTreeMap::new();
        let page = compose(&vitae_outline::visible(resume), Composition::default());
        // The scheme of an address says what it is, and goes when that is known.
        let is_said = |word: &&str| !["", "mailto", "tel"].contains(word);
        for word in page.words().join(" ").split(|c: char| !c.is_alphanumeric()).filter(is_said) {
            *words.entry(word.to_owned()).or_default() += 1;
        }
        words
    };
    let there = counted(back);
    for (word, count) in counted(seen) {
        if there.get(&word).is_none_or(|found| *found < count) {
            return Err(format!("{word:?} does not come back:\n{}", same(seen, back).err().unwrap_or_default()));
        }
    }
    Ok(())
}

/// Hidden sections, and hidden entries of those that are not.
fn hidden_pieces(resume: &Resume) -> usize {
    let pieces = resume.sections.iter().map(|section| {
        if section.common.hidden { 1 } else { section.content.iter().filter(|item| item.is_hidden()).count() }
    });
    pieces.sum()
}

/// How many résumés went from each format to each other.
#[derive(Default)]
pub(crate) struct Tally(Mutex<BTreeMap<(&'static str, &'static str), usize>>);

impl Tally {
    pub(crate) fn add(&self, from: &'static str, to: &'static str, count: usize) {
        self.0.lock().expect("nobody panics while counting").insert((from, to), count);
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = self.0.lock().expect("nobody panics while counting");
        let names: Vec<_> = vitae::formats().iter().filter(|f| f.reads() && f.writes()).map(Format::name).collect();
        writeln!(f, "Résumés that went from one format (rows) to another (columns) and were the same:\n")?;
        writeln!(f, "{:>10}{}", "", names.iter().map(|to| format!("{to:>10}")).collect::<String>())?;
        for from in &names {
            let count = |to| counts.get(&(*from, to)).map_or("–".to_owned(), usize::to_string);
            writeln!(f, "{from:>10}{}", names.iter().map(|to| format!("{:>10}", count(*to))).collect::<String>())?;
        }
        write!(f, "\n{} résumés in all", counts.values().sum::<usize>())
    }
}
