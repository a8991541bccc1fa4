//! Where a result really goes: links, folders, and what is there already.

use std::fs::{self, Metadata, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

/// The place of a result, links resolved, and what is there.
#[derive(Debug)]
pub(super) enum Place {
    New(PathBuf),
    /// A file that may be replaced.
    File(PathBuf, Metadata),
    /// A device or a pipe.
    Other(PathBuf),
}

impl Place {
    /// What `path` names. If it must be `within` a folder, no link may lead out of that.
    pub(super) fn of(path: &Path, within: Option<&Path>) -> io::Result<Self> {
        let place = match within {
            Some(root) => inside(path, root)?,
            None => follow(path)?,
        };
        let Some(about) = if_there(fs::metadata(&place))? else { return Ok(Self::New(place)) };
        if about.is_dir() {
            return Err(refusal(ErrorKind::IsADirectory, "it is a folder"));
        }
        if !about.is_file() {
            return match within {
                Some(_) => Err(refusal(ErrorKind::InvalidInput, "there is something that is not a file")),
                None => Ok(Self::Other(place)),
            };
        }
        if about.permissions().readonly() {
            return Err(refusal(ErrorKind::PermissionDenied, "it is write-protected"));
        }
        // A folder would let us put another file in the place of one that we may not write.
        OpenOptions::new().write(true).open(&place)?;
        Ok(Self::File(place, about))
    }
}

/// Where a named output leads.
fn follow(path: &Path) -> io::Result<PathBuf> {
    let is_link = if_there(fs::symlink_metadata(path))?.is_some_and(|about| about.is_symlink());
    if is_link {
        return if_there(fs::canonicalize(path))?.ok_or_else(leads_nowhere);
    }
    Ok(path.to_owned())
}

/// Where an output leads that must be in a folder.
fn inside(path: &Path, root: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or_else(|| refusal(ErrorKind::IsADirectory, "it is a folder"))?;
    let folder = resolve(folder_of(path)?);
    if !is_in(&folder, root) {
        return Err(leads_out(&folder));
    }
    let place = follow(&folder.join(name))?;
    if !is_in(&place, root) {
        return Err(leads_out(&place));
    }
    Ok(place)
}

/// Whether one path lies below the other, step by step downwards.
fn is_in(path: &Path, root: &Path) -> bool {
    path.strip_prefix(root).is_ok_and(|below| below.components().all(|step| matches!(step, Component::Normal(_))))
}

fn leads_out(place: &Path) -> io::Error {
    let message = format!("a link leads it out of the folder of the results, to `{}`", place.display());
    io::Error::new(ErrorKind::InvalidInput, message)
}

fn leads_nowhere() -> io::Error {
    refusal(ErrorKind::InvalidInput, "it is a link that leads nowhere")
}

fn refusal(kind: ErrorKind, why: &str) -> io::Error {
    io::Error::new(kind, why)
}

/// What is there, or that there is nothing.
fn if_there<T>(found: io::Result<T>) -> io::Result<Option<T>> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
        Err(e) => Err(e),
    }
}

/// The folder that a file lies in.
pub(super) fn folder_of(path: &Path) -> io::Result<&Path> {
    match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Ok(Path::new(".")),
        Some(folder) => Ok(folder),
        None => Err(refusal(ErrorKind::IsADirectory, "it is a folder")),
    }
}

/// Makes a folder and those that it lies in, as far as they are missing, and has their names written to the disk.
pub(super) fn make_folders(folder: &Path) -> io::Result<()> {
    let mut missing = Vec::new();
    let mut here = folder;
    while !here.is_dir() {
        missing.push(here);
        here = folder_of(here)?;
    }
    for folder in missing.into_iter().rev() {
        match fs::create_dir(folder) {
            // Another result needed it at the same time.
            Err(e) if e.kind() == ErrorKind::AlreadyExists && folder.is_dir() => {}
            Err(e) if e.kind() == ErrorKind::AlreadyExists => return Err(ErrorKind::NotADirectory.into()),
            made => made?,
        }
        sync_folder(folder_of(folder)?)?;
    }
    Ok(())
}

/// Has the names in a folder written to the disk. Not every system and folder can do that, which is no error.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    // The folder of a bare name is the one at hand.
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    match fs::File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(e)
            if !matches!(e.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported | ErrorKind::PermissionDenied) =>
        {
            Err(e)
        }
        _ => Ok(()),
    }
}

#[cfg(not(unix))]
pub(super) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// One spelling for all ways to name a file: links and `..` resolved as far as the path exists, case folded where the
/// system usually does.
pub(crate) fn identity(path: &Path) -> PathBuf {
    let resolved = resolve(path);
    if cfg!(any(windows, target_os = "macos")) { resolved.to_string_lossy().to_lowercase().into() } else { resolved }
}

/// A path without links, as far as it exists.
pub(super) fn resolve(path: &Path) -> PathBuf {
    if let Ok(resolved) = fs::canonicalize(if path.as_os_str().is_empty() { Path::new(".") } else { path }) {
        return resolved;
    }
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => resolve(parent).join(name),
        _ => path.to_owned(),
    }
}
