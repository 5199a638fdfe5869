//! 2105: the central wastewater plants of the zones, as they stood at the end of a period.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::super::model::{Cell, RowKind, Tab, Unit};
use super::super::sheet_code::SheetCode;
use super::columns::{Chosen, Made, Offered, table};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::Period;
use crate::foundation::kernel::percent::Comparison;
use crate::platform::registry::Choice;
use crate::registers::wastewater::model::{Plant, Reading, Verdict};

/// What a row is made of: one plant, or all of them.
pub(super) struct Plants {
    of: Vec<Plant>,
    /// A reading counts for the period if it reaches into it: what was read before says nothing about it.
    since: NaiveDate,
    total: bool,
}

impl Plants {
    /// The plant of a row that is not the total.
    fn one(&self) -> Option<&Plant> {
        self.of.first().filter(|_| !self.total)
    }

    fn words(&self, words: impl Fn(&Plant) -> String) -> Cell {
        Cell::words(self.one().map(words).unwrap_or_default())
    }

    fn flow(&self, plant: &Plant) -> Option<Decimal> {
        let of_the_period = |reading: &&Reading| reading.to_on >= self.since;
        plant.flow().filter(of_the_period)?.actual
    }

    /// A sum over the plants; `None` where one of them is unknown, which would print a part as the whole.
    fn sum(&self, of: impl Fn(&Plant) -> Option<Decimal>) -> Option<Decimal> {
        let values: Option<Vec<Decimal>> = self.of.iter().map(of).collect();
        let values = values.filter(|values| !values.is_empty())?;
        Some(values.into_iter().sum())
    }

    /// What is treated in percent of what can be treated: a ratio of the sums.
    fn load(&self) -> Option<Decimal> {
        let flow = self.sum(|plant| self.flow(plant));
        let capacity = self.sum(|plant| plant.capacity);
        Comparison::with_whole(flow, capacity).percent_of().value()
    }
}

fn day(day: Option<NaiveDate>) -> String {
    day.map(i18n::format_date).unwrap_or_default()
}

fn volume(value: Option<Decimal>) -> Cell {
    Cell::number(value, Unit::CubicMetresADay)
}

fn state(plant: &Plant, lang: Lang) -> String {
    let works = plant.capacity.is_some_and(|capacity| !capacity.is_zero());
    let words = match works {
        true => Text::new("Đang vận hành", "In operation"),
        false => Text::new("Chưa vận hành", "Not in operation"),
    };
    words.in_lang(lang).to_owned()
}

fn permit(plant: &Plant) -> String {
    let until = plant.permit_to.map(i18n::format_date);
    let parts = [plant.permit_no.clone(), until];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn result(plants: &Plants, lang: Lang) -> Cell {
    let said = plants.one().and_then(|plant| {
        let of_the_period = |reading: &&Reading| reading.to_on >= plants.since;
        plant.measured().filter(of_the_period)?.verdict()
    });
    let words = match said {
        None => return Cell::words(""),
        Some(Verdict::Within) => Text::new("Đạt", "Within limits"),
        Some(Verdict::Exceeded) => Text::new("Vượt giới hạn", "Exceeded"),
        Some(Verdict::NoLimit) => Text::new("Chưa có giới hạn để so", "No limit to compare with"),
    };
    Cell::words(words.in_lang(lang))
}

/// A column of words.
const fn words(choice: Choice, cell: fn(&Plants, Lang) -> Cell) -> Offered<Plants> {
    Offered {
        choice,
        numeric: false,
        cell,
    }
}

/// A column of numbers.
const fn number(choice: Choice, cell: fn(&Plants, Lang) -> Cell) -> Offered<Plants> {
    Offered {
        choice,
        numeric: true,
        cell,
    }
}

/// What the table can show of a plant.
pub(super) const WASTEWATER: &[Offered<Plants>] = &[
    words(
        Choice::new("zone", "Khu công nghiệp", "Zone"),
        |plants, _| plants.words(|plant| plant.zone.clone()),
    ),
    words(
        Choice::new("state", "Tình trạng", "State"),
        |plants, lang| plants.words(|plant| state(plant, lang)),
    ),
    words(
        Choice::new("operator", "Đơn vị vận hành", "Operator"),
        |plants, _| plants.words(|plant| plant.operator.clone().unwrap_or_default()),
    ),
    number(
        Choice::new("design", "Công suất thiết kế", "Design capacity"),
        |plants, _| volume(plants.sum(|plant| Some(plant.design))),
    ),
    number(
        Choice::new(
            "capacity",
            "Công suất đang vận hành",
            "Capacity in operation",
        ),
        |plants, _| volume(plants.sum(|plant| plant.capacity)),
    ),
    number(
        Choice::new("flow", "Lưu lượng xử lý thực tế", "Treated"),
        |plants, _| volume(plants.sum(|plant| plants.flow(plant))),
    ),
    number(
        Choice::new("load", "Tỷ lệ sử dụng công suất", "Capacity used"),
        |plants, _| Cell::number(plants.load(), Unit::Percent),
    ),
    words(
        Choice::new(
            "automatic",
            "Quan trắc tự động từ ngày",
            "Automatic monitoring since",
        ),
        |plants, _| plants.words(|plant| day(plant.automatic_since)),
    ),
    words(
        Choice::new(
            "connected",
            "Truyền số liệu về Sở từ ngày",
            "Sends to the department since",
        ),
        |plants, _| plants.words(|plant| day(plant.connected_since)),
    ),
    words(
        Choice::new("permit", "Giấy phép xả thải", "Discharge permit"),
        |plants, _| plants.words(permit),
    ),
    words(
        Choice::new("receiving", "Nguồn tiếp nhận", "Receiving water"),
        |plants, _| plants.words(|plant| plant.receiving_water.clone().unwrap_or_default()),
    ),
    words(
        Choice::new("standard", "Quy chuẩn", "Standard"),
        |plants, _| plants.words(|plant| plant.standard.clone().unwrap_or_default()),
    ),
    words(
        Choice::new("result", "Kết quả quan trắc", "Monitoring result"),
        result,
    ),
];

/// The table: a row for each plant and, where there are several, their sums.
pub fn wastewater(plants: &[Plant], period: Period, chosen: &[Chosen], lang: Lang) -> Tab {
    let since = period.first_day();
    let mut rows: Vec<Made<Plants>> = plants
        .iter()
        .map(|plant| Made {
            kind: RowKind::Body,
            heading: Cell::words(&plant.name).to(format!("/wastewater-plants/{}", plant.id)),
            of: Plants {
                of: vec![plant.clone()],
                since,
                total: false,
            },
        })
        .collect();
    if !rows.is_empty() {
        rows.push(Made {
            kind: RowKind::Total,
            heading: Cell::words(Text::new("Tổng cộng", "Total").in_lang(lang)),
            of: Plants {
                of: plants.to_vec(),
                since,
                total: true,
            },
        });
    }
    let heading = Text::new("Nhà máy xử lý nước thải", "Wastewater plant").in_lang(lang);
    table(
        SheetCode::Wastewater,
        heading,
        WASTEWATER,
        chosen,
        rows,
        lang,
    )
}
