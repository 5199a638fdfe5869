//! A bundle as one ZIP archive: how it goes through a browser.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::error::ExchangeError;
use super::faults::Fault;
use super::source::MAX_FILE;
use crate::foundation::i18n::Text;

/// Most entries looked at: a bundle has some sixty files.
const MAX_ENTRIES: usize = 500;

const NO_ARCHIVE: Text = Text::new(
    "không phải tệp ZIP: nén các tệp CSV của gói vào một tệp .zip rồi gửi tệp đó",
    "is no ZIP archive: put the CSV files of the bundle into one .zip file and send that",
);
const TOO_MANY: Text = Text::new("có hơn 500 tệp", "holds more than 500 files");
const LOCKED: Text = Text::new(
    "bị hỏng hoặc có đặt mật khẩu",
    "is damaged or locked with a password",
);
const DAMAGED: Text = Text::new("bị hỏng", "is damaged");
const TOO_LARGE: Text = Text::new("giải nén ra hơn 256 MB", "holds more than 256 MB");
const TWICE: Text = Text::new("có hai lần trong tệp nén", "is in the archive twice");

/// The files of an archive by their names, without the folder they may lie in. What is inflated is counted, not what the archive
/// declares of itself.
///
/// # Errors
/// [`ExchangeError::Faults`] in one sentence: no archive, a locked one, too large, or two files of one name.
pub fn files(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, ExchangeError> {
    let refused = |file: &str, why: Text| ExchangeError::Faults(vec![Fault::of_file(file, why)]);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| refused("", NO_ARCHIVE))?;
    if archive.len() > MAX_ENTRIES {
        return Err(refused("", TOO_MANY));
    }
    let mut files = BTreeMap::new();
    let mut left = MAX_FILE;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|_| refused("", LOCKED))?;
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
            .map_err(|_| refused(&name, DAMAGED))?;
        let read = u64::try_from(content.len()).unwrap_or(u64::MAX);
        left = left
            .checked_sub(read)
            .ok_or_else(|| refused("", TOO_LARGE))?;
        if files.insert(name.clone(), content).is_some() {
            return Err(refused(&name, TWICE));
        }
    }
    Ok(files)
}
