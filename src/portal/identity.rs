//! Who the process is. PostgreSQL does not work as root, and what root opens where somebody else may write can be led astray by a
//! link. So, started as root, the portal becomes the user its data belong to before it opens any of them, and never comes back.

use std::fs::{self, DirBuilder, Metadata};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, lchown};
use std::path::{Path, PathBuf};

use nix::errno::Errno;
use nix::unistd::{
    AccessFlags, Uid, User, access, getgroups, getresgid, getresuid, seteuid, setgroups, setresgid,
    setresuid, setuid,
};

/// What of the portal's lies in its data directory: the private database, and attached files.
const FOLDERS: [&str; 2] = ["postgres", "files"];

/// Why root does not become another user. Each is one sentence for the person at the terminal.
#[derive(Debug, thiserror::Error)]
pub enum IdentityError {
    #[error(
        "the portal does not work as root and there is no other user to become: create the user `postgres`, or start izportal as another one"
    )]
    NoUser,
    #[error(
        "{path} belongs to user number {uid}, whom this machine does not know: give it to a user with `chown -R postgres: {path}`"
    )]
    Unknown { path: PathBuf, uid: u32 },
    #[error(
        "the user `{user}`, whom the portal becomes when root starts it, cannot reach {path}: choose another IZPORTAL_DATA_DIR"
    )]
    Unreachable { user: String, path: PathBuf },
    #[error(
        "the user `{0}`, whom the portal becomes when root starts it, may not execute izportal: run `chmod a+rx` on the program"
    )]
    Program(String),
    #[error("cannot use {path}: {cause}")]
    Io { path: PathBuf, cause: io::Error },
    #[error(
        "root did not become the user `{user}` for good ({cause}): start izportal as that user"
    )]
    Stuck { user: String, cause: String },
}

/// Started as root, becomes the user of `data` – the data directory, where the command uses one – and returns the user's name.
/// What root alone can do for that user is done before: `data` is made where it is missing, what an earlier root left in it is
/// handed over, and `out`, a directory that is about to be written, is made. An ordinary user stays who it is.
///
/// # Errors
/// [`IdentityError`].
pub fn settle(data: Option<&Path>, out: Option<&Path>) -> Result<Option<String>, IdentityError> {
    if !Uid::effective().is_root() {
        return Ok(None);
    }
    let place = data.map(Place::of).transpose()?;
    let user = place
        .as_ref()
        .map_or(Ok(None), owner)?
        .map_or_else(usual, Ok)?;
    if let Some(place) = &place {
        place.make(&user)?;
        if place.missing.is_empty() && only_root_writes(&place.there) {
            for folder in FOLDERS {
                let path = place.there.join(folder);
                make_folder(&path)
                    .and_then(|()| hand_over(&path, &user))
                    .map_err(|cause| IdentityError::Io { path, cause })?;
            }
        }
    }
    if let Some(out) = out {
        let place = Place::of(out)?;
        place.make(&user)?;
        // One that root made for this, and that holds nothing yet.
        if place.missing.is_empty() && only_root_writes(&place.there) && is_empty(&place.there) {
            hand_over(&place.there, &user).map_err(|cause| IdentityError::Io {
                path: place.there,
                cause,
            })?;
        }
    }
    become_for_good(&user)?;
    tracing::info!(user = user.name, "started as root, working as another user");
    // The portal starts itself to read workbooks.
    if access("/proc/self/exe", AccessFlags::X_OK).is_err() {
        return Err(IdentityError::Program(user.name));
    }
    match place
        .map(|place| place.there)
        .filter(|path| fs::metadata(path.join(".")).is_err())
    {
        Some(path) => Err(IdentityError::Unreachable {
            user: user.name,
            path,
        }),
        None => Ok(Some(user.name)),
    }
}

/// A place on the disk, without links on the way: what of it is there, and the folders that are missing below.
struct Place {
    there: PathBuf,
    missing: Vec<PathBuf>,
}

impl Place {
    fn of(path: &Path) -> Result<Place, IdentityError> {
        let io = |cause| IdentityError::Io {
            path: path.to_owned(),
            cause,
        };
        let whole = std::path::absolute(path).map_err(io)?;
        for above in whole.ancestors() {
            match above.canonicalize() {
                Ok(there) => {
                    let below = whole.strip_prefix(above).unwrap_or(Path::new(""));
                    let missing = below
                        .ancestors()
                        .filter(|part| !part.as_os_str().is_empty())
                        .map(|part| there.join(part));
                    let mut missing: Vec<PathBuf> = missing.collect();
                    missing.reverse();
                    return Ok(Place { there, missing });
                }
                Err(cause) if cause.kind() == ErrorKind::NotFound => {}
                Err(cause) => return Err(io(cause)),
            }
        }
        Err(io(ErrorKind::NotFound.into()))
    }

    /// Makes what is missing, the innermost for the user; in a place of somebody else's that is left to them.
    fn make(&self, user: &User) -> Result<(), IdentityError> {
        let Some((last, between)) = self
            .missing
            .split_last()
            .filter(|_| only_root_writes(&self.there))
        else {
            return Ok(());
        };
        let made = between
            .iter()
            .try_for_each(|path| ignore_existing(DirBuilder::new().mode(0o755).create(path)))
            .and_then(|()| make_folder(last))
            .and_then(|()| hand_over(last, user));
        made.map_err(|cause| IdentityError::Io {
            path: last.clone(),
            cause,
        })
    }
}

/// To whom a data directory belongs, or the place where it will be: the user of its database, else its own. `None` is root.
fn owner(place: &Place) -> Result<Option<User>, IdentityError> {
    let database = place.there.join(FOLDERS[0]);
    for path in [database, place.there.clone()] {
        let Some(meta) = fs::symlink_metadata(&path)
            .ok()
            .filter(|meta| meta.is_dir() && meta.uid() != 0)
        else {
            continue;
        };
        let user = User::from_uid(Uid::from_raw(meta.uid())).ok().flatten();
        return user.map(Some).ok_or(IdentityError::Unknown {
            path,
            uid: meta.uid(),
        });
    }
    Ok(None)
}

/// Whom the portal becomes where the data directory is root's or does not exist yet.
fn usual() -> Result<User, IdentityError> {
    ["postgres", "nobody"]
        .into_iter()
        .find_map(|name| User::from_name(name).ok().flatten())
        .ok_or(IdentityError::NoUser)
}

/// Whether nobody but root can put anything into a directory, or another one in its place. In one like /tmp everybody may add,
/// but not replace what is root's.
fn only_root_writes(directory: &Path) -> bool {
    directory.ancestors().all(|path| {
        fs::symlink_metadata(path).is_ok_and(|meta| is_roots(&meta) || meta.mode() & 0o1000 != 0)
    })
}

fn is_roots(meta: &Metadata) -> bool {
    let by_group = meta.mode() & 0o020 != 0 && meta.gid() != 0;
    meta.uid() == 0 && meta.mode() & 0o002 == 0 && !by_group
}

fn is_empty(directory: &Path) -> bool {
    fs::read_dir(directory).is_ok_and(|mut entries| entries.next().is_none())
}

/// Makes a folder for its owner only.
fn make_folder(path: &Path) -> io::Result<()> {
    ignore_existing(DirBuilder::new().mode(0o700).create(path))
}

/// Another portal may be faster.
fn ignore_existing(made: io::Result<()>) -> io::Result<()> {
    made.or_else(|cause| {
        if cause.kind() == ErrorKind::AlreadyExists {
            Ok(())
        } else {
            Err(cause)
        }
    })
}

/// Gives the user what is root's, folders with all in them, from within, so that nobody else can write there meanwhile. No link is
/// followed or given, nor a file that has another name elsewhere.
fn hand_over(path: &Path, user: &User) -> io::Result<()> {
    let meta = fs::symlink_metadata(path)?;
    if meta.is_dir() && is_roots(&meta) {
        for entry in fs::read_dir(path)? {
            hand_over(&entry?.path(), user)?;
        }
    } else if !(meta.is_file() && is_roots(&meta) && meta.nlink() == 1) {
        return Ok(());
    }
    lchown(path, Some(user.uid.as_raw()), Some(user.gid.as_raw()))
}

/// Real, effective and saved identity, and no other group; and then looks whether there is a way back.
fn become_for_good(user: &User) -> Result<(), IdentityError> {
    let stuck = |cause: String| IdentityError::Stuck {
        user: user.name.clone(),
        cause,
    };
    let change = || -> Result<bool, Errno> {
        setgroups(&[user.gid])?;
        setresgid(user.gid, user.gid, user.gid)?;
        setresuid(user.uid, user.uid, user.uid)?;
        let (uid, gid) = (getresuid()?, getresgid()?);
        let users = [uid.real, uid.effective, uid.saved]
            .iter()
            .all(|id| *id == user.uid);
        let groups = [gid.real, gid.effective, gid.saved]
            .iter()
            .all(|id| *id == user.gid);
        Ok(users && groups && getgroups()? == [user.gid])
    };
    let changed = change().map_err(|errno| stuck(errno.desc().to_owned()))?;
    let root = Uid::from_raw(0);
    if !changed || user.uid == root || setuid(root).is_ok() || seteuid(root).is_ok() {
        return Err(stuck("there is a way back".to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn a_place_is_what_is_there_without_links_and_what_is_missing() {
        let dir = tempfile::tempdir().expect("a directory");
        let real = dir.path().canonicalize().expect("there").join("real");
        fs::create_dir(&real).expect("made");
        symlink(&real, dir.path().join("link")).expect("a link");
        let place = Place::of(&dir.path().join("link/a/b")).expect("a place");
        assert_eq!(
            (place.there, place.missing),
            (real.clone(), vec![real.join("a"), real.join("a/b")])
        );
        let place = Place::of(&real).expect("a place");
        assert_eq!((place.there, place.missing), (real, vec![]));
    }

    #[test]
    fn a_folder_others_may_write_to_is_not_roots_alone() {
        let dir = tempfile::tempdir().expect("a directory");
        let dir = dir.path().canonicalize().expect("there");
        let root = Uid::effective().is_root();
        for (mode, alone) in [(0o700, true), (0o755, true), (0o757, false), (0o1777, true)] {
            fs::set_permissions(&dir, fs::Permissions::from_mode(mode)).expect("set");
            // Another user's folder is never root's, but in one with the sticky bit nobody replaces what is root's.
            assert_eq!(
                only_root_writes(&dir),
                alone && (root || mode == 0o1777),
                "{mode:o}"
            );
        }
    }
}
