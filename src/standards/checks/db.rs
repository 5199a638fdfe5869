//! The rules as the board keeps them.

use sqlx::PgExecutor;

use super::{Rule, Rules, Severity};

/// The rules that apply: the board's rows over the defaults. A retired row is a rule switched off.
///
/// # Errors
/// Whatever the database says.
pub async fn rules(db: impl PgExecutor<'_>) -> sqlx::Result<Rules> {
    let rows = sqlx::query!(
        r#"select code, severity, active and retired_at is null as "active!", low, high, low_2, high_2 from check_rules"#
    )
    .fetch_all(db)
    .await?;
    let mut rules = Rules::defaults();
    for row in rows {
        let Some(severity) = Severity::from_code(&row.severity) else {
            continue;
        };
        let rule = Rule {
            code: "",
            severity,
            active: row.active,
            low: row.low,
            high: row.high,
            low_2: row.low_2,
            high_2: row.high_2,
        };
        rules.set(&row.code, rule);
    }
    Ok(rules)
}
