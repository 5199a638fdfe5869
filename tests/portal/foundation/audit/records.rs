//! Every registry: a record is created as a copy of one there is, changed, retired and brought back.

use std::collections::BTreeMap;

use izportal::foundation::kernel::Role;
use izportal::platform::registry::Entity;
use izportal::portal::registries::REGISTRIES;

use super::walk::{Desk, Walk};

/// Fields of free text, of which nearly every registry has one: something to change.
const TEXT: [&str; 7] = [
    "note",
    "source",
    "name",
    "content",
    "legal_basis",
    "label",
    "title",
];

/// What a copy must have of its own. A value in braces is the id of the record made in that registry before.
const COPIES: &[(&str, &[(&str, &str)])] = &[
    (
        "boards",
        &[
            ("code", "ZZ"),
            ("successor_id", ""),
            ("valid_from", "01/01/2030"),
            ("valid_until", ""),
        ],
    ),
    (
        "provinces",
        &[
            ("code", "97"),
            ("valid_from", "01/01/2026"),
            ("valid_until", ""),
        ],
    ),
    ("districts", &[("code", "999")]),
    ("communes", &[("code", "99991")]),
    ("unit-successions", &[("successor_id", "{provinces}")]),
    ("zones", &[("code", "ZZ")]),
    ("zone-placements", &[("valid_from", "01/08/2026")]),
    (
        "zone-decisions",
        &[("decided_on", "20/03/2009"), ("kind", "expanded")],
    ),
    ("zone-states", &[("since", "01/06/2026")]),
    ("phases", &[("code", "GD9")]),
    ("phase-areas", &[("as_of", "01/06/2022")]),
    ("working-columns", &[("position", "98")]),
    ("works", &[("code", "HM-99")]),
    ("wastewater-plants", &[("code", "XLNT-9")]),
    (
        "wastewater-stages",
        &[("position", "9"), ("operating_on", "")],
    ),
    (
        "discharge-permits",
        &[("valid_from", "01/01/2030"), ("valid_to", "31/12/2031")],
    ),
    ("enterprises", &[("code", "DN99"), ("tax_code", "")]),
    (
        "project-industries",
        &[("code", "16220"), ("name", ""), ("main", "")],
    ),
    (
        "leases",
        &[
            ("contract_no", "HĐ-THỬ"),
            ("enterprise_id", "3"),
            ("signed_on", "01/02/2023"),
            ("valid_from", "01/02/2023"),
            ("valid_to", "01/02/2060"),
        ],
    ),
    ("parcel-areas", &[("until", "30/06/2017")]),
    (
        "lease-parcels",
        &[("parcel_id", "15"), ("lease_id", "{leases}")],
    ),
    (
        "lease-extensions",
        &[("signed_on", "21/12/2022"), ("valid_to", "15/01/2039")],
    ),
    ("lease-arrears", &[("as_of", "01/03/2022")]),
    ("recoveries", &[("code", "TH-99"), ("enterprise_id", "1")]),
    (
        "recovery-parcels",
        &[("parcel_id", "1"), ("recovery_id", "{recoveries}")],
    ),
    ("recovery-steps", &[("position", "99")]),
    ("indicators", &[("code", "thu_nghiem")]),
    ("products", &[("code", "thu_san_pham")]),
    ("exchange-rates", &[("year", "2031")]),
    ("forms", &[("code", "THU")]),
    (
        "form-lines",
        &[("position", "999"), ("code", "IX"), ("indicator_id", "9")],
    ),
    ("form-questions", &[("form_id", "1"), ("code", "Z")]),
    ("deadlines", &[("valid_from", "01/01/2000")]),
    ("holidays", &[("day", "03/03/2031")]),
    ("closings", &[("period", "2020")]),
    ("schemes", &[("code", "ĐA-99")]),
    ("sponsors", &[("scheme_id", "{schemes}")]),
    ("obstacles", &[("code", "VM99")]),
    ("key-tasks", &[("position", "99")]),
    ("plan", &[("code", "THU")]),
];

/// What is changed where no text is.
const CHANGES: &[(&str, &[(&str, &str)])] = &[
    ("project-industries", &[("code", "16230"), ("name", "")]),
    ("lease-parcels", &[("area_m2", "2,3")]),
    ("recovery-parcels", &[("parcel_id", "1")]),
    ("form-lines", &[("code", "X")]),
];

/// The records made in the registries so far.
type Made = BTreeMap<&'static str, String>;

fn of<'a>(table: &[(&str, &'a [(&'a str, &'a str)])], path: &str) -> &'a [(&'a str, &'a str)] {
    let found = table.iter().find(|(known, _)| *known == path);
    found.map_or(&[], |(_, fields)| fields)
}

/// Walks every registry whose records are made in its own form.
pub async fn walk(walk: &mut Walk, desks: &[(Role, &Desk<'_>)]) {
    let mut made = Made::new();
    for entity in REGISTRIES.iter().copied() {
        let (_, desk) = desks
            .iter()
            .find(|(role, _)| role.may(entity.write))
            .expect("somebody keeps each registry");
        if matches!(entity.path, "projects" | "parcels") {
            continue;
        }
        let list = desk.person.get(&format!("/{}", entity.path)).await;
        let one = list
            .links("main a[href]")
            .into_iter()
            .find(|href| is_record(href, entity))
            .unwrap_or_else(|| panic!("a record of {}", entity.path));
        let copy = copied(walk, desk, entity, &one, &made).await;
        changed(walk, desk, entity, &copy).await;
        put_away(walk, desk, &copy).await;
        let id = copy.rsplit('/').next().unwrap_or_default().to_owned();
        made.insert(entity.path, id);
    }
}

fn is_record(href: &str, entity: &Entity) -> bool {
    href.strip_prefix(&format!("/{}/", entity.path))
        .is_some_and(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()))
}

async fn copied(
    walk: &mut Walk,
    desk: &Desk<'_>,
    entity: &Entity,
    one: &str,
    made: &Made,
) -> String {
    let own: Vec<(&str, &str)> = of(COPIES, entity.path)
        .iter()
        .map(|(name, value)| {
            let before = value.strip_prefix('{').and_then(|v| v.strip_suffix('}'));
            (*name, before.map_or(*value, |path| made[path].as_str()))
        })
        .collect();
    let mut fields = desk.form(&format!("{one}/edit"), one, &own).await;
    fields.retain(|(name, _)| name != "version" && !(name == "home" && entity.path == "boards"));
    if entity.path == "check-rules" {
        // The program knows thirty rules, all of them there: one must be missing to be created.
        sqlx::query(
            "delete from check_rules where code = (select code from check_rules where id = $1)",
        )
        .bind(one.rsplit('/').next().and_then(|id| id.parse::<i64>().ok()))
        .execute(&desk.portal.db)
        .await
        .expect("a rule less");
    }
    let page = walk.send(desk, &format!("/{}", entity.path), &fields).await;
    let address = page.location.lines().next().unwrap_or_default();
    assert!(
        is_record(address, entity),
        "{} leads to {address}",
        entity.path
    );
    address.to_owned()
}

async fn changed(walk: &mut Walk, desk: &Desk<'_>, entity: &Entity, record: &str) {
    let edit = format!("{record}/edit");
    let mut fields = desk.form(&edit, record, of(CHANGES, entity.path)).await;
    if of(CHANGES, entity.path).is_empty() {
        let text = TEXT
            .iter()
            .find_map(|name| fields.iter().position(|(known, _)| known == name))
            .unwrap_or_else(|| panic!("something to change in {}", entity.path));
        fields[text].1.push_str(" (thử)");
    }
    walk.send(desk, record, &fields).await;
}

/// Retires a record and brings it back.
pub async fn put_away(walk: &mut Walk, desk: &Desk<'_>, record: &str) {
    for act in ["retire", "restore"] {
        let path = format!("{record}/{act}");
        let fields = desk.form(record, &path, &[]).await;
        walk.send(desk, &path, &fields).await;
    }
}
