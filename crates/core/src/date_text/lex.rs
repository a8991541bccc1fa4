//! A line of text as words, numbers and marks, with the spelling of each folded: case, accents, digits of every script, the
//! many dashes and apostrophes. One pass, and two allocations for a line of any length.

use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A number: its value, how many digits it has, and whether they are ASCII.
    Number { value: u32, digits: usize, ascii: bool },
    /// Letters. Where a script puts no spaces between words, each letter is a token.
    Word { spaced: bool, upper: bool },
    /// Anything else, one character, folded.
    Mark(char),
}

/// A token: what it is, where it stands, and whether white space is before it.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) range: Range<usize>,
    pub(crate) gap: bool,
    folded: Range<usize>,
}

/// The tokens of a text.
#[derive(Debug)]
pub(crate) struct Tokens {
    all: Vec<Token>,
    folded: String,
}

impl Tokens {
    pub(crate) fn new(text: &str) -> Self {
        let mut lexer =
            Lexer { tokens: Self { all: Vec::new(), folded: String::with_capacity(text.len()) }, gap: false };
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if c.is_whitespace() {
                lexer.gap = true;
            } else if !is_invisible(c) {
                let rest = text.get(at..).unwrap_or_default();
                let end = at + lexer.token(rest, at);
                while chars.next_if(|&(next, _)| next < end).is_some() {}
            }
        }
        lexer.tokens
    }

    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    pub(crate) fn get(&self, at: usize) -> Option<&Token> {
        self.all.get(at)
    }

    pub(crate) fn kind(&self, at: usize) -> Option<Kind> {
        self.all.get(at).map(|token| token.kind)
    }

    /// The folded spelling of a token.
    pub(crate) fn spelling(&self, at: usize) -> Option<&str> {
        self.folded.get(self.all.get(at)?.folded.clone())
    }

    /// True when the token is there, with no white space before it.
    pub(crate) fn glued(&self, at: usize) -> bool {
        self.all.get(at).is_some_and(|token| !token.gap)
    }

    /// True when the token is this mark.
    pub(crate) fn is_mark(&self, at: usize, mark: char) -> bool {
        self.kind(at) == Some(Kind::Mark(mark))
    }
}

struct Lexer {
    tokens: Tokens,
    gap: bool,
}

impl Lexer {
    /// Takes the token that a text begins with; gives its length.
    fn token(&mut self, rest: &str, start: usize) -> usize {
        let from = self.tokens.folded.len();
        let (kind, length) = number(rest).or_else(|| han_number(rest)).unwrap_or_else(|| self.word_or_mark(rest));
        if let Kind::Number { value, .. } = kind {
            self.tokens.folded.push_str(&value.to_string());
        }
        let folded = from..self.tokens.folded.len();
        self.tokens.all.push(Token { kind, range: start..start + length, gap: self.gap, folded });
        self.gap = false;
        length
    }

    fn word_or_mark(&mut self, rest: &str) -> (Kind, usize) {
        let first = rest.chars().next().unwrap_or_default();
        let out = &mut self.tokens.folded;
        if !first.is_alphabetic() {
            let mark = mark(first);
            out.push(mark);
            return (Kind::Mark(mark), first.len_utf8());
        }
        if is_unspaced(first) {
            fold(first, out);
            return (Kind::Word { spaced: false, upper: false }, first.len_utf8());
        }
        let in_word = |c: char| (c.is_alphabetic() && !is_unspaced(c)) || is_combining(c) || is_invisible(c);
        let length = rest.find(|c: char| !in_word(c)).unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or_default();
        word.chars().for_each(|c| fold(c, out));
        (Kind::Word { spaced: true, upper: first.is_uppercase() }, length)
    }
}

/// A run of digits of one script.
fn number(rest: &str) -> Option<(Kind, usize)> {
    let (zero, _) = digit(rest.chars().next()?)?;
    let same = |c: char| digit(c).filter(|(z, _)| *z == zero).map(|(_, value)| value);
    let (mut value, mut digits, mut length) = (0u32, 0, 0);
    for (c, n) in rest.chars().map_while(|c| Some((c, same(c)?))) {
        value = value.saturating_mul(10).saturating_add(n);
        digits += 1;
        length += c.len_utf8();
    }
    Some((Kind::Number { value, digits, ascii: zero == '0' }, length))
}

/// The zero of the script of a digit, and the value of the digit.
fn digit(c: char) -> Option<(char, u32)> {
    let zero = match c {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '०'..='९' => '०',
        '０'..='９' => '０',
        _ => return None,
    };
    Some((zero, u32::from(c) - u32::from(zero)))
}

/// A number in Han digits before a unit of time: `二〇一九` before `年`, `十二` before `月`.
fn han_number(rest: &str) -> Option<(Kind, usize)> {
    const LONGEST: usize = 4;
    let han = |c: char| match c {
        '〇' | '零' | '○' => Some(0),
        '十' => Some(10),
        c => "一二三四五六七八九".chars().zip(1..).find(|(digit, _)| *digit == c).map(|(_, n)| n),
    };
    if rest.as_bytes().first().is_some_and(u8::is_ascii) {
        return None;
    }
    let mut chars = rest.chars();
    let (mut value, mut digits, mut length, mut has_ten, mut last) = (0u32, 0, 0, false, None);
    for c in chars.by_ref().take(LONGEST + 1) {
        let Some(n) = han(c) else {
            last = Some(c);
            break;
        };
        value = match n {
            10 if has_ten => return None,
            10 => value.max(1) * 10,
            n if has_ten => value + n,
            n => value * 10 + n,
        };
        has_ten |= n == 10;
        digits += 1;
        length += c.len_utf8();
    }
    let unit = last.is_some_and(|c| "年月日号號季".contains(c));
    let digits = if has_ten { 2 } else { digits };
    (unit && digits > 0).then_some((Kind::Number { value, digits, ascii: false }, length))
}

/// Letters of scripts that put no spaces between words.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Accents, vowel signs of Arabic, the nukta and virama of Devanagari.
fn is_combining(c: char) -> bool {
    !c.is_ascii() && matches!(c, '\u{300}'..='\u{36F}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{93C}' | '\u{94D}')
}

/// What has no width and no meaning here: soft hyphens, joiners, marks of direction.
fn is_invisible(c: char) -> bool {
    !c.is_ascii()
        && matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// A letter without its case and accent. Turkish dotted and dotless i are one; so are the forms of alef.
fn fold(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    if is_invisible(c) || (is_combining(c) && c != '\u{94D}') || c == 'ـ' {
        return;
    }
    let plain = match c {
        'İ' | 'ı' => 'i',
        'أ' | 'إ' | 'آ' => 'ا',
        'ى' => 'ي',
        'ة' => 'ه',
        '\u{95E}' => '\u{92B}',
        _ => '\0',
    };
    if plain != '\0' {
        out.push(plain);
        return;
    }
    for lower in c.to_lowercase() {
        let plain = match lower {
            'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
            'ç' | 'ć' | 'č' => 'c',
            'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
            'ğ' => 'g',
            'ì'..='ï' => 'i',
            'ł' => 'l',
            'ñ' | 'ń' | 'ň' => 'n',
            'ò'..='ö' | 'ø' | 'ő' => 'o',
            'ś' | 'ş' | 'š' | 'ș' => 's',
            'ù'..='ü' | 'ů' | 'ű' => 'u',
            'ź' | 'ż' | 'ž' => 'z',
            'ё' => 'е',
            'й' => 'и',
            'ї' => 'і',
            other => other,
        };
        if !is_combining(plain) {
            out.push(plain);
        }
    }
}

/// A mark in its plainest form.
fn mark(c: char) -> char {
    match c {
        '`' => '\'',
        ascii if ascii.is_ascii() => ascii,
        '‐' | '‑' | '−' | '﹣' | '－' => '-',
        '―' | '─' | '⸺' => '—',
        '‒' => '–',
        '～' | '〜' | '∼' | '˜' => '~',
        '’' | '‘' | 'ʼ' | 'ʹ' | '´' | '′' | '＇' => '\'',
        '（' => '(',
        '）' => ')',
        '／' | '⁄' | '∕' => '/',
        '．' | '॰' | '。' => '.',
        '，' | '、' | '،' => ',',
        '：' => ':',
        '？' | '؟' => '?',
        '％' | '٪' => '%',
        '➔' | '➝' | '➜' | '⟶' | '⇒' | '➞' => '→',
        '…' => '…',
        other => other,
    }
}
