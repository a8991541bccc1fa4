//! Which files of a folder are meant: all that are not hidden, less what ignore files and `--exclude` leave out, and of these only what
//! `--include` asks for.
//!
//! Ignore files are `.gitignore`, `.ignore` and `.vitaeignore`; the later of these three has the last word. Only those count that lie in
//! the folder or below it: what stands elsewhere on a machine does not change what is converted.

use crate::args;
use crate::output;
use crate::plan;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use ignore::{DirEntry, WalkBuilder};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use vitae::Error;

/// Our own ignore file.
const OURS: &str = ".vitaeignore";

/// What is wanted of a folder.
#[derive(Debug, Clone)]
pub(crate) struct Selection {
    include: Option<Gitignore>,
    exclude: Gitignore,
    ignore_files: bool,
}

/// What lies in a folder and all folders in it, as paths below it, in the order of their names.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    pub(crate) files: Vec<PathBuf>,
    /// What is passed over, with the reason. What is hidden or ignored is passed over in silence.
    pub(crate) skipped: Vec<(PathBuf, String)>,
    /// What could not be looked at.
    pub(crate) failed: Vec<(PathBuf, io::Error)>,
}

impl Selection {
    /// What these arguments ask for.
    ///
    /// # Errors
    /// When a pattern is none.
    pub(crate) fn new(args: &args::Select) -> Result<Self, Error> {
        let include = if args.include.is_empty() { None } else { Some(patterns("--include", &args.include)?) };
        Ok(Self { include, exclude: patterns("--exclude", &args.exclude)?, ignore_files: !args.no_ignore })
    }

    /// Whether anything but what is hidden may have been left out.
    pub(crate) fn leaves_out(&self) -> bool {
        self.ignore_files || self.include.is_some() || !self.exclude.is_empty()
    }

    /// Lists a folder. `except` is a folder in it to leave out, as [`output::identity`] spells it: that of the results.
    pub(crate) fn list(&self, root: &Path, except: &Path) -> Listing {
        let mut listing = Listing::default();
        for entry in self.walk(root, except) {
            match entry {
                Ok(entry) => listing.take(&entry, root, self),
                Err(error) => {
                    let (path, error) = located(error, root);
                    listing.failed.push((below(&path, root), error));
                }
            }
        }
        // The walk is in the order of names within each folder; a link is sorted in where it stands.
        listing.files.sort();
        listing.skipped.sort();
        listing.failed.sort_by(|a, b| a.0.cmp(&b.0));
        listing
    }

    fn walk(&self, root: &Path, except: &Path) -> ignore::Walk {
        let (exclude, start, except) = (self.exclude.clone(), root.to_owned(), except.to_owned());
        let is_wanted = move |entry: &DirEntry| {
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            let is_left_out = exclude.matched(below(entry.path(), &start), is_folder).is_ignore();
            let is_of_results = is_folder && output::identity(entry.path()) == except;
            !(is_hidden(entry) || is_left_out || is_of_results)
        };
        let mut walk = WalkBuilder::new(root);
        walk.standard_filters(false).filter_entry(is_wanted);
        if self.ignore_files {
            walk.git_ignore(true).require_git(false).ignore(true).add_custom_ignore_filename(OURS);
        }
        walk.build()
    }

    /// Whether a file is one of those that are asked for.
    fn includes(&self, name: &Path) -> bool {
        self.include.as_ref().is_none_or(|include| include.matched_path_or_any_parents(name, false).is_ignore())
    }
}

impl Listing {
    fn take(&mut self, entry: &DirEntry, root: &Path, selection: &Selection) {
        let path = below(entry.path(), root);
        if let Some(error) = entry.error() {
            self.skipped.push((path.clone(), format!("a line of an ignore file in it is not understood: {error}")));
        }
        let Some(kind) = entry.file_type().filter(|kind| entry.depth() > 0 && !kind.is_dir()) else { return };
        if !selection.includes(&path) {
            return;
        }
        // Of what a link points to, only files are taken: a link to a folder can lead in a circle.
        match fs::metadata(entry.path()) {
            Ok(about) if about.is_file() => self.files.push(path),
            Ok(about) if about.is_dir() => self.skipped.push((path, "a link to a folder".into())),
            Ok(_) => self.skipped.push((path, "not a file".into())),
            Err(_) if kind.is_symlink() => self.skipped.push((path, "a link to nothing".into())),
            Err(error) => self.failed.push((path, error)),
        }
    }
}

/// Patterns as they stand in an ignore file: a name matches at any depth, a path from the folder on.
fn patterns(option: &str, globs: &[String]) -> Result<Gitignore, Error> {
    let mut builder = GitignoreBuilder::new("");
    let bad = |error: ignore::Error| {
        plan::usage(format!("{option} cannot be understood: {error}"))
            .help("write it as in a .gitignore: '*.yaml', drafts/, 'teams/**/cv.docx'")
    };
    for glob in globs {
        builder.add_line(None, glob).map_err(bad)?;
    }
    builder.build().map_err(bad)
}

fn below(path: &Path, root: &Path) -> PathBuf {
    path.strip_prefix(root).unwrap_or(path).to_owned()
}

/// Where a walk could not go on, and why.
fn located(error: ignore::Error, root: &Path) -> (PathBuf, io::Error) {
    match error {
        ignore::Error::WithPath { path, err } => (path, located(*err, root).1),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => located(*err, root),
        ignore::Error::Io(error) => (root.to_owned(), error),
        other => (root.to_owned(), io::Error::other(other.to_string())),
    }
}

/// Names with a dot before them, and the notes that Word lays beside an open document.
fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.') || name.starts_with("~$") || has_hidden_attribute(entry)
}

#[cfg(windows)]
fn has_hidden_attribute(entry: &DirEntry) -> bool {
    use std::os::windows::fs::MetadataExt;
    const HIDDEN: u32 = 0x2;
    entry.metadata().is_ok_and(|about| about.file_attributes() & HIDDEN != 0)
}

#[cfg(not(windows))]
fn has_hidden_attribute(_: &DirEntry) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn empty<'a>(paths: &[&'a str]) -> Vec<(&'a str, &'a str)> {
        paths.iter().map(|path| (*path, "")).collect()
    }

    fn select(include: &[&str], exclude: &[&str], no_ignore: bool) -> Selection {
        let owned = |globs: &[&str]| globs.iter().map(|glob| (*glob).to_owned()).collect();
        Selection::new(&args::Select { include: owned(include), exclude: owned(exclude), no_ignore }).unwrap()
    }

    fn files(listing: &Listing) -> Vec<String> {
        listing.files.iter().map(|p| p.to_string_lossy().replace('\\', "/")).collect()
    }

    fn listed(folder: &tempfile::TempDir, selection: &Selection) -> Vec<String> {
        files(&selection.list(folder.path(), Path::new("elsewhere")))
    }

    #[test]
    fn a_folder_is_listed_in_order_without_what_is_hidden() {
        let names = ["b.yaml", "a/z.yaml", "a/b/c.yaml", "a.yaml", ".git/config", "a/.hidden.yaml", "~$b.docx", "c"];
        let folder = tree(&empty(&names));
        let listing = select(&[], &[], false).list(folder.path(), Path::new("elsewhere"));
        assert_eq!(files(&listing), ["a/b/c.yaml", "a/z.yaml", "a.yaml", "b.yaml", "c"]);
        assert!(listing.skipped.is_empty() && listing.failed.is_empty());
    }

    #[test]
    fn the_folder_of_results_is_left_out() {
        let folder = tree(&empty(&["a.yaml", "out/a.yaml", "in/out/b.yaml"]));
        let listing = select(&[], &[], false).list(folder.path(), &output::identity(&folder.path().join("out")));
        assert_eq!(files(&listing), ["a.yaml", "in/out/b.yaml"]);
    }

    #[test]
    fn only_what_is_included_and_not_excluded_is_taken() {
        let folder = tree(&empty(&["a.yaml", "b.docx", "old/a.yaml", "old/x/c.md", "new/old.yaml"]));
        for (include, exclude, want) in [
            (&["*.yaml"][..], &[][..], &["a.yaml", "new/old.yaml", "old/a.yaml"][..]),
            (&["*.yaml", "*.md"], &["old/"], &["a.yaml", "new/old.yaml"]),
            (&["old"], &[], &["old/a.yaml", "old/x/c.md"]),
            (&["/a.yaml"], &[], &["a.yaml"]),
            (&["old/**/*.md"], &[], &["old/x/c.md"]),
            (&[], &["*.yaml"], &["b.docx", "old/x/c.md"]),
            (&[], &["*.yaml", "!old.yaml"], &["b.docx", "new/old.yaml", "old/x/c.md"]),
            (&["none"], &[], &[]),
        ] {
            assert_eq!(listed(&folder, &select(include, exclude, false)), want, "{include:?} {exclude:?}");
        }
    }

    #[test]
    fn ignore_files_leave_out_and_the_last_word_is_ours() {
        let folder = tree(&[
            (".gitignore", "*.docx\n/drafts/\n"),
            ("team/.ignore", "b.yaml\n"),
            ("team/.vitaeignore", "!kept.docx\nc.yaml\n"),
            ("a.docx", ""),
            ("drafts/a.yaml", ""),
            ("team/drafts/a.yaml", ""),
            ("team/b.yaml", ""),
            ("team/c.yaml", ""),
            ("team/kept.docx", ""),
        ]);
        assert_eq!(listed(&folder, &select(&[], &[], false)), ["team/drafts/a.yaml", "team/kept.docx"]);
        assert_eq!(listed(&folder, &select(&[], &[], true)).len(), 6);
    }

    #[test]
    fn what_is_hidden_stays_so_whatever_an_ignore_file_or_pattern_says() {
        let folder = tree(&[(".gitignore", "!.keep.yaml\n"), (".keep.yaml", ""), ("a.yaml", "")]);
        assert_eq!(listed(&folder, &select(&["*.yaml"], &[], false)), ["a.yaml"]);
    }

    /// A folder that is named is meant, whatever lies above it.
    #[test]
    fn ignore_files_above_the_folder_do_not_count() {
        let folder = tree(&[(".gitignore", "cvs\n*.yaml\n"), ("cvs/a.yaml", "")]);
        let listing = select(&[], &[], false).list(&folder.path().join("cvs"), Path::new("elsewhere"));
        assert_eq!(files(&listing), ["a.yaml"]);
    }

    #[test]
    fn a_pattern_that_is_none_is_refused_and_one_in_a_file_is_told() {
        let bad = args::Select { include: vec!["a{".into()], exclude: vec![], no_ignore: false };
        assert!(Selection::new(&bad).unwrap_err().to_string().contains("--include cannot be understood"));
        let folder = tree(&[("x/.vitaeignore", "a{\nb.yaml\n"), ("x/a.yaml", ""), ("x/b.yaml", "")]);
        let listing = select(&[], &[], false).list(folder.path(), Path::new("elsewhere"));
        assert_eq!(files(&listing), ["x/a.yaml"]);
        assert!(listing.skipped.iter().any(|(_, why)| why.contains("ignore file")), "{:?}", listing.skipped);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_to_files_only() {
        use std::os::unix::fs::symlink;
        let folder = tree(&empty(&["real/a.yaml"]));
        symlink("real/a.yaml", folder.path().join("file")).unwrap();
        symlink(".", folder.path().join("circle")).unwrap();
        symlink("gone", folder.path().join("nothing")).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("socket")).unwrap();
        let listing = select(&[], &[], false).list(folder.path(), Path::new("elsewhere"));
        assert_eq!(files(&listing), ["file", "real/a.yaml"]);
        let skipped: Vec<_> = listing.skipped.iter().map(|(p, why)| (p.to_str().unwrap(), &**why)).collect();
        assert_eq!(
            skipped,
            [("circle", "a link to a folder"), ("nothing", "a link to nothing"), ("socket", "not a file")]
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_may_be_named_by_a_link() {
        let folder = tree(&empty(&["real/a.yaml"]));
        std::os::unix::fs::symlink("real", folder.path().join("link")).unwrap();
        let listing = select(&[], &[], false).list(&folder.path().join("link"), Path::new("elsewhere"));
        assert_eq!(files(&listing), ["a.yaml"]);
    }

    #[test]
    fn a_folder_that_cannot_be_listed_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let listing = select(&[], &[], false).list(&folder.path().join("gone"), Path::new("elsewhere"));
        assert_eq!(listing.failed.len(), 1);
    }
}
