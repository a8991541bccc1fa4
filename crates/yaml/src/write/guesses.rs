//! Comments above what a reader guessed, for whoever corrects the file.
//!
//! A guess names what it is about as [`diff`](vitae_core::diff()) does: the place of an entry is counted among all that stands
//! in its section. The dialect lays that out in another way, and here is where it went:
//!
//! | named | stands under |
//! |---|---|
//! | texts before the first entry | `text` of the section |
//! | texts that stand together between entries | one item of `entries` |
//! | a contact | its key (`email`, `phone`, …) where contacts have no list of their own |
//! | a field that is not written by its name | the position, entry, section or group that it belongs to |
//! | what is not there | the top of the file, with its path |
//!
//! A comment is a line of its own, above the line on which its subject begins; all other lines are what they are without it.

use super::layout::{LaidOut, WIDTH};
use super::scalar::is_printable;
use std::cmp::Reverse;
use std::collections::HashMap;
use vitae_core::{Diagnostic, Item, Kind, Path, Report, Resume, Section};
use vitae_dialect::Out;

/// The keys under which contacts may stand one by one.
const CONTACTS: [&str; 7] = ["email", "phone", "fax", "url", "location", "profiles", "messages"];

/// The text of a file, with a comment for each guess of a report.
pub(super) fn commented(laid_out: LaidOut, tree: &[(String, Out)], resume: &Resume, report: &Report) -> String {
    let LaidOut { text, starts } = laid_out;
    let nodes = Nodes::of(tree, resume);
    let mut guesses: Vec<(usize, bool, &Diagnostic)> = Vec::new();
    for guess in report.iter().filter(|said| said.kind == Kind::Guessed) {
        let start = nodes.find(guess.field.as_deref()).and_then(|node| starts.get(node));
        let line = start.map_or(0, |start| beginning_of_line(&text, *start));
        guesses.push((line, start.is_some(), guess));
    }
    guesses.sort_by_key(|(line, found, guess)| (*line, *found, Reverse(guess.doubt)));
    let (mut out, mut copied) = (String::with_capacity(text.len()), 0);
    for (line, found, guess) in guesses {
        out.push_str(text.get(copied..line).unwrap_or_default());
        copied = line;
        let indent = text.get(line..).map_or(0, |rest| rest.len() - rest.trim_start_matches(' ').len());
        comment(&sentence(guess, found), indent, &mut out);
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    out
}

fn beginning_of_line(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
}

/// What is said of a guess. The place of the comment tells what it is about, unless that is not there.
fn sentence(guess: &Diagnostic, found: bool) -> String {
    let doubt = guess.doubt.map(|doubt| format!(" (doubt {doubt} %)")).unwrap_or_default();
    let field = guess.field.iter().filter(|_| !found).map(|field| format!(", {field}")).collect::<String>();
    let help = guess.help.iter().map(|help| format!("; {help}")).collect::<String>();
    format!("guessed{doubt}{field}: {}{help}", guess.message)
}

/// Writes a comment in lines of its own, whatever the sentence holds.
fn comment(sentence: &str, indent: usize, out: &mut String) {
    let width = WIDTH.saturating_sub(indent).max(40);
    let mut length = usize::MAX;
    for (index, word) in sentence.split_whitespace().enumerate() {
        let more = word.chars().count();
        if length.saturating_add(1 + more) > width {
            if index > 0 {
                out.push('\n');
            }
            out.extend(std::iter::repeat_n(' ', indent));
            out.push_str(if index > 0 { "#  " } else { "#" });
            length = if index > 0 { 3 } else { 1 };
        }
        out.push(' ');
        out.extend(word.chars().map(|c| if is_harmless(c) { c } else { '\u{FFFD}' }));
        length += 1 + more;
    }
    out.push('\n');
}

/// True unless a character commands: what no file may hold, and what turns the direction of the text around it.
fn is_harmless(c: char) -> bool {
    let turns = matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    !turns && is_printable(c.encode_utf8(&mut [0; 4]))
}

/// The nodes of a tree in the order in which they are laid out, by what a guess may call them.
#[derive(Default)]
struct Nodes {
    by_path: HashMap<String, usize>,
    count: usize,
}

impl Nodes {
    fn of(tree: &[(String, Out)], resume: &Resume) -> Self {
        let mut nodes = Self::default();
        for (key, value) in tree {
            let path = Path::default().key(key);
            nodes.enter(&path);
            match (key.as_str(), value) {
                ("language", _) => nodes.also(&Path::default().key("meta").key(key)),
                ("sections", Out::Airy(sections)) => {
                    for (index, (out, section)) in sections.iter().zip(&resume.sections).enumerate() {
                        nodes.section(&path.index(index), out, section);
                    }
                }
                ("basics", Out::Map(pairs)) => nodes.person(&path, pairs),
                _ => nodes.inside(&path, value),
            }
        }
        nodes
    }

    /// The next node.
    fn enter(&mut self, path: &Path) {
        self.by_path.insert(path.to_string(), self.count);
        self.count += 1;
    }

    /// Another name of the last node.
    fn also(&mut self, path: &Path) {
        self.by_path.insert(path.to_string(), self.count.saturating_sub(1));
    }

    fn inside(&mut self, path: &Path, value: &Out) {
        match value {
            Out::Map(pairs) => pairs.iter().for_each(|(key, value)| self.pair(path, key, value)),
            Out::Rows(items) | Out::Airy(items) | Out::Side(items) => {
                for (index, item) in items.iter().enumerate() {
                    let path = path.index(index);
                    self.enter(&path);
                    self.inside(&path, item);
                }
            }
            _ => {}
        }
    }

    fn pair(&mut self, path: &Path, key: &str, value: &Out) {
        let path = path.key(key);
        self.enter(&path);
        self.inside(&path, value);
    }

    fn section(&mut self, path: &Path, out: &Out, section: &Section) {
        self.enter(path);
        let Out::Map(pairs) = out else { return };
        let is_text = |item: &Item| matches!(item, Item::Text(_));
        let runs = section.content.chunk_by(|a, b| is_text(a) && is_text(b)).map(<[Item]>::len);
        let mut runs = runs.peekable();
        let entries = path.key("entries");
        let mut passed = 0;
        for (key, value) in pairs {
            match (key.as_str(), value) {
                ("text", _) => {
                    self.pair(path, key, value);
                    let run = runs.next_if(|_| section.content.first().is_some_and(is_text)).unwrap_or_default();
                    (0..run).for_each(|index| self.also(&entries.index(index)));
                    passed = run;
                }
                ("entries", Out::Airy(rows)) => {
                    self.enter(&entries);
                    for (row, run) in rows.iter().zip(&mut runs) {
                        self.enter(&entries.index(passed));
                        (1..run).for_each(|index| self.also(&entries.index(passed + index)));
                        self.inside(&entries.index(passed), row);
                        passed += run;
                    }
                }
                _ => self.pair(path, key, value),
            }
        }
    }

    fn person(&mut self, path: &Path, pairs: &[(String, Out)]) {
        let contacts = path.key("contacts");
        let mut contact = 0;
        for (key, value) in pairs {
            let many = if let Out::Side(values) = value { values.len() } else { 1 };
            self.pair(path, key, value);
            if CONTACTS.contains(&key.as_str()) {
                // All of one key stand in one line, or below it.
                let node = self.by_path.get(&path.key(key).to_string()).copied().unwrap_or_default();
                for _ in 0..many {
                    self.by_path.entry(contacts.index(contact).to_string()).or_insert(node);
                    contact += 1;
                }
            }
        }
    }

    /// The node that has this name, or the nearest around it. What is not in its list any more has none.
    fn find(&self, path: Option<&str>) -> Option<usize> {
        let mut path = path?;
        loop {
            if let Some(node) = self.by_path.get(path) {
                return Some(*node);
            }
            let around = path.get(..path.rfind(['.', '['])?)?;
            let is_gone = path.ends_with(']') && ["sections", "entries"].iter().any(|list| around.ends_with(list));
            if is_gone {
                return None;
            }
            path = around;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(sentence: &str, indent: usize) -> String {
        let mut out = String::new();
        comment(sentence, indent, &mut out);
        out
    }

    #[test]
    fn a_long_comment_is_wrapped_under_its_text() {
        let sentence = "guessed (doubt 60 %): ".to_owned() + &"word ".repeat(30);
        let shown = lines(&sentence, 6);
        assert!(shown.starts_with("      # guessed (doubt 60 %): word word"), "{shown}");
        assert!(shown.lines().skip(1).all(|line| line.starts_with("      #   word")), "{shown}");
        assert!(shown.lines().all(|line| line.chars().count() <= WIDTH), "{shown}");
        assert_eq!(shown.split_whitespace().filter(|word| *word == "word").count(), 30);
    }

    #[test]
    fn no_message_leaves_its_comment() {
        let shown = lines("a\nb: c\r- d\u{85}e\u{2028}f\0\u{7}g\u{202e}h\u{feff}\ti", 2);
        assert_eq!(shown, "  # a b: c - d e f\u{FFFD}\u{FFFD}g\u{FFFD}h\u{FFFD} i\n");
    }

    #[test]
    fn the_name_of_a_thing_that_is_gone_is_not_that_of_its_list() {
        let resume = Resume { sections: vec![Section::default()], ..Resume::default() };
        let tree = vec![("sections".to_owned(), Out::Airy(vec![Out::Map(Vec::new())]))];
        let nodes = Nodes::of(&tree, &resume);
        let found = |path| nodes.find(Some(path));
        assert_eq!(found("sections[0].title"), Some(1));
        assert_eq!(found("sections"), Some(0));
        for gone in ["sections[1]", "sections[1].title", "sections[0].entries[2].dates", "basics.name", "", "]", "[.["]
        {
            assert_eq!(found(gone), None, "{gone}");
        }
    }
}
