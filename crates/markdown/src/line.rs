//! The inside of a heading or paragraph: rich text, spans that name roles, and comments.

use crate::class::Class;
use crate::said::Said;
use pulldown_cmark::{Event, Tag, TagEnd};
use vitae_commonmark::Inline;
use vitae_core::{Line, Run as Piece, Style};
use vitae_outline::{Role, Run, line_of, runs_of};

/// Collects what stands in a line: stretches in a span that names a role, and what is between them.
#[derive(Default)]
pub(crate) struct Stretches<'a> {
    done: Vec<(Option<Class>, Vec<Piece>)>,
    current: Inline<'a>,
    /// The span that is open, and how many others in it.
    open: Option<(Class, usize)>,
    /// How many marks of CommonMark are open: a span counts only outside of them.
    marks: usize,
    /// What comments said.
    pub said: Said,
    /// Comments that are not ours.
    pub comments: usize,
}

impl<'a> Stretches<'a> {
    /// Takes an event that belongs inside a line; gives back any other.
    pub(crate) fn event(&mut self, event: Event<'a>) -> Option<Event<'a>> {
        match &event {
            Event::InlineHtml(raw) if raw.starts_with("<!--") => {
                match Said::read(raw) {
                    Some(said) => self.said.add(said),
                    None => self.comments += 1,
                }
                return None;
            }
            Event::InlineHtml(raw) if raw.starts_with("<span") => match (&mut self.open, Class::read(raw)) {
                (None, Some(class)) if self.marks == 0 => {
                    self.end_stretch(None);
                    self.open = Some((class, 0));
                    return None;
                }
                (Some((_, inner)), _) => *inner += 1,
                _ => {}
            },
            Event::InlineHtml(raw) if &**raw == "</span>" => match &mut self.open {
                Some((class, 0)) if self.marks == 0 => {
                    let class = *class;
                    self.open = None;
                    self.end_stretch(Some(class));
                    return None;
                }
                Some((_, inner)) => *inner = inner.saturating_sub(1),
                None => {}
            },
            Event::Start(Tag::Strong | Tag::Emphasis | Tag::Link { .. } | Tag::Image { .. }) => self.marks += 1,
            Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link | TagEnd::Image) => {
                self.marks = self.marks.saturating_sub(1);
            }
            _ => {}
        }
        self.current.event(event)
    }

    fn end_stretch(&mut self, class: Option<Class>) {
        let runs = std::mem::take(&mut self.current).runs();
        if !runs.is_empty() {
            self.done.push((class, runs));
        }
    }

    /// The runs, and whether spans said what they are.
    pub(crate) fn finish(mut self) -> (Vec<Run>, bool) {
        let open = self.open.take().map(|(class, _)| class);
        self.end_stretch(open);
        if self.done.iter().all(|(class, _)| class.is_none()) {
            let line = Line::new(self.done.into_iter().flat_map(|(_, pieces)| pieces));
            return (line.as_ref().map(runs_of).unwrap_or_default(), false);
        }
        let bare_end = self.done.last().is_some_and(|(class, _)| class.is_none());
        let mut runs: Vec<Run> = self.done.into_iter().flat_map(|(class, pieces)| stretch(class, pieces)).collect();
        // What leads to a comment at the end is not text.
        if let Some(last) = runs.last_mut().filter(|last| bare_end && last.role == Some(Role::Separator)) {
            last.text.truncate(last.text.trim_end().len());
        }
        (runs, true)
    }
}

/// The runs of a stretch. Between spans stand separators, whose white space counts; as it does at the edge of a label.
fn stretch(class: Option<Class>, pieces: Vec<Piece>) -> Vec<Run> {
    let text = text_of(&pieces);
    let exact = match class {
        None => !text.contains(char::is_alphanumeric),
        Some(class) => class.role == Some(Role::Label),
    };
    let plain = |piece: &Piece| matches!(piece, Piece::Text { style, .. } if style.is_plain());
    if exact && pieces.iter().all(plain) {
        let role = class.map_or(Some(Role::Separator), |class| class.role);
        return vec![Run { text, style: Style::default(), role }];
    }
    let mut runs = match (class, pieces.as_slice()) {
        // What a span says is one thing is taken as it is: an address may have two spaces in a row.
        (Some(_), [Piece::Text { text, style }]) => vec![Run::plain(text.as_ref()).styled(style.clone())],
        _ => Line::new(pieces).as_ref().map(runs_of).unwrap_or_default(),
    };
    match class {
        Some(class) => class.apply(&mut runs),
        // Somebody wrote between the spans: white space still keeps the words apart.
        None => {
            let space = || Run::role(" ", Role::Separator);
            runs.splice(0..0, text.starts_with(' ').then(space));
            runs.extend(text.ends_with(' ').then(space));
        }
    }
    runs
}

fn text_of(pieces: &[Piece]) -> String {
    let text = |piece: &Piece| match piece {
        Piece::Text { text, .. } => text.to_string(),
        Piece::Break => "\n".to_owned(),
    };
    pieces.iter().map(text).collect()
}

/// The cells of a row as one line, a separator between them.
pub(crate) fn row(cells: Vec<Vec<Run>>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for cell in cells.into_iter().filter(|cell| !cell.is_empty()) {
        if !runs.is_empty() {
            runs.push(Run::plain(" · "));
        }
        runs.extend(cell);
    }
    line_of(&runs).as_ref().map(runs_of).unwrap_or_default()
}
