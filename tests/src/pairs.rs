//! Documents beside the truth about them: `<folder>/<person>/truth.json`, in JSON Resume, and files that other programs made of it.

use crate::plain;
use crate::score::{self, Score, Tally};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use vitae::{Context, Registry, Report, Resume, Source};

/// A document, and what it says in truth.
#[derive(Debug)]
pub struct Document {
    /// Whose it is, and what it is called: `holmes/rendercv.html`.
    pub name: String,
    /// The usual extension of its format.
    pub format: String,
    /// Where it is.
    pub path: PathBuf,
    /// What a reader should make of it.
    pub truth: Value,
    /// What is seen in it.
    pub text: String,
}

/// The pairs in the repository.
#[must_use]
pub fn ours() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/foreign/pairs")
}

/// The pairs in the corpus, if `VITAE_CORPUS` says where it is.
#[must_use]
pub fn corpus() -> Option<PathBuf> {
    std::env::var_os("VITAE_CORPUS").map(|corpus| PathBuf::from(corpus).join("pairs"))
}

/// The documents of a folder, in order.
#[must_use]
pub fn documents(folder: &Path) -> Vec<Document> {
    let mut documents = Vec::new();
    for person in entries(folder).into_iter().filter(|path| path.join("truth.json").is_file()) {
        let truth: Value = serde_json::from_slice(&fs::read(person.join("truth.json")).unwrap()).unwrap();
        for path in entries(&person).into_iter().filter(|path| path.is_file() && !path.ends_with("truth.json")) {
            let (owner, file) = (name_of(&person), name_of(&path));
            let format = format(&path);
            let text = match fs::read(person.join("_text").join(format!("{file}.txt"))) {
                Ok(text) => String::from_utf8_lossy(&text).into_owned(),
                Err(_) => plain::text(&fs::read(&path).unwrap(), &format),
            };
            documents.push(Document { name: format!("{owner}/{file}"), format, path, truth: truth.clone(), text });
        }
    }
    documents
}

/// The usual extension of the format of a file.
#[must_use]
pub fn format(path: &Path) -> String {
    match path.extension().unwrap_or_default().to_string_lossy().as_ref() {
        "htm" => "html".to_owned(),
        "yml" => "yaml".to_owned(),
        other => other.to_owned(),
    }
}

/// What is in a folder, in order.
#[must_use]
pub fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// What came of reading a document.
#[derive(Debug)]
pub struct Outcome {
    /// Field by field.
    pub score: Score,
    /// Whether the sections were seen.
    pub headings: Tally,
    /// The share of its words that were read.
    pub coverage: f64,
    /// How long reading took.
    pub time: Duration,
    /// What was read, as JSON Resume.
    pub json: Value,
    /// Why it could not be read.
    pub error: Option<String>,
}

/// Reads a document, and says how well.
#[must_use]
pub fn judge(document: &Document, formats: &Registry) -> Outcome {
    let bytes = fs::read(&document.path).unwrap();
    let begin = Instant::now();
    let read = read(&bytes, &document.path, formats);
    let time = begin.elapsed();
    let (resume, error) = match read {
        Ok((resume, _)) => (resume, None),
        Err(error) => (Resume::default(), Some(error.to_string())),
    };
    let (given, native) = (json(&resume, "resume", formats), json(&resume, "native", formats));
    Outcome {
        score: score::score(&document.truth, &given, &document.text),
        headings: score::headings(&document.truth, &native, &document.text),
        coverage: score::coverage(&given, &document.text),
        time,
        json: given,
        error,
    }
}

/// What the format that recognises a document makes of it, and says about it.
///
/// # Errors
/// When none does, or it fails.
pub fn read(bytes: &[u8], path: &Path, formats: &Registry) -> vitae::Result<(Resume, Report)> {
    let source = Source::named(bytes, path);
    let mut cx = Context::default();
    let resume = formats.detect(&source)?.read(&source, &mut cx)?;
    Ok((resume, cx.report))
}

/// A résumé as JSON.
#[must_use]
pub fn json(resume: &Resume, shape: &str, formats: &Registry) -> Value {
    let mut cx = Context::default();
    cx.options.insert("shape".to_owned(), shape.into());
    let bytes = formats.get("json").unwrap().write(resume, &mut cx).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

/// All documents, judged.
#[must_use]
pub fn judge_all(documents: &[Document]) -> Vec<Outcome> {
    on_all_cores(documents, judge)
}

/// Does something with each thing, on all cores; the results are in the order of the things.
#[must_use]
pub fn on_all_cores<T: Sync, R: Send>(things: &[T], work: impl Fn(&T, &Registry) -> R + Sync) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = things.len().div_ceil(threads).max(1);
    let work = &work;
    std::thread::scope(|scope| {
        let run = move |share: &[T]| {
            let formats = vitae::formats();
            share.iter().map(|thing| work(thing, &formats)).collect::<Vec<_>>()
        };
        let running: Vec<_> = things.chunks(share).map(|share| scope.spawn(move || run(share))).collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    })
}
