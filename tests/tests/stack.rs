//! Nesting costs no stack that a thread does not have. Whatever nests is read, compared, written in every format and read again in
//! a thread with 512 KiB, a quarter of what a thread usually has; a worker of a batch has no more to fear than the main thread.
//!
//! A stack that overflows ends the process, so a failure here is the whole test program's. `VITAE_STACK=128` tries with another
//! number of KiB, to see how much is left.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says so")]

#[path = "../../fuzz/harness/mod.rs"]
mod harness;

use std::fmt::Write;

/// Around the limits of values (32), of files, and of blocks (64), and far beyond.
const DEPTHS: [usize; 5] = [31, 62, 65, 255, 3_000];

/// Gives an input of each depth to a target in a small thread.
fn within_the_stack(name: &str, target: fn(&[u8]), input: impl Fn(usize) -> String) {
    let kib = std::env::var("VITAE_STACK").ok().and_then(|kib| kib.parse().ok()).unwrap_or(512_usize);
    for depth in DEPTHS {
        let text = input(depth);
        let run = move || target(text.as_bytes());
        let thread = std::thread::Builder::new().stack_size(kib << 10).spawn(run).expect("a thread can be had");
        assert!(thread.join().is_ok(), "{name}, {depth} deep, breaks a law of fuzz/harness");
    }
}

fn around(open: &str, middle: &str, close: &str) -> impl Fn(usize) -> String {
    move |depth| open.repeat(depth) + middle + &close.repeat(depth)
}

#[test]
fn lists_and_maps_of_data() {
    let list = around("[", "1", "]");
    let map = around("{\"a\": ", "1", "}");
    for (name, nested) in [("lists", &list as &dyn Fn(usize) -> String), ("maps", &map)] {
        within_the_stack(name, harness::convert_any, |depth| {
            format!("{{\"basics\": {{\"name\": \"Mara\"}}, \"x-a\": {}}}", nested(depth))
        });
        within_the_stack(name, harness::convert_any, |depth| {
            format!("basics:\n  name: Mara\nx-a: {}\n", nested(depth))
        });
        within_the_stack(name, harness::convert_any, |depth| {
            format!("# Mara\n<!-- vitae {{\"ext\":{{\"x-a\":{}}}}} -->\n", nested(depth))
        });
    }
    within_the_stack("blocks of YAML", harness::convert_any, |depth| {
        let mut text = "basics:\n  name: Mara\nx-a:\n".to_owned();
        (1..=depth.min(300)).for_each(|level| writeln!(text, "{}a:", " ".repeat(level)).expect("a string takes all"));
        text
    });
}

#[test]
fn elements() {
    within_the_stack("unknown elements", harness::convert_any, |depth| {
        let inside = around("<a>", "x", "</a>")(depth);
        format!("<resume xmlns=\"https://vitae.example/ns/1\"><basics><name>Mara</name></basics>{inside}</resume>")
    });
    for element in [
        "div",
        "ul><li",
        "ol><li",
        "blockquote",
        "b",
        "a href=\"https://a.example\"",
        "table><tr><td",
        "section",
        "svg",
    ] {
        let end = element.split('>').rev().map(|tag| format!("</{}>", tag.split(' ').next().unwrap_or_default()));
        let (begin, end) = (format!("<{element}>"), end.collect::<String>());
        let page = around(&begin, "x", &end);
        within_the_stack(element, harness::convert_any, |depth| format!("<!DOCTYPE html><h1>Mara</h1>{}", page(depth)));
    }
    for (open, close) in
        [("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"), ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>")]
    {
        let inside = around(open, "<w:p><w:r><w:t>x</w:t></w:r></w:p>", close);
        within_the_stack(open, harness::read_docx, |depth| {
            format!(
                "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{}</w:body></w:document>",
                inside(depth)
            )
        });
    }
}

#[test]
fn marks_of_text() {
    for mark in ["> ", ">", "- ", "1. ", "* ", "*", "_", "**a ", "[", "![", "`", "(", "<b>", "&", "- > ", "> - "] {
        let marks = around(mark, "x", "");
        within_the_stack(mark, harness::convert_any, |depth| format!("# Mara\n\n## Work\n\n{}\n", marks(depth)));
        within_the_stack(mark, harness::convert_any, |depth| {
            format!("basics:\n  name: Mara\nsections:\n  - kind: work\n    text: |\n      {}\n", marks(depth))
        });
        within_the_stack(mark, harness::convert_any, |depth| {
            format!("<resume><section kind=\"work\"><p>{}</p></section></resume>", marks(depth))
        });
    }
    within_the_stack("bullets", harness::convert_any, |depth| {
        let mut text = "# Mara\n\n## Work\n\n".to_owned();
        (0..depth.min(300)).for_each(|level| writeln!(text, "{}- x", "  ".repeat(level)).expect("a string takes all"));
        text
    });
}

/// What a document says by the names of its runs: labels of labels of labels.
#[test]
fn labels_of_a_contact() {
    let labels = around("\u{b}a:\u{10}\u{b}b:\u{10}", "\u{3}mara@lindqvist.example", "");
    within_the_stack("labels", harness::interpret, |depth| format!("1@A\t\u{1}Mara\n@C\t{}\n", labels(depth)));
    within_the_stack("labels", harness::interpret, |depth| format!("1@A\t\u{1}Mara\n@J\t{}\n", labels(depth)));
}
