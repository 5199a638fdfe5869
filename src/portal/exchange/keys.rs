//! The text of SQL that spells natural keys: one pass over each table a key runs through, never a look-up for each row.

use crate::platform::registry::{Entity, Field, Kind};

/// A list of select expressions over a table called `t`, and the joins they need.
pub struct Spelling {
    joins: String,
    count: usize,
}

impl Spelling {
    pub const fn new() -> Spelling {
        Spelling {
            joins: String::new(),
            count: 0,
        }
    }

    /// `left join …` for everything spelled so far.
    pub fn joins(&self) -> &str {
        &self.joins
    }

    /// The natural key of what `column` refers to.
    pub fn reference(&mut self, target: &Entity, column: &str) -> String {
        self.count += 1;
        let alias = format!("k{}", self.count);
        self.joins.push_str(&format!(
            " left join ({}) {alias} on {alias}.id = {column}",
            key_query(target)
        ));
        format!("{alias}.key")
    }

    fn part(&mut self, field: &Field) -> String {
        let column = format!("t.{}", field.name);
        match field.kind {
            Kind::Reference(target) => self.reference(target, &column),
            _ => format!("{column}::text"),
        }
    }

    /// The order of the rows of a file: their keys, numbers by their size, so that what happened first is read first.
    pub fn order(&mut self, entity: &Entity) -> String {
        let parts: Vec<String> = key_fields(entity)
            .map(|field| match field.kind {
                Kind::Integer { .. } => format!("lpad(t.{}::text, 10, '0')", field.name),
                _ => self.part(field),
            })
            .collect();
        format!("concat_ws('/', {})", parts.join(", "))
    }
}

/// The fields of an entity's key. An entity that is only pointed at declares none of its columns: its key is text.
fn key_fields(entity: &Entity) -> impl Iterator<Item = &'static Field> {
    entity.key.iter().filter_map(|column| entity.field(column))
}

/// `select id, key` of every row of a table: references spelled out, joined by "/" (`2022/giao/1`).
pub fn key_query(entity: &Entity) -> String {
    let mut spelling = Spelling::new();
    let parts: Vec<String> = entity
        .key
        .iter()
        .map(|column| match entity.field(column) {
            Some(field) => spelling.part(field),
            None => format!("t.{column}::text"),
        })
        .collect();
    format!(
        "select t.id, concat_ws('/', {}) as key from {} t{}",
        parts.join(", "),
        entity.table,
        spelling.joins()
    )
}
