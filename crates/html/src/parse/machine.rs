//! What a page says for machines in JSON-LD: who it is about, what they do, and where.
//!
//! Nobody sees it, so it is evidence: who it is about goes to the head; titles and organisations name the text of the page that
//! says the same. Only where the page shows nothing at all is it the text.

use super::Page;
use std::collections::HashMap;
use vitae_core::{Diagnostic, Ext, Kind as Said, SectionKind, Style, Text, Url, Value, Words};
use vitae_outline::{Block, Head, Kind, Look, Role, Run};

/// How deep nodes stand in each other: a person has a role in an organisation at a place.
const DEPTH: usize = 8;
/// More facts than a page has.
const MOST: usize = 500;

/// Something that the person does or did.
#[derive(Debug, Default, Clone, PartialEq)]
struct Post {
    title: Option<String>,
    organization: Option<String>,
    dates: Option<String>,
    studies: bool,
}

/// What is said of the person.
#[derive(Debug, Default)]
struct Facts {
    name: Option<String>,
    headline: Option<String>,
    contacts: Vec<(String, Option<Url>)>,
    posts: Vec<Post>,
}

impl Page<'_> {
    /// Hears what the page says for machines, and holds it against what it shows.
    pub(super) fn hear_machines(&mut self) -> Vec<Diagnostic> {
        let mut said = Vec::new();
        let data = std::mem::take(&mut self.foreign.data);
        let mut facts = None;
        for data in &data {
            match Value::parse_json(data.trim()) {
                Ok(value) => facts = facts.or_else(|| person(&value, DEPTH).map(read)),
                Err(error) => said.push(Diagnostic::new(
                    Said::Note,
                    "machine-data-unreadable",
                    format!("what the page says for machines is no JSON and was not read: {error}"),
                )),
            }
        }
        let Some(facts) = facts else { return said };
        let shown = !self.is_empty();
        said.push(Diagnostic::new(
            Said::Note,
            "machine-data-read",
            "what the page says for machines about who it is about was read (JSON-LD)",
        ));
        if shown {
            let text: String = self.blocks.iter().map(|block| block.text() + " ").collect();
            let text = letters(&text);
            for (what, value) in [("name", &facts.name), ("headline", &facts.headline)] {
                if let Some(value) = value.as_ref().filter(|value| !text.contains(&letters(value))) {
                    said.push(Diagnostic::new(
                        Said::Guessed,
                        "machine-data-differs",
                        format!("the page says for machines that the {what} is `{value}`, which it does not show"),
                    ));
                }
            }
            self.point_out(&facts);
        }
        let mut run = |text: &str, role: Role, link: Option<Url>| {
            let style = link.map(Style::link).unwrap_or_default();
            self.head.said.push(Run::role(text, role).styled(style));
        };
        if let Some(name) = &facts.name {
            run(name, Role::Name, None);
        }
        if let Some(headline) = &facts.headline {
            run(headline, Role::Headline, None);
        }
        for (text, link) in &facts.contacts {
            run(text, Role::Contact, link.clone());
        }
        if !shown {
            self.blocks = blocks(&facts, &self.head);
        }
        said
    }

    /// True if the page shows no word.
    pub(super) fn is_empty(&self) -> bool {
        !self.blocks.iter().any(|block| block.text().contains(char::is_alphanumeric))
    }

    /// Names the text of the page that is exactly what is said for machines.
    fn point_out(&mut self, facts: &Facts) {
        let mut known: HashMap<&str, Option<Role>> = HashMap::new();
        let posts = facts.posts.iter();
        let said = posts.flat_map(|post| [(&post.title, Role::Title), (&post.organization, Role::Organization)]);
        for (text, role) in said {
            if let Some(text) = text {
                // What is said to be two things says nothing.
                known
                    .entry(text.trim())
                    .and_modify(|known| *known = known.filter(|known| *known == role))
                    .or_insert(Some(role));
            }
        }
        let head =
            self.blocks.iter().position(|block| matches!(block.kind, Kind::Heading(2..))).unwrap_or(self.blocks.len());
        let mut named = (false, false);
        for (i, block) in self.blocks.iter_mut().enumerate() {
            let mut runs = Vec::with_capacity(block.runs.len());
            for run in std::mem::take(&mut block.runs) {
                let text = core(&run.text);
                let is = |fact: &Option<String>| fact.as_deref().is_some_and(|fact| core(fact) == text);
                let role = if run.role.is_some() || text.is_empty() {
                    None
                } else if i < head && !named.0 && is(&facts.name) {
                    named.0 = true;
                    Some(Role::Name)
                } else if i < head && !named.1 && is(&facts.headline) {
                    named.1 = true;
                    Some(Role::Headline)
                } else {
                    known.get(text).copied().flatten().filter(|_| i >= head || named.0)
                };
                match role {
                    Some(role) => name_core(run, role, &mut runs),
                    None => runs.push(run),
                }
            }
            block.runs = runs;
        }
    }
}

/// A text without what stands around its words.
fn core(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || ",;:|·•–—()".contains(c))
}

/// A run whose words have a role, and what stands around them has none.
fn name_core(run: Run, role: Role, out: &mut Vec<Run>) {
    let core = core(&run.text);
    let (before, after) = run.text.split_once(core).unwrap_or_default();
    let plain = |text: &str| Run { text: text.to_owned(), ..run.clone() };
    out.extend(
        [plain(before), Run { role: Some(role), ..plain(core) }, plain(after)]
            .into_iter()
            .filter(|run| !run.text.is_empty()),
    );
}

/// The blocks of a page that shows nothing.
fn blocks(facts: &Facts, head: &Head) -> Vec<Block> {
    let words = Words::of(head.lang.as_ref());
    let line = |kind, runs| Block { runs, ..Block::new(kind) };
    let mut out = Vec::new();
    if let Some(name) = &facts.name {
        out.push(line(Kind::Heading(1), vec![Run::role(name, Role::Name)]));
    }
    if let Some(headline) = &facts.headline {
        out.push(line(Kind::Paragraph, vec![Run::role(headline, Role::Headline)]));
    }
    for (text, link) in &facts.contacts {
        let style = link.clone().map(Style::link).unwrap_or_default();
        out.push(line(Kind::Paragraph, vec![Run::role(text, Role::Contact).styled(style)]));
    }
    for (studies, kind) in [(false, SectionKind::Work), (true, SectionKind::Education)] {
        let posts: Vec<&Post> = facts.posts.iter().filter(|post| post.studies == studies).collect();
        if posts.is_empty() {
            continue;
        }
        let title = words.section_title(kind).unwrap_or_else(|| kind.as_str());
        let look = Look { section: Some(kind), ..Look::default() };
        out.push(Block { look: look.clone(), ..line(Kind::Heading(2), vec![Run::role(title, Role::Section)]) });
        for post in posts {
            let fields =
                [(&post.title, Role::Title), (&post.organization, Role::Organization), (&post.dates, Role::Dates)];
            let fields = fields.into_iter().filter_map(|(text, role)| Some((text.as_ref()?, role)));
            for (i, (text, role)) in fields.enumerate() {
                let kind = if i == 0 { Kind::Heading(3) } else { Kind::Paragraph };
                let look = Look { entry: i == 0, ..look.clone() };
                out.push(Block { look, ..line(kind, vec![Run::role(text, role)]) });
            }
        }
    }
    out
}

/// The letters of a text, without regard to case and what stands between.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

// ── the data ──

/// The first person in a node, in a list, in a graph, or that a page is about.
fn person(value: &Value, depth: usize) -> Option<&Ext> {
    match value {
        Value::Array(items) if depth > 0 => items.iter().take(MOST).find_map(|item| person(item, depth - 1)),
        Value::Object(node) if is_a(node, "Person") => Some(node),
        Value::Object(node) if depth > 0 => {
            ["@graph", "mainEntity", "about", "author"].into_iter().find_map(|key| person(node.get(key)?, depth - 1))
        }
        _ => None,
    }
}

fn is_a(node: &Ext, kind: &str) -> bool {
    let named = |value: &Value| matches!(value, Value::String(name) if name.rsplit(['/', ':']).next() == Some(kind));
    match node.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(named),
        Some(one) => named(one),
        None => false,
    }
}

fn read(node: &Ext) -> Facts {
    let full = || {
        let names: Vec<String> =
            ["givenName", "additionalName", "familyName"].iter().filter_map(|key| text(node, key)).collect();
        (!names.is_empty()).then(|| names.join(" "))
    };
    let mut facts =
        Facts { name: text(node, "name").or_else(full), headline: text(node, "jobTitle"), ..Facts::default() };
    for email in texts(node, "email") {
        let address = email.strip_prefix("mailto:").unwrap_or(&email).to_owned();
        facts.contacts.push((address.clone(), Url::new(&format!("mailto:{address}"))));
    }
    facts.contacts.extend(texts(node, "telephone").into_iter().map(|number| (number, None)));
    for key in ["url", "sameAs"] {
        facts.contacts.extend(texts(node, key).into_iter().map(|url| (url.clone(), Url::new(&url))));
    }
    facts.contacts.extend(address(node).map(|place| (place, None)));
    for (key, studies) in [("worksFor", false), ("hasOccupation", false), ("alumniOf", true)] {
        let nodes = each(node.get(key));
        facts.posts.extend(nodes.into_iter().filter_map(|value| post(value, key, studies)));
    }
    facts.contacts.truncate(MOST);
    facts
}

/// A place, in a line.
fn address(node: &Ext) -> Option<String> {
    match node.get("address")? {
        Value::String(place) => Some(place.clone()),
        Value::Object(parts) => {
            let keys = ["streetAddress", "postalCode", "addressLocality", "addressRegion", "addressCountry"];
            let parts: Vec<String> = keys.iter().filter_map(|key| text(parts, key)).collect();
            (!parts.is_empty()).then(|| parts.join(", "))
        }
        _ => None,
    }
}

/// An organisation, an occupation, or a role in one: a role has the property again that led to it.
fn post(value: &Value, key: &str, studies: bool) -> Option<Post> {
    let node = match value {
        Value::String(name) if key == "hasOccupation" => {
            return Some(Post { title: Some(name.clone()), ..Post::default() });
        }
        Value::String(name) => return Some(Post { organization: Some(name.clone()), studies, ..Post::default() }),
        Value::Object(node) => node,
        _ => return None,
    };
    let inner = each(node.get(key)).into_iter().next();
    let dates = match (text(node, "startDate"), text(node, "endDate")) {
        (Some(start), Some(end)) => Some(format!("{start} – {end}")),
        (start, end) => start.or(end),
    };
    let title = ["roleName", "jobTitle"].iter().find_map(|key| text(node, key));
    let own = text(node, "name");
    let found = match inner {
        Some(Value::Object(inner)) => {
            let name = text(inner, "name");
            let (named, organization) = if key == "hasOccupation" { (name, None) } else { (None, name) };
            Post { title: title.or(named), organization, dates, studies }
        }
        Some(Value::String(name)) if key == "hasOccupation" => {
            Post { title: Some(name.clone()), organization: None, dates, studies }
        }
        Some(Value::String(name)) => Post { title, organization: Some(name.clone()), dates, studies },
        _ if key == "hasOccupation" => Post { title: title.or(own), organization: None, dates, studies },
        _ => Post { title, organization: own, dates, studies },
    };
    (found.title.is_some() || found.organization.is_some()).then_some(found)
}

/// The values of a property, of which there may be one or several.
fn each(value: Option<&Value>) -> Vec<&Value> {
    match value {
        Some(Value::Array(items)) => items.iter().take(MOST).collect(),
        Some(value) => vec![value],
        None => Vec::new(),
    }
}

fn texts(node: &Ext, key: &str) -> Vec<String> {
    let line = |value: &Value| match value {
        Value::String(text) => {
            let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
            Text::new(&line).map(|_| line)
        }
        _ => None,
    };
    each(node.get(key)).into_iter().filter_map(line).collect()
}

fn text(node: &Ext, key: &str) -> Option<String> {
    texts(node, key).into_iter().next().or_else(|| match node.get(key)? {
        // `{"@type": "Country", "name": "Norway"}`
        Value::Object(inner) => texts(inner, "name").into_iter().next(),
        _ => None,
    })
}
