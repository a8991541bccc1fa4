//! Every kind of entry in the visible grammar, in English and in German.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail loudly"
)]

use vitae_core::{
    Award, Block as Text, Cefr, CefrLevel, Certificate, Common, Contact, ContactKind, Dates, Detail, Education,
    Engagement, Entry, IdScheme, Interest, Item, Lang, LanguageSkill, Line, List, ListItem, Organization, Other, Place,
    Position, Project, Publication, Rating, Reference, Resume, Section, SectionKind, Skill, Text as Phrase, Url, What,
    Words,
};
use vitae_outline::{Block, Composition, Kind, Outline, Role, compose, interpret, mark, recognise, visible};

fn phrase(text: &str) -> Option<Phrase> {
    Phrase::new(text)
}

fn line(text: &str) -> Option<Line> {
    Line::text(text)
}

fn dates(text: &str) -> Option<Dates> {
    Dates::parse(text, Words::english())
}

fn place(text: &str) -> Option<Place> {
    phrase(text).map(Place::text)
}

fn named(name: &str) -> Option<Organization> {
    phrase(name).map(Organization::named)
}

fn url(url: &str) -> Option<Url> {
    Url::new(url)
}

fn bullets(items: &[&str]) -> Text {
    Text::List(List { ordered: None, items: items.iter().filter_map(|i| line(i)).map(ListItem::new).collect() })
}

fn contact(kind: ContactKind) -> Contact {
    kind.into()
}

fn section(kind: SectionKind, lang: Option<&Lang>, entries: Vec<Entry>) -> Section {
    let title = Words::of(lang).section_title(kind).and_then(Line::text);
    Section { title, content: entries.into_iter().map(Item::from).collect(), ..Section::new(kind) }
}

/// A résumé in a language, with an entry of every kind.
fn resume(lang: &str) -> Resume {
    let mut resume = Resume::default();
    resume.meta.language = Lang::new(lang);
    let lang = resume.meta.language.clone();
    let lang = lang.as_ref();
    resume.person.name = phrase("Mara Lindqvist");
    resume.person.headline = line("Technical Director");
    resume.person.contacts = vec![
        contact(ContactKind::Email(phrase("mara@lindqvist.example").unwrap())),
        contact(ContactKind::Phone(phrase("+61 2 5550 0143").unwrap())),
        contact(ContactKind::Web { url: url("https://lindqvist.example/").unwrap(), text: None }),
        contact(ContactKind::Profile {
            network: phrase("Rowan").unwrap(),
            user: phrase("mara"),
            url: url("https://rowan.example/mara"),
        }),
        contact(ContactKind::Place(Place::text(phrase("Sydney").unwrap()))),
    ];
    resume.person.details = vec![Detail { label: phrase("Driving licence").unwrap(), value: line("B").unwrap() }];

    let director = Position {
        title: line("Director"),
        team: phrase("Creator Tools"),
        dates: dates("March 2023 – present"),
        place: place("Remote"),
        employment: phrase("Full-time"),
        body: vec![Text::Para(line("Built the store.").unwrap()), bullets(&["Led six people.", "Shipped twice."])],
        keywords: vec![phrase("Rust").unwrap(), phrase("C#").unwrap()],
        ..Position::default()
    };
    let flat = Engagement { organization: named("Blockverse"), positions: vec![director], ..Engagement::default() };
    let held = |title: &str, when: &str| Position { title: line(title), dates: dates(when), ..Position::default() };
    let nested = Engagement {
        organization: Some(Organization {
            url: url("https://parallax.example"),
            description: line("Virtual machines"),
            ..named("Parallax").unwrap()
        }),
        place: place("Perth"),
        positions: vec![held("Architect", "2006 – 2008"), held("Developer", "2005")],
        ..Engagement::default()
    };
    let mut work =
        section(SectionKind::Work, lang, vec![What::Engagement(flat).into(), What::Engagement(nested).into()]);
    work.content.push(Item::Text(Text::Para(line("Prior experience on request.").unwrap())));

    let study = Education {
        degree: line("MSc"),
        area: phrase("Physics"),
        institution: named("Tallinn University"),
        dates: dates("2009 – 2013"),
        score: phrase("4.8/5"),
        courses: [line("Optics"), line("Waves, light and sound")].into_iter().flatten().collect(),
        ..Education::default()
    };
    let project = Project {
        name: line("Cachegrove"),
        roles: vec![phrase("Author").unwrap()],
        url: url("https://cachegrove.example"),
        dates: dates("2022"),
        ..Project::default()
    };
    let award = Award {
        title: line("Best Thesis"),
        awarder: named("Tallinn University"),
        dates: dates("June 2013"),
        ..Award::default()
    };
    let certificate = Certificate {
        name: line("Sailing"),
        issuer: named("Yacht Club"),
        number: phrase("S-7"),
        dates: dates("2020 – 2025"),
        ..Certificate::default()
    };
    let publication = Publication {
        title: line("On Waves"),
        authors: [line("M. Lindqvist"), line("A. Tamm")].into_iter().flatten().collect(),
        venue: line("Journal of Water"),
        publisher: named("Rowan Press"),
        dates: dates("2014"),
        ids: [(IdScheme::new("doi").unwrap(), phrase("10.5555/waves").unwrap())].into(),
        pages: phrase("1–9"),
        ..Publication::default()
    };
    let skill = Skill {
        name: line("Languages"),
        level: phrase("Expert"),
        rating: Some(Rating { value: 4, of: 5 }),
        years: phrase("6"),
    };
    let skill = Entry {
        common: Common { keywords: vec![phrase("Rust").unwrap(), phrase("SQL").unwrap()], ..Common::default() },
        what: What::Skill(skill),
    };
    let estonian = LanguageSkill { name: phrase("Estonian"), native: true, ..LanguageSkill::default() };
    let german = LanguageSkill {
        name: phrase("German"),
        fluency: phrase("C1 (Goethe)"),
        cefr: Some(Cefr { writing: Some(CefrLevel::B2), ..Cefr::overall(CefrLevel::C1) }),
        ..LanguageSkill::default()
    };
    let interest = Entry {
        common: Common { keywords: vec![phrase("dinghies").unwrap()], ..Common::default() },
        what: What::Interest(Interest { name: line("Sailing") }),
    };
    let reference = Reference {
        name: phrase("Jaan Tamm"),
        title: line("Professor"),
        organization: named("Tallinn University"),
        relationship: phrase("Supervisor"),
        contacts: vec![contact(ContactKind::Email(phrase("jaan@tallinn.example").unwrap()))],
    };
    let other =
        Other { title: line("Parental leave"), subtitle: line("twins"), dates: dates("2017"), ..Other::default() };
    resume.sections = vec![
        Section {
            content: vec![Item::Text(Text::Para(line("I build tools.").unwrap()))],
            ..Section::new(SectionKind::Summary)
        },
        work,
        section(SectionKind::Education, lang, vec![What::Education(study).into()]),
        section(SectionKind::Projects, lang, vec![What::Project(project).into()]),
        section(SectionKind::Awards, lang, vec![What::Award(award).into()]),
        section(SectionKind::Certificates, lang, vec![What::Certificate(certificate).into()]),
        section(SectionKind::Publications, lang, vec![What::Publication(publication).into()]),
        section(SectionKind::Skills, lang, vec![skill]),
        section(SectionKind::Languages, lang, vec![What::Language(estonian).into(), What::Language(german).into()]),
        section(SectionKind::Interests, lang, vec![interest]),
        section(SectionKind::References, lang, vec![What::Reference(reference).into()]),
        Section {
            content: vec![Item::Heading(line("Breaks").unwrap()), Entry::from(What::Other(other)).into()],
            ..Section::default()
        },
    ];
    resume.normalize()
}

/// One line for each block: its kind, then its runs, with the role of each that has one.
fn show(outline: &Outline) -> String {
    let one = |block: &Block| {
        let kind = match block.kind {
            Kind::Heading(n) => "#".repeat(n.into()),
            Kind::Paragraph => "¶".into(),
            Kind::Item { number: None } => format!("{}-", "  ".repeat(usize::from(block.level) - 1)),
            Kind::Item { number: Some(n) } => format!("{}{n}.", "  ".repeat(usize::from(block.level) - 1)),
            Kind::Pre => "pre".into(),
            Kind::Rule => "* * *".into(),
        };
        let runs: String = block
            .runs
            .iter()
            .map(|run| match run.role {
                None | Some(Role::Separator) => run.text.clone(),
                Some(role) => format!("{{{role:?} {}}}", run.text),
            })
            .collect();
        format!("{kind} {runs}").trim_end().to_owned() + "\n"
    };
    outline.blocks.iter().map(one).collect()
}

const ENGLISH: &str = "\
# {Name Mara Lindqvist}
¶ {Headline Technical Director}
¶ {Contact mara@lindqvist.example} · {Contact +61 2 5550 0143} · {Contact lindqvist.example} · {Contact Rowan: mara} · {Contact Sydney}
¶ {Label Driving licence:} B
¶ I build tools.
## {Section Experience}
### {Title Director}
¶ {Organization Blockverse}, {Qualifier Creator Tools} · {Place Remote} · {Dates March 2023 – present}
¶ Built the store.
- Led six people.
- Shipped twice.
¶ {Label Employment:} Full-time
¶ {Label Keywords:} {Keyword Rust}, {Keyword C#}
### {Organization Parallax}
¶ {Place Perth}
¶ {Label About the organisation:} Virtual machines
#### {Title Architect}
¶ {Dates 2006 – 2008}
#### {Title Developer}
¶ {Dates 2005}
¶ Prior experience on request.
## {Section Education}
### {Title MSc}, {Qualifier Physics}
¶ {Organization Tallinn University} · {Dates 2009 – 2013}
¶ {Label Score:} 4.8/5
¶ {Label Courses:} Optics; Waves, light and sound
## {Section Projects}
### {Title Cachegrove}
¶ {Url cachegrove.example} · {Dates 2022}
¶ {Label Roles:} Author
## {Section Awards}
### {Title Best Thesis}
¶ {Organization Tallinn University} · {Dates June 2013}
## {Section Certificates}
### {Title Sailing}
¶ {Organization Yacht Club} · {Dates 2020 – 2025}
¶ {Label Number:} S-7
## {Section Publications}
### {Title On Waves}
¶ {Organization Rowan Press}, {Qualifier Journal of Water} · {Dates 2014}
¶ {Label Authors:} M. Lindqvist, A. Tamm
¶ {Label Pages:} 1–9
¶ {Label DOI:} 10.5555/waves
## {Section Skills}
- {Title Languages} ({Level Expert · 4/5 · 6 years}): {Keyword Rust}, {Keyword SQL}
## {Section Languages}
- {Title Estonian} ({Level native})
- {Title German} ({Level C1 (Goethe) · writing B2})
## {Section Interests}
- {Title Sailing}: {Keyword dinghies}
## {Section References}
### {Title Jaan Tamm}
¶ {Organization Tallinn University}, {Qualifier Professor}
¶ {Contact jaan@tallinn.example}
¶ {Label Relationship:} Supervisor
* * *
### Breaks
### {Title Parental leave}
¶ {Qualifier twins} · {Dates 2017}
";

#[test]
fn every_kind_of_entry_has_its_place_on_paper() {
    assert_eq!(show(&compose(&resume("en"), Composition::default())), ENGLISH);
}

/// What a German document says in its own words.
#[test]
fn labels_titles_months_and_the_present_are_in_the_language_of_the_document() {
    let german = show(&compose(&resume("de"), Composition::default()));
    for line in [
        "## {Section Berufserfahrung}",
        "¶ {Organization Blockverse}, {Qualifier Creator Tools} · {Place Remote} · {Dates März 2023 – heute}",
        "¶ {Label Beschäftigung:} Full-time",
        "¶ {Label Schlagwörter:} {Keyword Rust}, {Keyword C#}",
        "¶ {Label Über die Organisation:} Virtual machines",
        "## {Section Ausbildung}",
        "¶ {Label Note:} 4.8/5",
        "- {Title Languages} ({Level Expert · 4/5 · 6 Jahre}): {Keyword Rust}, {Keyword SQL}",
        "- {Title Estonian} ({Level Muttersprache})",
        "- {Title German} ({Level C1 (Goethe) · Schreiben B2})",
        "¶ {Organization Tallinn University} · {Dates Juni 2013}",
    ] {
        assert!(german.lines().any(|l| l == line), "no line {line:?} in\n{german}");
    }
    assert_eq!(german.lines().count(), ENGLISH.lines().count(), "the shape does not depend on the language");
}

/// A month style is the writer's choice; a section in another language uses its words.
#[test]
fn months_can_be_short_and_a_section_can_speak_another_language() {
    let mut resume = resume("en");
    resume.sections[1].common.lang = Lang::new("de");
    let short = show(&compose(&resume, Composition::default().months(vitae_core::MonthStyle::Short)));
    assert!(short.contains("{Dates März 2023 – heute}"), "{short}");
    assert!(short.contains("{Dates Jun 2013}"), "{short}");
}

#[test]
fn links_lead_where_the_text_says() {
    let outline = compose(&resume("en"), Composition::default());
    let runs: Vec<_> = outline.blocks.iter().flat_map(|block| &block.runs).collect();
    let link =
        |text: &str| runs.iter().find(|run| run.text == text).and_then(|run| run.style.link.as_ref()).map(Url::as_str);
    assert_eq!(link("mara@lindqvist.example"), Some("mailto:mara@lindqvist.example"));
    assert_eq!(link("+61 2 5550 0143"), Some("tel:+61255500143"));
    assert_eq!(link("lindqvist.example"), Some("https://lindqvist.example/"));
    assert_eq!(link("Parallax"), Some("https://parallax.example"));
    assert_eq!(link("cachegrove.example"), Some("https://cachegrove.example"));
    assert_eq!(link("10.5555/waves"), Some("https://doi.org/10.5555/waves"));
}

#[test]
fn the_head_says_whose_it_is() {
    let head = compose(&resume("de-AT"), Composition::default()).head;
    assert_eq!(head.title, phrase("Mara Lindqvist – Lebenslauf"));
    assert_eq!((head.author, head.subject), (phrase("Mara Lindqvist"), phrase("Technical Director")));
}

/// What is composed with all its roles reads back as what a person sees of the résumé.
#[test]
fn an_outline_with_its_roles_is_the_visible_resume() {
    for lang in ["en", "de", "fr", "es", "ar", "ja"] {
        let seen = visible(&resume(lang));
        let again = interpret(&compose(&seen, Composition::default()));
        let changes: Vec<_> = vitae_core::diff(&seen, &again).iter().map(|c| format!("{}: {c}", c.path)).collect();
        assert!(changes.is_empty(), "{lang}: {changes:#?}");
    }
}

/// Even without roles, by bold, italics and separators alone.
#[test]
fn an_outline_without_its_roles_is_still_the_visible_resume() {
    for lang in ["en", "de", "fr", "es", "ar", "ja"] {
        let seen = visible(&resume(lang));
        let bare = joined(mark(&compose(&seen, Composition::default())));
        let again = interpret(&recognise(bare));
        let changes: Vec<_> = vitae_core::diff(&seen, &again).iter().map(|c| format!("{}: {c}", c.path)).collect();
        assert!(changes.is_empty(), "{lang}: {changes:#?}");
    }
}

/// As a medium without roles would carry it: neighbouring runs of one style are one run, and nothing says what a block is.
fn joined(mut outline: Outline) -> Outline {
    for block in &mut outline.blocks {
        let mut runs: Vec<vitae_outline::Run> = Vec::new();
        for run in block.runs.drain(..) {
            match runs.last_mut() {
                Some(last) if last.style == run.style => last.text.push_str(&run.text),
                _ => runs.push(run),
            }
        }
        block.runs = runs;
        if matches!(block.kind, Kind::Heading(2)) {
            block.section = None;
        }
    }
    outline
}
