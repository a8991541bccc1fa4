//! A complete résumé, in code: every kind of section and entry, every field, every mark.
//!
//! A test walks the table of fields and finds each of them here, so a field added to the model has to be added here too.

use crate::arbitrary::sure;
use std::collections::BTreeMap;
use vitae_core::{
    Award, Block, Body, Cefr, CefrLevel, Certificate, Common, Contact, ContactKind, Date, Dates, Detail, Dir,
    Education, End, Engagement, Entry, Ext, Id, IdScheme, Interest, Item, Lang, LanguageSkill, Line, List, ListItem,
    Meta, NameParts, Number, Organization, Other, Part, Person, Photo, PhotoSource, Place, Position, Project,
    Publication, Rating, Reference, Resume, Run, Script, Season, Section, SectionCommon, SectionKind, Skill, Span,
    Style, Tags, Text, Url, Value, What, Words,
};

/// A résumé in normal form that fills every field of every record, and uses every kind of everything at least once.
///
/// Real formats lose things that small samples do not have. This one has them.
///
/// ```
/// let resume = vitae_testkit::full();
/// assert!(vitae_core::SectionKind::ALL.iter().all(|kind| resume.sections.iter().any(|s| s.kind == *kind)));
/// ```
#[must_use]
pub fn full() -> Resume {
    let sections = vec![
        section(
            SectionKind::Summary,
            None,
            vec![Item::Text(para("I build search engines, and the teams that keep them running."))],
        ),
        section(SectionKind::Objective, Some("What I look for"), vec![Item::Text(Block::Para(marks()))]),
        section(SectionKind::Work, Some("Experience"), work()),
        section(SectionKind::Volunteer, Some("Volunteering"), vec![flat("Treasurer", "Harbour Choir", "2015 – 2019")]),
        section(
            SectionKind::Affiliations,
            Some("Affiliations"),
            vec![flat("Member of the board", "Rowan Foundation", "since 2018")],
        ),
        section(SectionKind::Education, Some("Education"), vec![education()]),
        section(SectionKind::Projects, Some("Projects"), vec![project()]),
        section(SectionKind::Skills, Some("Skills"), skills()),
        section(SectionKind::Languages, Some("Languages"), languages()),
        section(SectionKind::Interests, Some("Interests"), vec![interest()]),
        section(SectionKind::Awards, Some("Awards"), vec![award()]),
        section(SectionKind::Certificates, Some("Certificates"), vec![certificate()]),
        section(SectionKind::Publications, Some("Publications"), publications()),
        section(SectionKind::Talks, Some("Talks"), vec![talk()]),
        section(SectionKind::Patents, Some("Patents"), vec![patent()]),
        section(SectionKind::References, Some("References"), vec![reference(), Item::Text(para("More on request."))]),
        own_section(),
    ];
    Resume {
        meta: meta(),
        person: person(),
        sections,
        ext: ext("layouts", Value::Array(vec![Value::Null, number("1.0")])),
    }
    .normalize()
}

fn text(text: &str) -> Text {
    sure(Text::new(text))
}

fn line(text: &str) -> Line {
    sure(Line::text(text))
}

fn url(url: &str) -> Url {
    sure(Url::new(url))
}

fn lang(tag: &str) -> Lang {
    sure(Lang::new(tag))
}

fn number(digits: &str) -> Value {
    Value::Number(sure(Number::new(digits)))
}

fn ext(key: &str, value: Value) -> Ext {
    [(key, value)].into_iter().collect()
}

fn texts(all: &[&str]) -> Vec<Text> {
    all.iter().map(|t| text(t)).collect()
}

fn tags(all: &[&str]) -> Tags {
    all.iter().map(|t| text(t)).collect()
}

fn dates(typed: &str) -> Option<Dates> {
    Dates::parse(typed, Words::english())
}

fn para(text: &str) -> Block {
    Block::Para(line(text))
}

fn list(ordered: Option<u32>, items: &[&str]) -> Block {
    Block::List(List { ordered, items: items.iter().map(|item| ListItem::new(line(item))).collect() })
}

fn detail(label: &str, value: &str) -> Detail {
    Detail { label: text(label), value: line(value) }
}

fn named(name: &str) -> Option<Organization> {
    Text::new(name).map(Organization::named)
}

fn section(kind: SectionKind, title: Option<&str>, content: Vec<Item>) -> Section {
    Section { title: title.and_then(Line::text), content, ..Section::new(kind) }
}

fn meta() -> Meta {
    Meta {
        language: Some(lang("en")),
        direction: Some(Dir::Rtl),
        title: Text::new("Mara Lindqvist, curriculum vitae"),
        version: Text::new("3.10"),
        canonical: Url::new("https://lindqvist.example/cv"),
        modified: Text::new("2024-02-29"),
        alternates: vec![
            (lang("de-AT"), url("https://lindqvist.example/cv.de")),
            (lang("ja"), url("https://lindqvist.example/cv.ja")),
        ],
        ext: ext("x-generator", "by hand".into()),
    }
}

fn person() -> Person {
    let contact = |kind| Contact::from(kind);
    let contacts = vec![
        Contact {
            label: Text::new("work"),
            tags: tags(&["public"]),
            ext: ext("icon", "mail".into()),
            ..contact(ContactKind::Email(text("mara@lindqvist.example")))
        },
        contact(ContactKind::Email(text("m.lindqvist@rowan.example"))),
        contact(ContactKind::Phone(text("+61 2 5550 0143"))),
        contact(ContactKind::Fax(text("+61 2 5550 0144"))),
        contact(ContactKind::Web { url: url("https://lindqvist.example/"), text: None }),
        contact(ContactKind::Web { url: url("https://lindqvist.example/blog"), text: Text::new("My blog") }),
        contact(ContactKind::Profile {
            network: text("GitHub"),
            user: Text::new("mara"),
            url: Url::new("https://github.example/mara"),
        }),
        contact(ContactKind::Profile { network: text("Mastodon"), user: Text::new("@mara@rowan.example"), url: None }),
        contact(ContactKind::Profile {
            network: text("LinkedIn"),
            user: None,
            url: Url::new("https://linkedin.example/in/mara"),
        }),
        contact(ContactKind::Message { service: text("Matrix"), user: text("@mara:rowan.example") }),
        contact(ContactKind::Place(address())),
        contact(ContactKind::Other(line("by carrier pigeon, on Sundays"))),
    ];
    Person {
        name: Text::new("Dr. Mara Zoë Lindqvist, PhD"),
        parts: Some(NameParts {
            prefix: Text::new("Dr."),
            given: Text::new("Mara"),
            additional: Text::new("Zoë"),
            family: Text::new("Lindqvist"),
            suffix: Text::new("PhD"),
        }),
        headline: Line::new([Run::plain("Engineer of "), Run::styled("search", Style::emph())]),
        photo: Some(Photo {
            // The signature of a PNG file: nobody here looks further.
            source: PhotoSource::Embedded { media_type: text("image/png"), bytes: b"\x89PNG\r\n\x1a\n".to_vec() },
            alt: Text::new("Mara, laughing"),
        }),
        contacts,
        details: vec![detail("Nationality", "Swedish"), detail("Driving licence", "B")],
        ext: ext("x-pronouns", "she/her".into()),
    }
}

fn address() -> Place {
    Place {
        text: Text::new("12 Harbour Street, Sydney"),
        street: texts(&["Rowan House", "12 Harbour Street"]),
        postal_code: Text::new("02000"),
        city: Text::new("Sydney"),
        region: Text::new("NSW"),
        country: Text::new("Australia"),
        country_code: Text::new("AU"),
        remote: Some(true),
        ext: ext("x-geo", Value::Array(vec![number("-33.860"), number("151.20")])),
    }
}

/// Every mark, alone, together, and inside a word.
fn marks() -> Line {
    let run = |text: &str, style| Run::styled(text, style);
    let script = |script| Style { script, ..Style::default() };
    sure(Line::new([
        Run::plain("A team that "),
        run("re", Style::strong()),
        run("thinks", Style { emph: true, ..Style::strong() }),
        Run::plain(", measures CO"),
        run("2", script(Script::Sub)),
        Run::plain(" and ranks 1"),
        run("st", script(Script::Sup)),
        Run::plain("; writes "),
        run("Vec<T>", Style { code: true, ..Style::default() }),
        Run::Break,
        run("where I can see it", Style::link(url("https://rowan.example/x_(y)?a=1&b=*"))),
        Run::plain(", and says "),
        run("guten Tag", Style { lang: Some(lang("de")), ..Style::default() }),
        Run::plain(". See https://rowan.example."),
    ]))
}

/// Every block, and lists in lists.
fn blocks() -> Body {
    let deep = ListItem {
        line: line("Led the search team"),
        children: vec![list(Some(3), &["hired four", "trained six"]), para("A second paragraph of the bullet.")],
        tags: tags(&["long"]),
    };
    let without_line = ListItem { children: vec![Block::Quote(vec![para("It simply works.")])], ..ListItem::default() };
    vec![
        para("What I did:"),
        Block::List(List { ordered: None, items: vec![deep, without_line] }),
        Block::Quote(vec![para("A director that one wants to keep."), list(None, &["said the board"])]),
        Block::Pre("fn main() {\n    search();\n}".into()),
        list(Some(1), &["First", "Second"]),
    ]
}

fn work() -> Vec<Item> {
    let rowan = Organization {
        name: Text::new("Rowan & Sons"),
        url: Url::new("https://rowan.example"),
        description: Line::text("search engines for harbours"),
        place: Some(Place { city: Text::new("Gothenburg"), country_code: Text::new("SE"), ..Place::default() }),
        ext: ext("x-size", number("1200")),
    };
    let director = Position {
        title: Line::new([Run::plain("Director of "), Run::styled("Search", Style::strong())]),
        team: Text::new("Core"),
        dates: dates("May 2019 – present"),
        place: Some(Place::text(text("Sydney"))),
        employment: Text::new("Full-time"),
        url: Url::new("https://rowan.example/search"),
        body: blocks(),
        keywords: texts(&["search", "C++", "C#"]),
        details: vec![detail("Team size", "12")],
        id: Id::new("director"),
        tags: tags(&["management", "technical"]),
        ext: ext("x-hr-code", "A1".into()),
    };
    let engineer =
        Position { title: Line::text("Engineer"), dates: dates("Q3 2016 – Apr 2019"), ..Position::default() };
    let stay = Engagement {
        organization: Some(rowan),
        dates: dates("2016 – present"),
        place: Some(Place { remote: Some(false), ..Place::default() }),
        positions: vec![director, engineer],
    };
    let common = Common {
        body: vec![para("Two positions, one house.")],
        keywords: texts(&["harbours"]),
        details: vec![detail("Reports to", "the board")],
        id: Id::new("rowan"),
        lang: Some(lang("en-GB")),
        tags: tags(&["long"]),
        hidden: true,
        ext: ext("x-nested", Value::Object(ext("deep", Value::Object(ext("- x", number("12345678901234567890")))))),
    };
    vec![
        Item::Text(para("Twenty years, four houses.")),
        Item::Heading(line("Permanent")),
        Entry { what: What::Engagement(stay), common }.into(),
        flat("Engineer", "DropNet Pty Ltd", "2010 – 2016"),
        Item::Heading(line("Freelance")),
        entry(What::Engagement(Engagement {
            dates: dates("2008"),
            organization: named("Parallax"),
            ..Engagement::default()
        })),
        flat("Founding member", "", "2018/19"),
        Item::Text(list(None, &["Prior experience available on request."])),
    ]
}

fn entry(what: What) -> Item {
    Entry::from(what).into()
}

/// An engagement with a single position, as most are.
fn flat(title: &str, organization: &str, typed: &str) -> Item {
    let position = Position {
        title: Line::text(title),
        dates: dates(typed),
        body: vec![list(None, &["Did what was needed.", "Did it again."])],
        ..Position::default()
    };
    entry(What::Engagement(Engagement {
        organization: named(organization),
        positions: vec![position],
        ..Engagement::default()
    }))
}

fn education() -> Item {
    entry(What::Education(Education {
        degree: Line::text("MSc"),
        area: Text::new("Computer Science"),
        institution: named("University of Rowan"),
        dates: dates("2004 – 2006"),
        place: Some(Place::text(text("Gothenburg"))),
        score: Text::new("1.3"),
        courses: vec![line("Compilers"), line("Graphs, and trees")],
    }))
}

fn project() -> Item {
    entry(What::Project(Project {
        name: Line::text("Pigeon in a Box"),
        organization: named("Rowan Foundation"),
        roles: texts(&["author", "maintainer"]),
        genre: Text::new("open source"),
        dates: dates("Summer 2021"),
        url: Url::new("https://pigeon.example"),
    }))
}

fn skills() -> Vec<Item> {
    let common = Common { keywords: texts(&["Rowan", "C#", "C++"]), ..Common::default() };
    let skill = Skill {
        name: Line::text("Programming"),
        level: Text::new("Expert"),
        rating: Rating::parse("4/5"),
        years: Text::new("20"),
    };
    vec![Entry { what: What::Skill(skill), common }.into()]
}

fn languages() -> Vec<Item> {
    let swedish =
        LanguageSkill { name: Text::new("Swedish"), tag: Some(lang("sv")), native: true, ..LanguageSkill::default() };
    let german = LanguageSkill {
        name: Text::new("German"),
        tag: Some(lang("de")),
        fluency: Text::new("fluent (Goethe)"),
        native: false,
        cefr: Some(Cefr { overall: Some(CefrLevel::B2), reading: Some(CefrLevel::C1), ..Cefr::default() }),
    };
    vec![entry(What::Language(swedish)), entry(What::Language(german))]
}

fn interest() -> Item {
    let common = Common { keywords: texts(&["choir", "opera"]), ..Common::default() };
    Entry { what: What::Interest(Interest { name: Line::text("Music") }), common }.into()
}

fn award() -> Item {
    entry(What::Award(Award {
        title: Line::text("Best paper"),
        awarder: named("Society of Harbours"),
        dates: dates("c. 2012"),
        url: Url::new("https://harbours.example/award"),
    }))
}

fn certificate() -> Item {
    let start = Date::new(2020, Part::Month(6));
    let mut end = sure(Date::new(2026, Part::Season(Season::Summer)));
    (end.uncertain, end.expected) = (true, true);
    entry(What::Certificate(Certificate {
        name: Line::text("Certified Pigeon Keeper"),
        issuer: named("Pigeon Board"),
        dates: Some(Span::Range { start, end: End::On(end) }.into()),
        number: Text::new("0123-A"),
        url: Url::new("https://pigeon.example/0123-A"),
    }))
}

fn publications() -> Vec<Item> {
    let own_name = sure(Line::new([Run::styled("M. Lindqvist", Style::strong())]));
    let ids: BTreeMap<IdScheme, Text> =
        [("doi", "10.5555/12345678"), ("isbn", "978-0-00-000000-2"), ("handle", "20.1000/1")]
            .into_iter()
            .filter_map(|(scheme, id)| Some((IdScheme::new(scheme)?, Text::new(id)?)))
            .collect();
    let paper = Publication {
        title: Line::new([Run::plain("On "), Run::styled("Columba livia", Style::emph())]),
        authors: vec![own_name, line("Smith, J.")],
        venue: Line::text("Journal of Harbours"),
        publisher: named("Rowan Press"),
        dates: dates("2014-05-01"),
        place: Some(Place::text(text("Berlin"))),
        genre: Text::new("article"),
        pages: Text::new("12–34"),
        ids,
        url: Url::new("https://press.example/columba"),
    };
    vec![Item::Heading(line("Articles")), entry(What::Publication(paper))]
}

fn talk() -> Item {
    entry(What::Publication(Publication {
        title: Line::text("Search in a storm"),
        venue: Line::text("RowanConf"),
        dates: Some(Dates::text(text("every autumn"))),
        ..Publication::default()
    }))
}

fn patent() -> Item {
    let ids = IdScheme::new("patent").zip(Text::new("SE 0000001")).into_iter().collect();
    entry(What::Publication(Publication { title: Line::text("A box for pigeons"), ids, ..Publication::default() }))
}

fn reference() -> Item {
    entry(What::Reference(Reference {
        name: Text::new("Jonas Ek"),
        title: Line::text("Chair of the board"),
        organization: named("Rowan & Sons"),
        relationship: Text::new("my manager"),
        contacts: vec![
            ContactKind::Email(text("jonas@rowan.example")).into(),
            ContactKind::Phone(text("+61 2 5550 0145")).into(),
        ],
    }))
}

/// A section of its owner's own, with everything that a section may have, and an entry of no kind.
fn own_section() -> Section {
    let other = Other {
        title: Line::text("Sydney to Hobart"),
        subtitle: Line::text("by boat"),
        organization: named("Harbour Sailing Club"),
        dates: dates("expected December 2026"),
        place: Some(Place::text(text("Tasman Sea"))),
        url: Url::new("https://sailing.example"),
    };
    let common = SectionCommon {
        id: Id::new("sea"),
        lang: Some(lang("en-AU")),
        tags: tags(&["private"]),
        hidden: true,
        ext: ext("x-icon", Value::Bool(true)),
    };
    Section {
        common,
        ..section(SectionKind::Custom, Some("The other side of me"), vec![entry(What::Other(other)), education()])
    }
}
