//! What may be typed, and what it means.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails loudly, in its helpers too"
)]

use vitae_core::{
    Block, CefrLevel, ContactKind, Context, Date, Dates, End, Entry, Item, Kind, LanguageSkill, Line, Part,
    PhotoSource, Resume, Section, SectionKind, Source, Span, Text, Value, What, Words,
};

fn read_with_notes(text: &str) -> (Resume, Vec<String>) {
    let mut cx = Context::default();
    let resume = vitae_yaml::format().read(&Source::new(text.as_bytes()), &mut cx);
    let resume = resume.unwrap_or_else(|error| panic!("{error} {:?}\n{text}", error.diagnostic.at));
    assert!(cx.report.iter().all(|note| note.kind == Kind::Note && note.at.is_some()), "{:?}", cx.report);
    (resume, cx.report.iter().map(|note| format!("{}: {note}", note.code)).collect())
}

/// Reads a file that nothing need be said about.
fn read(text: &str) -> Resume {
    let (resume, notes) = read_with_notes(text);
    assert_eq!(notes, [""; 0]);
    resume
}

fn text(text: &str) -> Option<Text> {
    Text::new(text)
}

fn line(text: &str) -> Option<Line> {
    Line::text(text)
}

fn entries(section: &Section) -> Vec<&Entry> {
    section
        .content
        .iter()
        .filter_map(|item| if let Item::Entry(entry) = item { Some(&**entry) } else { None })
        .collect()
}

/// The one entry of the one section.
fn entry(resume: &Resume) -> &Entry {
    let [section] = resume.sections.as_slice() else { panic!("{:?}", resume.sections) };
    let [entry] = entries(section)[..] else { panic!("{section:?}") };
    entry
}

fn paragraph(block: &Block) -> String {
    if let Block::Para(line) = block { line.plain() } else { panic!("{block:?}") }
}

/// The page that shows the dialect to people, in `docs` and in the design.
const SAMPLE: &str = include_str!("sample.yaml");

#[test]
fn the_sample_reads_as_it_looks() {
    let (resume, notes) = read_with_notes(SAMPLE);
    assert_eq!(notes, ["comment-not-carried: comments stay in this file: no other format carries them"]);
    assert_eq!(resume.meta.language.as_ref().map(AsRef::as_ref), Some("en"));
    assert_eq!(resume.person.name, text("Mara Lindqvist"));
    let contacts: Vec<_> = resume.person.contacts.iter().map(|contact| &contact.kind).collect();
    let email = |t: &str| ContactKind::Email(text(t).unwrap());
    let phone = ContactKind::Phone(text("+61 2 5550 0143").unwrap());
    assert_eq!(contacts, [&email("mara@lindqvist.example"), &email("m.lindqvist@rowan.example"), &phone]);

    let titles: Vec<_> = resume.sections.iter().map(|s| (s.kind, s.title.as_ref().map(Line::plain))).collect();
    assert_eq!(
        titles,
        [
            (SectionKind::Summary, None),
            (SectionKind::Work, Some("Experience".to_owned())),
            (SectionKind::Skills, Some("Skills".to_owned())),
            (SectionKind::Custom, Some("The other side of me".to_owned())),
        ]
    );
    assert_eq!(resume.sections[0].content.len(), 2);

    let work = entries(&resume.sections[1]);
    let (engagement, position) = work[0].flat_position().expect("flat");
    assert_eq!((&engagement.organization, &position.title), (&None, &line("Technical Director")));
    assert_eq!((&position.team, position.body.len()), (&text("Creator Tools"), 2));
    assert_eq!(position.dates, Dates::parse("2023 – present", Words::english()));
    let (engagement, position) = work[3].flat_position().expect("flat");
    let name = engagement.organization.as_ref().and_then(|o| o.name.clone());
    assert_eq!(name, text("DropNet Pty Ltd (acquired by Harbour Registrar)"));
    assert!(matches!(&position.body[..], [Block::List(list)] if list.items.len() == 2));
    let What::Engagement(parallax) = &work[4].what else { panic!() };
    assert_eq!(parallax.positions.len(), 3);
    assert_eq!(
        parallax.organization.as_ref().and_then(|o| o.url.as_ref()).map(AsRef::as_ref),
        Some("https://parallax.example")
    );
    let Some(Item::Text(last)) = resume.sections[1].content.last() else { panic!() };
    assert_eq!(paragraph(last), "Prior experience available on request.");

    let skills = entries(&resume.sections[2]);
    let keywords: Vec<_> = skills[0].common.keywords.iter().map(Text::as_str).collect();
    assert_eq!(keywords, ["Rowan", "C#", "C++", "SQL"]);
}

/// The hazards of YAML, each as people type it: what a YAML library would make of them is in the names.
mod hazards {
    use super::*;

    fn phone(typed: &str) -> ContactKind {
        read(&format!("basics:\n  phone: {typed}\n")).person.contacts[0].kind.clone()
    }

    #[test]
    fn a_number_with_a_plus() {
        assert_eq!(phone("+61400000000"), ContactKind::Phone(text("+61400000000").unwrap()));
    }

    #[test]
    fn an_octal_number() {
        let resume = read("basics:\n  location: {postalCode: 01234}\n");
        let ContactKind::Place(place) = &resume.person.contacts[0].kind else { panic!() };
        assert_eq!(place.postal_code, text("01234"));
    }

    #[test]
    fn a_float_that_loses_a_digit() {
        assert_eq!(read("meta: {version: 3.10}\nbasics: {name: A}\n").meta.version, text("3.10"));
    }

    #[test]
    fn a_country_that_is_false() {
        let resume = read("basics:\n  location: {countryCode: NO}\n");
        let ContactKind::Place(place) = &resume.person.contacts[0].kind else { panic!() };
        assert_eq!(place.country_code, text("NO"));
    }

    #[test]
    fn a_year_and_a_day() {
        for typed in ["2016", "2016-09-01", "1:30", "0x1F", "1_000", "1e3", ".5", "yes", "on", "~x", "=", "2016-13-45"]
        {
            assert_eq!(phone(typed), ContactKind::Phone(text(typed).unwrap()), "{typed}");
        }
        let resume = read("work:\n  - {position: A, dates: 2016}\n  - {position: B, dates: 2016-09-01}\n");
        let dates: Vec<_> =
            entries(&resume.sections[0]).iter().map(|e| e.flat_position().unwrap().1.dates.clone()).collect();
        let words = Words::english();
        assert_eq!(dates, [Dates::parse("2016", words), Dates::parse("2016-09-01", words)]);
    }

    #[test]
    fn a_text_that_becomes_a_comment() {
        let (resume, notes) =
            read_with_notes("skills:\n  - name: C # lang\n  - name: C# and #tag\n  - {name: F#, level: x}\n");
        let names: Vec<_> = entries(&resume.sections[0])
            .iter()
            .map(|e| if let What::Skill(skill) = &e.what { skill.name.as_ref().unwrap().plain() } else { panic!() })
            .collect();
        assert_eq!(names, ["C", "C# and", "F#"]);
        let of = |text: &str| {
            format!("comment-not-carried: `{text}` is read as a comment, and is no part of the text before it")
        };
        assert_eq!(notes, [of("# lang"), of("#tag")]);
    }

    #[test]
    fn nothing_is_absent_and_quotes_are_text() {
        let resume = read("basics:\n  name:\n  headline: ~\n  phone: null\n  email: \"null\"\n  url: \"\"\n");
        assert_eq!(resume.person.name, None);
        assert_eq!(resume.person.contacts[0].kind, ContactKind::Email(text("null").unwrap()));
        assert_eq!((resume.person.contacts.len(), resume.person.headline), (1, None));
    }

    #[test]
    fn line_ends_of_any_kind_and_a_byte_order_mark() {
        let resume = read("\u{feff}basics:\r\n  name: Mara\r\n  headline: >-\r\n    One\r\n    two\r\n");
        assert_eq!((resume.person.name, resume.person.headline), (text("Mara"), line("One two")));
    }
}

/// JSON Resume, in YAML and as JSON.
mod json_resume {
    use super::*;

    #[test]
    fn sections_come_in_the_order_of_their_keys() {
        let resume = read(
            "$schema: https://schema.example/v1\nskills: [Rust]\nbasics: {name: Mara, label: Engineer, summary: I work.}\nwork: []\n\
             education:\n  - {institution: Rowan, studyType: MSc, area: CS, score: 1.0, startDate: 2004-10, endDate: 2006}\nawards:\n",
        );
        assert_eq!(resume.person.headline, line("Engineer"));
        let kinds: Vec<_> = resume.sections.iter().map(|section| section.kind).collect();
        assert_eq!(kinds, [SectionKind::Summary, SectionKind::Skills, SectionKind::Education]);
        assert_eq!(resume.sections[0].title, None);
        assert_eq!(resume.sections[2].title, line("Education"));
        let What::Education(study) = &entries(&resume.sections[2])[0].what else { panic!() };
        assert_eq!((&study.degree, &study.score), (&line("MSc"), &text("1.0")));
        let range =
            Span::Range { start: Date::new(2004, Part::Month(10)), end: End::On(Date::new(2006, Part::Year).unwrap()) };
        assert_eq!(study.dates, Some(range.into()));
        assert_eq!(resume.ext.get("$schema"), Some(&Value::from("https://schema.example/v1")));
    }

    #[test]
    fn it_may_be_json_with_tabs() {
        let json = "{\n\t\"basics\": {\"name\": \"Mara\\u00eb \\ud83d\\ude00\", \"url\":\"https:\\/\\/m.example\",\n\t\"profiles\": [{\"network\": \"GitHub\", \"username\": \"m\", \"url\": \"\"}]},\n\t\"work\": [{\"name\": \"Rowan\", \"position\": \"Dev\", \"url\": \"https://r.example\", \"description\": \"tools\", \"location\": \"Berlin\", \"startDate\": \"2016-09-01\", \"summary\": \"One.\", \"highlights\": [\"Two\"]}]\n}\n";
        let resume = read(json);
        assert_eq!(resume.person.name, text("Maraë 😀"));
        let kinds: Vec<_> = resume.person.contacts.iter().map(|contact| contact.kind.clone()).collect();
        assert!(matches!(&kinds[0], ContactKind::Web { url, text: None } if url.as_str() == "https://m.example"));
        assert!(matches!(&kinds[1], ContactKind::Profile { user: Some(user), url: None, .. } if user.as_str() == "m"));
        let (engagement, position) = entry(&resume).flat_position().expect("flat");
        let organization = engagement.organization.as_ref().unwrap();
        assert_eq!((&organization.name, &organization.description), (&text("Rowan"), &line("tools")));
        assert_eq!(organization.url.as_ref().map(AsRef::as_ref), Some("https://r.example"));
        assert_eq!(position.place.as_ref().and_then(|place| place.text.clone()), text("Berlin"));
        let start = Date::from_edtf("2016-09-01");
        assert_eq!(position.dates, Some(Span::Range { start, end: End::Present }.into()));
        assert_eq!(position.body.len(), 2);
    }

    #[test]
    fn addresses_references_and_descriptions() {
        let resume = read(
            "basics:\n  location:\n    address: |\n      Flat 3\n      41 Mercer Row\n    city: Bristol\n\
             references:\n  - name: Jonas Ek\n    reference: She *works*.\n    email: j@ek.example\n\
             projects:\n  - name: P\n    description: About it.\n    entity: Rowan\n    type: app\n    highlights: [Did it]\n",
        );
        let ContactKind::Place(place) = &resume.person.contacts[0].kind else { panic!() };
        assert_eq!(place.street, [text("Flat 3").unwrap(), text("41 Mercer Row").unwrap()]);
        let reference = entries(&resume.sections[0])[0];
        assert_eq!(paragraph(&reference.common.body[0]), "She works.");
        assert!(matches!(&reference.what, What::Reference(r) if r.contacts.len() == 1));
        let project = entries(&resume.sections[1])[0];
        assert_eq!(project.common.body.len(), 2);
        assert!(matches!(&project.what, What::Project(p) if p.organization.is_some() && p.genre == text("app")));
    }

    #[test]
    fn what_is_said_twice_is_kept() {
        let (resume, notes) = read_with_notes(
            "work:\n  - name: Rowan\n    company: Rowan\n    position: Dev\n    title: Lead\n    kind: full-time\n",
        );
        let entry = entry(&resume);
        assert_eq!(entry.common.ext.get("title"), Some(&Value::from("Lead")));
        assert_eq!(entry.common.ext.get("kind"), Some(&Value::from("full-time")));
        assert_eq!(notes.len(), 2, "{notes:?}");
        let again = vitae_yaml::format().write(&resume, &mut Context::default()).unwrap();
        assert!(
            String::from_utf8(again)
                .unwrap()
                .ends_with("        ext:\n          title: Lead\n          kind: full-time\n")
        );
    }
}

mod dates {
    use super::*;

    /// The dates of the one award, and the notes.
    fn dates(fields: &str) -> (Option<Dates>, Vec<String>) {
        let (resume, notes) = read_with_notes(&format!("awards:\n  - {{title: A, {fields}}}\n"));
        let What::Award(award) = entry(&resume).what.clone() else { panic!() };
        (award.dates, notes)
    }

    fn range(start: Option<&str>, end: End) -> Option<Dates> {
        Some(Span::Range { start: start.and_then(Date::from_edtf), end }.into())
    }

    fn on(date: &str) -> End {
        End::On(Date::from_edtf(date).unwrap())
    }

    #[test]
    fn start_and_end_are_one_span() {
        for (fields, want) in [
            ("startDate: 2017-03", range(Some("2017-03"), End::Present)),
            ("startDate: 2017-03, endDate: ''", range(Some("2017-03"), End::Present)),
            ("startDate: 2017-03, endDate: present", range(Some("2017-03"), End::Present)),
            ("startDate: 2017, endDate: 2018-01", range(Some("2017"), on("2018-01"))),
            ("startDate: 2017, endDate: 2017", Date::from_edtf("2017").map(Dates::from)),
            ("endDate: 2017", range(None, on("2017"))),
            ("startDate: March 2017, endDate: '2018-01-01T00:00:00Z'", range(Some("2017-03"), on("2018-01-01"))),
            ("date: 2016-09-01", Date::from_edtf("2016-09-01").map(Dates::from)),
            ("dates: {start: 2016~, end: unknown}", range(Some("2016~"), End::Unknown)),
            ("dates: {end: present}", range(None, End::Present)),
            ("dates: {at: 2009-22}", Date::from_edtf("2009-22").map(Dates::from)),
        ] {
            assert_eq!(dates(fields), (want, vec![]), "{fields}");
        }
    }

    #[test]
    fn what_is_planned_stays_planned() {
        let mut date = Date::from_edtf("2026-06").unwrap();
        date.expected = true;
        assert_eq!(dates("dates: {at: expected 2026-06}").0, Some(date.into()));
        assert_eq!(dates("dates: expected June 2026").0, Some(date.into()));
    }

    #[test]
    fn words_beside_values() {
        let (found, notes) = dates("dates: {start: 2018, end: 2019, text: the school year}");
        assert_eq!(found.unwrap().text, text("the school year"));
        assert_eq!(notes, [""; 0]);
    }

    #[test]
    fn what_is_not_understood_is_said() {
        let (found, notes) = dates("startDate: winter term, endDate: 2017");
        assert_eq!(found.unwrap().text, text("winter term – 2017"));
        assert!(notes[0].starts_with("date-text-only: awards[0]"), "{notes:?}");
        let (found, notes) = dates("dates: 2010-11");
        assert_eq!(found.unwrap().span, Date::from_edtf("2010-11").map(Span::At));
        assert!(notes[0].starts_with("date-ambiguous: awards[0].dates"), "{notes:?}");
    }

    #[test]
    fn a_month_is_named_in_the_language_of_its_entry() {
        let resume = read(
            "language: de\nwork:\n  - {position: A, dates: März 2019 – heute}\n  - {lang: fr, position: B, dates: mars 2019 – présent}\n",
        );
        let found: Vec<_> =
            entries(&resume.sections[0]).iter().map(|e| e.flat_position().unwrap().1.dates.clone()).collect();
        assert_eq!(found[0], range(Some("2019-03"), End::Present));
        assert_eq!(found[1].as_ref().and_then(|dates| dates.span), found[0].as_ref().and_then(|dates| dates.span));
        assert_eq!(resume.sections[0].title, line("Berufserfahrung"));
    }
}

mod sections {
    use super::*;

    #[test]
    fn a_title_is_usual_given_or_none() {
        let resume = read("sections:\n  - kind: work\n    text: a\n  - kind: work\n    title: \"\"\n    text: a\n  - kind: work\n    title: *Jobs*\n    text: a\n".replace("*Jobs*", "\"*Jobs*\"").as_str());
        let titles: Vec<_> = resume.sections.iter().map(|section| section.title.as_ref().map(Line::plain)).collect();
        assert_eq!(titles, [Some("Experience".into()), None, Some("Jobs".into())]);
    }

    #[test]
    fn texts_headings_and_names_among_entries() {
        let resume = read(
            "sections:\n  - kind: skills\n    text: First.\n    entries:\n      - heading: Languages\n      - Rust\n      - text: Some text.\n      - {kind: other, text: An entry.}\n",
        );
        let section = &resume.sections[0];
        assert!(matches!(
            &section.content[..],
            [Item::Text(_), Item::Heading(_), Item::Entry(_), Item::Text(_), Item::Entry(_)]
        ));
        let [skill, other] = entries(section)[..] else { panic!() };
        assert!(matches!(&skill.what, What::Skill(s) if s.name == line("Rust")));
        assert!(matches!(&other.what, What::Other(_)));
        assert_eq!(other.common.body.len(), 1);
    }

    #[test]
    fn an_empty_section_is_said() {
        let (resume, notes) = read_with_notes("sections:\n  - {icon: x}\n  -\n  - {title: A}\n");
        assert_eq!(resume.sections.len(), 1);
        assert_eq!(
            notes[1],
            "section-left-out: sections[0]: this section has neither a title nor content, and is left out"
        );
    }

    #[test]
    fn an_entry_of_another_kind() {
        let resume = read(
            "sections:\n  - title: Mixed\n    tags: [a, b]\n    hidden: yes\n    entries:\n      - {kind: project, name: P}\n      - {title: O, private: true}\n",
        );
        let section = &resume.sections[0];
        assert!(section.common.hidden && section.common.tags.len() == 2);
        assert!(matches!(entries(section)[0].what, What::Project(_)));
        assert!(entries(section)[1].common.hidden);
    }

    #[test]
    fn fluency_names_a_level_unless_told_otherwise() {
        let resume = read(
            "languages:\n  - {language: German, fluency: C1 (Goethe)}\n  - {name: French, fluency: C1, cefr: B2}\n  - {name: Latin, fluency: fluent}\n  - Klingon\n",
        );
        let skills: Vec<LanguageSkill> = entries(&resume.sections[0])
            .iter()
            .map(|e| if let What::Language(skill) = &e.what { skill.clone() } else { panic!() })
            .collect();
        let levels: Vec<_> = skills.iter().map(|skill| skill.cefr.and_then(|cefr| cefr.overall)).collect();
        assert_eq!(levels, [Some(CefrLevel::C1), Some(CefrLevel::B2), None, None]);
        assert_eq!(skills[0].fluency, text("C1 (Goethe)"));
    }

    #[test]
    fn what_one_position_says_is_the_position_s() {
        let resume = read(
            "work:\n  - {organization: A, dates: 2016, summary: x}\n  - {organization: A, position: P, dates: 2016, summary: x, id: p, keywords: k}\n  - {organization: A, summary: x, positions: [{position: P, url: 'https://p.example', description: y}, Q]}\n",
        );
        let all = entries(&resume.sections[0]);
        let stays: Vec<_> =
            all.iter().map(|e| if let What::Engagement(stay) = &e.what { stay } else { panic!() }).collect();
        assert!(stays[0].positions.is_empty() && stays[0].dates.is_some() && all[0].common.body.len() == 1);
        let position = &stays[1].positions[0];
        assert!(
            position.dates.is_some()
                && position.body.len() == 1
                && position.keywords.len() == 1
                && position.id.is_none()
        );
        assert!(all[1].common.id.is_some() && all[1].common.body.is_empty());
        let titles: Vec<_> = stays[2].positions.iter().map(|p| p.title.as_ref().unwrap().plain()).collect();
        assert_eq!(titles, ["P", "Q"]);
        assert!(stays[2].positions[0].url.is_some() && stays[2].positions[0].body.len() == 1);
        assert!(stays[2].organization.as_ref().unwrap().url.is_none() && all[2].common.body.len() == 1);
    }
}

mod person {
    use super::*;

    #[test]
    fn contacts_keep_the_order_of_their_keys() {
        let resume = read(
            "basics:\n  place: Berlin\n  phone: '1'\n  email: [a, b]\n  website: {url: 'https://w.example', text: Blog}\n  messages: [{service: Matrix, user: m}]\n  contacts:\n    - other: by pigeon\n    - on *Sundays*\n    - phone: '2'\n      label: work\n      tags: t\n",
        );
        let kinds: Vec<String> = resume
            .person
            .contacts
            .iter()
            .map(|contact| match &contact.kind {
                ContactKind::Place(place) => place.display(""),
                ContactKind::Phone(t) | ContactKind::Email(t) => t.to_string(),
                ContactKind::Web { text, .. } => text.as_ref().unwrap().to_string(),
                ContactKind::Message { service, user } => format!("{service} {user}"),
                ContactKind::Other(line) => line.plain(),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(kinds, ["Berlin", "1", "a", "b", "Blog", "Matrix m", "by pigeon", "on Sundays", "2"]);
        let last = resume.person.contacts.last().unwrap();
        assert_eq!((&last.label, last.tags.len()), (&text("work"), 1));
    }

    #[test]
    fn profiles_nested_or_flat_or_without_a_network() {
        let resume = read(
            "basics:\n  contacts:\n    - profile: {network: GitHub, username: m}\n    - {network: GitHub, user: m}\n  profiles:\n    - {network: '', username: '', url: ''}\n    - {url: 'https://x.example', username: x}\n",
        );
        let contacts = &resume.person.contacts;
        assert_eq!(contacts[0], contacts[1]);
        assert!(matches!(&contacts[2].kind, ContactKind::Web { text: Some(text), .. } if text.as_str() == "x"));
        assert_eq!(contacts.len(), 3);
    }

    #[test]
    fn a_contact_without_a_value_is_left_out() {
        let (resume, notes) = read_with_notes("basics:\n  name: A\n  website: {url: '', label: Home}\n  email: ''\n");
        assert_eq!(resume.person.contacts, []);
        assert_eq!(notes, ["empty-contact: basics.website: this contact has no value, and is left out"]);
    }

    #[test]
    fn a_photo_is_an_address_or_bytes() {
        let photo = |yaml: &str| read(&format!("basics:\n  photo: {yaml}\n")).person.photo.unwrap();
        assert!(matches!(photo("me.png").source, PhotoSource::Url(_)));
        let embedded = photo("data:image/png;base64,Zm9v");
        assert!(
            matches!(&embedded.source, PhotoSource::Embedded { media_type, bytes } if media_type.as_str() == "image/png" && bytes == b"foo")
        );
        assert_eq!(photo("{mediaType: image/png, data: 'Zm9v'}"), embedded);
        let kept = photo("{url: 'data:image/png;base64,Zm9v', alt: Me}");
        assert!(matches!(kept.source, PhotoSource::Url(_)) && kept.alt == text("Me"));
    }

    #[test]
    fn details_once_or_twice() {
        let resume =
            read("basics:\n  details:\n    - Citizen: Sweden\n    - Citizen: \"*Norway*\"\n    - \"Licence: B\"\n");
        let details: Vec<_> =
            resume.person.details.iter().map(|d| format!("{}={}", d.label, d.value.plain())).collect();
        assert_eq!(details, ["Citizen=Sweden", "Citizen=Norway", "Licence=B"]);
        assert_eq!(read("basics:\n  details: {Citizen: [Sweden, Norway]}\n").person.details.len(), 2);
    }
}

mod unknown {
    use super::*;

    #[test]
    fn unknown_fields_stay_where_they_stood() {
        let (resume, notes) = read_with_notes(
            "x-top: 1\nflavour: {a: [1.0, 1e3, 12345678901234567890, true, ~, yes, 0x1F, '1']}\nmeta: {theme: t}\nbasics: {nick: n, nameParts: {given: A, nick: N}, location: {geo: g}}\n\
             sections:\n  - kind: work\n    icon: i\n    entries:\n      - organization: {name: O, size: 9}\n        hightlights: [x]\n        position: P\n        dates: {at: 2016, tz: z}\n      - organization: O\n        positions: [{position: P, x-code: c}]\n",
        );
        let get =
            |ext: &vitae_core::Ext, key: &str| ext.get(key).cloned().unwrap_or_else(|| panic!("no {key} in {ext:?}"));
        let number = |digits: &str| Value::Number(vitae_core::Number::new(digits).unwrap());
        let Value::Object(flavour) = get(&resume.ext, "flavour") else { panic!() };
        let mixed = vec![
            number("1.0"),
            number("1e3"),
            number("12345678901234567890"),
            Value::Bool(true),
            Value::Null,
            Value::from("yes"),
            Value::from("0x1F"),
            Value::from("1"),
        ];
        assert_eq!(get(&flavour, "a"), Value::Array(mixed));
        assert_eq!(get(&resume.ext, "x-top"), number("1"));
        assert_eq!(get(&resume.meta.ext, "theme"), Value::from("t"));
        assert_eq!(get(&resume.person.ext, "nick"), Value::from("n"));
        assert!(matches!(get(&resume.person.ext, "nameParts"), Value::Object(inner) if inner.get("nick").is_some()));
        let ContactKind::Place(place) = &resume.person.contacts[0].kind else { panic!() };
        assert_eq!(get(&place.ext, "geo"), Value::from("g"));
        assert_eq!(get(&resume.sections[0].common.ext, "icon"), Value::from("i"));
        let all = entries(&resume.sections[0]);
        assert!(matches!(get(&all[0].common.ext, "hightlights"), Value::Array(_)));
        assert!(matches!(get(&all[0].common.ext, "dates"), Value::Object(inner) if inner.get("tz").is_some()));
        let What::Engagement(stay) = &all[1].what else { panic!() };
        assert_eq!(get(&stay.positions[0].ext, "x-code"), Value::from("c"));

        let said: Vec<_> = notes.iter().map(|note| note.split(": `").next().unwrap()).collect();
        let at = |path: &str| format!("unknown-field-kept: {path}");
        assert_eq!(
            said,
            [
                at("meta.theme"),
                at("basics.nameParts.nick"),
                at("basics.location.geo"),
                at("basics.nick"),
                at("sections[0].entries[0].organization.size"),
                at("sections[0].entries[0].dates.tz"),
                at("sections[0].entries[0].hightlights"),
                at("sections[0].icon"),
                at("flavour"),
            ]
        );
    }

    #[test]
    fn a_file_in_another_dialect_is_called_so() {
        let (resume, notes) = read_with_notes("vita:\n  called: A\n");
        assert!(resume.ext.get("vita").is_some() && notes.len() == 2);
        assert!(notes[1].starts_with("nothing-to-show: nothing of this file can be shown"), "{notes:?}");
    }

    #[test]
    fn a_dialect_that_is_known_is_read_and_called_by_name() {
        let (resume, notes) = read_with_notes("cv:\n  name: A\n");
        assert_eq!(resume.person.name, Text::new("A"));
        assert!(
            matches!(&*notes, [note] if note.starts_with("foreign-dialect") && note.contains("RenderCV")),
            "{notes:?}"
        );
    }

    #[test]
    fn a_typing_error_gets_a_hint() {
        let mut cx = Context::default();
        let text = b"basics:\n  emial: a\nwork:\n  - hightlights: [x]\n";
        vitae_yaml::format().read(&Source::new(text), &mut cx).unwrap();
        let hints: Vec<_> = cx.report.iter().map(|note| note.help.clone().unwrap()).collect();
        assert_eq!(hints, ["did you mean `email`?", "did you mean `highlights`?"]);
    }

    #[test]
    fn a_later_version_is_read_as_far_as_it_is_known() {
        let (resume, notes) = read_with_notes("vitae: 2\nbasics: {name: Mara}\nnovelty: x\n");
        assert_eq!((resume.person.name, notes.len()), (text("Mara"), 2));
        assert!(notes[0].starts_with("newer-version: vitae"), "{notes:?}");
    }

    #[test]
    fn the_map_ext_takes_names_literally() {
        let resume = read("ext: {basics: 1, ext: {a: b}}\nbasics: {name: A, ext: {name: B}}\n");
        assert_eq!(resume.person.name, text("A"));
        assert_eq!(resume.person.ext.get("name"), Some(&Value::from("B")));
        assert!(resume.ext.get("basics").is_some() && resume.ext.get("ext").is_some());
    }
}

mod structure {
    use super::*;

    #[test]
    fn anchors_aliases_and_merges_are_written_out() {
        let (resume, notes) = read_with_notes(
            "work:\n  - &first {organization: Rowan, position: Dev, dates: 2016}\n  - <<: *first\n    position: Lead\n",
        );
        let positions: Vec<_> = entries(&resume.sections[0])
            .iter()
            .map(|e| e.flat_position().unwrap().1.title.as_ref().unwrap().plain())
            .collect();
        assert_eq!(positions, ["Dev", "Lead"]);
        assert!(entries(&resume.sections[0])[1].flat_position().unwrap().0.organization.is_some());
        assert_eq!(notes, ["anchor-not-carried: what anchors share is written out in each place"]);
    }

    #[test]
    fn tags_of_yaml_make_texts_or_nothing() {
        let (resume, notes) = read_with_notes("basics:\n  name: !!str null\n  headline: !important Boss\n");
        assert_eq!((resume.person.name, resume.person.headline), (text("null"), line("Boss")));
        assert_eq!(notes, ["tag-not-carried: a tag that begins with `!` says nothing here, and is not carried"]);
    }

    #[test]
    fn many_comments_are_said_once() {
        let comments = "# a\n".repeat(500);
        let (_, notes) = read_with_notes(&format!("{comments}basics:\n{comments}  name: A  # b\n{comments}"));
        assert_eq!(notes.len(), 1);
        assert_eq!(read_with_notes("# yaml-language-server: $schema=x\nbasics: {name: A}\n").1, [""; 0]);
    }

    #[test]
    fn markers_of_a_single_document_are_fine() {
        assert_eq!(read("%YAML 1.2\n---\nbasics: {name: A}\n...\n").person.name, text("A"));
    }
}
