//! Nothing that a text says can act: whatever stands in any field, what is written from it holds no script, handler or dangerous
//! address, no macro, field or outside part of a Word document, and no entity.
//!
//! Each attack is put into every field of a résumé that uses them all. Pages, and Markdown as others render it, are judged by html5lib,
//! which parses as browsers do; where that is absent nothing has passed. Packages are looked through part by part.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "without the harness clippy cannot know that this is a test"
)]

#[path = "active/attacks.rs"]
mod attacks;

use attacks::{ATTACKS, resumes};
use libtest_mimic::{Arguments, Failed, Trial};
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use vitae::{Context, Resume};
use vitae_tests::outside::{is_excused, python, script};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let missing = Command::new(python()).args(["-c", "import html5lib"]).output().is_ok_and(|out| out.status.success());
    let missing = !missing;
    if missing {
        eprintln!(
            "JUDGE MISSING: html5lib: whether pages hold anything active was not judged (see tests/judges/install)"
        );
    }
    let judged = |name: &str, test: fn() -> Result<(), Failed>| {
        Trial::test(name, test).with_ignored_flag(missing && is_excused())
    };
    let trials = vec![
        judged("pages_hold_nothing_that_acts", pages),
        judged("markdown_is_rendered_to_nothing_that_acts", markdown),
        Trial::test("the_judge_finds_what_acts", the_judge).with_ignored_flag(missing && is_excused()),
        Trial::test("word_documents_hold_no_macro_field_or_outside_part", word_documents),
        Trial::test("xml_and_json_hold_no_entity", data),
        Trial::test("plain_text_says_formulas_as_they_are", plain_text),
    ];
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn written(resume: &Resume, format: &str, option: Option<(&str, &str)>) -> Vec<u8> {
    let mut cx = Context::with_options(option);
    cx.include_hidden = true;
    vitae::formats().get(format).unwrap().write(resume, &mut cx).unwrap()
}

/// Lets the judge look at pages; each finding is told with the attack that made it.
fn judge(name: &str, pages: &[(String, String)]) -> Result<(), Failed> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("active-{name}"));
    fs::create_dir_all(&folder)?;
    let mut command = script("inactive.py");
    let paths: Vec<_> = (0..pages.len()).map(|i| folder.join(format!("{i}.html"))).collect();
    for (path, (_, page)) in paths.iter().zip(pages) {
        fs::write(path, page)?;
        command.arg(path);
    }
    let output = command.output()?;
    fs::remove_dir_all(&folder)?;
    let said: serde_json::Value = serde_json::from_slice(&output.stdout)
        .map_err(|e| format!("{e}: {}", String::from_utf8_lossy(&output.stderr)))?;
    let told = |path: &PathBuf| said.get(path.to_str()?)?.as_array();
    let found: Vec<_> = paths
        .iter()
        .zip(pages)
        .filter_map(|(path, (attack, _))| {
            let found = told(path).filter(|found| !found.is_empty())?;
            Some(format!("{attack:?} makes {}", serde_json::Value::from(found.clone())))
        })
        .collect();
    let all = paths.iter().all(|path| told(path).is_some());
    if found.is_empty() && all { Ok(()) } else { Err(found.join("\n").into()) }
}

/// Every page, and once more with its data for machines; the first attack, a script, with every option.
fn pages() -> Result<(), Failed> {
    let formats = vitae::formats();
    let specs = formats.get("html").unwrap().option_specs();
    let options = || specs.iter().flat_map(|spec| spec.values.iter().map(|value| (spec.name, *value)));
    let page = |(attack, resume): &(&str, Resume), option| {
        Ok::<_, Failed>(((*attack).to_owned(), String::from_utf8(written(resume, "html", option))?))
    };
    let twice = |attacked| [None, Some(("jsonld", "on"))].map(|option| page(attacked, option));
    let mut all: Vec<_> = resumes().iter().flat_map(twice).collect::<Result<_, _>>()?;
    for option in options() {
        all.extend(resumes().first().map(|attacked| page(attacked, Some(option))).transpose()?);
    }
    judge("pages", &all)
}

fn markdown() -> Result<(), Failed> {
    let mut all = Vec::new();
    for (attack, resume) in resumes() {
        let text = String::from_utf8(written(resume, "markdown", None))?;
        let mut page = String::from("<!doctype html><title>x</title>");
        let body =
            text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map_or(&*text, |(_, body)| body);
        pulldown_cmark::html::push_html(
            &mut page,
            pulldown_cmark::Parser::new_ext(body, pulldown_cmark::Options::all()),
        );
        all.push(((*attack).to_owned(), page));
    }
    judge("markdown", &all)
}

/// A judge that lets everything pass would be no judge.
fn the_judge() -> Result<(), Failed> {
    for page in [
        "<p onclick=x()>a</p>",
        "<script>x()</script>",
        "<a href='java\tscript:x()'>a</a>",
        "<svg><a></a></svg>",
        "<img src=https://a.example/x.png>",
        "<meta http-equiv=refresh content=0>",
        "<style>@import 'x'</style>",
        "<iframe></iframe>",
    ] {
        if judge("itself", &[(String::new(), page.to_owned())]).is_ok() {
            return Err(format!("the judge lets {page} pass").into());
        }
    }
    judge("itself", &[(String::new(), "<p>javascript:x() <a href=https://a.example>a</a>".to_owned())])
}

fn word_documents() -> Result<(), Failed> {
    for (attack, resume) in resumes() {
        let mut package = zip::ZipArchive::new(Cursor::new(written(resume, "docx", None)))?;
        for i in 0..package.len() {
            let mut part = package.by_index(i)?;
            let name = part.name().to_owned();
            let mut text = String::new();
            part.read_to_string(&mut text)?;
            let told = |what: &str| Failed::from(format!("{attack:?} makes {what} in {name}"));
            if name.contains("..") || name.starts_with('/') || name.ends_with(".bin") || name.contains("vba") {
                return Err(told("a part of this name"));
            }
            for active in [
                "<w:altChunk",
                "<w:object",
                "<o:OLEObject",
                "attachedTemplate",
                "<w:control",
                "<!DOCTYPE",
                "<!ENTITY",
                "macroEnabled",
            ] {
                if text.contains(active) {
                    return Err(told(active));
                }
            }
            let code = |rest: &str, end: char| rest.split(end).next().unwrap_or_default().trim().to_owned();
            let long = text.split("<w:instrText").skip(1).filter_map(|rest| Some(code(rest.split_once('>')?.1, '<')));
            let short = text.split("w:instr=\"").skip(1).map(|rest| code(rest, '"'));
            if let Some(field) = long.chain(short).find(|code| !is_harmless(code)) {
                return Err(told(&format!("the field {field}")));
            }
            for relationship in text.split("<Relationship ").skip(1) {
                let relationship = relationship.split('>').next().unwrap_or_default();
                if !relationship.contains("TargetMode=\"External\"") {
                    continue;
                }
                let target = relationship
                    .split_once("Target=\"")
                    .map_or("", |(_, rest)| rest.split('"').next().unwrap_or_default());
                if !relationship.contains("/hyperlink\"") || !is_harmless_address(target) {
                    return Err(told(&format!("a relationship to {target}")));
                }
            }
        }
    }
    Ok(())
}

/// The number of a page, and a link whose address is no URI.
fn is_harmless(field: &str) -> bool {
    let address = field.strip_prefix("HYPERLINK &quot;").or_else(|| field.strip_prefix("HYPERLINK \""));
    ["PAGE", "NUMPAGES"].contains(&field) || address.is_some_and(is_harmless_address)
}

fn is_harmless_address(address: &str) -> bool {
    ["http:", "https:", "mailto:", "tel:"].iter().any(|scheme| address.starts_with(scheme))
}

fn data() -> Result<(), Failed> {
    for (attack, resume) in resumes() {
        let xml = String::from_utf8(written(resume, "xml", None))?;
        if xml.contains("<!") || xml.matches("<?").count() > 1 {
            return Err(format!("{attack:?} makes a declaration or an instruction in XML").into());
        }
        let json = written(resume, "json", None);
        let read: serde_json::Value = serde_json::from_slice(&json)?;
        if !read.is_object() {
            return Err("JSON is an object".into());
        }
    }
    Ok(())
}

fn plain_text() -> Result<(), Failed> {
    for attack in ATTACKS.iter().filter(|attack| attack.starts_with(['=', '+', '@', '-'])) {
        let (_, resume) = resumes().iter().find(|(own, _)| own == attack).unwrap();
        let text = String::from_utf8(written(resume, "text", None))?.split_whitespace().collect::<Vec<_>>().join(" ");
        let said = attack.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.contains(&said) {
            return Err(format!("{attack:?} is not said as it is").into());
        }
    }
    Ok(())
}
