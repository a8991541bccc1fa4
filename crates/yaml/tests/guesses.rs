//! Comments above what was guessed: in the right place, and nothing but comments.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails loudly, in its helpers too")]

use vitae_core::{Context, Diagnostic, Kind, Resume, Source, diff};
use vitae_testkit::proptest::collection::vec;
use vitae_testkit::proptest::option;
use vitae_testkit::proptest::prelude::*;
use vitae_testkit::{arbitrary, check};

fn written(resume: &Resume, guesses: &[Diagnostic], option: Option<&str>) -> String {
    let mut cx = Context::with_options(option.map(|value| ("guesses", value)));
    guesses.iter().for_each(|guess| cx.report.push(guess.clone()));
    String::from_utf8(vitae_yaml::format().write(resume, &mut cx).expect("written")).expect("text")
}

fn read(yaml: &str) -> Resume {
    vitae_yaml::format().read(&Source::new(yaml.as_bytes()), &mut Context::default()).expect("read")
}

const RESUME: &str = "\
vitae: 1
language: nl

basics:
  name: Noor van Dijkhuizen
  phone: [020 000 0143, 020 000 0144]
  email: noor@dijkhuizen.example

sections:
  - title: Over mij
    text: Ik maal.

  - kind: work
    text: |
      Twee molens.

      Daarna een bakkerij.
    entries:
      - organization: De Roode Haan
        positions:
          - position: Molenaar
            dates: 2018 – 2020
          - position: Leerling
            dates: 2015 – 2018

      - |
        Daartussen niets.

        Bijna niets.

      - position: Bakker
        organization: Bakkerij Ede
        dates: 2013 – 2015

  - kind: skills
    entries:
      - Timmeren
      - text: Ook nog dit.
      - name: Talen
        keywords: [Nederlands, Fries]
";

/// The line below the comments for a guess about this field.
fn place(field: &str) -> String {
    let guess = Diagnostic::new(Kind::Guessed, "x", "this").field(field).doubt(60);
    let marked = written(&read(RESUME), &[guess], Some("marked"));
    let (_, below) = marked.split_once("this\n").expect("a comment");
    below.lines().next().unwrap().trim().to_owned()
}

#[test]
fn a_comment_stands_above_what_it_is_about() {
    let resume = read(RESUME);
    assert_eq!(written(&resume, &[], None), RESUME, "the text is as it would be written");
    for (field, line) in [
        ("language", "language: nl"),
        ("meta.language", "language: nl"),
        ("basics", "basics:"),
        ("basics.name", "name: Noor van Dijkhuizen"),
        ("basics.contacts[1]", "phone: [020 000 0143, 020 000 0144]"),
        ("basics.contacts[2]", "email: noor@dijkhuizen.example"),
        ("basics.headline", "basics:"),
        ("sections[0]", "- title: Over mij"),
        ("sections[0].title", "- title: Over mij"),
        ("sections[0].entries[0]", "text: Ik maal."),
        ("sections[1]", "- kind: work"),
        ("sections[1].entries[0]", "text: |"),
        ("sections[1].entries[1]", "text: |"),
        ("sections[1].entries[2]", "- organization: De Roode Haan"),
        ("sections[1].entries[2].positions[0].title", "- position: Molenaar"),
        ("sections[1].entries[2].positions[1]", "- position: Leerling"),
        ("sections[1].entries[2].positions[1].dates", "dates: 2015 – 2018"),
        ("sections[1].entries[3]", "- |"),
        ("sections[1].entries[4]", "- |"),
        ("sections[1].entries[5]", "- position: Bakker"),
        ("sections[1].entries[5].positions[0].body", "- position: Bakker"),
        ("sections[1].entries[5].dates", "dates: 2013 – 2015"),
        ("sections[2].entries[0]", "- Timmeren"),
        ("sections[2].entries[1]", "- text: Ook nog dit."),
        ("sections[2].entries[2].keywords[1]", "keywords: [Nederlands, Fries]"),
        ("sections[2].entries[3]", "vitae: 1"),
        ("sections[3].title", "vitae: 1"),
        ("nothing", "vitae: 1"),
    ] {
        assert_eq!(place(field), line, "{field}");
    }
}

#[test]
fn the_most_doubtful_comes_first_and_what_is_gone_is_named() {
    let guess = |message: &str, field: &str| Diagnostic::new(Kind::Guessed, "x", message).field(field);
    let guesses = [
        guess("small", "sections[1].entries[5]").doubt(20),
        guess("nothing said", "sections[1].entries[5].title"),
        guess("large", "sections[1].entries[5]").doubt(80).help("look at it"),
        guess("gone", "sections[7].entries[1]").doubt(5),
        Diagnostic::new(Kind::Guessed, "x", "about everything"),
        Diagnostic::new(Kind::Lost, "x", "no guess").field("sections[1].entries[5]"),
    ];
    let marked = written(&read(RESUME), &guesses, Some("marked"));
    assert!(
        marked.starts_with(
            "# guessed (doubt 5 %), sections[7].entries[1]: gone\n# guessed: about everything\nvitae: 1\nlanguage"
        ),
        "{marked}"
    );
    let expected = "
      # guessed (doubt 80 %): large; look at it
      # guessed (doubt 20 %): small
      # guessed: nothing said
      - position: Bakker\n";
    assert!(marked.contains(expected), "{marked}");
    assert!(!marked.contains("no guess"), "{marked}");
    assert_eq!(written(&read(RESUME), &guesses, None), RESUME);
    assert_eq!(written(&read(RESUME), &guesses, Some("unmarked")), RESUME);
}

/// Names of everything in a résumé, some of nothing in it, and messages of any text.
fn guessed() -> impl Strategy<Value = (Resume, Vec<Diagnostic>)> {
    let messages = vec((arbitrary::string(), arbitrary::string(), option::of(0..=100_u8), any::<u16>()), 1..8);
    let odd = vec(
        prop_oneof![arbitrary::string(), "[a-z\\[\\]\".0-9]{0,12}", "sections\\[[0-9]\\]\\.entries\\[[0-9]\\]"],
        0..4,
    );
    (arbitrary::resume(), messages, odd).prop_map(|(resume, messages, odd)| {
        let mut fields: Vec<String> =
            diff(&Resume::default(), &resume).iter().map(|change| change.path.to_string()).collect();
        fields.extend((0..resume.sections.len()).map(|at| format!("sections[{at}].entries[0]")));
        fields.extend(odd);
        let guesses = messages.into_iter().map(|(message, help, doubt, at)| {
            let guess = Diagnostic { doubt, ..Diagnostic::new(Kind::Guessed, "x", message).help(help) };
            match fields.get(usize::from(at) % (fields.len() + 1)) {
                Some(field) => guess.field(field),
                None => guess,
            }
        });
        (resume, guesses.collect())
    })
}

#[test]
fn comments_change_nothing_whatever_they_say() {
    check(&guessed(), |(resume, guesses)| {
        let (plain, marked) = (written(resume, &[], None), written(resume, guesses, Some("marked")));
        if written(resume, guesses, None) != plain {
            return Err("unasked, the guesses changed something".into());
        }
        let mut rest = plain.lines().peekable();
        let mut comments = 0;
        for line in marked.lines() {
            // What is added are whole lines, so every other line is the next of those that were there.
            if rest.next_if_eq(&line).is_none() {
                if !line.trim_start_matches(' ').starts_with("# ") {
                    return Err(format!("{line:?} is no comment in\n{marked}"));
                }
                comments += usize::from(line.contains("# guessed"));
            }
        }
        if rest.next().is_some() || comments < guesses.len() {
            return Err(format!("{comments} comments for {} guesses:\n{marked}", guesses.len()));
        }
        if read(&marked) != read(&plain) { Err(format!("read as another:\n{marked}")) } else { Ok(()) }
    });
}
