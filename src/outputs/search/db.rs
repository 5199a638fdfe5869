//! All SQL of the search in the registries.
//!
//! The statement is put together from what is asked, and planned anew each time: the trigram indexes of the country answer
//! long words, a scan the short ones, and where the server has no trigrams a scan answers all of them.

use sqlx::{FromRow, PgPool, Postgres, QueryBuilder};

use super::model::{Kind, may_slip, slips, spelled};

/// Records read of one kind: the best are chosen among them.
const MOST: i64 = 200;

/// A record that may be meant.
#[derive(Debug, FromRow)]
pub struct Found {
    pub id: i64,
    pub code: String,
    /// A tax code, the number of a certificate.
    pub number: Option<String>,
    pub name: String,
    /// Other names it is found by.
    pub besides: String,
    /// Where it lies.
    pub place: String,
    /// The code of its state.
    pub state: String,
}

/// How closely the words must stand there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closeness {
    /// As they were typed.
    Exact,
    /// One of them with a slip.
    Slip,
}

impl Kind {
    fn select(self) -> &'static str {
        match self {
            Kind::Zone => {
                "select t.id, t.code, null::text as number, t.name, coalesce(t.name_en, '') as besides, coalesce(zone_province_today(t.id), t.province) as place, t.status as state
                   from zones t where t.retired_at is null"
            }
            Kind::Enterprise => {
                "select t.id, t.code, t.tax_code as number, t.name, coalesce(t.name_en, '') as besides, z.name as place, t.status as state
                   from enterprises t join zones z on z.id = t.zone_id where t.retired_at is null"
            }
            Kind::Project => {
                "select t.id, t.code, t.certificate_no as number, t.name, coalesce(t.investor, '') as besides, z.name as place, t.status as state
                   from projects t join zones z on z.id = t.zone_id where t.retired_at is null"
            }
            Kind::Parcel => {
                "select t.id, t.code, null::text as number, t.code as name, coalesce(t.note, '') as besides, z.name as place, t.state
                   from parcels t join zones z on z.id = t.zone_id where t.retired_at is null"
            }
        }
    }

    fn zone(self) -> &'static str {
        match self {
            Kind::Zone => "t.id",
            Kind::Enterprise | Kind::Project | Kind::Parcel => "t.zone_id",
        }
    }
}

/// Records of a kind that hold the words, within these zones.
pub async fn find(
    db: &PgPool,
    kind: Kind,
    words: &[String],
    closeness: Closeness,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<Found>> {
    let mut sql = QueryBuilder::new("");
    if closeness == Closeness::Exact {
        // Those who have exactly this code stand first, however many hold the words.
        sql.push("(").push(kind.select());
        limit_to(&mut sql, kind, zones);
        coded(&mut sql, kind, words);
        sql.push(" limit 20) union all ");
    }
    sql.push("(").push(kind.select());
    limit_to(&mut sql, kind, zones);
    sql.push(" and ");
    match closeness {
        Closeness::Exact => all_of(&mut sql, words, None),
        Closeness::Slip => one_wrong(&mut sql, words),
    }
    sql.push(" limit ").push_bind(MOST).push(")");
    let mut found: Vec<Found> = sql.build_query_as().persistent(false).fetch_all(db).await?;
    let mut seen = std::collections::HashSet::new();
    found.retain(|found| seen.insert(found.id));
    // Answers that are as good stay in one order, whatever was written last.
    found.sort_by(|one, other| (&one.code, one.id).cmp(&(&other.code, other.id)));
    Ok(found)
}

fn limit_to(sql: &mut QueryBuilder<Postgres>, kind: Kind, zones: Option<&[i64]>) {
    if let Some(zones) = zones {
        sql.push(" and ").push(kind.zone()).push(" = any(");
        sql.push_bind(zones.to_vec()).push(")");
    }
}

/// Those with this code, or this tax code: by the indexes that keep them unique. Of a parcel's code there is none without its
/// zone, but the search column begins with it.
fn coded(sql: &mut QueryBuilder<Postgres>, kind: Kind, words: &[String]) {
    let codes = [words.concat(), spelled(words)];
    if kind == Kind::Parcel {
        sql.push(" and (false");
        for code in codes {
            sql.push(" or t.search like ")
                .push_bind(format!("{code} %"));
        }
    } else {
        let codes: Vec<String> = codes
            .iter()
            .flat_map(|code| [code.clone(), code.to_uppercase()])
            .collect();
        sql.push(" and (t.code = any(")
            .push_bind(codes.clone())
            .push(")");
        if kind == Kind::Enterprise {
            sql.push(" or t.tax_code = any(").push_bind(codes).push(")");
        }
    }
    sql.push(")");
}

/// Every word but one.
fn all_of(sql: &mut QueryBuilder<Postgres>, words: &[String], but: Option<usize>) {
    sql.push("true");
    for (at, word) in words.iter().enumerate() {
        if Some(at) != but {
            sql.push(" and t.search like ")
                .push_bind(format!("%{word}%"));
        }
    }
}

/// Every word, one of them with a slip.
fn one_wrong(sql: &mut QueryBuilder<Postgres>, words: &[String]) {
    sql.push("(false");
    for (at, word) in words.iter().enumerate().filter(|(_, word)| may_slip(word)) {
        sql.push(" or (");
        all_of(sql, words, Some(at));
        sql.push(" and (false");
        for pattern in slips(word) {
            sql.push(" or t.search like ").push_bind(pattern);
        }
        sql.push("))");
    }
    sql.push(")");
}
