//! The page that takes a table of corners in and draws what was understood of it.

use super::given::{Clashing, Posted, Read, Surroundings, mark};
use super::model::{Clash, Outline, SOURCES};
use super::panel::{self, CornerLine};
use super::words;
use crate::foundation::i18n::wording::counted;
use crate::foundation::i18n::{self, Lang};
use crate::foundation::survey::{self, Examined, Given, Level, OFFICIAL, System, Width};
use crate::platform::web::{Ctx, Page};
use crate::standards::checks::land;
use askama::Template;

#[derive(Template)]
#[template(path = "outputs/maps/input.html")]
pub(super) struct InputPage {
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

pub(super) fn page(
    ctx: &Ctx,
    around: &Surroundings,
    posted: &Posted,
    errors: Vec<(&'static str, String)>,
    read: Option<&Read>,
    clashing: &Clashing,
) -> InputPage {
    let lang = ctx.lang;
    let pick = |vi: &'static str, en: &'static str| if lang == Lang::Vi { vi } else { en };
    let width = posted.system.map_or(Width::Three, |system| system.width);
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
        meridians: meridians(posted, lang),
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
        default_note: default_note(around, lang),
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

/// The meridians offered, with the one posted.
fn meridians(posted: &Posted, lang: Lang) -> Vec<(i32, String, bool)> {
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
    meridians
}

/// Which meridian the table is likely in.
fn default_note(around: &Surroundings, lang: Lang) -> String {
    let pick = |vi: &'static str, en: &'static str| if lang == Lang::Vi { vi } else { en };
    match (around.usual, around.official) {
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
    }
}

/// How many corners, the area and the perimeter.
fn summary(examined: &Examined, lang: Lang) -> String {
    let metres = |value| words::metres(value, lang);
    let count = examined.vertices.len();
    match lang {
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
    }
}

/// In which writing the numbers were read.
fn numbers(given: &Given, lang: Lang) -> &'static str {
    match (&given.places, given.lang, lang) {
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
                "preview-plan",
                &title,
                &panel::Drawn {
                    parcel_id: parcel.id,
                    code: &parcel.code,
                    outline: &outline,
                },
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
    let count = examined.vertices.len();
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
        summary: summary(examined, lang),
        numbers: numbers(given, lang),
        skipped: given.skipped.clone(),
        warning: differs.then(|| panel::difference(examined.area, parcel.area_m2, lang)),
    }
}
