//! `vitae diff`: what differs between two résumés, whatever formats they are in.

use crate::args;
use crate::console::Console;
use crate::load::Loader;
use crate::plan::{self, Input};
use crate::render::{self, Origin};
use crate::{Status, input};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use vitae::{Change, Difference, Error, Limits, Registry, Resume, diff};

/// Compares what `args` name.
pub(crate) fn run(args: &args::Diff, formats: &Registry, console: &mut Console<'_>) -> Status {
    match changes(args, formats, console) {
        Ok(changes) => {
            let text = match (args.quiet, args.json) {
                (true, _) => String::new(),
                (false, true) => json(&changes),
                (false, false) => in_words(&changes),
            };
            match console.show(&text) {
                Status::Done if changes.is_empty() => Status::Done,
                Status::Done => Status::Different,
                _ => Status::Usage,
            }
        }
        Err(said) => {
            console.say(&said);
            Status::Usage
        }
    }
}

/// The differences, or what is to be said of why there is no telling.
fn changes(args: &args::Diff, formats: &Registry, console: &mut Console<'_>) -> Result<Vec<Change>, String> {
    if args.before == Path::new("-") && args.after == Path::new("-") {
        let twice = plan::usage("`-` stands for standard input, which can be read only once");
        return Err(render::error(&twice, None));
    }
    let before = resume(&args.before, args.from_a.as_deref(), args.within.limits(), formats, console)?;
    let after = resume(&args.after, args.from_b.as_deref(), args.within.limits(), formats, console)?;
    Ok(diff(&before, &after))
}

fn resume(
    path: &Path,
    from: Option<&str>,
    limits: Limits,
    formats: &Registry,
    console: &mut Console<'_>,
) -> Result<Resume, String> {
    let input = match input::given(path) {
        plan::Given::Stdin => Input::Stdin,
        plan::Given::File | plan::Given::Folder => Input::File(path.to_owned()),
    };
    let name = input.to_string();
    let loader = Loader::new(formats, from).map_err(|error| render::error(&error, None))?.within(limits);
    let failed = |error: Error| render::error(&error, Some(Origin { name: (&name).into(), text: None }));
    let opened = loader.open(&input, false, console.input.as_mut()).map_err(|miss| failed(miss.into()))?;
    opened.read(&input, &mut loader.context()).map_err(|error| {
        let text = opened.text();
        render::error(&error, Some(Origin { name: (&name).into(), text: text.as_deref() }))
    })
}

/// An array, also of none.
fn json(changes: &[Change]) -> String {
    serde_json::to_string_pretty(changes).unwrap_or_default() + "\n"
}

/// The differences under the section, entry or position that they lie in, each with what was and what is.
fn in_words(changes: &[Change]) -> String {
    let mut text = String::new();
    let mut group = None;
    for change in changes {
        let heading = heading(change);
        if group.as_ref() != Some(&heading) {
            let line_break = if text.is_empty() { "" } else { "\n" };
            let _ = writeln!(text, "{line_break}{}", render::clean(&heading));
            group = Some(heading);
        }
        text.push_str(&entry(change));
    }
    if !changes.is_empty() {
        let _ = writeln!(text, "\n{}", summary(changes));
    }
    text
}

fn heading(change: &Change) -> String {
    match &change.inside {
        Some(inside) if inside.before == inside.path => format!("{}: {}", inside.path, inside.title),
        Some(inside) => format!("{}: {} (was {})", inside.path, inside.title, inside.before),
        None => {
            let path = change.path.to_string();
            path.split(['.', '[']).next().filter(|top| !top.is_empty()).unwrap_or("resume").to_owned()
        }
    }
}

/// One difference, with its path inside what it lies in.
fn entry(change: &Change) -> String {
    let path = render::clean(change.place());
    let shown = |shown: &vitae::Shown| render::clean(&shown.to_string());
    match &change.what {
        Difference::Added(value) => format!("  + {path}: {}\n", shown(value)),
        Difference::Removed(value) => format!("  - {path}: {}\n", shown(value)),
        Difference::Moved(value) => {
            let from = change.before.as_ref().map(ToString::to_string).unwrap_or_default();
            let outer = change.inside.as_ref().map(|inside| format!("{}.", inside.before)).unwrap_or_default();
            let from = from.strip_prefix(&outer).unwrap_or(&from);
            format!("  > {path}: {}, was {}\n", shown(value), render::clean(from))
        }
        Difference::Changed { from, to } => {
            let (from, to) = from.beside(to);
            format!("  ~ {path}\n      - {}\n      + {}\n", render::clean(&from), render::clean(&to))
        }
    }
}

/// How many differences of each sort.
fn summary(changes: &[Change]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for change in changes {
        *counts.entry(change.what.name()).or_default() += 1;
    }
    let counts: Vec<_> = counts.iter().map(|(name, count)| format!("{count} {name}")).collect();
    let noun = if changes.len() == 1 { "difference" } else { "differences" };
    format!("{} {noun}: {}", changes.len(), counts.join(", "))
}
