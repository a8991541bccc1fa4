//! One run of the command in a process of its own, and what it cost.
//!
//! What a process used at most is known to whoever waits for it. Rust's standard library does not ask; Python's does.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Waits for a command, and writes its exit status (or minus the signal that ended it), its seconds on a processor and its peak memory in KiB.
/// No run takes the machine along: more than 3 GiB are not to be had, and a core is not left behind.
const WAITS: &str = r#"
import os, resource, signal, sys
to, patience, most, command = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]
child = os.fork()
if child == 0:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
    if most:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    os.execv(command[0], command)
signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
signal.alarm(patience)
_, status, used = os.wait4(child, 0)
with open(to, "w") as out:
    out.write(f"{os.waitstatus_to_exitcode(status)} {used.ru_utime + used.ru_stime:.3f} {used.ru_maxrss}")
"#;

/// The binary that is tried, and how long it may take on a processor.
pub(crate) struct Bench {
    pub(crate) binary: PathBuf,
    /// True for a build that is as fast as what people get.
    pub(crate) optimised: bool,
}

/// How a run ended.
pub(crate) struct Ran {
    /// Its exit status, or minus the signal that ended it.
    pub(crate) status: i32,
    pub(crate) said: String,
    pub(crate) seconds: f64,
    pub(crate) mebibytes: f64,
}

impl Bench {
    /// The binary that `VITAE_BIN` names, or that which was built with the tests.
    pub(crate) fn new() -> Self {
        let named = std::env::var_os("VITAE_BIN").map(PathBuf::from);
        let optimised = named.is_some() || !cfg!(debug_assertions);
        Self { binary: named.unwrap_or_else(|| env!("CARGO_BIN_EXE_vitae-under-test").into()), optimised }
    }

    /// Seconds on one processor, in which any input is done with. A build that is not optimised is some ten times slower.
    pub(crate) fn patience(&self) -> u32 {
        if self.optimised { 5 } else { 60 }
    }

    /// Runs `vitae` with these words, in a folder; no file that it writes may be larger than `most`, unless that is 0.
    pub(crate) fn run(&self, words: &[OsString], folder: &Path, most: u64) -> Result<Ran, String> {
        let cost = folder.join(".cost");
        let mut command = Command::new("python3");
        command.args(["-c", WAITS]).arg(&cost).arg((self.patience() * 16).to_string()).arg(most.to_string());
        command.arg(&self.binary).args(words).current_dir(folder).stdin(Stdio::null());
        let output = command.output().map_err(|error| format!("python3: {error}"))?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
        let cost = fs::read_to_string(&cost).map_err(|error| format!("nobody waited: {error}; {said}"))?;
        let mut cost = cost.split(' ').map(|number| number.parse::<f64>().unwrap_or(f64::NAN));
        let mut next = || cost.next().unwrap_or(f64::NAN);
        let (status, seconds, kibibytes) = (next(), next(), next());
        #[allow(clippy::cast_possible_truncation, reason = "an exit status is a small number")]
        Ok(Ran { status: status as i32, said, seconds, mebibytes: kibibytes / 1024.0 })
    }
}
