//! What each kind of event needs, as fields of a form, and what was typed into them.

use std::collections::HashMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::fields::{INVESTOR, INVESTORS, NATIONALITY, SHARE, fields, has_investors};
use super::model::{self, Draft, Event, Investor, Kind};
use crate::foundation::i18n::{self, Lang, Text};
use crate::platform::registry::form::{Control, References, Shape, control};
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

/// The form's controls, filled with what was typed; those of the investors stand in rows of three.
pub fn controls(
    kind: Kind,
    background: &Background,
    data: &FormData,
    faults: &Faults,
    references: &References,
    lang: Lang,
) -> (Vec<Control>, Vec<Vec<Control>>) {
    let plain = fields(kind, background.corrects.is_some()).map(|field| {
        let mut control = control(
            field,
            data,
            references,
            faults.get(field.name).cloned(),
            lang,
        );
        if let (Shape::Number { units }, true) = (&mut control.shape, field.name == "amount") {
            // A certificate has one currency: the units of the other are no choice.
            units.retain(|unit| is_of(&unit.value, &background.currency));
            let usual = if background.currency == "usd" {
                "musd"
            } else {
                "bvnd"
            };
            if !units.iter().any(|unit| unit.chosen) {
                units
                    .iter_mut()
                    .for_each(|unit| unit.chosen = unit.value == usual);
            }
        }
        control
    });
    let investors = INVESTORS
        .iter()
        .filter(|_| has_investors(kind))
        .map(|names| {
            names
                .iter()
                .zip([&INVESTOR, &NATIONALITY, &SHARE])
                .map(|(name, field)| {
                    let given =
                        FormData::new(vec![(field.name.to_owned(), data.get(name).to_owned())]);
                    Control {
                        name,
                        ..control(field, &given, references, faults.get(name).cloned(), lang)
                    }
                })
                .collect()
        });
    (plain.collect(), investors.collect())
}

fn is_of(unit: &str, currency: &str) -> bool {
    crate::foundation::kernel::quantity::unit(unit)
        .is_some_and(|unit| unit.dimension.code() == currency)
}

/// An event as a browser would have posted it: what a correction starts from.
pub fn as_typed(event: &Event, lang: Lang) -> FormData {
    let date = |day: Option<NaiveDate>| day.map_or_else(String::new, i18n::format_date);
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let number = |number: Option<Decimal>| {
        number.map_or_else(String::new, |number| i18n::format_plain(number, 6, lang))
    };
    let content = text(&event.content);
    let mut pairs = vec![
        ("happened_on", i18n::format_date(event.happened_on)),
        ("document_no", text(&event.document_no)),
        ("document_on", date(event.document_on)),
        ("currency", text(&event.currency)),
        ("new_name", content.clone()),
        ("new_aim", content),
        ("until", date(event.until)),
        ("meant_until", date(event.until)),
        (
            "new_enterprise",
            event
                .enterprise_id
                .map_or_else(String::new, |id| id.to_string()),
        ),
    ];
    match (event.kind, event.capital) {
        (Kind::Granted, capital) => {
            let unit = if event.currency.as_deref() == Some("usd") {
                "usd"
            } else {
                "vnd"
            };
            pairs.extend([
                ("capital", number(capital)),
                ("capital.unit", unit.to_owned()),
            ]);
        }
        (_, Some(change)) => {
            let direction = if change.is_sign_negative() {
                "reduce"
            } else {
                "increase"
            };
            pairs.extend([
                ("change", direction.to_owned()),
                ("amount", number(Some(change.abs()))),
            ]);
        }
        _ => {}
    }
    for (names, investor) in INVESTORS.iter().zip(&event.investors) {
        pairs.extend([
            (names[0], investor.name.clone()),
            (names[1], text(&investor.nationality)),
            (names[2], number(investor.share)),
        ]);
    }
    FormData::new(
        pairs
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

/// What was typed into the fields of an event, before its rules.
struct Typed<'a> {
    kind: Kind,
    background: &'a Background,
    lang: Lang,
    values: HashMap<&'static str, String>,
    faults: Faults,
}

impl Typed<'_> {
    fn day(&self, name: &str) -> Option<NaiveDate> {
        self.values.get(name).and_then(|value| value.parse().ok())
    }

    fn refuse(&mut self, name: &'static str, text: Text) {
        let words = text.in_lang(self.lang).to_owned();
        self.faults.insert(name, words);
    }

    /// Nobody takes a project over without a name.
    fn require_taker(&mut self, investors: &[Investor]) {
        if self.kind == Kind::Transferred && investors.is_empty() && self.faults.is_empty() {
            let text = Text::new(
                "Xin ghi nhà đầu tư nhận chuyển nhượng.",
                "Please name who takes the project over.",
            );
            self.refuse(INVESTORS[0][0], text);
        }
    }

    /// Amounts are in the certificate's currency.
    fn require_currency(&mut self, data: &FormData, currency: Option<&str>) {
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
    fn require_known(&mut self, references: &References) {
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
    fn require_order(&mut self, happened_on: Option<NaiveDate>) {
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
    fn capital(&mut self, currency: &str) -> Option<Decimal> {
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
fn typed<'a>(kind: Kind, background: &'a Background, data: &FormData, lang: Lang) -> Typed<'a> {
    let (mut values, mut faults) = (HashMap::new(), Faults::new());
    for field in fields(kind, background.corrects.is_some()) {
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

/// Reads a posted event.
///
/// # Errors
/// Messages by field; nothing may then be written.
pub fn read(
    kind: Kind,
    background: &Background,
    data: &FormData,
    references: &References,
    today: NaiveDate,
    lang: Lang,
) -> Result<Draft, Faults> {
    let mut typed = typed(kind, background, data, lang);
    let investors = if has_investors(kind) {
        read_investors(data, &mut typed.faults, lang)
    } else {
        Vec::new()
    };
    typed.require_taker(&investors);
    let currency = if kind == Kind::Granted {
        typed.values.get("currency").cloned()
    } else {
        Some(background.currency.clone())
    };
    typed.require_currency(data, currency.as_deref());
    typed.require_known(references);
    let capital = typed.capital(currency.as_deref().unwrap_or("vnd"));
    let happened_on = if kind == Kind::Correction {
        Some(today)
    } else {
        typed.day("happened_on")
    };
    typed.require_order(happened_on);
    let values = &typed.values;
    match happened_on {
        Some(happened_on) if typed.faults.is_empty() => Ok(Draft {
            kind,
            happened_on,
            document_no: values.get("document_no").cloned(),
            document_on: typed.day("document_on"),
            note: values.get("note").or(values.get("reason")).cloned(),
            capital,
            currency: currency.filter(|_| kind == Kind::Granted),
            content: values.get("new_name").or(values.get("new_aim")).cloned(),
            until: typed.day("until").or(typed.day("meant_until")),
            enterprise_id: values.get("new_enterprise").and_then(|id| id.parse().ok()),
            investors,
            corrects: background.corrects,
        }),
        _ => Err(typed.faults),
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

fn read_investors(data: &FormData, faults: &mut Faults, lang: Lang) -> Vec<Investor> {
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
