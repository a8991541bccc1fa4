//! How runs come into normal form: letter by letter as a rule, and not at all where they are in it already, as most are.

use super::{Run, Style};
use crate::text::{is_allowed, is_collapsed, is_collapsible};

/// The letters of a line while it is brought into normal form; a line feed is a break, since no other is left in it.
#[derive(Default)]
struct Letters {
    text: String,
    /// Where a style ends that a run had, and which run that was.
    ends: Vec<(usize, usize)>,
}

/// The normal form of runs (N1 to N5).
pub(super) fn normal_runs(runs: Vec<Run>) -> Vec<Run> {
    // Runs that are normal already are by far the most frequent.
    if are_normal(&runs) {
        return without_redundant_links(runs);
    }
    let mut letters = Letters::default();
    for (at, run) in runs.iter().enumerate() {
        match run {
            Run::Break => letters.line_break(),
            Run::Text { text, .. } => letters.push(text, at),
        }
    }
    letters.trim_end();
    if letters.text.ends_with('\n') {
        letters.text.pop();
    }
    without_redundant_links(letters.into_runs(&runs))
}

/// True when nothing is to be done to runs but to look at their links.
fn are_normal(runs: &[Run]) -> bool {
    let inside = |run: &Run| match run {
        Run::Text { text, .. } => !text.is_empty() && is_collapsed(text),
        Run::Break => true,
    };
    let edge = |run: Option<&Run>, white: fn(&str) -> bool| match run {
        Some(Run::Text { text, .. }) => !white(text),
        Some(Run::Break) => false,
        None => true,
    };
    // White space at the end of a run has its style only where the next one shares it.
    let joint = |pair: &[Run]| match pair {
        [Run::Text { text: a, style: before }, Run::Text { text: b, style }] => {
            let spaces = ends_white(a) && begins_white(b);
            let alone = is_white(a) || is_white(b);
            let shared = |holder: &Style| *holder == before.shared(style);
            !spaces
                && !alone
                && before != style
                && (!ends_white(a) || shared(before))
                && (!begins_white(b) || shared(style))
        }
        [Run::Break, Run::Break] => false,
        [Run::Break, next] => edge(Some(next), begins_white),
        [before, _] => edge(Some(before), ends_white),
        _ => true,
    };
    runs.iter().all(inside)
        && edge(runs.first(), begins_white)
        && edge(runs.last(), ends_white)
        && runs.windows(2).all(joint)
}

fn begins_white(text: &str) -> bool {
    text.starts_with(char::is_whitespace)
}

fn ends_white(text: &str) -> bool {
    text.ends_with(char::is_whitespace)
}

fn is_white(text: &str) -> bool {
    text.trim_start().is_empty()
}

impl Letters {
    /// Appends text; collapsible white space never doubles, and no white space follows a break or stands first.
    fn push(&mut self, text: &str, run: usize) {
        for c in text.chars().filter(|&c| is_allowed(c)) {
            let c = if is_collapsible(c) { ' ' } else { c };
            let dropped = if self.text.is_empty() || self.text.ends_with('\n') {
                c.is_whitespace()
            } else {
                c == ' ' && self.text.ends_with(' ')
            };
            if !dropped {
                self.text.push(c);
            }
        }
        self.ends.push((self.text.len(), run));
    }

    fn line_break(&mut self) {
        self.trim_end();
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn trim_end(&mut self) {
        let kept = self.text.trim_end_matches(|c: char| c.is_whitespace() && c != '\n').len();
        self.text.truncate(kept);
        self.ends.iter_mut().rev().take_while(|(end, _)| *end > kept).for_each(|(end, _)| *end = kept);
    }

    /// Runs of equal style. White space takes the marks that the visible letters on both its sides share.
    fn into_runs(self, styled: &[Run]) -> Vec<Run> {
        let plain = Style::default();
        let (mut runs, mut from, mut space, mut before) = (Runs::default(), 0, String::new(), &plain);
        for (end, run) in self.ends {
            let (Some(text), Some(Run::Text { style, .. })) = (self.text.get(from..end), styled.get(run)) else {
                continue;
            };
            from = end;
            for (at, line) in text.split('\n').enumerate() {
                if at > 0 {
                    runs.line_break();
                }
                let after = line.trim_start();
                space.push_str(line.strip_suffix(after).unwrap_or_default());
                let visible = after.trim_end();
                if visible.is_empty() {
                    continue;
                }
                if !space.is_empty() {
                    runs.push(&space, &before.shared(style));
                    space.clear();
                }
                runs.push(visible, style);
                before = style;
                space.push_str(after.strip_prefix(visible).unwrap_or_default());
            }
        }
        runs.finish()
    }
}

/// N5: a link whose whole text is its own address is plain text.
fn without_redundant_links(runs: Vec<Run>) -> Vec<Run> {
    let link_of = |run: &Run| match run {
        Run::Text { style, .. } => style.link.clone(),
        Run::Break => None,
    };
    let may_say_itself = |run: &Run| match run {
        Run::Text { text, style } => style.link.as_ref().is_some_and(|url| url.as_str().contains(&**text)),
        Run::Break => false,
    };
    if !runs.iter().any(may_say_itself) {
        return runs;
    }
    let mut out = Runs::default();
    let mut rest = runs.into_iter().peekable();
    while let Some(first) = rest.next() {
        let Some(url) = link_of(&first) else {
            out.push_run(&first);
            continue;
        };
        let mut linked = vec![first];
        while let Some(next) = rest.next_if(|run| link_of(run).as_ref() == Some(&url)) {
            linked.push(next);
        }
        let said: String =
            linked.iter().map(|run| if let Run::Text { text, .. } = run { &**text } else { "" }).collect();
        let redundant = url.is_said_by(&said);
        for mut run in linked {
            if let Run::Text { style, .. } = &mut run
                && redundant
            {
                style.link = None;
            }
            out.push_run(&run);
        }
    }
    out.finish()
}

/// Collects text into runs of equal style.
#[derive(Default)]
struct Runs {
    done: Vec<Run>,
    text: String,
    style: Style,
}

impl Runs {
    fn push(&mut self, text: &str, style: &Style) {
        if self.style != *style {
            self.end_run();
            self.style = style.clone();
        }
        self.text.push_str(text);
    }

    fn push_run(&mut self, run: &Run) {
        match run {
            Run::Text { text, style } => self.push(text, style),
            Run::Break => self.line_break(),
        }
    }

    fn line_break(&mut self) {
        self.end_run();
        self.done.push(Run::Break);
    }

    fn end_run(&mut self) {
        if !self.text.is_empty() {
            self.done.push(Run::styled(&self.text, self.style.clone()));
            self.text.clear();
        }
    }

    fn finish(mut self) -> Vec<Run> {
        self.end_run();
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Url;
    use proptest::prelude::*;

    /// The rules as they read, a character at a time: what [`normal_runs`] does in stretches.
    fn by_the_rules(runs: &[Run]) -> Vec<Run> {
        let mut atoms: Vec<Option<(char, Style)>> = Vec::new();
        let trim = |atoms: &mut Vec<Option<(char, Style)>>| {
            while atoms.last().is_some_and(|atom| atom.as_ref().is_some_and(|(c, _)| c.is_whitespace())) {
                atoms.pop();
            }
        };
        for run in runs {
            let Run::Text { text, style } = run else {
                trim(&mut atoms);
                if atoms.last().is_some_and(Option::is_some) {
                    atoms.push(None);
                }
                continue;
            };
            for c in text.chars().filter(|&c| is_allowed(c)) {
                let c = if is_collapsible(c) { ' ' } else { c };
                let dropped = match atoms.last() {
                    None | Some(None) => c.is_whitespace(),
                    Some(Some((before, _))) => c == ' ' && *before == ' ',
                };
                if !dropped {
                    atoms.push(Some((c, style.clone())));
                }
            }
        }
        trim(&mut atoms);
        if atoms.last() == Some(&None) {
            atoms.pop();
        }
        let mut out: Vec<Run> = Vec::new();
        for (at, atom) in atoms.iter().enumerate() {
            let Some((c, style)) = atom else {
                out.push(Run::Break);
                continue;
            };
            let visible = |atom: &&Option<(char, Style)>| atom.as_ref().is_none_or(|(c, _)| !c.is_whitespace());
            let style = if c.is_whitespace() {
                let before = atoms[..at].iter().rev().find(visible).cloned().flatten().unwrap().1;
                before.shared(&atoms[at..].iter().find(visible).cloned().flatten().unwrap().1)
            } else {
                style.clone()
            };
            match out.last_mut() {
                Some(Run::Text { text, style: last }) if *last == style => *text = format!("{text}{c}").into(),
                _ => out.push(Run::styled(&c.to_string(), style)),
            }
        }
        without_redundant_links(out)
    }

    fn run() -> impl Strategy<Value = Run> {
        let link = prop::option::weighted(0.3, Just(Url::new("mailto:a b").unwrap()));
        let style = (any::<bool>(), any::<bool>(), link).prop_map(|(strong, emph, link)| Style {
            strong,
            emph,
            link,
            ..Style::default()
        });
        let text =
            prop_oneof![3 => "[ab ]{0,4}", 1 => "[ a\t\n\u{a0}\u{2003}\u{1}é]{0,4}", 1 => Just("a b".to_owned())];
        prop_oneof![4 => (text, style).prop_map(|(text, style)| Run::styled(&text, style)), 1 => Just(Run::Break)]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn stretches_come_out_as_the_rules_say(runs in prop::collection::vec(run(), 0..7)) {
            let normal = normal_runs(runs.clone());
            prop_assert_eq!(&normal, &by_the_rules(&runs));
            prop_assert_eq!(&normal, &by_the_rules(&normal));
            prop_assert_eq!(&normal_runs(normal.clone()), &normal);
        }
    }
}
