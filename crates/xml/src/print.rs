//! XML as text that a person can read: one element a line, two spaces a level, mixed content on one line.

use std::fmt::Write as _;

/// A document in the making.
pub(crate) struct Printer {
    out: String,
    open: Vec<&'static str>,
}

/// Attributes: names and values.
pub(crate) type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Printer {
    /// A document with its declaration.
    pub(crate) fn new() -> Self {
        Self { out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".into(), open: Vec::new() }
    }

    /// The document, which ends with a line end.
    pub(crate) fn finish(self) -> String {
        self.out
    }

    fn indent(&mut self) {
        for _ in &self.open {
            self.out.push_str("  ");
        }
    }

    fn tag(&mut self, name: &str, attributes: Attributes<'_>, end: &str) {
        tag(&mut self.out, name, attributes, end);
    }

    /// Opens an element that holds elements.
    pub(crate) fn open(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.begin(name, attributes);
        self.out.push('\n');
    }

    /// Closes the element that was opened last, on a line of its own.
    pub(crate) fn close(&mut self) {
        let name = self.open.pop().unwrap_or_default();
        self.indent();
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }

    /// An element with nothing in it.
    pub(crate) fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.indent();
        self.tag(name, attributes, "/>\n");
    }

    /// An element that holds text, exactly.
    #[cfg(feature = "write")]
    pub(crate) fn leaf(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) {
        self.begin(name, attributes);
        self.text(text);
        self.end();
    }

    /// An element whose text may be broken into lines.
    #[cfg(feature = "write")]
    pub(crate) fn lines(&mut self, name: &'static str, lines: &[String]) {
        self.open(name, &[]);
        for line in lines {
            self.indent();
            self.text(line);
            self.out.push('\n');
        }
        self.close();
    }

    /// Begins an element of mixed content: what follows stands on the same line.
    pub(crate) fn begin(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.indent();
        self.tag(name, attributes, ">");
        self.open.push(name);
    }

    /// Ends an element of mixed content.
    pub(crate) fn end(&mut self) {
        let name = self.open.pop().unwrap_or_default();
        self.inside_end(name);
        self.out.push('\n');
    }

    /// Goes on with elements on lines of their own. Only where white space means nothing.
    #[cfg(feature = "write")]
    pub(crate) fn break_line(&mut self) {
        self.out.push('\n');
    }

    /// Text inside mixed content.
    pub(crate) fn text(&mut self, text: &str) {
        escape_text(&mut self.out, text);
    }

    /// A start tag inside mixed content.
    pub(crate) fn inside_start(&mut self, name: &str, attributes: Attributes<'_>) {
        self.tag(name, attributes, ">");
    }

    /// An end tag inside mixed content.
    pub(crate) fn inside_end(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// An empty element inside mixed content.
    #[cfg(feature = "write")]
    pub(crate) fn inside_empty(&mut self, name: &str) {
        self.tag(name, &[], "/>");
    }
}

/// A start tag, which `end` finishes.
pub(crate) fn tag(out: &mut String, name: &str, attributes: Attributes<'_>, end: &str) {
    out.push('<');
    out.push_str(name);
    for (name, value) in attributes {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escape_value(out, value);
        out.push('"');
    }
    out.push_str(end);
}

/// Text between tags. A carriage return would become a line feed, so it is written as a reference.
pub(crate) fn escape_text(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#xD;"),
            c => out.push(c),
        }
    }
}

/// The value of an attribute. A parser makes line ends and tabs into spaces, and some trim and collapse spaces as well; what
/// they would touch, and space that nobody can see for what it is, is written as a reference.
pub(crate) fn escape_value(out: &mut String, value: &str) {
    let mut after_space = true;
    let mut rest = value.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            ' ' if !after_space && rest.peek().is_some() => out.push(c),
            c if c.is_whitespace() => {
                let _ = write!(out, "&#x{:X};", u32::from(c));
            }
            c => out.push(c),
        }
        after_space = c == ' ';
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_in_values_is_safe_from_every_parser() {
        let mut out = String::new();
        escape_value(&mut out, " a b  c\n\t\"<&>\r ");
        assert_eq!(out, "&#x20;a b &#x20;c&#xA;&#x9;&quot;&lt;&amp;&gt;&#xD;&#x20;");
    }

    #[test]
    fn text_keeps_what_a_parser_would_change() {
        let mut out = String::new();
        escape_text(&mut out, "]]> \r\n & <b>\t");
        assert_eq!(out, "]]&gt; &#xD;\n &amp; &lt;b&gt;\t");
    }
}
