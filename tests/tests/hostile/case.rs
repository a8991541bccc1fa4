//! What a case is: bytes that somebody malicious might send, and what must come of them.

/// How a run must end.
#[derive(Clone, Copy)]
pub(crate) enum Ends {
    /// With a result.
    Well,
    /// With a result that has these words in it.
    With(&'static str),
    /// With a result, or with exit status 1 and a limit that is named: as much as this goes in, and may be too much to come out.
    Either,
    /// With exit status 1 and a message that has these words in it.
    Saying(&'static str),
}

/// An input.
pub(crate) struct Case {
    /// What is tried.
    pub(crate) class: &'static str,
    /// In which way; the name of the trial.
    pub(crate) name: &'static str,
    /// The name of the input.
    pub(crate) file: &'static str,
    pub(crate) make: fn() -> Vec<u8>,
    pub(crate) ends: Ends,
    /// The formats of the results.
    pub(crate) to: &'static [&'static str],
    /// It is as much as the limits allow, which takes a build that is not optimised too long.
    pub(crate) heavy: bool,
}

impl Case {
    pub(crate) const fn new(
        class: &'static str,
        name: &'static str,
        file: &'static str,
        make: fn() -> Vec<u8>,
    ) -> Self {
        Self { class, name, file, make, ends: Ends::Well, to: &["yaml"], heavy: false }
    }

    /// It must be refused with a message of these words.
    pub(crate) const fn says(mut self, words: &'static str) -> Self {
        self.ends = Ends::Saying(words);
        self
    }

    /// These words must be in the result.
    pub(crate) const fn with(mut self, words: &'static str) -> Self {
        self.ends = Ends::With(words);
        self
    }

    /// It is converted to all formats.
    pub(crate) const fn everywhere(mut self) -> Self {
        self.to = &["yaml", "json", "xml", "md", "html", "docx", "txt"];
        self
    }

    /// It is as much as the limits allow.
    pub(crate) const fn heavy(mut self) -> Self {
        if matches!(self.ends, Ends::Well) {
            self.ends = Ends::Either;
        }
        self.heavy = true;
        self
    }
}

pub(crate) const MIB: usize = 1 << 20;

/// A text of so many bytes, of one piece again and again.
pub(crate) fn filled(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes / piece.len())
}

/// The same between a begin and an end.
pub(crate) fn within(begin: &str, piece: &str, bytes: usize, end: &str) -> Vec<u8> {
    format!("{begin}{}{end}", filled(piece, bytes)).into_bytes()
}

/// A piece, repeated so many times between a begin and an end.
pub(crate) fn times(begin: &str, piece: &str, count: usize, end: &str) -> Vec<u8> {
    format!("{begin}{}{end}", piece.repeat(count)).into_bytes()
}

/// What `make` makes of the numbers below `count`.
pub(crate) fn each(begin: &str, count: usize, make: impl Fn(usize) -> String, end: &str) -> Vec<u8> {
    let all: String = (0..count).map(make).collect();
    format!("{begin}{all}{end}").into_bytes()
}

/// Words as a person types them, without an end to them.
pub(crate) fn prose(bytes: usize) -> String {
    const WORDS: [&str; 12] =
        ["built", "the", "line", "in", "2019", "for", "Acme", "and", "led", "a", "team,", "Berlin"];
    let mut out = String::with_capacity(bytes + 8);
    let mut state = 7_usize;
    while out.len() < bytes {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        out.push_str(WORDS[(state >> 33) % WORDS.len()]);
        out.push(' ');
    }
    out.truncate(bytes);
    out
}

/// Text in UTF-16.
pub(crate) fn wide(text: &str, little: bool) -> Vec<u8> {
    let bytes = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect()
}
