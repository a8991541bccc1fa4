//! Reading: one input within a limit, and the list of the files in a folder.

use crate::plan::Given;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use vitae::{Error, Limits, nearest};

/// What an argument is.
pub(crate) fn given(path: &Path) -> Given {
    if path == Path::new("-") {
        Given::Stdin
    } else if path.is_dir() {
        Given::Folder
    } else {
        Given::File
    }
}

/// Reads a file. It may be anything that can be opened: a device or a named pipe is read up to the limit, too.
pub(crate) fn read_file(path: &Path, limits: &Limits) -> Result<Vec<u8>, Error> {
    let file = File::open(path).map_err(|e| cannot_open(path, e))?;
    // A size is known beforehand only for files proper. It saves reading what will be refused; it is not relied upon.
    let size = file.metadata().ok().filter(fs::Metadata::is_file).map_or(0, |m| m.len());
    limits.check_input(usize::try_from(size).unwrap_or(usize::MAX))?;
    read(file, limits)
}

/// Reads a stream to its end, but not further than one byte beyond the limit.
pub(crate) fn read(stream: impl Read, limits: &Limits) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let most = u64::try_from(limits.input).unwrap_or(u64::MAX).saturating_add(1);
    stream.take(most).read_to_end(&mut bytes).map_err(cannot_read)?;
    limits.check_input(bytes.len())?;
    Ok(bytes)
}

fn cannot_open(path: &Path, error: io::Error) -> Error {
    if error.kind() != ErrorKind::NotFound {
        return cannot_read(error);
    }
    let missing = Error::unsupported("cannot-read", "there is no such file");
    match neighbour(path) {
        Some(near) => missing.help(format!("did you mean `{}`?", near.display())),
        None => missing,
    }
    .because(error)
}

fn cannot_read(error: io::Error) -> Error {
    Error::unsupported("cannot-read", format!("it cannot be read: {}", reason(&error))).because(error)
}

/// The file beside a missing one whose name is most like it.
fn neighbour(missing: &Path) -> Option<PathBuf> {
    let folder = missing.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut names: Vec<_> =
        fs::read_dir(folder).ok()?.flatten().filter_map(|e| e.file_name().into_string().ok()).collect();
    names.sort();
    let near = nearest(missing.file_name()?.to_str()?, names.iter().map(String::as_str))?;
    Some(missing.with_file_name(near))
}

/// Why the system would not, in words.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder".into(),
        ErrorKind::PermissionDenied if error.raw_os_error().is_some() => "permission denied".into(),
        ErrorKind::IsADirectory => "it is a folder".into(),
        ErrorKind::NotADirectory => "a part of its path is not a folder".into(),
        ErrorKind::StorageFull => "the disk is full".into(),
        ErrorKind::QuotaExceeded => "no more space is allowed to you on this disk".into(),
        ErrorKind::FileTooLarge => "it would be larger than a file may be here".into(),
        ErrorKind::ReadOnlyFilesystem => "the file system is read-only".into(),
        _ => error.to_string(),
    }
}

/// What lies in a folder and all folders in it, as paths below it, in the order of their names.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    pub(crate) files: Vec<PathBuf>,
    /// What is passed over, with the reason. Hidden files are passed over in silence.
    pub(crate) skipped: Vec<(PathBuf, &'static str)>,
    /// What could not be looked at.
    pub(crate) failed: Vec<(PathBuf, io::Error)>,
}

/// Lists a folder. `except` is a folder in it to leave out, as [`crate::output::identity`] spells it: that of the results.
pub(crate) fn list(root: &Path, except: &Path) -> Listing {
    let mut listing = Listing::default();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        match fs::read_dir(root.join(&folder)) {
            Ok(entries) => {
                for entry in entries {
                    match entry {
                        Ok(entry) => listing.take(&entry, &folder, except, &mut folders),
                        Err(e) => listing.failed.push((folder.clone(), e)),
                    }
                }
            }
            Err(e) => listing.failed.push((folder, e)),
        }
    }
    listing.files.sort();
    listing.skipped.sort();
    listing.failed.sort_by(|a, b| a.0.cmp(&b.0));
    listing
}

impl Listing {
    fn take(&mut self, entry: &fs::DirEntry, folder: &Path, except: &Path, folders: &mut Vec<PathBuf>) {
        if is_hidden(entry) {
            return;
        }
        let path = folder.join(entry.file_name());
        // Of what a link points to, only files are taken: a link to a folder can lead in a circle.
        let is_link = entry.file_type().is_ok_and(|t| t.is_symlink());
        match fs::metadata(entry.path()) {
            Ok(about) if about.is_file() => self.files.push(path),
            Ok(about) if about.is_dir() && is_link => self.skipped.push((path, "a link to a folder")),
            Ok(about) if about.is_dir() => {
                if crate::output::identity(&entry.path()) != except {
                    folders.push(path);
                }
            }
            Ok(_) => self.skipped.push((path, "not a file")),
            Err(_) if is_link => self.skipped.push((path, "a link to nothing")),
            Err(e) => self.failed.push((path, e)),
        }
    }
}

/// Names with a dot before them, and the notes that Word lays beside an open document.
fn is_hidden(entry: &fs::DirEntry) -> bool {
    let name = entry.file_name();
    let name = name.to_string_lossy();
    name.starts_with('.') || name.starts_with("~$") || has_hidden_attribute(entry)
}

#[cfg(windows)]
fn has_hidden_attribute(entry: &fs::DirEntry) -> bool {
    use std::os::windows::fs::MetadataExt;
    const HIDDEN: u32 = 0x2;
    entry.metadata().is_ok_and(|about| about.file_attributes() & HIDDEN != 0)
}

#[cfg(not(windows))]
fn has_hidden_attribute(_: &fs::DirEntry) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(bytes: usize) -> Limits {
        let mut limits = Limits::default();
        limits.input = bytes;
        limits
    }

    /// A stream that never ends, and counts what was taken from it.
    struct Endless(u64);

    impl Read for Endless {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            self.0 += into.len() as u64;
            into.fill(b'x');
            Ok(into.len())
        }
    }

    #[test]
    fn a_stream_is_read_to_its_end_within_the_limit() {
        assert_eq!(read(&b"12345"[..], &limit(5)).unwrap(), b"12345");
        assert_eq!(read(&b"123456"[..], &limit(5)).unwrap_err().diagnostic.code, "limit");
    }

    #[test]
    fn an_endless_stream_is_left_soon_after_the_limit() {
        let mut endless = Endless(0);
        assert_eq!(read(&mut endless, &limit(10_000)).unwrap_err().diagnostic.code, "limit");
        assert_eq!(endless.0, 10_001);
    }

    /// Where a file of a tebibyte can be made of nothing, reading it would take hours.
    #[cfg(unix)]
    #[test]
    fn a_large_file_is_refused_unread() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("large");
        File::create(&path).unwrap().set_len(1 << 40).unwrap();
        assert_eq!(read_file(&path, &Limits::default()).unwrap_err().diagnostic.code, "limit");
    }

    #[test]
    fn a_missing_file_is_answered_with_its_neighbour() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("resume.yaml"), "").unwrap();
        let error = read_file(&folder.path().join("resumee.yaml"), &limit(9)).unwrap_err();
        assert_eq!(error.to_string(), "there is no such file");
        let help = error.diagnostic.help.unwrap();
        assert!(help.starts_with("did you mean `") && help.ends_with("resume.yaml`?"), "{help}");
    }

    #[test]
    fn a_folder_where_a_file_should_be_is_an_error() {
        assert!(read_file(tempfile::tempdir().unwrap().path(), &limit(9)).is_err());
    }

    fn tree(paths: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for path in paths {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        folder
    }

    fn files(listing: &Listing) -> Vec<String> {
        listing.files.iter().map(|p| p.to_string_lossy().replace('\\', "/")).collect()
    }

    #[test]
    fn a_folder_is_listed_in_order_without_what_is_hidden() {
        let folder = tree(&["b.yaml", "a/z.yaml", "a/b/c.yaml", ".git/config", "a/.hidden.yaml", "~$b.docx", "c"]);
        let listing = list(folder.path(), Path::new("elsewhere"));
        assert_eq!(files(&listing), ["a/b/c.yaml", "a/z.yaml", "b.yaml", "c"]);
        assert!(listing.skipped.is_empty() && listing.failed.is_empty());
    }

    #[test]
    fn the_folder_of_results_is_left_out() {
        let folder = tree(&["a.yaml", "out/a.yaml", "in/out/b.yaml"]);
        let listing = list(folder.path(), &crate::output::identity(&folder.path().join("out")));
        assert_eq!(files(&listing), ["a.yaml", "in/out/b.yaml"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_to_files_only() {
        use std::os::unix::fs::symlink;
        let folder = tree(&["real/a.yaml"]);
        symlink("real/a.yaml", folder.path().join("file")).unwrap();
        symlink(".", folder.path().join("circle")).unwrap();
        symlink("gone", folder.path().join("nothing")).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("socket")).unwrap();
        let listing = list(folder.path(), Path::new("elsewhere"));
        assert_eq!(files(&listing), ["file", "real/a.yaml"]);
        let skipped: Vec<_> = listing.skipped.iter().map(|(p, why)| (p.to_str().unwrap(), *why)).collect();
        assert_eq!(
            skipped,
            [("circle", "a link to a folder"), ("nothing", "a link to nothing"), ("socket", "not a file")]
        );
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_can_be_read_up_to_the_limit() {
        assert_eq!(read_file(Path::new("/dev/zero"), &limit(1_000)).unwrap_err().diagnostic.code, "limit");
        assert_eq!(read_file(Path::new("/dev/null"), &limit(1_000)).unwrap(), b"");
    }

    #[test]
    fn a_folder_that_cannot_be_listed_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let listing = list(&folder.path().join("gone"), Path::new("elsewhere"));
        assert_eq!(listing.failed.len(), 1);
    }
}
