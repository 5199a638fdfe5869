//! What the plan of a zone shows on a day: drawn, as a table, as GeoJSON.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use super::db::{self, PhaseRow, PlotRow, ZoneRow};
use super::model::{self, Outline};
use super::theme::{self, Colouring, Theme};
use crate::foundation::charts::{Plot, Point};
use crate::foundation::i18n::{self, Lang, wording};
use crate::foundation::survey::{self, Overlap, System};
use crate::platform::web::table::{Cell, Table};
use crate::platform::web::{AppError, AskedDay, Ctx, FormData};
use crate::returns::filings;
use crate::standards::checks::{self, Rules, land};

/// What the reader chose.
pub struct Choices {
    pub day: NaiveDate,
    /// The day as typed, where it is none.
    pub bad_day: Option<String>,
    pub theme: Theme,
    /// Whose figures colour the plan.
    pub year: i32,
}

/// A zone's plan, loaded.
pub struct ZonePlan {
    pub zone: ZoneRow,
    pub choices: Choices,
    pub rows: Vec<PlotRow>,
    pub outlines: Vec<Option<Outline>>,
    pub phases: Vec<PhaseRow>,
    pub colouring: Colouring,
    /// The plane it is drawn in; `None` while no parcel has a shape.
    pub plane: Option<System>,
    pub rules: Rules,
    pub lang: Lang,
}

impl ZonePlan {
    /// Loads what was chosen in a query string.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a zone the account does not see.
    pub async fn load(ctx: &Ctx, zone_id: i64, given: &FormData) -> Result<ZonePlan, AppError> {
        let pool = &ctx.state.db;
        let zone = db::zone(pool, zone_id, ctx.actor.zones.as_deref())
            .await?
            .ok_or(AppError::NotFound)?;
        let choices = choices(ctx, given).await?;
        let rows = {
            let mut connection = pool.acquire().await?;
            db::plots(&mut connection, zone.id, choices.day).await?
        };
        let phases = db::phases(pool, zone.id, choices.day).await?;
        let figures: HashMap<i64, Decimal> = match choices.theme.figure() {
            Some((known, ..)) => {
                db::figures(pool, zone.id, known.code(), &choices.year.to_string())
                    .await?
                    .into_iter()
                    .collect()
            }
            None => HashMap::new(),
        };
        let outlines: Vec<Option<Outline>> = rows.iter().map(Outline::of).collect();
        let plane = model::usual_system(outlines.iter().flatten().map(|outline| outline.system));
        let colouring = theme::colour(choices.theme, &rows, &figures, ctx.lang);
        let rules = checks::db::rules(pool).await?;
        Ok(ZonePlan {
            zone,
            choices,
            rows,
            outlines,
            phases,
            colouring,
            plane,
            rules,
            lang: ctx.lang,
        })
    }

    fn pick(&self, vi: &'static str, en: &'static str) -> &'static str {
        match self.lang {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }

    /// Hectares with as many decimals as any area of the zone needs, from two to four.
    pub fn hectares(&self, area: Decimal) -> String {
        let fine = self
            .rows
            .iter()
            .any(|row| !(row.area_m2 % Decimal::ONE_HUNDRED).is_zero());
        i18n::format_number(
            area / Decimal::from(10_000),
            if fine { 4 } else { 2 },
            self.lang,
        )
    }

    /// The sentence that says what the plan shows.
    pub fn sentence(&self) -> String {
        let drawn = self.outlines.iter().flatten().count();
        let area = |states: &[&str]| {
            self.rows
                .iter()
                .filter(|row| states.contains(&row.state.as_str()))
                .map(|row| row.area_m2)
                .sum::<Decimal>()
        };
        let leased = self.hectares(area(&["leased", "in_use", "idle", "recovering"]));
        let ready = self.hectares(area(&["ready", "reserved"]));
        let day = i18n::format_date(self.choices.day);
        match self.lang {
            Lang::Vi => format!(
                "{}, ranh giới lô ngày {day}: {drawn}/{} lô có tọa độ; đã cho thuê {leased} ha, còn có thể cho thuê ngay {ready} ha",
                self.zone.name,
                self.rows.len()
            ),
            Lang::En => format!(
                "{}, parcel boundaries on {day}: {drawn} of {} {} coordinates; {leased} ha leased, {ready} ha ready to lease",
                self.zone.name,
                wording::counted(self.rows.len(), ("", "parcel", "parcels"), self.lang),
                wording::one_or_many(drawn, "has", "have")
            ),
        }
    }

    /// The area of a row's shape, where it differs from the declared one by more than rule V19 allows.
    pub fn differs(&self, row: &PlotRow) -> Option<Decimal> {
        row.shape_m2
            .filter(|shape| land::survey_differs(*shape, row.area_m2, &self.rules).is_some())
    }

    /// Where parcels lie over each other all the same: shapes of a bundle, of a parcel put back into use or moved to this zone.
    pub fn overlaps(&self, plane: System) -> Vec<(String, String, Overlap)> {
        let rings: Vec<Option<Vec<Point>>> = self
            .outlines
            .iter()
            .map(|outline| outline.as_ref().map(|outline| outline.within(plane)))
            .collect();
        let boxes: Vec<_> = rings
            .iter()
            .map(|ring| {
                ring.as_ref()
                    .and_then(|ring| crate::foundation::charts::bounds(ring.iter().copied()))
            })
            .collect();
        let mut found = Vec::new();
        for one in 0..rings.len() {
            for other in one + 1..rings.len() {
                let (Some(a), Some(b)) = (&boxes[one], &boxes[other]) else {
                    continue;
                };
                // Most pairs of a zone are told apart by this alone.
                if a.1.0 < b.0.0 || b.1.0 < a.0.0 || a.1.1 < b.0.1 || b.1.1 < a.0.1 {
                    continue;
                }
                let common = rings[one]
                    .as_ref()
                    .zip(rings[other].as_ref())
                    .and_then(|(a, b)| survey::overlap(a, b));
                if let Some(common) = common.filter(|common| common.area > model::OVERLAP_SLACK) {
                    found.push((
                        self.rows[one].code.clone(),
                        self.rows[other].code.clone(),
                        common,
                    ));
                }
            }
        }
        found
    }

    /// The parcels as plots in a plane, the largest first, so that a small one is never under a large one.
    pub fn plots(&self, plane: System, bold: Option<i64>) -> Vec<Plot> {
        let mut plots: Vec<(f64, Plot)> = Vec::new();
        for ((row, outline), (fill, words)) in self
            .rows
            .iter()
            .zip(&self.outlines)
            .zip(&self.colouring.plots)
        {
            let Some(outline) = outline else { continue };
            let ring = outline.within(plane);
            let label = survey::label(&ring).map(|label| (label.at, label.room));
            let area = format!("{} ha", self.hectares(row.area_m2));
            let mut title = format!("{}: {area}, {words}", row.code);
            if let Some(name) = &row.enterprise {
                title = format!("{title}, {name}");
            }
            let second = match self.choices.theme {
                Theme::State => row.enterprise_code.clone(),
                // What nobody holds has nothing to say here but its area.
                _ => row.enterprise_id.map(|_| words.clone()),
            };
            let lines = std::iter::once(row.code.clone())
                .chain(second)
                .chain([area])
                .collect();
            let mut plot = Plot {
                ring,
                fill: Some(*fill),
                title,
                lines,
                label,
                href: Some(format!("/parcels/{}", row.id)),
                ..Plot::default()
            };
            if bold == Some(row.id) {
                detail(&mut plot, outline, self.lang);
            }
            plots.push((size(&plot.ring), plot));
        }
        plots.sort_by(|(a, one), (b, other)| one.bold.cmp(&other.bold).then(b.total_cmp(a)));
        plots.into_iter().map(|(_, plot)| plot).collect()
    }

    /// The plan as a table to download, a row for each parcel.
    pub fn table(&self) -> Table {
        let pick = |vi: &'static str, en: &'static str| self.pick(vi, en).to_owned();
        let mut columns = vec![
            pick("Giai đoạn", "Phase"),
            pick("Lô đất", "Parcel"),
            pick("Loại đất", "Land use"),
            pick("Tình trạng", "State"),
            pick("Doanh nghiệp", "Tenant"),
            pick("Diện tích (m²)", "Area (m²)"),
            pick("Diện tích theo tọa độ (m²)", "Area by coordinates (m²)"),
            pick("Tài liệu", "Document"),
        ];
        if self.choices.theme.figure().is_some() {
            columns.push(format!(
                "{} {}",
                self.choices.theme.words().in_lang(self.lang),
                self.choices.year
            ));
        }
        let text = |value: &Option<String>| value.clone().map_or(Cell::Empty, Cell::Text);
        let mut rows = Vec::new();
        for (name, phase, members) in self.groups() {
            for index in members.iter().copied() {
                let row = &self.rows[index];
                let mut cells = vec![
                    Cell::Text(name.clone()),
                    Cell::Text(row.code.clone()),
                    Cell::Text(theme::choice_words("land_use", &row.land_use, self.lang)),
                    Cell::Text(theme::choice_words("state", &row.state, self.lang)),
                    text(&row.enterprise),
                    Cell::Number(row.area_m2),
                    row.shape_m2
                        .map_or(Cell::Empty, |area| Cell::Number(i18n::round(area, 2))),
                    text(&row.document),
                ];
                if let Some((_, _, scale)) = self.choices.theme.figure() {
                    cells.push(
                        self.colouring.values[index]
                            .map_or(Cell::Empty, |value| Cell::Number(i18n::round(value, scale))),
                    );
                }
                rows.push(cells);
            }
            if let Some(planned) = phase.and_then(|phase| phase.planned_m2) {
                let listed: Decimal = members.iter().map(|index| self.rows[*index].area_m2).sum();
                let mut rest = vec![
                    Cell::Text(name),
                    Cell::Text(self.rest_words(planned - listed)),
                ];
                rest.extend([
                    Cell::Empty,
                    Cell::Empty,
                    Cell::Empty,
                    Cell::Number(planned - listed),
                ]);
                rest.resize(columns.len(), Cell::Empty);
                rows.push(rest);
            }
        }
        Table {
            name: format!("so-do-{}", self.zone.code.to_lowercase()),
            columns,
            rows,
        }
    }

    /// What the difference between the stated area and the parcels is.
    pub fn rest_words(&self, rest: Decimal) -> String {
        if rest < Decimal::ZERO {
            self.pick(
                "Các lô vượt diện tích đã công bố",
                "More than the stated area",
            )
            .to_owned()
        } else {
            self.pick("Chưa thành lô", "Not in any parcel").to_owned()
        }
    }

    /// The rows by phase, by their places in `rows`; parcels without a phase come last.
    pub fn groups(&self) -> Vec<(String, Option<&PhaseRow>, Vec<usize>)> {
        let of = |phase: Option<i64>| -> Vec<usize> {
            (0..self.rows.len())
                .filter(|index| self.rows[*index].phase_id == phase)
                .collect()
        };
        let mut groups: Vec<_> = self
            .phases
            .iter()
            .map(|phase| (phase.name.clone(), Some(phase), of(Some(phase.id))))
            .collect();
        let known = |id: i64| self.phases.iter().any(|phase| phase.id == id);
        let stray: Vec<usize> = (0..self.rows.len())
            .filter(|index| !self.rows[*index].phase_id.is_some_and(known))
            .collect();
        if !stray.is_empty() {
            groups.push((
                self.pick("Chưa ghi giai đoạn", "No phase").to_owned(),
                None,
                stray,
            ));
        }
        groups
    }

    /// The shapes in WGS 84, with what is said of each.
    pub fn geojson(&self) -> Value {
        let feature = |(row, outline): (&PlotRow, &Option<Outline>)| {
            let outline = outline.as_ref()?;
            let mut properties = Map::new();
            let mut put = |name: &str, value: Value| properties.insert(name.to_owned(), value);
            put("parcel", row.code.clone().into());
            put("zone", self.zone.code.clone().into());
            put("state", row.state.clone().into());
            put("land_use", row.land_use.clone().into());
            put("enterprise", row.enterprise.clone().into());
            put("area_m2", row.area_m2.to_string().into());
            put("shape_m2", row.shape_m2.map(|area| area.to_string()).into());
            put("document", row.document.clone().into());
            put(
                "valid_from",
                row.valid_from.map(|day| day.to_string()).into(),
            );
            put("central_meridian", outline.system.meridian.label().into());
            put("zone_width", outline.system.width.degrees().into());
            put("vn2000", survey::write_corners(&outline.vertices).into());
            Some((outline.ring.clone(), properties))
        };
        let shapes: Vec<_> = self
            .rows
            .iter()
            .zip(&self.outlines)
            .filter_map(feature)
            .collect();
        survey::feature_collection(&shapes)
    }
}

/// A plot the plan is about: thick, with the names of its corners and the lengths of its sides.
pub fn detail(plot: &mut Plot, outline: &Outline, lang: Lang) {
    let corners: Vec<survey::Corner> = outline
        .vertices
        .iter()
        .map(|vertex| vertex.corner)
        .collect();
    plot.bold = true;
    plot.corners = names(outline);
    plot.sides = survey::sides(&corners)
        .into_iter()
        .map(|side| i18n::format_number(side, 2, lang))
        .collect();
}

/// What corners are called: as in the paper, else by their number.
pub fn names(outline: &Outline) -> Vec<String> {
    let name = |(at, vertex): (usize, &survey::Vertex)| {
        if vertex.name.is_empty() {
            (at + 1).to_string()
        } else {
            vertex.name.clone()
        }
    };
    outline.vertices.iter().enumerate().map(name).collect()
}

fn size(ring: &[Point]) -> f64 {
    crate::foundation::charts::bounds(ring.iter().copied())
        .map_or(0.0, |(low, high)| (high.0 - low.0) * (high.1 - low.1))
}

async fn choices(ctx: &Ctx, given: &FormData) -> Result<Choices, AppError> {
    let asked = AskedDay::of(given);
    let year = match given.choice("year", |year| {
        year.parse()
            .ok()
            .filter(|year| (1990..=2100).contains(year))
    })? {
        Some(year) => year,
        None => filings::db::current_year(&ctx.state.db)
            .await?
            .unwrap_or_else(|| i18n::today().year()),
    };
    Ok(Choices {
        day: asked.on,
        bad_day: asked.bad,
        theme: Theme::from_code(given.get("colour")).unwrap_or(Theme::State),
        year,
    })
}
