//! Broken files: what is said, where, and what would have worked.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails loudly, in its helpers too"
)]

use vitae_core::{Context, Error, Kind, Location, Source};

fn error(text: &str) -> Error {
    let result = vitae_yaml::format().read(&Source::new(text.as_bytes()), &mut Context::default());
    result.err().unwrap_or_else(|| panic!("this was read:\n{text}"))
}

/// What is said, as `line:column message; help`.
fn said(text: &str) -> String {
    let diagnostic = error(text).diagnostic;
    let Some(Location::Text { bytes, line, column }) = diagnostic.at else {
        panic!("no place: {}", diagnostic.message)
    };
    assert!(bytes.start <= bytes.end && bytes.end <= text.len(), "{bytes:?} is outside of\n{text}");
    assert!(matches!(diagnostic.kind, Kind::Invalid | Kind::Unsupported));
    format!("{line}:{column} {}; {}", diagnostic.message, diagnostic.help.expect("help"))
}

macro_rules! broken {
    ($($name:ident: $text:expr => $said:expr;)*) => {$(
        #[test]
        fn $name() {
            assert_eq!(said($text), $said);
        }
    )*};
}

// Grammar: what people type that YAML reads as something else.
broken! {
    bold_at_the_start: "sections:\n- text: x\n  entries:\n  - **Bold** start\n"
        => "4:5 a text cannot begin with `*` unless it is in quotes; put this value in quotes: \"**Bold** start\"";
    an_at_sign: "basics:\n  email: @mara\n"
        => "2:10 a text cannot begin with `@` unless it is in quotes; put this value in quotes: \"@mara\"";
    code_at_the_start: "basics:\n  headline: `code` and \"more\"\n"
        => "2:13 a text cannot begin with a backtick unless it is in quotes; put this value in quotes: '`code` and \"more\"'";
    a_percent_sign: "basics:\n  headline: %x\n"
        => "2:13 a text cannot begin with `%` unless it is in quotes; put this value in quotes: \"%x\"";
    an_ampersand: "basics:\n  headline: & sons\n"
        => "2:13 this value begins with `&`, which makes an anchor, and has no name; put this value in quotes: \"& sons\"";
    a_question_mark: "basics:\n  headline: ? x\n"
        => "2:13 this value begins with `? `, which makes a key; put this value in quotes: \"? x\"";
    a_link_at_the_start: "sections:\n- kind: work\n  entries:\n  - highlights:\n    - [link](https://a.example)\n"
        => "5:7 a value that begins with `[` is a list, and this one goes on after it; put this value in quotes: \"[link](https://a.example)\"";
    text_after_quotes: "basics:\n  headline: \"a\" b\n"
        => "2:17 text follows the closing quote; put the whole value in single quotes, or write `\\\"` for a quote inside double quotes";
    an_apostrophe: "basics:\n  headline: 'it's me'\n"
        => "2:17 text follows the closing quote; put the whole value in quotes, and write `''` for an apostrophe inside single quotes";
    two_colons: "basics:\n  headline: Engineer: backend\n"
        => "2:13 `: ` inside a text makes a key of what is before it; put this value in quotes: \"Engineer: backend\"";
    a_tab: "basics:\n\tname: Mara\n"
        => "2:1 a tab cannot indent; indent with spaces";
    a_tab_in_a_list: "sections:\n  - kind: work\n\t  title: A\n"
        => "3:1 a tab cannot indent; indent with spaces";
    less_indentation: "basics:\n   name: Mara\n  email: m@a.example\n"
        => "3:3 this line does not continue what stands above it; the keys of one map begin in the same column; indent with spaces";
    more_indentation: "basics:\n  name: Mara\n    email: m@a.example\n"
        => "3:5 a key cannot begin here: the line above already is a text; begin it in the column of the keys that it belongs with, or put the text above in quotes";
    an_unclosed_quote: "basics:\n  name: \"Mara\n  email: m@a.example\n"
        => "2:9 the quote `\"` that begins here is never closed; end the value with `\"`";
    an_unclosed_bracket: "basics:\n  email: [a, b\n  phone: x\n"
        => "2:10 the bracket `[` is never closed; close it with `]`, or put the value in quotes if it is a text";
    a_bracket_in_a_comment: "basics:\n  email: [C # lang]\n  phone: x\n"
        => "2:10 the bracket `[` is never closed; put the text in quotes: what follows ` #` is a comment, here `# lang]`";
    the_wrong_bracket: "basics:\n  email: [a}\n"
        => "2:10 the bracket `[` is closed by `}`; close it with its own kind, or put the text in quotes";
    a_bracket_too_many: "basics:\n  email: a]\n  phone: ]\n"
        => "3:10 this bracket closes nothing; remove it, or put the text in quotes";
    no_space_after_the_colon: "basics:\n  name:Mara\n  email: x\n"
        => "2:7 there is no space after this colon, so the line is no key with a value; write `key: value`";
    a_line_without_a_key: "basics:\n  name: Mara\nhello\n"
        => "3:1 this line is neither `key: value` nor a list item; text of several lines stands behind `key: |`, on the lines below it, indented with spaces";
    a_list_on_the_line_of_its_key: "basics:\n  email: - a\n"
        => "2:10 a list cannot begin on the line of its key; write its first item on the next line, or put the value in quotes if it is a text";
    text_on_the_line_of_a_bar: "basics:\n  summary: | text\n"
        => "2:12 no text can stand on the line of `|` or `>`; begin the text on the next line, or put the value in quotes";
    an_unknown_escape: "basics:\n  name: \"C:\\quick\"\n"
        => "2:12 `\\q` is no escape that YAML knows; write `\\\\` for a backslash, or use single quotes, in which it means itself";
    a_byte_order_mark_inside: "basics:\n  name: \u{feff}Mara\n"
        => "2:9 a byte order mark (U+FEFF), which cannot be seen, stands here; delete it, or put the value in quotes";
    an_item_out_of_line: "sections:\n  - title: A\n - title: B\n"
        => "3:2 this line does not continue what stands above it; the keys of one map begin in the same column; indent with spaces";
    an_alias_in_itself: "basics: &b\n  name: *b\n"
        => "2:9 this reference stands inside the value that it refers to; write the value out, or put it in quotes if it is a text";
    a_second_document: "basics:\n  name: A\n---\nbasics:\n  name: B\n"
        => "3:1 a second document begins here; one file holds one résumé: remove the line `---` or `...`, or put the rest in another file";
}

// Structure: YAML that is no résumé.
broken! {
    nothing: "" => "1:1 the file says nothing; a résumé needs at least a name (`basics:`) or a section (`sections:`)";
    only_comments: "# later\n" => "1:1 the file says nothing; a résumé needs at least a name (`basics:`) or a section (`sections:`)";
    a_list_at_the_top: "- kind: work\n"
        => "1:1 a résumé is a map with keys such as `basics` and `sections`, not a list; write `basics:` on the first line, and `name: …` under it, indented";
    a_key_twice: "basics:\n  name: A\n  email: b\n  name: C\n"
        => "4:3 the key `name` stands here a second time; the first is on line 2; keep one of the two, or make both values items of one list";
    an_unknown_kind: "sections:\n  - kind: wrok\n"
        => "2:11 no kind of section is called `wrok`; did you mean `work`?";
    an_unknown_kind_of_entry: "sections:\n  - entries:\n      - kind: projcet\n"
        => "3:15 no kind of entry is called `projcet`; did you mean `project`?";
    sections_as_a_text: "sections: Experience\n"
        => "1:11 `sections` must be a list, not a text; begin each item on a line of its own, with `- `";
    sections_as_a_map: "sections:\n  Experience: x\n"
        => "2:3 `sections` must be a list, not a map; begin each item on a line of its own, with `- `";
    a_section_as_a_text: "sections:\n  - Experience\n"
        => "2:5 `sections[0]` must be a map, not a text; write its fields below it, as `key: value`";
    an_entry_as_a_list: "sections:\n  - kind: work\n    entries:\n      - - a\n"
        => "4:9 `entries[0]` must be a map of fields, or a text, not a list; write it without the dash before it, or without brackets";
    a_highlight_with_a_colon: "sections:\n  - kind: work\n    entries:\n      - highlights:\n          - Engineer: backend\n"
        => "5:13 `highlights[0]` must be a text, or a map of `text` and `tags`, not a map, which `: ` makes of it; put this value in quotes: \"Engineer: backend\"";
    a_link_as_a_title: "sections:\n  - title: [Experience]\n"
        => "2:12 `title` must be a text, not a list; put this value in quotes: \"[Experience]\"";
    a_name_as_a_map: "basics:\n  name:\n    given: Mara\n    family: L\n"
        => "3:5 `name` must be a text, not a map; write one value, on the line of its key";
    a_bad_language: "language: en US\n"
        => "1:11 `language` must be a language tag, not `en US`; a language tag looks like `en`, `de-AT` or `zh-Hant`";
    a_bad_id: "sections:\n  - id: first job\n"
        => "2:9 `id` must be a name without spaces, not `first job`; write it with dashes: `first-job`";
    a_bad_rating: "sections:\n  - kind: skills\n    entries:\n      - rating: ★★★\n"
        => "4:17 `rating` must be a rating such as `4/5`, not `★★★`; for a rating in words, use `level`";
    a_bad_level: "languages:\n  - name: German\n    cefr: fluent\n"
        => "3:11 `cefr` must be a level such as `B2`, not `fluent`; the levels are A1, A2, B1, B2, C1, C2; for other words, use `fluency`";
    a_bad_flag: "sections:\n  - hidden: maybe\n"
        => "2:13 `hidden` must be true or false, not `maybe`; write `true` or `false`";
    a_bad_date: "work:\n  - dates: {start: banana}\n"
        => "2:20 `start` must be a date such as `2016`, `2016-09` or `2016-09-01`, not `banana`; put other words into `text`, beside it";
    a_bad_picture: "basics:\n  photo: {data: '***'}\n"
        => "2:17 `data` must be a picture in base64, not `***`; write the bytes in base64, or give the address as `url`";
    a_position_beside_positions: "work:\n  - position: A\n    positions:\n      - position: B\n"
        => "2:5 `position` cannot stand beside a list of positions; move it into the list, as a position of its own";
    a_contact_that_is_two: "basics:\n  contacts:\n    - email: a\n      phone: b\n"
        => "3:7 a contact is one thing, and this one is several; make each an item of its own: `- email: …`, `- phone: …`";
    a_contact_that_is_nothing: "basics:\n  contacts:\n    - label: work\n"
        => "3:7 this contact says neither what nor where it is; it needs one of `email`, `phone`, `fax`, `url`, `network`, `service`, `place`, `other`; what its owner calls it is its `label`";
    profiles_as_texts: "basics:\n  profiles: [GitHub]\n"
        => "2:14 `profiles[0]` must be a map such as `{network: …, username: …}`, not a text; write its fields below it, as `key: value`";
    a_key_that_is_a_list: "[a]: b\n"
        => "1:1 a key must be a word, not a list; put this value in quotes: what begins with `[` or `{` is a list or a map";
    a_merge_of_a_text: "basics:\n  <<: x\n"
        => "2:7 `<<` merges a map into this one, and found a text; write `<<: *name`, where `&name` stands before a map; or put `\"<<\"` in quotes";
}

/// `&a [x, x, …]`, `&b [*a, *a, …]`, and so on: ten to the power of the number of lines.
fn laughs(lines: usize) -> String {
    let mut text = String::from("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for line in 1..lines {
        let before = format!("*a{}", line - 1);
        text += &format!("a{line}: &a{line} [{}]\n", [before.as_str(); 10].join(", "));
    }
    text
}

#[test]
fn a_file_that_grows_by_aliases_is_refused_at_once() {
    let error = error(&laughs(12)).diagnostic;
    assert_eq!((error.code, error.kind), ("limit", Kind::Unsupported));
    // A text of a megabyte, a thousand times.
    let text = format!("a: &a {}\nb: [{}]\n", "x".repeat(1 << 20), ["*a"; 1000].join(", "));
    assert_eq!(self::error(&text).diagnostic.code, "limit");
}

#[test]
fn limits_have_a_place() {
    let deep = format!("x: {}{}", "[".repeat(80), "]".repeat(80));
    assert_eq!(
        said(&deep),
        "1:67 the input passes the limit `depth`: more than 64 levels of structure in each other; a résumé never needs that much; \
         if yours does, allow it with `--limit depth=128`, in code with `Limits::depth`"
    );
    let deeper = format!("x: {}", "[".repeat(100_000));
    assert!(said(&deeper).contains("limit"), "{}", said(&deeper));
    let many: String = (0..3000).map(|i| format!("k{i}: 1\n")).collect();
    assert!(said(&many).starts_with("2001:1 the input passes the limit `keys`"), "{}", said(&many));
    let long = format!("x: [{}]", "1,".repeat(250_001));
    assert!(said(&long).contains("`nodes`"), "{}", said(&long));
}

#[test]
fn places_count_control_characters_that_were_removed() {
    assert_eq!(
        said("basics:\n  headline: \u{1}\u{2}x: y: z\n"),
        "2:15 `: ` inside a text makes a key of what is before it; put this value in quotes: \"x: y: z\""
    );
}

/// YAML ends a line there, and a place in a text does not: lines are counted by line feeds.
#[test]
fn a_lone_carriage_return_is_no_line() {
    assert!(said("\r¡").starts_with("1:2 a résumé is a map"), "{}", said("\r¡"));
    assert!(said("x: 1\rbasics: 2\r\nsections: 3\n").starts_with("1:14 `basics` must be a map"));
}
