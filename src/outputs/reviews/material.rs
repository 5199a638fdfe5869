//! What a review is made from: the year as computed, the work of the year, new projects and tenants.

use super::db::{ProjectRow, Review};
use super::infrastructure::Infrastructure;
use crate::foundation::i18n::Lang;
use crate::foundation::i18n::wording::{one_or_many, padded};
use crate::outputs::dashboard::Overview;
use crate::registers::board::Board;
use crate::registers::schemes::model::Scheme;
use crate::registers::tasks::db::Item;
use crate::registers::tasks::tally::{Left, Tally};
use crate::returns::coverage::Gap;
use crate::standards::checks::Rules;
use chrono::NaiveDate;
use std::collections::HashMap;
use std::sync::Arc;

/// Everything a review is made from.
pub struct Material {
    pub board: Board,
    pub review: Review,
    /// When the last of the year's figures that count was accepted.
    pub accepted_until: Option<NaiveDate>,
    pub sections: HashMap<String, String>,
    pub overview: Arc<Overview>,
    /// The planning schemes called for in the year.
    pub schemes: Vec<Scheme>,
    pub projects: Vec<ProjectRow>,
    pub work: WorkOfYear,
    /// Works and wastewater on the period's last day.
    pub infrastructure: Infrastructure,
    /// What to say over a paper that is not the board's own of its time.
    pub remark: Option<String>,
    pub rules: Rules,
    /// The indicators whose totals some are missing from, and what was decided about printing them.
    pub gaps: Vec<Gap>,
}

/// Obstacles and key tasks as the year's account has them.
#[derive(Default)]
pub struct WorkOfYear {
    pub obstacles: Vec<ObstacleRow>,
    pub obstacle_tally: Tally,
    pub task_tally: Tally,
    /// The tasks set for the next year.
    pub next_tasks: Vec<String>,
    /// Tasks of this year and before that are carried over to it: their year, and what they are.
    pub carried_tasks: Vec<(i32, String)>,
}

/// An obstacle of the year as it stood at its end.
pub struct ObstacleRow {
    pub item: Item,
    pub left: Left,
    /// Whether its result and state of today are those of the end of the year: it was not reopened or resolved since.
    pub as_today: bool,
}

/// "Trong năm, thu hút được 01 dự án đầu tư mới".
pub(super) fn new_projects(count: usize, lang: Lang) -> String {
    let projects = padded(count, ("dự án", "new project", "new projects"), lang);
    match (lang, count) {
        (Lang::Vi, 0) => "Trong năm không thu hút được dự án đầu tư mới".to_owned(),
        (Lang::Vi, _) => format!("Trong năm, thu hút được {projects} đầu tư mới"),
        (Lang::En, 0) => "During the year no new project was attracted".to_owned(),
        (Lang::En, _) => format!(
            "During the year {projects} {} attracted",
            one_or_many(count, "was", "were")
        ),
    }
}

/// Who rents land at the end of the year, and how many of them operate.
pub(super) fn tenants_of_year(tenants: i64, operating: i64, lang: Lang) -> String {
    let vi = match (tenants, operating) {
        (0, _) => {
            return match lang {
                Lang::Vi => {
                    "Đến cuối năm chưa có doanh nghiệp thuê đất trong khu công nghiệp.".to_owned()
                }
                Lang::En => "At the end of the year there were no tenants.".to_owned(),
            };
        }
        (_, 0) => "chưa có doanh nghiệp nào đang hoạt động".to_owned(),
        _ => format!("{operating} doanh nghiệp đang hoạt động"),
    };
    let en = match (tenants, operating) {
        (1, 0) => "which was not operating".to_owned(),
        (1, _) => "which was operating".to_owned(),
        (_, 0) => "none of them operating".to_owned(),
        _ => format!("{operating} of them operating"),
    };
    match (lang, tenants) {
        (Lang::Vi, _) => format!(
            "Đến cuối năm có {tenants} doanh nghiệp thuê đất trong khu công nghiệp, trong đó {vi}."
        ),
        (Lang::En, 1) => format!("At the end of the year there was 1 tenant, {en}."),
        (Lang::En, _) => format!("At the end of the year there were {tenants} tenants, {en}."),
    }
}
