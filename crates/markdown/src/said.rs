//! What a comment says about the block before it: `<!-- section: custom -->`, `<!-- vitae: part=body lang=de {"id":"a"} -->`.

use vitae_core::{Lang, SectionKind};
use vitae_outline::Part;

/// What is said of a block in words that nobody sees. Empty for an ordinary one.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Said {
    /// It looks like a bullet, and is a paragraph that continues one which is not there.
    pub continues: bool,
    /// How many bullets without text stand before it that are not there: they only show how deep it is.
    pub bare: u8,
    /// Its number, if CommonMark cannot count that far.
    pub number: Option<u32>,
    /// What it is.
    pub part: Option<Part>,
    /// The section that begins here.
    pub section: Option<SectionKind>,
    /// The language from here to the end of the entry or section; `Some(None)` is the document's.
    pub lang: Option<Option<Lang>>,
    /// What cannot be seen of the thing that begins here.
    pub facts: Option<Box<str>>,
}

const PARTS: &[(Part, &str)] = &[
    (Part::Name, "name"),
    (Part::Headline, "headline"),
    (Part::Contacts, "contacts"),
    (Part::Section, "section"),
    (Part::Subheading, "subheading"),
    (Part::Entry, "entry"),
    (Part::Organization, "organization"),
    (Part::Position, "position"),
    (Part::Meta, "meta"),
    (Part::Labelled, "labelled"),
    (Part::Line, "line"),
    (Part::Body, "body"),
    (Part::Text, "text"),
];

impl Said {
    /// Reads a comment; `None` if it is not ours.
    pub(crate) fn read(comment: &str) -> Option<Self> {
        let inside = comment.strip_prefix("<!--")?.strip_suffix("-->")?.trim();
        if let Some(section) = inside.strip_prefix("section:") {
            return Some(Self { section: Some(SectionKind::parse(section.trim())?), ..Self::default() });
        }
        let mut rest = inside.strip_prefix("vitae:")?.trim();
        let mut said = Self::default();
        while !rest.is_empty() && !rest.starts_with('{') {
            let (word, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
            said.take(word)?;
            rest = after.trim_start();
        }
        said.facts = Some(rest).filter(|rest| !rest.is_empty()).map(Into::into);
        said.facts.as_deref().is_none_or(are_facts).then_some(said)
    }

    fn take(&mut self, word: &str) -> Option<()> {
        match word.split_once('=')? {
            ("kind", "paragraph") => self.continues = true,
            ("bare", digits) => self.bare = digits.parse().ok()?,
            ("number", digits) => self.number = Some(digits.parse().ok()?),
            ("part", name) => self.part = Some(PARTS.iter().find(|(_, part)| *part == name)?.0),
            ("section", name) => self.section = Some(SectionKind::parse(name)?),
            ("lang", "none") => self.lang = Some(None),
            ("lang", tag) => self.lang = Some(Some(Lang::new(tag)?)),
            _ => return None,
        }
        Some(())
    }

    /// Adds what another comment says.
    pub(crate) fn add(&mut self, other: Self) {
        self.continues |= other.continues;
        self.bare = self.bare.max(other.bare);
        self.number = other.number.or(self.number);
        self.part = other.part.or(self.part);
        self.section = other.section.or(self.section);
        self.lang = other.lang.or(self.lang.take());
        self.facts = other.facts.or(self.facts.take());
    }

    /// The comment; `None` if there is nothing to say.
    #[cfg(feature = "write")]
    pub(crate) fn comment(&self) -> Option<String> {
        let mut words: Vec<String> = Vec::new();
        if self.continues {
            words.push("kind=paragraph".to_owned());
        }
        words.extend((self.bare > 0).then(|| format!("bare={}", self.bare)));
        words.extend(self.number.map(|number| format!("number={number}")));
        if let Some((_, name)) = PARTS.iter().find(|(part, _)| Some(*part) == self.part) {
            words.push(format!("part={name}"));
        }
        if let Some(kind) = self.section {
            if words.is_empty() && self.lang.is_none() && self.facts.is_none() {
                return Some(format!("<!-- section: {} -->", kind.as_str()));
            }
            words.push(format!("section={}", kind.as_str()));
        }
        if let Some(lang) = &self.lang {
            words.push(format!("lang={}", lang.as_ref().map_or("none", Lang::as_str)));
        }
        words.extend(self.facts.as_deref().map(str::to_owned));
        (!words.is_empty()).then(|| format!("<!-- vitae: {} -->", words.join(" ")))
    }
}

/// True for facts in the alphabet that every document can carry.
fn are_facts(text: &str) -> bool {
    let sound = |c: char| matches!(c, ' '..='~') && !"<>&'`".contains(c);
    text.starts_with('{') && text.ends_with('}') && text.chars().all(sound) && !text.contains("--")
}

#[cfg(all(test, feature = "write"))]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_comes_back() {
        for comment in [
            "<!-- section: custom -->",
            "<!-- vitae: part=body -->",
            "<!-- vitae: kind=paragraph bare=2 number=1000000000 part=text section=work lang=de-AT {\"id\":\"a b\"} -->",
            "<!-- vitae: lang=none -->",
            "<!-- vitae: {} -->",
        ] {
            assert_eq!(Said::read(comment).and_then(|said| said.comment()).as_deref(), Some(comment));
        }
    }

    #[test]
    fn other_comments_are_not_ours() {
        for comment in ["<!-- x -->", "<!-- section: x -->", "<!-- vitae: x -->", "<!-- vitae: {'a'} -->", "<!---->"] {
            assert_eq!(Said::read(comment), None, "{comment}");
        }
    }
}
