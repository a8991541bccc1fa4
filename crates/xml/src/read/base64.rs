//! Pictures inside the text, read: base64 as XML Schema's `base64Binary` has it (RFC 4648 §4, padded, white space ignored).

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The bytes of base64; `None` unless it is whole and canonical: padded, with no bits left over.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let letters: Vec<u8> = text.bytes().filter(|b| !matches!(b, b' ' | b'\t' | b'\n' | b'\r')).collect();
    if !letters.len().is_multiple_of(4) {
        return None;
    }
    let padding = letters.iter().rev().take_while(|&&b| b == b'=').count();
    let letters = letters.get(..letters.len() - padding)?;
    if padding > 2 {
        return None;
    }
    let mut out = Vec::with_capacity(letters.len() * 3 / 4);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for letter in letters {
        let six = ALPHABET.iter().position(|b| b == letter)?;
        bits = bits << 6 | u32::try_from(six).ok()?;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push(u8::try_from(bits >> count & 0xFF).ok()?);
            bits &= (1 << count) - 1;
        }
    }
    (bits == 0).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_and_canonical_text_is_taken() {
        for bad in ["Zg", "Zg=", "Zh==", "Zm9=", "====", "Z===", "Zg==Zg==", "Zm9v!", "Zm9v-_8="] {
            assert_eq!(decode(bad), None, "{bad}");
        }
        for (good, bytes) in [(" Z g = =\n", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9v\n  Yg==", "foob")] {
            assert_eq!(decode(good).as_deref(), Some(bytes.as_bytes()), "{good}");
        }
    }
}
