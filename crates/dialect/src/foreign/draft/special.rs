//! What the functions of dialects ask of a draft, and put into it, beside what a row can say.

use super::{Draft, Level};
use crate::foreign::rows::{fold, is_blank, value};
use crate::foreign::when::{date, words_of};
use crate::node::{Node, Pair, Place};
use vitae_core::{CefrLevel, EntryKind};

impl Draft {
    /// True for a job or a membership.
    pub(in crate::foreign) fn is_job(&self) -> bool {
        self.level == Level::Entry(EntryKind::Engagement)
    }

    /// True for a skill.
    pub(in crate::foreign) fn is_skill(&self) -> bool {
        self.level == Level::Entry(EntryKind::Skill)
    }

    /// True for what fits on a line.
    pub(in crate::foreign) fn is_line(&self) -> bool {
        matches!(self.level, Level::Entry(kind) if crate::keys::fits_a_line(kind))
    }

    /// A labelled line with a label of the person's own.
    pub fn labelled(&mut self, label: &str, pair: &Pair) {
        self.detail(label, pair);
    }

    /// A day on a labelled line, whatever it is wrapped in.
    pub fn day(&mut self, label: &str, pair: &Pair) {
        match date(&pair.value) {
            Some(text) => self.detail(label, &Pair { value: Node::text(text, pair.value.at), ..pair.clone() }),
            None => self.detail(label, pair),
        }
    }

    /// The day on which a degree was given: the end of the time before it, unless that says another.
    pub fn given(&mut self, pair: &Pair) {
        self.when.given(&pair.value);
    }

    /// When the file was last changed.
    pub fn modified(&mut self, pair: &Pair) {
        match date(&pair.value) {
            Some(text) if self.modified.is_none() => self.modified = Some(Node::text(text, pair.value.at)),
            _ => self.top.push(pair.clone()),
        }
    }

    /// True for a kind of entry that has this field itself.
    pub(in crate::foreign) fn can_hold(&self, key: &str) -> bool {
        self.spec(key).is_some()
    }

    /// True once this native key holds something.
    #[must_use]
    pub fn holds(&self, key: &str) -> bool {
        self.has(key)
    }

    /// A highlight with labels for variants.
    pub fn highlight(&mut self, text: &str, tags: Vec<String>, item: &Node) {
        let Some(text) = self.line(text) else { return };
        let text = Node::text(text, item.at);
        self.bullets.push(if tags.is_empty() {
            text
        } else {
            let tags = tags.into_iter().map(|tag| Node::text(tag, item.at)).collect();
            Node::map(vec![Pair::new("text", text), Pair::new("tags", Node::list(tags, item.at))], item.at)
        });
    }

    /// The level of one skill in a language.
    pub fn level(&mut self, skill: &'static str, pair: &Pair) {
        match words_of(&pair.value) {
            Some(level) => self.level_of(skill, &level, &pair.value, pair),
            None => self.keep(pair),
        }
    }

    /// A picture: its address or its bytes, and how it shall look.
    pub fn picture(&mut self, pair: &Pair) {
        let Some(pairs) = pair.value.as_map() else { return self.field("photo", pair) };
        let bytes = value(pairs, "data").filter(|data| {
            data.value.as_text().is_some_and(|text| crate::base64::decode(text).is_some_and(|bytes| !bytes.is_empty()))
        });
        let kind = value(pairs, "mimetype mediatype");
        let (url, mut rest): (Vec<_>, Vec<_>) = pairs.iter().cloned().partition(|pair| fold(&pair.key) == "url");
        for pair in url.iter().filter(|pair| !is_blank(&pair.value)) {
            self.field("photo", pair);
        }
        if let Some(bytes) = bytes {
            let mut photo = vec![Pair { key: "data".into(), ..bytes.clone() }];
            photo.extend(kind.map(|kind| Pair { key: "mediaType".into(), ..kind.clone() }));
            rest.retain(|pair| pair.key != bytes.key && kind.is_none_or(|kind| pair.key != kind.key));
            self.put_once("photo", Node::map(photo, pair.value.at), pair);
        }
        if !rest.is_empty() {
            self.keep(&Pair { value: Node::map(rest, pair.value.at), ..pair.clone() });
        }
    }

    /// The level of one skill in a language.
    pub fn level_of(&mut self, skill: &'static str, level: &str, item: &Node, pair: &Pair) {
        if CefrLevel::parse(level).is_some() && !self.cefr.iter().any(|known| &*known.key == skill) {
            self.cefr.push(Pair::new(skill, Node::text(level.trim(), item.at)));
        } else {
            self.keep(&Pair { value: item.clone(), ..pair.clone() });
        }
    }

    /// Takes the grade out of highlights such as `GPA: 3.8`.
    pub(in crate::foreign) fn grade(&mut self) -> Option<(Place, String)> {
        let grade = |node: &Node| {
            let (label, grade) = node.as_text()?.split_once(": ")?;
            let known = matches!(&*fold(label), "gpa" | "cgpa" | "score" | "grade");
            (known && !grade.contains(['[', '*', '`'])).then(|| Node::text(grade.trim(), node.at))
        };
        let found = self.bullets.iter().enumerate().find_map(|(index, node)| Some((index, grade(node)?)));
        let (index, score) = found.filter(|_| !self.has("score"))?;
        self.bullets.remove(index);
        let said = (score.at, score.as_text().unwrap_or_default().to_owned());
        self.pairs.push(Pair::new("score", score));
        Some(said)
    }
}
