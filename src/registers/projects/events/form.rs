//! What each kind of event needs, as fields of a form, and what was typed into them.

use std::collections::HashMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::model::{self, Event, Investor, Kind};
use crate::foundation::i18n::{self, Lang, Text};
use crate::platform::registry::form::{Control, References, Shape, control};
use crate::platform::registry::{Choice, Field, Kind as FieldKind, value};
use crate::platform::web::FormData;
use crate::registers::enterprises::ENTERPRISE;
use crate::registers::projects::CURRENCIES;
use crate::registers::projects::ask::impossible;

/// How many investors the form asks for; a bundle may bring more.
pub const INVESTORS: [[&str; 3]; 4] = [
    ["investor_1", "nationality_1", "share_1"],
    ["investor_2", "nationality_2", "share_2"],
    ["investor_3", "nationality_3", "share_3"],
    ["investor_4", "nationality_4", "share_4"],
];

const CHANGES: &[Choice] = &[
    Choice::new("increase", "Tăng thêm", "Increased by"),
    Choice::new("reduce", "Giảm đi", "Reduced by"),
    Choice::new("total", "Thành (tổng vốn mới)", "To (the new total)"),
];

const MONEY: FieldKind = FieldKind::Money {
    currency: "currency",
};

static FIELDS: &[Field] = &[
    Field::new(
        "happened_on",
        Text::new("Ngày có hiệu lực", "Effective on"),
        FieldKind::Date,
    )
    .required(),
    Field::new(
        "document_no",
        Text::new("Số văn bản", "Document no."),
        FieldKind::Text { max: 100 },
    ),
    Field::new(
        "document_on",
        Text::new("Ngày văn bản", "Date of the document"),
        FieldKind::Date,
    ),
    Field::new(
        "currency",
        Text::new("Đồng tiền đăng ký", "Currency of the certificate"),
        FieldKind::Choice(CURRENCIES),
    )
    .required(),
    Field::new(
        "capital",
        Text::new("Vốn đăng ký", "Registered capital"),
        MONEY,
    )
    .hint(Text::new(
        "Chưa biết thì để trống.",
        "Leave it empty while unknown.",
    )),
    Field::new(
        "change",
        Text::new("Vốn đăng ký", "Registered capital"),
        FieldKind::Choice(CHANGES),
    )
    .required(),
    Field::new("amount", Text::new("Số vốn", "Amount"), MONEY).required(),
    Field::new(
        "new_name",
        Text::new("Tên mới", "New name"),
        FieldKind::Text { max: 300 },
    )
    .required(),
    Field::new(
        "new_aim",
        Text::new("Mục tiêu, quy mô mới", "New aim and scale"),
        FieldKind::LongText { max: 2000 },
    )
    .required(),
    Field::new(
        "until",
        Text::new("Thời hạn hoàn thành mới", "New end of the works"),
        FieldKind::Date,
    )
    .required(),
    Field::new(
        "meant_until",
        Text::new("Dự kiến đến ngày", "Meant until"),
        FieldKind::Date,
    ),
    Field::new(
        "new_enterprise",
        Text::new("Chuyển sang doanh nghiệp", "To the enterprise"),
        FieldKind::Reference(&ENTERPRISE),
    )
    .hint(Text::new(
        "Để trống nếu chỉ đổi nhà đầu tư.",
        "Leave it empty if only the investors change.",
    )),
    Field::new(
        "note",
        Text::new("Ghi chú", "Note"),
        FieldKind::LongText { max: 2000 },
    ),
    Field::new(
        "reason",
        Text::new("Lý do đính chính", "Why it is corrected"),
        FieldKind::LongText { max: 2000 },
    )
    .required(),
];

static INVESTOR: Field = Field::new(
    "investor",
    Text::new("Nhà đầu tư", "Investor"),
    FieldKind::Text { max: 300 },
);
static NATIONALITY: Field = Field::new(
    "nationality",
    Text::new("Quốc tịch", "Nationality"),
    FieldKind::Text { max: 100 },
);
static SHARE: Field = Field::new(
    "share",
    Text::new("Tỷ lệ vốn (%)", "Share (%)"),
    FieldKind::Number,
);

/// An event as it is about to be written.
#[derive(Debug, Clone)]
pub struct Draft {
    pub kind: Kind,
    pub happened_on: NaiveDate,
    pub document_no: Option<String>,
    pub document_on: Option<NaiveDate>,
    pub note: Option<String>,
    pub capital: Option<Decimal>,
    pub currency: Option<String>,
    pub content: Option<String>,
    pub until: Option<NaiveDate>,
    pub enterprise_id: Option<i64>,
    pub investors: Vec<Investor>,
    pub corrects: Option<i32>,
}

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

/// Names of the fields a kind of event needs, investors apart.
fn names(kind: Kind, corrects: bool) -> Vec<&'static str> {
    let own: &[&'static str] = match kind {
        Kind::Granted => &["currency", "capital"],
        Kind::CapitalChanged => &["change", "amount"],
        Kind::Renamed => &["new_name"],
        Kind::AimChanged => &["new_aim"],
        Kind::Rescheduled => &["until"],
        Kind::Transferred => &["new_enterprise"],
        Kind::Suspended => &["meant_until"],
        _ => &[],
    };
    // Cancelling an event happens when it is recorded: there is no day to ask for.
    let mut names = if kind == Kind::Correction {
        Vec::new()
    } else {
        vec!["happened_on"]
    };
    names.extend(own);
    names.extend([
        "document_no",
        "document_on",
        if corrects { "reason" } else { "note" },
    ]);
    names
}

pub fn has_investors(kind: Kind) -> bool {
    matches!(kind, Kind::Granted | Kind::Transferred)
}

fn fields(kind: Kind, corrects: bool) -> impl Iterator<Item = &'static Field> {
    names(kind, corrects)
        .into_iter()
        .filter_map(|name| FIELDS.iter().find(|field| field.name == name))
}

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

/// Reads a posted event.
///
/// # Errors
/// Messages by field; nothing may then be written.
pub fn read(
    kind: Kind,
    background: &Background,
    data: &FormData,
    references: &References,
    lang: Lang,
) -> Result<Draft, Faults> {
    let mut faults = Faults::new();
    let mut values: HashMap<&str, String> = HashMap::new();
    for field in fields(kind, background.corrects.is_some()) {
        let typed = data.get(field.name);
        match value::read(
            field,
            typed,
            data.get(&format!("{}.unit", field.name)),
            lang,
        ) {
            Ok(Some(value)) => drop(values.insert(field.name, value)),
            Ok(None) => {}
            Err(message) => drop(faults.insert(field.name, message)),
        }
    }
    let investors = if has_investors(kind) {
        read_investors(data, &mut faults, lang)
    } else {
        Vec::new()
    };
    if kind == Kind::Transferred && investors.is_empty() && faults.is_empty() {
        let text = Text::new(
            "Xin ghi nhà đầu tư nhận chuyển nhượng.",
            "Please name who takes the project over.",
        );
        faults.insert(INVESTORS[0][0], text.in_lang(lang).to_owned());
    }
    let currency = if kind == Kind::Granted {
        values.get("currency").cloned()
    } else {
        Some(background.currency.clone())
    };
    for name in ["capital", "amount"] {
        let unit = data.get(&format!("{name}.unit"));
        if values.contains_key(name)
            && !currency
                .as_deref()
                .is_some_and(|currency| is_of(unit, currency))
        {
            let text = Text::new(
                "Đơn vị tính không cùng đồng tiền của giấy chứng nhận.",
                "The unit is not of the certificate's currency.",
            );
            faults
                .entry(name)
                .or_insert_with(|| text.in_lang(lang).to_owned());
        }
    }
    let known = |id: &str| {
        references
            .get("new_enterprise")
            .is_some_and(|list| list.iter().any(|(known, _)| known.to_string() == id))
    };
    if values.get("new_enterprise").is_some_and(|id| !known(id)) {
        let text = Text::new(
            "Xin chọn một mục trong danh sách.",
            "Please choose from the list.",
        );
        faults.insert("new_enterprise", text.in_lang(lang).to_owned());
    }
    let capital = match kind {
        Kind::Granted => values.get("capital").and_then(|value| value.parse().ok()),
        Kind::CapitalChanged if faults.is_empty() => {
            difference(&values, background, &mut faults, lang)
        }
        _ => None,
    };
    let day = |name: &str| {
        values
            .get(name)
            .and_then(|value| value.parse::<NaiveDate>().ok())
    };
    let happened_on = if kind == Kind::Correction {
        Some(i18n::today())
    } else {
        day("happened_on")
    };
    let after = Text::new(
        "Phải sau ngày có hiệu lực.",
        "Must be after the day it takes effect.",
    );
    for (name, wrong) in [
        (
            "meant_until",
            day("meant_until")
                .zip(happened_on)
                .is_some_and(|(until, from)| until < from),
        ),
        (
            "until",
            day("until")
                .zip(happened_on)
                .is_some_and(|(until, from)| until <= from),
        ),
    ] {
        if wrong {
            faults.insert(name, after.in_lang(lang).to_owned());
        }
    }
    if capital.is_some_and(|capital| impossible(capital, currency.as_deref().unwrap_or("vnd"))) {
        let name = if kind == Kind::Granted {
            "capital"
        } else {
            "amount"
        };
        let text = Text::new(
            "Không dự án nào có số vốn lớn như vậy. Xin xem lại số và đơn vị tính.",
            "No project has that much capital. Please look at the number and its unit.",
        );
        faults.insert(name, text.in_lang(lang).to_owned());
    }
    match happened_on {
        Some(happened_on) if faults.is_empty() => Ok(Draft {
            kind,
            happened_on,
            document_no: values.get("document_no").cloned(),
            document_on: day("document_on"),
            note: values.get("note").or(values.get("reason")).cloned(),
            capital,
            currency: currency.filter(|_| kind == Kind::Granted),
            content: values.get("new_name").or(values.get("new_aim")).cloned(),
            until: day("until").or(day("meant_until")),
            enterprise_id: values.get("new_enterprise").and_then(|id| id.parse().ok()),
            investors,
            corrects: background.corrects,
        }),
        _ => Err(faults),
    }
}

/// The exact difference of a change of capital, typed as such or as the new total.
fn difference(
    values: &HashMap<&str, String>,
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
