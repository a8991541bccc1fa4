//! Text that can never become markup, and the marks of a run.

use vitae_core::{Script, Style, Url};
use vitae_outline::Run;

/// Text between tags or in a quoted attribute.
pub(crate) fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{a0}' => out.push_str("&nbsp;"),
            // A parser would read a line feed for this one.
            '\r' => out.push_str("&#13;"),
            c => out.push(c),
        }
    }
}

/// The address of a link, if following it can do no harm; others are shown, and not linked.
pub(crate) fn safe(url: &Url) -> Option<&str> {
    let text = url.as_str();
    let scheme = text.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase())?;
    matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel").then_some(text)
}

/// A run inside an element of a class, marks nested in one order: link, language, strong, emphasis, code, script.
pub(crate) fn run(out: &mut String, run: &Run, class: &str) {
    let Style { strong, emph, code, script, link, lang } = &run.style;
    let mut close: Vec<&str> = Vec::new();
    let mut open = |out: &mut String, tag: &str, end: &'static str| {
        out.push_str(tag);
        close.push(end);
    };
    let mut class = class;
    if let Some(url) = link.as_ref().and_then(safe) {
        out.push_str("<a");
        if !class.is_empty() {
            out.push_str(&format!(" class=\"{class}\""));
            class = "";
        }
        out.push_str(" href=\"");
        escape(out, url);
        open(out, "\">", "</a>");
    }
    if lang.is_some() || !class.is_empty() {
        out.push_str("<span");
        if !class.is_empty() {
            out.push_str(&format!(" class=\"{class}\""));
        }
        if let Some(lang) = lang {
            out.push_str(&format!(" lang=\"{lang}\""));
        }
        open(out, ">", "</span>");
    }
    for (is, tag, end) in [
        (*strong, "<strong>", "</strong>"),
        (*emph, "<em>", "</em>"),
        (*code, "<code>", "</code>"),
        (*script == Script::Sub, "<sub>", "</sub>"),
        (*script == Script::Sup, "<sup>", "</sup>"),
    ] {
        if is {
            open(out, tag, end);
        }
    }
    for (i, line) in run.text.split('\n').enumerate() {
        if i > 0 {
            out.push_str("<br>");
        }
        escape(out, line);
    }
    close.iter().rev().for_each(|end| out.push_str(end));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_links_are_links() {
        let mut out = String::new();
        let link = |url: &str| Run::plain("x").styled(Style::link(Url::new(url).unwrap()));
        for url in ["javascript:alert(1)", "JaVaScript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc"] {
            run(&mut out, &link(url), "");
        }
        assert_eq!(out, "xxxxx");
        out.clear();
        run(&mut out, &link("https://a.example/?a=1&b=\"<"), "u-url");
        assert_eq!(out, "<a class=\"u-url\" href=\"https://a.example/?a=1&amp;b=&quot;&lt;\">x</a>");
    }
}
