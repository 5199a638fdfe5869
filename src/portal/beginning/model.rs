//! The steps of a beginning, what each asks and when it is done. Pure.

use chrono::NaiveDate;

use crate::foundation::kernel::{Actor, Permission};

/// A step from an empty portal to the first dashboard, in the order in which they are best taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Board,
    Zones,
    Accounts,
    Enterprises,
    Periods,
    Plan,
    LastYear,
}

/// What the portal holds of it all.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Placeholders left standing in the board's names.
    pub blanks: usize,
    pub zones: i64,
    /// Zones nobody stated an area of.
    pub zones_without_area: i64,
    pub enterprises: i64,
    /// Those whose state owes reports.
    pub reporting: i64,
    pub forms: i64,
    pub reports_since: Option<NaiveDate>,
    /// Whether a report somebody owed was ever begun.
    pub any_report: bool,
    /// People who may enter reports, and those who may decide on them.
    pub entering: i64,
    pub deciding: i64,
    /// The newest year with targets, and how many it has.
    pub plan_year: Option<i32>,
    pub targets: i64,
    /// The years before this one that have yearly figures, newest first.
    pub years: Vec<i32>,
    pub put_away: bool,
}

impl Step {
    pub const ALL: [Step; 7] = [
        Step::Board,
        Step::Zones,
        Step::Accounts,
        Step::Enterprises,
        Step::Periods,
        Step::Plan,
        Step::LastYear,
    ];

    /// How an address names it.
    pub fn code(self) -> &'static str {
        match self {
            Step::Board => "board",
            Step::Zones => "zones",
            Step::Accounts => "accounts",
            Step::Enterprises => "enterprises",
            Step::Periods => "periods",
            Step::Plan => "plan",
            Step::LastYear => "last-year",
        }
    }

    pub fn from_code(code: &str) -> Option<Step> {
        Step::ALL.into_iter().find(|step| step.code() == code)
    }

    /// What of the board's record is filled in within the step.
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            Step::Board => &["superior", "name", "abbreviation", "province", "place"],
            Step::Periods => &["reports_since"],
            _ => &[],
        }
    }

    /// Who may take it.
    pub fn needs(self) -> Permission {
        match self {
            Step::Board | Step::Periods => Permission::ManageBoard,
            Step::Zones | Step::Enterprises => Permission::WriteRegistries,
            Step::Accounts => Permission::ManageAccounts,
            Step::Plan => Permission::WritePlans,
            Step::LastYear => Permission::EnterFilings,
        }
    }

    /// How long it takes about, for a board of some dozen enterprises.
    pub fn minutes(self) -> u32 {
        match self {
            Step::Board | Step::Periods => 2,
            Step::Zones => 10,
            Step::Accounts => 5,
            Step::Enterprises | Step::LastYear => 30,
            Step::Plan => 15,
        }
    }

    /// Whether nothing of it is missing.
    pub fn is_done(self, facts: &Facts) -> bool {
        match self {
            Step::Board => facts.blanks == 0,
            Step::Zones => facts.zones > 0,
            Step::Accounts => facts.entering > 0 && facts.deciding > 0 && facts.entering > 1,
            Step::Enterprises => facts.enterprises > 0,
            Step::Periods => facts.forms > 0 && (facts.reports_since.is_some() || facts.any_report),
            Step::Plan => facts.targets > 0,
            Step::LastYear => !facts.years.is_empty(),
        }
    }
}

impl Facts {
    /// The steps that are not done, in their order.
    pub fn open(&self) -> impl Iterator<Item = Step> {
        Step::ALL.into_iter().filter(|step| !step.is_done(self))
    }

    /// What comes next for this person: the first open step they may take.
    pub fn next(&self, actor: &Actor) -> Option<Step> {
        self.open().find(|step| may_take(actor, *step))
    }
}

/// Whether a person may take a step. What concerns the whole board is nobody's who is responsible for some zones only.
pub fn may_take(actor: &Actor, step: Step) -> bool {
    actor.zones.is_none() && actor.may(step.needs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foundation::kernel::Role;

    fn person(role: Role, zones: Option<Vec<i64>>) -> Actor {
        Actor {
            account_id: 1,
            session_id: 1,
            username: String::new(),
            display_name: String::new(),
            role,
            zones,
        }
    }

    #[test]
    fn the_next_step_is_the_first_open_one_a_person_may_take() {
        let empty = Facts {
            blanks: 3,
            forms: 3,
            ..Facts::default()
        };
        assert_eq!(empty.open().collect::<Vec<_>>(), Step::ALL);
        let next = |role| empty.next(&person(role, None));
        assert_eq!(next(Role::Administrator), Some(Step::Board));
        assert_eq!(next(Role::Staff), Some(Step::Zones));
        assert_eq!(next(Role::Leadership), None);
        assert_eq!(empty.next(&person(Role::Staff, Some(vec![1]))), None);
    }

    #[test]
    fn an_approver_alone_is_no_second_pair_of_eyes() {
        let facts = |entering, deciding| Facts {
            entering,
            deciding,
            ..Facts::default()
        };
        // An approver may type too, and then has nobody to accept it.
        assert!(!Step::Accounts.is_done(&facts(1, 1)));
        assert!(!Step::Accounts.is_done(&facts(2, 0)));
        assert!(Step::Accounts.is_done(&facts(2, 1)));
    }
}
