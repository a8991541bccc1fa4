//! One spelling for all names of a file, for tens of thousands of files.

use crate::output;
use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};

/// Finds the spelling that [`output::identity`] gives, and remembers that of the last folder: files of one folder come together, and
/// each step of a path costs a question to the system.
#[derive(Debug, Default)]
pub(crate) struct Identities(RefCell<Option<(PathBuf, PathBuf)>>);

impl Identities {
    pub(crate) fn of(&self, path: &Path) -> PathBuf {
        // Where large and small letters are one, the name is spelled anew, too.
        if cfg!(any(windows, target_os = "macos")) {
            return output::identity(path);
        }
        let is_link = fs::symlink_metadata(path).is_ok_and(|about| about.is_symlink());
        match (path.parent(), path.file_name()) {
            (Some(folder), Some(name)) if !is_link => self.of_folder(folder).join(name),
            _ => output::identity(path),
        }
    }

    fn of_folder(&self, folder: &Path) -> PathBuf {
        if let Some((_, found)) = self.0.borrow().as_ref().filter(|(last, _)| last == folder) {
            return found.clone();
        }
        let found = output::identity(folder);
        self.0.replace(Some((folder.to_owned(), found.clone())));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spelling_is_that_of_a_single_question() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("a/b")).unwrap();
        fs::write(root.join("a/cv.txt"), "").unwrap();
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("a", root.join("link")).unwrap();
            std::os::unix::fs::symlink("a/cv.txt", root.join("cv.txt")).unwrap();
            std::os::unix::fs::symlink("nowhere", root.join("gone")).unwrap();
        }
        let identities = Identities::default();
        for name in [
            "a/cv.txt",
            "a/new",
            "a/b/../cv.txt",
            "link/cv.txt",
            "link/b",
            "cv.txt",
            "gone",
            "new/x/y",
            "a",
            "a/..",
            ".",
        ] {
            let path = root.join(name);
            assert_eq!(identities.of(&path), output::identity(&path), "{name}");
            assert_eq!(identities.of(&path), output::identity(&path), "{name}, asked again");
        }
        assert_eq!(identities.of(Path::new("new")), output::identity(Path::new("new")));
    }
}
