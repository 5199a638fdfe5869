//! ZIP archives opened with suspicion: every bound is checked against what is really inflated, not only against what is declared.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::refusal::Refusal;
use super::{MAX_ENTRIES, MAX_INFLATED};

/// An entry over [`RATIO_FROM`] bytes may not be declared to inflate more than this many times.
const MAX_RATIO: u64 = 400;
const RATIO_FROM: u64 = 20 * 1024 * 1024;

/// A ZIP archive whose parts were all inflated once, into nothing, and found to stay within [`MAX_INFLATED`] bytes.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Archive<'a> {
    /// Opens the archive and holds it to the bounds.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(refused)?;
        if zip.len() > MAX_ENTRIES {
            return Err(Refusal::Bomb);
        }
        let mut declared = 0u64;
        for index in 0..zip.len() {
            let entry = zip.by_index_raw(index).map_err(refused)?;
            declared = declared.saturating_add(entry.size());
            let ratio = entry.size() / entry.compressed_size().max(1);
            if declared > MAX_INFLATED || entry.size() > RATIO_FROM && ratio > MAX_RATIO {
                return Err(Refusal::Bomb);
            }
        }
        let mut left = MAX_INFLATED;
        for index in 0..zip.len() {
            let entry = zip.by_index(index).map_err(refused)?;
            let inflated = std::io::copy(&mut entry.take(left + 1), &mut std::io::sink())
                .map_err(|_| Refusal::Damaged)?;
            left = left.checked_sub(inflated).ok_or(Refusal::Bomb)?;
        }
        Ok(Self { zip })
    }

    /// The names of all parts.
    pub fn names(&self) -> Vec<String> {
        self.zip
            .file_names()
            .filter_map(Result::ok)
            .map(Cow::into_owned)
            .collect()
    }

    /// A part, whatever the case of its name; `None` when there is none.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(index) = (0..self.zip.len())
            .find(|index| matches!(self.zip.name_for_index(*index), Some(Ok(known)) if known.eq_ignore_ascii_case(name)))
        else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        let entry = self.zip.by_index(index).map_err(refused)?;
        entry
            .take(MAX_INFLATED)
            .read_to_end(&mut bytes)
            .map_err(|_| Refusal::Damaged)?;
        Ok(Some(bytes))
    }

    /// A part as text (UTF-8, or UTF-16 with its mark).
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        self.part(name)?
            .map(|bytes| super::text::decode(bytes).map_err(|_| Refusal::Damaged))
            .transpose()
    }
}

fn refused(error: ZipError) -> Refusal {
    match error {
        ZipError::UnsupportedArchive(why) if why == ZipError::PASSWORD_REQUIRED => {
            Refusal::Encrypted
        }
        ZipError::InvalidPassword => Refusal::Encrypted,
        _ => Refusal::Damaged,
    }
}
