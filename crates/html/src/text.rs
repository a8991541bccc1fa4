//! Text that can never become markup, and the runs of a block.

use crate::dates::dates;
use crate::marks::{EXACT, default_role, role_class};
use vitae_core::{Script, SectionKind, Style, Words};
use vitae_outline::{Part, Role, Run, is_safe};

/// Text between tags or in an attribute between double quotes.
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

/// Facts between single quotes. Their alphabet has nothing that would need it; should they break it, they break nothing else.
pub(crate) fn quoted(facts: &str) -> String {
    let mut out = String::from("'");
    for c in facts.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out.push('\'');
    out
}

/// The runs of one block.
#[derive(Clone, Copy)]
pub(crate) struct Line<'a> {
    pub runs: &'a [Run],
    /// What the block is: runs that are what it makes them go without a name.
    pub part: Option<Part>,
    /// The section that it stands in, for the names that microformats have.
    pub kind: Option<SectionKind>,
    /// The language of its dates.
    pub words: &'static Words,
}

impl<'a> Line<'a> {
    /// The same line with other runs.
    pub(crate) const fn with(self, runs: &'a [Run]) -> Self {
        Self { runs, ..self }
    }

    pub(crate) fn write(self, out: &mut String) {
        let mut before = '\n';
        for (i, run) in self.runs.iter().enumerate() {
            let after = self.runs.iter().skip(i + 1).find_map(|run| run.text.chars().next()).unwrap_or('\n');
            self.run(out, run, collapses(before, &run.text, after));
            before = run.text.chars().next_back().unwrap_or(before);
        }
    }

    /// A run: its role outside, then its marks in one order: link, language, strong, emphasis, code, script.
    fn run(self, out: &mut String, run: &Run, exact: bool) {
        let Style { strong, emph, code, script, link, lang } = &run.style;
        let link = link.as_ref().filter(|url| is_safe(url));
        let mut class = self.class(run, link.is_some());
        let named = !class.is_empty();
        if exact {
            push_class(&mut class, EXACT);
        }
        let mut close: Vec<&str> = Vec::new();
        let mut open = |out: &mut String, tag: &str, end: &'static str| {
            out.push_str(tag);
            close.push(end);
        };
        let tag = match run.role {
            // Without classes, the grammar of a page knows an organisation, a label and a name by bold, a qualifier by italics.
            Some(Role::Organization | Role::Label) if named => Some(("b", "</b>")),
            Some(Role::Title) if self.part == Some(Part::Line) => Some(("b", "</b>")),
            Some(Role::Qualifier) if named => Some(("i", "</i>")),
            // The class of an address stands on its link: machines take the address from there.
            Some(Role::Contact | Role::Url) if link.is_some() => None,
            _ => Some(("span", "</span>")),
        };
        if let Some((tag, end)) = tag
            && !class.is_empty()
        {
            open(out, &format!("<{tag} class=\"{class}\">"), end);
            class.clear();
        }
        if let Some(url) = link {
            let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
            open(out, &format!("<a{class} href=\""), "</a>");
            escape(out, url.as_str());
            out.push_str("\">");
        }
        if let Some(lang) = lang {
            open(out, &format!("<span lang=\"{lang}\">"), "</span>");
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
        if run.role == Some(Role::Dates) {
            dates(out, &run.text, self.words);
        } else {
            lines(out, &run.text);
        }
        close.iter().rev().for_each(|end| out.push_str(end));
    }

    /// The names of a run: ours, if its block does not say it, and those of microformats.
    fn class(self, run: &Run, linked: bool) -> String {
        let mut class = String::new();
        // Where bare text is taken for what stands between fields, all else is named.
        let unsure = run.role.is_none() && matches!(self.part, Some(Part::Meta | Part::Line));
        if unsure || default_role(self.part, &run.text) != run.role {
            class.push_str(role_class(run.role));
        }
        let skills = self.kind == Some(SectionKind::Skills);
        let url = run.style.link.as_ref().map_or("", |url| url.as_str());
        let scheme = url.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase()).unwrap_or_default();
        match run.role {
            Some(Role::Title) if self.part == Some(Part::Line) => {
                push_class(&mut class, if skills { "p-skill" } else { "p-name" });
            }
            Some(Role::Keyword) if skills => class = "p-skill".to_owned(),
            Some(Role::Contact | Role::Url) if linked => push_class(
                &mut class,
                match scheme.as_str() {
                    "mailto" => "u-email",
                    "tel" => "p-tel",
                    _ => "u-url",
                },
            ),
            _ => {}
        }
        class
    }
}

fn push_class(classes: &mut String, class: &str) {
    if !classes.is_empty() {
        classes.push(' ');
    }
    classes.push_str(class);
}

/// Text whose line feeds are breaks.
pub(crate) fn lines(out: &mut String, text: &str) {
    for (i, line) in text.split('\n').enumerate() {
        if i > 0 {
            out.push_str("<br>");
        }
        escape(out, line);
    }
}

/// True if a reader who collapses white space, as HTML does, would not see this text as it is.
pub(crate) fn collapses(before: char, text: &str, after: char) -> bool {
    let mut last = before;
    text.chars().chain([after]).any(|c| {
        let lost = matches!((last, c), (' ', ' ' | '\n') | ('\n', ' ')) || matches!(c, '\t' | '\r');
        last = c;
        lost
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use vitae_core::Url;

    fn html(runs: &[Run], part: Part) -> String {
        let mut out = String::new();
        Line { runs, part: Some(part), kind: None, words: Words::english() }.write(&mut out);
        out
    }

    #[test]
    fn only_harmless_links_are_links() {
        let link = |url: &str| Run::plain("x").styled(Style::link(Url::new(url).unwrap()));
        for url in ["javascript:alert(1)", "JaVaScript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc"] {
            assert_eq!(html(&[link(url)], Part::Body), "x");
        }
        assert_eq!(
            html(&[link("https://a.example/?a=1&b=\"<")], Part::Body),
            "<a href=\"https://a.example/?a=1&amp;b=&quot;&lt;\">x</a>"
        );
    }

    #[test]
    fn a_run_is_named_only_if_its_block_does_not_say_what_it_is() {
        let meta = [
            Run::role("DropNet", Role::Organization),
            Run::role(" · ", Role::Separator),
            Run::role("Oslo", Role::Place),
            Run::plain("?"),
        ];
        assert_eq!(
            html(&meta, Part::Meta),
            "<b class=\"p-org\">DropNet</b> · <span class=\"p-location\">Oslo</span><span class=\"r-plain\">?</span>"
        );
    }

    #[test]
    fn space_that_would_collapse_is_kept() {
        assert_eq!(html(&[Run::plain("a  b")], Part::Body), "<span class=\"r-exact\">a  b</span>");
        assert_eq!(
            html(&[Run::plain("a "), Run::plain("\nb\n\nc")], Part::Body),
            "<span class=\"r-exact\">a </span><span class=\"r-exact\"><br>b<br><br>c</span>"
        );
    }
}
