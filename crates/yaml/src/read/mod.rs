//! The reader: the file as a tree, and YAML's share in what is said about it.

mod explain;
mod notes;
mod tree;

use explain::put_in_quotes;
use notes::Notes;
use tree::parse;
use vitae_core::{Context, Error, Location, Result, Resume, Source};
use vitae_dialect::{Content, Node, Notation, Place, SourceText, Wanted};

/// Reads a résumé.
pub(crate) fn read(source: &Source<'_>, cx: &mut Context) -> Result<Resume> {
    cx.check_options("YAML", &[])?;
    let source = SourceText::new(source.text()?);
    let mut notes = Notes::default();
    let tree = parse(&source, &cx.limits, &mut notes)?.filter(|node| !node.is_nothing()).ok_or_else(|| {
        Error::invalid("empty-input", "the file says nothing")
            .help("a résumé needs at least a name (`basics:`) or a section (`sections:`)")
            .at(source.location(Place::default()))
    })?;
    let resume = vitae_dialect::read(&tree, &Yaml(&source), cx)?;
    notes.report(&source, &mut cx.report);
    Ok(resume)
}

/// How YAML is written, for messages.
struct Yaml<'a>(&'a SourceText<'a>);

impl Notation for Yaml<'_> {
    fn name(&self) -> &'static str {
        "YAML"
    }

    fn location(&self, at: Place) -> Option<Location> {
        Some(self.0.location(at))
    }

    fn pair(&self, key: &str, value: &str) -> String {
        format!("{key}: {value}")
    }

    fn item(&self, key: &str, value: &str) -> String {
        format!("- {key}: {value}")
    }

    fn reason(&self, wanted: Wanted, found: &Node) -> &'static str {
        if wanted == Wanted::Text && is_one_pair(found) { ", which `: ` makes of it" } else { "" }
    }

    fn advice(&self, wanted: Wanted, found: &Node) -> String {
        let line = self.0.text().get(found.at.start..).and_then(|rest| rest.lines().next()).unwrap_or_default().trim();
        let advice = match (wanted, &found.content) {
            (Wanted::Resume, _) => "write `basics:` on the first line, and `name: …` under it, indented",
            // `- Engineer: backend`, `title: [Experience]`: a text that YAML took for more.
            (Wanted::Text, Content::Map(_)) if is_one_pair(found) => return put_in_quotes(line),
            (Wanted::Text, Content::List(_)) if line.starts_with('[') => return put_in_quotes(line),
            (Wanted::List, _) => "begin each item on a line of its own, with `- `",
            (Wanted::Map, Content::Scalar { .. }) => "write its fields below it, as `key: value`",
            (_, Content::List(_)) => "write it without the dash before it, or without brackets",
            _ => "write one value, on the line of its key",
        };
        advice.to_owned()
    }
}

fn is_one_pair(node: &Node) -> bool {
    node.as_map().is_some_and(|pairs| pairs.len() == 1)
}
