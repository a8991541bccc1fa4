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

pub(crate) fn cannot_open(path: &Path, error: io::Error) -> Error {
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

pub(crate) fn cannot_read(error: io::Error) -> Error {
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

/// The paths of a list: one on each line, or, where names may have line breaks in them, parted by NUL.
///
/// ```text
/// find cvs -name '*.docx'        | vitae convert --files-from - …
/// find cvs -name '*.docx' -print0 | vitae convert --files-from - …
/// ```
pub(crate) fn listed(list: &[u8]) -> Result<Vec<PathBuf>, Error> {
    let separator = if list.contains(&0) { 0 } else { b'\n' };
    let lines = list.split(|byte| *byte == separator);
    let lines = lines.map(|line| if separator == 0 { line } else { line.strip_suffix(b"\r").unwrap_or(line) });
    lines.filter(|line| !line.is_empty()).map(path).collect()
}

#[cfg(unix)]
#[allow(clippy::unnecessary_wraps, reason = "elsewhere, not all bytes are a path")]
fn path(bytes: &[u8]) -> Result<PathBuf, Error> {
    use std::os::unix::ffi::OsStrExt;
    Ok(PathBuf::from(std::ffi::OsStr::from_bytes(bytes)))
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> Result<PathBuf, Error> {
    let name =
        std::str::from_utf8(bytes).map_err(|e| Error::invalid("not-utf8", "the list is not UTF-8 text").because(e))?;
    Ok(PathBuf::from(name))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Limits that let so many bytes in.
    pub(crate) fn limit(bytes: usize) -> Limits {
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

    #[test]
    fn a_list_has_a_path_on_each_line_or_between_nuls() {
        let paths = |list: &[u8]| -> Vec<String> {
            listed(list).unwrap().iter().map(|path| path.to_str().unwrap().to_owned()).collect()
        };
        assert_eq!(paths(b"a.yaml\r\n\nb c.yaml\n"), ["a.yaml", "b c.yaml"]);
        assert_eq!(paths(b"a\nb.yaml\0c.yaml"), ["a\nb.yaml", "c.yaml"]);
        assert!(paths(b"").is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_can_be_read_up_to_the_limit() {
        assert_eq!(read_file(Path::new("/dev/zero"), &limit(1_000)).unwrap_err().diagnostic.code, "limit");
        assert_eq!(read_file(Path::new("/dev/null"), &limit(1_000)).unwrap(), b"");
    }
}
