//! Programs that nobody here wrote, which judge what we make: whether they are there, and what they say.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What to say if a program is not there, and what therefore does not happen; said at once.
#[must_use]
pub fn missing(program: &str, then: &str) -> Option<String> {
    let status = Command::new("which").arg(program).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let is_here = status.is_ok_and(|status| status.success());
    let why = (!is_here).then(|| format!("JUDGE MISSING: {program}: {then} (see tests/judges/install)"))?;
    eprintln!("{why}");
    Some(why)
}

/// False where the judges are part of the deal: there an absent one is a failure.
#[must_use]
pub fn is_excused() -> bool {
    !std::env::var("CI").is_ok_and(|ci| ci == "true" || ci == "1")
}

/// The Python that has the libraries of the judges: the one that `tests/judges/install` made, else the system's.
#[must_use]
pub fn python() -> PathBuf {
    let target = std::env::current_exe().ok();
    let own = target.iter().flat_map(|program| program.ancestors()).map(|folder| folder.join("judges/venv/bin/python"));
    own.into_iter().find(|python| python.is_file()).unwrap_or_else(|| PathBuf::from("python3"))
}

/// A script of the judges, ready to be given files.
#[must_use]
pub fn script(name: &str) -> Command {
    let mut command = Command::new(python());
    command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("judges").join(name));
    // What it remembers between runs has no place in the source tree.
    command.env("PYTHONDONTWRITEBYTECODE", "1");
    command
}

/// What a program writes.
///
/// # Errors
/// When it cannot run, or says that it failed.
pub fn run(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|e| format!("{command:?}: {e}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = [output.stdout, output.stderr].map(|said| String::from_utf8_lossy(&said).into_owned()).concat();
    Err(format!("{command:?} ended with {}: {said}", output.status))
}
