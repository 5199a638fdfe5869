//! What the registry templates show.

use askama::Template;
use chrono::{Datelike, NaiveDate};

use super::entity::{Entity, Field, Kind};
use super::form::{Form, Opt, References, Shape};
use super::list::{self, Shown};
use super::store::{Pointing, Query, Record, Sort};
use crate::foundation::audit;
use crate::foundation::i18n::{self, Lang, Text};
use crate::platform::web::{FormData, Page};

#[derive(Template)]
#[template(path = "platform/registry/list.html")]
pub struct ListPage {
    pub page: Page,
    pub entity: &'static Entity,
    pub columns: Vec<Column>,
    pub filters: Vec<Filter>,
    pub rows: Vec<Row>,
    pub total: i64,
    pub search: String,
    pub retired: bool,
    pub pager: Pager,
    pub may_write: bool,
    /// A panel a feature adds: finished HTML.
    pub extra: String,
}

/// A heading that sorts.
pub struct Column {
    pub heading: String,
    pub href: String,
    /// `ascending` or `descending` when the list is sorted by it.
    pub sorted: Option<&'static str>,
    pub numeric: bool,
}

pub struct Filter {
    pub name: &'static str,
    pub label: &'static str,
    pub options: Vec<Opt>,
}

pub struct Row {
    pub href: String,
    pub cells: Vec<Shown>,
}

/// Which page of how many, and the links to its neighbours.
pub struct Pager {
    pub first: i64,
    pub last: i64,
    pub previous: Option<String>,
    pub next: Option<String>,
}

impl ListPage {
    pub fn new(
        page: Page,
        entity: &'static Entity,
        query: &Query,
        records: &[Record],
        total: i64,
        references: &References,
        today: NaiveDate,
    ) -> ListPage {
        let lang = page.lang;
        let listed: Vec<(usize, &'static Field)> = entity
            .fields
            .iter()
            .enumerate()
            .filter(|(_, field)| field.listed)
            .collect();
        let columns = listed
            .iter()
            .map(|(_, field)| column(&page, field, query.sort))
            .collect();
        let rows = records
            .iter()
            .map(|record| Row {
                href: format!("/{}/{}", entity.path, record.id),
                cells: listed
                    .iter()
                    .map(|(i, field)| list::shown(record, *i, field, false, lang))
                    .collect(),
            })
            .collect();
        ListPage {
            columns,
            filters: filters(entity, query, references, today, lang),
            rows,
            total,
            search: query.search.clone(),
            retired: query.retired,
            pager: pager(&page, query, records.len(), total),
            may_write: page.can(entity.write),
            extra: String::new(),
            entity,
            page,
        }
    }

    /// Whether anything narrows the list: an empty one then says "nothing found", not "nothing yet".
    pub fn narrowed(&self) -> bool {
        !self.search.is_empty()
            || self.retired
            || self
                .filters
                .iter()
                .any(|filter| filter.options.iter().any(|o| o.chosen))
    }

    /// The same list as a file.
    pub fn download(&self, kind: &str) -> String {
        self.page.with_query("format", kind)
    }

    pub fn count(&self) -> String {
        i18n::format_number(self.total.into(), 0, self.page.lang)
    }
}

fn column(page: &Page, field: &'static Field, sort: Option<Sort>) -> Column {
    let current = sort.filter(|sort| sort.column == field.name);
    let target = match current {
        Some(Sort {
            descending: false, ..
        }) => format!("-{}", field.name),
        _ => field.name.to_owned(),
    };
    Column {
        heading: list::heading(field, page.lang),
        href: page.with_query("sort", &target),
        sorted: current.map(|sort| {
            if sort.descending {
                "descending"
            } else {
                "ascending"
            }
        }),
        numeric: matches!(
            field.kind,
            Kind::Integer { .. } | Kind::Quantity { .. } | Kind::Money { .. } | Kind::Number
        ),
    }
}

/// How far back the years of a date's filter go.
const LISTED_YEARS: i32 = 30;

fn filters(
    entity: &'static Entity,
    query: &Query,
    references: &References,
    today: NaiveDate,
    lang: Lang,
) -> Vec<Filter> {
    let chosen = |name: &str| {
        query
            .filters
            .iter()
            .find(|(column, _)| *column == name)
            .map(|(_, value)| value.as_str())
    };
    entity
        .fields
        .iter()
        .filter(|field| field.filtered)
        .map(|field| {
            let options = match field.kind {
                Kind::Choice(choices) => choices
                    .iter()
                    .map(|choice| {
                        (
                            choice.code.to_owned(),
                            choice.label.in_lang(lang).to_owned(),
                        )
                    })
                    .collect(),
                Kind::Reference(_) => references
                    .get(field.name)
                    .into_iter()
                    .flatten()
                    .map(|(id, label)| (id.to_string(), label.clone()))
                    .collect(),
                // A date is filtered by its year.
                Kind::Date => (0..LISTED_YEARS)
                    .map(|back| (today.year() - back).to_string())
                    .map(|y| (y.clone(), y))
                    .collect(),
                _ => Vec::new(),
            };
            let options: Vec<Opt> = options
                .into_iter()
                .map(|(value, label): (String, String)| Opt {
                    chosen: chosen(field.name) == Some(value.as_str()),
                    value,
                    label,
                })
                .collect();
            Filter {
                name: field.name,
                label: field.label.in_lang(lang),
                options,
            }
        })
        .filter(|filter| !filter.options.is_empty())
        .collect()
}

fn pager(page: &Page, query: &Query, shown: usize, total: i64) -> Pager {
    let shown = i64::try_from(shown).unwrap_or(i64::MAX);
    let number = query.offset / query.limit + 1;
    Pager {
        first: if shown == 0 { 0 } else { query.offset + 1 },
        last: query.offset + shown,
        previous: (number > 1).then(|| page.with_query("page", &(number - 1).to_string())),
        next: (query.offset + shown < total)
            .then(|| page.with_query("page", &(number + 1).to_string())),
    }
}

#[derive(Template)]
#[template(path = "platform/registry/form.html")]
pub struct FormPage {
    pub page: Page,
    pub entity: &'static Entity,
    pub form: Form,
    /// Where it posts to.
    pub action: String,
    pub cancel: String,
    pub create: bool,
    /// How the row stands now, when somebody changed it while this form was open.
    pub conflict: Vec<Clash>,
}

impl FormPage {
    /// The name of the field, its label and its message, in the order of the form.
    pub fn errors(&self) -> impl Iterator<Item = (&'static str, &str, &str)> {
        self.form
            .controls
            .iter()
            .filter_map(|control| Some((control.name, control.label, control.error.as_deref()?)))
    }

    pub fn has_errors(&self) -> bool {
        self.errors().next().is_some()
    }
}

/// One field in which two people's versions differ, or not.
pub struct Clash {
    pub label: &'static str,
    pub theirs: String,
    pub mine: String,
    pub differs: bool,
}

/// A stale form against the row as it stands, field by field.
pub fn clashes(
    entity: &'static Entity,
    current: &Record,
    mine: &FormData,
    references: &References,
    lang: Lang,
) -> Vec<Clash> {
    let theirs = super::form::as_typed(current, lang);
    entity
        .asked()
        .map(|field| {
            let unit = format!("{}.unit", field.name);
            let (a, b) = (theirs.get(field.name), mine.get(field.name));
            Clash {
                label: field.label.in_lang(lang),
                differs: a != b || (!a.is_empty() && theirs.get(&unit) != mine.get(&unit)),
                theirs: readable(field, a, theirs.get(&unit), references, lang),
                mine: readable(field, b, mine.get(&unit), references, lang),
            }
        })
        .collect()
}

/// A typed value as a person reads it: codes and ids become their words.
fn readable(field: &Field, typed: &str, unit: &str, references: &References, lang: Lang) -> String {
    let unit = crate::foundation::kernel::quantity::unit(unit).map_or("", |unit| unit.short(lang));
    match field.kind {
        Kind::Choice(_) => super::value::show(
            field,
            Some(typed).filter(|t| !t.is_empty()),
            None,
            None,
            lang,
        ),
        Kind::Reference(_) => references
            .get(field.name)
            .and_then(|options| options.iter().find(|(id, _)| id.to_string() == typed))
            .map_or_else(String::new, |(_, label)| label.clone()),
        _ if typed.is_empty() || unit.is_empty() => typed.to_owned(),
        _ => format!("{typed} {unit}"),
    }
}

#[derive(Template)]
#[template(path = "platform/registry/show.html")]
pub struct ShowPage {
    pub page: Page,
    pub entity: &'static Entity,
    pub record: Record,
    pub groups: Vec<Group>,
    pub related: Vec<Related>,
    pub may_write: bool,
    /// Whether a feature keeps the record in use, or out of it.
    pub kept: Option<Text>,
    /// Panels a feature adds to the page of its records: finished HTML.
    pub extra: String,
}

/// Facts under one heading.
pub struct Group {
    pub title: Option<&'static str>,
    pub facts: Vec<Fact>,
}

pub struct Fact {
    pub label: &'static str,
    pub shown: Shown,
    pub href: Option<String>,
}

/// Rows of another registry that point at this record.
pub struct Related {
    pub title: String,
    pub entity: &'static Entity,
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
    pub total: i64,
    pub all: String,
    pub create: Option<String>,
}

/// The facts of a record, in the groups of its form.
pub fn groups(entity: &'static Entity, record: &Record, lang: Lang) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (index, field) in entity.fields.iter().enumerate() {
        if groups.is_empty() || field.group.is_some() {
            groups.push(Group {
                title: field.group.map(|group| group.in_lang(lang)),
                facts: Vec::new(),
            });
        }
        let href = match field.kind {
            Kind::Reference(target) => record
                .values
                .at(index)
                .map(|id| format!("/{}/{id}", target.path)),
            _ => None,
        };
        let fact = Fact {
            label: field.label.in_lang(lang),
            shown: list::shown(record, index, field, true, lang),
            href,
        };
        if let Some(group) = groups.last_mut() {
            group.facts.push(fact);
        }
    }
    groups
}

/// The records of another registry that point at this one through `by`; more can be added while this one is `open`.
pub fn related(
    page: &Page,
    Pointing {
        entity,
        by,
        records,
        total,
    }: &Pointing,
    id: i64,
    open: bool,
) -> Related {
    let (entity, by): (&'static Entity, &'static Field) = (entity, by);
    let listed: Vec<(usize, &'static Field)> = entity
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.listed && field.name != by.name)
        .collect();
    let same_target = |field: &Field| matches!((&field.kind, &by.kind), (Kind::Reference(a), Kind::Reference(b)) if std::ptr::eq(*a, *b));
    let many = page.text(&entity.words.many);
    // A registry that points here in two ways says which way this is.
    let title = match entity
        .fields
        .iter()
        .filter(|field| same_target(field))
        .count()
    {
        0 | 1 => many.to_owned(),
        _ => format!("{many} – {}", page.text(&by.label)),
    };
    let by = by.name;
    Related {
        title,
        entity,
        columns: listed
            .iter()
            .map(|(_, field)| list::heading(field, page.lang))
            .collect(),
        rows: records
            .iter()
            .map(|record| Row {
                href: format!("/{}/{}", entity.path, record.id),
                cells: listed
                    .iter()
                    .map(|(i, field)| list::shown(record, *i, field, false, page.lang))
                    .collect(),
            })
            .collect(),
        total: *total,
        all: format!("/{}?{by}={id}", entity.path),
        create: (open && page.can(entity.write)).then(|| format!("/{}/new?{by}={id}", entity.path)),
    }
}

#[derive(Template)]
#[template(path = "platform/registry/history.html")]
pub struct HistoryPage {
    pub page: Page,
    pub entity: &'static Entity,
    pub title: String,
    pub back: String,
    pub changes: Vec<ChangeRow>,
}

/// One entry of a history.
pub struct ChangeRow {
    pub at: String,
    pub actor: String,
    pub address: String,
    pub action: &'static str,
    pub reason: Option<String>,
    /// Label, before, after – only what changed.
    pub fields: Vec<(String, String, String)>,
}

/// An audit entry in words.
pub fn change_row(entity: &'static Entity, entry: &audit::Entry, lang: Lang) -> ChangeRow {
    let empty = serde_json::Map::new();
    let side = |value: &Option<serde_json::Value>| {
        value
            .as_ref()
            .and_then(|v| v.as_object())
            .unwrap_or(&empty)
            .clone()
    };
    let (before, after) = (side(&entry.before), side(&entry.after));
    let text = |field: &Field, side: &serde_json::Map<String, serde_json::Value>| {
        let raw = side.get(field.name).and_then(|value| value.as_str());
        super::value::show(
            field,
            raw,
            raw,
            super::value::display_unit(
                field,
                side.get("capital_currency").and_then(|c| c.as_str()),
            ),
            lang,
        )
    };
    let fields = entity
        .fields
        .iter()
        .filter(|field| before.get(field.name) != after.get(field.name))
        .map(|field| {
            (
                list::heading(field, lang),
                text(field, &before),
                text(field, &after),
            )
        })
        .filter(|(_, before, after)| before != after)
        .collect();
    ChangeRow {
        at: i18n::format_time(entry.at),
        actor: entry.actor.clone(),
        address: entry.address.clone(),
        action: audit::action_words(&entry.action).in_lang(lang),
        reason: entry.reason.clone(),
        fields,
    }
}
