//! Whose figures they are: enterprises and projects found by tax code, code or name.

use std::collections::{HashMap, HashSet};

use super::column::Column;
use crate::foundation::i18n::{Text, fold};
use crate::foundation::kernel::Reporter;
use crate::returns::filings::model::named;

/// An enterprise figures may belong to, or one of its projects where it reports by project.
pub struct Known {
    pub reporter: Reporter,
    /// The enterprise's code, or the project's.
    pub code: String,
    pub enterprise_code: String,
    pub tax_code: Option<String>,
    pub enterprise: String,
    pub project: Option<String>,
}

impl Known {
    /// "DN01 – Công ty …", "DA17 – Công ty … – Nhà máy …": how lists offer it.
    pub fn label(&self) -> String {
        format!("{} – {}", self.code, self.name())
    }

    pub fn name(&self) -> String {
        named(&self.enterprise, self.project.as_deref())
    }
}

/// What a file says about whose figures they are.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Who {
    /// Chosen by a person.
    pub chosen: Option<Reporter>,
    pub tax_code: String,
    pub code: String,
    pub name: String,
    /// Code or name of the project, where the file has one.
    pub project: String,
}

impl Who {
    /// As the file calls it.
    pub fn words(&self) -> String {
        let parts = [&self.code, &self.tax_code, &self.name, &self.project];
        let said = parts.into_iter().filter(|part| !part.is_empty());
        said.cloned().collect::<Vec<_>>().join(" · ")
    }

    pub fn is_named(&self) -> bool {
        self.chosen.is_some()
            || [&self.code, &self.tax_code, &self.name, &self.project]
                .into_iter()
                .any(|part| !part.is_empty())
    }
}

pub const NOBODY: Text = Text::new(
    "Không tìm thấy doanh nghiệp này trong phạm vi phụ trách. Xin chọn.",
    "No such enterprise within your reach. Please choose one.",
);
const TWO: Text = Text::new(
    "Mã số thuế là của một doanh nghiệp, tên là của doanh nghiệp khác. Xin chọn.",
    "The tax code is one enterprise's and the name another's. Please choose.",
);
const OTHER_TAX_CODE: Text = Text::new(
    "Tên có trong danh sách nhưng mã số thuế thì không, có thể là một chi nhánh. Xin chọn.",
    "The name is on the list and the tax code is not, perhaps a branch's. Please choose.",
);
const SEVERAL: Text = Text::new(
    "Có nhiều doanh nghiệp cùng tên này. Xin chọn.",
    "Several enterprises have this name. Please choose.",
);
const PROJECTS: Text = Text::new(
    "Doanh nghiệp này báo cáo theo từng dự án. Xin chọn dự án.",
    "This enterprise reports by project. Please choose the project.",
);

/// Everybody figures may belong to, by what files call them.
pub struct Owners<'a> {
    known: &'a [Known],
    by_code: HashMap<String, Vec<&'a Known>>,
    by_tax: HashMap<String, Vec<&'a Known>>,
    by_name: HashMap<String, Vec<&'a Known>>,
}

impl<'a> Owners<'a> {
    pub fn new(known: &'a [Known]) -> Self {
        let mut owners = Self {
            known,
            by_code: HashMap::new(),
            by_tax: HashMap::new(),
            by_name: HashMap::new(),
        };
        for one in known {
            let codes: HashSet<String> = [&one.code, &one.enterprise_code]
                .map(|code| fold(code))
                .into();
            for code in codes {
                owners.by_code.entry(code).or_default().push(one);
            }
            let tax = tax_digits(one.tax_code.as_deref().unwrap_or_default());
            if !tax.is_empty() {
                owners.by_tax.entry(tax).or_default().push(one);
            }
            for name in std::iter::once(&one.enterprise).chain(&one.project) {
                owners.by_name.entry(plain(name)).or_default().push(one);
            }
        }
        owners
    }

    pub fn of(&self, reporter: Reporter) -> Option<&'a Known> {
        self.known.iter().find(|one| one.reporter == reporter)
    }

    /// Whose a row is, or the question why nobody's.
    ///
    /// # Errors
    /// What to ask: nobody, two, or several are meant.
    pub fn find(&self, who: &Who) -> Result<Reporter, Text> {
        if let Some(chosen) = who.chosen {
            return self.of(chosen).map(|one| one.reporter).ok_or(NOBODY);
        }
        let of = |map: &HashMap<String, Vec<&'a Known>>, key: &str| {
            map.get(key).cloned().unwrap_or_default()
        };
        let coded = of(&self.by_code, &fold(who.code.trim()));
        if !coded.is_empty() {
            return only(&coded, who);
        }
        let tax = tax_digits(&who.tax_code);
        let mut taxed = of(&self.by_tax, &tax);
        // A spreadsheet drops the nought a number begins with.
        if taxed.is_empty() && !tax.is_empty() {
            taxed = of(&self.by_tax, &format!("0{tax}"));
        }
        let named = of(&self.by_name, &plain(&who.name));
        let both: Vec<&Known> = taxed
            .iter()
            .copied()
            .filter(|a| named.iter().any(|b| a.reporter == b.reporter))
            .collect();
        match (taxed.is_empty(), named.is_empty()) {
            (true, true) => Err(NOBODY),
            // The name alone, beside a tax code that is not its own.
            (true, false) if !tax.is_empty() && named.iter().all(|one| one.tax_code.is_some()) => {
                Err(OTHER_TAX_CODE)
            }
            (true, false) => only(&named, who),
            (false, true) => only(&taxed, who),
            (false, false) if both.is_empty() => Err(TWO),
            (false, false) => only(&both, who),
        }
    }

    /// What a text that is somebody's is: a name, a code or a tax code.
    pub fn kind(&self, text: &str) -> Option<Column> {
        if self.by_name.contains_key(&plain(text)) {
            Some(Column::Name)
        } else if self.by_code.contains_key(&fold(text.trim())) {
            Some(Column::Code)
        } else {
            self.titled(text).map(|_| Column::TaxCode)
        }
    }

    /// The enterprise a title or the name of a sheet is that of.
    pub fn titled(&self, text: &str) -> Option<Reporter> {
        let found = self
            .by_name
            .get(&plain(text))
            .or_else(|| self.by_code.get(&fold(text.trim())));
        let tax = tax_digits(text);
        let found = found.or_else(|| self.by_tax.get(&tax).filter(|_| tax.len() >= 10));
        match found.map(Vec::as_slice) {
            Some([one]) => Some(one.reporter),
            _ => None,
        }
    }

    /// Everybody texts name, by name or tax code, each once: above a table, in the name of a sheet or a file.
    pub fn named_in(&self, texts: &[String]) -> Vec<Reporter> {
        let folded: Vec<String> = texts.iter().map(|text| plain(text)).collect();
        let digits: Vec<String> = texts
            .iter()
            .flat_map(|text| text.split(|c: char| !c.is_ascii_digit() && c != '-'))
            .map(tax_digits)
            .collect();
        let is_named = |one: &&Known| {
            let name = plain(one.project.as_ref().unwrap_or(&one.enterprise));
            let tax = tax_digits(one.tax_code.as_deref().unwrap_or_default());
            let by_tax = one.project.is_none() && !tax.is_empty() && digits.contains(&tax);
            by_tax || folded.iter().any(|text| holds(text, &name))
        };
        self.known
            .iter()
            .filter(is_named)
            .map(|one| one.reporter)
            .collect()
    }
}

/// Whether a text has a name in it as whole words: "… minh họa 1" is not in "… minh họa 12".
fn holds(text: &str, name: &str) -> bool {
    !name.is_empty()
        && text.match_indices(name).any(|(at, found)| {
            let before = text[..at].chars().next_back();
            let after = text[at + found.len()..].chars().next();
            [before, after]
                .into_iter()
                .flatten()
                .all(|c| !c.is_alphanumeric())
        })
}

/// Folded, with single blanks.
fn plain(text: &str) -> String {
    fold(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The digits of a tax code: "MST: 99 000 000 16", "9900000016.0", "9900000016-001".
fn tax_digits(text: &str) -> String {
    let text = text.trim();
    let whole = text.strip_suffix(".0").unwrap_or(text);
    whole.chars().filter(char::is_ascii_digit).collect()
}

/// The only one of several, or the project that the row names.
fn only(found: &[&Known], who: &Who) -> Result<Reporter, Text> {
    let is_named = |one: &&&Known| {
        let project = one.project.as_deref().map(plain);
        project.is_some()
            && [&who.project, &who.name]
                .into_iter()
                .any(|name| project.as_deref() == Some(plain(name).as_str()))
            || !who.project.is_empty() && fold(&one.code) == fold(&who.project)
    };
    let named: Vec<&&Known> = found.iter().filter(is_named).collect();
    match (found, named.as_slice()) {
        ([one], _) => Ok(one.reporter),
        (_, [one]) => Ok(one.reporter),
        ([first, rest @ ..], _)
            if rest
                .iter()
                .all(|one| one.reporter.enterprise_id == first.reporter.enterprise_id) =>
        {
            Err(PROJECTS)
        }
        _ => Err(SEVERAL),
    }
}
