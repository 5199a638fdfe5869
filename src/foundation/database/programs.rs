//! PostgreSQL's programs on this machine, and which of them fit a data directory.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::local_error::LocalError;

/// The oldest version the portal works with.
const OLDEST: u32 = 15;

/// The programs of one version, in a directory.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Programs {
    version: u32,
    bin: PathBuf,
}

/// The directory of the programs for a data directory: those of the version it was made with, else the newest.
///
/// # Errors
/// [`LocalError::NotInstalled`], [`LocalError::Version`].
pub fn find(data: &Path) -> Result<PathBuf, LocalError> {
    let made_with = match fs::read_to_string(data.join("PG_VERSION")) {
        Ok(text) => Some(text.trim().to_owned()),
        Err(cause) if cause.kind() == ErrorKind::NotFound => None,
        Err(cause) => {
            return Err(LocalError::Io {
                path: data.to_owned(),
                cause,
            });
        }
    };
    choose(installed(), made_with, data)
}

/// Chooses from what is installed, oldest first.
fn choose(
    mut installed: Vec<Programs>,
    made_with: Option<String>,
    data: &Path,
) -> Result<PathBuf, LocalError> {
    let newest = installed.pop().ok_or(LocalError::NotInstalled)?;
    let Some(made_with) = made_with else {
        return Ok(newest.bin);
    };
    let fits = |programs: &Programs| programs.version.to_string() == made_with;
    match std::iter::once(newest.clone()).chain(installed).find(fits) {
        Some(programs) => Ok(programs.bin),
        None => Err(LocalError::Version {
            data: data.to_owned(),
            made_with,
            installed: newest.version,
        }),
    }
}

/// Debian keeps each version in a directory of its own; elsewhere they are in the path.
fn installed() -> Vec<Programs> {
    let debian = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let version = path.file_name()?.to_str()?.parse().ok()?;
            Some(Programs {
                version,
                bin: path.join("bin"),
            })
        });
    let mut found: Vec<Programs> = debian
        .filter(|programs| programs.bin.join("initdb").exists())
        .collect();
    if found.is_empty() {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let bin = std::env::split_paths(&path).find(|dir| dir.join("initdb").exists());
        found.extend(bin.and_then(|bin| {
            Some(Programs {
                version: version(&bin)?,
                bin,
            })
        }));
    }
    found.retain(|programs| programs.version >= OLDEST);
    found.sort_by_key(|programs| programs.version);
    found
}

/// The version of the programs in a directory, as they say themselves: `initdb (PostgreSQL) 15.14 (Debian …)`.
fn version(bin: &Path) -> Option<u32> {
    let output = Command::new(bin.join("initdb"))
        .arg("--version")
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.split_whitespace()
        .find_map(|word| word.split('.').next()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn programs(version: u32) -> Programs {
        Programs {
            version,
            bin: PathBuf::from(format!("/{version}")),
        }
    }

    #[test]
    fn a_data_directory_keeps_the_version_it_was_made_with() {
        let both = vec![programs(15), programs(17)];
        let chosen = |made_with: Option<&str>| {
            choose(
                both.clone(),
                made_with.map(str::to_owned),
                Path::new("/data"),
            )
        };
        assert_eq!(chosen(None).expect("the newest"), Path::new("/17"));
        assert_eq!(chosen(Some("15")).expect("its own"), Path::new("/15"));
        assert_eq!(chosen(Some("17")).expect("its own"), Path::new("/17"));
        let said = chosen(Some("16")).expect_err("not installed").to_string();
        assert!(
            said.contains("PostgreSQL 16") && said.contains("postgresql-16") && said.contains("17"),
            "{said}"
        );
        assert!(matches!(
            choose(vec![], Some("15".to_owned()), Path::new("/data")),
            Err(LocalError::NotInstalled)
        ));
    }
}
