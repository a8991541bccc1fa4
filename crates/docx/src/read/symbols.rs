//! Characters of the symbol faces of Windows: `w:sym`, and text in the private area of Unicode.

/// The character that a face shows for a code. Codes are in the private area, or below it by 0xF000 (ECMA-376 §17.3.3.30).
pub(super) fn of(font: &str, code: u32) -> Option<char> {
    let low = if (0xF000..=0xF0FF).contains(&code) { code - 0xF000 } else { code };
    let font = font.to_ascii_lowercase();
    let known = match font.as_str() {
        "wingdings" => wingdings(low),
        "symbol" => symbol(low),
        "webdings" => webdings(low),
        _ if code == low => char::from_u32(code),
        _ => None,
    };
    known.or_else(|| char::from_u32(code))
}

fn wingdings(code: u32) -> Option<char> {
    Some(match code {
        0x28 | 0x29 => '☎',
        0x2A | 0x2B => '✉',
        0x6C | 0x9F => '●',
        0x6E | 0xA7 => '▪',
        0x71 | 0x72 | 0x6F | 0xA8 => '□',
        0x76 => '❖',
        0x9E => '·',
        0xA1 => '○',
        0xAB => '★',
        0xD8 => '➢',
        0xDF..=0xE2 => char::from_u32(0x2190 + code - 0xDF)?,
        0xE8 | 0xF0 => '➔',
        0xFB => '✗',
        0xFC => '✓',
        0xFE => '☑',
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

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn what_people_use_has_a_character_of_its_own_and_the_rest_stays() {
        assert_eq!(of("Wingdings", 0xF02A), Some('✉'));
        assert_eq!(of("Wingdings", 0xFC), Some('✓'));
        assert_eq!(of("Symbol", 0xF0B7), Some('•'));
        assert_eq!(of("Calibri", 0x263A), Some('☺'));
        assert_eq!(of("Wingdings", 0xF0FF), Some('\u{F0FF}'));
        assert_eq!(of("", 0x11_0000), None);
    }
}
