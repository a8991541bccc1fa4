//! A format with one mistake fails the law that the mistake breaks, with a message that shows it, and keeps the others.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "what helps a test may fail as loudly as the test")]

mod toy;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use toy::{perfect, read, write};
use vitae_core::{Confidence, Context, Error, Format, Line, Location, OptionSpec, Resume, Section, Source};
use vitae_testkit::{Exam, Halves, Law, laws};

/// Sits all laws, and gives back the failure of the one that has to fail.
#[track_caller]
fn only_failure(exam: &Exam, broken: Law) -> String {
    failure_of(exam, &[broken])
}

/// The same, where one mistake breaks several laws; gives back the failure of the first.
#[track_caller]
fn failure_of(exam: &Exam, broken: &[Law]) -> String {
    let mut first = None;
    for law in Law::ALL {
        let outcome = exam.sit(*law);
        if let Some(at) = broken.iter().position(|b| b == law) {
            let failure = outcome.expect_err(&format!("{law} is broken"));
            if at == 0 {
                first = Some(failure);
            }
        } else {
            assert_eq!(outcome, Ok(()), "{law} is kept");
        }
    }
    first.expect("the broken law is one of all")
}

#[track_caller]
fn says(failure: &str, words: &[&str]) {
    for word in words {
        assert!(failure.contains(word), "{word:?} is not said in:\n{failure}");
    }
}

fn exam(make: fn() -> Format) -> Exam {
    Exam::new(make).cases(24)
}

#[test]
fn the_perfect_toy_keeps_every_law() {
    for law in Law::ALL {
        assert_eq!(exam(perfect).sit(*law), Ok(()), "{law}");
    }
}

/// A toy that is guessed. Its reader takes the name for the title of a section.
fn guessed() -> Format {
    fn muddled(source: &Source<'_>, cx: &mut Context) -> vitae_core::Result<Resume> {
        let mut resume = read(source, cx)?;
        let title = resume.person.name.take().and_then(|name| Line::text(name.as_str()));
        resume.sections.insert(0, Section { title, ..Section::default() });
        Ok(resume)
    }
    perfect().document(vitae_outline::visible).guessed().reader(muddled)
}

#[test]
fn a_reader_that_guesses_may_make_another_resume_of_the_same_words() {
    for law in Law::ALL {
        assert_eq!(exam(guessed).sit(*law), Ok(()), "{law}");
    }
}

#[test]
fn a_reader_that_guesses_and_drops_a_word() {
    fn forgetful(source: &Source<'_>, cx: &mut Context) -> vitae_core::Result<Resume> {
        let mut resume = read(source, cx)?;
        resume.person.name = None;
        Ok(resume)
    }
    let failure = failure_of(&exam(|| guessed().reader(forgetful)), &[Law::RoundTrip, Law::Options]);
    says(&failure, &["the complete résumé", "words are lost", "\"PHD\" ", "the bytes between:"]);
}

#[test]
fn a_reader_that_guesses_one_way_and_then_another() {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    fn fickle(source: &Source<'_>, cx: &mut Context) -> vitae_core::Result<Resume> {
        let mut resume = read(source, cx)?;
        let title = Line::text(&format!("guess {}", COUNT.fetch_add(1, Ordering::Relaxed)));
        resume.sections.push(Section { title, ..Section::default() });
        Ok(resume)
    }
    let failure = only_failure(&exam(|| guessed().reader(fickle)), Law::SameBytes);
    says(&failure, &["is read in two ways"]);
}

#[test]
fn a_format_that_guesses_and_does_not_take_its_own_files_for_possible() {
    let failure = only_failure(&exam(|| guessed().sniff(|_| Confidence::No)), Law::Recognised);
    says(&failure, &["does not take its own output for possible"]);
}

#[test]
fn a_writer_that_drops_the_headline() {
    fn forgetful(resume: &Resume, cx: &mut Context) -> vitae_core::Result<Vec<u8>> {
        let mut resume = resume.clone();
        resume.person.headline = None;
        write(&resume, cx)
    }
    let failure = failure_of(&exam(|| perfect().writer(forgetful)), &[Law::RoundTrip, Law::Options]);
    says(&failure, &["the complete résumé", "basics.headline", "is gone", "the bytes between:", "1 | toy "]);
}

#[test]
fn a_fault_that_only_arbitrary_resumes_show_is_shrunk_to_it() {
    fn no_fax(source: &Source<'_>, cx: &mut Context) -> vitae_core::Result<Resume> {
        let mut resume = read(source, cx)?;
        for section in &mut resume.sections {
            section.common.hidden &= section.title.is_some();
        }
        Ok(resume)
    }
    let failure = exam(|| perfect().reader(no_fax)).cases(2_000).sit(Law::RoundTrip).unwrap_err();
    says(&failure, &["VITAE_SEED=", "hidden: true is gone", "the smallest that was found", "hidden: true,"]);
    assert!(failure.lines().count() < 60, "{failure}");
}

#[test]
fn a_reader_that_invents_something() {
    fn inventive(source: &Source<'_>, cx: &mut Context) -> vitae_core::Result<Resume> {
        let mut resume = read(source, cx)?;
        resume.sections.push(Section { title: Line::text("Made up"), ..Section::default() });
        Ok(resume)
    }
    let broken = [Law::RoundTrip, Law::SameBytes, Law::Options];
    says(&failure_of(&exam(|| perfect().reader(inventive)), &broken), &["the section \"Made up\" was added"]);
}

#[test]
fn a_writer_that_is_not_deterministic() {
    fn restless(resume: &Resume, cx: &mut Context) -> vitae_core::Result<Vec<u8>> {
        static CALLS: AtomicUsize = AtomicUsize::new(0);
        let bytes = write(resume, cx)?;
        let loud = CALLS.fetch_add(1, Ordering::Relaxed).is_multiple_of(2);
        Ok(if loud { bytes.to_ascii_uppercase() } else { bytes })
    }
    let failure = failure_of(&exam(|| perfect().writer(restless)), &[Law::SameBytes, Law::Options]);
    says(&failure, &["two outputs of one résumé", "line 1", "TOY", "toy"]);
}

#[test]
fn a_writer_that_writes_differently_what_it_has_read() {
    // What is written depends on something that reading changes and normalising does not see: the order of unknown
    // fields.
    fn reversed(source: &Source<'_>, cx: &mut Context) -> vitae_core::Result<Resume> {
        let mut resume = read(source, cx)?;
        let pairs: Vec<_> = resume.ext.iter().map(|(key, value)| (key.to_owned(), value.clone())).collect();
        resume.ext = pairs.into_iter().rev().collect();
        Ok(resume)
    }
    let failure = exam(|| perfect().reader(reversed)).cases(400).sit(Law::SameBytes).unwrap_err();
    says(&failure, &["what was read back is written differently in line 1"]);
}

#[test]
fn a_format_that_does_not_know_its_own_bytes() {
    let failure = only_failure(&exam(|| perfect().sniff(|_| Confidence::No)), Law::Recognised);
    says(&failure, &["not recognised"]);
}

#[test]
fn a_format_that_another_one_outbids() {
    let likely =
        || perfect().sniff(|bytes| if bytes.starts_with(b"toy") { Confidence::Likely } else { Confidence::No });
    let failure = only_failure(&exam(likely).among(toy::greedy), Law::Recognised);
    says(&failure, &["taken for greedy", "toy: Likely", "greedy: Certain"]);
}

#[test]
fn a_reader_that_panics_on_a_byte() {
    fn fragile(source: &Source<'_>, cx: &mut Context) -> vitae_core::Result<Resume> {
        assert!(!source.bytes().contains(&b'<'), "a bracket");
        read(source, cx)
    }
    let failure = failure_of(&exam(|| perfect().reader(fragile)), &[Law::Survives, Law::Explained]);
    says(&failure, &["reading: panicked at", "broken.rs", "a bracket", "on this input:", "<"]);
}

#[test]
fn a_recogniser_that_panics_on_few_bytes() {
    let failure = only_failure(
        &exam(|| perfect().sniff(|bytes| if bytes[..3] == *b"toy" { Confidence::Certain } else { Confidence::No })),
        Law::Survives,
    );
    says(&failure, &["panicked at", "out of range"]);
}

#[test]
fn a_writer_that_panics() {
    fn proud(resume: &Resume, cx: &mut Context) -> vitae_core::Result<Vec<u8>> {
        assert!(resume.person.photo.is_none(), "no pictures, please");
        write(resume, cx)
    }
    let failure =
        exam(|| Format::new("toy", "Toy").writer(proud)).halves(Halves::WriteOnly).sit(Law::Writes).unwrap_err();
    says(&failure, &["the complete résumé", "writing: panicked at", "no pictures, please"]);
}

#[test]
fn a_writer_that_fails() {
    fn narrow(resume: &Resume, cx: &mut Context) -> vitae_core::Result<Vec<u8>> {
        if resume.words().iter().any(|word| !word.is_ascii()) {
            return Err(Error::unsupported("not-ascii", "only ASCII can be written"));
        }
        write(resume, cx)
    }
    let failure = exam(|| perfect().writer(narrow)).sit(Law::RoundTrip).unwrap_err();
    says(&failure, &["writing failed", "[not-ascii]", "only ASCII can be written"]);
}

#[test]
fn a_reader_that_takes_too_long() {
    fn slow(source: &Source<'_>, cx: &mut Context) -> vitae_core::Result<Resume> {
        let begin = vitae_testkit::spent();
        while vitae_testkit::spent() - begin < Duration::from_millis(40) {}
        read(source, cx)
    }
    let format = perfect().reader(slow);
    let failure = laws::survives_within(&format, b"toy 1\n", Duration::from_millis(10)).unwrap_err();
    says(&failure, &["reading: took", "10ms is the limit", "1 | toy 1"]);
    assert_eq!(laws::survives(&format, b"toy 1\n"), Ok(()));
}

/// Errors that lack something.
fn failing_with(error: fn(&str) -> Error) -> String {
    laws::explained(
        &perfect().reader(move |source: &Source<'_>, _: &mut Context| Err(error(source.text()?))),
        b"some bytes",
    )
    .unwrap_err()
}

#[test]
fn errors_that_lack_something() {
    says(&failing_with(|_| Error::invalid("bad", "nowhere")), &["needs a location", "[bad] nowhere", "1 | some bytes"]);
    says(&failing_with(|text| Error::invalid("bad", " ").at(Location::in_text(text, 0..1))), &["without a message"]);
    says(&failing_with(|text| Error::invalid("", "no code").at(Location::in_text(text, 0..1))), &["a code is a name"]);
    says(
        &failing_with(|_| Error::invalid("bad", "elsewhere").at(Location::in_text("a much longer text", 12..13))),
        &["not inside the input"],
    );
    says(
        &failing_with(|_| Error::invalid("bad", "in a part").at(Location::in_text("\n", 1..1))),
        &["not inside the input"],
    );
    let noted = |_: &str| vitae_core::Diagnostic::new(vitae_core::Kind::Note, "note", "an error?").into();
    says(&failing_with(noted), &["an error is no Note"]);
}

#[test]
fn an_error_without_a_location_fails_the_exam() {
    fn vague(source: &Source<'_>, cx: &mut Context) -> vitae_core::Result<Resume> {
        read(source, cx).map_err(|error| Error::invalid("no-toy", error.to_string()))
    }
    let failure = only_failure(&exam(|| perfect().reader(vague)), Law::Explained);
    says(&failure, &["needs a location"]);
}

#[test]
fn a_warning_with_a_wrong_place_fails_too() {
    fn nervous(source: &Source<'_>, cx: &mut Context) -> vitae_core::Result<Resume> {
        let said = vitae_core::Diagnostic::new(vitae_core::Kind::Note, "nervous", "is this all?");
        cx.report.push(said.at(Location::in_text("1\n2\n3\n", 4..5)));
        read(source, cx)
    }
    says(&only_failure(&exam(|| perfect().reader(nervous)), Law::Explained), &["not inside the input", "is this all?"]);
}

#[test]
fn an_option_that_changes_content() {
    fn curt(resume: &Resume, cx: &mut Context) -> vitae_core::Result<Vec<u8>> {
        let mut resume = resume.clone();
        if cx.options.get("spelling").is_some_and(|value| value == "upper") {
            resume.person.contacts.clear();
        }
        write(&resume, cx)
    }
    let failure = only_failure(&exam(|| perfect().writer(curt)), Law::Options);
    says(&failure, &["with [(\"spelling\", \"upper\")]", "basics.contacts", "is gone"]);
}

#[test]
fn a_default_that_is_not_the_default() {
    const BACKWARDS: &[OptionSpec] =
        &[OptionSpec { name: "spelling", values: &["upper", "lower"], help: "the default is said second" }];
    let failure = only_failure(&exam(|| perfect().options(BACKWARDS)), Law::Options);
    says(&failure, &["the first value is the default", "toy", "TOY"]);
}

#[test]
fn an_option_that_is_documented_and_refused() {
    const MORE: &[OptionSpec] =
        &[OptionSpec { name: "spelling", values: &["lower", "upper", "title"], help: "one too many" }];
    let failure = only_failure(&exam(|| perfect().options(MORE)), Law::Options);
    says(&failure, &["with [(\"spelling\", \"title\")]", "[bad-option]"]);
}

#[test]
fn the_wrong_arm_fails() {
    let write_only = || Format::new("toy", "Toy").writer(write);
    let read_only = || Format::new("toy", "Toy").reader(read);
    says(
        &exam(perfect).halves(Halves::WriteOnly).sit(Law::Halves).unwrap_err(),
        &["called for WriteOnly", "Some(Both)"],
    );
    says(&exam(write_only).sit(Law::Halves).unwrap_err(), &["called for Both", "Some(WriteOnly)"]);
    says(&exam(read_only).halves(Halves::WriteOnly).sit(Law::Halves).unwrap_err(), &["Some(ReadOnly)"]);
    says(&exam(|| Format::new("toy", "Toy")).halves(Halves::ReadOnly).sit(Law::Halves).unwrap_err(), &["None"]);
    // And a law that needs the missing half does not hold by not being asked.
    says(&exam(write_only).sit(Law::RoundTrip).unwrap_err(), &["cannot be asked of toy: it cannot be read"]);
    says(&exam(read_only).sit(Law::SameBytes).unwrap_err(), &["cannot be asked of toy: it cannot be written"]);
    says(&exam(read_only).sit(Law::Survives).unwrap_err(), &["samples"]);
    says(&exam(read_only).sit(Law::Recognised).unwrap_err(), &["samples"]);
}

#[test]
fn an_exception_without_a_reason_fails() {
    says(&exam(perfect).except(Law::Options, " ").sit(Law::Halves).unwrap_err(), &["law 6", "a reason"]);
    says(&exam(perfect).except(Law::Halves, "no").sit(Law::Halves).unwrap_err(), &["can be excepted"]);
    assert_eq!(exam(perfect).except(Law::Options, "a reason").sit(Law::Halves), Ok(()));
}

#[test]
fn a_test_fails_with_the_name_of_the_format_and_of_the_law() {
    let silent = || Exam::new(|| perfect().sniff(|_| Confidence::No)).pass(Law::Recognised);
    let panic = std::panic::catch_unwind(silent).unwrap_err();
    says(panic.downcast_ref::<String>().unwrap(), &["toy does not keep law 3 (recognised)", "not recognised"]);
}

#[test]
fn a_seed_finds_the_same_case_again() {
    fn untagged(source: &Source<'_>, cx: &mut Context) -> vitae_core::Result<Resume> {
        let mut resume = read(source, cx)?;
        resume.sections.retain(|section| section.title.is_some());
        Ok(resume)
    }
    let failure = || exam(|| perfect().reader(untagged)).cases(500).seed(7).sit(Law::RoundTrip).unwrap_err();
    // The number of a toy depends on how many there were before.
    let without_bytes =
        |failure: String| failure.lines().filter(|line| !line.contains("| toy ")).collect::<Vec<_>>().join("\n");
    assert_eq!(without_bytes(failure()), without_bytes(failure()));
}
