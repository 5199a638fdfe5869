//! Tables whose rows are enterprises: whose each row is, its figures, and the rows that are nobody's.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::book::Gathered;
use super::column::Column;
use super::owners::{NOBODY, Owners, Who};
use super::roles::{Asked, ReadColumn, Role};
use super::source::{Compared, Left, LeftKind, SourceCell, SourceRow, is_figure, row_key, text_at};
use super::table::{Table, is_ditto, stated_above};
use super::unit_said::{Measured, Scope, UnitSaid, split_units};
use crate::foundation::i18n::{Text, fold};
use crate::foundation::kernel::{Measure, Reporter, quantity};
use crate::foundation::workbooks::{Content, Position, Row, Sheet};
use crate::standards::indicators::Indicator;

/// Reads the rows of a table of enterprises.
pub fn read(
    gathered: &mut Gathered,
    sheet: &Sheet,
    table: &Table,
    asked: &Asked<'_>,
    owners: &Owners<'_>,
    chosen: &BTreeMap<u32, Reporter>,
) {
    let mut reader = Rows {
        sheet,
        table,
        asked,
        owners,
        chosen,
        index: gathered.sheet,
        group: None,
        before: None,
        ditto: BTreeMap::new(),
        sums: BTreeMap::new(),
    };
    let rows = sheet.rows.iter();
    for row in rows.filter(|row| (table.body..table.end).contains(&row.index)) {
        reader.row(gathered, row);
    }
}

/// What is known while going down a table.
struct Rows<'a> {
    sheet: &'a Sheet,
    table: &'a Table,
    asked: &'a Asked<'a>,
    owners: &'a Owners<'a>,
    chosen: &'a BTreeMap<u32, Reporter>,
    index: usize,
    /// The unit named in the row over this group of rows.
    group: Option<UnitSaid>,
    /// The last row that names somebody, and who.
    before: Option<(u32, Who)>,
    ditto: BTreeMap<u32, UnitSaid>,
    /// What the rows so far add up to, by column.
    sums: BTreeMap<u32, Decimal>,
}

/// What a row is.
enum Kind {
    /// Somebody's.
    Of(Who),
    /// A sum, or the head of a group.
    Total,
    /// Under the table.
    Under,
    /// It holds no figures.
    Empty,
}

impl Rows<'_> {
    fn row(&mut self, gathered: &mut Gathered, row: &Row) {
        let kind = self.kind(row);
        match &kind {
            Kind::Empty => {}
            Kind::Total => {
                let why = self.sum_words(row);
                self.leave(gathered, row, LeftKind::Total, &why);
            }
            Kind::Under => {
                let why = self.say(Text::new(
                    "dưới bảng, không có tên doanh nghiệp",
                    "below the table, nobody's",
                ));
                self.leave(gathered, row, LeftKind::Outside, &why);
            }
            Kind::Of(who) => self.take(gathered, row, who),
        }
        self.state_group(row, &kind);
        if let Kind::Of(who) = kind {
            self.before = Some((row.index, who));
        }
    }

    fn say(&self, text: Text) -> String {
        text.in_lang(self.asked.lang).to_owned()
    }

    fn values(&self) -> impl Iterator<Item = &ReadColumn> {
        self.table
            .columns
            .iter()
            .filter(|one| matches!(one.role.taken_for(), Some(Column::Value { .. })))
    }

    fn content(&self, row: u32, column: u32) -> &Content {
        self.sheet.seen(Position::new(row, column))
    }

    fn who(&self, row: u32) -> Who {
        let text = |wanted: &Column| {
            let column = self.table.first(wanted);
            column.map_or_else(String::new, |column| {
                text_at(self.sheet, Position::new(row, column))
            })
        };
        Who {
            chosen: self.chosen.get(&row_key(self.index, row)).copied(),
            tax_code: text(&Column::TaxCode),
            code: text(&Column::Code),
            name: text(&Column::Name),
            project: text(&Column::Project),
        }
    }

    /// Texts of a row outside its columns of values: its number, its name.
    fn texts(&self, row: &Row) -> Vec<String> {
        let is_value = |column: u32| self.values().any(|one| one.column == column);
        row.cells
            .iter()
            .filter(|cell| !is_value(cell.at.column))
            .filter_map(|cell| Some(cell.content.text()?.trim().to_owned()))
            .filter(|text| !text.is_empty())
            .collect()
    }

    fn kind(&self, row: &Row) -> Kind {
        let filled = self
            .values()
            .any(|one| !self.content(row.index, one.column).is_blank());
        let who = self.who(row.index);
        let texts = self.texts(row);
        let found = self.owners.find(&who);
        let is_known = found.is_ok() || found.is_err_and(|why| why != NOBODY);
        if !filled && !self.has_other_figures(row) {
            return Kind::Empty;
        }
        if !is_known && texts.iter().any(|text| is_total(text)) {
            return Kind::Total;
        }
        let heads_group = texts.first().is_some_and(|text| is_group_number(text));
        if !is_known && heads_group && who.tax_code.is_empty() && who.code.is_empty() {
            return Kind::Total;
        }
        let far = self
            .before
            .as_ref()
            .is_some_and(|(before, _)| before + 1 < row.index);
        if !who.is_named() {
            return match &self.before {
                Some(_) if self.adds_up(row) => Kind::Total,
                // A name written once stands for the rows below it.
                Some((_, before)) if !far => Kind::Of(before.clone()),
                _ => Kind::Under,
            };
        }
        if far && !is_known && who.tax_code.is_empty() && !self.is_numbered(row) {
            return Kind::Under;
        }
        if filled { Kind::Of(who) } else { Kind::Empty }
    }

    /// Whether its first cell counts it: 1, 2, 3.
    fn is_numbered(&self, row: &Row) -> bool {
        let first = row.cells.first().map(|cell| &cell.content);
        matches!(first, Some(Content::Number(_)))
    }

    fn has_other_figures(&self, row: &Row) -> bool {
        self.table.columns.iter().any(|one| {
            matches!(one.role, Role::Left(..) | Role::Strange(_))
                && is_figure(self.content(row.index, one.column))
        })
    }

    fn number(&self, row: u32, column: u32) -> Option<Decimal> {
        match self.content(row, column) {
            Content::Number(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// Whether every number of a row is the sum of those above it.
    fn adds_up(&self, row: &Row) -> bool {
        let numbers: Vec<(u32, Decimal)> = self
            .values()
            .filter_map(|one| Some((one.column, self.number(row.index, one.column)?)))
            .collect();
        !numbers.is_empty()
            && numbers
                .iter()
                .all(|(column, number)| self.sums.get(column) == Some(number))
    }

    fn sum_words(&self, row: &Row) -> String {
        if self.adds_up(row) {
            self.say(Text::new(
                "dòng tổng, khớp tổng các dòng trên",
                "a total, equal to the rows above",
            ))
        } else {
            self.say(Text::new(
                "dòng tổng hoặc dòng nhóm",
                "a total or the head of a group",
            ))
        }
    }

    /// Leaves out every figure of a row.
    fn leave(&self, gathered: &mut Gathered, row: &Row, kind: LeftKind, why: &str) {
        for one in &self.table.columns {
            let holds = !matches!(&one.role, Role::Mere)
                && !matches!(&one.role, Role::Is(column) if !matches!(column, Column::Value { .. }));
            if holds && is_figure(self.content(row.index, one.column)) {
                gathered.left.push(Left {
                    sheet: self.index,
                    at: Position::new(row.index, one.column),
                    kind,
                    why: why.to_owned(),
                });
            }
        }
    }

    /// A row without figures may name the unit of those below: "II. Doanh nghiệp trong nước (tỷ đồng)".
    fn state_group(&mut self, row: &Row, kind: &Kind) {
        if matches!(kind, Kind::Of(_) | Kind::Under) {
            return;
        }
        let texts = self.texts(row);
        let named = texts
            .iter()
            .flat_map(|text| split_units(text, false).1)
            .next();
        let stated = stated_above(self.sheet, row.index, row.index + 1)
            .into_iter()
            .next();
        let found = named.or(stated).map(|unit| UnitSaid {
            scope: Scope::Group,
            at: row.cells.first().map(|cell| cell.at),
            ..unit
        });
        if found.is_some() || texts.first().is_some_and(|text| is_group_number(text)) {
            self.group = found;
        }
    }

    fn take(&mut self, gathered: &mut Gathered, row: &Row, who: &Who) {
        let beside = self.row_unit(row.index);
        let columns = self.table.columns.iter();
        let mut cells: Vec<SourceCell> = columns
            .filter_map(|one| self.value(row.index, one, beside.as_ref()))
            .collect();
        gathered.left.extend(
            self.table
                .columns
                .iter()
                .filter_map(|one| self.left(row.index, one)),
        );
        let compared = self.table.columns.iter();
        gathered
            .compared
            .extend(compared.filter_map(|one| self.earlier(row.index, one, who, beside.as_ref())));
        let note = self
            .table
            .first(&Column::Note)
            .map(|column| text_at(self.sheet, Position::new(row.index, column)));
        if let Some(first) = cells.iter_mut().find(|cell| !cell.content.is_blank()) {
            first.reason = note.filter(|note| !note.is_empty());
        }
        self.add_up(row.index);
        gathered.rows.push(SourceRow {
            sheet: self.index,
            sheet_name: self.sheet.name.clone(),
            row: row.index,
            who: who.clone(),
            cells,
            hidden: row.hidden,
        });
    }

    /// The figure of a row in a column of values.
    fn value(&self, row: u32, one: &ReadColumn, beside: Option<&UnitSaid>) -> Option<SourceCell> {
        let Column::Value {
            indicator,
            measure,
            unit,
        } = one.role.taken_for()?
        else {
            return None;
        };
        let known = self.asked.catalogue.by_code(indicator)?;
        let cell = self.figure(row, one, known, *measure, beside);
        // The unit a person chose.
        Some(match quantity::unit(unit) {
            Some(unit) => SourceCell {
                unit: Some(Measured { unit, times: 1 }),
                unit_from: String::new(),
                unit_question: None,
                ..cell
            },
            None => cell,
        })
    }

    fn figure(
        &self,
        row: u32,
        one: &ReadColumn,
        about: &Indicator,
        measure: Measure,
        beside: Option<&UnitSaid>,
    ) -> SourceCell {
        let stated = one.units.iter().chain(beside).chain(&self.group);
        let stated: Vec<&UnitSaid> = stated.chain(&self.table.above).collect();
        let at = Position::new(row, one.column);
        SourceCell::read(
            self.sheet,
            at,
            about,
            measure,
            &stated,
            &self.asked.reaches,
            self.asked.lang,
        )
    }

    /// The figure of a row in a column of an earlier period.
    fn earlier(
        &self,
        row: u32,
        one: &ReadColumn,
        who: &Who,
        beside: Option<&UnitSaid>,
    ) -> Option<Compared> {
        let earlier = one.earlier.filter(|_| matches!(one.role, Role::Left(..)))?;
        let about = self.asked.catalogue.by_id(earlier.indicator?)?;
        let cell = self.figure(row, one, about, Measure::Period, beside);
        (!cell.content.is_blank()).then(|| Compared {
            sheet: self.index,
            row,
            who: who.clone(),
            period: earlier.period,
            cell,
        })
    }

    /// The figure of a row in a column that is left out.
    fn left(&self, row: u32, one: &ReadColumn) -> Option<Left> {
        let (kind, why) = match &one.role {
            Role::Left(kind, why) => (*kind, why),
            Role::Strange(why) => (LeftKind::Strange, why),
            _ => return None,
        };
        let at = Position::new(row, one.column);
        is_figure(self.sheet.seen(at)).then(|| Left {
            sheet: self.index,
            at,
            kind,
            why: why.clone(),
        })
    }

    fn add_up(&mut self, row: u32) {
        let numbers: Vec<(u32, Decimal)> = self
            .values()
            .filter_map(|one| Some((one.column, self.number(row, one.column)?)))
            .collect();
        for (column, number) in numbers {
            let sum = self.sums.entry(column).or_default();
            *sum = sum.checked_add(number).unwrap_or(*sum);
        }
    }

    /// The unit a row states in its column of units.
    fn row_unit(&mut self, row: u32) -> Option<UnitSaid> {
        let column = self.table.first(&Column::Unit)?;
        unit_beside(self.sheet, Position::new(row, column), &mut self.ditto)
    }
}

/// The unit a cell of a column of units states; a ditto is the one above.
pub fn unit_beside(
    sheet: &Sheet,
    at: Position,
    before: &mut BTreeMap<u32, UnitSaid>,
) -> Option<UnitSaid> {
    let text = text_at(sheet, at);
    if text.is_empty() {
        return None;
    }
    if is_ditto(&text) {
        return before.get(&at.column).cloned();
    }
    let found = UnitSaid {
        scope: Scope::Beside,
        text,
        at: Some(at),
    };
    before.insert(at.column, found.clone());
    Some(found)
}

/// "Cộng", "Tổng số", "Tổng cộng toàn khu" – and no "Công ty", "Tổng công ty".
pub fn is_total(text: &str) -> bool {
    let lower = text.to_lowercase();
    let lower = lower.trim_matches(|c: char| c.is_whitespace() || ":*.".contains(c));
    let first = lower.split_whitespace().next().unwrap_or_default();
    let folded = fold(lower);
    let company = folded.starts_with("tong cong ty") || folded.starts_with("cong ty");
    match first {
        "cộng" => true,
        "tổng" | "tong" | "total" | "sum" => !company,
        "cong" => folded == "cong",
        _ => folded.starts_with("toan khu") || folded.starts_with("grand total"),
    }
}

/// "I", "IV", "A": groups are numbered so, and their rows 1, 2, 3.
fn is_group_number(text: &str) -> bool {
    let plain = text.trim_end_matches(['.', ')', '/']);
    let roman = !plain.is_empty()
        && plain.len() <= 5
        && plain.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    roman
        || matches!(plain.as_bytes(), [b'A'..=b'H'])
        || text.split_once('.').is_some_and(|(lead, rest)| {
            !lead.is_empty()
                && lead.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
                && rest.starts_with(' ')
        })
}
