//! Programs that nobody here wrote, which judge what we make: whether they are there, and what they say.

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

/// What a program writes.
///
/// # Errors
/// When it cannot run, or says that it failed.
pub fn run(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|e| format!("{command:?}: {e}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(format!("{command:?} ended with {}: {}", output.status, String::from_utf8_lossy(&output.stderr)))
}
