//! Splitting and merging parcels: the old ones end on a day, the new ones enter the books on it in the same state and with the
//! same tenant, and know which they came from.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use sqlx::PgConnection;

use super::actions::add;
use super::db;
use super::form::{Draft, Faults};
use super::model::Kind;
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::Permission;
use crate::foundation::kernel::percent::round_percent_beside;
use crate::foundation::kernel::quantity::Dimension;
use crate::platform::registry::actions::{self, Refusal};
use crate::platform::registry::form::{Control, References, Shape, control};
use crate::platform::registry::store::{self, Record};
use crate::platform::registry::{Field, Kind as FieldKind, Values, value};
use crate::platform::web::flash::{Tone, see_other};
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Page, Routes};
use crate::registers::parcels::{PARCEL, state_words};

pub fn routes() -> Routes {
    let write = Access::Needs(Permission::WriteRegistries);
    Routes::new().get("/parcels/{id}/reshape", write, new).post(
        "/parcels/{id}/reshape",
        write,
        reshape,
    )
}

/// How many parcels can come out of it at once.
const PARTS: [(&str, &str); 6] = [
    ("code_1", "area_1"),
    ("code_2", "area_2"),
    ("code_3", "area_3"),
    ("code_4", "area_4"),
    ("code_5", "area_5"),
    ("code_6", "area_6"),
];
/// How many others can be merged at once.
const OTHERS: [&str; 4] = ["other_1", "other_2", "other_3", "other_4"];
/// How far the areas before and after may be apart without a person saying that they looked, in percent.
const TOLERANCE: Decimal = Decimal::TWO;

static HAPPENED_ON: Field = Field::new(
    "happened_on",
    Text::new("Ngày tách, gộp", "Split or merged on"),
    FieldKind::Date,
)
.required();
static DOCUMENT_NO: Field = Field::new(
    "document_no",
    Text::new("Số văn bản", "Document no."),
    FieldKind::Text { max: 100 },
);
static NOTE: Field = Field::new(
    "note",
    Text::new("Ghi chú", "Note"),
    FieldKind::LongText { max: 2000 },
);
static CONFIRM: Field = Field::new(
    "confirm",
    Text::new(
        "Đã đối chiếu: diện tích trước và sau lệch quá 2% là đúng",
        "I have checked: the areas before and after are more than 2% apart",
    ),
    FieldKind::Bool,
);
static CODE: Field = Field::new(
    "code",
    Text::new("Mã lô mới", "New code"),
    FieldKind::Text { max: 40 },
);
static AREA: Field = Field::new(
    "area",
    Text::new("Diện tích", "Area"),
    FieldKind::Quantity {
        dimension: Dimension::Area,
        unit: "ha",
    },
);
static OTHER: Field = Field::new(
    "other",
    Text::new("Gộp với lô", "Together with"),
    FieldKind::Reference(&PARCEL),
);

/// What was typed.
#[derive(Debug, PartialEq, Eq)]
struct Wanted {
    happened_on: NaiveDate,
    document_no: Option<String>,
    note: Option<String>,
    confirmed: bool,
    others: Vec<i64>,
    parts: Vec<(String, Decimal)>,
}

/// Reads the form. `others` are the parcels that were offered.
fn read(data: &FormData, offered: &[(i64, String)], lang: Lang) -> Result<Wanted, Faults> {
    let mut faults = Faults::new();
    let mut one = |field: &Field, name: &'static str| {
        let unit = data.get(&format!("{name}.unit"));
        value::read(field, data.get(name), unit, lang).unwrap_or_else(|message| {
            faults.insert(name, message);
            None
        })
    };
    let happened_on = one(&HAPPENED_ON, "happened_on").and_then(|day| day.parse().ok());
    let (document_no, note) = (one(&DOCUMENT_NO, "document_no"), one(&NOTE, "note"));
    let confirmed = data.get("confirm") == "true";
    let others: Vec<&str> = OTHERS
        .iter()
        .map(|name| data.get(name))
        .filter(|typed| !typed.is_empty())
        .collect();
    // One that cannot be read is none of those offered: left out, the merger would be a split.
    let mut others: Vec<i64> = others
        .into_iter()
        .map(|typed| typed.parse().unwrap_or(0))
        .collect();
    others.sort_unstable();
    others.dedup();
    let typed: Vec<_> = PARTS
        .iter()
        .map(|(code, area)| (*code, one(&CODE, code), *area, one(&AREA, area)))
        .collect();
    let mut parts = Vec::new();
    let say = |text: Text| text.in_lang(lang).to_owned();
    for (code_name, code, area_name, area) in typed {
        match (
            code,
            area.and_then(|area| area.parse::<Decimal>().ok())
                .filter(|area| *area > Decimal::ZERO),
        ) {
            (Some(code), Some(area)) => parts.push((code, area)),
            (Some(_), None) => {
                faults.entry(area_name).or_insert_with(|| {
                    say(Text::new(
                        "Xin ghi diện tích, lớn hơn 0.",
                        "Please enter an area above 0.",
                    ))
                });
            }
            (None, Some(_)) => {
                faults
                    .entry(code_name)
                    .or_insert_with(|| say(Text::new("Xin ghi mã lô.", "Please enter a code.")));
            }
            (None, None) => {}
        }
    }
    if others
        .iter()
        .any(|id| !offered.iter().any(|(known, _)| known == id))
    {
        faults.insert(
            OTHERS[0],
            say(Text::new(
                "Xin chọn một mục trong danh sách.",
                "Please choose from the list.",
            )),
        );
    }
    if faults.is_empty() && parts.len() < if others.is_empty() { 2 } else { 1 } {
        let words = Text::new(
            "Tách thì ghi từ hai lô mới; gộp thì chọn lô khác và ghi lô mới.",
            "A split needs two new parcels or more; a merger another parcel, and the new one.",
        );
        faults.insert(PARTS[parts.len().min(1)].0, say(words));
    }
    match happened_on {
        Some(happened_on) if faults.is_empty() => Ok(Wanted {
            happened_on,
            document_no,
            note,
            confirmed,
            others,
            parts,
        }),
        _ => Err(faults),
    }
}

/// By how many percent of what there was the areas are apart, where it is more than allowed.
fn too_far(before: Decimal, after: Decimal) -> Option<Decimal> {
    let off = (after - before)
        .checked_mul(Decimal::ONE_HUNDRED)?
        .checked_div(before)?;
    (off.abs() > TOLERANCE).then_some(off)
}

/// Why parcels cannot become one, and at which field.
fn unlike(origins: &[Record], lang: Lang) -> Option<Faults> {
    let same = |name: &str| {
        origins
            .windows(2)
            .all(|pair| pair[0].values.get(name) == pair[1].values.get(name))
    };
    let words = Text::new(
        "Chỉ gộp các lô cùng giai đoạn, cùng loại đất, cùng tình trạng và cùng doanh nghiệp.",
        "Only parcels of one phase, use, state and holder can be merged.",
    );
    let all = ["zone_id", "phase_id", "land_use", "state", "enterprise_id"]
        .iter()
        .all(|name| same(name));
    (!all).then(|| HashMap::from([(OTHERS[0], words.in_lang(lang).to_owned())]))
}

/// The values of a new parcel: as those it comes from, with a code and an area of its own.
fn part(like: &Record, code: &str, area: Decimal) -> Values {
    let values = like.values.iter().map(|(field, value)| match field.name {
        "code" => Some(code.to_owned()),
        "area_m2" => Some(area.to_string()),
        "note" => None,
        _ => value.map(str::to_owned),
    });
    Values::new(&PARCEL, values.collect())
}

async fn write(ctx: &Ctx, id: i64, wanted: &Wanted) -> Result<(), Refusal> {
    let mut tx = ctx.state.db.begin().await?;
    let mut origins = Vec::new();
    for origin in std::iter::once(id).chain(wanted.others.iter().copied()) {
        origins.push(actions::seen(&mut tx, &PARCEL, origin, &ctx.actor).await?);
    }
    if let Some(faults) = unlike(&origins, ctx.lang) {
        return Err(Refusal::Fields(faults));
    }
    let area = |record: &Record| {
        record
            .values
            .get("area_m2")
            .and_then(|area| area.parse::<Decimal>().ok())
            .unwrap_or_default()
    };
    let before: Decimal = origins.iter().map(area).sum();
    let after: Decimal = wanted.parts.iter().map(|(_, area)| *area).sum();
    if let Some(off) = too_far(before, after).filter(|_| !wanted.confirmed) {
        return Err(Refusal::Fields(HashMap::from([(
            "confirm",
            apart(before, after, off, ctx.lang),
        )])));
    }
    let event = |kind| Draft {
        kind,
        happened_on: wanted.happened_on,
        state: None,
        enterprise_id: None,
        until: None,
        document_no: wanted.document_no.clone(),
        document_on: None,
        note: wanted.note.clone(),
        corrects: None,
    };
    let caller = ctx.caller();
    for origin in &origins {
        add(
            &mut tx,
            origin.id,
            &event(Kind::Retired),
            &caller,
            "happened_on",
        )
        .await?;
        let ended = actions::seen(&mut tx, &PARCEL, origin.id, &ctx.actor).await?;
        actions::record_change(
            &mut tx,
            &caller.origin,
            &PARCEL,
            "event",
            origin.id,
            Some(origin),
            Some(&ended),
        )
        .await?;
    }
    for (place, (code, area)) in wanted.parts.iter().enumerate() {
        let new = create(&mut tx, ctx, &origins[0], (code, *area), PARTS[place].0).await?;
        db::add_origins(
            &mut tx,
            new,
            &origins.iter().map(|origin| origin.id).collect::<Vec<_>>(),
        )
        .await?;
        let opening = Draft {
            state: origins[0].values.get("state").map(str::to_owned),
            enterprise_id: origins[0]
                .values
                .get("enterprise_id")
                .and_then(|id| id.parse().ok()),
            ..event(Kind::Registered)
        };
        add(&mut tx, new, &opening, &caller, "happened_on").await?;
        let after = actions::seen(&mut tx, &PARCEL, new, &ctx.actor).await?;
        actions::record_change(
            &mut tx,
            &caller.origin,
            &PARCEL,
            "created",
            new,
            None,
            Some(&after),
        )
        .await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The row of a new parcel; a code that is taken is said beside the code.
async fn create(
    tx: &mut PgConnection,
    ctx: &Ctx,
    like: &Record,
    (code, area): (&str, Decimal),
    field: &'static str,
) -> Result<i64, Refusal> {
    store::insert(tx, &PARCEL, &part(like, code, area))
        .await
        .map_err(|error| match actions::refusal(&PARCEL, error, ctx.lang) {
            Refusal::Fields(faults) => Refusal::Fields(
                faults
                    .into_values()
                    .map(|message| (field, message))
                    .collect(),
            ),
            other => other,
        })
}

fn apart(before: Decimal, after: Decimal, off: Decimal, lang: Lang) -> String {
    let ha = |area: Decimal| i18n::format_plain(area / Decimal::from(10_000), 4, lang);
    let percent =
        i18n::format_carried(round_percent_beside(off.abs(), 2, &[TOLERANCE]), lang) + "%";
    match lang {
        Lang::Vi => {
            format!(
                "Trước {} ha, sau {} ha: lệch {percent}, quá 2%. Đã đối chiếu thì đánh dấu ô này.",
                ha(before),
                ha(after)
            )
        }
        Lang::En => format!(
            "{} ha before and {} ha after are {percent} apart, more than 2%. Tick this once you have checked.",
            ha(before),
            ha(after)
        ),
    }
}

#[derive(Template)]
#[template(path = "registers/parcels/reshape.html")]
struct ReshapePage {
    page: Page,
    parcel: (i64, String),
    /// Area, state and tenant today.
    standing: String,
    controls: Vec<Control>,
    others: Vec<Control>,
    parts: Vec<[Control; 2]>,
}

impl ReshapePage {
    fn errors(&self) -> Vec<(&str, &str, &str)> {
        let all = self
            .controls
            .iter()
            .chain(&self.others)
            .chain(self.parts.iter().flatten());
        all.filter_map(|control| Some((control.name, control.label, control.error.as_deref()?)))
            .collect()
    }
}

async fn parcel(ctx: &Ctx, id: i64) -> Result<Record, AppError> {
    let mut db = ctx.state.db.acquire().await?;
    let record = store::find(&mut db, &PARCEL, id, ctx.actor.zones.as_deref())
        .await?
        .ok_or(AppError::NotFound)?;
    if record.retired {
        Err(AppError::NotFound)
    } else {
        Ok(record)
    }
}

async fn new(ctx: Ctx, Path(id): Path<i64>) -> Answer {
    let record = parcel(&ctx, id).await?;
    let offered = db::neighbours(&ctx.state.db, id).await?;
    show(
        &ctx,
        StatusCode::OK,
        &record,
        &offered,
        &FormData::default(),
        &Faults::new(),
    )
}

async fn reshape(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    let record = parcel(&ctx, id).await?;
    let offered = db::neighbours(&ctx.state.db, id).await?;
    let outcome = match read(&data, &offered, ctx.lang) {
        Ok(wanted) => write(&ctx, id, &wanted).await,
        Err(faults) => Err(Refusal::Fields(faults)),
    };
    match outcome {
        Ok(()) => {
            let text = Text::new(
                "Đã tách, gộp lô đất; lô cũ còn trong sổ với quá trình của nó.",
                "Done; the old parcels stay in the books with their lives.",
            );
            Ok(see_other(
                &format!("/parcels/{id}#life"),
                Tone::Ok,
                ctx.say(text),
            ))
        }
        Err(Refusal::Fields(faults)) => show(
            &ctx,
            StatusCode::UNPROCESSABLE_ENTITY,
            &record,
            &offered,
            &data,
            &faults,
        ),
        Err(Refusal::Stale(_)) => Err(AppError::Internal),
        Err(Refusal::Error(error)) => Err(error),
    }
}

fn show(
    ctx: &Ctx,
    status: StatusCode,
    record: &Record,
    offered: &[(i64, String)],
    data: &FormData,
    faults: &Faults,
) -> Answer {
    let references = References::from([("other", offered.to_vec())]);
    let one = |field: &'static Field, name: &'static str| {
        let typed = [
            (field.name.to_owned(), data.get(name).to_owned()),
            (
                format!("{}.unit", field.name),
                data.get(&format!("{name}.unit")).to_owned(),
            ),
        ];
        let given = FormData::new(typed.to_vec());
        Control {
            name,
            ..control(
                field,
                &given,
                &references,
                faults.get(name).cloned(),
                ctx.lang,
            )
        }
    };
    let mut controls: Vec<Control> = [
        (&HAPPENED_ON, "happened_on"),
        (&DOCUMENT_NO, "document_no"),
        (&NOTE, "note"),
    ]
    .map(|(field, name)| one(field, name))
    .into();
    if faults.contains_key("confirm") || data.get("confirm") == "true" {
        controls.push(one(&CONFIRM, "confirm"));
    }
    let area = record
        .values
        .get("area_m2")
        .and_then(|area| area.parse::<Decimal>().ok())
        .unwrap_or_default();
    let holder = PARCEL
        .index("enterprise_id")
        .and_then(|at| record.labels[at].clone());
    let area = format!(
        "{} ha",
        i18n::format_plain(area / Decimal::from(10_000), 4, ctx.lang)
    );
    let standing = [
        Some(area),
        Some(state_words(
            record.values.get("state").unwrap_or_default(),
            ctx.lang,
        )),
        holder,
    ];
    let page = ReshapePage {
        page: ctx.page(ctx.say(Text::new("Tách, gộp lô đất", "Split or merge parcels"))),
        parcel: (record.id, record.title.clone()),
        standing: standing
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", "),
        controls,
        others: OTHERS.iter().map(|name| one(&OTHER, name)).collect(),
        parts: PARTS
            .iter()
            .map(|(code, area)| [one(&CODE, code), one(&AREA, area)])
            .collect(),
    };
    web::render(status, &page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foundation::kernel::testing::dec;

    #[test]
    fn areas_may_be_two_percent_apart() {
        for (before, after, expected) in [
            (dec!(100), dec!(100), None),
            (dec!(100), dec!(102), None),
            (dec!(100), dec!(98), None),
            (dec!(100), dec!(102.01), Some(dec!(2.01))),
            (dec!(100), dec!(50), Some(dec!(-50))),
        ] {
            assert_eq!(too_far(before, after), expected, "{before} {after}");
        }
    }

    #[test]
    fn a_split_needs_two_parcels_with_areas_and_a_merger_one() {
        let form = |pairs: &[(&str, &str)]| {
            let day = [("happened_on", "01/03/2023")];
            FormData::new(
                day.iter()
                    .chain(pairs)
                    .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                    .collect(),
            )
        };
        let offered = [(7, "CN-07".to_owned())];
        let faults = |pairs: &[(&str, &str)]| {
            let mut names: Vec<_> = read(&form(pairs), &offered, Lang::Vi)
                .err()
                .unwrap_or_default()
                .into_keys()
                .collect();
            names.sort_unstable();
            names
        };
        let unit = [("area_1.unit", "ha"), ("area_2.unit", "ha")];
        let with = |pairs: &[(&'static str, &'static str)]| faults(&[pairs, &unit[..]].concat());
        assert_eq!(
            with(&[
                ("code_1", "A"),
                ("area_1", "1"),
                ("code_2", "B"),
                ("area_2", "2")
            ]),
            [""; 0]
        );
        assert_eq!(with(&[("code_1", "A"), ("area_1", "1")]), ["code_2"]);
        assert_eq!(
            with(&[("code_1", "A"), ("area_1", "1"), ("other_1", "7")]),
            [""; 0]
        );
        assert_eq!(
            with(&[("code_1", "A"), ("area_1", "1"), ("other_1", "8")]),
            ["other_1"]
        );
        assert_eq!(
            with(&[("code_1", "A"), ("code_2", "B"), ("area_2", "0")]),
            ["area_1", "area_2"]
        );
        assert_eq!(
            with(&[("area_1", "1"), ("code_2", "B"), ("area_2", "1")]),
            ["code_1"]
        );
    }
}
