//! TOML, as a format of vitae: somebody else's crate, as it might be yours.
//!
//! | in the tree | in TOML |
//! |---|---|
//! | a map, a list of maps | `[table]`, `[[array of tables]]` at the top and in sections; else inline |
//! | a text | `"basic"`, `"""several lines"""` |
//! | a date or number without quotes | its own characters |
//! | what TOML has no word for (`null`, numbers that it would refuse) | `{ json = "null" }` |

use toml::de::{DeTable, DeValue};
use vitae_core::{Confidence, Context, Error, Format, Location, Number, Result, Resume, Source, Value, json_string};
use vitae_dialect::{Node, Notation, Out, Pair, Place, SourceText};

// region: format
/// TOML, as a format.
#[must_use]
pub fn format() -> Format {
    Format::new("toml", "TOML")
        .extensions(&["toml"])
        .media_type("application/toml")
        .sniff(sniff)
        .schema(vitae_dialect::schema)
        .reader(read)
        .writer(write)
}
// endregion

fn sniff(bytes: &[u8]) -> Confidence {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    if text.starts_with("vitae = 1\n") { Confidence::Certain } else { Confidence::No }
}

// region: read
fn read(source: &Source<'_>, cx: &mut Context) -> Result<Resume> {
    cx.check_options("TOML", &[])?;
    let source = SourceText::new(source.text()?);
    let tables = DeTable::parse(source.text()).map_err(|error| {
        let at = error.span().map_or(Place::default(), Place::from);
        Error::invalid("toml", error.message()).at(source.location(at))
    })?;
    let at = tables.span().into();
    let mut nodes = 0;
    let tree = node(&DeValue::Table(tables.into_inner()), at, 0, &mut nodes, cx)
        .map_err(|error| error.at(source.location(at)))?;
    vitae_dialect::read(&tree, &Toml(&source), cx)
}
// endregion

// region: node
/// A value of TOML as a piece of the tree. Scalars keep their characters: `3.10` is a version, and stays one.
fn node(value: &DeValue<'_>, at: Place, depth: usize, nodes: &mut usize, cx: &Context) -> Result<Node> {
    *nodes += 1;
    cx.limits.check_depth(depth)?;
    cx.limits.check_nodes(*nodes)?;
    Ok(match value {
        DeValue::String(text) => Node::text(&**text, at),
        DeValue::Integer(number) => Node::plain(number.to_string(), at),
        DeValue::Float(number) => Node::plain(number.as_str(), at),
        DeValue::Boolean(truth) => Node::plain(truth.to_string(), at),
        DeValue::Datetime(date) => Node::plain(date.to_string(), at),
        DeValue::Array(items) => {
            let items = items.iter().map(|item| node(item.get_ref(), item.span().into(), depth + 1, nodes, cx));
            Node::list(items.collect::<Result<_>>()?, at)
        }
        DeValue::Table(table) => match json(table) {
            Some(text) => Node::from(&Value::parse_json(text)?),
            None => {
                cx.limits.check_keys(table.len())?;
                let pairs = table.iter().map(|(key, value)| {
                    let value = node(value.get_ref(), value.span().into(), depth + 1, nodes, cx)?;
                    Ok(Pair { key: (&**key.get_ref()).into(), at: key.span().into(), value })
                });
                Node::map(pairs.collect::<Result<_>>()?, at)
            }
        },
    })
}
// endregion

/// The text in `{ json = "…" }`.
fn json<'t>(table: &'t DeTable<'_>) -> Option<&'t str> {
    let (key, value) = table.iter().next().filter(|_| table.len() == 1)?;
    let DeValue::String(text) = value.get_ref() else { return None };
    (*key.get_ref() == "json").then_some(&**text)
}

// region: notation
/// How TOML is written, for messages.
struct Toml<'a>(&'a SourceText<'a>);

impl Notation for Toml<'_> {
    fn name(&self) -> &'static str {
        "TOML"
    }

    fn location(&self, at: Place) -> Option<Location> {
        Some(self.0.location(at))
    }

    fn pair(&self, key: &str, value: &str) -> String {
        format!("{} = {}", self::key(key), json_string(value))
    }
}
// endregion

// region: write
fn write(resume: &Resume, cx: &mut Context) -> Result<Vec<u8>> {
    cx.check_options("TOML", &[])?;
    let mut out = String::new();
    table(&vitae_dialect::write(resume), "", &mut out);
    Ok(out.into_bytes())
}

/// The pairs of a table: first those that fit on a line of their own, then the tables in it.
fn table(pairs: &[(String, Out)], path: &str, out: &mut String) {
    let (below, lines): (Vec<_>, Vec<_>) = pairs.iter().partition(|(key, value)| has_header(path, key, value));
    for (key, value) in lines {
        out.push_str(&format!("{} = {}\n", self::key(key), inline(value)));
    }
    for (key, value) in below {
        let name = if path.is_empty() { self::key(key) } else { format!("{path}.{}", self::key(key)) };
        let (items, header) = match value {
            Out::Map(_) => (std::slice::from_ref(value), format!("\n[{name}]\n")),
            Out::Rows(items) | Out::Airy(items) | Out::Side(items) => (items.as_slice(), format!("\n[[{name}]]\n")),
            _ => continue,
        };
        for item in items {
            out.push_str(&header);
            if let Out::Map(pairs) = item {
                table(pairs, &name, out);
            }
        }
    }
}
// endregion

/// A map at the top, sections, entries and positions have headers, unless there is text between them. The order of contacts is data, so
/// what is inside `basics` has none.
fn has_header(path: &str, key: &str, value: &Out) -> bool {
    let is_map = |value: &Out| matches!(value, Out::Map(pairs) if !is_json(pairs));
    let named = matches!((path, key), ("", "sections") | ("sections", "entries") | ("sections.entries", "positions"));
    match value {
        Out::Airy(items) | Out::Rows(items) => named && items.iter().all(is_map),
        value => path.is_empty() && is_map(value),
    }
}

fn key(key: &str) -> String {
    let bare = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    if bare { key.to_owned() } else { json_string(key) }
}

fn inline(value: &Out) -> String {
    let list = |items: Vec<String>| items.join(", ");
    match value {
        Out::Raw(text) if text == "null" || Number::new(text).is_some_and(|_| !fits(text)) => in_json(text),
        Out::Raw(text) if Number::new(text).is_some() || matches!(&**text, "true" | "false") => text.clone(),
        Out::Raw(text) | Out::Phrase(text) | Out::Prose(text) | Out::Exact(text) | Out::Lines(text) => string(text),
        Out::Rows(all) | Out::Airy(all) if all.len() > 1 => {
            format!("[\n  {}\n]", all.iter().map(inline).collect::<Vec<_>>().join(",\n  "))
        }
        Out::Rows(all) | Out::Airy(all) | Out::Side(all) => format!("[{}]", list(all.iter().map(inline).collect())),
        Out::Map(pairs) if is_json(pairs) => in_json(&Value::from(value.clone()).to_json()),
        Out::Map(pairs) => {
            let pairs = pairs.iter().map(|(key, value)| format!("{} = {}", self::key(key), inline(value)));
            format!("{{ {} }}", list(pairs.collect()))
        }
    }
}

/// A whole number has 64 bits in TOML.
fn fits(number: &str) -> bool {
    number.contains(['.', 'e', 'E']) || number.parse::<i64>().is_ok()
}

fn is_json(pairs: &[(String, Out)]) -> bool {
    matches!(pairs, [(key, _)] if key == "json")
}

fn in_json(text: &str) -> String {
    format!("{{ json = {} }}", json_string(text))
}

/// The escapes of JSON are escapes of TOML too.
fn string(text: &str) -> String {
    let quoted: Vec<String> = text.split('\n').map(json_string).collect();
    let lines = quoted.iter().map(|line| line.get(1..line.len() - 1).unwrap_or_default());
    match quoted.as_slice() {
        [one] => one.clone(),
        _ => format!("\"\"\"\n{}\"\"\"", lines.collect::<Vec<_>>().join("\n")),
    }
}
