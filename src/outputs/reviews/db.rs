//! All SQL of reviews.

use std::collections::HashMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use sqlx::{PgConnection, PgPool};

use crate::foundation::i18n;

/// The particulars of a year's review.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Review {
    pub year: i32,
    pub number: Option<String>,
    pub signed_on: Option<NaiveDate>,
    pub cut_off_on: Option<NaiveDate>,
    /// One line each: "KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN".
    pub capacity: String,
    pub signer: Option<String>,
    pub addressees: Option<String>,
    pub recipients: Option<String>,
    /// 0 while nobody has saved it.
    pub version: i32,
}

impl Review {
    /// The review of a year before anybody wrote on it.
    pub fn unwritten(year: i32) -> Review {
        Review {
            year,
            number: None,
            signed_on: None,
            cut_off_on: None,
            capacity: "TRƯỞNG BAN".to_owned(),
            signer: None,
            addressees: None,
            recipients: None,
            version: 0,
        }
    }
}

pub async fn find(db: &PgPool, year: i32) -> sqlx::Result<Review> {
    let found = sqlx::query_as!(
        Review,
        "select year, number, signed_on, cut_off_on, capacity, signer, addressees, recipients, version from reviews where year = $1",
        year
    )
    .fetch_optional(db)
    .await?;
    Ok(found.unwrap_or_else(|| Review::unwritten(year)))
}

/// What staff wrote, by section.
pub async fn sections(db: &PgPool, year: i32) -> sqlx::Result<HashMap<String, String>> {
    let rows = sqlx::query!(
        "select s.section, s.body from review_sections s join reviews r on r.id = s.review_id where r.year = $1",
        year
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.section, row.body))
        .collect())
}

/// Saves the particulars if nobody else did since; returns the review's id.
pub async fn save(tx: &mut PgConnection, review: &Review) -> sqlx::Result<Option<i64>> {
    if review.version == 0 {
        sqlx::query!(
            "insert into reviews (year, version) values ($1, 0) on conflict (year) do nothing",
            review.year
        )
        .execute(&mut *tx)
        .await?;
    }
    sqlx::query_scalar!(
        "update reviews set number = $3, signed_on = $4, cut_off_on = $5, capacity = $6, signer = $7, addressees = $8,
                recipients = $9, version = version + 1
          where year = $1 and version = $2 returning id",
        review.year,
        review.version,
        review.number,
        review.signed_on,
        review.cut_off_on,
        review.capacity,
        review.signer,
        review.addressees,
        review.recipients
    )
    .fetch_optional(tx)
    .await
}

pub async fn save_section(
    tx: &mut PgConnection,
    review_id: i64,
    section: &str,
    body: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into review_sections as s (review_id, section, body) values ($1, $2, $3)
         on conflict (review_id, section) do update set body = excluded.body, version = s.version + 1
          where s.body <> excluded.body",
        review_id,
        section,
        body
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The day, in Vietnam, on which the last of a year's figures that count was accepted.
pub async fn accepted_until(
    db: &PgPool,
    year: i32,
    zones: Option<&[i64]>,
) -> sqlx::Result<Option<NaiveDate>> {
    let last = sqlx::query_scalar!(
        "select max(f.recorded_at) from current_figures c join figures f on f.id = c.figure_id
          where c.period = $1 and ($2::bigint[] is null or c.zone_id = any($2))",
        year.to_string(),
        zones
    );
    Ok(last
        .fetch_one(db)
        .await?
        .map(|at| i18n::vietnam_time(at).date_naive()))
}

/// A project granted in the year, with the name and the investors it had at the year's end.
pub struct ProjectRow {
    pub name: String,
    pub origin: String,
    pub investor: Option<String>,
    pub currency: String,
    /// As in the certificate, in its currency.
    pub capital: Option<Decimal>,
    /// The same in the currency of its origin (VND or USD), as the certificate prints it or at the rate kept with the event.
    pub by_origin: Option<Decimal>,
}

pub async fn new_projects(
    db: &PgPool,
    year: i32,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<ProjectRow>> {
    sqlx::query_as!(
        ProjectRow,
        r#"select t.name as "name!", m.origin as "origin!", t.investor, m.currency as "currency!", m.amount as capital, m.by_origin
             from capital_movements(make_date($1, 1, 1), make_date($1, 12, 31)) m join projects p on p.id = m.project_id
            cross join lateral project_particulars(p.id, make_date($1, 12, 31)) t
            where m.movement = 'new' and ($2::bigint[] is null or m.zone_id = any($2))
            order by m.happened_on, p.code"#,
        year,
        zones
    )
    .fetch_all(db)
    .await
}

/// The key tasks of a year, in their order.
pub async fn key_tasks(db: &PgPool, year: i32) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!(
        "select content from key_tasks where year = $1 and retired_at is null order by position",
        year
    )
    .fetch_all(db)
    .await
}
