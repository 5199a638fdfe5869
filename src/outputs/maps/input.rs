//! The page that takes a table of corners: pasted, understood, put right by agreement, seen, kept.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;

use super::actions::{self, Draft, Refusal};
use super::db::{self, ParcelRow, PlotRow};
use super::model::{self, Clash, Outline, SOURCES};
use super::panel::{self, CornerLine};
use super::words;
use crate::foundation::i18n::wording::counted;
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::survey::{
    self, Examined, Given, Level, OFFICIAL, Place, Repair, System, Width,
};
use crate::platform::web::flash::{Tone, see_other};
use crate::platform::web::{self, Answer, AppError, Ctx, FormData, Page};
use crate::standards::checks::{self, Rules, land};

/// The longest text taken in, bytes: a thousand corners with their titles are a tenth of it.
pub const MAX_GIVEN: usize = 400_000;
/// The longest name of a document.
const MAX_DOCUMENT: usize = 300;

/// What was posted, as far as it makes sense.
struct Posted {
    text: String,
    system: Option<System>,
    day: String,
    source: String,
    document: String,
    agreed: Vec<Repair>,
}

/// What the page needs to know of the parcel and its surroundings.
struct Surroundings {
    parcel: ParcelRow,
    others: Vec<PlotRow>,
    /// The middle of the zone's other parcels.
    near: Option<Place>,
    official: Option<System>,
    usual: Option<System>,
    rules: Rules,
}

#[derive(Template)]
#[template(path = "outputs/maps/input.html")]
struct InputPage {
    page: Page,
    parcel_id: i64,
    code: String,
    zone: String,
    text: String,
    meridians: Vec<(i32, String, bool)>,
    widths: Vec<(i32, &'static str, bool)>,
    default_note: String,
    day: String,
    sources: Vec<(&'static str, &'static str, bool)>,
    document: String,
    /// Field, message.
    errors: Vec<(&'static str, String)>,
    agreed: Vec<(String, String)>,
    seen: String,
    preview: Option<Preview>,
    /// Not kept because of them.
    refused: bool,
    clashes: Vec<(i64, String, String)>,
}

struct Preview {
    svg: String,
    findings: Vec<FindingView>,
    all: Vec<String>,
    sound: bool,
    corners: Vec<CornerLine>,
    summary: String,
    numbers: &'static str,
    skipped: Vec<(usize, String)>,
    warning: Option<String>,
}

struct FindingView {
    refuses: bool,
    level: &'static str,
    words: String,
    repairs: Vec<(String, String)>,
}

impl InputPage {
    fn error(&self, field: &str) -> Option<&str> {
        self.errors
            .iter()
            .find(|(name, _)| *name == field)
            .map(|(_, message)| message.as_str())
    }
}

/// A short mark of a text: repairs agreed to for one text are not those of another.
fn mark(text: &str) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(text.as_bytes())
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

async fn surroundings(ctx: &Ctx, id: i64) -> Result<Surroundings, AppError> {
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

/// The empty page.
pub async fn blank(ctx: Ctx, Path(id): Path<i64>) -> Answer {
    filled(&ctx, id, String::new(), None).await
}

/// The page with the table of a file in it, or with why the file was not read.
pub async fn filled(ctx: &Ctx, id: i64, text: String, refused: Option<Text>) -> Answer {
    let around = surroundings(ctx, id).await?;
    let posted = Posted {
        text,
        system: around.usual.or(around.official),
        day: i18n::format_date(i18n::today()),
        source: "extract".to_owned(),
        document: String::new(),
        agreed: Vec::new(),
    };
    let mut errors: Vec<_> = refused
        .map(|why| ("file", ctx.say(why).to_owned()))
        .into_iter()
        .collect();
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    if posted.text.is_empty() {
        return web::render(
            status,
            &page(ctx, &around, &posted, errors, None, &Clashing::default()),
        );
    }
    // A file is seen at once where the plane is known already.
    let read = understand(&around, &posted, ctx.lang)
        .map_err(|error| errors.push(error))
        .ok();
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let clashing = Clashing {
        clashes: clashes(ctx, &around, &posted, read.as_ref()).await?,
        refused: false,
    };
    web::render(
        status,
        &page(ctx, &around, &posted, errors, read.as_ref(), &clashing),
    )
}

fn read_post(data: &FormData) -> Result<Posted, AppError> {
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

/// A preview, a repair, or keeping the shape: whatever button was pressed.
pub async fn posted(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    let around = surroundings(&ctx, id).await?;
    let posted = read_post(&data)?;
    let mut errors = Vec::new();
    let read = understand(&around, &posted, ctx.lang)
        .map_err(|error| errors.push(error))
        .ok();
    let keeping = data.get("action") == "keep";
    let day = i18n::parse_date(&posted.day);
    if keeping {
        errors.extend(missing(&posted, day, around.parcel.born, ctx.lang));
    }
    let sound = read.as_ref().is_some_and(|(_, examined)| examined.sound());
    if let (true, true, Some(day), Some((_, examined)), Some(system)) = (
        keeping && sound,
        errors.is_empty(),
        day,
        &read,
        posted.system,
    ) {
        return keep(&ctx, &around, &posted, day, (system, examined), &read).await;
    }
    let status = if errors.is_empty() && !keeping {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let clashing = Clashing {
        clashes: clashes(&ctx, &around, &posted, read.as_ref()).await?,
        refused: false,
    };
    web::render(
        status,
        &page(&ctx, &around, &posted, errors, read.as_ref(), &clashing),
    )
}

/// The parcels a shape lies over, and whether it was refused for that.
#[derive(Default)]
struct Clashing {
    clashes: Vec<Clash>,
    refused: bool,
}

/// What a sound table would lie over, as the step that keeps it will find.
async fn clashes(
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

type Read = (Given, Examined);

async fn keep(
    ctx: &Ctx,
    around: &Surroundings,
    posted: &Posted,
    day: NaiveDate,
    (system, examined): (System, &Examined),
    read: &Option<Read>,
) -> Answer {
    let outline = Outline {
        system,
        vertices: examined.vertices.clone(),
        ring: examined.ring.clone(),
    };
    let repairs = posted
        .agreed
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(" ");
    let draft = Draft {
        valid_from: day,
        source: &posted.source,
        document: &posted.document,
        given: &posted.text,
        repairs: &repairs,
        outline: &outline,
        area: examined.area,
    };
    match actions::keep(
        &ctx.state.db,
        &ctx.actor,
        &ctx.origin(),
        &around.parcel,
        &draft,
    )
    .await
    {
        Ok(()) => Ok(kept(ctx, around.parcel.id)),
        Err(Refusal::Known(since)) => Ok(known(ctx, around.parcel.id, since)),
        Err(Refusal::Overlaps(clashes)) => {
            let clashing = Clashing {
                clashes,
                refused: true,
            };
            web::render(
                StatusCode::CONFLICT,
                &page(ctx, around, posted, Vec::new(), read.as_ref(), &clashing),
            )
        }
        Err(Refusal::Error(error)) => Err(error),
    }
}

fn kept(ctx: &Ctx, id: i64) -> Response {
    see_other(
        &format!("/parcels/{id}"),
        Tone::Ok,
        ctx.say(Text::new(
            "Đã lưu ranh giới lô đất.",
            "The boundary has been saved.",
        )),
    )
}

fn known(ctx: &Ctx, id: i64, since: NaiveDate) -> Response {
    let words = Text::new(
        "Ranh giới này, theo cùng tài liệu, đã có trong sổ; không ghi thêm. Áp dụng từ ngày",
        "This boundary, by the same document, is on record already and was not stored again. Valid from",
    );
    see_other(
        &format!("/parcels/{id}"),
        Tone::Ok,
        &format!("{} {}.", ctx.say(words), i18n::format_date(since)),
    )
}

fn understand(
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

fn missing(
    posted: &Posted,
    day: Option<NaiveDate>,
    born: Option<NaiveDate>,
    lang: Lang,
) -> Vec<(&'static str, String)> {
    let mut errors = Vec::new();
    let mut say = |field, vi: &str, en: &str| {
        errors.push((field, if lang == Lang::Vi { vi } else { en }.to_owned()))
    };
    if day.is_none() {
        say(
            "valid_from",
            "Xin nhập ngày theo dạng 31/12/2022.",
            "Please enter a date such as 31/12/2022.",
        );
    }
    if day.is_some_and(|day| day > i18n::today()) {
        say(
            "valid_from",
            "Ngày này còn ở phía trước.",
            "This day is still to come.",
        );
    }
    if let Some(born) = born.filter(|born| day.is_some_and(|day| day < *born)) {
        let born = i18n::format_date(born);
        say(
            "valid_from",
            &format!(
                "Lô vào sổ ngày {born}: ranh giới áp dụng từ ngày đó trở đi. Ngày vào sổ sai thì đính chính ở trang lô đất."
            ),
            &format!(
                "The parcel is in the books since {born}: its boundary holds from then on. Correct that day on the parcel's page if it is wrong."
            ),
        );
    }
    if !SOURCES.iter().any(|choice| choice.code == posted.source) {
        say("source", "Xin chọn nguồn.", "Please choose the source.");
    }
    match posted.document.chars().count() {
        0 => say(
            "document",
            "Xin ghi số, ngày của tài liệu có bảng tọa độ.",
            "Please name the document that holds the table.",
        ),
        length if length > MAX_DOCUMENT => {
            say("document", "Tối đa 300 ký tự.", "300 characters at most.")
        }
        _ => {}
    }
    errors
}

fn page(
    ctx: &Ctx,
    around: &Surroundings,
    posted: &Posted,
    errors: Vec<(&'static str, String)>,
    read: Option<&Read>,
    clashing: &Clashing,
) -> InputPage {
    let lang = ctx.lang;
    let pick = |vi: &'static str, en: &'static str| if lang == Lang::Vi { vi } else { en };
    let mut meridians: Vec<(i32, String, bool)> = OFFICIAL
        .iter()
        .filter(|official| official.system().width == Width::Three)
        .map(|official| {
            let meridian = official.system().meridian;
            (
                meridian.minutes(),
                words::official(official, lang),
                posted
                    .system
                    .is_some_and(|system| system.meridian == meridian),
            )
        })
        .collect();
    // The eastern 6° zone has a meridian of its own.
    meridians.push((
        111 * 60,
        "111°00′".to_owned(),
        posted
            .system
            .is_some_and(|system| system.meridian.minutes() == 111 * 60),
    ));
    let width = posted.system.map_or(Width::Three, |system| system.width);
    let default_note = match (around.usual, around.official) {
        (Some(usual), _) => {
            format!(
                "{} {}.",
                pick("Các lô khác của khu dùng", "The zone's other parcels use"),
                words::system(usual, lang)
            )
        }
        (None, Some(official)) => format!(
            "{} {}.",
            pick(
                "Bản đồ địa chính của tỉnh dùng",
                "The province's cadastral maps use"
            ),
            words::system(official, lang)
        ),
        (None, None) => pick(
            "Ghi trên bảng tọa độ, thường ở đầu bảng.",
            "Named on the table, usually at its head.",
        )
        .to_owned(),
    };
    let chosen = |code: &str| posted.source == code;
    InputPage {
        page: ctx.page(format!(
            "{} – {}",
            pick("Nhập tọa độ", "Enter coordinates"),
            around.parcel.code
        )),
        parcel_id: around.parcel.id,
        code: around.parcel.code.clone(),
        zone: around.parcel.zone.clone(),
        text: posted.text.clone(),
        meridians,
        widths: vec![
            (
                3,
                pick("múi 3° (k = 0,9999)", "3° (k = 0.9999)"),
                width == Width::Three,
            ),
            (
                6,
                pick("múi 6° (k = 0,9996)", "6° (k = 0.9996)"),
                width == Width::Six,
            ),
        ],
        default_note,
        day: posted.day.clone(),
        sources: SOURCES
            .iter()
            .map(|choice| (choice.code, choice.label.in_lang(lang), chosen(choice.code)))
            .collect(),
        document: posted.document.clone(),
        errors,
        agreed: posted
            .agreed
            .iter()
            .map(|repair| (repair.to_string(), words::repair(*repair, lang)))
            .collect(),
        seen: mark(&posted.text),
        preview: read.zip(posted.system).map(|((given, examined), system)| {
            preview(around, given, examined, system, &clashing.clashes, lang)
        }),
        refused: clashing.refused,
        clashes: clashing
            .clashes
            .iter()
            .map(|clash| {
                (
                    clash.parcel_id,
                    clash.code.clone(),
                    overlap_words(clash, lang),
                )
            })
            .collect(),
    }
}

fn overlap_words(clash: &Clash, lang: Lang) -> String {
    let area = rust_decimal::Decimal::try_from(clash.overlap.area).unwrap_or_default();
    format!("{} m²", i18n::format_number(area, 1, lang))
}

fn preview(
    around: &Surroundings,
    given: &Given,
    examined: &Examined,
    system: System,
    clashes: &[Clash],
    lang: Lang,
) -> Preview {
    let outline = Outline {
        system,
        vertices: examined.vertices.clone(),
        ring: examined.ring.clone(),
    };
    let parcel = &around.parcel;
    let title = panel::area_sentence(&parcel.code, examined.area, parcel.area_m2, lang);
    let marks: Vec<_> = clashes
        .iter()
        .flat_map(|clash| clash.overlap.rings.clone())
        .collect();
    // Of a place far away or a crossed outline a picture would show nothing true; of a crossing it shows where.
    let drawable = !examined.ring.is_empty();
    let svg = drawable
        .then(|| {
            panel::small_plan(
                ("preview-plan", &title),
                (&parcel.code, &outline),
                parcel.id,
                &around.others,
                &marks,
                lang,
            )
        })
        .flatten();
    let view = |finding: &survey::Finding| FindingView {
        refuses: finding.level == Level::Refuses,
        level: words::level(finding.level, lang),
        words: words::finding(finding, lang),
        repairs: finding
            .repairs
            .iter()
            .map(|repair| (repair.to_string(), words::repair(*repair, lang)))
            .collect(),
    };
    let metres = |value| words::metres(value, lang);
    let count = examined.vertices.len();
    let summary = match lang {
        Lang::Vi => format!(
            "{count} đỉnh, {} m², chu vi {} m",
            metres(examined.area),
            metres(examined.sides.iter().sum())
        ),
        Lang::En => {
            let corners = counted(count, ("", "corner", "corners"), lang);
            format!(
                "{corners}, {} m², perimeter {} m",
                metres(examined.area),
                metres(examined.sides.iter().sum())
            )
        }
    };
    let numbers = match (&given.places, given.lang, lang) {
        (Some(_), _, Lang::Vi) if given.of > 1 => {
            "GeoJSON nhiều lô: dùng lô mang mã của lô này. WGS 84, tọa độ VN-2000 được tính ra."
        }
        (Some(_), _, Lang::En) if given.of > 1 => {
            "GeoJSON of several lots: the one with this parcel's code is used. WGS 84; the VN-2000 coordinates are computed."
        }
        (Some(_), _, Lang::Vi) => "GeoJSON, WGS 84: tọa độ VN-2000 được tính ra.",
        (Some(_), _, Lang::En) => "GeoJSON, WGS 84: the VN-2000 coordinates are computed.",
        (None, Lang::Vi, Lang::Vi) => "Số viết kiểu Việt Nam: dấu phẩy trước phần lẻ.",
        (None, Lang::Vi, Lang::En) => "Vietnamese numbers: a comma before the decimals.",
        (None, Lang::En, Lang::Vi) => "Số viết kiểu Anh: dấu chấm trước phần lẻ.",
        (None, Lang::En, Lang::En) => "English numbers: a point before the decimals.",
    };
    let differs = examined.sound()
        && land::survey_differs(examined.area, parcel.area_m2, &around.rules).is_some();
    Preview {
        svg: svg.unwrap_or_default(),
        findings: examined.findings.iter().map(view).collect(),
        all: examined
            .all_repairs()
            .iter()
            .map(ToString::to_string)
            .collect(),
        sound: examined.sound() && clashes.is_empty(),
        corners: if count >= 3 {
            panel::corner_lines(&outline, lang)
        } else {
            Vec::new()
        },
        summary,
        numbers,
        skipped: given.skipped.clone(),
        warning: differs.then(|| panel::difference(examined.area, parcel.area_m2, lang)),
    }
}
