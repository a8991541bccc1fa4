//! Characters of the faces that show signs: `w:sym`, and text in the private area of Unicode, where each face has its own.

use std::borrow::Cow;

/// A face, as far as it matters what its codes show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    Wingdings,
    Wingdings2,
    Wingdings3,
    Webdings,
    Symbol,
    Awesome,
    /// One that shows letters.
    Usual,
}

impl Face {
    /// The face of a name.
    pub(super) fn of(font: &str) -> Self {
        let name: String = font.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>().to_ascii_lowercase();
        match name.as_str() {
            "wingdings" => Self::Wingdings,
            "wingdings2" => Self::Wingdings2,
            "wingdings3" => Self::Wingdings3,
            "webdings" => Self::Webdings,
            "symbol" => Self::Symbol,
            name if name.starts_with("fontawesome") => Self::Awesome,
            _ => Self::Usual,
        }
    }

    /// The character that it shows for a code. Codes are in the private area, or below it by 0xF000 (ECMA-376 §17.3.3.30).
    fn sign(self, code: u32) -> Option<char> {
        let low = if (0xF000..=0xF0FF).contains(&code) { code - 0xF000 } else { code };
        match self {
            Self::Wingdings => wingdings(low),
            Self::Wingdings2 => wingdings_2(low),
            Self::Wingdings3 => wingdings_3(low),
            Self::Webdings => webdings(low),
            Self::Symbol => symbol(low),
            Self::Awesome => awesome(code),
            Self::Usual => None,
        }
    }
}

/// The character that a face shows for a code; the one with that code, if that is not known.
pub(super) fn of(face: Face, code: u32) -> Option<char> {
    face.sign(code).or_else(|| char::from_u32(code))
}

/// A text as its face shows it, and how many of its signs no character can say.
///
/// Where the face is one of letters, a code is taken for what most programs mean by it.
pub(super) fn shown(text: &str, face: Face) -> (Cow<'_, str>, usize) {
    let alone = face != Face::Usual && text.trim().chars().count() == 1;
    if !alone && !text.contains(is_private) {
        return (Cow::Borrowed(text), 0);
    }
    let mut lost = 0;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let code = u32::from(c);
        let sign = match face {
            Face::Usual => usual(code),
            face => face.sign(code),
        };
        match sign {
            Some(sign) if alone || is_private(c) => out.push(sign),
            _ if is_private(c) => lost += 1,
            _ => out.push(c),
        }
    }
    (Cow::Owned(out), lost)
}

/// Faces with signs have them here. What is below, people use for letters that Unicode does not have.
fn is_private(c: char) -> bool {
    ('\u{F000}'..='\u{F8FF}').contains(&c)
}

/// What a code means whose face is not known: the usual bullets of Word, then icons.
fn usual(code: u32) -> Option<char> {
    match code {
        0xF0B7 => Some('•'),
        0xF028..=0xF02B | 0xF06C | 0xF06E | 0xF06F | 0xF071 | 0xF072 | 0xF076 | 0xF0A7 | 0xF0A8 | 0xF0D8 | 0xF0FC => {
            Face::Wingdings.sign(code)
        }
        _ => awesome(code),
    }
}

fn wingdings(code: u32) -> Option<char> {
    Some(match code {
        0x28 | 0x29 => '☎',
        0x2A | 0x2B => '✉',
        0x6C | 0x9F => '●',
        0x6E | 0xA7 => '▪',
        0x71 | 0x72 | 0x6F | 0xA8 => '□',
        0x74 | 0x75 => '◆',
        0x76 => '❖',
        0x9E => '·',
        0xA1 => '○',
        0xAB => '★',
        0xB6 => '☆',
        0xD8 => '➢',
        0xDF..=0xE2 => char::from_u32(0x2190 + code - 0xDF)?,
        0xE8 | 0xF0 => '➔',
        0xFB => '✗',
        0xFC => '✓',
        0xFE => '☑',
        _ => return None,
    })
}

fn wingdings_2(code: u32) -> Option<char> {
    Some(match code {
        0x27 => '☎',
        0x2A => '✉',
        0x50 => '✓',
        0x52 | 0x53 => '☑',
        0x97 | 0x98 => '●',
        0xA3 => '□',
        _ => return None,
    })
}

fn wingdings_3(code: u32) -> Option<char> {
    Some(match code {
        0x67 | 0x22 => '→',
        0x75 | 0x7D => '▶',
        _ => return None,
    })
}

fn symbol(code: u32) -> Option<char> {
    Some(match code {
        0xB7 => '•',
        0xA8 => '♦',
        0xAE => '→',
        0xB0 => '°',
        0xB1 => '±',
        0xB3 => '≥',
        0xA3 => '≤',
        0xD2 | 0xE2 => '®',
        0xD3 | 0xE3 => '©',
        0xD4 | 0xE4 => '™',
        _ => return None,
    })
}

fn webdings(code: u32) -> Option<char> {
    Some(match code {
        0xC8 | 0xC9 => '☎',
        0x9A | 0x99 => '✉',
        0x61 => '✓',
        _ => return None,
    })
}

/// Icons of Font Awesome, which has the same codes in all its editions.
fn awesome(code: u32) -> Option<char> {
    Some(match code {
        0xF095 | 0xF098 | 0xF10B | 0xF2A0 | 0xF3CD | 0xF3CF | 0xF879 => '☎',
        0xF003 | 0xF0E0 | 0xF199 | 0xF1FA | 0xF2B6 | 0xF658 => '✉',
        0xF041 | 0xF124 | 0xF3C5 => '📍',
        0xF0AC | 0xF57D | 0xF57E => '🌐',
        0xF081 | 0xF08C | 0xF092 | 0xF099 | 0xF09B | 0xF0C1 | 0xF0E1 | 0xF113 => '🔗',
        0xF015 => '🏠',
        0xF073 | 0xF133 => '📅',
        0xF007 | 0xF2BE => '👤',
        0xF19D => '🎓',
        0xF0B1 => '💼',
        0xF005 => '★',
        0xF006 => '☆',
        0xF00C => '✓',
        0xF054 | 0xF105 => '›',
        0xF061 => '→',
        0xF0C8 => '■',
        0xF0DA => '▸',
        0xF111 => '●',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_use_has_a_character_of_its_own_and_the_rest_stays() {
        let of = |font: &str, code| super::of(Face::of(font), code);
        assert_eq!(of("Wingdings", 0xF02A), Some('✉'));
        assert_eq!(of("Wingdings", 0xFC), Some('✓'));
        assert_eq!(of("Symbol", 0xF0B7), Some('•'));
        assert_eq!(of("Calibri", 0x263A), Some('☺'));
        assert_eq!(of("Wingdings", 0xF0FF), Some('\u{F0FF}'));
        assert_eq!(of("", 0x11_0000), None);
    }

    #[test]
    fn text_is_what_its_face_shows() {
        let shown = |text, font: &str| {
            let (text, lost) = shown(text, Face::of(font));
            (text.into_owned(), lost)
        };
        let is = |text: &str, lost| (text.to_owned(), lost);
        assert_eq!(shown("\u{F0B7}", "Symbol"), is("•", 0));
        assert_eq!(shown("\u{F0B7}\tBuilt it", "Calibri"), is("•\tBuilt it", 0));
        assert_eq!(shown("·", "Symbol"), is("•", 0));
        assert_eq!(shown("Ø ", "Wingdings"), is("➢ ", 0));
        // Whole words in such a face are a mistake, and to be read.
        assert_eq!(shown("lunch", "Wingdings"), is("lunch", 0));
        assert_eq!(shown("\u{F095} 0123", "Font Awesome 5 Free Solid"), is("☎ 0123", 0));
        assert_eq!(shown("\u{F0E0}", "Calibri"), is("✉", 0));
        assert_eq!(shown("a\u{F8FE}b", "Calibri"), is("ab", 1));
        assert_eq!(shown("\u{F0FF}", "Wingdings"), is("", 1));
        assert_eq!(shown("\u{E123}", "Calibri"), is("\u{E123}", 0));
    }
}
