//! Sheet 2102: the zones established, resized and revoked within the period.

use super::super::model::{Cell, Row, RowKind, Tab, Unit};
use super::db::Decision;
use super::source::{Head, Source, capital, columns, text};
use crate::foundation::i18n::{self, Text};
use crate::outputs::national::sheet_code::SheetCode;

const DECISIONS: [(&str, &str, Text); 4] = [
    (
        "I",
        "established",
        Text::new("Khu công nghiệp mới thành lập", "Zones newly established"),
    ),
    (
        "II",
        "expanded",
        Text::new(
            "Khu công nghiệp điều chỉnh tăng diện tích",
            "Zones enlarged",
        ),
    ),
    (
        "III",
        "reduced",
        Text::new(
            "Khu công nghiệp điều chỉnh giảm diện tích",
            "Zones made smaller",
        ),
    ),
    (
        "IV",
        "revoked",
        Text::new("Khu công nghiệp thu hồi toàn bộ", "Zones revoked"),
    ),
];

const HEADS_2102: [Head; 14] = [
    (Text::new("STT", "No."), false),
    (Text::new("Khu công nghiệp", "Zone"), false),
    (Text::new("Vị trí", "Position"), false),
    (Text::new("Địa điểm", "Location"), false),
    (
        Text::new("Nhà đầu tư hạ tầng", "Infrastructure investor"),
        false,
    ),
    (Text::new("Quốc tịch", "Nationality"), false),
    (Text::new("Văn bản", "Document"), false),
    (
        Text::new("Giấy chứng nhận đăng ký đầu tư", "Investment certificate"),
        false,
    ),
    (Text::new("Diện tích trước (ha)", "Area before (ha)"), true),
    (Text::new("Diện tích sau (ha)", "Area after (ha)"), true),
    (
        Text::new(
            "Đất công nghiệp, dịch vụ (ha)",
            "Industrial and service land (ha)",
        ),
        true,
    ),
    (
        Text::new("Thời hạn thuê đất (năm)", "Term of lease (years)"),
        true,
    ),
    (
        Text::new(
            "Vốn nước ngoài (triệu USD)",
            "Foreign capital (million USD)",
        ),
        true,
    ),
    (
        Text::new("Vốn trong nước (tỷ đồng)", "Domestic capital (billion VND)"),
        true,
    ),
];

impl Source {
    /// Sheet 2102: the zones established, resized and revoked within the period.
    pub fn decided(&self) -> Tab {
        let mut rows = Vec::new();
        for (number, kind, words) in &DECISIONS {
            rows.push(Row::group(number, words.in_lang(self.lang)));
            let own = self
                .decisions
                .iter()
                .filter(|decision| decision.kind == *kind);
            rows.extend(
                (1..)
                    .zip(own)
                    .filter_map(|(place, decision)| self.decision(place, decision)),
            );
        }
        Tab {
            name: SheetCode::Decisions.code().to_owned(),
            title: String::new(),
            columns: columns(&HEADS_2102, self.lang),
            rows,
        }
    }

    fn decision(&self, place: usize, decision: &Decision) -> Option<Row> {
        let zone = self.zones.iter().find(|zone| zone.id == decision.zone_id)?;
        let project = self.developer(zone.id);
        let paper = [
            decision.decision_no.clone(),
            Some(i18n::format_date(decision.decided_on)),
        ];
        let paper = paper.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let nothing = || Cell::words("");
        let cells = vec![
            Cell::words(place.to_string()),
            Source::named(zone),
            self.place(zone),
            text(zone.location.as_deref()),
            text(
                project
                    .and_then(|project| project.investor.as_deref())
                    .or(zone.developer.as_deref()),
            ),
            text(project.and_then(|project| project.nationality.as_deref())),
            Cell::words(paper).to(format!("/zone-decisions/{}", decision.id)),
            text(project.map(|project| project.certificate.as_str())),
            if decision.kind == "established" {
                nothing()
            } else {
                Cell::hectares(decision.before)
            },
            if decision.kind == "revoked" {
                nothing()
            } else {
                Cell::hectares(decision.after)
            },
            if decision.kind == "revoked" {
                nothing()
            } else {
                Cell::hectares(decision.leasable)
            },
            decision.term_years.map_or_else(nothing, |years| {
                Cell::number(Some(years.into()), Unit::Years)
            }),
            capital(project, "usd"),
            capital(project, "vnd"),
        ];
        Some(Row {
            kind: RowKind::Body,
            cells,
        })
    }
}
