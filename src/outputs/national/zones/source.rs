//! The sheets about zones themselves: 2102 (decisions of the period), 2103 (infrastructure projects, occupancy) and 2107 (zones
//! of the plan in force). Land in ha, FDI capital in triệu USD, domestic capital in tỷ đồng.

use super::super::attraction::PLACES;
use super::super::model::{Cell, Column, Money, Unit};
use super::db::{Decision, Infrastructure, Whole, ZoneLand};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::Period;
use rust_decimal::Decimal;

/// What the sheets are made from.
pub struct Source {
    pub period: Period,
    /// The first year whose realised capital is added up.
    pub since: i32,
    pub zones: Vec<ZoneLand>,
    pub infrastructure: Vec<Infrastructure>,
    /// What was reported for several projects as a whole, which no row can have.
    pub wholes: Vec<Whole>,
    pub decisions: Vec<Decision>,
    pub lang: Lang,
}

/// A column's title and whether it holds numbers.
pub(super) type Head = (Text, bool);

pub(super) fn columns(heads: &[Head], lang: Lang) -> Vec<Column> {
    heads
        .iter()
        .map(|(title, numeric)| Column {
            title: title.in_lang(lang).to_owned(),
            numeric: *numeric,
        })
        .collect()
}

pub(super) fn text(words: Option<&str>) -> Cell {
    Cell::words(words.unwrap_or_default())
}

/// Registered capital in the column of its origin's currency; the other column is empty, not nil.
pub(super) fn capital(project: Option<&Infrastructure>, currency: &str) -> Cell {
    let Some(project) = project.filter(|project| project.currency == currency) else {
        return Cell::words("");
    };
    let unit = if currency == "usd" {
        Unit::MillionUsd
    } else {
        Unit::BillionVnd
    };
    Cell::number(
        project
            .capital
            .and_then(|capital| Money::of(currency, capital).in_unit(unit, None)),
        unit,
    )
    .to(format!("/projects/{}#events", project.id))
}

impl ZoneLand {
    /// By its decisions; where there is none, as the registry calls it today.
    pub(super) fn is_approved(&self) -> bool {
        self.approved.unwrap_or(self.status != "planned")
    }
}

impl Source {
    /// The page that shows where a zone's areas come from; that of all zones for a total.
    pub(super) fn basis(&self, zone: Option<&ZoneLand>) -> String {
        let zone = zone.map_or_else(String::new, |zone| format!("?zone={}", zone.id));
        format!("/national/{}/land{zone}", self.period)
    }

    /// The zones that stand at the period's end.
    pub(super) fn current(&self) -> impl Iterator<Item = &ZoneLand> {
        self.zones.iter().filter(|zone| !zone.revoked)
    }

    /// The ledger of a zone's leased land at the period's end.
    pub(super) fn ledger(&self, zone: &ZoneLand) -> String {
        let day = self.period.last_day();
        format!(
            "/leased-land?zone={}&on={}",
            zone.id,
            i18n::format_date(day)
        )
    }

    pub(super) fn place(&self, zone: &ZoneLand) -> Cell {
        let words = PLACES
            .iter()
            .find(|(code, _)| *code == zone.place)
            .map_or("", |(_, words)| words.in_lang(self.lang));
        Cell::words(words)
    }

    pub(super) fn named(zone: &ZoneLand) -> Cell {
        Cell::words(&zone.name).to(format!("/zones/{}", zone.id))
    }

    /// The first infrastructure project of a zone.
    pub(super) fn developer(&self, zone_id: i64) -> Option<&Infrastructure> {
        self.infrastructure
            .iter()
            .find(|project| project.zone_id == zone_id)
    }

    /// Over the zones whose area is known.
    pub(super) fn sum(&self, of: fn(&ZoneLand) -> Option<Decimal>) -> Option<Decimal> {
        let known: Vec<Decimal> = self.current().filter_map(of).collect();
        (!known.is_empty()).then(|| known.into_iter().sum())
    }
}
