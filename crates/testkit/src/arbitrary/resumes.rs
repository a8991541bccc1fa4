//! Arbitrary sections and whole résumés.

use super::entries::every_kind;
use super::maybe::{maybe, seldom, some};
use super::pieces::ext;
use super::rich::{block, line};
use super::table::record;
use proptest::prelude::*;
use proptest::strategy::Union;
use vitae_core::{Item, Lang, Line, Meta, Person, Resume, Section, SectionCommon, SectionKind, Words};

/// Any résumé in normal form.
///
/// Small as a rule (up to three sections of up to three entries), larger now and then; plain words most often.
pub fn resume() -> BoxedStrategy<Resume> {
    raw_resume().prop_map(Resume::normalize).boxed()
}

/// Any résumé, not yet in normal form: for tests of the normal form itself.
pub fn raw_resume() -> BoxedStrategy<Resume> {
    // In the order in which a failure is shrunk: what is largest goes first.
    let sections = some(titled_section().boxed(), 4, 6);
    let person = maybe(0.9, record::<Person>()).prop_map(Option::unwrap_or_default);
    let meta = maybe(0.9, record::<Meta>()).prop_map(Option::unwrap_or_default);
    (sections, person, meta, seldom(ext()))
        .prop_map(|(sections, person, meta, ext)| {
            let lang = meta.language.clone();
            let sections = sections.into_iter().map(|section| section.in_language(lang.as_ref())).collect();
            Resume { meta, person, sections, ext }
        })
        .boxed()
}

/// A section of any kind, in English, with entries of its own and of other kinds, text and headings.
pub fn section() -> BoxedStrategy<Section> {
    titled_section().prop_map(|section| section.in_language(None)).boxed()
}

/// How a section is headed.
#[derive(Debug, Clone)]
enum Title {
    None,
    /// With what its kind is called in the language of the résumé.
    Usual,
    /// With what its kind is called in another language.
    Foreign(&'static Words),
    /// With what another kind is called.
    Misleading(SectionKind),
    Own(Line),
}

#[derive(Debug, Clone)]
struct Titled {
    title: Title,
    section: Section,
}

impl Titled {
    fn in_language(self, lang: Option<&Lang>) -> Section {
        let Self { title, mut section } = self;
        let words = Words::of(section.common.lang.as_ref().or(lang));
        section.title = match title {
            Title::None => None,
            Title::Usual => words.section_title(section.kind).and_then(Line::text),
            Title::Foreign(words) => words.section_title(section.kind).and_then(Line::text),
            Title::Misleading(kind) => words.section_title(kind).and_then(Line::text),
            Title::Own(line) => Some(line),
        };
        section
    }
}

fn titled_section() -> impl Strategy<Value = Titled> {
    let entries = every_kind();
    let any_entry = Union::new(entries.iter().map(|(_, entry)| entry.clone())).boxed();
    let (block, line, common, title) = (block(), line(), record::<SectionCommon>(), title());
    let of_kind = SectionKind::ALL.iter().map(|&kind| {
        let usual = entries.iter().find(|(of, _)| *of == kind.entry_kind());
        let usual = usual.map_or_else(|| any_entry.clone(), |(_, entry)| entry.clone());
        let item = prop_oneof![
            1 => line.clone().prop_map(Item::Heading),
            2 => block.clone().prop_map(Item::Text),
            6 => usual.prop_map(Item::from),
            2 => any_entry.clone().prop_map(Item::from),
        ]
        .boxed();
        let content = some(item, 3, 12);
        (content, title.clone(), common.clone())
            .prop_map(move |(content, title, common)| Titled {
                title,
                section: Section { kind, title: None, content, common },
            })
            .boxed()
    });
    Union::new(of_kind)
}

fn title() -> BoxedStrategy<Title> {
    prop_oneof![
        1 => Just(Title::None),
        3 => Just(Title::Usual),
        1 => super::dates::any_words().prop_map(Title::Foreign),
        1 => proptest::sample::select(SectionKind::ALL).prop_map(Title::Misleading),
        3 => line().prop_map(Title::Own),
    ]
    .boxed()
}
