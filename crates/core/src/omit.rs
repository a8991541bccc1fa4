//! What a document leaves out of a résumé by intention, and the report of it.
//!
//! | | what a document carries | what is said of the rest |
//! |---|---|---|
//! | as a rule | all but what its owner keeps to themselves | a note, `hidden-omitted`, for each section and entry |
//! | with [`Context::include_hidden`] | everything | |
//! | in [`Mode::Publish`] | what a reader of its page sees | a note, `not-shown`, for each further field |
//! | in a format that nobody can read back, or only by guessing | what a reader of its page sees | a loss, `not-shown`, for each further field |
//!
//! Everything else that does not come back is a loss, and is measured: see [`crate::Registry::write_measured`].

use crate::context::{Context, Mode};
use crate::diff::{Path, diff};
use crate::report::{Diagnostic, Kind, Report};
use crate::resume::{Resume, Section};

/// What a reader of a page sees of a résumé.
pub(crate) type Seen = fn(&Resume) -> Resume;

/// What a document carries, and what is to be said of the rest. The résumé is in normal form.
pub(crate) fn omit(resume: Resume, seen: Seen, comes_back: bool, cx: &Context) -> (Resume, Report) {
    let mut report = Report::default();
    let publish = cx.mode == Mode::Publish;
    let places = (publish || !comes_back).then(|| Places::of(&resume, cx));
    let mut carried = resume;
    if publish || !cx.include_hidden {
        report_hidden(&carried, &mut report);
        // What hides nothing is carried as it is.
        if report.iter().next().is_some() {
            carried = carried.without_hidden();
        }
    }
    if let Some(places) = places {
        let shown = seen(&carried).normalize();
        let kind = if publish { Kind::Note } else { Kind::Lost };
        for change in diff(&carried, &shown) {
            let path = change.before.as_ref().unwrap_or(&change.path);
            let message = format!("{change}: a document does not show it");
            report.push(Diagnostic::new(kind, "not-shown", message).field(places.whole(path)));
        }
        carried = shown;
    }
    (carried, report)
}

fn report_hidden(resume: &Resume, report: &mut Report) {
    let sections = Path::default().key("sections");
    let mut say = |path: &Path, what: String| {
        let message = format!("{what} stays behind: its owner marked it as hidden");
        report.push(Diagnostic::new(Kind::Note, "hidden-omitted", message).field(path.to_string()));
    };
    for (at, section) in resume.sections.iter().enumerate() {
        let path = sections.index(at);
        if section.common.hidden {
            say(&path, crate::diff::name(section));
            continue;
        }
        for (at, item) in section.content.iter().enumerate().filter(|(_, item)| item.is_hidden()) {
            say(&path.key("entries").index(at), crate::diff::name(item));
        }
    }
}

/// Where the sections and entries that a document carries stand in the whole résumé: hidden ones before them count again.
pub(crate) struct Places {
    /// For each section that is carried, its index, and those of its entries.
    sections: Vec<(usize, Vec<usize>)>,
}

impl Places {
    /// The places of what is carried of `whole`, which is in normal form.
    pub(crate) fn of(whole: &Resume, cx: &Context) -> Self {
        let all = cx.include_hidden && cx.mode == Mode::Lossless;
        let entries = |section: &Section| {
            let shown = section.content.iter().enumerate().filter(|(_, item)| all || !item.is_hidden());
            shown.map(|(at, _)| at).collect::<Vec<_>>()
        };
        let sections = whole.sections.iter().enumerate().filter(|(_, section)| all || !section.common.hidden);
        let sections = sections.map(|(at, section)| (at, section.title.is_some(), entries(section)));
        let stay = sections.filter(|(_, is_titled, entries)| *is_titled || !entries.is_empty());
        Self { sections: stay.map(|(at, _, entries)| (at, entries)).collect() }
    }

    /// The path in the whole résumé of a path in what is carried.
    pub(crate) fn whole(&self, carried: &Path) -> String {
        let carried = carried.to_string();
        self.translate(&carried).unwrap_or(carried)
    }

    fn translate(&self, carried: &str) -> Option<String> {
        let (index, rest) = carried.strip_prefix("sections[")?.split_once(']')?;
        let (section, entries) = self.sections.get(index.parse::<usize>().ok()?)?;
        let inside = rest.strip_prefix(".entries[").and_then(|rest| {
            let (index, rest) = rest.split_once(']')?;
            Some(format!(".entries[{}]{rest}", entries.get(index.parse::<usize>().ok()?)?))
        });
        Some(format!("sections[{section}]{}", inside.as_deref().unwrap_or(rest)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::{Entry, Other, What};
    use crate::resume::Item;
    use crate::rich::Line;

    fn entry(title: &str, hidden: bool) -> Item {
        let mut entry = Entry::from(What::Other(Other { title: Line::text(title), ..Other::default() }));
        entry.common.hidden = hidden;
        entry.common.tags.insert(crate::Text::new("long").unwrap());
        entry.into()
    }

    fn section(title: Option<&str>, hidden: bool, content: Vec<Item>) -> Section {
        let mut section = Section { title: title.and_then(Line::text), content, ..Section::default() };
        section.common.hidden = hidden;
        section
    }

    fn resume() -> Resume {
        let sections = vec![
            section(Some("Salary"), true, vec![entry("Much", false)]),
            section(None, false, vec![entry("Nothing to see", true)]),
            section(Some("Work"), false, vec![entry("Secret", true), entry("Engineer", false)]),
        ];
        Resume { sections, ..Resume::default() }.normalize()
    }

    /// Sees no tags.
    fn seen(resume: &Resume) -> Resume {
        let mut seen = resume.clone();
        for item in seen.sections.iter_mut().flat_map(|section| &mut section.content) {
            if let Item::Entry(entry) = item {
                entry.common.tags.clear();
            }
        }
        seen
    }

    fn said(reads: bool, cx: &Context) -> (Vec<String>, Resume) {
        let (carried, report) = omit(resume(), seen, reads, cx);
        let said = |d: &Diagnostic| format!("{:?} {} {}", d.kind, d.code, d.field.as_deref().unwrap_or_default());
        (report.iter().map(said).collect(), carried)
    }

    const HIDDEN: [&str; 3] = [
        "Note hidden-omitted sections[0]",
        "Note hidden-omitted sections[1].entries[0]",
        "Note hidden-omitted sections[2].entries[0]",
    ];

    #[test]
    fn what_its_owner_hid_stays_behind_and_is_named() {
        let (said, carried) = said(true, &Context::default());
        assert_eq!(said, HIDDEN);
        assert_eq!(carried, resume().without_hidden());
    }

    #[test]
    fn what_its_owner_hid_goes_along_when_asked_for() {
        let (said, carried) = said(true, &Context { include_hidden: true, ..Context::default() });
        assert!(said.is_empty(), "{said:?}");
        assert_eq!(carried, resume());
    }

    #[test]
    fn publishing_leaves_out_what_is_not_seen_and_paths_are_those_of_the_whole() {
        for include_hidden in [false, true] {
            let cx = Context { mode: Mode::Publish, include_hidden, ..Context::default() };
            let (said, carried) = said(true, &cx);
            assert_eq!(said[..3], HIDDEN);
            assert_eq!(said[3..], ["Note not-shown sections[2].entries[1].tags"]);
            assert_eq!(carried, seen(&resume().without_hidden()));
        }
    }

    #[test]
    fn what_a_format_without_a_reader_does_not_show_is_lost() {
        let (said, _) = said(false, &Context::default());
        assert_eq!(said[3..], ["Lost not-shown sections[2].entries[1].tags"]);
    }
}
