//! The labels of a list item, in a comment that no reader of the text sees: `<!-- tags: ["a","b"] -->`.

use vitae_core::{Tags, Text};

/// Writes labels; `None` if there are none.
///
/// In the JSON, `--` and `` ` `` are written as escapes: the one could end the comment, the other could start a code span.
pub(crate) fn write(tags: &Tags) -> Option<String> {
    if tags.is_empty() {
        return None;
    }
    let names: Vec<&str> = tags.iter().map(Text::as_str).collect();
    let json = serde_json::to_string(&names).ok()?;
    let json = json.replace("--", "-\\u002d").replace('`', "\\u0060");
    Some(format!("<!-- tags: {json} -->"))
}

/// Reads labels. `None` if the comment is not ours, or if it holds anything that a set of labels would lose.
pub(crate) fn read(raw: &str) -> Option<Tags> {
    let json = raw.trim().strip_prefix("<!--")?.strip_suffix("-->")?.trim().strip_prefix("tags:")?;
    let names: Vec<String> = serde_json::from_str(json).ok()?;
    let tags = names.iter().map(|name| Text::new(name)).collect::<Option<Tags>>()?;
    (!tags.is_empty()).then_some(tags)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(names: &[&str]) -> Tags {
        names.iter().filter_map(|name| Text::new(name)).collect()
    }

    #[test]
    fn labels_come_back() {
        assert_eq!(write(&tags(&["front-end", "a"])).unwrap(), r#"<!-- tags: ["a","front-end"] -->"#);
        for names in [&["a--b", "---", "-->", "->", "<!--"][..], &["`", "\"", "\\", "]:", "\u{2028}", "é"]] {
            let comment = write(&tags(names)).unwrap();
            assert!(!comment.replacen("<!--", "", 1).trim_end_matches("-->").contains("--"), "{comment}");
            assert_eq!(read(&comment), Some(tags(names)));
        }
        assert_eq!(write(&tags(&[])), None);
    }

    #[test]
    fn other_comments_are_text() {
        for raw in ["<!-- a -->", "<!-- tags: [] -->", "<!-- tags: [\" \"] -->", "<!-- tags: [1] -->", "<!-- tags: a"] {
            assert_eq!(read(raw), None, "{raw}");
        }
    }
}
