//! Looking codes up, the page of one code, the table of correspondence as a file, and taking 2025 codes over.

use std::collections::HashSet;

use axum::extract::{Path, RawQuery};

use super::actions::{self, Take};
use super::db::{self, Both, Entry, Other};
use super::model::{Version, level, tidy};
use super::view::{CodePage, Found, LookupPage, Meaning, OtherLine, Shown, meaning};
use super::{by_industry, load, pending};
use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::Permission;
use crate::platform::web::flash::{Tone, see_other};
use crate::platform::web::table::{Cell, FileKind, Table};
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Routes};

/// Codes shown at most; a file has all of them.
const SHOWN: i64 = 200;
/// More than both versions have together.
const ALL: i64 = 10_000;
/// Codes taken over at a time.
const MOST_TAKEN: usize = 2000;

pub fn routes() -> Routes {
    let read = Access::Needs(Permission::ReadRegistries);
    let write = Access::Needs(Permission::WriteRegistries);
    let catalogue = Access::Needs(Permission::ManageCatalogue);
    Routes::new()
        .get("/industries", read, lookup)
        .get("/industries/pairs", read, pairs)
        .get("/industries/pending", read, pending::page)
        .get("/industries/projects", read, by_industry::page)
        .get("/industries/load", catalogue, load::blank)
        .upload("/industries/load", catalogue, load::MAX_BODY, load::preview)
        .upload(
            "/industries/load/agreed",
            catalogue,
            load::MAX_BODY,
            load::agreed,
        )
        .post("/industries/take", write, take)
        .get("/industries/{version}/{code}", read, code)
}

/// What was asked for: a code is tidied, words are kept.
fn asked(typed: &str) -> String {
    tidy(typed).unwrap_or_else(|| typed.to_owned())
}

async fn lookup(ctx: Ctx, RawQuery(query): RawQuery) -> Answer {
    let given = FormData::parse(query.unwrap_or_default().as_bytes());
    let typed = given.get("q");
    let pool = &ctx.state.db;
    if let Some(kind) = FileKind::from_code(given.get("format")) {
        // A file without a question holds both lists whole.
        let rows = if typed.is_empty() {
            db::whole(pool).await?
        } else {
            db::lookup(pool, &asked(typed), ALL).await?
        };
        return table(&rows, ctx.lang).download(kind);
    }
    let mut rows = db::lookup(pool, &asked(typed), SHOWN + 1).await?;
    let more = i64::try_from(rows.len()).unwrap_or(SHOWN) > SHOWN;
    rows.truncate(usize::try_from(SHOWN).unwrap_or(0));
    let versions = db::versions(pool).await?;
    web::ok(&LookupPage {
        page: ctx.page(ctx.say(Text::new("Tra cứu mã ngành VSIC", "VSIC codes"))),
        asked: typed.to_owned(),
        rows: rows.iter().map(|row| found(row, ctx.lang)).collect(),
        more,
        versions: versions
            .iter()
            .map(|row| Shown::version(row, ctx.lang))
            .collect(),
        may_load: ctx.actor.may(Permission::ManageCatalogue),
    })
}

fn found(row: &Both, lang: Lang) -> Found {
    Found {
        code: row.code.clone(),
        level: level(&row.code),
        old: row.old.clone().unwrap_or_default(),
        new: row.new.clone().unwrap_or_default(),
        meaning: meaning(row, lang),
    }
}

fn table(rows: &[Both], lang: Lang) -> Table {
    let say = |vi, en| Text::new(vi, en).in_lang(lang).to_owned();
    let name = |name: &Option<String>| name.clone().map_or(Cell::Empty, Cell::Text);
    let rows = rows.iter().map(|row| {
        let note = meaning(row, lang).map_or(Cell::Empty, |note| Cell::Text(note.words.to_owned()));
        vec![
            Cell::Text(row.code.clone()),
            Cell::Number(level(&row.code).into()),
            name(&row.old),
            name(&row.new),
            note,
        ]
    });
    Table {
        name: "ma-nganh-vsic".to_owned(),
        columns: vec![
            say("Mã ngành", "Code"),
            say("Cấp", "Level"),
            "VSIC 2018".to_owned(),
            "VSIC 2025".to_owned(),
            say("Cùng mã ở hai phiên bản", "The same code in both versions"),
        ],
        rows: rows.collect(),
    }
}

/// The pairs that hold, as a file; on screen they stand on the pages of their codes.
async fn pairs(ctx: Ctx, RawQuery(query): RawQuery) -> Answer {
    let given = FormData::parse(query.unwrap_or_default().as_bytes());
    let kind = FileKind::from_code(given.get("format")).unwrap_or(FileKind::Xlsx);
    let say = |vi, en| ctx.say(Text::new(vi, en)).to_owned();
    let rows = db::all_pairs(&ctx.state.db).await?.into_iter().map(|row| {
        let partial = if row.partial {
            say("một phần (*)", "in part (*)")
        } else {
            say("toàn bộ", "as a whole")
        };
        [
            row.from,
            row.from_name,
            row.to,
            row.to_name,
            partial,
            row.source,
        ]
        .map(Cell::Text)
        .to_vec()
    });
    let table = Table {
        name: "chuyen-doi-vsic-2018-2025".to_owned(),
        columns: vec![
            say("Mã VSIC 2018", "VSIC 2018"),
            say("Tên ngành 2018", "Name in 2018"),
            say("Mã VSIC 2025", "VSIC 2025"),
            say("Tên ngành 2025", "Name in 2025"),
            say("Tương ứng", "Correspondence"),
            say("Nguồn", "Source"),
        ],
        rows: rows.collect(),
    };
    table.download(kind)
}

async fn code(ctx: Ctx, Path((version, code)): Path<(String, String)>) -> Answer {
    let version = Version::from_code(&version).ok_or(AppError::NotFound)?;
    let pool = &ctx.state.db;
    let (entry, other) = {
        let mut connection = pool.acquire().await?;
        let entry = db::entry(&mut connection, version, &code)
            .await?
            .ok_or(AppError::NotFound)?;
        (
            entry,
            db::entry(&mut connection, version.other(), &code).await?,
        )
    };
    let asked = [code.clone()];
    let pairs = match version {
        Version::Y2018 => db::onward(pool, &asked).await?,
        Version::Y2025 => db::back(pool, &asked).await?,
    };
    let holders = db::holders(pool, version, &code, ctx.actor.zones.as_deref()).await?;
    let warning = other
        .as_ref()
        .and_then(|other| elsewhere(&entry, other, version, &pairs, ctx.lang));
    web::ok(&CodePage {
        page: ctx.page(format!("{} – {}", entry.code, entry.name)),
        code: entry.code.clone(),
        version: version.code(),
        version_words: version.words(),
        other: version.other().code(),
        other_words: version.other().words(),
        level: level(&entry.code),
        above: db::above(pool, version, &code).await?,
        children: db::children(pool, version, &code).await?,
        known: !pairs.is_empty(),
        single: pairs.len() == 1,
        sources: sources(&pairs),
        pairs: pairs.into_iter().map(OtherLine::from).collect(),
        warning,
        holders,
    })
}

fn sources(pairs: &[Other]) -> String {
    let mut once = HashSet::new();
    let sources: Vec<&str> = pairs
        .iter()
        .map(|pair| pair.source.as_str())
        .filter(|source| once.insert(*source))
        .collect();
    sources.join("; ")
}

/// Said plainly on a code's page: in the other version the same number is something else, or is called otherwise.
fn elsewhere(
    entry: &Entry,
    other: &Entry,
    version: Version,
    pairs: &[Other],
    lang: Lang,
) -> Option<Meaning> {
    let goes_on = (!pairs.is_empty()).then(|| pairs.iter().any(|pair| pair.code == entry.code));
    let (old, new) = match version {
        Version::Y2018 => (entry, other),
        Version::Y2025 => (other, entry),
    };
    let both = Both {
        code: entry.code.clone(),
        old: Some(old.name.clone()),
        new: Some(new.name.clone()),
        goes_on,
    };
    let mut meaning = meaning(&both, lang)?;
    let (theirs, name) = (version.other().words(), &other.name);
    meaning.detail = match lang {
        Lang::Vi => format!("Trong {theirs}, mã {} là: {name}.", entry.code),
        Lang::En => format!("In {theirs}, code {} is: {name}.", entry.code),
    };
    Some(meaning)
}

async fn take(ctx: Ctx, data: FormData) -> Answer {
    let typed: Vec<&str> = data.all("take").filter(|typed| !typed.is_empty()).collect();
    let takes: Option<Vec<Take>> = typed.iter().map(|typed| Take::read(typed)).collect();
    let takes = takes
        .filter(|takes| takes.len() <= MOST_TAKEN)
        .ok_or(AppError::Refused(Text::new(
            "Danh sách mã gửi lên không đọc được. Xin tải lại trang rồi chọn lại.",
            "The list of codes cannot be read. Please reload the page and choose again.",
        )))?;
    // Back to the project the button stood on, and to nothing else.
    let project: Option<i64> = data.read("project")?;
    let back = project.map_or_else(
        || "/industries/pending".to_owned(),
        |id| format!("/projects/{id}#industries"),
    );
    if takes.is_empty() {
        let nothing = Text::new("Chưa chọn mã nào.", "No code was chosen.");
        return Ok(see_other(&back, Tone::Warn, ctx.say(nothing)));
    }
    let given = actions::take(&ctx.state.db, &ctx.caller(), &takes).await?;
    let words = match ctx.lang {
        Lang::Vi => format!("Đã ghi {given} mã VSIC 2025 cho dự án."),
        Lang::En => format!("{given} VSIC 2025 codes are recorded."),
    };
    Ok(see_other(&back, Tone::Ok, &words))
}
