//! The same résumé as Markdown, as HTML and as DOCX is the same résumé, whoever made the one of the other.
//!
//! Strangers' Markdown, of the pairs in the repository and of the truths of `metamorphic.rs`, is rendered by programs that nobody
//! here wrote, and what is read of a rendering is held against what is read of the Markdown:
//!
//! | rendering | made by |
//! |---|---|
//! | `html` | pandoc |
//! | `docx` | pandoc |
//! | `docx again` | LibreOffice, of pandoc's DOCX |
//! | `docx by odt` | LibreOffice, of pandoc's DOCX by way of ODT |
//! | `docx of html` | LibreOffice, of pandoc's HTML |
//!
//! All of the native dialect is compared, but a language or a title that the Markdown does not have: pandoc makes a title of the name
//! of the file, and a word processor takes a document of which nothing is said to be in its own language. `ratchets/rendered-*.tsv` have how many are equal; `VITAE_SHOW=n` shows
//! the first difference of `n` documents of each kind. A program that is not there is said on stderr, and its trials are ignored –
//! where `CI=true`, they fail.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test that fails loudly is what is wanted here, and without the harness clippy cannot know that this is one"
)]

use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::{Arc, OnceLock};
use vitae::Registry;
use vitae_tests::outside::{is_excused, missing, run};
use vitae_tests::pairs::{documents, json, on_all_cores, ours, read};
use vitae_tests::ratchet::{self, Better};
use vitae_tests::rewrite::{REWRITERS, difference, document, plain, truths};

/// What pandoc reads: what our reader knows of Markdown. It leaves quotes and dashes as they are.
const MARKDOWN: &str = "commonmark+pipe_tables+definition_lists+strikeout+autolink_bare_uris";

/// Where a document says something about itself.
const ABOUT: [&str; 2] = ["/language", "/meta/title"];

/// A way of rendering: its name, the folder of what it is made of, and the steps of LibreOffice, each a filter for reading and the
/// ending that it is saved with.
type Rendering = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const OFFICE: [Rendering; 3] = [
    ("docx again", "docx", &[("", "docx")]),
    ("docx by odt", "docx", &[("", "odt"), ("", "docx")]),
    ("docx of html", "html", &[("HTML (StarWriter)", "docx")]),
];

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("rendered-{}", std::process::id()));
    let pages: Arc<OnceLock<Result<Pages, String>>> = Arc::default();
    let pandoc = missing("pandoc", "nothing is rendered as HTML or DOCX");
    let office = pandoc.clone().or_else(|| missing("soffice", "nothing is saved again"));
    let trials = [
        ("pandoc", pandoc, Pages::of_pandoc as fn(&Pages) -> Result<(), String>),
        ("libreoffice", office, Pages::of_office),
    ];
    let trials = trials.map(|(name, missing, judge)| {
        let (pages, folder) = (Arc::clone(&pages), folder.clone());
        let is_missing = missing.is_some();
        Trial::test(name, move || {
            missing.map_or(Ok(()), Err)?;
            let pages = pages.get_or_init(|| Pages::new(folder)).as_ref();
            Ok::<(), Failed>(pages.map_err(Clone::clone).and_then(judge)?)
        })
        .with_ignored_flag(is_missing && is_excused())
    });
    let conclusion = libtest_mimic::run(&arguments, trials.into());
    if conclusion.has_failed() || shown() > 0 {
        eprintln!("the files that were compared are in {}", folder.display());
    } else {
        let _ = fs::remove_dir_all(&folder);
    }
    conclusion.exit_code()
}

/// A document as Markdown.
struct Page {
    /// The kind of documents that it is one of.
    group: &'static str,
    /// The name of its files.
    name: String,
    /// What is read of it.
    meant: Value,
}

/// All documents, and pandoc's renderings of them.
struct Pages {
    folder: PathBuf,
    all: Vec<Page>,
}

impl Pages {
    fn new(folder: PathBuf) -> Result<Self, String> {
        let mut texts: Vec<(&str, String, Vec<u8>)> = Vec::new();
        for pair in documents(&ours()).into_iter().filter(|pair| pair.format == "md") {
            let text = fs::read(&pair.path).map_err(|e| e.to_string())?;
            texts.push(("pairs", pair.name.replace(['/', '.'], "-"), text));
        }
        let looks: Vec<_> = REWRITERS.iter().filter(|(_, _, of)| of.split(' ').any(|of| of == "md")).collect();
        for (i, truth) in truths(&vitae::formats(), vitae_testkit::fixtures()).iter().enumerate() {
            texts.push(("plain", format!("{}-plain", truth.name), plain(truth, "md")));
            // Each look has its turn: all of them for all truths would take minutes.
            for at in [2 * i, 2 * i + 1] {
                let (name, look, _) = looks[at % looks.len()];
                let name = format!("{}-{}", truth.name, name.replace(' ', "-"));
                texts.push(("in other looks", name, document(truth, look, "md")));
            }
        }
        for format in ["md", "html", "docx"] {
            fs::create_dir_all(folder.join(format)).map_err(|e| e.to_string())?;
        }
        let pages = on_all_cores(&texts, |(group, name, text), formats| {
            let path = folder.join("md").join(format!("{name}.md"));
            fs::write(&path, text).map_err(|e| e.to_string())?;
            for format in ["html", "docx"] {
                let rendered = folder.join(format).join(format!("{name}.{format}"));
                run(Command::new("pandoc")
                    .args(["-s", "-f", MARKDOWN, "--wrap=preserve", "-o"])
                    .arg(&rendered)
                    .arg(&path))?;
            }
            Ok(Page { group, name: name.clone(), meant: said(&path, formats)? })
        });
        let all = pages.into_iter().collect::<Result<_, String>>()?;
        Ok(Self { folder, all })
    }

    fn of_pandoc(&self) -> Result<(), String> {
        let rows = ["html", "docx"].map(|format| self.compared(format, format, format));
        self.held("rendered-pandoc.tsv", rows.concat())
    }

    fn of_office(&self) -> Result<(), String> {
        let mut rows = Vec::new();
        for (way, of, steps) in OFFICE {
            let (mut from, mut ending) = (of.to_owned(), of);
            for (filter, target) in steps {
                let to = format!("{} as {target}", way.replace(' ', "-"));
                self.saved(&from, ending, filter, target, &to)?;
                (from, ending) = (to, target);
            }
            rows.extend(self.compared(way, &from, ending));
        }
        self.held("rendered-libreoffice.tsv", rows)
    }

    /// Has LibreOffice save all files of a folder into another: one start of it for all, in a profile of its own.
    fn saved(&self, from: &str, ending: &str, filter: &str, target: &str, to: &str) -> Result<(), String> {
        let profile = self.folder.join("profile");
        let mut office = Command::new("soffice");
        office.arg(format!("-env:UserInstallation=file://{}", profile.display()));
        office.args(["--headless", "--norestore"]);
        if !filter.is_empty() {
            office.arg(format!("--infilter={filter}"));
        }
        office.args(["--convert-to", target, "--outdir"]).arg(self.folder.join(to));
        run(office.args(self.all.iter().map(|page| self.folder.join(from).join(format!("{}.{ending}", page.name)))))
            .map(drop)
    }

    /// How many documents of each kind are read as their Markdown is.
    fn compared(&self, way: &str, folder: &str, ending: &str) -> Vec<ratchet::Row> {
        let folder = self.folder.join(folder);
        let told = on_all_cores(&self.all, |page, formats| {
            let mut again = said(&folder.join(format!("{}.{ending}", page.name)), formats)?;
            for about in ABOUT.iter().filter(|about| page.meant.pointer(about).is_none()) {
                forget(&mut again, about);
            }
            difference(&page.meant, &again, "").map_or(Ok(()), Err)
        });
        let mut rows: Vec<ratchet::Row> = Vec::new();
        let mut left = shown();
        for (page, told) in self.all.iter().zip(told) {
            let row = format!("{way}: {}", page.group);
            if !rows.iter().any(|(name, ..)| *name == row) {
                rows.push((row.clone(), 0, vec![Some(0.0)]));
                left = shown();
            }
            let (_, all, figures) = rows.iter_mut().find(|(name, ..)| *name == row).expect("it was just put there");
            *all += 1;
            match told {
                Ok(()) => figures.iter_mut().flatten().for_each(|equal| *equal += 1.0),
                Err(why) if left > 0 => {
                    left -= 1;
                    println!("{way}: {}: {why}", page.name);
                }
                Err(_) => {}
            }
        }
        rows
    }

    /// Shows the rows, and holds them to what was reached before.
    fn held(&self, file: &str, rows: Vec<ratchet::Row>) -> Result<(), String> {
        for (name, all, figures) in &rows {
            println!("{name:40} {:>4} of {all}", figures.iter().flatten().sum::<f64>());
        }
        ratchet::check(file, &[("equal", Better::More)], &rows)
    }
}

/// What is read of a document.
fn said(path: &Path, formats: &Registry) -> Result<Value, String> {
    let bytes = fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let (resume, _) = read(&bytes, path, formats).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(json(&resume, "native", formats))
}

/// Takes a value out, and what would be empty without it.
fn forget(value: &mut Value, pointer: &str) {
    let (parent, key) = pointer.rsplit_once('/').unwrap_or_default();
    if let Some(fields) = value.pointer_mut(parent).and_then(Value::as_object_mut) {
        fields.remove(key);
        if fields.is_empty() && !parent.is_empty() {
            forget(value, parent);
        }
    }
}

/// How many differences of each kind are shown: as many as `VITAE_SHOW` says.
fn shown() -> usize {
    std::env::var("VITAE_SHOW").ok().and_then(|count| count.parse().ok()).unwrap_or(0)
}
