//! Runs with roles, tidied, on the page of somebody else.

use vitae_core::{Words, parse_span};
use vitae_outline::{Role, Run};

/// The most words that a field has.
const FIELD: usize = 16;

/// Runs with roles, tidied: what stands between two halves of a date or a place belongs to it, what is glued to a field is told
/// apart, and what is too long for one is none.
pub(super) fn smooth(runs: Vec<Run>, words: &Words) -> Vec<Run> {
    if runs.iter().all(|run| run.role.is_none()) {
        return runs;
    }
    let mut out: Vec<Run> = Vec::with_capacity(runs.len());
    let mut coming = runs.into_iter().peekable();
    while let Some(mut run) = coming.next() {
        run.role = run.role.filter(|role| fits(*role, &run.text, words));
        let before = out.last().and_then(|last| last.role);
        let after = coming.peek().and_then(|next| next.role);
        if run.role.is_none() && matches!(before, Some(Role::Dates | Role::Place)) {
            let thin =
                !run.text.contains(char::is_alphanumeric) && !run.text.contains(['\t', '\n', '|', '•', '·', '(']);
            if thin && before == after {
                run.role = before;
            } else if let Some(length) = open_end(&run.text, words).filter(|_| before == Some(Role::Dates)) {
                // "June 2019 – Present", of which only the first half is marked.
                let rest = run.text.split_off(length);
                let rest = Run { text: rest, ..run.clone() };
                push(&mut out, Run { role: before, ..run });
                run = rest;
            }
        }
        push(&mut out, run);
    }
    out
}

/// False for text that is not what its name says: a label beside the field, a placeholder, a paragraph.
fn fits(role: Role, text: &str, words: &Words) -> bool {
    if text.split_whitespace().count() > FIELD {
        return false;
    }
    match role {
        Role::Dates => {
            let word = text.trim().trim_start_matches(['–', '—', '-', '−']).trim();
            !word.contains(char::is_alphabetic) || word.contains(char::is_numeric) || goes_on(word, words)
        }
        Role::Place => !text.contains(['@']) && !text.contains("://"),
        _ => true,
    }
}

/// Adds a run: to the one before it if it is more of the same, behind a tab if words would glue to a field.
fn push(out: &mut Vec<Run>, run: Run) {
    if run.text.is_empty() {
        return;
    }
    match out.last_mut() {
        Some(last) if last.role == run.role && last.style == run.style => last.text.push_str(&run.text),
        Some(last) => {
            let glued = last.text.ends_with(char::is_alphanumeric) && run.text.starts_with(char::is_alphanumeric);
            if last.role != run.role && glued {
                out.push(Run::plain("\t"));
            }
            out.push(run);
        }
        None => out.push(run),
    }
}

/// How much of a text is a dash and the word for a time that goes on.
fn open_end(text: &str, words: &Words) -> Option<usize> {
    let length = text.find(['(', ',', '\n', '\t', '|', '·', ';']).unwrap_or(text.len());
    let end = text.get(..length)?.trim_end();
    let word = end.trim_start().strip_prefix(['–', '—', '-', '−'])?.trim_start();
    (word.split_whitespace().count() <= 3 && goes_on(word, words)).then_some(end.len())
}

/// True for what stands behind the dash of a time that has not ended, or for a date.
pub(super) fn goes_on(word: &str, words: &Words) -> bool {
    (1..=64).contains(&word.len()) && parse_span(&format!("2000 – {word}"), words).is_some()
}
