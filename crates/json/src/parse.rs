//! JSON text to a tree with places.

use std::collections::HashMap;
use std::rc::Rc;
use vitae_core::{Context, Diagnostic, Error, JsonPiece, Kind, Location, Result, is_allowed, json_pieces};
use vitae_dialect::{Node, Pair, Place, SourceText};

/// A list or map whose end is not reached yet.
enum Open {
    List(Place, Vec<Node>),
    Map(Place, OpenMap),
}

#[derive(Default)]
struct OpenMap {
    pairs: Vec<Pair>,
    seen: HashMap<Rc<str>, Place>,
    key: Option<(Rc<str>, Place)>,
}

/// Reads the one value of a file.
pub(crate) fn parse(source: &SourceText<'_>, cx: &mut Context) -> Result<Node> {
    let limits = cx.limits;
    let mut open: Vec<Open> = Vec::new();
    let mut done = None;
    let (mut nodes, mut text) = (0_usize, 0_usize);
    for found in json_pieces(source.text()) {
        let (piece, at) = found.map_err(|flaw| {
            let at = Place::from(flaw.at.clone());
            flaw.into_error(source.text()).at(source.location(at))
        })?;
        let at = Place::from(at);
        let length = match &piece {
            JsonPiece::Key(text) | JsonPiece::String(text) => text.len(),
            JsonPiece::Number(digits) => digits.len(),
            _ => 0,
        };
        text = text.saturating_add(length);
        nodes = nodes.saturating_add(usize::from(is_value(&piece)));
        let key = if matches!(piece, JsonPiece::Key(_)) { length } else { 0 };
        let within = limits
            .check_nodes(nodes)
            .and_then(|()| limits.check_depth(open.len()))
            .and_then(|()| limits.check_text(text))
            .and_then(|()| limits.check_attribute(key));
        within.map_err(|error| error.at(source.location(at)))?;
        let node = match piece {
            JsonPiece::BeginArray => {
                open.push(Open::List(at, Vec::new()));
                continue;
            }
            JsonPiece::BeginObject => {
                open.push(Open::Map(at, OpenMap::default()));
                continue;
            }
            JsonPiece::Key(key) => {
                let key = allowed(&key, at, source, cx);
                if let Some(Open::Map(_, map)) = open.last_mut() {
                    if let Some(first) = map.seen.insert(Rc::clone(&key), at) {
                        return Err(twice(&key, at, first, source));
                    }
                    limits.check_keys(map.seen.len()).map_err(|error| error.at(source.location(at)))?;
                    map.key = Some((key, at));
                }
                continue;
            }
            JsonPiece::EndArray | JsonPiece::EndObject => match open.pop() {
                Some(Open::List(start, items)) => Node::list(items, start.until(at)),
                Some(Open::Map(start, map)) => Node::map(map.pairs, start.until(at)),
                None => continue,
            },
            JsonPiece::String(text) => Node::text(allowed(&text, at, source, cx), at),
            JsonPiece::Number(digits) => Node::plain(digits, at),
            JsonPiece::Bool(truth) => Node::plain(if truth { "true" } else { "false" }, at),
            JsonPiece::Null => Node::plain("null", at),
        };
        match open.last_mut() {
            None => done = Some(node),
            Some(Open::List(_, items)) => items.push(node),
            Some(Open::Map(_, map)) => {
                map.pairs.extend(map.key.take().map(|(key, at)| Pair { key, at, value: node }));
            }
        }
    }
    done.ok_or_else(|| Error::invalid("empty-input", "the file says nothing").at(source.location(Place::default())))
}

/// True where a value begins.
const fn is_value(piece: &JsonPiece<'_>) -> bool {
    !matches!(piece, JsonPiece::Key(_) | JsonPiece::EndArray | JsonPiece::EndObject)
}

fn twice(key: &str, at: Place, first: Place, source: &SourceText<'_>) -> Error {
    let line = source.line(first);
    Error::invalid("duplicate-key", format!("the key `{key}` stands here a second time; the first is on line {line}"))
        .help("keep one of the two, or make both values items of one list")
        .at(source.location(at))
}

/// The text without the control characters that an escape can bring in, and no format can hold.
fn allowed(text: &str, at: Place, source: &SourceText<'_>, cx: &mut Context) -> Rc<str> {
    if text.chars().all(is_allowed) {
        return text.into();
    }
    let location: Location = source.location(at);
    let message = "control characters were removed: no format can hold them";
    cx.report.push(Diagnostic::new(Kind::Changed, "control-removed", message).at(location));
    text.chars().filter(|c| is_allowed(*c)).collect::<String>().into()
}
