//! `word/styles.xml`: how each style looks (ECMA-376 §17.7).
//!
//! A paragraph style says size, spacing and flow; a character style says weight and colour. Where a line holds several fields,
//! as a heading with its dates, no paragraph style is bold: bold in both would cancel out, and nothing in a character style
//! turns it off (§17.7.3). So `Heading 2` and `Heading 3` get their weight from *Vitae Title* and *Vitae Organization*.

use super::layout::Indent;
use super::lists::{BULLETS, NUMBERS};
use super::look::{GREY, INK, Look, MONO, PADDING, STEP, Twips, lang_slot};
use super::parts::W;
use super::xml::Xml;
use crate::names::{Character, Paragraph};
use vitae_core::Dir;

/// How the characters of a style look. Sizes are in half points, relative to the body.
#[derive(Clone, Copy, Default)]
struct Ink {
    size: Option<i32>,
    bold: bool,
    italic: bool,
    caps: bool,
    tracking: i32,
    color: Option<&'static str>,
    mono: bool,
}

/// How the paragraphs of a style stand.
#[derive(Clone, Copy)]
struct Stand {
    style: Paragraph,
    /// The style of the paragraph after it, while somebody types.
    next: Paragraph,
    outline: Option<&'static str>,
    before: Twips,
    after: Twips,
    /// The height of a line in 240ths.
    line: Option<i32>,
    keep_next: bool,
    keep_lines: bool,
    list: Option<(u32, &'static str)>,
    indent: Option<Indent>,
    /// Has a tab stop at the far edge of the text.
    edge: bool,
    line_below: bool,
    shaded: bool,
    ink: Ink,
}

/// The ground of preformatted text.
const SHADE: &str = "F3F5F7";

const INK_ONLY: Ink =
    Ink { size: None, bold: false, italic: false, caps: false, tracking: 0, color: None, mono: false };

const fn stand(style: Paragraph) -> Stand {
    Stand {
        style,
        next: style,
        outline: None,
        before: 0,
        after: 0,
        line: None,
        keep_next: false,
        keep_lines: false,
        list: None,
        indent: None,
        edge: false,
        line_below: false,
        shaded: false,
        ink: INK_ONLY,
    }
}

fn paragraphs(look: &Look) -> Vec<Stand> {
    use Paragraph as P;
    let accent = Some(look.accent);
    let heading = Stand { keep_next: true, keep_lines: true, next: P::Normal, ..stand(P::Heading1) };
    let entry = Stand { next: P::Meta, edge: true, ..heading };
    let both = |steps: Twips| Some(Indent { start: STEP * steps, end: STEP * steps, hanging: 0 });
    let start = |steps: Twips| Some(Indent { start: STEP * steps, end: 0, hanging: 0 });
    let item = Stand { after: 30, keep_lines: true, ..stand(P::Bullet1) };
    let listed = |style, list, level| Stand { style, next: style, list: Some((list, level)), ..item };
    let goes_on = |style, steps| Stand { style, next: style, after: 30, indent: start(steps), ..stand(style) };
    vec![
        Stand { after: 60, ..stand(P::Normal) },
        Stand {
            next: P::Subtitle,
            line: Some(240),
            keep_next: true,
            ink: Ink { size: Some(29), bold: true, color: accent, ..INK_ONLY },
            ..stand(P::Title)
        },
        Stand {
            next: P::Contact,
            after: 50,
            keep_next: true,
            ink: Ink { size: Some(4), color: Some(GREY), tracking: 8, ..INK_ONLY },
            ..stand(P::Subtitle)
        },
        Stand { after: 100, ink: Ink { size: Some(-1), ..INK_ONLY }, ..stand(P::Contact) },
        Stand {
            outline: Some("0"),
            before: 240,
            after: 60,
            line_below: true,
            ink: Ink { size: Some(2), bold: true, caps: true, tracking: 14, color: accent, ..INK_ONLY },
            ..heading
        },
        Stand {
            style: P::Heading2,
            outline: Some("1"),
            before: 130,
            after: 20,
            ink: Ink { size: Some(1), ..INK_ONLY },
            ..entry
        },
        Stand {
            style: P::Heading3,
            outline: Some("2"),
            before: 90,
            after: 20,
            ink: Ink { size: Some(0), ..INK_ONLY },
            ..entry
        },
        Stand {
            next: P::Bullet1,
            after: 40,
            keep_lines: true,
            edge: true,
            ink: Ink { size: Some(-1), color: Some(GREY), ..INK_ONLY },
            ..stand(P::Meta)
        },
        Stand { after: 30, keep_lines: true, ink: Ink { size: Some(-1), ..INK_ONLY }, ..stand(P::Labelled) },
        Stand {
            after: 40,
            keep_lines: true,
            indent: Some(Indent { start: STEP, end: 0, hanging: STEP }),
            ..stand(P::Line)
        },
        Stand { before: 80, after: 60, ..stand(P::Text) },
        Stand {
            next: P::Text,
            before: 60,
            after: 120,
            line: Some(-80),
            line_below: true,
            indent: Some(Indent { start: look.text_width() / 3, end: look.text_width() / 3, hanging: 0 }),
            ink: Ink { size: Some(-13), ..INK_ONLY },
            ..stand(P::Rule)
        },
        listed(P::Bullet1, BULLETS, "0"),
        listed(P::Bullet2, BULLETS, "1"),
        listed(P::Bullet3, BULLETS, "2"),
        listed(P::Number1, NUMBERS, "0"),
        listed(P::Number2, NUMBERS, "1"),
        listed(P::Number3, NUMBERS, "2"),
        goes_on(P::Continue1, 1),
        goes_on(P::Continue2, 2),
        goes_on(P::Continue3, 3),
        Stand { after: 60, indent: both(1), ink: Ink { color: Some(GREY), ..INK_ONLY }, ..stand(P::Quote) },
        Stand {
            after: 80,
            line: Some(240),
            keep_lines: true,
            shaded: true,
            indent: Some(Indent { start: PADDING, end: PADDING, hanging: 0 }),
            ink: Ink { size: Some(-3), mono: true, ..INK_ONLY },
            ..stand(P::Pre)
        },
        Stand { edge: true, ink: Ink { size: Some(-3), color: Some(GREY), ..INK_ONLY }, ..stand(P::Footer) },
    ]
}

/// Whether the letters of a style stand apart. Joined scripts must not.
pub(super) const fn is_tracked(style: Paragraph) -> bool {
    matches!(style, Paragraph::Subtitle | Paragraph::Heading1)
}

fn characters(look: &Look) -> [(Character, Ink); 16] {
    use Character as C;
    let small = Ink { size: Some(-1), color: Some(GREY), ..INK_ONLY };
    [
        (C::Title, Ink { bold: true, color: Some(INK), ..INK_ONLY }),
        (C::Subheading, Ink { italic: true, color: Some(look.accent), ..INK_ONLY }),
        (C::Organization, Ink { bold: true, color: Some(look.accent), ..INK_ONLY }),
        (C::Qualifier, Ink { italic: true, ..INK_ONLY }),
        (C::Place, small),
        (C::Dates, small),
        (C::Url, Ink { color: Some(look.accent), ..INK_ONLY }),
        (C::Label, Ink { bold: true, color: Some(GREY), ..INK_ONLY }),
        (C::Value, INK_ONLY),
        (C::Level, Ink { color: Some(GREY), ..INK_ONLY }),
        (C::Keyword, INK_ONLY),
        (C::Contact, INK_ONLY),
        (C::Code, Ink { size: Some(-2), mono: true, ..INK_ONLY }),
        (C::Link, Ink { color: Some(look.accent), ..INK_ONLY }),
        (C::Strong, Ink { bold: true, ..INK_ONLY }),
        (C::Emphasis, Ink { italic: true, ..INK_ONLY }),
    ]
}

/// The part.
pub(super) fn styles(look: &Look) -> Vec<u8> {
    Xml::part(|x| {
        x.element("w:styles", &[("xmlns:w", W)], |x| {
            defaults(x, look);
            x.leaf(
                "w:latentStyles",
                &[
                    ("w:defLockedState", "0"),
                    ("w:defUIPriority", "99"),
                    ("w:defSemiHidden", "1"),
                    ("w:defUnhideWhenUsed", "1"),
                    ("w:defQFormat", "0"),
                    ("w:count", "376"),
                ],
            );
            for (priority, stand) in paragraphs(look).iter().enumerate() {
                paragraph(x, look, stand, priority);
            }
            built_in(x);
            for (priority, (style, ink)) in characters(look).iter().enumerate() {
                character(x, look, *style, ink, priority);
            }
        });
    })
}

/// What holds for all text: faces for all scripts, size, language, the height of a line.
fn defaults(x: &mut Xml, look: &Look) {
    x.element("w:docDefaults", &[], |x| {
        x.element("w:rPrDefault", &[], |x| {
            x.element("w:rPr", &[], |x| {
                x.leaf(
                    "w:rFonts",
                    &[
                        ("w:ascii", look.face.name),
                        ("w:hAnsi", look.face.name),
                        ("w:eastAsia", look.east_asian.name),
                        ("w:cs", look.complex.name),
                    ],
                );
                x.val("w:color", INK);
                size(x, look.face.size);
                if let Some(lang) = &look.lang {
                    x.leaf("w:lang", &languages(lang));
                }
            });
        });
        x.element("w:pPrDefault", &[], |x| {
            x.element("w:pPr", &[], |x| {
                x.leaf("w:widowControl", &[]);
                x.leaf("w:spacing", &[("w:after", "0"), ("w:line", "259"), ("w:lineRule", "auto")]);
            });
        });
    });
}

/// The attributes that say a language. Beside another script, Latin text is English until its run says more.
pub(super) fn languages(lang: &vitae_core::Lang) -> Vec<(&'static str, &str)> {
    match lang_slot(lang) {
        "w:val" => vec![("w:val", lang.as_str())],
        slot => vec![("w:val", "en-US"), (slot, lang.as_str())],
    }
}

fn paragraph(x: &mut Xml, look: &Look, stand: &Stand, priority: usize) {
    let (id, name) = (stand.style.id(), stand.style.name());
    let mut attributes = vec![("w:type", "paragraph")];
    if stand.style == Paragraph::Normal {
        attributes.push(("w:default", "1"));
    }
    attributes.extend(name.starts_with("Vitae").then_some(("w:customStyle", "1")));
    attributes.push(("w:styleId", id));
    x.element("w:style", &attributes, |x| {
        x.val("w:name", name);
        if stand.style != Paragraph::Normal {
            x.val("w:basedOn", Paragraph::Normal.id());
        }
        if stand.next != stand.style {
            x.val("w:next", stand.next.id());
        }
        x.val("w:uiPriority", &priority.to_string());
        x.leaf("w:qFormat", &[]);
        paragraph_properties(x, look, stand);
        ink(x, look, &stand.ink);
    });
}

/// In the order of the schema (ECMA-376 §17.3.1.26).
fn paragraph_properties(x: &mut Xml, look: &Look, stand: &Stand) {
    x.element("w:pPr", &[], |x| {
        if stand.keep_next {
            x.leaf("w:keepNext", &[]);
        }
        if stand.keep_lines {
            x.leaf("w:keepLines", &[]);
        }
        if let Some((list, level)) = stand.list {
            x.element("w:numPr", &[], |x| {
                x.val("w:ilvl", level);
                x.val("w:numId", &list.to_string());
            });
        }
        if stand.line_below {
            let line = [("w:val", "single"), ("w:sz", "6"), ("w:space", "2"), ("w:color", look.hairline)];
            x.element("w:pBdr", &[], |x| x.leaf("w:bottom", &line));
        }
        if stand.shaded {
            // Borders in the same shade, so that the text does not touch the edge of it.
            let edge = [("w:val", "single"), ("w:sz", "4"), ("w:space", "4"), ("w:color", SHADE)];
            let sides = ["w:top", "w:left", "w:bottom", "w:right"];
            x.element("w:pBdr", &[], |x| sides.iter().for_each(|side| x.leaf(side, &edge)));
            x.leaf("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", SHADE)]);
        }
        if stand.edge {
            let edge = look.text_width().to_string();
            x.element("w:tabs", &[], |x| x.leaf("w:tab", &[("w:val", "right"), ("w:pos", &edge)]));
        }
        if stand.style == Paragraph::Normal && look.dir == Dir::Rtl {
            x.leaf("w:bidi", &[]);
        }
        spacing(x, stand);
        if let Some(indent) = stand.indent {
            indentation(x, indent);
        }
        if let Some(level) = stand.outline {
            x.val("w:outlineLvl", level);
        }
    });
}

fn spacing(x: &mut Xml, stand: &Stand) {
    let (before, after) = (stand.before.to_string(), stand.after.to_string());
    let mut attributes = vec![("w:before", before.as_str()), ("w:after", after.as_str())];
    let line = stand.line.map(|line| line.abs().to_string());
    if let Some(line) = &line {
        attributes.push(("w:line", line));
        attributes.push(("w:lineRule", if stand.line < Some(0) { "exact" } else { "auto" }));
    }
    x.leaf("w:spacing", &attributes);
}

/// `left` and `right` mean start and end: in a paragraph from right to left, Word mirrors them.
pub(super) fn indentation(x: &mut Xml, indent: Indent) {
    let [start, end, hanging] = [indent.start, indent.end, indent.hanging].map(|length| length.to_string());
    let mut attributes = vec![("w:left", start.as_str()), ("w:right", end.as_str())];
    if indent.hanging > 0 {
        attributes.push(("w:hanging", &hanging));
    }
    x.leaf("w:ind", &attributes);
}

/// In the order of the schema (ECMA-376 §17.3.2.28). What is said for Latin is said for complex scripts too.
fn ink(x: &mut Xml, look: &Look, ink: &Ink) {
    x.element("w:rPr", &[], |x| {
        if ink.mono {
            x.leaf("w:rFonts", &[("w:ascii", MONO.name), ("w:hAnsi", MONO.name), ("w:cs", MONO.name)]);
        }
        for (on, name, complex) in [(ink.bold, "w:b", "w:bCs"), (ink.italic, "w:i", "w:iCs")] {
            if on {
                x.leaf(name, &[]);
                x.leaf(complex, &[]);
            }
        }
        if ink.caps {
            x.leaf("w:caps", &[]);
        }
        if let Some(color) = ink.color {
            x.val("w:color", color);
        }
        if ink.tracking != 0 && look.dir == Dir::Ltr {
            x.val("w:spacing", &ink.tracking.to_string());
        }
        if let Some(difference) = ink.size {
            size(x, look.face.size + difference);
        }
    });
}

fn size(x: &mut Xml, half_points: i32) {
    let size = half_points.to_string();
    x.val("w:sz", &size);
    x.val("w:szCs", &size);
}

/// The defaults that every document has, and that Word would add.
fn built_in(x: &mut Xml) {
    let style = |x: &mut Xml, kind: &str, id: &str, name: &str, fill: &dyn Fn(&mut Xml)| {
        x.element("w:style", &[("w:type", kind), ("w:default", "1"), ("w:styleId", id)], |x| {
            x.val("w:name", name);
            x.val("w:uiPriority", "99");
            x.leaf("w:semiHidden", &[]);
            x.leaf("w:unhideWhenUsed", &[]);
            fill(x);
        });
    };
    style(x, "character", "DefaultParagraphFont", "Default Paragraph Font", &|_| {});
    style(x, "table", "TableNormal", "Normal Table", &|x| {
        x.element("w:tblPr", &[], |x| {
            x.leaf("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")]);
            x.element("w:tblCellMar", &[], |x| {
                for (side, width) in [("w:top", "0"), ("w:left", "108"), ("w:bottom", "0"), ("w:right", "108")] {
                    x.leaf(side, &[("w:w", width), ("w:type", "dxa")]);
                }
            });
        });
    });
    style(x, "numbering", "NoList", "No List", &|_| {});
}

fn character(x: &mut Xml, look: &Look, style: Character, look_of_it: &Ink, priority: usize) {
    let (id, name) = (style.id(), style.name());
    let mut attributes = vec![("w:type", "character")];
    attributes.extend(name.starts_with("Vitae").then_some(("w:customStyle", "1")));
    attributes.push(("w:styleId", id));
    x.element("w:style", &attributes, |x| {
        x.val("w:name", name);
        x.val("w:basedOn", "DefaultParagraphFont");
        x.val("w:uiPriority", &(priority + 40).to_string());
        x.leaf("w:qFormat", &[]);
        ink(x, look, look_of_it);
    });
}
