//! What a file says of itself: the period and the owner its lines, its sheets and its name state, held against what was chosen.

use super::given::{FileQuestion, How, ReadSheet};
use super::owners::Who;
use super::roles::Asked;
use super::said::{self, Fit, Other};
use super::table::{Table, heading, period_said};
use crate::foundation::i18n::Lang;
use crate::foundation::kernel::Reporter;
use crate::foundation::workbooks::Sheet;

/// The line above a sheet's table, or its name, that names another period than the report's.
pub(super) fn other_period(sheet: &Sheet, tables: &[Table], asked: &Asked<'_>) -> Option<String> {
    let above = tables.first().map_or(0, |table| table.head);
    let lines = heading(sheet, above).into_iter().map(|(_, text)| text);
    let mut other = None;
    for line in lines {
        let Some(said) = period_said(&line) else {
            continue;
        };
        // A line that names the report's own period settles it.
        if is_own(&said, asked) {
            return None;
        }
        other = other.or(Some(line));
    }
    if other.is_some() {
        return other;
    }
    let (said, over) = said::said(&super::words::words(&sheet.name));
    let named = over.is_empty() && (said.year.is_some() || said.span.is_some());
    (named && !is_own(&said, asked)).then(|| sheet.name.clone())
}

/// Whether a stated period may be the report's: the year alone is no other period than a quarter of it.
fn is_own(said: &said::Said, asked: &Asked<'_>) -> bool {
    let only = said::Said {
        year: said.year,
        span: said.span,
        ..said::Said::default()
    };
    match only.fit(asked.period, true) {
        Fit::Not(Other::Span) => only.span.is_none(),
        Fit::Not(_) => false,
        Fit::Stated(_) | Fit::Open(_) => true,
    }
}

/// The question about a file that names another period than it is taken for.
pub(super) fn period_question(line: &str, asked: &Asked<'_>) -> FileQuestion {
    let period = asked.period.in_sentence(asked.lang);
    FileQuestion {
        code: format!("period {} {line}", asked.period),
        words: match asked.lang {
            Lang::Vi => format!("Tệp ghi “{line}”, còn đang nhập vào kỳ {period}."),
            Lang::En => format!("The file says “{line}”, and is being taken for {period}."),
        },
    }
}

/// Whose a table of indicators is: as chosen, as the key of our own workbook says, as a line above it, the sheet or the file
/// names. A file that names somebody else than was chosen asks.
pub(super) fn owner(
    one: &ReadSheet<'_>,
    table: &Table,
    questions: &mut Vec<FileQuestion>,
    alone: bool,
    how: &How<'_>,
) -> Who {
    let How {
        asked,
        owners,
        given,
    } = *how;
    let above: Vec<String> = heading(one.sheet, table.head)
        .into_iter()
        .map(|(_, text)| text)
        .collect();
    let mut named = owners.named_in(&above);
    if named.is_empty() {
        let by_sheet = owners
            .titled(&one.sheet.name)
            .into_iter()
            .collect::<Vec<_>>();
        named = if by_sheet.is_empty() {
            owners.named_in(std::slice::from_ref(&one.sheet.name))
        } else {
            by_sheet
        };
    }
    if named.is_empty() {
        named = owners.named_in(&[given.file.to_owned()]);
    }
    let row = super::source::row_key(one.index, table.body);
    let chosen = given
        .matches
        .get(&row)
        .copied()
        .or(given.enterprise.filter(|_| alone));
    let believed = chosen.or(given.key_owner);
    let of_project = |reporter: &Reporter| {
        believed.is_some_and(|known| known.enterprise_id == reporter.enterprise_id)
    };
    if let Some(believed) = believed
        && let Some(other) = named
            .iter()
            .find(|named| **named != believed && !of_project(named))
        && let (Some(said), Some(known)) = (owners.of(*other), owners.of(believed))
    {
        questions.push(FileQuestion {
            code: format!("owner {} {}", known.code, said.code),
            words: match asked.lang {
                Lang::Vi => format!(
                    "Tệp ghi “{}”, còn đang nhập cho “{}”.",
                    said.name(),
                    known.name()
                ),
                Lang::En => format!(
                    "The file names “{}”, and is being taken for “{}”.",
                    said.name(),
                    known.name()
                ),
            },
        });
    }
    let only = match named.as_slice() {
        [one] => Some(*one),
        _ => None,
    };
    Who {
        chosen: believed.or(only),
        name: above
            .into_iter()
            .find(|_| believed.is_none() && only.is_none())
            .unwrap_or_default(),
        ..Who::default()
    }
}
