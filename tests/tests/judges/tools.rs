//! Which judges are installed here, and where.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a judge needs to be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// A program on the path.
    Program(&'static str),
    /// A Python library.
    Library(&'static str),
    /// A package for Node.
    Node(&'static str),
    /// The schemas of ECMA-376.
    Schemas,
}

impl Need {
    /// Whether `tests/judges/install` can bring it.
    pub(crate) fn is_installable(self) -> bool {
        self != Self::Schemas
    }
}

impl fmt::Display for Need {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Program(name) => write!(f, "the program {name}"),
            Self::Library(name) => write!(f, "the Python library {name}"),
            Self::Node(name) => write!(f, "the package {name} for Node"),
            Self::Schemas => f.write_str("the ECMA-376 schemas (set VITAE_OOXML_SCHEMAS to their folder)"),
        }
    }
}

/// Where everything is.
#[derive(Debug)]
pub(crate) struct Tools {
    python: PathBuf,
    scripts: PathBuf,
    schemas: Option<PathBuf>,
    node_modules: PathBuf,
}

impl Tools {
    /// Looks around: the Python environment that `tests/judges/install` made comes before the system's.
    pub(crate) fn find() -> Self {
        let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("it is inside the target folder");
        let own = target.join("judges/venv/bin/python");
        let python = if own.is_file() { own } else { PathBuf::from("python3") };
        let named = std::env::var_os("VITAE_OOXML_SCHEMAS").map(PathBuf::from);
        let schemas = named.filter(|folder| folder.join("wml.xsd").is_file());
        let node_modules = target.join("judges/node/node_modules");
        Self { python, scripts: tests.join("judges"), schemas, node_modules }
    }

    /// The first need that is not met.
    pub(crate) fn missing(&self, needs: &[Need]) -> Option<Need> {
        needs.iter().copied().find(|need| match need {
            Need::Program(name) => !runs(Command::new("which").arg(name)),
            Need::Library(name) => !runs(Command::new(&self.python).args(["-c", &format!("import {name}")])),
            Need::Node(name) => !self.node_modules.join(name).is_dir(),
            Need::Schemas => self.schemas.is_none(),
        })
    }

    /// A script of ours, ready to be given files.
    pub(crate) fn script(&self, name: &str) -> Command {
        let mut command = Command::new(&self.python);
        command.arg(self.scripts.join(name));
        if let Some(schemas) = &self.schemas {
            command.env("VITAE_OOXML_SCHEMAS", schemas);
        }
        command.env("VITAE_NODE_MODULES", &self.node_modules);
        // What it remembers between runs has no place in the source tree.
        command.env("PYTHONDONTWRITEBYTECODE", "1");
        command
    }
}

fn runs(command: &mut Command) -> bool {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|s| s.success())
}
