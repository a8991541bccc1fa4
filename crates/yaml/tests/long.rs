//! Long texts: where lines are broken, nothing may change. (Arbitrary résumés are mostly made of short ones.)

#![allow(clippy::unwrap_used, reason = "a test fails loudly, in its helpers too")]

use vitae_core::{
    Block, Common, Detail, Engagement, Entry, Line, List, ListItem, Organization, Place, Position, Resume, Run,
    Section, SectionKind, Style, Tags, Text, Value, What,
};
use vitae_testkit::proptest::collection::vec;
use vitae_testkit::proptest::prelude::*;
use vitae_testkit::{arbitrary, check, laws};

/// Some twenty to sixty words, traps and nasty characters in a row.
fn long() -> impl Strategy<Value = String> {
    let piece = prop_oneof![4 => arbitrary::words(3..8), 1 => arbitrary::token(), 1 => arbitrary::string()];
    vec(piece, 8..16).prop_map(|pieces| pieces.join(" "))
}

/// The same, some of it marked.
fn rich() -> impl Strategy<Value = Option<Line>> {
    vec((arbitrary::words(4..12), long(), arbitrary::style()), 1..3).prop_map(|pieces| {
        Line::new(pieces.iter().flat_map(|(plain, long, style)| {
            [
                Run::plain(plain),
                Run::plain(" "),
                Run::styled(long, Style { link: None, ..style.clone() }),
                Run::plain(" "),
            ]
        }))
    })
}

fn resume() -> impl Strategy<Value = Resume> {
    let list = vec(rich(), 0..4).prop_map(|lines| {
        let items = lines.into_iter().flatten().map(ListItem::new).collect();
        Block::List(List { ordered: None, items })
    });
    let body = (vec(rich(), 0..3), list, any::<bool>()).prop_map(|(paragraphs, list, first)| {
        let mut body: Vec<Block> = paragraphs.into_iter().flatten().map(Block::Para).collect();
        let at = if first { 0 } else { body.len() };
        body.insert(at, list);
        body
    });
    (body, rich(), vec(long(), 6)).prop_map(|(body, title, texts)| {
        let mut texts = texts.into_iter();
        let mut text = || Text::new(&texts.next().unwrap());
        let position = Position {
            title: title.clone(),
            team: text(),
            place: text().map(Place::text),
            keywords: text().into_iter().collect(),
            details: text().zip(title.clone()).map(|(label, value)| Detail { label, value }).into_iter().collect(),
            body: body.clone(),
            ..Position::default()
        };
        let organization = text().map(Organization::named);
        let mut common = Common { tags: Tags::new(), ..Common::default() };
        common.ext.insert("x-note", Value::from(&*texts.next().unwrap()));
        let stay = Engagement { organization, positions: vec![position], ..Engagement::default() };
        let content = vec![Entry { what: What::Engagement(stay), common }.into()];
        let section = Section { title, content, ..Section::new(SectionKind::Work) };
        Resume { sections: vec![section], ..Resume::default() }.normalize()
    })
}

#[test]
fn long_texts_come_back() {
    check(&resume(), |resume| laws::round_trip(&vitae_yaml::format(), resume));
}

#[test]
fn long_texts_are_written_the_same_twice() {
    check(&resume(), |resume| laws::same_bytes(&vitae_yaml::format(), resume));
}
