//! Documents of text: Markdown, HTML, plain text.

use crate::case::{Case, MIB, each, prose, times, wide, within};

const PAGE: &str = "<!doctype html><html><body>";

/// As many bytes as a text may have at most, or nearly.
const MOST: usize = 6 * MIB - 64;

/// As many marks as Markdown may have at most, or nearly.
const MARKS: usize = 290_000;

pub(crate) const MARKDOWN: &[Case] = &[
    Case::new("markdown: quadratic input", "brackets", "a.md", || times("", "[", MARKS, "")).heavy(),
    Case::new("markdown: quadratic input", "brackets_without_end", "a.md", || within("", "[", MOST, ""))
        .says("`nodes`"),
    Case::new("markdown: quadratic input", "links_that_are_never_closed", "a.md", || times("", "[a](", MARKS, ""))
        .heavy(),
    Case::new("markdown: quadratic input", "pictures_that_are_never_closed", "a.md", || times("", "![", MARKS / 2, ""))
        .heavy(),
    Case::new("markdown: quadratic input", "links_in_links", "a.md", || {
        times(&"[".repeat(100_000), "a](b)", 100_000, "")
    })
    .heavy(),
    Case::new("markdown: quadratic input", "emphasis_that_is_never_closed", "a.md", || times("", "*a ", MARKS, ""))
        .heavy(),
    Case::new("markdown: quadratic input", "emphasis_that_is_never_opened", "a.md", || times("", "a* ", MARKS, ""))
        .heavy(),
    Case::new("markdown: quadratic input", "emphasis_of_two_kinds", "a.md", || times("", "*a_ ", MARKS / 2, ""))
        .heavy(),
    Case::new("markdown: quadratic input", "emphasis_of_two_widths", "a.md", || times("", "**a* ", MARKS / 3, ""))
        .heavy(),
    Case::new("markdown: quadratic input", "emphasis_in_emphasis", "a.md", || {
        [times("", "*a **a ", 45_000, "b"), times("", " a** a*", 45_000, "")].concat()
    })
    .heavy(),
    Case::new("markdown: quadratic input", "backticks_of_all_lengths", "a.md", || {
        each("", 750, |i| format!("e{}", "`".repeat(i)), "")
    })
    .heavy(),
    Case::new("markdown: quadratic input", "quotes_in_quotes", "a.md", || times("", "> ", MARKS / 2, "a")).heavy(),
    Case::new("markdown: quadratic input", "lists_in_lists", "a.md", || {
        each("", 3_800, |i| format!("{}- a\n", "  ".repeat(i)), "")
    })
    .heavy(),
    Case::new("markdown: quadratic input", "markers_of_lists_on_one_line", "a.md", || times("", "- ", 2 * MIB, "a"))
        .heavy(),
    Case::new("markdown: quadratic input", "definitions_of_links", "a.md", || {
        each("", 70_000, |i| format!("[a{i}]: /u\n"), "")
    })
    .heavy(),
    Case::new("markdown: quadratic input", "uses_of_one_long_link", "a.md", || {
        times(&format!("[a]: /{}\n\n", "u".repeat(50_000)), "[a] ", 70_000, "")
    })
    .heavy(),
    Case::new("markdown: quadratic input", "comments_that_are_never_closed", "a.md", || {
        times("a ", "<!-- a ", MARKS / 2, "")
    })
    .heavy(),
    Case::new("markdown: quadratic input", "tags_that_are_never_closed", "a.md", || times("", "<a ", MARKS, ""))
        .heavy(),
    Case::new("markdown: quadratic input", "declarations_that_are_never_closed", "a.md", || {
        times("a ", "<!A <?a ", MARKS / 3, "")
    })
    .heavy(),
    Case::new("markdown: quadratic input", "entities", "a.md", || times("", "&amp;", MARKS, "")).heavy(),
    Case::new("markdown: quadratic input", "half_entities", "a.md", || times("", "&#", MARKS, "")).heavy(),
    Case::new("markdown: quadratic input", "backslashes", "a.md", || times("", "\\", MARKS, "")).heavy(),
    Case::new("markdown: quadratic input", "wide_tables", "a.md", || {
        let row = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(500));
        format!("{}{}{}", row("a"), row("-"), row("a").repeat(140)).into_bytes()
    })
    .heavy(),
    Case::new("markdown: quadratic input", "one_wide_row_and_many_short_ones", "a.md", || {
        times(&format!("{}\n{}\n", "|a".repeat(40_000), "|-".repeat(40_000)), "|a\n", 60_000, "")
    })
    .says("`nodes`"),
    Case::new("markdown: quadratic input", "underlines_of_headings", "a.md", || times("a\n", "=", MOST, "")).heavy(),
    Case::new("markdown: quadratic input", "fences", "a.md", || times("", "```\n", 70_000, "")).heavy(),
    Case::new("markdown: front matter", "front_matter_without_end", "a.md", || within("---\n", "a: b\n", 30 * MIB, ""))
        .says("error"),
    Case::new("markdown: front matter", "front_matter_of_one_value", "a.md", || {
        within("---\na: ", "b ", MOST, "\n---\n# A\n")
    })
    .heavy(),
    Case::new("markdown: encodings", "not_utf_8", "a.md", || b"# Mara \xFF\n".to_vec())
        .says("the input is not UTF-8 text"),
    Case::new("markdown: encodings", "utf_16", "a.md", || wide("# Mara\n", true)).says("error"),
    Case::new("markdown: NUL", "a_nul_in_markdown", "a.md", || b"# Mara\0 Lindqvist\n".to_vec()).with("Mara"),
    Case::new("markdown: as much as allowed", "as_many_paragraphs_as_allowed", "a.md", || {
        times("# A\n\n", "did it\n\n", 74_000, "")
    })
    .everywhere()
    .heavy(),
    Case::new("markdown: as much as allowed", "as_many_runs_as_allowed", "a.md", || {
        times("# A\n\n", "**a** b ", 37_000, "")
    })
    .everywhere()
    .heavy(),
    Case::new("markdown: as much as allowed", "as_many_entries_as_allowed", "a.md", || {
        times("# A\n\n## Experience\n\n", "### Engineer\n\n**Acme** | 2010 - 2016\n\n", 7_300, "")
    })
    .everywhere()
    .heavy(),
];

pub(crate) const HTML: &[Case] = &[
    Case::new("html: deep nesting", "a_hundred_thousand_divs", "a.html", || times(PAGE, "<div>", 100_000, "a"))
        .says("`depth`"),
    Case::new("html: deep nesting", "a_million_marks", "a.html", || times(PAGE, "<b>", 1_000_000, "a")),
    Case::new("html: deep nesting", "lists_in_lists", "a.html", || times(PAGE, "<ul><li>", 100_000, "a")).says("`depth`"),
    Case::new("html: deep nesting", "tables_in_tables", "a.html", || times(PAGE, "<table><tr><td>", 100_000, "a"))
        .says("`depth`"),
    Case::new("html: many tags", "two_million_tags", "a.html", || times(PAGE, "<i></i>", 1_000_000, "")).says("`tags`"),
    Case::new("html: many tags", "ends_of_nothing", "a.html", || times(PAGE, "</p></b></div>", 500_000, "a")).says("`tags`"),
    Case::new("html: many tags", "marks_that_live_on", "a.html", || {
        times(PAGE, &format!("<p>{}", "<b><i><u>".repeat(100)), 1_000, "a")
    }),
    Case::new("html: many tags", "links_that_are_never_closed", "a.html", || times(PAGE, "<a href=b>x", 70_000, ""))
        .heavy(),
    Case::new("html: many tags", "deep_boxes_again_and_again", "a.html", || {
        times(PAGE, &format!("{}a{}", "<div>".repeat(500), "</div>".repeat(500)), 1_400, "")
    })
    .heavy(),
    Case::new("html: many tags", "text_outside_of_cells", "a.html", || {
        times(&format!("{PAGE}<table>"), "a<tr>b<td>c", 23_000, "")
    })
    .heavy(),
    Case::new("html: huge attributes", "an_attribute_of_twenty_megabytes", "a.html", || {
        within(&format!("{PAGE}<p class='"), "a ", 20 * MIB, "'>a")
    })
    .says("`attribute`: more than 4 MiB"),
    Case::new("html: many attributes", "two_million_attributes", "a.html", || {
        each(&format!("{PAGE}<p "), 2_000_000, |i| format!("a{i}=1 "), ">Mara")
    })
    .with("Mara"),
    Case::new("html: links", "one_long_address_on_each_word", "a.html", || {
        times(&format!("{PAGE}<p><a href='http://a.b/{}'>", "a".repeat(MIB)), "x <b>y</b> ", 30_000, "")
    })
    .says("`text`"),
    Case::new("html: huge text", "a_paragraph_of_thirty_megabytes", "a.html", || {
        within(&format!("{PAGE}<p>"), "ab ", 30 * MIB, "")
    })
    .says("`text`: more than 6 MiB"),
    Case::new("html: entities", "nothing_but_entities", "a.html", || {
        within(&format!("{PAGE}<p>"), "&amp;&#x110000;&nosuch;&#0;", 20 * MIB, "")
    })
    .says("the limit `"),
    Case::new("html: unclosed pieces", "a_comment_that_is_never_closed", "a.html", || {
        within(&format!("{PAGE}<p>Mara<!--"), "--", 30 * MIB, "")
    })
    .with("Mara"),
    Case::new("html: unclosed pieces", "a_tag_that_is_never_closed", "a.html", || {
        within(&format!("{PAGE}<p>Mara<p "), "a", 30 * MIB, "")
    })
    .with("Mara"),
    Case::new("html: unclosed pieces", "nothing_but_begins_of_tags", "a.html", || within(PAGE, "<", 30 * MIB, ""))
        .says("`text`"),
    Case::new("html: tables", "cells_over_everything", "a.html", || {
        times(&format!("{PAGE}<table>"), "<tr><td colspan=1000 rowspan=65534>a</td></tr>", 70_000, "")
    })
    .heavy(),
    Case::new("html: style sheets", "half_a_million_rules", "a.html", || {
        each("<style>", 500_000, |i| format!(".a{i}{{font-weight:bold}}"), &format!("</style>{}", "<p class=a5>x".repeat(70_000)))
    })
    .heavy(),
    Case::new("html: style sheets", "thousands_of_classes", "a.html", || {
        let classes: String = (0..3_000).map(|i| format!("a{i} ")).collect();
        each("<style>", 3_000, |i| format!(".a{i}{{font-weight:bold}}"), &format!("</style>{}", format!("<p class='{classes}'>x").repeat(900)))
    })
    .heavy(),
    Case::new("html: machine data", "deep_data_for_machines", "a.html", || {
        times(&format!("{PAGE}<p>Mara<script type='application/ld+json'>"), "[", 1_000_000, "</script>")
    })
    .with("Mara"),
    Case::new("html: active content", "what_would_run_or_load", "a.html", || {
        format!("{PAGE}<base href='//evil.example'><meta http-equiv=refresh content='0;url=//evil.example'><img src=//evil.example/x onerror=alert(1)><svg onload=alert(1)><iframe src=file:///etc/passwd></iframe><object data=file:///etc/passwd></object><p onclick=x()>Mara").into_bytes()
    })
    .with("Mara"),
    Case::new("html: encodings", "not_utf_8", "a.html", || b"<p>Mara \xFF".to_vec()).says("the input is not UTF-8 text"),
    Case::new("html: encodings", "utf_16", "a.html", || wide("<p>Mara", true)).says("error"),
    Case::new("html: NUL", "a_nul_in_html", "a.html", || b"<p>Ma\0ra Lindqvist".to_vec()).with("Lindqvist"),
    Case::new("html: as much as allowed", "as_many_paragraphs_as_allowed", "a.html", || {
        times(PAGE, "<p>Engineer at Acme, 2019 – 2020</p>", 74_000, "")
    })
    .everywhere()
    .heavy(),
    Case::new("html: as much as allowed", "as_many_cells_as_allowed", "a.html", || {
        times(&format!("{PAGE}<table>"), &format!("<tr>{}", "<td>ab".repeat(100)), 740, "")
    })
    .everywhere()
    .heavy(),
];

pub(crate) const TEXT: &[Case] = &[
    Case::new("text: one line", "prose", "a.txt", || prose(MOST).into_bytes()).everywhere().heavy(),
    Case::new("text: one line", "no_space", "a.txt", || within("", "a", MOST, "")).heavy(),
    Case::new("text: one line", "signs_of_addresses", "a.txt", || within("", "a@", MOST, "")).heavy(),
    Case::new("text: one line", "addresses", "a.txt", || within("", "mara@example.org ", MOST, "")).heavy(),
    Case::new("text: one line", "sites", "a.txt", || within("", "http://a.b ", MOST, "")).heavy(),
    Case::new("text: one line", "bars", "a.txt", || within("", "a | ", MOST, "")).heavy(),
    Case::new("text: one line", "tabs", "a.txt", || within("", "a\t", MOST, "")).heavy(),
    Case::new("text: one line", "years", "a.txt", || within("", "2019 ", MOST, "")).heavy(),
    Case::new("text: one line", "months", "a.txt", || within("", "Jan 2019 - ", MOST, "")).heavy(),
    Case::new("text: one line", "telephone_numbers", "a.txt", || within("", "+49 30 1234567 ", MOST, "")).heavy(),
    Case::new("text: one line", "spaces_between_two_letters", "a.txt", || within("a", " ", MOST, "b")).heavy(),
    Case::new("text: one line", "brackets", "a.txt", || within("", "(", MOST, "")).heavy(),
    Case::new("text: letters", "marks_upon_marks", "a.txt", || within("e", "\u{301}", MOST, "")).heavy(),
    Case::new("text: letters", "turns_of_direction", "a.txt", || within("", "\u{202e}\u{5d0} ", MOST, "")).heavy(),
    Case::new("text: letters", "pictures", "a.txt", || within("", "😀", MOST, "")).heavy(),
    Case::new("text: many lines", "thirty_million_lines", "a.txt", || within("a", "\n", 30 * MIB, "b"))
        .says("`text`: more than 6 MiB"),
    Case::new("text: many lines", "two_hundred_thousand_lines", "a.txt", || times("", "- did it\n", 200_000, ""))
        .says("`nodes`"),
    Case::new("text: many lines", "dates", "a.txt", || times("", "2019 - 2020\n", 74_000, "")).everywhere().heavy(),
    Case::new("text: many lines", "titles", "a.txt", || times("", "EXPERIENCE\n", 74_000, "")).heavy(),
    Case::new("text: many lines", "labels", "a.txt", || times("", "Skills: a, b, c, d\n", 74_000, "")).heavy(),
    Case::new("text: many lines", "columns", "a.txt", || {
        times("", "Engineer      Acme       2019 - 2020\n", 74_000, "")
    })
    .heavy(),
    Case::new("text: encodings", "not_utf_8", "a.txt", || b"Mara \xFF\n".to_vec()).says("the input is not UTF-8 text"),
    Case::new("text: encodings", "utf_16", "a.txt", || wide("Mara Lindqvist\n", true)).says("error"),
    Case::new("text: NUL", "nuls", "a.txt", || vec![0; 1000]).says("error"),
    Case::new("wrong names", "a_program_as_text", "a.txt", || [&b"\x7fELF\x02\x01\x01\0"[..], &[7; 500]].concat())
        .says("error"),
    Case::new("wrong names", "a_document_of_word_as_yaml", "a.yaml", || {
        crate::archive::of_body(&crate::archive::p("Mara"))
    })
    .with("Mara"),
    Case::new("wrong names", "a_picture_as_word", "a.docx", || b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()).says("error"),
    Case::new("wrong names", "a_pdf_as_word", "a.docx", || b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec()).says("error"),
    Case::new("empty files", "empty_yaml", "a.yaml", Vec::new).says("the file says nothing"),
    Case::new("empty files", "empty_json", "a.json", Vec::new).says("the text says nothing"),
    Case::new("empty files", "empty_xml", "a.xml", Vec::new).says("there is no element in the file"),
    Case::new("empty files", "empty_markdown", "a.md", Vec::new),
    Case::new("empty files", "empty_html", "a.html", Vec::new),
    Case::new("empty files", "empty_text", "a.txt", Vec::new).says("the input is empty"),
    Case::new("empty files", "empty_word", "a.docx", Vec::new).says("the file is empty"),
    Case::new("empty files", "nothing_but_a_mark_of_order", "a.txt", || b"\xEF\xBB\xBF".to_vec()).says("error"),
];
