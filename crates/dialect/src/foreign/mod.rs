//! Résumés in the dialects of other programs: their trees become trees of ours, before anything is read.
//!
//! A dialect is recognised by the shape of its tree, never by the name of a file, and is one table at the head of its module:
//! a key, and what becomes of its value ([`To`]). What a table does not know is not dropped: words become labelled lines, and
//! what is no words for a reader is kept in the unknown fields, where it stood.
//!
//! | dialect | recognised by | its texts |
//! |---|---|---|
//! | RenderCV | `cv` | CommonMark |
//! | YAMLResume | `content` with `basics`, or with a list of work or education | CommonMark |
//! | FRESH | `meta.format` that begins with `FRESH`, or a `history` of employment or education | CommonMark |
//! | Reactive Resume 3 to 5 | `sections` that is a map of maps with `items`, beside `basics` | HTML |
//! | HR Open | `candidate`, `person` and `profiles`, or `positionHistories` | literal |
//! | others | no key of ours, and two sections under names that people give them | CommonMark |
//!
//! A notation with names for its elements, such as XML, brings tables of its own and hands a [`Dialect`] to [`read`].

mod draft;
mod fresh;
mod hropen;
mod loose;
mod markup;
mod reactive;
mod rendercv;
mod rows;
mod tables;
mod when;
mod yamlresume;

pub use draft::Draft;
pub use hropen::{HR_OPEN, NAME, phone};
pub use loose::kind_of;
pub use markup::Markup;
pub use rows::{List, Rows, To};
pub use tables::{CONTACT, ORGANIZATION, PLACE, REFERENCE};

use crate::node::{Node, Pair, Place};
use crate::notation::Notation;
use draft::Level;
use rows::{find, is_blank, value};
use vitae_core::{Context, Diagnostic, Kind, Result, Resume};

/// A dialect of somebody else.
#[derive(Debug)]
pub struct Dialect {
    /// What people call it.
    pub name: &'static str,
    /// How its texts are marked up.
    pub markup: Markup,
    /// The keys at its top.
    pub rows: Rows,
    /// What becomes of a key at its top that it does not have: as a rule [`rest`].
    pub rest: fn(&mut Draft, &Pair),
}

/// A key at the top that a dialect does not have: words are said of the person, the rest is kept beside the sections.
pub fn rest(draft: &mut Draft, pair: &Pair) {
    if pair.value.as_text().is_some() { draft.unknown(pair) } else { draft.put(To::KeepAtTop, pair) }
}

/// What a tree of a dialect looks like at its top.
type Looks = fn(&[Pair]) -> bool;

/// The dialects, those with the more decisive marks first.
const DIALECTS: &[(&Dialect, Looks)] = &[
    (&rendercv::RENDERCV, rendercv::looks),
    (&yamlresume::YAMLRESUME, yamlresume::looks),
    (&fresh::FRESH, fresh::looks),
    (&reactive::REACTIVE, reactive::looks),
    (&HR_OPEN, hropen::looks),
    (&loose::LOOSE, loose::looks),
];

/// The dialect that a tree is in; `None` for ours, and for what nobody knows.
///
/// ```
/// use vitae_dialect::{Node, foreign::recognise};
/// use vitae_core::Value;
/// let tree = Node::from(&Value::parse_json(r#"{"cv": {"name": "Mara Lindqvist"}}"#)?);
/// assert_eq!(recognise(&tree).map(|dialect| dialect.name), Some("RenderCV"));
/// # Ok::<(), vitae_core::Error>(())
/// ```
#[must_use]
pub fn recognise(tree: &Node) -> Option<&'static Dialect> {
    let pairs = tree.as_map()?;
    // What is ours, or JSON Resume, stays so whatever unknown fields it has.
    let is_ours = |pair: &Pair| match &*pair.key {
        "vitae" => true,
        "basics" => !reactive::looks(pairs),
        "sections" | "work" => pair.value.as_list().is_some(),
        _ => false,
    };
    if pairs.iter().any(is_ours) {
        return None;
    }
    DIALECTS.iter().find(|(_, looks)| looks(pairs)).map(|(dialect, _)| *dialect)
}

/// Reads a tree in a dialect, and says which it is.
///
/// # Errors
/// When the tree is no map.
pub fn read(tree: &Node, dialect: &Dialect, notation: &dyn Notation, cx: &mut Context) -> Result<Resume> {
    let message = format!("this is a résumé in the dialect of {}: its fields become ours", dialect.name);
    let mut note = Diagnostic::new(Kind::Note, "foreign-dialect", message);
    note.at = notation.location(tree.at);
    cx.report.push(note.help("look through the result; what has no field of ours is in details and in `ext`"));
    let (native, guesses) = native(tree, dialect);
    for (at, message) in guesses {
        let mut guess = Diagnostic::new(Kind::Guessed, "guess", message);
        guess.at = notation.location(at);
        cx.report.push(guess.help("look at it, and correct it where it is wrong"));
    }
    crate::read::read_native(&native, notation, cx)
}

/// The tree of the native dialect, and what was guessed on the way.
fn native(tree: &Node, dialect: &Dialect) -> (Node, Vec<(Place, String)>) {
    let Some(pairs) = tree.as_map() else { return (tree.clone(), Vec::new()) };
    let mut person = Draft::new(Level::Person, dialect.markup);
    for pair in pairs.iter().filter(|pair| !is_blank(&pair.value)) {
        match find(dialect.rows, &pair.key) {
            Some(to) => person.put(to, pair),
            None => (dialect.rest)(&mut person, pair),
        }
    }
    let (sections, language, top) =
        (std::mem::take(&mut person.sections), person.language.take(), std::mem::take(&mut person.top));
    let (modified, guesses) = (person.modified.take(), std::mem::take(&mut person.guesses));
    let mut out: Vec<Pair> = language.map(|language| Pair::new("language", language)).into_iter().collect();
    out.extend(modified.map(|text| Pair::new("meta", Node::map(vec![Pair::new("modified", text)], tree.at))));
    out.push(Pair::new("basics", person.finish(tree.at)));
    if !sections.is_empty() {
        out.push(Pair::new("sections", Node::list(sections, tree.at)));
    }
    draft::push_ext(top, &mut out);
    (Node::map(out, tree.at), guesses)
}

/// True for a map or a list of maps under a key.
fn has_maps(pairs: &[Pair], names: &str) -> bool {
    let is_map = |node: &Node| node.as_map().is_some();
    value(pairs, names).is_some_and(|pair| {
        is_map(&pair.value) || pair.value.as_list().is_some_and(|items| items.iter().all(is_map) && !items.is_empty())
    })
}

/// The map under a key.
fn map<'n>(pairs: &'n [Pair], key: &str) -> Option<&'n [Pair]> {
    pairs.iter().find(|pair| &*pair.key == key).and_then(|pair| pair.value.as_map())
}
