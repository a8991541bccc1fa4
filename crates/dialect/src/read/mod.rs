//! The reader: a tree of source texts becomes a résumé, field by field of the one table.
//!
//! There is one routine for each shape of value ([`shapes`]), and none for a single record. What no field takes is kept in the
//! unknown fields of the nearest record, and said.

mod body;
mod contacts;
mod dates;
mod entry;
mod pieces;
mod resume;
mod section;
mod shapes;
mod unknown;

pub use pieces::{cell_from_value, from_value, item_from_value, section_from_value};

use crate::keys::Level;
use crate::node::{Content, Node, Pair, Place};
use crate::notation::{Notation, Wanted};
use vitae_core::{
    Cell, Context, Diagnostic, Error, Ext, Field, Kind, Limits, Record, Report, Result, Resume, Shape, Words,
};

/// Reads a résumé from its tree. What is noticed goes into the report of `cx`, at the places that `notation` gives.
///
/// # Errors
/// When a value has the wrong shape, or none that its field can take. The error says where, and what would have worked.
///
/// ```
/// use vitae_core::{Context, Text};
/// use vitae_dialect::{Node, Notation, Pair, Place, read};
///
/// /// A notation that says nothing of itself.
/// struct Plain;
/// impl Notation for Plain {}
///
/// let at = Place::default();
/// let basics = Node::map(vec![Pair::new("name", Node::text("Mara Lindqvist", at))], at);
/// let tree = Node::map(vec![Pair::new("basics", basics)], at);
/// assert_eq!(read(&tree, &Plain, &mut Context::default())?.person.name, Text::new("Mara Lindqvist"));
/// # Ok::<(), vitae_core::Error>(())
/// ```
pub fn read(tree: &Node, notation: &dyn Notation, cx: &mut Context) -> Result<Resume> {
    match crate::foreign::recognise(tree) {
        Some(dialect) => crate::foreign::read(tree, dialect, notation, cx),
        None => read_native(tree, notation, cx),
    }
}

/// Reads a résumé from a tree of the native dialect, or of JSON Resume.
pub(crate) fn read_native(tree: &Node, notation: &dyn Notation, cx: &mut Context) -> Result<Resume> {
    let mut reading = Reading::new(notation, &mut cx.report, Words::english(), cx.limits);
    reading.check_marks(tree)?;
    reading.resume(tree)
}

/// What reading carries along.
struct Reading<'a> {
    notation: &'a dyn Notation,
    report: &'a mut Report,
    /// Keys and indices down to what is being read.
    path: Vec<String>,
    /// The words of the language of what is being read.
    words: &'static Words,
    limits: Limits,
    /// How many entries, positions and sections were read.
    entries: usize,
}

/// So many marks may stand in the texts of a file for each piece that it may have: a bold word is a piece between four.
const MARKS: usize = 2;

impl<'a> Reading<'a> {
    fn new(notation: &'a dyn Notation, report: &'a mut Report, words: &'static Words, limits: Limits) -> Self {
        Self { notation, report, path: Vec::new(), words, limits, entries: 0 }
    }
}

impl Reading<'_> {
    /// Refuses texts with more marks than the pieces need which they may become.
    fn check_marks(&self, tree: &Node) -> Result<()> {
        let mut left = self.limits.nodes.saturating_mul(MARKS);
        let mut open = vec![tree];
        while let Some(node) = open.pop() {
            match &node.content {
                Content::Scalar { text, .. } => {
                    let marks = vitae_commonmark::marks(text).count();
                    left = left.checked_sub(marks).ok_or_else(|| {
                        let passed = self.limits.check_nodes(self.limits.nodes.saturating_add(1));
                        passed
                            .err()
                            .map_or_else(|| self.error("limit", "too many marks", node.at), |e| self.at(e, node.at))
                    })?;
                }
                Content::List(items) => open.extend(items.iter()),
                Content::Map(pairs) => open.extend(pairs.iter().map(|pair| &pair.value)),
            }
        }
        Ok(())
    }

    /// Counts an entry, a position or a section that begins.
    fn count_entry(&mut self, at: Place) -> Result<()> {
        self.entries = self.entries.saturating_add(1);
        self.limits.check_entries(self.entries).map_err(|error| self.at(error, at))
    }

    fn at(&self, error: Error, at: Place) -> Error {
        match self.notation.location(at) {
            Some(location) => error.at(location),
            None => error,
        }
    }

    /// Reads what stands at one more step of the path.
    fn inside<T>(&mut self, step: impl Into<String>, read: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.path.push(step.into());
        let value = read(self);
        self.path.pop();
        value
    }

    /// The path, as differences spell it: `sections[1].entries[3].dates`.
    fn path(&self) -> String {
        let mut out = String::new();
        for step in &self.path {
            if !out.is_empty() && !step.starts_with('[') {
                out.push('.');
            }
            out.push_str(step);
        }
        out
    }

    /// The end of the path: the key, and indices in its value.
    fn name(&self) -> String {
        let key = self.path.iter().rposition(|step| !step.starts_with('[')).unwrap_or_default();
        let name: String = self.path.iter().skip(key).map(String::as_str).collect();
        if name.is_empty() { "the file".to_owned() } else { format!("`{name}`") }
    }

    fn error(&self, code: &'static str, message: impl Into<String>, at: Place) -> Error {
        self.at(Error::invalid(code, message), at)
    }

    fn note(&mut self, code: &'static str, message: impl Into<String>, at: Place) -> Diagnostic {
        let mut note = Diagnostic::new(Kind::Note, code, message);
        note.at = self.notation.location(at);
        if self.path.is_empty() { note } else { note.field(self.path()) }
    }

    /// The error for a value of the wrong shape. `expected` is what it must be, in a few words.
    fn wrong(&self, node: &Node, expected: &str) -> Error {
        let wanted = match () {
            () if expected.starts_with("a list") => Wanted::List,
            () if expected.starts_with("a map") => Wanted::Map,
            () => Wanted::Text,
        };
        let reason = self.notation.reason(wanted, node);
        let message = format!("{} must be {expected}, not {}{reason}", self.name(), node.kind());
        self.error("wrong-type", message, node.at).help(self.notation.advice(wanted, node))
    }

    /// The error for a text that its field cannot take.
    fn bad_value(&self, node: &Node, what: &str, help: &str) -> Error {
        let text: String = node.as_text().unwrap_or_default().chars().take(60).collect();
        self.error("bad-value", format!("{} must be {what}, not `{text}`", self.name()), node.at).help(help)
    }

    /// A scalar's text; `None` where there is nothing.
    fn text<'n>(&self, node: &'n Node) -> Result<Option<&'n str>> {
        match &node.content {
            Content::Scalar { text, .. } => Ok((!node.is_nothing()).then_some(&**text)),
            _ => Err(self.wrong(node, "a text")),
        }
    }

    fn map<'n>(&self, node: &'n Node) -> Result<&'n [Pair]> {
        node.as_map().ok_or_else(|| self.wrong(node, "a map"))
    }

    fn list<'n>(&self, node: &'n Node) -> Result<&'n [Node]> {
        match &node.content {
            Content::List(items) => Ok(items),
            _ if node.is_nothing() => Ok(&[]),
            _ => Err(self.wrong(node, "a list")),
        }
    }

    /// Fills the fields of a record, and gives back the pairs that are none of its fields, or name one a second time.
    fn fill<'n>(&mut self, record: &mut dyn Record, pairs: &'n [Pair], rest: &mut Ext) -> Result<Vec<&'n Pair>> {
        let mut left = Vec::new();
        for pair in pairs {
            let spec = record.field_for(&pair.key);
            if let Some(spec) = spec.filter(|spec| !matches!(spec.shape, Shape::Body | Shape::Contacts)) {
                let cell = self.inside(&*pair.key, |reading| reading.cell(spec, pair, rest))?;
                if cell.is_none_or(|cell| put_once(record, spec.field, cell)) {
                    continue;
                }
            }
            left.push(pair);
        }
        Ok(left)
    }

    /// Fills a record that keeps its own unknown fields.
    fn fill_all(&mut self, record: &mut dyn Record, level: Level, pairs: &[Pair]) -> Result<()> {
        let mut ext = Ext::default();
        let left = self.fill(record, pairs, &mut ext)?;
        self.keep(left, level, &mut ext)?;
        if let Some(own) = record.ext_mut() {
            *own = ext;
        }
        Ok(())
    }
}

/// Sets a field that is empty. False if it already holds something else.
fn put_once(record: &mut dyn Record, field: Field, cell: Cell) -> bool {
    let before = record.cells().into_iter().find(|(spec, _)| spec.field == field).map(|(_, cell)| cell.to_cell());
    match before {
        None => record.put(field, cell).is_ok(),
        Some(before) => before == cell,
    }
}
