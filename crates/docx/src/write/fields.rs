//! The fields of a meta line, taken apart so that each can stand where it looks best.

use super::layout::{Piece, separator};
use crate::meta::{DOT, is_dot, rank};
use vitae_outline::{Block, Role, Run};

/// The fields of a meta line, in order.
pub(super) struct Fields<'o>(Vec<Vec<&'o Run>>);

impl<'o> Fields<'o> {
    /// Takes a line apart, if a reader can put it together again: each field once, in the usual order, with the usual dot.
    pub(super) fn of(meta: &'o Block) -> Option<Self> {
        let runs: Vec<_> = meta.runs.iter().filter(|run| !run.text.is_empty()).collect();
        let usual = |run: &&Run| !is_dot(run) || (run.text == DOT && run.style.is_plain());
        let fields: Vec<_> = runs.split(|run| is_dot(run)).map(<[_]>::to_vec).collect();
        let ranks: Option<Vec<_>> = fields.iter().map(|field| rank(field.iter().copied())).collect();
        (runs.iter().all(usual) && ranks?.is_sorted_by(|a, b| a < b)).then_some(Self(fields))
    }

    /// Takes the field in a role.
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
