//! What a run leaves that is killed while it writes, and how a later one gets rid of it.
//!
//! A result is written as `.vitae-XXXXXX.tmp`, and held by a lock that the system lets go of when its process ends, however that
//! ends. So a file of such a name that nobody holds, and that has not changed for an hour, belongs to nobody any more. The hour is
//! for the moment between making a file and holding it, and for file systems that know no locks, where nothing is removed.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::Duration;

/// How the name of an unfinished file begins and ends.
pub(super) const PREFIX: &str = ".vitae-";
pub(super) const SUFFIX: &str = ".tmp";
/// How many names of a folder are looked at when one file is written: its folder may be a large one.
pub(super) const GLANCE: usize = 1_000;
/// How long a file must have been left alone.
const LONG_AGO: Duration = Duration::from_secs(60 * 60);

/// Holds an unfinished file as long as it is open. Where that cannot be, no later run will remove it either.
pub(super) fn claim(file: &File) {
    let _ = file.try_lock();
}

/// Removes what earlier runs left among the first so many names of a folder. What cannot be removed stays, and harms nobody.
pub(super) fn remove(folder: &Path, most: usize) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.take(most).flatten() {
        if is_of_ours(&entry) && is_left(&entry.path()).unwrap_or(false) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether it is a file proper with such a name as we give.
fn is_of_ours(entry: &fs::DirEntry) -> bool {
    let name = entry.file_name();
    let random = name.to_str().and_then(|name| name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX));
    random.is_some_and(|random| random.len() == 6 && random.bytes().all(|b| b.is_ascii_alphanumeric()))
        && entry.file_type().is_ok_and(|kind| kind.is_file())
}

/// Whether nobody has touched a file for long, nor holds it.
fn is_left(path: &Path) -> io::Result<bool> {
    let file = File::open(path)?;
    let age = file.metadata()?.modified()?.elapsed();
    Ok(age.is_ok_and(|age| age > LONG_AGO) && file.try_lock().is_ok())
}
