//! A bundle as one ZIP archive: how it goes through a browser.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::error::ExchangeError;
use super::faults::Fault;
use super::source::MAX_FILE;

/// Most entries looked at: a bundle has some sixty files.
const MAX_ENTRIES: usize = 500;

/// The files of an archive by their names, without the folder they may lie in. What is inflated is counted, not what the archive
/// declares of itself.
///
/// # Errors
/// [`ExchangeError::Faults`] in one sentence: no archive, a locked one, too large, or two files of one name.
pub fn files(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, ExchangeError> {
    let refused = |file: &str, why: &str| ExchangeError::Faults(vec![Fault::of_file(file, why)]);
    let no_archive =
        "is no ZIP archive: put the CSV files of the bundle into one .zip file and send that";
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|_| refused("the file", no_archive))?;
    if archive.len() > MAX_ENTRIES {
        return Err(refused("the archive", "holds more than 500 files"));
    }
    let mut files = BTreeMap::new();
    let mut left = MAX_FILE;
    for index in 0..archive.len() {
        let entry = archive
            .by_index(index)
            .map_err(|_| refused("the archive", "is damaged or locked with a password"))?;
        if entry.is_dir() {
            continue;
        }
        let whole = entry
            .name()
            .map(|name| name.into_owned())
            .unwrap_or_default();
        let name = whole
            .rsplit(['/', '\\'])
            .next()
            .unwrap_or(&whole)
            .to_owned();
        // What a Mac adds beside each file.
        if whole.starts_with("__MACOSX/") {
            continue;
        }
        let mut content = Vec::new();
        entry
            .take(left + 1)
            .read_to_end(&mut content)
            .map_err(|_| refused(&name, "is damaged"))?;
        let read = u64::try_from(content.len()).unwrap_or(u64::MAX);
        left = left
            .checked_sub(read)
            .ok_or_else(|| refused("the archive", "holds more than 256 MB"))?;
        if files.insert(name.clone(), content).is_some() {
            return Err(refused(&name, "is in the archive twice"));
        }
    }
    Ok(files)
}
