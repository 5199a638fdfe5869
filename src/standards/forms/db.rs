//! All SQL of the forms.

use chrono::NaiveDate;
use sqlx::PgPool;

use super::model::{Calendar, Deadline, Form, Line, LineUnit, Question};
use crate::foundation::kernel::{Frequency, Vintage};

/// Every form in use with its deadlines: by year, quarter, month, then by code.
pub async fn forms(db: &PgPool) -> sqlx::Result<Vec<Form>> {
    let rows = sqlx::query!(
        "select id, code, name, name_en, frequency, vintage, owed_by, with_products, per_project, legal_basis, valid_from, valid_to
           from forms where retired_at is null order by code, valid_from"
    )
    .fetch_all(db)
    .await?;
    let deadlines = sqlx::query!(
        "select form_id, months_after, day, legal_basis, note, valid_from, valid_to
           from deadlines where retired_at is null order by form_id, valid_from desc"
    )
    .fetch_all(db)
    .await?;
    let forms = rows.into_iter().filter_map(|row| {
        let rules = deadlines
            .iter()
            .filter(|rule| rule.form_id == row.id)
            .map(|rule| Deadline {
                months_after: rule.months_after.unsigned_abs(),
                day: rule.day.unsigned_abs(),
                legal_basis: rule.legal_basis.clone(),
                note: rule.note.clone(),
                valid_from: rule.valid_from,
                valid_to: rule.valid_to,
            });
        Some(Form {
            id: row.id,
            code: row.code,
            name: row.name,
            name_en: row.name_en,
            frequency: Frequency::from_code(&row.frequency)?,
            vintage: Vintage::from_code(&row.vintage)?,
            owed: row.owed_by != "nobody",
            from_building: row.owed_by == "building",
            with_products: row.with_products,
            per_project: row.per_project,
            legal_basis: row.legal_basis,
            valid_from: row.valid_from,
            valid_to: row.valid_to,
            deadlines: rules.collect(),
        })
    });
    let mut forms: Vec<Form> = forms.collect();
    forms.sort_by(|a, b| {
        b.frequency
            .cmp(&a.frequency)
            .then_with(|| a.code.cmp(&b.code))
    });
    Ok(forms)
}

/// The lines of a form, top to bottom, without those of products.
pub async fn lines(db: &PgPool, form_id: i64) -> sqlx::Result<Vec<Line>> {
    let rows = sqlx::query!(
        "select code, indicator_id, unit, required, may_be_negative, to_date, total_indicator_id, adds_to_indicator_id
           from form_lines where form_id = $1 and retired_at is null order by position, code, id",
        form_id
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            Some(Line {
                unit: LineUnit::from_code(&row.unit)?,
                code: row.code,
                indicator_id: row.indicator_id,
                required: row.required,
                may_be_negative: row.may_be_negative,
                to_date: row.to_date,
                total_id: row.total_indicator_id,
                adds_to: row.adds_to_indicator_id,
            })
        })
        .collect())
}

/// What a form asks in words, top to bottom.
pub async fn questions(db: &PgPool, form_id: i64) -> sqlx::Result<Vec<Question>> {
    let rows = sqlx::query!(
        "select id, code, label, label_en, hint, hint_en, max_length, required, proposes
           from form_questions where form_id = $1 and retired_at is null order by position, code, id",
        form_id
    )
    .fetch_all(db)
    .await?;
    let question = rows.into_iter().map(|row| Question {
        id: row.id,
        code: row.code,
        label: row.label,
        label_en: row.label_en,
        hint: row.hint,
        hint_en: row.hint_en,
        max_length: usize::try_from(row.max_length).unwrap_or_default(),
        required: row.required,
        proposes: row.proposes,
    });
    Ok(question.collect())
}

/// Every day known on which offices are closed or open against the week.
pub async fn calendar(db: &PgPool) -> sqlx::Result<Calendar> {
    let days: Vec<NaiveDate> =
        sqlx::query_scalar!("select day from holidays where retired_at is null")
            .fetch_all(db)
            .await?;
    Ok(Calendar::new(days))
}
