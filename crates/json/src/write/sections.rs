//! Sections: entries in the lists of the standard, and what the lists cannot say in `meta.vitae.sections`.

use super::items::Writer;
use crate::table::List;
use vitae_core::{Ext, Item, Number, Resume, Section, SectionKind, Value, Words};
use vitae_dialect::{item_to_value, section_to_value};

/// What the sections of a résumé are written as.
#[derive(Default)]
pub(super) struct Sections {
    /// `basics.summary`.
    pub(super) summary: Option<Value>,
    /// The lists, in the order of their sections.
    pub(super) lists: Vec<(&'static List, Vec<Value>)>,
    /// `meta.vitae.sections`: nothing where the lists by themselves are read as these sections.
    pub(super) order: Vec<Value>,
}

/// A section in the native shape, with what it takes from a list.
struct Written {
    map: Ext,
    list: Option<&'static List>,
    /// Numbers of entries in the list, and what stands between them.
    entries: Vec<Value>,
}

impl Sections {
    pub(super) fn of(resume: &Resume) -> Self {
        let lang = resume.meta.language.as_ref();
        let mut all = Self::default();
        let mut engagements = 0;
        let summary = summary_of(resume);
        let written: Vec<Written> = resume
            .sections
            .iter()
            .enumerate()
            .map(|(i, section)| all.section(section, summary == Some(i), lang, &mut engagements))
            .collect();
        let uses = |list: &List| written.iter().filter(|w| w.list.is_some_and(|other| other.key == list.key)).count();
        let alone: Vec<bool> = written.iter().map(|w| w.list.is_some_and(|list| uses(list) == 1)).collect();
        let has_summary = all.summary.is_some();
        let mut usual = true;
        for (index, (written, alone)) in written.into_iter().zip(alone).enumerate() {
            let mut map = written.map;
            let whole = matches!(written.entries.as_slice(), [Value::Number(_)]);
            if written.list.is_some() && !(whole && alone) {
                map.insert("entries", Value::Array(written.entries));
            }
            let is_summary = has_summary && index == 0 && map.get("ref") == Some(&Value::from("summary"));
            usual &= map.len() == 1 && (is_summary || (written.list.is_some() && whole && alone));
            all.order.push(Value::Object(map));
        }
        if usual {
            all.order.clear();
        }
        all
    }

    fn section(
        &mut self,
        section: &Section,
        is_summary: bool,
        lang: Option<&vitae_core::Lang>,
        engagements: &mut usize,
    ) -> Written {
        let native = section_to_value(section, Words::of(lang));
        let mut map = if let Value::Object(map) = native { map } else { Ext::default() };
        keep_apart(&mut map);
        let inner = section.common.lang.as_ref().or(lang);
        let written = |map| Written { map, list: None, entries: Vec::new() };
        if section.common.hidden {
            return written(map);
        }
        if is_summary {
            self.summary = map.remove("text");
            if self.summary.is_some() {
                map.remove("kind");
                return written(with_ref(map, "summary"));
            }
        }
        let Some(list) = List::of(section.kind) else { return written(map) };
        let mut writer = Writer { list, lang: inner, engagements: *engagements };
        let (mut items, mut entries) = (Vec::new(), Vec::new());
        let mut count = 0usize;
        let after_text = section.content.iter().skip_while(|item| matches!(item, Item::Text(_)));
        for item in after_text {
            if let Item::Entry(entry) = item
                && let Some(found) = writer.items(entry)
            {
                items.extend(found);
                count += 1;
                continue;
            }
            entries.extend(number(&mut count));
            entries.push(item_to_value(item, section.kind, Words::of(inner)));
        }
        entries.extend(number(&mut count));
        *engagements = writer.engagements;
        if items.is_empty() {
            return written(map);
        }
        match self.lists.iter_mut().find(|(other, _)| other.key == list.key) {
            Some((_, all)) => all.extend(items),
            None => self.lists.push((list, items)),
        }
        map.remove("entries");
        map.remove("kind");
        Written { map: with_ref(map, list.key), list: Some(list), entries }
    }
}

/// Which section is `basics.summary`: the first with a title, since text without one may be a remark that stands above all sections.
fn summary_of(resume: &Resume) -> Option<usize> {
    let says = |section: &Section| {
        section.kind == SectionKind::Summary
            && !section.common.hidden
            && matches!(section.content.first(), Some(Item::Text(_)))
    };
    let titled = |section: &Section| says(section) && section.title.is_some();
    resume.sections.iter().position(titled).or_else(|| resume.sections.iter().position(says))
}

/// So many entries of a list.
fn number(count: &mut usize) -> Option<Value> {
    let number = Number::new(&std::mem::take(count).to_string())?;
    (number.as_str() != "0").then_some(Value::Number(number))
}

fn with_ref(map: Ext, name: &str) -> Ext {
    let by_ref = ("ref".to_owned(), Value::from(name));
    std::iter::once(by_ref).chain(map.iter().map(|(key, value)| (key.to_owned(), value.clone()))).collect()
}

/// An unknown field that is called `ref` goes where names are taken literally.
pub(super) fn keep_apart(map: &mut Ext) {
    let Some(value) = map.remove("ref") else { return };
    let mut inside = match map.remove("ext") {
        Some(Value::Object(inside)) => inside,
        _ => Ext::default(),
    };
    inside.insert("ref", value);
    map.insert("ext", Value::Object(inside));
}
