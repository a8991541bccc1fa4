//! Writing a file so that nobody ever sees half of it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use tempfile::{Builder, NamedTempFile};

/// Replaces the file at `path`, or makes it, with the folders that it needs.
///
/// The bytes go to a new file in the same folder, which takes the place of the old one when it is complete and on the disk.
/// A file that is replaced keeps its permissions; a link keeps pointing where it points. What is no file, such as
/// `/dev/null` or a named pipe, is written into.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    replace_with(path, |file| file.write_all(bytes))
}

fn replace_with(path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let old = match fs::metadata(path) {
        Ok(old) if old.is_dir() => return Err(io::Error::new(ErrorKind::IsADirectory, "it is a folder")),
        Ok(old) if !old.is_file() => return write(&mut OpenOptions::new().write(true).open(path)?),
        Ok(old) if old.permissions().readonly() => {
            return Err(io::Error::new(ErrorKind::PermissionDenied, "it is write-protected"));
        }
        Ok(old) => Some(old),
        Err(e) if e.kind() == ErrorKind::NotFound => None,
        Err(e) => return Err(e),
    };
    let target = if old.is_some() { fs::canonicalize(path)? } else { path.to_owned() };
    let mut file = new_file_beside(&target)?;
    write(file.as_file_mut())?;
    if let Some(old) = old {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(&target).map_err(|e| e.error)?;
    Ok(())
}

/// A file in the folder of `target`, which goes again unless it is kept.
fn new_file_beside(target: &Path) -> io::Result<NamedTempFile> {
    let folder = match target.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => return Err(io::Error::new(ErrorKind::IsADirectory, "it is a folder")),
    };
    fs::create_dir_all(folder)?;
    let mut builder = Builder::new();
    builder.prefix(".vitae-").suffix(".tmp");
    like_any_new_file(&mut builder);
    builder.tempfile_in(folder)
}

/// Temporary files are for their owner alone; this one will be a file like any other, so the umask decides.
#[cfg(unix)]
fn like_any_new_file(builder: &mut Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o666));
}

/// A new file takes the permissions of its folder, temporary or not.
#[cfg(not(unix))]
fn like_any_new_file(_: &mut Builder<'_, '_>) {}

/// One spelling for all ways to name a file: links and `..` resolved as far as the path exists, case folded where the
/// system usually does.
pub(crate) fn identity(path: &Path) -> PathBuf {
    let resolved = resolve(path);
    if cfg!(any(windows, target_os = "macos")) { resolved.to_string_lossy().to_lowercase().into() } else { resolved }
}

fn resolve(path: &Path) -> PathBuf {
    if let Ok(resolved) = fs::canonicalize(if path.as_os_str().is_empty() { Path::new(".") } else { path }) {
        return resolved;
    }
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => resolve(parent).join(name),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_made_with_its_folders() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b/cv.txt");
        replace(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(names(path.parent().unwrap()), ["cv.txt"]);
    }

    #[test]
    fn a_file_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cv.txt");
        fs::write(&path, "something old and longer").unwrap();
        replace(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(names(folder.path()), ["cv.txt"]);
    }

    #[test]
    fn the_old_file_stays_when_writing_fails_half_way() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cv.txt");
        fs::write(&path, "old").unwrap();
        let failed = replace_with(&path, |file| {
            file.write_all(b"ne")?;
            Err(ErrorKind::StorageFull.into())
        });
        assert_eq!(failed.unwrap_err().kind(), ErrorKind::StorageFull);
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(names(folder.path()), ["cv.txt"], "nothing is left behind");
    }

    #[test]
    fn a_write_protected_file_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cv.txt");
        fs::write(&path, "old").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions.clone()).unwrap();
        assert_eq!(replace(&path, b"new").unwrap_err().kind(), ErrorKind::PermissionDenied);
        assert_eq!(fs::read(&path).unwrap(), b"old");
        #[allow(clippy::permissions_set_readonly_false, reason = "Windows cannot remove the folder otherwise")]
        permissions.set_readonly(false);
        fs::set_permissions(&path, permissions).unwrap();
    }

    #[test]
    fn a_folder_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(replace(folder.path(), b"new").unwrap_err().kind(), ErrorKind::IsADirectory);
        assert!(names(folder.path()).is_empty());
    }

    #[test]
    fn a_file_in_the_place_of_a_folder_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a"), "old").unwrap();
        assert!(replace(&folder.path().join("a/cv.txt"), b"new").is_err());
        assert_eq!(fs::read(folder.path().join("a")).unwrap(), b"old");
    }

    #[cfg(unix)]
    mod on_unix {
        use super::*;
        use std::os::unix::fs::{PermissionsExt, symlink};

        fn mode(path: &Path) -> u32 {
            fs::metadata(path).unwrap().permissions().mode() & 0o777
        }

        #[test]
        fn a_replaced_file_keeps_its_permissions() {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("cv.txt");
            fs::write(&path, "old").unwrap();
            for kept in [0o640, 0o666, 0o600, 0o755] {
                fs::set_permissions(&path, fs::Permissions::from_mode(kept)).unwrap();
                replace(&path, b"new").unwrap();
                assert_eq!(mode(&path), kept);
            }
        }

        #[test]
        fn a_new_file_has_the_permissions_of_any_new_file() {
            let folder = tempfile::tempdir().unwrap();
            let (ours, usual) = (folder.path().join("cv.txt"), folder.path().join("usual.txt"));
            replace(&ours, b"new").unwrap();
            fs::write(&usual, "new").unwrap();
            assert_eq!(mode(&ours), mode(&usual));
        }

        #[test]
        fn a_link_keeps_pointing_where_it_points() {
            let folder = tempfile::tempdir().unwrap();
            let (real, link) = (folder.path().join("real.txt"), folder.path().join("link.txt"));
            fs::write(&real, "old").unwrap();
            symlink("real.txt", &link).unwrap();
            replace(&link, b"new").unwrap();
            assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
            assert_eq!(fs::read(&real).unwrap(), b"new");
        }

        #[test]
        fn the_old_file_stays_when_its_folder_takes_no_new_ones() {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("cv.txt");
            fs::write(&path, "old").unwrap();
            fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
            // The superuser may write anywhere: then there is nothing to see here.
            if fs::write(folder.path().join("probe"), "").is_err() {
                assert_eq!(replace(&path, b"new").unwrap_err().kind(), ErrorKind::PermissionDenied);
                assert_eq!(fs::read(&path).unwrap(), b"old");
            }
            fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        }

        #[test]
        fn what_is_no_file_is_written_into_and_stays() {
            replace(Path::new("/dev/null"), b"new").unwrap();
            assert!(!fs::metadata("/dev/null").unwrap().is_file());
        }

        #[test]
        fn a_file_is_the_same_under_all_its_names() {
            let folder = tempfile::tempdir().unwrap();
            fs::create_dir(folder.path().join("a")).unwrap();
            fs::write(folder.path().join("cv.txt"), "").unwrap();
            symlink("cv.txt", folder.path().join("link.txt")).unwrap();
            let same = identity(&folder.path().join("cv.txt"));
            assert_eq!(identity(&folder.path().join("a/../cv.txt")), same);
            assert_eq!(identity(&folder.path().join("link.txt")), same);
            assert_eq!(identity(&folder.path().join("a/../new/x")), identity(&folder.path().join("new/x")));
            assert_ne!(identity(&folder.path().join("new/y")), identity(&folder.path().join("new/x")));
        }
    }
}
