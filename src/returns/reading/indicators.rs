//! Tables whose rows are indicators: of one enterprise, of several side by side, or of the one each row names.

use std::collections::BTreeMap;

use super::book::Gathered;
use super::column::{Amount, Column};
use super::enterprises::unit_beside;
use super::owners::Who;
use super::roles::{Asked, ReadColumn, Role, strange};
use super::said::Fit;
use super::source::{Compared, Left, LeftKind, SourceCell, SourceRow, is_figure, text_at};
use super::table::{Table, stated_above, strip_number};
use super::title::Title;
use super::unit_said::{Scope, UnitSaid, split_units};
use crate::foundation::i18n::Text;
use crate::foundation::kernel::Measure;
use crate::foundation::workbooks::{Position, Row, Sheet};
use crate::standards::indicators::Indicator;

/// Labels looked back at for what "trong đó: nữ" is a part of.
const PARENTS: usize = 4;

/// Reads the rows of a table of indicators; `owner` is whose figures they are where neither a row nor a title says so.
pub fn read(gathered: &mut Gathered, sheet: &Sheet, table: &Table, asked: &Asked<'_>, owner: &Who) {
    let Some(label) = table.first(&Column::Label) else {
        return;
    };
    let mut reader = Lines {
        sheet,
        table,
        asked,
        owner,
        label,
        index: gathered.sheet,
        parents: Vec::new(),
        group: None,
        ditto: BTreeMap::new(),
        rows: Vec::new(),
    };
    let rows = sheet.rows.iter();
    for row in rows.filter(|row| (table.body..table.end).contains(&row.index)) {
        reader.row(gathered, row);
    }
    gathered.rows.append(&mut reader.rows);
}

/// A row that names an indicator.
struct Labelled<'a> {
    label: &'a str,
    title: &'a Title<'a>,
    about: &'a Indicator,
}

/// What is known while going down a table.
struct Lines<'a> {
    sheet: &'a Sheet,
    table: &'a Table,
    asked: &'a Asked<'a>,
    owner: &'a Who,
    label: u32,
    index: usize,
    /// Labels of the last rows that name an indicator, the latest last.
    parents: Vec<String>,
    group: Option<UnitSaid>,
    ditto: BTreeMap<u32, UnitSaid>,
    rows: Vec<SourceRow>,
}

impl<'a> Lines<'a> {
    fn row(&mut self, gathered: &mut Gathered, row: &Row) {
        let label = text_at(self.sheet, Position::new(row.index, self.label));
        let beside = self.table.first(&Column::Unit).and_then(|column| {
            unit_beside(
                self.sheet,
                Position::new(row.index, column),
                &mut self.ditto,
            )
        });
        let title = self.title(&label);
        if !self.has_figures(row) {
            if title.about.is_some() {
                self.remember(&label);
            }
            self.state_group(row, &label);
            return;
        }
        let Some(about) = title.about else {
            let (kind, why) = self.why_not(&title, &label);
            self.leave(gathered, row, kind, &why);
            return;
        };
        self.remember(&label);
        let mut note = self
            .table
            .first(&Column::Note)
            .map(|column| text_at(self.sheet, Position::new(row.index, column)))
            .filter(|note| !note.is_empty());
        let line = Labelled {
            label: &label,
            title: &title,
            about,
        };
        for at in 0..self.table.columns.len() {
            let Some(column) = self.table.columns.get(at) else {
                continue;
            };
            self.cell(gathered, row, column, &line, beside.as_ref(), &mut note);
        }
    }

    fn has_figures(&self, row: &Row) -> bool {
        self.table.columns.iter().any(|one| {
            let holds = match &one.role {
                Role::Is(column) | Role::Claimed(column, _) => {
                    matches!(column, Column::Amount(_) | Column::Owner)
                }
                Role::Left(..) | Role::Strange(_) => true,
                Role::Mere => false,
            };
            holds
                && !self
                    .sheet
                    .seen(Position::new(row.index, one.column))
                    .is_blank()
        })
    }

    /// What a label says: by itself, or as a part of one of those above it.
    fn title(&self, label: &str) -> Title<'a> {
        let own = strip_number(label);
        let alone = self.asked.own.read(&[own]);
        if alone.about.is_some() || alone.over.is_empty() {
            return alone;
        }
        let above = self.parents.iter().rev().take(PARENTS);
        above
            .map(|parent| self.asked.own.read(&[parent.as_str(), own]))
            .find(|joined| joined.about.is_some())
            .unwrap_or(alone)
    }

    fn remember(&mut self, label: &str) {
        self.parents.push(split_units(strip_number(label), true).0);
    }

    fn why_not(&self, title: &Title<'_>, label: &str) -> (LeftKind, String) {
        if super::enterprises::is_total(label) {
            return (LeftKind::Total, self.say(Text::new("dòng tổng", "a total")));
        }
        if label.is_empty() {
            return (
                LeftKind::Strange,
                self.say(Text::new(
                    "dòng không có tên chỉ tiêu",
                    "a row without a name",
                )),
            );
        }
        match strange(title, strip_number(label), self.asked) {
            Role::Left(kind, why) => (kind, format!("“{label}”: {why}")),
            Role::Strange(why) => (LeftKind::Strange, format!("“{label}”: {why}")),
            _ => (LeftKind::Strange, label.to_owned()),
        }
    }

    fn say(&self, text: Text) -> String {
        text.in_lang(self.asked.lang).to_owned()
    }

    fn leave(&self, gathered: &mut Gathered, row: &Row, kind: LeftKind, why: &str) {
        for one in &self.table.columns {
            let holds = match &one.role {
                Role::Is(column) => matches!(column, Column::Amount(_) | Column::Owner),
                Role::Claimed(..) | Role::Left(..) | Role::Strange(_) => true,
                Role::Mere => false,
            };
            let at = Position::new(row.index, one.column);
            if holds && is_figure(self.sheet.seen(at)) {
                gathered.left.push(Left {
                    sheet: self.index,
                    at,
                    kind,
                    why: why.to_owned(),
                });
            }
        }
    }

    /// A row without figures may name the unit of those below it.
    fn state_group(&mut self, row: &Row, label: &str) {
        let named = split_units(label, false).1.into_iter().next();
        let stated = stated_above(self.sheet, row.index, row.index + 1)
            .into_iter()
            .next();
        if let Some(unit) = named.or(stated) {
            self.group = Some(UnitSaid {
                scope: Scope::Group,
                at: row.cells.first().map(|cell| cell.at),
                ..unit
            });
        }
    }

    fn cell(
        &mut self,
        gathered: &mut Gathered,
        row: &Row,
        column: &ReadColumn,
        line: &Labelled<'_>,
        beside: Option<&UnitSaid>,
        note: &mut Option<String>,
    ) {
        let Labelled {
            label,
            title,
            about,
        } = *line;
        let at = Position::new(row.index, column.column);
        let content = self.sheet.seen(at);
        let mut left = |kind: LeftKind, why: String| {
            if is_figure(content) {
                gathered.left.push(Left {
                    sheet: self.index,
                    at,
                    kind,
                    why,
                });
            }
        };
        let amount = match &column.role {
            Role::Is(Column::Amount(amount)) | Role::Claimed(Column::Amount(amount), _) => *amount,
            Role::Is(Column::Owner) => Amount::Period,
            Role::Left(kind, why) => {
                left(*kind, why.clone());
                return self.compare(gathered, row, column, line, beside);
            }
            Role::Strange(why) => return left(LeftKind::Strange, why.clone()),
            _ => return,
        };
        if content.is_blank() {
            return;
        }
        let target = match self.target(title, about, amount) {
            Ok(target) => target,
            Err((kind, why)) => return left(kind, why),
        };
        let (id, measure) = target;
        let figure = self.figure(at, column, line, measure, beside);
        let cell = SourceCell {
            label: label.trim_end_matches([' ', '*']).to_owned(),
            target: Some((id, measure)),
            reason: note.take(),
            ..figure
        };
        self.put(row, column, cell);
    }

    /// The cell of the report a value goes to, by what its row and its column say.
    fn target(
        &self,
        title: &Title<'_>,
        about: &Indicator,
        amount: Amount,
    ) -> Result<(i64, Measure), (LeftKind, String)> {
        let amount = match title.said.fit(self.asked.period, self.asked.asks_to_date()) {
            Fit::Not(other) => return Err((LeftKind::OtherFigure, other.words(self.asked.lang))),
            Fit::Stated(said) if said != Amount::Period => said,
            _ => amount,
        };
        self.asked.target(about, amount).ok_or_else(|| {
            let why = Text::new(
                "mẫu không hỏi cột này của chỉ tiêu",
                "the form has no such column for it",
            );
            (LeftKind::NotAsked, self.say(why))
        })
    }

    fn figure(
        &self,
        at: Position,
        column: &ReadColumn,
        line: &Labelled<'_>,
        measure: Measure,
        beside: Option<&UnitSaid>,
    ) -> SourceCell {
        let stated = line.title.units.iter().chain(&column.units).chain(beside);
        let stated: Vec<&UnitSaid> = stated.chain(&self.group).chain(&self.table.above).collect();
        SourceCell::read(
            self.sheet,
            at,
            line.about,
            measure,
            &stated,
            &self.asked.reaches,
            self.asked.lang,
        )
    }

    /// Notes a figure in a column of an earlier period.
    fn compare(
        &self,
        gathered: &mut Gathered,
        row: &Row,
        column: &ReadColumn,
        line: &Labelled<'_>,
        beside: Option<&UnitSaid>,
    ) {
        let at = Position::new(row.index, column.column);
        let is_plain = line.title.said.is_silent() && !self.sheet.seen(at).is_blank();
        let Some(earlier) = column.earlier.filter(|_| is_plain) else {
            return;
        };
        gathered.compared.push(Compared {
            sheet: self.index,
            row: row.index,
            who: self.who(row, column),
            period: earlier.period,
            cell: self.figure(at, column, line, Measure::Period, beside),
        });
    }

    /// Whose a figure is.
    fn who(&self, row: &Row, column: &ReadColumn) -> Who {
        if let Some(owner) = column.owner {
            return Who {
                chosen: Some(owner),
                ..Who::default()
            };
        }
        if !self.table.names_owners() {
            return self.owner.clone();
        }
        let text = |wanted: &Column| {
            let column = self.table.first(wanted);
            column.map_or_else(String::new, |column| {
                text_at(self.sheet, Position::new(row.index, column))
            })
        };
        Who {
            chosen: None,
            tax_code: text(&Column::TaxCode),
            code: text(&Column::Code),
            name: text(&Column::Name),
            project: text(&Column::Project),
        }
    }

    /// Puts a cell among those of its owner.
    fn put(&mut self, row: &Row, column: &ReadColumn, cell: SourceCell) {
        let who = self.who(row, column);
        let own_row = column.owner.is_none() && self.table.names_owners();
        let first = if own_row { row.index } else { self.table.body };
        match self.rows.iter_mut().find(|known| known.who == who) {
            Some(known) => known.cells.push(cell),
            None => self.rows.push(SourceRow {
                sheet: self.index,
                sheet_name: self.sheet.name.clone(),
                row: first,
                who,
                cells: vec![cell],
                hidden: false,
            }),
        }
    }
}
