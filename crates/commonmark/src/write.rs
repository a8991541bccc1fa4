//! Writing: blocks become lines, each with the indentation of what it stands in.

use vitae_core::{Block, Line, List, ListItem, MAX_LIST_START, Tags, normal_blocks};

use crate::{comment, ladder};

/// Writes blocks.
pub(crate) fn blocks(blocks: &[Block]) -> String {
    let mut writer = Writer::default();
    writer.blocks(&normal_blocks(blocks.to_vec()));
    writer.out
}

/// The number of the nth item. CommonMark reads no more than nine digits, and counts for itself.
fn number(start: u32, n: u32) -> u32 {
    start.saturating_add(n).min(MAX_LIST_START)
}

#[derive(Default)]
struct Writer {
    out: String,
    /// What every line starts with.
    indent: String,
}

impl Writer {
    fn blocks(&mut self, blocks: &[Block]) {
        let mut parenthesis = false;
        for (i, block) in blocks.iter().enumerate() {
            if i > 0 {
                self.blank_line();
            }
            // Of two numbered lists that meet, the second takes the other delimiter, or they would be one.
            let numbered = matches!(block, Block::List(List { ordered: Some(_), .. }));
            let before = i.checked_sub(1).and_then(|i| blocks.get(i));
            let meets = matches!(before, Some(Block::List(List { ordered: Some(_), .. })));
            parenthesis = numbered && meets && !parenthesis;
            self.block(block, if parenthesis { ')' } else { '.' });
        }
    }

    fn block(&mut self, block: &Block, delimiter: char) {
        match block {
            Block::Para(line) => self.paragraph(line, &Tags::new()),
            Block::List(list) => self.list(list, delimiter),
            Block::Quote(blocks) => self.inside("> ", "> ", |writer| writer.blocks(blocks)),
            Block::Pre(text) => self.preformatted(text),
            // The set of blocks is closed in this version of the model; a newer one gets its own arm.
            _ => {}
        }
    }

    fn paragraph(&mut self, line: &Line, tags: &Tags) {
        for (i, line) in ladder::paragraph(line, tags).split('\n').enumerate() {
            if i > 0 {
                self.new_line();
            }
            self.out.push_str(line);
        }
    }

    /// Items stand close, unless one holds more than a line and lists.
    fn list(&mut self, list: &List, delimiter: char) {
        let close = list.items.iter().all(|item| item.children.iter().all(|block| matches!(block, Block::List(_))));
        for (n, item) in (0..).zip(&list.items) {
            match (n, close) {
                (0, _) => {}
                (_, true) => self.new_line(),
                (_, false) => self.blank_line(),
            }
            let marker = match list.ordered {
                None => "- ".to_owned(),
                Some(start) => format!("{}{delimiter} ", number(start, n)),
            };
            let indent = " ".repeat(marker.len());
            self.inside(&marker, &indent, |writer| writer.item(item));
        }
    }

    fn item(&mut self, item: &ListItem) {
        if !item.line.is_empty() {
            self.paragraph(&item.line, &item.tags);
        } else if let Some(comment) = comment::write(&item.tags) {
            self.out.push_str(&comment);
        }
        let begun = !item.line.is_empty() || !item.tags.is_empty();
        if begun && let Some(first) = item.children.first() {
            if joins_paragraph(first) { self.new_line() } else { self.blank_line() }
        }
        self.blocks(&item.children);
    }

    /// Preformatted text between fences that are longer than any in it.
    fn preformatted(&mut self, text: &str) {
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(3.max(longest + 1));
        self.out.push_str(&fence);
        for line in text.split('\n') {
            if line.is_empty() {
                self.empty_line()
            } else {
                self.new_line()
            }
            self.out.push_str(line);
        }
        self.new_line();
        self.out.push_str(&fence);
    }

    /// Writes a container: its marker, and what stands before all further lines.
    fn inside(&mut self, marker: &str, indent: &str, write: impl FnOnce(&mut Self)) {
        let before = self.indent.len();
        self.out.push_str(marker);
        self.indent.push_str(indent);
        write(self);
        self.indent.truncate(before);
    }

    fn new_line(&mut self) {
        self.out.push('\n');
        self.out.push_str(&self.indent);
    }

    /// Starts a line that stays empty: without the white space at the end of the indentation.
    fn empty_line(&mut self) {
        self.out.push('\n');
        self.out.push_str(self.indent.trim_end());
    }

    fn blank_line(&mut self) {
        self.empty_line();
        self.new_line();
    }
}

/// True for a list that may follow a paragraph without a blank line: CommonMark lets bullets and `1.` interrupt one.
fn joins_paragraph(block: &Block) -> bool {
    matches!(block, Block::List(List { ordered: None | Some(1), .. }))
}
