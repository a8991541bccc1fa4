//! Recognising JSON Resume by the keys at its top.

use crate::table::List;
use vitae_core::{Confidence, JsonPiece, json_pieces};

/// How sure we are that some bytes are a résumé in JSON.
pub(crate) fn sniff(bytes: &[u8]) -> Confidence {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let Ok(text) = std::str::from_utf8(bytes) else { return Confidence::No };
    if !text.trim_start().starts_with('{') {
        return Confidence::No;
    }
    let (mut depth, mut ours, mut sound) = (0usize, false, true);
    for found in json_pieces(text) {
        match found {
            Ok((JsonPiece::BeginObject | JsonPiece::BeginArray, _)) => depth += 1,
            Ok((JsonPiece::EndObject | JsonPiece::EndArray, _)) => depth = depth.saturating_sub(1),
            Ok((JsonPiece::Key(key), _)) if depth == 1 => {
                ours |= matches!(&*key, "basics" | "vitae") || List::by_key(&key).is_some();
            }
            Ok(_) => {}
            Err(_) => sound = false,
        }
    }
    match (ours, sound) {
        (true, true) => Confidence::Certain,
        // A file with a flaw gets the better message from the format that it was meant to be.
        (true, false) | (false, true) => Confidence::Likely,
        (false, false) => Confidence::Possible,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Confidence::{Certain, Likely, No, Possible};

    #[test]
    fn confidence_follows_the_keys() {
        for (text, sure) in [
            ("{\"basics\": {\"name\": \"M\"}}", Certain),
            ("\u{feff}\n{\"vitae\": 1}", Certain),
            ("{\"work\": []}", Certain),
            ("{\"basics\": {},}", Likely),
            ("{}", Likely),
            ("{\"x\": {\"basics\": 1}}", Likely),
            ("{a: b}", Possible),
            ("[1]", No),
            ("basics:\n  name: M\n", No),
            ("", No),
        ] {
            assert_eq!(sniff(text.as_bytes()), sure, "{text}");
        }
        assert_eq!(sniff(b"{\"caf\xE9\": 1}"), No);
    }
}
