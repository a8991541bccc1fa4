//! Pictures inside a text file: base64 (RFC 4648 §4) and `data:` addresses (RFC 2397).

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes in base64, padded.
#[cfg(feature = "write")]
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |i: usize| u32::from(chunk.get(i).copied().unwrap_or_default());
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for i in 0..4u32 {
            let digit = DIGITS.get((group >> (18 - 6 * i) & 63) as usize).copied().unwrap_or(b'A');
            out.push(if i as usize <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

/// Reads base64; white space is ignored, and padding may be missing.
#[cfg(feature = "read")]
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
    let padding = digits.iter().rev().take_while(|b| **b == b'=').count();
    let digits = digits.get(..digits.len() - padding)?;
    if padding > 2 || digits.len() % 4 == 1 {
        return None;
    }
    let mut out = Vec::with_capacity(digits.len() / 4 * 3 + 2);
    for chunk in digits.chunks(4) {
        let mut group = 0u32;
        for i in 0..4 {
            let value = match chunk.get(i) {
                Some(digit) => DIGITS.iter().position(|d| d == digit)?,
                None => 0,
            };
            group = group << 6 | u32::try_from(value).ok()?;
        }
        let [_, bytes @ ..] = group.to_be_bytes();
        out.extend_from_slice(bytes.get(..chunk.len() - 1)?);
    }
    Some(out)
}

/// The media type and the bytes of a `data:` address; `None` if it is none, or its data cannot be read.
#[cfg(feature = "read")]
pub(crate) fn data_url(url: &str) -> Option<(String, Vec<u8>)> {
    let (head, data) = url.strip_prefix("data:")?.split_once(',')?;
    let (media_type, in_base64) = match head.strip_suffix(";base64") {
        Some(media_type) => (media_type, true),
        None => (head, false),
    };
    let media_type = if media_type.is_empty() { "text/plain" } else { media_type };
    let data = unescape(data)?;
    let bytes = if in_base64 { decode(std::str::from_utf8(&data).ok()?)? } else { data };
    Some((media_type.to_owned(), bytes))
}

/// Reads `%41` as `A`.
#[cfg(feature = "read")]
fn unescape(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let mut digit = || char::from(bytes.next()?).to_digit(16);
            out.push(u8::try_from(digit()? * 16 + digit()?).ok()?);
        } else {
            out.push(byte);
        }
    }
    Some(out)
}

#[cfg(all(test, feature = "read", feature = "write"))]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_standard() {
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE=")]
        {
            assert_eq!(encode(bytes.as_bytes()), text);
            assert_eq!(decode(text).as_deref(), Some(bytes.as_bytes()));
        }
        assert_eq!(decode("Zm9v\n Zg").as_deref(), Some(b"foof".as_slice()));
        for bad in ["Z", "Zm9v=Zg", "Z===", "Z€==", "Zm 9v*"] {
            assert_eq!(decode(bad), None, "{bad}");
        }
    }

    #[test]
    fn every_byte_comes_back() {
        let bytes: Vec<u8> = (0..=255).collect();
        for length in 0..=bytes.len() {
            let part = bytes.get(..length).unwrap();
            assert_eq!(decode(&encode(part)).as_deref(), Some(part));
        }
    }

    #[test]
    fn data_addresses() {
        assert_eq!(data_url("data:image/png;base64,Zm9v"), Some(("image/png".into(), b"foo".to_vec())));
        assert_eq!(data_url("data:image/svg+xml,%3Csvg/%3E"), Some(("image/svg+xml".into(), b"<svg/>".to_vec())));
        assert_eq!(data_url("data:,"), Some(("text/plain".into(), vec![])));
        assert_eq!(data_url("https://a.example/data:,x"), None);
        assert_eq!(data_url("data:image/png;base64,*"), None);
    }
}
