use super::*;
use std::io::ErrorKind;

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
    let failed = Outputs::named().prepare_with(&path, b"new", |file| {
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
    fn a_file_that_replaces_a_private_one_is_never_open_to_others() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cv.txt");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        let look = |_: &mut File| {
            let unfinished = names(folder.path()).into_iter().find(|name| name != "cv.txt").unwrap();
            assert_eq!(mode(&folder.path().join(unfinished)), 0o600);
            Ok(())
        };
        Outputs::named().prepare_with(&path, b"", look).unwrap().commit().unwrap();
        assert_eq!(mode(&path), 0o600);
    }

    #[test]
    fn a_replaced_file_keeps_its_owner_and_group_where_that_can_be() {
        use std::os::unix::fs::{MetadataExt, chown};
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cv.txt");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        // Only the superuser gives files away: for others there is nothing to see here.
        let given = chown(&path, Some(12_345), Some(54_321)).is_ok();
        replace(&path, b"new").unwrap();
        let about = fs::metadata(&path).unwrap();
        assert!(!given || (about.uid(), about.gid()) == (12_345, 54_321));
        assert_eq!(mode(&path), 0o640);
    }

    #[test]
    fn a_link_that_leads_nowhere_is_an_error_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("cv.txt");
        symlink("gone/cv.txt", &link).unwrap();
        for outputs in [Outputs::named(), Outputs::within(folder.path())] {
            let refused = outputs.prepare(&link, b"new").unwrap_err();
            assert_eq!(refused.to_string(), "it is a link that leads nowhere");
        }
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(names(folder.path()), ["cv.txt"]);
    }

    /// A folder of results beside another with a file that is not to be touched.
    fn with_elsewhere() -> (tempfile::TempDir, PathBuf, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let (out, elsewhere) = (folder.path().join("out"), folder.path().join("elsewhere"));
        fs::create_dir(&out).unwrap();
        fs::create_dir(&elsewhere).unwrap();
        fs::write(elsewhere.join("cv.txt"), "untouched").unwrap();
        (folder, out, elsewhere)
    }

    #[test]
    fn no_link_leads_a_result_out_of_its_folder() {
        let (_folder, out, elsewhere) = with_elsewhere();
        symlink("../elsewhere/cv.txt", out.join("cv.txt")).unwrap();
        symlink("../elsewhere", out.join("folder")).unwrap();
        symlink("folder", out.join("again")).unwrap();
        let outputs = Outputs::within(&out);
        for path in
            ["cv.txt", "folder/cv.txt", "folder/new.txt", "folder/new/new.txt", "again/new.txt", "folder/../new"]
        {
            let refused = outputs.prepare(&out.join(path), b"new").unwrap_err().to_string();
            assert!(refused.starts_with("a link leads it out of the folder of the results, to `"), "{path}: {refused}");
        }
        assert_eq!(fs::read(elsewhere.join("cv.txt")).unwrap(), b"untouched");
        assert_eq!(names(&elsewhere), ["cv.txt"], "nothing is made there");
        assert_eq!(names(&out), ["again", "cv.txt", "folder"]);
    }

    #[test]
    fn links_within_a_folder_of_results_and_one_that_leads_to_it_are_followed() {
        let (folder, out, _) = with_elsewhere();
        fs::create_dir(out.join("real")).unwrap();
        fs::write(out.join("real/cv.txt"), "old").unwrap();
        symlink("real", out.join("folder")).unwrap();
        symlink("real/cv.txt", out.join("cv.txt")).unwrap();
        symlink("out", folder.path().join("link")).unwrap();
        let outputs = Outputs::within(&folder.path().join("link"));
        let write = |path: &str| outputs.prepare(&folder.path().join(path), path.as_bytes()).unwrap().commit().unwrap();
        write("link/cv.txt");
        assert_eq!(fs::read(out.join("real/cv.txt")).unwrap(), b"link/cv.txt");
        write("link/folder/new.txt");
        assert_eq!(names(&out.join("real")), ["cv.txt", "new.txt"]);
        assert!(fs::symlink_metadata(out.join("cv.txt")).unwrap().is_symlink());
    }

    #[test]
    fn what_is_no_file_in_a_folder_of_results_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("cv.txt");
        let _socket = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        let refused = Outputs::within(folder.path()).prepare(&socket, b"new").unwrap_err();
        assert_eq!(refused.to_string(), "there is something that is not a file");
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

#[test]
fn a_result_that_is_not_put_has_changed_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cv.txt");
    fs::write(&path, "old").unwrap();
    let outputs = Outputs::within(folder.path());
    let waiting = outputs.prepare(&path, b"new").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"old");
    assert_eq!(names(folder.path()).len(), 2, "it waits beside its place");
    drop(waiting);
    assert_eq!((fs::read(&path).unwrap(), names(folder.path())), (b"old".to_vec(), vec!["cv.txt".to_owned()]));
}

#[test]
fn several_results_are_put_together_and_one_that_cannot_be_keeps_none_back() {
    let folder = tempfile::tempdir().unwrap();
    let outputs = Outputs::within(folder.path());
    let waiting: Vec<_> = ["a/1.txt", "a/2.txt", "3.txt"]
        .map(|name| outputs.prepare(&folder.path().join(name), name.as_bytes()).unwrap())
        .into();
    fs::create_dir(folder.path().join("a/2.txt")).unwrap();
    let put: Vec<_> = commit_all(waiting).into_iter().map(|put| put.is_ok()).collect();
    assert_eq!(put, [true, false, true]);
    assert_eq!(fs::read(folder.path().join("a/1.txt")).unwrap(), b"a/1.txt");
    assert_eq!(fs::read(folder.path().join("3.txt")).unwrap(), b"3.txt");
    assert_eq!(names(&folder.path().join("a")), ["1.txt", "2.txt"], "nothing is left behind");
}

#[test]
fn a_path_that_climbs_out_of_its_folder_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    for path in ["../cv.txt", "new/../../cv.txt", "new/../../out/../cv.txt"] {
        let refused = Outputs::within(&out).prepare(&out.join(path), b"new").unwrap_err();
        assert!(refused.to_string().contains("out of the folder of the results"), "{path}: {refused}");
    }
    assert!(names(folder.path()).is_empty(), "not even a folder is made");
}

/// Makes a file look as if nobody had touched it for so many hours.
fn age(path: &Path, hours: u64) {
    let then = std::time::SystemTime::now() - std::time::Duration::from_secs(hours * 60 * 60);
    File::options().write(true).open(path).unwrap().set_modified(then).unwrap();
}

#[test]
fn what_a_killed_run_left_is_removed_by_a_later_one_and_nothing_else_is() {
    let folder = tempfile::tempdir().unwrap();
    let held = ".vitae-held00.tmp";
    let stays =
        [held, ".vitae-just00.tmp", ".vitae-mine.tmp", ".vitae-a_b_c_.tmp", ".vitae-backup.tar", "vitae-abcdef.tmp"];
    for name in stays.iter().chain(&[".vitae-aB3xY9.tmp"]) {
        let path = folder.path().join(name);
        fs::write(&path, "part of a").unwrap();
        age(&path, if name.contains("just") { 0 } else { 2 });
    }
    fs::create_dir(folder.path().join(".vitae-folder.tmp")).unwrap();
    let holder = File::open(folder.path().join(held)).unwrap();
    leftovers::claim(&holder);
    replace(&folder.path().join("cv.txt"), b"new").unwrap();
    let mut expected: Vec<_> = stays.iter().copied().chain([".vitae-folder.tmp", "cv.txt"]).collect();
    expected.sort_unstable();
    assert_eq!(names(folder.path()), expected);
    drop(holder);
    replace(&folder.path().join("cv.txt"), b"new").unwrap();
    assert!(!names(folder.path()).contains(&held.to_owned()), "nobody holds it any more");
}

#[test]
fn a_result_that_waits_is_held() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cv.txt");
    let waiting = Outputs::named().prepare(&path, b"new").unwrap();
    age(&folder.path().join(&names(folder.path())[0]), 2);
    replace(&folder.path().join("other.txt"), b"other").unwrap();
    waiting.commit().unwrap();
    assert_eq!(names(folder.path()), ["cv.txt", "other.txt"]);
}
