//! Where a bundle comes from, and what lies there that is no part of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use rust_embed::RustEmbed;

use super::error::ExchangeError;
use super::faults::{Fault, likely};
use crate::foundation::i18n::{Said, Text};

/// Where a bundle comes from.
pub enum Source<'a> {
    Directory(&'a Path),
    /// The files of an archive, by name.
    Files(&'a BTreeMap<String, Vec<u8>>),
    /// The demonstration year, which travels in the binary.
    Demo,
}

#[derive(RustEmbed)]
#[folder = "demo/"]
struct Demo;

/// The largest file read: 0.3 million figures are some 40 MB.
pub(super) const MAX_FILE: u64 = 256 * 1024 * 1024;

const NOTHING: Text = Text::new(
    "không có tệp nào của gói: các tệp tên là zones.csv, enterprises.csv, figures.csv, … (docs/bundle.md)",
    "no file of a bundle is here: its files are named zones.csv, enterprises.csv, figures.csv, … (docs/bundle.md)",
);
const STRANGE: Text = Text::new(
    "không phải tệp của gói: bỏ ra khỏi thư mục; nếu là tệp của bản izportal mới hơn thì nâng cấp bản đang chạy trước",
    "is no file of a bundle: take it out of the folder; if it came from a newer izportal, bring this one up to date first",
);

/// What lies in the folder of a bundle.
#[derive(Default)]
pub struct Survey {
    /// Files of the bundle.
    pub present: BTreeSet<String>,
    /// Files that look as if they were meant to be read.
    pub faults: Vec<Fault>,
    /// What is left alone.
    pub notices: Vec<Said>,
}

impl Source<'_> {
    /// Looks at everything in the folder: nothing is ignored without saying so.
    ///
    /// # Errors
    /// [`ExchangeError::File`] when the folder cannot be read.
    pub fn survey(&self, known: &[String]) -> Result<Survey, ExchangeError> {
        let mut survey = Survey::default();
        let (mut entries, place) = match self {
            Source::Demo => {
                let here = known.iter().filter(|name| Demo::get(name).is_some());
                survey.present.extend(here.cloned());
                return Ok(survey);
            }
            Source::Files(files) => {
                let names = files.keys().map(|name| (name.clone(), false));
                (names.collect(), String::new())
            }
            Source::Directory(dir) => (listed(dir)?, dir.display().to_string()),
        };
        entries.sort();
        for (name, folder) in entries {
            survey.place(name, folder, known);
        }
        if survey.present.is_empty() && survey.faults.is_empty() {
            survey.faults.push(Fault::of_file(&place, NOTHING));
        }
        Ok(survey)
    }

    /// A file's bytes.
    ///
    /// # Errors
    /// [`ExchangeError::File`] when it cannot be read, or is larger than 256 MB.
    pub fn read(&self, name: &str) -> Result<Vec<u8>, ExchangeError> {
        match self {
            Source::Demo => Ok(Demo::get(name)
                .map(|file| file.data.into_owned())
                .unwrap_or_default()),
            Source::Files(files) => Ok(files.get(name).cloned().unwrap_or_default()),
            Source::Directory(dir) => {
                let path = dir.join(name);
                let io = |cause| ExchangeError::File {
                    path: path.clone(),
                    cause,
                };
                if fs::metadata(&path).map_err(io)?.len() > MAX_FILE {
                    return Err(io(io::Error::other("larger than 256 MB")));
                }
                fs::read(&path).map_err(io)
            }
        }
    }
}

/// What lies in a folder, and whether it is one itself.
fn listed(dir: &Path) -> Result<Vec<(String, bool)>, ExchangeError> {
    let entry = |entry: io::Result<fs::DirEntry>| {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        Ok((name, entry.path().is_dir()))
    };
    let listed = fs::read_dir(dir).and_then(|entries| entries.map(entry).collect());
    listed.map_err(|cause| ExchangeError::File {
        path: dir.to_owned(),
        cause,
    })
}

impl Survey {
    fn place(&mut self, name: String, folder: bool, known: &[String]) {
        if known.contains(&name) && !folder {
            self.present.insert(name);
            return;
        }
        let (stem, ending) = name.split_once('.').unwrap_or((&name, ""));
        let stems = || known.iter().map(|file| file.trim_end_matches(".csv"));
        let meant = likely(&name, known.iter().map(String::as_str)).map(str::to_owned);
        let meant = meant.or_else(|| {
            stems()
                .find(|known| known.eq_ignore_ascii_case(stem))
                .map(|stem| format!("{stem}.csv"))
        });
        let hidden = name.starts_with('.') || name.starts_with('~');
        let message = match meant {
            _ if hidden => None,
            Some(meant) if matches!(ending.to_lowercase().as_str(), "xlsx" | "xls" | "ods") => {
                Some(Said::new(
                    format!(
                        "là tệp bảng tính: lưu trang tính dạng “CSV UTF-8 (Comma delimited) (*.csv)” với tên {meant}"
                    ),
                    format!(
                        "is a workbook: save the sheet as “CSV UTF-8 (Comma delimited) (*.csv)” under the name {meant}"
                    ),
                ))
            }
            Some(meant) => Some(Said::new(
                format!("không phải tệp của gói: có lẽ là {meant}"),
                format!("is no file of a bundle: perhaps {meant} is meant"),
            )),
            None if ending.eq_ignore_ascii_case("csv") => Some(STRANGE.into()),
            None => None,
        };
        match message {
            Some(message) => self.faults.push(Fault::of_file(&name, message)),
            None => self.notices.push(Said::new(
                format!("{name} không thuộc gói, được để nguyên"),
                format!("{name} is no part of a bundle and was left alone"),
            )),
        }
    }
}
