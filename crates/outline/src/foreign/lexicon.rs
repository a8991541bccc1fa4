//! Words that strangers use: titles of sections, labels, and what tells a title from an organisation. Facts, in `lexicon/*.tsv`.
//!
//! Everything is compared folded: without case, accents, marks that nobody sees, and with one kind of dash, quote and space. The
//! tables are read when the first stranger's document is.

pub(super) use super::fold::{fold, fold_title};
use std::collections::HashMap;
use std::sync::OnceLock;
use vitae_core::{Field, SectionKind};

/// What a section is about. More than the model has kinds of section: a reader treats each in a way of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Topic {
    /// What the document is called, and no section.
    DocumentTitle,
    /// Ways to reach the person.
    Contact,
    /// What is said about the person, label by label.
    Personal,
    /// Accounts.
    Profiles,
    /// A section of the model.
    Section(SectionKind),
    /// A heading inside an entry, such as "Responsibilities".
    Inside,
}

impl Topic {
    fn of(name: &str) -> Option<Self> {
        use SectionKind as S;
        Some(match name {
            "doc_title" => Self::DocumentTitle,
            "contact" => Self::Contact,
            "personal" => Self::Personal,
            "profiles" => Self::Profiles,
            "summary" => Self::Section(S::Summary),
            "objective" => Self::Section(S::Objective),
            "work" | "internships" => Self::Section(S::Work),
            "education" => Self::Section(S::Education),
            "projects" => Self::Section(S::Projects),
            "skills" | "strengths" => Self::Section(S::Skills),
            "languages" => Self::Section(S::Languages),
            "certificates" => Self::Section(S::Certificates),
            "awards" => Self::Section(S::Awards),
            "publications" => Self::Section(S::Publications),
            "presentations" => Self::Section(S::Talks),
            "patents" => Self::Section(S::Patents),
            "volunteer" => Self::Section(S::Volunteer),
            "memberships" | "service" => Self::Section(S::Affiliations),
            "interests" => Self::Section(S::Interests),
            "references" => Self::Section(S::References),
            "courses" | "research" | "teaching" | "activities" | "military" | "declaration" | "availability"
            | "additional" => Self::Section(S::Custom),
            _ if name.starts_with("entry.") => Self::Inside,
            _ => return None,
        })
    }
}

/// How sure a title of a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Certainty {
    /// One of its words ends many titles: "… skills".
    Ending,
    /// Some of its parts are titles.
    Part,
    /// One letter differs from a title.
    Misspelt,
    /// Without brackets, or part by part, it is one.
    Composed,
    /// It is one.
    Exact,
}

/// What a title was found to be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Title {
    pub topic: Topic,
    pub certainty: Certainty,
    /// The languages in which it is one, as bits by [`LANGUAGES`].
    pub languages: u32,
}

/// The languages of the tables.
pub(super) const LANGUAGES: &[&str] = &[
    "en", "de", "fr", "es", "pt", "it", "nl", "pl", "ru", "uk", "tr", "zh-Hans", "zh-Hant", "ja", "ko", "ar", "hi",
    "sv", "da", "no", "fi", "cs", "hu", "ro", "el", "he", "id", "vi", "th",
];

/// What a label stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Label {
    Organization,
    Client,
    Title,
    Dates,
    From,
    To,
    Place,
    Team,
    Employment,
    Project,
    Degree,
    Area,
    Institution,
    Board,
    Graduation,
    Score,
    Courses,
    Thesis,
    Keywords,
    Issuer,
    Url,
}

impl Label {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "organization" => Self::Organization,
            "client" => Self::Client,
            "title" => Self::Title,
            "dates" => Self::Dates,
            "from" => Self::From,
            "to" => Self::To,
            "place" => Self::Place,
            "team" => Self::Team,
            "employment" => Self::Employment,
            "project" => Self::Project,
            "degree" => Self::Degree,
            "area" => Self::Area,
            "institution" => Self::Institution,
            "board" => Self::Board,
            "graduation" => Self::Graduation,
            "score" => Self::Score,
            "courses" => Self::Courses,
            "thesis" => Self::Thesis,
            "keywords" => Self::Keywords,
            "issuer" => Self::Issuer,
            "url" => Self::Url,
            _ => return None,
        })
    }

    /// The labelled field that it fills, where it fills one.
    pub(super) const fn field(self) -> Option<Field> {
        match self {
            Self::Score => Some(Field::Score),
            Self::Courses => Some(Field::Courses),
            Self::Keywords => Some(Field::Keywords),
            Self::Employment => Some(Field::Employment),
            _ => None,
        }
    }
}

/// What stands before a way to reach somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Reach {
    Name,
    Email,
    Phone,
    Fax,
    Place,
    Url,
    Headline,
    /// Something else that is said about a person.
    Detail,
}

/// What a word says about the piece of an entry that it stands in, as bits.
pub(super) type Class = u16;
pub(super) const TITLE: Class = 1;
pub(super) const ORGANIZATION: Class = 2;
pub(super) const SCHOOL: Class = 4;
pub(super) const DEGREE: Class = 8;
pub(super) const EMPLOYMENT: Class = 16;
pub(super) const PLACE: Class = 32;
pub(super) const STATE: Class = 64;
pub(super) const FLUENCY: Class = 128;

/// All tables.
pub(super) struct Lexicon {
    titles: HashMap<String, Vec<(Topic, u32)>>,
    /// Long titles of one word or more, by their first letter, for slips of the pen.
    by_letter: HashMap<char, Vec<Box<[char]>>>,
    labels: HashMap<String, Vec<Label>>,
    reaches: HashMap<String, Reach>,
    classes: HashMap<String, Class>,
    prefixes: HashMap<char, Vec<(String, Class)>>,
    suffixes: HashMap<char, Vec<(String, Class)>>,
    /// How many words the longest phrase of a class has that begins with a word.
    longest: HashMap<String, usize>,
}

impl Lexicon {
    pub(super) fn get() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(Self::read)
    }

    fn read() -> Self {
        let mut lexicon = Self {
            titles: HashMap::new(),
            by_letter: HashMap::new(),
            labels: HashMap::new(),
            reaches: HashMap::new(),
            classes: HashMap::new(),
            prefixes: HashMap::new(),
            suffixes: HashMap::new(),
            longest: HashMap::new(),
        };
        for row in rows(include_str!("../../lexicon/headings.tsv")) {
            let [lang, topic, title] = row[..] else { continue };
            if let (Some(topic), Some(lang)) = (Topic::of(topic), LANGUAGES.iter().position(|known| *known == lang)) {
                lexicon.add_title(&fold_title(title), topic, 1 << lang);
            }
        }
        for row in rows(include_str!("../../lexicon/labels.tsv")) {
            let [name, words] = row[..] else { continue };
            for (label, word) in words.split(';').filter_map(|word| Some((Label::of(name)?, fold_title(word)))) {
                let known = lexicon.labels.entry(word).or_default();
                if !known.contains(&label) {
                    known.push(label);
                }
            }
        }
        for row in rows(include_str!("../../lexicon/contacts.tsv")) {
            let [name, words] = row[..] else { continue };
            let reach = match name {
                "name" => Reach::Name,
                "email" => Reach::Email,
                "phone" => Reach::Phone,
                "fax" => Reach::Fax,
                "place" => Reach::Place,
                "url" => Reach::Url,
                "headline" => Reach::Headline,
                _ => Reach::Detail,
            };
            for word in words.split(';') {
                lexicon.reaches.entry(fold_title(word)).or_insert(reach);
            }
        }
        for row in rows(include_str!("../../lexicon/vocabulary.tsv")) {
            let [name, words] = row[..] else { continue };
            let class = match name {
                "title" => TITLE,
                "organization" => ORGANIZATION,
                "school" => SCHOOL,
                "degree" => DEGREE,
                "employment" => EMPLOYMENT,
                "place" => PLACE,
                "state" => STATE,
                _ => FLUENCY,
            };
            words.split(';').for_each(|word| lexicon.add_word(word.trim(), class));
        }
        lexicon
    }

    fn add_title(&mut self, title: &str, topic: Topic, lang: u32) {
        let is_new = !self.titles.contains_key(title);
        let known = self.titles.entry(title.to_owned()).or_default();
        match known.iter_mut().find(|(other, _)| *other == topic) {
            Some((_, languages)) => *languages |= lang,
            None => known.push((topic, lang)),
        }
        let letters: Box<[char]> = title.chars().collect();
        if let (Some(first), true) = (letters.first(), is_new && letters.len() >= 6) {
            self.by_letter.entry(*first).or_default().push(letters);
        }
    }

    fn add_word(&mut self, word: &str, class: Class) {
        let (before, after) = (word.starts_with('*'), word.ends_with('*'));
        let bare = fold(word.trim_matches('*'));
        if bare.is_empty() {
            return;
        }
        if let Some((first, rest)) = bare.split_once(' ') {
            let longest = self.longest.entry(first.to_owned()).or_default();
            *longest = (*longest).max(1 + rest.split(' ').count());
        }
        if before && let Some(last) = bare.chars().next_back() {
            self.suffixes.entry(last).or_default().push((bare.clone(), class));
        }
        if after && let Some(first) = bare.chars().next() {
            self.prefixes.entry(first).or_default().push((bare.clone(), class));
        }
        if !before || after {
            *self.classes.entry(bare).or_default() |= class;
        }
    }

    /// What a line would be as the title of a section.
    pub(super) fn title(&self, text: &str, languages: u32) -> Option<Title> {
        let folded = fold_title(text);
        let count = folded.split(' ').count();
        if folded.is_empty() || count > 9 {
            return None;
        }
        let exact = |folded: &str, certainty| {
            let known = self.titles.get(folded)?;
            let (topic, of) = known.iter().find(|(_, of)| of & languages != 0).or_else(|| known.first())?;
            Some(Title { topic: *topic, certainty, languages: *of })
        };
        let spaced = || {
            let letters = || folded.split(' ').all(|word| word.chars().count() == 1);
            (count >= 4 && letters()).then(|| folded.replace(' ', "")).and_then(|word| exact(&word, Certainty::Exact))
        };
        exact(&folded, Certainty::Exact)
            .or_else(spaced)
            .or_else(|| self.composed(&folded, &exact))
            .or_else(|| self.misspelt(&folded, &exact))
            .or_else(|| self.ending(&folded, &exact))
    }

    fn composed(&self, folded: &str, exact: &dyn Fn(&str, Certainty) -> Option<Title>) -> Option<Title> {
        let bare = match folded.split_once('(') {
            Some((before, after)) if after.ends_with(')') && !before.trim().is_empty() => before.trim(),
            _ => folded,
        };
        if bare != folded
            && let Some(title) = exact(bare, Certainty::Composed)
        {
            return Some(title);
        }
        const AND: &[&str] = &[
            " & ", " and ", " und ", " et ", " y ", " e ", " en ", " i ", " и ", " та ", " ve ", " / ", "/", ", ",
            " | ", " - ", " 및 ", "·", "、", "・", "与", "和", "及", "と",
        ];
        let separator = AND.iter().find(|separator| bare.contains(**separator))?;
        let parts: Vec<Option<Title>> =
            bare.split(*separator).map(|part| exact(part.trim(), Certainty::Composed)).collect();
        let is_model = |title: &&Title| title.topic != Topic::Section(SectionKind::Custom);
        let first = parts.iter().flatten().find(is_model).or(parts.iter().flatten().next()).copied()?;
        let all = parts.iter().all(Option::is_some);
        Some(Title { certainty: if all { Certainty::Composed } else { Certainty::Part }, ..first })
    }

    fn misspelt(&self, folded: &str, exact: &dyn Fn(&str, Certainty) -> Option<Title>) -> Option<Title> {
        let letters: Vec<char> = folded.chars().collect();
        if letters.len() < 6 {
            return None;
        }
        let near = self.by_letter.get(letters.first()?)?.iter().find(|title| one_slip(&letters, title))?;
        exact(&near.iter().collect::<String>(), Certainty::Misspelt)
    }

    /// "Core Android Skills", "Berufliche Erfahrung": the last word, or the first, tells.
    fn ending(&self, folded: &str, exact: &dyn Fn(&str, Certainty) -> Option<Title>) -> Option<Title> {
        const TELLING: &[&str] = &[
            "skills",
            "experience",
            "experiences",
            "history",
            "education",
            "projects",
            "certifications",
            "certificates",
            "awards",
            "qualifications",
            "publications",
            "languages",
            "interests",
            "references",
            "employment",
            "summary",
            "profile",
            "objective",
            "achievements",
            "internships",
            "training",
            "kenntnisse",
            "erfahrung",
            "erfahrungen",
            "kompetenzen",
            "ausbildung",
            "competences",
            "experiencia",
        ];
        let (_, last) = folded.rsplit_once(' ')?;
        if folded.split(' ').count() > 4 || !TELLING.contains(&last) {
            return None;
        }
        exact(last, Certainty::Ending)
    }

    /// What a label may stand for.
    pub(super) fn labels(&self, text: &str) -> &[Label] {
        self.labels.get(&fold_title(text)).map(Vec::as_slice).unwrap_or_default()
    }

    /// What stands behind this label is a way to reach somebody.
    pub(super) fn reach(&self, text: &str) -> Option<Reach> {
        self.reaches.get(&fold_title(text)).copied()
    }

    /// What the words of a text are, and how many words they are.
    pub(super) fn classes(&self, text: &str) -> Classes {
        let folded = fold(text);
        let words: Vec<&str> =
            folded.split([' ', ',', '(', ')', '/', ';', '"', '|']).filter(|word| !word.is_empty()).collect();
        let mut found = Classes { count: words.len(), ..Classes::default() };
        for (begin, first) in words.iter().enumerate() {
            let longest = self.longest.get(*first).copied().unwrap_or(1);
            for length in (1..=longest.min(words.len() - begin)).rev() {
                let Some(phrase) = words.get(begin..begin + length).map(|words| words.join(" ")) else { continue };
                let class = self.class_of(&phrase, length == 1);
                if class == 0 {
                    continue;
                }
                found.any |= class;
                if begin == 0 {
                    found.first |= class;
                }
                if begin + length == words.len() {
                    found.last |= class;
                }
                if length == words.len() {
                    found.whole |= class;
                }
            }
        }
        found
    }

    fn class_of(&self, phrase: &str, alone: bool) -> Class {
        let mut class = self.classes.get(phrase).copied().unwrap_or(0);
        if !alone {
            return class;
        }
        let trimmed = phrase.trim_end_matches(['.', ':']);
        if class == 0 && trimmed != phrase {
            class = self.classes.get(trimmed).copied().unwrap_or(0);
        }
        let ends = |table: &HashMap<char, Vec<(String, Class)>>, key: Option<char>, is: &dyn Fn(&str) -> bool| {
            let known = key.and_then(|key| table.get(&key)).map(Vec::as_slice).unwrap_or_default();
            known.iter().filter(|(word, _)| is(word)).fold(0, |all, (_, class)| all | class)
        };
        class |= ends(&self.prefixes, trimmed.chars().next(), &|word| trimmed.starts_with(word));
        class | ends(&self.suffixes, trimmed.chars().next_back(), &|word| trimmed.ends_with(word))
    }
}

/// What the words of a text are.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Classes {
    pub any: Class,
    pub first: Class,
    pub last: Class,
    pub whole: Class,
    pub count: usize,
}

impl Classes {
    pub(super) const fn has(&self, class: Class) -> bool {
        self.any & class != 0
    }
}

fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

/// True for words that differ by one letter: another, one more, one less, or two that changed places.
fn one_slip(a: &[char], b: &[char]) -> bool {
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(same..).unwrap_or_default(), b.get(same..).unwrap_or_default());
    let equal = |i: usize, j: usize| a.get(i..).zip(b.get(j..)).is_some_and(|(a, b)| a == b);
    let swapped = || matches!((a, b), ([w, x, ..], [y, z, ..]) if w == z && x == y) && equal(2, 2);
    (a.len() == b.len() && (equal(1, 1) || swapped()))
        || (a.len() == b.len() + 1 && equal(1, 0))
        || (a.len() + 1 == b.len() && equal(0, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topic(text: &str) -> Option<(Topic, Certainty)> {
        Lexicon::get().title(text, u32::MAX).map(|title| (title.topic, title.certainty))
    }

    #[test]
    fn titles_are_known_in_many_spellings() {
        let work = Topic::Section(SectionKind::Work);
        assert_eq!(topic("WORK  EXPERIENCE:"), Some((work, Certainty::Exact)));
        assert_eq!(topic("WORK EXPREIENCE"), Some((work, Certainty::Misspelt)));
        assert_eq!(topic("Formación académica"), Some((Topic::Section(SectionKind::Education), Certainty::Exact)));
        assert_eq!(topic("S K I L L S"), Some((Topic::Section(SectionKind::Skills), Certainty::Exact)));
        assert_eq!(topic("职业技能"), Some((Topic::Section(SectionKind::Skills), Certainty::Exact)));
        assert_eq!(topic("Where I Have Been Useful"), None);
    }

    #[test]
    fn every_title_of_the_table_is_found_again() {
        for row in rows(include_str!("../../lexicon/headings.tsv")) {
            let [_, _, title] = row[..] else { continue };
            assert!(topic(title).is_some_and(|(_, certainty)| certainty == Certainty::Exact), "{title}");
        }
    }

    #[test]
    fn words_tell_what_a_piece_is() {
        let classes = |text| Lexicon::get().classes(text);
        assert!(classes("Senior Data Engineer").has(TITLE));
        assert!(classes("Havelwerk GmbH").has(ORGANIZATION));
        assert!(classes("浙江大学").has(SCHOOL));
        assert!(classes("Bachelor of Science").has(DEGREE));
    }
}
