//! One résumé in many looks: a plain document of it, and what a rewriter changes about that without changing what it says.
//!
//! The plain document has a name, a line of contacts, headings, one line `title | organisation | place | dates` for an entry, and
//! bullets. Nothing in it is marked as ours. Each [`Rewriter`] changes one thing.

mod docx;
mod html;
mod lines;

pub use docx::archive;

use crate::pairs::entries;
use serde_json::{Value, json};
use std::fs;
use vitae::{Context, Registry, Resume, SectionKind, Source};
use vitae_outline::{Block, Composition, Kind, Part, Role, outline_of};

/// A piece of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// The name of the person.
    Name(String),
    /// The line under it.
    Headline(String),
    /// Ways to reach the person.
    Contacts(Vec<String>),
    /// The heading of a section.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// The head of an entry: title, organisation, place, dates; those that it has.
    Head(Vec<String>),
    /// A bullet of an entry.
    Bullet(String),
}

/// What a document says.
#[derive(Debug, Clone)]
pub struct Truth {
    /// What it is called in a failure.
    pub name: String,
    /// The two letters of its language.
    pub lang: String,
    /// What it is made of.
    pub pieces: Vec<Piece>,
    /// Title and organisation of each job.
    pub jobs: Vec<(String, String)>,
}

/// How section headings look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeadingLook {
    /// As is usual in the format: bold and larger, `<h2>`, `##`, a line after a blank one.
    Plain,
    /// By the style of the word processor; by underlining in Markdown.
    Styled,
    /// A bold paragraph and nothing more.
    Bold,
    /// Larger letters and nothing more.
    Large,
    /// A line below, or a ground.
    Ruled,
    /// Bold, in capitals that somebody typed.
    TypedCaps,
    /// In capitals that nobody typed.
    ShownCaps,
    /// With a colon at the end.
    Colon,
    /// One level deeper than usual.
    Deeper,
}

/// What stands between the pieces of the head of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeadLook {
    /// Bars, all in one line.
    Bars,
    /// A tab before the dates.
    Tab,
    /// Many spaces before the dates.
    Spaces,
    /// The dates in a cell of their own.
    Table,
    /// Each piece in a line of one paragraph.
    Breaks,
    /// Each piece in a paragraph.
    Paragraphs,
    /// The title bold.
    BoldTitle,
}

/// How bullets are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BulletLook {
    /// A list.
    List,
    /// A paragraph that begins with this.
    Typed(char),
}

/// Where the contacts stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactLook {
    /// In one line.
    Line,
    /// Each in a paragraph.
    Paragraphs,
    /// Each in an item of a list.
    List,
    /// Above the pages.
    PageHeader,
    /// In a box beside the text.
    TextBox,
}

/// How a document looks.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Its section headings.
    pub heading: HeadingLook,
    /// The heads of its entries.
    pub head: HeadLook,
    /// Its bullets.
    pub bullet: BulletLook,
    /// Its contacts.
    pub contact: ContactLook,
    /// Text is cut into runs in the middle of words.
    pub split: bool,
    /// What editors leave behind is between everything.
    pub noise: bool,
    /// There are empty paragraphs.
    pub empty: bool,
    /// All of it stands in a box that nobody sees.
    pub boxed: bool,
    /// What is done to each text.
    pub text: fn(&str) -> String,
}

const PLAIN: Look = Look {
    heading: HeadingLook::Plain,
    head: HeadLook::Bars,
    bullet: BulletLook::List,
    contact: ContactLook::Line,
    split: false,
    noise: false,
    empty: false,
    boxed: false,
    text: str::to_owned,
};

/// A change of looks: its name, the look, and the formats that have such a thing.
pub type Rewriter = (&'static str, Look, &'static str);

const fn heading(heading: HeadingLook) -> Look {
    Look { heading, ..PLAIN }
}

const fn head(head: HeadLook) -> Look {
    Look { head, ..PLAIN }
}

/// All rewriters.
pub const REWRITERS: &[Rewriter] = &[
    ("heading by style", heading(HeadingLook::Styled), "docx md txt"),
    ("heading bold", heading(HeadingLook::Bold), "docx html md"),
    ("heading large", heading(HeadingLook::Large), "docx html"),
    ("heading ruled", heading(HeadingLook::Ruled), "docx html md"),
    ("heading in typed capitals", heading(HeadingLook::TypedCaps), "docx html md txt"),
    ("heading in shown capitals", heading(HeadingLook::ShownCaps), "docx html"),
    ("heading with colon", heading(HeadingLook::Colon), "docx html md txt"),
    ("heading deeper", heading(HeadingLook::Deeper), "html md"),
    ("dates after a tab", head(HeadLook::Tab), "docx txt"),
    ("dates after spaces", head(HeadLook::Spaces), "docx html txt"),
    ("dates in a table", head(HeadLook::Table), "docx html"),
    ("head in soft breaks", head(HeadLook::Breaks), "docx html md"),
    ("head in paragraphs", head(HeadLook::Paragraphs), "docx html md txt"),
    ("title bold", head(HeadLook::BoldTitle), "docx html md"),
    ("bullets typed", Look { bullet: BulletLook::Typed('•'), ..PLAIN }, "docx html md txt"),
    ("bullets typed as dashes", Look { bullet: BulletLook::Typed('–'), ..PLAIN }, "docx html txt"),
    ("contacts in paragraphs", Look { contact: ContactLook::Paragraphs, ..PLAIN }, "docx html md txt"),
    ("contacts in a list", Look { contact: ContactLook::List, ..PLAIN }, "docx html md"),
    ("contacts in the page header", Look { contact: ContactLook::PageHeader, ..PLAIN }, "docx"),
    ("contacts in a text box", Look { contact: ContactLook::TextBox, ..PLAIN }, "docx"),
    ("split runs", Look { split: true, ..PLAIN }, "docx html"),
    ("noise of editors", Look { noise: true, ..PLAIN }, "docx html md"),
    ("empty paragraphs", Look { empty: true, ..PLAIN }, "docx html md txt"),
    ("in a box", Look { boxed: true, ..PLAIN }, "docx html"),
    ("no-break spaces", Look { text: no_break, ..PLAIN }, "docx html md txt"),
    ("typed quotes", Look { text: quotes, ..PLAIN }, "docx html md txt"),
    ("hyphens for dashes", Look { text: hyphens, ..PLAIN }, "docx html md txt"),
];

fn no_break(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}

fn quotes(text: &str) -> String {
    text.replace('\'', "’").replace(['“', '”', '„'], "\"").replace('’', "'")
}

fn hyphens(text: &str) -> String {
    text.replace(" – ", " - ")
}

/// The document that says this and looks so, in the format of this extension.
#[must_use]
pub fn document(truth: &Truth, look: &Look, format: &str) -> Vec<u8> {
    match format {
        "docx" => docx::document(truth, look),
        "html" => html::document(truth, look).into_bytes(),
        _ => lines::document(truth, look, format == "md").into_bytes(),
    }
}

/// The plain document.
#[must_use]
pub fn plain(truth: &Truth, format: &str) -> Vec<u8> {
    document(truth, &PLAIN, format)
}

impl Look {
    /// A section heading as it is typed.
    fn title(&self, title: &str) -> String {
        let title = (self.text)(title);
        match self.heading {
            HeadingLook::TypedCaps => title.to_uppercase(),
            HeadingLook::Colon => title + ":",
            _ => title,
        }
    }

    /// What stands before the dates in a head, and the dates; all of it first where there are none.
    fn parts(&self, head: &[String]) -> (String, Option<String>) {
        let head: Vec<String> = head.iter().map(|part| (self.text)(part)).collect();
        match head.split_last() {
            Some((dates, rest)) if !rest.is_empty() => (rest.join(" | "), Some(dates.clone())),
            _ => (head.join(" | "), None),
        }
    }
}

/// The languages of the people among the pairs.
const LANGS: &[(&str, &str)] = &[
    ("aydin", "tr"),
    ("colombo", "it"),
    ("dewit", "nl"),
    ("gromova", "ru"),
    ("haddad", "ar"),
    ("ibarra", "es"),
    ("lefevre", "fr"),
    ("sardinha", "pt"),
    ("shen", "zh"),
    ("sugimoto", "ja"),
    ("vogel", "de"),
    ("wrona", "pl"),
];

/// What thirty documents say: those of the fixtures, the people of our pairs, and simple ones.
#[must_use]
pub fn truths(formats: &Registry, fixtures: Vec<(String, Resume)>) -> Vec<Truth> {
    let json = formats.get("json").unwrap();
    let read = |value: &Value| json.read(&Source::new(value.to_string().as_bytes()), &mut Context::default()).unwrap();
    let mut truths: Vec<Truth> = fixtures.iter().map(|(name, resume)| truth(name, resume)).collect();
    for person in entries(&crate::pairs::ours()).iter().filter(|path| path.join("truth.json").is_file()) {
        let name = person.file_name().unwrap_or_default().to_string_lossy();
        let mut value: Value = serde_json::from_slice(&fs::read(person.join("truth.json")).unwrap()).unwrap();
        let lang = LANGS.iter().find(|(known, _)| *known == name).map_or("en", |(_, lang)| lang);
        value["meta"] = json!({ "language": lang });
        truths.push(truth(&name, &read(&value)));
    }
    truths.extend(
        (0..)
            .take(30_usize.saturating_sub(truths.len()).max(4))
            .map(|i| truth(&format!("simple-{i}"), &read(&simple(i)))),
    );
    // Who says neither who they are nor where they worked is no judge of looks.
    truths.retain(|truth| matches!(truth.pieces.first(), Some(Piece::Name(_))) && !truth.jobs.is_empty());
    truths
}

/// A simple résumé: more entries and bullets with each.
fn simple(i: usize) -> Value {
    const TITLES: [&str; 6] = ["Baker", "Team Lead", "Nurse", "Site Manager", "Data Engineer", "Clerk"];
    const PLACES: [&str; 6] = ["Bergen", "Leeds", "Porto", "Graz", "Lille", "Ghent"];
    let job = |k: usize| {
        let at = (i * 5 + k) % 6;
        let bullets: Vec<_> =
            (0..=i % 3).map(|n| format!("Kept the {} running for {} years", PLACES[(at + n) % 6], n + 2)).collect();
        json!({
            "position": TITLES[at], "name": format!("{} Works Ltd", PLACES[(at + i) % 6]), "location": PLACES[at],
            "startDate": format!("{}-0{}", 2018 - 3 * k, 1 + at), "endDate": format!("{}-1{}", 2020 - 3 * k, at % 3),
            "highlights": bullets
        })
    };
    json!({
        "meta": { "language": "en" },
        "basics": { "name": format!("{} Quillfeather", ["Asa", "Bea", "Cy", "Dov", "Eda", "Flo"][i % 6]), "email": format!("q{i}@quill.example"), "phone": "+44 20 7946 0018" },
        "work": (0..=i % 3).map(job).collect::<Vec<_>>(),
        "education": [{ "institution": "Northgate College", "studyType": "BSc", "area": "Physics", "startDate": "2006", "endDate": "2009" }],
        "skills": [{ "name": "Tools", "keywords": ["Rust", "Excel"] }]
    })
}

/// What a plain document of a résumé says: less than the résumé, since only usual sections and short bullets are taken.
fn truth(name: &str, resume: &Resume) -> Truth {
    const MOST: usize = 3;
    let outline = outline_of(resume, Composition::default(), &mut Context::default());
    let (mut pieces, mut jobs) = (Vec::new(), Vec::new());
    let mut kind = None;
    let (mut heads, mut bullets) = (0, 0);
    let mut blocks = outline.blocks.iter().peekable();
    while let Some(block) = blocks.next() {
        let text = one_line(block, None);
        let is_list = |kind: Option<SectionKind>| matches!(kind, Some(SectionKind::Skills | SectionKind::Languages));
        let has_entries = |kind: Option<SectionKind>| matches!(kind, Some(SectionKind::Work | SectionKind::Education));
        match block.part {
            Some(Part::Name) => pieces.push(Piece::Name(text)),
            Some(Part::Headline) => pieces.push(Piece::Headline(text)),
            Some(Part::Contacts) => {
                let contacts =
                    block.runs.iter().filter(|run| run.role == Some(Role::Contact)).map(|run| run.text.clone());
                pieces.push(Piece::Contacts(contacts.collect()));
            }
            Some(Part::Section) => {
                (kind, heads, bullets) = (block.section, 0, 0);
                if is_list(kind) || has_entries(kind) {
                    pieces.push(Piece::Heading(text));
                }
            }
            Some(Part::Entry) if has_entries(kind) => {
                heads += 1;
                bullets = 0;
                let meta = blocks.peek().filter(|next| next.part == Some(Part::Meta));
                let part = |role| meta.map(|meta| one_line(meta, Some(role))).filter(|text| !text.is_empty());
                let (org, place, dates) = (part(Role::Organization), part(Role::Place), part(Role::Dates));
                if heads <= MOST {
                    if let (Some(SectionKind::Work), Some(org)) = (kind, &org) {
                        jobs.push((text.clone(), org.clone()));
                    }
                    let head = [Some(text), org, place, dates];
                    pieces.push(Piece::Head(head.into_iter().flatten().collect()));
                }
            }
            Some(Part::Line) if is_list(kind) => pieces.push(Piece::Text(text)),
            Some(Part::Body) if has_entries(kind) && matches!(block.kind, Kind::Item { .. }) && block.level == 1 => {
                bullets += 1;
                if bullets <= MOST && (1..=MOST).contains(&heads) {
                    pieces.push(Piece::Bullet(text));
                }
            }
            _ => {}
        }
    }
    let lang = outline.head.lang.as_ref().map_or("en", |lang| lang.as_str()).chars().take(2).collect();
    Truth { name: name.to_owned(), lang, pieces, jobs }
}

/// The text of the runs of a role, or of all, in one line.
fn one_line(block: &Block, role: Option<Role>) -> String {
    let runs = block.runs.iter().filter(|run| role.is_none_or(|role| run.role == Some(role)));
    let text: String = runs.map(|run| run.text.as_str()).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "/")
}

/// What of a résumé does not depend on looks: without marks, with one spelling of quotes, spaces and dashes. A title of a section
/// that the truth has is the same in capitals, or with a colon; where it is the usual one, the résumé need not have it at all.
#[must_use]
pub fn essence(native: &Value, truth: &Truth) -> Value {
    match native {
        Value::Object(fields) => {
            let is_same = |key: &str, value: &Value| {
                key == "title" && value.as_str().is_some_and(|title| truth.has_heading(title))
            };
            let is_about_it = |key: &str| matches!(key, "language" | "meta" | "vitae");
            let kept = fields.iter().filter(|(key, value)| !is_about_it(key) && !is_same(key, value));
            Value::Object(kept.map(|(key, value)| (key.clone(), essence(value, truth))).collect())
        }
        Value::Array(values) => values.iter().map(|value| essence(value, truth)).collect(),
        Value::String(text) => plain_text(text).into(),
        other => other.clone(),
    }
}

/// A text without marks, in one spelling.
#[must_use]
pub fn plain_text(text: &str) -> String {
    let text: String = text.chars().filter(|c| !matches!(c, '*' | '_' | '`' | '\\' | '\u{ad}')).collect();
    let text = text.replace(['’', '‘'], "'").replace(['“', '”', '„'], "\"").replace(['–', '—'], "-");
    // What no field takes may be a paragraph in one look, and a bullet in another.
    let lines = text.lines().map(|line| line.trim().trim_start_matches("- "));
    lines.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

impl Truth {
    /// True for the title of one of its sections, in capitals or not.
    fn has_heading(&self, title: &str) -> bool {
        let folded = |text: &str| plain_text(text).to_uppercase().trim_end_matches([':', '：']).to_owned();
        let headings =
            self.pieces.iter().filter_map(|piece| if let Piece::Heading(title) = piece { Some(title) } else { None });
        headings.map(|heading| folded(heading)).any(|heading| heading == folded(title))
    }
}

/// The first difference of two values, for a person to see.
#[must_use]
pub fn difference(a: &Value, b: &Value, path: &str) -> Option<String> {
    match (a, b) {
        (Value::Object(x), Value::Object(y)) => {
            let keys: std::collections::BTreeSet<_> = x.keys().chain(y.keys()).collect();
            let nothing = Value::Null;
            let get = |map: &'_ serde_json::Map<String, Value>, key: &String| {
                map.get(key).cloned().unwrap_or(nothing.clone())
            };
            keys.into_iter().find_map(|key| difference(&get(x, key), &get(y, key), &format!("{path}.{key}")))
        }
        (Value::Array(x), Value::Array(y)) => {
            let longer = x.len().max(y.len());
            let get = |list: &[Value], i: usize| list.get(i).cloned().unwrap_or(Value::Null);
            (0..longer).find_map(|i| difference(&get(x, i), &get(y, i), &format!("{path}[{i}]")))
        }
        _ if a == b => None,
        _ => {
            let short = |value: &Value| value.to_string().chars().take(160).collect::<String>();
            Some(format!("{path}: {} became {}", short(a), short(b)))
        }
    }
}
