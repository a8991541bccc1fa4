//! The number that stands beside an item (ECMA-376 §17.9).

use super::xml::{Element, Token, Xml};
use std::collections::{BTreeMap, HashMap};
use vitae_core::{Limits, Result};

/// The levels that a list has.
const LEVELS: usize = 9;

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: HashMap<u32, List>,
    /// In the order of their numbers, so that what is the first is so each time.
    kinds: BTreeMap<u32, Kind>,
    /// For each kind of list, how far each level has counted: lists of one kind count together.
    counts: HashMap<u32, [Option<u32>; LEVELS]>,
    /// Lists and levels whose own start was taken.
    started: std::collections::HashSet<(u32, usize)>,
}

#[derive(Debug, Default)]
struct List {
    kind: u32,
    levels: [Option<Level>; LEVELS],
    starts: [Option<u32>; LEVELS],
}

#[derive(Debug, Default)]
struct Kind {
    levels: [Option<Level>; LEVELS],
    /// The style that this kind takes its levels from, or gives them to.
    takes: Option<String>,
    gives: Option<String>,
}

#[derive(Debug, Clone, Copy)]
struct Level {
    start: u32,
    shows: Shows,
}

/// What stands beside an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shows {
    Nothing,
    Bullet,
    Number,
}

impl Numbering {
    pub(super) fn read(text: &str, part: &str, limits: &Limits) -> Result<Self> {
        let mut xml = Xml::new(text, part, limits);
        let mut numbering = Self::default();
        loop {
            match xml.next()? {
                Token::Open(tag) if tag.element == Element::AbstractList => {
                    let id = tag.number("abstractNumId");
                    let kind = Kind::read(&mut xml)?;
                    numbering.kinds.extend(id.map(|id| (id, kind)));
                }
                Token::Open(tag) if tag.element == Element::List => {
                    let id = tag.number("numId");
                    let list = List::read(&mut xml)?;
                    numbering.lists.extend(id.map(|id| (id, list)));
                }
                Token::End => break,
                _ => {}
            }
        }
        numbering.follow_styles();
        Ok(numbering)
    }

    /// A kind of list may have its levels from a style (§17.9.21): from the first kind that gives it any.
    fn follow_styles(&mut self) {
        let givers: HashMap<_, _> =
            self.kinds.values().rev().filter_map(|kind| Some((kind.gives.clone()?, kind.levels))).collect();
        for kind in self.kinds.values_mut() {
            if let Some(levels) = kind.takes.as_ref().and_then(|style| givers.get(style)) {
                kind.levels = *levels;
            }
        }
    }

    /// What the next item of a list shows: `None` for nothing, `Some(None)` for a bullet, else a number.
    pub(super) fn next(&mut self, id: u32, level: u8) -> Option<Option<u32>> {
        let at = usize::from(level).min(LEVELS - 1);
        let list = self.lists.get(&id)?;
        let kind = self.kinds.get(&list.kind);
        let own = list.levels.get(at).copied().flatten();
        let said = own.or_else(|| kind.and_then(|kind| kind.levels.get(at).copied().flatten()))?;
        let own_start = list.starts.get(at).copied().flatten();
        let counts = self.counts.entry(list.kind).or_default();
        if let Some(deeper) = counts.get_mut(at + 1..) {
            deeper.fill(None);
        }
        let count = counts.get_mut(at)?;
        let number = match (own_start, *count) {
            (Some(start), _) if self.started.insert((id, at)) => start,
            (_, Some(count)) => count.saturating_add(1),
            (start, None) => start.unwrap_or(said.start),
        };
        *count = Some(number);
        match said.shows {
            Shows::Nothing => None,
            Shows::Bullet => Some(None),
            Shows::Number => Some(Some(number)),
        }
    }
}

impl Kind {
    fn read(xml: &mut Xml<'_>) -> Result<Self> {
        let outside = xml.depth();
        let mut kind = Self::default();
        while let Some(tag) = xml.child(outside)? {
            match tag.element {
                Element::Level => {
                    let at = tag.number("ilvl").unwrap_or(LEVELS);
                    let level = Level::read(xml)?;
                    if let Some(slot) = kind.levels.get_mut(at) {
                        *slot = Some(level);
                    }
                }
                Element::ListStyleLink => kind.takes = tag.val(),
                Element::ListStyle => kind.gives = tag.val(),
                _ => {}
            }
        }
        Ok(kind)
    }
}

impl List {
    fn read(xml: &mut Xml<'_>) -> Result<Self> {
        let outside = xml.depth();
        let mut list = Self::default();
        let mut at = LEVELS;
        while let Some(tag) = xml.child(outside)? {
            match tag.element {
                Element::AbstractListId => list.kind = tag.number("val").unwrap_or_default(),
                Element::Override => at = tag.number("ilvl").unwrap_or(LEVELS),
                Element::StartOverride => {
                    if let Some(slot) = list.starts.get_mut(at) {
                        *slot = tag.number("val");
                    }
                }
                Element::Level => {
                    let at = tag.number("ilvl").unwrap_or(at);
                    let level = Level::read(xml)?;
                    if let Some(slot) = list.levels.get_mut(at) {
                        *slot = Some(level);
                    }
                }
                _ => {}
            }
        }
        Ok(list)
    }
}

impl Level {
    fn read(xml: &mut Xml<'_>) -> Result<Self> {
        let outside = xml.depth();
        let (mut start, mut format, mut text) = (1, String::from("decimal"), None);
        while let Some(tag) = xml.child(outside)? {
            match tag.element {
                Element::Start => start = tag.number("val").unwrap_or(1),
                Element::NumberFormat => format = tag.val().unwrap_or_default(),
                Element::LevelText => text = tag.val(),
                _ => {}
            }
        }
        let shows = match (format.as_str(), text.as_deref()) {
            ("none", _) | (_, Some("")) => Shows::Nothing,
            ("bullet", _) => Shows::Bullet,
            // A number that its text does not show is a bullet.
            (_, Some(text)) if !text.contains('%') => Shows::Bullet,
            _ => Shows::Number,
        };
        Ok(Self { start, shows })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

    #[test]
    fn of_several_kinds_that_give_a_style_it_is_the_first_each_time() {
        let kind = |id, link: &str, format| {
            format!(
                r#"<w:abstractNum w:abstractNumId="{id}"><w:{link} w:val="s"/><w:lvl w:ilvl="0"><w:numFmt w:val="{format}"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>"#
            )
        };
        let others: String = (1..30).map(|id| kind(id, "styleLink", "bullet")).collect();
        let kinds = [others, kind(0, "styleLink", "decimal"), kind(30, "numStyleLink", "bullet")].concat();
        let list = r#"<w:num w:numId="1"><w:abstractNumId w:val="30"/></w:num>"#;
        let text = format!("<w:numbering {W}>{kinds}{list}</w:numbering>");
        for _ in 0..16 {
            let mut numbering = Numbering::read(&text, "word/numbering.xml", &Limits::default()).unwrap();
            assert_eq!(numbering.next(1, 0), Some(Some(1)));
        }
    }

    #[test]
    fn lists_of_one_kind_count_together_until_one_has_its_own_start() {
        let level = |at, format, text| {
            format!(
                r#"<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/></w:lvl>"#
            )
        };
        let kind = [level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)"), level(2, "bullet", "•")].concat();
        let list = |id, more: &str| format!(r#"<w:num w:numId="{id}"><w:abstractNumId w:val="0"/>{more}</w:num>"#);
        let start = r#"<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>"#;
        let lists = [list(1, ""), list(2, ""), list(3, start)].concat();
        let text = format!(
            "<w:numbering {W}><w:abstractNum w:abstractNumId=\"0\">{kind}</w:abstractNum>{lists}</w:numbering>"
        );
        let mut numbering = Numbering::read(&text, "word/numbering.xml", &Limits::default()).unwrap();
        let shown = [(1, 0), (2, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (3, 0), (3, 0)];
        let shown = shown.map(|(id, level)| numbering.next(id, level));
        let number = |n| Some(Some(n));
        let want = [1, 2, 1, 2, 0, 3, 1, 7, 8].map(|n| if n == 0 { Some(None) } else { number(n) });
        assert_eq!(shown, want);
        assert_eq!(numbering.next(9, 0), None);
    }
}
