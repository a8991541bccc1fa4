//! Running `xmllint`.

use std::path::{Path, PathBuf};
use std::process::Command;

/// True where `xmllint` can be run.
pub(crate) fn installed() -> bool {
    Command::new("xmllint").arg("--version").output().is_ok()
}

/// A folder with our schema and the files to judge.
pub(crate) struct Judge {
    folder: PathBuf,
}

/// How many files one call of the judge looks at.
const BATCH: usize = 250;

impl Judge {
    pub(crate) fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("xmllint").join(name);
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder for files");
        std::fs::write(folder.join("resume.xsd"), vitae_xml::schema()).expect("the schema");
        Self { folder }
    }

    /// Whether each file is valid, and if not, why not.
    pub(crate) fn verdicts<'a>(&self, files: impl Iterator<Item = &'a [u8]>) -> Vec<Result<(), String>> {
        let names: Vec<String> = files
            .enumerate()
            .map(|(n, bytes)| {
                let name = format!("{n:06}.xml");
                std::fs::write(self.folder.join(&name), bytes).expect("a file");
                name
            })
            .collect();
        names.chunks(BATCH).flat_map(|names| self.batch(names)).collect()
    }

    fn batch(&self, names: &[String]) -> Vec<Result<(), String>> {
        let mut command = Command::new("xmllint");
        command.args(["--noout", "--nonet", "--schema", "resume.xsd"]).args(names).current_dir(&self.folder);
        let output = command.output().expect("xmllint runs");
        let said = String::from_utf8_lossy(&output.stderr);
        let lines: Vec<&str> = said.lines().collect();
        assert!(!said.contains("failed to compile"), "the schema does not compile: {said}");
        let verdict = |name: &String| {
            let mut about: Vec<_> = lines.iter().filter(|line| line.starts_with(name.as_str())).copied().collect();
            // A breach of namespaces does not stop xmllint: it names it, and goes on with the prefix as a part of the name.
            let namespaces = about.iter().any(|line| line.contains(": namespace error :"));
            if !namespaces && about.contains(&format!("{name} validates").as_str()) {
                return Ok(());
            }
            about.truncate(5);
            assert!(!about.is_empty(), "xmllint said nothing about {name}: {said}");
            Err(about.join("\n"))
        };
        names.iter().map(verdict).collect()
    }
}
