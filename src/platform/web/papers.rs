//! The files that stand at the rows of a log. The log shows them; what a file is, and who may attach one, it need not know.

use std::collections::HashMap;

/// Files by row, and where another is attached.
#[derive(Default)]
pub struct Papers {
    /// Name and address of each file, by the number of the row.
    pub files: HashMap<i64, Vec<(String, String)>>,
    /// The page of all files of the record, for those who may attach one.
    pub attach: Option<String>,
}

impl Papers {
    /// The files at a row.
    pub fn at(&self, row: &i32) -> &[(String, String)] {
        self.files.get(&i64::from(*row)).map_or(&[], Vec::as_slice)
    }

    /// Where a file is attached to a row.
    pub fn form(&self, row: &i32) -> Option<String> {
        self.attach
            .as_ref()
            .map(|page| format!("{page}?cell={row}#attach"))
    }
}
