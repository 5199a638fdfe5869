//! What the page is told: each figure of a block with the cell it goes to, or the reason why it is left out.

use super::block::Block;
use super::grid::Grid;
use super::read::label_of;
use crate::foundation::i18n::wording::counted;
use crate::foundation::i18n::{Lang, Text, format_plain, parse_number};
use crate::foundation::kernel::Reporter;
use crate::foundation::kernel::quantity::{self, Unit};
use crate::foundation::workbooks::{Position, Sheet};
use crate::returns::filings::load::Loaded;
use crate::returns::filings::model::{CellInput, Key};
use crate::returns::imports::{Plan, PlanCell, Standing};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// Decimals of a figure brought into the unit of its line.
const DECIMALS: u32 = 6;

/// How a figure goes into the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Way {
    /// In the order of the lines, as written.
    Straight,
    /// Elsewhere than the order says, or in another unit.
    Moved,
    Left,
}

/// A figure of the block.
#[derive(Serialize)]
struct Told {
    way: Way,
    /// What it is called in the block, and how it is written there.
    label: String,
    shown: String,
    /// The line it goes to, in words.
    to: String,
    /// The cell and its row as the page calls them; empty for what is left out.
    key: String,
    row: String,
    raw: String,
    unit: &'static str,
    /// With its unit, where that is another than it was written in.
    held: String,
    /// How its unit is known, and what the checks say; for what is left out, why.
    words: String,
    /// It waits for an answer.
    asked: bool,
    #[serde(skip)]
    at: Position,
}

/// Everything the page is told.
#[derive(Serialize)]
pub struct Answer {
    title: String,
    about: String,
    /// To be confirmed before anything is taken; empty for none.
    question: String,
    lines: Vec<Told>,
}

/// What an answer is made from.
pub struct Telling<'a> {
    pub sheet: &'a Sheet,
    pub grid: &'a Grid,
    pub block: &'a Block,
    pub plan: &'a Plan,
    pub reports: &'a HashMap<Reporter, Loaded>,
    /// Numbers were read as the other language writes them.
    pub is_foreign: bool,
    pub lang: Lang,
}

impl Telling<'_> {
    pub fn answer(&self) -> Answer {
        let mut lines: Vec<Told> = Vec::new();
        for row in &self.plan.rows {
            for cell in &row.cells {
                lines.extend(self.planned(cell, row.enterprise.as_ref(), &row.faults));
            }
        }
        lines.sort_by_key(|line| line.at);
        self.one_unit_a_row(&mut lines);
        self.order(&mut lines);
        let left = self.block.reading.left.iter().map(|left| Told {
            words: left.why.clone(),
            ..self.blank(left.at)
        });
        lines.extend(left);
        for line in &mut lines {
            line.words = of_a_block(&line.words);
        }
        let mut questions: Vec<String> = self.block.question.iter().cloned().collect();
        let whole = self.plan.questions.iter();
        questions.extend(whole.map(|asked| of_a_block(&asked.words)));
        let rows = self.sheet.rows.len();
        Answer {
            title: self.title(rows),
            about: self.about(),
            question: questions.join(" "),
            lines,
        }
    }

    fn say(&self, vi: &'static str, en: &'static str) -> String {
        Text::new(vi, en).in_lang(self.lang).to_owned()
    }

    fn title(&self, rows: usize) -> String {
        let how = if self.block.is_labelled {
            self.say("đọc theo nhãn", "read by their labels")
        } else {
            self.say(
                "không có nhãn, xếp theo thứ tự",
                "without labels, in their order",
            )
        };
        match self.lang {
            Lang::Vi => format!("Khối vừa dán: {rows} dòng, {how}"),
            Lang::En => {
                let rows = counted(rows, ("row", "row", "rows"), self.lang);
                format!("Pasted block: {rows}, {how}")
            }
        }
    }

    fn about(&self) -> String {
        let mut parts = vec![if self.block.is_labelled {
            self.say(
                "Khối có nhãn nên không xét vị trí. Chưa ghi gì.",
                "The block has labels, so its place does not matter. Nothing is written yet.",
            )
        } else {
            self.say(
                "Xin so từng số với cột năm trước. Chưa ghi gì.",
                "Please compare each with last year. Nothing is written yet.",
            )
        }];
        if self.is_foreign {
            parts.push(match self.lang {
                Lang::Vi => "Số viết theo kiểu Anh (1,234.56).".to_owned(),
                Lang::En => "Numbers are written the Vietnamese way (1.234,56).".to_owned(),
            });
        }
        parts.join(" ")
    }

    fn blank(&self, at: Position) -> Told {
        let label = label_of(self.sheet, at.row);
        let row = at.row + 1;
        let label = match (label.is_empty(), self.lang) {
            (false, _) => label,
            (true, Lang::Vi) => format!("Dòng {row}"),
            (true, Lang::En) => format!("Row {row}"),
        };
        Told {
            way: Way::Left,
            label,
            shown: crate::returns::reading::text_at(self.sheet, at),
            to: String::new(),
            key: String::new(),
            row: String::new(),
            raw: String::new(),
            unit: "",
            held: String::new(),
            words: String::new(),
            asked: false,
            at,
        }
    }

    fn planned(
        &self,
        cell: &PlanCell,
        who: Option<&(Reporter, String)>,
        faults: &[String],
    ) -> Option<Told> {
        let at = Position::parse(&cell.at)?;
        let mut told = Told {
            shown: cell.shown.clone(),
            ..self.blank(at)
        };
        let left = |told: Told, words: String, asked: bool| {
            Some(Told {
                words,
                asked,
                ..told
            })
        };
        let Some((reporter, name)) = who else {
            // Whoever is not found has every figure left out.
            return left(told, faults.join(" "), true).filter(|told| !told.shown.is_empty());
        };
        if cell.standing == Standing::Blank {
            return None;
        }
        if let Some((row, _)) = cell.key.and_then(|key| self.grid.find(*reporter, key)) {
            told.to = cell
                .key
                .map_or_else(String::new, |key| self.grid.words(row, key, self.lang));
        }
        if let Some(fault) = faults.first() {
            return left(told, fault.clone(), true);
        }
        if cell.standing == Standing::Fault {
            return left(told, cell.notes.join(" "), true);
        }
        let (Some(key), Some(input)) = (cell.key, cell.input.as_ref()) else {
            return left(told, cell.notes.join(" "), true);
        };
        let Some((row, target)) = self.grid.find(*reporter, key) else {
            let words = match self.lang {
                Lang::Vi => format!("của {name}, không có ô ở đây"),
                Lang::En => format!("of {name}, no cell here"),
            };
            return left(told, words, false);
        };
        if cell.standing == Standing::Same {
            let words = self.say("đã có đúng số này", "this value is there already");
            return left(told, words, false);
        }
        let line = self.grid.rows.get(row)?;
        let held = held(input, line.unit, self.lang)?;
        let converted = held.converted;
        told.way = if converted { Way::Moved } else { Way::Straight };
        if converted {
            told.held = format!(
                "{} {}",
                held.raw,
                self.unit_words(*reporter, key, held.unit)
            );
        }
        let from = Some(&cell.unit_from).filter(|from| converted && !from.is_empty());
        let words: Vec<&str> = from
            .into_iter()
            .chain(&cell.notes)
            .map(String::as_str)
            .collect();
        told.words = words.join(" · ");
        told.key.clone_from(&target.key);
        told.row.clone_from(&line.id);
        told.raw = held.raw;
        told.unit = held.unit.code;
        Some(told)
    }

    fn unit_words(&self, reporter: Reporter, key: Key, unit: &'static Unit) -> String {
        let report = self.reports.get(&reporter);
        let indicator = report.and_then(|report| report.catalogue.by_id(key.0));
        indicator.map_or_else(String::new, |indicator| {
            indicator.unit_words(unit, self.lang).to_owned()
        })
    }

    /// A line of the grid has one unit: figures that would need another than its other cells have are left out.
    fn one_unit_a_row(&self, lines: &mut [Told]) {
        let mut units: BTreeMap<String, Vec<&'static str>> = BTreeMap::new();
        for line in lines.iter().filter(|line| line.way != Way::Left) {
            units.entry(line.row.clone()).or_default().push(line.unit);
        }
        for row in &self.grid.rows {
            let Some(units) = units.get(&row.id) else {
                continue;
            };
            let typed = row.cells.iter().flatten().filter(|cell| {
                let report = self.reports.get(&cell.reporter);
                let is_typed = report
                    .and_then(|report| report.typed(cell.target))
                    .is_some_and(|entry| !entry.raw.is_empty());
                is_typed && !lines.iter().any(|line| line.key == cell.key)
            });
            let stays = typed.count() > 0;
            let agree = units
                .iter()
                .all(|unit| Some(unit) == units.first() && (!stays || *unit == row.unit.code));
            if agree {
                continue;
            }
            let why = self.say(
                "đơn vị khác các ô cùng dòng: xin đổi đơn vị của dòng rồi dán lại",
                "another unit than the line's other cells: please change the unit of the line and paste again",
            );
            let other = |line: &&mut Told| {
                line.row == row.id && line.unit != row.unit.code && line.way != Way::Left
            };
            for line in lines.iter_mut().filter(other) {
                line.way = Way::Left;
                line.asked = true;
                line.words.clone_from(&why);
                line.key.clear();
                line.row.clear();
            }
        }
    }

    /// What follows the cell in focus in the order of the lines goes straight, all else is moved.
    fn order(&self, lines: &mut [Told]) {
        let mut last = self.grid.focus.0;
        for line in lines.iter_mut().filter(|line| line.way != Way::Left) {
            let at = self.grid.rows.iter().position(|row| row.id == line.row);
            match at.filter(|at| *at >= last) {
                Some(at) => last = at,
                None => line.way = Way::Moved,
            }
        }
    }
}

/// What reading and plan say of a file, said of a block.
fn of_a_block(words: &str) -> String {
    words
        .replace("Tệp", "Khối")
        .replace("tệp", "khối")
        .replace("The file", "The block")
        .replace("the file", "the block")
}

/// A figure as its line holds it.
struct Held {
    raw: String,
    unit: &'static Unit,
    converted: bool,
}

/// A figure in the unit of its line where that holds it exactly, else in the unit it was stated in.
fn held(input: &CellInput, line: &'static Unit, lang: Lang) -> Option<Held> {
    let stated = quantity::unit(&input.unit)?;
    let as_stated = |converted| Held {
        raw: input.raw.clone(),
        unit: stated,
        converted,
    };
    if stated.code == line.code {
        return Some(as_stated(false));
    }
    if stated.dimension != line.dimension {
        return Some(as_stated(true));
    }
    let value = parse_number(&input.raw, lang).ok()?.value;
    let exact = quantity::to_canonical(value, stated)
        .and_then(|canonical| quantity::from_canonical(canonical, line))
        .filter(|value| value.normalize().scale() <= DECIMALS);
    Some(exact.map_or_else(
        || as_stated(true),
        |value| Held {
            raw: format_plain(value, DECIMALS, lang),
            unit: line,
            converted: true,
        },
    ))
}
