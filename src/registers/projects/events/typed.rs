//! What was typed into the fields of an event, and the rules it must keep.

use std::collections::HashMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::fields::{
    BY_INVESTORS, INVESTOR, INVESTORS, NATIONALITY, ORIGIN, SHARE, fields, has_investors,
};
use super::model::{self, Event, Investor, Kind};
use crate::foundation::i18n::{Lang, Text};
use crate::platform::registry::form::References;
use crate::platform::registry::{Field, value};
use crate::platform::web::FormData;
use crate::registers::projects::ask::impossible;

/// What is known about the project an event is recorded for.
#[derive(Debug, Clone)]
pub struct Background {
    pub log: Vec<Event>,
    /// `vnd` or `usd`.
    pub currency: String,
    /// The event it takes the place of, or cancels.
    pub corrects: Option<i32>,
}

/// Messages by field.
pub type Faults = HashMap<&'static str, String>;

/// The currency that a certificate in this one is not in.
pub fn other(currency: &str) -> &'static str {
    if currency == "usd" { "vnd" } else { "usd" }
}

pub(super) fn is_of(unit: &str, currency: &str) -> bool {
    crate::foundation::kernel::quantity::unit(unit)
        .is_some_and(|unit| unit.dimension.code() == currency)
}

/// What was typed into the fields of an event, before its rules.
pub(super) struct Typed<'a> {
    kind: Kind,
    background: &'a Background,
    lang: Lang,
    pub(super) values: HashMap<&'static str, String>,
    pub(super) faults: Faults,
}

impl Typed<'_> {
    pub(super) fn day(&self, name: &str) -> Option<NaiveDate> {
        self.values.get(name).and_then(|value| value.parse().ok())
    }

    fn refuse(&mut self, name: &'static str, text: Text) {
        let words = text.in_lang(self.lang).to_owned();
        self.faults.insert(name, words);
    }

    /// Nobody takes a project over without a name.
    pub(super) fn require_taker(&mut self, investors: &[Investor]) {
        if self.kind == Kind::Transferred && investors.is_empty() && self.faults.is_empty() {
            let text = Text::new(
                "Xin ghi nhà đầu tư nhận chuyển nhượng.",
                "Please name who takes the project over.",
            );
            self.refuse(INVESTORS[0][0], text);
        }
    }

    /// What the project counts as: as chosen, else as its investors suggest. Another than they suggest needs a reason; what they do
    /// not say is asked.
    pub(super) fn origin(&mut self, investors: &[Investor]) -> Option<String> {
        if !has_investors(self.kind) {
            return None;
        }
        let suggested = model::suggested_origin(investors);
        let chosen = self.values.get("origin").map(String::as_str);
        let chosen = chosen.filter(|chosen| *chosen != BY_INVESTORS);
        match (chosen, suggested) {
            (None, None) => {
                let unnamed = self.faults.contains_key(INVESTORS[0][0]);
                if !unnamed && !self.faults.contains_key("origin") {
                    let text = Text::new(
                        "Quốc tịch nhà đầu tư chưa cho biết: xin chọn nguồn vốn.",
                        "The investors’ nationality does not say it: please choose.",
                    );
                    self.refuse("origin", text);
                }
                None
            }
            (Some(chosen), Some(suggested)) if chosen != suggested => {
                let chosen = chosen.to_owned();
                if !self.values.contains_key("origin_reason") {
                    let text = if suggested == "foreign" {
                        Text::new(
                            "Có nhà đầu tư nước ngoài nên theo quy tắc là FDI: xin chọn lại nguồn vốn, hoặc ghi lý do.",
                            "There is a foreign investor, so by the rule it is FDI: please choose again, or say why.",
                        )
                    } else {
                        Text::new(
                            "Các nhà đầu tư đều là Việt Nam nên theo quy tắc là trong nước: xin chọn lại nguồn vốn, hoặc ghi lý do.",
                            "All investors are Vietnamese, so by the rule it is domestic: please choose again, or say why.",
                        )
                    };
                    self.refuse("origin_reason", text);
                }
                Some(chosen)
            }
            (chosen, suggested) => chosen.or(suggested).map(str::to_owned),
        }
    }

    /// The printed equivalent: in the other currency, at a rate that can be, with the sign of what it is the equivalent of.
    pub(super) fn equivalent(&mut self, data: &FormData, currency: &str) -> Option<Decimal> {
        let read = |name: &str| self.values.get(name)?.parse::<Decimal>().ok();
        let printed = read("equivalent")?;
        let stated = read("capital").or_else(|| read("amount"));
        let Some(stated) = stated else {
            let text = Text::new(
                "Xin ghi vốn trước, rồi mới đến số tương đương của nó.",
                "Please enter the capital that this is the equivalent of.",
            );
            self.refuse("equivalent", text);
            return None;
        };
        if !is_of(data.get("equivalent.unit"), other(currency)) {
            let text = Text::new(
                "Xin chọn đơn vị của đồng tiền kia: giấy chứng nhận bằng đồng thì tương đương bằng USD, bằng USD thì tương đương bằng đồng.",
                "Please choose a unit of the other currency: USD where the certificate is in dong, dong where it is in USD.",
            );
            self.refuse("equivalent", text);
            return None;
        }
        let (vnd, usd) = if currency == "usd" {
            (printed, stated)
        } else {
            (stated, printed)
        };
        let rate = vnd.checked_div(usd);
        let possible = Decimal::ONE_THOUSAND..=Decimal::from(1_000_000);
        if rate.is_none_or(|rate| !possible.contains(&rate)) {
            let text = Text::new(
                "Tỷ giá suy ra từ hai số này không thể có. Xin xem lại số và đơn vị tính.",
                "The rate that follows from the two numbers cannot be. Please look at the numbers and their units.",
            );
            self.refuse("equivalent", text);
            return None;
        }
        self.difference_of(printed)
    }

    /// A printed equivalent as it is kept: that of a new total as the difference to what stood before.
    fn difference_of(&mut self, printed: Decimal) -> Option<Decimal> {
        match self.values.get("change").map(String::as_str) {
            None | Some("increase") => Some(printed),
            Some("reduce") => Some(-printed),
            _ => {
                let day = self.day("happened_on")?;
                let (log, corrects) = (&self.background.log, self.background.corrects);
                let before = model::equivalent_before(log, day, corrects);
                if before.is_none() {
                    let text = Text::new(
                        "Chưa biết vốn trước đó tương đương bao nhiêu: xin ghi số tăng, giảm và tương đương của số đó, hoặc để trống.",
                        "What the capital before comes to is unknown: please enter the difference and its equivalent, or leave this empty.",
                    );
                    self.refuse("equivalent", text);
                }
                printed.checked_sub(before?)
            }
        }
    }

    /// Amounts are in the certificate's currency.
    pub(super) fn require_currency(&mut self, data: &FormData, currency: Option<&str>) {
        for name in ["capital", "amount"] {
            let unit = data.get(&format!("{name}.unit"));
            let fits = currency.is_some_and(|currency| is_of(unit, currency));
            if self.values.contains_key(name) && !fits && !self.faults.contains_key(name) {
                let text = Text::new(
                    "Đơn vị tính không cùng đồng tiền của giấy chứng nhận.",
                    "The unit is not of the certificate's currency.",
                );
                self.refuse(name, text);
            }
        }
    }

    /// Only an enterprise that was offered takes a project over.
    pub(super) fn require_known(&mut self, references: &References) {
        let known = |id: &str| {
            references
                .get("new_enterprise")
                .is_some_and(|list| list.iter().any(|(known, _)| known.to_string() == id))
        };
        if self
            .values
            .get("new_enterprise")
            .is_some_and(|id| !known(id))
        {
            let text = Text::new(
                "Xin chọn một mục trong danh sách.",
                "Please choose from the list.",
            );
            self.refuse("new_enterprise", text);
        }
    }

    /// What an event leads to ends after the day it takes effect; a suspension may end on it.
    pub(super) fn require_order(&mut self, happened_on: Option<NaiveDate>) {
        let after = Text::new(
            "Phải sau ngày có hiệu lực.",
            "Must be after the day it takes effect.",
        );
        let of = |until: Option<NaiveDate>| until.zip(happened_on);
        if of(self.day("meant_until")).is_some_and(|(until, from)| until < from) {
            self.refuse("meant_until", after);
        }
        if of(self.day("until")).is_some_and(|(until, from)| until <= from) {
            self.refuse("until", after);
        }
    }

    /// The capital an event states or changes by; what no project can have is refused.
    pub(super) fn capital(&mut self, currency: &str) -> Option<Decimal> {
        let (name, capital) = match self.kind {
            Kind::Granted => (
                "capital",
                self.values
                    .get("capital")
                    .and_then(|value| value.parse().ok()),
            ),
            Kind::CapitalChanged if self.faults.is_empty() => (
                "amount",
                difference(&self.values, self.background, &mut self.faults, self.lang),
            ),
            _ => return None,
        };
        if capital.is_some_and(|capital| impossible(capital, currency)) {
            let text = Text::new(
                "Không dự án nào có số vốn lớn như vậy. Xin xem lại số và đơn vị tính.",
                "No project has that much capital. Please look at the number and its unit.",
            );
            self.refuse(name, text);
        }
        capital
    }
}

/// The fields of an event as they can be read one by one.
pub(super) fn typed<'a>(
    kind: Kind,
    background: &'a Background,
    data: &FormData,
    lang: Lang,
) -> Typed<'a> {
    let (mut values, mut faults) = (HashMap::new(), Faults::new());
    let origin = ORIGIN.iter().filter(|_| has_investors(kind));
    for field in fields(kind, background.corrects.is_some()).chain(origin) {
        let unit = data.get(&format!("{}.unit", field.name));
        match value::read(field, data.get(field.name), unit, lang) {
            Ok(Some(value)) => drop(values.insert(field.name, value)),
            Ok(None) => {}
            Err(message) => drop(faults.insert(field.name, message)),
        }
    }
    Typed {
        kind,
        background,
        lang,
        values,
        faults,
    }
}

/// The exact difference of a change of capital, typed as such or as the new total.
fn difference(
    values: &HashMap<&'static str, String>,
    background: &Background,
    faults: &mut Faults,
    lang: Lang,
) -> Option<Decimal> {
    let amount: Decimal = values.get("amount")?.parse().ok()?;
    let change = match values.get("change").map(String::as_str) {
        Some("increase") => Some(amount),
        Some("reduce") => Some(-amount),
        _ => {
            let day = values.get("happened_on")?.parse().ok()?;
            model::capital_before(&background.log, day, background.corrects)
                .and_then(|before| amount.checked_sub(before))
        }
    };
    let text = match change {
        None => Text::new(
            "Chưa biết vốn đăng ký trước đó: xin ghi số tăng, giảm, hoặc đính chính lần cấp mới.",
            "The capital before is unknown: please enter the difference, or correct the first certificate.",
        ),
        Some(change) if change.is_zero() => {
            Text::new("Vốn không thay đổi.", "The capital does not change.")
        }
        Some(change) => return Some(change),
    };
    faults.insert("amount", text.in_lang(lang).to_owned());
    None
}

pub(super) fn read_investors(data: &FormData, faults: &mut Faults, lang: Lang) -> Vec<Investor> {
    let mut investors = Vec::new();
    for names in INVESTORS {
        let mut read = |field: &Field, name: &'static str| {
            value::read(field, data.get(name), "", lang).unwrap_or_else(|message| {
                faults.insert(name, message);
                None
            })
        };
        let (name, nationality, share) = (
            read(&INVESTOR, names[0]),
            read(&NATIONALITY, names[1]),
            read(&SHARE, names[2]),
        );
        let share: Option<Decimal> = share.and_then(|share| share.parse().ok());
        if share.is_some_and(|share| share <= Decimal::ZERO || share > Decimal::ONE_HUNDRED) {
            let text = Text::new(
                "Tỷ lệ lớn hơn 0 và không quá 100.",
                "A share is above 0 and at most 100.",
            );
            faults.insert(names[2], text.in_lang(lang).to_owned());
        }
        match name {
            Some(name) => investors.push(Investor {
                name,
                nationality,
                share,
            }),
            None if nationality.is_some() || share.is_some() => {
                let text = Text::new("Xin ghi tên nhà đầu tư.", "Please name the investor.");
                faults.insert(names[0], text.in_lang(lang).to_owned());
            }
            None => {}
        }
    }
    let total: Decimal = investors.iter().filter_map(|investor| investor.share).sum();
    if total > Decimal::ONE_HUNDRED {
        let text = Text::new(
            "Tổng tỷ lệ vượt 100%.",
            "The shares add up to more than 100%.",
        );
        faults.insert(INVESTORS[0][2], text.in_lang(lang).to_owned());
    }
    investors
}
