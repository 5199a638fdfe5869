//! The page of a split or a merger.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use rust_decimal::Decimal;

use super::actions::write;
use super::form::{
    AREA, CODE, CONFIRM, DOCUMENT_NO, HAPPENED_ON, NOTE, OTHER, OTHERS, PARTS, read,
};
use crate::foundation::i18n::{self, Text};
use crate::foundation::kernel::Permission;
use crate::platform::registry::Field;
use crate::platform::registry::actions::Refusal;
use crate::platform::registry::form::{Control, References, Shape, control};
use crate::platform::registry::store::{self, Record};
use crate::platform::web::flash::{Tone, see_other};
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Page, Routes};
use crate::registers::parcels::life::db;
use crate::registers::parcels::life::form::Faults;
use crate::registers::parcels::{PARCEL, state_words};

pub fn routes() -> Routes {
    let write = Access::Needs(Permission::WriteRegistries);
    Routes::new().get("/parcels/{id}/reshape", write, new).post(
        "/parcels/{id}/reshape",
        write,
        reshape,
    )
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
