//! What was posted of a table of corners, and what stands around it on the plan.

use super::actions;
use super::db::{self, ParcelRow, PlotRow};
use super::model::{self, Clash, Outline};
use super::words;
use crate::foundation::i18n::{self, Lang};
use crate::foundation::survey::{self, Examined, Given, Place, Repair, System};
use crate::platform::web::{AppError, Ctx, FormData};
use crate::standards::checks::{self, Rules};

/// The longest text taken in, bytes: a thousand corners with their titles are a tenth of it.
pub const MAX_GIVEN: usize = 400_000;

/// What was posted, as far as it makes sense.
pub(super) struct Posted {
    pub(super) text: String,
    pub(super) system: Option<System>,
    pub(super) day: String,
    pub(super) source: String,
    pub(super) document: String,
    pub(super) agreed: Vec<Repair>,
}

/// What the page needs to know of the parcel and its surroundings.
pub(super) struct Surroundings {
    pub(super) parcel: ParcelRow,
    pub(super) others: Vec<PlotRow>,
    /// The middle of the zone's other parcels.
    pub(super) near: Option<Place>,
    pub(super) official: Option<System>,
    pub(super) usual: Option<System>,
    pub(super) rules: Rules,
}

/// A short mark of a text: repairs agreed to for one text are not those of another.
pub(super) fn mark(text: &str) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(text.as_bytes())
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

pub(super) async fn surroundings(ctx: &Ctx, id: i64) -> Result<Surroundings, AppError> {
    let pool = &ctx.state.db;
    let parcel = db::parcel(pool, id, ctx.actor.zones.as_deref())
        .await?
        .filter(|parcel| !parcel.retired)
        .ok_or(AppError::NotFound)?;
    let rows = {
        let mut connection = pool.acquire().await?;
        db::plots(&mut connection, parcel.zone_id, i18n::today()).await?
    };
    let usual = model::usual_system(
        rows.iter()
            .filter_map(Outline::of)
            .map(|outline| outline.system),
    );
    let others: Vec<PlotRow> = rows.into_iter().filter(|row| row.id != id).collect();
    let places: Vec<Place> = others
        .iter()
        .filter_map(Outline::of)
        .flat_map(|outline| outline.ring)
        .collect();
    let official = System::of_province(&parcel.province);
    let rules = checks::db::rules(pool).await?;
    Ok(Surroundings {
        near: Place::middle(&places),
        official,
        usual,
        parcel,
        others,
        rules,
    })
}

pub(super) fn read_post(data: &FormData) -> Result<Posted, AppError> {
    let text = data.get("text").replace("\r\n", "\n");
    let (meridian, width) = (data.read("meridian")?, data.read("width")?);
    let mut system = meridian
        .zip(width)
        .and_then(|(minutes, width)| System::new(minutes, width));
    let codes = |name: &'static str| data.read_all::<Repair>(name);
    // What was agreed to holds for the text it was agreed to.
    let mut agreed = if data.get("seen") == mark(&text) {
        codes("agreed")?
    } else {
        Vec::new()
    };
    for repair in codes("repair")?.into_iter().chain(if data.has("all") {
        codes("fix")?
    } else {
        Vec::new()
    }) {
        match repair {
            // The plane belongs to the form, where it can be changed again.
            Repair::Use(plane) => system = Some(plane),
            other => agreed.push(other),
        }
    }
    let undone = codes("undo")?;
    agreed.retain(|repair| !undone.contains(repair));
    agreed.sort_unstable();
    agreed.dedup();
    let (day, source, document) = (
        data.get("valid_from"),
        data.get("source"),
        data.get("document"),
    );
    Ok(Posted {
        text,
        system,
        day: day.to_owned(),
        source: source.to_owned(),
        document: document.to_owned(),
        agreed,
    })
}

/// The parcels a shape lies over, and whether it was refused for that.
#[derive(Default)]
pub(super) struct Clashing {
    pub(super) clashes: Vec<Clash>,
    pub(super) refused: bool,
}

/// What a sound table would lie over, as the step that keeps it will find.
pub(super) async fn clashes(
    ctx: &Ctx,
    around: &Surroundings,
    posted: &Posted,
    read: Option<&Read>,
) -> Result<Vec<Clash>, AppError> {
    let Some(((_, examined), system)) = read
        .zip(posted.system)
        .filter(|((_, examined), _)| examined.sound())
    else {
        return Ok(Vec::new());
    };
    let outline = Outline {
        system,
        vertices: examined.vertices.clone(),
        ring: examined.ring.clone(),
    };
    let day = i18n::parse_date(&posted.day).unwrap_or_else(i18n::today);
    let mut connection = ctx.state.db.acquire().await?;
    Ok(
        actions::clashes(&mut connection, &around.parcel, &outline, day)
            .await?
            .1,
    )
}

pub(super) type Read = (Given, Examined);

pub(super) fn understand(
    around: &Surroundings,
    posted: &Posted,
    lang: Lang,
) -> Result<Read, (&'static str, String)> {
    let say =
        |field, vi: &str, en: &str| Err((field, if lang == Lang::Vi { vi } else { en }.to_owned()));
    let Some(system) = posted.system else {
        return say(
            "meridian",
            "Xin chọn kinh tuyến trục ghi trên bảng tọa độ.",
            "Please choose the central meridian the table names.",
        );
    };
    if posted.text.is_empty() {
        return say(
            "text",
            "Xin dán bảng tọa độ.",
            "Please paste the table of corners.",
        );
    }
    if posted.text.len() > MAX_GIVEN {
        return say(
            "text",
            "Quá dài. Xin dán bảng của một lô.",
            "Too long. Please paste the table of one parcel.",
        );
    }
    let given = survey::read(&posted.text, system, &around.parcel.code)
        .map_err(|unread| ("text", words::unread(&unread, lang)))?;
    let examined = survey::examine(&given, system, &posted.agreed, around.near, around.official);
    Ok((given, examined))
}
