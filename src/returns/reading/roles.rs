//! What each column of a table is, by its title: the columns that say whose, what and in which unit, and those with values.

use std::collections::BTreeMap;

use crate::foundation::i18n::{Lang, Text, fold};
use crate::foundation::kernel::{Measure, Period, Reporter};
use crate::foundation::workbooks::ColumnTitle;
use crate::standards::forms::Line;
use crate::standards::indicators::{Catalogue, Indicator, TimeKind};

use super::owners::Owners;
use super::said::{Fit, Other};
use super::source::LeftKind;
use super::title::{Title, Vocabulary};
use super::unit_said::{Reach, Reaches, Scope, UnitSaid};
use super::{Amount, Column};
use crate::foundation::workbooks::Position;

/// What the report asks, as titles are read for it.
pub struct Asked<'a> {
    pub lines: &'a [Line],
    pub catalogue: &'a Catalogue,
    pub period: Period,
    pub lang: Lang,
    /// Names of what the form asks.
    pub own: Vocabulary<'a>,
    /// Names of everything else the catalogue holds.
    pub others: Vocabulary<'a>,
    /// What units mean for the indicators, as far as it was asked.
    pub reaches: Reaches,
}

impl<'a> Asked<'a> {
    pub fn new(lines: &'a [Line], catalogue: &'a Catalogue, period: Period, lang: Lang) -> Self {
        let is_asked = |id: i64| {
            lines
                .iter()
                .any(|line| line.indicator_id == id || line.total_id == Some(id))
        };
        let (own, others): (Vec<&Indicator>, Vec<&Indicator>) = catalogue
            .all
            .iter()
            .partition(|indicator| is_asked(indicator.id));
        Self {
            lines,
            catalogue,
            period,
            lang,
            own: Vocabulary::new(&own),
            others: Vocabulary::new(&others),
            reaches: Reaches::default(),
        }
    }

    /// The line that asks for an indicator.
    pub fn line(&self, indicator: &Indicator) -> Option<&'a Line> {
        self.lines
            .iter()
            .find(|line| line.indicator_id == indicator.id)
    }

    /// The cell of the report values of an indicator go to.
    pub fn target(&self, indicator: &Indicator, amount: Amount) -> Option<(i64, Measure)> {
        let Some(line) = self.line(indicator) else {
            // The stock since the certificate stands beside its flow and has no line of its own.
            let is_total = self
                .lines
                .iter()
                .any(|line| line.total_id == Some(indicator.id));
            return is_total.then_some((indicator.id, Measure::Period));
        };
        match amount {
            Amount::Period => Some((line.indicator_id, Measure::Period)),
            Amount::ToDate => line.to_date.then_some((line.indicator_id, Measure::ToDate)),
            Amount::Total => line.total_id.map(|total| (total, Measure::Period)),
        }
    }

    /// The indicator, where only one is asked for: figures under a title that names none are its own.
    pub fn only(&self) -> Option<&'a Indicator> {
        match self.lines {
            [line] => self.catalogue.by_id(line.indicator_id),
            _ => None,
        }
    }

    pub fn asks_to_date(&self) -> bool {
        self.lines.iter().any(|line| line.to_date)
    }

    fn say(&self, vi: &'static str, en: &'static str) -> String {
        Text::new(vi, en).in_lang(self.lang).to_owned()
    }
}

/// What a column is taken for, or why it is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// It says whose, what or in which unit, or holds values.
    Is(Column),
    /// Values two columns claim: each waits for a person.
    Claimed(Column, String),
    /// Left out, with the reason.
    Left(LeftKind, String),
    /// The title is not understood.
    Strange(String),
    /// Numbers of rows, codes of lines: no figures.
    Mere,
}

/// The earlier period a column that is left out is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Earlier {
    pub period: Period,
    /// What it is about, where its title names an indicator.
    pub indicator: Option<i64>,
}

/// A column, read.
#[derive(Debug, Clone)]
pub struct ReadColumn {
    pub column: u32,
    pub title: String,
    pub role: Role,
    /// Units stated for it by its titles and the row of units.
    pub units: Vec<UnitSaid>,
    /// Whose values they are, where the title names an enterprise.
    pub owner: Option<Reporter>,
    pub earlier: Option<Earlier>,
}

impl Role {
    /// What the column is taken for, waiting for a person or not.
    pub fn taken_for(&self) -> Option<&Column> {
        match self {
            Role::Is(column) | Role::Claimed(column, _) => Some(column),
            Role::Left(..) | Role::Strange(_) | Role::Mere => None,
        }
    }
}

/// The columns that are taken for something, by their places.
pub fn taken(columns: &[ReadColumn]) -> BTreeMap<u32, Column> {
    let taken = columns
        .iter()
        .filter_map(|one| Some((one.column, one.role.taken_for()?.clone())));
    taken.collect()
}

/// A column while its rivals are not known.
struct Candidate<'a> {
    read: ReadColumn,
    title: Title<'a>,
    hidden: bool,
    fit: Option<Fit>,
}

/// What the columns under a header are. `is_hidden` tells columns nobody sees.
pub fn columns(
    head: &[ColumnTitle],
    asked: &Asked<'_>,
    owners: &Owners<'_>,
    is_hidden: &dyn Fn(u32) -> bool,
) -> Vec<ReadColumn> {
    let mut found: Vec<Candidate<'_>> = head
        .iter()
        .map(|column| candidate(column, asked, owners, is_hidden(column.column)))
        .collect();
    let is = |found: &[Candidate<'_>], wanted: &Column| {
        found
            .iter()
            .any(|one| one.read.role == Role::Is(wanted.clone()))
    };
    // Where rows are indicators, what names none is a value; where rows are enterprises, only what names one.
    let by_rows = is(&found, &Column::Label);
    for one in &mut found {
        settle(one, by_rows, asked);
    }
    rivals(&mut found, asked);
    found.into_iter().map(|one| one.read).collect()
}

fn candidate<'a>(
    column: &ColumnTitle,
    asked: &Asked<'a>,
    owners: &Owners<'_>,
    hidden: bool,
) -> Candidate<'a> {
    let tiers: Vec<&str> = column.tiers.iter().map(String::as_str).collect();
    let title = asked.own.read(&tiers);
    let own = tiers.last().copied().unwrap_or_default();
    let owner = owners.titled(own);
    let beside = column.unit.iter().map(|text| UnitSaid {
        scope: Scope::Beside,
        text: text.clone(),
        at: column.unit_row.map(|row| Position::new(row, column.column)),
    });
    let mut units: Vec<UnitSaid> = title.units.iter().cloned().chain(beside).collect();
    units.sort_by_key(|unit| unit.scope);
    let role = match (title.about, owner, keyword(own)) {
        (Some(_), ..) => Role::Mere,
        (None, Some(_), _) => Role::Is(Column::Owner),
        (None, None, Some(role)) if !title.is_value() || title.said.is_silent() => role,
        _ => Role::Mere,
    };
    Candidate {
        read: ReadColumn {
            column: column.column,
            title: column.title.clone(),
            role,
            units,
            owner,
            earlier: None,
        },
        title,
        hidden,
        fit: None,
    }
}

/// Columns that hold no values, by the words of their titles.
fn keyword(title: &str) -> Option<Role> {
    let folded = fold(title);
    let plain: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let plain = plain.join(" ");
    let is = |words: &[&str]| words.contains(&plain.as_str());
    let has = |words: &[&str]| {
        words
            .iter()
            .any(|word| format!(" {plain} ").contains(&format!(" {word} ")))
    };
    let begins = |words: &[&str]| {
        words
            .iter()
            .any(|word| format!("{plain} ").starts_with(&format!("{word} ")))
    };
    let column = if is(&["stt", "tt", "so tt", "so thu tu", "no", "row"]) {
        return Some(Role::Mere);
    } else if has(&[
        "ma so thue",
        "mst",
        "ma so doanh nghiep",
        "msdn",
        "tax code",
    ]) {
        Column::TaxCode
    } else if is(&["ma so", "ma chi tieu", "ma dong", "line code"]) {
        return Some(Role::Mere);
    } else if has(&["ma dn", "ma doanh nghiep"]) || is(&["code", "ma"]) {
        Column::Code
    } else if begins(&["don vi tinh", "dvt", "unit"]) || is(&["don vi"]) {
        Column::Unit
    } else if begins(&[
        "chi tieu",
        "ten chi tieu",
        "noi dung",
        "tieu chi",
        "dien giai",
        "khoan muc",
        "indicator",
    ]) {
        Column::Label
    } else if has(&[
        "ten doanh nghiep",
        "ten dn",
        "ten cong ty",
        "ten don vi",
        "ten cty",
        "don vi bao cao",
    ]) || begins(&[
        "doanh nghiep",
        "cong ty",
        "enterprise",
        "company",
        "ten nha dau tu",
    ]) || is(&["ten", "name"])
    {
        Column::Name
    } else if begins(&["du an", "ten du an", "project"]) {
        Column::Project
    } else if has(&[
        "giai trinh",
        "ghi chu",
        "ly do",
        "explanation",
        "note",
        "notes",
        "remark",
    ]) {
        Column::Note
    } else {
        return None;
    };
    Some(Role::Is(column))
}

/// Gives a column that may hold values its role, but for rivals.
fn settle(one: &mut Candidate<'_>, by_rows: bool, asked: &Asked<'_>) {
    let only = asked.only().filter(|_| !by_rows && one.title.is_value());
    let is_idle = one.title.is_value() && !by_rows && one.title.said.is_silent();
    if one.read.role != Role::Mere || is_idle && only.is_none() {
        return;
    }
    let keyed = keyword(one.read.title.rsplit(" / ").next().unwrap_or_default());
    if one.title.about.is_none() && keyed == Some(Role::Mere) {
        return;
    }
    let fit = one.title.said.fit(asked.period, asked.asks_to_date());
    one.fit = Some(fit);
    one.read.earlier = one.title.said.earlier(asked.period).map(|period| Earlier {
        period,
        indicator: one.title.about.map(|about| about.id),
    });
    let share = one.title.about.is_some_and(|about| {
        one.read
            .units
            .first()
            .is_some_and(|unit| unit.reach(about) == Reach::Share)
    });
    one.read.role = match (one.title.about, fit) {
        (_, Fit::Not(other)) => Role::Left(LeftKind::OtherFigure, other.words(asked.lang)),
        _ if share => Role::Left(LeftKind::OtherFigure, Other::Comparison.words(asked.lang)),
        (Some(about), Fit::Stated(amount) | Fit::Open(amount)) => value(about, amount, asked),
        (None, Fit::Stated(amount) | Fit::Open(amount)) if by_rows && one.title.is_value() => {
            Role::Is(Column::Amount(amount))
        }
        (None, Fit::Stated(amount) | Fit::Open(amount)) if only.is_some() => {
            only.map_or(Role::Mere, |about| value(about, amount, asked))
        }
        (None, _) => strange(&one.title, &one.read.title, asked),
    };
}

pub(super) fn value(about: &Indicator, amount: Amount, asked: &Asked<'_>) -> Role {
    // A stock has no sum since January.
    let amount = if about.time_kind == TimeKind::Flow || amount == Amount::Total {
        amount
    } else {
        Amount::Period
    };
    match asked.target(about, amount) {
        Some((id, measure)) => {
            let code = asked.catalogue.by_id(id).map(|known| known.code.clone());
            Role::Is(Column::Value {
                indicator: code.unwrap_or_default(),
                measure,
                unit: String::new(),
            })
        }
        None => Role::Left(
            LeftKind::NotAsked,
            asked.say("mẫu không hỏi", "not asked for by the form"),
        ),
    }
}

/// Why a title or a label is not taken: the form does not ask for it, or not every word of it is understood.
pub fn strange(title: &Title<'_>, text: &str, asked: &Asked<'_>) -> Role {
    let tiers: Vec<&str> = text.split(" / ").collect();
    if let Some(other) = asked.others.read(&tiers).about {
        let name = other.name(asked.lang);
        let words = match asked.lang {
            Lang::Vi => format!("{name}: mẫu không hỏi"),
            Lang::En => format!("{name}: not asked for by the form"),
        };
        return Role::Left(LeftKind::NotAsked, words);
    }
    let near = asked.own.nearest(text);
    let over = title.over.join(" ");
    Role::Strange(match (near, asked.lang) {
        (Some(near), Lang::Vi) => {
            format!("gần giống “{}” nhưng còn chữ “{over}” chưa hiểu", near.name)
        }
        (Some(near), Lang::En) => {
            format!("like “{}”, but “{over}” is not understood", near.name_en)
        }
        (None, Lang::Vi) => "chưa hiểu tiêu đề này".to_owned(),
        (None, Lang::En) => "this title is not understood".to_owned(),
    })
}

/// Of several columns for one cell of the report the one that names the period is taken, a visible one before a hidden one;
/// of two that are as good each waits.
fn rivals(found: &mut [Candidate<'_>], asked: &Asked<'_>) {
    let rank = |one: &Candidate<'_>| {
        let stated = matches!(one.fit, Some(Fit::Stated(_)));
        (u8::from(one.hidden), u8::from(!stated))
    };
    let claims: Vec<Option<Column>> = found
        .iter()
        .map(|one| match &one.read.role {
            Role::Is(column @ (Column::Value { .. } | Column::Amount(_))) => Some(column.clone()),
            _ => None,
        })
        .collect();
    let ranks: Vec<(u8, u8)> = found.iter().map(rank).collect();
    for (at, one) in found.iter_mut().enumerate() {
        let Some(claim) = claims.get(at).cloned().flatten() else {
            continue;
        };
        let mine = ranks.get(at).copied().unwrap_or_default();
        let others = || {
            let same = claims.iter().zip(&ranks).enumerate();
            same.filter(|(other, (known, _))| *other != at && known.as_ref() == Some(&claim))
                .map(|(_, (_, rank))| *rank)
        };
        if others().any(|other| other < mine) {
            one.read.role = if one.hidden {
                let why = asked.say(
                    "cột bị ẩn, đã có cột hiện",
                    "hidden; a visible column is there",
                );
                Role::Left(LeftKind::Hidden, why)
            } else {
                let why = asked.say(
                    "đã có cột ghi rõ kỳ này",
                    "another column names this period",
                );
                Role::Left(LeftKind::OtherFigure, why)
            };
        } else if others().any(|other| other == mine) {
            let why = asked.say(
                "Có từ hai cột cho cùng một số. Xin chọn một cột ở bảng ghép cột.",
                "Two columns or more give this figure. Please choose one among the columns.",
            );
            one.read.role = Role::Claimed(claim, why);
        }
    }
    first_of_each(found);
}

/// Of two columns that say whose or what, the first does.
fn first_of_each(found: &mut [Candidate<'_>]) {
    let mut seen: Vec<Column> = Vec::new();
    for one in found {
        let Role::Is(column) = &one.read.role else {
            continue;
        };
        if column.holds_figures() {
            continue;
        }
        if seen.contains(column) {
            one.read.role = Role::Mere;
        } else {
            seen.push(column.clone());
        }
    }
}
