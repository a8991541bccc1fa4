//! The fields of a meta line, and the order that they have where all of them stand on one line.
//!
//! A page moves them about: dates beside the title, the place under them. A reader puts them back.

use vitae_outline::{Role, Run};

/// What stands between the fields of a line.
pub(crate) const DOT: &str = " · ";

/// The place of a field in the line: organisation and qualifier, place, address, dates. `None` for what is none of these.
pub(crate) fn rank<'r>(field: impl IntoIterator<Item = &'r Run>) -> Option<u8> {
    let mut ranks = field.into_iter().filter_map(|run| match run.role {
        Some(Role::Separator) => None,
        Some(Role::Organization | Role::Qualifier) => Some(Some(0)),
        Some(Role::Place) => Some(Some(1)),
        Some(Role::Url) => Some(Some(2)),
        Some(Role::Dates) => Some(Some(3)),
        _ => Some(None),
    });
    let first = ranks.next()??;
    ranks.all(|rank| rank == Some(first)).then_some(first)
}

/// Whether a run is the dot between two fields. A comma is part of a field: `Organisation, team`.
pub(crate) fn is_dot(run: &Run) -> bool {
    run.role == Some(Role::Separator) && run.text.trim() == "·"
}
