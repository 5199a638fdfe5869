//! What each kind of event needs, as fields of a form, and what was typed into them.

use std::collections::HashMap;

use chrono::{Months, NaiveDate};

use super::model::{Event, HELD, Kind};
use crate::foundation::i18n::{self, Lang, Text};
use crate::platform::registry::form::{Control, References, control};
use crate::platform::registry::{Field, Kind as FieldKind, value};
use crate::platform::web::FormData;
use crate::registers::enterprises::ENTERPRISE;
use crate::registers::parcels::STATES;

/// Messages by field.
pub type Faults = HashMap<&'static str, String>;

static HAPPENED_ON: Field =
    Field::new("happened_on", Text::new("Ngày", "Date"), FieldKind::Date).required();
static SINCE: Field =
    Field::new("since", Text::new("Từ ngày", "Since"), FieldKind::Date).hint(Text::new(
        "Để trống: từ hôm nay. Trước ngày này lô chưa có trong sổ.",
        "Empty: from today on. The parcel is in the books from this day on.",
    ));
static STATE: Field = Field::new(
    "state",
    Text::new("Tình trạng", "State"),
    FieldKind::Choice(STATES),
)
.required();
static HOLDER: Field = Field::new(
    "enterprise_id",
    Text::new("Doanh nghiệp", "Enterprise"),
    FieldKind::Reference(&ENTERPRISE),
)
.required();
static OPENING_HOLDER: Field = Field::new(
    "enterprise_id",
    Text::new("Doanh nghiệp đang giữ", "Holder"),
    FieldKind::Reference(&ENTERPRISE),
);
static UNTIL: Field = Field::new(
    "until",
    Text::new("Gia hạn đến ngày", "Extended until"),
    FieldKind::Date,
)
.required()
.hint(Text::new(
    "Một lần, không quá 24 tháng (Luật Đất đai 2024, Điều 81 khoản 8).",
    "Once, by at most 24 months (Land Law 2024, Article 81.8).",
));
static DOCUMENT_NO: Field = Field::new(
    "document_no",
    Text::new("Số văn bản", "Document no."),
    FieldKind::Text { max: 100 },
);
static DOCUMENT_ON: Field = Field::new(
    "document_on",
    Text::new("Ngày văn bản", "Date of the document"),
    FieldKind::Date,
);
static NOTE: Field = Field::new(
    "note",
    Text::new("Ghi chú", "Note"),
    FieldKind::LongText { max: 2000 },
);
static REASON: Field = Field::new(
    "note",
    Text::new("Lý do đính chính", "Why it is corrected"),
    FieldKind::LongText { max: 2000 },
)
.required();

/// How a new parcel enters the books.
pub static OPENING: [&Field; 3] = [&STATE, &OPENING_HOLDER, &SINCE];

/// An event as it is about to be written.
#[derive(Debug, Clone)]
pub struct Draft {
    pub kind: Kind,
    pub happened_on: NaiveDate,
    pub state: Option<String>,
    pub enterprise_id: Option<i64>,
    pub until: Option<NaiveDate>,
    pub document_no: Option<String>,
    pub document_on: Option<NaiveDate>,
    pub note: Option<String>,
    pub corrects: Option<i32>,
}

/// The fields of a kind of event.
fn fields(kind: Kind, corrects: bool) -> Vec<&'static Field> {
    // Cancelling an event happens when it is recorded: there is no day to ask for.
    let mut fields = if kind == Kind::Correction {
        Vec::new()
    } else {
        vec![&HAPPENED_ON]
    };
    match kind {
        Kind::Registered => fields.extend([&STATE, &OPENING_HOLDER]),
        Kind::Extended => fields.push(&UNTIL),
        kind if kind.names_holder() => fields.push(&HOLDER),
        _ => {}
    }
    fields.extend([
        &DOCUMENT_NO,
        &DOCUMENT_ON,
        if corrects { &REASON } else { &NOTE },
    ]);
    fields
}

/// The form's controls, filled with what was typed.
pub fn controls(
    kind: Kind,
    corrects: bool,
    data: &FormData,
    faults: &Faults,
    references: &References,
    lang: Lang,
) -> Vec<Control> {
    let one = |field: &'static Field| {
        control(
            field,
            data,
            references,
            faults.get(field.name).cloned(),
            lang,
        )
    };
    fields(kind, corrects).into_iter().map(one).collect()
}

/// The controls of how a new parcel enters the books.
pub fn opening_controls(
    data: &FormData,
    faults: &Faults,
    references: &References,
    lang: Lang,
) -> Vec<Control> {
    OPENING
        .iter()
        .map(|field| {
            control(
                field,
                data,
                references,
                faults.get(field.name).cloned(),
                lang,
            )
        })
        .collect()
}

/// An event as a browser would have posted it: what a correction starts from.
pub fn as_typed(event: &Event) -> FormData {
    let date = |day: Option<NaiveDate>| day.map_or_else(String::new, i18n::format_date);
    let pairs = [
        ("happened_on", i18n::format_date(event.happened_on)),
        ("state", event.state.clone().unwrap_or_default()),
        (
            "enterprise_id",
            event
                .enterprise_id
                .map_or_else(String::new, |id| id.to_string()),
        ),
        ("until", date(event.until)),
        ("document_no", event.document_no.clone().unwrap_or_default()),
        ("document_on", date(event.document_on)),
    ];
    FormData::new(
        pairs
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

/// The values typed into some fields, canonical, with messages for those that are wrong.
fn values(
    fields: &[&'static Field],
    data: &FormData,
    references: &References,
    lang: Lang,
) -> (HashMap<&'static str, String>, Faults) {
    let (mut values, mut faults) = (HashMap::new(), Faults::new());
    for field in fields {
        match value::read(field, data.get(field.name), "", lang) {
            Ok(Some(value)) => drop(values.insert(field.name, value)),
            Ok(None) => {}
            Err(message) => drop(faults.insert(field.name, message)),
        }
    }
    let offered = |id: &String| {
        references
            .get("enterprise_id")
            .is_some_and(|list| list.iter().any(|(known, _)| known.to_string() == *id))
    };
    if values.get("enterprise_id").is_some_and(|id| !offered(id)) {
        let text = Text::new(
            "Xin chọn một mục trong danh sách.",
            "Please choose from the list.",
        );
        faults.insert("enterprise_id", text.in_lang(lang).to_owned());
    }
    (values, faults)
}

/// A held state names its holder, another has none.
fn holder_fits(values: &HashMap<&'static str, String>, faults: &mut Faults, lang: Lang) {
    let held = values
        .get("state")
        .is_some_and(|state| HELD.contains(&state.as_str()));
    if values.contains_key("state") && held != values.contains_key("enterprise_id") {
        let text = Text::new(
            "Lô đã cho thuê, giữ chỗ hoặc đang thu hồi phải có doanh nghiệp; lô khác thì không.",
            "A reserved, leased or recovering parcel needs a holder; another has none.",
        );
        faults
            .entry("enterprise_id")
            .or_insert_with(|| text.in_lang(lang).to_owned());
    }
}

/// Reads a posted event.
///
/// # Errors
/// Messages by field; nothing may then be written.
pub fn read(
    kind: Kind,
    corrects: Option<i32>,
    data: &FormData,
    references: &References,
    today: NaiveDate,
    lang: Lang,
) -> Result<Draft, Faults> {
    let (values, mut faults) = values(&fields(kind, corrects.is_some()), data, references, lang);
    if kind == Kind::Registered {
        holder_fits(&values, &mut faults, lang);
    }
    let day = |name: &str| {
        values
            .get(name)
            .and_then(|value| value.parse::<NaiveDate>().ok())
    };
    if let (Some(from), Some(until)) = (day("happened_on"), day("until"))
        && (until <= from
            || from
                .checked_add_months(Months::new(24))
                .is_none_or(|limit| until > limit))
    {
        let text = Text::new(
            "Phải sau ngày gia hạn, không quá 24 tháng.",
            "Must be after the day of the extension, by at most 24 months.",
        );
        faults.insert("until", text.in_lang(lang).to_owned());
    }
    match if kind == Kind::Correction {
        Some(today)
    } else {
        day("happened_on")
    } {
        Some(happened_on) if faults.is_empty() => Ok(Draft {
            kind,
            happened_on,
            state: values.get("state").cloned(),
            enterprise_id: values.get("enterprise_id").and_then(|id| id.parse().ok()),
            until: day("until"),
            document_no: values.get("document_no").cloned(),
            document_on: day("document_on"),
            note: values.get("note").cloned(),
            corrects,
        }),
        _ => Err(faults),
    }
}

/// Reads how a new parcel enters the books.
///
/// # Errors
/// Messages by field.
pub fn read_opening(
    data: &FormData,
    references: &References,
    today: NaiveDate,
    lang: Lang,
) -> Result<Draft, Faults> {
    let (values, mut faults) = values(&OPENING, data, references, lang);
    holder_fits(&values, &mut faults, lang);
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(Draft {
        kind: Kind::Registered,
        happened_on: values
            .get("since")
            .and_then(|day| day.parse().ok())
            .unwrap_or(today),
        state: values.get("state").cloned(),
        enterprise_id: values.get("enterprise_id").and_then(|id| id.parse().ok()),
        until: None,
        document_no: None,
        document_on: None,
        note: None,
        corrects: None,
    })
}
