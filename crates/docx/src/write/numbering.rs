//! `word/numbering.xml`: the two kinds of list, and a list for each run of consecutive numbers (ECMA-376 §17.9).

use super::layout::Indent;
use super::lists::{BULLETS, LEVELS, NUMBERS, Numbered};
use super::look::{BULLET, GREY, Look, STEP, Twips};
use super::parts::W;
use super::styles::indentation;
use super::xml::Xml;
use crate::names::Paragraph;

/// The bullets of the levels, over and over: each is in every face.
const GLYPHS: [&str; 3] = ["•", "–", "▪"];

/// The part.
pub(super) fn numbering(look: &Look, numbered: &[Numbered]) -> Vec<u8> {
    Xml::part(|x| {
        x.element("w:numbering", &[("xmlns:w", W)], |x| {
            kind(x, "0", [Paragraph::Bullet1, Paragraph::Bullet2, Paragraph::Bullet3], |x, level, style| {
                let glyph = GLYPHS.get(level % GLYPHS.len()).copied().unwrap_or_default();
                a_level(x, level, "bullet", style, glyph, BULLET);
                let face = [("w:ascii", look.face.name), ("w:hAnsi", look.face.name), ("w:cs", look.face.name)];
                x.element("w:rPr", &[], |x| {
                    x.leaf("w:rFonts", &face);
                    x.val("w:color", GREY);
                });
            });
            kind(x, "1", [Paragraph::Number1, Paragraph::Number2, Paragraph::Number3], |x, level, style| {
                a_level(x, level, "decimal", style, &format!("%{}.", level + 1), STEP);
            });
            list(x, BULLETS, "0", None);
            list(x, NUMBERS, "1", None);
            numbered.iter().for_each(|numbered| list(x, numbered.id, "1", Some(numbered)));
        });
    })
}

fn kind(x: &mut Xml, id: &str, styles: [Paragraph; 3], fill: impl Fn(&mut Xml, usize, Option<&Paragraph>)) {
    x.element("w:abstractNum", &[("w:abstractNumId", id)], |x| {
        x.val("w:multiLevelType", "multilevel");
        for level in 0..usize::from(LEVELS) {
            x.element("w:lvl", &[("w:ilvl", &level.to_string())], |x| fill(x, level, styles.get(level)));
        }
    });
}

fn a_level(x: &mut Xml, level: usize, format: &str, style: Option<&Paragraph>, text: &str, hanging: Twips) {
    x.val("w:start", "1");
    x.val("w:numFmt", format);
    if let Some(style) = style {
        x.val("w:pStyle", style.id());
    }
    x.val("w:lvlText", text);
    x.val("w:lvlJc", "left");
    let depth = Twips::try_from(level + 1).unwrap_or(1);
    x.element("w:pPr", &[], |x| indentation(x, Indent { start: STEP * depth, end: 0, hanging }));
}

/// A list of a kind, and the number that it starts with.
fn list(x: &mut Xml, id: u32, kind: &str, numbered: Option<&Numbered>) {
    x.element("w:num", &[("w:numId", &id.to_string())], |x| {
        x.val("w:abstractNumId", kind);
        if let Some(Numbered { level, start, .. }) = numbered {
            x.element("w:lvlOverride", &[("w:ilvl", &level.to_string())], |x| {
                x.val("w:startOverride", &start.to_string());
            });
        }
    });
}
