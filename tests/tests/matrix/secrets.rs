//! Secrets: words in all places that a reader of a page does not see, and the search for them in what is published.

use std::io::Read as _;
use vitae::{
    Block, Common, Entry, Ext, Id, Item, Lang, Line, NameParts, Organization, Photo, PhotoSource, Place, Position,
    Resume, Section, SectionCommon, Tags, Text, Url, Value, What,
};

/// Stands in every secret, in letters that no markup and no résumé has.
const WORD: &str = "Zqxjwv";

fn text(what: &str) -> Text {
    Text::new(&format!("{WORD}{what}")).expect("it is a word")
}

fn ext() -> Ext {
    [(format!("x-{WORD}"), Value::from(&*format!("{WORD}ext")))].into_iter().collect()
}

fn tags() -> Tags {
    [text("tag")].into_iter().collect()
}

/// Puts secrets into a résumé, wherever a document does not show them.
pub(crate) fn plant(mut resume: Resume) -> Resume {
    resume.ext = ext();
    resume.meta.ext = ext();
    resume.meta.title = Some(text("title"));
    resume.meta.version = Some(text("version"));
    resume.meta.canonical = Url::new(&format!("https://{WORD}.example"));
    resume.meta.alternates = Lang::new("fy").zip(Url::new(&format!("https://{WORD}.example/fy"))).into_iter().collect();
    let person = &mut resume.person;
    person.ext = ext();
    person.parts = Some(NameParts { given: Some(text("given")), family: Some(text("family")), ..NameParts::default() });
    let source = PhotoSource::Embedded {
        media_type: Text::new("image/png").expect("it is a word"),
        bytes: WORD.as_bytes().to_vec(),
    };
    person.photo = Some(Photo { source, alt: Some(text("alt")) });
    for contact in &mut person.contacts {
        contact.tags = tags();
        contact.ext = ext();
    }
    for section in &mut resume.sections {
        section.common = SectionCommon { id: id("section"), tags: tags(), ext: ext(), ..section.common.clone() };
        for item in &mut section.content {
            match item {
                Item::Entry(entry) => plant_entry(entry),
                Item::Text(block) => plant_block(block),
                Item::Heading(_) => {}
            }
        }
        let mut secret = Entry::from(What::Other(vitae::Other { title: line("entry"), ..vitae::Other::default() }));
        secret.common.hidden = true;
        section.content.push(secret.into());
    }
    let mut secret = Section { title: line("section"), ..Section::default() };
    secret.common.hidden = true;
    secret.content.push(Item::Text(Block::Para(line("text").expect("it is a line"))));
    resume.sections.push(secret);
    resume.normalize()
}

fn id(what: &str) -> Option<Id> {
    Id::new(&format!("{WORD}{what}"))
}

fn line(what: &str) -> Option<Line> {
    Line::text(text(what).as_str())
}

fn plant_entry(entry: &mut Entry) {
    entry.common = Common { id: id("entry"), tags: tags(), ext: ext(), ..entry.common.clone() };
    entry.common.body.iter_mut().for_each(plant_block);
    if let What::Engagement(engagement) = &mut entry.what {
        plant_organization(engagement.organization.as_mut());
        plant_place(engagement.place.as_mut());
        for position in &mut engagement.positions {
            *position = Position { id: id("position"), tags: tags(), ext: ext(), ..position.clone() };
            plant_place(position.place.as_mut());
            position.body.iter_mut().for_each(plant_block);
        }
    }
    if let What::Education(education) = &mut entry.what {
        plant_organization(education.institution.as_mut());
        plant_place(education.place.as_mut());
    }
}

fn plant_organization(organization: Option<&mut Organization>) {
    if let Some(organization) = organization {
        organization.ext = ext();
        plant_place(organization.place.as_mut());
    }
}

/// Parts of a place that has words of its own are not seen.
fn plant_place(place: Option<&mut Place>) {
    if let Some(place) = place {
        place.ext = ext();
        if place.text.is_some() {
            place.city = Some(text("city"));
        }
    }
}

fn plant_block(block: &mut Block) {
    match block {
        Block::List(list) => {
            for item in &mut list.items {
                item.tags = tags();
                item.children.iter_mut().for_each(plant_block);
            }
        }
        Block::Quote(blocks) => blocks.iter_mut().for_each(plant_block),
        _ => {}
    }
}

/// Fails if a secret is in these bytes, or in a part of the archive that they are.
pub(crate) fn none_in(bytes: &[u8]) -> Result<(), String> {
    for (name, content) in parts(bytes) {
        let content = String::from_utf8_lossy(&content).to_lowercase();
        if let Some(at) = content.find(&WORD.to_lowercase()) {
            let around: String = content.get(at..).unwrap_or_default().chars().take(60).collect();
            return Err(format!("there is a secret in {name}: …{around}…"));
        }
    }
    Ok(())
}

/// The parts of an archive, unpacked, with their names; of anything else, the whole.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else {
        return vec![("the file".into(), bytes.to_vec())];
    };
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part of our own document");
        let mut content = part.name().as_bytes().to_vec();
        part.read_to_end(&mut content).expect("a part of our own document");
        parts.push((part.name().to_owned(), content));
    }
    parts
}
