//! Pictures inside the text, written: base64 (RFC 4648 §4) in lines.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes as base64, in lines of 76 characters.
pub(crate) fn lines(bytes: &[u8]) -> Vec<String> {
    bytes.chunks(57).map(|row| row.chunks(3).map(quantum).collect()).collect()
}

/// Up to three bytes as four characters.
fn quantum(bytes: &[u8]) -> String {
    let byte = |i: usize| u32::from(bytes.get(i).copied().unwrap_or_default());
    let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
    let letter = |i: usize| {
        let six = usize::try_from(bits >> (18 - 6 * i) & 63).unwrap_or_default();
        if i <= bytes.len() { char::from(ALPHABET.get(six).copied().unwrap_or(b'A')) } else { '=' }
    };
    (0..4).map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_padded_and_broken_into_lines() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")] {
            assert_eq!(lines(bytes.as_bytes()).concat(), text);
        }
        let long: Vec<_> = lines(&[255; 100]).iter().map(String::len).collect();
        assert_eq!(long, [76, 60]);
    }
}
