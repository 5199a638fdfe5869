//! The indicators and products as other features need them: typed, in order, found by id or code.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use sqlx::PgPool;

use super::kinds::{Source, TimeKind};
use super::known::Known;
use crate::foundation::i18n::{self, Lang};
use crate::foundation::kernel::quantity::{self, Dimension, Unit};

/// One indicator or product.
#[derive(Debug, Clone)]
pub struct Indicator {
    pub id: i64,
    pub code: String,
    pub is_product: bool,
    pub name: String,
    pub name_en: String,
    /// Other names tables have for it, between semicolons.
    pub aliases: String,
    pub dimension: Dimension,
    pub own_unit: Option<String>,
    pub own_unit_en: Option<String>,
    pub source: Source,
    pub time_kind: TimeKind,
    /// The unit people read and type by default.
    pub unit: &'static Unit,
    /// Decimals in that unit.
    pub scale: u32,
    /// The rounding step of a sentence, in that unit; `None` states the exact value.
    pub sentence_step: Option<Decimal>,
    pub part_of: Option<i64>,
    pub weight: Option<i64>,
    /// Below the main table, see the registry.
    pub folded: bool,
    /// The last day it is used, if it is no longer.
    pub valid_until: Option<NaiveDate>,
}

impl Indicator {
    /// Whether the program speaks of it by this name.
    pub fn is(&self, known: Known) -> bool {
        self.code == known.code()
    }

    /// Which of those it is that the program speaks of by name, if one.
    pub fn known(&self) -> Option<Known> {
        Known::from_code(&self.code)
    }

    /// Whether a period that ends on this day asks for it.
    pub fn used_on(&self, day: NaiveDate) -> bool {
        self.valid_until.is_none_or(|last| last >= day)
    }

    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.name,
            Lang::En => &self.name_en,
        }
    }

    /// A unit's words for this indicator: a product's own, or the unit's.
    pub fn unit_words<'a>(&'a self, unit: &'static Unit, lang: Lang) -> &'a str {
        let own = match lang {
            Lang::Vi => self.own_unit.as_deref(),
            Lang::En => self.own_unit_en.as_deref(),
        };
        own.filter(|_| self.dimension == Dimension::Own)
            .unwrap_or(unit.short(lang))
    }

    /// The default unit's words.
    pub fn unit_name(&self, lang: Lang) -> &str {
        self.unit_words(self.unit, lang)
    }

    /// A canonical value in the default unit with its usual decimals.
    pub fn show(&self, canonical: Decimal, lang: Lang) -> String {
        let value = quantity::in_unit(canonical, self.unit);
        i18n::format_number(value, self.scale, lang)
    }

    /// Canonical values in the display unit, all with the decimals that the longest of them needs: a column of exact
    /// numbers whose commas stand under each other.
    pub fn show_column(&self, canonical: &[Decimal], lang: Lang) -> Vec<String> {
        let values: Vec<Decimal> = canonical
            .iter()
            .map(|value| quantity::in_unit(*value, self.unit).normalize())
            .collect();
        let scale = values
            .iter()
            .map(Decimal::scale)
            .max()
            .unwrap_or(0)
            .clamp(0, 6);
        values
            .into_iter()
            .map(|value| i18n::format_number(value, scale, lang))
            .collect()
    }

    /// A canonical value in a unit of choice, with all its decimals.
    pub fn show_exact(&self, canonical: Decimal, unit: &Unit, lang: Lang) -> String {
        let value = quantity::in_unit(canonical, unit);
        i18n::format_plain(value, 6, lang)
    }
}

/// All indicators and products, those no longer asked for too, in their order: indicators first.
#[derive(Debug, Clone)]
pub struct Catalogue {
    pub all: Vec<Indicator>,
}

impl Catalogue {
    /// Reads the catalogue.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn load(db: &PgPool) -> sqlx::Result<Catalogue> {
        let rows = sqlx::query!(
            "select id, code, kind, name, name_en, aliases, dimension, own_unit, own_unit_en, source, time_kind,
                    display_unit, display_scale, sentence_step, part_of_id, weight_id,
                    folded, valid_until
               from indicators
              where retired_at is null
              order by kind, position, code"
        )
        .fetch_all(db)
        .await?;
        let all = rows
            .into_iter()
            .filter_map(|row| {
                Some(Indicator {
                    id: row.id,
                    code: row.code,
                    is_product: row.kind == "product",
                    name: row.name,
                    name_en: row.name_en,
                    aliases: row.aliases.unwrap_or_default(),
                    dimension: Dimension::from_code(&row.dimension)?,
                    own_unit: row.own_unit,
                    own_unit_en: row.own_unit_en,
                    source: Source::from_code(&row.source)?,
                    time_kind: TimeKind::from_code(&row.time_kind)?,
                    unit: quantity::unit(&row.display_unit)?,
                    scale: u32::try_from(row.display_scale).unwrap_or(0),
                    sentence_step: row.sentence_step,
                    part_of: row.part_of_id,
                    weight: row.weight_id,
                    folded: row.folded,
                    valid_until: row.valid_until,
                })
            })
            .collect();
        Ok(Catalogue { all })
    }

    pub fn by_id(&self, id: i64) -> Option<&Indicator> {
        self.all.iter().find(|indicator| indicator.id == id)
    }

    pub fn by_code(&self, code: &str) -> Option<&Indicator> {
        self.all.iter().find(|indicator| indicator.code == code)
    }

    /// One that the program speaks of by name.
    pub fn known(&self, known: Known) -> Option<&Indicator> {
        self.by_code(known.code())
    }

    pub fn products(&self) -> impl Iterator<Item = &Indicator> {
        self.all.iter().filter(|indicator| indicator.is_product)
    }
}
