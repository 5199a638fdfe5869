//! Sheets 2115 and 2116: amended, and ended or revoked certificates of the period, infrastructure projects first.

use rust_decimal::Decimal;

use super::db::Change;
use super::model::{Cell, Column, Origin, Row, RowKind, Tab, Unit};
use super::sheet_code::SheetCode;
use crate::foundation::i18n::{self, Lang, Text};
use crate::registers::projects::events::model::Kind;

/// The kinds of events sheet 2115 lists.
pub const AMENDMENTS: [Kind; 5] = [
    Kind::CapitalChanged,
    Kind::Renamed,
    Kind::AimChanged,
    Kind::Rescheduled,
    Kind::Transferred,
];
/// The kinds of events sheet 2116 lists; a project ends once, so it is there once.
pub const ENDS: [Kind; 2] = [Kind::Terminated, Kind::Revoked];

const GROUPS: [(&str, &str, Text); 2] = [
    (
        "I",
        "infrastructure",
        Text::new("Dự án hạ tầng", "Infrastructure projects"),
    ),
    (
        "II",
        "secondary",
        Text::new(
            "Dự án sản xuất, kinh doanh",
            "Production and business projects",
        ),
    ),
];

/// Sheet 2115: what each amendment changed, capital before and after it.
pub fn amended(changes: &[Change], lang: Lang) -> Tab {
    let say = |vi, en| Text::new(vi, en).in_lang(lang);
    let heads = [
        (say("Nội dung điều chỉnh", "What was amended"), false),
        (
            say(
                "Vốn NN trước (triệu USD)",
                "Foreign capital before (million USD)",
            ),
            true,
        ),
        (
            say(
                "Vốn NN sau (triệu USD)",
                "Foreign capital after (million USD)",
            ),
            true,
        ),
        (
            say(
                "Vốn TN trước (tỷ đồng)",
                "Domestic capital before (billion VND)",
            ),
            true,
        ),
        (
            say(
                "Vốn TN sau (tỷ đồng)",
                "Domestic capital after (billion VND)",
            ),
            true,
        ),
        (say("Văn bản điều chỉnh", "Amending document"), false),
    ];
    tab(SheetCode::Amended, changes, &heads, lang, |change| {
        let mut cells = vec![Cell::words(content(change, lang))];
        cells.extend(Origin::ALL.into_iter().flat_map(|origin| {
            [change.before, change.after].map(|capital| money(change, origin, capital))
        }));
        cells
    })
}

/// Sheet 2116: what each project had when it ended.
pub fn ended(changes: &[Change], lang: Lang) -> Tab {
    let say = |vi, en| Text::new(vi, en).in_lang(lang);
    let heads = [
        (say("Hình thức", "How"), false),
        (
            say(
                "Vốn nước ngoài (triệu USD)",
                "Foreign capital (million USD)",
            ),
            true,
        ),
        (
            say("Vốn trong nước (tỷ đồng)", "Domestic capital (billion VND)"),
            true,
        ),
        (say("Văn bản thu hồi", "Revoking document"), false),
    ];
    tab(SheetCode::Ended, changes, &heads, lang, |change| {
        let mut cells = vec![Cell::words(content(change, lang))];
        cells.extend(Origin::ALL.map(|origin| money(change, origin, change.after)));
        cells
    })
}

/// A project's capital in the column of its origin, whatever the currency of its certificate; the other column is empty, not nil.
fn money(change: &Change, origin: Origin, capital: Option<Decimal>) -> Cell {
    if change.origin != origin.code() {
        return Cell::words("");
    }
    let unit = match origin {
        Origin::Foreign => Unit::MillionUsd,
        Origin::Domestic => Unit::BillionVnd,
    };
    Cell::number(
        capital.and_then(|capital| origin.money(capital).in_unit(unit, None)),
        unit,
    )
}

fn content(change: &Change, lang: Lang) -> String {
    let kind = Kind::from_code(&change.kind).map_or("", |kind| kind.words().in_lang(lang));
    let until = change.until.map(i18n::format_date);
    let more: Vec<String> = [change.content.clone(), until]
        .into_iter()
        .flatten()
        .collect();
    let day = i18n::format_date(change.happened_on);
    if more.is_empty() {
        format!("{kind}, {day}")
    } else {
        format!("{kind}, {day}: {}", more.join(", "))
    }
}

fn document(change: &Change) -> String {
    let parts = [
        change.document_no.clone(),
        change.document_on.map(i18n::format_date),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn tab(
    code: SheetCode,
    changes: &[Change],
    heads: &[(&str, bool)],
    lang: Lang,
    own: impl Fn(&Change) -> Vec<Cell>,
) -> Tab {
    let say = |vi, en| Text::new(vi, en).in_lang(lang);
    let first = [
        say("STT", "No."),
        say("Dự án", "Project"),
        say("Khu công nghiệp", "Zone"),
        say("Số giấy chứng nhận", "Certificate no."),
        say("Nhà đầu tư", "Investors"),
        say("Quốc tịch", "Nationality"),
    ];
    let plain = first.into_iter().map(|title| Column {
        title: title.to_owned(),
        numeric: false,
    });
    let columns: Vec<Column> = plain
        .chain(heads.iter().map(|(title, numeric)| Column {
            title: (*title).to_owned(),
            numeric: *numeric,
        }))
        .collect();
    let mut rows = Vec::new();
    for (number, kind, words) in &GROUPS {
        rows.push(Row {
            kind: RowKind::Group,
            cells: vec![Cell::words(*number), Cell::words(words.in_lang(lang))],
        });
        for (place, change) in
            (1..).zip(changes.iter().filter(|change| change.project_kind == *kind))
        {
            let text = |text: &Option<String>| Cell::words(text.clone().unwrap_or_default());
            let mut cells = vec![
                Cell::words(format!("{place}")),
                Cell::words(&change.project).to(format!("/projects/{}#events", change.project_id)),
                Cell::words(&change.zone),
                text(&change.certificate),
                text(&change.investor),
                text(&change.nationality),
            ];
            cells.extend(own(change));
            cells.push(Cell::words(document(change)));
            rows.push(Row {
                kind: RowKind::Body,
                cells,
            });
        }
    }
    Tab {
        name: code.code().to_owned(),
        title: String::new(),
        columns,
        rows,
    }
}
