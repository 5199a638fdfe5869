//! A refusal of the database in words, with the column it is about.

use sqlx::PgConnection;
use sqlx::postgres::PgDatabaseError;

use super::faults::Fault;
use super::rules::in_words;
use super::tables::BundleTable;
use crate::foundation::database::with_detail;
use crate::foundation::i18n::{Said, Text};
use crate::platform::web::refusal_words;

/// Says why the database refused a line. The words are those beside the field of the portal's own form, where it has one.
///
/// # Errors
/// Whatever the database says when it is asked for the columns of a rule.
pub async fn refusal(
    tx: &mut PgConnection,
    table: &BundleTable,
    line: u64,
    error: &sqlx::Error,
) -> sqlx::Result<Fault> {
    let fault = |column: &str, message: Said| {
        let field = table.entity.field(column);
        let column =
            field.map_or_else(|| column.to_owned(), |field| table.column(field).to_owned());
        Fault {
            line,
            column,
            ..Fault::of_file(&table.file_name(), message)
        }
    };
    let Some(cause) = error.as_database_error() else {
        return Ok(fault("", as_it_is(&error.to_string())));
    };
    let name = cause.constraint().unwrap_or_default();
    if let Some((_, field, text)) = table
        .entity
        .constraints
        .iter()
        .find(|(known, _, _)| *known == name)
    {
        return Ok(fault(field, detailed(*text, error)));
    }
    let code = cause.code().unwrap_or_default().into_owned();
    let column = cause
        .try_downcast_ref::<PgDatabaseError>()
        .and_then(PgDatabaseError::column)
        .unwrap_or_default()
        .to_owned();
    match code.as_str() {
        code if code.starts_with("IZ") => Ok(fault(&column, detailed(refusal_words(code), error))),
        "23502" => Ok(fault(&column, EMPTY.into())),
        "23505" | "23514" | "23P01" => {
            let (columns, rule) = rule(tx, name, cause.table().unwrap_or_default()).await?;
            let stated = columns.iter().find(|column| {
                table
                    .entity
                    .field(column)
                    .is_some_and(|field| !field.derived)
            });
            let stated = stated.map_or("", String::as_str);
            Ok(match in_words(name, &rule) {
                Some((column, words)) => fault(column.unwrap_or(stated), words),
                None if code == "23505" => fault(stated, TAKEN.into()),
                None => fault(stated, as_it_is(cause.message())),
            })
        }
        _ => Ok(fault(&column, as_it_is(cause.message()))),
    }
}

const EMPTY: Text = Text::new("Xin nhập, không được để trống.", "Please fill this in.");
const TAKEN: Text = Text::new(
    "một bản ghi khác đã có giá trị này",
    "another record has this already",
);

fn detailed(words: Text, error: &sqlx::Error) -> Said {
    Said::new(with_detail(words.vi, error), with_detail(words.en, error))
}

/// The database's own words, where there are no better ones.
fn as_it_is(words: &str) -> Said {
    Said::new(words, words)
}

/// The columns of a constraint or a unique index, and what a check says.
async fn rule(
    tx: &mut PgConnection,
    name: &str,
    table: &str,
) -> sqlx::Result<(Vec<String>, String)> {
    let found: Option<(Vec<String>, Option<String>)> = sqlx::query_as(
        "select array(select a.attname::text from pg_attribute a
                       where a.attrelid = r.oid and a.attnum = any(coalesce(c.conkey, i.indkey::int2[])) order by a.attnum desc),
                pg_get_expr(c.conbin, c.conrelid)
           from pg_class r
           left join pg_constraint c on c.conrelid = r.oid and c.conname = $1
           left join (pg_index i join pg_class n on n.oid = i.indexrelid and n.relname = $1) on i.indrelid = r.oid
          where r.relname = $2 and r.relkind = 'r'",
    )
    .bind(name)
    .bind(table)
    .fetch_optional(tx)
    .await?;
    Ok(found
        .map(|(columns, rule)| (columns, rule.unwrap_or_default()))
        .unwrap_or_default())
}
