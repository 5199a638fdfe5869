//! What a registry is: a declaration. Form, list, page, history, download and bundle all follow from it.

use chrono::NaiveDate;

use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::Permission;
use crate::foundation::kernel::quantity::Dimension;

/// One registry: a table whose rows people list, read, create, edit and retire.
pub struct Entity {
    /// The table, and the file name in the bundle (`zones` → `zones.csv`).
    pub table: &'static str,
    /// The URL under `/`.
    pub path: &'static str,
    pub words: Words,
    pub fields: &'static [Field],
    /// The columns that name a record to people, joined by " – ".
    pub title: &'static [&'static str],
    /// The columns that name a record in the bundle. References in other files are these, joined by "/".
    pub key: &'static [&'static str],
    pub zone: ZonePath,
    /// `order by` of the list when nobody chose another, over alias `t`.
    pub order: &'static str,
    /// Only these rows belong to the registry (indicators and products share a table).
    pub only: Option<Only>,
    pub read: Permission,
    pub write: Permission,
    /// Database constraints that a person can run into, and what to tell them at which field.
    pub constraints: &'static [Constraint],
    /// Rules between fields, asked after every field is right by itself.
    pub check: fn(&Values, NaiveDate) -> Vec<(&'static str, Text)>,
}

/// The words for a registry.
pub struct Words {
    pub many: Text,
    /// "Thêm khu công nghiệp".
    pub create: Text,
    /// One sentence under the heading of the list.
    pub about: Text,
}

/// A fixed value of one column that sets a registry's rows apart.
pub struct Only {
    pub column: &'static str,
    pub value: &'static str,
    /// Columns that follow from it and are set on every new row.
    pub also: &'static [(&'static str, &'static str)],
}

/// How a row belongs to a zone, for accounts limited to some zones.
pub enum ZonePath {
    /// The row belongs to no zone: everybody reads it.
    Everyone,
    /// The row is a zone.
    Own,
    /// `t.zone_id`.
    Column,
    /// Through a parent: the column, and the parent.
    Through(&'static str, &'static Entity),
}

impl ZonePath {
    /// SQL for the zone of the row called `alias`, or `None` where there is none.
    pub fn sql(&self, alias: &str) -> Option<String> {
        match self {
            ZonePath::Everyone => None,
            ZonePath::Own => Some(format!("{alias}.id")),
            ZonePath::Column => Some(format!("{alias}.zone_id")),
            ZonePath::Through(column, parent) => {
                let up = format!("{alias}_up");
                let zone = parent.zone.sql(&up)?;
                Some(format!(
                    "(select {zone} from {} {up} where {up}.id = {alias}.{column})",
                    parent.table
                ))
            }
        }
    }
}

/// A constraint's name, the field to show the message at, and the message.
pub type Constraint = (&'static str, &'static str, Text);

/// One column of a registry.
pub struct Field {
    /// The column, the form field, the CSV header and the key in the audit log.
    pub name: &'static str,
    pub label: Text,
    pub hint: Option<Text>,
    pub kind: Kind,
    pub required: bool,
    /// Shown in the list.
    pub listed: bool,
    /// Offered as a filter over the list.
    pub filtered: bool,
    /// Starts a new group of fields in form and page.
    pub group: Option<Text>,
    /// A function of the database that says, by the row's id, what is shown instead of what was typed; the form keeps the typed.
    pub today: Option<&'static str>,
    /// Follows from other records: shown, filtered and downloaded, but in no form and in no bundle.
    pub derived: bool,
    /// Follows from the record's log once there is one: a bundle states it, no form of the registry asks for it.
    pub logged: bool,
    /// What follows a number in lists and on pages, from the row's other values: its currency, what it is for.
    pub suffix: Option<fn(&Values, Lang) -> String>,
    /// Says that the record is closed: lists to choose from then leave it out, the past keeps it.
    pub ends: Option<Ends>,
}

/// How a field closes its record.
#[derive(Clone, Copy)]
pub enum Ends {
    /// It is the last day.
    LastDay,
    /// It has this value.
    With(&'static str),
}

impl Field {
    pub const fn new(name: &'static str, label: Text, kind: Kind) -> Field {
        Field {
            name,
            label,
            hint: None,
            kind,
            required: false,
            listed: false,
            filtered: false,
            group: None,
            today: None,
            derived: false,
            logged: false,
            suffix: None,
            ends: None,
        }
    }

    #[must_use]
    pub const fn required(mut self) -> Field {
        self.required = true;
        self
    }

    #[must_use]
    pub const fn listed(mut self) -> Field {
        self.listed = true;
        self
    }

    #[must_use]
    pub const fn filtered(mut self) -> Field {
        self.filtered = true;
        self
    }

    #[must_use]
    pub const fn today(mut self, function: &'static str) -> Field {
        self.today = Some(function);
        self
    }

    #[must_use]
    pub const fn derived(mut self) -> Field {
        self.derived = true;
        self
    }

    #[must_use]
    pub const fn logged(mut self) -> Field {
        self.logged = true;
        self
    }

    #[must_use]
    pub const fn ends(mut self, ends: Ends) -> Field {
        self.ends = Some(ends);
        self
    }

    #[must_use]
    pub const fn suffix(mut self, suffix: fn(&Values, Lang) -> String) -> Field {
        self.suffix = Some(suffix);
        self
    }

    #[must_use]
    pub const fn hint(mut self, hint: Text) -> Field {
        self.hint = Some(hint);
        self
    }

    #[must_use]
    pub const fn group(mut self, group: Text) -> Field {
        self.group = Some(group);
        self
    }
}

/// What a column holds, and so how it is typed, checked, shown and written to a file.
pub enum Kind {
    Text {
        max: usize,
    },
    LongText {
        max: usize,
    },
    Integer {
        min: i64,
        max: i64,
    },
    /// An exact quantity in the canonical unit of `dimension`, typed in any of its units. `unit` is the usual one.
    Quantity {
        dimension: Dimension,
        unit: &'static str,
    },
    /// VND or USD, as the column `currency` says.
    Money {
        currency: &'static str,
    },
    /// A plain number without a unit to choose.
    Number,
    Date,
    /// A moment, RFC 3339 in UTC. Only in the bundle; no form asks for one.
    Moment,
    Bool,
    Choice(&'static [Choice]),
    Reference(&'static Entity),
    TaxCode,
}

/// One value of an enumeration.
#[derive(Clone, Copy)]
pub struct Choice {
    pub code: &'static str,
    pub label: Text,
    /// How it is coloured as a tag: `ok`, `warn`, `bad`, `info` or `neutral`.
    pub tone: &'static str,
}

impl Choice {
    pub const fn new(code: &'static str, vi: &'static str, en: &'static str) -> Choice {
        Choice {
            code,
            label: Text::new(vi, en),
            tone: "neutral",
        }
    }

    #[must_use]
    pub const fn tone(mut self, tone: &'static str) -> Choice {
        self.tone = tone;
        self
    }
}

impl Entity {
    /// The fields a person or a bundle states, in their order.
    pub fn stated(&self) -> impl Iterator<Item = &'static Field> {
        self.fields.iter().filter(|field| !field.derived)
    }

    /// Those of them that the registry's form asks for.
    pub fn asked(&self) -> impl Iterator<Item = &'static Field> {
        self.stated().filter(|field| !field.logged)
    }

    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Where a field's value stands in a row's [`Values`].
    pub fn index(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }

    /// SQL for the title of the row called `alias`.
    pub fn title_sql(&self, alias: &str) -> String {
        let columns: Vec<String> = self
            .title
            .iter()
            .map(|column| format!("{alias}.{column}"))
            .collect();
        format!("concat_ws(' – ', {})", columns.join(", "))
    }

    /// SQL for the condition that the row called `alias` is not closed today.
    pub fn open_sql(&self, alias: &str) -> String {
        let open = self.fields.iter().filter_map(|field| {
            Some(match field.ends? {
                Ends::LastDay => {
                    format!("coalesce({alias}.{} >= vietnam_today(), true)", field.name)
                }
                Ends::With(value) => format!("{alias}.{} <> '{value}'", field.name),
            })
        });
        std::iter::once("true".to_owned())
            .chain(open)
            .collect::<Vec<_>>()
            .join(" and ")
    }

    /// SQL for the condition that sets this registry's rows apart, `true` where nothing does.
    pub fn only_sql(&self, alias: &str) -> String {
        self.only.as_ref().map_or_else(
            || "true".to_owned(),
            |only| format!("{alias}.{} = '{}'", only.column, only.value),
        )
    }
}

/// No rule between fields.
pub fn no_check(_: &Values, _: NaiveDate) -> Vec<(&'static str, Text)> {
    Vec::new()
}

/// A rule for [`Entity::check`]: days of what has happened are not still to come.
pub fn has_come(
    values: &Values,
    days: &[&'static str],
    today: NaiveDate,
) -> Vec<(&'static str, Text)> {
    let text = Text::new("Ngày này chưa đến.", "This day is still to come.");
    let future = |name: &&&'static str| day(values, name).is_some_and(|day| day > today);
    days.iter()
        .filter(future)
        .map(|name| (*name, text))
        .collect()
}

/// A day among a row's values.
pub fn day(values: &Values, name: &str) -> Option<NaiveDate> {
    values.get(name)?.parse().ok()
}

/// A row's values in the order of the entity's fields, each as canonical text: exact decimals, ISO dates,
/// codes, ids. The same text goes to the database, the audit log and the bundle.
#[derive(Clone)]
pub struct Values {
    entity: &'static Entity,
    values: Vec<Option<String>>,
}

impl Values {
    /// `values` stands in the order of the entity's fields.
    pub fn new(entity: &'static Entity, values: Vec<Option<String>>) -> Values {
        debug_assert_eq!(entity.fields.len(), values.len());
        Values { entity, values }
    }

    /// The value of a column; `None` when empty or when there is no such column.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values[self.entity.index(name)?].as_deref()
    }

    /// The same values with another one for a column that there is.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Values {
        if let Some(index) = self.entity.index(name) {
            self.values[index] = Some(value.to_owned());
        }
        self
    }

    pub fn at(&self, index: usize) -> Option<&str> {
        self.values[index].as_deref()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&'static Field, Option<&str>)> {
        self.entity
            .fields
            .iter()
            .zip(self.values.iter().map(Option::as_deref))
    }

    /// The values of the fields a person or a bundle states.
    pub fn stated(&self) -> impl Iterator<Item = (&'static Field, Option<&str>)> {
        self.iter().filter(|(field, _)| !field.derived)
    }
}
