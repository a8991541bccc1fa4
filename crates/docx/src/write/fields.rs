//! The fields of a meta line, taken apart so that each can stand where it looks best.

use super::layout::{Piece, separator};
use vitae_outline::{Block, Role, Run};

/// The fields of one or more meta lines, in order.
pub(super) struct Fields<'o>(Vec<Vec<&'o Run>>);

impl<'o> Fields<'o> {
    /// Takes the lines apart at the dots between fields. A comma is part of a field: `Organisation, team`.
    pub(super) fn of(metas: &'o [Block]) -> Self {
        let mut fields = Vec::new();
        for meta in metas {
            fields.extend(meta.runs.split(is_dot).map(|runs| runs.iter().collect::<Vec<_>>()));
        }
        fields.retain(|field| field.iter().any(|run| !run.text.is_empty()));
        Self(fields)
    }

    /// Takes the last field that is wholly in a role.
    pub(super) fn take(&mut self, role: Role) -> Vec<Piece<'o>> {
        let at = self.0.iter().rposition(|field| field.iter().all(|run| run.role == Some(role)));
        at.map(|at| self.0.remove(at)).into_iter().flatten().map(Piece::of).collect()
    }

    /// What is left, as one line.
    pub(super) fn line(self) -> Vec<Piece<'o>> {
        let mut line = Vec::new();
        for field in self.0 {
            join(&mut line, field.into_iter().map(Piece::of).collect());
        }
        line
    }
}

/// Appends a field to a line, with a dot between.
pub(super) fn join<'o>(line: &mut Vec<Piece<'o>>, field: Vec<Piece<'o>>) {
    if !line.is_empty() && !field.is_empty() {
        line.push(separator());
    }
    line.extend(field);
}

fn is_dot(run: &Run) -> bool {
    run.role == Some(Role::Separator) && run.text.trim() == "·"
}
