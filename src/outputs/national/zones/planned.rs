//! Sheet 2107: the zones of the plan in force, what of them is approved and what remains.

use super::super::model::{Cell, Row, Tab};
use super::db::ZoneLand;
use super::source::{Head, Source, columns, text};
use crate::foundation::i18n::{self, Text};
use crate::outputs::national::sheet_code::SheetCode;
use rust_decimal::Decimal;

const HEADS_2107: [Head; 8] = [
    (Text::new("STT", "No."), false),
    (Text::new("Khu công nghiệp", "Zone"), false),
    (Text::new("Vị trí", "Position"), false),
    (Text::new("Địa điểm", "Location"), false),
    (Text::new("Diện tích quy hoạch (ha)", "Planned (ha)"), true),
    (
        Text::new("Văn bản phê duyệt quy hoạch", "Planning document"),
        false,
    ),
    (
        Text::new("Diện tích đã chấp thuận (ha)", "Approved (ha)"),
        true,
    ),
    (Text::new("Diện tích còn lại (ha)", "Remaining (ha)"), true),
];

impl Source {
    /// Sheet 2107: the zones of the plan, those approved by the end of the day first. What remains is what is planned and not yet
    /// approved: the official sheet leaves it to be typed by hand.
    pub fn planned(&self) -> Tab {
        let groups = [
            (
                "I",
                true,
                Text::new(
                    "Khu công nghiệp đã được chấp thuận chủ trương đầu tư",
                    "Zones approved",
                ),
            ),
            (
                "II",
                false,
                Text::new(
                    "Khu công nghiệp chưa được chấp thuận chủ trương đầu tư",
                    "Zones not approved yet",
                ),
            ),
        ];
        let mut rows = Vec::new();
        for (number, is_approved, words) in groups {
            let own = self
                .current()
                .filter(|zone| zone.is_approved() == is_approved);
            rows.push(Row::group(number, words.in_lang(self.lang)));
            rows.extend(
                (1..)
                    .zip(own)
                    .map(|(place, zone)| self.planned_row(place, zone)),
            );
        }
        let total = Text::new("Tổng cộng", "Total").in_lang(self.lang);
        let sum = |area: Option<Decimal>| Cell::hectares(area).to(self.basis(None));
        let mut cells = vec![
            Cell::words(""),
            Cell::words(total),
            Cell::words(""),
            Cell::words(""),
        ];
        cells.push(sum(self.sum(|zone| zone.planned)));
        cells.push(Cell::words(""));
        cells.push(sum(self.sum(approved)));
        cells.push(sum(self.sum(remaining)));
        rows.push(Row::total(cells));
        let title = Text::new("Tính đến ngày", "As of").in_lang(self.lang);
        let title = format!("{title} {}", i18n::format_date(self.period.last_day()));
        Tab {
            name: SheetCode::Planning.code().to_owned(),
            title,
            columns: columns(&HEADS_2107, self.lang),
            rows,
        }
    }

    fn planned_row(&self, place: usize, zone: &ZoneLand) -> Row {
        let basis = |area: Option<Decimal>| Cell::hectares(area).to(self.basis(Some(zone)));
        let none = Some(Decimal::ZERO).filter(|_| !zone.is_approved());
        Row::body(vec![
            Cell::words(place.to_string()),
            Source::named(zone),
            self.place(zone),
            text(zone.location.as_deref()),
            basis(zone.planned),
            text(zone.planning_paper.as_deref()),
            basis(none.or(zone.established)),
            basis(remaining(zone)),
        ])
    }
}

/// The established area of a zone approved by then.
pub(super) fn approved(zone: &ZoneLand) -> Option<Decimal> {
    zone.established.filter(|_| zone.is_approved())
}

/// What of the planned area is not approved yet.
pub(super) fn remaining(zone: &ZoneLand) -> Option<Decimal> {
    if zone.is_approved() {
        zone.planned?.checked_sub(zone.established?)
    } else {
        zone.planned
    }
}
