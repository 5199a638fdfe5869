//! The folder an export writes: for its owner only, because a bundle holds personal data.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use super::error::ExchangeError;

/// Makes the folder, open to its owner only. One that is open to others is closed where nothing but a bundle lies in it; any
/// other is refused and not changed: somebody may need it as it is. Returns whether it was closed.
///
/// # Errors
/// [`ExchangeError::Folder`] with what to do, [`ExchangeError::File`] when it cannot be made or read.
pub fn private(dir: &Path, files: &[String]) -> Result<bool, ExchangeError> {
    let io = |cause| ExchangeError::File {
        path: dir.to_owned(),
        cause,
    };
    let refused = |why: &str| {
        let text = format!(
            "{} {why}: a bundle holds personal data, so name a folder that does not exist yet",
            dir.display()
        );
        Err(ExchangeError::Folder(text))
    };
    let meta = match fs::metadata(dir) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
            DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(dir)
                .map_err(io)?;
            return Ok(false);
        }
        found => found.map_err(io)?,
    };
    if !meta.is_dir() {
        return refused("is not a folder");
    }
    if meta.uid() != nix::unistd::geteuid().as_raw() {
        return refused("belongs to somebody else");
    }
    if meta.permissions().mode() & 0o077 == 0 {
        return Ok(false);
    }
    for entry in fs::read_dir(dir).map_err(io)? {
        let name = entry.map_err(io)?.file_name();
        if !files.iter().any(|file| name == file.as_str()) {
            return refused("is open to others and holds other things");
        }
    }
    fs::set_permissions(dir, Permissions::from_mode(0o700)).map_err(io)?;
    Ok(true)
}

/// A file that takes its name when it is whole. What had the name before, a link too, is replaced and not followed.
pub struct NewFile {
    path: PathBuf,
    unfinished: PathBuf,
}

impl NewFile {
    /// Opens the file for its owner only.
    ///
    /// # Errors
    /// Whatever the system says.
    pub fn create(dir: &Path, name: &str) -> io::Result<(NewFile, File)> {
        let new = NewFile {
            path: dir.join(name),
            unfinished: dir.join(format!(".{name}.unfinished")),
        };
        match fs::remove_file(&new.unfinished) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => return Err(cause),
            _ => {}
        }
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&new.unfinished)?;
        Ok((new, file))
    }

    /// Gives the file its name.
    ///
    /// # Errors
    /// Whatever the system says.
    pub fn finish(self, file: &File) -> io::Result<()> {
        file.sync_all()?;
        fs::rename(&self.unfinished, &self.path)
    }
}
