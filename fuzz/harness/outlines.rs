//! A stranger's document as text: a line for each block, how it looked, a tab, and its words.
//!
//! | before the tab | the block |
//! |---|---|
//! | `1` to `6` | is a heading of this level |
//! | `i` `n` `p` `r` | is a bullet, a number, preformatted, a rule |
//! | `+` `>` | stands deeper in lists, in quotations |
//! | `C` `U` `R` `M` `G` `E` | has capitals, an underline, a border, the middle, a gap above; begins an entry |
//! | `.a` to `.f` | has letters of 8, 10, 12, 16, 24, 40 points |
//! | `t` `w` `c` `x` `=` | stands in a new table, row, cell, cell of two columns; in the same cell |
//! | `:h` `:o` `:b` `:y` | stands in a header, a footer, a text box, a note |
//! | `sA` … | stands in a section of the first kind … as its markup says |
//! | `@A` … | is the first part … of a résumé |
//!
//! In its words, the characters U+0001 to U+000E begin a run with a role, U+000F one without; U+0010 to U+0012 turn bold,
//! italics and code on and off; behind U+0013 words are a link to themselves.

use vitae::{SectionKind, Style, Url};
use vitae_outline::{Block, Cell, Kind, Origin, Outline, Part, Role, Run};

const PARTS: [Part; 13] = [
    Part::Name,
    Part::Headline,
    Part::Contacts,
    Part::Section,
    Part::Subheading,
    Part::Entry,
    Part::Organization,
    Part::Position,
    Part::Meta,
    Part::Labelled,
    Part::Line,
    Part::Body,
    Part::Text,
];

const ORIGINS: [(char, Origin); 4] =
    [('h', Origin::Header), ('o', Origin::Footer), ('b', Origin::TextBox), ('y', Origin::Note)];

/// Sizes of letters, in half points.
const SIZES: [(char, u16); 6] = [('a', 16), ('b', 20), ('c', 24), ('d', 32), ('e', 48), ('f', 80)];

/// The outline that a text says.
pub fn outline(bytes: &[u8]) -> Outline {
    let text = String::from_utf8_lossy(bytes);
    let mut cell = Cell { table: 0, row: 0, column: 0, columns: 1 };
    let blocks = text.split('\n').map(|line| {
        let (marks, words) = line.split_once('\t').unwrap_or(("", line));
        let mut block = block(marks, &mut cell);
        block.runs = runs(words);
        block
    });
    Outline { blocks: blocks.collect(), ..Outline::default() }
}

fn block(marks: &str, cell: &mut Cell) -> Block {
    let mut block = Block::new(Kind::Paragraph);
    let mut marks = marks.chars();
    while let Some(mark) = marks.next() {
        let look = &mut block.look;
        match mark {
            '1'..='6' => block.kind = Kind::Heading(mark.to_digit(10).and_then(|n| n.try_into().ok()).unwrap_or(1)),
            'i' => block.kind = Kind::Item { number: None },
            'n' => block.kind = Kind::Item { number: Some(1) },
            'p' => block.kind = Kind::Pre,
            'r' => block.kind = Kind::Rule,
            '+' => block.level = block.level.saturating_add(1),
            '>' => block.quote = block.quote.saturating_add(1),
            'C' => look.caps = true,
            'U' => look.underlined = true,
            'R' => look.ruled = true,
            'M' => look.centered = true,
            'G' => look.gap = true,
            'E' => look.entry = true,
            't' => {
                *cell = Cell { table: cell.table.saturating_add(1), row: 0, column: 0, columns: 1 };
                look.cell = Some(*cell);
            }
            'w' => {
                *cell = Cell { row: cell.row.saturating_add(1), column: 0, columns: 1, ..*cell };
                look.cell = Some(*cell);
            }
            'c' | 'x' => {
                let columns = if mark == 'x' { 2 } else { 1 };
                *cell = Cell { column: cell.column.saturating_add(cell.columns), columns, ..*cell };
                look.cell = Some(*cell);
            }
            '=' => look.cell = Some(*cell),
            '.' => look.size = following(&mut marks, &SIZES),
            ':' => look.origin = following(&mut marks, &ORIGINS).unwrap_or_default(),
            's' => look.section = marks.next().and_then(|c| pick(c, SectionKind::ALL)),
            '@' => block.part = marks.next().and_then(|c| pick(c, &PARTS)),
            _ => {}
        }
    }
    block
}

fn following<T: Copy>(marks: &mut std::str::Chars<'_>, table: &[(char, T)]) -> Option<T> {
    let mark = marks.next()?;
    table.iter().find(|(known, _)| *known == mark).map(|(_, value)| *value)
}

/// The item of a list that a capital letter stands for.
fn pick<T: Copy>(letter: char, list: &[T]) -> Option<T> {
    let at = u32::from(letter).checked_sub(u32::from('A'))?;
    list.get(usize::try_from(at).ok()?).copied()
}

fn runs(words: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut style = Style::default();
    let mut role = None;
    let mut rest = words;
    loop {
        let end = rest.find(|c| ('\u{1}'..='\u{13}').contains(&c) && !matches!(c, '\t' | '\n' | '\r'));
        let (now, then) = rest.split_at(end.unwrap_or(rest.len()));
        if !now.is_empty() {
            runs.push(Run { text: now.to_owned(), style: style.clone(), role });
        }
        let mut then = then.chars();
        match then.next() {
            None => return runs,
            Some('\u{10}') => style.strong = !style.strong,
            Some('\u{11}') => style.emph = !style.emph,
            Some('\u{12}') => style.code = !style.code,
            Some('\u{13}') => style.link = style.link.is_none().then(|| Url::new(then.as_str())).flatten(),
            Some(mark) => role = role_of(mark),
        }
        rest = then.as_str();
    }
}

/// The role that a control character begins. Those that are white space stand for none.
fn role_of(mark: char) -> Option<Role> {
    let at = usize::try_from(u32::from(mark)).ok()?.checked_sub(1)?;
    Role::CLASSES.get(at).map(|(role, _)| *role)
}

/// The text of an outline, as far as a text says it.
pub fn text(outline: &Outline) -> String {
    let mut text = String::new();
    let mut last: Option<Cell> = None;
    for block in &outline.blocks {
        marks_of(block, &mut last, &mut text);
        text.push('\t');
        let mut style = Style::default();
        let mut role = None;
        for run in &block.runs {
            let turns = [
                (run.style.strong != style.strong, '\u{10}'),
                (run.style.emph != style.emph, '\u{11}'),
                (run.style.code != style.code, '\u{12}'),
            ];
            text.extend(turns.iter().filter(|(turned, _)| *turned).map(|(_, mark)| *mark));
            if run.role != role {
                let at = Role::CLASSES.iter().position(|(known, _)| Some(*known) == run.role);
                text.push(at.and_then(|at| u8::try_from(at + 1).ok()).map_or('\u{f}', char::from));
            }
            (style, role) = (run.style.clone(), run.role);
            text += &run.text.replace('\n', " ");
        }
        text.push('\n');
    }
    text
}

fn marks_of(block: &Block, last: &mut Option<Cell>, text: &mut String) {
    match block.kind {
        Kind::Heading(level) => *text += &level.clamp(1, 6).to_string(),
        Kind::Item { number: None } => text.push('i'),
        Kind::Item { number: Some(_) } => text.push('n'),
        Kind::Pre => text.push('p'),
        Kind::Rule => text.push('r'),
        Kind::Paragraph => {}
    }
    *text += &"+".repeat(block.level.into());
    *text += &">".repeat(block.quote.into());
    let look = &block.look;
    let flags = [
        (look.caps, 'C'),
        (look.underlined, 'U'),
        (look.ruled, 'R'),
        (look.centered, 'M'),
        (look.gap, 'G'),
        (look.entry, 'E'),
    ];
    text.extend(flags.iter().filter(|(set, _)| *set).map(|(_, mark)| *mark));
    if let Some((mark, _)) = look.size.and_then(|size| SIZES.iter().rev().find(|(_, known)| *known <= size)) {
        text.extend(['.', *mark]);
    }
    if let Some((mark, _)) = ORIGINS.iter().find(|(_, origin)| *origin == look.origin) {
        text.extend([':', *mark]);
    }
    if let Some(cell) = look.cell {
        text.push(match last {
            Some(known) if known.table != cell.table => 't',
            Some(known) if known.row != cell.row => 'w',
            Some(known) if known.column != cell.column && cell.columns > 1 => 'x',
            Some(known) if known.column != cell.column => 'c',
            Some(_) => '=',
            None => 't',
        });
        *last = Some(cell);
    }
    let letter = |at: Option<usize>| at.and_then(|at| u8::try_from(at).ok()).map(|at| char::from(b'A' + at));
    if let Some(part) = letter(PARTS.iter().position(|part| Some(*part) == block.part)) {
        text.extend(['@', part]);
    }
    if let Some(kind) = letter(SectionKind::ALL.iter().position(|kind| Some(*kind) == look.section)) {
        text.extend(['s', kind]);
    }
}
