//! What travels alone comes back as it was: the value of a field, an item, a section, a résumé.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails loudly")]

use std::fmt::Debug;
use vitae_core::{
    Cefr, CefrLevel, CellRef, Common, Entry, EntryKind, Item, Lang, LanguageSkill, Meta, Person, Position, Record,
    Resume, SectionKind, Text, Value, What, Words,
};
use vitae_dialect::{
    cell_from_value, cell_to_value, from_value, item_from_value, item_to_value, section_from_value, section_to_value,
    to_value,
};
use vitae_testkit::{arbitrary, check, full};

/// Asks a law of all arbitrary résumés, in normal form, and of the one in which every field is set.
fn for_all(law: impl Fn(&Resume) -> Verdict) {
    law(&full().normalize()).unwrap();
    check(&arbitrary::resume(), |resume| law(&resume.clone().normalize()));
}

type Verdict = Result<(), String>;

fn same<T: PartialEq + Debug>(found: Option<T>, meant: T, value: &Value) -> Verdict {
    if found.as_ref() == Some(&meant) {
        return Ok(());
    }
    Err(format!("through {}\n{meant:?} came back as\n{found:?}", value.to_json()))
}

/// All fields of a record, and of the records in it.
fn ask_cells(record: &dyn Record, words: &'static Words) -> Verdict {
    for (spec, value) in record.cells() {
        let written = cell_to_value(value, words);
        let json = Value::parse_json(&written.to_json()).map_err(|error| error.to_string())?;
        same(cell_from_value(spec, &json, words), value.to_cell(), &json)?;
        if let CellRef::Positions(positions) = value {
            positions.iter().try_for_each(|position| ask_cells(position, words))?;
        }
    }
    Ok(())
}

fn words_of(lang: Option<&Lang>, outer: &'static Words) -> &'static Words {
    lang.map_or(outer, |lang| Words::of(Some(lang)))
}

#[test]
fn the_value_of_every_field() {
    for_all(|resume| {
        let words = Words::of(resume.meta.language.as_ref());
        ask_cells(&resume.meta, words)?;
        ask_cells(&resume.person, words)?;
        for section in &resume.sections {
            let words = words_of(section.common.lang.as_ref(), words);
            ask_cells(&section.common, words)?;
            for item in &section.content {
                let Item::Entry(entry) = item else { continue };
                let words = words_of(entry.common.lang.as_ref(), words);
                ask_cells(&entry.what, words)?;
                ask_cells(&entry.common, words)?;
            }
        }
        Ok(())
    });
}

#[test]
fn every_item_and_section() {
    for_all(|resume| {
        let words = Words::of(resume.meta.language.as_ref());
        for section in &resume.sections {
            let value = section_to_value(section, words);
            same(section_from_value(&value, words), section.clone(), &value)?;
            let words = words_of(section.common.lang.as_ref(), words);
            for item in &section.content {
                let value = item_to_value(item, section.kind, words);
                same(item_from_value(&value, section.kind, words), item.clone(), &value)?;
            }
        }
        Ok(())
    });
}

/// The level that the fluency begins with is not written, and is there again.
#[test]
fn a_language_whose_fluency_says_its_level() {
    let fluency = Text::new("C1");
    let cefr = Some(Cefr::overall(CefrLevel::C1));
    let skill = LanguageSkill { fluency, cefr, ..LanguageSkill::default() };
    let item = Item::Entry(Box::new(Entry::from(What::Language(skill))));
    let value = item_to_value(&item, SectionKind::Languages, Words::english());
    assert_eq!(value.to_json(), r#"{"fluency":"C1"}"#);
    assert_eq!(item_from_value(&value, SectionKind::Languages, Words::english()), Some(item));
}

#[test]
fn a_whole_resume() {
    for_all(|resume| {
        let value = to_value(resume);
        let json = Value::parse_json(&value.to_json()).map_err(|error| error.to_string())?;
        same(from_value(&json).ok(), resume.clone(), &value)
    });
}

/// What a residue holds may be anything.
#[test]
fn what_has_the_wrong_shape_is_nothing() {
    let words = Words::english();
    let odd = ["null", "true", "3", "\"\"", "\"x\"", "[]", "[[]]", "[{}]", "{}", "{\"x\":1}", "[1,{\"label\":\"x\"}]"];
    let tables = [Person::FIELDS, Position::FIELDS, Common::FIELDS, Meta::FIELDS];
    for json in odd {
        let value = Value::parse_json(json).unwrap();
        let kinds = EntryKind::ALL.iter().flat_map(|kind| kind.fields());
        for spec in tables.into_iter().flatten().chain(kinds) {
            let cell = cell_from_value(spec, &value, words);
            assert!(cell.is_none_or(|cell| cell.shape() == spec.shape), "{} from {json}", spec.key);
        }
        for kind in SectionKind::ALL {
            let _ = item_from_value(&value, *kind, words);
        }
        let _ = (section_from_value(&value, words), from_value(&value));
    }
    let spec = EntryKind::Education.fields().iter().find(|spec| spec.key == "dates").unwrap();
    assert_eq!(cell_from_value(spec, &Value::parse_json("{\"at\":\"2016\",\"x\":1}").unwrap(), words), None);
}
