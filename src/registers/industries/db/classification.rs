//! SQL of the classification: versions, codes, how they correspond, tables loaded.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use sqlx::{PgConnection, PgPool};

use crate::registers::industries::model::{Pair, Version};

/// A version, how long it is in force, and how many codes of it are known.
pub struct VersionRow {
    pub version: String,
    pub decision: String,
    pub valid_from: NaiveDate,
    pub valid_until: Option<NaiveDate>,
    pub codes: i64,
}

/// # Errors
/// Whatever the database says; so for all functions here.
pub async fn versions(db: &PgPool) -> sqlx::Result<Vec<VersionRow>> {
    sqlx::query_as!(
        VersionRow,
        r#"select v.version, v.decision, v.valid_from, v.valid_until,
                  (select count(*) from industries i where i.version = v.version) as "codes!"
             from industry_versions v order by v.version"#
    )
    .fetch_all(db)
    .await
}

/// The version in force on a day.
pub async fn version_on(db: &PgPool, day: NaiveDate) -> sqlx::Result<Option<Version>> {
    let code = sqlx::query_scalar!(r#"select industry_version_on($1) as "version!""#, day)
        .fetch_one(db)
        .await?;
    Ok(Version::from_code(&code))
}

/// One code as both versions have it.
pub struct Both {
    pub code: String,
    pub old: Option<String>,
    pub new: Option<String>,
    /// Whether the 2018 code goes into the 2025 code of the same number; none where the 2018 code is in no pair.
    pub goes_on: Option<bool>,
}

/// Codes that begin with a number or a letter, or whose names in either version hold words that begin with every word asked for;
/// sections where nothing is asked. Words are compared without accents; those typed with theirs put the names that have them first.
pub async fn lookup(db: &PgPool, asked: &str, limit: i64) -> sqlx::Result<Vec<Both>> {
    sqlx::query_as!(
        Both,
        r#"select c.code as "code!", o.name as "old?", n.name as "new?",
                  case when exists (select 1 from industry_pairs p where p.from_code = c.code)
                       then exists (select 1 from industry_pairs p where p.from_code = c.code and p.to_code = c.code) end as goes_on
             from (select code, bool_or((select bool_and(lower(word) = fold(word) or strpos(written, ' ' || lower(word)) > 0)
                                           from regexp_split_to_table(normalize($1, NFC), '[\s,;.()]+') word)) as as_typed
                     from (select code, ' ' || regexp_replace(search, '[^a-z0-9]+', ' ', 'g') as plain,
                                  ' ' || regexp_replace(lower(normalize(name, NFC)), '[\s,;.()]+', ' ', 'g') as written from industries) i
                    where case when $1 = '' then code ~ '^[A-V]$'
                               when $1 ~ '^([A-Va-v]|\d{1,5})$' then starts_with(code, upper($1))
                               else (select bool_and(strpos(plain, ' ' || fold(word)) > 0) from regexp_split_to_table($1, '[\s,;.()]+') word) end
                    group by code) c
             left join industries o on o.version = '2018' and o.code = c.code
             left join industries n on n.version = '2025' and n.code = c.code
            order by c.as_typed desc, c.code limit $2"#,
        asked,
        limit
    )
    .fetch_all(db)
    .await
}

/// Every code of either version.
pub async fn whole(db: &PgPool) -> sqlx::Result<Vec<Both>> {
    sqlx::query_as!(
        Both,
        r#"select code as "code!", o.name as "old?", n.name as "new?",
                  case when exists (select 1 from industry_pairs p where p.from_code = code)
                       then exists (select 1 from industry_pairs p where p.from_code = code and p.to_code = code) end as goes_on
             from (select * from industries where version = '2018') o
             full join (select * from industries where version = '2025') n using (code)
            order by code"#
    )
    .fetch_all(db)
    .await
}

/// A code of a version.
#[derive(Debug, Clone)]
pub struct Entry {
    pub code: String,
    pub name: String,
}

pub async fn entry(
    db: &mut PgConnection,
    version: Version,
    code: &str,
) -> sqlx::Result<Option<Entry>> {
    sqlx::query_as!(
        Entry,
        r#"select code as "code!", name as "name!" from industries where version = $1 and code = $2"#,
        version.code(),
        code
    )
    .fetch_optional(db)
    .await
}

pub async fn children(db: &PgPool, version: Version, code: &str) -> sqlx::Result<Vec<Entry>> {
    sqlx::query_as!(
        Entry,
        r#"select code as "code!", name as "name!" from industries where version = $1 and parent = $2 order by code"#,
        version.code(),
        code
    )
    .fetch_all(db)
    .await
}

/// What stands above a code, its section first.
pub async fn above(db: &PgPool, version: Version, code: &str) -> sqlx::Result<Vec<Entry>> {
    sqlx::query_as!(
        Entry,
        r#"with recursive up as (
               select parent, 0 as height from industries where version = $1 and code = $2
               union all
               select i.parent, up.height + 1 from industries i join up on i.version = $1 and i.code = up.parent where up.height < 5)
           select i.code as "code!", i.name as "name!" from up join industries i on i.version = $1 and i.code = up.parent
            order by up.height desc"#,
        version.code(),
        code
    )
    .fetch_all(db)
    .await
}

/// Codes of one version near one it does not have: in the same group, else in the same division.
pub async fn near(db: &mut PgConnection, version: Version, code: &str) -> sqlx::Result<Vec<Entry>> {
    sqlx::query_as!(
        Entry,
        r#"select code as "code!", name as "name!" from industries
            where version = $1 and length(code) between least(length($2::text), 4) and greatest(length($2::text), 4)
              and left(code, 2) = left($2, 2)
            order by left(code, 4) = left($2, 4) desc, left(code, 3) = left($2, 3) desc, length(code) <> length($2), code limit 4"#,
        version.code(),
        code
    )
    .fetch_all(db)
    .await
}

/// What a code corresponds to in the other version.
#[derive(Debug, Clone)]
pub struct Other {
    /// The code asked about.
    pub of: String,
    pub code: String,
    pub name: String,
    pub partial: bool,
    pub source: String,
}

/// The 2025 codes of some 2018 codes.
pub async fn onward(db: &PgPool, codes: &[String]) -> sqlx::Result<Vec<Other>> {
    sqlx::query_as!(
        Other,
        r#"select p.from_code as "of!", p.to_code as "code!", n.name as "name!", p.partial as "partial!", p.source as "source!"
             from industry_pairs p join industries n on n.version = '2025' and n.code = p.to_code
            where p.from_code = any($1) order by p.from_code, p.to_code"#,
        codes
    )
    .fetch_all(db)
    .await
}

/// The 2018 codes of some 2025 codes.
pub async fn back(db: &PgPool, codes: &[String]) -> sqlx::Result<Vec<Other>> {
    sqlx::query_as!(
        Other,
        r#"select p.to_code as "of!", p.from_code as "code!", o.name as "name!", p.partial as "partial!", p.source as "source!"
             from industry_pairs p join industries o on o.version = '2018' and o.code = p.from_code
            where p.to_code = any($1) order by p.to_code, p.from_code"#,
        codes
    )
    .fetch_all(db)
    .await
}

/// Every pair that holds, with both names.
pub struct PairRow {
    pub from: String,
    pub from_name: String,
    pub to: String,
    pub to_name: String,
    pub partial: bool,
    pub source: String,
}

pub async fn all_pairs(db: &PgPool) -> sqlx::Result<Vec<PairRow>> {
    sqlx::query_as!(
        PairRow,
        r#"select p.from_code as "from!", o.name as "from_name!", p.to_code as "to!", n.name as "to_name!", p.partial as "partial!",
                  p.source as "source!"
             from industry_pairs p
             join industries o on o.version = '2018' and o.code = p.from_code
             join industries n on n.version = '2025' and n.code = p.to_code
            order by p.from_code, p.to_code"#
    )
    .fetch_all(db)
    .await
}

/// The source of a pair, where it holds.
pub async fn pair_source(
    tx: &mut PgConnection,
    from: &str,
    to: &str,
) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!(
        r#"select source as "source!" from industry_pairs where from_code = $1 and to_code = $2"#,
        from,
        to
    )
    .fetch_optional(tx)
    .await
}

/// The divisions and sections of a version: code, parent, name.
pub async fn divisions(
    db: &PgPool,
    version: Version,
) -> sqlx::Result<Vec<(String, Option<String>, String)>> {
    let rows = sqlx::query!(
        r#"select code as "code!", parent, name as "name!" from industries where version = $1 and length(code) <= 2 order by code"#,
        version.code()
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.code, row.parent, row.name))
        .collect())
}

/// What a loaded table is compared with: the pairs that hold by 2018 code, the 2018 codes, the 2025 codes.
pub type Held = (
    HashMap<String, Vec<(String, bool)>>,
    HashSet<String>,
    HashSet<String>,
);

pub async fn held(db: &mut PgConnection) -> sqlx::Result<Held> {
    let mut pairs: HashMap<String, Vec<(String, bool)>> = HashMap::new();
    let rows = sqlx::query!(
        r#"select from_code as "from!", to_code as "to!", partial as "partial!" from industry_pairs"#
    );
    for row in rows.fetch_all(&mut *db).await? {
        pairs
            .entry(row.from)
            .or_default()
            .push((row.to, row.partial));
    }
    let codes = sqlx::query!(r#"select version as "version!", code as "code!" from industries"#)
        .fetch_all(db)
        .await?;
    let of = |version: Version| {
        codes
            .iter()
            .filter(|row| row.version == version.code())
            .map(|row| row.code.clone())
            .collect()
    };
    Ok((pairs, of(Version::Y2018), of(Version::Y2025)))
}

/// Writes the pairs of 2018 codes in place of those loaded for them before.
pub async fn load(tx: &mut PgConnection, pairs: &[Pair], source: &str) -> sqlx::Result<()> {
    let column = |of: fn(&Pair) -> &str| {
        pairs
            .iter()
            .map(|pair| of(pair).to_owned())
            .collect::<Vec<String>>()
    };
    let (from, names, to) = (
        column(|pair| &pair.from),
        column(|pair| &pair.name),
        column(|pair| &pair.to),
    );
    let partial: Vec<bool> = pairs.iter().map(|pair| pair.partial).collect();
    sqlx::query!(
        "delete from industry_loads where from_code = any($1)",
        &from
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into industry_loads (from_code, from_name, to_code, partial, source)
         select f, n, t, p, $5 from unnest($1::text[], $2::text[], $3::text[], $4::boolean[]) as rows (f, n, t, p)",
        &from,
        &names,
        &to,
        &partial,
        source
    )
    .execute(tx)
    .await?;
    Ok(())
}
