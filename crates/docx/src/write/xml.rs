//! XML written by hand: a string, and the one place where text is escaped.

use vitae_core::is_allowed;

/// One part of the package while it is written.
pub(super) struct Xml(String);

impl Xml {
    /// A part: the declaration, then everything that `fill` writes.
    pub(super) fn part(fill: impl FnOnce(&mut Self)) -> Vec<u8> {
        let mut xml = Self(String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"));
        fill(&mut xml);
        xml.0.into_bytes()
    }

    /// An element without content.
    pub(super) fn leaf(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.0.push_str("/>");
    }

    /// An element whose only attribute is `w:val`, which is how WordprocessingML says most things.
    pub(super) fn val(&mut self, name: &str, value: &str) {
        self.leaf(name, &[("w:val", value)]);
    }

    /// An element with content.
    pub(super) fn element(&mut self, name: &str, attributes: &[(&str, &str)], fill: impl FnOnce(&mut Self)) {
        self.tag(name, attributes);
        self.0.push('>');
        fill(self);
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    /// Character data.
    pub(super) fn text(&mut self, text: &str) {
        escape(text, &mut self.0);
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.0.push('<');
        self.0.push_str(name);
        for (key, value) in attributes {
            self.0.push(' ');
            self.0.push_str(key);
            self.0.push_str("=\"");
            escape(value, &mut self.0);
            self.0.push('"');
        }
    }
}

/// Appends text that may stand in an element or between double quotes; what XML cannot hold is left out.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if is_allowed(c) => out.push(c),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_attributes_are_escaped_and_clean() {
        let part = Xml::part(|x| x.element("a", &[("b", "\"<\u{0}>")], |x| x.text("R&D \u{1}\u{fffe}<")));
        let text = String::from_utf8(part).unwrap();
        assert!(text.ends_with("<a b=\"&quot;&lt;&gt;\">R&amp;D &lt;</a>"), "{text}");
    }
}
