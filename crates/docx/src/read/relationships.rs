//! How parts lead to each other, and out of the package (ECMA-376 part 2 §9.3).

use super::package::Package;
use super::xml::{Element, Token, Xml};
use std::collections::HashMap;
use vitae_core::{Limits, Result};

/// Where a relationship leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Relation {
    /// The last word of its type: `styles`, `hyperlink`, `officeDocument`.
    pub kind: String,
    /// A part of the package, or an address outside.
    pub target: String,
}

/// The relationships of a part, by their ids.
#[derive(Debug, Default)]
pub(super) struct Relations {
    by_id: HashMap<String, Relation>,
    /// Ids in the order of the file.
    order: Vec<String>,
}

impl Relations {
    /// The relationships of a part; of the package as a whole for an empty name.
    pub(super) fn of(part: &str, package: &mut Package<'_>, limits: &Limits) -> Result<Self> {
        let (folder, name) = part.rsplit_once('/').map_or(("", part), |(folder, name)| (folder, name));
        let own = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
        let mut relations = Self::default();
        let Some(text) = package.part(&own)? else { return Ok(relations) };
        let mut xml = Xml::new(&text, &own, limits);
        loop {
            match xml.next()? {
                Token::Open(tag) if tag.element == Element::Relationship => {
                    let (Some(id), Some(target)) = (tag.get("Id"), tag.get("Target")) else { continue };
                    let kind = tag.get("Type").unwrap_or_default();
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    let outside = tag.get("TargetMode").is_some_and(|mode| mode == "External");
                    let target = if outside { target } else { resolve(folder, &target) };
                    relations.order.push(id.clone());
                    relations.by_id.insert(id, Relation { kind, target });
                }
                Token::End => return Ok(relations),
                _ => {}
            }
        }
    }

    pub(super) fn get(&self, id: &str) -> Option<&Relation> {
        self.by_id.get(id)
    }

    /// The targets of a kind, in order.
    pub(super) fn all<'s>(&'s self, kind: &'s str) -> impl Iterator<Item = &'s str> {
        let relations = self.order.iter().filter_map(|id| self.by_id.get(id));
        relations.filter(move |relation| relation.kind == kind).map(|relation| relation.target.as_str())
    }

    /// The first target of a kind.
    pub(super) fn first(&self, kind: &str) -> Option<&str> {
        self.order.iter().filter_map(|id| self.by_id.get(id)).find(|r| r.kind == kind).map(|r| r.target.as_str())
    }
}

/// The name of a part, from a target that is relative to a folder.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let (base, rest) = target.strip_prefix('/').map_or((folder, target.as_str()), |rest| ("", rest));
    let mut steps: Vec<&str> = base.split('/').filter(|step| !step.is_empty()).collect();
    for step in rest.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn a_target_is_relative_to_the_folder_of_its_part() {
        for (folder, target, name) in [
            ("word", "styles.xml", "word/styles.xml"),
            ("word", "/word/styles.xml", "word/styles.xml"),
            ("word", "../customXml/item1.xml", "customXml/item1.xml"),
            ("", "word\\document.xml", "word/document.xml"),
            ("a", "../../../b.xml", "b.xml"),
        ] {
            assert_eq!(resolve(folder, target), name);
        }
    }
}
