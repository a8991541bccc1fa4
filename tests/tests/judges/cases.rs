//! What is judged: every fixture, written as DOCX, as HTML, as YAML and as JSON, with what we claim about it beside it.

use crate::truth::truth;
use std::fs;
use std::path::{Path, PathBuf};
use vitae::{Context, Registry, Resume, Source};

/// The files in a folder of their own: `NAME.docx`, `NAME.html`, `NAME.yaml`, `NAME.json`, `NAME.truth.json`.
#[derive(Debug)]
pub(crate) struct Cases {
    /// Where they are.
    pub(crate) folder: PathBuf,
    /// The fixtures that could be written.
    pub(crate) names: Vec<String>,
    /// Those that could not, and why.
    pub(crate) failed: Vec<(String, String)>,
}

impl Cases {
    pub(crate) fn new() -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("judges-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("the folder for judged files can be made");
        let formats = vitae::formats();
        let mut cases = Self { folder, names: Vec::new(), failed: Vec::new() };
        for fixture in fixtures() {
            let name = fixture.file_stem().and_then(|s| s.to_str()).expect("fixtures have names").to_owned();
            match cases.write(&formats, &fixture, &name) {
                Ok(()) => cases.names.push(name),
                Err(why) => cases.failed.push((name, why)),
            }
        }
        cases
    }

    fn write(&self, formats: &Registry, fixture: &Path, name: &str) -> Result<(), String> {
        let bytes = fs::read(fixture).map_err(|e| e.to_string())?;
        let source = Source::named(&bytes, fixture);
        let said = |e: vitae::Error| e.to_string();
        let from = formats.detect(&source).map_err(said)?;
        let resume = from.read(&source, &mut Context::default()).map_err(said)?;
        for format in ["docx", "html", "yaml", "json"] {
            let written = write(formats, &resume, format).map_err(said)?;
            fs::write(self.folder.join(format!("{name}.{format}")), written).map_err(|e| e.to_string())?;
        }
        let claims = serde_json::to_vec_pretty(&truth(&resume)).map_err(|e| e.to_string())?;
        fs::write(self.folder.join(format!("{name}.truth.json")), claims).map_err(|e| e.to_string())
    }

    /// The fixture that is damaged to see whether anybody notices: it has a bit of everything.
    pub(crate) fn to_damage(&self) -> Option<&str> {
        let best = self.names.iter().find(|name| *name == "engineer");
        best.or_else(|| self.names.first()).map(String::as_str)
    }
}

fn write(formats: &Registry, resume: &Resume, format: &str) -> vitae::Result<Vec<u8>> {
    formats.get(format)?.write(resume, &mut Context::default())
}

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/resumes");
    let entries = fs::read_dir(&folder).expect("the fixtures are there");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("the folder can be read").path()).collect();
    files.retain(|file| file.extension().is_some_and(|e| e == "yaml"));
    files.sort();
    assert!(!files.is_empty(), "there are no fixtures in {}", folder.display());
    files
}
