//! What arbitrary résumés are made of: plain words, a nasty alphabet, and traps.
//!
//! A *trap* is a string that some format gives a meaning to: it looks like a date range, a separator, a heading, a
//! label, an address, a piece of markup. A résumé may say it all the same, and a format has to bring it back as the
//! words that it is.

use super::sure;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use vitae_core::{Line, Text};

/// Plain words. The first is what everything shrinks to.
#[rustfmt::skip]
pub const WORDS: &[&str] = &[
    "Mara", "team", "of", "Engineer", "Rowan", "led", "the", "Zoë", "in", "Director", "and", "search", "Ångström",
    "with", "four", "harbour", "Über", "a", "system", "señor", "built", "Łódź", "to", "store",
];

/// Characters and sequences that something, somewhere, treats specially.
#[rustfmt::skip]
pub const NASTY: &[&str] = &[
    // Markdown, HTML, XML, YAML, JSON
    "*", "_", "**", "__", "`", "``", "~", "~~", "[", "]", "](", "(", ")", "![", "<", ">", "<b>", "</b>", "<br>", "<!--",
    "-->", "&", "&amp;", "&nbsp;", "&#x41;", "]]>", "<![CDATA[", "\\", "\\*", "\\\\", "|", "#", "##", ":", ": ", " #",
    "-", "--", "---", "+", "=", "!", "!!", "?", "%", "@", "$", "{", "}", "{{", "\"", "'", "''", "\"\"", "\\n", "/",
    "//", ",", ";", ".", "...", "^", "1.", "1)",
    // Separators and dashes of the visible grammar
    "·", " · ", " | ", "–", "—", " – ", "•", "…", "“", "”", "‘", "’", "«", "»", "‑", "−", "＊", "：", "。", "、", "（", "）",
    // White space and invisible characters
    "\u{a0}", "\u{2009}", "\u{202f}", "\u{3000}", "\u{200b}", "\u{ad}", "\u{85}", "\u{2028}", "\u{2029}", "\u{feff}",
    "\u{2060}", "\u{c}", "\u{b}", "\t", "\n", "\r\n", "\r", "  ",
    // Direction, joining, combining
    "\u{200e}", "\u{200f}", "\u{202e}", "\u{2068}", "\u{2069}", "\u{200d}", "\u{200c}", "\u{301}", "e\u{301}",
    "\u{fe0f}",
    // Other scripts, astral letters, emoji
    "עברית", "שלום", "العربية", "مهندس", "٢٠١٦", "日本語", "テスト。", "한국어", "中文", "हिन्दी", "ไทย", "Ελλάδα", "Москва", "𝒜𝓇𝓉",
    "𠮷", "👩‍💻", "👍🏽", "🇨🇭", "★★★★☆", "ﬁ", "İ", "ß", "\u{fffd}", "\u{e000}", "\u{7f}", "\u{9f}", "\u{10ffff}",
    // What no format can hold: normalising removes it
    "\u{0}", "\u{1b}", "\u{ffff}",
];

/// Whole strings that look like something else than the words that they are.
#[rustfmt::skip]
pub const TRAPS: &[&str] = &[
    // dates and parts of dates
    "2016", "May", "2016 – 2018", "May 2019 – Present", "2016-09-01", "2010-11", "2018/19", "Q3 2020", "Summer 2009",
    "c. 1999", "1999?", "since 2015", "2012 –", "present", "heute", "至今", "2019年3月", "03/04/2016", "expected June 2026",
    "20:30", "1:30",
    // headings, labels, separators of the visible grammar
    "Experience", "Education", "EXPERIENCE", "Berufserfahrung", "Skills:", "References", "Contact", "Keywords: x",
    "Score: 1", "Website: https://a.example", "Keywords: a history", "Courses", "**Score:** 1", "a · b", "a | b",
    "Engineer, Rowan, 2016", "Engineer at Rowan", "Rowan (Berlin)", "Rowan – Berlin", "(Expert)", "4/5", "80 %", "C1",
    "native", "5 years", "Remote", "Remote · Berlin", "Page 1 of 2", "Director, Class of 2016",
    "References available on request",
    // names of fields and kinds
    "basics", "sections", "entries", "kind", "work", "custom", "title", "name", "text", "ext", "vitae", "resume",
    "hidden", "x-",
    // addresses
    "mara@lindqvist.example", "mailto:mara@lindqvist.example", "https://lindqvist.example/", "lindqvist.example",
    "www.a.example", "+61 2 5550 0143", "+61400000000", "tel:+61400000000", "@mara", "//a.example",
    "http://a.example/x_(y)?a=1&b=*c*",
    // YAML
    "- x", "key: value", "key:", ": x", "a #b", "# h", "? x", "| ", "|", ">-", "> x", "&a", "*x", "@x", "%TAG",
    "%YAML 1.2", "!x", "!!str x", "---", "...", "<<", "~", "null", "Null", "true", "no", "NO", "yes", "on", "off", "y",
    "0123", "01234", "0o17", "0x1F", "1e3", "1.0", "3.10", "1_000", ".5", ".inf", ".NaN", "+1", "-1", "-", "- ", "-x",
    "{a: b}", "[a, b]", "{", "[", "'x'", "\"x\"", "'", "\"", "a: 'b", "=", "C#", "C # lang", "x: y: z", "12:30:45",
    "\"a\" b", "`code`",
    // JSON
    "{\"a\":1}", "\\u0041", "\\", "12345678901234567890",
    // Markdown
    "# h", "###### h", "1. x", "1) x", "2016. Founded", "* x", "+ x", "* * *", "___", "===", "```", "~~~", "    x",
    "> q", "[x](y)", "[x]", "[x]: y", "![x](y)", "*x*", "**x**", "_x_", "foo*bar*", "**\"b\"**c", "~~x~~", "a\\", "a  ",
    "<https://a.example>", "| a | b |", "[^1]", "x^2^", "H~2~O", ":smile:", "==x==", "$x$", "\\*x\\*", "- [ ] x",
    "Term\n: x", "{#id}", "--", "(c)",
    // HTML and XML
    "<!-- x -->", "<b>x</b>", "<br/>", "</w:t>", "</p>", "<script>", "<x", "x>", "Vec<T>", "a<b>c", "&#x41;", "&amp;",
    "&amp;amp;", "&unknown;", "R&D", "AT&T", "]]>", "<![CDATA[x]]>", "<?xml?>", "<!DOCTYPE x>", "&lt;", "_x0041_",
    "xml:lang",
    // templates, spreadsheets, shells
    "{{x}}", "${x}", "%s", "{0}", "{}", "{y}", "=1+1", "\\textbf{x}", "\\n", "%20", "$1", "../x", "C:\\x",
    // names with marks in them
    "C++", ".NET", "C*", "node.js", "J.\u{a0}P.\u{a0}Morgan", "10\u{202f}000 €", "O'Neil", "Ph.D.", "Smith, J.", "a, b",
    "a; b", "a/b", "x (y)", "(x)", "[x] y", "\u{feff}x", "a\u{ad}b", "نص 2016 – 2018", "ABC אבג 123", "x\u{200b}",
];

/// One of the plain words.
pub fn word() -> BoxedStrategy<String> {
    select(WORDS).prop_map(str::to_owned).boxed()
}

/// Some plain words with single spaces.
pub fn words(count: impl Into<proptest::collection::SizeRange>) -> BoxedStrategy<String> {
    vec(select(WORDS), count).prop_map(|words| words.join(" ")).boxed()
}

/// A word, a piece of the nasty alphabet, or a trap.
pub fn token() -> BoxedStrategy<String> {
    prop_oneof![
        4 => word(),
        3 => select(NASTY).prop_map(str::to_owned),
        2 => select(TRAPS).prop_map(str::to_owned),
    ]
    .boxed()
}

/// Any string that may stand in a résumé: plain words most often, else traps, mixtures, and any characters at all. Not
/// cleaned.
pub fn string() -> BoxedStrategy<String> {
    let glued = (token(), select(&["", " ", " ", "\u{a0}"][..])).prop_map(|(token, gap)| token + gap);
    prop_oneof![
        12 => words(1..=3),
        4 => select(TRAPS).prop_map(str::to_owned),
        4 => vec(glued, 1..=4).prop_map(|tokens| tokens.concat()),
        2 => vec(select(NASTY), 1..=6).prop_map(|tokens| tokens.concat()),
        1 => vec(any::<char>(), 1..=6).prop_map(String::from_iter),
        1 => words(20..=60),
    ]
    .boxed()
}

/// A plain phrase.
pub fn text() -> BoxedStrategy<Text> {
    string().prop_map(|s| phrase(&s)).boxed()
}

/// The phrase, or a plain word where nothing visible is left of it.
pub(super) fn phrase(text: &str) -> Text {
    Text::new(text).unwrap_or_else(|| sure(Text::new("Mara")))
}

/// The same as an unmarked line.
pub(super) fn unmarked(text: &str) -> Line {
    phrase(text).into()
}
