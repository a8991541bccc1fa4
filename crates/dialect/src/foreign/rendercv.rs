//! RenderCV: a person and sections of any name, whose entries tell by their keys what they are.
//!
//! | entry | told by | becomes |
//! |---|---|---|
//! | `ExperienceEntry` | `company`, `position` | work in one position |
//! | `EducationEntry` | `institution` | a stay at a school; a highlight `GPA: …` is its grade |
//! | `PublicationEntry` | `title` with `authors` | a publication |
//! | `NormalEntry` | `name` | what the section lists: a project, an award … |
//! | `OneLineEntry` | `label`, `details` | a skill with keywords or its level, a language with its fluency; elsewhere a labelled line |
//! | `BulletEntry` | `bullet` | an item of a list; among awards, certificates and interests one of them |
//! | `NumberedEntry` | `number` | an item of a numbered list |
//! | `ReversedNumberedEntry` | `reversed_number` | a paragraph with its number |
//! | `TextEntry` | a text | a paragraph |

use super::draft::{Draft, Level, items, split};
use super::loose::kind_of;
use super::markup::only_link;
use super::rows::{Rows, To, fold, value};
use super::tables::{CONTACT, ORGANIZATION, PLACE};
use super::{Dialect, Markup, is_blank};
use crate::node::{Node, Pair, Place};
use vitae_core::{Date, Dates, EntryKind, SectionKind as Kind, Words};

pub(super) const RENDERCV: Dialect =
    Dialect { name: "RenderCV", markup: Markup::Markdown, rows: TOP, rest: super::rest };

pub(super) fn looks(pairs: &[Pair]) -> bool {
    super::map(pairs, "cv").is_some_and(|cv| !cv.is_empty())
}

const TOP: Rows = &[
    ("cv", To::Inside(CV)),
    ("locale localecatalog", To::By(locale)),
    ("design settings rendercvsettings", To::KeepAtTop),
];

const CV: Rows = &[
    ("name", To::Field("name")),
    ("headline label", To::Field("headline")),
    ("photo", To::Field("photo")),
    ("location", To::Place(PLACE)),
    ("email", To::Contacts("email", CONTACT)),
    ("phone", To::Contacts("phone", CONTACT)),
    ("website", To::Contacts("url", CONTACT)),
    ("socialnetworks", To::Contacts("profile", CONTACT)),
    ("customconnections", To::Contacts("url", CONNECTION)),
    ("sections", To::By(sections)),
];

const CONNECTION: Rows =
    &[("placeholder", To::Field("text")), ("url", To::Field("url")), ("fontawesomeicon", To::Keep)];

/// An entry with fields. What its kind has no field for becomes a labelled line.
const ENTRY: Rows = &[
    ("company", To::Organization(ORGANIZATION)),
    ("institution", To::Organization(ORGANIZATION)),
    ("position", To::Field("position")),
    ("degree", To::Field("degree")),
    ("area", To::Field("area")),
    ("name title", To::By(named)),
    ("authors", To::Field("authors")),
    ("journal", To::Field("venue")),
    ("doi", To::Identifier("doi")),
    ("url", To::Field("url")),
    ("startdate", To::Start),
    ("enddate", To::End),
    ("date", To::Dates),
    ("location", To::Place(PLACE)),
    ("summary", To::Body),
    ("highlights", To::Bullets),
];

/// A name that is a link and nothing else is a name and an address.
fn named(draft: &mut Draft, pair: &Pair) {
    let link = pair.value.as_text().and_then(only_link).filter(|_| draft.can_hold("url"));
    match link {
        Some((name, url)) => {
            draft.put(To::Field("name"), &Pair { value: Node::text(name, pair.value.at), ..pair.clone() });
            draft.put(To::Field("url"), &Pair { value: Node::text(url, pair.value.at), ..pair.clone() });
        }
        None => draft.put(To::Field("name"), pair),
    }
}

/// The languages that its words can be in, by name.
const LANGUAGES: &[(&str, &str)] = &[
    ("english", "en"),
    ("german", "de"),
    ("french", "fr"),
    ("spanish", "es"),
    ("portuguese", "pt"),
    ("italian", "it"),
    ("dutch", "nl"),
    ("polish", "pl"),
    ("russian", "ru"),
    ("ukrainian", "uk"),
    ("turkish", "tr"),
    ("chinese", "zh"),
    ("mandarinchinese", "zh"),
    ("japanese", "ja"),
    ("korean", "ko"),
    ("arabic", "ar"),
    ("hindi", "hi"),
    ("swedish", "sv"),
    ("danish", "da"),
    ("norwegian", "no"),
    ("finnish", "fi"),
    ("czech", "cs"),
    ("greek", "el"),
    ("hebrew", "he"),
    ("persian", "fa"),
    ("indonesian", "id"),
    ("vietnamese", "vi"),
    ("hungarian", "hu"),
    ("romanian", "ro"),
];

fn locale(draft: &mut Draft, pair: &Pair) {
    let said = pair.value.as_map().and_then(|pairs| value(pairs, "language"));
    let name = said.and_then(|pair| pair.value.as_text()).map(fold).unwrap_or_default();
    if let (Some((_, tag)), Some(said)) = (LANGUAGES.iter().find(|(known, _)| *known == name), said) {
        let tag = Node::text(*tag, said.value.at);
        draft.put(To::Language, &Pair { value: tag, ..said.clone() });
    }
    draft.put(To::KeepAtTop, pair);
}

fn sections(draft: &mut Draft, pair: &Pair) {
    let Some(pairs) = pair.value.as_map() else { return draft.unknown(pair) };
    for section in pairs.iter().filter(|pair| !is_blank(&pair.value)) {
        let mut lines = Lines::new(draft.markup, section);
        draft.sections.push(lines.finish());
        draft.guesses.append(&mut lines.guesses);
    }
}

/// What a section is called: a key in small letters stands for words with capitals.
fn title(key: &str) -> String {
    const SMALL: [&str; 12] = ["a", "an", "and", "as", "at", "by", "for", "in", "of", "on", "the", "to"];
    if key.contains(' ') || key.chars().any(char::is_uppercase) {
        return key.to_owned();
    }
    let word = |(index, word): (usize, &str)| {
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if index == 0 || !SMALL.contains(&word) => first.to_uppercase().chain(letters).collect(),
            _ => word.to_owned(),
        }
    };
    key.split('_').filter(|word| !word.is_empty()).enumerate().map(word).collect::<Vec<String>>().join(" ")
}

/// The keys of entries that are an item of a list.
const MARKS: [&str; 3] = ["bullet", "number", "reversed_number"];

/// A section, entry by entry. What fits on a line gathers with its like.
struct Lines<'n> {
    markup: Markup,
    section: &'n Pair,
    kind: Kind,
    out: Vec<Node>,
    /// Items that stand in one list, and its mark.
    list: Vec<String>,
    mark: &'static str,
    /// Labelled lines that wait for an entry to stand in.
    labelled: Option<Draft>,
    guesses: Vec<(Place, String)>,
}

impl<'n> Lines<'n> {
    fn new(markup: Markup, section: &'n Pair) -> Self {
        let first = items(&section.value).next().and_then(Node::as_map).map(kind_of_entry);
        let kind = kind_of(&section.key).unwrap_or(match first.flatten() {
            Some(EntryKind::Engagement) => Kind::Work,
            Some(EntryKind::Education) => Kind::Education,
            Some(EntryKind::Publication) => Kind::Publications,
            _ => Kind::Custom,
        });
        Self { markup, section, kind, out: Vec::new(), list: Vec::new(), mark: "", labelled: None, guesses: Vec::new() }
    }

    fn finish(&mut self) -> Node {
        let at = self.section.value.at;
        let count = items(&self.section.value).count();
        for (index, item) in items(&self.section.value).enumerate() {
            self.item(item, count - index);
        }
        self.end_list();
        self.end_labelled();
        let text = |text: &str| Node::text(text, at);
        let heading = Node::text(title(&self.section.key), self.section.at);
        let pairs = [
            ("kind", text(self.kind.as_str())),
            ("title", heading),
            ("entries", Node::list(std::mem::take(&mut self.out), at)),
        ];
        Node::map(pairs.map(|(key, value)| Pair::new(key, value)).to_vec(), at)
    }

    fn item(&mut self, item: &Node, from_the_end: usize) {
        let Some(pairs) = item.as_map() else {
            self.end_labelled();
            self.end_list();
            return self.text(item);
        };
        let filled: Vec<&Pair> = pairs.iter().filter(|pair| !is_blank(&pair.value)).collect();
        let line = match *filled {
            [one] => one.value.as_text().map(str::trim).zip(MARKS.iter().find(|mark| **mark == &*one.key)),
            _ => None,
        };
        if let (Some((text, &"bullet")), true) = (line, self.lists_names()) {
            self.end_labelled();
            return self.bullet(text, item.at);
        }
        match (line, value(pairs, "label"), value(pairs, "details")) {
            (Some((text, mark)), ..) => {
                self.end_labelled();
                if self.mark != *mark {
                    self.end_list();
                }
                self.mark = mark;
                self.list.push(match *mark {
                    "bullet" => format!("- {}", indented(text)),
                    "number" => format!("{}. {}", self.list.len() + 1, indented(text)),
                    _ => format!("{from_the_end}\\. {text}"),
                });
            }
            (_, Some(label), Some(details)) if filled.len() == 2 => {
                self.end_list();
                self.one_line(item, label, details);
            }
            _ => {
                self.end_list();
                self.end_labelled();
                self.entry(item, pairs);
            }
        }
    }

    /// True for a section whose entries are told by a name.
    fn lists_names(&self) -> bool {
        matches!(self.kind, Kind::Awards | Kind::Certificates | Kind::Interests)
    }

    /// A bullet that names an award, a certificate, an interest: `What – who gave it (when)`.
    fn bullet(&mut self, text: &str, at: Place) {
        let mut draft = Draft::new(Level::Entry(self.kind.entry_kind()), self.markup);
        let mut name = text.trim();
        let node = |text: &str| Pair::new("bullet", Node::text(text, at));
        if self.kind != Kind::Interests {
            let date = name.strip_suffix(')').and_then(|text| text.rsplit_once(" ("));
            let is_date = |text: &str| Dates::parse(text, Words::english()).is_some_and(|dates| dates.span.is_some());
            if let Some((before, date)) = date.filter(|(_, date)| Date::from_edtf(date).is_some() || is_date(date)) {
                name = before;
                draft.put(To::Dates, &node(date));
            }
            let mut parts = name.split(" – ");
            if let (Some(before), Some(giver), None) = (parts.next(), parts.next(), parts.next()) {
                name = before;
                draft.put(To::Organization(ORGANIZATION), &node(giver));
            }
        }
        if name != text.trim() {
            let message = format!("`{name}` is read as what this is called, and the rest as who gave it and when");
            self.guesses.push((at, message));
        }
        draft.put(To::Field("name"), &node(name));
        self.out.push(draft.finish(at));
    }

    /// A text: in a section of names the name of one, elsewhere a paragraph.
    fn text(&mut self, item: &Node) {
        let is_name = crate::keys::fits_a_line(self.kind.entry_kind());
        match item.as_text() {
            Some(_) if is_name => self.out.push(item.clone()),
            Some(_) => self.out.push(Node::map(vec![Pair::new("text", item.clone())], item.at)),
            None => {
                let mut draft = Draft::new(Level::Entry(self.kind.entry_kind()), self.markup);
                draft.put(To::Keep, &Pair::new("text", item.clone()));
                self.out.push(draft.finish(item.at));
            }
        }
    }

    fn one_line(&mut self, item: &Node, label: &Pair, details: &Pair) {
        let kind = self.kind.entry_kind();
        let mut draft = Draft::new(Level::Entry(kind), self.markup);
        match self.kind {
            Kind::Skills if is_level(details) => {
                draft.put(To::Field("name"), label);
                draft.put(To::Field("level"), details);
            }
            Kind::Skills | Kind::Interests => {
                let text = details.value.as_text().unwrap_or_default();
                let words = split(text).map(|word| Node::text(word, details.value.at)).collect();
                draft.put(To::Field("name"), label);
                draft.put(To::Keywords, &Pair { value: Node::list(words, details.value.at), ..details.clone() });
            }
            Kind::Languages => {
                draft.put(To::Field("name"), label);
                draft.put(To::Field("fluency"), details);
            }
            Kind::Awards | Kind::Certificates | Kind::Projects | Kind::Publications => {
                draft.put(To::Field("name"), label);
                draft.put(To::Body, details);
            }
            _ => {
                let markup = self.markup;
                let other = || Draft::new(Level::Entry(EntryKind::Other), markup);
                let name = Markup::Markdown.plain(label.value.as_text().unwrap_or_default());
                self.labelled.get_or_insert_with(other).labelled(&name, details);
                return;
            }
        }
        self.out.push(draft.finish(item.at));
    }

    fn entry(&mut self, item: &Node, pairs: &[Pair]) {
        let usual = self.kind.entry_kind();
        let kind = kind_of_entry(pairs).unwrap_or(match usual {
            EntryKind::Engagement | EntryKind::Education => EntryKind::Other,
            usual => usual,
        });
        let mut draft = Draft::new(Level::Entry(kind), self.markup);
        // A date in words is shown instead of the two beside it.
        draft.take(ENTRY, pairs);
        if kind == EntryKind::Education
            && let Some((at, grade)) = draft.grade()
        {
            self.guesses.push((at, format!("`{grade}` is read as the grade, which stood among the highlights")));
        }
        let mut pairs = draft.finish(item.at).as_map().unwrap_or_default().to_vec();
        if kind != usual {
            pairs.insert(0, Pair::new("kind", Node::text(kind.as_str(), item.at)));
        }
        self.out.push(Node::map(pairs, item.at));
    }

    fn end_list(&mut self) {
        let lines = std::mem::take(&mut self.list);
        if !lines.is_empty() {
            let at = self.section.value.at;
            let between = if self.mark == "reversed_number" { "\n\n" } else { "\n" };
            let text = Node::text(lines.join(between), at);
            self.out.push(Node::map(vec![Pair::new("text", text)], at));
        }
    }

    fn end_labelled(&mut self) {
        let at = self.section.value.at;
        if let Some(draft) = self.labelled.take() {
            let mut pairs = draft.finish(at).as_map().unwrap_or_default().to_vec();
            if self.kind.entry_kind() != EntryKind::Other {
                pairs.insert(0, Pair::new("kind", Node::text(EntryKind::Other.as_str(), at)));
            }
            self.out.push(Node::map(pairs, at));
        }
    }
}

/// True for words that say how well, and are no skill.
fn is_level(pair: &Pair) -> bool {
    const LEVELS: &[&str] = &[
        "beginner",
        "basic",
        "basics",
        "elementary",
        "novice",
        "familiar",
        "intermediate",
        "upperintermediate",
        "competent",
        "proficient",
        "advanced",
        "expert",
        "master",
        "fluent",
        "excellent",
        "verygood",
        "good",
    ];
    pair.value.as_text().is_some_and(|text| LEVELS.contains(&&*fold(text)))
}

/// An item of a list goes on under its first word.
fn indented(text: &str) -> String {
    text.replace('\n', "\n   ")
}

/// The kind that the keys of an entry tell; `None` for one that only has a name.
fn kind_of_entry(pairs: &[Pair]) -> Option<EntryKind> {
    let has = |key: &str| pairs.iter().any(|pair| &*pair.key == key);
    match () {
        () if has("company") || has("position") => Some(EntryKind::Engagement),
        () if has("institution") => Some(EntryKind::Education),
        () if has("title") && has("authors") => Some(EntryKind::Publication),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_a_title() {
        for (key, want) in [
            ("selected_honors", "Selected Honors"),
            ("courses_in_the_field", "Courses in the Field"),
            ("Welcome to RenderCV", "Welcome to RenderCV"),
        ] {
            assert_eq!(title(key), want);
        }
    }
}
