//! Fills a folder with what an engine begins with, a folder for each target: the fixtures, what testkit's samples are written as
//! in each format, Word documents as their parts, strangers' documents as their outlines.
//!
//! ```sh
//! cargo run --manifest-path fuzz/Cargo.toml --example seeds [FOLDER [FOLDER OF MORE FILES]...]
//! ```
//!
//! The folder is `fuzz/corpus` if none is named.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use vitae::{Context, Result, Source};
use vitae_fuzz::{outlines, parts};
use vitae_outline::Outline;

/// Larger files only make an engine slow; what is in them is in smaller ones too.
const LARGEST: usize = 24 << 10;

/// A reader of documents, and what its files are called.
type Parse = fn(&Source<'_>, &mut Context) -> Result<Outline>;
const DOCUMENTS: [(&str, Parse); 4] = [
    ("docx", vitae_docx::parse),
    ("html", vitae_html::parse),
    ("md", vitae_markdown::parse),
    ("txt", vitae_text::parse),
];

fn main() -> io::Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut named = std::env::args_os().skip(1).map(PathBuf::from);
    let seeds = Seeds { folder: named.next().unwrap_or_else(|| here.join("corpus")) };
    let mut files = Vec::new();
    for folder in [here.join("../fixtures"), here.join("regressions")].into_iter().chain(named) {
        find(&folder, &mut files)?;
    }
    for path in &files {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        seeds.file(&name, &ending, &fs::read(path)?)?;
    }
    let full = ("full".to_owned(), vitae_testkit::full());
    let extremes = vitae_testkit::extremes();
    for (name, resume) in vitae_testkit::fixtures().iter().chain([&full]).chain(&extremes) {
        for format in &vitae::formats() {
            let ending = format.file_extensions().first().copied().unwrap_or_default();
            if let Ok(bytes) = format.write(resume, &mut Context::default()) {
                seeds.file(name, ending, &bytes)?;
            }
        }
    }
    let formats = vitae::formats();
    for (seed, format) in (0..400).zip(formats.iter().cycle()) {
        let resume = format!(">{}\n@{seed}\n+{}\n+{}\n3=Mara\n", format.name(), seed * 2, seed * 2 + 1);
        seeds.put("round_trip", &format!("pieces-{seed}"), resume.as_bytes())?;
    }
    Ok(())
}

struct Seeds {
    folder: PathBuf,
}

impl Seeds {
    /// A file, for each target that can do something with it.
    fn file(&self, name: &str, ending: &str, bytes: &[u8]) -> io::Result<()> {
        let parse = DOCUMENTS.iter().find(|(known, _)| *known == ending).map(|(_, parse)| parse);
        if let Some(Ok(outline)) = parse.map(|parse| parse(&Source::new(bytes), &mut Context::default())) {
            self.put("interpret", &format!("{name}.{ending}"), outlines::text(&outline).as_bytes())?;
        }
        let (target, of_parts) = match ending {
            "yaml" | "yml" => ("read_yaml", None),
            "json" => ("read_json", None),
            "xml" => ("read_xml", None),
            "md" => ("read_markdown", None),
            "html" | "htm" => ("read_html", None),
            "docx" => ("read_docx", parts::text(bytes)),
            "txt" => ("read_text", None),
            _ => return Ok(()),
        };
        let name = format!("{name}.{ending}");
        for target in [target, "read_any", "convert_any"] {
            self.put(target, &name, bytes)?;
        }
        match of_parts {
            Some(text) => self.put(target, &format!("{name}.parts"), &text),
            None => Ok(()),
        }
    }

    fn put(&self, target: &str, name: &str, bytes: &[u8]) -> io::Result<()> {
        if bytes.len() > LARGEST {
            return Ok(());
        }
        let folder = self.folder.join(target);
        fs::create_dir_all(&folder)?;
        // Files of one name stand in several folders of fixtures.
        let path = (0..).map(|n| folder.join(format!("seed-{n}-{}", name.replace(['/', ' '], "-"))));
        for path in path {
            if !path.exists() {
                return fs::write(path, bytes);
            }
            if fs::read(&path)? == bytes {
                return Ok(());
            }
        }
        Ok(())
    }
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() { find(&path, files)? } else { files.push(path) }
    }
    Ok(())
}
