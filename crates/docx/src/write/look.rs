//! The decisions of a designer: faces, sizes, colours, paper. Everything that has to do with taste stands here and in
//! [`super::styles`].

use super::options::{Accent, DocxOptions, Font, Page};
use vitae_core::{Dir, Lang};
use vitae_outline::Head;

/// Lengths are in twentieths of a point, as in the file.
pub(super) type Twips = i32;

/// The margin at the sides: 19 mm.
pub(super) const SIDE: Twips = 1080;
/// The margin above and below: 16.5 mm.
pub(super) const TOP: Twips = 936;
pub(super) use crate::marks::{PADDING, STEP};

/// How far a bullet is from its text; a number has the whole step.
pub(super) const BULLET: Twips = 220;

/// The colour of text: nearly black, 14:1 on white.
pub(super) const INK: &str = "1F2933";
/// What stands back: dates, places, labels. 6.5:1 on white.
pub(super) const GREY: &str = "555F6B";

/// A typeface, and what stands in for it on a machine that lacks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Face {
    pub name: &'static str,
    pub instead: &'static str,
    pub serif: bool,
    pub panose: &'static str,
    /// The size of body text in it, in half points: faces differ in how large they look.
    pub size: i32,
    /// How wide it runs, in percent of Calibri.
    pub wide: i32,
}

const CALIBRI: Face =
    Face { name: "Calibri", instead: "Carlito", serif: false, panose: "020F0502020204030204", size: 21, wide: 100 };
const APTOS: Face =
    Face { name: "Aptos", instead: "Calibri", serif: false, panose: "020B0004020202020204", size: 20, wide: 110 };
const ARIAL: Face = Face {
    name: "Arial",
    instead: "Liberation Sans",
    serif: false,
    panose: "020B0604020202020204",
    size: 19,
    wide: 113,
};
const CAMBRIA: Face =
    Face { name: "Cambria", instead: "Caladea", serif: true, panose: "02040503050406030204", size: 20, wide: 107 };
const GEORGIA: Face =
    Face { name: "Georgia", instead: "Gelasio", serif: true, panose: "02040502050405020303", size: 19, wide: 115 };

/// The face of code.
pub(super) const MONO: Face = Face {
    name: crate::marks::MONO,
    instead: "DejaVu Sans Mono",
    serif: false,
    panose: "020B0609020204030204",
    size: 19,
    wide: 110,
};

/// How one document looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Look {
    /// For Latin, Greek and Cyrillic.
    pub face: Face,
    /// For Chinese, Japanese and Korean.
    pub east_asian: Other,
    /// For Arabic, Hebrew and the scripts of South and South-East Asia.
    pub complex: Other,
    pub accent: &'static str,
    /// The line under a section heading.
    pub hairline: &'static str,
    pub width: Twips,
    pub height: Twips,
    pub dir: Dir,
    pub lang: Option<Lang>,
}

/// A face for another script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Other {
    pub name: &'static str,
    pub instead: &'static str,
}

impl Look {
    pub(super) fn new(options: DocxOptions, head: &Head) -> Self {
        let face = match options.font {
            Font::Calibri => CALIBRI,
            Font::Aptos => APTOS,
            Font::Arial => ARIAL,
            Font::Cambria => CAMBRIA,
            Font::Georgia => GEORGIA,
        };
        let (accent, hairline) = match options.accent {
            Accent::Blue => ("1F4E79", "A9BCD0"),
            Accent::Green => ("1B5740", "A8C3B6"),
            Accent::Red => ("7F1D2D", "D0ADB3"),
            Accent::Violet => ("4B3179", "B9AED0"),
            Accent::Black => (INK, "B4BAC1"),
        };
        let lang = head.lang.as_ref();
        let letter = match options.page {
            Page::Auto => lang.is_some_and(takes_letter),
            Page::A4 => false,
            Page::Letter => true,
        };
        let (width, height) = if letter { (12240, 15840) } else { (11906, 16838) };
        Self {
            face,
            east_asian: east_asian(lang, face.serif),
            complex: complex(lang, face.serif),
            accent,
            hairline,
            width,
            height,
            dir: head.dir(),
            lang: head.lang.clone(),
        }
    }

    /// Between the margins.
    pub(super) const fn text_width(&self) -> Twips {
        self.width - 2 * SIDE
    }
}

/// The regions where paper is Letter (CLDR, `paperSize US-Letter`).
fn takes_letter(lang: &Lang) -> bool {
    matches!(
        lang.region(),
        Some("BZ" | "CA" | "CL" | "CO" | "CR" | "GT" | "MX" | "NI" | "PA" | "PH" | "PR" | "SV" | "US" | "VE")
    )
}

fn east_asian(lang: Option<&Lang>, serif: bool) -> Other {
    let primary = lang.map_or("", Lang::primary);
    let traditional = lang.is_some_and(|lang| {
        lang.script() == Some("Hant") || (lang.script().is_none() && matches!(lang.region(), Some("TW" | "HK" | "MO")))
    });
    let (name, instead) = match (primary, serif) {
        ("ja", false) => ("Yu Gothic", "Noto Sans CJK JP"),
        ("ja", true) => ("Yu Mincho", "Noto Serif CJK JP"),
        ("ko", false) => ("Malgun Gothic", "Noto Sans CJK KR"),
        ("ko", true) => ("Batang", "Noto Serif CJK KR"),
        (_, false) if traditional => ("Microsoft JhengHei", "Noto Sans CJK TC"),
        (_, true) if traditional => ("PMingLiU", "Noto Serif CJK TC"),
        (_, false) => ("Microsoft YaHei", "Noto Sans CJK SC"),
        (_, true) => ("SimSun", "Noto Serif CJK SC"),
    };
    Other { name, instead }
}

fn complex(lang: Option<&Lang>, serif: bool) -> Other {
    let (name, instead) = match (lang.map_or("", Lang::primary), serif) {
        ("hi" | "mr" | "ne" | "bn" | "as" | "gu" | "pa" | "ta" | "te" | "kn" | "ml" | "or" | "si", _) => {
            ("Nirmala UI", "Noto Sans Devanagari")
        }
        ("th" | "lo" | "km", _) => ("Leelawadee UI", "Noto Sans Thai"),
        ("he" | "yi" | "iw", false) => ("Arial", "Noto Sans Hebrew"),
        (_, false) => ("Arial", "Noto Sans Arabic"),
        (_, true) => ("Times New Roman", "Noto Naskh Arabic"),
    };
    Other { name, instead }
}

/// The attribute of `w:lang` that a language goes into (ECMA-376 §17.3.2.20): Word keeps one for each kind of script.
pub(super) fn lang_slot(lang: &Lang) -> &'static str {
    match lang.primary() {
        "zh" | "ja" | "ko" => "w:eastAsia",
        "hi" | "mr" | "ne" | "bn" | "as" | "gu" | "pa" | "ta" | "te" | "kn" | "ml" | "or" | "si" | "th" | "lo"
        | "km" => "w:bidi",
        _ if Dir::of(lang) == Dir::Rtl => "w:bidi",
        _ => "w:val",
    }
}

/// About how wide a text is in a face: enough to tell what surely fits, never used to place anything.
pub(super) fn width(text: &str, face: &Face) -> Twips {
    let thousandths = text.chars().map(advance).fold(0, i32::saturating_add);
    // Half a point is ten twips, and `wide` is in percent.
    thousandths.saturating_mul(face.size).saturating_div(100).saturating_mul(face.wide).saturating_div(100)
}

/// The advance of a character in thousandths of an em of Calibri, bold: by class, since the face may be replaced.
const fn advance(c: char) -> i32 {
    match c {
        ' ' | '.' | ',' | ':' | ';' | '\'' | '|' | 'i' | 'j' | 'l' | '·' => 260,
        'f' | 't' | 'r' | '(' | ')' | '-' | 'I' | '/' => 350,
        'm' | 'w' | 'M' | 'W' | '—' | '%' | '@' => 850,
        'a' | 'c' | 'e' | 's' | 'k' | 'v' | 'x' | 'y' | 'z' => 485,
        'a'..='z' | '0'..='9' | '–' => 535,
        '\u{300}'..='\u{36F}' | '\u{200B}'..='\u{200F}' => 0,
        '\u{2E80}'.. => 1000,
        _ => 630,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(tag: &str, options: DocxOptions) -> Look {
        Look::new(options, &Head { lang: Lang::new(tag), ..Head::default() })
    }

    #[test]
    fn the_paper_is_that_of_the_region_unless_chosen() {
        let width = |tag, page| look(tag, DocxOptions { page, ..DocxOptions::default() }).width;
        assert_eq!(["en-US", "es-MX", "fr-CA"].map(|tag| width(tag, Page::Auto)), [12240; 3]);
        assert_eq!(["en", "en-GB", "de-AT", "es"].map(|tag| width(tag, Page::Auto)), [11906; 4]);
        assert_eq!((width("en-US", Page::A4), width("de", Page::Letter)), (11906, 12240));
    }

    #[test]
    fn other_scripts_have_a_face_of_their_language() {
        let faces = |tag| {
            let look = look(tag, DocxOptions::default());
            (look.east_asian.name, look.complex.name)
        };
        assert_eq!(faces("ja"), ("Yu Gothic", "Arial"));
        assert_eq!(faces("zh-TW"), ("Microsoft JhengHei", "Arial"));
        assert_eq!(faces("zh-Hans-HK"), ("Microsoft YaHei", "Arial"));
        assert_eq!(faces("th"), ("Microsoft YaHei", "Leelawadee UI"));
    }
}
