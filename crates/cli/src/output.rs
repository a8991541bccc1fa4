//! Writing files so that nobody ever sees half of one.
//!
//! A result goes to a new file in the folder of its place. When it is complete and on the disk, it takes the place in one step:
//! whoever pulls the plug finds the old file or the new one.
//!
//! | of | what happens |
//! |---|---|
//! | a file that is replaced | it keeps its permissions, and its group and owner where the system allows it; its other names (hard links) keep the old content |
//! | a file that may not be written | it is not replaced, though its folder would allow it |
//! | a named output that is a link | the link stays, and what it points to is replaced; one that leads nowhere is an error |
//! | a named output that is no file, such as `/dev/null` or a pipe | it is written into |
//! | a link in a folder of results, also to a folder | it is followed while it stays in the folder; one that leads out of it is an error |
//! | what is no file in a folder of results | an error |
//! | a process that is killed | it may leave a file `.vitae-….tmp`, which a later run removes ([`leftovers`]) |
//!
//! Links are looked at before a file is written. Somebody who may change a folder of results at that very moment can still lead
//! a result astray: write into folders that are your own.

mod leftovers;
mod place;
#[cfg(test)]
mod tests;

pub(crate) use place::identity;

use crate::input;
use place::Place;
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread;
use tempfile::{Builder, NamedTempFile};

/// Where the results of a run may go. Threads can share it.
#[derive(Debug, Default)]
pub(crate) struct Outputs {
    /// The folder that no result may leave, in the spelling of [`identity`].
    within: Option<PathBuf>,
    /// The folders that have been looked through for what an earlier run left.
    tidied: Mutex<BTreeSet<PathBuf>>,
}

/// A result that is written beside its place, and not yet put there. Dropped, it is gone, and all is as it was.
#[derive(Debug)]
#[must_use = "it is gone when it is not put in its place"]
pub(crate) struct Prepared(Waiting);

#[derive(Debug)]
enum Waiting {
    Beside {
        file: NamedTempFile,
        place: PathBuf,
    },
    /// What is no file is not replaced: the bytes go into it.
    Into {
        place: PathBuf,
        bytes: Vec<u8>,
    },
}

/// Replaces the file at `path`, or makes it, with the folders that it needs.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    Outputs::named().prepare(path, bytes)?.commit()
}

impl Outputs {
    /// Files that are named one by one: they may be anywhere.
    pub(crate) fn named() -> Self {
        Self::default()
    }

    /// Files in a folder of results, and nowhere else. It need not exist yet.
    pub(crate) fn within(folder: &Path) -> Self {
        Self { within: Some(place::resolve(folder)), ..Self::default() }
    }

    /// Writes the bytes beside their place. Nothing that anybody looks at has changed then.
    pub(crate) fn prepare(&self, path: &Path, bytes: &[u8]) -> io::Result<Prepared> {
        self.prepare_with(path, bytes, |file| file.write_all(bytes))
    }

    fn prepare_with(
        &self,
        path: &Path,
        bytes: &[u8],
        write: impl FnOnce(&mut File) -> io::Result<()>,
    ) -> io::Result<Prepared> {
        let (place, old) = match Place::of(path, self.within.as_deref())? {
            Place::New(place) => (place, None),
            Place::File(place, about) => (place, Some(about)),
            Place::Other(place) => return Ok(Prepared(Waiting::Into { place, bytes: bytes.to_vec() })),
        };
        let folder = place::folder_of(&place)?;
        place::make_folders(folder)?;
        self.tidy(folder);
        let mut file = new_file_in(folder, old.is_some())?;
        write(file.as_file_mut())?;
        if let Some(old) = old {
            make_alike(file.as_file(), &old)?;
        }
        Ok(Prepared(Waiting::Beside { file, place }))
    }

    /// Removes what an earlier run left in a folder, once in a run.
    fn tidy(&self, folder: &Path) {
        let mut tidied = self.tidied.lock().unwrap_or_else(PoisonError::into_inner);
        if tidied.insert(folder.to_owned()) {
            let most = if self.within.is_some() { usize::MAX } else { leftovers::GLANCE };
            leftovers::remove(folder, most);
        }
    }
}

impl Prepared {
    /// Puts the result in its place, in one step. When this returns, it is on the disk.
    pub(crate) fn commit(self) -> io::Result<()> {
        commit_all(vec![self]).into_iter().collect()
    }

    fn sync(&self) -> io::Result<()> {
        match &self.0 {
            Waiting::Beside { file, .. } => file.as_file().sync_all(),
            Waiting::Into { .. } => Ok(()),
        }
    }

    /// Puts the result in its place, and says in which folder that is.
    fn put(self) -> io::Result<Option<PathBuf>> {
        match self.0 {
            Waiting::Beside { file, place } => {
                file.persist(&place).map_err(|e| e.error)?;
                Ok(Some(place::folder_of(&place)?.to_owned()))
            }
            Waiting::Into { place, bytes } => {
                OpenOptions::new().write(true).open(place)?.write_all(&bytes)?;
                Ok(None)
            }
        }
    }
}

/// Puts results in their places, each in one step, and says of each, in their order, how it went.
///
/// All are on the disk before the first is put, and each folder is written once: many cost less so than one by one. Each
/// keeps a file open until then, so some dozens are a good number.
pub(crate) fn commit_all(results: Vec<Prepared>) -> Vec<io::Result<()>> {
    let synced = sync_all(results);
    let put: Vec<_> = synced.into_iter().map(|result| result.and_then(Prepared::put)).collect();
    let folders: BTreeSet<&Path> = put.iter().filter_map(|put| put.as_ref().ok()?.as_deref()).collect();
    let failed: Vec<_> = folders
        .into_iter()
        .filter_map(|folder| place::sync_folder(folder).err().map(|e| (folder.to_owned(), e.kind())))
        .collect();
    let outcome = |put: io::Result<Option<PathBuf>>| {
        let folder = put?;
        match failed.iter().find(|(failed, _)| Some(failed) == folder.as_ref()) {
            Some((_, kind)) => Err(io::Error::from(*kind)),
            None => Ok(()),
        }
    };
    put.into_iter().map(outcome).collect()
}

/// How many files are written to the disk at the same time.
const SYNCED_AT_ONCE: usize = 16;

/// Has all written to the disk. A file system commits what several wait for at about the cost of one, so they wait together.
fn sync_all(results: Vec<Prepared>) -> Vec<io::Result<Prepared>> {
    let each = results.len().div_ceil(SYNCED_AT_ONCE).max(1);
    let sync = |some: &[Prepared]| some.iter().map(Prepared::sync).collect::<Vec<_>>();
    let synced: Vec<_> = if results.len() < 2 {
        sync(&results)
    } else {
        thread::scope(|scope| {
            let waiting: Vec<_> = results.chunks(each).map(|some| (some, scope.spawn(move || sync(some)))).collect();
            // A thread that ended in a panic has said nothing of its files: they are asked once more.
            waiting.into_iter().flat_map(|(some, thread)| thread.join().unwrap_or_else(|_| sync(some))).collect()
        })
    };
    results.into_iter().zip(synced).map(|(result, synced)| synced.map(|()| result)).collect()
}

/// A file in this folder, which goes again unless it is kept. One that will replace another is for its owner alone until it
/// has the permissions of the other; one that will be new is like any new file.
fn new_file_in(folder: &Path, will_replace: bool) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(leftovers::PREFIX).suffix(leftovers::SUFFIX);
    if !will_replace {
        like_any_new_file(&mut builder);
    }
    let file = builder.tempfile_in(folder).map_err(|e| {
        let why = input::reason(&e.kind().into());
        io::Error::new(e.kind(), format!("no file can be made in its folder: {why}"))
    })?;
    leftovers::claim(file.as_file());
    Ok(file)
}

/// The umask decides.
#[cfg(unix)]
fn like_any_new_file(builder: &mut Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o666));
}

/// A new file takes the permissions of its folder, temporary or not.
#[cfg(not(unix))]
fn like_any_new_file(_: &mut Builder<'_, '_>) {}

/// Gives a file the permissions of the one that it will replace, and its owner and group if that can be.
#[cfg(unix)]
fn make_alike(file: &File, old: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let new = file.metadata()?;
    let mut mode = old.permissions().mode() & 0o777;
    if new.uid() != old.uid() {
        // Only the superuser can; another gets a file of their own.
        let _ = fchown(file, Some(old.uid()), None);
    }
    if new.gid() != old.gid() && fchown(file, None, Some(old.gid())).is_err() {
        // The group is another: it may no more than everybody may.
        mode = mode & 0o707 | (mode & 0o007) << 3;
    }
    file.set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn make_alike(file: &File, old: &fs::Metadata) -> io::Result<()> {
    file.set_permissions(old.permissions())
}
